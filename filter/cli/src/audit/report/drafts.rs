//! Drafts of two tables that a company has to keep: the record of processing activities (GDPR Art. 30(1)) and the
//! logging of a high-risk AI system (AI Act, Regulation (EU) 2024/1689, Art. 12). What policy and log tell is filled in.
//! What only the company knows is a named blank. Nothing here says that a duty is met.

use octroi_core::policy::Upstream;
use octroi_core::words::{Category, Zone};
use serde_json::{Value, json};

use super::gather::{ByPlace, Gathered, PLACES, ZONE_UNKNOWN, sum};
use super::{Report, text};
use crate::audit::groups::{Groups, UNKNOWN};
use crate::audit::time;
use crate::text::{counted, number};

/// One of the two.
pub struct Draft {
    pub title: &'static str,
    pub note: &'static str,
    pub rows: Vec<Row>,
}

/// A line of it.
pub struct Row {
    /// What is asked, with its place in the law.
    pub duty: &'static str,
    /// What policy and log tell.
    pub log: String,
    /// What only the company knows.
    pub yours: &'static str,
}

const NOTE: &str = "A draft. It says what policy and log tell and leaves blank what only you know; it is no legal advice, \
                    and no statement that a duty is met.";

impl Draft {
    pub fn as_json(&self) -> Value {
        let row = |row: &Row| json!({"duty": row.duty, "from_policy_and_log": row.log, "to_be_filled_in": row.yours});
        json!({"title": self.title, "note": self.note, "rows": self.rows.iter().map(row).collect::<Vec<_>>()})
    }
}

/// Those that were asked for.
pub fn wanted(report: &Report) -> Vec<Draft> {
    let art30 = report.art30.then(|| art30(report));
    art30.into_iter().chain(report.ai_act.then(|| ai_act(report))).collect()
}

fn art30(report: &Report) -> Draft {
    let gathered = &report.gathered;
    let row = |duty, log, yours| Row { duty, log, yours };
    let rows = vec![
        row(
            "Controller, Art. 30(1)(a)",
            "not told by a log".to_owned(),
            "name and contact of the controller, joint controllers, representative, data protection officer",
        ),
        row(
            "Purposes, Art. 30(1)(b)",
            format!(
                "who asked, to be described: {}; operations: {}",
                told(gathered.by("tenant"), 20),
                told(gathered.by("operation"), 20)
            ),
            "the purpose of each tenant's or application's use, and its legal basis",
        ),
        row(
            "Categories of data subjects and of personal data, Art. 30(1)(c)",
            format!(
                "found in requests: {}; of these entities: {}",
                told(gathered.by("category"), 10),
                told(gathered.by("entity"), 20)
            ),
            "whose data it is: customers, patients, employees ...",
        ),
        row(
            "Recipients, Art. 30(1)(d)",
            recipients(report),
            "legal names of the recipients and their processing contracts (Art. 28)",
        ),
        row(
            "Transfers to third countries, Art. 30(1)(e)",
            transfers(report),
            "the basis of each transfer (Art. 45, 46, 49) and its documents",
        ),
        row(
            "Time limits for erasure, Art. 30(1)(f)",
            "Octroi keeps no content; the log's own retention is set where it is stored".to_owned(),
            "retention of the log, and at each recipient",
        ),
        row(
            "Technical and organisational measures, Art. 30(1)(g) with Art. 32(1)",
            measures(report),
            "your other measures: access, encryption, training",
        ),
    ];
    Draft { title: "Record of processing activities (GDPR Art. 30), drafted", note: NOTE, rows }
}

fn ai_act(report: &Report) -> Draft {
    let Gathered { total, first, last, reading, .. } = &report.gathered;
    let row = |duty, log, yours| Row { duty, log, yours };
    let period = match (first, last) {
        (Some(first), Some(last)) => format!("{} to {}", time::second(*first), time::second(*last)),
        _ => "no record".to_owned(),
    };
    let rows = vec![
        row("Events are recorded automatically, Art. 12(1)", format!("one record for each request at the gateway: {} in {period}; {} without a record", number(total.requests), number(reading.without_record)), "whether the system is a high-risk one (Art. 6), and which events beyond its requests to models must be recorded"),
        row("Situations that may be a risk or a substantial modification, Art. 12(2)(a)", format!("decisions: {}; denied: {}; not read: {}; policies in force: {}", told(report.gathered.by("action"), 8), told(report.gathered.by("denied"), 8), told(report.gathered.by("uninspected"), 8), policies(report)), "which of these are risks for your system; changes of models and prompts"),
        row("Post-market monitoring, Art. 12(2)(b) with Art. 72", format!("models used: {}; outcomes: {}", told(report.gathered.by("model"), 12), told(report.gathered.by("outcome"), 8)), "the monitoring plan, and quality of the answers: Octroi does not read them"),
        row("Monitoring of operation by the deployer, Art. 12(2)(c) with Art. 26(5)", "tenant, time, class, decision, rules, upstream, model, tokens, cost of each request; metrics by the same names".to_owned(), "who looks at it, how often, and whom they tell"),
        row("Remote biometric identification, Art. 12(3)", "Octroi does not tell such systems apart".to_owned(), "whether Annex III point 1(a) applies; then period of use, reference database, input data, persons who verify"),
        row("Logs are kept at least six months, Art. 19(1) and 26(6)", format!("this log reaches from {period}; chain: {}", report.chain.verdict.as_str().replace('_', " ")), "where it is stored, for how long, and who may delete it"),
    ];
    Draft { title: "Logging of an AI system (AI Act Art. 12), drafted", note: NOTE, rows }
}

