//! Text with hits in colours, whose letters stay joined.

use super::glyphs::joins_lam;
use crate::hits::Hit;
use crate::hits::needles::segments;
use maud::{Markup, Render, html};
use naqi::letters::{LAM, is_mark};
use std::ops::Range;

/// The number of colours; further queries reuse them.
pub const COLOURS: usize = 6;

/// A part of a text with its hits in the colours of their queries; `id` names the first segment of a hit, by its number
/// among the hits.
pub fn marked(text: &str, part: Range<usize>, hits: &[Hit], id: impl Fn(usize) -> Option<String>) -> Markup {
    let hits: Vec<Hit> = hits.iter().map(|hit| Hit { span: whole_shapes(text, &hit.span), query: hit.query }).collect();
    let mut named = hits.partition_point(|hit| hit.span.start < part.start);
    html! {
        @for (span, query) in segments(part, &hits) {
            @let segment = &text[span.clone()];
            @if let Some(query) = query {
                // Hits that share a glyph or overlap have their anchors before the segment that shows them.
                @let names = names(&hits, &mut named, span.end, &id);
                mark class=[class(query)] id=[names.last()] {
                    @for name in names.iter().rev().skip(1).rev() { a id=(name) {} }
                    (segment)
                }
            } @else {
                (segment)
            }
        }
    }
}

/// A query in its colour, for a legend.
pub fn swatch(query: usize, content: impl Render) -> Markup {
    html! { mark class=[class(query)] { (content) } }
}

fn class(query: usize) -> Option<String> {
    let colour = query % COLOURS;
    (colour > 0).then(|| format!("q{colour}"))
}

fn names(hits: &[Hit], named: &mut usize, end: usize, id: impl Fn(usize) -> Option<String>) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(hit) = hits.get(*named)
        && hit.span.start < end
    {
        names.extend(id(*named));
        *named += 1;
    }
    names
}

/// Lam with alef is one glyph, which a browser cannot colour by half: a hit of one half is extended to both.
fn whole_shapes(text: &str, span: &Range<usize>) -> Range<usize> {
    let splits_glyph = |at: usize| {
        let before = text[..at].chars().rev().find(|&c| !is_mark(c));
        before == Some(LAM) && text[at..].chars().next().is_some_and(joins_lam)
    };
    let (mut start, mut end) = (span.start, span.end);
    if splits_glyph(start) {
        start = text[..start].rfind(LAM).unwrap_or(start);
    }
    if splits_glyph(end) {
        let letter = |c: char| !is_mark(c);
        let mut after = text[end..].char_indices().skip(1);
        end = after.find(|&(_, c)| letter(c)).map_or(text.len(), |(at, _)| end + at);
    }
    start..end
}
