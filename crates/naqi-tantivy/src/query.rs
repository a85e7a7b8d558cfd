//! The query parser: tantivy's query language, for fields in which a word may have two terms at one position.

use crate::checked::checked;
use crate::limits;
use crate::places::{FirstTerms, OtherTerms};
use crate::scan::Grammar;
use std::collections::HashMap;
use tantivy::Index;
use tantivy::query::{BooleanQuery, BoostQuery, EmptyQuery, Occur, Query, QueryParserError, TermQuery};
use tantivy::query_grammar::{self, UserInputAst, UserInputLeaf};
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

/// tantivy's query parser, for fields whose words may have several terms: root keys, as of [`naqi::analyzer::wide`], and the
/// parts of a hashtag ([`naqi::Analyzer::with_hashtag_parts`]).
///
/// tantivy's own parser makes a phrase of the terms of a word and requires all at one position, which finds less
/// instead of more. This parser finds a word by any of its terms, and adds up the scores of those that match. A phrase
/// consists of first terms, the stems. All other fields, and the language (fields, `+`, `-`, `AND`, `OR`, quotes, `~`
/// slop, `^` boosts, ranges), are as in tantivy.
///
/// ```
/// use naqi::analyzer;
/// use tantivy::collector::Count;
/// use tantivy::{Index, doc, schema::Schema};
///
/// let mut schema = Schema::builder();
/// let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::wide()));
/// let index = Index::create_in_ram(schema.build());
/// naqi_tantivy::register(&index, &[analyzer::wide()])?;
/// let mut writer = index.writer_with_num_threads(1, 20_000_000)?;
/// writer.add_document(doc!(text => "هذا كِتَابٌ عن الولايات المُتَّحِدة"))?;
/// writer.commit()?;
///
/// let parser = naqi_tantivy::QueryParser::for_index(&index, vec![text]);
/// // A required word and a required phrase.
/// let (word, phrase) = (
///     "كتاب",
///     "الولايات المتحده",
/// );
/// let query = parser.parse_query(&format!("+{word} +\"{phrase}\""))?;
/// assert_eq!(index.reader()?.searcher().search(&query, &Count)?, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Queries without terms
/// A word without terms (a stop word, a sign) is ignored, as in tantivy, also if it is required or excluded. A query of such
/// words alone, and an empty one, is no error: it becomes an [`EmptyQuery`], which finds nothing. A program can tell it by
/// `query.is::<EmptyQuery>()`, and say so to the user. To find stop words, index the text in a second field with an analyzer that
/// leaves none out, such as [`naqi::analyzer::words`].
///
/// A link, a hashtag and a mention are words of a query, too, if the field's analyzer is
/// [on the tokens of posts](naqi::Analyzer::with_social_tokens). A link needs quotes, since `:` ends a field's name.
///
/// # Limits
/// A query may come from anyone, and tantivy's parser recurses: some thousand `(` would overflow its stack, which ends
/// the process. So these are errors:
/// - more than 32 levels of parentheses and `NOT`, counted together;
/// - more than 64 KiB, unless [`QueryParser::set_max_len`] sets another limit;
/// - a field's name with more than 256 bytes or 32 dots;
/// - sequences of slashes (`////`), for which the lenient parser takes quadratic time.
///
/// A query within the limits is parsed in time linear in its length, on a stack of 256 KiB in optimized code. Tabs and
/// line breaks outside of quotes are read as spaces, since tantivy takes quadratic time on words separated by them.
///
/// The time of a *search* is not limited: it depends on the index too.
#[derive(Clone)]
pub struct QueryParser {
    /// Queries the first term at each position.
    first: tantivy::query::QueryParser,
    /// Queries the other terms of a text that is one word.
    others: tantivy::query::QueryParser,
    boosts: HashMap<Field, f32>,
    default_occur: Occur,
    max_len: usize,
}

