//! Passports, identity cards, driving licences, residence permits, the European Health Insurance Card, and
//! machine-readable zones.
//!
//! Most document numbers have no check digit in what is printed, so a word for the document must stand near; which
//! country's it is, its language or the country's name tells. Where nothing tells, the entity without a country stands.

use super::sum::*;
use super::{Scheme, personal};
use crate::detect::entity::{Entity, entity};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// Rows of documents: one example that must be found, one after an order number that must not.
macro_rules! documents {
    ($($kind:literal $code:literal $country:literal $title:literal [$($language:literal)*] $words:literal $example:literal;)+) => {
        &[$(Entity {
            source: "Council of the EU, PRADO register of travel and identity documents",
            hits: &[concat!($words, " ", $example)],
            misses: &[concat!("order no. ", $example), concat!("ref ", $example)],
            ..personal(concat!($kind, $code), $title, &[$country], &[$($language),*])
        },)+]
    };
}

pub(super) const ENTITIES: &[Entity] = &[
    Entity {
        checksum: "",
        source: "Regulation (EC) 883/2004; Decision S1; EN 1867",
        hits: &[
            "European Health Insurance Card 80276999990012345678",
            "EHIC: 80380 00099 99999 99999",
            "TSE 80380800301234567890",
        ],
        misses: &["EHIC 81276999990012345678", "order no. 80276999990012345678"],
        ..personal("ehic", "European Health Insurance Card number", &[], &[])
    },
    Entity {
        checksum: "ICAO 9303 weights 7, 3, 1 modulo 10",
        source: "ICAO Doc 9303, parts 4, 5, 6 (TD1, TD2, TD3)",
        hits: &[
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        ],
        misses: &[
            "L898902C36UTO7408122F1204159ZE184226B<<<<<11",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
        ],
        ..personal("mrz", "Machine-readable zone of a travel document", &[], &[])
    },
    Entity {
        source: "ICAO Doc 9303 part 3 (document number of nine)",
        hits: &["passport number X1234567", "Passport No: AB1234567"],
        misses: &["order no. X1234567", "passport control handled 12345678 travellers"],
        ..personal("passport", "Passport number, country not told", &[], &[])
    },
    Entity {
        source: "ICAO Doc 9303 part 3 (document number of nine)",
        hits: &["identity card number AB1234567", "ID card no. 123456789"],
        misses: &["order no. AB1234567"],
        ..personal("id_card", "Identity card number, country not told", &[], &[])
    },
    Entity {
        source: "Directive 2006/126/EC annex I (field 5)",
        hits: &["driving licence number 12345678", "driver's license no. AB123456"],
        misses: &["order no. AB123456"],
        ..personal("driving_licence", "Driving licence number, country not told", &[], &[])
    },
    Entity {
        source: "Regulation (EC) 1030/2002 (document number)",
        hits: &["residence permit number RP1234567", "residence permit no. 123456789"],
        misses: &["order no. RP1234567"],
        ..personal("residence_permit", "Residence permit number, country not told", &[], &[])
    },
];

