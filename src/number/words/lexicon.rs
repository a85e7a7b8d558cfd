//! Number words in their spellings.

use crate::normalizer::Normalizer;
use crate::preset::SEARCH;
use crate::rules::letters::WAW;
use crate::rules::step::Step;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use once_cell::race::OnceBox;

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Zero,
    /// 1 to 9.
    Unit(u64),
    /// 1 or 2 in the form that it has before ten: `أحد` and `اثنا`.
    UnitOfTen(u64),
    Ten,
    /// 12 to 19 in one word, and 11.
    Teen(u64),
    /// 20 to 90.
    Tens(u64),
    /// 100 to 900.
    Hundreds(u64),
    /// A power of 1000.
    Scale(u64, Form),
    /// As `ثالث`: with ten or tens after it, it is an ordinal of several words.
    Ordinal,
    /// A part of a unit, as `نصف`, or the point before decimals, `فاصلة`. The number before it is not an integer.
    Fraction,
    /// The same, of a hundred or a scale after it, too: `نصف مليون`. Not `ثمن`, which is more often a price.
    FractionOf,
    Point,
    /// The `و` that is a word of its own.
    And,
    /// A number in digits.
    Digits,
    /// A number word with an article, and `مئات`: what is joined to it is not read.
    Unread,
}

/// The form of a [`Kind::Scale`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Singular,
    Dual,
    Plural,
    /// The singular in the accusative, `ألفًا`, or the dual before a noun, `ألفا كتاب`.
    Accusative,
}

/// What is before a number word in the same token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    None,
    /// The `و` alone.
    And,
    /// A preposition or `ف`.
    Other,
}

const UNITS: &[(Kind, &str)] = &[
    (Kind::Zero, "صفر صفرا"),
    (Kind::Unit(1), "واحد واحدة واحدا"),
    (Kind::Unit(2), "اثنان اثنين اثنتان اثنتين ثنتان ثنتين"),
    (Kind::Unit(3), "ثلاثة ثلاث ثلاثا"),
    (Kind::Unit(4), "أربعة أربع أربعا"),
    (Kind::Unit(5), "خمسة خمس خمسا"),
    (Kind::Unit(6), "ستة ست ستا"),
    (Kind::Unit(7), "سبعة سبع سبعا"),
    (Kind::Unit(8), "ثمانية ثمان ثماني ثمانيا"),
    (Kind::Unit(9), "تسعة تسع تسعا"),
    (Kind::UnitOfTen(1), "أحد إحدى"),
    (Kind::UnitOfTen(2), "اثنا اثني اثنتا اثنتي ثنتا ثنتي"),
    (Kind::Ten, "عشرة عشر عشرا"),
    (Kind::Tens(20), "عشرون عشرين"),
    (Kind::Tens(30), "ثلاثون ثلاثين"),
    (Kind::Tens(40), "أربعون أربعين"),
    (Kind::Tens(50), "خمسون خمسين"),
    (Kind::Tens(60), "ستون ستين"),
    (Kind::Tens(70), "سبعون سبعين"),
    (Kind::Tens(80), "ثمانون ثمانين"),
    (Kind::Tens(90), "تسعون تسعين"),
    (Kind::Hundreds(200), "مئتان مئتين مائتان مائتين ميتان ميتين مئتا مئتي مائتا مائتي"),
    (
        Kind::Ordinal,
        "حادي حادية ثاني ثانية ثالث ثالثة رابع رابعة خامس خامسة سادس سادسة سابع سابعة ثامن ثامنة تاسع تاسعة",
    ),
    (Kind::FractionOf, "نصف ثلث ثلثان ثلثين ثلثا ثلثي ربع سدس"),
    (Kind::Fraction, "أرباع ثمن"),
    (Kind::Point, "فاصلة"),
    (Kind::And, "و"),
    (Kind::Unread, "مئات مائات"),
];

/// Spellings of a hundred, alone and after a unit (`ثلاثمئة`).
const HUNDRED: &str = "مئة مائة مية ماية";
/// The units before a hundred in one word.
const UNITS_OF_HUNDREDS: &[(u64, &str)] =
    &[(3, "ثلاث ثلث"), (4, "أربع"), (5, "خمس"), (6, "ست"), (7, "سبع"), (8, "ثمان ثماني ثمن"), (9, "تسع")];
