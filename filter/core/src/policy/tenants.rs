//! Tenants: where the name of who asks comes from, and what is special for each.

use crate::calendar::Day;
use crate::money::{Price, Prices};
use crate::policy::prices::{Book, read_prices};
use crate::policy::reader::{At, Problems, join};
use crate::policy::source::{self, Source};
use crate::policy::upstream::{UpstreamId, UpstreamSet, named, read_name};
use crate::problem::Problem;

/// Who asks.
#[derive(Debug, Clone, Default)]
pub struct Tenants {
    pub(crate) source: Option<Source>,
    pub(crate) permit_unknown: bool,
    pub(crate) known: Vec<Tenant>,
}

/// One tenant.
#[derive(Debug, Clone)]
pub struct Tenant {
    pub(crate) name: String,
    pub(crate) upstreams: Option<UpstreamSet>,
    /// Upstream, model, prices.
    pub(crate) prices: Vec<(UpstreamId, String, Prices)>,
}

impl Tenants {
    /// Where the name comes from; `None`: requests have no tenant.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// Whether the policy names any tenant.
    pub fn lists_any(&self) -> bool {
        !self.known.is_empty()
    }

    /// The tenants that the policy names, in the order written.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.known.iter().map(|tenant| tenant.name.as_str())
    }

    /// Whether the policy names this tenant.
    pub fn knows(&self, name: &str) -> bool {
        self.tenant(name).is_some()
    }

    /// Whether a request of this tenant may use the upstream. `None`: it came without a name.
    pub(crate) fn permits(&self, name: Option<&str>, upstream: UpstreamId) -> bool {
        match name.and_then(|name| self.tenant(name)) {
            Some(tenant) => tenant.upstreams.is_none_or(|listed| listed.contains(upstream)),
            None => self.permit_unknown,
        }
    }

    /// The tenant's own price on that day.
    pub(crate) fn price(&self, name: Option<&str>, upstream: UpstreamId, model: &str, day: Day) -> Option<&Price> {
        let tenant = self.tenant(name?)?;
        let own = tenant.prices.iter().find(|(id, of, _)| *id == upstream && of == model);
        own.and_then(|(_, _, prices)| prices.on(day))
    }

    fn tenant(&self, name: &str) -> Option<&Tenant> {
        self.known.iter().find(|tenant| tenant.name == name)
    }
}

/// Without the section nobody has a name, and nobody needs one.
pub(super) fn none() -> Tenants {
    Tenants { source: None, permit_unknown: true, known: Vec::new() }
}

/// Reads `tenants`.
pub(super) fn read(at: &At<'_>, upstream_names: &[&str], book: &Book, problems: &mut Problems) -> Tenants {
    let Some(mut fields) = at.object(problems) else { return none() };
    let source = fields
        .required("source", "where the tenant's name comes from", problems)
        .and_then(|at| source::read(&at, problems));
    let known = fields.optional("known").map(|at| {
        let entries = at.entries(problems);
        entries.iter().filter_map(|(name, at)| read_tenant(name, at, upstream_names, book, problems)).collect()
    });
    let unknown = fields.optional("unknown").and_then(|at| {
        at.word("what becomes of others", &[true, false], |permit| if permit { "permit" } else { "deny" }, problems)
    });
    fields.refuse_unknown(problems);
    // Whoever lists tenants means those; whoever lists none only wants the name in the records.
    let permit_unknown = unknown.unwrap_or(known.is_none());
    Tenants { source, permit_unknown, known: known.unwrap_or_default() }
}

fn read_tenant(
    name: &str,
    at: &At<'_>,
    upstream_names: &[&str],
    book: &Book,
    problems: &mut Problems,
) -> Option<Tenant> {
    let value = serde_json::Value::from(name);
    let name = read_name(&At::new(&value, at.path.clone()), problems).map(str::to_owned);
    let mut fields = at.object(problems)?;
    let upstreams = fields.optional("upstreams").map(|at| {
        let listed = at.list(problems);
        UpstreamSet::of(listed.iter().filter_map(|at| named(at, upstream_names, problems)))
    });
    let mut prices = Vec::new();
    if let Some(at) = fields.optional("prices") {
        for (upstream, at) in at.entries(problems) {
            let value = serde_json::Value::from(upstream);
            let Some(id) = named(&At::new(&value, at.path.clone()), upstream_names, problems) else { continue };
            for (model, at) in at.entries(problems) {
                prices.push((id, model.to_owned(), read_prices(&at, book, problems)));
            }
        }
    }
    let path = fields.path.clone();
    fields.refuse_unknown(problems);
    if upstreams.is_some_and(UpstreamSet::is_empty) {
        problems.add(Problem::new(join(&path, "upstreams"), "at least one upstream", "an empty list"));
    }
    Some(Tenant { name: name?, upstreams, prices })
}
