//! The rules of this build, by which the processes of a cluster recognize each other.

use datafusion::common::{Result, plan_err};
use naqi::{Analyzer, Normalizer, Step, analyzer, preset};
use std::fmt;
use std::sync::LazyLock;

/// The version of this crate, and a fingerprint of what naqi's presets, steps and analyzers do, and the tokens of posts.
///
/// It is written into each plan, and compared where the plan is read. Processes with equal rules give equal normalized texts and
/// terms. Sentences, counts (`arabic_inspect`) and the places of hits are not in the fingerprint: where processes are built with
/// different versions of naqi but the same one of this crate, these may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules(String);

/// What rules start with.
const NAME: &str = "naqi-datafusion";

impl Rules {
    /// The rules of this build.
    pub fn of_this_build() -> Self {
        static RULES: LazyLock<String> =
            LazyLock::new(|| format!("{NAME} {}, rules {:016x}", env!("CARGO_PKG_VERSION"), fingerprint()));
        Self(RULES.clone())
    }

    /// Other rules, for tests of what happens in a cluster of different versions.
    #[doc(hidden)]
    pub fn for_tests(text: &str) -> Self {
        Self(text.into())
    }

    /// Whether a plan has rules there, of whatever version.
    pub(crate) fn are_in(found: &[u8]) -> bool {
        found.starts_with(NAME.as_bytes())
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

/// FNV-1a over the fingerprints of all rules.
fn fingerprint() -> u64 {
    parts()
        .flat_map(u64::to_le_bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The fingerprints of all presets, steps and analyzers, and of an analyzer of posts, which is none of these.
fn parts() -> impl Iterator<Item = u64> {
    let presets = preset::all().map(|preset| preset.fingerprint());
    let steps = Step::all().map(|step| Normalizer::new(&[step]).fingerprint());
    let analyzers = analyzer::all().map(|(_, analyzer)| analyzer.fingerprint());
    let posts = Analyzer::new(&preset::SEARCH).with_social_tokens().fingerprint();
    let (major, minor, patch) = naqi::SEGMENTATION_VERSION;
    presets.chain(steps).chain(analyzers).chain([posts]).chain([major, minor, patch].map(u64::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_rules_of_all_named_analyzers_and_of_posts_are_in_the_fingerprint() {
        let parts: HashSet<u64> = parts().collect();
        let posts: Analyzer = "search | tokenizer(social)".parse().expect("an analyzer");
        assert!(parts.contains(&posts.fingerprint()));
        for (name, analyzer) in analyzer::all() {
            assert!(parts.contains(&analyzer.fingerprint()), "{name}");
        }
    }
}
