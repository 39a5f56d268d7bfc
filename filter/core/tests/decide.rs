//! Decisions: a table of cases on one policy, and what must hold of any policy and any findings.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use octroi_core::classify::{Classified, classify};
use octroi_core::decide::{Action, Ask, AskedBy, Decision, Refusal, decide};
use octroi_core::detect::entity::EntityId;
use octroi_core::detect::{Finding, Options, Scanner};
use octroi_core::limits;
use octroi_core::policy::{Policy, UpstreamSet};
use octroi_core::schema::{Needs, schema_by_name};
use octroi_core::segment::{Seam, Segment, Uninspected};
use octroi_core::tokens::Estimate;
use octroi_core::words::{Category, Likelihood, Reason, Role, Sensitivity, Zone};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The example's company, with an entity of our own for each category.
fn company() -> Value {
    let text = include_str!("../../../examples/policies/company.yaml");
    let mut policy: Value = yaml_serde::from_str(text).unwrap();
    let entity = |category: &Category| {
        let restricted =
            matches!(category, Category::SpecialCategory | Category::CriminalOffence | Category::Credential);
        json!({"id": format!("own_{category}"), "category": category.as_str(), "keywords": [format!("own-{category}")],
               "sensitivity": if restricted { "restricted" } else { "confidential" }})
    };
    policy["sensitivity"] = json!({"custom": Category::ALL.iter().map(entity).collect::<Vec<_>>()});
    policy
}

fn load(value: &Value) -> Policy {
    Policy::from_value(value).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn entity(policy: &Policy, category: Category) -> EntityId {
    let name = format!("own_{category}");
    (0..).map(EntityId).find(|id| policy.entity(*id).unwrap().name() == name).unwrap()
}

/// A request that carries these categories, each found once in what a user says.
fn carrying(policy: &Policy, categories: &[Category], reasons: &[Reason]) -> Classified {
    let findings: Vec<Finding> = categories.iter().map(|category| found(entity(policy, *category))).collect();
    let uninspected: Vec<Uninspected> = reasons.iter().map(|reason| Uninspected { reason: *reason, at: 0 }).collect();
    classify(policy, &[said()], &findings, &uninspected)
}

fn said() -> Segment<'static> {
    Segment { text: "".into(), role: Role::User, raw: 0..0, seam: Seam::Apart }
}

fn found(entity: EntityId) -> Finding {
    Finding { entity, likelihood: Likelihood::VeryLikely, segment: 0, start: 0, end: 1 }
}

fn text_of_1000_tokens() -> Estimate {
    let mut text = Estimate::default();
    text.add_tokens(1000);
    text
}

fn ask(model: &'static str) -> Ask<'static> {
    Ask {
        schema: schema_by_name("openai_chat"),
        model: Some(model),
        authority: "llm.internal",
        text: text_of_1000_tokens(),
        max_output_tokens: Some(1000),
        ..Ask::default()
    }
}

fn taken<'p>(policy: &'p Policy, decision: &Decision) -> &'p str {
    decision.upstream.and_then(|id| policy.upstream(id)).map_or("none", |upstream| upstream.name())
}

#[test]
fn the_company_sends_each_class_where_it_may_go() {
    use Category::*;
    let policy = load(&company());
    for (model, categories, reasons, upstream, model_taken, action) in [
        ("gpt-4o", &[][..], &[][..], "us_vendor", "gpt-4o", "forward"),
        ("gpt-4o", &[Personal], &[], "us_eea_region", "gpt-4o", "reroute"),
        ("gpt-4o", &[BusinessConfidential], &[], "us_eea_region", "gpt-4o", "reroute"),
        ("gpt-4o", &[Financial], &[], "sovereign_eu", "mistral-large-latest", "reroute"),
        ("gpt-4o-mini", &[Personal, SpecialCategory], &[], "sovereign_eu", "mistral-small-latest", "reroute"),
        ("claude-sonnet-4-5", &[CriminalOffence], &[], "sovereign_eu", "mistral-large-latest", "reroute"),
        ("gpt-4o", &[Credential], &[], "own_gpu", "llama-3.3-70b", "reroute"),
        ("gpt-4o", &[Credential, Personal, Financial], &[], "own_gpu", "llama-3.3-70b", "reroute"),
        ("gpt-4o", &[], &[Reason::Image], "own_gpu", "llama-3.3-70b", "reroute"),
        ("product-texts", &[], &[], "sovereign_eu", "mistral-large-latest", "reroute"),
        ("product-texts", &[Personal], &[], "sovereign_eu", "mistral-large-latest", "reroute"),
        ("llama-3.3-70b", &[], &[], "own_gpu", "llama-3.3-70b", "forward"),
        ("mistral-large-latest", &[Financial], &[], "sovereign_eu", "mistral-large-latest", "forward"),
    ] {
        let decision = decide(&policy, &ask(model), &carrying(&policy, categories, reasons));
        let case = format!("{model} {categories:?} {reasons:?}: {decision:#?}");
        assert_eq!(taken(&policy, &decision), upstream, "{case}");
        assert_eq!(decision.model_taken.as_deref(), Some(model_taken), "{case}");
        assert_eq!(decision.action.as_str(), action, "{case}");
        assert!(decision.cost_estimate.is_some(), "{case}");
    }
}

