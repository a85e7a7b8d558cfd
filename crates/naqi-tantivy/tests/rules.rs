//! An index and the rules it was made by.

use naqi::analyzer::{SocialToken, Stem};
use naqi::stem::Category;
use naqi::{Analyzer, analyzer, preset};
use naqi_tantivy::{QueryParser, field_indexing, register, text_options, tokenizer_name};
use tantivy::collector::Count;
use tantivy::schema::{JsonObjectOptions, Schema, TEXT, TextOptions};
use tantivy::{Index, doc};

fn words() -> Analyzer {
    Analyzer::new(&preset::SEARCH)
}

fn index_of(analyzer: &Analyzer) -> Index {
    let mut schema = Schema::builder();
    schema.add_text_field("text", text_options(analyzer));
    schema.add_text_field("title", TEXT);
    Index::create_in_ram(schema.build())
}

#[test]
fn other_rules_are_refused_and_the_error_says_what_differs() {
    let made = words().leaving_out(&[Category::Function, Category::Question]).stemmed(Stem::Full);
    let given = words().leaving_out(&[Category::Function]).stemmed(Stem::Light).with_root_key();
    let error = register(&index_of(&made), &[&given]).expect_err("other rules");
    assert_eq!(error.field(), "text");
    assert_eq!(
        error.to_string(),
        "the field `text` was indexed by other rules: only in the index: leave_out(question), stem(full); only in the \
         analyzer that is given: stem(light), root_key; open the index with its own analyzer, or rebuild it"
    );
}

#[test]
fn an_index_of_posts_is_opened_by_its_schema_and_by_no_other_options() {
    let made = words().leaving_out_tokens(&[SocialToken::Link]).with_hashtag_parts();
    let index = index_of(&made);
    assert!(naqi_tantivy::register_as_made(&index).is_ok());
    let given = words().leaving_out_tokens(&[SocialToken::Link, SocialToken::Mention]);
    let error = register(&index, &[&given]).expect_err("other rules");
    assert!(
        error
            .to_string()
            .contains("only in the index: hashtag_parts; only in the analyzer that is given: leave_out(mention); open"),
        "{error}"
    );
}

#[test]
fn an_additional_step_is_named() {
    let made: naqi::Normalizer = "compose, strip_diacritics, map(گ=ك, پ=ب)".parse().expect("steps");
    let given: naqi::Normalizer = "compose, strip_diacritics".parse().expect("steps");
    let error = register(&index_of(&Analyzer::new(made)), &[&Analyzer::new(given)]).expect_err("other rules");
    assert!(error.to_string().contains(": only in the index: map(پ=ب, گ=ك); open"), "{error}");
}

#[test]
fn of_several_analyzers_the_most_similar_is_compared() {
    let error =
        register(&index_of(&words().with_root_key()), &[analyzer::default(), &words()]).expect_err("other rules");
    assert!(error.to_string().contains(": only in the index: root_key; open"), "{error}");
}

#[test]
fn fields_of_several_analyzers_each_have_their_own() {
    let mut schema = Schema::builder();
    let name = schema.add_text_field("name", text_options(&words()));
    let text = schema.add_text_field("text", text_options(analyzer::wide()));
    let index = Index::create_in_ram(schema.build());
    register(&index, &[analyzer::wide(), &words()]).expect("both analyzers");
    for (field, analyzer) in [(name, words()), (text, analyzer::wide().clone())] {
        let mut tokenizer = index.tokenizer_for_field(field).expect("a tokenizer");
        let (mut found, mut wanted) = (Vec::new(), Vec::new());
        tokenizer.token_stream("في المكتبات الوطنية").process(&mut |token| found.push(token.text.clone()));
        analyzer.for_each_term("في المكتبات الوطنية", |term| wanted.push(term.text.to_owned()));
        assert_eq!(found, wanted);
    }
}

#[test]
fn without_an_analyzer_the_error_names_the_one_of_the_index() {
    let error = register(&index_of(&words()), &[]).expect_err("no rules");
    assert!(error.to_string().contains(&words().to_string()), "{error}");
}

#[test]
fn an_index_that_is_not_registered_takes_no_text() {
    let index = index_of(&words());
    let text = index.schema().get_field("text").expect("a field");
    let mut writer = index.writer_with_num_threads::<tantivy::TantivyDocument>(1, 20_000_000).expect("a writer");
    let taken = writer.add_document(doc!(text => "كتاب")).and_then(|_| writer.commit());
    assert!(taken.is_err(), "text was taken without a tokenizer");
}

#[test]
fn rules_survive_commits_merges_and_reopening() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", text_options(&words()));
    let index = Index::create_in_dir(&folder, schema.build()).expect("an index");
    register(&index, &[&words()]).expect("its rules");
    let mut writer = index.writer_with_num_threads(1, 20_000_000).expect("a writer");
    for word in ["كِتاب", "كتاب"] {
        writer.add_document(doc!(text => word)).expect("a document");
        writer.commit().expect("a commit");
    }
    let segments = index.searchable_segment_ids().expect("segments");
    writer.merge(&segments).wait().expect("a merge");
    writer.garbage_collect_files().wait().expect("no garbage");
    writer.wait_merging_threads().expect("an end");
    drop(index);

    let index = Index::open_in_dir(&folder).expect("an index");
    assert!(register(&index, &[analyzer::wide()]).is_err());
    register(&index, &[&words()]).expect("its rules");
    let query = QueryParser::for_index(&index, vec![text]).parse_query("كتاب").expect("a query");
    assert_eq!(index.reader().expect("a reader").searcher().search(&query, &Count).expect("a count"), 2);
}

#[test]
fn the_rules_of_a_json_field_are_checked_too() {
    let mut schema = Schema::builder();
    schema.add_json_field("fields", JsonObjectOptions::default().set_indexing_options(field_indexing(&words())));
    let index = Index::create_in_ram(schema.build());
    assert!(register(&index, &[analyzer::wide()]).is_err());
    register(&index, &[&words()]).expect("its rules");
    assert!(index.tokenizers().get(&tokenizer_name(&words())).is_some());
}

#[test]
fn an_index_can_be_opened_by_its_own_rules() {
    for (name, analyzer) in analyzer::all() {
        let index = index_of(analyzer);
        naqi_tantivy::register_as_made(&index).unwrap_or_else(|error| panic!("{name}: {error}"));
        register(&index, &[analyzer]).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn rules_of_another_version_are_refused_although_their_names_are_the_same() {
    let name = tokenizer_name(analyzer::default());
    let other = name.replacen(&format!("{:016x}", analyzer::default().fingerprint()), "0123456789abcdef", 1);
    let mut schema = Schema::builder();
    schema.add_text_field(
        "text",
        TextOptions::default().set_indexing_options(field_indexing(analyzer::default()).set_tokenizer(&other)),
    );
    let index = Index::create_in_ram(schema.build());
    let error = naqi_tantivy::register_as_made(&index).expect_err("another version's rules");
    assert!(error.to_string().contains("another version of naqi"), "{error}");
}

#[test]
fn unknown_rules_are_named() {
    for name in ["naqi 0123456789abcdef compose, iron", "naqi 0123456789abcdef compose | fold(x)", "naqi x", "naqi "] {
        let mut schema = Schema::builder();
        schema.add_text_field(
            "text",
            TextOptions::default().set_indexing_options(field_indexing(analyzer::default()).set_tokenizer(name)),
        );
        let error = naqi_tantivy::register_as_made(&Index::create_in_ram(schema.build())).expect_err(name);
        assert_eq!(error.field(), "text");
    }
}
