//! Times for people: ISO 8601, and how long ago or ahead.

use crate::error::{number, whole_seconds};
use alloc::string::String;

/// A time claim in the forms people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedTime {
    seconds: String,
    iso: String,
    relative: String,
    /// Whole seconds since 1970.
    pub(super) instant: u64,
}

impl ReportedTime {
    /// Seconds since 1970, as the claim has it.
    #[must_use]
    pub fn seconds(&self) -> &str {
        &self.seconds
    }

    /// ISO 8601 in UTC, to the second.
    #[must_use]
    pub fn iso(&self) -> &str {
        &self.iso
    }

    /// `in 5 minutes` or `3 days ago`.
    #[must_use]
    pub fn relative(&self) -> &str {
        &self.relative
    }

    /// The time of the claim, to the second.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn system_time(&self) -> std::time::SystemTime {
        std::time::UNIX_EPOCH + core::time::Duration::from_secs(self.instant)
    }

    pub(super) fn new(raw: &str, seconds: f64, now: f64) -> Self {
        ReportedTime {
            seconds: raw.into(),
            iso: iso(seconds as u64),
            relative: relative(seconds - now),
            instant: seconds as u64,
        }
    }
}

pub(super) fn iso(seconds: u64) -> String {
    // From here on 32 bits are enough, and where there are no more, half the code.
    let (days, of_day) = ((seconds / 86_400) as u32, (seconds % 86_400) as u32);
    let (year, month, day) = date(days);
    let mut text = pad(year, 4);
    for (separator, value) in
        [("-", month), ("-", day), ("T", of_day / 3600), (":", of_day / 60 % 60), (":", of_day % 60)]
    {
        text.push_str(separator);
        text.push_str(&pad(value, 2));
    }
    text.push('Z');
    text
}

fn pad(value: u32, width: usize) -> String {
    let digits = number(value.into());
    let mut text = "0".repeat(width.saturating_sub(digits.len()));
    text.push_str(&digits);
    text
}

/// Year, month and day of a number of days since 1970, in the Gregorian calendar. Counted from
/// 1 March of year 0, so that the leap day is the last day of a year of months 31 30 31 30 31 …
fn date(days: u32) -> (u32, u32, u32) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + u32::from(month <= 2), month, day)
}

fn relative(ahead: f64) -> String {
    // Up to where a unit is used, and its length, in seconds.
    const UNITS: [(f64, f64, &str); 5] = [
        (120.0, 1.0, "second"),
        (7200.0, 60.0, "minute"),
        (172_800.0, 3600.0, "hour"),
        (63_072_000.0, 86_400.0, "day"),
        (f64::INFINITY, 31_557_600.0, "year"),
    ];
    let distance = if ahead < 0.0 { -ahead } else { ahead };
    let Some((_, length, unit)) = UNITS.iter().find(|(limit, _, _)| distance < *limit).filter(|_| distance >= 1.0)
    else {
        return "now".into();
    };
    let count = whole_seconds(distance / length);
    let plural = if count == "1" { "" } else { "s" };
    if ahead < 0.0 { [&count, " ", unit, plural, " ago"].concat() } else { ["in ", &count, " ", unit, plural].concat() }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn dates_of_the_gregorian_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_300_819_380, "2011-03-22T18:43:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(iso(seconds), expected);
        }
    }

    #[test]
    fn spans_in_words() {
        assert_eq!(relative(0.0), "now");
        assert_eq!(relative(1.0), "in 1 second");
        assert_eq!(relative(-90.0), "90 seconds ago");
        assert_eq!(relative(-7200.0), "2 hours ago");
        assert_eq!(relative(86_400.0 * 3.0), "in 3 days");
    }
}
