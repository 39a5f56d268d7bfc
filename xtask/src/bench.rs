//! `cargo xtask bench`: what the module costs.
//!
//! 1. The engine alone, native and in wasm: time, MB/s and wasmtime fuel.
//! 2. Envoy with and without the module. Both run at the same time on the same core and get requests in turn, so that
//!    whatever else the machine does hits both; the CPU time of each is read from the kernel. Only ratios mean much.
//! 3. Latency at a fixed low rate, requests per second, and memory after 10,000 mixed requests.
//! 4. What the module weighs, what Envoy's start costs more, and which part of the module is whose.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::gateway::{Config, Gateway, Options, UPSTREAMS};
use crate::parts;
use crate::prompts::{self, Prompt};
use crate::wire::loopback;

/// How long each cell of the table is measured.
const MEASURE: Duration = Duration::from_secs(3);
const RATE_PER_SECOND: u32 = 1_000;
const MIXED_REQUESTS: usize = 10_000;

/// The upstreams' answer, always the same: it is not they who are measured.
const ANSWER: &str = r#"{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":"Certainly. The three arguments are cost, comfort and the view of the harbour."},"finish_reason":"stop"}],"usage":{"prompt_tokens":900,"completion_tokens":18,"total_tokens":918,"prompt_tokens_details":{"cached_tokens":0}}}"#;

/// A part of the bench: a section of its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// The engine alone, natively and in wasm
    Engine,
    /// Envoy with and without the module
    Envoy,
    /// Size and start-up of the module, and which part of it is whose
    Footprint,
    /// The audit commands on a million records
    Audit,
}

impl Part {
    const ALL: [Part; 4] = [Part::Engine, Part::Envoy, Part::Footprint, Part::Audit];

    fn title(self) -> &'static str {
        match self {
            Part::Engine => "## The engine alone",
            Part::Envoy => "## Envoy with and without",
            Part::Footprint => "## The module itself",
            Part::Audit => "## The audit log",
        }
    }

    fn measure(self) -> Result<String> {
        let machine = machine();
        let tables = match self {
            Part::Engine => core_table(&prompts::all())?,
            Part::Envoy => envoy_tables(&prompts::all())?,
            Part::Footprint => crate::footprint::tables()?,
            Part::Audit => crate::audit_bench::table(1_000_000)?,
        };
        Ok(format!("{}\n\n{machine}\n\n{}\n", self.title(), tables.trim()))
    }
}

/// Measures these parts (all, if there are none) and prints them; with `write`, also into that file, in which the other
/// parts stay as they are.
///
/// # Errors
/// A part that cannot be had, or an answer that is not 200.
pub fn run(parts: &[Part], write: Option<&Path>) -> Result<()> {
    let before = write.and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
    let mut sections =
        vec!["# What the module costs\n\nMade by `cargo xtask bench --write docs/BENCH.md`.\n".to_owned()];
    for part in Part::ALL {
        if parts.is_empty() || parts.contains(&part) {
            let section = part.measure()?;
            println!("{section}");
            sections.push(section);
        } else {
            sections.extend(section_of(&before, part.title()));
        }
    }
    if let Some(file) = write {
        fs::write(file, sections.join("\n")).with_context(|| format!("cannot write `{}`", file.display()))?;
    }
    Ok(())
}

/// The section of this title in a report, up to the next one.
fn section_of(report: &str, title: &str) -> Option<String> {
    let (_, behind) = report.split_once(&format!("{title}\n"))?;
    let text = behind.split_once("\n## ").map_or(behind, |(text, _)| text);
    Some(format!("{title}\n\n{}\n", text.trim()))
}

fn machine() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |m| m.1);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("Machine: {model}, {cores} cores, load before: {}.", load.split(' ').next().unwrap_or("unknown"))
}

// --- the engine alone ---

