//! Estonia, Latvia, Lithuania.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "two-pass weighted sum modulo 11",
        source: "EVS 585:2007, isikukood",
        hits: &["isikukood 36805280109", "Isikukood: 37605030299", "minu isikukood on 368 0528 0109"],
        misses: &["isikukood 36805280108", "tellimus 36805280108"],
        ..personal("national_id_ee", "Estonian personal code (isikukood)", &["EE"], &["et"])
    },
    Entity {
        checksum: "two-pass weighted sum modulo 11",
        source: "Gyventojų registras, asmens kodas",
        hits: &["asmens kodas 33309240064", "a. k. 38703181745", "asmens kodu 38703181745"],
        misses: &["asmens kodas 33309240164", "užsakymas 33309240074"],
        ..personal("national_id_lt", "Lithuanian personal code (asmens kodas)", &["LT"], &["lt"])
    },
    Entity {
        checksum: "weighted sum modulo 11 modulo 10",
        source: "Fizisko personu reģistra likums, personas kods; without birth date since July 2017",
        hits: &["personas kods 161175-19997", "personas kods: 328673-00679", "pers. kods 16117519997"],
        misses: &["personas kods 161175-19998", "pasūtījums 161175-19998"],
        ..personal("national_id_lv", "Latvian personal code (personas kods)", &["LV"], &["lv"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_ee", "ee.ik", "###########", ee_ik, 1_300, EE, ""),
    Scheme::new("national_id_ee", "ee.ik.any", "###########", ee_ik_any, 2_200, EE, ""),
    Scheme::new("national_id_lt", "lt.asmens", "###########", ee_ik, 1_300, LT, ""),
    Scheme::new("national_id_lt", "lt.asmens.any", "###########", lt_asmens_any, 12_500, LT, ""),
    Scheme::new("national_id_lv", "lv.pk", "###########", lv_pk, 1_300, LV, "######-#####"),
    Scheme::new("national_id_lv", "lv.pk32", "3##########", lv_pk_new, 7_900, LV, "3#####-#####"),
];

const EE: &[&str] = &["ctx.ee.ik", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const LT: &[&str] = &["ctx.lt.ak", "ctx.national_id", "ctx.social_security", "ctx.health_id"];
const LV: &[&str] = &["ctx.lv.pk", "ctx.national_id", "ctx.social_security", "ctx.health_id"];

/// The last digit: weights 1 to 9, 1; should the rest be 10, weights 3 to 9, 1, 2, 3; should it again be 10, then 0.
pub(super) fn two_pass(n: &[u8]) -> bool {
    let Some((&last, head)) = n.split_last() else { return false };
    let sum = |from: u32| {
        let weights = (from..=9).chain(1..=9).cycle();
        head.iter().zip(weights).try_fold(0, |sum, (&b, w)| Some(sum + digit(b)? * w)).map(|sum| sum % 11)
    };
    let rest = if sum(1) == Some(10) { sum(3) } else { sum(1) };
    rest.is_some() && rest.map(|rest| rest % 10) == digit(last)
}

/// Sex with century, year, month, day, serial, check digit; of somebody who may be alive.
fn ee_ik(n: &[u8]) -> bool {
    baltic_birth(n).is_some_and(|(year, month, day)| is_birth(year, month, day)) && two_pass(n)
}

/// The same of any of the three centuries.
fn ee_ik_any(n: &[u8]) -> bool {
    baltic_birth(n).is_some_and(|(year, month, day)| is_date(year, month, day)) && two_pass(n)
}

/// In Lithuania a leading 9 has no date behind it.
fn lt_asmens_any(n: &[u8]) -> bool {
    ee_ik_any(n) || (at(n, 0) == b'9' && varied(n) && two_pass(n))
}

fn baltic_birth(n: &[u8]) -> Option<(u32, u32, u32)> {
    let century = match at(n, 0) {
        b'1' | b'2' => 1800,
        b'3' | b'4' => 1900,
        b'5' | b'6' => 2000,
        _ => return None,
    };
    let (yy, month, day) = three_pairs(part(n, 1, 7))?;
    Some((century + yy, month, day))
}

/// Day, month, year, century (0, 1, 2), serial, check digit.
fn lv_pk(n: &[u8]) -> bool {
    let Some((day, month, yy)) = three_pairs(n) else { return false };
    let Some(century) = digit(at(n, 6)).filter(|&century| century <= 2) else { return false };
    is_date(1800 + century * 100 + yy, month, day) && lv_sum(n)
}

/// Codes without a date of birth begin with 32 to 39.
fn lv_pk_new(n: &[u8]) -> bool {
    pair(n, 0).is_some_and(|head| (32..=39).contains(&head)) && varied(part(n, 2, 11)) && lv_sum(n)
}

fn lv_sum(n: &[u8]) -> bool {
    let sum = weighted(n, &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9]);
    sum.is_some_and(|sum| digit(at(n, 10)) == Some((1 + sum) % 11 % 10))
}
