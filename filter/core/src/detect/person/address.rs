//! Postal addresses: a street with a house number, and a postcode with a town or words that say an address follows.
//!
//! Runs of digits lead there: `12 rue X`, `12 High Street`, `Hauptstraße 12`, `ul. Długa 12/4`, `Brīvības iela 12`. A
//! street with a number alone tells little (`221B Baker Street`) and is not reported.

use std::sync::LazyLock;

use super::words::{Case, Word, Words, is_letter, is_no_surname};
use crate::detect::entity::{Entity, entity};
use crate::detect::lexicon::{CueSet, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::{Category, Likelihood, Sensitivity};

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[Entity {
    id: "postal_address",
    title: "Postal address",
    category: Category::Personal,
    sensitivity: Sensitivity::Confidential,
    countries: &[],
    languages: &[
        "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
        "pl", "pt", "ro", "sk", "sl", "sv", "no", "is", "ca", "eu", "gl", "lb", "uk", "tr",
    ],
    checksum: "",
    source: "UPU S42, national postal operators' address formats",
    hits: &[
        "12 rue de la Paix, 75002 Paris",
        "Hauptstraße 12a, 50667 Köln",
        "wohnhaft Lindenweg 4",
        "ul. Długa 12/4, 00-238 Warszawa",
        "Via Garibaldi 15, 20121 Milano",
        "Calle Mayor, 12, 28013 Madrid",
        "Keizersgracht 174, 1016 DW Amsterdam",
        "Drottninggatan 5, 111 51 Stockholm",
        "Brīvības iela 12-4, Rīga, LV-1010",
        "Kossuth Lajos utca 12., 1053 Budapest",
        "Vinohradská 1234/56, 120 00 Praha 2",
        "Οδός Ερμού 12, 105 63 Αθήνα",
        "ул. Граф Игнатиев 12, 1000 София",
        "24 High Street, Oxford OX1 4AH",
        "Adresa: Ilica 25, 10000 Zagreb",
        "Ilica 25, 10000 Zagreb",
        "14 Thornbeck Rise, Harrogate HG2 9QW",
        "to Rose Cottage, Long Lane, Bodmin PL30 4NT",
        "Via Garibaldi 21, Torino 10122",
        "C/ Mayor 22, Getxo, 48930",
        "Rua Augusta 24, 1100-048 Lisboa",
    ],
    misses: &[
        "Where is 221B Baker Street?",
        "Room 12, 12345 items",
        "Chapter 5, 2000 words",
        "We sold 75002 Paris guides",
        "Route 66 is a road",
        "Windows 10, 22631 Build",
        "Tabelle 3, 12345 Berlin",
        "Model 3, AB1 2CD",
        "12 Angry Men, Boston",
        "write to the Free Software Foundation, Inc., 51 Franklin Street, Fifth Floor, Boston, MA 02110-1301 USA.",
        "the Long House, 4 rooms",
    ],
}];

/// What speaks for a street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Street {
    /// A word for one.
    Sure,
    /// The form that names of streets have where no word is written.
    Form,
    /// Nothing but a capital and a number behind it.
    Bare,
}

static ADDRESS: CueSet = cue_set!["ctx.address"];

/// Finds addresses.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let mut done = 0;
    for &at in &pass.digits {
        let at = at as usize;
        if at >= done
            && let Some((start, end)) = house_with_name(pass, at, done)
        {
            done = end;
            let (entity, likelihood) = (entity!("postal_address"), Likelihood::Likely);
            out.push(Candidate { entity, likelihood, start, end });
            continue;
        }
        // House numbers: few digits that begin a word, or follow one and a space.
        if at < done || !b" \n\t,(\"'.".contains(&pass.byte_before(at)) {
            continue;
        }
        let digits = ahead(pass, at, 6).iter().take_while(|b| b.is_ascii_digit()).count();
        if digits > 4 {
            continue;
        }
        let Some(street) = number_first(pass, at + digits)
            .or_else(|| british_street(pass, at + digits))
            .map(|end| (at, end, Street::Sure))
            .or_else(|| number_last(pass, at, digits))
        else {
            continue;
        };
        let (start, end, sure) = street;
        let (town, known_town) = town_behind(pass, end).unzip();
        let known_town = known_town.unwrap_or_default();
        let context = pass.nearest(start, end, &ADDRESS).is_some();
        let person = out.iter().rev().take(4).any(|c| {
            c.entity == entity!("person_name")
                && c.likelihood >= Likelihood::Possible
                && c.end <= start
                && start - c.end < 80
        });
        if sure == Street::Bare && !(town.is_some() && (context || person || known_town)) {
            continue;
        }
        let likelihood = match (sure == Street::Sure, town.is_some(), context, person) {
            (true, true, true, _) => Likelihood::VeryLikely,
            (true, true, ..) | (true, _, true, _) | (false, true, true, _) => Likelihood::Likely,
            (true, _, _, true) | (false, true, ..) => Likelihood::Possible,
            _ => continue,
        };
        let end = town.unwrap_or(end);
        done = end;
        if !is_foundation(pass, start) {
            out.push(Candidate { entity: entity!("postal_address"), likelihood, start, end });
        }
    }
}

