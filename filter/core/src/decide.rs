//! Where a request may go, where it goes, and why.
//!
//! 1. Every constraint that matches takes upstreams away; residency, tenant and retries take away more. What is left is
//!    *permitted*. Nothing gives any back.
//! 2. Of these, those that speak the schema, have the model or an equivalent, can do what the request needs and are
//!    available can *serve* it.
//! 3. The policy's preference picks one. None permitted: 403. None of the permitted can serve: 503. Never a fall-through.
//!
//! In observe mode the same decision is made and recorded, but nothing follows from it: see [`Decision::applied`].

use std::cmp::Ordering;

use crate::calendar::Day;
use crate::classify::Classified;
use crate::detect::entity::EntityId;
use crate::limits::{CHOICES_MAX, OUTPUT_TOKENS_MAX};
use crate::money::{Cost, Quantities, ServiceTier};
use crate::policy::{
    ConstraintId, Context, Credentials, Forbidden, Load, Mode, Model, Permit, Policy, Preference, Upstream, UpstreamId,
    UpstreamSet, Wanted,
};
use crate::problem::listed;
use crate::schema::{Needs, Schema};
use crate::tokens::{Estimate, Tokenizer};

/// Output tokens that an estimate of cost assumes where the request sets no bound. A chat answer's usual length; bounds
/// in the tens of thousands are the exception.
pub const OUTPUT_TOKENS_ASSUMED: u64 = 500;

/// The preference when a budget is spent.
const CHEAPEST: &[Preference] = &[Preference::Cheapest, Preference::AsRequested];

/// What is asked for, apart from the content's class.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'a> {
    /// The API; `None` when no schema has this endpoint.
    pub schema: Option<&'static Schema>,
    /// The model's name, from body or path.
    pub model: Option<&'a str>,
    /// The request's `:authority`.
    pub authority: &'a str,
    /// What stands before the API's own path; may be empty.
    pub path_prefix: &'a str,
    /// Who asks, if it is known.
    pub tenant: Option<&'a str>,
    /// The task tag, if there is one.
    pub task: Option<&'a str>,
    /// What the request needs of a model.
    pub needs: Needs,
    /// The kinds of characters of all texts, from which the tokens are estimated.
    pub text: Estimate,
    /// Images in the request.
    pub images: u64,
    /// The request's own bound on output.
    pub max_output_tokens: Option<u64>,
    /// How many answers it wants; 0 and 1 are one.
    pub choices: u32,
    /// How soon the answer is wanted.
    pub tier: ServiceTier,
    /// The day of the request, for prices.
    pub day: Day,
    /// Upstreams that are known to be down.
    pub unavailable: UpstreamSet,
    /// A budget is spent: of what is permitted the cheapest is taken, whatever the policy prefers otherwise.
    pub cheapest: bool,
}

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// It goes where it asked to go, with the model it asked for.
    Forward,
    /// It goes elsewhere, or to another model, or both.
    Reroute,
    /// Places are taken out of it, and then it goes where [`Decision::upstream`] says.
    Redact,
    /// It goes nowhere.
    Deny {
        /// The HTTP status: 403 when the policy refuses, 503 when nothing permitted can serve it.
        status: u16,
        /// A fixed word for programs and metrics.
        code: &'static str,
        /// For people. It names rules, categories and upstreams, never content.
        message: String,
    },
}

impl Action {
    /// The spelling in headers, metrics and records.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Action::Forward => "forward",
            Action::Reroute => "reroute",
            Action::Redact => "redact",
            Action::Deny { .. } => "deny",
        }
    }
}

/// Why an upstream was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The policy forbids it.
    Forbidden(Forbidden),
    /// It is down.
    Unavailable,
    /// It does not speak the API, or no schema knows the endpoint and it was not the one asked for.
    Schema,
    /// It has neither the model nor an equivalent.
    Model,
    /// Its model cannot do this.
    Capability(Needs),
    /// The request does not fit its model's context window.
    ContextWindow {
        /// Tokens of input and output together, estimated.
        tokens: u64,
        /// The window.
        tokens_max: u64,
    },
}

