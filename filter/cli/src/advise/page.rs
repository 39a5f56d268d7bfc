//! The advice as one HTML page. How a number came about stands in its cell's title, or in the note above the table.

use std::collections::BTreeMap;

use octroi_core::money::Amount;

use super::Advice;
use super::gather::{GROUPINGS, first_day};
use super::study::{self, Build};
use super::text::{batch_rule, build_notes, money, percent, vendor_rows, whole};
use crate::audit::time;
use crate::html::{Cell, Mood, Page, Table, Tile, plot};
use crate::text::number;

pub fn page(advice: &Advice<'_>) -> String {
    let mut page = Page::new("What the traffic costs, and what it could", &advice.headline());
    page.tiles(&tiles(advice));
    page.section("What this stands on", "");
    page.notice(Mood::Plain, &advice.limits());
    if advice.gathered.total.requests > 0 {
        spend(&mut page, advice);
        cheaper(&mut page, advice);
        build(&mut page, advice);
        vendors(&mut page, advice);
        batches(&mut page, advice);
    }
    inputs(&mut page, advice);
    page.finish(
        "Made by `octroi advise` from the audit log. Cheaper is not equal: that one model can stand in for another is what \
         the policy says, not what was measured. docs/ADVISE.md has every formula.",
    )
}

fn units(amount: Amount) -> f64 {
    amount.0 as f64 / 1e12
}

fn tiles(advice: &Advice<'_>) -> Vec<Tile> {
    let total = &advice.gathered.total;
    let currency = advice.currency();
    let saved = advice.cheaper.iter().fold(Amount::ZERO, |sum, (_, row)| sum.plus(row.now.minus(row.there)));
    let waits = advice.batches.iter().fold(Amount::ZERO, |sum, (_, row)| sum.plus(row.saving(&advice.given)));
    let month = advice.build.as_ref().and_then(|build| build.month_of_break_even);
    let reversible = advice.vendors.iter().map(|vendor| vendor.leave.movable_percent()).min();
    let of = |what: &str| format!("{what}, {currency}");
    vec![
        Tile::new(&of("known cost"), money(total.cost), Mood::Plain),
        Tile::new("requests sent", number(total.requests), Mood::Plain),
        Tile::new(&of("cheaper at permitted upstreams"), money(saved), Mood::Good),
        Tile::new(&of("cheaper as batch"), money(waits), Mood::Good),
        Tile::new(
            "own servers pay within 5 years",
            month.map_or("no".to_owned(), |month| format!("from month {month}")),
            Mood::Plain,
        ),
        Tile::new(
            "lowest reversibility",
            reversible.map_or("unknown".to_owned(), |n| format!("{n} of 100")),
            Mood::Plain,
        ),
    ]
}

