//! Strips suffixes: attached pronouns, and the endings of gender, number, case and adjectives.

use crate::search::stem::letters::{
    ALEF, ALEF_HAMZA, HEH, LetterBits, LetterSet, Letters, Literal, MEEM, NOON, TEH, WAW, YEH, letter_set, literal,
};
use crate::search::stem::plurals;
use crate::search::stem::table::table;
use crate::search::stem::word_set::WordEntry;

/// Each pronoun, the number of letters to remove, and the fewest letters of a word with it.
const PRONOUNS: [(Literal, u32, u32); 11] = [
    (literal("ها"), 2, 4),
    (literal("هما"), 3, 6),
    (literal("كما"), 3, 7),
    (literal("هم"), 2, 5),
    (literal("هن"), 2, 6),
    (literal("كم"), 2, 6),
    (literal("نا"), 2, 5),
    // The pronouns ه and ك are stripped only after these letters, which are kept.
    (literal("ته"), 1, 4),
    (literal("ءه"), 1, 4),
    (literal("تك"), 1, 5),
    (literal("ءك"), 1, 5),
];

/// By the last letter of a pronoun, the letters that may precede it.
const LETTERS_BEFORE: [LetterSet; 64] = {
    let mut before = [LetterSet::EMPTY; 64];
    let mut n = 0;
    while n < PRONOUNS.len() {
        let Literal { bits, len } = PRONOUNS[n].0;
        let two = bits >> (6 * (len - 2));
        before[(two >> 6) as usize] = before[(two >> 6) as usize].with(two & 0x3F);
        n += 1;
    }
    before
};

/// Strips an attached pronoun from a folded word; returns whether there was one.
#[inline(always)]
pub(super) fn strip_pronoun<B: LetterBits>(word: &mut Letters<B>) -> bool {
    let two = word.last(2);
    LETTERS_BEFORE[(two >> 6 & 0x3F) as usize].contains(two & 0x3F) && strip_known_pronoun(word)
}

#[inline]
fn strip_known_pronoun<B: LetterBits>(word: &mut Letters<B>) -> bool {
    let matches = |(end, _, min_len): &&(Literal, u32, u32)| word.len >= *min_len && word.ends_with(*end);
    let Some((_, count, _)) = PRONOUNS.iter().find(matches) else { return false };
    if is_listed(*word, PRONOUN_LIKE) || is_accusative_in_noon(*word) {
        return false;
    }
    word.remove_end(*count);
    true
}

/// Whether a short word in `نا` more likely ends in `ن` and the alef of the accusative: `مكانا` and
/// `حزينا` do, but not `بيتنا` and not `كتبنا`.
#[inline]
fn is_accusative_in_noon<B: LetterBits>(word: Letters<B>) -> bool {
    const LONG_VOWELS: LetterSet = letter_set("اوي");
    word.len == 5
        && word.ends_with(const { literal("نا") })
        && (word.first() == MEEM || LONG_VOWELS.contains(word.at(2)))
}

/// Whether a word ends in `ه`, which may be `ة`, or in `ات`.
#[inline(always)]
pub(super) fn is_feminine<B: LetterBits>(word: Letters<B>) -> bool {
    word.last(1) == HEH || word.ends_with(const { literal("ات") })
}

/// After a pronoun is stripped: strips the `ت` that was `ة` before it, or an alef; returns whether it was `ت`.
#[inline]
pub(super) fn strip_teh_before_pronoun<B: LetterBits>(word: &mut Letters<B>) -> bool {
    let is_stripped = if word.ends_with(const { literal("ات") }) {
        // حياتها is a form of حياة, and مدرستها one of مدرسة.
        is_listed(*word, TEH_MARBUTA)
    } else {
        match word.last(1) {
            // بيته is a form of بيت.
            TEH => word.len >= 3 && !is_listed(*word, ENDING_LIKE),
            ALEF => word.len >= 4,
            _ => false,
        }
    };
    let is_teh = is_stripped && word.last(1) == TEH;
    word.remove_end(is_stripped as u32);
    is_teh
}

/// Strips endings from a folded word of at least two letters. `original` gives the letters before
/// folding, by index.
#[inline(always)]
pub(super) fn strip<B: LetterBits>(word: &mut Letters<B>, original: impl Fn(u32) -> u64) {
    let (last, len) = (word.last(1), word.len);
    if last == ALEF || last == TEH {
        let before = *word;
        strip_alef_and_teh(word, &original);
        if word.len != before.len && keeps(before) {
            *word = before;
            return;
        }
    }
    // مدرسةا is no word: after ا and ت a ه is a root letter, as in نبهت and وجها.
    if word.len != len && word.last(1) == HEH {
        return;
    }
    let last = word.last(1);
    let count = ending(*word, 0);
    if count == 0 || is_root(*word, &original) {
        return;
    }
    word.remove_end(count);
    let count = match word.last(1) {
        // روماني, بريطاني: the ن before the ي of an adjective is a root letter.
        NOON if last == YEH => return,
        // مدرستي is مدرسة with a pronoun.
        TEH if last == YEH && word.len >= 4 => ending(*word, 1).max(1),
        _ => ending(*word, 1),
    };
    if count != 0 && !is_root(*word, &original) {
        word.remove_end(count);
    }
}

