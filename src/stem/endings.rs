//! What goes from the end of a word: pronouns, and the endings of gender, number, case and adjectives.

use super::letters::{ALEF, HAMZA, HEH, Letters, TEH, YEH, letters};
use super::table::table;

/// Takes an attached pronoun from the end of a folded word. Returns whether there was one.
pub(super) fn strip_pronoun(word: &mut Letters) -> bool {
    if WITH_PRONOUNS_LETTERS.contains(word.letters()) {
        return false;
    }
    let stripped = word.strip_end(letters!("ها"), 2)
        || word.strip_end(letters!("هما"), 3)
        || word.strip_end(letters!("هم"), 3)
        || [letters!("هن"), letters!("كم"), letters!("نا")].iter().any(|end| word.strip_end(*end, 4))
        || word.strip_end(letters!("كما"), 4)
        || matches!(word.letters(), [_, _, .., TEH | HAMZA, HEH]) && word.strip_end(&[HEH], 2);
    stripped
}

/// Takes the ت that a word has before a pronoun, where it was ة; and an alef there.
pub(super) fn strip_teh_before_pronoun(word: &mut Letters) {
    match word.letters() {
        // حياتها is حياة, مدرستها مدرسة.
        [.., ALEF, TEH] if BEFORE_TEH_MARBUTA.contains(word.letters()) => word.cut_end(1),
        [.., ALEF, TEH] => {}
        [_, _, .., TEH] => word.cut_end(1),
        [_, _, _, .., ALEF] => word.cut_end(1),
        _ => {}
    }
}

/// Takes endings from a folded word.
pub(super) fn strip(word: &mut Letters) {
    if keeps(word) {
        return;
    }
    let _ = word.strip_end(letters!("وا"), 2) || word.strip_end(&[ALEF], 3);
    if !matches!(word.letters(), [.., ALEF, TEH]) {
        word.strip_end(&[TEH], 3);
    }
    for _ in 0..2 {
        if keeps(word) {
            return;
        }
        let _ = word.len() > 2 && word.strip_end(&[HEH], 2)
            || word.strip_end(letters!("ات"), 2)
            || [letters!("تان"), letters!("تين")].iter().any(|end| word.strip_end(*end, 3))
            || [letters!("ون"), letters!("ين"), letters!("ان")].iter().any(|end| word.strip_end(*end, 3))
            || !matches!(word.letters(), [.., ALEF, YEH]) && word.strip_end(&[YEH], 3);
    }
}

fn keeps(word: &Letters) -> bool {
    let letters = word.letters();
    // All that ends in ستان is a country's name.
    WITH_ENDINGS_LETTERS.contains(letters) || letters.len() > 5 && letters.ends_with(letters!("ستان"))
}

/// A hash of the tables.
pub(super) fn fingerprint() -> u64 {
    [WITH_PRONOUNS_LETTERS.fingerprint(), BEFORE_TEH_MARBUTA.fingerprint(), WITH_ENDINGS_LETTERS.fingerprint()]
        .iter()
        .fold(0, |hash, table| hash.rotate_left(5) ^ table)
}

table! {
    /// Words that end in the letters of a pronoun, their own.
    WITH_PRONOUNS_LETTERS: Lexicon = "
تفاهم مساهم يساهم تساهم يتفاهم متفاهم متراكم تراكم يتراكم محاكم تحاكم مناهم إلهام إبراهيم
مبنا ميناء مينا فيينا صنعاء هنا أبدا
دراهم براهم
"
}

table! {
    /// Words in اة, without it, whose ت before a pronoun is that ة.
    BEFORE_TEH_MARBUTA: Lexicon = "
حيات صلات زكات وفات مبارات معانات قنات فتات نوات مأسات مساوات ملاقات مجارات محاكات مراعات محابات مواسات مباهات مناجات مقاسات نجات أدات غدات شتات
"
}

table! {
    /// Words that end in the letters of an ending, their own.
    WITH_ENDINGS_LETTERS: Lexicon = "
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
"
}
