//! The advice as JSON. Amounts are decimals as text, exact; `null` is unknown.

use octroi_core::money::Amount;
use serde_json::{Map, Value, json};

use super::Advice;
use super::build::Own;
use super::gather::{GROUPINGS, Sums};
use super::study::{self, Build, Move, Vendor};
use super::text;
use crate::audit::time;

pub fn json(advice: &Advice<'_>) -> Value {
    let gathered = advice.gathered;
    let spend: Map<String, Value> =
        GROUPINGS.iter().map(|grouping| ((*grouping).to_owned(), spend(advice, grouping))).collect();
    let inputs: Map<String, Value> = advice
        .given
        .listed()
        .map(|(input, value, given)| {
            let source = if given { "given" } else { input.source };
            (input.name.to_owned(), json!({"value": value, "what": input.what, "source": source}))
        })
        .collect();
    let cheaper = |([tenant, application, asked, now, there], row): &([String; 5], study::Cheaper)| {
        json!({"tenant": tenant, "application": application, "model_asked": asked, "now": now, "cheapest": there,
               "requests": row.requests, "cost": row.now.to_string(), "cost_there": row.there.to_string(),
               "saved": row.now.minus(row.there).to_string()})
    };
    let batch = |([tenant, application, task, model], row): &([String; 4], study::Batch)| {
        json!({"tenant": tenant, "application": application, "task": task, "model": model, "requests": row.sums.requests,
               "streamed_percent": row.streamed_percent(), "night_percent": row.night_percent(),
               "cost": row.cost.to_string(), "saved": row.saving(&advice.given).to_string()})
    };
    json!({
        "summary": advice.headline(),
        "limits": advice.limits(),
        "currency": gathered.currency,
        "first": gathered.first.map(time::second),
        "last": gathered.last.map(time::second),
        "days": gathered.days_spanned(),
        "not_sent": gathered.denied,
        "unreadable_lines": gathered.unreadable,
        "total": sums(&gathered.total),
        "spend": spend,
        "cheapest": advice.cheaper.iter().map(cheaper).collect::<Vec<_>>(),
        "vendors": advice.vendors.iter().map(vendor).collect::<Vec<_>>(),
        "batch": advice.batches.iter().map(batch).collect::<Vec<_>>(),
        "build_or_buy": advice.build.as_ref().map(build),
        "inputs": inputs,
    })
}

fn sums(sums: &Sums) -> Value {
    json!({
        "requests": sums.requests, "priced": sums.priced, "cost": sums.cost.to_string(),
        "unpriced_estimate": sums.unpriced_estimate.to_string(), "with_usage": sums.with_usage,
        "input_tokens": sums.input_tokens, "cached_tokens": sums.cached_tokens, "output_tokens": sums.output_tokens,
        "streamed": sums.streamed, "by_night": sums.by_night,
    })
}

fn spend(advice: &Advice<'_>, grouping: &str) -> Value {
    let of = |(name, spend): (&str, &super::gather::Spend)| {
        let mut value = sums(&spend.sums);
        value["trend_percent"] =
            json!(study::trend_percent(advice.gathered, &spend.weeks, &advice.given).map(|n| n as i64));
        (name.to_owned(), value)
    };
    advice.gathered.by(grouping).iter().map(of).collect::<Map<_, _>>().into()
}

fn moved(all: &Move) -> Value {
    json!({
        "requests": all.requests, "movable": all.movable, "movable_percent": all.movable_percent(),
        "unjudged": all.unjudged, "cost": all.now.to_string(), "cost_there": all.there.to_string(),
        "extra": all.extra().to_string(), "movable_at_unknown_cost": all.unpriced,
        "models_without_alternative": all.stuck_models,
        "to": all.to.iter().map(|(name, n)| (name.to_owned(), json!(n))).collect::<Map<_, _>>(),
    })
}

fn vendor(vendor: &Vendor) -> Value {
    json!({
        "upstream": vendor.name,
        "zone": vendor.zone.map(|zone| zone.as_str()),
        "requests": vendor.requests,
        "cost": vendor.cost.to_string(),
        "reversibility": vendor.leave.movable_percent(),
        "leave": moved(&vendor.leave),
        "price_shock": {"extra_if_all_stays": vendor.shock_stay.to_string(), "extra_at_best": vendor.shock_best.to_string()},
        "fails_for_a_day": {"requests_at_most": vendor.busiest_day, "movable_percent": vendor.leave.movable_percent()},
        "forbids_regulated_data": moved(&vendor.regulated),
        "withdraws": vendor.withdrawn.iter().map(|(model, all)| (model.clone(), moved(all))).collect::<Map<_, _>>(),
    })
}

fn own(own: &Own) -> Value {
    let part = |amount: Amount| amount.to_string();
    json!({
        "servers": own.servers as i64, "sum": part(own.sum()), "setup": part(own.setup), "hardware": part(own.hardware),
        "hosting": part(own.hosting), "electricity": part(own.electricity), "people": part(own.people),
        "people_percent": own.people_percent() as i64,
    })
}

fn build(build: &Build) -> Value {
    let sample = &build.plan.sample;
    let row = |row: &study::Row| {
        json!({
            "months": row.months as i64,
            "requests_a_day": row.break_even.map(|(volume, _)| volume as i64),
            "input_tokens_a_day": row.break_even.map(|(volume, _)| (sample.input_tokens * volume / sample.requests) as i64),
            "output_tokens_a_day": row.break_even.map(|(volume, _)| (sample.output_tokens * volume / sample.requests) as i64),
            "own_at_break_even": row.own_there.as_ref().map(own),
            "api_today": row.api_today.to_string(),
            "own_today": row.own_today.as_ref().map(own),
        })
    };
    json!({
        "notes": text::build_notes(build),
        "sample": {
            "requests": sample.requests as i64, "input_tokens": sample.input_tokens as i64,
            "output_tokens": sample.output_tokens as i64, "cost": sample.cost.to_string(),
            "peak_percent": sample.peak_percent as i64,
        },
        "only_with_own_upstream": build.eligible_only,
        "requests_a_day_today": build.per_day as i64,
        "requests_a_day_of_one_server": build.plan.capacity(1).min(i128::from(i64::MAX)) as i64,
        "break_even": build.rows.iter().map(row).collect::<Vec<_>>(),
        "month_of_break_even_today": build.month_of_break_even.map(|month| month as i64),
    })
}
