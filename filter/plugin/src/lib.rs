//! Octroi's proxy-wasm module.
#![cfg(target_family = "wasm")]
