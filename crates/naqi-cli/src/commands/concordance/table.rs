//! The rows in columns: on a terminal aligned, for other programs with a tab between.
//!
//! On a terminal a row is one isolate in the direction of its line, with an isolate for each column inside, so a Latin word or a
//! number at the edge of a column cannot move into the next. Both sides are padded with spaces to the same width: so
//! the keywords are aligned whether or not a terminal reorders text by its direction. The file's name comes last, since
//! spaces at the very end of a line would move to the other side.

use super::forms::{Forms, has_presentation_forms};
use super::row::Row;
use super::rows::Shown;
use crate::direction::Direction;
use crate::hits::context::width;
use crate::hits::screen::Colour;
use crate::output::tsv;
use crate::terminal::printable::visible_line;
use crate::terminal::{Printable, isolate};
use std::fmt::Write;

/// A keyword wider than this does not widen the column.
const WIDEST: usize = 24;
/// The maximum number of spellings listed.
const MAX_SPELLINGS: usize = 20;

pub fn table(shown: &Shown, forms: &Forms, columns: usize, colour: Colour) -> String {
    let mut out = String::new();
    let widths = shown.rows.iter().map(|row| width(&visible_line(&row.keyword)));
    let keywords = widths.max().unwrap_or(0).min(WIDEST);
    for row in &shown.rows {
        line(&mut out, row, &shown.names[row.file], columns, keywords, colour);
    }
    if shown.left_out > 0 {
        let _ = writeln!(out, "and {} more", shown.left_out);
    }
    let (all, rest) = forms.first(MAX_SPELLINGS);
    let _ = writeln!(out, "\nspellings: {}", forms.len());
    for (form, count) in all {
        let _ = write!(out, "{count:>7}  ");
        isolate(&mut out, Direction::of(form), &visible_line(form));
        out += if has_presentation_forms(form) { "  (presentation forms)\n" } else { "\n" };
    }
    if rest > 0 {
        let _ = writeln!(out, "{rest:>7}  of other spellings");
    }
    out
}

/// The rows for a pipe or a file, without isolates, padding and colours.
pub fn plain(shown: &Shown, forms: &Forms) -> String {
    let mut out = String::new();
    for row in &shown.rows {
        for text in [&row.before, &row.keyword, &row.after] {
            tsv::push(&mut out, text);
            out.push('\t');
        }
        let _ = writeln!(out, "{}:{}", Printable(&shown.names[row.file]), row.line);
    }
    if shown.left_out > 0 {
        let _ = writeln!(out, "and {} more", shown.left_out);
    }
    let (all, rest) = forms.first(MAX_SPELLINGS);
    let _ = writeln!(out, "\nspellings: {}", forms.len());
    for (form, count) in all {
        let remark = if has_presentation_forms(form) { "\t(presentation forms)" } else { "" };
        let _ = write!(out, "{count}\t");
        tsv::push(&mut out, form);
        let _ = writeln!(out, "{remark}");
    }
    if rest > 0 {
        let _ = writeln!(out, "{rest}\tof other spellings");
    }
    out
}

fn line(out: &mut String, row: &Row, name: &str, columns: usize, keywords: usize, colour: Colour) {
    let mut cells = String::new();
    let before = visible_line(&row.before);
    fill(&mut cells, columns.saturating_sub(width(&before)));
    isolate(&mut cells, row.direction, &before);
    let space = keywords.saturating_sub(width(&visible_line(&row.keyword)));
    fill(&mut cells, 2 + space / 2);
    let mut keyword = String::new();
    colour.paint(&mut keyword, &row.keyword, &row.hits, visible_line);
    isolate(&mut cells, row.direction, &keyword);
    fill(&mut cells, 2 + space - space / 2);
    let after = visible_line(&row.after);
    isolate(&mut cells, row.direction, &after);
    fill(&mut cells, columns.saturating_sub(width(&after)));
    isolate(out, row.direction, &cells);
    *out += "  ";
    isolate(out, Direction::LeftToRight, &format!("{}:{}", Printable(name), row.line));
    out.push('\n');
}

fn fill(out: &mut String, spaces: usize) {
    out.extend(std::iter::repeat_n(' ', spaces));
}
