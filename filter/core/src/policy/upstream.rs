//! Upstreams: the named targets, where they are, what they speak, what they serve and what it costs.

use std::collections::BTreeSet;

use crate::money::Prices;
use crate::policy::geography::Facts;
use crate::policy::prices::{self, Book};
use crate::policy::reader::{At, Problems};
use crate::problem::{Problem, quoted};
use crate::schema::{Needs, SCHEMAS};
use crate::tokens::Tokenizer;
use crate::words::{Country, Zone};

/// Upstreams a policy may have: a set of them is the bits of one integer.
pub const UPSTREAMS_MAX: usize = 64;

/// An upstream's place in the policy, and its bit in an [`UpstreamSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UpstreamId(pub(super) u8);

impl UpstreamId {
    /// The place in [`Policy::upstreams`](super::Policy::upstreams).
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of a policy's upstreams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UpstreamSet(u64);

impl UpstreamSet {
    /// The empty set.
    pub const EMPTY: UpstreamSet = UpstreamSet(0);

    /// The set of those.
    pub fn of(ids: impl IntoIterator<Item = UpstreamId>) -> UpstreamSet {
        ids.into_iter().fold(UpstreamSet::EMPTY, UpstreamSet::with)
    }

    /// The set and this one.
    #[must_use]
    pub fn with(self, id: UpstreamId) -> UpstreamSet {
        UpstreamSet(self.0 | 1_u64.checked_shl(u32::from(id.0)).unwrap_or(0))
    }

    /// The set without this one.
    #[must_use]
    pub fn without(self, id: UpstreamId) -> UpstreamSet {
        UpstreamSet(self.0 & !UpstreamSet::EMPTY.with(id).0)
    }

    /// Whether it is among them.
    pub fn contains(self, id: UpstreamId) -> bool {
        UpstreamSet::EMPTY.with(id).0 & self.0 != 0
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What becomes of the client's own credentials on their way to an upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    /// They always go there: the upstream knows the application's own keys.
    Pass,
    /// They never go there: Envoy's `credential_injector` supplies the key.
    Strip,
    /// They go there if the request asked for exactly this upstream, and nowhere else. The default.
    PassIfAsked,
}

/// A named target.
#[derive(Debug, Clone)]
pub struct Upstream {
    pub(crate) id: UpstreamId,
    pub(crate) name: String,
    pub(crate) cluster: String,
    pub(crate) authority: String,
    pub(crate) path_prefix: String,
    pub(crate) schemas: Vec<String>,
    pub(crate) country: Country,
    pub(crate) operator_country: Country,
    pub(crate) zone: Zone,
    pub(crate) certifications: Vec<String>,
    pub(crate) credentials: Credentials,
    pub(crate) retries_into: UpstreamSet,
    /// Every other upstream that Envoy may reach by retrying from this one, directly or by way of another.
    pub(crate) retry_closure: Vec<UpstreamId>,
    /// The zones of all upstreams that a request to this one may come to, its own first.
    pub(crate) zones_reached: Vec<Zone>,
    pub(crate) models: Vec<Model>,
}

impl Upstream {
    /// Its bit in sets.
    pub fn id(&self) -> UpstreamId {
        self.id
    }
    /// Its name in the policy.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The Envoy cluster that reaches it.
    pub fn cluster(&self) -> &str {
        &self.cluster
    }
    /// The `:authority` it expects; empty: that of the request stays.
    pub fn authority(&self) -> &str {
        &self.authority
    }
    /// What stands before the API's own path there: `/openai` for `/openai/v1/chat/completions`; may be empty.
    pub fn path_prefix(&self) -> &str {
        &self.path_prefix
    }
    /// Names of API schemas, or of families of them.
    pub fn schemas(&self) -> &[String] {
        &self.schemas
    }
    /// Where the machines are.
    pub fn country(&self) -> Country {
        self.country
    }
    /// Whose law binds who runs them, parent companies included.
    pub fn operator_country(&self) -> Country {
        self.operator_country
    }
    /// How far data travels that goes there; derived, never written.
    pub fn zone(&self) -> Zone {
        self.zone
    }
    /// `hds`, `secnumcloud`, `c5` ...
    pub fn certifications(&self) -> &[String] {
        &self.certifications
    }
    /// What becomes of the client's own credentials.
    pub fn credentials(&self) -> Credentials {
        self.credentials
    }
    /// Where Envoy itself may take a request that was routed here: retries, aggregate clusters.
    pub fn retries_into(&self) -> UpstreamSet {
        self.retries_into
    }
    /// What it serves, in the order written; empty: not stated.
    pub fn models(&self) -> &[Model] {
        &self.models
    }
    /// The model of that name: an exact name, else the longest pattern.
    pub fn model(&self, name: &str) -> Option<&Model> {
        // Asked for several times in every request, and nearly always by an exact name.
        let exact = self.models.iter().find(|model| model.name == name);
        exact.or_else(|| self.models.iter().filter(|model| model.covers(name)).max_by_key(|model| model.name.len()))
    }
    /// Whether it speaks this schema, by its own name or its family's.
    pub fn speaks(&self, schema: &str, family: &str) -> bool {
        self.schemas.iter().any(|name| name == schema || name == family)
    }
}

/// A model on an upstream.
#[derive(Debug, Clone)]
pub struct Model {
    pub(crate) name: String,
    pub(crate) prices: Prices,
    pub(crate) context_window: Option<u64>,
    pub(crate) capabilities: Option<Needs>,
    pub(crate) tokenizer: Tokenizer,
}

impl Model {
    /// Its name there; a `*` at the end stands for any ending (`gpt-4o-*`).
    pub fn name(&self) -> &str {
        &self.name
    }
    /// What it costs; without a price that is unknown, not nothing.
    pub fn prices(&self) -> &Prices {
        &self.prices
    }
    /// Most tokens of input and output together.
    pub fn context_window(&self) -> Option<u64> {
        self.context_window
    }
    /// How its tokens are counted.
    pub fn tokenizer(&self) -> Tokenizer {
        self.tokenizer
    }
    /// What of these it cannot do. A model whose capabilities are not written is taken to do all that a vendor's state
    /// is not needed for.
    pub fn lacks(&self, needs: Needs) -> Needs {
        match self.capabilities {
            Some(known) => needs.without(known),
            None => [Needs::STATE, Needs::REMOTE_TOOLS].into_iter().filter(|need| needs.contains(*need)).fold(
                Needs::NONE,
                |mut lacking, need| {
                    lacking.insert(need);
                    lacking
                },
            ),
        }
    }

