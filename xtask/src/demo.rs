//! `cargo xtask demo`: the cases through the real Envoy, as a table.

use std::io::IsTerminal;
use std::time::Duration;

use anyhow::{Result, bail};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use crate::cases::{self, Case, Outcome};
use crate::gateway::{Config, Gateway, Options, standins};
use crate::{parts, prometheus, wire};

/// Wide enough for the table where there is no terminal to ask.
const WIDTH_WITHOUT_TERMINAL: u16 = 150;

/// Runs the demo. With `serve`, the gateway stays until Ctrl-C.
///
/// # Errors
/// A part that cannot be had, or a case that was decided otherwise than expected.
pub fn run(serve: bool) -> Result<()> {
    let cases = cases::all()?;
    let progress = Progress::new(cases.len() as u64 + 4);
    progress.step("building the module");
    parts::module()?;
    progress.step("looking for Envoy");
    parts::envoy()?;
    progress.step("building the command line");
    parts::octroi()?;
    progress.step("starting Envoy and four stand-ins");
    let mut standins = standins()?;
    let gateway = Config::sample(&standins)?.start("demo", &Options::default())?;
    let mut table = table();
    let mut deviations = Vec::new();
    let mut currency = String::new();
    for case in &cases {
        progress.step(&case.title);
        let outcome = case.run(&gateway, &mut standins)?;
        deviations.extend(case.deviations(&outcome));
        table.add_row(row(case, &outcome));
        currency = cases::text(&outcome.record["currency"]);
    }
    progress.finish();
    println!("{table}");
    println!(
        "Costs in {currency}, from the usage that the stand-ins answer with; times are of this run, on this machine."
    );
    if serve {
        tell_how_to_try(&gateway, &cases)?;
        wire::runtime().block_on(tokio::signal::ctrl_c())?;
    }
    let (told, whole) = gateway.verify()?;
    println!("The audit log, by `octroi audit verify`: {}", told.last().map_or("nothing", String::as_str));
    if !whole {
        deviations.extend(told);
    }
    if deviations.is_empty() {
        println!("All {} requests were decided as expected.", cases.len());
        return Ok(());
    }
    for deviation in &deviations {
        eprintln!("{deviation}");
    }
    bail!("{} deviation(s) from what `examples/requests` expects", deviations.len())
}

fn table() -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED.with_rounded_corners());
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(WIDTH_WITHOUT_TERMINAL);
    }
    let header = [
        "request",
        "found",
        "sensitivity",
        "asked for",
        "decision",
        "taken",
        "zone",
        "estimated",
        "cost",
        "in the filter",
    ];
    table.set_header(header.map(|name| Cell::new(name).add_attribute(Attribute::Bold)));
    table
}

fn row(case: &Case, outcome: &Outcome) -> Vec<Cell> {
    let record = &outcome.record;
    let plain = |value: &Value| Cell::new(value.as_str().unwrap_or("–"));
    let number = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let action = record["action"].as_str().unwrap_or_default();
    vec![
        Cell::new(&case.title),
        Cell::new(found(record)),
        plain(&record["sensitivity"]).fg(color_of_sensitivity(record)),
        Cell::new(place(record, "upstream_asked", "model_asked")),
        Cell::new(format!("{action}\n{}", outcome.answer.status.as_u16())).fg(color_of_action(action)),
        Cell::new(place(record, "upstream", "model")),
        plain(&record["zone"]),
        number(money(record, "cost_estimate")),
        number(money(record, "cost")),
        number(format!("{} µs", record["filter_us"])),
    ]
}

fn found(record: &Value) -> String {
    let entities = record["entities"].as_object().into_iter().flatten();
    let mut found: Vec<String> = entities
        .map(|(entity, count)| if count == 1 { entity.clone() } else { format!("{entity} ×{count}") })
        .collect();
    let unread = record["uninspected"].as_array().into_iter().flatten().filter_map(Value::as_str);
    found.extend(unread.map(|reason| format!("unread: {reason}")));
    if found.is_empty() { "–".to_owned() } else { found.join("\n") }
}

fn place(record: &Value, upstream: &str, model: &str) -> String {
    let parts: Vec<&str> = [upstream, model].iter().filter_map(|field| record[*field].as_str()).collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join("\n") }
}

/// An amount for the eye: six digits after the point. The record has all of them.
fn money(record: &Value, field: &str) -> String {
    match record[field].as_str() {
        Some(amount) => match amount.split_once('.') {
            Some((whole, fraction)) => format!("{whole}.{:.6}", format!("{fraction:0<6}")),
            None => amount.to_owned(),
        },
        None if record["upstream"].is_string() => "unknown".to_owned(),
        None => "–".to_owned(),
    }
}

fn color_of_sensitivity(record: &Value) -> Color {
    match record["sensitivity"].as_str() {
        Some("public") => Color::Green,
        Some("internal") => Color::Cyan,
        Some("confidential") => Color::Yellow,
        _ => Color::Red,
    }
}

fn color_of_action(action: &str) -> Color {
    match action {
        "forward" => Color::Green,
        "deny" => Color::Red,
        _ => Color::Yellow,
    }
}

fn tell_how_to_try(gateway: &Gateway, cases: &[Case]) -> Result<()> {
    println!("\nThe gateway listens on http://127.0.0.1:{}. To try:\n", gateway.port);
    for case in cases.iter().take(3) {
        println!("# {}", case.title);
        println!("{}\n", curl(case, gateway.port));
    }
    println!("Access log  {}", gateway.access_log.display());
    println!("Envoy's log {}", gateway.log.display());
    println!("Metrics     http://127.0.0.1:{}/stats/prometheus", gateway.admin_port);
    let prometheus = prometheus::write_configuration(&gateway.folder, gateway.admin_port)?;
    println!("Prometheus  prometheus --config.file={}", prometheus.display());
    println!("Grafana     import envoy/grafana/octroi.json");
    println!("Ctrl-C ends it.");
    Ok(())
}

fn curl(case: &Case, port: u16) -> String {
    let body = case.request.body.to_string().replace('\'', r"'\''");
    let headers: String = case.request.headers.iter().map(|(name, value)| format!(" -H '{name}: {value}'")).collect();
    let path = &case.request.path;
    format!("curl -si 'http://127.0.0.1:{port}{path}' -H 'content-type: application/json'{headers} -d '{body}'")
}

/// A bar for people; lines where nobody watches.
struct Progress(ProgressBar);

impl Progress {
    fn new(steps: u64) -> Progress {
        let bar = ProgressBar::new(steps);
        let style = ProgressStyle::with_template("{spinner:.cyan} {bar:24.cyan/dim} {pos}/{len} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress(bar)
    }

    fn step(&self, what: &str) {
        self.0.inc(1);
        self.0.set_message(what.to_owned());
        if self.0.is_hidden() {
            eprintln!("octroi: {what}");
        }
    }

    fn finish(&self) {
        self.0.finish_and_clear();
    }
}
