//! Passwords told in words: "my password is ...", "le mot de passe : ...", "Kennwort lautet ...", "PIN ist 4821",
//! "Zugangsdaten: anna / ...".
//!
//! A noun for a password is a cue. From it the clause is read forward for a link (`is`, `lautet`, `:` ...) with a value
//! right behind it, and back for a value with a link behind it ("... is my password"). What makes a value: quotes, or
//! a letter together with a digit or a sign. So "I forgot my password", "the password must have 8 characters" and
//! "what is a strong password?" hold none.

use super::assign;
use super::row;
use super::shape;
use crate::detect::entity::{Entity, EntityId, entity};
use crate::detect::lexicon::{CueHit, CueSet, cue, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[
    row(
        "password_in_text",
        "Password told in a sentence",
        "",
        "https://www.bsi.bund.de/DE/Themen/Verbraucherinnen-und-Verbraucher/Informationen-und-Empfehlungen/Cyber-Sicherheitsempfehlungen/Accountschutz/Sichere-Passwoerter-erstellen/sichere-passwoerter-erstellen_node.html",
        &[
            "My password for the VPN is Tr0ub4dor&3, please log in.",
            "Das Kennwort lautet Sommer2024!",
            "le mot de passe : Soleil#77",
            "hasło to Zima2023!",
            "Use hunter2 as the password.",
            "la contraseña es 'girasol'",
            "parola este Toamna99$",
            "| User | Password |\n|---|---|\n| anna | Mosel7!Stein |",
        ],
        &[
            "I forgot my password",
            "Please reset your password.",
            "The password must be 8 characters long.",
            "What is a strong password?",
            "Mein Passwort ist abgelaufen.",
            "| Field | Password |\n|---|---|\n| name | required |",
            "Le mot de passe est trop court.",
            "The password is stored as SHA256.",
            "password is <your password>",
            "fn hash_password<D: Digest>(password: &str) -> String",
            "password: \"^[a-zA-Z0-9]+$\"",
            "interní chyba, typový kód 0x%x",
            "Kilépési kód: 0-val tér vissza",
            "velg et nytt passord:\n\"%(value)s\" har et ugyldig format",
            "Password modificata. Esempio: \"flatpages/contact_page.html\"",
            "especificado en la clave 'retain-days' del fichero",
        ],
    ),
    row(
        "pin_code",
        "PIN or access code",
        "",
        "https://www.iso.org/standard/68669.html",
        &["Die PIN ist 4821.", "my pin: 7305", "le code PIN est 9142", "El PIN es 6093"],
        &["The PIN has 4 digits.", "Enter your PIN.", "pin 4 of the connector", "PIN: ****"],
    ),
    row(
        "wifi_password",
        "Wi-Fi key",
        "",
        "https://www.wi-fi.org/discover-wi-fi/security",
        &["The wifi key is Blau-Wal-77", "WLAN-Schlüssel: kq82HsZx11", "clé wifi : Tournesol#31"],
        &["The wifi key is printed on the router.", "WLAN-Schlüssel vergessen"],
    ),
    row(
        "login_credentials",
        "User and password told together",
        "",
        "https://cwe.mitre.org/data/definitions/522.html",
        &["Zugangsdaten: anna.k / Sommer2024!", "credentials are admin:Qz82!kfm", "identifiants : jdupont / Neige#19"],
        &["Zugangsdaten: siehe Wiki / Intranet", "credentials: user / password", "login: see ticket 4711"],
    ),
];

static CUES: CueSet = cue_set!["secret.password", "secret.pin", "secret.wifi", "secret.login", "secret.key"];

/// How far a value may stand from its noun, in bytes.
const REACH_BYTES: usize = 110;
/// Words read between a noun and its value.
const WORDS_MAX: usize = 12;

/// Words that link a noun to what it is, folded: the forms of "is" and "reads" in the languages of the lists.
const LINKS: &[&str] = &[
    "is",
    "are",
    "equals",
    "ist",
    "lautet",
    "lauten",
    "heisst",
    "waere",
    "war",
    "est",
    "sera",
    "c'est",
    "sono",
    "sao",
    "etait",
    "es",
    "son",
    "e",
    "luidt",
    "er",
    "ar",
    "lyder",
    "var",
    "on",
    "yra",
    "ir",
    "jest",
    "to",
    "brzmi",
    "je",
    "zni",
    "znie",
    "glasi",
    "este",
    "ειναι",
    "е",
    "є",
    "це",
    "такий",
    "такъв",
    "da",
    "ass",
    "hija",
    "huwa",
    "هي",
    "هو",
    "was",
    "bleibt",
    "remains",
    "olarak",
    "=",
    ":",
    "->",
    "=>",
    "→",
    "-",
    "–",
    "—",
    ":-",
    "»",
    "az",
    "a(z)",
    "gives",
    "reads",
    "stays",
    "steht",
    "daje",
    "bedeutet",
    "lautete",
    "fuit",
    "fue",
    "era",
    "byl",
    "bylo",
    "byla",
    "bilo",
    "bio",
    "bila",
    "oli",
    "volt",
    "lett",
    "legyen",
];
/// Words that link only to something unmistakable: "set the password to ...".
const WEAK_LINKS: &[&str] = &[
    "to", "auf", "zu", "in", "naar", "til", "till", "na", "pe", "σε", "на", "a", "au", "con", "with", "mit", "avec",
    "med", "z", "s", "cu", "su", "met", "wie", "like", "als", "as", "comme", "como", "come", "jako", "som", "kao",
    "kot", "ca", "mint", "как", "като", "як",
];
/// Words that may stand between a link and its value.
const FILLERS: &[&str] = &[
    "now",
    "still",
    "currently",
    "simply",
    "just",
    "actually",
    "always",
    "again",
    "probably",
    "jetzt",
    "noch",
    "immer",
    "aktuell",
    "weiterhin",
    "einfach",
    "derzeit",
    "maintenant",
    "toujours",
    "encore",
    "simplement",
    "actuellement",
    "ahora",
    "todavia",
    "sigue",
    "siendo",
    "actualmente",
    "adesso",
    "ora",
    "ancora",
    "sempre",
    "agora",
    "ainda",
    "nu",
    "nog",
    "steeds",
    "fortsat",
    "stadig",
    "fortfarande",
    "teraz",
    "nadal",
    "nyni",
    "stale",
    "teraz",
    "nyt",
    "edelleen",
    "folgendes",
    "folgende",
    "following",
    "the",
    "das",
    "le",
    "la",
    "el",
    "il",
    "o",
    "de",
    "das",
    "wieder",
    "bisher",
    "going",
    "be",
    "wohl",
    "bien",
    "aussi",
    "also",
    "auch",
    "set",
    "gesetzt",
];
/// Links behind a value that stands before its noun: "... is my password", "use ... as password".
const BACK_LINKS: &[&str] = &[
    "is",
    "ist",
    "est",
    "es",
    "e",
    "er",
    "ar",
    "on",
    "jest",
    "to",
    "je",
    "este",
    "as",
    "als",
    "comme",
    "como",
    "come",
    "jako",
    "som",
    "kao",
    "kot",
    "ca",
    "ειναι",
    "е",
    "є",
    "це",
    "olarak",
    "yra",
    "ir",
    "ass",
    "da",
    "mint",
];
/// Looks at each noun.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&CUES) {
        return;
    }
    let mut done = 0;
    for (index, hit) in pass.cues.iter().enumerate().filter(|(_, hit)| CUES.has(hit.cue)) {
        if (hit.start as usize) < done {
            continue;
        }
        let next = pass
            .cues
            .get(index + 1..)
            .unwrap_or_default()
            .iter()
            .find(|other| other.start >= hit.end && CUES.has(other.cue));
        if let Some(candidate) = at_noun(pass, hit, next.map(|n| n.start as usize)) {
            done = candidate.end;
            out.push(candidate);
        }
    }
}

