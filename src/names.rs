//! Names in text: enums that print and parse their names, the nearest known name for an error, the text form in serde.

use crate::error::{Error, ErrorKind, Problem};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// An enum whose values have names.
pub(crate) trait Named: Copy + 'static {
    /// What a value is, for messages: `token kind`.
    const WHAT: &'static str;
    /// Where all values are listed, for messages.
    const LIST: &'static str;
    const VALUES: &'static [Self];

    fn value_name(self) -> &'static str;
}

/// The value of a name, which is at an offset of a text. White space around it is ignored.
pub(crate) fn parse_at<T: Named>(text: &str, at: usize) -> Result<T, Error> {
    let name = text.trim();
    T::VALUES.iter().copied().find(|value| value.value_name() == name).ok_or_else(|| {
        let at = at + text.len() - text.trim_start().len();
        Error::at(unknown(T::WHAT, name, T::VALUES.iter().map(|value| value.value_name()), T::LIST), at)
    })
}

/// If there are more names, a message says where the list of them is.
const MAX_LISTED: usize = 24;

/// The error that a name is unknown: suggests the nearest of the known names, or says which there are; if they are many,
/// where they are listed.
pub(crate) fn unknown<'n>(what: &'static str, name: &str, known: impl Iterator<Item = &'n str>, list: &str) -> Problem {
    let known: Vec<&str> = known.collect();
    let hint = match (nearest(name, &known), known.split_last()) {
        (Some(nearest), _) if nearest.contains('|') => format!("an analyzer does that: `{nearest}`"),
        (Some(nearest), _) => format!("did you mean `{nearest}`?"),
        (None, Some((last, others))) if !others.is_empty() && others.len() < MAX_LISTED => {
            format!("there are {} and {last}", others.join(", "))
        }
        _ if name.contains([' ', '\t', ';']) => format!("names are separated by commas or line ends; {list}"),
        _ => list.into(),
    };
    Problem::UnknownName { what, name: name.into(), hint: hint.into() }
}

/// Verbs in the names of other libraries, and this one's.
const VERBS: [(&str, &str); 32] = [
    ("anonymize_", "mask_"),
    ("clean_", "strip_"),
    ("clear_", "strip_"),
    ("convert_", "unify_"),
    ("convert_to_", ""),
    ("decrease_", "collapse_"),
    ("dedup_", "collapse_"),
    ("delete_", "strip_"),
    ("discard_", "strip_"),
    ("drop_", "strip_"),
    ("erase_", "strip_"),
    ("filter_", "strip_"),
    ("fix_", "unify_"),
    ("fold_", "unify_"),
    ("hide_", "mask_"),
    ("ignore_", "strip_"),
    ("limit_", "collapse_"),
    ("merge_", "collapse_"),
    ("no_", "strip_"),
    ("normalise_", "unify_"),
    ("normalize_", "unify_"),
    ("reduce_", "collapse_"),
    ("remove_", "strip_"),
    ("remove_all_", "strip_"),
    ("replace_", "mask_"),
    ("replace_", "unify_"),
    ("shorten_", "collapse_"),
    ("squeeze_", "collapse_"),
    ("standardize_", "unify_"),
    // A noun alone.
    ("", "strip_"),
    ("", "unify_"),
    ("", "collapse_"),
];

