//! Every option of a policy that is for the scanner reaches it, and does what the page says.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use octroi_core::classify::{Classified, classify};
use octroi_core::detect::Scanner;
use octroi_core::detect::custom::exact_hash;
use octroi_core::policy::Policy;
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Category, Role, Sensitivity};
use serde_json::{Value, json};

fn policy(sensitivity: &Value) -> Result<Policy, Vec<String>> {
    let text = include_str!("../../../examples/policies/company.yaml");
    let mut policy: Value = yaml_serde::from_str(text).unwrap();
    policy["sensitivity"] = sensitivity.clone();
    Policy::from_value(&policy).map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

fn classified(sensitivity: Value, text: &str) -> (Vec<String>, Classified) {
    let policy = policy(&sensitivity).unwrap();
    let segments = [Segment { text: text.into(), role: Role::User, raw: 0..text.len(), seam: Seam::Apart }];
    let scan = Scanner::new(policy.scan_options()).scan(&segments);
    let classified = classify(&policy, &segments, &scan.findings, &scan.uninspected);
    let names = classified.entities().iter().map(|e| policy.entity(e.entity).unwrap().name().to_owned()).collect();
    (names, classified)
}

fn found(sensitivity: Value, text: &str) -> Vec<String> {
    classified(sensitivity, text).0
}

#[test]
fn custom_entities_are_found_by_keyword_pattern_and_hash() {
    let key = "00112233445566778899aabbccddeeff";
    let bytes = u128::from_str_radix(key, 16).unwrap().to_be_bytes();
    let (hash, _) = exact_hash(&bytes, "Quirin Vogelsang").unwrap();
    let custom = json!({"custom": [
        {"id": "by_word", "keywords": ["projekt adler"], "sensitivity": "restricted", "category": "financial"},
        {"id": "by_pattern", "patterns": ["ADL-[0-9]{6}"]},
        {"id": "by_hash", "exact_match": {"key": key, "words_max": 2, "hashes": [format!("{hash:016x}")]}},
    ]});
    for (text, entity) in
        [("zum Projekt Adler", "by_word"), ("see ADL-123456", "by_pattern"), ("ask quirin vogelsang", "by_hash")]
    {
        assert!(found(custom.clone(), text).contains(&entity.to_owned()), "{text}");
        assert!(found(json!({}), text).iter().all(|name| name != entity));
    }
    let (_, word) = classified(custom.clone(), "zum Projekt Adler");
    assert_eq!((word.sensitivity(), word.categories()), (Sensitivity::Restricted, &[Category::Financial][..]));
    let (_, pattern) = classified(custom, "see ADL-123456");
    assert_eq!(pattern.categories(), [Category::BusinessConfidential]);
}

#[test]
fn an_allowlist_takes_out_its_values_and_no_other() {
    let list = json!({"allowlist": ["Info@Wanadoo.fr"]});
    let text = "write to info@wanadoo.fr";
    assert_eq!(found(json!({}), text), ["email"]);
    assert!(found(list.clone(), text).is_empty());
    assert_eq!(found(list, "write to info2@wanadoo.fr"), ["email"]);
}

#[test]
fn an_allowlist_of_nothing_does_not_load() {
    for value in ["", " ", "--", "."] {
        let problems = policy(&json!({"allowlist": [value]})).unwrap_err();
        assert!(problems[0].starts_with("sensitivity.allowlist[0]"), "{problems:?}");
    }
}

#[test]
fn thresholds_decide_what_counts() {
    let text = "write to marie.durand@wanadoo.fr, IBAN NL91 ABNA 0417 1643 00";
    assert!(found(json!({}), text).contains(&"email".to_owned()));
    let names = found(json!({"thresholds": {"entities": {"email": "very_likely"}}}), "ip 10.1.2.3");
    assert_eq!(names, ["ip_address"]);
    // A documentation address of IPv6 is possible, and no more.
    let text = "from 2001:db8:1::7 at noon";
    assert_eq!(found(json!({}), text), ["ip_address"]);
    for thresholds in [
        json!("likely"),
        json!({"default": "likely"}),
        json!({"categories": {"personal": "likely"}}),
        json!({"entities": {"ip_address": "likely"}}),
    ] {
        assert!(found(json!({"thresholds": thresholds}), text).is_empty(), "{thresholds}");
    }
}

#[test]
fn categories_and_entities_count_as_the_policy_says() {
    let text = "IBAN NL91 ABNA 0417 1643 00";
    let by_category = json!({"categories": {"financial": "internal"}});
    assert_eq!(classified(by_category, text).1.sensitivity(), Sensitivity::Internal);
    let both = json!({"categories": {"financial": "internal"}, "entities": {"iban": "restricted"}});
    assert_eq!(classified(both, text).1.sensitivity(), Sensitivity::Restricted);
}

#[test]
fn countries_reach_the_scanner() {
    let policy = policy(&json!({"countries": ["FR", "DE"]})).unwrap();
    let countries: Vec<_> = policy.scan_options().countries.iter().map(|country| country.as_str().to_owned()).collect();
    assert_eq!(countries, ["FR", "DE"]);
}

#[test]
fn published_test_values_count_unless_the_policy_says_otherwise() {
    for (text, entity) in [
        ("card 4111 1111 1111 1111", "payment_card"),
        ("IBAN DE89 3704 0044 0532 0130 00", "iban"),
        ("write to jane.doe@example.com", "email"),
        ("write to jane.doe@mail.example.org", "email"),
    ] {
        for on in [json!({}), json!({"test_values": true})] {
            assert!(found(on, text).contains(&entity.to_owned()), "{text}");
        }
        assert!(found(json!({"test_values": false}), text).is_empty(), "{text}");
    }
    assert!(found(json!({}), "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE").is_empty());
    // What hides in a test address, or is only like a test value, is found.
    for (text, entity) in [
        ("card 4539 1488 0343 6467", "payment_card"),
        ("write to NL91ABNA0417164300@example.com", "email"),
        ("write to jane.doe@example.company", "email"),
    ] {
        let off = found(json!({"test_values": false}), text);
        assert!(off.contains(&entity.to_owned()), "{text}: {off:?}");
    }
}

#[test]
fn what_a_policy_does_not_count_hides_nothing() {
    // The mail address is the surest reading of this place, and the login is told around it.
    let text = "Zugangsdaten: anna.keller@stadtwerke.de / Sommer-2024-x!";
    let names = found(json!({}), text);
    for sensitivity in [
        json!({"thresholds": {"entities": {(names[0].as_str()): "very_likely"}}}),
        json!({"allowlist": ["anna.keller@stadtwerke.de"]}),
    ] {
        let less = found(sensitivity, text);
        assert!(names.iter().skip(1).all(|name| less.contains(name)), "{less:?} of {names:?}");
    }
    // Below its threshold, the surer finding leaves the place to the others that were seen there.
    let text = "Steuer-ID 86095742719";
    assert_eq!(found(json!({}), text), ["tax_id_de"]);
    let raised = json!({"allowlist": ["86095742719"]});
    assert!(found(raised, text).is_empty(), "the value is allowed, under whatever name");
}
