//! Steps that clean text, and vowels by their place: promises by words, and naive versions beside them.

mod random;

use naqi::letters::is_letter;
use naqi::{Normalizer, Step};
use random::{Random, code_points};
use unicode_normalization::UnicodeNormalization;

fn naqi(steps: &str) -> Normalizer {
    steps.parse().unwrap_or_else(|error| panic!("{steps}: {error}"))
}

/// Each text becomes the other one by the steps.
fn becomes(steps: &str, pairs: &[(&str, &str)]) {
    let naqi = naqi(steps);
    for (text, expected) in pairs {
        assert_eq!(naqi.normalize(text), *expected, "{steps}: {text}");
    }
}

#[test]
fn the_alef_of_a_tanwin_goes_with_it() {
    becomes(
        "strip_tanwin_alef",
        &[
            ("رَحيمًا", "رَحيم"),
            ("رحيماً", "رحيم"),
            ("كتابًا، وقلمًا.", "كتاب، وقلم."),
            ("رحيما", "رحيما"),
            ("هدًى", "هدًى"),
            ("مدرسةً", "مدرسةً"),
            ("رجلاً واحداً", "رجل واحد"),
            ("كتابًاي", "كتابًاي"),
            ("كتـابـًـا", "كتـابــ"),
            ("شيئًا", "شيئ"),
            ("اً", "اً"),
        ],
    );
    // Steps that delete the tanwin leave it to this one, wherever they are listed.
    becomes("strip_tanwin_alef, strip_tanwin", &[("هدًى ورحيمًا ومدرسةً", "هدى ورحيم ومدرسة")]);
    becomes("search, strip_tanwin_alef", &[("هُدًى ورَحِيمًا ومدرسةً رحيما \u{64B}", "هدي ورحيم ومدرسه رحيما ")]);
    becomes(
        "strip_diacritics, map(ا=ا, ب=ب, \\u{20}=\\u{20}, *=), strip_tanwin_alef",
        &[("بابًا باب\u{8F0}ا.", "باب باب")],
    );
}

#[test]
fn the_last_vowel_of_a_word_goes() {
    becomes(
        "strip_last_vowel",
        &[
            ("الكِتَابُ الجَديدُ", "الكِتَاب الجَديد"),
            ("كِتَابًا", "كِتَابا"),
            ("كِتَاباً", "كِتَابا"),
            ("هُدًى", "هُدى"),
            ("مَدّ\u{64E}", "مَدّ"),
            ("مَد\u{64E}\u{651}", "مَد\u{651}"),
            ("لَمْ", "لَم"),
            ("أَنتَ؟", "أَنت؟"),
            ("كَتَبَـ", "كَتَبـ"),
            ("كِتَاب", "كِتَاب"),
            ("قَالَ:نَعَم", "قَال:نَعَم"),
        ],
    );
}

#[test]
fn vowels_that_letters_tell_go() {
    becomes(
        "strip_redundant_vowels",
        &[
            ("كِتَابٌ", "كِتابٌ"),
            ("يَقُولُ", "يَقولُ"),
            ("كَبِيرٌ", "كَبيرٌ"),
            ("مَدْرَسَةٌ", "مَدْرَسةٌ"),
            ("عَلَى", "عَلى"),
            ("إِسْلَامٌ", "إسْلامٌ"),
            ("بُوِيعَ", "بُوِيعَ"),
            ("دُوَلٌ", "دُوَلٌ"),
            ("كُوِّنَ", "كُوِّنَ"),
            ("شَيْءٌ", "شَيْءٌ"),
            ("فِيَّ", "فِيَّ"),
            ("الشَّاي", "الشّاي"),
            ("كَتَبَ", "كَتَبَ"),
        ],
    );
}

