//! The tokens of a text by an analyzer: all terms of a document, and those of a query that its words are found by.
//!
//! ```text
//! a document         every term; the second and third term of a word have the position of the first
//! a query            of each word the first term, and the root key behind it, as an alternative; the word itself finds nothing
//!                    that the stem does not find, and is left out
//! a prefix           of the last word its letters, without and with what looks like an article or a conjunction, and its stem;
//!                    of the words before it the same as in a query
//! a name's prefix    the analyzer has two terms for a name in one word, `عبدالرحمن`, and none yet for its beginning: `عبدالر` is
//!                    `عبد` and a prefix of the second term, and `عبدا` is a prefix `عبد`
//! ```

use crate::ffi::fts5::{Purpose, Token};
use naqi::analyzer::{Stem, Term, TermKind, WordCache};
use naqi::letters::{HEH, TEH_MARBUTA};
use naqi::{Analyzer, stem};
use std::ops::Range;

/// The fewest letters of a beginning that is not as the query has it: without its front, a stem, a stem whose word has an ending.
const MIN_WITHOUT_FRONT: usize = 2;
const MIN_STEM: usize = 3;
const MIN_LONG_STEM: usize = 4;

/// The first part of a name that is written in one word, and the start of the second, as the analyzer splits them (test below).
const ABD: &str = "عبد";
const ARTICLE: &str = "ال";

/// An analyzer, and the words that it has seen.
pub(crate) struct Words {
    analyzer: Analyzer,
    /// The same with the word as a term: of the last word of a prefix query, stop words included.
    with_word: Analyzer,
    cache: WordCache,
}

/// A term of a query.
struct Found {
    text: String,
    span: Range<usize>,
    position: usize,
    kind: TermKind,
}

impl From<Term<'_>> for Found {
    fn from(term: Term<'_>) -> Self {
        Self { text: term.text.into(), span: term.span, position: term.position, kind: term.kind }
    }
}

impl Words {
    pub fn new(analyzer: Analyzer) -> Self {
        let with_word = analyzer.clone().with_word();
        Self { analyzer, with_word, cache: WordCache::new() }
    }

