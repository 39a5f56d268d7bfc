//! Method and path to schema.
//!
//! ```text
//! path    = prefix rest            ; any prefix: what a gateway put before the API's own path
//! rest    = openai / azure / ollama / gemini ...
//! openai  = ["/v1"] "/chat/completions" ...
//! azure   = "/openai/deployments/" NAME "/chat/completions" "?api-version=" ...
//! gemini  = "/v1beta" ["/projects/" ...] "/models/" NAME ":generateContent" ...
//! vertex  = "/v1/projects/" ... "/publishers/anthropic/models/" NAME ":rawPredict"
//! ```
//!
//! A path that an upstream could understand as another one (dot segments, encoded slashes, empty segments, path
//! parameters) is an unknown endpoint.

use std::borrow::Cow;
use std::ops::Range;

use super::{Schema, schema_by_name};
use crate::words::Reason;

/// A request's method and path, understood.
#[derive(Debug, Clone)]
pub struct Call<'p> {
    /// Which API and operation.
    pub schema: &'static Schema,
    /// What stands before the API's own path: `/team-a`, or nothing.
    pub prefix: &'p str,
    /// The API's own path, with its query.
    pub rest: &'p str,
    /// The model (Gemini) or deployment (Azure), in bytes of the whole path.
    pub model_in_path: Option<Range<usize>>,
    /// The path asks for a stream.
    pub stream_in_path: bool,
    /// Whether a body belongs to it.
    pub takes_body: bool,
}

/// Endpoints told by how the path ends: longer endings first. `true`: only behind a version (`/v1`).
const POSTS: &[(&str, bool, &str)] = &[
    ("/messages/count_tokens", true, "anthropic_count_tokens"),
    ("/messages", true, "anthropic_messages"),
    ("/chat/completions", false, "openai_chat"),
    ("/fim/completions", false, "mistral_fim"),
    ("/agents/completions", false, "mistral_agents"),
    ("/completions", false, "openai_completions"),
    ("/api/embeddings", false, "ollama_embed"),
    ("/api/embed", false, "ollama_embed"),
    ("/api/chat", false, "ollama_chat"),
    ("/api/generate", false, "ollama_generate"),
    ("/api/show", false, "ollama_show"),
    ("/embeddings", false, "openai_embeddings"),
    ("/responses", false, "openai_responses"),
];

/// Gemini's verbs.
const VERBS: &[(&str, &str)] = &[
    ("generateContent", "gemini_generate"),
    ("streamGenerateContent", "gemini_generate"),
    ("embedContent", "gemini_embed"),
    ("batchEmbedContents", "gemini_embed"),
    ("countTokens", "gemini_count_tokens"),
];

/// Vertex's verbs for Claude, whose body is Anthropic's.
const CLAUDE_VERBS: &[(&str, &str)] =
    &[("rawPredict", "anthropic_messages"), ("streamRawPredict", "anthropic_messages")];

/// API versions in paths.
const VERSIONS: &[&str] = &["v1", "v1beta", "v1beta1", "v1alpha"];

/// What a method and path ask for, apart from the path: [`Route::call`] puts them together again.
#[derive(Debug, Clone)]
pub struct Route {
    /// Which API and operation.
    pub schema: &'static Schema,
    /// Where the API's own path begins.
    rest_at: usize,
    model_in_path: Option<Range<usize>>,
    stream_in_path: bool,
    takes_body: bool,
}

impl Route {
    /// Which API a method and path belong to.
    ///
    /// Errors: `UnknownEndpoint`.
    pub fn of(method: &str, path: &str) -> Result<Route, Reason> {
        let bare = path.split_once('?').map_or(path, |(bare, _)| bare);
        if !is_plain(bare) {
            return Err(Reason::UnknownEndpoint);
        }
        let found = match method {
            "POST" => verb(bare).or_else(|| ending(bare)),
            "GET" if verb(bare).is_none() => listing(bare),
            _ => None,
        };
        let Found { name, rest_at, model_in_path } = found.ok_or(Reason::UnknownEndpoint)?;
        Ok(Route {
            schema: schema_by_name(name).ok_or(Reason::UnknownEndpoint)?,
            rest_at,
            model_in_path,
            stream_in_path: bare.ends_with(":streamGenerateContent") || bare.ends_with(":streamRawPredict"),
            takes_body: method == "POST",
        })
    }

