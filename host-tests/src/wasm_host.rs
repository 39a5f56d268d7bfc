//! A proxy-wasm host on wasmtime which behaves as Envoy does: which calls each phase allows, what a pause holds back,
//! where the buffer limit bites, what is lost when the host is not configured as it must be.
//!
//! It models Envoy 1.40 as far as the module can tell the difference; each rule names the Envoy behaviour behind it.
//! The same cases that matter most run in the real Envoy as well (`tests/envoy_*.rs`).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use wasmtime::error::Context as _;
use wasmtime::{Caller, Config, Engine, Extern, Instance, Linker, Memory, Module, Result, Store, bail, format_err};

const OK: u32 = 0;
const NOT_FOUND: u32 = 1;
const BAD_ARGUMENT: u32 = 2;
const CAS_MISMATCH: u32 = 8;
const CONTINUE: u32 = 0;

/// Headers as Envoy hands them over: lower-case names, in order, duplicates kept.
pub type Headers = Vec<(String, Vec<u8>)>;

/// How the host is configured.
#[derive(Debug, Clone)]
pub struct HostOptions {
    /// `PluginConfig.allow_on_headers_stop_iteration`. Without it a request paused in its headers never delivers its
    /// body.
    pub allow_on_headers_stop_iteration: bool,
    /// Hosts older than the pause: the pause is ignored, headers leave, and the body arrives afterwards.
    pub ignores_pause: bool,
    /// `per_connection_buffer_limit_bytes`: a held body beyond it is answered 413 by the host.
    pub buffer_limit_bytes: usize,
    /// Environment handed to the module (`vm_config.environment_variables`).
    pub env: Vec<(String, String)>,
    /// Readable properties, parts joined by `.`.
    pub properties: BTreeMap<String, Vec<u8>>,
    /// Shared data: VMs started with clones of the same options share it, as the workers of one Envoy do.
    pub shared: SharedData,
    /// What the host's randomness begins with: two VMs of a test differ in it.
    pub random_seed: u8,
}

/// What all VMs of one process share.
#[derive(Debug, Clone, Default)]
pub struct SharedData(Arc<Mutex<Shared>>);

#[derive(Debug, Default)]
struct Shared {
    /// Value and version.
    values: BTreeMap<Vec<u8>, (Vec<u8>, u32)>,
    writes: u32,
    mismatches_to_come: u32,
}

impl SharedData {
    /// The next so many compare-and-swaps meet another writer.
    pub fn contend(&self, times: u32) {
        self.lock().mismatches_to_come = times;
    }

    /// Keys that were ever written.
    pub fn keys(&self) -> Vec<String> {
        self.lock().values.keys().map(|key| String::from_utf8_lossy(key).into_owned()).collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.0.lock().expect("no holder panics")
    }

    fn load(&self, key: &[u8]) -> Option<(Vec<u8>, u32)> {
        self.lock().values.get(key).cloned()
    }

    /// As Envoy does: version 0 is whatever it is, and a key that does not exist takes any version.
    /// Source: <https://github.com/proxy-wasm/proxy-wasm-cpp-host/blob/main/src/shared_data.cc>
    fn store(&self, key: &[u8], value: Vec<u8>, version: u32) -> u32 {
        let mut shared = self.lock();
        if shared.mismatches_to_come > 0 {
            shared.mismatches_to_come -= 1;
            return CAS_MISMATCH;
        }
        if version != 0 && shared.values.get(key).is_some_and(|(_, have)| *have != version) {
            return CAS_MISMATCH;
        }
        shared.writes += 1;
        let version = shared.writes;
        shared.values.insert(key.to_vec(), (value, version));
        OK
    }
}

impl Default for HostOptions {
    fn default() -> Self {
        HostOptions {
            allow_on_headers_stop_iteration: true,
            ignores_pause: false,
            buffer_limit_bytes: 1 << 20,
            env: Vec::new(),
            properties: BTreeMap::new(),
            shared: SharedData::default(),
            random_seed: 13,
        }
    }
}

/// What the module answered by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalReply {
    /// HTTP status.
    pub status: u32,
    /// `%RESPONSE_CODE_DETAILS%`.
    pub details: String,
    /// Headers it set.
    pub headers: Headers,
    /// Body.
    pub body: Vec<u8>,
}

/// A request, as a client sends it.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Pseudo-headers first.
    pub headers: Headers,
    /// The body in the chunks in which it arrives; empty when there is none.
    pub chunks: Vec<Vec<u8>>,
    /// Whether trailers follow, so that no body callback says end-of-stream.
    pub trailers: bool,
}

