//! Logs, line by line: which lines hold a record of ours, and which do not.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use crate::{Failure, input};

/// No line that the filter makes is longer; a longer one is skipped without being kept.
const LINE_BYTES_MAX: u64 = 1 << 20;

/// What a line holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A record's JSON, alone or as the member `audit` of an access log's line, possibly with more behind it.
    Record(&'a [u8]),
    /// Another program's line, or a request that Envoy refused before any filter saw it.
    Foreign,
    /// It is longer than any line of ours.
    TooLong,
}

/// The lines of some files, one after the other.
pub struct Lines<'p> {
    paths: std::slice::Iter<'p, PathBuf>,
    open: Option<Box<dyn BufRead>>,
    buffer: Vec<u8>,
    /// Of the file being read, from 1.
    pub number: u64,
    /// The file being read.
    pub path: &'p Path,
}

impl<'p> Lines<'p> {
    pub fn of(paths: &'p [PathBuf]) -> Lines<'p> {
        Lines { paths: paths.iter(), open: None, buffer: Vec::new(), number: 0, path: Path::new("") }
    }

    /// The next line that is not empty.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn next(&mut self) -> Result<Option<Line<'_>>, Failure> {
        loop {
            let Some(reader) = &mut self.open else {
                let Some(path) = self.paths.next() else { return Ok(None) };
                (self.path, self.number) = (path, 0);
                self.open = Some(input::open_lines(path)?);
                continue;
            };
            self.buffer.clear();
            let cannot = |error| Failure::Input(format!("cannot read `{}`: {error}", self.path.display()));
            let read = reader.take(LINE_BYTES_MAX).read_until(b'\n', &mut self.buffer).map_err(cannot)?;
            if read == 0 {
                self.open = None;
                continue;
            }
            self.number += 1;
            if read as u64 == LINE_BYTES_MAX && self.buffer.last() != Some(&b'\n') {
                reader.skip_until(b'\n').map_err(cannot)?;
                return Ok(Some(Line::TooLong));
            }
            if !self.buffer.trim_ascii().is_empty() {
                break;
            }
        }
        Ok(Some(line(self.buffer.trim_ascii())))
    }
}

fn line(text: &[u8]) -> Line<'_> {
    const MEMBER: &[u8] = br#""audit":["#;
    if text.starts_with(br#"{"v":"#) {
        return Line::Record(text);
    }
    let at = memchr::memmem::find(text, MEMBER).and_then(|at| text.get(at + MEMBER.len()..));
    match at {
        Some(record) if text.starts_with(b"{") && !record.starts_with(b"]") => Line::Record(record),
        _ => Line::Foreign,
    }
}
