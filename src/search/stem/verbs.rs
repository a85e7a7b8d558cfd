//! Reduces verbs: the prefix of the present tense, and the alef of forms VII, VIII and X in the past tense and the
//! verbal noun.

use crate::search::stem::letters::{
    ALEF, DAL, LetterBits, LetterSet, Letters, NOON, SEEN, TAH, TEH, WAW, YEH, ZAIN, letter_set, literal, pattern,
};
use crate::search::stem::verb_words::{KEEPS_LAST_NOON, KEEPS_VERB_LETTER, PRESENT_STEMS};

/// The first letters that a verb or a verbal noun may lose.
const FIRST_LETTERS: LetterSet = letter_set("ايتن");
const EMPHATIC_LETTERS: LetterSet = letter_set("صضطظ");
const LONG_VOWELS: LetterSet = letter_set("اوي");

/// Reduces a folded verb or verbal noun to the letters that its forms share: `يستخدم` and `استخدام` to `ستخدم`.
/// `affixes` returns what was stripped from it.
#[inline(always)]
pub(super) fn strip<B: LetterBits>(word: &mut Letters<B>, affixes: impl FnOnce() -> Affixes) {
    if FIRST_LETTERS.contains(word.first()) && word.len >= 4 {
        strip_first(word, affixes());
    }
}

/// The affixes that tell a verb from a noun.
pub(super) struct Affixes {
    pub(super) has_article: bool,
    /// Whether the future's `س` was stripped from the word.
    pub(super) is_future: bool,
    /// The last letter of the ending, or 0.
    pub(super) ending: u64,
}

#[inline]
fn strip_first<B: LetterBits>(word: &mut Letters<B>, affixes: Affixes) {
    let is_present = match word.first() {
        ALEF => return strip_form(word),
        // التقدم, النظام and تحركات are nouns, تعرفت is a past tense.
        _ if affixes.has_article || affixes.ending == TEH => false,
        _ if affixes.is_future => true,
        YEH => KEEPS_VERB_LETTER.get(*word) != Some(true),
        _ => KEEPS_VERB_LETTER.get(*word).map_or_else(|| is_present(*word), |keeps| !keeps),
    };
    if is_present {
        if affixes.ending == 0 {
            strip_feminine_noon(word);
        }
        strip_present(word);
    }
}

/// Whether a word is a verb in the present tense: in `ي`, unless a table says that the letter belongs to the word; in `ت` or
/// `ن`, if a table has the rest.
pub(crate) fn is_listed_present<B: LetterBits>(word: Letters<B>) -> bool {
    match word.first() {
        YEH => KEEPS_VERB_LETTER.get(word) != Some(true),
        TEH | NOON => PRESENT_STEMS.find(word.slice(1, word.len - 1)).is_some(),
        _ => false,
    }
}

/// Whether `ت` or `ن` is the prefix of the present tense, in a word that is in no table.
fn is_present<B: LetterBits>(word: Letters<B>) -> bool {
    let is_of_stem = |word: Letters<B>| PRESENT_STEMS.find(word.slice(1, word.len - 1)).is_some();
    match (word.first(), word.len) {
        // تاجر, ناصر, تراث and نظام are nouns, and تيار, نيسان have a root in ت or ن; تاخذ and ننام are verbs.
        (_, 4) if word.at(1) == ALEF || word.at(2) == ALEF || word.at(1) == YEH => is_of_stem(word),
        // تكتب, نكتب, تريد, نريد.
        (_, 4) => true,
        // تعاون is a verbal noun of form VI, and تشارك a present tense of form III; نشارك is only a verb.
        (TEH, 5) if word.at(2) == ALEF && word.at(1) != TEH => is_of_stem(word),
        (NOON, 5) if word.at(2) == ALEF => true,
        // تعتبر, ننتقل: form VIII; ترتيب and تفتيش are verbal nouns of form II.
        (_, 5) if word.at(2) == TEH => word.at(3) != YEH,
        // تزداد, تضطرب: form VIII with another infix.
        (_, 5) if has_infix(word) => true,
        // تنطلق: form VII.
        (_, 5) if word.at(1) == NOON => word.at(3) != YEH,
        // تستخدم, تتضمن: forms X and V; تسيطر.
        (_, len) => word.at(1) == TEH || word.at(1) == SEEN && word.at(2) == TEH || len == 5 && is_of_stem(word),
    }
}

/// Strips the `ن` of the feminine plural from a present tense: `يبحثن`.
fn strip_feminine_noon<B: LetterBits>(word: &mut Letters<B>) {
    let is_feminine = word.len >= 5
        && word.last(1) == NOON
        && !LONG_VOWELS.contains(word.last(2) & 0x3F)
        && KEEPS_LAST_NOON.find(*word).is_none();
    word.remove_end(is_feminine as u32);
}

