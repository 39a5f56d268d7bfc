//! Counts as tables: for a terminal, for `docs/SCORECARD.md`, and as floors that a test holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use comfy_table::presets::{ASCII_MARKDOWN, UTF8_FULL_CONDENSED};
use comfy_table::{Table, TableStyle};

use super::hide::{Form, Veil};
use super::measure::{Count, Rate, Score};
use super::sets::Kind;

/// A figure with its goal.
struct Figure {
    key: &'static str,
    title: &'static str,
    value: f64,
    cases: u32,
    goal: f64,
    /// Whether more is better.
    up: bool,
}

fn figures(score: &Score) -> Vec<Figure> {
    let group = |names: &[&str]| {
        names.iter().filter_map(|name| score.groups.get(*name)).fold(Count::default(), |mut sum, count| {
            sum.hits += count.hits;
            sum.misses += count.misses;
            sum.wrong += count.wrong;
            sum
        })
    };
    let harmless = |kind| score.harmless.get(&kind).copied().unwrap_or_default();
    let prompts = score.prompts();
    let (ids, secrets, names) = (group(&["id"]), group(&["secret"]), group(&["name"]));
    let (passwords, art9, near) = (group(&["password"]), group(&["art9"]), score.near_all());
    let (clean, topic, hard) = (harmless(Kind::Clean), harmless(Kind::Topic), harmless(Kind::Hard));
    let papers = score.documents(|_| true);
    let veil = |veil| score.veiled(veil).0;
    let veils = [Veil::Noise, Veil::Encoding, Veil::Structure, Veil::Spelled];
    let (twins, alarms) =
        veils.iter().map(|v| score.veiled(*v).1).fold((0, 0), |sum, r| (sum.0 + r.of, sum.1 + r.hits));
    let up = |key, title, value, cases, goal| Figure { key, title, value, cases, goal, up: true };
    let down = |key, title, value, cases, goal| Figure { key, title, value, cases, goal, up: false };
    let veiled = |key, title, v, goal| up(key, title, veil(v).share(), veil(v).of, goal);
    vec![
        up(
            "identifiers_recall",
            "Identifiers with context: right entity and country",
            ids.recall(),
            ids.wanted(),
            0.97,
        ),
        down("near_misses", "Near misses flagged as an identifier", near.share(), near.of, 0.005),
        down("clean_alarms", "Harmless prompts with an alarm", clean.share(), clean.of, 0.01),
        down("hard_alarms", "Hard negatives with an alarm", hard.share(), hard.of, 0.01),
        up("sensitive_found", "Sensitive prompts found", prompts.found.share(), prompts.found.of, 0.93),
        up("documents_recall", "Documents and plates with their word", papers.found.share(), papers.found.of, 0.9),
        down("documents_other", "The same numbers under another name", papers.other.share(), papers.other.of, 0.01),
        up("secrets_f1", "Secrets: F1", secrets.f1(), secrets.wanted(), 0.93),
        up("passwords_recall", "Passwords in prose: recall", passwords.recall(), passwords.wanted(), 0.8),
        up("art9_recall", "Art. 9 and 10: recall", art9.recall(), art9.wanted(), 0.8),
        down("topic_alarms", "Topic only and double meaning: alarms", topic.share(), topic.of, 0.03),
        veiled("hidden_noise", "Hidden by separators and Unicode noise: found", Veil::Noise, 0.95),
        veiled("hidden_encoding", "Hidden by one encoding: found", Veil::Encoding, 0.85),
        veiled("hidden_structure", "Inside structure: found", Veil::Structure, 0.95),
        veiled("hidden_spelled", "Spelled out: found", Veil::Spelled, 0.85),
        down("twin_alarms", "Harmless twins with an alarm", f64::from(alarms) / f64::from(twins.max(1)), twins, 0.01),
        up("names_f1", "Names of persons: F1", names.f1(), names.wanted(), 0.75),
    ]
}

/// Figures that may not fall (or rise), by name.
pub fn floors(score: &Score) -> BTreeMap<String, f64> {
    let goals = figures(score).into_iter().map(|f| (f.key.to_owned(), f.value));
    let languages = score.languages.iter().map(|(lang, l)| (format!("found_{lang}"), l.found.share()));
    goals.chain(languages).map(|(key, value)| (key, (value * 10_000.0).round() / 10_000.0)).collect()
}

/// Whether a figure of this name should be high.
pub fn is_up(key: &str) -> bool {
    !["near_misses", "documents_other", "clean_alarms", "hard_alarms", "topic_alarms", "twin_alarms"].contains(&key)
}

/// Tables for a terminal.
pub fn terminal(score: &Score) -> String {
    sections(score, UTF8_FULL_CONDENSED).iter().fold(String::new(), |mut out, (title, table)| {
        let _ = write!(out, "\n{title}\n{table}\n");
        out
    })
}

/// The same in Markdown.
pub fn markdown(score: &Score) -> String {
    sections(score, ASCII_MARKDOWN).iter().fold(String::new(), |mut out, (title, table)| {
        let _ = write!(out, "\n## {title}\n\n{table}\n");
        out
    })
}

const BEGIN: &str = "<!-- numbers: cargo xtask scorecard --write docs/SCORECARD.md -->";
const END: &str = "<!-- end of numbers -->";

