//! The answer: its usage is read as it passes, and its text counted, nothing else. It never changes where its request may
//! go; what it used is booked on budgets, which later requests meet.

use crate::calendar::Day;
use crate::classify::Coverage;
use crate::exchange::head::{Headers, PREFIX};
use crate::exchange::request::client_headers;
use crate::exchange::{BodyEdit, Engine, Exchange, HeaderEdit, OUTAGE_NANOS, Sent};
use crate::limits::RESPONSE_HOLD_BYTES_MAX;
use crate::money::{Cost, Quantities};
use crate::policy::{Stamp, UpstreamId};
use crate::schema::{self, Usage, UsageOutcome, UsageReader};
use crate::tokens::Tokenizer;

/// Who made a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The upstream.
    Upstream,
    /// The proxy, because the upstream could not be reached: nothing was sent, by no attempt.
    Unsent,
    /// The proxy, because the connection broke before an answer began, at some attempt: the request may have been read.
    Broken,
    /// The proxy, for a reason that says nothing about the upstream, such as the end of its patience.
    Proxy,
}

impl Origin {
    /// Whether the upstream is out of reach.
    pub(super) fn is_outage(self) -> bool {
        matches!(self, Origin::Unsent | Origin::Broken)
    }
}

/// How an answer's tokens are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UsageSource {
    /// They are not: nothing was answered, or nothing that is billed by tokens.
    #[default]
    None,
    /// The upstream told them.
    Reported,
    /// The upstream did not tell all of them, or broke off: what is missing is estimated from the text that went and came.
    Estimated,
}

impl UsageSource {
    /// The spelling in records and metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            UsageSource::None => "none",
            UsageSource::Reported => "reported",
            UsageSource::Estimated => "estimated",
        }
    }
}

/// What to do with a response's head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseStep {
    /// Changes to its headers.
    pub headers: Vec<HeaderEdit>,
    /// Hold the headers until the body is complete: [`Exchange::response_end`] has more for them.
    pub hold: bool,
}

/// What is known of the answer so far.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) origin: Option<Origin>,
    pub(super) finished: bool,
    pub(super) usage: Option<Usage>,
    pub(super) usage_source: UsageSource,
    pub(super) cost: Option<Cost>,
    pub(super) cost_if_asked: Option<Cost>,
    reader: Option<UsageReader>,
    /// An error in the API's shape, to stand in for the proxy's text.
    error_body: Option<String>,
}

impl Exchange {
    /// The response's head has come. `origin` is asked for only when it matters; `end` when there is no body.
    pub fn response_head(
        &mut self,
        engine: &Engine,
        headers: &Headers,
        origin: impl FnOnce() -> Origin,
        end: bool,
        now_unix_nanos: u64,
    ) -> ResponseStep {
        let Exchange::Sent(sent) = self else { return ResponseStep::default() };
        let head = ResponseHead(headers);
        let mut edits = head.foreign();
        edits.extend(client_headers(engine, &sent.record));
        sent.answer.status = head.status();
        let origin = if sent.answer.status >= 500 { origin() } else { Origin::Upstream };
        sent.answer.origin = Some(origin);
        if origin.is_outage() {
            engine.note_outage(sent.upstream, now_unix_nanos.saturating_add(OUTAGE_NANOS));
            edits.extend(sent.replace_proxy_error(end));
            return ResponseStep { headers: edits, hold: false };
        }
        engine.note_outage(sent.upstream, 0);
        sent.answer.reader = sent.schema.map(|schema| {
            let reader = UsageReader::new(schema, head.text("content-type"), sent.answer.status);
            if sent.strip_usage { reader.strip_usage_chunk() } else { reader }
        });
        let is_stream = head.is_event_stream();
        if sent.strip_usage && is_stream {
            edits.push(HeaderEdit::Remove(b"content-length".to_vec())); // the stream becomes shorter
        }
        let hold = !end && !is_stream && head.fits_hold() && engine.policy.expose().to_client().contains(&Stamp::Cost);
        ResponseStep { headers: edits, hold }
    }

