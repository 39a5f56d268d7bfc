//! `cargo xtask`: the repository's own tasks.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The repository's own tasks.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Send the cases of examples/requests through a real Envoy and show what was decided
    #[command(after_help = "Examples:\n  cargo xtask demo\n  cargo xtask demo --serve")]
    Demo {
        /// Leave the gateway running until Ctrl-C, and say how to try it
        #[arg(long)]
        serve: bool,
    },
    /// Ask every query of the Grafana dashboard of a Prometheus that scrapes the gateway under the demo's traffic
    #[command(after_help = "Examples:\n  cargo xtask dashboard\n  cargo xtask dashboard --write docs/OBSERVABILITY.md")]
    Dashboard {
        /// Replace the answers in this Markdown file
        #[arg(long, value_name = "FILE")]
        write: Option<PathBuf>,
    },
    /// Measure what the module costs: the engine alone, and Envoy with and without it
    #[command(after_help = "Examples:\n  cargo xtask bench\n  cargo xtask bench --part envoy --write docs/BENCH.md")]
    Bench {
        /// Only this part; may be given several times
        #[arg(long = "part", value_name = "PART")]
        parts: Vec<xtask::bench::Part>,
        /// Write the tables into this file too
        #[arg(long, value_name = "FILE")]
        write: Option<std::path::PathBuf>,
    },
    /// Check every dependency's licence and source against deny.toml, without cargo-deny and without a network
    #[command(after_help = "Example:\n  cargo xtask licenses")]
    Licenses,
    /// Build the module for Envoy and print its path
    #[command(after_help = "Example:\n  cp \"$(cargo xtask module)\" /etc/envoy/octroi.wasm")]
    Module,
    /// Build the playground, one HTML file that asks the network for nothing, and print its path
    #[command(after_help = "Examples:\n  cargo xtask playground\n  cargo xtask playground --policy my-policy.yaml")]
    Playground {
        /// The policy to begin with
        #[arg(long, value_name = "FILE", default_value = "examples/policies/company.yaml")]
        policy: PathBuf,
    },
    /// Find or fetch Envoy and print its path
    #[command(
        after_help = "Example:\n  \"$(cargo xtask envoy)\" --version\n  OCTROI_ENVOY=/usr/bin/envoy cargo xtask demo"
    )]
    Envoy,
    /// Write an audit log as the filter would over some weeks: made of made-up requests, the same for the same seed
    #[command(after_help = "Example:\n  cargo xtask audit-log --requests 20000 > target/audit.jsonl")]
    AuditLog {
        /// How many records
        #[arg(long, default_value_t = 20_000)]
        requests: u64,
        /// Of the random numbers
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many days they are spread over, from 2026-08-24
        #[arg(long, default_value_t = 91)]
        days: u64,
    },
    /// Measure how fast a long audit log is verified and reported on, and in how much memory
    #[command(after_help = "Example:\n  cargo xtask audit-bench --records 1000000")]
    AuditBench {
        /// How many records
        #[arg(long, default_value_t = 1_000_000)]
        records: u64,
    },
    /// Make the pictures of docs/img: the pages about a made-up log, in a browser
    Pictures,
    /// Measure the estimate of tokens against the real tokenizers, by language and kind of text
    #[command(after_help = "Example:\n  cargo xtask tokens --write docs/TOKENS.md")]
    Tokens {
        /// Replace the table in this Markdown file
        #[arg(long, value_name = "FILE")]
        write: Option<PathBuf>,
        /// Renew the true numbers of this golden file, whose texts stay
        #[arg(long, value_name = "FILE")]
        golden: Option<PathBuf>,
    },
    /// Measure the detectors on the labelled sets of examples/scorecard
    #[command(after_help = "Example:\n  cargo xtask scorecard --write docs/SCORECARD.md")]
    Scorecard {
        /// Replace the numbers in this Markdown file
        #[arg(long, value_name = "FILE")]
        write: Option<PathBuf>,
        /// Measure on the sets of another folder
        #[arg(long, value_name = "FOLDER")]
        cases: Option<PathBuf>,
        /// Write what fails into this folder, a file a family of detectors
        #[arg(long, value_name = "FOLDER")]
        failures: Option<PathBuf>,
    },
    /// Measure on sets made from other tools' rules, and beside Presidio (fetches both)
    #[command(after_help = "Example:\n  cargo xtask outside")]
    Outside,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Demo { serve } => xtask::demo::run(serve),
        Task::Dashboard { write } => xtask::dashboard::run(write.as_deref()),
        Task::Bench { parts, write } => xtask::bench::run(&parts, write.as_deref()),
        Task::Licenses => xtask::licenses::check(),
        Task::Module => xtask::parts::module().map(|path| println!("{}", path.display())),
        Task::Playground { policy } => xtask::playground::run(&policy),
        Task::Envoy => xtask::parts::envoy().map(|path| println!("{}", path.display())),
        Task::AuditLog { requests, seed, days } => {
            xtask::audit_log::write(&xtask::audit_log::Wish { requests, seed, days }, &mut std::io::stdout().lock())
        }
        Task::AuditBench { records } => xtask::audit_bench::run(records),
        Task::Pictures => xtask::audit_bench::pictures(),
        Task::Tokens { write, golden } => xtask::tokens::run(write.as_deref(), golden.as_deref()),
        Task::Outside => xtask::outside::run(),
        Task::Scorecard { write, cases, failures } => {
            xtask::scorecard::run(&xtask::scorecard::Wish { write, cases, failures })
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("octroi: {error:#}");
            ExitCode::FAILURE
        }
    }
}
