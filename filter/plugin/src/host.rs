//! Every call between this module and its host, and the module's only `unsafe` code besides its allocator's.
//!
//! The proxy-wasm ABI 0.2.1 is spoken directly, not through the Rust SDK. The SDK panics on statuses it does not
//! expect and on header values that are not UTF-8, and a panic here takes down every request on the worker; it also
//! exports callbacks that we do not use, each of which costs a VM entry per request. Host statuses become
//! [`HostError`] right here.
//!
//! Source: <https://github.com/proxy-wasm/spec/tree/main/abi-versions/v0.2.1>

use std::alloc::{Layout, alloc};

use octroi_core::exchange::Headers;

/// What the host answered instead of doing what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostError {
    /// There is no such header, property, buffer or key.
    NotFound,
    /// The host refuses: most often, headers that have left already can no longer be written.
    BadArgument,
    /// A compare-and-swap met another writer.
    CasMismatch,
    /// Any other status, by its number.
    Other(u32),
}

type Result<T> = std::result::Result<T, HostError>;

/// Header maps that can be read and written.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub enum Map {
    /// The request's headers.
    Request = 0,
    /// The response's headers.
    Response = 2,
}

/// Buffers that can be read and written.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub enum Buffer {
    /// The request's body, as far as it is held.
    RequestBody = 0,
    /// The response's body: what is held, or the chunk at hand.
    ResponseBody = 1,
    /// The plugin's configuration.
    PluginConfiguration = 7,
}

/// Severity of a log line.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub enum Level {
    /// Nothing to worry about.
    Info = 2,
    /// Something the operator should look at.
    Warn = 3,
    /// Something is broken.
    Error = 4,
}

/// Kinds of metric that this module uses.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
pub enum MetricKind {
    /// Only grows.
    Counter = 0,
    /// Is set.
    Gauge = 1,
    /// A distribution.
    Histogram = 2,
}

mod abi {
    #[link(wasm_import_module = "env")]
    unsafe extern "C" {
        pub fn proxy_log(level: u32, text: *const u8, text_len: usize) -> u32;
        pub fn proxy_get_current_time_nanoseconds(out: *mut u64) -> u32;
        pub fn proxy_set_tick_period_milliseconds(period: u32) -> u32;
        pub fn proxy_set_effective_context(context: u32) -> u32;
        pub fn proxy_get_buffer_bytes(kind: u32, at: usize, max: usize, out: *mut *mut u8, len: *mut usize) -> u32;
        pub fn proxy_set_buffer_bytes(kind: u32, at: usize, size: usize, data: *const u8, len: usize) -> u32;
        pub fn proxy_get_header_map_pairs(map: u32, out: *mut *mut u8, len: *mut usize) -> u32;
        pub fn proxy_replace_header_map_value(map: u32, k: *const u8, kl: usize, v: *const u8, vl: usize) -> u32;
        pub fn proxy_remove_header_map_value(map: u32, k: *const u8, kl: usize) -> u32;
        pub fn proxy_get_property(path: *const u8, pl: usize, out: *mut *mut u8, len: *mut usize) -> u32;
        pub fn proxy_set_property(path: *const u8, pl: usize, value: *const u8, vl: usize) -> u32;
        pub fn proxy_send_local_response(
            status: u32,
            details: *const u8,
            details_len: usize,
            body: *const u8,
            body_len: usize,
            headers: *const u8,
            headers_len: usize,
            grpc_status: i32,
        ) -> u32;
        pub fn proxy_define_metric(kind: u32, name: *const u8, name_len: usize, out: *mut u32) -> u32;
        pub fn proxy_increment_metric(metric: u32, by: i64) -> u32;
        pub fn proxy_record_metric(metric: u32, value: u64) -> u32;
        pub fn proxy_get_shared_data(k: *const u8, kl: usize, out: *mut *mut u8, len: *mut usize, cas: *mut u32)
        -> u32;
        pub fn proxy_set_shared_data(k: *const u8, kl: usize, value: *const u8, vl: usize, cas: u32) -> u32;
    }
}

fn check(status: u32) -> Result<()> {
    match status {
        0 => Ok(()),
        1 => Err(HostError::NotFound),
        2 => Err(HostError::BadArgument),
        8 => Err(HostError::CasMismatch),
        other => Err(HostError::Other(other)),
    }
}

