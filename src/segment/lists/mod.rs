//! Words with their segments, written by hand.

mod dialects;
mod feminine;
mod function_words;
mod hosts;
mod kaf_words;
mod names;
mod whole;
mod word_starts;

use crate::search::stem::table::table;
use crate::segment::table::segmented_words;

segmented_words! {
    /// Words whose segments no rule finds. The first list has function words, which follow a conjunction whatever the tables
    /// of stems say of `و` and `ف`.
    WORDS = function_words::FUNCTION_WORDS, hosts::HOSTS, whole::WHOLE, kaf_words::KAF_WORDS, dialects::DIALECTS,
        feminine::FEMININE, names::NAMES
}

table! {
    /// The first letters of folded words. `+`: the first letter, or the first two, belong to the word. `-`: the first letter
    /// is a clitic of a dialect.
    WORD_STARTS: PrefixTable = word_starts::FUTURE, word_starts::ARTICLE, word_starts::NEGATION, word_starts::PRESENT,
        word_starts::KAF, word_starts::VOCATIVE
}

segmented_words! {
    /// Words in `ل` that have an article after `لل`, as `للجنة` is `ل` and `اللجنة`.
    DEFINITE_LAM = "لجنة لجان لاعب لاعبين لاعبات لاجئين لغة ليل لحم لحوم"
}

segmented_words! {
    /// Words that `ما` is written onto, with their pronouns.
    NEGATED = "
كان كانت كانوا كنت كنا راح عاد صار صارت قال قالت قلت جا جاء جيت جات شاف شفت عرف عرفت قدر قدرت فهم فهمت لقى لقيت لقينا
درى دريت أبي أقدر أعرف أحب أبغى ابغا أظن أدري أشوف عاش عاشت حصل نمت رحت شبعت طلعت توقعت قصرت قصر خلى خلا سوى سويت ظل
بقى ضل نبي نعرف نقدر نريد نشوف نحتاج ندري تعرف تدري تقول تشوف تسوى تقدر تبي تحب تصير ترد عند-ي عند-ك عند-ه عند-ها
عند-هم عند-نا عند-كم عند-و في في-ه في-ها في-هم في-ني في-نا في-ك في-كم ود-ي ود-ك مع-ي مع-ه مع-اي ظن علي-ك علي-ه علي-ها
"
}

segmented_words! {
    /// Words whose last alef is no ending.
    KEPT_ALEFS = "
سوريا روسيا ليبيا تركيا إيطاليا ألمانيا أستراليا إسبانيا بريطانيا رومانيا بلغاريا ألبانيا صربيا كرواتيا أوكرانيا
إثيوبيا إريتريا كينيا نيجيريا تنزانيا أوغندا رواندا غانا كندا أمريكا أميركا إفريقيا آسيا أوروبا هولندا فرنسا بولندا
أيرلندا اسكتلندا فنلندا آيسلندا إنجلترا سويسرا النمسا نمسا ماليزيا إندونيسيا كوريا كولومبيا بوليفيا فنزويلا نيكاراغوا
كوبا بنما مالطا جورجيا أرمينيا ليتوانيا لاتفيا إستونيا سلوفاكيا سلوفينيا مقدونيا بوسنيا فيينا أثينا روما جنيفا دارفور
درعا سرتا صنعا عكا حيفا يافا قنا طنطا شبرا برشلونا موسيقا تكنولوجيا بيولوجيا جغرافيا فيزيا كيميا فيزياء استراتيجيا
ديمقراطيا هنا هذا ماذا لماذا إذا أنا عندما بينما ربما كلما أما لولا دنيا عليا دعا بدا نما رجا عفا غزا شكا تلا علا سما
نجا خلا صبا عصا رضا ربا مزايا قضايا هدايا ضحايا زوايا نوايا خلايا بقايا وصايا رعايا مرايا تحايا خبايا حنايا ثنايا
مايا بابا ماما سينما دراما أوبرا كاميرا بيتزا بكتيريا ملاريا إنفلونزا كورونا فيزا فيفا محيا رؤيا أعيا أحيا يحيا تحيا
استحيا سيما لاسيما أسما مها سارا دينا نورا ليلا لينا هيا تعالا كلاهما
"
}