impl Request {
    /// A POST of JSON, with the headers a client sends.
    pub fn post(path: &str, body: impl Into<Vec<u8>>) -> Request {
        let body = body.into();
        let headers = [
            (":method", "POST"),
            (":path", path),
            (":authority", "llm.example.internal"),
            (":scheme", "http"),
            ("content-type", "application/json"),
            ("content-length", &body.len().to_string()),
            ("x-request-id", "7c9f2c1e-0000-4000-8000-000000000001"),
        ]
        .map(|(k, v)| (k.to_string(), v.as_bytes().to_vec()))
        .to_vec();
        Request { headers, chunks: vec![body], trailers: false }
    }

    /// Sets or adds a header.
    pub fn with(mut self, name: &str, value: impl AsRef<[u8]>) -> Request {
        self.headers.push((name.to_string(), value.as_ref().to_vec()));
        self
    }

    /// Removes every value of a header.
    pub fn without(mut self, name: &str) -> Request {
        self.headers.retain(|(k, _)| k != name);
        self
    }
}

/// A response, as an upstream (or Envoy for it) sends it.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// `:status` first.
    pub headers: Headers,
    /// The body in the chunks in which it arrives.
    pub chunks: Vec<Vec<u8>>,
    /// Whether it ended. A cut stream did not.
    pub complete: bool,
}

impl Response {
    /// An answer of an upstream with a body of that type, in one piece.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
        let body = body.into();
        let headers = [
            (":status", status.to_string()),
            ("content-type", content_type.to_string()),
            ("content-length", body.len().to_string()),
            ("x-envoy-upstream-service-time", "12".to_string()),
        ]
        .map(|(k, v)| (k.to_string(), v.into_bytes()))
        .to_vec();
        Response { headers, chunks: vec![body], complete: true }
    }
}

/// What came of a request.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The module's own answer, if it gave one.
    pub local_reply: Option<LocalReply>,
    /// What left for the upstream: headers and body. `None` if nothing did.
    pub sent: Option<(Headers, Vec<u8>)>,
    /// What the client got from the upstream, after the module.
    pub answered: Option<(Headers, Vec<u8>)>,
    /// Filter state by name (without Envoy's `wasm.` in front).
    pub filter_state: BTreeMap<String, Vec<u8>>,
    /// Fuel burnt by all callbacks of the stream: a count of executed wasm instructions.
    pub fuel: u64,
    /// The same by callback, in the order in which each was first called.
    pub fuel_by_callback: Vec<(&'static str, u64)>,
    /// How often each function of the host was called.
    pub host_calls: BTreeMap<&'static str, u64>,
    /// The request is still held when all of it has arrived.
    pub stuck: bool,
}

impl Outcome {
    /// A header of what left for the upstream.
    pub fn sent_header(&self, name: &str) -> Option<String> {
        header(&self.sent.as_ref()?.0, name)
    }

    /// A header of what the client got, from the upstream or the module.
    pub fn client_header(&self, name: &str) -> Option<String> {
        match (&self.local_reply, &self.answered) {
            (Some(reply), _) => header(&reply.headers, name),
            (None, Some((headers, _))) => header(headers, name),
            _ => None,
        }
    }

    /// The audit record.
    pub fn audit(&self) -> serde_json::Value {
        let line = self.filter_state.get("octroi.audit").map(|b| String::from_utf8_lossy(b).into_owned());
        serde_json::from_str(&line.unwrap_or_default()).unwrap_or_default()
    }
}

fn header(headers: &Headers, name: &str) -> Option<String> {
    headers.iter().find(|(k, _)| k == name).map(|(_, v)| String::from_utf8_lossy(v).into_owned())
}

/// What the host holds for one stream.
#[derive(Debug, Default)]
struct Stream {
    request_headers: Headers,
    request_buffer: Vec<u8>,
    request_released: bool,
    response_headers: Headers,
    response_buffer: Vec<u8>,
    response_released: bool,
    local_reply: Option<LocalReply>,
    filter_state: BTreeMap<String, Vec<u8>>,
}

/// What the host holds for the VM.
struct State {
    options: HostOptions,
    configuration: Vec<u8>,
    memory: Option<Memory>,
    effective: u32,
    streams: BTreeMap<u32, Stream>,
    logs: Vec<(u32, String)>,
    /// Kind and name.
    metrics_defined: Vec<(u32, String)>,
    metrics: BTreeMap<String, u64>,
    now_unix_nanos: u64,
    tick_millis: u32,
    /// How often the module called each function of the host since the current exchange began.
    calls: BTreeMap<&'static str, u64>,
}

