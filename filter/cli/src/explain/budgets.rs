//! Which budgets would count a request, what they would hold of it, and what would come of it if each were used up.

use std::io::{self, Write};

use octroi_core::decide::{Action, Decision};
use octroi_core::exchange::Explanation;
use octroi_core::policy::{Budget, Mode, Policy, Unit, WhenSpent};
use serde_json::{Value, json};

use super::upstream;

/// What comes of a request of which a budget has not enough left.
enum Outcome<'e> {
    Passes,
    Moves(&'e Decision),
    Denied { status: u16, code: &'static str },
}

impl Outcome<'_> {
    fn as_str(&self) -> &'static str {
        match self {
            Outcome::Passes => "passes",
            Outcome::Moves(_) => "moves",
            Outcome::Denied { .. } => "denied",
        }
    }
}

/// `holds`: what it would hold of the budget.
fn outcome<'e>(policy: &Policy, explained: &'e Explanation, budget: &Budget, holds: Option<u128>) -> Outcome<'e> {
    match (budget.when_spent(), &explained.degraded) {
        _ if policy.mode() == Mode::Observe => Outcome::Passes,
        (WhenSpent::Deny, _) if holds.is_some() => Outcome::Denied { status: 429, code: "budget_exceeded" },
        (WhenSpent::Deny, _) if budget.denies_unpriced() => Outcome::Denied { status: 403, code: "budget_unpriced" },
        (WhenSpent::Degrade, Some(decision)) => Outcome::Moves(decision),
        _ => Outcome::Passes,
    }
}

/// Each budget that covers the request, and what it would hold.
fn covering<'p>(policy: &'p Policy, explained: &Explanation) -> Vec<(&'p Budget, Option<u128>)> {
    let budget = |(place, holds): &(usize, Option<u128>)| Some((policy.budgets().get(*place)?, *holds));
    explained.budgets.iter().filter_map(budget).collect()
}

pub fn as_json(policy: &Policy, explained: &Explanation) -> Vec<Value> {
    let told = |(budget, holds): (&Budget, Option<u128>)| {
        let outcome = outcome(policy, explained, budget, holds);
        let unit = budget.unit();
        let mut used_up = json!({"outcome": outcome.as_str()});
        match outcome {
            Outcome::Passes => {}
            Outcome::Moves(decision) => {
                used_up["action"] = json!(decision.action.as_str());
                used_up["upstream"] = json!(upstream(policy, decision.upstream).map(|taken| taken.name()));
                used_up["model"] = json!(decision.model_taken);
            }
            Outcome::Denied { status, code } => (used_up["status"], used_up["code"]) = (json!(status), json!(code)),
        }
        json!({
            "name": budget.name(),
            "action": budget.when_spent().as_str(),
            "unit": unit_name(unit),
            "amount": unit.show(budget.amount()),
            "per": budget.account().per.as_str(),
            "holds": holds.map(|amount| unit.show(amount)),
            "used_up": used_up,
        })
    };
    covering(policy, explained).into_iter().map(told).collect()
}

pub fn print(policy: &Policy, explained: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    for (i, (budget, holds)) in covering(policy, explained).into_iter().enumerate() {
        let unit = budget.unit();
        let holds_of = holds.map_or("an unknown amount".to_owned(), |amount| unit.show(amount));
        let (name, amount, per) = (budget.name(), unit.show(budget.amount()), budget.account().per.as_str());
        let label = if i == 0 { "budgets    " } else { "           " };
        writeln!(out, "{label}`{name}` holds {holds_of} of {amount} {} a {per}", unit_name(unit))?;
        writeln!(out, "           if it is used up: {}", used_up(policy, explained, budget, holds))?;
    }
    Ok(())
}

fn used_up(policy: &Policy, explained: &Explanation, budget: &Budget, holds: Option<u128>) -> String {
    match outcome(policy, explained, budget, holds) {
        Outcome::Denied { status, code } => format!("answered {status} `{code}`"),
        Outcome::Passes => "goes on, and is told".to_owned(),
        Outcome::Moves(decision) => match (&decision.action, upstream(policy, decision.upstream)) {
            (Action::Deny { status, code, .. }, _) => format!("answered {status} `{code}`"),
            (_, Some(taken)) => {
                let model = decision.model_taken.as_deref().map(|name| format!(", model `{name}`")).unwrap_or_default();
                format!("goes to the cheapest permitted, `{}`{model}", taken.name())
            }
            (_, None) => "goes on, and is told".to_owned(),
        },
    }
}

/// `requests`, `tokens`, or the currency.
fn unit_name(unit: Unit) -> String {
    match unit {
        Unit::Requests => "requests".to_owned(),
        Unit::Tokens => "tokens".to_owned(),
        Unit::Money(currency) => currency.to_string(),
    }
}
