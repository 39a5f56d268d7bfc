//! `name = value` in all its writings: `.env`, YAML, JSON, TOML, HCL, XML, INI, code, shell, headers, connection
//! strings, `--flag value`. The name promises a secret (`names`), the value must keep the promise.
//!
//! Cues lead to names; from there the operator and the value are read forward. A value is read to its closing quote, or
//! unquoted to white space, `;`, `,` and the like. Code on the right side (`os.getenv("X")`, `this.apiKey`), templates,
//! variables, labels, hashes, paths and placeholders do not keep the promise.

use super::names::{self, NAME_BYTES_MAX, Promise, promise};
use super::shape::{self, Alphabet as A};
use super::{kubernetes, named, row};
use crate::detect::entity::{Entity, entity};
use crate::detect::lexicon::{CueSet, cue, cue_set};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[
    row(
        "password",
        "Password assigned to a name, in configuration, code, flags or connection strings",
        "",
        "https://cwe.mitre.org/data/definitions/798.html",
        &[
            "DB_PASSWORD=hV8s-kk2!x",
            "\"password\": \"Tr0ub4dor&3\"",
            "spring.datasource.password: q9Z!kd82",
            "Server=db1;Database=crm;User Id=app;Password=mN4$kd92x;",
            "<password>Wq82ksl!</password>",
            "mysqldump --password=zX81kq2s crm",
            "define('DB_PASSWORD', 'aK92!mslq');",
            "- name: DB_PASSWORD\n  value: kq82Hs-11z",
            "CREATE USER app WITH PASSWORD 'aK82-ks9q';",
            "<property value=\"kq82Hs-11z\" name=\"db_password\"/>",
            "<param name=\"password\">kq82Hs-11z</param>",
        ],
        &[
            "DB_PASSWORD=${DB_PASSWORD}",
            "password = os.environ['DB_PASSWORD']",
            "password: string;",
            "\"password\": \"Password\"",
            "password=changeme",
            "password_hash = \"$2b$12$KIXQ1hG3n0iVZt9f0mRr1u\"",
            "login(username=username, password=password)",
            "<input type=\"password\" name=\"pw\" placeholder=\"Password\">",
            "password must be at least 8 characters",
            "password: <your password>",
            "PASSWORD_MIN_LENGTH = 12",
            "format_password = \"prefix_{}\".format(value1)",
            "format_password = f\"prefix_{dynamic_value3}\"",
            "<input value=\"\" name=\"password\">",
            "<input value=\"{{ password }}\" name=\"password\">",
            "<button name=\"password\">Reset 2 passwords</button>",
        ],
    ),
    row(
        "generic_api_key",
        "Secret, token or API key assigned to a name that says so",
        "",
        "https://cwe.mitre.org/data/definitions/798.html",
        &[
            "api_token = \"Zf3D0LXCM3EIMbgJpUNnkRtOfOueHznB\"",
            "client_secret: 6da89121079f83b2eb6acccf8219ea98",
            "X-Api-Key: 8fK2lqP0zR7tYw3v",
            "export SECRET_KEY_BASE=2f8a1c9d7e6b5a4f3c2d1e0f9a8b7c6d",
            "{\"name\": \"API_TOKEN\", \"value\": \"q8Zk2mPx0aLr5tVw\"}",
            "You can find a acme secret 8fK2lqP0zR7tYw3vB5n1 within",
            "my api key: 3f4a9d5081266d939bac57a3d86c517d",
            "GET /v1/items?key=fnWLw7pz1tc6uCzq6qocQZIxRF6SqUaO",
            "export APP_API_TOKEN=QXNkUmZtZmVZbXBabXQaGFyXkHdcZtRqWe",
            "Sending request to the acme API\nUsing Key=2afddb813193eb9d3b5bd99bf5d834cd",
            "<secret>{acme AQAAABAAA b36c17e9dc0dba67480e864cf69879c3}</secret>",
            "alegra = '5gxmrV5cJiVvS0TZ2s0jujFlJkwrdXHS'",
        ],
        &[
            "api_token = \"your-api-token-here\"",
            "token_url = \"https://auth.intern.eu/oauth/token\"",
            "apiKey: process.env.API_KEY",
            "public_key = \"9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit\"",
            "max_tokens: 4096",
            "secretName: app-decryption-secret",
            "tokenClass = \"OrgAcmeAuthTokenProviderFactoryBean\"",
            "secretStore: \"ClusterSecretStoreForAllTenants\"",
            "cache key: 2afddb813193eb9d3b5bd99bf5d834cd",
            "Your shodan key is in the vault",
            "alegra = '2afddb813193eb9d3b5bd99bf5d834cd'",
            "the secret 2afddb8 was fixed; the secret 2afddb813193 too",
            "Kubernetes secret app-db-7f9c8d6b5-x2k4q is mounted",
            "a secret 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "\"AWS::SecretsManager::Secret\": \"c85175a4ebcce361\"",
            "arn:aws:secretsmanager:us-west-2:123456789012:secret:MyTestDatabase1-d4e5f6",
            "for key, value in vars(self)['_headers1']:",
            "\"ChangeToken\": \"abcd12f2-46da-4fdb-b8d5-fbd4c466928f\"",
            "\"integrity\": \"sha512-8fK2lqP0zR7tYw3vQm4nB6cX1zL9kJ2hG5fD8sA3pO7iU0yT\"",
        ],
    ),
    row(
        "http_authorization",
        "Credentials in an HTTP Authorization header",
        "",
        "https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2",
        &[
            "Authorization: Bearer cfcabd11c7ed9a41b1a3e063c32d5114",
            "-H 'Authorization: Basic YW5uYTpTb21tZXIyMDI0IQ=='",
            "\"Authorization\": \"Token 22cb987851bc5659229114c62e60c79abd0d2c08\"",
        ],
        &[
            "Authorization: Bearer <token>",
            "Authorization: Bearer $API_KEY",
            "Authorization: Bearer XXXXXXXXXXXX",
            "Authorization: Basic ...",
            "Authorization: Bearer token",
        ],
    ),
    row(
        "azure_sas_token",
        "Azure shared access signature",
        "",
        "https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas",
        &[
            "?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2025-01-01T00:00:00Z&sig=k2Jq8Zf0Lr5tVwXyP1oNmB3cD4eF6gH7iJ9kQsRuTzA%3D",
        ],
        &["?sv=2022-11-02&sig=%3Csignature%3E", "?sig=REDACTED&se=2025"],
    ),
    row(
        "aws_presigned_url",
        "Signature of an AWS presigned URL",
        "",
        "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html",
        &[
            "X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=9f2c1d7e6b5a4f3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c",
        ],
        &["X-Amz-Signature=<signature>"],
    ),
];

