//! Accounts, cards, securities, wallets, pay.
//!
//! What has a shape and a check is a row of `SCHEMES` and found by `numbers`, pay by `topics::pay`; `find` does the rest.

use sha2::{Digest, Sha256};
use sha3::Keccak256;

use super::entity::{Entity, entity};
use super::lexicon::{CueHit, CueSet, cue_set};
use super::numbers::Scheme;
use super::pass::{Candidate, Pass};
use crate::words::{Category, Likelihood, Sensitivity};

const fn row(id: &'static str, title: &'static str, sensitivity: Sensitivity) -> Entity {
    Entity { id, title, category: Category::Financial, sensitivity, ..Entity::EMPTY }
}

/// Rows of this family.
pub static ENTITIES: &[&[Entity]] = &[&[
    Entity {
        checksum: "ISO 7064 mod 97-10",
        source: "ISO 13616; SWIFT IBAN registry",
        hits: &[
            "IBAN DE89 3704 0044 0532 0130 00",
            "gb29nwbk60161331926819",
            "FR14-2004-1010-0505-0001-3M02-606",
            "Überweisung auf NL91ABNA0417164300 bitte",
            "PL61 1090 1014 0000 0712 1981 2874",
        ],
        misses: &["DE89 3704 0044 0532 0130 01", "DE8937040044053201300", "NL91ABNA0417164301"],
        ..row("iban", "International bank account number", Sensitivity::Confidential)
    },
    Entity {
        checksum: "Luhn",
        source: "ISO/IEC 7812; issuer ranges as published by the networks",
        hits: &[
            "card 4242 4242 4242 4242 exp 12/27",
            "5555555555554444",
            "Kreditkarte: 2223-0031-2200-3222",
            "amex 3782 822463 10005",
            "please check 4532015112830366 for me",
        ],
        misses: &[
            "4242 4242 4242 4241",
            "order number 4242424242424242",
            "1234567812345670",
            "[0.4486997874319281, 0.4839358435839171]",
            "please check 4532015112830367 for me",
            "550e8400-e29b-41d4-a716-446655440000",
        ],
        ..row("payment_card", "Payment card number", Sensitivity::Restricted)
    },
    Entity {
        source: "ISO/IEC 7813; EMV",
        hits: &["CVV 123", "Kartenprüfnummer: 4711", "cryptogramme visuel 987"],
        misses: &["room 123", "cvv is three digits"],
        ..row("card_verification", "Card verification value", Sensitivity::Restricted)
    },
    Entity {
        source: "ISO/IEC 7813",
        hits: &["visa 4242424242424242, exp 12/27", "Kreditkarte gültig bis 03/2029"],
        misses: &["the offer expires 12/27", "gültig bis 31.12.2027"],
        ..row("card_expiry", "Card expiry date", Sensitivity::Confidential)
    },
    Entity {
        source: "ISO 9362",
        hits: &["BIC: DEUTDEFF", "swift code BNPAFRPPXXX"],
        misses: &["INTERNAL notice", "BIC is a code"],
        ..row("bic", "Bank identifier code", Sensitivity::Internal)
    },
    Entity {
        source: "National account schemes (ES CCC, NO kontonummer, CZ and SK číslo účtu, PL NRB, UK sort code ...)",
        hits: &[
            "bank account number 12345678",
            "konto nr 86011117947",
            "Kontonummer 532013000, BLZ 370 400 44",
            "cuenta corriente 2100 0418 45 0200051332",
        ],
        misses: &["order number 12345678", "12345678"],
        ..row("bank_account", "National bank account number", Sensitivity::Confidential)
    },
    Entity {
        checksum: "ISO 7064 mod 97-10",
        source: "ISO 17442",
        hits: &["LEI 529900T8BM49AURSDO55"],
        misses: &["LEI 529900T8BM49AURSDO56"],
        ..row("lei", "Legal entity identifier", Sensitivity::Internal)
    },
    Entity {
        checksum: "Luhn over base 36",
        source: "ISO 6166",
        hits: &["ISIN US0378331005", "isin: DE000BASF111"],
        misses: &["ISIN US0378331006"],
        ..row("isin", "Securities identifier", Sensitivity::Internal)
    },
    Entity {
        checksum: "Base58Check, Bech32, EIP-55",
        source: "Bitcoin BIP 13, BIP 173, BIP 350; Ethereum EIP-55",
        hits: &[
            "send to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        ],
        misses: &[
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
            "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp",
            "commit 52908400098527886e0f7030069857d2e4169ee7",
        ],
        ..row("crypto_address", "Crypto-currency address", Sensitivity::Confidential)
    },
    Entity {
        languages: &[
            "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
            "pl", "pt", "ro", "sk", "sl", "sv",
        ],
        source: "GDPR Art. 4; pay as personal data",
        hits: &[
            "payslip March: gross 4,250.00 EUR",
            "Gehaltsabrechnung Juni, brutto 5.100,00 €",
            "bulletin de paie: net à payer 2 310,55 €",
            "Mein Bruttogehalt beträgt 4.850 Euro im Monat",
            "Her salary is £54,000 a year",
            "Lohnabrechnung März: Brutto 5.200,00 Netto 3.480,12",
        ],
        misses: &[
            "What is a payslip?",
            "the average salary in 2023",
            "What salary, 50.000 euros or more, do nurses get?",
            "Gehaltsabrechnung erklären",
        ],
        ..row("salary", "Pay of a person: salary or payslip with an amount", Sensitivity::Confidential)
    },
]];

/// Schemes of this family.
pub static SCHEMES: &[&[Scheme]] = &[
    &[
        card("card.16", "################", 1_000, "#### #### #### ####|####-####-####-####"),
        card("card.15", "###############", 1_000, "#### ###### #####|####-######-#####"),
        card("card.14", "##############", 4_500, "#### ###### ####|####-######-####"),
        card("card.19", "###################", 4_500, "#### #### #### #### ###|###### #############"),
        Scheme {
            check: is_lei,
            chance_ppm: 10_000,
            context: &["ctx.lei"],
            ..scheme("lei", "lei", "******************##")
        },
        Scheme { check: is_isin, chance_ppm: 30_000, context: &["ctx.isin"], ..scheme("isin", "isin", "@@*********#") },
        account("es.ccc", "####################", is_ccc, 9_000, "#### #### ## ##########|####-####-##-##########"),
        account("pl.nrb", "##########################", is_nrb, 10_000, "## #### #### #### #### #### ####"),
        account("no.kontonr", "###########", is_mod_11_account, 90_000, "####.##.#####|#### ## #####"),
        account("be.account", "############", is_belgian_account, 10_000, "###-#######-##"),
        account("gb.sort_code", "##############", any, 1_000_000, "##-##-## ########"),
        account("account.8", "########", any, 1_000_000, ""),
        account("account.9", "#########", any, 1_000_000, ""),
        account("account.10", "##########", any, 1_000_000, ""),
        account("account.12", "############", any, 1_000_000, ""),
        account("account.14", "##############", any, 1_000_000, "#### ##########"),
        account("account.16", "################", any, 1_000_000, "########-########"),
        account("account.24", "########################", any, 1_000_000, "########-########-########"),
        account("fr.rib", "##########***********##", is_rib, 10_300, "##### ##### *********** ##"),
    ],
    IBANS,
];

/// One row a country, as in the registry.
static IBANS: &[Scheme] = &[
    iban("iban.ad", "AD##########************"),
    iban("iban.ae", "AE#####################"),
    iban("iban.al", "AL##########****************"),
    iban("iban.at", "AT##################"),
    iban("iban.az", "AZ##@@@@********************"),
    iban("iban.ba", "BA##################"),
    iban("iban.be", "BE##############"),
    iban("iban.bg", "BG##@@@@######********"),
    iban("iban.bh", "BH##@@@@**************"),
    iban("iban.bi", "BI#########################"),
    iban("iban.br", "BR#########################@*"),
    iban("iban.by", "BY##****####****************"),
    iban("iban.ch", "CH#######************"),
    iban("iban.cr", "CR####################"),
    iban("iban.cy", "CY##########****************"),
    iban("iban.cz", "CZ######################"),
    iban("iban.de", "DE####################"),
    iban("iban.dj", "DJ#########################"),
    iban("iban.dk", "DK################"),
    iban("iban.do", "DO##****####################"),
    iban("iban.ee", "EE##################"),
    iban("iban.eg", "EG###########################"),
    iban("iban.es", "ES######################"),
    iban("iban.fi", "FI################"),
    iban("iban.fk", "FK##@@############"),
    iban("iban.fo", "FO################"),
    iban("iban.fr", "FR############***********##"),
    iban("iban.gb", "GB##@@@@##############"),
    iban("iban.ge", "GE##@@################"),
    iban("iban.gi", "GI##@@@@***************"),
    iban("iban.gl", "GL################"),
    iban("iban.gr", "GR#########****************"),
    iban("iban.gt", "GT##************************"),
    iban("iban.hn", "HN##@@@@####################"),
    iban("iban.hr", "HR###################"),
    iban("iban.hu", "HU##########################"),
    iban("iban.ie", "IE##@@@@##############"),
    iban("iban.il", "IL#####################"),
    iban("iban.iq", "IQ##@@@@###############"),
    iban("iban.is", "IS########################"),
    iban("iban.it", "IT##@##########************"),
    iban("iban.jo", "JO##@@@@####******************"),
    iban("iban.kw", "KW##@@@@**********************"),
    iban("iban.kz", "KZ#####*************"),
    iban("iban.lb", "LB######********************"),
    iban("iban.lc", "LC##@@@@************************"),
    iban("iban.li", "LI#######************"),
    iban("iban.lt", "LT##################"),
    iban("iban.lu", "LU#####*************"),
    iban("iban.lv", "LV##@@@@*************"),
    iban("iban.ly", "LY#######################"),
    iban("iban.mc", "MC############***********##"),
    iban("iban.md", "MD##********************"),
    iban("iban.me", "ME####################"),
    iban("iban.mk", "MK#####**********##"),
    iban("iban.mn", "MN##################"),
    iban("iban.mr", "MR#########################"),
    iban("iban.mt", "MT##@@@@#####******************"),
    iban("iban.mu", "MU##@@@@###################@@@"),
    iban("iban.ni", "NI##@@@@####################"),
    iban("iban.nl", "NL##@@@@##########"),
    iban("iban.no", "NO#############"),
    iban("iban.om", "OM#####****************"),
    iban("iban.pk", "PK##@@@@****************"),
    iban("iban.pl", "PL##########################"),
    iban("iban.ps", "PS##@@@@*********************"),
    iban("iban.pt", "PT#######################"),
    iban("iban.qa", "QA##@@@@*********************"),
    iban("iban.ro", "RO##@@@@****************"),
    iban("iban.rs", "RS####################"),
    iban("iban.ru", "RU################***************"),
    iban("iban.sa", "SA####******************"),
    iban("iban.sc", "SC##@@@@####################@@@"),
    iban("iban.sd", "SD################"),
    iban("iban.se", "SE######################"),
    iban("iban.si", "SI#################"),
    iban("iban.sk", "SK######################"),
    iban("iban.sm", "SM##@##########************"),
    iban("iban.so", "SO#####################"),
    iban("iban.st", "ST#######################"),
    iban("iban.sv", "SV##@@@@####################"),
    iban("iban.tl", "TL#####################"),
    iban("iban.tn", "TN######################"),
    iban("iban.tr", "TR########****************"),
    iban("iban.ua", "UA########*******************"),
    iban("iban.va", "VA####################"),
    iban("iban.vg", "VG##@@@@################"),
    iban("iban.xk", "XK##################"),
    iban("iban.ye", "YE##@@@@####******************"),
];

const fn scheme(entity: &'static str, name: &'static str, shape: &'static str) -> Scheme {
    Scheme { entity, name, shape, check: any, chance_ppm: 1_000_000, context: &[], separators: "" }
}

const fn iban(name: &'static str, shape: &'static str) -> Scheme {
    // One in 97 of its shape; but the shape itself, with two given letters, is rare.
    Scheme {
        check: is_mod_97,
        chance_ppm: 100,
        context: &["ctx.iban", "ctx.bank_account"],
        ..scheme("iban", name, shape)
    }
}

/// One in ten passes Luhn, and a quarter or less begins as cards do. People write few other numbers of fifteen or sixteen
/// digits (times and ids begin otherwise or are longer), so that those speak for themselves: their chance is set so.
const fn card(name: &'static str, shape: &'static str, chance_ppm: u32, layout: &'static str) -> Scheme {
    let context = &["ctx.card", "ctx.cvv", "ctx.expiry"];
    Scheme { check: is_card, chance_ppm, context, separators: layout, ..scheme("payment_card", name, shape) }
}

const fn account(
    name: &'static str,
    shape: &'static str,
    check: fn(&[u8]) -> bool,
    chance_ppm: u32,
    layout: &'static str,
) -> Scheme {
    let context = &["ctx.bank_account"];
    // Without the word it is any number, whatever its check says.
    let chance_ppm = if chance_ppm < 20_001 { 20_001 } else { chance_ppm };
    Scheme { check, chance_ppm, context, separators: layout, ..scheme("bank_account", name, shape) }
}

fn any(_compact: &[u8]) -> bool {
    true
}

fn digit(b: &u8) -> u32 {
    u32::from(b.wrapping_sub(b'0'))
}

/// The remainder by 97 of digits and letters (`A` is 10).
fn rest_97<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    bytes.fold(0, |rest, b| match b {
        b'0'..=b'9' => (rest * 10 + digit(b)) % 97,
        _ => (rest * 100 + u32::from(b.to_ascii_uppercase().saturating_sub(b'A')) + 10) % 97,
    })
}

