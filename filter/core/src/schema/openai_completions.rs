//! OpenAI's completions (vLLM speaks them still) and Mistral's fill-in-the-middle.
//!
//! Source: <https://platform.openai.com/docs/api-reference/completions/create>, <https://docs.mistral.ai/api/#tag/fim>.

use super::openai;
use super::reader::Reader;
use crate::json::Value;
use crate::words::{Reason, Role};

/// Reads a request for a completion.
pub(super) fn read<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    read_fim(reader, root)?;
    openai::usage_ask(reader, root);
    Ok(())
}

/// As [`read`], for Mistral, whose streams tell their usage unasked.
pub(super) fn read_fim<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    // vLLM takes `prompt_embeds` instead.
    if root.get("prompt").or(root.get("prompt_embeds")).is_none() {
        return Err(Reason::InvalidJson);
    }
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "prompt" => openai::prompt(reader, value),
            "suffix" => openai::content(reader, value, Role::User),
            name if openai::common(reader, name, value) => {}
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}
