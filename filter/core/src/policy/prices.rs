//! The price book: what each model costs on each upstream, from when until when, and what other currencies are worth.
//!
//! ```text
//! currency, exchange_rates -> Book, in which currencies have a meaning
//! price of a model: one, or a list of them with `from` and `until` -> Prices, of which no two hold on one day
//! prices (upstream -> model -> price) -> the models of the upstreams, as if it stood there
//! ```

use serde_json::Value;

use crate::calendar::Day;
use crate::money::{
    Amount, Currency, Price, Prices, Rate, ServiceTier, TokenPrices, parse_amount, parse_per_million, per_token_of_hour,
};
use crate::policy::reader::{At, Fields, Problems};
use crate::policy::upstream::{Upstream, named};
use crate::problem::{Problem, listed, quoted};

/// Days after which `octroi check` asks for a new exchange rate. Invoices and the rates of tax authorities are monthly.
pub const RATE_DAYS_MAX: u32 = 31;

/// Days before a price's end from which `octroi check` asks for the next one: time for a change to be reviewed.
pub const PRICE_ENDS_DAYS: u32 = 30;

/// A currency's worth in the policy's.
#[derive(Debug, Clone)]
pub struct ExchangeRate {
    /// The other currency.
    pub currency: Currency,
    /// What one unit of it is in the policy's currency.
    pub rate: Rate,
    /// The day of the rate.
    pub date: Day,
}

/// What prices are read with.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    /// The policy's currency, in which costs are told.
    pub(super) currency: Option<Currency>,
    pub(super) rates: Vec<ExchangeRate>,
}

/// Reads `exchange_rates`: other currency -> what it is worth in the policy's, and when that was so.
pub(super) fn read_rates(at: &At<'_>, currency: Option<Currency>, problems: &mut Problems) -> Vec<ExchangeRate> {
    let mut rates: Vec<ExchangeRate> = Vec::new();
    for (name, at) in at.entries(problems) {
        let value = Value::from(name);
        let other = read_currency(&At::new(&value, at.path.clone()), problems);
        let Some(mut fields) = at.object(problems) else { continue };
        let rate = fields
            .required("rate", "what one unit of it is in the policy's `currency`", problems)
            .and_then(|at| decimal(&at, Rate::parse, problems));
        let date = fields.required("date", DAY, problems).and_then(|at| read_day(&at, problems));
        let _ = fields.optional("source"); // for people
        fields.refuse_unknown(problems);
        let known = other.filter(|other| Some(*other) == currency || rates.iter().any(|rate| rate.currency == *other));
        if known.is_some() {
            problems.add(Problem::new(&at.path, "another currency than the policy's, once", quoted(name)));
        }
        rates.extend(other.zip(rate).zip(date).map(|((currency, rate), date)| ExchangeRate { currency, rate, date }));
    }
    rates
}

/// Reads `prices`, and hands each to its model.
pub(super) fn read_book(
    at: &At<'_>,
    upstreams: &mut [Upstream],
    upstream_names: &[&str],
    book: &Book,
    problems: &mut Problems,
) {
    for (upstream_name, at) in at.entries(problems) {
        let value = Value::from(upstream_name);
        let id = named(&At::new(&value, at.path.clone()), upstream_names, problems);
        let Some(upstream) = upstreams.iter_mut().find(|upstream| Some(upstream.id()) == id) else { continue };
        for (name, at) in at.entries(problems) {
            let prices = read_prices(&at, book, problems);
            let names: Vec<String> = upstream.models.iter().map(|model| model.name.clone()).collect();
            match upstream.models.iter_mut().find(|model| model.name == name) {
                Some(model) if model.prices.is_empty() => model.prices = prices,
                Some(_) => {
                    let here = "a price in one place: here, or with the model";
                    problems.add(Problem::new(&at.path, here, "a price with the model too"));
                }
                None => {
                    let what = format!("a model as `{upstream_name}` lists it");
                    at.unknown::<()>(&what, name, names.iter().map(String::as_str), problems);
                }
            }
        }
    }
}

/// Reads the price of a model: one, or a list of which no two hold on the same day.
pub(super) fn read_prices(at: &At<'_>, book: &Book, problems: &mut Problems) -> Prices {
    let Some(currency) = book.currency else {
        at.expected::<()>("`currency` at the top of the policy before any price", problems);
        return Prices::default();
    };
    let items = at.one_or_list(problems);
    let mut prices: Vec<(Price, String)> = Vec::new();
    for at in &items {
        prices.extend(read_price(at, currency, book, problems).map(|price| (price, at.path.clone())));
    }
    prices.sort_by_key(|(price, _)| price.from);
    for (before, after) in prices.iter().zip(prices.iter().skip(1)) {
        let begins = after.0.from.unwrap_or_default();
        if before.0.until.is_none_or(|until| begins <= until) {
            let overlap = format!("days on which that of `{}` holds too ({})", before.1, days(&before.0));
            problems.add(Problem::new(&after.1, "a price for days that have no other", overlap));
        }
    }
    Prices(prices.into_iter().map(|(price, _)| price).collect())
}

