//! The vendors' own Python SDKs against the gateway: answers, streams, and our errors as their exceptions.

use std::process::Command;

use host_tests::envoy::Fixture;
use xtask::parts;

/// Fixed, so that a new release of an SDK does not fail a build that has nothing to do with it.
const SDKS: [&str; 3] = ["openai==3.54.0", "anthropic==2.12.0", "mistralai==3.7.0"];

#[test]
fn the_vendors_sdks_work_through_the_gateway() {
    let python = parts::python_with("sdks", &SDKS).unwrap_or_else(|error| panic!("{error:#}"));
    let fixture = Fixture::start("sdks");
    let output = Command::new(python)
        .arg(parts::root().join("host-tests/tests/envoy_sdks.py"))
        .arg(format!("http://127.0.0.1:{}", fixture.gateway.port))
        .output()
        .unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}");
    assert_eq!(told.matches("ok ").count(), 12, "{told}");
}