pub(super) const COUNTRY_ENTITIES: &[Entity] = documents! {
    "passport_" "at" "AT" "Austrian passport" ["de"] "österreichischer Reisepass" "P1234567";
    "passport_" "be" "BE" "Belgian passport" ["nl" "fr"] "Belgisch paspoort" "EH123456";
    "passport_" "bg" "BG" "Bulgarian passport" ["bg"] "паспорт №" "384123456";
    "passport_" "ch" "CH" "Swiss passport" ["de" "fr" "it"] "Schweizer Pass" "X1234567";
    "passport_" "cy" "CY" "Cypriot passport" ["el"] "κυπριακό διαβατήριο" "K00123456";
    "passport_" "cz" "CZ" "Czech passport" ["cs"] "cestovní pas" "41234567";
    "passport_" "de" "DE" "German passport" ["de"] "Reisepassnummer" "C01X00T47";
    "passport_" "dk" "DK" "Danish passport" ["da"] "pasnummer" "205412345";
    "passport_" "ee" "EE" "Estonian passport" ["et"] "passi number" "KB1234567";
    "passport_" "es" "ES" "Spanish passport" ["es" "ca"] "pasaporte" "PAA123456";
    "passport_" "fi" "FI" "Finnish passport" ["fi"] "passin numero" "FP1234567";
    "passport_" "fr" "FR" "French passport" ["fr"] "passeport n°" "12AB34567";
    "passport_" "gb" "GB" "British passport" ["en"] "British passport" "925665416";
    "passport_" "gr" "GR" "Greek passport" ["el"] "διαβατήριο" "AN1234567";
    "passport_" "hr" "HR" "Croatian passport" ["hr"] "putovnica" "007007007";
    "passport_" "hu" "HU" "Hungarian passport" ["hu"] "útlevélszám" "BH1234567";
    "passport_" "ie" "IE" "Irish passport" ["en" "ga"] "Irish passport" "PA1234567";
    "passport_" "is" "IS" "Icelandic passport" ["is"] "vegabréf" "A1234567";
    "passport_" "it" "IT" "Italian passport" ["it"] "passaporto" "YA1234567";
    "passport_" "li" "LI" "Liechtenstein passport" ["de"] "Liechtensteiner Pass" "R12345";
    "passport_" "lt" "LT" "Lithuanian passport" ["lt"] "paso numeris" "21234567";
    "passport_" "lu" "LU" "Luxembourg passport" ["fr" "de" "lb"] "passeport luxembourgeois" "JCU9J4T2";
    "passport_" "lv" "LV" "Latvian passport" ["lv"] "pases numurs" "LV1234567";
    "passport_" "mt" "MT" "Maltese passport" ["mt"] "passaport" "1234567";
    "passport_" "nl" "NL" "Dutch passport" ["nl"] "paspoortnummer" "SPECI2014";
    "passport_" "no" "NO" "Norwegian passport" ["no" "nb"] "norsk pass nr" "12345678";
    "passport_" "pl" "PL" "Polish passport" ["pl"] "paszport" "ZS0000177";
    "passport_" "pt" "PT" "Portuguese passport" ["pt"] "passaporte" "CA123456";
    "passport_" "ro" "RO" "Romanian passport" ["ro"] "pașaport" "051234567";
    "passport_" "se" "SE" "Swedish passport" ["sv"] "passets nummer" "91234567";
    "passport_" "si" "SI" "Slovenian passport" ["sl"] "potni list" "PB1234567";
    "passport_" "sk" "SK" "Slovak passport" ["sk"] "cestovný pas" "BA1234567";
    "id_card_" "at" "AT" "Austrian identity card" ["de"] "österreichischer Personalausweis" "PA1234567";
    "id_card_" "be" "BE" "Belgian identity card" ["nl" "fr" "de"] "identiteitskaart" "591-1917064-58";
    "id_card_" "bg" "BG" "Bulgarian identity card" ["bg"] "лична карта" "642123456";
    "id_card_" "ch" "CH" "Swiss identity card" ["de" "fr" "it"] "Schweizer Identitätskarte" "S1234567";
    "id_card_" "cy" "CY" "Cypriot identity card" ["el"] "κυπριακή ταυτότητα" "1234567";
    "id_card_" "cz" "CZ" "Czech identity card" ["cs"] "občanský průkaz" "201234567";
    "id_card_" "de" "DE" "German identity card" ["de"] "Personalausweisnummer" "T220001293";
    "id_card_" "ee" "EE" "Estonian identity card" ["et"] "ID-kaardi number" "AA1234567";
    "id_card_" "es" "ES" "Spanish identity card support number" ["es" "ca"] "número de soporte" "BAA000589";
    "id_card_" "fi" "FI" "Finnish identity card" ["fi"] "henkilökortti" "1234567AB";
    "id_card_" "fr" "FR" "French identity card" ["fr"] "carte d'identité" "880692310285";
    "id_card_" "gr" "GR" "Greek identity card" ["el"] "ταυτότητα" "AB 123456";
    "id_card_" "hr" "HR" "Croatian identity card" ["hr"] "osobna iskaznica" "112345678";
    "id_card_" "hu" "HU" "Hungarian identity card" ["hu"] "személyi igazolvány" "123456AB";
    "id_card_" "is" "IS" "Icelandic identity card" ["is"] "nafnskírteini" "IA1234567";
    "id_card_" "it" "IT" "Italian identity card" ["it"] "carta d'identità" "CA00000AA";
    "id_card_" "li" "LI" "Liechtenstein identity card" ["de"] "Liechtensteiner Identitätskarte" "ID1234567";
    "id_card_" "lt" "LT" "Lithuanian identity card" ["lt"] "tapatybės kortelė" "12345678";
    "id_card_" "lu" "LU" "Luxembourg identity card" ["fr" "de" "lb"] "carte d'identité luxembourgeoise" "SPEC01234";
    "id_card_" "lv" "LV" "Latvian identity card" ["lv"] "personas apliecība" "PA1234567";
    "id_card_" "nl" "NL" "Dutch identity card" ["nl"] "identiteitskaart" "EM0000348";
    "id_card_" "no" "NO" "Norwegian identity card" ["no" "nb"] "nasjonalt ID-kort" "AAA123456";
    "id_card_" "ro" "RO" "Romanian identity card" ["ro"] "carte de identitate seria" "RX 123456";
    "id_card_" "se" "SE" "Swedish identity card" ["sv"] "nationellt id-kort" "12345678";
    "id_card_" "si" "SI" "Slovenian identity card" ["sl"] "osebna izkaznica" "001234567";
    "id_card_" "sk" "SK" "Slovak identity card" ["sk"] "občiansky preukaz" "HC123456";
    "driving_licence_" "at" "AT" "Austrian driving licence" ["de"] "österreichischer Führerschein" "12345678";
    "driving_licence_" "be" "BE" "Belgian driving licence" ["nl" "fr" "de"] "Belgisch rijbewijs" "1234567890";
    "driving_licence_" "bg" "BG" "Bulgarian driving licence" ["bg"] "свидетелство за управление" "281234567";
    "driving_licence_" "ch" "CH" "Swiss driving licence" ["de" "fr" "it"] "Führerausweis" "001234567890";
    "driving_licence_" "cy" "CY" "Cypriot driving licence" ["el"] "κυπριακή άδεια οδήγησης" "123456";
    "driving_licence_" "cz" "CZ" "Czech driving licence" ["cs"] "řidičský průkaz" "EA 123456";
    "driving_licence_" "de" "DE" "German driving licence" ["de"] "Führerscheinnummer" "B072RRE2I55";
    "driving_licence_" "dk" "DK" "Danish driving licence" ["da"] "kørekort" "12345678";
    "driving_licence_" "ee" "EE" "Estonian driving licence" ["et"] "juhiluba" "ET123456";
    "driving_licence_" "es" "ES" "Spanish driving licence" ["es" "ca"] "permiso de conducir" "54362315-K";
    "driving_licence_" "fi" "FI" "Finnish driving licence" ["fi"] "ajokortti" "1234567890";
    "driving_licence_" "fr" "FR" "French driving licence" ["fr"] "permis de conduire" "123456789012";
    "driving_licence_" "gb" "GB" "British driving licence" ["en"] "driving licence" "MORGA657054SM9IJ";
    "driving_licence_" "gr" "GR" "Greek driving licence" ["el"] "άδεια οδήγησης" "123456789";
    "driving_licence_" "hr" "HR" "Croatian driving licence" ["hr"] "vozačka dozvola" "12345678";
    "driving_licence_" "hu" "HU" "Hungarian driving licence" ["hu"] "jogosítvány" "AB123456";
    "driving_licence_" "ie" "IE" "Irish driving licence" ["en" "ga"] "Irish driving licence" "123456789";
    "driving_licence_" "is" "IS" "Icelandic driving licence" ["is"] "ökuskírteini" "12345678";
    "driving_licence_" "it" "IT" "Italian driving licence" ["it"] "patente di guida" "U1A23B456C";
    "driving_licence_" "li" "LI" "Liechtenstein driving licence" ["de"] "Liechtensteiner Führerausweis" "12345";
    "driving_licence_" "lt" "LT" "Lithuanian driving licence" ["lt"] "vairuotojo pažymėjimas" "12345678";
    "driving_licence_" "lu" "LU" "Luxembourg driving licence" ["fr" "de" "lb"] "permis de conduire luxembourgeois" "123456";
    "driving_licence_" "lv" "LV" "Latvian driving licence" ["lv"] "vadītāja apliecība" "AB123456";
    "driving_licence_" "mt" "MT" "Maltese driving licence" ["mt"] "liċenzja tas-sewqan" "123456";
    "driving_licence_" "nl" "NL" "Dutch driving licence" ["nl"] "rijbewijsnummer" "1234567890";
    "driving_licence_" "no" "NO" "Norwegian driving licence" ["no" "nb"] "førerkort" "12 34 567890 1";
    "driving_licence_" "pl" "PL" "Polish driving licence" ["pl"] "prawo jazdy" "12345/12/1234";
    "driving_licence_" "pt" "PT" "Portuguese driving licence" ["pt"] "carta de condução" "L-1234567 8";
    "driving_licence_" "ro" "RO" "Romanian driving licence" ["ro"] "permis de conducere" "B00123456A";
    "driving_licence_" "se" "SE" "Swedish driving licence" ["sv"] "körkort referensnummer" "123456789";
    "driving_licence_" "si" "SI" "Slovenian driving licence" ["sl"] "vozniško dovoljenje" "001234567";
    "driving_licence_" "sk" "SK" "Slovak driving licence" ["sk"] "vodičský preukaz" "A1234567";
    "residence_permit_" "at" "AT" "Austrian residence permit" ["de"] "österreichischer Aufenthaltstitel" "A12345678";
    "residence_permit_" "be" "BE" "Belgian residence permit" ["nl" "fr" "de"] "verblijfskaart" "B123456789";
    "residence_permit_" "bg" "BG" "Bulgarian residence permit" ["bg"] "разрешение за пребиваване" "600123456";
    "residence_permit_" "ch" "CH" "Swiss residence permit" ["de" "fr" "it"] "Ausländerausweis" "A1234567";
    "residence_permit_" "cy" "CY" "Cypriot residence permit, alien registration" ["el" "en"] "Alien Registration Certificate" "1234567";
    "residence_permit_" "cz" "CZ" "Czech residence permit" ["cs"] "povolení k pobytu" "AA1234567";
    "residence_permit_" "de" "DE" "German residence permit" ["de"] "Aufenthaltstitel" "YZ12345X7";
    "residence_permit_" "dk" "DK" "Danish residence permit" ["da"] "opholdstilladelse" "R12345678";
    "residence_permit_" "ee" "EE" "Estonian residence permit" ["et"] "elamisluba" "RA1234567";
    "residence_permit_" "es" "ES" "Spanish residence permit" ["es" "ca"] "permiso de residencia" "E12345678";
    "residence_permit_" "fi" "FI" "Finnish residence permit" ["fi"] "oleskelulupa" "RA1234567";
    "residence_permit_" "fr" "FR" "French residence permit (AGDREF number)" ["fr"] "titre de séjour" "7503001234";
    "residence_permit_" "gb" "GB" "British residence permit (BRP)" ["en"] "biometric residence permit" "RX1234567";
    "residence_permit_" "gr" "GR" "Greek residence permit" ["el"] "άδεια διαμονής" "AA1234567";
    "residence_permit_" "hr" "HR" "Croatian residence permit" ["hr"] "dozvola boravka" "RA1234567";
    "residence_permit_" "hu" "HU" "Hungarian residence permit" ["hu"] "tartózkodási engedély" "RR1234567";
    "residence_permit_" "ie" "IE" "Irish residence permit (IRP)" ["en" "ga"] "Irish Residence Permit" "IA1234567";
    "residence_permit_" "is" "IS" "Icelandic residence permit" ["is"] "dvalarleyfi" "AA1234567";
    "residence_permit_" "it" "IT" "Italian residence permit" ["it"] "permesso di soggiorno" "I12345678";
    "residence_permit_" "li" "LI" "Liechtenstein residence permit" ["de"] "Liechtensteiner Aufenthaltsbewilligung" "L12345678";
    "residence_permit_" "lt" "LT" "Lithuanian residence permit" ["lt"] "leidimas gyventi" "AA1234567";
    "residence_permit_" "lu" "LU" "Luxembourg residence permit" ["fr" "de" "lb"] "titre de séjour luxembourgeois" "LR1234567";
    "residence_permit_" "lv" "LV" "Latvian residence permit" ["lv"] "uzturēšanās atļauja" "TA1234567";
    "residence_permit_" "mt" "MT" "Maltese residence permit" ["mt"] "permess ta' residenza" "MT1234567";
    "residence_permit_" "nl" "NL" "Dutch residence permit (V-number)" ["nl"] "V-nummer" "1234567890";
    "residence_permit_" "no" "NO" "Norwegian residence permit" ["no" "nb"] "oppholdstillatelse" "RA1234567";
    "residence_permit_" "pl" "PL" "Polish residence card" ["pl"] "karta pobytu" "RR1234567";
    "residence_permit_" "pt" "PT" "Portuguese residence permit" ["pt"] "autorização de residência" "PA1234567";
    "residence_permit_" "ro" "RO" "Romanian residence permit" ["ro"] "permis de ședere" "RS1234567";
    "residence_permit_" "se" "SE" "Swedish residence permit" ["sv"] "uppehållstillstånd" "RA1234567";
    "residence_permit_" "si" "SI" "Slovenian residence permit" ["sl"] "dovoljenje za prebivanje" "RA1234567";
    "residence_permit_" "sk" "SK" "Slovak residence permit" ["sk"] "povolenie na pobyt" "RA1234567";
};

