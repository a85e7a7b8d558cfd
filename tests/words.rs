//! One rule, one word: promises of the design, by name.

use naqi::preset::{self, LIGHT, MANUSCRIPT, PERSIAN, QURAN, SEARCH, SORANI, URDU};
use naqi::step::Step;
use naqi::token::{TokenKind, Tokenizer};
use naqi::{Map, Normalizer};

fn naqi(steps: &str) -> Normalizer {
    steps.parse().expect("a list of steps")
}

#[test]
fn a_hamza_above_joins_its_alef() {
    assert_eq!(naqi("compose").normalize("\u{627}\u{654}"), "\u{623}");
}

#[test]
fn a_hamza_joins_through_a_fatha_which_stays() {
    assert_eq!(naqi("compose").normalize("\u{627}\u{64E}\u{654}"), "\u{623}\u{64E}");
}

#[test]
fn a_hamza_joins_a_yeh_and_a_waw() {
    assert_eq!(naqi("compose").normalize("\u{64A}\u{654}\u{648}\u{654}"), "\u{626}\u{624}");
}

#[test]
fn a_hamza_joins_a_presentation_form_as_the_table_writes_it() {
    assert_eq!(naqi("unify_forms").normalize("\u{FE8D}\u{654}"), "\u{623}");
    assert_eq!(naqi("unify_forms").normalize("\u{FEFB}\u{654}"), "\u{644}\u{623}");
}

#[test]
fn a_hamza_joins_a_farsi_yeh_as_the_table_writes_it() {
    assert_eq!(naqi("unify_yeh").normalize("\u{6CC}\u{654}"), "\u{626}");
    assert_eq!(naqi("unify_yeh").normalize("\u{649}\u{654}"), "\u{626}");
}

#[test]
fn a_hamza_joins_through_a_zwj_that_is_stripped() {
    assert_eq!(naqi("strip_joiners").normalize("\u{627}\u{200D}\u{654}"), "\u{623}");
    assert_eq!(naqi("compose").normalize("\u{627}\u{200D}\u{654}"), "\u{627}\u{200D}\u{654}");
}

#[test]
fn a_letters_own_mark_counts_among_its_marks() {
    assert_eq!(naqi("compose").normalize("\u{623}\u{655}"), "\u{625}\u{654}");
}

#[test]
fn a_hamza_on_a_tatweel_is_a_letter_of_its_own() {
    let word = "شَيْـ\u{64B}\u{654}ا";
    assert_eq!(naqi("strip_tatweel").normalize(word), "شَيْئ\u{64B}ا");
    assert_eq!(naqi("strip_tatweel, strip_diacritics").normalize(word), "شيئا");
    // If the tatweel stays, stripping marks does not delete the letter that it carries.
    assert_eq!(naqi("strip_diacritics").normalize(word), "شي\u{640}\u{654}ا");
    assert_eq!(naqi("strip_tatweel").normalize("ا\u{640}\u{654}"), "ائ");
}

#[test]
fn a_letter_may_have_a_hundred_marks() {
    let fathas = "\u{64E}".repeat(100);
    assert_eq!(naqi("strip_diacritics").normalize(&format!("ا{fathas}\u{654}")), "أ");
    // Of marks that stay, thirty are looked at.
    let kept = format!("ا{fathas}\u{654}");
    assert_eq!(naqi("compose").normalize(&kept), kept);
    let near = format!("ا{}\u{654}", &fathas[..2 * 29]);
    assert_eq!(naqi("compose").normalize(&near), format!("أ{}", &fathas[..2 * 29]));
    assert_eq!(naqi("unify_alef").normalize(&format!("ا{}", "\u{654}".repeat(100))), "ا");
}

#[test]
fn a_tibetan_vowel_that_decomposes_into_two_marks_counts_as_marks() {
    // U+0F81 is a starter, and canonically U+0F71 U+0F80, which are not.
    assert_eq!(naqi("unify_alef").normalize("ا\u{F81}\u{655}"), "ا\u{F81}");
    assert_eq!(naqi("unify_alef").normalize("ا\u{F71}\u{F80}\u{655}"), "ا\u{F71}\u{F80}");
}

