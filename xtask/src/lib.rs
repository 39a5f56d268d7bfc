//! The repository's own tasks, as a library that the tests in the real Envoy share: getting and building the parts,
//! the stand-in upstreams, a running Envoy, the demo's cases, the demo and the bench.

pub mod cases; // examples/requests: a request and the decision expected for it
pub mod demo;
pub mod gateway;
pub mod parts; // the module and Envoy: built or fetched
pub mod standin;
pub mod wire; // an HTTP/1.1 client: proper requests, and raw bytes // upstreams in this process, which record what reaches them // Envoy, started from envoy/envoy.yaml // the cases through the gateway, as a table
