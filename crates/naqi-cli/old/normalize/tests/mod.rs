//! Tests of the program as a process of its own, on files of its own.

#[cfg(unix)]
mod broken_off;
mod failures;
mod inputs;
#[cfg(unix)]
mod kills;
#[cfg(unix)]
mod others;
#[cfg(unix)]
mod outside;
mod packed;
mod shown;

use crate::process::*;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Runs the program itself when another test starts this one as a process.
#[test]
fn the_program_itself() {
    be(crate::normalize);
}

/// The values of `--jobs` that this build supports.
fn jobs() -> &'static [&'static str] {
    if cfg!(feature = "parallel") { &["1", "2", "3"] } else { &["1"] }
}

/// The names in a folder, without the list of finished files.
fn names(folder: &Path) -> Vec<String> {
    let mut names = all_names(folder);
    names.retain(|name| name != crate::journal::NAME);
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
