//! Germany, Austria, Switzerland, Liechtenstein.

use super::sum::*;
use super::{HEALTH, Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "weighted sum modulo 11",
        source: "ASVG, Sozialversicherungsnummer; ZMR-Zahl: MeldeG 1991 § 16a",
        hits: &["SV-Nummer 1237 010180", "Sozialversicherungsnummer: 1237010180", "meine SVNR ist 1237-010180"],
        misses: &["SV-Nummer 1236 010180", "Bestellnummer 1237010180"],
        ..personal("national_id_at", "Austrian social insurance number or register number (ZMR)", &["AT"], &["de"])
    },
    Entity {
        checksum: "alternating doubled digits modulo 10",
        source: "BMF, Abgabenkontonummer (Steuernummer)",
        hits: &["Steuernummer 59-119/9013", "Abgabenkontonummer: 591199013"],
        misses: &["Steuernummer 59-119/9023", "Rechnung 591199013"],
        ..personal("tax_id_at", "Austrian tax number", &["AT"], &["de"])
    },
    Entity {
        checksum: "EAN-13; weighted modulo 11 for numbers before 2008",
        source: "AHVG art. 50c; eCH-0084",
        hits: &["756.9217.0769.85", "AHV-Nr. 7569217076985", "numéro AVS 756.9217.0769.85"],
        misses: &["756.9217.0769.84", "EAN 7569217076984", "757.9217.0769.85"],
        ..personal("national_id_ch", "Swiss social insurance number (AHV, AVS)", &["CH", "LI"], &["de", "fr", "it"])
    },
    Entity {
        checksum: "Luhn",
        source: "VVK, SR 832.105; EN 1867",
        hits: &["Versichertenkarte 80756015040002647591"],
        misses: &["Versichertenkarte 80756015040002647590", "Bestellnummer 80756015040002647590"],
        ..personal("health_id_ch", "Swiss health insurance card number", &["CH"], &["de", "fr", "it"])
    },
    Entity {
        checksum: "letter to two digits, cross sums modulo 10",
        source: "VKVV § 2 to § 5",
        hits: &["Rentenversicherungsnummer 15 070649 C 103", "RVNR: 15070649C103", "SV-Nummer 15070649C103"],
        misses: &["Rentenversicherungsnummer 15 070649 C 104", "Bestellnummer 15070649C104"],
        ..personal("national_id_de", "German pension insurance number", &["DE"], &["de"])
    },
    Entity {
        checksum: "ISO 7064 MOD 11,10 and the rule of repeated digits",
        source: "AO § 139b; StIdV; BZSt",
        hits: &["Steuer-ID 36 574 261 809", "IdNr. 36574261809", "Steuerliche Identifikationsnummer: 36574261809"],
        misses: &["Steuer-ID 36 574 261 890", "Bestellnummer 36574261809", "Steuer-ID 36554266806"],
        ..personal("tax_id_de", "German tax identification or tax number", &["DE"], &["de"])
    },
    Entity {
        checksum: "letter to two digits, cross sums modulo 10",
        source: "SGB V § 290; GKV-Spitzenverband",
        hits: &["Versichertennummer A123456780", "KVNR: A123456780", "Krankenversichertennummer A 123 456 780"],
        misses: &["Versichertennummer A123456781", "Artikelnummer A123456780"],
        ..personal("health_id_de", "German health insurance number", &["DE"], &["de"])
    },
    Entity {
        checksum: "",
        source: "Liechtenstein, Personenidentifikationsnummer (PEID)",
        hits: &["PEID 123456", "PEID-Nummer: 000 001 234 567"],
        misses: &["Bestellnummer 123456"],
        ..personal("national_id_li", "Liechtenstein person number (PEID)", &["LI"], &["de"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_at", "at.vnr", "##########", at_vnr_dated, 3_860, VNR, "####-######"),
    Scheme::new("national_id_at", "at.vnr.any", "##########", at_vnr, 81_800, VNR, "####-######"),
    Scheme::new("national_id_at", "at.zmr", "############", varied, 1_000_000, &["ctx.at.zmr"], ""),
    Scheme::new("tax_id_at", "at.tin", "#########", at_tin, 40_000, &["ctx.at.tin", "ctx.tax_id"], "##-###/####"),
    Scheme::new("national_id_ch", "ch.ssn", "756##########", ch_ssn, 100, AHV, "756.####.####.##"),
    Scheme::new("national_id_ch", "ch.ahv11", "###########", ch_ahv11, 1_000_000, AHV, ""),
    Scheme::new("health_id_ch", "ch.card", "80756###############", luhn, 1, HEALTH, ""),
    Scheme::new("national_id_de", "de.rvnr", "########@###", de_rvnr, 3_500, RVNR, "## ###### @ ###"),
    Scheme::new("tax_id_de", "de.idnr", "###########", de_idnr, 3_570, IDNR, "## ### ### ###"),
    Scheme::new("tax_id_de", "de.stnr", "#############", de_stnr_country, 32_000, STNR, ""),
    Scheme::new("tax_id_de", "de.stnr.10", "##########", de_stnr_10, 800_000, STNR, "##/###/#####"),
    Scheme::new("tax_id_de", "de.stnr.11", "###########", de_stnr_11, 800_000, STNR, "###/###/#####|###/####/####"),
    Scheme::new("health_id_de", "de.kvnr", "@#########", de_kvnr, 99_000, KVNR, ""),
    Scheme::new("national_id_li", "li.peid", "######", varied, 1_000_000, PEID, ""),
    Scheme::new("national_id_li", "li.peid.7", "#######", varied, 1_000_000, PEID, ""),
    Scheme::new("national_id_li", "li.peid.12", "0###########", varied, 1_000_000, PEID, "0## ### ### ###"),
];

const VNR: &[&str] = &["ctx.at.vnr", "ctx.social_security", "ctx.health_id", "ctx.national_id"];
const AHV: &[&str] = &["ctx.ch.ahv", "ctx.social_security", "ctx.national_id"];
const RVNR: &[&str] = &["ctx.de.rvnr", "ctx.social_security", "ctx.national_id"];
const IDNR: &[&str] = &["ctx.de.idnr", "ctx.tax_id", "ctx.national_id"];
const STNR: &[&str] = &["ctx.de.stnr"];
const KVNR: &[&str] = &["ctx.de.kvnr", "ctx.health_id"];
const PEID: &[&str] = &["ctx.li.peid"];

/// Serial of three digits, check digit, then day, month, year of birth; months 13 to 15 when serials ran out.
fn at_vnr(n: &[u8]) -> bool {
    const WEIGHTS: [u32; 10] = [3, 7, 9, 0, 5, 8, 4, 2, 1, 6];
    at(n, 0) != b'0' && varied(n) && weighted(n, &WEIGHTS).map(|sum| sum % 11) == digit(at(n, 3))
}

fn at_vnr_dated(n: &[u8]) -> bool {
    let birth = three_pairs(part(n, 4, 10));
    at_vnr(n)
        && birth.is_some_and(|(day, month, yy)| {
            matches!(month, 13..=15) && (1..=31).contains(&day) || is_birth_yy(yy, month, day)
        })
}

/// Two digits of the tax office, then the account; every second digit doubled with cross sum.
fn at_tin(n: &[u8]) -> bool {
    const OFFICES: [u32; 40] = [
        3, 4, 6, 7, 8, 9, 10, 12, 15, 16, 18, 22, 23, 29, 33, 38, 41, 46, 51, 52, 53, 54, 57, 59, 61, 65, 67, 68, 69,
        71, 72, 81, 82, 83, 84, 90, 91, 93, 97, 98,
    ];
    pair(n, 0).is_some_and(|office| OFFICES.contains(&office)) && luhn(n) && varied(n)
}

/// EAN-13 over all digits; the prefix is in the shape.
fn ch_ssn(n: &[u8]) -> bool {
    weighted(n, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_some_and(|sum| sum % 10 == 0)
}

/// The number before 2008: name code, year, sex and quarter with day, serial, check digit.
fn ch_ahv11(n: &[u8]) -> bool {
    let quarter_day = number(n, 5, 8);
    at(n, 0) != b'0'
        && quarter_day.is_some_and(|q| (101..=892).contains(&q) && (1..=92).contains(&(q % 100)))
        && weighted(n, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_some_and(|sum| sum % 11 == 0)
}

/// Area, day (+ 50 if the serial ran out), month, year, first letter of the birth name, serial, check digit.
fn de_rvnr(n: &[u8]) -> bool {
    let Some((area, day, month)) = three_pairs(n) else { return false };
    let Some(yy) = pair(n, 6) else { return false };
    let issued = matches!(area, 2..=4 | 8..=21 | 23..=26 | 28 | 29 | 38..=40 | 42..=44 | 48..=54 | 56..=82 | 89);
    let day = if day > 50 { day - 50 } else { day };
    issued && is_birth_yy(yy, month, day) && letter_code_sum(n, 8, &[2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1])
}

/// A letter, eight digits, check digit.
fn de_kvnr(n: &[u8]) -> bool {
    varied(part(n, 1, 9)) && letter_code_sum(n, 0, &[1, 2, 1, 2, 1, 2, 1, 2, 1, 2])
}

/// The sum of RVNR and KVNR: the letter at `letter` counts as its place in the alphabet in two digits, products count
/// by their cross sum, and the last digit is the check digit.
fn letter_code_sum(n: &[u8], letter: usize, weights: &[u32]) -> bool {
    let Some((&last, head)) = n.split_last() else { return false };
    let mut weights = weights.iter();
    let mut sum = 0;
    let mut add = |d: u32| {
        let product = d * weights.next().copied().unwrap_or(0);
        sum += product / 10 + product % 10;
    };
    for (i, &byte) in head.iter().enumerate() {
        if i == letter {
            let Some(place) = base36(byte).and_then(|v| v.checked_sub(9)) else { return false };
            add(place / 10);
            add(place % 10);
        } else {
            let Some(d) = digit(byte) else { return false };
            add(d);
        }
    }
    digit(last) == Some(sum % 10)
}

/// Among the first ten digits exactly one comes twice (numbers before 2016) or three times (since), the others at most
/// once.
fn de_idnr(n: &[u8]) -> bool {
    let mut counts = [0_u8; 10];
    for byte in part(n, 0, 10) {
        if let Some(count) = digit(*byte).and_then(|d| counts.get_mut(d as usize)) {
            *count += 1;
        }
    }
    let mut repeated = counts.iter().filter(|&&count| count > 1);
    let one = matches!((repeated.next(), repeated.next()), (Some(2 | 3), None));
    one && at(n, 0) != b'0' && iso7064_11_10(n)
}

/// The thirteen digits of ELSTER: the Land's prefix and a 0 in fifth place.
fn de_stnr_country(n: &[u8]) -> bool {
    let land = pair(n, 0);
    let known = land.is_some_and(
        |l| matches!(l, 10 | 11 | 21 | 22 | 23 | 24 | 26 | 27 | 28 | 30 | 31 | 32 | 40 | 41 | 50..=59 | 90..=99),
    );
    known && at(n, 4) == b'0' && varied(part(n, 5, 13))
}

/// Ten digits on paper: office, district, number, check digit (Baden-Württemberg, Berlin, Hamburg, Niedersachsen ...).
fn de_stnr_10(n: &[u8]) -> bool {
    number(n, 2, 5).is_some_and(|district| district >= 100) && varied(n)
}

/// Eleven digits on paper: Bayern, NRW (district of four), Brandenburg, Hessen ... with a leading 0, 1 or 2.
fn de_stnr_11(n: &[u8]) -> bool {
    number(n, 3, 6).is_some_and(|district| district >= 100) && varied(n)
}
