//! `cargo xtask scorecard`: how well the detectors do on the labelled sets of `examples/scorecard`.
//!
//! ```text
//! sets: templates + values -> cases -> measure: the core's Scanner -> Score -> report: tables
//!                               hide: the same cases, hidden
//! ```

pub mod hide; // a value or a whole text, hidden
pub mod measure; // cases -> counts
pub mod report; // counts -> tables, floors
pub mod sets; // files -> cases

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::parts;
pub use measure::Score;
pub use sets::Sets;

/// What the task was asked for.
#[derive(Debug, Default)]
pub struct Wish {
    /// Where the Markdown report goes.
    pub write: Option<PathBuf>,
    /// A folder with other sets.
    pub cases: Option<PathBuf>,
    /// Where the failures go, one file a family of detectors.
    pub failures: Option<PathBuf>,
}

/// Measures and prints.
pub fn run(wish: &Wish) -> Result<()> {
    let folder = wish.cases.clone().unwrap_or_else(folder);
    let sets = Sets::read(&folder)?;
    let score = Score::of(&sets.cases(1));
    println!("{}", report::terminal(&score));
    if let Some(path) = &wish.write {
        let text = fs::read_to_string(path).unwrap_or_default();
        let text = report::replace(&text, &report::markdown(&score));
        fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    if let Some(folder) = &wish.failures {
        for (family, text) in score.failures() {
            let path = folder.join(format!("FAILURES-{family}.md"));
            fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
    }
    Ok(())
}

/// The repository's own sets.
pub fn folder() -> PathBuf {
    parts::root().join("examples/scorecard")
}
