//! A record as one line of JSON, written by appending.
//!
//! What `serde_json::to_string` writes, byte for byte (a test holds it to that), in a fraction of the instructions: a
//! record is fifty short names and words in which nothing is to be escaped, and a line is written for every request. A
//! word of our own vocabulary is copied as it is. Every other string is looked through eight bytes at a time and copied
//! whole; one that needs an escape goes to `serde_json`.

use std::collections::BTreeMap;

use crate::audit::chain::{Link, Opening, Tip};
use crate::audit::key::Mac;
use crate::audit::{BudgetUse, Record, Tokens};
use crate::json;
use crate::money::push_number;

/// Longer than most records.
const LINE_BYTES_USUAL: usize = 2048;

/// The record's line.
pub(super) fn of(record: &Record) -> String {
    let mut line = Line(String::with_capacity(LINE_BYTES_USUAL));
    record.value(&mut line);
    line.0
}

struct Line(String);

impl Line {
    /// Begins a member of an object; `key` has a comma in front, which the first member goes without.
    #[inline(always)] // with its length known, a key is two stores and no call
    fn key(&mut self, key: &'static str, may_be_first: bool) {
        if may_be_first && self.0.ends_with('{') {
            self.0.push_str(key.get(1..).unwrap_or_default());
        } else {
            self.0.push_str(key);
        }
    }

    fn quoted(&mut self, plain: &str) {
        self.0.push('"');
        self.0.push_str(plain);
        self.0.push('"');
    }
}

/// What a record is made of.
trait Put {
    /// Whether a list of these is a member when there are none in it.
    const IS_TOLD_EMPTY: bool = true;

    /// Writes it.
    fn value(&self, line: &mut Line);

    /// Writes it as a member of an object.
    #[inline(always)]
    fn member(&self, key: &'static str, may_be_first: bool, line: &mut Line) {
        line.key(key, may_be_first);
        self.value(line);
    }
}

/// A word of our own vocabulary.
impl Put for &'static str {
    fn value(&self, line: &mut Line) {
        line.quoted(self);
    }
}

impl Put for String {
    fn value(&self, line: &mut Line) {
        if json::plain_run(self.as_bytes()) == self.len() {
            line.quoted(self);
        } else {
            line.0.push_str(&serde_json::to_string(self).unwrap_or_default());
        }
    }
}

impl Put for Mac {
    fn value(&self, line: &mut Line) {
        line.quoted(&self.hex());
    }
}

impl Put for u64 {
    fn value(&self, line: &mut Line) {
        push_number(&mut line.0, *self);
    }
}

impl Put for u32 {
    fn value(&self, line: &mut Line) {
        u64::from(*self).value(line);
    }
}

impl Put for u16 {
    fn value(&self, line: &mut Line) {
        u64::from(*self).value(line);
    }
}

impl Put for bool {
    fn value(&self, line: &mut Line) {
        line.0.push_str(if *self { "true" } else { "false" });
    }
}

/// What is not known is no member.
impl<T: Put> Put for Option<T> {
    fn value(&self, line: &mut Line) {
        if let Some(value) = self {
            value.value(line);
        }
    }

    #[inline(always)]
    fn member(&self, key: &'static str, may_be_first: bool, line: &mut Line) {
        if let Some(value) = self {
            value.member(key, may_be_first, line);
        }
    }
}

impl<T: Put> Put for Vec<T> {
    fn value(&self, line: &mut Line) {
        line.0.push('[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                line.0.push(',');
            }
            item.value(line);
        }
        line.0.push(']');
    }

    fn member(&self, key: &'static str, may_be_first: bool, line: &mut Line) {
        if T::IS_TOLD_EMPTY || !self.is_empty() {
            line.key(key, may_be_first);
            self.value(line);
        }
    }
}

impl Put for BTreeMap<String, u32> {
    fn value(&self, line: &mut Line) {
        line.0.push('{');
        for (index, (name, count)) in self.iter().enumerate() {
            if index > 0 {
                line.0.push(',');
            }
            name.value(line);
            line.0.push(':');
            count.value(line);
        }
        line.0.push('}');
    }
}

