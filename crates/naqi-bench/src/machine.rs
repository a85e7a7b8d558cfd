//! The circumstances of a figure: the day, the processor, the kernel level and the rivals' versions.

use std::time::{SystemTime, UNIX_EPOCH};

/// The kernels that naqi runs on.
pub fn level() -> &'static str {
    naqi::kernel_level()
}

/// The level, and whether it was requested.
pub fn level_and_wish() -> String {
    match std::env::var("NAQI_LEVEL") {
        Ok(wish) => format!("{} (NAQI_LEVEL={wish})", level()),
        Err(_) => format!("{} (NAQI_LEVEL is not set)", level()),
    }
}

/// Today in UTC, as 2026-11-24.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year}-{month:02}-{day:02}")
}

/// The date this many days after 1970-01-01. Years are counted from March, so that a leap day comes last.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468; // since 0000-03-01
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months = (5 * day_of_year + 2) / 153; // since March
    let month = if months < 10 { months + 3 } else { months - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day_of_year - (153 * months + 2) / 5 + 1)
}

/// The processor's name where the system tells it, and its architecture.
pub fn processor() -> String {
    let name = std::fs::read_to_string("/proc/cpuinfo").ok().and_then(|info| {
        let line = info.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    format!("{}, {}", name.as_deref().unwrap_or("processor without a name"), std::env::consts::ARCH)
}

/// A crate's name and its version in the workspace's lock file.
pub fn versioned(name: &str) -> String {
    const LOCK: &str = include_str!("../../../Cargo.lock");
    let version = LOCK.lines().skip_while(|line| *line != format!("name = \"{name}\"")).nth(1);
    match version.and_then(|line| line.split('"').nth(1)) {
        Some(version) => format!("{name} {version}"),
        None => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_781), (2026, 11, 24));
        assert_eq!(civil(47_540), (2100, 2, 28));
        assert_eq!(civil(47_541), (2100, 3, 1));
    }

    #[test]
    fn a_rival_is_called_by_its_version() {
        assert!(versioned("regex").starts_with("regex 1."));
    }
}
