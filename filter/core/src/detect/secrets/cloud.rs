//! Keys and tokens of clouds, hosting, networks and secret stores. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "aws_access_key_id", "AWS access key id", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html", "", any,
    [
        ("AKIA", [Run(A::B32, 16, 16)]),
        ("ASIA", [Run(A::B32, 16, 16)]),
        ("ABIA", [Run(A::B32, 16, 16)]),
        ("ACCA", [Run(A::B32, 16, 16)]),
        ("A3T", [Run(A::UPPER, 1, 1), Run(A::B32, 16, 16)]),
    ],
    hits [concat!("AKIA", "BYQGVRV2TWXSR56O"), concat!("ASIA", "CUAW2MKTFNJBDOCU")],
    misses [concat!("AKIA", "xxxxxxxxxxxxxxxx")];

    "aws_session_token", "AWS session token", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html", "", any,
    [
        ("IQoJb3JpZ2luX2Vj", [Run(A::ANY64, 80, 2000)]),
        ("FwoGZXIvYXdz", [Run(A::ANY64, 80, 2000)]),
        ("FQoGZXIvYXdz", [Run(A::ANY64, 80, 2000)]),
        ("FQoDYXdz", [Run(A::ANY64, 80, 2000)]),
    ],
    hits [concat!("IQoJb3JpZ2luX2Vj", "6bfR6WKirFw3EELEztXrJU7Z0LzlYNcXvNtimNKIkrBbfB4Rtw4qglNORizzSri28cAFdf62V8h5Pir1wJ"), concat!("FwoGZXIvYXdz", "f9eEuxMJIfwvcTJMvNiXdTs59nTWim7rrlYBo5zcaRZez2b8AbJT1DTeuG0nndlV9mjqjWGmjtycz1kUyU")],
    misses [concat!("IQoJb3JpZ2luX2Vj", "WCSMQitshzB83NIMvwWqcflcRyYti4aW9XnHxeXmOY6YL4OgtiQSmM15ahbzBwgXmfu9wYZYOEjchuH"), concat!("IQoJb3JpZ2luX2Vj", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "aws_mws_token", "Amazon MWS auth token", "https://developer-docs.amazon.com/sp-api/docs/what-is-the-selling-partner-api", "", ends_uuid,
    [
        ("amzn.mws.", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("amzn.mws.", "6c8626df-2a4a-4509-aeb3-99f31f378d5f")],
    misses [concat!("amzn.mws.", "d35c370f-de22-492e-a671-838f67a087a"), concat!("amzn.mws.", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "aws_bedrock_api_key", "Amazon Bedrock API key", "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html", "", any,
    [
        ("ABSK", [Run(A::B64, 100, 280)]),
        ("bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", [Run(A::B64, 20, 2000)]),
    ],
    hits [concat!("ABSK", "sfrCKVgE2LzBxOXjOsnlDGGB9jWhHD+LfkoeqqTrkWz1dfxGWZnuNbUDuStFkpV+WZW+LuFPmQZRqDsBDwU8SqqpD+Yqnl1gAWyaZo"), concat!("bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", "vTmAuPrkLwsSzfnmmrqOVG")],
    misses [concat!("ABSK", "kfZDjbwKvI2yCsgQ02ijTpyHNAxtBDi+8zKA1aMZ+32vB+Gn1phONqbD2w/5JTmxefPw1VF4Kf6TdGU8ELPIbvFCNUM3Hhjh6uO"), concat!("ABSK", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx+xxx+xxxxxxxxxxxxxxxxxxxxx+xxxxxxxxxxxx")];

    "amazon_oauth_client_secret", "Login with Amazon client secret", "https://developer.amazon.com/docs/login-with-amazon/register-web.html", "", any,
    [
        ("amzn1.oa2-cs.v1.", [Run(A::HEX, 64, 64)]),
        ("amzn1.application-oa2-client.", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("amzn1.oa2-cs.v1.", "85fde01456c1a3bbb78c9a332567d8bbb2f87827ad0c378a9651d2d65e9a5e80"), concat!("amzn1.application-oa2-client.", "0cfa31f8bf0f8186201cdca2185806e7")],
    misses [concat!("amzn1.oa2-cs.v1.", "9e0ff39777cd05820cb2ebf27d93e0a5ebe76e60977404056c70625cdc9f41f"), concat!("amzn1.oa2-cs.v1.", "0000000000000000000000000000000000000000000000000000000000000000")];

    "gcp_api_key", "Google Cloud API key", "https://cloud.google.com/docs/authentication/api-keys", "", any,
    [
        ("AIza", [Run(A::URL, 35, 35)]),
    ],
    hits [concat!("AIza", "qtiEnVHz68vy8X2Rt446gXHVXEK8w0U53Zg")],
    misses [concat!("AIza", "M0e4QjivWsiLHlytu9X1bR7xlT5eb4lvkO"), concat!("AIza", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "gcp_oauth_client_secret", "Google OAuth client secret", "https://developers.google.com/identity/protocols/oauth2", "", any,
    [
        ("GOCSPX-", [Run(A::URL, 28, 28)]),
    ],
    hits [concat!("GOCSPX-", "DGlofdJZPXpzkJ8-oS52XcEOTcr9")],
    misses [concat!("GOCSPX-", "hFE9kQmF4O2mQHop1sgge4T9dwh"), concat!("GOCSPX-", "xxxxxxxxxxxxxxx-xxxxxxxxxxxx")];

    "gcp_oauth_access_token", "Google OAuth access token", "https://developers.google.com/identity/protocols/oauth2", "", any,
    [
        ("ya29.", [Run(A::URL, 30, 1024)]),
    ],
    hits [concat!("ya29.", "9hTRN_1g3OtAPMCCebLJws8yz_WrdhLj")],
    misses [concat!("ya29.", "dLAd1d5WuIa_CiACFF2gF2FLD1VQl"), concat!("ya29.", "xxxxx_xxxxxxxxxxxxxxxxxxx_xxxxxx")];

    "gcp_oauth_refresh_token", "Google OAuth refresh token", "https://developers.google.com/identity/protocols/oauth2", "", any,
    [
        ("1//0", [Run(A::URL, 38, 110)]),
    ],
    hits [concat!("1//0", "Vw8Qa5bxXuSxVsvuovQKPZ0ia75GqPVaiu-4seMQ")],
    misses [concat!("1//0", "4vUxP6Dftu_i-5NaGCCF4RIgfIm6hGy3DNj2Q"), concat!("1//0", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxx")];

    "gcp_hmac_key", "Google Cloud Storage HMAC key id", "https://cloud.google.com/storage/docs/authentication/hmackeys", "", any,
    [
        ("GOOG1E", [Run(A::UPPER, 55, 55)]),
    ],
    hits [concat!("GOOG1E", "9DF0DZBQ50NDPSW7SSBGV37XPMOBIZF42UOZYE7ZSQD88B9P3H41ZO0")],
    misses [concat!("GOOG1E", "1OMWHLI7ZBOV8O13TAKCFXCB3SHQ0U6N2WOFIGVHLOQI8KW8Y5980W"), concat!("GOOG1E", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "google_recaptcha_secret", "Google reCAPTCHA secret", "https://developers.google.com/recaptcha/docs/verify", "", any,
    [
        ("6Ld", [Run(A::ALNUM, 5, 5), Lit("AAAAA"), Run(A::URL, 27, 27)]),
        ("6Lc", [Run(A::ALNUM, 5, 5), Lit("AAAAA"), Run(A::URL, 27, 27)]),
        ("6Le", [Run(A::ALNUM, 5, 5), Lit("AAAAA"), Run(A::URL, 27, 27)]),
    ],
    hits [concat!("6Ld", "VOa1gAAAAAijpPTfVhJLYrA2APVvc2KYM2PTD"), concat!("6Lc", "3UsrIAAAAAWhgNvy0HIstovSepe4krah9DGz6")],
    misses [concat!("6Ld", "OHHRzAAAAAi6GK0mKlOjBveOGrETVsnsZFiG"), concat!("6Ld", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "alibaba_access_key_id", "Alibaba Cloud AccessKey id", "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair", "", mixed_case,
    [
        ("LTAI", [Run(A::ALNUM, 12, 20)]),
    ],
    hits [concat!("LTAI", "ayu6jWeVXBDCjX")],
    misses [concat!("LTAI", "Lp2ECgpPB5T"), concat!("LTAI", "xxxxxxxxxxxxxx")];

    "tencent_secret_id", "Tencent Cloud SecretId", "https://www.tencentcloud.com/document/product/598/32675", "", mixed,
    [
        ("AKID", [Run(A::ALNUM, 32, 32)]),
    ],
    hits [concat!("AKID", "uJH4msM0pICYlRzno9kbIYzaeRAotIF0")],
    misses [concat!("AKID", "Mhu44ahKMYmfPDcvAV6dY2oxBzOR1PP"), concat!("AKID", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "digitalocean_pat", "DigitalOcean personal access token", "https://docs.digitalocean.com/reference/api/create-personal-access-token/", "", any,
    [
        ("dop_v1_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("dop_v1_", "115d6fae6a02b128f7dc1d62d652271c811c2cacc812846b07d86d10bf4d0baf")],
    misses [concat!("dop_v1_", "55b40c0d88c22e51a6d8aae3059113fbc24006acc231871328d07f54e38f5d0"), concat!("dop_v1_", "0000000000000000000000000000000000000000000000000000000000000000")];

    "digitalocean_oauth_token", "DigitalOcean OAuth token", "https://docs.digitalocean.com/reference/api/oauth/", "", any,
    [
        ("doo_v1_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("doo_v1_", "6df36dadbad78a0d54005ae15d6bb2b3b50f99d1c62fce02205ab6f99daf1160")],
    misses [concat!("doo_v1_", "eff887c35eb4d9e8aeb6488309863cb7ad9cff28e60993ab542ff4d412467d5"), concat!("doo_v1_", "0000000000000000000000000000000000000000000000000000000000000000")];

    "digitalocean_refresh_token", "DigitalOcean refresh token", "https://docs.digitalocean.com/reference/api/oauth/", "", any,
    [
        ("dor_v1_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("dor_v1_", "0f0bbe4fe25d9e3391cb70ff9262364c94499139efb719d8ad3b5196d9196aa4")],
    misses [concat!("dor_v1_", "6e66e87f77666265aa7dd3e7e32284b585c24f30f874b9627c41a1ebfac596c"), concat!("dor_v1_", "0000000000000000000000000000000000000000000000000000000000000000")];

    "digitalocean_spaces_key", "DigitalOcean Spaces access key", "https://docs.digitalocean.com/products/spaces/how-to/manage-access/", "", mixed,
    [
        ("DO00", [Run(A::UPPER, 16, 16)]),
        ("DO801", [Run(A::UPPER, 15, 15)]),
    ],
    hits [concat!("DO00", "6VCFTAYFP52T54WU"), concat!("DO801", "NUU7Q9A26TKTZI0")],
    misses [concat!("DO00", "4EOI1ZEHIPGRIXD"), concat!("DO00", "xxxxxxxxxxxxxxxx")];

    "scaleway_access_key", "Scaleway access key", "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/", "", mixed,
    [
        ("SCW", [Run(A::UPPER, 17, 17)]),
    ],
    hits [concat!("SCW", "J7E92V6PFFQB2AVD0")],
    misses [concat!("SCW", "17OMFOPPUAE9MIMG"), concat!("SCW", "xxxxxxxxxxxxxxxxx")];

    "exoscale_api_key", "Exoscale API key", "https://community.exoscale.com/documentation/iam/", "", any,
    [
        ("EXO", [Run(A::HEX, 24, 26)]),
    ],
    hits [concat!("EXO", "14a91b793e6009b8d10314441a")],
    misses [concat!("EXO", "2c28dd652c68a2b63435b3f"), concat!("EXO", "00000000000000000000000000")];

    "upcloud_api_token", "UpCloud API token", "https://upcloud.com/docs/guides/getting-started-upcloud-api/", "", any,
    [
        ("ucat_", [Run(A::UPPER, 26, 26)]),
    ],
    hits [concat!("ucat_", "H8BUX14BOWBIHZ14HTEJG8FQSY")],
    misses [concat!("ucat_", "QX1MVTBSK24PPROHQLPZDOIZL"), concat!("ucat_", "xxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "cloudflare_origin_ca_key", "Cloudflare Origin CA key", "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/", "", any,
    [
        ("v1.0-", [Run(A::HEX, 24, 24), Lit("-"), Run(A::HEX, 146, 146)]),
    ],
    hits [concat!("v1.0-", "8bfb6ffeadd839ca20f18c1a-49d41abe6522d6ba83a0824d36276379e96afb4fa7a8875dc9df06579178ee192772255b6954743152c3fc20b7ade3e780cfb0d98465de1080d660457b078ed2d1d9b6d9f3f8171b6a")],
    misses [concat!("v1.0-", "2feee10d65ca56f344f787c3-f83fd1e045a07d4b960a1ab23a5419076f89d9eb3d67d46b5f333eacc67c9ea6c58b83c80f57924c74e72cb5483ca23143448d385f5930f3633c7c67a99ee529c4abd1ed711d7e917"), concat!("v1.0-", "000000000000000000000000-00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")];

    "cloudflare_api_token_v2", "Cloudflare API token with prefix", "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/", "", any,
    [
        ("cfut_", [Run(A::ALNUM, 40, 56)]),
        ("cfat_", [Run(A::ALNUM, 40, 56)]),
        ("cfk_", [Run(A::ALNUM, 40, 56)]),
    ],
    hits [concat!("cfut_", "wspj55sgL6136MEmoc2YRicvOxpqTi7UNWLkvyXihE"), concat!("cfat_", "2KjHM3d9SyVqHXJ1CjkpuOAjLjIHU3UMFKnUplXnoD")],
    misses [concat!("cfut_", "f3eVgC6thsCezeGP0xi69v7owgwxB42Qufc6IyL"), concat!("cfut_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "cloudflare_tunnel_token", "Cloudflare tunnel token", "https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/", "", any,
    [
        ("eyJhIjoi", [Run(A::ANY64, 130, 260)]),
    ],
    hits [concat!("eyJhIjoi", "Z7svuBk1AMSjEk5l5OBSUbFNvdvr5HcTTEGgzIw84dsvu3h9rjPVC4hPYYJskGkMmdYoPz1nVoNtBJpk5wIJlPBA25Tu6Mf6u6WM2d6pTugiNr2Njv2xSulfTfKUjEvtLDpy")],
    misses [concat!("eyJhIjoi", "m1q9vYVqkWvaMHUleXQ40CUIbAwqMbmzTp39f9k5CjpGOJO23OteIoSPIKmv8vsyiqK1Tj2h11jiKWVf0zSgmOYl2ge161rJBlGql8xJRDw6VnhI8KPOYzuayrRzMoOFn"), concat!("eyJhIjoi", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "akamai_client_token", "Akamai EdgeGrid token", "https://techdocs.akamai.com/developer/docs/edgegrid", "", any,
    [
        ("akab-", [Run(A::LOWER, 16, 16), Lit("-"), Run(A::LOWER, 16, 16)]),
    ],
    hits [concat!("akab-", "msuekm7eomro7615-6yqy7cmgt4hyyxq6")],
    misses [concat!("akab-", "y2lzke6s6zipcoac-8qkglrp9uzb7yxy"), concat!("akab-", "xxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx")];

    "heroku_api_key", "Heroku API key", "https://devcenter.heroku.com/articles/authentication", "", any,
    [
        ("HRKU-", [Run(A::URL, 60, 60)]),
        ("HRKU-", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("HRKU-", "UJWTiVQei-PQ9YRRNO0e3Uz3ppInIVw9cYvqh3y0nxIJ0t6544Oe9r1-qKqr"), concat!("HRKU-", "d88c5c3c-dbf6-4c13-a18c-5ec36fe2a55a")],
    misses [concat!("HRKU-", "xxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxx")];

    "flyio_access_token", "Fly.io access token", "https://fly.io/docs/security/tokens/", "", any,
    [
        ("fo1_", [Run(A::URL, 43, 43)]),
        ("fm1a_", [Run(A::B64, 100, 2000)]),
        ("fm1r_", [Run(A::B64, 100, 2000)]),
        ("fm2_", [Run(A::B64, 100, 2000)]),
    ],
    hits [concat!("fo1_", "kv_YyBRZQHwxVGQ97Z2v8HcaYaHpm7M2O6qfyEvAbfs"), concat!("fm1a_", "ZS02j/A9jWe04E3WPslfivcBc2GMOiLaoEue6mvF4qQCV4qjgHkRXPcxhDccooZ/O/6oz9PMuHJPt++D6odivHkQuyJ52D1eObNLqN")],
    misses [concat!("fo1_", "9-rNvkiq9esgxZh3hjMImaWOu-7LYx3YT4of1tU9MO"), concat!("fo1_", "xx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "render_api_key", "Render API key", "https://render.com/docs/api", "", any,
    [
        ("rnd_", [Run(A::ALNUM, 28, 32)]),
    ],
    hits [concat!("rnd_", "frefPyIZw6Hc9UPVHibNwd0owrogXp")],
    misses [concat!("rnd_", "Iwvr8bDHyfG1PJuylvQQbjhSRQq"), concat!("rnd_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "vercel_token", "Vercel token", "https://vercel.com/docs/rest-api", "", any,
    [
        ("vercel_blob_rw_", [Run(A::ALNUM, 16, 16), Lit("_"), Run(A::ALNUM, 30, 32)]),
        ("vcp_", [Run(A::ALNUM, 52, 60)]),
        ("vck_", [Run(A::ALNUM, 52, 60)]),
        ("vci_", [Run(A::ALNUM, 52, 60)]),
        ("vca_", [Run(A::ALNUM, 52, 60)]),
    ],
    hits [concat!("vercel_blob_rw_", "C7rExONqIgAWgKQc_zzg2TFuVwwSHXp7mX9uDlq4rgGE7OgRe"), concat!("vcp_", "iB0dKDFpJUuWvFPmOdcmajU1nfsqXez2ixN4TLqVqWufISQHJHm4s7")],
    misses [concat!("vercel_blob_rw_", "xxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "netlify_pat", "Netlify personal access token", "https://docs.netlify.com/api/get-started/", "", any,
    [
        ("nfp_", [Run(A::ALNUM, 36, 36)]),
        ("nfc_", [Run(A::ALNUM, 36, 36)]),
        ("nfo_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("nfp_", "nmAeoZK9LkfJuWaluj6XidiCeTgXP2Dmh7lu"), concat!("nfc_", "nQ8V1c4A7jCMotPiUWfOdADyGVtRlaFGNO2A")],
    misses [concat!("nfp_", "zmsae2eELK3L15UFAOygaufSwoh6ZmVIt7m"), concat!("nfp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "scalingo_api_token", "Scalingo API token", "https://developers.scalingo.com/index#authentication", "", any,
    [
        ("tk-us-", [Run(A::URL, 48, 48)]),
    ],
    hits [concat!("tk-us-", "xKdHiI4MRVMOkp8SHATMcsfNw2GDkf9QMEtKgLkKqpIrVAWO")],
    misses [concat!("tk-us-", "TerM9gny8TeKmT-uksijAZXjmzSO1F1BLWFmgg4Pe6u87Mz"), concat!("tk-us-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "doppler_token", "Doppler token", "https://docs.doppler.com/docs/service-tokens", "", any,
    [
        ("dp.pt.", [Run(A::ALNUM, 40, 44)]),
        ("dp.ct.", [Run(A::ALNUM, 40, 44)]),
        ("dp.sa.", [Run(A::ALNUM, 40, 44)]),
        ("dp.scim.", [Run(A::ALNUM, 40, 44)]),
        ("dp.audit.", [Run(A::ALNUM, 40, 44)]),
        ("dp.st.", [Run(A::URL, 0, 36), Lit("."), Run(A::ALNUM, 40, 44)]),
        ("dp.st.", [Run(A::ALNUM, 40, 44)]),
    ],
    hits [concat!("dp.pt.", "vDAw4a10f15cyeGJ0oCUxGdUyiUD7btu3fsD2t2tgl"), concat!("dp.ct.", "UpShB0HGVakGsJmD5HWI9vMXVRlxjSbefS8hzBOEi7")],
    misses [concat!("dp.pt.", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "pulumi_access_token", "Pulumi access token", "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/", "", any,
    [
        ("pul-", [Run(A::HEX, 40, 40)]),
    ],
    hits [concat!("pul-", "793ffeafc13f52ea1f86a5fd98539b95df4d36b5")],
    misses [concat!("pul-", "39eb65ba7d10a8e7dcf37f46554325aaf4525b6"), concat!("pul-", "0000000000000000000000000000000000000000")];

    "vault_service_token", "HashiCorp Vault service token", "https://developer.hashicorp.com/vault/docs/concepts/tokens", "", any,
    [
        ("hvs.", [Run(A::URL, 24, 130)]),
    ],
    hits [concat!("hvs.", "ITsjAnwOJ4i3f7G3fUhMX6Pcul")],
    misses [concat!("hvs.", "pKCnf-DjW5pvWQAIR_SVumn"), concat!("hvs.", "xxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "vault_batch_token", "HashiCorp Vault batch token", "https://developer.hashicorp.com/vault/docs/concepts/tokens", "", any,
    [
        ("hvb.", [Run(A::URL, 80, 300)]),
    ],
    hits [concat!("hvb.", "oLJSIhRG5TSy27b_Bsn949IRvdMRWNoio5wxILl6UeDIBXjWu7ZLpwz5mbbJMtyZFta26IhqL9oaUvmbjC")],
    misses [concat!("hvb.", "hUecewOH9ryL3vAZtkjzi9kgSZKOY74FEulIM6txjwOgHOVMBSU2aLdKZxiKgHATDbusJqs18vySqLg"), concat!("hvb.", "xxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "vault_recovery_token", "HashiCorp Vault recovery token", "https://developer.hashicorp.com/vault/docs/concepts/tokens", "", any,
    [
        ("hvr.", [Run(A::URL, 24, 300)]),
    ],
    hits [concat!("hvr.", "KxoP4gfBVDFYSa13jVAAkCQiIl")],
    misses [concat!("hvr.", "GRsPs-2t2bSiIAXtatirIXl"), concat!("hvr.", "xxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "vault_legacy_token", "HashiCorp Vault token before 1.10", "https://developer.hashicorp.com/vault/docs/concepts/tokens", "", mixed_case,
    [
        ("s.", [Run(A::ALNUM, 24, 24)]),
    ],
    hits [concat!("s.", "XULhxdTQZKEh1c9XyJRwAAEc")],
    misses [concat!("s.", "jNRAumAfwNIa713aHAv0Ni1"), concat!("s.", "xxxxxxxxxxxxxxxxxxxxxxxx")];

    "infracost_api_key", "Infracost API key", "https://www.infracost.io/docs/", "", any,
    [
        ("ico-", [Run(A::ALNUM, 32, 32)]),
    ],
    hits [concat!("ico-", "puyzFxPJ7CTQcV0U1dqQ319U5T6tLFN4")],
    misses [concat!("ico-", "kaNoLuvhSt4W62jV7lYzvb7rsE0ga5D"), concat!("ico-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "tailscale_key", "Tailscale key", "https://tailscale.com/kb/1085/auth-keys", "", any,
    [
        ("tskey-auth-", [Run(A::ALNUM, 8, 20), Lit("-"), Run(A::ALNUM, 20, 40)]),
        ("tskey-api-", [Run(A::ALNUM, 8, 20), Lit("-"), Run(A::ALNUM, 20, 40)]),
        ("tskey-client-", [Run(A::ALNUM, 8, 20), Lit("-"), Run(A::ALNUM, 20, 40)]),
        ("tskey-scim-", [Run(A::ALNUM, 8, 20), Lit("-"), Run(A::ALNUM, 20, 40)]),
        ("tskey-webhook-", [Run(A::ALNUM, 8, 20), Lit("-"), Run(A::ALNUM, 20, 40)]),
    ],
    hits [concat!("tskey-auth-", "N8wQaJsEKD-TlumiWN8WuRsNRce4oRWyC"), concat!("tskey-api-", "enrcSawRWF-XlwR7bqXu4QOktujGjYaoO")],
    misses [concat!("tskey-auth-", "Amd495kIEZ-NTQXD1uJL451adLjF6p"), concat!("tskey-auth-", "xxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxx")];

    "openshift_user_token", "OpenShift user token", "https://docs.openshift.com/container-platform/latest/authentication/", "", any,
    [
        ("sha256~", [Run(A::URL, 43, 43)]),
    ],
    hits [concat!("sha256~", "To6ZeDQSk6U5oQE31vZmAxcrNvNopjWv6fUjR0D3gqM")],
    misses [concat!("sha256~", "DyyN8XhuajmO1TLiSOz1NRXyA5TigUFuUkxEWpZL43"), concat!("sha256~", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "docker_pat", "Docker access token", "https://docs.docker.com/security/for-developers/access-tokens/", "", any,
    [
        ("dckr_pat_", [Run(A::URL, 27, 27)]),
        ("dckr_oat_", [Run(A::URL, 27, 32)]),
    ],
    hits [concat!("dckr_pat_", "DJuHcyd4XTlXsZqjeNUXoNJfRZo"), concat!("dckr_oat_", "YGpKyrKom0VHZZXgZnw8Spwoo3kgJ")],
    misses [concat!("dckr_pat_", "wjNqDohz70J3x3Oo-HGLazHpRe"), concat!("dckr_pat_", "xxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "defined_networking_token", "Defined Networking token", "https://docs.defined.net/guides/automating-host-creation/", "", any,
    [
        ("dnkey-", [Run(A::URLEQ, 26, 26), Lit("-"), Run(A::URLEQ, 52, 52)]),
    ],
    hits [concat!("dnkey-", "pHYP0i6XOQTJmstEe9sj15_hgJ-7VphUQmKW-KW7Tp8cSihXoNZu9PjTVxRgJX4rPpevtnP5RvvEEVD")],
    misses [concat!("dnkey-", "BPO-DKLqcWWk4cD_MLQ9EvHS1M-WPQvXNj8n9usHwB7Sv_GIrJbOFh-PH9187bK2ukYLrDq3y6lR70"), concat!("dnkey-", "xxxxxxxxxxxxxxxxxxxxxx_xxx-xxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "netbird_pat", "NetBird personal access token", "https://docs.netbird.io/how-to/access-netbird-public-api", "", any,
    [
        ("nbp_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("nbp_", "lsG0k4pqliPIxJBKYG5ZBRQ8BWdYgBU4xMhr")],
    misses [concat!("nbp_", "vU8juYP0Ge1g8EnsvGMuEwmjL1cc82Hgc9u"), concat!("nbp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "castai_api_key", "CAST AI API key", "https://docs.cast.ai/docs/authentication", "", any,
    [
        ("castai_v1_", [Run(A::HEX, 64, 64), Lit("_"), Run(A::HEX, 8, 8)]),
    ],
    hits [concat!("castai_v1_", "e976dd43e8f8fc3afdba5376457e9b699e1781858e931bf4d6c009b30ef49370_b5d36a57")],
    misses [concat!("castai_v1_", "af889fb37fd8500e1b3078d5bfb5bc1fabd291ca0bf2ba9a660bc47411b5c53f_fd5f60d"), concat!("castai_v1_", "0000000000000000000000000000000000000000000000000000000000000000_00000000")];

    "nylas_api_key", "Nylas v3 API key", "https://developer.nylas.com/docs/v3/auth/", "", any,
    [
        ("nyk_v0_", [Run(A::ALNUM, 64, 64)]),
    ],
    hits [concat!("nyk_v0_", "JQ4u0CKKhLPy9di5NhjlOHXyyp4gexcAu2R8jZUJr5niiwGdgEbhjey7kyMSagUH")],
    misses [concat!("nyk_v0_", "KQHfzoFKU1buNaOn5J5NR72vossSiyZsgetDvDX1Ddb16JFjnMMZy9JPx6pPADG"), concat!("nyk_v0_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "deno_deploy_token", "Deno Deploy access token", "https://docs.deno.com/deploy/api/rest/", "", any,
    [
        ("ddp_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("ddp_", "hC4H6qgH8SxRXxWCsQRQP8Z0qgW89vRKIHhQ")],
    misses [concat!("ddp_", "FGwdTsRUKVlPPUOjlx46PDhg7Jj6vPUPM"), concat!("ddp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "inngest_signing_key", "Inngest signing key", "https://www.inngest.com/docs/platform/signing-keys", "", any,
    [
        ("signkey-prod-", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("signkey-prod-", "d95ef95235cb388c141f87bace2bf34833356dc44c65568b90edca9f9f06037f")],
    misses [concat!("signkey-prod-", "5e6661e3944e210b72f0aaab4212a626d7fa31d265cff2d6f90eece5e18b"), concat!("signkey-prod-", "0000000000000000000000000000000000000000000000000000000000000000")];
}