/// Writes a struct as an object. It is taken apart whole, so that no new field is forgotten here. Behind `;` stand those that
/// are not the first member, because one before is always there.
macro_rules! object {
    ($type:ident { $($first:ident),* ; $($field:ident),* $(,)? } $(, $is_told_empty:literal)?) => {
        impl Put for $type {
            $(const IS_TOLD_EMPTY: bool = $is_told_empty;)?

            fn value(&self, line: &mut Line) {
                let $type { $($first,)* $($field),* } = self;
                line.0.push('{');
                $($first.member(concat!(",\"", stringify!($first), "\":"), true, line);)*
                $($field.member(concat!(",\"", stringify!($field), "\":"), false, line);)*
                line.0.push('}');
            }
        }
    };
}

object!(Record {
    action;
    application,
    body,
    budgets,
    categories,
    chain,
    conversation,
    cost,
    cost_estimate,
    cost_if_asked,
    cost_if_asked_estimate,
    country,
    coverage,
    currency,
    denied,
    duration_ms,
    entities,
    filter_us,
    id,
    mode,
    model,
    model_asked,
    moved_by,
    operation,
    outcome,
    policy,
    request_id,
    rules,
    schema,
    sensitivity,
    settled_by,
    status,
    stream,
    task,
    tenant,
    time,
    tokens,
    uninspected,
    upstream,
    upstream_asked,
    usage,
    user,
    v,
    would,
    zone,
});

object!(Tokens { audio_input, audio_output, cache_write, cached, input, input_estimated; output, reasoning });
object!(BudgetUse { name; reserved, settled, state }, false);
object!(Link { alg; key, open, prev, seq, vm, witness });
object!(Opening { build; time });
object!(Tip { mac; seq, vm }, false);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every field has something in it, or none that may have nothing.
    fn record(text: &str, number: u64, all: bool) -> Record {
        let some = |value: &str| all.then(|| value.to_owned());
        let word = all.then_some("word");
        let mac = Mac(u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834).to_le_bytes());
        let tip = Tip { mac, seq: number, vm: text.to_owned() };
        let link = Link {
            alg: "blake3",
            key: some(text),
            open: all.then(|| Opening { build: "1", time: text.to_owned() }),
            prev: mac,
            seq: number,
            vm: text.to_owned(),
            witness: if all { vec![tip.clone(), tip] } else { Vec::new() },
        };
        let budget = |settled| BudgetUse { name: text.to_owned(), reserved: text.to_owned(), settled, state: "ok" };
        let tokens = all.then_some(number);
        Record {
            application: some(text),
            body: some(text),
            budgets: if all { vec![budget(None), budget(some(text))] } else { Vec::new() },
            categories: if all { vec!["personal", "financial"] } else { Vec::new() },
            chain: all.then_some(link),
            conversation: some(text),
            cost: some(text),
            cost_estimate: some(text),
            cost_if_asked: some(text),
            cost_if_asked_estimate: some(text),
            country: some(text),
            currency: some(text),
            denied: word,
            duration_ms: number,
            entities: if all {
                BTreeMap::from([(text.to_owned(), 1), ("b".to_owned(), u32::MAX)])
            } else {
                BTreeMap::new()
            },
            filter_us: number / 3,
            id: text.to_owned(),
            model: some(text),
            model_asked: some(text),
            moved_by: some(text),
            operation: word,
            request_id: some(text),
            rules: if all { vec![text.to_owned(), "b".to_owned()] } else { Vec::new() },
            schema: word,
            settled_by: word,
            status: u16::MAX,
            stream: all,
            task: some(text),
            tenant: some(text),
            tokens: Tokens {
                audio_input: tokens,
                audio_output: tokens,
                cache_write: tokens,
                cached: tokens,
                input: tokens,
                input_estimated: number,
                output: tokens,
                reasoning: tokens,
            },
            uninspected: if all { vec!["image"] } else { Vec::new() },
            upstream: some(text),
            upstream_asked: some(text),
            user: some(text),
            would: word,
            zone: word,
            ..Record::undecided()
        }
    }

    proptest! {
        /// The twin is `serde_json`.
        #[test]
        fn writes_what_serde_json_writes(
            text in prop_oneof![any::<String>(), "\\PC{0,20}[\"\\\\\n\u{1}{é]?"],
            number in prop_oneof![any::<u64>(), 0..200u64],
            all: bool,
        ) {
            let record = record(&text, number, all);
            prop_assert_eq!(of(&record), serde_json::to_string(&record).unwrap());
        }
    }
}
