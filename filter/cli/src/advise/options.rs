//! Where a workload could go: the engine's own decision, asked again from what the records tell.
//!
//! Of each entity and role that a record could mean, the engine is told that it was found: roles are not recorded, and a
//! rule that asks for one is taken to apply. So what is permitted here was permitted on traffic too; the reverse need
//! not hold. Of what a request needed of a model, a record tells what could not be read (pictures, audio ...), not tools,
//! JSON or length: an upstream that lacks these is still named here, and refuses on traffic.

use std::borrow::Cow;

use octroi_core::classify::classify;
use octroi_core::decide::{Ask, decide};
use octroi_core::detect::Finding;
use octroi_core::detect::entity::EntityId;
use octroi_core::money::{Amount, Price, Quantities};
use octroi_core::policy::{Policy, Upstream};
use octroi_core::schema::{Needs, SCHEMAS};
use octroi_core::segment::{Seam, Segment, Uninspected};
use octroi_core::words::{Likelihood, Reason, Role, Zone};

use super::gather::{Key, Sums};
use crate::input;

/// An upstream that may have the workload and has its model or an equivalent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub upstream: String,
    pub model: String,
    pub zone: Zone,
    /// What the workload's requests with known usage would cost there; `None`: the price is unknown.
    pub cost: Option<Amount>,
}

/// Everywhere that a workload could go, the cheapest first, unknown prices last. `None`: it cannot be judged, because a
/// record does not tell what it carried, or names something that this policy does not know.
pub fn choices(policy: &Policy, key: &Key, sums: &Sums) -> Option<Vec<Choice>> {
    let schema = SCHEMAS.iter().find(|schema| Some(schema.name) == key.schema.as_deref())?;
    let model = key.model_asked.as_deref()?;
    let findings = findings(policy, key.entities.as_ref()?)?;
    let reasons = key.uninspected.as_ref()?.iter().map(|word| Reason::parse(word)).collect::<Option<Vec<_>>>()?;
    let needs = needs(&reasons);
    let uninspected: Vec<Uninspected> = reasons.into_iter().map(|reason| Uninspected { reason, at: 0 }).collect();
    let classified = classify(policy, &segments(), &findings, &uninspected);
    let ask = Ask {
        schema: Some(schema),
        model: Some(model),
        tenant: key.tenant.as_deref(),
        task: key.task.as_deref(),
        needs,
        choices: 1,
        ..Ask::default()
    };
    let decision = decide(policy, &ask, &classified);
    let can = |upstream: &&Upstream| !decision.refused.iter().any(|(id, _)| *id == upstream.id());
    let choice = |upstream: &Upstream| {
        let here = key.model.as_deref().filter(|_| Some(upstream.name()) == key.upstream.as_deref());
        let fits = |name: &str| upstream.model(name).is_some_and(|model| model.lacks(needs).is_empty());
        // Where the engine chose a model itself, it knew more of the request than the record tells.
        let model = match here {
            Some(model) => model.to_owned(),
            None => policy.models_on(upstream, model).into_iter().find(|name| fits(name))?.to_string(),
        };
        let cost = cost_on(policy, key, upstream, &model, sums);
        Some(Choice { upstream: upstream.name().to_owned(), model, zone: upstream.zone(), cost })
    };
    let mut choices: Vec<Choice> = policy.upstreams().iter().filter(can).filter_map(choice).collect();
    choices.sort_by_key(|choice| (choice.cost.is_none(), choice.cost));
    Some(choices)
}

/// What the workload's requests with known usage cost at the policy's prices where they went.
pub fn cost_now(policy: &Policy, key: &Key, sums: &Sums) -> Option<Amount> {
    let upstream = policy.upstream_named(key.upstream.as_deref()?)?;
    cost_on(policy, key, upstream, key.model.as_deref()?, sums)
}

/// At today's price. A cost is linear in tokens and requests, so the sum's cost is the costs' sum. Whether the price for
/// long contexts holds is told by the mean request: those of a workload differ by less than a factor of two in length.
fn cost_on(policy: &Policy, key: &Key, upstream: &Upstream, model: &str, sums: &Sums) -> Option<Amount> {
    let price = policy.price(key.tenant.as_deref(), upstream, model, input::today())?;
    let mean = sums.input_tokens / sums.with_usage.max(1);
    let tokens = price.long_context.as_ref().filter(|(above, _)| mean > *above).map_or(price.tokens, |(_, long)| *long);
    let price = Price { tokens, long_context: None, ..price.clone() };
    let tokens = Quantities {
        input_tokens: sums
            .input_tokens
            .saturating_sub(sums.cached_tokens)
            .saturating_sub(sums.cache_write_tokens)
            .saturating_sub(sums.audio_input_tokens),
        cached_input_tokens: sums.cached_tokens,
        cache_write_tokens: sums.cache_write_tokens,
        audio_input_tokens: sums.audio_input_tokens,
        output_tokens: sums
            .output_tokens
            .saturating_sub(sums.reasoning_tokens)
            .saturating_sub(sums.audio_output_tokens),
        reasoning_tokens: sums.reasoning_tokens,
        audio_output_tokens: sums.audio_output_tokens,
        ..Quantities::default()
    };
    let each = price.cost(&Quantities::default()).amount; // what is paid for a request of nothing
    let without = price.cost(&tokens).amount.minus(each);
    Some(without.plus(Amount(each.0.saturating_mul(i128::from(sums.with_usage)))))
}

/// What a model must be able to do for the parts of a request that could not be read.
fn needs(reasons: &[Reason]) -> Needs {
    let need = |reason: &Reason| match reason {
        Reason::Image => Some(Needs::VISION),
        Reason::Audio => Some(Needs::AUDIO),
        Reason::Video => Some(Needs::VIDEO),
        Reason::Document => Some(Needs::DOCUMENTS),
        Reason::Reference => Some(Needs::STATE),
        Reason::RemoteTool => Some(Needs::REMOTE_TOOLS),
        _ => None,
    };
    let mut needs = Needs::NONE;
    reasons.iter().filter_map(need).for_each(|need| needs.insert(need));
    needs
}

/// Each entity in each role.
fn findings(policy: &Policy, entities: &[String]) -> Option<Vec<Finding>> {
    let mut findings = Vec::new();
    for name in entities {
        let id = (0..).map(EntityId).take_while(|id| policy.entity(*id).is_some());
        let entity = id.into_iter().find(|id| policy.entity(*id).is_some_and(|rule| rule.name() == name))?;
        let of = |segment| Finding { entity, likelihood: Likelihood::VeryLikely, segment, start: 0, end: 0 };
        findings.extend((0..Role::ALL.len() as u32).map(of));
    }
    Some(findings)
}

/// A text in each role.
fn segments() -> Vec<Segment<'static>> {
    let segment = |role: &Role| Segment { text: Cow::Borrowed(""), role: *role, raw: 0..0, seam: Seam::Apart };
    Role::ALL.iter().map(segment).collect()
}
