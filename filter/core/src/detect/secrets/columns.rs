//! Passwords in tables: what stands below a head that is a password's word (`| User | Password |`).

use super::prose::is_password;
use crate::detect::entity::entity;
use crate::detect::lexicon::{CueHit, CueSet, cue, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

static CUES: CueSet = cue_set!["secret.password"];

/// How far below its head a table is read, in bytes.
const TABLE_BYTES_MAX: usize = 4096;

/// Longest line of heads, in bytes.
const HEAD_BYTES_MAX: usize = 256;

/// Where a table has its passwords.
#[derive(Debug)]
struct Column {
    border: u8,
    /// Borders before it in its line.
    index: usize,
    /// Borders in the line.
    count: usize,
    /// Where the first line below begins.
    below: usize,
}

/// Looks below each password's word that is the whole of a cell.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&CUES) {
        return;
    }
    let mut done = 0;
    for hit in pass.cues.iter().filter(|hit| hit.cue == cue!("secret.password")) {
        if (hit.start as usize) >= done
            && let Some(column) = head(pass, hit)
        {
            done = cells(pass, &column, out);
        }
    }
}

/// The column that a word is the head of.
fn head(pass: &Pass<'_>, hit: &CueHit) -> Option<Column> {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let before = pass.bytes(start.saturating_sub(HEAD_BYTES_MAX), start);
    let before = before.rsplit(|b| *b == b'\n').next()?;
    let after = pass.bytes(end, (end + HEAD_BYTES_MAX).min(pass.text.len()));
    let after = after.get(..after.iter().position(|b| *b == b'\n')?)?;
    let dress = |b: &&u8| !b" \"'*`\r".contains(b);
    let (left, right) = (before.iter().rev().find(dress), after.iter().find(dress));
    let border = *left.or(right).filter(|b| b"|;\t,".contains(b))?;
    if left.is_some_and(|b| *b != border) || right.is_some_and(|b| *b != border) {
        return None;
    }
    let borders = |part: &[u8]| part.iter().filter(|b| **b == border).count();
    let index = borders(before);
    Some(Column { border, index, count: index + borders(after), below: end + after.len() + 1 })
}

/// Reports the cells of a column, and says where the table ends.
fn cells(pass: &Pass<'_>, column: &Column, out: &mut Vec<Candidate>) -> usize {
    let table = pass.bytes(column.below, (column.below + TABLE_BYTES_MAX).min(pass.text.len()));
    pass.spend(table.len() as u64 / 8);
    let mut at = column.below;
    for line in table.split(|b| *b == b'\n') {
        if line.iter().filter(|b| **b == column.border).count() != column.count {
            break;
        }
        let mut place = at;
        for (index, cell) in line.split(|b| *b == column.border).enumerate() {
            let bare = cell.trim_ascii();
            let value = bare.strip_prefix(b"\"").and_then(|v| v.strip_suffix(b"\"")).unwrap_or(bare);
            let value = value.strip_prefix(b"`").and_then(|v| v.strip_suffix(b"`")).unwrap_or(value);
            if index == column.index && is_password(value) {
                let front = value.as_ptr().addr() - cell.as_ptr().addr();
                let (start, end) = (place + front, place + front + value.len());
                let entity = entity!("password_in_text");
                out.push(Candidate { entity, likelihood: Likelihood::Likely, start, end });
            }
            place += cell.len() + 1;
        }
        at += line.len() + 1;
    }
    at
}
