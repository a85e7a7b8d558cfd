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

/// This library's verbs, each with those in the names of other libraries; `convert_to_` is left out. One text, as is the next table: a
/// list of pairs takes 80 bytes more for each.
const VERBS: &str = r"
mask_ <- anonymize_ hide_ replace_
strip_ <- clean_ clear_ delete_ discard_ drop_ erase_ filter_ ignore_ no_ remove_ remove_all_
unify_ <- convert_ fix_ fold_ normalise_ normalize_ replace_ standardize_
 <- convert_to_
collapse_ <- decrease_ dedup_ limit_ merge_ reduce_ shorten_ squeeze_
";

/// The verbs that a noun alone may lack.
const VERBS_OF_NOUNS: [&str; 3] = ["strip_", "unify_", "collapse_"];

/// What this library has, with names in other libraries and in plain English, which have this library's verbs. Names that are similar
/// enough to another one are left out. A text with a bar is an analyzer.
const OTHER_NAMES: &str = r"
mask(link=URL) <- mask_links mask_urls
mask(email=EMAIL) <- mask_emails
mask(mention=USER) <- mask_mentions mask_users mask_usernames
mask(hashtag=TAG) <- mask_hashtags
mask(number=NUMBER) <- mask_numbers mask_phone_numbers
mask(emoji=EMOJI) <- mask_emojis
mask(link=) <- strip_links strip_hyperlinks strip_urls
mask(email=) <- strip_emails strip_email_addresses
mask(mention=) <- strip_mentions strip_users strip_user_names strip_handles
mask(hashtag=) <- strip_hashtags
mask(number=) <- strip_numbers strip_phone_numbers
mask(link=, mention=, hashtag=) <- strip_twitter_meta strip_twitter
strip_emoji <- strip_emoticons
strip_digits <- strip_numerals
strip_latin <- strip_latin_letters strip_latin_chars strip_english
keep_arabic <- strip_foreign strip_nonarabic keep_arabic_only keep_only_arabic only_arabic
keep_arabic <- arabic_only
strip_punctuation <- strip_punct strip_punctuation_marks
strip_symbols <- strip_special_characters strip_specials_chars
strip_tatweel <- strip_kasheeda
collapse_stretch(doubles) <- strip_elongation unify_elongation strip_repetitions strip_repeated_chars
collapse_stretch(doubles) <- strip_repeated_letters collapse_elongation collapse_repeated_chars
collapse_stretch(doubles) <- collapse_repeated_letters collapse_repetitions collapse_repeated_substring
collapse_stretch(doubles) <- collapse_repeats collapse_letters
collapse_laughter <- strip_laughter
strip_harakat <- strip_vowels strip_short_vowels
strip_diacritics <- strip_marks unify_diacritics strip_vocalization dediac dediac_ar devocalize
strip_tashkeel <- unify_tashkeel
map(\u{652}=) <- strip_sukun
strip_last_vowel <- strip_last_haraka
strip_redundant_vowels <- collapse_tashkeel
strip_tanwin <- strip_nunation
dagger_alef(delete) <- strip_small strip_dagger_alef
dagger_alef(alef) <- unify_dagger_alef
strip_joiners <- strip_zwj strip_half_spaces
strip_invisible <- strip_zero_width strip_bom strip_control_chars strip_invisible_chars
strip_bidi <- strip_direction_marks
join_affixes(zwnj) <- unify_half_spaces half_spaces correct_spacing affix_spacing separate_mi
space_punctuation(after) <- unify_punctuation_spacing
unify_alef <- unify_alef_ar
unify_yeh <- unify_alef_maksura_ar unify_alef_maqsura unify_yaa unify_yaa_maqsura
unify_teh_marbuta <- unify_teh
unify_heh <- unify_ha
unify_kaf <- unify_keheh
unify_forms <- unify_ligatures unify_lam_alef unify_presentation_forms
nfkc <- unify_unicode
search <- unify_orthography unify_searchtext normalize unify_arabic
persian <- farsi
sorani <- kurdish
persian_text <- unify_persian persian_style
urdu_text <- unify_urdu
letters(persian) <- character_refinement
digits(ascii) <- unify_digits unify_numbers unify_numerals ascii_digits latin_digits english_digits english_numbers
digits(ascii) <- numbers
digits(arabic) <- arabic_digits arabic_numbers
digits(persian) <- persian_digits persian_numbers
fold_case <- unify_case casefold lower lower_case to_lower to_lowercase
trim <- strip strip_whitespace trim_spaces trim_whitespace
map(\u{20}=) <- strip_spaces
map(\n=\u{20}) <- strip_newlines strip_line_breaks
collapse_spaces <- strip_extra_spaces strip_multiple_spaces collapse_whitespace
unify_spaces <- unify_whitespace
unify_punctuation <- unify_quotes
transliterate(buckwalter) <- ar2bw buckwalter
arabize(buckwalter) <- bw2ar
transliterate <- romanize latinize
skeleton <- rasm strip_dots
map(a=b, c=) <- replace
search | leave_out(function) <- strip_stop_words leave_out
search | stem(light) <- stem light_stem stemming
search | root_key <- root root_key
";

/// The pairs of a table: a name, and what the line has for it.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter_map(|line| line.split_once(" <-"));
    lines.flat_map(|(ours, names)| names.split_whitespace().map(move |name| (name, ours)))
}

/// The known name that is most similar to a given one, if a third of the letters or less differ; or what [`OTHER_NAMES`] has
/// for it, if a fourth do.
pub(crate) fn nearest<'n>(given: &str, known: &[&'n str]) -> Option<&'n str> {
    let given = in_snake_case(given.trim());
    if given.is_empty() {
        return None;
    }
    let replaced = |(verb, ours): (&str, &str)| given.strip_prefix(verb).map(|rest| [ours, rest].concat());
    let verbs = pairs(VERBS).chain(VERBS_OF_NOUNS.map(|verb| ("", verb)));
    let spellings = core::iter::once(given.clone()).chain(verbs.filter_map(replaced));
    let is_known = |hint: &str| known.contains(&hint.split(['(', ' ']).next().unwrap_or(hint));
    let others = pairs(OTHER_NAMES).filter(|(_, hint)| is_known(hint)).map(|(name, hint)| (name, hint, 4));
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
