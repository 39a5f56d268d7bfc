//! An explanation and its findings as JSON: what `octroi explain --json`, `octroi classify` and the playground tell. Nothing
//! of a request's text is in it, as findings are told by their places; the name of the model is as the request has it.

use serde_json::{Value, json};

use crate::decide::{Action, Decision};
use crate::detect::Finding;
use crate::exchange::{Covering, Explanation, UsedUp};
use crate::json::pointer_at;
use crate::policy::{Policy, Upstream, UpstreamId};

impl Explanation {
    /// The explanation as JSON. `body` is that of the request.
    pub fn to_json(&self, policy: &Policy, body: &[u8]) -> Value {
        let Explanation { classified, decision, .. } = self;
        let upstream = |id: Option<UpstreamId>| id.and_then(|id| policy.upstream(id));
        let taken = upstream(decision.upstream);
        let denied = match &decision.action {
            Action::Deny { status, code, message } => json!({"status": status, "code": code, "message": message}),
            _ => Value::Null,
        };
        let refused: Vec<Value> = refused(policy, decision)
            .into_iter()
            .map(|(name, reason, text)| json!({"upstream": name, "reason": reason, "text": text}))
            .collect();
        let redact: Vec<&str> =
            decision.redact.iter().filter_map(|id| policy.entity(*id)).map(|rule| rule.name()).collect();
        json!({
            "action": decision.action.as_str(),
            "mode": policy.mode().as_str(),
            "denied": denied,
            "answered": self.reply.as_ref().map(|reply| json!({"status": reply.status, "code": reply.code})),
            "asked": upstream(decision.asked).map(Upstream::name),
            "upstream": taken.map(Upstream::name),
            "zone": taken.map(|upstream| upstream.zone().as_str()),
            "model_asked": decision.model_asked,
            "model": decision.model_taken,
            "sensitivity": classified.sensitivity().as_str(),
            "categories": classified.categories().iter().map(|category| category.as_str()).collect::<Vec<_>>(),
            "coverage": classified.coverage().as_str(),
            "uninspected": classified.uninspected().iter().map(|reason| reason.as_str()).collect::<Vec<_>>(),
            "findings": locate(policy, &self.places, body, &self.findings),
            "rules": decision.rule_names(policy),
            "redact": redact,
            "refused": refused,
            "pass_credentials": decision.pass_credentials,
            "input_tokens_estimated": decision.input_tokens,
            "currency": policy.currency().map(|currency| currency.to_string()),
            "cost_estimate": decision.cost_estimate.map(|cost| cost.amount.to_string()),
            "cost_if_asked": decision.cost_if_asked.map(|cost| cost.amount.to_string()),
            "budgets": self.covering(policy).iter().map(|covering| budget(policy, covering)).collect::<Vec<_>>(),
            "policy": policy.digest(),
        })
    }
}

fn budget(policy: &Policy, covering: &Covering<'_>) -> Value {
    let Covering { budget, holds, used_up } = covering;
    let outcome = match used_up {
        UsedUp::Passes => json!({"outcome": used_up.as_str()}),
        UsedUp::Moves(decision) => json!({
            "outcome": used_up.as_str(),
            "action": decision.action.as_str(),
            "upstream": decision.upstream.and_then(|id| policy.upstream(id)).map(Upstream::name),
            "model": decision.model_taken,
        }),
        UsedUp::Denied { status, code } => json!({"outcome": used_up.as_str(), "status": status, "code": code}),
    };
    let unit = budget.unit();
    json!({
        "name": budget.name(),
        "action": budget.when_spent().as_str(),
        "unit": unit.name(),
        "amount": unit.show(budget.amount()),
        "per": budget.account().per.as_str(),
        "holds": holds.map(|amount| unit.show(amount)),
        "used_up": outcome,
    })
}

/// Every upstream that was not to have it: name, fixed word, text.
pub fn refused<'p>(policy: &'p Policy, decision: &Decision) -> Vec<(&'p str, &'static str, String)> {
    let told = |(id, why): &(_, crate::decide::Refusal)| {
        policy.upstream(*id).map(|upstream| (upstream.name(), why.as_str(), why.explain(policy)))
    };
    decision.refused.iter().filter_map(told).collect()
}

/// Findings with the JSON pointer of the string each is in; `null` for one in the path. `places`: where each text begins.
pub fn locate(policy: &Policy, places: &[Option<usize>], body: &[u8], findings: &[Finding]) -> Vec<Value> {
    // A pointer takes a walk through the body, and findings of one segment share it.
    let mut last: Option<(u32, Value)> = None;
    let mut located = Vec::new();
    for finding in counting(policy, findings) {
        if last.as_ref().is_none_or(|(segment, _)| *segment != finding.segment) {
            let place = places.get(finding.segment as usize).copied().flatten();
            last = Some((finding.segment, place.map_or(Value::Null, |at| json!(pointer_at(body, at)))));
        }
        let mut shown = show(policy, finding);
        if let (Value::Object(members), Some((_, pointer))) = (&mut shown, &last) {
            members.insert("at".to_owned(), pointer.clone());
        }
        located.push(shown);
    }
    located
}

/// Findings at or above their entity's threshold.
pub fn counting<'f>(policy: &Policy, findings: &'f [Finding]) -> impl Iterator<Item = &'f Finding> {
    let at_least =
        |finding: &&Finding| policy.entity(finding.entity).is_none_or(|r| finding.likelihood >= r.threshold());
    findings.iter().filter(at_least)
}

/// A finding as JSON: its entity, how likely, and its place in bytes of its text.
pub fn show(policy: &Policy, finding: &Finding) -> Value {
    let rule = policy.entity(finding.entity);
    json!({
        "entity": rule.map(|rule| rule.name()),
        "category": rule.map(|rule| rule.category().as_str()),
        "likelihood": finding.likelihood.as_str(),
        "start": finding.start,
        "end": finding.end,
    })
}
