//! Timing on a shared machine: the processor time of the measuring thread, the minimum of some runs, and growth that is
//! measured again before it is reported. Each measurement has a thread of its own, so that one that never ends can be
//! named.

use crate::operations::Work;
use cpu_time::ThreadTime;
use std::hint::black_box;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The reason why there is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It had not ended at the time limit.
    TooLong(Duration),
    Panic,
}

/// The number of runs, and the time limit.
#[derive(Clone, Copy)]
pub struct Effort {
    pub runs: usize,
    /// No more runs after this time in total.
    pub enough: Duration,
    pub limit: Duration,
}

/// The minimum time of some runs of the work, which is prepared on the thread that runs it.
pub fn least(make: impl FnOnce() -> Work + Send + 'static, effort: Effort) -> Result<Duration, Fault> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut work = make();
        let (mut least, mut all) = (Duration::MAX, Duration::ZERO);
        for _ in 0..effort.runs {
            let start = ThreadTime::now();
            black_box(work());
            let time = start.elapsed();
            (least, all) = (least.min(time), all + time);
            if all > effort.enough {
                break;
            }
        }
        // The receiver may have stopped waiting.
        _ = sender.send(least);
    });
    receiver.recv_timeout(effort.limit).map_err(|error| match error {
        RecvTimeoutError::Timeout => Fault::TooLong(effort.limit),
        RecvTimeoutError::Disconnected => Fault::Panic,
    })
}

/// The times at `n` and at `4 n`.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    pub n: usize,
    pub small: Duration,
    pub large: Duration,
}

impl Growth {
    /// Linear time gives 4, quadratic 16. Times below the resolution count as the resolution.
    pub fn factor(&self) -> f64 {
        self.large.as_secs_f64() / self.small.max(TELLABLE).as_secs_f64()
    }

    /// Times `first` and doubles it until four times the size takes long enough to be measured exactly, or is four
    /// times `most`; returns the maximum growth from any `n` to `4 n`. Above `bound` both are timed again, several
    /// times, after longer and longer pauses.
    pub fn measure<W>(first: usize, most: usize, bound: f64, make: impl Fn(usize) -> W) -> Result<Self, Fault>
    where
        W: FnOnce() -> Work + Send + 'static,
    {
        let mut times = Vec::new();
        let (mut n, mut last) = (first, 4 * first);
        while n <= last {
            let time = least(make(n), ONCE)?;
            times.push((n, time));
            if time < EXACT && n < most {
                last = last.max(8 * n);
            }
            n *= 2;
        }
        let grown = times.windows(3).map(|w| Self { n: w[0].0, small: w[0].1, large: w[2].1 });
        let greatest = grown.max_by(|a, b| a.factor().total_cmp(&b.factor()));
        let mut growth = greatest.unwrap_or(Self { n: first, small: TELLABLE, large: TELLABLE });
        for retry in 0..RETRIES {
            if growth.factor() <= bound {
                break;
            }
            // Other work on the machine may make all runs of some milliseconds slower.
            thread::sleep(PAUSE * (1 << retry));
            growth.small = growth.small.min(least(make(growth.n), AGAIN)?);
            growth.large = growth.large.min(least(make(4 * growth.n), AGAIN)?);
        }
        Ok(growth)
    }
}

/// The minimum time for which growth is computed, and the time at which the clock and the first call hardly matter.
const TELLABLE: Duration = Duration::from_micros(20);
const EXACT: Duration = Duration::from_micros(200);
const RETRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(20);
const LIMIT: Duration = Duration::from_secs(10);
const ONCE: Effort = Effort { runs: 3, enough: Duration::from_millis(1), limit: LIMIT };
const AGAIN: Effort = Effort { runs: 5, enough: Duration::from_millis(200), limit: LIMIT };
