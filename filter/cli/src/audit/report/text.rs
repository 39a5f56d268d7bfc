//! The report as text.

use std::io::{self, Write};

use super::gather::{ByPlace, Gathered, NAMED_MAX, PLACES, Question, sum};
use super::{Report, drafts};
use crate::audit::groups::Groups;
use crate::audit::time;
use crate::text::{columns, counted, number};

/// Groups that the text shows of one grouping; the exports have all.
const ROWS_MAX: usize = 12;
/// Requests that an answer names one by one; the page and the JSON have more.
const NAMED_SHOWN_MAX: usize = 5;
/// Faults of the chains that a report names one by one.
const FAULTS_MAX: usize = 20;

pub fn print(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let gathered = &report.gathered;
    writeln!(out, "{}", report.headline())?;
    for line in reading(report) {
        writeln!(out, "  {line}")?;
    }
    for question in &gathered.questions {
        print_question(question, out)?;
    }
    if gathered.total.requests == 0 {
        return Ok(());
    }
    writeln!(out, "\nClasses by zone (a request may be of several)")?;
    let mut rows = by_place_rows(gathered.by("category"), usize::MAX);
    rows.extend(by_place_rows(gathered.by("sensitivity"), usize::MAX));
    let shown = shown_places(gathered);
    columns(out, &head_of_places(&shown), &pick_places(&rows, &shown))?;
    for (name, title) in [
        ("upstream", "Upstreams"),
        ("country", "Countries"),
        ("tenant", "Tenants"),
        ("model", "Models"),
        ("action", "Decisions"),
        ("denied", "Denied, by reason"),
        ("uninspected", "Not inspected, by reason"),
        ("entity", "Found"),
    ] {
        print_groups(out, title, gathered.by(name))?;
    }
    if gathered.total.observed > 0 {
        writeln!(out, "\nObserved only: what enforcement would have done")?;
        let rows = gathered.would.ranked(|n| *n).into_iter().map(|(name, n)| vec![name.to_owned(), number(*n)]);
        columns(out, &["", "requests"], &rows.collect::<Vec<_>>())?;
    }
    for draft in drafts::wanted(report) {
        writeln!(out, "\n{}\n  {}", draft.title, draft.note)?;
        for row in &draft.rows {
            writeln!(out, "  - {}: {}", row.duty, row.log)?;
            if !row.yours.is_empty() {
                writeln!(out, "    [to be filled in: {}]", row.yours)?;
            }
        }
    }
    Ok(())
}

/// How sure the log is, line by line.
pub fn reading(report: &Report) -> Vec<String> {
    let Gathered { reading, period, first, last, total, versions, .. } = &report.gathered;
    let mut lines = Vec::new();
    let bound = |secs: Option<u64>, none: &str| secs.map_or(none.to_owned(), time::second);
    lines.push(format!(
        "period {} to {} (UTC, the end not included)",
        bound(period.from, "the first record"),
        bound(period.until, "the last record")
    ));
    if let (Some(first), Some(last)) = (first, last) {
        lines.push(format!("records from {} to {}", time::second(*first), time::second(*last)));
    }
    let silent = report.gathered.silent_days();
    if !silent.is_empty() && total.requests > 0 {
        let shown: Vec<&str> = silent.iter().take(10).map(String::as_str).collect();
        let more = if silent.len() > shown.len() { " and more" } else { "" };
        lines.push(format!(
            "no record on {} ({}{more}): that no request came is one explanation, a missing log another",
            counted(silent.len() as u64, "day"),
            shown.join(", ")
        ));
    }
    let versions: Vec<String> = versions.iter().map(|(name, n)| format!("{name}: {}", number(*n))).collect();
    lines.push(format!(
        "{} read, {} of other programs, {} without a record, {} outside of the period; versions {}",
        counted(reading.lines, "line"),
        number(reading.foreign),
        counted(reading.without_record, "request"),
        counted(reading.outside_period, "record"),
        if versions.is_empty() { "none".to_owned() } else { versions.join(", ") }
    ));
    if reading.unreadable > 0 {
        lines.push(format!("{} could not be read and NOT be counted:", counted(reading.unreadable, "line")));
        lines.extend(reading.bad_lines.iter().map(|line| format!("  {line}")));
    }
    if reading.untimed > 0 {
        lines.push(format!("{} without a time, counted as in the period", counted(reading.untimed, "record")));
    }
    if reading.backwards > 0 {
        lines.push(format!(
            "the clock went back by more than a minute {}: at the edges of the period, days may be wrong",
            counted(reading.backwards, "time")
        ));
    }
    if total.observed > 0 {
        lines.push(format!(
            "{} only observed: nothing was enforced there, it went where it asked to go",
            counted(total.observed, "request")
        ));
    }
    lines.push(report.chain.line());
    lines.extend(report.chains_in_period().map(|(all, faulty)| {
        let chains = counted(all, "chain");
        format!("{chains} may have records in the period, {faulty} of them with faults; a fault of no chain may be in it, too")
    }));
    let faults = report.chain.fault_lines(&report.files);
    lines.extend(faults.iter().take(FAULTS_MAX).map(|line| format!("  {line}")));
    if faults.len() > FAULTS_MAX {
        lines.push(format!("  and {} more: octroi audit verify", faults.len() - FAULTS_MAX));
    }
    lines
}

