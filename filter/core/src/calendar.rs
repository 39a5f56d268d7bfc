//! Days and dates of the proleptic Gregorian calendar, in UTC. The algorithms are Howard Hinnant's `civil_from_days` and
//! `days_from_civil`, for days from 1970 on.
//! Source: <https://howardhinnant.github.io/date_algorithms.html>

use std::fmt;

/// Seconds of a day: UTC as computers count it has no others.
pub const SECONDS_PER_DAY: u64 = 86_400;

/// Year, month and day of month (both from 1) of a day, counted from 1970-01-01.
pub fn date_of(days_since_1970: u64) -> (u64, u64, u64) {
    let days = days_since_1970 + 719_468; // since 0000-03-01
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100); // from 1 March
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// The day of a date, counted from 1970-01-01. Month and day of month from 1; not before 1970.
pub fn day_of(year: u64, month: u64, day: u64) -> u64 {
    let year = year - u64::from(month <= 2);
    let (era, year_of_era) = (year / 400, year % 400);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era).saturating_sub(719_468)
}

/// A day in UTC, from 1970-01-01 to 9999-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(u32);

/// 9999-12-31.
const LAST: u32 = 2_932_896;

impl Day {
    /// The day of a time. A u64 of nanoseconds ends in 2554.
    pub fn of_unix_nanos(nanos: u64) -> Day {
        Day(u32::try_from(nanos / 1_000_000_000 / SECONDS_PER_DAY).unwrap_or(LAST))
    }

    /// Reads RFC 3339's `full-date`: `2026-11-02`. `None` for anything else, and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Day> {
        let shape = text.len() == 10 && text.bytes().filter(u8::is_ascii_digit).count() == 8;
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if !shape || year.len() != 4 || month.len() != 2 || parts.next().is_some() {
            return None;
        }
        let (year, month, day): (u64, u64, u64) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        if year < 1970 || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        let days = day_of(year, month, day);
        // A 30th of February is another day when it is written again.
        (date_of(days) == (year, month, day)).then_some(Day(u32::try_from(days).ok()?))
    }

    /// So many days later; the last day there is at most.
    pub fn plus(self, days: u32) -> Day {
        Day(self.0.saturating_add(days).min(LAST))
    }

    /// The day before; the first stays.
    pub fn before(self) -> Day {
        Day(self.0.saturating_sub(1))
    }

    /// How many days it is after the other; 0 when it is not.
    pub fn days_since(self, other: Day) -> u32 {
        self.0.saturating_sub(other.0)
    }
}

/// As RFC 3339's `full-date`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_of(self.0.into());
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_day_of_four_centuries_has_the_date_behind_the_one_before() {
        let mut expected = (1970, 1, 1);
        for days in 0..146_097 {
            let (year, month, day) = date_of(days);
            assert_eq!((year, month, day), expected);
            assert_eq!(day_of(year, month, day), days);
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let last = match month {
                2 => 28 + u64::from(leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            expected = match (month, day == last) {
                (_, false) => (year, month, day + 1),
                (12, true) => (year + 1, 1, 1),
                (_, true) => (year, month + 1, 1),
            };
        }
    }

    #[test]
    fn every_day_is_read_as_it_is_written() {
        let numbers: BTreeSet<u32> = (0..LAST).step_by(97).chain([59, 60, 11_015, 11_016, 11_017, LAST]).collect();
        let mut before = None;
        for day in numbers.into_iter().map(Day) {
            let text = day.to_string();
            assert_eq!(Day::parse(&text), Some(day), "{day}");
            assert!(before < Some((day, text.clone())), "days and their texts have one order: {day}");
            before = Some((day, text));
        }
        assert_eq!(Day(LAST).to_string(), "9999-12-31");
    }

    #[test]
    fn only_days_are_read() {
        for (text, day) in [
            ("1970-01-01", Some(0)),
            ("2000-02-29", Some(11_016)),
            ("2026-11-25", Some(20_782)),
            ("2026-02-29", None),
            ("2026-04-31", None),
            ("2026-00-10", None),
            ("2026-13-01", None),
            ("2026-01-00", None),
            ("1969-12-31", None),
            ("2026-1-01", None),
            ("2026-11-02T00:00:00Z", None),
            ("02.11.2026", None),
            ("2026-11-+2", None),
            ("20261102", None),
            ("", None),
            ("２026-11-2", None),
        ] {
            assert_eq!(Day::parse(text), day.map(Day), "{text}");
        }
        assert_eq!(Day::of_unix_nanos(1_795_651_199_999_999_999).to_string(), "2026-11-25");
        assert_eq!(Day::of_unix_nanos(u64::MAX).to_string(), "2554-07-21");
        assert_eq!(Day(0).before(), Day(0));
        assert_eq!(Day(LAST).plus(9), Day(LAST));
    }
}
