//! Counts of characters, against a loop over ICU4X's properties and by example; the steps that change a text, against running
//! each of them.

mod random;

use icu_properties::props::{
    Alphabetic, BidiControl, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, JoinControl, Script as IcuScript,
};
use icu_properties::{CodePointMapData, CodePointSetData, PropertyNamesShort};
use naqi::inspect::{Counts, Language, changing_steps, count, is_arabic, is_vocalized, script_share};
use naqi::step::{Digits, Step};
use naqi::{Normalizer, Script};
use std::collections::BTreeMap;

/// Every count under its name. Those of zero are left out.
type Named = BTreeMap<String, u64>;

fn named(counts: &Counts) -> Named {
    let fields = [
        ("characters", counts.characters),
        ("letters", counts.letters),
        ("marks", counts.marks),
        ("vowels", counts.vowels),
        ("combining_hamzas", counts.combining_hamzas),
        ("tatweels", counts.tatweels),
        ("presentation_forms", counts.presentation_forms),
        ("invisible", counts.invisible),
        ("bidi_controls", counts.bidi_controls),
        ("joiners", counts.joiners),
    ];
    let mut all: Named = fields.into_iter().map(|(name, n)| (name.into(), n)).collect();
    all.extend(Digits::ALL.iter().map(|set| (format!("digits {set}"), counts.digits(*set))));
    all.extend(counts.scripts().map(|(script, n)| (script.iso_15924().into(), n)));
    all.extend(Language::ALL.iter().map(|l| (format!("letters of {l}"), counts.letters_beyond_arabic(*l))));
    all.retain(|_, n| *n > 0);
    all
}

/// The marks that are vowels, in the order of their code points: the tanwins, the vowels, SUKUN, SUBSCRIPT ALEF, INVERTED DAMMA,
/// SUPERSCRIPT ALEF, SMALL HIGH DOTLESS HEAD OF KHAH, and the open tanwins.
const VOWELS: &str =
    "\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{652}\u{656}\u{657}\u{670}\u{6E1}\u{8F0}\u{8F1}\u{8F2}";

/// The names of the counts that a character adds to, by ICU4X's properties and by what the steps do to it.
fn kinds(c: char) -> Vec<String> {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let is_in = |group: GeneralCategoryGroup| group.contains(category);
    let alone = c.to_string();
    let is_alphabetic = CodePointSetData::new::<Alphabetic>().contains(c)
        && !is_in(GeneralCategoryGroup::Mark)
        && !is_in(GeneralCategoryGroup::Number)
        && !CodePointSetData::new::<EmojiPresentation>().contains(c);
    let is_letter = (is_in(GeneralCategoryGroup::Letter) || is_alphabetic) && c != '\u{640}';
    let is_arabic =
        matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}' | '\u{10EC0}'..='\u{10EFF}');
    let is_mark = is_arabic && category == GeneralCategory::NonspacingMark;
    let counted = [
        ("characters", true),
        ("letters", is_letter),
        ("marks", is_mark),
        ("vowels", VOWELS.contains(c)),
        ("combining_hamzas", matches!(c, '\u{653}'..='\u{655}')),
        ("tatweels", naqi::strip_tatweel(&alone).is_empty()),
        ("presentation_forms", naqi::unify_forms(&alone) != alone),
        ("invisible", naqi::strip_invisible(&alone).is_empty()),
        ("bidi_controls", CodePointSetData::new::<BidiControl>().contains(c)),
        ("joiners", CodePointSetData::new::<JoinControl>().contains(c)),
        ("digits ascii", c.is_ascii_digit()),
        ("digits arabic", ('\u{660}'..='\u{669}').contains(&c)),
        ("digits persian", ('\u{6F0}'..='\u{6F9}').contains(&c)),
    ];
    let mut all: Vec<String> = counted.into_iter().filter(|(_, is)| *is).map(|(name, _)| name.into()).collect();
    if is_letter {
        let script = CodePointMapData::<IcuScript>::new().get(c);
        all.extend(PropertyNamesShort::<IcuScript>::new().get(script).map(String::from));
    }
    let has = |language: &&Language| language.letters_beyond_arabic().contains(&c);
    all.extend(Language::ALL.iter().filter(has).map(|language| format!("letters of {language}")));
    all
}

