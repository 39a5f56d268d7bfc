//! How to reach a person, and where: mail, telephone, networks, devices, places, profiles.
//!
//! Telephone numbers drown everything else, so a number is one only with `+` or `00` and a country's code, in a
//! telephone's own grouping, or next to a word for it. Network addresses drop ranges that belong to nobody.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::entity::{Entity, entity};
use super::financial::is_luhn;
use super::lexicon::{CueHit, CueSet, cue_set, is_word};
use super::numbers::Scheme;
use super::pass::{Candidate, Pass};
use super::published;
use super::secrets::{assign, shape};
use crate::words::{Category, Likelihood, Sensitivity};

const fn row(id: &'static str, title: &'static str, source: &'static str) -> Entity {
    Entity { id, title, category: Category::Personal, sensitivity: Sensitivity::Confidential, source, ..Entity::EMPTY }
}

/// Rows of this family.
pub static ENTITIES: &[&[Entity]] = &[&[
    Entity {
        hits: &[
            "write to jean.dupont@acme-corp.fr today",
            "Kontakt: m.weber+neu@uni-koeln.de.",
            "jörg@bücher.de",
            "jean.dupont [at] acme [dot] fr",
            "reach anna(at)firma.pl",
            "mario rossi at example dot it: mario.rossi at posta dot it",
        ],
        misses: &[
            "git@github.com:rust-lang/rust.git",
            "npm i react@18.2.0",
            "postgres://app:s3cret@db.internal/x",
            "a @ b",
            "logo@2x.png",
            "look at point 3",
        ],
        ..row("email", "E-mail address", "RFC 5321, RFC 6531")
    },
    Entity {
        languages: &[
            "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
            "pl", "pt", "ro", "sk", "sl", "sv",
        ],
        hits: &[
            "+33 6 12 34 56 78",
            "call 0033612345678 please, phone is on",
            "Tel. 030 901820",
            "Handy: 0171/2345678",
            "mon numéro: 06 12 34 56 78",
            "(415) 555-2671",
            "+48 601-234-567",
            "phone 020 7946 0958",
            "Rufen Sie mich unter 0171 2345678 an",
            "zadzwoń do mnie: 601 234 567",
            "moje číslo je 777 123 456",
            "soita minulle numeroon 040 1234567",
        ],
        misses: &[
            "order number 0612345678",
            "order 0171 2345678",
            "call function 12345678",
            "IBAN DE89 3704 0044 0532 0130 01",
            "3.14159265",
            "Phone app 0.9.3 (2021-01-30)",
            "phone cost 0.0101516483",
            "partita IVA 00743110158",
            "2024-05-12 10:33",
            "12345678",
            "+1",
            "a+33612345678",
        ],
        ..row("phone", "Telephone number", "ITU-T E.164, E.123; national numbering plans")
    },
    Entity {
        hits: &["from 84.115.23.7 at noon", "2a01:cb00:8a2e::370:7334", "client 10.20.30.40 connected, ip logged"],
        misses: &[
            "127.0.0.1",
            "0.0.0.0",
            "version 1.2.3.4",
            "v10.4.2.1",
            "1.2.3.4.5",
            "300.1.1.1",
            "std::a1::b",
            "self.assertEqual(u[1::2], x)",
            "<path d=\"M4 4.01c1.52-.87 2.83-2.12 3.51.98.32 1z\"/>",
            "::1",
        ],
        ..row("ip_address", "IP address", "RFC 791, RFC 4291; IANA special-purpose registries")
    },
    Entity {
        hits: &["00:1B:44:11:3A:B7", "mac 00-1b-44-11-3a-b7", "001b.4411.3ab7"],
        misses: &["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "12:30:45", "00:1B:44:11:3A"],
        ..row("mac_address", "MAC address", "IEEE 802")
    },
    Entity {
        checksum: "Luhn",
        hits: &["IMEI 490154203237518", "imei: 35-209900-176148-1"],
        misses: &["IMEI 490154203237519", "490154203237518"],
        ..row("imei", "Device identity (IMEI)", "3GPP TS 23.003")
    },
    Entity {
        checksum: "Luhn",
        hits: &["SIM 8944110068064000008"],
        misses: &["SIM 8944110068064000009"],
        ..row("iccid", "SIM card number (ICCID)", "ITU-T E.118")
    },
    Entity {
        hits: &["IDFA: 6D92078A-8246-4BA4-AE5B-76104861E7DC", "device id 38400000-8cf0-11bd-b23e-10b96e40000d"],
        misses: &["trace 6D92078A-8246-4BA4-AE5B-76104861E7DC", "clientId = \"73082700-1f09-405b-80d0-3131bfd6272d\""],
        ..row("device_id", "Advertising or device id", "Apple IDFA, Google AAID; RFC 9562")
    },
    Entity {
        hits: &["GPS 48.85837, 2.29448", "lat=52.5200 lon=13.4050", "40.741895, -73.989308"],
        misses: &[
            "1.5, 2.5",
            "GPS 148.85837, 2.29448",
            "price 48.85, 2.29",
            "[6.98793, 10.41711, 13.69802]",
            "(1.26629073187415, 0.0175000000000000)",
            "[0.01831564, 0.36787944]",
        ],
        ..row("coordinates", "Geographic coordinates", "ISO 6709")
    },
    Entity {
        hits: &["https://www.linkedin.com/in/jean-dupont-123", "my twitter is @jdupont_92", "Instagram: @anna.k"],
        misses: &[
            "@Override public void",
            "https://www.linkedin.com/jobs",
            "npm @types/node",
            "@handle_exception\ndef get(self):",
            "    handle()\n\n    @contextmanager\n    def run(self):",
        ],
        ..row("social_handle", "Name or profile on a social network", "Networks' own documentation")
    },
    Entity {
        hits: &["https://shop.example.net/cart?user_id=83641&x=1", "https://x.example.net/cb?session=9f8a7b6c5d4e"],
        misses: &[
            "https://example.net/?page=2",
            "https://example.net/user",
            "https://example.net/?q=token",
            "https://maps.example.net/js?key=YOUR_API_KEY",
            "https://shop.example.net/?key=jackets&code=SUMMER",
            "https://example.net/?user={user}",
        ],
        ..row("url_identity", "URL that holds an identity or a session", "RFC 3986")
    },
]];

/// Schemes of this family.
pub static SCHEMES: &[&[Scheme]] = &[&[
    Scheme {
        entity: "imei",
        name: "imei",
        shape: "###############",
        check: is_luhn,
        chance_ppm: 100_000,
        context: &["ctx.imei"],
        separators: "##-######-######-#|## ###### ###### #",
    },
    Scheme {
        entity: "iccid",
        name: "iccid",
        shape: "89#################",
        check: is_luhn,
        chance_ppm: 100_000,
        context: &["ctx.iccid"],
        separators: "",
    },
]];

/// Finds contact data.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    for &at in &pass.ats {
        let at = at as usize;
        if let Some((start, end)) = email(pass, at) {
            push(out, entity!("email"), Likelihood::VeryLikely, start, end);
        } else if let Some((start, end)) = handle(pass, at) {
            push(out, entity!("social_handle"), Likelihood::Likely, start, end);
        }
    }
    const WORDS: CueSet = cue_set!["obf.at", "url.http", "ctx.device"];
    const AT: CueSet = cue_set!["obf.at"];
    const HTTP: CueSet = cue_set!["url.http"];
    if pass.present.meets(&WORDS) {
        for hit in &pass.cues {
            if AT.has(hit.cue) {
                spelled_email(pass, hit, out);
            } else if HTTP.has(hit.cue) {
                url(pass, hit, out);
            }
        }
    }
    digits(pass, out);
}

