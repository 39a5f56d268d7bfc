//! A policy as it is written is a JSON value. This reads it field by field, remembers every place, and collects all
//! problems instead of stopping at the first: the reason for not deriving it with serde.
//!
//! `null` is no value: a key with nothing behind it is a mistake, and to read it as absent could drop a bound.

use serde_json::{Map, Value};

use crate::problem::{Problem, listed, quoted};

/// Beyond this a list of problems helps nobody.
const PROBLEMS_MAX: usize = 200;

/// Where problems go.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, problem: Problem) {
        if self.0.len() < PROBLEMS_MAX {
            self.0.push(problem);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

/// A value at its place.
#[derive(Debug, Clone)]
pub(super) struct At<'v> {
    pub(super) value: &'v Value,
    pub(super) path: String,
}

impl<'v> At<'v> {
    pub(super) fn new(value: &'v Value, path: impl Into<String>) -> At<'v> {
        At { value, path: path.into() }
    }

    /// Reports that something else was expected here.
    pub(super) fn expected<T>(&self, what: impl Into<String>, problems: &mut Problems) -> Option<T> {
        problems.add(Problem::new(&self.path, what, shown(self.value)));
        None
    }

    /// Reports that a name is none of `names`.
    pub(super) fn unknown<'a, T>(
        &self,
        what: &str,
        name: &str,
        names: impl IntoIterator<Item = &'a str> + Clone,
        problems: &mut Problems,
    ) -> Option<T> {
        // A list of hundreds helps less than the name that was meant.
        const LISTED_MAX: usize = 32;
        let count = names.clone().into_iter().count();
        let expected = match count {
            0 => what.to_owned(),
            1..=LISTED_MAX => format!("{what}: {}", listed(names.clone())),
            _ => format!("{what} ({count} are known)"),
        };
        problems.add(Problem::new(&self.path, expected, quoted(name)).suggest(name, names));
        None
    }

    pub(super) fn object(&self, problems: &mut Problems) -> Option<Fields<'v>> {
        match self.value {
            Value::Object(map) => Some(Fields { path: self.path.clone(), map, known: Vec::new() }),
            _ => self.expected("an object", problems),
        }
    }

    /// The entries of an object whose keys are names, in order.
    pub(super) fn entries(&self, problems: &mut Problems) -> Vec<(&'v str, At<'v>)> {
        match self.value {
            Value::Object(map) => {
                map.iter().map(|(key, value)| (key.as_str(), At::new(value, join(&self.path, key)))).collect()
            }
            _ => self.expected("an object", problems).unwrap_or_default(),
        }
    }

    pub(super) fn list(&self, problems: &mut Problems) -> Vec<At<'v>> {
        match self.value {
            Value::Array(items) => {
                let at = |(i, value)| At::new(value, format!("{}[{i}]", self.path));
                items.iter().enumerate().map(at).collect()
            }
            _ => self.expected("a list", problems).unwrap_or_default(),
        }
    }

    /// A list, or one value that stands for a list of one.
    pub(super) fn one_or_list(&self, problems: &mut Problems) -> Vec<At<'v>> {
        if self.value.is_array() {
            let items = self.list(problems);
            if items.is_empty() {
                return self.expected("at least one entry", problems).unwrap_or_default();
            }
            return items;
        }
        vec![self.clone()]
    }

    /// A text that is not empty.
    pub(super) fn text(&self, what: &str, problems: &mut Problems) -> Option<&'v str> {
        match self.value {
            Value::String(text) if !text.trim().is_empty() => Some(text),
            _ => self.expected(what, problems),
        }
    }

    pub(super) fn boolean(&self, problems: &mut Problems) -> Option<bool> {
        self.value.as_bool().or_else(|| self.expected("`true` or `false`", problems))
    }

    /// A whole number within the bounds. Protobuf knows doubles only, so `5.0` is 5.
    pub(super) fn integer(&self, bounds: std::ops::RangeInclusive<u64>, problems: &mut Problems) -> Option<u64> {
        let number = self.value.as_u64().or_else(|| self.value.as_f64().and_then(whole));
        number
            .filter(|n| bounds.contains(n))
            .or_else(|| self.expected(format!("a whole number from {} to {}", bounds.start(), bounds.end()), problems))
    }

    /// A decimal as text: a JSON number's shortest text, or a string.
    pub(super) fn decimal(&self, problems: &mut Problems) -> Option<String> {
        match self.value {
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) => Some(text.trim().to_owned()),
            _ => self.expected("a decimal such as `0.15`", problems),
        }
    }

    /// One word of a closed set.
    pub(super) fn word<T: Copy>(
        &self,
        what: &str,
        all: &[T],
        spelling: fn(T) -> &'static str,
        problems: &mut Problems,
    ) -> Option<T> {
        let names = all.iter().map(|word| spelling(*word));
        let Value::String(text) = self.value else {
            return self.expected(format!("{what}: {}", listed(names)), problems);
        };
        let found = all.iter().copied().find(|word| spelling(*word) == text);
        found.or_else(|| self.unknown(what, text, names, problems))
    }

    /// One or more words of a closed set, sorted, each once.
    pub(super) fn words<T: Copy + Ord>(
        &self,
        what: &str,
        all: &[T],
        spelling: fn(T) -> &'static str,
        problems: &mut Problems,
    ) -> Vec<T> {
        let items = self.one_or_list(problems);
        let mut words: Vec<T> = items.iter().filter_map(|at| at.word(what, all, spelling, problems)).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// One or more texts.
    pub(super) fn texts(&self, what: &str, problems: &mut Problems) -> Vec<String> {
        let items = self.one_or_list(problems);
        items.iter().filter_map(|at| at.text(what, problems)).map(str::to_owned).collect()
    }
}

