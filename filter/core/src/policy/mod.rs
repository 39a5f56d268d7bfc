//! The policy. As written it is a JSON value (plain YAML in Envoy's configuration, JSON in a `StringValue`, a file on
//! the command line); as checked it is a [`Policy`], which cannot be invalid: there is no way to make one but to pass
//! every check, the proof of residency among them. `docs/POLICY.md` is the reference for who writes one.
//!
//! ```text
//! bytes -> structpb | json -> reader -> upstreams, entities, constraints, residency, tenants ... -> proof -> Policy
//! ```

mod attribution;
mod audit;
mod budgets;
mod constraint;
mod entities;
mod geography;
mod permit;
mod prices;
mod proof;
mod reader;
mod residency;
mod source;
mod structpb;
mod tenants;
mod upstream;

use attribution::NameCounts;
pub use attribution::{Attribution, MetricLabels, Names, UNLISTED, UserSource};
pub use audit::{Audit, Sign, StatePart};
pub use budgets::{Budget, Unit, WhenSpent};
pub use constraint::{CONSTRAINTS_MAX, Constraint, ConstraintId, Deny, Roles, Then};
pub use entities::{EntityRule, THRESHOLD};
pub use permit::Forbidden;
pub use prices::{ExchangeRate, PRICE_ENDS_DAYS, RATE_DAYS_MAX};
pub use residency::{Class, Promise, Residency};
pub use source::Source;
pub use tenants::{Tenant, Tenants};
pub use upstream::{Credentials, Model, UPSTREAMS_MAX, Upstream, UpstreamId, UpstreamSet};

pub(crate) use constraint::{Context, Load};
pub(crate) use permit::Permit;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::calendar::Day;
use crate::detect::Options;
use crate::detect::entity::EntityId;
use crate::json;
use crate::limits;
use crate::money::{Currency, Price, Prices};
use crate::problem::{Problem, quoted};
use crate::words::{Reason, Sensitivity, Zone};
use entities::Entities;
use prices::Book;
use reader::{At, Fields, Problems};

/// Whether decisions are carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They are.
    Enforce,
    /// They are only recorded. Traffic goes where it asked to go: nothing is rerouted, redacted or denied, and no
    /// promise of residency is kept.
    Observe,
}

impl Mode {
    /// The spelling in policies and records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Mode::Enforce => "enforce",
            Mode::Observe => "observe",
        }
    }
}

/// What makes one permitted upstream win over another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preference {
    /// The one that was asked for.
    AsRequested,
    /// The one listed first.
    ListedOrder,
    /// The one where this request is estimated to cost least; unknown prices come last.
    Cheapest,
}

impl Preference {
    /// Every value, in order.
    pub const ALL: &'static [Preference] = &[Preference::AsRequested, Preference::ListedOrder, Preference::Cheapest];

    /// The spelling in policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Preference::AsRequested => "as_requested",
            Preference::ListedOrder => "listed_order",
            Preference::Cheapest => "cheapest",
        }
    }
}

/// What a header tells. Its name is `x-octroi-` and the spelling with dashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stamp {
    /// The decision's id.
    Decision,
    /// How sensitive the request is.
    Sensitivity,
    /// Which categories it holds.
    Categories,
    /// The zone of the upstream taken.
    Zone,
    /// The upstream taken.
    Upstream,
    /// The model taken.
    Model,
    /// The constraints that matched.
    Rule,
    /// The tenant.
    Tenant,
    /// The application.
    Application,
    /// The task tag.
    Task,
    /// What moved the request from where it asked to go: a constraint, or a word such as `preference`.
    MovedBy,
    /// What the request is estimated to cost.
    CostEstimate,
    /// What it did cost.
    Cost,
    /// Budgets of which little or nothing is left.
    Budget,
}

