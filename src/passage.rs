//! The passage: a table between its two doors, and text through the table and the door before it.

use crate::compose::{Door, cluster_end, cluster_start};
use crate::kernel;
use crate::normal_form::Form;
use crate::table::Table;
use crate::tidy;
use alloc::string::String;

/// What a normalizer does to text, made ready.
pub(crate) struct Passage {
    pub form: Option<Form>,
    /// Whether the compose door stands open.
    pub composes: bool,
    pub table: Table,
    pub tidy: tidy::Rules,
}

impl Passage {
    /// Whether the table and the compose door are all there is.
    pub fn is_direct(&self) -> bool {
        self.form.is_none() && self.tidy.is_idle()
    }

    /// Where the first cluster starts that does not come out as it went in.
    pub fn first_change(&self, text: &str) -> Option<usize> {
        let mut at = 0;
        loop {
            let hit = at + kernel::scan(self.table.pages(), &text[at..]);
            let c = text[hit..].chars().next()?;
            if !self.composes {
                return Some(hit);
            }
            let start = cluster_start(&self.table, text, hit);
            if !self.table.pages().get(c).is_stop() {
                return Some(start);
            }
            let end = cluster_end(&self.table, text, hit);
            let mut out = String::new();
            self.through_door(&text[start..end], &mut out);
            if out != text[start..end] {
                return Some(start);
            }
            at = end;
        }
    }

    /// Appends what the compose door and the table make of whole clusters.
    pub fn run(&self, text: &str, out: &mut String) {
        let mut at = 0;
        loop {
            let stop = at + kernel::compact(self.table.pages(), &text[at..], out);
            if stop == text.len() {
                return;
            }
            // What was written for the cluster before its stop is taken back.
            let start = at + cluster_start(&self.table, &text[at..], stop - at);
            let written: usize = text[start..stop].chars().map(|c| self.table.written(c, &mut [0; 4]).len()).sum();
            out.truncate(out.len() - written);
            let end = cluster_end(&self.table, text, stop);
            self.through_door(&text[start..end], out);
            at = end;
        }
    }

    fn through_door(&self, clusters: &str, out: &mut String) {
        let mut door = Door::default();
        clusters.chars().for_each(|c| door.push(&self.table, c, out));
        door.flush(&self.table, out);
    }
}