#[test]
fn whole_kinds_of_characters_go() {
    becomes("strip_punctuation", &[("قال: نعم، (لا)!", "قال نعم لا"), ("1,234.5 don’t", "12345 dont")]);
    becomes("strip_punctuation(space), collapse_spaces, trim", &[("قال:نعم، (لا)!", "قال نعم لا")]);
    becomes(
        "strip_symbols",
        &[("5 + 5 = 10 ﷼", "5  5  10 "), ("≠ e\u{301}", " e\u{301}"), ("a\u{338}=\u{338}", "a\u{338}")],
    );
    becomes(
        "strip_emoji(space), collapse_spaces",
        &[("جميل😍جدا", "جميل جدا"), ("👨‍👩‍👧 ❤️ 5️⃣", " 5 "), ("© 2024 ™", "© 2024 ™"), ("🇸🇦🏴󠁧󠁢󠁥󠁮󠁧󠁿", " ")],
    );
    becomes("strip_latin", &[("كتاب book résumé re\u{301}sume\u{301} αβγ", "كتاب    αβγ")]);
    becomes("strip_latin(space), collapse_spaces", &[("كتابbookجديد", "كتاب جديد"), ("x\u{301}\u{302}ا", " ا")]);
    becomes("strip_digits", &[("عام 2024 و٢٠٢٤ و۱۴۰۳ ٣٫٥", "عام  و و ٫")]);
    becomes(
        "keep_arabic, collapse_spaces, trim",
        &[
            ("نص English عربي، 12 و١٢ 😀!", "نص عربي، و١٢"),
            ("می\u{200C}روم\n۱۲", "می\u{200C}روم\n۱۲"),
            ("👨\u{200D}👩\u{200D}👧 عائلة", "عائلة"),
        ],
    );
}

