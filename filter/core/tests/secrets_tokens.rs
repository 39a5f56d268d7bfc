//! Tokens drawn at random for every rule of the tables, in the wrappings people write them in; near misses; names.

#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "tests may fail loudly")]

use std::borrow::Cow;

use octroi_core::detect::secrets::RULES;
use octroi_core::detect::secrets::rules::{Part, Rule};
use octroi_core::detect::secrets::shape::Alphabet;
use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Category, Likelihood, Role};

/// A small generator (splitmix64), so that a case can be replayed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// Credentials found: entity and text.
fn found(scanner: &Scanner, text: &str) -> Vec<(String, String)> {
    let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
    let scan = scanner.scan(&[segment]);
    scan.findings
        .iter()
        .filter(|f| f.likelihood >= Likelihood::Possible)
        .filter_map(|f| Some((scanner.entity(f.entity)?, text.get(f.start as usize..f.end as usize)?)))
        .filter(|(row, _)| row.category == Category::Credential)
        .map(|(row, part)| (row.id.to_owned(), part.to_owned()))
        .collect()
}

fn uuid(random: &mut Random) -> String {
    let mut hex = |n: usize| (0..n).map(|_| b"0123456789abcdef"[random.below(16)] as char).collect::<String>();
    format!("{}-{}-4{}-9{}-{}", hex(8), hex(4), hex(3), hex(3), hex(12))
}

/// A token of the rule; `None` where the proof wants more than chance gives.
fn token(rule: &Rule, random: &mut Random) -> Option<String> {
    (0..200).find_map(|_| {
        let mut text = rule.prefix.to_owned();
        for part in rule.parts {
            match *part {
                Part::Lit(lit) => text.push_str(lit),
                Part::Run(Alphabet::UUID, ..) => text.push_str(&uuid(random)),
                Part::Run(alphabet, min, max) => {
                    let (min, max) = (usize::from(min).max(1), usize::from(max));
                    let length = min + random.below((max.saturating_sub(min)).min(20) + 1);
                    // Padding stands at the end only, `%` before two hex digits: both are left to the vendors' examples.
                    let letters: Vec<u8> =
                        (b'!'..=b'~').filter(|&b| alphabet.has(b) && !b"=.%~".contains(&b)).collect();
                    text.extend((0..length).map(|_| letters[random.below(letters.len())] as char));
                }
            }
        }
        if rule.entity.starts_with("anthropic_a") {
            text.truncate(text.len() - 2);
            text.push_str("AA");
        }
        let end = text.bytes().last()?;
        ((rule.check)(text.as_bytes()) && end.is_ascii_alphanumeric()).then_some(text)
    })
}

const WRAPPINGS: &[&str] = &[
    "{}",
    "here it is: {}",
    "\"{}\"",
    "'{}',",
    "TOKEN={}",
    "export TOKEN=\"{}\"",
    "token: {}\n",
    "{\"token\": \"{}\"}",
    "curl -H 'X-Token: {}' https://api.intern.eu/v1",
    "https://api.intern.eu/v1?token={}&page=2",
    "const t = `{}`;",
    "<token>{}</token>",
    "Bitte nimm {} dafür.",
    "({})",
    "line one\n{}\nline three",
    "The key is {}.",
];

#[test]
fn random_tokens_are_found_in_every_wrapping() {
    let scanner = Scanner::new(&Options::default());
    let mut random = Random(2025);
    let (mut tried, mut missed, mut wrong) = (0u32, Vec::new(), 0u32);
    for rule in RULES.iter().flat_map(|file| file.iter()) {
        for _ in 0..4 {
            let Some(token) = token(rule, &mut random) else { continue };
            let text = WRAPPINGS[random.below(WRAPPINGS.len())].replace("{}", &token);
            tried += 1;
            let all = found(&scanner, &text);
            if !all.iter().any(|(_, part)| part.contains(&token) || token.contains(part.as_str())) {
                missed.push(format!("{} ({}): {text}", rule.entity, rule.prefix));
            } else if !all.iter().any(|(id, _)| id == rule.entity) {
                wrong += 1;
            }
        }
    }
    assert!(tried > 1500, "{tried}");
    assert!(missed.len() as u32 * 200 <= tried, "{} of {tried} missed:\n{}", missed.len(), missed.join("\n"));
    assert!(wrong * 20 <= tried, "{wrong} of {tried} have another vendor's name");
}

