//! Which vector instructions the kernels use: found out once.

use core::num::NonZeroUsize;
use once_cell::race::OnceNonZeroUsize;

/// What the kernels are built of, from plain code up. A processor has one family of these.
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

    /// Whether this processor has it; without `std`, and for NEON, whether the build takes it for granted.
    #[allow(clippy::nonminimal_bool)] // without `std` each is a constant
    pub fn is_here(self) -> bool {
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
                Self::Avx2.is_here() && has!("avx512f", "avx512bw", "avx512vl", "avx512vbmi", "avx512vbmi2")
            }
        }
    }
}

static CHOSEN: OnceNonZeroUsize = OnceNonZeroUsize::new();

/// The level that runs: the best that is here and allowed.
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
        let most = most();
        let n = (0..Level::ALL.len()).rev().find(|&n| Level::ALL[n] <= most && Level::ALL[n].is_here());
        NonZeroUsize::MIN.saturating_add(n.unwrap_or(0))
    })
}

/// The highest level that the features of the crate and `NAQI_LEVEL` allow. A name that is none is no limit.
fn most() -> Level {
    let most = match (cfg!(feature = "plain"), cfg!(feature = "no-avx512")) {
        (true, _) => Level::Plain,
        (_, true) => Level::Avx2,
        _ => Level::Avx512,
    };
    #[cfg(feature = "std")]
    if let Ok(name) = std::env::var("NAQI_LEVEL") {
        return Level::ALL.into_iter().find(|l| l.name() == name).unwrap_or(most).min(most);
    }
    most
}

#[cfg(feature = "__fuzzing")]
std::thread_local! {
    /// The level of this thread, where a comparison of levels asks for one.
    static FORCED: core::cell::Cell<Option<Level>> = const { core::cell::Cell::new(None) };
}

/// Runs something at one level, on this thread alone. `None`, with nothing run, where the level is not here: calls into
/// the kernels rest on that check.
#[cfg(feature = "__fuzzing")]
pub(crate) fn at_level<T>(level: Level, run: impl FnOnce() -> T) -> Option<T> {
    /// Sets the level back, after a panic as well.
    struct Restore(Option<Level>);
    impl Drop for Restore {
        fn drop(&mut self) {
            FORCED.set(self.0);
        }
    }
    let _restore = level.is_here().then(|| Restore(FORCED.replace(Some(level))))?;
    Some(run())
}
