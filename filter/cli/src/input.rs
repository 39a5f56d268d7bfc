//! Files into values.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use octroi_core::calendar::Day;
use octroi_core::policy::Policy;
use octroi_core::problem::Problem;
use serde_json::Value;

use crate::{Failure, bundle};

/// No policy, Envoy configuration or request is larger.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// Nanoseconds since 1970.
pub fn now_unix_nanos() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    u64::try_from(since).unwrap_or(u64::MAX)
}

/// The day, in UTC.
pub fn today() -> Day {
    Day::of_unix_nanos(now_unix_nanos())
}

/// The bytes of a file; `-` is standard input.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let cannot = |error: io::Error| Failure::Input(format!("cannot read `{}`: {error}", path.display()));
    let mut bytes = Vec::new();
    let read = match is_stdin(path) {
        true => io::stdin().lock().take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes),
        false => File::open(path).and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)),
    };
    read.map_err(cannot)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Failure::Input(format!("`{}` is larger than {FILE_BYTES_MAX} bytes", path.display())));
    }
    Ok(bytes)
}

/// A file to be read line by line; `-` is standard input.
pub fn open_lines(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(BufReader::with_capacity(1 << 18, file))),
        Err(error) => Err(Failure::Input(format!("cannot read `{}`: {error}", path.display()))),
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A YAML document (of which JSON is a part) as a JSON value. Duplicate keys are an error.
pub fn read_yaml(path: &Path) -> Result<Value, Failure> {
    let bytes = read_file(path)?;
    let wrong = |what: String| Failure::Input(format!("`{}` is not YAML: {what}", path.display()));
    let mut document: yaml_serde::Value = yaml_serde::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
    document.apply_merge().map_err(|error| wrong(error.to_string()))?;
    serde_json::to_value(document).map_err(|error| wrong(error.to_string()))
}

/// A policy from a file of YAML or JSON. The file may hold the policy alone, or be Envoy's configuration with the policy
/// in it. A price book in a file of its own goes with a policy alone.
pub fn read_policy(path: &Path, prices: Option<&Path>) -> Result<Result<Policy, Vec<Problem>>, Failure> {
    let mut value = read_yaml(path)?;
    let Some(prices) = prices else { return Ok(policy_of(&value)) };
    if value.get("static_resources").is_some() {
        let expected = "a policy in a file of its own beside `--prices`";
        return Ok(Err(vec![Problem::new("", expected, "Envoy's configuration")]));
    }
    Ok(bundle::merge(&mut value, prices)?.and_then(|()| Policy::from_value(&value)))
}

/// The policy of a value.
pub fn policy_of(value: &Value) -> Result<Policy, Vec<Problem>> {
    if value.get("static_resources").is_some() {
        return match crate::envoy::embedded_policy(value) {
            Some(policy) => policy,
            None => Err(vec![Problem::new("", "a policy in Envoy's configuration", "none")]),
        };
    }
    Policy::from_value(value)
}

/// A policy from a file, where one with problems is a failure.
pub fn require_policy(path: &Path) -> Result<Policy, Failure> {
    require_priced(path, None)
}

/// As [`require_policy`], with the price book in a file of its own.
pub fn require_priced(path: &Path, prices: Option<&Path>) -> Result<Policy, Failure> {
    read_policy(path, prices)?.map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {problem}")).collect();
        Failure::Input(format!("the policy `{}` does not load:{}", path.display(), lines.concat()))
    })
}
