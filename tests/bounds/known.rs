//! What breaks a bound: for a reason that stays, or until it is mended.

/// Operations on families that break a bound for one reason.
pub struct Known {
    /// The beginnings of the operations' names.
    operations: &'static [&'static str],
    /// The families' names; configurations have none.
    families: &'static [&'static str],
    pub reason: &'static str,
}

/// More than twenty times as slow as ordinary text, in linear time, and why: the notes of the table.
pub const SLOW: &[Known] = &[
    Known {
        operations: &["normalize", "is_normalized", "stream", "reader", "writer", "terms", "for_each_term", "analyzer"],
        families: CLUSTERS,
        reason: "Marks that may be one letter with the letter before leave the vector code: the compose stage takes \
                 them character by character, at 15 to 150 MB/s. In ordinary text few stand, one behind the other.",
    },
    Known {
        operations: &["align", "find: "],
        families: &["letters of the Quran without a space", "lam and alefs", "alef, hamza above, beh"],
        reason: "The same, and each such letter is written down by itself in the alignment.",
    },
    Known {
        operations: &["align", "find: "],
        families: &["U+FDFA", "presentation forms"],
        reason: "Each unit is of unusual length, and written down by itself in the alignment.",
    },
    Known {
        operations: &["words", "tokens", "social", "terms", "for_each_term", "analyzer"],
        families: SHORT_TOKENS,
        reason: "Each character, or each second one, is a token, where a word of ordinary text takes eleven bytes; and \
                 what the masks leave in doubt goes by the rules of UAX #29, segment by segment.",
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
        ],
        reason: "Words that are no short Arabic ones are cached as text, and long ones not at all: each is normalized \
                 and parted anew. U+FDFA is eighteen letters for three bytes.",
    },
    Known {
        operations: &["normalize: nfkc", "for_each_term: nfkc"],
        families: &["U+FDFA", "presentation forms", "compatibility forms", "decomposed Latin"],
        reason: "`unicode-normalization` takes what is in no normal form character by character; of U+FDFA eleven \
                 times as many bytes are written.",
    },
    Known {
        operations: &["normalize: nfc", "normalize_into: nfc", "is_normalized: nfc", "normalize: nfkc"],
        families: CLUSTERS,
        reason: "`unicode-normalization` takes what is in no normal form character by character, and sorts the marks.",
    },
    Known {
        operations: &["find: "],
        families: DENSE,
        reason: "A match stands at each character or two, and each has its span, and its boundaries where words are \
                 whole.",
    },
    Known {
        operations: &["is_normalized: search"],
        families: &["0xFF", "lone continuation bytes", "surrogates"],
        reason: "U+FFFD, three bytes that no look-up in registers knows: each is looked up by itself.",
    },
];

/// Where letters and marks meet that the compose stage looks at.
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

/// Tokens of one character, and what class masks leave to the rules.
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

/// Where the text's first two characters come again and again.
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

/// What grows by a step where a cluster gets longer than a slice: linear on both sides of the step, so growth is measured
/// behind it.
pub const STEPS: &[Known] = &[
    Known {
        operations: &["align", "alignment: ", "find: "],
        families: CLUSTERS,
        reason: "A slice ends where a cluster does. Where it holds no such place, the cluster's end is looked for character \
                 by character, at 200 to 500 MB/s.",
    },
    Known {
        operations: &["stream: ", "reader: ", "writer: ", "normalize: skeleton"],
        families: CLUSTERS,
        reason: "A chunk that ends inside a cluster leaves the vector code: the rest of the cluster goes character by \
                 character.",
    },
];

/// What is known of an operation on a family, or of a configuration.
pub fn find(list: &'static [Known], operation: &str, family: Option<&str>) -> Option<&'static Known> {
    list.iter().find(|known| {
        let is_family = family.map_or(known.families.is_empty(), |family| known.families.contains(&family));
        is_family && known.operations.iter().any(|name| operation.starts_with(name))
    })
}

impl Known {
    /// The names that are none of an operation, of a configuration or of a family.
    #[allow(dead_code)] // the command asks for none
    pub fn unknown_names(&self, operations: &[&str], families: &[&str]) -> Vec<&'static str> {
        let is_operation = |name: &&&str| operations.iter().any(|operation| operation.starts_with(**name));
        let unknown = self.operations.iter().filter(|name| !is_operation(name));
        unknown.chain(self.families.iter().filter(|name| !families.contains(name))).copied().collect()
    }
}