/// Names in other libraries and in plain English, with this library's verbs, and what this library has. A text with a bar is an
/// analyzer.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("mask_links", "mask(link=URL)"),
    ("mask_urls", "mask(link=URL)"),
    ("mask_emails", "mask(email=EMAIL)"),
    ("mask_mentions", "mask(mention=USER)"),
    ("mask_users", "mask(mention=USER)"),
    ("mask_usernames", "mask(mention=USER)"),
    ("mask_hashtags", "mask(hashtag=TAG)"),
    ("mask_numbers", "mask(number=NUMBER)"),
    ("mask_phone_numbers", "mask(number=NUMBER)"),
    ("mask_emoji", "mask(emoji=EMOJI)"),
    ("mask_emojis", "mask(emoji=EMOJI)"),
    ("strip_links", "mask(link=)"),
    ("strip_hyperlinks", "mask(link=)"),
    ("strip_urls", "mask(link=)"),
    ("strip_emails", "mask(email=)"),
    ("strip_email_addresses", "mask(email=)"),
    ("strip_mentions", "mask(mention=)"),
    ("strip_users", "mask(mention=)"),
    ("strip_user_names", "mask(mention=)"),
    ("strip_handles", "mask(mention=)"),
    ("strip_hashtags", "mask(hashtag=)"),
    ("strip_numbers", "mask(number=)"),
    ("strip_phone_numbers", "mask(number=)"),
    ("strip_twitter_meta", "mask(link=, mention=, hashtag=)"),
    ("strip_twitter", "mask(link=, mention=, hashtag=)"),
    ("strip_emojis", "strip_emoji"),
    ("strip_emoticons", "strip_emoji"),
    ("strip_numerals", "strip_digits"),
    ("strip_latin_letters", "strip_latin"),
    ("strip_latin_chars", "strip_latin"),
    ("strip_english", "strip_latin"),
    ("strip_foreign", "keep_arabic"),
    ("strip_non_arabic", "keep_arabic"),
    ("strip_nonarabic", "keep_arabic"),
    ("keep_arabic_only", "keep_arabic"),
    ("keep_only_arabic", "keep_arabic"),
    ("only_arabic", "keep_arabic"),
    ("arabic_only", "keep_arabic"),
    ("strip_punct", "strip_punctuation"),
    ("strip_punctuation_marks", "strip_punctuation"),
    ("strip_special_chars", "strip_symbols"),
    ("strip_special_characters", "strip_symbols"),
    ("strip_specials_chars", "strip_symbols"),
    ("strip_kashida", "strip_tatweel"),
    ("strip_kasheeda", "strip_tatweel"),
    ("strip_elongation", "collapse_stretch(doubles)"),
    ("unify_elongation", "collapse_stretch(doubles)"),
    ("strip_repetitions", "collapse_stretch(doubles)"),
    ("strip_repeated_chars", "collapse_stretch(doubles)"),
    ("strip_repeated_letters", "collapse_stretch(doubles)"),
    ("collapse_elongation", "collapse_stretch(doubles)"),
    ("collapse_repeated_chars", "collapse_stretch(doubles)"),
    ("collapse_repeated_letters", "collapse_stretch(doubles)"),
    ("collapse_repetitions", "collapse_stretch(doubles)"),
    ("collapse_repeated_substring", "collapse_stretch(doubles)"),
    ("collapse_repeats", "collapse_stretch(doubles)"),
    ("collapse_letters", "collapse_stretch(doubles)"),
    ("strip_laughter", "collapse_laughter"),
    ("strip_vowels", "strip_harakat"),
    ("strip_short_vowels", "strip_harakat"),
    ("strip_marks", "strip_diacritics"),
    ("unify_diacritics", "strip_diacritics"),
    ("unify_tashkeel", "strip_tashkeel"),
    ("strip_vocalization", "strip_diacritics"),
    ("dediac", "strip_diacritics"),
    ("dediac_ar", "strip_diacritics"),
    ("dediacritize", "strip_diacritics"),
    ("devocalize", "strip_diacritics"),
    ("undiacritize", "strip_diacritics"),
    ("strip_sukun", r"map(\u{652}=)"),
    ("strip_tashkil", "strip_tashkeel"),
    ("strip_lastharaka", "strip_last_vowel"),
    ("strip_last_haraka", "strip_last_vowel"),
    ("collapse_tashkeel", "strip_redundant_vowels"),
    ("strip_tanween", "strip_tanwin"),
    ("strip_nunation", "strip_tanwin"),
    ("strip_small", "dagger_alef(delete)"),
    ("strip_dagger_alef", "dagger_alef(delete)"),
    ("unify_dagger_alef", "dagger_alef(alef)"),
    ("strip_quran_marks", "strip_quranic_marks"),
    ("strip_zwnj", "strip_joiners"),
    ("strip_zwj", "strip_joiners"),
    ("strip_half_spaces", "strip_joiners"),
    ("strip_zero_width", "strip_invisible"),
    ("strip_bom", "strip_invisible"),
    ("strip_control_chars", "strip_invisible"),
    ("strip_invisible_chars", "strip_invisible"),
    ("strip_direction_marks", "strip_bidi"),
    ("unify_half_spaces", "join_affixes(zwnj)"),
    ("half_spaces", "join_affixes(zwnj)"),
    ("correct_spacing", "join_affixes(zwnj)"),
    ("affix_spacing", "join_affixes(zwnj)"),
    ("seperate_mi", "join_affixes(zwnj)"),
    ("separate_mi", "join_affixes(zwnj)"),
    ("punctuation_spacing", "space_punctuation(after)"),
    ("unify_punctuation_spacing", "space_punctuation(after)"),
    ("unify_alef_ar", "unify_alef"),
    ("unify_alefs", "unify_alef"),
    ("unify_alef_maksura", "unify_yeh"),
    ("unify_alef_maksura_ar", "unify_yeh"),
    ("unify_alef_maqsura", "unify_yeh"),
    ("unify_ya", "unify_yeh"),
    ("unify_yaa", "unify_yeh"),
    ("unify_yaa_maqsura", "unify_yeh"),
    ("unify_teh_marbuta_ar", "unify_teh_marbuta"),
    ("unify_ta_marbuta", "unify_teh_marbuta"),
    ("unify_taa_marbuta", "unify_teh_marbuta"),
    ("unify_taa_marbouta", "unify_teh_marbuta"),
    ("unify_teh", "unify_teh_marbuta"),
    ("unify_ha", "unify_heh"),
    ("unify_keheh", "unify_kaf"),
    ("unify_kaaf", "unify_kaf"),
    ("unify_waaw", "unify_waw"),
    ("unify_ligatures", "unify_forms"),
    ("unify_lam_alef", "unify_forms"),
    ("unify_presentation_forms", "unify_forms"),
    ("unify_unicode", "nfkc"),
    ("unify_orthography", "search"),
    ("unify_search_text", "search"),
    ("unify_searchtext", "search"),
    ("normalize", "search"),
    ("unify_arabic", "search"),
    ("farsi", "persian"),
    ("kurdish", "sorani"),
    ("unify_persian", "persian_text"),
    ("unify_urdu", "urdu_text"),
    ("character_refinement", "letters(persian)"),
    ("persian_style", "persian_text"),
    ("unify_digits", "digits(ascii)"),
    ("unify_numbers", "digits(ascii)"),
    ("unify_numerals", "digits(ascii)"),
    ("ascii_digits", "digits(ascii)"),
    ("latin_digits", "digits(ascii)"),
    ("english_digits", "digits(ascii)"),
    ("english_numbers", "digits(ascii)"),
    ("arabic_digits", "digits(arabic)"),
    ("arabic_numbers", "digits(arabic)"),
    ("persian_digits", "digits(persian)"),
    ("persian_numbers", "digits(persian)"),
    ("numbers", "digits(ascii)"),
    ("unify_case", "fold_case"),
    ("case_fold", "fold_case"),
    ("casefold", "fold_case"),
    ("lower", "fold_case"),
    ("lowercase", "fold_case"),
    ("lower_case", "fold_case"),
    ("to_lower", "fold_case"),
    ("to_lowercase", "fold_case"),
    ("strip", "trim"),
    ("strip_whitespace", "trim"),
    ("trim_spaces", "trim"),
    ("trim_whitespace", "trim"),
    ("strip_spaces", r"map(\u{20}=)"),
    ("strip_newlines", r"map(\n=\u{20})"),
    ("strip_line_breaks", r"map(\n=\u{20})"),
    ("strip_extra_spaces", "collapse_spaces"),
    ("strip_multiple_spaces", "collapse_spaces"),
    ("collapse_whitespace", "collapse_spaces"),
    ("unify_whitespace", "unify_spaces"),
    ("unify_quotes", "unify_punctuation"),
    ("ar2bw", "transliterate(buckwalter)"),
    ("bw2ar", "arabize(buckwalter)"),
    ("buckwalter", "transliterate(buckwalter)"),
    ("romanize", "transliterate"),
    ("latinize", "transliterate"),
    ("rasm", "skeleton"),
    ("strip_dots", "skeleton"),
    ("replace", "map(a=b, c=)"),
    ("strip_stopwords", "search | leave_out(function)"),
    ("strip_stop_words", "search | leave_out(function)"),
    ("leave_out", "search | leave_out(function)"),
    ("stem", "search | stem(light)"),
    ("light_stem", "search | stem(light)"),
    ("stemming", "search | stem(light)"),
    ("root", "search | root_key"),
    ("root_key", "search | root_key"),
];

