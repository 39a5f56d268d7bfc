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

/// Which names the metrics of cost tell apart. Envoy never forgets a metric's name, so that their number is bounded when
/// the policy is loaded: what would make more than [`METRIC_NAMES_MAX`] is counted as `other`, the task first, then the
/// application, then the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostLabels {
    /// Tenants are told apart.
    pub tenant: bool,
    /// Applications are told apart.
    pub application: bool,
    /// Tasks are told apart.
    pub task: bool,
}

impl CostLabels {
    /// For so many models on all upstreams together, and tenants.
    pub(super) fn bounded(models: usize, tenants: usize, attribution: &Attribution) -> CostLabels {
        let mut names = models;
        let mut fits = |values: usize| {
            let more = names.saturating_mul(values);
            let fits = more <= METRIC_NAMES_MAX;
            if fits {
                names = more;
            }
            fits
        };
        CostLabels {
            tenant: fits(tenants.saturating_add(2)),
            application: fits(attribution.applications.label_values()),
            task: fits(attribution.tasks.label_values()),
        }
    }

    /// The labels that are not told apart.
    pub fn dropped(self) -> impl Iterator<Item = &'static str> {
        let labels = [("tenant", self.tenant), ("application", self.application), ("task", self.task)];
        labels.into_iter().filter(|(_, told_apart)| !told_apart).map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_metrics_are_bounded() {
        let of = |applications: usize, tasks: usize| Attribution {
            applications: Names(vec![String::new(); applications]),
            tasks: Names(vec![String::new(); tasks]),
            ..Attribution::default()
        };
        let dropped = |models, tenants, applications, tasks| {
            CostLabels::bounded(models, tenants, &of(applications, tasks)).dropped().collect::<Vec<_>>().join(",")
        };
        assert_eq!(dropped(15, 4, 0, 0), "");
        assert_eq!(dropped(15, 4, 10, 1), "");
        assert_eq!(dropped(15, 4, 10, 3), "task");
        assert_eq!(dropped(15, 4, 100, 3), "application");
        assert_eq!(dropped(15, 1000, 0, 0), "tenant");
        assert_eq!(dropped(METRIC_NAMES_MAX, 0, 0, 0), "tenant,application,task");
    }
}
