//! The United Kingdom, Ireland, Malta.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "weights 10 to 2 modulo 11",
        source: "NHS Data Dictionary, NHS number, CHI number, H&C number",
        hits: &["NHS number 943 476 5870", "NHS No: 9434765870", "CHI number 0101701234"],
        misses: &["NHS number 943 476 5871", "order number 9434765870", "9434765870"],
        ..personal("health_id_gb", "British health service number (NHS, CHI, H&C)", &["GB"], &["en"])
    },
    Entity {
        checksum: "weighted sum modulo 11, check digit first",
        source: "HMRC, unique taxpayer reference",
        hits: &["UTR 1955839661", "unique taxpayer reference: 19558 39661"],
        misses: &["UTR 2955839661", "order number 1955839661", "1955839661"],
        ..personal("tax_id_gb", "British unique taxpayer reference (UTR)", &["GB"], &["en"])
    },
    Entity {
        source: "HMRC NIM39110, National Insurance number",
        hits: &[
            "National Insurance number QQ 12 34 56 C is a sample, mine is AB 12 34 56 C",
            "NINO: AB123456C",
            "NI no. JG103759A",
        ],
        misses: &["NINO: BG123456C", "NINO: DB123456C", "part number AB123456C"],
        ..personal("national_id_gb", "British National Insurance number", &["GB"], &["en"])
    },
    Entity {
        checksum: "weighted sum modulo 23 as letter",
        source: "Social Welfare Consolidation Act 2005, PPS number",
        hits: &["PPS number 6433435F", "PPSN: 6433435OA", "PPS No. 6433435F"],
        misses: &["PPS number 6433435E", "order 6433435F"],
        ..personal("national_id_ie", "Irish personal public service number (PPS)", &["IE"], &["en", "ga"])
    },
    Entity {
        source: "HSE, Individual Health Identifier (Health Identifiers Act 2014)",
        hits: &["Individual Health Identifier 2721 2345 6789 012345"],
        misses: &["order 272123456789012345"],
        ..personal("health_id_ie", "Irish individual health identifier", &["IE"], &["en", "ga"])
    },
    Entity {
        source: "Identity Malta, Identity Card Act (Cap. 258)",
        hits: &["ID card 123456M", "karta tal-identità 0123456M", "Maltese ID card number 12345 67 M"],
        misses: &["ID card 123456X", "order 123456M"],
        ..personal("id_card_mt", "Maltese identity card number", &["MT"], &["mt", "en"])
    },
    Entity {
        source: "Commissioner for Revenue, TIN of persons",
        hits: &["numru tat-taxxa 123456789", "Maltese tax number 123456789"],
        misses: &["order 123456789"],
        ..personal("tax_id_mt", "Maltese tax number", &["MT"], &["mt", "en"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("health_id_gb", "gb.nhs", "##########", gb_nhs, 90_900, NHS, "### ### ####"),
    Scheme::new("health_id_gb", "gb.chi", "##########", gb_chi, 3_320, &["ctx.gb.chi", "ctx.health_id"], ""),
    Scheme::new("health_id_gb", "gb.chi.old", "##########", gb_chi_date, 36_500, &["ctx.gb.chi"], ""),
    Scheme::new("tax_id_gb", "gb.utr", "##########", gb_utr, 91_000, UTR, "##### #####"),
    Scheme::new("national_id_gb", "gb.nino", "@@######@", gb_nino, 83_000, NINO, "@@ ## ## ## @"),
    Scheme::new("national_id_ie", "ie.pps", "#######@", ie_pps, 38_460, PPS, ""),
    Scheme::new("national_id_ie", "ie.pps2", "#######@@", ie_pps, 8_900, PPS, ""),
    Scheme::new(
        "health_id_ie",
        "ie.ihi",
        "##################",
        varied,
        1_000_000,
        &["ctx.ie.ihi"],
        "#### #### #### ######",
    ),
    Scheme::new("id_card_mt", "mt.id", "######@", mt_id, 307_000, MT, ""),
    Scheme::new("id_card_mt", "mt.id7", "#######@", mt_id, 307_000, MT, ""),
    Scheme::new("id_card_mt", "mt.id5", "#####@", mt_id, 307_000, MT, ""),
    Scheme::new("tax_id_mt", "mt.tin", "#########", varied, 1_000_000, &["ctx.mt.tin"], ""),
];

const NHS: &[&str] = &["ctx.gb.nhs", "ctx.health_id"];
const UTR: &[&str] = &["ctx.gb.utr", "ctx.tax_id"];
const NINO: &[&str] = &["ctx.gb.nino", "ctx.social_security", "ctx.national_id"];
const PPS: &[&str] = &["ctx.ie.pps", "ctx.social_security", "ctx.national_id", "ctx.tax_id", "ctx.health_id"];
const MT: &[&str] = &["ctx.mt.id", "ctx.id_card", "ctx.national_id", "ctx.tax_id", "ctx.social_security"];

fn gb_nhs(n: &[u8]) -> bool {
    let rest = weighted(n, &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).map(|sum| sum % 11);
    varied(n) && rest == Some(0)
}

/// Scotland: day, month, year of birth, two digits, sex, check digit, as in the NHS number.
fn gb_chi(n: &[u8]) -> bool {
    gb_chi_date(n) && gb_nhs(n)
}

/// In prose the date alone must do when the name stands beside it.
fn gb_chi_date(n: &[u8]) -> bool {
    three_pairs(n).is_some_and(|(day, month, yy)| is_birth_yy(yy, month, day))
}

/// The check digit stands first.
fn gb_utr(n: &[u8]) -> bool {
    const CHECK: &[u8; 11] = b"21987654321";
    let rest = weighted(part(n, 1, 10), &[6, 7, 8, 9, 10, 5, 4, 3, 2]).map(|sum| sum % 11);
    varied(n) && rest.and_then(|rest| CHECK.get(rest as usize)) == Some(&at(n, 0))
}

/// Two letters with gaps, six digits, A to D.
fn gb_nino(n: &[u8]) -> bool {
    let (first, second) = (at(n, 0), at(n, 1));
    let letters = !matches!(first, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V')
        && !matches!(second, b'D' | b'F' | b'I' | b'O' | b'Q' | b'U' | b'V');
    let reserved = matches!(part(n, 0, 2), b"BG" | b"GB" | b"KN" | b"NK" | b"NT" | b"TN" | b"ZZ");
    letters && !reserved && matches!(at(n, 8), b'A'..=b'D') && varied(part(n, 2, 8))
}

/// Seven digits, check letter, since 2013 a second letter A, B, H that counts (W, T, X of old do not).
fn ie_pps(n: &[u8]) -> bool {
    matches!(at(n, 8), 0 | b'A' | b'B' | b'H' | b'W' | b'T' | b'X') && ie_sum(n, false)
}

/// Weights 8 to 2, and 9 for the second letter; W counts 0. In VAT numbers any second letter counts.
pub(super) fn ie_sum(n: &[u8], any_second: bool) -> bool {
    const LETTERS: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";
    let second = match at(n, 8) {
        0 => 0,
        letter if any_second || matches!(letter, b'A' | b'B' | b'H') => {
            let Some(place) = LETTERS.iter().position(|&l| l == letter) else { return false };
            place as u32
        }
        _ => 0,
    };
    let sum = weighted(part(n, 0, 7), &[8, 7, 6, 5, 4, 3, 2]).map(|sum| (sum + 9 * second) % 23);
    varied(part(n, 0, 7)) && sum.and_then(|sum| LETTERS.get(sum as usize)) == Some(&at(n, 7))
}

/// Serial with year of registration, then where it was issued.
fn mt_id(n: &[u8]) -> bool {
    let letter = n.last().is_some_and(|l| matches!(l, b'M' | b'G' | b'A' | b'P' | b'L' | b'H' | b'B' | b'Z'));
    letter && varied(part(n, 0, n.len().saturating_sub(1)))
}
