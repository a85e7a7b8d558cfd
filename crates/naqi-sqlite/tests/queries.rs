//! Thirty queries as people type them: each finds its text with naqi, and is highlighted in the original spelling. Beside it:
//! whether FTS5's own tokenizer `unicode61` finds the text.

mod common;

use common::{memory, run};
use rusqlite::{Connection, params};

/// What a query is about, the query, and the text with the hits in brackets.
const QUERIES: [(&str, &str, &str); 30] = [
    ("a vocalised verse by bare letters", "مع العسر يسرا", "فَإِنَّ مَعَ [ٱلْعُسْرِ] [يُسْرًا]"),
    ("a vocalised word by bare letters", "المكتبة", "زُرْتُ [المَكْتَبَةَ] صَباحًا"),
    ("bare letters by a vocalised word", "مُعَلِّم", "جاء [معلم] جديد"),
    ("Uthmani by the modern word: prayer", "الصلاة", "وَأَقِيمُوا۟ [ٱلصَّلَوٰةَ]"),
    ("Uthmani by the modern word: heavens", "السماوات", "خَلَقَ [ٱلسَّمَـٰوَٰتِ] بِٱلْحَقِّ"),
    ("Uthmani by the modern word: two words in one", "قوم", "قَالَ يَـٰ[قَوْمِ] ٱعْبُدُوا۟ ٱللَّهَ"),
    ("Uthmani by the modern word: worlds", "العالمين", "رَبِّ [ٱلْعَـٰلَمِينَ]"),
    ("Uthmani by the modern word: Abraham", "إبراهيم", "مِّلَّةَ [إِبْرَٰهِـۧمَ] حَنِيفًا"),
    ("a plural by the singular", "مدرسة", "تفتح [المدارس] أبوابها"),
    ("the singular by a plural", "طلاب", "هذا [طالب] مجتهد"),
    ("a plural by the singular: ministers", "وزير", "اجتمع [الوزراء] أمس"),
    ("a word with clitics by the word", "سيارة", "وصلوا [بسياراتهم] ليلا"),
    ("the word by a word with clitics", "وبالجامعة", "تقع [الجامعة] في المدينة"),
    ("a sound plural by the singular", "مهندس", "عمل [المهندسون] طويلا"),
    ("the ligature ﻻ by two letters", "لاعب", "[ﻻﻋﺐ] ماهر"),
    ("presentation forms by letters", "سلام", "ﻋﻠﻴﻜﻢ [ﺍﻟﺴﻼﻡ]"),
    ("Arabic digits by ASCII digits", "2024", "عام [٢٠٢٤] للميلاد"),
    ("Persian digits by Arabic digits", "١٤٠٣", "سال [۱۴۰۳]"),
    ("ASCII digits by Arabic digits", "٣٥٠", "ثمنه [350] ريالا"),
    ("a number with separators by its digits", "12500", "سكانها [١٢٬٥٠٠] نسمة"),
    ("teh marbuta written as heh", "المدينه", "وصل إلى [المدينة] مساء"),
    ("alef maksura written as yeh", "مستشفي", "نقل إلى [مستشفى] قريب"),
    ("an alef without its hamza", "احمد", "كتب [أحمد] رسالة"),
    ("a name, spelling 1: one word", "عبدالله", "قابلت [عبد الله] أمس"),
    ("a name, spelling 2: two words", "\"عبد الرحمن\"", "سأل [عبدالرحمن] عنك"),
    ("a name, spelling 3: vocalised", "مُحَمَّد", "حضر [محمد] مبكرا"),
    ("a stretched word", "جميل", "يوم [جـمـيـل] جدا"),
    ("Persian letters for Arabic ones", "کتاب", "اشترى [كتابا] قديما"),
    ("Latin in capitals", "naqi", "يستعمل [NAQI] هنا"),
    ("a prefix", "استقل*", "إعلان [الاستقلال] اليوم"),
];

fn table(tokenizer: &str) -> Connection {
    let db = memory();
    run(&db, &format!("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = '{tokenizer}')"));
    for (n, (_, _, marked)) in (0..).zip(QUERIES) {
        let text = marked.replace(['[', ']'], "");
        db.execute("INSERT INTO texts(rowid, body) VALUES (?1, ?2)", params![n, text]).expect("a row");
    }
    db
}

/// The text as the query marks it, if the query finds it.
fn found(db: &Connection, n: usize, query: &str) -> Option<String> {
    let sql = "SELECT highlight(texts, 0, '[', ']') FROM texts WHERE texts MATCH ?1 AND rowid = ?2";
    db.query_row(sql, params![query, n as i64], |row| row.get(0)).ok()
}

