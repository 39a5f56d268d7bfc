//! What the hot path costs, counted in executed wasm instructions (wasmtime's fuel), kept in `host-tests/fuel.txt`. A
//! change that makes the path dearer or cheaper by more than a twentieth shows as a diff of that file, and so does one more or
//! one less call of the host.
//!
//! `UPDATE=1 cargo test -p host-tests --test fuel` rewrites it.

use host_tests::wasm_host::{HostOptions, Request, Response, Vm};
use host_tests::{chat, chat_answer, company_policy};

/// Instructions may differ by so many per cent before the file has to be renewed. The same module counts the same to
/// the instruction; builds of one source on two machines do not.
const TOLERANCE_PERCENT: u64 = 5;

const CLEAN: &str = "We would like to describe how the new lights keep a bicycle visible on wet roads in winter. ";
const DIRTY: &str =
    "Ticket 4711: anna.schmidt@kunde-beispiel.de, IBAN DE02120300000000202051, born 03.07.1971, 10.0.0.7; ";

fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for (name, text) in [("clean", CLEAN), ("dirty", DIRTY)] {
        for kib in [1usize, 4, 32, 256] {
            let prompt: String = text.chars().cycle().take(kib * 1024).collect();
            cases.push((format!("{name} {kib} KiB"), chat("gpt-4o", &prompt)));
        }
    }
    // The bench's prompts have the words of 32 sentences, so they meet far more of the word lists.
    cases.extend(xtask::prompts::all().into_iter().map(|prompt| (format!("bench {}", prompt.name), prompt.body)));
    cases.extend(xtask::prompts::languages().into_iter().map(|prompt| (prompt.name, prompt.body)));
    cases
}

/// A chat without a text worth the name: what an exchange costs whatever its size.
const SHORT: &str = "Hello.";

fn measure() -> String {
    let mut vm = Vm::start(company_policy().to_string().as_bytes(), HostOptions::default()).expect("it loads");
    let mut lines = format!("{:<18} {:>12} {:>14}\n", "case", "instructions", "per byte");
    for (name, body) in cases() {
        let request = Request::post("/v1/chat/completions", body.clone());
        let answer = Response::new(200, "application/json", chat_answer());
        vm.exchange(&request, &answer).expect("no trap"); // the first one grows the memory
        let fuel = vm.exchange(&request, &answer).expect("no trap").fuel;
        lines.push_str(&format!("{name:<18} {fuel:>12} {:>14.1}\n", fuel as f64 / body.len() as f64));
    }
    lines.push_str(&short_chat(&mut vm));
    lines
}

/// Where the fixed part goes, callback by callback.
fn short_chat(vm: &mut Vm) -> String {
    let request = Request::post("/v1/chat/completions", chat("gpt-4o", SHORT));
    let answer = Response::new(200, "application/json", chat_answer());
    vm.exchange(&request, &answer).expect("no trap");
    let outcome = vm.exchange(&request, &answer).expect("no trap");
    let mut lines = format!("{:<18} {:>12}\n", "short chat", outcome.fuel);
    for (callback, fuel) in outcome.fuel_by_callback {
        let name = callback.trim_start_matches("proxy_on_").replace('_', " ");
        lines.push_str(&format!("{name:<18} {fuel:>12}\n"));
    }
    lines.push_str(&format!("\n{:<36} {:>5}\n", "host calls of the short chat", "times"));
    for (name, times) in outcome.host_calls {
        lines.push_str(&format!("{name:<36} {times:>5}\n"));
    }
    lines
}

/// Names with their first numbers, of one of the file's two tables.
fn rows(table: &str, name_width: usize) -> Vec<(String, u64)> {
    let row = |line: &str| {
        let (name, rest) = line.split_at_checked(name_width)?;
        Some((name.trim().to_string(), rest.split_whitespace().next()?.parse().ok()?))
    };
    table.lines().filter_map(row).collect()
}