/// Rows of documents without a check digit: entity, name, context, shapes.
macro_rules! unchecked {
    ($($entity:literal $name:literal $context:ident $($shape:literal)+;)+) => {
        &[$($(Scheme::new($entity, $name, $shape, varied, 1_000_000, $context, "")),+),+]
    };
}

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme::new(
        "ehic",
        "ehic",
        "80##################",
        ehic,
        310,
        &["ctx.ehic", "ctx.health_id"],
        "80### ##### ##### #####",
    ),
    Scheme::new("id_card_be", "be.eid", "############", be_eid, 10_300, ID_BE, "###-#######-##"),
    Scheme::new("id_card_de", "de.doc", "@********#", de_document, 6_300, ID, ""),
    Scheme::new("id_card_de", "de.doc9", "@********", de_serial, 65_000, ID, ""),
    Scheme::new("passport_de", "de.pass", "@********#", de_document, 5_000, PASS, ""),
    Scheme::new("passport_de", "de.pass9", "@********", de_serial, 65_000, PASS, ""),
    Scheme::new("id_card_nl", "nl.doc", "@@******#", nl_document, 780_000, ID_NL, ""),
    Scheme::new("passport", "passport.serial", "@********", de_serial, 1_000_000, PASS, ""),
    Scheme::new("passport", "passport.any8", "********", serial, 1_000_000, PASS, ""),
    Scheme::new("passport", "passport.any9", "*********", serial, 1_000_000, PASS, ""),
    Scheme::new("id_card", "id_card.any8", "********", serial, 1_000_000, ID, ""),
    Scheme::new("id_card", "id_card.any9", "*********", serial, 1_000_000, ID, ""),
    Scheme::new("driving_licence", "driving_licence.any10", "**********", serial, 1_000_000, DRIVE, ""),
    Scheme::new("driving_licence", "driving_licence.any11", "***********", serial, 1_000_000, DRIVE, ""),
    Scheme::new("residence_permit", "residence_permit.any8", "********", serial, 1_000_000, STAY, ""),
    Scheme::new("residence_permit", "residence_permit.any9", "*********", serial, 1_000_000, STAY, ""),
    Scheme::new("residence_permit", "residence_permit.any10", "**********", serial, 1_000_000, STAY, ""),
    Scheme::new("driving_licence_de", "de.licence.any", "@@*********", mixed, 1_000_000, DRIVE, ""),
    Scheme::new("passport_nl", "nl.pass", "@@******#", nl_document, 780_000, PASS, ""),
    Scheme::new("passport_pl", "pl.pass", "@@#######", pl_passport, 100_000, PASS, ""),
    Scheme::new("driving_licence_gb", "gb.dvla", "*****######*****", gb_licence, 2_200, DRIVE, ""),
    Scheme::new("driving_licence_es", "es.licence", "########@", es_licence, 38_460, DRIVE, "########-@"),
    Scheme::new("driving_licence_se", "se.licence", "#########", varied, 1_000_000, DRIVE, ""),
    Scheme::new("residence_permit_fr", "fr.agdref", "##########", fr_agdref, 950_000, STAY, ""),
    Scheme::new(
        "residence_permit_nl",
        "nl.vnr",
        "##########",
        varied,
        1_000_000,
        &["ctx.nl.vnr", "ctx.residence_permit"],
        "",
    ),
    Scheme::new("residence_permit_de", "de.eat", "@********", de_serial, 65_000, STAY, ""),
];