#[test]
fn punctuation_gets_its_spaces() {
    becomes(
        "space_punctuation",
        &[
            ("نعم ،لا", "نعم، لا"),
            ("قال:نعم", "قال: نعم"),
            ("نعم؟!لا", "نعم؟! لا"),
            ("( نعم )", "(نعم)"),
            ("قال(نعم)ثم", "قال (نعم) ثم"),
            ("«نعم» ، لا", "«نعم»، لا"),
            ("1,234.5 و 10:30", "1,234.5 و 10:30"),
            ("١٬٢٣٤ ٪", "١٬٢٣٤٪"),
            ("example.com. نعم", "example.com. نعم"),
            ("سلام .\nنعم", "سلام.\nنعم"),
            ("سلام", "سلام"),
            ("نعم…لا", "نعم… لا"),
            (" . ", " . "),
            ("نعم ((لا)) .", "نعم ((لا))."),
            // Links.
            ("انظر:https://example.com/?q=a,b#c", "انظر: https://example.com/?q=a,b#c"),
            ("(https://example.com)،ثم", "(https://example.com)، ثم"),
            ("https://ar.wikipedia.org/wiki/بغداد_(توضيح) .", "https://ar.wikipedia.org/wiki/بغداد_(توضيح)."),
            ("http://localhost:8080/!؟ نعم(لا)", "http://localhost:8080/!؟ نعم (لا)"),
            ("example.com/?q=1 و example.org/!", "example.com/?q=1 و example.org/!"),
            // A percent sign before its number.
            ("نحو %20،و ٪٥٠ (٪۵)", "نحو %20، و ٪٥٠ (٪۵)"),
            ("٥٪و 5 %", "٥٪ و 5%"),
        ],
    );
    becomes(
        "space_punctuation",
        &[
            // Names of files, whatever their letters are made of.
            ("ملف.pdf و ملف.été ملف.e\u{301}te\u{301} ملف.Été", "ملف.pdf و ملف.été ملف.e\u{301}te\u{301} ملف. Été"),
            ("é:\\كتب e\u{301}:\\كتب", "é:\\كتب e\u{301}:\\كتب"),
            // Emoticons.
            ("مرحبا :-) كيف", "مرحبا :-) كيف"),
            ("مرحبا :( كيف", "مرحبا :( كيف"),
            (":)))) نعم ;) :'( :D", ":)))) نعم ;) :'( :D"),
            ("مرحبا:-)", "مرحبا:-)"),
            ("قال :(نعم) وقال :-(نعم)", "قال: (نعم) وقال:- (نعم)"),
            ("قال :D2", "قال: D2"),
            ("( :( ) نعم", "(:() نعم"),
            ("نعم:(\nلا :((", "نعم:(\nلا :(("),
            ("قال:( نعم )\nقال:((نعم))", "قال: (نعم)\nقال: ((نعم))"),
            ("ملفات .pdf و(.docx) .NET", "ملفات .pdf و(.docx). NET"),
            // A colon and a dash are one sign, but not before a number.
            ("التالي :-أولا", "التالي:- أولا"),
            ("التالي:-\nأولا", "التالي:-\nأولا"),
            ("الحرارة:-٥", "الحرارة: -٥"),
            // Abbreviations and titles.
            ("100 د.إ.", "100 د.إ."),
            ("د.إ\u{650} ج.م.ع و(ق.م)،ثم", "د.إ\u{650} ج.م.ع و(ق.م)، ثم"),
            ("أ.د.محمد و د.أحمد", "أ.د. محمد و د. أحمد"),
            ("ا\u{654}.د.ا\u{654} د.ا\u{654}حمد", "ا\u{654}.د.ا\u{654} د. ا\u{654}حمد"),
            ("رقم.و نعم.لا", "رقم. و نعم. لا"),
            ("ا۔ب اچھا۔ب", "ا۔ب اچھا۔ ب"),
            // Particles that are written onto the next word.
            ("و«نعم» ولـ«لا» وبال(كذا) مع«نعم»", "و«نعم» ولـ«لا» وبال(كذا) مع «نعم»"),
            ("والو«نعم» ٥ب«لا»\nو\n«نعم»", "والو «نعم» ٥ب «لا»\nو\n«نعم»"),
            // Names of files, numbers without digits before the point, notes.
            ("تقرير.pdf و C:\\كتب نعم.Yes", "تقرير.pdf و C:\\كتب نعم. Yes"),
            ("نحو .5 و(.٥) و5 .", "نحو .5 و(.٥) و5."),
            ("الكتاب[1]، والقلم.[2][3] [ نعم ]", "الكتاب[1]، والقلم.[2][3] [نعم]"),
        ],
    );
    becomes(
        "space_punctuation",
        &[
            // Quotation marks and markup that close behind a sign, and that open before one.
            ("قال: \"نعم!\" وذهب .", "قال: \"نعم!\" وذهب."),
            ("قال:\"هل (كذا)؟\"؛ثم", "قال: \"هل (كذا)؟\"؛ ثم"),
            ("*تنبيه:* **مهم!** _(هنا)_ ~لا.~", "*تنبيه:* **مهم!** _(هنا)_ ~لا.~"),
            ("\"(نعم)\" *«لا»* (*كذا*)", "\"(نعم)\" *«لا»* (*كذا*)"),
            ("'نعم،' He said \"ok.\" Then", "'نعم،' He said \"ok.\" Then"),
            ("نعم!\"😀 نعم.»*", "نعم!\" 😀 نعم.»*"),
            ("نعم؟\"لا\" نعم.*#وسم* لا!\"(كذا)\"", "نعم؟ \"لا\" نعم. *#وسم* لا! \"(كذا)\""),
            ("\"نعم\"(كذا) قال:\" نعم \"", "\"نعم\" (كذا) قال: \" نعم \""),
            ("نعم!\n\"لا.\"\n\"(كذا)", "نعم!\n\"لا.\"\n\"(كذا)"),
            // Curly quotation marks on either side, as the space tells; without it by their shapes.
            ("”نعم“ و ‘لا’ و ’لا‘ .", "”نعم“ و ‘لا’ و ’لا‘."),
            ("”هل أنت؟“ و “هل أنت؟” .", "”هل أنت؟“ و “هل أنت؟”."),
            ("نعم“ . قال:“نعم”ثم (“لا”)", "نعم“. قال: “نعم” ثم (“لا”)"),
            ("(’نعم‘)قال:”نعم“ .”ثم", "(’نعم‘) قال: ”نعم“.” ثم"),
            ("کہا ’’ہم‘‘ ،اور‘‘ہم’’.", "کہا ’’ہم‘‘، اور ‘‘ہم’’."),
            ("قال “ نعم ” و قال:“ لا ”", "قال “نعم” و قال: “لا”"),
        ],
    );
    becomes(
        "space_punctuation(around)",
        &[
            ("نعم،لا", "نعم ، لا"),
            ("نعم!!! لا", "نعم !!! لا"),
            ("(نعم)", "( نعم )"),
            ("نعم؟!", "نعم ؟ !"),
            ("ثقافي-اجتماعي", "ثقافي - اجتماعي"),
            ("#وسم_آخر @اسم", "#وسم_آخر @اسم"),
            ("3.14 example.com don't", "3.14 example.com don't"),
            ("سلام.\nنعم.", "سلام .\nنعم ."),
            ("(https://example.com/a-b?c).", "( https://example.com/a-b?c ) ."),
            ("\"https://example.com/a/b\"،نعم/لا", "\" https://example.com/a/b \" ، نعم / لا"),
        ],
    );
}

