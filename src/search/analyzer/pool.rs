//! The pool of word caches that an analyzer keeps between calls, so that words of one text are cached for the next.
//!
//! ```text
//! a call begins    takes the largest idle cache; else makes one, if the budget allows it; else makes a small one
//! a call ends      returns the cache to the pool; the small one is freed
//! ```
//!
//! Idle caches are kept and not freed between calls: an allocator with an arena for each thread would hold freed tables in
//! every arena.

use crate::search::analyzer::WordCache;
use crate::search::analyzer::budget::{Budget, Reservation};
use crate::search::analyzer::cache::INITIAL_BYTES;
use alloc::sync::Arc;
use core::fmt;

/// The default limit for the bytes of all caches together.
pub(super) const DEFAULT_LIMIT: usize = 64 << 20;

/// The idle caches, and the budget of all caches. A clone has the same limit, and no caches.
pub(super) struct CachePool {
    budget: Arc<Budget>,
    #[cfg(feature = "std")]
    idle: std::sync::Mutex<IdleCaches>,
}

#[cfg(feature = "std")]
#[derive(Default)]
struct IdleCaches {
    /// Sorted by size, the largest last; among equals, the last returned is last.
    #[expect(clippy::vec_box, reason = "moving a pointer to a call and back is cheaper than moving a cache")]
    caches: alloc::vec::Vec<alloc::boxed::Box<WordCache>>,
    /// The number of calls of `release`. A cache taken before the last one is freed when it is returned.
    releases: u64,
}

impl CachePool {
    fn with_limit(limit: usize) -> Self {
        Self {
            budget: Arc::new(Budget::new(limit)),
            #[cfg(feature = "std")]
            idle: std::sync::Mutex::default(),
        }
    }

    /// The limit for the bytes of all caches together.
    pub fn limit(&self) -> usize {
        self.budget.limit()
    }

    /// The bytes that they take now.
    pub fn bytes(&self) -> usize {
        self.budget.reserved()
    }

    /// An empty cache, if the budget has the bytes for it.
    #[cold]
    fn new_cache(&self) -> Option<WordCache> {
        Reservation::try_new(&self.budget, INITIAL_BYTES).map(WordCache::with_reservation)
    }
}

#[cfg(feature = "std")]
impl CachePool {
    /// Runs a call with a cache. The lock is held only while the cache is taken and while it is returned.
    pub fn with_cache(&self, call: impl FnOnce(&mut WordCache)) {
        let (idle, releases) = {
            let mut idle = self.idle();
            (idle.caches.pop(), idle.releases)
        };
        let Some(mut cache) = idle.or_else(|| self.new_cache().map(alloc::boxed::Box::new)) else {
            return call(&mut WordCache::small());
        };
        cache.resume_growth();
        call(&mut cache);
        // A cache that is not returned is dropped after the guard, so that freeing it does not hold the lock.
        let mut idle = self.idle();
        if idle.releases == releases && !self.budget.is_exceeded() {
            match idle.caches.iter().rposition(|other| other.bytes() <= cache.bytes()) {
                Some(below) => idle.caches.insert(below + 1, cache),
                None => idle.caches.insert(0, cache),
            }
        }
    }

    /// Sets the limit, and frees idle caches until all caches together are within it.
    pub fn set_limit(&self, limit: usize) {
        self.budget.set_limit(limit);
        while self.budget.is_exceeded() {
            let cache = self.idle().caches.pop();
            if cache.is_none() {
                break;
            }
        }
    }

