//! The rules of this build, by which the processes of a cluster recognize each other.

use datafusion::common::{Result, plan_err};
use naqi::{Normalizer, Step, analyzer, preset};
use std::fmt;
use std::sync::LazyLock;

/// The version of this crate, and a fingerprint of what naqi's presets, steps and analyzers do.
///
/// Processes with equal rules give equal results. It is written into each plan, and compared where the plan is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules(String);

impl Rules {
    /// The rules of this build.
    pub fn of_this_build() -> Self {
        static RULES: LazyLock<String> =
            LazyLock::new(|| format!("naqi-datafusion {}, rules {:016x}", env!("CARGO_PKG_VERSION"), fingerprint()));
        Self(RULES.clone())
    }

    /// Other rules, for tests of what happens in a cluster of different versions.
    #[doc(hidden)]
    pub fn for_tests(text: &str) -> Self {
        Self(text.into())
    }

    /// The rules as a plan has them.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Checks the rules with which a plan was made.
    pub(crate) fn check(&self, function: &str, found: &[u8]) -> Result<()> {
        if found == self.as_bytes() {
            return Ok(());
        }
        let found = match found {
            [] => "a program that does not use naqi_datafusion::ballista".into(),
            // What another process sent may be anything.
            found => String::from_utf8_lossy(&found[..found.len().min(80)]).escape_debug().to_string(),
        };
        plan_err!(
            "the function {function} of this plan comes from {found}, and this process has {}: client, scheduler and executors \
             must run the same version of naqi",
            self.0
        )
    }
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// FNV-1a over the fingerprints of all presets, steps and analyzers.
fn fingerprint() -> u64 {
    let presets = preset::all().map(|preset| preset.fingerprint());
    let steps = Step::all().map(|step| Normalizer::new(&[step]).fingerprint());
    let analyzers = analyzer::all().map(|(_, analyzer)| analyzer.fingerprint());
    let (major, minor, patch) = naqi::SEGMENTATION_VERSION;
    let unicode = [u64::from(major), u64::from(minor), u64::from(patch)];
    let all = presets.chain(steps).chain(analyzers).chain(unicode);
    all.flat_map(u64::to_le_bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
