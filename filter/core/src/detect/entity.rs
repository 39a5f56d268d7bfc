//! The table of entities: what can be found, what it counts as, and where that is written down.

use crate::words::{Category, Sensitivity};

/// One kind of thing that can be detected. One row feeds the scanner, `octroi detectors` and `docs/DETECTORS.md`.
#[derive(Debug, Clone, Copy)]
pub struct Entity {
    /// Name in policies and records, `snake_case`; a country's own scheme ends in its code: `national_id_fr`.
    pub id: &'static str,
    /// What it is, for people: one line.
    pub title: &'static str,
    /// What kind of protected data it is.
    pub category: Category,
    /// What a finding counts as, unless the policy says otherwise.
    pub sensitivity: Sensitivity,
    /// ISO 3166-1 alpha-2 codes it belongs to; empty when it belongs to none.
    pub countries: &'static [&'static str],
    /// ISO 639-1 codes of the languages whose words it needs; empty when it needs none.
    pub languages: &'static [&'static str],
    /// The checksum's name; empty when there is none.
    pub checksum: &'static str,
    /// Where the scheme is published.
    pub source: &'static str,
    /// Texts that must be found as this entity (at `Likelihood::Possible` or above).
    pub hits: &'static [&'static str],
    /// Texts that look like it and must not be found as this entity.
    pub misses: &'static [&'static str],
}

/// Index into the table of entities (built-in ones first, then the policy's own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u16);

/// The built-in rows, family by family, file by file. An `EntityId` is the place in this order.
pub static FAMILIES: &[&[&[Entity]]] = &[
    super::contact::ENTITIES,
    super::financial::ENTITIES,
    super::ids::ENTITIES,
    super::secrets::ENTITIES,
    super::person::ENTITIES,
    super::topics::ENTITIES,
];

/// Every built-in row, in the order of `EntityId`. What is only for people and tests is in it with the feature
/// `row_texts`; Envoy's module goes without.
pub fn built_in() -> impl Iterator<Item = &'static Entity> {
    BUILT_IN.iter()
}

/// How many rows there are.
const COUNT: usize = {
    let (mut count, mut families) = (0, FAMILIES);
    while let Some((family, rest)) = families.split_first() {
        families = rest;
        let mut files = *family;
        while let Some((file, rest)) = files.split_first() {
            files = rest;
            count += file.len();
        }
    }
    count
};

/// The families' rows, one behind the other. Nothing else refers to the families at run time, so that what is left out
/// here is not in the module.
#[expect(clippy::indexing_slicing, reason = "only evaluated at compile time")]
static BUILT_IN: [Entity; COUNT] = {
    let mut all = [Entity::EMPTY; COUNT];
    let (mut count, mut families) = (0, FAMILIES);
    while let Some((family, rest)) = families.split_first() {
        families = rest;
        let mut files = *family;
        while let Some((file, rest)) = files.split_first() {
            files = rest;
            let mut rows = *file;
            while let Some((row, rest)) = rows.split_first() {
                rows = rest;
                all[count] = row.as_built();
                count += 1;
            }
        }
    }
    all
};

/// The id of a built-in row by name. In code, `entity!("email")` does it at compile time.
pub const fn named(id: &str) -> Option<EntityId> {
    let (mut count, mut rows): (u16, &[Entity]) = (0, &BUILT_IN);
    while let Some((row, rest)) = rows.split_first() {
        rows = rest;
        if same(row.id.as_bytes(), id.as_bytes()) {
            return Some(EntityId(count));
        }
        count += 1;
    }
    None
}

/// The id of an entity by name, at compile time: a name that no table has does not compile.
#[macro_export]
macro_rules! entity {
    ($id:literal) => {
        const {
            match $crate::detect::entity::named($id) {
                Some(id) => id,
                None => $crate::detect::entity::no_such_entity(),
            }
        }
    };
}
pub use crate::entity;

/// Stops the compiler where an entity is in no table.
#[doc(hidden)]
#[expect(clippy::panic, reason = "only evaluated at compile time")]
pub const fn no_such_entity() -> EntityId {
    panic!("no table has this entity")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let (mut a, mut b) = (a, b);
    if a.len() != b.len() {
        return false;
    }
    while let (Some((x, a_rest)), Some((y, b_rest))) = (a.split_first(), b.split_first()) {
        if *x != *y {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    true
}

/// What is known of an entity, built-in or the policy's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityInfo<'a> {
    /// Name in policies and records.
    pub id: &'a str,
    /// What it is, for people.
    pub title: &'a str,
    /// What kind of protected data it is.
    pub category: Category,
    /// What a finding counts as, unless the policy says otherwise.
    pub sensitivity: Sensitivity,
    /// ISO 3166-1 alpha-2 codes it belongs to; empty when it belongs to none.
    pub countries: &'static [&'static str],
}

impl Entity {
    /// A row that says nothing yet; families fill in theirs.
    pub(super) const EMPTY: Entity = Entity {
        id: "",
        title: "",
        category: Category::Personal,
        sensitivity: Sensitivity::Restricted,
        countries: &[],
        languages: &[],
        checksum: "",
        source: "",
        hits: &[],
        misses: &[],
    };

    const fn as_built(&self) -> Entity {
        if cfg!(feature = "row_texts") {
            return *self;
        }
        Entity { checksum: "", source: "", hits: &[], misses: &[], ..*self }
    }

    /// The part that the policy's own entities have too.
    pub fn info(&self) -> EntityInfo<'_> {
        EntityInfo {
            id: self.id,
            title: self.title,
            category: self.category,
            sensitivity: self.sensitivity,
            countries: self.countries,
        }
    }
}

/// `docs/DETECTORS.md`: the table of all built-in rows, by category. `octroi detectors` prints the same.
pub fn markdown() -> String {
    let mut out = String::from(
        "# Detectors\n\n\
         Generated from the table of entities (`filter/core/src/detect/`); a test keeps it current\n\
         (`UPDATE=1 cargo test -p octroi-core --test detect_rows` writes it). How likelihood is made, and what hiding is\n\
         undone: [DETECTION.md](DETECTION.md).\n",
    );
    let count = built_in().count();
    out.push_str(&format!("\n{count} entities. A text under *found* must be found, one under *not found* must not.\n"));
    for category in Category::ALL {
        let rows: Vec<&Entity> = built_in().filter(|row| row.category == *category).collect();
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## `{category}`\n\n"));
        out.push_str("| entity | what it is | sensitivity | countries | check | source | found | not found |\n");
        out.push_str("|---|---|---|---|---|---|---|---|\n");
        for row in rows {
            let cells = [
                format!("`{}`", row.id),
                row.title.to_owned(),
                row.sensitivity.to_string(),
                row.countries.join(" "),
                row.checksum.to_owned(),
                row.source.to_owned(),
                row.hits.first().map_or(String::new(), |text| code(text)),
                row.misses.first().map_or(String::new(), |text| code(text)),
            ];
            out.push_str(&format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | ")));
        }
    }
    out
}

/// A text as code in a cell: one line, cut where it is long.
fn code(text: &str) -> String {
    const CHARS_MAX: usize = 60;
    let mut line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(CHARS_MAX).collect();
    if line.len() < text.len() {
        line.push('…');
    }
    format!("`{}`", line.replace('`', "'"))
}
