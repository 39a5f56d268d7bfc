//! Names of persons: by given name, title, label, opening, signature.
//!
//! A given name and a capitalised word behind it are a name (`Anna Kowalska`), and so are a title, a label or an opening
//! and what follows (`Frau Yıldız`, `Patient: X Y`, `my name is X`). What makes it something else stands right before
//! (`Saint`, `rue`, `King`) or behind (`Institute`, `GmbH`), or the name is a public figure's, or words of books and
//! science stand near. A given name alone is not reported: it tells too little.

use super::words::{BEFORE, BEHIND, CULTURE, Case, FIGURES, Surname, Word, is_letter, surname};
use crate::detect::entity::{Entity, entity};
use crate::detect::lexicon::{CueHit, CueSet, Langs, cue, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::{Category, Likelihood, Sensitivity};

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[Entity {
    id: "person_name",
    title: "Name of a person",
    category: Category::Personal,
    // A name alone identifies a person (GDPR Art. 4(1)) as an e-mail address does.
    sensitivity: Sensitivity::Confidential,
    countries: &[],
    languages: &[
        "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
        "pl", "pt", "ro", "sk", "sl", "sv", "no", "is", "ca", "eu", "gl", "lb", "uk", "tr", "ar",
    ],
    checksum: "",
    source: "GDPR Art. 4(1); given names: Faker (MIT)",
    hits: &[
        "Please call Katarzyna Wiśniewska about the contract.",
        "Mme Dupont a signé le bail.",
        "Herr Özdemir wartet auf den Bescheid.",
        "Name: Ulrike Bachmeier-Stoll",
        "DUPONT Marie, née à Lyon",
        "Η κυρία Παπαδοπούλου δεν απάντησε.",
        "г-жа Стоянова се обади вчера",
        "Mit freundlichen Grüßen\nSabine Kettler",
        "Kovács János szerződése lejárt.",
        "je m'appelle Aurélien Vasseur",
        "Jean-Pierre van der Meulen",
    ],
    misses: &[
        "Explain the Kalman filter and Bayes' theorem.",
        "Saint-Denis and San Francisco are cities.",
        "Victoria Station is closed on Sunday.",
        "Albert Einstein wrote many letters.",
        "Mercedes Benz and Calvin Klein are brands.",
        "Das Robert-Koch-Institut meldet neue Zahlen.",
        "12 rue Victor Hugo",
        "Will Germany win? May Day is near.",
        "Best regards,\nThe Support Team",
        "class Anna.Foo extends Peter::Bar",
    ],
}];

static GIVEN: CueSet = cue_set!["person.given_name", "person.given_weak"];
static EXPLICIT: CueSet = cue_set![
    "person.title",
    "person.title_weak",
    "person.title_after",
    "person.label",
    "person.label_weak",
    "person.signature",
    "person.intro",
    "person.greeting",
    "person.before",
    "person.roster",
];

/// Most words of one name.
const NAME_WORDS_MAX: usize = 6;

/// Finds names.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let given = pass.present.meets(&GIVEN);
    if !given && !pass.present.meets(&EXPLICIT) {
        return;
    }
    // Given names that a name already found goes over need no look of their own.
    let mut done = 0;
    for hit in &pass.cues {
        let found = if GIVEN.has(hit.cue) {
            if (hit.start as usize) < done { None } else { by_given_name(pass, hit) }
        } else if hit.cue == cue!("person.roster") {
            roster(pass, hit.end as usize, out);
            None
        } else if EXPLICIT.has(hit.cue) {
            by_context(pass, hit)
        } else {
            None
        };
        if let Some((name, likelihood)) = found {
            if GIVEN.has(hit.cue) {
                done = name.end;
            }
            out.push(Candidate { entity: entity!("person_name"), likelihood, start: name.start, end: name.end });
        }
    }
}

