//! The dashboard's queries and the alert rules, in a real Prometheus that scrapes the real Envoy.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use octroi_core::money::parse_amount;
use serde_json::{Value, json};
use xtask::dashboard::{self, Stage, value};
use xtask::wire::Ask;
use xtask::{cases, gateway, parts, prometheus};

fn json_of(file: &std::path::Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Name and expression of every alert.
fn alerts() -> Vec<(String, String)> {
    let rules = gateway::yaml(&std::fs::read_to_string(prometheus::rules_file()).unwrap()).unwrap();
    let groups = rules["groups"].as_array().unwrap().iter();
    let rules = groups.flat_map(|group| group["rules"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rules.filter(|rule| rule["alert"].is_string()).map(|rule| (text(&rule["alert"]), text(&rule["expr"]))).collect()
}

/// Every query has an answer with a number and with the labels that its legend names.
#[test]
fn every_panel_shows_the_demos_traffic() {
    let mut stage = Stage::start("dashboard-test", |_| Ok(())).unwrap();
    stage.traffic().unwrap();
    let mut failures = Vec::new();
    for panel in dashboard::panels().unwrap() {
        for query in &panel.queries {
            let series = stage.prometheus.query(&query.concrete()).unwrap_or_else(|error| panic!("{error:#}"));
            let labels: Vec<&str> =
                query.legend.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()).collect();
            let right =
                |one: &Value| value(one).is_finite() && labels.iter().all(|label| one["metric"][*label].is_string());
            if series.is_empty() || !series.iter().all(right) {
                failures.push(format!("{}: `{}` gives {}", panel.title, query.concrete(), json!(series)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));

    // A good day fires nothing, but for what the demo does on purpose: a vendor is down, answers break off or tell no usage,
    // and the stand-ins count four bytes of a body as a token.
    let on_purpose = [
        "OctroiUpstreamUnavailable",
        "OctroiNoUpstreamAvailable",
        "OctroiAnswersBreakOff",
        "OctroiUsageNotReported",
        "OctroiEstimateOff",
        "OctroiFilterSlow", // the machine's speed, not the demo's
    ];
    for (name, expression) in alerts() {
        let found = stage.prometheus.query(&expression).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        assert!(found.is_empty() || on_purpose.contains(&name.as_str()), "{name}: {}", json!(found));
    }
    // What the metrics say is what the access log says, to the last token and the last 1e-9 of a euro.
    let records: Vec<Value> =
        stage.gateway.access_lines().unwrap().into_iter().map(|mut line| line["audit"][0].take()).collect();
    let counted = |query: &str| value(&stage.prometheus.query(query).unwrap()[0]);
    assert_eq!(counted("sum(octroi_requests)"), records.len() as f64);
    let tokens = |record: &Value| {
        let used = &record["tokens"];
        used["input"].as_u64().unwrap_or(0) + used["output"].as_u64().unwrap_or(0)
    };
    let recorded: u64 = records.iter().map(tokens).sum();
    assert_eq!(counted(r#"sum(octroi_tokens{direction=~"input|output"})"#), recorded as f64);
    let nanos = |record: &Value| parse_amount(record["cost"].as_str().unwrap_or("0")).unwrap().0 / 1_000;
    let recorded: i128 = records.iter().map(nanos).sum();
    assert!(recorded > 0);
    assert_eq!(counted("sum(octroi_cost_nanos)"), recorded as f64);
}

/// Everything goes wrong at once, and each alert that can be provoked in a minute is there.
#[test]
fn a_bad_day_fires_the_alerts() {
    // Nothing is enforced, and the vendor is down.
    let mut stage = Stage::start("dashboard-bad-day", |config| {
        config.policy()?["mode"] = json!("observe");
        let few = json!({"name": "few", "amount": {"requests": 3}, "per": "month", "action": "warn"});
        config.policy()?["budgets"] = json!([few]);
        Ok(())
    })
    .unwrap();
    let patient = cases::all().unwrap().into_iter().find(|case| case.name.contains("patient")).unwrap();
    let gzip = Ask::post("/v1/chat/completions", "x").header("content-encoding", "gzip");
    let unknown = Ask::json("/v1/unknown", &json!({"model": "gpt-4o"}));
    for round in 0..4 {
        patient.ask().send(stage.gateway.port).unwrap();
        for ask in [&gzip, &unknown] {
            ask.send(stage.gateway.port).unwrap();
        }
        for fault in ["cut", "no-usage"] {
            stage.faulty(fault).unwrap();
        }
        if round == 1 {
            stage.standins.iter_mut().for_each(xtask::standin::Standin::stop);
        }
        stage.wait_for_scrapes();
    }
    let fired: BTreeSet<String> = alerts()
        .into_iter()
        .filter(|(name, expression)| {
            !stage.prometheus.query(expression).unwrap_or_else(|error| panic!("{name}: {error:#}")).is_empty()
        })
        .map(|(name, _)| name)
        .collect();
    let expected = [
        "OctroiSensitiveDataBeyondTheEEA",
        "OctroiManyDenied",
        "OctroiMuchUninspected",
        "OctroiUpstreamUnavailable",
        "OctroiAnswersBreakOff",
        "OctroiUsageNotReported",
        "OctroiBudgetSpent",
    ];
    let missing: Vec<&str> = expected.into_iter().filter(|name| !fired.contains(*name)).collect();
    assert!(missing.is_empty(), "missing {missing:?} among {fired:?}");
    // Prometheus has the rules, and the one without a delay fires.
    let firing = stage.prometheus.alerts().unwrap();
    assert!(firing.contains(&("OctroiSensitiveDataBeyondTheEEA".to_owned(), "firing".to_owned())), "{firing:?}");
}

/// What Grafana wants of a dashboard. It was not opened in one.
#[test]
fn the_dashboard_has_what_grafana_needs() {
    let dashboard = json_of(&dashboard::file());
    assert!(dashboard["schemaVersion"].as_u64().is_some_and(|version| version >= 30));
    for field in ["title", "uid", "time", "templating", "panels"] {
        assert!(!dashboard[field].is_null(), "{field}");
    }
    let variables = dashboard["templating"]["list"].as_array().unwrap();
    let source = variables.iter().find(|variable| variable["type"] == "datasource").unwrap();
    assert_eq!((&source["name"], &source["query"]), (&json!("datasource"), &json!("prometheus")));
    let panels = dashboard["panels"].as_array().unwrap();
    let (mut ids, mut cells) = (BTreeSet::new(), BTreeSet::new());
    for panel in panels {
        let title = panel["title"].as_str().unwrap();
        assert!(ids.insert(panel["id"].as_u64().unwrap()), "{title}: its id is taken");
        let place = |name: &str| panel["gridPos"][name].as_u64().unwrap();
        let (x, y, w, h) = (place("x"), place("y"), place("w"), place("h"));
        assert!(w > 0 && h > 0 && x + w <= 24, "{title}");
        for cell in (x..x + w).flat_map(|x| (y..y + h).map(move |y| (x, y))) {
            assert!(cells.insert(cell), "{title} overlaps another panel");
        }
        if panel["type"] == "row" {
            continue;
        }
        assert!(["timeseries", "stat", "bargauge"].contains(&panel["type"].as_str().unwrap()), "{title}");
        assert!(panel["fieldConfig"]["defaults"]["unit"].is_string(), "{title}");
        assert!(panel["description"].as_str().is_some_and(|text| !text.is_empty()), "{title}");
        assert_eq!(panel["datasource"]["uid"], json!("${datasource}"), "{title}");
        let mut refs = BTreeSet::new();
        for target in panel["targets"].as_array().unwrap() {
            assert!(refs.insert(target["refId"].as_str().unwrap()), "{title}: two queries of one name");
            assert_eq!(target["datasource"]["uid"], json!("${datasource}"), "{title}");
        }
        assert!(!refs.is_empty(), "{title}: no query");
    }
}

/// `promtool` stands beside Prometheus in every package; where `OCTROI_PROMETHEUS` names one without it, this fails.
fn promtool(folder: &Path, arguments: [&str; 3]) -> (bool, String) {
    let tool = parts::prometheus().unwrap().with_file_name("promtool");
    let output = Command::new(&tool).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("`{}` does not run: {error}", tool.display()));
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

fn shipped() -> PathBuf {
    parts::root().join("envoy/prometheus")
}

#[test]
fn promtool_accepts_rules_and_configuration() {
    for arguments in [["check", "rules", "rules.yaml"], ["check", "config", "prometheus.yaml"]] {
        let (good, words) = promtool(&shipped(), arguments);
        assert!(good, "{words}");
    }
}

/// Made-up days, in `rules_test.yaml`; and the same days notice, alert by alert, when one never fires or always does.
#[test]
fn every_alert_fires_when_it_should_and_only_then() {
    let test = ["test", "rules", "rules_test.yaml"];
    let (good, words) = promtool(&shipped(), test);
    assert!(good, "{words}");
    let folder = parts::scratch("prometheus").unwrap().join("alerts-broken");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(shipped().join("rules_test.yaml"), folder.join("rules_test.yaml")).unwrap();
    for broken in ["vector(1) < 0", "vector(1)"] {
        let mut rules = gateway::yaml(&std::fs::read_to_string(prometheus::rules_file()).unwrap()).unwrap();
        for rule in rules["groups"].as_array_mut().unwrap().iter_mut().flat_map(|g| g["rules"].as_array_mut().unwrap())
        {
            if rule["alert"].is_string() {
                rule["expr"] = json!(broken);
                rule.as_object_mut().unwrap().remove("for");
            }
        }
        std::fs::write(folder.join("rules.yaml"), rules.to_string()).unwrap(); // JSON is YAML
        let (good, words) = promtool(&folder, test);
        assert!(!good, "{words}");
        for (name, _) in alerts() {
            assert!(words.contains(&format!("alertname: {name},")), "`{broken}` for {name} is not noticed:\n{words}");
        }
    }
}