impl Refusal {
    /// A fixed word for programs and metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Refusal::Forbidden(Forbidden::Zone(_)) => "zone",
            Refusal::Forbidden(Forbidden::Certification(_)) => "certification",
            Refusal::Forbidden(Forbidden::NotListed(_)) => "not_listed",
            Refusal::Forbidden(Forbidden::Denied(_)) => "denied",
            Refusal::Forbidden(Forbidden::Residency) => "residency",
            Refusal::Forbidden(Forbidden::Tenant) => "tenant",
            Refusal::Forbidden(Forbidden::RetriesInto(_)) => "retries_into",
            Refusal::Unavailable => "unavailable",
            Refusal::Schema => "schema",
            Refusal::Model => "model",
            Refusal::Capability(_) => "capability",
            Refusal::ContextWindow { .. } => "context_window",
        }
    }

    /// The constraint that refuses, else the fixed word.
    fn moves(self, policy: &Policy) -> &str {
        match self {
            Refusal::Forbidden(
                Forbidden::Zone(id) | Forbidden::Certification(id) | Forbidden::NotListed(id) | Forbidden::Denied(id),
            ) => policy.constraint(id).map_or(self.as_str(), |constraint| constraint.name()),
            _ => self.as_str(),
        }
    }

    /// For people, with the names of the policy.
    pub fn explain(self, policy: &Policy) -> String {
        let rule = |id: ConstraintId| policy.constraint(id).map_or("?", |constraint| constraint.name());
        match self {
            Refusal::Forbidden(Forbidden::Zone(id)) => format!("farther than constraint `{}` allows", rule(id)),
            Refusal::Forbidden(Forbidden::Certification(id)) => {
                format!("lacks a certification that constraint `{}` requires", rule(id))
            }
            Refusal::Forbidden(Forbidden::NotListed(id)) => format!("not listed by constraint `{}`", rule(id)),
            Refusal::Forbidden(Forbidden::Denied(id)) => format!("constraint `{}` denies the request", rule(id)),
            Refusal::Forbidden(Forbidden::Residency) => "beyond the residency of what the request carries".to_owned(),
            Refusal::Forbidden(Forbidden::Tenant) => "not for this tenant".to_owned(),
            Refusal::Forbidden(Forbidden::RetriesInto(id)) => {
                let name = policy.upstream(id).map_or("?", |upstream| upstream.name());
                format!("may be retried into `{name}`, which is forbidden")
            }
            Refusal::Unavailable => "not available".to_owned(),
            Refusal::Schema => "does not speak this API".to_owned(),
            Refusal::Model => "has neither the model nor an equivalent".to_owned(),
            Refusal::Capability(needs) => format!("its model cannot do {}", listed(needs.names())),
            Refusal::ContextWindow { tokens, tokens_max } => {
                format!("about {tokens} tokens do not fit a context window of {tokens_max}")
            }
        }
    }
}

/// How the upstream that was asked for was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBy {
    /// The request's `:authority` is the upstream's own.
    Authority,
    /// The path begins with the upstream's path prefix, or with its name.
    PathPrefix,
    /// It lists the model, or the model's alias leads there.
    Model,
    /// It is the first that speaks the API.
    Schema,
}

/// What was decided, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What becomes of the request; in observe mode, what would.
    pub action: Action,
    /// Where it goes; `None` when it is denied.
    pub upstream: Option<UpstreamId>,
    /// Where it asked to go; `None` when nothing tells.
    pub asked: Option<UpstreamId>,
    /// How that was told.
    pub asked_by: Option<AskedBy>,
    /// The model asked for.
    pub model_asked: Option<String>,
    /// The model's name on the upstream taken.
    pub model_taken: Option<String>,
    /// Every constraint that matched, in the order of the policy.
    pub rules: Vec<ConstraintId>,
    /// Entities that are to be taken out of the texts before they go anywhere.
    pub redact: Vec<EntityId>,
    /// Every upstream that cannot have it, with the reason, in the order of the policy.
    pub refused: Vec<(UpstreamId, Refusal)>,
    /// What it is estimated to cost where it goes; `None` is unknown.
    pub cost_estimate: Option<Cost>,
    /// What it would have been estimated to cost where it asked to go; `None` is unknown.
    pub cost_if_asked: Option<Cost>,
    /// Input tokens as estimated for the model taken, else for the one asked for.
    pub input_tokens: u64,
    /// Output tokens to reckon with: the request's own bound, as far as the model can make so many, else an assumption.
    pub output_tokens: u64,
    /// Whether the decision is carried out.
    pub mode: Mode,
    /// Whether the client's own credentials may go to the upstream taken.
    pub pass_credentials: bool,
}

