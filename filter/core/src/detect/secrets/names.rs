//! What a name promises: whether `DB_PASSWORD`, `clientSecret` or `x-api-key` will hold a secret, and of which kind.
//!
//! A name is taken apart at `_`, `-`, `.`, `:` and at capitals. The last noun decides; a word behind it may turn the
//! promise (`token_url`, `key_name`, `secretSize`), and so may the word before it (`public_key`, `csrf_token`).

/// What a name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// Some key: only a value that looks drawn at random keeps the promise.
    Key,
    /// A token, a secret, an API key: machine-made.
    Token,
    /// Made by people: whatever is no placeholder.
    Password,
    /// Digits by which people open things.
    Pin,
}

/// Longest name that is taken apart, in bytes.
pub const NAME_BYTES_MAX: usize = 80;
/// Most words of a name that are looked at.
const WORDS_MAX: usize = 14;

const PASSWORDS: &[&[u8]] = &[
    b"password",
    b"passwd",
    b"pwd",
    b"passphrase",
    b"pass",
    b"psw",
    b"passcode",
    b"passwort",
    b"kennwort",
    b"wachtwoord",
    b"contrasena",
    b"senha",
    b"parola",
    b"haslo",
    b"heslo",
    b"lozinka",
    b"geslo",
    b"jelszo",
    b"salasana",
    b"losenord",
    b"adgangskode",
    b"passord",
    b"slaptazodis",
    b"parool",
    b"sifre",
    b"parole",
    b"mdp",
    b"motdepasse",
    b"clave",
    b"psk",
    b"pw",
    b"passwords",
    b"userpass",
    b"dbpass",
    b"rootpw",
    b"mypass",
    b"dbpw",
    b"passkey",
    b"wachtwoorden",
    b"pword",
    b"passwrd",
    b"userpw",
    b"adminpw",
];
const PASSWORD_ENDS: &[&[u8]] = &[b"password", b"passwd", b"passwort", b"passphrase", b"pwd"];
const TOKENS: &[&[u8]] = &[
    b"secret",
    b"secrets",
    b"token",
    b"apikey",
    b"credential",
    b"credentials",
    b"creds",
    b"auth",
    b"authorization",
    b"bearer",
    b"cookie",
    b"jwt",
    b"accesskey",
    b"secretkey",
    b"privatekey",
    b"authkey",
    b"signingkey",
    b"masterkey",
    b"accountkey",
    b"sharedaccesskey",
    b"otp",
    b"sessionid",
    b"phpsessid",
    b"jsessionid",
    b"sid",
    b"salt",
    b"pat",
    b"authtoken",
    b"connectionstring",
    b"apitoken",
    b"seed",
    b"mnemonic",
    b"webhook",
    b"apisecret",
    b"sas",
];
const TOKEN_ENDS: &[&[u8]] =
    &[b"token", b"secret", b"apikey", b"accesskey", b"secretkey", b"authkey", b"privatekey", b"credentials"];
