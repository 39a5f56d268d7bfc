//! Manifests of Kubernetes secrets: `kind: Secret`, and under `data:` values in base64 whose names tell nothing.

use super::row;
use super::shape::{self, Alphabet as A};
use crate::detect::entity::{Entity, entity};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[row(
    "kubernetes_secret",
    "Value in the manifest of a Kubernetes secret",
    "",
    "https://kubernetes.io/docs/concepts/configuration/secret/",
    &[
        "kind: Secret\ndata:\n  extra: a2xhdXM6Qmxhd2FsLTc3\nmetadata:\n  name: db",
        "apiVersion: v1\ndata:\n  .dockercfg: |\n    eyJhdXRocyI6eyJyIjp7ImF1dGgiOiJrcTgyIn19fQ==\nkind: Secret",
    ],
    &[
        "kind: Secret\ndata:\n  extra: YmFyCg==",
        "kind: Secret\ndata:\n  extra: {{ .Values.extra }}\n  csrf: \"\"",
        "kind: ConfigMap\ndata:\n  extra: a2xhdXM6Qmxhd2FsLTc3",
        "kind: Secret\ndata:\n  ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUR4RENDQXF5Z0F3SUJBZ0lVV3pq",
    ],
)];

/// How far from `kind: Secret` its data may stand, before or behind, in bytes.
const REACH_BYTES: usize = 2048;
/// A value has at least so many characters of base64: shorter ones are `true`, `admin`, `5432`.
const VALUE_BYTES_MIN: usize = 12;

/// Whether the name at a place is the kind of a manifest: `kind: Secret`, quoted or not.
pub fn is_kind(text: &[u8], first: usize, last: usize) -> bool {
    let name = text.get(first..last).unwrap_or_default();
    let before = text.get(first.saturating_sub(16)..first).unwrap_or_default();
    let before = before.trim_ascii_end();
    let before = before.strip_suffix(b"\"").or_else(|| before.strip_suffix(b"'")).unwrap_or(before).trim_ascii_end();
    name.eq_ignore_ascii_case(b"secret") && before.ends_with(b"kind:")
}

/// The manifests of a text. No part of it is read twice, however often `kind: Secret` stands in it.
#[derive(Debug, Default)]
pub struct Manifests {
    done: usize,
}

impl Manifests {
    /// The values of the manifest around a place.
    pub fn find(&mut self, pass: &Pass<'_>, at: usize, out: &mut Vec<Candidate>) {
        let from = at.saturating_sub(REACH_BYTES).max(self.done);
        let to = (at + REACH_BYTES).min(pass.text.len());
        let text = pass.text.get(from..to).unwrap_or_default();
        let before = text.get(..at.saturating_sub(from)).unwrap_or_default();
        let behind = text.get(before.len()..).unwrap_or_default();
        let first = before.windows(4).rposition(|w| w == b"\n---").unwrap_or(0);
        let last = behind.windows(4).position(|w| w == b"\n---").map_or(text.len(), |i| before.len() + i);
        self.done = from + last;
        values(text.get(first..last).unwrap_or_default(), from + first, out);
    }
}

/// The values under `data:`; `base` is where the text begins.
fn values(text: &[u8], base: usize, out: &mut Vec<Candidate>) {
    let mut at = 0;
    let mut data = None;
    for line in text.split(|b| *b == b'\n') {
        let start = at;
        at += line.len() + 1;
        let body = line.trim_ascii_start();
        let indent = line.len() - body.len();
        let body = body.trim_ascii_end();
        if body.is_empty() || body.starts_with(b"#") {
            continue;
        }
        match data {
            _ if body == b"data:" => data = Some(indent),
            Some(depth) if indent > depth => {
                if let Some((first, last)) = value(body) {
                    let start = base + start + indent;
                    let likelihood = Likelihood::Likely;
                    out.push(Candidate {
                        entity: entity!("kubernetes_secret"),
                        likelihood,
                        start: start + first,
                        end: start + last,
                    });
                }
            }
            _ => data = None,
        }
    }
}

/// The base64 value of a line, alone or behind its name: its place. Certificates and public keys are no secret.
fn value(line: &[u8]) -> Option<(usize, usize)> {
    let colon = line.iter().position(|b| *b == b':').map_or(0, |i| i + 1);
    let rest = line.get(colon..)?;
    let first = colon + rest.iter().position(|b| !matches!(b, b' ' | b'\t' | b'"' | b'\''))?;
    let value = line.get(first..)?;
    let value = value.get(..A::ANY64.run(value))?;
    let closed = line.get(first + value.len()..)?.iter().all(|b| matches!(b, b'"' | b'\''));
    let mut decoded = [0u8; 48];
    let written = shape::base64_prefix(value, &mut decoded)?;
    let decoded = decoded.get(..written)?;
    let public = decoded.starts_with(b"-----BEGIN CERT") || decoded.starts_with(b"-----BEGIN PUBLIC");
    let printable = decoded.iter().all(|b| (0x20..0x7F).contains(b) || matches!(b, b'\n' | b'\r' | b'\t'));
    let long = value.len() >= VALUE_BYTES_MIN && value.len().is_multiple_of(4);
    (closed && long && printable && !public).then_some((first, first + value.len()))
}