    /// Some bytes of the answer (all of them, if it is held). Gives the change to them, if there is one.
    pub fn response_chunk(&mut self, _engine: &Engine, chunk: &[u8]) -> Option<BodyEdit> {
        let Exchange::Sent(sent) = self else { return None };
        if sent.answer.origin.is_some_and(Origin::is_outage) {
            let replacement = sent.answer.error_body.take().unwrap_or_default().into_bytes();
            return Some(BodyEdit { drop_bytes: chunk.len(), replacement });
        }
        let reader = sent.answer.reader.as_mut()?;
        if !sent.strip_usage {
            reader.push(chunk);
            return None;
        }
        let replacement = reader.push_and_strip(chunk);
        (replacement != chunk).then_some(BodyEdit { drop_bytes: chunk.len(), replacement })
    }

    /// The answer is complete. Gives headers for those that were held.
    pub fn response_end(&mut self, engine: &Engine) -> Vec<HeaderEdit> {
        let Exchange::Sent(sent) = self else { return Vec::new() };
        match sent.answer.reader {
            Some(_) => sent.read_usage(engine),
            None => sent.answer.finished = true, // nobody reads it, so that it cannot be told from a whole one
        }
        // The header is the actual cost. One that rests on an estimate stands in the record, which says so.
        let tells = sent.answer.usage_source == UsageSource::Reported
            && engine.policy.expose().to_client().contains(&Stamp::Cost);
        let cost = sent.answer.cost.as_ref().filter(|_| tells);
        cost.map(|cost| HeaderEdit::Set(Stamp::Cost.header(), cost.text())).into_iter().collect()
    }
}

impl Sent {
    /// Takes the usage out of the reader, and prices it.
    pub(super) fn read_usage(&mut self, engine: &Engine) {
        let Some(reader) = self.answer.reader.take() else { return };
        let outcome = reader.finish();
        self.answer.finished = outcome.finished;
        let served = outcome.tier.unwrap_or(self.tier);
        let (usage, source) = self.known_usage(engine, outcome);
        let day = Day::of_unix_nanos(self.opened_unix_nanos);
        let cost = |upstream: Option<UpstreamId>, model: &Option<String>| {
            // Another upstream would have been asked for what the request wished.
            let tier = if upstream == Some(self.upstream) { served } else { self.tier };
            let asked = Quantities { images: self.images, tier, ..Quantities::default() };
            let upstream = engine.policy.upstream(upstream?)?;
            let price = engine.policy.price(self.record.tenant.as_deref(), upstream, model.as_deref()?, day)?;
            Some(price.cost(&quantities(usage.as_ref()?, asked)?))
        };
        self.answer.cost = cost(Some(self.upstream), &self.model);
        let is_as_asked = self.asked == Some(self.upstream) && self.model == self.model_asked;
        self.answer.cost_if_asked = if is_as_asked { self.answer.cost } else { cost(self.asked, &self.model_asked) };
        (self.answer.usage, self.answer.usage_source) = (usage, source);
    }

    /// What the answer told, and estimates for what it did not. An error is not billed, and neither is an operation that
    /// never tells its usage.
    fn known_usage(&self, engine: &Engine, outcome: UsageOutcome) -> (Option<Usage>, UsageSource) {
        let Some(schema) = self.schema.filter(|schema| schema.tells_usage()) else { return (None, UsageSource::None) };
        if !(200..300).contains(&self.answer.status) {
            return (None, UsageSource::None);
        }
        let mut usage = outcome.usage.unwrap_or_default();
        let makes_text = schema.operation != "embeddings";
        if outcome.total && usage.input_tokens.is_some() && (usage.output_tokens.is_some() || !makes_text) {
            return (Some(usage), UsageSource::Reported);
        }
        // Of a request that nobody could read the input is not known, and stays so.
        let input = (self.record.coverage != Coverage::None.as_str()).then_some(self.record.tokens.input_estimated);
        usage.input_tokens = usage.input_tokens.or(input);
        if makes_text {
            // What was told of a stream that broke off may be the sum at its beginning (Anthropic).
            let passed = outcome.text.tokens(self.tokenizer(engine));
            usage.output_tokens = Some(usage.output_tokens.unwrap_or(0).max(passed));
        }
        (Some(usage), UsageSource::Estimated)
    }