#[inline(always)]
fn strip_alef_and_teh<B: LetterBits>(word: &mut Letters<B>, original: impl Fn(u32) -> u64) {
    if word.len >= 4 && word.last(1) == ALEF {
        // بدأ, أسوأ: a letter of the word.
        let is_root_letter = original(word.len - 1) == ALEF_HAMZA;
        let count = if word.ends_with(const { literal("وا") }) { 2 } else { 1 };
        word.remove_end(if is_root_letter { 0 } else { count });
    }
    // قرأت: the alef is a letter of the word.
    let is_stripped = word.len >= 4
        && word.last(1) == TEH
        && (!word.ends_with(const { literal("ات") }) || original(word.len - 2) == ALEF_HAMZA);
    word.remove_end(is_stripped as u32);
}

/// The number of letters to strip from the end of a word of at least two letters.
#[inline(always)]
fn ending<B: LetterBits>(word: Letters<B>, round: usize) -> u32 {
    let (last, before, third) = (word.last(1), word.last(2) & 0x3F, word.last(3) & 0x3F);
    let Ending { count, min_len, with_teh } =
        ENDINGS[round][LAST_LETTER[last as usize & 0x3F] as usize][before as usize];
    // تان and تين are stripped as a whole.
    let teh = third == TEH && word.len >= 6 && with_teh;
    if word.len >= min_len as u32 { count as u32 + teh as u32 } else { 0 }
}

/// An ending of one or two letters.
#[derive(Clone, Copy)]
struct Ending {
    count: u8,
    /// The fewest letters of a word with it.
    min_len: u8,
    /// Whether a `ت` before it is stripped with it.
    with_teh: bool,
}

/// By letter, the index in [`ENDINGS`] of the endings with this last letter; 0 for no ending.
const LAST_LETTER: [u8; 64] = {
    let mut index = [0; 64];
    index[HEH as usize] = 1;
    index[TEH as usize] = 2;
    index[NOON as usize] = 3;
    index[YEH as usize] = 4;
    index
};

/// The ending by round, by the index of the last letter, and by the letter before it.
static ENDINGS: [[[Ending; 64]; 5]; 2] = {
    let mut endings = [[[Ending { count: 0, min_len: 0, with_teh: false }; 64]; 5]; 2];
    // The folded ة. It is stripped in the first round only: the ه before the ة of مواجهة is a root letter.
    endings[0][1] = [Ending { count: 1, min_len: 3, with_teh: false }; 64];
    let mut round = 0;
    while round < 2 {
        let [_, _, of_teh, of_noon, of_yeh] = &mut endings[round];
        of_teh[ALEF as usize] = Ending { count: 2, min_len: 4, with_teh: false };
        of_noon[WAW as usize] = Ending { count: 2, min_len: 5, with_teh: false };
        of_noon[YEH as usize] = Ending { count: 2, min_len: 5, with_teh: true };
        of_noon[ALEF as usize] = Ending { count: 2, min_len: 5, with_teh: true };
        *of_yeh = [Ending { count: 1, min_len: 4, with_teh: false }; 64];
        of_yeh[ALEF as usize].count = 0;
        round += 1;
    }
    endings
};

/// Whether the last letters, which look like an ending, belong to the word.
#[inline(always)]
fn is_root<B: LetterBits>(word: Letters<B>, original: impl Fn(u32) -> u64) -> bool {
    plurals::is_plural_in_noon(word, original) || keeps(word)
}

/// Whether the last letters belong to the word, by the tables.
#[inline(always)]
pub(crate) fn keeps<B: LetterBits>(word: Letters<B>) -> bool {
    // The names of countries end in ستان.
    is_listed(word, ENDING_LIKE) || word.len > 5 && word.ends_with(const { literal("ستان") })
}

/// The number of a list in [`KEPT_ENDINGS`].
type ListNumber = u32;
const PRONOUN_LIKE: ListNumber = 0;
const TEH_MARBUTA: ListNumber = 1;
const ENDING_LIKE: ListNumber = 2;

#[inline(always)]
fn is_listed<B: LetterBits>(word: Letters<B>, list: ListNumber) -> bool {
    KEPT_ENDINGS.find(word).is_some_and(|entry: &WordEntry| entry.is_in(list))
}

table! {
    /// Words whose last letters look like a pronoun or an ending, and belong to the word.
    KEPT_ENDINGS: WordSet = PRONOUN_LIKE_WORDS, TEH_MARBUTA_WORDS, ENDING_LIKE_WORDS
}

/// Words that end in the letters of a pronoun.
const PRONOUN_LIKE_WORDS: &str = "
تفاهم مساهم يساهم تساهم يتفاهم متفاهم متراكم تراكم يتراكم محاكم تحاكم مناهم إلهام إبراهيم
مبنا ميناء مينا فيينا صنعاء هنا أبدا
دراهم براهم اللهم أحيانا سبائك أرائك ملائك يواجهن يشبهن ينتبهن يكرهن
";