#[test]
fn a_letter_made_of_a_mark_comes_after_the_other_marks() {
    assert_eq!(naqi("dagger_alef(alef)").normalize("ه\u{670}\u{653}ؤ"), "ه\u{653}اؤ");
}

#[test]
fn stripping_marks_never_turns_a_decomposed_hamza_into_a_bare_alef() {
    for steps in ["strip_tashkeel", "strip_diacritics", "strip_quranic_marks", "dagger_alef(delete)"] {
        assert_eq!(naqi(steps).normalize("\u{627}\u{654}حمد"), "أحمد", "{steps}");
    }
    assert_eq!(naqi("strip_diacritics, unify_alef").normalize("\u{627}\u{654}حمد"), "احمد");
}

#[test]
fn a_hamza_form_of_lam_alef_is_lam_and_alef_with_hamza() {
    assert_eq!(naqi("unify_forms").normalize("\u{FEF7}"), "لأ");
    assert_eq!(naqi("unify_forms").normalize("\u{FEF9}\u{FEF5}"), "لإلآ");
}

#[test]
fn a_sentence_in_presentation_forms_equals_its_letters() {
    let letters = "لأن الكتاب أمر، إلى آخره";
    let forms = "\u{FEF7}\u{FEE5} \u{FE8D}\u{FEDF}\u{FEDC}\u{FE98}\u{FE8E}\u{FE8F} \u{FE83}\u{FEE3}\u{FEAE}، \u{FE87}\u{FEDF}\u{FEF0} \u{FE81}\u{FEA7}\u{FEAE}\u{FEE9}";
    assert_eq!(naqi("unify_forms").normalize(forms), letters);
    for preset in preset::all().filter(|p| p.steps().contains(&Step::UnifyForms)) {
        assert_eq!(preset.normalize(forms), preset.normalize(letters), "{}", preset.name());
    }
}

#[test]
fn a_form_of_a_mark_is_the_mark_alone() {
    assert_eq!(naqi("unify_forms").normalize("ب\u{FE76}ب\u{FC60}"), "ب\u{64E}ب\u{64E}\u{651}");
    assert_eq!(SEARCH.normalize("م\u{FE79}تحد"), "متحد");
}

#[test]
fn ligatures_become_their_words() {
    assert_eq!(SEARCH.normalize("ﷲ"), "الله");
    assert_eq!(SEARCH.normalize("ﷺ"), "صلي الله عليه وسلم");
    assert_eq!(SEARCH.normalize("﷽"), "بسم الله الرحمن الرحيم");
}

#[test]
fn the_words_of_a_ligature_are_terms_one_by_one_with_one_span() {
    let terms: Vec<_> = SEARCH.word_terms("ﷺ").map(|(token, term)| (token.span(), term.into_owned())).collect();
    assert_eq!(terms, [(0..3, "صلي".into()), (0..3, "الله".into()), (0..3, "عليه".into()), (0..3, "وسلم".into())]);
}

#[test]
fn a_lone_tatweel_is_no_term() {
    assert_eq!(SEARCH.terms("بـ ـ كتاب"), ["ب", "كتاب"]);
}

