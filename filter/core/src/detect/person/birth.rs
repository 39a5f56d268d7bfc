//! Dates of birth: a word that says so (`born on`, `geb.`, `ur.`, `született`) and a date in any common writing near by.
//!
//! Numeric (`03.07.1971`, `1971-07-03`, `3/7/71`), with a month's name on either side of the day (`3 July 1971`,
//! `July 3, 1971`, `1971. július 3.`, `1971. gada 3. jūlijā`), or eight digits behind a label.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::{CULTURE, FIGURES, Word, is_letter};
use crate::detect::entity::{Entity, entity};
use crate::detect::lexicon::cue;
use crate::detect::pass::{Candidate, Pass};
use crate::words::{Category, Likelihood, Sensitivity};

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[Entity {
    id: "date_of_birth",
    title: "Date of birth",
    category: Category::Personal,
    sensitivity: Sensitivity::Confidential,
    countries: &[],
    languages: &[
        "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
        "pl", "pt", "ro", "sk", "sl", "sv", "no", "is", "ca", "eu", "gl", "lb", "uk", "tr", "ar",
    ],
    checksum: "",
    source: "GDPR Art. 4(1)",
    hits: &[
        "DOB: 03/07/1971",
        "née le 12 mars 1984 à Lyon",
        "geb. 03.07.1971 in Köln",
        "ur. 5 maja 1990 r.",
        "1984. március 12-én született",
        "dzimusi 1984. gada 12. martā",
        "syntynyt 4.11.1967",
        "роден на 7 април 1979 г.",
        "γεννήθηκε στις 3 Ιουλίου 1971",
        "born on July 3rd, 1971",
        "\"date_of_birth\": \"1990-02-28\"",
        "gimusi 1984 m. kovo 12 d.",
    ],
    misses: &[
        "Mozart was born on 27 January 1756.",
        "The meeting is on 12.03.2024",
        "DOB: 45/13/1971",
        "born in a small town",
        "Barack Obama was born on August 4, 1961.",
    ],
}];

/// How far behind its word a date of birth may begin (a place may stand between: `né à Aix-en-Provence le`).
const BEHIND_BYTES: usize = 48;
/// How far before its word a date may begin (Hungarian, Turkish).
const BEFORE_BYTES: usize = 36;

/// Finds dates of birth.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if pass.digits.is_empty() {
        return;
    }
    for hit in pass.cues.iter().filter(|hit| hit.cue == cue!("ctx.dob")) {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let behind = dates_in(pass, end, end + BEHIND_BYTES).next();
        let date = behind.or_else(|| dates_in(pass, start.saturating_sub(BEFORE_BYTES), start).last());
        let Some(date) = date else { continue };
        let between = pass.bytes(end.min(date.end), date.start.max(end));
        let label = between.contains(&b':') && between.len() < 12;
        let likelihood = match (date.year, label) {
            (1900..1925, _) => Likelihood::Unlikely,
            (_, true) => Likelihood::VeryLikely,
            _ if tells_history(pass, start, date.end.max(end)) => Likelihood::Unlikely,
            _ => Likelihood::Likely,
        };
        out.push(Candidate { entity: entity!("date_of_birth"), likelihood, start: date.start, end: date.end });
    }
}

/// A date in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Date {
    start: usize,
    end: usize,
    year: u32,
}

/// Dates that begin in a range, at a digit or at a month's name.
fn dates_in<'a>(pass: &'a Pass<'_>, from: usize, to: usize) -> impl Iterator<Item = Date> + 'a {
    let first = pass.digits.partition_point(|at| (*at as usize) < from);
    let digits = pass.digits.get(first..).unwrap_or_default().iter().map(|at| *at as usize);
    digits.take_while(move |at| *at < to).take(3).filter_map(move |at| {
        let month_first = month_before(pass.text, at).filter(|start| *start >= from);
        let month_first = month_first.and_then(|start| date_at(pass.text, start));
        month_first.or_else(|| date_at(pass.text, at))
    })
}

/// The beginning of a month's name that stands right before a number.
fn month_before(text: &[u8], at: usize) -> Option<usize> {
    let gap = text.get(at.saturating_sub(2)..at)?;
    let word = Word::before(text, at - gap.iter().rev().take_while(|b| b" .".contains(b)).count())?;
    is_month(&word.key()).then_some(word.start)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number(usize, u32),
    Month,
}

