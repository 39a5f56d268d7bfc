//! Times of records: RFC 3339 in UTC, as the filter writes them, to seconds and days since 1970-01-01.

/// Seconds of a day. UTC as in POSIX: no leap seconds.
pub const DAY_SECS: u64 = 86_400;

/// Seconds since 1970 of `2026-11-21T23:59:59.999Z`; fractions are cut off. `None` for anything else, an offset other
/// than `Z` among it: the filter writes none.
pub fn parse(text: &str) -> Option<u64> {
    let (date, rest) = text.split_once('T')?;
    let (clock, fraction) = match rest.strip_suffix('Z')?.split_once('.') {
        Some((clock, fraction)) => (clock, fraction),
        None => (rest.strip_suffix('Z')?, "0"),
    };
    let mut parts = clock.split(':').map(|part| number(part, 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let all_digits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 || !all_digits {
        return None;
    }
    Some(parse_day(date)? * DAY_SECS + hour * 3600 + minute * 60 + second)
}

/// Days since 1970 of `2026-11-21`. The calendar is Howard Hinnant's `days_from_civil`.
/// Source: <https://howardhinnant.github.io/date_algorithms.html>
pub fn parse_day(text: &str) -> Option<u64> {
    let mut parts = text.split('-');
    let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if parts.next().is_some() || year < 1970 || !(1..=12).contains(&month) || day < 1 || day > days_of(year, month) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year / 400, year % 400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// The date of a day since 1970: `2026-11-21`.
pub fn day(days: u64) -> String {
    let mut text = second(days.saturating_mul(DAY_SECS));
    text.truncate(10);
    text
}

/// A second since 1970 as RFC 3339, without a fraction: `2026-11-21T23:59:59Z`.
pub fn second(unix_secs: u64) -> String {
    let text = octroi_core::audit::rfc3339_millis(unix_secs.saturating_mul(1_000_000_000));
    text.replace(".000Z", "Z")
}

fn days_of(year: u64, month: u64) -> u64 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Exactly so many digits.
fn number(text: &str, digits: usize) -> Option<u64> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, secs) in [
            ("1970-01-01T00:00:00.000Z", Some(0)),
            ("2000-02-29T00:00:00.000Z", Some(951_782_400)),
            ("2026-11-21T23:59:59.999Z", Some(1_795_305_599)),
            ("2026-11-21T23:59:59Z", Some(1_795_305_599)),
            ("2100-01-01T00:00:00.123Z", Some(4_102_444_800)),
            ("2026-11-21T23:59:59.999+01:00", None),
            ("2026-02-29T00:00:00.000Z", None),
            ("2026-13-01T00:00:00.000Z", None),
            ("2026-01-01T24:00:00.000Z", None),
            ("2026-01-01T00:00:00.Z", None),
            ("2026-01-01", None),
            ("", None),
        ] {
            assert_eq!(parse(text), secs, "{text}");
        }
    }

    #[test]
    fn a_day_comes_back() {
        for days in (0..60_000).step_by(7).chain([11_016, 11_017]) {
            assert_eq!(parse_day(&day(days)), Some(days));
        }
        assert_eq!(second(1_795_305_599), "2026-11-21T23:59:59Z");
    }
}
