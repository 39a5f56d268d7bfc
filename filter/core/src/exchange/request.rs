//! From a complete request to a decision, and to what must be done to the request for the decision to hold.

use std::borrow::Cow;

use crate::audit::signature::{self, Statement};
use crate::audit::{Record, Tokens, printable, rfc3339_millis};
use crate::calendar::Day;
use crate::classify::{Classified, classify};
use crate::decide::{Action, Ask, Decision, decide};
use crate::detect::{Finding, Scan};
use crate::exchange::head::{CREDENTIAL_HEADERS, Head, Headers, without_key};
use crate::exchange::response::Answer;
use crate::exchange::spending::{self, Spending};
use crate::exchange::splice::{BodyEdit, Impossible, Splice, join, json_escaped};
use crate::exchange::{Engine, Exchange, HeaderEdit, OUTAGE_NANOS, ROUTE_HEADER, Reply, Sent, Step, Waiting};
use crate::images::{self, Size};
use crate::json;
use crate::money::ServiceTier;
use crate::policy::{Mode, Names, Policy, Source, Stamp, UNLISTED, Upstream, UserSource};
use crate::schema::{self, Call, Reading, Route, Schema, UsageAsk};
use crate::segment::{Seam, Segment, Uninspected};
use crate::tokens::Estimate;
use crate::words::{Reason, Role};

/// Everything that was found out about one request.
pub(super) struct Inspected<'b> {
    call: Option<Call<'b>>,
    pub(super) reading: Option<Reading<'b>>,
    pub(super) segments: Vec<Segment<'b>>,
    pub(super) scan: Scan,
    pub(super) classified: Classified,
    /// The images that it holds; what is uninspected counts each reason once.
    images: Vec<Size>,
}

impl Inspected<'_> {
    /// The API; `None` when no schema has this endpoint.
    pub(super) fn schema(&self) -> Option<&'static Schema> {
        self.call.as_ref().map(|call| call.schema)
    }

    fn tier(&self) -> ServiceTier {
        self.reading.as_ref().map(|reading| reading.tier).unwrap_or_default()
    }
}

/// Decides on a request whose body is not read, for a reason that its head or size gives.
pub(super) fn decide_unread(engine: &Engine, waiting: Waiting, reason: Reason) -> (Exchange, Step) {
    conclude(engine, waiting, b"", |_| Err(reason))
}

/// Decides on a request whose body is complete.
pub(super) fn decide_body(engine: &Engine, waiting: Waiting, body: &[u8]) -> (Exchange, Step) {
    conclude(engine, waiting, body, |call| schema::read(call.ok_or(Reason::UnknownEndpoint)?, body))
}

fn conclude<'b>(
    engine: &Engine,
    waiting: Waiting,
    body: &'b [u8],
    read: impl FnOnce(Option<&Call<'_>>) -> Result<Reading<'b>, Reason>,
) -> (Exchange, Step) {
    let policy = &engine.policy;
    let call = waiting.route.as_ref().map(|route| route.call(waiting.head.path()));
    let read = read(call.as_ref());
    let inspected = inspect(engine, call, body, read);
    let who = Who::of(policy, &waiting, &inspected);
    let (decision, spending, unaffordable) = spending::reserve(engine, &waiting, &inspected, &who);
    let (conversation, body_hash) = identifiers(engine, &waiting, body, who.tenant.as_deref());
    let mut record = record(engine, &waiting, &inspected, &decision, who);
    (record.conversation, record.body) = (conversation, body_hash);
    record.budgets = spending.uses(policy);
    if spending.is_degraded() && record.moved_by.as_deref() == Some("preference") {
        record.moved_by = Some("budget".to_owned());
    }
    let taken = decision.applied_upstream().and_then(|id| policy.upstream(id));
    let refusal = match (decision.applied(), taken, unaffordable) {
        (Action::Deny { status, code, message }, ..) => Refusal::new(*status, code, message),
        (_, None, _) => Refusal::new(404, "no_upstream_asked", "nothing tells which upstream this request is for"),
        (.., Some(unaffordable)) => unaffordable,
        (_, Some(upstream), None) => match body_edit(engine, body, &inspected, &decision, upstream) {
            Ok(edit) => {
                return forward(engine, &waiting, body, &inspected, &decision, upstream, edit, record, spending);
            }
            Err(Impossible) => Refusal::new(
                403,
                "redaction_impossible",
                "what must be taken out of this request cannot be taken out without changing its meaning",
            ),
        },
    };
    spending.release(engine, &mut record);
    let (record, reply) = refuse(engine, &inspected, record, &refusal);
    (Exchange::answered(record, waiting.facts.now_unix_nanos), Step::Reply(reply))
}

