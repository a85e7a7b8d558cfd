//! Counts the instructions of each operation under callgrind and compares them with `benches/instructions.txt`.
//!
//! `cargo bench --bench instructions`, with `NAQI_WRITE=1` to store the counts. Times vary on a shared machine;
//! instruction counts do not. They are not times: cache misses and mispredicted branches cost more than they show.

mod support;

use naqi::preset::{LIGHT, PERSIAN, SEARCH};
use naqi::step::{Map, Step};
use naqi::{Normalizer, Tokenizer};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::{Command, ExitCode};

/// The kernel levels that are counted, if valgrind and the processor have them.
const LEVELS: [&str; 2] = ["plain", "avx2"];
/// The increase over the stored count that fails, and the one that fails if another rustc stored it.
const BOUND: f64 = 0.03;
const BOUND_OF_ANOTHER_RUSTC: f64 = 0.15;
/// glibc copies long runs with `rep movsb`, which valgrind counts byte by byte; vector moves are counted like their
/// cost.
const TUNABLES: &str = "glibc.cpu.x86_rep_movsb_threshold=0x40000000";
/// Half of the last digit in the file.
const ROUNDING: f64 = 0.0005;
const HEAD: &str = "# Instructions of each operation, counted by callgrind: see benches/instructions.rs.\n# Renew them with \
                    NAQI_WRITE=1 cargo bench --bench instructions, beside the change that is meant to change them.\n";
const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");

/// The level that naqi's kernels run at.
fn level() -> &'static str {
    naqi::kernel_level()
}

/// An operation with its text, ready to be called.
struct Ready {
    /// The bytes of source of one call; none if calls are counted, not bytes.
    bytes: Option<usize>,
    call: Box<dyn FnMut()>,
}

/// The Quran's first sura, and a verse with most features of its spelling.
const VERSES: &str = "\
بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ ٱلْحَمْدُ لِلَّهِ رَبِّ ٱلْعَـٰلَمِينَ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ مَـٰلِكِ يَوْمِ ٱلدِّينِ إِيَّاكَ نَعْبُدُ وَإِيَّاكَ نَسْتَعِينُ ٱهْدِنَا \
ٱلصِّرَٰطَ ٱلْمُسْتَقِيمَ صِرَٰطَ ٱلَّذِينَ أَنْعَمْتَ عَلَيْهِمْ غَيْرِ ٱلْمَغْضُوبِ عَلَيْهِمْ وَلَا ٱلضَّآلِّينَ يَـٰٓأَيُّهَا ٱلَّذِينَ ءَامَنُوا۟ ٱسْتَعِينُوا۟ بِٱلصَّبْرِ \
وَٱلصَّلَوٰةِ ۚ إِنَّ ٱللَّهَ مَعَ ٱلصَّـٰبِرِينَ ";

type Make = fn() -> Ready;

const OPERATIONS: [(&str, Make); 32] = [
    ("normalize_into/news", || normalize_into(&SEARCH, text("news"))),
    ("normalize_into/vocalised", || normalize_into(&SEARCH, text("vocalised"))),
    ("normalize_into/social", || normalize_into(&SEARCH, text("social"))),
    ("normalize_into/ascii", || normalize_into(&SEARCH, text("ascii"))),
    ("normalize_into/quoted_news", || normalize_into(&SEARCH, quoted(&text("news")))),
    ("light/vocalised", || normalize_into(&LIGHT, text("vocalised"))),
    ("persian/news", || normalize_into(&PERSIAN, text("news"))),
    ("map/news", || normalize_into(map(), text("news"))),
    ("uthmani/news", || normalize_into(uthmani(), text("news"))),
    ("uthmani/vocalised", || normalize_into(uthmani(), text("vocalised"))),
    ("uthmani/verses", || normalize_into(uthmani(), VERSES.repeat(64))),
    ("align_into/news", || align_into(text("news"))),
    ("align_into/vocalised", || align_into(text("vocalised"))),
    ("align_into/social", || align_into(text("social"))),
    ("is_normalized/news", || is_normalized("news")),
    ("is_normalized/ascii", || is_normalized("ascii")),
    ("words/news", || on(text("news"), words)),
    ("words/vocalised", || on(text("vocalised"), words)),
    ("words/social", || on(text("social"), words)),
    ("tokens/news", || on(text("news"), |text| naqi::tokens(text).map(|t| t.text().len()).sum())),
    ("social/social", || on(text("social"), |text| Tokenizer::social().tokenize(text).map(|t| t.text().len()).sum())),
    ("for_each_term/news", || on(text("news"), terms)),
    ("for_each_term/vocalised", || on(text("vocalised"), terms)),
    ("for_each_term/social", || on(text("social"), terms)),
    ("analyzer/news", || analyzer(&text("news"))),
    ("analyzer/vocalised", || analyzer(&text("vocalised"))),
    ("analyzer/social", || analyzer(&text("social"))),
    ("analyzer/query", || Ready { bytes: None, ..analyzer("مستقبل التعليم العالي بالعراق") }),
    ("unchanged/word", || unchanged("مدارس")),
    ("unchanged/query", || unchanged("مستقبل التعليم العالي بالعراق")),
    ("changed/word", || changed("مدرسة")),
    ("changed/query", || changed("مُستقبل الجامعة الأولى ببغداد")),
];