static CUES: CueSet = cue_set!["secret.name"];

/// Longest value that is read, in bytes: tokens of a few kilobytes exist, longer ones are cut.
const VALUE_BYTES_MAX: usize = 4096;

/// Looks at each name that a cue lies in.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&CUES) {
        return;
    }
    let mut done = 0;
    let mut manifests = kubernetes::Manifests::default();
    for hit in pass.cues.iter().filter(|hit| hit.cue == cue!("secret.name")) {
        let start = hit.start as usize;
        if start < done {
            continue;
        }
        let (first, last) = name_around(pass.text, start, hit.end as usize);
        done = last;
        if kubernetes::is_kind(pass.text, first, last) {
            manifests.find(pass, last, out);
        }
        if let Some(candidate) = at_name(pass, first, last) {
            done = done.max(candidate.start + 1);
            out.push(candidate);
        }
    }
}

/// The name that holds a cue: letters, digits, `_`, `-`, `.`.
fn name_around(text: &[u8], start: usize, end: usize) -> (usize, usize) {
    let part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    let before = text.get(..start).unwrap_or_default().iter().rev().take(NAME_BYTES_MAX).take_while(part).count();
    let behind = text.get(end..).unwrap_or_default();
    let behind = behind.get(..behind.len().min(NAME_BYTES_MAX)).unwrap_or_default();
    let mut length = behind.iter().take_while(part).count();
    // An arrow or a full stop behind a name is none of it.
    while length > 0 && matches!(behind.get(length - 1), Some(b'-' | b'.')) {
        length -= 1;
    }
    (start - before, end + length)
}

/// What stands between a name and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `=`, `:=`, `+=`, `?=` ...
    Equals,
    /// `:`
    Colon,
    /// `=>`, `->`
    Arrow,
    /// `>` of an element
    Element,
    /// `,`, `(` or `|`: an argument or a column
    Comma,
    /// White space: a flag, a statement
    Space,
}

/// A value and how it is written.
#[derive(Debug, Clone, Copy)]
pub struct Value {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it stood in quotes.
    pub quoted: bool,
    /// The scheme word before it (`Bearer`), if there was one.
    pub scheme: bool,
}

/// The secret that the name at a place is given, if it is one.
pub fn at_name(pass: &Pass<'_>, first: usize, last: usize) -> Option<Candidate> {
    let text = pass.text;
    let name = text.get(first..last)?;
    let bare = name.iter().position(|b| *b != b'-').and_then(|i| name.get(i..))?;
    if bare.eq_ignore_ascii_case(b"sig") || bare.eq_ignore_ascii_case(b"x-amz-signature") {
        return signature(text, first, last);
    }
    if is_type(text, first, last) {
        return None;
    }
    let promise = about(text, first, last, promise(bare)?);
    let flag = name.len() > bare.len() && text.get(last).is_some_and(|b| *b == b' ');
    let Some((operator, at)) = operator(text, first, last, flag) else {
        return attribute(text, first, last, promise).or_else(|| apart(text, first, last, promise));
    };
    let value = read_value(text, at, operator)?;
    let value = if operator == Operator::Element { last_word(text, value) } else { value };
    let bytes = text.get(value.start..value.end)?;
    let likelihood = keeps(promise, bytes, value.quoted, operator, bare)?;
    let entity = if let Some(vendor) = named::vendor(text, first, last, bytes) {
        vendor
    } else if value.scheme || bare.eq_ignore_ascii_case(b"authorization") {
        entity!("http_authorization")
    } else {
        match promise {
            Promise::Password => entity!("password"),
            Promise::Pin => entity!("pin_code"),
            Promise::Token | Promise::Key => entity!("generic_api_key"),
        }
    };
    Some(Candidate { entity, likelihood, start: value.start, end: value.end })
}