/// The spellings that each preset's docs say it unifies, and those it distinguishes.
#[test]
fn presets_unify_and_distinguish_what_their_docs_say() {
    let equal: [(&preset::Preset, &[[&str; 2]]); 7] = [
        (&LIGHT, &[["مُتَّحِدة", "متحدة"], ["كـــتاب", "كتاب"], ["أ", "ا\u{654}"]]),
        (
            &SEARCH,
            &[
                ["المُتَّحِدة", "المتحدة"],
                ["المتحدة", "المتحده"],
                ["أمريكي", "امريكى"],
                ["کتاب", "كـــتاب"],
                ["ﻻ", "لا"],
                ["٢٠٢٤", "2024"],
                ["Word", "word"],
                ["بعد\u{A0}غد", "بعد غد"],
                ["على", "علي"],
                ["فتاة", "فتاه"],
            ],
        ),
        (
            &QURAN,
            &[
                ["ٱلْكِتَـٰبُ", "الكتاب"],
                ["ٱللَّهُ", "الله"],
                ["أَنْعَمْتَ", "انعمت"],
                ["يُؤْمِنُونَ \u{6DD}", "يؤمنون"],
                ["ٱلْعَـٰلَمِينَ", "العالمين"],
                ["ٱلصَّلَوٰةَ", "الصلاة"],
                ["ٱلرَّحْمَـٰنِ", "الرحمن"],
                ["يَـٰٓأَيُّهَا", "يا أيها"],
            ],
        ),
        (
            &PERSIAN,
            &[
                ["کتاب", "كتاب"],
                ["ایران", "ايران"],
                ["تأثیر", "تاثیر"],
                ["می\u{200C}خواهم", "میخواهم"],
                ["خانهٔ", "خانه"],
                ["۱۴۰۳", "1403"],
            ],
        ),
        (&URDU, &[["ہے", "هے"], ["کیا", "كيا"], ["دائرہ", "دائرۃ"], ["۲۰۲۴", "2024"], ["اُردو", "اردو"]]),
        (
            &SORANI,
            &[
                ["کوردستان", "كوردستان"],
                ["ی", "ي"],
                ["ھەولێر", "هەولێر"],
                ["٢٠٢٤", "2024"],
                ["دووشه\u{200C}ممه\u{200C}", "دووشەممە"],
            ],
        ),
        (&MANUSCRIPT, &[["بيت", "ىىت"], ["بيت", "ٮىت"], ["قال", "ڡال"], ["شمس", "سمس"]]),
    ];
    let apart: [(&preset::Preset, &[[&str; 2]]); 7] = [
        (&LIGHT, &[["أحمد", "احمد"], ["مدرسة", "مدرسه"], ["على", "علي"], ["٢٠٢٤", "2024"], ["ﻻ", "لا"]]),
        (&SEARCH, &[["الأمريكية", "الأميركية"], ["مسؤول", "مسئول"], ["پ", "ب"], ["،", ","]]),
        (&QURAN, &[["يُحْىِ", "يحيي"]]),
        (&PERSIAN, &[["آب", "اب"], ["مسئول", "مسیول"], ["می خواهم", "می\u{200C}خواهم"]]),
        (&URDU, &[["بھر", "بہر"], ["لڑکی", "لڑکے"], ["آم", "ام"], ["ٹ", "ت"]]),
        (&SORANI, &[["ە", "ه"], ["ێ", "ی"], ["ۆ", "و"], ["ڕ", "ر"], ["ڵ", "ل"]]),
        (&MANUSCRIPT, &[["بيت", "بيوت"], ["من", "مٮ"]]),
    ];
    for (preset, pairs) in equal {
        for [a, b] in pairs {
            assert_eq!(preset.normalize(a), preset.normalize(b), "{}", preset.name());
        }
    }
    for (preset, pairs) in apart {
        for [a, b] in pairs {
            assert_ne!(preset.normalize(a), preset.normalize(b), "{}", preset.name());
        }
    }
}

