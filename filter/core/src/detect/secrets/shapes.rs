//! Tokens told not by a prefix but by a mark in their middle or at their end, found around long runs. JWT among them.

use super::row;
use super::rules::{long_run, telling};
use super::shape::{self, Alphabet as A};
use crate::detect::entity::{Entity, EntityId, entity};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[
    row(
        "jwt",
        "JSON Web Token (signed or encrypted)",
        "header is JSON with alg",
        "https://www.rfc-editor.org/rfc/rfc7519",
        &[
            concat!(
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
                ".eyJzdWIiOiI0NzExIiwic2NvcGUiOiJhZG1pbiIsImlhdCI6MTcwMDAwMDAwMH0",
                ".u8jzPde0IgxLd6GncfBAepfJBd0Kh8oOOL8dKLzdocJ"
            ),
            concat!(
                "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
                ".eyJzdWIiOiI0NzExIiwic2NvcGUiOiJhZG1pbiIsImlhdCI6MTcwMDAwMDAwMH0",
                ".2isAjIhKtJ0RlgLKOmxgJTeKdNnFRIBXuDL7DxtpYlS"
            ),
        ],
        &[
            concat!(
                "eyJmb28iOiJiYXIiLCJiYXoiOiJxdXV4MSJ9",
                ".eyJzdWIiOiI0NzExIiwic2NvcGUiOiJhZG1pbiIsImlhdCI6MTcwMDAwMDAwMH0",
                ".XpfKtHF4vUCsMehGAkWvj7FAc9QeWJKY40uvSwMFLZD"
            ),
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        ],
    ),
    row(
        "azure_client_secret",
        "Microsoft Entra ID (Azure AD) client secret",
        "",
        "https://learn.microsoft.com/en-us/entra/identity-platform/quickstart-register-app",
        &[concat!("e1f8Q~", "8rESQedUStPKR0CsTy4Qwb8DwkNhFdnXsi")],
        &[concat!("Vpz8Q~", "z63FfkCzJr4i0B3JrTAw")],
    ),
    row(
        "azure_service_key",
        "Azure key with service mark (storage, search, functions, cache, AI)",
        "",
        "https://learn.microsoft.com/en-us/purview/sit-defn-azure-storage-account-key",
        &[
            concat!("R4y9ojfljoQoaF1LlqsajAIxNKu8iS2G8NPRVdD53X", "AzSeA83RZJ"),
            concat!("zzzzgEOzdmenCkhvMdgaKjIg8xNbe3nNyjOq9wMxEhh2FDEEtfjgVvVqE1SkHbn88HxjSI6bWHtP", "+AStA3fS2q=="),
        ],
        &[concat!("Hx6kwXoIIXGvOoNZYW2m", "AzSeAZp0zV")],
    ),
    row(
        "azure_devops_pat",
        "Azure DevOps personal access token",
        "",
        "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
        &[concat!("ZomHFwUbbYrEqmSM9wCZ7Uw9xfogoEmvnEN5N1aE6PwZPf1Qh6yYTWmE4lBYOvfZ8UzDzV8fUkki", "AZDObjL5")],
        &[concat!("DZPjN0MEQ7wjJJibaZUPgHV7iB3m03", "AZDOnbqn")],
    ),
    row(
        "discord_bot_token",
        "Discord bot token",
        "id decodes to digits",
        "https://discord.com/developers/docs/reference#authentication",
        &[concat!("ODIzNDU2Nzg5MDEyMzQ1Njc4", ".sGpWLu", ".qIA1id6Vw5DQL05HA064GiIjHGb3CXlMaXZjlj")],
        &[concat!("ptxdrbkvqqrpzydrbhgibydq", ".CJbW56", ".eCuNGMGmSrCGIZEG8pSH4487q7J58m1CiAhzCu")],
    ),
    row(
        "telegram_bot_token",
        "Telegram bot token",
        "",
        "https://core.telegram.org/bots/api#authorizing-your-bot",
        &[concat!("5928173645:", "AAeQpBenQtYh5Xj8TPQxjq4i9DoV8gz4FkQ")],
        &[concat!("5928173645:", "AA1okTBGzvAmwu")],
    ),
    row(
        "terraform_cloud_token",
        "HCP Terraform API token",
        "",
        "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
        &[concat!(
            "fUxbvJDCTbyvHN",
            ".atlasv1.",
            "sG9eh6Yo4gfqrc5XlrWi0B26R08qzjI6GKFSufrdZSlB5er8bOfZqfM2oeq3hDavJA7"
        )],
        &[concat!(
            "6rNicHTp8hkqdl",
            ".atlasv2.",
            "m7tOtHWnsCGRlrwZbqcabUGJmGEp7CgQ0PBQFI14zGtSnovm14TUOizwd1iaeOV4qBk"
        )],
    ),
    row(
        "mailchimp_api_key",
        "Mailchimp API key",
        "",
        "https://mailchimp.com/developer/marketing/guides/quick-start/",
        &[concat!("12c9791e558e08baa7196b50ac2f8670", "-us14")],
        &[concat!("2824c1c099724caf4941d4072014b3ce", "-de14")],
    ),
    row(
        "mailgun_signing_key",
        "Mailgun signing or sending key",
        "",
        "https://documentation.mailgun.com/docs/mailgun/user-manual/tracking-messages/",
        &[concat!("107f80e222f828767efc2f91624a8940", "-f1f836f9", "-9eee3692")],
        &[concat!("f09e2e8c662248b483b7ffc050fec94d", "-bca3a0aa")],
    ),
    row(
        "maxmind_license_key",
        "MaxMind licence key",
        "",
        "https://dev.maxmind.com/license-key",
        &[concat!("1zh87m", "_Ta5Vsqxezy3Lex7BWr2drgd1QsO7j", "_mmk")],
        &[concat!("prBGum", "_XxY9B4bZWOz648JJnUfd7UACNWiP3", "_mmx")],
    ),
    row(
        "facebook_app_token",
        "Facebook app access token",
        "",
        "https://developers.facebook.com/docs/facebook-login/guides/access-tokens",
        &[concat!("164829305718264|", "sFd67JikEAvstqVVPqzPptEJQzh")],
        &[concat!("164829305718264|", "kPkenG5ZF")],
    ),
    row(
        "ghost_admin_key",
        "Ghost Admin API key",
        "",
        "https://ghost.org/docs/admin-api/#token-authentication",
        &[concat!("7eaed46725a2a7b860dcd6c8", ":a1f8b46287cced9041dff02cee737443e210471948d33296c87009e8a7f770d9")],
        &[concat!("106fd287db7f1adbc60926f6", ":967e7893f57fd14c1604d115cea325a65e19cbae")],
    ),
    row(
        "rapidapi_key",
        "RapidAPI key",
        "",
        "https://docs.rapidapi.com/docs/keys",
        &[concat!("kgafrfw0h9msh", "nywt1fd4mx82muxp14b0pzcjsnyc3edqmevxr")],
        &[concat!("vcqurtaebomsh", "g43yq15i5latjpup2u3xf6mjsxzkp0ec498uk")],
    ),
    row(
        "bitwarden_access_token",
        "Bitwarden Secrets Manager access token",
        "",
        "https://bitwarden.com/help/access-tokens/",
        &[concat!(
            "0.4f5a8b2c-9d1e-4c3b-8a7f-",
            "d328263dfe57",
            ".iADN5RpVI2XQWhX1ssrKrxqVqmCplp:pjs46LmuezqpGHoPZgPDcg=="
        )],
        &[concat!("0.4f5a8b2c-9d1e-4c3b-8a7f-", "0f7eb1973166", ".7exG3lCMqXXQ8agOMTNwncxvjcnqcM")],
    ),
    row(
        "dropbox_long_lived_token",
        "Dropbox long-lived token",
        "",
        "https://www.dropbox.com/developers/reference/auth-types",
        &[concat!("qw7b3pdkhx4", "AAAAAAAAAA", "py8gpan0rlykei2iiaannkksum8nlmytbx0kjqevtav")],
        &[
            concat!("etwt4ul44ld", "AAAAAAAAAA", "qbwzb90xya2clmhp3w6w7q3gxsc1fn"),
            concat!("v6xjvr8f", "AAAAAAAAAA", "tutlfjt4kdf8zcpwq30jdc5vnii0gk1xjd0sj3k735u4rs"),
        ],
    ),
    row(
        "deepl_api_key",
        "DeepL API key (free)",
        "",
        "https://developers.deepl.com/docs/getting-started/auth",
        &["d8cb48dc-3203-4ea3-af8b-c61ea131ca67:fx"],
        &["d8cb48dc-3203-4ea3-af8b-c61ea131ca67:fy", "d8cb48dc-3203-4ea3-af8b-c61ea131ca67"],
    ),
];

