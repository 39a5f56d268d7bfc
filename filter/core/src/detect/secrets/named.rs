//! Tokens without a prefix: 32 hex digits can be anything, unless the name they are given, or the words before it, tell
//! the vendor and that it is a secret.

use super::assign::{self, Operator};
use super::names::{Promise, promise};
use super::row;
use super::shape::{self, Alphabet as A};
use crate::detect::entity::{Entity, EntityId, entity};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// A vendor's bare token.
struct Rule {
    entity: EntityId,
    /// Words of the vendor, in lower case and without separators.
    words: &'static [&'static [u8]],
    /// What its tokens look like: alphabet, least and most bytes.
    shapes: &'static [(A, u16, u16)],
}

/// Longest stretch before a value that is searched for a vendor's word, in bytes.
const WINDOW_BYTES_MAX: usize = 64;

/// The vendor whose token the value is, told by the name at `first..last` or by the line before it.
pub fn vendor(text: &[u8], first: usize, last: usize, value: &[u8]) -> Option<EntityId> {
    if !(14..=400).contains(&value.len()) {
        return None;
    }
    let mut window = None;
    for rule in RULES {
        let fits = rule.shapes.iter().any(|&(alphabet, min, max)| {
            (usize::from(min)..=usize::from(max)).contains(&value.len())
                && alphabet.all(value)
                && (alphabet != A::UUID || shape::is_uuid(value))
        });
        if !fits {
            continue;
        }
        let (buffer, length) = *window.get_or_insert_with(|| squeezed(text, first, last));
        let words = buffer.get(..length).unwrap_or_default();
        if rule.words.iter().any(|word| words.windows(word.len()).any(|w| w == *word)) {
            return Some(rule.entity);
        }
    }
    None
}

/// The line before a name and the name, letters and digits only, in lower case.
fn squeezed(text: &[u8], first: usize, last: usize) -> ([u8; WINDOW_BYTES_MAX], usize) {
    let mut buffer = [0u8; WINDOW_BYTES_MAX];
    let before = text.get(first.saturating_sub(WINDOW_BYTES_MAX / 2)..first).unwrap_or_default();
    let line = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let name = text.get(first..last).unwrap_or_default();
    let name = name.get(name.len().saturating_sub(WINDOW_BYTES_MAX / 2)..).unwrap_or_default();
    let letters = before.get(line..).unwrap_or_default().iter().chain(name).filter(|b| b.is_ascii_alphanumeric());
    let mut length = 0;
    for (slot, b) in buffer.iter_mut().zip(letters) {
        *slot = b.to_ascii_lowercase();
        length += 1;
    }
    (buffer, length)
}

/// The secret that the long run at `run` is part of, told by the name before it. Names whose words run together, and
/// values given as arguments or columns, are found only this way.
pub fn at_run(pass: &Pass<'_>, run: usize) -> Option<Candidate> {
    let text = pass.text;
    let before = text.get(run.saturating_sub(160)..run)?;
    let part = before.iter().rev().take_while(|&&b| A::ANY64.has(b) && b != b'=' || matches!(b, b'.' | b'~')).count();
    let start = run - part;
    let behind = text.get(run..)?;
    let length = behind.iter().take(400).take_while(|&&b| A::ANY64.has(b) || matches!(b, b'.' | b'~')).count();
    let value = text.get(start..run + length)?;
    let value = value.strip_suffix(b".").unwrap_or(value);
    let (first, last, operator, quoted) = name_before(text, start)?;
    let name = text.get(first..last)?;
    if assign::is_type(text, first, last) {
        return None;
    }
    let likelihood = match promise(name).map(|kind| assign::about(text, first, last, kind)) {
        Some(Promise::Password) => (value.len() >= 16 && assign::token(value, true)).then_some(Likelihood::Possible)?,
        Some(promise) => assign::keeps(promise, value, quoted, operator, name)?,
        // `acme = "..."`: the vendor's name alone, and nothing but a token can stand there.
        None => (is_vendor(name) && bare(value)).then_some(Likelihood::Possible)?,
    };
    let entity = vendor(text, first, last, value).unwrap_or(entity!("generic_api_key"));
    Some(Candidate { entity, likelihood, start, end: start + value.len() })
}

/// A token that a vendor's name alone vouches for: neither a hash nor an id nor a version.
fn bare(value: &[u8]) -> bool {
    value.len() >= 20
        && A::URLEQ.all(value)
        && !A::HEXX.all(value)
        && !A::UUID.all(value)
        && assign::keeps(Promise::Key, value, true, Operator::Equals, b"").is_some()
}

/// Whether a word is the name of one who hands out API keys. Names that are plain words ("float", "copper", "host") and
/// those whose hashes and ids are pasted all day (GitHub, Docker) are not in the list.
pub fn is_vendor(word: &[u8]) -> bool {
    let mut lower = [0u8; VENDOR_BYTES_MAX];
    let Some(small) = lower.get_mut(..word.len()) else { return false };
    for (slot, b) in small.iter_mut().zip(word) {
        *slot = b.to_ascii_lowercase();
    }
    VENDORS.binary_search_by(|vendor| vendor.as_bytes().cmp(small)).is_ok()
}

/// The longest name in the list, in bytes.
const VENDOR_BYTES_MAX: usize = 16;

/// Who hands out API keys, in small letters, sorted.
#[rustfmt::skip]
const VENDORS: &[&str] = &[
    "abuseipdb", "accuweather", "adafruit", "adyen", "adzuna", "aeroworkflow", "airbrake", "airtable", "airvisual",
    "alconost", "alegra", "aletheiaapi", "algolia", "alienvault", "allsports", "amadeus", "anthropic", "apacta",
    "api2cart", "apify", "apilayer", "apimatic", "apitemplate", "appcues", "appoptics", "artifactory", "asana",
    "assemblyai", "atera", "atlassian", "audd", "auth0", "autodesk", "avaza", "aviationstack", "aws", "axonaut",
    "aylien", "ayrshare", "azure", "baremetrics", "beebole", "besttime", "binance", "bitfinex", "bitly", "bittrex",
    "blocknative", "bombbomb", "boostnote", "borgbase", "braintree", "brevo", "browshot", "buddyns", "bugherd",
    "bugsnag", "buildkite", "calorieninja", "campayn", "captaindata", "censys", "cexio", "circleci", "claude",
    "clearbit", "clickhelp", "cliengo", "clinchpad", "clockify", "cloudant", "cloudconvert", "cloudelements",
    "cloudflare", "cloudmersive", "clustdoc", "codacy", "cohere", "coinbase", "coinlayer", "confluence", "contentful",
    "convertkit", "coveralls", "craftmypdf", "cryptocompare", "customerio", "d7network", "dailyco", "databricks",
    "datadog", "deepgram", "deepl", "deepseek", "detectlanguage", "digitalocean", "discord", "discourse", "documo",
    "dronahq", "droneci", "easyinsight", "edamam", "elastic", "elasticemail", "elevenlabs", "etherscan", "everhour",
    "fastforex", "fastly", "figma", "finicity", "finnhub", "firebase", "fmfw", "freshbooks", "freshdesk", "gcp",
    "gemini", "geocodio", "getresponse", "giphy", "gitter", "gocanvas", "googlemaps", "grafana", "graphhopper",
    "groovehq", "groq", "guardianapi", "happyscribe", "helpcrunch", "helpscout", "hetzner", "hiveage", "honeycomb",
    "hubspot", "huggingface", "hybiscus", "ibm", "infura", "intercom", "ipapi", "ipgeolocation", "ipinfo", "jfrog",
    "jira", "jotform", "klarna", "kraken", "kucoin", "launchdarkly", "lexigram", "linearapi", "linode", "loggly",
    "mailchimp", "mailgun", "mailjet", "mapbox", "maxmind", "meraki", "mesibo", "messagebird", "mistral", "mixmax",
    "mixpanel", "mollie", "netlify", "newrelic", "newsapi", "nexmo", "nylas", "okta", "onesignal", "openai",
    "openweather", "opsgenie", "ovh", "pagerduty", "pastebin", "paypal", "pepipost", "perplexity", "pinecone",
    "pivotaltracker", "plaid", "plivo", "posthog", "postmark", "prospectio", "rebrandly", "replicate", "rollbar",
    "salesforce", "scaleway", "scalr", "scrapingbee", "segment", "sendgrid", "sendinblue", "sentry", "serpapi",
    "shodan", "shopify", "signalwire", "slack", "slapi", "snowflake", "snyk", "softlayer", "speechtext", "splunk",
    "spotify", "statuscake", "stripe", "sumologic", "supabase", "surveysparrow", "tavily", "teamworkcrm", "telegram",
    "tiingo", "todoist", "tomtom", "travisci", "trello", "twilio", "twitch", "typeform", "unsplash", "upcdatabase",
    "vercel", "virustotal", "vonage", "vultr", "wakatime", "weatherstack", "wistia", "yandex", "yelp", "zendesk",
    "zenrows", "zeplin", "zipcodeapi",
];

/// The name before a value, across quotes and an operator: its place, the operator, whether the value is in quotes.
fn name_before(text: &[u8], value: usize) -> Option<(usize, usize, Operator, bool)> {
    let floor = value.saturating_sub(120);
    let window = text.get(floor..value)?;
    let back = |at: usize, most: usize, set: &[u8]| {
        at - window.get(..at).unwrap_or_default().iter().rev().take(most).take_while(|b| set.contains(b)).count()
    };
    let opened = back(window.len(), 4, b"\"'`\\@");
    let quoted = opened < window.len();
    let spaced = back(opened, 24, b" \t\r\n");
    let operated = back(spaced, 4, b"=:>,(|+?");
    // Only an element's text stands on a line of its own.
    if window.get(spaced..opened)?.contains(&b'\n') && window.get(spaced.checked_sub(1)?) != Some(&b'>') {
        return None;
    }
    let operator = match window.get(operated..spaced)? {
        [] => return None,
        [.., b'>'] if spaced - operated > 1 => Operator::Arrow,
        [.., b'='] => Operator::Equals,
        [.., b':'] => Operator::Colon,
        [.., b',' | b'(' | b'|'] => Operator::Comma,
        [.., b'>'] => Operator::Element,
        _ => return None,
    };
    let closed = back(operated, 8, b" \t\"'`\\])*");
    let part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    let length = window.get(..closed)?.iter().rev().take_while(part).count();
    let (mut first, mut last) = (closed - length, closed);
    // `apiToken string = ...`: the name stands before its type.
    if assign::TYPES.iter().any(|t| window.get(first..last).is_some_and(|w| w.eq_ignore_ascii_case(t))) {
        last = back(first, 3, b" :\t");
        first = last - window.get(..last)?.iter().rev().take_while(part).count();
    }
    (first < last).then_some((floor + first, floor + last, operator, quoted))
}