fn push(out: &mut Vec<Candidate>, entity: super::entity::EntityId, likelihood: Likelihood, start: usize, end: usize) {
    out.push(Candidate { entity, likelihood, start, end });
}

// ---- mail

fn is_local(b: u8) -> bool {
    is_word(b) || b".!#$%&'*+/=?^_`{|}~-".contains(&b)
}

/// The e-mail address around an `@`.
fn email(pass: &Pass<'_>, at: usize) -> Option<(usize, usize)> {
    // `jean @ acme.fr`: one space on both sides, where the domain is beyond doubt.
    let spaced = pass.byte_before(at) == b' ' && pass.byte(at + 1) == b' ';
    let gap = usize::from(spaced);
    let behind = (at + 1 + gap, at.checked_sub(gap)?);
    let before = pass.text.get(behind.1.saturating_sub(64)..behind.1)?;
    let len = before.iter().rev().take_while(|b| is_local(**b)).count();
    let local = before.get(before.len() - len..)?;
    // Quotes, `=` and the like in front belong to the text around: `mail='a@b.fr'`, `to=a@b.fr`.
    let cut = local.iter().rposition(|b| b"='`{|}?&#!/*".contains(b)).map_or(0, |i| i + 1);
    let local = local.get(cut..)?;
    let first = local.iter().position(|b| is_word(*b))?;
    let start = behind.1 - (local.len() - first);
    let (end, top) = host(pass, behind.0)?;
    let login = is_login(pass, start) || pass.bytes(start, behind.1) == b"git";
    let sure = !spaced || is_top_level(top);
    let reserved =
        !pass.tables.test_values && published::is_email(pass.bytes(start, behind.1), pass.bytes(behind.0, end));
    (sure && !reserved && !login && !is_file_type(top)).then_some((start, end))
}

/// Whether what stands at `start` is the password of `scheme://user:password@host`.
fn is_login(pass: &Pass<'_>, start: usize) -> bool {
    if pass.byte_before(start) == b'/' {
        return pass.bytes(start.saturating_sub(3), start) == b"://";
    }
    let before = pass.bytes(start.saturating_sub(64), start);
    let run = before.rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
    run.ends_with(b":") && run.windows(3).any(|w| w == b"://")
}

