//! Steps: the named operations that make up a normalizer.
//!
//! A [`Step`] is made in code, or from its name. A [`Map`] is a step with rules of your own.
//!
//! ```
//! use naqi::{Normalizer, Step};
//!
//! let naqi: Normalizer = "strip_diacritics, digits(ascii)".parse()?;
//! assert_eq!(naqi.steps()[0], Step::StripDiacritics);
//! assert_eq!(naqi.normalize("سنةُ ٢٠٢٤"), String::from("سنة 2024"));
//! # Ok::<(), naqi::Error>(())
//! ```

mod arguments;
mod map;
mod mask;
mod parse;
mod rules;

pub use crate::rules::letters::transliteration::Scheme;
pub use arguments::{AffixBoundary, DaggerAlef, Digits, Keyboard, Removal, Spacing, Stage, Stretch};
pub use map::Map;
pub use mask::{Mask, MaskedToken};
pub(crate) use parse::{Part, entries, parse_step, split, step_names, without_comments};

/// One operation of a [`Normalizer`](crate::Normalizer).
///
/// ```
/// use naqi::{Normalizer, Step};
///
/// let steps: Vec<Step> = vec!["strip_tatweel".parse()?, Step::UnifyYeh];
/// let naqi = Normalizer::new(&steps);
/// assert_eq!(naqi.normalize("امريـــكى"), String::from("امريكي"));
/// assert_eq!(naqi.to_string(), "strip_tatweel, unify_yeh");
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// In text, a step has its name here in snake case. Without its argument it has the default one: `digits(ascii)`,
/// `dagger_alef(delete)`, `strip_punctuation(delete)`, `space_punctuation(after)`,
/// `join_affixes(zwnj)`, `collapse_stretch(2)`,
/// `transliterate(buckwalter)`, `arabize(buckwalter)`. The table has an example of each step;
/// [`guide::behaviour`](crate::guide::behaviour) lists what each step does to which code points, with sources.
///
/// | step, in text | changes | to |
/// |---|---|---|
/// | [`mask(mention=x)`](Step::Mask) | `شكرا @naqi` | `شكرا x` |
/// | [`compose`](Step::Compose) | `ا` + U+0654 | أ |
/// | [`unify_uthmani`](Step::UnifyUthmani) | ٱلصَّلَوٰة | الصَّلَاة |
/// | [`unify_sorani_ae`](Step::UnifySoraniAe) | `ه` + U+200C | ە |
/// | [`nfc`](Step::Nfc) | `e` + U+0301 | é |
/// | [`nfkc`](Step::Nfkc) | U+FEFB | لا |
/// | [`strip_tashkeel`](Step::StripTashkeel) | مُتَّحِدة | متحدة |
/// | [`strip_harakat`](Step::StripHarakat) | مُتَّحِدة | متّحدة |
/// | [`strip_shadda`](Step::StripShadda) | مُتَّحِدة | مُتَحِدة |
/// | [`strip_tanwin`](Step::StripTanwin) | كِتابٌ | كِتاب |
/// | [`strip_tanwin_alef`](Step::StripTanwinAlef) | رَحيمًا | رَحيم |
/// | [`strip_last_vowel`](Step::StripLastVowel) | كِتابُ | كِتاب |
/// | [`strip_redundant_vowels`](Step::StripRedundantVowels) | كِتَابُ | كِتابُ |
/// | [`strip_diacritics`](Step::StripDiacritics) | رَحْمٰن | رحمن |
/// | [`strip_quranic_marks`](Step::StripQuranicMarks) | `ءَامَنُوا` + U+06DF | ءَامَنُوا |
/// | [`dagger_alef(delete)`](Step::DaggerAlef) | رحمٰن | رحمن |
/// | [`dagger_alef(alef)`](Step::DaggerAlef) | كتٰب | كتاب |
/// | [`strip_tatweel`](Step::StripTatweel) | كـــتاب | كتاب |
/// | [`strip_invisible`](Step::StripInvisible) | `كتا` + U+200B + `ب` | كتاب |
/// | [`strip_bidi`](Step::StripBidi) | U+200F + `كتاب` | كتاب |
/// | [`strip_joiners`](Step::StripJoiners) | `می` + U+200C + `خواهم` | میخواهم |
/// | [`strip_stray_zwnj`](Step::StripStrayZwnj) | `می` + U+200C + U+0020 + `خواهم` | می خواهم |
/// | [`unify_forms`](Step::UnifyForms) | U+FEFB | لا |
/// | [`unify_alef`](Step::UnifyAlef) | آخر | اخر |
/// | [`unify_alef_hamza`](Step::UnifyAlefHamza) | أخر | اخر |
/// | [`unify_wasla`](Step::UnifyWasla) | ٱلكتاب | الكتاب |
/// | [`unify_hamza`](Step::UnifyHamza) | سؤال | سءال |
/// | [`unify_yeh`](Step::UnifyYeh) | امريكى | امريكي |
/// | [`unify_teh_marbuta`](Step::UnifyTehMarbuta) | مدرسة | مدرسه |
/// | [`unify_kaf`](Step::UnifyKaf) | کتاب | كتاب |
/// | [`unify_heh`](Step::UnifyHeh) | ہذا | هذا |
/// | [`unify_heh_goal`](Step::UnifyHehGoal) | بہر | بهر |
/// | [`unify_heh_doachashmee`](Step::UnifyHehDoachashmee) | ھەولێر | هەولێر |
/// | [`unify_waw`](Step::UnifyWaw) | ئۆ | ئو |
/// | [`unify_foreign`](Step::UnifyForeign) | پاريس | باريس |
/// | [`letters(arabic)`](Step::Letters) | کتابی | كتابي |
/// | [`letters(persian)`](Step::Letters) | كتابي | کتابی |
/// | [`letters(urdu)`](Step::Letters) | هم | ہم |
/// | [`letters(sorani)`](Step::Letters) | كوردستان | کوردستان |
/// | [`digits(ascii)`](Step::Digits) | ٢٠٢٤ | 2024 |
/// | [`digits(arabic)`](Step::Digits) | 2024 | ٢٠٢٤ |
/// | [`digits(persian)`](Step::Digits) | 2024 | ۲۰۲۴ |
/// | [`unify_punctuation`](Step::UnifyPunctuation) | ؟ | ? |
/// | [`unify_spaces`](Step::UnifySpaces) | `بعد` + U+00A0 + `غد` | بعد غد |
/// | [`fold_case`](Step::FoldCase) | USB | usb |
/// | [`strip_punctuation(delete)`](Step::StripPunctuation) | قال: | قال |
/// | [`strip_punctuation(space)`](Step::StripPunctuation) | `قال:نعم` | قال نعم |
/// | [`strip_symbols(delete)`](Step::StripSymbols) | `خمسة` + U+0024 | خمسة |
/// | [`strip_symbols(space)`](Step::StripSymbols) | `خمسة` + U+002B + `خمسة` | خمسة خمسة |
/// | [`strip_emoji(delete)`](Step::StripEmoji) | `جميل` + U+1F60D | جميل |
/// | [`strip_emoji(space)`](Step::StripEmoji) | `جميل` + U+1F60D + `جدا` | جميل جدا |
/// | [`strip_latin(delete)`](Step::StripLatin) | `كتاب` + `book` | كتاب |
/// | [`strip_latin(space)`](Step::StripLatin) | `كتاب` + `z` + `جديد` | كتاب جديد |
/// | [`strip_digits(delete)`](Step::StripDigits) | كتاب٢ | كتاب |
/// | [`strip_digits(space)`](Step::StripDigits) | `عام` + U+0035 + `شهر` | عام شهر |
/// | [`keep_arabic`](Step::KeepArabic) | `كتاب` + `book` + U+0021 | كتاب |
/// | [`skeleton`](Step::Skeleton) | بيت | ٮٮٮ |
/// | [`transliterate(buckwalter)`](Step::Transliterate) | كتاب | ktAb |
/// | [`transliterate(safe_buckwalter)`](Step::Transliterate) | أب | Ob |
/// | [`transliterate(xml_buckwalter)`](Step::Transliterate) | أب | Ob |
/// | [`transliterate(hsb)`](Step::Transliterate) | أب | Âb |
/// | [`arabize(buckwalter)`](Step::Arabize) | ktAb | كتاب |
/// | [`arabize(safe_buckwalter)`](Step::Arabize) | Ob | أب |
/// | [`arabize(xml_buckwalter)`](Step::Arabize) | Ob | أب |
/// | [`arabize(hsb)`](Step::Arabize) | Âb | أب |
/// | [`map(a=b)`](Step::Map) | a | b |
/// | [`compose_latin`](Step::ComposeLatin) | `e` + U+0301 | é |
/// | [`collapse_spaces`](Step::CollapseSpaces) | `بعد` + U+0009 + U+0020 + `غد` | بعد غد |
/// | [`trim`](Step::Trim) | U+0020 + `بعد` + U+0020 | بعد |
/// | [`space_punctuation(after)`](Step::SpacePunctuation) | `نعم ،لا` | نعم، لا |
/// | [`space_punctuation(around)`](Step::SpacePunctuation) | `نعم،لا` | نعم ، لا |
/// | [`space_digits`](Step::SpaceDigits) | U+0035 + `كتب` | U+0035 + U+0020 + `كتب` |
/// | [`join_thousands`](Step::JoinThousands) | `12,345` | 12345 |
/// | [`unify_latin_digits`](Step::UnifyLatinDigits) | `mp` + U+06F3 | mp3 |
/// | [`join_affixes(zwnj)`](Step::JoinAffixes) | `می` + U+0020 + `روم` | `می` + U+200C + `روم` |
/// | [`join_affixes(delete)`](Step::JoinAffixes) | `کتاب` + U+0020 + `ها` | کتابها |
/// | [`collapse_punctuation`](Step::CollapsePunctuation) | `نعم!!!` | نعم! |
/// | [`collapse_laughter`](Step::CollapseLaughter) | ههههههه | هه |
/// | [`collapse_stretch(1)`](Step::CollapseStretch) | جمييييل | جميل |
/// | [`collapse_stretch(2)`](Step::CollapseStretch) | جمييييل | جمييل |
/// | [`collapse_stretch(doubles)`](Step::CollapseStretch) | مرحبااا | مرحبا |
///
/// Most steps change letters that can be written in two ways: `أ` is also `ا` with U+0654. These steps imply
/// composition, so that canonically equivalent texts stay equivalent. Text without a combining hamza or madda pays
/// nothing for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Replaces links, e-mail addresses, mentions, hashtags, numbers or emoji, each by a text of your own or by nothing, before
    /// all other steps.
    ///
    /// The tokens are those of [`Tokenizer::social`](crate::Tokenizer::social). A space is written where a text touches a letter or
    /// a digit beside it, and where the words beside a deleted token would touch. Other steps rewrite the texts as they do
    /// the rest. White space, but for U+202F, ends every token, and so do 64 KiB without white space. Of several masks in a list,
    /// the last one that has a kind of token counts.
    ///
    /// Tokens of decomposed Latin letters may be others than those of composed ones: `@naqié` is no mention, and with U+0301 it
    /// is one.
    ///
    /// A mask takes about as long as the tokenizer where the text has signs that such tokens need. Terms of single words, as
    /// [`Normalizer::word_terms`](crate::Normalizer::word_terms) gives them, are words that are masked one by one; analyzers
    /// know the tokens of posts by themselves: [`Analyzer::with_social_tokens`](crate::Analyzer::with_social_tokens).
    Mask(Mask),
    /// Composes madda and hamza (U+0653 to U+0655) with the letters that they belong to: `ا` + U+0654 becomes `أ`.
    Compose,
    /// Rewrites the Quran's spelling (Uthmani) to the modern one (imlai): `ٱلصَّلَوٰةَ` becomes `الصَّلَاةَ`.
    ///
    /// It looks at the letters and marks of each word, before the other steps run.
    /// [`guide::quran_spelling`](crate::guide::quran_spelling) describes the rules, and lists the words of the Quran that
    /// they do not cover. Modern text hardly changes, vocalised or not. Words of more than 64 code points do not change,
    /// and neither do words with letters that the Quran does not use. The step costs nothing in text without vowels and
    /// without the Quran's signs. Verses take about 200 instructions per byte.
    #[doc(alias = "imlai")]
    UnifyUthmani,
    /// Replaces `ه` with a ZWNJ (U+200C) after it by `ە`: the old spelling of this vowel in Sorani Kurdish.
    ///
    /// Marks and other code points between them that the other steps delete do not count. A `ه` without a ZWNJ is kept,
    /// at a word's end, too. List the step before or after `strip_joiners`: it acts first.
    UnifySoraniAe,
    /// Converts the whole text to Normalization Form C (UAX #15). Memory grows with the longest run of marks.
    Nfc,
    /// Converts the whole text to Normalization Form KC (UAX #15). Memory grows with the longest run of marks.
    Nfkc,
    /// Deletes the eight vowel signs U+064B to U+0652: `مُتَّحِدة` becomes `متحدة`.
    StripTashkeel,
    /// Deletes the vowels, tanwins and the sukun, and keeps the shadda: `مُتَّحِدة` becomes `متّحدة`.
    StripHarakat,
    /// Deletes the shadda U+0651: `مُتَّحِدة` becomes `مُتَحِدة`.
    StripShadda,
    /// Deletes fathatan, dammatan and kasratan, and their open forms: `كِتابٌ` becomes `كِتاب`. The alef of `كِتابًا` stays.
    #[doc(alias = "nunation")]
    StripTanwin,
    /// Deletes a fathatan at the end of a word together with its alef: `رَحيمًا` becomes `رَحيم`.
    ///
    /// The fathatan may be on the letter before the alef or on the alef. An alef without a fathatan stays, since it may be a
    /// letter of the word or a dual. A fathatan without an alef stays, unless another step such as `strip_tanwin` deletes it: the
    /// alef is decided first.
    #[doc(alias = "nunation")]
    StripTanwinAlef,
    /// Deletes the vowel, tanwin or sukun at the end of each word, which mostly tells its case: `كِتابُ` becomes `كِتاب`.
    ///
    /// A shadda stays. A fathatan before a final `ا` or `ى` is that of the word's end.
    #[doc(alias = "irab")]
    StripLastVowel,
    /// Deletes vowels that the letters tell: a fatha before `ا` or `ى` and before `ة`, a damma before `و`, a kasra before `ي`, and
    /// the kasra of `إ`. So `كِتَابُ` becomes `كِتابُ`.
    ///
    /// The letter after a vowel has to be a long vowel, without a mark of its own (`ة` may have one). The vowels of `ا و ي ى`
    /// stay, since they tell consonants from long vowels.
    StripRedundantVowels,
    /// Deletes every Arabic mark that is not part of a letter: tashkeel, dagger alef, Quranic marks, African vowel
    /// signs.
    StripDiacritics,
    /// Deletes the Quran's annotation signs: pause marks, small letters, verse signs, honorifics.
    StripQuranicMarks,
    /// Deletes the dagger alef U+0670, or replaces it by an alef: `رحمٰن` becomes `رحمن` or `رحمان`.
    DaggerAlef(DaggerAlef),
    /// Deletes the tatweel (kashida, U+0640): `كـــتاب` becomes `كتاب`. A hamza on a tatweel becomes `ئ`.
    StripTatweel,
    /// Deletes characters without width, such as zero width space, word joiner, byte order mark and soft hyphen.
    StripInvisible,
    /// Deletes the control characters of the bidirectional algorithm (UAX #9).
    StripBidi,
    /// Deletes ZWJ and ZWNJ (U+200D and U+200C). In Persian a ZWNJ separates the parts of a word: `می‌خواهم`.
    StripJoiners,
    /// Deletes a ZWNJ (U+200C) that separates no letters or digits: beside a space or a sign, at the ends of a text; and all but one of
    /// several in a row.
    ///
    /// A ZWNJ between a letter and a mark stays, and so does one beside a ZWJ.
    StripStrayZwnj,
    /// Replaces presentation forms and mathematical letters by letters, and ligatures by their letters or words: U+FEFB
    /// becomes `لا`.
    ///
    /// Several words stay apart from letters, marks, digits and other such words beside them: `محمدﷺ` becomes the text of
    /// `محمد ﷺ`, and `(ﷺ)` gets no spaces. An alef before `ﷲ` at a word's start is its own: `اﷲ` becomes `الله`.
    UnifyForms,
    /// Unifies every alef to `ا`, such as `آ أ إ ٱ` and the rarer ones.
    UnifyAlef,
    /// Unifies every alef except `آ` to `ا`, for languages in which `آ` is a letter of its own.
    UnifyAlefHamza,
    /// Unifies alef wasla, which the Quran writes, to `ا`: modern spelling has no other letter for it. Alefs with hamza or madda are
    /// kept. [`UnifyUthmani`](Self::UnifyUthmani) rewrites the Quran's words, too.
    UnifyWasla,
    /// Replaces a hamza with its seat by `ء`, and the letter `آ` by `ءا`.
    UnifyHamza,
    /// Unifies alef maksura and Farsi yeh to `ي`.
    UnifyYeh,
    /// Unifies teh marbuta to `ه`.
    UnifyTehMarbuta,
    /// Unifies keheh and swash kaf to `ك`.
    UnifyKaf,
    /// Unifies every heh to `ه`: heh goal, heh doachashmee, ae.
    UnifyHeh,
    /// Unifies heh goal to `ه`. Heh doachashmee and ae are kept, since Urdu distinguishes them.
    UnifyHehGoal,
    /// Unifies heh doachashmee to `ه`. Ae is kept, since Kurdish and Uyghur distinguish it.
    UnifyHehDoachashmee,
    /// Unifies the waws of Kurdish, Uyghur and Kazakh vowels to `و`.
    UnifyWaw,
    /// Replaces letters for foreign sounds by Arabic letters: `پ چ ڤ گ ژ` become `ب ج ف ك ز`.
    UnifyForeign,
    /// Writes the letters of a language's keyboard in place of those of others: with [`Keyboard::Persian`], `كتابي` becomes `کتابی`.
    ///
    /// For text that people go on reading. To compare texts, unify letters by the `unify` steps, all to Arabic ones.
    Letters(Keyboard),
    /// Converts digits to one of three sets: with [`Digits::Ascii`], `٢٠٢٤` becomes 2024.
    Digits(Digits),
    /// Replaces Arabic and typographic punctuation by ASCII: `؟` becomes `?`.
    UnifyPunctuation,
    /// Replaces the no-break space and similar spaces by a space.
    UnifySpaces,
    /// Folds the case of Latin letters: ABC becomes abc.
    FoldCase,
    /// Deletes punctuation (General_Category P), or writes a space for each sign.
    ///
    /// Signs inside numbers and names are punctuation, too: `1,234.5` becomes `12345`, and `example.com` one word. With
    /// [`Removal::Space`] words stay apart.
    StripPunctuation(Removal),
    /// Deletes symbols (General_Category S), such as `+ $ ° ﷼`, or writes a space for each. Emoji are no symbols here; see
    /// [`StripEmoji`](Self::StripEmoji). A symbol takes its combining marks (U+0300 to U+036F) with it.
    StripSymbols(Removal),
    /// Deletes emoji, or writes a space for each code point: Emoji_Presentation, Extended_Pictographic from U+231A on, and
    /// what sequences are joined by: ZWJ (U+200D), variation selectors, U+20E3, tags.
    ///
    /// The digit of a keycap stays, and so do `© ® ™ ‼` and arrows. The ZWJ goes in other text as well. [`Step::Mask`] takes an
    /// emoji sequence as a whole.
    StripEmoji(Removal),
    /// Deletes letters of the Latin script, or writes a space for each. A letter takes its combining marks (U+0300 to
    /// U+036F) with it.
    StripLatin(Removal),
    /// Deletes the digits of ASCII, Arabic and Persian (0 to 9 in each set), or writes a space for each.
    StripDigits(Removal),
    /// Deletes everything but Arabic script: keeps the assigned code points of the Arabic blocks, white space and ZWNJ (U+200C).
    ///
    /// Kept are letters, marks, digits and punctuation of these blocks. ASCII digits and punctuation go, so list `digits(arabic)`
    /// or `strip_punctuation(space)` before it if they tell words apart.
    KeepArabic,
    /// Reduces letters to the rasm: their shapes without dots, marks and hamza.
    #[doc(alias = "rasm")]
    Skeleton,
    /// Transliterates Arabic letters and marks to Latin ones.
    ///
    /// Marks keep their order, so the outputs of canonically equivalent texts can differ, unless [`Step::Nfc`] is in the
    /// list.
    Transliterate(Scheme),
    /// Converts a transliteration to Arabic letters and marks.
    Arabize(Scheme),
    /// Applies rules of your own, each for one code point. Other code points are kept; [`Map::others_deleted`] deletes them.
    /// What the steps together write with a space inside stays apart from letters beside it, as with
    /// [`UnifyForms`](Self::UnifyForms).
    Map(Map),
    /// Composes letters of Latin and other scripts than Arabic with their marks U+0300 to U+036F, as Normalization Form C does:
    /// `e` + U+0301 becomes `é`.
    ///
    /// It acts on what the other steps leave, so that nothing that they delete comes between a letter and its mark. [`Nfc`](Self::Nfc)
    /// acts before them, on the whole text. A letter with more than thirty marks stays as it is (the Stream-Safe limit of UAX #15).
    ComposeLatin,
    /// Collapses a run of spaces and tabs to one space. Newlines are kept.
    CollapseSpaces,
    /// Deletes spaces and tabs at both ends of each line, and collapses other runs of them to one space.
    Trim,
    /// Writes spaces beside punctuation, and collapses runs of spaces and tabs to one space.
    ///
    /// A sign directly between two digits, or between letters or digits of another script than Arabic, stays as it is: `1,234.5`,
    /// `10:30`, `example.com`. So do the signs in a link, `https://example.com/?q=1`, and with [`Spacing::After`] emoticons (`:-)`),
    /// abbreviations (`ق.م`) and a particle before a quotation (`و«نعم»`). No space is written at the end of a line.
    SpacePunctuation(Spacing),
    /// Writes a space between a digit and a letter of the Arabic script beside it: `20فیصد` becomes `20 فیصد`.
    /// A `ء` behind a digit is Urdu's sign of a year, and stays there.
    SpaceDigits,
    /// Deletes the separators of thousands in numbers: `12,345` becomes 12345.
    ///
    /// They are `,` and U+066C, between one to three digits, of which the first is not 0, and groups of three. An Arabic comma
    /// mostly divides the numbers of a list, so it stays; [`number::find`](crate::number::find()) takes it for a separator. Where
    /// another step of the list makes a space of such a sign, as `strip_punctuation(space)` does, those in numbers are deleted and
    /// the others become spaces.
    JoinThousands,
    /// Writes ASCII digits in names that have a Latin letter: with `digits(persian)` before it, `mp3`, `5G` and links stay as they
    /// are.
    ///
    /// A name is a run of Latin letters, digits and `- . _ / : @ # ? = & % + ~`, U+066B. Digits before its first letter belong to it
    /// with the signs between, up to 32 characters.
    UnifyLatinDigits,
    /// Writes a half-space (U+200C ZERO WIDTH NON-JOINER) in place of the space between a Persian word and its affix, or deletes
    /// what is between them: `می روم` and `کتاب ها`.
    ///
    /// The affixes are a closed list of naqi's own: prefixes of verbs, the plural, comparison, endings of verbs and possessives,
    /// and second parts of compounds such as `ریزی`. Some are words of their own, too: in edited text, about one space in a thousand is joined that should
    /// not be. The letters may be those of Arabic keyboards.
    ///
    /// [`AffixBoundary::Zwnj`] is for text that people go on reading. [`AffixBoundary::Delete`] is for keys: the three spellings of
    /// a word, with a space, with a ZWNJ and with neither, become one. The step acts on whole texts; analyzers and terms divide words
    /// at spaces before it.
    #[doc(alias = "half-space")]
    JoinAffixes(AffixBoundary),
    /// Writes a sign once where it stands several times in a row: `نعم!!!` becomes `نعم!`.
    ///
    /// These are the signs of sentences, dashes, `*`, `_` and `~`. Brackets and quotation marks may be nested, so they stay.
    CollapsePunctuation,
    /// Shortens written laughter to one spelling: a word of `ه` alone becomes `هه`, one of `خ` alone `خخ`, and one of `ها` again
    /// and again `هاها`.
    ///
    /// Heh goal and heh doachashmee are taken alike. Laughter at the end of another word is a stretched letter: see
    /// [`CollapseStretch`](Self::CollapseStretch).
    CollapseLaughter,
    /// Shortens runs of one Arabic letter: `جمييييل` becomes `جميل` with 1.
    CollapseStretch(Stretch),
}

