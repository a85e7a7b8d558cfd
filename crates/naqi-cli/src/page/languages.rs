//! The language of labels, and the language and direction of text of the input.

use crate::direction::Direction;
use clap::ValueEnum;
use maud::{Markup, Render, html};

/// The language of a page's labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// Arabic
    Ar,
}

/// The languages of a page.
#[derive(Clone, Copy, Debug)]
pub struct Languages {
    pub labels: Lang,
    /// The language of the text, by which browsers choose the shapes of letters.
    pub text: &'static str,
}

impl Lang {
    /// The value of the attribute `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    pub fn direction(self) -> Direction {
        match self {
            Self::En => Direction::LeftToRight,
            Self::Ar => Direction::RightToLeft,
        }
    }

    /// The label in this language.
    pub fn label(self, english: &'static str, arabic: &'static str) -> &'static str {
        match self {
            Self::En => english,
            Self::Ar => arabic,
        }
    }
}

impl Languages {
    /// The label in the page's language.
    pub fn label(self, english: &'static str, arabic: &'static str) -> &'static str {
        self.labels.label(english, arabic)
    }

    /// The attribute `lang` of a text; none if it is not in Arabic script.
    pub fn of(self, text: &str) -> Option<&'static str> {
        self.of_direction(Direction::of(text))
    }

    /// The attribute `lang` of a text in this direction.
    pub fn of_direction(self, direction: Direction) -> Option<&'static str> {
        (direction == Direction::RightToLeft).then_some(self.text)
    }

    /// A text of the input inside a line of the page.
    pub fn text(self, text: &str) -> Markup {
        self.text_as(text, text)
    }

    /// The same, with content made from the text: [`marked`](super::hits::marked) for example.
    pub fn text_as(self, text: &str, content: impl Render) -> Markup {
        html! { bdi.t lang=[self.of(text)] dir=(Direction::of(text).name()) { (content) } }
    }

    /// A block of text of the input, as it is or with content made from it. Its spaces and line ends are kept.
    pub fn paragraph_as(self, text: &str, content: impl Render) -> Markup {
        html! { p.t lang=[self.of(text)] dir=(Direction::of(text).name()) { (content) } }
    }
}
