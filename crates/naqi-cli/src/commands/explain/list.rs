//! Every step, preset and analyzer with a text before and after it.

use crate::commands::normalize::kind::is_invisible;
use crate::output::tsv;
use crate::terminal::code_points::escape;
use naqi::{Normalizer, Step, analyzer, preset};
use serde_json::Value;
use std::fmt::Write;

/// The example of the analyzers.
const WORDS: &str = "في مكتبات المُدُن";

/// Steps and presets, each with an example word.
const SAMPLES: &[(&str, &str)] = &[
    ("compose", "ا\u{654}مل"),
    ("unify_uthmani", "ٱلصَّلَوٰةَ"),
    ("unify_sorani_ae", "دووشه\u{200C}ممه\u{200C}"),
    ("nfc", "مو\u{654}تمر"),
    ("nfkc", "ﻛﺘﺎﺏ"),
    ("strip_tashkeel", "مُتَّحِدة"),
    ("strip_harakat", "مُتَّحِدة"),
    ("strip_shadda", "مُتَّحِدة"),
    ("strip_tanwin", "كِتابٌ"),
    ("strip_tanwin_alef", "رَحيمًا"),
    ("strip_last_vowel", "الكِتابُ"),
    ("strip_redundant_vowels", "كِتَابُ"),
    ("strip_diacritics", "هٰذَا"),
    ("strip_quranic_marks", "عِوَجَاۜ"),
    ("dagger_alef(delete)", "رحمٰن"),
    ("dagger_alef(alef)", "كتٰب"),
    ("strip_tatweel", "كـــتاب"),
    ("strip_invisible", "كتا\u{200B}ب"),
    ("strip_bidi", "\u{200F}كتاب\u{202C}"),
    ("strip_joiners", "می\u{200C}خواهم"),
    ("strip_stray_zwnj", "می\u{200C} خواهم"),
    ("unify_forms", "ﻷﻣﺮ"),
    ("unify_alef", "آمال إلى أمل"),
    ("unify_alef_hamza", "أب آب"),
    ("unify_wasla", "ٱلكتاب"),
    ("unify_hamza", "مسؤول مسئول"),
    ("unify_yeh", "مستشفى"),
    ("unify_teh_marbuta", "مدرسة"),
    ("unify_kaf", "کتاب"),
    ("unify_heh", "ہم ھم ئە"),
    ("unify_heh_goal", "ہے"),
    ("unify_heh_doachashmee", "ھەولێر"),
    ("unify_waw", "كۆمەڵ"),
    ("unify_foreign", "پاریس چین"),
    ("letters(arabic)", "کتابی"),
    ("letters(persian)", "كتابي"),
    ("letters(urdu)", "هم"),
    ("letters(sorani)", "كوردستان"),
    ("digits(ascii)", "٢٠٢٤ ۱٫۵"),
    ("digits(arabic)", "2024"),
    ("digits(persian)", "2024"),
    ("unify_punctuation", "نعم، «لا»؟"),
    ("unify_spaces", "من\u{A0}هنا"),
    ("fold_case", "Arabic ÉCOLE"),
    ("strip_punctuation(delete)", "قال: «نعم»"),
    ("strip_punctuation(space)", "قال:نعم"),
    ("strip_symbols(delete)", "5$"),
    ("strip_symbols(space)", "5+5"),
    ("strip_emoji(delete)", "جميل\u{1F60D}"),
    ("strip_emoji(space)", "جميل\u{1F60D}جدا"),
    ("strip_latin(delete)", "كتاب book"),
    ("strip_latin(space)", "كتابxجديد"),
    ("strip_digits(delete)", "كتاب٢"),
    ("strip_digits(space)", "عام5شهر"),
    ("keep_arabic", "كتاب book!"),
    ("skeleton", "بيت شمس"),
    ("transliterate(buckwalter)", "المُتَّحِدة"),
    ("transliterate(safe_buckwalter)", "المُتَّحِدة"),
    ("transliterate(xml_buckwalter)", "أُمَّة"),
    ("transliterate(hsb)", "أُمَّة ظل"),
    ("arabize(buckwalter)", "Almut~aHidap"),
    ("arabize(safe_buckwalter)", "Oum~ap"),
    ("arabize(xml_buckwalter)", "Oum~ap"),
    ("arabize(hsb)", "kitAb"),
    ("compose_latin", "re\u{301}sume\u{301}"),
    ("collapse_spaces", "من   هنا"),
    ("trim", "  من هنا "),
    ("space_punctuation(after)", "نعم ،لا"),
    ("space_punctuation(around)", "نعم،لا"),
    ("space_digits", "5كتب"),
    ("join_thousands", "12,345"),
    ("unify_latin_digits", "mp۳"),
    ("join_affixes(zwnj)", "کتاب ها"),
    ("join_affixes(delete)", "می روم"),
    ("collapse_punctuation", "نعم!!!"),
    ("collapse_laughter", "ههههههه"),
    ("collapse_stretch(1)", "جمييييل"),
    ("collapse_stretch(2)", "هههههه"),
    ("collapse_stretch(doubles)", "مرحبااا"),
    ("light", "الكِتَـــابُ"),
    ("search", "المُتَّحِدة ٢٠٢٤"),
    ("quran", "ٱلْكِتَـٰبُ"),
    ("persian", "می\u{200C}خواهم ۱۴۰۳"),
    ("urdu", "اُردو ہے"),
    ("sorani", "ھەولێر ٢٠٢٤"),
    ("manuscript", "بيت شمس"),
    ("speech", "قالَ: «نعم!» ٢٠٢٤"),
    ("arabic_text", "کتاب ،نعم"),
    ("persian_text", "كتابي ،نعم 5"),
    ("urdu_text", "هم 20فيصد"),
    ("sorani_text", "كوردستان ،ھەولێر"),
];

