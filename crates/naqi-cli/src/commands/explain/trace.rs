//! What each step of a list does to each part of a text.
//!
//! The outputs are those of the normalizer itself, for the first step, the first two steps, and so on: what the last
//! step of such a list changed is the difference between two outputs.

use naqi::letters::is_mark;
use naqi::{Normalizer, Step};
use std::ops::Range;

/// Code points that the steps process together, mostly one.
pub struct Part {
    pub source: String,
    /// After each of the steps.
    outputs: Vec<String>,
}

impl Part {
    /// What all steps write, or those that are applied so far.
    pub fn output(&self) -> &str {
        self.outputs.last().unwrap_or(&self.source)
    }

    /// The steps that change the part, and what each writes.
    pub fn changes<'p>(&'p self, steps: &'p [Step]) -> impl Iterator<Item = (&'p Step, &'p str)> {
        let before = std::iter::once(&self.source).chain(&self.outputs);
        let changes = before.zip(steps.iter().zip(&self.outputs));
        changes.filter(|(before, (_, output))| before != output).map(|(_, (step, output))| (step, output.as_str()))
    }

    /// The parts as one part.
    fn join(parts: impl Iterator<Item = Part>) -> Option<Part> {
        parts.reduce(|mut one, other| {
            one.source += &other.source;
            one.outputs.iter_mut().zip(&other.outputs).for_each(|(output, more)| *output += more);
            one
        })
    }
}

/// Follows texts through the steps of a normalizer.
pub struct Tracer {
    /// The first step, the first two steps, and so on.
    lists: Vec<Normalizer>,
    single: Vec<Normalizer>,
}

impl Tracer {
    pub fn new(normalizer: &Normalizer) -> Self {
        let steps = normalizer.steps();
        Self {
            lists: (1..=steps.len()).map(|len| Normalizer::new(&steps[..len])).collect(),
            single: steps.iter().map(|step| Normalizer::new(std::slice::from_ref(step))).collect(),
        }
    }

    /// The parts of a text. Their sources concatenate to the text, and their outputs to the normalized text.
    pub fn parts(&self, text: &str) -> Vec<Part> {
        let aligned: Vec<_> = self.lists.iter().map(|list| list.align(text)).collect();
        let mut parts = Vec::new();
        for unit in units(text, |range| aligned.iter().fold(range, |range, one| one.source(one.output(range)))) {
            let mut unit_parts: Vec<Part> = text[unit.clone()].chars().map(alone).collect();
            for (single, aligned) in self.single.iter().zip(&aligned) {
                apply(&mut unit_parts, single, &aligned.text[aligned.output(unit.clone())]);
            }
            parts.append(&mut unit_parts);
        }
        parts
    }
}

fn alone(c: char) -> Part {
    Part { source: c.into(), outputs: Vec::new() }
}

/// The smallest ranges of the text that `widen` does not widen.
fn units(text: &str, widen: impl Fn(Range<usize>) -> Range<usize>) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    for (start, c) in text.char_indices() {
        let mut unit = start..start + c.len_utf8();
        loop {
            let wide = widen(unit.clone());
            let wide = wide.start.min(unit.start)..wide.end.max(unit.end);
            if wide == unit {
                break;
            }
            unit = wide;
        }
        while let Some(last) = units.pop_if(|last| last.end > unit.start) {
            unit = last.start.min(unit.start)..last.end.max(unit.end);
        }
        units.push(unit);
    }
    units
}

/// Applies a step that writes `output` for these parts; `single` applies it to text that stands alone.
fn apply(parts: &mut Vec<Part>, single: &Normalizer, output: &str) {
    let each: Vec<String> = parts.iter().map(|part| single.normalize(part.output()).into_owned()).collect();
    if each.concat() == output {
        return parts.iter_mut().zip(each).for_each(|(part, output)| part.outputs.push(output));
    }
    // The step processes neighbours together: they become one part, without the marks after them that stay.
    let (mut rest, mut end) = (output, parts.len());
    while end > 1
        && parts[end - 1].output().chars().all(is_mark)
        && let Some(before) = rest.strip_suffix(parts[end - 1].output()).filter(|before| !before.is_empty())
    {
        (rest, end) = (before, end - 1);
    }
    let joined = Part::join(parts.drain(..end));
    for part in parts.iter_mut() {
        part.outputs.push(part.output().to_owned());
    }
    if let Some(mut joined) = joined {
        joined.outputs.push(rest.to_owned());
        parts.insert(0, joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `source: step output, step output` of each part.
    fn of(steps: &str, text: &str) -> Vec<String> {
        let normalizer: Normalizer = steps.parse().expect("steps");
        let parts = Tracer::new(&normalizer).parts(text);
        let changes = |part: &Part| {
            let changes = part.changes(normalizer.steps()).map(|(step, output)| format!("{step} {output}"));
            format!("{}: {}", part.source, changes.collect::<Vec<_>>().join(", "))
        };
        parts.iter().map(changes).collect()
    }

    #[test]
    fn each_change_stands_beside_its_code_point_and_its_step() {
        assert_eq!(of("search", "مُة"), ["م: ", "\u{64F}: strip_diacritics ", "ة: unify_teh_marbuta ه"]);
        let hamza = of("compose, strip_diacritics, unify_alef", "ا\u{654}ب");
        assert_eq!(hamza, ["ا\u{654}: compose أ, unify_alef ا", "ب: "]);
        assert_eq!(of("unify_forms, unify_yeh", "ﻰ"), ["ﻰ: unify_forms ى, unify_yeh ي"]);
        assert_eq!(of("unify_alef", "ا\u{654}\u{64E}ب")[..2], ["ا\u{654}: unify_alef ا", "\u{64E}: "]);
        assert_eq!(of("collapse_spaces", "من   هنا")[2], "   : collapse_spaces  ");
    }

    /// Whatever the text and the steps: nothing is lost, and the outputs are those of all steps together.
    #[test]
    fn parts_concatenate_to_the_text_and_to_the_normalized_text() {
        let alphabet: Vec<char> =
            "اأىيةهكگمنلل \tـabÉ1٣ﷲﷺﻻ\u{640}\u{64B}\u{64E}\u{651}\u{653}\u{654}\u{655}\u{670}\u{200C}\u{200F}\u{FDFA}"
                .chars()
                .collect();
        let mut random = 88_172_645_463_325_252_u64;
        let lists =
            ["map(x=y)", "collapse_stretch(1), trim, collapse_spaces", "nfkc, skeleton", "unify_uthmani, fold_case"];
        let presets = naqi::preset::all().map(|preset| preset.name());
        for list in presets.chain(lists) {
            let normalizer: Normalizer = list.parse().expect("steps");
            let tracer = Tracer::new(&normalizer);
            for _ in 0..300 {
                let mut text = String::new();
                for _ in 0..12 {
                    random ^= random << 13;
                    random ^= random >> 7;
                    random ^= random << 17;
                    text.push(alphabet[(random % alphabet.len() as u64) as usize]);
                }
                let parts = tracer.parts(&text);
                assert_eq!(parts.iter().map(|part| part.source.as_str()).collect::<String>(), text, "{list}");
                let output: String = parts.iter().map(Part::output).collect();
                assert_eq!(output, normalizer.normalize(&text), "{list}: {text:?}");
            }
        }
    }
}
