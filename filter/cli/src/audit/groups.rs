//! Sums by name, in bounded memory.

use std::collections::BTreeMap;

/// Names that one grouping keeps apart: more than a policy lists, and than a page can show. What comes after them is
/// summed under [`OTHERS`], so that the sum over all groups stays that of all records.
pub const GROUPS_MAX: usize = 256;

/// The group of all names beyond [`GROUPS_MAX`].
pub const OTHERS: &str = "(others)";

/// The group of records that do not tell.
pub const UNKNOWN: &str = "unknown";

/// A value for each name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups<V>(BTreeMap<String, V>);

impl<V> Default for Groups<V> {
    fn default() -> Groups<V> {
        Groups(BTreeMap::new())
    }
}

impl<V: Default> Groups<V> {
    /// The value of that name.
    pub fn of(&mut self, name: &str) -> &mut V {
        let name = if self.0.len() < GROUPS_MAX || self.0.contains_key(name) { name } else { OTHERS };
        self.0.entry(name.to_owned()).or_default()
    }
}

impl<V> Groups<V> {
    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// One of them.
    pub fn peek(&self, name: &str) -> Option<&V> {
        self.0.get(name)
    }

    /// All of them, the largest first.
    pub fn ranked<K: Ord>(&self, key: impl Fn(&V) -> K) -> Vec<(&str, &V)> {
        let mut ranked: Vec<_> = self.iter().collect();
        ranked.sort_by(|a, b| key(b.1).cmp(&key(a.1)).then(a.0.cmp(b.0)));
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beyond_the_bound_are_summed_together() {
        let mut groups = Groups::<u64>::default();
        for i in 0..1000 {
            *groups.of(&format!("t{i}")) += 1;
        }
        *groups.of("t3") += 1;
        assert_eq!(groups.iter().count(), GROUPS_MAX + 1);
        assert_eq!(groups.iter().map(|(_, n)| n).sum::<u64>(), 1001);
        assert_eq!(groups.peek(OTHERS), Some(&(1000 - GROUPS_MAX as u64)));
        assert_eq!(groups.ranked(|n| *n)[1], ("t3", &2));
    }
}
