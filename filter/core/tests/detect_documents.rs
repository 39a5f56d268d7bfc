//! Documents and plates that have no check: which words carry them, how far, and as whose.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use std::borrow::Cow;

use octroi_core::detect::Scanner;
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Likelihood, Role};

/// Ids of what is found with default options.
fn found(text: &str) -> Vec<String> {
    let scanner = Scanner::default();
    let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
    let scan = scanner.scan(&[segment]);
    let counts = scan.findings.iter().filter(|finding| finding.likelihood >= Likelihood::Possible);
    counts.filter_map(|finding| scanner.entity(finding.entity).map(|info| info.id.to_owned())).collect()
}

#[test]
fn a_country_that_is_named_tells_whose_document_it_is() {
    const CASES: &[(&str, &str)] = &[
        ("Her Polish passport number is EA1234567.", "passport_pl"),
        ("Her Estonian passport number is EA1234567.", "passport_ee"),
        ("seine polnische Passnummer EA1234567", "passport_pl"),
        ("Her German driving licence number is J8228761602.", "driving_licence_de"),
        ("Her Romanian identity card number is RX 123456.", "id_card_ro"),
        ("Her Finnish number plate number is ABC-123.", "licence_plate_fi"),
        // No country's shape, or no country told: the document counts all the same.
        ("Her Luxembourg identity card number is 3ABC20D7E.", "id_card"),
        ("Residence permit number: RX1234567", "residence_permit"),
        ("Passport number: JCU3J4T2", "passport"),
    ];
    for (text, id) in CASES {
        assert!(found(text).iter().any(|found| found == id), "{text}: {:?}", found(text));
    }
}

#[test]
fn the_word_number_carries_the_word_for_the_document() {
    for text in [
        "my passport got stolen in Rome, the number was 1532704",
        "ukradli mi paszport, numer był EA1234567",
        "mein Pass ist weg, die Nummer war 1532704",
        "on m'a volé mon passeport, le numéro était 12AB34567",
    ] {
        assert!(found(text).iter().any(|id| id.starts_with("passport")), "{text}: {:?}", found(text));
        assert!(!found(text).iter().any(|id| id == "criminal_offence"), "{text}: the thief is somebody else");
    }
    for text in [
        "passport control handled 12345678 travellers",
        "my passport is ready, the order number was 1532704",
        "mein Pass ist weg, die Bestellnummer war 1532704",
        "ID card printing costs 12500 EUR for 20000 cards",
        "the identity card reader is model ACR122U-A9",
        "the part number on the box is EA1234567",
        "Typ 008056848107 ist nicht lieferbar",
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}

#[test]
fn a_plate_of_any_shape_stands_right_behind_its_word() {
    for text in [
        "the car with registration PB6815TK is parked here",
        "auto se značkou 1A2 8775 stojí před mou garáží",
        "samochód o numerze rejestracyjnym KR 3AB61 stoi",
        "der Wagen mit dem Kennzeichen W-12345B",
        "plakası 34ABC123 olan araç",
    ] {
        assert!(found(text).iter().any(|id| id.starts_with("licence_plate")), "{text}: {:?}", found(text));
    }
    for text in [
        "Vehicle registration opens at 08:30 in room B204",
        "Your registration for ABC123 course is confirmed",
        "La matrícula en la universidad cuesta 1234 EUR, curso 2024ABC",
        "plaque d'égout EN124 D400",
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}

#[test]
fn a_telephone_number_uses_up_its_word() {
    let ids = found("tel. +420 677 462 479, platby na CZ25 4413 7465 0567 8140 7340");
    assert_eq!(ids, ["phone", "iban"]);
    // Nothing between: the digits are the telephone's.
    assert_eq!(found("tel. 0171 2345678"), ["phone"]);
}
