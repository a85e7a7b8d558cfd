//! Words that are written with a double letter, for runs of a stretched letter.
//!
//! Listed are words whose spelling with a single letter is no other common word: `الله` and `مميز`, but not `حقق`, since `حق`
//! is a word. The list is naqi's own.

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
const PREFIXES: &[&str] = &["", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وب", "ول"];
/// Endings.
const ENDINGS: &[&str] = &[
    "", "ة", "ه", "ها", "هم", "ي", "ك", "كم", "نا", "ين", "ون", "ات", "ان", "ا", "وا", "ت", "تها", "ته", "تي", "يه",
    "ية",
];

/// For the letters of a word, one for each run: which of the runs are double letters, one bit each. 0 for a word that is not
/// listed.
pub(crate) fn doubled(letters: impl Iterator<Item = char> + Clone) -> u64 {
    for word in WORDS {
        for prefix in PREFIXES {
            // The runs of the whole word: the end of a prefix and the start of a word may be one.
            let rest = ENDINGS.iter().find_map(|ending| runs(&[prefix, word, ending], letters.clone()));
            if let Some(doubled) = rest {
                return doubled;
            }
        }
    }
    0
}

/// Whether the runs of a text, which is in parts, are these letters; if so, which of them are double, one bit each.
fn runs(parts: &[&str], mut letters: impl Iterator<Item = char>) -> Option<u64> {
    let (mut doubled, mut count, mut last) = (0, 0, None);
    for c in parts.iter().flat_map(|part| part.chars()) {
        if last == Some(c) {
            doubled |= 1 << (count - 1);
        } else if letters.next() == Some(c) {
            (last, count) = (Some(c), count + 1);
        } else {
            return None;
        }
    }
    letters.next().is_none().then_some(doubled)
}
