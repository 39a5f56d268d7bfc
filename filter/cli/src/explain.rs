//! `octroi explain`: what the policy does with a request, and why.

use std::io::{self, Write};
use std::path::PathBuf;

use octroi_core::decide::{Action, AskedBy, Decision};
use octroi_core::exchange::{Engine, Explanation, Facts, locate, refused, written};
use octroi_core::policy::{Mode, Policy, Upstream, UpstreamSet};
use octroi_core::problem::{Problem, listed, quoted};

use crate::{Failure, News, input};

mod budgets;

const EXAMPLES: &str = r#"Examples:
  octroi explain --policy policy.yaml request.json
  octroi explain --policy policy.yaml --path /v1/messages --header 'x-tenant: clinic' request.json
  echo '{"model": "gpt-4o", "messages": [{"role": "user", "content": "hello"}]}' | octroi explain --policy envoy.yaml --json

REQUEST is the body of a request. Nothing of it is printed but the model's name: findings are told by their place.
Exit codes: 0 the request would go somewhere, 1 it would be denied, 2 no answer."#;

/// Tell what the policy does with a request, and why
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The policy, or Envoy's configuration with the policy in it
    #[arg(long, value_name = "POLICY")]
    policy: PathBuf,
    /// The price book, where it lies beside the policy
    #[arg(long, value_name = "PRICES")]
    prices: Option<PathBuf>,
    /// The request's path
    #[arg(long, default_value = "/v1/chat/completions")]
    path: String,
    /// The request's method
    #[arg(long, default_value = "POST")]
    method: String,
    /// A header of the request, as `NAME: VALUE`; may be given again
    #[arg(long = "header", value_name = "HEADER")]
    headers: Vec<String>,
    /// The tenant, where the policy takes it from a token or a certificate
    #[arg(long)]
    tenant: Option<String>,
    /// An upstream that is down; may be given again
    #[arg(long, value_name = "UPSTREAM")]
    down: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// The request's body; `-` is standard input
    #[arg(default_value = "-")]
    request: PathBuf,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let headers = written(&args.method, &args.path, args.headers.iter().map(String::as_str))
        .map_err(|header| Failure::Input(format!("--header: expected `NAME: VALUE`, found {}", quoted(header))))?;
    let policy = input::require_priced(&args.policy, args.prices.as_deref())?;
    let body = input::read_file(&args.request)?;
    let engine = Engine::new(policy);
    let tenant = args.tenant.clone().map(String::into_bytes);
    let facts = Facts { tenant, now_unix_nanos: input::now_unix_nanos(), ..Facts::default() };
    let explained = Explanation::of(&engine, headers, &body, facts, down(engine.policy(), &args.down)?);
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &explained.to_json(engine.policy(), &body)).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        print(engine.policy(), &explained, &body, &mut out)?;
    }
    out.flush()?;
    Ok(if explained.reply.is_some() { News::Bad } else { News::Good })
}

fn down(policy: &Policy, names: &[String]) -> Result<UpstreamSet, Failure> {
    let known = || policy.upstreams().iter().map(Upstream::name);
    let id = |name: &String| match policy.upstream_named(name) {
        Some(upstream) => Ok(upstream.id()),
        None => {
            let problem = Problem::new("--down", format!("an upstream: {}", listed(known())), quoted(name));
            Err(Failure::Input(problem.suggest(name, known()).to_string()))
        }
    };
    names.iter().map(id).collect::<Result<Vec<_>, _>>().map(UpstreamSet::of)
}

fn upstream(policy: &Policy, id: Option<octroi_core::policy::UpstreamId>) -> Option<&Upstream> {
    id.and_then(|id| policy.upstream(id))
}

fn print(policy: &Policy, explained: &Explanation, body: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let Explanation { classified, decision, .. } = explained;
    if policy.mode() == Mode::Observe {
        writeln!(out, "observed   nothing of this is carried out: the request goes where it asked to go")?;
    }
    writeln!(out, "decision   {}", decision.action.as_str())?;
    if let Action::Deny { status, code, message } = &decision.action {
        writeln!(out, "           {status} `{code}`: {message}")?;
    }
    let told = matches!(decision.applied(), Action::Deny { .. });
    if let Some(reply) = explained.reply.as_ref().filter(|_| !told) {
        writeln!(out, "answered   {} `{}`: the decision cannot be carried out", reply.status, reply.code)?;
    }
    writeln!(out, "asked      {}", asked(policy, decision))?;
    if let Some(taken) = upstream(policy, decision.upstream) {
        let model = decision.model_taken.as_deref().map(|name| format!(", model `{name}`")).unwrap_or_default();
        let (name, zone, country) = (taken.name(), taken.zone(), taken.country());
        writeln!(out, "taken      `{name}` in `{zone}` (in {country}, run from {}){model}", taken.operator_country())?;
        let fate = if decision.pass_credentials { "are passed on" } else { "are taken away" };
        writeln!(out, "           the client's credentials {fate}")?;
    }
    let categories: Vec<&str> = classified.categories().iter().map(|category| category.as_str()).collect();
    let colon = if categories.is_empty() { "" } else { ": " };
    writeln!(out, "it is      {}{colon}{}", classified.sensitivity(), categories.join(", "))?;
    for finding in locate(policy, &explained.places, body, &explained.findings) {
        let text = |name: &str| finding[name].as_str().unwrap_or("path").to_owned();
        let (start, end) = (&finding["start"], &finding["end"]);
        let (entity, category, likelihood) = (text("entity"), text("category"), text("likelihood"));
        writeln!(out, "           {} {start}..{end}  {entity} ({category}, {likelihood})", text("at"))?;
    }
    if !classified.uninspected().is_empty() {
        let reasons: Vec<&str> = classified.uninspected().iter().map(|reason| reason.as_str()).collect();
        writeln!(out, "unread     {}", reasons.join(", "))?;
    }
    let rules = decision.rule_names(policy);
    writeln!(out, "rules      {}", if rules.is_empty() { "none applies".to_owned() } else { rules.join(", ") })?;
    writeln!(out, "cost       {}", cost(decision))?;
    budgets::print(policy, explained, out)?;
    let refused = refused(policy, decision);
    let width = refused.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    for (i, (name, _, text)) in refused.iter().enumerate() {
        writeln!(out, "{}{name:width$}  {text}", if i == 0 { "refused    " } else { "           " })?;
    }
    Ok(())
}

fn asked(policy: &Policy, decision: &Decision) -> String {
    let Some(asked) = upstream(policy, decision.asked) else { return "nothing tells for which upstream".to_owned() };
    let why = match decision.asked_by {
        Some(AskedBy::Authority) => "by its host",
        Some(AskedBy::PathPrefix) => "by its path",
        Some(AskedBy::Model) => "as it has the model",
        Some(AskedBy::Schema) | None => "as the first that speaks the API, for the model",
    };
    let model = decision.model_asked.as_deref().map(|name| format!(" `{name}`")).unwrap_or_default();
    format!("`{}`, {why}{model}", asked.name())
}

fn cost(decision: &Decision) -> String {
    let known = |cost: Option<octroi_core::money::Cost>| cost.map_or("unknown".to_owned(), |cost| cost.to_string());
    match decision.upstream {
        Some(_) => {
            let (here, asked) = (known(decision.cost_estimate), known(decision.cost_if_asked));
            format!("{here} estimated ({} tokens in), {asked} where it asked to go", decision.input_tokens)
        }
        None => format!("{} where it asked to go", known(decision.cost_if_asked)),
    }
}
