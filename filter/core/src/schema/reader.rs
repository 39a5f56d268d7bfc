//! What every schema's reading is made of. A schema walks over the members it knows; whatever it does not know, it
//! hands to [`Reader::unknown`]. No string is ever dropped for standing at a known place: it is dropped only when it is
//! one of the words in `vocabulary`, which say nothing about anybody.

use std::borrow::Cow;
use std::ops::Range;

use super::{Call, Model, Needs, Reading, UsageAsk, blob, vocabulary};
use crate::json::{self, Kind, Value};
use crate::limits;
use crate::money::ServiceTier;
use crate::segment::{Seam, Segment, Uninspected};
use crate::words::{Reason, Role};

/// Reads a root object.
pub(super) type Read = for<'t, 'b> fn(&mut Reader<'b>, Value<'t, 'b>) -> Result<(), Reason>;

/// Digits from which on a bare number may identify somebody, and is a text too.
const NUMBER_DIGITS_MIN: usize = 7;

/// A reading in the making.
pub(super) struct Reader<'b> {
    /// The conversation: texts whose neighbours matter.
    talk: Vec<Segment<'b>>,
    /// All other texts, apart, so that nothing between two parts of a message can hide a value that is split over them.
    aside: Vec<Segment<'b>>,
    uninspected: Vec<Uninspected>,
    model: Option<Model<'b>>,
    stream: bool,
    max_output_tokens: Option<u64>,
    choices: u32,
    tier: ServiceTier,
    needs: Needs,
    usage_ask: UsageAsk,
    user: Option<Cow<'b, str>>,
}

impl<'b> Reader<'b> {
    pub(super) fn new(call: &Call<'_>) -> Reader<'b> {
        Reader {
            talk: Vec::new(),
            aside: Vec::new(),
            uninspected: Vec::new(),
            model: None,
            stream: call.stream_in_path,
            max_output_tokens: None,
            choices: 1,
            tier: ServiceTier::Standard,
            needs: Needs::NONE,
            usage_ask: UsageAsk::NotNeeded,
            user: None,
        }
    }

    pub(super) fn finish(mut self) -> Reading<'b> {
        self.talk.append(&mut self.aside);
        Reading {
            segments: self.talk,
            uninspected: self.uninspected,
            model: self.model,
            stream: self.stream,
            max_output_tokens: self.max_output_tokens,
            choices: self.choices,
            tier: self.tier,
            needs: self.needs,
            usage_ask: self.usage_ask,
            user: self.user,
        }
    }

    // Texts.

    /// A text of the conversation. It runs on from the one before when the speaker is the same, be it the next part of
    /// a message or the next message.
    pub(super) fn talk(&mut self, value: Value<'_, 'b>, role: Role) {
        match value.text() {
            Some(text) => self.say(text, value.span(), role),
            None => self.aside(value, role),
        }
    }

    /// As [`Reader::talk`], for a text that does not run on: a tool's arguments, for one.
    pub(super) fn talk_apart(&mut self, value: Value<'_, 'b>, role: Role) {
        let first = self.talk.len();
        self.talk(value, role);
        if let Some(segment) = self.talk.get_mut(first) {
            segment.seam = Seam::Apart;
        }
    }

    /// A text of the conversation that was decoded from the string at `raw`.
    pub(super) fn say(&mut self, text: Cow<'b, str>, raw: Range<usize>, role: Role) {
        if text.is_empty() {
            return;
        }
        let runs_on = self.talk.last().is_some_and(|before| before.role == role);
        let seam = if runs_on { Seam::RunsOn } else { Seam::Apart };
        self.open_json(&text, &raw, role, 0);
        self.talk.push(Segment { text, role, raw, seam });
    }

    /// Everything in a value, on its own: strings, keys that no API has, long numbers.
    pub(super) fn aside(&mut self, value: Value<'_, 'b>, role: Role) {
        for node in value.descend() {
            match node.kind() {
                Kind::String | Kind::Key => {
                    let Some(text) = node.text() else { continue };
                    let known = if node.kind() == Kind::Key { vocabulary::KEYS } else { vocabulary::VALUES };
                    if text.is_empty() || known.binary_search(&&*text).is_ok() {
                        continue;
                    }
                    self.open_json(&text, &node.span(), role, 0);
                    self.aside.push(Segment { text, role, raw: node.span(), seam: Seam::Apart });
                }
                Kind::Number => {
                    let raw = node.raw();
                    if raw.bytes().filter(u8::is_ascii_digit).count() >= NUMBER_DIGITS_MIN {
                        self.aside.push(Segment { text: raw.into(), role, raw: node.span(), seam: Seam::Apart });
                    }
                }
                Kind::Null | Kind::Bool | Kind::Array | Kind::Object => {}
            }
        }
    }

