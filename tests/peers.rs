//! Compares with the outputs of other libraries for the same lines, if these are available.

use naqi::step::{Scheme, Step};
use naqi::{Map, Normalizer};
use std::path::PathBuf;

/// The input lines, and the output of one peer.
fn lines(operation: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/peers");
    let Ok(input) = std::fs::read_to_string(folder.join("input.txt")) else { return Vec::new() };
    let output = std::fs::read_to_string(folder.join(format!("{operation}.jsonl"))).expect("the peer's lines");
    let output = output.lines().map(|l| serde_json::from_str(l).expect("a JSON string"));
    input.lines().map(String::from).zip(output).collect()
}

fn gives_the_same(operation: &str, steps: &[Step]) {
    let naqi = Normalizer::new(steps);
    for (n, (text, expected)) in lines(operation).iter().enumerate() {
        assert_eq!(naqi.normalize(text), *expected, "{operation}, line {}", n + 1);
    }
}

#[test]
fn transliterations_are_those_of_camel_tools() {
    gives_the_same("camel.ar2bw", &[Step::Transliterate(Scheme::Buckwalter)]);
    gives_the_same("camel.ar2safebw", &[Step::Transliterate(Scheme::SafeBuckwalter)]);
    gives_the_same("camel.ar2xmlbw", &[Step::Transliterate(Scheme::XmlBuckwalter)]);
    gives_the_same("camel.ar2hsb", &[Step::Transliterate(Scheme::Hsb)]);
    gives_the_same("camel.bw2ar", &[Step::Arabize(Scheme::Buckwalter)]);
}

/// Lucene composes nothing, so its normalization is a map; naqi's steps also handle a decomposed hamza.
#[test]
fn lucenes_arabic_normalization_is_one_map() {
    let strip = ('\u{64B}'..='\u{652}').chain(['\u{640}']).map(|c| (c.to_string(), ""));
    let unify = [("آ", "ا"), ("أ", "ا"), ("إ", "ا"), ("ى", "ي"), ("ة", "ه")].map(|(c, to)| (c.to_string(), to));
    let map = Map::new(strip.chain(unify)).expect("rules");
    gives_the_same("lucene.arabic_normalization", &[Step::Map(map)]);
}