/// `"AWS::SecretsManager::Secret": ...`, `arn:aws:secretsmanager:eu-west-1:123456789012:secret:crm-d4e5f6`: the name of a
/// type or of a thing.
pub fn is_type(text: &[u8], first: usize, last: usize) -> bool {
    const NAME_BYTES_MAX: usize = 80;
    let before = text.get(first.saturating_sub(NAME_BYTES_MAX)..first).unwrap_or_default();
    let path = before.rsplit(|b| b" \t\n\"'`=(<,".contains(b)).next().unwrap_or_default();
    (path.starts_with(b"arn:") && path.ends_with(b":"))
        || text.get(first.saturating_sub(2)..first) == Some(b"::") && matches!(text.get(last), Some(b'"' | b'\''))
}

/// How far before a `key` the word may stand that tells what it opens, in bytes.
const ABOUT_BYTES: usize = 96;

/// What a bare `key` promises where it stands: in a URL's query, and behind "API", "access" or a vendor's name, it is a
/// secret one ("api key: ...", "Sending request to the Acme API ... Using Key=...").
pub fn about(text: &[u8], first: usize, last: usize, promise: Promise) -> Promise {
    if promise != Promise::Key {
        return promise;
    }
    let before = text.get(first.saturating_sub(ABOUT_BYTES)..first).unwrap_or_default();
    let query = matches!(before.last(), Some(b'?' | b'&')) && text.get(last) == Some(&b'=');
    let mut words = before.rsplit(|b| !b.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let nearest = words.next().unwrap_or_default();
    let named = words.any(|word| word.eq_ignore_ascii_case(b"api")) || nearest.eq_ignore_ascii_case(b"api");
    let whole = text.get(first..last).unwrap_or_default();
    let owner = whole.split(|b| !b.is_ascii_alphanumeric()).next().filter(|word| word.len() < whole.len());
    let vendor = named::is_vendor(owner.unwrap_or(nearest)) || names::owns_key(nearest) && owner.is_none();
    if query || named || vendor { Promise::Token } else { Promise::Key }
}

/// `value="..." name="the_password"`: the attribute that a name is the value of, with the secret in another one before.
fn attribute(text: &[u8], first: usize, last: usize, promise: Promise) -> Option<Candidate> {
    const BEFORE_BYTES_MAX: usize = 300;
    if !named_by(text, first, last) {
        return None;
    }
    let floor = first.saturating_sub(BEFORE_BYTES_MAX);
    let tag = text.get(floor..first)?;
    let opened = tag.iter().rposition(|b| *b == b'<')?;
    let tag = tag.get(opened..)?;
    let at = tag.windows(6).position(|w| w.get(1..).is_some_and(|v| v == b"value") && w.first() == Some(&b' '))? + 6;
    let equals = skip(tag, at, 3, b" ");
    let quote = skip(tag, equals + 1, 3, b" ");
    if tag.get(equals) != Some(&b'=') || !matches!(tag.get(quote), Some(b'"' | b'\'')) {
        return None;
    }
    let value = bounds(tag, quote)?;
    let bytes = tag.get(value.start..value.end)?;
    let likelihood = keeps(promise, bytes, true, Operator::Equals, text.get(first..last)?)?;
    let entity = if promise == Promise::Password { entity!("password") } else { entity!("generic_api_key") };
    let start = floor + opened;
    Some(Candidate { entity, likelihood, start: start + value.start, end: start + value.end })
}

/// Whether the name stands in quotes behind `name=`, `key=` or `id=`.
fn named_by(text: &[u8], first: usize, last: usize) -> bool {
    let Some((head, b'"' | b'\'')) =
        text.get(first.saturating_sub(12)..first).and_then(<[u8]>::split_last).map(|(q, h)| (h, *q))
    else {
        return false;
    };
    let head = head.trim_ascii_end();
    let head = head.strip_suffix(b"=").unwrap_or_default().trim_ascii_end();
    matches!(text.get(last), Some(b'"' | b'\''))
        && [&b" name"[..], b" key", b" id"].iter().any(|attribute| head.ends_with(attribute))
}

/// "the api key 8fK2..., a secret 6da8...": only white space between. The value must leave no doubt.
fn apart(text: &[u8], first: usize, last: usize, promise: Promise) -> Option<Candidate> {
    let at = skip(text, last, 3, b" ");
    if promise != Promise::Token || at == last || !text.get(at)?.is_ascii_alphanumeric() {
        return None;
    }
    let value = bounds(text, at)?;
    let bytes = text.get(value.start..value.end)?;
    let vendor = named::vendor(text, first, last, bytes);
    let plain = bytes.iter().all(|b| A::ANY64.has(*b) || *b == b'.');
    let sure = plain && !shape::placeholder(bytes) && !no_secret(bytes) && unmistakable(bytes);
    let owned = vendor.is_some() || named::is_vendor(word_before(text, first));
    (sure || owned && shape::is_uuid(bytes)).then_some(Candidate {
        entity: vendor.unwrap_or(entity!("generic_api_key")),
        likelihood: Likelihood::Likely,
        start: value.start,
        end: value.end,
    })
}

/// The word that ends before a place, across what is no letter and no digit.
fn word_before(text: &[u8], at: usize) -> &[u8] {
    let before = text.get(at.saturating_sub(ABOUT_BYTES)..at).unwrap_or_default();
    before.rsplit(|b| !b.is_ascii_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

/// Sixteen characters and more that nobody would write for a name, a number or a word.
fn unmistakable(value: &[u8]) -> bool {
    let runs = || value.split(|b| !b.is_ascii_alphanumeric()).map(<[u8]>::len);
    let whole = runs().count() <= 4 && runs().any(|run| run >= 12);
    let mixed = changes(value) >= 4 || value.len() >= 24 && !shape::wordy(value);
    value.len() >= 16 && whole && mixed && (A::HEXX.all(value) || !A::UUID.all(value)) && token(value, true)
}

/// What an element holds is at times more than the secret: `{acme 6da8...}`. Its last word, then.
fn last_word(text: &[u8], value: Value) -> Value {
    const CONTENT_BYTES_MAX: usize = 400;
    let whole = (|| {
        let content = text.get(value.start..)?;
        let content = content.get(..content.len().min(CONTENT_BYTES_MAX))?;
        let content = content.get(..content.iter().position(|b| matches!(b, b'<' | b'\n'))?)?;
        let content = content.strip_suffix(b"}")?;
        let start = content.iter().rposition(|b| matches!(b, b' ' | b'{'))? + 1;
        content.starts_with(b"{").then_some(Value {
            start: value.start + start,
            end: value.start + content.len(),
            ..value
        })
    })();
    whole.unwrap_or(value)
}

/// The signature of a shared access signature or a presigned URL.
fn signature(text: &[u8], first: usize, last: usize) -> Option<Candidate> {
    let value_at = last + 1;
    if text.get(last) != Some(&b'=') {
        return None;
    }
    let rest = text.get(value_at..)?;
    let run = rest
        .iter()
        .take(200)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'%' | b'+' | b'/' | b'=' | b'_' | b'-'))
        .count();
    let value = rest.get(..run)?;
    let amazon = last - first > 3;
    let around = text.get(first.saturating_sub(400)..(value_at + 400).min(text.len()))?;
    let has = |word: &[u8]| around.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
    let fits = if amazon {
        run == 64 && A::HEX.all(value)
    } else {
        (40..=70).contains(&run) && (has(b"sv=") || has(b"se=") || has(b"skn="))
    };
    let entity = if amazon { entity!("aws_presigned_url") } else { entity!("azure_sas_token") };
    (fits && shape::random(value)).then_some(Candidate {
        entity,
        likelihood: Likelihood::VeryLikely,
        start: value_at,
        end: value_at + run,
    })
}

fn skip(text: &[u8], at: usize, most: usize, set: &[u8]) -> usize {
    at + text.get(at..).unwrap_or_default().iter().take(most).take_while(|b| set.contains(b)).count()
}

/// Names of types that stand between a name and `=` in declarations.
pub const TYPES: &[&[u8]] = &[
    b"string",
    b"str",
    b"text",
    b"char",
    b"&str",
    b"&'static",
    b"nsstring",
    b"const",
    b"auto",
    b"var",
    b"std::string",
    b"optional<string>",
    b"string?",
    b"option<string>",
    b"securestring",
];

/// The operator behind a name, and where its value may begin.
fn operator(text: &[u8], first: usize, last: usize, flag: bool) -> Option<(Operator, usize)> {
    let closed = skip(text, last, 6, b"\"'`\\[]*?!");
    let mut at = skip(text, closed, 12, b" \t");
    let rest = text.get(at..)?;
    if let Some(value_at) = pair(text, closed) {
        return Some((Operator::Equals, value_at));
    }
    if flag {
        return Some((Operator::Space, at));
    }
    match rest {
        [b'=' | b'-', b'>', ..] => Some((Operator::Arrow, at + 2)),
        [b'!', b'=', ..] | [b'-', ..] => None,
        [b'+' | b'?' | b'.' | b'|' | b'~' | b'^', b'=', ..] => Some((Operator::Equals, at + 2)),
        [b'|', b'|', b'=', ..] | [b'?', b'?', b'=', ..] => Some((Operator::Equals, at + 3)),
        [b'=', ..] => Some((Operator::Equals, skip(text, at, 3, b"="))),
        [b':', ..] => {
            at = skip(text, at, 3, b":");
            if text.get(at) == Some(&b'=') {
                return Some((Operator::Equals, at + 1));
            }
            // `name: Type = value`
            if let Some(equals) = typed(text, at) {
                return Some((Operator::Equals, equals));
            }
            Some((Operator::Colon, at))
        }
        [b'>', ..] => {
            let opener = first.checked_sub(1).and_then(|i| text.get(i));
            let element = matches!(opener, Some(b'<' | b':'))
                || text
                    .get(first.saturating_sub(40)..first)?
                    .iter()
                    .rev()
                    .take_while(|b| **b != b'>')
                    .any(|b| *b == b'<');
            let quoted = closed > last && !(named_by(text, first, last) && content_closes(text, at + 1));
            (element && !quoted).then_some((Operator::Element, at + 1))
        }
        [b',' | b'(' | b'|', ..] => Some((Operator::Comma, at + 1)),
        [b'"' | b'\'', ..] if closed == last && at > last => Some((Operator::Space, at)),
        [b, ..] if b.is_ascii_alphabetic() && at > last => typed(text, at).map(|equals| (Operator::Equals, equals)),
        _ => None,
    }
}

/// Whether what stands at a place is text up to a closing tag, on one line.
fn content_closes(text: &[u8], at: usize) -> bool {
    const CONTENT_BYTES_MAX: usize = 400;
    let content = text.get(at..).unwrap_or_default();
    let content = content.get(..content.len().min(CONTENT_BYTES_MAX)).unwrap_or_default();
    let end = content.iter().position(|b| matches!(b, b'<' | b'\n'));
    end.is_some_and(|end| content.get(end..).is_some_and(|tag| tag.starts_with(b"</")))
}

/// `Type =` at a place: where the value begins.
fn typed(text: &[u8], at: usize) -> Option<usize> {
    let at = skip(text, at, 3, b" \t");
    let rest = text.get(at..)?;
    let end = rest.iter().take(20).position(|b| matches!(b, b' ' | b'=' | b'\n' | b','))?;
    let word = rest.get(..end)?;
    if !TYPES.iter().any(|t| word.eq_ignore_ascii_case(t)) {
        return None;
    }
    let equals = skip(text, at + end, 3, b" ");
    (text.get(equals) == Some(&b'=')).then_some(equals + 1)
}

/// `"name": "DB_PASSWORD", "value": "..."`, `<add key="Password" value="..."/>`, `- name: X` and `value: ...` on the next
/// line: where the value begins. `at` is behind the name and its quote.
fn pair(text: &[u8], at: usize) -> Option<usize> {
    let at = skip(text, at, 40, b" \t\r\n,>/<\"'{}-:[]=");
    let rest = text.get(at..)?;
    let word = rest.get(..5)?;
    if !word.eq_ignore_ascii_case(b"value") {
        return None;
    }
    let at = skip(text, at + 5, 3, b"\"'\\");
    let at = skip(text, at, 4, b" \t");
    matches!(text.get(at), Some(b':' | b'=' | b'>')).then_some(at + 1)
}

/// Words before a value that name its scheme.
const SCHEMES: &[&[u8]] = &[
    b"bearer",
    b"basic",
    b"token",
    b"apikey",
    b"api-key",
    b"api-token",
    b"apitoken",
    b"geniekey",
    b"ssws",
    b"splunk",
    b"key",
    b"jwt",
    b"oauth",
    b"negotiate",
    b"flyv1",
    b"bot",
];

/// Reads the value that begins at or behind `at`.
pub fn read_value(text: &[u8], at: usize, operator: Operator) -> Option<Value> {
    let mut at = skip(text, at, 24, if operator == Operator::Element { b" \t\r\n" } else { b" \t" });
    if matches!(operator, Operator::Colon | Operator::Equals) {
        // YAML's block scalars begin on the next line; so does a value that a long line pushed down.
        let block = skip(text, at, 2, b"|>-+\\");
        if matches!(text.get(block), Some(b'\n' | b'\r')) && block > at {
            at = skip(text, block, 24, b"\r\n \t");
        }
    }
    // Markdown, string prefixes, wrappers.
    at = skip(text, at, 2, b"*");
    at = skip(text, at, 2, b" ");
    for prefix in [
        &b"String::from("[..],
        b"new String(",
        b"SecretString::new(",
        b"@",
        b"r",
        b"b",
        b"u",
        b"f",
        b"L",
        b"br",
        b"(",
        b"[",
        b"{",
    ] {
        let behind = at + prefix.len();
        if text.get(at..behind) == Some(prefix) && text.get(behind).is_some_and(|b| matches!(b, b'"' | b'\'')) {
            at = behind;
            break;
        }
    }
    let mut value = bounds(text, at)?;
    // `Bearer xyz`: the scheme is none of the value.
    for _ in 0..1 {
        let bytes = text.get(value.start..value.end)?;
        let word = bytes.iter().position(|b| *b == b' ').map_or(bytes, |i| bytes.get(..i).unwrap_or(bytes));
        if SCHEMES.iter().any(|s| word.eq_ignore_ascii_case(s)) && text.get(value.start + word.len()) == Some(&b' ') {
            let behind = skip(text, value.start + word.len(), 3, b" ");
            let inner = if value.quoted { Value { start: behind, ..value } } else { bounds(text, behind)? };
            value = Value { scheme: true, ..inner };
        }
    }
    (value.start < value.end).then_some(value)
}

/// Where a value begins and ends, from its first byte or quote.
fn bounds(text: &[u8], at: usize) -> Option<Value> {
    let escaped = text.get(at) == Some(&b'\\');
    let slashes = skip(text, at, 3, b"\\");
    let quote = *text.get(slashes)?;
    let rest_at = if matches!(quote, b'"' | b'\'' | b'`') { slashes + 1 } else { at };
    let rest = text.get(rest_at..)?;
    let rest = rest.get(..rest.len().min(VALUE_BYTES_MAX))?;
    if rest_at > at {
        // Triple quotes of Python.
        let rest_at = skip(text, rest_at, 2, &[quote]).max(rest_at);
        let rest = text.get(rest_at..)?;
        let rest = rest.get(..rest.len().min(VALUE_BYTES_MAX))?;
        let mut end = None;
        for (i, &b) in rest.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|j| rest.get(j));
            if b == quote && (escaped || before != Some(&b'\\')) {
                end = Some(if before == Some(&b'\\') { i - 1 } else { i });
                break;
            }
            if b == b'\n' {
                break;
            }
        }
        return Some(Value { start: rest_at, end: rest_at + end?, quoted: true, scheme: false });
    }
    let mut end = rest.len();
    for (i, &b) in rest.iter().enumerate() {
        let next = rest.get(i + 1).copied().unwrap_or(b' ');
        let stops = match b {
            b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b'`' | b';' | b'&' => true,
            b'\\' => matches!(next, b'n' | b'r' | b't' | b'"' | b'\'' | b'\n' | b' '),
            b',' => true,
            b'<' => next == b'/' || next == b'b',
            _ => false,
        };
        if stops {
            end = i;
            break;
        }
    }
    // What closes something that the value did not open.
    let mut value = rest.get(..end)?;
    while let Some((&last, before)) = value.split_last() {
        let opener = match last {
            b')' => b'(',
            b'}' => b'{',
            b']' => b'[',
            b'>' => b'<',
            b'.' | b':' | b'|' | b'*' if before.len() > 3 => {
                value = before;
                continue;
            }
            _ => break,
        };
        if before.contains(&opener) {
            break;
        }
        value = before;
    }
    Some(Value { start: at, end: at + value.len(), quoted: false, scheme: false })
}