impl Step {
    /// The stage in which the step acts.
    ///
    /// ```
    /// use naqi::step::{Stage, Step};
    /// assert_eq!(Step::Trim.stage(), Stage::PostProcess);
    /// ```
    pub fn stage(&self) -> Stage {
        match self {
            Self::Mask(_) => Stage::Mask,
            Self::Compose | Self::UnifyUthmani | Self::UnifySoraniAe | Self::Nfc | Self::Nfkc => Stage::Compose,
            Self::ComposeLatin
            | Self::StripStrayZwnj
            | Self::StripTanwinAlef
            | Self::StripLastVowel
            | Self::StripRedundantVowels
            | Self::CollapseSpaces
            | Self::Trim
            | Self::SpacePunctuation(_)
            | Self::SpaceDigits
            | Self::JoinThousands
            | Self::UnifyLatinDigits
            | Self::JoinAffixes(_)
            | Self::CollapsePunctuation
            | Self::CollapseLaughter
            | Self::CollapseStretch(_) => Stage::PostProcess,
            _ => Stage::Table,
        }
    }

    /// Whether the step implies composition: it changes characters that can be written decomposed, or it deletes
    /// characters that may be between a letter and its mark.
    pub(crate) fn implies_compose(&self) -> bool {
        !matches!(
            self,
            Self::Mask(_)
                | Self::Nfc
                | Self::Nfkc
                | Self::UnifyKaf
                | Self::UnifyForeign
                | Self::Digits(_)
                | Self::UnifyPunctuation
                | Self::UnifySpaces
                | Self::FoldCase
                | Self::Transliterate(_)
                | Self::Arabize(_)
                | Self::Map(_)
                | Self::ComposeLatin
                | Self::StripStrayZwnj
                | Self::CollapseSpaces
                | Self::Trim
                | Self::SpacePunctuation(_)
                | Self::SpaceDigits
                | Self::JoinThousands
                | Self::UnifyLatinDigits
                | Self::CollapsePunctuation
        )
    }

    /// Whether a character that the step removes takes its combining marks with it: it may be written as one code point or
    /// as several.
    pub(crate) fn removes_marked(&self) -> bool {
        matches!(self, Self::StripLatin(_) | Self::StripSymbols(_))
    }

    /// Whether the step deletes code points for which it has no rule.
    pub(crate) fn deletes_others(&self) -> bool {
        match self {
            Self::Map(map) => map.deletes_others(),
            Self::KeepArabic => true,
            _ => false,
        }
    }
}
