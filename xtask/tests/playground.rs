//! The playground in a real browser: the engine runs in it, its answer is shown, and it asks the network for nothing.

use octroi_core::policy::Policy;
use serde_json::Value;
use xtask::browser::{self, Seen};

const POLICY: &str = include_str!("../../examples/policies/company.yaml");

/// What a browser makes of the page with this policy and its first example.
fn look(policy: &str) -> String {
    let Seen { dom, console, asked_for } = browser::open(&xtask::playground::page(policy).unwrap()).unwrap();
    assert_eq!(console, Vec::<String>::new(), "the console says nothing");
    assert_eq!(asked_for, ["/page.html"], "the page asks for nothing but itself");
    dom
}

/// The answer's part of a document.
fn answer(dom: &str) -> &str {
    let (_, rest) = dom.split_once("<div id=\"answer\">").expect("the page has an answer");
    rest.split_once("</section>").expect("the answer ends").0
}

#[test]
fn a_decision_is_shown() {
    let dom = look(POLICY);
    let shown = answer(&dom);
    assert!(shown.contains("forward to us_vendor (third_country), model gpt-4o"), "{shown}");
    assert!(dom.contains("own_gpu (self_hosted)"), "every upstream can be taken down");
}

/// The same policy, with a rule that finds something in the first example.
#[test]
fn a_finding_is_shown_where_it_stands() {
    let mut policy: Value = yaml_serde::from_str(POLICY).unwrap();
    policy["sensitivity"]["custom"] = serde_json::json!([
        {"id": "products", "title": "Products", "sensitivity": "restricted", "keywords": ["oak bench"]}
    ]);
    assert!(Policy::from_value(&policy).is_ok(), "{:?}", Policy::from_value(&policy).err());
    let dom = look(&policy.to_string());
    let shown = answer(&dom);
    assert!(shown.contains("<mark>oak bench</mark>"), "{shown}");
    assert!(!shown.contains("to us_vendor"), "{shown}");
}

#[test]
fn what_is_wrong_with_a_policy_is_shown() {
    let dom = look(&POLICY.replace("country: FR", "country: </script>France"));
    let shown = answer(&dom);
    assert!(shown.contains("The policy does not load") && shown.contains("upstreams[2].country"), "{shown}");
    assert!(!shown.contains("forward to"), "{shown}");
}