/// Whether the value keeps what the name promises, and how surely.
pub fn keeps(promise: Promise, value: &[u8], quoted: bool, operator: Operator, name: &[u8]) -> Option<Likelihood> {
    let aside = value.first() == Some(&b'-') && value.len() < 20
        || !quoted && matches!(value.first(), Some(b'(' | b'[' | b'-' | b'|' | b'\\' | b')' | b'=' | b'/'));
    if aside || shape::placeholder(value) || no_secret(value) || (!quoted && is_code(value)) {
        return None;
    }
    match promise {
        Promise::Password => password(value, quoted, operator, name),
        Promise::Token => {
            let sure = if value.len() >= 20 { Likelihood::VeryLikely } else { Likelihood::Likely };
            token(value, operator == Operator::Comma && !quoted).then_some(sure)
        }
        Promise::Key => key(value).then_some(Likelihood::Possible),
        Promise::Pin => {
            let digits = (4..=8).contains(&value.len()) && value.iter().all(u8::is_ascii_digit);
            (digits && shape::distinct(value) > 1 && matches!(operator, Operator::Equals | Operator::Colon))
                .then_some(Likelihood::Possible)
        }
    }
}

/// Values that are something else, whatever the name: paths, addresses, hashes, references, code, patterns.
fn no_secret(value: &[u8]) -> bool {
    const STARTS: &[&[u8]] = &[
        b"/",
        b"./",
        b"../",
        b"~/",
        b"http://",
        b"https://",
        b"$2a$",
        b"$2b$",
        b"$2y$",
        b"$argon2",
        b"$6$",
        b"$5$",
        b"$1$",
        b"{SSHA}",
        b"{SHA}",
        b"sha1:",
        b"sha256:",
        b"sha512:",
        b"sha1-",
        b"sha256-",
        b"sha384-",
        b"sha512-",
        b"md5:",
        b"pbkdf2",
        b"scrypt:",
        b"bcrypt",
        b"^",
        b"(?",
        b"data:",
        b"ssh-rsa ",
        b"ssh-ed25519 ",
        b"process.env",
        b"os.environ",
        b"os.getenv",
        b"System.getenv",
        b"System.Environment",
        b"ENV[",
        b"env(",
        b"getenv",
        b"import.meta",
        b"config.",
        b"settings.",
        b"secrets.",
        b"var.",
        b"local.",
        b"module.",
        b"data.",
        b"urn:",
        b"uuid:",
        b"aws_",
        b"azurerm_",
        b"google_",
        b"random_password.",
        b"kubernetes_",
        b"-----BEGIN",
        b"keyvault",
        b"secretsmanager",
        b"lookup(",
        b"base64encode(",
        b"file(",
        b"$(",
        b"%{",
        b"&",
        b"\\u",
    ];
    const ENDS: &[&[u8]] = &[
        b".pem",
        b".key",
        b".crt",
        b".cer",
        b".json",
        b".yml",
        b".yaml",
        b".txt",
        b".env",
        b".p12",
        b".pfx",
        b".jks",
        b".conf",
        b".properties",
        b".js",
        b".ts",
        b".py",
        b".html",
        b".php",
        b".com",
        b".org",
        b".net",
        b".svc",
        b".local",
        b".md",
        b"()",
        b"();",
    ];
    STARTS.iter().any(|s| value.starts_with(s))
        || ENDS.iter().any(|e| value.ends_with(e))
        || is_date_or_number(value)
        || is_email(value)
        || shape::term(value)
        || formatted(value)
        || pattern(value)
        || value.windows(3).any(|w| w == b"://")
}

