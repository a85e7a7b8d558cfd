//! Which names differ in spelling only? `cargo run --release --example dedupe -- [FILE]`
//!
//! Each line is a name. The file `-` is standard input; without a file it is the list below.

use naqi::Normalizer;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

const NAMES: &str = "\
فاطمة الزهراء
يحيى إبراهيم
أحمد عبد الرحمن
فاطمه الزهراء
حسن مؤمن
هدى يحيى
احمد عبدالرحمٰن
يحيي ابراهيم
حُسَين مؤمن
أحمَد عبد الرحمن
حسين مؤمن
هدي يحيى
";

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let names = match std::env::args().nth(1).as_deref() {
        Some("-") => io::read_to_string(io::stdin()).map_err(|error| format!("standard input: {error}"))?,
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => NAMES.into(),
    };

    // What people write differently in names: a hamza and its seat, letters from other keyboards, spaces. A step too many
    // makes different names equal, so read the groups before you merge them.
    let key: Normalizer = r"search, unify_hamza, unify_foreign, map(\u{20}=)".parse()?;
    let mut groups: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in names.lines() {
        groups.entry(key.normalize(name).into()).or_default().insert(name);
    }

    let mut out = String::new();
    for spellings in groups.values().filter(|spellings| spellings.len() > 1) {
        writeln!(out, "{} spellings", spellings.len())?;
        for name in spellings {
            writeln!(out, "  {name}")?;
        }
    }
    writeln!(out, "{} names in {} lines", groups.len(), names.lines().count())?;

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