/// The decision, signed for the next hop, if the policy wants it and there is a key. Observing promises nothing.
fn signature(engine: &Engine, waiting: &Waiting, upstream: &Upstream, record: &Record) -> Option<HeaderEdit> {
    let key = engine.decision_key.as_ref().filter(|_| engine.policy.mode() == Mode::Enforce)?;
    let ttl_seconds = engine.policy.audit().sign_for(&upstream.zones_reached)?;
    let statement = Statement {
        id: &record.id,
        request: record.request_id.as_deref(),
        sensitivity: record.sensitivity,
        categories: record.categories.clone(),
        policy: &record.policy,
        zone: upstream.zone().as_str(),
        expires_unix_secs: (waiting.decided_unix_nanos / 1_000_000_000).saturating_add(ttl_seconds),
    };
    Some(HeaderEdit::Set(signature::HEADER, signature::sign(key, &statement)))
}

/// What stands in the record for the conversation and for the body.
fn identifiers(
    engine: &Engine,
    waiting: &Waiting,
    body: &[u8],
    tenant: Option<&str>,
) -> (Option<String>, Option<String>) {
    let audit = engine.policy.audit();
    let name = audit.conversation_header.as_ref().and_then(|name| waiting.head.only(name));
    let conversation = name.and_then(|name| engine.pseudonym(tenant, "conversation", name.as_bytes()));
    let body = (audit.body && !body.is_empty()).then(|| engine.pseudonym(tenant, "body", body)).flatten();
    (conversation, body)
}

/// Why a request goes nowhere.
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: &'static str,
    pub(super) message: String,
    /// When a retry may go better; `None`: never.
    pub(super) retry_after_seconds: Option<u64>,
}

impl Refusal {
    fn new(status: u16, code: &'static str, message: &str) -> Refusal {
        // As long as an outage counts.
        let retry_after_seconds = (code == "no_upstream_available").then_some(OUTAGE_NANOS / 1_000_000_000);
        Refusal { status, code, message: message.to_owned(), retry_after_seconds }
    }

    /// OpenAI's and Anthropic's SDKs retry every 429 and 5xx unless they are told that it is in vain. They wait no longer
    /// than a minute, whatever `retry-after` says.
    fn retry_headers(&self) -> Vec<(&'static str, String)> {
        const SDK_WAIT_SECONDS_MAX: u64 = 60;
        let mut headers = Vec::new();
        headers.extend(self.retry_after_seconds.map(|seconds| ("retry-after", seconds.to_string())));
        if self.retry_after_seconds.is_none_or(|seconds| seconds > SDK_WAIT_SECONDS_MAX) {
            headers.push(("x-should-retry", "false".to_owned()));
        }
        headers
    }
}

/// Decides on what was found out.
pub(super) fn decide_inspected(
    engine: &Engine,
    waiting: &Waiting,
    inspected: &Inspected<'_>,
    who: &Who,
    cheapest: bool,
) -> Decision {
    let ask = Ask { cheapest, ..ask(engine, waiting, inspected, who) };
    decide(&engine.policy, &ask, &inspected.classified)
}