impl QueryParser {
    /// A parser for this index; words without a field name are searched in `default_fields`.
    pub fn for_index(index: &Index, default_fields: Vec<Field>) -> Self {
        Self::new(index.schema(), default_fields, index.tokenizers())
    }

    /// The same, from the parts of an index. The tokenizers of the schema's text fields must be registered.
    pub fn new(schema: Schema, default_fields: Vec<Field>, tokenizers: &TokenizerManager) -> Self {
        let (first, others) = (TokenizerManager::new(), TokenizerManager::new());
        for (_, entry) in schema.fields() {
            let Some(name) = crate::rules::tokenizer_of(entry) else { continue };
            let Some(analyzer) = tokenizers.get(name) else { continue };
            first.register(name, TextAnalyzer::from(FirstTerms(analyzer.clone())));
            others.register(name, TextAnalyzer::from(OtherTerms(analyzer)));
        }
        let parser = |tokenizers| tantivy::query::QueryParser::new(schema.clone(), default_fields.clone(), tokenizers);
        Self {
            first: parser(first),
            others: parser(others),
            boosts: HashMap::new(),
            default_occur: Occur::Should,
            max_len: limits::MAX_LEN,
        }
    }

    /// Requires all words of a query, instead of any.
    pub fn set_conjunction_by_default(&mut self) {
        self.default_occur = Occur::Must;
    }

    /// Multiplies the scores of a field.
    pub fn set_field_boost(&mut self, field: Field, boost: f32) {
        self.first.set_field_boost(field, boost);
        self.others.set_field_boost(field, boost);
        self.boosts.insert(field, boost);
    }

    /// Sets the maximum length of a query in bytes; 65,536 by default.
    ///
    /// ```
    /// # use tantivy::{Index, schema::Schema};
    /// # let index = Index::create_in_ram(Schema::builder().build());
    /// let mut parser = naqi_tantivy::QueryParser::for_index(&index, Vec::new());
    /// parser.set_max_len(1000);
    /// assert!(parser.parse_query(&"كتاب ".repeat(200)).is_err());
    /// ```
    pub fn set_max_len(&mut self, bytes: usize) {
        self.max_len = bytes;
    }

    /// Parses a query.
    ///
    /// # Errors
    /// Those of tantivy: invalid syntax, an unknown field, nothing but excluded words. And
    /// [`QueryParserError::UnsupportedQuery`] if a query exceeds a limit (see [`QueryParser`]), with the byte at which
    /// it does.
    pub fn parse_query(&self, query: &str) -> Result<Box<dyn Query>, QueryParserError> {
        let checked = checked(query, Grammar::Strict, self.max_len)?;
        let ast = query_grammar::parse_query(&checked).map_err(|_| QueryParserError::SyntaxError(query.into()))?;
        let (query, mut errors) = self.build(ast);
        if errors.is_empty() { Ok(query) } else { Err(errors.swap_remove(0)) }
    }

    /// Parses the valid parts of a query, and returns the errors of the rest.
    ///
    /// A query that exceeds a limit (see [`QueryParser`]) finds nothing.
    pub fn parse_query_lenient(&self, query: &str) -> (Box<dyn Query>, Vec<QueryParserError>) {
        let checked = match checked(query, Grammar::Lenient, self.max_len) {
            Ok(checked) => checked,
            Err(excess) => return (Box::new(EmptyQuery), vec![excess.into()]),
        };
        let (ast, wrong) = query_grammar::parse_query_lenient(&checked);
        let said = |error: query_grammar::LenientError| {
            QueryParserError::SyntaxError(format!("{} at position {}", error.message, error.pos))
        };
        let mut errors: Vec<QueryParserError> = wrong.into_iter().map(said).collect();
        let (query, more) = self.build(ast);
        errors.extend(more);
        (query, errors)
    }