/// ISO 7064 mod 97-10, with the first four bytes moved to the end.
fn is_mod_97(compact: &[u8]) -> bool {
    compact.split_at_checked(4).is_some_and(|(head, body)| rest_97(body.iter().chain(head)) == 1)
}

fn is_lei(compact: &[u8]) -> bool {
    compact.iter().any(u8::is_ascii_alphabetic) && rest_97(compact.iter()) == 1
}

fn is_nrb(compact: &[u8]) -> bool {
    compact.split_at_checked(2).is_some_and(|(head, body)| rest_97(body.iter().chain(b"PL").chain(head)) == 1)
}

/// Luhn: every second digit from the right doubled.
pub fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits.iter().rev().enumerate().fold(0, |sum, (i, b)| {
        let d = digit(b);
        sum + if i % 2 == 0 { d } else { d * 2 - if d > 4 { 9 } else { 0 } }
    });
    sum.is_multiple_of(10)
}

/// Luhn, length and issuer range together.
fn is_card(compact: &[u8]) -> bool {
    let first = |n: usize| compact.iter().take(n).fold(0, |all, b| all * 10 + digit(b));
    let issuer = match (first(4), compact.len()) {
        (4000..=4999, 16 | 19) => true,                                           // Visa
        (2221..=2720 | 5100..=5599, 16) => true,                                  // Mastercard
        (3400..=3499 | 3700..=3799, 15) => true,                                  // American Express
        (3000..=3059 | 3095 | 3600..=3699 | 3800..=3999, 14 | 16) => true,        // Diners Club
        (6011 | 6440..=6599, 16 | 19) => true,                                    // Discover
        (3528..=3589, 16) => true,                                                // JCB
        (6200..=6299 | 8100..=8171, 16 | 19) => true,                             // UnionPay
        (5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763, 16 | 19) => true, // Maestro
        (2200..=2204 | 9792, 16) => true,                                         // Mir, Troy
        (5019, 16) => true,                                                       // Dankort
        _ => false,
    };
    let varied = compact.iter().skip(1).any(|b| Some(b) != compact.first());
    issuer && varied && is_luhn(compact)
}