/// The known name that is most similar to a given one, if a third of the letters or less differ; or what [`OTHER_NAMES`] has
/// for it, if a fourth do.
pub(crate) fn nearest<'n>(given: &str, known: &[&'n str]) -> Option<&'n str> {
    let given = in_snake_case(given.trim());
    if given.is_empty() {
        return None;
    }
    let replaced = |(verb, ours): &(&str, &str)| given.strip_prefix(verb).map(|rest| [ours, rest].concat());
    let spellings = core::iter::once(given.clone()).chain(VERBS.iter().filter_map(replaced));
    let is_known = |hint: &str| known.contains(&hint.split(['(', ' ']).next().unwrap_or(hint));
    let others = OTHER_NAMES.iter().filter(|(_, hint)| is_known(hint)).copied();
    let others = others.map(|(name, hint)| (name, hint, 4));
    let names: Vec<(&str, &'n str, usize)> = known.iter().map(|name| (*name, *name, 3)).chain(others).collect();
    // Of equally similar names the first, for the first spelling.
    let rated = spellings.flat_map(|spelling| {
        let near = |(name, hint, part): &(&str, &'n str, usize)| Some((difference(name, &spelling, *part)?, *hint));
        names.iter().filter_map(near).min_by_key(|(difference, _)| *difference)
    });
    rated.min_by_key(|(difference, _)| *difference).map(|(_, hint)| hint)
}

/// A name in small letters, with underscores between words: `removeLinks` and `Remove-Links` as `remove_links`.
fn in_snake_case(name: &str) -> String {
    let (mut out, mut after_small) = (String::new(), false);
    for c in name.chars().take(MAX_COMPARED) {
        if after_small && c.is_ascii_uppercase() {
            out.push('_');
        }
        after_small = c.is_ascii_lowercase();
        out.push(if c == '-' { '_' } else { c.to_ascii_lowercase() });
    }
    out
}

/// The distance of a known name to a given one, if it is at most a part of the letters; of verbs and of what follows them, if
/// both have a verb.
fn difference(known: &str, given: &str, part: usize) -> Option<usize> {
    if let (Some((verb, noun)), Some((given_verb, given_noun))) = (known.split_once('_'), given.split_once('_')) {
        // Of a noun with few letters, as in `linear_a`, one may be another.
        return Some(near(verb, given_verb, part, 0)? + near(noun, given_noun, part, 1)?);
    }
    near(known, given, part, 0)
}

/// The distance, if it is at most a part of the letters or so many.
fn near(known: &str, given: &str, part: usize, least: usize) -> Option<usize> {
    let given: Vec<char> = given.chars().collect();
    let len = given.len().max(known.chars().count());
    let distance = distance(known, &given);
    (distance <= (len / part).max(least)).then_some(distance)
}

/// The first characters of a given name that are compared, more than the longest known name has.
const MAX_COMPARED: usize = 64;

/// The number of letters to insert, delete, replace or swap with the next one, to make one name of the other (optimal
/// string alignment).
fn distance(known: &str, given: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=given.len()).collect();
    let mut last = row.clone();
    let mut previous = None;
    for (n, k) in known.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(n + 1);
        for (m, &g) in given.iter().enumerate() {
            let mut least = (row[m] + usize::from(k != g)).min(row[m + 1] + 1).min(next[m] + 1);
            if m > 0 && previous == Some(g) && given[m - 1] == k {
                least = least.min(last[m - 1] + 1);
            }
            next.push(least);
        }
        last = core::mem::replace(&mut row, next);
        previous = Some(k);
    }
    row[given.len()]
}