fn naive(text: &str) -> Named {
    let mut all = Named::new();
    text.chars().flat_map(kinds).for_each(|kind| *all.entry(kind).or_default() += 1);
    all
}

/// Whether ICU4X's data has the character: naqi's tables are of a newer version of Unicode.
fn is_known(c: char) -> bool {
    CodePointMapData::<GeneralCategory>::new().get(c) != GeneralCategory::Unassigned
}

#[test]
fn every_character_alone_and_all_together_are_counted_as_icu_and_the_steps_say() {
    let every = (0..=0x10FFFF).filter_map(char::from_u32).filter(|&c| is_known(c));
    let (mut all, mut sum, mut text) = (Counts::default(), Named::new(), String::new());
    for c in every {
        let (one, expected) = (count(c.encode_utf8(&mut [0; 4])), naive(c.encode_utf8(&mut [0; 4])));
        assert_eq!(named(&one), expected, "U+{:04X}", c as u32);
        expected.into_iter().for_each(|(kind, n)| *sum.entry(kind).or_default() += n);
        all += one;
        text.push(c);
    }
    assert_eq!(named(&all), sum);
    assert_eq!(count(&text), all);
    assert!(all.scripts().count() > 150 && sum.len() > 170);
}

#[test]
fn random_texts_of_every_length_are_counted_as_by_a_loop() {
    let mut random = random::Random::from_environment();
    for case in 0..random.cases(2_000) {
        let mut text = random.text(40);
        // From 1 KiB on, bytes are counted in blocks.
        while case % 2 == 1 && text.len() < 1024 + case % 2000 {
            text += &random.text(200);
        }
        text.retain(is_known);
        assert_eq!(named(&count(&text)), naive(&text), "{}", random::code_points(&text));
    }
}

#[test]
fn a_character_is_counted_at_every_offset_of_a_block() {
    for c in ['ك', '\u{64E}', 'a', '\u{7FF}', '\u{800}', 'ﻻ', '😀', '\u{10FFFF}'] {
        for before in 0..=130 {
            let filler = "ب".repeat(700);
            let text = ["x".repeat(before).as_str(), &c.to_string(), &filler, &c.to_string()].concat();
            let mut expected = count(&"x".repeat(before));
            expected += count(&c.to_string());
            expected += count(&c.to_string());
            (0..700).for_each(|_| expected += count("ب"));
            assert_eq!(count(&text), expected, "U+{:04X} after {before} bytes", c as u32);
        }
    }
}

#[test]
fn counts_of_two_parts_add_up_to_those_of_the_whole() {
    let mut random = random::Random::from_environment();
    for case in 0..random.cases(2_000) {
        let text = random.text(30).repeat(1 + case % 40);
        let at = random.below(text.len() + 1);
        let at = (0..=at).rev().find(|&n| text.is_char_boundary(n)).expect("the start is one");
        let mut sum = count(&text[..at]);
        sum += &count(&text[at..]);
        assert_eq!(sum, count(&text), "{at} of {}", random::code_points(&text));
    }
}

/// The steps that change a text, by running each.
struct EveryStep(Vec<(Step, Normalizer)>);

impl EveryStep {
    fn new() -> Self {
        Self(Step::all().map(|step| (step.clone(), Normalizer::new(&[step]))).collect())
    }

    fn changing(&self, text: &str) -> Vec<Step> {
        let changes = |(_, naqi): &&(Step, Normalizer)| naqi.normalize(text) != text;
        self.0.iter().filter(changes).map(|(step, _)| step.clone()).collect()
    }

    fn check(&self, text: &str) {
        assert_eq!(changing_steps(text), self.changing(text), "{}", random::code_points(text));
    }
}

