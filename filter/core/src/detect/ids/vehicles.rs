//! Vehicles: registration plates by country and the vehicle identification number. Plates are short and common, so the
//! word for one must stand near.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::Entity;

/// Rows of plates: code, country, title, languages, words and an example that must be found.
macro_rules! plates {
    ($($code:literal $country:literal $title:literal [$($language:literal)*] $words:literal $example:literal;)+) => {
        &[$(Entity {
            source: "UN Vienna Convention on Road Traffic 1968, annex 2; national registration rules",
            hits: &[concat!($words, " ", $example)],
            misses: &[concat!("article ", $example), $example],
            ..personal(concat!("licence_plate_", $code), $title, &[$country], &[$($language),*])
        },)+]
    };
}

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "weighted sum modulo 11 (North America only)",
        source: "ISO 3779; Regulation (EU) 2021/535 annex II",
        hits: &["VIN WVWZZZ1JZXW000001", "Fahrgestellnummer: WBA3A5C50CF256651", "numéro de châssis VF1BB05CF26010203"],
        misses: &["commit WVWZZZ1JZXW000001X", "WVWZZZIJZXW000001", "article WVWZZZ1JZXW000001"],
        ..personal("vin", "Vehicle identification number", &[], &[])
    },
    Entity {
        source: "UN Vienna Convention on Road Traffic 1968, annex 2",
        hits: &["license plate AB123CD", "registration plate 1-ABC-234"],
        misses: &["article AB123CD"],
        ..personal("licence_plate", "Vehicle registration, country not told", &[], &[])
    },
];

pub(super) const COUNTRY_ENTITIES: &[Entity] = plates! {
    "at" "AT" "Austrian vehicle registration" ["de"] "österreichisches Kennzeichen" "W-12345X";
    "be" "BE" "Belgian vehicle registration" ["nl" "fr" "de"] "nummerplaat" "1-ABC-234";
    "bg" "BG" "Bulgarian vehicle registration" ["bg"] "регистрационен номер" "CA1234AB";
    "ch" "CH" "Swiss vehicle registration" ["de" "fr" "it"] "Schweizer Kontrollschild" "ZH 123456";
    "cy" "CY" "Cypriot vehicle registration" ["el"] "κυπριακή πινακίδα" "KAA 123";
    "cz" "CZ" "Czech vehicle registration" ["cs"] "SPZ" "1A2 3456";
    "de" "DE" "German vehicle registration" ["de"] "Kennzeichen" "M-AB 1234";
    "dk" "DK" "Danish vehicle registration" ["da"] "nummerplade" "AB 12 345";
    "ee" "EE" "Estonian vehicle registration" ["et"] "registreerimismärk" "123 ABC";
    "es" "ES" "Spanish vehicle registration" ["es" "ca" "gl" "eu"] "matrícula" "1234 BCD";
    "fi" "FI" "Finnish vehicle registration" ["fi"] "rekisterinumero" "ABC-123";
    "fr" "FR" "French vehicle registration" ["fr"] "immatriculation" "AB-123-CD";
    "gb" "GB" "British vehicle registration" ["en"] "number plate" "AB12 CDE";
    "gr" "GR" "Greek vehicle registration" ["el"] "πινακίδα" "YZB 1234";
    "hr" "HR" "Croatian vehicle registration" ["hr"] "registarska oznaka" "ZG 1234 AB";
    "hu" "HU" "Hungarian vehicle registration" ["hu"] "rendszám" "ABC-123";
    "ie" "IE" "Irish vehicle registration" ["en" "ga"] "Irish number plate" "191-D-12345";
    "is" "IS" "Icelandic vehicle registration" ["is"] "bílnúmer" "AB C12";
    "it" "IT" "Italian vehicle registration" ["it"] "targa" "AB 123 CD";
    "li" "LI" "Liechtenstein vehicle registration" ["de"] "Liechtensteiner Kennzeichen" "FL 12345";
    "lt" "LT" "Lithuanian vehicle registration" ["lt"] "valstybinis numeris" "ABC 123";
    "lu" "LU" "Luxembourg vehicle registration" ["fr" "de" "lb"] "plaque luxembourgeoise" "AB 1234";
    "lv" "LV" "Latvian vehicle registration" ["lv"] "numurzīme" "AB-1234";
    "mt" "MT" "Maltese vehicle registration" ["mt"] "numru tar-reġistrazzjoni" "ABC 123";
    "nl" "NL" "Dutch vehicle registration" ["nl"] "kenteken" "12-AB-34";
    "no" "NO" "Norwegian vehicle registration" ["no" "nb"] "norsk kjennemerke" "AB 12345";
    "pl" "PL" "Polish vehicle registration" ["pl"] "tablica rejestracyjna" "WA 12345";
    "pt" "PT" "Portuguese vehicle registration" ["pt"] "matrícula do carro" "12-AB-34";
    "ro" "RO" "Romanian vehicle registration" ["ro"] "număr de înmatriculare" "B 123 ABC";
    "se" "SE" "Swedish vehicle registration" ["sv"] "registreringsskylt" "ABC 123";
    "si" "SI" "Slovenian vehicle registration" ["sl"] "registrska tablica" "LJ AB-123";
    "sk" "SK" "Slovak vehicle registration" ["sk"] "EČV" "BA 123AB";
};

