//! Many short texts in one pass.
//!
//! Up to a stop of the table, the output for texts one behind the other is that of each of them one behind the other. So short
//! texts are rewritten together: a call for each of them has a fixed cost, and a loop over blocks that ends after another number of
//! them each time is predicted wrongly.

use crate::kernel;
use crate::pipeline::Pipeline;
use crate::pipeline::places::Places;
use alloc::string::String;

/// The bytes that are rewritten together: with what is recorded of them, they fit in the cache of the first level.
const TOGETHER: usize = 8 << 10;
/// The parts before a stop that make up for a part that is begun twice.
const WORTHWHILE: usize = 2;
/// The parts that are rewritten one by one after a stop that came too early.
const ALONE: usize = 16;

impl Pipeline {
    /// [`Self::run`] for each part of a text, of which `ends` has the end. Replaces the ends by those of the outputs.
    pub fn run_parts(&self, text: &str, ends: &mut [usize], out: &mut String) {
        let (mut places, mut start, mut part, mut alone) = (Places::new(), 0, 0, 0);
        // The number of parts of that many bytes is not searched for, but estimated, which takes no time.
        let most = ends.len().saturating_mul(TOGETHER).checked_div(text.len()).unwrap_or(TOGETHER).min(TOGETHER);
        while part < ends.len() {
            let mut all = if alone > 0 { 0 } else { most.min(ends.len() - part) };
            while all > 0 && ends[part + all - 1] - start > 2 * TOGETHER {
                all /= 2;
            }
            if all > 0 {
                let near = &mut ends[part..part + all];
                let (last, before) = (near[all - 1], out.len());
                places.clear();
                let stop = start + kernel::compact(self.table.tables(), &text[start..last], out, &mut places);
                let mut done = if stop == last { all } else { near.partition_point(|end| *end <= stop) };
                let after = if done > 0 { near[done - 1] } else { start };
                if places.replace(&mut near[..done], start, before) {
                    start = after;
                } else {
                    // There were more characters that are rewritten one by one than are recorded.
                    done = 0;
                }
                part += done;
                if done == all {
                    continue;
                }
                // The part with the stop starts anew.
                out.truncate(if done > 0 { near[done - 1] } else { before });
                alone = if done < WORTHWHILE { ALONE } else { 1 };
            }
            self.run(&text[start..ends[part]], out, &mut ());
            start = core::mem::replace(&mut ends[part], out.len());
            (part, alone) = (part + 1, usize::saturating_sub(alone, 1));
        }
    }
}