/// The host name that begins at a place: its end and its last label.
fn host<'a>(pass: &Pass<'a>, at: usize) -> Option<(usize, &'a [u8])> {
    let rest = pass.text.get(at..)?;
    let len = rest.iter().take(254).take_while(|b| is_word(**b) || b".-".contains(b)).count();
    let host = rest.get(..len)?;
    let host = host.get(..host.iter().rposition(|b| is_word(*b))? + 1)?;
    let top = host.rsplit(|b| *b == b'.').next()?;
    let labels = host.split(|b| *b == b'.').all(|label| !label.is_empty() && label.first() != Some(&b'-'));
    let named = host.contains(&b'.') && top.len() >= 2 && top.iter().all(|b| b.is_ascii_alphabetic() || *b >= 0x80);
    (named && labels).then_some((at + host.len(), top))
}

fn is_file_type(top: &[u8]) -> bool {
    const TYPES: [&[u8]; 16] = [
        b"png", b"jpg", b"jpeg", b"gif", b"svg", b"webp", b"pdf", b"js", b"ts", b"tsx", b"css", b"html", b"mp4",
        b"json", b"exe", b"zip",
    ];
    TYPES.contains(&top)
}

/// Top-level domains that addresses in Europe mostly have.
fn is_top_level(top: &[u8]) -> bool {
    const DOMAINS: &str = "com net org eu info biz io dev edu gov int app at be bg ch cy cz de dk ee es fi fr gr hr hu ie is it li lt lu lv mt nl no pl pt ro se si sk uk us ca au ua tr rs cat gal eus";
    let top = top.to_ascii_lowercase();
    DOMAINS.split(' ').any(|d| d.as_bytes() == top)
}

/// `name [at] domain [dot] eu`, with any brackets or none; without brackets the last label must be well known.
fn spelled_email(pass: &Pass<'_>, hit: &CueHit, out: &mut Vec<Candidate>) {
    let Some((local_end, host_start, bracketed)) = spelled_sign(pass, hit.start as usize, hit.end as usize) else {
        return;
    };
    let before = pass.text.get(local_end.saturating_sub(64)..local_end).unwrap_or_default();
    let len = before.iter().rev().take_while(|b| is_word(**b) || b"._+-".contains(b)).count();
    let start = local_end - len;
    // Labels, divided by `.` or by a spelled dot.
    let (mut end, mut dots, mut at, mut top): (usize, usize, usize, &[u8]) = (host_start, 0, host_start, b"");
    for _ in 0..5 {
        let rest = pass.text.get(at..).unwrap_or_default();
        let label = rest.iter().take(64).take_while(|b| is_word(**b) || **b == b'-').count();
        if label == 0 {
            break;
        }
        end = at + label;
        top = pass.bytes(at, end);
        if pass.byte(end) == b'.' && is_word(pass.byte(end + 1)) {
            at = end + 1;
            dots += 1;
            continue;
        }
        const DOT: CueSet = cue_set!["obf.dot"];
        let dot = pass.cues_in(end, end + 5).iter().find(|hit| DOT.has(hit.cue));
        match dot.and_then(|dot| spelled_sign(pass, dot.start as usize, dot.end as usize)) {
            Some((before, next, _)) if before == end => {
                at = next;
                dots += 1;
            }
            _ => break,
        }
    }
    let spelled = bracketed || dots > 0 && !pass.bytes(host_start, end).contains(&b'.');
    if len >= 2 && dots > 0 && spelled && is_top_level(top) {
        push(out, entity!("email"), Likelihood::Likely, start, end);
    }
}

/// A sign written as a word: where what is before it ends, where what is behind it begins, whether it is in brackets.
fn spelled_sign(pass: &Pass<'_>, start: usize, end: usize) -> Option<(usize, usize, bool)> {
    let open = b"[({<".contains(&pass.byte_before(start));
    let close = b"])}>".contains(&pass.byte(end));
    if open != close {
        return None;
    }
    let (from, to) = if open { (start - 1, end + 1) } else { (start, end) };
    let space = |b: u8| b == b' ';
    let (left, right) = (space(pass.byte_before(from)), space(pass.byte(to)));
    if !(open || left && right) {
        return None;
    }
    Some((from.saturating_sub(usize::from(left)), to + usize::from(right), open))
}

/// `@name` where there is talk of a network.
fn handle(pass: &Pass<'_>, at: usize) -> Option<(usize, usize)> {
    const SOCIAL: CueSet = cue_set!["ctx.social"];
    let rest = pass.text.get(at + 1..)?;
    let len = rest.iter().take(31).take_while(|b| b.is_ascii_alphanumeric() || b"_.".contains(b)).count();
    let name = rest.get(..len)?;
    let len = name.iter().rposition(|b| *b != b'.').map_or(0, |i| i + 1);
    let end = at + 1 + len;
    // `@handle_error`: a decorator is no handle because it says so.
    let itself = || pass.cues_in(at, end).iter().any(|hit| SOCIAL.has(hit.cue)) || is_decorator(pass, at, end);
    let alone = !is_word(pass.byte_before(at)) && (3..=30).contains(&len) && !b"/@".contains(&pass.byte(end));
    let told = || pass.nearest(at, end, &SOCIAL).is_some_and(|near| near <= 40);
    (alone && told() && !itself()).then_some((at, end))
}