/// The date that begins at a place.
fn date_at(text: &[u8], start: usize) -> Option<Date> {
    let mut parts: Vec<Part> = Vec::with_capacity(3);
    let mut at = start;
    let mut end = start;
    let mut fillers = 0;
    while parts.len() < 3 {
        let b = *text.get(at)?;
        if b.is_ascii_digit() {
            let rest = text.get(at..)?;
            let len = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            let value = rest.iter().take(len.min(8)).fold(0, |n, b| n * 10 + u32::from(b - b'0'));
            if len == 8 && parts.is_empty() {
                return compact(value).map(|year| Date { start, end: at + len, year });
            }
            parts.push(Part::Number(len, value));
            at += len;
            end = at;
            // `1st`, `12-én`, `3-го`: what is glued to a number.
            let glued = text.get(at..)?;
            let hyphen = usize::from(glued.first() == Some(&b'-') && glued.get(1).is_some_and(|b| is_letter(*b)));
            if let Some(word) =
                Word::at(text, at + hyphen).filter(|w| w.text.chars().count() <= 4 && !is_month(&w.key()))
            {
                at = word.end;
            } else if hyphen == 1 && Word::at(text, at + 1).is_none() {
                return None;
            }
        } else if is_letter(b) {
            let word = Word::at(text, at)?;
            if is_month(&word.key()) {
                parts.push(Part::Month);
                end = word.end;
            } else if fillers < 2 && !parts.is_empty() && FILLERS.contains(&word.key().as_str()) {
                fillers += 1;
            } else {
                return None;
            }
            at = word.end;
        } else {
            return None;
        }
        if parts.len() < 3 {
            let gap = text.get(at..)?.iter().take(4).take_while(|b| b" .,/-\n".contains(b)).count();
            if gap > 3 || gap == 0 {
                return None;
            }
            at += gap;
        }
    }
    if text.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    year_of(&parts).map(|year| Date { start, end, year })
}

/// Words that stand inside dates: `de`, `of`, `gada`, `m.`, `року` ...
const FILLERS: &[&str] =
    &["de", "del", "of", "gada", "m", "d", "g", "r", "року", "год", "года", "година", "του", "d'", "the", "a", "i"];

/// The year of a plausible date of birth.
fn year_of(parts: &[Part]) -> Option<u32> {
    use Part::{Month, Number};
    let day = |d: u32| (1..=31).contains(&d);
    let both = |a: u32, b: u32| day(a) && day(b) && (a <= 12 || b <= 12);
    let year = |len: usize, y: u32| match len {
        4 => (1900..=2030).contains(&y).then_some(y),
        2 => Some(if y <= 30 { 2000 + y } else { 1900 + y }),
        _ => None,
    };
    match *parts {
        [Number(1 | 2, a), Number(1 | 2, b), Number(len @ (2 | 4), y)] if both(a, b) => year(len, y),
        [Number(4, y), Number(1 | 2, a), Number(1 | 2, b)] if both(a, b) => year(4, y),
        [Number(1 | 2, d), Month, Number(len, y)] if day(d) => year(len, y),
        [Month, Number(1 | 2, d), Number(4, y)] if day(d) => year(4, y),
        [Number(4, y), Month, Number(1 | 2, d)] | [Number(4, y), Number(1 | 2, d), Month] if day(d) => year(4, y),
        _ => None,
    }
}

/// `19710703` or `03071971`.
fn compact(value: u32) -> Option<u32> {
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    let plausible =
        |y: u32, m: u32, d: u32| (1900..=2030).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d);
    let (y2, m2, d2) = (value % 10_000, value / 10_000 % 100, value / 1_000_000);
    match () {
        () if plausible(year, month, day) => Some(year),
        () if plausible(y2, m2, d2) => Some(y2),
        () => None,
    }
}