/// Gives an enum `ALL` and `name`, `Display` and `FromStr`, and serde's traits: `named! { Type, "what it is",
/// "path::in::naqi::Type"; Variant = "name", … }`.
macro_rules! named {
    ($type:ident, $what:literal, $path:literal; $first:ident = $first_name:literal $(, $variant:ident = $name:literal)* $(,)?) => {
        impl $type {
            #[doc = concat!("Every ", $what, ".")]
            ///
            /// ```
            #[doc = concat!("use naqi::", $path, ";")]
            #[doc = concat!("assert!(", stringify!($type), "::ALL.contains(&", stringify!($type), "::", stringify!($first), "));")]
            /// ```
            pub const ALL: &'static [Self] = &[Self::$first $(, Self::$variant)*];

            #[doc = concat!("The name of the ", $what, " in text, which `Display` writes and `FromStr` reads.")]
            ///
            /// ```
            #[doc = concat!("use naqi::", $path, ";")]
            #[doc = concat!("assert_eq!(", stringify!($type), "::", stringify!($first), ".name(), \"", $first_name, "\");")]
            #[doc = concat!("assert_eq!(\"", $first_name, "\".parse(), Ok(", stringify!($type), "::", stringify!($first), "));")]
            /// ```
            pub const fn name(self) -> &'static str {
                match self {
                    Self::$first => $first_name,
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl $crate::names::Named for $type {
            const WHAT: &'static str = $what;
            const LIST: &'static str = concat!("`naqi::", $path, "::ALL` lists all names");
            const VALUES: &'static [Self] = Self::ALL;

            fn value_name(self) -> &'static str {
                self.name()
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::error::Error;

            #[doc = concat!("The ", $what, " of a name.")]
            ///
            /// # Errors
            /// An unknown name: the message suggests the nearest one, or lists the names.
            fn from_str(name: &str) -> Result<Self, Self::Err> {
                $crate::names::parse_at(name, 0)
            }
        }

        $crate::names::serde_as_text!($type);
    };
}
pub(crate) use named;

/// Serde's traits by `Display` and `FromStr`.
macro_rules! serde_as_text {
    ($type:ty) => {
        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::names::TextVisitor::<Self>(core::marker::PhantomData))
            }
        }
    };
}
pub(crate) use serde_as_text;