/// The text with what stands between the marks replaced; the marks are added when missing.
pub fn replace(text: &str, numbers: &str) -> String {
    let block = format!("{BEGIN}\n{numbers}\n{END}");
    match (text.find(BEGIN), text.find(END)) {
        (Some(begin), Some(end)) if begin < end => format!("{}{block}{}", &text[..begin], &text[end + END.len()..]),
        _ => format!("{text}\n{block}\n"),
    }
}

fn sections(score: &Score, preset: TableStyle) -> Vec<(String, Table)> {
    let table = |header: &[&str]| {
        let mut table = Table::new();
        table.load_style(preset).set_header(header);
        table
    };
    let mut goals = table(&["What", "Cases", "Result", "Goal", ""]);
    for f in figures(score) {
        let met = if f.up { f.value >= f.goal } else { f.value <= f.goal };
        let (sign, met) = (if f.up { ">=" } else { "<=" }, if met { "met" } else { "**not met**" });
        goals.add_row([
            f.title.to_owned(),
            f.cases.to_string(),
            number(f.value, f.up),
            format!("{sign} {}", number(f.goal, f.up)),
            if f.cases == 0 { "no cases".to_owned() } else { met.to_owned() },
        ]);
    }
    let header = ["Wanted", "Recall", "Precision", "F1"];
    let named = |name| [&[name], &header[..]].concat();
    let mut categories = table(&named("Category"));
    for (category, count) in &score.categories {
        categories.add_row(row(category.as_str(), count));
    }
    let mut languages = table(&["Language", "Sensitive", "Found", "Recall", "Clean", "Alarms per 1,000"]);
    for (lang, l) in &score.languages {
        languages.add_row([
            lang.clone(),
            l.found.of.to_string(),
            format!("{:.3}", l.found.share()),
            format!("{:.3}", l.count.recall()),
            l.alarms.of.to_string(),
            format!("{:.0}", l.alarms.share() * 1000.0),
        ]);
    }
    let mut entities = table(&named("Entity"));
    let documents = |id: &String| score.documents.contains_key(id);
    let shown = score.entities.iter().filter(|(id, count)| (count.wanted() > 0 && !documents(id)) || count.wrong > 3);
    for (id, count) in shown {
        entities.add_row(row(id, count));
    }
    let mut forms = table(&["Form", "Hidden", "Found", "Twins", "Alarms per 1,000"]);
    for form in Form::ALL {
        let (hidden, twins) = (score.hidden.get(form), score.twins.get(form));
        let (hidden, twins) = (hidden.copied().unwrap_or_default(), twins.copied().unwrap_or_default());
        forms.add_row([
            form.title().to_owned(),
            hidden.of.to_string(),
            format!("{:.2}", hidden.share()),
            twins.of.to_string(),
            format!("{:.0}", twins.share() * 1000.0),
        ]);
    }
    let mut near = table(&["Near misses of", "Cases", "Flagged per 1,000"]);
    for (id, rate) in score.near.iter().filter(|(_, rate)| rate.hits > 0) {
        near.add_row([id.clone(), rate.of.to_string(), format!("{:.0}", rate.share() * 1000.0)]);
    }
    vec![
        (format!("Goals ({} cases)", score.cases), goals),
        ("By category".to_owned(), categories),
        ("By language".to_owned(), languages),
        ("Hidden forms".to_owned(), forms),
        ("Near misses that were flagged".to_owned(), near),
        ("Documents and plates by country".to_owned(), papers(score, table(&PAPERS))),
        ("By entity".to_owned(), entities),
    ]
}

/// Header of the table of documents: what is counted, then every kind of document.
const PAPERS: [&str; 8] = [
    "Country",
    "Passport",
    "Identity card",
    "Driving licence",
    "Residence permit",
    "Plate",
    "As its own",
    "Other name",
];

/// By country: found of each kind of document, found as the country's own, and flagged under another name.
fn papers(score: &Score, mut table: Table) -> Table {
    const KINDS: [&str; 5] = ["passport_", "id_card_", "driving_licence_", "residence_permit_", "licence_plate_"];
    let country = |label: &str| KINDS.iter().find_map(|kind| label.strip_prefix(kind)).map(str::to_owned);
    let countries: BTreeSet<_> = score.documents.keys().filter_map(|label| country(label)).collect();
    let share = |rate: Rate| if rate.of == 0 { "-".to_owned() } else { format!("{:.2}", rate.share()) };
    for name in countries {
        let all = score.documents(|label| country(label).as_ref() == Some(&name));
        let kinds = KINDS.map(|kind| share(score.documents(|label| label.strip_prefix(kind) == Some(&name)).found));
        table.add_row([name.to_uppercase()].into_iter().chain(kinds).chain([share(all.own), share(all.other)]));
    }
    table
}

fn row(name: &str, count: &Count) -> [String; 5] {
    let three = |value: f64| format!("{value:.3}");
    let recall = if count.wanted() == 0 { "-".to_owned() } else { three(count.recall()) };
    [name.to_owned(), count.wanted().to_string(), recall, three(count.precision()), three(count.f1())]
}

fn number(value: f64, up: bool) -> String {
    if up { format!("{value:.3}") } else { format!("{:.2} %", value * 100.0) }
}
