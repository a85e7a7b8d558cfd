//! Cuts the pronoun of a word that is in no table.

use crate::search::stem::endings;
use crate::search::stem::letters::{ALEF, HEH, KAF, LetterSet, Letters, Literal, MEEM, WAW, YEH, letter_set, literal};
use crate::segment::lists::{FUNCTION_WORDS, find};
use crate::segment::table::SegmentedWord;

type Word = Letters<u128>;

/// Pronouns of more than one letter, the longest first, and the fewest letters of a word with each.
const LONG_PRONOUNS: [(Literal, u32); 7] = [
    (literal("هما"), 5),
    (literal("كما"), 6),
    (literal("ها"), 4),
    (literal("هم"), 4),
    (literal("هن"), 5),
    (literal("كم"), 5),
    (literal("نا"), 5),
];

/// The first letters of the present tense, and of `أفعل`.
const VERB_PREFIXES: LetterSet = letter_set("يتنا");

const LONG_VOWELS: LetterSet = letter_set("اوي");

/// The cut before the pronoun, as a mask; 0 if there is none.
pub(super) fn cut(word: Word) -> u32 {
    let len = pronoun_len(word);
    if len == 0 { 0 } else { 1 << (word.len - len) }
}

fn without(word: Word, ending: u32) -> Word {
    word.slice(0, word.len - ending)
}

/// Every pronoun, the longest first.
const PRONOUNS: [Literal; 12] = [
    literal("هما"),
    literal("كما"),
    literal("ها"),
    literal("هم"),
    literal("هن"),
    literal("كم"),
    literal("كن"),
    literal("نا"),
    literal("ني"),
    literal("ه"),
    literal("ك"),
    literal("ي"),
];

/// The entry of a word that a table says to take pronouns, and the cut before its pronoun.
pub(super) fn of_host(word: Word) -> Option<(&'static SegmentedWord, u32)> {
    PRONOUNS.iter().filter(|pronoun| word.len > pronoun.len && word.ends_with(**pronoun)).find_map(|pronoun| {
        let host = without(word, pronoun.len);
        // A noun takes ي, and a function word takes ني too.
        let entry = if *pronoun == literal("ني") { FUNCTION_WORDS.find(host) } else { find(host) }?;
        (entry.back >> host.len & 1 != 0).then_some((entry, 1 << host.len))
    })
}

/// Whether a word is a function word with a pronoun.
pub(super) fn is_function_word(word: Word) -> bool {
    of_host(word).is_some_and(|(_, cut)| FUNCTION_WORDS.find(word.slice(0, cut.trailing_zeros())).is_some())
}

fn pronoun_len(word: Word) -> u32 {
    for (pronoun, min_len) in LONG_PRONOUNS {
        if word.ends_with(pronoun) {
            let is_pronoun = word.len >= min_len && (pronoun != literal("نا") || is_followed_by_na(without(word, 2)));
            return if is_pronoun { pronoun.len } else { 0 };
        }
    }
    match word.last(1) {
        HEH if word.len >= 3 => is_followed_by_heh(word) as u32,
        KAF => (word.len >= 4) as u32,
        YEH => yeh(word),
        _ => 0,
    }
}

/// Whether `نا` after a host is a pronoun, and not the last letter of a noun in the accusative (`سكانا`, `مخزونا`) or of a
/// name (`ماريانا`).
fn is_followed_by_na(host: Word) -> bool {
    match host.last(1) {
        ALEF => letter_set("اي").contains(host.first()),
        WAW | YEH => host.first() != MEEM,
        _ => true,
    }
}

/// The letters of a pronoun in `ي`: `ني` of a verb, `ي` of a noun.
fn yeh(word: Word) -> u32 {
    if word.ends_with(const { literal("ني") }) {
        // شكرني; معدني is an adjective.
        let has_three = word.len == 5 && word.first() != MEEM && (0..3).all(|n| !LONG_VOWELS.contains(word.at(n)));
        let is_verb = has_three
            || word.len >= 6 && VERB_PREFIXES.contains(word.first()) && (word.first() == YEH || !word.ends_with(const { literal("اني") }));
        return 2 * (is_verb || word.len >= 6 && word.ends_with(const { literal("تني") })) as u32;
    }
    (word.len >= 5 && word.ends_with(const { literal("تي") })) as u32
}

fn is_followed_by_heh(word: Word) -> bool {
    // ههههه is laughter.
    if endings::keeps(word) || word.first() == HEH && word.ends_with(const { literal("هه") })
        || word.ends_with(const { literal("الله") })
    {
        return false;
    }
    // سعوديه is an adjective with ه for ة, and يعطيه a verb.
    // مستخدميه is a plural with a pronoun.
    let is_participle = word.len >= 7 && word.first() == MEEM;
    let is_adjective = word.len >= 5
        && word.ends_with(const { literal("يه") })
        && !VERB_PREFIXES.contains(word.first())
        && !is_participle;
    !is_adjective
}