fn entity_of(hit: &CueHit) -> EntityId {
    match hit.cue {
        c if c == cue!("secret.pin") => entity!("pin_code"),
        c if c == cue!("secret.wifi") => entity!("wifi_password"),
        c if c == cue!("secret.login") => entity!("login_credentials"),
        c if c == cue!("secret.key") => entity!("generic_api_key"),
        _ => entity!("password_in_text"),
    }
}

/// A word of the clause, with what surrounds it taken off.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a [u8],
    start: usize,
    end: usize,
    quoted: bool,
    /// Whether a colon or an equals sign ends it.
    links: bool,
    /// Whether a line or a sentence ends behind it.
    last: bool,
}

/// The clause behind a place, word by word.
struct Words<'a> {
    text: &'a [u8],
    at: usize,
    stop: usize,
    ended: bool,
}

/// Length of a quote mark at the front, ASCII or typographic.
fn quote(text: &[u8]) -> usize {
    match text {
        [b'"' | b'\'' | b'`' | b'*' | b'(' | b'[' | b'<', ..] => 1,
        [0xC2, 0xAB | 0xBB, ..] => 2,
        [0xE2, 0x80, 0x98..=0x9F | 0xB9 | 0xBA, ..] => 3,
        _ => 0,
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        if self.ended {
            return None;
        }
        while self.at < self.stop && matches!(self.text.get(self.at), Some(b' ' | b'\t' | b'\r' | b',' | b')')) {
            self.at += 1;
        }
        // One line break may stand between a noun with its colon and the value; two end the clause.
        if self.text.get(self.at) == Some(&b'\n') {
            let behind = self.text.get(self.at + 1..).unwrap_or_default();
            let blank = behind.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
            if behind.get(blank) == Some(&b'\n') {
                return None;
            }
            self.at += 1 + blank;
        }
        let mut opened = 0;
        let mut first_quote = None;
        while let n @ 1.. = quote(self.text.get(self.at + opened..self.stop)?) {
            first_quote.get_or_insert(self.at + opened);
            opened += n;
        }
        let start = self.at + opened;
        if start >= self.stop {
            return None;
        }
        let rest = self.text.get(start..self.stop)?;
        let closing: &[u8] = match first_quote.and_then(|at| self.text.get(at)) {
            Some(b'"') => b"\"",
            Some(b'\'') => b"'",
            Some(b'`') => b"`",
            Some(b'*') => b"*",
            Some(b'<') => b">",
            Some(b'[') => b"]",
            Some(b'(') => b")",
            Some(_) => b"\xE2\xC2",
            None => b"",
        };
        let mut length = rest.iter().position(|b| b.is_ascii_whitespace() || closing.contains(b)).unwrap_or(rest.len());
        let quoted = opened > 0
            && !matches!(closing, b")" | b"]" | b">")
            && rest.get(length).is_some_and(|b| closing.contains(b));
        // A placeholder's brackets are part of it.
        let bracketed = matches!(closing, b">" | b"]");
        let end = start + length;
        self.at = end + rest.get(length..).map_or(0, |tail| if quoted { quote(tail).max(1) } else { 0 });
        let behind = self.text.get(self.at..).unwrap_or_default();
        let mut word = rest.get(..length)?;
        let mut links = false;
        let mut last = false;
        if !quoted {
            while let Some((&b, before)) = word.split_last() {
                match b {
                    b':' | b'=' if !before.is_empty() => links = true,
                    b'.' | b';' if !before.is_empty() => last = true,
                    b',' | b')' | b'"' | b'\'' | b'`' | b'*' if !before.is_empty() => {}
                    _ => break,
                }
                word = before;
            }
            // A typographic quote that closes, without one that opened.
            for mark in ["\u{201d}", "\u{201c}", "\u{bb}", "\u{2019}"] {
                word = word.strip_suffix(mark.as_bytes()).unwrap_or(word);
            }
            length = word.len();
        } else {
            links = matches!(behind.first(), Some(b':' | b'='));
            last = matches!(behind.first(), Some(b'.' | b';' | b'\n') | None);
        }
        last |= behind.first().is_none_or(|b| *b == b'\n' || *b == b'\r');
        // A sentence ends here when a capital or nothing follows; an abbreviation or a password's end does not matter.
        let mark = (end - start).checked_sub(1).and_then(|i| rest.get(i));
        let sentence = !quoted && matches!(mark, Some(b'.' | b'?' | b'!'));
        if sentence && behind.get(1).is_none_or(|b| b.is_ascii_uppercase()) {
            self.ended = true;
        }
        if bracketed {
            // Shown to the caller with a bracket in front, so that it reads as the placeholder it is.
            return Some(Word {
                text: self.text.get(start - 1..self.text.len().min(start + length + 1))?,
                start: start - 1,
                end: start + length,
                quoted: false,
                links,
                last,
            });
        }
        Some(Word { text: word, start, end: start + length, quoted, links, last })
    }
}

