//! Exceptions to the bounds: lasting ones with a reason, and faults that are to be fixed.

/// Operations on families that exceed a bound for one reason.
pub struct Known {
    /// The prefixes of the operations' names.
    operations: &'static [&'static str],
    /// The families' names; configurations have none.
    families: &'static [&'static str],
    pub reason: &'static str,
}

/// Operations more than twenty times as slow as on ordinary text, in linear time, with the reason: the notes of the
/// table.
pub const SLOW: &[Known] = &[
    Known {
        operations: COMPOSING,
        families: &["30 marks, then a letter"],
        reason: "Each of 30 hamzas joins the letter that the table writes after the one before it, so composition runs 30 \
                 times over up to 30 marks: 1.5 MB/s. The Stream-Safe limit of UAX #15 bounds it.",
    },
    Known {
        operations: &["stream: search, lossy", "reader: search, lossy", "writer: search, lossy"],
        families: &[
            "0xFF",
            "lone continuation bytes",
            "surrogates",
            "truncated characters",
            "letters with 0xFF between",
        ],
        reason: "Each ill-formed part is found by itself, and replaced by the three bytes of U+FFFD.",
    },
    Known {
        operations: COMPOSING,
        families: CLUSTERS,
        reason: "Marks that may compose with the letter before are not handled by vector code: the compose stage \
                 processes them character by character, at 15 to 150 MB/s. Ordinary text has few of them in a row.",
    },
    Known {
        operations: &["align", "find: "],
        families: &["U+FDFA", "presentation forms"],
        reason: "The output length of each unit is not the predicted one, so the alignment stores an exception for it.",
    },
    Known {
        operations: &["words", "tokens", "social", "word_terms", "for_each_term", "analyzer"],
        families: SHORT_TOKENS,
        reason: "Each character, or every second one, is a token, while a word of ordinary text takes eleven bytes; \
                 and boundaries that the masks do not decide go through the rules of UAX #29, segment by segment.",
    },
    Known {
        operations: &["analyzer"],
        families: &[
            "U+FDFA",
            "`_` and letters",
            "`'` and letters",
            "alef and `.`",
            "`a@a.`",
            "decomposed Latin",
            "a letter and marks that stay",
            "digits and letters",
        ],
        reason: "Words other than short Arabic ones are cached as text, and long ones not at all: each is normalized \
                 and split again. U+FDFA is eighteen letters for three bytes.",
    },
    Known {
        operations: &["normalize: nfkc", "for_each_term: nfkc"],
        families: &["U+FDFA", "presentation forms", "compatibility forms", "decomposed Latin"],
        reason: "`unicode-normalization` processes text that is not in a normal form character by character; the \
                 output of U+FDFA is eleven times as long.",
    },
    Known {
        operations: &["normalize: nfc", "normalize_into: nfc", "is_normalized: nfc", "normalize: nfkc"],
        families: CLUSTERS,
        reason: "`unicode-normalization` processes text that is not in a normal form character by character, and sorts \
                 the marks.",
    },
    Known {
        operations: &["find: "],
        families: DENSE,
        reason: "There is a match at every character or two, each with its span, and with its word boundaries if whole \
                 words are searched.",
    },
    Known {
        operations: &["is_normalized: search"],
        families: &["0xFF", "lone continuation bytes", "surrogates"],
        reason: "U+FFFD has three bytes and is in no register table: each one is looked up separately.",
    },
];

/// Operations that run the compose stage.
const COMPOSING: &[&str] = &[
    "normalize",
    "is_normalized",
    "stream",
    "reader",
    "writer",
    "align",
    "find: ",
    "word_terms",
    "for_each_term",
    "analyzer",
];

