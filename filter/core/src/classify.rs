//! What a request is: its findings under the policy's thresholds, and what could not be read.
//!
//! A [`Classified`] can be made by [`classify`] alone, and [`crate::decide::decide`] takes nothing else: no decision
//! without a look at the content.

use crate::detect::Finding;
use crate::detect::entity::EntityId;
use crate::policy::{Policy, Roles};
use crate::segment::{Segment, Uninspected};
use crate::words::{Category, Likelihood, Reason, Role, Sensitivity};

/// How much of a request was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// Everything.
    Complete,
    /// Some of it.
    Partial,
    /// Nothing.
    None,
}

impl Coverage {
    /// The spelling in records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Coverage::Complete => "complete",
            Coverage::Partial => "partial",
            Coverage::None => "none",
        }
    }
}

/// How often an entity was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Which.
    pub entity: EntityId,
    /// How often, at or above its threshold.
    pub count: u32,
    /// The surest of these.
    pub likelihood: Likelihood,
}

/// What a request is. Existence proves that its content was looked at, or that the reason why not is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classified {
    sensitivity: Sensitivity,
    categories: Vec<Category>,
    entities: Vec<Counted>,
    found_in: Vec<(EntityId, Roles)>,
    roles: Roles,
    uninspected: Vec<Reason>,
    coverage: Coverage,
}

impl Classified {
    /// The highest sensitivity of all that was found and of all that was not read.
    pub fn sensitivity(&self) -> Sensitivity {
        self.sensitivity
    }
    /// Categories found, in order, each once.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }
    /// Entities found, by id, each once.
    pub fn entities(&self) -> &[Counted] {
        &self.entities
    }
    /// Why something was not read, in order, each once.
    pub fn uninspected(&self) -> &[Reason] {
        &self.uninspected
    }
    /// How much was read.
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }
    /// Each entity with the roles it was found in, by id.
    pub(crate) fn found_in(&self) -> &[(EntityId, Roles)] {
        &self.found_in
    }
    /// The roles that speak.
    pub(crate) fn roles(&self) -> Roles {
        self.roles
    }
}

/// Classes a request by what was found in its segments and what was not read. For a request of which nothing could be
/// read, pass no segments and the reason.
pub fn classify(
    policy: &Policy,
    segments: &[Segment<'_>],
    findings: &[Finding],
    uninspected: &[Uninspected],
) -> Classified {
    let mut entities: Vec<Counted> = Vec::new();
    let mut found_in: Vec<(EntityId, Roles)> = Vec::new();
    for finding in findings {
        let counts = policy.entity(finding.entity).is_none_or(|rule| finding.likelihood >= rule.threshold());
        if !counts {
            continue;
        }
        let role = usize::try_from(finding.segment).ok().and_then(|i| segments.get(i)).map_or(Role::Other, |s| s.role);
        count(&mut entities, &mut found_in, finding, role);
    }
    let mut reasons: Vec<Reason> = uninspected.iter().map(|uninspected| uninspected.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();

    let rules = || entities.iter().filter_map(|counted| policy.entity(counted.entity));
    let mut categories: Vec<Category> = rules().map(|rule| rule.category()).collect();
    categories.sort_unstable();
    categories.dedup();
    let unread = reasons.iter().map(|reason| policy.uninspected(*reason));
    // An entity that the policy does not know cannot be found by its own scanner: were it so, it counts as the worst.
    let unknown = entities.iter().any(|counted| policy.entity(counted.entity).is_none());
    let worst = unknown.then_some(Sensitivity::Restricted);
    let sensitivity = rules().map(|rule| rule.sensitivity()).chain(unread).chain(worst).max();
    let coverage = match (reasons.is_empty(), segments.is_empty()) {
        (true, _) => Coverage::Complete,
        (false, false) => Coverage::Partial,
        (false, true) => Coverage::None,
    };
    Classified {
        sensitivity: sensitivity.unwrap_or(Sensitivity::Public),
        categories,
        entities,
        found_in,
        roles: segments.iter().fold(Roles::NONE, |roles, segment| roles.with(segment.role)),
        uninspected: reasons,
        coverage,
    }
}

/// Adds a finding to both lists, which have the same entities in the same order.
fn count(entities: &mut Vec<Counted>, found_in: &mut Vec<(EntityId, Roles)>, finding: &Finding, role: Role) {
    match entities.binary_search_by_key(&finding.entity, |counted| counted.entity) {
        Ok(at) => {
            if let Some(counted) = entities.get_mut(at) {
                counted.count = counted.count.saturating_add(1);
                counted.likelihood = counted.likelihood.max(finding.likelihood);
            }
            if let Some((_, roles)) = found_in.get_mut(at) {
                *roles = roles.with(role);
            }
        }
        Err(at) => {
            entities.insert(at, Counted { entity: finding.entity, count: 1, likelihood: finding.likelihood });
            found_in.insert(at, (finding.entity, Roles::NONE.with(role)));
        }
    }
}
