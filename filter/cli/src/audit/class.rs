//! Classes of data, as a question about the log names them: the same words as in a policy's `residency`.

use octroi_core::detect::entity::{EntityId, built_in};
use octroi_core::policy::Policy;
use octroi_core::problem::{Problem, listed, quoted};
use octroi_core::words::{Category, Reason, Sensitivity};

use super::entry::Entry;
use crate::Failure;

/// A class of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Class {
    Category(Category),
    /// This sensitivity or above.
    Sensitivity(Sensitivity),
    /// Something could not be inspected, for this reason or for any.
    Uninspected(Option<Reason>),
    Entity(String),
}

impl Class {
    /// The class of that name.
    ///
    /// # Errors
    /// There is none: a question about a class that never was would be answered with `none`, which is a lie.
    pub fn parse(text: &str, policy: Option<&Policy>) -> Result<Class, Failure> {
        let words = Category::parse(text).map(Class::Category);
        let words = words.or_else(|| Sensitivity::parse(text).map(Class::Sensitivity));
        let words = words.or_else(|| match text.strip_prefix("uninspected") {
            Some("") => Some(Class::Uninspected(None)),
            Some(rest) => Some(Class::Uninspected(Some(Reason::parse(rest.strip_prefix('.')?)?))),
            None => None,
        });
        let own = policy
            .is_some_and(|policy| (0..).map_while(|id| policy.entity(EntityId(id))).any(|rule| rule.name() == text));
        let known = own || built_in().any(|entity| entity.id == text);
        if let Some(class) = words.or_else(|| known.then(|| Class::Entity(text.to_owned()))) {
            return Ok(class);
        }
        let words = || Category::ALL.iter().map(|c| c.as_str()).chain(Sensitivity::ALL.iter().map(|s| s.as_str()));
        let expected = format!("{}, `uninspected`, or an entity (`octroi detectors`)", listed(words()));
        let problem = Problem::new("--class", expected, quoted(text));
        Err(Failure::Input(problem.suggest(text, words().chain(built_in().map(|entity| entity.id))).to_string()))
    }

    /// The spelling in policies.
    pub fn name(&self) -> String {
        match self {
            Class::Category(category) => category.as_str().to_owned(),
            Class::Sensitivity(sensitivity) => sensitivity.as_str().to_owned(),
            Class::Uninspected(None) => "uninspected".to_owned(),
            Class::Uninspected(Some(reason)) => format!("uninspected.{reason}"),
            Class::Entity(name) => name.clone(),
        }
    }

    /// Whether a request was of that class. `None`: its record does not tell.
    pub fn of(&self, entry: &Entry) -> Option<bool> {
        match self {
            Class::Category(category) => Some(entry.categories.as_ref()?.iter().any(|c| c == category.as_str())),
            Class::Entity(name) => Some(entry.entities.as_ref()?.contains_key(name)),
            Class::Uninspected(reason) => {
                let of = |found: &String| reason.is_none_or(|reason| reason.as_str() == found);
                Some(entry.uninspected.as_ref()?.iter().any(of))
            }
            Class::Sensitivity(bound) => Some(Sensitivity::parse(entry.sensitivity.as_deref()?)? >= *bound),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_named_as_in_a_policy() {
        for name in ["special_category", "restricted", "uninspected", "uninspected.image", "iban"] {
            assert_eq!(Class::parse(name, None).unwrap().name(), name);
        }
        let error = Class::parse("special_categorie", None).unwrap_err().to_string();
        assert!(error.ends_with("found `special_categorie`; did you mean `special_category`?"), "{error}");
        for name in ["", "uninspected.", "uninspected.x", "Personal"] {
            assert!(Class::parse(name, None).is_err(), "{name}");
        }
    }

    #[test]
    fn what_a_record_does_not_tell_is_not_no() {
        let entry = |json: &str| Entry::parse(json).unwrap();
        let personal = Class::Category(Category::Personal);
        assert_eq!(personal.of(&entry(r#"{"v":1}"#)), None);
        assert_eq!(personal.of(&entry(r#"{"v":1,"categories":["financial"]}"#)), Some(false));
        let confidential = Class::Sensitivity(Sensitivity::Confidential);
        assert_eq!(confidential.of(&entry(r#"{"v":1,"sensitivity":"restricted"}"#)), Some(true));
        assert_eq!(confidential.of(&entry(r#"{"v":1,"sensitivity":"secretive"}"#)), None);
        assert_eq!(Class::Uninspected(None).of(&entry(r#"{"v":1,"uninspected":["image"]}"#)), Some(true));
    }
}
