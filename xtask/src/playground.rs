//! `cargo xtask playground`: the engine, a policy and the demo's requests in one HTML file. It needs no server, and its
//! content security policy lets it connect to nothing, so that real prompts can be tried in it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use wasm_bindgen_cli_support::Bindgen;

use crate::cases::{self, Case};
use crate::parts;

/// Where the page's own parts stand, from the repository's root.
const SOURCES: &str = "filter/playground/src";

/// Builds the page with this policy, and prints where it is.
///
/// # Errors
/// A policy that cannot be read, and a module that does not build.
pub fn run(policy: &Path) -> Result<()> {
    let policy = fs::read_to_string(policy).with_context(|| format!("cannot read `{}`", policy.display()))?;
    let file = parts::scratch("playground")?.join("octroi-playground.html");
    fs::write(&file, page(&policy)?)?;
    println!("{}", file.display());
    Ok(())
}

/// The page, with a policy to begin with.
///
/// # Errors
/// As [`run`].
pub fn page(policy: &str) -> Result<String> {
    let (glue, module) = module()?;
    let source = |name: &str| {
        let path = parts::root().join(SOURCES).join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    let examples: Vec<Value> = cases::all()?.iter().map(example).collect::<Result<_>>()?;
    let parts = [
        ("{{style}}", source("page.css")?),
        ("{{glue}}", glue),
        ("{{examples}}", script_value(&Value::Array(examples))),
        ("{{policy}}", script_value(&json!(policy))),
        ("{{module}}", BASE64_STANDARD.encode(module)),
        ("{{script}}", source("page.js")?),
    ];
    let mut rest = source("page.html")?;
    let mut page = String::new();
    // One part after the other, so that what is put in is never taken for a place.
    for (place, part) in parts {
        let (before, after) = rest.split_once(place).with_context(|| format!("`page.html` has no `{place}`"))?;
        page.push_str(before);
        page.push_str(&part);
        rest = after.to_owned();
    }
    page.push_str(&rest);
    Ok(page)
}

/// The glue that calls the module, and the module as the glue wants it.
fn module() -> Result<(String, Vec<u8>)> {
    let raw = parts::browser_module()?;
    let mut output = Bindgen::new()
        .input_path(raw)
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let glue = output.js().to_owned();
    Ok((glue, output.wasm_mut().emit_wasm()))
}

/// A case of the demo as the page takes it.
fn example(case: &Case) -> Result<Value> {
    let headers: Vec<String> = case.request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    Ok(json!({
        "title": case.title,
        "path": case.request.path,
        "headers": headers.join("\n"),
        "body": serde_json::to_string_pretty(&case.request.body)?,
    }))
}

/// A value as a literal within a script element: JSON in which nothing can end the element (HTML, "Restrictions for contents
/// of script elements").
fn script_value(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_ends_its_script() {
        let value = json!("</script><script>alert(1)</script><!--");
        let written = script_value(&value);
        assert!(!written.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    }
}
