//! `octroi audit`: what the log of records proves, and what it tells.

#![allow(dead_code, reason = "the commands that read records build on these")]

pub mod entry;
pub mod time;
