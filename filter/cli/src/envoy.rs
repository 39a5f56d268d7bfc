//! Envoy's configuration, as far as a policy depends on it: the filter's own settings, the clusters that the policy names,
//! and everything that could take a request elsewhere after the decision. Only what stands in the file is seen; what comes
//! by xDS is not.

use octroi_core::policy::{Credentials, Policy, Upstream};
use octroi_core::problem::{Problem, quoted};
use octroi_core::words::Zone;
use serde_json::Value;

/// The header by which the filter names the cluster. `envoy/envoy.yaml` routes by it.
const ROUTE_HEADER: &str = "x-octroi-route";

/// A listener's buffer when none is written. Source: Envoy's `listener.proto`.
const BUFFER_BYTES_DEFAULT: u64 = 1 << 20;

/// What Envoy's configuration says against a policy.
#[derive(Default)]
pub struct Findings {
    pub problems: Vec<Problem>,
    pub warnings: Vec<String>,
}

/// The policy that stands in Envoy's configuration: that of the first filter of ours.
pub fn embedded_policy(envoy: &Value) -> Option<Result<Policy, Vec<Problem>>> {
    let (path, filter) = wasm_filters(envoy).into_iter().find(|(_, filter)| is_ours(filter))?;
    let configuration = filter.pointer("/config/configuration")?;
    let inside = |problems: Vec<Problem>| {
        let inside = |mut problem: Problem| {
            let colon = if problem.path.is_empty() { "" } else { ": " };
            problem.path = format!("{path}.config.configuration.value{colon}{}", problem.path);
            problem
        };
        problems.into_iter().map(inside).collect::<Vec<_>>()
    };
    let policy = match configuration.get("value") {
        Some(Value::String(text)) => Policy::from_config(text.as_bytes()),
        Some(value) => Policy::from_value(value),
        None => Err(vec![Problem::new("", "a policy as `value` of a `Struct` or a `StringValue`", "nothing")]),
    };
    Some(policy.map_err(inside))
}

/// Checks what a policy depends on.
pub fn check(envoy: &Value, policy: Option<&Policy>) -> Findings {
    let mut findings = Findings::default();
    let mut filters = 0;
    for (path, listener) in items(envoy, "static_resources", "listeners") {
        for (path, manager) in connection_managers(&path, listener) {
            let ours: Vec<(String, &Value)> = wasm_filters(manager).into_iter().filter(|(_, f)| is_ours(f)).collect();
            if ours.is_empty() {
                continue;
            }
            filters += ours.len();
            for (inner, filter) in &ours {
                findings.filter(&format!("{path}.{inner}"), filter);
            }
            findings.disabled(&path, manager);
            findings.routes(&path, manager, policy);
        }
        if filters > 0
            && let Some(policy) = policy
        {
            findings.buffer(&path, listener, policy);
        }
    }
    if filters == 0 {
        findings.problem(
            "static_resources.listeners",
            "an HTTP connection manager with octroi among its filters",
            "none",
        );
    }
    if let Some(policy) = policy {
        for upstream in policy.upstreams() {
            findings.cluster(envoy, policy, upstream);
        }
        findings.shared_clusters(policy);
    }
    findings
}

impl Findings {
    fn problem(&mut self, path: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) {
        self.problems.push(Problem::new(path, expected, found));
    }

    /// The settings of our filter.
    fn filter(&mut self, path: &str, filter: &Value) {
        let config = &filter["config"];
        if config["allow_on_headers_stop_iteration"] != Value::Bool(true) {
            let expected = "`true`, without which a request cannot wait for its body, and every request is refused";
            let found = shown(&config["allow_on_headers_stop_iteration"]);
            self.problem(format!("{path}.config.allow_on_headers_stop_iteration"), expected, found);
        }
        if config["fail_open"] == Value::Bool(true) {
            let expected = "`false`: when the module fails, requests would pass uninspected";
            self.problem(format!("{path}.config.fail_open"), expected, "`true`");
        }
        match config["failure_policy"].as_str() {
            Some("FAIL_RELOAD") => {}
            Some("FAIL_OPEN") => {
                let expected = "`FAIL_RELOAD`: when the module fails, requests would pass uninspected";
                self.problem(format!("{path}.config.failure_policy"), expected, "`FAIL_OPEN`");
            }
            _ => self.warnings.push(format!(
                "{path}.config.failure_policy: not `FAIL_RELOAD`: after a failure of the module every request is refused \
                 until Envoy is restarted"
            )),
        }
        if config["vm_config"]["vm_id"].as_str().unwrap_or_default().is_empty() {
            self.warnings
                .push(format!("{path}.config.vm_config.vm_id: none of its own: plugins that share a VM fail together"));
        }
    }