fn spend(page: &mut Page, advice: &Advice<'_>) {
    let gathered = advice.gathered;
    page.section("Spend over time", "");
    let ranked = gathered.by("upstream").ranked(|spend| spend.sums.cost);
    let mut weeks = BTreeMap::<u64, Vec<u64>>::new();
    // Whole units, or hundredths where there are few of them.
    let (step, unit) =
        if gathered.total.cost > Amount(1_000_000_000_000_000) { (100, "") } else { (1, "hundredths of ") };
    for (i, (_, spend)) in ranked.iter().enumerate() {
        for (week, amount) in &spend.weeks {
            let bar = weeks.entry(*week).or_insert_with(|| vec![0; ranked.len()]);
            bar[i] = u64::try_from(amount.0 / (10_000_000_000 * step)).unwrap_or(0);
        }
    }
    let colour = |i: usize| [4, 2, 1, 0, 3, 5, 7, 6][i % 8];
    let series: Vec<(String, usize)> =
        ranked.iter().enumerate().map(|(i, (name, _))| ((*name).to_owned(), colour(i))).collect();
    let bars: Vec<(String, Vec<u64>)> =
        weeks.into_iter().map(|(week, bar)| (time::day(first_day(week)), bar)).collect();
    page.figure(
        &plot::stacked("Known cost by week and upstream", &series, &bars),
        &format!(
            "Known cost by week (from Monday, UTC) and upstream, in {unit}{}. The first and the last week may be partial.",
            advice.currency()
        ),
    );
    let weeks = advice.given.count("trend_weeks");
    for grouping in GROUPINGS {
        let ranked = gathered.by(grouping).ranked(|spend| spend.sums.cost);
        if ranked.is_empty() || (ranked.len() == 1 && ranked[0].0 == "unknown") {
            continue;
        }
        let by_rule = if grouping == "rule" { " A request may have several rules, or none." } else { "" };
        page.section(
            &format!("Spend by {grouping}"),
            &format!("Cost: the sum of recorded costs. Unknown: requests whose usage or price is not known; they are in no sum. Trend: the last {weeks} whole weeks against the {weeks} before.{by_rule}"),
        );
        let mut table = Table::new(&[
            grouping,
            "requests",
            "cost unknown",
            "tokens in",
            "tokens out",
            &format!("cost, {}", advice.currency()),
            "share",
            "trend",
        ]);
        for (name, spend) in &ranked {
            let sums = &spend.sums;
            let share = units(sums.cost) / units(gathered.total.cost).max(f64::MIN_POSITIVE);
            table.row(vec![
                Cell::new(*name),
                Cell::new(number(sums.requests)),
                Cell::new(number(sums.requests - sums.priced)),
                Cell::new(number(sums.input_tokens)).title(format!("{} of them cached", number(sums.cached_tokens))),
                Cell::new(number(sums.output_tokens)),
                Cell::new(money(sums.cost)).title(format!("exactly {}", sums.cost)),
                Cell::left("").bar(share).title(format!("{:.1} % of all known cost", share * 100.0)),
                Cell::new(percent(study::trend_percent(gathered, &spend.weeks, &advice.given))),
            ]);
        }
        page.table(&table);
    }
}

fn cheaper(page: &mut Page, advice: &Advice<'_>) {
    page.section(
        "The cheapest permitted upstream",
        "Each workload (tenant, application, model, what it carries) where the policy permits it and has the model or an \
         equivalent, at the policy's prices for the same tokens. Permitted is what the engine itself decides from the record; \
         what a request needs of a model beyond its name is not recorded. An own upstream's price presumes that its machines are as \
         busy as the price says; whether they would be is the next question.",
    );
    if advice.policy.is_none() {
        return page.paragraph("Give --policy: without it nothing is known to be permitted.");
    }
    if advice.cheaper.is_empty() {
        return page.paragraph("Every workload with a known cost is where it is cheapest.");
    }
    let mut table =
        Table::new(&["tenant", "application", "asked for", "now", "cheapest", "requests", "cost", "there", "saved"]);
    let mut sum = study::Cheaper::default();
    for ([tenant, application, asked, now, there], row) in &advice.cheaper {
        sum = study::Cheaper {
            requests: sum.requests + row.requests,
            now: sum.now.plus(row.now),
            there: sum.there.plus(row.there),
        };
        let mut cells: Vec<Cell> = [tenant, application, asked, now, there].map(Cell::left).to_vec();
        cells.extend([
            Cell::new(number(row.requests)),
            Cell::new(money(row.now)),
            Cell::new(money(row.there)),
            Cell::new(money(row.now.minus(row.there))).mood(Mood::Good).title(format!("{} - {}", row.now, row.there)),
        ]);
        table.row(cells);
    }
    let mut cells: Vec<Cell> = ["all", "", "", "", ""].map(Cell::left).to_vec();
    cells.extend([
        Cell::new(number(sum.requests)),
        Cell::new(money(sum.now)),
        Cell::new(money(sum.there)),
        Cell::new(money(sum.now.minus(sum.there))),
    ]);
    table.sum(cells);
    page.table(&table);
}

