//! Stop words, by category.

use crate::names::named;
use crate::search::stem::ArabicWord;
use crate::search::stem::letters::{ALEF, LAM, LetterBits, LetterSet, Letters, letter_set};
use crate::search::stem::table::table;
use crate::search::stem::word_set::WordEntry;

/// A category of stop words.
///
/// The lists are written by hand. They hold closed word classes (prepositions with and without pronouns, pronouns,
/// demonstratives, relatives, conjunctions, negations, forms of `كان` and `ليس`), not the most frequent words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Category {
    /// Prepositions, conjunctions, pronouns, particles, the verb to be: `في هذا التي كان`.
    Function,
    /// Interrogatives: `ماذا متى كيف أين`.
    Question,
    /// Months of the three calendars: `يناير كانون رجب`.
    Month,
    /// Days of the week: `الخميس`.
    Day,
    /// Number words: `ثلاثة عشرون`.
    Number,
}

named! { Category, "category of stop words", "stem::Category";
    Function = "function",
    Question = "question",
    Month = "month",
    Day = "day",
    Number = "number",
}

impl Category {
    /// The category of a normalized word, if it is a stop word: with or without `و` or `ف` before it, and `ب` or `ك` or `ل`
    /// where it can have one. Does not allocate.
    ///
    /// ```
    /// use naqi::stem::Category;
    /// assert_eq!(Category::of("في"), Some(Category::Function));
    /// assert_eq!(Category::of("وهذه"), Some(Category::Function));
    /// assert_eq!(Category::of("للذين"), Some(Category::Function));
    /// assert_eq!(Category::of("أين"), Some(Category::Question));
    /// assert_eq!(Category::of("كتاب"), None);
    /// ```
    pub fn of(word: &str) -> Option<Self> {
        ArabicWord::parse(word)?.category()
    }

    /// The category of a folded word, with or without clitics.
    #[inline(always)]
    pub(super) fn of_folded<B: LetterBits>(mut word: Letters<B>) -> Option<Self> {
        if let Some(entry) = WORDS.find(word) {
            return Self::of_entry(entry);
        }
        if CONJUNCTIONS.contains(word.first()) && word.len >= 3 {
            word.remove_front(1);
            if let Some(entry) = WORDS.find(word) {
                return Self::of_entry(entry);
            }
        }
        if PREPOSITIONS.contains(word.first()) && word.len >= 3 { Self::after_preposition(word) } else { None }
    }

    fn of_entry(entry: &WordEntry) -> Option<Self> {
        if entry.is_in(CONTENT_WORDS) { None } else { Self::ALL.get(entry.first_list()).copied() }
    }

    /// The category of a word after `ب` or `ك` or `ل`, for the categories and words that a preposition can precede: `بكل` and `للذين`.
    fn after_preposition<B: LetterBits>(mut word: Letters<B>) -> Option<Self> {
        if word.first() == LAM && word.at(1) == LAM {
            // للذين is ل and الذين, without its alef.
            word.set(0, ALEF);
        } else {
            word.remove_front(1);
        }
        let entry = WORDS.find(word)?;
        let category = Self::of_entry(entry)?;
        let is_closed = matches!(category, Self::Function | Self::Question);
        (!is_closed || entry.is_in(AFTER_PREPOSITIONS)).then_some(category)
    }
}

/// The numbers of the lists after those of the categories.
const AFTER_PREPOSITIONS: u32 = 5;
const CONTENT_WORDS: u32 = 6;
const CONJUNCTIONS: LetterSet = letter_set("وف");
const PREPOSITIONS: LetterSet = letter_set("بكل");

table! {
    /// A list for each category, in the order of [`Category::ALL`]; then the function words that a preposition can precede,
    /// and the words that look like a conjunction and a stop word, and are none.
    WORDS: WordSet = "
في فيه فيها فيهم فيهما فيكم فينا من منه منها منهم منهما منا منكم منك مني إلى إليه إليها إليهم إليهما إلينا إليك على عليه عليها عليهم
عليهما علينا عليك عليكم عن عنه عنها عنهم عنا مع معه معها معهم معنا معك حتى منذ مذ خلال خلالها خلاله بين بينه بينها بينهم بينهما بيننا عند عنده
عندها عندهم عندنا عندك عندي عندكم عندما عندئذ لدى لديه لديها لديهم لدينا نحو حول دون بدون ضد عبر قبل بعد بعدها بعدما قبلها أثناء حين حينما حسب وفق وفقا تجاه
إزاء رغم سوى ضمن لا ما مما ممن عما عمن فيما بما لما كما لم لن ليس ليست ليسوا لست إلا غير
به بها بهم بهما بنا بكم بك بي له لها لهم لهما لنا لكم لك لي
أنا نحن أنت أنتم أنتما هو هي هم هما هن إياه إياها إنه إنها إنهم
هذا هذه هذان هذين هاتان هاتين هؤلاء ذلك تلك ذاك أولئك هنا هناك هنالك ذا بهذا بهذه لهذا لهذه كهذا كهذه بذلك لذلك كذلك بتلك لتلك هكذا
الذي التي الذين اللذان اللذين اللتان اللتين اللتي اللذي اللاتي اللواتي اللائي للذي بالذي بالتي للتي كالتي
و ف ب ل ك ال أن أو أم ثم بل لكن لكنه لكنها لكنهم لكننا لكنني لكني لأن لأنه لأنها لأنهم لكي كي حيث إذ إذا إذن أنهما أننا أنني أني لو لولا أما بأن بأنك بأنكم لأنك لأنكم بأنه بأنها بأنهم فإن
فإنه فإنها كأن كأنه كأنها كلما بينما مهما حيثما طالما إنما ربما لعل ليت قد لقد سوف أيضا جدا فقط مثل مثلا كل كلها كله كلهم كلنا بعض بعضها بعضهم بعضنا جميع جميعا جميعها جميعهم كلا كلتا غيره غيرها غيرهم مثله مثلها مثلهم يا أيها أيتها ياليت بلى
كانت كانوا كانا كنت كنا يكون تكون يكن تكن أكن نكن يكونون يكونوا أكون نكون كن ليكون لتكون تم تمت يتم تتم سيتم ستتم سيكون ستكون الآن
", "
ماذا لماذا متى أين كيف كم هل أي أية أيهما أيهم أيها ماهو ماهي ماهم مالذي بماذا لمن بم فيم علام أيان بأي بمن مامعنى منهو منهي
", "
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز أيلول تشرين جانفي فيفري
أفريل جوان جويلية أوت محرم صفر جمادى رجب شعبان رمضان شوال
", "
الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت
", "
واحد واحدة اثنان اثنين اثنتان اثنتين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين أربعون أربعين
خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة مئتان مئتين مائتين ألف ألفان ألفين آلاف مليون ملايين مليار مليارات
", "
هذا هذه هذان هذين هاتان هاتين هؤلاء ذلك تلك ذاك ذا أولئك الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي اللائي
كل كلها كله كلهم كلا كلتا بعض بعضها بعضهم جميع جميعا جميعها جميعهم غير غيره غيرها غيرهم مثل مثله مثلها مثلهم حسب نحو بين دون أي أن أنه أنها
أنهم أننا أني أنني أنهما ما من حيث حين هنا هناك الآن لا
", "
فهم وهم فلم فلك وهن فقد فعلي ولي فهما
"
}
