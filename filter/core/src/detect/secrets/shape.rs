//! What values look like: alphabets, randomness, placeholders, checksums. Pure functions on bytes.
//!
//! Nothing here allocates; each function is linear in its argument, and arguments are candidates, never whole texts.

/// A set of byte classes; a token's body is a run over one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alphabet(u16);

const LOW_AF: u16 = 1;
const LOW_GZ: u16 = 1 << 1;
const UP_AF: u16 = 1 << 2;
const UP_GZ: u16 = 1 << 3;
const D27: u16 = 1 << 4;
const D0189: u16 = 1 << 5;
const UNDERSCORE: u16 = 1 << 6;
const DASH: u16 = 1 << 7;
const PLUS_SLASH: u16 = 1 << 8;
const EQUALS: u16 = 1 << 9;
const DOT: u16 = 1 << 10;
const PERCENT: u16 = 1 << 11;
const TILDE: u16 = 1 << 12;

impl Alphabet {
    /// `0-9`
    pub const DIGIT: Alphabet = Alphabet(D27 | D0189);
    /// `0-9a-f`
    pub const HEX: Alphabet = Alphabet(D27 | D0189 | LOW_AF);
    /// `0-9a-fA-F`
    pub const HEXX: Alphabet = Alphabet(D27 | D0189 | LOW_AF | UP_AF);
    /// `0-9A-Z`
    pub const UPPER: Alphabet = Alphabet(D27 | D0189 | UP_AF | UP_GZ);
    /// `0-9a-z`
    pub const LOWER: Alphabet = Alphabet(D27 | D0189 | LOW_AF | LOW_GZ);
    /// `A-Z2-7`, base32 of RFC 4648
    pub const B32: Alphabet = Alphabet(D27 | UP_AF | UP_GZ);
    /// `a-z2-7`
    pub const B32L: Alphabet = Alphabet(D27 | LOW_AF | LOW_GZ);
    /// `a-zA-Z`
    pub const ALPHA: Alphabet = Alphabet(LOW_AF | LOW_GZ | UP_AF | UP_GZ);
    /// `0-9a-zA-Z`
    pub const ALNUM: Alphabet = Alphabet(Self::UPPER.0 | Self::LOWER.0);
    /// `0-9a-zA-Z_`
    pub const WORD: Alphabet = Alphabet(Self::ALNUM.0 | UNDERSCORE);
    /// `0-9a-zA-Z_-`, base64url
    pub const URL: Alphabet = Alphabet(Self::WORD.0 | DASH);
    /// `0-9a-zA-Z+/=`
    pub const B64: Alphabet = Alphabet(Self::ALNUM.0 | PLUS_SLASH | EQUALS);
    /// `0-9a-zA-Z_-=`
    pub const URLEQ: Alphabet = Alphabet(Self::URL.0 | EQUALS);
    /// `0-9a-zA-Z_-.=`
    pub const DOTTED: Alphabet = Alphabet(Self::URLEQ.0 | DOT);
    /// `0-9a-zA-Z_-.~`
    pub const TILDED: Alphabet = Alphabet(Self::URL.0 | DOT | TILDE);
    /// `0-9a-zA-Z_-+/=`: either base64
    pub const ANY64: Alphabet = Alphabet(Self::URLEQ.0 | PLUS_SLASH);
    /// `0-9a-zA-Z%`, percent-encoded
    pub const PERCENTED: Alphabet = Alphabet(Self::ALNUM.0 | PERCENT);
    /// `0-9a-fA-F-`, a UUID's characters
    pub const UUID: Alphabet = Alphabet(Self::HEXX.0 | DASH);

    /// Whether the byte belongs to it.
    pub const fn has(self, byte: u8) -> bool {
        class(byte) & self.0 != 0
    }

    /// Length of the run at the start of `text`.
    pub fn run(self, text: &[u8]) -> usize {
        text.iter().position(|&b| !self.has(b)).unwrap_or(text.len())
    }

