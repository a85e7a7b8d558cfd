//! `output_of` against `normalize`: a text of characters whose outputs do not depend on others, and each in all texts.

mod random;

use naqi::step::Step;
use naqi::{Normalizer, preset};
use random::Random;

fn subjects() -> impl Iterator<Item = Normalizer> {
    let list = "unify_forms, map(a=abcdefgh, ب=\\u{20}بب, é=)".parse().expect("a list of steps");
    let steps = Step::all().map(|step| Normalizer::new(&[step]));
    steps.chain(preset::all().map(|preset| (**preset).clone())).chain([list])
}

/// The outputs of a text's characters, if all have one.
fn outputs(normalizer: &Normalizer, text: &str) -> Option<String> {
    text.chars().map(|c| normalizer.output_of(c, &mut [0; 4]).map(String::from)).collect()
}

#[test]
fn the_output_of_a_text_is_those_of_its_characters() {
    let (mut random, mut compared) = (Random::from_environment(), 0);
    for normalizer in subjects() {
        for n in 0..random.cases(200) {
            let mut text = match n % 3 {
                0 => random.text(40),
                1 => random.quranic(12),
                _ => random.arabic(40),
            };
            // Without those that have none, or else few texts are compared.
            text.retain(|c| normalizer.output_of(c, &mut [0; 4]).is_some());
            if let Some(outputs) = outputs(&normalizer, &text) {
                assert_eq!(outputs, normalizer.normalize(&text), "{normalizer}: {text:?}");
                compared += usize::from(!text.is_empty());
            }
        }
    }
    assert!(compared > 1000);
}

#[test]
fn every_character_has_the_output_of_its_text() {
    for normalizer in subjects() {
        for c in '\0'..=char::MAX {
            if let Some(output) = normalizer.output_of(c, &mut [0; 4]) {
                assert_eq!(output, normalizer.normalize(c.encode_utf8(&mut [0; 4])), "{normalizer}: {c:?}");
            }
        }
    }
}

/// So the text around a character whose output depends on others is rewritten alone. Uthmani rules look at the next word, too.
#[test]
fn the_output_of_a_text_is_those_of_its_parts_from_space_to_space() {
    let (mut random, mut split) = (Random::from_environment(), 0);
    let keeps_space = |normalizer: &Normalizer| normalizer.output_of(' ', &mut [0; 4]) == Some(" ");
    let is_uthmani = |normalizer: &Normalizer| normalizer.steps().contains(&Step::UnifyUthmani);
    for normalizer in subjects().filter(|normalizer| keeps_space(normalizer) && !is_uthmani(normalizer)) {
        for n in 0..random.cases(200) {
            let text = match n % 4 {
                0 => random.text(40),
                1 => random.quranic(30),
                2 => random.quranic(8) + "  ﷺ \u{654} " + &random.quranic(8),
                _ => random.arabic(60),
            };
            let (mut output, mut rest) = (String::new(), text.as_str());
            while let Some(end) = rest.char_indices().skip(1).find(|(_, c)| *c == ' ').map(|(at, _)| at) {
                output += &normalizer.normalize(&rest[..end]);
                rest = &rest[end..];
                split += 1;
            }
            output += &normalizer.normalize(rest);
            assert_eq!(output, normalizer.normalize(&text), "{normalizer}: {text:?}");
        }
    }
    assert!(split > 1000);
}

/// Else the table would be of no use.
#[test]
fn hardly_a_character_of_usual_text_depends_on_others() {
    for normalizer in [&*preset::SEARCH, &*preset::LIGHT] {
        let has_none = |c: &char| normalizer.output_of(*c, &mut [0; 4]).is_none();
        assert_eq!(('\0'..='\u{7F}').filter(has_none).count(), 0);
        assert_eq!(('\u{621}'..='\u{652}').filter(has_none).count(), 0);
    }
}