/// Rows of plates: entity, name, shapes.
macro_rules! shapes {
    ($($entity:literal $name:literal $($shape:literal)+;)+) => {
        &[$($(Scheme::new($entity, $name, $shape, any, 1_000_000, PLATE, "")),+),+]
    };
}

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new("vin", "vin", "*****************", vin, 1_600, &["ctx.vin"], ""),
    Scheme::new("licence_plate", "plate.any5", "*****", plate, 1_000_000, PLATE, ""),
    Scheme::new("licence_plate", "plate.any6", "******", plate, 1_000_000, PLATE, ""),
    Scheme::new("licence_plate", "plate.any7", "*******", plate, 1_000_000, PLATE, ""),
    Scheme::new("licence_plate", "plate.any8", "********", plate, 1_000_000, PLATE, ""),
    Scheme::new("licence_plate_ch", "ch.plate.5", "@@#####", ch_plate, 38_000, PLATE, ""),
    Scheme::new("licence_plate_ch", "ch.plate.6", "@@######", ch_plate, 38_000, PLATE, ""),
];

pub(super) const UNCHECKED: &[Scheme] = shapes! {
    "licence_plate_at" "at.plate" "@#####@" "@@###@@" "@####@@" "@@####@" "@@###@" "@###@@" "@@##@@" "@@##@@@";
    "licence_plate_be" "be.plate" "#@@@###" "@@@###";
    "licence_plate_bg" "bg.plate" "@####@@" "@@####@@" "@@####@";
    "licence_plate_cy" "cy.plate" "@@@###";
    "licence_plate_cz" "cz.plate" "#@#####" "#@@####";
    "licence_plate_de" "de.plate" "@@@####" "@@@###" "@@####" "@@###" "@@@@####" "@@@@###" "@@@@##" "@@@##" "@@@@@###" "@@@#" "@@##" "@@###@" "@@@###@" "@@@@###@" "@@@##@" "@@@####@" "@@@@##@";
    "licence_plate_dk" "dk.plate" "@@#####";
    "licence_plate_ee" "ee.plate" "###@@@";
    "licence_plate_es" "es.plate" "####@@@" "@####@@" "@@####@@";
    "licence_plate_fi" "fi.plate" "@@@###" "@@@##" "@@###" "@@##";
    "licence_plate_fr" "fr.plate" "@@###@@" "####@@##" "###@@@##" "###@@##" "####@@@##";
    "licence_plate_gb" "gb.plate" "@@##@@@" "@###@@@" "@@@###@" "@##@@@";
    "licence_plate_gr" "gr.plate" "@@@####" "@@@###";
    "licence_plate_hr" "hr.plate" "@@####@@" "@@###@@" "@@####@" "@@###@";
    "licence_plate_hu" "hu.plate" "@@@###" "@@@@###";
    "licence_plate_ie" "ie.plate" "###@#####" "###@####" "###@@####" "###@@#####" "##@#####" "##@####" "###@###";
    "licence_plate_is" "is.plate" "@@@##" "@@###";
    "licence_plate_it" "it.plate" "@@###@@";
    "licence_plate_li" "li.plate" "FL####" "FL#####" "FL###";
    "licence_plate_lt" "lt.plate" "@@@###";
    "licence_plate_lu" "lu.plate" "@@####" "@@###";
    "licence_plate_lv" "lv.plate" "@@####" "@@###";
    "licence_plate_mt" "mt.plate" "@@@###";
    "licence_plate_nl" "nl.plate" "##@@##" "##@@@#" "@@##@@" "@@@##@" "@##@@@" "#@@@##" "@@###@" "@###@@" "####@@" "##@@@@" "@@@@##" "#@@###" "###@@#" "@@####";
    "licence_plate_no" "no.plate" "@@#####" "@@####";
    "licence_plate_pl" "pl.plate" "@@#@@##" "@@#####" "@@####@" "@@###@@" "@@@####" "@@@#####" "@@@##@@" "@@@@###" "@@@##@#" "@@#@###";
    "licence_plate_pt" "pt.plate" "##@@##" "@@####" "####@@" "@@##@@";
    "licence_plate_ro" "ro.plate" "B###@@@" "B##@@@" "@@##@@@";
    "licence_plate_se" "se.plate" "@@@###" "@@@##@";
    "licence_plate_si" "si.plate" "@@@@###" "@@###@@" "@@#####" "@@##@@#" "@@@####";
    "licence_plate_sk" "sk.plate" "@@###@@";
    "licence_plate" "plate" "@@###@@" "#@@@###" "@@@###" "@@#####" "@@@####" "####@@@" "@@##@@@" "@@@@###" "##@@##" "@@####";
};