/// How months' names begin, folded, in the Union's languages and their neighbours'.
const MONTHS: &[&str] = &[
    "jan",
    "jän",
    "gennai",
    "gener",
    "ener",
    "ιαν",
    "ян",
    "січ",
    "stycz",
    "ledn",
    "leden",
    "siječ",
    "sijecn",
    "tammi",
    "jaan",
    "saus",
    "ocak",
    "urtarril",
    "xaneir",
    "eanair",
    "feb",
    "fev",
    "luty",
    "lutego",
    "unor",
    "veljac",
    "helmi",
    "veebr",
    "vasar",
    "φεβ",
    "фев",
    "лют",
    "subat",
    "otsail",
    "feabhr",
    "frar",
    "mar",
    "maerz",
    "maart",
    "mrt",
    "brez",
    "ozuj",
    "maalis",
    "mart",
    "kovo",
    "kovas",
    "μαρ",
    "бер",
    "берез",
    "mac",
    "apr",
    "avr",
    "abr",
    "dubn",
    "duben",
    "travn",
    "travanj",
    "huhti",
    "baland",
    "απρ",
    "апр",
    "квіт",
    "nisan",
    "apiril",
    "aibrean",
    "kwie",
    "maj",
    "mai",
    "may",
    "mei",
    "maggio",
    "maig",
    "kvet",
    "svib",
    "touko",
    "geguz",
    "μαι",
    "травн",
    "bealtaine",
    "mejju",
    "jun",
    "juin",
    "giugn",
    "czerw",
    "cervn",
    "cerven",
    "lipanj",
    "lipnj",
    "kesak",
    "juun",
    "birzel",
    "ιουν",
    "юн",
    "черв",
    "hazir",
    "ekain",
    "meith",
    "gunju",
    "xun",
    "jul",
    "juil",
    "lugli",
    "lipc",
    "lipiec",
    "srpnj",
    "srpanj",
    "heinak",
    "juul",
    "liep",
    "ιουλ",
    "юл",
    "лип",
    "temmuz",
    "uztail",
    "iuil",
    "lulju",
    "xul",
    "aug",
    "aou",
    "ago",
    "sierp",
    "srpn",
    "srpen",
    "kolovoz",
    "elok",
    "rugpj",
    "αυγ",
    "авг",
    "серп",
    "abuztu",
    "lunasa",
    "awwis",
    "avg",
    "sep",
    "set",
    "wrzes",
    "zari",
    "rujan",
    "rujn",
    "syysk",
    "rugsej",
    "σεπ",
    "вер",
    "сеп",
    "eylul",
    "irail",
    "oct",
    "okt",
    "out",
    "ott",
    "pazdz",
    "rijn",
    "rijen",
    "listop",
    "lokak",
    "spal",
    "οκτ",
    "окт",
    "жовт",
    "ekim",
    "urri",
    "nov",
    "studen",
    "marras",
    "lapkr",
    "νοε",
    "ное",
    "лист",
    "kasim",
    "azaro",
    "samhain",
    "nof",
    "dec",
    "dez",
    "dic",
    "des",
    "grudn",
    "grudz",
    "prosin",
    "joulu",
    "gruodz",
    "δεκ",
    "дек",
    "груд",
    "aralik",
    "abendu",
    "nollaig",
    "dicembr",
    "tach",
    "trav",
];

/// The months' names by their first three bytes, which each has.
static BY_BEGINNING: LazyLock<BTreeMap<&[u8], Vec<&str>>> = LazyLock::new(|| {
    let mut all: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
    for month in MONTHS {
        all.entry(beginning(month)).or_default().push(month);
    }
    all
});

fn beginning(word: &str) -> &[u8] {
    word.as_bytes().get(..3).unwrap_or_default()
}

fn is_month(key: &str) -> bool {
    let months = BY_BEGINNING.get(beginning(key)).map(Vec::as_slice).unwrap_or_default();
    months.iter().any(|m| key.strip_prefix(m).is_some_and(|rest| rest.chars().count() <= 8)) && key.chars().count() >= 3
}

/// Whether public figures or words of history stand around: what is told is no secret.
fn tells_history(pass: &Pass<'_>, start: usize, end: usize) -> bool {
    let (from, to) = pass.clause(start, end);
    let mut at = from;
    while at < to {
        let Some(word) = pass.text.get(at).filter(|b| is_letter(**b)).and_then(|_| Word::at(pass.text, at)) else {
            at += 1;
            continue;
        };
        let figure = word.may_be_name() && FIGURES.may_have_written(word.text.as_bytes());
        if (figure && FIGURES.has_bent(&word.key(), 3))
            || (CULTURE.may_have_written(word.text.as_bytes()) && CULTURE.begins(&word.key()))
        {
            return true;
        }
        at = word.end.max(at + 1);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_writings() {
        for (text, year) in [
            ("03.07.1971", Some(1971)),
            ("3. 7. 1971", Some(1971)),
            ("1971-07-03", Some(1971)),
            ("3/7/71", Some(1971)),
            ("12 mars 1984", Some(1984)),
            ("1er avril 1984", Some(1984)),
            ("12 de marzo de 1984", Some(1984)),
            ("July 3rd, 1971", Some(1971)),
            ("1984. marcius 12", Some(1984)),
            ("1984. gada 12. marta", Some(1984)),
            ("1984 m. kovo 12", Some(1984)),
            ("19710703", Some(1971)),
            ("31121999", Some(1999)),
            ("45.13.1971", None),
            ("13.13.1971", None),
            ("12 apples 1984", None),
            ("1.2.3", None),
            ("12 mars", None),
            ("", None),
        ] {
            assert_eq!(date_at(text.as_bytes(), 0).map(|d| d.year), year, "{text}");
        }
    }
}
