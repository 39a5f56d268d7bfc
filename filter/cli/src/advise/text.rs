//! The advice as text, and the words that the page shares.

use std::io::{self, Write};

use octroi_core::money::Amount;

use super::Advice;
use super::gather::GROUPINGS;
use super::study::{self, Build, MONTHS_MAX, Vendor};
use crate::audit::time;
use crate::text::{columns, counted, number};

/// Rows that the text shows of a table; the JSON has all.
const ROWS_MAX: usize = 12;

/// An amount to the hundredth, or to four digits where it is less; thousands apart.
pub fn money(amount: Amount) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let picos = amount.0.unsigned_abs();
    let (step, decimals) =
        if picos >= 1_000_000_000_000 || picos == 0 { (10_000_000_000, 2) } else { (100_000_000, 4) };
    let rounded = (picos + step / 2) / step;
    let per_unit = 10_u128.pow(decimals);
    let units = u64::try_from(rounded / per_unit).unwrap_or(u64::MAX);
    format!("{sign}{}.{:0width$}", number(units), rounded % per_unit, width = decimals as usize)
}

/// A number that may be negative, or larger than any count.
pub fn whole(n: i128) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}", number(u64::try_from(n.unsigned_abs()).unwrap_or(u64::MAX)))
}

/// A change: `+12 %`.
pub fn percent(change: Option<i128>) -> String {
    change.map_or("unknown".to_owned(), |change| format!("{}{change} %", if change > 0 { "+" } else { "" }))
}

/// A change of cost: `12.00 more`, `3.50 less`.
fn change(extra: Amount) -> String {
    match extra.0 {
        0 => "no more".to_owned(),
        1.. => format!("{} more", money(extra)),
        _ => format!("{} less", money(Amount(-extra.0))),
    }
}

impl Advice<'_> {
    pub fn currency(&self) -> &str {
        self.gathered.currency.as_deref().unwrap_or("no currency")
    }

    /// The answer in one line.
    pub fn headline(&self) -> String {
        let total = &self.gathered.total;
        if total.requests == 0 {
            return "no request that was sent anywhere: there is nothing to advise on".to_owned();
        }
        let saved = self.cheaper.iter().fold(Amount::ZERO, |sum, (_, row)| sum.plus(row.now.minus(row.there)));
        let build = match &self.build {
            Some(build) => match build.month_of_break_even {
                Some(month) => format!("own servers would pay from month {month} at today's volume"),
                None => "own servers would not pay at today's volume".to_owned(),
            },
            None => "build or buy cannot be told".to_owned(),
        };
        format!(
            "{} {} known for {}; {} could be saved at permitted upstreams; {build}",
            money(total.cost),
            self.currency(),
            counted(total.priced, "request"),
            money(saved)
        )
    }

    /// What limits the answer, line by line.
    pub fn limits(&self) -> Vec<String> {
        let gathered = self.gathered;
        let total = &gathered.total;
        let mut lines = Vec::new();
        if let (Some(first), Some(last)) = (gathered.first, gathered.last) {
            let days = counted(gathered.days_spanned(), "day");
            lines.push(format!("from {} to {}, {days}", time::second(first), time::second(last)));
        }
        lines.push(format!(
            "{} sent, {} not sent; {} without a known cost, estimated at {} {} and in no sum",
            counted(total.requests, "request"),
            number(gathered.denied),
            number(total.requests - total.priced),
            money(total.unpriced_estimate),
            self.currency()
        ));
        if total.estimated > 0 {
            let n = counted(total.estimated, "request");
            lines.push(format!("{n} with tokens by the filter's own count, as the upstream told none"));
        }
        lines.push("the log is taken as it is: `octroi audit verify` tells whether it is whole".to_owned());
        if gathered.unreadable > 0 {
            lines.push(format!("{} could not be read and are in no sum", counted(gathered.unreadable, "line")));
        }
        for (currency, n) in gathered.other_currencies.iter() {
            lines.push(format!("{} priced in {currency}, not in any sum", counted(*n, "request")));
        }
        if gathered.beyond.requests > 0 {
            let n = counted(gathered.beyond.requests, "request");
            lines.push(format!("{n} of workloads beyond the first 16,384, in the spend but in no other answer"));
        }
        match self.policy {
            None => lines.push("no policy was given: what is permitted elsewhere is not known".to_owned()),
            Some(_) => {
                let unjudged: u64 =
                    self.workloads.iter().filter(|w| w.choices.is_none()).map(|w| w.sums.requests).sum();
                if unjudged > 0 {
                    let n = counted(unjudged, "request");
                    lines.push(format!("{n} cannot be judged by this policy: taken as having no alternative"));
                }
            }
        }
        if self.currency() != "EUR" {
            lines.push("the default inputs are in EUR: give your own with --assumptions".to_owned());
        }
        lines
    }
}