impl Decision {
    /// What is really done. In observe mode that is nothing: traffic goes as it came, whatever was found.
    pub fn applied(&self) -> &Action {
        match self.mode {
            Mode::Enforce => &self.action,
            Mode::Observe => &Action::Forward,
        }
    }

    /// Where the request really goes. In observe mode that is where it asked to go.
    pub fn applied_upstream(&self) -> Option<UpstreamId> {
        match self.mode {
            Mode::Enforce => self.upstream,
            Mode::Observe => self.asked,
        }
    }

    /// What moved the request from the upstream and model it asked for: the constraint that forbids them, else a fixed
    /// word for why they were not taken. `None` where nothing was moved.
    pub fn moved_by<'p>(&self, policy: &'p Policy) -> Option<&'p str> {
        let (asked, taken) = (self.asked?, self.applied_upstream()?);
        if asked == taken {
            let renamed = self.mode == Mode::Enforce && self.model_taken != self.model_asked;
            return renamed.then_some("alias");
        }
        let refusal = self.refused.iter().find(|(id, _)| *id == asked).map(|(_, why)| *why);
        Some(refusal.map_or("preference", |why| why.moves(policy)))
    }

    /// The names of the constraints that matched.
    pub fn rule_names<'p>(&self, policy: &'p Policy) -> Vec<&'p str> {
        self.rules.iter().filter_map(|id| policy.constraint(*id)).map(|constraint| constraint.name()).collect()
    }
}

/// Decides.
pub fn decide(policy: &Policy, ask: &Ask<'_>, classified: &Classified) -> Decision {
    let context = Context {
        tenant: ask.tenant,
        task: ask.task,
        schema: ask.schema.map(|schema| schema.name),
        family: ask.schema.map(|schema| schema.family),
        operation: ask.schema.map(|schema| schema.operation),
        roles: classified.roles(),
    };
    let permit = policy.permit(&Load {
        sensitivity: classified.sensitivity(),
        entities: classified.found_in(),
        uninspected: classified.uninspected(),
        context: Some(context),
    });
    let wanted = ask.model.map(|name| policy.wanted(name));
    let asked = asked(policy, ask, wanted.as_ref());
    let asked_id = asked.map(|(upstream, _)| upstream.id());

    let mut refused = Vec::new();
    let mut offers = Vec::new();
    for upstream in policy.upstreams() {
        let forbidden = permit.forbidden.iter().find(|(id, _)| *id == upstream.id()).map(|(_, why)| *why);
        let is_asked = asked_id == Some(upstream.id());
        let offer = match forbidden {
            Some(why) => Err(Refusal::Forbidden(why)),
            None => offer(ask, wanted.as_ref(), upstream, is_asked),
        };
        match offer {
            Ok(offer) => offers.push(offer),
            Err(why) => refused.push((upstream.id(), why)),
        }
    }
    let preference = if ask.cheapest { CHEAPEST } else { policy.preference() };
    let taken = offers.into_iter().min_by(|a, b| compare(policy, ask, preference, asked_id, a, b));
    let action = match &taken {
        Some(offer) => action_of(offer, asked_id, ask, &permit, classified),
        None => refuse(policy, ask, classified, &permit, &refused),
    };
    let if_asked = asked.map(|(upstream, _)| Offer::as_asked(ask, wanted.as_ref(), upstream));
    let reckoned = taken.as_ref().or(if_asked.as_ref());
    let redact = if taken.is_some() { redactions(&permit, classified) } else { Vec::new() };
    let goes_to = match policy.mode() {
        Mode::Enforce => taken.as_ref().map(|offer| offer.upstream),
        Mode::Observe => asked.map(|(upstream, _)| upstream),
    };
    let cost_estimate = taken.as_ref().and_then(|offer| offer.cost(policy, ask));
    let cost_if_asked = if_asked.as_ref().and_then(|offer| match &taken {
        Some(taken) if taken.is_same(offer) => cost_estimate,
        _ => offer.cost(policy, ask),
    });
    let pass_credentials = goes_to.is_some_and(|upstream| passes_credentials(upstream, asked));
    Decision {
        action,
        upstream: taken.as_ref().map(|offer| offer.upstream.id()),
        asked: asked_id,
        asked_by: asked.map(|(_, by)| by),
        model_asked: ask.model.map(str::to_owned),
        rules: permit.rules.iter().map(|rule| rule.id).collect(),
        redact,
        refused,
        cost_estimate,
        cost_if_asked,
        input_tokens: reckoned.map_or(0, |offer| offer.input_tokens),
        output_tokens: reckoned.map_or(0, |offer| offer.output_tokens),
        model_taken: taken.and_then(|offer| offer.model).map(str::to_owned),
        mode: policy.mode(),
        pass_credentials,
    }
}

