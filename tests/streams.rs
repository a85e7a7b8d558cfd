//! Chunks give the output of the whole text, and invalid UTF-8 is found like by the standard library, for every split
//! of the bytes.

mod random;

use naqi::step::Step;
use naqi::{Error, Normalizer, preset};
use random::{Random, code_points};

/// Lists that combine steps as presets do not.
const LISTS: &[&str] = &[
    "nfc",
    "nfkc, strip_diacritics",
    "nfc, trim, collapse_stretch(1)",
    "compose, strip_diacritics, strip_tatweel, collapse_spaces",
    "compose, unify_forms, trim, collapse_stretch(2)",
    "skeleton, collapse_spaces, collapse_stretch(1)",
    "dagger_alef(alef), strip_joiners, unify_alef, unify_yeh",
    "unify_hamza, strip_tatweel, trim",
    "strip_diacritics, map(گ=ك, \\u{64E}=ا, ـ=, 😀=ضحك, ا=اا)",
    "map(\\u{20}=, ب=\\u{64E}ب\\u{654})",
    "strip_diacritics, map(ا=ا, ب=ب, ي=ي, و=\\u{648}, ـ=ـ, \\u{20}=\\u{20}, \\u{654}=\\u{654}, 😀=😀, ﻻ=لا, *=)",
    "nfkc, map(ا=ا, ل=ل, \\n=\\u{20}, *=), collapse_spaces",
    "unify_uthmani, unify_forms, strip_diacritics, strip_tatweel, strip_joiners, unify_alef",
    "nfc, unify_uthmani, collapse_spaces",
    "unify_foreign, digits(persian), fold_case, unify_punctuation, unify_spaces",
];

