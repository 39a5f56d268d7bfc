//! Poland, Czechia, Slovakia, Hungary.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "weights 1, 3, 7, 9 modulo 10",
        source: "Ustawa o ewidencji ludności (PESEL)",
        hits: &["PESEL 44051401359", "numer PESEL: 02070803628", "pesel 440514 01359"],
        misses: &["PESEL 44051401358", "zamówienie 44051401359", "PESEL 44053401359"],
        ..personal("national_id_pl", "Polish person number (PESEL)", &["PL"], &["pl"])
    },
    Entity {
        checksum: "weighted sum modulo 11",
        source: "Ustawa o zasadach ewidencji i identyfikacji podatników (NIP)",
        hits: &["NIP 856-734-62-15", "NIP: 8567346215", "numer identyfikacji podatkowej 856 734 62 15"],
        misses: &["NIP 856-734-62-16", "zamówienie 8567346215", "8567346215"],
        ..personal("tax_id_pl", "Polish tax number (NIP)", &["PL"], &["pl"])
    },
    Entity {
        checksum: "weights 7, 3, 1, 9 modulo 10",
        source: "Rozporządzenie MSWiA w sprawie dowodów osobistych",
        hits: &["dowód osobisty ABA300000", "seria i numer dowodu: ABS 123456", "nr dowodu ABA 300000"],
        misses: &["dowód osobisty ABA300001", "zamówienie ABA300000"],
        ..personal("id_card_pl", "Polish identity card", &["PL"], &["pl"])
    },
    Entity {
        checksum: "modulo 11, 10 as 0; none before 1954",
        source: "Zákon č. 133/2000 Sb., rodné číslo",
        hits: &["rodné číslo 710319/2745", "r. č. 710319/2745", "RČ: 991231123", "rodné číslo 485319/274"],
        misses: &["rodné číslo 710319/2746", "objednávka 7103192745", "rodné číslo 711519/2744"],
        ..personal("national_id_cz", "Czech birth number (rodné číslo)", &["CZ"], &["cs"])
    },
    Entity {
        checksum: "as rodné číslo",
        source: "Zákon č. 280/2009 Sb., daňové identifikační číslo",
        hits: &["DIČ CZ7103192745", "daňové identifikační číslo: CZ 710319 2745"],
        misses: &["DIČ CZ7103192746", "CZ7113192745"],
        ..personal("tax_id_cz", "Czech tax number of a person", &["CZ"], &["cs"])
    },
    Entity {
        checksum: "modulo 11, 10 as 0; none before 1954",
        source: "Zákon č. 301/1995 Z. z., rodné číslo",
        hits: &["moje rodné číslo je 710319/2745 a bývam v Bratislave na Slovensku"],
        misses: &["rodné číslo 710319/2746", "objednávka 7103192745"],
        ..personal("national_id_sk", "Slovak birth number (rodné číslo)", &["SK"], &["sk"])
    },
    Entity {
        checksum: "modulo 11 for payers of VAT",
        source: "Finančná správa SR, daňové identifikačné číslo",
        hits: &["daňové identifikačné číslo 2022749619"],
        misses: &["objednávka 2022749619"],
        ..personal("tax_id_sk", "Slovak tax number", &["SK"], &["sk"])
    },
    Entity {
        checksum: "weights 1 to 10, turned in 1997, modulo 11",
        source: "1996. évi XX. törvény (személyi azonosító)",
        hits: &["személyi szám 1-740310-1208", "személyi azonosító: 2 981123 1209"],
        misses: &["személyi szám 1-741310-1230", "rendelésszám 17403101238"],
        ..personal("national_id_hu", "Hungarian person number", &["HU"], &["hu"])
    },
    Entity {
        checksum: "weights 1 to 9 modulo 11",
        source: "1996. évi XX. törvény (adóazonosító jel)",
        hits: &["adóazonosító jel 8071592153", "adóazonosító: 8 07159 2153"],
        misses: &["adóazonosító jel 8071592154", "rendelésszám 8071592153"],
        ..personal("tax_id_hu", "Hungarian tax number of a person", &["HU"], &["hu"])
    },
    Entity {
        checksum: "weights 3, 7 modulo 10",
        source: "1996. évi XX. törvény (TAJ)",
        hits: &["TAJ szám 111 111 110", "TAJ: 123456788", "társadalombiztosítási azonosító 123 456 788"],
        misses: &["TAJ szám 123456789", "rendelésszám 123456788", "123456788"],
        ..personal("health_id_hu", "Hungarian social security number (TAJ)", &["HU"], &["hu"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_pl", "pl.pesel", "###########", pl_pesel, 4_850, PESEL, ""),
    Scheme::new("national_id_pl", "pl.pesel.any", "###########", pl_pesel_any, 18_300, PESEL, ""),
    Scheme::new(
        "tax_id_pl",
        "pl.nip",
        "##########",
        pl_nip,
        90_900,
        &["ctx.pl.nip", "ctx.tax_id", "ctx.vat"],
        "###-###-##-##|###-##-##-###",
    ),
    Scheme::new(
        "id_card_pl",
        "pl.dowod",
        "@@@######",
        pl_dowod,
        100_000,
        &["ctx.pl.dowod", "ctx.id_card"],
        "@@@ ######",
    ),
    Scheme::new("national_id_cz", "cz.rc", "##########", cz_rc, 9_600, CZ, "######/####"),
    Scheme::new("national_id_cz", "cz.rc9", "#########", cz_rc9, 55_000, CZ, "######/###"),
    Scheme::new("tax_id_cz", "cz.dic", "CZ##########", cz_dic, 15, &["ctx.cz.dic", "ctx.tax_id", "ctx.vat"], ""),
    Scheme::new("tax_id_cz", "cz.dic9", "CZ#########", cz_dic9, 78, &["ctx.cz.dic", "ctx.tax_id", "ctx.vat"], ""),
    Scheme::new("national_id_sk", "sk.rc", "##########", cz_rc, 9_600, SK, "######/####"),
    Scheme::new("national_id_sk", "sk.rc9", "#########", cz_rc9, 55_000, SK, "######/###"),
    Scheme::new("tax_id_sk", "sk.dic", "##########", sk_dic, 1_000_000, &["ctx.sk.dic", "ctx.tax_id"], ""),
    Scheme::new("national_id_hu", "hu.szemelyi", "###########", hu_person, 1_270, SZEMELYI, "#-######-####"),
    Scheme::new("tax_id_hu", "hu.ado", "8#########", hu_tax, 5_300, &["ctx.hu.ado", "ctx.tax_id"], ""),
    Scheme::new(
        "health_id_hu",
        "hu.taj",
        "#########",
        hu_taj,
        100_000,
        &["ctx.hu.taj", "ctx.health_id", "ctx.social_security"],
        "### ### ###",
    ),
];

const PESEL: &[&str] = &["ctx.pl.pesel", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const CZ: &[&str] = &["ctx.cz.rc", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const SK: &[&str] = &["ctx.sk.rc", "ctx.cz.rc", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const SZEMELYI: &[&str] = &["ctx.hu.szemelyi", "ctx.national_id"];

/// Year, month (+ 80: 18.., + 20: 20.., + 40: 21.., + 60: 22..), day, serial, check digit; of somebody alive.
fn pl_pesel(n: &[u8]) -> bool {
    pl_birth(n).is_some_and(|(year, month, day)| is_birth(year, month, day)) && pl_sum(n)
}

/// The same of any of the five centuries.
fn pl_pesel_any(n: &[u8]) -> bool {
    pl_birth(n).is_some_and(|(year, month, day)| is_date(year, month, day)) && pl_sum(n)
}

fn pl_birth(n: &[u8]) -> Option<(u32, u32, u32)> {
    let (yy, month, day) = three_pairs(n)?;
    let century = match month / 20 {
        0 => 1900,
        1 => 2000,
        2 => 2100,
        3 => 2200,
        _ => 1800,
    };
    Some((century + yy, month % 20, day))
}

fn pl_sum(n: &[u8]) -> bool {
    weighted(n, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_some_and(|sum| sum % 10 == 0)
}

/// Three digits of the tax office (none is 0), serial, check digit; a rest of 10 is never issued.
pub(super) fn pl_nip(n: &[u8]) -> bool {
    let rest = weighted(n, &[6, 5, 7, 2, 3, 4, 5, 6, 7]).map(|sum| sum % 11);
    at(n, 0) != b'0' && varied(n) && rest.is_some() && rest == digit(at(n, 9))
}

/// Three letters, check digit, five digits: the whole sum is a multiple of 10.
fn pl_dowod(n: &[u8]) -> bool {
    let sum = n.iter().zip([7, 3, 1, 9, 7, 3, 1, 7, 3]).try_fold(0, |sum, (&b, w)| Some(sum + base36(b)? * w));
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// Year, month (women + 50; + 20 where serials ran out), day, serial; the whole is a multiple of 11, where until 1985 a
/// rest of 10 is written as 0.
fn cz_rc(n: &[u8]) -> bool {
    let Some((yy, month, day)) = three_pairs(n) else { return false };
    let year = if yy < 54 { 2000 + yy } else { 1900 + yy };
    let rest = number(n, 0, 9).map(|body| (body % 11) as u32 % 10);
    cz_month(month).is_some_and(|month| is_birth(year, month, day)) && rest.is_some() && rest == digit(at(n, 9))
}

/// Until 1953 there was no check digit.
fn cz_rc9(n: &[u8]) -> bool {
    let Some((yy, month, day)) = three_pairs(n) else { return false };
    let month = if month > 50 { month - 50 } else { month };
    let year = if yy < 54 { 1900 + yy } else { 1800 + yy };
    is_birth(year, month, day) && part(n, 6, 9) != b"000"
}

fn cz_month(month: u32) -> Option<u32> {
    match month {
        1..=12 => Some(month),
        21..=32 => Some(month - 20),
        51..=62 => Some(month - 50),
        71..=82 => Some(month - 70),
        _ => None,
    }
}

fn cz_dic(n: &[u8]) -> bool {
    cz_rc(part(n, 2, 12))
}

fn cz_dic9(n: &[u8]) -> bool {
    cz_rc9(part(n, 2, 11))
}

/// Ten digits; of persons it is random, of payers of VAT a multiple of 11.
fn sk_dic(n: &[u8]) -> bool {
    matches!(at(n, 0), b'1'..=b'9') && varied(n)
}

/// Sex with century, year, month, day, serial, check digit. Of those born since 1997 the weights run the other way.
fn hu_person(n: &[u8]) -> bool {
    let Some((yy, month, day)) = three_pairs(part(n, 1, 7)) else { return false };
    let year = match at(n, 0) {
        b'1' | b'2' | b'5' | b'6' => 1900 + yy,
        b'3' | b'4' => 2000 + yy,
        _ => return false,
    };
    let new = (year, month, day) >= (1997, 1, 1);
    let weights = if new { [10, 9, 8, 7, 6, 5, 4, 3, 2, 1] } else { [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] };
    let rest = weighted(n, &weights).map(|sum| sum % 11);
    is_birth(year, month, day) && rest.is_some() && rest == digit(at(n, 10))
}

/// 8, days since 1867-01-01, serial, check digit; a rest of 10 is never issued.
fn hu_tax(n: &[u8]) -> bool {
    let rest = weighted(n, &[1, 2, 3, 4, 5, 6, 7, 8, 9]).map(|sum| sum % 11);
    // 1880-01-01 is day 4748, 2032-12-31 is day 60630.
    let born = number(n, 1, 6).is_some_and(|days| (4_748..=60_630).contains(&days));
    born && rest.is_some() && rest == digit(at(n, 9))
}

fn hu_taj(n: &[u8]) -> bool {
    let rest = weighted(n, &[3, 7, 3, 7, 3, 7, 3, 7]).map(|sum| sum % 10);
    part(n, 0, 8) != b"00000000" && rest.is_some() && rest == digit(at(n, 8))
}
