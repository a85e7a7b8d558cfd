//! Presentation forms: the letters that they stand for, and the sides on which they join.

use std::sync::OnceLock;

const FIRST: u32 = 0xFB50;
const LAST: u32 = 0xFEFC;

/// On which sides a presentation form joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// An isolated form, or a character whose forms Unicode does not list in a row.
    None,
    Final,
    Initial,
    Medial,
}

impl Joining {
    pub fn joins_next(self) -> bool {
        matches!(self, Self::Initial | Self::Medial)
    }

    pub fn joins_previous(self) -> bool {
        matches!(self, Self::Final | Self::Medial)
    }
}

/// A form's letters, and how it joins. `None` if the character is no form of letters or marks, or a ligature of words,
/// which people write on purpose: U+FDFA and its neighbours. U+FDF2 ALLAH and U+FDFC RIAL are ligatures of fonts, too.
pub fn form(c: char) -> Option<(&'static str, Joining)> {
    static FORMS: OnceLock<Vec<Option<(String, Joining)>>> = OnceLock::new();
    let at = (c as u32).checked_sub(FIRST)? as usize;
    if c as u32 > LAST {
        return None;
    }
    let (letters, joining) = FORMS.get_or_init(all).get(at)?.as_ref()?;
    Some((letters, *joining))
}

/// Unicode lists the forms of a letter in a row: isolated, final, initial, medial.
fn all() -> Vec<Option<(String, Joining)>> {
    let forms = (FIRST..=LAST).map(|n| {
        let c = char::from_u32(n).unwrap_or_default();
        let is_word = matches!(n, 0xFDF0..=0xFDFF) && !matches!(n, 0xFDF2 | 0xFDFC);
        let letters = naqi::unify_forms(c.encode_utf8(&mut [0; 4])).into_owned();
        (!is_word && !letters.starts_with(c)).then_some(letters)
    });
    let forms: Vec<Option<String>> = forms.collect();
    let joining = |at: usize| {
        if forms[at].as_deref().is_some_and(|letters| letters.starts_with(naqi::letters::is_mark)) {
            return Joining::None;
        }
        let same = |other: &usize| forms[*other] == forms[at];
        let before = (0..at).rev().take_while(same).count();
        let count = before + 1 + (at + 1..forms.len()).take_while(same).count();
        match (before, count, FIRST as usize + at) {
            // These two are initial and medial.
            (0, _, 0xFBE8) | (2, 4, _) => Joining::Initial,
            (1, _, 0xFBE9) | (3, 4, _) => Joining::Medial,
            (1, 2 | 4, _) => Joining::Final,
            _ => Joining::None,
        }
    };
    (0..forms.len()).map(|at| forms[at].clone().map(|letters| (letters, joining(at)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_their_letters_and_sides() {
        for (c, letters, joining) in [
            ('\u{FE8F}', "ب", Joining::None),
            ('\u{FE90}', "ب", Joining::Final),
            ('\u{FE91}', "ب", Joining::Initial),
            ('\u{FE92}', "ب", Joining::Medial),
            ('\u{FE8E}', "ا", Joining::Final),
            ('\u{FEFC}', "لا", Joining::Final),
            ('\u{FEF7}', "لأ", Joining::None),
            ('\u{FB56}', "پ", Joining::None),
            ('\u{FB59}', "پ", Joining::Medial),
            ('\u{FBFD}', "ی", Joining::Final),
            ('\u{FEF4}', "ي", Joining::Medial),
            ('\u{FDF2}', "الله", Joining::None),
            ('\u{FE77}', "\u{64E}", Joining::None), // FATHA
        ] {
            assert_eq!(form(c), Some((letters, joining)), "U+{:04X}", c as u32);
        }
        for c in ['\u{FDFA}', '\u{FD3E}', '\u{FE73}', 'ب', 'a', '\u{FEFF}'] {
            assert_eq!(form(c), None, "U+{:04X}", c as u32);
        }
    }
}
