//! Constraints: when a request carries this, then it may go only there.
//!
//! Every constraint that matches applies, and each takes upstreams away: none gives any back. Conditions can only become
//! true as more is found; there is no `not`. So the order of constraints does not matter, and more findings never permit
//! more.

use crate::detect::entity::EntityId;
use crate::policy::entities::Entities;
use crate::policy::reader::{At, Fields, Problems};
use crate::policy::upstream::{Upstream, UpstreamSet, named, read_name};
use crate::problem::{Problem, quoted};
use crate::schema::SCHEMAS;
use crate::words::{Category, Reason, Role, Sensitivity, Zone};

/// Constraints a policy may have: each is tried for each request.
pub const CONSTRAINTS_MAX: usize = 256;

/// Deepest nesting of `any` and `all`.
const CONDITION_DEPTH_MAX: usize = 8;

/// The roles in which an entity was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u8);

impl Roles {
    /// None.
    pub const NONE: Roles = Roles(0);

    /// With this one.
    #[must_use]
    pub fn with(self, role: Role) -> Roles {
        Roles(self.0 | 1 << (role as u8))
    }

    /// Those of both.
    #[must_use]
    pub fn and(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Whether a role is in both.
    pub fn meets(self, other: Roles) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a request is known to carry and to be: all that a condition can ask for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load<'a> {
    pub(crate) sensitivity: Sensitivity,
    /// Each entity once, with the roles it was found in.
    pub(crate) entities: &'a [(EntityId, Roles)],
    pub(crate) uninspected: &'a [Reason],
    /// `None`: not known, so that no condition on it is sure to hold.
    pub(crate) context: Option<Context<'a>>,
}

/// Who asks for what: the part of a request that its content does not tell.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Context<'a> {
    pub(crate) tenant: Option<&'a str>,
    pub(crate) task: Option<&'a str>,
    pub(crate) schema: Option<&'a str>,
    pub(crate) family: Option<&'a str>,
    pub(crate) operation: Option<&'a str>,
    pub(crate) roles: Roles,
}

/// A constraint's place in the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstraintId(u16);

/// One rule.
#[derive(Debug, Clone)]
pub struct Constraint {
    pub(crate) id: ConstraintId,
    pub(crate) name: String,
    when: When,
    pub(crate) then: Then,
}

