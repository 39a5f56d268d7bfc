//! One request and its response, as an enum of states. The host's callbacks are methods; what is to be done comes back
//! as values. Nothing here calls a host.
//!
//! ```text
//! open ── obstacle or no body ──────────────┐
//!   │                                       │
//!   └─ Waiting ── body, complete ── read ── classify ── decide ── Sent ── response ── close
//!         │                                             │
//!         └── body never came, headers released ─────── Answered ────────────────── close
//! ```

mod closing;
mod explain;
mod head;
mod metrics;
mod request;
mod response;
mod shown;
mod spending;
mod splice;
mod used_up;

use std::cell::Cell;

pub use closing::Closing;
pub use explain::Explanation;
pub use head::{CREDENTIAL_HEADERS, Header, Headers, PREFIX, written};
pub use metrics::Metric;
pub use response::{Origin, ResponseStep};
pub use shown::{counting, locate, refused, show};
pub use splice::BodyEdit;
pub use used_up::{Covering, UsedUp};

use crate::audit::Record;
use crate::audit::key::{IdentifierKeys, Key, pseudonym};
use crate::budget::{Counters, InMemory};
use crate::detect::Scanner;
use crate::money::{Cost, ServiceTier};
use crate::policy::{Policy, Source, UpstreamId, UpstreamSet, UserSource};
use crate::problem::Problem;
use crate::schema::{Route, Schema};
use crate::words::Reason;
use head::Head;

/// The request header that names the Envoy cluster (`route.cluster_header`). A request without it has no route.
pub const ROUTE_HEADER: &str = "x-octroi-route";

/// How long an upstream that could not be reached is left alone. Long enough that clients' retries go elsewhere, short
/// enough that a restart is noticed.
const OUTAGE_NANOS: u64 = 10_000_000_000;

/// Everything that one configuration makes: the checked policy and the scanner for it.
#[derive(Debug)]
pub struct Engine {
    policy: Policy,
    scanner: Scanner,
    /// Per upstream, until when it counts as unreachable (nanoseconds since 1970).
    outages: Vec<Cell<u64>>,
    properties: Properties,
    counters: Box<dyn Counters>,
    identifier_keys: IdentifierKeys,
    decision_key: Option<Key>,
}

/// The Envoy attributes by which a policy names who asks, their parts joined by NUL; `None` where it takes no attribute.
#[derive(Debug, Clone, Default)]
pub struct Properties {
    /// Of the tenant.
    pub tenant: Option<String>,
    /// Of the application.
    pub application: Option<String>,
    /// Of the user.
    pub user: Option<String>,
}

impl Engine {
    /// Reads a configuration as Envoy hands it over: JSON text, or a protobuf-encoded `google.protobuf.Struct`.
    ///
    /// # Errors
    /// Every problem of the policy.
    pub fn configure(bytes: &[u8]) -> Result<Engine, Vec<Problem>> {
        Ok(Engine::new(Policy::from_config(bytes)?))
    }

    /// An engine for a policy.
    pub fn new(policy: Policy) -> Engine {
        let scanner = Scanner::new(policy.scan_options());
        let outages = policy.upstreams().iter().map(|_| Cell::new(0)).collect();
        let user = match policy.attribution().user() {
            Some(UserSource::Gateway(source)) => source.property(),
            Some(UserSource::Body) | None => None,
        };
        let properties = Properties {
            tenant: policy.tenants().source().and_then(Source::property),
            application: policy.attribution().application().and_then(Source::property),
            user,
        };
        Engine {
            policy,
            scanner,
            outages,
            properties,
            counters: Box::new(InMemory::default()),
            identifier_keys: IdentifierKeys::default(),
            decision_key: None,
        }
    }

    /// The engine with the counters that its host shares among workers. Without, budgets are this engine's own.
    pub fn with_counters(self, counters: Box<dyn Counters>) -> Engine {
        Engine { counters, ..self }
    }

    /// The engine with the key by which decisions are signed for the next hop. Without, none is.
    pub fn with_decision_key(self, decision_key: Option<Key>) -> Engine {
        Engine { decision_key, ..self }
    }

    /// Whether there is a key to sign decisions with.
    pub fn has_decision_key(&self) -> bool {
        self.decision_key.is_some()
    }