#[test]
fn words_of_the_quran_become_modern_words() {
    let words = [
        // The dagger alef, and words without it.
        ["ٱلصَّلَوٰةَ", "الصلاة"],
        ["ٱلرِّبَوٰا۟", "الربا"],
        ["ٱلسَّمَـٰوَٰتِ", "السماوات"],
        ["ٱلسَّمَٰوَٰتِ", "السماوات"],
        ["هُدَىٰهُمْ", "هداهم"],
        ["عَلَىٰ", "على"],
        ["ٱلرَّحْمَـٰنِ", "الرحمن"],
        ["ذَٰلِكُمْ", "ذلكم"],
        ["فَذَٰنِكَ", "فذانك"],
        ["هَـٰذَٰنِ", "هذان"],
        ["هَـٰٓؤُلَآءِ", "هؤلاء"],
        ["وَلَـٰكِنَّ", "ولكن"],
        ["إِلَـٰهَيْنِ", "إلهين"],
        ["أُو۟لَـٰٓئِكَ", "أولئك"],
        ["مَلَـٰٓئِكَة", "ملائكة"],
        ["مَسَـٰكِنَ", "مساكن"],
        // Two words today.
        ["يَـٰٓأَيُّهَا", "يا أيها"],
        ["وَيَـٰقَوْمِ", "ويا قوم"],
        ["هَـٰٓأَنتُمْ", "ها أنتم"],
        ["بَيَـٰتًا", "بياتا"],
        // Hamza.
        ["ءَامَنُوا۟", "آمنوا"],
        ["ٱلْـَٔاخِرَةِ", "الآخرة"],
        ["ٱلۡأٓخِرَةِ", "الآخرة"],
        ["بِـَٔايَـٰتِنَا", "بآياتنا"],
        ["ٱلْقُرْءَانُ", "القرآن"],
        ["رَءَا", "رأى"],
        ["رَءَاهُ", "رآه"],
        ["شَيْـًٔا", "شيئا"],
        ["شَيۡـٔٗا", "شيئا"],
        ["خَطَـًٔا", "خطأ"],
        ["يَسْـَٔلُونَ", "يسألون"],
        ["فَسْـَٔلُوا۟", "فاسألوا"],
        ["أَفْـِٔدَةً", "أفئدة"],
        ["مَسْـُٔولًا", "مسئولا"],
        ["تُـْٔوِىٓ", "تؤوى"],
        ["ٱسْتَيْـَٔسَ", "استيأس"],
        ["لِيَسُـۥٓـُٔوا۟", "ليسوءوا"],
        ["خَطِيٓـَٔـٰتِكُمْ", "خطيئاتكم"],
        ["يَسْتَهْزِءُونَ", "يستهزئون"],
        ["ٱلرُّءْيَا", "الرؤيا"],
        ["إِسْرَٰٓءِيلَ", "إسرائيل"],
        ["أَءِذَا", "أإذا"],
        ["ءَأَنتُمْ", "أأنتم"],
        ["أَرَءَيْتُمْ", "أرأيتم"],
        ["شُرَكَـٰٓؤُا۟", "شركاء"],
        ["يَبْدَؤُا۟", "يبدأ"],
        ["بُرَءَٰٓؤُا۟", "برآء"],
        ["تِلْقَآئِ", "تلقاء"],
        ["لَتَنُوٓأُ", "لتنوء"],
        // Silent letters, and small letters that are spoken.
        ["نَّبَإِى۟", "نبإ"],
        ["وَمَلَإِي۟هِۦ", "وملئه"],
        ["سَأُو۟رِيكُمْ", "سأريكم"],
        ["مِا۟ئَةَ", "مائة"],
        ["وَجِا۟ىٓءَ", "وجىء"],
        ["يَتْلُوا۟", "يتلو"],
        ["لِّيَرْبُوَا۟", "ليربو"],
        ["وَلْيَعْفُوا۟", "وليعفوا"],
        ["بَنُوٓا۟", "بنو"],
        ["جَآءُو", "جاءوا"],
        ["إِبْرَٰهِـۧمَ", "إبراهيم"],
        ["دَاوُۥدَ", "داوود"],
        ["إِۦلَـٰفِهِمْ", "إيلافهم"],
        ["لَهُۥٓ", "له"],
        ["نُـۨجِى", "ننجى"],
        ["وَيَبْصُۜطُ", "ويبسط"],
        ["ءَا۬عْجَمِىٌّ", "أأعجمى"],
        // The lam of the article.
        ["ٱلَّيْلِ", "الليل"],
        ["ٱلَّـٰتِى", "اللاتى"],
        ["ٱلَّـٰٓـِٔى", "اللائى"],
        ["ٱلَّذَيْنِ", "اللذين"],
        ["ٱلَّذِينَ", "الذين"],
        ["لْـَٔيْكَةِ", "الأيكة"],
    ];
    let bare = naqi("unify_uthmani, strip_diacritics, strip_quranic_marks, strip_tatweel");
    for [quran, today] in words {
        assert_eq!(bare.normalize(quran), today, "{}", quran.escape_unicode());
    }
    assert_eq!(naqi::unify_uthmani("ٱلصَّلَوٰةَ"), "الصَّلَاةَ");
    assert_eq!(naqi::unify_uthmani("يَـٰٓأَيُّهَا"), "يَا أَيُّهَا");
}

