//! What goes from the end of a word: pronouns, and the endings of gender, number, case and adjectives.

use crate::search::stem::letters::{ALEF, ALEF_HAMZA, Bits, HEH, Letters, NOON, Row, Set, TEH, WAW, YEH, row};
use crate::search::stem::table::table;
use crate::search::stem::word_set::Listed;

/// Each pronoun, how many letters it is, and how many a word that has it has at least.
const PRONOUNS: [(Row, u32, u32); 9] = [
    (row("ها"), 2, 4),
    (row("هما"), 3, 6),
    (row("كما"), 3, 7),
    (row("هم"), 2, 5),
    (row("هن"), 2, 6),
    (row("كم"), 2, 6),
    (row("نا"), 2, 6),
    // Of the ه alone, what stands before it.
    (row("ته"), 1, 4),
    (row("ءه"), 1, 4),
];

/// For each last letter of a pronoun, the letters before it.
const BEFORE: [Set; 64] = {
    let mut before = [Set::NONE; 64];
    let mut n = 0;
    while n < PRONOUNS.len() {
        let Row { bits, len } = PRONOUNS[n].0;
        let two = bits >> (6 * (len - 2));
        before[(two >> 6) as usize] = before[(two >> 6) as usize].with(two & 0x3F);
        n += 1;
    }
    before
};

/// Takes an attached pronoun from the end of a folded word. Returns whether there was one.
#[inline(always)]
pub(super) fn strip_pronoun<B: Bits>(word: &mut Letters<B>) -> bool {
    let two = word.last(2);
    BEFORE[(two >> 6 & 0x3F) as usize].has(two & 0x3F) && strip_listed_pronoun(word)
}

#[inline]
fn strip_listed_pronoun<B: Bits>(word: &mut Letters<B>) -> bool {
    let fits = |(end, _, least): &&(Row, u32, u32)| word.len >= *least && word.ends_with(*end);
    let Some((_, count, _)) = PRONOUNS.iter().find(fits) else { return false };
    if is_listed(*word, WITH_PRONOUNS_LETTERS) {
        return false;
    }
    word.cut_end(*count);
    true
}

/// Takes the ت that a word has before a pronoun, where it was ة; and an alef there.
#[inline]
pub(super) fn strip_teh_before_pronoun<B: Bits>(word: &mut Letters<B>) {
    let goes = if word.ends_with(const { row("ات") }) {
        // حياتها is حياة, مدرستها مدرسة.
        is_listed(*word, BEFORE_TEH_MARBUTA)
    } else {
        match word.last(1) {
            TEH => word.len >= 3,
            ALEF => word.len >= 4,
            _ => false,
        }
    };
    word.cut_end(goes as u32);
}

/// Takes endings from a folded word of two letters or more; `seat` is its last letter as it was written, if it was.
#[inline(always)]
pub(super) fn strip<B: Bits>(word: &mut Letters<B>, seat: Option<u64>) {
    let last = word.last(1);
    if last == ALEF || last == TEH {
        let whole = *word;
        strip_alef_and_teh(word, seat);
        if word.len != whole.len && keeps(whole) {
            *word = whole;
            return;
        }
    }
    for round in 0..2 {
        let count = ending(*word, round);
        if count == 0 || keeps(*word) {
            return;
        }
        word.cut_end(count);
    }
}

#[inline(always)]
fn strip_alef_and_teh<B: Bits>(word: &mut Letters<B>, seat: Option<u64>) {
    if word.len >= 4 && word.last(1) == ALEF {
        // بدأ, خطأ: a letter of the word.
        let own = seat == Some(ALEF_HAMZA);
        word.cut_end(if word.ends_with(const { row("وا") }) { 2 } else { !own as u32 });
    }
    let goes = word.len >= 4 && word.last(1) == TEH && !word.ends_with(const { row("ات") });
    word.cut_end(goes as u32);
}

/// How many letters of an ending stand at the end of a word of two letters or more.
#[inline(always)]
fn ending<B: Bits>(word: Letters<B>, round: usize) -> u32 {
    let (last, before, third) = (word.last(1), word.last(2) & 0x3F, word.last(3) & 0x3F);
    let Ending { count, least, after_teh } = ENDINGS[round][KIND[last as usize & 0x3F] as usize][before as usize];
    // تان and تين go whole.
    let teh = third == TEH && word.len >= 6 && after_teh;
    if word.len >= least as u32 { count as u32 + teh as u32 } else { 0 }
}

