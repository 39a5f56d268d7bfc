//! A request's head: its headers as bytes, and what they already say about whether the body can be read.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::words::Reason;

/// A header by itself: the name in lower case, the value as it came.
pub type Header = (Vec<u8>, Vec<u8>);

/// All headers of a request or an answer, in order, duplicates included, as the proxy hands them over: in one piece, with
/// the place of each.
#[derive(Clone, Default)]
pub struct Headers {
    bytes: Vec<u8>,
    /// Name and value. A place that is not in the bytes is an empty text.
    places: Vec<(Range<usize>, Range<usize>)>,
    /// Which lengths names have, a bit each; those of 63 bytes and more share one. Most headers that are asked for are not
    /// there, and few names have their length.
    name_lengths: u64,
}

/// Their values are not shown: a client's keys are among them.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Headers({})", self.places.len())
    }
}

impl Headers {
    /// Those of which name and value stand at these places.
    pub fn new(bytes: Vec<u8>, places: Vec<(Range<usize>, Range<usize>)>) -> Headers {
        let length = |(name, _): &(Range<usize>, Range<usize>)| length_bit(name.len());
        let name_lengths = places.iter().map(length).fold(0, |all, bit| all | bit);
        Headers { bytes, places, name_lengths }
    }

    /// Each name with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.places.iter().map(|(name, value)| (self.at(name), self.at(value)))
    }

    /// Every value of a header, in order.
    pub(super) fn all<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h [u8]> {
        self.places_of(name).map(|place| self.at(place))
    }

    /// Where the value of a header stands that is there once.
    fn only_place(&self, name: &str) -> Option<Range<usize>> {
        let mut places = self.places_of(name);
        let place = places.next()?;
        places.next().is_none().then(|| place.clone())
    }

    fn places_of<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h Range<usize>> {
        let places = if self.name_lengths & length_bit(name.len()) == 0 { &[][..] } else { &self.places };
        // A proxy writes names in lower case, as they are asked for here.
        let is_it = move |key: &[u8]| key == name.as_bytes() || key.eq_ignore_ascii_case(name.as_bytes());
        places.iter().filter(move |(key, _)| is_it(self.at(key))).map(|(_, value)| value)
    }

    fn at(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }

    /// The names that begin with one of these, as they are written.
    pub(super) fn beginning_with<'h>(&'h self, prefixes: &'static [&'static str]) -> impl Iterator<Item = &'h [u8]> {
        let begins = |name: &[u8], prefix: &str| {
            let first = |text: &[u8]| text.first().map(u8::to_ascii_lowercase);
            first(name) == first(prefix.as_bytes())
                && name.get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix.as_bytes()))
        };
        self.iter().map(|(name, _)| name).filter(move |name| prefixes.iter().any(|prefix| begins(name, prefix)))
    }
}

impl<N: AsRef<[u8]>, V: AsRef<[u8]>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Headers {
        let mut bytes = Vec::new();
        let mut push = |text: &[u8]| {
            let start = bytes.len();
            bytes.extend_from_slice(text);
            start..bytes.len()
        };
        let places = pairs.into_iter().map(|(name, value)| (push(name.as_ref()), push(value.as_ref()))).collect();
        Headers::new(bytes, places)
    }
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// The headers of a request as people write them, `NAME: VALUE` each: names in small letters, `host` under the name that a
/// proxy has for it, and JSON as the type of content where none is said.
///
/// # Errors
/// The first that is no header.
pub fn written<'l>(method: &str, path: &str, headers: impl Iterator<Item = &'l str>) -> Result<Vec<Header>, &'l str> {
    let header = |name: &str, value: &str| (name.as_bytes().to_vec(), value.as_bytes().to_vec());
    let mut all = vec![header(":method", method), header(":path", path)];
    for line in headers {
        let parts = line.split_once(": ").or_else(|| line.split_once(':')).filter(|(name, _)| !name.trim().is_empty());
        let (name, value) = parts.ok_or(line)?;
        let name = name.trim().to_ascii_lowercase();
        all.push(header(if name == "host" { ":authority" } else { &name }, value.trim()));
    }
    if !all.iter().any(|(name, _)| name == b"content-type") {
        all.push(header("content-type", "application/json"));
    }
    Ok(all)
}