/// Dates, times, versions, amounts: digits with few separators and hardly a letter.
fn is_date_or_number(value: &[u8]) -> bool {
    let letters = value.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let others = value.iter().filter(|b| !b.is_ascii_alphanumeric() && !b".:-/,+ %_T".contains(b)).count();
    let separators = value.iter().filter(|b| b".:-/,".contains(b)).count();
    let date_time = letters <= 2
        && value.len() >= 16
        && separators >= 3
        && value.iter().all(|b| b.is_ascii_digit() || b".:-/TZ+ ".contains(b));
    others == 0 && ((letters == 0 && separators > 0) || date_time)
}

/// A format string: `{name}` with a plain name, `%s`.
fn formatted(value: &[u8]) -> bool {
    let open = value.iter().position(|&b| b == b'{');
    let close = value.iter().position(|&b| b == b'}');
    let named = open.zip(close).and_then(|(a, b)| value.get(a + 1..b)).is_some_and(|name| {
        let plain = |b: &u8| b.is_ascii_lowercase() || matches!(b, b'_' | b'.' | b'!' | b':' | b'#');
        name.iter().all(|b| plain(b) || b.is_ascii_digit()) && (name.len() <= 1 || name.iter().any(plain))
    });
    named || value.windows(2).any(|w| w == b"%s" || w == b"%d" || w == b"#{")
}