#[test]
fn the_steps_that_change_a_text_are_those_that_change_it_when_run() {
    let (every, mut random) = (EveryStep::new(), random::Random::from_environment());
    for case in 0..random.cases(4_000) {
        let text = match case % 4 {
            0 => random.text(3),
            1 => random.arabic(4),
            2 => random.quranic(12),
            // Long enough to be counted in blocks; one kind of change may be far from the start.
            _ => ["كتب ".repeat(200), random.arabic(2)].concat(),
        };
        every.check(&text);
    }
}

#[test]
fn a_hamza_changes_what_it_changes_when_run_wherever_it_stands() {
    let every = EveryStep::new();
    let letters = ["ا", "أ", "ب", "ه", "ە", "\u{640}", "ں", "ﺍ", "a", "", " ", "\u{200C}"];
    let marks = ["\u{653}", "\u{654}", "\u{655}", "\u{64E}", "\u{65F}", "\u{200C}", "ﹶ", ""];
    for (letter, first) in letters.iter().flat_map(|l| marks.map(|m| (l, m))) {
        for second in marks {
            for after in ["", "ب", " ", "\u{640}"] {
                every.check(&[letter, first, second, after].concat());
            }
        }
    }
}

#[test]
fn the_alphabets_are_letters_that_arabic_does_not_have_and_languages_are_in_the_order_of_their_number() {
    let len = |language: &Language| language.letters_beyond_arabic().len();
    assert!(Language::ALL.is_sorted_by_key(len));
    for language in Language::ALL {
        let letters = language.letters_beyond_arabic();
        assert!(letters.is_sorted_by(|a, b| a < b), "{language}");
        for &c in letters {
            assert_eq!(Script::of(c), Script::Arabic);
            assert!(naqi::letters::is_letter(c) || c == '\u{674}', "{language} {c}");
            assert!(!"ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئٱ".contains(c), "{language} {c}");
        }
    }
}

/// Sentences of the same kind: this is a book, my brother reads, and such.
const SENTENCES: [(Language, &str); 10] = [
    (Language::Arabic, "هذا كتاب جديد عن تاريخ المدينة القديمة"),
    (Language::Persian, "این یک کتاب تازه دربارهٔ شهر قدیمی است"),
    (Language::Malay, "بوکو ايني مڠناءي بندر لام يڠ بسر دان چنتيق"),
    (Language::Kazakh, "بۇل جاڭا كىتاپ ەسكى قالا تۋرالى"),
    (Language::Uyghur, "بۇ كونا شەھەر ھەققىدىكى يېڭى كىتاب"),
    (Language::Sorani, "ئەمە کتێبێکی نوێیە دەربارەی شارە کۆنەکە"),
    (Language::Urdu, "یہ پرانے شہر کے بارے میں ایک نئی کتاب ہے"),
    (Language::Pashto, "دا د زاړه ښار په اړه یو نوی کتاب دی چې زه یې لولم"),
    (Language::Kashmiri, "یہِ چھُ پرٛانِس شہرَس متعلق اکھ نٔو کِتاب تٲریخ ؤنۍ کۆر"),
    (Language::Sindhi, "هي پراڻي شهر بابت هڪ نئون ڪتاب آهي جيڪو ڏاڍو سٺو آهي"),
];

#[test]
fn a_sentence_of_each_language_is_told_by_its_letters() {
    assert_eq!(SENTENCES.map(|(language, _)| language), Language::ALL);
    for (language, sentence) in SENTENCES {
        let counts = count(sentence);
        assert_eq!(counts.likely_language(), Some(language), "{:?}", counts);
        assert!(counts.is_arabic() && !counts.is_vocalized(), "{language}");
    }
}

#[test]
fn words_of_uyghur_are_told_from_kazakh() {
    for words in ["ئۇيغۇر تىلى", "ياخشىمۇسىز", "خەلق گېزىتى", "ئۆي", "تۈركچە"] {
        assert_eq!(count(words).likely_language(), Some(Language::Uyghur), "{words}");
    }
    for words in ["قازاق ٴتىلى جانە ادەبيەتى", "مەنىڭ اتىم دۋمان", "بالا ۇيدە"]
    {
        assert_eq!(count(words).likely_language(), Some(Language::Kazakh), "{words}");
    }
}

