//! Fingerprints: an output that changes has another fingerprint, so that an old index is recognized.
//!
//! `tests/data/fingerprints.txt` holds, for normalizers and analyzers, the fingerprint and a hash of their outputs for fixed
//! texts. `NAQI_WRITE=1 cargo test --test fingerprints` renews it, but never for an output that changed under its old
//! fingerprint: raise the version of the stage first.

mod random;

use naqi::analyzer::TermKind;
use naqi::{Analyzer, Normalizer, analyzer, preset};
use random::Random;
use std::path::Path;

/// Normalizers of one stage each.
const NORMALIZERS: [&str; 37] = [
    "compose",
    "compose, unify_alef, unify_hamza",
    "unify_forms",
    "unify_uthmani",
    "unify_sorani_ae",
    "strip_diacritics, unify_uthmani",
    "nfc",
    "nfkc",
    "unify_spaces",
    "collapse_spaces",
    "trim",
    "collapse_stretch(1)",
    "collapse_stretch(2)",
    "digits(ascii)",
    "fold_case",
    "unify_yeh, unify_teh_marbuta, unify_kaf, unify_heh, unify_foreign",
    "map(ا=ا, ب=ب, *=)",
    "mask(link=رابط, email=, mention=x, hashtag=, number=رقم, emoji=)",
    "strip_tanwin_alef",
    "strip_tanwin_alef, strip_tashkeel",
    "strip_last_vowel",
    "strip_redundant_vowels",
    "strip_latin(space)",
    "strip_symbols(delete)",
    "space_punctuation(after)",
    "space_punctuation(around)",
    "space_digits",
    "join_thousands",
    "unify_wasla",
    "compose_latin",
    "strip_stray_zwnj",
    "unify_latin_digits",
    "collapse_punctuation",
    "collapse_laughter",
    "collapse_stretch(doubles)",
    "join_affixes(zwnj)",
    "join_affixes(delete)",
];

/// Analyzers of one part each: the splitting of words, each category of stop words, each stem.
const ANALYZERS: [&str; 13] = [
    "strip_bidi",
    "strip_bidi | leave_out(function)",
    "strip_bidi | leave_out(question)",
    "strip_bidi | leave_out(month)",
    "strip_bidi | leave_out(day)",
    "strip_bidi | leave_out(number)",
    "strip_bidi | stem(light)",
    "strip_bidi | stem(full)",
    "strip_bidi | root_key",
    "strip_bidi | word",
    "strip_bidi | tokenizer(social)",
    "strip_bidi | tokenizer(social) | hashtag_parts",
    "strip_bidi | tokenizer(social) | leave_out(link, email, mention, hashtag)",
];

/// Links, addresses, mentions and hashtags, and what is none.
const POSTS: &str = "\
#وسم_جديد #نرم\u{200D}افزار #می\u{200C}خواهم ＃وسم #محمدﷺ #2024 #2024م #a#b ب#وسم &#x627; #\u{FE0F}a ✌\u{FE0F}#وسم #メ～レ \u{200F}#وسم\u{200F} \
@user ＠user شكرا@user @userشكرا RT@user art@user !@user @user@host @aliceì @نقي\u{200C}عربي @a.b. \
https://example.com/صفحة_(أ)). www.موقع.com www.example.comشكرا http://example.comشكرا bit.ly/a-b example.com http://no-tld \
استhttps://example.com الرابط:https://example.com/a|b \u{2067}http://a.example/\u{2069} info@example.org mail:info@example.org";

/// Old spellings of `ە` in Sorani, `ه` and a ZWNJ: within words and at their end, with a mark or tatweel between both.
const SORANI: &str = "\
ه\u{200C} نامه\u{200C} کورده\u{200C}کان به\u{200C}ره\u{200C}و هه\u{64E}\u{200C} ه\u{640}\u{200C}م ه\u{200C}\u{200C} ه\u{200D}\u{200C} ة\u{200C} نامه";

