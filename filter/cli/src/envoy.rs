//! Envoy's configuration, as far as a policy depends on it.

use octroi_core::policy::Policy;
use octroi_core::problem::Problem;
use serde_json::Value;

/// What Envoy's configuration says against a policy.
#[derive(Default)]
pub struct Findings {
    pub problems: Vec<Problem>,
    pub warnings: Vec<String>,
}

/// The policy that stands in Envoy's configuration.
pub fn embedded_policy(_envoy: &Value) -> Option<Result<Policy, Vec<Problem>>> {
    None
}

/// Checks what the policy depends on.
pub fn check(_envoy: &Value, _policy: Option<&Policy>) -> Findings {
    Findings::default()
}
