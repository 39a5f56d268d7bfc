//! What each entity counts as under a policy: the built-in table, what the policy overrides, and its own entities.

use crate::detect::Options;
use crate::detect::entity::{Entity, EntityId, built_in};
use crate::policy::reader::{At, Problems};
use crate::problem::Problem;
use crate::words::{Category, Country, Likelihood, Sensitivity};

/// Findings below this count for nothing unless the policy says otherwise.
pub const THRESHOLD: Likelihood = Likelihood::Possible;

/// What an entity counts as.
#[derive(Debug, Clone)]
pub struct EntityRule {
    pub(crate) name: String,
    pub(crate) category: Category,
    pub(crate) sensitivity: Sensitivity,
    pub(crate) threshold: Likelihood,
}

impl EntityRule {
    /// Its name in policies and records.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// What kind of protected data it is.
    pub fn category(&self) -> Category {
        self.category
    }
    /// What one finding makes of a request.
    pub fn sensitivity(&self) -> Sensitivity {
        self.sensitivity
    }
    /// From which likelihood on a finding counts.
    pub fn threshold(&self) -> Likelihood {
        self.threshold
    }
}

/// Every entity by its id, and how the scanner is to be set.
#[derive(Debug, Clone)]
pub(super) struct Entities {
    pub(super) rules: Vec<EntityRule>,
    pub(super) options: Options,
}

impl Entities {
    /// The built-in table as it is.
    pub(super) fn builtin() -> Entities {
        Entities { rules: builtin_rules(), options: Options::default() }
    }

    /// The entity of that name.
    pub(super) fn named(&self, at: &At<'_>, problems: &mut Problems) -> Option<EntityId> {
        let name = at.text("the name of an entity", problems)?;
        let found = self.rules.iter().position(|rule| rule.name == name).and_then(|index| u16::try_from(index).ok());
        match found {
            Some(index) => Some(EntityId(index)),
            None => {
                at.unknown("the name of an entity", name, self.rules.iter().map(|rule| rule.name.as_str()), problems)
            }
        }
    }

    /// Every entity with its rule.
    pub(super) fn iter(&self) -> impl Iterator<Item = (EntityId, &EntityRule)> {
        (0..=u16::MAX).map(EntityId).zip(&self.rules)
    }

    /// The rule of an entity.
    pub(super) fn rule(&self, id: EntityId) -> Option<&EntityRule> {
        self.rules.get(usize::from(id.0))
    }

    fn rule_mut(&mut self, id: EntityId) -> Option<&mut EntityRule> {
        self.rules.get_mut(usize::from(id.0))
    }
}

fn builtin_rules() -> Vec<EntityRule> {
    let rule = |entity: &Entity| EntityRule {
        name: entity.id.to_owned(),
        category: entity.category,
        sensitivity: entity.sensitivity,
        threshold: THRESHOLD,
    };
    built_in().map(rule).collect()
}

/// Reads `sensitivity`.
pub(super) fn read(at: &At<'_>, problems: &mut Problems) -> Entities {
    let mut entities = Entities::builtin();
    let Some(mut fields) = at.object(problems) else { return entities };
    // The policy's own entities first: the other fields may name them.
    if let Some(at) = fields.optional("custom") {
        let _ = at.list(problems);
    }
    if let Some(at) = fields.optional("categories") {
        read_by_category(&at, SENSITIVITY, &mut entities, |rule, value| rule.sensitivity = value, problems);
    }
    if let Some(at) = fields.optional("entities") {
        read_by_entity(&at, SENSITIVITY, &mut entities, |rule, value| rule.sensitivity = value, problems);
    }
    if let Some(at) = fields.optional("thresholds") {
        read_thresholds(&at, &mut entities, problems);
    }
    if let Some(at) = fields.optional("countries") {
        let _ = read_countries(&at, problems);
    }
    if let Some(at) = fields.optional("allowlist") {
        let _ = at.texts("a text that is not a finding", problems);
    }
    if let Some(at) = fields.optional("test_values") {
        let _ = at.boolean(problems);
    }
    fields.refuse_unknown(problems);
    entities
}

/// A closed set of words, as the reader wants it.
type Words<T> = (&'static str, &'static [T], fn(T) -> &'static str);

const SENSITIVITY: Words<Sensitivity> = ("a sensitivity", Sensitivity::ALL, Sensitivity::as_str);
const LIKELIHOOD: Words<Likelihood> = ("a likelihood", Likelihood::ALL, Likelihood::as_str);

fn read_by_category<T: Copy>(
    at: &At<'_>,
    (what, all, spelling): Words<T>,
    entities: &mut Entities,
    set: fn(&mut EntityRule, T),
    problems: &mut Problems,
) {
    for (name, at) in at.entries(problems) {
        let category = Category::parse(name).or_else(|| {
            at.unknown("a category", name, Category::ALL.iter().map(|category| category.as_str()), problems)
        });
        if let (Some(category), Some(value)) = (category, at.word(what, all, spelling, problems)) {
            entities.rules.iter_mut().filter(|rule| rule.category == category).for_each(|rule| set(rule, value));
        }
    }
}

fn read_by_entity<T: Copy>(
    at: &At<'_>,
    (what, all, spelling): Words<T>,
    entities: &mut Entities,
    set: fn(&mut EntityRule, T),
    problems: &mut Problems,
) {
    for (name, at) in at.entries(problems) {
        let name = serde_json::Value::from(name);
        let id = entities.named(&At::new(&name, at.path.clone()), problems);
        if let (Some(id), Some(value)) = (id, at.word(what, all, spelling, problems))
            && let Some(rule) = entities.rule_mut(id)
        {
            set(rule, value);
        }
    }
}

/// `thresholds`: one word for all, or an object of `categories` and `entities`.
fn read_thresholds(at: &At<'_>, entities: &mut Entities, problems: &mut Problems) {
    let (what, all, spelling) = LIKELIHOOD;
    if at.value.is_string() {
        if let Some(threshold) = at.word(what, all, spelling, problems) {
            entities.rules.iter_mut().for_each(|rule| rule.threshold = threshold);
        }
        return;
    }
    let Some(mut fields) = at.object(problems) else { return };
    if let Some(threshold) = fields.optional("default").and_then(|at| at.word(what, all, spelling, problems)) {
        entities.rules.iter_mut().for_each(|rule| rule.threshold = threshold);
    }
    if let Some(at) = fields.optional("categories") {
        read_by_category(&at, LIKELIHOOD, entities, |rule, value| rule.threshold = value, problems);
    }
    if let Some(at) = fields.optional("entities") {
        read_by_entity(&at, LIKELIHOOD, entities, |rule, value| rule.threshold = value, problems);
    }
    fields.refuse_unknown(problems);
}

fn read_countries(at: &At<'_>, problems: &mut Problems) -> Vec<Country> {
    let mut countries = Vec::new();
    for at in at.list(problems) {
        let text = at.text("a country", problems);
        match text.map(|text| (text, Country::parse(text))) {
            Some((_, Some(country))) => countries.push(country),
            Some((text, None)) => problems.add(Problem::new(&at.path, "a country", crate::problem::quoted(text))),
            None => {}
        }
    }
    countries
}