fn text(name: &str) -> String {
    support::own(64 << 10).into_iter().find(|t| t.name == name).expect("a text of support").text
}

/// The text with a character of three bytes after every 64 bytes, which interrupts the runs of two-byte letters.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        if at / 64 != (at + c.len_utf8()) / 64 {
            out.push('\u{201C}'); // LEFT DOUBLE QUOTATION MARK
        }
        out.push(c);
    }
    out
}

/// Rules like a user's: to another letter, to several, to nothing.
fn map() -> &'static Normalizer {
    let rules = Map::new([("ة", "ه"), ("أ", "ا"), ("%", "بالمئة"), ("،", "")]).expect("rules of one code point");
    Box::leak(Box::new(Normalizer::new(&[Step::Map(rules)])))
}

/// The preset for search with the step for the Quran's spelling.
fn uthmani() -> &'static Normalizer {
    Box::leak(Box::new(format!("unify_uthmani, {}", *SEARCH).parse().expect("a list of steps")))
}

fn on(text: String, what: fn(&str) -> usize) -> Ready {
    Ready { bytes: Some(text.len()), call: Box::new(move || _ = black_box(what(black_box(&text)))) }
}

fn words(text: &str) -> usize {
    naqi::words(text).map(|w| w.text().len()).sum()
}

fn terms(text: &str) -> usize {
    let mut sum = 0;
    SEARCH.for_each_term(text, |_, term| sum += term.len());
    sum
}

/// The terms of a text whose words are in the analyzer's cache.
fn analyzer(text: &str) -> Ready {
    let mut ready = on(text.into(), |text| {
        let mut sum = 0;
        naqi::analyzer::default().for_each_term(text, |term| sum += term.text.len());
        sum
    });
    (ready.call)();
    ready
}

fn normalize_into(normalizer: &'static Normalizer, text: String) -> Ready {
    let mut out = String::with_capacity(2 * text.len());
    let bytes = Some(text.len());
    let call = Box::new(move || {
        out.clear();
        normalizer.normalize_into(black_box(&text), black_box(&mut out));
    });
    Ready { bytes, call }
}

fn align_into(text: String) -> Ready {
    let (mut out, mut alignment) = (String::with_capacity(2 * text.len()), naqi::Alignment::default());
    let bytes = Some(text.len());
    let call = Box::new(move || {
        out.clear();
        SEARCH.align_into(black_box(&text), black_box(&mut out), black_box(&mut alignment));
    });
    Ready { bytes, call }
}

fn is_normalized(name: &str) -> Ready {
    on(SEARCH.normalize(&text(name)).into_owned(), |text| SEARCH.is_normalized(text).into())
}

fn unchanged(text: &'static str) -> Ready {
    assert!(SEARCH.is_normalized(text));
    Ready { bytes: None, call: Box::new(move || _ = black_box(SEARCH.normalize(black_box(text)))) }
}

fn changed(text: &str) -> Ready {
    assert!(!SEARCH.is_normalized(text));
    Ready { bytes: None, ..normalize_into(&SEARCH, text.into()) }
}

/// The child process: calls the operation a number of times, or prints its level.
fn child(arguments: &[String]) {
    let [_, _, name, times] = arguments else { return print!("{}", level()) };
    let (_, make) = OPERATIONS.iter().find(|(n, _)| n == name).expect("an operation");
    let mut ready = make();
    (0..times.parse().expect("a number")).for_each(|_| (ready.call)());
}

/// The child's output, and then valgrind's; an error if the child failed, since its failure would be counted too.
fn under_valgrind(level: &str, options: &[&str], arguments: &[&str]) -> Result<String, String> {
    let this = std::env::current_exe().expect("a path");
    let mut command = Command::new("valgrind");
    command.envs([("NAQI_LEVEL", level), ("GLIBC_TUNABLES", TUNABLES), ("RUST_BACKTRACE", "0")]);
    command.arg("--vgdb=no").args(options).arg(this).arg("--child").args(arguments);
    let said = command.output().expect("valgrind runs");
    let text = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    if said.status.success() { Ok(text) } else { Err(text) }
}

