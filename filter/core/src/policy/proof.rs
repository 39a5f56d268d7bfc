//! Residency, proved when the policy is loaded.
//!
//! For each entity and each reason for not having read something, take the request that carries nothing else: of all
//! requests that carry it, this one matches the fewest constraints, because conditions only become true as more is found.
//! Who asks (tenant, task, schema, role) is left unknown, so that a constraint which depends on it does not count. Every
//! upstream that is still permitted, and every upstream that Envoy may retry into from there, is an *edge*. If one of
//! them lies beyond the zone that `residency` promises for the class, the policy does not load, and the problem names the
//! edge. Constraints only narrow, so no other request that carries the class can reach farther.

use crate::policy::Policy;
use crate::policy::constraint::{Load, Roles};
use crate::policy::reader::Problems;
use crate::policy::residency::{Class, MUST_BE_BOUND};
use crate::policy::upstream::Upstream;
use crate::problem::{Problem, listed};
use crate::words::{Reason, Zone};

/// Adds a problem for each edge that breaks the promise.
pub(super) fn prove(policy: &Policy, problems: &mut Problems) {
    require_promises(policy, problems);
    let mut edges = Edges::default();
    for (id, rule) in policy.entities.iter() {
        let entities = [(id, Roles::NONE)];
        let load = Load { sensitivity: rule.sensitivity, entities: &entities, uninspected: &[], context: None };
        let class = format!("`{}` (by entity `{}`, which counts as {})", rule.category, rule.name, rule.sensitivity);
        edges.check(policy, &load, &class, rule.category.as_str(), problems);
    }
    for reason in Reason::ALL {
        let reasons = [*reason];
        let sensitivity = policy.uninspected(*reason);
        let load = Load { sensitivity, entities: &[], uninspected: &reasons, context: None };
        let class = format!("what is uninspected (by reason `{reason}`, which counts as {sensitivity})");
        edges.check(policy, &load, &class, "uninspected", problems);
    }
}

/// Special categories, criminal offences and credentials need a zone, or a reason why they have none.
fn require_promises(policy: &Policy, problems: &mut Problems) {
    for category in MUST_BE_BOUND {
        let class = Class::Category(*category);
        let bound = policy.residency.promises.iter().any(|promise| promise.class == class);
        let accepted = policy.residency.unbounded.iter().any(|(accepted, _)| *accepted == class);
        if !bound && !accepted {
            problems.add(Problem::new(
                format!("residency.{category}"),
                "a zone, or an entry in `accept_unbounded` with a reason",
                "nothing",
            ));
        }
    }
}

/// Edges that were reported: a class of a hundred entities breaks its promise in one way, not in a hundred.
#[derive(Default)]
struct Edges(Vec<(String, String)>);

impl Edges {
    fn check(&mut self, policy: &Policy, load: &Load<'_>, class: &str, group: &str, problems: &mut Problems) {
        let bound = policy.residency.bound(load, &policy.entities);
        let permit = policy.permit_by_rules(load);
        for upstream in policy.upstreams.iter().filter(|upstream| permit.by_rules.contains(upstream.id)) {
            let index = upstream.id.index();
            if upstream.zone > bound {
                let found = match permit.rules.as_slice() {
                    [] => "a way by default, as no constraint is sure to match".to_owned(),
                    rules => format!("a way past {}", listed(rules.iter().map(|rule| rule.name()))),
                };
                let edge = format!("upstreams[{index}]");
                self.report(edge, class, group, bound, format!("{found} to {}", shown(upstream)), problems);
            }
            for id in upstream.retry_closure.iter().copied() {
                let Some(target) = policy.upstream(id) else { continue };
                if upstream.zone <= bound && (target.zone > bound || !permit.by_rules.contains(id)) {
                    let edge = format!("upstreams[{index}].retries_into");
                    let found = format!("a retry from `{}` into {}", upstream.name, shown(target));
                    self.report(edge, class, group, bound, found, problems);
                }
            }
        }
    }

    fn report(&mut self, edge: String, class: &str, group: &str, bound: Zone, found: String, problems: &mut Problems) {
        let key = (edge, group.to_owned());
        if !self.0.contains(&key) {
            let expected = format!("no way for {class} beyond `{bound}`, or past a constraint, by this edge");
            problems.add(Problem::new(key.0.clone(), expected, found));
            self.0.push(key);
        }
    }
}