#[test]
fn bodies_cut_short_are_not_the_vendors_tokens() {
    let scanner = Scanner::new(&Options::default());
    let mut random = Random(7);
    let mut wrong = Vec::new();
    for rule in RULES.iter().flat_map(|file| file.iter()) {
        let [Part::Run(alphabet, min, _)] = rule.parts else { continue };
        if *alphabet == Alphabet::UUID || *min < 16 {
            continue;
        }
        let Some(token) = token(rule, &mut random) else { continue };
        let short = &token[..rule.prefix.len() + usize::from(*min) - 3];
        let same_start = |other: &&Rule| other.entity == rule.entity && !std::ptr::eq(*other, rule);
        if RULES
            .iter()
            .flat_map(|f| f.iter())
            .filter(same_start)
            .any(|o| rule.prefix.starts_with(o.prefix) || o.prefix.starts_with(rule.prefix))
        {
            continue;
        }
        if found(&scanner, short).iter().any(|(id, _)| id == rule.entity) {
            wrong.push(format!("{}: {short}", rule.entity));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_and_an_operator_lead_to_a_random_value() {
    let scanner = Scanner::new(&Options::default());
    let mut random = Random(11);
    let writings = [
        "{i}Token=\"{s}\"",
        "{i}Token = {s}",
        "{\n  \"{i}_token\": \"{s}\"\n}",
        "{\\\"{i}_token\\\": \\\"{s}\\\"}",
        "<{i}Token>{s}</{i}Token>",
        "<{i}Token>\n  {s}\n</{i}Token>",
        "{i}_token: {s}",
        "{i}_token: '{s}'",
        "{i}_token: |\n  {s}",
        "{i}_token: >-\n  {s}",
        "var {i}Token string = \"{s}\"",
        "let {i}Token: String = \"{s}\";",
        "{i}Token := `{s}`",
        "{i}Token,{s},",
        "\"{i}Token\" => \"{s}\"",
        "{i}_SECRET ?= \"{s}\"",
        "{i}_API_KEY += {s}",
        "setSecret(\"{i}_api_key\", \"{s}\")",
        "<add key=\"{i}ApiKey\" value=\"{s}\"/>",
        "- name: {i}_CLIENT_SECRET\n  value: {s}",
        "--{i}-token {s}",
        "X-{i}-Api-Key: {s}",
        "{i}.auth.token={s}",
        "my{i}authtoken = '{s}'",
    ];
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let (mut tried, mut missed) = (0, Vec::new());
    for name in ["acme", "billing", "crm", "Svc", "APP"] {
        for writing in writings {
            for length in [20, 32, 40] {
                let value: String = (0..length).map(|_| letters[random.below(letters.len())] as char).collect();
                let text = writing.replace("{i}", name).replace("{s}", &value);
                tried += 1;
                if found(&scanner, &text).is_empty() {
                    missed.push(text);
                }
            }
        }
    }
    assert!(missed.len() * 40 <= tried, "{} of {tried}:\n{}", missed.len(), missed.join("\n"));
}

/// The prefilter is cheap only if it is rarely wrong: places looked at in vain, per KB of clean text.
#[test]
fn few_words_begin_as_a_token_does() {
    let prefixes: Vec<&str> = octroi_core::detect::secrets::prefixes().collect();
    let text = include_str!("../../../docs/POLICY.md");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() >= 3);
    let vain =
        words.filter(|w| prefixes.iter().any(|p| p.len() >= 3 && w.as_bytes()[..3] == p.as_bytes()[..3])).count();
    assert!(vain * 1024 <= text.len() * 3, "{vain} in {} bytes", text.len());
}