fn core_table(prompts: &[Prompt]) -> Result<String> {
    eprintln!("octroi: measuring the engine alone");
    let folder = parts::scratch("bench")?;
    let mut files = vec![folder.join("policy.json")];
    let mut config = Config::shipped()?;
    fs::write(&files[0], config.policy()?.to_string())?;
    for prompt in prompts {
        let file = folder.join(format!("{}.json", prompt.name.replace(' ', "-")));
        fs::write(&file, &prompt.body)?;
        files.push(file);
    }
    let native = speed(&["--release", "--package", "octroi-core", "--example", "speed"], &files)?;
    let wasm = speed(&["--package", "host-tests", "--bin", "speed"], &files)?;
    let mut table = String::from(
        "The engine alone, head and body to decision (wasm: the whole exchange under wasmtime, with fuel counted):\n\n\
         | prompt | native µs | native MB/s | wasm µs | wasm MB/s | fuel |\n|---|--:|--:|--:|--:|--:|\n",
    );
    for (prompt, (native, wasm)) in prompts.iter().zip(native.iter().zip(&wasm)) {
        let micros: f64 = native.parse()?;
        let (wasm_micros, fuel) = wasm.split_once(' ').context("no fuel")?;
        let wasm_micros: f64 = wasm_micros.parse()?;
        let rate = |micros: f64| prompt.body.len() as f64 / micros;
        writeln!(
            table,
            "| {} | {micros:.1} | {:.0} | {wasm_micros:.1} | {:.0} | {fuel} |",
            prompt.name,
            rate(micros),
            rate(wasm_micros)
        )?;
    }
    let memory: f64 = wasm.last().context("no memory")?.parse()?;
    writeln!(table, "\nLinear memory of the VM after 10,000 of these exchanges: {:.1} MB.\n", memory / 1e6)?;
    Ok(table)
}

fn speed(target: &[&str], files: &[PathBuf]) -> Result<Vec<String>> {
    let output = parts::cargo()
        .args(["run", "--quiet", "--locked"])
        .args(target)
        .arg("--")
        .args(files)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "`cargo run {}` failed", target.join(" "));
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

// --- Envoy with and without ---

struct Side {
    name: &'static str,
    gateway: Gateway,
    connection: Connection,
}