    /// Of the model that answers.
    fn tokenizer(&self, engine: &Engine) -> Tokenizer {
        let name = self.model.as_deref().unwrap_or_default();
        let listed = engine.policy.upstream(self.upstream).and_then(|upstream| upstream.model(name));
        listed.map_or_else(|| Tokenizer::of_model(name), |model| model.tokenizer())
    }

    /// The proxy's own error text is no JSON; an SDK wants the API's shape.
    fn replace_proxy_error(&mut self, end: bool) -> Vec<HeaderEdit> {
        if end {
            return Vec::new();
        }
        let family = self.schema.map_or("openai", |schema| schema.family);
        let message = "the upstream that this request may go to cannot be reached; a retry is decided anew";
        let details = serde_json::json!({ "decision_id": self.record.id, "upstream": self.record.upstream });
        let body = schema::error_body(family, self.answer.status, "upstream_unavailable", message, &details);
        let edits = vec![
            HeaderEdit::Set("content-type", "application/json".to_string()),
            HeaderEdit::Set("content-length", body.len().to_string()),
            HeaderEdit::Set("retry-after", "1".to_string()),
        ];
        self.answer.error_body = Some(body);
        edits
    }
}

/// Usage as a price counts it: each token once. What the answer does not tell, images and tier, is as it was asked.
/// `None` when the input was not told; nothing is made up.
fn quantities(usage: &Usage, asked: Quantities) -> Option<Quantities> {
    let told = |tokens: Option<u64>| tokens.unwrap_or(0);
    let (cached, written) = (told(usage.cached_input_tokens), told(usage.cache_write_tokens));
    let (heard, reasoned, spoken) =
        (told(usage.audio_input_tokens), told(usage.reasoning_tokens), told(usage.audio_output_tokens));
    let without = |all: u64, parts: &[u64]| parts.iter().fold(all, |rest, part| rest.saturating_sub(*part));
    Some(Quantities {
        input_tokens: without(usage.input_tokens?, &[cached, written, heard]),
        cached_input_tokens: cached,
        cache_write_tokens: written,
        audio_input_tokens: heard,
        output_tokens: without(told(usage.output_tokens), &[reasoned, spoken]),
        reasoning_tokens: reasoned,
        audio_output_tokens: spoken,
        ..asked
    })
}

struct ResponseHead<'a>(&'a Headers);

impl ResponseHead<'_> {
    fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.0.all(name).next().unwrap_or_default()).unwrap_or_default()
    }

    fn status(&self) -> u16 {
        self.text(":status").parse().unwrap_or(0)
    }

    fn is_event_stream(&self) -> bool {
        let media = self.text("content-type").as_bytes();
        let begins = |begin: &[u8]| media.get(..begin.len()).is_some_and(|media| media.eq_ignore_ascii_case(begin));
        begins(b"text/event-stream") || media.windows(6).any(|part| part.eq_ignore_ascii_case(b"ndjson"))
    }

    /// Whether the whole answer is known to fit: a host answers 500 when a held one outgrows its buffer.
    fn fits_hold(&self) -> bool {
        self.text("content-length").parse::<usize>().is_ok_and(|n| n <= RESPONSE_HOLD_BYTES_MAX)
    }

    /// Headers with our prefix that an upstream made up.
    fn foreign(&self) -> Vec<HeaderEdit> {
        self.0.beginning_with(&[PREFIX]).map(|name| HeaderEdit::Remove(name.to_vec())).collect()
    }
}
