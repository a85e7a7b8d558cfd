//! What each stage of a list of steps does, and its fingerprint.

use crate::kernel::Others;
use crate::pipeline::compose;
use crate::pipeline::expansion;
use crate::pipeline::fused::{FusedRules, fuse};
use crate::pipeline::mask::{self, Masks};
use crate::pipeline::normal_form::NormalForm;
use crate::pipeline::postprocess::{self, PostProcessing, VowelRules};
use crate::pipeline::uthmani;
use crate::rules::letters::numbers::{JOINED_THOUSANDS, digit_value};
use crate::rules::letters::{FATHATAN, OPEN_FATHATAN};
use crate::rules::step::{Step, Stretch};
use crate::token::SOCIAL_RULES_VERSION;

/// The greatest number of bytes that all steps together write for one code point.
pub(super) const MAX_OUTPUT: usize = 1024;
/// The version of what is done with the fused rules. Changes whenever that changes an output.
const TABLE_VERSION: &[u8] = b"table 2";

/// What each stage does. Normalizers whose stages are equal are equal.
#[derive(PartialEq, Eq)]
pub(super) struct Stages {
    pub masks: Option<Masks>,
    pub form: Option<NormalForm>,
    pub composes: bool,
    pub rewrites_uthmani: bool,
    pub postprocess: PostProcessing,
    pub fused: FusedRules,
}

impl Stages {
    /// The stages of a list of steps, which is sorted by stage.
    pub fn of(steps: &[Step]) -> Self {
        let form = match (steps.contains(&Step::Nfkc), steps.contains(&Step::Nfc)) {
            (true, _) => Some(NormalForm::Kc),
            (_, true) => Some(NormalForm::C),
            _ => None,
        };
        let has = |step: Step| steps.contains(&step);
        let stretch = steps.iter().filter_map(|step| match step {
            Step::CollapseStretch(Stretch::AtMost(most)) => Some(*most),
            _ => None,
        });
        let mut spacing = steps.iter().filter_map(|step| match step {
            Step::SpacePunctuation(spacing) => Some(*spacing),
            _ => None,
        });
        let mut affixes = steps.iter().filter_map(|step| match step {
            Step::JoinAffixes(boundary) => Some(*boundary),
            _ => None,
        });
        let masks = steps.iter().filter_map(|step| match step {
            Step::Mask(mask) => Some(mask),
            _ => None,
        });
        let mut fused = fuse(steps, MAX_OUTPUT);
        let tanwin_alef = has(Step::StripTanwinAlef);
        Self {
            masks: Masks::new(masks),
            form,
            composes: steps.iter().any(Step::implies_compose),
            rewrites_uthmani: steps.contains(&Step::UnifyUthmani),
            postprocess: PostProcessing {
                collapse_spaces: has(Step::CollapseSpaces),
                trim: has(Step::Trim),
                stretch: stretch.min(),
                positional: has(Step::Skeleton),
                latin_marks: has(Step::ComposeLatin),
                stray_zwnj: has(Step::StripStrayZwnj),
                vowels: VowelRules {
                    last: has(Step::StripLastVowel),
                    tanwin_alef,
                    redundant: has(Step::StripRedundantVowels),
                    // A fathatan tells which alef goes, so post-processing deletes it in place of the table.
                    fathatan: tanwin_alef && fused.restore(FATHATAN, ""),
                    open_fathatan: tanwin_alef && fused.restore(OPEN_FATHATAN, ""),
                },
                laughter: has(Step::CollapseLaughter),
                doubles: has(Step::CollapseStretch(Stretch::Doubles)),
                repeated: has(Step::CollapsePunctuation),
                spacing: spacing.next_back(),
                space_digits: has(Step::SpaceDigits),
                // A separator tells what is one number, so post-processing writes its space in place of the table.
                thousands: has(Step::JoinThousands)
                    .then(|| JOINED_THOUSANDS.map(|separator| fused.restore(separator, " "))),
                latin_digits: has(Step::UnifyLatinDigits),
                affixes: affixes.next_back(),
            },
            fused,
        }
    }

    /// FNV-1a over the stages and their versions.
    pub fn fingerprint(&self) -> u64 {
        let mut hash = 0xCBF2_9CE4_8422_2325_u64;
        let mut put = |bytes: &[u8]| {
            for &byte in bytes {
                hash = (hash ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
            }
        };
        put(TABLE_VERSION);
        put(postprocess::VERSION);
        if self.composes {
            put(compose::VERSION);
        }
        if let Some(masks) = &self.masks {
            put(mask::VERSION);
            put(&SOCIAL_RULES_VERSION.to_le_bytes());
            for text in masks.texts() {
                put(&text.map_or(u32::MAX, |text| text.len() as u32).to_le_bytes());
                put(text.unwrap_or_default().as_bytes());
            }
        }
        if self.fused.unifies_ae {
            put(compose::SORANI_AE_VERSION);
        }
        if self.fused.expansions().next().is_some() {
            put(expansion::VERSION);
        }
        match self.form {
            None => put(&[0]),
            Some(form) => {
                let (major, minor, patch) = unicode_normalization::UNICODE_VERSION;
                put(&[1 + form as u8, major, minor, patch]);
            }
        }
        let Self { postprocess, fused, .. } = self;
        put(&[u8::from(self.composes)]);
        postprocess.fingerprint(&mut put);
        if fused.removes_marked {
            put(compose::REMOVED_MARKS_VERSION);
        }
        if self.rewrites_uthmani {
            put(uthmani::VERSION);
        }
        for (c, text) in fused.rules.iter() {
            put(&(c as u32).to_le_bytes());
            put(&(text.len() as u32).to_le_bytes());
            put(text.as_bytes());
        }
        if fused.others == Others::Deleted {
            put(&[0xFF; 4]); // in place of a code point
        }
        hash
    }
}

/// Whether the table writes a digit of the same value for each digit of ASCII.
pub(super) fn keeps_values_of_digits(fused: &FusedRules) -> bool {
    let value = |text: &str| text.parse().ok().and_then(digit_value);
    ('0'..='9').all(|digit| fused.keeps(digit) || fused.rules.get(digit).and_then(value) == digit_value(digit))
}