/// An object whose fields have fixed names. Names that were never asked for are unknown.
#[derive(Debug)]
pub(super) struct Fields<'v> {
    pub(super) path: String,
    map: &'v Map<String, Value>,
    known: Vec<&'static str>,
}

impl<'v> Fields<'v> {
    /// The field, if it is there.
    pub(super) fn optional(&mut self, name: &'static str) -> Option<At<'v>> {
        self.known.push(name);
        self.map.get(name).map(|value| At::new(value, join(&self.path, name)))
    }

    /// The field; its absence is a problem.
    pub(super) fn required(&mut self, name: &'static str, what: &str, problems: &mut Problems) -> Option<At<'v>> {
        let field = self.optional(name);
        if field.is_none() {
            problems.add(Problem::new(join(&self.path, name), what, "nothing"));
        }
        field
    }

    /// Whether every field was asked for.
    pub(super) fn all_known(&self) -> bool {
        self.map.keys().all(|name| self.known.contains(&name.as_str()))
    }

    /// Reports every field that was not asked for.
    pub(super) fn refuse_unknown(self, problems: &mut Problems) {
        for (name, value) in self.map {
            if !self.known.contains(&name.as_str()) {
                let at = At::new(value, join(&self.path, name));
                at.unknown::<()>("a field of this object", name, self.known.iter().copied(), problems);
            }
        }
    }
}

/// The path of a field. A name that is not plain is put in brackets, so that the path can be read back.
pub(super) fn join(path: &str, name: &str) -> String {
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    match (path.is_empty(), plain) {
        (true, true) => name.to_owned(),
        (false, true) => format!("{path}.{name}"),
        (_, false) => format!("{path}[{name:?}]"),
    }
}

/// A value as it is shown in a problem.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.trim().is_empty() => "an empty text".to_owned(),
        Value::String(text) => quoted(text),
        Value::Bool(_) | Value::Number(_) => quoted(&value.to_string()),
    }
}

/// A double that is a whole number and small enough to be exact.
pub(super) fn whole(number: f64) -> Option<u64> {
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0; // 2^53
    let exact = number.fract() == 0.0 && (0.0..=EXACT_MAX).contains(&number);
    exact.then_some(number as u64)
}