/// An ending of one or two letters.
#[derive(Clone, Copy)]
struct Ending {
    count: u8,
    /// How many letters a word that has it has at least.
    least: u8,
    /// Whether a ت before it goes with it.
    after_teh: bool,
}

/// The number of an ending's last letter, from 1, or 0.
const KIND: [u8; 64] = {
    let mut kind = [0; 64];
    kind[HEH as usize] = 1;
    kind[TEH as usize] = 2;
    kind[NOON as usize] = 3;
    kind[YEH as usize] = 4;
    kind
};

/// In the first and the second round, for each last letter and the one before it, the ending.
static ENDINGS: [[[Ending; 64]; 5]; 2] = {
    let mut endings = [[[Ending { count: 0, least: 0, after_teh: false }; 64]; 5]; 2];
    // مواجهة has a ه of its own before its ة: ه goes in the first round alone.
    endings[0][1] = [Ending { count: 1, least: 3, after_teh: false }; 64];
    let mut round = 0;
    while round < 2 {
        let [_, _, of_teh, of_noon, of_yeh] = &mut endings[round];
        of_teh[ALEF as usize] = Ending { count: 2, least: 4, after_teh: false };
        of_noon[WAW as usize] = Ending { count: 2, least: 5, after_teh: false };
        of_noon[YEH as usize] = Ending { count: 2, least: 5, after_teh: true };
        of_noon[ALEF as usize] = Ending { count: 2, least: 5, after_teh: true };
        *of_yeh = [Ending { count: 1, least: 4, after_teh: false }; 64];
        of_yeh[ALEF as usize].count = 0;
        round += 1;
    }
    endings
};

#[inline(always)]
fn keeps<B: Bits>(word: Letters<B>) -> bool {
    // All that ends in ستان is a country's name.
    is_listed(word, WITH_ENDINGS_LETTERS) || word.len > 5 && word.ends_with(const { row("ستان") })
}

/// A list of [`LETTERS_OF_ENDINGS`].
type List = u32;
const WITH_PRONOUNS_LETTERS: List = 0;
const BEFORE_TEH_MARBUTA: List = 1;
const WITH_ENDINGS_LETTERS: List = 2;

#[inline(always)]
fn is_listed<B: Bits>(word: Letters<B>, list: List) -> bool {
    LETTERS_OF_ENDINGS.find(word).is_some_and(|listed: &Listed| listed.is_in(list))
}

table! {
    /// Words whose last letters look like a pronoun or an ending.
    LETTERS_OF_ENDINGS: WordSet = PRONOUNS_LETTERS, TEH_MARBUTA, ENDINGS_LETTERS
}

/// Words that end in the letters of a pronoun, their own.
const PRONOUNS_LETTERS: &str = "
تفاهم مساهم يساهم تساهم يتفاهم متفاهم متراكم تراكم يتراكم محاكم تحاكم مناهم إلهام إبراهيم
مبنا ميناء مينا فيينا صنعاء هنا أبدا
دراهم براهم
";

/// Words in اة, without it, whose ت before a pronoun is that ة.
const TEH_MARBUTA: &str = "
حيات صلات زكات وفات مبارات معانات قنات فتات نوات مأسات مساوات ملاقات مجارات محاكات مراعات محابات مواسات مباهات مناجات مقاسات نجات أدات غدات شتات
";

/// Words that end in the letters of an ending, their own.
const ENDINGS_LETTERS: &str = "
لبنان رمضان سلطان عثمان برلمان مهرجان إنسان حيوان ميدان برهان بركان عدنان مروان سودان أردن طيران إيران يابان فنجان قبطان سليمان عمران نعمان مرجان
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
شامت صمت موت قوت بيت زيت صوت وقت بنت أخت كبت سبت نبت توت حوت فوت باهت خافت لافت سبات نبات ثبات فرات إثبات إنبات شتات رفات سمات تفاوت متفاوت
وجه فقه شبه إله كره عته سفه تيه فوه نزه ابله منبه متنبه تنبيه تشبيه توجيه فقيه شبيه وجيه نزيه سفيه كريه مشبوه معتوه تشويه تشابه متشابه مياه انتباه
اتجاه اشتباه تجاه شفاه جباه مكروه منتبه موجه نبيه
الله
";
