//! Broken plurals by their patterns: each is taken back to the pattern of its singular.

use super::letters::{ALEF, ALEF_HAMZA, ALEF_MADDA, HAMZA, Letters, MEEM, TEH, WAW, YEH};
use super::table::table;

/// Takes a folded plural back to its singular; `seat` is the word's first letter as it was written.
pub(super) fn singular(word: &mut Letters, seat: u8) {
    let plural = *word;
    by_pattern(word, seat);
    if word.len() != plural.len() && NO_PLURALS.answer(plural.packed()) == Some(true) {
        *word = plural;
    }
}

fn by_pattern(word: &mut Letters, seat: u8) {
    match *word.letters() {
        // مفاعل: مدارس, مناطق.
        [MEEM, _, ALEF, c, _] if c != ALEF => word.remove(2),
        // مفاعيل: مشاريع, مفاهيم.
        [MEEM, _, ALEF, _, YEH, _] => {
            word.set(4, WAW);
            word.remove(2);
        }
        // أفعال: أسعار, أحزاب.
        [ALEF, _, c, ALEF, last]
            if c != ALEF
                && last != HAMZA
                && (seat == ALEF_HAMZA || seat == ALEF && BARE_PLURALS.contains(word.packed())) =>
        {
            word.remove(3);
            word.cut_front(1);
        }
        // Of a first hamza: آثار, آلام.
        [ALEF, _, ALEF, _] if seat == ALEF_MADDA => word.remove(2),
        // أفعلاء: أصدقاء, أقرباء.
        [ALEF, _, _, _, ALEF, HAMZA] => {
            word.cut_end(2);
            word.insert(3, YEH);
            word.cut_front(1);
        }
        // فعلاء: وزراء, خبراء.
        [a, _, _, ALEF, HAMZA] if a != ALEF => {
            word.cut_end(2);
            word.insert(2, YEH);
        }
        // فواعل: عواصم, شوارع.
        [a, WAW, ALEF, _, _] if a != TEH && a != ALEF => word.remove(1),
        // فواعيل: قواميس, صواريخ.
        [a, WAW, ALEF, _, YEH, _] if a != TEH && a != ALEF => {
            word.set(4, WAW);
            word.remove(1);
        }
        // فعائل: قبائل, وثائق.
        [a, b, ALEF, HAMZA, _] if a != ALEF && b != ALEF => {
            word.remove(2);
            word.set(2, YEH);
        }
        _ => {}
    }
}

table! {
    /// What looks like a plural of a pattern, and is none.
    NO_PLURALS: Beginnings = "
+مقاتل +مهاجم +مساعد +محافظ +مجاهد +معارض +مهاجر +منافس +مناصر +مشارك +مساهم +مقاول +مبارك +مواطن +مسافر +معاصر +مناسب +ملازم +مجاور +محارب +مخالف +مراقب
+مباشر +معاون +متابع +منازل$ +معادل +مضاعف +مقابل +محاضر +محاسب +مرافق +مراسل +مؤامر +محاول
+صحراء +خضراء +بيضاء +حمراء +سوداء +زهراء +عذراء +بتراء +شقراء +زرقاء +صفراء +ضوضاء +خنساء +عرجاء +عمياء +سيناء +فيحاء +شهباء +علياء +لمياء +حوراء +حسناء +عنقاء +بلقاء
+جوزاء +هيفاء +نجلاء +غوغاء +عشواء +بغضاء +فحشاء +صنعاء +كربلاء +كهرباء +جربا +دهماء +رقطاء +عوراء
+أستاذ +ألمان$ +أسبان$ +أفغان +ألبان$ +أوراس +أوساك +أعراض +أخلاق +أعقاب
"
}

table! {
    /// Plurals of the pattern أفعال that are often written without their hamza; إسلام and its like are not among them.
    BARE_PLURALS: Lexicon = "
أسعار أحزاب أعمال أفكار أطفال أولاد أشخاص أنواع أرقام أعوام أحداث أهداف أسباب أعداد أفراد ألوان أشكال أحجام أوراق أسواق أنصار أقسام أحوال أخبار أبطال أشجار
أنهار أمطار أقمار أحلام أجسام أجيال أجزاء أفلام أقلام ألعاب أمراض أوطان أوضاع أطراف أغراض أرباح أركان أسرار أشعار أضرار أفعال أقوال أخطار أدوار
أديان أرواح أزواج أصناف أصول ألحان أمثال أنماط أوزان أوصاف أحكام أبعاد أبواب أتراك أكراد أجداد أنساب أعلام
"
}
