//! Italy.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[Entity {
    checksum: "odd and even tables modulo 26",
    source: "DM 23 dicembre 1976; Agenzia delle Entrate",
    hits: &["RSSMRA85T10A562S", "codice fiscale MRTMTT91D08F205J", "C.F.: RSS MRA 85T10 A562S", "cf RSSMRA85T10A56NH"],
    misses: &["RSSMRA85T10A562T", "RSSMRA85T72A562S", "RSSMRA85Z10A562S"],
    ..personal("tax_id_it", "Italian tax code (codice fiscale)", &["IT"], &["it"])
}];

pub(super) const SCHEMES: &[Scheme] =
    &[Scheme::new("tax_id_it", "it.codicefiscale", "@@@@@@**@**@***@", it_codice, 15, CF, "@@@ @@@ **@** @***@")];

const CF: &[&str] = &["ctx.it.cf", "ctx.tax_id", "ctx.health_id", "ctx.national_id", "ctx.social_security"];

/// Surname and name, year, month letter, day (+ 40 for women), place of birth, check letter. Where two persons would
/// have the same code, digits are replaced by letters (omocodia).
fn it_codice(n: &[u8]) -> bool {
    const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
    let two = |i: usize| Some(omocodia(at(n, i))? * 10 + omocodia(at(n, i + 1))?);
    let Some((yy, day)) = two(6).zip(two(9)) else { return false };
    let Some(month) = MONTHS.iter().position(|&m| m == at(n, 8)) else { return false };
    let day = if day > 40 { day - 40 } else { day };
    let place = (12..15).all(|i| omocodia(at(n, i)).is_some()) && matches!(at(n, 11), b'A'..=b'M' | b'Z');
    place
        && name_part(part(n, 0, 3))
        && name_part(part(n, 3, 6))
        && is_birth_yy(yy, month as u32 + 1, day)
        && it_letter(n)
}

/// A digit, or the letter that stands for it.
fn omocodia(byte: u8) -> Option<u32> {
    const LETTERS: &[u8; 10] = b"LMNPQRSTUV";
    digit(byte).or_else(|| LETTERS.iter().position(|&l| l == byte).map(|d| d as u32))
}

/// Consonants come first, then vowels, then X as filler: a consonant never follows a vowel, save that X.
fn name_part(three: &[u8]) -> bool {
    let vowel = |b: u8| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U');
    three.iter().zip(three.iter().skip(1)).all(|(&a, &b)| !vowel(a) || vowel(b) || b == b'X')
}

/// Values of 0 to 9 and A to J, then K to Z, in odd places (counted from 1).
const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

fn it_letter(n: &[u8]) -> bool {
    let Some((&last, head)) = n.split_last() else { return false };
    let sum = head.iter().enumerate().try_fold(0, |sum, (i, &byte)| {
        let value = digit(byte).or_else(|| base36(byte).map(|v| v - 10))?;
        Some(sum + if i % 2 == 0 { *ODD.get(value as usize)? } else { value })
    });
    sum.is_some_and(|sum| base36(last) == Some(sum % 26 + 10))
}
