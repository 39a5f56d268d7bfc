//! `cargo xtask audit-bench`: how fast a long log is verified and reported on, and how much memory that takes. The same
//! log a tenth as long shows that memory does not grow with it.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::audit_log::{self, Wish};
use crate::parts;

/// Clock ticks a second of /proc, on every Linux that is built today.
const TICKS_PER_SECOND: f64 = 100.0;

const POLICY: &str = "examples/policies/company.yaml";
const COMMANDS: [(&str, &[&str]); 3] = [
    ("audit verify", &["audit", "verify"]),
    ("audit report", &["audit", "report", "--json", "--policy", POLICY]),
    ("advise", &["advise", "--json", "--policy", POLICY]),
];

/// Measures, and prints a table.
///
/// # Errors
/// A log that cannot be made, or a command that fails.
pub fn run(records: u64) -> Result<()> {
    println!("{}", table(records)?);
    Ok(())
}

/// The table, in Markdown.
pub fn table(records: u64) -> Result<String> {
    eprintln!("octroi: writing a log of {records} records");
    let log = make(records)?;
    let part = first_lines(&log, records / 10)?;
    let mut table = format!(
        "A log of {records} records ({:.0} MB), four workers, chained; CPU time, and peak memory (VmHWM) beside that for a \
         tenth of the log. `cargo xtask audit-bench --records {records}`\n\n\
         | command | CPU s | records/s | MB/s | peak memory | for a tenth |\n|---|--:|--:|--:|--:|--:|\n",
        megabytes(&log)?
    );
    for (name, command) in COMMANDS {
        eprintln!("octroi: measuring `octroi {name}`");
        let (seconds, memory) = measure(command, &log)?;
        let (_, memory_of_part) = measure(command, &part)?;
        writeln!(
            table,
            "| `octroi {name}` | {seconds:.1} | {:.0} | {:.0} | {:.1} MB | {:.1} MB |",
            records as f64 / seconds,
            megabytes(&log)? / seconds,
            memory as f64 / 1024.0,
            memory_of_part as f64 / 1024.0
        )?;
    }
    fs::remove_file(log)?;
    fs::remove_file(part)?;
    Ok(table)
}

fn megabytes(file: &Path) -> Result<f64> {
    Ok(fs::metadata(file)?.len() as f64 / 1e6)
}

fn make(records: u64) -> Result<PathBuf> {
    let path = parts::scratch("bench")?.join("audit.jsonl");
    audit_log::write(&Wish { requests: records, seed: 1, days: 91 }, &mut File::create(&path)?)?;
    Ok(path)
}

fn first_lines(log: &Path, count: u64) -> Result<PathBuf> {
    let path = log.with_file_name("audit-tenth.jsonl");
    let mut out = BufWriter::new(File::create(&path)?);
    let mut lines = BufReader::new(File::open(log)?);
    let mut line = Vec::new();
    for _ in 0..count {
        line.clear();
        lines.read_until(b'\n', &mut line)?;
        out.write_all(&line)?;
    }
    out.flush()?;
    Ok(path)
}

/// CPU seconds, and the peak of resident memory in KiB, as the kernel told last before the end.
fn measure(command: &[&str], log: &Path) -> Result<(f64, u64)> {
    let mut child = Command::new(parts::octroi()?)
        .current_dir(parts::root())
        .args(command)
        .arg(log)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()?;
    let proc = PathBuf::from(format!("/proc/{}", child.id()));
    let (mut seconds, mut memory) = (0.0, 0);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        seconds = cpu_seconds(&proc).unwrap_or(seconds);
        memory = peak_memory(&proc).unwrap_or(memory);
        std::thread::sleep(Duration::from_millis(5));
    };
    ensure!(status.code() == Some(0), "`octroi {}` ended with {status}", command.join(" "));
    ensure!(memory > 0 && seconds > 0.0, "nothing was measured: is this a Linux, and the log long enough?");
    Ok((seconds, memory))
}

fn cpu_seconds(proc: &Path) -> Option<f64> {
    let stat = fs::read_to_string(proc.join("stat")).ok()?;
    // The fields after the name in brackets, which may hold spaces; utime and stime are the 12th and 13th of these.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / TICKS_PER_SECOND)
}

fn peak_memory(proc: &Path) -> Option<u64> {
    let status = fs::read_to_string(proc.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// `cargo xtask pictures`: the pages of a made-up log, as the documentation shows them.
///
/// # Errors
/// A part that cannot be had, or a picture that is too large for the repository.
pub fn pictures() -> Result<()> {
    /// What the repository takes.
    const BYTES_MAX: u64 = 150_000;
    let log = make(1_000_000)?;
    let folder = parts::root().join("docs/img");
    fs::create_dir_all(&folder)?;
    let page = parts::scratch("bench")?.join("page.html");
    let made = |command: &[&str]| -> Result<String> {
        let mut octroi = Command::new(parts::octroi()?);
        octroi.current_dir(parts::root()).args(command).args(["--policy", POLICY, "--html"]).arg(&page).arg(&log);
        let status = octroi.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
        ensure!(status.success(), "`octroi {}` ended with {status}", command.join(" "));
        Ok(fs::read_to_string(&page)?)
    };
    let (report, advice) = (made(&["audit", "report"])?, made(&["advise"])?);
    for (name, html) in
        [("build-or-buy", from_section(&advice, "Build or buy")?), ("report", report), ("advice", advice)]
    {
        let file = folder.join(format!("{name}.png"));
        crate::browser::picture(&html, 1000, 900, &file)?;
        let bytes = fs::metadata(&file)?.len();
        ensure!(bytes < BYTES_MAX, "`{}` has {bytes} bytes, and may have {BYTES_MAX}", file.display());
        eprintln!("octroi: wrote {} ({bytes} bytes)", file.display());
    }
    fs::remove_file(log).context("the log went away")
}

/// The page from a section on: a picture shows its first part only.
fn from_section(html: &str, title: &str) -> Result<String> {
    let (before, _) = html.split_once("<header>").context("a page has a header")?;
    let at = html.find(&format!(">{title}</h2>")).and_then(|at| html.get(..at)?.rfind("<h2"));
    let rest = at.and_then(|at| html.get(at..)).with_context(|| format!("a section `{title}`"))?;
    Ok(format!("{before}{rest}"))
}
