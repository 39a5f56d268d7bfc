//! Keys of the audit record, and what is made with them. A key is written `ID:HEX`, the id of 1 to 32 letters, digits,
//! `-`, `_` or `.`, and 64 hex digits: `2026-q1:00112233...`. The id stands in records, so that who verifies knows which
//! key to take; the key itself never leaves this module.
//!
//! One hash does everything: BLAKE3, plain where there is no key and keyed (a MAC) where there is one. Each use has a key
//! of its own, derived from the one that was given, so that a MAC of one kind is never one of another.
//!
//! Source: <https://github.com/BLAKE3-team/BLAKE3-specs/blob/master/blake3.pdf> (sections 2.3, 5.3 on `derive_key`)

/// Bytes kept of a hash or MAC. 128 bits: forging one takes 2^127 tries on average. Without a key nothing but accidents
/// is detected, however long the hash.
pub const MAC_BYTES: usize = 16;

/// Longest id of a key. It stands in every record.
pub const KEY_ID_BYTES_MAX: usize = 32;

/// What a key is used for, as BLAKE3's `derive_key` wants it: hard-coded, unique, never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Sealing records and anchors.
    Chain,
    /// Signing a decision for the next hop.
    Decision,
    /// Making identifiers comparable.
    Identifier,
}

impl Use {
    /// The context string of BLAKE3's `derive_key`.
    pub const fn context(self) -> &'static str {
        match self {
            Use::Chain => "octroi 2026-11-25 audit chain",
            Use::Decision => "octroi 2026-11-25 decision header",
            Use::Identifier => "octroi 2026-11-25 identifier",
        }
    }
}

/// A hash or MAC: the first [`MAC_BYTES`] of BLAKE3's output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Mac(pub [u8; MAC_BYTES]);

impl Mac {
    /// Reads 32 hex digits in lower case.
    pub fn parse(hex: &str) -> Option<Mac> {
        unhex(hex).map(Mac)
    }

    /// As hex digits in lower case.
    pub fn hex(self) -> String {
        hex(&self.0)
    }

    /// Whether both are the same, in a time that does not tell where they differ.
    pub fn matches(self, other: Mac) -> bool {
        self.0.iter().zip(other.0).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

impl std::fmt::Display for Mac {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl serde::Serialize for Mac {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex(&self.0))
    }
}

/// A key for one use.
#[derive(Clone)]
pub struct Key {
    id: String,
    bytes: [u8; 32],
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Why a text is no key. Says nothing of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoKey;

impl std::fmt::Display for NoKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected `ID:HEX`, an id of at most {KEY_ID_BYTES_MAX} letters, digits, `-_.` and 64 hex digits")
    }
}

