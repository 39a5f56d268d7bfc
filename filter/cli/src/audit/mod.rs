//! `octroi audit`: what the log of records proves, and what it tells.

mod class;
pub mod entry;
pub mod groups;
pub mod log;
mod report;
mod signature;
pub mod time;
pub mod verify;

use clap::Subcommand;

use crate::{Failure, News};

/// Read the log of records
#[derive(clap::Args)]
#[command(arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Report(report::Args),
    Verify(verify::Args),
    CheckSignature(signature::Args),
}

pub fn run(args: &Args) -> Result<News, Failure> {
    match &args.command {
        Command::Report(args) => report::run(args),
        Command::Verify(args) => verify::run(args),
        Command::CheckSignature(args) => signature::run(args),
    }
}