#[test]
fn what_nobody_permitted_can_serve_is_503_and_what_nobody_may_have_is_403() {
    let policy = load(&company());
    let id = |name: &str| policy.upstream_named(name).unwrap().id();
    let credential = carrying(&policy, &[Category::Credential], &[]);
    let own_gpu = UpstreamSet::of([id("own_gpu")]);
    let mut too_long = ask("gpt-4o");
    too_long.text.add_tokens(2_000_000);
    let mut hears = ask("gpt-4o");
    hears.needs = Needs::AUDIO;
    for (what, ask, status, code, says) in [
        (
            "down",
            Ask { unavailable: own_gpu, ..ask("gpt-4o") },
            503,
            "no_upstream_available",
            "`own_gpu` not available",
        ),
        ("unknown model", ask("o9-giant"), 503, "no_capable_upstream", "neither the model nor an equivalent"),
        ("too long", too_long, 503, "no_capable_upstream", "do not fit a context window of 32768"),
        ("audio", hears, 503, "no_capable_upstream", "cannot do `audio`"),
        ("no schema", Ask { schema: None, ..ask("gpt-4o") }, 503, "no_capable_upstream", "does not speak this API"),
    ] {
        let decision = decide(&policy, &ask, &credential);
        let Action::Deny { status: s, code: c, message } = &decision.action else { panic!("{what}: {decision:#?}") };
        assert_eq!((*s, *c), (status, code), "{what}");
        assert!(message.contains(says), "{what}: {message}");
        assert!(message.contains("`credential`") && decision.upstream.is_none() && !decision.pass_credentials);
    }

    let mut denying = company();
    denying["constraints"].as_array_mut().unwrap().push(json!({
        "name": "no-keys", "when": {"categories": ["credential"], "role": "user"}, "then": {"deny": "take the key out"}
    }));
    let policy = load(&denying);
    let decision = decide(&policy, &ask("gpt-4o"), &carrying(&policy, &[Category::Credential], &[]));
    let message = "take the key out".to_owned();
    assert_eq!(decision.action, Action::Deny { status: 403, code: "policy_denied", message });
    assert!(decision.refused.iter().all(|(_, why)| why.as_str() != "model"));

    // Nobody is certified so and at home.
    let mut certified = company();
    certified["constraints"][7]["then"]["certifications"] = json!(["secnumcloud"]);
    let policy = load(&certified);
    let tenant = Ask { tenant: Some("clinic"), ..ask("gpt-4o") };
    let decision = decide(&policy, &tenant, &carrying(&policy, &[], &[Reason::Audio]));
    assert!(
        matches!(decision.action, Action::Deny { status: 403, code: "no_permitted_upstream", .. }),
        "{decision:#?}"
    );
}

#[test]
fn a_model_that_cannot_do_it_gives_way_to_the_next() {
    let policy = load(&company());
    let sees = Ask { needs: Needs::VISION, images: 1, ..ask("gpt-4o") };
    let decision = decide(&policy, &sees, &carrying(&policy, &[], &[Reason::Image]));
    assert_eq!(decision.model_taken.as_deref(), Some("qwen2.5-vl-72b"));
}

