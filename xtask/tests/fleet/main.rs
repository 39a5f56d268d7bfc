//! Budgets for a fleet, in the real Envoy: `envoy/fleet-budgets.yaml` against a rate-limit service that speaks the real
//! protocol.

mod ratelimit;

use std::time::{Duration, Instant};

use ratelimit::RateLimitServer;
use serde_json::{Value, json};
use xtask::gateway::{self, Config, Options};
use xtask::standin::FAULT_HEADER;
use xtask::wire::{Answer, Ask};

/// The sample with the three pieces of `envoy/fleet-budgets.yaml`, put where that file says.
fn with_fleet(config: &mut Config, port: u16) {
    let text = std::fs::read_to_string(xtask::parts::root().join("envoy/fleet-budgets.yaml")).expect("it is shipped");
    let mut pieces: Value = gateway::yaml(&text).expect("it is YAML");
    let filters = config.manager("/http_filters").unwrap().as_array_mut().expect("a list");
    let octroi = filters.iter().position(|filter| filter["name"] == "octroi").expect("it is there");
    filters.insert(octroi + 1, pieces["http_filter"].take());
    let route = config.manager("/route_config/virtual_hosts/0/routes/0").unwrap();
    route["typed_per_filter_config"] = pieces["typed_per_filter_config"].take();
    let mut cluster = pieces["cluster"].take();
    cluster["type"] = json!("STATIC");
    let address = "/load_assignment/endpoints/0/lb_endpoints/0/endpoint/address/socket_address";
    *cluster.pointer_mut(address).expect("an address") = json!({"address": "127.0.0.1", "port_value": port});
    config.at("/static_resources/clusters").unwrap().as_array_mut().expect("a list").push(cluster);
}

fn chat(tenant: &str, stream: bool) -> Ask {
    let body = json!({"model": "gpt-4o", "stream": stream,
        "messages": [{"role": "user", "content": "Name three rivers."}]});
    Ask::json("/v1/chat/completions", &body).header("x-tenant", tenant)
}

/// Waits for the hits of a tenant to be so many: they are charged when the stream is done, after the answer.
fn hits(server: &RateLimitServer, tenant: &str, wanted: u64) {
    let waiting = Instant::now();
    while server.hits(&format!("tenant={tenant}")) != wanted {
        let hits = server.hits(&format!("tenant={tenant}"));
        assert!(waiting.elapsed() < Duration::from_secs(20), "{hits} hits of `{tenant}`, not {wanted}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn tokens_spent_arrive_at_the_rate_limit_service_and_bound_what_follows() {
    const LIMIT: u64 = 400;
    let server = RateLimitServer::start(LIMIT).expect("it starts");
    let standins = gateway::standins().expect("ports can be opened");
    let mut config = Config::sample(&standins).unwrap_or_else(|error| panic!("{error:#}"));
    with_fleet(&mut config, server.port);
    let options = Options { workers: 2, ..Options::default() };
    let gateway = config.start("fleet", &options).unwrap_or_else(|error| panic!("{error:#}"));
    let send = |ask: Ask| -> Answer { ask.send(gateway.port).expect("the gateway answers") };
    let served = || {
        let all = standins.iter().flat_map(|standin| standin.received());
        all.map(|one| one.usage.input + one.usage.output).sum::<u64>()
    };

    // To the last token, streams as well as whole answers.
    let mut passed = 0;
    while server.hits("tenant=support") < LIMIT {
        let answer = send(chat("support", passed % 2 == 0));
        assert_eq!(answer.status, 200, "{}", answer.text());
        passed += 1;
        hits(&server, "support", served());
        assert!(passed < 50, "nothing is charged");
    }

    // Nothing is left: 429, and nothing more reaches an upstream or is charged.
    let before = served();
    for _ in 0..3 {
        assert_eq!(send(chat("support", false)).status, 429);
    }
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!((served(), server.hits("tenant=support")), (before, before));

    // Another tenant has its own. What failed costs nothing.
    let failed = send(chat("engineering", false).header(FAULT_HEADER, "500"));
    assert_eq!(failed.status, 500);
    assert_eq!(send(chat("engineering", false)).status, 200);
    hits(&server, "engineering", served() - before);

    // Without the service, `failure_mode_deny` refuses.
    drop(server);
    let waiting = Instant::now();
    while send(chat("engineering", false)).status == 200 {
        assert!(waiting.elapsed() < Duration::from_secs(20), "requests pass without the service");
    }
    assert!(send(chat("engineering", false)).status.as_u16() >= 500);
}
