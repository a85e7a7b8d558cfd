//! The arguments of the tokenizer: an analyzer, and the fingerprint that a table's definition may hold.

use crate::text::lossy;
use naqi::Analyzer;

/// What `tokenize = 'naqi ...'` says.
pub(crate) struct Arguments {
    /// The analyzer as it is written.
    pub text: String,
    pub analyzer: Analyzer,
    pub fingerprint: Option<String>,
}

/// The word before a fingerprint.
const FINGERPRINT: &str = "fingerprint";

impl Arguments {
    /// Reads the arguments behind `naqi`: none for the default analyzer; `ANALYZER`; `ANALYZER fingerprint HEX`.
    pub fn parse<A: AsRef<[u8]>>(arguments: &[A]) -> Result<Self, String> {
        let arguments: Vec<_> = arguments.iter().map(|argument| lossy(argument.as_ref())).collect();
        let arguments: Vec<&str> = arguments.iter().map(|argument| argument.trim()).collect();
        let (text, fingerprint) = match arguments[..] {
            [] => ("default", None),
            [text] => (text, None),
            [text, FINGERPRINT, fingerprint] => (text, Some(fingerprint.to_ascii_lowercase())),
            _ => {
                return Err(format!(
                    "the tokenizer naqi has one argument, and `{}` are several: quote a text with spaces, as in \
                     tokenize = \"naqi 'search | stem(light)'\"",
                    arguments.join(" ")
                ));
            }
        };
        Ok(Self { text: text.into(), analyzer: analyzer(text)?, fingerprint })
    }
}

/// The analyzer of a text. The error names the analyzers and presets.
pub(crate) fn analyzer(text: &str) -> Result<Analyzer, String> {
    text.parse().map_err(|error| {
        let names: Vec<&str> = naqi::analyzer::all().map(|(name, _)| name).collect();
        format!("{error}; analyzers are {}, or {}", names.join(", "), steps())
    })
}

/// What a list of steps may have.
pub(crate) fn steps() -> String {
    let presets: Vec<&str> = naqi::preset::all().map(|preset| preset.name()).collect();
    format!("steps and presets separated by commas; presets are {}", presets.join(", "))
}

/// A fingerprint as text.
pub(crate) fn fingerprint(analyzer: &Analyzer) -> String {
    format!("{:016x}", analyzer.fingerprint())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(&arguments.iter().map(|argument| argument.as_bytes()).collect::<Vec<_>>())
    }

    #[test]
    fn an_analyzer_has_a_name_or_a_text() {
        assert_eq!(parse(&[]).expect("the default").analyzer, *naqi::analyzer::default());
        assert_eq!(parse(&["wide"]).expect("wide").analyzer, *naqi::analyzer::wide());
        let own = parse(&["search, -unify_alef | stem(light)"]).expect("an analyzer");
        assert_eq!(own.analyzer.to_string().parse(), Ok(own.analyzer));
        let with = parse(&["light", "fingerprint", "ABC"]).expect("a fingerprint");
        assert_eq!(with.fingerprint.as_deref(), Some("abc"));
    }

    #[test]
    fn errors_name_what_there_is() {
        let error = parse(&["defalt"]).err().expect("an error");
        assert!(error.contains("did you mean `default`?"), "{error}");
        assert!(error.contains("three_terms, light") && error.contains("quran"), "{error}");
        let error = parse(&["search", "unify_hamza"]).err().expect("an error");
        assert!(error.contains("quote"), "{error}");
    }
}