impl Stamp {
    /// Every value, in order.
    pub const ALL: &'static [Stamp] = &[
        Stamp::Decision,
        Stamp::Sensitivity,
        Stamp::Categories,
        Stamp::Zone,
        Stamp::Upstream,
        Stamp::Model,
        Stamp::Rule,
        Stamp::Tenant,
        Stamp::Application,
        Stamp::Task,
        Stamp::MovedBy,
        Stamp::CostEstimate,
        Stamp::Cost,
        Stamp::Budget,
    ];

    /// The spelling in policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stamp::Decision => "decision",
            Stamp::Sensitivity => "sensitivity",
            Stamp::Categories => "categories",
            Stamp::Zone => "zone",
            Stamp::Upstream => "upstream",
            Stamp::Model => "model",
            Stamp::Rule => "rule",
            Stamp::Tenant => "tenant",
            Stamp::Application => "application",
            Stamp::Task => "task",
            Stamp::MovedBy => "moved_by",
            Stamp::CostEstimate => "cost_estimate",
            Stamp::Cost => "cost",
            Stamp::Budget => "budget",
        }
    }

    /// The header's name.
    pub const fn header(self) -> &'static str {
        match self {
            Stamp::Decision => "x-octroi-decision",
            Stamp::Sensitivity => "x-octroi-sensitivity",
            Stamp::Categories => "x-octroi-categories",
            Stamp::Zone => "x-octroi-zone",
            Stamp::Upstream => "x-octroi-upstream",
            Stamp::Model => "x-octroi-model",
            Stamp::Rule => "x-octroi-rule",
            Stamp::Tenant => "x-octroi-tenant",
            Stamp::Application => "x-octroi-application",
            Stamp::Task => "x-octroi-task",
            Stamp::MovedBy => "x-octroi-moved-by",
            Stamp::CostEstimate => "x-octroi-cost-estimate",
            Stamp::Cost => "x-octroi-cost",
            Stamp::Budget => "x-octroi-budget",
        }
    }
}

/// Which headers go to whom.
#[derive(Debug, Clone)]
pub struct Expose {
    client: Vec<Stamp>,
    upstreams: Vec<(Zone, Vec<Stamp>)>,
}

impl Expose {
    /// What the client is told in the response.
    pub fn to_client(&self) -> &[Stamp] {
        &self.client
    }

    /// What the request tells where it may come to upstreams in all of these zones: Envoy retries with the same headers.
    pub fn to_upstreams(&self, zones: &[Zone]) -> Vec<Stamp> {
        let told = |zone: Zone| self.upstreams.iter().find(|(of, _)| *of == zone).map_or(&[][..], |(_, stamps)| stamps);
        let Some((first, others)) = zones.split_first() else { return Vec::new() };
        let to_all = |stamp: &Stamp| others.iter().all(|zone| told(*zone).contains(stamp));
        told(*first).iter().copied().filter(to_all).collect()
    }
}

/// Bounds on work, of which the defaults are in [`crate::limits`].
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Largest request body that is read, in bytes.
    pub body_bytes_max: usize,
    /// Most bytes of text that the scanner looks at for one request; what lies beyond is uninspected.
    pub scan_bytes_max: usize,
}

/// What a requested name becomes on some upstreams.
#[derive(Debug, Clone)]
struct Alias {
    name: String,
    becomes: Vec<(UpstreamId, Vec<String>)>,
}

/// A policy that has passed every check.
#[derive(Debug, Clone)]
pub struct Policy {
    mode: Mode,
    book: Book,
    upstreams: Vec<Upstream>,
    aliases: Vec<Alias>,
    entities: Entities,
    uninspected: Vec<(Reason, Sensitivity)>,
    constraints: Vec<Constraint>,
    residency: Residency,
    preference: Vec<Preference>,
    tenants: Tenants,
    budgets: Vec<Budget>,
    attribution: Attribution,
    audit: Audit,
    metric_labels: MetricLabels,
    task_header: Option<String>,
    expose: Expose,
    limits: Limits,
    digest: String,
    warnings: Vec<String>,
}

impl Policy {
    /// No upstreams and no rules: classes requests as the built-in table says, and permits none of them.
    pub fn classing_only() -> Policy {
        Policy {
            mode: Mode::Enforce,
            book: Book::default(),
            upstreams: Vec::new(),
            aliases: Vec::new(),
            entities: Entities::builtin(),
            uninspected: Vec::new(),
            constraints: Vec::new(),
            residency: Residency::default(),
            preference: vec![Preference::AsRequested],
            tenants: tenants::none(),
            budgets: Vec::new(),
            attribution: Attribution::default(),
            audit: Audit::default(),
            metric_labels: MetricLabels::bounded(NameCounts::default(), &Attribution::default()),
            task_header: None,
            expose: read_expose(None, &mut Problems::default()),
            limits: read_limits(None, &mut Problems::default()),
            digest: digest(&Value::Null),
            warnings: Vec::new(),
        }
    }