    fn covers(&self, name: &str) -> bool {
        match self.name.strip_suffix('*') {
            Some(beginning) => name.starts_with(beginning),
            None => self.name == name,
        }
    }
}

/// Reads `upstreams`. Those that cannot be read are left out after their problem was reported; their names are known
/// all the same, so that one mistake is not reported twice.
pub(super) fn read(at: &At<'_>, book: &Book, problems: &mut Problems) -> Vec<Upstream> {
    let items = at.list(problems);
    if items.is_empty() && at.value.is_array() {
        at.expected::<()>("at least one upstream", problems);
    }
    if items.len() > UPSTREAMS_MAX {
        at.expected::<()>(format!("at most {UPSTREAMS_MAX} upstreams"), problems);
    }
    let names: Vec<&str> =
        items.iter().map(|item| item.value.get("name").and_then(|v| v.as_str()).unwrap_or("")).collect();
    let mut upstreams = Vec::new();
    for (item, index) in items.iter().zip(0..UPSTREAMS_MAX as u8) {
        upstreams.extend(read_one(item, UpstreamId(index), &names, book, problems));
    }
    note_reached(&mut upstreams);
    for (i, name) in names.iter().enumerate() {
        if !name.is_empty() && names.iter().take(i).any(|earlier| earlier == name) {
            problems.add(Problem::new(
                format!("{}[{i}].name", at.path),
                "a name of its own",
                format!("{} twice", quoted(name)),
            ));
        }
    }
    upstreams
}

/// Works out once what every decision asks for: where retries may take a request from each upstream.
fn note_reached(upstreams: &mut [Upstream]) {
    let find = |id: UpstreamId| upstreams.iter().find(|upstream| upstream.id == id);
    let closures: Vec<_> = upstreams.iter().map(|from| retry_closure(upstreams, from)).collect();
    let zones = upstreams.iter().zip(&closures).map(|(from, closure)| {
        let others = closure.iter().filter_map(|id| find(*id));
        std::iter::once(from).chain(others).map(Upstream::zone).collect()
    });
    let zones: Vec<Vec<Zone>> = zones.collect();
    for ((upstream, closure), zones) in upstreams.iter_mut().zip(closures).zip(zones) {
        (upstream.retry_closure, upstream.zones_reached) = (closure, zones);
    }
}

fn retry_closure(upstreams: &[Upstream], from: &Upstream) -> Vec<UpstreamId> {
    let mut reached: Vec<UpstreamId> = Vec::new();
    let (mut here, mut next) = (Some(from), 0);
    while let Some(upstream) = here {
        for id in upstreams.iter().map(|u| u.id).filter(|id| upstream.retries_into.contains(*id)) {
            if id != from.id && !reached.contains(&id) {
                reached.push(id);
            }
        }
        here = reached.get(next).and_then(|id| upstreams.iter().find(|upstream| upstream.id == *id));
        next += 1;
    }
    reached
}

fn read_one(at: &At<'_>, id: UpstreamId, names: &[&str], book: &Book, problems: &mut Problems) -> Option<Upstream> {
    let mut fields = at.object(problems)?;
    let name = fields.required("name", "a name", problems).and_then(|at| read_name(&at, problems));
    let cluster = fields
        .required("cluster", "the name of an Envoy cluster", problems)
        .and_then(|at| at.text("the name of an Envoy cluster", problems));
    let authority = fields.optional("authority").map(|at| read_authority(&at, problems).unwrap_or_default());
    let path_prefix = fields.optional("path_prefix").map(|at| read_path_prefix(&at, problems).unwrap_or_default());
    let schemas = fields
        .required("schemas", "a list of API schemas", problems)
        .map(|at| read_schemas(&at, problems))
        .unwrap_or_default();
    let country = fields.required("country", COUNTRY, problems).and_then(|at| read_country(&at, problems));
    let operator_country =
        fields.required("operator_country", COUNTRY, problems).and_then(|at| read_country(&at, problems));
    let self_hosted = fields.optional("self_hosted").and_then(|at| at.boolean(problems)).unwrap_or(false);
    let dpf_certified = fields.optional("dpf_certified").and_then(|at| at.boolean(problems)).unwrap_or(false);
    let certifications =
        fields.optional("certifications").map(|at| at.texts("a certification", problems)).unwrap_or_default();
    let credentials = fields.optional("credentials").and_then(|at| read_credentials(&at, problems));
    let retries_into = fields
        .optional("retries_into")
        .map(|at| UpstreamSet::of(at.list(problems).iter().filter_map(|at| named(at, names, problems))))
        .unwrap_or_default();
    let models = fields.optional("models").map(|at| read_models(&at, book, problems)).unwrap_or_default();
    fields.refuse_unknown(problems);

    let (country, operator_country) = (country?, operator_country?);
    Some(Upstream {
        id,
        name: name?.to_owned(),
        cluster: cluster?.to_owned(),
        authority: authority.unwrap_or_default(),
        path_prefix: path_prefix.unwrap_or_default(),
        schemas,
        country,
        operator_country,
        zone: Facts { country, operator_country, self_hosted, dpf_certified }.zone(),
        certifications: certifications.iter().map(|text| text.to_ascii_lowercase()).collect(),
        credentials: credentials.unwrap_or(Credentials::PassIfAsked),
        retries_into,
        retry_closure: Vec::new(),
        zones_reached: Vec::new(),
        models,
    })
}

const COUNTRY: &str = "a country (two letters, as in ISO 3166-1)";

/// The upstream of that name.
pub(super) fn named(at: &At<'_>, names: &[&str], problems: &mut Problems) -> Option<UpstreamId> {
    let name = at.text("the name of an upstream", problems)?;
    match names.iter().position(|known| *known == name).and_then(|index| u8::try_from(index).ok()) {
        Some(index) => Some(UpstreamId(index)),
        None => at.unknown("the name of an upstream", name, names.iter().copied(), problems),
    }
}

/// A name that can stand in a header, a metric and a log line as it is.
pub(super) fn read_name<'v>(at: &At<'v>, problems: &mut Problems) -> Option<&'v str> {
    const CHARS_MAX: usize = 64;
    const WHAT: &str = "a name of at most 64 ASCII letters, digits, `_`, `-`, `.` or `/`";
    let name = at.text(WHAT, problems)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/');
    if name.len() <= CHARS_MAX && name.bytes().all(plain) { Some(name) } else { at.expected(WHAT, problems) }
}

