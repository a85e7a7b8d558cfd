//! Plots as SVG for the page: without a size of their own, and with colours that its CSS can change.

use super::growth::Point;
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{Ranged, ValueFormatter};
use plotters::prelude::*;

/// Drawn at twice the width of a phone's screen, since the backend rounds to whole units.
const WIDTH: u32 = 720;
const HEIGHT: u32 = 480;
const LABEL: u32 = 32;

/// The page's CSS names these colours and replaces them on a dark screen.
const INK: RGBColor = RGBColor(0x33, 0x33, 0x33);
const GRID: RGBColor = RGBColor(0xDD, 0xDD, 0xDD);
const FIRST: RGBColor = RGBColor(0x2F, 0x6F, 0xB2);
const SECOND: RGBColor = RGBColor(0xC8, 0x56, 0x1B);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Fault = Box<dyn std::error::Error>;

/// Vertical bars, each above its label.
pub fn upright(rows: &[(String, u64)]) -> Result<String, String> {
    svg(HEIGHT, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .margin_right(24)
            .x_label_area_size(46)
            .y_label_area_size(92)
            .build_cartesian_2d(segments(rows).into_segmented(), 0..highest(rows))?;
        let name = |place: &SegmentValue<usize>| label(rows, place);
        let count = |count: &u64| short(*count as f64);
        let mut mesh = chart.configure_mesh();
        mesh.disable_x_mesh().x_labels(rows.len() + 1).y_labels(5);
        mesh.light_line_style(TRANSPARENT).bold_line_style(GRID).axis_style(INK).label_style(text());
        mesh.x_label_formatter(&name).y_label_formatter(&count).draw()?;
        chart.draw_series(rows.iter().enumerate().map(|(at, row)| {
            let corners = [(SegmentValue::Exact(at), 0), (SegmentValue::Exact(at + 1), row.1)];
            with_gap(Rectangle::new(corners, FIRST.filled()), (0, 0, 5, 5))
        }))?;
        Ok(())
    })
}

/// Horizontal bars, each beside its label: a letter or a mark, for which the page's CSS selects fonts (by the family
/// `serif`) that draw a mark on its base.
pub fn lying(rows: &[(String, u64)]) -> Result<String, String> {
    let rows: Vec<(String, u64)> = rows.iter().rev().cloned().collect();
    svg(rows.len() as u32 * 48 + 70, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin(8)
            .margin_right(40)
            .x_label_area_size(46)
            .y_label_area_size(64)
            .build_cartesian_2d(0..highest(&rows), segments(&rows).into_segmented())?;
        let name = |place: &SegmentValue<usize>| label(&rows, place);
        let count = |count: &u64| short(*count as f64);
        let mut mesh = chart.configure_mesh();
        mesh.disable_y_mesh().x_labels(5).y_labels(rows.len() + 1);
        mesh.light_line_style(TRANSPARENT).bold_line_style(GRID).axis_style(INK).label_style(text());
        mesh.y_label_style(("serif", LABEL + 5).into_font().color(&INK));
        mesh.x_label_formatter(&count).y_label_formatter(&name).draw()?;
        chart.draw_series(rows.iter().enumerate().map(|(at, row)| {
            let corners = [(0, SegmentValue::Exact(at)), (row.1, SegmentValue::Exact(at + 1))];
            with_gap(Rectangle::new(corners, FIRST.filled()), (5, 5, 0, 0))
        }))?;
        Ok(())
    })
}

/// Distinct words over words: as written, and normalized.
pub fn growth(points: &[Point]) -> Result<String, String> {
    let last = points.last().copied().unwrap_or(Point { words: 1, written: 1, terms: 1 });
    svg(HEIGHT, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .margin_right(40)
            .x_label_area_size(46)
            .y_label_area_size(92)
            .build_cartesian_2d(0.0..last.words.max(2) as f64, 0.0..last.written.max(2) as f64 * 1.05)?;
        grid(&mut chart)?;
        let line = |distinct: fn(&Point) -> u64| points.iter().map(move |p| (p.words as f64, distinct(p) as f64));
        chart.draw_series(LineSeries::new(line(|point| point.written), FIRST.stroke_width(5)))?;
        chart.draw_series(LineSeries::new(line(|point| point.terms), SECOND.stroke_width(5)))?;
        Ok(())
    })
}

