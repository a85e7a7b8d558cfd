//! The table rules of each step: which code points become what.

use crate::rules::letters::{
    ALEF, ALEF_MADDA, DAGGER_ALEF, SHADDA, TASHKEEL, TATWEEL, WAW, WAW_HAMZA, ZWNJ, is_mark, variants,
};
use crate::rules::step::{DaggerAlef, Digits, Keyboard, Removal, Step};
use crate::rules::unicode::{self, JoiningGroup, Script, category};

impl Step {
    /// Calls `put` with every code point that the step's table rules change, and its replacement. Steps that act only
    /// in composition or post-processing have none.
    pub(crate) fn rules(&self, put: &mut dyn FnMut(char, &str)) {
        match self {
            Self::UnifyUthmani | Self::UnifyWasla => map_all(variants::WASLAS, put),
            Self::StripTashkeel => delete(&[TASHKEEL], put),
            Self::StripHarakat => delete(variants::HARAKAT, put),
            Self::StripShadda => put(SHADDA, ""),
            Self::StripTanwin => delete(variants::TANWINS, put),
            Self::StripDiacritics => {
                delete(unicode::ARABIC_MARKS, put);
                forms(&mut |c, text| {
                    if text.chars().all(is_mark) {
                        put(c, "");
                    }
                });
            }
            Self::StripQuranicMarks => delete(variants::QURANIC, put),
            Self::DaggerAlef(DaggerAlef::Delete) => put(DAGGER_ALEF, ""),
            Self::DaggerAlef(DaggerAlef::Alef) => put_char(DAGGER_ALEF, ALEF, put),
            Self::StripTatweel => put(TATWEEL, ""),
            Self::StripInvisible => delete(unicode::INVISIBLE, put),
            Self::StripBidi => delete(unicode::BIDI_CONTROLS, put),
            Self::StripJoiners => delete(unicode::JOIN_CONTROLS, put),
            Self::UnifyForms => forms(put),
            Self::UnifyAlef => map_group(JoiningGroup::Alef, ALEF, &[], put),
            Self::UnifyAlefHamza => map_group(JoiningGroup::Alef, ALEF, &[ALEF_MADDA], put),
            Self::UnifyHamza => map_all(variants::HAMZAS, put),
            Self::UnifyYeh => map_all(variants::YEHS, put),
            Self::UnifyTehMarbuta => map_all(variants::TEH_MARBUTAS, put),
            Self::UnifyKaf => map_all(variants::KAFS, put),
            Self::UnifyHeh => {
                for table in [variants::HEH_GOALS, variants::HEH_DOACHASHMEES, variants::AES] {
                    map_all(table, put);
                }
            }
            Self::UnifyHehGoal => map_all(variants::HEH_GOALS, put),
            Self::UnifyHehDoachashmee => map_all(variants::HEH_DOACHASHMEES, put),
            Self::UnifyWaw => {
                map_group(JoiningGroup::Waw, WAW, &[WAW_HAMZA], put);
            }
            Self::UnifyForeign => map_all(variants::FOREIGN, put),
            Self::Letters(keyboard) => map_all(
                match keyboard {
                    Keyboard::Arabic => variants::ARABIC_KEYBOARD,
                    Keyboard::Persian => variants::PERSIAN_KEYBOARD,
                    Keyboard::Urdu => variants::URDU_KEYBOARD,
                    Keyboard::Sorani => variants::SORANI_KEYBOARD,
                },
                put,
            ),
            Self::Digits(to) => digits(*to, put),
            Self::UnifyPunctuation => map_all(variants::PUNCTUATION, put),
            Self::UnifySpaces => each(unicode::SPACES, &mut |c| put(c, " ")),
            Self::FoldCase => fold_case(put),
            Self::StripPunctuation(removal) => remove(category::PUNCTUATION, *removal, put),
            Self::StripSymbols(removal) => remove(category::SYMBOL, *removal, put),
            Self::StripEmoji(removal) => remove_emoji(*removal, put),
            Self::StripLatin(removal) => remove_latin(*removal, put),
            Self::StripDigits(removal) => {
                for zero in variants::DIGIT_ZEROS {
                    each(&[(zero as u32, zero as u32 + 9)], &mut |c| put(c, removal.text()));
                }
            }
            Self::KeepArabic => keep_arabic(put),
            Self::Skeleton => skeleton(put),
            Self::Transliterate(scheme) => scheme.pairs().for_each(|(arabic, latin)| put_char(arabic, latin, put)),
            Self::Arabize(scheme) => scheme.pairs().for_each(|(arabic, latin)| put_char(latin, arabic, put)),
            Self::Map(map) => map.rules().for_each(|(c, to)| put(c, to)),
            Self::Mask(_) | Self::Compose | Self::UnifySoraniAe | Self::Nfc | Self::Nfkc => {}
            Self::StripTanwinAlef | Self::StripLastVowel | Self::StripRedundantVowels => {}
            Self::ComposeLatin
            | Self::StripStrayZwnj
            | Self::CollapseSpaces
            | Self::Trim
            | Self::SpacePunctuation(_)
            | Self::SpaceDigits
            | Self::JoinThousands
            | Self::UnifyLatinDigits
            | Self::JoinAffixes(_) => {}
            Self::CollapsePunctuation | Self::CollapseLaughter | Self::CollapseStretch(_) => {}
        }
    }
}

