//! Threads: several files in parallel, and parts of a long one.

use super::Options;
use super::in_order::{self, Broken};
use naqi::Normalizer;
use naqi::parallel::Failure;
use rayon::prelude::*;
use std::io::{self, Read, Write};
use std::num::NonZero;

/// The threads of a run.
pub struct Jobs {
    pool: Option<rayon::ThreadPool>,
}

impl Jobs {
    pub fn new(options: &Options) -> Result<Self, String> {
        let count = options.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZero::get);
        // Report and page observe the text in order.
        if count == 1 || options.is_watched() {
            return Ok(Self { pool: None });
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build();
        Ok(Self { pool: Some(pool.map_err(|error| format!("--jobs {count}: {error}"))?) })
    }

    /// Runs a function for each item, in order if there is one thread.
    pub fn each<T: Sync>(&self, all: &[T], act: impl Fn(&T) + Sync) {
        if let Some(pool) = &self.pool {
            return pool.install(|| all.par_iter().with_max_len(1).for_each(&act));
        }
        all.iter().for_each(act);
    }

    /// Writes a text normalized, on all threads. Returns the number of U+FFFD written for invalid UTF-8.
    pub fn copy(
        &self,
        normalizer: &Normalizer,
        lossy: bool,
        mut reader: impl Read + Send,
        mut writer: impl Write + Send,
    ) -> Result<u64, Broken> {
        if let Some(pool) = &self.pool {
            let parallel = normalizer.parallel();
            let parallel = if lossy { parallel.lossy() } else { parallel };
            let done = pool.install(|| parallel.copy(reader, writer));
            return done.map(|progress| progress.replaced).map_err(|failure| match failure {
                Failure::Read(error) => Broken::Read(error),
                Failure::Write(error) => Broken::Write(error),
                Failure::Text(error) => Broken::Text(error),
                other => Broken::Read(io::Error::other(other)),
            });
        }
        in_order::copy(normalizer, lossy, &mut reader, &mut writer, None)
    }
}
