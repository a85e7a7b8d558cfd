//! The curve of short strings drawn as one self-contained SVG.

use crate::short::{LONGEST, Point};
use std::fmt::Write;

const WIDTH: f64 = 840.0;
const HEIGHT: f64 = 460.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 64.0;
const BOTTOM: f64 = 56.0;

/// One line of the drawing: its name in the legend, its colour, and its figure at each point.
type Line = (&'static str, &'static str, fn(&Point) -> Option<f64>);

const LINES: [Line; 2] =
    [("normalize, unchanged", "#1d6fb8", |p| p.unchanged), ("normalize_into, changed", "#c2511a", |p| p.changed)];

/// The drawing: nanoseconds a call over bytes, with a line below the title that says where and when.
pub fn draw(points: &[Point], caption: &str) -> String {
    let figures = || LINES.iter().flat_map(|(_, _, figure)| points.iter().filter_map(figure));
    let (step, top) = scale(figures().fold(1.0, f64::max));
    let x = |bytes: f64| LEFT + bytes / LONGEST as f64 * (WIDTH - LEFT - RIGHT);
    let y = |ns: f64| HEIGHT - BOTTOM - ns / top * (HEIGHT - TOP - BOTTOM);
    let mut svg = Svg::new();
    svg.text(LEFT, 26.0, "start", "bold 16px", "naqi: one call on a short string");
    svg.text(LEFT, 46.0, "start", "12px", caption);
    for n in 0..=(top / step).round() as usize {
        let ns = n as f64 * step;
        svg.line((LEFT, y(ns)), (WIDTH - RIGHT, y(ns)), if n == 0 { "#444" } else { "#ddd" });
        svg.text(LEFT - 8.0, y(ns) + 4.0, "end", "12px", &format!("{ns}"));
    }
    for bytes in (0..=LONGEST).step_by(20).map(|bytes| bytes as f64) {
        svg.line((x(bytes), y(0.0)), (x(bytes), y(0.0) + 5.0), "#444");
        svg.text(x(bytes), y(0.0) + 20.0, "middle", "12px", &format!("{bytes}"));
    }
    svg.line((LEFT, y(0.0)), (LEFT, y(top)), "#444");
    svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14.0, "middle", "13px", "bytes of UTF-8");
    svg.upward(18.0, (TOP + HEIGHT - BOTTOM) / 2.0, "nanoseconds a call");
    for (n, (name, colour, figure)) in LINES.into_iter().enumerate() {
        svg.curve(points.iter().filter_map(|p| Some((x(p.bytes as f64), y(figure(p)?)))), colour);
        let row = TOP + 16.0 + 20.0 * n as f64;
        svg.curve([(LEFT + 20.0, row), (LEFT + 48.0, row)].into_iter(), colour);
        svg.text(LEFT + 56.0, row + 4.0, "start", "13px", name);
    }
    svg.finish()
}

/// The distance of the axis's ticks and its end, for figures up to `most`: four to ten ticks at round numbers.
fn scale(most: f64) -> (f64, f64) {
    let power = 10f64.powf((most / 10.0).log10().ceil());
    let step = [0.2, 0.5, 1.0].map(|part| part * power).into_iter().find(|step| most / step <= 10.0).unwrap_or(power);
    (step, (most / step).ceil() * step)
}

/// An SVG while it is written.
struct Svg(String);

impl Svg {
    fn new() -> Self {
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
             viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" fill=\"#222\">\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fdfdfb\"/>\n"
        ))
    }

    fn put(&mut self, element: std::fmt::Arguments) {
        self.0.write_fmt(element).expect("a String takes all");
        self.0.push('\n');
    }

    fn text(&mut self, x: f64, y: f64, anchor: &str, font: &str, text: &str) {
        let text = escaped(text);
        self.put(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" style=\"font:{font} sans-serif\">{text}</text>"
        ));
    }

    /// Vertical text, read from bottom to top.
    fn upward(&mut self, x: f64, y: f64, text: &str) {
        let text = escaped(text);
        self.put(format_args!(
            "<text transform=\"translate({x:.1} {y:.1}) rotate(-90)\" text-anchor=\"middle\" font-size=\"13\">\
             {text}</text>"
        ));
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str) {
        self.put(format_args!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\"/>",
            from.0, from.1, to.0, to.1
        ));
    }

    fn curve(&mut self, points: impl Iterator<Item = (f64, f64)>, colour: &str) {
        let points: Vec<String> = points.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let points = points.join(" ");
        self.put(format_args!("<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>"));
    }

    fn finish(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_a_handful_of_round_ticks() {
        for most in [1.0, 3.0, 9.9, 10.0, 10.1, 47.0, 99.0, 101.0, 512.0] {
            let (step, top) = scale(most);
            assert!(top >= most && (2.0..=10.0).contains(&(top / step).round()), "{most}: {step} to {top}");
        }
    }

    #[test]
    fn a_point_without_a_figure_is_left_out() {
        let points = [(1, None), (2, Some(4.0))].map(|(bytes, changed)| Point { bytes, unchanged: Some(2.0), changed });
        let svg = draw(&points, "a < b");
        assert!(svg.contains("a &lt; b") && svg.trim_end().ends_with("</svg>"));
        assert!(!svg.contains("NaN") && svg.matches("<polyline").count() == 4);
    }
}
