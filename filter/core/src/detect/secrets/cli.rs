//! Secrets on command lines that no name announces: `curl -u user:pass`, `mysql -pSecret`, `sshpass -p secret`,
//! `redis-cli -a secret`, `docker login -p secret`.

use super::assign;
use super::prose::is_password;
use super::shape;
use crate::detect::entity::entity;
use crate::detect::lexicon::{CueSet, cue, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

static CUES: CueSet = cue_set!["secret.cli"];

/// How far behind the command its flags are read, in bytes; a command goes on over lines that end in `\`.
const COMMAND_BYTES_MAX: usize = 600;

/// Looks at the flags of each command.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&CUES) {
        return;
    }
    for hit in pass.cues.iter().filter(|hit| hit.cue == cue!("secret.cli")) {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let command = pass.bytes(start, end);
        let rest = pass.text.get(end..).unwrap_or_default();
        let rest = rest.get(..rest.len().min(COMMAND_BYTES_MAX)).unwrap_or_default();
        let length = command_length(rest);
        flags(pass.text, end, end + length, command, out);
        if command.eq_ignore_ascii_case(b"net use") {
            behind_user(pass.text, end, end + length, out);
        }
    }
}

/// The command ends with its line, unless the line ends in `\`, and at `|`, `;` and `&&`.
fn command_length(rest: &[u8]) -> usize {
    let mut quote = None;
    for (i, &b) in rest.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|j| rest.get(j)).copied().unwrap_or(b' ');
        match (quote, b) {
            (Some(q), b) if b == q && before != b'\\' => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(b),
            (None, b'\n')
                if before != b'\\'
                    && !rest.get(i + 1..).is_some_and(|next| next.trim_ascii_start().starts_with(b"-")) =>
            {
                return i;
            }
            (None, b'|') => return i,
            _ => {}
        }
    }
    rest.len()
}

fn flags(text: &[u8], from: usize, to: usize, command: &[u8], out: &mut Vec<Candidate>) {
    let Some(line) = text.get(from..to) else { return };
    let is = |name: &[u8]| command.eq_ignore_ascii_case(name);
    let mut at = 0;
    while let Some(dash) = line.get(at..).and_then(|rest| {
        rest.windows(2).position(|w| w.first().is_some_and(u8::is_ascii_whitespace) && w.get(1) == Some(&b'-'))
    }) {
        let flag_at = at + dash + 1;
        at = flag_at + 1;
        let Some(flag) = line.get(flag_at..) else { return };
        let length = flag.iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'=').count();
        let Some(name) = flag.get(..length) else { return };
        let separated = from + flag_at + length + 1;
        let user_pair = matches!(name, b"-u" | b"--user" | b"--proxy-user" | b"-U")
            && (is(b"curl") || is(b"wget") || is(b"http") || is(b"smbclient"));
        let password = match name {
            b"-p" => !is(b"curl") && !is(b"mysql") && !is(b"mysqldump") && !is(b"mysqladmin"),
            b"-a" => is(b"redis cli") || is(b"redis-cli"),
            b"-w" => is(b"ldapsearch") || is(b"ldapadd") || is(b"ldapmodify"),
            b"--http-password" | b"--ftp-password" => true,
            _ => false,
        };
        if user_pair {
            if let Some(candidate) = pair(text, separated) {
                out.push(candidate);
            }
        } else if password {
            push(text, separated, out);
        } else if name.starts_with(b"-p")
            && name.len() > 4
            && command.len() >= 5
            && command.get(..5).is_some_and(|c| c.eq_ignore_ascii_case(b"mysql"))
            && !name.starts_with(b"-port")
        {
            push(text, from + flag_at + 2, out);
        }
    }
}

/// `net use Z: \\\\host\\share /user:anna secret`.
fn behind_user(text: &[u8], from: usize, to: usize, out: &mut Vec<Candidate>) {
    const SWITCH: &[u8] = b"/user:";
    let line = text.get(from..to).unwrap_or_default();
    let Some(at) = line.windows(SWITCH.len()).position(|w| w.eq_ignore_ascii_case(SWITCH)) else { return };
    let length = line.iter().skip(at).take_while(|b| !b.is_ascii_whitespace()).count();
    if line.get(at + length + 1).is_some_and(|b| *b != b'/') {
        push(text, from + at + length + 1, out);
    }
}

fn push(text: &[u8], at: usize, out: &mut Vec<Candidate>) {
    let Some(value) = assign::read_value(text, at, assign::Operator::Space) else { return };
    let bytes = text.get(value.start..value.end).unwrap_or_default();
    let fits = bytes.len() >= 5
        && !shape::placeholder(bytes)
        && !bytes.starts_with(b"-")
        && !bytes.contains(&b'/')
        && !bytes.contains(&b':')
        && bytes.iter().any(|b| b.is_ascii_alphabetic())
        && (shape::letters_and_digits(bytes) || value.quoted || is_password(bytes));
    if fits {
        out.push(Candidate {
            entity: entity!("password"),
            likelihood: Likelihood::Likely,
            start: value.start,
            end: value.end,
        });
    }
}

/// `user:password` behind `-u`, quotes as the shell allows them.
fn pair(text: &[u8], at: usize) -> Option<Candidate> {
    let rest = text.get(at..)?;
    let rest = rest.get(..rest.len().min(200))?;
    let skipped = rest.iter().take_while(|b| **b == b' ').count();
    let rest = rest.get(skipped..)?;
    let mut quote = None;
    let length = rest
        .iter()
        .position(|&b| match quote {
            Some(q) if b == q => {
                quote = None;
                false
            }
            Some(_) => false,
            None if matches!(b, b'"' | b'\'') => {
                quote = Some(b);
                false
            }
            None => b.is_ascii_whitespace(),
        })
        .unwrap_or(rest.len());
    let argument = rest.get(..length)?;
    let strip = |part: &[u8]| -> (usize, usize) {
        let front = part.iter().take_while(|b| matches!(b, b'"' | b'\'')).count();
        let back = part.iter().rev().take_while(|b| matches!(b, b'"' | b'\'')).count();
        (front, part.len().saturating_sub(back).max(front))
    };
    let colon = argument.iter().position(|&b| b == b':')?;
    let (user, password) = (argument.get(..colon)?, argument.get(colon + 1..)?);
    let (user_from, user_to) = strip(user);
    let (from, to) = strip(password);
    let user = user.get(user_from..user_to)?;
    let password = password.get(from..to)?;
    let template = |part: &[u8]| {
        part.starts_with(b"$")
            || part.starts_with(b"<")
            || part.starts_with(b"[")
            || part.starts_with(b"{{")
            || part.ends_with(b">")
    };
    let secret = |part: &[u8]| part.len() >= 3 && !template(part) && !shape::placeholder(part);
    let colon_at = at + skipped + colon + 1;
    let fits = if password.is_empty() {
        secret(user) && shape::letters_and_digits(user)
    } else {
        secret(password) && !template(user) && !user.eq_ignore_ascii_case(password)
    };
    fits.then_some(Candidate {
        entity: entity!("password"),
        likelihood: Likelihood::Likely,
        start: if password.is_empty() { at + skipped } else { colon_at },
        end: at + skipped + length,
    })
}