    /// Reads what Envoy hands over: JSON text (`StringValue`) or a protobuf-encoded `Struct`.
    ///
    /// # Errors
    /// Every problem of the policy.
    pub fn from_config(bytes: &[u8]) -> Result<Policy, Vec<Problem>> {
        decode(bytes).and_then(|value| Policy::from_value(&value))
    }

    /// Reads a policy that was parsed already.
    ///
    /// # Errors
    /// Every problem of the policy.
    pub fn from_value(value: &Value) -> Result<Policy, Vec<Problem>> {
        let mut problems = Problems::default();
        let policy = read(value, &mut problems);
        match policy {
            Some(policy) if problems.is_empty() => Ok(policy),
            _ => Err(problems.into_vec()),
        }
    }

    /// Whether decisions are carried out.
    pub fn mode(&self) -> Mode {
        self.mode
    }
    /// In which currency costs are told; `None` when no price is known.
    pub fn currency(&self) -> Option<Currency> {
        self.book.currency
    }
    /// What other currencies are worth.
    pub fn exchange_rates(&self) -> &[ExchangeRate] {
        &self.book.rates
    }
    /// Every upstream, in the order written.
    pub fn upstreams(&self) -> &[Upstream] {
        &self.upstreams
    }
    /// One upstream.
    pub fn upstream(&self, id: UpstreamId) -> Option<&Upstream> {
        self.upstreams.get(id.index())
    }
    /// The upstream of that name.
    pub fn upstream_named(&self, name: &str) -> Option<&Upstream> {
        self.upstreams.iter().find(|upstream| upstream.name == name)
    }
    /// What an entity counts as.
    pub fn entity(&self, id: EntityId) -> Option<&EntityRule> {
        self.entities.rule(id)
    }
    /// What a reason for not having read something counts as.
    pub fn uninspected(&self, reason: Reason) -> Sensitivity {
        let written = self.uninspected.iter().find(|(r, _)| *r == reason);
        written.map_or(Sensitivity::Restricted, |(_, sensitivity)| *sensitivity)
    }
    /// Every constraint, in the order written.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }
    /// One constraint.
    pub fn constraint(&self, id: ConstraintId) -> Option<&Constraint> {
        self.constraints.get(id.index())
    }
    /// The promises.
    pub fn residency(&self) -> &Residency {
        &self.residency
    }
    /// What makes one permitted upstream win: the first that tells two apart.
    pub fn preference(&self) -> &[Preference] {
        &self.preference
    }
    /// Who asks.
    pub fn tenants(&self) -> &Tenants {
        &self.tenants
    }
    /// Every budget; those that degrade come first.
    pub fn budgets(&self) -> &[Budget] {
        &self.budgets
    }
    /// Whom the cost is attributed to, besides the tenant.
    pub fn attribution(&self) -> &Attribution {
        &self.attribution
    }

    /// What the audit record holds beyond the decision, and who gets the decision signed.
    pub fn audit(&self) -> &Audit {
        &self.audit
    }
    /// Which names the metrics tell apart.
    pub fn metric_labels(&self) -> MetricLabels {
        self.metric_labels
    }
    /// The request header that holds the task tag, lower case.
    pub fn task_header(&self) -> Option<&str> {
        self.task_header.as_deref()
    }
    /// Which headers go to whom.
    pub fn expose(&self) -> &Expose {
        &self.expose
    }
    /// Bounds on work.
    pub fn limits(&self) -> Limits {
        self.limits
    }
    /// Names the policy in records: hex of the SHA-256 of its canonical JSON (keys sorted, numbers in shortest form).
    pub fn digest(&self) -> &str {
        &self.digest
    }
    /// What is allowed but probably not meant, one line each.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
    /// How the scanner is to be set.
    pub fn scan_options(&self) -> &Options {
        &self.entities.options
    }

