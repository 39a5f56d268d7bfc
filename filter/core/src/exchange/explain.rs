//! What an exchange would do with a request, and why: for the command line and the playground.

use crate::classify::Classified;
use crate::decide::Decision;
use crate::detect::Finding;
use crate::exchange::head::Header;
use crate::exchange::request::{Who, decide_inspected, inspect};
use crate::exchange::{Engine, Exchange, Facts, Reply, Step, Waiting, spending};
use crate::policy::{UpstreamSet, WhenSpent};
use crate::schema;

/// A request's class and decision, made by the same steps as for traffic.
#[derive(Debug)]
pub struct Explanation {
    /// What the request is.
    pub classified: Classified,
    /// What was decided.
    pub decision: Decision,
    /// Everything that was found.
    pub findings: Vec<Finding>,
    /// For each text, where it begins in the body, in bytes; `None` for what the path says.
    pub places: Vec<Option<usize>>,
    /// The budgets that would count it: the place of each in [`Policy::budgets`](crate::policy::Policy::budgets), and what
    /// it would hold of it; `None`: nobody knows how much is needed.
    pub budgets: Vec<(usize, Option<u128>)>,
    /// What would be decided instead if a budget that degrades were used up.
    pub degraded: Option<Decision>,
    /// The answer, if the request would be answered from here.
    pub reply: Option<Reply>,
}

impl Explanation {
    /// Explains a request with all its headers and its whole body, while these upstreams are down.
    pub fn of(engine: &Engine, headers: Vec<Header>, body: &[u8], facts: Facts, down: UpstreamSet) -> Explanation {
        for upstream in engine.policy().upstreams().iter().filter(|upstream| down.contains(upstream.id())) {
            engine.note_outage(upstream.id(), u64::MAX);
        }
        let waiting = Waiting::new(headers.clone().into(), facts.clone());
        let call = waiting.route.as_ref().map(|route| route.call(waiting.head.path()));
        let obstacle = waiting.head.obstacle(!body.is_empty(), engine.body_bytes_max());
        let too_large = (body.len() > engine.body_bytes_max()).then_some(crate::words::Reason::TooLarge);
        // Of a body that cannot be read nothing is looked at; see `Exchange::open`.
        let unknown = call.is_none().then_some(crate::words::Reason::UnknownEndpoint);
        let (seen, read) = match (obstacle.or(unknown).or(too_large), &call) {
            (None, Some(call)) => (body, schema::read(call, body)),
            (reason, _) => (&b""[..], Err(reason.unwrap_or(crate::words::Reason::UnknownEndpoint))),
        };
        let inspected = inspect(engine, call, seen, read);
        let who = Who::of(engine.policy(), &waiting, &inspected);
        let decision = decide_inspected(engine, &waiting, &inspected, &who, false);
        let budgets = spending::covering(engine, &waiting, &inspected, &who, &decision);
        let degrades = |(place, _): &(usize, _)| {
            engine.policy().budgets().get(*place).is_some_and(|budget| budget.when_spent() == WhenSpent::Degrade)
        };
        let again = || decide_inspected(engine, &waiting, &inspected, &who, true);
        let degraded = budgets.iter().any(degrades).then(again);
        let path = |raw: &std::ops::Range<usize>| (*raw != (0..0)).then_some(raw.start);
        Explanation {
            places: inspected.segments.iter().map(|segment| path(&segment.raw)).collect(),
            findings: inspected.scan.findings,
            classified: inspected.classified,
            decision,
            budgets,
            degraded,
            reply: reply(engine, headers, body, facts),
        }
    }
}

/// What the exchange itself answers, which besides the decision depends on whether its edits are possible.
fn reply(engine: &Engine, headers: Vec<Header>, body: &[u8], facts: Facts) -> Option<Reply> {
    let now_unix_nanos = facts.now_unix_nanos;
    let (mut exchange, mut step) = Exchange::open(engine, headers, body.is_empty(), facts);
    if step == Step::Wait {
        step = exchange.body(engine, body, now_unix_nanos);
    }
    match step {
        Step::Reply(reply) => Some(reply),
        Step::Wait | Step::Forward { .. } => None,
    }
}