    /// Whether every byte belongs to it.
    pub fn all(self, text: &[u8]) -> bool {
        text.iter().all(|&b| self.has(b))
    }
}

const fn class_of(byte: u8) -> u16 {
    match byte {
        b'a'..=b'f' => LOW_AF,
        b'g'..=b'z' => LOW_GZ,
        b'A'..=b'F' => UP_AF,
        b'G'..=b'Z' => UP_GZ,
        b'2'..=b'7' => D27,
        b'0' | b'1' | b'8' | b'9' => D0189,
        b'_' => UNDERSCORE,
        b'-' => DASH,
        b'+' | b'/' => PLUS_SLASH,
        b'=' => EQUALS,
        b'.' => DOT,
        b'%' => PERCENT,
        b'~' => TILDE,
        _ => 0,
    }
}

const CLASSES: [u16; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time; out of bounds would not compile")]
        {
            table[byte] = class_of(byte as u8);
        }
        byte += 1;
    }
    table
};

#[expect(clippy::indexing_slicing, reason = "a table of 256 entries indexed by u8")]
const fn class(byte: u8) -> u16 {
    CLASSES[byte as usize]
}

/// Shannon entropy of the bytes, in hundredths of a bit per byte.
///
/// Fixed-point, so that core needs no floating-point logarithm at run time: `log2` of a count up to 255 comes from a table.
pub fn entropy_centibits(text: &[u8]) -> u32 {
    let text = text.get(..255).unwrap_or(text);
    let n = text.len() as u32;
    if n == 0 {
        return 0;
    }
    let mut counts = [0u8; 256];
    for &b in text {
        #[expect(clippy::indexing_slicing, reason = "a table of 256 entries indexed by u8")]
        {
            counts[b as usize] = counts[b as usize].saturating_add(1);
        }
    }
    // H = log2 n - (1/n) sum c log2 c
    let weighted: u32 = counts.iter().filter(|&&c| c > 1).map(|&c| u32::from(c) * log2_centi(u32::from(c))).sum();
    log2_centi(n).saturating_sub(weighted / n)
}

