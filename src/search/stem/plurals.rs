//! Reduces broken plurals to the pattern of their singular.

use crate::search::stem::letters::{
    ALEF, ALEF_HAMZA, ALEF_MADDA, HAMZA, LetterBits, LetterSet, Letters, NOON, TEH, WAW, YEH, letter_set, pattern,
};
use crate::search::stem::table::table;

/// By the number of letters, where patterns have an alef. A word without one there is not a plural.
const PATTERN_ALEFS: [u64; 8] = {
    let mut alefs = [0; 8];
    alefs[5] = 1 << 12 | 1 << 18;
    alefs[6] = 1 << 12 | 1 << 24;
    alefs
};

/// Whether a word of the pattern `أفعال` has `ن` as last root letter, so that its `ان` is no ending: `ألوان` and `أوطان`.
#[inline]
pub(super) fn is_plural_in_noon<B: LetterBits>(word: Letters<B>, original: impl Fn(u32) -> u64) -> bool {
    word.matches(const { pattern("ا__ان") }) && has_hamza(word, original(0)) && NOT_PLURALS.get(word) != Some(true)
}

/// First letters of verbs of form III and of verbal nouns of form VI: `يواجه` and `تواصل` and `تساؤل`.
const VERB_LETTERS: LetterSet = letter_set("اتي");

/// Reduces a folded plural to its singular. `original_first` is the first letter before folding. `alefs` has the lowest bit
/// of each alef set; bits of other letters cost time only. `has_teh` tells whether `ه` and `ة` or `ات` was stripped.
#[inline(always)]
pub(super) fn singular<B: LetterBits>(
    word: &mut Letters<B>,
    original_first: u64,
    alefs: B,
    has_teh: impl FnOnce() -> bool,
) {
    let of_length = PATTERN_ALEFS[(word.len & 7) as usize];
    if alefs.low() & of_length != 0 || original_first == ALEF_MADDA {
        let plural = *word;
        by_pattern(word, original_first, has_teh);
        if word.len != plural.len && NOT_PLURALS.get(plural) == Some(true) {
            *word = plural;
        }
    }
}

#[inline]
fn by_pattern<B: LetterBits>(word: &mut Letters<B>, original_first: u64, has_teh: impl FnOnce() -> bool) {
    let at = |n| word.at(n);
    // مفاعل: مدارس, مناطق.
    if word.matches(const { pattern("م_ا__") }) && at(3) != ALEF {
        // معاهدة, مواجهة are verbal nouns of form III; but مدارسه is مدارس with a pronoun.
        if !has_teh() || PLURALS_WITH_PRONOUN.find(*word).is_some() {
            word.remove(2);
        }
    // مفاعيل: مشاريع, مفاهيم.
    } else if word.matches(const { pattern("م_ا_ي_") }) {
        word.set(4, WAW);
        word.remove(2);
    // أفعال: أسعار, أحزاب.
    } else if word.matches(const { pattern("ا__ا_") })
        && at(2) != ALEF
        && at(4) != HAMZA
        && has_hamza(*word, original_first)
    {
        word.remove(3);
        word.remove_front(1);
    // أفعال with a hamza as first root letter: آثار, آلام.
    } else if word.matches(const { pattern("ا_ا_") }) && original_first == ALEF_MADDA {
        word.remove(2);
    // أفعلاء: أصدقاء, أقرباء.
    } else if word.matches(const { pattern("ا___اء") }) && !is_verbal_noun(*word, original_first) {
        word.remove_end(2);
        word.insert(3, YEH);
        word.remove_front(1);
    // فعلاء: وزراء, خبراء.
    } else if word.matches(const { pattern("___اء") }) && at(0) != ALEF {
        word.remove_end(2);
        word.insert(2, YEH);
    // فواعل: عواصم, شوارع.
    } else if word.matches(const { pattern("_وا__") }) && !VERB_LETTERS.contains(at(0)) {
        word.remove(1);
    // فواعيل: قواميس, صواريخ.
    } else if word.matches(const { pattern("_وا_ي_") }) && at(0) != TEH && at(0) != ALEF {
        word.set(4, WAW);
        word.remove(1);
    // فعائل: قبائل, وثائق.
    } else if word.matches(const { pattern("__اء_") }) && !VERB_LETTERS.contains(at(0)) && at(1) != ALEF {
        word.remove(2);
        word.set(2, YEH);
    }
}

