//! How long the module takes for a request under wasmtime, and how much fuel, which does not depend on the machine.
//!
//! `speed POLICY.json BODY.json...` prints microseconds and fuel of one exchange for each body, then the bytes of the
//! VM's memory after 10,000 exchanges of them all. `cargo xtask bench` runs it.

use std::error::Error;
use std::time::{Duration, Instant};

use host_tests::wasm_host::{HostOptions, Request, Response, Vm};

const MEASURE: Duration = Duration::from_millis(500);
const MIXED: usize = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = std::env::args().skip(1);
    let policy = std::fs::read(files.next().ok_or("usage: speed POLICY.json BODY.json...")?)?;
    let mut vm = Vm::start(&policy, HostOptions::default())?;
    let response = Response::new(200, "application/json", host_tests::chat_answer());
    let requests: Vec<Request> = files
        .map(|file| Ok(Request::post("/v1/chat/completions", std::fs::read(file)?)))
        .collect::<Result<_, std::io::Error>>()?;
    for request in &requests {
        let mut best = f64::INFINITY;
        let mut fuel = u64::MAX;
        for _ in 0..3 {
            let started = Instant::now();
            let mut count = 0_u32;
            while started.elapsed() < MEASURE {
                fuel = fuel.min(vm.exchange(request, &response)?.fuel);
                count += 1;
            }
            best = best.min(started.elapsed().as_secs_f64() * 1e6 / f64::from(count));
        }
        println!("{best:.2} {fuel}");
    }
    for request in requests.iter().cycle().take(MIXED) {
        vm.exchange(request, &response)?;
    }
    println!("{}", vm.memory_bytes());
    Ok(())
}