/// The count of terms over their rank, on logarithmic axes.
pub fn ranks(ranks: &[(u64, u64)]) -> Result<String, String> {
    let last = ranks.last().map_or(2, |rank| rank.0.max(2)) as f64;
    let most = ranks.first().map_or(2, |rank| rank.1.max(2)) as f64;
    svg(HEIGHT, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .margin_right(40)
            .x_label_area_size(46)
            .y_label_area_size(92)
            .build_cartesian_2d((1.0..last).log_scale(), (1.0..most * 1.2).log_scale())?;
        grid(&mut chart)?;
        let points = ranks.iter().map(|&(rank, count)| (rank as f64, count as f64));
        chart.draw_series(LineSeries::new(points, FIRST.stroke_width(5)))?;
        Ok(())
    })
}

fn grid<'a, X, Y>(chart: &mut ChartContext<'a, SVGBackend<'a>, Cartesian2d<X, Y>>) -> Result<(), Fault>
where
    X: Ranged<ValueType = f64> + ValueFormatter<f64>,
    Y: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let number = |number: &f64| short(*number);
    let mut mesh = chart.configure_mesh();
    mesh.light_line_style(TRANSPARENT).bold_line_style(GRID).axis_style(INK).label_style(text());
    mesh.x_labels(5).y_labels(5).x_label_formatter(&number).y_label_formatter(&number).draw()?;
    Ok(())
}

fn svg(height: u32, draw: impl FnOnce(&Area) -> Result<(), Fault>) -> Result<String, String> {
    let mut out = String::new();
    {
        let area = SVGBackend::with_string(&mut out, (WIDTH, height)).into_drawing_area();
        draw(&area).and_then(|()| Ok(area.present()?)).map_err(|error| error.to_string())?;
    }
    // The page's columns give the size; the view box keeps the proportions.
    Ok(out.replacen(&format!("<svg width=\"{WIDTH}\" height=\"{height}\""), "<svg", 1))
}

fn text() -> TextStyle<'static> {
    ("sans-serif", LABEL).into_font().color(&INK)
}

fn with_gap<C>(mut bar: Rectangle<C>, (top, bottom, left, right): (u32, u32, u32, u32)) -> Rectangle<C> {
    bar.set_margin(top, bottom, left, right);
    bar
}

/// An axis with a position for each row, and at least two, since one alone has no width. The range includes its end.
fn segments(rows: &[(String, u64)]) -> std::ops::Range<usize> {
    0..rows.len().saturating_sub(1).max(1)
}

fn highest(rows: &[(String, u64)]) -> u64 {
    rows.iter().map(|row| row.1).max().unwrap_or(0).max(1)
}

fn label(rows: &[(String, u64)], place: &SegmentValue<usize>) -> String {
    match place {
        SegmentValue::CenterOf(at) => rows.get(*at).map_or_else(String::new, |row| row.0.clone()),
        _ => String::new(),
    }
}

/// 12000 as 12k.
fn short(number: f64) -> String {
    let rounded = |number: f64, unit: &str| match format!("{number:.1}") {
        text if text.ends_with(".0") => format!("{}{unit}", &text[..text.len() - 2]),
        text => format!("{text}{unit}"),
    };
    match number {
        n if n >= 1e9 => rounded(n / 1e9, "G"),
        n if n >= 1e6 => rounded(n / 1e6, "M"),
        n if n >= 1e3 => rounded(n / 1e3, "k"),
        n => rounded(n, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_axes_are_short() {
        assert_eq!([0.0, 7.5, 999.0, 12_000.0, 1_500_000.0, 2e9].map(short), ["0", "7.5", "999", "12k", "1.5M", "2G"]);
    }

    #[test]
    fn plots_of_no_rows_and_of_one_row_are_drawn() {
        let one = [("ا".to_owned(), 1)];
        let point = Point { words: 1, written: 1, terms: 1 };
        let plots = [
            upright(&[]),
            upright(&one),
            lying(&[]),
            lying(&one),
            growth(&[]),
            growth(&[point]),
            ranks(&[]),
            ranks(&[(1, 1)]),
        ];
        for plot in plots {
            assert!(
                plot.as_ref().is_ok_and(|svg| svg.starts_with("<svg viewBox=") && svg.ends_with("</svg>\n")),
                "{plot:?}"
            );
        }
    }

    #[test]
    fn every_colour_is_named_in_the_css() {
        let style = include_str!("../../page/style.css");
        for RGBColor(red, green, blue) in [INK, GRID, FIRST, SECOND] {
            let colour = format!("\"#{red:02X}{green:02X}{blue:02X}\"");
            assert!(style.contains(&colour), "{colour}");
        }
    }
}