/// The upstream that a request asks for. Each sign narrows the choice where it can: the `:authority` is the upstream's
/// own; the path's prefix is the upstream's own or its name; the upstream has the model by its own name, then by a
/// pattern, then by an alias; it speaks the API. Of those left the first in the policy. An endpoint that no schema knows
/// asks for an upstream only by authority or prefix.
fn asked<'p>(policy: &'p Policy, ask: &Ask<'_>, wanted: Option<&Wanted<'_>>) -> Option<(&'p Upstream, AskedBy)> {
    let mut left = UpstreamSet::of(policy.upstreams().iter().map(Upstream::id));
    let mut by = AskedBy::Schema;
    let mut narrow = |sign: AskedBy, has: &dyn Fn(&Upstream) -> bool| {
        let fitting = policy.upstreams().iter().filter(|upstream| left.contains(upstream.id()) && has(upstream));
        let fitting = UpstreamSet::of(fitting.map(Upstream::id));
        if !fitting.is_empty() {
            left = fitting;
            if by == AskedBy::Schema {
                by = sign;
            }
        }
    };
    let authority = ask.authority;
    narrow(AskedBy::Authority, &|u| !u.authority().is_empty() && u.authority().eq_ignore_ascii_case(authority));
    let prefix = ask.path_prefix.trim_end_matches('/');
    let named = |u: &Upstream| prefix == u.path_prefix() || prefix.strip_prefix('/') == Some(u.name());
    narrow(AskedBy::PathPrefix, &|u| !prefix.is_empty() && named(u));
    if let (Some(model), Some(wanted)) = (ask.model, wanted) {
        narrow(AskedBy::Model, &|u| wanted.listed(u).is_some());
        narrow(AskedBy::Model, &|u| wanted.listed(u).is_some_and(|m| m.name() == model));
        narrow(AskedBy::Model, &|u| wanted.on(u).next().is_some());
    }
    match ask.schema {
        Some(schema) => narrow(AskedBy::Schema, &|u| u.speaks(schema.name, schema.family)),
        None if matches!(by, AskedBy::Authority | AskedBy::PathPrefix) => {}
        None => return None,
    }
    policy.upstreams().iter().find(|upstream| left.contains(upstream.id())).map(|upstream| (upstream, by))
}

/// What taking an upstream would mean.
struct Offer<'p> {
    upstream: &'p Upstream,
    model: Option<&'p str>,
    /// The model as the upstream lists it.
    listed: Option<&'p Model>,
    input_tokens: u64,
    output_tokens: u64,
}

impl<'p> Offer<'p> {
    fn new(ask: &Ask<'_>, upstream: &'p Upstream, model: Option<&'p str>, listed: Option<&'p Model>) -> Offer<'p> {
        let tokenizer = listed.map_or_else(|| Tokenizer::of_model(model.unwrap_or_default()), Model::tokenizer);
        let input_tokens = ask.text.tokens(tokenizer);
        let most = listed.and_then(Model::context_window).unwrap_or(OUTPUT_TOKENS_MAX);
        Offer { upstream, model, listed, input_tokens, output_tokens: output_tokens(ask, most, CHOICES_MAX) }
    }

    /// With the model that was asked for, whether or not the upstream has it.
    fn as_asked(ask: &Ask<'p>, wanted: Option<&Wanted<'p>>, upstream: &'p Upstream) -> Offer<'p> {
        Offer::new(ask, upstream, ask.model, wanted.and_then(|wanted| wanted.listed(upstream)))
    }
}

