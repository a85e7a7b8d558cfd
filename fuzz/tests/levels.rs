//! The function that compares levels runs the given level, on one thread, for one call.

use naqi::fuzzing::{at_level, levels};
use std::panic::catch_unwind;

#[test]
fn each_level_runs_only_where_it_is_requested() {
    let chosen = naqi::kernel_level();
    let all: Vec<&str> = levels().collect();
    assert_eq!(all.first(), Some(&"plain"));
    assert!(all.contains(&chosen), "{chosen} of {all:?}");
    for level in all {
        let (inside, beside) = at_level(level, || {
            let beside = std::thread::spawn(naqi::kernel_level).join().expect("a level");
            (naqi::kernel_level(), beside)
        })
        .expect("a level that is here");
        assert_eq!((inside, beside, naqi::kernel_level()), (level, chosen, chosen));
        assert!(catch_unwind(|| at_level(level, || panic!("a panic that the test wants"))).is_err());
        assert_eq!(naqi::kernel_level(), chosen, "after a panic at {level}");
    }
}

#[test]
fn an_unavailable_level_runs_nothing() {
    for level in ["", "AVX2", "neon", "avx512"] {
        let is_here = levels().any(|here| here == level);
        assert_eq!(at_level(level, || ()).is_some(), is_here, "{level}");
    }
}