#[test]
fn modern_words_are_not_rewritten_as_words_of_the_quran() {
    let kept = [
        // A dagger alef of modern vocalised text, and one without a fatha in Urdu.
        "زکوٰۃ",
        "اعلیٰ",
        "اسحٰق",
        "موسیٰ",
        // A hamza and an alef, and آ where a madda could be a recitation sign.
        "قِرَاءَات",
        "جُزْءَان",
        "سَاءَا",
        "القُرْآن",
        "مَآب",
        "مَآثِر",
        "الآن",
        "رَآه",
        "مُنْشَآت",
        "قالوا",
        "يَدْعُوا",
        "مِائَة",
        "اللَّيْل",
        "هَيْئَة",
        "مَسْؤُول",
        "جاءوا",
        "الدُّعَاءُ",
        "وَرَاءَ",
    ];
    for word in kept {
        assert_eq!(naqi::unify_uthmani(word), word, "{}", word.escape_unicode());
    }
    let strip_both = naqi("unify_uthmani, strip_diacritics");
    for word in ["هٰذَا", "ذٰلِكَ", "لٰكِنْ", "الرَّحْمٰنِ", "اللّٰه", "إِلٰهٌ", "أُولٰئِكَ", "هٰؤُلَاءِ", "عَلَىٰ"]
    {
        assert_eq!(strip_both.normalize(word), naqi::strip_diacritics(word), "{}", word.escape_unicode());
    }
}

#[test]
fn a_noon_and_a_yeh_are_a_tooth_inside_a_word_and_themselves_at_its_end() {
    assert_eq!(naqi("skeleton").normalize("من بين قرن حق"), "مں ٮٮں ڡرں حٯ");
    assert_eq!(naqi("skeleton").normalize("سَمَاءٌ في"), "سما ڡى");
}

#[test]
fn runs_of_spaces_and_stretched_letters_collapse() {
    assert_eq!(naqi("collapse_spaces").normalize("  بعد \t غد \n\n "), " بعد غد \n\n ");
    assert_eq!(naqi("trim").normalize("  بعد \t غد \n\n  يوم "), "بعد غد\n\nيوم");
    assert_eq!(naqi("collapse_stretch(2)").normalize("جمييييل aaaa اا"), "جمييل aaaa اا");
    for most in [1_u8, 2, 254, 255] {
        let collapsed = naqi(&format!("collapse_stretch({most})")).normalize(&"ي".repeat(1000)).len();
        assert_eq!(collapsed, most as usize * "ي".len());
    }
}

#[test]
fn separators_of_numbers_are_mapped_toward_ascii_only() {
    assert_eq!(naqi("digits(ascii)").normalize("١٬٢٣٤٫٥"), "1,234.5");
    assert_eq!(naqi("digits(arabic)").normalize("1,234.5 ۶"), "١,٢٣٤.٥ ٦");
}

#[test]
fn a_map_swaps_letters_in_one_pass() {
    let swap = Normalizer::new(&[Step::Map(Map::new([("ا", "ب"), ("ب", "ا")]).expect("rules"))]);
    assert_eq!(swap.normalize("اب"), "با");
    assert!(!swap.is_idempotent());
}

#[test]
fn a_map_that_deletes_others_keeps_the_characters_it_names() {
    let kept = naqi("map(ا=ا, ب=پ, 😀=😀, \\u{2A}=+, *=)");
    assert_eq!(kept.normalize("أبجدا ﻻ字\u{654}😀😁*"), "پا😀+");
    assert!(matches!(kept.normalize("ا😀"), std::borrow::Cow::Borrowed("ا😀")));
    assert!(!kept.is_idempotent(), "a second run takes پ");
    assert!(naqi("map(ا=ا, أ=ا, *=)").is_idempotent());
    assert_eq!(naqi("map(*=)").normalize("أي نص، any text \u{10FFFF}"), "");
    assert_eq!(naqi("map(\\*=)").normalize("a*b"), "ab");
}