fn one_of(word: &[u8], list: &[&str]) -> bool {
    word.len() <= 16 && list.iter().any(|w| word.eq_ignore_ascii_case(w.as_bytes()))
}

fn at_noun(pass: &Pass<'_>, hit: &CueHit, next: Option<usize>) -> Option<Candidate> {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let text = pass.text;
    // `password_hash`, `password()`, `passwords/`: names and code are not prose.
    if matches!(pass.byte(end), b'_' | b'(' | b'/' | b'[' | b'@' | b'$' | b'\\')
        || matches!(pass.byte_before(start), b'_' | b'$' | b'/' | b'.' | b'@' | b'#' | b'=')
    {
        return None;
    }
    // Part of a name: `primaryKey`, `csrf-token`, `x.token`.
    let inside = pass.byte_before(start).is_ascii_alphanumeric() || pass.byte(end).is_ascii_alphanumeric();
    if inside || (hit.cue == cue!("secret.key") && matches!(pass.byte_before(start), b'-' | b'"' | b'\'')) {
        return None;
    }
    let stop = (end + REACH_BYTES).min(text.len()).min(next.unwrap_or(usize::MAX));
    let entity = entity_of(hit);
    let found = forward(pass, hit, end, stop).or_else(|| backward(pass, hit, start));
    found.map(|(start, end, likelihood)| Candidate { entity, likelihood, start, end })
}