const PLATE: &[&str] = &["ctx.plate"];

/// A plate's shape is all there is to it.
fn any(_: &[u8]) -> bool {
    true
}

/// Up to six digits and one to five letters, as some country mixes them.
fn plate(n: &[u8]) -> bool {
    let digits = n.iter().filter(|b| b.is_ascii_digit()).count();
    (1..=6).contains(&digits) && (1..=5).contains(&(n.len() - digits))
}

/// Canton first.
fn ch_plate(n: &[u8]) -> bool {
    const CANTONS: [&[u8; 2]; 26] = [
        b"AG", b"AI", b"AR", b"BE", b"BL", b"BS", b"FR", b"GE", b"GL", b"GR", b"JU", b"LU", b"NE", b"NW", b"OW", b"SG",
        b"SH", b"SO", b"SZ", b"TG", b"TI", b"UR", b"VD", b"VS", b"ZG", b"ZH",
    ];
    CANTONS.iter().any(|canton| *canton == part(n, 0, 2))
}

/// World manufacturer (three), vehicle description (six), then year, plant and serial whose last four are digits.
/// I, O and Q are not used. In North America the ninth character is a check digit, elsewhere it is free.
fn vin(n: &[u8]) -> bool {
    let digits = n.iter().filter(|b| b.is_ascii_digit()).count();
    let serial = part(n, 13, 17).iter().all(u8::is_ascii_digit);
    let alphabet = !n.iter().any(|b| matches!(b, b'I' | b'O' | b'Q'));
    let year = !matches!(at(n, 9), b'U' | b'Z' | b'0');
    let american = !matches!(at(n, 0), b'1'..=b'5') || vin_sum(n);
    serial && alphabet && (year || !matches!(at(n, 0), b'1'..=b'5')) && american && (5..=14).contains(&digits)
}

fn vin_sum(n: &[u8]) -> bool {
    const VALUES: &[u8; 26] = b"12345678012345070923456789";
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum = n.iter().zip(WEIGHTS).try_fold(0, |sum, (&b, w)| {
        let value = digit(b).or_else(|| VALUES.get(usize::from(b.checked_sub(b'A')?)).copied().and_then(digit))?;
        Some(sum + value * w)
    });
    sum.map(|sum| sum % 11) == if at(n, 8) == b'X' { Some(10) } else { digit(at(n, 8)) }
}