impl ConstraintId {
    /// The place in [`Policy::constraints`](super::Policy::constraints).
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl Constraint {
    /// Its name in the policy, which decisions and records give as the reason.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What follows when it matches.
    pub fn then(&self) -> &Then {
        &self.then
    }

    /// Whether it applies to a request that carries this.
    pub(super) fn matches(&self, load: &Load<'_>, entities: &Entities) -> bool {
        self.when.holds(load, entities)
    }
}

/// A condition. All of its fields must hold; of a list, one entry.
#[derive(Debug, Clone)]
enum When {
    All(Vec<When>),
    Any(Vec<When>),
    SensitivityAtLeast(Sensitivity),
    /// One entity that is among these, of one of these categories, in one of these roles. `None`: whichever.
    Found {
        entities: Option<Vec<EntityId>>,
        categories: Option<Vec<Category>>,
        roles: Option<Roles>,
    },
    /// The request holds a text in one of these roles.
    Speaks(Roles),
    Uninspected(Option<Vec<Reason>>),
    Tenant(Vec<String>),
    Task(Vec<String>),
    Schema(Vec<String>),
    Operation(Vec<String>),
}

impl When {
    fn holds(&self, load: &Load<'_>, table: &Entities) -> bool {
        let context = |has: &dyn Fn(&Context<'_>) -> bool| load.context.as_ref().is_some_and(has);
        let names = |list: &[String], name: Option<&str>| name.is_some_and(|name| list.iter().any(|n| n == name));
        match self {
            When::All(conditions) => conditions.iter().all(|when| when.holds(load, table)),
            When::Any(conditions) => conditions.iter().any(|when| when.holds(load, table)),
            When::SensitivityAtLeast(bound) => load.sensitivity >= *bound,
            When::Found { entities, categories, roles } => load.entities.iter().any(|(id, found_in)| {
                entities.as_ref().is_none_or(|list| list.contains(id))
                    && roles.is_none_or(|roles| roles.meets(*found_in))
                    && categories
                        .as_ref()
                        .is_none_or(|list| table.rule(*id).is_some_and(|rule| list.contains(&rule.category)))
            }),
            When::Speaks(roles) => context(&|c| c.roles.meets(*roles)),
            When::Uninspected(None) => !load.uninspected.is_empty(),
            When::Uninspected(Some(reasons)) => load.uninspected.iter().any(|reason| reasons.contains(reason)),
            When::Tenant(list) => context(&|c| names(list, c.tenant)),
            When::Task(list) => context(&|c| names(list, c.task)),
            When::Schema(list) => context(&|c| names(list, c.schema) || names(list, c.family)),
            When::Operation(list) => context(&|c| names(list, c.operation)),
        }
    }
}

/// What follows. Everything written must hold of an upstream for it to stay permitted.
#[derive(Debug, Clone, Default)]
pub struct Then {
    pub(crate) zone_at_most: Option<Zone>,
    pub(crate) certifications: Vec<String>,
    pub(crate) upstreams: Option<UpstreamSet>,
    pub(crate) deny: Option<Deny>,
    pub(crate) redact: Vec<EntityId>,
}

/// The request is refused, wherever it was to go.
#[derive(Debug, Clone)]
pub struct Deny {
    /// What the client is told, if the policy says it.
    pub message: Option<String>,
}

impl Then {
    /// Why this takes the upstream away; `None` when it stays.
    pub(crate) fn refuses(&self, upstream: &Upstream) -> Option<Refused> {
        if self.zone_at_most.is_some_and(|bound| upstream.zone > bound) {
            return Some(Refused::Zone);
        }
        if !self.certifications.iter().all(|needed| upstream.certifications.contains(needed)) {
            return Some(Refused::Certification);
        }
        if self.upstreams.is_some_and(|listed| !listed.contains(upstream.id)) {
            return Some(Refused::NotListed);
        }
        None
    }
}

/// Which part of a constraint took an upstream away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    Zone,
    Certification,
    NotListed,
}

/// Reads `constraints`.
pub(super) fn read(
    at: &At<'_>,
    entities: &Entities,
    upstream_names: &[&str],
    certifications: &[String],
    problems: &mut Problems,
) -> Vec<Constraint> {
    let items = at.list(problems);
    if items.len() > CONSTRAINTS_MAX {
        at.expected::<()>(format!("at most {CONSTRAINTS_MAX} constraints"), problems);
    }
    let mut constraints: Vec<Constraint> = Vec::new();
    for (at, index) in items.iter().zip(0..CONSTRAINTS_MAX as u16) {
        let Some(mut fields) = at.object(problems) else { continue };
        let name = fields.required("name", "a name", problems).and_then(|at| read_name(&at, problems));
        let when = fields.optional("when").map(|at| read_when(&at, entities, 0, problems));
        let then = fields
            .required("then", "what follows", problems)
            .and_then(|at| read_then(&at, entities, upstream_names, certifications, problems));
        let path = fields.path.clone();
        fields.refuse_unknown(problems);
        if let Some(name) = name
            && constraints.iter().any(|earlier| earlier.name == name)
        {
            problems.add(Problem::new(format!("{path}.name"), "a name of its own", format!("{} twice", quoted(name))));
        }
        if let (Some(name), Some(then)) = (name, then) {
            // Without `when` it always applies.
            let when = when.unwrap_or(Some(When::All(Vec::new())));
            constraints.extend(when.map(|when| Constraint {
                id: ConstraintId(index),
                name: name.to_owned(),
                when,
                then,
            }));
        }
    }
    constraints
}

fn read_when(at: &At<'_>, entities: &Entities, depth: usize, problems: &mut Problems) -> Option<When> {
    if depth > CONDITION_DEPTH_MAX {
        return at.expected(format!("conditions nested at most {CONDITION_DEPTH_MAX} deep"), problems);
    }
    let mut fields = at.object(problems)?;
    let mut all = Vec::new();
    if let Some(at) = fields.optional("sensitivity_at_least") {
        let bound = at.word("a sensitivity", Sensitivity::ALL, Sensitivity::as_str, problems);
        all.extend(bound.map(When::SensitivityAtLeast));
    }
    all.extend(read_found(&mut fields, entities, problems));
    if let Some(at) = fields.optional("uninspected") {
        all.extend(read_uninspected(&at, problems));
    }
    if let Some(at) = fields.optional("tenant") {
        all.push(When::Tenant(at.texts("the name of a tenant", problems)));
    }
    if let Some(at) = fields.optional("task") {
        all.push(When::Task(at.texts("a task tag", problems)));
    }
    if let Some(at) = fields.optional("schema") {
        let names = SCHEMAS.iter().flat_map(|schema| [schema.family, schema.name]).collect();
        all.push(When::Schema(read_known(&at, "an API schema or a family of them", names, problems)));
    }
    if let Some(at) = fields.optional("operation") {
        let names = SCHEMAS.iter().map(|schema| schema.operation).collect();
        all.push(When::Operation(read_known(&at, "an operation", names, problems)));
    }
    for (field, join) in [("all", When::All as fn(Vec<When>) -> When), ("any", When::Any)] {
        if let Some(at) = fields.optional(field) {
            let items = at.one_or_list(problems);
            all.push(join(items.iter().filter_map(|at| read_when(at, entities, depth + 1, problems)).collect()));
        }
    }
    let nothing = all.is_empty() && fields.all_known();
    fields.refuse_unknown(problems);
    if nothing {
        return at.expected("at least one condition (leave out `when` for a constraint that always applies)", problems);
    }
    Some(When::All(all))
}

/// `categories`, `entities` and `role` speak of the same finding.
fn read_found(fields: &mut Fields<'_>, entities: &Entities, problems: &mut Problems) -> Option<When> {
    let categories =
        fields.optional("categories").map(|at| at.words("a category", Category::ALL, Category::as_str, problems));
    let listed = fields.optional("entities").map(|at| {
        let items = at.one_or_list(problems);
        items.iter().filter_map(|at| entities.named(at, problems)).collect::<Vec<_>>()
    });
    let roles = fields.optional("role").map(|at| {
        let roles = at.words("a role", Role::ALL, Role::as_str, problems);
        roles.into_iter().fold(Roles::NONE, Roles::with)
    });
    match (&categories, &listed, roles) {
        (None, None, None) => None,
        (None, None, Some(roles)) => Some(When::Speaks(roles)),
        _ => Some(When::Found { entities: listed, categories, roles }),
    }
}

fn read_uninspected(at: &At<'_>, problems: &mut Problems) -> Option<When> {
    if at.value == &serde_json::Value::Bool(true) {
        return Some(When::Uninspected(None));
    }
    if at.value.is_boolean() {
        return at.expected("`true` or a list of reasons", problems);
    }
    Some(When::Uninspected(Some(at.words("a reason", Reason::ALL, Reason::as_str, problems))))
}

fn read_known(at: &At<'_>, what: &str, mut names: Vec<&'static str>, problems: &mut Problems) -> Vec<String> {
    names.sort_unstable();
    names.dedup();
    let mut known = Vec::new();
    for at in at.one_or_list(problems) {
        let Some(name) = at.text(what, problems) else { continue };
        if names.contains(&name) {
            known.push(name.to_owned());
        } else {
            at.unknown::<()>(what, name, names.iter().copied(), problems);
        }
    }
    known
}

fn read_then(
    at: &At<'_>,
    entities: &Entities,
    upstream_names: &[&str],
    certifications: &[String],
    problems: &mut Problems,
) -> Option<Then> {
    let mut fields = at.object(problems)?;
    let mut then = Then::default();
    let mut says = false;
    if let Some(at) = fields.optional("zone_at_most") {
        says = true;
        then.zone_at_most = Some(at.word("a zone", Zone::ALL, Zone::as_str, problems)?);
    }
    if let Some(at) = fields.optional("certifications") {
        says = true;
        for at in at.one_or_list(problems) {
            let Some(name) = at.text("a certification", problems) else { continue };
            let name = name.to_ascii_lowercase();
            if !certifications.contains(&name) {
                at.unknown::<()>(
                    "a certification that an upstream has",
                    &name,
                    certifications.iter().map(String::as_str),
                    problems,
                );
            }
            then.certifications.push(name);
        }
    }
    if let Some(at) = fields.optional("upstreams") {
        says = true;
        let listed = at.one_or_list(problems);
        then.upstreams = Some(UpstreamSet::of(listed.iter().filter_map(|at| named(at, upstream_names, problems))));
    }
    if let Some(at) = fields.optional("deny") {
        says = true;
        then.deny = Some(read_deny(&at, problems)?);
    }
    if let Some(at) = fields.optional("redact") {
        says = true;
        then.redact = read_redact(&at, entities, problems);
    }
    // A misspelt field is one mistake, not two.
    let nothing = !says && fields.all_known();
    fields.refuse_unknown(problems);
    if !nothing {
        return Some(then);
    }
    at.expected("at least one of `zone_at_most`, `certifications`, `upstreams`, `deny`, `redact`", problems)
}

fn read_deny(at: &At<'_>, problems: &mut Problems) -> Option<Deny> {
    const WHAT: &str = "`true`, or what the client is told";
    match at.value {
        serde_json::Value::Bool(true) => Some(Deny { message: None }),
        serde_json::Value::String(_) => at.text(WHAT, problems).map(|text| Deny { message: Some(text.to_owned()) }),
        _ => at.expected(WHAT, problems),
    }
}

/// Names of entities or categories.
fn read_redact(at: &At<'_>, entities: &Entities, problems: &mut Problems) -> Vec<EntityId> {
    let mut redact = Vec::new();
    for at in at.one_or_list(problems) {
        match at.value.as_str().and_then(Category::parse) {
            Some(category) => {
                redact.extend(entities.iter().filter(|(_, rule)| rule.category == category).map(|(id, _)| id))
            }
            None => redact.extend(entities.named(&at, problems)),
        }
    }
    redact.sort_unstable();
    redact.dedup();
    redact
}