    /// What the model costs this tenant on the upstream on that day: by the tenant's own price if one holds, else by that
    /// of everybody. `None` is unknown.
    pub fn price<'p>(
        &'p self,
        tenant: Option<&str>,
        upstream: &'p Upstream,
        model: &str,
        day: Day,
    ) -> Option<&'p Price> {
        self.price_of(tenant, upstream, model, upstream.model(model), day)
    }

    /// The same, where it is known how the upstream lists the model.
    pub(crate) fn price_of<'p>(
        &'p self,
        tenant: Option<&str>,
        upstream: &Upstream,
        model: &str,
        listed: Option<&'p Model>,
        day: Day,
    ) -> Option<&'p Price> {
        let own = self.tenants.price(tenant, upstream.id, model, day);
        own.or_else(|| listed?.prices.on(day))
    }

    /// What is wrong with the price book on that day, or soon will be, one line each: prices that ended, have not begun
    /// or end soon, and exchange rates that are old. [`Policy::warnings`] has what is wrong on any day.
    pub fn price_warnings(&self, today: Day) -> Vec<String> {
        let mut warnings: Vec<String> = prices::rates_wrong_on(&self.book.rates, today).collect();
        warnings.extend(self.priced().filter_map(|(name, prices)| prices::wrong_on(&name, prices, today)));
        warnings
    }

    /// Every model's prices, and every tenant's own, with whose they are.
    fn priced(&self) -> impl Iterator<Item = (String, &Prices)> {
        let of_models = self.upstreams.iter().flat_map(|upstream| {
            upstream.models.iter().map(|m| (format!("`{}` on `{}`", m.name, upstream.name), &m.prices))
        });
        let of_tenants = self.tenants.known.iter().flat_map(|tenant| {
            tenant.prices.iter().map(|(id, model, prices)| {
                let upstream = self.upstream(*id).map_or("?", Upstream::name);
                (format!("`{model}` on `{upstream}` for tenant `{}`", tenant.name), prices)
            })
        });
        of_models.chain(of_tenants)
    }

    /// A class of data as it is written in a policy.
    pub fn class_name(&self, class: Class) -> String {
        match class {
            Class::Category(category) => category.as_str().to_owned(),
            Class::Entity(id) => self.entity(id).map_or("?", EntityRule::name).to_owned(),
            Class::Sensitivity(sensitivity) => sensitivity.as_str().to_owned(),
            Class::Uninspected => "uninspected".to_owned(),
            Class::Reason(reason) => format!("uninspected.{reason}"),
        }
    }

    /// What the model may be called on the upstream, best first: its aliases there, else its own name where the
    /// upstream lists it, else nothing.
    pub fn models_on<'a>(&'a self, upstream: &Upstream, asked: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.wanted(asked).on(upstream).map(|(name, _)| name).collect::<Vec<_>>().into_iter()
    }

    /// Looks a model's name up on every upstream.
    pub(crate) fn wanted<'p>(&'p self, name: &'p str) -> Wanted<'p> {
        Wanted {
            name,
            alias: self.aliases.iter().find(|alias| alias.name == name),
            listed: self.upstreams.iter().map(|upstream| upstream.model(name)).collect(),
        }
    }
}

/// What a requested model's name means under the policy: looked up once, as each step of a decision asks for it.
pub(crate) struct Wanted<'p> {
    name: &'p str,
    alias: Option<&'p Alias>,
    /// For each upstream.
    listed: Vec<Option<&'p Model>>,
}

impl<'p> Wanted<'p> {
    /// The model of just this name on the upstream.
    pub(crate) fn listed(&self, upstream: &Upstream) -> Option<&'p Model> {
        self.listed.get(upstream.id.index()).copied().flatten()
    }

    /// What it may be called there, best first, and how the upstream lists that; see [`Policy::models_on`].
    pub(crate) fn on<'u>(
        &self,
        upstream: &'u Upstream,
    ) -> impl Iterator<Item = (&'p str, Option<&'u Model>)> + use<'p, 'u>
    where
        'p: 'u,
    {
        let becomes = self.alias.and_then(|alias| alias.becomes.iter().find(|(id, _)| *id == upstream.id));
        let own = self.listed(upstream).filter(|_| becomes.is_none()).map(|model| (self.name, Some(model)));
        let names = becomes.map_or(&[][..], |(_, names)| names.as_slice());
        names.iter().map(|name| (name.as_str(), upstream.model(name))).chain(own)
    }
}

