//! The caches that an analyzer keeps between calls, so that a word that it has seen in one text is known in the next.
//!
//! ```text
//! a call begins    the largest idle cache; else a new one, if the budget grants it; else a small one of its own
//! a call ends      the cache is idle again; the small one is freed
//! ```
//!
//! CachePool that are kept are not freed and made again between calls: an allocator that keeps an arena for each thread would
//! keep what they took in each of them.

use crate::search::analyzer::WordCache;
use crate::search::analyzer::budget::{Allowance, Budget};
use crate::search::analyzer::cache::FIRST_BYTES;
use alloc::sync::Arc;
use core::fmt;

/// The most bytes of all caches, if nothing else is said.
pub(super) const DEFAULT_LIMIT: usize = 64 << 20;

/// CachePool that no call has in hand, and the bytes of all. A clone has the same limit, and no caches.
pub(super) struct CachePool {
    budget: Arc<Budget>,
    #[cfg(feature = "std")]
    idle: std::sync::Mutex<Idle>,
}

#[cfg(feature = "std")]
#[derive(Default)]
struct Idle {
    /// The largest last, and of those of one size that which came last.
    #[expect(
        clippy::vec_box,
        reason = "a cache is larger than what it costs to move a pointer to the next call and back"
    )]
    caches: alloc::vec::Vec<alloc::boxed::Box<WordCache>>,
    /// How often all were released; a cache lent before the last time is freed when it comes back.
    releases: u64,
}

impl CachePool {
    fn within(limit: usize) -> Self {
        Self {
            budget: Arc::new(Budget::new(limit)),
            #[cfg(feature = "std")]
            idle: std::sync::Mutex::default(),
        }
    }

    /// The most bytes that all caches take.
    pub fn limit(&self) -> usize {
        self.budget.limit()
    }

    /// The bytes that they take now.
    pub fn bytes(&self) -> usize {
        self.budget.taken()
    }

    /// An empty cache, if the budget has room for it.
    #[cold]
    fn make(&self) -> Option<WordCache> {
        Allowance::of(&self.budget, FIRST_BYTES).map(WordCache::within)
    }
}

#[cfg(feature = "std")]
impl CachePool {
    /// Lends a cache; the lock is held while it is taken and while it is put back.
    pub fn lend(&self, borrower: impl FnOnce(&mut WordCache)) {
        let (idle, releases) = {
            let mut idle = self.idle();
            (idle.caches.pop(), idle.releases)
        };
        let Some(mut cache) = idle.or_else(|| self.make().map(alloc::boxed::Box::new)) else {
            return borrower(&mut WordCache::small());
        };
        cache.begin();
        borrower(&mut cache);
        // If it is not put back, it is freed without the lock.
        let mut idle = self.idle();
        if idle.releases == releases && !self.budget.is_exceeded() {
            match idle.caches.iter().rposition(|other| other.bytes() <= cache.bytes()) {
                Some(below) => idle.caches.insert(below + 1, cache),
                None => idle.caches.insert(0, cache),
            }
        }
    }

    /// Sets the most bytes that all caches take, and frees idle ones until they take no more.
    pub fn set_limit(&self, limit: usize) {
        self.budget.set_limit(limit);
        while self.budget.is_exceeded() {
            let cache = self.idle().caches.pop();
            if cache.is_none() {
                break;
            }
        }
    }

    /// Frees all idle caches, and the others when their calls end.
    pub fn release(&self) {
        let caches = {
            let mut idle = self.idle();
            idle.releases += 1;
            core::mem::take(&mut idle.caches)
        };
        drop(caches);
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Without the standard library there is no lock, so a cache is kept for its call alone.
#[cfg(not(feature = "std"))]
impl CachePool {
    pub fn lend(&self, borrower: impl FnOnce(&mut WordCache)) {
        borrower(&mut self.make().unwrap_or_else(WordCache::small));
    }

    pub fn set_limit(&self, limit: usize) {
        self.budget.set_limit(limit);
    }

    pub fn release(&self) {}
}

impl Default for CachePool {
    fn default() -> Self {
        Self::within(DEFAULT_LIMIT)
    }
}

impl Clone for CachePool {
    fn clone(&self) -> Self {
        Self::within(self.limit())
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
    use crate::search::analyzer::cache::Outcome;
    use std::sync::Barrier;

    impl CachePool {
        fn count(&self) -> usize {
            self.idle().caches.len()
        }
    }

    /// Lends as many caches at one time.
    fn lend_at_once(caches: &CachePool, count: usize) {
        let all = Barrier::new(count);
        let call = || {
            caches.lend(|_| {
                all.wait();
            });
        };
        std::thread::scope(|scope| (0..count).for_each(|_| drop(scope.spawn(call))));
    }

    fn fill(cache: &mut WordCache) {
        (0..10_000).for_each(|n| cache.keep_word(PackedWord(10 << 60 | n), Outcome::LeftOut));
    }

    #[test]
    fn a_memo_comes_back_to_the_next_call_and_as_many_are_kept_as_the_limit_holds() {
        let caches = CachePool::within(16 * FIRST_BYTES);
        for _ in 0..3 {
            caches.lend(|_| assert_eq!(caches.count(), 0));
            assert_eq!(caches.count(), 1);
        }
        caches.lend(|_| caches.lend(|_| {}));
        assert_eq!((caches.count(), caches.clone().count()), (2, 0));
        lend_at_once(&caches, 20);
        assert_eq!((caches.count(), caches.bytes()), (16, 16 * FIRST_BYTES));
        let none = CachePool::within(0);
        lend_at_once(&none, 3);
        assert_eq!((none.count(), none.bytes()), (0, 0));
    }

    #[test]
    fn the_largest_memo_is_lent_first() {
        let caches = CachePool::default();
        let mut large = 0;
        caches.lend(|cache| {
            fill(cache);
            large = cache.bytes();
            caches.lend(|_| {});
        });
        lend_at_once(&caches, 5);
        caches.lend(|cache| assert_eq!(cache.bytes(), large));
    }

    #[test]
    fn memos_are_released_now_and_those_in_hand_when_their_calls_end() {
        let caches = CachePool::default();
        lend_at_once(&caches, 5);
        caches.lend(|_| {
            caches.release();
            assert_eq!((caches.count(), caches.bytes()), (0, FIRST_BYTES));
            caches.lend(|_| {});
        });
        assert_eq!((caches.count(), caches.bytes()), (1, FIRST_BYTES));
    }

    #[test]
    fn a_lower_limit_frees_what_is_above_it() {
        let caches = CachePool::default();
        lend_at_once(&caches, 5);
        caches.set_limit(2 * FIRST_BYTES);
        assert_eq!((caches.count(), caches.bytes()), (2, 2 * FIRST_BYTES));
        caches.lend(|_| caches.set_limit(FIRST_BYTES - 1));
        assert_eq!((caches.count(), caches.bytes(), caches.clone().limit()), (0, 0, FIRST_BYTES - 1));
        caches.set_limit(DEFAULT_LIMIT);
        caches.lend(fill);
        assert!(caches.bytes() > FIRST_BYTES);
    }

    #[test]
    fn a_memo_whose_borrower_panics_is_lost_and_no_more() {
        let caches = CachePool::default();
        caches.lend(|_| {});
        let call = || caches.lend(|_| panic!("a borrower's own"));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)).is_err());
        assert_eq!((caches.count(), caches.bytes()), (0, 0));
        caches.lend(|_| {});
        assert_eq!(caches.count(), 1);
    }
}
