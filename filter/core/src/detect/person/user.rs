//! User names: only behind a word that says so. Handles of social networks are `contact`'s.

use crate::detect::entity::{Entity, entity};
use crate::detect::lexicon::{CueSet, cue, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::{Category, Likelihood, Sensitivity};

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[Entity {
    id: "user_name",
    title: "User name of an account",
    category: Category::Personal,
    sensitivity: Sensitivity::Internal,
    countries: &[],
    languages: &[],
    checksum: "",
    source: "GDPR Art. 4(1), recital 30",
    hits: &[
        "username: mkowalska84",
        "Benutzername: h.schmidt",
        "nom d'utilisateur : jdupont_75",
        "\"user_name\": \"anna.k92\"",
    ],
    misses: &[
        "username: admin",
        "username: <your_username>",
        "the username is required",
        "login: string",
        "handle: wintypes.HANDLE",
        "handle = _open_std(1)",
    ],
}];

static USER_NAME: CueSet = cue_set!["ctx.user_name"];

/// Longest user name, in bytes.
const NAME_BYTES_MAX: usize = 32;

/// Finds user names.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&USER_NAME) {
        return;
    }
    for hit in pass.cues.iter().filter(|hit| hit.cue == cue!("ctx.user_name")) {
        if let Some((start, end)) = named(pass, hit.end as usize) {
            out.push(Candidate { entity: entity!("user_name"), likelihood: Likelihood::Likely, start, end });
        }
    }
}

/// The value behind `user name`: `:`, `=`, quotes between, and something in it that words have not.
fn named(pass: &Pass<'_>, at: usize) -> Option<(usize, usize)> {
    let rest = pass.text.get(at..)?;
    let gap = rest.iter().take(8).take_while(|b| b"\"'*: \t=|>".contains(b)).count();
    let sign = rest.iter().take(gap).any(|b| b":=\t|".contains(b));
    let start = at + gap;
    let end = name_end(pass, start);
    let name = pass.bytes(start, end);
    let mixed =
        name.iter().any(|b| b.is_ascii_digit() || b"._-".contains(b)) && name.iter().any(u8::is_ascii_alphabetic);
    let template = name.windows(4).any(|w| w.eq_ignore_ascii_case(b"user") || w.eq_ignore_ascii_case(b"name"));
    // `handle = _GetStdHandle(stream)`, `handle: wintypes.HANDLE`: code.
    let code = pass.byte(end) == b'('
        || name.windows(2).any(|pair| matches!(pair, [b'.', capital] if capital.is_ascii_uppercase()));
    (sign && mixed && !template && !code && name.len() >= 4).then_some((start, end))
}

fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80 || b"._-".contains(&b)
}

/// The end of a user name that begins at `at`; a full stop at its end is the sentence's.
fn name_end(pass: &Pass<'_>, at: usize) -> usize {
    let rest = pass.text.get(at..).unwrap_or_default();
    let len = rest.iter().take(NAME_BYTES_MAX).take_while(|b| is_name(**b)).count();
    let name = rest.get(..len).unwrap_or_default();
    at + name.iter().rposition(|b| !b"._-".contains(b)).map_or(0, |i| i + 1)
}
