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
    let hint = match (nearest(name, known.iter().copied()), known.split_last()) {
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
const VERBS: [(&str, &str); 4] =
    [("remove_", "strip_"), ("delete_", "strip_"), ("normalize_", "unify_"), ("squeeze_", "collapse_")];

/// The known name that is most similar to a given one, if a third of the letters or less differ.
pub(crate) fn nearest<'n>(given: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let mut given: String = given.trim().chars().take(MAX_COMPARED).map(|c| c.to_ascii_lowercase()).collect();
    if let Some((verb, ours)) = VERBS.iter().find(|(verb, _)| given.starts_with(verb)) {
        given.replace_range(..verb.len(), ours);
    }
    let given: Vec<char> = given.chars().collect();
    let rated = known.into_iter().map(|name| {
        let len = given.len().max(name.chars().count());
        (distance(name, &given), len, name)
    });
    let near = rated.filter(|(distance, len, _)| *distance <= len / 3);
    near.min_by_key(|(distance, ..)| *distance).map(|(.., name)| name)
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
        ] {
            assert_eq!(nearest(given, known), wanted, "{given}");
        }
    }
}
