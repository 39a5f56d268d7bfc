//! What is wrong with a policy: where, what was expected, what was found, and the name that was probably meant.
//!
//! One form for every message, one line each, lower case, names in backticks:
//!
//! ```text
//! upstreams[2].country: expected a country (two letters, as in ISO 3166-1), found `Germany`
//! constraints[0].then.zone_at_most: expected one of `self_hosted`, `sovereign`, `eea`, ..., found `soverein`; did you mean `sovereign`?
//! ```

use std::fmt;

/// One thing that is wrong with a policy. A policy with a problem does not load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: `upstreams[2].country`; empty for the document as a whole.
    pub path: String,
    /// What belongs there.
    pub expected: String,
    /// What stands there, as it is to be read (quoted where it is a value), shortened.
    pub found: String,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
}

impl Problem {
    /// A problem without a suggestion.
    pub fn new(path: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Problem {
        Problem { path: path.into(), expected: expected.into(), found: found.into(), suggestion: None }
    }

    /// The same, with the nearest of `names` to `meant` where one is near.
    pub fn suggest<'a>(mut self, meant: &str, names: impl IntoIterator<Item = &'a str>) -> Problem {
        self.suggestion = nearest(meant, names).map(str::to_owned);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "expected {}, found {}", self.expected, self.found)?;
        match &self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

/// A text in backticks, cut to what fits a line, without control characters.
pub fn quoted(text: &str) -> String {
    const CHARS_MAX: usize = 60;
    let mut out = String::from("`");
    out.extend(text.chars().take(CHARS_MAX).map(|c| if c.is_control() { ' ' } else { c }));
    if text.chars().nth(CHARS_MAX).is_some() {
        out.push('…');
    }
    out.push('`');
    out
}

/// Names in backticks with commas between them.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The name nearest to `meant`, if it is at most a third of its letters away.
pub fn nearest<'a>(meant: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer texts are not a misspelt name, and the distance is quadratic.
    const CHARS_MAX: usize = 64;
    let meant: Vec<char> = meant.chars().flat_map(char::to_lowercase).take(CHARS_MAX + 1).collect();
    if meant.is_empty() || meant.len() > CHARS_MAX {
        return None;
    }
    names
        .into_iter()
        .map(|name| (distance(&meant, &name.chars().collect::<Vec<_>>()), name))
        .filter(|(steps, name)| *steps <= (meant.len().max(name.len()) / 3).max(1))
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, name)| name)
}

/// Letters added, dropped, changed or swapped with their neighbour (optimal string alignment): each is one step.
fn distance(a: &[char], b: &[char]) -> usize {
    let at = |row: &[usize], i: usize| row.get(i).copied().unwrap_or(0);
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut steps = (at(&last, j) + usize::from(x != y)).min(at(&row, j) + 1).min(at(&last, j + 1) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                steps = steps.min(at(&before_last, j - 1) + 1);
            }
            row.push(steps);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    at(&last, b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_one_line() {
        let problem = Problem::new("upstreams[2].country", "a country", quoted("Ger\nmany"));
        assert_eq!(problem.to_string(), "upstreams[2].country: expected a country, found `Ger many`");
        let zones = ["self_hosted", "sovereign", "eea"];
        let problem = Problem::new("", "a zone", quoted("soverein")).suggest("soverein", zones);
        assert_eq!(problem.to_string(), "expected a zone, found `soverein`; did you mean `sovereign`?");
    }

    #[test]
    fn suggests_only_what_is_near() {
        for (meant, names, want) in [
            ("zone_at_mots", vec!["zone_at_most", "deny"], Some("zone_at_most")),
            ("Personal", vec!["personal", "financial"], Some("personal")),
            ("x", vec!["deny"], None),
            ("", vec!["deny"], None),
            ("entirely_different", vec!["deny", "redact"], None),
        ] {
            assert_eq!(nearest(meant, names), want, "{meant}");
        }
    }

    #[test]
    fn steps_are_counted() {
        for (a, b, steps) in
            [("abc", "ac", 1), ("", "ac", 2), ("fra", "far", 1), ("same", "same", 0), ("kitten", "sitting", 3)]
        {
            let [a, b] = [a, b].map(|text| text.chars().collect::<Vec<_>>());
            assert_eq!((distance(&a, &b), distance(&b, &a)), (steps, steps));
        }
    }
}
