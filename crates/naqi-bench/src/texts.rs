//! The texts that are measured: the repository's own, files, and texts made to be slow.

pub use crate::support::Text;
use crate::support::{own, read};

/// Own writing in Persian, with its zero-width non-joiners.
const PERSIAN: &str = "دیروز هوا بارانی بود و بچه‌ها نمی‌توانستند در حیاط بازی کنند. معلم گفت: «امروز به کتابخانه می‌رویم و دربارهٔ ستاره‌ها می‌خوانیم.» در سال ۱۴۰۲ بیش از ۳۵۰ کتاب تازه به این کتابخانه رسیده است، و هر هفته چند نفر از پدربزرگ‌ها برای بچه‌ها قصه می‌گویند.\n";
/// Own writing in Urdu.
const URDU: &str = "ہمارے گاؤں کی سڑک پچھلے سال بنی تھی، اور اب بسیں روزانہ شہر تک جاتی ہیں۔ بازار میں پھل، سبزیاں اور کپڑے ملتے ہیں، لیکن بچوں کو سب سے زیادہ مٹھائی کی دکان پسند ہے۔ کل شام بارش ہوئی تو لوگ چائے پینے کے لیے ہوٹل میں بیٹھ گئے اور پرانی کہانیاں سنانے لگے۔\n";
/// Own writing in Uyghur, whose vowels are letters.
const UYGHUR: &str = "بۈگۈن ھاۋا ئوچۇق، بالىلار مەكتەپنىڭ ئالدىدا ئويناۋاتىدۇ. ئۇلارنىڭ ئوقۇتقۇچىسى يېڭى كىتابلارنى ئېلىپ كەلدى، ھەر بىر كىتابتا قىزىقارلىق ھېكايىلەر بار. چۈشتىن كېيىن بىز دەريا بويىغا بېرىپ، بېلىق تۇتىمىز ۋە كەچتە ئۆيگە قايتىمىز.\n";
/// Own writing in Chinese and Japanese.
const CJK: &str = "今天早上下了一场小雨，河边的路还有些湿。老师带着学生们去图书馆，大家一起读了一本关于星星的书。下午天晴了，孩子们在公园里放风筝，直到太阳下山才回家。\n昨日は駅の近くの本屋で、古い地図を見つけました。店の人は、百年前の町の様子を楽しそうに話してくれました。\n";

/// The texts of the files, or the repository's if none is named.
pub fn texts(files: &[String]) -> Result<Vec<Text>, String> {
    if files.is_empty() {
        return Ok(own(256 << 10).into());
    }
    files.iter().map(|path| read(path).map_err(|e| format!("{path}: {e}"))).collect()
}

/// The first characters of a text, for `--test`, which runs everything once.
pub fn shorten(text: &mut Text) {
    text.text = text.text.chars().take(2_000).collect();
}

/// A text repeated up to this many bytes.
pub fn fill(text: &str, bytes: usize) -> String {
    text.repeat((bytes / text.len().max(1)).max(1))
}

/// Arabic text with characters outside one block: made of news, or in other languages.
pub fn harder(news: &str) -> Vec<Text> {
    let size = news.len().min(2 << 20);
    let mut texts = vec![
        ("half Latin", half_latin(news)),
        ("a rare sign in 64 bytes", with_rare_signs(news)),
        ("Persian", mix(PERSIAN, size)),
        ("Urdu", mix(URDU, size)),
        ("Uyghur", mix(UYGHUR, size)),
        ("presentation forms", presentation_forms(news)),
    ];
    let foreign = foreign(size);
    texts.extend(foreign.iter().map(|t| (t.name.as_str(), t.text.clone())));
    texts.into_iter().map(|(name, text)| Text { name: name.into(), text }).collect()
}

