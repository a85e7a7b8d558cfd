//! A memory budget that all caches of an analyzer share, and each cache's reservation in it.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A limit in bytes, and the bytes reserved of it. The counts guard no other memory, so relaxed ordering is enough.
#[derive(Debug)]
pub(super) struct Budget {
    limit: AtomicUsize,
    reserved: AtomicUsize,
}

/// Bytes reserved in a budget, returned to it on drop. Without a budget every request succeeds.
#[derive(Debug, Default)]
pub(super) struct Reservation {
    budget: Option<Arc<Budget>>,
    bytes: usize,
}

impl Budget {
    pub fn new(limit: usize) -> Self {
        Self { limit: AtomicUsize::new(limit), reserved: AtomicUsize::new(0) }
    }

    pub fn limit(&self) -> usize {
        self.limit.load(Relaxed)
    }

    /// Changes the limit. Existing reservations keep their bytes, even above it.
    pub fn set_limit(&self, limit: usize) {
        self.limit.store(limit, Relaxed);
    }

    pub fn reserved(&self) -> usize {
        self.reserved.load(Relaxed)
    }

    /// Whether more is reserved than the limit, which may have been lowered since.
    #[cfg(any(test, feature = "std"))]
    pub fn is_exceeded(&self) -> bool {
        self.reserved() > self.limit()
    }

    /// Reserves all of the bytes, or none.
    fn try_reserve(&self, bytes: usize) -> bool {
        let limit = self.limit();
        let more = |reserved: usize| reserved.checked_add(bytes).filter(|sum| *sum <= limit);
        self.reserved.fetch_update(Relaxed, Relaxed, more).is_ok()
    }
}

impl Reservation {
    /// Reserves bytes in a budget, if it has that many left.
    pub fn try_new(budget: &Arc<Budget>, bytes: usize) -> Option<Self> {
        budget.try_reserve(bytes).then(|| Self { budget: Some(budget.clone()), bytes })
    }

    /// The bytes reserved.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reserves more bytes; returns whether the budget had them.
    pub fn try_grow(&mut self, bytes: usize) -> bool {
        let granted = self.budget.as_ref().is_none_or(|budget| budget.try_reserve(bytes));
        self.bytes += if granted { bytes } else { 0 };
        granted
    }

    /// Returns bytes to the budget.
    pub fn shrink(&mut self, bytes: usize) {
        let bytes = bytes.min(self.bytes);
        self.bytes -= bytes;
        if let Some(budget) = &self.budget {
            budget.reserved.fetch_sub(bytes, Relaxed);
        }
    }
}

/// A clone has reserved nothing, and has no budget.
impl Clone for Reservation {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.shrink(self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reservations_stay_within_the_limit_and_are_returned() {
        let budget = Arc::new(Budget::new(100));
        let mut one = Reservation::try_new(&budget, 60).expect("60 of 100 bytes");
        assert!(Reservation::try_new(&budget, 41).is_none() && !one.try_grow(41) && !one.try_grow(usize::MAX));
        assert!(one.try_grow(40));
        assert_eq!((one.bytes(), budget.reserved(), budget.is_exceeded()), (100, 100, false));
        budget.set_limit(80);
        assert!(budget.is_exceeded() && !one.try_grow(1));
        one.shrink(30);
        assert_eq!((one.bytes(), budget.reserved(), budget.is_exceeded()), (70, 70, false));
        let clone = one.clone();
        drop(one);
        assert_eq!((budget.reserved(), clone.bytes()), (0, 0));
        assert!(Reservation::default().try_grow(usize::MAX));
    }
}
