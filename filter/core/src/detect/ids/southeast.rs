//! Croatia, Slovenia, Romania, Bulgaria, Greece, Cyprus.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "ISO 7064 MOD 11,10",
        source: "Zakon o osobnom identifikacijskom broju (OIB); JMBG before 2009",
        hits: &["OIB 33392005961", "OIB: 33392005961", "osobni identifikacijski broj 33392005961"],
        misses: &["OIB 33392005962", "narudžba 33392005961", "33392005961"],
        ..personal("national_id_hr", "Croatian person number (OIB)", &["HR"], &["hr"])
    },
    Entity {
        source: "HZZO, matični broj osiguranika (MBO)",
        hits: &["MBO 123456782", "matični broj osigurane osobe 123456782"],
        misses: &["narudžba 123456782"],
        ..personal("health_id_hr", "Croatian health insurance number (MBO)", &["HR"], &["hr"])
    },
    Entity {
        checksum: "weights 7 to 2 twice, modulo 11",
        source: "Zakon o centralnem registru prebivalstva (EMŠO)",
        hits: &["EMŠO 0101006500006", "emšo: 0101 006 500 006"],
        misses: &["EMŠO 0101006500007", "naročilo 0101006500007"],
        ..personal("national_id_si", "Slovenian person number (EMŠO)", &["SI"], &["sl"])
    },
    Entity {
        checksum: "weights 8 to 2 modulo 11",
        source: "Zakon o davčni službi (davčna številka)",
        hits: &["davčna številka 50223054", "davčna št.: 5022 3054"],
        misses: &["davčna številka 50223055", "naročilo 50223054", "50223054"],
        ..personal("tax_id_si", "Slovenian tax number", &["SI"], &["sl"])
    },
    Entity {
        source: "ZZZS, številka zavarovane osebe",
        hits: &["ZZZS številka 031234567", "številka zdravstvenega zavarovanja 031 234 567"],
        misses: &["naročilo 031234567"],
        ..personal("health_id_si", "Slovenian health insurance number (ZZZS)", &["SI"], &["sl"])
    },
    Entity {
        checksum: "weighted sum modulo 11",
        source: "Legea 105/1996, cod numeric personal (CNP)",
        hits: &["1630615123457", "CNP 1630615123457", "cod numeric personal: 1 630615 123457"],
        misses: &["CNP 1630615123458", "comanda 1630615123458", "CNP 1631315123457"],
        ..personal("national_id_ro", "Romanian personal code (CNP)", &["RO"], &["ro"])
    },
    Entity {
        checksum: "weighted sum modulo 11 modulo 10",
        source: "ГРАО, единен граждански номер (ЕГН)",
        hits: &["ЕГН 7523169263", "EGN: 7523169263", "ЛНЧ 7111042925", "единен граждански номер 752316 9263"],
        misses: &["ЕГН 7523169264", "поръчка 7523169263", "ЕГН 7593169263"],
        ..personal("national_id_bg", "Bulgarian person number (EGN) or foreigner number (LNCh)", &["BG"], &["bg"])
    },
    Entity {
        checksum: "Luhn",
        source: "ΗΔΙΚΑ, ΑΜΚΑ",
        hits: &["ΑΜΚΑ 01013099997", "AMKA: 01013099997", "αριθμός ΑΜΚΑ 010130 99997"],
        misses: &["ΑΜΚΑ 01013099999", "παραγγελία 01013099998"],
        ..personal("national_id_gr", "Greek social insurance number (AMKA)", &["GR"], &["el"])
    },
    Entity {
        checksum: "powers of two modulo 11 modulo 10",
        source: "ΑΑΔΕ, ΑΦΜ",
        hits: &["ΑΦΜ 023456780", "AFM: 094259216", "αριθμός φορολογικού μητρώου 094259216"],
        misses: &["ΑΦΜ 123456781", "παραγγελία 094259216", "094259216"],
        ..personal("tax_id_gr", "Greek tax number (AFM)", &["GR"], &["el"])
    },
    Entity {
        checksum: "odd-place table modulo 26",
        source: "Τμήμα Φορολογίας, ΑΦΤ/TIC",
        hits: &["ΑΦΤ 10259033P", "TIC 10259033P", "αριθμός φορολογικής ταυτότητας 10259033P"],
        misses: &["TIC 10259033Z", "order 10259033P"],
        ..personal("tax_id_cy", "Cypriot tax number (TIC)", &["CY"], &["el", "tr"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_hr", "hr.oib", "###########", hr_oib, 100_000, OIB, ""),
    Scheme::new("national_id_hr", "hr.jmbg", "#############", hr_jmbg, 65, &["ctx.hr.jmbg", "ctx.national_id"], ""),
    Scheme::new("health_id_hr", "hr.mbo", "#########", varied, 1_000_000, &["ctx.hr.mbo", "ctx.health_id"], ""),
    Scheme::new("national_id_si", "si.emso", "#############", si_emso, 60, EMSO, ""),
    Scheme::new("national_id_si", "si.emso.any", "#############", jmbg, 450, EMSO, ""),
    Scheme::new("tax_id_si", "si.ddv", "########", si_tax, 82_000, &["ctx.si.ddv", "ctx.tax_id"], ""),
    Scheme::new(
        "health_id_si",
        "si.zzzs",
        "#########",
        varied,
        1_000_000,
        &["ctx.si.zzzs", "ctx.health_id"],
        "### ### ###",
    ),
    Scheme::new("national_id_ro", "ro.cnp", "#############", ro_cnp, 1_300, CNP, ""),
    Scheme::new("national_id_bg", "bg.egn", "##########", bg_egn, 6_000, EGN, ""),
    Scheme::new("national_id_bg", "bg.egn.any", "##########", bg_egn_any, 11_000, EGN, ""),
    Scheme::new("national_id_bg", "bg.pnf", "##########", bg_pnf, 100_000, &["ctx.bg.lnch", "ctx.national_id"], ""),
    Scheme::new("national_id_gr", "gr.amka", "###########", gr_amka, 3_650, AMKA, ""),
    Scheme::new("tax_id_gr", "gr.afm", "#########", gr_afm, 100_000, &["ctx.gr.afm", "ctx.tax_id", "ctx.vat"], ""),
    Scheme::new("tax_id_cy", "cy.tic", "########@", cy_tic, 38_000, &["ctx.cy.tic", "ctx.tax_id", "ctx.vat"], ""),
];

const OIB: &[&str] = &["ctx.hr.oib", "ctx.national_id", "ctx.tax_id"];
const EMSO: &[&str] = &["ctx.si.emso", "ctx.national_id"];
const CNP: &[&str] = &["ctx.ro.cnp", "ctx.national_id", "ctx.social_security", "ctx.health_id", "ctx.tax_id"];
const EGN: &[&str] = &["ctx.bg.egn", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const AMKA: &[&str] = &["ctx.gr.amka", "ctx.social_security", "ctx.health_id", "ctx.national_id"];

pub(super) fn hr_oib(n: &[u8]) -> bool {
    varied(n) && iso7064_11_10(n)
}

/// Day, month, three digits of the year, region, serial, check digit; shared by the states of former Yugoslavia.
fn jmbg(n: &[u8]) -> bool {
    let Some((day, (month, year))) = pair(n, 0).zip(pair(n, 2).zip(number(n, 4, 7))) else { return false };
    let year = if year < 800 { 2000 + year as u32 } else { 1000 + year as u32 };
    let sum = weighted(n, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    let last = digit(at(n, 12));
    is_birth(year, month, day) && sum.is_some_and(|sum| last == Some((11 - sum % 11) % 11 % 10))
}

/// Regions 30 to 39 are Croatia's, and 03 of foreigners there.
fn hr_jmbg(n: &[u8]) -> bool {
    pair(n, 7).is_some_and(|region| matches!(region, 3 | 30..=39)) && jmbg(n)
}

/// Regions 50 to 59 are Slovenia's; those who came from elsewhere keep theirs.
fn si_emso(n: &[u8]) -> bool {
    pair(n, 7).is_some_and(|region| (50..=59).contains(&region)) && jmbg(n)
}

pub(super) fn si_tax(n: &[u8]) -> bool {
    let rest = weighted(n, &[8, 7, 6, 5, 4, 3, 2]).map(|sum| sum % 11);
    let check = rest.filter(|&rest| rest != 0).map(|rest| (11 - rest) % 10);
    at(n, 0) != b'0' && varied(n) && check.is_some() && check == digit(at(n, 7))
}

/// Sex with century (7, 8: residents, 9: foreigners), year, month, day, county, serial, check digit.
fn ro_cnp(n: &[u8]) -> bool {
    let Some((yy, month, day)) = three_pairs(part(n, 1, 7)) else { return false };
    let born = match at(n, 0) {
        b'1' | b'2' => is_birth(1900 + yy, month, day),
        b'3' | b'4' => is_date(1800 + yy, month, day),
        b'5' | b'6' => is_birth(2000 + yy, month, day),
        b'7'..=b'9' => is_birth_yy(yy, month, day),
        _ => false,
    };
    let county = pair(n, 7).is_some_and(|county| matches!(county, 1..=48 | 51 | 52 | 70 | 80..=83));
    let check = weighted(n, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]).map(|sum| if sum % 11 == 10 { 1 } else { sum % 11 });
    born && county && check.is_some() && check == digit(at(n, 12))
}

/// Year, month (+ 20: 18.., + 40: 20..), day, serial, check digit; of somebody who may be alive.
fn bg_egn(n: &[u8]) -> bool {
    bg_birth(n).is_some_and(|(year, month, day)| is_birth(year, month, day)) && bg_sum(n)
}

/// The same of any of the three centuries.
fn bg_egn_any(n: &[u8]) -> bool {
    bg_birth(n).is_some_and(|(year, month, day)| is_date(year, month, day)) && bg_sum(n)
}

fn bg_birth(n: &[u8]) -> Option<(u32, u32, u32)> {
    let (yy, month, day) = three_pairs(n)?;
    Some(match month {
        41.. => (2000 + yy, month - 40, day),
        21..=40 => (1800 + yy, month - 20, day),
        _ => (1900 + yy, month, day),
    })
}

fn bg_sum(n: &[u8]) -> bool {
    let check = weighted(n, &[2, 4, 8, 5, 10, 9, 7, 3, 6]).map(|sum| sum % 11 % 10);
    check.is_some() && check == digit(at(n, 9))
}

fn bg_pnf(n: &[u8]) -> bool {
    let check = weighted(n, &[21, 19, 17, 13, 11, 9, 7, 3, 1]).map(|sum| sum % 10);
    varied(n) && check.is_some() && check == digit(at(n, 9))
}

/// Day, month, year of birth, serial, Luhn digit.
fn gr_amka(n: &[u8]) -> bool {
    three_pairs(n).is_some_and(|(day, month, yy)| is_birth_yy(yy, month, day)) && luhn(n)
}

pub(super) fn gr_afm(n: &[u8]) -> bool {
    let check = weighted(n, &[256, 128, 64, 32, 16, 8, 4, 2]).map(|sum| sum % 11 % 10);
    varied(n) && check.is_some() && check == digit(at(n, 8))
}

/// Digits in odd places count by a table, the letter is the sum modulo 26; 12... is never issued.
pub(super) fn cy_tic(n: &[u8]) -> bool {
    const ODD: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    let sum = part(n, 0, 8).iter().enumerate().try_fold(0, |sum, (i, &byte)| {
        let d = digit(byte)?;
        Some(sum + if i % 2 == 0 { *ODD.get(d as usize)? } else { d })
    });
    part(n, 0, 2) != b"12" && varied(part(n, 0, 8)) && sum.is_some_and(|sum| base36(at(n, 8)) == Some(sum % 26 + 10))
}
