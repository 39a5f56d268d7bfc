//! `cargo xtask licenses`: every dependency's licence and source against `deny.toml`, from `cargo metadata` alone. It is
//! what `cargo deny check licenses sources` tells, for machines without cargo-deny.

use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::parts;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks, and says how much was checked.
///
/// # Errors
/// The packages that are not allowed, one line each.
pub fn check() -> Result<()> {
    let rules = std::fs::read_to_string(parts::root().join("deny.toml")).context("cannot read `deny.toml`")?;
    let allowed = allowed_licenses(&rules);
    ensure!(!allowed.is_empty(), "`deny.toml` allows no licence");
    let output = parts::cargo()
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "`cargo metadata` failed; build once, so that every dependency is here");
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let problems: Vec<String> = packages.iter().filter_map(|package| problem(package, &allowed)).collect();
    if problems.is_empty() {
        println!("{} packages have a licence and a source that deny.toml allows", packages.len());
        return Ok(());
    }
    bail!("not allowed by deny.toml:\n{}", problems.join("\n"))
}

fn problem(package: &Value, allowed: &[&str]) -> Option<String> {
    let name = format!("{} {}", package["name"].as_str()?, package["version"].as_str()?);
    if let Some(source) = package["source"].as_str()
        && source != REGISTRY
    {
        return Some(format!("{name}: source `{source}`"));
    }
    match package["license"].as_str() {
        Some(license) if is_allowed(license, allowed) => None,
        Some(license) => Some(format!("{name}: licence `{license}`")),
        None => Some(format!("{name}: no licence given")),
    }
}

/// The quoted entries of `allow = [...]` in the section `[licenses]`.
fn allowed_licenses(rules: &str) -> Vec<&str> {
    let section = rules.split("[licenses]").nth(1).unwrap_or_default();
    let list = section.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    list.split('"').skip(1).step_by(2).collect()
}

/// An SPDX expression in which `AND` joins groups of alternatives, as crates write them; `/` is an old `OR`.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    expression.split(" AND ").all(|group| {
        let group = group.trim().trim_start_matches('(').trim_end_matches(')');
        group.split(" OR ").flat_map(|part| part.split('/')).any(|license| allowed.contains(&license.trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_list() {
        let rules =
            "[graph]\n[licenses]\nallow = [\n  \"MIT\",\n  \"Apache-2.0 WITH LLVM-exception\",\n]\n[bans]\nx = [\"a\"]";
        assert_eq!(allowed_licenses(rules), ["MIT", "Apache-2.0 WITH LLVM-exception"]);
    }

    #[test]
    fn understands_expressions() {
        let allowed = ["MIT", "Unicode-3.0"];
        for (expression, expected) in [
            ("MIT", true),
            ("MIT OR GPL-3.0", true),
            ("Apache-2.0/MIT", true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("MIT AND GPL-3.0", false),
            ("GPL-3.0", false),
            ("MITX", false),
        ] {
            assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
        }
    }
}