/// `100 * log2(n)` for `1 <= n <= 255`, rounded down to within two hundredths.
fn log2_centi(n: u32) -> u32 {
    if n < 2 {
        return 0;
    }
    let whole = 31 - n.leading_zeros();
    // Mantissa in [1, 2) scaled by 1024; repeated squaring gives seven fractional bits.
    let mut mantissa = (u64::from(n) << 10) >> whole;
    let mut fraction = 0u32;
    for _ in 0..7 {
        mantissa = (mantissa * mantissa) >> 10;
        fraction <<= 1;
        if mantissa >= 2048 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    whole * 100 + fraction * 100 / 128
}

/// Number of different bytes.
pub fn distinct(text: &[u8]) -> u32 {
    let mut seen = [0u64; 4];
    for &b in text {
        if let Some(word) = seen.get_mut(usize::from(b >> 6)) {
            *word |= 1 << (b & 63);
        }
    }
    seen.iter().map(|w| w.count_ones()).sum()
}

/// Length of the longest run of one byte.
pub fn longest_repeat(text: &[u8]) -> usize {
    let (mut best, mut run, mut last) = (0, 0, None);
    for &b in text {
        run = if last == Some(b) { run + 1 } else { 1 };
        last = Some(b);
        best = best.max(run);
    }
    best
}

/// Share of neighbouring bytes that count up or down by one or stand still, in percent: `abcdef`, `123456`, `aaaa`.
fn sequential_percent(text: &[u8]) -> usize {
    if text.len() < 2 {
        return 0;
    }
    let steps = text
        .iter()
        .zip(text.iter().skip(1))
        .filter(|&(&a, &b)| b == a || b == a.wrapping_add(1) || a == b.wrapping_add(1))
        .count();
    steps * 100 / (text.len() - 1)
}

/// Whether a token's body looks drawn at random: enough different bytes for its length and alphabet, no counting up,
/// no word that documentation puts there.
///
/// Measured on random bodies: below one refusal in a thousand for every rule of the tables (see `tests/secrets_tokens.rs`).
pub fn random(body: &[u8]) -> bool {
    let n = body.len();
    if n == 0 {
        return false;
    }
    let hexish = Alphabet::HEXX.all(body) || Alphabet::UUID.all(body);
    let wanted = match (n, hexish) {
        (0..=7, _) => 3,
        (8..=15, _) => 5,
        (16..=23, true) => 6,
        (16..=23, false) => 7,
        (_, true) => 7,
        (_, false) => 9,
    };
    let longest = if n >= 100 { 24 } else { 6 };
    distinct(body) >= wanted
        && longest_repeat(body) < longest
        && sequential_percent(body) < 50
        && !says_placeholder(body)
        && !cycles(body)
}

/// Whether the text is one short block said over and over (`deadbeefdeadbeef`, `abc123abc123`).
fn cycles(text: &[u8]) -> bool {
    [1usize, 2, 3, 4, 5, 6, 8, 10]
        .into_iter()
        .any(|period| text.len() >= period * 2 + 2 && text.iter().zip(text.iter().skip(period)).all(|(a, b)| a == b))
}

/// Words that stand where a secret will: matched anywhere in a value, in any case.
const PLACEHOLDER_WORDS: &[&str] = &[
    "example",
    "placeholder",
    "xxxx",
    "your",
    "change",
    "dummy",
    "sample",
    "redacted",
    "insert",
    "replace",
    "goeshere",
    "goes_here",
    "goes-here",
    "todo",
    "notreal",
    "not_a_real",
    "fakekey",
    "fake_",
    "fake-",
    "fakesecret",
    "fakepass",
    "undefined",
    "0000000",
    "1234567890abcdef",
    "abcdefghijkl",
    "secret_here",
    "key_here",
    "key-here",
    "keyhere",
    "token_here",
    "token-here",
    "tokenhere",
    "password_here",
    "passwordhere",
    "beispiel",
    "exemple",
    "ejemplo",
    "esempio",
    "voorbeeld",
    "my_api_key",
    "my-api-key",
    "my_secret",
    "my-secret",
    "mysecret",
    "myapikey",
    "mypassword",
    "my_password",
    "my-password",
    "foobar",
    "lorem",
    "....",
    "____",
    "----------",
    "****",
    "test-key",
    "testkey",
    "test_key",
    "test-token",
    "test_token",
    "testtoken",
    "...",
];

/// Which two bytes the words begin with, in any case: bits by `pair_place`.
const PLACEHOLDER_PAIRS: [u32; 32] = {
    let mut pairs = [0; 32];
    let mut words = PLACEHOLDER_WORDS;
    while let Some((word, rest)) = words.split_first() {
        words = rest;
        if let [first, second, ..] = word.as_bytes() {
            let (row, bit) = pair_place(*first, *second);
            pairs = with_bit(pairs, row, bit);
        }
    }
    pairs
};

/// The lower five bits of two bytes: the same for a letter small and large.
const fn pair_place(first: u8, second: u8) -> (usize, u32) {
    ((first & 0x1F) as usize, (second & 0x1F) as u32)
}

#[expect(clippy::indexing_slicing, reason = "`pair_place` gives rows below 32; const code has no `get_mut`")]
const fn with_bit(mut pairs: [u32; 32], row: usize, bit: u32) -> [u32; 32] {
    pairs[row] |= 1 << bit;
    pairs
}

/// Whether it holds a word that documentation puts where a secret will stand.
pub fn says_placeholder(value: &[u8]) -> bool {
    value.windows(2).enumerate().any(|(at, pair)| {
        let [first, second] = pair else { return false };
        let (row, bit) = pair_place(*first, *second);
        PLACEHOLDER_PAIRS.get(row).is_some_and(|bits| bits >> bit & 1 == 1) && placeholder_at(value, at)
    })
}

fn placeholder_at(value: &[u8], at: usize) -> bool {
    let rest = value.get(at..).unwrap_or_default();
    PLACEHOLDER_WORDS.iter().any(|word| rest.get(..word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word.as_bytes())))
}

