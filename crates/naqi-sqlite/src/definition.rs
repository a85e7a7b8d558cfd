//! The definition of a table: `CREATE VIRTUAL TABLE t USING fts5(..., tokenize = '...')`.
//!
//! FTS5 tells a tokenizer its arguments, and not its table. The tables of a database whose tokenizer has the same arguments are
//! found in their definitions, which are read here as SQLite and FTS5 read them:
//!
//! ```text
//! SQLite     divides the statement into tokens; comments and spaces between arguments belong to none
//! FTS5       reads an argument as NAME = VALUE, and the value of `tokenize` as words, bare or in single quotes
//! ```

use std::ops::Range;

/// What the definition of a table says whose tokenizer is naqi.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Definition {
    /// The arguments of naqi: the words behind its name.
    pub arguments: Vec<String>,
    /// Whether FTS5 keeps no texts, so that it cannot index them again.
    pub is_contentless: bool,
}

/// The tokenizers of FTS5 that have arguments of their own. The arguments of others are the tokenizer that they are put before,
/// such as those of `porter naqi words`.
const NOT_BEFORE_ANOTHER: [&str; 3] = ["unicode61", "ascii", "trigram"];

impl Definition {
    /// Reads a statement. None if the module is not FTS5, or the tokenizer not naqi.
    pub fn read(sql: &str) -> Option<Self> {
        let (mut tokens, mut is_contentless) = (None, false);
        for (name, value) in fts5_arguments(sql)?.filter_map(option) {
            // FTS5 takes each beginning of an option's name for the option.
            let is = |option: &str| option.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            if is("tokenize") {
                tokens = words(&value);
            } else if is("content") {
                is_contentless = value.is_empty();
            }
        }
        let mut words = tokens?.into_iter();
        let first = words.next()?;
        if NOT_BEFORE_ANOTHER.iter().any(|name| first.eq_ignore_ascii_case(name)) {
            return None;
        }
        let is_naqi = |word: &String| word.eq_ignore_ascii_case("naqi");
        if !is_naqi(&first) {
            words.find(is_naqi)?;
        }
        Some(Self { arguments: words.collect(), is_contentless })
    }
}

/// The arguments of a table of FTS5, as SQLite gives them to it: from the first token of each to its last.
fn fts5_arguments(sql: &str) -> Option<impl Iterator<Item = &str>> {
    let text = |span: &Range<usize>| sql.get(span.clone()).unwrap_or_default();
    let mut tokens = Tokens { sql, at: 0 };
    let mut starts = ["create", "virtual", "table"].into_iter();
    starts.all(|word| tokens.next().is_some_and(|token| text(&token).eq_ignore_ascii_case(word))).then_some(())?;
    tokens.find(|token| text(token).eq_ignore_ascii_case("using"))?;
    let module = tokens.next()?;
    if !unquoted(text(&module)).eq_ignore_ascii_case("fts5") || text(&tokens.next()?) != "(" {
        return None;
    }
    let (mut arguments, mut argument, mut depth) = (Vec::new(), None::<Range<usize>>, 0_usize);
    loop {
        let token = tokens.next()?;
        match text(&token) {
            "," | ")" if depth == 0 => {
                arguments.extend(argument.take());
                if text(&token) == ")" {
                    break;
                }
                continue;
            }
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        argument = Some(argument.map_or(token.start, |argument| argument.start)..token.end);
    }
    Some(arguments.into_iter().map(move |span| sql.get(span).unwrap_or_default()))
}

/// An option of FTS5 and its value.
fn option(argument: &str) -> Option<(&str, String)> {
    let (name, value) = argument.split_once('=')?;
    let name = name.trim();
    (!name.is_empty() && name.chars().all(is_bare)).then(|| (name, unquoted(value.trim())))
}

/// The words of a tokenizer. None if FTS5 finds an error in them.
fn words(text: &str) -> Option<Vec<String>> {
    let (mut rest, mut words) = (text.trim_matches(' '), Vec::new());
    while !rest.is_empty() {
        let len = match rest.starts_with('\'') {
            true => quoted_len(rest, '\'', '\'')?,
            false => rest.find(|c| !is_bare(c)).unwrap_or(rest.len()),
        };
        let (word, tail) = rest.split_at_checked(len).filter(|(word, _)| !word.is_empty())?;
        words.push(unquoted(word));
        rest = tail.trim_start_matches(' ');
    }
    Some(words)
}

/// Whether a character may stand in a bare word of FTS5.
fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '\u{1A}' || !c.is_ascii()
}

/// Whether a character may stand in a name or a number of SQL.
fn is_in_name(c: char) -> bool {
    is_bare(c) || c == '$'
}

/// The bracket or quote that closes what a character opens.
fn closing(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '\'' | '"' | '`' => Some(open),
        _ => None,
    }
}

/// The bytes of a quoted text at the start, with its quotes. None if it is not closed. A doubled quote stands for one.
fn quoted_len(text: &str, open: char, close: char) -> Option<usize> {
    let mut at = open.len_utf8();
    loop {
        at += text.get(at..)?.find(close)? + close.len_utf8();
        match text.get(at..)?.starts_with(close) && open == close {
            true => at += close.len_utf8(),
            false => return Some(at),
        }
    }
}