/// Whether `@name` stands on a line of its own, bare or with arguments, above a line that declares something.
fn is_decorator(pass: &Pass<'_>, at: usize, end: usize) -> bool {
    const LINE_BYTES_MAX: usize = 120;
    const DECLARES: [&[u8]; 7] = [b"def ", b"class ", b"async ", b"@", b"public ", b"private ", b"function "];
    let before = pass.bytes(at.saturating_sub(LINE_BYTES_MAX), at);
    let first = before.rsplit(|b| *b == b'\n').next().unwrap_or_default().trim_ascii().is_empty();
    let behind = pass.text.get(end..).unwrap_or_default();
    let behind = behind.get(..behind.len().min(LINE_BYTES_MAX)).unwrap_or_default();
    let mut lines = behind.splitn(3, |b| *b == b'\n');
    let (rest, next) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default().trim_ascii_start());
    let alone = rest.trim_ascii().is_empty() || rest.starts_with(b"(");
    first && alone && DECLARES.iter().any(|word| next.starts_with(word))
}

// ---- addresses on the web

fn url(pass: &Pass<'_>, hit: &CueHit, out: &mut Vec<Candidate>) {
    let (start, end) = (hit.start as usize, hit.end as usize);
    if pass.bytes(end, end + 3) != b"://" {
        return;
    }
    let rest = pass.text.get(end + 3..).unwrap_or_default();
    let len = rest.iter().take(2048).take_while(|b| !b.is_ascii_whitespace() && !b"\"'<>`".contains(b)).count();
    let address = rest.get(..len).unwrap_or_default();
    let end = end + 3 + len;
    if let Some(query) = address.iter().position(|b| *b == b'?') {
        let pairs = address.get(query + 1..).unwrap_or_default();
        if pairs.split(|b| b"&;#".contains(b)).any(holds_identity) {
            push(out, entity!("url_identity"), Likelihood::Likely, start, end);
        }
    }
    if let Some(len) = profile(address) {
        push(
            out,
            entity!("social_handle"),
            Likelihood::Likely,
            start,
            start + (hit.end - hit.start) as usize + 3 + len,
        );
    }
}

/// Whether a `key=value` of a query names a person, or holds a session or a token that looks like one.
fn holds_identity(pair: &[u8]) -> bool {
    const PERSONS: &str = "user userid user_id uid username login email mail e-mail customer customerid customer_id account account_id accountid patient patient_id patientid member member_id phone tel msisdn name firstname lastname first_name last_name ssn dob birthdate";
    const TOKENS: &str = "session sessionid session_id sid token access_token id_token auth authtoken auth_token apikey api_key key sig signature jwt code";
    let mut halves = pair.splitn(2, |b| *b == b'=');
    let (Some(key), Some(value)) = (halves.next(), halves.next()) else { return false };
    let key = key.to_ascii_lowercase();
    let is_in = |list: &str| list.split(' ').any(|k| k.as_bytes() == key);
    let sensible = value.len() >= 4 && !shape::placeholder(value);
    sensible && (is_in(PERSONS) || is_in(TOKENS) && assign::token(value, false))
}

/// The length of an address that is a person's profile.
fn profile(address: &[u8]) -> Option<usize> {
    const NETWORKS: [(&str, &str); 12] = [
        ("linkedin.com/", "in/"),
        ("facebook.com/", ""),
        ("instagram.com/", ""),
        ("twitter.com/", ""),
        ("x.com/", ""),
        ("tiktok.com/", "@"),
        ("t.me/", ""),
        ("mastodon.social/", "@"),
        ("bsky.app/", "profile/"),
        ("xing.com/", "profile/"),
        ("reddit.com/", "user/"),
        ("snapchat.com/", "add/"),
    ];
    const PAGES: &str = "jobs company pages groups help about login signup share intent explore p reel reels home search hashtag i privacy terms watch events marketplace";
    let address = address.strip_prefix(b"www.").unwrap_or(address);
    let slash = address.iter().position(|b| *b == b'/')? + 1;
    let (host, path) = address.split_at_checked(slash)?;
    let (_, prefix) = NETWORKS.iter().find(|(h, _)| host.ends_with(h.as_bytes()) && host.len() <= h.len() + 4)?;
    let name = path.strip_prefix(prefix.as_bytes())?;
    let len = name.iter().take_while(|b| is_word(**b) || b"._-%".contains(b)).count();
    let page = std::str::from_utf8(name.get(..len)?).is_ok_and(|n| PAGES.split(' ').any(|p| p == n));
    (len >= 3 && !page).then_some(slash + prefix.len() + len)
}

// ---- numbers

fn digits(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let mut done = 0;
    for &at in &pass.digits {
        let at = at as usize;
        if at < done {
            continue;
        }
        if !pass.spend(1) {
            return;
        }
        let found = ipv4(pass, at)
            .or_else(|| colons(pass, at, done))
            .or_else(|| mac_dots(pass, at, done))
            .or_else(|| device_id(pass, at, done))
            .or_else(|| coordinates(pass, at))
            .or_else(|| phone(pass, at));
        if let Some(found) = found {
            done = found.end;
            out.push(found);
        }
    }
}

