//! Letters that browsers draw as one glyph, which they cannot colour by parts.

use naqi::letters::{ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, ALEF_WASLA};

/// Whether a letter is one glyph with the lam before it: an alef, with or without hamza, madda or wasla.
pub fn joins_lam(c: char) -> bool {
    // Behind the wasla stand the wavy hamzas, U+0672 and U+0673.
    matches!(c, ALEF | ALEF_MADDA | ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | ALEF_WASLA..='\u{673}')
}
