//! Plans with the functions survive serialisation, by protobuf as Ballista sends them and by DataFusion's own codecs, and a plan
//! of other rules is refused.

use ballista_core::execution_plans::SortShuffleWriterExec;
use ballista_core::execution_plans::sort_shuffle::SortShuffleConfig;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::error::Result;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties, Partitioning, collect};
use datafusion::prelude::{CsvReadOptions, SessionContext};
use datafusion_proto::bytes::{
    logical_plan_from_bytes, logical_plan_from_bytes_with_extension_codec, logical_plan_to_bytes,
    logical_plan_to_bytes_with_extension_codec, physical_plan_from_bytes,
    physical_plan_from_bytes_with_extension_codec, physical_plan_to_bytes, physical_plan_to_bytes_with_extension_codec,
};
use datafusion_proto::logical_plan::LogicalExtensionCodec;
use naqi_datafusion::ballista::{LogicalCodec, PhysicalCodec, Rules};
use std::sync::Arc;

/// Queries that have each function in each place of a plan: projection, filter, aggregate, join, window, sort.
const QUERIES: [&str; 6] = [
    "SELECT n, arabic_normalize(t), arabic_normalize(t, 'light'), strip_diacritics(t), arabic_digits(t, 'ascii'), \
     arabic_stem(t), arabic_find(t, 'كتاب'), arabic_tokens(t), arabic_inspect(t), arabic_words(t), arabic_fingerprint('light') \
     FROM texts ORDER BY n",
    "SELECT n FROM texts WHERE arabic_contains(t, 'كتابٌ') OR arabic_equals(t, 'قَلَم') ORDER BY n",
    "SELECT arabic_normalize(t) AS word, count(*) FROM texts GROUP BY word ORDER BY word",
    "SELECT a.n, b.n FROM texts a JOIN texts b ON arabic_normalize(a.t) = arabic_normalize(b.t) ORDER BY a.n, b.n",
    "SELECT term, count(*) AS c FROM (SELECT unnest(arabic_terms(t, 'wide')) AS term FROM texts) GROUP BY term ORDER BY c DESC, term",
    "SELECT n, row_number() OVER (PARTITION BY arabic_normalize(t) ORDER BY n) FROM texts ORDER BY arabic_normalize(t), n",
];

struct Session {
    context: SessionContext,
    _folder: tempfile::TempDir,
}

/// A session with a table `texts` in a file. One without functions stands for a process that has those of the codec alone.
async fn session(has_functions: bool) -> Session {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("texts.csv");
    std::fs::write(&file, "n,t\n1,كِتابٌ\n2,كتاب\n3,قلم جديد\n4,\n5,والكتاب\n").expect("a file");
    let context = SessionContext::new();
    if has_functions {
        naqi_datafusion::register(&context).expect("the functions");
    }
    let path = file.to_str().expect("a path");
    context.register_csv("texts", path, CsvReadOptions::new()).await.expect("a table");
    Session { context, _folder: folder }
}

async fn table(context: &SessionContext, plan: Arc<dyn ExecutionPlan>) -> String {
    let batches = collect(plan, context.task_ctx()).await.expect("rows");
    pretty_format_batches(&batches).expect("a table").to_string()
}

#[tokio::test]
async fn plans_give_the_same_after_a_round_trip_with_the_codecs_of_a_cluster() -> Result<()> {
    let client = session(true).await;
    // The function's names are known to the codec alone.
    let other = SessionContext::new();
    let (logical, physical) = (LogicalCodec::default(), PhysicalCodec::default());
    for query in QUERIES {
        let frame = client.context.sql(query).await?;
        let plan = client.context.state().optimize(frame.logical_plan())?;
        let before = table(&client.context, client.context.state().create_physical_plan(&plan).await?).await;
        assert!(before.lines().count() > 4, "{query}\n{before}");

        let bytes = logical_plan_to_bytes_with_extension_codec(&plan, &logical)?;
        let read = logical_plan_from_bytes_with_extension_codec(&bytes, &other.task_ctx(), &logical)?;
        assert_eq!(read.display_indent().to_string(), plan.display_indent().to_string());
        let made = other.state().create_physical_plan(&read).await?;
        let bytes = physical_plan_to_bytes_with_extension_codec(made, &physical)?;
        let read = physical_plan_from_bytes_with_extension_codec(&bytes, &other.task_ctx(), &physical)?;
        assert_eq!(table(&other, read).await, before, "{query}");
    }
    Ok(())
}

#[tokio::test]
async fn plans_give_the_same_after_a_round_trip_by_name() -> Result<()> {
    let (one, other) = (session(true).await, session(true).await);
    for query in QUERIES {
        let frame = one.context.sql(query).await?;
        let plan = one.context.state().optimize(frame.logical_plan())?;
        let made = one.context.state().create_physical_plan(&plan).await?;
        let before = table(&one.context, made.clone()).await;
        let read = logical_plan_from_bytes(&logical_plan_to_bytes(&plan)?, &other.context.task_ctx())?;
        assert_eq!(read.display_indent().to_string(), plan.display_indent().to_string());
        let read = physical_plan_from_bytes(&physical_plan_to_bytes(made)?, &other.context.task_ctx())?;
        assert_eq!(table(&other.context, read).await, before, "{query}");
    }
    Ok(())
}