pub fn print(advice: &Advice<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", advice.headline())?;
    for line in advice.limits() {
        writeln!(out, "  {line}")?;
    }
    if advice.gathered.total.requests == 0 {
        return Ok(());
    }
    for grouping in GROUPINGS {
        spend(advice, grouping, out)?;
    }
    cheaper(advice, out)?;
    for vendor in &advice.vendors {
        print_vendor(advice, vendor, out)?;
    }
    batches(advice, out)?;
    print_build(advice, out)?;
    writeln!(out, "\nInputs (octroi advise --defaults; docs/ADVISE.md has the formulas)")?;
    for (input, value, given) in advice.given.listed() {
        let source = if given { "given" } else { input.source };
        writeln!(out, "  {} = {value}  {}: {source}", input.name, input.what)?;
    }
    Ok(())
}

fn spend(advice: &Advice<'_>, grouping: &str, out: &mut dyn Write) -> io::Result<()> {
    let ranked = advice.gathered.by(grouping).ranked(|spend| spend.sums.cost);
    if ranked.is_empty() || (ranked.len() == 1 && ranked[0].0 == "unknown") {
        return Ok(());
    }
    writeln!(out, "\nSpend by {grouping}, {}", advice.currency())?;
    let row = |(name, spend): &(&str, &super::gather::Spend)| {
        vec![
            (*name).to_owned(),
            number(spend.sums.requests),
            number(spend.sums.requests - spend.sums.priced),
            number(spend.sums.input_tokens),
            number(spend.sums.output_tokens),
            money(spend.sums.cost),
            percent(study::trend_percent(advice.gathered, &spend.weeks, &advice.given)),
        ]
    };
    let rows: Vec<Vec<String>> = ranked.iter().take(ROWS_MAX).map(row).collect();
    columns(out, &["", "requests", "cost unknown", "tokens in", "tokens out", "cost", "trend"], &rows)?;
    more(ranked.len(), out)
}

fn more(rows: usize, out: &mut dyn Write) -> io::Result<()> {
    if rows > ROWS_MAX {
        writeln!(out, "  and {} more (--json has all)", rows - ROWS_MAX)?;
    }
    Ok(())
}

fn cheaper(advice: &Advice<'_>, out: &mut dyn Write) -> io::Result<()> {
    if advice.policy.is_none() {
        return Ok(());
    }
    writeln!(out, "\nCheapest permitted upstream, {}, same tokens at the policy's prices", advice.currency())?;
    let row = |([tenant, application, asked, now, there], row): &([String; 5], study::Cheaper)| {
        let who = if application == "unknown" { tenant.clone() } else { format!("{tenant} / {application}") };
        vec![
            who,
            asked.clone(),
            now.clone(),
            there.clone(),
            number(row.requests),
            money(row.now),
            money(row.there),
            money(row.now.minus(row.there)),
        ]
    };
    let rows: Vec<Vec<String>> = advice.cheaper.iter().take(ROWS_MAX).map(row).collect();
    columns(out, &["who", "asked for", "now", "cheapest", "requests", "cost", "there", "saved"], &rows)?;
    more(advice.cheaper.len(), out)
}

