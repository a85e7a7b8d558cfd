//! What the report says in words, in English and Arabic.

use super::characters::Class;
use super::power::Power;
use super::report::{Distribution, Report};
use crate::page::Lang;
use crate::terminal::figures::thousands;

/// A row of the totals.
pub struct Total {
    pub name: &'static str,
    pub value: String,
    pub remark: String,
}

/// A percentage, with one decimal.
pub fn percent(part: u64, whole: u64) -> String {
    match whole {
        0 => "–".into(),
        _ => format!("{:.1} %", part as f64 * 100.0 / whole as f64),
    }
}

pub fn totals(report: &Report, lang: Lang) -> Vec<Total> {
    let totals = &report.totals;
    let say = |english, arabic| lang.label(english, arabic);
    let count = |name, count: u64, remark: String| Total { name, value: thousands(count), remark };
    let share = |part, whole, of| format!("{} {of}", percent(part, whole));
    let per_letter = match totals.letters {
        0 => "–".into(),
        letters => format!("{:.3}", totals.marks as f64 / letters as f64),
    };
    let numbers = format!("{} {}", thousands(totals.numbers), say("of them numbers", "منها أعداد"));
    let fewer = share(totals.written.saturating_sub(totals.terms), totals.written, say("fewer", "أقل"));
    let of_all = share(totals.varied, totals.terms, say("of all", "من الكل"));
    let at_stake = share(
        totals.at_stake,
        totals.words,
        say("of all: not in their term's commonest spelling", "من الكل: ليست بأكثر صور مفردتها ورودًا"),
    );
    let marked = share(totals.marked, totals.arabic, say("of them", "منها"));
    let mut rows = vec![
        count(say("files", "الملفات"), totals.files, String::new()),
        count(say("bytes", "البايتات"), totals.bytes, String::new()),
        count(say("characters", "المحارف"), totals.characters, String::new()),
        count(say("sentences", "الجمل"), totals.sentences, String::new()),
        count(say("words", "الكلمات"), totals.words, numbers),
        count(say("distinct words, as written", "الكلمات المختلفة كما كُتبت"), totals.written, String::new()),
        count(say("distinct words, normalized", "الكلمات المختلفة بعد التوحيد"), totals.terms, fewer),
        count(say("terms in several spellings", "مفردات لها أكثر من صورة"), totals.varied, of_all),
        count(say("words at stake", "كلمات يفوتها البحث الحرفي"), totals.at_stake, at_stake),
        count(say("Arabic words with a mark", "كلمات عربية عليها علامة"), totals.marked, marked),
        Total {
            name: say("marks to an Arabic letter", "العلامات لكل حرف عربي"),
            value: per_letter,
            remark: String::new(),
        },
        count(
            say("decomposed letters", "حروف مفككة"),
            totals.decomposed,
            say("a hamza or madda of its own code point", "همزتها أو مدتها محرف مستقل").into(),
        ),
        count(
            say("words not in NFC", "كلمات ليست بصيغة NFC"),
            totals.not_nfc,
            say("marks in another order, or decomposed letters", "علامات بترتيب آخر، أو حروف مفككة").into(),
        ),
    ];
    if totals.emptied > 0 {
        let name = say("words that normalization deletes", "كلمات يحذفها التوحيد");
        rows.push(count(name, totals.emptied, String::new()));
    }
    rows
}

/// Median, mean, and the items in no bin.
pub fn distribution(distribution: &Distribution, lang: Lang) -> String {
    let Distribution { median, mean, longest, none, .. } = distribution;
    let say = |english, arabic| lang.label(english, arabic);
    let comma = say(", ", "، ");
    let (name_of_median, name_of_mean) = (say("median", "الوسيط"), say("mean", "المتوسط"));
    let name_of_longest = say("longest", "الأطول");
    let none = match none {
        0 => String::new(),
        none => format!("{comma}{} {}", thousands(*none), say("with none", "بلا شيء")),
    };
    format!("{name_of_median} {median}{comma}{name_of_mean} {mean:.1}{comma}{name_of_longest} {longest}{none}")
}

