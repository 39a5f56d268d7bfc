//! `octroi`: check a policy before it is live, explain what it does with a request, class text. The same engine that runs
//! in Envoy.
//!
//! Exit codes, so that a script can tell: 0 all is well; 1 the answer is bad news (problems in a policy, a request that is
//! denied, lines that could not be read); 2 the question could not be answered (usage, a file that cannot be read).

mod advise;
mod audit;
mod bundle;
mod check;
mod classify;
mod detectors;
mod envoy;
mod explain;
mod hash;
mod html;
mod input;
mod text;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  the answer is bad news: problems in a policy, a denied request, lines that could not be read
  2  no answer: wrong usage, or a file that cannot be read";

/// Check a policy, explain a decision, class text: on the engine that runs in Envoy.
#[derive(Parser)]
#[command(name = "octroi", version, after_help = EXIT_CODES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Bundle(bundle::Args),
    Explain(explain::Args),
    Classify(classify::Args),
    Detectors(detectors::Args),
    Hash(hash::Args),
    Audit(audit::Args),
    Advise(advise::Args),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Bundle(args) => bundle::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Classify(args) => classify::run(&args),
        Command::Detectors(args) => detectors::run(&args),
        Command::Hash(args) => hash::run(&args),
        Command::Audit(args) => audit::run(&args),
        Command::Advise(args) => advise::run(&args),
    };
    match outcome {
        Ok(News::Good) => ExitCode::SUCCESS,
        Ok(News::Bad) => ExitCode::from(1),
        // Whoever reads through a pipe may stop reading; the answer was not told, so that it is not taken for good news.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(BROKEN_PIPE),
        Err(failure) => {
            eprintln!("octroi: {failure}");
            ExitCode::from(2)
        }
    }
}

/// What a shell says of a program that SIGPIPE ended: 128 + 13.
const BROKEN_PIPE: u8 = 141;

/// What the answer is.
enum News {
    Good,
    Bad,
}

/// Why there is no answer.
#[derive(Debug)]
enum Failure {
    /// What was expected, where, and what to do.
    Input(String),
    /// Standard output cannot be written.
    Output(std::io::Error),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Input(text) => f.write_str(text),
            Failure::Output(error) => write!(f, "cannot write the output: {error}"),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::Output(error)
    }
}