pub(super) const UNCHECKED: &[Scheme] = unchecked! {
    "passport_at" "at.pass" PASS_AT "@#######" "@@#######";
    "passport_be" "be.pass" PASS_BE "@@######";
    "passport_bg" "bg.pass" PASS "#########" "@@#######";
    "passport_ch" "ch.pass" PASS_CH "@#######" "@#@#@#@#";
    "passport_cy" "cy.pass" PASS_CY "K########" "@######";
    "passport_cz" "cz.pass" PASS "########";
    "passport_dk" "dk.pass" PASS "#########";
    "passport_ee" "ee.pass" PASS "@@#######" "@#######";
    "passport_es" "es.pass" PASS "@@@######" "@@######";
    "passport_fi" "fi.pass" PASS "@@#######";
    "passport_fr" "fr.pass" PASS "##@@#####";
    "passport_gb" "gb.pass" PASS_GB "#########";
    "passport_gr" "gr.pass" PASS "@@#######";
    "passport_hr" "hr.pass" PASS "#########";
    "passport_hu" "hu.pass" PASS "@@#######" "@@######";
    "passport_ie" "ie.pass" PASS_IE "@@#######" "@########";
    "passport_is" "is.pass" PASS "@#######";
    "passport_it" "it.pass" PASS "@@#######" "@######";
    "passport_li" "li.pass" PASS_LI "@#####";
    "passport_lt" "lt.pass" PASS "########" "@#######";
    "passport_lu" "lu.pass" PASS_LU "@@@#@#@#" "@#@@#@#@" "@@######";
    "passport_lv" "lv.pass" PASS "@@#######";
    "passport_mt" "mt.pass" PASS "#######";
    "passport_no" "no.pass" PASS "@@@######" "########";
    "passport_pt" "pt.pass" PASS "@@######" "@######";
    "passport_ro" "ro.pass" PASS "#########" "########";
    "passport_se" "se.pass" PASS "########" "@@#######";
    "passport_si" "si.pass" PASS "@@#######" "@@@######";
    "passport_sk" "sk.pass" PASS "@@#######" "@#######";
    "passport" "passport" PASS "@#######" "@@#######" "@@######" "@########" "#######" "########" "#########" "@@@######" "##@@#####" "@#####" "@######";
    "id_card_at" "at.id" ID_AT "@@#######" "#######" "########";
    "id_card_be" "be.id" ID_BE "B#########";
    "id_card_bg" "bg.id" ID "#########" "@@#######";
    "id_card_ch" "ch.id" ID_CH "@#######";
    "id_card_cy" "cy.id" ID_CY "#######" "######" "##########";
    "id_card_cz" "cz.id" ID "#########";
    "id_card_ee" "ee.id" ID "@@#######" "@#######";
    "id_card_es" "es.id" ID_ES "@@@######" "@@#######";
    "id_card_fi" "fi.id" ID "#######@@" "#########" "@@#######";
    "id_card_fr" "fr.id" ID "############" "##@@#####" "@#@#@@##@" "@@#@@@#@#" "@#*@#*#@#";
    "id_card_gr" "gr.id" ID_GR "@@######" "@######" "@@#######" "########";
    "id_card_hr" "hr.id" ID "#########";
    "id_card_hu" "hu.id" ID "######@@" "@@######" "@@@######";
    "id_card_is" "is.id" ID "@@#######";
    "id_card_it" "it.id" ID "@@#####@@" "@@#######";
    "id_card_li" "li.id" ID_LI "@@#######" "@@@######";
    "id_card_lt" "lt.id" ID "########" "@@@@####";
    "id_card_lu" "lu.id" ID_LU "@@@@#####" "@@@######";
    "id_card_lv" "lv.id" ID "@@#######";
    "id_card_no" "no.id" ID "@@@######" "@@#######";
    "id_card_ro" "ro.id" ID_RO "@@######" "@@#######";
    "id_card_se" "se.id" ID "########" "@@#######";
    "id_card_si" "si.id" ID "#########" "@@#######";
    "id_card_sk" "sk.id" ID "@@######";
    "id_card" "id_card" ID "@#######" "@@#######" "@@######" "@########" "######" "#######" "########" "#########" "##########" "############" "@@@######";
    "driving_licence_at" "at.licence" DRIVE_AT "########";
    "driving_licence_be" "be.licence" DRIVE_BE "##########";
    "driving_licence_bg" "bg.licence" DRIVE "#########";
    "driving_licence_ch" "ch.licence" DRIVE_CH "############";
    "driving_licence_cy" "cy.licence" DRIVE_CY "######" "########";
    "driving_licence_cz" "cz.licence" DRIVE "@@######";
    "driving_licence_de" "de.licence" DRIVE "*##*****#**" "@###@@@#@##" "@##@@##@##";
    "driving_licence_dk" "dk.licence" DRIVE "########";
    "driving_licence_ee" "ee.licence" DRIVE "@@######";
    "driving_licence_fi" "fi.licence" DRIVE "##########";
    "driving_licence_fr" "fr.licence" DRIVE "############" "##@@#####" "#########";
    "driving_licence_gr" "gr.licence" DRIVE "#########";
    "driving_licence_hr" "hr.licence" DRIVE "########";
    "driving_licence_hu" "hu.licence" DRIVE "@@######";
    "driving_licence_ie" "ie.licence" DRIVE_IE "#########" "###@@####";
    "driving_licence_is" "is.licence" DRIVE "########" "#########";
    "driving_licence_it" "it.licence" DRIVE "@@#######@" "@#*******@";
    "driving_licence_li" "li.licence" DRIVE_LI "#####";
    "driving_licence_lt" "lt.licence" DRIVE "########";
    "driving_licence_lu" "lu.licence" DRIVE_LU "######";
    "driving_licence_lv" "lv.licence" DRIVE "@@######";
    "driving_licence_mt" "mt.licence" DRIVE "######" "#######";
    "driving_licence_nl" "nl.licence" DRIVE "##########";
    "driving_licence_no" "no.licence" DRIVE "###########";
    "driving_licence_pl" "pl.licence" DRIVE "###########";
    "driving_licence_pt" "pt.licence" DRIVE "@########" "@@########" "@#######";
    "driving_licence_ro" "ro.licence" DRIVE "@########@" "#########";
    "driving_licence_si" "si.licence" DRIVE "#########";
    "driving_licence_sk" "sk.licence" DRIVE "@#######" "@########";
    "driving_licence" "driving_licence" DRIVE "######" "#######" "########" "@@######" "#########" "##########" "###########" "############" "@#######" "@########" "@@#######" "##@@#####";
    "residence_permit_at" "at.permit" STAY_AT "@########" "@@#######";
    "residence_permit_be" "be.permit" STAY_BE "B#########" "@@#######";
    "residence_permit_bg" "bg.permit" STAY "#########";
    "residence_permit_ch" "ch.permit" STAY_CH "@#######" "@@#######";
    "residence_permit_cy" "cy.permit" STAY_CY "#######" "@@#######";
    "residence_permit_cz" "cz.permit" STAY "@@#######" "@@######" "#########";
    "residence_permit_dk" "dk.permit" STAY "@########" "@@#######";
    "residence_permit_ee" "ee.permit" STAY "@@#######" "@#######";
    "residence_permit_es" "es.permit" STAY "@########";
    "residence_permit_fi" "fi.permit" STAY "@@#######";
    "residence_permit_fr" "fr.permit" STAY "@@@######" "##@@#####" "@########";
    "residence_permit_gb" "gb.permit" STAY_GB "@@#######";
    "residence_permit_gr" "gr.permit" STAY "@@#######" "@@######";
    "residence_permit_hr" "hr.permit" STAY "@@#######" "#########";
    "residence_permit_hu" "hu.permit" STAY "@@#######" "#########";
    "residence_permit_ie" "ie.permit" STAY_IE "@@#######";
    "residence_permit_is" "is.permit" STAY "@@#######";
    "residence_permit_it" "it.permit" STAY "@########" "@#####@@";
    "residence_permit_li" "li.permit" STAY_LI "@########" "@@#######";
    "residence_permit_lt" "lt.permit" STAY "@@#######" "########";
    "residence_permit_lu" "lu.permit" STAY_LU "@@#######";
    "residence_permit_lv" "lv.permit" STAY "@@#######";
    "residence_permit_mt" "mt.permit" STAY "@@#######";
    "residence_permit_nl" "nl.permit" STAY "@@*######";
    "residence_permit_no" "no.permit" STAY "@@#######";
    "residence_permit_pl" "pl.permit" STAY "@@#######";
    "residence_permit_pt" "pt.permit" STAY "@@#######" "#########" "@@@@#####";
    "residence_permit_ro" "ro.permit" STAY "@@#######" "######" "#######";
    "residence_permit_se" "se.permit" STAY "@@#######" "########";
    "residence_permit_si" "si.permit" STAY "@@#######" "#########";
    "residence_permit_sk" "sk.permit" STAY "@@#######" "@@######";
    "residence_permit" "residence_permit" STAY "@@#######" "@########" "@#########" "######" "########" "#########" "##########" "@@@######" "@@######" "@#######";
};