/// A shape: the text, where the token may begin at the earliest, where the long run begins. The token's place.
type Shape = fn(&[u8], usize, usize) -> Option<(usize, usize)>;

static SHAPES: &[(EntityId, Shape)] = &[
    (entity!("jwt"), jwt),
    (entity!("azure_client_secret"), azure_client_secret),
    (entity!("discord_bot_token"), discord),
    (entity!("telegram_bot_token"), telegram),
    (entity!("terraform_cloud_token"), terraform),
    (entity!("mailchimp_api_key"), mailchimp),
    (entity!("mailgun_signing_key"), mailgun),
    (entity!("maxmind_license_key"), maxmind),
    (entity!("facebook_app_token"), facebook),
    (entity!("ghost_admin_key"), ghost),
    (entity!("rapidapi_key"), rapidapi),
    (entity!("bitwarden_access_token"), bitwarden),
    (entity!("dropbox_long_lived_token"), dropbox),
    (entity!("deepl_api_key"), deepl),
    (entity!("azure_devops_pat"), azure_devops),
    (entity!("azure_service_key"), azure_service),
];

/// Tries each shape around each long run, then tokens that only a name tells.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let mut done = 0;
    for &place in &pass.longs {
        let place = place as usize;
        if place < done {
            continue;
        }
        let (run, reach) = long_run(pass.text, place);
        if !telling(pass.text, run) {
            continue;
        }
        let found = SHAPES.iter().find_map(|(entity, shape)| {
            shape(pass.text, reach.max(done), run).map(|(start, end)| (*entity, start, end))
        });
        match found {
            Some((entity, start, end)) if end > place => {
                done = end;
                out.push(Candidate { entity, likelihood: Likelihood::VeryLikely, start, end });
            }
            _ => {
                if let Some(candidate) = super::named::at_run(pass, run) {
                    done = candidate.end;
                    out.push(candidate);
                }
            }
        }
    }
}