#[test]
fn the_hot_path_costs_what_the_file_says() {
    let path = xtask::parts::root().join("host-tests/fuel.txt");
    let now = measure();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &now).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("host-tests/fuel.txt is in the repository");
    let tables = |text: &str| {
        let (fuel, calls) = text.split_once("\n\n").expect("two tables");
        (rows(fuel, 18), rows(calls, 36))
    };
    let ((kept_rows, kept_calls), (now_rows, now_calls)) = (tables(&kept), tables(&now));
    assert_eq!(kept_calls, now_calls, "the same calls of the host, each so often; renew the file with UPDATE=1");
    assert_eq!(kept_rows.len(), now_rows.len(), "a row for each case; renew it with UPDATE=1");
    for ((name, kept), (named, now)) in kept_rows.iter().zip(&now_rows) {
        assert_eq!(name, named, "the same cases in the same order; renew it with UPDATE=1");
        let apart = kept.abs_diff(*now) * 100 / kept;
        assert!(
            apart <= TOLERANCE_PERCENT,
            "{name}: {now} instructions, {kept} in host-tests/fuel.txt ({apart} % apart); if that is meant, renew it with UPDATE=1"
        );
    }
}

/// Texts that are hard on some part of the scanner: what is repeated up to the middle, and from there on. Each meets lists
/// that grow with the text (names, figures, topic words, sums of tables, escapes), where a walk from their beginning would
/// cost the square of it.
const WORST: &[[&str; 2]] = &[
    ["1", "1"],
    ["12 34 ", "12.05.1985, "],
    ["DE02120300000000202051 ", "4111 1111 1111 1111, "],
    ["@", "a@b.eu "],
    ["-", "aA"],
    ["%2525252541", "\\u0041"],
    ["QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY3ODkw ", "-----BEGIN "],
    ["ж", "\u{200b}"],
    ["א", "中"],
    ["é", "😀"],
    ["password: ", "password "],
    ["| Password |\n", "| x9!kPq2 |\n"],
    ["kind: Secret\n", "data:\n  key: c2VjcmV0\n"],
    ["<secret>", "key=value "],
    ["Anna Berg, ", "Name <anna@berg.eu> "],
    ["Present: Anna Berg, ", "Mrs Novak has diabetes. "],
    ["Albert Einstein. ", "I am ill, cancer. "],
    ["Albert Einstein has cancer and diabetes. ", "She announced her cancer. "],
    ["My daughter Mia, 7, goes to school. ", "pupil list: "],
    ["passport no. AB1234567 ", "order no. AB1234567 "],
    ["12 Long Lane, Harrogate HG2 9QW, ", "Pikk 7, 10123 Tallinn, "],
    ["tel. 030 1234567 ", "phone "],
    ["Mme Roux, 54 ans, ", "diabète de type 2, "],
];

/// Counted in instructions, so that work which the scanner's own steps do not count is seen, too.
#[test]
fn the_worst_texts_cost_a_byte_what_they_cost_when_short() {
    let mut vm = Vm::start(company_policy().to_string().as_bytes(), HostOptions::default()).expect("it loads");
    let answer = Response::new(200, "application/json", chat_answer());
    let mut fuel = |[first, second]: &[&str; 2], bytes: usize| {
        let half = |pattern: &str| pattern.repeat(bytes / 2 / pattern.len());
        let body = chat("gpt-4o", &(half(first) + &half(second)));
        vm.exchange(&Request::post("/v1/chat/completions", body), &answer).expect("no trap").fuel
    };
    let mut dearer = Vec::new();
    for text in WORST {
        fuel(text, 128 << 10); // the first one grows the memory
        let (short, long) = (fuel(text, 16 << 10), fuel(text, 128 << 10));
        if long > short * 9 {
            dearer.push(format!("{text:?}: {short} instructions for 16 KiB, {long} for eight times as much"));
        }
    }
    assert!(dearer.is_empty(), "{}", dearer.join("\n"));
}
