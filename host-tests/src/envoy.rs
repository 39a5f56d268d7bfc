//! The module in the real Envoy: a gateway with stand-ins, shared by the tests of one file.

use std::sync::{Mutex, MutexGuard};

use serde_json::Value;
use xtask::gateway::{self, Config, Gateway, Options};
use xtask::standin::{Received, Standin};
use xtask::wire::{Answer, Ask};

/// A request header by which a test finds its own requests among everything the stand-ins received.
pub const MARK: &str = "x-test-mark";

/// A gateway and the upstreams behind it.
pub struct Fixture {
    pub gateway: Gateway,
    standins: Mutex<Vec<Standin>>,
}

impl Fixture {
    /// Starts Envoy with the sample configuration. `name` must be unique among all tests.
    pub fn start(name: &str) -> Fixture {
        Fixture::start_with(name, &Options::default(), |_| ())
    }

    /// The same after a change to the configuration.
    pub fn start_with(name: &str, options: &Options, change: impl FnOnce(&mut Config)) -> Fixture {
        let standins = gateway::standins().expect("ports can be opened");
        let mut config = Config::sample(&standins).unwrap_or_else(|error| panic!("{error:#}"));
        change(&mut config);
        let gateway = config.start(name, options).unwrap_or_else(|error| panic!("{error:#}"));
        Fixture { gateway, standins: Mutex::new(standins) }
    }

    /// The stand-ins, for who needs them alone.
    pub fn standins(&self) -> MutexGuard<'_, Vec<Standin>> {
        self.standins.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Which upstreams a marked request reached, and as what.
    pub fn received(&self, mark: &str) -> Vec<(String, Received)> {
        let standins = self.standins();
        let of = |standin: &Standin| {
            let name = standin.name.clone();
            let marked = standin.received().into_iter().filter(|received| received.header(MARK) == Some(mark));
            marked.map(|received| (name.clone(), received)).collect::<Vec<_>>()
        };
        standins.iter().flat_map(of).collect()
    }

    /// Sends a marked request.
    pub fn send(&self, mark: &str, ask: Ask) -> Answer {
        ask.header(MARK, mark).send(self.gateway.port).expect("the gateway answers")
    }

    /// Octroi's record for an answer.
    pub fn record(&self, answer: &Answer) -> Value {
        let decision = answer.header("x-octroi-decision").expect("the answer tells its decision");
        self.gateway.record(decision).unwrap_or_else(|error| panic!("{error:#}"))
    }

    /// What Envoy said so far, without timestamps in the way of a search.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.gateway.log).unwrap_or_default()
    }
}