/// Words read as one name.
#[derive(Debug, Clone, Copy)]
struct Name {
    start: usize,
    end: usize,
    /// Words, initials and particles apart.
    words: usize,
    /// The first word is a given name and hardly anything else.
    given: bool,
    /// The first word may be a given name.
    given_weak: bool,
    /// How well the best of the other words does as a surname.
    surname: Surname,
    /// Whether there are initials or particles in it (`J. van Dijk`).
    formed: bool,
    /// Every word is in capitals.
    capitals: bool,
    /// What follows makes it something else.
    spoilt: bool,
}

/// Whether a given name of the lists stands in a word, or in a part of it that `-` divides: surely, maybe.
fn given(pass: &Pass<'_>, word: &Word<'_>) -> (bool, bool) {
    let hits = pass.cues_in(word.start, word.end);
    let whole = |hit: &&CueHit| {
        let begins = hit.start as usize == word.start || pass.byte_before(hit.start as usize) == b'-';
        begins && hit.end as usize <= word.end
    };
    let has = |cue| hits.iter().filter(whole).any(|hit| hit.cue == cue);
    (has(cue!("person.given_name")), has(cue!("person.given_weak")))
}

const PARTICLES: &[&str] = &[
    "van", "von", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "der", "den", "des", "ter", "ten", "te",
    "zu", "zur", "zum", "af", "av", "el", "al", "bin", "ibn", "ben", "la", "le", "les", "lo", "y", "e", "i", "vom",
    "degli", "dalla", "dal", "ui", "ni", "nic", "mac", "o", "mhic", "san", "st", "op", "het", "'t", "d", "al-", "thi",
];

/// Reads a name from the word at `at` on. `explicit`: the words around say that a name stands here.
fn read(pass: &Pass<'_>, at: usize, explicit: bool) -> Option<Name> {
    let mut name = Name {
        start: at,
        end: at,
        words: 0,
        given: false,
        given_weak: false,
        surname: Surname::Not,
        formed: false,
        capitals: true,
        spoilt: false,
    };
    let mut place = at;
    let mut taken = 0;
    while taken < NAME_WORDS_MAX {
        let Some(word) = Word::at(pass.text, place) else { break };
        taken += 1;
        let after = pass.byte(word.end);
        match word.case {
            Case::Initial if after == b'.' || (explicit && name.words > 0 && after == b' ') => {
                name.formed = true;
                let dot = usize::from(after == b'.');
                if name.words > 0 {
                    name.end = word.end;
                }
                place = next_place(pass, word.end + dot, true)?;
                continue;
            }
            Case::Small | Case::Capital if name.words + usize::from(name.formed) > 0 && is_particle(&word) => {
                let Some(next) = next_place(pass, word.end, false) else { break };
                let follows = Word::at(pass.text, next);
                if !follows.is_some_and(|w| w.may_be_name() || (w.case == Case::Small && is_particle(&w))) {
                    break;
                }
                name.formed = true;
                place = next;
                continue;
            }
            Case::None if explicit => {}
            _ if word.may_be_name() => {}
            _ => break,
        }
        let key = word.key();
        let key = key.strip_suffix("'s").unwrap_or(&key);
        let (sure, maybe) = given(pass, &word);
        let mut class = surname(key);
        let short_capitals = word.case == Case::AllCapitals && word.text.len() <= 4 && !name.capitals;
        if short_capitals && class == Surname::Unknown {
            // `Dany BIC`: an abbreviation.
            class = Surname::Not;
        }
        if class == Surname::Not && sure {
            // A given name of the lists, whatever its last part also is (`Marie-Claude`).
            class = Surname::Unknown;
        }
        if class == Surname::Not {
            // `Anna University`, `Robert Koch Institut`.
            name.spoilt = true;
            break;
        }
        let further = name.words > 1 || (name.words == 1 && !name.given && !name.given_weak);
        if further && !name.formed && !sure && class < Surname::Weak && name.surname > Surname::Not {
            // A second word that is nothing known, behind a surname: a noun, the next sentence's first word.
            break;
        }
        if name.words == 0 {
            name.given = sure;
            name.given_weak = maybe;
            if !sure && !maybe {
                name.surname = class;
            }
        } else if sure && class < Surname::Weak {
            // Another given name; it may be the surname as well (`Paul Simon`).
            name.surname = name.surname.max(if word.end == place { Surname::Unknown } else { Surname::Weak });
        } else {
            name.surname = name.surname.max(class);
        }
        name.capitals &= word.case == Case::AllCapitals;
        name.words += 1;
        name.end = word.start + word.text.strip_suffix("'s").unwrap_or(word.text).len();
        if name.end != word.end {
            break;
        }
        let Some(next) = next_place(pass, word.end, false) else { break };
        place = next;
    }
    (name.words > 0).then_some(name)
}

