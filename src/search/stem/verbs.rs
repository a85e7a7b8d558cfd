//! Verbs: the prefix of the present, and the alef that forms VII, VIII and X have in the past and in the verbal noun.

use crate::search::stem::letters::{ALEF, Bits, Letters, Set, TEH, YEH, pattern, set};
use crate::search::stem::table::table;

/// Letters that a verb or its noun may lose from its front.
const FIRST: Set = set("ايت");
/// The ت of form VIII, and what it becomes behind some letters.
const INFIXES: Set = set("تطد");

/// Takes a folded verb, or its noun, back to the letters that its forms share: يستخدم and استخدام are ستخدم.
#[inline(always)]
pub(super) fn strip<B: Bits>(word: &mut Letters<B>) {
    if FIRST.has(word.first()) && word.len >= 4 {
        strip_first(word);
    }
}

#[inline]
fn strip_first<B: Bits>(word: &mut Letters<B>) {
    match word.first() {
        ALEF => strip_form(word),
        YEH if LETTERS_OF_VERBS.answer(*word) != Some(true) => word.cut_front(1),
        TEH => {
            // تستخدم, تعتبر, تتضمن: the present of forms X, VIII, V.
            let of_form = word.begins_like(const { pattern("تست__") })
                || word.fits(const { pattern("ت_ت__") })
                || word.begins_like(const { pattern("تت__") });
            if !LETTERS_OF_VERBS.answer(*word).unwrap_or(!of_form) {
                word.cut_front(1);
            }
        }
        _ => {}
    }
}

/// Takes the alef of a form, and the one of its noun.
#[inline(always)]
fn strip_form<B: Bits>(word: &mut Letters<B>) {
    if !has_form_alef(*word) || LETTERS_OF_VERBS.answer(*word) == Some(true) {
        return;
    }
    word.cut_front(1);
    // انتقاد: the alef before the last letter belongs to the noun.
    let before_last = word.len - 2;
    let least = if word.first() == TEH { 4 } else { 5 };
    if word.len >= least && word.at(before_last) == ALEF {
        word.remove(before_last);
    }
}

/// Form VIII has ت (ط, د) behind its first letter, VII begins with ان, X with است.
#[inline(always)]
fn has_form_alef<B: Bits>(word: Letters<B>) -> bool {
    if word.begins_like(const { pattern("است__") }) {
        return true;
    }
    if word.begins_like(const { pattern("ان__") }) {
        return word.len == 5 || word.fits(const { pattern("ان__ا_") }) || word.fits(const { pattern("ان___ا_") });
    }
    if word.at(1) == TEH {
        return word.len == 4 || word.fits(const { pattern("ات_ا_") });
    }
    INFIXES.has(word.at(2)) && (word.len == 5 || word.fits(const { pattern("ا___ا_") }))
}

table! {
    /// PrefixTable of words that begin with a letter that verbs lose: each text has its letter.
    LETTERS_OF_VERBS: PrefixTable = WITH_YEH, WITH_TEH, WITH_FORM_LETTERS
}

/// Words whose ي is their own.
const WITH_YEH: &str = "
+يابان +يابس +ياسر +ياسمين +ياسين +يافا +يافع +ياقوت +يانصيب +يتيم +يثرب +يحيى +يخت +يراع +يرموك +يزيد +يسار +يسوع +يسير +يعرب +يعقوب +يقين +يمام +يمن +يمين +ينابيع +يناير
+ينبوع +ينبع +يهود +يوسف +يوغا +يوغوسلا +يوليو +يوليوس +يوم +يون +يونان +يونس +يونيو +يورانيو +يورو +يوحنا +يوتيوب +ياباني +يوان +يود +يمامة +ييل
";

/// Words with ت: `-` where it is the present's.
const WITH_TEH: &str = "
-تكتب -تعمل -تبلغ -تملك -تملكه -تشمل -تضم$ -تلعب -تطلق -تدرس -تمثل -تحمل -تسكن -تحكم -تشكل -تطلب -تحتوي -تحتاج -تستعمل -تنتج -تصنع -تحصل -تصبح -تتكون -تتميز -تتطور -تتحدث
-تتكلم -تتألف -تتبع -تقدم -تحدث -تعيش -تحتل -تمتد -تمتلك -تعتمد -تعتبر -تنتمي -تنتشر -تنقسم -تندرج -تنطلق -تؤدي -تؤثر -تؤكد -تسمى -تدعى -تعرف -تسبب -تساعد -تشارك -تصدر -تحيط -تشتهر
-تنتقد -تنخفض -تنظم -تهدف -تهتم -تقسم -تقدر -تعني -تدعم -تجري -تبدأ -تبين -تظهر -تذهب -تفتح -تمنع -تمنح -تسمح -ترتبط -ترتفع -تربط -ترغب -ترفض -تشهد -تشير -تفعل -تحدد -تحقق -توفر
";

/// Words that begin like a form and are none.
const WITH_FORM_LETTERS: &str = "
+استراليا +استرال +استونيا +استاذ +استاد +استديو +استوديو +استراتي +اسطنبول +استانبو +استمار +استبرق +انترنت +انجلترا +انجليز +انكلترا +انكليز +انقره +انغولا +انسان +انثى$ +انثوي
+انتيل +انجيل +اندلس +اندونيس +انسولين +انبوب +انديرا +اناضول +انماط +انباء +انحاء +انواع +انظمه +انهار +انفاق +انسج +انفس +انصار +انوار +انياب +انداد +انذار +انشاء +انتاج +انجاز +انقاذ +انهاء +انفلون
+اتحاد +اتراك +اتوب +اتيوب +اتاوه +امتع +اهداف +اعداء +اعداد +ابداع +احداث +اجداد +افطار +اخطاء +اخطار +امطار +اوطان +اعطاء +اطباء +اقطاب +اقطار +اوتار +استار +انتم +اوتاوا +اقدام +الدار +اصدار +اصدقاء +اصداء
+ايطال +ايتام +اسطور +اسطول +اسطوان +اطراف +ارداف +اندرويد +انابيب +انيق +انيس +انسجه +انامل +اناني
";