/// Each step maps the output of the step before, and deleted characters reach no later step.
#[test]
fn a_map_that_deletes_others_applies_at_its_position_in_a_list() {
    assert_eq!(naqi("unify_alef, map(ا=ا, ب=ب, *=)").normalize("أبج"), "اب");
    assert_eq!(naqi("map(ا=ا, ب=ب, *=), unify_alef").normalize("أبج"), "ب");
    assert_eq!(naqi("unify_forms, map(ل=ل, *=)").normalize("ﻻﷲ"), "للل");
    assert_eq!(naqi("map(ب=ج, *=), map(ج=د, ب=ه)").normalize("بجه"), "د");
    assert_eq!(naqi("map(ب=جد, *=), map(د=د, *=)").normalize("بجد"), "د");
    let one = naqi("map(ب=ب, ج=, *=)").fingerprint();
    assert_eq!(naqi("map(ب=ب, *=), map(د=ه)").fingerprint(), one);
    assert_ne!(naqi("map(ب=ب)").fingerprint(), one);
    assert_ne!(naqi("map(ب=ب, ج=)").fingerprint(), one);
}

#[test]
fn an_error_contains_no_terminal_command_and_no_bidi_control() {
    let hostile = "\u{1B}[2J\u{7}\u{9B}\r\n\u{202E}\u{2066}\u{2069}\u{200F}\u{61C}\u{2028}x";
    let shown = r"\u{1B}[2J\u{7}\u{9B}\u{D}\u{A}\u{202E}\u{2066}\u{2069}\u{200F}\u{61C}\u{2028}x";
    let steps = |text: String| text.parse::<Normalizer>().unwrap_err().to_string();
    let analyzer = |text: String| text.parse::<naqi::Analyzer>().unwrap_err().to_string();
    for message in [
        steps(format!("collapse_stretch({hostile})")),
        analyzer(format!("trim | {hostile}")),
        analyzer(format!("trim | leave_out({hostile})")),
        Map::new([(hostile, "x")]).unwrap_err().to_string(),
    ] {
        assert!(message.contains(shown), "{message:?}");
    }
    // A line end ends a step's name and a rule.
    let (hostile, shown) = (hostile.replace("\r\n", ""), shown.replace(r"\u{D}\u{A}", ""));
    for message in
        [steps(format!("trim, {hostile}")), steps(format!("map({hostile})")), steps(format!("map({hostile}=x)"))]
    {
        assert!(message.contains(&shown), "{message:?}");
    }
}

#[test]
fn wrong_rules_and_names_are_errors_with_a_reason_and_an_offset() {
    let message = |text: &str| text.parse::<Normalizer>().map(|n| n.to_string()).unwrap_err();
    let e = message("compose, unify_alif");
    assert_eq!(e.to_string(), "there is no step or preset `unify_alif` (byte 9); did you mean `unify_alef`?");
    let e = message("map(گ=ك, گ=ق)");
    assert_eq!((e.offset(), e.to_string().contains("two rules for one code point, U+06AF")), (Some(11), true), "{e}");
    let e = message("map(لا=x)");
    assert!(e.to_string().contains("2 code points (U+0644 U+0627)"), "{e}");
    let e = message("digits(roman)");
    assert_eq!(e.to_string(), "there is no set of digits `roman` (byte 7); there are ascii, arabic and persian");
    let e = message("map(ا=ب, *=ت)");
    assert_eq!((e.offset(), e.to_string().contains("every other code point")), (Some(11), true), "{e}");
    assert_eq!(message("map(*=, *=)").offset(), Some(8));
    assert_eq!(message("compose,").offset(), Some(8));
    assert_eq!(message("map(ا=ب").offset(), Some(3));
    assert_eq!(message("collapse_stretch(0)").offset(), Some(17));
    assert!(Map::new([("", "x")]).unwrap_err().to_string().contains("empty"));
    assert!(Map::new([("x", "y".repeat(256))]).unwrap_err().to_string().contains("256 bytes"));
}