/// Whether an address stands behind the name of a foundation, as in the head of every file under the GPL: it is nobody's.
fn is_foundation(pass: &Pass<'_>, start: usize) -> bool {
    let before = pass.bytes(start.saturating_sub(28), start).trim_ascii_end();
    before.ends_with(b"Inc.,") && before.windows(11).any(|w| w == b"Foundation,")
}

/// Words that a street's name begins with; folded.
static FIRST: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "rue",
        "avenue",
        "av",
        "bd",
        "boulevard",
        "place",
        "chemin",
        "allee",
        "impasse",
        "quai",
        "route",
        "square",
        "sentier",
        "faubourg",
        "esplanade",
        "via",
        "viale",
        "piazza",
        "piazzale",
        "corso",
        "largo",
        "vicolo",
        "strada",
        "contrada",
        "lungomare",
        "calle",
        "avenida",
        "avda",
        "avd",
        "plaza",
        "paseo",
        "ronda",
        "camino",
        "travesia",
        "carrer",
        "avinguda",
        "passeig",
        "placa",
        "rua",
        "praca",
        "travessa",
        "alameda",
        "estrada",
        "calcada",
        "praza",
        "kalea",
        "ulica",
        "ulice",
        "ulici",
        "ul",
        "al",
        "aleja",
        "aleje",
        "pl",
        "plac",
        "os",
        "osiedle",
        "str",
        "bulevardul",
        "bulevard",
        "bdul",
        "aleea",
        "calea",
        "soseaua",
        "sos",
        "intrarea",
        "triq",
        "sqaq",
        "ул",
        "улица",
        "бул",
        "булевард",
        "пл",
        "жк",
        "вул",
        "вулиця",
        "просп",
        "проспект",
        "бульвар",
        "οδοσ",
        "οδου",
        "λεωφοροσ",
        "λεωφ",
        "πλατεια",
        "sraid",
        "bothar",
        "cesta",
        "trg",
        "namesti",
        "trida",
        "nam",
        "sidliste",
        "c",
        "r",
        "pasadizo",
        "canada",
        "cuesta",
        "glorieta",
        "urbanizacion",
        "rambla",
        "carretera",
        "ctra",
        "costanilla",
        "callejon",
        "poligono",
        "barrio",
        "canale",
        "incrocio",
        "rotonda",
        "borgo",
        "salita",
        "vico",
        "piazzetta",
        "frazione",
        "localita",
        "traversa",
        "beco",
        "bairro",
        "urbanizacao",
        "quinta",
        "cours",
        "residence",
        "lotissement",
        "hameau",
        "passage",
        "montee",
        "cite",
        "clos",
        "ruelle",
        "promenade",
        "splaiul",
        "piata",
        "prelungirea",
        "rynek",
        "bulwar",
        "szosa",
        "rondo",
        "put",
        "obala",
        "setaliste",
        "prilaz",
    ])
});

