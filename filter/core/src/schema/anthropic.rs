//! Anthropic's messages and count_tokens.
//!
//! Source: <https://docs.anthropic.com/en/api/messages>, <https://docs.anthropic.com/en/api/messages-count-tokens>.

use super::Needs;
use super::reader::{Reader, any_type, required_array, role_of};
use crate::json::{Kind, Value};
use crate::words::{Reason, Role};

/// Content blocks that carry what the client sent.
const BLOCK_TYPES: &[&str] = &[
    "text",
    "image",
    "document",
    "thinking",
    "redacted_thinking",
    "tool_use",
    "tool_result",
    "search_result",
    "container_upload",
];

/// Tools that the client runs; all others run on Anthropic's side. Versions follow as a date.
const LOCAL_TOOLS: &[&str] = &["custom", "bash_", "computer_", "text_editor_", "memory_"];

/// Reads a request for a message, or for counting its tokens.
pub(super) fn read<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    required_array(root, "messages")?;
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "model" => reader.model(value),
            "system" => content(reader, value, Role::System),
            "messages" => value.items().for_each(|item| message(reader, item)),
            "max_tokens" => reader.output_tokens_max(value),
            "stream" => reader.stream(value),
            "temperature" | "top_p" | "top_k" => reader.parameter(value),
            "metadata" => reader.metadata(value),
            "tools" => tools(reader, value),
            "tool_choice" => reader.aside(value, Role::ToolDefinition),
            "mcp_servers" => {
                for server in value.items() {
                    reader.uninspected(Reason::RemoteTool, server);
                }
                reader.aside(value, Role::ToolDefinition);
            }
            // An id, or an object with an id and skills.
            "container" => reader.reference(value),
            "output_format" | "output_config" => {
                if value.kind() == Kind::Object {
                    reader.needs(Needs::JSON_SCHEMA);
                }
                reader.aside(value, Role::ToolDefinition);
            }
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}

fn message<'b>(reader: &mut Reader<'b>, message: Value<'_, 'b>) {
    if message.kind() != Kind::Object {
        return reader.aside(message, Role::Other);
    }
    let role = role_of(message);
    for (key, value) in message.members() {
        match key.text().as_deref().unwrap_or_default() {
            "content" => content(reader, value, role),
            _ => reader.unknown(key, value),
        }
    }
}

/// A string, or an array of blocks.
fn content<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>, role: Role) {
    match value.kind() {
        Kind::Array => value.items().for_each(|item| content(reader, item, role)),
        Kind::Object => block(reader, value, role),
        _ => reader.talk(value, role),
    }
}

fn block<'b>(reader: &mut Reader<'b>, block: Value<'_, 'b>, role: Role) {
    // Calls and results of server tools: what stands in them is read, what else they reached is not known.
    let served =
        |word: &str| word == "server_tool_use" || word.starts_with("mcp_tool_") || word.ends_with("_tool_result");
    if any_type(block, served) {
        reader.uninspected(Reason::RemoteTool, block);
    }
    if any_type(block, |word| !served(word) && !BLOCK_TYPES.contains(&word)) {
        reader.uninspected(Reason::UnknownPart, block);
    }
    let is_image = any_type(block, |word| word == "image");
    let role = if any_type(block, |word| word.ends_with("tool_result")) { Role::Tool } else { role };
    for (key, value) in block.members() {
        match key.text().as_deref().unwrap_or_default() {
            "text" | "thinking" | "content" | "title" | "context" => content(reader, value, role),
            "source" => source(reader, value, role, is_image),
            "input" => reader.aside(value, Role::Tool),
            "name" | "server_name" => reader.aside(value, Role::Tool),
            "id" | "tool_use_id" => reader.aside(value, Role::Metadata),
            // Redacted thinking. A thinking block's signature holds the full thinking, encrypted.
            "data" | "signature" | "encrypted_content" | "encrypted_index" => reader.encrypted(value),
            "file_id" => reader.reference(value),
            _ => reader.unknown(key, value),
        }
    }
}

/// Where an image or document comes from.
fn source<'b>(reader: &mut Reader<'b>, source: Value<'_, 'b>, role: Role, is_image: bool) {
    let media_type = source.get("media_type").and_then(Value::text);
    // Of two types an upstream may take the other one, and then the data is no text.
    let is_text = any_type(source, |word| word == "text") && !any_type(source, |word| word != "text");
    if source.kind() != Kind::Object {
        return reader.aside(source, Role::Other);
    }
    for (key, value) in source.members() {
        match key.text().as_deref().unwrap_or_default() {
            "data" if is_text => reader.talk(value, role),
            "data" => reader.inline(value, media_type.as_deref().unwrap_or_default(), role),
            "content" => content(reader, value, role),
            "url" if is_image => reader.media(value, Reason::Image, role),
            "url" | "file_id" => reader.reference(value),
            _ => reader.unknown(key, value),
        }
    }
}

fn tools<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for tool in value.items() {
        reader.needs(Needs::TOOLS);
        if any_type(tool, |word| !LOCAL_TOOLS.iter().any(|local| word.starts_with(local))) {
            reader.uninspected(Reason::RemoteTool, tool);
        }
    }
    reader.aside(value, Role::ToolDefinition);
}
