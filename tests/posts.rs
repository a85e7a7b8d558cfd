//! Posts: twitter-text's published cases, and analyzers on the tokens of posts against a naive version.

mod random;

use naqi::analyzer::{SocialToken, Term, TermKind};
use naqi::token::TokenKind;
use naqi::{Analyzer, Tokenizer, analyzer, words};
use random::{Random, code_points};

/// The tokens of one kind in a text.
fn found(kind: TokenKind, text: &str) -> Vec<&str> {
    Tokenizer::social().keep(&[kind]).tokenize(text).map(|token| token.text()).collect()
}

/// Tags in Arabic, Persian and other scripts, and where a tag starts and ends. Facts of `conformance/extract.yml` and
/// `autolink.yml` of twitter-text.
#[test]
fn tags_are_those_of_twitters_published_cases() {
    let cases: [(&str, &[&str]); 30] = [
        (
            "#سیاست #ایران #السياسة #السياح #لغات  #اتمی  #کنفرانس #العربية #الجزيرة #فارسی",
            &[
                "#سیاست",
                "#ایران",
                "#السياسة",
                "#السياح",
                "#لغات",
                "#اتمی",
                "#کنفرانس",
                "#العربية",
                "#الجزيرة",
                "#فارسی",
            ],
        ),
        (
            "#برنامه_نویسی  #رییس_جمهور  #رئيس_الوزراء, #ثبت_نام. #لس_آنجلس",
            &["#برنامه_نویسی", "#رییس_جمهور", "#رئيس_الوزراء", "#ثبت_نام", "#لس_آنجلس"],
        ),
        ("#أي\u{200C}بي\u{200C}إم #می\u{200C}خواهم", &["#أي\u{200C}بي\u{200C}إم", "#می\u{200C}خواهم"]),
        ("#۳۴۵هشتگ #هشتگ۶۷۸ #ســـلام_عليكم_٤٠٦", &["#۳۴۵هشتگ", "#هشتگ۶۷۸", "#ســـلام_عليكم_٤٠٦"]),
        ("#עַל\u{5BE}יְדֵי #וכו\u{5F3} #מ\u{5F4}כ", &["#עַל\u{5BE}יְדֵי", "#וכו\u{5F3}", "#מ\u{5F4}כ"]),
        ("መልእክተኛ #ኢትዮሙስሊምስ", &["#ኢትዮሙስሊምስ"]),
        ("#ශ්\u{200D}රීලංකා", &["#ශ්\u{200D}රීලංකා"]),
        ("#महात्मा #महात्मा_१२३४ #१२३४ गांधी", &["#महात्मा", "#महात्मा_१२३४"]),
        ("#বাংলা #தமிழ் #తెలుగు", &["#বাংলা", "#தமிழ்", "#తెలుగు"]),
        ("#ผู้เริ่ม #การเมือง", &["#ผู้เริ่ม", "#การเมือง"]),
        ("#བོད་སྐད་ #བོད་སྐད", &["#བོད་སྐད་", "#བོད་སྐད"]),
        ("#មហាត្មះគន្ធី #မြင့်မြတ်သော #ຊີວະສາດ", &["#មហាត្មះគន្ធី", "#မြင့်မြတ်သော", "#ຊີວະສາດ"]),
        ("#Μαχάτμα_Γκάντι ήταν #Մահաթմա #მაჰათმა", &["#Μαχάτμα_Γκάντι", "#Մահաթմա", "#მაჰათმა"]),
        ("Hashtags in #中文, #日本語, #한국말, and #русский!", &["#中文", "#日本語", "#한국말", "#русский"]),
        ("#カタカナ #ﾊｯｼｭﾀｸﾞ。#サッカー #各〃 #メ～テレ", &["#カタカナ", "#ﾊｯｼｭﾀｸﾞ", "#サッカー", "#各〃", "#メ～テレ"]),
        ("全角 ＃ｈａｓｈｔａｇ１２３ ！＃漢字。", &["＃ｈａｓｈｔａｇ１２３", "＃漢字"]),
        (
            "#Azərbaycanca #mûǁae #Čeština #İn #ın #Ateş",
            &["#Azərbaycanca", "#mûǁae", "#Čeština", "#İn", "#ın", "#Ateş"],
        ),
        ("#il·lusió", &["#il·lusió"]),
        ("#\u{20021} #A\u{104A0}", &["#\u{20021}", "#A\u{104A0}"]),
        ("a ✌#tag ✌\u{FE0E}#tag ✌\u{FE0F}#tag ✌🏿#tag", &["#tag", "#tag", "#tag", "#tag"]),
        ("a 👨\u{200D}👩\u{200D}👧#tag", &["#tag"]),
        ("(#a1 )#a2 [#a3 ]#a4 ’#a5’#a6", &["#a1", "#a2", "#a3", "#a4", "#a5", "#a6"]),
        (":#tag ;#tag ,#tag .#tag !#tag ?#tag", &["#tag", "#tag", "#tag", "#tag", "#tag", "#tag"]),
        ("#1tag #hash_tag #hash0tag", &["#1tag", "#hash_tag", "#hash0tag"]),
        // None: without a letter, behind a letter, an entity, a keycap, before a link or another tag.
        ("#_ #1_2 #122 #〃 #0 # كتاب", &[]),
        ("日本語#日本語 text#tag كتاب#وسم", &[]),
        ("&#nbsp; &#x627;", &[]),
        ("#\u{FE0F}tag #\u{20E3}tag", &[]),
        ("#http://example.com #https://example.com", &[]),
        ("#وسم#آخر", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(TokenKind::Hashtag, text), expected);
    }
}

