//! What each entity counts as under a policy: the built-in table, what the policy overrides, and its own entities.

use crate::detect::custom::{CustomEntity, EXACT_WORDS_MAX, ExactMatch, Pattern, keyword_error};
use crate::detect::entity::{Entity, EntityId, built_in};
use crate::detect::{Options, bare};
use crate::policy::reader::{At, Problems};
use crate::problem::{Problem, quoted};
use crate::words::{Category, Country, Likelihood, Sensitivity};

/// Entities that a policy may define for itself.
const CUSTOM_MAX: usize = 64;

/// Keywords that one of them may have; longer lists are known values, not words.
const KEYWORDS_MAX: usize = 1000;

/// Patterns that one of them may have: each is tried on the whole text.
const PATTERNS_MAX: usize = 32;

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
        read_customs(&at, &mut entities, problems);
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
        entities.options.countries = read_countries(&at, problems);
    }
    if let Some(at) = fields.optional("allowlist") {
        entities.options.allow = read_allowlist(&at, problems);
    }
    if let Some(test_values) = fields.optional("test_values").and_then(|at| at.boolean(problems)) {
        entities.options.skip_test_values = !test_values;
    }
    fields.refuse_unknown(problems);
    entities.options.thresholds = entities.rules.iter().map(|rule| rule.threshold).collect();
    entities
}

/// `custom`: the policy's own entities, which get the ids after the built-in ones, in order.
fn read_customs(at: &At<'_>, entities: &mut Entities, problems: &mut Problems) {
    let items = at.list(problems);
    if items.len() > CUSTOM_MAX {
        at.expected::<()>(format!("at most {CUSTOM_MAX} entities"), problems);
    }
    for at in items.iter().take(CUSTOM_MAX) {
        let Some(custom) = read_custom(at, problems) else { continue };
        if is_taken(&custom.id, entities) {
            let path = format!("{}.id", at.path);
            problems.add(Problem::new(path, "a name that nothing else has", quoted(&custom.id)));
        }
        entities.rules.push(EntityRule {
            name: custom.id.clone(),
            category: custom.category,
            sensitivity: custom.sensitivity,
            threshold: THRESHOLD,
        });
        entities.options.custom.push(custom);
    }
}

fn read_custom(at: &At<'_>, problems: &mut Problems) -> Option<CustomEntity> {
    const WHAT: &str = "a name of lower-case letters, digits and `_`";
    let mut fields = at.object(problems)?;
    let id = fields.required("id", WHAT, problems).and_then(|at| {
        let id = at.text(WHAT, problems)?;
        let plain = id.len() <= 64 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if plain { Some(id.to_owned()) } else { at.expected(WHAT, problems) }
    });
    let title = fields.optional("title").and_then(|at| at.text("what it is, for people", problems));
    let category =
        fields.optional("category").and_then(|at| at.word("a category", Category::ALL, Category::as_str, problems));
    let (what, all, spelling) = SENSITIVITY;
    let sensitivity = fields.optional("sensitivity").and_then(|at| at.word(what, all, spelling, problems));
    let keywords = fields.optional("keywords").map(|at| read_keywords(&at, problems));
    let patterns = fields.optional("patterns").map(|at| read_patterns(&at, problems));
    let exact = fields.optional("exact_match").map(|at| read_exact(&at, problems));
    if keywords.is_none() && patterns.is_none() && exact.is_none() && fields.all_known() {
        at.expected::<()>("at least one of `keywords`, `patterns`, `exact_match`", problems);
    }
    fields.refuse_unknown(problems);
    let id = id?;
    Some(CustomEntity {
        title: title.unwrap_or(&id).to_owned(),
        id,
        category: category.unwrap_or(Category::BusinessConfidential),
        sensitivity: sensitivity.unwrap_or(Sensitivity::Confidential),
        keywords: keywords.unwrap_or_default(),
        patterns: patterns.unwrap_or_default(),
        exact: exact.flatten(),
    })
}

