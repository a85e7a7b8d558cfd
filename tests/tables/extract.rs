//! Makes the compact data file from ICU4X's properties of every code point.

use icu_casemap::CaseMapper;
use icu_properties::props::{
    Alphabetic, BidiControl, Block, DefaultIgnorableCodePoint, EmojiPresentation, ExtendedPictographic,
    GeneralCategory, JoinControl, JoiningGroup, Script, SentenceBreak, WhiteSpace, WordBreak,
};
use icu_properties::{CodePointMapData, CodePointSetData, PropertyNamesLong, PropertyNamesShort};
use std::fmt::Write;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

const HEAD: &str = "\
# Properties of every code point, in runs; then decompositions and case foldings.
# Unicode 18.0.0, extracted from icu_properties 2.4.0, icu_casemap 2.4.0 and unicode-normalization 0.1.26
# by tests/tables/extract.rs (NAQI_WRITE=1 cargo test --test tables); Word_Break, Sentence_Break and
# Extended_Pictographic are those of Unicode 17.0.0, which segmentation follows. Licence: LICENSE-UNICODE.
#
# P first..last;General_Category;Script;Word_Break;Sentence_Break;Canonical_Combining_Class;Joining_Group;flags
#   flags: a Alphabetic, b Bidi_Control, d Default_Ignorable_Code_Point, e Emoji_Presentation, j Join_Control,
#          r in an Arabic block, w White_Space, x Extended_Pictographic
# S script;name
# K code point;compatibility decomposition, of the Arabic blocks
# C code point;canonical decomposition, of the Arabic blocks
# F code point;full case folding, of Script=Latin
";

/// The compact data, from the properties in the crates of this build.
pub fn compact() -> String {
    let mut out = String::from(HEAD);
    let chars = || (0..=0x10FFFF).filter_map(char::from_u32);
    let mut run: Option<(u32, u32, String)> = None;
    for c in 0..=0x10FFFF {
        let properties = properties(c);
        match &mut run {
            Some((_, last, same)) if *same == properties => *last = c,
            _ => {
                if let Some((first, last, it)) = run.replace((c, c, properties)) {
                    writeln!(out, "P {first:04X}..{last:04X};{it}").expect("writing to a string never fails");
                }
            }
        }
    }
    if let Some((first, last, it)) = run {
        writeln!(out, "P {first:04X}..{last:04X};{it}").expect("writing to a string never fails");
    }
    let scripts = CodePointMapData::<Script>::new();
    let mut seen = std::collections::BTreeSet::new();
    for c in chars() {
        let script = scripts.get(c);
        let short = PropertyNamesShort::<Script>::new().get(script).expect("every script has a name");
        if seen.insert(short) {
            let long = PropertyNamesLong::<Script>::new().get(script).expect("every script has a name");
            writeln!(out, "S {short};{long}").expect("writing to a string never fails");
        }
    }
    let made_of = |out: &mut String, tag, c: char, of: String| {
        if !of.chars().eq([c]) {
            let of: Vec<_> = of.chars().map(|c| format!("{:04X}", c as u32)).collect();
            writeln!(out, "{tag} {:04X};{}", c as u32, of.join(" ")).expect("writing to a string never fails");
        }
    };
    for c in chars().filter(|&c| in_arabic_block(c as u32)) {
        made_of(&mut out, 'K', c, String::from(c).nfkd().collect());
    }
    for c in chars().filter(|&c| in_arabic_block(c as u32)) {
        made_of(&mut out, 'C', c, String::from(c).nfd().collect());
    }
    for c in chars().filter(|&c| scripts.get(c) == Script::Latin) {
        made_of(&mut out, 'F', c, CaseMapper::new().fold_string(&String::from(c)).into_owned());
    }
    out
}