/// Two letters of a country (or `XS`), nine characters, a Luhn digit over all of them in base 36.
fn is_isin(compact: &[u8]) -> bool {
    const COUNTRIES: &[u8] = b"AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK US CA JP AU XS KY BM JE GG IM CN HK IN BR ZA KR SG TW MX IL TR RU UA EU";
    let Some(country) = compact.first_chunk::<2>() else { return false };
    if !COUNTRIES.chunks(3).any(|c| c.starts_with(country)) {
        return false;
    }
    // Two digits a letter (`A` is 10), then Luhn over all of them, from the right.
    let digits = compact.iter().rev().flat_map(|b| match b {
        b'0'..=b'9' => [Some(b - b'0'), None],
        _ => [Some((b.wrapping_sub(b'A') + 10) % 10), Some((b.wrapping_sub(b'A') + 10) / 10)],
    });
    let sum = digits.flatten().enumerate().fold(0, |sum, (i, d)| {
        let d = u32::from(d);
        sum + if i % 2 == 0 { d } else { d * 2 - if d > 4 { 9 } else { 0 } }
    });
    sum % 10 == 0
}

/// Spanish CCC: two check digits, over bank and branch, and over the account.
fn is_ccc(compact: &[u8]) -> bool {
    const WEIGHTS: [u32; 10] = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
    let check = |digits: &mut dyn Iterator<Item = u32>| {
        let sum: u32 = digits.zip(WEIGHTS).map(|(d, w)| d * w).sum();
        match 11 - sum % 11 {
            11 => 0,
            10 => 1,
            c => c,
        }
    };
    let all: Vec<u32> = compact.iter().map(digit).collect();
    let (Some(head), Some(body)) = (all.get(..8), all.get(10..20)) else { return false };
    let first = check(&mut [0, 0].into_iter().chain(head.iter().copied()));
    let second = check(&mut body.iter().copied());
    all.get(8) == Some(&first) && all.get(9) == Some(&second)
}

