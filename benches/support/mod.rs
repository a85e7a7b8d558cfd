//! The texts that are measured, and the rivals: shared by the benches.
#![allow(dead_code)] // each bench uses a part of it

use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

/// A text with its name.
pub struct Text {
    pub name: String,
    pub text: String,
}

/// The project's own text in the style of news: hardly any marks.
const NEWS: &str = "أعلنت وزارة النقل اليوم أن خط القطار الجديد سيربط المدينة بالميناء خلال عام 2026، وقال المتحدث باسم الوزارة إن العمل بدأ في الجزء الأول من المشروع قبل ستة أشهر. وأضاف أن \"المشروع سيخدم أكثر من 200 ألف راكب يوميا\"، مشيرا إلى أن الدراسة استغرقت ثلاث سنوات. ومن المتوقع أن تنتهي المرحلة الأولى في سبتمبر المقبل، على أن تبدأ الرحلات التجريبية في نهاية العام.\nوفي سياق آخر، أوضحت الجمعية الجغرافية أن مستوى المياه في البحيرة ارتفع بنسبة 4.5% مقارنة بالعام الماضي، وهو أعلى مستوى منذ عام 1998.\n";
/// The project's own text, vocalised.
const VOCALISED: &str = "خَرَجَ الرَّجُلُ مِنَ البَيْتِ فِي الصَّبَاحِ وَمَعَهُ كِتَابٌ قَدِيمٌ، ثُمَّ جَلَسَ تَحْتَ شَجَرَةٍ كَبِيرَةٍ يَقْرَأُ فِيهِ. وَلَمَّا غَابَتِ الشَّمْسُ رَجَعَ إِلَى أَهْلِهِ فَأَخْبَرَهُمْ بِمَا قَرَأَ، فَقَالَتِ ابْنَتُهُ: مَا أَجْمَلَ هٰذِهِ القِصَّةَ! فَابْتَسَمَ وَقَالَ: سَأَقْرَؤُهَا عَلَيْكُمْ غَدًا إِنْ شَاءَ اللّٰهُ.\n";
/// The project's own text in the style of posts.
const SOCIAL: &str = "صباااح الخير يا جماعة 😀😀 اليوم الجو راااائع جدا!! #صباح_الخير #الرياض\nشكراً @naqi_ar على المقال 👍🏽 https://example.com/ar/2024 اقرأوه كلكم 😍\nمين شاف الماتش امبارح؟؟ ههههههه والله ما توقعت النتيجه 3-1 ⚽️ #الدوري\n";
const ASCII: &str = "The quick brown fox jumps over the lazy dog, and then it goes home (5.5 km) to read a book.\n";

/// The texts of the repository, or the files that `NAQI_TEXTS` names, separated by `:`.
pub fn texts() -> Vec<Text> {
    let Ok(files) = std::env::var("NAQI_TEXTS") else { return own(256 << 10).into() };
    let read = |path: &str| read(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    files.split(':').filter(|f| !f.is_empty()).map(read).collect()
}

/// The texts of the repository, each of about `len` bytes.
pub fn own(len: usize) -> [Text; 4] {
    [("news", NEWS), ("vocalised", VOCALISED), ("social", SOCIAL), ("ascii", ASCII)]
        .map(|(name, text)| Text { name: name.into(), text: text.repeat(len / text.len()) })
}

/// The text of a file, named after the file.
pub fn read(path: &str) -> std::io::Result<Text> {
    let name = std::path::Path::new(path).file_stem().map_or(path.into(), |s| s.to_string_lossy().into_owned());
    Ok(Text { name, text: std::fs::read_to_string(path)? })
}

/// The ten lines that people write by hand: marks, tatweel, alef, yeh, teh marbuta.
pub fn ten_lines(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' => None,
            'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
            'ى' => Some('ي'),
            'ة' => Some('ه'),
            c => Some(c),
        })
        .collect()
}

/// The steps that are equivalent to the ten lines on text without rarer characters.
pub const TEN_LINES: &str =
    "strip_tashkeel, dagger_alef(delete), strip_tatweel, unify_alef, unify_yeh, unify_teh_marbuta";

pub fn memcpy(text: &str, out: &mut String) {
    out.clear();
    out.push_str(text);
}

pub fn icu_words() -> icu_segmenter::WordSegmenterBorrowed<'static> {
    icu_segmenter::WordSegmenter::new_for_non_complex_scripts(
        icu_segmenter::options::WordBreakInvariantOptions::default(),
    )
}

/// Whether text has no script that ICU segments by a dictionary: without its dictionaries it leaves such text whole,
/// and cannot be compared.
pub fn is_segmented_by_rules(text: &str) -> bool {
    let by_dictionary = |c| matches!(c, '\u{E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}');
    !text.chars().any(by_dictionary)
}

/// The words of ICU4X, each through the ten lines: the reference for `for_each_term`.
pub fn icu_terms(text: &str) -> usize {
    let segmenter = icu_words();
    let mut iterator = segmenter.segment_str(text).iter_with_word_type();
    let (mut start, mut sum) = (0, 0);
    for (end, kind) in iterator.by_ref() {
        if kind.is_word_like() {
            sum += black_box(ten_lines(&text[start..end])).len();
        }
        start = end;
    }
    sum
}

pub fn unicode_words(text: &str) -> usize {
    text.unicode_words().map(str::len).sum()
}

/// Checks that the ten lines and the equivalent steps agree on text without rarer characters.
pub fn assert_ten_lines_agree(text: &str) {
    let same: naqi::Normalizer = TEN_LINES.parse().expect("a list of steps");
    let common = |c: &char| !matches!(c, '\u{653}'..='\u{65F}' | '\u{671}'..='\u{6FF}' | '\u{750}'..='\u{8FF}');
    let text: String = text.chars().filter(common).collect();
    assert!(same.normalize(&text) == ten_lines(&text), "the ten lines differ");
}
