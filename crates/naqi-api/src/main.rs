//! Prints a crate's public API, a line an item, from the JSON that rustdoc writes.
//!
//! `naqi-api target/doc/naqi.json`: the lines go to standard output, sorted, after one that names rustdoc's format.
//! `.ci/public-api` runs this and compares.

#![forbid(unsafe_code)]

mod items;
mod types;

use serde_json::Value;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("naqi-api: a file of rustdoc's JSON is needed");
        return ExitCode::from(2);
    };
    let read = std::fs::read_to_string(&path).map_err(|error| error.to_string());
    match read.and_then(|text| serde_json::from_str::<Value>(&text).map_err(|error| error.to_string())) {
        Ok(json) => {
            println!("# rustdoc's JSON, format {}; renewed by `.ci/public-api --write`", json["format_version"]);
            items::lines(&json).iter().for_each(|line| println!("{line}"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("naqi-api: {path}: {error}");
            ExitCode::FAILURE
        }
    }
}