const DRIVE_AT: &[&str] = &["ctx.at.licence"];
const DRIVE_BE: &[&str] = &["ctx.be.licence"];
const DRIVE_CH: &[&str] = &["ctx.ch.licence"];
const DRIVE_CY: &[&str] = &["ctx.cy.licence"];
const DRIVE_IE: &[&str] = &["ctx.ie.licence"];
const DRIVE_LI: &[&str] = &["ctx.li.licence"];
const DRIVE_LU: &[&str] = &["ctx.lu.licence"];
const ID_AT: &[&str] = &["ctx.at.id_card"];
const ID_CH: &[&str] = &["ctx.ch.id_card"];
const ID_CY: &[&str] = &["ctx.cy.id_card"];
const ID_LI: &[&str] = &["ctx.li.id_card"];
const ID_LU: &[&str] = &["ctx.lu.id_card"];
const PASS_AT: &[&str] = &["ctx.at.passport"];
const PASS_BE: &[&str] = &["ctx.be.passport"];
const PASS_CH: &[&str] = &["ctx.ch.passport"];
const PASS_CY: &[&str] = &["ctx.cy.passport"];
const PASS_GB: &[&str] = &["ctx.gb.passport"];
const PASS_IE: &[&str] = &["ctx.ie.passport"];
const PASS_LI: &[&str] = &["ctx.li.passport"];
const PASS_LU: &[&str] = &["ctx.lu.passport"];
const STAY_AT: &[&str] = &["ctx.at.permit"];
const STAY_BE: &[&str] = &["ctx.be.permit"];
const STAY_CH: &[&str] = &["ctx.ch.permit"];
const STAY_GB: &[&str] = &["ctx.gb.permit"];
const STAY_IE: &[&str] = &["ctx.ie.permit"];
const STAY_LI: &[&str] = &["ctx.li.permit"];
const STAY_LU: &[&str] = &["ctx.lu.permit"];
const PASS: &[&str] = &["ctx.passport"];
const ID: &[&str] = &["ctx.id_card"];
const ID_BE: &[&str] = &["ctx.be.id_card", "ctx.id_card"];
const ID_ES: &[&str] = &["ctx.es.soporte"];
const ID_GR: &[&str] = &["ctx.gr.adt", "ctx.id_card"];
const ID_NL: &[&str] = &["ctx.nl.doc", "ctx.id_card"];
const ID_RO: &[&str] = &["ctx.ro.ci", "ctx.id_card"];
const DRIVE: &[&str] = &["ctx.driving_licence"];
const STAY: &[&str] = &["ctx.residence_permit"];
const STAY_CY: &[&str] = &["ctx.cy.arc", "ctx.cy.permit"];

