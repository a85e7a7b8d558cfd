//! Words of a query that end with `*`: all terms of the index that start with them.

use crate::dictionary::{Dictionary, MAX_VISITED, fault};
use crate::settings::Settings;
use naqi::analyzer::{Stem, TermKind};
use naqi::{Analyzer, stem};
use std::collections::BTreeSet;
use tantivy::Term;
use tantivy::query::QueryParserError;
use tantivy::query_grammar::UserInputLiteral;
use tantivy::schema::{Field, FieldType};
use tantivy::tokenizer::TextAnalyzer;

/// The terms that start with a prefix, with their weights.
pub(crate) fn terms(
    settings: &Settings,
    dictionary: Option<&mut Dictionary<'_>>,
    literal: &UserInputLiteral,
) -> Result<Vec<(Term, f32)>, QueryParserError> {
    let shown = &literal.phrase;
    let error = |what: String| Err(QueryParserError::UnsupportedQuery(what));
    let Some(prefix) = literal.phrase.strip_suffix('*').filter(|prefix| !prefix.contains('*')) else {
        return error(format!(
            "a `*` stands only at the end of a word, and once: `{shown}`; quote it if it is no wildcard"
        ));
    };
    let Some(dictionary) = dictionary else {
        return error(format!("the prefix `{shown}` needs the words of an index: parse the query by parse_for"));
    };
    let mut found = Vec::new();
    for field in fields(settings, literal)? {
        let starts = match (settings.analyzers.get(&field), settings.tokenizers.get(&field)) {
            (Some(analyzer), _) => analyzed(analyzer, prefix),
            (None, Some(tokenizer)) => tokenized(tokenizer, prefix),
            (None, None) => continue,
        };
        if starts.is_empty() {
            return error(format!("a prefix is one word, and `{shown}` is not: divide it, or quote it"));
        }
        let mut terms = BTreeSet::new();
        for start in starts {
            if !dictionary.starting_with(field, &start, &mut terms).map_err(|error| fault(&error))? {
                return error(format!("more than {MAX_VISITED} words start like `{shown}`: write more letters"));
            }
        }
        for text in terms {
            found.push((Term::from_field_text(field, &text), settings.weight(field, TermKind::of(&text))));
        }
    }
    Ok(found)
}

/// The text fields that a word is searched in.
fn fields(settings: &Settings, literal: &UserInputLiteral) -> Result<Vec<Field>, QueryParserError> {
    let fields = match &literal.field_name {
        None => settings.default_fields.clone(),
        Some(name) => match settings.schema.find_field(name) {
            Some((field, "")) => vec![field],
            Some(_) => Vec::new(),
            None => return Err(QueryParserError::FieldDoesNotExist(name.clone())),
        },
    };
    let is_text = |field: &Field| match settings.schema.get_field_entry(*field).field_type() {
        FieldType::Str(options) => options.get_indexing_options().is_some(),
        _ => false,
    };
    let fields: Vec<Field> = fields.into_iter().filter(is_text).collect();
    match fields.is_empty() {
        true => Err(QueryParserError::UnsupportedQuery(format!("the prefix `{}` needs a text field", literal.phrase))),
        false => Ok(fields),
    }
}

/// The beginnings of terms for a prefix: of stems, with and without what looks like clitics, and of words. None if the prefix is
/// not one word.
fn analyzed(analyzer: &Analyzer, prefix: &str) -> Vec<String> {
    // A word is normalized and folded as the stems are, and not stemmed.
    let (mut words, mut last) = (Vec::new(), 0);
    analyzer.clone().with_word().for_each_term(prefix, |term| {
        last = term.position;
        match term.kind {
            TermKind::Word => words.insert(0, term.text[TermKind::Word.sign().len()..].to_owned()),
            TermKind::Stem => words.push(term.text.to_owned()),
            _ => {}
        }
    });
    let Some(word) = words.into_iter().next().filter(|_| last == 0) else { return Vec::new() };
    let mut starts = Vec::new();
    if analyzer.stem() != Stem::None {
        let light = stem::light(&word);
        let without_front =
            word.find(light).and_then(|start| word.get(start..)).filter(|rest| rest.chars().count() > 1);
        starts.extend(without_front.map(str::to_owned));
    }
    if analyzer.has_word() {
        starts.push(format!("{}{word}", TermKind::Word.sign()));
    }
    if !starts.contains(&word) {
        starts.push(word);
    }
    starts
}

/// The one token of a prefix; none if it has several.
fn tokenized(tokenizer: &TextAnalyzer, prefix: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenizer.clone().token_stream(prefix).process(&mut |token| tokens.push(token.text.clone()));
    if tokens.len() == 1 { tokens } else { Vec::new() }
}