fn is_particle(word: &Word<'_>) -> bool {
    PARTICLES.contains(&word.key().as_str())
}

/// Where the next word begins: behind one space (or none behind the dot of an initial).
fn next_place(pass: &Pass<'_>, at: usize, glued: bool) -> Option<usize> {
    match (pass.byte(at), is_letter(pass.byte(at + 1))) {
        (b' ', true) => Some(at + 1),
        (b, _) if glued && is_letter(b) => Some(at),
        _ => None,
    }
}

fn by_given_name(pass: &Pass<'_>, hit: &CueHit) -> Option<(Name, Likelihood)> {
    let word = Word::around(pass.text, hit.start as usize)?;
    if !word.may_be_name() || is_code(pass, word.start, word.end) {
        return None;
    }
    let name = match read(pass, word.start, false) {
        Some(name) if name.words > 1 => name,
        Some(name) if name.spoilt => return None,
        _ => return reversed(pass, &word).or_else(|| in_cells(pass, &word)),
    };
    // `Kovács János Budapesten`: the surname stands first.
    if name.surname == Surname::Unknown
        && let Some(found) = reversed(pass, &word)
    {
        return Some(found);
    }
    let likelihood = free(pass, &name);
    Some((name, likelihood))
}

/// How likely a name is that only its own words speak for.
fn free(pass: &Pass<'_>, name: &Name) -> Likelihood {
    use Likelihood::{Likely, Possible, Unlikely};
    if !name.spoilt && has_mail(pass, name.end) {
        return Likely;
    }
    if name.spoilt || speaks_against(pass, name) {
        return Unlikely;
    }
    match (name.given, name.surname) {
        (true, Surname::Weak | Surname::Ending | Surname::Known) => Likely,
        (true, Surname::Unknown) if name.capitals => Unlikely,
        (true, Surname::Unknown) => Possible,
        (false, Surname::Ending | Surname::Known) => Possible,
        _ => Unlikely,
    }
}

/// `Anna Kowalska <anna@...`
fn has_mail(pass: &Pass<'_>, end: usize) -> bool {
    let behind = ahead(pass, end, 48).strip_prefix(b" <").unwrap_or_default();
    behind.iter().take_while(|b| b.is_ascii_graphic() && **b != b'>').any(|b| *b == b'@')
}

/// `Anna;Kowalska;`, `Kowalska,Anna`: two cells of a table, the surname a known one.
fn in_cells(pass: &Pass<'_>, given_word: &Word<'_>) -> Option<(Name, Likelihood)> {
    const BORDERS: &[u8] = b",;\t|\n";
    if !given(pass, given_word).0 {
        return None;
    }
    let border = |b: u8| BORDERS.contains(&b) || b == 0;
    let known = |word: &Word<'_>| word.may_be_name() && surname(&word.key()) >= Surname::Ending;
    let (before, behind) = (pass.byte_before(given_word.start), pass.byte(given_word.end));
    if !border(before) && given_word.start > 0 || !border(behind) && given_word.end < pass.text.len() {
        return None;
    }
    let next = Word::at(pass.text, given_word.end + 1);
    let next = next.filter(|word| b",;\t|".contains(&behind) && known(word));
    let previous = given_word.start.checked_sub(1).and_then(|end| Word::before(pass.text, end));
    let previous = previous.filter(|word| b",;\t|".contains(&before) && known(word));
    let (start, end) = match (previous, next) {
        (Some(word), _) => (word.start, given_word.end),
        (None, Some(word)) => (given_word.start, word.end),
        _ => return None,
    };
    let name = Name { end, words: 2, ..read(pass, start, true)? };
    Some((name, if is_figure(pass, &name) { Likelihood::Unlikely } else { Likelihood::Possible }))
}

