//! Broken plurals by their patterns: each is taken back to the pattern of its singular.

use crate::search::stem::letters::{ALEF, ALEF_HAMZA, ALEF_MADDA, Bits, HAMZA, Letters, TEH, WAW, YEH, pattern};
use crate::search::stem::table::table;

/// For each number of letters, where patterns have an alef: a word that has none there is no plural.
const ALEFS: [u64; 8] = {
    let mut alefs = [0; 8];
    alefs[5] = 1 << 12 | 1 << 18;
    alefs[6] = 1 << 12 | 1 << 24;
    alefs
};

/// Takes a folded plural back to its singular; `seat` is the word's first letter as it was written, `alefs` has a one at
/// least for each alef, in its letter's lowest bit.
#[inline(always)]
pub(super) fn singular<B: Bits>(word: &mut Letters<B>, seat: u64, alefs: B) {
    let of_length = ALEFS[(word.len & 7) as usize];
    if alefs.low() & of_length != 0 || seat == ALEF_MADDA {
        let plural = *word;
        by_pattern(word, seat);
        if word.len != plural.len && NO_PLURALS.answer(plural) == Some(true) {
            *word = plural;
        }
    }
}

#[inline]
fn by_pattern<B: Bits>(word: &mut Letters<B>, seat: u64) {
    let at = |place| word.at(place);
    // مفاعل: مدارس, مناطق.
    if word.fits(const { pattern("م_ا__") }) && at(3) != ALEF {
        word.remove(2);
    // مفاعيل: مشاريع, مفاهيم.
    } else if word.fits(const { pattern("م_ا_ي_") }) {
        word.set(4, WAW);
        word.remove(2);
    // أفعال: أسعار, أحزاب.
    } else if word.fits(const { pattern("ا__ا_") }) && at(2) != ALEF && at(4) != HAMZA && has_hamza(*word, seat) {
        word.remove(3);
        word.cut_front(1);
    // Of a first hamza: آثار, آلام.
    } else if word.fits(const { pattern("ا_ا_") }) && seat == ALEF_MADDA {
        word.remove(2);
    // أفعلاء: أصدقاء, أقرباء.
    } else if word.fits(const { pattern("ا___اء") }) {
        word.cut_end(2);
        word.insert(3, YEH);
        word.cut_front(1);
    // فعلاء: وزراء, خبراء.
    } else if word.fits(const { pattern("___اء") }) && at(0) != ALEF {
        word.cut_end(2);
        word.insert(2, YEH);
    // فواعل: عواصم, شوارع.
    } else if word.fits(const { pattern("_وا__") }) && at(0) != TEH && at(0) != ALEF {
        word.remove(1);
    // فواعيل: قواميس, صواريخ.
    } else if word.fits(const { pattern("_وا_ي_") }) && at(0) != TEH && at(0) != ALEF {
        word.set(4, WAW);
        word.remove(1);
    // فعائل: قبائل, وثائق.
    } else if word.fits(const { pattern("__اء_") }) && at(0) != ALEF && at(1) != ALEF {
        word.remove(2);
        word.set(2, YEH);
    }
}

/// Whether a word in the pattern أفعال has its hamza, or is known without it.
fn has_hamza<B: Bits>(word: Letters<B>, seat: u64) -> bool {
    seat == ALEF_HAMZA || seat == ALEF && BARE_PLURALS.find(word).is_some()
}

table! {
    /// What looks like a plural of a pattern, and is none.
    NO_PLURALS: PrefixTable = "
+مقاتل +مهاجم +مساعد +محافظ +مجاهد +معارض +مهاجر +منافس +مناصر +مشارك +مساهم +مقاول +مبارك +مواطن +مسافر +معاصر +مناسب +ملازم +مجاور +محارب +مخالف +مراقب
+مباشر +معاون +متابع +منازل$ +معادل +مضاعف +مقابل +محاضر +محاسب +مرافق +مراسل +مؤامر +محاول
+صحراء +خضراء +بيضاء +حمراء +سوداء +زهراء +عذراء +بتراء +شقراء +زرقاء +صفراء +ضوضاء +خنساء +عرجاء +عمياء +سيناء +فيحاء +شهباء +علياء +لمياء +حوراء +حسناء +عنقاء +بلقاء
+جوزاء +هيفاء +نجلاء +غوغاء +عشواء +بغضاء +فحشاء +صنعاء +كربلاء +كهرباء +جربا +دهماء +رقطاء +عوراء
+أستاذ +ألمان$ +أسبان$ +أفغان +ألبان$ +أوراس +أوساك +أعراض +أخلاق +أعقاب
"
}

table! {
    /// Plurals of the pattern أفعال that are often written without their hamza; إسلام and its like are not among them.
    BARE_PLURALS: WordSet = "
أسعار أحزاب أعمال أفكار أطفال أولاد أشخاص أنواع أرقام أعوام أحداث أهداف أسباب أعداد أفراد ألوان أشكال أحجام أوراق أسواق أنصار أقسام أحوال أخبار أبطال أشجار
أنهار أمطار أقمار أحلام أجسام أجيال أجزاء أفلام أقلام ألعاب أمراض أوطان أوضاع أطراف أغراض أرباح أركان أسرار أشعار أضرار أفعال أقوال أخطار أدوار
أديان أرواح أزواج أصناف أصول ألحان أمثال أنماط أوزان أوصاف أحكام أبعاد أبواب أتراك أكراد أجداد أنساب أعلام
"
}
