//! Which upstreams a request may go to. The proof at load and the decision on traffic both ask here, so that what was
//! proved is what happens.

use crate::detect::entity::EntityId;
use crate::policy::Policy;
use crate::policy::constraint::{Constraint, ConstraintId, Load, Refused};
use crate::policy::upstream::{Upstream, UpstreamId, UpstreamSet};

/// Why the policy does not let a request go to an upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forbidden {
    /// It is farther than this constraint allows.
    Zone(ConstraintId),
    /// It lacks a certification that this constraint requires.
    Certification(ConstraintId),
    /// This constraint does not list it.
    NotListed(ConstraintId),
    /// A constraint denies the request altogether.
    Denied(ConstraintId),
    /// It is farther than the residency of what the request carries.
    Residency,
    /// The tenant is not allowed to use it, or is not known.
    Tenant,
    /// Envoy may retry into an upstream that is forbidden.
    RetriesInto(UpstreamId),
}

/// What the policy permits one request.
#[derive(Debug, Clone)]
pub(crate) struct Permit<'p> {
    /// Every constraint that matched.
    pub(crate) rules: Vec<&'p Constraint>,
    /// Where the rules let it go, before retries are thought of.
    pub(crate) by_rules: UpstreamSet,
    /// Where it may go.
    pub(crate) permitted: UpstreamSet,
    /// Why it may not go elsewhere: the first reason for each, in the order of upstreams.
    pub(crate) forbidden: Vec<(UpstreamId, Forbidden)>,
    /// What is taken out before it goes anywhere.
    pub(crate) redact: Vec<EntityId>,
}

impl Policy {
    /// What this load is permitted by constraints, residency and retries.
    pub(crate) fn permit(&self, load: &Load<'_>) -> Permit<'_> {
        let bound = self.residency.bound(load, &self.entities);
        self.narrowed(load, |upstream| (upstream.zone > bound).then_some(Forbidden::Residency))
    }

    /// The same without residency: what the rules alone achieve, for the proof that they keep the promise.
    pub(crate) fn permit_by_rules(&self, load: &Load<'_>) -> Permit<'_> {
        self.narrowed(load, |_| None)
    }

    fn narrowed(&self, load: &Load<'_>, also: impl Fn(&Upstream) -> Option<Forbidden>) -> Permit<'_> {
        let rules: Vec<&Constraint> = self.constraints.iter().filter(|c| c.matches(load, &self.entities)).collect();
        let mut redact: Vec<EntityId> = rules.iter().flat_map(|rule| rule.then.redact.iter().copied()).collect();
        redact.sort_unstable();
        redact.dedup();

        let tenant = load.context.and_then(|context| context.tenant);
        let tenant_known = load.context.is_some();
        let direct: Vec<Option<Forbidden>> = self
            .upstreams
            .iter()
            .map(|upstream| {
                if tenant_known && !self.tenants.permits(tenant, upstream.id) {
                    return Some(Forbidden::Tenant);
                }
                rules.iter().find_map(|rule| forbids(rule, upstream)).or_else(|| also(upstream))
            })
            .collect();
        let allowed = self.upstreams.iter().zip(&direct).filter(|(_, why)| why.is_none()).map(|(u, _)| u.id);
        let allowed = UpstreamSet::of(allowed);
        // An upstream is only as permitted as everything that Envoy may retry into from there.
        let mut permitted = UpstreamSet::EMPTY;
        let mut forbidden = Vec::new();
        for (upstream, why) in self.upstreams.iter().zip(direct) {
            let astray = || upstream.retry_closure.iter().find(|id| !allowed.contains(**id)).copied();
            match why.or_else(|| astray().map(Forbidden::RetriesInto)) {
                Some(why) => forbidden.push((upstream.id, why)),
                None => permitted = permitted.with(upstream.id),
            }
        }
        Permit { rules, by_rules: allowed, permitted, forbidden, redact }
    }
}

fn forbids(rule: &Constraint, upstream: &Upstream) -> Option<Forbidden> {
    if rule.then.deny.is_some() {
        return Some(Forbidden::Denied(rule.id));
    }
    rule.then.refuses(upstream).map(|refused| match refused {
        Refused::Zone => Forbidden::Zone(rule.id),
        Refused::Certification => Forbidden::Certification(rule.id),
        Refused::NotListed => Forbidden::NotListed(rule.id),
    })
}