fn read_country(at: &At<'_>, problems: &mut Problems) -> Option<Country> {
    let text = at.text(COUNTRY, problems)?;
    if text.eq_ignore_ascii_case("EU") || text.eq_ignore_ascii_case("UK") {
        return at.expected("a country, as in ISO 3166-1 (`GB` for the United Kingdom; the EU is not one)", problems);
    }
    Country::parse(text).or_else(|| at.expected(COUNTRY, problems))
}

fn read_authority(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    const WHAT: &str = "a host, with a port if need be";
    let text = at.text(WHAT, problems)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    if text.bytes().all(plain) { Some(text.to_ascii_lowercase()) } else { at.expected(WHAT, problems) }
}

fn read_path_prefix(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    const WHAT: &str = "a path such as `/openai`, without a query";
    let text = at.text(WHAT, problems)?;
    let plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'%');
    if !text.starts_with('/') || !text.bytes().all(plain) || text.contains("//") || text.contains("/.") {
        return at.expected(WHAT, problems);
    }
    Some(text.trim_end_matches('/').to_owned())
}

fn read_schemas(at: &At<'_>, problems: &mut Problems) -> Vec<String> {
    let names = SCHEMAS.iter().flat_map(|schema| [schema.family, schema.name]).collect::<BTreeSet<_>>();
    let mut schemas = Vec::new();
    for at in at.one_or_list(problems) {
        let Some(name) = at.text("an API schema or a family of them", problems) else { continue };
        match names.contains(name) {
            true => schemas.push(name.to_owned()),
            false => drop(at.unknown::<()>("an API schema or a family of them", name, names.iter().copied(), problems)),
        }
    }
    schemas
}

