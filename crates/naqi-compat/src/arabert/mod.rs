//! AraBERT's preprocessor 1.0.1: `ArabertPreprocessor(model).preprocess(text)`.
//!
//! It prepares the text that a model was trained on, so a model of its family needs exactly this output.
//!
//! What it does, in this order: HTML's character references become characters; tashkeel and tatweel are deleted; links, mail
//! addresses and mentions become `[رابط]` and `[بريد]` and `[مستخدم]`; HTML tags become a space; Arabic digits become 0 to 9;
//! more than two of one character, digits aside, become two; a space is put around everything but Arabic letters, Latin
//! letters, digits and square brackets; Arabic letters are separated from digits; `/` becomes `-`; unknown characters
//! become a space; one space is left between words.
//!
//! # Where it departs from naqi's laws
//! - It loses whole scripts: letters of Persian and Urdu, é and 字 become a space, which splits the word: `پاریس` (Paris)
//!   becomes `"ار س"`, and `کتاب` with the kaf of a Persian keyboard becomes `"تاب"`.
//! - It breaks canonical equivalence: `آ` is `"آ"`, but `ا` + U+0653 is `"ا"`, a space and the bare mark. Make text NFC
//!   before it, with [`naqi::Step::Nfc`].
//! - It is not idempotent: `htttp` becomes `http`, and that is a link.
//! - A full stop without a space after it makes a link of Latin words: `ok.then` is `"[رابط]"`. The address
//!   `ali@example.com` becomes a link, too; an Arabic one is `"[بريد]"`. A literal `[رابط]` in the text cannot be told
//!   from these.
//! - A hashtag is split: `#غرد_بصورة` is `"# غرد _ بصورة"`. So is an emoji of several code points, where emoji stay.
//!
//! Words, repeated letters and digits are those of Python 3.11, which has Unicode 14; a later Python knows some more
//! letters. One of the peer's patterns for links takes unbounded time on some lines that contain `@http://`; it never
//! matches, and is left out.
//!
//! # What to use instead
//! To compare and find text: [`naqi::preset::SEARCH`]. To clean text that people read: [`naqi::preset::LIGHT`], with
//! [`naqi::Step::Digits`] and [`naqi::Step::CollapseStretch`] beside it. [`naqi::Tokenizer::social`] finds links,
//! mentions and emoji with their spans, and leaves them in the text.

mod links;
mod references;
mod spacing;

use crate::operation::{Operation, Output};
use crate::rules::{self, each};
use naqi::Normalizer;
use naqi::letters::TATWEEL;
use std::sync::LazyLock;

/// The operations of this module.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "arabert.preprocess_bert-base-arabertv02",
        run: |text| Output::Text(preprocess(Model::V02, text).into()),
    },
    Operation {
        name: "arabert.preprocess_bert-base-arabertv02-twitter",
        run: |text| Output::Text(preprocess(Model::V02Twitter, text).into()),
    },
];

/// A model, which decides what the preprocessor keeps.
///
/// ```
/// use naqi_compat::arabert::{Model, preprocess};
/// assert!(!preprocess(Model::V02, "شكرا 🌹").contains('🌹'));
/// assert!(preprocess(Model::V02Twitter, "شكرا 🌹").contains('🌹'));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Model {
    /// `bert-base-arabertv02` and `bert-large-arabertv02`.
    V02,
    /// `bert-base-arabertv02-twitter` and the large one: emoji stay, code point by code point.
    V02Twitter,
}

/// Deletes vowel signs and tatweel. naqi's steps for this imply composition, which the peer lacks.
static STRIP: LazyLock<Normalizer> =
    LazyLock::new(|| rules::normalizer(each(('\u{64B}'..='\u{652}').chain([TATWEEL]), "")));

/// The text as the model was trained on it: words, numbers and signs with one space between them.
///
/// Loses tashkeel, tatweel, links, addresses, mentions, tags and every character that the model does not know. Time is
/// linear.
///
/// ```
/// use naqi_compat::arabert::{Model, preprocess};
///
/// let text = "قال: اللُّغةُ جميييلة، عام ٢٠٢٤م";
/// assert_eq!(preprocess(Model::V02, text), "قال : اللغة جمييلة ، عام 2024 م");
/// let text = "شكرا @ali على https://example.com/a 🌹";
/// assert_eq!(preprocess(Model::V02, text), "شكرا [مستخدم] على [رابط]");
/// let text = "شكرا🌹";
/// assert_eq!(preprocess(Model::V02Twitter, text), "شكرا 🌹");
/// ```
pub fn preprocess(model: Model, text: &str) -> String {
    let text = references::resolve(text);
    let text = STRIP.normalize(&text);
    let text = links::replace(&text);
    spacing::space(&text, model)
}