/// How a value stands to its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Right behind it, without a link.
    None,
    /// By a weak link.
    Weak,
    /// By a form of "is".
    Is,
    /// By a colon or an equals sign.
    Colon,
}

fn forward(pass: &Pass<'_>, hit: &CueHit, end: usize, stop: usize) -> Option<(usize, usize, Likelihood)> {
    let text = pass.text;
    let mut at = end;
    let mut link = Link::None;
    // Endings and signs that cling to the noun: `password:`, `**Passwort**:`, `"password" is`, `passwords`.
    let clinging = text.get(end..stop)?;
    let signs = clinging
        .iter()
        .take_while(|b| matches!(b, b'*' | b'"' | b'\'' | b'`' | b')' | b':' | b'=' | b'>' | b'-'))
        .count();
    let signs = clinging.get(..signs)?;
    if signs.iter().any(|b| matches!(b, b':' | b'=')) {
        link = Link::Colon;
    } else if signs.first().is_some_and(|b| matches!(b, b'"' | b'\'' | b'>'))
        && signs.len() == 1
        && clinging.get(1).is_some_and(|b| !b.is_ascii_whitespace())
    {
        return None;
    }
    // `password-protected`: a compound.
    if signs.last() == Some(&b'-') && clinging.get(signs.len()).is_some_and(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    at += signs.len();
    let mut words = Words { text, at, stop, ended: false };
    let mut fillers = 0;
    for count in 0..WORDS_MAX {
        let Some(word) = words.next() else { break };
        if word.quoted || !one_of(word.text, LINKS) && !one_of(word.text, WEAK_LINKS) {
            let linked = link != Link::None || count == 0;
            if linked && let Some(found) = value(pass, hit, &word, link, &mut words) {
                return Some(found);
            }
            if linked && link != Link::None && one_of(word.text, FILLERS) && fillers < 3 {
                fillers += 1;
                continue;
            }
            link = if word.links { Link::Colon } else { Link::None };
        } else if one_of(word.text, LINKS) {
            let colon = word.links || matches!(word.text, b":" | b"=");
            link = if colon || link == Link::Colon { Link::Colon } else { Link::Is };
        } else {
            link = if word.links { Link::Colon } else { Link::Weak };
        }
        fillers = 0;
    }
    None
}

/// Whether a word behind a noun is its value, and how surely.
fn value(
    pass: &Pass<'_>,
    hit: &CueHit,
    word: &Word<'_>,
    link: Link,
    words: &mut Words<'_>,
) -> Option<(usize, usize, Likelihood)> {
    let text = word.text;
    let pin = hit.cue == cue!("secret.pin");
    let login = hit.cue == cue!("secret.login");
    if hit.cue == cue!("secret.key") {
        // `key: ...` is an assignment, and weighed as one.
        let name = hit.end - hit.start < 8 && link == Link::Colon;
        let fits = link != Link::None
            && !name
            && text.len() >= 12
            && !shape::placeholder(text)
            && !assign::is_code(text)
            && assign::token(text, false);
        return fits.then_some((word.start, word.end, Likelihood::Likely));
    }
    if login {
        return credentials(word, link, words);
    }
    let digits = (4..=10).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
    if digits {
        let spread = shape::distinct(text) > 1 && !(pin && text.len() > 8);
        let linked = link == Link::Is || link == Link::Colon;
        let fits = spread && (linked || pin && link == Link::None);
        return fits.then_some((word.start, word.end, if pin { Likelihood::Likely } else { Likelihood::Possible }));
    }
    if pin || shape::placeholder(text) || !(4..=64).contains(&text.len()) {
        return None;
    }
    if word.quoted && link != Link::Weak {
        let plain = text.iter().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_'));
        let path = text.contains(&b'/') && !text.iter().any(u8::is_ascii_digit);
        let code = path || assign::pattern(text) || text.windows(2).any(|w| w == b"::");
        let fits = !no_password(text) && !code && (link == Link::Is || !plain);
        return fits.then_some((word.start, word.end, if plain { Likelihood::Possible } else { Likelihood::Likely }));
    }
    let strength = strength(text);
    let user_near =
        pass.nearest(hit.start as usize, hit.end as usize, &cue_set!["secret.user"]).is_some_and(|d| d < 60);
    let sure = match (link, strength) {
        (Link::Is | Link::Colon, Strength::Strong) => Likelihood::Likely,
        (Link::Is | Link::Colon, Strength::Fair) => Likelihood::Likely,
        (Link::None | Link::Weak, Strength::Strong) => Likelihood::Likely,
        (Link::None, Strength::Fair) if user_near => Likelihood::Possible,
        (Link::Colon, Strength::Plain) if user_near && word.last && !shape::contains_ignore_case(text, b"pass") => {
            Likelihood::Possible
        }
        _ => return None,
    };
    Some((word.start, word.end, sure))
}

/// `user / password` or `user:password` behind "credentials:".
fn credentials(word: &Word<'_>, link: Link, words: &mut Words<'_>) -> Option<(usize, usize, Likelihood)> {
    if link == Link::None {
        return None;
    }
    let split = word.text.iter().position(|b| matches!(b, b'/' | b':' | b'|'));
    if let Some(at) = split {
        let (user, password) = (word.text.get(..at)?, word.text.get(at + 1..)?);
        let fits = user.len() >= 2
            && !user.starts_with(b"http")
            && !password.contains(&b'/')
            && !shape::placeholder(password)
            && strength(password) >= Strength::Fair;
        if fits {
            return Some((word.start, word.end, Likelihood::Likely));
        }
    }
    if strength(word.text) == Strength::None
        && !word.text.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'@' | b'-' | b'+'))
    {
        return None;
    }
    let save = (words.at, words.ended);
    let separator = words.next();
    let second = match separator {
        Some(w) if word.links => Some(w),
        Some(w)
            if matches!(
                w.text,
                b"/" | b"|"
                    | b"-"
                    | b","
                    | b":"
                    | b"und"
                    | b"and"
                    | b"et"
                    | b"y"
                    | b"e"
                    | b"en"
                    | b"og"
                    | b"och"
                    | b"i"
                    | b"a"
                    | b"ja"
                    | b"+"
                    | b"&"
            ) =>
        {
            words.next()
        }
        _ => None,
    };
    let found = second.filter(|w| {
        !shape::placeholder(w.text) && (strength(w.text) >= Strength::Fair || w.quoted && !no_password(w.text))
    });
    if found.is_none() {
        (words.at, words.ended) = save;
    }
    found.map(|w| (word.start, w.end, Likelihood::Likely))
}