#[test]
fn separators_of_thousands_go() {
    becomes(
        "join_thousands",
        &[
            ("12,345", "12345"),
            ("١٢٬٣٤٥٫٥ و۱٬۲۳۴٬۵۶۷", "١٢٣٤٥٫٥ و۱۲۳۴۵۶۷"),
            // Lists.
            ("١،٢٣٤ 1,234،567", "١،٢٣٤ 1234،567"),
            ("1,234.5, 67", "1234.5, 67"),
            ("1,23 1234,567 0,123 1,2345", "1,23 1234,567 0,123 1,2345"),
            ("12,34,567 1,2,345", "12,34,567 1,2,345"),
            ("1, 234 ،345 نعم،لا", "1, 234 ،345 نعم،لا"),
            ("1,234", "1234"),
            ("1,23", "1,23"),
            ("1,", "1,"),
        ],
    );
    becomes(
        "strip_punctuation(space), join_thousands",
        &[("12,345 نعم،لا 3,5", "12345 نعم لا 3 5"), ("1٬234,567!", "1234567 ")],
    );
    becomes("strip_punctuation, join_thousands", &[("12,345 نعم،لا 3,5", "12345 نعملا 35")]);
    let spellings = ["١٢٬٣٤٥٫٥", "12,345.5", "١٢٣٤٥٫٥", "12345.5", "۱۲٬۳۴۵٫۵"];
    assert!(spellings.iter().all(|number| naqi::preset::SPEECH.normalize(number) == "12345 5"));
}

#[test]
fn the_sign_of_hijri_years_keeps_its_tatweel_if_all_do() {
    becomes("arabic_text", &[("١٤٤٥ هـ ،و", "١٤٤٥ ه، و")]);
    becomes("arabic_text, -strip_tatweel", &[("١٤٤٥ هـ ،و", "١٤٤٥ هـ، و")]);
}

#[test]
fn digits_of_latin_names_are_ascii() {
    becomes(
        "digits(persian), unify_latin_digits",
        &[
            ("فایل mp3 و iPhone15، COVID-19 و H2O", "فایل mp3 و iPhone15، COVID-19 و H2O"),
            ("5G 2.4GHz 1920x1080 v1.2", "5G 2.4GHz 1920x1080 v1.2"),
            ("https://a.com/1?x=2 @user12 a1@b2.c3", "https://a.com/1?x=2 @user12 a1@b2.c3"),
            ("Windows 11 و 12:30، 5 کتاب5", "Windows ۱۱ و ۱۲:۳۰، ۵ کتاب۵"),
            ("mp3ها5 (A) 5", "mp3ها۵ (A) ۵"),
            ("e\u{301}5 é5", "e\u{301}5 é5"),
        ],
    );
    becomes("unify_latin_digits", &[("mp٣ ٥kg ٥ كغ", "mp3 5kg ٥ كغ")]);
    let digits = "۱".repeat(40);
    assert_eq!(
        naqi("unify_latin_digits").normalize(&format!("{digits}x")),
        format!("{}{}x", &digits[..64], "1".repeat(8))
    );
    for (steps, is_idempotent) in [
        ("digits(persian), unify_latin_digits", true),
        ("map(3=x), unify_latin_digits", false),
        ("map(3=4), unify_latin_digits", false),
    ] {
        assert_eq!(naqi(steps).is_idempotent(), is_idempotent, "{steps}");
    }
}

