//! The memos that a chain keeps between calls, so that a word that it has seen in one text is known in the next.
//!
//! ```text
//! a call begins    the largest idle memo; else a new one, if the budget grants it; else a small one of its own
//! a call ends      the memo is idle again; the small one is freed
//! ```
//!
//! Memos that are kept are not freed and made again between calls: an allocator that keeps an arena for each thread would
//! keep what they took in each of them.

use crate::search::analyzer::Memo;
use crate::search::analyzer::budget::{Allowance, Budget};
use crate::search::analyzer::cache::FIRST_BYTES;
use alloc::sync::Arc;
use core::fmt;

/// The most bytes of all memos, if nothing else is said.
pub(super) const DEFAULT_LIMIT: usize = 64 << 20;

/// Memos that no call has in hand, and the bytes of all. A clone has the same limit, and no memos.
pub(super) struct Memos {
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
        reason = "a memo is larger than what it costs to move a pointer to the next call and back"
    )]
    memos: alloc::vec::Vec<alloc::boxed::Box<Memo>>,
    /// How often all were released; a memo lent before the last time is freed when it comes back.
    releases: u64,
}

impl Memos {
    fn within(limit: usize) -> Self {
        Self {
            budget: Arc::new(Budget::new(limit)),
            #[cfg(feature = "std")]
            idle: std::sync::Mutex::default(),
        }
    }

    /// The most bytes that all memos take.
    pub fn limit(&self) -> usize {
        self.budget.limit()
    }

    /// The bytes that they take now.
    pub fn bytes(&self) -> usize {
        self.budget.taken()
    }

    /// An empty memo, if the budget has room for it.
    #[cold]
    fn make(&self) -> Option<Memo> {
        Allowance::of(&self.budget, FIRST_BYTES).map(Memo::within)
    }
}

#[cfg(feature = "std")]
impl Memos {
    /// Lends a memo; the lock is held while it is taken and while it is put back.
    pub fn lend(&self, borrower: impl FnOnce(&mut Memo)) {
        let (idle, releases) = {
            let mut idle = self.idle();
            (idle.memos.pop(), idle.releases)
        };
        let Some(mut memo) = idle.or_else(|| self.make().map(alloc::boxed::Box::new)) else {
            return borrower(&mut Memo::small());
        };
        memo.begin();
        borrower(&mut memo);
        // If it is not put back, it is freed without the lock.
        let mut idle = self.idle();
        if idle.releases == releases && !self.budget.is_exceeded() {
            match idle.memos.iter().rposition(|other| other.bytes() <= memo.bytes()) {
                Some(below) => idle.memos.insert(below + 1, memo),
                None => idle.memos.insert(0, memo),
            }
        }
    }

    /// Sets the most bytes that all memos take, and frees idle ones until they take no more.
    pub fn set_limit(&self, limit: usize) {
        self.budget.set_limit(limit);
        while self.budget.is_exceeded() {
            let memo = self.idle().memos.pop();
            if memo.is_none() {
                break;
            }
        }
    }

    /// Frees all idle memos, and the others when their calls end.
    pub fn release(&self) {
        let memos = {
            let mut idle = self.idle();
            idle.releases += 1;
            core::mem::take(&mut idle.memos)
        };
        drop(memos);
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Without the standard library there is no lock, so a memo is kept for its call alone.
#[cfg(not(feature = "std"))]
impl Memos {
    pub fn lend(&self, borrower: impl FnOnce(&mut Memo)) {
        borrower(&mut self.make().unwrap_or_else(Memo::small));
    }

    pub fn set_limit(&self, limit: usize) {
        self.budget.set_limit(limit);
    }

    pub fn release(&self) {}
}

impl Default for Memos {
    fn default() -> Self {
        Self::within(DEFAULT_LIMIT)
    }
}

impl Clone for Memos {
    fn clone(&self) -> Self {
        Self::within(self.limit())
    }
}

impl fmt::Debug for Memos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memos").field("budget", &self.budget).finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::Packed;
    use crate::search::analyzer::cache::Outcome;
    use std::sync::Barrier;

    impl Memos {
        fn count(&self) -> usize {
            self.idle().memos.len()
        }
    }

    /// Lends as many memos at one time.
    fn lend_at_once(memos: &Memos, count: usize) {
        let all = Barrier::new(count);
        let call = || {
            memos.lend(|_| {
                all.wait();
            });
        };
        std::thread::scope(|scope| (0..count).for_each(|_| drop(scope.spawn(call))));
    }

    fn fill(memo: &mut Memo) {
        (0..10_000).for_each(|n| memo.keep_word(Packed(10 << 60 | n), Outcome::LeftOut));
    }

    #[test]
    fn a_memo_comes_back_to_the_next_call_and_as_many_are_kept_as_the_limit_holds() {
        let memos = Memos::within(16 * FIRST_BYTES);
        for _ in 0..3 {
            memos.lend(|_| assert_eq!(memos.count(), 0));
            assert_eq!(memos.count(), 1);
        }
        memos.lend(|_| memos.lend(|_| {}));
        assert_eq!((memos.count(), memos.clone().count()), (2, 0));
        lend_at_once(&memos, 20);
        assert_eq!((memos.count(), memos.bytes()), (16, 16 * FIRST_BYTES));
        let none = Memos::within(0);
        lend_at_once(&none, 3);
        assert_eq!((none.count(), none.bytes()), (0, 0));
    }

    #[test]
    fn the_largest_memo_is_lent_first() {
        let memos = Memos::default();
        let mut large = 0;
        memos.lend(|memo| {
            fill(memo);
            large = memo.bytes();
            memos.lend(|_| {});
        });
        lend_at_once(&memos, 5);
        memos.lend(|memo| assert_eq!(memo.bytes(), large));
    }

    #[test]
    fn memos_are_released_now_and_those_in_hand_when_their_calls_end() {
        let memos = Memos::default();
        lend_at_once(&memos, 5);
        memos.lend(|_| {
            memos.release();
            assert_eq!((memos.count(), memos.bytes()), (0, FIRST_BYTES));
            memos.lend(|_| {});
        });
        assert_eq!((memos.count(), memos.bytes()), (1, FIRST_BYTES));
    }

    #[test]
    fn a_lower_limit_frees_what_is_above_it() {
        let memos = Memos::default();
        lend_at_once(&memos, 5);
        memos.set_limit(2 * FIRST_BYTES);
        assert_eq!((memos.count(), memos.bytes()), (2, 2 * FIRST_BYTES));
        memos.lend(|_| memos.set_limit(FIRST_BYTES - 1));
        assert_eq!((memos.count(), memos.bytes(), memos.clone().limit()), (0, 0, FIRST_BYTES - 1));
        memos.set_limit(DEFAULT_LIMIT);
        memos.lend(fill);
        assert!(memos.bytes() > FIRST_BYTES);
    }

    #[test]
    fn a_memo_whose_borrower_panics_is_lost_and_no_more() {
        let memos = Memos::default();
        memos.lend(|_| {});
        let call = || memos.lend(|_| panic!("a borrower's own"));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)).is_err());
        assert_eq!((memos.count(), memos.bytes()), (0, 0));
        memos.lend(|_| {});
        assert_eq!(memos.count(), 1);
    }
}