/// Whether a word in `اء` is a verbal noun of form VII or VIII: `انتهاء` and `انقضاء`. These have no hamza.
fn is_verbal_noun<B: LetterBits>(word: Letters<B>, original_first: u64) -> bool {
    original_first == ALEF && (word.at(1) == NOON || word.at(2) == TEH)
}

/// Whether a word of the pattern `أفعال` has its hamza, or is one that is often written without it.
fn has_hamza<B: LetterBits>(word: Letters<B>, original_first: u64) -> bool {
    original_first == ALEF_HAMZA || original_first == ALEF && BARE_PLURALS.find(word).is_some()
}

table! {
    /// Words that match a pattern and are not plurals.
    NOT_PLURALS: PrefixTable = "
+مقاتل +مهاجم +مساعد +محافظ +مجاهد +معارض +مهاجر +منافس +مناصر +مشارك +مساهم +مقاول +مبارك +مواطن +مسافر +معاصر +مناسب +ملازم +مجاور +محارب +مخالف +مراقب
+مباشر +معاون +متابع +منازل$ +معادل +مضاعف +مقابل +محاضر +محاسب +مرافق +مراسل +مؤامر +محاول
+صحراء +خضراء +بيضاء +حمراء +سوداء +زهراء +عذراء +بتراء +شقراء +زرقاء +صفراء +ضوضاء +خنساء +عرجاء +عمياء +سيناء +فيحاء +شهباء +علياء +لمياء +حوراء +حسناء +عنقاء +بلقاء
+جوزاء +هيفاء +نجلاء +غوغاء +عشواء +بغضاء +فحشاء +صنعاء +كربلاء +كهرباء +جربا +دهماء +رقطاء +عوراء
+نواجه +نواصل +نوافق +نواكب +أحتاج +أختار +أسوان +تلقاء +بواسط +سواكن +أستاذ +ألمان$ +أسبان$ +أفغان +ألبان$ +أوراس +أوساك +أعراض +أخلاق +أعقاب
"
}

table! {
    /// Plurals of the pattern `مفاعل` without a verbal noun `مفاعلة`, so that `ه` after them is a pronoun.
    PLURALS_WITH_PRONOUN: WordSet = "
مدارس مناطق مشاكل مراكز مصانع مواقع مواقف مكاتب ملاعب مساجد معالم منافذ مراحل مخازن مفاصل مجالس مناصب ملامح مظاهر متاحف مقاعد مشاعر مخاوف مواهب موارد مواعظ
منابع مناهج ملابس محافل مطاعم منازل معارف مسارح مصاعب متاعب مناقب محاسن مساوئ مذاهب مواسم مواضع مسائل
"
}

table! {
    /// Plurals of the pattern `أفعال` that are often written without their hamza. Verbal nouns like `إسلام` are not
    /// among them.
    BARE_PLURALS: WordSet = "
أسعار أحزاب أعمال أفكار أطفال أولاد أشخاص أنواع أرقام أعوام أحداث أهداف أسباب أعداد أفراد ألوان أشكال أحجام أوراق أسواق أنصار أقسام أحوال أخبار أبطال أشجار
أعوان أغصان أوثان أبدان أذهان أكوان أثمان أحضان أشجان أقران أعيان أسنان أحزان
أمطار أقمار أحلام أجسام أجيال أجزاء أفلام أقلام ألعاب أمراض أوطان أوضاع أطراف أغراض أرباح أركان أسرار أشعار أضرار أفعال أقوال أخطار أدوار
أديان أرواح أزواج أصناف أصول ألحان أمثال أنماط أوزان أوصاف أحكام أبعاد أبواب أتراك أكراد أجداد أنساب أعلام
"
}