fn print_vendor(advice: &Advice<'_>, vendor: &Vendor, out: &mut dyn Write) -> io::Result<()> {
    let zone = vendor.zone.map_or("zone unknown", |zone| zone.as_str());
    writeln!(
        out,
        "\nVendor `{}` ({zone}): {}, {} {}",
        vendor.name,
        counted(vendor.requests, "request"),
        money(vendor.cost),
        advice.currency()
    )?;
    for (what, answer) in vendor_rows(vendor, &advice.given) {
        writeln!(out, "  {what}: {answer}")?;
    }
    Ok(())
}

/// What a vendor could do, and what it would mean.
pub fn vendor_rows(vendor: &Vendor, given: &super::Assumptions) -> Vec<(String, String)> {
    let leave = &vendor.leave;
    let stuck = match leave.stuck_models.len() {
        0 => "every model has one somewhere".to_owned(),
        _ => format!(
            "without any for some requests: {}",
            leave.stuck_models.iter().cloned().collect::<Vec<_>>().join(", ")
        ),
    };
    let mut rows = vec![
        (
            "reversibility".to_owned(),
            format!(
                "{} of 100: {} of {} requests have a permitted alternative that is configured; {stuck}",
                leave.movable_percent(),
                number(leave.movable),
                number(leave.requests)
            ),
        ),
        (
            format!("its price becomes {} %", given.count("price_shock")),
            format!(
                "{} if all stays, {} if each goes where it is cheapest then",
                change(vendor.shock_stay),
                change(vendor.shock_best)
            ),
        ),
        ("it fails for a day".to_owned(), outage(vendor)),
    ];
    rows.push(match vendor.regulated.requests {
        0 => ("it forbids regulated data".to_owned(), "none is sent there".to_owned()),
        _ => ("it forbids regulated data".to_owned(), moved(&vendor.regulated)),
    });
    let withdrawn = vendor.withdrawn.iter();
    rows.extend(withdrawn.map(|(model, all)| (format!("it withdraws `{model}`"), moved(all))));
    rows
}

/// How much of it can move, where to, and what that costs.
fn moved(all: &study::Move) -> String {
    if all.movable == 0 {
        return format!("none of {} can move", counted(all.requests, "request"));
    }
    let unpriced = if all.unpriced > 0 { format!(", {} at unknown cost", number(all.unpriced)) } else { String::new() };
    let to: Vec<String> =
        all.to.ranked(|n| *n).iter().take(3).map(|(name, n)| format!("{name} {}", number(**n))).collect();
    let to = if to.is_empty() { String::new() } else { format!(" (to {})", to.join(", ")) };
    let (requests, stays) = (counted(all.requests, "request"), number(all.requests - all.movable));
    format!(
        "{} % of {requests} can move{to} for {}{unpriced}; {stays} have nowhere to go",
        all.movable_percent(),
        change(all.extra())
    )
}

/// A day without the vendor: the shares and costs are those of the whole log.
fn outage(vendor: &Vendor) -> String {
    let (leave, day) = (&vendor.leave, vendor.busiest_day);
    let part = |n: u64| (u128::from(day) * u128::from(n)).div_ceil(u128::from(leave.requests.max(1)));
    let extra = Amount((leave.extra().0 * i128::from(day)).checked_div(i128::from(leave.requests)).unwrap_or(0));
    format!(
        "{} on the busiest day; {} % of them can move for {}; about {} have nowhere to go",
        counted(day, "request"),
        leave.movable_percent(),
        change(extra),
        part(leave.requests - leave.movable)
    )
}