#[test]
fn a_list_of_maps_that_doubles_is_an_error() {
    let double = Step::Map(Map::new([("a", "aa")]).expect("rules"));
    let steps = vec![double; 60];
    let e = Normalizer::try_new(&steps).unwrap_err();
    assert!(e.to_string().contains("U+0061"), "{e}");
    let read = vec!["map(a=aa)"; 60].join(", ").parse::<Normalizer>();
    assert_eq!(read, Err(e.clone()));
    let panic = std::panic::catch_unwind(|| Normalizer::new(&steps)).unwrap_err();
    assert_eq!(panic.downcast_ref::<String>(), Some(&e.to_string()));
}

#[test]
fn a_stream_reports_the_offset_of_invalid_utf8() {
    let naqi = naqi("strip_diacritics");
    let mut out = String::new();
    let mut stream = naqi.stream();
    stream.push("كت".as_bytes(), &mut out).expect("valid");
    let e = stream.push(b"\xD8\xA7\xFF", &mut out).unwrap_err();
    assert_eq!(e.offset(), Some(6));
    let mut lossy = naqi.stream().lossy();
    let mut out = String::new();
    lossy.push(b"a\xD8", &mut out).expect("a lossy stream takes all");
    lossy.push(b"b\xE2\x80", &mut out).expect("a lossy stream takes all");
    lossy.finish(&mut out).expect("a lossy stream takes all");
    assert_eq!((out.as_str(), lossy.replaced()), ("a\u{FFFD}b\u{FFFD}", 2));
}

#[test]
fn kinds_are_distinguished() {
    let kinds = |text| naqi::tokens(text).map(|t| t.kind().name()).collect::<Vec<_>>();
    assert_eq!(
        kinds("كتاب 12 ٣٫٥ a1 ،+﷽"),
        ["word", "space", "number", "space", "number", "space", "word", "space", "punctuation", "symbol", "symbol"]
    );
    assert_eq!(kinds("😀👍🏽1️⃣❤️🇸🇦\n\u{64E}"), ["emoji", "emoji", "emoji", "emoji", "emoji", "space", "other"]);
}