#[test]
fn alef_wasla_is_an_alef_and_other_alefs_stay() {
    becomes("unify_wasla", &[("ٱلكتاب وٱبن \u{FB50}", "الكتاب وابن ا"), ("أحمد إلى آب ٲ", "أحمد إلى آب ٲ")]);
    // A hamza after it is that of an alef.
    becomes("unify_wasla", &[("ٱ\u{654}حمد", "أحمد")]);
}

#[test]
fn letters_of_other_scripts_are_composed_with_their_marks() {
    becomes(
        "compose_latin",
        &[
            ("re\u{301}sume\u{301}", "résumé"),
            ("i\u{306} и\u{306} α\u{301}", "ĭ й ά"),
            // In any order, and with marks that have no composite.
            ("e\u{302}\u{323} e\u{323}\u{302} é\u{323} q\u{301}\u{323}", "ệ ệ ẹ\u{301} q\u{323}\u{301}"),
            ("e\u{64E}\u{301}", "é\u{64E}"),
            ("\u{301} 5\u{301} ب\u{301} =\u{338}", "\u{301} 5\u{301} ب\u{301} =\u{338}"),
            ("ا\u{654}", "ا\u{654}"),
        ],
    );
    // What the table deletes is not between them.
    becomes("strip_joiners, strip_tatweel, fold_case, compose_latin", &[("E\u{200D}\u{301}E\u{640}\u{301}", "éé")]);
    for (steps, is_idempotent) in [
        ("fold_case, compose_latin", true),
        ("speech", true),
        ("strip_latin, compose_latin", true),
        ("map(é=x), compose_latin", false),
        ("map(e=e, *=), compose_latin", false),
        ("strip_last_vowel, compose_latin", false),
    ] {
        assert_eq!(naqi(steps).is_idempotent(), is_idempotent, "{steps}");
    }
}

/// The judge: Normalization Form C of each letter with its marks, where composition starts from a letter.
#[test]
fn latin_letters_are_composed_as_by_unicode_normalization() {
    let mut random = Random::from_environment();
    let naqi = Normalizer::new(&[Step::ComposeLatin]);
    let parts = [
        "e", "é", "E", "ل", " ", "5", "カ", "\u{212B}", "\u{1E69}", "\u{301}", "\u{323}", "\u{302}", "\u{344}",
        "\u{64E}",
    ];
    for _ in 0..random.cases(20_000) {
        let text: String = (0..random.below(20)).map(|_| parts[random.below(parts.len())]).collect();
        let is_start = |c: char| unicode_normalization::char::canonical_combining_class(c) == 0;
        let chars: Vec<char> = text.chars().collect();
        let clusters = chars.chunk_by(|_, after| !is_start(*after)).map(String::from_iter);
        let composed = |cluster: String| {
            let is_letter = cluster.starts_with(|c: char| is_start(c) && c.is_alphabetic() && !is_letter(c));
            let is_marked = cluster.contains(|c| ('\u{300}'..='\u{36F}').contains(&c));
            if is_letter && is_marked { cluster.nfc().collect() } else { cluster }
        };
        let expected: String = clusters.map(composed).collect();
        assert_eq!(naqi.normalize(&text), expected, "{}", code_points(&text));
    }
}

#[test]
fn a_letter_with_too_many_marks_stays_as_it_is() {
    let naqi = naqi("compose_latin");
    for (marks, is_composed) in [(1, true), (30, true), (31, false), (10_000, false)] {
        let text = format!("e{}", "\u{301}".repeat(marks));
        let once = naqi.normalize(&text);
        assert_eq!(once.starts_with('é'), is_composed, "{marks}");
        assert_eq!(naqi.normalize(&once), once, "{marks}");
    }
}

