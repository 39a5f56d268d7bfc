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
    /// Measure what the module costs: the engine alone, and Envoy with and without it
    #[command(after_help = "Examples:\n  cargo xtask bench\n  cargo xtask bench --write docs/BENCH.md")]
    Bench {
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
    /// Find or fetch Envoy and print its path
    #[command(
        after_help = "Example:\n  \"$(cargo xtask envoy)\" --version\n  OCTROI_ENVOY=/usr/bin/envoy cargo xtask demo"
    )]
    Envoy,
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
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Demo { serve } => xtask::demo::run(serve),
        Task::Bench { write } => xtask::bench::run(write.as_deref()),
        Task::Licenses => xtask::licenses::check(),
        Task::Module => xtask::parts::module().map(|path| println!("{}", path.display())),
        Task::Envoy => xtask::parts::envoy().map(|path| println!("{}", path.display())),
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