#[test]
fn tenants_are_known_or_not() {
    let mut value = company();
    value["tenants"]["unknown"] = json!("deny");
    value["tenants"]["known"]["marketing"] =
        json!({"upstreams": ["us_vendor"], "prices": {"us_vendor": {"gpt-4o": {"input": 1, "output": 1}}}});
    let policy = load(&value);
    let nothing = carrying(&policy, &[], &[]);
    for (tenant, outcome) in
        [(None, "unknown_tenant"), (Some("stranger"), "unknown_tenant"), (Some("support"), "us_vendor")]
    {
        let decision = decide(&policy, &Ask { tenant, ..ask("gpt-4o") }, &nothing);
        match &decision.action {
            Action::Deny { code, .. } => assert_eq!(*code, outcome),
            _ => assert_eq!(taken(&policy, &decision), outcome),
        }
    }
    let marketing = Ask { tenant: Some("marketing"), ..ask("gpt-4o") };
    // 1000 tokens in, 1000 out, at one millionth each.
    assert_eq!(decide(&policy, &marketing, &nothing).cost_estimate.unwrap().to_string(), "0.002 EUR");
    let personal = carrying(&policy, &[Category::Personal], &[]);
    assert!(matches!(decide(&policy, &marketing, &personal).action, Action::Deny { status: 403, .. }));
}

#[test]
fn what_was_asked_for_is_told_by_the_surest_sign() {
    let policy = load(&company());
    let nothing = carrying(&policy, &[], &[]);
    for (authority, path_prefix, model, asked, by, pass) in [
        ("llm.internal", "", "gpt-4o", "us_vendor", AskedBy::Model, false),
        ("eu.us-vendor.example", "", "gpt-4o", "us_eea_region", AskedBy::Authority, true),
        ("EU.us-vendor.example", "", "unheard-of", "us_eea_region", AskedBy::Authority, true),
        ("llm.internal", "/own_gpu", "gpt-4o", "own_gpu", AskedBy::PathPrefix, true),
        ("llm.internal", "", "unheard-of", "us_vendor", AskedBy::Schema, false),
        ("llm.internal", "", "product-texts", "sovereign_eu", AskedBy::Model, false),
    ] {
        let ask = Ask { authority, path_prefix, model: Some(model), ..ask("") };
        let decision = decide(&policy, &ask, &nothing);
        let name = decision.asked.and_then(|id| policy.upstream(id)).unwrap().name();
        assert_eq!((name, decision.asked_by), (asked, Some(by)), "{authority} {path_prefix} {model}");
        assert_eq!(decision.pass_credentials, pass, "{authority} {path_prefix} {model}");
    }
}

#[test]
fn credentials_go_only_where_they_were_meant_to_go() {
    let mut value = company();
    for (written, forwarded, rerouted) in
        [("pass", true, true), ("strip", false, false), ("pass_if_asked", true, false)]
    {
        for i in 0..4 {
            value["upstreams"][i]["credentials"] = json!(written);
        }
        let policy = load(&value);
        let ask = Ask { authority: "api.us-vendor.example", ..ask("gpt-4o") };
        let decision = decide(&policy, &ask, &carrying(&policy, &[], &[]));
        assert_eq!((decision.action.as_str(), decision.pass_credentials), ("forward", forwarded), "{written}");
        let decision = decide(&policy, &ask, &carrying(&policy, &[Category::Personal], &[]));
        assert_eq!((decision.action.as_str(), decision.pass_credentials), ("reroute", rerouted), "{written}");
    }
}

#[test]
fn the_cheapest_has_the_lowest_known_price() {
    let mut value = company();
    value["preference"] = json!("cheapest");
    let policy = load(&value);
    let decision = decide(&policy, &ask("gpt-4o-mini"), &carrying(&policy, &[], &[]));
    assert_eq!(taken(&policy, &decision), "sovereign_eu");
    assert!(decision.cost_estimate.unwrap().amount < decision.cost_if_asked.unwrap().amount);
    value["upstreams"][2]["models"]["mistral-small-latest"].as_object_mut().unwrap().remove("price");
    let policy = load(&value);
    let decision = decide(&policy, &ask("gpt-4o-mini"), &carrying(&policy, &[], &[]));
    assert_eq!(taken(&policy, &decision), "us_vendor");
}

#[test]
fn redaction_is_an_obligation_on_top() {
    let mut value = company();
    value["constraints"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "mask", "then": {"redact": ["personal", "own_financial"]}}));
    let policy = load(&value);
    let decision = decide(&policy, &ask("gpt-4o"), &carrying(&policy, &[Category::Personal], &[]));
    assert_eq!(decision.action, Action::Redact);
    assert_eq!(decision.redact, [entity(&policy, Category::Personal)]);
    assert_eq!(taken(&policy, &decision), "us_eea_region");
    let decision = decide(&policy, &ask("gpt-4o"), &carrying(&policy, &[], &[]));
    assert_eq!((decision.action, decision.redact), (Action::Forward, vec![]));
}