#[test]
fn digits_get_spaces_beside_words() {
    let pairs = [
        ("20فیصد", "20 فیصد"),
        ("یہ۲۰کتاب٣٠", "یہ ۲۰ کتاب ٣٠"),
        ("2024ء میں", "2024ء میں"),
        ("۲۰ءتک، 5ءء", "۲۰ء تک، 5ء ء"),
        ("۱۹۴۷ءمیں", "۱۹۴۷ء میں"),
        ("شعراء5", "شعراء 5"),
        ("5th A4 5%", "5th A4 5%"),
    ];
    becomes("space_digits", &pairs);
}

#[test]
fn repeated_signs_and_laughter_are_shortened() {
    becomes(
        "collapse_punctuation",
        &[("نعم!!!! لا؟؟ ...", "نعم! لا؟ ."), ("((نعم)) \"\"", "((نعم)) \"\""), ("؟!؟!", "؟!؟!"), ("-----", "-")],
    );
    becomes("space_punctuation, collapse_punctuation", &[("نعم ! ! !", "نعم!")]);
    becomes(
        "collapse_laughter",
        &[
            ("ههههههه", "هه"),
            ("هه", "هه"),
            ("ه", "ه"),
            ("خخخخخ حلو", "خخ حلو"),
            ("هاهاهاهاه", "هاها"),
            ("ها", "ها"),
            ("هاه", "هاه"),
            ("ہہہہ", "ہہ"),
            ("حلوههههه", "حلوههههه"),
            ("هههها", "هههها"),
            ("وههههه", "وههههه"),
            ("ههههه، هههههههه!", "هه، هه!"),
            ("هِههه", "هِههه"),
        ],
    );
    for len in [62, 63, 64, 65, 66, 200] {
        assert_eq!(naqi("collapse_laughter").normalize(&"ه".repeat(len)), "هه");
        assert_eq!(naqi("collapse_laughter").normalize(&"ها".repeat(len)), "هاها");
    }
}

#[test]
fn stretched_letters_become_one_or_two_by_the_list() {
    becomes(
        "collapse_stretch(doubles)",
        &[
            ("مرحباااا", "مرحبا"),
            ("جمييييل جداااا", "جميل جدا"),
            ("الله مميز", "الله مميز"),
            ("اللللللله", "الله"),
            ("والللللله", "والله"),
            ("ممممميييييز", "مميز"),
            ("المميييييزة", "المميزة"),
            ("مميزوووون", "مميزون"),
            ("سبببببب", "سبب"),
            ("سبب", "سبب"),
            ("ممتااااز", "ممتاز"),
            ("هههههه", "ه"),
            ("مدددددارس", "مدارس"),
            ("لاااااا", "لا"),
            // The spelling with a single letter is the more common word.
            ("خطططط", "خط"),
            ("سننننة", "سنة"),
            ("حججججج", "حج"),
            ("عدددددة", "عدة"),
            ("ممللللل", "ممل"),
            // Words that are written with a double letter in news and posts.
            ("اللللاعب واللعبةةة", "اللاعب واللعبة"),
            ("يجننننن وتغييييير", "يجنن وتغيير"),
            ("لللللأسف يا عبداللللله", "للأسف يا عبدالله"),
        ],
    );
}

/// The naive version: letters of runs of three and more, in a word, by a list of runs.
#[test]
fn a_stretched_lam_of_words_in_one_is_double() {
    let pairs =
        [("الحمد لللله", "الحمد لله"), ("اللللي فات", "اللي فات"), ("ولللله", "ولله"), ("ماشاءاللللله", "ماشاءالله")];
    becomes("collapse_stretch(doubles)", &pairs);
    becomes(
        "collapse_stretch(doubles)",
        &[("لههه", "له"), ("كللله", "كله"), ("إليييي", "إلي"), ("اليييي", "الي"), ("لللللا", "لا")],
    );
}