/// Words that make of a following `key` a secret one.
const KEY_OWNERS: &[&[u8]] = &[
    b"api",
    b"secret",
    b"access",
    b"private",
    b"auth",
    b"signing",
    b"sign",
    b"encryption",
    b"encrypt",
    b"master",
    b"shared",
    b"account",
    b"service",
    b"license",
    b"app",
    b"application",
    b"admin",
    b"root",
    b"storage",
    b"subscription",
    b"deploy",
    b"webhook",
    b"consumer",
    b"client",
    b"hmac",
    b"aes",
    b"rsa",
    b"jwt",
    b"session",
    b"cookie",
    b"integration",
    b"ingest",
    b"insert",
    b"write",
    b"server",
    b"user",
    b"developer",
    b"instrumentation",
    b"tls",
    b"ssh",
    b"ssl",
    b"security",
    b"wifi",
    b"wpa",
    b"wpa2",
    b"symmetric",
    b"decryption",
];
/// Behind the noun these say that something about the secret follows, not the secret.
const TURN_BEHIND: &[&[u8]] = &[
    b"id",
    b"ids",
    b"name",
    b"names",
    b"file",
    b"files",
    b"path",
    b"dir",
    b"url",
    b"uri",
    b"endpoint",
    b"length",
    b"len",
    b"size",
    b"count",
    b"number",
    b"type",
    b"kind",
    b"policy",
    b"field",
    b"label",
    b"title",
    b"text",
    b"hint",
    b"help",
    b"message",
    b"msg",
    b"error",
    b"errors",
    b"hash",
    b"hashed",
    b"hasher",
    b"hashers",
    b"digest",
    b"checksum",
    b"fingerprint",
    b"expiry",
    b"expires",
    b"expiration",
    b"expired",
    b"expire",
    b"ttl",
    b"age",
    b"date",
    b"time",
    b"timeout",
    b"at",
    b"timestamp",
    b"version",
    b"format",
    b"mode",
    b"enabled",
    b"disabled",
    b"required",
    b"visible",
    b"reset",
    b"regex",
    b"pattern",
    b"rule",
    b"rules",
    b"validator",
    b"validation",
    b"prefix",
    b"suffix",
    b"alias",
    b"arn",
    b"usage",
    b"limit",
    b"limits",
    b"header",
    b"issuer",
    b"audience",
    b"scope",
    b"scopes",
    b"alg",
    b"algorithm",
    b"method",
    b"provider",
    b"manager",
    b"service",
    b"handler",
    b"class",
    b"factory",
    b"status",
    b"state",
    b"ref",
    b"refs",
    b"reference",
    b"vault",
    b"store",
    b"storetype",
    b"selector",
    b"signature",
    b"board",
    b"frame",
    b"ring",
    b"pair",
    b"mesh",
    b"press",
    b"pressed",
    b"down",
    b"up",
    b"left",
    b"right",
    b"code",
    b"word",
    b"words",
    b"chars",
    b"char",
    b"event",
    b"index",
    b"idx",
    b"list",
    b"map",
    b"set",
    b"schema",
    b"column",
    b"table",
    b"placeholder",
    b"strength",
    b"requirements",
    b"encoder",
    b"authentication",
    b"autocomplete",
    b"exists",
    b"rotation",
    b"policies",
    b"location",
    b"source",
    b"bits",
    b"bytes",
    b"ratio",
    b"per",
    b"budget",
    b"cost",
    b"price",
    b"window",
    b"embedding",
    b"embeddings",
    b"stream",
    b"parser",
    b"server",
    b"owner",
    b"holder",
    b"mismatch",
    b"invalid",
    b"wrong",
    b"changed",
    b"updated",
    b"created",
    b"last",
    b"confirmation",
    b"property",
    b"attribute",
    b"param",
    b"parameter",
    b"algo",
    b"func",
    b"function",
    b"callback",
    b"generator",
    b"provider",
    b"config",
    b"settings",
    b"options",
    b"uid",
    b"uuid",
    b"guid",
    b"public",
    b"pub",
    b"sha",
    b"sha1",
    b"sha256",
    b"md5",
    b"cert",
    b"certificate",
    b"template",
    b"input",
    b"form",
    b"page",
    b"link",
    b"email",
    b"mail",
    b"user",
    b"username",
    b"host",
    b"port",
    b"region",
    b"environment",
    b"variable",
    b"var",
];
/// Before the noun these say that it is no secret.
const TURN_BEFORE: &[&[u8]] = &[
    b"public",
    b"pub",
    b"csrf",
    b"xsrf",
    b"primary",
    b"foreign",
    b"sort",
    b"partition",
    b"next",
    b"continuation",
    b"max",
    b"min",
    b"total",
    b"num",
    b"number",
    b"idempotency",
    b"cache",
    b"bucket",
    b"object",
    b"schema",
    b"sequence",
    b"natural",
    b"hot",
    b"forgot",
    b"forgotten",
    b"eos",
    b"bos",
    b"pad",
    b"unk",
    b"sep",
    b"cls",
    b"mask",
    b"stop",
    b"prompt",
    b"completion",
    b"has",
    b"is",
    b"show",
    b"hide",
    b"no",
    b"need",
    b"needs",
    b"require",
    b"requires",
    b"validate",
    b"check",
    b"verify",
    b"hash",
    b"encode",
    b"reset",
    b"keyboard",
    b"antiforgery",
    b"requestverification",
    b"synchronizer",
    b"row",
    b"map",
    b"dict",
    b"json",
    b"index",
    b"unique",
    b"composite",
    b"group",
    b"lookup",
    b"search",
    b"i18n",
    b"translation",
    b"label",
    b"sync",
    b"device",
    b"push",
    b"parse",
    b"special",
    b"input",
    b"output",
    b"reasoning",
    b"cached",
    b"issuer",
    b"store",
    b"image",
    b"site",
    b"publishable",
    b"page",
    b"hashed",
    b"without",
    b"invalid",
    b"wrong",
    b"expired",
    b"routing",
    b"registry",
    b"host",
    b"known",
    b"event",
    b"metric",
    b"tag",
    b"compare",
    b"authenticity",
    b"change",
];
/// Of those, the ones that still leave a password one.
const TURN_TOKENS_ONLY: &[&[u8]] = &[
    b"host",
    b"device",
    b"push",
    b"site",
    b"page",
    b"group",
    b"search",
    b"object",
    b"image",
    b"sync",
    b"registry",
    b"input",
    b"cache",
    b"json",
    b"map",
    b"min",
    b"max",
    b"row",
    b"index",
    b"event",
    b"hot",
    b"change",
];