/// The answer to a question, in one line.
pub fn answer(question: &Question) -> String {
    let Question { class, zone, outside, carried, untold, unread, .. } = question;
    let class = class.name();
    let promise = if question.promise { " (promised)" } else { "" };
    let besides = match untold {
        0 => String::new(),
        n => format!("; {} more went there of which the record does not tell", number(*n)),
    };
    let besides = match unread {
        0 => besides,
        n => format!("{besides}; {} there not read in full", counted(*n, "other request")),
    };
    match outside.requests {
        0 => format!("{class} outside {zone}{promise}: none of {}{besides}", counted(*carried, "request")),
        n => format!(
            "{class} outside {zone}{promise}: {} of {}, {} of these redacted before, {} only observed{besides}",
            number(n),
            counted(*carried, "request"),
            number(outside.redacted),
            number(outside.observed)
        ),
    }
}

fn print_question(question: &Question, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", answer(question))?;
    for (name, groups) in
        [("upstream", &question.by_upstream), ("country", &question.by_country), ("tenant", &question.by_tenant)]
    {
        let told: Vec<String> =
            groups.ranked(|n| *n).iter().map(|(name, n)| format!("{name} {}", number(**n))).collect();
        if !told.is_empty() {
            writeln!(out, "  by {name}: {}", told.join(", "))?;
        }
    }
    if let (Some(first), Some(last)) = (question.first, question.last) {
        writeln!(out, "  from {} to {}", time::second(first), time::second(last))?;
    }
    for named in question.named.iter().take(NAMED_SHOWN_MAX) {
        let at = named.secs.map_or("no time".to_owned(), time::second);
        writeln!(
            out,
            "  {} {at} {} -> {} ({}, {})",
            named.id, named.tenant, named.upstream, named.zone, named.country
        )?;
    }
    if question.named.len() > NAMED_SHOWN_MAX {
        writeln!(out, "  and more (--json and --html name the first {NAMED_MAX})")?;
    }
    Ok(())
}

fn print_groups(out: &mut dyn Write, title: &str, groups: &Groups<ByPlace>) -> io::Result<()> {
    writeln!(out, "\n{title}")?;
    let all = groups.iter().count();
    let rows =
        by_place_rows(groups, ROWS_MAX).into_iter().map(|(name, counts)| vec![name, number(counts.iter().sum())]);
    columns(out, &["", "requests"], &rows.collect::<Vec<_>>())?;
    if all > ROWS_MAX {
        writeln!(out, "  and {} more (--json and --csv have all)", all - ROWS_MAX)?;
    }
    Ok(())
}

/// Name and requests by place, the largest first.
pub fn by_place_rows(groups: &Groups<ByPlace>, rows_max: usize) -> Vec<(String, Vec<u64>)> {
    let row = |(name, counts): (&str, &ByPlace)| (name.to_owned(), counts.iter().map(|count| count.requests).collect());
    groups.ranked(sum).into_iter().take(rows_max).map(row).collect()
}

/// Places that any request has.
pub fn shown_places(gathered: &Gathered) -> Vec<usize> {
    let all = gathered.by("zone");
    (0..PLACES.len()).filter(|i| all.iter().any(|(_, counts)| counts.get(*i).is_some_and(|c| c.requests > 0))).collect()
}

fn head_of_places(shown: &[usize]) -> Vec<&'static str> {
    let names = shown.iter().filter_map(|i| PLACES.get(*i)).copied();
    std::iter::once("").chain(names).chain(["all"]).collect()
}

fn pick_places(rows: &[(String, Vec<u64>)], shown: &[usize]) -> Vec<Vec<String>> {
    let cells = |counts: &Vec<u64>| -> Vec<String> {
        shown.iter().filter_map(|i| counts.get(*i)).map(|n| number(*n)).collect()
    };
    rows.iter()
        .map(|(name, counts)| {
            std::iter::once(name.clone()).chain(cells(counts)).chain([number(counts.iter().sum())]).collect()
        })
        .collect()
}
