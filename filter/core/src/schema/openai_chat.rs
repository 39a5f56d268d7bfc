//! OpenAI's chat completions, which Mistral, vLLM, Azure and most others speak with their own additions. What they add
//! is read here too: the same path serves them all.
//!
//! Source: <https://platform.openai.com/docs/api-reference/chat/create>, <https://docs.mistral.ai/api/#tag/chat>,
//! <https://docs.vllm.ai/en/stable/serving/openai_compatible_server.html>.

use super::Needs;
use super::openai;
use super::reader::{Reader, required_array};
use crate::json::{Kind, Value};
use crate::words::{Reason, Role};

/// Reads a request for a chat completion.
pub(super) fn read<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    body(reader, root)?;
    openai::usage_ask(reader, root);
    Ok(())
}

/// As [`read`], for Mistral's agents, whose streams tell their usage unasked.
pub(super) fn read_agents<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    body(reader, root)
}

fn body<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    required_array(root, "messages")?;
    for (key, value) in root.members() {
        let name = key.text().unwrap_or_default();
        match &*name {
            "messages" => value.items().for_each(|message| openai::message(reader, message)),
            "tools" => openai::tools(reader, value, &["function", "custom"]),
            "functions" => openai::tools(reader, value, &[]),
            "tool_choice" | "function_call" => reader.aside(value, Role::ToolDefinition),
            "prediction" => openai::prediction(reader, value),
            "documents" => openai::content(reader, value, Role::User),
            "chat_template" | "chat_template_kwargs" => reader.aside(value, Role::System),
            "audio" | "modalities" => {
                if name == "audio" && value.kind() == Kind::Object || value.items().any(|word| word.is("audio")) {
                    reader.needs(Needs::AUDIO);
                }
                reader.aside(value, Role::Other);
            }
            // Azure's data sources, xAI's and OpenRouter's searches: the provider fetches and sends by itself.
            "web_search_options" | "data_sources" | "search_parameters" | "plugins" => {
                if value.kind() != Kind::Null {
                    reader.uninspected(Reason::RemoteTool, value);
                    reader.aside(value, Role::Metadata);
                }
            }
            "agent_id" => reader.reference(value),
            name if openai::common(reader, name, value) => {}
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}
