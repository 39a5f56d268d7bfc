//! What would come of a request if a budget that counts it were used up.

use crate::decide::{Action, Decision};
use crate::exchange::Explanation;
use crate::exchange::spending::{EXCEEDED, UNPRICED};
use crate::policy::{Budget, Mode, Policy, WhenSpent};

/// What comes of a request of which a budget has not enough left.
#[derive(Debug, Clone, Copy)]
pub enum UsedUp<'e> {
    /// It goes on, and is told.
    Passes,
    /// This is decided instead: it goes to another upstream, or under another name.
    Moves(&'e Decision),
    /// It is answered with this status and code.
    Denied {
        /// HTTP's.
        status: u16,
        /// The error's code.
        code: &'static str,
    },
}

impl UsedUp<'_> {
    /// The fixed word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            UsedUp::Passes => "passes",
            UsedUp::Moves(_) => "moves",
            UsedUp::Denied { .. } => "denied",
        }
    }
}

/// A budget that would count a request.
#[derive(Debug, Clone, Copy)]
pub struct Covering<'e> {
    /// The budget.
    pub budget: &'e Budget,
    /// What the request would hold of it, in the budget's unit; `None`: nobody knows how much is needed.
    pub holds: Option<u128>,
    /// What would come of the request.
    pub used_up: UsedUp<'e>,
}

impl Explanation {
    /// Each budget that would count the request.
    pub fn covering<'e>(&'e self, policy: &'e Policy) -> Vec<Covering<'e>> {
        let told = |(place, holds): &(usize, Option<u128>)| {
            let budget = policy.budgets().get(*place)?;
            Some(Covering { budget, holds: *holds, used_up: self.used_up(policy, budget, *holds) })
        };
        self.budgets.iter().filter_map(told).collect()
    }

    fn used_up(&self, policy: &Policy, budget: &Budget, holds: Option<u128>) -> UsedUp<'_> {
        let denied = |(status, code)| UsedUp::Denied { status, code };
        match (budget.when_spent(), &self.degraded) {
            _ if policy.mode() == Mode::Observe => UsedUp::Passes,
            (WhenSpent::Deny, _) if holds.is_some() => denied(EXCEEDED),
            (WhenSpent::Deny, _) if budget.denies_unpriced() => denied(UNPRICED),
            (WhenSpent::Degrade, Some(decision)) => match &decision.action {
                Action::Deny { status, code, .. } => denied((*status, code)),
                _ if decision.upstream.is_some() => UsedUp::Moves(decision),
                _ => UsedUp::Passes,
            },
            _ => UsedUp::Passes,
        }
    }
}
