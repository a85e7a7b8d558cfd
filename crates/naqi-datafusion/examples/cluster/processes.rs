//! The processes of the cluster, from the parent's side: started, watched by what they print, and always ended.

use crate::Failure;
use ballista_core::extension::SessionConfigExt;
use datafusion::prelude::{SessionConfig, SessionContext};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a process may take to start.
const START: Duration = Duration::from_secs(30);

/// The rules of processes that pretend to be of another version.
const OTHER_RULES: &str = "naqi-datafusion 0.0.0, rules 0000000000000000";

pub struct Cluster {
    scheduler_port: u16,
    executors: Vec<Executor>,
    _scheduler: Process,
}

impl Cluster {
    /// Starts a scheduler and executors, and waits until they are ready.
    pub fn start(folder: &Path, executors: usize, other_version: Option<&str>) -> Result<Self, Failure> {
        let rules = |role| other_version.filter(|other| *other == role).map(|_| OTHER_RULES);
        let args: Vec<&str> = ["scheduler"].into_iter().chain(rules("scheduler")).collect();
        let scheduler = Process::start(&args)?;
        let rules = rules("executor");
        let scheduler_port = scheduler
            .wait_for(START, |lines| lines.iter().find_map(|line| line.strip_prefix("port ")?.parse().ok()))?;
        let executors =
            (0..executors).map(|n| Executor::start(folder.join(format!("executor-{n}")), scheduler_port, rules));
        Ok(Self { scheduler_port, executors: executors.collect::<Result<_, _>>()?, _scheduler: scheduler })
    }

    /// A session whose queries run on the cluster.
    pub async fn client(&self) -> Result<SessionContext, Failure> {
        let config = SessionConfig::new_with_ballista().with_ballista_shuffle_reader_force_remote_read(true);
        let url = format!("df://127.0.0.1:{}", self.scheduler_port);
        Ok(naqi_datafusion::ballista::client(&url, config).await?)
    }

    pub fn take_executor(&mut self) -> Option<Executor> {
        self.executors.pop()
    }
}

pub struct Executor {
    process: Process,
    folder: PathBuf,
}

impl Executor {
    fn start(folder: PathBuf, scheduler_port: u16, rules: Option<&str>) -> Result<Self, Failure> {
        std::fs::create_dir_all(&folder)?;
        let port = scheduler_port.to_string();
        let path = folder.to_str().ok_or("a folder that is no UTF-8")?;
        let args: Vec<&str> = ["executor", &port, path].into_iter().chain(rules).collect();
        // Its ports may have been taken by another program.
        let mut last = Failure::from("");
        for _ in 0..3 {
            let process = Process::start(&args)?;
            match process.wait_for(START, |lines| lines.iter().any(|line| line == "ready").then_some(())) {
                Ok(()) => return Ok(Self { process, folder }),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Ends the process by SIGKILL when it has finished a task and runs another one, and deletes its files, as if its machine were
    /// gone. Says what it was doing.
    pub async fn kill_while_it_works(mut self) -> Result<String, Failure> {
        let is_time = |lines: &[String]| {
            let (running, ended) = tasks(lines);
            running > 0 && ended > 0
        };
        while !self.process.lines.read(is_time) {
            if self.process.has_ended() {
                return Err("the executor ended by itself".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        self.process.kill();
        // All that it printed is read when its pipe is closed.
        let (running, ended) =
            self.process.lines.wait(START, |lines, is_closed| is_closed.then(|| tasks(lines))).ok_or("an open pipe")?;
        std::fs::remove_dir_all(&self.folder)?;
        if running == 0 {
            return Err("the executor was killed between two tasks; give it a larger corpus".into());
        }
        Ok(format!("an executor, by SIGKILL, while it ran {running} task, after it had finished {ended}"))
    }
}

/// How many tasks run, and how many have ended.
fn tasks(lines: &[String]) -> (usize, usize) {
    let count = |prefix: &str| lines.iter().filter(|line| line.starts_with(prefix)).count();
    (count("start ").saturating_sub(count("end ")), count("end "))
}

/// A child process and the lines that it printed. It ends when this is dropped; and it ends by itself when its standard input is
/// closed, which the system does when this program ends in any way.
struct Process {
    child: Child,
    _stdin: Option<ChildStdin>,
    lines: Lines,
}

impl Process {
    fn start(args: &[&str]) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let lines = Lines::default();
        let process = Self { child, _stdin: stdin, lines: lines.clone() };
        let stdout = stdout.ok_or("a child without standard output")?;
        std::thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).for_each(|line| lines.push(line));
            lines.close();
        });
        Ok(process)
    }

    fn wait_for<T>(&self, limit: Duration, found: impl Fn(&[String]) -> Option<T>) -> Result<T, Failure> {
        let found = self.lines.wait(limit, |lines, is_closed| match found(lines) {
            Some(found) => Some(Ok(found)),
            None => is_closed.then_some(Err("the process ended")),
        });
        Ok(found.ok_or("the process is not ready in time")??)
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    fn kill(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Lines that a thread reads, until the pipe is closed.
#[derive(Clone, Default)]
struct Lines(Arc<Shared>);

#[derive(Default)]
struct Shared {
    printed: Mutex<Printed>,
    changed: Condvar,
}

#[derive(Default)]
struct Printed {
    lines: Vec<String>,
    is_closed: bool,
}

impl Lines {
    fn printed(&self) -> MutexGuard<'_, Printed> {
        self.0.printed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, line: String) {
        self.printed().lines.push(line);
        self.0.changed.notify_all();
    }

    fn close(&self) {
        self.printed().is_closed = true;
        self.0.changed.notify_all();
    }

    fn read<T>(&self, read: impl Fn(&[String]) -> T) -> T {
        read(&self.printed().lines)
    }

    /// Waits until `found` is; nothing if it takes too long.
    fn wait<T>(&self, limit: Duration, found: impl Fn(&[String], bool) -> Option<T>) -> Option<T> {
        let end = Instant::now() + limit;
        let mut printed = self.printed();
        loop {
            if let Some(found) = found(&printed.lines, printed.is_closed) {
                return Some(found);
            }
            let left = end.checked_duration_since(Instant::now())?;
            printed = self.0.changed.wait_timeout(printed, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}