/// Words that a street's name ends with; folded.
static LAST: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "ln",
        "drive",
        "dr",
        "close",
        "court",
        "ct",
        "way",
        "terrace",
        "place",
        "square",
        "sq",
        "crescent",
        "gardens",
        "grove",
        "boulevard",
        "blvd",
        "quay",
        "row",
        "mews",
        "parade",
        "utca",
        "u",
        "ut",
        "ter",
        "tere",
        "korut",
        "utja",
        "koz",
        "setany",
        "rakpart",
        "fasor",
        "iela",
        "gatve",
        "bulvaris",
        "prospekts",
        "g",
        "gatves",
        "pr",
        "al",
        "tanav",
        "tn",
        "mnt",
        "maantee",
        "puiestee",
        "pst",
        "tee",
        "ulica",
        "cesta",
        "trg",
        "ulice",
        "strasse",
        "str",
        "weg",
        "platz",
        "allee",
        "gasse",
        "ring",
        "damm",
        "ufer",
        "straat",
        "laan",
        "plein",
        "vag",
        "gata",
        "vej",
        "gade",
        "alle",
        "katu",
        "tie",
        "cad",
        "caddesi",
        "sok",
        "sokak",
        "sokagi",
        "bulvari",
        "sq",
        "namesti",
        "trida",
        "nabrezi",
        "namestie",
        "kalea",
        "street",
        "ulici",
        "cesti",
        "trgu",
        "poti",
        "rise",
        "hill",
        "walk",
        "view",
        "green",
        "meadows",
        "croft",
        "fold",
        "bank",
        "brae",
        "wynd",
        "garth",
        "mead",
        "vale",
        "heights",
        "park",
        "plads",
        "torv",
        "vaenge",
        "stigen",
        "backen",
        "plass",
        "veg",
        "vegur",
        "gotu",
        "skveras",
        "prospektas",
        "tori",
        "raitti",
        "sraid",
        "bothar",
    ])
});

/// How a street's name in one word ends; folded.
const ENDINGS: &[&str] = &[
    "strasse", "str", "gasse", "weg", "platz", "allee", "ring", "damm", "ufer", "chaussee", "steig", "pfad", "markt",
    "hof", "straat", "laan", "plein", "gracht", "kade", "dijk", "singel", "steenweg", "dreef", "gatan", "vagen",
    "grand", "torget", "vej", "gade", "alle", "stræde", "straede", "gata", "veien", "vegen", "gate", "katu", "tie",
    "kuja", "polku", "rinne", "kaari", "tee", "puiestee", "plads", "torv", "vaenge", "parken", "stien", "stigen",
    "backen", "vegur", "vegi", "gotu", "stigur", "stig", "braut", "tori", "ranta", "raitti", "wal", "baan", "lei",
];

/// `12 rue de la Paix`, `24 High Street`, behind the number: where the street ends.
fn number_first(pass: &Pass<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    // `12b`, `12 bis`.
    let rest = ahead(pass, at, 2);
    if rest.first().is_some_and(u8::is_ascii_alphabetic) && !rest.get(1).is_some_and(|b| is_letter(*b)) {
        at += 1;
    }
    let word = next_word(pass, at)?;
    let word = if ["bis", "ter", "b", "a"].contains(&word.key().as_str()) { next_word(pass, word.end)? } else { word };
    let key = word.key();
    if FIRST.has(&key) && key.len() > 2 {
        return name_behind(pass, word.end, 6);
    }
    // English: one to four capitalised words, the last of which is `Street`.
    let mut last = word;
    for count in 0..4 {
        if last.case != Case::Capital {
            return None;
        }
        if count > 0 && LAST.has(&last.key()) {
            return Some(last.end);
        }
        last = next_word(pass, last.end)?;
    }
    None
}

/// `14 Thornbeck Rise, Harrogate HG2 9QW` behind the number: where the street ends, if a British postcode follows.
fn british_street(pass: &Pass<'_>, at: usize) -> Option<usize> {
    const WORDS_MAX: usize = 8;
    let mut place = at;
    let mut street = None;
    for _ in 0..WORDS_MAX {
        let word = next_word(pass, place)?;
        if street.is_some() && british_postcode(pass, word.start).is_some() {
            return street;
        }
        if !(word.may_be_name() || word.text.len() <= 5 && place > at) {
            return None;
        }
        if b",\n".contains(&pass.byte(word.end)) && street.is_none() {
            street = Some(word.end);
        }
        place = word.end;
    }
    None
}

/// Where the British postcode ends whose first letter stands at a place: `HG2 9QW`, `SW1A 2AA`.
fn british_postcode(pass: &Pass<'_>, at: usize) -> Option<usize> {
    let rest = ahead(pass, at, 8);
    let letters = rest.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let outward = rest.iter().position(|b| *b == b' ')?;
    let mut district = rest.get(letters..outward)?.iter();
    let formed = (1..=2).contains(&letters)
        && (1..=2).contains(&(outward - letters))
        && district.next().is_some_and(u8::is_ascii_digit)
        && district.all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let inward = matches!(rest.get(outward + 1..outward + 4),
        Some([d, a, b]) if d.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase());
    (formed && inward && !is_letter(pass.byte(at + outward + 4))).then_some(at + outward + 4)
}