/// Most names of one list of people.
const ROSTER_NAMES_MAX: usize = 32;

/// `Present: Anna Kowalska, Sjoerd de Boer; excused: ...`: one name that is known vouches for those beside it.
fn roster(pass: &Pass<'_>, end: usize, out: &mut Vec<Candidate>) {
    let Some(mut at) = skip(pass, end, 4, b"s): \t\n-*") else { return };
    let mut names: Vec<Name> = Vec::new();
    let colon = pass.bytes(end, at).contains(&b':');
    while names.len() < ROSTER_NAMES_MAX {
        let Some(name) = member(pass, behind_title(pass, at)) else { break };
        names.push(name);
        let Some(next) = next_of_roster(pass, name.end) else { break };
        at = next;
    }
    let known = |name: &Name| name.given || name.surname > Surname::Weak;
    if !(colon || names.len() > 1) || !names.iter().any(known) {
        return;
    }
    for name in names.iter().filter(|name| !is_figure(pass, name)) {
        let likelihood = if known(name) { Likelihood::Likely } else { Likelihood::Possible };
        out.push(Candidate { entity: entity!("person_name"), likelihood, start: name.start, end: name.end });
    }
}

/// A name of two words or more, or with an initial; in a list, both may be in no list of ours.
fn member(pass: &Pass<'_>, at: usize) -> Option<Name> {
    let mut name = read(pass, at, true)?;
    let next = Word::at(pass.text, name.end + 1).filter(|word| pass.byte(name.end) == b' ' && word.may_be_name());
    if let Some(word) = next.filter(|_| name.words == 1)
        && surname(&word.key()) != Surname::Not
    {
        (name.words, name.end) = (2, word.end);
    }
    (!name.spoilt && name.words + usize::from(name.formed) >= 2).then_some(name)
}

/// Past `, `, ` (chair); `, ` and `, to the next name of a list.
fn next_of_roster(pass: &Pass<'_>, end: usize) -> Option<usize> {
    const ROLE_BYTES_MAX: usize = 32;
    let mut at = end;
    if pass.bytes(at, at + 2) == b" (" {
        at += ahead(pass, at, ROLE_BYTES_MAX).iter().position(|b| *b == b')')? + 1;
    }
    let next = skip(pass, at, 4, b",;/&+ \n-*")?;
    let word = Word::at(pass.text, next)?;
    match word.case {
        Case::Small if word.text.len() <= 4 => skip(pass, word.end, 1, b" "),
        _ if pass.bytes(at, next) == b" " => None,
        _ => Some(next),
    }
}

/// `Kowalska, Anna`, `DUPONT Marie`, `Kovács János`: the surname stands before the given name.
fn reversed(pass: &Pass<'_>, given_word: &Word<'_>) -> Option<(Name, Likelihood)> {
    use Likelihood::{Likely, Possible, Unlikely};
    let (sure, _) = given(pass, given_word);
    let before = pass.byte_before(given_word.start);
    let comma = before == b' ' && pass.byte_before(given_word.start.checked_sub(1)?) == b',';
    let gap = if comma { 2 } else { 1 };
    if before != b' ' {
        return None;
    }
    let first = Word::before(pass.text, given_word.start - gap)?;
    if !first.may_be_name() || is_code(pass, first.start, given_word.end) {
        return None;
    }
    let class = surname(&first.key());
    let capitals = first.case == Case::AllCapitals && first.text.len() > 2 && given_word.case == Case::Capital;
    let likelihood = match (class, capitals, comma) {
        (Surname::Not, ..) => return None,
        (Surname::Known | Surname::Ending, ..) if sure => Likely,
        (Surname::Known | Surname::Ending | Surname::Weak, true, _) => Likely,
        (Surname::Known, false, true) => Possible,
        (Surname::Unknown, true, _) if sure => Possible,
        // Hungarians write the surname first. Not at a sentence's beginning, where any word has a capital.
        (Surname::Unknown, false, false)
            if sure && is_hungarian(pass, given_word) && !begins_sentence(pass, first.start) =>
        {
            Possible
        }
        _ => return None,
    };
    let name = Name {
        start: first.start,
        end: given_word.end,
        words: 2,
        given: sure,
        given_weak: true,
        surname: class,
        formed: false,
        capitals: false,
        spoilt: false,
    };
    Some((name, if speaks_against(pass, &name) { Unlikely } else { likelihood }))
}

