//! Spain and Portugal.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "number modulo 23 as letter",
        source: "Real Decreto 255/2025 (DNI); Real Decreto 557/2011 (NIE)",
        hits: &[
            "DNI 54362315K",
            "mi DNI es 54.362.315-K",
            "NIE: X-2482300-W",
            "documento nacional de identidad 54362315 K",
        ],
        misses: &["DNI 54362315Z", "NIE X-2482300-A", "pedido 54362315K"],
        ..personal("national_id_es", "Spanish identity number (DNI) or foreigner number (NIE)", &["ES"], ES_LANGUAGES)
    },
    Entity {
        checksum: "number modulo 23 as letter",
        source: "Real Decreto 1065/2007 art. 19 (NIF K, L, M)",
        hits: &["NIF M1234567L", "número de identificación fiscal K1234567L"],
        misses: &["NIF M1234567K", "pedido M1234567L"],
        ..personal("tax_id_es", "Spanish tax number of persons without DNI or NIE", &["ES"], ES_LANGUAGES)
    },
    Entity {
        checksum: "modulo 97",
        source: "TGSS, número de la Seguridad Social (NUSS, NAF)",
        hits: &["número de la Seguridad Social 28 12345678 40", "NUSS: 281234567840", "NAF 28/12345678/40"],
        misses: &["NUSS 28 12345678 41", "pedido 281234567840"],
        ..personal("social_security_es", "Spanish social security number", &["ES"], ES_LANGUAGES)
    },
    Entity {
        source: "Real Decreto 183/2004 (tarjeta sanitaria, CIP)",
        hits: &["tarjeta sanitaria BBBBBBBBQR648597", "CIP GOLO 1 800101 003"],
        misses: &["pedido BBBBBBBBQR648597", "tarjeta sanitaria europea"],
        ..personal("health_id_es", "Spanish health card code (CIP)", &["ES"], ES_LANGUAGES)
    },
    Entity {
        checksum: "weights 9 to 2 modulo 11",
        source: "Decreto-Lei 14/2013 (NIF)",
        hits: &["NIF 245 829 318", "contribuinte 245829318", "número de identificação fiscal: 245829318"],
        misses: &["NIF 245829319", "encomenda 245829318", "245829318"],
        ..personal("tax_id_pt", "Portuguese tax number (NIF)", &["PT"], &["pt"])
    },
    Entity {
        checksum: "Luhn over base 36",
        source: "Lei 7/2007 (Cartão de Cidadão)",
        hits: &["Cartão de Cidadão 00000000 0 ZZ4", "CC: 10765432 7 ZY5"],
        misses: &["Cartão de Cidadão 00000000 0 ZZ5", "encomenda 10765432 7 ZY5"],
        ..personal("id_card_pt", "Portuguese citizen card number", &["PT"], &["pt"])
    },
    Entity {
        checksum: "prime weights modulo 10",
        source: "Segurança Social (NISS)",
        hits: &["NISS 12345678902", "Segurança Social: 123 456 789 02"],
        misses: &["NISS 12345678903", "encomenda 12345678902"],
        ..personal("social_security_pt", "Portuguese social security number (NISS)", &["PT"], &["pt"])
    },
    Entity {
        source: "SPMS, número de utente do SNS",
        hits: &["número de utente 312 345 678", "utente SNS 312345678"],
        misses: &["encomenda 312345678"],
        ..personal("health_id_pt", "Portuguese health service user number", &["PT"], &["pt"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_es", "es.dni", "########@", es_dni, 38_460, DNI, "##.###.###-@"),
    Scheme::new("national_id_es", "es.dni.7", "#######@", es_dni_7, 38_460, DNI, "#.###.###-@"),
    Scheme::new("national_id_es", "es.nie", "@#######@", es_nie, 4_440, NIE, "@-#######-@"),
    Scheme::new(
        "tax_id_es",
        "es.nif",
        "@#######@",
        es_nif,
        4_440,
        &["ctx.es.nif", "ctx.tax_id", "ctx.national_id"],
        "",
    ),
    Scheme::new("social_security_es", "es.nuss", "############", es_nuss, 5_500, NUSS, "## ######## ##"),
    Scheme::new("health_id_es", "es.cip", "@@@@##########", es_cip, 18_000, CIP, "@@@@ # ###### ###"),
    Scheme::new("health_id_es", "es.cipsns", "BBBB@@@@@@######", varied, 1_000_000, CIP, ""),
    Scheme::new("tax_id_pt", "pt.nif", "#########", pt_nif, 91_000, &["ctx.pt.nif", "ctx.tax_id"], "### ### ###"),
    Scheme::new(
        "id_card_pt",
        "pt.cc",
        "#########**#",
        pt_cc,
        100_000,
        &["ctx.pt.cc", "ctx.id_card", "ctx.national_id"],
        "######## # **#",
    ),
    Scheme::new(
        "social_security_pt",
        "pt.niss",
        "###########",
        pt_niss,
        20_000,
        &["ctx.pt.niss", "ctx.social_security"],
        "### ### ### ##",
    ),
    Scheme::new(
        "health_id_pt",
        "pt.utente",
        "#########",
        varied,
        1_000_000,
        &["ctx.pt.utente", "ctx.health_id"],
        "### ### ###",
    ),
];

const ES_LANGUAGES: &[&str] = &["es", "ca", "gl", "eu"];
const DNI: &[&str] = &["ctx.es.dni", "ctx.es.nif", "ctx.national_id", "ctx.id_card", "ctx.tax_id"];
const NIE: &[&str] =
    &["ctx.es.nie", "ctx.es.dni", "ctx.es.nif", "ctx.national_id", "ctx.tax_id", "ctx.residence_permit"];
const NUSS: &[&str] = &["ctx.es.nuss", "ctx.social_security"];
const CIP: &[&str] = &["ctx.es.cip", "ctx.health_id"];

const ES_LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

fn es_letter(n: u64, letter: u8) -> bool {
    ES_LETTERS.get((n % 23) as usize) == Some(&letter)
}

fn es_dni(n: &[u8]) -> bool {
    varied(part(n, 0, 8)) && number(n, 0, 8).is_some_and(|v| es_letter(v, at(n, 8)))
}

/// Without its first zero, as old ones are often written.
fn es_dni_7(n: &[u8]) -> bool {
    varied(part(n, 0, 7)) && number(n, 0, 7).is_some_and(|v| es_letter(v, at(n, 7)))
}

/// Any number of a person.
pub(super) fn es_person(n: &[u8]) -> bool {
    match at(n, 0) {
        b'0'..=b'9' => es_dni(n),
        b'X'..=b'Z' => es_nie(n),
        _ => es_nif(n),
    }
}

/// X, Y, Z count 0, 1, 2 before the seven digits.
fn es_nie(n: &[u8]) -> bool {
    let Some(first) = at(n, 0).checked_sub(b'X').filter(|&first| first < 3) else { return false };
    number(n, 1, 8).is_some_and(|v| v > 0 && es_letter(u64::from(first) * 10_000_000 + v, at(n, 8)))
}

/// K: Spaniards below 14; L: Spaniards abroad; M: foreigners without NIE.
fn es_nif(n: &[u8]) -> bool {
    matches!(at(n, 0), b'K' | b'L' | b'M') && number(n, 1, 8).is_some_and(|v| v > 0 && es_letter(v, at(n, 8)))
}

/// Province, eight digits, rest modulo 97; a number below ten million is written without its zeros for the sum.
fn es_nuss(n: &[u8]) -> bool {
    let Some((province, body)) = number(n, 0, 2).zip(number(n, 2, 10)) else { return false };
    let scale = if body < 10_000_000 { 10_000_000 } else { 100_000_000 };
    matches!(province, 1..=53 | 66) && varied(n) && number(n, 10, 12) == Some((province * scale + body) % 97)
}

/// Four letters of the surnames, sex (0 or 1), date of birth, serial (Catalonia and others).
fn es_cip(n: &[u8]) -> bool {
    let birth = three_pairs(part(n, 5, 11));
    at(n, 4) <= b'1' && birth.is_some_and(|(yy, month, day)| is_birth_yy(yy, month, day % 40))
}

/// First digit 1, 2, 3 (persons), 45 (foreigners), 5, 6 (bodies), 7 (estates, funds), 8, 9 (others).
pub(super) fn pt_nif(n: &[u8]) -> bool {
    let sum = weighted(part(n, 0, 8), &[9, 8, 7, 6, 5, 4, 3, 2]).unwrap_or(0);
    matches!(at(n, 0), b'1'..=b'9') && varied(n) && digit(at(n, 8)) == Some((11 - sum % 11) % 11 % 10)
}

/// Identity number of eight and its check digit, version of two, check digit; every second from the right doubled.
fn pt_cc(n: &[u8]) -> bool {
    let sum = n.iter().rev().enumerate().try_fold(0, |sum, (i, &byte)| {
        let value = base36(byte)?;
        Some(sum + if i % 2 == 0 { value } else { value * 2 - if value * 2 > 9 { 9 } else { 0 } })
    });
    sum.is_some_and(|sum| sum % 10 == 0) && varied(n)
}

/// Begins with 1 (persons) or 2; primes from 29 down to 2.
fn pt_niss(n: &[u8]) -> bool {
    let sum = weighted(part(n, 0, 10), &[29, 23, 19, 17, 13, 11, 7, 5, 3, 2]);
    matches!(at(n, 0), b'1' | b'2') && varied(n) && sum.is_some_and(|sum| digit(at(n, 10)) == Some(9 - sum % 10))
}
