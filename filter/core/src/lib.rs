//! Octroi's engine. Bytes and values go in, a decision and a list of effects come out: no host calls, no clock, no
//! log, no randomness. Counters that workers share are handed in (`budget::Counters`). The same code runs in Envoy, on
//! the command line, in a browser and under tests.
//!
//! Modules stand in the order in which data flows; each imports only from those above it (`xtask/tests/tidy.rs`).

pub mod words; // the vocabulary: sensitivity, category, zone, role, reasons ...
pub mod problem; // errors of a policy: place, expected, found, suggestion
pub mod limits; // every bound, named, with its reason
pub mod calendar; // days and dates
pub mod money; // amounts and prices in integers
pub mod tokens; // how many tokens a text will be
pub mod images; // how large an image is, and how many tokens that is
pub mod json; // bytes -> a tape of nodes with their places
pub mod segment; // the texts of a request, borrowed from its body
pub mod schema; // which API is spoken; its texts, model, usage, errors
pub mod detect; // texts -> findings
pub mod budget; // what was spent and what is held of it, in shared counters
pub mod policy; // as written -> as checked; residency proved here
pub mod classify; // findings + policy -> what the request is
pub mod decide; // where it may go, where it goes, and why
pub mod audit; // the decision as a record
pub mod exchange; // one request and its response, as states; effects out
