//! Which budgets would count a request, what they would hold of it, and what would come of it if each were used up.

use std::io::{self, Write};

use octroi_core::exchange::{Covering, Explanation, UsedUp};
use octroi_core::policy::Policy;

use super::upstream;

pub fn print(policy: &Policy, explained: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    for (i, covering) in explained.covering(policy).into_iter().enumerate() {
        let Covering { budget, holds, .. } = covering;
        let unit = budget.unit();
        let holds_of = holds.map_or("an unknown amount".to_owned(), |amount| unit.show(amount));
        let (name, amount, per) = (budget.name(), unit.show(budget.amount()), budget.account().per.as_str());
        let label = if i == 0 { "budgets    " } else { "           " };
        writeln!(out, "{label}`{name}` holds {holds_of} of {amount} {} a {per}", unit.name())?;
        writeln!(out, "           if it is used up: {}", used_up(policy, covering.used_up))?;
    }
    Ok(())
}

fn used_up(policy: &Policy, used_up: UsedUp<'_>) -> String {
    match used_up {
        UsedUp::Denied { status, code } => format!("answered {status} `{code}`"),
        UsedUp::Passes => "goes on, and is told".to_owned(),
        UsedUp::Moves(decision) => {
            let taken = upstream(policy, decision.upstream).map_or("?", |taken| taken.name());
            let model = decision.model_taken.as_deref().map(|name| format!(", model `{name}`")).unwrap_or_default();
            format!("goes to the cheapest permitted, `{taken}`{model}")
        }
    }
}