    /// The call, from the path that the route was found for.
    pub fn call<'p>(&self, path: &'p str) -> Call<'p> {
        let (prefix, rest) = path.split_at_checked(self.rest_at).unwrap_or(("", path));
        Call {
            schema: self.schema,
            prefix,
            rest,
            model_in_path: self.model_in_path.clone(),
            stream_in_path: self.stream_in_path,
            takes_body: self.takes_body,
        }
    }
}

/// Which API a method and path belong to; see [`Route::of`].
///
/// Errors: `UnknownEndpoint`.
pub fn route<'p>(method: &str, path: &'p str) -> Result<Call<'p>, Reason> {
    Ok(Route::of(method, path)?.call(path))
}

/// What the path and query say besides the API's own words: prefix, model or deployment, parameters; percent-decoded.
/// `None` when there is nothing. Gemini's `key` parameter, which is the client's credential, is left out.
pub fn path_text<'p>(call: &Call<'p>) -> Option<Cow<'p, str>> {
    let (bare, query) = call.rest.split_once('?').unwrap_or((call.rest, ""));
    // The API's own words are few and fixed, and no part of a path reads as an entity with them: keep them.
    let path = if call.prefix.is_empty() && call.model_in_path.is_none() && is_own_words(bare) {
        None
    } else {
        Some([call.prefix, bare])
    };
    let parameters = query
        .split('&')
        .filter(|pair| !matches!(*pair, "" | "alt=sse" | "beta=true" | "api-version=preview"))
        .filter(|pair| !pair.strip_prefix("api-version=").is_some_and(is_dated_version))
        .filter(|pair| !(call.schema.family == "gemini" && pair.starts_with("key=")));
    let mut text = path.map(|parts| parts.concat()).unwrap_or_default();
    for pair in parameters {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(pair);
    }
    if text.is_empty() { None } else { Some(Cow::Owned(percent_decode(&text))) }
}

struct Found {
    name: &'static str,
    rest_at: usize,
    model_in_path: Option<Range<usize>>,
}

/// Endpoints told by the path's end.
fn ending(bare: &str) -> Option<Found> {
    let (before, needs_version, name) =
        POSTS.iter().find_map(|(end, needs_version, name)| Some((bare.strip_suffix(end)?, *needs_version, *name)))?;
    if let Some(at) = version_at_end(before) {
        return Some(Found { name, rest_at: at, model_in_path: None });
    }
    if needs_version {
        return None;
    }
    if let Some((prefix, deployment)) = before.rsplit_once('/')
        && let Some(prefix) = prefix.strip_suffix("/openai/deployments")
        && name.starts_with("openai_")
        && !deployment.is_empty()
    {
        let model = before.len() - deployment.len()..before.len();
        return Some(Found { name, rest_at: prefix.len(), model_in_path: Some(model) });
    }
    Some(Found { name, rest_at: before.len(), model_in_path: None })
}

/// Gemini and Vertex: `/VERSION/.../models/NAME:verb`.
fn verb(bare: &str) -> Option<Found> {
    let (before, verb) = bare.rsplit_once(':')?;
    let (parents, model) = before.rsplit_once('/')?;
    let (parents, collection) = parents.rsplit_once('/')?;
    let verbs = if parents.ends_with("/publishers/anthropic") { CLAUDE_VERBS } else { VERBS };
    let (_, name) = verbs.iter().find(|(word, _)| *word == verb)?;
    if model.is_empty() || !matches!(collection, "models" | "tunedModels" | "endpoints") {
        return None;
    }
    let rest_at = last_version_at(parents)?;
    Some(Found { name, rest_at, model_in_path: Some(before.len() - model.len()..before.len()) })
}

/// Lists of models, and one model of a list.
fn listing(bare: &str) -> Option<Found> {
    if let Some(before) = bare.strip_suffix("/api/tags") {
        return Some(Found { name: "ollama_tags", rest_at: before.len(), model_in_path: None });
    }
    let at = bare.find("/models")?;
    let (before, list) = bare.split_at_checked(at)?;
    let model = match list.strip_prefix("/models")? {
        "" => None,
        one if one.starts_with('/') && one.len() > 1 => Some(at + "/models/".len()..bare.len()),
        _ => return None,
    };
    let rest_at = version_at_end(before).unwrap_or(at);
    let version = before.get(rest_at..).unwrap_or_default();
    let name = if matches!(version, "" | "/v1") { "openai_models" } else { "gemini_models" };
    Some(Found { name, rest_at, model_in_path: model })
}