/// "... is my password", "use ... as the password".
fn backward(pass: &Pass<'_>, hit: &CueHit, start: usize) -> Option<(usize, usize, Likelihood)> {
    if hit.cue == cue!("secret.login") || hit.cue == cue!("secret.key") {
        return None;
    }
    let floor = start.saturating_sub(70);
    let before = pass.text.get(floor..start)?;
    // The last words before the noun, nearest first.
    let mut end = before.len();
    let mut words = [(0usize, 0usize); 6];
    let mut count = 0;
    for slot in &mut words {
        let trimmed = before.get(..end)?.trim_ascii_end();
        if trimmed.is_empty() || before.get(trimmed.len()..end)?.contains(&b'\n') {
            break;
        }
        let first = trimmed.iter().rposition(|b| b.is_ascii_whitespace()).map_or(0, |i| i + 1);
        if first == 0 && floor > 0 {
            break;
        }
        *slot = (first, trimmed.len());
        end = first;
        count += 1;
    }
    let words = words.get(..count)?;
    let link = words.iter().take(4).position(|&(a, b)| before.get(a..b).is_some_and(|w| one_of(w, BACK_LINKS)))?;
    let &(a, b) = words.get(link + 1)?;
    let mut value = before.get(a..b)?;
    let mut first = floor + a;
    let quoted = quote(value) > 0;
    while let n @ 1.. = quote(value) {
        value = value.get(n..)?;
        first += n;
    }
    while let Some((&last, head)) = value.split_last()
        && (matches!(last, b'"' | b'\'' | b'`' | b'*' | b',' | b')') || last >= 0x80 && quoted)
    {
        value = head;
    }
    let digits =
        hit.cue == cue!("secret.pin") && (4..=8).contains(&value.len()) && value.iter().all(u8::is_ascii_digit);
    let fits = digits
        || (value.len() >= 4
            && !shape::placeholder(value)
            && (strength(value) >= Strength::Fair
                || quoted && value.len() >= 4 && !no_password(value) && shape::letters_and_digits(value)));
    fits.then_some((first, first + value.len(), Likelihood::Likely))
}

