//! Budgets in the real Envoy, with four workers: books that balance, and limits that hold, while streams break off,
//! upstreams fail and clients leave.
//!
//! What a stand-in says it served is compared with what the books say, to the last token, for every request. Where the
//! usage was told, that is the stand-in's own number. Where it was not, nobody can know a tokenizer's number, and the books
//! hold an estimate: of the prompt that reached the stand-in and of exactly the text that it sent before the end or the
//! break. The stand-in notes both, and here they are counted once more.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use host_tests::envoy::{Fixture, MARK};
use octroi_core::money::{Amount, parse_amount};
use octroi_core::tokens::{Estimate, Tokenizer};
use serde_json::{Value, json};
use xtask::gateway::Options;
use xtask::standin::{FAULT_HEADER, Received, Usage};
use xtask::wire::{self, Ask};

const FOUR_WORKERS: Options = Options { workers: 4, component_log_levels: None };

/// Clients that each send one request after the other.
const CLIENTS: usize = 16;

fn budget(name: &str, tenant: Option<&str>, amount: Value, action: &str) -> Value {
    let mut budget = json!({"name": name, "amount": amount, "per": "month", "action": action});
    if let Some(tenant) = tenant {
        budget["when"] = json!({"tenant": tenant});
    }
    budget
}

fn with_budgets(name: &str, budgets: Value) -> Fixture {
    Fixture::start_with(name, &FOUR_WORKERS, |config| config.policy().unwrap()["budgets"] = budgets)
}

/// Runs `count` jobs on [`CLIENTS`] threads, and gives their results in no order.
fn at_once<T: Send>(count: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < count);
        std::iter::from_fn(mine).map(&job).collect::<Vec<T>>()
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no client panics")).collect()
    })
}

fn chat(tenant: &str, number: usize) -> Ask {
    let body = json!({"model": "gpt-4o", "max_tokens": 300,
        "messages": [{"role": "user", "content": format!("Name {number} rivers. ").repeat(1 + number % 7)}]});
    Ask::json("/v1/chat/completions", &body).header("x-tenant", tenant)
}

fn streamed(tenant: &str, number: usize) -> Ask {
    let body = json!({"model": "gpt-4o", "max_tokens": 300, "stream": true,
        "messages": [{"role": "user", "content": format!("Count to {number}.")}]});
    Ask::json("/v1/chat/completions", &body).header("x-tenant", tenant)
}

fn messages(tenant: &str, number: usize, stream: bool) -> Ask {
    let body = json!({"model": "claude-sonnet-4-5", "max_tokens": 300, "stream": stream,
        "messages": [{"role": "user", "content": format!("Count to {number}.")}]});
    Ask::json("/v1/messages", &body).header("x-tenant", tenant)
}

/// A gauge of a budget, once it says so: workers write them every two seconds.
fn gauge(fixture: &Fixture, name: &str, budget: &str, unit: &str, wanted: Option<u64>) -> u64 {
    let name = format!("wasmcustom.octroi.budget_{name}.budget={budget}.unit={unit}: ");
    let waiting = Instant::now();
    loop {
        let stats = fixture.gateway.admin("/stats?filter=octroi.budget").unwrap();
        let value = stats.lines().find_map(|line| line.strip_prefix(&name)?.parse().ok());
        match value {
            Some(value) if wanted.is_none_or(|wanted| wanted == value) => return value,
            _ if waiting.elapsed() < Duration::from_secs(20) => std::thread::sleep(Duration::from_millis(100)),
            _ => panic!("{name}{value:?}, not {wanted:?}, in\n{stats}"),
        }
    }
}

/// Every record so far, when there are that many.
fn records(fixture: &Fixture, count: usize) -> Vec<Value> {
    let waiting = Instant::now();
    loop {
        let lines = fixture.gateway.access_lines().unwrap();
        let records: Vec<Value> =
            lines.into_iter().filter_map(|mut line| Some(line["audit"].get_mut(0)?.take())).collect();
        if records.len() >= count {
            assert_eq!(records.len(), count);
            return records;
        }
        assert!(waiting.elapsed() < Duration::from_secs(30), "{} records of {count}", records.len());
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn used<'r>(record: &'r Value, budget: &str) -> Option<&'r Value> {
    record["budgets"].as_array()?.iter().find(|used| used["name"] == budget)
}

/// What a record settled of a budget; an amount that lacks is a failure.
fn settled(record: &Value, budget: &str) -> i128 {
    let used = used(record, budget).unwrap_or_else(|| panic!("`{budget}` does not cover {record:#}"));
    amount(used["settled"].as_str().unwrap_or_else(|| panic!("not settled: {record:#}")))
}

fn amount(text: &str) -> i128 {
    let Amount(picos) = parse_amount(text).unwrap_or_else(|why| panic!("{text}: {why}"));
    picos
}

const UNIT: i128 = 1_000_000_000_000;