#[test]
fn runs_are_shortened_as_by_a_naive_version() {
    let mut random = Random::from_environment();
    let naqi = naqi("collapse_stretch(doubles)");
    for _ in 0..random.cases(20_000) {
        let letters = ["ا", "ب", "قر", "ت", " ", "\u{64E}", "،"];
        let text: String =
            (0..random.below(40)).map(|_| letters[random.below(7)].repeat(1 + random.below(4))).collect();
        let chars: Vec<char> = text.chars().collect();
        let mut expected = String::new();
        for run in chars.chunk_by(|a, b| a == b) {
            let kept = if run.len() >= 3 && is_letter(run[0]) { 1 } else { run.len() };
            expected.extend(&run[..kept]);
        }
        assert_eq!(naqi.normalize(&text), expected, "{}", code_points(&text));
    }
}

/// The naive version: words by themselves, with all of their letters at hand.
#[test]
fn last_vowels_go_as_by_a_naive_version() {
    let mut random = Random::from_environment();
    let naqi = Normalizer::new(&[Step::StripLastVowel]);
    let is_vowel = |c: char| matches!(c, '\u{64B}'..='\u{650}' | '\u{652}');
    for _ in 0..random.cases(20_000) {
        let parts = ["ب", "و", "ا", "ى", "\u{64E}", "\u{651}", "\u{64B}", "\u{652}", " ", "."];
        let text: String = (0..random.below(30)).map(|_| parts[random.below(parts.len())]).collect();
        let mut expected = String::new();
        for word in text.split_inclusive([' ', '.']) {
            let (letters, end) = match word.strip_suffix([' ', '.']) {
                Some(letters) => word.split_at(letters.len()),
                None => (word, ""),
            };
            let last = letters.rfind(is_letter);
            let Some(last) = last else {
                expected += word;
                continue;
            };
            let before = letters[..last].rfind(is_letter);
            let is_alef = letters[last..].starts_with(['ا', 'ى']);
            for (at, c) in letters.char_indices() {
                let is_tanwin = is_alef && c == '\u{64B}' && before.is_some_and(|before| at > before);
                if !(at > last && is_vowel(c) || is_tanwin) {
                    expected.push(c);
                }
            }
            expected += end;
        }
        assert_eq!(naqi.normalize(&text), expected, "{}", code_points(&text));
    }
}

#[test]
fn spaces_at_signs_in_and_behind_links_are_written_once() {
    let around = naqi("space_punctuation(around)");
    let after = naqi("space_punctuation(after)");
    let parts = ["https:", "//", "a", "(", ")", ".", "?", "\"", "%", "5", "،", " ", "/", "«", "ب"];
    let mut random = Random::from_environment();
    for _ in 0..random.cases(20_000) {
        let text: String = (0..10).map(|_| parts[random.below(parts.len())]).collect();
        let text = format!("https://a{text}");
        for naqi in [&around, &after] {
            let once = naqi.normalize(&text);
            assert_eq!(naqi.normalize(&once), once, "{text:?}");
        }
    }
}

/// Once is enough, and a text in one piece is written like its characters one by one.
#[test]
fn spaces_at_quotation_marks_are_written_once_and_alike_in_chunks() {
    let after = naqi("space_punctuation(after)");
    let parts = [
        "\"", "'", "*", "“", "”", "’", "(", ")", "!", ":", "،", " ", " ", "\n", "ب", "نعم", "5", "a", "\u{64B}", "😀",
        "#",
    ];
    let mut random = Random::from_environment();
    for _ in 0..random.cases(40_000) {
        let text: String = (0..12).map(|_| parts[random.below(parts.len())]).collect();
        let once = after.normalize(&text);
        assert_eq!(after.normalize(&once), once, "{text:?}");
        let (mut stream, mut out) = (after.stream(), String::new());
        for c in text.chars() {
            stream.push(c.encode_utf8(&mut [0; 4]).as_bytes(), &mut out).expect("UTF-8");
        }
        stream.finish(&mut out).expect("UTF-8");
        assert_eq!(out, once, "{text:?}");
    }
}
