//! Reads a protobuf-encoded `google.protobuf.Struct` into a JSON value. That is how Envoy hands over a configuration
//! written as plain YAML.
//!
//! ```text
//! Struct    = { 1: Entry }*            Entry = { 1: key string, 2: Value }
//! Value     = one of { 1: null enum, 2: number double, 3: string, 4: bool, 5: Struct, 6: ListValue }
//! ListValue = { 1: Value }*
//! ```
//!
//! Source: `google/protobuf/struct.proto` and the protobuf encoding guide. Unknown fields are an error, not skipped:
//! this is the configuration that decides where data goes, and what is not understood must not be dropped.

use serde_json::{Map, Number, Value};

/// Deepest nesting that is followed; a policy stays below 10.
const DEPTH_MAX: usize = 64;

/// Decodes the fields of a `Struct`.
///
/// # Errors
/// Says what is wrong with the bytes; `None` never stands for an empty object.
pub(super) fn decode(bytes: &[u8]) -> Result<Value, &'static str> {
    decode_struct(Bytes(bytes), 0).map(Value::Object)
}

fn decode_struct(mut bytes: Bytes<'_>, depth: usize) -> Result<Map<String, Value>, &'static str> {
    if depth > DEPTH_MAX {
        return Err("nested too deep");
    }
    let mut map = Map::new();
    while let Some(field) = bytes.field()? {
        let Field::Length(1, mut entry) = field else { return Err("a field that `Struct` does not have") };
        let (mut key, mut value) = (None, Value::Null);
        while let Some(field) = entry.field()? {
            match field {
                Field::Length(1, text) => key = Some(text.utf8()?),
                Field::Length(2, inner) => value = decode_value(inner, depth + 1)?,
                _ => return Err("a field that an entry of `Struct` does not have"),
            }
        }
        if map.insert(key.unwrap_or_default().to_owned(), value).is_some() {
            return Err("the same key twice");
        }
    }
    Ok(map)
}

fn decode_value(mut bytes: Bytes<'_>, depth: usize) -> Result<Value, &'static str> {
    if depth > DEPTH_MAX {
        return Err("nested too deep");
    }
    let mut value = Value::Null;
    // Of a `oneof` the last one counts.
    while let Some(field) = bytes.field()? {
        value = match field {
            Field::Varint(1, _) => Value::Null,
            Field::Fixed64(2, bits) => number(f64::from_bits(bits))?,
            Field::Length(3, text) => Value::String(text.utf8()?.to_owned()),
            Field::Varint(4, bit) => Value::Bool(bit != 0),
            Field::Length(5, inner) => Value::Object(decode_struct(inner, depth + 1)?),
            Field::Length(6, inner) => Value::Array(decode_list(inner, depth + 1)?),
            _ => return Err("a field that `Value` does not have"),
        };
    }
    Ok(value)
}

fn decode_list(mut bytes: Bytes<'_>, depth: usize) -> Result<Vec<Value>, &'static str> {
    let mut items = Vec::new();
    while let Some(field) = bytes.field()? {
        let Field::Length(1, inner) = field else { return Err("a field that `ListValue` does not have") };
        items.push(decode_value(inner, depth + 1)?);
    }
    Ok(items)
}

/// A double as the JSON number that was written: whole numbers become integers again.
fn number(double: f64) -> Result<Value, &'static str> {
    if let Some(whole) = super::reader::whole(double) {
        return Ok(Value::from(whole));
    }
    Number::from_f64(double).map(Value::Number).ok_or("a number that is not finite")
}

/// What is left to read.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

/// A field's number and payload.
enum Field<'a> {
    Varint(u64, u64),
    Fixed64(u64, u64),
    Length(u64, Bytes<'a>),
}

impl<'a> Bytes<'a> {
    fn field(&mut self) -> Result<Option<Field<'a>>, &'static str> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let tag = self.varint()?;
        let number = tag >> 3;
        match tag & 7 {
            0 => Ok(Some(Field::Varint(number, self.varint()?))),
            1 => {
                let (bits, rest) = self.0.split_first_chunk::<8>().ok_or("cut short")?;
                self.0 = rest;
                Ok(Some(Field::Fixed64(number, u64::from_le_bytes(*bits))))
            }
            2 => {
                let length = usize::try_from(self.varint()?).map_err(|_| "cut short")?;
                let (inner, rest) = self.0.split_at_checked(length).ok_or("cut short")?;
                self.0 = rest;
                Ok(Some(Field::Length(number, Bytes(inner))))
            }
            _ => Err("a wire type that `Struct` does not use"),
        }
    }

    fn varint(&mut self) -> Result<u64, &'static str> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or("cut short")?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err("a number of more than 64 bits")
    }

    fn utf8(self) -> Result<&'a str, &'static str> {
        std::str::from_utf8(self.0).map_err(|_| "a text that is not UTF-8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The other direction, for tests.
    fn encode(map: &Map<String, Value>) -> Vec<u8> {
        let mut out = Vec::new();
        for (key, value) in map {
            let mut entry = Vec::new();
            length(&mut entry, 1, key.as_bytes());
            length(&mut entry, 2, &encode_value(value));
            length(&mut out, 1, &entry);
        }
        out
    }

    fn encode_value(value: &Value) -> Vec<u8> {
        let mut out = Vec::new();
        match value {
            Value::Null => out.extend([1 << 3, 0]),
            Value::Bool(bit) => out.extend([4 << 3, u8::from(*bit)]),
            Value::Number(number) => {
                out.push(2 << 3 | 1);
                out.extend(number.as_f64().unwrap().to_le_bytes());
            }
            Value::String(text) => length(&mut out, 3, text.as_bytes()),
            Value::Object(map) => length(&mut out, 5, &encode(map)),
            Value::Array(items) => {
                let mut list = Vec::new();
                for item in items {
                    length(&mut list, 1, &encode_value(item));
                }
                length(&mut out, 6, &list);
            }
        }
        out
    }

    fn length(out: &mut Vec<u8>, field: u8, bytes: &[u8]) {
        out.push(field << 3 | 2);
        let mut n = bytes.len();
        while n >= 0x80 {
            out.push((n as u8 & 0x7f) | 0x80);
            n >>= 7;
        }
        out.push(n as u8);
        out.extend(bytes);
    }

    #[test]
    fn what_was_written_is_read_back() {
        let value = json!({
            "": "empty key", "text": "à".repeat(300), "whole": 128_000, "price": 0.15, "none": null, "negative": -1.5,
            "yes": true, "no": false, "list": [1, [], {}, "x", [[2]]], "map": {"a": {"b": {}}},
        });
        let bytes = encode(value.as_object().unwrap());
        assert_eq!(decode(&bytes), Ok(value));
        assert_eq!(decode(&[]), Ok(json!({})));
    }

    #[test]
    fn every_cut_and_every_changed_byte_ends() {
        let bytes = encode(json!({"a": [1, {"b": "text"}], "c": true}).as_object().unwrap());
        for cut in 1..bytes.len() {
            let _ = decode(&bytes[..cut]);
            for byte in 0..=255 {
                let mut changed = bytes.clone();
                changed[cut] = byte;
                let _ = decode(&changed);
            }
        }
    }

    #[test]
    fn hostile_nesting_is_refused() {
        let mut value = json!(1);
        for _ in 0..100 {
            value = json!([value]);
        }
        assert_eq!(decode(&encode(json!({"a": value}).as_object().unwrap())), Err("nested too deep"));
        let twice = encode(json!({"a": 1}).as_object().unwrap()).repeat(2);
        assert_eq!(decode(&twice), Err("the same key twice"));
    }
}
