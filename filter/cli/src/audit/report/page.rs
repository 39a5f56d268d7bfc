//! The report as one HTML page.

use std::collections::BTreeMap;

use super::gather::{ByPlace, Gathered, PLACES, Question, sum};
use super::{Report, drafts, text};
use crate::audit::groups::Groups;
use crate::audit::time;
use crate::audit::verify::Verdict;
use crate::html::{Cell, Mood, Page, Table, Tile, plot};
use crate::text::number;

/// More bars than this are summed by week.
const BARS_MAX: usize = 100;

pub fn page(report: &Report) -> String {
    let gathered = &report.gathered;
    let mut page = Page::new("Where requests went", &report.headline());
    page.tiles(&tiles(report));
    page.section("How sure the log is", "What the log itself tells about its gaps.");
    let sure =
        gathered.reading.unreadable == 0 && gathered.reading.untimed == 0 && report.chain.verdict == Verdict::Complete;
    page.notice(if sure { Mood::Good } else { Mood::Warn }, &text::reading(report));
    questions(&mut page, gathered);
    if gathered.total.requests > 0 {
        over_time(&mut page, gathered);
        classes(&mut page, gathered);
        for (name, title) in [
            ("upstream", "Upstreams"),
            ("country", "Countries"),
            ("tenant", "Tenants"),
            ("application", "Applications"),
            ("model", "Models"),
            ("action", "Decisions"),
            ("moved_by", "Moved from where they asked to go, by reason"),
            ("denied", "Denied, by reason"),
            ("uninspected", "Not inspected, by reason"),
            ("rule", "Rules that applied"),
            ("entity", "What was found"),
            ("outcome", "Outcomes"),
            ("policy", "Policies in force, by digest"),
        ] {
            groups(&mut page, title, gathered.by(name), gathered);
        }
        observed(&mut page, gathered);
    }
    for draft in drafts::wanted(report) {
        page.section(draft.title, draft.note);
        let mut table = Table::new(&["asked", "from policy and log", "to be filled in"]);
        for row in &draft.rows {
            table.row(vec![
                Cell::wrapped(row.duty),
                Cell::wrapped(&row.log),
                Cell::wrapped(row.yours).mood(Mood::Warn),
            ]);
        }
        page.table(&table);
    }
    page.finish(
        "Made by `octroi audit report` from the audit log. Times are UTC. Nothing of any request's content stands here. \
         It states what was recorded; whether that is lawful is for your data protection officer.",
    )
}

fn tiles(report: &Report) -> Vec<Tile> {
    let Gathered { total, questions, .. } = &report.gathered;
    let denied = report.gathered.by("action").peek("deny").map_or(0, sum);
    let unread: u64 =
        report.gathered.by("uninspected").iter().filter(|(name, _)| *name != "none").map(|(_, c)| sum(c)).sum();
    let broken = questions.iter().filter(|question| !question.kept()).count();
    let all_read = questions.iter().all(|question| question.unread == 0);
    let bounds = if questions.is_empty() {
        "none asked".to_owned()
    } else {
        format!("{} of {}", questions.len() - broken, questions.len())
    };
    let kept = match broken {
        0 if all_read => Mood::Good,
        0 => Mood::Warn,
        _ => Mood::Bad,
    };
    let (chain, mood) = match report.chain.verdict {
        Verdict::Complete => ("complete", Mood::Good),
        Verdict::Unbroken => ("unbroken", Mood::Plain),
        Verdict::NotComplete => ("not complete", Mood::Bad),
        Verdict::Nothing => ("nothing proved", Mood::Warn),
    };
    vec![
        Tile::new("requests", number(total.requests), Mood::Plain),
        Tile::new(if all_read { "bounds kept" } else { "bounds kept, as far as was read" }, bounds, kept),
        Tile::new("denied", number(denied), Mood::Plain),
        Tile::new("parts not inspected", number(unread), if unread > 0 { Mood::Warn } else { Mood::Plain }),
        Tile::new("only observed", number(total.observed), if total.observed > 0 { Mood::Warn } else { Mood::Plain }),
        Tile::new("chain of records", chain, mood),
    ]
}

fn questions(page: &mut Page, gathered: &Gathered) {
    if gathered.questions.is_empty() {
        return;
    }
    page.section(
        "What went farther than it may",
        "Each class of data against its bound: those that were asked for, and the policy's promises of residency. A request \
         of which the record does not tell, or which was not read in full, is counted apart: it is not good news.",
    );
    let mut table = Table::new(&[
        "class",
        "at most",
        "requests",
        "went farther",
        "redacted before",
        "only observed",
        "class not told",
        "not read in full",
        "answer",
    ]);
    for q in &gathered.questions {
        let (answer, mood) = match (q.kept(), q.unread) {
            (false, _) if q.outside.requests > 0 => ("exceeded", Mood::Bad),
            (false, _) => ("not known", Mood::Warn),
            (true, 0) => ("kept", Mood::Good),
            (true, _) => ("kept, as far as was read", Mood::Warn),
        };
        table.row(vec![
            Cell::new(q.class.name()),
            Cell::left(q.zone.as_str()),
            Cell::new(number(q.carried)),
            Cell::new(number(q.outside.requests)).mood(mood),
            Cell::new(number(q.outside.redacted)),
            Cell::new(number(q.outside.observed)),
            Cell::new(number(q.untold)),
            Cell::new(number(q.unread)),
            Cell::left(answer).mood(mood),
        ]);
    }
    page.table(&table);
    for q in gathered.questions.iter().filter(|q| q.outside.requests > 0) {
        page.paragraph(&format!("{}. {}", text::answer(q), shares(q)));
        let mut table = Table::new(&["decision", "time", "tenant", "upstream", "zone", "country"]);
        for n in &q.named {
            let time = n.secs.map_or("unknown".to_owned(), time::second);
            table.row([&n.id, &time, &n.tenant, &n.upstream, n.zone, &n.country].map(Cell::left).to_vec());
        }
        page.table(&table);
    }
}

