//! Denmark, Finland, Sweden, Norway, Iceland.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "date and century digit; modulo 11 until 2007",
        source: "CPR-kontoret, Personnummeret i CPR",
        hits: &[
            "CPR 211062-5629",
            "mit personnummer: 2110625629",
            "cpr-nr. 070761-4285",
            "personnummer 231146-4898",
            "Borgerens ansøgning, personnummer 2311124898",
        ],
        misses: &[
            "CPR 311162-5629",
            "ordrenummer 2110625629",
            "2110625629",
            "personnummer 231112-4898",
            "Mitt personnummer är 2311124898, tack",
        ],
        ..personal("national_id_dk", "Danish person number (CPR)", &["DK"], &["da"])
    },
    Entity {
        checksum: "modulo 31",
        source: "VNa 128/2010, henkilötunnus; century signs since 2023",
        hits: &["131052-308T", "henkilötunnus 131052-308T", "hetu: 010195Y9011", "HETU 120516B9031"],
        misses: &["131052-308U", "321052-308T", "tilausnumero 131052-308U"],
        ..personal("national_id_fi", "Finnish personal identity code (hetu)", &["FI"], &["fi", "sv"])
    },
    Entity {
        source: "Verohallinto, veronumero",
        hits: &["veronumero 123456789123", "skattenummer 1234 5678 9123"],
        misses: &["tilausnumero 123456789123", "123456789123"],
        ..personal("tax_id_fi", "Finnish tax number of the building trade", &["FI"], &["fi", "sv"])
    },
    Entity {
        checksum: "Luhn",
        source: "Folkbokföringslagen 1991:481 § 18; samordningsnummer 2021:1282",
        hits: &["880320-0016", "personnummer 19880320-0016", "samordningsnummer 701063-2391", "pnr 121212+1212"],
        misses: &["880320-0018", "ordernummer 8803200016", "881320-0016"],
        ..personal("national_id_se", "Swedish person or coordination number", &["SE"], &["sv"])
    },
    Entity {
        checksum: "two weighted sums modulo 11",
        source: "Skatteetaten, fødselsnummer, D-nummer; reform of 2032",
        hits: &["151086 95088", "fødselsnummer 15108695088", "D-nummer: 550868 10130"],
        misses: &["fødselsnummer 15108695077", "ordrenummer 15108695089"],
        ..personal("national_id_no", "Norwegian birth, D or H number", &["NO"], &["no", "nb", "nn"])
    },
    Entity {
        checksum: "weighted sum modulo 11",
        source: "Þjóðskrá, kennitala",
        hits: &["kennitala 120174-3399", "kt. 450401-3150", "kt 1201743399"],
        misses: &["kennitala 120174-3389", "pöntunarnúmer 1201743399"],
        ..personal("national_id_is", "Icelandic identity number (kennitala)", &["IS"], &["is"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_dk", "dk.cpr", "##########", dk_cpr, 32_000, CPR, "######-####"),
    Scheme::new(
        "national_id_dk",
        "dk.cpr.not_swedish",
        "##########",
        dk_cpr_not_swedish,
        28_000,
        CPR_SHARED,
        "######-####",
    ),
    Scheme::new("national_id_fi", "fi.hetu", "#########*", fi_hetu, 1_200, HETU, "######-###*"),
    Scheme::new("national_id_fi", "fi.hetu.sign", "######@###*", fi_hetu, 220, HETU, ""),
    Scheme::new(
        "tax_id_fi",
        "fi.veronumero",
        "############",
        varied,
        1_000_000,
        &["ctx.fi.veronumero"],
        "#### #### ####",
    ),
    Scheme::new("national_id_se", "se.pnr", "##########", se_pnr, 7_300, PNR, "######-####"),
    Scheme::new("national_id_se", "se.pnr12", "############", se_pnr12, 84, PNR, "########-####"),
    Scheme::new("national_id_no", "no.fnr", "###########", no_fnr, 1_400, FNR, "###### #####"),
    Scheme::new("national_id_no", "no.fnr2032", "###########", no_fnr2032, 5_200, FNR_OWN, "###### #####"),
    Scheme::new("national_id_is", "is.kennitala", "##########", is_kennitala, 1_900, KT, "######-####"),
];

const CPR: &[&str] = &["ctx.dk.cpr", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
/// `personnummer` is the Swedish and the Norwegian word, too.
const CPR_SHARED: &[&str] = &["ctx.dk.cpr", "ctx.dk.shared", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const HETU: &[&str] = &["ctx.fi.hetu", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const PNR: &[&str] = &["ctx.se.pnr", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const FNR: &[&str] = &["ctx.no.fnr", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const FNR_OWN: &[&str] = &["ctx.no.fnr"];
const KT: &[&str] = &["ctx.is.kt", "ctx.national_id", "ctx.social_security"];

/// Day, month, year, serial whose first digit tells the century. Since 2007 numbers without a valid sum are issued.
fn dk_cpr(n: &[u8]) -> bool {
    let Some((day, month, yy)) = three_pairs(n) else { return false };
    let century = match (at(n, 6), yy) {
        (b'0'..=b'3', _) | (b'4' | b'9', 37..) => 1900,
        (b'4' | b'9', _) | (b'5'..=b'8', ..58) => 2000,
        _ => 1800,
    };
    is_date(century + yy, month, day) && century + yy <= 2032 && varied(n)
}

/// A number that hardly is a Swede's: read as year, month, day it is no date or that of somebody of 95 and more, or it
/// passes the Danish sum (modulo 11) and not the Swedish one. Swedish coordination numbers (day + 60) are few, Danes born
/// in 1961 to 1991 are many.
fn dk_cpr_not_swedish(n: &[u8]) -> bool {
    let Some((yy, month, day)) = three_pairs(n) else { return false };
    let swedish = (1..=31).contains(&day) && !(27..=31).contains(&yy) && is_birth_yy(yy, month, day);
    let sum = weighted(n, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
    dk_cpr(n) && (!swedish || (sum.is_some_and(|sum| sum % 11 == 0) && !luhn(n)))
}

/// Day, month, year, century sign, serial from 002 (900 and above: temporary), letter of the rest modulo 31. Where the
/// sign was `-` it may be gone in the compact form.
fn fi_hetu(n: &[u8]) -> bool {
    const LETTERS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let (sign, rest) = match n.len() {
        10 => (b'-', part(n, 6, 10)),
        _ => (at(n, 6), part(n, 7, 11)),
    };
    let century = match sign {
        b'-' | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return false,
    };
    let Some((day, month, yy)) = three_pairs(n) else { return false };
    let Some((date, serial)) = number(n, 0, 6).zip(number(rest, 0, 3)) else { return false };
    let letter = LETTERS.get(((date * 1000 + serial) % 31) as usize);
    serial >= 2 && is_birth(century + yy, month, day) && letter == Some(&at(rest, 3))
}

/// Year, month, day (+ 60: coordination number), serial, Luhn digit.
fn se_pnr(n: &[u8]) -> bool {
    let Some((yy, month, day)) = three_pairs(n) else { return false };
    let day = if day > 60 { day - 60 } else { day };
    is_birth_yy(yy, month, day) && luhn(n) && number(n, 6, 9).is_some_and(|serial| serial > 0)
}

/// The same with the century before it.
fn se_pnr12(n: &[u8]) -> bool {
    let Some((century, (yy, month, day))) = pair(n, 0).zip(three_pairs(part(n, 2, 12))) else { return false };
    let day = if day > 60 { day - 60 } else { day };
    is_birth(century * 100 + yy, month, day) && se_pnr(part(n, 2, 12))
}

/// Day (+ 40: D number), month (+ 40: H number; + 65, + 80: test populations), year, serial, two check digits.
fn no_fnr(n: &[u8]) -> bool {
    no_century(n) && no_birth(n) && no_sum_1(n) == Some(0) && no_sum_2(n) == Some(0)
}

/// From 2032 on the first check digit may leave the rests 1, 2, 3 too, and the serial no longer tells the century.
fn no_fnr2032(n: &[u8]) -> bool {
    no_birth(n) && no_sum_1(n).is_some_and(|rest| rest <= 3) && no_sum_2(n) == Some(0)
}

/// Until 2032 the serial tells the century: below 500 19.., from 500 20.. below 40, from 900 19.. from 40 up.
fn no_century(n: &[u8]) -> bool {
    let Some((yy, serial)) = pair(n, 4).zip(number(n, 6, 9)) else { return false };
    serial < 500 || yy < 40 || serial >= 900
}

fn no_birth(n: &[u8]) -> bool {
    let Some((day, month, yy)) = three_pairs(n) else { return false };
    let day = if day > 40 { day - 40 } else { day };
    let month = if month > 40 { month - 40 } else { month };
    is_birth_yy(yy, month, day) && varied(n)
}

fn no_sum_1(n: &[u8]) -> Option<u32> {
    weighted(n, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).map(|sum| sum % 11)
}

fn no_sum_2(n: &[u8]) -> Option<u32> {
    weighted(n, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|sum| sum % 11)
}

/// Day (+ 40: organisation), month, year, two digits, check digit, century (8, 9, 0).
fn is_kennitala(n: &[u8]) -> bool {
    let Some((day, month, yy)) = three_pairs(n) else { return false };
    let century = match at(n, 9) {
        b'8' => 1800,
        b'9' => 1900,
        b'0' => 2000,
        _ => return false,
    };
    let day = if day > 40 { day - 40 } else { day };
    let sum = weighted(n, &[3, 2, 7, 6, 5, 4, 3, 2, 1]);
    is_date(century + yy, month, day) && sum.is_some_and(|sum| sum % 11 == 0)
}