/// The additions of Unicode 18. Segmentation follows Unicode 17, like `icu_segmenter` 2.4.0 (the reference) and ICU's
/// random test lines. In Unicode 17 these code points are unassigned, and in the emoji blocks Extended_Pictographic. Their
/// other properties are those of Unicode 18. All other code points have the same segmentation properties in both versions
/// (UnicodeData, WordBreakProperty, SentenceBreakProperty and emoji-data of 17.0.0 were compared).
const NEW_IN_18: &[(u32, u32)] = &[
    (0x558, 0x558),
    (0x58B, 0x58C),
    (0x5C8, 0x5C9),
    (0xB53, 0xB54),
    (0x1ADE, 0x1ADF),
    (0x1AEC, 0x1AF0),
    (0x208F, 0x208F),
    (0x209D, 0x209F),
    (0x20C2, 0x20C4),
    (0x2E60, 0x2E63),
    (0xA7DD, 0xA7DD),
    (0xA7E2, 0xA7E2),
    (0xAB6C, 0xAB6D),
    (0x107BB, 0x107BF),
    (0x10EC9, 0x10ECF),
    (0x10ED9, 0x10EEE),
    (0x10EF0, 0x10EF9),
    (0x11B0A, 0x11B0A),
    (0x11DF0, 0x11DF1),
    (0x1246F, 0x1246F),
    (0x12475, 0x1247F),
    (0x12550, 0x12686),
    (0x18CD6, 0x18CDA),
    (0x18D1F, 0x18D20),
    (0x18E00, 0x19191),
    (0x191A0, 0x191D2),
    (0x1B123, 0x1B128),
    (0x1B168, 0x1B168),
    (0x1CED2, 0x1CED4),
    (0x1CEDD, 0x1CEDF),
    (0x1CEF1, 0x1CEFD),
    (0x1D127, 0x1D128),
    (0x1D1EB, 0x1D1FF),
    (0x1D250, 0x1D281),
    (0x1D6A6, 0x1D6A6),
    (0x1DB00, 0x1DB1C),
    (0x1DF1F, 0x1DF24),
    (0x1DF2B, 0x1DF81),
    (0x1DF90, 0x1DF96),
    (0x1DFCD, 0x1DFFF),
    (0x1F1AE, 0x1F1AE),
    (0x1F6D9, 0x1F6D9),
    (0x1F7DA, 0x1F7DB),
    (0x1F7F1, 0x1F7FF),
    (0x1FA8B, 0x1FA8D),
    (0x1FACC, 0x1FACC),
    (0x1FADD, 0x1FADD),
    (0x1FAEB, 0x1FAEB),
    (0x1FAF9, 0x1FAFA),
    (0x2B81E, 0x2B81E),
    (0x3D000, 0x3FC3F),
];

const EMOJI: std::ops::RangeInclusive<u32> = 0x1F000..=0x1FAFF;

fn is_new(c: u32) -> bool {
    NEW_IN_18.iter().any(|&(first, last)| (first..=last).contains(&c))
}

fn in_arabic_block(c: u32) -> bool {
    let block = CodePointMapData::<Block>::new().get32(c);
    let name = PropertyNamesLong::<Block>::new().get(block).unwrap_or_default();
    // U+FEFF, the byte order mark, is at the end of an Arabic block, and is not Arabic.
    name.starts_with("Arabic") && c != 0xFEFF
}

fn properties(c: u32) -> String {
    let mut flags = String::new();
    for (flag, holds) in [
        ('a', CodePointSetData::new::<Alphabetic>().contains32(c)),
        ('b', CodePointSetData::new::<BidiControl>().contains32(c)),
        ('d', CodePointSetData::new::<DefaultIgnorableCodePoint>().contains32(c)),
        ('e', CodePointSetData::new::<EmojiPresentation>().contains32(c)),
        ('j', CodePointSetData::new::<JoinControl>().contains32(c)),
        ('r', in_arabic_block(c)),
        ('w', CodePointSetData::new::<WhiteSpace>().contains32(c)),
        ('x', CodePointSetData::new::<ExtendedPictographic>().contains32(c) || is_new(c) && EMOJI.contains(&c)),
    ] {
        if holds {
            flags.push(flag);
        }
    }
    let group = CodePointMapData::<JoiningGroup>::new().get32(c);
    format!(
        "{};{};{};{};{};{};{flags}",
        PropertyNamesShort::<GeneralCategory>::new().get(CodePointMapData::new().get32(c)).expect("named"),
        PropertyNamesShort::<Script>::new().get(CodePointMapData::new().get32(c)).expect("named"),
        if is_new(c) {
            "XX"
        } else {
            PropertyNamesShort::<WordBreak>::new().get(CodePointMapData::new().get32(c)).expect("named")
        },
        if is_new(c) {
            "XX"
        } else {
            PropertyNamesShort::<SentenceBreak>::new().get(CodePointMapData::new().get32(c)).expect("named")
        },
        char::from_u32(c).map_or(0, canonical_combining_class),
        if group == JoiningGroup::NoJoiningGroup {
            ""
        } else {
            PropertyNamesLong::<JoiningGroup>::new().get(group).expect("named")
        },
    )
}
