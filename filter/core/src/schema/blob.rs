//! Base64 and `data:` URLs (RFC 4648, RFC 2397): told from text, and decoded when they hold text.

/// What a `data:` URL holds.
pub(super) enum Data {
    Text(String),
    Opaque,
}

/// Length from which on a run of base64 characters is taken for binary. No word is that long.
const BASE64_LEN_MIN: usize = 64;

/// At places where ids and hashes stand too: those are shorter.
const OPAQUE_LEN_MIN: usize = 256;

/// Whether a string is binary in base64, plain or URL-safe, with or without padding and line breaks.
pub(super) fn is_base64(text: &str) -> bool {
    text.len() >= BASE64_LEN_MIN && text.bytes().all(|byte| is_space(byte) || byte == b'=' || sextet(byte).is_some())
}

/// Whether a string is beyond doubt content that is not text, wherever it stands.
pub(super) fn is_opaque(text: &str) -> bool {
    (text.len() >= OPAQUE_LEN_MIN && is_base64(text)) || matches!(data_url(text), Some(Data::Opaque))
}

/// Takes a `data:` URL apart; `None` for other strings, and for a `data:` URL that is text to the eye.
pub(super) fn data_url(text: &str) -> Option<Data> {
    let (scheme, rest) = text.split_at_checked(5)?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    let (head, payload) = rest.split_once(',')?;
    // Without base64 the text is percent-encoded at most: it is read as it stands.
    let media_type = head.strip_suffix(";base64")?;
    if !payload.bytes().all(|byte| is_space(byte) || byte == b'=' || sextet(byte).is_some()) {
        return None;
    }
    Some(decode_text(media_type, payload).map_or(Data::Opaque, Data::Text))
}

/// Decodes base64 when its media type is text and it is UTF-8.
pub(super) fn decode_text(media_type: &str, base64: &str) -> Option<String> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_text = essence.starts_with("text/") || matches!(essence, "application/json" | "application/xml");
    if !is_text {
        return None;
    }
    String::from_utf8(decode(base64)?).ok()
}

fn decode(base64: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(base64.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in base64.bytes().filter(|byte| !is_space(*byte) && *byte != b'=') {
        bits = bits << 6 | u32::from(sextet(byte)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_text_only() {
        let read = |url: &str| match data_url(url) {
            Some(Data::Text(text)) => text,
            Some(Data::Opaque) => "(opaque)".to_owned(),
            None => "(none)".to_owned(),
        };
        for (url, expected) in [
            ("data:text/plain;base64,SmVhbiBEdXBvbnQ=", "Jean Dupont"),
            ("DATA:text/plain;charset=utf-8;base64,SmVhbiBEdXBvbnQ", "Jean Dupont"),
            ("data:application/json;base64,e30=", "{}"),
            ("data:text/plain;base64,/w==", "(opaque)"),
            ("data:image/png;base64,iVBORw0KGgo=", "(opaque)"),
            ("data:;base64,iVBORw0KGgo=", "(opaque)"),
            ("data:text/plain,Jean%20Dupont", "(none)"),
            ("data:image/png;base64,my name is (Jean)", "(none)"),
            ("https://example.org/a.png", "(none)"),
            ("data:", "(none)"),
            ("dat€", "(none)"),
        ] {
            assert_eq!(read(url), expected, "{url}");
        }
    }

    #[test]
    fn base64_is_long_and_has_no_punctuation() {
        assert!(is_base64(&"iVBORw0KGgo+/_-=".repeat(4)));
        assert!(!is_base64(&"iVBORw0KGgo+/_-".repeat(4)));
        assert!(!is_base64(&"jean.dupont@example.org ".repeat(4)));
    }
}
