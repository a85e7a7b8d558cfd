//! Peers in processes of their own, which read one command a line: see `peer.py`.

use crate::texts::Text;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The time limit for one answer; after it the peer is ended and started again.
pub const LIMIT: Duration = Duration::from_secs(10);
/// The time limit for starting.
const START: Duration = Duration::from_secs(60);
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers");

/// A process that runs some operations.
pub struct Child {
    program: Vec<String>,
    pub names: Vec<String>,
    running: Option<Running>,
}

struct Running {
    process: std::process::Child,
    commands: ChildStdin,
    answers: Receiver<String>,
}

/// The peers in `target/peers`, or in the folder that `NAQI_PEERS` names.
pub fn installed() -> Vec<Child> {
    let folder = std::env::var("NAQI_PEERS").unwrap_or(format!("{FOLDER}/../../../../target/peers"));
    let mut programs = Vec::new();
    for environment in ["camel", "arabert"] {
        let python = format!("{folder}/{environment}/bin/python");
        if Path::new(&python).exists() {
            programs.push(vec![python, format!("{FOLDER}/peer.py")]);
        }
    }
    let jar = format!("{folder}/lucene.jar");
    if Path::new(&jar).exists() {
        programs.push(["java", "-Xmx2g", "-cp", &jar, &format!("{FOLDER}/Peer.java")].map(String::from).into());
    }
    programs.into_iter().filter_map(Child::new).collect()
}

impl Child {
    fn new(program: Vec<String>) -> Option<Self> {
        let mut child = Self { program, names: Vec::new(), running: None };
        let Some(names) = child.ask("list", START) else {
            eprintln!("{} does not start", child.program.join(" "));
            return None;
        };
        child.names = names.split(' ').map(String::from).collect();
        Some(child)
    }

    /// The peer's output, one JSON value a line; `None` if it exceeds the time limit.
    pub fn check(&mut self, operation: &str, text: &Text) -> Option<String> {
        let out = text.file.with_extension("out");
        let form = text.form();
        self.ask(&format!("check {operation} {} {form} {}", text.file.display(), out.display()), LIMIT + LIMIT / 2)?;
        std::fs::read_to_string(out).ok()
    }

    /// Seconds of one pass; `None` if it exceeds the time limit.
    pub fn time(&mut self, operation: &str, text: &Text) -> Option<f64> {
        let nanoseconds = self.ask(&format!("time {operation} {} {}", text.file.display(), text.form()), LIMIT)?;
        Some(nanoseconds.parse::<f64>().ok()? / 1e9)
    }

    fn ask(&mut self, command: &str, limit: Duration) -> Option<String> {
        if self.running.is_none() {
            self.running = Running::start(&self.program);
        }
        let answer = self.running.as_mut().and_then(|running| running.ask(command, limit));
        if answer.is_none() {
            self.running = None;
        }
        answer
    }
}

impl Running {
    fn start(program: &[String]) -> Option<Self> {
        let mut process =
            Command::new(&program[0]).args(&program[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
        let (commands, out) = (process.stdin.take()?, process.stdout.take()?);
        let (send, answers) = channel();
        std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).all(|line| send.send(line).is_ok());
        });
        Some(Self { process, commands, answers })
    }

    fn ask(&mut self, command: &str, limit: Duration) -> Option<String> {
        writeln!(self.commands, "{command}").ok()?;
        self.answers.recv_timeout(limit).ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The only possible error is that the process has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