fn shares(q: &Question) -> String {
    let told = |groups: &Groups<u64>| {
        groups.ranked(|n| *n).iter().map(|(name, n)| format!("{name} {}", number(**n))).collect::<Vec<_>>().join(", ")
    };
    format!(
        "By upstream: {}. By country: {}. By tenant: {}. The first of them:",
        told(&q.by_upstream),
        told(&q.by_country),
        told(&q.by_tenant)
    )
}

fn over_time(page: &mut Page, gathered: &Gathered) {
    let shown = text::shown_places(gathered);
    let by_week = gathered.days.len() > BARS_MAX;
    let mut bars: BTreeMap<u64, [u64; PLACES.len()]> = BTreeMap::new();
    for (day, counts) in &gathered.days {
        // 1970-01-01 was a Thursday: weeks begin on Mondays.
        let first = if by_week { (day + 3) / 7 * 7 - 3 } else { *day };
        let bar = bars.entry(first).or_default();
        bar.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
    }
    let pick = |counts: &[u64; PLACES.len()]| shown.iter().filter_map(|i| counts.get(*i)).copied().collect();
    let bars: Vec<(String, Vec<u64>)> = bars.iter().map(|(day, counts)| (time::day(*day), pick(counts))).collect();
    let series: Vec<(String, usize)> = shown.iter().filter_map(|i| Some((PLACES.get(*i)?.to_string(), *i))).collect();
    let unit = if by_week { "week" } else { "day" };
    page.section("Over time", "");
    page.figure(
        &plot::stacked("Requests over time by zone", &series, &bars),
        &format!("Requests by {unit} (UTC) and zone, from the nearest at the bottom to the farthest. First and last may be partial."),
    );
}

fn classes(page: &mut Page, gathered: &Gathered) {
    page.section(
        "Every class against every zone",
        "Requests. A request may hold several categories; it has one sensitivity. `none`: nothing was found.",
    );
    page.table(&against_zones("category", gathered.by("category"), gathered, false));
    page.table(&against_zones("sensitivity", gathered.by("sensitivity"), gathered, true));
}

fn groups(page: &mut Page, title: &str, groups: &Groups<ByPlace>, gathered: &Gathered) {
    let told = groups.iter().any(|(name, _)| !["none", "unknown", "not denied", "not told"].contains(&name));
    if !told {
        return;
    }
    page.section(title, "");
    page.table(&against_zones("", groups, gathered, false));
}

/// Groups by zone, shaded by their share of the largest.
fn against_zones(name: &str, groups: &Groups<ByPlace>, gathered: &Gathered, sums: bool) -> Table {
    let shown = text::shown_places(gathered);
    let head: Vec<&str> =
        std::iter::once(name).chain(shown.iter().filter_map(|i| PLACES.get(*i)).copied()).chain(["all"]).collect();
    let rows = text::by_place_rows(groups, usize::MAX);
    let most = rows.iter().flat_map(|(_, counts)| counts).max().copied().unwrap_or(1).max(1);
    let mut table = Table::new(&head);
    let cells = |counts: &[u64]| shown.iter().filter_map(|i| counts.get(*i)).copied().collect::<Vec<u64>>();
    for (name, counts) in &rows {
        let heat = |n: u64| Cell::new(number(n)).heat(n as f64 / most as f64);
        let all: u64 = counts.iter().sum();
        let row =
            std::iter::once(Cell::new(name)).chain(cells(counts).into_iter().map(heat)).chain([Cell::new(number(all))]);
        table.row(row.collect());
    }
    if sums {
        let column = |i: &usize| rows.iter().filter_map(|(_, counts)| counts.get(*i)).sum::<u64>();
        let sums = shown.iter().map(|i| Cell::new(number(column(i))));
        let all = Cell::new(number(gathered.total.requests));
        table.sum(std::iter::once(Cell::new("all")).chain(sums).chain([all]).collect());
    }
    table
}

fn observed(page: &mut Page, gathered: &Gathered) {
    if gathered.total.observed == 0 {
        return;
    }
    page.section(
        "Observed only",
        "In observe mode nothing is enforced. What enforcement would have done with these requests:",
    );
    let mut table = Table::new(&["would", "requests"]);
    for (name, n) in gathered.would.ranked(|n| *n) {
        table.row(vec![Cell::new(name), Cell::new(number(*n))]);
    }
    page.table(&table);
}
