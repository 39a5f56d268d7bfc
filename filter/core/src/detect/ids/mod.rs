//! Identifiers of persons, vehicles and companies: 27 EU states, Iceland, Norway, Liechtenstein, Switzerland, the
//! United Kingdom.
//!
//! A row of `Entity` says what can be found; rows of `Scheme` say how it is written and checked. Shapes and checks see
//! the *compact* form: upper-case ASCII without separators. A check never decides alone: how often random text passes it
//! (`chance_ppm`) and the words around decide how sure a finding is.

mod baltics;
mod benelux;
mod central;
mod companies;
mod dach;
mod documents;
mod france;
mod iberia;
mod isles;
mod italy;
mod nordics;
mod southeast;
mod sum;
mod vehicles;

use super::entity::Entity;
pub use super::numbers::Scheme;
use super::pass::{Candidate, Pass};
use crate::words::{Category, Sensitivity};

impl Scheme {
    /// A row, in the order of its fields.
    pub const fn new(
        entity: &'static str,
        name: &'static str,
        shape: &'static str,
        check: fn(&[u8]) -> bool,
        chance_ppm: u32,
        context: &'static [&'static str],
        separators: &'static str,
    ) -> Scheme {
        Scheme { entity, name, shape, check, chance_ppm, context, separators }
    }
}

/// Rows of identifiers, file by file.
pub static ENTITIES: &[&[Entity]] = &[
    dach::ENTITIES,
    benelux::ENTITIES,
    france::ENTITIES,
    iberia::ENTITIES,
    italy::ENTITIES,
    nordics::ENTITIES,
    baltics::ENTITIES,
    central::ENTITIES,
    southeast::ENTITIES,
    isles::ENTITIES,
    documents::ENTITIES,
    documents::COUNTRY_ENTITIES,
    vehicles::ENTITIES,
    vehicles::COUNTRY_ENTITIES,
    companies::ENTITIES,
];

/// How they are written, file by file.
pub static SCHEMES: &[&[Scheme]] = &[
    dach::SCHEMES,
    benelux::SCHEMES,
    france::SCHEMES,
    iberia::SCHEMES,
    italy::SCHEMES,
    nordics::SCHEMES,
    baltics::SCHEMES,
    central::SCHEMES,
    southeast::SCHEMES,
    isles::SCHEMES,
    documents::SCHEMES,
    documents::UNCHECKED,
    vehicles::SCHEMES,
    vehicles::UNCHECKED,
    companies::SCHEMES,
];

/// Finds what no scheme covers: machine-readable zones.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    documents::find_zones(pass, out);
}

const HEALTH: &[&str] = &["ctx.health_id", "ctx.ehic", "ctx.social_security"];

/// The row of an identifier of a person.
const fn personal(
    id: &'static str,
    title: &'static str,
    countries: &'static [&'static str],
    languages: &'static [&'static str],
) -> Entity {
    Entity {
        id,
        title,
        category: Category::Personal,
        sensitivity: Sensitivity::Confidential,
        countries,
        languages,
        ..Entity::EMPTY
    }
}

