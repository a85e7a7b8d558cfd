//! The text form of analyzers: `search, -unify_alef | leave_out(function, question) | stem(full) | root_key | word`.

use crate::error::{Error, Problem};
use crate::names;
use crate::normalizer::Normalizer;
use crate::preset;
use crate::rules::step::{self, Part, Step};
use crate::search::analyzer::{Analyzer, SocialToken, Stem, all, by_name};
use crate::search::stem::Category;
use crate::text_form;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

/// Writes the steps and the options, also those of an analyzer with a name.
impl fmt::Display for Analyzer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.normalizer)?;
        if self.has_social_tokens() {
            write!(f, " | tokenizer(social)")?;
        }
        let mut names = self.left_out().map(Category::name).chain(self.left_out_tokens().map(SocialToken::name));
        if let Some(first) = names.next() {
            write!(f, " | leave_out({first}")?;
            names.try_for_each(|name| write!(f, ", {name}"))?;
            write!(f, ")")?;
        }
        if self.stem != Stem::None {
            write!(f, " | stem({})", self.stem)?;
        }
        if self.root_key {
            write!(f, " | root_key")?;
        }
        if self.word {
            write!(f, " | word")?;
        }
        if self.has_hashtag_parts() { write!(f, " | hashtag_parts") } else { Ok(()) }
    }
}

/// The options, as messages name them.
const OPTIONS: [&str; 6] = ["tokenizer", "leave_out", "stem", "root_key", "word", "hashtag_parts"];
/// What an option makes of an analyzer.
type Change = fn(Analyzer) -> Analyzer;

/// The tokenizers of analyzers, each with what it makes of one on words.
const TOKENIZERS: [(&str, Change); 2] = [("words", |analyzer| analyzer), ("social", Analyzer::with_social_tokens)];

impl FromStr for Analyzer {
    type Err = Error;

    /// Parses the name of an [analyzer](crate::analyzer) alone, such as `wide`; or the text of a
    /// [`Normalizer`](Normalizer::from_str) and options, each after a bar: `search, -unify_alef |
    /// stem(full)`.
    ///
    /// The options are `leave_out(function, question)` with names of [`Category`], `stem(light)` or `stem(full)`, `root_key`,
    /// and `word`. After [`tokenizer(social)`](Self::with_social_tokens) also `leave_out(link, mention)` with names of
    /// [`SocialToken`], and [`hashtag_parts`](Self::with_hashtag_parts). A bar in a map's parentheses belongs to the map. `light` is the
    /// analyzer, but in `light | stem(full)`, before a bar, it is the [preset](crate::preset::LIGHT).
    ///
    /// ```
    /// use naqi::{Analyzer, analyzer};
    ///
    /// let own: Analyzer = "light | leave_out(function) | stem(light)".parse()?;
    /// let terms = own.terms("مِنَ المَدْرَسَةِ");
    /// assert_eq!(terms.join(" "), "مدرس");
    /// assert_eq!("wide".parse::<Analyzer>(), Ok(analyzer::wide().clone()));
    /// let posts: Analyzer = "search | tokenizer(social) | leave_out(link, mention) | hashtag_parts".parse()?;
    /// let terms = posts.terms("@naqi #وسم_جديد");
    /// assert_eq!(terms.join(" "), "#وسم_جديد وسم جديد");
    /// # Ok::<(), naqi::Error>(())
    /// ```
    ///
    /// # Errors
    /// An error in the list of steps, an unknown option, or one that is given twice (several `leave_out` are allowed); with
    /// the byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        parsed(text).map_err(|error| error.in_text(text))
    }
}

fn parsed(text: &str) -> Result<Analyzer, Error> {
    let text = step::without_comments(text);
    let parts = step::split(&text, 0, &['|'])?;
    let (first, options) = parts.split_first().map_or((text.as_ref(), parts.as_slice()), |(p, o)| (p.text, o));
    if let (Some(analyzer), []) = (by_name(first.trim()), options) {
        return Ok(analyzer.clone());
    }
    let analyzer = Analyzer::new(Normalizer::try_new(&steps(first, options.is_empty())?)?);
    for (n, option) in options.iter().enumerate() {
        let repeated = option_name(option.text);
        if repeated != "leave_out" && options[..n].iter().any(|before| option_name(before.text) == repeated) {
            let at = start_of(option);
            let what = "an option that was given already: leave one of them out";
            return Err(Error::at(Problem::Misplaced { name: repeated.into(), what }, at));
        }
    }
    // Other options need the tokenizer, in whatever order they are given.
    let is_tokenizer = |option: &&Part<'_>| option_name(option.text) == "tokenizer";
    let others = options.iter().filter(|option| !is_tokenizer(option));
    options.iter().filter(is_tokenizer).chain(others).try_fold(analyzer, with_option)
}

names::serde_as_text!(Analyzer);

