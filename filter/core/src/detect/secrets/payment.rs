//! Keys of payment, banking, shops and shipping. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "stripe_secret_key", "Stripe secret key", "https://docs.stripe.com/keys", "", any,
    [
        ("sk_live_", [Run(A::ALNUM, 10, 247)]),
        ("sk_test_", [Run(A::ALNUM, 10, 247)]),
        ("sk_prod_", [Run(A::ALNUM, 10, 247)]),
        ("sk_org_live_", [Run(A::ALNUM, 20, 247)]),
    ],
    hits [concat!("sk_live_", "ie99UF3M78af"), concat!("sk_test_", "y88eKDlK5o3u")],
    misses [concat!("sk_live_", "hXLOssom5"), concat!("sk_live_", "xxxxxxxxxxxx")];

    "stripe_restricted_key", "Stripe restricted key", "https://docs.stripe.com/keys", "", any,
    [
        ("rk_live_", [Run(A::ALNUM, 10, 247)]),
        ("rk_test_", [Run(A::ALNUM, 10, 247)]),
        ("rk_prod_", [Run(A::ALNUM, 10, 247)]),
    ],
    hits [concat!("rk_live_", "u2vwFNHUo0eJ"), concat!("rk_test_", "WvM9fHszIYER")],
    misses [concat!("rk_live_", "AEA8sJ06r"), concat!("rk_live_", "xxxxxxxxxxxx")];

    "stripe_webhook_secret", "Stripe webhook signing secret", "https://docs.stripe.com/webhooks", "", any,
    [
        ("whsec_", [Run(A::ANY64, 32, 64)]),
    ],
    hits [concat!("whsec_", "ajq1bzFrTCahz3xSNlwnqkvfLjsDTmAVGp")],
    misses [concat!("whsec_", "DSVZ9Vh0crHf35SCkGsQJ9LrZ1kNt7u"), concat!("whsec_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "square_access_token", "Square access token", "https://developer.squareup.com/docs/build-basics/access-tokens", "", any,
    [
        ("sq0atp-", [Run(A::URL, 22, 60)]),
        ("EAAA", [Run(A::URL, 58, 62)]),
    ],
    hits [concat!("sq0atp-", "xe5f0Ee4S_W_VPvvX65hcHaA"), concat!("EAAA", "dMYrgm6X7YKXfHqsyOguO_rMmN0eJIdBTNqDTxRLpRZdRyRzzi970N-ZXeHM")],
    misses [concat!("sq0atp-", "EIE4hvntFNJg7j3EK0wi7"), concat!("sq0atp-", "xxxxxxxxx_x_xxxxxxxxxxxx")];

    "square_oauth_secret", "Square OAuth secret", "https://developer.squareup.com/docs/oauth-api/overview", "", any,
    [
        ("sq0csp-", [Run(A::URL, 43, 60)]),
    ],
    hits [concat!("sq0csp-", "4a4uVGiVSCOcfRjnxwb9FG7uZF074dPCYRkrt0GqaMhXt")],
    misses [concat!("sq0csp-", "FfMKayBZtrv4O-b696_9-5L3vjSKu7-PGMa0tCkCoY"), concat!("sq0csp-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "braintree_access_token", "Braintree access token", "https://developer.paypal.com/braintree/docs/guides/authorization/overview", "", any,
    [
        ("access_token$production$", [Run(A::LOWER, 16, 16), Lit("$"), Run(A::HEX, 32, 32)]),
        ("access_token$sandbox$", [Run(A::LOWER, 16, 16), Lit("$"), Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("access_token$production$", "cq1hjvwbgu4snkfj$13dbb560a519a069d0e72a7d5725f58a"), concat!("access_token$sandbox$", "4t5xkopy8zp66n3v$e01635a2d73d05e950292c08fd94f672")],
    misses [concat!("access_token$production$", "0waobdlmzao22j6c$79d36abf7b75ad4862ef49c372582d0"), concat!("access_token$production$", "0000000000000000$00000000000000000000000000000000")];

    "gocardless_access_token", "GoCardless access token", "https://developer.gocardless.com/api-reference/#making-requests-authentication", "", mixed_case,
    [
        ("live_", [Run(A::URLEQ, 40, 40)]),
        ("sandbox_", [Run(A::URLEQ, 40, 40)]),
    ],
    hits [concat!("live_", "eAfQclK2hyT7do_ECtDGNISc5tP1ayJD9T4_vgcj"), concat!("sandbox_", "7qdfE_0fiKBc9qkyrKGDBm5ceiESS6kWpoqqxIul")],
    misses [concat!("live_", "OiUYRv5vFSQlljgR3qT0_Gt3rRYEXSPHbaTSlB6"), concat!("live_", "xxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxx_xxxx")];

    "mollie_api_key", "Mollie API key", "https://docs.mollie.com/docs/authentication", "", mixed_case,
    [
        ("live_", [Run(A::ALNUM, 30, 30)]),
        ("test_", [Run(A::ALNUM, 30, 30)]),
        ("access_", [Run(A::ALNUM, 30, 40)]),
    ],
    hits [concat!("live_", "uUGYXXhRgM8VSEPXz8yCPayjyYYvBo"), concat!("test_", "53LlNNUcACMTVwW93w9gB5k4ilLBmw")],
    misses [concat!("live_", "EI6AJ8gfrRJJoNMMNAp5d9PVCbiR9"), concat!("live_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "lob_api_key", "Lob API key", "https://docs.lob.com/#tag/Authentication", "", any,
    [
        ("live_", [Run(A::HEX, 35, 35)]),
        ("test_", [Run(A::HEX, 35, 35)]),
        ("live_pub_", [Run(A::HEX, 31, 31)]),
        ("test_pub_", [Run(A::HEX, 31, 31)]),
    ],
    hits [concat!("live_", "c3e67b818c327769d89fe9619a12bdae83a"), concat!("test_", "6f0a53f99a83832d0b02e9be5cca4a46488")],
    misses [concat!("live_", "7101c940e5f2a2c5654427d420b04056c3"), concat!("live_", "00000000000000000000000000000000000")];

    "klarna_api_key", "Klarna API key", "https://docs.klarna.com/api/authentication/", "", any,
    [
        ("klarna_live_api_", [Run(A::ANY64, 32, 120)]),
        ("klarna_test_api_", [Run(A::ANY64, 32, 120)]),
    ],
    hits [concat!("klarna_live_api_", "UjsthuWy34rmHNWVIgbJqDNX1jxgF5qUUg"), concat!("klarna_test_api_", "7nzelvxQTXJ9vk3oD557x2V8aduk1IAs81")],
    misses [concat!("klarna_live_api_", "AnHwSbnpAhX6iSDMRudgZaOsBU07FHd"), concat!("klarna_live_api_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "checkout_com_secret_key", "Checkout.com secret key", "https://www.checkout.com/docs/developer-resources/api/manage-api-keys", "", any,
    [
        ("sk_sbox_", [Run(A::LOWER, 25, 28)]),
    ],
    hits [concat!("sk_sbox_", "btj91mewt85jj2v7dehysnexy56")],
    misses [concat!("sk_sbox_", "wchwwcsfu1zgbj04smpptz4j"), concat!("sk_sbox_", "xxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "plaid_access_token", "Plaid access token", "https://plaid.com/docs/api/tokens/", "", ends_uuid,
    [
        ("access-sandbox-", [Run(A::UUID, 36, 36)]),
        ("access-development-", [Run(A::UUID, 36, 36)]),
        ("access-production-", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("access-sandbox-", "a5414d93-396d-48c4-a676-8b1d4bcc6120"), concat!("access-development-", "244369c4-b741-4a3d-a22f-6b9a2c024ad1")],
    misses [concat!("access-sandbox-", "66a72240-fc61-4957-aa9c-90d566fd938"), concat!("access-sandbox-", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "flutterwave_secret_key", "Flutterwave secret or encryption key", "https://developer.flutterwave.com/docs/authentication", "", any,
    [
        ("FLWSECK_TEST-", [Run(A::LOWER, 32, 32), Lit("-X")]),
        ("FLWSECK-", [Run(A::LOWER, 32, 32), Lit("-X")]),
        ("FLWSECK_TEST-", [Run(A::LOWER, 12, 12)]),
        ("FLWPUBK_TEST-", [Run(A::LOWER, 32, 32), Lit("-X")]),
    ],
    hits [concat!("FLWSECK_TEST-", "pspn7kd4azusyap8j3w9uml0a7bbv92i-X"), concat!("FLWSECK-", "dq8mfqoyv0p1fj8yh9604omuy9s0vexu-X")],
    misses [concat!("FLWSECK_TEST-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-x")];

    "razorpay_key", "Razorpay live key", "https://razorpay.com/docs/api/authentication/", "", any,
    [
        ("rzp_live_", [Run(A::ALNUM, 14, 14)]),
        ("rzp_test_", [Run(A::ALNUM, 14, 14)]),
    ],
    hits [concat!("rzp_live_", "7zf2rvNAMlQv5X"), concat!("rzp_test_", "mRlh8cakKiaj7H")],
    misses [concat!("rzp_live_", "dD2hfk3WVTJLs"), concat!("rzp_live_", "xxxxxxxxxxxxxx")];

    "shopify_access_token", "Shopify access token", "https://shopify.dev/docs/apps/build/authentication-authorization", "", any,
    [
        ("shpat_", [Run(A::HEXX, 32, 32)]),
    ],
    hits [concat!("shpat_", "2cF0fA544e687070F73E18a88Ce76889")],
    misses [concat!("shpat_", "210fa1D6ED5fB87d8D3eBEf2BB4cA40"), concat!("shpat_", "00000000000000000000000000000000")];

    "shopify_custom_app_token", "Shopify custom app token", "https://shopify.dev/docs/apps/build/authentication-authorization", "", any,
    [
        ("shpca_", [Run(A::HEXX, 32, 32)]),
    ],
    hits [concat!("shpca_", "9a92fFeBD78453FfA7DEFFcFdf073b1F")],
    misses [concat!("shpca_", "C77b4c0C45dF6e7F909e4Ccb29baEF4"), concat!("shpca_", "00000000000000000000000000000000")];

    "shopify_private_app_token", "Shopify private app token", "https://shopify.dev/docs/apps/build/authentication-authorization", "", any,
    [
        ("shppa_", [Run(A::HEXX, 32, 32)]),
    ],
    hits [concat!("shppa_", "5feFaA277bfF97B4Ab846e25C0ee7c1a")],
    misses [concat!("shppa_", "C84B69BD4a89fEE2F732Ba30ebfc8c5"), concat!("shppa_", "00000000000000000000000000000000")];

    "shopify_shared_secret", "Shopify shared secret", "https://shopify.dev/docs/apps/build/authentication-authorization", "", any,
    [
        ("shpss_", [Run(A::HEXX, 32, 32)]),
    ],
    hits [concat!("shpss_", "bA7EdB5A92ECb44D3D54E1CE3BCd33b0")],
    misses [concat!("shpss_", "ada31aDFC9eF2f24BE82aFdb22d3236"), concat!("shpss_", "00000000000000000000000000000000")];

    "shopify_partner_token", "Shopify storefront or partner token", "https://shopify.dev/docs/apps/build/authentication-authorization", "", any,
    [
        ("shptka_", [Run(A::HEXX, 32, 32)]),
        ("shpua_", [Run(A::HEXX, 32, 32)]),
        ("prtapi_", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("shptka_", "261fd41a7b7ACCEbA91F1f08eaEAfaF9"), concat!("shpua_", "DEa03BeCeFdbda3b0565cbE92F7Bb666")],
    misses [concat!("shptka_", "5201C6dbC464DEA5B12A24dAa36423B"), concat!("shptka_", "00000000000000000000000000000000")];

    "paddle_api_key", "Paddle API key", "https://developer.paddle.com/api-reference/about/api-keys", "", any,
    [
        ("pdl_live_apikey_", [Run(A::LOWER, 26, 26), Lit("_"), Run(A::ALNUM, 22, 22), Lit("_"), Run(A::ALNUM, 3, 3)]),
        ("pdl_sdbx_apikey_", [Run(A::LOWER, 26, 26), Lit("_"), Run(A::ALNUM, 22, 22), Lit("_"), Run(A::ALNUM, 3, 3)]),
        ("pdl_ntfset_", [Run(A::LOWER, 26, 26), Lit("_"), Run(A::ANY64, 32, 32)]),
    ],
    hits [concat!("pdl_live_apikey_", "u9yok8sknizy9n7a4ffva33w4z_lBnjYLIsSSasKQX9V3VBN4_glO"), concat!("pdl_sdbx_apikey_", "i9d2j5hapeperjuj4qd2hd2loh_6ruhzsiazfAXeJ8MffRcBM_bR6")],
    misses [concat!("pdl_live_apikey_", "xxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxx_xxx")];

    "easypost_api_key", "EasyPost production key", "https://docs.easypost.com/docs/authentication", "", any,
    [
        ("EZAK", [Run(A::ALNUM, 54, 54)]),
    ],
    hits [concat!("EZAK", "qjQhSKuk6a85yBcDsbSyU2ZLIgpjYNghjsBq7BtDQCWibs8rMYdzsV")],
    misses [concat!("EZAK", "fRigXWJaCmZs4TZx1C3fye1QRx63M62AgJ4R2nDx4nwba9JrNv7w3"), concat!("EZAK", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "easypost_test_key", "EasyPost test key", "https://docs.easypost.com/docs/authentication", "", any,
    [
        ("EZTK", [Run(A::ALNUM, 54, 54)]),
    ],
    hits [concat!("EZTK", "cPs5OdV0QiG4gmjsLuXXMVENWXL4f1jJkdaXK9XLCIzj6XfwOaYMnL")],
    misses [concat!("EZTK", "OrmlzQkKse7duWQYtpMfHlpqcIEssUmxeEk9Rr3oqDibnn3qldoQN"), concat!("EZTK", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "shippo_api_token", "Shippo API token", "https://docs.goshippo.com/docs/guides_general/authentication/", "", any,
    [
        ("shippo_live_", [Run(A::HEXX, 40, 40)]),
        ("shippo_test_", [Run(A::HEXX, 40, 40)]),
    ],
    hits [concat!("shippo_live_", "eFBF2e53B08A3Cfa7fFacDEdbd66D8CF4FCaE34E"), concat!("shippo_test_", "A3b58cD3Ed015a7ECe38bBc28Ab65B06E0B747fc")],
    misses [concat!("shippo_live_", "23eDd179BB4bbA19596b9C31911DFa9E766dfD7"), concat!("shippo_live_", "0000000000000000000000000000000000000000")];

    "duffel_api_token", "Duffel API token", "https://duffel.com/docs/api/overview/making-requests/authentication", "", any,
    [
        ("duffel_live_", [Run(A::URLEQ, 43, 43)]),
        ("duffel_test_", [Run(A::URLEQ, 43, 43)]),
    ],
    hits [concat!("duffel_live_", "vWPmQw9C8C8ZhTLWmo4J51oZjGCFsU_qa6s2WzXW5_p"), concat!("duffel_test_", "C1BueI9oak_r_uB0PrF5nTs8yL8aXyYtMu6jPUfMCxd")],
    misses [concat!("duffel_live_", "sGidJMWLwb9sCwh9pB1KFi4TO_aePS3MfSd3lNysfm"), concat!("duffel_live_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxx_x")];

    "sumup_api_key", "SumUp API key", "https://developer.sumup.com/tools/authorization/api-keys", "", any,
    [
        ("sup_sk_", [Run(A::ALNUM, 32, 32)]),
        ("sup_pk_", [Run(A::ALNUM, 32, 32)]),
    ],
    hits [concat!("sup_sk_", "tTctO9EYMqOGjHduOKchbeTYz7LRPKNv"), concat!("sup_pk_", "RHC0vPsJRi9Ny86DdU8KaCNcHsVD6VwC")],
    misses [concat!("sup_sk_", "sKZZORTTD8J5OrYrXMeFI9pru9wJNgn"), concat!("sup_sk_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "xendit_api_key", "Xendit API key", "https://docs.xendit.co/docs/api-keys", "", any,
    [
        ("xnd_production_", [Run(A::URL, 40, 72)]),
        ("xnd_development_", [Run(A::URL, 40, 72)]),
    ],
    hits [concat!("xnd_production_", "iWAWaHCoxKzSEFp3OUbbFAwXM2aLCeqOaM7rr8G9DJ"), concat!("xnd_development_", "KrqUuVziHSyp8LoaGU75IQ3tXpuzkPgl3fy22OJqRF")],
    misses [concat!("xnd_production_", "JTsR-jGfWQSE1lANBiSfTphfSOvFdwFv3j9G2ta"), concat!("xnd_production_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "cashfree_api_key", "Cashfree secret", "https://www.cashfree.com/docs/api-reference/authentication", "", any,
    [
        ("cfsk_ma_prod_", [Run(A::HEX, 32, 32), Lit("_"), Run(A::HEX, 8, 8)]),
        ("cfsk_ma_test_", [Run(A::HEX, 32, 32), Lit("_"), Run(A::HEX, 8, 8)]),
    ],
    hits [concat!("cfsk_ma_prod_", "0342c85442fa3c49f8423207532b2c76_f54f57f1"), concat!("cfsk_ma_test_", "066a56cc4477484a8fef1747dd3cf58e_272a6aa0")],
    misses [concat!("cfsk_ma_prod_", "68f763c981f5fb27a26e24a7758967c2_0684e97"), concat!("cfsk_ma_prod_", "00000000000000000000000000000000_00000000")];

    "mercadopago_access_token", "Mercado Pago access token", "https://www.mercadopago.com/developers/en/docs/your-integrations/credentials", "", any,
    [
        ("APP_USR-", [Run(A::DIGIT, 12, 18), Lit("-"), Run(A::DIGIT, 6, 6), Lit("-"), Run(A::HEX, 32, 32), Lit("-"), Run(A::DIGIT, 6, 12)]),
        ("TEST-", [Run(A::DIGIT, 12, 18), Lit("-"), Run(A::DIGIT, 6, 6), Lit("-"), Run(A::HEX, 32, 32), Lit("-"), Run(A::DIGIT, 6, 12)]),
    ],
    hits [concat!("APP_USR-", "98280136569542-202131-4f7e5e6a71ae83ff5f969bdaff957f8d-15476258"), concat!("TEST-", "41476611088178-472542-ce347c7205fce120d70bf89c2b928762-38715000")],
    misses [concat!("APP_USR-", "58147695898226-997282-7f8a96dbd2fbaf41a51f66c824a443f9-86066"), concat!("APP_USR-", "00000000000000-000000-00000000000000000000000000000000-00000000")];

    "adyen_api_key", "Adyen API key", "https://docs.adyen.com/development-resources/api-credentials/", "", mixed_case,
    [
        ("AQE", [Run(A::B64, 100, 300)]),
    ],
    hits [concat!("AQE", "NF+qB0C1IsUWwEhy+MUSaNOZfgi+3lm0gRy5xQpwojmkxQrbAQigSdkkLvjLuZNzDmuYdZMWrBOBaL5WwsefHWTSx7eSt13pCeH9tE")],
    misses [concat!("AQE", "on202I5k7Iy1P95W0DPkkOPyy1e5lJz6wkz3fKYXLlVtW6SVz13b81pBdEtgjMvidO6MaW8hTtMJcC+3fjATXksLjRTXvGdnySa"), concat!("AQE", "xx+xxxxxxxxxxxxx+xxxxxxxxxx+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "paystack_secret_key", "Paystack webhook key", "https://paystack.com/docs/api/authentication/", "", any,
    [
        ("sk_live_", [Run(A::HEX, 40, 40)]),
        ("sk_test_", [Run(A::HEX, 40, 40)]),
    ],
    hits [concat!("sk_live_", "116b6780b7347c9fbe678a6eb67cb3932503db0c"), concat!("sk_test_", "33ea77ac7e40a370bd6f31fa7eccdb925629b134")],
    misses [concat!("sk_live_", "7c7a34c88e9f8d1f7681a84fa6fcf0f33607d9c"), concat!("sk_live_", "0000000000000000000000000000000000000000")];

    "polar_access_token", "Polar access token", "https://polar.sh/docs/integrate/oat", "", any,
    [
        ("polar_oat_", [Run(A::ALNUM, 40, 50)]),
        ("polar_pat_", [Run(A::ALNUM, 40, 50)]),
        ("polar_at_u_", [Run(A::ALNUM, 40, 50)]),
    ],
    hits [concat!("polar_oat_", "6T2vs58LxQlC3SO7Mv0UnAgVt1jenVbczjdhUbLImS"), concat!("polar_pat_", "gWH9xlh7N5ShKvCNU6IJgsPoDN9fzkHYjJdOSjwPbj")],
    misses [concat!("polar_oat_", "shZ2AhQJjQzQAVnl0w0B0XTHX00se3du9ZomKYX"), concat!("polar_oat_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "alchemy_auth_token", "Alchemy auth token", "https://docs.alchemy.com/reference/authentication", "", any,
    [
        ("alcht_", [Run(A::ALNUM, 30, 30)]),
    ],
    hits [concat!("alcht_", "l9SenBI6mG3EjRvoR5zoOR3hYNfHgD")],
    misses [concat!("alcht_", "vkJCeGgu5E8CMRy9WqkWLTFhrCV0K"), concat!("alcht_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];
}