impl State {
    fn called(&mut self, name: &'static str) {
        *self.calls.entry(name).or_default() += 1;
    }
}

/// One worker's VM with the module in it.
pub struct Vm {
    store: Store<State>,
    instance: Instance,
    next_context: u32,
    /// Fuel burnt since the current exchange began, by callback.
    burnt: Vec<(&'static str, u64)>,
}

const ROOT: u32 = 1;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut config = Config::new();
        config.consume_fuel(true);
        Engine::new(&config).expect("wasmtime takes its own default configuration")
    })
}

/// The module, compiled once per process.
pub fn module() -> &'static Module {
    static MODULE: OnceLock<Module> = OnceLock::new();
    MODULE.get_or_init(|| {
        let path = xtask::parts::module().expect("the module builds");
        load(path).expect("the module is valid wasm")
    })
}

fn load(path: &Path) -> Result<Module> {
    Module::from_file(engine(), path).map_err(|e| format_err!("{}: {e}", path.display()))
}

impl Vm {
    /// Starts a VM and configures the plugin. An error is what makes Envoy refuse the configuration.
    pub fn start(configuration: &[u8], options: HostOptions) -> Result<Vm> {
        let state = State {
            options,
            configuration: configuration.to_vec(),
            memory: None,
            effective: ROOT,
            streams: BTreeMap::new(),
            logs: Vec::new(),
            metrics_defined: Vec::new(),
            metrics: BTreeMap::new(),
            now_unix_nanos: 1_795_305_600_000_000_000,
            tick_millis: 0,
            calls: BTreeMap::new(),
        };
        let mut store = Store::new(engine(), state);
        store.set_fuel(u64::MAX / 2)?;
        let mut linker = Linker::new(engine());
        link_abi(&mut linker)?;
        link_wasi(&mut linker)?;
        let instance = linker.instantiate(&mut store, module())?;
        store.data_mut().memory = instance.get_memory(&mut store, "memory");
        let mut vm = Vm { store, instance, next_context: ROOT + 1, burnt: Vec::new() };
        if let Ok(init) = vm.instance.get_typed_func::<(), ()>(&mut vm.store, "_initialize") {
            init.call(&mut vm.store, ())?;
        }
        vm.call("proxy_on_context_create", &[ROOT, 0])?;
        if vm.call("proxy_on_vm_start", &[ROOT, 0])? == 0 {
            bail!("the module refused to start");
        }
        let size = u32::try_from(configuration.len())?;
        if vm.call("proxy_on_configure", &[ROOT, size])? == 0 {
            bail!("the module refused its configuration: {}", vm.log_text());
        }
        Ok(vm)
    }

    /// Calls an export, if the module has it. A trap is an error: in Envoy it would take the worker's VM down.
    fn call(&mut self, name: &'static str, args: &[u32]) -> Result<u32> {
        self.store.data_mut().effective = args.first().copied().unwrap_or(ROOT);
        let Some(Extern::Func(func)) = self.instance.get_export(&mut self.store, name) else { return Ok(CONTINUE) };
        let args: Vec<_> = args.iter().map(|a| wasmtime::Val::I32(*a as i32)).collect();
        let mut results = vec![wasmtime::Val::I32(0); func.ty(&self.store).results().len()];
        let fuel_before = self.store.get_fuel()?;
        func.call(&mut self.store, &args, &mut results).with_context(|| format!("{name} trapped"))?;
        let fuel = fuel_before - self.store.get_fuel()?;
        match self.burnt.iter_mut().find(|(callback, _)| *callback == name) {
            Some((_, sum)) => *sum += fuel,
            None => self.burnt.push((name, fuel)),
        }
        Ok(results.first().and_then(wasmtime::Val::i32).unwrap_or(0) as u32)
    }

    /// Lets time pass, and calls the tick if the module asked for one.
    pub fn advance(&mut self, millis: u64) -> Result<()> {
        self.store.data_mut().now_unix_nanos += millis * 1_000_000;
        if self.store.data().tick_millis > 0 {
            self.call("proxy_on_tick", &[ROOT])?;
        }
        Ok(())
    }

    /// Everything the module logged, at every level.
    pub fn log_text(&self) -> String {
        self.store.data().logs.iter().map(|(level, text)| format!("[{level}] {text}\n")).collect()
    }