fn build(page: &mut Page, advice: &Advice<'_>) {
    page.section(
        "Build or buy",
        "From which daily volume own servers cost no more than the API. The same tokens are assumed; the inputs stand at the \
         end of this page, and most are assumptions to be replaced.",
    );
    let Some(build) = &advice.build else {
        return page.paragraph("No request at a vendor has both known usage and a known cost.");
    };
    page.notice(Mood::Plain, &build_notes(build));
    let mut table = Table::new(&[
        "over",
        "break-even, requests a day",
        "servers",
        "own there",
        "of it people",
        "API at today's volume",
        "own at today's volume",
        "today",
    ]);
    for row in &build.rows {
        let (volume, servers) =
            row.break_even.map_or(("never".to_owned(), "-".to_owned()), |(v, n)| (whole(v), n.to_string()));
        let parts = |own: &super::build::Own| {
            format!(
                "{} servers: set-up {} + hardware {} + hosting {} + electricity {} + people {}",
                own.servers,
                money(own.setup),
                money(own.hardware),
                money(own.hosting),
                money(own.electricity),
                money(own.people)
            )
        };
        let dash = || Cell::new("-");
        let cheaper = row.own_today.is_some_and(|own| own.sum() <= row.api_today);
        table.row(vec![
            Cell::new(format!("{} months", row.months)),
            Cell::new(volume).title(tokens_a_day(build, row)),
            Cell::new(servers),
            row.own_there.as_ref().map_or_else(dash, |own| Cell::new(money(own.sum())).title(parts(own))),
            row.own_there.as_ref().map_or_else(dash, |own| Cell::new(format!("{} %", own.people_percent()))),
            Cell::new(money(row.api_today)).title(format!(
                "{} a request * {} a day * 30.437 days * {} months",
                money(Amount(build.plan.sample.cost.0 / build.plan.sample.requests)),
                whole(build.per_day),
                row.months
            )),
            row.own_today.as_ref().map_or_else(dash, |own| Cell::new(money(own.sum())).title(parts(own))),
            Cell::left(if cheaper { "build" } else { "buy" }).mood(if cheaper { Mood::Good } else { Mood::Plain }),
        ]);
    }
    page.table(&table);
    page.figure(
        &by_volume(build),
        &format!("Cost over 12 months by requests a day, in {}. Steps: one server more. Dashed lines: today, and the break-even.", advice.currency()),
    );
    page.figure(
        &by_month(build),
        &format!(
            "Cost until the end of each month, in {}, at today's volume and at the volume of the 12-month break-even.",
            advice.currency()
        ),
    );
}

/// The break-even in tokens.
fn tokens_a_day(build: &Build, row: &study::Row) -> String {
    let sample = &build.plan.sample;
    let of = |tokens: i128, volume: i128| whole(tokens * volume / sample.requests);
    row.break_even.map_or(String::new(), |(volume, _)| {
        format!("{} tokens in and {} out a day", of(sample.input_tokens, volume), of(sample.output_tokens, volume))
    })
}

/// Own and API over twelve months, by volume.
fn by_volume(build: &Build) -> plot::Plot {
    const POINTS: i128 = 160;
    let break_even = build.plan.break_even(12).map(|(volume, _)| volume);
    let most = (break_even.unwrap_or(0) * 2).max(build.per_day * 2).max(POINTS);
    let volumes = || (0..=POINTS).map(|i| most * i / POINTS);
    let api = volumes().map(|v| (v as f64, units(build.plan.api(v, 12)))).collect();
    let own =
        volumes().filter_map(|v| Some((v as f64, units(build.plan.own(build.plan.servers(v)?, 12).sum())))).collect();
    let mut marks = vec![(build.per_day as f64, format!("today {}", whole(build.per_day)))];
    marks.extend(break_even.map(|v| (v as f64, format!("break-even {}", whole(v)))));
    plot::lines(
        "Cost over twelve months by requests a day",
        "requests a day",
        "cost over 12 months",
        &[plot::Line::new("API", 4, api), plot::Line::new("own servers", 2, own).dashed(1)],
        &marks,
    )
}

/// Own and API month by month.
fn by_month(build: &Build) -> plot::Plot {
    let months = || 0..=18_i128;
    let api = |v: i128| months().map(|h| (h as f64, units(build.plan.api(v, h)))).collect::<Vec<_>>();
    let own = |v: i128| {
        let servers = build.plan.servers(v).unwrap_or(build.plan.servers_at_least);
        months().map(|h| (h as f64, units(build.plan.own(servers, h).sum()))).collect::<Vec<_>>()
    };
    let mut lines = vec![
        plot::Line::new(&format!("API, {} a day", whole(build.per_day)), 3, api(build.per_day)),
        plot::Line::new(&format!("own, {} a day", whole(build.per_day)), 1, own(build.per_day)).dashed(1),
    ];
    if let Some((volume, _)) = build.plan.break_even(12) {
        lines.push(plot::Line::new(&format!("API, {} a day", whole(volume)), 4, api(volume)).dashed(3));
        lines.push(plot::Line::new(&format!("own, {} a day", whole(volume)), 2, own(volume)).dashed(2));
    }
    plot::lines("Cost by month", "months", "cost", &lines, &[])
}