fn envoy_tables(prompts: &[Prompt]) -> Result<String> {
    eprintln!("octroi: starting an Envoy with the module and one without");
    let ports: Vec<(String, u16)> =
        UPSTREAMS.iter().map(|name| Ok(((*name).to_owned(), upstream()?))).collect::<Result<_>>()?;
    let config = Config::with_upstreams(&ports)?;
    let start = |name: &'static str, config: Config| -> Result<Side> {
        let gateway = config.start(&format!("bench-{name}"), &Options::default())?;
        let connection = Connection::open(gateway.port)?;
        Ok(Side { name, gateway, connection })
    };
    let mut base = start("without", config.clone().without_filter()?)?;
    let mut with = start("with", config)?;
    let pinned = [&base, &with].iter().all(|side| pin(side.gateway.pid, "0")) && pin(std::process::id(), "1");
    let idle_bytes = with.gateway.resident_bytes()?;

    let mut report = format!(
        "Envoy without and with the module, side by side{}, one worker and one connection each:\n\n\
         | prompt | CPU µs without | with | **ratio** | MB/s in Envoy's V8 |\n|---|--:|--:|--:|--:|\n",
        if pinned { " on one core" } else { "" }
    );
    // What the module adds to the smallest prompt, clean and dirty.
    let mut smallest = [None; 2];
    for prompt in prompts {
        eprintln!("octroi: CPU per request, {}", prompt.name);
        let request = request(&prompt.body);
        let (without, with) = cpu_micros_per_request(&mut base, &mut with, &request)?;
        let added = Added { text_bytes: prompt.text_bytes, micros: with - without };
        let speed = match smallest[usize::from(prompt.dirty)].get_or_insert(added) {
            first if first.text_bytes < added.text_bytes => format!("{:.0}", added.mb_per_second_beyond(first)),
            _ => String::new(),
        };
        let ratio = with / without;
        writeln!(report, "| {} | {without:.0} | {with:.0} | **{ratio:.2}** | {speed} |", prompt.name)?;
    }
    report.push_str(
        "\nMB/s in Envoy's V8: the bytes of text beyond those of the smallest prompt of the kind, by the CPU time that the module\n\
         adds beyond what it adds there: (with - without) less the same of the smallest. So what every request costs alike is left\n\
         out; copying the body into the VM, reading its JSON, estimating tokens and the scan are in.\n",
    );
    report.push_str(
        "\nLatency in µs at 1,000 requests per second to each, and requests per second at 8 connections:\n\n",
    );
    report.push_str("| prompt | p50 without | p50 with | p99 without | p99 with | 1/s without | 1/s with |\n");
    report.push_str("|---|--:|--:|--:|--:|--:|--:|\n");
    for prompt in prompts.iter().filter(|prompt| !prompt.dirty && prompt.text_bytes <= 4 << 10) {
        eprintln!("octroi: latency and throughput, {}", prompt.name);
        let request = request(&prompt.body);
        let [a, b] = latencies(&base, &with, &request)?;
        let [rate_a, rate_b] = [throughput(&base, &request)?, throughput(&with, &request)?];
        writeln!(
            report,
            "| {} | {:.0} | {:.0} | {:.0} | {:.0} | {rate_a:.0} | {rate_b:.0} |",
            prompt.name,
            percentile(&a, 50),
            percentile(&b, 50),
            percentile(&a, 99),
            percentile(&b, 99)
        )?;
    }
    eprintln!("octroi: memory after {MIXED_REQUESTS} mixed requests");
    let mixed: Vec<Vec<u8>> = prompts.iter().map(|prompt| request(&prompt.body)).collect();
    for side in [&mut base, &mut with] {
        for request in mixed.iter().cycle().take(MIXED_REQUESTS) {
            side.connection.ask(request)?;
        }
    }
    let mb = |bytes: u64| bytes as f64 / 1e6;
    writeln!(
        report,
        "\nResident memory: {:.0} MB with the module at rest; after {MIXED_REQUESTS} mixed requests {:.0} MB with, {:.0} MB without.",
        mb(idle_bytes),
        mb(with.gateway.resident_bytes()?),
        mb(base.gateway.resident_bytes()?)
    )?;
    Ok(report)
}

/// What the module adds to a request.
#[derive(Debug, Clone, Copy)]
struct Added {
    text_bytes: usize,
    micros: f64,
}

impl Added {
    /// How fast the text is gone through that this one has more than another.
    fn mb_per_second_beyond(&self, smaller: &Added) -> f64 {
        (self.text_bytes - smaller.text_bytes) as f64 / (self.micros - smaller.micros)
    }
}

fn cpu_micros_per_request(base: &mut Side, with: &mut Side, request: &[u8]) -> Result<(f64, f64)> {
    for _ in 0..50 {
        base.connection.ask(request)?;
        with.connection.ask(request)?;
    }
    let before = [base.gateway.cpu_nanos()?, with.gateway.cpu_nanos()?];
    let started = Instant::now();
    let mut requests = 0_u32;
    while started.elapsed() < MEASURE || requests < 200 {
        base.connection.ask(request).context(base.name)?;
        with.connection.ask(request).context(with.name)?;
        requests += 1;
    }
    let micros = |nanos: u64| nanos as f64 / 1e3 / f64::from(requests);
    Ok((micros(base.gateway.cpu_nanos()? - before[0]), micros(with.gateway.cpu_nanos()? - before[1])))
}