#[test]
fn observe_records_and_does_nothing() {
    let mut value = company();
    value["mode"] = json!("observe");
    let policy = load(&value);
    let decision = decide(&policy, &ask("gpt-4o"), &carrying(&policy, &[Category::Credential], &[]));
    assert_eq!((decision.action.as_str(), taken(&policy, &decision)), ("reroute", "own_gpu"));
    assert_eq!((decision.applied(), decision.applied_upstream()), (&Action::Forward, decision.asked));
}

#[test]
fn thresholds_decide_what_counts() {
    let mut value = company();
    value["sensitivity"]["thresholds"] = json!({"default": "likely", "entities": {"own_personal": "very_likely"}});
    let policy = load(&value);
    let [personal, financial] = [Category::Personal, Category::Financial].map(|category| entity(&policy, category));
    let at = |entity, likelihood| Finding { likelihood, ..found(entity) };
    let findings =
        [at(personal, Likelihood::Likely), at(financial, Likelihood::Likely), at(financial, Likelihood::Possible)];
    let classified = classify(&policy, &[said()], &findings, &[]);
    assert_eq!(classified.categories(), [Category::Financial]);
    assert_eq!(classified.entities().len(), 1);
    assert_eq!(classified.entities()[0].count, 1);
    assert_eq!(classified.sensitivity(), Sensitivity::Confidential);
}

/// Whoever fills the list of findings hides nothing behind it.
#[test]
fn findings_beyond_the_limit_still_count_for_their_role() {
    let many: String = (0..5000).map(|i| format!("user{i}@mail.example.com, ")).collect();
    let segment = |text: &str, role| Segment { text: text.to_owned().into(), role, raw: 0..0, seam: Seam::Apart };
    let segments = [segment(&many, Role::Assistant), segment("write to marie.durand@wanadoo.fr", Role::User)];
    let scan = Scanner::new(&Options::default()).scan(&segments);
    assert!(scan.findings.len() >= limits::FINDINGS_MAX && scan.findings.len() < 5000);
    assert!(scan.findings.iter().any(|finding| finding.segment == 1));
}

/// Any constraint on the company's upstreams.
fn constraint() -> impl Strategy<Value = Value> {
    let word = |words: Vec<&'static str>| proptest::sample::subsequence(words.clone(), 1..=words.len());
    let categories = word(Category::ALL.iter().map(|c| c.as_str()).collect());
    let reasons = word(vec!["image", "audio", "reference", "invalid_json"]);
    let sensitivity = proptest::sample::select(vec!["internal", "confidential", "restricted"]);
    let role = proptest::sample::select(vec!["user", "system"]);
    let when = prop_oneof![
        categories.prop_map(|categories| json!({"categories": categories})),
        reasons.prop_map(|reasons| json!({"uninspected": reasons})),
        (sensitivity, role)
            .prop_map(|(s, r)| json!({"any": [{"sensitivity_at_least": s}, {"role": r, "tenant": "clinic"}]})),
        Just(json!({"uninspected": true})),
        Just(json!({"tenant": "clinic"})),
    ];
    let then = prop_oneof![
        proptest::sample::select(Zone::ALL.to_vec()).prop_map(|zone| json!({"zone_at_most": zone.as_str()})),
        word(vec!["us_vendor", "us_eea_region", "sovereign_eu", "own_gpu"])
            .prop_map(|names| json!({"upstreams": names})),
        proptest::sample::select(vec!["hds", "c5"]).prop_map(|name| json!({"certifications": name})),
        Just(json!({"deny": true})),
    ];
    (when, then).prop_map(|(when, then)| json!({"when": when, "then": then}))
}

fn with_constraints(constraints: &[Value]) -> Policy {
    let mut value = company();
    // The retry would make some of these policies not load; whether it does is tested elsewhere.
    value["upstreams"][2].as_object_mut().unwrap().remove("retries_into");
    for (i, constraint) in constraints.iter().enumerate() {
        let mut constraint = constraint.clone();
        constraint["name"] = json!(format!("extra-{i}"));
        value["constraints"].as_array_mut().unwrap().push(constraint);
    }
    load(&value)
}