/// Facts of the same files.
#[test]
fn mentions_are_those_of_twitters_published_cases() {
    let cases: [(&str, &[&str]); 19] = [
        ("@username reply", &["@username"]),
        ("mention @user_name", &["@user_name"]),
        ("mention @12345", &["@12345"]),
        ("の@usernameに到着を待っている", &["@username"]),
        ("شكرا@usernameشكرا", &["@username"]),
        ("あ@username @usernameの", &["@username", "@username"]),
        ("＠username", &["＠username"]),
        ("Current Status: @_@ (cc: @username)", &["@username"]),
        ("@username\n@mention", &["@username", "@mention"]),
        ("RT@username RT:@mention RT @test", &["@username", "@mention", "@test"]),
        ("rt@username Rt:@mention rT@test", &["@username", "@mention", "@test"]),
        ("great.@username @foo: @username&^$%^", &["@username", "@foo", "@username"]),
        ("@foo îs in the house", &["@foo"]),
        // None: behind an ASCII letter or some signs, before another Latin letter, an address, a link.
        ("meet@the beach", &[]),
        ("@aliceìnheiro something", &[]),
        ("@test@example.com", &[]),
        ("@user＠x ＠user＠x", &[]),
        ("@http://example.com", &[]),
        ("f!@kn f@@kn f#@kn f$@kn f%@kn f&@kn f*@kn ＠@kn", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(TokenKind::Mention, text), expected, "{text}");
    }
}

/// Links in other scripts and in right-to-left text. Facts of the same files.
#[test]
fn links_are_those_of_twitters_published_cases() {
    let cases: [(&str, &[&str]); 14] = [
        ("http://ああ.com http://あ-あ.com", &["http://ああ.com", "http://あ-あ.com"]),
        ("http://foobar.みんな/ http://foobar.中国/", &["http://foobar.みんな/", "http://foobar.中国/"]),
        ("http://foobar.پاکستان/ قطر", &["http://foobar.پاکستان/"]),
        ("\u{2066}\u{202A}http://foobar.پاکستان/\u{202C}\u{2069}\u{2069} قطر", &["http://foobar.پاکستان/"]),
        ("\u{2066}\u{202A}abc پاکستان http://example.com/\u{202C}\u{2069}", &["http://example.com/"]),
        ("いまなにしてるhttp://example.com", &["http://example.com"]),
        ("http://example.comだよね.comtest/hogehoge", &["http://example.com"]),
        ("http://example.comشكرا", &["http://example.com"]),
        ("http://exampleこれは日本語です.com/path/index.html", &["http://exampleこれは日本語です.com/path/index.html"]),
        ("http://example.com/Русские_слова maybe?", &["http://example.com/Русские_слова"]),
        ("See: http://example.com/café", &["http://example.com/café"]),
        ("http://xn--80abe5aohbnkjb.xn--p1ai/", &["http://xn--80abe5aohbnkjb.xn--p1ai/"]),
        ("(http://example.com) text:http://example.com/a_(b)", &["http://example.com", "http://example.com/a_(b)"]),
        ("http://example.com? http://example.com! http://example.com.", &["http://example.com"; 3]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(TokenKind::Url, text), expected, "{}", code_points(text));
    }
}