/// A row of the list: what it is, its name, its example before and after, and its list of steps.
struct Row {
    what: &'static str,
    name: String,
    before: String,
    after: String,
    text: String,
}

/// The sample of a name, or the first sample that it changes, so that a step without a sample has one too.
fn sample(name: &str, normalizer: &Normalizer) -> Option<&'static str> {
    let own = SAMPLES.iter().filter(|(n, _)| *n == name);
    own.chain(SAMPLES).map(|(_, word)| *word).find(|word| !normalizer.is_normalized(word))
}

fn row(what: &'static str, name: String, normalizer: &Normalizer, text: String) -> Row {
    let before = sample(&name, normalizer).unwrap_or_default();
    let after = normalizer.normalize(before);
    Row { what, name, before: before.into(), after: after.into_owned(), text }
}

/// All steps, presets and analyzers, or the steps of a list.
fn rows(of: Option<&Normalizer>) -> Vec<Row> {
    let step = |step: Step| {
        let normalizer = Normalizer::new(std::slice::from_ref(&step));
        row("step", step.to_string(), &normalizer, String::new())
    };
    if let Some(normalizer) = of {
        return normalizer.steps().iter().cloned().map(step).collect();
    }
    let presets =
        preset::all().map(|preset| row("preset", preset.name().into(), preset, preset.normalizer().to_string()));
    let analyzers = analyzer::all().map(|(name, analyzer)| Row {
        what: "analyzer",
        name: name.into(),
        before: WORDS.into(),
        after: analyzer.terms(WORDS).join(" "),
        text: analyzer.to_string(),
    });
    Step::all().map(step).chain(presets).chain(analyzers).collect()
}

/// The list for a program: `what name before after steps`, separated by tabs.
pub fn tsv(of: Option<&Normalizer>) -> String {
    let mut out = String::new();
    for Row { what, name, before, after, text } in rows(of) {
        out += what;
        for cell in [name, before, after, text] {
            out.push('\t');
            tsv::push(&mut out, &cell);
        }
        out.push('\n');
    }
    out
}

/// The list for a program: an object for each row.
pub fn jsonl(of: Option<&Normalizer>) -> String {
    let mut out = String::new();
    for Row { what, name, before, after, text } in rows(of) {
        let [name, before, after, text] = [name, before, after, text].map(Value::from);
        // Writing to a string does not fail.
        let _ = writeln!(out, r#"{{"kind":"{what}","name":{name},"before":{before},"after":{after},"steps":{text}}}"#);
    }
    out
}

/// The list for a reader.
pub fn text(of: Option<&Normalizer>) -> String {
    let (rows, mut out) = (rows(of), String::new());
    for kind in ["step", "preset", "analyzer"] {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.what == kind).collect();
        if rows.is_empty() {
            continue;
        }
        out += match kind {
            "step" => "steps, in --steps \"NAME, NAME\":\n",
            "preset" => "\npresets, in --preset NAME:\n",
            _ => "\nanalyzers, in --analyzer NAME:\n",
        };
        for Row { name, before, after, text, .. } in rows {
            let (before, after) = (visible(before), visible(after));
            // A left-to-right mark on both sides keeps the direction of the arrow.
            let _ = writeln!(out, "  {name:<32}{before}\u{200E}  →  \u{200E}{after}");
            if !text.is_empty() {
                let _ = writeln!(out, "      {text}");
            }
        }
        if kind == "step" && of.is_none() {
            out += "  map(a=b, \\u{67E}=\\u{628}, c=)     your own rules; an empty right side deletes\n";
        }
    }
    out
}

/// The text with invisible parts escaped: spaces at its ends and in runs, and characters without width.
fn visible(text: &str) -> String {
    let is_edge =
        |at: usize| at == 0 || at + 1 == text.len() || text[..at].ends_with(' ') || text[at + 1..].starts_with(' ');
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            ' ' if is_edge(at) => out.push('␣'),
            // They look like a space, and like the hamza of a composed letter.
            '\u{A0}' | '\u{653}'..='\u{655}' => out += &escape(c),
            c if is_invisible(c) => out += &escape(c),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_and_preset_changes_its_own_sample() {
        let steps = Step::all().map(|step| (step.to_string(), Normalizer::new(&[step])));
        let presets = preset::all().map(|preset| (preset.name().to_owned(), (**preset).clone()));
        for (name, normalizer) in steps.chain(presets) {
            let own = SAMPLES.iter().find(|(n, _)| *n == name);
            let (_, word) = own.unwrap_or_else(|| panic!("{name} has no sample"));
            assert_ne!(normalizer.normalize(word), *word, "{name}");
        }
    }
}
