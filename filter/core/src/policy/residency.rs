//! `residency`: the promise. How far each class of data may travel, whatever the rules say.
//!
//! The rules are checked against it when the policy is loaded ([`super::proof`]), and the decision obeys it besides.

use crate::detect::entity::EntityId;
use crate::policy::constraint::Load;
use crate::policy::entities::Entities;
use crate::policy::reader::{At, Problems};
use crate::problem::{Problem, quoted};
use crate::words::{Category, Reason, Sensitivity, Zone};

/// The farthest zone: no bound at all.
const UNBOUNDED: Zone = Zone::ThirdCountry;

/// Classes that have no good reason to be unbounded: leaving them out must be written, with a reason.
pub(super) const MUST_BE_BOUND: &[Category] =
    &[Category::SpecialCategory, Category::CriminalOffence, Category::Credential];

/// What a promise can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Findings of this category.
    Category(Category),
    /// Findings of this entity.
    Entity(EntityId),
    /// Requests of this sensitivity or above.
    Sensitivity(Sensitivity),
    /// Requests of which something could not be inspected.
    Uninspected,
    /// Requests of which something could not be inspected for this reason.
    Reason(Reason),
}

/// How far a class may travel.
#[derive(Debug, Clone)]
pub struct Promise {
    pub(super) class: Class,
    pub(super) zone: Zone,
}

/// The promises of a policy.
#[derive(Debug, Clone, Default)]
pub struct Residency {
    pub(super) promises: Vec<Promise>,
    /// Classes that are expressly unbounded, with the reason given.
    pub(super) unbounded: Vec<(Class, String)>,
}

impl Promise {
    /// Of what.
    pub fn class(&self) -> Class {
        self.class
    }
    /// How far at most.
    pub fn zone(&self) -> Zone {
        self.zone
    }
}

impl Residency {
    /// Every promise, in the order written.
    pub fn promises(&self) -> &[Promise] {
        &self.promises
    }

    /// The farthest zone that a request with this load may reach.
    pub(super) fn bound(&self, load: &Load<'_>, entities: &Entities) -> Zone {
        let findings = load.entities.iter().map(|(id, _)| self.bound_of_entity(*id, entities));
        let reasons = load.uninspected.iter().map(|reason| self.bound_of_reason(*reason));
        findings.chain(reasons).chain([self.bound_of_sensitivity(load.sensitivity)]).min().unwrap_or(UNBOUNDED)
    }

    /// The nearest of the promises that speak of an entity or its category.
    pub(super) fn bound_of_entity(&self, id: EntityId, entities: &Entities) -> Zone {
        let category = entities.rule(id).map(|rule| rule.category);
        self.nearest(|class| match class {
            Class::Entity(entity) => entity == id,
            Class::Category(c) => Some(c) == category,
            _ => false,
        })
    }

    pub(super) fn bound_of_sensitivity(&self, sensitivity: Sensitivity) -> Zone {
        self.nearest(|class| matches!(class, Class::Sensitivity(from) if sensitivity >= from))
    }

    /// What could not be read may be anything: unless the policy speaks of the reason, or of all reasons, the nearest
    /// zone that was promised for anything.
    pub(super) fn bound_of_reason(&self, reason: Reason) -> Zone {
        let speaks_of = |wanted: Class| {
            self.unbounded.iter().any(|(class, _)| *class == wanted)
                || self.promises.iter().any(|promise| promise.class == wanted)
        };
        for wanted in [Class::Reason(reason), Class::Uninspected] {
            if speaks_of(wanted) {
                return self.nearest(|class| class == wanted);
            }
        }
        self.nearest(|_| true)
    }

    fn nearest(&self, speaks: impl Fn(Class) -> bool) -> Zone {
        let zones = self.promises.iter().filter(|promise| speaks(promise.class)).map(|promise| promise.zone);
        zones.min().unwrap_or(UNBOUNDED)
    }
}

/// Reads `residency`.
pub(super) fn read(at: &At<'_>, entities: &Entities, problems: &mut Problems) -> Residency {
    let mut residency = Residency::default();
    for (name, at) in at.entries(problems) {
        if name == "accept_unbounded" {
            residency.unbounded = read_unbounded(&at, entities, problems);
            continue;
        }
        let class = read_class(name, &at, entities, problems);
        let zone = at.word("a zone", Zone::ALL, Zone::as_str, problems);
        if let (Some(class), Some(zone)) = (class, zone) {
            residency.promises.push(Promise { class, zone });
        }
    }
    for (class, _) in &residency.unbounded {
        if residency.promises.iter().any(|promise| promise.class == *class) {
            problems.add(Problem::new(
                format!("{}.accept_unbounded", at.path),
                "only classes that have no zone",
                "a class that has one",
            ));
        }
    }
    residency
}

fn read_class(name: &str, at: &At<'_>, entities: &Entities, problems: &mut Problems) -> Option<Class> {
    let by_reason = || name.strip_prefix("uninspected.").and_then(Reason::parse).map(Class::Reason);
    let by_entity = || {
        let found = entities.iter().find(|(_, rule)| rule.name == name);
        found.map(|(id, _)| Class::Entity(id))
    };
    let class = Category::parse(name)
        .map(Class::Category)
        .or_else(|| Sensitivity::parse(name).map(Class::Sensitivity))
        .or_else(|| (name == "uninspected").then_some(Class::Uninspected))
        .or_else(by_reason)
        .or_else(by_entity);
    if class.is_some() {
        return class;
    }
    let words = Category::ALL.iter().map(|c| c.as_str()).chain(Sensitivity::ALL.iter().map(|s| s.as_str()));
    let names: Vec<&str> =
        words.chain(["uninspected"]).chain(entities.rules.iter().map(|rule| rule.name.as_str())).collect();
    let problem = Problem::new(
        &at.path,
        "a category, a sensitivity, an entity, `uninspected` or `uninspected.REASON`",
        quoted(name),
    );
    problems.add(problem.suggest(name, names));
    None
}

/// `accept_unbounded: [{class: credential, reason: "..."}]`.
fn read_unbounded(at: &At<'_>, entities: &Entities, problems: &mut Problems) -> Vec<(Class, String)> {
    let mut accepted = Vec::new();
    for at in at.list(problems) {
        let Some(mut fields) = at.object(problems) else { continue };
        let class = fields.required("class", "a class of data", problems).and_then(|at| {
            let name = at.text("a class of data", problems)?;
            read_class(name, &at, entities, problems)
        });
        let reason = fields
            .required("reason", "why this class may travel anywhere", problems)
            .and_then(|at| at.text("why this class may travel anywhere", problems));
        fields.refuse_unknown(problems);
        if let (Some(class), Some(reason)) = (class, reason) {
            accepted.push((class, reason.to_owned()));
        }
    }
    accepted
}
