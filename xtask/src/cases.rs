//! The cases of `examples/requests`: what a company's applications send, and the decision expected for each. The demo
//! shows them, the tests in the real Envoy hold them.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::gateway::Gateway;
use crate::parts;
use crate::standin::{Received, Standin};
use crate::wire::{Answer, Ask};

/// A request and what is expected of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The file's name without its ending.
    #[serde(skip)]
    pub name: String,
    /// For the table.
    pub title: String,
    /// Why it is decided so, for who reads the file.
    #[expect(dead_code, reason = "for people; read here so that the field is allowed")]
    why: String,
    /// An upstream that does not answer while this case runs.
    pub down: Option<String>,
    pub request: Request,
    pub expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub path: String,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    pub body: Value,
    /// How often the client tries again on 503, as the vendors' SDKs do.
    #[serde(default)]
    pub retries: u32,
}

/// What is expected; a field that is not written is not looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// HTTP status of the last try.
    pub status: u16,
    /// `forward`, `reroute`, `redact` or `deny`.
    pub action: String,
    pub sensitivity: String,
    /// Each of these was found; none means nothing was.
    pub entities: Option<Vec<String>>,
    pub uninspected: Option<Vec<String>>,
    /// Absent: the request reached no upstream.
    pub upstream: Option<String>,
    pub zone: Option<String>,
    pub model: Option<String>,
}

/// What came of a case.
pub struct Outcome {
    pub answer: Answer,
    /// Octroi's record of the last try.
    pub record: Value,
    /// Which stand-ins the request reached, all tries together.
    pub received: Vec<(String, Received)>,
}

/// Every case, in the order of the files' names.
pub fn all() -> Result<Vec<Case>> {
    let folder = parts::root().join("examples/requests");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .with_context(|| format!("cannot read `{}`", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    ensure!(!files.is_empty(), "no cases in `{}`", folder.display());
    files
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file)?;
            let mut case: Case = yaml_serde::from_str(&text).with_context(|| format!("in `{}`", file.display()))?;
            case.name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok(case)
        })
        .collect()
}

impl Case {
    /// The request as it is sent.
    pub fn ask(&self) -> Ask {
        let ask = Ask::json(&self.request.path, &self.request.body);
        self.request.headers.iter().fold(ask, |ask, (name, value)| ask.header(name, value))
    }

    /// Sends it through the gateway. Nobody else may use the gateway meanwhile.
    pub fn run(&self, gateway: &Gateway, standins: &mut [Standin]) -> Result<Outcome> {
        standins.iter().for_each(|standin| drop(standin.take()));
        self.set_down(standins, true)?;
        let answer = self.send(gateway);
        self.set_down(standins, false)?;
        let answer = answer?;
        let decision = answer.header("x-octroi-decision").context("the answer tells no decision's id")?;
        let record = gateway.record(decision)?;
        let received = standins
            .iter()
            .flat_map(|standin| standin.take().into_iter().map(|received| (standin.name.clone(), received)))
            .collect();
        Ok(Outcome { answer, record, received })
    }

    fn send(&self, gateway: &Gateway) -> Result<Answer> {
        let ask = self.ask();
        let mut answer = ask.send(gateway.port)?;
        for _ in 0..self.request.retries {
            if answer.status != 503 {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
            answer = ask.send(gateway.port)?;
        }
        Ok(answer)
    }

    fn set_down(&self, standins: &mut [Standin], down: bool) -> Result<()> {
        let Some(name) = &self.down else { return Ok(()) };
        let standin = standins.iter_mut().find(|standin| &standin.name == name);
        let standin = standin.with_context(|| format!("`{}`: no upstream `{name}`", self.name))?;
        if down {
            standin.stop();
            Ok(())
        } else {
            standin.restart()
        }
    }

    /// Where the outcome is not as expected, one line each.
    pub fn deviations(&self, outcome: &Outcome) -> Vec<String> {
        let Outcome { answer, record, received } = outcome;
        let mut deviations = Vec::new();
        let mut compare = |what: &str, expected: String, found: String| {
            if expected != found {
                deviations.push(format!("{}: {what}: expected {expected}, found {found}", self.name));
            }
        };
        let expect = &self.expect;
        compare("status", expect.status.to_string(), answer.status.as_u16().to_string());
        compare("action", expect.action.clone(), text(&record["action"]));
        compare("sensitivity", expect.sensitivity.clone(), text(&record["sensitivity"]));
        compare("upstream", text_or_none(expect.upstream.as_deref()), text(&record["upstream"]));
        if let Some(zone) = &expect.zone {
            compare("zone", zone.clone(), text(&record["zone"]));
        }
        if let Some(model) = &expect.model {
            compare("model", model.clone(), text(&record["model"]));
        }
        if let Some(reasons) = &expect.uninspected {
            compare("uninspected", reasons.join(", "), list(&record["uninspected"]));
        }
        if let Some(entities) = &expect.entities {
            let found: Vec<String> =
                record["entities"].as_object().map(|found| found.keys().cloned().collect()).unwrap_or_default();
            let missing: Vec<&String> = entities.iter().filter(|entity| !found.contains(entity)).collect();
            if !missing.is_empty() || entities.is_empty() {
                compare("entities", entities.join(", "), found.join(", "));
            }
        }
        // What the record says, the upstreams must have seen.
        let reached: Vec<&str> = received.iter().map(|(name, _)| name.as_str()).collect();
        compare("reached", text_or_none(expect.upstream.as_deref()), text_or_none(reached.first().copied()));
        compare("upstreams reached", usize::from(expect.upstream.is_some()).to_string(), reached.len().to_string());
        deviations
    }
}

/// A JSON string's text; `none` for null.
pub fn text(value: &Value) -> String {
    text_or_none(value.as_str())
}

/// A JSON list of strings.
pub fn list(value: &Value) -> String {
    let items: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    items.join(", ")
}

fn text_or_none(text: Option<&str>) -> String {
    text.unwrap_or("none").to_owned()
}