    /// Counters, gauges, and the sums of histograms, by name.
    pub fn metrics(&self) -> &BTreeMap<String, u64> {
        &self.store.data().metrics
    }

    /// Bytes of the VM's linear memory. It never shrinks.
    pub fn memory_bytes(&self) -> usize {
        self.store.data().memory.map_or(0, |m| m.data_size(&self.store))
    }

    /// Runs one whole exchange: the request, then (if it leaves) the answer.
    pub fn exchange(&mut self, request: &Request, response: &Response) -> Result<Outcome> {
        self.burnt.clear();
        self.store.data_mut().calls.clear();
        let id = self.open(request)?;
        let sent = self.send(id, request)?;
        let mut outcome = Outcome { stuck: sent == Sent::Stuck, ..Outcome::default() };
        if sent == Sent::Left {
            let stream = &self.store.data().streams[&id];
            outcome.sent = Some((stream.request_headers.clone(), stream.request_buffer.clone()));
            outcome.answered = self.answer(id, response)?;
        }
        let stream = self.close(id)?;
        outcome.local_reply = stream.local_reply;
        outcome.filter_state = stream.filter_state;
        outcome.fuel_by_callback = std::mem::take(&mut self.burnt);
        outcome.host_calls = std::mem::take(&mut self.store.data_mut().calls);
        outcome.fuel = outcome.fuel_by_callback.iter().map(|(_, fuel)| fuel).sum();
        Ok(outcome)
    }

    /// Creates the stream's context.
    pub fn open(&mut self, request: &Request) -> Result<u32> {
        let id = self.next_context;
        self.next_context += 1;
        let stream = Stream { request_headers: request.headers.clone(), ..Stream::default() };
        self.store.data_mut().streams.insert(id, stream);
        self.call("proxy_on_context_create", &[id, ROOT])?;
        Ok(id)
    }

    /// Delivers the request. Envoy: with a pause in the headers and `allow_on_headers_stop_iteration`, the body is
    /// held and each callback sees all that is held so far.
    pub fn send(&mut self, id: u32, request: &Request) -> Result<Sent> {
        let end = request.chunks.iter().all(Vec::is_empty) && !request.trailers;
        let count = u32::try_from(request.headers.len())?;
        let mut action = self.call("proxy_on_request_headers", &[id, count, u32::from(end)])?;
        if self.replied(id) {
            return Ok(Sent::Answered);
        }
        if self.store.data().options.ignores_pause {
            action = CONTINUE;
        }
        self.stream(id).request_released = action == CONTINUE;
        if end {
            return Ok(if action == CONTINUE { Sent::Left } else { Sent::Stuck });
        }
        if action != CONTINUE && !self.store.data().options.allow_on_headers_stop_iteration {
            return Ok(Sent::Stuck);
        }
        let mut released = Vec::new();
        for (i, chunk) in request.chunks.iter().enumerate() {
            let end = i + 1 == request.chunks.len() && !request.trailers;
            self.stream(id).request_buffer.extend_from_slice(chunk);
            let held = self.stream(id).request_buffer.len();
            if !self.stream(id).request_released && held > self.store.data().options.buffer_limit_bytes {
                return Ok(Sent::TooLarge);
            }
            action = self.call("proxy_on_request_body", &[id, u32::try_from(held)?, u32::from(end)])?;
            if self.replied(id) {
                return Ok(Sent::Answered);
            }
            if action == CONTINUE {
                self.stream(id).request_released = true;
                released.append(&mut self.stream(id).request_buffer);
            }
        }
        if request.trailers {
            action = self.call("proxy_on_request_trailers", &[id, 1])?;
            if self.replied(id) {
                return Ok(Sent::Answered);
            }
            if action == CONTINUE {
                self.stream(id).request_released = true;
                released.append(&mut self.stream(id).request_buffer);
            }
        }
        let stream = self.stream(id);
        stream.request_buffer = released;
        Ok(if stream.request_released { Sent::Left } else { Sent::Stuck })
    }

