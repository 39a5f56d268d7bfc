//! Keys, tokens, passwords.
//!
//! ```text
//! pass.tokens, pass.longs -> rules     a vendor's prefix, then a body over its alphabet, then its proof
//!                            shapes    formats told by their middle or end; JWT
//!                            named     no prefix: the vendor's word must stand in the name or before it
//! pass.cues (secret.*)    -> assign    a name that promises a secret, an operator, a value that keeps the promise
//!                            prose     "the password is ...", in words
//!                            pem       private keys between their lines
//!                            kubernetes  kind: Secret, and what its data holds
//!                            cli       curl -u, mysql -p, sshpass -p ...
//!                            columns   | User | Password |
//! pass.ats                -> urls      scheme://user:password@host
//! ```
//!
//! A value that stands for a secret (`<token>`, `${VAR}`, `changeme`, `AKIA...EXAMPLE`) is none. Checksums raise the
//! likelihood and never lower it: test tokens without one are in use.

pub mod assign; // name = value
pub mod cli; // flags of commands
pub mod columns; // tables with a column of passwords
pub mod kubernetes; // manifests of secrets
pub mod named; // tokens without a prefix, by the vendor's word
pub mod names; // what a name promises
pub mod pem; // private keys
pub mod prose; // passwords told in words
pub mod rules; // tokens with a prefix
pub mod shape; // alphabets, randomness, placeholders
pub mod shapes; // tokens told by their middle or end
pub mod urls; // credentials in URLs

// The tables, by kind of vendor. They stand below the macro that reads them.
#[macro_use]
mod table {
    /// One row an entity: id, title, source, checksum, proof; rules (prefix, parts); what must be found and what not.
    macro_rules! secrets {
        ($( $id:literal, $title:literal, $source:literal, $checksum:literal, $check:ident,
            [ $( ($prefix:literal, [ $($part:expr),* $(,)? ]) ),+ $(,)? ],
            hits [ $($hit:expr),* $(,)? ], misses [ $($miss:expr),* $(,)? ]; )+) => {
            /// The rows of this file.
            pub static ENTITIES: &[crate::detect::entity::Entity] = &[ $(
                super::row($id, $title, $checksum, $source, &[$($hit),*], &[$($miss),*])
            ),+ ];
            /// The rules of this file.
            pub static RULES: &[super::rules::Rule] = &[ $( $(
                super::rules::Rule { entity: $id, prefix: $prefix, parts: &[$($part),*], check: $check }
            ),+ ),+ ];
        };
    }
}

pub mod ai;
pub mod ci;
pub mod cloud;
pub mod database;
pub mod messaging;
pub mod payment;
pub mod saas;
pub mod source;

use super::entity::Entity;
use super::pass::{Candidate, Pass};
use crate::words::{Category, Sensitivity};

/// Rows of this family, file by file.
pub static ENTITIES: &[&[Entity]] = &[
    ai::ENTITIES,
    ci::ENTITIES,
    cloud::ENTITIES,
    database::ENTITIES,
    messaging::ENTITIES,
    payment::ENTITIES,
    saas::ENTITIES,
    source::ENTITIES,
    shapes::ENTITIES,
    named::ENTITIES,
    assign::ENTITIES,
    kubernetes::ENTITIES,
    prose::ENTITIES,
    pem::ENTITIES,
    urls::ENTITIES,
];

/// Tokens known by their prefix, file by file.
pub static RULES: &[&[rules::Rule]] = &[
    ai::RULES,
    ci::RULES,
    cloud::RULES,
    database::RULES,
    messaging::RULES,
    payment::RULES,
    saas::RULES,
    source::RULES,
];

/// A row of this family: always a credential, always restricted.
const fn row(
    id: &'static str,
    title: &'static str,
    checksum: &'static str,
    source: &'static str,
    hits: &'static [&'static str],
    misses: &'static [&'static str],
) -> Entity {
    Entity {
        id,
        title,
        category: Category::Credential,
        sensitivity: Sensitivity::Restricted,
        countries: &[],
        languages: &[],
        checksum,
        source,
        hits,
        misses,
    }
}

/// Prefixes for which a word's first three bytes are a reason to look (`Pass::tokens`). Left out are those shorter than
/// that and those that many plain words begin with; their bodies are long runs, and `Pass::longs` leads to them.
pub fn prefixes() -> impl Iterator<Item = &'static str> {
    const COMMON: &[&[u8]] = &[
        b"pro", b"acc", b"age", b"pat", b"key", b"liv", b"tes", b"dis", b"pub", b"out", b"web", b"cha", b"mak", b"con",
        b"sta", b"api", b"pin", b"mob", b"san", b"rub", b"ver", b"pac", b"app", b"roo", b"hub", b"ext", b"ste", b"bed",
        b"tru", b"bro", b"aut", b"cur", b"com", b"for", b"bit", b"cas", b"pol", b"cal", b"dep", b"kla", b"pay",
    ];
    RULES
        .iter()
        .flat_map(|file| file.iter())
        .map(|rule| rule.prefix)
        .filter(|prefix| prefix.as_bytes().get(..3).is_some_and(|three| !COMMON.contains(&three)))
}

pub use rules::prepare;

/// Finds tokens at `pass.tokens` and `pass.longs`, then what cues and `@` lead to.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    rules::find(pass, out);
    shapes::find(pass, out);
    urls::find(pass, out);
    assign::find(pass, out);
    prose::find(pass, out);
    pem::find(pass, out);
    cli::find(pass, out);
    columns::find(pass, out);
}
