//! A chain by its name or its steps, as the command line gives it.

use naqi::chain::{self, Stem};
use naqi::{Chain, preset};

/// The names that are known here.
pub const NAMES: &str = "default, wide, words, light";

/// The chain of a name. An error names those that there are.
pub fn chain(name: &str) -> Result<Chain, String> {
    if let Some(chain) = chain::by_name(name) {
        return Ok(chain.clone());
    }
    match name {
        "words" => Ok(Chain::new(preset::SEARCH.clone())),
        "light" => Ok(Chain::new(preset::SEARCH.clone()).stemmed(Stem::Light)),
        steps => Err(format!("there is no chain `{steps}`; there are {NAMES}")),
    }
}
