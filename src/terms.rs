//! Terms: the words of a text, each normalized, with where it stands.

use crate::kernel::{self, Doubt, Level, Packed, WrittenWord};
use crate::normalizer::Normalizer;
use crate::passage::Vocalised;
use crate::token::{CLASSES, Kind, Token, Walk, Words, doubt_start, token_by_rules, words};
use alloc::borrow::Cow;
use alloc::string::String;

impl Normalizer {
    /// The words of the text by UAX #29, each with its normalized term.
    ///
    /// A word whose term is empty (a lone tatweel) is left out; one that becomes several words (the ligature ﷺ, when
    /// it is a word) gives them one by one, with the same token. Allocates for a changed term only.
    ///
    /// ```
    /// let terms: Vec<_> = naqi::preset::SEARCH.terms("المُتَّحِدة الأمريكية").map(|(_, term)| term).collect();
    /// assert_eq!(terms, ["المتحده", "الامريكيه"]);
    /// ```
    pub fn terms<'n, 't>(&'n self, text: &'t str) -> Terms<'n, 't> {
        Terms { normalizer: self, words: words(text), parts: None }
    }

    /// Calls `found` with each word and its term, on one buffer: the fast way. See [`Normalizer::terms`].
    ///
    /// ```
    /// let mut out = Vec::new();
    /// naqi::preset::SEARCH.for_each_term("كِتابٌ جديد", |word, term| out.push((word.span(), term.to_string())));
    /// assert_eq!(out, [(0..12, "كتاب".into()), (13..21, "جديد".into())]);
    /// ```
    pub fn for_each_term<'t>(&self, text: &'t str, mut found: impl FnMut(Token<'t>, &str)) {
        let mut whole = String::new();
        self.for_each_word::<false>(text, |word, term| match term {
            Some(("", _)) => {}
            Some((term, _)) => found(word, term),
            None => {
                whole.clear();
                self.normalize_into(word.text(), &mut whole);
                for_each_part(&whole, |part| found(word, part));
            }
        });
    }

    /// Calls `found` with each word, and with its term where the one pass settles that; it may be empty. With `PACKS`,
    /// the term is given as one number, too, if it can be one.
    #[inline(always)]
    pub(crate) fn for_each_word<'t, const PACKS: bool>(
        &self,
        text: &'t str,
        found: impl FnMut(Token<'t>, Option<(&str, Packed)>),
    ) {
        match kernel::level() {
            level if level != Level::Plain && self.passage().is_direct() => {
                self.words_of_blocks::<PACKS>(level, text, found)
            }
            _ => self.words_one_by_one::<PACKS>(text, found),
        }
    }

    fn words_one_by_one<'t, const PACKS: bool>(
        &self,
        text: &'t str,
        mut found: impl FnMut(Token<'t>, Option<(&str, Packed)>),
    ) {
        let mut term = String::with_capacity(1024);
        let table = &self.passage().table;
        let mut pages = table.pages();
        let direct = self.passage().is_direct();
        let (mut words, mut vocalised) = (Walk::new(text), Vocalised::default());
        loop {
            term.clear();
            // A run of plain letters is found and written at once.
            let run = |at| direct.then(|| kernel::compact_run(pages, text, at, &mut term)).flatten();
            let Some((word, written)) = words.next_by_run(run) else { return };
            if table.reads_words() {
                if !written {
                    vocalised.notice_word(table, text, word.span());
                }
                pages = &table.sheets_of(vocalised.is_at(word.span().end)).pages;
            }
            let several = written && table.sheets().writes_space && term.as_bytes().contains(&b' ');
            let packed = if PACKS && written { Packed::of(&term).unwrap_or_default() } else { Packed::default() };
            found(word, (written && !several).then_some((term.as_str(), packed)));
        }
    }

    /// The same where words are found and written 63 bytes at a time.
    #[inline(always)]
    fn words_of_blocks<'t, const PACKS: bool>(
        &self,
        level: Level,
        text: &'t str,
        mut found: impl FnMut(Token<'t>, Option<(&str, Packed)>),
    ) {
        let table = &self.passage().table;
        let mut vocalised = Vocalised::default();
        let mut block = kernel::WrittenWords::new();
        let mut sheets = table.sheets();
        while block.words.at < text.len() {
            let here = table.sheets_of(vocalised.is_at(block.words.at));
            if !core::ptr::eq(here, sheets) {
                // The stops of one or the other are enough for a whole word.
                block.unsettle_open();
                sheets = here;
            }
            if PACKS {
                kernel::packed_words(level, sheets, &CLASSES, text, &mut block);
            } else {
                kernel::written_words(level, sheets, &CLASSES, text, &mut block);
            }
            for WrittenWord { span, has_letter, term, packed } in block.iter() {
                let kind = if has_letter { Kind::Word } else { Kind::Number };
                let token = Token::word(text, span, kind);
                if term.is_none() {
                    vocalised.notice_word(table, text, token.span());
                }
                found(token, term.map(|term| (term, packed)));
            }
            if block.words.doubt != Doubt::None {
                let (token, is_word) = token_by_rules(text, doubt_start(text, &block.words));
                block.words.go_on(token.span().end);
                if is_word {
                    vocalised.notice_word(table, text, token.span());
                    found(token, None);
                }
            }
        }
    }
}

/// What a word became: itself, several with spaces between, or none.
#[inline(always)]
fn for_each_part(term: &str, mut found: impl FnMut(&str)) {
    if !term.is_empty() && !term.as_bytes().contains(&b' ') {
        found(term);
    } else {
        term.split(' ').filter(|part| !part.is_empty()).for_each(found);
    }
}

/// The terms of a text. See [`Normalizer::terms`].
#[derive(Clone, Debug)]
pub struct Terms<'n, 't> {
    normalizer: &'n Normalizer,
    words: Words<'t>,
    /// A word that became several, what it became, and how much of that was given.
    parts: Option<(Token<'t>, String, usize)>,
}

impl<'t> Iterator for Terms<'_, 't> {
    type Item = (Token<'t>, Cow<'t, str>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((word, text, given)) = &mut self.parts {
                let rest = text[*given..].trim_start_matches(' ');
                if !rest.is_empty() {
                    let part = rest.split(' ').next().unwrap_or_default();
                    *given = text.len() - rest.len() + part.len();
                    return Some((*word, Cow::Owned(part.into())));
                }
                self.parts = None;
            }
            let word = self.words.next()?;
            match self.normalizer.normalize(word.text()) {
                Cow::Owned(term) if term.is_empty() => {}
                // A word may hold spaces as it stands: UAX #29 runs on from one over a joiner to a letter.
                term if term.as_bytes().contains(&b' ') => self.parts = Some((word, term.into_owned(), 0)),
                term => return Some((word, term)),
            }
        }
    }
}
