//! Kinds of changes, for counts and colours.

use crate::page::Languages;
use naqi::letters::{self, TATWEEL};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Mark,
    Tatweel,
    Letter,
    Form,
    Digit,
    Space,
    Case,
    Other,
}

impl Kind {
    pub const ALL: [Kind; 8] =
        [Self::Mark, Self::Tatweel, Self::Letter, Self::Form, Self::Digit, Self::Space, Self::Case, Self::Other];

    /// The kind of change of a code point, if it changes.
    pub fn of(c: char, written: &str) -> Option<Kind> {
        if written.chars().eq([c]) {
            return None;
        }
        let arabic = is_arabic(c);
        Some(match c {
            TATWEEL => Self::Tatweel,
            _ if c.is_whitespace() || is_invisible(c) => Self::Space,
            '0'..='9' | '\u{660}'..='\u{669}' | '\u{66B}' | '\u{66C}' | '\u{6F0}'..='\u{6F9}' => Self::Digit,
            '\u{FD3E}' | '\u{FD3F}' => Self::Other,
            _ if is_form(c) && written.is_empty() => Self::Mark,
            _ if is_form(c) => Self::Form,
            _ if letters::is_mark(c) => Self::Mark,
            _ if letters::is_letter(c) => Self::Letter,
            _ if arabic && written.is_empty() => Self::Mark,
            _ if c.is_alphabetic()
                && !arabic
                && written.chars().all(|w| w.is_alphabetic() && !letters::is_letter(w)) =>
            {
                Self::Case
            }
            _ => Self::Other,
        })
    }

    /// The heading of a section of the report.
    pub fn title(self) -> &'static str {
        match self {
            Self::Mark => "marks and signs",
            Self::Tatweel => "tatweel",
            Self::Letter => "letters",
            Self::Form => "presentation forms",
            Self::Digit => "digits",
            Self::Space => "spaces and invisible characters",
            Self::Case => "letter case",
            Self::Other => "other",
        }
    }

    /// The label in the legend of the page.
    pub fn label(self, langs: Languages) -> &'static str {
        let arabic = match self {
            Self::Mark => "حركات وعلامات",
            Self::Tatweel => "تطويل",
            Self::Letter => "حروف",
            Self::Form => "أشكال العرض",
            Self::Digit => "أرقام",
            Self::Space => "مسافات ومحارف خفية",
            Self::Case => "حالة الأحرف اللاتينية",
            Self::Other => "غير ذلك",
        };
        langs.label(self.title(), arabic)
    }

    /// The name of its colour in the page's style.
    pub fn class(self) -> &'static str {
        match self {
            Self::Mark => "k-mark",
            Self::Tatweel => "k-tatweel",
            Self::Letter => "k-letter",
            Self::Form => "k-form",
            Self::Digit => "k-digit",
            Self::Space => "k-space",
            Self::Case => "k-case",
            Self::Other => "k-other",
        }
    }

    /// Whether its colour is soft: in vocalised text nearly every letter has a mark.
    pub fn is_soft(self) -> bool {
        matches!(self, Self::Mark | Self::Tatweel)
    }

    pub fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Characters without width: bidi and joining controls, byte order marks, soft hyphens and the like.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
        || matches!(c, '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}' | '\u{10EC0}'..='\u{10EFF}')
}

/// Presentation forms, mathematical letters, and phrases that are one code point.
fn is_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{1EE00}'..='\u{1EEFF}')
        || matches!(c, '\u{10ED1}'..='\u{10ED8}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::code_points::code_point;

    /// The list has tags, too, which no step deletes.
    #[test]
    fn the_invisible_characters_that_steps_delete_are_known() {
        for c in '\0'..='\u{1FFFF}' {
            let text = String::from(c);
            let is_deleted = [naqi::strip_bidi, naqi::strip_joiners, naqi::strip_invisible]
                .iter()
                .any(|step| step(&text).is_empty());
            // U+2065 is not assigned.
            assert!(is_deleted == is_invisible(c) || c == '\u{2065}', "{}", code_point(c));
        }
    }
}