    /// Ways to switch our filter off.
    fn disabled(&mut self, path: &str, manager: &Value) {
        walk(manager, path.to_owned(), &mut |path, value| {
            if path.ends_with("].disabled") || path.contains("typed_per_filter_config.") && path.ends_with(".disabled")
            {
                let about_us = path.contains("octroi") || path.contains("http_filters[");
                if about_us && value == &Value::Bool(true) {
                    self.problems.push(Problem::new(path, "`false`: requests would pass uninspected", "`true`"));
                }
            }
        });
    }

    /// Routes that do not go where the decision says, or not only there.
    fn routes(&mut self, path: &str, manager: &Value, policy: Option<&Policy>) {
        if manager.get("rds").is_some() || manager.get("scoped_routes").is_some() {
            self.warnings.push(format!("{path}: its routes come by xDS and were not checked"));
        }
        walk(&manager["route_config"], format!("{path}.route_config"), &mut |path, value| {
            let Some(route) = value.as_object().filter(|_| path.ends_with(".route")) else { return };
            let named = route.get("cluster_header").and_then(Value::as_str);
            if !named.is_some_and(|name| name.eq_ignore_ascii_case(ROUTE_HEADER)) {
                let ways = [
                    "cluster",
                    "cluster_header",
                    "weighted_clusters",
                    "cluster_specifier_plugin",
                    "inline_cluster_specifier_plugin",
                ];
                let found = ways
                    .iter()
                    .find(|way| route.contains_key(**way))
                    .map_or("nothing".to_owned(), |way| format!("`{way}`, which goes past the decision"));
                self.problem(path, format!("`cluster_header: {ROUTE_HEADER}`"), found);
            }
            for (i, mirror) in list(value, "request_mirror_policies").iter().enumerate() {
                let path = format!("{path}.request_mirror_policies[{i}]");
                self.mirror(path, mirror, policy);
            }
        });
        for (i, mirror) in list(&manager["route_config"], "request_mirror_policies").iter().enumerate() {
            self.mirror(format!("{path}.route_config.request_mirror_policies[{i}]"), mirror, policy);
        }
    }

    /// A copy goes wherever the mirror is, whatever was decided: every upstream must declare it as a retry, so that the
    /// proof of residency knows of it.
    fn mirror(&mut self, path: String, mirror: &Value, policy: Option<&Policy>) {
        let cluster = mirror["cluster"].as_str().unwrap_or("?");
        let declared = policy.is_some_and(|policy| {
            let target = policy.upstreams().iter().find(|upstream| upstream.cluster() == cluster);
            let reaches = |from: &Upstream| {
                target.is_some_and(|to| to.id() == from.id() || from.retries_into().contains(to.id()))
            };
            policy.upstreams().iter().all(reaches)
        });
        if !declared {
            let expected = "a cluster that every upstream of the policy lists in `retries_into`: a mirror gets a copy of \
                            every request, whatever was decided";
            self.problem(path, expected, quoted(cluster));
        }
    }

    /// Requests that the policy would read but the listener does not take.
    fn buffer(&mut self, path: &str, listener: &Value, policy: &Policy) {
        let written = listener["per_connection_buffer_limit_bytes"].as_u64();
        let buffer = written.unwrap_or(BUFFER_BYTES_DEFAULT);
        let body = policy.limits().body_bytes_max as u64;
        if buffer < body {
            let by_default = if written.is_none() { " by default" } else { "" };
            self.warnings.push(format!(
                "{path}.per_connection_buffer_limit_bytes: {buffer}{by_default}, below the policy's \
                 `limits.body_bytes_max` of {body}: Envoy answers larger requests with 413 itself"
            ));
        }
    }

    /// The cluster that an upstream names, and where it leads.
    fn cluster(&mut self, envoy: &Value, policy: &Policy, upstream: &Upstream) {
        let path = format!("upstreams[{}].cluster", upstream.id().index());
        let clusters = items(envoy, "static_resources", "clusters");
        let named = |name: &str| clusters.iter().find(|(_, cluster)| cluster["name"].as_str() == Some(name));
        let Some((at, cluster)) = named(upstream.cluster()) else {
            if envoy.pointer("/dynamic_resources/cds_config").is_some() {
                self.warnings.push(format!("{path}: `{}` is not in the file; it may come by CDS", upstream.cluster()));
                return;
            }
            let names: Vec<&str> = clusters.iter().filter_map(|(_, cluster)| cluster["name"].as_str()).collect();
            let problem = Problem::new(path, "a cluster of Envoy's configuration", quoted(upstream.cluster()));
            self.problems.push(problem.suggest(upstream.cluster(), names));
            return;
        };
        for (i, member) in aggregated(cluster).iter().enumerate() {
            self.member(format!("{at}.cluster_type.typed_config.clusters[{i}]"), member, policy, upstream);
        }
        let kind = cluster.pointer("/cluster_type/name").and_then(Value::as_str).unwrap_or_default();
        let anywhere = kind.contains("dynamic_forward_proxy") || cluster["type"].as_str() == Some("ORIGINAL_DST");
        if anywhere {
            let expected = format!("fixed endpoints for upstream `{}`", upstream.name());
            self.problem(at, expected, "a cluster that goes wherever a request says");
        }
        if upstream.zone() != Zone::SelfHosted && aggregated(cluster).is_empty() {
            self.outside(at, cluster, upstream);
        }
    }

