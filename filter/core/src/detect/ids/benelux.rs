//! Belgium, the Netherlands, Luxembourg.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "97 minus the rest modulo 97, 2 put before from 2000 on",
        source: "KB/AR 3 April 1984, Rijksregister; BIS: KSZ/BCSS",
        hits: &[
            "85.07.30-033.28",
            "Rijksregisternummer 85073003328",
            "numéro national: 17.07.30-033.84",
            "NISS 98.47.28-997.65",
        ],
        misses: &["85.07.30-033.61", "Bestelnummer 85073003328", "85.13.30-033.28"],
        ..personal("national_id_be", "Belgian national or BIS number", &["BE"], &["nl", "fr", "de"])
    },
    Entity {
        checksum: "eleven-test (weights 9 to 2 and -1, modulo 11)",
        source: "Wabb; Logisch Ontwerp BSN",
        hits: &["BSN 111222333", "burgerservicenummer: 1112.22.333", "mijn BSN is 111222333"],
        misses: &["BSN 111252333", "ordernummer 111222333", "111222333"],
        ..personal("national_id_nl", "Dutch citizen service number (BSN)", &["NL"], &["nl"])
    },
    Entity {
        checksum: "Luhn and Verhoeff",
        source: "Loi du 19 juin 2013 (matricule); CCSS",
        hits: &["1893120105732", "matricule 1893 12 01 05732", "Sozialversicherungsnummer 1893120105732"],
        misses: &["1893120105733", "matricule 1893120105742"],
        ..personal("national_id_lu", "Luxembourg national number (matricule)", &["LU"], &["fr", "de", "lb"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_be", "be.nn", "###########", be_nn, 480, NN, "##.##.##-###.##"),
    Scheme::new("national_id_be", "be.bis", "###########", be_bis, 940, NN, "##.##.##-###.##"),
    Scheme::new("national_id_be", "be.unknown", "###########", be_unknown, 160, NN, "##.##.##-###.##"),
    Scheme::new("national_id_nl", "nl.bsn", "#########", nl_bsn, 90_900, BSN, "####.##.###|### ### ###"),
    Scheme::new("national_id_nl", "nl.bsn8", "########", nl_bsn8, 90_900, &["ctx.nl.bsn"], ""),
    Scheme::new("national_id_lu", "lu.matricule", "#############", lu_matricule, 55, LU, "#### ## ## #####"),
];

const NN: &[&str] = &["ctx.be.nn", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const BSN: &[&str] = &["ctx.nl.bsn", "ctx.national_id", "ctx.social_security", "ctx.tax_id", "ctx.health_id"];
const LU: &[&str] = &["ctx.lu.matricule", "ctx.national_id", "ctx.social_security", "ctx.health_id", "ctx.tax_id"];

/// The century whose check holds: the key is 97 - (n mod 97), with a 2 before n from 2000 on.
fn be_century(n: &[u8]) -> Option<u32> {
    let body = number(n, 0, 9)?;
    let key = number(n, 9, 11)?;
    let yy = pair(n, 0)?;
    if 97 - body % 97 == key {
        return Some(1900);
    }
    (97 - (2_000_000_000 + body) % 97 == key && is_birth(2000 + yy, 1, 1)).then_some(2000)
}

fn be_birth(n: &[u8], added_to_month: u32) -> bool {
    let Some((century, (yy, month, day))) = be_century(n).zip(three_pairs(n)) else { return false };
    month.checked_sub(added_to_month).is_some_and(|month| is_birth(century + yy, month, day))
}

fn be_nn(n: &[u8]) -> bool {
    be_birth(n, 0)
}

/// Persons not in the register: month + 20 when the sex is unknown, + 40 when it is known.
fn be_bis(n: &[u8]) -> bool {
    be_birth(n, 20) || be_birth(n, 40)
}

/// Day or month of birth unknown: written as 00, or the day runs on where the serials of a day were used up.
fn be_unknown(n: &[u8]) -> bool {
    let Some((century, (yy, month, day))) = be_century(n).zip(three_pairs(n)) else { return false };
    let month = if month >= 40 { month - 40 } else { month.checked_sub(20).unwrap_or(month) };
    varied(n) && month <= 12 && (month == 0 || day == 0) && day <= 31 && is_birth(century + yy, 1, 1)
}

fn nl_bsn(n: &[u8]) -> bool {
    let last = digit(at(n, 8)).unwrap_or(0);
    varied(n)
        && pair(n, 0) != Some(0)
        && weighted(part(n, 0, 8), &[9, 8, 7, 6, 5, 4, 3, 2]).is_some_and(|sum| sum % 11 == last)
}

/// A BSN whose leading zero was lost on the way, in a spreadsheet for instance.
fn nl_bsn8(n: &[u8]) -> bool {
    let last = digit(at(n, 7)).unwrap_or(0);
    varied(n) && at(n, 0) != b'0' && weighted(part(n, 0, 7), &[8, 7, 6, 5, 4, 3, 2]).is_some_and(|sum| sum % 11 == last)
}

/// Year, month, day of birth, serial of three, Luhn digit over the first eleven, Verhoeff digit over the same.
fn lu_matricule(n: &[u8]) -> bool {
    let Some((year, (month, day))) = number(n, 0, 4).zip(pair(n, 4).zip(pair(n, 6))) else { return false };
    let without_luhn = part(n, 0, 11).iter().chain(part(n, 12, 13)).copied();
    is_birth(year as u32, month, day) && luhn(part(n, 0, 12)) && verhoeff(without_luhn)
}
