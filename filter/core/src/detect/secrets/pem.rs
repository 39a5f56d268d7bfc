//! Private keys between their lines: PKCS#1, PKCS#8 (plain and encrypted), SEC 1, DSA, OpenSSH, PGP (RFC 7468, RFC 9580),
//! and PuTTY's own format.

use super::row;
use super::shape::{self, Alphabet as A};
use crate::detect::entity::{Entity, entity};
use crate::detect::lexicon::{CueSet, cue, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[
    row(
        "private_key",
        "Private key in PEM (RSA, EC, DSA, PKCS#8)",
        "",
        "https://www.rfc-editor.org/rfc/rfc7468",
        &[
            concat!(
                "-----BEGIN RSA PRIV",
                "ATE KEY-----\nMIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0buZ3qFxMpB2aC1dHn7lYwWbkqoZtM\n-----END RSA PRIV",
                "ATE KEY-----"
            ),
            concat!(
                "-----BEGIN PRIV",
                "ATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\\n"
            ),
            concat!(
                "-----BEGIN EC PRIV",
                "ATE KEY-----\nMHcCAQEEIIm9sKq0yJv0V8Zl2H6c1o4h7p3QxYbWm5tRkEfNsUaGoAoGCCqGSM49\n"
            ),
        ],
        &[
            "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1c7+9z5Pad7OejecsQ0b\n",
            "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
            "How do I store a private key?",
            "grep -r 'BEGIN RSA PRIVATE KEY' .",
        ],
    ),
    row(
        "encrypted_private_key",
        "Encrypted private key (PKCS#8 or legacy PEM)",
        "",
        "https://www.rfc-editor.org/rfc/rfc5958",
        &[concat!(
            "-----BEGIN ENCRYPTED PRIV",
            "ATE KEY-----\nMIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIn6hYz3uWq1cCAggA\n"
        )],
        &["-----BEGIN ENCRYPTED PRIVATE KEY-----\n<your key>\n-----END ENCRYPTED PRIVATE KEY-----"],
    ),
    row(
        "openssh_private_key",
        "OpenSSH private key",
        "",
        "https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key",
        &[concat!(
            "-----BEGIN OPENSSH PRIV",
            "ATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZWQy\n"
        )],
        &["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq3Xn0ZbYyHkq0m5v9hRz7cZ2uQw1eRtYuIoPaSdFgH anna@laptop"],
    ),
    row(
        "pgp_private_key",
        "PGP private key block",
        "",
        "https://www.rfc-editor.org/rfc/rfc9580#section-6.2",
        &[concat!(
            "-----BEGIN PGP PRIV",
            "ATE KEY BLOCK-----\nVersion: GnuPG v2\n\nlQOYBFq3vX0BCADf8Jk2Lm9Qp4Rt6Yu1Io3Pa5Sd7Fg9Hj2Kl4Zx6Cv8Bn0Mq1We3\n"
        )],
        &[
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBFq3vX0BCADf8Jk2Lm9Qp4Rt6Yu1Io3Pa5Sd7Fg9Hj2Kl4Zx6Cv8Bn0Mq1We3\n",
        ],
    ),
    row(
        "putty_private_key",
        "PuTTY private key file",
        "",
        "https://the.earth.li/~sgtatham/putty/0.81/htmldoc/AppendixC.html",
        &[
            "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: anna\nPublic-Lines: 2\nAAAAC3NzaC1lZDI1NTE5AAAAIJq3Xn0ZbYyHkq0m5v9hRz7cZ2uQw1eRtYuIoPaS\nPrivate-Lines: 1\nAAAAIKq0yJv0V8Zl2H6c1o4h7p3QxYbWm5tRkEfNsUaG\n",
        ],
        &["Open the PuTTY-User-Key-File in puttygen."],
    ),
];

static CUES: CueSet = cue_set!["secret.pem"];

/// Longest PEM body that is measured; an 8192-bit RSA key has 6.4 KB, PGP blocks with pictures are larger.
const BODY_BYTES_MAX: usize = 16 * 1024;

/// Looks at each mention of a private key.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&CUES) {
        return;
    }
    let mut done = 0;
    for hit in pass.cues.iter().filter(|hit| hit.cue == cue!("secret.pem")) {
        let (start, end) = (hit.start as usize, hit.end as usize);
        if start < done {
            continue;
        }
        let candidate = if pass.bytes(start, end).eq_ignore_ascii_case(b"private key") {
            pem(pass.text, start, end)
        } else {
            putty(pass.text, start)
        };
        if let Some(candidate) = candidate {
            done = candidate.end;
            out.push(candidate);
        }
    }
}

/// `start..end` is "PRIVATE KEY" in a line `-----BEGIN ... PRIVATE KEY-----`.
fn pem(text: &[u8], start: usize, end: usize) -> Option<Candidate> {
    let before = text.get(start.saturating_sub(40)..start)?;
    let begin = before.windows(5).rposition(|w| w.eq_ignore_ascii_case(b"BEGIN"))?;
    let kind = before.get(begin + 5..)?;
    let dashes = before.get(..begin)?.trim_ascii_end().ends_with(b"--");
    if !dashes || kind.iter().any(|b| !(b.is_ascii_alphanumeric() || matches!(b, b' ' | b'_' | b'-'))) {
        return None;
    }
    let behind = text.get(end..)?;
    let behind = behind.get(..behind.len().min(BODY_BYTES_MAX))?;
    let line = behind.iter().position(|&b| b == b'-')?;
    let body = behind.get(line..)?;
    let body = body.get(body.iter().position(|&b| b != b'-')?..)?;
    let body_length = body.windows(3).position(|w| w == b"---").unwrap_or(body.len());
    let encrypted = body.get(..body.len().min(80))?.windows(9).any(|w| w == b"ENCRYPTED");
    if !holds_key(body.get(..body_length)?) {
        return None;
    }
    let contains = |word: &[u8]| kind.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
    let entity = if contains(b"OPENSSH") {
        entity!("openssh_private_key")
    } else if contains(b"PGP") {
        entity!("pgp_private_key")
    } else if contains(b"ENCRYPTED") || encrypted {
        entity!("encrypted_private_key")
    } else {
        entity!("private_key")
    };
    let first = start - (before.len() - begin);
    let last = end + (behind.len() - body.len()) + body_length;
    Some(Candidate { entity, likelihood: Likelihood::VeryLikely, start: first, end: last })
}

/// Whether a PEM body holds base64 that looks drawn, beyond headers and escapes.
fn holds_key(body: &[u8]) -> bool {
    let mut longest: &[u8] = &[];
    for run in body.split(|&b| !A::B64.has(b)) {
        if run.len() > longest.len() {
            longest = run;
        }
    }
    // `\n` written out leaves an `n` at the front of each line: harmless.
    longest.len() >= 24 && shape::distinct(longest) >= 12 && !shape::says_placeholder(longest)
}

/// A PuTTY key file has `Private-Lines:` some lines below its first.
fn putty(text: &[u8], start: usize) -> Option<Candidate> {
    let rest = text.get(start..)?;
    let rest = rest.get(..rest.len().min(BODY_BYTES_MAX))?;
    let mark = rest.windows(14).position(|w| w == b"Private-Lines:")?;
    let body = rest.get(mark + 14..)?;
    let body_end = body.windows(8).position(|w| w == b"Private-").unwrap_or(body.len());
    holds_key(body.get(..body_end)?).then_some(Candidate {
        entity: entity!("putty_private_key"),
        likelihood: Likelihood::VeryLikely,
        start,
        end: start + mark + 14 + body_end,
    })
}
