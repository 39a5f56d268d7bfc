//! A stand-in for a rate-limit service: gRPC, `envoy.service.ratelimit.v3.RateLimitService`, with one limit in hits for
//! each set of descriptors it is asked about. Windows do not end here; a real service (Envoy's own, in Go with Redis) has
//! them, and keeps its counters when gateways restart.
//!
//! Of the messages only the fields that Envoy sends and reads here are declared; a decoder skips the others.
//! Source: <https://www.envoyproxy.io/docs/envoy/latest/api-v3/service/ratelimit/v3/rls.proto>

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::task::{JoinHandle, JoinSet};
use tonic::Status;
use tonic::server::{Grpc, UnaryService};
use tonic_prost::ProstCodec;

use xtask::wire::{loopback, runtime};

const METHOD: &str = "/envoy.service.ratelimit.v3.RateLimitService/ShouldRateLimit";

#[derive(Clone, PartialEq, prost::Message)]
pub struct RateLimitRequest {
    #[prost(string, tag = "1")]
    pub domain: String,
    #[prost(message, repeated, tag = "2")]
    pub descriptors: Vec<Descriptor>,
    /// For descriptors that have none of their own; 0 is 1.
    #[prost(uint32, tag = "3")]
    pub hits_addend: u32,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Descriptor {
    #[prost(message, repeated, tag = "1")]
    pub entries: Vec<Entry>,
    /// A `google.protobuf.UInt64Value`, so that a number that is 0 can be told from none.
    #[prost(message, optional, tag = "3")]
    pub hits_addend: Option<u64>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Entry {
    #[prost(string, tag = "1")]
    pub key: String,
    #[prost(string, tag = "2")]
    pub value: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct RateLimitResponse {
    #[prost(int32, tag = "1")]
    overall_code: i32,
    #[prost(message, repeated, tag = "2")]
    statuses: Vec<DescriptorStatus>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct DescriptorStatus {
    #[prost(int32, tag = "1")]
    code: i32,
    #[prost(uint32, tag = "3")]
    limit_remaining: u32,
}

const OK: i32 = 1;
const OVER_LIMIT: i32 = 2;

/// Hits by descriptor, `tenant=support`.
#[derive(Debug, Default)]
struct Counters {
    limit: u64,
    hits: BTreeMap<String, u64>,
}

impl Counters {
    /// Adds what the request says, then answers: over the limit is who has used all of it. So a question that adds
    /// nothing asks whether anything is left.
    fn answer(&mut self, request: &RateLimitRequest) -> RateLimitResponse {
        let status = |descriptor: &Descriptor| {
            let name: Vec<String> =
                descriptor.entries.iter().map(|entry| format!("{}={}", entry.key, entry.value)).collect();
            let hits = self.hits.entry(name.join(",")).or_default();
            *hits += descriptor.hits_addend.unwrap_or(u64::from(request.hits_addend.max(1)));
            let code = if *hits >= self.limit { OVER_LIMIT } else { OK };
            let left = self.limit.saturating_sub(*hits);
            DescriptorStatus { code, limit_remaining: u32::try_from(left).unwrap_or(u32::MAX) }
        };
        let statuses: Vec<DescriptorStatus> = request.descriptors.iter().map(status).collect();
        let overall_code = statuses.iter().map(|status| status.code).max().unwrap_or(OK);
        RateLimitResponse { overall_code, statuses }
    }
}

/// The service. Stops when dropped.
pub struct RateLimitServer {
    pub port: u16,
    counters: Arc<Mutex<Counters>>,
    server: JoinHandle<()>,
}

impl RateLimitServer {
    /// Starts on a free port, with this limit for every descriptor.
    pub fn start(limit: u64) -> Result<RateLimitServer> {
        let listener = TcpListener::bind(loopback(0))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let counters = Arc::new(Mutex::new(Counters { limit, ..Counters::default() }));
        let _inside = runtime().enter();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let server = runtime().spawn(serve(listener, Arc::clone(&counters)));
        Ok(RateLimitServer { port, counters, server })
    }

    /// Hits so far of a descriptor, written `tenant=support`.
    pub fn hits(&self, descriptor: &str) -> u64 {
        self.counters.lock().expect("no holder panics").hits.get(descriptor).copied().unwrap_or(0)
    }
}

impl Drop for RateLimitServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(listener: tokio::net::TcpListener, counters: Arc<Mutex<Counters>>) {
    let mut connections = JoinSet::new(); // dropped with this task, and the connections with it
    while let Ok((stream, _)) = listener.accept().await {
        let counters = Arc::clone(&counters);
        let service = service_fn(move |request| handle(Arc::clone(&counters), request));
        connections.spawn(async move {
            let http2 = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
            let _ = http2.serve_connection(TokioIo::new(stream), service).await;
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn handle(
    counters: Arc<Mutex<Counters>>,
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<tonic::body::Body>, Infallible> {
    if request.uri().path() != METHOD {
        return Ok(Status::unimplemented("this service knows one method").into_http());
    }
    let codec = ProstCodec::<RateLimitResponse, RateLimitRequest>::default();
    Ok(Grpc::new(codec).unary(ShouldRateLimit(counters), request).await)
}

struct ShouldRateLimit(Arc<Mutex<Counters>>);

impl UnaryService<RateLimitRequest> for ShouldRateLimit {
    type Response = RateLimitResponse;
    type Future = std::future::Ready<Result<tonic::Response<RateLimitResponse>, Status>>;

    fn call(&mut self, request: tonic::Request<RateLimitRequest>) -> Self::Future {
        let answer = self.0.lock().expect("no holder panics").answer(request.get_ref());
        std::future::ready(Ok(tonic::Response::new(answer)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_adds_nothing_asks_whether_anything_is_left() {
        let mut counters = Counters { limit: 10, ..Counters::default() };
        let mut ask = |tenant: &str, addend: Option<u64>, of_request: u32| {
            let entry = Entry { key: "tenant".to_owned(), value: tenant.to_owned() };
            let descriptors = vec![Descriptor { entries: vec![entry], hits_addend: addend }];
            counters
                .answer(&RateLimitRequest { domain: "d".to_owned(), descriptors, hits_addend: of_request })
                .overall_code
        };
        assert_eq!(ask("a", Some(0), 0), OK);
        assert_eq!(ask("a", Some(9), 0), OK);
        assert_eq!(ask("a", Some(0), 5), OK);
        assert_eq!(ask("b", None, 0), OK);
        assert_eq!(ask("a", None, 0), OVER_LIMIT);
        assert_eq!(ask("a", Some(0), 0), OVER_LIMIT);
        assert_eq!(ask("b", Some(0), 0), OK);
    }
}
