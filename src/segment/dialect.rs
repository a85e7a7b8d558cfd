//! Clitics that only dialects write: negation with `ما` and `ش`, the future in `ه` and `ح`, the present in `ب` and `ك`,
//! `ه` before an article, `ع` for على, and `ل` with a pronoun after a verb.
//!
//! A rule applies to words that start with certain letters, and lists name the words of the standard language that do so
//! too.

use crate::search::stem::letters::{ALEF, LetterSet, Letters, Literal, MEEM, TEH, WAW, YEH, letter, letter_set, literal, literals};
use crate::segment::analysis::{Analysis, CONJUNCTIONS};
use crate::segment::lists::NEGATED;

type Word = Letters<u128>;

/// The letters that a word with such a clitic may start with, after a conjunction.
const FIRST_LETTERS: LetterSet = letter_set("مهحعدبكل");
const PRESENT_PREFIXES: LetterSet = letter_set("يتن");
const SHEEN: u64 = letter('ش');
const ARTICLE: Literal = literal("ال");

fn starts_with_any(word: Word, prefixes: &[Literal]) -> bool {
    prefixes.iter().any(|prefix| word.len >= prefix.len && word.starts_with(*prefix))
}

/// Words in `هي`, `هت`, `هن`, `حي`, `حت` and `حن` whose first letter is no future.
static NO_FUTURE: [Literal; 71] = literals([
    "هيلا", "هيفا", "هيرو", "هيست", "هيب", "هيها", "هيثم", "هيكل", "هيئ", "هيدر", "هيمن", "هيام", "هيوس", "هيون", "هيوم", "هيلي", "هيجا", "هيرت",
    "هيرن", "هيوز", "هيث", "هيتش", "هيند", "هيلم", "هيدج", "هييي", "هتلر", "هتاف", "هتف", "هتان", "هندس", "هندو", "هندي", "هندا", "هنالك", "هناك", "هنود", "هنغا", "هنري", "هنية",
    "هنيئ", "هنيد", "هنيا", "هنا", "هنئ", "حنك", "حيات", "حياة", "حيوا", "حيوي", "حينم", "حينه", "حينا", "حينئ", "حيثم", "حيثي", "حيدر", "حياز", "حياد", "حيرت", "حيلت", "حيله", "حيفا", "حتم", "حتف",
    "حنين", "حنان", "حناي", "حنجر", "حنيف", "حنبل",
]);

/// Words in `هال`, `عال` and `دال` that have no article.
static NO_ARTICLE: [Literal; 19] = literals([
    "هالة", "هالك", "هاليف", "هالان", "هالوي", "هالات", "هاليب", "هاليد", "هالتو", "عالم", "عالى", "عالق", "عالج", "عالة", "داليا", "دالاس", "دالي", "دالت",
    "دالغ",
]);

/// Verbs with a present prefix after `ب` or `ك`, where the tables of stems would keep the first letter.
static PRESENT: [Literal; 60] = literals([
    "بيعم", "بيعر", "بيعت", "بيعط", "بيعي", "بيعج", "بيعد", "بيلع", "بيلب", "بيلا", "بيلف", "بيكت", "بيكبر", "بيكل", "بيكره", "بيكون", "بيكف", "بيضح", "بيضر", "بيضي", "بيضل",
    "بيست", "بيسم", "بيبق", "بيبي", "بيبع", "بيبك", "بيبد", "بيبا", "بيجي", "بتحب", "بتكل", "بتكت", "بتقو", "بنعر", "بنكت", "بنقو", "بنام", "بتنا", "بيقو", "بيفض", "بيفو", "كيقو", "كيدي", "كيبغ",
    "كيعر", "كيشو", "كيجي", "كيمش", "كيخد", "كيهض", "كيلع", "كياك", "كنقو", "كنعر", "كندي", "كنشو", "كتقو", "كتعر", "كتشو",
]);

/// Verbs of the first person after the future's particle.
static FIRST_PERSON: [Literal; 20] = literals([
    "اقول", "اعمل", "اروح", "اشوف", "اكتب", "احكي", "اجي", "انام", "اكون", "ابق", "اسافر", "اخد", "اجيب", "اعرف", "ادخل", "افضل", "اموت", "العب", "اكل", "اشرب",
]);

/// The last letters of stems in `ت` and `ل`: `تحتله`, `مقتله`.
static NO_DATIVE: [Literal; 8] = literals(["تحت", "محت", "يحت", "نحت", "مقت", "يقت", "قت", "كت"]);

/// The cuts of a word with a clitic of dialects, if it has one.
pub(super) fn analyze(letters: Word) -> Option<Analysis> {
    let conjunction = (CONJUNCTIONS.contains(letters.first()) && letters.len > 4) as u32;
    let word = letters.slice(conjunction, letters.len - conjunction);
    let mut analysis = Analysis::default();
    analysis.front = (conjunction << 1) & 0b10;
    let found = find(word)?;
    // فعاليات is no ف and على.
    if letters.first() != WAW && conjunction == 1 && found.article_end != 0 {
        return None;
    }
    analysis.front |= found.front << conjunction;
    analysis.back |= found.back << conjunction;
    analysis.article_end |= found.article_end << conjunction;
    Some(analysis)
}

fn find(word: Word) -> Option<Analysis> {
    if word.len < 4 {
        return None;
    }
    if FIRST_LETTERS.contains(word.first()) {
        if let Some(found) = negation(word) {
            return Some(found);
        }
        if let Some(found) = article(word) {
            return Some(found);
        }
        if let Some(len) = prefix(word) {
            return Some(with_verb(word, len, 1 << len));
        }
    }
    dative(word).map(|back| Analysis { back, ..Analysis::default() })
}

