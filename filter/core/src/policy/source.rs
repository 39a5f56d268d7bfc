//! Where a name comes from: who asks, and for which application.

use crate::policy::reader::{At, Problems};
use crate::problem::listed;

/// Where a name comes from. Each must be something that the client cannot set by itself: a header that Envoy has
/// verified or overwritten, a claim that Envoy's JWT filter has checked, the certificate of the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A request header, lower case.
    Header(String),
    /// A path in Envoy's dynamic metadata: filter namespace, then keys.
    JwtClaim(Vec<String>),
    /// The first URI of the client certificate's subject alternative names.
    CertificateUri,
    /// The first DNS name of the client certificate's subject alternative names.
    CertificateDns,
    /// The client certificate's subject.
    CertificateSubject,
}

impl Source {
    /// The Envoy attribute that holds the name, its parts joined by NUL; a header is read from the request's head.
    /// Source: <https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/advanced/attributes>
    pub fn property(&self) -> Option<String> {
        match self {
            Source::Header(_) => None,
            Source::JwtClaim(path) => Some(format!("metadata\0filter_metadata\0{}", path.join("\0"))),
            Source::CertificateUri => Some("connection\0uri_san_peer_certificate".to_owned()),
            Source::CertificateDns => Some("connection\0dns_san_peer_certificate".to_owned()),
            Source::CertificateSubject => Some("connection\0subject_peer_certificate".to_owned()),
        }
    }
}

/// Reads a source: an object with exactly one of the ways.
pub(super) fn read(at: &At<'_>, problems: &mut Problems) -> Option<Source> {
    let mut fields = at.object(problems)?;
    let header = fields.optional("header").and_then(|at| read_header(&at, problems));
    let claim = fields.optional("jwt_claim").map(|at| at.texts("a key of the metadata", problems));
    let certificate = fields.optional("certificate").and_then(|at| {
        const ALL: &[u8] = &[0, 1, 2];
        let spelling = |i| match i {
            0 => "uri_san",
            1 => "dns_san",
            _ => "subject",
        };
        at.word("a part of the client's certificate", ALL, spelling, problems)
    });
    fields.refuse_unknown(problems);
    let certificate = certificate.map(|part| match part {
        0 => Source::CertificateUri,
        1 => Source::CertificateDns,
        _ => Source::CertificateSubject,
    });
    let sources = [header.map(Source::Header), claim.map(Source::JwtClaim), certificate];
    let mut sources = sources.into_iter().flatten();
    match (sources.next(), sources.next()) {
        (Some(source), None) => Some(source),
        _ => at.expected(format!("exactly one of {}", listed(["header", "jwt_claim", "certificate"])), problems),
    }
}

/// A header's name, in lower case as Envoy gives it.
pub(super) fn read_header(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    const WHAT: &str = "the name of a header";
    let name = at.text(WHAT, problems)?.to_ascii_lowercase();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    if name.len() <= 64 && name.bytes().all(plain) { Some(name) } else { at.expected(WHAT, problems) }
}