impl Key {
    /// Reads `ID:HEX` and derives the key for that use.
    ///
    /// # Errors
    /// The text is not of that form.
    pub fn parse(text: &str, r#use: Use) -> Result<Key, NoKey> {
        let (id, written) = text.trim().split_once(':').ok_or(NoKey)?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        if id.is_empty() || id.len() > KEY_ID_BYTES_MAX || !id.bytes().all(plain) {
            return Err(NoKey);
        }
        let given: [u8; 32] = unhex(&written.to_ascii_lowercase()).ok_or(NoKey)?;
        Ok(Key { id: id.to_owned(), bytes: blake3::derive_key(r#use.context(), &given) })
    }

    /// What records call it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The MAC of some bytes.
    pub fn mac(&self, bytes: &[u8]) -> Mac {
        first_bytes(&blake3::keyed_hash(&self.bytes, bytes))
    }
}

/// The MAC of some bytes where there is a key, else their hash.
pub fn seal(key: Option<&Key>, bytes: &[u8]) -> Mac {
    match key {
        Some(key) => key.mac(bytes),
        None => first_bytes(&blake3::hash(bytes)),
    }
}

/// Keys by which identifiers are made comparable, one a tenant: who destroys a tenant's key makes its identifiers what
/// they are without it, random numbers.
#[derive(Debug, Clone, Default)]
pub struct IdentifierKeys {
    by_tenant: Vec<(String, Key)>,
    others: Option<Key>,
}

/// The name that stands for every tenant without a key of its own, and for requests without a tenant.
pub const ANY_TENANT: &str = "*";

impl IdentifierKeys {
    /// Reads `TENANT=ID:HEX`, several apart by commas or white space. The tenant `*` is every other one.
    ///
    /// # Errors
    /// An entry is not of that form, there is none, or a tenant has two.
    pub fn parse(text: &str) -> Result<IdentifierKeys, NoKey> {
        let mut keys = IdentifierKeys::default();
        for entry in text.split([',', ' ', '\n', '\t', '\r']).filter(|entry| !entry.is_empty()) {
            let (tenant, key) = entry.split_once('=').ok_or(NoKey)?;
            let key = Key::parse(key, Use::Identifier)?;
            let is_second = match tenant {
                ANY_TENANT => keys.others.replace(key).is_some(),
                _ => {
                    let has_one = keys.by_tenant.iter().any(|(of, _)| of == tenant);
                    keys.by_tenant.push((tenant.to_owned(), key));
                    has_one
                }
            };
            if is_second {
                return Err(NoKey);
            }
        }
        if keys.is_empty() { Err(NoKey) } else { Ok(keys) }
    }

    /// Whether there is no key at all.
    pub fn is_empty(&self) -> bool {
        self.by_tenant.is_empty() && self.others.is_none()
    }

    /// The tenant's key. A tenant without one has no identifiers.
    pub fn of(&self, tenant: Option<&str>) -> Option<&Key> {
        let own = self.by_tenant.iter().find(|(of, _)| Some(of.as_str()) == tenant);
        own.map(|(_, key)| key).or(self.others.as_ref())
    }
}

/// An identifier's stand-in: the same value of the same kind gives the same, under one key.
pub fn pseudonym(key: &Key, kind: &str, value: &[u8]) -> Mac {
    let mut hasher = blake3::Hasher::new_keyed(&key.bytes);
    hasher.update(kind.as_bytes()).update(b"\0").update(value);
    first_bytes(&hasher.finalize())
}

fn first_bytes(hash: &blake3::Hash) -> Mac {
    let mut mac = Mac::default();
    mac.0.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
    mac
}

fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| n + if n < 10 { b'0' } else { b'a' - 10 };
    let digits: Vec<u8> = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
    String::from_utf8(digits).unwrap_or_default()
}

/// Lower-case hex digits, exactly as many as fill the array.
fn unhex<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let digit = |b: &u8| match b {
        b'0'..=b'9' => Some(b - b'0'),
        b'a'..=b'f' => Some(b - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(high)? << 4 | digit(low)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn keys_are_read_or_refused() {
        let of = |id: &str, hex: &str| Key::parse(&format!("{id}:{hex}"), Use::Chain).is_ok();
        for (id, hex, good) in [
            ("2026-q1", HEX, true),
            ("k", &HEX.to_uppercase(), true),
            ("", HEX, false),
            ("a b", HEX, false),
            (&"k".repeat(33), HEX, false),
            ("k", HEX.split_at(1).1, false),
            ("k", HEX.split_at(2).1, false),
            ("k", &HEX.replace('f', "g"), false),
        ] {
            assert_eq!(of(id, hex), good, "{id}:{hex}");
        }
        assert_eq!(Key::parse(HEX, Use::Chain).err(), Some(NoKey));
        let shown = format!("{:?}", Key::parse(&format!("k:{HEX}"), Use::Chain));
        assert!(!shown.contains("bytes") && shown.contains("\"k\""), "{shown}");
    }

    #[test]
    fn uses_do_not_mix_and_keys_matter() {
        let key = |text: &str, r#use| Key::parse(&format!("k:{text}"), r#use).unwrap();
        let other = HEX.replace("00", "ff");
        let macs: Vec<Mac> = [
            key(HEX, Use::Chain).mac(b"x"),
            key(HEX, Use::Decision).mac(b"x"),
            key(HEX, Use::Identifier).mac(b"x"),
            key(&other, Use::Chain).mac(b"x"),
            seal(None, b"x"),
        ]
        .to_vec();
        for (i, mac) in macs.iter().enumerate() {
            assert!(macs.iter().skip(i + 1).all(|other| !mac.matches(*other)), "{mac}");
            assert_eq!(Mac::parse(&mac.to_string()), Some(*mac));
        }
    }

    #[test]
    fn hash_is_blake3() {
        // The first 16 bytes of the empty input's hash, from BLAKE3's test vectors.
        assert_eq!(seal(None, b"").to_string(), "af1349b9f5f9a1a6a0404dea36dcc949");
    }

    #[test]
    fn identifiers_have_their_tenants_key() {
        let other = HEX.replace("00", "ff");
        let keys = IdentifierKeys::parse(&format!("clinic=c1:{HEX}, *=a1:{other}\n")).unwrap();
        assert_eq!(keys.of(Some("clinic")).map(Key::id), Some("c1"));
        assert_eq!(keys.of(Some("support")).map(Key::id), Some("a1"));
        assert_eq!(keys.of(None).map(Key::id), Some("a1"));
        let none = IdentifierKeys::parse(&format!("clinic=c1:{HEX}")).unwrap();
        assert!(none.of(Some("support")).is_none() && none.of(None).is_none());
        let twice = format!("clinic=c1:{HEX} clinic=c2:{HEX}");
        let twice_any = format!("*=c1:{HEX},*=c1:{HEX}");
        for refused in [HEX, "", " ,\n", twice.as_str(), twice_any.as_str()] {
            assert!(IdentifierKeys::parse(refused).is_err(), "{refused}");
        }
        let (clinic, others) = (keys.of(Some("clinic")).unwrap(), keys.of(None).unwrap());
        assert_eq!(pseudonym(clinic, "user", b"a"), pseudonym(clinic, "user", b"a"));
        assert_ne!(pseudonym(clinic, "user", b"a"), pseudonym(others, "user", b"a"));
        assert_ne!(pseudonym(clinic, "user", b"a"), pseudonym(clinic, "body", b"a"));
        assert_eq!(pseudonym(clinic, "user", b"a"), clinic.mac(b"user\0a"), "kind and value, NUL in between");
    }
}
