//! Envoy's configuration, as far as a policy depends on it.

use octroi_core::policy::Policy;
use octroi_core::problem::Problem;
use serde_json::Value;

/// The policy that stands in Envoy's configuration.
pub fn embedded_policy(_envoy: &Value) -> Option<Result<Policy, Vec<Problem>>> {
    None
}
