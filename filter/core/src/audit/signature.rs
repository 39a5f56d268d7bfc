//! A decision, signed for the next hop: one request header that says what was decided, until when it holds, and by which
//! key one can tell.
//!
//! ```text
//! x-octroi-signature: v=1;id=...;request=...;sensitivity=confidential;categories=personal,financial;policy=...;
//!                     zone=sovereign;exp=1795305660;key=2026-q1;mac=...
//! ```
//!
//! The MAC covers everything before `;mac=`, as it stands there. It does not cover the request's body: who can read the
//! header can send it again with another request until it expires.

use crate::audit::key::{Key, Mac};

/// The header's name.
pub const HEADER: &str = "x-octroi-signature";

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The decision's id.
    pub id: &'a str,
    /// Envoy's request id, if there is one.
    pub request: Option<&'a str>,
    /// What the request counts as.
    pub sensitivity: &'a str,
    /// Categories of what it holds.
    pub categories: Vec<&'a str>,
    /// Digest of the policy.
    pub policy: &'a str,
    /// The zone that it was decided for.
    pub zone: &'a str,
    /// Until when it holds, seconds since 1970.
    pub expires_unix_secs: u64,
}

/// Why a header says nothing that can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsigned {
    /// It is not of the form above.
    Malformed,
    /// Its key is not among those given.
    UnknownKey,
    /// It does not say what was signed.
    Forged,
    /// It was true once.
    Expired,
}

impl Unsigned {
    /// The reason as a code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Unsigned::Malformed => "malformed",
            Unsigned::UnknownKey => "unknown_key",
            Unsigned::Forged => "forged",
            Unsigned::Expired => "expired",
        }
    }
}

/// The header's value. Nothing in a statement may hold `;`: it is made of our own words, ids and digests.
pub fn sign(key: &Key, statement: &Statement<'_>) -> String {
    let Statement { id, request, sensitivity, categories, policy, zone, expires_unix_secs } = statement;
    let (request, categories, key_id) = (request.unwrap_or("-"), categories.join(","), key.id());
    let text = format!(
        "v=1;id={id};request={request};sensitivity={sensitivity};categories={categories};policy={policy};zone={zone};\
         exp={expires_unix_secs};key={key_id}"
    );
    let mac = key.mac(text.as_bytes());
    format!("{text};mac={mac}")
}

/// Reads a header and checks it.
///
/// # Errors
/// Why it cannot be believed.
pub fn check<'h>(header: &'h str, keys: &[Key], now_unix_secs: u64) -> Result<Statement<'h>, Unsigned> {
    let (text, mac) = header.trim().rsplit_once(";mac=").ok_or(Unsigned::Malformed)?;
    let mac = Mac::parse(mac).ok_or(Unsigned::Malformed)?;
    let (statement, key_id) = read(text).ok_or(Unsigned::Malformed)?;
    let mut known = keys.iter().filter(|key| key.id() == key_id).peekable();
    known.peek().ok_or(Unsigned::UnknownKey)?;
    if !known.any(|key| key.mac(text.as_bytes()).matches(mac)) {
        return Err(Unsigned::Forged);
    }
    if statement.expires_unix_secs < now_unix_secs { Err(Unsigned::Expired) } else { Ok(statement) }
}

/// The fields, in their order and no others.
fn read(text: &str) -> Option<(Statement<'_>, &str)> {
    let mut parts = text.split(';');
    let mut next = |name: &str| parts.next()?.strip_prefix(name)?.strip_prefix('=');
    if next("v")? != "1" {
        return None;
    }
    let statement = Statement {
        id: next("id")?,
        request: Some(next("request")?).filter(|request| *request != "-"),
        sensitivity: next("sensitivity")?,
        categories: next("categories")?.split(',').filter(|category| !category.is_empty()).collect(),
        policy: next("policy")?,
        zone: next("zone")?,
        expires_unix_secs: next("exp")?.parse().ok()?,
    };
    let key_id = next("key")?;
    parts.next().is_none().then_some((statement, key_id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::key::Use;

    fn key(id: &str, digit: &str) -> Key {
        Key::parse(&format!("{id}:{}", digit.repeat(64)), Use::Decision).unwrap()
    }

    #[test]
    fn what_was_signed_is_read_and_nothing_else() {
        let statement = Statement {
            id: "00ab-1",
            request: None,
            sensitivity: "confidential",
            categories: vec!["personal", "financial"],
            policy: "digest",
            zone: "sovereign",
            expires_unix_secs: 100,
        };
        let keys = [key("old", "1"), key("new", "2")];
        let header = sign(&keys[1], &statement);
        assert_eq!(check(&header, &keys, 100), Ok(statement.clone()));
        let plain = Statement { categories: Vec::new(), request: Some("r"), ..statement };
        assert_eq!(check(&sign(&keys[0], &plain), &keys, 0), Ok(plain));
        let forger = sign(&key("new", "3"), &statement_of(&header));
        for (header, why) in [
            (header.clone(), Unsigned::Expired),
            (header.replace("sovereign", "adequate"), Unsigned::Forged),
            (header.replace("exp=100", "exp=999"), Unsigned::Forged),
            (header.replace("key=new", "key=old"), Unsigned::Forged),
            (header.replace("key=new", "key=his"), Unsigned::UnknownKey),
            (forger, Unsigned::Forged),
            (header.replace(";mac=", ";more=1;mac="), Unsigned::Malformed),
            (header.replace("v=1", "v=2"), Unsigned::Malformed),
            (header.split_at(header.len() - 1).0.to_owned(), Unsigned::Malformed),
            (String::new(), Unsigned::Malformed),
        ] {
            assert_eq!(check(&header, &keys, 101), Err(why), "{header}");
        }
    }

    fn statement_of(header: &str) -> Statement<'_> {
        read(header.rsplit_once(";mac=").unwrap().0).unwrap().0
    }
}