fn ipv4(pass: &Pass<'_>, at: usize) -> Option<Candidate> {
    let rest = pass.text.get(at..)?;
    let first = rest.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    if rest.get(first) != Some(&b'.') {
        return None;
    }
    let len = rest.iter().take(16).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let written = rest.get(..len)?;
    let written = written.strip_suffix(b".").unwrap_or(written);
    let address: Ipv4Addr = std::str::from_utf8(written).ok()?.parse().ok()?;
    let end = at + written.len();
    let before = pass.byte_before(at);
    if is_word(before) || b".-".contains(&before) || is_word(pass.byte(end)) || pass.byte(end) == b'-' {
        return None;
    }
    const IP: CueSet = cue_set!["ctx.ip"];
    const AGAINST: CueSet = cue_set!["against.version", "against.math", "against.section"];
    let octets = address.octets();
    let nobody =
        address.is_loopback() || address.is_unspecified() || address.is_broadcast() || octets.first() == Some(&0);
    if nobody || (address.is_documentation() && pass.nearest(at, end, &IP).is_none()) {
        return None;
    }
    let named = pass.nearest(at, end, &IP).is_some();
    let version = pass.nearest(at, end, &AGAINST).is_some() || octets.iter().all(|o| *o < 30) || is_path(pass, at);
    let own = address.is_private() || address.is_link_local() || octets.first().is_some_and(|o| *o >= 224);
    let likelihood = match (named, version, own) {
        (true, _, _) => Likelihood::VeryLikely,
        (false, true, _) => Likelihood::Unlikely,
        (false, false, true) => Likelihood::Possible,
        (false, false, false) => Likelihood::Likely,
    };
    Some(Candidate { entity: entity!("ip_address"), likelihood, start: at, end })
}

/// Whether decimals stand before a place as in the path of a drawing: `c1.52-.87 2.83-2.12 3.51.98.32`.
fn is_path(pass: &Pass<'_>, at: usize) -> bool {
    let before = pass.bytes(at.saturating_sub(24), at).trim_ascii_end();
    let last = before.rsplit(|b| b" ,".contains(b)).next().unwrap_or_default();
    let marks = |mark: u8| last.iter().filter(|b| **b == mark).count();
    let number = last.iter().all(|b| b.is_ascii_digit() || b"-.".contains(b)) && last.len() >= 3;
    number && (marks(b'.') == 1 || marks(b'-') > 0 && marks(b'.') > 0)
}

/// IPv6 and MAC addresses: runs of hexadecimal digits with colons (or `-` for MAC).
fn colons(pass: &Pass<'_>, at: usize, floor: usize) -> Option<Candidate> {
    let part = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'-' | b'.');
    let before = pass.text.get(floor.max(at.saturating_sub(45))..at)?;
    let start = at - before.iter().rev().take_while(|b| part(b)).count();
    let rest = pass.text.get(start..)?;
    let len = rest.iter().take(46).take_while(|b| part(b)).count();
    let run = rest.get(..len)?;
    let lead = run.iter().position(|b| !b"-.".contains(b))?;
    let run = run.get(lead..)?.trim_ascii();
    let tail = run.iter().rposition(|b| !b"-.".contains(b))? + 1;
    let (run, start) = (run.get(..tail)?, start + lead);
    let end = start + run.len();
    let alone = !is_word(pass.byte_before(start)) && !is_word(pass.byte(end)) && pass.byte_before(start) != b'%';
    if !alone {
        return None;
    }
    if run.len() == 17 {
        return mac(run).then_some(Candidate {
            entity: entity!("mac_address"),
            likelihood: Likelihood::Likely,
            start,
            end,
        });
    }
    if run.iter().filter(|b| **b == b':').count() < 2 {
        return None;
    }
    let run = run.strip_suffix(b":").filter(|r| !r.ends_with(b":")).unwrap_or(run);
    let address: Ipv6Addr = std::str::from_utf8(run).ok()?.parse().ok()?;
    let groups = address.segments().iter().filter(|g| **g != 0).count();
    let documented = address.segments().starts_with(&[0x2001, 0xDB8]);
    const IP: CueSet = cue_set!["ctx.ip"];
    // `items[1::2]`: a slice.
    let slice = run.len() < 7 && pass.nearest(start, end, &IP).is_none();
    if groups < 2 || address.is_loopback() || slice {
        return None;
    }
    let local = address.is_unicast_link_local() || address.is_unique_local() || address.is_multicast() || documented;
    let likelihood = if local { Likelihood::Possible } else { Likelihood::VeryLikely };
    Some(Candidate { entity: entity!("ip_address"), likelihood, start, end: start + run.len() })
}

