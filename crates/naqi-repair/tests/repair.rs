//! What is undone, and what is left alone.

use naqi_repair::{Damage, Encoding, decode, repair};
use unicode_bidi::{BidiInfo, Level};

/// News, posts, vocalised prose, Persian and Urdu, written for this test.
fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("lines.txt").lines()
}

/// The share of the lines that come back from a damage, which has to damage them.
fn share(damage: impl Fn(&str) -> Option<String>) -> f64 {
    let pairs: Vec<(String, &str)> = lines().filter_map(|line| Some((damage(line)?, line))).collect();
    assert!(pairs.len() >= 5 && pairs.iter().all(|(damaged, line)| damaged != line));
    let right = pairs.iter().filter(|(damaged, line)| repair(damaged).text == *line).count();
    right as f64 / pairs.len() as f64
}

/// A line as `unicode-bidi` draws it. Brackets are drawn as they are.
fn drawn(line: &str, base: Level) -> String {
    let info = BidiInfo::new(line, Some(base));
    info.reorder_line(&info.paragraphs[0], 0..line.len()).into_owned()
}

/// Bytes as `encoding_rs` reads them.
fn read_as(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// A line in an encoding, if it has all of its characters.
fn written_as(line: &str, encoding: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    let (bytes, _, had_errors) = encoding.encode(line);
    (!had_errors).then(|| bytes.into_owned())
}

#[test]
fn lines_that_were_drawn_come_back() {
    assert_eq!(share(|line| Some(drawn(line, Level::rtl()))), 1.0);
    assert!(share(|line| Some(line.chars().rev().collect())) >= 0.9);
}

#[test]
fn utf_8_that_was_read_wrongly_comes_back() {
    for encoding in [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1256] {
        assert_eq!(share(|line| Some(read_as(line.as_bytes(), encoding))), 1.0, "{}", encoding.name());
        let twice = |line: &str| read_as(read_as(line.as_bytes(), encoding).as_bytes(), encoding);
        assert_eq!(share(|line| Some(twice(line))), 1.0, "{} twice", encoding.name());
    }
    assert_eq!(share(|line| Some(line.bytes().map(char::from).collect())), 1.0, "Latin-1");
}

#[test]
fn one_byte_a_character_that_was_read_wrongly_comes_back() {
    for encoding in [encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6] {
        let damage = |line: &str| Some(read_as(&written_as(line, encoding)?, encoding_rs::WINDOWS_1252));
        assert_eq!(share(damage), 1.0, "{}", encoding.name());
    }
}

#[test]
fn swapped_lam_alefs_come_back() {
    let (swapped, wanted) = (
        "وأعلن المدير أن األسعار ارتفعت خالل األيام الماضية في كل األسواق",
        "وأعلن المدير أن الأسعار ارتفعت خلال الأيام الماضية في كل الأسواق",
    );
    let repaired = repair(swapped);
    assert_eq!(repaired.text, wanted);
    assert_eq!(repaired.changes[0].damage, Damage::SwappedLamAlef);
    assert_eq!(repair("عبد اهلل").text, "عبد الله");
    // A font can have a ligature for the name, and draw lam-alefs as two glyphs.
    assert_eq!(repair("لا إله إلا اهلل والسلام على رسول اهلل").text, "لا إله إلا الله والسلام على رسول الله");
}

/// Words that end like the swapped name of God, with their last letter stretched.
#[test]
fn a_stretched_word_is_not_the_name_of_god() {
    for clean in [
        "انت جاهلل والله",
        "لا تقول عني جاهلل يا اخي الحبيب",
        "هذا الكلام لا يصح والتجاهلل عادتك يا صديقي",
        "من يتساهلل في هذا الأمر لا يستحق",
        "ما في لا داعي للتجاهلل",
        "الكاهلل لا يقوى على هذا",
        "فريقنا تاهلل ولا عزاء للحاسدين",
    ] {
        assert!(repair(clean).changes.is_empty(), "{clean}");
    }
    let whole = "لا بأس";
    for (swapped, wanted) in [
        ("واهلل", "والله"),
        ("باهلل", "بالله"),
        ("فباهلل", "فبالله"),
        ("أواهلل", "أوالله"),
        ("لعبداهلل", "لعبدالله"),
        ("ماشاءاهلل", "ماشاءالله"),
    ] {
        assert_eq!(repair(&format!("{whole} {swapped}")).text, format!("{whole} {wanted}"));
    }
    assert_eq!(repair("تاهلل").text, "تالله");
    assert!(repair("أعلن أن األسعار ارتفعت خالل األيام نصراهلل").text.ends_with("نصرالله"));
}

#[test]
fn one_word_whose_swapped_spelling_is_none_is_enough() {
    for (swapped, wanted) in [
        ("ارتفعت األسعار خالل السنة", "ارتفعت الأسعار خلال السنة"),
        ("لم يصل إال اليوم", "لم يصل إلا اليوم"),
        ("بحثت اللجنة االستعداد للعيد", "بحثت اللجنة الاستعداد للعيد"),
        ("آب باال آمد", "آب بالا آمد"),
        ("اس عالقے میں بارش ہوئی", "اس علاقے میں بارش ہوئی"),
    ] {
        let repaired = repair(swapped);
        assert_eq!(repaired.text, wanted);
        assert_eq!(repaired.changes[0].damage, Damage::SwappedLamAlef);
    }
    // Words, names, a slip of a finger, and a word that was cut.
    for clean in ["عالج الطبيب المريض", "جاء سالم وخالد", "صباح االخير يا جماعة", "وقال إنه يريد اال…"]
    {
        assert!(repair(clean).changes.is_empty(), "{clean}");
    }
}

#[test]
fn an_unclear_swap_is_undone_among_clear_ones() {
    let unclear = "بعث السالم إليها";
    assert!(repair(unclear).changes.is_empty());
    let clear = "وأعلن أن األسعار ارتفعت خالل األيام الماضية";
    let page = [clear, clear, clear, unclear].join("\n");
    assert!(repair(&page).text.ends_with("\nبعث السلام إليها"));
    // A line whose lam-alef is in order speaks against it.
    let page = [&page, "هذا سلام"].join("\n");
    assert!(repair(&page).text.contains(unclear));
}

#[test]
fn clear_lines_say_in_which_way_others_were_drawn() {
    let words = |line: &str| {
        let word = |word: &str| word.chars().rev().collect::<String>();
        line.split(' ').map(word).collect::<Vec<String>>().join(" ")
    };
    // Its words are as plausible in both orders.
    let line = "سمير وحازم وكريم وبدر";
    assert_ne!(repair(&words(line)).text, line);
    let page: Vec<String> = ["قال المدير إن المدرسة الجديدة مفتوحة اليوم", "ذهب الولد إلى السوق في المدينة القديمة"]
        .into_iter()
        .cycle()
        .take(6)
        .chain([line])
        .map(words)
        .collect();
    assert!(repair(&page.join("\n")).text.ends_with(line));
}

#[test]
fn marks_of_a_lam_alef_go_where_the_line_has_them() {
    for line in [
        "عَنِ الأَعْمَشِ قَالَ لاَ أَدْرِي", // on the alef, as in an article without a sukun
        "إِنَّ الْأَمْرَ سَهْلٌ وَلَا شَكَّ",
        "قَرَأْتُ فَصْلًا كَامِلًا مِنَ الْكِتَابِ فِي الْمَكْتَبَةِ",
        "وصل الوفد أولاً ثم اجتمع مع الوزير الجديد",
    ] {
        let forms = line.replace("لأ", "\u{FEF7}").replace("لا", "\u{FEFB}");
        let forms = forms.replace("ل\u{64E}ا", "\u{FEFB}\u{64E}").replace("ل\u{64B}ا", "\u{FEFB}\u{64B}");
        let forms = forms.replace("ل\u{652}أ", "\u{FEF7}\u{652}").replace('م', "\u{FEE1}");
        let drawn: String = forms.chars().rev().collect();
        assert_eq!(repair(&drawn).text, line);
    }
}

#[test]
fn the_small_waw_of_a_reversed_word_stays_with_it() {
    let line = "وَإِنَّهُۥ فِي الْكِتَابِ لَعَلِيٌّ حَكِيمٌ";
    let damaged: Vec<String> = line.split(' ').map(|word| word.chars().rev().collect()).collect();
    assert_eq!(repair(&damaged.join(" ")).text, line);
}

#[test]
fn presentation_forms_of_a_page_become_letters_and_those_of_a_line_stay() {
    let line = "\u{FEE3}\u{FEA4}\u{FEE4}\u{FEAA} \u{FE91}\u{FEE6} \u{FEB3}\u{FECC}\u{FEF4}\u{FEAA}";
    assert!(repair(line).changes.is_empty());
    assert_eq!(repair(&[line; 3].join("\n")).text, ["محمد بن سعيد"; 3].join("\n"));
    let reversed: String = line.chars().rev().collect();
    assert_eq!(repair(&reversed).text, "محمد بن سعيد");
}

/// A line as PyMuPDF gives it: of each letter with its marks, the characters reversed, and the same of letters that a font
/// draws as one glyph.
fn with_marks_before_letters(line: &str, ligatures: &[&str]) -> String {
    let is_mark = |c: char| naqi::letters::is_mark(c);
    let with_marks = |text: &str| text.len() - text.trim_start_matches(is_mark).len();
    let mut out = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let bare: String = rest.chars().filter(|c| !is_mark(*c)).take(3).collect();
        let letters = ligatures.iter().find(|l| bare.starts_with(**l)).map_or(first.into(), |l| l.to_string());
        let mut end = 0;
        for letter in letters.chars() {
            end += letter.len_utf8();
            end += with_marks(&rest[end..]);
        }
        out.extend(rest[..end].chars().rev());
        rest = &rest[end..];
    }
    out
}

