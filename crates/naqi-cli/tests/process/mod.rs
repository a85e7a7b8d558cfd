//! The program as a process, on files of its own.

#![allow(dead_code, reason = "each file of tests takes what it needs")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The result of a run.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_naqi");

/// The program with these arguments, without an input.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    prepare(&mut command, arguments);
    command
}

fn prepare(command: &mut Command, arguments: &[&str]) {
    command.args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
}

/// Runs the program with a limit on the length of files, in units of 512 or 1024 bytes. It simulates a full disk.
#[cfg(unix)]
pub fn limited(blocks: u32, arguments: &[&str]) -> Command {
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
    limited.arg(PROGRAM);
    prepare(&mut limited, arguments);
    limited
}

/// Runs the program as a user who may not write into read-only folders. None, with a message, if that is not possible.
#[cfg(unix)]
pub fn run_without_rights(arguments: &[&str]) -> Option<Ran> {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let mut command = command(arguments);
    let me = fs::metadata("/proc/self").map_or(0, |about| about.uid());
    if me == 0 {
        command.uid(65_534).gid(65_534);
    }
    match command.output() {
        Ok(output) => Some(ran(output)),
        Err(_) => {
            eprintln!("skipped: this test's program cannot be run by a user without rights");
            None
        }
    }
}

pub fn finish(mut command: Command) -> Ran {
    ran(command.output().expect("a process"))
}

pub fn wait(child: Child) -> Ran {
    ran(child.wait_with_output().expect("an end"))
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub fn run(arguments: &[&str]) -> Ran {
    finish(command(arguments))
}

/// Runs the program with bytes on its standard input.
pub fn run_on(arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut command = command(arguments);
    let mut child = command.stdin(Stdio::piped()).spawn().expect("a process");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.as_ref().to_vec();
    // A program that stops early closes its side of the pipe.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let ran = wait(child);
    writer.join().expect("a thread");
    ran
}

/// Runs the program on a terminal, which `script` of util-linux makes. Its line ends are line feeds again. None, with a
/// message, if `script` is missing.
pub fn run_on_terminal(arguments: &[String]) -> Option<Ran> {
    let version = Command::new("script").arg("--version").output();
    if !version.is_ok_and(|ran| String::from_utf8_lossy(&ran.stdout).contains("util-linux")) {
        eprintln!("skipped: `script` of util-linux is not installed");
        return None;
    }
    let quoted: Vec<String> = arguments.iter().map(|argument| format!("'{argument}'")).collect();
    let line = format!("{PROGRAM} {}", quoted.join(" "));
    let mut on_terminal = Command::new("script");
    on_terminal.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    on_terminal.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut ran = finish(on_terminal);
    ran.out = String::from_utf8_lossy(&ran.out).replace("\r\n", "\n").into_bytes();
    Some(ran)
}

pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A folder that is removed when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("naqi-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a path in UTF-8").into()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), bytes).expect("a file");
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// All names in a folder.
pub fn all_names(folder: impl AsRef<Path>) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Random numbers (xorshift64*), from a seed that is printed and may be set by a variable.
pub struct Chance(u64);

impl Chance {
    pub fn new(variable: &str) -> Self {
        let given = std::env::var(variable).ok().and_then(|text| text.parse().ok());
        let now = || std::time::UNIX_EPOCH.elapsed().map_or(1, |time| time.as_nanos() as u64);
        let seed = given.unwrap_or_else(now).max(1);
        println!("{variable}={seed}");
        Self(seed)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % limit.max(1)
    }
}

/// The number of repetitions, unless a variable sets another.
pub fn times(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Text with terminal commands: a colour, a title, a bell, a line break, text in the other direction.
pub const HOSTILE: &str = "a\u{1B}[31m\u{1B}]0;t\u{7}\r\u{9B}2J\u{202E}\u{2066}b";

/// Fails if bytes contain terminal commands: controls except line feeds, and embeddings or overrides of direction.
#[track_caller]
pub fn assert_printable(shown: &str) {
    let is_bad = |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202A}'..='\u{202E}');
    assert!(shown.chars().find(is_bad).is_none(), "{shown:?}");
}

/// The names of all subcommands, from the program's own help.
pub fn subcommands() -> Vec<String> {
    let help = String::from_utf8(run(&["--help"]).out).expect("text");
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    let names: Vec<String> = names.filter(|name| *name != "help").map(str::to_owned).collect();
    assert!(names.len() > 5, "{help}");
    names
}

/// Files whose names contain terminal commands, and an option with such a name.
pub struct HostileNames {
    pub good: String,
    /// Its text is no UTF-8.
    pub bad: String,
    /// Neither of these exists.
    pub gone: String,
    pub page: String,
    pub option: String,
}

impl HostileNames {
    pub fn in_folder(folder: &Folder) -> Self {
        Self {
            good: folder.write(&format!("{HOSTILE}.txt"), "كتاب \u{1B}[2J\u{202E}\n"),
            bad: folder.write(&format!("{HOSTILE}-bad.txt"), b"\xFF"),
            gone: folder.path(&format!("{HOSTILE}-gone")),
            page: folder.path(&format!("{HOSTILE}/page.html")),
            option: format!("--{HOSTILE}"),
        }
    }
}

/// Runs a subcommand that takes a query on files, and with arguments, whose names and values are hostile: nothing of them
/// is a terminal command in a message, or in the output.
#[track_caller]
pub fn assert_hostile_names_are_shown(subcommand: &str) {
    let folder = Folder::new(&format!("{subcommand}-shown"));
    let HostileNames { good, bad, gone, page, option } = HostileNames::in_folder(&folder);
    let cases: [(&[&str], i32); 9] = [
        (&["--color", "always", "كتاب", &good], 0),
        (&["كتاب", &bad], 3),
        (&["كتاب", &gone], 3),
        (&["كتاب", "--steps", HOSTILE, &good], 2),
        (&["كتاب", "--preset", HOSTILE, &good], 2),
        (&["كتاب", "--color", HOSTILE, &good], 2),
        (&["كتاب", "--format", "html", "--output", &good, &good], 2),
        (&["كتاب", "--format", "html", "--output", &page, &good], 3),
        (&[&option], 2),
    ];
    for (arguments, code) in cases {
        let ran = run(&[&[subcommand], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert_printable(&ran.err);
        // The colours are the program's own.
        let out = String::from_utf8_lossy(&ran.out).replace("\u{1B}[1;31m", "").replace("\u{1B}[0m", "");
        assert_printable(&out);
        // A control character of the text is visible to a reader.
        assert!(code != 0 || out.contains(r"\u{1B}[2J\u{202E}"), "{out:?}");
    }
    let nothing = run(&[subcommand, "\u{202E}\u{1B}[2Jx", &good]);
    assert_printable(&nothing.err);
}
