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
            for id in policy.retry_closure(upstream) {
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