#[test]
fn marks_before_their_letters_go_behind_them() {
    let vocalised =
        |line: &&str| line.chars().filter(|c| naqi::letters::is_mark(*c)).count() * 4 > line.chars().count();
    let lines: Vec<&str> = lines().filter(vocalised).collect();
    assert!(lines.len() >= 2);
    for line in lines {
        let damaged = with_marks_before_letters(line, &[]);
        let repaired = repair(&damaged);
        assert_eq!(repaired.text, line);
        assert_eq!(repaired.changes[0].damage, Damage::MarksBeforeLetters);
        let end = repaired.text.find(' ').expect("a word");
        assert_eq!(repaired.source(0..end), 0..damaged.find(' ').expect("a word"));
        // Two words are too little, and enough among clear lines.
        let short: String = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let damaged_short = with_marks_before_letters(&short, &[]);
        assert!(repair(&damaged_short).changes.is_empty());
        let page = [&damaged[..], &damaged, &damaged, &damaged_short].join("\n");
        assert!(repair(&page).text.ends_with(&short));
    }
    // What PyMuPDF gives of a line: it begins with a mark of direction.
    let extracted = "\u{200F}َحَّدَثَنا َيْحَيى ْبُن َأْكَثَم، َحَّدَثَنا َعْبُد اْلَعِزيِز";
    let line = "\u{200F}حَد\u{651}\u{64E}ثَنَا يَحْيَى بْنُ أَكْثَمَ، حَد\u{651}\u{64E}ثَنَا عَبْدُ الْعَزِيزِ";
    assert_eq!(repair(extracted).text, line);
}