/// Norwegian kontonummer: weights 5,4,3,2,7,6,5,4,3,2 mod 11.
fn is_mod_11_account(compact: &[u8]) -> bool {
    let sum: u32 = compact.iter().zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|(b, w)| digit(b) * w).sum();
    sum.is_multiple_of(11)
}

/// Belgian account before SEPA: the first ten digits mod 97, 97 for 0.
fn is_belgian_account(compact: &[u8]) -> bool {
    let Some((body, check)) = compact.split_at_checked(10) else { return false };
    rest_97(check.iter()) == rest_97(body.iter()) && check != b"00"
}

/// French RIB: letters to digits (A and J are 1, S is 2), then 97 - (89 bank + 15 branch + 3 account) mod 97.
fn is_rib(compact: &[u8]) -> bool {
    let rest = compact.iter().fold(0u32, |rest, b| {
        let value = match b {
            b'0'..=b'9' => digit(b),
            b'A'..=b'I' => u32::from(b - b'A') + 1,
            b'J'..=b'R' => u32::from(b - b'J') + 1,
            _ => u32::from(b.wrapping_sub(b'S') & 15) + 2,
        };
        (rest * 10 + value) % 97
    });
    rest == 0
}

/// Finds what no scheme covers.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    const STARTERS: CueSet = cue_set!["ctx.cvv", "ctx.expiry", "ctx.bic"];
    const CVV: CueSet = cue_set!["ctx.cvv"];
    const EXPIRY: CueSet = cue_set!["ctx.expiry"];
    const BIC: CueSet = cue_set!["ctx.bic"];
    if pass.present.meets(&STARTERS) {
        for hit in &pass.cues {
            if CVV.has(hit.cue) {
                card_verification(pass, hit, out);
            } else if EXPIRY.has(hit.cue) {
                card_expiry(pass, hit, out);
            } else if BIC.has(hit.cue) {
                bic(pass, hit, out);
            }
        }
    }
    wallets(pass, out);
}