    fn build(&self, ast: UserInputAst) -> (Box<dyn Query>, Vec<QueryParserError>) {
        let mut errors = Vec::new();
        let mut clauses = Vec::new();
        let only_excludes = only_excludes(&ast);
        self.add(ast, Occur::Must, &mut clauses, &mut errors);
        if only_excludes {
            errors.push(QueryParserError::AllButQueryForbidden);
            clauses.push((Occur::Must, Box::new(tantivy::query::AllQuery) as Box<dyn Query>));
        }
        (one(clauses), errors)
    }

    /// Adds the clauses of a part of a query; none if no term is left of it.
    fn add(&self, ast: UserInputAst, occur: Occur, to: &mut Clauses, errors: &mut Vec<QueryParserError>) {
        match ast {
            UserInputAst::Clause(parts) => {
                let mut clauses = Vec::new();
                for (said, part) in parts {
                    self.add(part, said.unwrap_or(self.default_occur), &mut clauses, errors);
                }
                join(clauses, occur, to);
            }
            UserInputAst::Boost(ast, boost) => {
                let mut clauses = Vec::new();
                self.add(*ast, Occur::Must, &mut clauses, errors);
                if !clauses.is_empty() {
                    to.push((occur, Box::new(BoostQuery::new(one(clauses), boost.into_inner() as f32))));
                }
            }
            UserInputAst::Leaf(leaf) => {
                let others = matches!(*leaf, UserInputLeaf::Literal(_)).then(|| leaf.clone());
                let mut clauses = Vec::new();
                match self.first.build_query_from_user_input_ast(UserInputAst::Leaf(leaf)) {
                    Ok(query) => push(query, &mut clauses),
                    Err(error) => errors.push(error),
                }
                if let Some(leaf) = others {
                    self.add_others(leaf, &mut clauses);
                }
                join(clauses, occur, to);
            }
        }
    }

    /// Adds the terms of a literal after the first. An error in it was reported with the first.
    fn add_others(&self, literal: Box<UserInputLeaf>, to: &mut Clauses) {
        let Ok(query) = self.others.build_query_from_user_input_ast(UserInputAst::Leaf(literal)) else { return };
        let (mut terms, mut has_phrase) = (Vec::new(), false);
        query.query_terms(&mut |term, is_in_phrase| {
            has_phrase |= is_in_phrase;
            terms.push(term.clone());
        });
        if !has_phrase {
            return push(query, to);
        }
        // tantivy makes a phrase of several terms, but each of them is an alternative.
        for term in terms {
            let boost = self.boosts.get(&term.field()).copied();
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            match boost {
                Some(boost) => push(Box::new(BoostQuery::new(Box::new(query), boost)), to),
                None => push(Box::new(query), to),
            }
        }
    }
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// Adds an optional clause, unless the query is empty.
fn push(query: Box<dyn Query>, clauses: &mut Clauses) {
    if !query.is::<EmptyQuery>() {
        clauses.push((Occur::Should, query));
    }
}

/// Adds clauses to those of the parent query; nests them in a query of their own only if that makes a difference.
fn join(mut clauses: Clauses, occur: Occur, to: &mut Clauses) {
    match clauses.len() {
        0 => {}
        1 if clauses[0].0 != Occur::MustNot => to.extend(clauses.pop().map(|(_, query)| (occur, query))),
        _ if occur != Occur::MustNot && clauses.iter().all(|(other, _)| *other == occur) => to.append(&mut clauses),
        _ => to.push((occur, Box::new(BooleanQuery::new(clauses)))),
    }
}

fn one(mut clauses: Clauses) -> Box<dyn Query> {
    match clauses.len() {
        0 => Box::new(EmptyQuery),
        1 if clauses[0].0 != Occur::MustNot => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}

fn only_excludes(ast: &UserInputAst) -> bool {
    match ast {
        UserInputAst::Leaf(_) => false,
        UserInputAst::Boost(ast, _) => only_excludes(ast),
        UserInputAst::Clause(parts) => {
            let excluded =
                |(occur, part): &(Option<Occur>, UserInputAst)| *occur == Some(Occur::MustNot) || only_excludes(part);
            !parts.is_empty() && parts.iter().all(excluded)
        }
    }
}
