//! Embeddings as OpenAI, Mistral, Azure and vLLM have them.
//!
//! Source: <https://platform.openai.com/docs/api-reference/embeddings/create>.

use super::openai;
use super::reader::Reader;
use crate::json::{Kind, Value};
use crate::words::Reason;

/// Reads a request for embeddings. The inputs of one request run on: they are mostly the pieces of one document.
pub(super) fn read<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    // vLLM embeds conversations too.
    if root.get("input").or(root.get("messages")).is_none() {
        return Err(Reason::InvalidJson);
    }
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "input" => openai::prompt(reader, value),
            "messages" if value.kind() == Kind::Array => {
                value.items().for_each(|message| openai::message(reader, message));
            }
            name if openai::common(reader, name, value) => {}
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}