fn shown(upstream: &Upstream) -> String {
    format!("`{}` in `{}`", upstream.name, upstream.zone)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::detect::entity::EntityId;
    use crate::policy::Context;
    use crate::words::{Category, Role, Sensitivity};

    const NAMES: [&str; 4] = ["far", "middle", "near", "own"];

    /// Three upstreams and one of our own, an entity for each category, and whatever is drawn for the rest.
    fn policy(constraints: &[Value], residency: &[(usize, usize)], retries: &[(usize, usize)]) -> Option<Policy> {
        let places = [("US", "US", false), ("IE", "US", false), ("FR", "FR", false), ("DE", "DE", true)];
        let upstream = |(i, (country, operator, self_hosted)): (usize, (&str, &str, bool))| {
            let into: Vec<&str> = retries.iter().filter(|(from, _)| *from == i).map(|(_, to)| NAMES[*to]).collect();
            json!({"name": NAMES[i], "cluster": NAMES[i], "schemas": ["openai"], "country": country,
                   "operator_country": operator, "self_hosted": self_hosted, "retries_into": into})
        };
        let upstreams: Vec<Value> = places.into_iter().enumerate().map(upstream).collect();
        let custom: Vec<Value> = (Category::ALL.iter())
            .map(|c| json!({"id": format!("own_{c}"), "category": c.as_str(), "keywords": ["word"]}))
            .collect();
        let mut promises = json!({"special_category": "eea", "criminal_offence": "eea", "credential": "eea"});
        for (class, zone) in residency {
            let classes = [
                "personal",
                "special_category",
                "credential",
                "confidential",
                "restricted",
                "uninspected",
                "own_financial",
            ];
            promises[classes[*class]] = json!(Zone::ALL[*zone].as_str());
        }
        let numbered = |(i, constraint): (usize, &Value)| {
            let mut constraint = constraint.clone();
            constraint["name"] = json!(format!("c{i}"));
            constraint
        };
        // Keeps the promises that must be there, so that most of what is drawn loads.
        let sensitive = ["special_category", "criminal_offence", "credential"];
        let base = json!({"when": {"any": [{"categories": sensitive}, {"uninspected": true}]}, "then": {"zone_at_most": "eea"}});
        let constraints: Vec<Value> = constraints.iter().chain([&base]).enumerate().map(numbered).collect();
        let value = json!({"upstreams": upstreams, "sensitivity": {"custom": custom}, "residency": promises,
                           "constraints": constraints});
        Policy::from_value(&value).ok()
    }

    fn constraint() -> impl Strategy<Value = Value> {
        let categories =
            proptest::sample::subsequence(Category::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>(), 1..=6);
        let when = prop_oneof![
            3 => categories.prop_map(|categories| json!({"categories": categories})),
            2 => proptest::sample::select(vec!["public", "internal", "confidential", "restricted"])
                .prop_map(|bound| json!({"sensitivity_at_least": bound})),
            2 => Just(json!({"uninspected": true})),
            1 => Just(json!({"any": [{"tenant": "x"}, {"categories": ["credential"], "role": "user"}]})),
            1 => Just(json!({"all": [{"task": "t"}, {"uninspected": ["image"]}]})),
        ];
        let then = prop_oneof![
            6 => (0..3_usize).prop_map(|zone| json!({"zone_at_most": Zone::ALL[zone].as_str()})),
            1 => proptest::sample::subsequence(NAMES.to_vec(), 1..=3).prop_map(|names| json!({"upstreams": names})),
            1 => Just(json!({"deny": true})),
            1 => Just(json!({"redact": ["personal"]})),
        ];
        (when, then).prop_map(|(when, then)| json!({"when": when, "then": then}))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, max_global_rejects: 100_000, ..ProptestConfig::default() })]

        /// The theorem: if a policy loads, its rules alone, without the decision's own look at residency, let no request
        /// beyond the promise, whoever asks, by any edge.
        #[test]
        fn what_loads_keeps_its_promise(
            constraints in proptest::collection::vec(constraint(), 0..7),
            residency in proptest::collection::vec((0..7_usize, 1..5_usize), 0..3),
            retries in proptest::collection::vec((0..4_usize, 0..4_usize), 0..3),
            found in proptest::collection::vec((0..6_usize, any::<bool>()), 0..4),
            reasons in proptest::sample::subsequence(Reason::ALL.to_vec(), 0..3),
            tenant in proptest::option::of(Just("x")),
            task in proptest::option::of(Just("t")),
        ) {
            let Some(policy) = policy(&constraints, &residency, &retries) else {
                return Err(TestCaseError::reject("does not load"));
            };
            let first = policy.entities.rules.len() - 6;
            let mut entities: Vec<(EntityId, Roles)> = found
                .iter()
                .map(|(i, user)| {
                    let role = if *user { Role::User } else { Role::System };
                    (EntityId((first + i) as u16), Roles::NONE.with(role))
                })
                .collect();
            entities.sort_unstable_by_key(|(id, _)| *id);
            let sensitivities = entities.iter().filter_map(|(id, _)| policy.entities.rule(*id)).map(|rule| rule.sensitivity);
            let unread = reasons.iter().map(|reason| policy.uninspected(*reason));
            let load = Load {
                sensitivity: sensitivities.chain(unread).max().unwrap_or(Sensitivity::Public),
                entities: &entities,
                uninspected: &reasons,
                context: Some(Context { tenant, task, ..Context::default() }),
            };
            let bound = policy.residency.bound(&load, &policy.entities);
            let permit = policy.permit_by_rules(&load);
            for upstream in policy.upstreams.iter().filter(|upstream| permit.permitted.contains(upstream.id)) {
                let reached = upstream.retry_closure.iter().filter_map(|id| policy.upstream(*id));
                for upstream in reached.chain([upstream]) {
                    prop_assert!(upstream.zone <= bound, "{} in {} beyond {bound}", upstream.name, upstream.zone);
                }
            }
        }
    }
}