/// Families with letters and marks that the compose stage examines.
const CLUSTERS: &[&str] = &[
    "fatha",
    "marks that compose",
    "marks of all classes",
    "tatweel",
    "tatweel with hamza",
    "alef and 10,000 tatweels",
    "8 alefs with tatweels",
    "a letter and fathas",
    "a letter and marks that stay",
    "8 letters with marks",
    "a space and marks",
    "ZWJ",
    "alef, ZWJs, hamza above",
    "bidi controls",
    "letters of the Quran without a space",
    "lam and alefs",
    "alef, hamza above, beh",
];

/// Families with tokens of one character, and with characters that class masks leave to the scalar rules.
const SHORT_TOKENS: &[&str] = &[
    "CJK",
    "kana",
    "Thai",
    "compatibility forms",
    "CR LF and U+2028",
    "skin tones and hearts",
    "regional indicators",
    "a regional indicator and fathas",
    "digits with doubled separators",
    "decomposed Latin",
];

/// Families in which the text's first two characters occur again and again.
const DENSE: &[&str] = &[
    "`_`",
    "`#`",
    "`#` and letters",
    "`#` and digits",
    "`@`",
    "`a@`",
    "`@.`",
    "`a@a.`",
    "`.`",
    "`. ` and alef",
    "`?!`",
    "a point and closing signs",
    "`a.bc/`",
    "`a+b`",
    "`://`",
    "`\"`",
    "parentheses",
    "`-`",
    "0xFF",
    "lone continuation bytes",
    "surrogates",
    "line feeds",
    "CR LF and U+2028",
    "controls",
];

/// Operations whose time per byte changes once: where a cluster becomes longer than a slice, or a text longer than a cache. Time
/// is linear on both sides, so growth is measured beyond that length.
#[allow(dead_code)] // the test of growth uses it, the command does not
pub const STEPS: &[Known] = &[
    Known {
        operations: &["align", "alignment: ", "find: "],
        families: CLUSTERS,
        reason: "A slice ends where a cluster ends. If it contains no such boundary, the end of the cluster is searched \
                 character by character, at 200 to 500 MB/s.",
    },
    Known {
        operations: &[
            "stream: ",
            "reader: ",
            "writer: ",
            "normalize: manuscript",
            "normalize: collapse_spaces",
            "normalize: trim",
        ],
        families: CLUSTERS,
        reason: "If a chunk ends inside a cluster, the rest of the cluster is processed in scalar code.",
    },
    Known {
        operations: &["normalize: ", "normalize_into: "],
        families: &["tatweel", "alef and 10,000 tatweels"],
        reason: "What is deleted is read at 9 GB/s while the text lies in the second cache of the processor, and at 4 GB/s \
                 when it is longer than that.",
    },
    Known {
        operations: &["alignment: then"],
        families: &["U+FDFA"],
        reason: "One of both alignments changes nothing, so the other one, of six bytes for each byte of the text, is copied: at \
                 0.2 ns a byte of the text while both lie in the second cache of the processor, and at 0.5 when they are longer.",
    },
    Known {
        operations: &["analyzer: default, thread's cache"],
        families: &["new words", "new long words", "words with equal edges"],
        reason: "A measurement repeats its text on one thread. If the cache holds all words of the text, each repetition \
                 finds them there, at 1 ns a byte; of a longer text it stems every word, at 4 ns a byte.",
    },
];

/// The exception for an operation on a family, or for a configuration.
pub fn find(list: &'static [Known], operation: &str, family: Option<&str>) -> Option<&'static Known> {
    list.iter().find(|known| {
        let is_family = family.map_or(known.families.is_empty(), |family| known.families.contains(&family));
        is_family && known.operations.iter().any(|name| operation.starts_with(name))
    })
}

impl Known {
    /// The names that are no operation, configuration or family.
    #[allow(dead_code)] // only the test needs it
    pub fn unknown_names(&self, operations: &[&str], families: &[&str]) -> Vec<&'static str> {
        let is_operation = |name: &&&str| operations.iter().any(|operation| operation.starts_with(**name));
        let unknown = self.operations.iter().filter(|name| !is_operation(name));
        unknown.chain(self.families.iter().filter(|name| !families.contains(name))).copied().collect()
    }
}