/// Scans every text, those of the path too, and classes the request.
pub(super) fn inspect<'b>(
    engine: &Engine,
    call: Option<Call<'b>>,
    body: &'b [u8],
    read: Result<Reading<'b>, Reason>,
) -> Inspected<'b> {
    let mut uninspected = Vec::new();
    let (reading, mut segments) = match read {
        Ok(mut reading) => {
            uninspected.append(&mut reading.uninspected);
            let segments = std::mem::take(&mut reading.segments);
            (Some(reading), segments)
        }
        Err(reason) => {
            uninspected.push(Uninspected { reason, at: 0 });
            (None, as_plain_text(body))
        }
    };
    segments.extend(call.as_ref().and_then(schema::path_text).map(|text| Segment {
        text,
        role: Role::Metadata,
        raw: 0..0,
        seam: Seam::Apart,
    }));
    let mut scan = engine.scanner.scan(&segments);
    uninspected.append(&mut scan.uninspected);
    // What was seen in a body that nobody could read counts, but does not make it read.
    let read = if reading.is_some() { segments.as_slice() } else { &[] };
    let classified = classify(&engine.policy, read, &scan.findings, &uninspected);
    let images = uninspected.iter().filter(|part| part.reason == Reason::Image);
    let images = images.map(|part| images::size_at(body, part.at).unwrap_or(images::ASSUMED)).collect();
    Inspected { call, reading, segments, scan, classified, images }
}

/// A body that no schema can read is uninspected; what can be seen in it all the same goes into the record.
fn as_plain_text(body: &[u8]) -> Vec<Segment<'_>> {
    let text = String::from_utf8_lossy(body);
    if text.is_empty() {
        return Vec::new();
    }
    vec![Segment { text, role: Role::Other, raw: 0..body.len(), seam: Seam::Apart }]
}

/// Who asks, for which application, task and user: from where the policy says. Not `Debug`: a user's name is not shown.
pub(super) struct Who {
    pub(super) tenant: Option<String>,
    application: Option<String>,
    pub(super) task: Option<String>,
    user: Option<String>,
}

impl Who {
    pub(super) fn of(policy: &Policy, waiting: &Waiting, inspected: &Inspected<'_>) -> Who {
        let facts = &waiting.facts;
        let in_body = || inspected.reading.as_ref()?.user.as_deref().map(str::to_owned);
        Who {
            user: policy.attribution().user().and_then(|source| match source {
                UserSource::Gateway(source) => named(Some(source), waiting, facts.user.as_deref()),
                UserSource::Body => in_body(),
            }),
            tenant: named(policy.tenants().source(), waiting, facts.tenant.as_deref()),
            application: named(policy.attribution().application(), waiting, facts.application.as_deref()),
            task: policy.task_header().and_then(|name| waiting.head.only(name)).map(str::to_owned),
        }
    }
}

/// A name from its source: a header of the request, or the property that was read. A header that is there twice names
/// nobody.
fn named(source: Option<&Source>, waiting: &Waiting, property: Option<&[u8]>) -> Option<String> {
    let name = match source? {
        Source::Header(name) => waiting.head.only(name)?,
        _ => std::str::from_utf8(property?).ok()?,
    };
    (!name.is_empty()).then(|| name.to_owned())
}

fn ask<'a>(engine: &Engine, waiting: &'a Waiting, inspected: &'a Inspected<'_>, who: &'a Who) -> Ask<'a> {
    let reading = inspected.reading.as_ref();
    let mut text = estimate(inspected.call.as_ref(), &inspected.segments);
    inspected.images.iter().for_each(|size| text.add_each(|tokenizer| images::tokens(tokenizer, *size)));
    Ask {
        schema: inspected.schema(),
        model: reading.and_then(|r| r.model.as_ref()).map(|model| &*model.name).or_else(|| {
            let range = inspected.call.as_ref()?.model_in_path.clone()?;
            waiting.head.path().get(range)
        }),
        authority: waiting.head.authority(),
        path_prefix: inspected.call.as_ref().map_or("", |call| call.prefix),
        tenant: who.tenant.as_deref(),
        task: who.task.as_deref(),
        needs: reading.map(|r| r.needs).unwrap_or_default(),
        text,
        images: inspected.images.len() as u64,
        max_output_tokens: reading.and_then(|r| r.max_output_tokens),
        choices: reading.map_or(1, |r| r.choices),
        tier: inspected.tier(),
        day: Day::of_unix_nanos(waiting.facts.now_unix_nanos),
        unavailable: engine.unreachable_at(waiting.decided_unix_nanos),
        cheapest: false,
    }
}

