//! Words that are written with a double letter, for runs of a stretched letter.
//!
//! Listed are words that are at least three times as common as their spelling with a single letter: `الله` and `مميز`, but not
//! `خطط`, since `خط` is more common. The list is naqi's own; counts of words in a corpus decided what stays in it.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use once_cell::race::OnceBox;

/// The words, without prefixes and endings.
const WORDS: &str = "
الله
اللهم
اللذيذ
اللذيذة
الليل
الليلة
الليالي
اللحظة
اللحظات
اللطيف
اللغة
اللغات
اللحم
اللون
الليمون
اللص
الليبي
اللبناني
اللبنانية
مميز
ممتاز
ممكن
ممنوع
ممتع
ممتلئ
مماثل
ممتلكات
ممارسة
سبب
مسبب
تسبب
متسبب
تتفق
مدجج
تأجج
عدد
محدد
متعدد
متردد
تهدد
متجدد
متشدد
مسدد
تقرر
مبرر
تكرر
متكرر
محرر
تحرر
متحرر
ضرر
متضرر
مقزز
مؤسس
مؤسسة
مؤسسات
تأسس
متحسس
تجسس
قصص
حصص
مخصص
متخصص
مخصصات
مخطط
تخطط
مخفف
متعفف
مجفف
تحقق
مدقق
متفكك
مدلل
مظلل
خلل
مكلل
مبلل
مضلل
متسلل
تسلل
متفنن
تفنن
ننتظر
ننسى
طاووس
تحيي
أحيي
تعيين
اللاعب
اللعب
اللعبة
اللقاء
اللواء
اللازم
اللاجئ
اللوم
اللسان
اللوحة
اللوحات
اللجنة
اللياقة
اللبن
اللقب
اللهجة
يسبب
يتسبب
يتكرر
يتحقق
يتردد
يهدد
مجدد
ممثلة
ممثلين
مصمم
مفخخة
تغيير
تمييز
تأييد
ملايين
معايير
افتتاح
يجنن
تجنن
";

/// Words without prefixes and endings: `كللله` is `كله`. The lam of `له` and `الي` is hardly ever stretched, though they are common.
/// The others are formulas that are often written without a space.
const WHOLE_WORDS: &str = "
لله
ولله
اللي
واللي
يالله
الحمدلله
ماشاءالله
انشاءالله
إنشاءالله
استغفرالله
أستغفرالله
عبدالله
للأسف
للاسف
للغاية
للأبد
للمرة
";

/// Particles that are written onto the start of a word.
const PREFIXES: &[&str] = &["", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "فال", "كال", "وب", "ول"];
/// Endings.
const ENDINGS: &[&str] = &[
    "", "ة", "ه", "ها", "هم", "ي", "ك", "كم", "نا", "ين", "ون", "ات", "ان", "ا", "وا", "ت", "تها", "ته", "تي", "يه",
    "ية",
];

/// The words of a list: the letters of each, one for each run, and which of the runs are double letters. Sorted by the letters.
type WordsByRuns = Vec<(String, u64)>;

fn by_runs(words: &str) -> WordsByRuns {
    let mut list = WordsByRuns::new();
    for word in words.split_ascii_whitespace() {
        let (letters, doubled) = runs(word);
        // A sort of this type would be several KiB of machine code.
        list.insert(list.partition_point(|other| other.0 < letters), (letters, doubled));
    }
    list
}

fn find(list: &WordsByRuns, letters: &str) -> Option<u64> {
    list.binary_search_by(|other| other.0.as_str().cmp(letters)).ok().map(|at| list[at].1)
}

/// For the letters of a word, one for each run: which of the runs are double letters, one bit each. 0 for a word that is not
/// listed.
pub(crate) fn doubled(word: &str) -> u64 {
    static WORDS_BY_RUNS: OnceBox<[WordsByRuns; 2]> = OnceBox::new();
    let [words, whole_words] = WORDS_BY_RUNS.get_or_init(|| Box::new([WORDS, WHOLE_WORDS].map(by_runs)));
    if let Some(doubled) = find(whole_words, word) {
        return doubled;
    }
    let mut stems = PREFIXES.iter().filter_map(|prefix| Some((prefix, word.strip_prefix(prefix)?)));
    let found = stems.find_map(|(prefix, rest)| {
        let mut stems = ENDINGS.iter().filter_map(|ending| Some((*ending, rest.strip_suffix(ending)?)));
        // Two letters with an ending are too many other words: `عدة` is not `عدد` with one.
        let doubled = stems.find_map(|(ending, stem)| {
            let is_short = stem.chars().nth(2).is_none();
            find(words, stem).filter(|_| ending.is_empty() || !is_short)
        })?;
        Some(doubled << prefix.chars().count())
    });
    found.unwrap_or(0)
}

/// The letters of a word, one for each run, and which of the runs are double letters, one bit each.
fn runs(word: &str) -> (String, u64) {
    let (mut letters, mut doubled, mut count) = (String::new(), 0, 0);
    for c in word.chars() {
        if letters.ends_with(c) {
            doubled |= 1 << (count - 1);
        } else {
            letters.push(c);
            count += 1;
        }
    }
    (letters, doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_a_double_letter_and_runs_of_its_own() {
        let words = [WORDS, WHOLE_WORDS].concat();
        let list = by_runs(&words);
        assert!(list.is_sorted_by(|a, b| a.0 < b.0));
        assert!(list.iter().all(|(_, doubled)| *doubled != 0));
    }
}
