//! The memos that a chain keeps between calls, so that a word that it has seen in one text is known in the next.

use crate::search::analyzer::Memo;
use core::fmt;

/// Memos that no call has in hand. A clone has none.
#[derive(Default)]
pub(super) struct Memos {
    #[cfg(feature = "std")]
    idle: std::sync::Mutex<alloc::vec::Vec<Memo>>,
}

/// The most that are kept: more calls at one time each begin with an empty one.
#[cfg(feature = "std")]
const MOST: usize = 16;

impl Memos {
    /// Lends a memo; the lock is held while it is taken and while it is put back.
    #[cfg(feature = "std")]
    pub fn lend(&self, borrower: impl FnOnce(&mut Memo)) {
        let idle = || self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut memo = idle().pop().unwrap_or_default();
        borrower(&mut memo);
        let mut idle = idle();
        if idle.len() < MOST {
            idle.push(memo);
        }
    }

    /// Lends a memo. Without the standard library there is no lock, so none is kept.
    #[cfg(not(feature = "std"))]
    pub fn lend(&self, borrower: impl FnOnce(&mut Memo)) {
        borrower(&mut Memo::new());
    }
}

impl Clone for Memos {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Memos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memos").finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use std::sync::Barrier;

    impl Memos {
        fn idle(&self) -> usize {
            self.idle.lock().expect("a lock that no panic has broken").len()
        }
    }

    #[test]
    fn a_memo_comes_back_to_the_next_call_and_few_are_kept() {
        let memos = Memos::default();
        for _ in 0..3 {
            memos.lend(|_| assert_eq!(memos.idle(), 0));
            assert_eq!(memos.idle(), 1);
        }
        memos.lend(|_| memos.lend(|_| {}));
        assert_eq!((memos.idle(), memos.clone().idle()), (2, 0));
        let all = Barrier::new(MOST + 4);
        let call = || {
            memos.lend(|_| {
                all.wait();
            });
        };
        std::thread::scope(|scope| (0..MOST + 4).for_each(|_| drop(scope.spawn(call))));
        assert_eq!(memos.idle(), MOST);
    }

    #[test]
    fn a_memo_whose_borrower_panics_is_lost_and_no_more() {
        let memos = Memos::default();
        memos.lend(|_| {});
        let call = || memos.lend(|_| panic!("a borrower's own"));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)).is_err());
        assert_eq!(memos.idle(), 0);
        memos.lend(|_| {});
        assert_eq!(memos.idle(), 1);
    }
}