/// `Rose Cottage, Long Lane, Bodmin PL30 4NT`, from the postcode's first digit back: parts of capitalised words, one of
/// which is a house's or a street's.
fn house_with_name(pass: &Pass<'_>, at: usize, from: usize) -> Option<(usize, usize)> {
    const HOUSES: &[&str] =
        &["house", "cottage", "farm", "barn", "lodge", "hall", "manor", "villa", "mill", "rectory", "mews", "park"];
    const WORDS_MAX: usize = 9;
    let letters = pass.bytes(at.saturating_sub(2), at).iter().rev().take_while(|b| b.is_ascii_uppercase()).count();
    let code = at.checked_sub(letters).filter(|_| letters > 0)?;
    let end = british_postcode(pass, code)?;
    let (mut place, mut start, mut parts, mut housed) = (code, None, 0, false);
    for _ in 0..WORDS_MAX {
        let Some(gap) = before_gap(pass, place) else { break };
        let Some(word) = Word::before(pass.text, gap).filter(|word| word.start >= from) else { break };
        if !word.may_be_name() {
            break;
        }
        parts += usize::from(pass.bytes(gap, place).contains(&b','));
        let key = word.key();
        housed |= start.is_some() && (LAST.has(&key) || HOUSES.contains(&key.as_str()));
        (start, place) = (Some(word.start), word.start);
    }
    start.filter(|_| housed && parts > 0).map(|start| (start, end))
}

/// The end of a street's name: capitalised words, small ones (`de la`) only between; at least one capital.
fn name_behind(pass: &Pass<'_>, at: usize, max: usize) -> Option<usize> {
    let (mut place, mut end) = (at, None);
    if pass.byte(place) == b'.' {
        place += 1;
    }
    for _ in 0..max {
        let Some(word) = next_word(pass, place) else { break };
        match word.case {
            Case::Capital | Case::AllCapitals | Case::Initial => end = Some(word.end),
            _ if word.text.len() <= 5 || word.text.contains('\'') => {}
            _ => break,
        }
        place = word.end + usize::from(pass.byte(word.end) == b'.');
    }
    end
}

/// `Hauptstraße 12a`, `ul. Długa 12/4`, `Kossuth utca 12`: start, end, and what speaks for a street.
fn number_last(pass: &Pass<'_>, at: usize, digits: usize) -> Option<(usize, usize, Street)> {
    let end = house_number_end(pass, at + digits);
    let mut before = before_gap(pass, at)?;
    let mut word = Word::before(pass.text, before)?;
    // `Calle Mayor, n.º 12`, `č. 12`, `nr 12`.
    if ["n", "no", "nr", "num", "numero", "c", "br", "broj", "αρ", "№", "nº"].contains(&word.key().as_str()) {
        before = before_gap(pass, word.start)?;
        word = Word::before(pass.text, before)?;
    }
    let key = word.key();
    let last = key.rsplit('-').next().unwrap_or(&key);
    let glued = ENDINGS.iter().any(|e| key.strip_suffix(e).is_some_and(|rest| rest.chars().count() >= 3));
    if (glued || (LAST.has(last) && key.contains('-'))) && word.may_be_name() {
        // `Große Bleichen`, `Alte Hauptstraße`: one capitalised word before belongs to it.
        return Some((word.start, end, Street::Sure));
    }
    if LAST.has(&key)
        && let Some(start) = names_before(pass, word.start, 3)
    {
        return Some((start, end, Street::Sure));
    }
    if !(word.may_be_name() || word.case == Case::Initial) || is_no_surname(&key) {
        return None;
    }
    // Back over the street's name to the word that a street begins with.
    let mut place = word.start;
    for _ in 0..6 {
        let Some(gap) = before_gap(pass, place) else { break };
        let Some(previous) = Word::before(pass.text, gap) else { break };
        let key = previous.key();
        let dotted = b"./".contains(&pass.byte(previous.end));
        if FIRST.has(&key)
            && (key.len() > 3
                || dotted
                || previous.case == Case::Capital
                || key == "via"
                || key == "rue"
                || key == "rua")
        {
            return Some((previous.start, end, Street::Sure));
        }
        place = previous.start;
    }
    // Czech, Slovak, Slovene: an adjective alone (`Vinohradská 12`).
    let adjective = ["ska", "cka", "ova", "ni", "na", "kova", "ske", "cke", "ovo", "eho", "ych", "ουσ", "ου", "ων"]
        .iter()
        .any(|e| key.ends_with(e));
    Some((word.start, end, if adjective { Street::Form } else { Street::Bare }))
}

