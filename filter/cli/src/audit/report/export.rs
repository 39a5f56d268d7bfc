//! The report as JSON and as CSV.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::gather::{ByPlace, Count, Gathered, MANY, PLACES, Question, SINGLE, sum};
use super::{Report, drafts};
use crate::audit::groups::Groups;
use crate::audit::time;

pub fn json(report: &Report) -> Value {
    let Gathered { period, reading, total, first, last, versions, days, days_others, would, questions, .. } =
        &report.gathered;
    let at = |secs: &Option<u64>| secs.map(time::second);
    let groups = |names: &[&str], groups: &[Groups<ByPlace>]| -> Map<String, Value> {
        names.iter().zip(groups).map(|(name, groups)| ((*name).to_owned(), by_place(groups))).collect()
    };
    let mut by = groups(&SINGLE, &report.gathered.single);
    by.extend(groups(&MANY, &report.gathered.many));
    let counts = |groups: &Groups<u64>| -> Value {
        groups.iter().map(|(k, n)| (k.to_owned(), json!(n))).collect::<Map<_, _>>().into()
    };
    let per_day: Map<String, Value> = days
        .iter()
        .map(|(day, places)| {
            let told =
                PLACES.iter().zip(places).filter(|(_, n)| **n > 0).map(|(place, n)| ((*place).to_owned(), json!(n)));
            (time::day(*day), told.collect::<Map<_, _>>().into())
        })
        .collect();
    json!({
        "summary": report.headline(),
        "period": {"from": at(&period.from), "until": at(&period.until)},
        "records": {"first": at(first), "last": at(last), "versions": counts(versions), "count": count(total)},
        "reading": {
            "lines": reading.lines, "foreign": reading.foreign, "without_record": reading.without_record, "unreadable": reading.unreadable,
            "bad_lines": reading.bad_lines, "untimed": reading.untimed, "outside_period": reading.outside_period,
            "clock_backwards": reading.backwards, "days_without_records": report.gathered.silent_days(),
        },
        "chain": report.chain.json(&report.files),
        "chains_in_period": report.chains_in_period().map(|(all, faulty)| json!({"all": all, "with_faults": faulty})),
        "outside": questions.iter().map(question).collect::<Vec<_>>(),
        "by": by,
        "per_day": per_day,
        "per_day_others": days_others,
        "observed_would": counts(would),
        "drafts": drafts::wanted(report).iter().map(drafts::Draft::as_json).collect::<Vec<_>>(),
    })
}

fn count(count: &Count) -> Value {
    json!({"requests": count.requests, "redacted": count.redacted, "observed": count.observed})
}

fn by_place(groups: &Groups<ByPlace>) -> Value {
    let places = |counts: &ByPlace| -> Value {
        let told = PLACES.iter().zip(counts).filter(|(_, count)| count.requests > 0);
        told.map(|(place, c)| ((*place).to_owned(), count(c))).collect::<Map<_, _>>().into()
    };
    let group =
        |(name, counts): (&str, &ByPlace)| (name.to_owned(), json!({"requests": sum(counts), "zones": places(counts)}));
    groups.iter().map(group).collect::<Map<_, _>>().into()
}

fn question(question: &Question) -> Value {
    let counts = |groups: &Groups<u64>| -> Value {
        groups.iter().map(|(k, n)| (k.to_owned(), json!(n))).collect::<Map<_, _>>().into()
    };
    let named = |named: &super::gather::Named| {
        json!({"id": named.id, "time": named.secs.map(time::second), "tenant": named.tenant,
               "upstream": named.upstream, "zone": named.zone, "country": named.country})
    };
    json!({
        "class": question.class.name(),
        "zone": question.zone.as_str(),
        "promise": question.promise,
        "kept": known_to_be_kept(question),
        "carried": question.carried,
        "outside": count(&question.outside),
        "by_upstream": counts(&question.by_upstream),
        "by_country": counts(&question.by_country),
        "by_tenant": counts(&question.by_tenant),
        "first": question.first.map(time::second),
        "last": question.last.map(time::second),
        "named": question.named.iter().map(named).collect::<Vec<_>>(),
        "not_read_in_full": question.unread,
        "class_not_told": question.untold,
    })
}

/// `None`: not known, as not everything was told or read.
fn known_to_be_kept(question: &Question) -> Option<bool> {
    match question.outside.requests {
        0 => (question.kept() && question.unread == 0).then_some(true),
        _ => Some(false),
    }
}

/// One long table: what is grouped, the group, the place, and the counts.
pub fn csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Gathered { single, many, days, questions, .. } = &report.gathered;
    writeln!(out, "table,group,zone,requests,of_these_redacted,of_these_observed")?;
    for (table, groups) in SINGLE.iter().zip(single).chain(MANY.iter().zip(many)) {
        for (name, counts) in groups.iter() {
            for (place, count) in PLACES.iter().zip(counts).filter(|(_, count)| count.requests > 0) {
                row(out, table, name, place, count)?;
            }
        }
    }
    for question in questions {
        let table = if question.promise { "promised_outside" } else { "asked_outside" };
        let (class, zone) = (question.class.name(), question.zone.as_str());
        row(out, table, &class, zone, &question.outside)?;
        writeln!(out, "{table}_unread,{},{zone},{},,", cell(&class), question.unread)?;
    }
    for (day, places) in days {
        for (place, requests) in PLACES.iter().zip(places).filter(|(_, n)| **n > 0) {
            writeln!(out, "day,{},{},{requests},,", time::day(*day), cell(place))?;
        }
    }
    writeln!(out, "chain,{},,,,", report.chain.verdict.as_str())
}

fn row(out: &mut dyn Write, table: &str, group: &str, place: &str, count: &Count) -> io::Result<()> {
    let Count { requests, redacted, observed } = count;
    writeln!(out, "{table},{},{},{requests},{redacted},{observed}", cell(group), cell(place))
}

/// A cell that no spreadsheet takes for a formula. Source: <https://owasp.org/www-community/attacks/CSV_Injection>
pub fn cell(text: &str) -> String {
    let guarded = match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    };
    if guarded.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", guarded.replace('"', "\"\""));
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_no_formulas() {
        for (text, written) in [
            ("support", "support"),
            ("zone unknown", "zone unknown"),
            ("=1+1", "'=1+1"),
            ("@sum", "'@sum"),
            ("-x", "'-x"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