    /// What a request needs on its way over a network that is not ours.
    fn outside(&mut self, at: &str, cluster: &Value, upstream: &Upstream) {
        let name = upstream.name();
        if cluster.get("transport_socket").is_none() && cluster.get("transport_socket_matches").is_none() {
            self.warnings.push(format!("{at}: no TLS on the way to `{name}`, which is not our own"));
        }
        let mut injects = false;
        walk(cluster, String::new(), &mut |_, value| {
            injects |= value.as_str().is_some_and(|text| text.contains("credential_injector"));
        });
        if !injects && upstream.credentials() != Credentials::Pass {
            self.warnings.push(format!(
                "{at}: no `credential_injector`: a request that is moved to `{name}` arrives there without a key"
            ));
        }
    }

    /// An aggregate cluster fails over to its members: edges like retries.
    fn member(&mut self, path: String, member: &str, policy: &Policy, from: &Upstream) {
        let mut targets = policy.upstreams().iter().filter(|upstream| upstream.cluster() == member).peekable();
        if targets.peek().is_none() {
            let expected = "the cluster of an upstream, so that it is known where it is";
            self.problem(path, expected, quoted(member));
            return;
        }
        for to in targets {
            if to.id() != from.id() && !from.retries_into().contains(to.id()) {
                let expected = format!(
                    "an upstream that `{}` lists in `retries_into`, so that the proof of residency knows of this way",
                    from.name()
                );
                self.problem(path.clone(), expected, format!("`{}` in `{}`", to.name(), to.zone()));
            }
        }
    }

    /// Two zones behind one cluster: at least one of the facts is wrong, or one authority decides alone.
    fn shared_clusters(&mut self, policy: &Policy) {
        for a in policy.upstreams() {
            let others = policy.upstreams().iter().skip(a.id().index() + 1);
            for b in others.filter(|b| b.cluster() == a.cluster() && b.zone() != a.zone()) {
                self.warnings.push(format!(
                    "upstreams `{}` in `{}` and `{}` in `{}` share cluster `{}`",
                    a.name(),
                    a.zone(),
                    b.name(),
                    b.zone(),
                    a.cluster()
                ));
            }
        }
    }
}

/// The clusters that an aggregate cluster fails over to.
fn aggregated(cluster: &Value) -> Vec<&str> {
    let members = cluster.pointer("/cluster_type/typed_config/clusters").and_then(Value::as_array);
    members.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// HTTP connection managers of a listener.
fn connection_managers<'v>(path: &str, listener: &'v Value) -> Vec<(String, &'v Value)> {
    typed(listener, path, "HttpConnectionManager")
}

/// Wasm HTTP filters, wherever they stand.
fn wasm_filters(value: &Value) -> Vec<(String, &Value)> {
    typed(value, "", "extensions.filters.http.wasm.v3.Wasm")
}

/// Objects whose `@type` ends so.
fn typed<'v>(value: &'v Value, path: &str, ending: &str) -> Vec<(String, &'v Value)> {
    let mut found = Vec::new();
    walk(value, path.to_owned(), &mut |path, value| {
        if value.get("@type").and_then(Value::as_str).is_some_and(|name| name.ends_with(ending)) {
            found.push((path.to_owned(), value));
        }
    });
    found
}

/// A filter is ours by its name or its policy.
fn is_ours(filter: &Value) -> bool {
    let config = &filter["config"];
    let named =
        ["name", "root_id"].iter().any(|field| config[field].as_str().is_some_and(|name| name.contains("octroi")));
    let file = config.pointer("/vm_config/code/local/filename").and_then(Value::as_str).unwrap_or_default();
    named || file.contains("octroi") || config.pointer("/configuration/value/upstreams").is_some()
}

/// The entries of a list two levels down, each with its path.
fn items<'v>(value: &'v Value, outer: &str, inner: &str) -> Vec<(String, &'v Value)> {
    let entries = list(&value[outer], inner);
    entries.iter().enumerate().map(|(i, entry)| (format!("{outer}.{inner}[{i}]"), entry)).collect()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Every value with its path, outer ones first. The document was parsed, so its depth is bounded.
fn walk<'v>(value: &'v Value, path: String, visit: &mut dyn FnMut(&str, &'v Value)) {
    visit(&path, value);
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(inner, path, visit);
            }
        }
        Value::Array(entries) => {
            for (i, inner) in entries.iter().enumerate() {
                walk(inner, format!("{path}[{i}]"), visit);
            }
        }
        _ => {}
    }
}

fn shown(value: &Value) -> String {
    if value.is_null() { "nothing".to_owned() } else { quoted(&value.to_string()) }
}