/// A regular expression.
pub fn pattern(value: &[u8]) -> bool {
    [
        &b"(?"[..],
        b"[^",
        b"\\(",
        b"\\S",
        b"\\w",
        b"\\d",
        b"\\.",
        b"a-z",
        b"A-Z",
        b"0-9]",
        b"\\x",
        b".*",
        b"\\s",
        b"+/",
        b")*",
        b")+",
        b"]+",
        b"]*",
    ]
    .iter()
    .any(|mark| value.windows(mark.len()).any(|w| w == *mark))
        && value.iter().filter(|b| b"[](){}\\*+?^$|".contains(b)).count() >= 2
}

fn is_email(value: &[u8]) -> bool {
    let Some(at) = value.iter().position(|&b| b == b'@') else { return false };
    let (user, host) = (value.get(..at).unwrap_or_default(), value.get(at + 1..).unwrap_or_default());
    let dot = host.iter().rposition(|&b| b == b'.');
    !user.is_empty()
        && A::DOTTED.all(user)
        && dot.is_some_and(|d| {
            d > 0
                && (2..=6).contains(&(host.len() - d - 1))
                && host.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        })
        && host.get(dot.unwrap_or(0) + 1..).is_some_and(|tld| tld.iter().all(u8::is_ascii_alphabetic))
}