/// Where a version stands at the end of a path, with its slash.
fn version_at_end(path: &str) -> Option<usize> {
    let (before, last) = path.rsplit_once('/')?;
    VERSIONS.contains(&last).then_some(before.len())
}

/// Where the last version stands in a path, with its slash.
fn last_version_at(path: &str) -> Option<usize> {
    let mut before = path;
    loop {
        if let Some(at) = version_at_end(before) {
            return Some(at);
        }
        before = before.rsplit_once('/')?.0;
    }
}

/// Whether the path means the same to everybody. Byte by byte: searches made for long texts are dearer here.
fn is_plain(bare: &str) -> bool {
    let bytes = bare.as_bytes();
    let odd = |byte: &u8| *byte <= b' ' || *byte >= 0x7f || matches!(byte, b'\\' | b'#' | b';');
    if bytes.first() != Some(&b'/') || bytes.iter().any(odd) {
        return false;
    }
    let dotted = bytes.split(|byte| *byte == b'/').skip(1).any(|part| matches!(part, b"" | b"." | b".."));
    let encoded = bytes.split(|byte| *byte == b'%').skip(1).any(|after| match after {
        [high, low, ..] => match hex(*high, *low) {
            Some(byte) => byte < b' ' || matches!(byte, b'/' | b'\\' | b'.' | b'%' | b'?' | b'#' | b';'),
            None => true,
        },
        _ => true,
    });
    !dotted && !encoded
}

/// Whether a path holds nothing but the endpoint's own words.
fn is_own_words(bare: &str) -> bool {
    let bare = VERSIONS.iter().find_map(|version| bare.strip_prefix('/')?.strip_prefix(version)).unwrap_or(bare);
    matches!(bare, "/models" | "/api/tags") || POSTS.iter().any(|(end, _, _)| *end == bare)
}