/// Text without an Arabic letter.
pub fn foreign(size: usize) -> [Text; 2] {
    let latin = own(256 << 10).into_iter().find(|t| t.name == "ascii").map(|t| t.text).unwrap_or_default();
    let text = |name: &str, writing: &str| Text { name: name.into(), text: mix(writing, size) };
    [text("all Latin", &latin), text("all CJK", CJK)]
}

/// The words of a short text in random order, up to this many bytes. A processor learns the branches of a text that
/// repeats, so figures on repeated text are too good.
fn mix(writing: &str, bytes: usize) -> String {
    let words: Vec<&str> = writing.split_inclusive([' ', '\n', '、', '，', '。']).collect();
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut out = String::with_capacity(bytes + 1024);
    while out.len() < bytes {
        // Marsaglia's xorshift: the same text in every run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        out.push_str(words[(random >> 32) as usize % words.len()]);
    }
    out
}

/// Each word of a text followed by a Latin one.
fn half_latin(text: &str) -> String {
    let latin = ["river", "of", "libraries", "and", "small", "Towns", "where", "people", "read"];
    text.split(' ').zip(latin.iter().cycle()).flat_map(|(word, latin)| [word, " ", latin, " "]).collect()
}

/// A text with U+201C (left double quotation mark), U+200F (right-to-left mark) and U+2026 (horizontal ellipsis) in
/// turn, one in 64 bytes.
fn with_rare_signs(text: &str) -> String {
    let mut rare = ['\u{201C}', '\u{200F}', '\u{2026}'].into_iter().cycle();
    let mut out = String::with_capacity(text.len() * 16 / 15);
    let mut next = 60;
    for c in text.chars() {
        if out.len() >= next {
            out.extend(rare.next());
            next += 64;
        }
        out.push(c);
    }
    out
}

/// A text in Arabic Presentation Forms-B, as old programs store it: the form of each letter depends on its position in
/// the word.
///
/// The block follows the order of the letters: from U+FE80 on, each has its isolated and its final form, and an initial
/// and a medial one too if it joins the letter after it.
fn presentation_forms(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |n: usize| letters.get(n).and_then(|&c| forms(c));
    let mut joined = false;
    let place = |(n, &c): (usize, &char)| {
        let Some((first, count)) = forms(c) else {
            joined = false;
            return c;
        };
        let before = joined && count > 1;
        let after = count == 4 && at(n + 1).is_some_and(|(_, count)| count > 1);
        joined = count == 4;
        char::from_u32(first + u32::from(before) + 2 * u32::from(after)).unwrap_or(c)
    };
    letters.iter().enumerate().map(place).collect()
}

/// The first of a letter's forms, and how many it has.
fn forms(letter: char) -> Option<(u32, u32)> {
    let count = |c: char| match c {
        'ء' => 1,
        'آ' | 'أ' | 'ؤ' | 'إ' | 'ا' | 'ة' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ى' => 2,
        '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' => 4,
        _ => 0,
    };
    let before: u32 = ('\u{621}'..letter).map(count).sum();
    (letter <= '\u{64A}' && count(letter) > 0).then(|| (0xFE80 + before, count(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use naqi::preset::SEARCH;

    #[test]
    fn forms_are_those_of_the_place_in_the_word() {
        assert_eq!(
            presentation_forms("كتب دار ماء"),
            "\u{FEDB}\u{FE98}\u{FE90} \u{FEA9}\u{FE8D}\u{FEAD} \u{FEE3}\u{FE8E}\u{FE80}"
        );
        let news = &own(256 << 10)[0].text;
        assert!(SEARCH.normalize(&presentation_forms(news)) == SEARCH.normalize(news));
    }

    #[test]
    fn every_64_bytes_hold_a_rare_sign() {
        let text = with_rare_signs(&own(256 << 10)[0].text);
        let rare: Vec<usize> = text.char_indices().filter(|(_, c)| *c >= '\u{2000}').map(|(n, _)| n).collect();
        assert!(rare.iter().enumerate().all(|(n, at)| at / 64 == n));
    }
}
