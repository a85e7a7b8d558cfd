//! Which vector instructions the kernels use: found out once.

use core::num::NonZeroUsize;
use once_cell::race::OnceNonZeroUsize;

/// What the kernels are built of, from plain code up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
    Neon,
}

impl Level {
    /// All levels that this target can have.
    pub const ALL: &'static [Self] = &[
        Self::Plain,
        #[cfg(target_arch = "x86_64")]
        Self::Avx2,
        #[cfg(target_arch = "x86_64")]
        Self::Avx512,
        #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
        Self::Neon,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => "avx512",
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            Self::Neon => "neon",
        }
    }

    /// Whether this processor has it; without `std`, whether the build takes it for granted.
    #[allow(clippy::nonminimal_bool)] // without `std` each is a constant
    pub fn is_here(self) -> bool {
        #[cfg(all(target_arch = "x86_64", feature = "std"))]
        macro_rules! has {
            ($($feature:tt),+) => { $(std::arch::is_x86_feature_detected!($feature))&&+ };
        }
        #[cfg(all(target_arch = "x86_64", not(feature = "std")))]
        macro_rules! has {
            ($($feature:tt),+) => { $(cfg!(target_feature = $feature))&&+ };
        }
        match self {
            Self::Plain => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => has!("avx2", "bmi1", "bmi2", "lzcnt", "popcnt"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => {
                Self::Avx2.is_here() && has!("avx512f", "avx512bw", "avx512vl", "avx512vbmi", "avx512vbmi2")
            }
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            Self::Neon => true,
        }
    }
}

static CHOSEN: OnceNonZeroUsize = OnceNonZeroUsize::new();

/// The best level that is here and allowed.
#[inline(always)]
pub(super) fn chosen() -> Level {
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
    let best = if cfg!(feature = "plain") {
        Level::Plain
    } else {
        let allowed = |l: &&Level| !cfg!(feature = "no-avx512") || l.name() != "avx512";
        Level::ALL.iter().rev().find(allowed).copied().unwrap_or(Level::Plain)
    };
    #[cfg(feature = "std")]
    if let Ok(name) = std::env::var("NAQI_LEVEL") {
        return Level::ALL.iter().copied().find(|l| l.name() == name).unwrap_or(best).min(best);
    }
    best
}
