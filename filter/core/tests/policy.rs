//! Policies that load, and all the ways in which one does not.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use octroi_core::calendar::Day;
use octroi_core::policy::{Credentials, Mode, Policy};
use octroi_core::words::{Reason, Sensitivity, Zone};
use serde_json::{Value, json};

/// The smallest policy that keeps its promises: everything that must stay in the EEA or nearer has a constraint.
fn smallest() -> Value {
    json!({
        "upstreams": [
            {"name": "far", "cluster": "far", "schemas": ["openai"], "country": "US", "operator_country": "US"},
            {"name": "near", "cluster": "near", "schemas": ["openai"], "country": "FR", "operator_country": "FR"},
        ],
        // Classes of our own, so that no test depends on which detectors there are.
        "sensitivity": {"custom": [
            {"id": "own_key", "category": "credential", "sensitivity": "restricted", "keywords": ["own-key"]},
            {"id": "own_illness", "category": "special_category", "sensitivity": "restricted", "keywords": ["own-illness"]},
            {"id": "own_account", "category": "financial", "sensitivity": "confidential", "keywords": ["own-account"]},
        ]},
        "residency": {"special_category": "eea", "criminal_offence": "eea", "credential": "eea"},
        "constraints": [
            {"name": "stay", "when": {"categories": ["special_category", "criminal_offence", "credential"]},
             "then": {"zone_at_most": "eea"}},
            {"name": "unread", "when": {"uninspected": true}, "then": {"zone_at_most": "eea"}},
        ],
    })
}

