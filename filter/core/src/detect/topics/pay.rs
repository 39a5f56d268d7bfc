//! Pay of a person: a word for pay with an amount of money in its clause, on a payslip or said of somebody.
//!
//! "the average salary is 2,000 euros" is nobody's pay. Who is meant is known as for the special categories (`near`).

use super::super::entity::entity;
use super::super::lexicon::{CueHit, CueSet, cue_set};
use super::super::pass::{Candidate, Pass};
use super::near::{self, Kind, Known};
use crate::words::Likelihood;

const PAY: CueSet = cue_set!["pay."];
const PAYSLIP: CueSet = cue_set!["pay.payslip"];
const PERSON: CueSet = cue_set!["person."];

/// Finds pay.
pub fn find(pass: &Pass<'_>, known: &Known, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&PAY) {
        return;
    }
    for hit in pass.cues.iter().filter(|hit| PAY.has(hit.cue)) {
        if !pass.spend(1) {
            return;
        }
        salary(pass, known, hit, out);
    }
}

fn salary(pass: &Pass<'_>, known: &Known, hit: &CueHit, out: &mut Vec<Candidate>) {
    /// Numbers of the clause that are tried.
    const NUMBERS_MAX: usize = 16;
    let (start, end) = (hit.start as usize, hit.end as usize);
    let payslip = PAYSLIP.has(hit.cue);
    let clause = pass.clause(start, end);
    let first = pass.digits.partition_point(|d| (*d as usize) < clause.0);
    let numbers = pass.digits.iter().skip(first).take(NUMBERS_MAX).map(|d| *d as usize);
    let Some((from, to)) = numbers.take_while(|at| *at < clause.1).find_map(|at| amount(pass, at, payslip)) else {
        return;
    };
    let likelihood = match (payslip, is_of_somebody(pass, known, clause, start)) {
        (_, true) => Likelihood::Likely,
        (true, false) => Likelihood::Possible,
        (false, false) => Likelihood::Unlikely,
    };
    // The amount alone: names of persons in the clause are findings of their own.
    out.push(Candidate { entity: entity!("salary"), likelihood, start: from, end: to });
}

/// Whether a clause says whose pay it is: a name, "my", "her", "our employee", "I earn".
fn is_of_somebody(pass: &Pass<'_>, known: &Known, clause: (usize, usize), pay: usize) -> bool {
    /// "my gross monthly".
    const POSSESSIVE_BYTES_MAX: usize = 20;
    if pass.cues_in(clause.0, clause.1).iter().any(|hit| PERSON.has(hit.cue)) {
        return true;
    }
    let near = near::look(pass, known, clause.0, clause.1);
    near.doubts.iter().all(|doubt| doubt.weight < 2)
        && near.persons.iter().any(|person| match person.kind {
            Kind::Possessive | Kind::Third | Kind::First => {
                person.end <= pay && pay - person.end <= POSSESSIVE_BYTES_MAX
            }
            Kind::Age | Kind::Before => false,
            _ => person.weight >= 2,
        })
}

/// The amount that begins at a digit: with a sign or name of a currency on either side, or, on a payslip, with cents.
fn amount(pass: &Pass<'_>, at: usize, payslip: bool) -> Option<(usize, usize)> {
    const SIGNS: [&str; 20] = [
        "€", "$", "£", "EUR", "USD", "GBP", "CHF", "PLN", "zł", "zl", "Kč", "Kc", "CZK", "SEK", "NOK", "DKK", "kr",
        "HUF", "Ft", "RON",
    ];
    const WORDS: [&str; 17] = [
        "euro", "Euro", "lei", "лв", "lev", "avro", "євро", "евро", "ευρώ", "يورو", "грив", "грн", "TL", "lira",
        "krón", "zlot", "forint",
    ];
    /// A space and the longest of them.
    const MONEY_BYTES_MAX: usize = 10;
    let rest = pass.text.get(at..)?;
    let len = rest.iter().take(20).take_while(|b| b.is_ascii_digit() || b" .,'".contains(b)).count();
    let number = rest.get(..len)?.trim_ascii_end();
    let digits = number.iter().filter(|b| b.is_ascii_digit()).count();
    let end = at + number.len();
    let before = pass.bytes(at.saturating_sub(4), at).trim_ascii_end();
    let behind = pass.bytes(end, (end + MONEY_BYTES_MAX).min(pass.text.len())).trim_ascii_start();
    let named = SIGNS.iter().any(|s| before.ends_with(s.as_bytes()) || behind.starts_with(s.as_bytes()));
    let euro_words = WORDS.iter().any(|s| behind.starts_with(s.as_bytes()));
    let cents = payslip && digits >= 5 && matches!(number, [.., b'.' | b',', b'0'..=b'9', b'0'..=b'9']);
    (digits >= 3 && (named || euro_words || cents)).then_some((at, end))
}