/// Substring search without regard to ASCII case; `needle` is lower case. Values are short.
pub fn contains_ignore_case(hay: &[u8], needle: &[u8]) -> bool {
    let Some(&first) = needle.first() else { return true };
    hay.windows(needle.len())
        .any(|w| w.first().is_some_and(|b| b.to_ascii_lowercase() == first) && w.eq_ignore_ascii_case(needle))
}

/// Values that people write when they mean "a password", as a whole, in any case.
const WEAK_WORDS: &[&str] = &[
    "password",
    "passwd",
    "passwort",
    "kennwort",
    "pass",
    "pwd",
    "secret",
    "token",
    "key",
    "apikey",
    "api_key",
    "api-key",
    "user",
    "username",
    "admin",
    "root",
    "login",
    "test",
    "testing",
    "string",
    "str",
    "text",
    "none",
    "null",
    "nil",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "required",
    "optional",
    "hidden",
    "default",
    "value",
    "empty",
    "unset",
    "undefined",
    "changeme",
    "changeit",
    "change_me",
    "change-me",
    "redacted",
    "masked",
    "placeholder",
    "xxx",
    "yyy",
    "zzz",
    "abc",
    "foo",
    "bar",
    "baz",
    "foobar",
    "example",
    "sample",
    "dummy",
    "fake",
    "mock",
    "todo",
    "tbd",
    "n/a",
    "na",
    "any",
    "object",
    "number",
    "integer",
    "boolean",
    "bool",
    "varchar",
    "bearer",
    "basic",
    "digest",
    "oauth",
    "oauth2",
    "jwt",
    "env",
    "vault",
    "prompt",
    "input",
    "ask",
    "file",
    "stdin",
    "secretref",
    "passphrase",
    "parola",
    "clave",
    "senha",
    "haslo",
    "heslo",
    "lozinka",
    "geslo",
    "wachtwoord",
    "losenord",
    "passord",
    "adgangskode",
    "salasana",
    "jelszo",
    "contrasena",
    "motdepasse",
    "mot_de_passe",
    "sifre",
    "slaptazodis",
    "parool",
    "invalid",
    "incorrect",
    "wrong",
    "expired",
    "missing",
    "strong",
    "weak",
    "generated",
    "random",
    "encrypted",
    "plain",
    "plaintext",
    "cleartext",
    "hashed",
    "private",
    "public",
    "internal",
    "pw",
    "psw",
    "pass123",
    "secretkey",
    "accesskey",
    "mypass",
    "disable",
    "enable",
    "disabled",
    "enabled",
    "ignore",
    "self",
    "this",
    "here",
    "credentials",
    "credential",
    "secrets",
    "auth",
    "authorization",
    "header",
    "cookie",
    "session",
    "id",
    "name",
    "email",
];

/// Whether the value stands for a secret instead of being one: a template, a variable, stars, a word of documentation.
pub fn placeholder(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    let Some((&first, &last)) = value.first().zip(value.last()) else { return true };
    if value.len() < 3 || distinct(value) <= 1 {
        return true;
    }
    let bracketed = matches!((first, last), (b'<', b'>') | (b'[', b']') | (b'%', b'%') | (b'@', b'@'))
        || (first == b'(' && last == b')')
        || (value.starts_with(b"__") && value.ends_with(b"__"))
        || (value.starts_with(b"{{") && value.ends_with(b"}}") && template_body(value))
        || (first == b'{' && last == b'}' && template_body(value));
    let variable = variable(value);
    let masked =
        value.iter().filter(|b| matches!(b, b'*' | b'.' | b'x' | b'X' | b'#' | b'?' | b'_')).count() * 2 > value.len();
    bracketed
        || variable
        || masked
        || WEAK_WORDS.iter().any(|w| value.eq_ignore_ascii_case(w.as_bytes()))
        || says_placeholder(value)
}

