//! `cargo xtask dashboard`: every query of `envoy/grafana/octroi.json`, answered by a real Prometheus that scrapes the real
//! Envoy under the demo's traffic.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::gateway::{Config, Gateway, Options, standins};
use crate::prometheus::{Prometheus, SCRAPE_SECONDS};
use crate::standin::{FAULT_HEADER, Standin};
use crate::wire::Ask;
use crate::{cases, parts};

/// What stands for Grafana's `$__rate_interval`: the whole run lies in it.
const RATE_INTERVAL: &str = "1m";
/// What stands for Grafana's `$__range`.
const RANGE: &str = "5m";
/// How often the demo's requests are sent. A counter that Prometheus sees for the first time has no rate yet.
const ROUNDS: usize = 3;
/// Series of one query that the page shows; the largest.
const SERIES_SHOWN_MAX: usize = 6;

const BEGIN: &str = "<!-- answers: cargo xtask dashboard --write docs/OBSERVABILITY.md -->";
const END: &str = "<!-- end of answers -->";

/// The dashboard as it is shipped.
pub fn file() -> PathBuf {
    parts::root().join("envoy/grafana/octroi.json")
}

/// A panel that shows something.
pub struct Panel {
    pub title: String,
    pub unit: String,
    pub queries: Vec<Query>,
}

/// A query of a panel.
pub struct Query {
    /// As in the dashboard.
    pub expression: String,
    /// How a series is called: `{{label}}` stands for the label's value.
    pub legend: String,
}

impl Query {
    /// The query without Grafana's own variables.
    pub fn concrete(&self) -> String {
        self.expression.replace("$__rate_interval", RATE_INTERVAL).replace("$__range", RANGE)
    }
}

/// Every panel with a query, from top to bottom.
///
/// # Errors
/// The file is not a dashboard.
pub fn panels() -> Result<Vec<Panel>> {
    let text = std::fs::read_to_string(file())?;
    let dashboard: Value = serde_json::from_str(&text).context("the dashboard is no JSON")?;
    let panels = dashboard["panels"].as_array().context("the dashboard has no panels")?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let query = |target: &Value| Query { expression: text(&target["expr"]), legend: text(&target["legendFormat"]) };
    Ok(panels
        .iter()
        .filter(|panel| panel["type"] != "row")
        .map(|panel| Panel {
            title: text(&panel["title"]),
            unit: text(&panel["fieldConfig"]["defaults"]["unit"]),
            queries: panel["targets"].as_array().into_iter().flatten().map(query).collect(),
        })
        .collect())
}

/// A gateway, its stand-ins, and a Prometheus that watches.
pub struct Stage {
    pub prometheus: Prometheus,
    pub gateway: Gateway,
    pub standins: Vec<Standin>,
}

impl Stage {
    /// Starts all of it. Two at once must differ in `name`.
    ///
    /// # Errors
    /// A part that cannot be had.
    pub fn start(name: &str, change: impl FnOnce(&mut Config) -> Result<()>) -> Result<Stage> {
        let standins = standins()?;
        let mut config = Config::sample(&standins)?;
        config.policy()?["budgets"] = budgets();
        change(&mut config)?;
        let gateway = config.start(name, &Options::default())?;
        let prometheus = Prometheus::start(name, gateway.admin_port)?;
        Ok(Stage { prometheus, gateway, standins })
    }

    /// Sends the demo's requests, and some whose answers break off or tell no usage, in rounds that Prometheus tells apart.
    ///
    /// # Errors
    /// A request without an answer or a record.
    pub fn traffic(&mut self) -> Result<()> {
        let cases = cases::all()?;
        for _ in 0..ROUNDS {
            for case in &cases {
                case.run(&self.gateway, &mut self.standins)?;
            }
            for fault in ["no-usage", "cut"] {
                self.faulty(fault)?;
            }
            self.wait_for_scrapes();
        }
        Ok(())
    }