/// The run over `alphabet` that holds `at`: its place.
fn around(text: &[u8], floor: usize, at: usize, alphabet: A) -> (usize, usize) {
    let before = text.get(floor..at).unwrap_or_default().iter().rev().take_while(|&&b| alphabet.has(b)).count();
    let behind = text.get(at..).unwrap_or_default();
    let behind = alphabet.run(behind.get(..behind.len().min(4096)).unwrap_or_default());
    (at - before, at + behind)
}

/// Takes a run of `min..=max` bytes over the alphabet off the front; it must not run on.
fn take(text: &[u8], alphabet: A, min: usize, max: usize) -> Option<&[u8]> {
    let run = alphabet.run(text.get(..text.len().min(max + 1)).unwrap_or_default());
    if (min..=max).contains(&run) { text.get(run..) } else { None }
}

/// `header.payload.signature`, base64url; the header is JSON and names an algorithm.
/// The signature may be empty (`alg: none`); an encrypted token has five parts.
fn jwt(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::URL);
    let window = text.get(start..end)?;
    let begins = window.windows(3).position(|w| w == b"eyJ" || w == b"ewo" || w == b"eyA")?;
    let start = start + begins;
    let (header, rest) = text.get(start..)?.split_at_checked(end - start)?;
    let mut json = [0u8; 120];
    let written = shape::base64_prefix(header, &mut json)?;
    let json = json.get(..written)?;
    let names_algorithm = [&b"\"alg\""[..], b"\"typ\"", b"\"kid\"", b"\"enc\"", b"\"x5t"]
        .iter()
        .any(|name| json.windows(name.len()).any(|w| w == *name));
    if json.first() != Some(&b'{') || !names_algorithm {
        return None;
    }
    let rest = rest.strip_prefix(b".")?;
    let payload = A::URL.run(rest);
    let mut begin = [0u8; 1];
    let encrypted = json.windows(5).any(|w| w == b"\"enc\"");
    shape::base64_prefix(rest.get(..payload)?.get(..8.min(payload))?, &mut begin)?;
    if !encrypted && (payload < 8 || begin != *b"{") {
        return None;
    }
    let mut left = rest.get(payload..)?.strip_prefix(b".")?;
    left = left.get(A::URLEQ.run(left)..)?;
    for _ in 0..2 {
        match left.strip_prefix(b".") {
            Some(more) if encrypted => left = more.get(A::URL.run(more)..)?,
            _ => break,
        }
    }
    Some((start, text.len() - left.len()))
}