/// The host asks for memory to hand over bytes. A null pointer tells it that there is none.
#[unsafe(no_mangle)]
extern "C" fn proxy_on_memory_allocate(size: usize) -> *mut u8 {
    match Layout::array::<u8>(size) {
        // SAFETY: the layout is not zero-sized.
        Ok(layout) if size > 0 => unsafe { alloc(layout) },
        _ => std::ptr::null_mut(),
    }
}

/// Runs a host call that hands over bytes in memory from `proxy_on_memory_allocate`, and takes them over.
fn receive(call: impl FnOnce(*mut *mut u8, *mut usize) -> u32) -> Result<Vec<u8>> {
    let (mut data, mut len) = (std::ptr::null_mut(), 0usize);
    check(call(&mut data, &mut len))?;
    if data.is_null() || len == 0 {
        return Ok(Vec::new());
    }
    // SAFETY: the host got `data` from `proxy_on_memory_allocate(len)` and hands over ownership (ABI 0.2.1).
    Ok(unsafe { Vec::from_raw_parts(data, len, len) })
}

/// Writes a line to Envoy's log. Callers never pass anything from traffic.
pub fn log(level: Level, text: &str) {
    // SAFETY: the pointer and length are those of `text`. A log line that fails has nobody to tell.
    let _ = unsafe { abi::proxy_log(level as u32, text.as_ptr(), text.len()) };
}

/// Nanoseconds since 1970, by the host's clock; 0 when it has none.
pub fn now_unix_nanos() -> u64 {
    let mut now = 0;
    // SAFETY: `now` is valid for the write. On failure it stays 0.
    let _ = unsafe { abi::proxy_get_current_time_nanoseconds(&mut now) };
    now
}

/// Asks for `proxy_on_tick` every so often.
pub fn set_tick_period_millis(period: u32) -> Result<()> {
    // SAFETY: no pointers.
    check(unsafe { abi::proxy_set_tick_period_milliseconds(period) })
}

/// Makes further calls act on another stream, from within a tick.
pub fn set_effective_context(context: u32) -> Result<()> {
    // SAFETY: no pointers.
    check(unsafe { abi::proxy_set_effective_context(context) })
}

/// Copies a buffer out of the host, from `start` on.
pub fn buffer(kind: Buffer, start: usize, max: usize) -> Result<Vec<u8>> {
    // SAFETY: `receive` passes valid out-pointers.
    receive(|data, len| unsafe { abi::proxy_get_buffer_bytes(kind as u32, start, max, data, len) })
}

/// Replaces the first `drop` bytes of a buffer by `bytes`. (Envoy offers no splice in the middle.)
pub fn replace_buffer_start(kind: Buffer, drop: usize, bytes: &[u8]) -> Result<()> {
    // SAFETY: the pointer and length are those of `bytes`.
    check(unsafe { abi::proxy_set_buffer_bytes(kind as u32, 0, drop, bytes.as_ptr(), bytes.len()) })
}

/// All headers of a map, as bytes, in order, duplicates included.
pub fn headers(map: Map) -> Result<Headers> {
    // SAFETY: `receive` passes valid out-pointers.
    let bytes = receive(|data, len| unsafe { abi::proxy_get_header_map_pairs(map as u32, data, len) })?;
    Ok(decode_pairs(bytes))
}

/// Sets a header to one value, replacing all there were.
pub fn set_header(map: Map, name: &str, value: &[u8]) -> Result<()> {
    // SAFETY: pointers and lengths are those of `name` and `value`.
    check(unsafe {
        abi::proxy_replace_header_map_value(map as u32, name.as_ptr(), name.len(), value.as_ptr(), value.len())
    })
}

/// Removes every value of a header.
pub fn remove_header(map: Map, name: &[u8]) -> Result<()> {
    // SAFETY: the pointer and length are those of `name`.
    check(unsafe { abi::proxy_remove_header_map_value(map as u32, name.as_ptr(), name.len()) })
}

/// Reads an Envoy attribute. Its parts are joined by NUL.
pub fn property(path: &str) -> Result<Vec<u8>> {
    // SAFETY: the pointer and length are those of `path`; `receive` passes valid out-pointers.
    receive(|data, len| unsafe { abi::proxy_get_property(path.as_ptr(), path.len(), data, len) })
}

/// Writes filter state, which access logs read as `%FILTER_STATE(wasm.NAME:PLAIN)%`.
pub fn set_filter_state(name: &str, value: &[u8]) -> Result<()> {
    // SAFETY: pointers and lengths are those of `name` and `value`.
    check(unsafe { abi::proxy_set_property(name.as_ptr(), name.len(), value.as_ptr(), value.len()) })
}

