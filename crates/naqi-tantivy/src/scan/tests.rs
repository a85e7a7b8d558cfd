//! Compares the nesting found in random queries with the nesting of the queries that tantivy's parser returns.

use super::{Grammar, Scanner};
use crate::checked::checked;
use crate::limits::MAX_LEN;
use tantivy::query_grammar::{UserInputAst, parse_query, parse_query_lenient};

/// xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn text(&mut self, tokens: &[&str], count: usize) -> String {
        (0..count).map(|_| tokens[self.below(tokens.len())]).collect()
    }
}

/// Tokens of which a level is one clause at most: no operator joins words within a list, and no boost surrounds one.
const TOKENS: [&str; 52] = [
    "(", "(-", "(-a ", "(a ", " (", " (-", ")", ")", ") ", " )", "\"", "\"", "\" ", " \"", "'", " '", "\\", "\\\\",
    " ", " ", "\t", "\n", "\u{A0}", "NOT ", "NOT ", "NOT\t", "NOT", "f:", " f:", "f :", "f:(", "IN [", "IN", "[", "]",
    "{", "}", "/", " /", "/ ", "*", "~2", "-", " +", "- ", ":", ">", "<=", "a", " a ", "[a TO b]", "1",
];
/// Tokens that make more than one clause of a level.
const OPERATORS: [&str; 8] = [" AND ", " OR ", " OR -", "AND", "^", "^2", "^2.5 ", "OR\t"];

/// The nesting depth of a query's clauses.
fn clauses(ast: &UserInputAst) -> usize {
    match ast {
        UserInputAst::Clause(parts) => 1 + parts.iter().map(|(_, part)| clauses(part)).max().unwrap_or(0),
        UserInputAst::Boost(ast, _) => 1 + clauses(ast),
        UserInputAst::Leaf(_) => 0,
    }
}

/// The maximum nesting that the scanner finds.
fn deepest(query: &str, grammar: Grammar) -> usize {
    let mut scanner = Scanner::new(query, grammar);
    let _ = scanner.lists();
    scanner.deepest
}

/// Compares the scanner's depth with the parsers', where a level has up to this many clauses.
fn check(query: &str, each: usize) {
    if let Ok(query) = checked(query, Grammar::Strict, MAX_LEN)
        && let Ok(ast) = parse_query(&query)
    {
        let depth = deepest(&query, Grammar::Strict);
        assert!(clauses(&ast) <= each * (depth + 1), "strict: {query:?} has {depth}: {ast:?}");
    }
    if let Ok(query) = checked(query, Grammar::Lenient, MAX_LEN) {
        let (ast, _) = parse_query_lenient(&query);
        let depth = deepest(&query, Grammar::Lenient);
        assert!(clauses(&ast) <= each * (depth + 1), "lenient: {query:?} has {depth}: {ast:?}");
    }
}

#[test]
fn the_parser_never_nests_more_deeply_than_the_scanner_finds() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let all: Vec<&str> = TOKENS.into_iter().chain(OPERATORS).collect();
    for n in 0..cases() {
        let count = 1 + n % 30;
        let query = random.text(&TOKENS, count);
        check(&query, 1);
        let query = random.text(&all, count);
        check(&query, 4);
    }
}

/// Each of these hides a closing or an opening parenthesis from one of the grammars.
#[test]
fn apparent_closing_parentheses_do_not_hide_nesting() {
    let hidden = [
        "(-a\" \")\" ",
        "(-\")\" ",
        "(-')' ",
        r"(-\) ",
        "(-/)/ ",
        "(-[)] ",
        "(-a [a TO )] ",
        "(-a IN [)] ",
        "(-a >) ",
        "+ (\"a (-",
        "(-\"\\\")\" ",
        "(-a'\")\" ",
        "f:(-\")\" ",
        "(-a /\\/)/ ",
        "(-a* \")\" ",
        "(-\"a\"~2\")\" ",
        "(-\"a\"~99999999999\")\" ",
        ">\ta:(-",
        "/a\tb/\tx:(-",
        "a\tb:(-",
        "NOT :(-",
        "AND :(-",
        "IN [\"]\" (-",
        "f:*(-",
        "*(-",
        "* (-",
        "-5(-",
        "- 5\"(-",
    ];
    for part in hidden {
        let each = if part.contains("AND") { 4 } else { 1 };
        for times in [1, 3, 9, 20] {
            check(&part.repeat(times), each);
            check(&format!("a {}", part.repeat(times)), each);
            check(&format!("-a {}{}", part.repeat(times), ")".repeat(times)), each);
        }
        // The parser survives every query that the scanner accepts.
        let query = part.repeat(2000);
        if let Ok(query) = checked(&query, Grammar::Strict, MAX_LEN) {
            let _ = parse_query(&query);
        }
        if let Ok(query) = checked(&query, Grammar::Lenient, MAX_LEN) {
            let _ = parse_query_lenient(&query);
        }
    }
}

/// The number in the variable `NAQI_CASES`.
fn cases() -> usize {
    std::env::var("NAQI_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}
