//! France and Monaco.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "97 minus the rest modulo 97",
        source: "INSEE, décret n° 82-103 (NIR)",
        hits: &[
            "2 95 10 99 126 111 93",
            "NIR 255081416802538",
            "n° de sécu : 1 84 12 76 451 089 46",
            "sécurité sociale 2A : 1 89 05 2A 451 089 64",
        ],
        misses: &["2 95 10 99 126 111 94", "commande n° 295109912611193", "3 95 10 99 126 111 93"],
        ..personal("national_id_fr", "French social insurance number (NIR)", &["FR"], &["fr"])
    },
    Entity {
        checksum: "first ten digits modulo 511",
        source: "DGFiP, numéro fiscal de référence (SPI)",
        hits: &["numéro fiscal 30 23 217 600 053", "SPI : 3023217600053"],
        misses: &["numéro fiscal 30 23 217 600 054", "facture 3023217600053"],
        ..personal("tax_id_fr", "French tax number (SPI)", &["FR"], &["fr"])
    },
];

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("national_id_fr", "fr.nir", "#####**########", fr_nir, 440, NIR, "# ## ## ** ### ### ##"),
    Scheme::new("national_id_fr", "fr.nir.nokey", "#####**######", fr_nir_body, 1_000_000, NIR_NAMED, ""),
    Scheme::new(
        "tax_id_fr",
        "fr.nif",
        "#############",
        fr_nif,
        204,
        &["ctx.fr.spi", "ctx.tax_id"],
        "## ## ### ### ###",
    ),
];

/// Without its key it has no checksum: a number of Luxembourg looks the same, so a word for any national number is not enough.
const NIR_NAMED: &[&str] = &["ctx.fr.nir", "ctx.social_security", "ctx.health_id"];
const NIR: &[&str] = &["ctx.fr.nir", "ctx.social_security", "ctx.national_id", "ctx.health_id"];

/// Sex, year, month (20 and above: not known), department (2A, 2B in Corsica, 99 abroad), town, serial, key.
fn fr_nir(n: &[u8]) -> bool {
    let department = part(n, 5, 7);
    let body = match department {
        [b'2', b'A'] => {
            number(n, 0, 5).zip(number(n, 7, 13)).map(|(head, tail)| head * 100_000_000 + 19_000_000 + tail)
        }
        [b'2', b'B'] => {
            number(n, 0, 5).zip(number(n, 7, 13)).map(|(head, tail)| head * 100_000_000 + 18_000_000 + tail)
        }
        _ => number(n, 0, 13),
    };
    fr_nir_body(part(n, 0, 13)) && body.zip(number(n, 13, 15)).is_some_and(|(body, key)| 97 - body % 97 == key)
}

/// What holds of the thirteen characters before the key.
fn fr_nir_body(n: &[u8]) -> bool {
    let sex = matches!(at(n, 0), b'1'..=b'4' | b'7' | b'8');
    let month = pair(n, 3).is_some_and(|month| matches!(month, 1..=12 | 20..=42 | 50..=99));
    let department = match part(n, 5, 7) {
        [b'2', b'A' | b'B'] => true,
        _ => pair(n, 5).is_some_and(|department| department >= 1),
    };
    let serials = number(n, 7, 10).zip(number(n, 10, 13));
    sex && month && department && serials.is_some_and(|(town, serial)| town > 0 && serial > 0)
}

/// Ten digits beginning with 0 to 3, then their rest modulo 511.
fn fr_nif(n: &[u8]) -> bool {
    let body = number(n, 0, 10);
    at(n, 0) <= b'3' && varied(n) && body.zip(number(n, 10, 13)).is_some_and(|(body, key)| body % 511 == key)
}
