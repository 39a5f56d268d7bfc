//! Octroi's proxy-wasm module: Envoy's callbacks in, the engine's effects out.
//!
//! Everything that thinks is in `octroi-core`; everything that calls the host is in [`host`]. What stands here is the
//! order in which the two meet: one [`Worker`] per VM (Envoy runs one per worker thread), one [`Stream`] per request.
#![cfg(target_family = "wasm")]

mod alloc;
mod host;

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use host::{Buffer, HostError, Level, Map, MetricKind};
use octroi_core::audit::chain::{AnchorKind, Chain, Tips};
use octroi_core::audit::key::{IdentifierKeys, Key, Use};
use octroi_core::budget::{Counters, NoCounters};
use octroi_core::exchange::{BodyEdit, Closing, Engine, Exchange, Facts, HeaderEdit, Metric, Origin, Reply, Step};

#[global_allocator]
static ALLOCATOR: alloc::Lists = alloc::Lists::new();

const CONTINUE: u32 = 0;
const PAUSE: u32 = 1;

/// How often waiting requests are looked at.
const TICK_MILLIS: u32 = 2_000;

/// How long a request may be held without one byte of its body having reached us. A host that lacks
/// `allow_on_headers_stop_iteration` never delivers it; a slow client sends at least its first bytes by then.
const SILENCE_NANOS_MAX: u64 = 8_000_000_000;

/// One VM's state.
#[derive(Default)]
struct Worker {
    /// By root context: the engine of its configuration, or `None` if that was refused.
    engines: BTreeMap<u32, Option<Rc<Engine>>>,
    /// By root context: the chain of its records.
    chains: BTreeMap<u32, Chain>,
    streams: BTreeMap<u32, Stream>,
    /// The host's handle of each metric, by the hash of its name: the names are those of a policy, and an accident among
    /// 100,000 of them is one in a thousand million. To look a name up as it is would cost a hash and a comparison.
    metric_handles: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// Distinguishes this VM's decision ids from every other's.
    salt: u64,
    decisions: u64,
}

/// One request and its response.
struct Stream {
    root: u32,
    exchange: Option<Exchange>,
    opened_unix_nanos: u64,
    filter_nanos: u64,
    body_seen: bool,
    /// The response's headers are held until its body is complete.
    response_held: bool,
    /// Bytes of a held answer that were read.
    response_read: usize,
}

thread_local! {
    static WORKER: RefCell<Worker> = RefCell::default();
}

/// Runs `f` on the worker. Should the host ever re-enter a callback from within a call, there is no worker to be had,
/// and the answer is `otherwise`: a pause, which sends nothing.
fn with_worker<T>(otherwise: T, f: impl FnOnce(&mut Worker) -> T) -> T {
    WORKER.with(|cell| match cell.try_borrow_mut() {
        Ok(mut worker) => f(&mut worker),
        Err(_) => otherwise,
    })
}