/// The cuts of a verb that starts at a letter: its pronoun.
fn with_verb(word: Word, start: u32, front: u32) -> Analysis {
    let verb = word.slice(start, word.len - start);
    let analysis = Analysis { front, ..Analysis::default() };
    match dative(verb) {
        Some(back) => Analysis { back: back << start, ..analysis },
        None => analysis.with_host(verb, start),
    }
}

/// `معرفتش`, `مابيعرفش`, `مايدري`, `بيسمعش`.
fn negation(word: Word) -> Option<Analysis> {
    let ends_in_sheen = word.last(1) == SHEEN;
    if word.first() != MEEM {
        let is_present = word.first() == letter('ب') && PRESENT_PREFIXES.contains(word.at(1));
        // بتفتيش: a verbal noun.
        let is_noun = word.at(1) == TEH && word.at(word.len - 2) == YEH;
        if !(ends_in_sheen && is_present && word.len >= 6) || is_noun {
            return None;
        }
        let mut found = with_verb(without_last(word), 1, 1 << 1);
        found.back |= 1 << (word.len - 1);
        return Some(found);
    }
    let ma = literal("ما");
    let start = if word.starts_with(ma) { 2 } else { 1 };
    if ends_in_sheen && word.len >= start + 3 {
        let verb = without_last(word);
        let is_present = word.at(start) == letter('ب') && PRESENT_PREFIXES.contains(word.at(start + 1));
        let front = 1 << start | (is_present as u32) << (start + 1);
        let mut found = with_verb(verb, start + is_present as u32, front);
        found.back |= 1 << (word.len - 1);
        return Some(found);
    }
    let rest = word.slice(2, word.len - 2);
    if start == 2 && rest.len >= 2 {
        if let Some(entry) = NEGATED.find(rest) {
            return Some(Analysis { front: 1 << 2, back: (entry.back as u32) << 2, ..Analysis::default() });
        }
        // مايدري; مايكل and مايو are names.
        let is_name = starts_with_any(word, &literals(["مايك", "مايو", "ماين", "مايا", "ماير", "مايس", "مايل", "مايب", "مايت"]));
        if word.at(2) == YEH && rest.len >= 4 && !is_name {
            return Some(with_verb(word, 2, 1 << 2));
        }
    }
    None
}

fn without_last(word: Word) -> Word {
    word.slice(0, word.len - 1)
}

/// `هالبنت`, `بهالوقت`, `عالبيت`, `دالناس`.
fn article(word: Word) -> Option<Analysis> {
    let preposition = (word.len >= 6 && letter_set("بلك").contains(word.first()) && word.at(1) == letter('ه')) as u32;
    let rest = word.slice(preposition, word.len - preposition);
    let is_first = match rest.first() {
        first if first == letter('ه') => rest.len >= 5,
        first => (first == letter('ع') || first == letter('د')) && rest.len >= 6,
    };
    let has_article = rest.slice(1, rest.len - 1).starts_with(ARTICLE);
    if !is_first || !has_article || starts_with_any(rest, &NO_ARTICLE) {
        return None;
    }
    let front = (preposition << 1) | (0b1010 << preposition);
    Some(Analysis { front, article_end: 0b1000 << preposition, ..Analysis::default() })
}

/// The number of letters of a future or present particle.
fn prefix(word: Word) -> Option<u32> {
    let (first, second) = (word.first(), word.at(1));
    if first == letter('ه') || first == letter('ح') {
        let is_future = word.len >= 5 && PRESENT_PREFIXES.contains(second) && !starts_with_any(word, &NO_FUTURE);
        // هايكون.
        let is_long = word.len >= 6
            && (word.starts_with(literal("هاي")) || word.starts_with(literal("حاي")))
            && !starts_with_any(word, &literals(["هايت", "هايد", "هاين", "هايب", "هايل", "حايل"]));
        // حاقول.
        let is_first_person = second == ALEF
            && FIRST_PERSON.iter().any(|verb| word.slice(1, word.len - 1).starts_with(*verb));
        let is_future = is_future || is_first_person;
        return if is_future { Some(1) } else { is_long.then_some(2) };
    }
    let is_present = (second == YEH || second == TEH || second == letter('ن')) && starts_with_any(word, &PRESENT);
    is_present.then_some(1)
}

/// The cuts before `ل` and its pronoun after a verb in `ت`: `قلتلك`, `جبتلها`.
fn dative(word: Word) -> Option<u32> {
    const ENDINGS: [Literal; 9] = literals(["لهم", "لها", "لنا", "لكم", "لكن", "لك", "لي", "له", "لو"]);
    let ending = ENDINGS.iter().find(|ending| word.ends_with(**ending))?;
    let verb = word.slice(0, word.len.checked_sub(ending.len)?);
    let is_said = verb.ends_with(literal("حكي")) || verb.ends_with(literal("قالو")) || verb.ends_with(literal("قولو"));
    let is_past = verb.len >= 3
        && verb.last(1) == TEH
        && !letter_set("يتنم").contains(verb.first())
        && (!NO_DATIVE.iter().any(|end| verb.ends_with(*end)) || verb.starts_with(literal("اشتقت")));
    (is_said || is_past).then_some(1 << verb.len | 1 << (verb.len + 1))
}
