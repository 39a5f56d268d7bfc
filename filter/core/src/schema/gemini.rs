//! Google's Gemini: generateContent, streamGenerateContent, embedContent, batchEmbedContents, countTokens. Names may be
//! written in camelCase or snake_case, as in all JSON forms of protobuf.
//!
//! Source: <https://ai.google.dev/api/generate-content>, <https://ai.google.dev/api/caching#Content>.

use super::Needs;
use super::reader::{Reader, role_of};
use crate::json::{Kind, Value};
use crate::words::{Reason, Role};

/// Reads generateContent.
pub(super) fn read_generate<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    require(root, "contents")?;
    request(reader, root);
    Ok(())
}

/// Reads embedContent and batchEmbedContents.
pub(super) fn read_embed<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    require(root, "content").or_else(|_| require(root, "requests"))?;
    request(reader, root);
    Ok(())
}

/// Reads countTokens, which takes contents or a whole request.
pub(super) fn read_count<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    let whole = root.get("generateContentRequest").or(root.get("generate_content_request"));
    if whole.is_none() {
        require(root, "contents")?;
    }
    request(reader, root);
    Ok(())
}

fn require(root: Value<'_, '_>, name: &str) -> Result<(), Reason> {
    if root.get(name).is_some() { Ok(()) } else { Err(Reason::InvalidJson) }
}

fn request<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) {
    for (key, value) in root.members() {
        match &*camel_case(&key.text().unwrap_or_default()) {
            "contents" | "content" => content(reader, value, None),
            "systemInstruction" => content(reader, value, Some(Role::System)),
            "requests" => {
                value.items().for_each(|one| request(reader, one));
                if value.kind() != Kind::Array {
                    reader.aside(value, Role::Other);
                }
            }
            "generateContentRequest" => request(reader, value),
            "tools" => tools(reader, value),
            "toolConfig" => reader.aside(value, Role::ToolDefinition),
            "generationConfig" => config(reader, value),
            "cachedContent" => reader.reference(value),
            "labels" => reader.aside(value, Role::Metadata),
            "title" => reader.aside(value, Role::User),
            "outputDimensionality" => reader.parameter(value),
            _ => reader.unknown(key, value),
        }
    }
    if root.kind() != Kind::Object {
        reader.aside(root, Role::Other);
    }
}

/// `{"role", "parts": [...]}`, several of them, or text alone.
fn content<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>, speaker: Option<Role>) {
    match value.kind() {
        Kind::Array => value.items().for_each(|item| content(reader, item, speaker)),
        Kind::Object => {
            let role = speaker.unwrap_or_else(|| role_of(value));
            for (key, inner) in value.members() {
                match key.text().as_deref().unwrap_or_default() {
                    "parts" => parts(reader, inner, role),
                    _ => reader.unknown(key, inner),
                }
            }
        }
        _ => reader.talk(value, speaker.unwrap_or(Role::User)),
    }
}

fn parts<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>, role: Role) {
    match value.kind() {
        Kind::Array => value.items().for_each(|item| parts(reader, item, role)),
        Kind::Object => part(reader, value, role),
        _ => reader.talk(value, role),
    }
}

fn part<'b>(reader: &mut Reader<'b>, part: Value<'_, 'b>, role: Role) {
    for (key, value) in part.members() {
        match &*camel_case(&key.text().unwrap_or_default()) {
            "text" => reader.talk(value, role),
            "inlineData" => inline(reader, value, role),
            "fileData" => reader.reference(value),
            "functionCall" | "functionResponse" => function(reader, value),
            "executableCode" | "codeExecutionResult" => reader.aside(value, Role::Tool),
            "thoughtSignature" => reader.encrypted(value),
            "thought" => reader.parameter(value),
            "videoMetadata" | "mediaResolution" => reader.aside(value, Role::Other),
            _ => {
                reader.uninspected(Reason::UnknownPart, value);
                reader.unknown(key, value);
            }
        }
    }
}

fn inline<'b>(reader: &mut Reader<'b>, blob: Value<'_, 'b>, role: Role) {
    let media_type = blob.get("mimeType").or(blob.get("mime_type")).and_then(Value::text);
    for (key, value) in blob.members() {
        match &*camel_case(&key.text().unwrap_or_default()) {
            "data" => reader.inline(value, media_type.as_deref().unwrap_or_default(), role),
            _ => reader.unknown(key, value),
        }
    }
    if blob.kind() != Kind::Object {
        reader.aside(blob, Role::Other);
    }
}

/// A call of a function, or what it answered.
fn function<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for (key, inner) in value.members() {
        match key.text().as_deref().unwrap_or_default() {
            "parts" => parts(reader, inner, Role::Tool),
            "id" => reader.aside(inner, Role::Metadata),
            "name" | "args" | "response" => reader.aside(inner, Role::Tool),
            _ => reader.unknown(key, inner),
        }
    }
    if value.kind() != Kind::Object {
        reader.aside(value, Role::Tool);
    }
}

fn tools<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for tool in value.items() {
        for (key, inner) in tool.members() {
            match &*camel_case(&key.text().unwrap_or_default()) {
                "functionDeclarations" => reader.needs(Needs::TOOLS),
                // The client moves the mouse.
                "computerUse" => reader.needs(Needs::TOOLS),
                // googleSearch, urlContext, codeExecution, googleMaps, retrieval, fileSearch and what will come.
                _ => reader.uninspected(Reason::RemoteTool, inner),
            }
        }
    }
    reader.aside(value, Role::ToolDefinition);
}

fn config<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for (key, inner) in value.members() {
        match &*camel_case(&key.text().unwrap_or_default()) {
            "maxOutputTokens" => reader.output_tokens_max(inner),
            "candidateCount" => reader.choices(inner),
            "seed" => reader.parameter(inner),
            "responseMimeType" => {
                if inner.is("application/json") {
                    reader.needs(Needs::JSON_OBJECT);
                }
                reader.aside(inner, Role::Other);
            }
            "responseSchema" | "responseJsonSchema" => {
                reader.needs(Needs::JSON_SCHEMA);
                reader.aside(inner, Role::ToolDefinition);
            }
            "responseLogprobs" | "logprobs" => {
                if inner.is_true() || inner.kind() == Kind::Number {
                    reader.needs(Needs::LOGPROBS);
                }
                reader.parameter(inner);
            }
            "responseModalities" => {
                if inner.items().any(|word| word.is("AUDIO")) {
                    reader.needs(Needs::AUDIO);
                }
                reader.aside(inner, Role::Other);
            }
            _ => reader.unknown(key, inner),
        }
    }
    if value.kind() != Kind::Object {
        reader.aside(value, Role::Other);
    }
}

/// `inline_data` as `inlineData`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