    /// A streamed request in whose answer something is wrong.
    ///
    /// # Errors
    /// There is no answer at all.
    pub fn faulty(&self, fault: &str) -> Result<()> {
        let body = serde_json::json!({"model": "mistral-large-latest", "stream": true,
            "messages": [{"role": "user", "content": "Count to three."}]});
        let ask = Ask::json("/v1/chat/completions", &body).header("x-tenant", "engineering");
        ask.header(FAULT_HEADER, fault).send(self.gateway.port).map(drop)
    }

    /// Waits until Prometheus has seen what was counted until now; budgets are told every two seconds.
    pub fn wait_for_scrapes(&self) {
        std::thread::sleep(Duration::from_secs(2 * SCRAPE_SECONDS + 2));
    }
}

/// Budgets that the demo's requests use a part of; the sample policy has none.
fn budgets() -> Value {
    serde_json::json!([
        {"name": "support-month", "when": {"tenant": "support"}, "amount": {"money": "0.02"}, "per": "month",
            "action": "warn"},
        {"name": "tokens-a-day", "amount": {"tokens": 10_000}, "per": "day", "action": "warn"},
    ])
}

/// Runs the demo's traffic, asks every query, and prints what came; with `write`, into that file too.
///
/// # Errors
/// A part that cannot be had, a query that Prometheus refuses, a file without the place for the answers.
pub fn run(write: Option<&Path>) -> Result<()> {
    eprintln!("octroi: starting Envoy, four stand-ins and Prometheus, and sending the demo's requests {ROUNDS} times");
    let mut stage = Stage::start("dashboard", |_| Ok(()))?;
    stage.traffic()?;
    let answers = answers(&stage.prometheus)?;
    println!("{answers}");
    let Some(file) = write else { return Ok(()) };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let (before, rest) = text.split_once(BEGIN).context("the file has no place for the answers")?;
    let (_, after) = rest.split_once(END).context("the file has no end of the answers")?;
    std::fs::write(file, format!("{before}{BEGIN}\n\n{answers}\n{END}{after}"))?;
    Ok(())
}

fn answers(prometheus: &Prometheus) -> Result<String> {
    let mut page = String::new();
    for panel in panels()? {
        write!(page, "**{}**\n\n", panel.title)?;
        for query in &panel.queries {
            let mut series = prometheus.query(&query.concrete())?;
            series.sort_by(|a, b| value(b).abs().total_cmp(&value(a).abs()));
            ensure!(!series.is_empty(), "no answer to `{}`", query.concrete());
            let count = series.len();
            let mut shown: Vec<String> =
                series.iter().take(SERIES_SHOWN_MAX).map(|one| shown(one, query, &panel.unit)).collect();
            if count > SERIES_SHOWN_MAX {
                shown.push(format!("and {} more", count - SERIES_SHOWN_MAX));
            }
            write!(page, "```promql\n{}\n```\n\n{}\n\n", query.expression, shown.join("; "))?;
        }
    }
    Ok(page.trim_end().to_owned() + "\n")
}

/// A series' value now.
pub fn value(series: &Value) -> f64 {
    series["value"][1].as_str().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
}

fn shown(series: &Value, query: &Query, unit: &str) -> String {
    let mut legend = query.legend.clone();
    for (label, value) in series["metric"].as_object().into_iter().flatten() {
        legend = legend.replace(&format!("{{{{{label}}}}}"), value.as_str().unwrap_or_default());
    }
    let value = value(series);
    let amount = match unit {
        "percentunit" => format!("{:.1} %", value * 100.0),
        "percent" => format!("{value:.0} %"),
        "µs" => format!("{value:.0} µs"),
        "reqps" => format!("{value:.3}/s"),
        _ if value == 0.0 || value.abs() >= 100.0 => format!("{value:.0}"),
        _ => format!("{value:.4}"),
    };
    if legend.is_empty() { amount } else { format!("{legend} **{amount}**") }
}
