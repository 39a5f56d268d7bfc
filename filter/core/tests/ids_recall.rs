//! Identifiers in sentences: valid ones are found as their country's, near misses and order numbers are not.
//!
//! The numbers are synthetic (`data/ids.py` says how they are made); the sentences are what people write around them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Likelihood, Role};

/// Scheme, names it goes by in its country, names in English, words for "order number" there.
const WORDS: &[(&str, &[&str], &[&str], &str)] = &[
    (
        "at.vnr",
        &["Sozialversicherungsnummer", "SV-Nummer", "SVNR"],
        &["Austrian social security number"],
        "Bestellnummer",
    ),
    ("at.tin", &["Steuernummer", "Abgabenkontonummer"], &["Austrian tax number"], "Rechnung"),
    (
        "be.nn",
        &["rijksregisternummer", "numéro de registre national", "numéro national", "INSZ"],
        &["Belgian national number"],
        "bestelnummer",
    ),
    ("be.bis", &["BIS-nummer", "numéro BIS", "NISS"], &["Belgian BIS number"], "commande n°"),
    ("be.eid", &["identiteitskaart", "carte d'identité belge"], &["Belgian identity card number"], "bestelling"),
    ("bg.egn", &["ЕГН", "единен граждански номер"], &["Bulgarian EGN", "EGN"], "поръчка №"),
    ("bg.pnf", &["ЛНЧ", "личен номер на чужденец"], &["LNCh", "personal number of a foreigner"], "поръчка"),
    ("ch.ssn", &["AHV-Nummer", "numéro AVS", "numero AVS"], &["Swiss social security number"], "Bestellung"),
    ("cy.vat", &["ΑΦΤ", "αριθμός φορολογικής ταυτότητας"], &["Cypriot tax number", "Cyprus TIC"], "παραγγελία"),
    (
        "cz.rc",
        &["rodné číslo pacientky je", "rodným číslem", "r. č.", "narozená v Praze, rodné číslo"],
        &["Czech birth number"],
        "objednávka",
    ),
    (
        "sk.rc",
        &["moje priezvisko a rodné číslo", "rodným číslom", "narodený v Bratislave, rodné číslo"],
        &["Slovak birth number"],
        "objednávka",
    ),
    ("cz.dic", &["DIČ", "daňové identifikační číslo"], &["Czech tax number"], "objednávka"),
    (
        "de.idnr",
        &["Steuer-ID", "Steueridentifikationsnummer", "steuerliche Identifikationsnummer", "IdNr."],
        &["German tax ID"],
        "Bestellnummer",
    ),
    (
        "de.rvnr",
        &["Rentenversicherungsnummer", "Sozialversicherungsnummer", "RVNR"],
        &["German pension insurance number"],
        "Bestellung",
    ),
    (
        "de.kvnr",
        &["Krankenversichertennummer", "Versichertennummer", "KVNR"],
        &["German health insurance number"],
        "Artikelnummer",
    ),
    ("de.doc", &["Personalausweisnummer", "Personalausweis Nr."], &["German identity card number"], "Seriennummer"),
    ("dk.cpr", &["CPR-nummer", "mit personnummer", "CPR"], &["Danish CPR number"], "ordrenummer"),
    ("ee.ik", &["isikukood", "minu isikukood on"], &["Estonian personal code"], "tellimus"),
    ("es.dni", &["DNI", "documento nacional de identidad", "NIF"], &["Spanish DNI"], "pedido"),
    ("es.nie", &["NIE", "número de identidad de extranjero"], &["Spanish NIE"], "pedido"),
    ("fi.hetu", &["henkilötunnus", "hetu", "personbeteckning"], &["Finnish personal identity code"], "tilausnumero"),
    ("fr.nir", &["numéro de sécurité sociale", "n° de sécu", "NIR"], &["French social security number"], "commande n°"),
    ("fr.nif", &["numéro fiscal", "identifiant fiscal", "SPI"], &["French tax number"], "facture n°"),
    ("gb.nhs", &["NHS number", "NHS No."], &["health service number"], "order no."),
    ("gb.utr", &["UTR", "Unique Taxpayer Reference"], &["UK tax reference"], "invoice"),
    ("gr.amka", &["ΑΜΚΑ", "αριθμός μητρώου κοινωνικής ασφάλισης"], &["Greek AMKA"], "παραγγελία"),
    ("gr.vat", &["ΑΦΜ", "αριθμός φορολογικού μητρώου"], &["Greek tax number", "AFM"], "παραγγελία"),
    ("hr.oib", &["OIB", "osobni identifikacijski broj"], &["Croatian OIB"], "narudžba"),
    ("hu.szemelyi", &["személyi szám", "személyi azonosító"], &["Hungarian personal number"], "rendelésszám"),
    ("hu.ado", &["adóazonosító jel", "adóazonosító"], &["Hungarian tax number"], "számla"),
    ("hu.taj", &["TAJ szám", "TAJ"], &["Hungarian health insurance number"], "rendelésszám"),
    ("ie.pps", &["PPS number", "PPSN"], &["personal public service number"], "order number"),
    ("is.kennitala", &["kennitala", "kt."], &["Icelandic kennitala"], "pöntunarnúmer"),
    ("it.codicefiscale", &["codice fiscale", "C.F."], &["Italian tax code"], "ordine"),
    ("lt.asmens", &["asmens kodas", "a. k."], &["Lithuanian personal code"], "užsakymas"),
    ("lu.matricule", &["matricule", "Sozialversicherungsnummer"], &["Luxembourg national number"], "commande"),
    ("lv.pk", &["personas kods", "pers. kods"], &["Latvian personal code"], "pasūtījums"),
    ("lv.pk32", &["personas kods"], &["Latvian personal code"], "pasūtījums"),
    ("nl.bsn", &["BSN", "burgerservicenummer"], &["Dutch citizen service number"], "ordernummer"),
    ("no.fnr", &["fødselsnummer", "personnummer"], &["Norwegian national identity number"], "ordrenummer"),
    ("pl.pesel", &["PESEL", "numer PESEL"], &["Polish PESEL number"], "zamówienie"),
    ("pl.nip", &["NIP", "numer identyfikacji podatkowej"], &["Polish tax number"], "faktura"),
    ("pl.dowod", &["dowód osobisty", "seria i numer dowodu"], &["Polish identity card"], "zamówienie"),
    ("pt.nif", &["NIF", "número de contribuinte"], &["Portuguese tax number"], "encomenda"),
    ("pt.cc", &["Cartão de Cidadão", "cartão de cidadão n.º"], &["Portuguese citizen card"], "encomenda"),
    ("ro.cnp", &["CNP", "cod numeric personal"], &["Romanian personal numeric code"], "comanda"),
    ("se.pnr", &["personnummer", "pnr"], &["Swedish personal number"], "ordernummer"),
    ("se.pnr10", &["personnummer", "mitt personnummer är"], &["Swedish personal number"], "ordernummer"),
    ("si.emso", &["EMŠO", "enotna matična številka občana"], &["Slovenian personal number"], "naročilo"),
    ("si.ddv", &["davčna številka", "davčna št."], &["Slovenian tax number"], "naročilo"),
];