    /// Delivers the answer and gives what the client gets.
    pub fn answer(&mut self, id: u32, response: &Response) -> Result<Option<(Headers, Vec<u8>)>> {
        self.stream(id).response_headers = response.headers.clone();
        let end = response.chunks.iter().all(Vec::is_empty) && response.complete;
        let count = u32::try_from(response.headers.len())?;
        let mut action = self.call("proxy_on_response_headers", &[id, count, u32::from(end)])?;
        self.stream(id).response_released = action == CONTINUE;
        let mut forwarded = Vec::new();
        for (i, chunk) in response.chunks.iter().enumerate() {
            if end {
                break;
            }
            let last = i + 1 == response.chunks.len() && response.complete;
            self.stream(id).response_buffer.extend_from_slice(chunk);
            let held = u32::try_from(self.stream(id).response_buffer.len())?;
            action = self.call("proxy_on_response_body", &[id, held, u32::from(last)])?;
            if action == CONTINUE {
                self.stream(id).response_released = true;
                forwarded.append(&mut self.stream(id).response_buffer);
            }
        }
        let stream = self.stream(id);
        Ok(stream.response_released.then(|| (stream.response_headers.clone(), forwarded)))
    }

    /// Ends the stream: log, then delete.
    fn close(&mut self, id: u32) -> Result<Stream> {
        self.call("proxy_on_done", &[id])?;
        self.call("proxy_on_log", &[id])?;
        self.call("proxy_on_delete", &[id])?;
        self.store.data_mut().streams.remove(&id).context("the stream exists until it is closed")
    }

    /// Ends a stream that was left half-way, as when the client disconnects.
    pub fn abandon(&mut self, id: u32) -> Result<Outcome> {
        let stream = self.close(id)?;
        Ok(Outcome { local_reply: stream.local_reply, filter_state: stream.filter_state, ..Outcome::default() })
    }

    /// Whether the module has answered the stream by itself.
    pub fn has_replied(&mut self, id: u32) -> bool {
        self.replied(id)
    }

    /// Delivers the head and the chunks, none of them the last: the client is still sending, or gone.
    pub fn send_head_and_chunks(&mut self, id: u32, request: &Request) -> Result<Sent> {
        let count = u32::try_from(request.headers.len())?;
        let mut action = self.call("proxy_on_request_headers", &[id, count, 0])?;
        for chunk in &request.chunks {
            self.stream(id).request_buffer.extend_from_slice(chunk);
            let held = u32::try_from(self.stream(id).request_buffer.len())?;
            action = self.call("proxy_on_request_body", &[id, held, 0])?;
        }
        Ok(if action == CONTINUE { Sent::Left } else { Sent::Stuck })
    }

    fn replied(&mut self, id: u32) -> bool {
        self.stream(id).local_reply.is_some()
    }

    fn stream(&mut self, id: u32) -> &mut Stream {
        self.store.data_mut().streams.entry(id).or_default()
    }
}

/// How far a request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// To the upstream.
    Left,
    /// The module answered it.
    Answered,
    /// It is held, and nothing more will come.
    Stuck,
    /// The host answered 413.
    TooLarge,
}

fn memory(caller: &mut Caller<'_, State>) -> Memory {
    caller.get_export("memory").and_then(Extern::into_memory).expect("a proxy-wasm module exports its memory")
}

fn read(caller: &mut Caller<'_, State>, at: u32, len: u32) -> Vec<u8> {
    let memory = memory(caller);
    memory.data(&caller)[at as usize..at as usize + len as usize].to_vec()
}

fn write_u32(caller: &mut Caller<'_, State>, at: u32, value: u32) {
    memory(caller).write(caller, at as usize, &value.to_le_bytes()).expect("the module's out-pointer is in its memory");
}

/// Hands bytes over in memory that the module allocates.
fn hand_over(caller: &mut Caller<'_, State>, bytes: &[u8], out: u32, out_len: u32) -> u32 {
    let len = u32::try_from(bytes.len()).expect("buffers stay below 4 GiB");
    let mut at = 0;
    if len > 0 {
        let alloc = caller.get_export("proxy_on_memory_allocate").and_then(Extern::into_func);
        let alloc =
            alloc.expect("the module exports an allocator").typed::<u32, u32>(&caller).expect("size to pointer");
        at = alloc.call(&mut *caller, len).expect("the allocator does not trap");
        memory(caller).write(&mut *caller, at as usize, bytes).expect("allocated memory is in bounds");
    }
    write_u32(caller, out, at);
    write_u32(caller, out_len, len);
    OK
}

fn current<'a>(caller: &'a mut Caller<'_, State>) -> &'a mut Stream {
    let effective = caller.data().effective;
    caller.data_mut().streams.entry(effective).or_default()
}

fn map_of(stream: &mut Stream, map: u32) -> Option<(&mut Headers, bool)> {
    match map {
        0 => Some((&mut stream.request_headers, stream.request_released)),
        2 => Some((&mut stream.response_headers, stream.response_released)),
        _ => None,
    }
}

