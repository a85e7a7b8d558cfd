//! Builds a query from its syntax tree: the terms of each word as weighted alternatives.

use crate::dictionary::{Dictionary, MAX_UNKNOWN_WORDS, fault};
use crate::parsed::{Parsed, Substitution, WeightedTerm};
use crate::prefix;
use crate::settings::Settings;
use naqi::analyzer::TermKind;
use std::mem;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query, QueryParserError, TermQuery,
};
use tantivy::query_grammar::{Delimiter, UserInputAst, UserInputLeaf, UserInputLiteral};
use tantivy::schema::{IndexRecordOption, Type};
use tantivy::{Searcher, Term};

/// A query, and what is wrong with parts of it.
pub(crate) struct Built {
    pub parsed: Parsed,
    pub errors: Vec<QueryParserError>,
}

/// Builds a query. Without a searcher no word is looked up in an index.
pub(crate) fn build(settings: &Settings, searcher: Option<&Searcher>, ast: UserInputAst) -> Built {
    let has_words = settings.analyzers.values().any(|analyzer| analyzer.has_word());
    let again = has_words.then(|| ast.clone());
    let mut builder = Builder::new(settings, Stage::Stems, searcher);
    let query = builder.query(ast);
    let Builder { substitutions, terms, errors, reads_dictionary, .. } = builder;
    let mut built = Built { parsed: Parsed { query, substitutions, terms }, errors };
    if let Some(ast) = again
        && built.parsed.query.is::<EmptyQuery>()
        && built.errors.is_empty()
        && !reads_dictionary
    {
        let mut builder = Builder::new(settings, Stage::StopWords, None);
        built.parsed.query = builder.query(ast);
        built.parsed.terms = builder.terms;
    }
    built
}

/// Which first terms a query has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Stems, so that stop words are left out.
    Stems,
    /// Words, for a query of stop words alone.
    StopWords,
}

/// The most terms of all prefixes of a query.
const MAX_PREFIX_TERMS: usize = 4096;

type Clauses = Vec<(Occur, Box<dyn Query>)>;

struct Builder<'b> {
    settings: &'b Settings,
    stage: Stage,
    dictionary: Option<Dictionary<'b>>,
    /// Whether a word of the query is a prefix, so that a query without terms has no stop words alone.
    reads_dictionary: bool,
    /// The number of exclusions around the current part.
    exclusions: usize,
    /// The product of the boosts around the current part.
    boost: f32,
    /// The number of words that were looked up, and of terms that prefixes have found.
    looked_up: usize,
    prefix_terms: usize,
    substitutions: Vec<Substitution>,
    terms: Vec<WeightedTerm>,
    errors: Vec<QueryParserError>,
}

impl<'b> Builder<'b> {
    fn new(settings: &'b Settings, stage: Stage, searcher: Option<&'b Searcher>) -> Self {
        let dictionary = searcher.map(Dictionary::new);
        Self {
            settings,
            stage,
            dictionary,
            reads_dictionary: false,
            exclusions: 0,
            boost: 1.0,
            looked_up: 0,
            prefix_terms: 0,
            substitutions: Vec::new(),
            terms: Vec::new(),
            errors: Vec::new(),
        }
    }

    fn query(&mut self, ast: UserInputAst) -> Box<dyn Query> {
        let mut clauses = Vec::new();
        let only_excludes = only_excludes(&ast);
        self.add(ast, Occur::Must, &mut clauses);
        if only_excludes {
            self.errors.push(QueryParserError::AllButQueryForbidden);
            clauses.push((Occur::Must, Box::new(AllQuery) as Box<dyn Query>));
        }
        one(clauses)
    }