/// How much a bare word looks like a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// It is something else.
    None,
    /// A word.
    Plain,
    /// A word with digits behind it.
    Fair,
    /// Signs within, or letters and digits that make no word.
    Strong,
}

/// Whether a value that something else says is a password is one, no word and no placeholder.
pub fn is_password(text: &[u8]) -> bool {
    matches!(strength(text), Strength::Fair | Strength::Strong)
}

fn strength(text: &[u8]) -> Strength {
    if text.len() < 4 || text.len() > 64 || no_password(text) || shape::placeholder(text) {
        return Strength::None;
    }
    if codelike(text) {
        return Strength::None;
    }
    let digits = text.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = text.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
    let signs = text.iter().filter(|b| b"!@#$%^&*+=?~<>{}|;\"".contains(b)).count();
    let dashes = text.iter().filter(|b| matches!(b, b'-' | b'_' | b'.' | b'/')).count();
    // `wow!`, `really?`: a sign at the end is the sentence's.
    let end_sign = signs == 1 && text.last().is_some_and(|b| matches!(b, b'!' | b'?' | b';' | b'"' | b'>' | b'*'));
    let inner_capital =
        text.iter().zip(text.iter().skip(1)).any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
    match () {
        () if letters == 0 && signs == 0 => Strength::None,
        () if digits > 0 && letters > 0 && (signs > 0 || !shape::wordy(text)) => Strength::Strong,
        () if signs > 0 && !end_sign && letters > 1 => Strength::Strong,
        () if signs > 1 && digits >= 3 => Strength::Strong,
        () if digits > 0 && letters >= 2 => Strength::Fair,
        () if dashes >= 2
            && letters >= 10
            && text.iter().all(|b| b.is_ascii_lowercase() || *b == b'-')
            && dashes >= 3 =>
        {
            Strength::Fair
        }
        () if inner_capital && !shape::wordy(text) && text.len() >= 8 => Strength::Fair,
        () if text.iter().all(|b| b.is_ascii_alphabetic()) && text.len() >= 5 => Strength::Plain,
        () => Strength::None,
    }
}

