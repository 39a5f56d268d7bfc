//! OpenAI's responses.
//!
//! Source: <https://platform.openai.com/docs/api-reference/responses/create>.

use super::openai;
use super::reader::{Reader, any_type, role_of};
use crate::json::{Kind, Value};
use crate::words::{Reason, Role};

/// Tools that the client runs.
const LOCAL_TOOLS: &[&str] =
    &["function", "custom", "computer_use_preview", "computer", "local_shell", "shell", "apply_patch"];

/// Input items that carry what the client sent, or what the model answered it.
const ITEM_TYPES: &[&str] = &[
    "message",
    "function_call",
    "function_call_output",
    "custom_tool_call",
    "custom_tool_call_output",
    "reasoning",
    "computer_call",
    "computer_call_output",
    "local_shell_call",
    "local_shell_call_output",
    "shell_call",
    "shell_call_output",
    "apply_patch_call",
    "apply_patch_call_output",
    "item_reference",
    "compaction",
];

/// Input items about tools that ran on the provider's side.
const REMOTE_ITEM_TYPES: &[&str] = &[
    "file_search_call",
    "web_search_call",
    "code_interpreter_call",
    "image_generation_call",
    "mcp_list_tools",
    "mcp_approval_request",
    "mcp_approval_response",
    "mcp_call",
];

/// Reads a request for a response.
pub(super) fn read<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "input" => input(reader, value),
            "instructions" => input_as(reader, value, Role::System),
            "prompt" => prompt(reader, value),
            "conversation" => reader.reference(value),
            "tools" => openai::tools(reader, value, LOCAL_TOOLS),
            "tool_choice" => reader.aside(value, Role::ToolDefinition),
            "text" => text(reader, value),
            name if openai::common(reader, name, value) => {}
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}

fn input<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    input_as(reader, value, Role::User);
}

/// A string, or an array of items.
fn input_as<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>, role: Role) {
    match value.kind() {
        Kind::Array => value.items().for_each(|each| input_as(reader, each, role)),
        Kind::Object => item(reader, value),
        _ => reader.talk(value, role),
    }
}

fn item<'b>(reader: &mut Reader<'b>, item: Value<'_, 'b>) {
    if any_type(item, |word| REMOTE_ITEM_TYPES.contains(&word)) {
        reader.uninspected(Reason::RemoteTool, item);
    }
    if any_type(item, |word| !ITEM_TYPES.contains(&word) && !REMOTE_ITEM_TYPES.contains(&word)) {
        reader.uninspected(Reason::UnknownPart, item);
    }
    // An item that is nothing but an id stands for one that the provider keeps.
    let untyped = item.get("type").is_none() && item.get("content").is_none();
    let is_reference = untyped || any_type(item, |word| word == "item_reference");
    let is_tool = any_type(item, |word| word.ends_with("_output"));
    let is_reasoning = any_type(item, |word| word == "reasoning");
    let role = if is_reasoning { Role::Assistant } else { role_of(item) };
    for (key, value) in item.members() {
        match key.text().as_deref().unwrap_or_default() {
            "content" | "summary" => openai::content(reader, value, role),
            "arguments" | "input" | "code" => reader.talk_apart(value, Role::Tool),
            "output" if is_tool => openai::content(reader, value, Role::Tool),
            // A picture that was generated, in base64.
            "result" => reader.media(value, Reason::Image, role),
            "name" | "output" | "outputs" | "action" | "queries" | "results" | "operation" | "error" => {
                reader.aside(value, Role::Tool);
            }
            "tools" => reader.aside(value, Role::ToolDefinition),
            "id" if is_reference => reader.reference(value),
            "id" | "call_id" | "approval_request_id" => reader.aside(value, Role::Metadata),
            "encrypted_content" => reader.encrypted(value),
            _ => reader.unknown(key, value),
        }
    }
}

/// A prompt that the provider keeps, and the texts that are put into it.
fn prompt<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    if value.kind() != Kind::Object {
        return reader.reference(value);
    }
    reader.uninspected(Reason::Reference, value);
    for (key, inner) in value.members() {
        if key.is("variables") {
            for (name, text) in inner.members() {
                reader.aside(name, Role::Other);
                openai::content(reader, text, Role::User);
            }
            if inner.kind() != Kind::Object {
                reader.aside(inner, Role::Other);
            }
        } else {
            reader.unknown(key, inner);
        }
    }
}

fn text<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for (key, inner) in value.members() {
        if key.is("format") {
            openai::format(reader, inner);
        } else {
            reader.unknown(key, inner);
        }
    }
    if value.kind() != Kind::Object {
        reader.aside(value, Role::Other);
    }
}
