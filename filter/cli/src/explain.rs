//! To be written.

use crate::{Failure, News};

/// To be written
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> Result<News, Failure> {
    Err(Failure::Input("not written yet".to_owned()))
}