#[test]
fn swapped_letters_take_their_marks_along() {
    let vocalised = "بَلَغَنَا السَّلَامُ وَالْأَمَانُ، وَغَيْلاَنُ سَالِمٌ مِنَ الْبَلَاءِ، بِفَضْلِ اللَّهِ وَلَا نَخَافُ إِلَّا اللَّهَ، وَالْحَمْدُ لِلَّهِ.";
    let wasla = "ٱلْحَمْدُ لِلَّهِ، وَحَسْبُنَا ٱللَّهُ وَبِٱللَّهِ نَسْتَعِينُ، هُوَ مَنْ هَلَّلَ فِي بَيْتِهِ وَكَبَّرَ.";
    let (pairs, name) = (["لا", "لأ", "لإ", "لآ"], ["لله"]);
    let both: Vec<&str> = pairs.iter().chain(&name).copied().collect();
    for line in [vocalised, wasla] {
        for ligatures in [&pairs[..], &name, &both] {
            let damaged = with_marks_before_letters(line, ligatures);
            assert_eq!(repair(&damaged).text, line, "{ligatures:?}: {damaged}");
        }
    }
}

/// PyMuPDF loses letters that a line ends with, and leaves their marks at the end or at the beginning.
#[test]
fn marks_of_lost_letters_do_not_hide_the_others() {
    let line = "ذَهَبَ الرَّجُلُ إِلَى السُّوقِ وَرَجَعَ مَعَ ابْنِهِ";
    let damaged = with_marks_before_letters(line, &[]);
    assert_eq!(repair(&format!("ٍ{damaged}")).text, line);
    // One that is alone may be the letter's.
    assert_eq!(repair(&format!("ٍ{}", &damaged["َ".len()..])).text, line.replacen('\u{64E}', "ٍ", 1));
    let short = "إلَى بَلَدِ";
    let page = [&damaged[..], &damaged, &damaged, "إَلى َبَلِدُ"].join("\n");
    assert!(repair(&page).text.ends_with(&format!("{short}ُ")));
}