/// 80, ISO 3166-1 numeric code of a state that issues the card, institution and serial.
fn ehic(n: &[u8]) -> bool {
    const ISSUERS: [u64; 31] = [
        40, 56, 100, 191, 196, 203, 208, 233, 246, 250, 276, 300, 348, 352, 372, 380, 428, 438, 440, 442, 470, 528,
        578, 616, 620, 642, 703, 705, 724, 752, 826,
    ];
    number(n, 2, 5).is_some_and(|issuer| ISSUERS.contains(&issuer)) && varied(part(n, 5, 20))
}

/// Ten digits, then their rest modulo 97, where 97 stands for 0.
fn be_eid(n: &[u8]) -> bool {
    let rest = number(n, 0, 10).map(|body| body % 97).map(|rest| if rest == 0 { 97 } else { rest });
    varied(n) && rest.is_some() && rest == number(n, 10, 12)
}

/// Letters and digits as documents mix them: no word with a year behind it, no number.
fn serial(n: &[u8]) -> bool {
    let digits = n.iter().filter(|b| b.is_ascii_digit()).count();
    let letters_first = n.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    digits >= 3 && digits < n.len() && letters_first <= 4 && varied(n)
}

/// The letters Germany uses in serial numbers: no vowels, nothing that looks like a digit.
fn de_alphabet(byte: u8) -> bool {
    byte.is_ascii_digit() || b"CFGHJKLMNPRTVWXYZ".contains(&byte)
}