/// Bytes of a configuration to a value. A `Struct` begins with the byte 0x0a and the length of its first entry, which as
/// text are a line feed and any character at all, `{` among them. So what begins with 0x0a is tried as a `Struct` first;
/// JSON after a line feed is none, as the lengths within it would have to fit.
fn decode(bytes: &[u8]) -> Result<Value, Vec<Problem>> {
    let problem = |expected: &str, found: String| Err(vec![Problem::new("", expected, found)]);
    if bytes.first() == Some(&0x0a)
        && let Ok(value) = structpb::decode(bytes)
    {
        return Ok(value);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    match text.first() {
        None => problem("a policy", "an empty configuration".to_owned()),
        Some(b'{') => {
            // serde_json keeps the last of two keys that are the same. One of them was not meant, and who can tell which?
            if let Some(key) = json::duplicate_key(text) {
                return problem("each key once", format!("{} twice in one object", quoted(&key)));
            }
            match serde_json::from_slice(text) {
                Ok(value) => Ok(value),
                Err(error) => problem("JSON", error.to_string()),
            }
        }
        _ if bytes.first() == Some(&0x0a) => match structpb::decode(bytes) {
            Ok(value) => Ok(value),
            Err(error) => problem("a `google.protobuf.Struct`", error.to_owned()),
        },
        Some(_) => problem("JSON or a `google.protobuf.Struct`", "something else".to_owned()),
    }
}

fn read(value: &Value, problems: &mut Problems) -> Option<Policy> {
    let mut fields = At::new(value, "").object(problems)?;
    let mode = fields
        .optional("mode")
        .and_then(|at| at.word("a mode", &[Mode::Enforce, Mode::Observe], Mode::as_str, problems));
    let currency = fields.optional("currency").and_then(|at| prices::read_currency(&at, problems));
    let rates = fields.optional("exchange_rates").map(|at| prices::read_rates(&at, currency, problems));
    let book = Book { currency, rates: rates.unwrap_or_default() };
    let mut upstreams = fields
        .required("upstreams", "a list of upstreams", problems)
        .map(|at| upstream::read(&at, &book, problems))
        .unwrap_or_default();
    let upstream_names = names_as_written(value);
    if let Some(at) = fields.optional("prices") {
        prices::read_book(&at, &mut upstreams, &upstream_names, &book, problems);
    }
    let entities = match fields.optional("sensitivity") {
        Some(at) => entities::read(&at, problems),
        None => Entities::builtin(),
    };
    let certifications = certifications_as_written(value);
    let constraints = fields
        .optional("constraints")
        .map(|at| constraint::read(&at, &entities, &upstream_names, &certifications, problems))
        .unwrap_or_default();
    let residency =
        fields.optional("residency").map(|at| residency::read(&at, &entities, problems)).unwrap_or_default();
    let tenants = match fields.optional("tenants") {
        Some(at) => tenants::read(&at, &upstream_names, &book, problems),
        None => tenants::none(),
    };
    let aliases = fields
        .optional("models")
        .map(|at| read_aliases(&at, &upstreams, &upstream_names, problems))
        .unwrap_or_default();
    let task_header = fields.optional("task_header").and_then(|at| source::read_header(&at, problems));
    let around = budgets::Around {
        currency,
        upstreams: &upstreams,
        upstream_names: &upstream_names,
        tenants: &tenants,
        has_tasks: task_header.is_some(),
    };
    let budgets = fields.optional("budgets").map(|at| budgets::read(&at, &around, problems)).unwrap_or_default();
    let audit = fields.optional("audit").map(|at| audit::read(&at, problems)).unwrap_or_default();
    let attribution = fields.optional("attribution").map(|at| attribution::read(&at, problems)).unwrap_or_default();
    let counts = NameCounts {
        upstreams: upstreams.len(),
        models: upstreams.iter().map(|upstream| upstream.models.len()).sum(),
        tenants: tenants.known.len(),
        constraints: constraints.len(),
    };
    let mut policy = Policy {
        metric_labels: MetricLabels::bounded(counts, &attribution),
        attribution,
        audit,
        mode: mode.unwrap_or(Mode::Enforce),
        book,
        uninspected: fields.optional("uninspected").map(|at| read_uninspected(&at, problems)).unwrap_or_default(),
        preference: fields
            .optional("preference")
            .map_or(vec![Preference::AsRequested], |at| read_preference(&at, problems)),
        task_header,
        budgets,
        expose: read_expose(fields.optional("expose"), problems),
        limits: read_limits(fields.optional("limits"), problems),
        digest: digest(value),
        warnings: Vec::new(),
        upstreams,
        aliases,
        entities,
        constraints,
        residency,
        tenants,
    };
    skip_notes(&mut fields);
    fields.refuse_unknown(problems);
    policy.entities.options.bytes_max = policy.limits.scan_bytes_max;
    policy.warnings = warnings(&policy);
    // Edges of a policy that is not what was meant would only hide what is wrong with it.
    if problems.is_empty() {
        proof::prove(&policy, problems);
    }
    Some(policy)
}

/// What is allowed but probably not meant.
fn warnings(policy: &Policy) -> Vec<String> {
    let mut warnings = Vec::new();
    if policy.mode == Mode::Observe {
        warnings.push(
            "`mode: observe`: decisions are only recorded; nothing is rerouted, redacted or denied, and no promise of \
             `residency` is kept"
                .to_owned(),
        );
    }
    for (class, reason) in &policy.residency.unbounded {
        let class = policy.class_name(*class);
        warnings.push(format!("`{class}` may travel anywhere, as accepted: {}", quoted(reason)));
    }
    for upstream in &policy.upstreams {
        for model in upstream.models.iter().filter(|model| model.prices.is_empty()) {
            warnings.push(format!("`{}` on `{}` has no price: its cost is unknown", model.name, upstream.name));
        }
        if upstream.credentials == Credentials::Pass {
            warnings.push(format!("`{}` gets the client's credentials whatever was asked for", upstream.name));
        }
    }
    for (name, prices) in policy.priced() {
        warnings.extend(prices::gaps(&name, prices));
    }
    warnings.extend(policy.constraints.iter().flat_map(|constraint| stranded(policy, constraint)));
    if let Some(Source::Header(header)) = &policy.tenants.source {
        warnings.push(format!(
            "the tenant's name comes from header `{header}`: whatever stands before this filter must set it, and remove \
             what clients send"
        ));
    }
    warnings.extend(policy.metric_labels.dropped().map(|label| {
        format!(
            "metrics do not tell one {label} from another, as records do: with all that the policy names, one of them would \
             have more than {} names",
            limits::METRIC_NAMES_MAX
        )
    }));
    warnings
}

/// Upstreams that a constraint keeps, but which may be retried into one that it takes away: they go with it.
fn stranded<'p>(policy: &'p Policy, constraint: &'p Constraint) -> impl Iterator<Item = String> + 'p {
    let refuses = |upstream: &Upstream| constraint.then.refuses(upstream).is_some();
    policy.upstreams.iter().filter(move |upstream| !refuses(upstream)).flat_map(move |upstream| {
        let targets = upstream.retry_closure.iter().filter_map(|id| policy.upstream(*id));
        targets.filter(move |target| refuses(target)).map(move |target| {
            format!(
                "constraint `{}` permits `{}` but not `{}`, into which it may be retried: both are refused",
                constraint.name, upstream.name, target.name
            )
        })
    })
}

/// A policy may say for itself what it is: these fields are for people.
fn skip_notes(fields: &mut Fields<'_>) {
    for name in ["version", "description"] {
        let _ = fields.optional(name);
    }
}

/// The upstreams' names as written, in order, those of upstreams with problems too.
fn names_as_written(value: &Value) -> Vec<&str> {
    let items = value.get("upstreams").and_then(Value::as_array);
    items.into_iter().flatten().map(|item| item.get("name").and_then(Value::as_str).unwrap_or("")).collect()
}

/// Certifications as written, those of upstreams with problems too.
fn certifications_as_written(value: &Value) -> Vec<String> {
    let items = value.get("upstreams").and_then(Value::as_array).into_iter().flatten();
    let written = items.filter_map(|item| item.get("certifications")).flat_map(|written| match written {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect::<Vec<_>>(),
    });
    let mut names: Vec<String> = written.map(str::to_ascii_lowercase).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn read_uninspected(at: &At<'_>, problems: &mut Problems) -> Vec<(Reason, Sensitivity)> {
    let mut written = Vec::new();
    for (name, at) in at.entries(problems) {
        let reason = Reason::parse(name)
            .or_else(|| at.unknown("a reason", name, Reason::ALL.iter().map(|reason| reason.as_str()), problems));
        let sensitivity = at.word("a sensitivity", Sensitivity::ALL, Sensitivity::as_str, problems);
        written.extend(reason.zip(sensitivity));
    }
    written
}

fn read_preference(at: &At<'_>, problems: &mut Problems) -> Vec<Preference> {
    let items = at.one_or_list(problems);
    items.iter().filter_map(|at| at.word("a preference", Preference::ALL, Preference::as_str, problems)).collect()
}

fn read_expose(at: Option<At<'_>>, problems: &mut Problems) -> Expose {
    // The client is told what became of its request. Our own machines may know how sensitive it is; nobody else.
    let own = vec![Stamp::Decision, Stamp::Sensitivity, Stamp::Categories, Stamp::Tenant];
    let mut expose = Expose { client: Stamp::ALL.to_vec(), upstreams: vec![(Zone::SelfHosted, own)] };
    let Some(mut fields) = at.and_then(|at| at.object(problems)) else { return expose };
    if let Some(at) = fields.optional("client") {
        expose.client = read_stamps(&at, problems);
    }
    if let Some(at) = fields.optional("upstream") {
        expose.upstreams = Vec::new();
        for (name, at) in at.entries(problems) {
            let zone = Zone::parse(name)
                .or_else(|| at.unknown("a zone", name, Zone::ALL.iter().map(|zone| zone.as_str()), problems));
            let stamps = read_stamps(&at, problems);
            expose.upstreams.extend(zone.map(|zone| (zone, stamps)));
        }
    }
    fields.refuse_unknown(problems);
    expose
}

fn read_stamps(at: &At<'_>, problems: &mut Problems) -> Vec<Stamp> {
    if at.value.as_array().is_some_and(Vec::is_empty) {
        return Vec::new();
    }
    at.words("a header", Stamp::ALL, Stamp::as_str, problems)
}

fn read_limits(at: Option<At<'_>>, problems: &mut Problems) -> Limits {
    let mut limits = Limits { body_bytes_max: limits::BODY_BYTES_MAX, scan_bytes_max: limits::SCAN_BYTES_MAX };
    let Some(mut fields) = at.and_then(|at| at.object(problems)) else { return limits };
    let mut bytes = |name: &'static str, limit: &mut usize| {
        let written = fields.optional(name).and_then(|at| at.integer(1024..=1 << 28, problems));
        *limit = written.and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(*limit);
    };
    bytes("body_bytes_max", &mut limits.body_bytes_max);
    bytes("scan_bytes_max", &mut limits.scan_bytes_max);
    fields.refuse_unknown(problems);
    limits
}

/// `models`: requested name -> upstream -> its name there, or several of which the first that can serve is taken.
fn read_aliases(at: &At<'_>, upstreams: &[Upstream], upstream_names: &[&str], problems: &mut Problems) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (name, at) in at.entries(problems) {
        let mut becomes = Vec::new();
        for (upstream_name, at) in at.entries(problems) {
            let value = Value::from(upstream_name);
            let id = upstream::named(&At::new(&value, at.path.clone()), upstream_names, problems);
            let upstream = upstreams.iter().find(|upstream| Some(upstream.id) == id);
            let names: Vec<String> =
                at.one_or_list(problems).iter().filter_map(|at| read_alias(at, upstream, problems)).collect();
            becomes.extend(id.map(|id| (id, names)));
        }
        aliases.push(Alias { name: name.to_owned(), becomes });
    }
    aliases
}

fn read_alias(at: &At<'_>, upstream: Option<&Upstream>, problems: &mut Problems) -> Option<String> {
    let model = at.text("the name of a model on that upstream", problems)?;
    match upstream {
        Some(upstream) if !upstream.models.is_empty() && upstream.model(model).is_none() => {
            let names = upstream.models.iter().map(|model| model.name.as_str());
            at.unknown(&format!("a model that `{}` lists", upstream.name), model, names, problems)
        }
        _ => Some(model.to_owned()),
    }
}

/// Hex of the SHA-256 of the value with sorted keys and without space. Whole numbers count as integers however they were
/// handed over, so that a policy has one digest as YAML, JSON and `Struct`.
fn digest(value: &Value) -> String {
    let mut text = String::new();
    canonical(value, &mut text);
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push('{');
            for key in keys {
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                canonical(map.get(key).unwrap_or(&Value::Null), out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Number(number) => match number.as_f64().and_then(reader::whole) {
            Some(whole) => out.push_str(&whole.to_string()),
            None => out.push_str(&number.to_string()),
        },
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}
