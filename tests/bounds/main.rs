//! Time is linear: every operation on every hostile family, and every configuration, takes at most eight times as long
//! for four times the size. `cargo bench --bench bounds` makes the table of `docs/speed.md` from the same lists.

mod families;
mod growing;
mod known;
mod measure;
mod operations;
#[path = "../../benches/support/mod.rs"]
mod support;

use families::{Family, HOSTILE, Input, ORDINARY};
use growing::GROWING;
use measure::{Fault, Growth};
use operations::OPERATIONS;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// The maximum growth: linear time gives 4, quadratic 16.
const BOUND: f64 = 8.0;
/// The initial size of texts in bytes, and the maximum size that is quadrupled.
const FIRST: usize = 16 << 10;
const MAX_LEN: usize = 256 << 10;
/// Where an eighth of the text is longer than a slice.
const BEHIND_STEPS: usize = 1 << 20;
/// Pairs that are measured at a time: a processor's time hardly depends on what runs beside.
const WORKERS: usize = 2;
/// After this many operations that never end no more are measured: they take processor time from the others.
const MAX_HANGS: usize = 3;

/// The violations of a bound.
#[derive(Default)]
struct Failures {
    lines: Mutex<Vec<String>>,
    hangs: AtomicUsize,
}

impl Failures {
    fn take(&self, name: &str, measured: Result<Growth, Fault>) {
        let line = match measured {
            Ok(growth) if growth.factor() <= BOUND => return,
            Ok(growth) => format!("{name}: {:.1} times as long: {growth:?}", growth.factor()),
            Err(fault) => format!("{name}: {fault:?}"),
        };
        if matches!(measured, Err(Fault::TooLong(_))) {
            self.hangs.fetch_add(1, Ordering::Relaxed);
        }
        self.lines.lock().expect("no holder panics").push(line);
    }

    fn too_many_hang(&self) -> bool {
        self.hangs.load(Ordering::Relaxed) >= MAX_HANGS
    }

    fn assert_none(self) {
        let lines = self.lines.into_inner().expect("no holder panics");
        assert!(lines.is_empty(), "{} are not linear:\n{}", lines.len(), lines.join("\n"));
    }
}

/// Measures every operation on one family, whose texts are made once.
fn measure_family(family: &Family, failures: &Failures) {
    let texts: RefCell<BTreeMap<usize, Arc<Input>>> = RefCell::default();
    let text = |len| texts.borrow_mut().entry(len).or_insert_with(|| Arc::new(family.input(len))).clone();
    for &(operation, make) in OPERATIONS {
        if !failures.too_many_hang() {
            let steps = known::find(known::STEPS, operation, Some(family.name)).is_some();
            let (first, most) = if steps { (BEHIND_STEPS, BEHIND_STEPS) } else { (FIRST, MAX_LEN) };
            let growth = Growth::measure(first, most, BOUND, |len| {
                let input = text(len);
                move || make(input)
            });
            failures.take(&format!("{operation}, {}", family.name), growth);
        }
    }
}

#[test]
fn every_operation_takes_linear_time_on_every_hostile_family() {
    let (failures, next) = (Failures::default(), AtomicUsize::new(0));
    let families: Vec<&Family> = ORDINARY.iter().chain(HOSTILE).collect();
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(family) = families.get(next.fetch_add(1, Ordering::Relaxed)) {
                    measure_family(family, &failures);
                }
            });
        }
    });
    failures.assert_none();
}

#[test]
fn every_configuration_takes_linear_time() {
    let failures = Failures::default();
    for &(name, first, make) in GROWING {
        failures.take(name, Growth::measure(first, 4 * first, BOUND, |n| move || make(n)));
    }
    failures.assert_none();
}

#[test]
fn known_exceptions_name_existing_operations_and_families() {
    let operations: Vec<&str> = OPERATIONS.iter().map(|o| o.0).chain(GROWING.iter().map(|g| g.0)).collect();
    let families: Vec<&str> = HOSTILE.iter().map(|family| family.name).collect();
    for known in known::SLOW.iter().chain(known::STEPS) {
        assert_eq!(known.unknown_names(&operations, &families), [""; 0], "{}", known.reason);
    }
}