/// Where links are others than Twitter's, as `docs/search.md` says.
#[test]
fn links_differ_from_twitters_where_the_documentation_says_so() {
    let cases: [(&str, &[&str]); 8] = [
        ("http://no-tld http://a_b.com", &["http://no-tld", "http://a_b.com"]),
        ("example.com example.com/a", &["example.com/a"]),
        ("日本語example.com中国語", &[]),
        ("http://example.com/مصر", &["http://example.com/مصر"]),
        ("http://example.com/a한국", &["http://example.com/a한국"]),
        ("http://example.com/a|b", &["http://example.com/a"]),
        ("http://t.co/abc-", &["http://t.co/abc-"]),
        ("$http://example.com @http://example.com", &["http://example.com"; 2]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(TokenKind::Url, text), expected, "{}", code_points(text));
    }
}

#[test]
fn bidi_controls_around_tags_mentions_and_links_are_no_part_of_them() {
    let text = "\u{200F}#وسم\u{200F} \u{202B}@user\u{202C}\u{61C} \u{2067}www.example.com\u{2069} a@b.org\u{200E} \u{2067}#بَ\u{2069}";
    let kinds = [TokenKind::Hashtag, TokenKind::Mention, TokenKind::Url, TokenKind::Email];
    let found: Vec<_> = Tokenizer::social().keep(&kinds).tokenize(text).map(|token| token.text()).collect();
    assert_eq!(found, ["#وسم", "@user", "www.example.com", "a@b.org", "#بَ"]);
}

/// The terms of a text, each with its span, its position, and its kind.
fn terms(analyzer: &Analyzer, text: &str) -> Vec<(String, std::ops::Range<usize>, usize, TermKind)> {
    let mut all = Vec::new();
    analyzer.for_each_term(text, |Term { text, span, position, kind }| {
        all.push((text.to_owned(), span, position, kind));
    });
    all
}

#[track_caller]
fn check(analyzer: &str, text: &str, expected: &[(&str, &str, usize)]) {
    let analyzer: Analyzer = analyzer.parse().expect("an analyzer");
    // The second time from the cache.
    for _ in 0..2 {
        let found = terms(&analyzer, text);
        let found: Vec<_> = found.iter().map(|(term, span, n, _)| (&**term, &text[span.clone()], *n)).collect();
        assert_eq!(found, expected, "{analyzer}");
    }
}

const STEMMED: &str = "search, -unify_alef | tokenizer(social) | leave_out(function) | stem(full)";

