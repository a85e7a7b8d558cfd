//! Analyzers on the tokens of posts: links, e-mail addresses, mentions and hashtags are whole terms; the words between them
//! are analyzed as in any text.

use crate::names::named;
use crate::search::analyzer::{Analyzer, Term, TermKind, WordCache, run};
use crate::token::{SOCIAL_RULES_VERSION, Token, TokenKind, Tokenizer, has_letter_or_number};
use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

/// A token of posts that is a whole term: see [`Analyzer::with_social_tokens`].
///
/// ```
/// use naqi::analyzer::{self, SocialToken};
/// let analyzer = analyzer::light().clone().leaving_out_tokens(&[SocialToken::Link]);
/// assert_eq!(analyzer.terms("www.example.com @naqi").join(" "), "@naqi");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SocialToken {
    /// A link: [`TokenKind::Url`].
    Link,
    /// An e-mail address: [`TokenKind::Email`].
    Email,
    /// A name after `@`: [`TokenKind::Mention`].
    Mention,
    /// A tag after `#`: [`TokenKind::Hashtag`].
    Hashtag,
}

named! { SocialToken, "kind of token of posts", "analyzer::SocialToken";
    Link = "link",
    Email = "email",
    Mention = "mention",
    Hashtag = "hashtag",
}

impl SocialToken {
    const fn of(kind: TokenKind) -> Option<Self> {
        match kind {
            TokenKind::Url => Some(Self::Link),
            TokenKind::Email => Some(Self::Email),
            TokenKind::Mention => Some(Self::Mention),
            TokenKind::Hashtag => Some(Self::Hashtag),
            _ => None,
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The tokenizer that finds them.
const TOKENIZER: Tokenizer =
    Tokenizer::social().keep(&[TokenKind::Url, TokenKind::Email, TokenKind::Mention, TokenKind::Hashtag]);

/// The options of an analyzer on the tokens of posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct SocialOptions {
    /// A bit for each kind of token that is left out.
    left_out: u8,
    hashtag_parts: bool,
}

impl SocialOptions {
    /// A number that is another one for other options and for other rules of the tokenizer, and never 0.
    pub fn fingerprint(self) -> u64 {
        SOCIAL_RULES_VERSION << 16 | (self.left_out as u64) << 8 | (self.hashtag_parts as u64) << 1 | 1
    }
}

impl Analyzer {
    /// The same analyzer on the tokens of posts, those of [`Tokenizer::social`]: each link, e-mail address, mention and hashtag
    /// is one term. In text, `tokenizer(social)`.
    ///
    /// Such a term is the token, normalized as a whole: not divided, not stemmed, and no stop word. Its first character is `#` or
    /// `@`, also for a full-width sign; spaces that the normalizer writes for a ligature are `_` in it. The words between
    /// these tokens have the terms that they have in any text.
    ///
    /// ```
    /// use naqi::{Analyzer, analyzer};
    ///
    /// let posts = analyzer::default().clone().with_social_tokens();
    /// let text = "مباريات #كَأس_العالم";
    /// let term = "#كأس_العالم";
    /// assert_eq!(posts.terms(text)[1], term);
    /// assert_eq!(posts.terms("https://example.com/a-b @Naqi_ar"), ["https://example.com/a-b", "@naqi_ar"]);
    /// assert_eq!("light | tokenizer(social)".parse(), Ok(Analyzer::new(&naqi::preset::LIGHT).with_social_tokens()));
    /// ```
    pub fn with_social_tokens(mut self) -> Self {
        self.social.get_or_insert_default();
        self
    }

    /// The same analyzer on the tokens of posts (see [`with_social_tokens`](Self::with_social_tokens)) without those of these
    /// kinds, in addition to those left out already. In text, `tokenizer(social) | leave_out(link, mention)`.
    ///
    /// A token that is left out takes a position, as a stop word does.
    ///
    /// ```
    /// use naqi::{Analyzer, analyzer::SocialToken, preset};
    /// let posts = Analyzer::new(&preset::SEARCH).leaving_out_tokens(&[SocialToken::Mention, SocialToken::Link]);
    /// assert_eq!(posts.terms("شكرا @naqi www.example.com").join(" "), "شكرا");
    /// ```
    pub fn leaving_out_tokens(mut self, kinds: &[SocialToken]) -> Self {
        let social = self.social.get_or_insert_default();
        social.left_out |= kinds.iter().fold(0, |set, kind| set | kind.bit());
        self
    }

    /// The same analyzer on the tokens of posts (see [`with_social_tokens`](Self::with_social_tokens)), in which the term of a
    /// hashtag is followed by the terms of its words, at the position of the hashtag. In text,
    /// `tokenizer(social) | hashtag_parts`.
    ///
    /// The words are those of the tag without its `#`. They are stemmed and have spans of their own, and stop words among
    /// them are left out. A hashtag that is left out has no such terms either.
    ///
    /// ```
    /// use naqi::{Analyzer, preset};
    ///
    /// let posts = Analyzer::new(&preset::SEARCH).with_hashtag_parts();
    /// let mut terms = Vec::new();
    /// posts.for_each_term("فوز #كأس_العالم", |term| terms.push((term.text.to_string(), term.span, term.position)));
    /// assert_eq!(terms[1], ("#كاس_العالم".into(), 7..27, 1));
    /// assert_eq!(terms[2], ("كاس".into(), 8..14, 1));
    /// assert_eq!(terms[3], ("العالم".into(), 15..27, 1));
    /// ```
    pub fn with_hashtag_parts(mut self) -> Self {
        self.social.get_or_insert_default().hashtag_parts = true;
        self
    }

    /// Whether the analyzer is on the tokens of posts.
    ///
    /// ```
    /// assert!(!naqi::analyzer::light().has_social_tokens());
    /// ```
    pub fn has_social_tokens(&self) -> bool {
        self.social.is_some()
    }

    /// The kinds of tokens of posts that are left out.
    ///
    /// ```
    /// use naqi::analyzer::{self, SocialToken};
    /// let posts = analyzer::light().clone().leaving_out_tokens(&[SocialToken::Email, SocialToken::Link]);
    /// assert!(posts.left_out_tokens().eq([SocialToken::Link, SocialToken::Email]));
    /// ```
    pub fn left_out_tokens(&self) -> impl Iterator<Item = SocialToken> {
        let set = self.social.unwrap_or_default().left_out;
        SocialToken::ALL.iter().copied().filter(move |kind| set & kind.bit() != 0)
    }

    /// Whether the words of a hashtag have terms, too.
    ///
    /// ```
    /// assert!(naqi::analyzer::light().clone().with_hashtag_parts().has_hashtag_parts());
    /// ```
    pub fn has_hashtag_parts(&self) -> bool {
        self.social.unwrap_or_default().hashtag_parts
    }
}

/// Calls `found` with each term of a post.
pub(super) fn for_each_term(
    analyzer: &Analyzer,
    options: SocialOptions,
    cache: &mut WordCache,
    text: &str,
    found: &mut dyn FnMut(Term<'_>),
) {
    let mut post = Post { analyzer, options, cache, text, normalized: String::new(), position: 0, found };
    let mut at = 0;
    for token in TOKENIZER.tokenize(text) {
        post.emit_words(at..token.span().start);
        at = token.span().end;
        post.emit_token(token);
    }
    post.emit_words(at..text.len());
}

/// Passes the terms of a post to `found`.
struct Post<'w> {
    analyzer: &'w Analyzer,
    options: SocialOptions,
    cache: &'w mut WordCache,
    text: &'w str,
    /// The buffer for a token's normalized text.
    normalized: String,
    /// The position of the next term.
    position: usize,
    found: &'w mut dyn FnMut(Term<'_>),
}

impl Post<'_> {
    /// Emits the terms of the words between two tokens. Both tokens end and start at boundaries of words, and what is before or
    /// behind changes no boundary between them.
    fn emit_words(&mut self, span: Range<usize>) {
        let Self { analyzer, cache, text, position, found, .. } = self;
        if span.is_empty() {
            return;
        }
        let start = span.start;
        *position = run::for_each_term_of_words(analyzer, cache, &text[span], *position, |mut term| {
            term.span = start + term.span.start..start + term.span.end;
            found(term);
        });
    }

