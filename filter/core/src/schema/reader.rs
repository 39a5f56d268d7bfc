//! What every schema's reading is made of.

use super::{Call, Model, Needs, Reading, UsageAsk};
use crate::json::{Kind, Value};
use crate::segment::{Seam, Segment};
use crate::words::{Reason, Role};

/// Reads a root object.
pub(super) type Read = for<'t, 'b> fn(&mut Reader<'b>, Value<'t, 'b>) -> Result<(), Reason>;

/// A reading in the making.
pub(super) struct Reader<'b> {
    reading: Reading<'b>,
}

impl<'b> Reader<'b> {
    pub(super) fn new(call: &Call<'_>) -> Reader<'b> {
        Reader {
            reading: Reading {
                segments: Vec::new(),
                uninspected: Vec::new(),
                model: None,
                stream: call.stream_in_path,
                max_output_tokens: None,
                choices: 1,
                needs: Needs::NONE,
                usage_ask: UsageAsk::NotNeeded,
            },
        }
    }

    pub(super) fn finish(self) -> Reading<'b> {
        self.reading
    }
}

/// Reads every string, knowing nothing.
pub(super) fn anything<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    for (key, value) in root.members() {
        if key.is("model") && value.kind() == Kind::String {
            let model = reader.reading.model.get_or_insert(Model { name: "".into(), places: Vec::new() });
            model.name = value.text().unwrap_or_default();
            model.places.push(value.span());
        }
        reader.reading.stream |= key.is("stream") && value.is_true();
    }
    for value in root.descend() {
        if let Some(text) = value.text() {
            let segment = Segment { text, role: Role::Other, raw: value.span(), seam: Seam::Apart };
            reader.reading.segments.push(segment);
        }
    }
    Ok(())
}