fn read_keywords(at: &At<'_>, problems: &mut Problems) -> Vec<String> {
    let items = at.one_or_list(problems);
    if items.len() > KEYWORDS_MAX {
        at.expected::<()>(format!("at most {KEYWORDS_MAX} keywords"), problems);
    }
    let mut keywords = Vec::new();
    for at in items.iter().take(KEYWORDS_MAX) {
        let Some(keyword) = at.text("a word or a phrase", problems) else { continue };
        match keyword_error(keyword) {
            Some(wrong) => drop(at.expected::<()>(format!("a keyword ({wrong})"), problems)),
            None => keywords.push(keyword.to_owned()),
        }
    }
    keywords
}

fn read_patterns(at: &At<'_>, problems: &mut Problems) -> Vec<Pattern> {
    let items = at.one_or_list(problems);
    if items.len() > PATTERNS_MAX {
        at.expected::<()>(format!("at most {PATTERNS_MAX} patterns"), problems);
    }
    let mut patterns = Vec::new();
    for at in items.iter().take(PATTERNS_MAX) {
        let Some(text) = at.text("a regular expression", problems) else { continue };
        match Pattern::new(text) {
            Ok(pattern) => patterns.push(pattern),
            Err(wrong) => {
                // A compiler's message may run over lines to point at the place.
                let wrong = wrong.split_whitespace().collect::<Vec<_>>().join(" ");
                at.expected::<()>(
                    format!("a regular expression without look-around or back references ({wrong})"),
                    problems,
                );
            }
        }
    }
    patterns
}

/// `exact_match: {key: 32 hex digits, words_max: 2, hashes: [16 hex digits ...]}`.
fn read_exact(at: &At<'_>, problems: &mut Problems) -> Option<ExactMatch> {
    const KEY: &str = "a key of 32 hex digits";
    let mut fields = at.object(problems)?;
    let key = fields.required("key", KEY, problems).and_then(|at| {
        let text = at.text(KEY, problems)?;
        let key = u128::from_str_radix(text, 16).ok().filter(|_| text.len() == 32);
        // The key must not be shown, not even a wrong one.
        if key.is_none() {
            problems.add(Problem::new(&at.path, KEY, "something else"));
        }
        key
    });
    let words_max = fields
        .optional("words_max")
        .and_then(|at| at.integer(1..=EXACT_WORDS_MAX as u64, problems))
        .unwrap_or(EXACT_WORDS_MAX as u64);
    let mut hashes: Vec<u64> = Vec::new();
    if let Some(at) = fields.required("hashes", "a list of hashes", problems) {
        for at in at.list(problems) {
            const HASH: &str = "a hash of 16 hex digits";
            let Some(text) = at.text(HASH, problems) else { continue };
            match u64::from_str_radix(text, 16).ok().filter(|_| text.len() == 16) {
                Some(hash) => hashes.push(hash),
                None => drop(at.expected::<()>(HASH, problems)),
            }
        }
    }
    fields.refuse_unknown(problems);
    hashes.sort_unstable();
    hashes.dedup();
    Some(ExactMatch { key: key?.to_be_bytes(), hashes, words_max: words_max as usize })
}

/// Whether a name already means an entity, or a class of another kind.
fn is_taken(name: &str, entities: &Entities) -> bool {
    let class = Category::parse(name).is_some() || Sensitivity::parse(name).is_some() || name == "uninspected";
    class || entities.rules.iter().any(|rule| rule.name == name)
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

/// `allowlist`: texts of which something is left when separators are taken away.
fn read_allowlist(at: &At<'_>, problems: &mut Problems) -> Vec<String> {
    const WHAT: &str = "a text that is not a finding, with a letter or digit";
    let mut allow = Vec::new();
    for at in at.one_or_list(problems) {
        let Some(text) = at.text(WHAT, problems) else { continue };
        match bare(text).is_empty() {
            true => drop(at.expected::<()>(WHAT, problems)),
            false => allow.push(text.to_owned()),
        }
    }
    allow
}

fn read_countries(at: &At<'_>, problems: &mut Problems) -> Vec<Country> {
    let mut countries = Vec::new();
    for at in at.list(problems) {
        let text = at.text("a country", problems);
        match text.map(|text| (text, Country::parse(text))) {
            Some((_, Some(country))) => countries.push(country),
            Some((text, None)) => problems.add(Problem::new(&at.path, "a country", quoted(text))),
            None => {}
        }
    }
    countries
}