/// Where the words of a name that ends at `at` begin: up to `max` capitalised ones.
fn names_before(pass: &Pass<'_>, at: usize, max: usize) -> Option<usize> {
    let (mut place, mut start) = (at, None);
    for _ in 0..max {
        let Some(gap) = before_gap(pass, place) else { break };
        let Some(word) = Word::before(pass.text, gap).filter(|w| w.may_be_name() || w.case == Case::Initial) else {
            break;
        };
        start = Some(word.start);
        place = word.start;
    }
    start
}

/// Past `a`, `/4`, `-14`, `/A` behind a house number.
fn house_number_end(pass: &Pass<'_>, at: usize) -> usize {
    let rest = ahead(pass, at, 8);
    at + rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"/-".contains(b)).count()
}

/// Where the word before ends: over a space, a comma, a full stop, at most three of them.
fn before_gap(pass: &Pass<'_>, at: usize) -> Option<usize> {
    let before = pass.text.get(at.saturating_sub(3)..at)?;
    let gap = before.iter().rev().take_while(|b| b" .,/".contains(b)).count();
    (gap > 0).then_some(at - gap)
}

/// The word behind one space (or a full stop and a space).
fn next_word<'a>(pass: &Pass<'a>, at: usize) -> Option<Word<'a>> {
    let gap = ahead(pass, at, 3).iter().take_while(|b| b" .,".contains(b)).count();
    (1..3).contains(&gap).then(|| Word::at(pass.text, at + gap)).flatten()
}

/// A postcode and a town behind a street: where they end, and whether the town is in the list.
fn town_behind(pass: &Pass<'_>, at: usize) -> Option<(usize, bool)> {
    let to = at + 48;
    let first = pass.digits.partition_point(|d| (*d as usize) < at);
    let digits = pass.digits.get(first..).unwrap_or_default().iter().map(|d| *d as usize);
    digits.take_while(|d| *d < to).take(4).find_map(|d| {
        let behind = postcode(pass, d).map(|end| (end, ends_with_town(pass, end)));
        behind.or_else(|| town_before(pass, d, at))
    })
}

/// Whether the word that ends at a place is a large town.
fn ends_with_town(pass: &Pass<'_>, end: usize) -> bool {
    let word = Word::before(pass.text, end);
    let town = |word: &Word<'_>| TOWNS.has(&word.key());
    // `Reykjavík`, `Kuressaare`, `Rijeka`; of two words (`Stara Zagora`, `Brno venkov`) either.
    let first = || word?.start.checked_sub(1).and_then(|at| Word::before(pass.text, at));
    word.as_ref().is_some_and(town) || first().as_ref().is_some_and(town)
}

/// `Torino 10122`, `Valencia, 46001`: the town stands before five digits that end there.
fn town_before(pass: &Pass<'_>, at: usize, street_end: usize) -> Option<(usize, bool)> {
    let len = ahead(pass, at, 6).iter().take_while(|b| b.is_ascii_digit()).count();
    let town = Word::before(pass.text, before_gap(pass, at)?).filter(|word| word.may_be_name())?;
    let ends = len == 5 && !is_letter(pass.byte(at + len)) && !b"-/.".contains(&pass.byte(at + len + 1));
    (ends && town.start > street_end).then(|| (at + len, TOWNS.has(&town.key())))
}