impl From<Vec<Header>> for Headers {
    fn from(pairs: Vec<Header>) -> Headers {
        pairs.into_iter().collect()
    }
}

/// Prefix of every header of ours.
pub const PREFIX: &str = "x-octroi-";

/// Beginnings of the headers that a client may not set.
/// Source: <https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter>
const RESERVED_PREFIXES: &[&str] =
    &[PREFIX, "x-envoy-retry-", "x-envoy-upstream-", "x-envoy-max-retries", "x-envoy-hedge-"];

/// Headers by which clients identify themselves to a vendor. What one upstream was told is not told to another.
/// Sources: the API references of OpenAI, Anthropic, Azure OpenAI, Gemini, Mistral.
pub const CREDENTIAL_HEADERS: &[&str] = &[
    "authorization",
    "x-api-key",
    "api-key",
    "x-goog-api-key",
    "ocp-apim-subscription-key",
    "proxy-authorization",
    "cookie",
    "x-amz-security-token",
    "x-auth-token",
    "helicone-auth",
    "cf-aig-authorization",
    "openai-organization",
    "openai-project",
];

/// The head of one request.
#[derive(Debug)]
pub(super) struct Head {
    headers: Headers,
    /// Where the path's value stands; it is asked for again and again.
    path: Range<usize>,
}

impl Head {
    pub(super) fn new(headers: Headers) -> Head {
        let path = headers.only_place(":path").unwrap_or_default();
        Head { headers, path }
    }

    /// Every value of a header, in order.
    pub(super) fn all<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h [u8]> {
        self.headers.all(name)
    }

    /// A header's value, if it is there once and is text. Two values mean different things to different readers.
    pub(super) fn only(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.headers.at(&self.headers.only_place(name)?)).ok()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    pub(super) fn method(&self) -> &str {
        self.only(":method").unwrap_or_default()
    }

    pub(super) fn path(&self) -> &str {
        std::str::from_utf8(self.headers.at(&self.path)).unwrap_or_default()
    }

    pub(super) fn authority(&self) -> &str {
        self.only(":authority").or_else(|| self.only("host")).unwrap_or_default()
    }

