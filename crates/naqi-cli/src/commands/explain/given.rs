//! The texts of the command line: as they stand, or as numbers of code points.

use crate::outcome::WrongUsage;

/// The texts of the arguments. Numbers one after the other are one text: `U+0627 U+0654` is `أ`, decomposed.
pub fn texts(arguments: &[String]) -> Result<Vec<String>, WrongUsage> {
    let mut texts: Vec<String> = Vec::new();
    let mut is_open = false;
    for argument in arguments {
        match of_numbers(argument) {
            None => {
                texts.push(argument.clone());
                is_open = false;
            }
            Some(text) => {
                match texts.last_mut().filter(|_| is_open) {
                    Some(before) => before.push_str(&text?),
                    None => texts.push(text?),
                }
                is_open = true;
            }
        }
    }
    Ok(texts)
}

/// The text of an argument that consists of numbers.
fn of_numbers(argument: &str) -> Option<Result<String, WrongUsage>> {
    let numbers: Option<Vec<Vec<&str>>> = argument.split_whitespace().map(digits).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?.concat();
    let character = |digits: &&str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    let wrong = || {
        WrongUsage::new(format!(
            "`{argument}` is no character: characters are U+0000 to U+10FFFF, without U+D800 to U+DFFF"
        ))
    };
    Some(numbers.iter().map(character).collect::<Option<String>>().ok_or_else(wrong))
}

/// The digits of the numbers of a word: U+629, u+0629, \u{627}\u{654}.
fn digits(word: &str) -> Option<Vec<&str>> {
    let is_hex = |digits: &&str| (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match word.strip_prefix("U+").or_else(|| word.strip_prefix("u+")) {
        Some(digits) => Some(vec![digits]).filter(|_| is_hex(&digits)),
        None => {
            let escapes = word.strip_prefix("\\u{")?.strip_suffix('}')?.split("}\\u{").collect::<Vec<_>>();
            escapes.iter().all(is_hex).then_some(escapes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Vec<String> {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        texts(&arguments).expect("texts")
    }

    #[test]
    fn numbers_are_characters_and_all_else_stands_for_itself() {
        assert_eq!(of(&["U+0629", "ة", r"\u{629}"]), ["ة", "ة", "ة"]);
        assert_eq!(of(&["U+0627 U+0654", "مل"]), ["ا\u{654}", "مل"]);
        assert_eq!(of(&["u+627", "u+654", "كتاب", "U+20"]), ["ا\u{654}", "كتاب", " "]);
        assert_eq!(of(&[r"\u{627}\u{654}\u{20}"]), ["ا\u{654} "]);
        assert_eq!(of(&["U+", "U+x", "U+0629 ة", "", "\\u{}"]), ["U+", "U+x", "U+0629 ة", "", "\\u{}"]);
        for wrong in ["U+D800", "U+110000", "U+FFFFFFFF"] {
            assert!(
                texts(&[wrong.to_owned()]).is_err_and(|error| error.to_string().contains("no character")),
                "{wrong}"
            );
        }
    }
}