/// Words of each rule of the stems. A text that is changed or added changes all outputs: do it in a commit of its own.
const WORDS: &str = "\
وزير ووزير بغداد ببغداد مدارس مدرستها والكتاب للكتاب كالقمر فالعلم ولبنان لوزير كرئيس سيكتب ستتطور سأكتب \
لإيطاليا بأحمد وأسعار والآثار بيوتهم حياتهم مهندسون مدينتان فلسطينية لبناني سورية أمريكي باكستاني مناطق \
مشاريع عواصم قواميس وزراء خبراء أصدقاء أسعارها أحزاب وثائق آلام مدن سنوات أساتذة نساء قضايا قوانين مسئول \
شئون رءوس صحراء أين متى كيف يناير الخميس ثلاثة عشرون مقاطعة استقالة نفيس فريق بدون التقاعد الانتهاء مرج \
وبينما سيعمل تأتي لبنان تهميش ظهر للهجة بدم تشارك رومانية فن يسمح أحزان امتداد يشاركن شعب يقرأ اللهب يوفر \
السكان السواكن مسلم تحب ندرس فلك الوهم يتمتع يضم نتحدث يتحدث إلقاء بدت ينتهي حق مخاطرة تقع تتجه للوح يضيف \
والذين لغة أكفان نفعل اكتفاء ٱللَّهِ نشاط أدار قرآني عثماني فعلي سلطان النفوذ ٱللَّهُمَّ زادت نحاس يصيب \
التقاطع جاؤوا يرغبن تقاطع داخلية تشتري تالله استعان وهذا نسيم أوطان بهؤلاء نتين أركانه لوحة للسان ألمانية \
كلم ياردة وأولئك يستخدمن مطالبة يتكون تنسى يظهر تحقيق نصيحة بشرح بات جديد استفادة التفتيش نأمل وجهت للغات \
يعيد فكان ياولد يعيش يشمل نزيف شرح معلم لليبيا تدعو النزيف ينقضي أكد ننتظر بقيت مضت إصابة يحترم نستعين \
مداخلة دعا زاد التقنية نسأل بكلا تستطيع شيطاني لوثيقة أوزان وبما تحمي روحانية النصيحة يستفيد خذ الأركان \
بالله رهب ولما والدراسة النقود يمثل نخاف فخار يدرس مشاركة أسنان نطالب يتذكر يامصر لحم نرجو أبالله أوطاننا \
أعاد انتقل ردة محاكمة نشكر بدعاء تماسيح سعت تحقق يستورد إلغاء القائمة ألوان تفعل يأتي للائحة مساحة يلعبن \
مدخل بالغابة نفوذ يدرسن يعود حاقد استولت بحروف ون تلفزيون فاللهم حاس نبهت ولن وللجنة ليد احتل التهديد اختفت \
أرادت يكتبن إنسانية فاقد دليل سام نظام استورد تفتيش يلقي التواصل سرط ضال زيف شريان يجاح حزن يبيذ مات ياقوت \
للاجئين برائحة نستخدم وفريق تنتهي لاعب غرب يهتم يستعين أقران يموت باسط بحرارة إدارة طريق مكان يستدعي بغير \
احتوى تقرأ عثمان ياشعب مطلب تبدو يذهبن مشترك وإلى قائل ازداد وقد يفهم نأكل يمضي يتعلمن التقرير يدخل فليس كفن \
تقييم جوم لحظة ماء وجه يهدف يحمي لحوم وهم يقود ألحان امتد";

/// Vowels at the end of words, stretched letters, laughter, signs, emoji, and words beside digits.
const CLEANED: &str = "\
رَحِيمًا كِتَاباً مَدْرَسَةً هُدًى إِسْلَامٌ يَقُولُ كَبِيرٍ \u{64B} مرحبااااا الللللله مميييز سبببب ههههههه خخخخ هاهاهاها هههها حلوههه \
قال:نعم ،لا !!! ( نعم ) «لا»؟! 1,234.5 example.com 10:30 20فيصد كتب5 résumé re\u{301}sume\u{301} ≠ =\u{338} © 😀😀 👨‍👩‍👧 5️⃣ ❤️ $ ﷼ - — ... \
می روم کتاب ها بزرگ تر خانه ای نمی\u{200C}شود می\u{A0}گویند";

/// Texts that meet most rules.
fn texts() -> Vec<String> {
    let mut texts = vec![String::from(WORDS)];
    // Every code point of the Arabic blocks between letters, alone, and after a mark.
    let blocks = [0x20..=0x24F, 0x600..=0x8FF, 0x2000..=0x206F, 0xFB50..=0xFDFF, 0xFE70..=0xFEFF_u32];
    let chars = blocks.into_iter().flatten().filter_map(char::from_u32);
    texts.push(chars.map(|c| format!("ب{c}ب {c} \u{64E}{c}\n")).collect());
    texts.push("قَالَ ٱللَّهُ عَلَىٰ ٱلصَّلَوٰةِ  ١٬٢٣٤٫٥ 1,234 2024م عبدالله #وسم_طويل @user جمييييل ab.نعم الiphone".into());
    let mut random = Random::new(29);
    texts.extend((0..200).map(|_| random.text(60)));
    texts
}