/// Three characters, a digit, `Q~`, 31 to 34 more.
fn azure_client_secret(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::TILDED);
    let token = text.get(start..end)?;
    let mark = token.windows(2).position(|w| w == b"Q~")?;
    let first = mark.checked_sub(4)?;
    let digit = token.get(mark - 1)?.is_ascii_digit();
    let tail = token.len() - mark - 2;
    (digit && first == 0 && (31..=34).contains(&tail) && shape::random(token)).then_some((start, end))
}

/// base64 of the bot's id, a time, a signature.
fn discord(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::URL);
    let id = text.get(start..end)?;
    let mut digits = [0u8; 24];
    if !(23..=28).contains(&id.len()) || !matches!(id.first(), Some(b'M' | b'N' | b'O')) {
        return None;
    }
    let written = shape::base64_prefix(id, &mut digits)?;
    if !digits.get(..written)?.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let rest = take(text.get(end..)?.strip_prefix(b".")?, A::URL, 6, 7)?;
    let rest = take(rest.strip_prefix(b".")?, A::URL, 27, 40)?;
    Some((start, text.len() - rest.len()))
}

/// Digits, a colon, `A` and 34 more.
fn telegram(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::URL);
    let body = text.get(start..end)?;
    if body.len() != 35
        || body.first() != Some(&b'A')
        || !shape::random(body)
        || text.get(start.checked_sub(1)?) != Some(&b':')
    {
        return None;
    }
    let digits = text.get(floor..start - 1)?.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    (5..=16).contains(&digits).then_some((start - 1 - digits, end))
}

/// Fourteen characters, `.atlasv1.`, sixty or more.
fn terraform(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::DOTTED);
    let token = text.get(start..end)?;
    let mark = token.windows(9).position(|w| w == b".atlasv1.")?;
    let token_start = mark.checked_sub(14)?;
    let id = token.get(token_start..mark)?;
    let tail = A::URLEQ.run(token.get(mark + 9..)?);
    (A::ALNUM.all(id) && (60..=70).contains(&tail) && shape::random(token))
        .then_some((start + token_start, start + mark + 9 + tail))
}

/// 32 hex digits and a data centre: `-us14`.
fn mailchimp(text: &[u8], _floor: usize, run: usize) -> Option<(usize, usize)> {
    let body = text.get(run..)?;
    let rest = take(body, A::HEX, 32, 32)?.strip_prefix(b"-us")?;
    let rest = take(rest, A::DIGIT, 1, 2)?;
    (shape::random(body.get(..32)?) && !rest.first().is_some_and(u8::is_ascii_alphanumeric))
        .then_some((run, text.len() - rest.len()))
}

/// 32, 8 and 8 of `0-9a-h`.
fn mailgun(text: &[u8], _floor: usize, run: usize) -> Option<(usize, usize)> {
    let rest = take(text.get(run..)?, A::LOWER, 32, 32)?.strip_prefix(b"-")?;
    let rest = take(rest, A::LOWER, 8, 8)?.strip_prefix(b"-")?;
    let rest = take(rest, A::LOWER, 8, 8)?;
    let end = text.len() - rest.len();
    let token = text.get(run..end)?;
    let in_alphabet = token.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'h' | b'-'));
    (in_alphabet && shape::random(token) && !matches!(rest.first(), Some(b'-' | b'_'))).then_some((run, end))
}

/// Six, 29, `_mmk`.
fn maxmind(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::WORD);
    let token = text.get(start..end)?;
    (token.len() == 40 && token.get(6) == Some(&b'_') && token.ends_with(b"_mmk") && shape::random(token))
        .then_some((start, end))
}

/// The app's id, `|`, 27 characters.
fn facebook(text: &[u8], _floor: usize, run: usize) -> Option<(usize, usize)> {
    let rest = take(text.get(run..)?, A::DIGIT, 15, 16)?.strip_prefix(b"|")?;
    let left = take(rest, A::URL, 27, 40)?;
    shape::random(rest.get(..rest.len() - left.len())?).then_some((run, text.len() - left.len()))
}

