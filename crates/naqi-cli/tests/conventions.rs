//! What all subcommands have in common. They are taken from the program's help, so a new one is tested, too.

mod process;

use process::*;
use std::fs;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A text in which the query of [`Subcommand::arguments`] is found.
const TEXT: &str = "هذا كِتابٌ قديم\n";
const ESC: u8 = 0x1B;

/// A subcommand as its help describes it.
struct Subcommand {
    name: String,
    help: String,
    folder: Folder,
    runs: AtomicUsize,
}

impl Subcommand {
    fn all() -> Vec<Self> {
        let each = |name: String| {
            let folder = Folder::new(&format!("conventions-{name}-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
            let help = String::from_utf8(run(&[&name, "--help"]).out).expect("text");
            Self { name, help, folder, runs: AtomicUsize::new(0) }
        };
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        subcommands().into_iter().map(each).collect()
    }

    /// Those that read files.
    fn readers() -> Vec<Self> {
        let readers: Vec<Self> = Self::all().into_iter().filter(|one| one.usage().contains("[FILE]")).collect();
        assert!(readers.len() > 5);
        readers
    }

    fn usage(&self) -> &str {
        self.help.lines().find(|line| line.starts_with("Usage:")).expect("a usage")
    }

    fn has(&self, option: &str) -> bool {
        self.help.lines().any(|line| line.split_whitespace().any(|word| word == option))
    }

    /// The values of `--format`.
    fn formats(&self) -> Vec<&str> {
        let after = self.help.split("--format <FORMAT>").nth(1).unwrap_or("");
        let values = after.lines().skip_while(|line| !line.trim().starts_with("Possible values:")).skip(1);
        let values = values.map(str::trim).take_while(|line| !line.is_empty());
        values.filter_map(|line| line.strip_prefix("- ")?.split(':').next()).collect()
    }

    /// Whether it exits with 1 if nothing is found.
    fn finds(&self) -> bool {
        let line = self.help.lines().find(|line| line.contains("nothing was found")).expect("exit codes");
        line.split(|c: char| !c.is_alphabetic()).any(|word| word == self.name)
    }

    /// The name, and what is needed beside files.
    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec![self.name.clone()];
        if self.usage().contains("--index <DIR>") {
            let run = self.runs.fetch_add(1, Ordering::Relaxed);
            arguments.extend(["--index".into(), self.folder.path(&format!("index{run}"))]);
        }
        if self.has("--seconds") {
            arguments.extend(["--seconds".into(), "0".into()]);
        }
        if self.usage().contains("QUERY") {
            arguments.push("كتاب".into());
        }
        if self.usage().contains("<SQL>") {
            arguments.push("SELECT 1".into());
        }
        let known = ["<DIR>", "<QUERY>", "<QUERY>...", "<SHELL>", "<SQL>"];
        let unknown = self.usage().split_whitespace().find(|word| word.starts_with('<') && !known.contains(word));
        assert_eq!(unknown, None, "{}: add its value here", self.name);
        arguments
    }

    fn command(&self, more: &[&str]) -> Command {
        let mut arguments = self.arguments();
        arguments.extend(more.iter().map(|&one| one.to_owned()));
        command(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn run(&self, more: &[&str]) -> Ran {
        finish(self.command(more))
    }

    fn run_on(&self, more: &[&str], input: &[u8]) -> Ran {
        let arguments = self.arguments();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more.iter().copied()).collect();
        run_on(&arguments, input)
    }

    /// A file of its own.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        self.folder.write(name, bytes)
    }

    #[track_caller]
    fn ends(&self, ran: &Ran, code: i32) {
        assert_eq!(ran.code, code, "{}: {}", self.name, ran.err);
        assert_printable(&ran.err);
    }

    /// Fails unless the run could not read something, said so in one line that has these parts, and did the rest.
    #[track_caller]
    fn cannot_read(&self, ran: &Ran, parts: &[&str]) {
        self.ends(ran, 3);
        let lines: Vec<&str> = ran.err.lines().filter(|line| line.contains(parts[0])).collect();
        assert_eq!(lines.len(), 1, "{}: {}", self.name, ran.err);
        for part in parts {
            assert!(lines[0].starts_with("naqi: ") && lines[0].contains(part), "{}: {part}: {}", self.name, ran.err);
        }
    }
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// "المكتبة الوطنية" in windows-1256.
const WINDOWS_1256: &[u8] = b"\xC7\xE1\xE3\xDF\xCA\xC8\xC9 \xC7\xE1\xE6\xD8\xE4\xED\xC9\n";

#[test]
fn help_says_exit_codes_and_that_of_help_is_0() {
    for one in Subcommand::all() {
        for option in ["-h", "--help"] {
            let ran = run(&[&one.name, option]);
            one.ends(&ran, 0);
            let help = String::from_utf8(ran.out).expect("text");
            for code in ["Exit codes:", "  0  ", "  1  ", "  2  ", "  3  "] {
                assert!(help.contains(code), "{}: {help}", one.name);
            }
            assert!(ran.err.is_empty() && !help.as_bytes().contains(&ESC), "{}", one.name);
        }
    }
}

#[test]
fn unknown_options_are_wrong_usage() {
    for one in Subcommand::all() {
        for option in ["--no-such-option", "--recursiv", "--color=sometimes", "-Z"] {
            let ran = one.run(&[option]);
            one.ends(&ran, 2);
            assert!(ran.out.is_empty() && ran.err.contains(option.split('=').next().expect("a name")), "{}", ran.err);
        }
        let ran = one.run(&["--no\u{1B}[31m\n"]);
        one.ends(&ran, 2);
        assert!(ran.err.contains(r"\u{1B}[31m\u{A}"), "{}", ran.err);
    }
}

#[test]
fn a_file_that_is_missing_is_named_and_the_others_are_read() {
    for one in Subcommand::readers() {
        let (missing, file) = (one.folder.path("missing.txt"), one.file("file.txt", TEXT));
        one.cannot_read(&one.run(&[&missing, &file]), &[&missing, "No such file"]);
        assert_eq!(one.run(&[&missing]).code, 3, "{}", one.name);
    }
    for one in Subcommand::all().iter().filter(|one| one.name == "query") {
        assert_eq!(one.run(&[]).code, 3, "an index that is missing");
    }
}

#[test]
fn a_folder_is_read_with_an_option_that_the_message_names() {
    for one in Subcommand::readers() {
        let folder = one.folder.path("texts");
        fs::create_dir_all(&folder).expect("a folder");
        one.file("texts/file.txt", TEXT);
        one.file("texts/page.html", b"\xFF");
        one.cannot_read(&one.run(&[&folder]), &[&folder, "--recursive"]);
        one.ends(&one.run(&["--recursive", &folder]), 0);
        one.ends(&one.run(&["-r", &folder]), 0);
    }
}

#[test]
fn invalid_text_is_named_by_byte_line_and_encoding() {
    for one in Subcommand::readers() {
        let latin = one.file("latin.txt", [TEXT.as_bytes(), b"caf\xE9 noir\n"].concat());
        let place = format!("byte {}, line 2", TEXT.len() + 3);
        one.cannot_read(&one.run(&[&latin]), &[&latin, &place, "--lossy"]);
        let windows = one.file("windows.txt", [b"one\n", WINDOWS_1256].concat());
        one.cannot_read(
            &one.run(&[&windows]),
            &[&windows, "byte 4, line 2", "`naqi repair --decode FILE`", "iconv -f WINDOWS-1256"],
        );
        let marked = one.file("utf16.txt", utf16(TEXT));
        one.cannot_read(&one.run(&[&marked]), &[&marked, "byte 0, line 1", "iconv -f UTF-16"]);
        // Without a byte order mark it is valid UTF-8, of control characters.
        let unmarked = one.file("unmarked.txt", &utf16(TEXT)[2..]);
        one.cannot_read(&one.run(&[&unmarked]), &[&unmarked, "`naqi repair --decode FILE`", "iconv -f UTF-16LE"]);
        one.ends(&one.run(&["--lossy", &unmarked]), if one.finds() { 1 } else { 0 });
        let binary = one.file("binary", b"\x7FELF\x02\x01\x01\0\0\0\0\0\xFF\0\xC3\x28");
        one.cannot_read(&one.run(&[&binary]), &[&binary, "no text"]);
        one.cannot_read(&one.run_on(&[], b"one\ntwo \xFF"), &["standard input", "byte 8, line 2"]);
        one.ends(&one.run(&["--lossy", &latin]), 0);
        let nothing = if one.finds() { 1 } else { 0 };
        one.ends(&one.run(&["--lossy", &marked]), nothing);
    }
}

#[test]
fn an_empty_text_is_no_error() {
    for one in Subcommand::readers() {
        let nothing = if one.finds() { 1 } else { 0 };
        let file = one.file("empty.txt", "");
        one.ends(&one.run(&[&file]), nothing);
        one.ends(&one.run_on(&[], b""), nothing);
        one.ends(&one.run(&["--recursive", &one.folder.path("")]), nothing);
        one.ends(&one.run_on(&[], b"\n\n"), nothing);
    }
}

#[test]
fn line_ends_of_windows_end_lines() {
    for one in Subcommand::readers() {
        let (unix, windows) =
            (one.run_on(&[], TEXT.as_bytes()), one.run_on(&[], TEXT.replace('\n', "\r\n").as_bytes()));
        one.ends(&windows, 0);
        let lines = |ran: &Ran| ran.out.iter().filter(|&&byte| byte == b'\n').count();
        assert_eq!(lines(&unix), lines(&windows), "{}", one.name);
        // These two write the text itself.
        if !["normalize", "repair"].contains(&one.name.as_str()) {
            assert!(!windows.out.contains(&b'\r'), "{}: {:?}", one.name, String::from_utf8_lossy(&windows.out));
        }
    }
}

#[test]
fn names_of_files_are_no_commands() {
    for one in Subcommand::readers() {
        for name in ["كتاب.txt", "a b.txt", "new\nline\u{1B}[31m\u{202E}.txt", "-dash.txt"] {
            let file = one.file(name, TEXT);
            let ran = one.run(&[&file]);
            one.ends(&ran, 0);
            assert!(!ran.out.contains(&ESC), "{}: {:?}", one.name, String::from_utf8_lossy(&ran.out));
            fs::write(&file, b"\xFF").expect("a file");
            let ran = one.run(&[&file, &file]);
            one.ends(&ran, 3);
            assert!(ran.err.lines().all(|line| line.starts_with("naqi: ")), "{}: {}", one.name, ran.err);
        }
        let mut in_folder = one.command(&["--", "-dash.txt"]);
        in_folder.current_dir(one.folder.path(""));
        one.file("-dash.txt", TEXT);
        one.ends(&finish(in_folder), 0);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_read() {
    for one in Subcommand::readers() {
        let pipe = one.folder.path("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        let child = one.command(&[&pipe]).spawn().expect("a process");
        fs::OpenOptions::new()
            .write(true)
            .open(&pipe)
            .and_then(|mut pipe| pipe.write_all(TEXT.as_bytes()))
            .expect("a reader");
        one.ends(&wait(child), 0);
    }
}

#[test]
fn standard_input_is_read_without_a_name_and_as_a_dash() {
    for one in Subcommand::readers() {
        let file = one.file("file.txt", TEXT);
        for names in [&[][..], &["-"], &[&file, "-"]] {
            one.ends(&one.run_on(names, TEXT.as_bytes()), 0);
        }
        one.cannot_read(&one.run_on(&["-"], b"\xFF"), &["standard input"]);
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    for one in Subcommand::readers() {
        let file = one.file("long.txt", TEXT.repeat(40_000));
        let mut child = one.command(&[&file]).spawn().expect("a process");
        let _ = child.stdout.take().expect("a pipe").read(&mut [0; 10]);
        let ran = wait(child);
        one.ends(&ran, 0);
        assert!(!ran.err.contains("ipe"), "{}: {}", one.name, ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_an_error() {
    for one in Subcommand::readers().iter().filter(|one| one.name != "index") {
        let file = one.file("file.txt", TEXT.repeat(2000));
        let mut full = one.command(&[&file]);
        full.stdout(fs::OpenOptions::new().write(true).open("/dev/full").expect("a device"));
        one.cannot_read(&finish(full), &["standard output", "No space"]);
    }
}

#[test]
fn colours_are_those_of_the_option_and_never_in_a_pipe_by_default() {
    for one in Subcommand::readers() {
        let file = one.file("file.txt", TEXT);
        for option in [&[][..], &["--color", "never"], &["--color", "auto"]] {
            let ran = one.run(&[option, &[&file]].concat());
            assert!(!ran.out.contains(&ESC), "{}: {:?}", one.name, String::from_utf8_lossy(&ran.out));
        }
        let ran = one.run(&["--color", "always", &file]);
        one.ends(&ran, 0);
        if one.finds() {
            assert!(ran.out.contains(&ESC), "{}: {:?}", one.name, String::from_utf8_lossy(&ran.out));
        }
    }
}

#[test]
fn quiet_runs_still_print_errors() {
    for one in Subcommand::readers() {
        let (file, missing) = (one.file("file.txt", TEXT), one.folder.path("missing.txt"));
        let ran = one.run(&["-q", &file]);
        one.ends(&ran, 0);
        assert_eq!(ran.err, "", "{}", one.name);
        one.cannot_read(&one.run(&["--quiet", &missing]), &[&missing]);
    }
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    for one in Subcommand::readers().iter().filter(|one| one.has("--output")) {
        let file = one.file("file.txt", TEXT);
        let before = all_names(one.folder.path(""));
        // The output of this one is a folder, except that of a page.
        let format: &[&str] = if one.name == "normalize" { &["--format", "html"] } else { &[] };
        let ran = one.run(&[format, &["--output", &file, &file]].concat());
        one.ends(&ran, 2);
        assert!(ran.err.contains("would overwrite"), "{}: {}", one.name, ran.err);
        let other = one.folder.path("./file.txt");
        one.ends(&one.run(&[format, &["--output", &other, &file]].concat()), 2);
        assert_eq!(fs::read_to_string(&file).expect("a file"), TEXT, "{}", one.name);
        assert_eq!(all_names(one.folder.path("")), before, "{}: nothing is left", one.name);
        let output = one.folder.path("output");
        one.ends(&one.run(&[format, &["--output", &output, &file]].concat()), 0);
        assert!(fs::metadata(&output).expect("an output").len() > 0, "{}", one.name);
        let nowhere = one.folder.path("nowhere/output");
        let ran = one.run(&[format, &["--output", &nowhere, &file]].concat());
        one.cannot_read(&ran, &[&nowhere]);
    }
}

/// A file that took the place of /dev/null would be written by every program.
#[cfg(unix)]
#[test]
fn an_output_that_is_a_device_stays_one() {
    use std::os::unix::fs::FileTypeExt;
    for one in Subcommand::readers().iter().filter(|one| one.has("--output")) {
        let (file, pipe) = (one.file("file.txt", TEXT), one.folder.path("pipe"));
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        let format: &[&str] = if one.name == "normalize" { &["--format", "html"] } else { &[] };
        let child = one.command(&[format, &["--output", &pipe, &file]].concat()).spawn().expect("a process");
        // Opening the pipe waits for its writer; the program's end alone would leave it waiting.
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe)
        });
        one.ends(&wait(child), 0);
        assert!(fs::symlink_metadata(&pipe).expect("a pipe").file_type().is_fifo(), "{}", one.name);
        assert!(!reader.join().expect("a thread").expect("a pipe").is_empty(), "{}", one.name);
    }
}

#[test]
fn an_option_may_be_given_once() {
    for one in Subcommand::readers().iter().filter(|one| one.has("--preset")) {
        one.ends(&one.run(&["--preset", "search", "--preset", "light"]), 2);
        one.ends(&one.run(&["--preset", "search", "--steps", "trim"]), 2);
        let ran = one.run(&["--preset", "serach"]);
        one.ends(&ran, 2);
        assert!(ran.err.contains("did you mean `search`?"), "{}: {}", one.name, ran.err);
    }
}

/// In a pipe the text stays as it is, and nothing is added to it; formats with escapes escape it.
#[test]
fn commands_in_a_text_stay_text_in_a_pipe() {
    let command = "\u{1B}[31m";
    for one in Subcommand::readers() {
        let file = one.file("hostile.txt", format!("هذا {command} كِتابٌ {command}\n"));
        let ran = one.run(&[&file]);
        one.ends(&ran, 0);
        let rest = String::from_utf8_lossy(&ran.out).replace(command, "");
        assert!(!rest.contains('\u{1B}'), "{}: {rest:?}", one.name);
        // The formats of `index` are those of its documents.
        for format in ["jsonl", "json", "html"].iter().filter(|_| one.name != "index") {
            let ran = one.run(&["--format", format, &file]);
            let is_format = ran.code == 0;
            assert_eq!(is_format, one.formats().contains(format), "{} {format}: {}", one.name, ran.err);
            assert!(!ran.out.contains(&ESC), "{} {format}", one.name);
        }
    }
}

/// On a terminal, which `script` of util-linux makes.
#[cfg(target_os = "linux")]
#[test]
fn commands_in_a_text_do_not_reach_the_terminal() {
    for one in Subcommand::all() {
        let hostile = "كتاب \u{1B}[31m\u{1B}]0;title\u{7}\u{9B}2J \u{202E}x\u{202C}\r\n";
        let mut arguments = one.arguments();
        match () {
            () if one.usage().contains("[FILE]") => arguments.push(one.file("\u{1B}[32mhostile.txt", hostile)),
            () if one.usage().contains("[TEXT]") => arguments.push(hostile.to_owned()),
            () => continue,
        }
        let Some(ran) = process::run_on_terminal(&[&["--color".into(), "never".into()], &arguments[..]].concat())
        else {
            return;
        };
        let shown = String::from_utf8_lossy(&ran.out);
        assert!(ran.code == 0 && !shown.is_empty(), "{}: {shown}", one.name);
        let is_command = |c: &char| c.is_control() && !matches!(c, '\n' | '\t') || *c == '\u{202E}';
        assert_eq!(shown.chars().find(is_command), None, "{}: {shown:?}", one.name);
    }
}
