//! Every target over inputs from fixed seeds, on a stable toolchain; and over its seeds in `seeds/`.
//!
//! `NAQI_CASES=1000000 NAQI_SEED=7 cargo test --release -p naqi-fuzz` runs more cases for each target from another seed.

use naqi_fuzz::Target;
use naqi_fuzz::generate::{Random, input};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

/// A target that takes this long for one input is considered to hang.
const LONG: Duration = Duration::from_secs(30);

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.replace('_', "").parse().expect("a number"))
}

/// Runs the inputs one after the other, and names the one that fails or hangs.
fn run(target: Target, inputs: impl Iterator<Item = Vec<u8>> + Send + 'static) {
    let now = Arc::new(Mutex::new(Vec::new()));
    let (sender, receiver) = mpsc::channel();
    let at = now.clone();
    let worker = std::thread::spawn(move || {
        for (n, input) in inputs.enumerate() {
            at.lock().expect("no panic holds it").clone_from(&input);
            if n % 64 == 0 {
                sender.send(()).expect("the test waits");
            }
            if catch_unwind(AssertUnwindSafe(|| (target.body)(&input))).is_err() {
                panic!("{}: the input b\"{}\"", target.name, smallest(target, input).escape_ascii());
            }
        }
    });
    // Several inputs may take this long together: only one that has not changed in the meantime hangs.
    let mut last = None;
    loop {
        match receiver.recv_timeout(LONG) {
            Ok(()) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let input = now.lock().expect("no panic holds it").clone();
                assert!(last.as_ref() != Some(&input), "{} never returns: b\"{}\"", target.name, input.escape_ascii());
                last = Some(input);
            }
        }
    }
    assert!(worker.join().is_ok(), "{}: see the message above", target.name);
}

/// Minimizes the input by removing bytes; the panics meanwhile are not printed.
fn smallest(target: Target, mut input: Vec<u8>) -> Vec<u8> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut len = input.len() / 2;
    while len > 0 {
        let mut at = 0;
        while at + len <= input.len() {
            let shorter = [&input[..at], &input[at + len..]].concat();
            match catch_unwind(AssertUnwindSafe(|| (target.body)(&shorter))) {
                Ok(()) => at += len,
                Err(_) => input = shorter,
            }
        }
        len /= 2;
    }
    std::panic::set_hook(hook);
    let _ = catch_unwind(AssertUnwindSafe(|| (target.body)(&input)));
    input
}

fn target(name: &str) -> Target {
    naqi_fuzz::all().find(|target| target.name == name).expect("a target of that name")
}

fn over_fixed_seeds(name: &str) {
    let target = target(name);
    let cases = number("NAQI_CASES").unwrap_or(10_000) as usize;
    let mut random = Random::new(number("NAQI_SEED").unwrap_or(20261128));
    run(target, (0..cases).map(move |_| input(target.kind, &mut random)));
    let folder = format!("{}/seeds/{}", env!("CARGO_MANIFEST_DIR"), target.kind);
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("seeds").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|path| std::fs::read(path).expect("a seed")).collect();
    // Each with random choices after it.
    run(target, seeds.into_iter().flat_map(|seed| (0..=255).map(move |choice| [&seed[..], &[choice]].concat())));
}

macro_rules! tests {
    ($($test:ident: $target:literal)*) => { $(#[test] fn $test() { over_fixed_seeds($target) })* };
}

tests! {
    every_step_and_preset_keeps_the_laws: "laws"
    equivalent_texts_give_equivalent_outputs: "equivalence"
    streams_readers_and_writers_give_what_the_whole_gives: "streams"
    what_is_no_utf8_is_replaced_or_refused_as_the_standard_library_does: "utf8_streams"
    all_kernel_levels_agree_with_plain_code: "levels"
    words_and_sentences_end_where_icu4x_ends_them: "icu_boundaries"
    tokens_are_lossless: "tokens"
    segments_are_lossless: "segments"
    alignments_map_back_as_the_naive_one: "alignment"
    alignments_one_after_the_other_are_the_naive_composition: "alignment_then"
    what_is_found_is_what_a_naive_finder_finds: "find"
    text_forms_print_what_they_read: "text_forms"
    a_cache_changes_no_term: "analyzers"
    operations_of_peers_take_any_text: "compat"
    the_query_parser_takes_any_text: "queries"
    a_query_with_an_index_is_answered_and_its_substitutes_are_in_the_index: "index_queries"
    repairs_name_what_they_change: "repairs"
}