#[tokio::test]
async fn a_plan_of_other_rules_is_refused_with_both() -> Result<()> {
    let client = session(true).await;
    let scheduler = session(false).await.context.task_ctx();
    let (logical, physical) = (LogicalCodec::default(), PhysicalCodec::default());
    let frame = client.context.sql("SELECT arabic_normalize(t) FROM texts WHERE t IS NOT NULL").await?;
    let plan = client.context.state().optimize(frame.logical_plan())?;
    let made = client.context.state().create_physical_plan(&plan).await?;
    let own = Rules::of_this_build().to_string();

    let older = LogicalCodec::default().with_rules(Rules::for_tests("naqi-datafusion 0.0.9, rules 0"));
    let bytes = logical_plan_to_bytes_with_extension_codec(&plan, &older)?;
    let refused = logical_plan_from_bytes_with_extension_codec(&bytes, &scheduler, &logical).unwrap_err().to_string();
    for part in ["arabic_normalize", "naqi-datafusion 0.0.9, rules 0", &own, "the same version"] {
        assert!(refused.contains(part), "{part}: {refused}");
    }

    let older = PhysicalCodec::default().with_rules(Rules::for_tests("naqi-datafusion 0.0.9, rules 0"));
    let bytes = physical_plan_to_bytes_with_extension_codec(made.clone(), &older)?;
    // The plan is read, so that the error is that of a task, which comes to the client.
    let read = physical_plan_from_bytes_with_extension_codec(&bytes, &scheduler, &physical)?;
    let refused = collect(read, scheduler.clone()).await.unwrap_err().to_string();
    assert!(refused.contains("naqi-datafusion 0.0.9, rules 0") && refused.contains(&own), "{refused}");

    // A client that sends plans without the codec.
    let bytes = logical_plan_to_bytes(&plan)?;
    let refused = logical_plan_from_bytes_with_extension_codec(&bytes, &scheduler, &logical).unwrap_err().to_string();
    assert!(refused.contains("does not use naqi_datafusion::ballista"), "{refused}");

    // A function that only the other version has.
    let newer = LogicalCodec::default();
    let rules = "naqi-datafusion 9.0.0, rules 0";
    let refused = newer.try_decode_udf("arabic_of_the_future", rules.as_bytes()).unwrap_err().to_string();
    assert!(refused.contains("arabic_of_the_future") && refused.contains(rules) && refused.contains(&own), "{refused}");
    // One of another crate that happens to have such a name.
    let refused = newer.try_decode_udf("arabic_of_another", b"x").unwrap_err().to_string();
    assert!(!refused.contains("naqi"), "{refused}");

    // A plan without functions of naqi is read whatever the rules.
    let frame = client.context.sql("SELECT upper(t) FROM texts").await?;
    let older = LogicalCodec::default().with_rules(Rules::for_tests("naqi-datafusion 0.0.9, rules 0"));
    let bytes = logical_plan_to_bytes_with_extension_codec(frame.logical_plan(), &older)?;
    logical_plan_from_bytes_with_extension_codec(&bytes, &scheduler, &logical)?;
    Ok(())
}

/// What Ballista writes when it divides rows by a function: the limit that the documentation of `Codec` names.
#[tokio::test]
async fn a_function_that_divides_rows_is_written_by_name_and_the_task_after_it_is_compared() -> Result<()> {
    let client = session(true).await;
    let query = "SELECT n, row_number() OVER (PARTITION BY arabic_normalize(t) ORDER BY n) FROM texts";
    let state = client.context.state();
    let config = state.config().clone().with_target_partitions(2).with_repartition_windows(true);
    let context = SessionContext::new_with_config_rt(config, client.context.runtime_env());
    naqi_datafusion::register(&context)?;
    context.register_table("texts", client.context.table_provider("texts").await?)?;
    let window = context.sql(query).await?.create_physical_plan().await?;
    let divided = find(&window, &|plan| matches!(plan.output_partitioning(), Partitioning::Hash(..)))
        .expect("a plan that divides rows");
    let input = divided.children()[0].clone();
    let partitioning = divided.output_partitioning().clone();
    assert!(partitioning.to_string().contains("arabic_normalize"), "{partitioning}");
    let writer = SortShuffleWriterExec::try_new(
        "job".to_owned().into(),
        1,
        input,
        String::new(),
        partitioning,
        SortShuffleConfig::default(),
    )?;

    let own = PhysicalCodec::default();
    let older = PhysicalCodec::default().with_rules(Rules::for_tests("naqi-datafusion 0.0.9, rules 0"));
    let bytes = physical_plan_to_bytes_with_extension_codec(Arc::new(writer), &older)?;
    let (executor, other) = (session(true).await.context.task_ctx(), SessionContext::new().task_ctx());
    physical_plan_from_bytes_with_extension_codec(&bytes, &executor, &own)?;
    let missing = physical_plan_from_bytes_with_extension_codec(&bytes, &other, &own).unwrap_err().to_string();
    assert!(missing.contains("arabic_normalize"), "{missing}");

    let bytes = physical_plan_to_bytes_with_extension_codec(window, &older)?;
    let read = physical_plan_from_bytes_with_extension_codec(&bytes, &executor, &own)?;
    let refused = collect(read, executor).await.unwrap_err().to_string();
    assert!(refused.contains("naqi-datafusion 0.0.9, rules 0"), "{refused}");
    Ok(())
}

/// The first plan below that is sought.
fn find(plan: &Arc<dyn ExecutionPlan>, is_it: &dyn Fn(&dyn ExecutionPlan) -> bool) -> Option<Arc<dyn ExecutionPlan>> {
    let below = plan.children().into_iter().find_map(|plan| find(plan, is_it));
    below.or_else(|| is_it(&**plan).then(|| plan.clone()))
}

#[test]
fn the_rules_of_a_build_are_always_the_same() {
    let rules = Rules::of_this_build().to_string();
    assert!(rules.starts_with(concat!("naqi-datafusion ", env!("CARGO_PKG_VERSION"), ", rules ")), "{rules}");
    assert_eq!(rules, Rules::of_this_build().to_string());
}