/// Sentences around a name (`{w}`) and a number (`{n}`).
const SENTENCES: &[&str] =
    &["{w}: {n}", "{w} {n}", "{w} = {n}.", "Maria Berger, {w} {n}, 1210", "| {w} | {n} |", "{n} ({w})"];
const ENGLISH: &[&str] = &[
    "My {w} is {n}.",
    "{w}: {n}",
    "Please check the {w} {n} for this customer.",
    "the {w} of the applicant is {n}, thanks",
];

struct Case {
    scheme: &'static str,
    entity: String,
    valid: String,
    wrong: String,
}

fn cases() -> Vec<Case> {
    let scheme = |name: &str| WORDS.iter().find(|row| row.0 == name).unwrap_or_else(|| panic!("{name}")).0;
    include_str!("data/ids.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            Case {
                scheme: scheme(fields[0]),
                entity: fields[1].to_owned(),
                valid: fields[2].to_owned(),
                wrong: fields.get(3).copied().unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

/// Entities found that name an identifier, at `Possible` or above.
fn identifiers(scanner: &Scanner, text: &str) -> Vec<String> {
    const KINDS: &[&str] = &[
        "national_id",
        "tax_id",
        "health_id",
        "social_security",
        "id_card",
        "passport",
        "driving_licence",
        "residence_permit",
    ];
    let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
    let scan = scanner.scan(&[segment]);
    scan.findings
        .iter()
        .filter(|f| f.likelihood >= Likelihood::Possible)
        .filter_map(|f| scanner.entity(f.entity).map(|row| row.id.to_owned()))
        .filter(|id| KINDS.iter().any(|kind| id.starts_with(kind)))
        .collect()
}

/// Right and all answers of a scheme, with examples of the wrong ones.
#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, right: bool, text: &str, got: &[String]) {
        self.all += 1;
        if right {
            self.right += 1;
        } else {
            self.wrong.push(format!("`{text}` -> {got:?}"));
        }
    }

    fn share(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

/// Fails when the mean or any scheme is below its bound, and shows what was wrong.
fn judge(what: &str, tallies: &BTreeMap<&str, Tally>, mean_min: f64, each_min: f64) {
    let mean = tallies.values().map(Tally::share).sum::<f64>() / tallies.len().max(1) as f64;
    let mut report = format!("{what}: mean {mean:.4}\n");
    for (scheme, tally) in tallies.iter().filter(|(_, tally)| tally.share() < 1.0) {
        let some: Vec<&str> = tally.wrong.iter().take(3).map(String::as_str).collect();
        report += &format!("  {scheme} {}/{}: {}\n", tally.right, tally.all, some.join("; "));
    }
    println!("{report}");
    assert!(mean >= mean_min && tallies.values().all(|tally| tally.share() >= each_min), "{report}");
}

fn fill(sentence: &str, word: &str, number: &str) -> String {
    sentence.replace("{w}", word).replace("{n}", number)
}

fn sentences<'a>(row: &'a (&str, &[&str], &[&str], &str)) -> impl Iterator<Item = (&'a str, &'a str)> {
    let native = row.1.iter().flat_map(|w| SENTENCES.iter().map(move |s| (*s, *w)));
    native.chain(row.2.iter().flat_map(|w| ENGLISH.iter().map(move |s| (*s, *w))))
}

fn words(scheme: &str) -> &'static (&'static str, &'static [&'static str], &'static [&'static str], &'static str) {
    WORDS.iter().find(|row| row.0 == scheme).unwrap()
}