/// `$VAR`, `${VAR}`, `$(command)`, `%VAR%`, `${{ secrets.X }}`, `#{var}`, `!Ref X`, `arn:`, `vault:`.
fn variable(value: &[u8]) -> bool {
    if let Some(rest) = value.strip_prefix(b"$") {
        return match rest.first() {
            Some(b'{' | b'(') => {
                rest.last().is_some_and(|b| matches!(b, b'}' | b')')) || !rest.iter().any(|b| matches!(b, b'}' | b')'))
            }
            Some(b) if b.is_ascii_alphabetic() || *b == b'_' => {
                rest.iter().all(|&b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
                    || rest
                        .iter()
                        .all(|&b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-' | b'>' | b'[' | b']' | b'\''))
                    || rest.iter().all(|&b| b.is_ascii_alphabetic())
            }
            Some(b) => b.is_ascii_digit() && rest.len() == 1,
            None => true,
        };
    }
    [
        &b"#{"[..],
        b"!Ref",
        b"!Sub",
        b"!GetAtt",
        b"arn:",
        b"vault:",
        b"ssm:",
        b"secret:",
        b"op://",
        b"ref+",
        b"env:",
        b"@Microsoft.KeyVault",
        b"projects/",
        b"file:",
        b"/run/secrets",
    ]
    .iter()
    .any(|start| value.starts_with(start))
}

/// Whether what stands between braces is a template's: a path of names, not a random text.
fn template_body(value: &[u8]) -> bool {
    value.iter().all(|&b| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b'{' | b'}' | b' ' | b'.' | b'_' | b'-' | b'|' | b'"' | b'\'' | b'$' | b':' | b'(' | b')' | b'/'
            )
    }) && value.iter().filter(|b| b.is_ascii_digit()).count() * 5 < value.len()
}

/// A UUID in its usual writing (8-4-4-4-12).
pub fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value
            .iter()
            .enumerate()
            .all(|(i, &b)| if matches!(i, 8 | 13 | 18 | 23) { b == b'-' } else { b.is_ascii_hexdigit() })
}

/// Whether it has at least one letter and one digit.
pub fn letters_and_digits(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_alphabetic)
}

/// Pairs of letters that make up nine tenths of English and most other words in Latin letters: bit `b` of row `a`.
/// A third of all pairs is in it.
#[rustfmt::skip]
const COMMON_PAIRS: [u32; 26] = [
    0x13ebd4e, 0x0124911, 0x01a5d91, 0x0044911, 0x0eeb97d, 0x0104930, 0x0120190, 0x0084111, 0x22ef87f, 0x0000000, 0x0000110, 0x11c4919, 0x004c11b,
    0x01c417d, 0x07ef82e, 0x01ec911, 0x0100000, 0x11e755d, 0x11cc195, 0x11e4995, 0x00eb963, 0x0000111, 0x0000101, 0x0088000, 0x0008000, 0x0000010,
];

/// Whether it is made of words: of its pairs of neighbouring letters, which are a third of its length or more, seven in
/// ten are common. Measured: 91 % of words of six letters and more, 97 % of two words with a dash; of random text of 16
/// letters and digits 2 %, of 32 below 0.3 %.
pub fn wordy(text: &[u8]) -> bool {
    let (mut pairs, mut common) = (0, 0);
    for (a, b) in text.iter().zip(text.iter().skip(1)) {
        let seam = a.is_ascii_lowercase() && b.is_ascii_uppercase();
        if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && !seam {
            pairs += 1;
            let row = COMMON_PAIRS.get(usize::from(a.to_ascii_lowercase() - b'a')).copied().unwrap_or(0);
            common += row >> (b.to_ascii_lowercase() - b'a') & 1;
        }
    }
    pairs * 3 >= text.len() && common as usize * 10 >= pairs * 7
}

