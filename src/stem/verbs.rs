//! Verbs: the prefix of the present, and the alef that forms VII, VIII and X have in the past and in the verbal noun.

use super::letters::{ALEF, DAL, Letters, NOON, SEEN, TAH, TEH, YEH};
use super::table::table;

/// Takes a folded verb, or its noun, back to the letters that its forms share: يستخدم and استخدام are ستخدم.
pub(super) fn strip(word: &mut Letters) {
    if has_form_alef(word) {
        word.cut_front(1);
        // انتقاد: the alef before the last letter belongs to the noun.
        let before_last = word.len().saturating_sub(2);
        let least = if word.letters()[0] == TEH { 4 } else { 5 };
        if word.len() >= least && word.letters()[before_last] == ALEF {
            word.remove(before_last);
        }
        return;
    }
    let belongs = match word.letters() {
        [YEH, rest @ ..] if rest.len() >= 3 => WITH_YEH.answer(word.packed()).unwrap_or(false),
        [TEH, rest @ ..] if rest.len() >= 3 => {
            // تستخدم, تعتبر, تتضمن: the present of forms X, VIII, V.
            let of_form = matches!(rest, [SEEN, TEH, _, _, ..] | [_, TEH, _, _] | [TEH, _, _, ..]);
            WITH_TEH.answer(word.packed()).unwrap_or(!of_form)
        }
        _ => true,
    };
    if !belongs {
        word.cut_front(1);
    }
}

/// Form VIII has ت (ط, د) behind its first letter, VII begins with ان, X with است.
fn has_form_alef(word: &Letters) -> bool {
    let has = match word.letters() {
        [ALEF, SEEN, TEH, _, _, ..] => true,
        [ALEF, NOON, _, _, rest @ ..] => matches!(rest, [_] | [ALEF, _] | [_, ALEF, _]),
        [ALEF, TEH, _, rest @ ..] => matches!(rest, [_] | [ALEF, _]),
        [ALEF, _, TEH | TAH | DAL, _, rest @ ..] => matches!(rest, [_] | [ALEF, _]),
        _ => false,
    };
    has && WITH_FORM_LETTERS.answer(word.packed()) != Some(true)
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
+اتحاد +اتراك +اتوب +اتيوب +اتاوه +امتع +اهداف +اعداء +اعداد +ابداع +احداث +اجداد +افطار +اخطاء +اخطار +امطار +اوطان +اعطاء +اطباء +اقطاب +اقطار +اوتار +استار +انتم +اوتاوا +اقدام +الدار +اصدار +اصدقاء +اصداء
+ايطال +ايتام +اسطور +اسطول +اسطوان +اطراف +ارداف +اندرويد +انابيب +انيق +انيس +انسجه +انامل +اناني
"
}