/// Whether a given name is one that only Hungarian has.
fn is_hungarian(pass: &Pass<'_>, word: &Word<'_>) -> bool {
    let hits = pass.cues_in(word.start, word.end);
    hits.iter().any(|hit| hit.cue == cue!("person.given_name") && hit.langs == Langs::of(&["hu"]))
}

/// Whether a sentence or line begins at a place.
fn begins_sentence(pass: &Pass<'_>, at: usize) -> bool {
    let before = pass.text.get(..at).unwrap_or_default().iter().rev().take(4).find(|b| !b" \"'(*".contains(b));
    before.is_none_or(|b| b".!?:\n-".contains(b))
}

fn by_context(pass: &Pass<'_>, hit: &CueHit) -> Option<(Name, Likelihood)> {
    let end = hit.end as usize;
    let cue = hit.cue;
    if cue == cue!("person.title") || cue == cue!("person.title_weak") {
        titled(pass, hit.start as usize, end, cue == cue!("person.title"))
    } else if cue == cue!("person.title_after") {
        before_title(pass, hit.start as usize)
    } else if cue == cue!("person.label") || cue == cue!("person.label_weak") {
        labelled(pass, end, cue == cue!("person.label"))
    } else if cue == cue!("person.signature") {
        signed(pass, end)
    } else {
        opened(pass, end, cue == cue!("person.intro"), cue == cue!("person.before"))
    }
}

/// `Frau Dr. Müller`, `Mr Smith`, `pani Nowak`.
fn titled(pass: &Pass<'_>, start: usize, end: usize, strong: bool) -> Option<(Name, Likelihood)> {
    use Likelihood::{Likely, Possible, Unlikely, VeryLikely};
    if is_code(pass, start, end) {
        return None;
    }
    let at = skip(pass, end, 3, b". ")?;
    if pass.cues_in(at, at + 1).iter().any(|hit| hit.cue == cue!("person.title")) {
        // Another title: it speaks for itself.
        return None;
    }
    let name = read(pass, at, true)?;
    let word = Word::at(pass.text, start)?;
    if !Word::at(pass.text, at).is_some_and(|w| w.may_be_name() || w.case == Case::None || w.case == Case::Initial) {
        return None;
    }
    let likelihood = match (strong, name.surname, name.given) {
        _ if name.spoilt || is_figure(pass, &name) => Unlikely,
        (true, Surname::Weak | Surname::Ending | Surname::Known, _) | (true, _, true) => VeryLikely,
        // A title in small letters (`pan`, `dr`) before a word that nothing is known of.
        (true, ..) if word.case == Case::None => Possible,
        (true, ..) => Likely,
        (false, Surname::Ending | Surname::Known, _) => Likely,
        (false, _, true) if name.words > 1 => Likely,
        _ => Unlikely,
    };
    Some((name, likelihood))
}