    /// A member that the schema does not know. It may well hold an image by a name that is new.
    pub(super) fn unknown(&mut self, key: Value<'_, 'b>, value: Value<'_, 'b>) {
        if value.descend().any(|node| node.text().is_some_and(|text| blob::is_opaque(&text))) {
            self.uninspected(Reason::UnknownPart, value);
        }
        self.aside(key, Role::Other);
        self.aside(value, Role::Other);
    }

    /// A parameter that is a number or a switch, and says nothing as such.
    pub(super) fn parameter(&mut self, value: Value<'_, 'b>) {
        if !matches!(value.kind(), Kind::Number | Kind::Bool | Kind::Null) {
            self.aside(value, Role::Other);
        }
    }

    /// Opens a text that itself is JSON, such as a tool's arguments. Its strings stand in the text as they are, unless
    /// they hold escapes of their own: those are texts too.
    fn open_json(&mut self, text: &str, raw: &Range<usize>, role: Role, depth: usize) {
        let json = text.trim_ascii();
        if !json.starts_with(['{', '[', '"']) || memchr::memchr(b'\\', json.as_bytes()).is_none() {
            return;
        }
        let tape = match json::parse_str(json) {
            Ok(tape) if depth < limits::NESTED_JSON_DEPTH_MAX => tape,
            Ok(_) | Err(Reason::TooDeep) => {
                self.uninspected.push(Uninspected { reason: Reason::TooDeep, at: raw.start });
                return;
            }
            Err(_) => return,
        };
        for node in tape.root().descend() {
            if let Some(Cow::Owned(inner)) = node.text() {
                self.open_json(&inner, raw, role, depth + 1);
                self.aside.push(Segment { text: inner.into(), role, raw: raw.clone(), seam: Seam::Apart });
            }
        }
    }

    // What cannot be read.

    /// Something that cannot be read.
    pub(super) fn uninspected(&mut self, reason: Reason, value: Value<'_, 'b>) {
        let needs = match reason {
            Reason::Image => Needs::VISION,
            Reason::Audio => Needs::AUDIO,
            Reason::Video => Needs::VIDEO,
            Reason::Document => Needs::DOCUMENTS,
            Reason::Reference => Needs::STATE,
            Reason::RemoteTool => Needs::REMOTE_TOOLS,
            _ => Needs::NONE,
        };
        self.needs.insert(needs);
        self.uninspected.push(Uninspected { reason, at: value.span().start });
    }

    /// Something held elsewhere, by its name or URL; the name itself is text.
    pub(super) fn reference(&mut self, value: Value<'_, 'b>) {
        if value.kind() != Kind::Null {
            self.uninspected(Reason::Reference, value);
            self.aside(value, Role::Other);
        }
    }

    /// Content that only the provider can read.
    pub(super) fn encrypted(&mut self, value: Value<'_, 'b>) {
        if value.kind() != Kind::Null && !value.is("") {
            self.uninspected(Reason::Encrypted, value);
            self.readable_aside(value, Role::Other);
        }
    }

    /// Media, inline or by URL. A `data:` URL of text is read; inline binary is named by `reason` and not read; any
    /// other string, such as a URL or file name, is text as well.
    pub(super) fn media(&mut self, value: Value<'_, 'b>, reason: Reason, role: Role) {
        if value.kind() == Kind::Null {
            return;
        }
        let mut opaque = false;
        let mut read = false;
        for node in value.descend().filter(|node| node.kind() == Kind::String) {
            let text = node.text().unwrap_or_default();
            match blob::data_url(&text) {
                Some(blob::Data::Text(decoded)) => {
                    read = true;
                    self.say(decoded.into(), node.span(), role);
                }
                Some(blob::Data::Opaque) => opaque = true,
                None => opaque |= blob::is_base64(&text) || text.contains("://"),
            }
        }
        if opaque || !read {
            self.uninspected(reason, value);
        }
        self.readable_aside(value, Role::Other);
    }

    /// As [`Reader::aside`], leaving out what is inline binary.
    fn readable_aside(&mut self, value: Value<'_, 'b>, role: Role) {
        for node in value.descend() {
            let scalar = matches!(node.kind(), Kind::String | Kind::Key | Kind::Number);
            let text = if node.kind() == Kind::String { node.text().unwrap_or_default() } else { Cow::Borrowed("") };
            if scalar && !blob::is_base64(&text) && blob::data_url(&text).is_none() {
                self.aside(node, role);
            }
        }
    }

    /// Base64 of a told media type, as Gemini and Anthropic have it.
    pub(super) fn inline(&mut self, data: Value<'_, 'b>, media_type: &str, role: Role) {
        match data.text().and_then(|text| blob::decode_text(media_type, &text)) {
            Some(decoded) => self.say(decoded.into(), data.span(), role),
            None => {
                let reason = match media_type.split_once('/').map(|(kind, _)| kind) {
                    Some("image") => Reason::Image,
                    Some("audio") => Reason::Audio,
                    Some("video") => Reason::Video,
                    _ => Reason::Document,
                };
                self.uninspected(reason, data);
                self.readable_aside(data, Role::Other);
            }
        }
    }

