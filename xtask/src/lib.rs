//! The repository's own tasks, as a library that the tests in the real Envoy share: getting and building the parts,
//! the stand-in upstreams, a running Envoy, the demo's cases, the demo and the bench.

pub mod audit_bench; // how fast a long log is read
pub mod audit_log; // the log of a quarter that never was
pub mod bench; // what the module costs
pub mod browser; // a page in a real browser
pub mod cases; // examples/requests: a request and the decision expected for it
pub mod dashboard; // the dashboard's queries, answered by a real Prometheus
pub mod demo; // the cases through the gateway, as a table
pub mod footprint; // what the module weighs, and which part of it is whose
pub mod gateway; // Envoy, started from envoy/envoy.yaml
pub mod licenses; // what may be linked in
pub mod outside; // sets made from other tools, and Presidio beside
pub mod parts; // the module and Envoy: built or fetched
pub mod playground; // the engine and a policy in one page
pub mod prometheus; // a Prometheus that scrapes the gateway
pub mod prompts; // prompts of a size, clean and dirty
pub mod scorecard; // how well the detectors do on the labelled sets
pub mod standin; // upstreams in this process, which record what reaches them
pub mod tokens; // the estimate of tokens against the real tokenizers
pub mod wire; // an HTTP/1.1 client: proper requests, and raw bytes