    /// Whether there is any key to tell identifiers apart with.
    pub fn has_identifier_keys(&self) -> bool {
        !self.identifier_keys.is_empty()
    }

    /// The engine with the keys by which users are told apart in records. Without any, no user is recorded.
    pub fn with_identifier_keys(self, identifier_keys: IdentifierKeys) -> Engine {
        Engine { identifier_keys, ..self }
    }

    /// What stands in records for an identifier of this tenant (`user`, `conversation`, `body`); `None` without a key.
    fn pseudonym(&self, tenant: Option<&str>, kind: &str, value: &[u8]) -> Option<String> {
        let key = self.identifier_keys.of(tenant)?;
        Some(format!("{}:{}", key.id(), pseudonym(key, kind, value)))
    }

    /// The policy in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Largest body that is read.
    pub fn body_bytes_max(&self) -> usize {
        self.policy.limits().body_bytes_max
    }

    /// What to read of the host for [`Facts`].
    pub fn properties(&self) -> &Properties {
        &self.properties
    }

    fn unreachable_at(&self, now_unix_nanos: u64) -> UpstreamSet {
        let upstreams = self.policy.upstreams().iter().zip(&self.outages);
        UpstreamSet::of(upstreams.filter(|(_, until)| until.get() > now_unix_nanos).map(|(upstream, _)| upstream.id()))
    }

    fn note_outage(&self, id: UpstreamId, until_unix_nanos: u64) {
        if let Some(until) = self.outages.get(id.index()) {
            until.set(until_unix_nanos);
        }
    }
}

/// What the engine cannot know by itself.
#[derive(Clone, Default)]
pub struct Facts {
    /// When the head arrived, nanoseconds since 1970.
    pub now_unix_nanos: u64,
    /// An id that no other decision of this or another worker has.
    pub decision_id: String,
    /// The value of [`Properties::tenant`].
    pub tenant: Option<Vec<u8>>,
    /// The value of [`Properties::application`].
    pub application: Option<Vec<u8>>,
    /// The value of [`Properties::user`].
    pub user: Option<Vec<u8>>,
}

/// A user's name is not shown, and neither are the others': a policy may take any of them from a claim about a person.
impl std::fmt::Debug for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { now_unix_nanos, decision_id, .. } = self;
        f.debug_struct("Facts")
            .field("now_unix_nanos", now_unix_nanos)
            .field("decision_id", decision_id)
            .finish_non_exhaustive()
    }
}

/// A change to one header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderEdit {
    /// This value and no other.
    Set(&'static str, String),
    /// No value.
    Remove(Vec<u8>),
}

/// What to do with the request now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Hold it: more of it is needed.
    Wait,
    /// Change it so, then let it go. Every change must take, or it must not go.
    Forward {
        /// Changes to its headers.
        headers: Vec<HeaderEdit>,
        /// The change to its body.
        body: Option<BodyEdit>,
    },
    /// Answer it from here.
    Reply(Reply),
}

/// An answer from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Why, as a code from a small set.
    pub code: &'static str,
    /// Headers besides the content type.
    pub headers: Vec<(&'static str, String)>,
    /// A JSON error in the shape of the API that was called.
    pub body: String,
}

/// One request and its response.
#[derive(Debug)]
pub enum Exchange {
    /// The head was read; the body is awaited.
    Waiting(Box<Waiting>),
    /// The request went to an upstream, or is on its way there.
    Sent(Box<Sent>),
    /// The request was answered from here.
    Answered(Box<Answered>),
    /// Holds the place of an exchange while it changes its state. Nothing is let go from here.
    Changing,
}

/// What is kept of a request until its body is complete.
#[derive(Debug)]
pub struct Waiting {
    head: Head,
    /// Which API the head asks for; `None` when no schema has this endpoint.
    route: Option<Route>,
    facts: Facts,
    /// When the request is decided: when the last of it that is read has come, nanoseconds since 1970. What changes while
    /// a body is on its way (which upstreams are down, which window a budget is in) is as it is then.
    decided_unix_nanos: u64,
}