/// 24 hex digits, a colon, 64 hex digits.
fn ghost(text: &[u8], _floor: usize, run: usize) -> Option<(usize, usize)> {
    let rest = take(text.get(run..)?, A::HEX, 24, 24)?.strip_prefix(b":")?;
    let left = take(rest, A::HEX, 64, 64)?;
    let end = text.len() - left.len();
    (shape::random(text.get(run..end)?) && !left.first().is_some_and(u8::is_ascii_alphanumeric)).then_some((run, end))
}

/// `msh`, `p1` and `jsn` at their places among fifty characters.
fn rapidapi(text: &[u8], _floor: usize, run: usize) -> Option<(usize, usize)> {
    let body = text.get(run..)?;
    take(body, A::LOWER, 50, 50)?;
    let token = body.get(..50)?;
    let marked = token.get(10..13)? == b"msh" && token.get(28..30)? == b"p1" && token.get(36..39)? == b"jsn";
    marked.then_some((run, run + 50))
}

/// `0.`, a UUID, a secret, `:`, a key.
fn bitwarden(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, _) = around(text, floor, run, A::DOTTED);
    let at = text.get(start..run + 1)?.windows(2).position(|w| w == b"0.")? + start;
    let rest = text.get(at + 2..)?;
    let (id, rest) = rest.split_at_checked(36)?;
    let rest = take(rest.strip_prefix(b".")?, A::ALNUM, 30, 30)?.strip_prefix(b":")?;
    let left = take(rest, A::B64, 22, 26)?;
    shape::is_uuid(id).then_some((at, text.len() - left.len()))
}

/// Eleven characters, ten `A`, 43 characters.
fn dropbox(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::URL);
    let token = text.get(start..end)?;
    let (head, tail) = token.split_at_checked(11)?;
    let tail = tail.strip_prefix(b"AAAAAAAAAA")?;
    (tail.len() == 43 && shape::random(head) && shape::random(tail)).then_some((start, end))
}

/// A UUID and `:fx`.
fn deepl(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::UUID);
    let marked = text.get(end..)?.strip_prefix(b":fx")?.first().is_none_or(|b| !b.is_ascii_alphanumeric());
    (marked && shape::is_uuid(text.get(start..end)?)).then_some((start, end + 3))
}

/// 76 characters, `AZDO`, four more.
fn azure_devops(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::ALNUM);
    let token = text.get(start..end)?;
    (token.len() == 84 && token.get(76..80)? == b"AZDO" && shape::random(token)).then_some((start, end))
}

/// Where Microsoft's identifiable keys carry which mark: length without padding, place, mark.
const AZURE_MARKS: &[(usize, usize, &[u8])] = &[
    (52, 42, b"AzSe"),   // AI Search
    (54, 44, b"AzFu"),   // Functions
    (43, 33, b"AzCa"),   // Cache for Redis
    (52, 42, b"+ACR"),   // Container Registry
    (86, 76, b"+ASt"),   // Storage
    (86, 76, b"+ABa"),   // Batch
    (86, 76, b"ACDb"),   // Cosmos DB
    (43, 33, b"AIoT"),   // IoT Hub
    (43, 33, b"+AEh"),   // Event Hubs
    (43, 33, b"+ASb"),   // Service Bus
    (43, 33, b"+ARm"),   // Relay
    (84, 52, b"JQQJ99"), // Azure OpenAI and AI services
    (84, 52, b"JQQJ9"),
];

fn azure_service(text: &[u8], floor: usize, run: usize) -> Option<(usize, usize)> {
    let (start, end) = around(text, floor, run, A::ANY64);
    // `Name=` in front belongs to the alphabet too.
    let begins = text.get(start..run)?.iter().rposition(|&b| b == b'=').map_or(start, |i| start + i + 1);
    let token = text.get(begins..end)?;
    let bare = token.iter().rposition(|&b| b != b'=')? + 1;
    let marked = AZURE_MARKS
        .iter()
        .any(|&(length, at, mark)| bare == length && token.get(at..).is_some_and(|t| t.starts_with(mark)));
    (marked && shape::random(token.get(..bare)?)).then_some((begins, end))
}
