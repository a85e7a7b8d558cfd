//! What a query parser knows of its fields: their analyzers, weights and boosts, and tantivy's parsers for their kinds of terms.

use crate::places::{FirstTerms, OtherTerms};
use crate::rules;
use crate::weights::Weights;
use naqi::Analyzer;
use naqi::analyzer::TermKind;
use std::collections::HashMap;
use tantivy::query::{Occur, QueryParser};
use tantivy::schema::{Field, Schema};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

#[derive(Clone)]
pub(crate) struct Settings {
    /// Queries the stem at each position.
    pub first: QueryParser,
    /// Queries the other terms of a text that is one word.
    pub others: QueryParser,
    /// Queries the word at each position, of fields that have words; other fields as `first`.
    pub words: QueryParser,
    pub schema: Schema,
    pub default_fields: Vec<Field>,
    /// The analyzers of the fields that one of naqi's has indexed.
    pub analyzers: HashMap<Field, Analyzer>,
    /// The tokenizers of all text fields.
    pub tokenizers: HashMap<Field, TextAnalyzer>,
    /// None: those of each field's analyzer.
    pub weights: Option<Weights>,
    pub boosts: HashMap<Field, f32>,
    pub default_occur: Occur,
}

impl Settings {
    pub fn new(schema: Schema, default_fields: Vec<Field>, tokenizers: &TokenizerManager) -> Self {
        let (first, others, words) = (TokenizerManager::new(), TokenizerManager::new(), TokenizerManager::new());
        let (mut analyzers, mut by_field) = (HashMap::new(), HashMap::new());
        for (field, entry) in schema.fields() {
            let Some(name) = rules::tokenizer_of(entry) else { continue };
            let Some(tokenizer) = tokenizers.get(name) else { continue };
            let made_by = rules::made_by(&schema, field).and_then(|text| text.parse::<Analyzer>().ok());
            // A tokenizer with a name of its own may begin terms with any sign.
            let kind = |kind| made_by.as_ref().is_some_and(Analyzer::has_word).then_some(kind);
            let of_kind = |kind| TextAnalyzer::from(FirstTerms { analyzer: tokenizer.clone(), kind });
            first.register(name, of_kind(kind(TermKind::Stem)));
            words.register(name, of_kind(kind(TermKind::Word)));
            others.register(name, TextAnalyzer::from(OtherTerms(tokenizer.clone())));
            by_field.insert(field, tokenizer);
            made_by.and_then(|analyzer| analyzers.insert(field, analyzer));
        }
        let parser = |tokenizers| QueryParser::new(schema.clone(), default_fields.clone(), tokenizers);
        Self {
            first: parser(first),
            others: parser(others),
            words: parser(words),
            schema: schema.clone(),
            default_fields: default_fields.clone(),
            analyzers,
            tokenizers: by_field,
            weights: None,
            boosts: HashMap::new(),
            default_occur: Occur::Should,
        }
    }

    /// Multiplies the scores of a field.
    pub fn set_field_boost(&mut self, field: Field, boost: f32) {
        for parser in [&mut self.first, &mut self.others, &mut self.words] {
            parser.set_field_boost(field, boost);
        }
        self.boosts.insert(field, boost);
    }

    /// The weights of the terms of a field: those that were set, or those of the field's analyzer.
    pub fn weights_of(&self, field: Field) -> Weights {
        let has_words = || self.analyzers.get(&field).is_some_and(Analyzer::has_word);
        self.weights.unwrap_or_else(|| if has_words() { Weights::default() } else { Weights::WITHOUT_WORDS })
    }

    /// The weight of a kind of term in a field, times the boost of the field.
    pub fn weight(&self, field: Field, kind: TermKind) -> f32 {
        // A tokenizer of another kind may begin terms with any sign.
        let kind = if self.analyzers.contains_key(&field) { kind } else { TermKind::Stem };
        self.weights_of(field).of(kind) * self.boosts.get(&field).copied().unwrap_or(1.0)
    }
}