/// FNV-1a.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn put(&mut self, text: &str) {
        for &byte in text.as_bytes().iter().chain(&[0]) {
            self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

fn of_normalizer(normalizer: &Normalizer, texts: &[String]) -> (u64, u64) {
    let mut hash = Hash(0xCBF2_9CE4_8422_2325);
    texts.iter().for_each(|text| hash.put(&normalizer.normalize(text)));
    (normalizer.fingerprint(), hash.0)
}

fn of_analyzer(analyzer: &Analyzer, texts: &[String]) -> (u64, u64) {
    let mut hash = Hash(0xCBF2_9CE4_8422_2325);
    for text in texts {
        analyzer.for_each_term(text, |term| {
            hash.put(term.text);
            hash.put(&format!("{:?} {} {}", term.span, term.position, term.kind == TermKind::RootKey));
        });
    }
    (analyzer.fingerprint(), hash.0)
}

/// Each normalizer and analyzer by name, with its fingerprint and the hash of its outputs.
fn now() -> Vec<(String, u64, u64)> {
    let texts = texts();
    let mut posts = texts.clone();
    posts.push(POSTS.into());
    let mut sorani = texts.clone();
    sorani.push(SORANI.into());
    let mut cleaned = posts.clone();
    cleaned.push(CLEANED.into());
    let is_cleaning = |steps: &str| {
        [
            "mask(",
            "strip_tanwin",
            "strip_last",
            "strip_red",
            "strip_latin",
            "strip_sym",
            "space_",
            "collapse_p",
            "collapse_l",
            "doubles",
            "join_affixes",
            "compose_latin",
        ]
        .iter()
        .any(|part| steps.contains(part))
    };
    let mut rows = Vec::new();
    let mut push = |name: String, (print, outputs)| rows.push((name, print, outputs));
    for preset in preset::all() {
        let texts = match preset.name() {
            "sorani" => &sorani,
            "speech" | "arabic_text" | "persian_text" | "urdu_text" | "sorani_text" => &cleaned,
            _ => &texts,
        };
        push(format!("preset {}", preset.name()), of_normalizer(preset, texts));
    }
    for steps in NORMALIZERS {
        let texts = match steps {
            "unify_sorani_ae" => &sorani,
            steps if is_cleaning(steps) => &cleaned,
            _ => &texts,
        };
        push(format!("steps {steps}"), of_normalizer(&steps.parse().expect("steps"), texts));
    }
    for (name, analyzer) in analyzer::all() {
        push(format!("analyzer {name}"), of_analyzer(analyzer, &texts));
    }
    for parts in ANALYZERS {
        let texts = if parts.contains("social") { &posts } else { &texts };
        push(format!("parts {parts}"), of_analyzer(&parts.parse().expect("an analyzer"), texts));
    }
    rows
}

/// A line of the file: the name, a tab, the fingerprint, the hash of the outputs.
fn read(line: &str) -> (String, u64, u64) {
    let (name, hashes) = line.split_once('\t').expect("a tab");
    let mut hashes = hashes.split(' ').map(|hash| u64::from_str_radix(hash, 16).expect("a hash"));
    (name.into(), hashes.next().expect("a fingerprint"), hashes.next().expect("a hash of outputs"))
}

#[test]
fn an_output_that_changed_has_another_fingerprint() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fingerprints.txt");
    let kept = std::fs::read_to_string(&path).expect("the file");
    let kept: Vec<_> = kept.lines().filter(|line| !line.starts_with('#')).map(read).collect();
    let now = now();
    for (name, print, outputs) in &now {
        let is_hidden = kept.iter().any(|k| k.0 == *name && k.1 == *print && k.2 != *outputs);
        assert!(!is_hidden, "{name}: an output changed and its fingerprint did not; raise the version of its stage");
    }
    if std::env::var_os("NAQI_WRITE").is_some() {
        let mut lines = String::from("# Names; fingerprints, hashes of outputs. See tests/fingerprints.rs\n");
        now.iter().for_each(|(name, print, outputs)| lines.push_str(&format!("{name}\t{print:016x} {outputs:016x}\n")));
        std::fs::write(&path, lines).expect("the file can be written");
        return;
    }
    let differ: Vec<_> = now.iter().filter(|row| !kept.contains(row)).map(|row| &row.0).collect();
    assert!(
        differ.is_empty() && kept.len() == now.len(),
        "a breaking change: note it in CHANGELOG, and renew the file with NAQI_WRITE=1. {differ:#?}"
    );
}

#[test]
fn what_differs_in_one_part_has_another_fingerprint() {
    let all = now();
    for (n, (name, print, _)) in all.iter().enumerate() {
        for (other, other_print, _) in &all[..n] {
            assert!(print != other_print, "{name} and {other}");
        }
    }
}