/// What a quoted text stands for; another text is itself.
fn unquoted(text: &str) -> String {
    let Some((open, close)) = text.chars().next().and_then(|open| Some((open, closing(open)?))) else {
        return text.into();
    };
    let inner = text.get(open.len_utf8()..).and_then(|rest| rest.strip_suffix(close)).unwrap_or_default();
    if open == '[' { inner.into() } else { inner.replace(&format!("{close}{close}"), &close.to_string()) }
}

/// The tokens of a statement: names, numbers, quoted texts, and signs, each of one character. SQLite's spaces and comments
/// separate them. It ends where a quoted text is not closed, which no stored statement has.
struct Tokens<'s> {
    sql: &'s str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = self.sql.get(self.at..)?;
            let first = rest.chars().next()?;
            if first.is_ascii_whitespace() {
                self.at += first.len_utf8();
            } else if rest.starts_with("--") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if let Some(comment) = rest.strip_prefix("/*") {
                self.at += comment.find("*/").map_or(rest.len(), |end| end + 4);
            } else {
                let len = match closing(first) {
                    Some(close) => quoted_len(rest, first, close)?,
                    None if is_in_name(first) => rest.find(|c| !is_in_name(c)).unwrap_or(rest.len()),
                    None => first.len_utf8(),
                };
                let start = self.at;
                self.at += len;
                return Some(start..self.at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(sql: &str) -> Option<String> {
        Definition::read(sql).map(|definition| definition.arguments.join("|"))
    }

    #[test]
    fn arguments_are_read_as_fts5_reads_them() {
        let read = [
            ("CREATE VIRTUAL TABLE t USING fts5(a, tokenize = 'naqi default')", "default"),
            ("CREATE VIRTUAL TABLE IF NOT EXISTS \"a(b\".[t'] using FTS5(a, b, tokenize='NAQI', prefix='2 3')", ""),
            (
                "create virtual table t using fts5(a, tok=\"naqi 'search, map(x=y) | stem(light)'\")",
                "search, map(x=y) | stem(light)",
            ),
            ("CREATE VIRTUAL TABLE t USING fts5(tokenize = naqi, a)", ""),
            (
                "CREATE VIRTUAL TABLE t USING \"fts5\"(a, tokenize = 'naqi ''light'' fingerprint  12ab')",
                "light|fingerprint|12ab",
            ),
            ("CREATE VIRTUAL TABLE t USING fts5(a, tokenize = \"naqi'words'\")", "words"),
        ];
        for (sql, wanted) in read {
            assert_eq!(arguments(sql).as_deref(), Some(wanted), "{sql}");
        }
    }

    #[test]
    fn comments_are_spaces_and_quotes_end_a_name() {
        let read = [
            "CREATE VIRTUAL TABLE t USING fts5(body, -- the text\n tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE t USING fts5(body, -- the user's (text,\n tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi words' -- it's the end)\n)",
            "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi words' /* ' */)",
            "CREATE VIRTUAL TABLE t /* ( */ USING fts5(body, tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE t USING /* x */ fts5(body, tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE t USING fts5/**/(body, tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE \"t\"USING fts5(body, tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE t USING\"fts5\"(body, tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE t USING[fts5](body, tokenize = 'naqi words')",
            "CREATE VIRTUAL TABLE \"using\"\"\" USING 'fts5'(body, tokenize = 'naqi words')",
        ];
        for sql in read {
            assert_eq!(arguments(sql).as_deref(), Some("words"), "{sql}");
        }
    }

    #[test]
    fn naqi_may_stand_behind_another_tokenizer() {
        let sql = |tokenizer: &str| format!("CREATE VIRTUAL TABLE t USING fts5(a, tokenize = '{tokenizer}')");
        assert_eq!(arguments(&sql("porter naqi words")).as_deref(), Some("words"));
        assert_eq!(arguments(&sql("snowball english NAQI")).as_deref(), Some(""));
        assert_eq!(arguments(&sql("unicode61 separators naqi")), None);
    }

    #[test]
    fn a_table_without_texts_is_known() {
        let is_contentless = |options: &str| {
            let sql = format!("CREATE VIRTUAL TABLE t USING fts5(content, {options}, tokenize = naqi)");
            Definition::read(&sql).map(|definition| definition.is_contentless)
        };
        assert_eq!(is_contentless("content = ''"), Some(true));
        assert_eq!(is_contentless("content = '', contentless_delete = 1"), Some(true));
        assert_eq!(is_contentless("content = 'texts', content_rowid = 'id'"), Some(false));
        assert_eq!(is_contentless("prefix = '2 3'"), Some(false));
    }

    #[test]
    fn other_tables_have_none() {
        let others = [
            "CREATE TABLE t(a DEFAULT 'tokenize = naqi')",
            "CREATE VIRTUAL TABLE naqi USING fts5(naqi, tokenize = 'unicode61')",
            "CREATE VIRTUAL TABLE t USING fts4(a, tokenize = naqi)",
            "CREATE VIRTUAL TABLE t USING fts5(\"tokenize = 'naqi'\")",
            "CREATE VIRTUAL TABLE t USING fts5(a, tokenize = ''",
            "CREATE VIRTUAL TABLE t USING fts5(a, tokenize = 'naqi",
            "CREATE VIRTUAL TABLE t USING fts5",
            "",
        ];
        for sql in others {
            assert_eq!(arguments(sql), None, "{sql}");
        }
    }
}