    /// Adds the clauses of a part of a query; none if no term is left of it.
    fn add(&mut self, ast: UserInputAst, occur: Occur, to: &mut Clauses) {
        let (exclusions, around) = (self.exclusions, self.boost);
        self.exclusions += usize::from(occur == Occur::MustNot);
        match ast {
            UserInputAst::Clause(parts) => {
                let mut clauses = Vec::new();
                for (said, part) in parts {
                    self.add(part, said.unwrap_or(self.settings.default_occur), &mut clauses);
                }
                join(clauses, occur, to);
            }
            UserInputAst::Boost(ast, boost) => {
                let mut clauses = Vec::new();
                self.boost *= boost.into_inner() as f32;
                self.add(*ast, Occur::Must, &mut clauses);
                if !clauses.is_empty() {
                    to.push((occur, Box::new(BoostQuery::new(one(clauses), boost.into_inner() as f32))));
                }
            }
            UserInputAst::Leaf(leaf) => match *leaf {
                UserInputLeaf::Literal(literal) if is_wildcard(&literal) => {
                    self.reads_dictionary = true;
                    let found = match self.prefix_terms {
                        ..=MAX_PREFIX_TERMS => prefix::terms(self.settings, self.dictionary.as_mut(), &literal),
                        _ => Ok(Vec::new()),
                    };
                    self.prefix_terms += found.as_ref().map_or(0, Vec::len);
                    match found {
                        Ok(_) if self.prefix_terms > MAX_PREFIX_TERMS => {
                            self.errors.push(QueryParserError::UnsupportedQuery(format!(
                                "more than {MAX_PREFIX_TERMS} words start like the prefixes of the query: write more letters"
                            )));
                        }
                        Ok(terms) => {
                            let alternatives = terms.into_iter().map(|(term, weight)| self.term_query(term, weight));
                            to.push((occur, best_of(alternatives.collect())));
                        }
                        Err(error) => self.errors.push(error),
                    }
                }
                UserInputLeaf::Literal(literal) => {
                    let clauses = self.literal(literal);
                    join(clauses, occur, to);
                }
                UserInputLeaf::Exists { field } if !self.has_fast_field(&field) => {}
                leaf => {
                    let query = self.first_terms(leaf);
                    let mut clauses = Vec::new();
                    push(query, &mut clauses);
                    join(clauses, occur, to);
                }
            },
        }
        (self.exclusions, self.boost) = (exclusions, around);
    }

    /// Whether `field:*` can be answered. tantivy reports what is wrong when it searches, not when it parses.
    fn has_fast_field(&mut self, name: &str) -> bool {
        let schema = &self.settings.schema;
        let error = match schema.find_field(name) {
            Some((field, _)) if schema.get_field_entry(field).is_fast() => return true,
            Some(_) => QueryParserError::UnsupportedQuery(format!("`{name}:*` needs a fast field")),
            None => QueryParserError::FieldDoesNotExist(name.into()),
        };
        self.errors.push(error);
        false
    }

    /// The query that tantivy builds of the first terms.
    fn first_terms(&mut self, leaf: UserInputLeaf) -> Box<dyn Query> {
        let first = if self.stage == Stage::Stems { &self.settings.first } else { &self.settings.words };
        first.build_query_from_user_input_ast(UserInputAst::Leaf(Box::new(leaf))).unwrap_or_else(|error| {
            self.errors.push(error);
            Box::new(EmptyQuery)
        })
    }

    /// The alternatives of a word, or a phrase.
    fn literal(&mut self, literal: UserInputLiteral) -> Clauses {
        let (mut clauses, count) = (Vec::new(), self.errors.len());
        let first = self.first_terms(UserInputLeaf::Literal(literal.clone()));
        let stems = Terms::of(&*first);
        if stems.in_phrase || stems.list.is_empty() {
            push(first, &mut clauses);
        }
        // An error of the literal was reported with its first terms.
        let leaf = UserInputAst::Leaf(Box::new(UserInputLeaf::Literal(literal.clone())));
        let others = match self.settings.others.build_query_from_user_input_ast(leaf) {
            Ok(query) => Terms::of(&*query).list,
            Err(_) => Vec::new(),
        };
        if !stems.in_phrase {
            for term in &stems.list {
                let weight = self.stem_weight(term, &others);
                clauses.push((Occur::Should, self.term_query(term.clone(), weight)));
            }
        }
        for term in others {
            let weight = self.settings.weight(term.field(), kind_of(&term));
            clauses.push((Occur::Should, self.term_query(term, weight)));
        }
        if !stems.in_phrase && self.errors.len() == count && literal.delimiter == Delimiter::None {
            match self.substitute(&literal, &stems.list) {
                Ok(substitute) => clauses.extend(substitute.map(|query| (Occur::Should, query))),
                Err(error) => self.errors.push(fault(&error)),
            }
        }
        clauses
    }

    /// The weight of a first term with these further terms. Without a word beside it, in a field with words, it is the word, too.
    fn stem_weight(&self, stem: &Term, others: &[Term]) -> f32 {
        let (field, kind) = (stem.field(), kind_of(stem));
        let has_words = self.settings.analyzers.get(&field).is_some_and(|analyzer| analyzer.has_word());
        let has_word = || others.iter().any(|term| term.field() == field && kind_of(term) == TermKind::Word);
        let is_word = kind == TermKind::Stem && has_words && !has_word();
        self.settings.weight(field, kind) + if is_word { self.settings.weight(field, TermKind::Word) } else { 0.0 }
    }