/// Code on the right side: a path of names, a call, an index.
pub fn is_code(value: &[u8]) -> bool {
    let path = value.iter().all(|&b| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b'_' | b'.' | b'[' | b']' | b'(' | b')' | b'?' | b'!' | b':' | b'$' | b'-' | b'>' | b'{' | b'}'
            )
    });
    let open = value.iter().position(|&b| matches!(b, b'(' | b'['));
    let call = open.is_some_and(|i| {
        i > 0
            && value.get(i - 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
            && value
                .get(..i)
                .is_some_and(|head| head.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':')))
    });
    let dotted = path
        && value.windows(3).any(|w| matches!(w, [a, b'.', b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic()))
        && shape::wordy(value);
    let scoped = path && (value.windows(2).any(|w| w == b"::" || w == b"->" || w == b"?."));
    let marks = [&b"()"[..], b"::", b"->", b"](", b"![", b")."]
        .iter()
        .any(|mark| value.windows(mark.len()).any(|w| w == *mark))
        || value.ends_with(b"(")
        || value.ends_with(b"[")
        || value.ends_with(b"<");
    let generic = value
        .iter()
        .position(|&b| b == b'<')
        .zip(value.iter().rposition(|&b| b == b'>'))
        .is_some_and(|(a, b)| a < b && a > 0)
        && !value.iter().any(u8::is_ascii_digit);
    let started =
        [&b"self."[..], b"this.", b"$this", b"$self", b"@", b"__", b"0x"].iter().any(|s| value.starts_with(s))
            && shape::wordy(value);
    let literal = value.starts_with(b"0x") && value.len() <= 18;
    let argument = value.iter().position(|&b| b == b'=').is_some_and(|i| {
        i > 0
            && i + 1 < value.len()
            && value.get(..i).is_some_and(|name| name.iter().all(|b| b.is_ascii_lowercase() || *b == b'_'))
            && value.get(i + 1) != Some(&b'=')
    });
    let reserved = value.starts_with(b"__");
    call || dotted || scoped || reserved || marks || generic || started || literal || argument
}