/// A law of vocabularies, fitted to this one: its name, and what equals which formula.
pub struct Law {
    pub name: &'static str,
    pub formulas: Vec<(&'static str, String)>,
}

pub fn laws(report: &Report, lang: Lang) -> Vec<Law> {
    let say = |english, arabic| lang.label(english, arabic);
    let mut laws = Vec::new();
    if let Some([written, terms]) = report.heaps {
        let formula = |power: Power| format!("{:.2} × n^{:.3}", power.factor, power.exponent);
        laws.push(Law {
            name: say("growth of the vocabulary with n words (Heaps)", "نمو المفردات مع n كلمة (قانون هيبس)"),
            formulas: vec![
                (say("distinct as written", "المختلفة كما كُتبت"), formula(written)),
                (say("normalized", "بعد التوحيد"), formula(terms)),
            ],
        });
    }
    if let Some(zipf) = report.zipf {
        laws.push(Law {
            name: say("rank r and frequency of terms (Zipf)", "رتبة المفردة r وعدد مراتها (قانون زيف)"),
            formulas: vec![(say("count", "العدد"), format!("{:.0} × r^{:.3}", zipf.factor, zipf.exponent))],
        });
    }
    laws
}

/// What a reader needs to interpret the numbers.
pub fn notes(report: &Report, lang: Lang) -> Vec<String> {
    let (totals, dropped) = (&report.totals, &report.dropped);
    let say = |english, arabic| lang.label(english, arabic);
    let mut notes = Vec::new();
    if totals.broken > 0 {
        let count = thousands(totals.broken);
        notes.push(match lang {
            Lang::En => format!("Files not read to their end: {count}; what stands before is counted."),
            Lang::Ar => format!("ملفات لم تُقرأ إلى نهايتها: {count}؛ وما قبل موضع الخطأ محسوب."),
        });
    }
    if totals.skipped > 0 {
        let what = say(
            "Files of folders left out, for their suffix or as links:",
            "ملفات من المجلدات تُركت، لامتدادها أو لأنها روابط:",
        );
        notes.push(format!("{what} {}.", thousands(totals.skipped)));
    }
    if dropped.distinct > 0 {
        let [limit, distinct, words, error] =
            [report.limit as u64, dropped.distinct, dropped.words, dropped.error].map(thousands);
        notes.push(match lang {
            Lang::En => format!(
                "More than {limit} distinct words (--limit): {distinct} rare ones, {words} words of the text, were \
                 dropped. Distinct words, spellings, terms and words at stake or deleted are of those kept, whose counts \
                 may be too low by up to {error}; the vocabulary's growth ends where the limit was met. All else is \
                 exact."
            ),
            Lang::Ar => format!(
                "الكلمات المختلفة أكثر من {limit} (--limit): حُذفت من الذاكرة {distinct} كلمة نادرة، وهي {words} كلمة من \
                 النص. فأعداد الكلمات المختلفة والصور والمفردات وما يفوته البحث أو يحذفه التوحيد لما بقي وحده، وقد تنقص \
                 أعداده بما لا يزيد على {error}؛ وينتهي منحنى نمو المفردات عند الحد. وكل ما عدا ذلك دقيق."
            ),
        });
    }
    if dropped.long > 0 {
        let what = say(
            "Words of more than 255 bytes, counted and not kept among distinct words:",
            "كلمات أطول من 255 بايت، حُسبت ولم تدخل في الكلمات المختلفة:",
        );
        notes.push(format!("{what} {}.", thousands(dropped.long)));
    }
    notes
}

pub fn class(class: Class, lang: Lang) -> &'static str {
    let arabic = match class {
        Class::Letter => "حروف عربية",
        Class::Mark => "علامات عربية",
        Class::Tatweel => "التطويل",
        Class::Form => "أشكال العرض",
        Class::AsciiDigit => "أرقام 123",
        Class::ArabicDigit => "أرقام ١٢٣",
        Class::PersianDigit => "أرقام ۱۲۳",
        Class::BidiControl => "محارف الاتجاه",
        Class::Joiner => "فواصل الوصل (ZWJ, ZWNJ)",
        Class::Invisible => "محارف أخرى لا تُرى",
        Class::Space => "المسافات ونهايات الأسطر",
        Class::OtherLetter => "حروف كتابات أخرى",
        Class::Other => "علامات الترقيم وغيرها",
    };
    lang.label(class.name(), arabic)
}

/// The name of a script, as Unicode has it; the commonest in Arabic.
pub fn script(name: &str, lang: Lang) -> &str {
    match (lang, name) {
        (Lang::Ar, "Arabic") => "العربية",
        (Lang::Ar, "Latin") => "اللاتينية",
        (Lang::Ar, "Cyrillic") => "الكيريلية",
        (Lang::Ar, "Greek") => "اليونانية",
        (Lang::Ar, "Hebrew") => "العبرية",
        (Lang::Ar, "Common") => "مشتركة",
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_of_nothing_is_a_dash() {
        assert_eq!((percent(1, 3).as_str(), percent(0, 0).as_str()), ("33.3 %", "–"));
    }
}