    fn term_query(&mut self, term: Term, weight: f32) -> Box<dyn Query> {
        if self.exclusions == 0 {
            self.terms.push(WeightedTerm { term: term.clone(), weight: weight * self.boost });
        }
        let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
        if weight == 1.0 { query } else { Box::new(BoostQuery::new(query, weight)) }
    }

    /// What stands for a word that the index does not have.
    fn substitute(&mut self, literal: &UserInputLiteral, stems: &[Term]) -> tantivy::Result<Option<Box<dyn Query>>> {
        let unknown = self.unknown_weight(stems);
        let Some(dictionary) = self.dictionary.as_mut() else { return Ok(None) };
        let is_analyzed = |term: &Term| term.typ() == Type::Str && self.settings.analyzers.contains_key(&term.field());
        let is_left = self.exclusions == 0 && self.looked_up < MAX_UNKNOWN_WORDS && unknown > 0.0;
        if stems.is_empty() || !is_left || !stems.iter().all(is_analyzed) || dictionary.knows(stems)? {
            return Ok(None);
        }
        self.looked_up += 1;
        let near = dictionary.near(stems)?;
        if near.is_empty() {
            return self.split(literal, stems);
        }
        let mut alternatives = Vec::new();
        for (text, stem) in near.iter().flat_map(|text| stems.iter().map(move |stem| (text, stem))) {
            let weight = unknown * self.settings.weight(stem.field(), TermKind::Stem);
            alternatives.push(self.term_query(Term::from_field_text(stem.field(), text), weight));
        }
        self.substitutions.push(Substitution { word: literal.phrase.clone(), by: near, split: false });
        Ok(Some(best_of(alternatives)))
    }

    /// The weight of what stands for an unknown word.
    fn unknown_weight(&self, stems: &[Term]) -> f32 {
        stems.first().map_or(0.0, |stem| self.settings.weights_of(stem.field()).unknown)
    }

    /// Both words of one that is two known words without a space between them.
    fn split(&mut self, literal: &UserInputLiteral, stems: &[Term]) -> tantivy::Result<Option<Box<dyn Query>>> {
        let Some(dictionary) = self.dictionary.as_mut() else { return Ok(None) };
        let Some(halves) = dictionary.halves(&self.settings.analyzers, &literal.phrase, stems)? else {
            return Ok(None);
        };
        let (occur, unknown) = (self.settings.default_occur, self.unknown_weight(stems));
        let mut clauses = Vec::new();
        // The halves are known, so nothing is looked up for them.
        let (dictionary, around) = (mem::take(&mut self.dictionary), self.boost);
        self.boost *= unknown;
        for half in &halves {
            let alternatives = self.literal(UserInputLiteral { phrase: half.clone(), ..literal.clone() });
            join(alternatives, occur, &mut clauses);
        }
        (self.dictionary, self.boost) = (dictionary, around);
        self.substitutions.push(Substitution { word: literal.phrase.clone(), by: halves.into(), split: true });
        Ok(Some(Box::new(BoostQuery::new(one(clauses), unknown))))
    }
}

/// The query that scores a text by the best of its alternatives.
fn best_of(alternatives: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match alternatives.is_empty() {
        true => Box::new(EmptyQuery),
        false => Box::new(DisjunctionMaxQuery::new(alternatives)),
    }
}

/// The terms of a query.
#[derive(Default)]
struct Terms {
    list: Vec<Term>,
    in_phrase: bool,
}

impl Terms {
    fn of(query: &dyn Query) -> Self {
        let mut terms = Self::default();
        query.query_terms(&mut |term, is_in_phrase| {
            terms.in_phrase |= is_in_phrase;
            terms.list.push(term.clone());
        });
        terms
    }
}

/// The kind of a term. Terms of other types than text are stems.
fn kind_of(term: &Term) -> TermKind {
    let bytes = term.serialized_value_bytes();
    let text = match term.typ() {
        Type::Str => bytes,
        // A path, a zero byte, the code of the type, the text.
        Type::Json => bytes.iter().position(|&byte| byte == 0).and_then(|end| bytes.get(end + 2..)).unwrap_or_default(),
        _ => &[],
    };
    std::str::from_utf8(text).map_or(TermKind::Stem, TermKind::of)
}

/// Whether a word has a `*` and is not quoted.
fn is_wildcard(literal: &UserInputLiteral) -> bool {
    literal.delimiter == Delimiter::None
        && literal.phrase.contains('*')
        && literal.phrase.chars().any(char::is_alphanumeric)
}

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
