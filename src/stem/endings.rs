//! What goes from the end of a word: pronouns, and the endings of gender, number, case and adjectives.

use super::letters::{ALEF, HAMZA, HEH, KAF, Letters, MEEM, NOON, TEH, WAW, YEH, letters};
use super::table::table;

/// Takes an attached pronoun from the end of a folded word. Returns whether there was one.
pub(super) fn strip_pronoun(word: &mut Letters) -> bool {
    let whole = *word;
    let stripped = match word.letters() {
        [.., HEH, ALEF] => word.strip_end(letters!("ها"), 2),
        [.., MEEM, ALEF] => word.strip_end(letters!("هما"), 3) || word.strip_end(letters!("كما"), 4),
        [.., HEH, MEEM] => word.strip_end(letters!("هم"), 3),
        [.., HEH, NOON] => word.strip_end(letters!("هن"), 4),
        [.., KAF, MEEM] => word.strip_end(letters!("كم"), 4),
        [.., NOON, ALEF] => word.strip_end(letters!("نا"), 4),
        [_, _, .., TEH | HAMZA, HEH] => word.strip_end(letters!("ه"), 2),
        _ => false,
    };
    if stripped && WITH_PRONOUNS_LETTERS.contains(whole.packed()) {
        *word = whole;
        return false;
    }
    stripped
}

/// Takes the ت that a word has before a pronoun, where it was ة; and an alef there.
pub(super) fn strip_teh_before_pronoun(word: &mut Letters) {
    match word.letters() {
        // حياتها is حياة, مدرستها مدرسة.
        [.., ALEF, TEH] if BEFORE_TEH_MARBUTA.contains(word.packed()) => word.cut_end(1),
        [.., ALEF, TEH] => {}
        [_, _, .., TEH] => word.cut_end(1),
        [_, _, _, .., ALEF] => word.cut_end(1),
        _ => {}
    }
}

/// Takes endings from a folded word; `hamza` is whether its last letter was written أ.
pub(super) fn strip(word: &mut Letters, hamza: bool) {
    let whole = *word;
    let _ = match word.letters() {
        [.., WAW, ALEF] => word.strip_end(letters!("وا"), 2),
        // بدأ, خطأ: a letter of the word.
        [.., ALEF] if !hamza => word.strip_end(letters!("ا"), 3),
        _ => false,
    };
    if !matches!(word.letters(), [.., ALEF, TEH]) {
        word.strip_end(letters!("ت"), 3);
    }
    if word.len() != whole.len() && keeps(&whole) {
        *word = whole;
        return;
    }
    for round in 0..2 {
        let whole = *word;
        let stripped = match word.letters() {
            // مواجهة has a ه of its own before its ة.
            [.., HEH] => round == 0 && word.strip_end(letters!("ه"), 2),
            [.., ALEF, TEH] => word.strip_end(letters!("ات"), 2),
            [.., TEH, ALEF | YEH, NOON] if word.len() >= 6 => {
                word.cut_end(3);
                true
            }
            [.., WAW | YEH | ALEF, NOON] if word.len() >= 5 => {
                word.cut_end(2);
                true
            }
            [.., ALEF, YEH] => false,
            _ => word.strip_end(letters!("ي"), 3),
        };
        if !stripped {
            return;
        }
        if keeps(&whole) {
            *word = whole;
            return;
        }
    }
}

fn keeps(word: &Letters) -> bool {
    // All that ends in ستان is a country's name.
    WITH_ENDINGS_LETTERS.contains(word.packed()) || word.len() > 5 && word.ends_with(letters!("ستان"))
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