/// `Kovács úr`, `Bērziņa kundze`, `Mehmet Bey`.
fn before_title(pass: &Pass<'_>, start: usize) -> Option<(Name, Likelihood)> {
    if pass.byte_before(start) != b' ' {
        return None;
    }
    let mut word = Word::before(pass.text, start.checked_sub(1)?).filter(Word::may_be_name)?;
    let end = word.end;
    let mut class = surname(&word.key());
    let (mut sure, _) = given(pass, &word);
    if pass.byte_before(word.start) == b' '
        && let Some(more) =
            word.start.checked_sub(1).and_then(|at| Word::before(pass.text, at)).filter(Word::may_be_name)
        && surname(&more.key()) > Surname::Unknown
    {
        class = class.max(surname(&more.key()));
        sure |= given(pass, &more).0;
        word = more;
    }
    let known = class > Surname::Unknown || sure;
    let name = Name {
        start: word.start,
        end,
        words: 1,
        given: sure,
        given_weak: sure,
        surname: class,
        formed: false,
        capitals: false,
        spoilt: class == Surname::Not,
    };
    let likelihood =
        if name.spoilt || !known || is_figure(pass, &name) { Likelihood::Unlikely } else { Likelihood::Likely };
    Some((name, likelihood))
}

/// `Patient: Anna Kowalska`, `"last_name": "Müller"`.
fn labelled(pass: &Pass<'_>, end: usize, strong: bool) -> Option<(Name, Likelihood)> {
    use Likelihood::{Likely, Possible, Unlikely, VeryLikely};
    let at = skip(pass, end, 10, b"\"'*: \t=|>_-\n")?;
    let gap = pass.bytes(end, at);
    if !gap.iter().any(|b| b":=\t|".contains(b)) || gap.iter().filter(|b| **b == b'\n').count() > 1 {
        return None;
    }
    let at = behind_title(pass, at);
    let name = read(pass, at, true)?;
    let known = name.given || name.surname > Surname::Weak;
    // The value of a label ends where its name ends.
    let closed = closes(pass, name.end);
    let likelihood = match (strong, known, name.words) {
        _ if name.spoilt => Unlikely,
        (true, true, 2..) => VeryLikely,
        (true, true, _) => Likely,
        (true, false, _) if closed && name.words + usize::from(name.formed) > 1 => Possible,
        (true, false, _) if closed && name.surname == Surname::Weak => Possible,
        (false, true, 2..) if !is_figure(pass, &name) => Likely,
        _ => Unlikely,
    };
    Some((name, likelihood))
}

/// `Mit freundlichen Grüßen` and, on this or the next lines, a name that ends its line.
fn signed(pass: &Pass<'_>, end: usize) -> Option<(Name, Likelihood)> {
    use Likelihood::{Likely, Possible, Unlikely, VeryLikely};
    let at = skip(pass, end, 8, b",.!; \t\r\n-*_")?;
    let gap = pass.bytes(end, at);
    if !gap.iter().any(|b| b",\n".contains(b)) {
        return None;
    }
    let name = read(pass, behind_title(pass, at), true)?;
    let line = ahead(pass, name.end, 64);
    let line = line.split(|b| *b == b'\n').next().unwrap_or_default();
    // A name and at most a short role stand on the line of a signature.
    let closed = closes(pass, name.end) || line.len() < 40;
    let likelihood = match (name.given, name.surname, name.words) {
        _ if name.spoilt || !closed || is_figure(pass, &name) => Unlikely,
        (true, Surname::Weak | Surname::Ending | Surname::Known, _) => VeryLikely,
        (true, _, 2..) => Likely,
        (_, Surname::Ending | Surname::Known, 2..) => Likely,
        (true, ..) if gap.contains(&b'\n') && closes(pass, name.end) => Possible,
        (false, _, 2..) if gap.contains(&b'\n') && closes(pass, name.end) && name.words < 4 => Possible,
        _ => Unlikely,
    };
    Some((name, likelihood))
}