/// Everything that reached a stand-in, by Envoy's own id of the request.
fn served(fixture: &Fixture) -> BTreeMap<String, Received> {
    let standins = fixture.standins();
    let received = standins.iter().flat_map(|standin| standin.received());
    received.map(|one| (one.header("x-request-id").unwrap_or_default().to_owned(), one)).collect()
}

/// What a stand-in has served, in the unit of the books.
fn truth(one: &Received) -> u64 {
    let Usage { input, output, .. } = one.usage;
    if input > 0 || one.text().is_empty() && one.begun.input == 0 {
        return input + output; // told, or nothing was served
    }
    let body: Value = serde_json::from_slice(&one.body).unwrap();
    let tokenizer = Tokenizer::of_model(body["model"].as_str().unwrap());
    let mut prompt = Estimate::of(body["messages"][0]["content"].as_str().unwrap());
    prompt.add_tokens(4); // what a chat's template puts around one message
    let input = if one.begun.input > 0 { one.begun.input } else { prompt.tokens(tokenizer) };
    input + Estimate::of(&one.text()).tokens(tokenizer).max(one.begun.output)
}

/// Sends a request, reads the answer until the upstream says that no more will come, and leaves.
fn leave_early(port: u16, ask: &Ask) {
    let mut stream = TcpStream::connect(wire::loopback(port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let headers: String = ask.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head =
        format!("POST {} HTTP/1.1\r\nhost: gateway\r\n{headers}content-length: {}\r\n\r\n", ask.path, ask.body.len());
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&ask.body).unwrap();
    let (mut answer, mut some) = (Vec::new(), [0; 600]);
    while !answer.windows(6).any(|bytes| bytes == b": held") {
        match stream.read(&mut some) {
            Ok(read) if read > 0 => answer.extend_from_slice(&some[..read]),
            end => panic!("the answer ended early: {end:?}"),
        }
    }
}

#[test]
fn the_books_balance_to_the_last_unit() {
    const REQUESTS: usize = 320;
    let fixture = with_budgets(
        "budgets-books",
        json!([
            budget("all-tokens", None, json!({"tokens": 10_000_000}), "deny"),
            budget("all-money", None, json!({"money": "1000"}), "deny"),
            budget("all-requests", None, json!({"requests": 10_000}), "warn"),
        ]),
    );
    let port = fixture.gateway.port;
    at_once(REQUESTS, |number| {
        if number == REQUESTS / 2 {
            fixture.standins().iter_mut().filter(|standin| standin.name == "us_eea_region").for_each(|s| s.stop());
        }
        let (tenant, mark) = ("engineering", format!("n{number}"));
        let send = |ask: Ask, fault: &str| drop(ask.header(FAULT_HEADER, fault).header(MARK, &mark).send(port));
        match number % 12 {
            0 => send(chat(tenant, number), ""),
            1 => send(streamed(tenant, number), ""),
            2 => send(streamed(tenant, number), "cut"),
            3 => send(chat(tenant, number), "500"),
            4 => send(streamed(tenant, number), "no-usage"),
            5 => send(chat(tenant, number), "no-usage"),
            6 => leave_early(port, &streamed(tenant, number).header(FAULT_HEADER, "hold")),
            7 => send(messages(tenant, number, true), ""),
            8 => send(messages(tenant, number, true), "cut"),
            9 => send(chat(tenant, number), "cut"),
            10 => send(messages(tenant, number, false), "429"),
            // Personal data goes to the region in the EEA, which from the middle on is down.
            _ => {
                let body = json!({"model": "gpt-4o", "messages": [{"role": "user", "content": "Write to anna.berg@posteo.de"}]});
                send(Ask::json("/v1/chat/completions", &body).header("x-tenant", tenant), "");
            }
        }
    });
    let records = records(&fixture, REQUESTS);
    let served = served(&fixture);

    // 1. The counters are the sum of the records, in every unit.
    let sum = |budget: &str| records.iter().map(|record| settled(record, budget)).sum::<i128>();
    let (tokens, money, requests) = (sum("all-tokens"), sum("all-money"), sum("all-requests"));
    for (name, unit) in [("all-tokens", "tokens"), ("all-money", "EUR_nanos"), ("all-requests", "requests")] {
        gauge(&fixture, "held", name, unit, Some(0));
        gauge(&fixture, "lapsed", name, unit, Some(0));
    }
    gauge(&fixture, "spent", "all-tokens", "tokens", u64::try_from(tokens / UNIT).ok());
    gauge(&fixture, "spent", "all-requests", "requests", u64::try_from(requests / UNIT).ok());
    gauge(&fixture, "spent", "all-money", "EUR_nanos", u64::try_from(money / 1_000).ok());

    // 2. The records are what the stand-ins say: where they told it, to the last token; and nothing else was counted.
    let mut by: BTreeMap<&str, (u32, i128, i128)> = BTreeMap::new();
    for record in &records {
        let how = record["settled_by"].as_str().unwrap_or_else(|| panic!("{record:#}"));
        let one = served.get(record["request_id"].as_str().unwrap_or_default());
        let tokens = settled(record, "all-tokens") / UNIT;
        let truth = one.map_or(0, |one| i128::from(truth(one)));
        assert_eq!(tokens, truth, "{one:#?}\n{record:#}");
        match how {
            "reported" => assert!(one.is_some_and(|one| one.usage.input > 0), "{record:#}"),
            "unbilled" => assert!(one.is_some() && tokens == 0, "{record:#}"),
            "released" => assert!(one.is_none(), "{record:#}"),
            // Money may have been spent: never nothing, and never more than was reserved.
            "estimated" => {
                let reserved = amount(used(record, "all-tokens").unwrap()["reserved"].as_str().unwrap()) / UNIT;
                assert!(one.is_some_and(|one| one.usage.input == 0) && tokens > 0 && tokens <= reserved, "{record:#}");
            }
            other => panic!("{other}: {record:#}"),
        }
        let sums = by.entry(how).or_default();
        *sums = (sums.0 + 1, sums.1 + tokens, sums.2 + truth);
    }
    assert_eq!(requests / UNIT, i128::try_from(served.len()).unwrap(), "a request for each that reached a stand-in");
    for how in ["reported", "estimated", "unbilled", "released"] {
        assert!(by.contains_key(how), "the day had nothing that was {how}: {by:?}");
    }
    println!("settled by: requests, tokens in the books, tokens that the stand-ins served");
    by.iter().for_each(|(how, (count, booked, truth))| println!("{how:10} {count:4} {booked:8} {truth:8}"));

    // 3. Who reads the metrics sees the same; money there is in 1e-9, of each request apart.
    let nanos = records.iter().map(|record| settled(record, "all-money") / 1_000).sum::<i128>();
    let stats = fixture.gateway.admin("/stats?filter=octroi.budget_settled").unwrap();
    for (name, unit, sum) in [
        ("all-tokens", "tokens", tokens / UNIT),
        ("all-requests", "requests", requests / UNIT),
        ("all-money", "EUR_nanos", nanos),
    ] {
        let line = format!("wasmcustom.octroi.budget_settled.budget={name}.unit={unit}: {sum}");
        assert!(stats.lines().any(|found| found == line), "{line}\n{stats}");
    }
}

#[test]
fn hard_limits_hold_exactly_under_load() {
    const FEW: usize = 60;
    const TOKENS: u64 = 12_000;
    let fixture = with_budgets(
        "budgets-hard",
        json!([
            budget("few", Some("marketing"), json!({"requests": FEW}), "deny"),
            budget("tokens", Some("support"), json!({"tokens": TOKENS}), "deny"),
        ]),
    );
    let port = fixture.gateway.port;
    let statuses = at_once(160, |number| {
        let ask = if number % 2 == 0 { chat("marketing", number) } else { streamed("marketing", number) };
        ask.send(port).expect("it is answered").status.as_u16()
    });
    let count = |statuses: &[u16], wanted: u16| statuses.iter().filter(|status| **status == wanted).count();
    assert_eq!((count(&statuses, 200), count(&statuses, 429)), (FEW, 160 - FEW));
    assert_eq!(gauge(&fixture, "spent", "few", "requests", Some(FEW as u64)), FEW as u64);

    // Until nobody is let through any more: then less is left than one of these needs.
    let mut passed = 0;
    for round in 0.. {
        let statuses = at_once(2 * CLIENTS, |number| {
            let ask = streamed("support", 7).header(FAULT_HEADER, if number % 3 == 0 { "slow" } else { "" });
            ask.send(port).expect("it is answered").status.as_u16()
        });
        passed += count(&statuses, 200);
        assert_eq!(count(&statuses, 200) + count(&statuses, 429), statuses.len());
        if count(&statuses, 200) == 0 {
            break;
        }
        assert!(round < 50, "the budget is never spent");
    }
    gauge(&fixture, "held", "tokens", "tokens", Some(0));
    let records: Vec<Value> =
        fixture.gateway.access_lines().unwrap().into_iter().map(|mut l| l["audit"][0].take()).collect();
    let of_support: Vec<&Value> = records.iter().filter(|record| used(record, "tokens").is_some()).collect();
    let sent: Vec<&&Value> = of_support.iter().filter(|record| record["denied"].is_null()).collect();
    assert_eq!(sent.len(), passed);
    let spent = sent.iter().map(|record| settled(record, "tokens")).sum::<i128>() / UNIT;
    let needed = amount(used(sent[0], "tokens").unwrap()["reserved"].as_str().unwrap()) / UNIT;
    let limit = i128::from(TOKENS);
    assert!(spent <= limit && limit < spent + needed, "{spent} of {limit} are spent, and one needs {needed}");
    gauge(&fixture, "spent", "tokens", "tokens", u64::try_from(spent).ok());

    let refused = streamed("support", 7).send(port).expect("it is answered");
    assert_eq!(refused.json()["error"]["code"], "budget_exceeded", "{}", refused.text());
    assert!(refused.header("retry-after").is_some_and(|seconds| seconds.parse::<u64>().is_ok()));
    assert_eq!(refused.header("x-octroi-budget"), Some("tokens=over"));
}