fn batches(advice: &Advice<'_>, out: &mut dyn Write) -> io::Result<()> {
    let given = &advice.given;
    writeln!(out, "\nWhat could wait, {}: {}", advice.currency(), batch_rule(given))?;
    if advice.batches.is_empty() {
        return writeln!(out, "  nothing");
    }
    let row = |([tenant, application, task, model], row): &([String; 4], study::Batch)| {
        let who: Vec<&str> =
            [tenant, application, task].into_iter().map(String::as_str).filter(|w| *w != "unknown").collect();
        vec![
            who.join(" / "),
            model.clone(),
            number(row.sums.requests),
            format!("{} %", row.streamed_percent()),
            format!("{} %", row.night_percent()),
            money(row.cost),
            money(row.saving(given)),
        ]
    };
    let rows: Vec<Vec<String>> = advice.batches.iter().take(ROWS_MAX).map(row).collect();
    columns(out, &["who", "model", "requests", "streamed", "by night", "cost", "saved"], &rows)?;
    more(advice.batches.len(), out)
}

/// Which workloads count as batch.
pub fn batch_rule(given: &super::Assumptions) -> String {
    format!(
        "at most {} % streamed, at least {} % by night, at least {} requests; {} % off",
        given.count("batch_streamed_at_most"),
        given.count("batch_night_at_least"),
        given.count("batch_requests_at_least"),
        given.count("batch_discount")
    )
}

fn print_build(advice: &Advice<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nBuild or buy, {}", advice.currency())?;
    let Some(build) = &advice.build else {
        return writeln!(out, "  no request at a vendor has both known usage and a known cost");
    };
    for line in build_notes(build) {
        writeln!(out, "  {line}")?;
    }
    let rows: Vec<Vec<String>> = build
        .rows
        .iter()
        .map(|row| {
            let (volume, servers) = match row.break_even {
                Some((volume, servers)) => (whole(volume), servers.to_string()),
                None => ("never".to_owned(), "-".to_owned()),
            };
            vec![
                format!("{} months", row.months),
                volume,
                servers,
                row.own_there.map_or("-".to_owned(), |own| money(own.sum())),
                row.own_there.map_or("-".to_owned(), |own| format!("{} %", own.people_percent())),
                money(row.api_today),
                row.own_today.map_or("-".to_owned(), |own| money(own.sum())),
            ]
        })
        .collect();
    columns(out, &["over", "break-even a day", "servers", "own there", "people", "API today", "own today"], &rows)
}

/// What the table of build or buy stands on.
pub fn build_notes(build: &Build) -> Vec<String> {
    let sample = &build.plan.sample;
    let which = match build.eligible_only {
        true => "those with a permitted upstream of our own",
        false => "all of them, as none has a permitted upstream of our own",
    };
    let mean = |tokens: i128| whole(tokens / sample.requests);
    let cost = Amount(sample.cost.0 / sample.requests);
    let others = i128::from(build.sampled) - sample.requests;
    let month = match build.month_of_break_even {
        Some(month) => format!("at today's volume own servers have cost less by the end of month {month}"),
        None => format!("at today's volume own servers have not cost less within {MONTHS_MAX} months"),
    };
    vec![
        format!(
            "{} of {} requests at vendors count: {which}; {} a day",
            number(build.sampled),
            number(build.at_vendors),
            whole(build.per_day)
        ),
        format!(
            "a mean one of the {} with known usage and cost: {} tokens in, {} out, {} at the API; {} taken to be like it",
            whole(sample.requests),
            mean(sample.input_tokens),
            mean(sample.output_tokens),
            money(cost),
            counted(u64::try_from(others).unwrap_or(0), "other request")
        ),
        format!(
            "the busiest hour has {} % of the average; one server bears {} requests a day",
            whole(sample.peak_percent),
            whole(build.plan.capacity(1))
        ),
        month,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_rounded_for_the_eye() {
        for (picos, text) in [
            (0, "0.00"),
            (1_234_567_890_000_000_000, "1,234,567.89"),
            (-5_000_000_000_000, "-5.00"),
            (325_000_000, "0.0003"),
            (999_999_999_999, "1.0000"),
            (1_005_000_000_000, "1.01"),
        ] {
            assert_eq!(money(Amount(picos)), text);
        }
        assert_eq!(
            (percent(Some(3)), percent(Some(-3)), percent(None)),
            ("+3 %".to_owned(), "-3 %".to_owned(), "unknown".to_owned())
        );
    }
}