/// Rows of this file.
pub static ENTITIES: &[Entity] = &[
    row(
        "aws_secret_access_key",
        "AWS secret access key",
        "",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        &[concat!("aws_api_key = \"", "PMpmtvhbwNb+pRrLNrjXmHabYEP5y0SqKaXpX6Jg", "\"")],
        &[concat!("aws_version = \"", "rkUmm4e2lYRaSbiD0MGhPp7rUwPgJY7gjQfcfiBm", "\"")],
    ),
    row(
        "azure_storage_account_key",
        "Azure storage or Cosmos DB account key",
        "",
        "https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage",
        &[concat!(
            "accountkey_api_key = \"",
            "mQiqE/twfKn9A16HrMPHPNRLbn4LPUtDsDdErvNBUaURw8BFZgwTBQkAMUoMHpI0JBolxRtQIP0ep0DlUqxRXA==",
            "\""
        )],
        &[concat!(
            "accountkey_version = \"",
            "dD947RCLBocOPmxWGggVNRmKwqzXMnZYl9uW1eG/9G0z1EQxlh6O46HtBkU7Rtoe+lyzK9pmJaeghjb4MlJtkH==",
            "\""
        )],
    ),
    row(
        "azure_shared_access_key",
        "Azure Service Bus, Event Hubs or IoT shared access key",
        "",
        "https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas",
        &[concat!("sharedaccesskey_api_key = \"", "ToDmei/1tMcuUaklULwE5O2Ckg1ABBf/S95JkEGF4My=", "\"")],
        &[concat!("sharedaccesskey_version = \"", "j2APRtmQ6ruxkcT03pgnC7wnTj04OV9ltHTgZbLkt+q=", "\"")],
    ),
    row(
        "azure_openai_key",
        "Azure AI services key",
        "",
        "https://learn.microsoft.com/en-us/azure/ai-services/authentication",
        &[concat!("azure_api_key = \"", "d654f75852777dc278aaf6301d1a6195", "\"")],
        &[concat!("azure_version = \"", "88096b35bc4986e10b742c0bac742005", "\"")],
    ),
    row(
        "alibaba_secret_key",
        "Alibaba Cloud AccessKey secret",
        "",
        "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
        &[concat!("alibaba_api_key = \"", "delDgMY4F0r7Gr5ISKnvrzUoNzVFgk", "\"")],
        &[concat!("alibaba_version = \"", "JmP7hxf4X2ehkD6hUjDDfdsGsx1CLg", "\"")],
    ),
    row(
        "tencent_secret_key",
        "Tencent Cloud SecretKey",
        "",
        "https://www.tencentcloud.com/document/product/598/32675",
        &[concat!("tencent_api_key = \"", "4No7L1ivMYVPJsrOXMkwfCIyXTT6WipN", "\"")],
        &[concat!("tencent_version = \"", "d4BXhtLvlC5I13A5E8TqcrUGGBB117Pk", "\"")],
    ),
    row(
        "ibm_cloud_api_key",
        "IBM Cloud API key",
        "",
        "https://cloud.ibm.com/docs/account?topic=account-userapikey",
        &[concat!("ibm_api_key = \"", "rqd1TAnhAmRdDnRNc9yCwkzf48wYOgBZrDVwwnWAjoGg", "\"")],
        &[concat!("ibm_version = \"", "tJ9tTi0HPa1SbSWda0obuCoeixDmobeF3rCPG5UwZIrI", "\"")],
    ),
    row(
        "hetzner_api_token",
        "Hetzner Cloud API token",
        "",
        "https://docs.hetzner.cloud/",
        &[concat!("hetzner_api_key = \"", "82IkIWzYHWeSdPPExCrJuZaCmzbKxSPyj11CBm98r24ykZHziRnbzlIZNI6Kzi2G", "\"")],
        &[concat!("hetzner_version = \"", "WlrcEa2bE5uprTyyonBFRXog6WdNm84gH6W0nokBfB7CGiXhqV88GUR8iIGONSY1", "\"")],
    ),
    row(
        "ovh_application_secret",
        "OVHcloud application secret or consumer key",
        "",
        "https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api",
        &[concat!("ovh_api_key = \"", "zwyg9fqxz8gjrLo5RZm1VveuF4vUjfNw", "\"")],
        &[concat!("ovh_version = \"", "28tPO4XmzZ8ZFXmNLy240RdKLX0scFxM", "\"")],
    ),
    row(
        "scaleway_secret_key",
        "Scaleway secret key",
        "",
        "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/",
        &[concat!("scaleway_api_key = \"", "ef06174d-54e9-4019-a117-cbf49b41ab6d", "\"")],
        &[concat!("scaleway_version = \"", "858f2cd8-9f05-4087-a505-798acbc58b50", "\"")],
    ),
    row(
        "linode_token",
        "Akamai (Linode) personal access token",
        "",
        "https://techdocs.akamai.com/linode-api/reference/get-started",
        &[concat!("linode_api_key = \"", "4ee8fa5a41c4e63cadaa62277c57d7a25112fc68ea05dda854fb4fee5ef9ee3f", "\"")],
        &[concat!("linode_version = \"", "1e63bf0cda1643d03464780b1161676605e8fbbba790e3516c9ba5fa9ff0f082", "\"")],
    ),
    row(
        "vultr_api_key",
        "Vultr API key",
        "",
        "https://www.vultr.com/api/",
        &[concat!("vultr_api_key = \"", "L61RN0BNMNLHKGOAEJY55U45C7MOKEF38ZGZ", "\"")],
        &[concat!("vultr_version = \"", "PA0LKCOHVBA1392JMU938IMGFKF3FGR75ZB0", "\"")],
    ),
    row(
        "cloudflare_api_token",
        "Cloudflare API token",
        "",
        "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
        &[concat!("cloudflare_api_key = \"", "oE_NKhtrSWzRpVtA4rHXqc4m4pyT19bl2vbf98a2", "\"")],
        &[concat!("cloudflare_version = \"", "yLLmUN6SnYpXF9JmDD5rp5EuXeyRrf4kZfnpglS9", "\"")],
    ),
    row(
        "cloudflare_global_api_key",
        "Cloudflare global API key",
        "",
        "https://developers.cloudflare.com/fundamentals/api/get-started/keys/",
        &[concat!("cloudflare_api_key = \"", "82760ee88e4ebf73422574d909c5b1268b44f", "\"")],
        &[concat!("cloudflare_version = \"", "be5ab768873f4f88e5690e80b0c4824c5b640", "\"")],
    ),
    row(
        "fastly_api_token",
        "Fastly API token",
        "",
        "https://www.fastly.com/documentation/reference/api/auth-tokens/",
        &[concat!("fastly_api_key = \"", "dZdTDP_0aWLvIFd3fkvAqtZ5DrMXw7mq", "\"")],
        &[concat!("fastly_version = \"", "baMnTiqSCda8G_it98PvBYpGTFlVhtiQ", "\"")],
    ),
    row(
        "heroku_api_key_legacy",
        "Heroku API key (UUID)",
        "",
        "https://devcenter.heroku.com/articles/authentication",
        &[concat!("heroku_api_key = \"", "ef8bcb21-6f0e-4d16-a2ed-f06727c547ac", "\"")],
        &[concat!("heroku_version = \"", "b2f16dc4-0aa6-48b3-a7f9-ebc5021a9e11", "\"")],
    ),
    row(
        "netlify_access_token",
        "Netlify access token",
        "",
        "https://docs.netlify.com/api/get-started/",
        &[concat!("netlify_api_key = \"", "YnkAMG4oyZO4pb-jrkYGfYeVi7jOtswhi2wzIYpM", "\"")],
        &[concat!("netlify_version = \"", "UDc-6LtgE10gT1HTMLt8Ilid4JP4FBwi9v6AcaTd", "\"")],
    ),
    row(
        "vercel_api_token",
        "Vercel API token",
        "",
        "https://vercel.com/docs/rest-api",
        &[concat!("vercel_api_key = \"", "jw6VTte9L8QZnH6kwgURr4dU", "\"")],
        &[concat!("vercel_version = \"", "RBMvIbmFJyBhUNvTE7C0aC24", "\"")],
    ),
    row(
        "bitbucket_client_secret",
        "Bitbucket OAuth consumer key or secret",
        "",
        "https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/",
        &[concat!("bitbucket_api_key = \"", "tIVrNVmp-HDVf06HOwuCCbg69FHontTmq650F3TVxLosRvztdH60a96OnsbvIUQg", "\"")],
        &[concat!("bitbucket_version = \"", "wPpVDNWxI_s_hLrRxUBCDJpxmAcC6BSoVfPmOcXWt63-r4d7E_tDuxGOfcfWmqo0", "\"")],
    ),
    row(
        "atlassian_legacy_token",
        "Atlassian API token (legacy)",
        "",
        "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
        &[concat!("atlassian_api_key = \"", "9zyTXwdJm9ibQMMZ1nlg74cx", "\"")],
        &[concat!("atlassian_version = \"", "nEipWUUUEckiohUy5ApF6lD0", "\"")],
    ),
    row(
        "gitea_token",
        "Gitea, Forgejo or Gogs token",
        "",
        "https://docs.gitea.com/development/api-usage",
        &[concat!("gitea_api_key = \"", "f3b45deb2c5ffcaed6f8334f95ec30910201dc9a", "\"")],
        &[concat!("gitea_version = \"", "c34e3de641f08121c51c2a67b83801a4b0ef5e33", "\"")],
    ),
    row(
        "travis_ci_token",
        "Travis CI token",
        "",
        "https://docs.travis-ci.com/user/triggering-builds/",
        &[concat!("travis_api_key = \"", "6Oyl9WOoIF3lCvN77eE15j", "\"")],
        &[concat!("travis_version = \"", "LCAmL9chMzppz_1gjRCF3O", "\"")],
    ),
    row(
        "codecov_token",
        "Codecov token",
        "",
        "https://docs.codecov.com/docs/codecov-tokens",
        &[concat!("codecov_api_key = \"", "zbyopoc78irxqx6fmp06iefpuwq1wxjd", "\"")],
        &[concat!("codecov_version = \"", "27b2wk0kdgqctd3br6cvmfrnwqf981iv", "\"")],
    ),
    row(
        "drone_ci_token",
        "Drone CI token",
        "",
        "https://docs.drone.io/api/overview/",
        &[concat!("drone_api_key = \"", "HOKUUTg6BfGgXFM1zQKTOfpfLQ5tScxt", "\"")],
        &[concat!("drone_version = \"", "97eJLyQsYX4SodAnmt75Salk1LssleKH", "\"")],
    ),
    row(
        "jenkins_api_token",
        "Jenkins API token",
        "",
        "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
        &[concat!("jenkins_api_key = \"", "d7edc3824224aab1a2477018fd5df69921", "\"")],
        &[concat!("jenkins_version = \"", "36eea0cc09b1de68da059bcc46df2ade5b", "\"")],
    ),
    row(
        "bitrise_token",
        "Bitrise token",
        "",
        "https://devcenter.bitrise.io/en/accounts/personal-access-tokens.html",
        &[concat!(
            "bitrise_api_key = \"",
            "KYn4j4FuPeD9Jx84xiyxWfVCrO1g6I_kev6Z1nzb6cEElrBmcxV3o6iaK5vbR3eHN3ZaCc6Xd_usIoj1BsmZY3",
            "\""
        )],
        &[concat!(
            "bitrise_version = \"",
            "fIqpIRToe0LbGmLKC0ks6oIucoOYAGA-xRUHwrswT6_yPU1gYtRt_wKPTwJhoiMXjVemUBd7QPU_fmy8iFwIu2",
            "\""
        )],
    ),
    row(
        "codacy_token",
        "Codacy token",
        "",
        "https://docs.codacy.com/codacy-api/api-tokens/",
        &[concat!("codacy_api_key = \"", "YFdJ9qfATUXUTmksZAUx", "\"")],
        &[concat!("codacy_version = \"", "bD74qOOTpki80rle3hkc", "\"")],
    ),
    row(
        "codeclimate_token",
        "Code Climate token",
        "",
        "https://docs.codeclimate.com/",
        &[concat!(
            "codeclimate_api_key = \"",
            "095fb53f553cc252f24e89ddbd634e377b9f597fea1873c35c36ed816f245364",
            "\""
        )],
        &[concat!(
            "codeclimate_version = \"",
            "89a1f8ae4f458d2f347f997d1f6071003e6de22232e88f9ac8de91119d2e4602",
            "\""
        )],
    ),
    row(
        "coveralls_token",
        "Coveralls token",
        "",
        "https://docs.coveralls.io/",
        &[concat!("coveralls_api_key = \"", "eIqy6AAlXmmu7MG8M09Q5Qn4PCBoEnIJM", "\"")],
        &[concat!("coveralls_version = \"", "ySimxGCcsGN2Wpjb4IE9RHbTM1q3Ey5ip", "\"")],
    ),
    row(
        "sonar_legacy_token",
        "Sonar token (legacy)",
        "",
        "https://docs.sonarsource.com/",
        &[
            "SONAR_LOGIN=8c2f59a7b3d9e1f0a4c6b8d2e5f7a9c1b3d5e7f9",
            concat!("sonar_api_key = \"", "f3732cb6b63bb95d54d16d31a978173e82d51350", "\""),
        ],
        &[concat!("sonar_version = \"", "e022b0c1c587030b42efd7a6e52f1195b728c5b6", "\"")],
    ),
    row(
        "snyk_api_token",
        "Snyk API token",
        "",
        "https://docs.snyk.io/snyk-api/authentication-for-api",
        &[concat!("snyk_api_key = \"", "9317ee00-258e-4298-a405-e4e6e7918518", "\"")],
        &[concat!("snyk_version = \"", "da5c2e4f-62ae-4cf6-a1e4-77b57df60168", "\"")],
    ),
    row(
        "datadog_api_key",
        "Datadog API or application key",
        "",
        "https://docs.datadoghq.com/account_management/api-app-keys/",
        &[concat!("datadog_api_key = \"", "325cd03a329d2a0bea992c064b210c01", "\"")],
        &[concat!("datadog_version = \"", "d50b9fd00c9672aa4308668d5f56aefa", "\"")],
    ),
    row(
        "newrelic_legacy_key",
        "New Relic key (legacy)",
        "",
        "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        &[concat!("newrelic_api_key = \"", "x0uctp72y32vepj2x7geaamdlooyijnfuxki1svpola4ohm2oqkkrijshen717fe", "\"")],
        &[concat!("newrelic_version = \"", "3pqvrothn8wvuf90q8bw7cyyjjr300kcsrdflrl5x47r9ohh66ly5bhaqpv9zq7c", "\"")],
    ),
    row(
        "splunk_token",
        "Splunk HEC token",
        "",
        "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector",
        &[concat!("splunk_api_key = \"", "f790eee1-6b1c-45e7-aaf9-65353370ac4a", "\"")],
        &[concat!("splunk_version = \"", "3249a449-8f3c-4805-ae90-90e3894ea00c", "\"")],
    ),
    row(
        "sumologic_access_key",
        "Sumo Logic access id or key",
        "",
        "https://help.sumologic.com/docs/manage/security/access-keys/",
        &[concat!("sumo_api_key = \"", "QaN2NIOGOUA2ZcRJiKlc5jTk7h84DJFYwwlQbSaICWBurg6zxdCmBZUaBJooAiJl", "\"")],
        &[concat!("sumo_version = \"", "pyQFKdNH4OFAnmB523qKwaB2kb1h2ILqQxPRs0mwTlqPGYEKVKVRsxnkqU9FRs75", "\"")],
    ),
    row(
        "loggly_token",
        "Loggly customer token",
        "",
        "https://documentation.solarwinds.com/en/success_center/loggly/",
        &[concat!("loggly_api_key = \"", "11ee49b1-2777-41be-abe6-9d8bf7c7f35e", "\"")],
        &[concat!("loggly_version = \"", "db1869f7-d06d-4113-a67d-cdea8f0c1ef0", "\"")],
    ),
    row(
        "logdna_key",
        "Mezmo (LogDNA) key",
        "",
        "https://docs.mezmo.com/",
        &[concat!("logdna_api_key = \"", "4a1a716cc6684197334eb8382d332709", "\"")],
        &[concat!("logdna_version = \"", "c67392fe231868a20aad1b1ffcb98348", "\"")],
    ),
    row(
        "opsgenie_api_key",
        "Opsgenie API key",
        "",
        "https://support.atlassian.com/opsgenie/docs/api-key-management/",
        &[concat!("opsgenie_api_key = \"", "c8bf23e5-5e5b-4347-a38d-dfb1f5d5f644", "\"")],
        &[concat!("opsgenie_version = \"", "f186f826-c37b-4c47-a51b-4a895e8ca6ce", "\"")],
    ),
    row(
        "pagerduty_api_key",
        "PagerDuty API key",
        "",
        "https://support.pagerduty.com/main/docs/api-access-keys",
        &[concat!("pagerduty_api_key = \"", "xb3obN6EFLDwVdIdrcmw", "\"")],
        &[concat!("pagerduty_version = \"", "S4YJUrSwCnZ4poY1TI6N", "\"")],
    ),
    row(
        "rollbar_token",
        "Rollbar access token",
        "",
        "https://docs.rollbar.com/docs/access-tokens",
        &[concat!("rollbar_api_key = \"", "4b28c44f500f331beed9e6ee3d03c8ec", "\"")],
        &[concat!("rollbar_version = \"", "5e0c80608b75d70f936798585a405ad9", "\"")],
    ),
    row(
        "bugsnag_api_key",
        "Bugsnag API key",
        "",
        "https://docs.bugsnag.com/",
        &[concat!("bugsnag_api_key = \"", "8124cc216747f80bba85dc7a7619a1a7", "\"")],
        &[concat!("bugsnag_version = \"", "feb997b35eeff4e4ad5107c8952efe5b", "\"")],
    ),
    row(
        "sentry_legacy_token",
        "Sentry token (legacy)",
        "",
        "https://docs.sentry.io/account/auth-tokens/",
        &[concat!("sentry_api_key = \"", "04cf445a88704f8b94c003da0a7956f5f39d8bcf262be0039c177612f332126d", "\"")],
        &[concat!("sentry_version = \"", "bb2b6997acf106542bbc7f86f1c9418f1e598c308bf022fe9f6c25e493147ce7", "\"")],
    ),
    row(
        "mixpanel_secret",
        "Mixpanel secret",
        "",
        "https://developer.mixpanel.com/reference/authentication",
        &[concat!("mixpanel_api_key = \"", "20b803749cab9e5f3c8540da0cb7c78e", "\"")],
        &[concat!("mixpanel_version = \"", "450144e7c256054b46e4b7e39b679b52", "\"")],
    ),
    row(
        "amplitude_key",
        "Amplitude key",
        "",
        "https://amplitude.com/docs/apis/authentication",
        &[concat!("amplitude_api_key = \"", "7989cf5cace5f71d4685d173893f4ffe", "\"")],
        &[concat!("amplitude_version = \"", "43695d7ff8ba8d48d59b329dee1d6156", "\"")],
    ),
    row(
        "segment_write_key",
        "Segment write key or token",
        "",
        "https://segment.com/docs/connections/find-writekey/",
        &[concat!("segment_api_key = \"", "0uSCUYnZqacLZfY3Hm1dukL4Km3NEbTj", "\"")],
        &[concat!("segment_version = \"", "klsnzTj4Vr6GQxNKTSGkIBkos9sc3WsV", "\"")],
    ),
    row(
        "optimizely_token",
        "Optimizely token",
        "",
        "https://docs.developers.optimizely.com/",
        &[concat!("optimizely_api_key = \"", "-yCVy_HZKEvgMuqXNDgvAPzk0dLcybqVbht06itO9fM8J_IbopNL3m", "\"")],
        &[concat!("optimizely_version = \"", "5BoxYT_8-Tl-UrJnyCwGtMOlby2AysI-vppEg9SJsB1lpvQlGpgAgz", "\"")],
    ),
    row(
        "launchdarkly_access_token",
        "LaunchDarkly access token",
        "",
        "https://launchdarkly.com/docs/home/account/api",
        &[concat!("launchdarkly_api_key = \"", "uKApHEWQTcz9MMrEldMdHvbKxxr_mLRhUi6ztAgp", "\"")],
        &[concat!("launchdarkly_version = \"", "0qjuw9TzT5VWM1xWcxpgocG-0LohDkim9ofwEnHF", "\"")],
    ),
    row(
        "paypal_client_secret",
        "PayPal client id or secret",
        "",
        "https://developer.paypal.com/api/rest/",
        &[concat!(
            "paypal_api_key = \"",
            "teDCm2egSpydKIG8KEK5okPx6eqpgx-1uhHtHoE8l_ArVkKFCFP0RFOX71Ak_BAegG4pLKVsHlvbz3mm",
            "\""
        )],
        &[concat!(
            "paypal_version = \"",
            "PUWllhzCo6qyVCDeUU7Eu2UXqqRbFNRil9mAAdzQmagNfRl3eVlJLgjTKOxRw8A0IJyqHowJeQI2FLNd",
            "\""
        )],
    ),
    row(
        "razorpay_key_secret",
        "Razorpay secret",
        "",
        "https://razorpay.com/docs/api/authentication/",
        &[concat!("razorpay_api_key = \"", "yWZLd1kXBiYmFcK0tjsMZPWR", "\"")],
        &[concat!("razorpay_version = \"", "lrxPpiCy6Kg1Lh8pDRg8Oc9i", "\"")],
    ),
    row(
        "recurly_api_key",
        "Recurly key",
        "",
        "https://recurly.com/developers/",
        &[concat!("recurly_api_key = \"", "cc6d3ebf24969be71f5b817a050138cb", "\"")],
        &[concat!("recurly_version = \"", "a6f4e1a52388cb75252a5ee8a54e26ae", "\"")],
    ),
    row(
        "chargebee_api_key",
        "Chargebee key",
        "",
        "https://apidocs.chargebee.com/docs/api/auth",
        &[concat!("chargebee_api_key = \"", "KMBYhLVP3FjdAJx2dYGqrb06nYfLD9LL", "\"")],
        &[concat!("chargebee_version = \"", "AZUHjTeiGKbcrCh51Bvt8JiedWLFHJXx", "\"")],
    ),
    row(
        "wise_api_token",
        "Wise API token",
        "",
        "https://docs.wise.com/",
        &[concat!("wise_api_key = \"", "332ae832-dcc0-4583-a1aa-444482b302b7", "\"")],
        &[concat!("wise_version = \"", "a6a315d5-f32e-479d-a68a-6c6500508309", "\"")],
    ),
    row(
        "plaid_secret",
        "Plaid client id or secret",
        "",
        "https://plaid.com/docs/api/",
        &[concat!("plaid_api_key = \"", "19436b185c0bf8ea4cb2f8a66b6470", "\"")],
        &[concat!("plaid_version = \"", "8b70f376eb758ed698ba55954ff553", "\"")],
    ),
    row(
        "finicity_key",
        "Finicity key or secret",
        "",
        "https://developer.mastercard.com/open-banking-us/documentation/",
        &[concat!("finicity_api_key = \"", "6c7adbe53b31777d2919597c4b73b923", "\"")],
        &[concat!("finicity_version = \"", "a2bd5837b36facdeb7c06e3ea4a6f7bd", "\"")],
    ),
    row(
        "finnhub_token",
        "Finnhub token",
        "",
        "https://finnhub.io/docs/api/authentication",
        &[concat!("finnhub_api_key = \"", "5lylzci1rdqkmq9ktmh8", "\"")],
        &[concat!("finnhub_version = \"", "aunxtan17fkiydjqx6sj", "\"")],
    ),
    row(
        "alpha_vantage_key",
        "Alpha Vantage key",
        "",
        "https://www.alphavantage.co/documentation/",
        &[concat!("alphavantage_api_key = \"", "T6X4INPW5RM6NHBK", "\"")],
        &[concat!("alphavantage_version = \"", "UKWLF3Z0BHMC5UV9", "\"")],
    ),
    row(
        "binance_key",
        "Binance key or secret",
        "",
        "https://developers.binance.com/docs/binance-spot-api-docs/rest-api",
        &[concat!("binance_api_key = \"", "9CWAcXthfwUNWNl39lg0OIPmmRwmTRREFX7jm8A9l3UXEkGExTF14i6GPhbQzFRJ", "\"")],
        &[concat!("binance_version = \"", "nttuklgcYXuhyGEPzrM5oMAOhn12SV6BqXLM3aij4Jf5SLHbvrmmioQHShSGgpOJ", "\"")],
    ),
    row(
        "coinbase_key",
        "Coinbase key",
        "",
        "https://docs.cdp.coinbase.com/",
        &[concat!("coinbase_api_key = \"", "H8VwuMatDxwd9B73mF-MwBtIo1MYgTSRvpjEiEfHtCi4Tz4yDR3l-J5FTFX1j9CV", "\"")],
        &[concat!("coinbase_version = \"", "K0U6Kt8sirhSrfKUYgjRNjnyqqGKYNc94oiwPtdFiIp3_Rwb7Hfos5Qvck7izYKV", "\"")],
    ),
    row(
        "kraken_key",
        "Kraken key",
        "",
        "https://docs.kraken.com/api/docs/guides/spot-rest-auth",
        &[concat!(
            "kraken_api_key = \"",
            "CxXXBuUBAuy+dKyGDvFc3knjezgrvZJnkO3Ny2MF6IEbT3bGi1SOvBRtSrZmbc142YKbxSCXHog29HbN",
            "\""
        )],
        &[concat!(
            "kraken_version = \"",
            "xkZt89LGENakQnBHU+nPlFVfjsUtRhN4yPteIUuxpxgi+qQDsxt1Be3WAgUg3AdzOb7o1NuOMbzqge2F",
            "\""
        )],
    ),
    row(
        "kucoin_key",
        "KuCoin key or secret",
        "",
        "https://www.kucoin.com/docs/basics/connection-method/authentication/",
        &[concat!("kucoin_api_key = \"", "a5b1fb031aae6f1052699a1a", "\"")],
        &[concat!("kucoin_version = \"", "632f87b8f4e54b10c244d9d1", "\"")],
    ),
    row(
        "bittrex_key",
        "Bittrex key",
        "",
        "https://bittrex.github.io/api/v3",
        &[concat!("bittrex_api_key = \"", "1oba84s2phwin3efrdkf5nmc53no2hms", "\"")],
        &[concat!("bittrex_version = \"", "fbt73vvjh0jfjd886gqs6eanwjf8i1nv", "\"")],
    ),
    row(
        "bitmex_bybit_key",
        "Bybit or BitMEX key",
        "",
        "https://bybit-exchange.github.io/docs/v5/intro",
        &[concat!("bybit_api_key = \"", "nHfpUC3NalgJzEmeT29WyHpcDxlDDWLvqmVT", "\"")],
        &[concat!("bybit_version = \"", "lEq0ltnTkFElIaEwTCPypLMcIXTefqM11Mhp", "\"")],
    ),
    row(
        "etherscan_api_key",
        "Etherscan key",
        "",
        "https://docs.etherscan.io/",
        &[concat!("etherscan_api_key = \"", "XZDHKFM80RF9ITWTFAQ1G8ORT6Y120ZP5P", "\"")],
        &[concat!("etherscan_version = \"", "EAGVUK230K50TLRVEVMX5MTES9ID9O0IYR", "\"")],
    ),
    row(
        "infura_key",
        "Infura project id or secret",
        "",
        "https://docs.metamask.io/services/",
        &[concat!("infura_api_key = \"", "b301b44004f46dccb83ffee8d61c3a6f", "\"")],
        &[concat!("infura_version = \"", "7a2334c2518383944e8bcfbe292d0f80", "\"")],
    ),
    row(
        "alchemy_api_key",
        "Alchemy API key",
        "",
        "https://docs.alchemy.com/reference/authentication",
        &[concat!("alchemy_api_key = \"", "awwWHw-VP-s5ZI83ygr9tEoRWWKQunYo", "\"")],
        &[concat!("alchemy_version = \"", "yyy6z8NtmT5PhsTjY8UzbLh8zNIw8zcq", "\"")],
    ),
    row(
        "twilio_auth_token",
        "Twilio auth token",
        "",
        "https://www.twilio.com/docs/iam/access-tokens",
        &[concat!("twilio_api_key = \"", "f88fb8ba20e7df6e3a6078565577f63e", "\"")],
        &[concat!("twilio_version = \"", "23e723f9c6067c94073a962e4aaa3453", "\"")],
    ),
    row(
        "vonage_api_secret",
        "Vonage (Nexmo) secret",
        "",
        "https://developer.vonage.com/en/getting-started/concepts/authentication",
        &[concat!("nexmo_api_key = \"", "3Egs9TzF04yCmkvW", "\"")],
        &[concat!("nexmo_version = \"", "PCuGzRTbkI3JlfBH", "\"")],
    ),
    row(
        "messagebird_token",
        "MessageBird key",
        "",
        "https://developers.messagebird.com/api/",
        &[concat!("messagebird_api_key = \"", "zX2U4Gve5dd5C9lQjtjeilxx7", "\"")],
        &[concat!("messagebird_version = \"", "d3YBI3B4FYseyqCoBIpmvsrrh", "\"")],
    ),
    row(
        "plivo_auth_token",
        "Plivo auth token",
        "",
        "https://www.plivo.com/docs/",
        &[concat!("plivo_api_key = \"", "CpTSAVySXzbqRkhwyoodGjdEBP5J0ArpFLAH0f8Y", "\"")],
        &[concat!("plivo_version = \"", "5y7ouZvXiNHDPkTi7rzEXNmObO4z8Q3skYcyKltf", "\"")],
    ),
    row(
        "sinch_token",
        "Sinch token",
        "",
        "https://developers.sinch.com/docs/",
        &[concat!("sinch_api_key = \"", "d27dfccb6f012c8285bd0c037940af29", "\"")],
        &[concat!("sinch_version = \"", "acccdd1fd43557e8e6d09d293ef9db64", "\"")],
    ),
    row(
        "mailjet_key",
        "Mailjet key or secret",
        "",
        "https://dev.mailjet.com/email/guides/",
        &[concat!("mailjet_api_key = \"", "ecdb5a4a91a8a9da75d3ea2b065f7f00", "\"")],
        &[concat!("mailjet_version = \"", "d8ad82eb51a9ed5b543c67a32c4f0e4a", "\"")],
    ),
    row(
        "postmark_token",
        "Postmark server token",
        "",
        "https://postmarkapp.com/developer/api/overview",
        &[concat!("postmark_api_key = \"", "a7e84391-0baa-4b89-a7a0-63953f82bbff", "\"")],
        &[concat!("postmark_version = \"", "ba6ef0e0-9822-4949-a34c-ff6af158a192", "\"")],
    ),
    row(
        "sparkpost_key",
        "SparkPost key",
        "",
        "https://developers.sparkpost.com/api/",
        &[concat!("sparkpost_api_key = \"", "3ee7baa6e2c5c8095d6521302072b7d37f68d4d9", "\"")],
        &[concat!("sparkpost_version = \"", "469efd3b21e499cbf7270fc9f765b91d5bf2d28d", "\"")],
    ),
    row(
        "sendbird_token",
        "Sendbird token",
        "",
        "https://sendbird.com/docs/chat/platform-api/v3/",
        &[concat!("sendbird_api_key = \"", "161f0e82dce39a01e1621b2e3ae9b82ab5cf42df", "\"")],
        &[concat!("sendbird_version = \"", "a8419db43fc7717969095f9f2cb283bfd5601075", "\"")],
    ),
    row(
        "mattermost_token",
        "Mattermost token",
        "",
        "https://developers.mattermost.com/integrate/reference/personal-access-token/",
        &[concat!("mattermost_api_key = \"", "ek7ayzdjpzdaoppdlmpv9lnxqx", "\"")],
        &[concat!("mattermost_version = \"", "p6qrmuu0trllxzdrypm36oyh9c", "\"")],
    ),
    row(
        "gitter_token",
        "Gitter token",
        "",
        "https://developer.gitter.im/docs/authentication",
        &[concat!("gitter_api_key = \"", "TBn9KWKyFpiLdb9-xz1f4t8gELUIHU2YeSofObZH", "\"")],
        &[concat!("gitter_version = \"", "rv9MQRPfrg5ag5cGfCtPNHlMuYW_9u-GVynbCqD8", "\"")],
    ),
    row(
        "discord_client_secret",
        "Discord client secret or key",
        "",
        "https://discord.com/developers/docs/topics/oauth2",
        &[concat!("discord_api_key = \"", "KMwovY9JA12bS3mH8oClnqShm6e9XHtB", "\"")],
        &[concat!("discord_version = \"", "6bJr8sg0li7HukrzqsAat1g40fvFQ18u", "\"")],
    ),
    row(
        "zendesk_secret_key",
        "Zendesk API token",
        "",
        "https://developer.zendesk.com/api-reference/introduction/security-and-auth/",
        &[concat!("zendesk_api_key = \"", "fkwlo999bkp29ea09g7r922dhvdmq1svguevyko6", "\"")],
        &[concat!("zendesk_version = \"", "w586c7q0qxv42jbdjttheg70h117zxyi3noehni0", "\"")],
    ),
    row(
        "freshdesk_key",
        "Freshdesk or Freshworks key",
        "",
        "https://developers.freshdesk.com/api/",
        &[concat!("freshdesk_api_key = \"", "lN5BLFSXvY25py2bzthS", "\"")],
        &[concat!("freshdesk_version = \"", "wXOkpeO2GX1MB72gfHfH", "\"")],
    ),
    row(
        "freshbooks_token",
        "FreshBooks token",
        "",
        "https://www.freshbooks.com/api/authentication",
        &[concat!("freshbooks_api_key = \"", "6d6e83fb76de5aa9f3fbd5fe3019168a42d19c7a7902db502e17b0db37ff6743", "\"")],
        &[concat!("freshbooks_version = \"", "f0c23bd365dbe758ae30041133d6b4c36a93942ab455bec471720c0d2c233295", "\"")],
    ),
    row(
        "intercom_token_legacy",
        "Intercom token (legacy)",
        "",
        "https://developers.intercom.com/",
        &[concat!("intercom_api_key = \"", "2KPpqjdE1Kgvu_2qvlg5X_wW8ncneL7vI5d96V7cB0gBtV3asZTSViDYwjLW", "\"")],
        &[concat!("intercom_version = \"", "sLDDaSSILJkmgzGbbol0YcS7g9eAJPUiQEj5wb8lvp1uK4IccmlUvg0Nlbxu", "\"")],
    ),
    row(
        "hubspot_api_key_legacy",
        "HubSpot API key (legacy)",
        "",
        "https://developers.hubspot.com/",
        &[concat!("hubspot_api_key = \"", "9786323b-ba72-4267-ae09-3207ce5b5cb5", "\"")],
        &[concat!("hubspot_version = \"", "f4ca8456-b49e-4d09-a24b-318f18fc444a", "\"")],
    ),
    row(
        "zoom_client_secret",
        "Zoom client secret",
        "",
        "https://developers.zoom.us/docs/",
        &[concat!("zoom_api_key = \"", "Xrk88HFanwq2PQ4DInS9esZr00yZDnDg", "\"")],
        &[concat!("zoom_version = \"", "T4WYUy50xNmDlHNzIQ3rGcuqzUSTOfh9", "\"")],
    ),
    row(
        "line_channel_secret",
        "LINE channel secret",
        "",
        "https://developers.line.biz/en/docs/",
        &[concat!("linechannel_api_key = \"", "65c16e1a41fbbd25c52acc73e5259839", "\"")],
        &[concat!("linechannel_version = \"", "6d65afd7d697c5bd4af1eef97b4a57f7", "\"")],
    ),
    row(
        "pusher_secret",
        "Pusher key or secret",
        "",
        "https://pusher.com/docs/channels/",
        &[concat!("pusher_api_key = \"", "e4a8c7f113bb884a334c", "\"")],
        &[concat!("pusher_version = \"", "292e52eaae2bd7017c3b", "\"")],
    ),
    row(
        "mistral_api_key",
        "Mistral AI key",
        "",
        "https://docs.mistral.ai/api/",
        &[concat!("mistral_api_key = \"", "nxgZRCu3cFO0lTCFSpJtK8EwAhj44Fp8", "\"")],
        &[concat!("mistral_version = \"", "kjywL2ZMlgUYyQUsiONGvmNbiwaLFzNS", "\"")],
    ),
    row(
        "cohere_api_key",
        "Cohere key",
        "",
        "https://docs.cohere.com/reference/about",
        &[concat!("cohere_api_key = \"", "bM60pnkPG9es2cL5xjXMAZxgyTArfbQreNDPd85T", "\"")],
        &[concat!("cohere_version = \"", "dcFwd4GzgOtteucOvCzEjKivnwTgCTaszXzz9RD9", "\"")],
    ),
    row(
        "together_api_key_legacy",
        "Together AI key (legacy)",
        "",
        "https://docs.together.ai/docs/quickstart",
        &[concat!("together_api_key = \"", "cc8ae6dfc0b5bdc8303d95913f696ea34e03c01950af753ef76f733ff6c49a57", "\"")],
        &[concat!("together_version = \"", "36d25630ffb0e559ebbe68b5361659d724ef6db144fc8674cb7660a8524c8a1d", "\"")],
    ),
    row(
        "deepgram_api_key",
        "Deepgram key",
        "",
        "https://developers.deepgram.com/docs/create-additional-api-keys",
        &[concat!("deepgram_api_key = \"", "995a74ff65265b9d113405dcf208a14729e6d089", "\"")],
        &[concat!("deepgram_version = \"", "a078f393a66434197078f7578caaaebfc1dd898f", "\"")],
    ),
    row(
        "assemblyai_api_key",
        "AssemblyAI key",
        "",
        "https://www.assemblyai.com/docs",
        &[concat!("assemblyai_api_key = \"", "677375333a08ebad07d4c2497d47cce0", "\"")],
        &[concat!("assemblyai_version = \"", "e04d7c2ca95ec99c2035d2394298b1d6", "\"")],
    ),
    row(
        "wandb_legacy_key",
        "Weights & Biases key (legacy)",
        "",
        "https://docs.wandb.ai/",
        &[concat!("wandb_api_key = \"", "a432dd5733bd630f37ec236f9a830827dbe3d796", "\"")],
        &[concat!("wandb_version = \"", "c26b7826a8876ea4df02386043fe3557a02a9478", "\"")],
    ),
    row(
        "ai21_api_key",
        "AI21 key",
        "",
        "https://docs.ai21.com/",
        &[concat!("ai21_api_key = \"", "R1aIPOI7ISOdTrNnEEjWfr17fzvDTN4m", "\"")],
        &[concat!("ai21_version = \"", "2VCYQQNYVIg7ZmLiZlMh1DDJRrod6fD4", "\"")],
    ),
    row(
        "serpapi_key",
        "SerpApi key",
        "",
        "https://serpapi.com/search-api",
        &[concat!("serpapi_api_key = \"", "744bf11c61171afa1024e79d517a9b63b08b977497e9457b50d3d22560b94c80", "\"")],
        &[concat!("serpapi_version = \"", "1c62daabba578bfd9f3a019a3df63ebef4c3e5e6027f446fd1553d6498d32021", "\"")],
    ),
    row(
        "pinecone_legacy_key",
        "Pinecone key (legacy)",
        "",
        "https://docs.pinecone.io/",
        &[concat!("pinecone_api_key = \"", "a8d9123c-774a-477d-a417-a46c25d4ea19", "\"")],
        &[concat!("pinecone_version = \"", "5ff22e59-7b1b-45a8-a3ce-263abc70a150", "\"")],
    ),
    row(
        "weaviate_api_key",
        "Weaviate or Qdrant key",
        "",
        "https://docs.weaviate.io/",
        &[concat!("weaviate_api_key = \"", "ONRyg6gG-GJd5LZf3Y0YmkBtRyegEw3tdS4s", "\"")],
        &[concat!("weaviate_version = \"", "GpR1g0ROA59X8F5jZQceH7Zx-QRhXWhOP5yc", "\"")],
    ),
    row(
        "algolia_api_key",
        "Algolia API key",
        "",
        "https://www.algolia.com/doc/guides/security/api-keys/",
        &[concat!("algolia_api_key = \"", "06d26dfe8e154f3ca1a37f00fff36f81", "\"")],
        &[concat!("algolia_version = \"", "5259349be9f1711605ed727287de6390", "\"")],
    ),
    row(
        "meilisearch_key",
        "Meilisearch or Typesense key",
        "",
        "https://www.meilisearch.com/docs/",
        &[concat!("meili_api_key = \"", "6181c0161005ec3a9920b346927f44c3888b518ea93422b79d4cd669d7284a6a", "\"")],
        &[concat!("meili_version = \"", "4969286f06a668266f5d2c0e4050d0cde901247fc6d7cd692b8774c87360ab4e", "\"")],
    ),
    row(
        "influxdb_token",
        "InfluxDB token",
        "",
        "https://docs.influxdata.com/influxdb/",
        &[concat!(
            "influx_api_key = \"",
            "lOXqFgNTjSRo0X8Qoku7znNdiy+eLlyWJ88/I3kdMGWnjcyeZBjdK92tU7u9GHeaJ5R1LVXBoYaTvCFWceuFn3==",
            "\""
        )],
        &[concat!(
            "influx_version = \"",
            "UBi+dPEMeKJ8xoHshD+jlBTMsMWAGW0gTrOWI2yrhuQkgmwu5984FBFpsRDl6khM1jnxN5XHmgF94uGGlRYI1b==",
            "\""
        )],
    ),
    row(
        "mongodb_atlas_key",
        "MongoDB Atlas private key",
        "",
        "https://www.mongodb.com/docs/atlas/configure-api-access/",
        &[concat!("atlas_api_key = \"", "4776d36f-2720-4faf-a822-b5f9a70656c5", "\"")],
        &[concat!("atlas_version = \"", "8bd46453-2b7e-4803-a779-f8a8efb7fcac", "\"")],
    ),
    row(
        "snowflake_token",
        "Snowflake token",
        "",
        "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens",
        &[concat!(
            "snowflake_api_key = \"",
            "3wOfaLsXILCaUGLS4NvFPqbfSUhoZDgp-nH4MFe9j5J_suqPrN5lWDTiiDfWNaGhbWDcxJ_zyEuNc21rcALSJb3WsaRx5RBosLjjZhMCOhF4oI988dL4oUKm5ynVwQOq7L4anUmAyjqc_9uFRFJ3dW0s-MfDIvLUPkBWMfI5mSZmDgycUQx5Mpr2ip7hyFY_dorZR0Jn",
            "\""
        )],
        &[concat!(
            "snowflake_version = \"",
            "1Tjmc585fk94S3xOzZrBhImlwuTXOB53bClB7f1gyu-mWcHiUyijGPjC5-AD_H3CgiIWCNEonr-jN49J4sYIFfYk53tJQrlZWc5LnJPDRkqUUxcJ-Py8wEzDg9FXs0gqh33bKGaIL5zQW_ouVcNNypu39cZIEXPWi5lyiau6F06byXG1knOUIiZdKlONuqTCbR4w4YDH",
            "\""
        )],
    ),
    row(
        "confluent_key",
        "Confluent key or secret",
        "",
        "https://docs.confluent.io/cloud/current/access-management/authenticate/api-keys/overview.html",
        &[concat!("confluent_api_key = \"", "2op6Gbiayk0mK2bG", "\"")],
        &[concat!("confluent_version = \"", "vtCUG48ktGM5Tb5a", "\"")],
    ),
    row(
        "contentful_delivery_token",
        "Contentful delivery token",
        "",
        "https://www.contentful.com/developers/docs/references/authentication/",
        &[concat!("contentful_api_key = \"", "z4k3Pl0q5Tn15JlsLU6DSFPD3wbL_EjpE0LXAfXhiSz", "\"")],
        &[concat!("contentful_version = \"", "9Tv-RD-woDrR8HmjtoBqmCjfxBq9FRg_X5o1sSYIc7d", "\"")],
    ),
    row(
        "airtable_api_key",
        "Airtable API key (legacy)",
        "",
        "https://airtable.com/developers/web/api/authentication",
        &[concat!("airtable_api_key = \"", "NJchrpds3xFbjsTk9", "\"")],
        &[concat!("airtable_version = \"", "68DaHVJcgyZv0WZQH", "\"")],
    ),
    row(
        "asana_client_secret",
        "Asana client id or secret",
        "",
        "https://developers.asana.com/docs/oauth",
        &[concat!("asana_api_key = \"", "8a38460ac8c57c43f506b80cba530b5a", "\"")],
        &[concat!("asana_version = \"", "b9b9be24718ee9438c3ab2c3cb4714d8", "\"")],
    ),
    row(
        "trello_key",
        "Trello key or token",
        "",
        "https://developer.atlassian.com/cloud/trello/guides/rest-api/api-introduction/",
        &[concat!("trello_api_key = \"", "83f1fcd8b3a6a1a45a993fc961018732", "\"")],
        &[concat!("trello_version = \"", "4df49dc08398c58d026808c840c27950", "\"")],
    ),
    row(
        "linear_client_secret",
        "Linear client secret",
        "",
        "https://linear.app/developers/oauth-2-0-authentication",
        &[concat!("linear_api_key = \"", "471af677a7b45118679108e592ac1150", "\"")],
        &[concat!("linear_version = \"", "84d511d1b65faa869c79c168581d3937", "\"")],
    ),
    row(
        "dropbox_app_secret",
        "Dropbox app secret or long-lived token",
        "",
        "https://www.dropbox.com/developers/reference/oauth-guide",
        &[concat!("dropbox_api_key = \"", "xezyso83g1cv6oy", "\"")],
        &[concat!("dropbox_version = \"", "1sfhc9r33tfgq4b", "\"")],
    ),
    row(
        "box_client_secret",
        "Box client secret",
        "",
        "https://developer.box.com/guides/authentication/",
        &[concat!("box_api_key = \"", "y0vy6dzGZWHSUwxivkwoLxYVD07BQhgN", "\"")],
        &[concat!("box_version = \"", "VOI2CiJCezQwVk1T1qRxRiDRnPW3sXcF", "\"")],
    ),
    row(
        "okta_api_token",
        "Okta API token",
        "",
        "https://developer.okta.com/docs/guides/create-an-api-token/",
        &[concat!("okta_api_key = \"", "2LMPf8Nb8pGh6SnGSC9sWSWd8kvZEq0zTF1O6H6hru", "\"")],
        &[concat!("okta_version = \"", "-J1eY_t4ENCSRqV1p1dCEUshENtZCWK42zjcAF7s0A", "\"")],
    ),
    row(
        "auth0_client_secret",
        "Auth0 client secret",
        "",
        "https://auth0.com/docs/get-started/applications",
        &[concat!("auth0_api_key = \"", "M7O0VEgYl-0NDWGLhQiIm1r2vayMA7n0wQ5R2FskwAflmXhEF-f7wJqxFlsnvzrd", "\"")],
        &[concat!("auth0_version = \"", "xenlQLxHz3B5zF2ZrGcBmCeQ4nuU6UxSkg-_AgxJyFTBYsP1yy7mXS9LgiP5Mq35", "\"")],
    ),
    row(
        "onelogin_secret",
        "OneLogin client secret",
        "",
        "https://developers.onelogin.com/api-docs/",
        &[concat!("onelogin_api_key = \"", "8ba6e7cb68015fcfded644cbc13736064967685bfe9f9ed3e169b6608c6f3ce6", "\"")],
        &[concat!("onelogin_version = \"", "f6f9be48fc75c5f721339b1a9f8177f6ce171c783e4d994aa4c0bb8664f54a83", "\"")],
    ),
    row(
        "salesforce_client_secret",
        "Salesforce consumer secret",
        "",
        "https://help.salesforce.com/",
        &[concat!("salesforce_api_key = \"", "F31DbfBcF9d4F5eA8FC76BbeaaC4ffEe6300FdAbFfF5d6c4a69AA373A1d1D31B", "\"")],
        &[concat!("salesforce_version = \"", "65fa8263F8fB2f1e3BbbeE9392dCc8aF3b5EACF4ee3F6dc0D4BeefCef3BFF69A", "\"")],
    ),
    row(
        "jfrog_api_key",
        "JFrog API key or identity token",
        "",
        "https://jfrog.com/help/",
        &[concat!(
            "jfrog_api_key = \"",
            "mP22BFFsayeUAtUMc4eWkEljJ8tTKO6iqRswT1roUqDzm3uAFx9jBsei1C6k2bAxF5Is1TFRg",
            "\""
        )],
        &[concat!(
            "jfrog_version = \"",
            "dg0BEeVBOgGBjcTYvWvTU9GF0hVwESmuRF52HyIIudOMOO4Sk7KrFQaZnbauhg7tRSzkHAiWx",
            "\""
        )],
    ),
    row(
        "meraki_api_key",
        "Cisco Meraki API key",
        "",
        "https://developer.cisco.com/meraki/api-v1/authorization/",
        &[concat!("meraki_api_key = \"", "51d9e34bcd17a8359f2ba492b09d2f8f3fb1af1e", "\"")],
        &[concat!("meraki_version = \"", "8a373ad95312c04d8c0621b529eac895668ed6e4", "\"")],
    ),
    row(
        "virustotal_api_key",
        "VirusTotal key",
        "",
        "https://docs.virustotal.com/docs/please-give-me-an-api-key",
        &[concat!("virustotal_api_key = \"", "60f82cf1be12fa1e00b1da1f8f22a81685d05f4b856e81967f67166c693dc139", "\"")],
        &[concat!("virustotal_version = \"", "45bf2d3f8b44b13a2875bf7248cc178352386c88bcd4788a5f0fc0443a56fc86", "\"")],
    ),
    row(
        "shodan_api_key",
        "Shodan key",
        "",
        "https://developer.shodan.io/",
        &[concat!("shodan_api_key = \"", "M2QHUTpMxzO1k5Z9x5aNiOTGKA7XkRDb", "\"")],
        &[concat!("shodan_version = \"", "xyxvJSNQkX9I1EizJt12uWni9Rc3RzmY", "\"")],
    ),
    row(
        "urlscan_key",
        "urlscan.io key",
        "",
        "https://urlscan.io/docs/api/",
        &[concat!("urlscan_api_key = \"", "a9d18860-b814-4cbb-a5e2-3fd11c292efb", "\"")],
        &[concat!("urlscan_version = \"", "fe229a9e-41fd-48a1-a938-67f788748ab0", "\"")],
    ),
    row(
        "abuseipdb_key",
        "AbuseIPDB key",
        "",
        "https://docs.abuseipdb.com/",
        &[concat!(
            "abuseipdb_api_key = \"",
            "b3552f81bb8f80c74254ebd5cda928331d0c0eb5b487c1e8c8b9bcdf44a3f8e6376e176cd6c1c23c",
            "\""
        )],
        &[concat!(
            "abuseipdb_version = \"",
            "1009f81982a24c5053e5a0dd3e70a27c927bc51ff778ae6c80c6dc79bf1553169c8717e191cbb0f4",
            "\""
        )],
    ),
    row(
        "tomtom_here_key",
        "HERE or TomTom key",
        "",
        "https://developer.tomtom.com/",
        &[concat!("tomtom_api_key = \"", "Fx7Murfe2JPJTU0LdnGLGFXOOxpTGQuJ", "\"")],
        &[concat!("tomtom_version = \"", "Kq9ptKJcwtBUUv4vmSb7WZ9aAyjzhIID", "\"")],
    ),
    row(
        "openweather_api_key",
        "OpenWeather key",
        "",
        "https://openweathermap.org/appid",
        &[concat!("openweather_api_key = \"", "02f03fac985c746ee269e51c8175ee33", "\"")],
        &[concat!("openweather_version = \"", "619499f6fb31fc7668396d22ea5f1ede", "\"")],
    ),
    row(
        "nytimes_key",
        "New York Times key",
        "",
        "https://developer.nytimes.com/get-started",
        &[concat!("nytimes_api_key = \"", "c62f5ooJr6T3m2sWGucTVkGo6xXQQftL", "\"")],
        &[concat!("nytimes_version = \"", "CJTGYezjxme_--sujeM-i_BWC_jW336I", "\"")],
    ),
    row(
        "newsapi_key",
        "NewsAPI key",
        "",
        "https://newsapi.org/docs/authentication",
        &[concat!("newsapi_api_key = \"", "1518b40846f75267cc58e6caa0f8f18f", "\"")],
        &[concat!("newsapi_version = \"", "b8c7ace7a562b157c28d2671f01ef84d", "\"")],
    ),
    row(
        "twitter_api_key",
        "X (Twitter) API key or secret",
        "",
        "https://docs.x.com/fundamentals/authentication/oauth-1-0a",
        &[concat!("twitter_api_key = \"", "OS8fHUyj05PLPOLuRTPmkWD8b", "\"")],
        &[concat!("twitter_version = \"", "xKO5DjCby7OM4k61e7bcgo66W", "\"")],
    ),
    row(
        "facebook_app_secret",
        "Facebook app secret",
        "",
        "https://developers.facebook.com/docs/facebook-login/security/",
        &[concat!("facebook_api_key = \"", "b5b7053c0fa3182833276460c5fdd3e4", "\"")],
        &[concat!("facebook_version = \"", "74c20ea37dd371581ccf6bda433d2769", "\"")],
    ),
    row(
        "linkedin_client_secret",
        "LinkedIn client id or secret",
        "",
        "https://learn.microsoft.com/en-us/linkedin/",
        &[concat!("linkedin_api_key = \"", "vV9g7G3j0RmzxqQn", "\"")],
        &[concat!("linkedin_version = \"", "7dWsaUCE4t9ynzDN", "\"")],
    ),
    row(
        "twitch_token",
        "Twitch token",
        "",
        "https://dev.twitch.tv/docs/authentication/",
        &[concat!("twitch_api_key = \"", "7n9yq7ttf3n5khk7qch644hgs1hjfi", "\"")],
        &[concat!("twitch_version = \"", "zd65gy5ne514l5rktivjdrm8ewd6bo", "\"")],
    ),
    row(
        "spotify_client_secret",
        "Spotify client secret",
        "",
        "https://developer.spotify.com/documentation/web-api/concepts/apps",
        &[concat!("spotify_api_key = \"", "2978758127b505fb396d18a1fa371bbd", "\"")],
        &[concat!("spotify_version = \"", "bd8c442ac455f878de90c4432319bbc9", "\"")],
    ),
    row(
        "flickr_key",
        "Flickr key",
        "",
        "https://www.flickr.com/services/api/misc.api_keys.html",
        &[concat!("flickr_api_key = \"", "de4f2d968a31f15c315f914c8c9c0f41", "\"")],
        &[concat!("flickr_version = \"", "3dcb14886d7544b24b64c21ac13393ed", "\"")],
    ),
    row(
        "etsy_key",
        "Etsy keystring",
        "",
        "https://developers.etsy.com/documentation/",
        &[concat!("etsy_api_key = \"", "zxcjajxmyp9hvrjdxwq48sbu", "\"")],
        &[concat!("etsy_version = \"", "wysd8ifl087ecx3gmicpokim", "\"")],
    ),
    row(
        "adafruit_legacy_key",
        "Adafruit IO key (legacy)",
        "",
        "https://io.adafruit.com/api/docs/",
        &[concat!("adafruit_api_key = \"", "FD1ApCcF9CyqFrBJL_2akRz9DRNKPF_b", "\"")],
        &[concat!("adafruit_version = \"", "pdGSz9eLf7goRtjkhTHuzAm9cjxs_IhF", "\"")],
    ),
    row(
        "adobe_client_id",
        "Adobe client id",
        "",
        "https://developer.adobe.com/developer-console/docs/guides/authentication/",
        &[concat!("adobe_api_key = \"", "cd89d8a785362e9650027205b977a856", "\"")],
        &[concat!("adobe_version = \"", "936a90749a6d71dd791e886538c1d286", "\"")],
    ),
    row(
        "squarespace_token",
        "Squarespace token",
        "",
        "https://developers.squarespace.com/commerce-apis/authentication-and-permissions",
        &[concat!("squarespace_api_key = \"", "02edc146-01e0-4d3b-a689-b569dea6b1c3", "\"")],
        &[concat!("squarespace_version = \"", "71a2500a-5b68-48fb-a4ea-de32545e09ce", "\"")],
    ),
    row(
        "privateai_token",
        "Private AI token",
        "",
        "https://docs.private-ai.com/",
        &[concat!("privateai_api_key = \"", "6wob9vk9xfbm6p5o6rr2o0b29w51kra7", "\"")],
        &[concat!("privateai_version = \"", "wpd72k4mfym4a0yepy1d787dyfetoewk", "\"")],
    ),
    row(
        "unsplash_pexels_key",
        "Unsplash or Pexels key",
        "",
        "https://unsplash.com/documentation",
        &[concat!("unsplash_api_key = \"", "gXQSnvisa29aQg0-FOAc8FIeDwf952RO1biLFI97q80", "\"")],
        &[concat!("unsplash_version = \"", "gNGV695LwueZxAY1CG60nSGLgXFL1szNwq0cSYW1CGm", "\"")],
    ),
    row(
        "ipinfo_key",
        "ipinfo or ipstack key",
        "",
        "https://ipinfo.io/developers",
        &[concat!("ipinfo_api_key = \"", "3c45c81dd3d15a", "\"")],
        &[concat!("ipinfo_version = \"", "b9ea131419d3ad", "\"")],
    ),
    row(
        "strava_client_secret",
        "Strava client secret",
        "",
        "https://developers.strava.com/docs/authentication/",
        &[concat!("strava_api_key = \"", "8defd003cf235f36343e2969291525188be41b76", "\"")],
        &[concat!("strava_version = \"", "343d9e9e7c180753bc2a74ae3b79c8fd3c4cdddd", "\"")],
    ),
    row(
        "xero_quickbooks_secret",
        "Xero or QuickBooks client secret",
        "",
        "https://developer.xero.com/documentation/",
        &[concat!("xero_api_key = \"", "mAwDWlAwWgD41bLl7cJs1pJZues4LJIihwNj0-o0CRlDmJTg", "\"")],
        &[concat!("xero_version = \"", "316zLyfeB8e3vnc5ZOJxGdagrJHRG1iaHfevPbyyFwurDO2C", "\"")],
    ),
    row(
        "pipedrive_token",
        "Pipedrive API token",
        "",
        "https://pipedrive.readme.io/docs/core-api-concepts-authentication",
        &[concat!("pipedrive_api_key = \"", "1bd24dbac0e0df6df17104747de8354fd1fd1b1a", "\"")],
        &[concat!("pipedrive_version = \"", "696e7d449ddc5a20cf166a5ba12b1b0ee6d5f7b6", "\"")],
    ),
    row(
        "coda_token",
        "Coda API token",
        "",
        "https://coda.io/developers/apis/v1",
        &[concat!("coda_api_key = \"", "c727fed5-1665-4f56-aecb-b2e0edbda995", "\"")],
        &[concat!("coda_version = \"", "67222a6f-da7d-4ef3-abdf-1f49cc1a0d8d", "\"")],
    ),
    row(
        "npm_legacy_token",
        "npm token (legacy)",
        "",
        "https://docs.npmjs.com/about-access-tokens",
        &[concat!("npmjs_api_key = \"", "4e470f7e-93b5-4ee8-a27e-cb06a2939fc8", "\"")],
        &[concat!("npmjs_version = \"", "9cbceca0-984e-483a-a697-4549a73820d8", "\"")],
    ),
    row(
        "wakatime_key",
        "WakaTime key",
        "",
        "https://wakatime.com/developers",
        &[concat!("wakatime_api_key = \"", "839cde3c-8522-4b19-afd6-d36aa24e4313", "\"")],
        &[concat!("wakatime_version = \"", "ec68eb13-5996-4c31-a693-f5ce066d97c6", "\"")],
    ),
    row(
        "railway_koyeb_token",
        "Koyeb or Railway token",
        "",
        "https://docs.railway.com/reference/public-api",
        &[concat!("railway_api_key = \"", "a3c852aa-8771-4bdf-aa23-9286dec03f47", "\"")],
        &[concat!("railway_version = \"", "de62dd04-e0e9-4161-ae22-27e442970029", "\"")],
    ),
    row(
        "zerotier_token",
        "ZeroTier token",
        "",
        "https://docs.zerotier.com/",
        &[concat!("zerotier_api_key = \"", "vWIGIuyUXrVrpncAkH1sr3GxYD4Oj1Xu", "\"")],
        &[concat!("zerotier_version = \"", "UDrTQPJi8S4MieW4IAj5lkJ5al9PrBTA", "\"")],
    ),
    row(
        "ngrok_authtoken",
        "ngrok authtoken",
        "",
        "https://ngrok.com/docs/",
        &[concat!("ngrok_api_key = \"", "Dtg6LY0VOfW1xfKoG15SUUUi8V7s16X0ziXMHKFqPrH", "\"")],
        &[concat!("ngrok_version = \"", "fwbGTETLPSsoES6wxcQYIas63C0GUCUkArAV2H2K6M1", "\"")],
    ),
    row(
        "duckdns_token",
        "DuckDNS token",
        "",
        "https://www.duckdns.org/spec.jsp",
        &[concat!("duckdns_api_key = \"", "8c2578ad-199e-4e9a-ad67-f37e91401869", "\"")],
        &[concat!("duckdns_version = \"", "29ca24a3-738f-4c4f-a58b-90f3e3bc7209", "\"")],
    ),
];

