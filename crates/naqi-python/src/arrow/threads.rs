//! The same work on several threads.

use std::hint;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a thread that has nothing left to do waits for the others before it sleeps: to be woken takes 30 µs.
const AWAKE: Duration = Duration::from_micros(50);

/// What the calls of `work` return, one on this thread and one on each of the others. If the system has no more threads, fewer
/// do the work.
pub fn run<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    let made = Mutex::new(Vec::new());
    let kept = || {
        let new = work();
        made.lock().unwrap_or_else(PoisonError::into_inner).push(new);
    };
    thread::scope(|scope| {
        let spawned = |_| thread::Builder::new().spawn_scoped(scope, kept).ok();
        let helpers: Vec<_> = (1..threads).map_while(spawned).collect();
        kept();
        let start = Instant::now();
        // They are not joined, as a thread takes longer to end than its work.
        while !helpers.iter().all(|helper| helper.is_finished()) && start.elapsed() < AWAKE {
            hint::spin_loop();
        }
    });
    made.into_inner().unwrap_or_else(PoisonError::into_inner)
}