fn link_abi(linker: &mut Linker<State>) -> Result<()> {
    linker.func_wrap("env", "proxy_log", |mut c: Caller<'_, State>, level: u32, at: u32, len: u32| {
        c.data_mut().called("proxy_log");
        let text = String::from_utf8_lossy(&read(&mut c, at, len)).into_owned();
        c.data_mut().logs.push((level, text));
        OK
    })?;
    linker.func_wrap("env", "proxy_get_current_time_nanoseconds", |mut c: Caller<'_, State>, out: u32| {
        c.data_mut().called("proxy_get_current_time_nanoseconds");
        c.data_mut().now_unix_nanos += 1_000; // time passes, so that differences are visible
        let now = c.data().now_unix_nanos;
        memory(&mut c).write(&mut c, out as usize, &now.to_le_bytes()).map_or(BAD_ARGUMENT, |()| OK)
    })?;
    linker.func_wrap("env", "proxy_set_tick_period_milliseconds", |mut c: Caller<'_, State>, period: u32| {
        c.data_mut().called("proxy_set_tick_period_milliseconds");
        c.data_mut().tick_millis = period;
        OK
    })?;
    linker.func_wrap("env", "proxy_set_effective_context", |mut c: Caller<'_, State>, id: u32| {
        c.data_mut().called("proxy_set_effective_context");
        if id != ROOT && !c.data().streams.contains_key(&id) {
            return BAD_ARGUMENT;
        }
        c.data_mut().effective = id;
        OK
    })?;
    link_buffers(linker)?;
    link_headers(linker)?;
    link_properties(linker)?;
    link_metrics(linker)?;
    link_shared_data(linker)?;
    linker.func_wrap(
        "env",
        "proxy_send_local_response",
        |mut c: Caller<'_, State>, status: u32, d: u32, dl: u32, b: u32, bl: u32, h: u32, hl: u32, _grpc: i32| {
            c.data_mut().called("proxy_send_local_response");
            let reply = LocalReply {
                status,
                details: String::from_utf8_lossy(&read(&mut c, d, dl)).into_owned(),
                headers: decode_pairs(&read(&mut c, h, hl)),
                body: read(&mut c, b, bl),
            };
            current(&mut c).local_reply = Some(reply);
            OK
        },
    )?;
    Ok(())
}

fn link_buffers(linker: &mut Linker<State>) -> Result<()> {
    linker.func_wrap(
        "env",
        "proxy_get_buffer_bytes",
        |mut c: Caller<'_, State>, kind: u32, at: u32, max: u32, out: u32, out_len: u32| {
            c.data_mut().called("proxy_get_buffer_bytes");
            let bytes = match kind {
                0 => current(&mut c).request_buffer.clone(),
                1 => current(&mut c).response_buffer.clone(),
                7 => c.data().configuration.clone(),
                _ => return BAD_ARGUMENT,
            };
            let start = (at as usize).min(bytes.len());
            let end = start.saturating_add(max as usize).min(bytes.len());
            hand_over(&mut c, &bytes[start..end], out, out_len)
        },
    )?;
    linker.func_wrap(
        "env",
        "proxy_set_buffer_bytes",
        |mut c: Caller<'_, State>, kind: u32, at: u32, size: u32, data: u32, len: u32| {
            c.data_mut().called("proxy_set_buffer_bytes");
            let bytes = read(&mut c, data, len);
            let stream = current(&mut c);
            let buffer = match kind {
                0 => &mut stream.request_buffer,
                1 => &mut stream.response_buffer,
                _ => return BAD_ARGUMENT,
            };
            // Envoy: at the start, any size is replaced; at or past the end, bytes are appended; nothing else.
            if at == 0 {
                buffer.splice(..(size as usize).min(buffer.len()), bytes);
                OK
            } else if at as usize >= buffer.len() {
                buffer.extend_from_slice(&bytes);
                OK
            } else {
                BAD_ARGUMENT
            }
        },
    )?;
    Ok(())
}

