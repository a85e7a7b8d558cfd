//! Masks: tokens of posts replaced by texts. Compared with a loop over the tokens of the whole text.

mod random;

use naqi::step::{Mask, MaskedToken, Step};
use naqi::token::TokenKind;
use naqi::{ErrorKind, Normalizer, Tokenizer};
use random::{Random, code_points};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

fn naqi(steps: &str) -> Normalizer {
    steps.parse().unwrap_or_else(|error| panic!("{steps}: {error}"))
}

#[test]
fn tokens_of_posts_become_their_texts() {
    let words = naqi("mask(link=رابط, email=بريد, mention=اسم, hashtag=وسم, number=رقم, emoji=وجه)");
    let nothing = naqi("mask(link=, email=, mention=, hashtag=, number=, emoji=)");
    for (text, masked, deleted) in [
        ("شكرا @naqi_ar على https://example.com/a?b=1#c.", "شكرا اسم على رابط.", "شكرا  على ."),
        ("راسلوا info@example.org اليوم", "راسلوا بريد اليوم", "راسلوا  اليوم"),
        ("#كأس_العالم 2026", "وسم رقم", " "),
        ("مرحبا😀كيف", "مرحبا وجه كيف", "مرحبا كيف"),
        ("😀😀", "وجه وجه", ""),
        ("(١٬٢٣٤٫٥٦)", "(رقم)", "()"),
        ("شكرا@user", "شكرا اسم", "شكرا"),
        ("👨‍👩‍👧 5️⃣", "وجه وجه", " "),
        ("كتاب2 2كتاب", "كتاب2 2كتاب", "كتاب2 2كتاب"),
        ("سلام", "سلام", "سلام"),
        ("", "", ""),
        ("10:30", "رقم:رقم", ":"),
        ("كتاب\u{A0}\u{200D}👍", "كتاب\u{A0}وجه", "كتاب\u{A0}"),
        ("\u{3000}\u{200D}👍", "\u{3000}وجه", "\u{3000}"),
        ("5\u{202F}سلام", "5\u{202F}سلام", "5\u{202F}سلام"),
        ("www.\u{2029}\t www.\u{A0}", "www.\u{2029}\t www.\u{A0}", "www.\u{2029}\t www.\u{A0}"),
    ] {
        assert_eq!(words.normalize(text), masked, "{text}");
        assert_eq!(nothing.normalize(text), deleted, "{text}");
    }
}

#[test]
fn other_steps_rewrite_the_texts_and_the_rest() {
    let steps = "search, mask(link=رابطةٌ, mention=), collapse_spaces, trim";
    assert_eq!(naqi(steps).normalize("  @أحمد  شُكْرًا www.example.com  "), "شكرا رابطه");
    assert_eq!(naqi(steps).steps()[0].name(), "mask");
    assert_eq!(naqi("mask(link=a), mask(link=b)").normalize("www.example.com"), "b", "the last one counts");
}

#[test]
fn a_mask_in_text_round_trips_and_errors_tell_where() {
    let mask = Mask::new([(MaskedToken::Emoji, ""), (MaskedToken::Link, "a=b, (c)")]).expect("two kinds");
    let step = Step::Mask(mask);
    assert_eq!(step.to_string(), r"mask(link=a\u{3D}b\u{2C}\u{20}\u{28}c\u{29}, emoji=)");
    assert_eq!(step.to_string().parse(), Ok(step));
    let error = |steps: &str| steps.parse::<Normalizer>().expect_err(steps);
    for (steps, kind, offset) in [
        ("search, mask", ErrorKind::Argument, 8),
        ("mask(lnk=x)", ErrorKind::UnknownName, 5),
        ("mask(link=x, link=y)", ErrorKind::Rule, 13),
        ("mask(link)", ErrorKind::Syntax, 5),
    ] {
        assert_eq!((error(steps).kind(), error(steps).offset()), (kind, Some(offset)), "{}", error(steps));
    }
    assert_eq!(error(&format!("mask(link={})", "x".repeat(256))).kind(), ErrorKind::TooLong);
    assert_eq!(naqi("mask()"), naqi("nfc, -nfc"), "it does nothing");
}

#[test]
fn normalizers_with_other_masks_differ() {
    let same = naqi("mask(link=a, emoji=b)");
    assert_eq!(same.fingerprint(), naqi("mask(emoji=b), mask(link=a)").fingerprint());
    for other in ["mask(link=a)", "mask(link=b, emoji=a)", "mask(link=a, emoji=)", "mask(email=a, emoji=b)", ""] {
        assert_ne!(same.fingerprint(), naqi(other).fingerprint(), "{other}");
        assert_ne!(same, naqi(other));
    }
}

