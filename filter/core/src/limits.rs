//! Every bound on work and memory, with its reason. What lies beyond a bound is *uninspected*, by name; it is never
//! silently passed.

/// Largest request body that is read, unless the policy says otherwise. Envoy's own listener buffer is 1 MiB by
/// default and answers 413 above; a 128k-token prompt is some 600 KiB of JSON.
pub const BODY_BYTES_MAX: usize = 4 << 20;

/// Deepest nesting of JSON that is followed. Real requests stay below 20; serde_json stops at 128, and so do most
/// upstream parsers, so a deeper document is an attack or an accident.
pub const JSON_DEPTH_MAX: usize = 100;

/// How often a string that itself is JSON (tool-call arguments) is opened again.
pub const NESTED_JSON_DEPTH_MAX: usize = 4;

/// Findings kept per request. The decision needs each entity once and its count; beyond this only counting goes on.
pub const FINDINGS_MAX: usize = 4096;