fn read_price(at: &At<'_>, cost_currency: Currency, book: &Book, problems: &mut Problems) -> Option<Price> {
    let mut fields = at.object(problems)?;
    let from = fields.optional("from").map(|at| read_day(&at, problems));
    let until = fields.optional("until").map(|at| (read_day(&at, problems), at));
    if let (Some(Some(from)), Some((Some(until), at))) = (from, &until)
        && *until < from
    {
        at.expected::<()>(format!("a day not before `from`, {from}"), problems);
    }
    let currency = match fields.optional("currency") {
        Some(at) => read_currency(&at, problems).and_then(|currency| rate_of(currency, &at, book, problems)),
        None => Some((cost_currency, Rate::ONE)),
    };
    let request = amount(&mut fields, "per_request", problems);
    let image = amount(&mut fields, "per_image", problems);
    let tiers = fields.optional("service_tiers").map(|at| read_tiers(&at, problems)).unwrap_or_default();
    let tokens = match fields.optional("gpu_hour") {
        Some(hour) => read_price_of_hour(&hour, &mut fields, problems).map(|tokens| (tokens, None)),
        None => read_price_of_tokens(&mut fields, problems),
    };
    fields.refuse_unknown(problems);
    let ((currency, rate), (tokens, long_context)) = (currency?, tokens?);
    Some(Price {
        from: flat(from)?,
        until: flat(until.map(|(until, _)| until))?,
        currency,
        rate,
        cost_currency,
        tokens,
        long_context,
        request: request?,
        image: image?,
        tiers,
    })
}

/// What is not written is fine; what is written and wrong is not.
fn flat<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    match written {
        Some(None) => None,
        Some(read) => Some(read),
        None => Some(None),
    }
}

fn rate_of(currency: Currency, at: &At<'_>, book: &Book, problems: &mut Problems) -> Option<(Currency, Rate)> {
    if Some(currency) == book.currency {
        return Some((currency, Rate::ONE));
    }
    match book.rates.iter().find(|rate| rate.currency == currency) {
        Some(rate) => Some((currency, rate.rate)),
        None => {
            let known = book.currency.iter().chain(book.rates.iter().map(|rate| &rate.currency));
            let known = listed(known.map(|currency| currency.as_str()));
            at.expected(format!("the policy's currency or one of `exchange_rates`: {known}"), problems)
        }
    }
}

fn read_price_of_tokens(
    fields: &mut Fields<'_>,
    problems: &mut Problems,
) -> Option<(TokenPrices, Option<(u64, TokenPrices)>)> {
    let long = fields.optional("long_context");
    let tokens = read_token_prices(fields, problems);
    let Some(at) = long else { return Some((tokens?, None)) };
    let mut fields = at.object(problems)?;
    let above = fields
        .required("above", "how many tokens read make a context long", problems)
        .and_then(|at| at.integer(1..=1 << 40, problems));
    let long = read_token_prices(&mut fields, problems);
    fields.refuse_unknown(problems);
    Some((tokens?, Some((above?, long?))))
}

fn read_token_prices(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<TokenPrices> {
    const WHAT: &str = "the price of a million tokens";
    let per_million = |at: At<'_>, problems: &mut Problems| decimal(&at, parse_per_million, problems);
    let input = fields.required("input", WHAT, problems).and_then(|at| per_million(at, problems));
    let output = fields.required("output", WHAT, problems).and_then(|at| per_million(at, problems));
    // Where these two are missing or wrong, the others are read all the same, for their own mistakes.
    let mut tokens = TokenPrices::plain(input.unwrap_or_default(), output.unwrap_or_default());
    let mut complete = true;
    let mut apart = |name: &'static str, price: &mut Amount| {
        if let Some(at) = fields.optional(name) {
            match per_million(at, problems) {
                Some(written) => *price = written,
                None => complete = false,
            }
        }
    };
    apart("cached_input", &mut tokens.cached_input);
    apart("cache_write", &mut tokens.cache_write);
    apart("audio_input", &mut tokens.audio_input);
    apart("reasoning", &mut tokens.reasoning);
    apart("audio_output", &mut tokens.audio_output);
    (input.is_some() && output.is_some() && complete).then_some(tokens)
}

