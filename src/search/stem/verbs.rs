//! Reduces verbs: the prefix of the present tense, and the alef of forms VII, VIII and X in the past tense and the
//! verbal noun.

use crate::search::stem::letters::{ALEF, LetterBits, LetterSet, Letters, TEH, YEH, letter_set, pattern};
use crate::search::stem::table::table;

/// The first letters that a verb or a verbal noun may lose.
const FIRST_LETTERS: LetterSet = letter_set("ايت");
/// The infix `ت` of form VIII, and its variants after emphatic letters and after `ز`.
const INFIXES: LetterSet = letter_set("تطد");

/// Reduces a folded verb or verbal noun to the letters that its forms share: `يستخدم` and `استخدام` to `ستخدم`.
#[inline(always)]
pub(super) fn strip<B: LetterBits>(word: &mut Letters<B>) {
    if FIRST_LETTERS.contains(word.first()) && word.len >= 4 {
        strip_first(word);
    }
}

#[inline]
fn strip_first<B: LetterBits>(word: &mut Letters<B>) {
    match word.first() {
        ALEF => strip_form(word),
        YEH if KEEPS_VERB_LETTER.get(*word) != Some(true) => word.remove_front(1),
        TEH => {
            // تستخدم, تعتبر, تتضمن: the present tense of forms X, VIII and V.
            let is_form = word.starts_with_pattern(const { pattern("تست__") })
                || word.matches(const { pattern("ت_ت__") })
                || word.starts_with_pattern(const { pattern("تت__") });
            if !KEEPS_VERB_LETTER.get(*word).unwrap_or(!is_form) {
                word.remove_front(1);
            }
        }
        _ => {}
    }
}

/// Strips the alef of a form, and the alef of its verbal noun.
#[inline(always)]
fn strip_form<B: LetterBits>(word: &mut Letters<B>) {
    if !has_form_alef(*word) || KEEPS_VERB_LETTER.get(*word) == Some(true) {
        return;
    }
    word.remove_front(1);
    // انتقاد: the verbal noun has an alef before its last letter.
    let before_last = word.len - 2;
    let min_len = if word.first() == TEH { 4 } else { 5 };
    if word.len >= min_len && word.at(before_last) == ALEF {
        word.remove(before_last);
    }
}

/// Whether the first alef is that of a form: VII starts with `ان`, X with `است`; VIII has `ت` (or `ط`, or `د`) after
/// its first root letter.
#[inline(always)]
fn has_form_alef<B: LetterBits>(word: Letters<B>) -> bool {
    if word.starts_with_pattern(const { pattern("است__") }) {
        return true;
    }
    if word.starts_with_pattern(const { pattern("ان__") }) {
        return word.len == 5
            || word.matches(const { pattern("ان__ا_") })
            || word.matches(const { pattern("ان___ا_") });
    }
    if word.at(1) == TEH {
        return word.len == 4 || word.matches(const { pattern("ات_ا_") });
    }
    INFIXES.contains(word.at(2)) && (word.len == 5 || word.matches(const { pattern("ا___ا_") }))
}

table! {
    /// For words that start with `ي` or `ت` or `ا`: whether the letter belongs to the word. One list for each letter.
    KEEPS_VERB_LETTER: PrefixTable = YEH_WORDS, TEH_WORDS, ALEF_WORDS
}

/// Words whose `ي` belongs to the word.
const YEH_WORDS: &str = "
+يابان +يابس +ياسر +ياسمين +ياسين +يافا +يافع +ياقوت +يانصيب +يتيم +يثرب +يحيى +يخت +يراع +يرموك +يزيد +يسار +يسوع +يسير +يعرب +يعقوب +يقين +يمام +يمن +يمين +ينابيع +يناير
+ينبوع +ينبع +يهود +يوسف +يوغا +يوغوسلا +يوليو +يوليوس +يوم +يون +يونان +يونس +يونيو +يورانيو +يورو +يوحنا +يوتيوب +ياباني +يوان +يود +يمامة +ييل
";

/// Verbs whose `ت` is the prefix of the present tense.
const TEH_WORDS: &str = "
-تكتب -تعمل -تبلغ -تملك -تملكه -تشمل -تضم$ -تلعب -تطلق -تدرس -تمثل -تحمل -تسكن -تحكم -تشكل -تطلب -تحتوي -تحتاج -تستعمل -تنتج -تصنع -تحصل -تصبح -تتكون -تتميز -تتطور -تتحدث
-تتكلم -تتألف -تتبع -تقدم -تحدث -تعيش -تحتل -تمتد -تمتلك -تعتمد -تعتبر -تنتمي -تنتشر -تنقسم -تندرج -تنطلق -تؤدي -تؤثر -تؤكد -تسمى -تدعى -تعرف -تسبب -تساعد -تشارك -تصدر -تحيط -تشتهر
-تنتقد -تنخفض -تنظم -تهدف -تهتم -تقسم -تقدر -تعني -تدعم -تجري -تبدأ -تبين -تظهر -تذهب -تفتح -تمنع -تمنح -تسمح -ترتبط -ترتفع -تربط -ترغب -ترفض -تشهد -تشير -تفعل -تحدد -تحقق -توفر
";

/// Words that look like a form and are not.
const ALEF_WORDS: &str = "
+استراليا +استرال +استونيا +استاذ +استاد +استديو +استوديو +استراتي +اسطنبول +استانبو +استمار +استبرق +انترنت +انجلترا +انجليز +انكلترا +انكليز +انقره +انغولا +انسان +انثى$ +انثوي
+انتيل +انجيل +اندلس +اندونيس +انسولين +انبوب +انديرا +اناضول +انماط +انباء +انحاء +انواع +انظمه +انهار +انفاق +انسج +انفس +انصار +انوار +انياب +انداد +انذار +انشاء +انتاج +انجاز +انقاذ +انهاء +انفلون
+اتحاد +اتراك +اتوب +اتيوب +اتاوه +امتع +اهداف +اعداء +اعداد +ابداع +احداث +اجداد +افطار +اخطاء +اخطار +امطار +اوطان +اعطاء +اطباء +اقطاب +اقطار +اوتار +استار +انتم +اوتاوا +اقدام +الدار +اصدار +اصدقاء +اصداء
+ايطال +ايتام +اسطور +اسطول +اسطوان +اطراف +ارداف +اندرويد +انابيب +انيق +انيس +انسجه +انامل +اناني
";