/// The texts for the kinds, written by a loop over the tokens of the whole text.
fn by_tokens(text: &str, texts: &[(TokenKind, &str)]) -> String {
    let is_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::canonical_combining_class(c) != 0;
    let mut out = String::new();
    let mut is_after_mask = false;
    for token in Tokenizer::social().keep_all().tokenize(text) {
        let mask = texts.iter().find(|(kind, _)| *kind == token.kind()).map(|(_, text)| *text);
        let (text, written) = (token.text(), mask.unwrap_or(token.text()));
        // White space at the ends of a token is no part of what is masked.
        let [before, after] = match mask {
            Some(_) => [&text[..text.len() - text.trim_start().len()], &text[text.trim_end().len()..]],
            None => [""; 2],
        };
        if !before.is_empty() {
            out += before;
            is_after_mask = false;
        }
        let touches = out.ends_with(is_word) && written.starts_with(is_word);
        if touches && (is_after_mask || mask.is_some()) {
            out.push(' ');
        }
        out += written;
        is_after_mask = mask.is_some() || is_after_mask && written.is_empty();
        if !after.is_empty() {
            out += after;
            is_after_mask = false;
        }
    }
    out
}

const PARTS: &[&str] = &[
    "https://example.com/a?b=c",
    "www.example.com",
    "@naqi",
    "@نقي",
    "#وسم",
    "a@b.org",
    "1,234.5",
    "٣٫٥",
    "😀",
    "👨‍👩‍👧",
    "5️⃣",
    "❤️",
    "❤",
    "⌚",
    "©️",
    "〰️",
    "㊗️",
    "🇸🇦",
    "＃وسم",
    "＠user",
    "WWW.Example.com",
    "‼️",
    "w",
    "“”",
    " ",
    "\n",
    "\u{A0}",
    "\u{202F}",
    "\u{3000}",
    "\u{200D}",
    "👍",
    ".",
    "/",
    ":",
    "سلام",
    "e\u{301}",
    "é",
    "(",
    ")",
    "word",
    "_",
    "\u{200F}",
    "ـ",
    "أ",
    "ا\u{654}",
    "//",
    "@",
    "#",
    "http:",
];

fn random_post(random: &mut Random) -> String {
    (0..random.below(14)).map(|_| PARTS[random.below(PARTS.len())]).collect()
}

#[test]
fn random_posts_are_masked_as_by_a_loop_over_tokens() {
    let mut random = Random::from_environment();
    let all =
        [TokenKind::Url, TokenKind::Email, TokenKind::Mention, TokenKind::Hashtag, TokenKind::Number, TokenKind::Emoji];
    for (steps, texts) in [
        (
            "mask(link=رابط, email=بريد, mention=@, hashtag=, number=رقم, emoji=*)",
            ["رابط", "بريد", "@", "", "رقم", "*"].map(Some),
        ),
        ("mask(link=, email=, mention=, hashtag=, number=, emoji=)", [Some(""); 6]),
        (
            "mask(link=رابط, email=, mention=@, hashtag=x, emoji=)",
            [Some("رابط"), Some(""), Some("@"), Some("x"), None, Some("")],
        ),
        ("mask(emoji=وجه)", [None, None, None, None, None, Some("وجه")]),
        ("mask(link=URL)", [Some("URL"), None, None, None, None, None]),
        ("mask(number=N)", [None, None, None, None, Some("N"), None]),
    ] {
        let naqi = naqi(steps);
        let texts: Vec<_> = all.into_iter().zip(texts).filter_map(|(kind, text)| Some((kind, text?))).collect();
        for _ in 0..random.cases(20_000) {
            let text = random_post(&mut random);
            let shown = code_points(&text);
            let found = naqi.normalize(&text);
            assert_eq!(found, by_tokens(&text, &texts), "{steps}: {shown}");
            assert_eq!(matches!(found, Cow::Borrowed(_)), found == text, "{shown}");
            assert!(found.len() <= naqi.max_growth() * text.len());
            // Law 4.
            let mut stream = naqi.stream();
            let mut out = String::new();
            let (a, b) = (random.below(text.len() + 1), random.below(text.len() + 1));
            let bytes = text.as_bytes();
            for chunk in [&bytes[..a.min(b)], &bytes[a.min(b)..a.max(b)], &bytes[a.max(b)..]] {
                stream.push(chunk, &mut out).expect("valid UTF-8");
            }
            stream.finish(&mut out).expect("a whole text");
            assert_eq!(out, found, "{shown}");
            // Law 3, except for Latin letters with marks: `@naqié` is no mention.
            let text = text.replace("é", "").replace("e\u{301}", "");
            let [composed, decomposed] = [text.nfc().collect::<String>(), text.nfd().collect()];
            let nfc = |text: &str| naqi.normalize(text).nfc().collect::<String>();
            assert_eq!(nfc(&composed), nfc(&decomposed), "{shown}");
        }
    }
}

