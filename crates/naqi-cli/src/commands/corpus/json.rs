//! The report as one JSON object, for programs.

use super::growth::Point;
use super::labels;
use super::power::Power;
use super::report::{Distribution, Report};
use crate::page::Lang;
use crate::terminal::code_points;
use serde_json::{Value, json};

pub fn object(report: &Report) -> Value {
    let totals = &report.totals;
    json!({
        "normalizer": {
            "title": report.title,
            "steps": report.steps,
            "fingerprint": format!("{:016x}", report.fingerprint),
            "naqi": env!("CARGO_PKG_VERSION"),
        },
        "notes": labels::notes(report, Lang::En),
        "totals": {
            "files": totals.files,
            "files_not_read_to_their_end": totals.broken,
            "files_skipped": totals.skipped,
            "bytes": totals.bytes,
            "characters": totals.characters,
            "sentences": totals.sentences,
            "words": totals.words,
            "numbers": totals.numbers,
            "distinct_written": totals.written,
            "distinct_normalized": totals.terms,
            "terms_in_several_spellings": totals.varied,
            "words_at_stake": totals.at_stake,
            "words_deleted": totals.emptied,
            "arabic_words": totals.arabic,
            "arabic_words_with_a_mark": totals.marked,
            "letters": totals.letters,
            "marks": totals.marks,
            "decomposed": totals.decomposed,
            "words_not_nfc": totals.not_nfc,
            "words_dropped": report.dropped.words,
        },
        "variants": report.variants.iter().map(|variant| json!({
            "term": variant.term,
            "total": variant.total,
            "at_stake": variant.at_stake,
            "spellings": variant.spellings.iter().map(|spelling| json!([spelling.written, spelling.count])).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "terms": pairs(&report.terms),
        "classes": report.classes.iter().map(|(class, count)| json!([class.name(), count])).collect::<Vec<_>>(),
        "letters": characters(&report.letters),
        "marks": characters(&report.marks),
        "forms_and_unseen": characters(&report.signs),
        "scripts": pairs(&report.scripts),
        "letters_in_a_word": distribution(&report.word_lengths),
        "words_in_a_sentence": distribution(&report.sentence_lengths),
        "growth": report.growth.iter().map(|&Point { words, written, terms }| [words, written, terms]).collect::<Vec<_>>(),
        "heaps": report.heaps.map(|laws| laws.map(power)),
        "ranks": report.ranks.iter().map(|&(rank, count)| [rank, count]).collect::<Vec<_>>(),
        "zipf": report.zipf.map(power),
        "files": report.files.iter().map(|file| json!({
            "name": file.name,
            "bytes": file.bytes,
            "words": file.words,
            "letters": file.letters,
            "marks": file.marks,
            "whole": !file.broken,
        })).collect::<Vec<_>>(),
    })
}

fn pairs(rows: &[(String, u64)]) -> Vec<Value> {
    rows.iter().map(|(text, count)| json!([text, count])).collect()
}

fn characters(rows: &[(char, u64)]) -> Vec<Value> {
    let row = |&(c, count): &(char, u64)| json!({ "character": c.to_string(), "name": code_points::with_name(c), "count": count });
    rows.iter().map(row).collect()
}

fn distribution(lengths: &Distribution) -> Value {
    let Distribution { bins, none, sum, median, mean, longest } = lengths;
    json!({ "bins": pairs(bins), "none": none, "sum": sum, "median": median, "mean": mean, "longest": longest })
}

fn power(power: Power) -> Value {
    json!({ "factor": power.factor, "exponent": power.exponent })
}
