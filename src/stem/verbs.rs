//! Verbs: the prefix of the present, and the alef that forms VII, VIII and X have in the past and in the verbal noun.

use super::letters::{ALEF, Letters, MEEM, NOON, SEEN, TEH, YEH, folded};
use super::table::table;

const TAH: u8 = 'ط' as u32 as u8;
const DAL: u8 = 'د' as u32 as u8;

/// Takes a folded verb, or its noun, back to the letters that its forms share: يستخدم and استخدام are ستخدم.
pub(super) fn strip(word: &mut Letters) {
    if has_form_alef(word.letters()) {
        word.cut_front(1);
        // انتقاد: the alef before the last letter belongs to the noun.
        let before_last = word.len().saturating_sub(2);
        if word.len() >= 5 && word.letters()[before_last] == ALEF {
            word.remove(before_last);
        }
        return;
    }
    let belongs = match word.letters() {
        [YEH, rest @ ..] if rest.len() >= 3 => WITH_YEH.answer(word.letters()).unwrap_or(false),
        [TEH, rest @ ..] if rest.len() >= 3 => {
            // تستخدم, تنتقد, تعتبر: a present of form X, VII, VIII.
            let of_form = match rest {
                [SEEN, TEH, _, _, ..] => true,
                [_, TEH, _, _] => true,
                [NOON, _, _, _] => false,
                _ => false,
            };
            WITH_TEH.answer(word.letters()).unwrap_or(!of_form)
        }
        _ => true,
    };
    if !belongs {
        word.cut_front(1);
    }
}

/// Form VIII has ت (ط, د) behind its first letter, VII begins with ان, X with است.
fn has_form_alef(letters: &[u8]) -> bool {
    if WITH_FORM_LETTERS.answer(letters) == Some(true) {
        return false;
    }
    match letters {
        [ALEF, SEEN, TEH, _, _, ..] => true,
        [ALEF, NOON, _, _, rest @ ..] => matches!(rest, [_] | [ALEF, _] | [_, ALEF, _] | []) && letters.len() >= 5,
        [ALEF, TEH, _, rest @ ..] => matches!(rest, [_] | [ALEF, _]) && letters.len() >= 4,
        [ALEF, first, TEH | TAH | DAL, _, rest @ ..] => {
            *first != folded(MEEM) && matches!(rest, [_] | [ALEF, _])
                || matches!(rest, [_] | [ALEF, _]) && *first == MEEM
        }
        _ => false,
    }
}

/// A hash of the tables.
pub(super) fn fingerprint() -> u64 {
    [WITH_YEH.fingerprint(), WITH_TEH.fingerprint(), WITH_FORM_LETTERS.fingerprint()]
        .iter()
        .fold(0, |hash, table| hash.rotate_left(5) ^ table)
}

table! {
    /// Words whose ي is their own.
    WITH_YEH: Beginnings = "
+يابان +يابس +ياسر +ياسمين +ياسين +يافا +يافع +ياقوت +يانصيب +يتيم +يثرب +يحيى +يخت +يراع +يرموك +يزيد +يسار +يسوع +يسير +يعرب +يعقوب +يقين +يمام +يمن +يمين +ينابيع +يناير
+ينبوع +ينبع +يهود +يوسف +يوغا +يوغوسلا +يوليو +يوليوس +يوم +يون +يونان +يونس +يونيو +يورانيو +يورو +يوحنا +يوتيوب +ياباني +يوان +يود +يمامة +ييل
"
}

table! {
    /// Words with ت: `-` where it is the present's.
    WITH_TEH: Beginnings = "
-تكتب -تعمل -تبلغ -تملك -تملكه -تشمل -تضم$ -تلعب -تطلق -تدرس -تمثل -تحمل -تسكن -تحكم -تشكل -تطلب -تحتوي -تحتاج -تستعمل -تنتج -تصنع -تحصل -تصبح -تتكون -تتميز -تتطور -تتحدث
-تتكلم -تتألف -تتبع -تقدم -تحدث -تعيش -تحتل -تمتد -تمتلك -تعتمد -تعتبر -تنتمي -تنتشر -تنقسم -تندرج -تنطلق -تؤدي -تؤثر -تؤكد -تسمى -تدعى -تعرف -تسبب -تساعد -تشارك -تصدر -تحيط -تشتهر
-تنتقد -تنخفض -تنظم -تهدف -تهتم -تقسم -تقدر -تعني -تدعم -تجري -تبدأ -تبين -تظهر -تذهب -تفتح -تمنع -تمنح -تسمح -ترتبط -ترتفع -تربط -ترغب -ترفض -تشهد -تشير -تفعل -تحدد -تحقق -توفر
"
}

table! {
    /// Words that begin like a form and are none.
    WITH_FORM_LETTERS: Beginnings = "
+استراليا +استرال +استونيا +استاذ +استاد +استديو +استوديو +استراتي +اسطنبول +استانبو +استمار +استبرق +انترنت +انجلترا +انجليز +انكلترا +انكليز +انقره +انغولا +انسان +انثى$ +انثوي
+انتيل +انجيل +اندلس +اندونيس +انسولين +انبوب +انديرا +اناضول +انماط +انباء +انحاء +انواع +انظمه +انهار +انفاق +انسج +انفس +انصار +انوار +انياب +انداد +انذار +انشاء +انتاج +انجاز +انقاذ +انهاء +انفلون
+اتحاد +اتراك +اتوب +اتيوب +اتاوه +امتع +افتتح$ +اهداف +اعداء +اعداد +ابداع +احداث +اجداد +افطار +اخطاء +اخطار +امطار +اوطان +اعطاء +احتاج$ +اطباء +اقطاب +اقطار +اوتار +استار +انتم +اوتاوا +ابتداء$ +اقدام +الدار +اصدار +اصدقاء +اصداء
+ايطال +ايتام +اسطور +اسطول +اسطوان +ارتداد$ +اطراف +ارداف +اندرويد +انابيب +انيق +انيس +انسجه +انامل +اناني
"
}