/// Texts that a split could damage: inside a letter with its marks, a run, a character of four bytes.
const HARD: &[&str] = &[
    // Letters and their marks, in every order, composed and decomposed.
    "",
    "ا",
    "ا\u{654}",
    "ا\u{64E}\u{654}",
    "ا\u{654}\u{64E}",
    "ا\u{653}ا\u{655}",
    "أ\u{655}",
    "إ\u{654}\u{651}",
    "آ\u{653}",
    "و\u{654}ي\u{654}",
    "ى\u{654}ی\u{654}",
    "ه\u{654}ہ\u{654}ە\u{654}",
    "ے\u{654}ۀ",
    "ء\u{654}",
    "ٱ\u{654}",
    "رحم\u{670}ن",
    "مُتَّحِدَة",
    "شَيْـًٔا",
    "بِسْمِ ٱللَّهِ",
    "الصَّلَو\u{670}ة",
    "\u{64E}\u{651}",
    "\u{654}",
    "\u{654}ا",
    " \u{654}",
    "a\u{301}e\u{327}\u{301}",
    "e\u{301}\u{654}",
    "ب\u{8F0}\u{8D3}ت\u{10EFD}",
    "ل\u{653}\u{654}\u{655}\u{656}",
    "ق\u{6D6}\u{6DC}ل\u{6E1}",
    // Tatweel and hamza.
    "ـ",
    "ـ\u{654}",
    "كـــتاب",
    "كـ\u{654}ـتاب",
    "شـ\u{64E}\u{654}ا",
    "ا\u{640}\u{654}",
    "ا\u{64E}\u{640}\u{64E}\u{654}",
    "ـ\u{655}ـ\u{655}",
    "ي\u{640}\u{640}\u{654}ي",
    "س\u{640}\u{651}\u{654}\u{64E}ل",
    // Presentation forms and ligatures.
    "ﻻ",
    "ﻷﻹﻵ",
    "\u{FE8D}\u{654}",
    "\u{FE8D}\u{64E}\u{654}",
    "ﷲ ﷺ ﷽",
    "\u{FDFA}\u{654}",
    "\u{FC5E}\u{FE76}\u{FE77}",
    "\u{FE8D}\u{FE7C}",
    "\u{FEED}\u{FE70}\u{654}",
    "\u{FBFC}\u{654}",
    "\u{FE89}\u{FE8B}\u{FE80}",
    "\u{1EE00}\u{654}",
    "\u{FDCC}",
    "\u{FEFB}\u{653}",
    // Characters that composition ignores.
    "ا\u{200D}\u{654}",
    "ا\u{200C}\u{654}\u{200C}",
    "می\u{200C}خواهم",
    "ا\u{200F}\u{64E}\u{202B}\u{654}",
    "\u{FEFF}ا\u{FEFF}\u{654}",
    "ا\u{AD}\u{34F}\u{654}",
    "\u{200D}\u{200D}",
    "ه\u{64E}\u{200C}\u{654}ه\u{640}\u{200C}",
    "محمدﷺ\u{64E}\u{200F}قال عبدا\u{64E}ﷲﷻﷺ",
    "\u{61C}ا\u{200B}\u{655}",
    "ه\u{200D}\u{640}\u{654}",
    // Emoji, flags, planes above the first.
    "😀",
    "👩\u{200D}👩\u{200D}👧",
    "👍\u{1F3FD}ا",
    "🇸🇦🇦🇪",
    "❤\u{FE0F}\u{200D}🔥",
    "1\u{FE0F}\u{20E3}",
    "𐭀𐤀\u{654}",
    "𝔸𝟗\u{1D165}",
    "ا😀\u{654}",
    "𞤀𞤢\u{1E944}",
    "\u{10FFFF}\u{10000}",
    // Normal forms.
    "각",
    "\u{1100}\u{1161}\u{11A8}",
    "가\u{11A8}\u{11A8}",
    "\u{1100}\u{1161}\u{1161}",
    "\u{212B}Å\u{30A}",
    "ｶﾞｷﾞ",
    "ﬁ½①",
    "q\u{307}\u{323}q\u{323}\u{307}",
    "\u{1E9B}\u{323}",
    "\u{9C7}\u{9BE}\u{9D7}",
    "\u{340}\u{344}\u{F43}",
    // Spaces, lines and stretches at the edges.
    " ",
    "  ا  ",
    "ا \t \n  ب \r\n ",
    "\n\n",
    "ا \u{64E} ب",
    "ا \u{200B} \u{A0} ب",
    "\u{2028} ا \u{2029}",
    " \u{640} ",
    "جميييييل",
    "جمي\u{64E}ي\u{64E}ييل",
    "ههههه\u{640}هه",
    "ي\u{640}ي\u{200D}ي",
    "اا\u{654}اا\u{654}",
    "سلام \t",
    // Letters that depend on their position.
    "ن",
    "نن",
    "بن",
    "ن\u{64E}ن\u{640}ن ي\u{654}ي",
    "ين\u{200C}ين",
    "ق\u{651}ق",
    // Everything at once.
    "٢٠٢٤ ۲۰۲۴ 2024، ١٬٢٣٤٫٥",
    "Straße ÉCOLE İ",
    "قَالَ: «\u{FEFB}\u{64E}» ٪؟",
    "پچڤگژکڪیےۓہۂھۀەۃ",
    // Words in the Quran's spelling.
    "يَـٰٓأَيُّهَا ٱلَّذِينَ ءَامَنُوا۟ ٱلصَّلَوٰةَ",
    "شَيْـًٔا وَٱلَّيْلِ جَآءُو\u{200D}ٱلۡأٓخِرَةِ",
    "بببببببببببببببببببببببببببببببببببببببببببببببببببببببببببببٱلصَّلَوٰةَ ٱل",
];

fn normalizers() -> Vec<(String, Normalizer)> {
    Step::all()
        .map(|step| Normalizer::new(&[step]))
        .chain(preset::all().map(|p| (**p).clone()))
        .chain(LISTS.iter().map(|list| list.parse().expect("a list of steps")))
        .map(|n| (n.to_string(), n))
        .collect()
}

