//! What the audit record holds beyond the decision, and who gets the decision signed. Keys are never here: they come
//! from Envoy's environment, and what needs one is off without it.

use crate::policy::reader::{At, Problems};
use crate::policy::source::read_header;
use crate::words::Zone;

/// How often a chain's end is written into Envoy's log where the policy does not say: what a crash can hide is a minute.
const ANCHOR_SECONDS: u64 = 60;

/// How long a signed decision holds where the policy does not say: long enough for a retry, too short to collect them.
const SIGN_TTL_SECONDS: u64 = 60;

/// The section `audit`.
#[derive(Debug, Clone)]
pub struct Audit {
    pub(crate) anchor_seconds: u64,
    pub(crate) body: bool,
    pub(crate) conversation_header: Option<String>,
    pub(crate) sign: Option<Sign>,
    pub(crate) filter_state: Vec<StatePart>,
}

/// A part of the record that goes to filter state by itself, too, for access logs that do not take records apart. Each
/// costs a call of the host for each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatePart {
    /// What became of the request.
    Action,
    /// How sensitive it is.
    Sensitivity,
    /// The upstream taken.
    Upstream,
    /// What it did cost.
    Cost,
    /// In which currency.
    Currency,
    /// Whose request it was.
    Tenant,
}

impl StatePart {
    /// Every value, in order.
    pub const ALL: &'static [StatePart] = &[
        StatePart::Action,
        StatePart::Sensitivity,
        StatePart::Upstream,
        StatePart::Cost,
        StatePart::Currency,
        StatePart::Tenant,
    ];

    /// The spelling in policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            StatePart::Action => "action",
            StatePart::Sensitivity => "sensitivity",
            StatePart::Upstream => "upstream",
            StatePart::Cost => "cost",
            StatePart::Currency => "currency",
            StatePart::Tenant => "tenant",
        }
    }

    /// The name in filter state.
    pub const fn state(self) -> &'static str {
        match self {
            StatePart::Action => "octroi.action",
            StatePart::Sensitivity => "octroi.sensitivity",
            StatePart::Upstream => "octroi.upstream",
            StatePart::Cost => "octroi.cost",
            StatePart::Currency => "octroi.currency",
            StatePart::Tenant => "octroi.tenant",
        }
    }
}

/// Who gets the decision signed.
#[derive(Debug, Clone)]
pub struct Sign {
    pub(crate) ttl_seconds: u64,
    pub(crate) to: Vec<Zone>,
}

impl Default for Audit {
    fn default() -> Audit {
        Audit {
            anchor_seconds: ANCHOR_SECONDS,
            body: false,
            conversation_header: None,
            sign: None,
            filter_state: vec![StatePart::Cost],
        }
    }
}

impl Audit {
    /// After how many seconds a chain that has grown is anchored.
    pub fn anchor_seconds(&self) -> u64 {
        self.anchor_seconds
    }

    /// Whether decisions are to be signed for anybody.
    pub fn signs(&self) -> bool {
        self.sign.is_some()
    }

    /// What of the record goes to filter state by itself, too.
    pub fn filter_state(&self) -> &[StatePart] {
        &self.filter_state
    }

    /// Whether records are to hold keyed hashes of bodies or conversations.
    pub fn identifies(&self) -> bool {
        self.body || self.conversation_header.is_some()
    }

    /// For how many seconds a decision holds that is signed for a request which may come to all of these zones; `None`:
    /// it is not signed.
    pub(crate) fn sign_for(&self, zones: &[Zone]) -> Option<u64> {
        let sign = self.sign.as_ref().filter(|sign| zones.iter().all(|zone| sign.to.contains(zone)))?;
        Some(sign.ttl_seconds)
    }
}

/// Reads `audit`.
pub(super) fn read(at: &At<'_>, problems: &mut Problems) -> Audit {
    let mut audit = Audit::default();
    let Some(mut fields) = at.object(problems) else { return audit };
    if let Some(seconds) = fields.optional("anchor_seconds").and_then(|at| at.integer(2..=86_400, problems)) {
        audit.anchor_seconds = seconds;
    }
    if let Some(mut identifiers) = fields.optional("identifiers").and_then(|at| at.object(problems)) {
        audit.body = identifiers.optional("body").and_then(|at| at.boolean(problems)).unwrap_or(false);
        if let Some(mut conversation) = identifiers.optional("conversation").and_then(|at| at.object(problems)) {
            audit.conversation_header = conversation
                .required("header", "the header that names the conversation", problems)
                .and_then(|at| read_header(&at, problems));
            conversation.refuse_unknown(problems);
        }
        identifiers.refuse_unknown(problems);
    }
    if let Some(mut sign) = fields.optional("sign").and_then(|at| at.object(problems)) {
        let to = sign
            .required("to", "the zones that get the decision signed", problems)
            .map(|at| at.words("a zone", Zone::ALL, Zone::as_str, problems))
            .unwrap_or_default();
        let ttl_seconds = sign.optional("ttl_seconds").and_then(|at| at.integer(1..=86_400, problems));
        sign.refuse_unknown(problems);
        audit.sign = Some(Sign { ttl_seconds: ttl_seconds.unwrap_or(SIGN_TTL_SECONDS), to });
    }
    if let Some(at) = fields.optional("filter_state") {
        audit.filter_state = at.words("a part of the record", StatePart::ALL, StatePart::as_str, problems);
    }
    fields.refuse_unknown(problems);
    audit
}