fn problems(value: &Value) -> Vec<String> {
    match Policy::from_value(value) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

/// The smallest policy with one value changed (`null` takes it away).
fn changed(pointer: &str, to: Value) -> Value {
    let mut policy = smallest();
    set(&mut policy, pointer, to);
    policy
}

fn set(policy: &mut Value, pointer: &str, to: Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match policy.pointer_mut(parent).unwrap() {
        Value::Object(map) if to.is_null() => drop(map.remove(name)),
        Value::Object(map) => drop(map.insert(name.to_owned(), to)),
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = to,
        _ => panic!("no place for {pointer}"),
    }
}

#[test]
fn the_smallest_policy_loads() {
    let policy = Policy::from_value(&smallest()).unwrap();
    assert_eq!(policy.mode(), Mode::Enforce);
    assert_eq!(policy.upstreams().len(), 2);
    assert_eq!(policy.upstreams()[0].zone(), Zone::ThirdCountry);
    assert_eq!(policy.upstreams()[1].zone(), Zone::Sovereign);
    assert_eq!(policy.upstreams()[1].credentials(), Credentials::PassIfAsked);
    assert_eq!(policy.uninspected(Reason::Image), Sensitivity::Restricted);
    assert_eq!(policy.digest().len(), 64);
    assert!(policy.warnings().is_empty());
}

#[test]
fn the_examples_load() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/policies");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let value: Value = yaml_serde::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let problems = problems(&value);
        assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn budgets_are_read_as_written() {
    let mut policy = smallest();
    policy["currency"] = json!("EUR");
    policy["tenants"] = json!({"source": {"header": "x-tenant"}, "known": {"clinic": {}, "shop": {}}});
    policy["upstreams"][0]["models"] = json!(["gpt-4o*"]);
    policy["upstreams"][1]["models"] = json!(["mistral-large"]);
    policy["budgets"] = json!([
        {"name": "money", "amount": {"money": "0.5"}, "per": "month", "action": "deny"},
        {"name": "each", "each_tenant": true, "amount": {"tokens": 5.0e6}, "per": "day", "action": "warn", "warn_at": 50},
        {"name": "few", "when": {"tenant": "shop", "model": "gpt-4o-mini", "upstream": ["far", "near"]},
         "amount": {"requests": 10}, "per": "minute", "action": "degrade"},
    ]);
    let policy = Policy::from_value(&policy).unwrap();
    let names: Vec<&str> = policy.budgets().iter().map(|budget| budget.name()).collect();
    assert_eq!(names, ["few", "each/clinic", "each/shop", "money"]);
    let [few, clinic, _, money] = policy.budgets() else { panic!() };
    assert_eq!(money.account().key, "octroi.budget/money/EUR_nanos/month");
    assert_eq!((money.amount(), money.unit().show(money.amount())), (500_000_000_000, "0.5".to_owned()));
    assert!(money.denies_unpriced() && !few.denies_unpriced());
    assert_eq!((clinic.amount(), clinic.warns_at(2_499_999), clinic.warns_at(2_500_000)), (5_000_000, false, true));
    let far = policy.upstream_named("far").unwrap();
    for (budget, tenant, model, covered) in [
        (few, Some("shop"), Some("gpt-4o-mini"), true),
        (few, Some("shop"), Some("gpt-4o"), false),
        (few, Some("shop"), None, false),
        (few, Some("clinic"), Some("gpt-4o-mini"), false),
        (few, None, Some("gpt-4o-mini"), false),
        (clinic, Some("clinic"), Some("anything"), true),
        (clinic, Some("shop"), Some("anything"), false),
        (money, None, None, true),
    ] {
        assert_eq!(budget.covers(tenant, None, far, model), covered, "{} {tenant:?} {model:?}", budget.name());
    }
    // What no request can meet is a mistake.
    let mut nobody = smallest();
    nobody["tenants"] = json!({"source": {"header": "x-tenant"}, "known": {"clinic": {}}});
    nobody["upstreams"][0]["models"] = json!(["gpt-4o"]);
    nobody["upstreams"][1]["models"] = json!(["mistral-large"]);
    let budget =
        |when: Value| json!({"name": "b", "when": when, "amount": {"requests": 1}, "per": "day", "action": "deny"});
    nobody["budgets"] = json!([budget(json!({"tenant": "clinc"})), budget(json!({"model": "gpt-4"}))]);
    let said = problems(&nobody);
    assert_eq!(said.len(), 3, "{said:#?}");
    assert!(said[0].contains("found `clinc`; did you mean `clinic`?") && said[1].contains("did you mean `gpt-4o`?"));
    assert_eq!(said[2], "budgets[1].name: expected a name of its own, found `b` twice");
}

#[test]
fn each_mistake_is_told_with_its_place() {
    for (pointer, to, message) in [
        ("/upstreams", json!(null), "upstreams: expected a list of upstreams, found nothing"),
        ("/upstreams", json!({}), "upstreams: expected a list, found an object"),
        ("/upstreams", json!([]), "upstreams: expected at least one upstream, found an empty list"),
        ("/upstreams/0/name", json!(null), "upstreams[0].name: expected a name, found nothing"),
        ("/upstreams/0/name", json!("near"), "upstreams[1].name: expected a name of its own, found `near` twice"),
        (
            "/upstreams/0/name",
            json!("far away"),
            "upstreams[0].name: expected a name of at most 64 ASCII letters, digits, `_`, `-`, `.` or `/`, found `far away`",
        ),
        (
            "/upstreams/1/country",
            json!("France"),
            "upstreams[1].country: expected a country (two letters, as in ISO 3166-1), found `France`",
        ),
        (
            "/upstreams/1/country",
            json!("EU"),
            "upstreams[1].country: expected a country, as in ISO 3166-1 (`GB` for the United Kingdom; the EU is not one), \
             found `EU`",
        ),
        ("/upstreams/1/self_hosted", json!("yes"), "upstreams[1].self_hosted: expected `true` or `false`, found `yes`"),
        (
            "/upstreams/1/path_prefix",
            json!("v1"),
            "upstreams[1].path_prefix: expected a path such as `/openai`, without a query, found `v1`",
        ),
        (
            "/upstreams/1/path_prefix",
            json!("/a/../b"),
            "upstreams[1].path_prefix: expected a path such as `/openai`, without a query, found `/a/../b`",
        ),
        (
            "/upstreams/1/authority",
            json!("a b"),
            "upstreams[1].authority: expected a host, with a port if need be, found `a b`",
        ),
        (
            "/upstreams/1/zone",
            json!("eea"),
            "upstreams[1].zone: expected a field of this object: `name`, `cluster`, `authority`, `path_prefix`, `schemas`, \
             `country`, `operator_country`, `self_hosted`, `dpf_certified`, `certifications`, `credentials`, `retries_into`, \
             `models`, found `zone`",
        ),
        (
            "/upstreams/1/retries_into",
            json!(["fra"]),
            "upstreams[1].retries_into[0]: expected the name of an upstream: `far`, `near`, found `fra`; did you mean `far`?",
        ),
        (
            "/constraints/0/then/zone_at_most",
            json!("eaa"),
            "constraints[0].then.zone_at_most: expected a zone: `self_hosted`, `sovereign`, `eea`, `adequate`, \
             `third_country`, found `eaa`; did you mean `eea`?",
        ),
        (
            "/constraints/0/then",
            json!({}),
            "constraints[0].then: expected at least one of `zone_at_most`, `certifications`, `upstreams`, `deny`, `redact`, found an object",
        ),
        (
            "/constraints/0/then/deny",
            json!(false),
            "constraints[0].then.deny: expected `true`, or what the client is told, found `false`",
        ),
        (
            "/constraints/0/then/zone_at_most",
            json!(3),
            "constraints[0].then.zone_at_most: expected a zone: `self_hosted`, `sovereign`, `eea`, `adequate`, `third_country`, found `3`",
        ),
        (
            "/constraints/0/when",
            json!({}),
            "constraints[0].when: expected at least one condition (leave out `when` for a constraint that always applies), found an object",
        ),
        ("/constraints/0/when/entities", json!("emial"), "found `emial`; did you mean `email`?"),
        ("/constraints/0/when/uninspected", json!(["imgae"]), "did you mean `image`?"),
        (
            "/constraints/0/when/uninspected",
            json!(false),
            "constraints[0].when.uninspected: expected `true` or a list of reasons, found `false`",
        ),
        ("/constraints/0/when/schema", json!("opneai"), "did you mean `openai`?"),
        ("/constraints/0/when/operation", json!("chta"), "did you mean `chat`?"),
        ("/constraints/1/name", json!("stay"), "constraints[1].name: expected a name of its own, found `stay` twice"),
        (
            "/constraints/1/then/certifications",
            json!("hds"),
            "constraints[1].then.certifications: expected a certification that an upstream has, found `hds`",
        ),
        (
            "/mode",
            json!("observ"),
            "mode: expected a mode: `enforce`, `observe`, found `observ`; did you mean `observe`?",
        ),
        (
            "/residency/persnal",
            json!("eea"),
            "residency.persnal: expected a category, a sensitivity, an entity, `uninspected` or `uninspected.REASON`, found `persnal`; did you mean `personal`?",
        ),
        (
            "/uninspected",
            json!({"image": "secret"}),
            "uninspected.image: expected a sensitivity: `public`, `internal`, `confidential`, `restricted`, found `secret`",
        ),
        ("/uninspected", json!({"picture": "public"}), "uninspected.picture: expected a reason:"),
        (
            "/budgets",
            json!([{}]),
            "budgets[0].amount: expected how much there is: one of `money`, `tokens`, `requests`, found nothing",
        ),
        (
            "/budgets",
            json!([{"amount": {}}]),
            "budgets[0].amount: expected exactly one of `money`, `tokens`, `requests`, found an object",
        ),
        ("/budgets", json!([{"amount": {"tokens": 1, "requests": 1}}]), "budgets[0].amount: expected exactly one of"),
        ("/budgets", json!([{"amount": {"tokens": 0}}]), "budgets[0].amount.tokens: expected a whole number from 1 to"),
        (
            "/budgets",
            json!([{"amount": {"tokens": 1.5}}]),
            "budgets[0].amount.tokens: expected a whole number from 1 to",
        ),
        (
            "/budgets",
            json!([{"amount": {"money": "1"}}]),
            "budgets[0].amount.money: expected no money where the policy has no `currency`",
        ),
        (
            "/budgets",
            json!([{"per": "week"}]),
            "budgets[0].per: expected a window: `minute`, `hour`, `day`, `month`, found `week`",
        ),
        (
            "/budgets",
            json!([{"action": "block"}]),
            "budgets[0].action: expected what happens when it is spent: `degrade`, `warn`, `deny`",
        ),
        ("/budgets", json!([{"warn_at": 0}]), "budgets[0].warn_at: expected a whole number from 1 to 100, found `0`"),
        (
            "/budgets",
            json!([{"unpriced": "alow"}]),
            "budgets[0].unpriced: expected what becomes of it: `allow`, `deny`, found `alow`; did you mean `allow`?",
        ),
        (
            "/budgets",
            json!([{"each_tenant": true}]),
            "budgets[0].each_tenant: expected tenants that the policy lists in `tenants.known`, found none",
        ),
        (
            "/budgets",
            json!([{"when": {"tenant": "a"}}]),
            "budgets[0].when.tenant: expected no condition on tenants where `tenants.source` does not say who asks",
        ),
        (
            "/budgets",
            json!([{"when": {"task": "a"}}]),
            "budgets[0].when.task: expected no condition on tasks where `task_header` does not say which it is",
        ),
        (
            "/budgets",
            json!([{"when": {"upstream": "fra"}}]),
            "budgets[0].when.upstream: expected the name of an upstream: `far`, `near`, found `fra`; did you mean `far`?",
        ),
        (
            "/budgets",
            json!([{"when": {"sensitivity": "public"}}]),
            "budgets[0].when.sensitivity: expected a field of this object: `tenant`, `task`, `model`, `upstream`",
        ),
        (
            "/tenants",
            json!({"source": {}}),
            "tenants.source: expected exactly one of `header`, `jwt_claim`, `certificate`, found an object",
        ),
        (
            "/tenants",
            json!({"source": {"header": "a:b"}}),
            "tenants.source.header: expected the name of a header, found `a:b`",
        ),
        (
            "/limits",
            json!({"body_bytes_max": 1.5}),
            "limits.body_bytes_max: expected a whole number from 1024 to 268435456, found `1.5`",
        ),
        (
            "/sensitivity",
            json!({"thresholds": {"categories": {"personal": "sure"}}}),
            "sensitivity.thresholds.categories.personal: expected a likelihood:",
        ),
        (
            "/sensitivity",
            json!({"custom": [{"id": "personal", "keywords": ["x-ray"]}]}),
            "sensitivity.custom[0].id: expected a name that nothing else has, found `personal`",
        ),
        (
            "/sensitivity",
            json!({"custom": [{"id": "own"}]}),
            "sensitivity.custom[0]: expected at least one of `keywords`, `patterns`, `exact_match`, found an object",
        ),
        (
            "/sensitivity",
            json!({"custom": [{"id": "own", "patterns": ["(?=x)"]}]}),
            "sensitivity.custom[0].patterns[0]: expected a regular expression without look-around or back references (",
        ),
        (
            "/sensitivity",
            json!({"custom": [{"id": "own", "exact_match": {"key": "tiny-secret", "hashes": []}}]}),
            "sensitivity.custom[0].exact_match.key: expected a key of 32 hex digits, found something else",
        ),
        ("/expose", json!({"upstream": {"moon": ["zone"]}}), "expose.upstream.moon: expected a zone:"),
        (
            "/audit",
            json!({"anchor_seconds": 1}),
            "audit.anchor_seconds: expected a whole number from 2 to 86400, found `1`",
        ),
        (
            "/audit",
            json!({"sign": {}}),
            "audit.sign.to: expected the zones that get the decision signed, found nothing",
        ),
        ("/audit", json!({"sign": {"to": ["moon"]}}), "audit.sign.to[0]: expected a zone:"),
        ("/audit", json!({"filter_state": ["prompt"]}), "audit.filter_state[0]: expected a part of the record:"),
        (
            "/audit",
            json!({"identifiers": {"body": "yes"}}),
            "audit.identifiers.body: expected `true` or `false`, found `yes`",
        ),
        (
            "/audit",
            json!({"identifiers": {"conversation": {}}}),
            "audit.identifiers.conversation.header: expected the header",
        ),
        ("/audit", json!({"key": "k:00"}), "audit.key: expected a field of this object:"),
        (
            "/models",
            json!({"gpt-4o": {"afar": "m"}}),
            "models.gpt-4o.afar: expected the name of an upstream: `far`, `near`, found `afar`; did you mean `far`?",
        ),
        (
            "/upstreams/0/models",
            json!({"m": {"price": {"input": 1, "output": 1}}}),
            "upstreams[0].models.m.price: expected `currency` at the top of the policy before any price, found an object",
        ),
        ("/upstreams/0/models", json!({"m": {"capabilities": ["tolls"]}}), "did you mean `tools`?"),
        (
            "/residency",
            json!({}),
            "residency.special_category: expected a zone, or an entry in `accept_unbounded` with a reason, found nothing",
        ),
    ] {
        let problems = problems(&changed(pointer, to.clone()));
        let told = problems.iter().any(|problem| problem.contains(message));
        assert!(told, "{pointer} = {to}\nexpected {message}\nfound {problems:#?}");
        assert!(problems.iter().all(|problem| !problem.contains('\n') && !problem.contains("tiny-secret")));
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let mut policy = smallest();
    set(&mut policy, "/upstreams/0/country", json!("USA"));
    set(&mut policy, "/constraints/1/then/zone_at_most", json!("here"));
    set(&mut policy, "/mode", json!(true));
    set(&mut policy, "/surprise", json!(1));
    assert_eq!(problems(&policy).len(), 4);
}

#[test]
fn prices_are_exact_whatever_they_are_written_as() {
    let mut policy = smallest();
    set(&mut policy, "/currency", json!("eur"));
    for (price, input, output) in [
        (json!({"input": 2.5, "output": "10.00"}), 2_500_000, 10_000_000),
        (json!({"input": 0.075, "output": 0.6}), 75_000, 600_000),
        (json!({"input": 1e-6, "output": 3}), 1, 3_000_000),
        (
            json!({"gpu_hour": 3.6, "input_tokens_per_second": 1000, "output_tokens_per_second": 100}),
            1_000_000,
            10_000_000,
        ),
        (
            json!({"gpu_hour": 3.6, "input_tokens_per_second": 1000, "output_tokens_per_second": 100,
                   "utilisation_percent": 40}),
            2_500_000,
            25_000_000,
        ),
    ] {
        set(&mut policy, "/upstreams/0/models", json!({"m": {"price": price}}));
        let policy = Policy::from_value(&policy).unwrap();
        let price = policy.upstreams()[0].models()[0].prices().on(Day::default()).unwrap();
        assert_eq!((price.tokens.input.0, price.tokens.output.0), (input, output));
    }
    for price in [
        json!({"input": 1}),
        json!({"input": -1, "output": 1}),
        json!({"input": 0.1234567, "output": 1}),
        json!({"gpu_hour": 1}),
    ] {
        set(&mut policy, "/upstreams/0/models", json!({"m": {"price": price}}));
        assert!(!problems(&policy).is_empty(), "{price}");
    }
}

/// The smallest policy with a price book and a model `m` on `far` that has this price.
fn priced(price: Value) -> Value {
    let mut policy = smallest();
    set(&mut policy, "/currency", json!("EUR"));
    set(&mut policy, "/exchange_rates", json!({"USD": {"rate": 0.9215, "date": "2026-11-02", "source": "ECB"}}));
    set(&mut policy, "/upstreams/0/models", json!({"m": {"price": price}, "n-*": {}}));
    policy
}

#[test]
fn each_mistake_of_a_price_book_is_told_with_its_place() {
    let plain = json!({"input": 1, "output": 2});
    let with = |more: Value| {
        let mut price = plain.as_object().unwrap().clone();
        price.extend(more.as_object().unwrap().clone());
        Value::Object(price)
    };
    let at_price = "/upstreams/0/models/m/price";
    for (pointer, to, message) in [
        (
            at_price,
            with(json!({"currency": "GBP"})),
            "upstreams[0].models.m.price.currency: expected the policy's currency or one of `exchange_rates`: `EUR`, `USD`, found `GBP`",
        ),
        (
            at_price,
            with(json!({"currency": "Euro"})),
            "upstreams[0].models.m.price.currency: expected a currency (three letters, as in ISO 4217), found `Euro`",
        ),
        (
            at_price,
            with(json!({"from": "2026-02-30"})),
            "upstreams[0].models.m.price.from: expected a day such as `2026-11-02`, found `2026-02-30`",
        ),
        (
            at_price,
            with(json!({"from": "2026-02-02", "until": "2026-02-01"})),
            "upstreams[0].models.m.price.until: expected a day not before `from`, 2026-02-02, found `2026-02-01`",
        ),
        (
            at_price,
            json!([with(json!({"until": "2026-12-31"})), with(json!({"from": "2026-12-31"}))]),
            "upstreams[0].models.m.price[1]: expected a price for days that have no other, found days on which that of \
             `upstreams[0].models.m.price[0]` holds too (until 2026-12-31)",
        ),
        (at_price, json!([plain, plain]), "holds too (always)"),
        (at_price, json!([]), "upstreams[0].models.m.price: expected at least one entry, found an empty list"),
        (
            at_price,
            with(json!({"reasoning": -1})),
            "price.reasoning: expected a number that is not negative, found `-1`",
        ),
        (at_price, with(json!({"reasonning": 1})), "found `reasonning`; did you mean `reasoning`?"),
        (
            at_price,
            with(json!({"long_context": {"input": 2, "output": 4}})),
            "price.long_context.above: expected how many tokens read make a context long, found nothing",
        ),
        (
            at_price,
            with(json!({"service_tiers": {"flexx": 50}})),
            "price.service_tiers.flexx: expected a service tier: `batch`, `flex`, `priority`, found `flexx`; did you mean `flex`?",
        ),
        (
            at_price,
            with(json!({"service_tiers": {"flex": 0.5}})),
            "price.service_tiers.flex: expected a whole number from 0 to 1000, found `0.5`",
        ),
        (
            at_price,
            json!({"gpu_hour": 2, "input_tokens_per_second": 10, "output_tokens_per_second": 1, "utilisation_percent": 0}),
            "price.utilisation_percent: expected a whole number from 1 to 100, found `0`",
        ),
        (
            "/exchange_rates",
            json!({"USD": {"rate": 0, "date": "2026-11-02"}}),
            "exchange_rates.USD.rate: expected a number above zero, found `0`",
        ),
        (
            "/exchange_rates",
            json!({"USD": {"rate": 0.9}}),
            "exchange_rates.USD.date: expected a day such as `2026-11-02`, found nothing",
        ),
        (
            "/exchange_rates",
            json!({"EUR": {"rate": 1, "date": "2026-11-02"}}),
            "exchange_rates.EUR: expected another currency than the policy's, once, found `EUR`",
        ),
        (
            "/prices",
            json!({"far": {"m": plain}}),
            "prices.far.m: expected a price in one place: here, or with the model, found a price with the model too",
        ),
        (
            "/prices",
            json!({"far": {"mm": plain}}),
            "prices.far.mm: expected a model as `far` lists it: `m`, `n-*`, found `mm`; did you mean `m`?",
        ),
        ("/prices", json!({"fra": {"m": plain}}), "prices.fra: expected the name of an upstream"),
    ] {
        let mut policy = priced(plain.clone());
        set(&mut policy, pointer, to.clone());
        let problems = problems(&policy);
        let told = problems.iter().any(|problem| problem.contains(message));
        assert!(told, "{pointer} = {to}\nexpected {message}\nfound {problems:#?}");
        assert_eq!(problems.len(), 1, "{pointer} = {to}: {problems:#?}");
    }
}

#[test]
fn a_price_book_beside_the_upstreams_is_the_same_as_prices_within_them() {
    let price = json!([{"until": "2026-12-31", "currency": "USD", "input": 2.5, "output": 10}]);
    let within = Policy::from_value(&priced(price.clone())).unwrap();
    let mut policy = priced(price.clone());
    set(&mut policy, "/upstreams/0/models/m", json!({}));
    set(&mut policy, "/prices", json!({"far": {"m": price}}));
    let beside = Policy::from_value(&policy).unwrap();
    let (day, after) = (Day::parse("2026-12-31").unwrap(), Day::parse("2027-01-01").unwrap());
    let of = |policy: &Policy, day| policy.price(None, &policy.upstreams()[0], "m", day).cloned();
    assert_eq!(of(&within, day), of(&beside, day));
    assert_eq!(of(&beside, day).unwrap().currency.as_str(), "USD");
    assert!(of(&beside, after).is_none() && of(&beside, Day::default()).is_some());
}

#[test]
fn a_tenants_own_price_holds_on_its_days_and_that_of_everybody_on_others() {
    let mut policy = priced(json!({"input": 2, "output": 2}));
    let own = json!({"from": "2026-06-01", "until": "2026-06-30", "input": 1, "output": 1});
    set(&mut policy, "/tenants", json!({"source": {"header": "x-t"}, "known": {"t": {"prices": {"far": {"m": own}}}}}));
    let policy = Policy::from_value(&policy).unwrap();
    for (tenant, day, input) in [
        (Some("t"), "2026-06-30", 1_000_000),
        (Some("t"), "2026-07-01", 2_000_000),
        (Some("u"), "2026-06-30", 2_000_000),
        (None, "2026-06-30", 2_000_000),
    ] {
        let price = policy.price(tenant, &policy.upstreams()[0], "m", Day::parse(day).unwrap());
        assert_eq!(price.unwrap().tokens.input.0, input, "{tenant:?} {day}");
    }
}

#[test]
fn check_warns_of_prices_that_do_not_hold() {
    let price = |from: &str, until: &str| {
        let mut price = json!({"input": 1, "output": 2});
        if !from.is_empty() {
            price["from"] = json!(from);
        }
        if !until.is_empty() {
            price["until"] = json!(until);
        }
        price
    };
    let first_half = price("", "2026-06-30");
    for (prices, today, warning) in [
        (json!([price("", "")]), "2026-11-25", ""),
        (json!([first_half]), "2026-05-30", ""),
        (
            json!([first_half]),
            "2026-05-31",
            "the price of `m` on `far` ends on 2026-06-30, and none follows it on the next day",
        ),
        (json!([first_half, price("2026-07-01", "")]), "2026-06-30", ""),
        (json!([first_half, price("2026-07-02", "")]), "2026-06-30", "none follows it on the next day"),
        (json!([first_half]), "2026-07-01", "the price of `m` on `far` ended on 2026-06-30: its cost is unknown since"),
        (
            json!([price("2026-07-01", "")]),
            "2026-06-30",
            "the price of `m` on `far` begins on 2026-07-01: its cost is unknown until then",
        ),
        (json!([price("2026-07-01", "")]), "2026-07-01", ""),
    ] {
        let policy = Policy::from_value(&priced(prices.clone())).unwrap();
        let warnings = policy.price_warnings(Day::parse(today).unwrap());
        let about_price: Vec<&String> = warnings.iter().filter(|warning| warning.contains("price")).collect();
        match warning {
            "" => assert!(about_price.is_empty(), "{prices} {today}: {about_price:?}"),
            _ => assert!(about_price.len() == 1 && about_price[0].contains(warning), "{prices} {today}: {warnings:?}"),
        }
    }
    let policy = Policy::from_value(&priced(json!([first_half, price("2026-07-03", "")]))).unwrap();
    let gap = "`m` on `far` has no price from 2026-07-01 until 2026-07-02: its cost is unknown then";
    assert!(policy.warnings().iter().any(|warning| warning == gap), "{:?}", policy.warnings());
    for (today, warning) in [
        ("2026-11-02", None),
        ("2026-12-03", None),
        ("2026-12-04", Some("the exchange rate of USD is of 2026-11-02, 32 days ago")),
        ("2026-11-01", Some("the exchange rate of USD is of 2026-11-02, which is yet to come")),
    ] {
        let policy = Policy::from_value(&priced(price("", ""))).unwrap();
        let warnings = policy.price_warnings(Day::parse(today).unwrap());
        assert_eq!(warnings.first().map(String::as_str), warning, "{today}");
    }
}

#[test]
fn an_edge_that_leaves_the_zone_does_not_load() {
    for (what, changes, edge) in [
        ("no constraint at all", vec![("/constraints", json!([]))], "upstreams[0]: expected no way for `credential`"),
        (
            "a constraint with too far a zone",
            vec![("/constraints/0/then/zone_at_most", json!("third_country"))],
            "found a way past `stay` to `far` in `third_country`",
        ),
        (
            "a constraint for some only",
            vec![("/constraints/0/when/tenant", json!("clinic"))],
            "found a way by default, as no constraint is sure to match to `far`",
        ),
        (
            "a constraint for some tasks only, in an `any` beside another such",
            vec![("/constraints/0/when", json!({"any": [{"task": "triage"}, {"schema": "openai"}]}))],
            "upstreams[0]: expected no way for `special_category`",
        ),
        (
            "a sensitivity that an override takes away",
            vec![
                ("/constraints/0/when", json!({"sensitivity_at_least": "restricted"})),
                ("/sensitivity/categories", json!({"special_category": "internal"})),
            ],
            "which counts as internal) beyond `eea`",
        ),
        (
            "a retry",
            vec![("/upstreams/1/retries_into", json!(["far"]))],
            "upstreams[1].retries_into: expected no way for `credential`",
        ),
        (
            "what could not be read",
            vec![("/constraints/1/when/uninspected", json!(["image"]))],
            "upstreams[0]: expected no way for what is uninspected (by reason `invalid_json`",
        ),
        (
            "a reason that counts as too little",
            vec![
                ("/constraints/1/when", json!({"sensitivity_at_least": "restricted"})),
                ("/uninspected", json!({"audio": "public"})),
            ],
            "(by reason `audio`, which counts as public) beyond `eea`",
        ),
        ("a promise about a sensitivity", vec![("/residency/confidential", json!("sovereign"))], "beyond `sovereign`"),
        (
            "a promise about one entity",
            vec![("/residency/own_account", json!("self_hosted"))],
            "`financial` (by entity `own_account`, which counts as confidential) beyond `self_hosted`",
        ),
    ] {
        let mut policy = smallest();
        for (pointer, to) in changes {
            set(&mut policy, pointer, to);
        }
        let problems = problems(&policy);
        assert!(problems.iter().any(|problem| problem.contains(edge)), "{what}: {problems:#?}");
    }
}

#[test]
fn an_edge_by_way_of_another_retry_is_found() {
    let mut policy = smallest();
    let third = json!({"name": "mid", "cluster": "mid", "schemas": ["openai"], "country": "IE",
                       "operator_country": "US", "retries_into": ["far"]});
    policy["upstreams"].as_array_mut().unwrap().push(third);
    set(&mut policy, "/upstreams/1/retries_into", json!(["mid"]));
    let problems = problems(&policy);
    let edge = "upstreams[1].retries_into: expected no way for `credential`";
    assert!(problems.iter().any(|problem| problem.contains(edge) && problem.contains("`far`")), "{problems:#?}");
}

#[test]
fn what_is_accepted_in_writing_loads_with_a_warning() {
    let mut policy = smallest();
    set(&mut policy, "/residency/credential", json!(null));
    set(&mut policy, "/residency/accept_unbounded", json!([{"class": "credential", "reason": "keys are taken out"}]));
    set(&mut policy, "/constraints/0/when/categories", json!(["special_category", "criminal_offence"]));
    let policy = Policy::from_value(&policy).unwrap();
    assert_eq!(policy.warnings(), ["`credential` may travel anywhere, as accepted: `keys are taken out`"]);
    let without_reason = changed("/residency/accept_unbounded", json!([{"class": "personal"}]));
    assert!(problems(&without_reason)[0].contains("accept_unbounded[0].reason: expected why"));
    let with_zone = changed("/residency/accept_unbounded", json!([{"class": "credential", "reason": "no"}]));
    assert!(problems(&with_zone)[0].contains("only classes that have no zone"));
}

#[test]
fn a_constraint_that_a_retry_defeats_is_warned_of() {
    let mut policy = smallest();
    set(&mut policy, "/upstreams/0/retries_into", json!(["near"]));
    set(&mut policy, "/upstreams/0/certifications", json!(["iso27001"]));
    let picky = json!({"name": "picky", "when": {"tenant": "clinic"}, "then": {"certifications": "iso27001"}});
    policy["constraints"].as_array_mut().unwrap().push(picky);
    let policy = Policy::from_value(&policy).unwrap();
    assert_eq!(
        policy.warnings(),
        ["constraint `picky` permits `far` but not `near`, into which it may be retried: both are refused"]
    );
}

#[test]
fn observe_is_said_aloud() {
    let policy = Policy::from_value(&changed("/mode", json!("observe"))).unwrap();
    assert!(policy.warnings()[0].contains("no promise of `residency` is kept"));
}

#[test]
fn a_policy_has_one_digest_however_it_is_written() {
    let digest = |bytes: &[u8]| Policy::from_config(bytes).unwrap().digest().to_owned();
    let value = changed("/limits", json!({"body_bytes_max": 4096}));
    let compact = digest(value.to_string().as_bytes());
    let pretty = digest(format!("\n\u{20}{}\n", serde_json::to_string_pretty(&value).unwrap()).as_bytes());
    let as_double = digest(value.to_string().replace("4096", "4096.0").as_bytes());
    assert_eq!(compact, pretty);
    assert_eq!(compact, as_double);
    let other = digest(changed("/limits", json!({"body_bytes_max": 8192})).to_string().as_bytes());
    assert_ne!(compact, other);
}

#[test]
fn a_broken_configuration_is_told_from_an_empty_one() {
    for (bytes, message) in [
        (&b""[..], "expected a policy, found an empty configuration"),
        (b" \n ", "expected a policy, found an empty configuration"),
        (b"{", "expected JSON, found EOF while parsing an object at line 1 column 1"),
        (b"mode: enforce", "expected JSON or a `google.protobuf.Struct`, found something else"),
        (b"[]", "expected JSON or a `google.protobuf.Struct`, found something else"),
        (b"\n\x05abc", "expected a `google.protobuf.Struct`, found cut short"),
        (b"{\"mode\": \"enforce\", \"mode\": \"observe\"}", "expected each key once, found `mode` twice in one object"),
        (b"{\"a\": {\"m\": 1, \"\\u006d\": 2}}", "expected each key once, found `m` twice in one object"),
    ] {
        let problems = Policy::from_config(bytes).unwrap_err();
        assert_eq!(problems[0].to_string(), message);
    }
}

/// Envoy hands over a `Struct` in an order that changes from run to run, so its first entry may have any length; the
/// length 123 is the letter `{`.
#[test]
fn a_struct_that_looks_like_json_is_a_struct() {
    let note = "n".repeat(106);
    let entry = [b"\x0a\x0bdescription\x12\x6c\x1a\x6a", note.as_bytes()].concat();
    let bytes = [&[0x0a, 123], entry.as_slice()].concat();
    let problems: Vec<String> = Policy::from_config(&bytes).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("upstreams"), "{problems:?}");
    let json = format!("\n{}", smallest());
    assert!(Policy::from_config(json.as_bytes()).is_ok());
}
