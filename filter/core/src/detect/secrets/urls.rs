//! Credentials in URLs: `scheme://user:password@host` (RFC 3986, 3.2.1), whatever the scheme: https, postgres, redis,
//! amqp, mongodb+srv, ftp, jdbc ...

use super::row;
use super::shape;
use crate::detect::entity::{Entity, entity};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[
    row(
        "url_credentials",
        "User and password in a URL",
        "",
        "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
        &["git clone https://deploy:Vk4-92xQ.mm@git.intern.fr/app.git", "ftp://anna:Sommer2024!@files.intern.de/"],
        &[
            "https://user:password@host/",
            "https://$USER:$TOKEN@host/",
            "git@github.com:org/repo.git",
            "http://localhost:8080/@scope/pkg",
            "https://user:<password>@intern.eu",
        ],
    ),
    row(
        "database_url",
        "Database or broker URL with a password",
        "",
        "https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS",
        &[
            "postgres://app:hG7x_29fKQ@db.intern.eu:5432/prod",
            "mongodb+srv://svc:9aKe02LmPz@c0.x1y2z.mongodb.net/db",
            "redis://:kP2s9vWq81@10.0.0.5:6379/0",
            "amqp://rabbit:Qm81-zzX@mq/vhost",
        ],
        &[
            "postgres://user:password@localhost/db",
            "postgres://db.intern.eu:5432/prod",
            "redis://localhost:6379",
            "mysql://root:${DB_PASSWORD}@db/app",
            "postgres://postgres:postgres@localhost:5432/test",
        ],
    ),
];

/// Longest user part that is looked through before an `@`, in bytes: JWTs are used as passwords.
const USERINFO_BYTES_MAX: usize = 400;

/// Schemes of databases and brokers.
const DATABASES: &[&[u8]] = &[
    b"postgres",
    b"postgresql",
    b"mysql",
    b"mariadb",
    b"mongodb",
    b"mongodb+srv",
    b"redis",
    b"rediss",
    b"amqp",
    b"amqps",
    b"mssql",
    b"sqlserver",
    b"oracle",
    b"clickhouse",
    b"couchdb",
    b"cassandra",
    b"neo4j",
    b"bolt",
    b"elasticsearch",
    b"kafka",
    b"nats",
    b"cockroachdb",
    b"snowflake",
    b"db2",
    b"mqtt",
    b"mqtts",
    b"valkey",
    b"memcached",
    b"influxdb",
    b"pgsql",
    b"postgresql+psycopg2",
    b"postgresql+asyncpg",
    b"mysql+pymysql",
    b"stomp",
    b"hive2",
    b"jdbc",
    b"mysql2",
    b"postgis",
    b"asyncpg",
];

/// Looks before each `@`.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    for (index, &at) in pass.ats.iter().enumerate() {
        // Of several `@`, the last before the host counts: passwords may hold one.
        let next = pass.ats.get(index + 1).map(|&n| n as usize);
        if let Some(next) = next
            && pass.bytes(at as usize + 1, next).iter().all(|b| !b.is_ascii_whitespace() && !b"/\"'<>?#,@".contains(b))
        {
            continue;
        }
        if let Some(candidate) = before_at(pass.text, at as usize) {
            out.push(candidate);
        }
    }
}

fn before_at(text: &[u8], at: usize) -> Option<Candidate> {
    let host = text.get(at + 1)?;
    if !(host.is_ascii_alphanumeric() || matches!(host, b'[' | b'$' | b'{' | b'%' | b'_' | 0x80..)) {
        return None;
    }
    let floor = at.saturating_sub(USERINFO_BYTES_MAX);
    let window = text.get(floor..at)?;
    // No user or password holds one of these, so nothing before the last of them counts.
    let ended = window.iter().rposition(|b| b.is_ascii_whitespace() || b"\"'<>`\\".contains(b)).map_or(0, |i| i + 1);
    let authority = ended + window.get(ended..)?.windows(3).rposition(|w| w == b"://")? + 3;
    let info = window.get(authority..)?;
    let colon = info.iter().position(|&b| b == b':')?;
    let (user, password) = (info.get(..colon)?, info.get(colon + 1..)?);
    // A `/` before the colon ends the authority; in a password people leave it unescaped.
    if user.iter().any(|b| b"/?#".contains(b))
        || (password.iter().any(|b| b"/?#".contains(b)) && password.iter().filter(|b| b.is_ascii_digit()).count() == 0)
    {
        return None;
    }
    // `host:8080/path@x`: a port and a path, no password.
    let port = password.iter().take_while(|b| b.is_ascii_digit()).count();
    if port > 0 && matches!(password.get(port), Some(b'/' | b'?' | b'#')) {
        return None;
    }
    if is_placeholder(user, password) {
        return None;
    }
    let before = window.get(..authority - 3)?;
    let scheme =
        before.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-')).count();
    let scheme = before.get(before.len() - scheme..)?;
    if scheme.is_empty() {
        return None;
    }
    let entity = if DATABASES.iter().any(|d| scheme.eq_ignore_ascii_case(d)) {
        entity!("database_url")
    } else {
        entity!("url_credentials")
    };
    let start = floor + authority - 3 - scheme.len();
    Some(Candidate { entity, likelihood: Likelihood::VeryLikely, start, end: at })
}

fn is_placeholder(user: &[u8], password: &[u8]) -> bool {
    let same = user.eq_ignore_ascii_case(password);
    let template = password.first().is_some_and(|b| matches!(b, b'$' | b'{' | b'<' | b'[' | b'%'))
        && shape::placeholder(password)
        || user.iter().any(|b| matches!(b, b'<' | b'{' | b'$'))
            && password.iter().any(|b| matches!(b, b'<' | b'{' | b'$'));
    password.len() < 4
        || same
        || template
        || shape::placeholder(password)
        || [
            &b"pass"[..],
            b"pwd",
            b"secret",
            b"token",
            b"p4ssw0rd",
            b"p@ssw0rd",
            b"password1",
            b"password123",
            b"mysecretpassword",
            b"postgres",
            b"guest",
            b"pw",
        ]
        .iter()
        .any(|w| password.eq_ignore_ascii_case(w))
}