static RULES: &[Rule] = &[
    Rule {
        entity: entity!("aws_secret_access_key"),
        words: &[b"aws", b"amazon", b"secretaccesskey"],
        shapes: &[(A::B64, 40, 40)],
    },
    Rule {
        entity: entity!("azure_storage_account_key"),
        words: &[b"accountkey", b"storagekey", b"azure", b"cosmos"],
        shapes: &[(A::B64, 88, 88)],
    },
    Rule {
        entity: entity!("azure_shared_access_key"),
        words: &[b"sharedaccesskey", b"servicebus", b"eventhub", b"iothub"],
        shapes: &[(A::B64, 44, 44)],
    },
    Rule {
        entity: entity!("azure_openai_key"),
        words: &[b"azure", b"ocpapim", b"cognitive", b"openai"],
        shapes: &[(A::HEX, 32, 32)],
    },
    Rule { entity: entity!("alibaba_secret_key"), words: &[b"alibaba", b"aliyun"], shapes: &[(A::ALNUM, 30, 30)] },
    Rule { entity: entity!("tencent_secret_key"), words: &[b"tencent", b"qcloud"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule {
        entity: entity!("ibm_cloud_api_key"),
        words: &[b"ibm", b"bluemix", b"softlayer", b"watson"],
        shapes: &[(A::URL, 44, 44), (A::HEX, 64, 64)],
    },
    Rule { entity: entity!("hetzner_api_token"), words: &[b"hetzner", b"hcloud"], shapes: &[(A::ALNUM, 64, 64)] },
    Rule {
        entity: entity!("ovh_application_secret"),
        words: &[b"ovh"],
        shapes: &[(A::ALNUM, 32, 32), (A::HEX, 32, 32)],
    },
    Rule { entity: entity!("scaleway_secret_key"), words: &[b"scaleway", b"scw"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("linode_token"), words: &[b"linode"], shapes: &[(A::HEX, 64, 64)] },
    Rule { entity: entity!("vultr_api_key"), words: &[b"vultr"], shapes: &[(A::UPPER, 36, 36)] },
    Rule { entity: entity!("cloudflare_api_token"), words: &[b"cloudflare", b"cfapi"], shapes: &[(A::URL, 40, 40)] },
    Rule { entity: entity!("cloudflare_global_api_key"), words: &[b"cloudflare"], shapes: &[(A::HEX, 37, 37)] },
    Rule { entity: entity!("fastly_api_token"), words: &[b"fastly"], shapes: &[(A::URL, 32, 32)] },
    Rule { entity: entity!("heroku_api_key_legacy"), words: &[b"heroku"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("netlify_access_token"), words: &[b"netlify"], shapes: &[(A::URL, 40, 46)] },
    Rule { entity: entity!("vercel_api_token"), words: &[b"vercel"], shapes: &[(A::ALNUM, 24, 24)] },
    Rule {
        entity: entity!("bitbucket_client_secret"),
        words: &[b"bitbucket"],
        shapes: &[(A::URLEQ, 64, 64), (A::LOWER, 32, 32), (A::ALNUM, 32, 32)],
    },
    Rule {
        entity: entity!("atlassian_legacy_token"),
        words: &[b"atlassian", b"confluence", b"jira"],
        shapes: &[(A::ALNUM, 24, 24)],
    },
    Rule {
        entity: entity!("gitea_token"),
        words: &[b"gitea", b"forgejo", b"codeberg", b"gogs"],
        shapes: &[(A::HEX, 40, 40)],
    },
    Rule { entity: entity!("travis_ci_token"), words: &[b"travis"], shapes: &[(A::URL, 22, 22)] },
    Rule { entity: entity!("codecov_token"), words: &[b"codecov"], shapes: &[(A::LOWER, 32, 32), (A::UUID, 36, 36)] },
    Rule { entity: entity!("drone_ci_token"), words: &[b"drone"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule { entity: entity!("jenkins_api_token"), words: &[b"jenkins"], shapes: &[(A::HEX, 34, 34), (A::HEX, 32, 32)] },
    Rule { entity: entity!("bitrise_token"), words: &[b"bitrise"], shapes: &[(A::URL, 86, 86)] },
    Rule { entity: entity!("codacy_token"), words: &[b"codacy"], shapes: &[(A::ALNUM, 20, 20), (A::HEX, 32, 32)] },
    Rule {
        entity: entity!("codeclimate_token"),
        words: &[b"codeclimate"],
        shapes: &[(A::HEX, 64, 64), (A::HEX, 40, 40)],
    },
    Rule {
        entity: entity!("coveralls_token"),
        words: &[b"coveralls"],
        shapes: &[(A::ALNUM, 33, 33), (A::ALNUM, 32, 32)],
    },
    Rule { entity: entity!("sonar_legacy_token"), words: &[b"sonar"], shapes: &[(A::HEX, 40, 40)] },
    Rule { entity: entity!("snyk_api_token"), words: &[b"snyk"], shapes: &[(A::UUID, 36, 36)] },
    Rule {
        entity: entity!("datadog_api_key"),
        words: &[b"datadog", b"ddapi", b"ddapp"],
        shapes: &[(A::HEX, 32, 32), (A::HEX, 40, 40), (A::LOWER, 40, 40)],
    },
    Rule {
        entity: entity!("newrelic_legacy_key"),
        words: &[b"newrelic"],
        shapes: &[(A::LOWER, 64, 64), (A::HEX, 40, 40), (A::ALNUM, 40, 40)],
    },
    Rule { entity: entity!("splunk_token"), words: &[b"splunk"], shapes: &[(A::UUID, 36, 36)] },
    Rule {
        entity: entity!("sumologic_access_key"),
        words: &[b"sumo"],
        shapes: &[(A::ALNUM, 64, 64), (A::ALNUM, 14, 14)],
    },
    Rule { entity: entity!("loggly_token"), words: &[b"loggly"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("logdna_key"), words: &[b"logdna", b"mezmo"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("opsgenie_api_key"), words: &[b"opsgenie"], shapes: &[(A::UUID, 36, 36)] },
    Rule {
        entity: entity!("pagerduty_api_key"),
        words: &[b"pagerduty", b"pdapi"],
        shapes: &[(A::URL, 20, 20), (A::HEX, 32, 32)],
    },
    Rule { entity: entity!("rollbar_token"), words: &[b"rollbar"], shapes: &[(A::HEX, 32, 32), (A::HEX, 64, 64)] },
    Rule { entity: entity!("bugsnag_api_key"), words: &[b"bugsnag"], shapes: &[(A::HEX, 32, 32), (A::UUID, 36, 36)] },
    Rule { entity: entity!("sentry_legacy_token"), words: &[b"sentry"], shapes: &[(A::HEX, 64, 64)] },
    Rule { entity: entity!("mixpanel_secret"), words: &[b"mixpanel"], shapes: &[(A::HEX, 32, 32), (A::ALNUM, 32, 32)] },
    Rule { entity: entity!("amplitude_key"), words: &[b"amplitude"], shapes: &[(A::HEX, 32, 32)] },
    Rule {
        entity: entity!("segment_write_key"),
        words: &[b"segment"],
        shapes: &[(A::ALNUM, 32, 32), (A::URL, 86, 86)],
    },
    Rule { entity: entity!("optimizely_token"), words: &[b"optimizely"], shapes: &[(A::URL, 54, 54)] },
    Rule { entity: entity!("launchdarkly_access_token"), words: &[b"launchdarkly"], shapes: &[(A::URLEQ, 40, 40)] },
    Rule { entity: entity!("paypal_client_secret"), words: &[b"paypal"], shapes: &[(A::URL, 80, 80)] },
    Rule { entity: entity!("razorpay_key_secret"), words: &[b"razorpay"], shapes: &[(A::ALNUM, 24, 24)] },
    Rule { entity: entity!("recurly_api_key"), words: &[b"recurly"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("chargebee_api_key"), words: &[b"chargebee"], shapes: &[(A::ALNUM, 32, 60)] },
    Rule { entity: entity!("wise_api_token"), words: &[b"wise", b"transferwise"], shapes: &[(A::UUID, 36, 36)] },
    Rule {
        entity: entity!("plaid_secret"),
        words: &[b"plaid"],
        shapes: &[(A::HEX, 30, 30), (A::LOWER, 30, 30), (A::HEX, 24, 24), (A::LOWER, 24, 24)],
    },
    Rule { entity: entity!("finicity_key"), words: &[b"finicity"], shapes: &[(A::HEX, 32, 32), (A::ALNUM, 20, 20)] },
    Rule { entity: entity!("finnhub_token"), words: &[b"finnhub"], shapes: &[(A::LOWER, 20, 20)] },
    Rule { entity: entity!("alpha_vantage_key"), words: &[b"alphavantage"], shapes: &[(A::UPPER, 16, 16)] },
    Rule { entity: entity!("binance_key"), words: &[b"binance"], shapes: &[(A::ALNUM, 64, 64)] },
    Rule {
        entity: entity!("coinbase_key"),
        words: &[b"coinbase"],
        shapes: &[(A::URL, 64, 64), (A::ALNUM, 32, 32), (A::ALNUM, 16, 16)],
    },
    Rule { entity: entity!("kraken_key"), words: &[b"kraken"], shapes: &[(A::B64, 80, 90), (A::B64, 56, 56)] },
    Rule { entity: entity!("kucoin_key"), words: &[b"kucoin"], shapes: &[(A::HEX, 24, 24), (A::UUID, 36, 36)] },
    Rule { entity: entity!("bittrex_key"), words: &[b"bittrex"], shapes: &[(A::LOWER, 32, 32)] },
    Rule {
        entity: entity!("bitmex_bybit_key"),
        words: &[b"bybit", b"bitmex"],
        shapes: &[(A::ALNUM, 36, 36), (A::URL, 48, 48)],
    },
    Rule {
        entity: entity!("etherscan_api_key"),
        words: &[b"etherscan", b"bscscan", b"polygonscan"],
        shapes: &[(A::UPPER, 34, 34)],
    },
    Rule { entity: entity!("infura_key"), words: &[b"infura"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("alchemy_api_key"), words: &[b"alchemy"], shapes: &[(A::URL, 32, 32)] },
    Rule { entity: entity!("twilio_auth_token"), words: &[b"twilio"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("vonage_api_secret"), words: &[b"nexmo", b"vonage"], shapes: &[(A::ALNUM, 16, 16)] },
    Rule {
        entity: entity!("messagebird_token"),
        words: &[b"messagebird"],
        shapes: &[(A::ALNUM, 25, 25), (A::UUID, 36, 36)],
    },
    Rule { entity: entity!("plivo_auth_token"), words: &[b"plivo"], shapes: &[(A::ALNUM, 40, 40)] },
    Rule { entity: entity!("sinch_token"), words: &[b"sinch"], shapes: &[(A::HEX, 32, 32), (A::URL, 34, 34)] },
    Rule { entity: entity!("mailjet_key"), words: &[b"mailjet"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("postmark_token"), words: &[b"postmark"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("sparkpost_key"), words: &[b"sparkpost"], shapes: &[(A::HEX, 40, 40)] },
    Rule { entity: entity!("sendbird_token"), words: &[b"sendbird"], shapes: &[(A::HEX, 40, 40), (A::UUID, 36, 36)] },
    Rule { entity: entity!("mattermost_token"), words: &[b"mattermost"], shapes: &[(A::LOWER, 26, 26)] },
    Rule { entity: entity!("gitter_token"), words: &[b"gitter"], shapes: &[(A::URL, 40, 40)] },
    Rule {
        entity: entity!("discord_client_secret"),
        words: &[b"discord"],
        shapes: &[(A::URL, 32, 32), (A::HEX, 64, 64), (A::DIGIT, 18, 18)],
    },
    Rule {
        entity: entity!("zendesk_secret_key"),
        words: &[b"zendesk"],
        shapes: &[(A::LOWER, 40, 40), (A::ALNUM, 40, 40)],
    },
    Rule {
        entity: entity!("freshdesk_key"),
        words: &[b"freshdesk", b"freshworks", b"freshservice"],
        shapes: &[(A::ALNUM, 20, 20)],
    },
    Rule {
        entity: entity!("freshbooks_token"),
        words: &[b"freshbooks"],
        shapes: &[(A::HEX, 64, 64), (A::LOWER, 64, 64)],
    },
    Rule { entity: entity!("intercom_token_legacy"), words: &[b"intercom"], shapes: &[(A::URLEQ, 60, 60)] },
    Rule { entity: entity!("hubspot_api_key_legacy"), words: &[b"hubspot", b"hapikey"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("zoom_client_secret"), words: &[b"zoom"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule {
        entity: entity!("line_channel_secret"),
        words: &[b"linechannel"],
        shapes: &[(A::HEX, 32, 32), (A::B64, 172, 172)],
    },
    Rule { entity: entity!("pusher_secret"), words: &[b"pusher"], shapes: &[(A::HEX, 20, 20)] },
    Rule { entity: entity!("mistral_api_key"), words: &[b"mistral"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule { entity: entity!("cohere_api_key"), words: &[b"cohere", b"coapi"], shapes: &[(A::ALNUM, 40, 40)] },
    Rule { entity: entity!("together_api_key_legacy"), words: &[b"together"], shapes: &[(A::HEX, 64, 64)] },
    Rule { entity: entity!("deepgram_api_key"), words: &[b"deepgram"], shapes: &[(A::HEX, 40, 40)] },
    Rule { entity: entity!("assemblyai_api_key"), words: &[b"assemblyai"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("wandb_legacy_key"), words: &[b"wandb", b"weightsandbiases"], shapes: &[(A::HEX, 40, 40)] },
    Rule { entity: entity!("ai21_api_key"), words: &[b"ai21"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule { entity: entity!("serpapi_key"), words: &[b"serpapi"], shapes: &[(A::HEX, 64, 64)] },
    Rule { entity: entity!("pinecone_legacy_key"), words: &[b"pinecone"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("weaviate_api_key"), words: &[b"weaviate", b"qdrant"], shapes: &[(A::URL, 36, 88)] },
    Rule { entity: entity!("algolia_api_key"), words: &[b"algolia"], shapes: &[(A::HEX, 32, 32), (A::LOWER, 32, 32)] },
    Rule {
        entity: entity!("meilisearch_key"),
        words: &[b"meili", b"typesense"],
        shapes: &[(A::HEX, 64, 64), (A::ALNUM, 32, 32)],
    },
    Rule { entity: entity!("influxdb_token"), words: &[b"influx"], shapes: &[(A::B64, 88, 88)] },
    Rule { entity: entity!("mongodb_atlas_key"), words: &[b"atlas", b"mongodb"], shapes: &[(A::UUID, 36, 36)] },
    Rule {
        entity: entity!("snowflake_token"),
        words: &[b"snowflake"],
        shapes: &[(A::URL, 200, 400), (A::ALNUM, 44, 44)],
    },
    Rule { entity: entity!("confluent_key"), words: &[b"confluent"], shapes: &[(A::ALNUM, 16, 16), (A::B64, 64, 64)] },
    Rule { entity: entity!("contentful_delivery_token"), words: &[b"contentful"], shapes: &[(A::URLEQ, 43, 43)] },
    Rule { entity: entity!("airtable_api_key"), words: &[b"airtable"], shapes: &[(A::ALNUM, 17, 17)] },
    Rule {
        entity: entity!("asana_client_secret"),
        words: &[b"asana"],
        shapes: &[(A::HEX, 32, 32), (A::LOWER, 32, 32), (A::DIGIT, 16, 16)],
    },
    Rule { entity: entity!("trello_key"), words: &[b"trello"], shapes: &[(A::HEX, 32, 32), (A::HEX, 64, 64)] },
    Rule { entity: entity!("linear_client_secret"), words: &[b"linear"], shapes: &[(A::HEX, 32, 32)] },
    Rule {
        entity: entity!("dropbox_app_secret"),
        words: &[b"dropbox"],
        shapes: &[(A::LOWER, 15, 15), (A::URLEQ, 64, 64), (A::LOWER, 64, 64)],
    },
    Rule { entity: entity!("box_client_secret"), words: &[b"box", b"boxapi"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule { entity: entity!("okta_api_token"), words: &[b"okta", b"ssws"], shapes: &[(A::URL, 42, 42)] },
    Rule { entity: entity!("auth0_client_secret"), words: &[b"auth0"], shapes: &[(A::URL, 64, 64)] },
    Rule { entity: entity!("onelogin_secret"), words: &[b"onelogin"], shapes: &[(A::HEX, 64, 64)] },
    Rule {
        entity: entity!("salesforce_client_secret"),
        words: &[b"salesforce", b"sfdc"],
        shapes: &[(A::HEXX, 64, 64), (A::DIGIT, 19, 19)],
    },
    Rule {
        entity: entity!("jfrog_api_key"),
        words: &[b"jfrog", b"artifactory", b"bintray", b"xray"],
        shapes: &[(A::ALNUM, 73, 73), (A::ALNUM, 64, 64), (A::LOWER, 73, 73), (A::LOWER, 64, 64)],
    },
    Rule { entity: entity!("meraki_api_key"), words: &[b"meraki"], shapes: &[(A::HEX, 40, 40)] },
    Rule { entity: entity!("virustotal_api_key"), words: &[b"virustotal", b"vtapi"], shapes: &[(A::HEX, 64, 64)] },
    Rule { entity: entity!("shodan_api_key"), words: &[b"shodan"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule { entity: entity!("urlscan_key"), words: &[b"urlscan"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("abuseipdb_key"), words: &[b"abuseipdb"], shapes: &[(A::HEX, 80, 80)] },
    Rule {
        entity: entity!("tomtom_here_key"),
        words: &[b"tomtom", b"hereapi", b"heremaps"],
        shapes: &[(A::ALNUM, 32, 32), (A::URL, 43, 43)],
    },
    Rule { entity: entity!("openweather_api_key"), words: &[b"openweather", b"owm"], shapes: &[(A::HEX, 32, 32)] },
    Rule {
        entity: entity!("nytimes_key"),
        words: &[b"nytimes", b"newyorktimes"],
        shapes: &[(A::URLEQ, 32, 32), (A::ALNUM, 32, 32)],
    },
    Rule { entity: entity!("newsapi_key"), words: &[b"newsapi"], shapes: &[(A::HEX, 32, 32)] },
    Rule {
        entity: entity!("twitter_api_key"),
        words: &[b"twitter"],
        shapes: &[
            (A::ALNUM, 25, 25),
            (A::ALNUM, 50, 50),
            (A::ALNUM, 45, 45),
            (A::LOWER, 45, 45),
            (A::LOWER, 25, 25),
            (A::LOWER, 50, 50),
        ],
    },
    Rule { entity: entity!("facebook_app_secret"), words: &[b"facebook", b"fbapp"], shapes: &[(A::HEX, 32, 32)] },
    Rule {
        entity: entity!("linkedin_client_secret"),
        words: &[b"linkedin"],
        shapes: &[(A::ALNUM, 16, 16), (A::LOWER, 14, 14), (A::ALNUM, 14, 14)],
    },
    Rule { entity: entity!("twitch_token"), words: &[b"twitch"], shapes: &[(A::LOWER, 30, 30)] },
    Rule { entity: entity!("spotify_client_secret"), words: &[b"spotify"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("flickr_key"), words: &[b"flickr"], shapes: &[(A::HEX, 32, 32), (A::LOWER, 32, 32)] },
    Rule { entity: entity!("etsy_key"), words: &[b"etsy"], shapes: &[(A::LOWER, 24, 24)] },
    Rule {
        entity: entity!("adafruit_legacy_key"),
        words: &[b"adafruit"],
        shapes: &[(A::URL, 32, 32), (A::LOWER, 32, 32)],
    },
    Rule { entity: entity!("adobe_client_id"), words: &[b"adobe"], shapes: &[(A::HEX, 32, 32)] },
    Rule { entity: entity!("squarespace_token"), words: &[b"squarespace"], shapes: &[(A::UUID, 36, 36)] },
    Rule { entity: entity!("privateai_token"), words: &[b"privateai"], shapes: &[(A::LOWER, 32, 32)] },
    Rule {
        entity: entity!("unsplash_pexels_key"),
        words: &[b"unsplash", b"pexels"],
        shapes: &[(A::URL, 43, 43), (A::ALNUM, 56, 56)],
    },
    Rule {
        entity: entity!("ipinfo_key"),
        words: &[b"ipinfo", b"ipstack", b"apilayer", b"fixer"],
        shapes: &[(A::HEX, 14, 14), (A::HEX, 32, 32)],
    },
    Rule { entity: entity!("strava_client_secret"), words: &[b"strava"], shapes: &[(A::HEX, 40, 40)] },
    Rule {
        entity: entity!("xero_quickbooks_secret"),
        words: &[b"xero", b"quickbooks", b"intuit"],
        shapes: &[(A::URL, 48, 48), (A::ALNUM, 40, 40)],
    },
    Rule { entity: entity!("pipedrive_token"), words: &[b"pipedrive"], shapes: &[(A::HEX, 40, 40)] },
    Rule { entity: entity!("coda_token"), words: &[b"coda"], shapes: &[(A::UUID, 36, 36)] },
    Rule {
        entity: entity!("npm_legacy_token"),
        words: &[b"npmjs", b"npmtoken", b"authtoken"],
        shapes: &[(A::UUID, 36, 36)],
    },
    Rule { entity: entity!("wakatime_key"), words: &[b"wakatime"], shapes: &[(A::UUID, 36, 36)] },
    Rule {
        entity: entity!("railway_koyeb_token"),
        words: &[b"railway", b"koyeb"],
        shapes: &[(A::UUID, 36, 36), (A::ALNUM, 64, 64)],
    },
    Rule { entity: entity!("zerotier_token"), words: &[b"zerotier"], shapes: &[(A::ALNUM, 32, 32)] },
    Rule { entity: entity!("ngrok_authtoken"), words: &[b"ngrok"], shapes: &[(A::WORD, 43, 49)] },
    Rule { entity: entity!("duckdns_token"), words: &[b"duckdns"], shapes: &[(A::UUID, 36, 36)] },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendors_are_sorted_short_and_found() {
        assert!(VENDORS.is_sorted());
        for vendor in VENDORS {
            assert!(vendor.len() <= VENDOR_BYTES_MAX && is_vendor(vendor.to_uppercase().as_bytes()), "{vendor}");
        }
        for word in ["", "github", "docker", "float", "primary", "averylongnameofnovendor"] {
            assert!(!is_vendor(word.as_bytes()), "{word}");
        }
    }
}
