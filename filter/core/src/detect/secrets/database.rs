//! Keys and passwords of databases and content stores. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "planetscale_token", "PlanetScale service token", "https://planetscale.com/docs/concepts/service-tokens", "", any,
    [
        ("pscale_tkn_", [Run(A::DOTTED, 32, 64)]),
    ],
    hits [concat!("pscale_tkn_", "Dh5wydAHIeY9hyA8fM2jWBXhjiWTa3d2FD")],
    misses [concat!("pscale_tkn_", "HMaOlX19ptvu-u_iFxjmAUzylJzX9Os"), concat!("pscale_tkn_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "planetscale_password", "PlanetScale password", "https://planetscale.com/docs/concepts/connection-strings", "", any,
    [
        ("pscale_pw_", [Run(A::DOTTED, 32, 64)]),
    ],
    hits [concat!("pscale_pw_", "qX-jVOOOhYci3IyVn2-PpkLUT8o9ndJUjy")],
    misses [concat!("pscale_pw_", "QuOasugT4ZcDOurXlnFKGbXyP65fo9R"), concat!("pscale_pw_", "xx-xxxxxxxxxxxxxxx-xxxxxxxxxxxxxxx")];

    "planetscale_oauth_token", "PlanetScale OAuth token", "https://planetscale.com/docs/concepts/planetscale-api-oauth-applications", "", any,
    [
        ("pscale_oauth_", [Run(A::DOTTED, 32, 64)]),
    ],
    hits [concat!("pscale_oauth_", "sN5PgYihSvm0AKLiosBbGnKORsJDoYyEmp")],
    misses [concat!("pscale_oauth_", "lHdUwGKxDYTDBlsDN5wnPEZUdHlEI2N"), concat!("pscale_oauth_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "supabase_token", "Supabase token", "https://supabase.com/docs/guides/api/api-keys", "", any,
    [
        ("sbp_", [Run(A::HEX, 40, 40)]),
        ("sbp_oauth_", [Run(A::HEX, 40, 40)]),
        ("sb_secret_", [Run(A::URL, 22, 22), Lit("_"), Run(A::URL, 8, 8)]),
        ("sb_secret_", [Run(A::URL, 31, 31)]),
        ("sb_secret_", [Run(A::URL, 20, 48)]),
        ("sbp_v0_", [Run(A::HEX, 40, 40)]),
    ],
    hits [concat!("sbp_", "8b8dcd6f703faed99c93beaafed2c4b0542b3c6e"), concat!("sbp_oauth_", "17a6245a6da10e2d311704213b46ddc44650c34e")],
    misses [concat!("sbp_", "0000000000000000000000000000000000000000")];

    "neon_api_key", "Neon API key", "https://neon.com/docs/manage/api-keys", "", any,
    [
        ("napi_", [Run(A::LOWER, 60, 68)]),
    ],
    hits [concat!("napi_", "sbhc106i3ab84xfhc6b706tnbun8j67d70ew5y5tdpncn4kbmdpurg2bpxe73v")],
    misses [concat!("napi_", "z9ofgmxvig7e27gd91z5m4p76i4gw1umtyos7slik8oaqlfsw0lxq2h4j6u"), concat!("napi_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "neon_password", "Neon role password", "https://neon.com/docs/connect/connect-from-any-app", "", mixed_case,
    [
        ("npg_", [Run(A::ALNUM, 12, 12)]),
    ],
    hits [concat!("npg_", "uYE5DlArxAMD")],
    misses [concat!("npg_", "9DddFx3s4x8"), concat!("npg_", "xxxxxxxxxxxx")];

    "aiven_password", "Aiven service password", "https://aiven.io/docs/platform/concepts/authentication-tokens", "", any,
    [
        ("AVNS_", [Run(A::URL, 19, 19)]),
    ],
    hits [concat!("AVNS_", "39WKHR3xKPscYx7xYEv")],
    misses [concat!("AVNS_", "jNQgRmvWNgSQoBR2wW"), concat!("AVNS_", "xxxxxxxxxxxxxxxxxxx")];

    "clickhouse_cloud_secret", "ClickHouse Cloud API secret", "https://clickhouse.com/docs/cloud/manage/openapi", "", any,
    [
        ("4b1d", [Run(A::ALNUM, 38, 38)]),
    ],
    hits [concat!("4b1d", "oTihwMZtPeRHgT9QjuAgUFymuqklHMzxK5tV2b")],
    misses [concat!("4b1d", "BD775v8SMz2tHT8N0CB1Yxx4CsHYWstSkBfsn"), concat!("4b1d", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "cockroach_api_key", "CockroachDB Cloud key", "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access", "", any,
    [
        ("CCDB1_", [Run(A::ALNUM, 22, 22), Lit("_"), Run(A::ALNUM, 40, 40)]),
    ],
    hits [concat!("CCDB1_", "ZjOzQGgVyO0nlHil7FZJWl_SYLfVibLNDBHJJ9uQMHvZp7m6EkSjg9ysv39EfoR")],
    misses [concat!("CCDB1_", "VtB18iv16X6Y3LmYgY4rm5_a6fSy8vB1Ij07wVJHsCzP47uASxMoOsGMCPVyQN"), concat!("CCDB1_", "xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "xata_api_key", "Xata API key", "https://xata.io/docs/concepts/api-keys", "", any,
    [
        ("xau_", [Run(A::ALNUM, 32, 40)]),
    ],
    hits [concat!("xau_", "16nI69tOgGExYmZ2lVZJ9ROi6SENn8oPAF")],
    misses [concat!("xau_", "9eOv2NU4SqXLo8kZz9rlTH9X3Ll5TO0"), concat!("xau_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "contentful_pat", "Contentful personal access token", "https://www.contentful.com/developers/docs/references/authentication/", "", any,
    [
        ("CFPAT-", [Run(A::URL, 43, 43)]),
    ],
    hits [concat!("CFPAT-", "XsBpga5QvpcFt0nJOcnBTtoS0tDFWJtBoFYj1KWefa2")],
    misses [concat!("CFPAT-", "oIzAtwltKdxqyBLDnCfw7XbTrUCAtS3X0QTZcNStsZ"), concat!("CFPAT-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "airtable_pat", "Airtable personal access token", "https://airtable.com/developers/web/guides/personal-access-tokens", "", any,
    [
        ("pat", [Run(A::ALNUM, 14, 14), Lit("."), Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("pat", "e5Ypr8RWSX2sn7.84ee6d6a45d5abc2a411b392f8c987547efb2b876fb750f17db6d9055bfa630d")],
    misses [concat!("pat", "mQZO7SmiS0XibT.41488179216e96a25974af7513d3044be22ac8308ccbb76b657c66160ade170"), concat!("pat", "00000000000000.0000000000000000000000000000000000000000000000000000000000000000")];

    "notion_token", "Notion integration token", "https://developers.notion.com/docs/authorization", "", mixed_case,
    [
        ("ntn_", [Run(A::DIGIT, 11, 11), Run(A::ALNUM, 35, 35)]),
        ("secret_", [Run(A::ALNUM, 43, 43)]),
    ],
    hits [concat!("ntn_", "56449441598Sy6gaM4NksA3bjDNLFTX1QoVwdYIFEdSynD"), concat!("secret_", "nWFSvx2HL3O6F41kHEp3KLUzneaGIqErJBv7hu5OFCT")],
    misses [concat!("ntn_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "fauna_key", "Fauna key", "https://docs.fauna.com/fauna/current/learn/security/keys/", "", mixed_case,
    [
        ("fnA", [Run(A::URL, 37, 42)]),
        ("fnE", [Run(A::URL, 37, 42)]),
    ],
    hits [concat!("fnA", "dbH9eLp_7p9t6h7ioxUKeT2rT79iStpLsrk-wrU"), concat!("fnE", "zwa7i8y6rdzTkSagtB5U3-kRDy2IQD_gONQ72p6")],
    misses [concat!("fnA", "6tYN6FZSSkg9p5gw69FoFwFxFwifO3ewNeKW"), concat!("fnA", "xxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxx-xxx")];

    "elastic_cloud_api_key", "Elastic Cloud API key", "https://www.elastic.co/docs/deploy-manage/api-keys", "", any,
    [
        ("essu_", [Run(A::B64, 60, 120)]),
    ],
    hits [concat!("essu_", "mTo1Frxxcc5OFW6qgTxJcfQSzDDOZffnXwyQvNTX7RkqMLV508R4Q6rHhzDrFU")],
    misses [concat!("essu_", "EAgg7+R/tOR6eqsYbaP7fKFxssnjGHMjX/jO59dNQkGKkmjJoZQ/uZR3oOv"), concat!("essu_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "convex_deploy_key", "Convex deploy key", "https://docs.convex.dev/cli/deploy-key-types", "", any,
    [
        ("prod:", [Run(A::LOWER, 4, 20), Lit("-"), Run(A::LOWER, 4, 20), Lit("-"), Run(A::DIGIT, 1, 4), Lit("|"), Run(A::ANY64, 40, 200)]),
    ],
    hits [concat!("prod:", "q2bmfz-wswycn-347|K2e83gweiqVlWxbS0BdJ06N6rAPvRqWIfqe1JJAOH0")],
    misses [concat!("prod:", "ufrwu1-d9bt0q-126|kzcojIeEniSf3OYWSSq7ZzSHP9BFAC1vVajlKzV"), concat!("prod:", "xxxxxx-xxxxxx-xxx|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "tinybird_token", "Tinybird token", "https://www.tinybird.co/docs/administration/auth-tokens", "", any,
    [
        ("p.eyJ", [Run(A::URL, 40, 300), Lit("."), Run(A::URL, 30, 60)]),
    ],
    hits [concat!("p.eyJ", "Oax63BdbHETBlT-4GkZ0bquxrs5IwqIkMxX4tXT579.bom4BrLWb7YdQ7KDfGk9fk2qI76BGARQ")],
    misses [concat!("p.eyJ", "7Imi-NQITQ7WZpNYvNOTZL4dSd552QchhipjfNv99i.l1O76EQAKGqgN3nRbc-HXUAsC0LAf"), concat!("p.eyJ", "xxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "sanity_token", "Sanity API token", "https://www.sanity.io/docs/content-lake/http-auth", "", mixed_case,
    [
        ("sk", [Run(A::ALNUM, 100, 200)]),
    ],
    hits [concat!("sk", "HiNJ9qtscZ0AUQ1muRgylMEHJvZrrtgppmStEYEG2UI9BwL9t6EVwJCKbQdtsWWmd5oEJc2gmabo7kJnwC7g20Xd1Ou0Kfi0S6szRZ")],
    misses [concat!("sk", "r8VC8kwYiWovwjnE9QyQ12vx9xjmlBjNAV2iQHUaQtT0GtO88N1XPpBhAvnXAZoSnxThm0sBoex7n55LlEGaThOaWhvKi5fK4C0"), concat!("sk", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "airtable_oauth_token", "Airtable OAuth token", "https://airtable.com/developers/web/api/oauth-reference", "", any,
    [
        ("oaa", [Run(A::ALNUM, 14, 14), Lit(".v1."), Run(A::URL, 36, 400), Lit("."), Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("oaa", "7i4xgciFnq9RBX.v1.O2tAG1yKwILALo5vR67b2rMQSkS3u9I5KKgTPnO1KrsheE2OEfwZeA5jbsBX.d311ca871902316d9841aab4ccec38d79d89a0da0c41aebb8f010b8e9a5b5ab8")],
    misses [concat!("oaa", "tYygX0bKRVitGo.v2.PZrpulRBPSggMu8vR1oCZ29kfvVPn4KCroYhcH9muZ11Kl3rvZ0PfZNwLiAs.8ebd9dd1d460fd71e9a72937116d10f35970d13a48f1b763357840fc1878d1fa"), concat!("oaa", "xxxxxxxxxxxxxx.v1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.0000000000000000000000000000000000000000000000000000000000000000")];

    "mongodb_atlas_service_secret", "MongoDB Atlas service account secret", "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/", "", any,
    [
        ("mdb_sa_sk_", [Run(A::URL, 40, 40)]),
    ],
    hits [concat!("mdb_sa_sk_", "ahqfpgi9el-OuOjSXXMUHyQ2pqaWkwfV6Wf3gV_k")],
    misses [concat!("mdb_sa_sk_", "WSuA8SADbpnIrSLeZBoBi4b7ux5JY3qhDSh"), concat!("mdb_sa_sk_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];
}