    // Fields that most APIs have.

    /// The model's name.
    pub(super) fn model(&mut self, value: Value<'_, 'b>) {
        let Some(name) = value.text() else { return self.aside(value, Role::Other) };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._:/@-".contains(&byte);
        if name.len() > 128 || !name.bytes().all(plain) {
            self.aside(value, Role::Metadata);
        }
        let model = self.model.get_or_insert(Model { name: Cow::Borrowed(""), places: Vec::new() });
        model.name = name;
        model.places.push(value.span());
    }

    pub(super) fn stream(&mut self, value: Value<'_, 'b>) {
        self.stream |= value.is_true();
        self.parameter(value);
    }

    /// The API streams unless told otherwise.
    pub(super) fn stream_by_default(&mut self, root: Value<'_, 'b>) {
        let mut told = root.get_all("stream").peekable();
        self.stream = told.peek().is_none() || told.any(|value| value.kind() != Kind::Bool || value.is_true());
    }

    pub(super) fn is_stream(&self) -> bool {
        self.stream
    }

    /// A bound on generated tokens. Of several, the largest is what the request may cost.
    pub(super) fn output_tokens_max(&mut self, value: Value<'_, 'b>) {
        self.max_output_tokens = self.max_output_tokens.max(value.as_u64());
        self.parameter(value);
    }

    pub(super) fn choices(&mut self, value: Value<'_, 'b>) {
        let told = value.as_u64().and_then(|count| u32::try_from(count).ok());
        self.choices = self.choices.max(told.unwrap_or(1));
        self.parameter(value);
    }

    /// How soon the answer is wanted; the last one when told more than once, as most parsers do.
    pub(super) fn tier(&mut self, value: Value<'_, 'b>) {
        self.tier = value.text().map(|name| ServiceTier::of_request(&name)).unwrap_or_default();
    }

    /// Adds to what an upstream must be able to do.
    pub(super) fn needs(&mut self, needs: Needs) {
        self.needs.insert(needs);
    }

    /// The application's own name for its user; the first that is told stands.
    pub(super) fn user(&mut self, value: Value<'_, 'b>) {
        self.user = self.user.take().or(value.text().filter(|name| !name.is_empty()));
        self.aside(value, Role::Metadata);
    }

    /// What the application notes about the request, its `user_id` among it.
    pub(super) fn metadata(&mut self, value: Value<'_, 'b>) {
        let user = value.get("user_id").and_then(Value::text).filter(|name| !name.is_empty());
        self.user = self.user.take().or(user);
        self.aside(value, Role::Metadata);
    }

    /// How the usage of a stream is to be asked for.
    pub(super) fn usage_ask(&mut self, ask: UsageAsk) {
        self.usage_ask = ask;
    }
}

/// The array that an API requires.
pub(super) fn required_array(root: Value<'_, '_>, name: &str) -> Result<(), Reason> {
    let mut all = root.get_all(name).peekable();
    let there = all.peek().is_some();
    if there && all.all(|value| value.kind() == Kind::Array) { Ok(()) } else { Err(Reason::InvalidJson) }
}

/// Who speaks in a message, by its last `role`.
pub(super) fn role_of(message: Value<'_, '_>) -> Role {
    match message.get("role").and_then(Value::text).as_deref() {
        Some("system") => Role::System,
        Some("developer") => Role::Developer,
        Some("user" | "human") => Role::User,
        Some("assistant" | "model" | "ai") => Role::Assistant,
        Some("tool" | "function") => Role::Tool,
        // A message without a role is the user's in the APIs that allow it.
        None => Role::User,
        Some(_) => Role::Other,
    }
}

/// Roles as nearly all messages have them. `vocabulary` knows these words and their key.
const ROLES: &[&str] = &["user", "assistant", "system", "tool", "developer", "function", "model"];

/// Whether it names a role, and so says nothing that is to be looked at.
pub(super) fn is_role(value: Value<'_, '_>) -> bool {
    ROLES.iter().any(|role| value.is(role))
}

/// Whether any `type` of an object fulfils the condition: all duplicates count.
pub(super) fn any_type(object: Value<'_, '_>, condition: impl Fn(&str) -> bool) -> bool {
    object.get_all("type").any(|value| value.text().is_some_and(|text| condition(&text)))
}

/// For operations without a body.
pub(super) fn nothing<'b>(_: &mut Reader<'b>, _: Value<'_, 'b>) -> Result<(), Reason> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Reader::unknown`] would drop them as well, in a hundred times the steps.
    #[test]
    fn roles_are_words_that_say_nothing() {
        assert!(vocabulary::KEYS.binary_search(&"role").is_ok());
        assert!(ROLES.iter().all(|role| vocabulary::VALUES.binary_search(role).is_ok() && !blob::is_opaque(role)));
    }
}
