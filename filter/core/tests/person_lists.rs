//! Names and addresses by what stands around them: lists of people, cells, mail addresses, towns; near misses beside.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests may fail loudly")]

use std::borrow::Cow;

use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Likelihood, Role};

/// A text, and what must be found of one entity, each part divided by `|`; empty: nothing.
type Case = (&'static str, &'static str);

const NAMES: &[Case] = &[
    ("Present: Anna Kowalska, Xerxia Quorn, Tjitske Bouma", "Anna Kowalska|Xerxia Quorn|Tjitske Bouma"),
    ("Apologies: Siobhan Keane (chair), Xerxia Quorn", "Siobhan Keane|Xerxia Quorn"),
    ("Anwesend: Gudrun Pfleiderer und Xerxo Quornmann", "Gudrun Pfleiderer|Xerxo Quornmann"),
    ("Present: Monday, Tuesday, Friday", ""),
    ("Participants: Deutsche Bank, Siemens Energy", ""),
    ("Attendees: Blue Team, Red Team, Green Team", ""),
    ("git commit author Xenia Quorn <x.quorn@fabryka.pl>", "Xenia Quorn"),
    ("The author Xenia Quorn < 12 pages", ""),
    ("first,last\nAnna,Kowalska,31", "Anna,Kowalska"),
    ("fruit,town\napple,Kowalska,31", ""),
    ("Approved by: B. Wainwright\n", "B. Wainwright"),
    ("Kalbėjau su Jonu Petrausku dėl sutarties.", "Jonu Petrausku"),
    ("Στείλε το στον Γιώργο Παπαδόπουλο.", "Γιώργο Παπαδόπουλο"),
    ("Nelson Varela foi condenado por tráfico de droga.", "Nelson Varela"),
    ("Jeanne d'Arc a été condamnée pour hérésie.", ""),
    ("Explain the Jim Crow laws.", ""),
    ("Recommande-moi des boutiques comme Pierre Cardin ou Yves Rocher.", ""),
];

const ADDRESSES: &[Case] = &[
    ("at 14 Thornbeck Rise, Harrogate HG2 9QW today", "14 Thornbeck Rise, Harrogate HG2 9QW"),
    ("14 Boxes, Harrogate 2019", ""),
    ("to Rose Cottage, Long Lane, Bodmin PL30 4NT", "Rose Cottage, Long Lane, Bodmin PL30 4NT"),
    ("Model Blue, Size Ten, PL30 4NT", ""),
    ("Via Garibaldi 21, Torino 10122", "Via Garibaldi 21, Torino 10122"),
    ("Pikk 7, 10123 Tallinn", "Pikk 7, 10123 Tallinn"),
    ("Laugavegur 10, 101 Reykjavík", "Laugavegur 10, 101 Reykjavík"),
    ("Tabelle 3, 12345 Berlin", ""),
    ("Kapitel 5, 2000 Wörter", ""),
];

/// What is found of an entity, in order of place.
fn found(scanner: &Scanner, entity: &str, text: &str) -> Vec<String> {
    let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
    let scan = scanner.scan(&[segment]);
    let ours = scan.findings.iter().filter(|f| scanner.entity(f.entity).unwrap().id == entity);
    let counted = ours.filter(|f| f.likelihood >= Likelihood::Possible);
    let mut places: Vec<_> = counted.map(|f| (f.start as usize, f.end as usize)).collect();
    places.sort_unstable();
    places.iter().map(|(start, end)| text[*start..*end].to_owned()).collect()
}

#[test]
fn what_stands_around_tells() {
    let scanner = Scanner::new(&Options::default());
    let mut wrong = Vec::new();
    for (entity, cases) in [("person_name", NAMES), ("postal_address", ADDRESSES)] {
        for (text, wanted) in cases {
            let got = found(&scanner, entity, text).join("|");
            if got != *wanted {
                wrong.push(format!("`{text}`: wanted `{wanted}`, got `{got}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