fn link_headers(linker: &mut Linker<State>) -> Result<()> {
    linker.func_wrap(
        "env",
        "proxy_get_header_map_pairs",
        |mut c: Caller<'_, State>, map: u32, out: u32, out_len: u32| {
            c.data_mut().called("proxy_get_header_map_pairs");
            let Some((headers, _)) = map_of(current(&mut c), map) else { return BAD_ARGUMENT };
            let bytes = encode_pairs(headers);
            hand_over(&mut c, &bytes, out, out_len)
        },
    )?;
    linker.func_wrap(
        "env",
        "proxy_replace_header_map_value",
        |mut c: Caller<'_, State>, map: u32, k: u32, kl: u32, v: u32, vl: u32| {
            c.data_mut().called("proxy_replace_header_map_value");
            let (name, value) = (read(&mut c, k, kl), read(&mut c, v, vl));
            let name = String::from_utf8_lossy(&name).into_owned();
            let Some((headers, released)) = map_of(current(&mut c), map) else { return BAD_ARGUMENT };
            if released {
                return BAD_ARGUMENT;
            }
            match headers.iter().position(|(k, _)| *k == name) {
                Some(first) => {
                    headers[first].1 = value;
                    let mut seen = false;
                    headers.retain(|(k, _)| *k != name || !std::mem::replace(&mut seen, true));
                }
                None => headers.push((name, value)),
            }
            OK
        },
    )?;
    linker.func_wrap(
        "env",
        "proxy_remove_header_map_value",
        |mut c: Caller<'_, State>, map: u32, k: u32, kl: u32| {
            c.data_mut().called("proxy_remove_header_map_value");
            let name = read(&mut c, k, kl);
            let Some((headers, released)) = map_of(current(&mut c), map) else { return BAD_ARGUMENT };
            if released {
                return BAD_ARGUMENT;
            }
            headers.retain(|(k, _)| k.as_bytes() != name);
            OK
        },
    )?;
    Ok(())
}

fn link_properties(linker: &mut Linker<State>) -> Result<()> {
    linker.func_wrap(
        "env",
        "proxy_get_property",
        |mut c: Caller<'_, State>, path: u32, len: u32, out: u32, out_len: u32| {
            c.data_mut().called("proxy_get_property");
            let path = String::from_utf8_lossy(&read(&mut c, path, len)).replace('\0', ".");
            match c.data().options.properties.get(&path).cloned() {
                Some(value) => hand_over(&mut c, &value, out, out_len),
                None => NOT_FOUND,
            }
        },
    )?;
    linker.func_wrap(
        "env",
        "proxy_set_property",
        |mut c: Caller<'_, State>, path: u32, len: u32, value: u32, value_len: u32| {
            c.data_mut().called("proxy_set_property");
            let name = String::from_utf8_lossy(&read(&mut c, path, len)).into_owned();
            let value = read(&mut c, value, value_len);
            current(&mut c).filter_state.insert(name, value);
            OK
        },
    )?;
    Ok(())
}

fn link_shared_data(linker: &mut Linker<State>) -> Result<()> {
    linker.func_wrap(
        "env",
        "proxy_get_shared_data",
        |mut c: Caller<'_, State>, key: u32, len: u32, out: u32, out_len: u32, version: u32| {
            c.data_mut().called("proxy_get_shared_data");
            let key = read(&mut c, key, len);
            let Some((value, have)) = c.data().options.shared.load(&key) else { return NOT_FOUND };
            write_u32(&mut c, version, have);
            hand_over(&mut c, &value, out, out_len)
        },
    )?;
    linker.func_wrap(
        "env",
        "proxy_set_shared_data",
        |mut c: Caller<'_, State>, key: u32, len: u32, value: u32, value_len: u32, version: u32| {
            c.data_mut().called("proxy_set_shared_data");
            let (key, value) = (read(&mut c, key, len), read(&mut c, value, value_len));
            c.data().options.shared.store(&key, value, version)
        },
    )?;
    Ok(())
}

fn link_metrics(linker: &mut Linker<State>) -> Result<()> {
    linker.func_wrap(
        "env",
        "proxy_define_metric",
        |mut c: Caller<'_, State>, kind: u32, name: u32, len: u32, out: u32| {
            c.data_mut().called("proxy_define_metric");
            let name = String::from_utf8_lossy(&read(&mut c, name, len)).into_owned();
            let defined = &mut c.data_mut().metrics_defined;
            let id = defined.iter().position(|(_, n)| *n == name).unwrap_or_else(|| {
                defined.push((kind, name));
                defined.len() - 1
            });
            write_u32(&mut c, out, u32::try_from(id).unwrap_or(u32::MAX));
            OK
        },
    )?;
    linker.func_wrap("env", "proxy_increment_metric", |mut c: Caller<'_, State>, id: u32, by: i64| {
        c.data_mut().called("proxy_increment_metric");
        add_to_metric(&mut c, id, by as u64)
    })?;
    linker.func_wrap("env", "proxy_record_metric", |mut c: Caller<'_, State>, id: u32, value: u64| {
        c.data_mut().called("proxy_record_metric");
        add_to_metric(&mut c, id, value)
    })?;
    Ok(())
}

