//! The bytes that all caches of an analyzer may take together, and what each of them has taken.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A number of bytes, and how many of them are taken. The counts order no other memory, so they are relaxed.
#[derive(Debug)]
pub(super) struct Budget {
    limit: AtomicUsize,
    taken: AtomicUsize,
}

/// Bytes taken of a budget, given back when this is dropped. Without a budget all that is asked for is granted.
#[derive(Debug, Default)]
pub(super) struct Allowance {
    budget: Option<Arc<Budget>>,
    bytes: usize,
}

impl Budget {
    pub fn new(limit: usize) -> Self {
        Self { limit: AtomicUsize::new(limit), taken: AtomicUsize::new(0) }
    }

    pub fn limit(&self) -> usize {
        self.limit.load(Relaxed)
    }

    /// From now on so many bytes may be taken. What is taken already stays so until it is given back.
    pub fn set_limit(&self, limit: usize) {
        self.limit.store(limit, Relaxed);
    }

    pub fn taken(&self) -> usize {
        self.taken.load(Relaxed)
    }

    /// Whether more is taken than may be.
    #[cfg(any(test, feature = "std"))]
    pub fn is_exceeded(&self) -> bool {
        self.taken() > self.limit()
    }

    /// Takes so many bytes, all or none.
    fn take(&self, bytes: usize) -> bool {
        let limit = self.limit();
        let more = |taken: usize| taken.checked_add(bytes).filter(|sum| *sum <= limit);
        self.taken.fetch_update(Relaxed, Relaxed, more).is_ok()
    }
}

impl Allowance {
    /// So many bytes of a budget, if there are as many left.
    pub fn of(budget: &Arc<Budget>, bytes: usize) -> Option<Self> {
        budget.take(bytes).then(|| Self { budget: Some(budget.clone()), bytes })
    }

    /// The bytes that are taken.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether so many bytes more could be taken.
    pub fn grow(&mut self, bytes: usize) -> bool {
        let granted = self.budget.as_ref().is_none_or(|budget| budget.take(bytes));
        self.bytes += if granted { bytes } else { 0 };
        granted
    }

    /// Gives back so many bytes.
    pub fn shrink(&mut self, bytes: usize) {
        let bytes = bytes.min(self.bytes);
        self.bytes -= bytes;
        if let Some(budget) = &self.budget {
            budget.taken.fetch_sub(bytes, Relaxed);
        }
    }
}

/// A clone has taken nothing, and has no budget.
impl Clone for Allowance {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Drop for Allowance {
    fn drop(&mut self) {
        self.shrink(self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_stays_within_the_limit_and_comes_back() {
        let budget = Arc::new(Budget::new(100));
        let mut one = Allowance::of(&budget, 60).expect("there is enough");
        assert!(Allowance::of(&budget, 41).is_none() && !one.grow(41) && !one.grow(usize::MAX));
        assert!(one.grow(40));
        assert_eq!((one.bytes(), budget.taken(), budget.is_exceeded()), (100, 100, false));
        budget.set_limit(80);
        assert!(budget.is_exceeded() && !one.grow(1));
        one.shrink(30);
        assert_eq!((one.bytes(), budget.taken(), budget.is_exceeded()), (70, 70, false));
        let clone = one.clone();
        drop(one);
        assert_eq!((budget.taken(), clone.bytes()), (0, 0));
        assert!(Allowance::default().grow(usize::MAX));
    }
}