/// Large towns, as they stand in addresses; folded.
static TOWNS: LazyLock<Words> = LazyLock::new(|| Words::of(&TOWN_NAMES.split_ascii_whitespace().collect::<Vec<_>>()));
const TOWN_NAMES: &str = "aarhus aalborg odense kobenhavn esbjerg randers kolding horsens vejle roskilde frederiksberg tallinn \
    tartu narva parnu kuressaare viljandi rakvere riga daugavpils liepaja jelgava jurmala ventspils vilnius kaunas klaipeda \
    siauliai panevezys helsinki espoo tampere vantaa oulu turku jyvaskyla lahti kuopio pori stockholm goteborg malmo uppsala \
    vasteras orebro linkoping helsingborg jonkoping norrkoping lund umea oslo bergen trondheim stavanger tromso drammen \
    reykjavik kopavogur hafnarfjordur akureyri keflavik zagreb split rijeka osijek zadar pula dubrovnik varazdin karlovac \
    ljubljana maribor celje kranj koper velenje beograd sarajevo praha brno ostrava plzen liberec olomouc budejovice hradec \
    pardubice zlin bratislava kosice presov zilina nitra trnava martin trencin budapest debrecen szeged miskolc pecs gyor \
    warszawa krakow lodz wroclaw poznan gdansk szczecin bydgoszcz lublin bialystok katowice gdynia bucuresti cluj-napoca \
    timisoara iasi constanta craiova brasov galati sofia plovdiv varna burgas ruse софия пловдив варна бургас русе αθηνα \
    θεσσαλονικη πατρα ηρακλειο λαρισα βολοσ πειραιασ berlin hamburg munchen koln frankfurt stuttgart dusseldorf leipzig \
    dortmund essen bremen dresden hannover nurnberg bonn wien graz linz salzburg innsbruck zurich geneve basel bern lausanne \
    paris marseille lyon toulouse nice nantes strasbourg montpellier bordeaux lille rennes reims grenoble bruxelles brussel \
    antwerpen gent charleroi liege brugge namur leuven luxembourg amsterdam rotterdam utrecht eindhoven groningen tilburg \
    roma milano napoli torino palermo genova bologna firenze bari catania venezia verona madrid barcelona valencia sevilla \
    zaragoza malaga murcia bilbao alicante cordoba valladolid vigo gijon lisboa porto braga coimbra funchal setubal aveiro \
    dublin cork galway limerick gaillimh corcaigh valletta birkirkara sliema mosta nicosia lefkosia limassol";

/// The end of the postcode, and of the town behind it, whose first digits stand at `at`.
fn postcode(pass: &Pass<'_>, at: usize) -> Option<usize> {
    let run = |at: usize| ahead(pass, at, 7).iter().take_while(|b| b.is_ascii_digit()).count();
    let len = run(at);
    let end = at + len;
    let letters = |at: usize| ahead(pass, at, 3).iter().take_while(|b| b.is_ascii_uppercase()).count();
    let before = pass.text.get(at.saturating_sub(3)..at)?;
    let lead = before.iter().rev().take_while(|b| b.is_ascii_uppercase()).count();
    // United Kingdom `OX1 4AH`, `SW1A 2AA`; Ireland `D02 X285`.
    if (1..=2).contains(&lead) && (1..=2).contains(&len) {
        let out = end + letters(end).min(1);
        let inner = ahead(pass, out + 1, 4);
        let british =
            matches!(inner, [d, a, b, ..] if d.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase());
        let irish = len == 2 && inner.len() == 4 && inner.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if pass.byte(out) == b' ' && (british || irish) {
            return Some(out + 1 + if irish { 4 } else { 3 });
        }
    }
    // Latvia and Lithuania write the town before: `Rīga, LV-1010`; Malta `VLT 1117`.
    let country = pass.text.get(at.saturating_sub(3)..at)?;
    if (country == b"LV-" && len == 4)
        || (country == b"LT-" && len == 5)
        || (lead == 0 && len == 4 && maltese(pass, at))
    {
        return Some(end);
    }
    // Italians may put a comma between: `61, 09134, Cagliari`.
    let parted = len == 5 && ahead(pass, end, 2) == b", " && pass.byte_before(at) == b' ';
    let end = match (len, pass.byte(end)) {
        (5, b',') if parted => end,
        (4, b' ') if letters(end + 1) == 2 && !is_letter(pass.byte(end + 3)) => end + 3,
        (3, b' ') if run(end + 1) == 2 => end + 3,
        (2, b'-') if run(end + 1) == 3 => end + 4,
        (4, b'-') if run(end + 1) == 3 => end + 4,
        (4..=6, b' ') => end,
        // Iceland: three digits are few, so the town must be known.
        (3, b' ') if next_word(pass, end).is_some_and(|word| TOWNS.has(&word.key())) => end,
        _ => return None,
    };
    let town = next_word(pass, end).filter(Word::may_be_name)?;
    Some(
        next_word(pass, town.end)
            .filter(|w| pass.byte(town.end) == b' ' && w.case == Case::Capital)
            .map_or(town.end, |w| w.end),
    )
}

/// Three capitals and a space before the digits.
fn maltese(pass: &Pass<'_>, at: usize) -> bool {
    let before = at.checked_sub(4).and_then(|from| pass.text.get(from..at));
    matches!(before, Some([a, b, c, b' ']) if [a, b, c].iter().all(|b| b.is_ascii_uppercase()))
}

/// At most `len` bytes from a place on.
fn ahead<'a>(pass: &Pass<'a>, at: usize, len: usize) -> &'a [u8] {
    let rest = pass.text.get(at..).unwrap_or_default();
    rest.get(..len).unwrap_or(rest)
}