/// The units before ten, where a space is missing between both.
const UNITS_OF_TEENS: &[(u64, &str)] = &[
    (1, "أحد إحدى"),
    (2, "اثنا اثني اثنتا اثنتي ثنتا ثنتي"),
    (3, "ثلاثة ثلاث"),
    (4, "أربعة أربع"),
    (5, "خمسة خمس"),
    (6, "ستة ست"),
    (7, "سبعة سبع"),
    (8, "ثمانية ثماني"),
    (9, "تسعة تسع"),
];
/// A thousand, a million, a billion (10⁹, also `مليار`) and a trillion (10¹²): singulars and plurals. The endings of
/// dual and accusative are [`DUALS`] and `ا`.
const SCALES: &[(u64, &str, &str)] = &[
    (1000, "ألف", "آلاف ألوف"),
    (1_000_000, "مليون", "ملايين مليونات"),
    (1_000_000_000, "مليار بليون", "مليارات بلايين بليونات"),
    (1_000_000_000_000, "تريليون ترليون", "تريليونات ترليونات"),
];
/// The endings of the dual, and its ending before a noun other than `ا`.
const DUALS: [&str; 3] = ["ان", "ين", "ي"];

/// Number words by their normalized spelling.
pub(super) struct Lexicon {
    normalizer: Normalizer,
    words: BTreeMap<String, Kind>,
}

impl Lexicon {
    /// The words, made at the first call.
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceBox<Lexicon> = OnceBox::new();
        LEXICON.get_or_init(|| Box::new(Self::new()))
    }

    fn new() -> Self {
        let normalizer = SEARCH.with(Step::UnifyHamza);
        let mut lexicon = Self { normalizer, words: BTreeMap::new() };
        for &(kind, spellings) in UNITS {
            lexicon.add(kind, spellings.split(' '));
        }
        lexicon.add(Kind::Hundreds(100), HUNDRED.split(' '));
        for &(unit, spellings) in UNITS_OF_HUNDREDS {
            for unit_text in spellings.split(' ') {
                let joined: Vec<String> = HUNDRED.split(' ').map(|hundred| format!("{unit_text}{hundred}")).collect();
                lexicon.add(Kind::Hundreds(100 * unit), joined.iter().map(String::as_str));
            }
        }
        for &(unit, spellings) in UNITS_OF_TEENS {
            for unit_text in spellings.split(' ') {
                let joined = [format!("{unit_text}عشر"), format!("{unit_text}عشرة")];
                lexicon.add(Kind::Teen(10 + unit), joined.iter().map(String::as_str));
            }
        }
        for &(scale, singulars, plurals) in SCALES {
            lexicon.add(Kind::Scale(scale, Form::Plural), plurals.split(' '));
            for singular in singulars.split(' ') {
                lexicon.add(Kind::Scale(scale, Form::Singular), [singular]);
                lexicon.add(Kind::Scale(scale, Form::Accusative), [&*format!("{singular}ا")]);
                for ending in DUALS {
                    lexicon.add(Kind::Scale(scale, Form::Dual), [&*format!("{singular}{ending}")]);
                }
            }
        }
        lexicon
    }

    fn add<'s>(&mut self, kind: Kind, spellings: impl IntoIterator<Item = &'s str>) {
        for spelling in spellings {
            let before = self.words.insert(self.normalizer.normalize(spelling).into(), kind);
            debug_assert!(before.is_none_or(|before| before == kind), "{spelling}: {before:?} and {kind:?}");
        }
    }

    pub(super) fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// The kind of a normalized word, its prefix, and the number of letters of the prefix.
    pub(super) fn read(&self, term: &str) -> Option<(Kind, Prefix, usize)> {
        if let Some(&kind) = self.words.get(term) {
            return Some((kind, Prefix::None, 0));
        }
        if let Some(&kind) = term.strip_prefix(WAW).and_then(|rest| self.words.get(rest))
            && kind != Kind::And
        {
            return Some((kind, Prefix::And, 1));
        }
        let rest = term.strip_prefix(CONJUNCTIONS).unwrap_or(term);
        let stem = rest.strip_prefix(PREPOSITIONS).unwrap_or(rest);
        if is_long_enough(stem)
            && let Some(&kind) = self.words.get(stem)
        {
            return Some((kind, Prefix::Other, term[..term.len() - stem.len()].chars().count()));
        }
        let stem = stem.strip_prefix("ال").or_else(|| rest.strip_prefix("لل"))?;
        self.words.contains_key(stem).then_some((Kind::Unread, Prefix::Other, 0))
    }
}

const CONJUNCTIONS: [char; 2] = [WAW, 'ف'];
const PREPOSITIONS: [char; 3] = ['ب', 'ل', 'ك'];

/// Whether a preposition before a number word is one. `لست` and `كمية` are other words.
fn is_long_enough(stem: &str) -> bool {
    stem.chars().count() >= 3 && !stem.starts_with("مي")
}