/// Six pairs of hexadecimal digits, divided alike, neither all `0` nor all `F`.
fn mac(run: &[u8]) -> bool {
    let mark = run.get(2).copied().unwrap_or(0);
    let pairs = run.split(|b| *b == mark).all(|pair| pair.len() == 2 && pair.iter().all(u8::is_ascii_hexdigit));
    let digits = || run.iter().filter(|b| b.is_ascii_hexdigit());
    b":-".contains(&mark) && pairs && !digits().all(|b| *b == b'0') && !digits().all(|b| matches!(b, b'f' | b'F'))
}

/// `001b.4411.3ab7`, with at least one letter.
fn mac_dots(pass: &Pass<'_>, at: usize, floor: usize) -> Option<Candidate> {
    let before = pass.text.get(floor.max(at.saturating_sub(14))..at)?;
    let start = at - before.iter().rev().take_while(|b| b.is_ascii_hexdigit() || **b == b'.').count();
    let run = pass.text.get(start..start + 14)?;
    if run.get(4) != Some(&b'.') {
        return None;
    }
    let shaped = run.split(|b| *b == b'.').map(<[u8]>::len).eq([4, 4, 4])
        && run.iter().all(|b| b.is_ascii_hexdigit() || *b == b'.');
    let alone = !is_word(pass.byte_before(start)) && !is_word(pass.byte(start + 14)) && pass.byte(start + 14) != b'.';
    let mixed = run.iter().any(u8::is_ascii_alphabetic);
    (shaped && alone && mixed).then_some(Candidate {
        entity: entity!("mac_address"),
        likelihood: Likelihood::Possible,
        start,
        end: start + 14,
    })
}

/// A UUID next to the name of an advertising or device id.
fn device_id(pass: &Pass<'_>, at: usize, floor: usize) -> Option<Candidate> {
    const DEVICE: CueSet = cue_set!["ctx.device"];
    if !pass.present.meets(&DEVICE) {
        return None;
    }
    let part = |b: &u8| b.is_ascii_hexdigit() || *b == b'-';
    let before = pass.text.get(floor.max(at.saturating_sub(36))..at)?;
    let start = at - before.iter().rev().take_while(|b| part(b)).count();
    let run = pass.text.get(start..)?;
    let len = run.iter().take(37).take_while(|b| part(b)).count();
    let uuid = run.get(..len)?.split(|b| *b == b'-').map(<[u8]>::len).eq([8, 4, 4, 4, 12]);
    let near = pass.nearest(start, start + len, &DEVICE)?;
    (uuid && near <= 40).then_some(Candidate {
        entity: entity!("device_id"),
        likelihood: Likelihood::Likely,
        start,
        end: start + len,
    })
}

/// Two decimals that are a latitude and a longitude: named so, or with five places and more.
fn coordinates(pass: &Pass<'_>, at: usize) -> Option<Candidate> {
    const GEO: CueSet = cue_set!["ctx.geo"];
    let (first_end, latitude, places) = decimal(pass, at)?;
    if latitude > 90 || places < 3 || is_word(pass.byte_before(at)) || pass.byte_before(at) == b'.' {
        return None;
    }
    // At most 16 bytes between, for `, lon=` and the like.
    let rest = pass.text.get(first_end..first_end + 17.min(pass.text.len() - first_end))?;
    let gap = rest.iter().position(u8::is_ascii_digit)?;
    let between = rest.get(..gap)?;
    let (end, whole, more) = decimal(pass, first_end + gap)?;
    if whole > 180 || more < 3 || between.contains(&b'\n') || !between.iter().any(|b| b" ,;/".contains(b)) {
        return None;
    }
    let start = at - usize::from(pass.byte_before(at) == b'-');
    let words = between.iter().any(u8::is_ascii_alphabetic);
    let named = pass.nearest(start, end, &GEO).is_some();
    let likelihood = match named {
        true => Likelihood::VeryLikely,
        // Off the coast of Africa, where no one lives, or a vector.
        false if latitude == 0 && whole == 0 => return None,
        // Five to eight places are written for a spot on the map; more are a computer's floating point.
        false if (5..=8).contains(&places) && (5..=8).contains(&more) && !words && !in_list(pass, start, end) => {
            Likelihood::Possible
        }
        false => return None,
    };
    Some(Candidate { entity: entity!("coordinates"), likelihood, start, end })
}

/// Whether a pair of decimals is part of a longer list of them: a vector, a series.
fn in_list(pass: &Pass<'_>, start: usize, end: usize) -> bool {
    let behind = pass.text.get(end..).unwrap_or_default();
    let gap = behind.iter().take(8).take_while(|b| b", \n-".contains(b)).count();
    let before = pass.bytes(start.saturating_sub(8), start).trim_ascii_end();
    let goes_on = behind.first() == Some(&b',') && decimal(pass, end + gap).is_some();
    goes_on || matches!(before, [.., b'0'..=b'9', b','])
}

/// A decimal at a place: its end, its whole part, how many places it has.
fn decimal(pass: &Pass<'_>, at: usize) -> Option<(usize, u32, usize)> {
    let rest = pass.text.get(at..)?;
    let whole = rest.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let places = rest.get(whole + 1..)?.iter().take(16).take_while(|b| b.is_ascii_digit()).count();
    let value = rest.get(..whole)?.iter().fold(0, |all, b| all * 10 + u32::from(b - b'0'));
    (rest.get(whole) == Some(&b'.') && (1..=3).contains(&whole) && places > 0).then_some((
        at + whole + 1 + places,
        value,
        places,
    ))
}