#[test]
fn clean_lines_stay_among_those_with_marks_before_letters() {
    let vocalised = "ذَهَبَ الرَّجُلُ إِلَى السُّوقِ وَرَجَعَ مَعَ ابْنِهِ";
    let damaged = with_marks_before_letters(vocalised, &[]);
    for clean in ["مُحَمَّدٌ", "تَمَّ", "سُئِلَ", "لَمَّا رَأَى", "قال محمد: جاءَ", "اللَّهُ أكبر", "قَالَ \u{64F}عمر \u{64F}لنا"]
    {
        let page = format!("{}{clean}", format!("{damaged}\n").repeat(40));
        assert_eq!(repair(&page).text, page.replace(&damaged, vocalised));
    }
}

#[test]
fn marks_alone_and_misplaced_ones_stay() {
    for line in [
        "الحركات هي \u{64E} و \u{64F} و \u{650} و \u{652} و \u{651}",
        "شكرا \u{64B}جزيلا \u{64B}لكم جميعا",
        // A joiner before the mark, as some people type it.
        "ق\u{200D}\u{64E}ال م\u{200D}\u{64E}ن ب\u{200D}\u{64E}يت ك\u{200D}\u{64E}ان",
        "هَذَا \u{64E}بَيْتٌ \u{64E}كَبِيرٌ \u{64E}فِي \u{64E}قَرْيَةٍ \u{64E}صَغِيرَةٍ",
    ] {
        assert!(repair(line).changes.is_empty(), "{line}");
    }
    let ligatures = "ا\u{FEF7}\u{64E}مر وا\u{FEF7}\u{64E}هل وا\u{FEF7}\u{64E}رض وا\u{FEF7}\u{64E}كل";
    assert!(!repair(ligatures).text.contains("م\u{64E}"));
}

/// What pypdf gives of a PDF file in Noto Naskh Arabic: a shadda and its vowel have no code point.
#[test]
fn marks_without_a_code_point_do_not_divide_words() {
    let line = "ﻓَﺄَﻣ\0ﺎ ﻣَﻦ ﺛَﻘُﻠَﺖۡ ﻣَﻮَٰزِﻳﻨُﻪُۥ";
    let page = [line; 3].join("\n");
    let repaired = repair(&page);
    assert_eq!(repaired.text, ["فَأَما مَن ثَقُلَتۡ مَوَٰزِينُهُۥ"; 3].join("\n"));
    assert_eq!(repaired.changes[1].damage, Damage::LostMarks);
    // Before a mark it is a letter that is lost, and where many are, some are letters: then it shows where.
    for other in [line.replace("\0", "\0َ"), line.replace('ﻣ', "\0").replace(['ﻓ', 'ﺛ', 'ﻘ'], "ﻣ\0")] {
        let count = other.matches('\0').count();
        assert_eq!(repair(&[&other[..]; 3].join("\n")).text.matches('\0').count(), 3 * count);
    }
}

#[test]
fn clean_text_is_returned_as_it_is() {
    let others = [
        "הספרייה העירונית פתוחה לקהל בימים ראשון עד חמישי, בין השעות 8:00 ל-18:00.",
        "Le café d'à côté rouvre à Pâques ; çà et là, on y voit déjà du monde.",
        "Äpfel, Öl und Übermut: ÄÖÜ äöü ß.",
        "Þetta er íslenskur texti með öllum stöfum: áðéíóúýþæö.",
        "قارلىغاچ دېگەن پەسىل قۇشى، ئۇ يىراقلارغا ئۇچۇپ بارىدۇ.",
        "لە بەیانییەوە باران دەبارێت و خەڵک لە ماڵەوە دانیشتوون.",
        "\u{202B}في البيت", // RIGHT-TO-LEFT EMBEDDING
        "ههههههههه والله 😂😂",
        "يا رب 💔",
        "Привет, как дела?",
        "plain ASCII, 1234",
        "",
    ];
    for line in lines().chain(others) {
        let repaired = repair(line);
        assert!(repaired.changes.is_empty(), "{line}: {repaired:?}");
        assert_eq!(repaired.text, line);
        assert!(matches!(repaired.text, std::borrow::Cow::Borrowed(_)));
    }
}

/// Real text, where it is at hand.
#[test]
fn no_line_of_real_text_changes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
        let changed: Vec<&str> = text.lines().filter(|line| !repair(line).changes.is_empty()).collect();
        assert!(changed.is_empty(), "{changed:?}");
        assert!(repair(&text).changes.is_empty());
    }
}

