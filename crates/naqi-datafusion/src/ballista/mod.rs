//! Ballista's clients, schedulers and executors with the functions, each of which refuses plans of other rules.
//!
//! The three functions add to a configuration, so that each process keeps its own settings. All three processes must run the same
//! version of naqi: the rules of a client are written into the plan it sends, and the scheduler compares them with its own; those
//! of the scheduler are written into its tasks, and the executors compare them. A plan of another version ends with an error that
//! names both.
//!
//! ```no_run
//! use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
//! use ballista_scheduler::{cluster::BallistaCluster, config::SchedulerConfig, scheduler_process};
//! use naqi_datafusion::ballista::{client, executor, scheduler};
//! use std::sync::Arc;
//!
//! # async fn of_three_processes() -> Result<(), Box<dyn std::error::Error>> {
//! // On the scheduler:
//! let config = Arc::new(scheduler(SchedulerConfig::default()));
//! let cluster = BallistaCluster::new_from_config(&config).await?;
//! scheduler_process::start_server(cluster, "127.0.0.1:50050".parse()?, config).await?;
//!
//! // On each executor:
//! start_executor_process(Arc::new(executor(ExecutorProcessConfig::default()))).await?;
//!
//! // In a client:
//! let session = client("df://127.0.0.1:50050", Default::default()).await?;
//! session.register_parquet("news", "news.parquet", Default::default()).await?;
//! session.sql("SELECT count(DISTINCT arabic_normalize(title)) FROM news").await?.show().await?;
//! # Ok(()) }
//! ```

mod codec;
mod refused;

pub use crate::rules::Rules;
pub use codec::{Codec, LogicalCodec, PhysicalCodec};

use crate::registry::{functions, register};
use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::ExecutorProcessConfig;
use ballista_scheduler::config::SchedulerConfig;
use datafusion::common::Result;
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use std::sync::Arc;

/// A session whose queries run on a cluster: `df://host:port` is its scheduler.
///
/// The functions and the rewrite of [`register`] are registered. Options of Ballista in `config` are kept.
///
/// # Errors
/// The address is no URL with a host. A scheduler that is not there is an error of the first query.
pub async fn client(url: &str, config: SessionConfig) -> Result<SessionContext> {
    let logical = LogicalCodec::new(config.ballista_logical_extension_codec());
    let physical = PhysicalCodec::new(config.ballista_physical_extension_codec());
    let config = config
        .with_ballista_logical_extension_codec(Arc::new(logical))
        .with_ballista_physical_extension_codec(Arc::new(physical));
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    let session = SessionContext::remote_with_state(url, state).await?;
    register(&session)?;
    Ok(session)
}

/// A scheduler that knows the functions of plans of the same rules.
///
/// The sessions of the scheduler have no functions of naqi by name: those of a plan come from the codec, which compares the
/// rules, and a plan without rules is refused. Clients plan their queries themselves.
#[must_use]
pub fn scheduler(mut config: SchedulerConfig) -> SchedulerConfig {
    let logical = config.override_logical_codec.take().map_or_else(LogicalCodec::default, Codec::new);
    let physical = config.override_physical_codec.take().map_or_else(PhysicalCodec::default, Codec::new);
    config.override_logical_codec = Some(Arc::new(logical));
    config.override_physical_codec = Some(Arc::new(physical));
    config
}

/// An executor that has the functions in its registry, and reads plans of the same rules.
///
/// The registry is for functions by which rows are divided: see [`Codec`].
#[must_use]
pub fn executor(mut config: ExecutorProcessConfig) -> ExecutorProcessConfig {
    let logical = config.override_logical_codec.take().map_or_else(LogicalCodec::default, Codec::new);
    let physical = config.override_physical_codec.take().map_or_else(PhysicalCodec::default, Codec::new);
    config.override_logical_codec = Some(Arc::new(logical));
    config.override_physical_codec = Some(Arc::new(physical));
    config.override_function_registry = Some(Arc::new(registry(config.override_function_registry.take())));
    config
}

/// Ballista's functions or those of a registry, and those of naqi.
fn registry(given: Option<Arc<BallistaFunctionRegistry>>) -> BallistaFunctionRegistry {
    let mut registry = match given {
        None => BallistaFunctionRegistry::default(),
        Some(given) => BallistaFunctionRegistry {
            scalar_functions: given.scalar_functions.clone(),
            aggregate_functions: given.aggregate_functions.clone(),
            window_functions: given.window_functions.clone(),
            higher_order_functions: given.higher_order_functions.clone(),
        },
    };
    for function in ballista_core::extension::ballista_scalar_functions().into_iter().chain(functions()) {
        registry.scalar_functions.entry(function.name().to_owned()).or_insert(function);
    }
    registry
}