// ---- telephone

/// A telephone number whose first digits begin at a place.
fn phone(pass: &Pass<'_>, at: usize) -> Option<Candidate> {
    let written = Written::at(pass, at)?;
    let (start, end) = (written.start, written.end);
    const PHONE: CueSet = cue_set!["ctx.phone"];
    const AGAINST: CueSet = cue_set!["against.", "ctx."]
        .without(PHONE)
        .without(cue_set!["ctx.social", "ctx.address", "ctx.geo"])
        .or(cue_set!["ctx.card", "ctx.iban", "ctx.bank_account"]);
    let plan = written.plan();
    if plan == Plan::Unknown {
        return None;
    }
    let near = pass.nearest(start, end, &PHONE);
    let called = plan == Plan::National && near.is_none() && written.may_be_dialled() && is_called(pass, start);
    if plan == Plan::National && near.is_none() && !called {
        return None;
    }
    let against = pass.nearest(start, end, &AGAINST);
    let named = near.is_some_and(|near| against.is_none_or(|other| near <= other));
    let refused = against.is_some_and(|other| other <= 40) && !named;
    let likelihood = match (plan, named, refused) {
        (Plan::International, true, _) => Likelihood::VeryLikely,
        (Plan::International, false, false) => Likelihood::Likely,
        // `partita IVA 00743110158`: two zeros begin other numbers too.
        (Plan::International, false, true) if written.plus => Likelihood::Possible,
        (Plan::Grouped, true, _) => Likelihood::VeryLikely,
        (Plan::Grouped, false, false) => Likelihood::Possible,
        (Plan::National, true, _) => Likelihood::Likely,
        (Plan::National, false, false) if called => Likelihood::Possible,
        _ => return None,
    };
    Some(Candidate { entity: entity!("phone"), likelihood, start, end })
}

/// Whether somebody is to be called at the number that stands at `start`: "ring me on", "my number is", just before it.
fn is_called(pass: &Pass<'_>, start: usize) -> bool {
    const CALL: CueSet = cue_set!["call.word"];
    /// "call me tomorrow after five on" is the longest that commonly stands between.
    const BETWEEN_BYTES_MAX: usize = 32;
    pass.present.meets(&CALL)
        && pass.cues_in(start.saturating_sub(BETWEEN_BYTES_MAX), start).iter().any(|hit| CALL.has(hit.cue))
}

/// How a number is dialled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    /// `+` or `00`, a country's code, enough digits.
    International,
    /// A grouping that only telephone numbers have: `06 12 34 56 78`, `(415) 555-2671`, `0171/2345678`.
    Grouped,
    /// Enough digits for a national number.
    National,
    /// No number to dial.
    Unknown,
}

/// Digits with separators, as one would write a telephone number.
struct Written {
    start: usize,
    end: usize,
    plus: bool,
    digits: [u8; 16],
    count: usize,
    /// Digits in each group.
    groups: [u8; 8],
    /// Separator before each group but the first.
    marks: [u8; 8],
    group_count: usize,
}