/// Azure's API versions: `2024-10-21`, `2025-01-01-preview`.
fn is_dated_version(version: &str) -> bool {
    let date = version.strip_suffix("-preview").unwrap_or(version);
    date.len() == "2024-10-21".len() && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let decoded = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high, *low),
            _ => None,
        };
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
        bytes.push(decoded.unwrap_or(if *first == b'+' { b' ' } else { *first }));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        let cases = [
            // path, schema, prefix, model
            ("/v1/chat/completions", "openai_chat", "", ""),
            ("/chat/completions", "openai_chat", "", ""),
            ("/team/a/v1/chat/completions?x=1", "openai_chat", "/team/a", ""),
            ("/api/v1/chat/completions", "openai_chat", "/api", ""),
            ("/openai/v1/chat/completions", "openai_chat", "/openai", ""),
            ("/openai/deployments/gpt4-eu/chat/completions?api-version=2024-10-21", "openai_chat", "", "gpt4-eu"),
            ("/az/openai/deployments/e5/embeddings?api-version=1", "openai_embeddings", "/az", "e5"),
            ("/v1/completions", "openai_completions", "", ""),
            ("/v1/embeddings", "openai_embeddings", "", ""),
            ("/v1/responses", "openai_responses", "", ""),
            ("/openai/responses?api-version=preview", "openai_responses", "/openai", ""),
            ("/v1/messages", "anthropic_messages", "", ""),
            ("/anthropic/v1/messages?beta=true", "anthropic_messages", "/anthropic", ""),
            ("/v1/messages/count_tokens", "anthropic_count_tokens", "", ""),
            ("/v1/fim/completions", "mistral_fim", "", ""),
            ("/v1/agents/completions", "mistral_agents", "", ""),
            ("/api/chat", "ollama_chat", "", ""),
            ("/gpu/api/generate", "ollama_generate", "/gpu", ""),
            ("/api/embed", "ollama_embed", "", ""),
            ("/api/embeddings", "ollama_embed", "", ""),
            ("/api/show", "ollama_show", "", ""),
            ("/v1beta/models/gemini-2.0-flash:generateContent", "gemini_generate", "", "gemini-2.0-flash"),
            ("/g/v1/models/m:streamGenerateContent?alt=sse", "gemini_generate", "/g", "m"),
            ("/v1beta/models/e:embedContent", "gemini_embed", "", "e"),
            ("/v1beta/models/e:batchEmbedContents", "gemini_embed", "", "e"),
            ("/v1beta/models/e:countTokens", "gemini_count_tokens", "", "e"),
            ("/x/v1/projects/p/locations/eu/publishers/google/models/m:generateContent", "gemini_generate", "/x", "m"),
            ("/v1/projects/p/locations/eu/publishers/anthropic/models/c@1:rawPredict", "anthropic_messages", "", "c@1"),
            ("/v1/projects/p/publishers/anthropic/models/c:streamRawPredict", "anthropic_messages", "", "c"),
        ];
        for (path, schema, prefix, model) in cases {
            let call = route("POST", path).unwrap_or_else(|_| panic!("{path}"));
            assert_eq!((call.schema.name, call.prefix), (schema, prefix), "{path}");
            assert_eq!([call.prefix, call.rest].concat(), path);
            assert_eq!(call.model_in_path.map_or("", |range| path.get(range).unwrap()), model, "{path}");
            assert_eq!(call.stream_in_path, path.contains(":stream"));
            assert!(call.takes_body);
            assert!(route("GET", path).is_err(), "{path}");
        }
        for (path, schema, prefix, model) in [
            ("/v1/models", "openai_models", "", ""),
            ("/p/v1/models/meta/llama-3", "openai_models", "/p", "meta/llama-3"),
            ("/v1beta/models", "gemini_models", "", ""),
            ("/api/tags", "ollama_tags", "", ""),
        ] {
            let call = route("GET", path).unwrap();
            assert_eq!((call.schema.name, call.prefix, call.takes_body), (schema, prefix, false), "{path}");
            assert_eq!(call.model_in_path.map_or("", |range| path.get(range).unwrap()), model, "{path}");
        }
    }

    #[test]
    fn refuses() {
        for path in [
            "",
            "v1/chat/completions",
            "/",
            "/v1/chat/completions/",
            "/v1/chat/Completions",
            "/v1//chat/completions",
            "/v1/files/../chat/completions",
            "/v1/%2e%2e/chat/completions",
            "/v1/x%2fchat/completions",
            "/v1/chat%00/chat/completions",
            "/v1/%zz/chat/completions",
            "/v1/files#/v1/chat/completions",
            "/v1/files;/v1/chat/completions",
            "/v1/files\\/v1/chat/completions",
            "/v1/files?/v1/chat/completions",
            "/messages",
            "/v1/threads/t/messages",
            "/v1/audio/transcriptions",
            "/v1/files",
            "/v1/modelsx",
            "/models/m:generateContent",
            "/v1beta/models/:generateContent",
            "/v1beta/models/m:predict",
            "/v1beta/models/m:rawPredict",
            "/v1/projects/p/publishers/mistralai/models/m:rawPredict",
            "/v1/projects/p/publishers/anthropic/models/m:generateContent",
            "/v1beta/files/m:generateContent",
        ] {
            assert_eq!(route("POST", path).err(), Some(Reason::UnknownEndpoint), "{path}");
        }
        for method in ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "CONNECT", "post", ""] {
            assert!(route(method, "/v1/chat/completions").is_err(), "{method}");
        }
    }

    #[test]
    fn path_texts() {
        for (path, text) in [
            ("/v1/chat/completions", None),
            ("/chat/completions?", None),
            ("/v1beta/models/m:generateContent?alt=sse&key=AIza", Some("/v1beta/models/m:generateContent")),
            (
                "/jean.dupont/v1/chat/completions?mail=a%40b.fr&x=1+2",
                Some("/jean.dupont/v1/chat/completions mail=a@b.fr x=1 2"),
            ),
            ("/openai/deployments/d/embeddings?api-version=2024-10-21", Some("/openai/deployments/d/embeddings")),
            ("/openai/responses?api-version=2025-01-01-preview", Some("/openai/responses")),
            ("/v1/responses?api-version=jean", Some("api-version=jean")),
            ("/v1/messages?beta=true&key=k", Some("key=k")),
        ] {
            assert_eq!(path_text(&route("POST", path).unwrap()).as_deref(), text, "{path}");
        }
    }
}