/// What is kept of a request that was let go.
#[derive(Debug)]
pub struct Sent {
    record: Record,
    upstream: UpstreamId,
    asked: Option<UpstreamId>,
    /// Models as they are called on the wire; the record has them as the policy lists them.
    model: Option<String>,
    model_asked: Option<String>,
    schema: Option<&'static Schema>,
    images: u64,
    tier: ServiceTier,
    /// The usage was asked for by us, so that the client must not see it.
    strip_usage: bool,
    cost_estimate: Option<Cost>,
    answer: response::Answer,
    spending: spending::Spending,
    opened_unix_nanos: u64,
}

/// What is kept of a request that was answered from here.
#[derive(Debug)]
pub struct Answered {
    record: Record,
    opened_unix_nanos: u64,
}

impl Waiting {
    fn new(headers: Headers, facts: Facts) -> Waiting {
        let head = Head::new(headers);
        let route = Route::of(head.method(), head.path()).ok();
        Waiting { head, route, decided_unix_nanos: facts.now_unix_nanos, facts }
    }
}

impl Exchange {
    /// A request's head has come; `end` when there is no body.
    pub fn open(engine: &Engine, headers: impl Into<Headers>, end: bool, facts: Facts) -> (Exchange, Step) {
        let waiting = Waiting::new(headers.into(), facts);
        let unknown = waiting.route.is_none().then_some(Reason::UnknownEndpoint);
        match waiting.head.obstacle(!end, engine.body_bytes_max()).or(unknown) {
            Some(reason) => request::decide_unread(engine, waiting, reason),
            None if end => request::decide_body(engine, waiting, b""),
            None => (Exchange::Waiting(Box::new(waiting)), Step::Wait),
        }
    }

    fn answered(record: Record, opened_unix_nanos: u64) -> Exchange {
        Exchange::Answered(Box::new(Answered { record, opened_unix_nanos }))
    }

    /// Whether the body is awaited.
    pub fn expects_body(&self) -> bool {
        matches!(self, Exchange::Waiting(_))
    }

    /// Whether the request was let go.
    pub fn expects_response(&self) -> bool {
        matches!(self, Exchange::Sent(_))
    }

    /// This much of the body is held now, and more will come.
    pub fn body_so_far(&mut self, engine: &Engine, held_bytes: usize, now_unix_nanos: u64) -> Step {
        if held_bytes <= engine.body_bytes_max() {
            return Step::Wait;
        }
        self.advance(now_unix_nanos, |waiting| request::decide_unread(engine, waiting, Reason::TooLarge))
    }

    /// The whole body, complete now.
    pub fn body(&mut self, engine: &Engine, body: &[u8], now_unix_nanos: u64) -> Step {
        if body.len() > engine.body_bytes_max() {
            return self.body_so_far(engine, body.len(), now_unix_nanos);
        }
        self.advance(now_unix_nanos, |waiting| request::decide_body(engine, waiting, body))
    }

    /// Leaves `Waiting` by a decision; in any other state there is nothing to decide, and nothing is let go.
    fn advance(&mut self, now_unix_nanos: u64, decide: impl FnOnce(Waiting) -> (Exchange, Step)) -> Step {
        match std::mem::replace(self, Exchange::Changing) {
            Exchange::Waiting(waiting) => {
                let (next, step) = decide(Waiting { decided_unix_nanos: now_unix_nanos, ..*waiting });
                *self = next;
                step
            }
            other => {
                *self = other;
                Step::Wait
            }
        }
    }

    /// The host refused a change: it had released the headers already. Nothing that was decided holds.
    pub fn headers_released(&mut self, engine: &Engine) -> Reply {
        request::host_failure(
            engine,
            self,
            "headers_released",
            "the proxy released the request's headers before its body was read; set \
             `allow_on_headers_stop_iteration: true` in the Wasm filter's PluginConfig (Envoy 1.35 or later)",
        )
    }

    /// Nothing of the body came in a long time.
    pub fn body_never_came(&mut self, engine: &Engine) -> Reply {
        request::host_failure(
            engine,
            self,
            "body_never_came",
            "no byte of the request's body reached the filter; if this happens to every request, set \
             `allow_on_headers_stop_iteration: true` in the Wasm filter's PluginConfig (Envoy 1.35 or later)",
        )
    }

    /// The answer to every request while there is no valid configuration.
    pub fn unconfigured(headers: Headers) -> Reply {
        request::unconfigured(headers)
    }
}