/// Receives a code point and its replacement.
type Put<'a> = &'a mut dyn FnMut(char, &str);

/// Calls `found` with each code point of the ranges.
fn each(ranges: &[(u32, u32)], found: &mut dyn FnMut(char)) {
    ranges.iter().flat_map(|&(first, last)| first..=last).filter_map(char::from_u32).for_each(found);
}

fn delete(ranges: &[(u32, u32)], put: Put) {
    each(ranges, &mut |c| put(c, ""));
}

impl Removal {
    fn text(self) -> &'static str {
        match self {
            Self::Delete => "",
            Self::Space => " ",
        }
    }
}

/// Removes each code point of a category.
fn remove(category: u8, removal: Removal, put: Put) {
    unicode::WORD.for_each(|property| property >> 5 == category, &mut |c, _| put(c, removal.text()));
}

/// Removes emoji, and what joins them to sequences.
fn remove_emoji(removal: Removal, put: Put) {
    let is_emoji = |property: u8| {
        property >> 5 == category::EMOJI
            || matches!(property & 31, unicode::word::PICTOGRAPH | unicode::word::ALETTER_PICTOGRAPH)
    };
    unicode::WORD.for_each(is_emoji, &mut |c, _| {
        if c >= variants::FIRST_EMOJI {
            put(c, removal.text());
        }
    });
    variants::EMOJI_PARTS.iter().cloned().flatten().for_each(|c| put(c, removal.text()));
}

fn remove_latin(removal: Removal, put: Put) {
    for range in unicode::script_ranges(Script::Latin) {
        each(&[range], &mut |c| {
            if unicode::category_of(c) == category::LETTER {
                put(c, removal.text());
            }
        });
    }
}

/// Keeps what Arabic text consists of, and white space. A ZWJ is not kept, as it is left of emoji.
fn keep_arabic(put: Put) {
    each(unicode::ARABIC_ASSIGNED, &mut |c| put_char(c, c, put));
    put_char(ZWNJ, ZWNJ, put);
    unicode::WORD.for_each(|property| property >> 5 == category::SPACE, &mut |c, _| put_char(c, c, put));
}

fn put_char(c: char, to: char, put: Put) {
    put(c, to.encode_utf8(&mut [0; 4]));
}

fn map_all(mappings: &[variants::Mapping], put: Put) {
    for (to, from) in mappings {
        from.iter().for_each(|&c| put(c, to));
    }
}

/// Maps the letters of a joining group to the letter `to`, but `to` itself and those in `except`.
fn map_group(group: JoiningGroup, to: char, except: &[char], put: Put) {
    for &(first, last, g) in unicode::JOINING_GROUPS {
        if g == group {
            each(&[(first, last)], &mut |c| {
                if c != to && !except.contains(&c) {
                    put_char(c, to, put);
                }
            });
        }
    }
}

/// Maps presentation forms and ligatures to their letters.
fn forms(put: Put) {
    for &(c, at, len) in unicode::FORMS {
        if let Some(c) = char::from_u32(c) {
            put(c, &unicode::FORM_TEXTS[at as usize..at as usize + len as usize]);
        }
    }
    variants::LIGATURES.iter().for_each(|&(c, text)| put(c, text));
    map_all(variants::HIGH_HAMZAS, put);
}

fn digits(to: Digits, put: Put) {
    let nth = |zero: char, n: u32| char::from_u32(zero as u32 + n).unwrap_or(zero);
    let to_zero = variants::DIGIT_ZEROS[to as usize];
    for zero in variants::DIGIT_ZEROS.into_iter().filter(|&z| z != to_zero) {
        (0..10).for_each(|n| put_char(nth(zero, n), nth(to_zero, n), put));
    }
    if to == Digits::Ascii {
        map_all(variants::SEPARATORS, put);
    }
}

fn fold_case(put: Put) {
    for &(first, last, stride, by) in unicode::FOLDS {
        for c in (first..=last).step_by(stride as usize) {
            if let (Some(c), Some(to)) = (char::from_u32(c), char::from_u32(c.wrapping_add_signed(by))) {
                put_char(c, to, put);
            }
        }
    }
    unicode::FULL_FOLDS.iter().for_each(|&(c, to)| put(c, to));
}

fn skeleton(put: Put) {
    delete(unicode::ARABIC_MARKS, put);
    put(TATWEEL, "");
    variants::NOT_IN_RASM.iter().for_each(|&c| put(c, ""));
    for &(first, last, group) in unicode::JOINING_GROUPS {
        if let Some(to) = variants::archigrapheme(group) {
            each(&[(first, last)], &mut |c| {
                if c != to {
                    put_char(c, to, put);
                }
            });
        }
    }
}