#[test]
fn thirty_queries_find_and_highlight_their_texts() {
    let (naqi, unicode61) = (table("naqi default"), table("unicode61"));
    let (mut wrong, mut by_unicode61) = (Vec::new(), 0);
    println!("| query | naqi | unicode61 |\n|---|---|---|");
    for (n, (about, query, marked)) in QUERIES.into_iter().enumerate() {
        let hit = found(&naqi, n, query);
        let other = found(&unicode61, n, query).is_some();
        by_unicode61 += usize::from(other);
        println!("| {about} | {} | {} |", hit.as_deref() == Some(marked), if other { "found" } else { "-" });
        if hit.as_deref() != Some(marked) {
            wrong.push(format!("{about}: {query} gives {hit:?}, not {marked}"));
        }
    }
    println!("naqi {} of 30, unicode61 {by_unicode61} of 30", 30 - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(by_unicode61, 1);
}

#[test]
fn a_query_finds_no_more_than_the_texts_it_is_about() {
    let db = table("naqi default");
    for (n, (about, query, _)) in QUERIES.into_iter().enumerate() {
        let count: usize = db
            .query_row("SELECT count(*) FROM texts WHERE texts MATCH ?1", [query], |row| row.get::<_, i64>(0))
            .map(|count| count as usize)
            .expect("a count");
        assert!((1..=2).contains(&count), "{n} {about}: {count} texts");
    }
}

#[test]
fn a_name_in_one_word_is_found_at_each_letter() {
    for tokenizer in ["words", "three_terms", "default", "wide", "light"] {
        let db = memory();
        run(&db, &format!("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi {tokenizer}')"));
        run(&db, "INSERT INTO t VALUES ('عبدالله هنا'), ('سأل عبدالرحمن عنك'), ('عَبْدُ الرَّحِيمِ'), ('كتاب')");
        let count = |query: &str| {
            let sql = "SELECT count(*) FROM t WHERE t MATCH ?1";
            db.query_row(sql, [format!("{query}*")], |row| row.get::<_, i64>(0)).expect("a count")
        };
        for name in ["عبدالله", "عبدالرحمن", "عبدالرحيم"] {
            for (end, _) in name.char_indices().skip(1).chain([(name.len(), ' ')]) {
                let (typed, found) = (&name[..end], count(&name[..end]));
                assert!((1..=3).contains(&found), "{tokenizer}: {typed} finds {found}");
            }
        }
        assert_eq!((count("عبدالر"), count("عبدالرحي")), (2, 1), "{tokenizer}");
    }
}

#[test]
fn snippets_mark_the_vocalised_text() {
    let db = memory();
    run(&db, "CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'naqi')");
    let text = "كَلامٌ كَثيرٌ قَبلَ المَقصودِ، ثُمَّ وَصَلَ الطُّلّابُ إِلى المَدْرَسَةِ الجَديدَةِ، ثُمَّ كَلامٌ بَعدَهُ طَويلٌ";
    db.execute("INSERT INTO t VALUES (?1)", [text]).expect("a row");
    let sql = "SELECT snippet(t, 0, '<b>', '</b>', '…', 5) FROM t WHERE t MATCH 'مدرسه'";
    let snippet = common::value(&db, sql);
    assert!(snippet.contains("<b>المَدْرَسَةِ</b>") && snippet.contains('…'), "{snippet}");
    let plain = snippet.replace("<b>", "").replace("</b>", "").replace('…', "");
    assert!(text.contains(&plain), "{snippet}");
}

/// Each verse in modern spelling, as a phrase, against the verses in Uthmani spelling, where Tanzil's texts are at hand.
#[test]
fn the_verses_are_found_by_their_modern_spelling() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/quran");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let (Some(uthmani), Some(modern)) = (read("uthmani.txt"), read("simple-clean.txt")) else { return };
    let verse = |line: &str| line.rsplit_once('|').map(|(_, verse)| verse.to_owned());
    let lines = |text: &str| text.lines().filter_map(verse).collect::<Vec<_>>();
    let (uthmani, modern) = (lines(&uthmani), lines(&modern));
    assert_eq!((uthmani.len(), modern.len()), (6236, 6236));
    let mut counts = Vec::new();
    for tokenizer in ["naqi default", "unicode61"] {
        let db = memory();
        run(&db, &format!("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = '{tokenizer}'); BEGIN"));
        for (n, verse) in (0_i64..).zip(&uthmani) {
            db.execute("INSERT INTO t(rowid, body) VALUES (?1, ?2)", params![n, verse]).expect("a row");
        }
        let mut search = db.prepare("SELECT count(*) FROM t WHERE t MATCH ?1 AND rowid = ?2").expect("a query");
        let is_found = |(n, verse): &(i64, &String)| {
            search.query_row(params![format!("\"{verse}\""), n], |row| row.get::<_, i64>(0)).expect("a count") == 1
        };
        counts.push((0_i64..).zip(&modern).filter(is_found).count());
    }
    println!("verses found by their modern spelling: naqi {}, unicode61 {} of 6236", counts[0], counts[1]);
    assert!(counts[0] >= 6200 && counts[1] < 100, "{counts:?}");
}