/// Strips the prefix of the present tense.
fn strip_present<B: LetterBits>(word: &mut Letters<B>) {
    word.remove_front(1);
    if word.len == 3
        && let Some(entry) = PRESENT_STEMS.find(*word)
    {
        *word = entry.replacement_of(*word);
    }
    unify_weak_form(word);
}

/// The stem of a word of four letters that is the present tense of a verb with `ي` as last root letter: `يجري` and `تجري` and `نجري`. Its
/// `ي` is that of `جرى`, and no ending.
#[inline(always)]
pub(super) fn defective_stem<B: LetterBits>(word: Letters<B>) -> Option<Letters<B>> {
    const PREFIXES: LetterSet = letter_set("يتن");
    if word.len != 4 || word.last(1) != YEH || !PREFIXES.contains(word.first()) {
        return None;
    }
    let stem = word.slice(1, 3);
    PRESENT_STEMS.find(stem).map(|entry| entry.replacement_of(stem))
}

/// Strips the alef of a form, and the alef of its verbal noun.
#[inline(always)]
fn strip_form<B: LetterBits>(word: &mut Letters<B>) {
    match KEEPS_VERB_LETTER.get(*word) {
        Some(true) => return,
        // أعرف, أريد; أعلن.
        Some(false) if word.len == 4 => return strip_present(word),
        // أحاول.
        None if word.len == 5 && word.at(2) == ALEF && PRESENT_STEMS.find(word.slice(1, 4)).is_some() => {
            return word.remove_front(1);
        }
        None if !has_form_alef(*word) => return,
        _ => word.remove_front(1),
    }
    // انتهاء: a verb with a weak last root letter has a verbal noun in اء.
    if word.len >= 5 && word.ends_with(const { literal("اء") }) {
        word.remove_end(2);
        return unify_weak_form(word);
    }
    // انتقاد: the verbal noun has an alef before its last letter.
    let before_last = word.len - 2;
    let min_len = match word.first() {
        TEH => 4,
        // استفاد is a past tense.
        SEEN if word.at(1) == TEH => 6,
        _ => 5,
    };
    if word.len >= min_len && word.at(before_last) == ALEF {
        // احتياج, انحياز: the past tense is احتاج, انحاز.
        let is_hollow = word.len == 5 && word.at(2) == YEH;
        word.remove(if is_hollow { 2 } else { before_last });
        // امتداد, استمرار: the past tense is امتد, استمر.
        let is_doubled = !is_hollow && word.last(1) == word.last(2) & 0x3F && word.len >= 4;
        word.remove_end(is_doubled as u32);
    }
    unify_weak_form(word);
}

/// Form X of a verb with a weak root letter: `يستفيد` has the stem of `استفاد`, and `استيراد` that of `استورد`.
#[inline(always)]
fn unify_weak_form<B: LetterBits>(word: &mut Letters<B>) {
    if word.len <= 5 && word.starts_with(const { literal("ست") }) {
        if word.len == 5 && word.at(3) == YEH {
            word.set(3, ALEF);
        } else if word.at(2) == YEH {
            word.set(2, WAW);
        }
    }
}

/// Whether the first alef is that of a form: VII starts with `ان`, X with `است`; VIII has `ت` (or `ط`, or `د`) after
/// its first root letter.
#[inline(always)]
pub(crate) fn has_form_alef<B: LetterBits>(word: Letters<B>) -> bool {
    if word.starts_with_pattern(const { pattern("است__") }) {
        return true;
    }
    // امتد, انتهى, whose last letter is stripped.
    if word.len == 4 {
        return word.at(1) == TEH || word.at(2) == TEH && word.at(1) != WAW;
    }
    if word.starts_with_pattern(const { pattern("ان__") }) {
        return word.len == 5
            || word.matches(const { pattern("ان__ا_") })
            || word.matches(const { pattern("ان___ا_") });
    }
    if word.at(1) == TEH {
        return word.matches(const { pattern("ات_ا_") });
    }
    has_infix(word) && (word.len == 5 || word.matches(const { pattern("ا___ا_") }))
}

/// Whether the third letter is the infix of form VIII: `ت`, or else `ط` after
/// `ص` or `ض` or `ط` or `ظ`, or else `د` after `ز`.
#[inline(always)]
fn has_infix<B: LetterBits>(word: Letters<B>) -> bool {
    match word.at(2) {
        TEH => true,
        TAH => EMPHATIC_LETTERS.contains(word.at(1)),
        DAL => word.at(1) == ZAIN,
        _ => false,
    }
}