/// What a chat's template puts around a message: `<|im_start|>user\n` and `<|im_end|>\n`, or the like.
/// Source: <https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken>
const TOKENS_PER_MESSAGE: u64 = 4;

/// What stands around each name and text of a tool's declaration: quotes, a colon, a comma, a word such as `type`.
/// An assumption: vendors do not say how they write declarations into the prompt.
const TOKENS_PER_DECLARED: u64 = 2;

/// The tokens of all texts that a model reads, with what is put around them. Names of users, ids and the like are not read.
fn estimate(call: Option<&Call<'_>>, segments: &[Segment<'_>]) -> Estimate {
    let chat = call.is_none_or(|call| matches!(call.schema.operation, "chat" | "generate_content" | "count_tokens"));
    let mut estimate = Estimate::default();
    for segment in segments.iter().filter(|segment| segment.role != Role::Metadata) {
        estimate.add(&segment.text);
        match segment.role {
            Role::ToolDefinition => estimate.add_tokens(TOKENS_PER_DECLARED),
            Role::Other => {}
            _ if chat && segment.seam == Seam::Apart => estimate.add_tokens(TOKENS_PER_MESSAGE),
            _ => {}
        }
    }
    estimate
}

/// All changes to the body: the model's name, the wish for usage, and what is taken out.
fn body_edit(
    engine: &Engine,
    body: &[u8],
    inspected: &Inspected<'_>,
    decision: &Decision,
    upstream: &Upstream,
) -> Result<Option<BodyEdit>, Impossible> {
    let Some(reading) = &inspected.reading else {
        return if redacts(decision) { Err(Impossible) } else { Ok(None) };
    };
    let mut splices = model_splices(reading, decision);
    splices.extend(usage_splice(reading, upstream));
    if !redacts(decision) {
        return join(body, splices);
    }
    let wanted = inspected.scan.findings.iter().filter(|f| decision.redact.contains(&f.entity));
    for findings in wanted.collect::<Vec<_>>().chunk_by(|a, b| a.segment == b.segment) {
        splices.extend(redactions(engine, body, inspected, findings).ok_or(Impossible)?);
    }
    let edit = join(body, splices)?;
    if still_there(engine, body, inspected, decision, edit.as_ref()) { Err(Impossible) } else { Ok(edit) }
}

fn redacts(decision: &Decision) -> bool {
    *decision.applied() == Action::Redact
}

/// Every place of the model's name, if it changes, or if there are several: upstreams differ in which one they take.
fn model_splices(reading: &Reading<'_>, decision: &Decision) -> Vec<Splice> {
    let (Some(model), Some(taken)) = (&reading.model, taken_model(decision)) else { return Vec::new() };
    if model.name == taken && model.places.len() < 2 {
        return Vec::new();
    }
    model.places.iter().map(|range| Splice { range: range.clone(), bytes: json_escaped(taken) }).collect()
}

/// The model that the request is really sent with.
pub(super) fn taken_model(decision: &Decision) -> Option<&str> {
    match decision.mode {
        Mode::Enforce => decision.model_taken.as_deref(),
        Mode::Observe => decision.model_asked.as_deref(),
    }
}

/// The wish for a stream's usage. Mistral's own API tells it unasked, and answers 422 to `stream_options`.
fn usage_splice(reading: &Reading<'_>, upstream: &Upstream) -> Option<Splice> {
    let mistral = upstream.schemas().iter().any(|name| name.starts_with("mistral"));
    match &reading.usage_ask {
        _ if mistral => None,
        UsageAsk::Present | UsageAsk::NotNeeded => None,
        UsageAsk::Insert { at, text } => Some(Splice { range: *at..*at, bytes: text.as_bytes().to_vec() }),
        UsageAsk::Replace { range, text } => Some(Splice { range: range.clone(), bytes: text.as_bytes().to_vec() }),
    }
}