fn read_credentials(at: &At<'_>, problems: &mut Problems) -> Option<Credentials> {
    const ALL: &[Credentials] = &[Credentials::Pass, Credentials::Strip, Credentials::PassIfAsked];
    let spelling = |credentials| match credentials {
        Credentials::Pass => "pass",
        Credentials::Strip => "strip",
        Credentials::PassIfAsked => "pass_if_asked",
    };
    at.word("what becomes of the client's credentials", ALL, spelling, problems)
}

fn read_models(at: &At<'_>, book: &Book, problems: &mut Problems) -> Vec<Model> {
    // A list of names alone is common before prices are known.
    if at.value.is_array() {
        let names = at.texts("the name of a model", problems);
        return names
            .into_iter()
            .map(|name| Model {
                tokenizer: Tokenizer::of_model(&name),
                name,
                prices: Prices::default(),
                context_window: None,
                capabilities: None,
            })
            .collect();
    }
    at.entries(problems).into_iter().filter_map(|(name, at)| read_model(name, &at, book, problems)).collect()
}

fn read_model(name: &str, at: &At<'_>, book: &Book, problems: &mut Problems) -> Option<Model> {
    let mut fields = at.object(problems)?;
    let prices = fields.optional("price").map(|at| prices::read_prices(&at, book, problems)).unwrap_or_default();
    let context_window = fields.optional("context_window").and_then(|at| at.integer(1..=1 << 40, problems));
    let capabilities = fields.optional("capabilities").map(|at| read_capabilities(&at, problems));
    let tokenizer = fields
        .optional("tokenizer")
        .and_then(|at| at.word("a tokenizer", Tokenizer::ALL, Tokenizer::as_str, problems))
        .unwrap_or_else(|| Tokenizer::of_model(name));
    fields.refuse_unknown(problems);
    Some(Model { name: name.to_owned(), prices, context_window, capabilities, tokenizer })
}

fn read_capabilities(at: &At<'_>, problems: &mut Problems) -> Needs {
    let mut capabilities = Needs::NONE;
    for at in at.list(problems) {
        let Some(name) = at.text("a capability", problems) else { continue };
        match Needs::parse(name) {
            Some(need) => capabilities.insert(need),
            None => drop(at.unknown::<()>("a capability", name, Needs::NAMES.iter().map(|(_, name)| *name), problems)),
        }
    }
    capabilities
}