impl Written {
    /// Reads from the first digit on. `None` when too long, behind other digits, or part of something else.
    fn at(pass: &Pass<'_>, at: usize) -> Option<Written> {
        let open = pass.byte_before(at) == b'(';
        let sign = at - usize::from(open);
        let plus = pass.byte_before(sign) == b'+' || pass.byte_before(at) == b'+';
        let start = if plus && pass.byte_before(at) == b'+' { at - 1 } else { sign - usize::from(plus) };
        let before = pass.byte_before(start);
        if is_word(before) || b"+.-/_@#$%&".contains(&before) {
            return None;
        }
        // The end of a longer number: of an IBAN, a card, an account.
        if !plus && start.checked_sub(2).is_some_and(|at| matches!(pass.bytes(at, at + 2), [b'0'..=b'9', b' '])) {
            return None;
        }
        let mut all =
            Written { start, end: at, plus, digits: [0; 16], count: 0, groups: [0; 8], marks: [0; 8], group_count: 0 };
        let mut place = at;
        loop {
            let rest = pass.text.get(place..)?;
            let run = rest.iter().take(17).take_while(|b| b.is_ascii_digit()).count();
            if run == 0 || all.count + run > 16 {
                break;
            }
            for (slot, b) in all.digits.iter_mut().skip(all.count).zip(rest) {
                *slot = *b;
            }
            // `(0)` behind a country's code is not dialled from abroad, and not counted.
            all.count += run;
            *all.groups.get_mut(all.group_count)? = run as u8;
            all.group_count += 1;
            all.end = place + run;
            let rest = pass.text.get(all.end..)?;
            let gap = rest.iter().take(3).take_while(|b| matches!(b, b' ' | b'-' | b'.' | b'/' | b'(' | b')')).count();
            let next = rest.get(gap).is_some_and(u8::is_ascii_digit);
            if gap == 0 || !next || all.group_count >= 8 {
                break;
            }
            let mark = rest.iter().take(gap).find(|b| **b != b' ').copied().unwrap_or(b' ');
            *all.marks.get_mut(all.group_count)? = mark;
            place = all.end + gap;
        }
        // `0.0101516483`, `0.9.3 (2021-01-30)`: a decimal, a version.
        let decimal = !plus
            && all.digits.first() == Some(&b'0')
            && all.groups.first() == Some(&1)
            && all.marks.get(1) == Some(&b'.');
        if decimal {
            return None;
        }
        let next = pass.byte(all.end);
        let goes_on = is_word(next) || (b"./-:%".contains(&next) && pass.byte(all.end + 1).is_ascii_digit());
        (!goes_on && (6..=16).contains(&all.count)).then_some(all)
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..self.count).unwrap_or_default()
    }

    fn groups(&self) -> &[u8] {
        self.groups.get(..self.group_count).unwrap_or_default()
    }

    /// As people write a number to dial: with the trunk's zero, or in several groups; seven digits at least.
    fn may_be_dialled(&self) -> bool {
        let decimal = self.marks.contains(&b'.') && self.group_count == 2;
        let long_enough = (7..=12).contains(&self.count);
        // `70 000 000`, `1000 2000 3000`: amounts and round numbers.
        let round = self.digits().ends_with(b"000");
        long_enough && !decimal && !round && (self.digits().first() == Some(&b'0') || self.groups().len() > 1)
    }

    /// Whether it begins with one zero: that of the trunk.
    fn is_trunk(&self) -> bool {
        matches!(self.digits(), [b'0', b'1'..=b'9', ..])
    }

    fn plan(&self) -> Plan {
        let digits = self.digits();
        let abroad = match digits {
            _ if self.plus => Some(digits),
            [b'0', b'0', rest @ ..] if rest.len() >= 9 => Some(rest),
            _ => None,
        };
        if let Some(number) = abroad
            && let Some(code) = country_code(number)
            && (code + 6..=15).contains(&number.len())
        {
            return Plan::International;
        }
        if self.plus {
            return Plan::Unknown;
        }
        let marks = self.marks.get(1..self.group_count).unwrap_or_default();
        let all = |mark: u8| marks.iter().all(|m| *m == mark);
        let grouped = match self.groups() {
            // FR, and BE mobile: pairs.
            [2, 2, 2, 2, 2] => self.is_trunk() && (all(b' ') || all(b'.') || all(b'-')),
            // North America.
            [3, 3, 4] => {
                marks.first() == Some(&b')')
                    || (all(b'-') && digits.first() > Some(&b'1'))
                    || (all(b' ') && self.is_trunk())
            }
            // With the trunk's zero, as most of Europe writes: `0171 2345678`, `087 123 4567`, `0722 123 456`.
            [3 | 4, 7 | 8]
            | [4 | 5, 6]
            | [3, 4, 4]
            | [4, 3, 3 | 4]
            | [2, 4, 4]
            | [3, 3, 2, 2]
            | [4, 2, 2, 2]
            | [2, 3, 2, 2] => self.is_trunk() && (all(b' ') || marks.first() == Some(&b'-')),
            // DE, AT: area code, `/`, number.
            [3..=5, 5..=9] => self.is_trunk() && all(b'/'),
            _ => false,
        };
        // A date or an amount is none.
        let date =
            matches!(self.groups(), [2, 2, 4] | [4, 2, 2] | [1 | 2, 1 | 2, 4]) && (all(b'.') || all(b'-') || all(b'/'));
        match () {
            () if grouped => Plan::Grouped,
            () if !date && digits.len() <= 13 => Plan::National,
            () => Plan::Unknown,
        }
    }
}

/// How many digits the country code at the front has; `None` when no country has it (ITU-T E.164).
fn country_code(digits: &[u8]) -> Option<usize> {
    const TWO: &[&[u8; 2]] = &[
        b"20", b"27", b"30", b"31", b"32", b"33", b"34", b"36", b"39", b"40", b"41", b"43", b"44", b"45", b"46", b"47",
        b"48", b"49", b"51", b"52", b"53", b"54", b"55", b"56", b"57", b"58", b"60", b"61", b"62", b"63", b"64", b"65",
        b"66", b"81", b"82", b"84", b"86", b"90", b"91", b"92", b"93", b"94", b"95", b"98",
    ];
    match digits {
        [b'1' | b'7', ..] => Some(1),
        [a, b, ..] if TWO.contains(&&[*a, *b]) => Some(2),
        [b'2', b'1' | b'2' | b'3' | b'4' | b'5' | b'6' | b'9', _, ..] => Some(3),
        [b'3', b'5' | b'7' | b'8', _, ..] | [b'4', b'2', _, ..] | [b'5', b'0' | b'9', _, ..] => Some(3),
        [b'6', b'7' | b'8' | b'9', _, ..]
        | [b'8', b'0' | b'5' | b'7' | b'8', _, ..]
        | [b'9', b'6' | b'7' | b'9', _, ..] => Some(3),
        _ => None,
    }
}
