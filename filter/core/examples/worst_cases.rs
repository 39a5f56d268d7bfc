//! The worst texts at growing sizes: what a byte of them costs must not grow with the text.
//!
//! ```text
//! cargo run --release -p octroi-core --example worst_cases
//! ```
//!
//! For each kind and size it prints the steps a byte (the scanner's own count of work, the same on every machine) and
//! the CPU time a byte, as a multiple of clean prose's of the same size. A curve that is linear is a row whose figures
//! stay where they are.

use std::borrow::Cow;
use std::io::Write;
use std::time::Instant;

use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::Role;

const SIZES: [usize; 4] = [16 << 10, 64 << 10, 256 << 10, 1 << 20];
/// How much is scanned for one figure: the kernel counts CPU time in steps of some milliseconds.
const SCANNED_BYTES: usize = 2 << 20;

/// A name, and what is repeated.
const KINDS: &[(&str, &str)] = &[
    ("clean prose", CLEAN),
    ("all digits", "1"),
    ("digits and spaces", "12 34 "),
    ("dates and amounts", "12.05.1985, 1.234,56; "),
    ("valid numbers", "DE02120300000000202051 85121910234 4111 1111 1111 1111, "),
    ("all `@`", "@"),
    ("mail addresses", "a@b.eu "),
    ("all dashes", "-"),
    ("all `A`", "A"),
    ("humps", "aA"),
    ("one word", "password: "),
    ("names", "Anna Berg, "),
    ("escaped, five deep", "%252525252540"),
    ("backslashes", "\\\\\\\\"),
    ("base64", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY3ODkw "),
    ("PEM heads", "-----BEGIN "),
    ("Cyrillic", "ж"),
    ("zero width", "\u{200b}"),
];
const CLEAN: &str = "We would like to describe how the new lights keep a bicycle visible on wet roads in winter. ";

fn main() -> std::io::Result<()> {
    let scanner = Scanner::new(&Options::default());
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<20} {}", "", SIZES.map(|size| format!("{:>16}", format!("{} KiB", size >> 10))).concat())?;
    let clean = SIZES.map(|size| scan(&scanner, CLEAN, size).0);
    for (name, pattern) in KINDS {
        write!(out, "{name:<20} ")?;
        for (size, clean) in SIZES.into_iter().zip(clean) {
            let (time, steps) = scan(&scanner, pattern, size);
            write!(out, "{:>16}", format!("{steps:.1} / {:.1}", time / clean))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Nanoseconds and steps a byte of a pattern repeated to a size.
fn scan(scanner: &Scanner, pattern: &str, size: usize) -> (f64, f64) {
    let text = pattern.repeat(size / pattern.len());
    let segment = [Segment { text: Cow::Borrowed(&text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart }];
    let times = SCANNED_BYTES / size;
    let (wall, cpu) = (Instant::now(), cpu_nanos());
    let steps: u64 = (0..times).map(|_| std::hint::black_box(scanner.scan(&segment)).steps).sum();
    let nanos = match (cpu, cpu_nanos()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed().as_nanos() as f64,
    };
    let bytes = (times * text.len()) as f64;
    (nanos / bytes, steps as f64 / bytes)
}

/// What this thread has had of a CPU; `None` where there is no Linux to tell.
fn cpu_nanos() -> Option<f64> {
    std::thread::yield_now(); // the kernel then brings its account up to date
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok()
}