    /// Frees all idle caches now, and the others when their calls end.
    pub fn release(&self) {
        let caches = {
            let mut idle = self.idle();
            idle.releases += 1;
            core::mem::take(&mut idle.caches)
        };
        drop(caches);
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, IdleCaches> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Without `std` there is no lock, so a cache lives for one call.
#[cfg(not(feature = "std"))]
impl CachePool {
    pub fn with_cache(&self, call: impl FnOnce(&mut WordCache)) {
        call(&mut self.new_cache().unwrap_or_else(WordCache::small));
    }

    pub fn set_limit(&self, limit: usize) {
        self.budget.set_limit(limit);
    }

    pub fn release(&self) {}
}

impl Default for CachePool {
    fn default() -> Self {
        Self::with_limit(DEFAULT_LIMIT)
    }
}

impl Clone for CachePool {
    fn clone(&self) -> Self {
        Self::with_limit(self.limit())
    }
}

impl fmt::Debug for CachePool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachePool").field("budget", &self.budget).finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::PackedWord;
    use crate::search::analyzer::cache::AnalyzedWord;
    use std::sync::Barrier;

    impl CachePool {
        fn count(&self) -> usize {
            self.idle().caches.len()
        }
    }

    /// Takes several caches at the same time.
    fn take_at_once(caches: &CachePool, count: usize) {
        let all = Barrier::new(count);
        let call = || {
            caches.with_cache(|_| {
                all.wait();
            });
        };
        std::thread::scope(|scope| (0..count).for_each(|_| drop(scope.spawn(call))));
    }

    fn fill(cache: &mut WordCache) {
        (0..10_000).for_each(|n| cache.insert_word(PackedWord(10 << 60 | n), AnalyzedWord::StopWord));
    }

    #[test]
    fn caches_are_reused_and_their_number_is_limited_by_the_budget() {
        let caches = CachePool::with_limit(16 * INITIAL_BYTES);
        for _ in 0..3 {
            caches.with_cache(|_| assert_eq!(caches.count(), 0));
            assert_eq!(caches.count(), 1);
        }
        caches.with_cache(|_| caches.with_cache(|_| {}));
        assert_eq!((caches.count(), caches.clone().count()), (2, 0));
        take_at_once(&caches, 20);
        assert_eq!((caches.count(), caches.bytes()), (16, 16 * INITIAL_BYTES));
        let none = CachePool::with_limit(0);
        take_at_once(&none, 3);
        assert_eq!((none.count(), none.bytes()), (0, 0));
    }

    #[test]
    fn the_largest_cache_is_taken_first() {
        let caches = CachePool::default();
        let mut large = 0;
        caches.with_cache(|cache| {
            fill(cache);
            large = cache.bytes();
            caches.with_cache(|_| {});
        });
        take_at_once(&caches, 5);
        caches.with_cache(|cache| assert_eq!(cache.bytes(), large));
    }

    #[test]
    fn idle_caches_are_released_at_once_and_others_when_their_calls_end() {
        let caches = CachePool::default();
        take_at_once(&caches, 5);
        caches.with_cache(|_| {
            caches.release();
            assert_eq!((caches.count(), caches.bytes()), (0, INITIAL_BYTES));
            caches.with_cache(|_| {});
        });
        assert_eq!((caches.count(), caches.bytes()), (1, INITIAL_BYTES));
    }

    #[test]
    fn a_lower_limit_frees_caches() {
        let caches = CachePool::default();
        take_at_once(&caches, 5);
        caches.set_limit(2 * INITIAL_BYTES);
        assert_eq!((caches.count(), caches.bytes()), (2, 2 * INITIAL_BYTES));
        caches.with_cache(|_| caches.set_limit(INITIAL_BYTES - 1));
        assert_eq!((caches.count(), caches.bytes(), caches.clone().limit()), (0, 0, INITIAL_BYTES - 1));
        caches.set_limit(DEFAULT_LIMIT);
        caches.with_cache(fill);
        assert!(caches.bytes() > INITIAL_BYTES);
    }

    #[test]
    fn a_panic_in_a_call_frees_its_cache_only() {
        let caches = CachePool::default();
        caches.with_cache(|_| {});
        let call = || caches.with_cache(|_| panic!("in a call"));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)).is_err());
        assert_eq!((caches.count(), caches.bytes()), (0, 0));
        caches.with_cache(|_| {});
        assert_eq!(caches.count(), 1);
    }
}
