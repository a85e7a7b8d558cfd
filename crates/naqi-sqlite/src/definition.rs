//! The arguments of the tokenizer in the definition of a table: `CREATE VIRTUAL TABLE t USING fts5(..., tokenize = '...')`.
//!
//! FTS5 tells a tokenizer its arguments, and not its table. The tables of a database whose tokenizer has the same arguments are
//! found in their definitions, which are read here as SQLite and FTS5 read them.

/// The words of `tokenize` if the module is FTS5 and the tokenizer is naqi: those behind the name.
pub(crate) fn tokenizer_arguments(sql: &str) -> Option<Vec<String>> {
    let (before, rest) = sql.split_at(top_level(sql, '(')?);
    let mut names = before.split_whitespace().rev();
    let (module, using) = (names.next()?, names.next()?);
    if !module.trim_matches(['"', '\'', '`', '[', ']']).eq_ignore_ascii_case("fts5")
        || !using.eq_ignore_ascii_case("using")
    {
        return None;
    }
    let inner = rest.strip_prefix('(')?.trim_end().strip_suffix(')')?;
    let mut words = split(inner, ',').into_iter().filter_map(tokenize).next_back()?.into_iter();
    let is_naqi = words.next()?.eq_ignore_ascii_case("naqi");
    is_naqi.then(|| words.collect())
}

/// The words of an argument that is `tokenize = ...`. FTS5 takes each beginning of an option's name for the option.
fn tokenize(argument: &str) -> Option<Vec<String>> {
    let (name, value) = argument.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let is_option = !name.is_empty() && "tokenize".get(..name.len())?.eq_ignore_ascii_case(name);
    is_option.then(|| words(&unquoted(value)))
}

/// Words that are separated by spaces or quoted.
fn words(text: &str) -> Vec<String> {
    split(text, ' ').into_iter().map(str::trim).filter(|word| !word.is_empty()).map(unquoted).collect()
}

/// What a quoted text stands for; another text is itself.
fn unquoted(text: &str) -> String {
    let Some(open) = text.chars().next().filter(|c| "'\"`[".contains(*c)) else { return text.into() };
    let close = if open == '[' { ']' } else { open };
    let inner = text.get(1..).and_then(|rest| rest.strip_suffix(close)).unwrap_or_default();
    if open == '[' { inner.into() } else { inner.replace(&format!("{close}{close}"), &close.to_string()) }
}

/// The offset of the first `wanted` outside quotes.
fn top_level(text: &str, wanted: char) -> Option<usize> {
    let mut state = Scan::default();
    text.char_indices().find(|(_, c)| state.is_outside(*c) && *c == wanted).map(|(at, _)| at)
}

/// Splits at a separator outside quotes and parentheses.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut state, mut depth) = (Scan::default(), 0_usize);
    let is_separator = |c: char| {
        if !state.is_outside(c) {
            return false;
        }
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (c == separator || separator == ' ' && c.is_ascii_whitespace())
    };
    text.split(is_separator).collect()
}

/// Whether characters are inside quotes. A doubled quote closes and opens, which comes to the same.
#[derive(Default)]
struct Scan {
    close: Option<char>,
}

impl Scan {
    /// Whether the next character is outside quotes, and no quote itself.
    fn is_outside(&mut self, c: char) -> bool {
        match self.close {
            Some(close) => {
                self.close = (c != close).then_some(close);
                false
            }
            None => {
                self.close = match c {
                    '[' => Some(']'),
                    '\'' | '"' | '`' => Some(c),
                    _ => None,
                };
                self.close.is_none()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(sql: &str) -> Option<String> {
        tokenizer_arguments(sql).map(|words| words.join("|"))
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
        ];
        for (sql, wanted) in read {
            assert_eq!(arguments(sql).as_deref(), Some(wanted), "{sql}");
        }
    }

    #[test]
    fn other_tables_have_none() {
        let others = [
            "CREATE TABLE t(a DEFAULT 'tokenize = naqi')",
            "CREATE VIRTUAL TABLE naqi USING fts5(naqi, tokenize = 'unicode61')",
            "CREATE VIRTUAL TABLE t USING fts4(a, tokenize = naqi)",
            "CREATE VIRTUAL TABLE t USING fts5(\"tokenize = 'naqi'\")",
            "CREATE VIRTUAL TABLE t USING fts5(a, tokenize = ''",
            "",
        ];
        for sql in others {
            assert_eq!(arguments(sql), None, "{sql}");
        }
    }
}