/// Pushes the chunks through a new stream.
fn streamed<'b>(naqi: &Normalizer, chunks: impl IntoIterator<Item = &'b [u8]>) -> String {
    let (mut stream, mut out) = (naqi.stream(), String::new());
    chunks.into_iter().for_each(|chunk| stream.push(chunk, &mut out).expect("valid UTF-8"));
    stream.finish(&mut out).expect("a whole text");
    out
}

#[test]
fn chunks_give_the_output_of_the_whole_text_for_every_split() {
    assert!(HARD.len() >= 100);
    for (name, naqi) in normalizers() {
        for text in HARD {
            let (bytes, whole) = (text.as_bytes(), naqi.normalize(text));
            let same = |out: &str, how: &str| {
                assert_eq!(code_points(out), code_points(&whole), "{name}: {} {how}", code_points(text));
            };
            same(&streamed(&naqi, bytes.chunks(1)), "byte by byte");
            for split in 0..=bytes.len() {
                same(&streamed(&naqi, [&bytes[..split], &bytes[split..]]), &format!("split at {split}"));
            }
        }
    }
}

#[test]
fn a_stream_accepts_one_text_after_the_other() {
    for (name, naqi) in normalizers() {
        let mut stream = naqi.stream();
        for text in HARD {
            let mut out = String::new();
            text.as_bytes().chunks(5).for_each(|chunk| stream.push(chunk, &mut out).expect("valid UTF-8"));
            assert_eq!(stream.offset() as usize, text.len(), "{name}");
            stream.finish(&mut out).expect("a whole text");
            assert_eq!(code_points(&out), code_points(&naqi.normalize(text)), "{name}: {}", code_points(text));
        }
    }
}

/// Longer than the part that is checked at a time, so that the stream's own splits fall everywhere.
#[test]
fn a_huge_chunk_gives_the_output_of_the_whole_text() {
    let mut random = Random::from_environment();
    let mut text = String::new();
    while text.len() < 300_000 {
        text += HARD[random.below(HARD.len())];
    }
    for (name, naqi) in normalizers() {
        let shift = random.below(HARD.len());
        let text = format!("{}{text}", "ا".repeat(shift));
        let out = streamed(&naqi, [text.as_bytes()]);
        let whole = naqi.normalize(&text);
        let differs = out.bytes().zip(whole.bytes()).position(|(a, b)| a != b);
        assert!(out == whole, "{name}: {} and {} bytes, which differ at {differs:?}", out.len(), whole.len());
    }
}

/// Each kind of ill-formed sequence (Table 3-8 of the Unicode Standard among them).
const ILL_FORMED: &[&[u8]] = &[
    b"\xFF",
    b"\x80",
    b"\xBF\xBF",
    b"\xC0\xAF",
    b"\xC1\x81",
    b"\xD8",
    b"\xD8\xD8",
    b"\xE2\x80",
    b"\xE0\x80\x80",
    b"\xED\xA0\x80",
    b"\xED\xA0\x80\xED\xBF\xBF",
    b"\xF0\x9F\x98",
    b"\xF0\x80\x80\xAF",
    b"\xF4\x90\x80\x80",
    b"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42",
    b"\xF8\x88\x80\x80\x80",
    b"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41",
];

