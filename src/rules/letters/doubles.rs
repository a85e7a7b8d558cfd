//! Words that are written with a double letter, for runs of a stretched letter.
//!
//! Listed are words whose spelling with a single letter is no other common word: `الله` and `مميز`, but not `حقق`, since `حق`
//! is a word. The list is naqi's own.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use once_cell::race::OnceBox;

/// The words, without prefixes and endings.
const WORDS: &[&str] = &[
    "الله",
    "اللهم",
    "لله",
    "اللي",
    "اللذيذ",
    "اللذيذة",
    "الليل",
    "الليلة",
    "الليالي",
    "اللحظة",
    "اللحظات",
    "اللطيف",
    "اللغة",
    "اللغات",
    "اللحم",
    "اللون",
    "الليمون",
    "اللبن",
    "اللص",
    "الليبي",
    "اللبناني",
    "اللبنانية",
    "مميز",
    "متميز",
    "ممتاز",
    "ممكن",
    "ممنوع",
    "ممتع",
    "ممل",
    "مملكة",
    "مملوك",
    "ممرض",
    "ممتلئ",
    "مماثل",
    "ممتلكات",
    "ممارسة",
    "سبب",
    "مسبب",
    "تسبب",
    "متسبب",
    "محبب",
    "تتكلم",
    "تتمنى",
    "تتوقع",
    "تتعلم",
    "تتابع",
    "تتخيل",
    "تتصل",
    "تتفق",
    "تتحدث",
    "تتذكر",
    "تتزوج",
    "تتحمل",
    "تتوقف",
    "حجج",
    "مدجج",
    "تأجج",
    "تحجج",
    "عدد",
    "محدد",
    "تحدد",
    "متعدد",
    "تعدد",
    "متردد",
    "تردد",
    "مهدد",
    "تهدد",
    "مجدد",
    "تجدد",
    "متجدد",
    "مشدد",
    "تشدد",
    "متشدد",
    "مسدد",
    "تمدد",
    "ممدد",
    "مقرر",
    "تقرر",
    "مبرر",
    "مكرر",
    "تكرر",
    "متكرر",
    "محرر",
    "تحرر",
    "متحرر",
    "ضرر",
    "متضرر",
    "تضرر",
    "معزز",
    "تعزز",
    "متقزز",
    "مقزز",
    "مؤسس",
    "مؤسسة",
    "مؤسسات",
    "تأسس",
    "متحسس",
    "تحسس",
    "تجسس",
    "قصص",
    "حصص",
    "مخصص",
    "تخصص",
    "متخصص",
    "مخصصات",
    "خطط",
    "مخطط",
    "تخطط",
    "مخفف",
    "تخفف",
    "متعفف",
    "مجفف",
    "محقق",
    "تحقق",
    "مدقق",
    "شقق",
    "مشكك",
    "تشكك",
    "مفكك",
    "تفكك",
    "متفكك",
    "سكك",
    "محلل",
    "مدلل",
    "تدلل",
    "مظلل",
    "خلل",
    "شلل",
    "ملل",
    "زلل",
    "مكلل",
    "مبلل",
    "مضلل",
    "متسلل",
    "تسلل",
    "علل",
    "سنن",
    "مجنن",
    "يجنن",
    "متفنن",
    "تفنن",
    "ننتظر",
    "ننام",
    "ننسى",
    "ننجح",
    "ننظر",
    "ننهي",
    "داوود",
    "طاووس",
    "يحيي",
    "حيي",
    "تحيي",
    "أحيي",
    "تمييز",
    "تقييم",
    "تغيير",
    "تعيين",
    "تخيير",
    "تسيير",
    "عيينة",
];

/// Particles that are written onto the start of a word.
const PREFIXES: &[&str] = &["", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "فال", "كال", "وب", "ول"];
/// Endings.
const ENDINGS: &[&str] = &[
    "", "ة", "ه", "ها", "هم", "ي", "ك", "كم", "نا", "ين", "ون", "ات", "ان", "ا", "وا", "ت", "تها", "ته", "تي", "يه",
    "ية",
];

/// For the letters of a word, one for each run: which of the runs are double letters, one bit each. 0 for a word that is not
/// listed.
pub(crate) fn doubled(word: &str) -> u64 {
    static WORDS_BY_RUNS: OnceBox<BTreeMap<String, u64>> = OnceBox::new();
    let words = WORDS_BY_RUNS.get_or_init(|| Box::new(WORDS.iter().map(|word| runs(word)).collect()));
    let mut stems = PREFIXES.iter().filter_map(|prefix| Some((prefix, word.strip_prefix(prefix)?)));
    let found = stems.find_map(|(prefix, rest)| {
        let stem = ENDINGS.iter().filter_map(|ending| rest.strip_suffix(ending)).find_map(|stem| words.get(stem))?;
        Some(stem << prefix.chars().count())
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
