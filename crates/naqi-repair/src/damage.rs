//! The kinds of damage.

/// A kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Damage {
    /// Letters stand in the order in which they are drawn from left to right.
    VisualOrder,
    /// Bytes were read in the wrong encoding.
    Mojibake,
    /// The letters of a lam-alef are swapped.
    SwappedLamAlef,
    /// Letters are presentation forms.
    PresentationForms,
    /// Marks stand before their letters, in the other order.
    MarksBeforeLetters,
    /// Marks stand as U+0000, and which ones is not known: they are deleted.
    LostMarks,
}

impl Damage {
    /// The name in reports: `visual_order`, `mojibake`, `swapped_lam_alef`, `presentation_forms`,
    /// `marks_before_letters`, `lost_marks`.
    ///
    /// ```
    /// assert_eq!(naqi_repair::Damage::Mojibake.name(), "mojibake");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::VisualOrder => "visual_order",
            Self::Mojibake => "mojibake",
            Self::SwappedLamAlef => "swapped_lam_alef",
            Self::PresentationForms => "presentation_forms",
            Self::MarksBeforeLetters => "marks_before_letters",
            Self::LostMarks => "lost_marks",
        }
    }
}