impl Offer<'_> {
    fn is_same(&self, other: &Offer<'_>) -> bool {
        self.upstream.id() == other.upstream.id() && self.model == other.model
    }

    /// `None` is unknown.
    fn cost(&self, policy: &Policy, ask: &Ask<'_>) -> Option<Cost> {
        let price = policy.price_of(ask.tenant, self.upstream, self.model?, self.listed, ask.day)?;
        let (input_tokens, output_tokens) = (self.input_tokens, self.output_tokens);
        let (images, tier) = (ask.images, ask.tier);
        Some(price.cost(&Quantities { input_tokens, output_tokens, images, tier, ..Quantities::default() }))
    }

    /// What the model lacks for the request, as far as the policy tells.
    fn lacks(&self, ask: &Ask<'_>) -> Option<Refusal> {
        let listed = self.listed?;
        let lacking = listed.lacks(ask.needs);
        if !lacking.is_empty() {
            return Some(Refusal::Capability(lacking));
        }
        let wanted = ask.max_output_tokens.map_or(0, |_| output_tokens(ask, u64::MAX, u32::MAX));
        let tokens = self.input_tokens.saturating_add(wanted);
        let tokens_max = listed.context_window().filter(|window| tokens > *window)?;
        Some(Refusal::ContextWindow { tokens, tokens_max })
    }
}

/// Output tokens of a request: its own bound, for each answer it wants, but no longer answers than `each_max` and no more
/// of them than `choices_max`.
fn output_tokens(ask: &Ask<'_>, each_max: u64, choices_max: u32) -> u64 {
    let makes_text =
        ask.schema.is_none_or(|schema| !matches!(schema.operation, "embeddings" | "count_tokens" | "list_models"));
    if !makes_text {
        return 0;
    }
    let each = ask.max_output_tokens.unwrap_or(OUTPUT_TOKENS_ASSUMED).min(each_max);
    each.saturating_mul(u64::from(ask.choices.clamp(1, choices_max)))
}

/// Whether a permitted upstream can serve the request, and how. What was asked for is taken at its word: whether it has
/// the model and the room, it tells better itself. A change, though, must be sure to work.
fn offer<'p>(
    ask: &Ask<'p>,
    wanted: Option<&Wanted<'p>>,
    upstream: &'p Upstream,
    is_asked: bool,
) -> Result<Offer<'p>, Refusal> {
    if ask.unavailable.contains(upstream.id()) {
        return Err(Refusal::Unavailable);
    }
    let speaks = ask.schema.map_or(is_asked, |schema| upstream.speaks(schema.name, schema.family));
    if !speaks {
        return Err(Refusal::Schema);
    }
    let mut refusal = Refusal::Model;
    let mut serves = |offer: Offer<'p>| match offer.lacks(ask) {
        Some(why) if !(is_asked && offer.model == ask.model) => {
            refusal = why;
            None
        }
        _ => Some(offer),
    };
    let mut models = wanted.into_iter().flat_map(|wanted| wanted.on(upstream)).peekable();
    let offer = match models.peek() {
        Some(_) => models.find_map(|(model, listed)| serves(Offer::new(ask, upstream, Some(model), listed))),
        None if is_asked => serves(Offer::as_asked(ask, wanted, upstream)),
        None => None,
    };
    offer.ok_or(refusal)
}

/// Which of two is better: by each preference in turn, then by the order of the policy.
fn compare(
    policy: &Policy,
    ask: &Ask<'_>,
    preference: &[Preference],
    asked: Option<UpstreamId>,
    a: &Offer<'_>,
    b: &Offer<'_>,
) -> Ordering {
    let by = |preference: &Preference| match preference {
        Preference::AsRequested => (asked != Some(a.upstream.id())).cmp(&(asked != Some(b.upstream.id()))),
        Preference::ListedOrder => a.upstream.id().cmp(&b.upstream.id()),
        // A known price is better than an unknown one: nobody should find out afterwards.
        Preference::Cheapest => match (a.cost(policy, ask), b.cost(policy, ask)) {
            (Some(a), Some(b)) => a.amount.cmp(&b.amount),
            (a, b) => a.is_none().cmp(&b.is_none()),
        },
    };
    let decided = preference.iter().map(by).find(|order| order.is_ne());
    decided.unwrap_or_else(|| a.upstream.id().cmp(&b.upstream.id()))
}