#[test]
fn a_pictograph_that_is_a_letter_is_an_emoji_in_emoji_style() {
    for emoji in ["ℹ\u{FE0F}", "Ⓜ\u{FE0F}", "🅰\u{FE0F}", "🅱\u{FE0F}", "🆎", "™\u{FE0F}"] {
        assert_eq!(naqi("mask(emoji=E)").normalize(&format!("نعم {emoji}!")), "نعم E!", "{emoji}");
    }
    for word in ["ℹ", "ℹ\u{FE0F}info", "a\u{FE0F}", "ب\u{FE0F}"] {
        assert_eq!(naqi("mask(emoji=E)").normalize(word), word);
    }
}

#[test]
fn all_keycaps_are_emoji() {
    for base in "0123456789#*".chars() {
        for keycap in [format!("{base}\u{FE0F}\u{20E3}"), format!("{base}\u{20E3}")] {
            assert_eq!(naqi("mask(emoji=E)").normalize(&format!("نعم {keycap}")), "نعم E", "{base}");
        }
    }
    assert_eq!(naqi("mask(emoji=E)").normalize("# * #\u{FE0F} +\u{20E3}"), "# * #\u{FE0F} +\u{20E3}");
}

#[test]
fn every_code_point_is_masked_as_its_token() {
    for (steps, kind) in [("mask(number=N)", TokenKind::Number), ("mask(emoji=N)", TokenKind::Emoji)] {
        let naqi = naqi(steps);
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            for text in [format!("س {c} س"), format!("س {c}\u{FE0F}\u{20E3} س")] {
                assert_eq!(naqi.normalize(&text), by_tokens(&text, &[(kind, "N")]), "{steps}: {}", code_points(&text));
            }
        }
    }
}

#[test]
fn offsets_of_masked_tokens_map_back() {
    let naqi = naqi("mask(link=رابط, emoji=), strip_tatweel");
    let text = "كـتاب https://example.com 😀نعم";
    let aligned = naqi.align(text);
    assert_eq!(aligned.text, "كتاب رابط نعم");
    let link = aligned.text.find("رابط").expect("it is written");
    assert_eq!(&text[aligned.source(link..link + 8)], "https://example.com");
    let last = aligned.text.len() - 6;
    assert_eq!(&text[aligned.source(last..last + 6)], "نعم");
    let mut random = Random::from_environment();
    for steps in
        ["mask(link=رابط, number=رقم, emoji=)", "mask(mention=x, emoji=), nfc", "mask(hashtag=), trim, compose"]
    {
        let naqi: Normalizer = steps.parse().expect("steps");
        for _ in 0..random.cases(5_000) {
            let text = random_post(&mut random);
            let aligned = naqi.align(&text);
            assert_eq!(aligned.text, naqi.normalize(&text), "{steps}: {}", code_points(&text));
            let mut before = 0;
            for (at, c) in aligned.text.char_indices() {
                let source = aligned.source(at..at + c.len_utf8());
                assert!(
                    source.start >= before && text.is_char_boundary(source.start) && text.is_char_boundary(source.end)
                );
                before = source.start;
            }
        }
    }
}

#[test]
fn needles_are_found_in_masked_text() {
    let naqi = naqi("search, mask(link=رابط)");
    let text = "هنا https://example.com/x وهناك";
    let found: Vec<_> = naqi.find_iter(text, "هنا رابط").map(|span| &text[span]).collect();
    assert_eq!(found, ["هنا https://example.com/x"]);
}

/// Windows: runs without white space around their greatest length.
#[test]
fn long_runs_without_white_space_give_in_chunks_what_they_give_as_a_whole() {
    let naqi = naqi("mask(mention=x, number=رقم)");
    let mut random = Random::from_environment();
    for len in [65_530, 65_536, 65_540, 131_072, 200_000] {
        let mut text = String::from("قال ");
        while text.len() < len {
            text.push_str(["@naqi", "،", "12", "سلام", "e\u{301}"][random.below(5)]);
        }
        text += " 5 نعم";
        let whole = naqi.normalize(&text);
        let mut stream = naqi.stream();
        let mut out = String::new();
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.len().min(1 + random.below(9_000)));
            stream.push(chunk, &mut out).expect("valid UTF-8");
            rest = after;
        }
        stream.finish(&mut out).expect("a whole text");
        assert!(out == whole, "{len}");
        assert!(naqi.align(&text).text == whole, "{len}");
    }
}

/// A link, and white space around the place where a long run would be divided.
#[test]
fn a_run_that_ends_where_it_would_be_divided_is_not_divided() {
    let naqi = naqi("mask(link=)");
    for len in 65_530..65_542 {
        let text = [" www.a.co/", &"x".repeat(len - 10), ". a"].concat();
        let whole = naqi.normalize(&text);
        let mut stream = naqi.stream();
        let mut out = String::new();
        for chunk in text.as_bytes().chunks(1000) {
            stream.push(chunk, &mut out).expect("valid UTF-8");
        }
        stream.finish(&mut out).expect("a whole text");
        assert_eq!(out, whole, "{len}");
        assert_eq!(naqi.align(&text).text, whole, "{len}");
    }
}