    /// Emits the term of a token, and of the words of a hashtag.
    fn emit_token(&mut self, token: Token<'_>) {
        let Some(kind) = SocialToken::of(token.kind()) else { return };
        if self.options.left_out & kind.bit() != 0 {
            self.position += 1;
            return;
        }
        self.normalize(kind, token.text());
        if !has_letter_or_number(&self.normalized) {
            return;
        }
        let (text, position) = (&*self.normalized, self.position);
        (self.found)(Term { text, span: token.span(), position, kind: TermKind::Stem });
        if kind == SocialToken::Hashtag && self.options.hashtag_parts {
            self.emit_parts(token);
        }
        self.position += 1;
    }

    /// Emits the terms of the words of a hashtag, all at its position.
    fn emit_parts(&mut self, tag: Token<'_>) {
        let Self { analyzer, cache, position, found, .. } = self;
        let body = after_sign(tag.text());
        let start = tag.span().end - body.len();
        run::for_each_term_of_words(analyzer, cache, body, 0, |term| {
            let span = start + term.span.start..start + term.span.end;
            found(Term { span, position: *position, ..term });
        });
    }

    /// Writes a token's term to the buffer.
    fn normalize(&mut self, kind: SocialToken, token: &str) {
        let source = match kind {
            SocialToken::Hashtag => with_sign("#", token),
            SocialToken::Mention => with_sign("@", token),
            SocialToken::Link | SocialToken::Email => Cow::Borrowed(token),
        };
        self.normalized.clear();
        self.analyzer.normalizer.normalize_into(&source, &mut self.normalized);
        if self.normalized.contains(' ') {
            self.normalized = without_spaces(&self.normalized);
        }
    }
}

/// A tag or a name without its first character.
fn after_sign(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// A tag or a name with this sign before it in place of its first character, which may be the full-width form.
fn with_sign<'t>(sign: &str, text: &'t str) -> Cow<'t, str> {
    if text.starts_with(sign) { Cow::Borrowed(text) } else { Cow::Owned([sign, after_sign(text)].concat()) }
}

/// A term in which the words of a ligature are separated as those of a tag are.
#[cold]
fn without_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split(' ').filter(|part| !part.is_empty()) {
        if !part.starts_with('_') && out.ends_with(|c: char| !matches!(c, '_' | '#' | '@')) {
            out.push('_');
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{with_sign, without_spaces};

    #[test]
    fn terms_have_the_ascii_sign_and_no_space() {
        assert_eq!((&*with_sign("#", "＃a"), &*with_sign("@", "@a")), ("#a", "@a"));
        for (text, expected) in [("#a b", "#a_b"), ("#a_ b", "#a_b"), ("# a _b ", "#a_b"), ("@a  b", "@a_b"), ("", "")]
        {
            assert_eq!(without_spaces(text), expected);
        }
    }
}
