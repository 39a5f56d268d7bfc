//! Check sums and dates, shared by the schemes. All take compact ASCII and give `None` or `false` for anything else:
//! a scheme's shape has been tested before, so these are second walls, not parsers.

/// First year a birth is believed in where the scheme itself tells the century. Nobody born before is alive.
const BIRTH_YEAR_MIN: u32 = 1880;

/// Last year a birth is believed in. The core has no clock, so it is a constant some years ahead of the release.
const BIRTH_YEAR_MAX: u32 = 2032;

/// The value of an ASCII digit.
pub fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

/// The byte at `index`, or 0 beyond the end, which no test accepts.
pub fn at(text: &[u8], index: usize) -> u8 {
    text.get(index).copied().unwrap_or(0)
}

/// The part `from..to`, empty if it does not exist.
pub fn part(text: &[u8], from: usize, to: usize) -> &[u8] {
    text.get(from..to).unwrap_or(&[])
}

/// The number written in the digits `from..to`; `None` if there is anything else or more than 18 digits.
pub fn number(text: &[u8], from: usize, to: usize) -> Option<u64> {
    let digits = part(text, from, to);
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits.iter().try_fold(0_u64, |n, &b| Some(n * 10 + u64::from(digit(b)?)))
}

/// Sum of digit times weight over the shorter of both; `None` if a byte is no digit.
pub fn weighted(text: &[u8], weights: &[u32]) -> Option<u32> {
    text.iter().zip(weights).try_fold(0, |sum, (&b, w)| Some(sum + digit(b)? * w))
}

/// Whether the digits are not all the same one: 000000000 and 111111111 pass many sums and are never issued.
pub fn varied(text: &[u8]) -> bool {
    text.windows(2).any(|pair| pair.first() != pair.last())
}

/// Luhn (ISO/IEC 7812-1): the last digit is the check digit.
pub fn luhn(text: &[u8]) -> bool {
    let sum = text.iter().rev().enumerate().try_fold(0, |sum, (i, &b)| {
        let d = digit(b)?;
        Some(sum + if i % 2 == 0 { d } else { d * 2 / 10 + d * 2 % 10 })
    });
    sum.is_some_and(|s| s % 10 == 0)
}

/// ISO/IEC 7064 MOD 11,10: the last digit is the check digit.
pub fn iso7064_11_10(text: &[u8]) -> bool {
    let Some((&last, head)) = text.split_last() else { return false };
    let product = head.iter().try_fold(10, |product, &b| {
        let sum = (digit(b)? + product) % 10;
        Some(if sum == 0 { 10 } else { sum } * 2 % 11)
    });
    product.zip(digit(last)).is_some_and(|(p, d)| (p + d) % 10 == 1)
}

/// Verhoeff's dihedral check: the last digit is the check digit.
pub fn verhoeff(digits: impl DoubleEndedIterator<Item = u8>) -> bool {
    const PERMUTATION: [[u8; 10]; 8] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
        [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
        [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
        [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
        [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
        [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ];
    let mut sum = 0_u8;
    for (row, byte) in PERMUTATION.iter().cycle().zip(digits.rev()) {
        let Some(d) = digit(byte).and_then(|d| row.get(d as usize)) else { return false };
        // Multiplication in the dihedral group D5, by its definition instead of its table.
        sum = match (sum < 5, *d < 5) {
            (true, true) => (sum + d) % 5,
            (true, false) => 5 + (sum + d - 5) % 5,
            (false, true) => 5 + (sum + 10 - 5 - d) % 5,
            (false, false) => (sum + 10 - 5 - (d - 5)) % 5,
        };
    }
    sum == 0
}

/// 0 to 9 for digits, 10 to 35 for letters (ICAO 9303, ISO 13616).
pub fn base36(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A') + 10),
        _ => None,
    }
}

/// Sum of 7, 3, 1 times the value, modulo 10 (ICAO 9303 part 3); `<` counts 0.
pub fn icao(text: impl Iterator<Item = u8>) -> Option<u32> {
    let mut sum = 0;
    for (byte, weight) in text.zip([7, 3, 1].into_iter().cycle()) {
        sum += if byte == b'<' { 0 } else { base36(byte)? } * weight;
    }
    Some(sum % 10)
}

/// Whether the text ends in the ICAO 9303 check digit of what is before it.
pub fn icao_checked(text: &[u8]) -> bool {
    let Some((&last, head)) = text.split_last() else { return false };
    digit(last).is_some() && icao(head.iter().copied()) == digit(last)
}

/// Whether day and month exist in that year of the Gregorian calendar.
pub fn is_date(year: u32, month: u32, day: u32) -> bool {
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// Whether that is a day on which somebody who may be alive was born.
pub fn is_birth(year: u32, month: u32, day: u32) -> bool {
    (BIRTH_YEAR_MIN..=BIRTH_YEAR_MAX).contains(&year) && is_date(year, month, day)
}

/// Whether it is a day of that two-digit year in either century.
pub fn is_birth_yy(yy: u32, month: u32, day: u32) -> bool {
    is_birth(1900 + yy, month, day) || is_birth(2000 + yy, month, day)
}

/// Three two-digit numbers at the start: (first, second, third).
pub fn three_pairs(text: &[u8]) -> Option<(u32, u32, u32)> {
    let pair = |i: usize| Some(digit(at(text, i))? * 10 + digit(at(text, i + 1))?);
    Some((pair(0)?, pair(2)?, pair(4)?))
}

/// Two digits at `index` as a number.
pub fn pair(text: &[u8], index: usize) -> Option<u32> {
    Some(digit(at(text, index))? * 10 + digit(at(text, index + 1))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_finds_every_wrong_digit() {
        let good = *b"79927398713";
        assert!(luhn(&good));
        for i in 0..good.len() {
            for d in b'0'..=b'9' {
                let mut bad = good;
                bad[i] = d;
                assert_eq!(luhn(&bad), d == good[i]);
            }
        }
    }

    #[test]
    fn verhoeff_follows_its_published_example() {
        assert!(verhoeff(b"2363".iter().copied()));
        assert!(verhoeff(b"1428570".iter().copied()));
        for bad in [&b"2361"[..], b"3263", b"2633", b"", b"236A"].into_iter().filter(|b| !b.is_empty()) {
            assert!(!verhoeff(bad.iter().copied()), "{bad:?}");
        }
    }

    #[test]
    fn dates_of_the_calendar() {
        for (year, month, day, good) in [
            (2000, 2, 29, true),
            (1900, 2, 29, false),
            (2023, 2, 29, false),
            (2024, 2, 29, true),
            (1999, 4, 31, false),
            (1999, 12, 31, true),
            (1999, 13, 1, false),
            (1999, 0, 1, false),
            (1999, 1, 0, false),
        ] {
            assert_eq!(is_date(year, month, day), good, "{year}-{month}-{day}");
        }
        assert!(!is_birth(1850, 1, 1) && !is_birth(2099, 1, 1) && is_birth(1931, 1, 1));
    }

    #[test]
    fn icao_follows_its_published_example() {
        // ICAO 9303 part 3, worked examples of the check digit.
        assert_eq!(icao(b"520727".iter().copied()), Some(3));
        assert_eq!(icao(b"AB2134<<<".iter().copied()), Some(5));
        assert!(icao_checked(b"L898902C36") && !icao_checked(b"L898902C35"));
    }
}