#[test]
fn tags_mentions_addresses_and_links_are_whole_terms() {
    let text = "فازت #كَأس_العالم في @Naqi_ar www.مَوقع.com/أ info@Example.org";
    check(
        STEMMED,
        text,
        &[
            ("فاز", "فازت", 0),
            ("#كأس_العالم", "#كَأس_العالم", 1),
            ("@naqi_ar", "@Naqi_ar", 3),
            ("www.موقع.com/أ", "www.مَوقع.com/أ", 4),
            ("info@example.org", "info@Example.org", 5),
        ],
    );
    // They are no stop words, numbers or names.
    check(STEMMED, "#في #2024م #عبدالله", &[("#في", "#في", 0), ("#2024م", "#2024م", 1), ("#عبدالله", "#عبدالله", 2)]);
    // A full-width sign, a joiner, an emoji beside a tag, a word without a space before a name.
    check(STEMMED, "＃وسم ＠user", &[("#وسم", "＃وسم", 0), ("@user", "＠user", 1)]);
    check(STEMMED, "#نرم\u{200D}افزار😀", &[("#نرمافزار", "#نرم\u{200D}افزار", 0)]);
    check(STEMMED, "كتاب@user", &[("كتاب", "كتاب", 0), ("@user", "@user", 1)]);
    // The words of a ligature are one term.
    check(STEMMED, "#محمد_ﷺ", &[("#محمد_صلي_الله_عليه_وسلم", "#محمد_ﷺ", 0)]);
    check(STEMMED, "#محمدﷺ", &[("#محمد_صلي_الله_عليه_وسلم", "#محمدﷺ", 0)]);
    // A tag whose letters are all deleted is no term.
    check("map(a=) | tokenizer(social)", "#a b #ab", &[("b", "b", 0), ("#b", "#ab", 1)]);
    // Signs divide words as in any text.
    check(STEMMED, "ج.م.ع #وسم", &[("ج", "ج", 0), ("م", "م", 1), ("ع", "ع", 2), ("#وسم", "#وسم", 3)]);
}

#[test]
fn tokens_that_are_left_out_take_a_position() {
    let text = "كتاب https://example.com @user #وسم a@b.org قلم";
    let of = |names: &str| format!("search | tokenizer(social) | leave_out({names})");
    let rest = [("كتاب", "كتاب", 0), ("#وسم", "#وسم", 3), ("a@b.org", "a@b.org", 4), ("قلم", "قلم", 5)];
    check(&of("link, mention"), text, &rest);
    check(&of("hashtag, email, link, mention"), text, &[rest[0], rest[3]]);
    check(&(of("hashtag") + " | hashtag_parts"), "كتاب #وسم_قلم", &rest[..1]);
}

#[test]
fn parts_of_a_tag_have_its_position_and_spans_of_their_own() {
    let analyzer = format!("{STEMMED} | hashtag_parts");
    check(
        &analyzer,
        "فوز #كَأس_العالم غدا",
        &[
            ("فاز", "فوز", 0),
            ("#كأس_العالم", "#كَأس_العالم", 1),
            ("كاس", "كَأس", 1),
            ("عالم", "العالم", 1),
            ("غدا", "غدا", 2),
        ],
    );
    // Stop words have no part, numbers lose their separators, names are split.
    check(
        &analyzer,
        "#كتب_في_2024م قمر",
        &[("#كتب_في_2024م", "#كتب_في_2024م", 0), ("كتب", "كتب", 0), ("2024", "2024", 0), ("قمر", "قمر", 1)],
    );
    check(&analyzer, "＃عبدالرحمن", &[("#عبدالرحمن", "＃عبدالرحمن", 0), ("عبد", "عبد", 0), ("رحمن", "الرحمن", 0)]);
    // Without a stem the same way.
    check(
        "search | tokenizer(social) | hashtag_parts",
        "#وسم_Ab",
        &[("#وسم_ab", "#وسم_Ab", 0), ("وسم", "وسم", 0), ("ab", "Ab", 0)],
    );
    // A tag of Japanese is several words.
    check(
        "search | tokenizer(social) | hashtag_parts",
        "#メ～レ",
        &[("#メ～レ", "#メ～レ", 0), ("メ", "メ", 0), ("レ", "レ", 0)],
    );
    let wide = analyzer::wide().clone().with_hashtag_parts();
    let found = terms(&wide, "#كتاب");
    let found: Vec<_> = found.iter().map(|(term, span, n, key)| (&**term, span.clone(), *n, *key)).collect();
    assert_eq!(
        found,
        [("#كتاب", 0..9, 0, TermKind::Stem), ("كتاب", 1..9, 0, TermKind::Stem), ("√كتب", 1..9, 0, TermKind::RootKey)]
    );
}