/// Code and markup that a sentence would not give as a bare value.
fn codelike(text: &[u8]) -> bool {
    let within = text.iter().take(text.len().saturating_sub(2)).any(|b| *b == b'=');
    within
        || text.iter().any(|b| matches!(b, b'(' | b'[' | b'\\' | b'<' | b'"' | b'`' | b'|'))
        || matches!(text.first(), Some(b'#' | b'=' | b'/' | b'-' | b'+' | b'.' | b';' | b',' | b'{' | b'}'))
        || matches!(text, [b'&', rest @ ..] if rest.iter().all(u8::is_ascii_lowercase))
        || text.windows(2).any(|w| matches!(w, b"->" | b"::" | b"${" | b"/>" | b"&&"))
        || text.ends_with(b"}")
}

/// Terms, dates, amounts, addresses, lengths: not a password, whatever stands before it.
fn no_password(text: &[u8]) -> bool {
    let ordinal = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let unit = text.get(ordinal..).unwrap_or_default();
    // `0-val`, `2-es`: a number with its ending.
    let bent = unit.strip_prefix(b"-").is_some_and(|end| end.len() <= 4 && end.iter().all(u8::is_ascii_alphabetic));
    let format = text.starts_with(b"0x")
        || text.windows(2).any(|w| matches!(w, [b'%', b's' | b'd' | b'u' | b'x' | b'l' | b'(']));
    let measured = ordinal > 0
        && (bent
            || unit.len() <= 2 && !unit.is_empty() && unit.iter().all(u8::is_ascii_alphabetic)
            || [
                &b"-stellig"[..],
                b"-digit",
                b"-character",
                b"-bit",
                b"bit",
                b"-day",
                b"-tage",
                b"-mal",
                b"-jours",
                b"chars",
                b"mal",
                b"min",
                b"days",
                b"-char",
                b"-zeichen",
                b"stellig",
                b"-stellige",
                b"-stelliges",
                b"-letter",
                b"-word",
            ]
            .iter()
            .any(|u| unit.eq_ignore_ascii_case(u)));
    let dated = text.iter().all(|b| b.is_ascii_digit() || b".:-/,%+".contains(b));
    let address = text.windows(3).any(|w| w == b"://")
        || text.starts_with(b"/")
        || text.starts_with(b"www.")
        || text.starts_with(b"http");
    let mail = text.iter().position(|b| *b == b'@').is_some_and(|at| {
        at > 0
            && text.get(at..).is_some_and(|host| {
                host.len() > 4
                    && host.contains(&b'.')
                    && host.iter().skip(1).all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
            })
    });
    let version = text.first() == Some(&b'v') && text.iter().skip(1).all(|b| b.is_ascii_digit() || *b == b'.');
    measured
        || format
        || version
        || dated
        || address
        || mail
        || shape::term(text)
        || assign::is_code(text) && text.contains(&b'(')
}