fn permitted(policy: &Policy, decision: &Decision) -> Vec<String> {
    let forbidden = |id| decision.refused.iter().any(|(r, why)| *r == id && matches!(why, Refusal::Forbidden(_)));
    policy.upstreams().iter().filter(|u| !forbidden(u.id())).map(|u| u.name().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn more_findings_never_permit_more(
        constraints in proptest::collection::vec(constraint(), 0..6),
        some in proptest::sample::subsequence(Category::ALL.to_vec(), 0..=6),
        more in proptest::sample::subsequence(Category::ALL.to_vec(), 0..=6),
        some_reasons in proptest::sample::subsequence(Reason::ALL.to_vec(), 0..=2),
        more_reasons in proptest::sample::subsequence(Reason::ALL.to_vec(), 0..=2),
        tenant in proptest::sample::select(vec![None, Some("clinic"), Some("support")]),
    ) {
        let policy = with_constraints(&constraints);
        let ask = Ask { tenant, ..ask("gpt-4o") };
        let less = decide(&policy, &ask, &carrying(&policy, &some, &some_reasons));
        let all = [some, more].concat();
        let all_reasons = [some_reasons, more_reasons].concat();
        let carried = carrying(&policy, &all, &all_reasons);
        let more = decide(&policy, &ask, &carried);
        let (less_permitted, more_permitted) = (permitted(&policy, &less), permitted(&policy, &more));
        prop_assert!(more_permitted.iter().all(|name| less_permitted.contains(name)));
        if matches!(less.action, Action::Deny { status: 403, .. }) {
            let still_denied = matches!(more.action, Action::Deny { status: 403, .. });
            prop_assert!(still_denied);
        }
        if let Some(id) = more.upstream {
            let upstream = policy.upstream(id).unwrap();
            prop_assert!(more_permitted.iter().any(|name| name == upstream.name()));
            // The company's promises, said again in the simplest way.
            let bound = all.iter().map(|category| match category {
                Category::Personal | Category::BusinessConfidential => Zone::Eea,
                Category::SpecialCategory | Category::CriminalOffence | Category::Financial => Zone::Sovereign,
                Category::Credential => Zone::SelfHosted,
            }).chain(all_reasons.iter().map(|_| Zone::SelfHosted)).min();
            prop_assert!(bound.is_none_or(|bound| upstream.zone() <= bound));
        }
    }

    #[test]
    fn the_order_of_constraints_does_not_matter(
        constraints in proptest::collection::vec(constraint(), 2..6),
        categories in proptest::sample::subsequence(Category::ALL.to_vec(), 0..=6),
    ) {
        let forwards = with_constraints(&constraints);
        let backwards = with_constraints(&constraints.iter().rev().cloned().collect::<Vec<_>>());
        let [a, b] = [&forwards, &backwards].map(|policy| {
            let decision = decide(policy, &ask("gpt-4o"), &carrying(policy, &categories, &[]));
            (decision.upstream, decision.model_taken.clone(), permitted(policy, &decision), decision.action.as_str())
        });
        prop_assert_eq!(a, b);
    }
}

/// What is reckoned with is bounded by what the model can make; what is asked for is not, so that it fits no window.
#[test]
fn a_wish_for_more_output_than_any_model_has_does_not_count_whole() {
    let policy = load(&company());
    let nothing = carrying(&policy, &[], &[]);
    let wish = |max| Ask { max_output_tokens: Some(max), choices: 2, ..ask("gpt-4o") };
    let decision = decide(&policy, &wish(1_000), &nothing);
    assert_eq!((taken(&policy, &decision), decision.output_tokens), ("us_vendor", 2_000));
    let decision = decide(&policy, &wish(u64::MAX), &nothing);
    assert_eq!((taken(&policy, &decision), decision.output_tokens), ("us_vendor", 2 * 128_000), "{decision:#?}");
    // 2.50 a million in, 10.00 out.
    assert_eq!(decision.cost_estimate.unwrap().amount.to_string(), "2.5625");
    let eea = policy.upstream_named("us_eea_region").unwrap().id();
    let refusal = decision.refused.iter().find(|(id, _)| *id == eea).map(|(_, why)| *why);
    assert!(matches!(refusal, Some(Refusal::ContextWindow { tokens: u64::MAX, .. })), "{refusal:?}");
}