#[test]
fn valid_with_context_are_found_as_their_countrys() {
    let scanner = Scanner::new(&Options::default());
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (index, case) in cases().iter().enumerate() {
        for (nth, (sentence, word)) in sentences(words(case.scheme)).enumerate() {
            if (index + nth) % 4 == 0 {
                let text = fill(sentence, word, &case.valid);
                let got = identifiers(&scanner, &text);
                tallies.entry(case.scheme).or_default().add(got.contains(&case.entity), &text, &got);
            }
        }
    }
    judge("right entity and country", &tallies, 0.99, 0.95);
}

#[test]
fn one_wrong_digit_is_no_identifier() {
    let scanner = Scanner::new(&Options::default());
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (index, case) in cases().iter().enumerate().filter(|(_, case)| !case.wrong.is_empty()) {
        for (nth, (sentence, word)) in sentences(words(case.scheme)).enumerate() {
            if (index + nth) % 4 == 0 {
                let text = fill(sentence, word, &case.wrong);
                let got = identifiers(&scanner, &text);
                tallies.entry(case.scheme).or_default().add(got.is_empty(), &text, &got);
            }
        }
    }
    judge("near misses left alone", &tallies, 0.995, 0.95);
}

#[test]
fn order_numbers_are_no_identifiers() {
    let scanner = Scanner::new(&Options::default());
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for case in cases() {
        let order = words(case.scheme).3;
        let compact: String = case.valid.chars().filter(char::is_ascii_alphanumeric).collect();
        for (sentence, word) in
            [("{w} {n}", order), ("{w}: {n}", order), ("order number {n}", order), ("order no. {n}, paid", order)]
        {
            let text = fill(sentence, word, &compact);
            let got = identifiers(&scanner, &text);
            tallies.entry(case.scheme).or_default().add(got.is_empty(), &text, &got);
        }
    }
    judge("order numbers left alone", &tallies, 0.995, 0.95);
}

/// The number with `mark` after every `every` characters.
#[test]
fn times_and_fractions_are_no_identifiers() {
    let scanner = Scanner::new(&Options::default());
    for text in [
        "'%Y-%m-%d %H:%M'  # '2006-05-15 14:30'",
        "SHORT_DATETIME_FORMAT = 'd/m/Y P'  # '25/10/2006 2:30'",
        "Delivery-Date: Mon, 08 Feb 2010 14:05:16",
        "(0.4486997874319281, 0.44051401359)",
    ] {
        assert_eq!(identifiers(&scanner, text), [""; 0], "{text}");
    }
    for text in ["PESEL: 440:514:013:59", "PESEL: 44 05 14 01359"] {
        assert_eq!(identifiers(&scanner, text), ["national_id_pl"], "{text}");
    }
}

fn separated(number: &str, every: usize, mark: &str) -> String {
    let bare: Vec<char> = number.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    bare.chunks(every).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join(mark)
}

#[test]
fn separators_do_not_hide() {
    let scanner = Scanner::new(&Options::default());
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    // The Finnish century sign is part of the code: its dash means 19.., so it is left as it is.
    for case in cases().iter().step_by(2).filter(|case| case.scheme != "fi.hetu") {
        for (every, mark) in [
            (1, " "),
            (1, "-"),
            (2, " "),
            (2, "."),
            (3, " "),
            (3, "-"),
            (4, " "),
            (4, "\u{a0}"),
            (3, "\n"),
            (5, "\u{200b}"),
        ] {
            let text = fill("{w}: {n}", words(case.scheme).1[0], &separated(&case.valid, every, mark));
            let got = identifiers(&scanner, &text);
            tallies.entry(case.scheme).or_default().add(got.contains(&case.entity), &text, &got);
        }
    }
    judge("found in spite of separators", &tallies, 0.98, 0.65);
}

#[test]
fn random_numbers_are_rarely_identifiers() {
    let scanner = Scanner::new(&Options::default());
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut state = 5_u64;
    for index in 0..2_000 {
        let mut number = String::new();
        for _ in 0..8 + index % 7 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            number.push(char::from(b'0' + ((state >> 33) % 10) as u8));
        }
        let length = ["8", "9", "10", "11", "12", "13", "14"][index % 7];
        let text = format!("The counter stood at {number} when the job ended.");
        let got = identifiers(&scanner, &text);
        tallies.entry(length).or_default().add(got.is_empty(), &text, &got);
    }
    judge("random numbers left alone", &tallies, 0.995, 0.985);
}