/// Sorted latencies in microseconds, each from its own sending: a late one delays the next, and is counted once.
fn latencies(base: &Side, with: &Side, request: &[u8]) -> Result<[Vec<f64>; 2]> {
    let port_of = [base.gateway.port, with.gateway.port];
    let [a, b] = port_of.map(|port| {
        let request = request.to_vec();
        std::thread::spawn(move || -> Result<Vec<f64>> {
            let mut connection = Connection::open(port)?;
            let mut latencies = Vec::new();
            let started = Instant::now();
            for number in 0..RATE_PER_SECOND * u32::try_from(MEASURE.as_secs())? {
                let due = started + Duration::from_secs(1) / RATE_PER_SECOND * number;
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
                let sent = Instant::now();
                connection.ask(&request)?;
                latencies.push(sent.elapsed().as_secs_f64() * 1e6);
            }
            latencies.sort_by(f64::total_cmp);
            Ok(latencies)
        })
    });
    let join = |thread: std::thread::JoinHandle<Result<Vec<f64>>>| {
        thread.join().unwrap_or_else(|_| bail!("a client panicked"))
    };
    Ok([join(a)?, join(b)?])
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted.get(sorted.len() * percent / 100).copied().unwrap_or(f64::NAN)
}

fn throughput(side: &Side, request: &[u8]) -> Result<f64> {
    let started = Instant::now();
    let clients: Vec<_> = (0..8)
        .map(|_| {
            let (port, request) = (side.gateway.port, request.to_vec());
            std::thread::spawn(move || -> Result<u32> {
                let mut connection = Connection::open(port)?;
                let mut answers = 0;
                while started.elapsed() < MEASURE {
                    connection.ask(&request)?;
                    answers += 1;
                }
                Ok(answers)
            })
        })
        .collect();
    let mut answers = 0;
    for client in clients {
        answers += client.join().unwrap_or_else(|_| bail!("a client panicked"))?;
    }
    Ok(f64::from(answers) / started.elapsed().as_secs_f64())
}

/// Keeps a process and its threads on one core. False where `taskset` is missing or there is one core only.
fn pin(pid: u32, core: &str) -> bool {
    Command::new("taskset")
        .args(["-a", "-c", "-p", core, &pid.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn request(body: &str) -> Vec<u8> {
    // The Envoy without the module reads the route header from the client; the one with it removes and sets it.
    let head = format!(
        "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nuser-agent: bench\r\naccept: application/json\r\n\
         authorization: Bearer app-key\r\ncontent-type: application/json\r\nx-octroi-route: us_vendor\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body.as_bytes()].concat()
}

/// A connection that is kept, with as little work per request as can be.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(port: u16) -> Result<Connection> {
        let stream = TcpStream::connect(loopback(port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Connection(BufReader::new(stream)))
    }

    fn ask(&mut self, request: &[u8]) -> Result<()> {
        self.0.get_mut().write_all(request)?;
        let (status_line, length) = read_head(&mut self.0)?.context("the gateway closed the connection")?;
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        ensure!(status_line.contains(" 200 "), "expected 200, found {status_line}: {}", String::from_utf8_lossy(&body));
        Ok(())
    }
}

/// The first line and the content length; `None` at the connection's end.
fn read_head(reader: &mut impl BufRead) -> Result<Option<(String, usize)>> {
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse()?,
            Some(_) => {}
            None => return Ok(Some((first, length))),
        }
    }
}

/// An upstream that reads a request and gives the one answer; a thread per connection, until the process ends.
fn upstream() -> Result<u16> {
    let listener = TcpListener::bind(loopback(0))?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || serve(stream));
        }
    });
    Ok(port)
}

fn serve(stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let mut reader = BufReader::with_capacity(256 << 10, stream);
    let mut body = Vec::new();
    while let Some((_, length)) = read_head(&mut reader)? {
        body.resize(length, 0);
        reader.read_exact(&mut body)?;
        reader.get_mut().write_all(answer.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_not_measured_stays_as_it_was() {
        let report = "# Head\n\n## The engine alone\n\na\n\n## The audit log\n\nb\n";
        assert_eq!(section_of(report, Part::Engine.title()).as_deref(), Some("## The engine alone\n\na\n"));
        assert_eq!(section_of(report, Part::Audit.title()).as_deref(), Some("## The audit log\n\nb\n"));
        assert_eq!(section_of(report, Part::Footprint.title()), None);
    }
}