/// A machine of our own: what it costs an hour, what it was measured to do while it is busy, and how much of the time it
/// is. Reading and producing are each priced as if the machine did nothing else, which is how they are measured.
fn read_price_of_hour(hour: &At<'_>, fields: &mut Fields<'_>, problems: &mut Problems) -> Option<TokenPrices> {
    let hour = decimal(hour, parse_amount, problems);
    let mut speed = |name: &'static str, what: &str| {
        fields.required(name, what, problems).and_then(|at| at.integer(1..=1_000_000_000, problems))
    };
    let input = speed("input_tokens_per_second", "how many tokens the machine reads a second");
    let output = speed("output_tokens_per_second", "how many tokens the machine makes a second");
    let utilisation = match fields.optional("utilisation_percent") {
        Some(at) => at.integer(1..=100, problems),
        None => Some(100),
    };
    let (hour, utilisation) = (hour?, utilisation?);
    let per_token = |speed: u64| per_token_of_hour(hour, speed, utilisation);
    Some(TokenPrices::plain(per_token(input?)?, per_token(output?)?))
}

/// `service_tiers`: tier -> how many hundredths of the price are paid.
fn read_tiers(at: &At<'_>, problems: &mut Problems) -> Vec<(ServiceTier, Rate)> {
    const PERCENT_MAX: u64 = 1000;
    let mut tiers = Vec::new();
    for (name, at) in at.entries(problems) {
        let value = Value::from(name);
        let tier =
            At::new(&value, at.path.clone()).word("a service tier", ServiceTier::PRICED, ServiceTier::as_str, problems);
        let percent = at.integer(0..=PERCENT_MAX, problems).and_then(|percent| u16::try_from(percent).ok());
        tiers.extend(tier.zip(percent).map(|(tier, percent)| (tier, Rate::percent(percent))));
    }
    tiers
}

fn amount(fields: &mut Fields<'_>, name: &'static str, problems: &mut Problems) -> Option<Amount> {
    fields.optional(name).map_or(Some(Amount::ZERO), |at| decimal(&at, parse_amount, problems))
}

fn decimal<T>(at: &At<'_>, parse: fn(&str) -> Result<T, String>, problems: &mut Problems) -> Option<T> {
    let text = at.decimal(problems)?;
    match parse(&text) {
        Ok(value) => Some(value),
        Err(expected) => at.expected(expected, problems),
    }
}

pub(super) fn read_currency(at: &At<'_>, problems: &mut Problems) -> Option<Currency> {
    const WHAT: &str = "a currency (three letters, as in ISO 4217)";
    let text = at.text(WHAT, problems)?;
    Currency::parse(text).or_else(|| at.expected(WHAT, problems))
}

const DAY: &str = "a day such as `2026-11-02`";

fn read_day(at: &At<'_>, problems: &mut Problems) -> Option<Day> {
    let text = at.text(DAY, problems)?;
    Day::parse(text).or_else(|| at.expected(DAY, problems))
}

/// When a price holds, in words.
fn days(price: &Price) -> String {
    match (price.from, price.until) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) => format!("from {from} until {until}"),
    }
}

/// What is allowed in a model's prices but probably not meant, whatever day it is: `name` says whose prices they are.
pub(super) fn gaps<'p>(name: &'p str, prices: &'p Prices) -> impl Iterator<Item = String> + 'p {
    let pairs = prices.all().iter().zip(prices.all().iter().skip(1));
    pairs.filter_map(move |(before, after)| {
        let (first, last) = (before.until?.plus(1), after.from?.before());
        (first <= last).then(|| format!("{name} has no price from {first} until {last}: its cost is unknown then"))
    })
}

/// What is wrong with a model's prices on a day, or soon will be.
pub(super) fn wrong_on(name: &str, prices: &Prices, today: Day) -> Option<String> {
    let all = prices.all();
    let next = all.iter().filter_map(|price| price.from).find(|from| *from > today);
    match prices.on(today) {
        Some(price) => {
            let until = price.until.filter(|until| until.days_since(today) <= PRICE_ENDS_DAYS)?;
            let followed = next == Some(until.plus(1));
            (!followed).then(|| format!("the price of {name} ends on {until}, and none follows it on the next day"))
        }
        None => {
            let ended = all.iter().filter_map(|price| price.until).filter(|until| *until < today).max();
            match (ended, next) {
                (Some(ended), _) => Some(format!("the price of {name} ended on {ended}: its cost is unknown since")),
                (None, Some(next)) => {
                    Some(format!("the price of {name} begins on {next}: its cost is unknown until then"))
                }
                (None, None) => None, // no price at all, which is told when the policy is loaded
            }
        }
    }
}

/// What is wrong with the exchange rates on a day.
pub(super) fn rates_wrong_on(rates: &[ExchangeRate], today: Day) -> impl Iterator<Item = String> + '_ {
    rates.iter().filter_map(move |rate| {
        let (currency, date) = (rate.currency, rate.date);
        if date > today {
            return Some(format!("the exchange rate of {currency} is of {date}, which is yet to come"));
        }
        let days = today.days_since(date);
        (days > RATE_DAYS_MAX).then(|| format!("the exchange rate of {currency} is of {date}, {days} days ago"))
    })
}