/// `my name is X`, `Dear X`, `my patient X`.
fn opened(pass: &Pass<'_>, end: usize, naming: bool, relation: bool) -> Option<(Name, Likelihood)> {
    use Likelihood::{Likely, Possible, Unlikely, VeryLikely};
    let at = skip(pass, end, 3, b", :")?;
    let name = read(pass, behind_title(pass, at), true)?;
    let likelihood = match (name.given || name.given_weak, name.surname, name.words) {
        _ if name.spoilt || is_figure(pass, &name) => Unlikely,
        (true, Surname::Weak | Surname::Ending | Surname::Known, _) => VeryLikely,
        (true, _, 2..) => Likely,
        (_, Surname::Ending | Surname::Known, 2..) => Likely,
        (true, ..) if naming || relation => Possible,
        (_, _, 1..=3) if naming => Possible,
        _ => Unlikely,
    };
    Some((name, likelihood))
}

/// Past a title that stands at `at`, if one does.
fn behind_title(pass: &Pass<'_>, at: usize) -> usize {
    let mut at = at;
    for _ in 0..3 {
        let title = pass.cues_in(at, at + 1).iter().find(|hit| hit.cue == cue!("person.title"));
        let Some(next) = title.and_then(|hit| skip(pass, hit.end as usize, 3, b". ")) else { break };
        at = next;
    }
    at
}

/// Past at least one and at most `max` of `bytes`, to a letter.
fn skip(pass: &Pass<'_>, at: usize, max: usize, bytes: &[u8]) -> Option<usize> {
    let rest = pass.text.get(at..)?;
    let count = rest.iter().take(max + 1).take_while(|b| bytes.contains(b)).count();
    (count > 0 && count <= max && is_letter(pass.byte(at + count))).then_some(at + count)
}

/// Whether a value ends here: line's end, quote, comma, bracket.
fn closes(pass: &Pass<'_>, at: usize) -> bool {
    let rest = pass.text.get(at..).unwrap_or_default();
    match rest.iter().find(|b| **b != b' ' && **b != b'*') {
        None => true,
        Some(b) => b"\n\r\",;|<(.)]}\t\\/".contains(b),
    }
}

/// Whether what stands right before or behind makes a word part of a program, path or address.
fn is_code(pass: &Pass<'_>, start: usize, end: usize) -> bool {
    let before = pass.byte_before(start);
    let (after, next) = (pass.byte(end), pass.byte(end + 1));
    before.is_ascii_digit()
        || b"_@./\\#$+`<=&-~".contains(&before) && !(before == b'.' && start > 1 && pass.byte(start - 2) == b' ')
        || b"_@/\\`=(+[{<".contains(&after)
        || (after == b'.' && (is_letter(next) || next == b'('))
        || (after == b':' && next == b':')
        || (after == b'-' && next == b'>')
        || after.is_ascii_digit()
}

/// Whether the surroundings of a name that nothing else speaks for make it something else.
fn speaks_against(pass: &Pass<'_>, name: &Name) -> bool {
    if is_code(pass, name.start, name.end) || is_figure(pass, name) {
        return true;
    }
    let behind =
        Word::at(pass.text, name.end + 1).filter(|w| b" -".contains(&pass.byte(name.end)) && w.case != Case::Initial);
    if behind.is_some_and(|w| (w.may_be_name() || pass.byte(name.end) == b'-') && BEHIND.has(&w.key())) {
        return true;
    }
    let gap = pass.byte_before(name.start);
    let dotted = gap == b' ' && name.start > 1 && pass.byte(name.start - 2) == b'.';
    let word = name.start.checked_sub(1 + usize::from(dotted)).and_then(|at| Word::before(pass.text, at));
    if (gap == b' ' || gap == b'-') && word.is_some_and(|w| BEFORE.has(&w.key())) {
        return true;
    }
    // `Santa Cruz`, `King George`.
    if Word::at(pass.text, name.start).is_some_and(|w| BEFORE.has(&w.key())) {
        return true;
    }
    // `Who was X?`
    if pass.cues_in(name.start.saturating_sub(24), name.end + 12).iter().any(|hit| hit.cue == cue!("person.who")) {
        return true;
    }
    near_culture(pass, name)
}

