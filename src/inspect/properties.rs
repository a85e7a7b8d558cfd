//! What is counted of each character.

use crate::rules::letters::languages::Language;
use crate::rules::letters::{TATWEEL, is_mark, variants};
use crate::rules::unicode::{self, Script, category, category_of};
use alloc::boxed::Box;
use once_cell::race::OnceBox;

/// What a character is counted as. A character is of one kind.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Other,
    /// A letter of the Arabic alphabet, the commonest kind, which needs no look at its script and languages.
    ArabicLetter,
    /// The same, and no letter of Kazakh.
    ArabicNotKazakh,
    /// A letter of the Arabic alphabet for which Persian keyboards have another one: yeh, alef maksura, kaf.
    ArabicKeyboard,
    /// The same, and no letter of Kazakh: teh marbuta.
    TehMarbuta,
    Letter,
    /// A character that `unify_forms` replaces, and that is a letter.
    LetterForm,
    /// A character that `unify_forms` replaces, and that is no letter.
    SignForm,
    Vowel,
    CombiningHamza,
    OtherMark,
    Tatweel,
    AsciiDigit,
    ArabicDigit,
    PersianDigit,
    Invisible,
    BidiControl,
    Joiner,
}

/// The number of [`Kind`]s.
pub(super) const KINDS: usize = Kind::Joiner as usize + 1;

/// The kinds of digits, in the order of [`variants::DIGIT_ZEROS`].
pub(super) const DIGITS: [Kind; 3] = [Kind::AsciiDigit, Kind::ArabicDigit, Kind::PersianDigit];

/// The properties of a character that are counted.
#[derive(Clone, Copy)]
pub(super) struct Properties {
    pub kind: Kind,
    pub script: Script,
    /// The languages that have a letter which Arabic does not have, a bit each; for Arabic, whether it borrows the letter.
    pub languages: u16,
}

impl Properties {
    /// The properties of a character, found by binary searches in the tables of the rules.
    fn find(c: char) -> Self {
        Self { kind: kind(c), script: unicode::script(c), languages: languages(c) }
    }
}

/// The properties of characters: those of one and two bytes in UTF-8 in an array, which is made on first use.
pub(super) struct PropertyTable([Properties; 0x800]);

impl PropertyTable {
    pub fn get() -> &'static Self {
        static TABLE: OnceBox<PropertyTable> = OnceBox::new();
        let find = |n: usize| Properties::find(char::from_u32(n as u32).unwrap_or_default());
        TABLE.get_or_init(|| Box::new(Self(core::array::from_fn(find))))
    }

    #[inline(always)]
    pub fn of(&self, c: char) -> Properties {
        self.0.get(c as usize).copied().unwrap_or_else(|| Properties::find(c))
    }
}

fn kind(c: char) -> Kind {
    let is_letter = category_of(c) == category::LETTER;
    if is_letter && !unicode::in_arabic_block(c) {
        return Kind::Letter;
    }
    let is_in = |ranges| unicode::contains(ranges, c);
    let is_digit = |zero: &char| (c as u32).wrapping_sub(*zero as u32) < 10;
    match c {
        TATWEEL => Kind::Tatweel,
        'ي' | 'ى' | 'ك' => Kind::ArabicKeyboard,
        'ة' => Kind::TehMarbuta,
        _ if Language::is_arabic_letter(c) && Language::is_in_kazakh(c) => Kind::ArabicLetter,
        _ if Language::is_arabic_letter(c) => Kind::ArabicNotKazakh,
        _ if variants::is_form(c) && is_letter => Kind::LetterForm,
        _ if variants::is_form(c) => Kind::SignForm,
        _ if is_letter => Kind::Letter,
        _ if unicode::COMPOSITES.iter().any(|composite| composite.1 == c) => Kind::CombiningHamza,
        _ if variants::is_vowel(c) => Kind::Vowel,
        _ if is_mark(c) => Kind::OtherMark,
        _ if is_in(unicode::INVISIBLE) => Kind::Invisible,
        _ if is_in(unicode::BIDI_CONTROLS) => Kind::BidiControl,
        _ if is_in(unicode::JOIN_CONTROLS) => Kind::Joiner,
        _ => variants::DIGIT_ZEROS.iter().position(is_digit).map_or(Kind::Other, |set| DIGITS[set]),
    }
}

fn languages(c: char) -> u16 {
    if !unicode::in_arabic_block(c) {
        return 0;
    }
    let is_borrowed = || variants::FOREIGN.iter().any(|(_, letters)| letters.contains(&c));
    let has = |language: &&Language| match language {
        Language::Arabic => is_borrowed(),
        language => language.letters_beyond_arabic().contains(&c),
    };
    Language::ALL.iter().filter(has).fold(0, |bits, &language| bits | 1 << language as u16)
}