/// The steps before the first bar. If they are the whole text, an error may suggest an analyzer's name.
fn steps(text: &str, is_whole_text: bool) -> Result<Vec<Step>, Error> {
    if let Some((at, name)) = step::entries(text, 0)?.into_iter().find(|(_, name)| is_misplaced(name)) {
        let what = match by_name(name) {
            Some(_) => "a whole analyzer, which has no options: name steps or a preset before options",
            None => "an option of an analyzer: write it after the steps and a bar, as in `search | stem(full)`",
        };
        return Err(Error::at(Problem::Misplaced { name: name.into(), what }, at));
    }
    let analyzers: Vec<&str> = all().map(|(name, _)| name).collect();
    match is_whole_text {
        true => text_form::steps(text, 0, "step, preset or analyzer", &analyzers),
        false => text_form::steps(text, 0, "step or preset", &[]),
    }
}

/// The name of an option or a step with an argument.
fn option_name(text: &str) -> &str {
    text.split('(').next().unwrap_or_default().trim()
}

/// Whether an entry of the list of steps is the name of an analyzer and of no preset, or is an option.
fn is_misplaced(entry: &str) -> bool {
    let name = option_name(entry);
    OPTIONS.contains(&name) || by_name(entry).is_some() && preset::by_name(entry).is_none()
}

/// The offset of a part without the white space before it.
fn start_of(part: &Part<'_>) -> usize {
    part.start + (part.text.len() - part.text.trim_start().len())
}

/// The analyzer with the option of a part between bars.
fn with_option(analyzer: Analyzer, part: &Part<'_>) -> Result<Analyzer, Error> {
    let option = part.text.trim();
    let at = start_of(part);
    let (name, argument) = match option.split_once('(').map(|(name, rest)| (name, rest.strip_suffix(')'))) {
        Some((name, Some(argument))) => (name.trim_end(), Some(argument)),
        _ => (option, None),
    };
    let argument_at = at + option.len() - 1 - argument.map_or(0, str::len);
    match (name, argument) {
        ("tokenizer", Some(tokenizer)) => match TOKENIZERS.iter().find(|(name, _)| *name == tokenizer.trim()) {
            Some((_, with_tokens)) => Ok(with_tokens(analyzer)),
            None => {
                let at = argument_at + tokenizer.len() - tokenizer.trim_start().len();
                let names = TOKENIZERS.iter().map(|(name, _)| *name);
                Err(Error::at(names::unknown("tokenizer of analyzers", tokenizer.trim(), names, ""), at))
            }
        },
        ("leave_out", Some(names)) => {
            let (mut categories, mut tokens) = (Vec::new(), Vec::new());
            for part in step::split(names, argument_at, &[','])? {
                match names::parse_at(part.text, part.start) {
                    Ok(token) => {
                        check_social(&analyzer, part.text.trim(), start_of(&part))?;
                        tokens.push(token);
                    }
                    Err(_) => categories.push(category(&part)?),
                }
            }
            let analyzer = analyzer.leaving_out(&categories);
            Ok(if tokens.is_empty() { analyzer } else { analyzer.leaving_out_tokens(&tokens) })
        }
        ("stem", Some(stem)) => Ok(analyzer.stemmed(names::parse_at(stem, argument_at)?)),
        ("root_key", None) => Ok(analyzer.with_root_key()),
        ("word", None) => Ok(analyzer.with_word()),
        ("hashtag_parts", None) => {
            check_social(&analyzer, name, at)?;
            Ok(analyzer.with_hashtag_parts())
        }
        ("root_key" | "word" | "hashtag_parts", Some(_)) => Err(Error::at(Problem::Argument(name.into()), at)),
        ("tokenizer" | "leave_out" | "stem", None) => {
            let what = "an option with an argument: write `leave_out(function)`, `stem(light)`, `stem(full)`, `tokenizer(social)`";
            Err(Error::at(Problem::Misplaced { name: name.into(), what }, at))
        }
        _ => Err(Error::at(names::unknown("option of an analyzer", name, OPTIONS.into_iter(), ""), at)),
    }
}

/// An error if the analyzer is not on the tokens of posts, as the option or kind of token at an offset needs it.
fn check_social(analyzer: &Analyzer, name: &str, at: usize) -> Result<(), Error> {
    let what = "for the tokens of posts: add `tokenizer(social)`, as in `search | tokenizer(social) | leave_out(link)`";
    let error = || Error::at(Problem::Misplaced { name: name.into(), what }, at);
    analyzer.has_social_tokens().then_some(()).ok_or_else(error)
}

/// The category of stop words of a name. An error lists the kinds of tokens, too.
fn category(part: &Part<'_>) -> Result<Category, Error> {
    let name = part.text.trim();
    let known = || Category::ALL.iter().map(|c| c.name()).chain(SocialToken::ALL.iter().map(|token| token.name()));
    let category = Category::ALL.iter().copied().find(|category| category.name() == name);
    category
        .ok_or_else(|| Error::at(names::unknown("category of words to leave out", name, known(), ""), start_of(part)))
}
