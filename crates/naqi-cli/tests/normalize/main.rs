//! `naqi normalize`.

#[cfg(unix)]
mod broken_off;
mod failures;
mod folders;
mod inputs;
#[cfg(unix)]
mod kills;
#[cfg(unix)]
mod others;
#[cfg(unix)]
mod outside;
mod packed;
#[path = "../process/mod.rs"]
mod process;
mod report;
mod shown;

use process::*;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// The list of finished files, and the suffix of a partial file.
const JOURNAL: &str = ".naqi-done";
#[cfg(unix)]
const PART_END: &str = ".naqi-part";

fn named<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&["normalize"], arguments].concat()
}

fn run(arguments: &[&str]) -> Ran {
    process::run(&named(arguments))
}

fn command(arguments: &[&str]) -> Command {
    process::command(&named(arguments))
}

#[cfg(unix)]
fn limited(blocks: u32, arguments: &[&str]) -> Command {
    process::limited(blocks, &named(arguments))
}

#[cfg(unix)]
fn run_without_rights(arguments: &[&str]) -> Option<Ran> {
    process::run_without_rights(&named(arguments))
}

/// Values of `--jobs`.
fn jobs() -> &'static [&'static str] {
    &["1", "2", "3"]
}

/// The names in a folder, without the list of finished files.
fn names(folder: &Path) -> Vec<String> {
    let mut names = all_names(folder);
    names.retain(|name| name != JOURNAL);
    names
}

/// Text of about this many bytes, different for each number.
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
