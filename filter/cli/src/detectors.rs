//! `octroi detectors`: the table of what can be found.

use std::io::{self, Write};

use octroi_core::detect::entity::{Entity, built_in};
use serde_json::{Value, json};

use crate::{Failure, News};

const EXAMPLES: &str = "\
Examples:
  octroi detectors
  octroi detectors --json | jq '.[] | select(.category == \"credential\") | .id'
  octroi detectors --markdown > docs/DETECTORS.md";

/// List what can be found
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Answer in JSON
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Answer as the page `docs/DETECTORS.md`
    #[arg(long)]
    markdown: bool,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match (args.json, args.markdown) {
        (true, _) => {
            let rows: Vec<Value> = built_in().map(as_json).collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        (_, true) => out.write_all(markdown().as_bytes())?,
        _ => {
            let width = built_in().map(|entity| entity.id.len()).max().unwrap_or(0);
            for entity in built_in() {
                let (category, sensitivity) = (entity.category.as_str(), entity.sensitivity.as_str());
                writeln!(out, "{:width$}  {category:21}  {sensitivity:12}  {}", entity.id, entity.title)?;
            }
        }
    }
    out.flush()?;
    Ok(News::Good)
}

fn as_json(entity: &Entity) -> Value {
    json!({
        "id": entity.id,
        "title": entity.title,
        "category": entity.category.as_str(),
        "sensitivity": entity.sensitivity.as_str(),
        "countries": entity.countries,
        "languages": entity.languages,
        "checksum": entity.checksum,
        "source": entity.source,
        "hits": entity.hits,
        "misses": entity.misses,
    })
}

/// One table for each category.
fn markdown() -> String {
    use octroi_core::words::Category;
    let mut page = String::from(
        "# Detectors\n\nWhat Octroi finds, from the table that the scanner itself uses. Made by `octroi detectors --markdown`; \
         do not edit.\n",
    );
    for category in Category::ALL {
        let rows: Vec<&Entity> = built_in().filter(|entity| entity.category == *category).collect();
        page.push_str(&format!("\n## `{category}`: {} entities\n\n", rows.len()));
        page.push_str("| entity | what it is | counts as | countries | languages | checksum | source |\n");
        page.push_str("|---|---|---|---|---|---|---|\n");
        for entity in rows {
            let row = [
                format!("`{}`", entity.id),
                entity.title.to_owned(),
                entity.sensitivity.to_string(),
                entity.countries.join(" "),
                entity.languages.join(" "),
                entity.checksum.to_owned(),
                entity.source.to_owned(),
            ];
            page.push_str(&format!("| {} |\n", row.map(|cell| cell.replace('|', "\\|")).join(" | ")));
        }
    }
    page
}