    /// Calls `found` with each token.
    pub fn for_each(&mut self, text: &str, purpose: Purpose, found: &mut dyn FnMut(Token<'_>)) {
        match purpose {
            Purpose::Document => document(&self.analyzer, &mut self.cache, text, found),
            Purpose::Query => {
                let mut terms = Vec::new();
                self.analyzer.for_each_term_with_cache(&mut self.cache, text, |term| terms.push(term.into()));
                query(&terms, found);
            }
            Purpose::Prefix => self.prefix(text, found),
        }
    }

    fn prefix(&self, text: &str, found: &mut dyn FnMut(Token<'_>)) {
        let mut terms: Vec<Found> = Vec::new();
        self.with_word.for_each_term(text, |term| terms.push(term.into()));
        let Some(last) = terms.last().map(|term| term.position) else { return };
        let start = terms.partition_point(|term| term.position < last);
        let (before, word) = terms.split_at(start);
        let is_indexed = |term: &&Found| term.kind != TermKind::Word || self.analyzer.has_word();
        query(before.iter().filter(is_indexed), found);
        let span = word.first().map_or(0..0, |term| term.span.clone());
        let of = |kind: TermKind| word.iter().find(|term| term.kind == kind).map(|term| term.text.as_str());
        let (stem, word) = (of(TermKind::Stem), of(TermKind::Word));
        let word = word.and_then(|word| word.strip_prefix(TermKind::Word.sign()));
        let Some(letters) = word.or(stem) else { return };
        let beginnings = match letters.strip_prefix(ABD).filter(|rest| is_name(rest)) {
            None => self.beginnings(letters, stem, word.is_some()),
            Some(rest) => {
                let names = self.names(rest);
                if !names.is_empty() {
                    found(Token { text: ABD, span: span.clone(), is_colocated: false });
                }
                if names.is_empty() { vec![ABD.into()] } else { names }
            }
        };
        for (n, text) in beginnings.iter().enumerate() {
            found(Token { text, span: span.clone(), is_colocated: n > 0 });
        }
    }

    /// The beginnings of a name's second term. None where any name would do.
    fn names(&self, rest: &str) -> Vec<String> {
        let Some(name) = rest.strip_prefix(ARTICLE) else { return Vec::new() };
        let mut starts = Vec::new();
        if self.analyzer.stem() == Stem::None {
            starts.push(rest.into());
        } else if !name.is_empty() {
            // The stem has no article, except where it belongs to the name.
            starts.extend([rest.into(), name.into()]);
        }
        if self.analyzer.has_word() {
            starts.push(format!("{}{rest}", TermKind::Word.sign()));
        }
        starts
    }

    /// The beginnings of terms for the last word of a prefix query: its letters, and its stem.
    fn beginnings(&self, letters: &str, stem: Option<&str>, has_word: bool) -> Vec<String> {
        let mut starts = vec![letters.to_owned()];
        if self.analyzer.stem() != Stem::None && has_word {
            // The letters from where each kind of stem starts, with what looks like an ending.
            let without_front = |stem: &str| letters.find(stem).and_then(|start| letters.get(start..));
            let fronts = [stem::light(letters), stem.unwrap_or(letters)].into_iter().filter_map(without_front);
            starts.extend(fronts.filter(|rest| rest.chars().count() >= MIN_WITHOUT_FRONT).map(str::to_owned));
            starts.extend(stem.filter(|stem| is_beginning(stem, letters)).map(str::to_owned));
        }
        if self.analyzer.has_word() && has_word {
            starts.push(format!("{}{letters}", TermKind::Word.sign()));
        }
        // What starts with another beginning finds nothing more.
        let mut least: Vec<String> = Vec::new();
        starts.sort_by_key(String::len);
        for start in starts {
            if !least.iter().any(|shorter| start.starts_with(shorter.as_str())) {
                least.push(start);
            }
        }
        least
    }
}

/// Whether letters behind `عبد` begin the second part of a name: an article, or what becomes one.
fn is_name(rest: &str) -> bool {
    !rest.is_empty() && (rest.starts_with(ARTICLE) || ARTICLE.starts_with(rest))
}

/// Whether a stem stands for a word that may be complete, so that `مدرسة*` finds its own word. A short one of which the word only
/// has an ending more is left out: the letters of a word that goes on look like an ending, too, and `استعي*` would find `استعجل`.
fn is_beginning(stem: &str, letters: &str) -> bool {
    let ending = letters.split_once(stem).map_or("", |(_, ending)| ending);
    let is_complete = ending.chars().all(|c| [TEH_MARBUTA, HEH].contains(&c));
    stem.chars().count() >= if is_complete { MIN_STEM } else { MIN_LONG_STEM }
}

/// All terms of a document.
pub(crate) fn document(analyzer: &Analyzer, cache: &mut WordCache, text: &str, found: &mut dyn FnMut(Token<'_>)) {
    let mut last = None;
    analyzer.for_each_term_with_cache(cache, text, |term| {
        let is_colocated = last.replace(term.position) == Some(term.position);
        found(Token { text: term.text, span: term.span, is_colocated });
    });
}

/// The terms of a query: of each position the first one, and the root key behind it.
fn query<'f>(terms: impl IntoIterator<Item = &'f Found>, found: &mut dyn FnMut(Token<'_>)) {
    let mut last: Option<&Found> = None;
    let mut is_second = false;
    for term in terms {
        let is_colocated = last.is_some_and(|last| last.position == term.position);
        if !is_colocated || (is_second && term.kind == TermKind::RootKey) {
            found(Token { text: &term.text, span: term.span.clone(), is_colocated });
        }
        is_second = !is_colocated;
        last = Some(term);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(analyzer: &str, text: &str, purpose: Purpose) -> String {
        let mut words = Words::new(analyzer.parse().expect("an analyzer"));
        let mut all = String::new();
        words.for_each(text, purpose, &mut |token| {
            all.push_str(if token.is_colocated { "|" } else { " " });
            all.push_str(token.text);
        });
        all.trim_start().into()
    }

    #[test]
    fn a_document_has_every_term_and_a_query_those_that_find_more() {
        let text = "في المكتباتِ 2024";
        assert_eq!(tokens("default", text, Purpose::Document), "مكتب 2024");
        assert_eq!(tokens("wide", text, Purpose::Document), "مكتب|√مكتب 2024");
        assert_eq!(tokens("three_terms", text, Purpose::Document), "=في مكتب|√مكتب|=المكتبات 2024");
        assert_eq!(tokens("default", text, Purpose::Query), "مكتب 2024");
        assert_eq!(tokens("wide", text, Purpose::Query), "مكتب|√مكتب 2024");
        assert_eq!(tokens("three_terms", text, Purpose::Query), "=في مكتب|√مكتب 2024");
    }

    #[test]
    fn a_hashtag_is_found_by_itself_and_by_its_parts_but_does_not_find_its_parts() {
        let analyzer = "search | tokenizer(social) | root_key | hashtag_parts";
        let text = "#وسم_جديد";
        assert_eq!(tokens(analyzer, text, Purpose::Document), "#وسم_جديد|وسم|√وسم|جديد|√جدد");
        assert_eq!(tokens(analyzer, text, Purpose::Query), "#وسم_جديد");
    }

    #[test]
    fn a_prefix_keeps_its_letters() {
        for analyzer in ["default", "wide", "light", "words"] {
            assert_eq!(tokens(analyzer, "مدر", Purpose::Prefix), "مدر", "{analyzer}");
        }
        assert_eq!(tokens("three_terms", "مدر", Purpose::Prefix), "مدر|=مدر");
        assert_eq!(tokens("default", "والمَدر", Purpose::Prefix), "مدر|والمدر");
        assert_eq!(tokens("default", "المدرسة", Purpose::Prefix), "مدرس|المدرسه");
        assert_eq!(tokens("default", "استعي", Purpose::Prefix), "ستعي|استعي");
        assert_eq!(tokens("default", "رحمة", Purpose::Prefix), "رحم");
        assert_eq!(tokens("default", "قلوب", Purpose::Prefix), "قلب|قلوب");
        assert_eq!(tokens("default", "مهندسون", Purpose::Prefix), "مهندس");
        assert_eq!(tokens("default", "في", Purpose::Prefix), "في");
        assert_eq!(tokens("default", "٢٠", Purpose::Prefix), "20");
        assert_eq!(tokens("default", "", Purpose::Prefix), "");
    }

    #[test]
    fn a_name_in_one_word_is_found_from_its_first_letter_on() {
        for (letters, words, default, three_terms) in [
            ("عبدا", "عبد", "عبد", "عبد"),
            ("عبدال", "عبد ال", "عبد", "عبد =ال"),
            ("عبدالر", "عبد الر", "عبد الر|ر", "عبد الر|ر|=الر"),
            ("عبدالرح", "عبد الرح", "عبد رح|الرح", "عبد|√عبد رح|الرح|=الرح"),
            ("عبدان", "عبدان", "عبدان", "عبدان|=عبدان"),
        ] {
            for (analyzer, wanted) in [("words", words), ("default", default), ("three_terms", three_terms)] {
                assert_eq!(tokens(analyzer, letters, Purpose::Prefix), wanted, "{analyzer}");
            }
        }
        // Where the analyzer splits.
        let name = format!("{ABD}{ARTICLE}رحمن");
        assert_eq!(tokens("words", &name, Purpose::Document), format!("{ABD} {ARTICLE}رحمن"));
    }

    #[test]
    fn only_the_last_word_of_a_string_is_a_prefix() {
        assert_eq!(tokens("wide", "المكتبات في المدر", Purpose::Prefix), "مكتب|√مكتب مدر|المدر");
        assert_eq!(tokens("three_terms", "في مدر", Purpose::Prefix), "=في مدر|=مدر");
    }
}