/// Reads a value from its text.
#[cfg(feature = "serde")]
pub(crate) struct TextVisitor<T>(pub core::marker::PhantomData<T>);

#[cfg(feature = "serde")]
impl<T: core::str::FromStr<Err = Error>> serde::de::Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a text that naqi parses")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

named! { ErrorKind, "kind of error", "ErrorKind";
    UnknownName = "unknown_name",
    Syntax = "syntax",
    Argument = "argument",
    Misplaced = "misplaced",
    NothingToRemove = "nothing_to_remove",
    Rule = "rule",
    TooLong = "too_long",
    InvalidUtf8 = "invalid_utf8",
    PartEnd = "part_end",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_letters_count_as_one_difference() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance("search", &letters("serach")), 1);
        assert_eq!(distance("search", &letters("sirach")), 2);
        assert_eq!(distance("", &letters("abc")), 3);
        assert_eq!(distance("abc", &[]), 3);
    }

    #[test]
    fn a_name_is_suggested_only_if_it_is_near() {
        let known = ["nfc", "search", "strip_tatweel"];
        for (given, wanted) in [
            ("Search", Some("search")),
            ("strip-tatweal", Some("strip_tatweel")),
            ("nfk", Some("nfc")),
            ("xyz", None),
            ("", None),
            ("a list of words", None),
            // A verb that both have says nothing.
            ("strip_foo", None),
        ] {
            assert_eq!(nearest(given, &known), wanted, "{given}");
        }
    }
}
