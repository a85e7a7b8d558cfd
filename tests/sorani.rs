//! The step `unify_sorani_ae`: `ه` with a ZWNJ is `ە`, against a naive implementation, in every chunk.

mod random;

use naqi::preset::SORANI;
use naqi::{Normalizer, Step};
use random::{Random, code_points};

const ZWNJ: char = '\u{200C}';
const PARTS: &str = "هههھەہبةا\u{200C}\u{200C}\u{200C}\u{200D}\u{64E}\u{654}\u{640}\u{200F} a";
const LISTS: &[&str] = &[
    "unify_sorani_ae",
    "unify_sorani_ae, strip_joiners",
    "unify_sorani_ae, strip_tashkeel",
    "unify_sorani_ae, strip_bidi, strip_diacritics, unify_heh",
    "unify_sorani_ae, trim",
    "nfc, unify_sorani_ae",
];

fn parse(list: &str) -> Normalizer {
    list.parse().expect("a list of steps")
}

/// Replaces each `ه` before a ZWNJ, over what the other steps delete between them. The ZWNJ goes.
fn naive(others: &Normalizer, text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let is_deleted = |c: char| !matches!(c, ZWNJ | ' ') && others.normalize(&c.to_string()).is_empty();
        let next = (at + 1..chars.len()).find(|&n| !is_deleted(chars[n]));
        if let Some(zwnj) = next.filter(|&n| chars[at] == 'ه' && chars[n] == ZWNJ) {
            chars.splice(at..=zwnj, ['ە']);
        }
        at += 1;
    }
    chars.into_iter().collect()
}

#[test]
fn a_heh_with_a_zwnj_is_ae() {
    assert_eq!(naqi::unify_sorani_ae("دووشه\u{200C}ممه\u{200C}"), "دووشەممە");
    assert_eq!(SORANI.normalize("دووشه\u{200C}ممه\u{200C}"), "دووشەممە");
    assert_eq!(SORANI.normalize("ئه\u{640}\u{64E}\u{200C}م"), "ئەم");
    assert_eq!(SORANI.normalize("به"), "به", "a heh alone is kept at a word's end");
    assert_eq!(SORANI.normalize("ھ\u{200C}"), "ه", "a heh doachashmee is a consonant");
    assert_eq!(naqi::unify_sorani_ae("ه\u{64E}\u{200C}"), "ه\u{64E}\u{200C}", "a mark that is kept");
    assert_eq!(naqi::unify_sorani_ae("ه\u{200C}\u{200C}ب\u{200C}"), "ە\u{200C}ب\u{200C}");
    assert_eq!(naqi::unify_sorani_ae("ه\u{200C}\u{654}"), "ۀ", "a hamza joins the letter");
    assert_eq!(SORANI.terms("ئه\u{200C}م هه\u{200C}ولێر"), SORANI.terms("ئەم هەولێر"));
    assert_eq!(SORANI.find_iter("ئه\u{200C}م", "ئە").collect::<Vec<_>>().len(), 1);
    let text = "ئه\u{64E}\u{200C}م";
    assert_eq!(&text[SORANI.align(text).source(2..4)], "ه\u{64E}\u{200C}");
}

#[test]
fn the_output_is_that_of_the_naive_rule_in_every_chunk() {
    let mut random = Random::from_environment();
    let count = random.cases(400);
    let lists = LISTS.iter().map(|list| parse(list)).chain([SORANI.clone().into()]);
    for naqi in lists {
        let others = naqi.without(&Step::UnifySoraniAe).with(Step::Compose);
        for _ in 0..count {
            let text: String = (0..1 + random.below(10)).map(|_| random.one(PARTS)).collect();
            // A hamza on a tatweel is a letter of its own.
            let text = if text.contains('\u{640}') { text.replace('\u{654}', "") } else { text };
            let shown = || format!("{naqi}: {}", code_points(&text));
            let whole = naqi.normalize(&text);
            assert_eq!(code_points(&whole), code_points(&others.normalize(&naive(&others, &text))), "{}", shown());
            assert_eq!(naqi.align(&text).text, whole, "{}", shown());
            assert!(!naqi.is_idempotent() || naqi.normalize(&whole) == whole, "{}", shown());
            for at in 0..=text.len() {
                let (mut stream, mut out) = (naqi.stream(), String::new());
                stream.push(&text.as_bytes()[..at], &mut out).expect("valid UTF-8");
                stream.push(&text.as_bytes()[at..], &mut out).expect("valid UTF-8");
                stream.finish(&mut out).expect("a whole text");
                assert_eq!(out, whole, "{} split at {at}", shown());
            }
        }
    }
}

#[test]
fn a_list_that_may_write_a_heh_before_a_zwnj_does_not_say_that_it_is_idempotent() {
    for list in ["unify_sorani_ae", "unify_sorani_ae, strip_joiners, unify_teh_marbuta", "sorani"] {
        assert!(parse(list).is_idempotent(), "{list}");
    }
    for list in ["unify_sorani_ae, unify_teh_marbuta", "unify_sorani_ae, map(x=\\u{200C})"] {
        assert!(!parse(list).is_idempotent(), "{list}");
    }
}