    /// The names of headers that only we, or the proxy's own configuration, may set: a client's copies are removed before
    /// anything is decided. By `x-envoy-retry-on` and the like a client would choose retries and time-outs, and so
    /// where its request ends.
    pub(super) fn not_for_clients(&self) -> Vec<Vec<u8>> {
        let mut names: Vec<_> = self.headers.beginning_with(RESERVED_PREFIXES).map(<[u8]>::to_vec).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The proxy's request id, if it has the form of a UUID: anything else was written by a client.
    pub(super) fn request_id(&self) -> Option<String> {
        let id = self.only("x-request-id")?;
        let uuid = id.len() == 36
            && id.bytes().enumerate().all(|(i, b)| match i {
                8 | 13 | 18 | 23 => b == b'-',
                _ => b.is_ascii_hexdigit(),
            });
        uuid.then(|| id.to_ascii_lowercase())
    }

    /// Why the body cannot be read, as far as the head tells.
    pub(super) fn obstacle(&self, takes_body: bool, body_bytes_max: usize) -> Option<Reason> {
        if self.has("upgrade") || self.method() == "CONNECT" {
            return Some(Reason::Upgrade);
        }
        if !takes_body {
            return None;
        }
        if self.all("content-encoding").any(|v| !v.trim_ascii().eq_ignore_ascii_case(b"identity")) {
            return Some(Reason::Compressed);
        }
        if let Some(reason) = self.all("content-type").find_map(content_type_obstacle) {
            return Some(reason);
        }
        let too_large = |v: &[u8]| digits(v).is_none_or(|n| n > body_bytes_max as u64);
        self.all("content-length").any(too_large).then_some(Reason::TooLarge)
    }
}

fn digits(value: &[u8]) -> Option<u64> {
    std::str::from_utf8(value.trim_ascii()).ok()?.parse().ok()
}

/// JSON in UTF-8 has no obstacle. No content type at all has none either: every upstream then reads JSON.
fn content_type_obstacle(value: &[u8]) -> Option<Reason> {
    if value == b"application/json" {
        return None; // as nearly every client writes it
    }
    let text = String::from_utf8_lossy(value).to_ascii_lowercase();
    let mut parts = text.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default();
    if media.starts_with("multipart/") {
        return Some(Reason::Multipart);
    }
    let json = media == "application/json" || (media.starts_with("application/") && media.ends_with("+json"));
    if !json {
        return Some(Reason::ContentType);
    }
    let charset = parts.find_map(|p| p.strip_prefix("charset=")).map(|c| c.trim_matches('"'));
    let utf8 = matches!(charset, None | Some("utf-8" | "utf8" | "us-ascii"));
    (!utf8).then_some(Reason::InvalidEncoding)
}

/// The path with a client's credentials taken out of its query: Gemini's `key`, and the names that others give one.
/// Source: <https://ai.google.dev/gemini-api/docs/api-key>
pub(super) fn without_key(path: &str) -> Cow<'_, str> {
    const NAMES: &[&str] = &["key", "api_key", "api-key", "apikey", "token", "access_token"];
    let Some((bare, query)) = path.split_once('?') else { return Cow::Borrowed(path) };
    let is_key = |part: &str| {
        let name = percent_decoded(part.split('=').next().unwrap_or_default());
        NAMES.iter().any(|key| name.eq_ignore_ascii_case(key.as_bytes()))
    };
    if !query.split('&').any(is_key) {
        return Cow::Borrowed(path);
    }
    let kept: Vec<_> = query.split('&').filter(|part| !is_key(part)).collect();
    Cow::Owned(if kept.is_empty() { bare.to_string() } else { format!("{bare}?{}", kept.join("&")) })
}

