//! A record as one line of JSON, written by appending.
//!
//! What `serde_json::to_string` writes, byte for byte (a test holds it to that), in a third of the instructions: a record
//! is fifty short names and words in which nothing is to be escaped, and a line is written for every request. Strings
//! are looked through eight bytes at a time and copied whole; one that needs an escape goes to `serde_json`.

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::Error;

use crate::json;

/// Longer than most records.
const LINE_BYTES_USUAL: usize = 2048;

/// The value as JSON. Only what a record is made of: no floats, no bytes, no variants with content.
pub(super) fn of(value: &impl Serialize) -> Result<String, Error> {
    let mut line = Line(String::with_capacity(LINE_BYTES_USUAL));
    value.serialize(&mut line)?;
    Ok(line.0)
}

struct Line(String);

impl Line {
    fn quote(&mut self, text: &str) -> Result<(), Error> {
        if json::plain_run(text.as_bytes()) == text.len() {
            self.0.push('"');
            self.0.push_str(text);
            self.0.push('"');
        } else {
            self.0.push_str(&serde_json::to_string(text)?);
        }
        Ok(())
    }

    /// By hand: the formatter costs ten times as much, for ten numbers in every record.
    fn number(&mut self, number: u64) -> Result<(), Error> {
        let mut digits = [b'0'; 20]; // as many as the largest has
        let (mut begin, mut rest) = (digits.len(), number);
        for (at, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0' + (rest % 10) as u8;
            (begin, rest) = (at, rest / 10);
            if rest == 0 {
                break;
            }
        }
        self.0.push_str(std::str::from_utf8(digits.get(begin..).unwrap_or_default()).map_err(Error::custom)?);
        Ok(())
    }

    fn signed(&mut self, number: i64) -> Result<(), Error> {
        self.0.push_str(if number < 0 { "-" } else { "" });
        self.number(number.unsigned_abs())
    }

    fn open(&mut self, bracket: char, close: char) -> Open<'_> {
        self.0.push(bracket);
        Open { line: self, close, is_first: true }
    }
}

/// An object or array that is being written.
struct Open<'l> {
    line: &'l mut Line,
    close: char,
    is_first: bool,
}

impl Open<'_> {
    fn next(&mut self) -> &mut Line {
        if !std::mem::take(&mut self.is_first) {
            self.line.0.push(',');
        }
        self.line
    }

    fn close(self) {
        self.line.0.push(self.close);
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        let line = self.next();
        line.0.push('"');
        line.0.push_str(name); // a field's name, in which nothing is to be escaped
        line.0.push_str("\":");
        value.serialize(line)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(self.next()) // a record's keys are strings
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.line.0.push(':');
        value.serialize(&mut *self.line)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

type Never = Impossible<(), Error>;

impl<'l> Serializer for &'l mut Line {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'l>;
    type SerializeMap = Open<'l>;
    type SerializeStruct = Open<'l>;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeStructVariant = Never;

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.quote(text)
    }
    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.number(value)
    }
    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.signed(value)
    }
    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.number(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.number(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.number(value.into())
    }
    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.signed(value.into())
    }
    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.signed(value.into())
    }
    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.signed(value.into())
    }
    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Error> {
        self.0.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<(), Error> {
        self.quote(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }
    fn serialize_seq(self, _len: Option<usize>) -> Result<Open<'l>, Error> {
        Ok(self.open('[', ']'))
    }
    fn serialize_map(self, _len: Option<usize>) -> Result<Open<'l>, Error> {
        Ok(self.open('{', '}'))
    }
    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Open<'l>, Error> {
        Ok(self.open('{', '}'))
    }

    fn serialize_char(self, _: char) -> Result<(), Error> {
        Err(no("char"))
    }
    fn serialize_f32(self, _: f32) -> Result<(), Error> {
        Err(no("float"))
    }
    fn serialize_f64(self, _: f64) -> Result<(), Error> {
        Err(no("float"))
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(no("bytes"))
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(no("variant"))
    }
    fn serialize_tuple(self, _: usize) -> Result<Never, Error> {
        Err(no("tuple"))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Error> {
        Err(no("tuple"))
    }
    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Error> {
        Err(no("variant"))
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Error> {
        Err(no("variant"))
    }
}

fn no(what: &str) -> Error {
    Error::custom(format_args!("a record holds no {what}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, serde::Serialize)]
    struct Part {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u64>,
        none: Option<&'static str>,
        counts: BTreeMap<String, u32>,
        list: Vec<i64>,
        yes: bool,
        parts: Vec<Part>,
    }

    fn part(text: String, number: u64, key: String) -> Part {
        let inner = Part {
            text: key.clone(),
            left_out: None,
            none: None,
            counts: BTreeMap::new(),
            list: Vec::new(),
            yes: false,
            parts: Vec::new(),
        };
        let counts = BTreeMap::from([(key, 1), ("b".to_owned(), u32::MAX)]);
        Part {
            text,
            left_out: Some(number),
            none: Some("x"),
            counts,
            list: vec![i64::MIN, 0, 7],
            yes: true,
            parts: vec![inner],
        }
    }

    proptest! {
        /// The twin is `serde_json`.
        #[test]
        fn writes_what_serde_json_writes(text in any::<String>(), number in any::<u64>(), key in "\\PC{0,20}[\"\\\\\n\u{1}é]?") {
            let part = part(text, number, key);
            prop_assert_eq!(of(&part).unwrap(), serde_json::to_string(&part).unwrap());
        }
    }

    #[test]
    fn what_a_record_does_not_hold_is_refused() {
        assert!(of(&1.5).is_err());
        assert!(of(&("a", 1)).is_err());
    }
}
