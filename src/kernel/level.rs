//! The instruction-set level of the kernels, detected once per process.

use core::num::NonZeroUsize;
use once_cell::race::OnceNonZeroUsize;

/// The instruction sets that kernels are compiled for, in rising order. `Plain` is scalar code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Plain,
    Neon,
    Avx2,
    Avx512,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::Plain, Self::Neon, Self::Avx2, Self::Avx512];

    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Neon => "neon",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }

    /// Whether the processor has the level's features. Without `std`, and for NEON, whether the build enables them.
    #[allow(clippy::nonminimal_bool)] // without `std` each operand is a constant
    pub fn is_available(self) -> bool {
        #[cfg(all(target_arch = "x86_64", feature = "std"))]
        macro_rules! has {
            ($($feature:tt),+) => { $(std::arch::is_x86_feature_detected!($feature))&&+ };
        }
        #[cfg(not(all(target_arch = "x86_64", feature = "std")))]
        macro_rules! has {
            ($($feature:tt),+) => { cfg!(target_arch = "x86_64") $(&& cfg!(target_feature = $feature))+ };
        }
        match self {
            Self::Plain => true,
            Self::Neon => cfg!(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little")),
            Self::Avx2 => has!("avx2", "bmi1", "bmi2", "lzcnt", "popcnt"),
            Self::Avx512 => {
                Self::Avx2.is_available() && has!("avx512f", "avx512bw", "avx512vl", "avx512vbmi", "avx512vbmi2")
            }
        }
    }
}

/// The position of the chosen level in [`Level::ALL`], plus 1.
static CHOSEN: OnceNonZeroUsize = OnceNonZeroUsize::new();

/// The level that runs: the highest that is available and allowed.
#[inline(always)]
pub(crate) fn level() -> Level {
    #[cfg(feature = "__fuzzing")]
    if let Some(level) = FORCED.get() {
        return level;
    }
    let n = CHOSEN.get().unwrap_or_else(choose);
    Level::ALL[n.get() - 1]
}

#[cold]
fn choose() -> NonZeroUsize {
    CHOSEN.get_or_init(|| {
        let max = max_allowed();
        let n = (0..Level::ALL.len()).rev().find(|&n| Level::ALL[n] <= max && Level::ALL[n].is_available());
        NonZeroUsize::MIN.saturating_add(n.unwrap_or(0))
    })
}

/// The highest level that the crate's features and `NAQI_LEVEL` allow. An unknown name in `NAQI_LEVEL` is ignored.
fn max_allowed() -> Level {
    let max = match (cfg!(feature = "plain"), cfg!(feature = "no-avx512")) {
        (true, _) => Level::Plain,
        (_, true) => Level::Avx2,
        _ => Level::Avx512,
    };
    #[cfg(feature = "std")]
    if let Ok(name) = std::env::var("NAQI_LEVEL") {
        return Level::ALL.into_iter().find(|l| l.name() == name).unwrap_or(max).min(max);
    }
    max
}

#[cfg(feature = "__fuzzing")]
std::thread_local! {
    /// The level of this thread, set by [`at_level`].
    static FORCED: core::cell::Cell<Option<Level>> = const { core::cell::Cell::new(None) };
}

/// Calls `run` with a level forced on this thread. `None`, without the call, if the level is not available: kernels are
/// sound only at an available level.
#[cfg(feature = "__fuzzing")]
pub(crate) fn at_level<T>(level: Level, run: impl FnOnce() -> T) -> Option<T> {
    /// Restores the level, also after a panic.
    struct Restore(Option<Level>);
    impl Drop for Restore {
        fn drop(&mut self) {
            FORCED.set(self.0);
        }
    }
    let _restore = level.is_available().then(|| Restore(FORCED.replace(Some(level))))?;
    Some(run())
}