fn add_to_metric(c: &mut Caller<'_, State>, id: u32, by: u64) -> u32 {
    const GAUGE: u32 = 1;
    let Some((kind, name)) = c.data().metrics_defined.get(id as usize).cloned() else { return BAD_ARGUMENT };
    let value = c.data_mut().metrics.entry(name).or_default();
    *value = if kind == GAUGE { by } else { *value + by };
    OK
}

/// The few WASI calls that Rust's standard library makes; Envoy offers the same ones.
fn link_wasi(linker: &mut Linker<State>) -> Result<()> {
    const WASI: &str = "wasi_snapshot_preview1";
    linker.func_wrap(WASI, "fd_write", |mut c: Caller<'_, State>, _fd: u32, iov: u32, count: u32, out: u32| {
        let mut written = 0;
        for i in 0..count {
            let part = read(&mut c, iov + 8 * i, 8);
            let word = |at: usize| u32::from_le_bytes(part[at..at + 4].try_into().expect("four bytes"));
            let text = String::from_utf8_lossy(&read(&mut c, word(0), word(4))).into_owned();
            written += word(4);
            c.data_mut().logs.push((4, text));
        }
        write_u32(&mut c, out, written);
        OK
    })?;
    linker.func_wrap(WASI, "environ_sizes_get", |mut c: Caller<'_, State>, count: u32, size: u32| {
        let env = &c.data().options.env;
        let bytes: usize = env.iter().map(|(k, v)| k.len() + v.len() + 2).sum();
        let n = env.len();
        write_u32(&mut c, count, u32::try_from(n).unwrap_or(0));
        write_u32(&mut c, size, u32::try_from(bytes).unwrap_or(0));
        OK
    })?;
    linker.func_wrap(WASI, "environ_get", |mut c: Caller<'_, State>, pointers: u32, mut at: u32| {
        for (i, (name, value)) in c.data().options.env.clone().into_iter().enumerate() {
            let line = format!("{name}={value}\0");
            write_u32(&mut c, pointers + 4 * u32::try_from(i).unwrap_or(0), at);
            memory(&mut c).write(&mut c, at as usize, line.as_bytes()).expect("the module sized it");
            at += u32::try_from(line.len()).unwrap_or(0);
        }
        OK
    })?;
    linker.func_wrap(WASI, "clock_time_get", |mut c: Caller<'_, State>, _id: u32, _precision: u64, out: u32| {
        let now = c.data().now_unix_nanos;
        memory(&mut c).write(&mut c, out as usize, &now.to_le_bytes()).map_or(BAD_ARGUMENT, |()| OK)
    })?;
    linker.func_wrap(WASI, "random_get", |mut c: Caller<'_, State>, at: u32, len: u32| {
        let seed = c.data().options.random_seed;
        let bytes: Vec<u8> = (0..len).map(|i| (i as u8).wrapping_mul(167).wrapping_add(seed)).collect();
        memory(&mut c).write(&mut c, at as usize, &bytes).map_or(BAD_ARGUMENT, |()| OK)
    })?;
    linker.func_wrap(WASI, "proc_exit", |_: Caller<'_, State>, code: u32| -> wasmtime::Result<()> {
        Err(wasmtime::format_err!("the module exited with {code}"))
    })?;
    Ok(())
}

fn decode_pairs(bytes: &[u8]) -> Headers {
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
    if bytes.is_empty() {
        return Vec::new();
    }
    let count = word(0);
    let mut at = 4 + 8 * count;
    let mut pairs = Vec::new();
    for i in 0..count {
        let (name_len, value_len) = (word(4 + 8 * i), word(8 + 8 * i));
        let name = String::from_utf8_lossy(&bytes[at..at + name_len]).into_owned();
        at += name_len + 1;
        pairs.push((name, bytes[at..at + value_len].to_vec()));
        at += value_len + 1;
    }
    pairs
}

fn encode_pairs(headers: &Headers) -> Vec<u8> {
    let mut bytes = Vec::new();
    let word = |bytes: &mut Vec<u8>, n: usize| bytes.extend_from_slice(&(n as u32).to_le_bytes());
    word(&mut bytes, headers.len());
    for (name, value) in headers {
        word(&mut bytes, name.len());
        word(&mut bytes, value.len());
    }
    for (name, value) in headers {
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(value);
        bytes.push(0);
    }
    bytes
}
