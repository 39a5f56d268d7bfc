//! How fast the scanner is on a text, natively or in WebAssembly:
//!
//! ```text
//! cargo run --release -p octroi-core --example scan_speed -- TIMES KIBIBYTES < text
//! ```
//!
//! The text is repeated or cut to the size. Prints the size, what was found, and the best of all times as MB/s.

use std::borrow::Cow;
use std::io::{Read, Write};
use std::time::Instant;

use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::Role;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter_map(|a| a.parse::<usize>().ok());
    let times = arguments.next().unwrap_or(20);
    let bytes = arguments.next().unwrap_or(64) << 10;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let text: String = text
        .chars()
        .cycle()
        .scan(0, |len, c| {
            *len += c.len_utf8();
            (*len <= bytes).then_some(c)
        })
        .collect();
    let scanner = Scanner::new(&Options::default());
    let segment = [Segment { text: Cow::Borrowed(&text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart }];
    let mut best = f64::INFINITY;
    let mut found = 0;
    for _ in 0..times {
        let begin = Instant::now();
        found = scanner.scan(&segment).findings.len();
        best = best.min(begin.elapsed().as_secs_f64());
    }
    let speed = text.len() as f64 / 1e6 / best;
    writeln!(std::io::stdout(), "{} bytes, {found} findings, {speed:.0} MB/s", text.len())
}