/// Nine characters and the check digit of the machine-readable zone.
fn de_document(n: &[u8]) -> bool {
    de_serial(part(n, 0, 9)) && icao_checked(n)
}

/// The nine characters on the front.
/// At least five digits.
fn mixed(n: &[u8]) -> bool {
    n.iter().filter(|b| b.is_ascii_digit()).count() >= 5
}

fn de_serial(n: &[u8]) -> bool {
    let digits = n.iter().filter(|b| b.is_ascii_digit()).count();
    matches!(at(n, 0), b'C' | b'F' | b'G' | b'H' | b'J' | b'K' | b'L' | b'M' | b'N' | b'P' | b'R' | b'T' | b'V'..=b'Z')
        && digits >= 1
        && n.iter().all(|&b| de_alphabet(b))
}

/// Two letters, six letters or digits, a digit; the letter O is not used.
fn nl_document(n: &[u8]) -> bool {
    !n.contains(&b'O')
}

/// Two letters, check digit, six digits: 7, 3, then 1, 7, 3 over the rest.
fn pl_passport(n: &[u8]) -> bool {
    let check = icao(part(n, 0, 2).iter().chain(part(n, 3, 9)).copied());
    check.is_some() && check == digit(at(n, 2))
}

/// Five letters of the surname (9 as filler), decade, month (women + 50), day, year, initials, three more.
fn gb_licence(n: &[u8]) -> bool {
    let name = part(n, 0, 5);
    let letters = name.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let filled = letters >= 2 && name.iter().skip(letters).all(|&b| b == b'9');
    let Some((month, day)) = pair(n, 6).zip(pair(n, 8)) else { return false };
    let month = if month > 50 { month - 50 } else { month };
    let initials = at(n, 11).is_ascii_uppercase() && (at(n, 12).is_ascii_uppercase() || at(n, 12) == b'9');
    filled && (1..=12).contains(&month) && (1..=31).contains(&day) && initials && at(n, 13).is_ascii_digit()
}