/// The row of an identifier of a company: not a person's, but it tells who does business with whom.
const fn business(
    id: &'static str,
    title: &'static str,
    countries: &'static [&'static str],
    languages: &'static [&'static str],
) -> Entity {
    Entity {
        category: Category::BusinessConfidential,
        sensitivity: Sensitivity::Internal,
        ..personal(id, title, countries, languages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator with a fixed seed; statistics of checks need no better.
    struct Random(u64);

    impl Random {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % bound
        }

        fn fill(&mut self, shape: &str) -> Vec<u8> {
            let one = |this: &mut Random, kind: u8| match kind {
                b'#' => b'0' + this.below(10) as u8,
                b'@' => b'A' + this.below(26) as u8,
                b'*' => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[this.below(36) as usize],
                literal => literal,
            };
            shape.bytes().map(|kind| one(self, kind)).collect()
        }
    }

    fn rows() -> impl Iterator<Item = &'static Scheme> {
        SCHEMES.iter().flat_map(|file| file.iter())
    }

    #[test]
    fn chances_are_as_measured() {
        let mut wrong = Vec::new();
        // A row at one million is for use with context only.
        for row in rows().filter(|row| row.chance_ppm < 1_000_000) {
            let mut random = Random(row.name.bytes().fold(7, |seed, b| seed.wrapping_mul(31) + u64::from(b)));
            let samples = if row.chance_ppm < 2_000 { 100_000 } else { 10_000 };
            let passed = (0..samples).filter(|_| (row.check)(&random.fill(row.shape))).count() as f64;
            // Literals are right in one of ten or twenty-six strings.
            let literals: f64 = row
                .shape
                .bytes()
                .map(|b| match b {
                    b'0'..=b'9' => 0.1,
                    b'A'..=b'Z' => 1.0 / 26.0,
                    _ => 1.0,
                })
                .product();
            let expected = f64::from(row.chance_ppm) * f64::from(samples) / 1e6 / literals;
            // A tenth, and four standard deviations.
            if (passed - expected).abs()
                > expected * 0.1 + 4.0 * expected.sqrt() + 4.0 + 1.0 / literals / 1e6 * f64::from(samples)
            {
                let measured = passed * 1e6 / f64::from(samples) * literals;
                wrong.push(format!("{} {}: {measured:.0} ppm, not {}", row.name, row.shape, row.chance_ppm));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn checks_take_any_bytes() {
        let mut random = Random(99);
        for row in rows() {
            for len in 0..24 {
                let bytes: Vec<u8> = (0..len).map(|_| random.below(256) as u8).collect();
                (row.check)(&bytes);
            }
            (row.check)(row.shape.as_bytes());
            (row.check)(&[b'9'; 40]);
        }
    }

    #[test]
    fn checks_agree_with_an_independent_oracle() {
        for line in include_str!("../../../tests/data/ids.tsv").lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let passes = |number: &str| {
                let bare: Vec<u8> = number.bytes().filter(u8::is_ascii_alphanumeric).collect();
                let shaped = |row: &Scheme| {
                    row.shape.len() == bare.len()
                        && row.shape.bytes().zip(&bare).all(|(kind, b)| match kind {
                            b'#' => b.is_ascii_digit(),
                            b'@' => b.is_ascii_uppercase(),
                            b'*' => b.is_ascii_alphanumeric(),
                            literal => literal == *b,
                        })
                };
                let checked = |row: &&Scheme| row.entity == fields[1] && row.chance_ppm < 500_000;
                rows().filter(checked).filter(|row| shaped(row)).any(|row| (row.check)(&bare))
            };
            assert!(passes(fields[2]), "{line}");
            // Scotland's and Bulgaria's other numbers, and StNr beside IdNr, share an entity with what is tested here.
            let shared = matches!(fields[0], "gb.nhs" | "bg.egn" | "bg.pnf" | "de.idnr" | "de.doc");
            assert!(fields[3].is_empty() || shared || !passes(fields[3]), "{line}");
        }
    }

    #[test]
    fn rows_are_well_formed() {
        let known: Vec<&str> = ENTITIES.iter().flat_map(|file| file.iter()).map(|row| row.id).collect();
        let mut names = std::collections::BTreeSet::new();
        for row in rows() {
            assert!(known.contains(&row.entity), "{}: no row for {}", row.name, row.entity);
            assert!(names.insert((row.name, row.shape)), "{} {} twice", row.name, row.shape);
            let bare = |text: &str| {
                text.chars().filter(|c| c.is_ascii_alphanumeric() || "#@*".contains(*c)).collect::<String>()
            };
            for layout in row.separators.split('|').filter(|l| !l.is_empty()) {
                assert_eq!(bare(layout), row.shape, "{}", row.name);
            }
            assert!(!row.context.is_empty(), "{}", row.name);
        }
        for id in known {
            assert!(id == "mrz" || rows().any(|row| row.entity == id), "{id} has no scheme");
        }
    }
}