/// Groups with their counts, the largest first.
fn told(groups: &Groups<ByPlace>, max: usize) -> String {
    let ranked = groups.ranked(sum);
    let mut told: Vec<String> =
        ranked.iter().take(max).map(|(name, counts)| format!("{name} ({})", number(sum(counts)))).collect();
    if ranked.len() > max {
        told.push(format!("{} more", ranked.len() - max));
    }
    if told.is_empty() { "none".to_owned() } else { told.join(", ") }
}

/// Policies by the beginning of their digest.
fn policies(report: &Report) -> String {
    let short = |name: &str| name.chars().take(12).collect::<String>();
    let ranked = report.gathered.by("policy").ranked(sum);
    ranked.iter().map(|(name, n)| format!("{} ({})", short(name), number(sum(n)))).collect::<Vec<_>>().join(", ")
}

fn recipients(report: &Report) -> String {
    let Some(policy) = &report.policy else {
        return format!(
            "{} (give --policy for where they are and who runs them)",
            told(report.gathered.by("upstream"), 20)
        );
    };
    let used = report.gathered.by("upstream");
    let one = |upstream: &Upstream| {
        let requests = used.peek(upstream.name()).map_or(0, sum);
        format!(
            "{}: in {}, run under the law of {}, zone {}, {} requests",
            upstream.name(),
            upstream.country(),
            upstream.operator_country(),
            upstream.zone(),
            number(requests)
        )
    };
    policy.upstreams().iter().map(one).collect::<Vec<_>>().join("; ")
}

fn transfers(report: &Report) -> String {
    let gathered = &report.gathered;
    let sent: Vec<String> = [
        (Zone::Adequate.as_str(), "to zone adequate"),
        (Zone::ThirdCountry.as_str(), "to zone third_country"),
        (PLACES[ZONE_UNKNOWN], "to where the record does not tell"),
    ]
    .iter()
    .map(|(place, words)| {
        let personal = [Category::Personal, Category::SpecialCategory, Category::CriminalOffence];
        let told = |category: &Category| {
            let n = gathered.requests_at("category", category.as_str(), place);
            format!("{category} {}", number(n))
        };
        let untold = match gathered.requests_at("category", UNKNOWN, place) {
            0 => String::new(),
            n => format!(", category not told {}", number(n)),
        };
        let unread = counted(gathered.unread_at(place), "request");
        let personal = personal.iter().map(told).collect::<Vec<_>>().join(", ");
        format!("{words}: {personal}{untold}; {unread} there not read in full, whatever was found")
    })
    .collect();
    let eea = "zone eea is in the EEA but run from outside of it, which may be a transfer by access";
    format!("requests in which personal data was found, {}; {eea}", sent.join("; "))
}

fn measures(report: &Report) -> String {
    let promises = match &report.policy {
        Some(policy) => {
            let one =
                |p: &octroi_core::policy::Promise| format!("{} at most {}", policy.class_name(p.class()), p.zone());
            let promises: Vec<String> = policy.residency().promises().iter().map(one).collect();
            format!("the policy bounds how far data travels: {}", promises.join(", "))
        }
        None => "give --policy for the bounds it sets".to_owned(),
    };
    let kept =
        report.gathered.questions.iter().filter(|question| question.promise).map(text::answer).collect::<Vec<_>>();
    let kept = if kept.is_empty() { String::new() } else { format!("; in this log: {}", kept.join("; ")) };
    let observed = match report.gathered.total.observed {
        0 => String::new(),
        n => format!("; not enforced for {}, only observed", counted(n, "request")),
    };
    format!(
        "{promises}{kept}; requests are classed before they are sent, and denied where no permitted upstream is \
         left{observed}"
    )
}
