//! Chains in text: `compose, unify_alef | leave_out(function, question) | stem(full) | root_key`.

use super::{Chain, Stem};
use crate::stem::Category;
use core::fmt;

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.normalizer)?;
        let mut names = Category::ALL.iter().filter(|c| self.left_out >> **c as u16 & 1 == 1).map(|c| c.name());
        if let Some(first) = names.next() {
            write!(f, " | leave_out({first}")?;
            names.try_for_each(|name| write!(f, ", {name}"))?;
            write!(f, ")")?;
        }
        match self.stem {
            Stem::None => {}
            Stem::Light => write!(f, " | stem(light)")?,
            Stem::Full => write!(f, " | stem(full)")?,
        }
        if self.root_key { write!(f, " | root_key") } else { Ok(()) }
    }
}