#[test]
fn errors_have_the_offsets_of_the_standard_library_for_every_split() {
    let text = "كَaا\u{654} 😀€ـ\u{654}\n";
    let naqi: Normalizer = "compose, strip_tashkeel, trim".parse().expect("steps");
    for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
        for bad in ILL_FORMED {
            let bytes = [&text.as_bytes()[..at], bad, &text.as_bytes()[at..]].concat();
            let error = std::str::from_utf8(&bytes).expect_err("it is ill-formed");
            let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]).expect("valid");
            for split in 0..=bytes.len() {
                let (mut stream, mut out) = (naqi.stream(), String::new());
                let pushed = [&bytes[..split], &bytes[split..]].map(|chunk| stream.push(chunk, &mut out));
                let first = pushed.iter().find_map(|p| p.as_ref().err());
                assert_eq!(
                    first.is_some(),
                    error.error_len().is_some(),
                    "{bytes:X?} split at {split}: reported when certain"
                );
                let again = first.map(|_| stream.push(b"x", &mut out).expect_err("it takes nothing more"));
                let ended = stream.finish(&mut out).expect_err("finish says it too");
                for told in first.into_iter().chain(&again).chain([&ended]) {
                    assert_eq!(told.offset(), Some(valid.len()), "{bytes:X?} split at {split}: {told}");
                }
                assert_eq!(stream.offset() as usize, valid.len(), "{bytes:X?} split at {split}");
                let whole = naqi.normalize(valid);
                assert_eq!(code_points(&out), code_points(&whole), "{bytes:X?} split at {split}: what stands before");
                out.clear();
                stream.push(text.as_bytes(), &mut out).expect("the next text");
                assert_eq!((stream.offset() as usize, stream.replaced()), (text.len(), 0));
                stream.finish(&mut out).expect("the next text");
                assert_eq!(code_points(&out), code_points(&naqi.normalize(text)), "after {bytes:X?} split at {split}");
            }
        }
    }
}

/// The output of a lossy stream for the chunks, and how much it replaced.
fn lossy(naqi: &Normalizer, chunks: &[&[u8]]) -> (String, u64) {
    let (mut stream, mut out) = (naqi.stream().lossy(), String::new());
    let ended: Result<(), Error> = chunks.iter().try_for_each(|chunk| stream.push(chunk, &mut out));
    ended.and_then(|()| stream.finish(&mut out)).expect("a lossy stream refuses nothing");
    let len: usize = chunks.iter().map(|chunk| chunk.len()).sum();
    assert_eq!(stream.offset(), len as u64, "all bytes are taken: {chunks:X?}");
    (out, stream.replaced())
}

/// Bytes that are mostly UTF-8, with errors.
fn noise(random: &mut Random, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..random.below(most + 1) {
        match random.below(4) {
            0 => bytes.push(random.below(256) as u8),
            1 => bytes.extend(ILL_FORMED[random.below(ILL_FORMED.len())]),
            _ => bytes.extend(random.text(4).into_bytes()),
        }
    }
    bytes
}

fn replaced_in(bytes: &[u8]) -> u64 {
    bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count() as u64
}

#[test]
fn a_lossy_stream_replaces_like_the_standard_library_and_counts() {
    let mut random = Random::from_environment();
    let nothing = Normalizer::new(&[]);
    for _ in 0..random.cases(3000) {
        let bytes = noise(&mut random, 8);
        let text = String::from_utf8_lossy(&bytes);
        let count = replaced_in(&bytes);
        for (name, naqi) in [("nothing", &nothing), ("search", &*preset::SEARCH), ("manuscript", &*preset::MANUSCRIPT)]
        {
            let whole = naqi.normalize(&text);
            for split in 0..=bytes.len() {
                let (out, replaced) = lossy(naqi, &[&bytes[..split], &bytes[split..]]);
                assert_eq!(code_points(&out), code_points(&whole), "{name}: {bytes:X?} split at {split}");
                assert_eq!(replaced, count, "{name}: {bytes:X?} split at {split}");
            }
        }
    }
}

#[test]
fn a_huge_lossy_chunk_is_replaced_like_by_the_standard_library() {
    let mut random = Random::from_environment();
    let nothing = Normalizer::new(&[]);
    for rare in [1, 1000] {
        let mut bytes = Vec::new();
        while bytes.len() < 200_000 {
            bytes.extend(random.text(40 * rare).into_bytes());
            bytes.extend(noise(&mut random, 2));
        }
        let (out, replaced) = lossy(&nothing, &[&bytes]);
        assert!(out == String::from_utf8_lossy(&bytes), "one error in about {} characters", 40 * rare);
        assert_eq!(replaced, replaced_in(&bytes));
    }
}