fn password(value: &[u8], quoted: bool, operator: Operator, name: &[u8]) -> Option<Likelihood> {
    let n = value.len();
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = value.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
    let spaces = value.iter().filter(|b| **b == b' ').count();
    let symbols = value
        .iter()
        .filter(|b| !b.is_ascii_alphanumeric() && **b < 0x80 && !matches!(b, b'_' | b'-' | b'.' | b' '))
        .count();
    if !(4..=200).contains(&n) || (operator == Operator::Comma && !quoted) {
        return None;
    }
    if spaces > 0 {
        // A label or a sentence; passphrases only where the name says so, or where the value is no text.
        let passphrase = shape::contains_ignore_case(name, b"phrase") || shape::contains_ignore_case(name, b"mnemonic");
        let strong = digits > 0 && symbols > 0 && spaces <= 2 && !shape::wordy(value);
        return (quoted && ((passphrase && spaces >= 2) || strong)).then_some(Likelihood::Possible);
    }
    if letters == 0 {
        // Digits only.
        let plain = digits == n && n >= 4 && shape::distinct(value) > 1 && operator != Operator::Space;
        return (plain || symbols > 0 && digits > 0 && n >= 6).then_some(Likelihood::Possible);
    }
    // Names of things: `user_password_field`, `auth.password`.
    let named_after = shape::contains_ignore_case(value, b"password")
        || shape::contains_ignore_case(value, b"passwort")
        || shape::contains_ignore_case(value, b"passwd");
    if named_after && digits == 0 && symbols == 0 {
        return None;
    }
    let class_path = value.iter().filter(|b| **b == b'.').count() >= 2 && symbols == 0 && shape::wordy(value);
    if class_path {
        return None;
    }
    if digits > 0 || symbols > 0 {
        let lone = symbols == 1 && digits == 0 && value.last().is_some_and(|b| matches!(b, b'!' | b'?' | b':' | b'*'));
        if lone && !quoted {
            return None;
        }
        return Some(if n >= 6 { Likelihood::Likely } else { Likelihood::Possible });
    }
    // Letters only: a word or a name. In quotes, or as the value of an environment variable, it may be a poor password.
    let environment = operator == Operator::Equals && !name.iter().any(u8::is_ascii_lowercase);
    let mixed = value.iter().any(u8::is_ascii_uppercase)
        && value.iter().skip(1).any(u8::is_ascii_uppercase)
        && value.iter().any(u8::is_ascii_lowercase)
        && !shape::wordy(value);
    let plain =
        value.iter().all(u8::is_ascii_lowercase) || (!shape::wordy(value) && value.iter().all(u8::is_ascii_alphabetic));
    let assigned = matches!(operator, Operator::Equals | Operator::Colon | Operator::Arrow | Operator::Element);
    let capital = value.first().is_some_and(u8::is_ascii_uppercase);
    match () {
        () if mixed && n >= 8 => Some(Likelihood::Likely),
        () if quoted && assigned && plain && n >= 6 && !capital => Some(Likelihood::Possible),
        () if environment && plain && n >= 8 && !capital => Some(Likelihood::Possible),
        () => None,
    }
}

/// Changes between letter and digit: random text has many, names of things few.
fn changes(value: &[u8]) -> usize {
    value
        .iter()
        .zip(value.iter().skip(1))
        .filter(|(a, b)| {
            (a.is_ascii_digit() && b.is_ascii_alphabetic()) || (a.is_ascii_alphabetic() && b.is_ascii_digit())
        })
        .count()
}

/// Machine-made: letters and digits mixed, no words, enough entropy for the length.
pub fn token(value: &[u8], strict: bool) -> bool {
    let n = value.len();
    let least = match (strict, changes(value)) {
        (true, 0..4) => 16,
        (true, _) => 12,
        (false, _) => 8,
    };
    if !(least..=VALUE_BYTES_MAX).contains(&n)
        || value.iter().any(|b| b.is_ascii_whitespace() || *b < 0x20 || *b >= 0x80)
    {
        return false;
    }
    if shape::is_uuid(value) {
        return shape::distinct(value) >= 8;
    }
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    let symbols = value
        .iter()
        .filter(|b| b.is_ascii_punctuation() && !matches!(b, b'_' | b'-' | b'.' | b'/' | b'=' | b':' | b'+'))
        .count();
    let unusual = shape::distinct(value) >= 8 && symbols >= 3 && n >= 12;
    if unusual && (symbols >= 6 || !shape::wordy(value)) {
        return true;
    }
    let flips = value
        .iter()
        .zip(value.iter().skip(1))
        .filter(|(a, b)| a.is_ascii_uppercase() && b.is_ascii_lowercase())
        .count();
    if digits == 0 && n >= 16 && flips >= 5 && shape::random(value) {
        return !shape::wordy(value); // base64 that happens to have no digit
    }
    if !shape::letters_and_digits(value) || !shape::random(value) {
        return false;
    }
    let entropy = shape::entropy_centibits(value);
    let hex = A::HEXX.all(value);
    let enough = match n {
        0..=11 => 260,
        12..=19 => 290,
        _ if hex => 290,
        _ => 330,
    };
    let mixed = changes(value) >= (if n < 24 { 2 } else { 3 })
        || digits * 3 >= n
        || (n >= 16 && flips * 8 >= n && !shape::wordy(value));
    let names = shape::wordy(value) && changes(value) * 5 < n;
    let version = value.iter().filter(|b| **b == b'.').count() >= 2 && digits * 2 < n && n < 40 && shape::wordy(value);
    entropy >= enough && mixed && !names && !version
}

/// Some key: long, random and no hash.
fn key(value: &[u8]) -> bool {
    value.len() >= 20
        && !A::UUID.all(value)
        && token(value, true)
        && changes(value) >= 4
        && !shape::wordy(value)
        && shape::entropy_centibits(value) >= 350
        && !matches!(value.iter().filter(|b| matches!(b, b'-' | b'_' | b'/' | b'.')).count(), 4..)
}