/// Replaces findings in one segment by their entities' names. `None` when a place in the body is not exact: in the path,
/// or inside a string that is itself JSON. The findings are in order of place, so that the text is gone through once,
/// however many there are.
fn redactions(engine: &Engine, body: &[u8], inspected: &Inspected<'_>, findings: &[&Finding]) -> Option<Vec<Splice>> {
    let segment = inspected.segments.get(usize::try_from(findings.first()?.segment).ok()?)?;
    let raw = std::str::from_utf8(body.get(segment.raw.clone())?).ok()?;
    if segment.raw.is_empty() || json::unescape(raw) != segment.text {
        return None;
    }
    let (mut raw_at, mut decoded_at) = (0, 0);
    let mut place = |decoded: u32| {
        let decoded = segment.text.floor_char_boundary(usize::try_from(decoded).ok()?);
        raw_at += json::raw_offset(raw.get(raw_at..)?, decoded.checked_sub(decoded_at)?);
        decoded_at = decoded;
        Some(segment.raw.start + raw_at)
    };
    let mut splice = |finding: &Finding, start, end| {
        let name = engine.policy.entity(finding.entity).map_or("redacted", |rule| rule.name());
        Some(Splice { range: place(start)?..place(end)?, bytes: format!("[{name}]").into_bytes() })
    };
    let mut splices = Vec::new();
    let mut done = 0;
    for finding in findings {
        // Findings may overlap where the policy counts neither's rivals: what is left of the second goes, too.
        if finding.end > done {
            splices.push(splice(finding, finding.start.max(done), finding.end)?);
            done = finding.end;
        }
    }
    Some(splices)
}

/// Looks at the body as it would be sent. A value that ran on over a seam is taken out in part only.
fn still_there(
    engine: &Engine,
    body: &[u8],
    inspected: &Inspected<'_>,
    decision: &Decision,
    edit: Option<&BodyEdit>,
) -> bool {
    let (Some(call), Some(edit)) = (&inspected.call, edit) else { return true };
    let Some(tail) = body.get(edit.drop_bytes..) else { return true };
    let sent = [&edit.replacement, tail].concat();
    let Ok(reading) = schema::read(call, &sent) else { return true };
    let scan = engine.scanner.scan(&reading.segments);
    let after = classify(&engine.policy, &reading.segments, &scan.findings, &scan.uninspected);
    after.entities().iter().any(|counted| decision.redact.contains(&counted.entity))
}

/// No more headers than these are changed in most requests.
const EDITS_USUAL: usize = 8;

#[expect(clippy::too_many_arguments, reason = "the one place where everything that was found out comes together")]
fn forward(
    engine: &Engine,
    waiting: &Waiting,
    body: &[u8],
    inspected: &Inspected<'_>,
    decision: &Decision,
    upstream: &Upstream,
    edit: Option<BodyEdit>,
    record: Record,
    spending: Spending,
) -> (Exchange, Step) {
    let mut headers = Vec::with_capacity(EDITS_USUAL);
    headers.extend(waiting.head.not_for_clients().into_iter().map(HeaderEdit::Remove));
    headers.push(HeaderEdit::Set(ROUTE_HEADER, upstream.cluster().to_owned()));
    if !upstream.authority().is_empty() {
        headers.push(HeaderEdit::Set(":authority", upstream.authority().to_owned()));
    }
    let path = path(waiting.head.path(), inspected.call.as_ref(), upstream, decision);
    if path != waiting.head.path() {
        headers.push(HeaderEdit::Set(":path", path.into_owned()));
    }
    if !decision.pass_credentials {
        let sent = CREDENTIAL_HEADERS.iter().filter(|name| waiting.head.has(name));
        headers.extend(sent.map(|name| HeaderEdit::Remove(name.as_bytes().to_vec())));
    }
    if waiting.head.has("accept-encoding") {
        // A compressed answer would hide its usage.
        headers.push(HeaderEdit::Remove(b"accept-encoding".to_vec()));
    }
    if let Some(edit) = &edit {
        // Envoy does not correct it, and a wrong one is request smuggling.
        headers.push(HeaderEdit::Set("content-length", edit.length_after(body.len()).to_string()));
    }
    let stamps = engine.policy.expose().to_upstreams(&upstream.zones_reached);
    headers.extend(stamps.iter().filter_map(|stamp| stamp_edit(*stamp, &record)));
    headers.extend(signature(engine, waiting, upstream, &record));

    let asked_usage = inspected.reading.as_ref().and_then(|reading| usage_splice(reading, upstream)).is_some();
    let sent = Sent {
        upstream: upstream.id(),
        asked: decision.asked,
        model: taken_model(decision).map(str::to_owned),
        model_asked: decision.model_asked.clone(),
        schema: inspected.schema(),
        images: inspected.images.len() as u64,
        tier: inspected.tier(),
        strip_usage: asked_usage,
        cost_estimate: decision.cost_estimate,
        answer: Answer::default(),
        spending,
        opened_unix_nanos: waiting.facts.now_unix_nanos,
        record,
    };
    (Exchange::Sent(Box::new(sent)), Step::Forward { headers, body: edit })
}