/// The first run of bytes of a kind within `reach` bytes behind a word, not beyond a line or sentence.
fn run_behind(pass: &Pass<'_>, hit: &CueHit, reach: usize, of: fn(u8) -> bool) -> Option<(usize, usize)> {
    let from = hit.end as usize;
    let rest = pass.text.get(from..)?;
    let start = from + rest.iter().take(reach).position(|b| of(*b))?;
    let len = pass.text.get(start..)?.iter().take_while(|b| of(**b)).count();
    Some((start, start + len))
}

/// Three or four digits right behind `CVV`.
fn card_verification(pass: &Pass<'_>, hit: &CueHit, out: &mut Vec<Candidate>) {
    let Some((start, end)) = run_behind(pass, hit, 16, |b| b.is_ascii_digit()) else { return };
    let between = pass.bytes(hit.end as usize, start);
    let alone = !pass.byte(end).is_ascii_alphanumeric() && !between.ends_with(b"-") && !between.contains(&b'/');
    if (3..=4).contains(&(end - start)) && alone {
        out.push(Candidate { entity: entity!("card_verification"), likelihood: Likelihood::Likely, start, end });
    }
}

/// `MM/YY` behind a word for expiry, where there is talk of a card.
fn card_expiry(pass: &Pass<'_>, hit: &CueHit, out: &mut Vec<Candidate>) {
    const CARD: CueSet = cue_set!["ctx.card", "ctx.cvv"];
    let Some((start, end)) = run_behind(pass, hit, 16, |b| b.is_ascii_digit() || b == b'/' || b == b'-') else {
        return;
    };
    let mut parts = pass.bytes(start, end).split(|b| *b == b'/' || *b == b'-');
    let (month, year) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let valid = matches!(month, [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2'])
        && matches!(year.len(), 2 | 4)
        && parts.next().is_none();
    if valid && pass.present.meets(&CARD) {
        out.push(Candidate { entity: entity!("card_expiry"), likelihood: Likelihood::Likely, start, end });
    }
}

/// A BIC behind its name: four letters, a country, two and perhaps three characters.
fn bic(pass: &Pass<'_>, hit: &CueHit, out: &mut Vec<Candidate>) {
    let Some((start, end)) = run_behind(pass, hit, 16, |b| b.is_ascii_uppercase() || b.is_ascii_digit()) else {
        return;
    };
    let code = pass.bytes(start, end);
    let shaped = matches!(code.len(), 8 | 11) && code.iter().take(6).all(u8::is_ascii_uppercase);
    if shaped && !pass.byte(end).is_ascii_alphanumeric() && !pass.byte_before(start).is_ascii_alphanumeric() {
        out.push(Candidate { entity: entity!("bic"), likelihood: Likelihood::Likely, start, end });
    }
}

/// Addresses of wallets: among the long runs of letters and digits.
fn wallets(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let mut done = 0;
    for &place in &pass.longs {
        let place = place as usize;
        if place < done {
            continue;
        }
        let before = pass.text.get(done..place).unwrap_or_default();
        let start = place - before.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        let rest = pass.text.get(place..).unwrap_or_default();
        let end = place + rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        done = end.max(place + 1);
        if (26..=95).contains(&(end - start))
            && let Some(likelihood) = wallet(pass.bytes(start, end))
        {
            out.push(Candidate { entity: entity!("crypto_address"), likelihood, start, end });
        }
    }
}

/// How sure it is that a run of letters and digits is an address of a wallet.
fn wallet(text: &[u8]) -> Option<Likelihood> {
    match text {
        [b'0', b'x', hex @ ..] => ethereum(hex),
        [b'1' | b'3' | b'L' | b'M' | b'D' | b'T' | b'A' | b'9', ..] if text.len() <= 35 => {
            is_base58_check(text).then_some(Likelihood::VeryLikely)
        }
        [b'b', b'c', b'1', ..] | [b'l', b't', b'c', b'1', ..] | [b'B', b'C', b'1', ..] => {
            is_bech32(text).then_some(Likelihood::VeryLikely)
        }
        _ => None,
    }
}

/// Forty hexadecimal digits. In one case only they have no checksum; in both, the capitals are one (EIP-55): a letter is a
/// capital where the Keccak-256 of the address in small letters has a digit of 8 or more.
fn ethereum(hex: &[u8]) -> Option<Likelihood> {
    let shaped = hex.len() == 40 && hex.iter().all(u8::is_ascii_hexdigit) && hex.iter().any(|b| *b != b'0');
    let (upper, lower) = (hex.iter().any(u8::is_ascii_uppercase), hex.iter().any(u8::is_ascii_lowercase));
    if !shaped {
        return None;
    }
    if !(upper && lower) {
        return Some(Likelihood::Likely);
    }
    let hash = Keccak256::digest(hex.to_ascii_lowercase());
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let holds =
        hex.iter().zip(nibbles).all(|(b, nibble)| b.is_ascii_digit() || b.is_ascii_uppercase() == (nibble >= 8));
    holds.then_some(Likelihood::VeryLikely)
}

/// Base58Check: 25 bytes, of which the last four begin the double SHA-256 of the others.
fn is_base58_check(text: &[u8]) -> bool {
    const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut bytes = [0u8; 25];
    for b in text {
        let Some(value) = ALPHABET.iter().position(|a| a == b) else { return false };
        let mut carry = value;
        for slot in bytes.iter_mut().rev() {
            carry += usize::from(*slot) * 58;
            *slot = (carry & 0xFF) as u8;
            carry >>= 8;
        }
        if carry != 0 {
            return false;
        }
    }
    let Some((body, check)) = bytes.split_at_checked(21) else { return false };
    Sha256::digest(Sha256::digest(body)).starts_with(check)
}

/// Bech32 (BIP 173) or Bech32m (BIP 350).
fn is_bech32(text: &[u8]) -> bool {
    const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let lower = text.to_ascii_lowercase();
    if lower != text && text.iter().any(u8::is_ascii_lowercase) {
        return false;
    }
    let Some(one) = lower.iter().position(|b| *b == b'1') else { return false };
    let (name, data) = (lower.get(..one).unwrap_or_default(), lower.get(one + 1..).unwrap_or_default());
    let mut check = 1u32;
    let mut step = |value: u32| {
        const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
        let top = check >> 25;
        check = (check & 0x1FF_FFFF) << 5 ^ value;
        for (i, g) in GENERATOR.iter().enumerate() {
            if top >> i & 1 == 1 {
                check ^= g;
            }
        }
        check
    };
    name.iter().for_each(|b| {
        step(u32::from(b >> 5));
    });
    step(0);
    name.iter().for_each(|b| {
        step(u32::from(b & 31));
    });
    let mut last = 0;
    for b in data {
        let Some(value) = ALPHABET.iter().position(|a| a == b) else { return false };
        last = step(value as u32);
    }
    data.len() >= 14 && (last == 1 || last == 0x2bc8_30a3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_hold_and_fail_by_one_digit() {
        for (check, good) in [
            (is_mod_97 as fn(&[u8]) -> bool, "DE89370400440532013000"),
            (is_mod_97, "MT84MALT011000012345MTLCAST001S"),
            (is_card, "4242424242424242"),
            (is_card, "2223003122003222"),
            (is_card, "378282246310005"),
            (is_card, "30569309025904"),
            (is_isin, "US0378331005"),
            (is_isin, "DE000BASF111"),
            (is_lei, "529900T8BM49AURSDO55"),
            (is_ccc, "21000418450200051332"),
            (is_nrb, "61109010140000071219812874"),
            (is_mod_11_account, "86011117947"),
            (is_belgian_account, "539007547034"),
            (is_rib, "20041010050500013M02606"),
        ] {
            assert!(check(good.as_bytes()), "{good}");
            for i in 2..good.len() {
                let mut bad = good.as_bytes().to_vec();
                if bad[i].is_ascii_digit() {
                    bad[i] = b'0' + (bad[i] - b'0' + 1) % 10;
                    assert!(!check(&bad), "{good} with another digit at {i}");
                }
            }
        }
    }
}