#[test]
fn posts_hold_links_addresses_mentions_and_tags() {
    let found = |text| {
        Tokenizer::social()
            .keep(&[TokenKind::Url, TokenKind::Email, TokenKind::Mention, TokenKind::Hashtag])
            .tokenize(text)
            .map(|t| (t.kind().name(), t.text()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("(https://ar.wikipedia.org/wiki/مصر_(توضيح))، ثم"),
        [("url", "https://ar.wikipedia.org/wiki/مصر_(توضيح)")]
    );
    assert_eq!(found("www.example.com. bit.ly/abc، example.com"), [("url", "www.example.com"), ("url", "bit.ly/abc")]);
    assert_eq!(found("راسلنا: info@naqi.example.org."), [("email", "info@naqi.example.org")]);
    assert_eq!(found("#مُتَّحِدة #اليوم_الوطني_94! #1 a#b"), [("hashtag", "#مُتَّحِدة"), ("hashtag", "#اليوم_الوطني_94")]);
    assert_eq!(found("شكرا @naqi_ar. x@y"), [("mention", "@naqi_ar")]);
}

#[test]
fn posts_hold_tags_mentions_and_links_without_spaces_around_them() {
    let found = |text| Tokenizer::social().tokenize(text).map(|t| (t.text(), t.kind().name())).collect::<Vec<_>>();
    let (word, hashtag, mention, url, email) = ("word", "hashtag", "mention", "url", "email");
    assert_eq!(found("#نرم\u{200D}افزار جدید"), [("#نرم\u{200D}افزار", hashtag), ("جدید", word)]);
    assert_eq!(found("#می\u{200C}خواهم #الف·ب"), [("#می\u{200C}خواهم", hashtag), ("#الف·ب", hashtag)]);
    assert_eq!(found("شكرا@username"), [("شكرا", word), ("@username", mention)]);
    assert_eq!(found("@usernameشكرا"), [("@username", mention), ("شكرا", word)]);
    assert_eq!(found("RT@user rt@user"), [("RT", word), ("@user", mention), ("rt", word), ("@user", mention)]);
    assert_eq!(found("art@user !@user"), [("art", word), ("user", word), ("user", word)]);
    assert_eq!(
        found("＠user ✌\u{FE0F}#وسم ＃وسم"),
        [("＠user", mention), ("✌\u{FE0F}", "emoji"), ("#وسم", hashtag), ("＃وسم", hashtag)]
    );
    assert_eq!(found("@user@host @aliceì"), [("user", word), ("host", word), ("aliceì", word)]);
    assert_eq!(found("@نقي\u{200C}عربي"), [("@نقي\u{200C}عربي", mention)]);
    assert_eq!(found("استhttps://www.example.com"), [("است", word), ("https://www.example.com", url)]);
    assert_eq!(found("الرابط:https://example.com/a"), [("الرابط", word), ("https://example.com/a", url)]);
    assert_eq!(found("زورواwww.example.com"), [("زوروا", word), ("www.example.com", url)]);
    assert_eq!(found("زوروا www.موقع.com اليوم"), [("زوروا", word), ("www.موقع.com", url), ("اليوم", word)]);
    assert_eq!(found("www.example.comشكرا"), [("www.example.com", url), ("شكرا", word)]);
    assert_eq!(found("www.example.موقع/صفحة."), [("www.example.موقع/صفحة", url)]);
    assert_eq!(found("البريد:info@example.org"), [("البريد", word), ("info@example.org", email)]);
    assert_eq!(found("mail:info@example.org"), [("mail", word), ("info@example.org", email)]);
    assert_eq!(found("قال:نعم a:b"), [("قال:نعم", word), ("a:b", word)]);
}

#[test]
fn arabic_sentences_end_where_arabic_prose_ends_them() {
    let sentences = |text| Tokenizer::arabic_sentences().tokenize(text).map(|s| s.text()).collect::<Vec<_>>();
    assert_eq!(
        sentences("حضر د. سالم؛ ثم ذهب. من؟ لا أدري۔ نعم\nوبعد"),
        ["حضر د. سالم؛ ", "ثم ذهب. ", "من؟ ", "لا أدري۔ ", "نعم\n", "وبعد"]
    );
    assert_eq!(
        sentences("حضر د\u{200F}.\u{200F} سالم. ثم أ.\u{200E}د\u{61C}.\u{200E} نور. مضى"),
        ["حضر د\u{200F}.\u{200F} سالم. ", "ثم أ.\u{200E}د\u{61C}.\u{200E} نور. ", "مضى"]
    );
    assert_eq!(
        sentences("ص.ب. 15 عام 1445 هـ. قال 3.5 ثم ٣٫٥. انتهى"),
        ["ص.ب. 15 عام 1445 هـ. قال 3.5 ثم ٣٫٥. ", "انتهى"]
    );
    assert_eq!(naqi::sentences("حضر د. سالم؛ ثم ذهب.").count(), 2);
}

/// The article, if it is available.
#[test]
fn the_article_is_normalized() {
    let path = format!("{}/../shared/real/article.txt", env!("CARGO_MANIFEST_DIR"));
    let Ok(article) = std::fs::read_to_string(path) else { return };
    let out = SEARCH.normalize(&article);
    assert!(!out.contains(['\u{640}', '\u{A0}', '\u{64B}', 'أ', 'ة', 'ى']));
    let terms: std::collections::BTreeSet<String> = SEARCH.terms(&article).into_iter().collect();
    assert!(terms.contains("الامريكيه") && terms.contains("الاميركيه"), "two spellings stay two");
    assert_eq!(SEARCH.normalize("المتّحدة"), SEARCH.normalize("المتحدة"));
}

#[test]
fn a_text_that_changes_back_is_not_borrowed() {
    // A map whose output happens to equal the text.
    let odd = Normalizer::new(&[Step::Map(Map::new([("a", ""), ("b", "ab")]).expect("rules"))]);
    assert!(matches!(odd.normalize("ab"), std::borrow::Cow::Borrowed("ab")));
    assert!(odd.is_normalized("ab"));
}