#[unsafe(no_mangle)]
extern "C" fn proxy_abi_version_0_2_1() {}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_vm_start(_root: u32, _size: usize) -> u32 {
    1
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_context_create(context: u32, parent: u32) {
    with_worker((), |worker| {
        if parent == 0 {
            worker.engines.insert(context, None);
        } else {
            worker.streams.insert(context, Stream::new(parent));
        }
    });
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_configure(root: u32, size: usize) -> u32 {
    let bytes = host::buffer(Buffer::PluginConfiguration, 0, size).unwrap_or_default();
    let keys = match Keys::of_environment() {
        Ok(keys) => keys,
        Err(problem) => {
            host::log(Level::Error, &format!("octroi: {problem}"));
            return 0;
        }
    };
    let engine = match Engine::configure(&bytes) {
        Ok(engine) => {
            let engine = engine.with_counters(Box::new(SharedData)).with_identifier_keys(keys.identifiers);
            let engine = engine.with_decision_key(keys.decision);
            warn_of_missing_keys(&engine);
            Some(Rc::new(engine))
        }
        Err(problems) => {
            host::log(Level::Error, &format!("octroi: the policy has {} problem(s):", problems.len()));
            for problem in &problems {
                host::log(Level::Error, &format!("octroi: {problem}"));
            }
            None
        }
    };
    let accepted = engine.is_some();
    with_worker((), |worker| {
        let now = host::now_unix_nanos();
        worker.salt = now ^ random_u64();
        if let Some(engine) = &engine {
            let chain = Chain::begin(keys.chain, worker.salt, engine.policy().digest(), now);
            worker.chains.insert(root, chain);
        }
        worker.engines.insert(root, engine);
    });
    if accepted && host::set_tick_period_millis(TICK_MILLIS).is_err() {
        host::log(
            Level::Warn,
            "octroi: the host gives no ticks; a request whose body never comes will not be answered",
        );
    }
    u32::from(accepted)
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_request_headers(context: u32, _count: usize, end: u32) -> u32 {
    with_worker(PAUSE, |worker| {
        let now = host::now_unix_nanos();
        let engine = worker.engine_of(context);
        let decision_id = worker.next_decision_id();
        worker.announce(context);
        let headers = host::headers(Map::Request).unwrap_or_default();
        let Some(stream) = worker.streams.get_mut(&context) else { return PAUSE };
        stream.opened_unix_nanos = now;
        let Some(engine) = engine else {
            reply(&Exchange::unconfigured(headers));
            return PAUSE;
        };
        let property = |path: &Option<String>| path.as_deref().and_then(|path| host::property(path).ok());
        let properties = engine.properties();
        let facts = Facts {
            now_unix_nanos: now,
            decision_id,
            tenant: property(&properties.tenant),
            application: property(&properties.application),
            user: property(&properties.user),
        };
        let (exchange, step) = Exchange::open(&engine, headers, end != 0, facts);
        stream.exchange = Some(exchange);
        let action = stream.take_step(&engine, step);
        stream.clock(now);
        action
    })
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_request_body(context: u32, size: usize, end: u32) -> u32 {
    with_worker(PAUSE, |worker| worker.request_body(context, size, end != 0))
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_request_trailers(context: u32, _count: usize) -> u32 {
    // With trailers, no body callback says that the body has ended.
    with_worker(PAUSE, |worker| worker.request_body(context, usize::MAX, true))
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_response_headers(context: u32, _count: usize, end: u32) -> u32 {
    with_worker(CONTINUE, |worker| {
        let Some(engine) = worker.engine_of(context) else { return CONTINUE };
        let Some(stream) = worker.streams.get_mut(&context) else { return CONTINUE };
        let Some(exchange) = stream.exchange.as_mut().filter(|e| e.expects_response()) else { return CONTINUE };
        let now = host::now_unix_nanos();
        let headers = host::headers(Map::Response).unwrap_or_default();
        let step = exchange.response_head(&engine, &headers, origin, end != 0, now);
        stream.response_held = step.hold;
        // Response headers only inform; a host that refuses one changes nothing about where the data went.
        let _ = apply_headers(Map::Response, &step.headers);
        if end != 0 {
            stream.finish_response(&engine);
        }
        stream.clock(now);
        if step.hold { PAUSE } else { CONTINUE }
    })
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_response_body(context: u32, size: usize, end: u32) -> u32 {
    with_worker(CONTINUE, |worker| {
        let Some(engine) = worker.engine_of(context) else { return CONTINUE };
        let Some(stream) = worker.streams.get_mut(&context) else { return CONTINUE };
        let Some(exchange) = stream.exchange.as_mut().filter(|e| e.expects_response()) else { return CONTINUE };
        let now = host::now_unix_nanos();
        // The host keeps a held answer and shows all of it each time. It is read as it comes: should it break off, no call
        // will follow, and what came is to be paid all the same.
        let read = if stream.response_held { std::mem::replace(&mut stream.response_read, size) } else { 0 };
        if size > read {
            let chunk = host::buffer(Buffer::ResponseBody, read, size - read).unwrap_or_default();
            if let Some(edit) = exchange.response_chunk(&engine, &chunk) {
                apply_body(Buffer::ResponseBody, &edit);
            }
        }
        if end != 0 {
            stream.finish_response(&engine);
        }
        stream.clock(now);
        if stream.response_held && end == 0 { PAUSE } else { CONTINUE }
    })
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_log(context: u32) {
    with_worker((), |worker| {
        let Some(engine) = worker.engine_of(context) else { return };
        let Some(stream) = worker.streams.get_mut(&context) else { return };
        let Some(exchange) = stream.exchange.take() else { return };
        let Some(chain) = worker.chains.get_mut(&stream.root) else { return };
        let closing = exchange.close(&engine, chain, host::now_unix_nanos(), stream.filter_nanos);
        worker.publish(&closing);
    });
}

#[unsafe(no_mangle)]
extern "C" fn proxy_on_delete(context: u32) {
    with_worker((), |worker| {
        worker.streams.remove(&context);
        worker.anchor(context, AnchorKind::Close);
        worker.engines.remove(&context);
        worker.chains.remove(&context);
    });
}

/// Answers requests that are held although nothing of their body ever came.
#[unsafe(no_mangle)]
extern "C" fn proxy_on_tick(root: u32) {
    with_worker((), |worker| {
        let Some(Some(engine)) = worker.engines.get(&root).cloned() else { return };
        let now = host::now_unix_nanos();
        for (context, stream) in worker.streams.iter_mut().filter(|(_, s)| s.root == root && !s.body_seen) {
            let silent = now.saturating_sub(stream.opened_unix_nanos) > SILENCE_NANOS_MAX;
            let Some(exchange) = stream.exchange.as_mut().filter(|e| silent && e.expects_body()) else { continue };
            if host::set_effective_context(*context).is_ok() {
                reply(&exchange.body_never_came(&engine));
            }
        }
        let _ = host::set_effective_context(root);
        worker.count(&engine.budget_gauges(now));
        let seconds = engine.policy().audit().anchor_seconds();
        if worker.chains.get(&root).is_some_and(|chain| chain.anchor_is_due(now, seconds)) {
            worker.anchor(root, AnchorKind::Last);
        }
    });
}

/// The shared value in which the process's chains tell their ends.
const TIPS_KEY: &str = "octroi.chains";

/// Tells the other workers how far a chain has come, and hears how far theirs have. If another worker does so at the same
/// moment, this one's turn comes with the next anchor.
fn exchange_tips(chain: &mut Chain) {
    let (bytes, version) = match host::shared_data(TIPS_KEY) {
        Ok((bytes, version)) => (bytes, Some(version)),
        Err(HostError::NotFound) => (Vec::new(), None),
        Err(_) => return,
    };
    let mut tips = Tips::parse(&bytes);
    chain.witness(&tips);
    tips.put(chain.tip());
    let _ = host::set_shared_data(TIPS_KEY, &tips.to_bytes(), version);
}

/// The counters of budgets: the host's shared data, which all workers see.
#[derive(Debug)]
struct SharedData;

impl Counters for SharedData {
    fn load(&self, key: &str) -> Result<Option<(Vec<u8>, u32)>, NoCounters> {
        match host::shared_data(key) {
            Ok(found) => Ok(Some(found)),
            Err(HostError::NotFound) => Ok(None),
            Err(_) => Err(NoCounters),
        }
    }

    fn store(&self, key: &str, value: &[u8], version: Option<u32>) -> Result<bool, NoCounters> {
        match host::set_shared_data(key, value, version) {
            Ok(()) => Ok(true),
            Err(HostError::CasMismatch) => Ok(false),
            Err(_) => Err(NoCounters),
        }
    }
}

impl Worker {
    fn engine_of(&self, context: u32) -> Option<Rc<Engine>> {
        self.engines.get(&self.streams.get(&context)?.root)?.clone()
    }

    fn next_decision_id(&mut self) -> String {
        self.decisions = self.decisions.wrapping_add(1);
        let mut id = String::with_capacity(33);
        push_hex(&mut id, self.salt, 16);
        id.push('-');
        push_hex(&mut id, self.decisions, 1);
        id
    }

    /// Tells of a chain when its first request comes: Envoy's main thread loads the configuration, too, and never has one.
    fn announce(&mut self, context: u32) {
        let Some(root) = self.streams.get(&context).map(|stream| stream.root) else { return };
        if self.chains.get(&root).is_some_and(|chain| !chain.is_announced()) {
            self.anchor(root, AnchorKind::Open);
        }
    }

    /// Says in Envoy's log how far a root context's chain has come.
    fn anchor(&mut self, root: u32, kind: AnchorKind) {
        let Some(chain) = self.chains.get_mut(&root) else { return };
        if let Some(line) = chain.anchor(kind, host::now_unix_nanos()) {
            host::log(Level::Info, &line);
            exchange_tips(chain);
        }
    }

    /// A part of the body has come; `end` when it is the last.
    fn request_body(&mut self, context: u32, size: usize, end: bool) -> u32 {
        let engine = self.engine_of(context);
        let (Some(engine), Some(stream)) = (engine, self.streams.get_mut(&context)) else { return PAUSE };
        stream.body_seen = true;
        let Some(exchange) = stream.exchange.as_mut() else { return PAUSE };
        if !exchange.expects_body() {
            return exchange_action(exchange);
        }
        let now = host::now_unix_nanos();
        let step = if end {
            let body =
                host::buffer(Buffer::RequestBody, 0, engine.body_bytes_max().saturating_add(1)).unwrap_or_default();
            exchange.body(&engine, &body, now)
        } else {
            exchange.body_so_far(&engine, size, now)
        };
        let action = stream.take_step(&engine, step);
        stream.clock(now);
        action
    }

    fn publish(&mut self, closing: &Closing) {
        for (name, value) in &closing.filter_state {
            // A host without filter state has no access log to read it either.
            let _ = host::set_filter_state(name, value.as_bytes());
        }
        self.count(&closing.metrics);
    }

    fn count(&mut self, metrics: &[Metric]) {
        for metric in metrics {
            let (kind, name, value) = match metric {
                Metric::Count(name, by) => (MetricKind::Counter, name, *by),
                Metric::Record(name, value) => (MetricKind::Histogram, name, *value),
                Metric::Gauge(name, value) => (MetricKind::Gauge, name, *value),
            };
            let Some(handle) = self.metric_handle(kind, name) else { continue };
            let _ = match kind {
                MetricKind::Counter => host::increment_metric(handle, value),
                MetricKind::Gauge | MetricKind::Histogram => host::record_metric(handle, value),
            };
        }
    }

    fn metric_handle(&mut self, kind: MetricKind, name: &str) -> Option<u32> {
        match self.metric_handles.entry(hash(name)) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(new) => Some(*new.insert(host::define_metric(kind, name).ok()?)),
        }
    }
}

impl Stream {
    fn new(root: u32) -> Stream {
        Stream {
            root,
            exchange: None,
            opened_unix_nanos: 0,
            filter_nanos: 0,
            body_seen: false,
            response_held: false,
            response_read: 0,
        }
    }

    fn clock(&mut self, since_unix_nanos: u64) {
        let spent = host::now_unix_nanos().saturating_sub(since_unix_nanos);
        self.filter_nanos = self.filter_nanos.saturating_add(spent);
    }

    /// Does to the request what the engine said. If the host refuses one header, the headers have left already, and
    /// nothing said about their destination is true: the request is answered, not forwarded.
    fn take_step(&mut self, engine: &Engine, step: Step) -> u32 {
        match step {
            Step::Wait => PAUSE,
            Step::Reply(answer) => {
                reply(&answer);
                PAUSE
            }
            Step::Forward { headers, body } => {
                let applied = apply_headers(Map::Request, &headers)
                    && body.is_none_or(|edit| apply_body(Buffer::RequestBody, &edit));
                match self.exchange.as_mut() {
                    Some(_) if applied => CONTINUE,
                    Some(exchange) => {
                        reply(&exchange.headers_released(engine));
                        PAUSE
                    }
                    None => PAUSE,
                }
            }
        }
    }

    fn finish_response(&mut self, engine: &Engine) {
        if let Some(exchange) = self.exchange.as_mut() {
            let headers = exchange.response_end(engine);
            if self.response_held {
                let _ = apply_headers(Map::Response, &headers);
            }
        }
    }
}

/// What a body callback answers when the engine no longer waits for a body: on with it if the request was let
/// through, and nothing if it was answered.
fn exchange_action(exchange: &Exchange) -> u32 {
    if exchange.expects_response() { CONTINUE } else { PAUSE }
}

/// Who made a response that is an error. A time-out says nothing about the upstream: a slow answer to one client is none
/// to the next. The details tell of the last attempt only: after a retry, an earlier one may have been sent.
/// Source: <https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/response_code_details>
fn origin() -> Origin {
    const NOWHERE_TO_SEND: &[&[u8]] = &[b"no_healthy_upstream", b"cluster_not_found"];
    // In braces behind it stands how: the connection was never made, or it was and broke.
    const RESET: &[u8] = b"upstream_reset_before_response_started";
    const NEVER_MADE: &[&[u8]] = &[b"connection_failure", b"connection_timeout", b"overflow"];
    let Ok(details) = host::property("response\0code_details") else { return Origin::Upstream };
    let unsent = || if attempts() > 1 { Origin::Broken } else { Origin::Unsent };
    let holds = |part: &&[u8]| details.windows(part.len()).any(|window| window == *part);
    match details.as_slice() {
        b"via_upstream" => Origin::Upstream,
        details if NOWHERE_TO_SEND.iter().any(|code| details.starts_with(code)) => unsent(),
        details if details.starts_with(RESET) && NEVER_MADE.iter().any(holds) => unsent(),
        details if details.starts_with(RESET) => Origin::Broken,
        _ => Origin::Proxy,
    }
}

/// How often the host tried to send the request; a retry that found no host counts, too. Envoys before 1.33 do not tell.
/// Source: <https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/advanced/attributes>
fn attempts() -> u64 {
    let told = host::property("upstream\0request_attempt_count").ok();
    told.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

fn reply(answer: &Reply) {
    let mut headers: Vec<(&str, &[u8])> = vec![("content-type", b"application/json")];
    headers.extend(answer.headers.iter().map(|(name, value)| (*name, value.as_bytes())));
    let details = format!("octroi_{}", answer.code);
    if host::send_local_response(answer.status, &details, &headers, answer.body.as_bytes()).is_err() {
        host::log(Level::Warn, "octroi: the host refused a local response; the request stays held");
    }
}

/// False as soon as the host refuses one.
fn apply_headers(map: Map, edits: &[HeaderEdit]) -> bool {
    edits.iter().all(|edit| match edit {
        HeaderEdit::Set(name, value) => host::set_header(map, name, value.as_bytes()).is_ok(),
        HeaderEdit::Remove(name) => host::remove_header(map, name).is_ok(),
    })
}

fn apply_body(buffer: Buffer, edit: &BodyEdit) -> bool {
    host::replace_buffer_start(buffer, edit.drop_bytes, &edit.replacement).is_ok()
}

/// Keys of Envoy's environment, handed over by `vm_config.environment_variables.host_env_keys`. What needs one is off
/// without it. A key that cannot be read is refused: what it is for would be off, and nobody know.
struct Keys {
    /// Of the audit chain. Without it records are chained by a plain hash.
    chain: Option<Key>,
    /// Of signed decisions. Not the chain's: the next hop needs it to check them.
    decision: Option<Key>,
    /// By which users, conversations and bodies are told apart in records: `TENANT=ID:HEX`, and `*` for all others.
    identifiers: IdentifierKeys,
}

impl Keys {
    fn of_environment() -> Result<Keys, String> {
        let key = |variable: &str, r#use| {
            let text = variable_text(variable)?;
            text.map(|text| Key::parse(&text, r#use)).transpose().map_err(|problem| format!("{variable}: {problem}"))
        };
        const IDENTIFIERS: &str = "OCTROI_IDENTIFIER_KEYS";
        let identifiers = variable_text(IDENTIFIERS)?.map(|text| IdentifierKeys::parse(&text)).transpose();
        Ok(Keys {
            chain: key("OCTROI_AUDIT_KEY", Use::Chain)?,
            decision: key("OCTROI_DECISION_KEY", Use::Decision)?,
            identifiers: identifiers
                .map_err(|problem| format!("{IDENTIFIERS}: `TENANT=` and a key, one for each tenant: {problem}"))?
                .unwrap_or_default(),
        })
    }
}

fn variable_text(variable: &str) -> Result<Option<String>, String> {
    match std::env::var(variable) {
        Ok(text) => Ok(Some(text)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(format!("{variable}: expected text")),
    }
}

fn warn_of_missing_keys(engine: &Engine) {
    if engine.policy().audit().signs() && !engine.has_decision_key() {
        host::log(Level::Warn, "octroi: the policy wants decisions signed, and there is no OCTROI_DECISION_KEY");
    }
    let policy = engine.policy();
    let identifies = policy.audit().identifies() || policy.attribution().user().is_some();
    if identifies && !engine.has_identifier_keys() {
        host::log(Level::Warn, "octroi: the policy wants identifiers hashed, and there is no OCTROI_IDENTIFIER_KEYS");
    }
}

/// The hasher of what is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A hash of a metric's name, eight bytes at a time. Nobody outside chooses a name, so that nobody can look for two that
/// have the same; SipHash, which is made against that, was a tenth of what the end of an exchange costs.
fn hash(name: &str) -> u64 {
    const ODD: u64 = 0x517c_c1b7_2722_0a95; // FxHash's, from the digits of pi
    let (words, rest) = name.as_bytes().as_chunks::<8>();
    let tail = rest.iter().fold(1, |tail, byte| tail << 8 | u64::from(*byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    words.chain([tail]).fold(0, |hash: u64, word| (hash.rotate_left(5) ^ word).wrapping_mul(ODD))
}

/// Appends a number as hex digits, at least so many. By hand: the formatter is ten times dearer, and every request has an id.
fn push_hex(text: &mut String, number: u64, digits_min: u32) {
    let digits = digits_min.max(16 - number.leading_zeros() / 4);
    let digit = |at: u32| char::from_digit((number >> (4 * at) & 15) as u32, 16).unwrap_or('0');
    text.extend((0..digits).rev().map(digit));
}

/// Randomness of the standard library's hasher, which asks the host for it.
fn random_u64() -> u64 {
    use std::hash::BuildHasher;
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}