/// A name of a query as a server reads it: `k%65y` is `key`.
fn percent_decoded(name: &str) -> Vec<u8> {
    let hex = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
    let mut bytes = name.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    while let Some((b, rest)) = bytes.split_first() {
        let pair = (*b == b'%').then(|| hex(rest.first()).zip(hex(rest.get(1)))).flatten();
        match pair {
            Some((high, low)) => {
                decoded.push((high * 16 + low) as u8);
                bytes = rest.get(2..).unwrap_or_default();
            }
            None => {
                decoded.push(*b);
                bytes = rest;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(pairs: &[(&str, &str)]) -> Head {
        Head::new(pairs.iter().copied().collect())
    }

    #[test]
    fn the_head_tells_what_cannot_be_read() {
        for (pairs, reason) in [
            (&[("content-type", "application/json")][..], None),
            (&[("content-type", "application/json; charset=UTF-8")], None),
            (&[("content-type", "application/vnd.api+json")], None),
            (&[], None),
            (&[("content-encoding", "identity")], None),
            (&[("content-length", "1000")], None),
            (&[("content-length", "1001")], Some(Reason::TooLarge)),
            (&[("content-length", "1e3")], Some(Reason::TooLarge)),
            (&[("content-length", "10"), ("content-length", "99999")], Some(Reason::TooLarge)),
            (&[("content-type", "application/json; charset=utf-16")], Some(Reason::InvalidEncoding)),
            (&[("content-type", "text/plain")], Some(Reason::ContentType)),
            (&[("content-type", "application/json"), ("content-type", "text/plain")], Some(Reason::ContentType)),
            (&[("content-type", "")], Some(Reason::ContentType)),
            (&[("content-type", "multipart/form-data; boundary=x")], Some(Reason::Multipart)),
            (&[("content-encoding", "gzip")], Some(Reason::Compressed)),
            (&[("content-encoding", "identity"), ("content-encoding", "br")], Some(Reason::Compressed)),
            (&[("upgrade", "websocket")], Some(Reason::Upgrade)),
            (&[(":method", "CONNECT")], Some(Reason::Upgrade)),
        ] {
            assert_eq!(head(pairs).obstacle(true, 1000), reason, "{pairs:?}");
        }
    }

    #[test]
    fn headers_of_ours_are_found_in_any_case_and_number() {
        let head = head(&[
            ("x-octroi-zone", "a"),
            ("X-Octroi-Zone", "b"),
            ("x-octroi-zone", "c"),
            ("x-octro", "d"),
            ("x-envoy-upstream-rq-timeout-ms", "1"),
            ("x-envoy-external-address", "192.0.2.1"),
        ]);
        let names = ["X-Octroi-Zone", "x-envoy-upstream-rq-timeout-ms", "x-octroi-zone"];
        assert_eq!(head.not_for_clients(), names.map(|name| name.as_bytes().to_vec()));
    }

    #[test]
    fn headers_are_read_as_people_write_them() {
        let read = |lines: &[&'static str]| {
            let all = written("POST", "/v1/messages", lines.iter().copied())?;
            let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
            Ok(all
                .into_iter()
                .skip(2)
                .map(|(name, value)| text(name) + "=" + &text(value))
                .collect::<Vec<_>>()
                .join(" "))
        };
        let json = "content-type=application/json";
        assert_eq!(read(&[]), Ok(json.to_owned()));
        assert_eq!(read(&["Host: api.example:8443"]), Ok(format!(":authority=api.example:8443 {json}")));
        assert_eq!(read(&[":authority: a.example", "X-A:b:c"]), Ok(format!(":authority=a.example x-a=b:c {json}")));
        assert_eq!(read(&["Content-Type: text/plain", "x-empty:"]), Ok("content-type=text/plain x-empty=".to_owned()));
        for wrong in ["nonsense", ": value", ":value", ""] {
            assert_eq!(read(&["x: y", wrong]), Err(wrong));
        }
    }

    #[test]
    fn every_header_is_found_whatever_its_length() {
        let names: Vec<String> = (0..130).step_by(3).map(|length| "n".repeat(length)).collect();
        let headers: Headers = names.iter().map(|name| (name, format!("{} bytes", name.len()))).collect();
        for length in 0..130 {
            let naive = headers.iter().find(|(name, _)| name.len() == length).map(|(_, value)| value);
            assert_eq!(headers.all(&"N".repeat(length)).next(), naive, "{length}");
            assert_eq!(naive.is_some(), length % 3 == 0);
        }
        let broken = Headers::new(b"name: value".to_vec(), vec![(0..4, 6..99), (7..99, 0..4)]);
        assert_eq!(broken.all("name").collect::<Vec<_>>(), [b""]);
    }

    #[test]
    fn a_header_that_is_there_twice_is_not_believed() {
        assert_eq!(head(&[("x-tenant", "a")]).only("x-tenant"), Some("a"));
        assert_eq!(head(&[("x-tenant", "a"), ("x-tenant", "b")]).only("x-tenant"), None);
    }

    #[test]
    fn a_key_leaves_the_query() {
        for (path, without) in [
            ("/v1/models/m:generateContent?key=abc", "/v1/models/m:generateContent"),
            ("/p?alt=sse&key=abc", "/p?alt=sse"),
            ("/p?key=abc&alt=sse&key=d", "/p?alt=sse"),
            ("/p?k%65y=abc&alt=sse", "/p?alt=sse"),
            ("/p?API-Key=abc&100%=1&%6", "/p?100%=1&%6"),
            ("/p?keys=abc", "/p?keys=abc"),
            ("/p", "/p"),
        ] {
            assert_eq!(without_key(path), without);
        }
    }
}