/// Words with a letter and a digit, or a sign, that are no passwords.
const TERMS: &[&str] = &[
    "sha1",
    "sha-1",
    "sha256",
    "sha-256",
    "sha512",
    "sha-512",
    "sha3",
    "md5",
    "iso-8859-1",
    "iso-8859-15",
    "latin1",
    "latin-1",
    "cp1252",
    "utf-32",
    "win32",
    "x86_64",
    "int32",
    "int64",
    "uint8",
    "uint32",
    "uint64",
    "float32",
    "float64",
    "u8",
    "u32",
    "u64",
    "i32",
    "i64",
    "md4",
    "aes128",
    "aes-128",
    "aes256",
    "aes-256",
    "base64",
    "bcrypt",
    "argon2",
    "argon2id",
    "argon2i",
    "pbkdf2",
    "rsa2048",
    "rsa4096",
    "utf-8",
    "utf8",
    "utf-16",
    "ascii",
    "oauth2",
    "oauth2.0",
    "2fa",
    "mfa",
    "wpa",
    "wpa2",
    "wpa3",
    "wpa2-psk",
    "http2",
    "ipv4",
    "ipv6",
    "base32",
    "hs256",
    "rs256",
    "es256",
    "office365",
    "o365",
    "m365",
    "windows10",
    "windows11",
    "log4j",
    "k8s",
    "i18n",
    "l10n",
    "s3",
    "ec2",
    "oauth1",
    "tls1.2",
    "tls1.3",
    "ntlmv2",
    "3des",
    "crc32",
    "x509",
    "x.509",
    "p12",
    "pkcs12",
    "pkcs8",
    "pkcs#12",
    "hmac-sha256",
    "html5",
    "css3",
    "vue3",
    "python3",
    "es6",
    "d'abord",
    "c++",
    "c#",
    "f#",
    ".net",
    "iso27001",
    "covid-19",
    "1password",
    "24/7",
    "a1",
    "b2b",
    "b2c",
    "h2o",
    "co2",
];

/// Whether it is a term of the trade that has a digit or a sign in it.
pub fn term(text: &[u8]) -> bool {
    text.len() <= 16 && TERMS.iter().any(|t| text.eq_ignore_ascii_case(t.as_bytes()))
}

/// CRC-32 (IEEE 802.3, reflected) of the bytes; GitHub and npm append it in base62 to their tokens.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &b in bytes {
        crc ^= u32::from(b);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

/// Whether the last six of the body are the base62 CRC-32 of the rest: tokens of GitHub (`ghp_` ...) and npm.
/// <https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/>
pub fn crc32_base62(body: &[u8]) -> bool {
    let Some(split) = body.len().checked_sub(6) else { return false };
    let Some((payload, check)) = body.split_at_checked(split) else { return false };
    let mut value = 0u64;
    for &b in check {
        let digit = match b {
            b'0'..=b'9' => b - b'0',
            b'A'..=b'Z' => b - b'A' + 10,
            b'a'..=b'z' => b - b'a' + 36,
            _ => return false,
        };
        value = value * 62 + u64::from(digit);
    }
    value == u64::from(crc32(payload))
}