#[test]
fn a_short_line_is_repaired_among_clear_ones() {
    let short: String = "باب جديد".chars().rev().collect();
    assert!(repair(&short).changes.is_empty());
    let page: Vec<String> = lines().take(4).map(|line| drawn(line, Level::rtl())).chain([short]).collect();
    assert!(repair(&page.join("\n")).text.ends_with("\nباب جديد"));
}

#[test]
fn ranges_of_the_repaired_text_are_mapped_to_the_damaged_one() {
    let damaged = "clean\nةديدجلا ةسردملا يف ةبتكملا\nclean";
    let repaired = repair(damaged);
    let word = repaired.text.find("المدرسة").expect("the word");
    let source = repaired.source(word..word + "المدرسة".len());
    assert_eq!(&damaged[source], "ةسردملا");
    assert_eq!(repaired.source(0..5), 0..5);
    let end = repaired.text.len();
    assert_eq!(repaired.source(end - 5..end), damaged.len() - 5..damaged.len());
    assert_eq!(repaired.source(end..end), damaged.len()..damaged.len());
    assert_eq!(&damaged[repaired.changes[0].source.clone()], "ةديدجلا ةسردملا يف ةبتكملا");
    assert_eq!(&repaired.text[repaired.changes[0].output.clone()], "المكتبة في المدرسة الجديدة");
}

#[test]
fn old_encodings_are_decoded() {
    let known: [(Encoding, &'static encoding_rs::Encoding); 2] =
        [(Encoding::Windows1256, encoding_rs::WINDOWS_1256), (Encoding::Iso8859_6, encoding_rs::ISO_8859_6)];
    for (encoding, oracle) in known {
        for line in lines() {
            let Some(bytes) = written_as(line, oracle) else { continue };
            let decoded = decode(&bytes);
            assert_eq!((decoded.encoding, &*decoded.text), (encoding, line));
            assert!(decoded.confidence > 0.9, "{decoded:?}");
        }
    }
    for line in lines() {
        let le: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = line.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&le).text, line);
        assert_eq!(decode(&be).text, line);
        assert_eq!(decode(&[&[0xFF, 0xFE][..], &le].concat()).text, line);
        assert_eq!(decode(line.as_bytes()).encoding, Encoding::Utf8);
    }
    // The bytes are those of Python's codecs.
    let sentence = "المدينة الكبيرة في الشمال";
    for (encoding, bytes) in [
        (
            Encoding::MacArabic,
            &b"\xC7\xE4\xE5\xCF\xEA\xE6\xC9 \xC7\xE4\xE3\xC8\xEA\xD1\xC9 \xE1\xEA \xC7\xE4\xD4\xE5\xC7\xE4"[..],
        ),
        (
            Encoding::Cp720,
            b"\x9F\xE9\xEA\xA7\xEF\xEB\xA1 \x9F\xE9\xE8\xA0\xEF\xA9\xA1 \xE5\xEF \x9F\xE9\xAC\xEA\x9F\xE9",
        ),
    ] {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, sentence, "{encoding}");
    }
    assert_eq!(decode(b"caf\xE9 cr\xE8me").encoding, Encoding::Windows1252);
    assert_eq!(decode(b"caf\xE9 cr\xE8me").confidence, 0.0);
}

/// Sixteen times the text takes about sixteen times as long, whatever the text; in quadratic time it would take 256 times.
#[test]
fn hostile_text_takes_linear_time() {
    let parts = [
        "(",
        "ا",
        "ى\u{64E}",
        "\u{64E}",
        "(ا)",
        "\u{202B}",
        "\u{2067}ا",
        "ظط",
        "لا",
        "Ø§",
        "ﻻ",
        "ا1",
        "ةي ",
        "اهلل",
        "\u{64E}ا ",
        "ﻣ\0",
    ];
    for part in parts {
        let time = |len: usize| {
            let text = part.repeat(len / part.len());
            let run = || {
                let start = std::time::Instant::now();
                std::hint::black_box(repair(&text));
                std::hint::black_box(decode(text.as_bytes()));
                start.elapsed().as_secs_f64()
            };
            (0..5).map(|_| run()).fold(f64::MAX, f64::min)
        };
        let (short, long) = (time(1 << 15), time(1 << 19));
        assert!(long < 100.0 * short + 0.1, "{part:?}: {short} s and {long} s");
    }
}
