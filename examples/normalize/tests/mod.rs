//! The program as it is run: by a process of its own, on files of its own.

#[cfg(unix)]
mod broken_off;
mod failures;
mod inputs;

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Parts the arguments in the variable that makes this test the program.
const BETWEEN: char = '\u{1F}';
const VARIABLE: &str = "NAQI_NORMALIZE_ARGUMENTS";
/// Stands before the program's own output.
const START: &str = "\u{1E}";

/// The program, where another test asks for it.
#[test]
fn the_program_itself() {
    let Ok(arguments) = std::env::var(VARIABLE) else { return };
    let mut out = std::io::stdout();
    out.write_all(START.as_bytes()).and_then(|()| out.flush()).expect("an output");
    let code = crate::normalize(arguments.split(BETWEEN).map(OsString::from));
    let codes = [ExitCode::SUCCESS, ExitCode::FAILURE, ExitCode::from(2)];
    std::process::exit(codes.iter().position(|known| *known == code).map_or(99, |code| code as i32));
}

/// What a run has left.
struct Ran {
    code: i32,
    out: Vec<u8>,
    err: String,
}

/// A folder that goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("naqi-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a path in UTF-8").into()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), bytes).expect("a file");
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    prepare(&mut command, arguments);
    command
}

fn prepare(command: &mut Command, arguments: &[&str]) {
    command.args(["--exact", "tests::the_program_itself", "--nocapture"]);
    command.env(VARIABLE, arguments.join(&BETWEEN.to_string()));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
}

fn finish(mut command: Command) -> Ran {
    let output = command.output().expect("a process");
    let start = output.stdout.iter().position(|&byte| byte == START.as_bytes()[0]).expect("the program's start");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: output.stdout[start + 1..].to_vec(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn run(arguments: &[&str]) -> Ran {
    finish(command(arguments))
}

/// Each `--jobs` that this build takes.
fn jobs() -> &'static [&'static str] {
    if cfg!(feature = "parallel") { &["1", "2", "3"] } else { &["1"] }
}

/// The names in a folder, without the list of what is done.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != crate::journal::NAME);
    names.sort();
    names
}

/// Text of about so many bytes, each with lines of its own.
fn text(number: usize, len: usize) -> String {
    let mut text = String::new();
    for line in 0.. {
        if text.len() >= len {
            break;
        }
        text += &format!("السَّطر {line} مِن النَّصّ {number}: كـــتابٌ أُنْزِلَ إلى آخرِهِ\n");
    }
    text
}

fn normalized(text: &str) -> String {
    naqi::normalize(text).into_owned()
}