/// Pieces of posts.
const PARTS: [&str; 44] = [
    "#",
    "#",
    "#",
    "@",
    "@",
    "_",
    "_",
    " ",
    " ",
    " ",
    " ",
    "\n",
    ".",
    ".",
    ":",
    "://",
    "/",
    "www.",
    "http://",
    ".com",
    "a@b.cd",
    "RT",
    "&",
    "-",
    "كتاب",
    "المدرسة",
    "عبدالله",
    "في",
    "قَلَم",
    "ﷺ",
    "\u{200D}",
    "\u{200C}",
    "\u{200F}",
    "\u{FE0F}",
    "\u{20E3}",
    "\u{64E}",
    "Ab",
    "2024",
    "1,234",
    "م",
    "😀",
    "موقع",
    "漢",
    "＃",
];

fn post(random: &mut Random) -> String {
    (0..random.below(30)).map(|_| PARTS[random.below(PARTS.len())]).collect()
}

/// The terms and how many positions they take, token by token.
fn naive(analyzer: &Analyzer, plain: &Analyzer, text: &str) -> Vec<(String, std::ops::Range<usize>, usize, TermKind)> {
    let (mut all, mut position) = (Vec::new(), 0);
    // A last word tells how many positions are before it.
    let of_words = |text: &str| {
        let mut found = terms(plain, &format!("{text} zz"));
        let end = found.iter().rposition(|term| term.0.ends_with("zz")).expect("the last word");
        let count = found[end].2;
        found.truncate(end);
        (found, count)
    };
    for token in Tokenizer::social().keep_all().tokenize(text) {
        let start = token.span().start;
        let kind = match token.kind() {
            TokenKind::Url => SocialToken::Link,
            TokenKind::Email => SocialToken::Email,
            TokenKind::Mention => SocialToken::Mention,
            TokenKind::Hashtag => SocialToken::Hashtag,
            _ => {
                let (found, count) = of_words(token.text());
                let moved = |(term, span, n, key): (String, std::ops::Range<usize>, usize, TermKind)| {
                    (term, start + span.start..start + span.end, position + n, key)
                };
                all.extend(found.into_iter().map(moved));
                position += count;
                continue;
            }
        };
        if analyzer.left_out_tokens().any(|left_out| left_out == kind) {
            position += 1;
            continue;
        }
        let term = analyzer
            .normalizer()
            .normalize(&token.text().replacen('＃', "#", usize::from(token.text().starts_with('＃'))))
            .replace(" _", "_")
            .replace("_ ", "_");
        let term = term.replace("# ", "#").replace(' ', "_");
        if words(&term).next().is_none() {
            continue;
        }
        all.push((term, token.span(), position, TermKind::Stem));
        if kind == SocialToken::Hashtag && analyzer.has_hashtag_parts() {
            let sign = token.text().chars().next().map_or(0, char::len_utf8);
            let (found, _) = of_words(&token.text()[sign..]);
            let at = start + sign;
            all.extend(
                found.into_iter().map(|(term, span, _, key)| (term, at + span.start..at + span.end, position, key)),
            );
        }
        position += 1;
    }
    all
}

#[test]
fn terms_of_posts_are_those_of_their_tokens() {
    let mut random = Random::from_environment();
    let analyzers = [analyzer::words(), analyzer::light(), analyzer::default(), analyzer::wide()].map(|plain| {
        let social = plain.clone().with_social_tokens();
        let fewer = plain.clone().leaving_out_tokens(&[SocialToken::Link, SocialToken::Mention]);
        (plain.clone(), [social.clone(), social.with_hashtag_parts(), fewer.with_hashtag_parts()])
    });
    let mut whole = 0;
    for _ in 0..random.cases(4_000) {
        let text = post(&mut random);
        for (plain, all) in &analyzers {
            for analyzer in all {
                let found = terms(analyzer, &text);
                assert_eq!(found, naive(analyzer, plain, &text), "{analyzer}: {}", code_points(&text));
                assert!(found.iter().all(|(term, ..)| words(term).next().is_some() && !term.contains(' ')));
                whole += found.iter().filter(|term| term.0.starts_with('#')).count();
            }
        }
    }
    assert!(whole > 1000 || random.cases(1) == 1, "{whole}");
}