/// Answers the request from here. `details` goes to Envoy's `%RESPONSE_CODE_DETAILS%`.
pub fn send_local_response(status: u16, details: &str, headers: &[(&str, &[u8])], body: &[u8]) -> Result<()> {
    let pairs = encode_pairs(headers);
    // SAFETY: pointers and lengths are those of the slices, which outlive the call.
    check(unsafe {
        abi::proxy_send_local_response(
            u32::from(status),
            details.as_ptr(),
            details.len(),
            body.as_ptr(),
            body.len(),
            pairs.as_ptr(),
            pairs.len(),
            -1,
        )
    })
}

/// Registers a metric (or finds it) and gives its handle.
pub fn define_metric(kind: MetricKind, name: &str) -> Result<u32> {
    let mut handle = 0;
    // SAFETY: the pointer and length are those of `name`; `handle` is valid for the write.
    check(unsafe { abi::proxy_define_metric(kind as u32, name.as_ptr(), name.len(), &mut handle) })?;
    Ok(handle)
}

/// Adds to a counter.
pub fn increment_metric(handle: u32, by: u64) -> Result<()> {
    // SAFETY: no pointers.
    check(unsafe { abi::proxy_increment_metric(handle, i64::try_from(by).unwrap_or(i64::MAX)) })
}

/// Records a value in a histogram, or sets a gauge to it.
pub fn record_metric(handle: u32, value: u64) -> Result<()> {
    // SAFETY: no pointers.
    check(unsafe { abi::proxy_record_metric(handle, value) })
}

/// A value that all VMs of this `vm_id` in the process share, and its version.
pub fn shared_data(key: &str) -> Result<(Vec<u8>, u32)> {
    let mut version = 0;
    // SAFETY: the pointer and length are those of `key`; `receive` passes valid out-pointers, and `version` is one.
    let value =
        receive(|data, len| unsafe { abi::proxy_get_shared_data(key.as_ptr(), key.len(), data, len, &mut version) })?;
    Ok((value, version))
}

/// Sets a shared value whose version is still this one; `None`: that does not exist yet.
///
/// To the host, version 0 means *whatever it is*, and a key that does not exist takes any version. So a value that should
/// be the first is set with a version that the host comes to after four billion writes: of two who do so at once, the
/// second meets another version, where 0 would have overwritten the first.
/// Source: <https://github.com/proxy-wasm/proxy-wasm-cpp-host/blob/main/src/shared_data.cc>
pub fn set_shared_data(key: &str, value: &[u8], version: Option<u32>) -> Result<()> {
    let version = version.unwrap_or(u32::MAX);
    // SAFETY: pointers and lengths are those of `key` and `value`.
    check(unsafe { abi::proxy_set_shared_data(key.as_ptr(), key.len(), value.as_ptr(), value.len(), version) })
}

/// Reads the ABI's form of a header map: a count, that many pairs of lengths, then each name and value with a NUL
/// behind it, all numbers 32 bits little-endian. What does not fit is left out.
fn decode_pairs(bytes: Vec<u8>) -> Headers {
    let word = |at: usize| -> Option<usize> {
        let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(four)).ok()
    };
    let Some(count) = word(0) else { return Headers::default() };
    let mut places = Vec::with_capacity(count.min(bytes.len() / 8));
    let Some(mut at) = count.checked_mul(8).and_then(|n| n.checked_add(4)) else { return Headers::default() };
    for i in 0..count {
        let (Some(name_len), Some(value_len)) = (word(4 + 8 * i), word(8 + 8 * i)) else { break };
        let name_end = at.saturating_add(name_len);
        let value_at = name_end.saturating_add(1);
        let end = value_at.saturating_add(value_len);
        if end > bytes.len() {
            break;
        }
        places.push((at..name_end, value_at..end));
        at = end.saturating_add(1);
    }
    Headers::new(bytes, places)
}

fn encode_pairs(pairs: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4 + pairs.iter().map(|(k, v)| 10 + k.len() + v.len()).sum::<usize>());
    let word = |bytes: &mut Vec<u8>, n: usize| bytes.extend_from_slice(&u32::try_from(n).unwrap_or(0).to_le_bytes());
    word(&mut bytes, pairs.len());
    for (name, value) in pairs {
        word(&mut bytes, name.len());
        word(&mut bytes, value.len());
    }
    for (name, value) in pairs {
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(value);
        bytes.push(0);
    }
    bytes
}