/// Whether something speaks against the name that begins at a place, whatever its words are.
pub fn is_known_figure(pass: &Pass<'_>, at: usize) -> bool {
    read(pass, at, true).is_some_and(|name| speaks_against(pass, &name))
}

/// Whether a name is a public figure's, by its surname or as a whole. The capitalised words next to it count, too:
/// lists of ours may have read only a part (`Tadeusza Adama` Mickiewicza).
fn is_figure(pass: &Pass<'_>, name: &Name) -> bool {
    let gap = name.start.checked_sub(1).filter(|at| pass.byte(*at) == b' ');
    let before = gap.and_then(|at| Word::before(pass.text, at));
    if before.is_some_and(|word| word.may_be_name() && FIGURES.has_bent(&word.key(), 3)) {
        return true;
    }
    let mut place = name.start;
    let mut earlier: Vec<String> = Vec::with_capacity(NAME_WORDS_MAX);
    while earlier.len() <= NAME_WORDS_MAX {
        let Some(word) = Word::at(pass.text, place) else { break };
        if word.start >= name.end && !word.may_be_name() && !word.text.starts_with("d'") {
            break;
        }
        let key = word.key();
        let key = key.strip_suffix("'s").unwrap_or(&key);
        let key = key.strip_prefix("d'").unwrap_or(key);
        let single = !earlier.is_empty() || name.words == 1;
        if (single && FIGURES.has_bent(key, 3)) || earlier.iter().any(|first| is_figures_name(first, key)) {
            return true;
        }
        earlier.push(key.to_owned());
        if word.end > name.end {
            break;
        }
        let gap = ahead(pass, word.end, 2);
        place = word.end + gap.iter().take_while(|b| b" .".contains(b)).count().max(1);
    }
    false
}

/// Whether two words are a given name and a surname of a figure: as listed, or both bent. Beginnings (three letters and
/// five) are listed, too, with a `~`.
fn is_figures_name(given: &str, surname: &str) -> bool {
    let first = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
    FIGURES.has(&format!("{given} {surname}")) || FIGURES.has(&format!("{} {}~", first(given, 3), first(surname, 5)))
}

/// How many words on either side are asked about books, art, science and history.
const CULTURE_WORDS: usize = 9;

fn near_culture(pass: &Pass<'_>, name: &Name) -> bool {
    let mut end = name.start;
    for _ in 0..CULTURE_WORDS {
        let gap = pass.text.get(end.saturating_sub(4)..end).unwrap_or_default();
        let gap = gap.iter().rev().take_while(|b| !is_letter(**b)).count();
        let Some(place) = end.checked_sub(gap).and_then(|at| Word::place_before(pass.text, at)) else { break };
        match is_culture(pass, place) {
            Some(true) => return true,
            Some(false) => end = place.0,
            None => break,
        }
    }
    let mut at = name.end;
    for _ in 0..CULTURE_WORDS {
        let gap = ahead(pass, at, 4).iter().take_while(|b| !is_letter(**b)).count();
        let Some(place) = Word::place_at(pass.text, at + gap) else { break };
        match is_culture(pass, place) {
            Some(true) => return true,
            Some(false) => at = place.1,
            None => break,
        }
    }
    false
}

/// Whether a word tells of authors, science or history; `None` where no word stands. Most are told by how they begin.
fn is_culture(pass: &Pass<'_>, (start, end): (usize, usize)) -> Option<bool> {
    let written = pass.bytes(start, end);
    let ascii = written.first()?.is_ascii_alphabetic();
    if ascii && !CULTURE.may_have_written(written) {
        return Some(false);
    }
    let word = Word::of(pass.text, start, end)?;
    Some(CULTURE.may_have_written(written) && CULTURE.begins(&word.key()))
}

/// At most `len` bytes from a place on.
fn ahead<'a>(pass: &Pass<'a>, at: usize, len: usize) -> &'a [u8] {
    let rest = pass.text.get(at..).unwrap_or_default();
    rest.get(..len).unwrap_or(rest)
}
