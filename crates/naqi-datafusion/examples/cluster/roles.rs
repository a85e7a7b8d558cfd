//! The child processes: a scheduler and an executor, on 127.0.0.1. Each ends when its standard input does, that is, with the parent.

use crate::Failure;
use crate::tasks::Reporting;
use ballista_core::extension::SessionConfigExt;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion::prelude::SessionConfig;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use naqi_datafusion::ballista::{LogicalCodec, PhysicalCodec, Rules, executor, scheduler};
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

const HOST: &str = "127.0.0.1";

/// The memory that the tasks of an executor may take together, beyond which they spill to its folder.
const MEMORY: u64 = 512 << 20;

/// Runs a role. Its arguments: for an executor the scheduler's port and a folder, and then the rules that it pretends to have, if
/// not its own.
pub async fn run(role: &str, args: &[String]) -> Result<(), Failure> {
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    match (role, args) {
        ("scheduler", []) => run_scheduler(None).await,
        ("scheduler", [rules]) => run_scheduler(Some(rules)).await,
        ("executor", [port, folder]) => run_executor(port.parse()?, folder, None).await,
        ("executor", [port, folder, rules]) => run_executor(port.parse()?, folder, Some(rules)).await,
        _ => Err(format!("{role} with {} arguments", args.len()).into()),
    }
}

async fn run_scheduler(rules: Option<&str>) -> Result<(), Failure> {
    let listener = tokio::net::TcpListener::bind((HOST, 0)).await?;
    let port = listener.local_addr()?.port();
    let config = SchedulerConfig {
        external_host: HOST.into(),
        bind_host: HOST.into(),
        bind_port: port,
        // An executor that was killed is known as dead after some seconds.
        executor_timeout_seconds: 5,
        expire_dead_executor_interval_seconds: 1,
        no_executors_grace_period_seconds: 10,
        ..SchedulerConfig::default()
    };
    let mut config = scheduler(config);
    if let Some(rules) = rules {
        config.override_logical_codec = Some(Arc::new(LogicalCodec::default().with_rules(Rules::for_tests(rules))));
    }
    let config = Arc::new(config);
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let scheduler = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, config).await?;
    println!("port {port}");
    Ok(start_grpc_service_with_listener(listener, scheduler).await?)
}

async fn run_executor(scheduler_port: u16, folder: &str, rules: Option<&str>) -> Result<(), Failure> {
    let [port, grpc_port] = free_ports()?;
    let config = ExecutorProcessConfig {
        bind_host: HOST.into(),
        external_host: Some(HOST.into()),
        port,
        grpc_port,
        scheduler_host: HOST.into(),
        scheduler_port,
        // One task at a time.
        vcores: 1,
        work_dir: Some(folder.into()),
        memory_pool_size: Some(MEMORY),
        executor_heartbeat_interval_seconds: 1,
        override_execution_engine: Some(Arc::new(Reporting::default())),
        // As on machines of their own: results of another executor come through the network, even if its files are here.
        override_config_producer: Some(Arc::new(|| {
            SessionConfig::new_with_ballista().with_ballista_shuffle_reader_force_remote_read(true)
        })),
        ..ExecutorProcessConfig::default()
    };
    let mut config = executor(config);
    if let Some(rules) = rules {
        let codec = PhysicalCodec::default().with_rules(Rules::for_tests(rules));
        config.override_physical_codec = Some(Arc::new(codec));
    }
    let health = config.health.clone();
    tokio::spawn(async move {
        while !health.is_ready() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        println!("ready");
    });
    Ok(start_executor_process(Arc::new(config)).await?)
}

/// Two ports that nobody listens on. Another program may take one before the executor does: then it ends, and the parent starts
/// another one.
fn free_ports() -> Result<[u16; 2], Failure> {
    let listeners = [std::net::TcpListener::bind((HOST, 0))?, std::net::TcpListener::bind((HOST, 0))?];
    let [one, other] = &listeners;
    Ok([one.local_addr()?.port(), other.local_addr()?.port()])
}
