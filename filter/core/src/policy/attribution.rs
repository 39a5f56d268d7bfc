//! Whom a request's cost is attributed to, besides its tenant: the application, the task, the user. None of them has a
//! say in where a request goes, but for the task, which constraints may ask for.

use crate::limits::METRIC_NAMES_MAX;
use crate::policy::reader::{At, Problems};
use crate::policy::source::{self, Source};
use crate::policy::upstream::read_name;

/// What stands in a record for a name that the policy does not list.
pub const UNLISTED: &str = "unlisted";

/// Names that a policy lists; a client's or gateway's own are not repeated where it does.
#[derive(Debug, Clone, Default)]
pub struct Names(Vec<String>);

impl Names {
    /// Whether it lists none, so that every name may be recorded.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is listed.
    pub fn lists(&self, name: &str) -> bool {
        self.0.iter().any(|listed| listed == name)
    }

    /// How many values a metric's label can have: each name, `other`, `none`.
    fn label_values(&self) -> usize {
        self.0.len().saturating_add(2)
    }
}

/// Where a user's name comes from. It is never recorded, only its keyed hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserSource {
    /// From the gateway.
    Gateway(Source),
    /// From the body: `user`, `safety_identifier` or `metadata.user_id`, as the application wrote it.
    Body,
}

/// The section `attribution`.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    pub(crate) application: Option<Source>,
    pub(crate) applications: Names,
    pub(crate) tasks: Names,
    pub(crate) user: Option<UserSource>,
}

impl Attribution {
    /// Where the application's name comes from.
    pub fn application(&self) -> Option<&Source> {
        self.application.as_ref()
    }

    /// The applications that have a name of their own in records and metrics.
    pub fn applications(&self) -> &Names {
        &self.applications
    }

    /// The tasks that have.
    pub fn tasks(&self) -> &Names {
        &self.tasks
    }

    /// Where the user's name comes from; `None`: no user is recorded.
    pub fn user(&self) -> Option<&UserSource> {
        self.user.as_ref()
    }
}

/// Reads `attribution`.
pub(super) fn read(at: &At<'_>, problems: &mut Problems) -> Attribution {
    let mut attribution = Attribution::default();
    let Some(mut fields) = at.object(problems) else { return attribution };
    if let Some(mut application) = fields.optional("application").and_then(|at| at.object(problems)) {
        attribution.application = application
            .required("source", "where the application's name comes from", problems)
            .and_then(|at| source::read(&at, problems));
        attribution.applications = application.optional("known").map(|at| names(&at, problems)).unwrap_or_default();
        application.refuse_unknown(problems);
    }
    attribution.tasks = fields.optional("tasks").map(|at| names(&at, problems)).unwrap_or_default();
    if let Some(mut user) = fields.optional("user").and_then(|at| at.object(problems)) {
        attribution.user = user
            .required("source", "where the user's name comes from", problems)
            .and_then(|at| read_user(&at, problems));
        user.refuse_unknown(problems);
    }
    fields.refuse_unknown(problems);
    attribution
}

fn names(at: &At<'_>, problems: &mut Problems) -> Names {
    let mut names: Vec<String> =
        at.list(problems).iter().filter_map(|at| read_name(at, problems)).map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    Names(names)
}

fn read_user(at: &At<'_>, problems: &mut Problems) -> Option<UserSource> {
    if at.value.is_string() {
        return at.word("a place in the request", &[()], |()| "body", problems).map(|()| UserSource::Body);
    }
    source::read(at, problems).map(UserSource::Gateway)
}

/// Words beside the constraints' names for what moved a request.
const WORDS_FOR_MOVES: usize = 11;

/// Which names the metrics tell apart. Envoy never forgets a metric's name, so that their number is bounded when the
/// policy is loaded: where one metric would have more than [`METRIC_NAMES_MAX`], labels are counted as `other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetricLabels {
    /// Models, in all metrics that have them.
    pub model: bool,
    /// Models, in the price of compliance.
    pub model_of_rule: bool,
    /// Tenants, in the cost.
    pub tenant: bool,
    /// Applications, in the cost.
    pub application: bool,
    /// Tasks, in the cost.
    pub task: bool,
}

/// How many names a policy has of what its metrics tell apart.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NameCounts {
    pub(super) upstreams: usize,
    /// Models on all upstreams together.
    pub(super) models: usize,
    pub(super) tenants: usize,
    pub(super) constraints: usize,
}

impl MetricLabels {
    pub(super) fn bounded(counts: NameCounts, attribution: &Attribution) -> MetricLabels {
        // Tokens: four directions, reported or estimated. Every upstream has an `other` model.
        let with_models = counts.models.saturating_add(counts.upstreams);
        let model = with_models.saturating_mul(8) <= METRIC_NAMES_MAX;
        let models = if model { with_models } else { counts.upstreams };
        // Dearer or cheaper, by constraint or word.
        let moves = counts.constraints.saturating_add(WORDS_FOR_MOVES).saturating_mul(2);
        let mut names = models;
        let mut fits = |values: usize| {
            let more = names.saturating_mul(values);
            let fits = more <= METRIC_NAMES_MAX;
            if fits {
                names = more;
            }
            fits
        };
        MetricLabels {
            model,
            model_of_rule: model && models.saturating_mul(moves) <= METRIC_NAMES_MAX,
            tenant: fits(counts.tenants.saturating_add(2)),
            application: fits(attribution.applications.label_values()),
            task: fits(attribution.tasks.label_values()),
        }
    }

    /// What is not told apart, for people.
    pub fn dropped(self) -> impl Iterator<Item = &'static str> {
        let labels = [
            ("model", self.model),
            ("model in the price of compliance", self.model_of_rule),
            ("tenant", self.tenant),
            ("application", self.application),
            ("task", self.task),
        ];
        labels.into_iter().filter(|(_, told_apart)| !told_apart).map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_metrics_are_bounded() {
        let names = |count: usize| Names(vec![String::new(); count]);
        for (models, tenants, constraints, applications, tasks, expected) in [
            (11, 4, 8, 0, 0, ""),
            (11, 4, 8, 3, 3, ""),
            (11, 4, 8, 10, 3, "task"),
            (11, 4, 8, 100, 3, "application"),
            (11, 1000, 8, 0, 0, "tenant"),
            (50, 4, 60, 0, 0, "model in the price of compliance"),
            (1000, 4, 8, 0, 0, "model,model in the price of compliance"),
        ] {
            let attribution =
                Attribution { applications: names(applications), tasks: names(tasks), ..Attribution::default() };
            let counts = NameCounts { upstreams: 4, models, tenants, constraints };
            let dropped: Vec<&str> = MetricLabels::bounded(counts, &attribution).dropped().collect();
            assert_eq!(dropped.join(","), expected, "{counts:?} {applications} {tasks}");
        }
    }
}
