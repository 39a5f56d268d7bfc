//! The targets of `cargo fuzz` as ordinary tests: the same functions, inputs made with a fixed seed from pieces that matter
//! to them and from noise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests may fail loudly")]

#[path = "../../../fuzz/src/lib.rs"]
mod targets;

/// Inputs for each target.
const ROUNDS: u64 = 400;

/// Pieces of texts, bodies, policies and answers.
const PIECES: &[&str] = &[
    "DE89 3704 0044 0532 0130 00",
    "anna.berg@posteo.de",
    "personnummer 880320-0016",
    "\u{200b}",
    "%40",
    "&#64;",
    "\\u0040",
    "=C3=BC",
    "=\n",
    "SUJECTIB",
    "aGFsbG8gd2VsdCwgYW5uYUBwb3N0ZW8uZGU=",
    "616e6e6140706f7374656f2e6465",
    "Frau Dr. Weber",
    "ü",
    "null vier neun",
    "Mein Sohn (8) hat Epilepsie.",
    "-----BEGIN RSA PRIVATE KEY-----",
    "password = ",
    "ghp_",
    "\u{0}",
    " ",
    "{\"messages\":[{\"role\":\"user\",\"content\":\"",
    "\"}]}",
    "[",
    "]",
    "{",
    "}",
    "\"",
    ":",
    ",",
    "\\",
    "1e9",
    "true",
    "null",
    "data: {\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":",
    "}}\n\n",
    "data: [DONE]\n\n",
    "event: message_delta\n",
    "{\"upstreams\":[{\"name\":\"a\",\"cluster\":\"a\"}]}",
    "\u{a}\u{5}mode\u{1a}",
    "\r\n",
    "\u{1F600}",
    "Ω",
    "٣",
    "１２３",
];

fn run(seed: u64, target: fn(&[u8])) {
    let mut state = seed;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as usize % below.max(1)
    };
    for _ in 0..ROUNDS {
        let mut input = Vec::new();
        for _ in 0..=random(24) {
            match random(5) {
                0 => input.push(random(256) as u8),
                1 => input.push(b' ' + random(95) as u8),
                _ => input.extend_from_slice(PIECES[random(PIECES.len())].as_bytes()),
            }
        }
        if random(4) == 0 && !input.is_empty() {
            let at = random(input.len());
            input[at] = random(256) as u8;
        }
        target(&input);
    }
}

#[test]
fn every_finding_is_a_place_of_its_text() {
    run(0x9E37_79B9_7F4A_7C15, targets::scan);
}

#[test]
fn every_body_is_read_or_refused() {
    run(0xD1B5_4A32_D192_ED03, targets::body);
}

#[test]
fn every_policy_loads_or_says_why_not() {
    run(0xA076_1D64_78BD_642F, targets::policy);
}

#[test]
fn usage_does_not_depend_on_borders() {
    run(0xE703_7ED1_A0B4_28DB, targets::usage);
}

#[test]
fn what_was_to_go_is_gone() {
    run(0x8EBC_6AF0_9C88_C6E3, targets::redaction);
}