/// The path at the upstream: its own prefix instead of the request's, its own name of a model that stands in the path,
/// and no credential that is not for it.
fn path<'p>(path: &'p str, call: Option<&Call<'_>>, upstream: &Upstream, decision: &Decision) -> Cow<'p, str> {
    let mut new = Cow::Borrowed(path);
    if let Some(call) = call {
        let renamed = call.model_in_path.clone().zip(taken_model(decision)).and_then(|(range, model)| {
            let (before, after) = (path.get(..range.start)?, path.get(range.end..)?);
            Some(format!("{before}{}{after}", percent_encoded(model)))
        });
        let whole = renamed.as_deref().unwrap_or(path);
        let rest = whole.get(call.prefix.len()..).unwrap_or_default();
        if call.prefix != upstream.path_prefix() || renamed.is_some() {
            new = Cow::Owned(format!("{}{rest}", upstream.path_prefix()));
        }
    }
    if decision.pass_credentials || !new.bytes().any(|byte| byte == b'?') {
        return new;
    }
    Cow::Owned(without_key(&new).into_owned())
}

/// A model's name as one path segment.
fn percent_encoded(name: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~@:".contains(&b);
    name.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn refuse(engine: &Engine, inspected: &Inspected<'_>, mut record: Record, refusal: &Refusal) -> (Record, Reply) {
    deny(&mut record, refusal);
    let reply = error_reply(engine, inspected.call.as_ref().map_or("", |c| c.schema.family), &record, refusal);
    (record, reply)
}

/// The record of a request that goes nowhere, whatever had been decided.
fn deny(record: &mut Record, refusal: &Refusal) {
    record.action = "deny";
    record.denied = Some(refusal.code);
    record.outcome = "denied";
    record.status = refusal.status;
    record.upstream = None;
    record.zone = None;
    record.country = None;
    record.model = None;
    record.moved_by = None;
}

/// An error in the API's own shape.
fn error_reply(engine: &Engine, family: &str, record: &Record, refusal: &Refusal) -> Reply {
    let details = serde_json::json!({
        "decision_id": record.id,
        "sensitivity": record.sensitivity,
        "categories": record.categories,
        "uninspected": record.uninspected,
        "rules": record.rules,
    });
    let mut headers: Vec<(&'static str, String)> = client_headers(engine, record)
        .into_iter()
        .filter_map(|edit| match edit {
            HeaderEdit::Set(name, value) => Some((name, value)),
            HeaderEdit::Remove(_) => None,
        })
        .collect();
    headers.extend(refusal.retry_headers());
    let body = schema::error_body(family, refusal.status, refusal.code, &refusal.message, &details);
    Reply { status: refusal.status, code: refusal.code, headers, body }
}

pub(super) fn client_headers(engine: &Engine, record: &Record) -> Vec<HeaderEdit> {
    let stamps = engine.policy.expose().to_client();
    let mut edits = Vec::with_capacity(stamps.len());
    edits.extend(stamps.iter().filter_map(|stamp| stamp_edit(*stamp, record)));
    edits
}

/// A stamp as a header. The actual cost comes with the answer.
fn stamp_edit(stamp: Stamp, record: &Record) -> Option<HeaderEdit> {
    let value = match stamp {
        Stamp::Decision => record.id.clone(),
        Stamp::Sensitivity => record.sensitivity.to_owned(),
        Stamp::Categories => record.categories.join(","),
        Stamp::Zone => record.zone?.to_owned(),
        Stamp::Upstream => record.upstream.clone()?,
        Stamp::Model => record.model.clone()?,
        Stamp::Rule => record.rules.join(","),
        Stamp::Tenant => record.tenant.clone()?,
        Stamp::Application => record.application.clone()?,
        Stamp::Task => record.task.clone()?,
        Stamp::MovedBy => record.moved_by.clone()?,
        Stamp::CostEstimate => [record.cost_estimate.as_deref()?, record.currency.as_deref()?].join(" "),
        Stamp::Budget => short_budgets(record),
        Stamp::Cost => return None,
    };
    (!value.is_empty()).then(|| HeaderEdit::Set(stamp.header(), value))
}

/// Budgets of which little or nothing is left: `support-month=warn`.
fn short_budgets(record: &Record) -> String {
    let short = record.budgets.iter().filter(|used| used.state != "ok");
    short.map(|used| format!("{}={}", used.name, used.state)).collect::<Vec<_>>().join(", ")
}

fn record(engine: &Engine, waiting: &Waiting, inspected: &Inspected<'_>, decision: &Decision, who: Who) -> Record {
    let policy = &engine.policy;
    let classified = &inspected.classified;
    let taken = decision.applied_upstream().and_then(|id| policy.upstream(id));
    let asked = decision.asked.and_then(|id| policy.upstream(id));
    let schema = inspected.schema();
    let observed = decision.applied() != &decision.action;
    let cost_estimate = decision.cost_estimate.map(|cost| cost.amount.decimal());
    let cost_if_asked_estimate = if decision.cost_if_asked == decision.cost_estimate {
        cost_estimate.clone()
    } else {
        decision.cost_if_asked.map(|cost| cost.amount.decimal())
    };
    let entity = |id| policy.entity(id).map_or_else(|| "unknown".to_owned(), |rule| rule.name().to_owned());
    Record {
        schema: schema.map(|s| s.name),
        operation: schema.map(|s| s.operation),
        stream: inspected.reading.as_ref().is_some_and(|reading| reading.stream),
        entities: classified.entities().iter().map(|counted| (entity(counted.entity), counted.count)).collect(),
        categories: classified.categories().iter().map(|category| category.as_str()).collect(),
        sensitivity: classified.sensitivity().as_str(),
        coverage: classified.coverage().as_str(),
        uninspected: classified.uninspected().iter().map(|reason| reason.as_str()).collect(),
        rules: decision.rule_names(policy).into_iter().map(str::to_owned).collect(),
        action: decision.applied().as_str(),
        would: observed.then(|| decision.action.as_str()),
        upstream_asked: asked.map(|u| u.name().to_owned()),
        upstream: taken.map(|u| u.name().to_owned()),
        zone: taken.map(|u| u.zone().as_str()),
        country: taken.map(|u| u.country().as_str().to_owned()),
        model_asked: decision.model_asked.as_deref().map(|name| listed_model(policy, asked, name)),
        model: taken_model(decision).map(|name| listed_model(policy, taken, name)),
        tokens: Tokens { input_estimated: decision.input_tokens, ..Tokens::default() },
        currency: policy.currency().map(|currency| currency.as_str().to_owned()),
        cost_estimate,
        cost_if_asked_estimate,
        user: who.user.and_then(|name| engine.pseudonym(who.tenant.as_deref(), "user", name.as_bytes())),
        tenant: who.tenant.map(|name| listed_tenant(policy, name)),
        application: who.application.map(|name| listed(policy.attribution().applications(), name)),
        task: who.task.map(|name| listed(policy.attribution().tasks(), name)),
        moved_by: decision.moved_by(policy).map(str::to_owned),
        ..blank(engine, waiting)
    }
}

/// A model's name as the policy has it, first for the upstream that it is for: one may list by a pattern what another lists
/// by name. A client can write anything there, so that nothing else is repeated.
fn listed_model(policy: &Policy, of: Option<&Upstream>, name: &str) -> String {
    let mut upstreams = of.into_iter().chain(policy.upstreams());
    let listed = upstreams.find_map(|upstream| upstream.model(name)).map(|model| model.name());
    let aliased = || {
        let wanted = policy.wanted(name);
        policy.upstreams().iter().any(|upstream| wanted.on(upstream).next().is_some())
    };
    match listed {
        Some(listed) => listed.to_owned(),
        None if aliased() => name.to_owned(),
        None => UNLISTED.to_owned(),
    }
}

/// A tenant's name, if the policy lists it. Where the policy lists nobody, whoever the gateway says, if it is a name.
fn listed_tenant(policy: &Policy, name: String) -> String {
    let listed = if policy.tenants().lists_any() { policy.tenants().knows(&name) } else { printable(&name).is_some() };
    if listed { name } else { UNLISTED.to_owned() }
}

/// The same for an application or a task.
fn listed(names: &Names, name: String) -> String {
    let listed = if names.is_empty() { printable(&name).is_some() } else { names.lists(&name) };
    if listed { name } else { UNLISTED.to_owned() }
}

/// A record that says only when, by which policy, and that nothing was decided yet.
fn blank(engine: &Engine, waiting: &Waiting) -> Record {
    Record {
        id: waiting.facts.decision_id.clone(),
        request_id: waiting.head.request_id(),
        time: rfc3339_millis(waiting.facts.now_unix_nanos),
        policy: engine.policy.digest().to_owned(),
        mode: engine.policy.mode().as_str(),
        ..Record::undecided()
    }
}

/// The record of a request that ended before its body was complete.
pub(super) fn unfinished(engine: &Engine, waiting: &Waiting) -> Record {
    blank(engine, waiting)
}

/// The host did not do what a decision needs. The request is answered, whatever had been decided.
pub(super) fn host_failure(engine: &Engine, exchange: &mut Exchange, code: &'static str, message: &str) -> Reply {
    let (mut record, family, opened_unix_nanos) = match std::mem::replace(exchange, Exchange::Changing) {
        Exchange::Waiting(waiting) => {
            let family = waiting.route.as_ref().map_or("", |route| route.schema.family);
            (blank(engine, &waiting), family, waiting.facts.now_unix_nanos)
        }
        Exchange::Sent(sent) => {
            let mut sent = *sent;
            sent.spending.release(engine, &mut sent.record);
            (sent.record, sent.schema.map_or("", |schema| schema.family), sent.opened_unix_nanos)
        }
        Exchange::Answered(answered) => (answered.record, "", answered.opened_unix_nanos),
        Exchange::Changing => (Record::undecided(), "", 0),
    };
    let refusal = Refusal::new(500, code, message);
    deny(&mut record, &refusal);
    record.uninspected = vec![Reason::HeadersReleased.as_str()];
    let reply = error_reply(engine, family, &record, &refusal);
    *exchange = Exchange::answered(record, opened_unix_nanos);
    reply
}

/// The answer to every request while there is no valid configuration.
pub(super) fn unconfigured(headers: Headers) -> Reply {
    let head = Head::new(headers);
    let route = Route::of(head.method(), head.path()).ok();
    let message = "the gateway has no valid policy; its log says what is wrong with the one it was given";
    let family = route.map_or("", |route| route.schema.family);
    let body = schema::error_body(family, 500, "unconfigured", message, &serde_json::Value::Null);
    Reply { status: 500, code: "unconfigured", headers: Vec::new(), body }
}