/// The instructions of the child process, including its start.
fn collected(level: &str, name: &str, times: u32) -> f64 {
    let options = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let said = under_valgrind(level, &options, &[name, &format!("{times:04}")])
        .unwrap_or_else(|e| panic!("{level} {name}: {e}"));
    let count = said.rsplit_once("Collected : ").and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
    count.unwrap_or_else(|| panic!("{level} {name}: no count:\n{said}"))
}

/// The instructions a byte, or a call: the difference of two numbers of calls, so that start-up and tables cancel out.
fn count(level: &str, (name, make): (&str, Make)) -> (f64, &'static str) {
    let (more, per, unit) = make().bytes.map_or((1000, 1, "call"), |len| (10, len, "byte"));
    let all = collected(level, name, 1 + more) - collected(level, name, 1);
    (all / f64::from(more) / per as f64, unit)
}

/// The counts of one level, in the order of the operations; two children run at a time.
fn counts(level: &str) -> Vec<(f64, &'static str)> {
    let half = |half: &[(&str, Make)]| half.iter().map(|&operation| count(level, operation)).collect::<Vec<_>>();
    let (first, second) = OPERATIONS.split_at(OPERATIONS.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| half(second));
        [half(first), second.join().expect("counts")].concat()
    })
}

/// The running rustc and its target, as the file names them.
fn rustc() -> [String; 2] {
    let said = Command::new("rustc").arg("-vV").output().expect("rustc").stdout;
    let said = String::from_utf8_lossy(&said);
    let line = |start| said.lines().find(|l| l.starts_with(start)).unwrap_or_default();
    [line("rustc ").into(), line("host: ").replace("host: ", "")]
}

/// The line that is printed and stored.
fn row(level: &str, name: &str, count: f64, unit: &str) -> String {
    format!("{level:<8}{name:<28}{count:>12.3} a {unit}")
}

/// Counts, prints, compares, and stores the counts on request; returns whether nothing is worse.
fn compare(write: bool) -> bool {
    let record = std::fs::read_to_string(RECORD).unwrap_or_default();
    let [rustc, target] = rustc();
    let other = if record.contains(&target) { BOUND_OF_ANOTHER_RUSTC } else { f64::INFINITY };
    let bound = if record.contains(&format!("{rustc} for {target}")) { BOUND } else { other };
    if bound != BOUND && !write {
        println!("Not recorded by {rustc} for {target}: no close comparison, {:.0} % above is let be.", bound * 100.0);
    }
    let rows = record.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let [level, name, count, _, unit] = line.split_whitespace().collect::<Vec<_>>()[..] else { return None };
        Some(((level, name), (count.parse::<f64>().ok()?, unit)))
    });
    let recorded: BTreeMap<_, _> = rows.collect();
    let (mut kept, mut worse) = (String::new(), String::new());
    for level in LEVELS {
        let here = under_valgrind(level, &["-q", "--tool=none"], &[]).unwrap_or_else(|e| e);
        if here != level {
            assert!(level != "plain", "plain code runs everywhere: {here}");
            println!("{level}: skipped, the child says {here:?}");
            let rows = OPERATIONS.iter().filter(|_| bound == BOUND); // a file is of one rustc
            let rows = rows.filter_map(|(name, _)| Some((name, recorded.get(&(level, name))?)));
            rows.for_each(|(name, (count, unit))| kept += &(row(level, name, *count, unit) + "\n"));
            continue;
        }
        for ((name, _), (count, unit)) in OPERATIONS.iter().zip(counts(level)) {
            let row = row(level, name, count, unit);
            kept += &format!("{row}\n");
            let before = recorded.get(&(level, *name)).map(|(before, _)| *before);
            let change =
                before.map_or("not recorded".into(), |b| format!("{:+.2} % from {b:.3}", (count / b - 1.0) * 100.0));
            let better = before.is_some_and(|before| count < before * (1.0 - bound) - ROUNDING);
            println!("{row}  {change}{}", if better { ": better, run with NAQI_WRITE=1 to keep it" } else { "" });
            if before.is_none_or(|before| count > before * (1.0 + bound) + ROUNDING) {
                worse += &format!("{row}  {change}\n");
            }
        }
    }
    if write {
        let head = format!("{HEAD}# {rustc} for {target}\n# level, operation, instructions\n");
        std::fs::write(RECORD, head + &kept).expect("the record is written");
    } else if !worse.is_empty() {
        println!("\nMore than {:.0} % above {RECORD}, or not in it:\n{worse}", 100.0 * bound);
    }
    write || worse.is_empty()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let has = |argument: &str| arguments.iter().any(|a| a == argument);
    if has("--child") {
        child(&arguments);
    } else if has("--test") || !has("--bench") {
        OPERATIONS.iter().for_each(|(_, make)| (make().call)());
    } else if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is missing: the instructions cannot be counted (apt-get install valgrind)");
        return ExitCode::FAILURE;
    } else if !compare(std::env::var_os("NAQI_WRITE").is_some()) {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