/// What the name promises, if anything.
pub fn promise(name: &[u8]) -> Option<Promise> {
    let name = name.get(name.len().saturating_sub(NAME_BYTES_MAX)..)?;
    let mut lower = [0u8; NAME_BYTES_MAX];
    let mut words: [&[u8]; WORDS_MAX] = [&[]; WORDS_MAX];
    for (slot, b) in lower.iter_mut().zip(name) {
        *slot = b.to_ascii_lowercase();
    }
    let mut count = 0;
    let mut from = 0;
    for at in 0..=name.len() {
        let breaks = match name.get(at) {
            None => true,
            Some(b) if !b.is_ascii_alphanumeric() => true,
            Some(b) => {
                let before = at.checked_sub(1).and_then(|i| name.get(i)).copied().unwrap_or(b'_');
                let behind = name.get(at + 1).copied().unwrap_or(b'_');
                b.is_ascii_uppercase()
                    && (before.is_ascii_lowercase()
                        || before.is_ascii_digit()
                        || (before.is_ascii_uppercase() && behind.is_ascii_lowercase()))
            }
        };
        if breaks {
            if at > from
                && let Some(slot) = words.get_mut(count)
            {
                *slot = lower.get(from..at)?;
                count += 1;
            }
            from = if name.get(at).is_some_and(u8::is_ascii_alphanumeric) { at } else { at + 1 };
        }
    }
    // `APIkey`, `2fa` and the like leave words that no list has: they promise nothing.
    of_words(words.get(..count)?)
}

/// Whether a word before `key` makes it a secret one.
pub fn owns_key(word: &[u8]) -> bool {
    KEY_OWNERS.iter().any(|owner| word.eq_ignore_ascii_case(owner))
}

fn of_words(words: &[&[u8]]) -> Option<Promise> {
    for at in (0..words.len()).rev() {
        let word = *words.get(at)?;
        let before = at.checked_sub(1).and_then(|i| words.get(i)).copied().unwrap_or_default();
        let Some(promise) = noun(word, before) else {
            if TURN_BEHIND.contains(&word) {
                return None;
            }
            continue;
        };
        let secret = promise != Promise::Password;
        let turned = TURN_BEFORE.contains(&before) && (secret || !TURN_TOKENS_ONLY.contains(&before));
        let turned = turned || secret && words.iter().take(at).any(|word| *word == b"public");
        return (!turned).then_some(promise);
    }
    None
}

fn noun(word: &[u8], before: &[u8]) -> Option<Promise> {
    let trimmed = word.iter().rposition(|b| !b.is_ascii_digit()).map_or(word, |i| word.get(..=i).unwrap_or(word));
    let word = if trimmed.is_empty() { word } else { trimmed };
    if PASSWORDS.contains(&word) || (word.len() > 4 && PASSWORD_ENDS.iter().any(|end| word.ends_with(end))) {
        return Some(Promise::Password);
    }
    if TOKENS.contains(&word) || TOKEN_ENDS.iter().any(|end| word.ends_with(end)) {
        return Some(Promise::Token);
    }
    match word {
        b"pin" => Some(Promise::Pin),
        b"key" | b"keys" if KEY_OWNERS.contains(&before) => Some(Promise::Token),
        b"key" => Some(Promise::Key),
        b"string" if before == b"connection" => Some(Promise::Token),
        // SonarQube's scanner takes its token there.
        b"login" if before == b"sonar" => Some(Promise::Token),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises() {
        for (name, wanted) in [
            ("DB_PASSWORD", Some(Promise::Password)),
            ("dbPassword", Some(Promise::Password)),
            ("spring.datasource.password", Some(Promise::Password)),
            ("EMAIL_HOST_PASSWORD", Some(Promise::Password)),
            ("password1", Some(Promise::Password)),
            ("clientSecret", Some(Promise::Token)),
            ("X-Api-Key", Some(Promise::Token)),
            ("apikey", Some(Promise::Token)),
            ("AWS_SECRET_ACCESS_KEY", Some(Promise::Token)),
            ("some_api_token_123", Some(Promise::Token)),
            ("mySecretString", Some(Promise::Token)),
            ("todo_secret_do_not_commit", Some(Promise::Token)),
            ("SECRET_KEY_BASE", Some(Promise::Token)),
            ("user_auth", Some(Promise::Token)),
            ("private-key", Some(Promise::Token)),
            ("pin", Some(Promise::Pin)),
            ("my_key", Some(Promise::Key)),
            ("token_url", None),
            ("access_token_url", None),
            ("LLM_SECRET_NAME", None),
            ("UserSecretsId", None),
            ("csrf-token", None),
            ("primaryKey", None),
            ("publicToken", None),
            ("publicKeyToken", None),
            ("NEXT_PUBLIC_ANON_KEY", None),
            ("public_db_password", Some(Promise::Password)),
            ("key_length", None),
            ("secretSize", None),
            ("credentialsId", None),
            ("max_tokens", None),
            ("next_page_token", None),
            ("tokenizer", None),
            ("author", None),
            ("monkey", None),
            ("keyword", None),
            ("issuerKeyHash", None),
            ("key_down_event", None),
            ("password_hash", None),
            ("clientId", None),
            ("passenger", None),
        ] {
            assert_eq!(promise(name.as_bytes()), wanted, "{name}");
        }
    }
}