/// Bech32 checksum (BIP 173) of `hrp` and the data part, both in one case: age's secret keys.
pub fn bech32(hrp: &[u8], data: &[u8]) -> bool {
    const CHARSET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    fn step(check: u32, value: u32) -> u32 {
        const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
        let top = check >> 25;
        let next = ((check & 0x1ff_ffff) << 5) ^ value;
        GENERATOR.iter().enumerate().filter(|(i, _)| (top >> i) & 1 == 1).fold(next, |c, (_, g)| c ^ g)
    }
    let mut check = 1;
    for &b in hrp {
        check = step(check, u32::from(b.to_ascii_lowercase()) >> 5);
    }
    check = step(check, 0);
    for &b in hrp {
        check = step(check, u32::from(b.to_ascii_lowercase()) & 31);
    }
    for &b in data {
        let Some(value) = CHARSET.iter().position(|&c| c == b.to_ascii_lowercase()) else { return false };
        check = step(check, value as u32);
    }
    check == 1
}

/// Decodes base64 or base64url (padding optional) into `out`; the number of bytes written, `None` for a foreign byte.
/// Stops when `out` is full: headers are enough to be sure.
pub fn base64_prefix(text: &[u8], out: &mut [u8]) -> Option<usize> {
    let (mut bits, mut held, mut written) = (0u32, 0u32, 0usize);
    for &b in text {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            let Some(slot) = out.get_mut(written) else { return Some(written) };
            *slot = (bits >> held) as u8;
            written += 1;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_wherever_they_stand() {
        for word in PLACEHOLDER_WORDS {
            assert!(word.len() > 1, "{word} has no pair");
            for value in [(*word).to_owned(), format!("a9{word}"), format!("{}Zq", word.to_ascii_uppercase())] {
                assert!(says_placeholder(value.as_bytes()), "{value}");
            }
            let cut = word.get(..word.len() - 1).unwrap_or_default();
            assert_eq!(
                says_placeholder(cut.as_bytes()),
                PLACEHOLDER_WORDS.iter().any(|word| contains_ignore_case(cut.as_bytes(), word.as_bytes())),
                "{cut}"
            );
        }
        assert!(!says_placeholder(b"k3Q9vT7mZx2LrW8p"));
    }

    #[test]
    fn entropy_is_close_to_shannon() {
        for (text, centibits) in
            [("", 0), ("aaaa", 0), ("abab", 100), ("abcd", 200), ("0123456789abcdef", 400), ("aab", 91)]
        {
            assert!(entropy_centibits(text.as_bytes()).abs_diff(centibits) <= 3, "{text}");
        }
    }

    #[test]
    fn checksums() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        // BIP 173's own examples.
        assert!(bech32(b"a", b"2uel5l"));
        assert!(bech32(b"abcdef", b"qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"));
        assert!(!bech32(b"abcdef", b"qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxq"));
    }

    #[test]
    fn placeholders() {
        for yes in [
            "<token>",
            "${VAR}",
            "$VAR",
            "$password",
            "{{ secret }}",
            "${{ secrets.X }}",
            "****",
            "xxxxxxxx",
            "changeme",
            "your-api-key-here",
            "%PASSWORD%",
            "[PASSWORD]",
            "sk-xxxx",
            "AKIAIOSFODNN7EXAMPLE",
            "Password",
            "string",
            "...",
            "$(cat f)",
            "!Ref Secret",
            "__TOKEN__",
        ] {
            assert!(placeholder(yes.as_bytes()), "{yes}");
        }
        for no in [
            "hunter2",
            "P@ssw0rd$1",
            "d2LkV78zLx!t",
            "{ZqL5kVrX1n8tA2}",
            "{{h}o)p${e]nob(ody[finds>-_$#thisone}}",
            "$ecr3t!Pa55",
            "Sommer2024!",
        ] {
            assert!(!placeholder(no.as_bytes()), "{no}");
        }
    }

    #[test]
    fn base64_reads_both_alphabets() {
        let mut out = [0; 16];
        assert_eq!(
            base64_prefix(b"eyJhbGciOiJub25lIn0", &mut out).map(|n| out[..n].to_vec()),
            Some(b"{\"alg\":\"none\"}".to_vec())
        );
        assert_eq!(base64_prefix(b"a b", &mut out), None);
    }
}