fn action_of(
    offer: &Offer<'_>,
    asked: Option<UpstreamId>,
    ask: &Ask<'_>,
    permit: &Permit<'_>,
    classified: &Classified,
) -> Action {
    if !redactions(permit, classified).is_empty() {
        return Action::Redact;
    }
    let as_asked = asked == Some(offer.upstream.id()) && offer.model == ask.model;
    if as_asked { Action::Forward } else { Action::Reroute }
}

/// Entities to take out that are really in the request.
fn redactions(permit: &Permit<'_>, classified: &Classified) -> Vec<EntityId> {
    let found = classified.entities().iter().map(|counted| counted.entity);
    found.filter(|id| permit.redact.binary_search(id).is_ok()).collect()
}

/// Only an upstream that the request addressed itself, by authority or path prefix, was meant to have its credentials. To
/// have the model, or to be the first that speaks the API, is not enough.
fn passes_credentials(taken: &Upstream, asked: Option<(&Upstream, AskedBy)>) -> bool {
    match taken.credentials() {
        Credentials::Pass => true,
        Credentials::Strip => false,
        Credentials::PassIfAsked => asked.is_some_and(|(upstream, by)| {
            upstream.id() == taken.id() && matches!(by, AskedBy::Authority | AskedBy::PathPrefix)
        }),
    }
}

fn refuse(
    policy: &Policy,
    ask: &Ask<'_>,
    classified: &Classified,
    permit: &Permit<'_>,
    refused: &[(UpstreamId, Refusal)],
) -> Action {
    let rules = listed(permit.rules.iter().map(|rule| rule.name()));
    let by_rules = if rules.is_empty() { String::new() } else { format!(" (constraints that apply: {rules})") };
    if let Some(deny) = permit.rules.iter().find_map(|rule| rule.then.deny.as_ref()) {
        let message = deny.message.clone().unwrap_or_else(|| format!("the data policy denies this request{by_rules}"));
        return Action::Deny { status: 403, code: "policy_denied", message };
    }
    let tenant_known = ask.tenant.is_some_and(|tenant| policy.tenants().knows(tenant));
    let all_by_tenant = refused.iter().all(|(_, why)| *why == Refusal::Forbidden(Forbidden::Tenant));
    if all_by_tenant && !tenant_known {
        let message = "the data policy does not know who asks".to_owned();
        return Action::Deny { status: 403, code: "unknown_tenant", message };
    }
    let carries = carried(classified);
    if permit.permitted.is_empty() {
        let message = format!("the data policy permits no upstream for this request: {carries}{by_rules}");
        return Action::Deny { status: 403, code: "no_permitted_upstream", message };
    }
    let reasons: Vec<String> = refused
        .iter()
        .filter(|(id, _)| permit.permitted.contains(*id))
        .filter_map(|(id, why)| policy.upstream(*id).map(|u| format!("`{}` {}", u.name(), why.explain(policy))))
        .collect();
    let reasons = reasons.join("; ");
    let down = refused.iter().any(|(id, why)| permit.permitted.contains(*id) && *why == Refusal::Unavailable);
    let code = if down { "no_upstream_available" } else { "no_capable_upstream" };
    let message = format!("no upstream that the data policy permits can serve this request: {carries}; {reasons}");
    Action::Deny { status: 503, code, message }
}

/// What a request carries, in words that give nothing of it away.
fn carried(classified: &Classified) -> String {
    let categories = listed(classified.categories().iter().map(|category| category.as_str()));
    let reasons = listed(classified.uninspected().iter().map(|reason| reason.as_str()));
    let mut said = format!("it is {}", classified.sensitivity());
    if !categories.is_empty() {
        said.push_str(&format!(", it holds {categories}"));
    }
    if !reasons.is_empty() {
        said.push_str(&format!(", it could not be inspected in full ({reasons})"));
    }
    said
}
