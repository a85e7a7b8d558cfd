//! Counts everything while the text is read.

use super::characters::Characters;
use super::growth::{Growth, Point};
use super::lengths::Lengths;
use super::vocabulary::Vocabulary;
use naqi::letters::{TATWEEL, is_letter, is_mark};
use naqi::token::{TokenKind, Tokenizer};
use naqi::{Normalizer, Script};
use std::collections::BTreeMap;

/// The maximum number of files kept; the largest are.
const FILES: usize = 1000;

pub struct Tally<'n> {
    pub vocabulary: Vocabulary<'n>,
    pub characters: Characters,
    pub growth: Growth,
    /// Words in a sentence.
    pub sentences: Lengths,
    pub files: Vec<File>,
    pub file_count: u64,
    /// Files that were not read to their end.
    pub broken: u64,
    /// Facts of the words that were dropped from the vocabulary.
    gone: Facts,
    pub bytes: u64,
    pub words: u64,
    /// Letters written with a separate hamza or madda code point.
    pub decomposed: u64,
}

/// A file's own counts.
#[derive(Clone, Debug, Default)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    pub words: u64,
    pub letters: u64,
    pub marks: u64,
    /// Whether reading it ended with an error.
    pub broken: bool,
}

/// Facts of words that follow from their spelling.
#[derive(Clone)]
pub struct Facts {
    /// Letters in a word.
    pub lengths: Lengths,
    pub arabic: u64,
    /// Arabic words with a mark.
    pub marked: u64,
    pub numbers: u64,
    /// Words that are not in NFC, for example by the order of their marks.
    pub not_nfc: u64,
    pub scripts: BTreeMap<Script, u64>,
}

impl Facts {
    fn new() -> Self {
        let lengths = Lengths::up_to(256);
        Self { lengths, arabic: 0, marked: 0, numbers: 0, not_nfc: 0, scripts: BTreeMap::new() }
    }

    fn add(&mut self, written: &str, count: u64) {
        self.lengths.add(written.chars().filter(|&c| counts_as_letter(c)).count(), count);
        self.not_nfc += if naqi::nfc(written) == written { 0 } else { count };
        let Some(word) = naqi::words(written).next() else { return };
        if word.kind() == TokenKind::Number {
            self.numbers += count;
            return;
        }
        let script = word.script();
        *self.scripts.entry(script).or_default() += count;
        if script == Script::Arabic {
            self.arabic += count;
            self.marked += if written.chars().any(is_mark) { count } else { 0 };
        }
    }
}

/// A letter of any script; marks and tatweel are not letters.
fn counts_as_letter(c: char) -> bool {
    is_letter(c) || c.is_alphabetic() && c != TATWEEL && !is_mark(c)
}

impl<'n> Tally<'n> {
    pub fn new(normalizer: &'n Normalizer, limit: usize) -> Self {
        Self {
            vocabulary: Vocabulary::new(normalizer, limit),
            characters: Characters::new(),
            growth: Growth::default(),
            sentences: Lengths::up_to(512),
            files: Vec::new(),
            file_count: 0,
            broken: 0,
            gone: Facts::new(),
            bytes: 0,
            words: 0,
            decomposed: 0,
        }
    }

    /// Counts a chunk of a file's text, which starts and ends at word and sentence boundaries.
    pub fn push(&mut self, text: &str, file: &mut File) {
        let (letters, marks, words) = (self.characters.letters, self.characters.marks, self.words);
        self.characters.add_text(text);
        // Composing a hamza or madda with its letter makes the text one character shorter.
        let composed = naqi::compose(text);
        if composed.len() != text.len() {
            self.decomposed += (text.chars().count() - composed.chars().count()) as u64;
        }
        self.push_words(text);
        self.bytes += text.len() as u64;
        file.bytes += text.len() as u64;
        file.words += self.words - words;
        file.letters += self.characters.letters - letters;
        file.marks += self.characters.marks - marks;
    }

    fn push_words(&mut self, text: &str) {
        let mut sentences = Tokenizer::arabic_sentences().tokenize(text);
        let (mut end, mut len) = (0, 0);
        for word in naqi::words(text) {
            while word.span().start >= end {
                self.finish_sentence(std::mem::take(&mut len));
                end = sentences.next().map_or(usize::MAX, |sentence| sentence.span().end);
            }
            len += 1;
            self.words += 1;
            let gone = &mut self.gone;
            self.vocabulary.add(word.text(), |written, count| gone.add(written, count));
            if self.vocabulary.dropped.distinct > 0 {
                self.growth.end();
            }
            self.growth.note(self.now());
        }
        self.finish_sentence(len);
    }

    fn finish_sentence(&mut self, words: usize) {
        self.sentences.add(words, u64::from(words > 0));
    }

    pub fn now(&self) -> Point {
        Point { words: self.words, written: self.vocabulary.written(), terms: self.vocabulary.terms() }
    }

    pub fn finish_file(&mut self, file: File) {
        self.file_count += 1;
        self.broken += u64::from(file.broken);
        self.files.push(file);
        if self.files.len() > 2 * FILES {
            self.keep_largest();
        }
    }

    pub fn keep_largest(&mut self) {
        self.files.sort_by(|one, other| other.bytes.cmp(&one.bytes).then_with(|| one.name.cmp(&other.name)));
        self.files.truncate(FILES);
    }

    /// Facts of all words, kept or dropped.
    pub fn facts(&self) -> Facts {
        let mut facts = self.gone.clone();
        self.vocabulary.entries().iter().for_each(|entry| facts.add(entry.written, entry.count));
        facts
    }
}
