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

/// How deep a text hidden in a text is followed: escaped JSON in base64 in a query is three.
pub const DECODE_DEPTH_MAX: usize = 4;

/// Bytes of text looked at for one request, texts derived by decoding included: eight times the largest body, so that
/// only nested encodings reach it.
pub const SCAN_BYTES_MAX: usize = 8 * BODY_BYTES_MAX;

/// Steps (words compared, checksums computed) that any request may take.
pub const SCAN_STEPS_BASE: u64 = 1 << 16;

/// Steps that each byte of text adds. Prose takes under 1, a page of numbers some 10.
pub const SCAN_STEPS_PER_BYTE: u64 = 64;

/// Bytes of a segment, at its beginning and its end, that are scanned together with its neighbours: longer than any
/// identifier or token with its context.
pub const SEAM_BYTES_MAX: usize = 256;

/// Bytes kept of one value of an answer that tells its usage: such an object has some 600.
pub const USAGE_BYTES_MAX: usize = 8 << 10;

/// Bytes of an answer's text that are gathered before their kinds are counted: long enough that counting is cheap, and
/// bounded, as every stream has such a buffer.
pub const ANSWER_TEXT_BYTES_MAX: usize = 4 << 10;

/// Names that one metric of cost may have, all labels multiplied. A host never forgets one: some 500 bytes each, and a line
/// in every scrape.
pub const METRIC_NAMES_MAX: usize = 4096;

/// Bytes of one event of a stream that are held back to see whether it is the usage chunk that the client did not ask
/// for. That chunk has some 500; a larger event is forwarded as it comes.
pub const HELD_EVENT_BYTES_MAX: usize = 16 << 10;

/// Largest JSON answer whose headers are held for the actual cost. A held answer that outgrows the host's buffer becomes
/// a 500, and the smallest buffer in the field is Envoy Gateway's 32 KiB; most chat answers are below 16 KiB.
pub const RESPONSE_HOLD_BYTES_MAX: usize = 24 << 10;

/// How far a sentence around a topic word is followed to either side. Longer ones are lists or have no full stops; who
/// stands farther away is rarely who is meant.
pub const TOPIC_SENTENCE_BYTES_MAX: usize = 400;

/// How much of the text before a sentence is searched for the person it goes on about.
pub const TOPIC_BEFORE_BYTES_MAX: usize = 300;

/// How often a shared counter is tried again when another worker has changed it in between. Each failure is another
/// worker's success; threads that do nothing else were seen to fail more than a hundred times in a row, and workers have
/// other things to do. This many take about a millisecond.
pub const COUNTER_TRIES_MAX: usize = 1000;

/// After how long a reservation whose request was never heard of again is given up: between this and twice this. Longer
/// than the ten minutes that SDKs wait for an answer; a stream that goes on longer is settled all the same.
pub const RESERVATION_LEASE_SECONDS: u64 = 900;

/// Chains of a process whose ends its workers tell one another: one a worker, and those of its last reloads. Each can stand
/// in a record, in some 90 bytes.
pub const CHAIN_TIPS_MAX: usize = 64;

/// Output tokens that one answer is reckoned with at most, where the policy does not tell the model's context window. The
/// longest that vendors sell is 131,072; open models with windows of 262,144 could fill them. A client that asks for more
/// must not hold more of a budget that others share.
pub const OUTPUT_TOKENS_MAX: u64 = 1 << 18;

/// Answers to one request that are reckoned with at most: OpenAI's own bound on `n`.
pub const CHOICES_MAX: u32 = 128;

/// Budgets of a policy, those of each tenant counted apart: each is compared with every request, and has a counter and
/// metrics of its own for ever.
pub const BUDGETS_MAX: usize = 256;