/// Words in `اة`, as they are before a pronoun: with `ت` for `ة`.
const TEH_MARBUTA_WORDS: &str = "
حيات صلات زكات وفات مبارات معانات قنات فتات نوات مأسات مساوات ملاقات مجارات محاكات مراعات محابات مواسات مباهات مناجات مقاسات نجات أدات غدات شتات
";

/// Words that end in the letters of an ending.
const ENDING_LIKE_WORDS: &str = "
عدوان رومان لبنان رمضان سلطان عثمان برلمان مهرجان إنسان حيوان ميدان برهان بركان عدنان مروان سودان أردن طيران إيران يابان فنجان قبطان سليمان عمران نعمان مرجان
ديوان عنوان حصان ميزان بستان فستان شيطان ثعبان سرطان غفران نسيان عصيان دوران طوفان جريان هذيان فقدان حرمان وجدان إعلان إتقان إدمان إحسان نيسان
قرآن تركمان يونان ألمان غليان فيضان خفقان شعبان سلمان غسان حسان قحطان زهران وهران طهران أصفهان خراسان أديان جيران فرسان رهبان نجران جازان باكستان
كرمان همدان تيجان لقمان مثان بنيان كتمان حنان جنان عنان بيان زمان مكان ضمان عمان إيمان أمان ريان جبان دخان أذان حمدان زيدان حمان حزيران
بهتان قربان هيجان غثيان طغيان قضبان كيان كيوان نقصان خسران رجحان هوان جمان ودان شنآن
فلسطين بنزين تشرين ياسمين مسكين تمرين تعيين تكوين تدوين تخزين تمكين تحسين تدخين تلوين تأمين تضمين تعدين تسخين تموين تثمين كوكايين إنسولين ستالين
برلين شيرين لينين بوتين بحرين أرجنتين فلبين ياسين نسرين شاهين هرمونين تبيين تلقين تهجين توطين تقنين حنين جنين رنين أنين ثمين سمين يمين يقين حسين
رزين بكين جبين دفين طحين عجين حصين متين أمين سجين هجين تخمين تطمين تزيين تنين بروتين جيلاتين كرياتين نيكوتين هيموجلو مورفين سكين
تلفزيون كربون قانون زيتون صابون هارون مجنون أفلاطون نابليون واشنطون مضمون ميمون مأمون ليمون طاعون فرعون حلزون تعاون تهاون مخزون ملعون مسجون مطعون صهيون
إلكترون تليفون هرمون صالون بالون كرتون كانون عربون غليون مليون بليون تريليون أرغون ماراثون بارون سيمون جفون عيون حصون سكون ركون جنون حنون منون
هاتون شمعون حرمون زبون كلون مظنون مدفون محزون ماعون مفتون طابون بريطون سايغون نيوتن نيوتون
روما كوبا غانا دنيا سيدا آسيا بابا ماما كاما مايا لاما يوغا بيزا فيزا مالطا أوبرا دراما كاميرا بيتزا صوفيا ليما لوكا ريتا سارا مها رضا عصا حمى هدى
سينما فيتا جينا ديما رويا أنا مكة عليا
بيروت كويت توقيت تثبيت ثابت صامت مؤقت سكوت ملكوت ياقوت عنكبوت تابوت طاغوت جبروت جالوت هاروت كبريت عفريت تصويت تفتيت تشتيت مبيت إنترنت حضرموت بسكويت
أفغان أسوان إسكان سوفيت سوفييت تكريت إمكان كنيست كاميرون يثبت تثبت نثبت أثبت يصمت تصمت يسكت تسكت يلفت تلفت ينبت تنبت يفوت تفوت يصوت تصوت نصوت يفلت تفلت يموت استعان استهان استكان استبان شريان نبه يتعين تتعين يتكون تتكون نتكون يتلون تلون تكون يصون تصون يخون تخون يتعاون تتعاون نتعاون يستعين تستعين نستعين يستهين تستهين يستكين
لله شامت صمت موت بيت زيت صوت وقت بنت أخت كبت سبت نبت توت حوت فوت باهت خافت لافت سبات نبات ثبات فرات إثبات إنبات شتات رفات سمات تفاوت متفاوت
وجه فقه شبه إله كره عته سفه تيه فوه نزه ابله منبه متنبه تنبيه تشبيه توجيه فقيه شبيه وجيه نزيه سفيه كريه مشبوه معتوه تشويه تشابه متشابه مياه انتباه
يتجه تتجه نتجه اتجه يواجه تواجه نواجه واجه ينتبه انتبه تنتبه يشبه تشبه اشبه يوجه توجه نوجه يكره تكره نكره اكره يشتبه يتشابه تتشابه تشوه يشوه يتنزه
اتجاه اشتباه تجاه شفاه جباه مكروه منتبه نبيه
الله
";