fn vendors(page: &mut Page, advice: &Advice<'_>) {
    page.section(
        "How hard it would be to leave a vendor",
        "For each upstream that is not our own. Reversibility: requests with a permitted alternative that is configured already, \
         in percent of all at this vendor. Costs are for all requests of the log with known usage. Regulated: personal, special \
         category, criminal offence, financial.",
    );
    let mut table = Table::new(&[
        "vendor",
        "zone",
        "requests",
        "cost",
        "reversibility",
        "",
        "moving costs more",
        "nowhere to go",
        "models without an equivalent for some",
    ]);
    for vendor in &advice.vendors {
        let leave = &vendor.leave;
        let score = leave.movable_percent();
        let mood = match score {
            90.. => Mood::Good,
            50.. => Mood::Warn,
            _ => Mood::Bad,
        };
        let stuck = leave.stuck_models.iter().cloned().collect::<Vec<_>>().join(", ");
        table.row(vec![
            Cell::new(&vendor.name),
            Cell::left(vendor.zone.map_or("unknown", |zone| zone.as_str())),
            Cell::new(number(vendor.requests)),
            Cell::new(money(vendor.cost)),
            Cell::new(format!("{score} of 100")).mood(mood).title(format!(
                "{} of {}",
                number(leave.movable),
                number(leave.requests)
            )),
            Cell::left("").bar(score as f64 / 100.0),
            Cell::new(money(leave.extra())).title(format!(
                "{} there - {} now; {} at unknown cost",
                leave.there,
                leave.now,
                number(leave.unpriced)
            )),
            Cell::new(number(leave.requests - leave.movable)),
            Cell::wrapped(if stuck.is_empty() { "none".to_owned() } else { stuck }),
        ]);
    }
    page.table(&table);
    for vendor in &advice.vendors {
        let mut table = Table::new(&[&format!("what if {} ...", vendor.name), "then"]);
        for (what, answer) in vendor_rows(vendor, &advice.given) {
            table.row(vec![Cell::new(what), Cell::wrapped(answer)]);
        }
        page.table(&table);
    }
}

fn batches(page: &mut Page, advice: &Advice<'_>) {
    let given = &advice.given;
    page.section("What could wait", &format!("Workloads that look as if nobody waits for them: {}. Whether a vendor has a batch API for the model is not known here.", batch_rule(given)));
    if advice.batches.is_empty() {
        return page.paragraph("Nothing looks so.");
    }
    let mut table = Table::new(&[
        "tenant",
        "application",
        "task",
        "model",
        "requests",
        "streamed",
        "by night",
        "cost",
        "saved as batch",
    ]);
    for ([tenant, application, task, model], row) in &advice.batches {
        let mut cells: Vec<Cell> = [tenant, application, task, model].map(Cell::left).to_vec();
        cells.extend([
            Cell::new(number(row.sums.requests)),
            Cell::new(format!("{} %", row.streamed_percent())),
            Cell::new(format!("{} %", row.night_percent())),
            Cell::new(money(row.cost)),
            Cell::new(money(row.saving(given))).mood(Mood::Good).title(format!(
                "{} * {} %",
                row.cost,
                given.count("batch_discount")
            )),
        ]);
        table.row(cells);
    }
    page.table(&table);
}

fn inputs(page: &mut Page, advice: &Advice<'_>) {
    page.section(
        "Inputs",
        "What the log cannot tell. `octroi advise --defaults` prints them as a file for --assumptions.",
    );
    let mut table = Table::new(&["input", "value", "what", "from"]);
    for (input, value, given) in advice.given.listed() {
        let source = if given { "given" } else { input.source };
        let mood = if !given && source.starts_with("assumption") { Mood::Warn } else { Mood::Plain };
        table.row(vec![
            Cell::new(input.name),
            Cell::new(value),
            Cell::wrapped(input.what),
            Cell::wrapped(source).mood(mood),
        ]);
    }
    page.table(&table);
}