/// The DNI or NIE of the holder.
fn es_licence(n: &[u8]) -> bool {
    super::iberia::es_person(n)
}

/// Ten digits, the first two of them the prefecture or 99.
fn fr_agdref(n: &[u8]) -> bool {
    pair(n, 0).is_some_and(|prefecture| matches!(prefecture, 1..=95 | 97..=99)) && varied(n)
}

/// Longest line of a machine-readable zone.
const ZONE_LINE_BYTES: usize = 44;
/// Lengths of the lines that carry the check digits.
const ZONE_LINES: [usize; 3] = [30, 36, 44];

/// Finds machine-readable zones. The line with the check digits always has a long run of letters and digits, which the
/// pass has noticed.
pub(super) fn find_zones(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let mut done = 0;
    for &place in &pass.longs {
        // One long run is noticed a block, so the line below may have one too.
        let (first, last) = zone_line(pass, place as usize);
        for place in [place as usize, line_below(pass, last)] {
            if place >= done && place >= first {
                done = zone(pass, place, out);
            }
        }
    }
}

/// A byte of the line below the one that ends at `end`.
fn line_below(pass: &Pass<'_>, end: usize) -> usize {
    end + usize::from(pass.byte(end) == b'\r') + 1
}

/// Tries the line around a place; returns where it ends.
fn zone(pass: &Pass<'_>, place: usize, out: &mut Vec<Candidate>) -> usize {
    let (start, end) = zone_line(pass, place);
    if !ZONE_LINES.contains(&(end - start)) {
        return end;
    }
    let above = zone_line(pass, line_above(pass, start));
    let alike = above.1 - above.0 == end - start && above.1 < start;
    let first = if alike { above.0 } else { start };
    if mrz(pass.bytes(start, end), pass.bytes(first, above.1)) {
        let below = zone_line(pass, line_below(pass, end));
        let last = if end - start == 30 && below.1 - below.0 == 30 { below.1 } else { end };
        out.push(Candidate { entity: entity!("mrz"), likelihood: Likelihood::VeryLikely, start: first, end: last });
    }
    end
}

/// A byte of the line above the one that begins at `start`, or `start` if there is none.
fn line_above(pass: &Pass<'_>, start: usize) -> usize {
    match (pass.byte_before(start), start.checked_sub(2)) {
        (b'\n', Some(i)) if pass.byte(i) == b'\r' => i.saturating_sub(1),
        (b'\n' | b' ', Some(i)) => i,
        _ => start,
    }
}

/// The run of letters, digits and `<` around a place, or nothing if it is longer than a line.
fn zone_line(pass: &Pass<'_>, place: usize) -> (usize, usize) {
    let zone = |at: usize| matches!(pass.byte(at), b'A'..=b'Z' | b'0'..=b'9' | b'<');
    let mut start = place;
    while start > 0 && place - start <= ZONE_LINE_BYTES && zone(start - 1) {
        start -= 1;
    }
    let mut end = place;
    while end - start <= ZONE_LINE_BYTES && zone(end) {
        end += 1;
    }
    (start, end)
}

/// Whether a line is the one of a machine-readable zone that carries the check digits: TD3 (44 characters, second
/// line), TD2 (36, second line), TD1 (30, second line, whose checks need the first, `above`). All check digits hold.
fn mrz(line: &[u8], above: &[u8]) -> bool {
    let field = |from: usize, to: usize| {
        let check = at(line, to);
        let expected = icao(part(line, from, to).iter().copied());
        expected.is_some() && (digit(check) == expected || (check == b'<' && expected == Some(0)))
    };
    let chain = |parts: &[&[u8]], check: u8| {
        let expected = icao(parts.iter().flat_map(|p| p.iter().copied()));
        expected.is_some() && digit(check) == expected
    };
    let sex = |i: usize| matches!(at(line, i), b'M' | b'F' | b'<' | b'X');
    match line.len() {
        44 => {
            let whole = [part(line, 0, 10), part(line, 13, 20), part(line, 21, 43)];
            sex(20) && field(0, 9) && field(13, 19) && field(21, 27) && field(28, 42) && chain(&whole, at(line, 43))
        }
        36 => {
            let whole = [part(line, 0, 10), part(line, 13, 20), part(line, 21, 35)];
            sex(20) && field(0, 9) && field(13, 19) && field(21, 27) && chain(&whole, at(line, 35))
        }
        30 => {
            let whole = [part(above, 5, 30), part(line, 0, 7), part(line, 8, 15), part(line, 18, 29)];
            above.len() == 30 && sex(7) && field(0, 6) && field(8, 14) && chain(&whole, at(line, 29))
        }
        _ => false,
    }
}
