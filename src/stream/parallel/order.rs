//! Writes the outputs of parts in the order of the text, whichever thread finishes first.

use crate::stream::parallel::{Failure, Progress, ignore_poison, locked};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::ControlFlow;
use std::io::Write;
use std::sync::{Condvar, Mutex};

/// The output of a part.
pub(crate) struct PartOutput {
    pub out: String,
    pub source_len: u64,
    pub replaced: u64,
    /// The error with which the text ends here, if any.
    pub ended: Result<(), Failure>,
}

/// A writer, and the outputs that wait for an earlier one.
pub(crate) struct OrderedWriter<W, F> {
    queue: Mutex<Queue>,
    /// Notified when a part is written, and when the run stops.
    written: Condvar,
    writing: Mutex<Writing<W, F>>,
    /// The number of parts that may be read before the oldest one is written.
    max_ahead: u64,
}

struct Queue {
    /// The number of the part that is written next.
    next: u64,
    waiting: BTreeMap<u64, PartOutput>,
    /// Whether a thread is using the writer.
    busy: bool,
    stopped: bool,
    spare: Vec<String>,
}

struct Writing<W, F> {
    writer: W,
    on_part: F,
    progress: Progress,
    failure: Option<Failure>,
}

impl<W: Write, F: FnMut(Progress) -> ControlFlow<()>> OrderedWriter<W, F> {
    pub fn new(writer: W, on_part: F, max_ahead: u64) -> Self {
        let queue = Queue { next: 0, waiting: BTreeMap::new(), busy: false, stopped: false, spare: Vec::new() };
        let writing = Writing { writer, on_part, progress: Progress::default(), failure: None };
        Self { queue: Mutex::new(queue), written: Condvar::new(), writing: Mutex::new(writing), max_ahead }
    }

    /// Waits until the part may be read; `false` if the run has stopped.
    pub fn wait_for_room(&self, number: u64) -> bool {
        let full = |queue: &mut Queue| !queue.stopped && number >= queue.next + self.max_ahead;
        !ignore_poison(self.written.wait_while(locked(&self.queue), full)).stopped
    }

    /// Queues the output of a part, and writes all queued outputs that are next. Returns an empty buffer.
    pub fn hand_over(&self, number: u64, output: PartOutput) -> String {
        let mut queue = locked(&self.queue);
        queue.waiting.insert(number, output);
        while !queue.busy && !queue.stopped {
            let next = queue.next;
            let Some(mut output) = queue.waiting.remove(&next) else { break };
            queue.busy = true;
            drop(queue);
            let continues = self.write(&mut output);
            queue = locked(&self.queue);
            queue.end_turn(continues);
            output.out.clear();
            queue.spare.push(output.out);
            self.written.notify_all();
        }
        queue.spare.pop().unwrap_or_default()
    }

    /// Waits until all parts before this one are written, then calls `write_part`, which writes this part and returns
    /// whether the run continues.
    pub fn in_turn(&self, number: u64, write_part: impl FnOnce() -> bool) {
        let early = |queue: &mut Queue| !queue.stopped && (queue.next < number || queue.busy);
        let mut queue = ignore_poison(self.written.wait_while(locked(&self.queue), early));
        if queue.stopped {
            return;
        }
        queue.busy = true;
        drop(queue);
        let continues = write_part();
        locked(&self.queue).end_turn(continues);
        self.written.notify_all();
    }

    /// Writes a part; returns whether the run continues.
    pub fn write(&self, output: &mut PartOutput) -> bool {
        let Writing { writer, on_part, progress, failure } = &mut *locked(&self.writing);
        if let Err(error) = writer.write_all(output.out.as_bytes()) {
            *failure = Some(Failure::Write(error));
            return false;
        }
        progress.output_len += output.out.len() as u64;
        progress.replaced += output.replaced;
        if let Err(error) = core::mem::replace(&mut output.ended, Ok(())) {
            *failure = Some(error);
            return false;
        }
        progress.source_len += output.source_len;
        on_part(*progress).is_continue()
    }

    /// Writes the output of what a stream held back when the run was stopped.
    pub fn write_rest(&self, out: &str) {
        let Writing { writer, progress, failure, .. } = &mut *locked(&self.writing);
        match writer.write_all(out.as_bytes()) {
            _ if failure.is_some() => {}
            Ok(()) => progress.output_len += out.len() as u64,
            Err(error) => *failure = Some(Failure::Write(error)),
        }
    }

    /// Ends the run, and flushes the writer.
    pub fn finish(self) -> Result<Progress, Failure> {
        let Writing { mut writer, progress, failure, .. } = ignore_poison(self.writing.into_inner());
        let flushed = writer.flush().map_err(Failure::Write);
        match failure {
            Some(failure) => Err(failure),
            None => flushed.map(|()| progress),
        }
    }

    /// A guard that stops the run if this thread panics, so that no other thread waits for its part.
    pub fn panic_guard(&self) -> PanicGuard<'_, W, F> {
        PanicGuard(self)
    }

    fn stop(&self) {
        locked(&self.queue).stopped = true;
        self.written.notify_all();
    }
}

impl Queue {
    fn end_turn(&mut self, continues: bool) {
        self.busy = false;
        self.next += 1;
        if !continues {
            self.stopped = true;
            self.waiting.clear();
        }
    }
}

pub(crate) struct PanicGuard<'o, W: Write, F: FnMut(Progress) -> ControlFlow<()>>(&'o OrderedWriter<W, F>);

impl<W: Write, F: FnMut(Progress) -> ControlFlow<()>> Drop for PanicGuard<'_, W, F> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}