#[test]
fn a_rare_foreign_letter_in_a_long_text_changes_no_language() {
    let arabic = "أعلنت الوزارة أن الرئيس سيزور باريس غدا مع الوفد المرافق له";
    let mut counts = count(arabic);
    counts += count("ڤ");
    assert_eq!(counts.likely_language(), Some(Language::Arabic));
    for (language, sentence) in SENTENCES {
        let mut counts = count(&sentence.repeat(10));
        counts += count("ڈ"); // of Urdu and Kashmiri
        assert_eq!(counts.likely_language(), Some(language));
    }
    assert_eq!(count("").likely_language(), None);
    assert_eq!(count("book ٢٠٢٤ \u{64E}").likely_language(), None);
}

/// Letters that Arabic writes for the sounds of dialects and of loan words, and that other languages have.
#[test]
fn letters_that_arabic_borrows_are_no_other_language_alone() {
    let arabic = [
        "گال",
        "گال لي صاحبي چان زين",
        "شگد عمرك يا چبير",
        "ڤيديو",
        "شاهدت ڤيديو على گوگل",
        "ڤيلا في باريس",
        "پاريس",
        "بيتزا پيتزا",
        "كيفاش ڭاع هادشي",
        "ڨابس وڨفصة",
        "سيارة پيجو وأخرى پورش",
    ];
    for text in arabic {
        assert_eq!(count(text).likely_language(), Some(Language::Arabic), "{text}");
    }
    for text in ["گفتگو", "پدر گفت", "چای", "گربهٔ کوچک", "پنج کتاب گران", "دیدگاه", "گل رز و چند شاخه"]
    {
        assert_eq!(count(text).likely_language(), Some(Language::Persian), "{text}");
    }
    // Other letters are none that Arabic borrows.
    for (text, language) in [("بڠسا ملايو", Language::Malay), ("پہلا", Language::Urdu), ("ګل", Language::Pashto)]
    {
        assert_eq!(count(text).likely_language(), Some(language), "{text}");
    }
    assert_eq!(count("گال").letters_beyond_arabic(Language::Arabic), 0);
}

#[test]
fn a_text_is_arabic_if_more_than_half_of_its_letters_are() {
    for text in ["كتاب", "ب", "هاتف USB جديد", "كِتَاب ٢٠٢٤", "ﻻ", "پنج", "كتاب!!!!!!!!!! 12345678"]
    {
        assert!(is_arabic(text), "{text}");
    }
    for text in ["", "book", "٢٠٢٤", "\u{64E}", "\u{640}\u{640}", "كتاب book", "iPhone برو", "کتاب books", "😀"]
    {
        assert!(!is_arabic(text), "{text}");
    }
    assert_eq!(script_share("كتاب book", Script::Latin), 0.5);
    assert_eq!(script_share("کتاب ۱۲۳", Script::Arabic), 1.0);
    assert_eq!(script_share("...", Script::Common), 0.0);
    assert_eq!(script_share("книга", Script::Cyrillic), 1.0);
}

#[test]
fn a_text_is_vocalised_if_many_of_its_letters_have_a_vowel() {
    for text in ["كَتَبَ", "المُتَّحِدَةُ", "هٰذا", "بِسۡمِ ٱللَّهِ", "ذَهَبَ الوَلَدُ إلى المَدرَسَةِ"]
    {
        assert!(is_vocalized(text), "{text}");
    }
    for text in ["", "كتب", "كتّب", "شكرًا يا صديقي", "كتابٌ", "مدرسة book\u{301}", "ا\u{654}حمد", "\u{640}\u{651}"]
    {
        assert!(!is_vocalized(text), "{text}");
    }
    assert_eq!(count("كَتَبَ").vocalized_share(), 1.0);
    assert_eq!(count("\u{64E}\u{64E}ب").vocalized_share(), 1.0);
    assert_eq!(count("").vocalized_share(), 0.0);
}
