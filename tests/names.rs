//! Names in text: what prints parses back, presets and removals in lists of steps, suggestions, the traits of values.

use naqi::align::Offsets;
use naqi::analyzer::{self, SocialToken, Stem, TermKind};
use naqi::inspect::Language;
use naqi::number::DecimalSign;
use naqi::preset::{self, Preset};
use naqi::stem::Category;
use naqi::step::{
    AffixBoundary, DaggerAlef, Digits, Keyboard, Map, MaskedToken, Removal, Scheme, Spacing, Stage, Step,
};
use naqi::token::{TokenKind, Tokenizer, WordBreak};
use naqi::{Analyzer, Error, ErrorKind, Normalizer, Script};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::fmt::{Debug, Display};
use std::hash::{Hash, Hasher};
use std::str::FromStr;

fn naqi(steps: &str) -> Normalizer {
    steps.parse().unwrap_or_else(|error| panic!("{steps}: {error}"))
}

fn error<T: FromStr<Err = Error> + Debug>(text: &str) -> Error {
    text.parse::<T>().expect_err(text)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Each value prints the name, which parses back to it and is no other's; a misspelt name is an error that suggests it.
fn round_trip<T>(all: &[T], name: impl Fn(T) -> &'static str)
where
    T: Copy + Debug + Display + Eq + Hash + FromStr<Err = Error>,
{
    let names: BTreeSet<&str> = all.iter().map(|value| name(*value)).collect();
    assert_eq!(names.len(), all.len());
    for value in all {
        let text = value.to_string();
        assert_eq!(text, name(*value));
        assert_eq!(text.parse(), Ok(*value));
        assert_eq!(format!(" {text}\n").parse(), Ok(*value));
        assert!(text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{text}");
        // A scheme is `hsb`, a Word_Break property `lf`.
        if text.len() >= 3 {
            let misspelt = format!("{text}x");
            let error = error::<T>(&format!(" {misspelt}"));
            assert_eq!((error.kind(), error.offset()), (ErrorKind::UnknownName, Some(1)), "{error}");
            let suggests = error.to_string().ends_with(&format!("`{misspelt}` (byte 1); did you mean `{text}`?"));
            assert!(suggests, "{error}");
        }
    }
    let error = error::<T>("an entirely different text").to_string();
    assert!(!error.contains("did you mean") && (error.contains(" and ") || error.contains("::ALL`")), "{error}");
}

#[test]
fn every_enum_round_trips() {
    round_trip(TokenKind::ALL, TokenKind::name);
    round_trip(WordBreak::ALL, WordBreak::name);
    round_trip(Script::ALL, Script::name);
    round_trip(Category::ALL, Category::name);
    round_trip(Stem::ALL, Stem::name);
    round_trip(TermKind::ALL, TermKind::name);
    round_trip(AffixBoundary::ALL, AffixBoundary::name);
    round_trip(DaggerAlef::ALL, DaggerAlef::name);
    round_trip(Digits::ALL, Digits::name);
    round_trip(Stage::ALL, Stage::name);
    round_trip(Keyboard::ALL, Keyboard::name);
    round_trip(MaskedToken::ALL, MaskedToken::name);
    round_trip(Removal::ALL, Removal::name);
    round_trip(Spacing::ALL, Spacing::name);
    round_trip(Language::ALL, Language::name);
    round_trip(Scheme::ALL, Scheme::name);
    round_trip(Offsets::ALL, Offsets::name);
    round_trip(DecimalSign::ALL, DecimalSign::name);
    round_trip(ErrorKind::ALL, ErrorKind::name);
}

#[test]
fn every_character_has_a_script_and_a_word_break_property_that_are_listed() {
    let mut scripts = BTreeSet::new();
    for c in (0..=0x10FFFF).step_by(3).filter_map(char::from_u32) {
        scripts.insert(Script::of(c));
        assert!(WordBreak::ALL.contains(&WordBreak::of(c)));
    }
    assert!(scripts.iter().all(|script| Script::ALL.contains(script)) && scripts.len() > 150);
    let codes: BTreeSet<&str> = Script::ALL.iter().map(|script| script.iso_15924()).collect();
    assert!(codes.len() == Script::ALL.len() && codes.iter().all(|code| code.len() == 4));
}

#[test]
fn every_step_prints_its_name_and_parses_back() {
    for step in Step::all() {
        let text = step.to_string();
        assert!(text == step.name() || text.starts_with(&format!("{}(", step.name())), "{text}");
        assert_eq!(text.parse(), Ok(step.clone()));
        assert_eq!(naqi(&text).to_string(), text);
        assert_eq!(naqi(step.name()).steps()[0].name(), step.name());
    }
    let map = Step::Map(Map::new([("#", "|"), ("-", ","), ("گ", "\n")]).expect("rules"));
    assert_eq!((map.name(), map.to_string().parse()), ("map", Ok(map.clone())));
    assert_eq!(naqi(&map.to_string()).steps(), [map]);
}

#[test]
fn every_preset_prints_its_name_and_is_its_steps_in_a_list() {
    for preset in preset::all() {
        let name = preset.to_string();
        assert_eq!(name, preset.name());
        assert_eq!(name.parse().as_ref(), Ok(preset));
        assert_eq!(naqi(&name).steps(), preset.steps());
        let printed = naqi(&name).to_string();
        assert_eq!(printed, preset.normalizer().to_string());
        assert_eq!(naqi(&printed), *preset.normalizer());
        assert!(printed.split(", ").all(|step| step != name) && Step::all().all(|step| step.name() != name), "{name}");
    }
    assert_eq!(Preset::default(), preset::SEARCH);
    assert_eq!(error::<Preset>("serach").to_string(), "there is no preset `serach` (byte 0); did you mean `search`?");
    let names = "there are light, search, quran, persian, urdu, sorani, manuscript, speech, arabic_text, persian_text, urdu_text and sorani_text";
    assert!(error::<Preset>("heavy").to_string().ends_with(names));
}

#[test]
fn every_analyzer_prints_steps_that_parse_back() {
    for (name, named) in analyzer::all() {
        assert_eq!(name.parse::<Analyzer>().as_ref(), Ok(named));
        assert_eq!(named.to_string().parse::<Analyzer>().as_ref(), Ok(named));
    }
    let mut analyzers = vec![Analyzer::default()];
    for text in [
        "",
        " | stem(light)",
        r"map(a=|, \#=b) | root_key",
        "trim | word",
        "trim | stem(light) | root_key | word",
        "quran | leave_out(day, month) | stem(full)",
        "trim | tokenizer(social)",
        "trim | tokenizer(social) | hashtag_parts",
        "trim | tokenizer(social) | leave_out(link, mention)",
        "trim | tokenizer(social) | leave_out(number, link, email, mention, hashtag) | stem(light) | root_key | hashtag_parts",
    ] {
        let analyzer: Analyzer = text.parse().expect("an analyzer");
        assert!(!text.starts_with("trim") || analyzer.to_string() == text, "{analyzer}");
        analyzers.push(analyzer);
    }
    for analyzer in &analyzers {
        assert_eq!(analyzer.to_string().parse::<Analyzer>().as_ref(), Ok(analyzer));
    }
}

#[test]
fn every_tokenizer_prints_a_text_that_parses_back() {
    let named = ["words", "all", "sentences", "arabic_sentences", "social"];
    let tokenizers = named.map(|name| name.parse::<Tokenizer>().expect("a tokenizer"));
    for (name, tokenizer) in named.into_iter().zip(tokenizers) {
        assert_eq!(tokenizer.to_string(), name);
        let kept = [tokenizer.keep(&[]), tokenizer.keep(&[TokenKind::Word]), tokenizer.keep(TokenKind::ALL)];
        for tokenizer in kept.into_iter().chain([tokenizer.keep_all()]) {
            assert_eq!(tokenizer.to_string().parse(), Ok(tokenizer), "{tokenizer}");
        }
    }
    assert_eq!(Tokenizer::default(), Tokenizer::words());
    let tags = Tokenizer::social().keep(&[TokenKind::Hashtag, TokenKind::Mention]);
    assert_eq!(tags.to_string(), "social | keep(mention, hashtag)");
    assert_eq!(" social |keep( hashtag ,mention )".parse(), Ok(tags));
    for (text, offset, message) in [
        ("socail", 0, "did you mean `social`?"),
        ("tokens", 0, "there are words, all, sentences, arabic_sentences and social"),
        ("words | keep(word, hastag)", 19, "did you mean `hashtag`?"),
        ("words | keep(word) | keep(number)", 20, "a second option"),
        ("words | kep_all", 8, "did you mean `keep_all`?"),
        ("words | keep(word", 12, "not closed"),
    ] {
        let error = error::<Tokenizer>(text);
        assert_eq!(error.offset(), Some(offset), "{error}");
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn a_name_in_a_list_is_a_step_first_and_then_a_preset() {
    assert_eq!(naqi("skeleton").steps(), [Step::Skeleton]);
    assert_ne!(naqi("manuscript").steps(), [Step::Skeleton]);
    assert!(naqi("manuscript").steps().contains(&Step::Skeleton));
    assert!("search".parse::<Step>().is_err());
    assert_eq!(naqi("search, unify_hamza"), preset::SEARCH.with(Step::UnifyHamza));
    assert_eq!(naqi("search, unify_hamza").normalize("مسؤول"), naqi("search, unify_hamza").normalize("مسئول"));
    // A preset is replaced by its steps.
    let map = "map(ك=x)";
    assert_eq!(naqi(&format!("{map}, search")).normalize("كتاب"), "xتاب");
    assert_eq!(naqi(&format!("search, {map}")).normalize("کتاب"), "xتاب");
}

#[test]
fn a_minus_removes_a_step_from_those_before_it() {
    assert_eq!(naqi("search, -fold_case"), preset::SEARCH.without(&Step::FoldCase));
    assert_eq!(naqi("search, - fold_case").normalize("USB ٣"), "USB 3");
    assert_eq!(naqi("search, -digits"), naqi("search, -digits(ascii)"));
    assert_eq!(naqi("digits(ascii), trim, digits(arabic), -digits").steps(), [Step::Trim]);
    assert_eq!(naqi("digits(ascii), digits(arabic), -digits(ascii)").steps(), [Step::Digits(Digits::Arabic)]);
    assert_eq!(naqi("map(a=b), trim, map(b=c), -map").steps(), [Step::Trim]);
    assert_eq!(naqi("map(a=b), trim, map(b=c), -map( a = b )").to_string(), "map(b=c), trim");
    assert_eq!(naqi("trim, -trim, trim").steps(), [Step::Trim]);
    for (text, offset, kind, message) in [
        ("search, -trim", 9, ErrorKind::NothingToRemove, "there is no `trim` to remove"),
        ("-trim, trim", 1, ErrorKind::NothingToRemove, "write `-trim` after"),
        ("search, -digits(arabic)", 9, ErrorKind::NothingToRemove, "there is no `digits(arabic)` to remove"),
        ("search, - fold_cas", 10, ErrorKind::UnknownName, "did you mean `fold_case`?"),
        ("search, -light", 9, ErrorKind::Misplaced, "remove its steps one by one"),
        ("search, -", 9, ErrorKind::UnknownName, "there is no step ``"),
        ("search, -digits(asci)", 16, ErrorKind::UnknownName, "did you mean `ascii`?"),
        ("remove_diacritics", 0, ErrorKind::UnknownName, "did you mean `strip_diacritics`?"),
        ("light, normalize_alif", 7, ErrorKind::UnknownName, "did you mean `unify_alef`?"),
        ("squeeze_spaces", 0, ErrorKind::UnknownName, "did you mean `collapse_spaces`?"),
    ] {
        let error = error::<Normalizer>(text);
        assert_eq!((error.offset(), error.kind()), (Some(offset), kind), "{error}");
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn a_list_of_steps_has_lines_and_comments() {
    let file = "# rules of the index (2024), see the notes; not a|step\r\n\
                \r\n\
                search            # a preset\r\n\
                unify_hamza,      # a comma is allowed, and a line end is enough\n\
                -fold_case, trim  # two on a line: مثال\n\
                map(a=b  # one rule\n\
                    \\#=c\n\
                    ب=,)# end";
    let read = naqi(file);
    let same = naqi(r"search, unify_hamza, -fold_case, trim, map(a=b, \#=c, ب=)");
    assert_eq!(read.steps(), same.steps());
    assert_eq!(read.normalize("a#Aب"), "bcA");
    let of_two = error::<Normalizer>("map(a=b\nc=d=e)");
    assert_eq!((of_two.offset(), of_two.kind()), (Some(11), ErrorKind::Syntax), "{of_two}");
    assert!(of_two.to_string().contains("second `=`"), "{of_two}");
    for (text, offset) in [("search\nmap(a=b", 10), ("trim, map(a=b", 9), ("digits(ascii", 6)] {
        assert_eq!(error::<Normalizer>(text).offset(), Some(offset), "{text:?}");
    }
    assert!(error::<Normalizer>("search trim").to_string().contains("separated by commas or line ends"));
    assert_eq!("words # all of them".parse(), Ok(naqi::Tokenizer::words()));
    for empty in ["", " ", "\n", "# nothing", "#\n\n # (\n"] {
        assert_eq!(naqi(empty).steps(), []);
    }
    assert_eq!(naqi("trim\n, compose,\n"), naqi("trim, compose"));
    assert_eq!(naqi("trim, # the last\n"), naqi("trim"));
    for (text, offset) in [("trim,", 5), ("trim,,compose", 5), ("trim,\n,compose", 6), (",trim", 0), ("\n,trim", 1)] {
        let error = error::<Normalizer>(text);
        assert_eq!((error.offset(), error.kind()), (Some(offset), ErrorKind::Syntax), "{text:?}: {error}");
    }
    // Offsets are those of the text with its comments.
    let text = "trim # مثال\nunify_alif";
    assert_eq!(error::<Normalizer>(text).offset(), text.find("unify_alif"));
    // A backslash keeps a parenthesis of a rule from ending the map.
    assert_eq!(naqi(r"map(\)=\#) # b)").normalize(")"), "#");
}

#[test]
fn an_analyzers_name_has_no_options_and_a_presets_name_may_have_some() {
    let read = |text: &str| text.parse::<Analyzer>().unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(read("light"), *analyzer::light());
    assert_eq!(read(" light # the analyzer\n"), *analyzer::light());
    assert_eq!(read("light | stem(full)"), Analyzer::new(&preset::LIGHT).stemmed(Stem::Full));
    assert_eq!(read("light |stem( none )"), Analyzer::new(&preset::LIGHT));
    assert_eq!(read("search"), Analyzer::new(&preset::SEARCH));
    assert_eq!(read("search"), *analyzer::words());
    assert_eq!(
        read(
            "search, -unify_alef   # keeps the hamza\nunify_uthmani, unify_foreign\n| leave_out(function, question) # stop words\n| stem(full)"
        ),
        *analyzer::default()
    );
    assert_eq!(read(r"map(|=x, \)=\|) | root_key").normalizer().normalize("|)"), "x|");
    // Words are the default, and the order of options does not matter.
    assert_eq!(read("search | tokenizer( words )"), *analyzer::words());
    let posts = Analyzer::new(&preset::SEARCH).leaving_out_tokens(&[SocialToken::Mention]).with_hashtag_parts();
    assert_eq!(read("search | hashtag_parts | leave_out(mention) | tokenizer(social)"), posts);
    for (text, offset, kind, message) in [
        (
            "defualt",
            0,
            ErrorKind::UnknownName,
            "no step, preset or analyzer `defualt` (byte 0); did you mean `default`?",
        ),
        ("serach | root_key", 0, ErrorKind::UnknownName, "no step or preset `serach` (byte 0); did you mean `search`?"),
        ("wide | root_key", 0, ErrorKind::Misplaced, "a whole analyzer, which has no options"),
        ("trim, stem(full)", 6, ErrorKind::Misplaced, "after the steps and a bar"),
        ("trim | stm(full)", 7, ErrorKind::UnknownName, "did you mean `stem`?"),
        (
            "trim | fold_case",
            7,
            ErrorKind::UnknownName,
            "there are tokenizer, leave_out, stem, root_key, word and hashtag_parts",
        ),
        ("trim | stem(ful)", 12, ErrorKind::UnknownName, "did you mean `full`?"),
        ("trim | stem", 7, ErrorKind::Misplaced, "`stem(light)`"),
        ("trim | leave_out(functoin)", 17, ErrorKind::UnknownName, "did you mean `function`?"),
        ("trim | root_key(x)", 7, ErrorKind::Argument, "write `root_key` alone"),
        ("trim |", 6, ErrorKind::UnknownName, "there are tokenizer, leave_out, stem, root_key, word and hashtag_parts"),
        ("trim | leave_out(lnik)", 17, ErrorKind::UnknownName, "did you mean `link`?"),
        (
            "trim | leave_out(x)",
            17,
            ErrorKind::UnknownName,
            "function, question, month, day, number, link, email, mention and hashtag",
        ),
        ("trim | leave_out(day,  link)", 23, ErrorKind::Misplaced, "add `tokenizer(social)`"),
        ("trim |  hashtag_parts", 8, ErrorKind::Misplaced, "add `tokenizer(social)`"),
        ("trim | tokenizer(words) | hashtag_parts", 26, ErrorKind::Misplaced, "add `tokenizer(social)`"),
        ("trim | tokenizer( scoial)", 18, ErrorKind::UnknownName, "did you mean `social`?"),
        ("trim | tokenizer(sentences)", 17, ErrorKind::UnknownName, "there are words and social"),
        ("trim | tokenizer", 7, ErrorKind::Misplaced, "`tokenizer(social)`"),
        ("trim | tokenizer(social) | hashtag_parts(x)", 27, ErrorKind::Argument, "write `hashtag_parts` alone"),
        ("trim | tokenizer(social) | tokenizer(words)", 27, ErrorKind::Misplaced, "given already"),
        ("trim | stem(full) | stem(light)", 20, ErrorKind::Misplaced, "given already"),
        ("trim | word(x)", 7, ErrorKind::Argument, "write `word` alone"),
        ("trim | root_key | root_key", 18, ErrorKind::Misplaced, "given already"),
        ("trim | stem(full", 11, ErrorKind::Syntax, "not closed"),
    ] {
        let error = error::<Analyzer>(text);
        assert_eq!((error.offset(), error.kind()), (Some(offset), kind), "{error}");
        assert!(error.to_string().contains(message), "{error}");
    }
    let error = error::<Normalizer>("light | stem(full)");
    assert_eq!((error.offset(), error.kind()), (Some(6), ErrorKind::Misplaced), "{error}");
}

#[test]
fn a_suggestion_is_near_or_there_is_none() {
    let message = |text| error::<Normalizer>(text).to_string();
    assert_eq!(message("serach"), "there is no step or preset `serach` (byte 0); did you mean `search`?");
    assert_eq!(message("Search"), "there is no step or preset `Search` (byte 0); did you mean `search`?");
    assert_eq!(
        message("StripDiacritics"),
        "there is no step or preset `StripDiacritics` (byte 0); did you mean `strip_diacritics`?"
    );
    assert_eq!(message("digts(ascii)"), "there is no step or preset `digts` (byte 0); did you mean `digits`?");
    assert_eq!(
        message("lemmatize"),
        "there is no step or preset `lemmatize` (byte 0); `naqi::Step::all()` and `naqi::preset::all()` list all names"
    );
    assert_eq!(
        error::<Step>("serach").to_string(),
        "there is no step `serach` (byte 0); `naqi::Step::all()` lists all names"
    );
    assert_eq!(error::<Normalizer>("fold_case(x)").kind(), ErrorKind::Argument);
    assert!(message("map").contains("`map(a=b, c=)`"));
    // A verb that both have makes two names no more similar.
    assert!(message("unify_foo").ends_with("list all names"));
    // A long text takes no long time.
    assert!(error::<Normalizer>(&"x".repeat(1 << 20)).to_string().len() > 1 << 20);
}

/// Names as other libraries and plain English have them, and what does the same here; "" if nothing does.
const GUESSES: &[(&str, &str)] = &[
    // Words of posts.
    ("strip_links", "mask(link=)"),
    ("remove_urls", "mask(link=)"),
    ("remove_url", "mask(link=)"),
    ("removeUrls", "mask(link=)"),
    ("Remove-URLs", "mask(link=)"),
    ("replace_urls", "mask(link=URL)"),
    ("remove_mentions", "mask(mention=)"),
    ("strip_hashtags", "mask(hashtag=)"),
    ("remove_emails", "mask(email=)"),
    ("strip_numbers", "mask(number=)"),
    ("strip_phone_numbers", "mask(number=)"),
    ("replace_numbers", "mask(number=NUMBER)"),
    ("remove_twitter_meta", "mask(link=, mention=, hashtag=)"),
    ("remove_emojis", "strip_emoji"),
    ("replace_emoji", "mask(emoji=EMOJI)"),
    // PyArabic.
    ("strip_lastharaka", "strip_last_vowel"),
    ("normalize_ligature", "unify_forms"),
    ("normalize_hamza", "unify_hamza"),
    ("normalize_teh", "unify_teh_marbuta"),
    ("normalize_searchtext", "search"),
    ("reduce_tashkeel", "strip_redundant_vowels"),
    ("sentence_tokenize", ""),
    // CAMeL Tools.
    ("dediac_ar", "strip_diacritics"),
    ("normalize_unicode", "nfkc"),
    ("normalize_alef_ar", "unify_alef"),
    ("normalize_alef_maksura_ar", "unify_yeh"),
    ("normalize_teh_marbuta_ar", "unify_teh_marbuta"),
    ("ar2bw", "transliterate(buckwalter)"),
    ("bw2ar", "arabize(buckwalter)"),
    // hazm.
    ("correct_spacing", "join_affixes(zwnj)"),
    ("seperate_mi", "join_affixes(zwnj)"),
    ("decrease_repeated_chars", "collapse_stretch(doubles)"),
    ("remove_specials_chars", "strip_symbols"),
    ("persian_numbers", "digits(persian)"),
    ("persian_style", "persian_text"),
    ("unicodes_replacement", ""),
    // Maha, tnkeeh, whisper-normalizer.
    ("remove_harakats", "strip_harakat"),
    ("reduce_repeated_substring", "collapse_stretch(doubles)"),
    ("remove_repeated_chars", "collapse_stretch(doubles)"),
    ("remove_special_chars", "strip_symbols"),
    ("remove_english", "strip_latin"),
    ("remove_html_elements", ""),
    ("remove_long_words", ""),
    ("standardize_numbers", "digits(ascii)"),
    ("expand_contractions", ""),
    // NLTK.
    ("stem", "search | stem(light)"),
    ("remove_stopwords", "search | leave_out(function)"),
    // Plain English.
    ("lowercase", "fold_case"),
    ("to_lower", "fold_case"),
    ("casefold", "fold_case"),
    ("uppercase", ""),
    ("strip", "trim"),
    ("trim_spaces", "trim"),
    ("remove_extra_spaces", "collapse_spaces"),
    ("normalize_whitespace", "unify_spaces"),
    ("remove_spaces", r"map(\u{20}=)"),
    ("remove_newlines", r"map(\n=\u{20})"),
    ("remove_punctuations", "strip_punctuation"),
    ("normalize_diacritics", "strip_diacritics"),
    ("diacritics", "strip_diacritics"),
    ("remove_kashida", "strip_tatweel"),
    ("tatweel", "strip_tatweel"),
    ("remove_zwnj", "strip_joiners"),
    ("remove_non_arabic", "keep_arabic"),
    ("remove_arabic", ""),
    ("normalize_digits", "digits(ascii)"),
    ("arabic_digits", "digits(arabic)"),
    ("normalize_yaa", "unify_yeh"),
    ("alif", "unify_alef"),
    ("normalize", "search"),
    ("kurdish", "sorani"),
    ("remove_short_words", ""),
    ("strip_accents", ""),
    ("strip_tags", ""),
    ("unescape", ""),
    ("haha", ""),
    ("tokenize", ""),
];

#[test]
fn a_name_of_another_library_leads_to_what_does_the_same_or_to_nothing() {
    for (guess, hint) in GUESSES {
        let message = error::<Normalizer>(guess).to_string();
        let suggested = message.rsplit_once("); ").map_or("", |(_, hint)| hint);
        let suggestion = suggested.split('`').nth(1).filter(|_| !suggested.contains("list all names"));
        assert_eq!(suggestion.unwrap_or_default(), *hint, "{message}");
        assert!(hint.parse::<Analyzer>().is_ok(), "{hint}");
        assert_eq!(
            hint.parse::<Normalizer>().is_ok(),
            suggested.contains("did you mean") || hint.is_empty(),
            "{message}"
        );
    }
    // Only names that are valid in the text are suggested.
    assert!(!error::<Preset>("strip_links").to_string().contains("mask"));
    assert!(!error::<Step>("normalize_searchtext").to_string().contains("`search`"));
    assert!(error::<Normalizer>("search, -strip_links").to_string().ends_with("did you mean `mask(link=)`?"));
}

#[test]
fn an_error_in_a_text_of_lines_names_and_quotes_the_line() {
    let place = |error: Error| {
        let message = error.to_string();
        message[message.find('(').expect("a place")
            ..=message.rfind("`)").map_or(message.find(')').expect("its end"), |at| at + 1)]
            .to_owned()
    };
    for (text, expected) in [
        ("search\nunify_alif", "(byte 7, line 2, column 1 of `unify_alif`)"),
        ("search # كلام\r\n\r\n\t كلام  # x\r\ntrim", "(byte 23, line 3, column 3 of `كلام  # x`)"),
        ("trim,\n,compose", "(byte 6, line 2, column 1 of `,compose`)"),
        ("trim\n\n, ", "(byte 8, line 3, column 3 of `,`)"),
        ("trimm\ncompose", "(byte 0, line 1, column 1 of `trimm`)"),
        ("trim\n\u{1B}[31m\u{202E}", r"(byte 5, line 2, column 1 of `\u{1B}[31m\u{202E}`)"),
        // Of a text of one line the byte says enough.
        ("trimm", "(byte 0)"),
        ("trimm\n", "(byte 0)"),
    ] {
        assert_eq!(place(error::<Normalizer>(text)), expected, "{text:?}");
    }
    let long = format!("trim\nmap({}, bb=c, {})", vec!["a"; 200].join("="), "d=e,".repeat(50));
    let error_of_long = error::<Normalizer>(&long).to_string();
    assert!(error_of_long.len() < 700 && error_of_long.contains("line 2, column 8 of `map(a=a=a="), "{error_of_long}");
    let far = format!(
        "trim\nmap({}, bb=c, {})",
        (0..100).map(|n| format!("\\u{{{:X}}}=", 0x4E00 + n)).collect::<Vec<_>>().join(", "),
        "d=e"
    );
    let error_of_far = error::<Normalizer>(&far).to_string();
    assert!(error_of_far.contains(r"column 1105 of `…4E61}=, \u{4E62}=, \u{4E63}=, bb=c, d=e)`"), "{error_of_far}");
    assert_eq!(place(error::<Step>("\n trimm\n# x")), "(byte 2, line 2, column 2 of `trimm`)");
    assert_eq!(place(error::<Analyzer>("trim\n| stm")), "(byte 7, line 2, column 3 of `| stm`)");
    assert_eq!(place(error::<Tokenizer>("words\n| kep_all")), "(byte 8, line 2, column 3 of `| kep_all`)");
}

#[test]
fn errors_of_syntax_say_what_to_write() {
    let cases = [
        (
            "map(a=b) unify_alef",
            "`unify_alef` stands after a closing parenthesis (byte 9): separate names by commas or line ends",
        ),
        (
            "trim, digits(ascii) map(a=b)",
            "`map(a=b)` stands after a closing parenthesis (byte 20): separate names by commas or line ends",
        ),
        ("trim, map(a=b", "a parenthesis is not closed (byte 9): add `)`, or write a literal one as `\\(`"),
        ("map(=x)", "the key `` is empty (byte 4): write the code point before `=`"),
        (
            "map(ab=x)",
            "the key `ab` is 2 code points (U+0061 U+0062) (byte 4): a key is one code point; give each its own rule",
        ),
        (
            r"map(\u{D800}=x)",
            r"`\u{D800}` is no code point of text (byte 4): write 0 to D7FF or E000 to 10FFFF, in hexadecimal",
        ),
        (
            r"map(a=\u{110000})",
            r"`\u{110000}` is no code point of text (byte 6): write 0 to D7FF or E000 to 10FFFF, in hexadecimal",
        ),
        (
            r"map(a=\q)",
            r"the backslash escapes nothing known (byte 6): write `\u{64B}`, `\n`, `\t`, or a sign after it",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(error::<Normalizer>(text).to_string(), message);
    }
    // A parenthesis after a backslash closes nothing, and one in an argument closes its own.
    assert_eq!(naqi(r"map(a=\), b=(c))").normalize("ab"), ")(c)");
}

#[test]
fn normalizers_are_equal_by_what_they_do() {
    let pairs = [
        ("unify_yeh, unify_kaf", "unify_kaf, unify_yeh"),
        ("search", "search, search"),
        ("trim, compose", "compose, trim"),
        ("collapse_stretch(2), collapse_stretch(1)", "collapse_stretch(1)"),
        ("map(a=b), map(b=c)", "map(a=c, b=c)"),
    ];
    for (one, two) in pairs.map(|(one, two)| (naqi(one), naqi(two))) {
        assert_eq!(one, two);
        assert_eq!((hash(&one), one.fingerprint()), (hash(&two), two.fingerprint()));
    }
    assert_ne!(naqi("unify_yeh"), naqi("unify_kaf"));
    assert_ne!(naqi(""), naqi("trim"));
    assert_ne!(naqi("map(a=b)"), naqi("map(a=b, *=)"));
    assert_eq!(Normalizer::default(), *preset::SEARCH.normalizer());
    let mut seen = HashMap::new();
    for preset in preset::all() {
        seen.insert(Normalizer::from(preset), preset.name());
    }
    assert_eq!(seen.len(), preset::all().count());
    assert_eq!(seen.get(&naqi("urdu")), Some(&"urdu"));
}

#[test]
fn analyzers_are_equal_by_what_they_do() {
    let own =
        Analyzer::new(&preset::SEARCH).leaving_out(&[Category::Question, Category::Function]).stemmed(Stem::Light);
    own.set_cache_limit(0);
    assert_eq!(&own, analyzer::light());
    assert_eq!(hash(&own), hash(analyzer::light()));
    let all: Vec<&Analyzer> = analyzer::all().map(|(_, analyzer)| analyzer).collect();
    for (n, one) in all.iter().enumerate() {
        assert!(all.iter().enumerate().all(|(m, other)| (n == m) == (one == other)));
    }
    assert_eq!(&Analyzer::default(), analyzer::default());
    let social = analyzer::light().clone().with_social_tokens();
    let others = [
        analyzer::light().clone(),
        social.clone().with_hashtag_parts(),
        social.clone().leaving_out_tokens(&[SocialToken::Link]),
        social.clone().leaving_out_tokens(&[SocialToken::Email]),
    ];
    for other in others {
        assert!(
            social != other && hash(&social) != hash(&other) && social.fingerprint() != other.fingerprint(),
            "{other}"
        );
    }
    assert_eq!(social, social.clone().with_social_tokens().leaving_out_tokens(&[]));
}

#[test]
fn a_step_is_added_and_removed_in_code() {
    let more = preset::LIGHT.with(Step::UnifyAlef).with(Step::Trim);
    assert_eq!(more, naqi("light, unify_alef, trim"));
    assert_eq!(more.without(&Step::Trim).without(&Step::UnifyAlef), naqi("light"));
    assert_eq!(naqi("light").without(&Step::Trim), naqi("light"));
    assert_eq!(naqi("trim, collapse_stretch(1)").without(&Step::CollapseStretch(0.into())), naqi("trim"));
}

/// The Unicode names, in Rust's spelling: a short form where the constant has one.
#[test]
fn letters_have_the_names_of_unicode() {
    use naqi::letters::*;
    let letters = [
        ("HAMZA", HAMZA),
        ("ALEF", ALEF),
        ("BEH", BEH),
        ("TEH MARBUTA", TEH_MARBUTA),
        ("TEH", TEH),
        ("THEH", THEH),
        ("JEEM", JEEM),
        ("HAH", HAH),
        ("KHAH", KHAH),
        ("DAL", DAL),
        ("THAL", THAL),
        ("REH", REH),
        ("ZAIN", ZAIN),
        ("SEEN", SEEN),
        ("SHEEN", SHEEN),
        ("SAD", SAD),
        ("DAD", DAD),
        ("TAH", TAH),
        ("ZAH", ZAH),
        ("AIN", AIN),
        ("GHAIN", GHAIN),
        ("FEH", FEH),
        ("QAF", QAF),
        ("KAF", KAF),
        ("LAM", LAM),
        ("MEEM", MEEM),
        ("NOON", NOON),
        ("HEH", HEH),
        ("WAW", WAW),
        ("ALEF MAKSURA", ALEF_MAKSURA),
        ("YEH", YEH),
        ("ALEF WASLA", ALEF_WASLA),
        ("TTEH", TTEH),
        ("PEH", PEH),
        ("TCHEH", TCHEH),
        ("DDAL", DDAL),
        ("RREH", RREH),
        ("JEH", JEH),
        ("VEH", VEH),
        ("KEHEH", KEHEH),
        ("GAF", GAF),
        ("NOON GHUNNA", NOON_GHUNNA),
        ("HEH DOACHASHMEE", HEH_DOACHASHMEE),
        ("HEH GOAL", HEH_GOAL),
        ("FARSI YEH", FARSI_YEH),
        ("YEH BARREE", YEH_BARREE),
        ("AE", AE),
        ("ALEF WITH MADDA ABOVE", ALEF_MADDA),
        ("ALEF WITH HAMZA ABOVE", ALEF_HAMZA_ABOVE),
        ("WAW WITH HAMZA ABOVE", WAW_HAMZA),
        ("ALEF WITH HAMZA BELOW", ALEF_HAMZA_BELOW),
        ("YEH WITH HAMZA ABOVE", YEH_HAMZA),
        ("SUPERSCRIPT ALEF", DAGGER_ALEF),
    ];
    let others = [
        ("TATWEEL", TATWEEL),
        ("FATHATAN", FATHATAN),
        ("DAMMATAN", DAMMATAN),
        ("KASRATAN", KASRATAN),
        ("FATHA", FATHA),
        ("DAMMA", DAMMA),
        ("KASRA", KASRA),
        ("SHADDA", SHADDA),
        ("SUKUN", SUKUN),
        ("MADDAH ABOVE", MADDAH_ABOVE),
        ("HAMZA ABOVE", HAMZA_ABOVE),
        ("HAMZA BELOW", HAMZA_BELOW),
    ];
    let names = include_str!("data/names.txt").lines().filter_map(|line| line.split_once(';'));
    let names: HashMap<String, &str> = names.map(|(code, name)| (code.into(), name)).collect();
    let name = |c| names[&format!("{:04X}", u32::from(c))];
    for (expected, c) in letters {
        assert_eq!(name(c), format!("ARABIC LETTER {expected}"));
        assert_eq!(is_letter(c), c != DAGGER_ALEF);
    }
    for (expected, c) in others {
        assert_eq!(name(c), format!("ARABIC {expected}"));
    }
}

#[cfg(feature = "serde")]
mod serde {
    use super::*;
    use ::serde::{Serialize, de::DeserializeOwned};

    /// A value is its text.
    fn is_text<T: Serialize + DeserializeOwned + Display + PartialEq + Debug>(value: &T) {
        let json = serde_json::to_string(value).expect("JSON");
        assert_eq!(serde_json::from_str::<String>(&json).expect("a text"), value.to_string());
        assert_eq!(&serde_json::from_str::<T>(&json).expect("a value"), value);
        assert_eq!(&serde_json::from_value::<T>(value.to_string().into()).expect("an owned text"), value);
    }

    #[test]
    fn values_are_their_text() {
        is_text(&naqi("search, map(گ=ك, \\u{20}=)"));
        analyzer::all().for_each(|(_, analyzer)| is_text(analyzer));
        is_text(&Tokenizer::social().keep(&[TokenKind::Hashtag]));
        preset::all().for_each(is_text);
        Step::all().for_each(|step| is_text(&step));
        TokenKind::ALL.iter().for_each(is_text);
        WordBreak::ALL.iter().for_each(is_text);
        Script::ALL.iter().for_each(is_text);
        Category::ALL.iter().for_each(is_text);
        Stem::ALL.iter().for_each(is_text);
        DaggerAlef::ALL.iter().for_each(is_text);
        Digits::ALL.iter().for_each(is_text);
        Scheme::ALL.iter().for_each(is_text);
        Offsets::ALL.iter().for_each(is_text);
        ErrorKind::ALL.iter().for_each(is_text);
    }

    #[test]
    fn a_config_file_names_presets_and_steps() {
        let read: Normalizer = serde_json::from_str(r#""search\nunify_hamza # seats""#).expect("a normalizer");
        assert_eq!(read, preset::SEARCH.with(Step::UnifyHamza));
        let error = serde_json::from_str::<Normalizer>(r#""serach""#).unwrap_err().to_string();
        assert!(error.contains("did you mean `search`?"), "{error}");
        let error = serde_json::from_str::<Analyzer>("7").unwrap_err().to_string();
        assert!(error.contains("expected a text that naqi parses"), "{error}");
    }
}
