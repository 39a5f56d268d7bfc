//! Keys of monitoring, design, office and other services, and of encryption tools. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "onepassword_secret_key", "1Password secret key", "https://support.1password.com/secret-key/", "", any,
    [
        ("A3-", [Run(A::UPPER, 6, 6), Lit("-"), Run(A::UPPER, 6, 6), Lit("-"), Run(A::UPPER, 5, 5), Lit("-"), Run(A::UPPER, 5, 5), Lit("-"), Run(A::UPPER, 5, 5), Lit("-"), Run(A::UPPER, 5, 5)]),
        ("A3-", [Run(A::UPPER, 6, 6), Lit("-"), Run(A::UPPER, 11, 11), Lit("-"), Run(A::UPPER, 5, 5), Lit("-"), Run(A::UPPER, 5, 5), Lit("-"), Run(A::UPPER, 5, 5)]),
    ],
    hits [concat!("A3-", "Y6TUQ5-LLQZZH-PIVN0-G8Y7K-SD29O-IK6IJ"), concat!("A3-", "WMNUKB-N5T3V9C1X5S-ZGNWM-H5GV4-RQRRW")],
    misses [concat!("A3-", "xxxxxx-xxxxxx-xxxxx-xxxxx-xxxxx-xxxxx")];

    "onepassword_service_account_token", "1Password service account token", "https://developer.1password.com/docs/service-accounts/", "", any,
    [
        ("ops_eyJ", [Run(A::B64, 250, 2000)]),
    ],
    hits [concat!("ops_eyJ", "K+6SfDeb/RjNgf2tXmFAcsqlxnM/oayU94e9kn2BnCkF4VbNtPdt51tNK4Ns0pV3aIz9qRsk2BCSJnKL+GtbNc0YSul5gZa9lCVgKaDv8r5nHuiutkgxVLn3tzMIPxN8LH285b09GJ2uptKajL3VR8HJgtfusXrCey1NgrxSwdjS2vsp4fKv78bC0lKRk1IwFkAu7ehkWAJbJCxYy/133LAH3GbHemBkGWrl1jTCIzWqMwNAKDs4N5RAiRbP")],
    misses [concat!("ops_eyJ", "otIB9qj4+CV9b1ONvXNC9nbexYXja+NhEb+HWiDExb80KkBJQCAvopC6aQXPCjomPR4TnnGxxiopMm06zT/rqeHv2kCb9Comipsl9EMHFt+wdkvKyPGtmj5oulB6YTxAjcaisbWfSRTJvz81ty/Th7/2DNmv1x865O46RhAzNYGPR5LplGIf/YAb03J2lQ7dTTmhFQg83XlSwBtbq47YlwBsEq/BxM/XFsPzg+E7BD9lv5ZALBb6eFKyO"), concat!("ops_eyJ", "x+xxxxxx/xxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "infisical_token", "Infisical service token", "https://infisical.com/docs/documentation/platform/token", "", any,
    [
        ("st.", [Run(A::HEX, 24, 24), Lit("."), Run(A::HEX, 32, 32), Lit("."), Run(A::HEX, 32, 32)]),
        ("st.", [Run(A::HEX, 24, 24), Lit("."), Run(A::HEX, 64, 64), Lit("."), Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("st.", "e888f8e0f5c9b1ba2290ef27.20218278d34a0840d8b96ce4e7ad1d5b.654f8a9476754129a83df34a38703a75"), concat!("st.", "f2ed1e0e8c3087cb0e85b6ab.f34e765b9f913b2fbf3003cb8aff90970231475fe4bae127f399c0b9c0c85d3e.94a0a8bdc4c08cc71b9fd827deedd9c1c1de02a4303e08b4ea8f1e423d5a312b")],
    misses [concat!("st.", "000000000000000000000000.00000000000000000000000000000000.00000000000000000000000000000000")];

    "adobe_client_secret", "Adobe client secret", "https://developer.adobe.com/developer-console/docs/guides/authentication/", "", any,
    [
        ("p8e-", [Run(A::LOWER, 32, 32)]),
        ("p8e-", [Run(A::URL, 32, 32)]),
    ],
    hits [concat!("p8e-", "x1zzs280ybm3uxvkp1uwogolsv6u3a9j"), concat!("p8e-", "WyIRraEW1-diL15LtV1fqHKnsWLDiOp2")],
    misses [concat!("p8e-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "linear_api_key", "Linear API key", "https://linear.app/developers/graphql", "", any,
    [
        ("lin_api_", [Run(A::ALNUM, 40, 40)]),
        ("lin_oauth_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("lin_api_", "TeYub9vCmp5pwqdJmGngLYjM9tYrgkOVGjmC1wuW"), concat!("lin_oauth_", "0d7a443c848dc7f15e44b0a9d5de222152d24c4156b8f013905f37003f7a9258")],
    misses [concat!("lin_api_", "WtIG98zpQtGwNjN9YsuO81axGmtV5W61EcdLYsV"), concat!("lin_api_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "figma_token", "Figma token", "https://www.figma.com/developers/api#access-tokens", "", any,
    [
        ("figd_", [Run(A::URL, 38, 48)]),
        ("figo_", [Run(A::URL, 38, 48)]),
        ("figu_", [Run(A::URL, 38, 48)]),
    ],
    hits [concat!("figd_", "Xa9et-g5xkoZc83ixalVU35ldHInxYN13IdiEZpn"), concat!("figo_", "ubj7FVeoKCH-EJp6G869rY75Nd_cnKSWIRg67w1P")],
    misses [concat!("figd_", "3dwOXD6APPkYZJp2J4C-95oZSbTmUumbjTAEI"), concat!("figd_", "xxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "frameio_token", "Frame.io token", "https://developer.frame.io/docs/getting-started/authentication", "", any,
    [
        ("fio-u-", [Run(A::URLEQ, 64, 64)]),
    ],
    hits [concat!("fio-u-", "55Jk1Zp97-Z8Hu5cWyaAuuZr2UVbH4KhkgxYnaFJBqk1BQqq6JH2xLyPTybM84zV")],
    misses [concat!("fio-u-", "WLglJDIy1S2pwMh2jRQE__gWWEpv8cFrEt3NOQ_731kKlKSPDJP1_WqEfYj77t2"), concat!("fio-u-", "xxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "dropbox_token", "Dropbox short-lived token", "https://www.dropbox.com/developers/reference/auth-types", "", any,
    [
        ("sl.", [Run(A::URLEQ, 130, 152)]),
        ("sl.u.", [Run(A::URLEQ, 130, 1300)]),
        ("sl.B", [Run(A::URL, 130, 1300)]),
    ],
    hits [concat!("sl.", "k4FVBdjmRj2fshfna-9-5yn3l5JrmG1XlCYYBhTSvLDlhWkOjuf2XOnIWJTtdysTTVcezRbtVq3pBzwZEaSO_ytl1YoO5c05gv7so_oPjFf9EpRYPiz0ZCFHjHaKXKhQBZHf"), concat!("sl.u.", "bFVj_T26ZPm5e62cVn6yAfhCmwuA4cUTpSZUaAFSWWJsnKinddijPGkwlkmX801snwkCnXJvUiux5zzmBxyu_8ANAMzAGLj03LiDJrmOkK3hhjRhLmDz_anoiDIcs_tLQze8")],
    misses [concat!("sl.", "Q8J_N2WbSBt40dSLW3tShFq1rn8je4z2bNmDNjsewhAUtUPo1J9rYGPFi0f4FhQ5ABTVMU98BkImBI6u1WTdLU4U4jRmUW8Oz6wF9wWKtu748kOZDgEVZWFIkzfRt9Lyl"), concat!("sl.", "xxxxxxxxxxxxxxxxx-x-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "readme_api_key", "ReadMe API key", "https://docs.readme.com/main/reference/intro/authentication", "", any,
    [
        ("rdme_", [Run(A::LOWER, 70, 70)]),
    ],
    hits [concat!("rdme_", "zrv6hv7xkkstpsmcsp92e987dm429f1dxlyhqrzikeesaqvz5hctm4k2qgssfgczqybtgp")],
    misses [concat!("rdme_", "1ya0t8h695t33peu8axvz759yw9i905pzaxhcdx5b80yiofr0crzwbt6ms1lgzeab518e"), concat!("rdme_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "postman_api_key", "Postman API key", "https://learning.postman.com/docs/developer/postman-api/authentication/", "", any,
    [
        ("PMAK-", [Run(A::HEX, 24, 24), Lit("-"), Run(A::HEX, 34, 34)]),
    ],
    hits [concat!("PMAK-", "f9ae3871452a0d099d23881a-070d6b270cefc516cb3889877f3a88e2e0")],
    misses [concat!("PMAK-", "812f6f597e05d55219664886-86184eaae9eede550db4d1be0f088dfb8"), concat!("PMAK-", "000000000000000000000000-0000000000000000000000000000000000")];

    "mapbox_secret_token", "Mapbox secret token", "https://docs.mapbox.com/api/overview/#access-tokens-and-token-scopes", "", any,
    [
        ("sk.eyJ", [Run(A::URL, 50, 200), Lit("."), Run(A::URL, 22, 22)]),
        ("pk.eyJ", [Run(A::URL, 50, 200), Lit("."), Run(A::URL, 22, 22)]),
        ("tk.eyJ", [Run(A::URL, 50, 200), Lit("."), Run(A::URL, 22, 22)]),
        ("pk.", [Run(A::LOWER, 60, 60), Lit("."), Run(A::LOWER, 22, 22)]),
    ],
    hits [concat!("sk.eyJ", "C_pKi7y8p3h3qZ2_rTxmK9FWN2eIAsiko77qhGM4xKxE7v3fTBs7.l8pBgpUUpGiwS3w56MIoGY"), concat!("pk.eyJ", "IV8AntpEm-6c3DICdngmJiFsCNElrguSlluxqlv_oaGFMLutoLxo.qUN_WDyZAson17hdT846bZ")],
    misses [concat!("sk.eyJ", "jGA12vno2Q6jxHcZ83bd5SgMnd7MscLA1tzQYZsJfl1QqBgp2MQA.Q3JPmeZ2Y3kPAJjiUzPgt"), concat!("sk.eyJ", "x_xxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxx")];

    "yandex_iam_token", "Yandex Cloud IAM token", "https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token", "", any,
    [
        ("t1.", [Run(A::URLEQ, 3, 300), Lit("."), Run(A::URLEQ, 86, 88)]),
    ],
    hits [concat!("t1.", "CzneI.ga_qFK45fzjhm2r_ZyZvFqgZNVRz3DHEyU0zpdIylzivT4vJ8EJRNJm5aTxTZEXs2TxM5Oy_OfBZRwxyRyV_NFa0")],
    misses [concat!("t1.", "3iXbF.vwLzvMbmVW4lHdvC4vt4qP683jI2v2Ccg9AtycYjixm9b4mqfXXk8U0MJSWU8Y38Ga7M0xQ7Aq7uVAxPsEgf4"), concat!("t1.", "xxxxx.xx_xxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxx_xxxx")];

    "yandex_api_key", "Yandex Cloud API key", "https://yandex.cloud/en/docs/iam/concepts/authorization/api-key", "", any,
    [
        ("AQVN", [Run(A::URL, 35, 38)]),
    ],
    hits [concat!("AQVN", "lCj3ane9LMmwVcJe95uyXRuhcZnm5vX_AK6cj")],
    misses [concat!("AQVN", "nFXeSKSlDvSShWB6qpFj9TR65YqC8vhfcA"), concat!("AQVN", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxx")];

    "yandex_static_key", "Yandex Cloud static secret key", "https://yandex.cloud/en/docs/iam/concepts/authorization/access-key", "", mixed_case,
    [
        ("YCA", [Run(A::URL, 22, 22), Run(A::URL, 0, 15)]),
        ("YCAJ", [Run(A::URL, 36, 36)]),
        ("YC", [Run(A::URL, 38, 38)]),
    ],
    hits [concat!("YCA", "bzdovBhg1dOipztioooN_Yzw"), concat!("YCAJ", "AhmfvlH2_nI0jASy7Sjd1NUBpMwNhUra0Ep6")],
    misses [concat!("YCA", "xxxxxxxxxxxxxxxxxxxx_xxx")];

    "newrelic_user_key", "New Relic user key", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/", "", any,
    [
        ("NRAK-", [Run(A::UPPER, 27, 27)]),
        ("NRAK-", [Run(A::LOWER, 27, 27)]),
    ],
    hits [concat!("NRAK-", "SGB4YTTSQN563V6DQT97W7KP9BQ"), concat!("NRAK-", "iio4gkbf6xdcj4wd8vfjlq6cv2s")],
    misses [concat!("NRAK-", "xxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "newrelic_insert_key", "New Relic insert key", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/", "", any,
    [
        ("NRII-", [Run(A::URL, 32, 32)]),
        ("NRIQ-", [Run(A::URL, 32, 32)]),
        ("NRRA-", [Run(A::HEX, 42, 42)]),
    ],
    hits [concat!("NRII-", "8Mf5HYDJ9twD0wcsEyfMfSiFvpXMrPjg"), concat!("NRIQ-", "FWZMjiJ_KDGaVA_avo2CtMpN03OOY32g")],
    misses [concat!("NRII-", "UNLmjK0ILE-nKWBgvFuzPoV8_MUu5o1"), concat!("NRII-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "newrelic_browser_key", "New Relic browser key", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/", "", any,
    [
        ("NRJS-", [Run(A::HEX, 19, 19)]),
    ],
    hits [concat!("NRJS-", "c3be9dbac9c11015e58")],
    misses [concat!("NRJS-", "cecd551d577f6b626c"), concat!("NRJS-", "0000000000000000000")];

    "newrelic_license_key", "New Relic licence key", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/", "", any,
    [
        ("eu01xx", [Run(A::HEX, 30, 30), Lit("NRAL")]),
        ("eu01xx", [Run(A::HEX, 34, 34)]),
        ("gov01xx", [Run(A::HEX, 29, 29), Lit("NRAL")]),
    ],
    hits [concat!("eu01xx", "54cc1eb58e12085bbe19938597d320NRAL"), concat!("eu01xx", "01a37388abe1c7edf7b841c53d0e0c7069")],
    misses [concat!("eu01xx", "0000000000000000000000000000000000")];

    "grafana_service_account_token", "Grafana service account token", "https://grafana.com/docs/grafana/latest/administration/service-accounts/", "", any,
    [
        ("glsa_", [Run(A::ALNUM, 32, 32), Lit("_"), Run(A::HEXX, 8, 8)]),
    ],
    hits [concat!("glsa_", "4LBJvrvGNeWM6D7Oz1u6hk01dhzEGa3Y_63f90EdF")],
    misses [concat!("glsa_", "Mb905KoEzXByYViPMlcn37eKSMNssYTU_DBa0da2"), concat!("glsa_", "00000000000000000000000000000000_00000000")];

    "grafana_cloud_token", "Grafana Cloud token", "https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/", "", any,
    [
        ("glc_", [Run(A::B64, 32, 400)]),
    ],
    hits [concat!("glc_", "g7A4kHc/0fZOPQIBXV6vcA3/3BtjRNnplV")],
    misses [concat!("glc_", "w0YCyKKNkzOBI7MF48pg0RpDQ5tSPFs"), concat!("glc_", "xxxxxxx/xxxxxxxxxxxxxxx/xxxxxxxxxx")];

    "grafana_api_key", "Grafana API key", "https://grafana.com/docs/grafana/latest/administration/api-keys/", "", any,
    [
        ("eyJrIjoi", [Run(A::B64, 70, 400)]),
    ],
    hits [concat!("eyJrIjoi", "NKgeDU+pLs21EMsO4SbHrUTVnKP2+K77iMQDvfkGq0gMm18vj8ZYcl746UTkd70SVoUawucy")],
    misses [concat!("eyJrIjoi", "j/I3lbapoqWBdf6oE/IqnLJF+08hX1WsbqvemuLDvkErhNLDbrc9GDL69XKABpMhfDSM5"), concat!("eyJrIjoi", "xxxxxx+xxxxxxxxxxxxxxxxxxxxx+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "dynatrace_token", "Dynatrace token", "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens", "", any,
    [
        ("dt0c01.", [Run(A::ALNUM, 24, 24), Lit("."), Run(A::ALNUM, 64, 64)]),
        ("dt0s01.", [Run(A::ALNUM, 8, 8), Lit("."), Run(A::ALNUM, 64, 64)]),
        ("dt0s16.", [Run(A::ALNUM, 8, 8), Lit("."), Run(A::ALNUM, 64, 64)]),
        ("dt0s02.", [Run(A::ALNUM, 8, 8), Lit("."), Run(A::ALNUM, 64, 64)]),
    ],
    hits [concat!("dt0c01.", "d2uNFKaceIHvlOlV27M3eB8n.SzldTMbs5JAIl3P5FWjnBTDfn19L4pAZep8NT6ZsleDOXvItivlVs5azQCwKWDaW"), concat!("dt0s01.", "NM0C3RDN.v3796DLc2zM9sOU3yMAU8ihCKWx1IDqBdelYav2F4H3M929GTUBSnvStSmf1hQBX")],
    misses [concat!("dt0c01.", "Usrw0RTTQ0ocebEo7QM1rP6A.5iSEtqvmIsf6hF5UKt3y0DG3he2MyaYl8aX1mQF9T8GgCHBj2gXEcwMeCbq23x9"), concat!("dt0c01.", "xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "sentry_org_token", "Sentry organisation token", "https://docs.sentry.io/account/auth-tokens/", "", any,
    [
        ("sntrys_eyJ", [Run(A::B64, 20, 420), Lit("_"), Run(A::B64, 43, 43)]),
    ],
    hits [concat!("sntrys_eyJ", "zbr+6Hx3Q4sQKFCpW78vXo_zd2VpG/z4DNparhefLtR6P+K8CHTXOySdio8KC3GQz7")],
    misses [concat!("sntrys_eyJ", "dQw7xlbV6+RuLwqFvMWFty_fpS2qCz8hlW6+K2427Kz59qmmWvWvqp48g5z3lFtG2"), concat!("sntrys_eyJ", "xxx+xxxxxxxxxxxxxxxxxx_xxxxxx/xxxxxxxxxxxxxxx+xxxxxxxxxxxxxxxxxxxx")];

    "sentry_user_token", "Sentry user token", "https://docs.sentry.io/account/auth-tokens/", "", any,
    [
        ("sntryu_", [Run(A::HEX, 64, 64)]),
        ("sntrya_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("sntryu_", "671f3a881ebbfda4f749252eb829f731086e886317d2e00a791b208a978c03d1"), concat!("sntrya_", "264e157179d9cff2937a01be6b736a7dae3363a839594fc1d8302dd0aaa521c6")],
    misses [concat!("sntryu_", "e54740e57e9bec760b5b4d837416f2aa879ef4483c98f1c2db065ab1392c931"), concat!("sntryu_", "0000000000000000000000000000000000000000000000000000000000000000")];

    "honeycomb_key", "Honeycomb ingest or management key", "https://docs.honeycomb.io/get-started/configure/environments/manage-api-keys/", "", any,
    [
        ("hcaik_", [Run(A::LOWER, 58, 58)]),
        ("hcbik_", [Run(A::LOWER, 58, 58)]),
        ("hcxik_", [Run(A::LOWER, 58, 58)]),
        ("hcamk_", [Run(A::LOWER, 32, 58)]),
        ("hcxmk_", [Run(A::LOWER, 32, 58)]),
    ],
    hits [concat!("hcaik_", "ked766sbyo9ccxhm75qbp4jhlluols51mtoo6q1hqot7bfez3qvqycq0y1"), concat!("hcbik_", "girq3e2vthbyl9r8z4cqnxm9utsjprhauubhttkarrx8js6pfs2dxbdjam")],
    misses [concat!("hcaik_", "hzkhf002bebf6o2swh0hg6gdqippgvn7i3hadxzp9eequxivgcpaszolb"), concat!("hcaik_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "axiom_token", "Axiom token", "https://axiom.co/docs/reference/tokens", "", ends_uuid,
    [
        ("xaat-", [Run(A::UUID, 36, 36)]),
        ("xapt-", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("xaat-", "a1734554-4ca0-494b-a527-7bd1937e1737"), concat!("xapt-", "cc1adcdc-8956-40cd-a7de-2797a91a8d2d")],
    misses [concat!("xaat-", "0e62a3e5-5d39-4afa-aec4-aecd3306f17"), concat!("xaat-", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "posthog_personal_key", "PostHog personal key", "https://posthog.com/docs/api", "", any,
    [
        ("phx_", [Run(A::ALNUM, 43, 48)]),
        ("phs_", [Run(A::ALNUM, 43, 60)]),
    ],
    hits [concat!("phx_", "mAm1fff2BErss7RkvmdiqylRhhWHFKMLtTf08nmI8W6vt"), concat!("phs_", "1CHAAAF2YjzuZYwmhqA3YMVYipYotyzNQRY95NhYKk0AA")],
    misses [concat!("phx_", "eKvLjDRc846VRjTgAlE0Ylukc6r6MaKq6Fnue4dPhI"), concat!("phx_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "uptimerobot_api_key", "UptimeRobot API key", "https://uptimerobot.com/api/", "", any,
    [
        ("ur", [Run(A::DIGIT, 6, 8), Lit("-"), Run(A::HEX, 24, 24)]),
    ],
    hits [concat!("ur", "32585534-531d973c1816896840d11fb5")],
    misses [concat!("ur", "75789026-4828806f5d7bbfb7e70bca1"), concat!("ur", "00000000-000000000000000000000000")];

    "rootly_api_key", "Rootly API key", "https://docs.rootly.com/api-reference/overview", "", any,
    [
        ("rootly_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("rootly_", "d5cbfc6a3d7ea0bb5be44b2562b31402c0c8f1cc6042bebcda0abe809f5e7822")],
    misses [concat!("rootly_", "cb68158bbd93c2c54cc3d2cd7e884d2ec8ec1d3610f8bfe5b59d2894b271d89"), concat!("rootly_", "0000000000000000000000000000000000000000000000000000000000000000")];

    "pagerduty_key", "PagerDuty OAuth token", "https://developer.pagerduty.com/docs/authentication", "", any,
    [
        ("pdus+_", [Run(A::URLEQ, 60, 150)]),
        ("pdeu+_", [Run(A::URLEQ, 60, 150)]),
    ],
    hits [concat!("pdus+_", "7T-OzpgjL7aZ7CVDbsF7jPKZlsTL3sUI6KV8eBdVkc4pMnfOyAQ-baAuPsadg8"), concat!("pdeu+_", "GLBl9PcDRUiEXvdSIJDHHc7SIRy2g4cnzg2gaCFHUKZGz61ObPaILs6qQR1yeJ")],
    misses [concat!("pdus+_", "b5DaSVMv_w5uYABVNDl9d2tlQUuJcO9SMevf7iiciVvo1x82aGo718tEFvL"), concat!("pdus+_", "xx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxx")];

    "settlemint_token", "SettleMint token", "https://console.settlemint.com/documentation/platform-components/security-and-authentication/personal-access-tokens", "", any,
    [
        ("sm_pat_", [Run(A::ALNUM, 16, 16)]),
        ("sm_aat_", [Run(A::ALNUM, 16, 16)]),
        ("sm_sat_", [Run(A::ALNUM, 16, 16)]),
    ],
    hits [concat!("sm_pat_", "DMX0V0iZ99lLt1o3"), concat!("sm_aat_", "ImKocslXEWWilQKO")],
    misses [concat!("sm_pat_", "UWS4eridJNPL2f7"), concat!("sm_pat_", "xxxxxxxxxxxxxxxx")];

    "intra42_client_secret", "42 intra client secret", "https://api.intra.42.fr/apidoc", "", any,
    [
        ("s-s4t2ud-", [Run(A::HEX, 64, 64)]),
        ("s-s4t2af-", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("s-s4t2ud-", "5eff5575a882c6ca4ef8f9dea2952912646d30af390031cbc6f57d039b3dc7db"), concat!("s-s4t2af-", "329a42c85a06dd83f7022fa86a009a80168dcb98cf02fadbd5ac4d07adb7ebba")],
    misses [concat!("s-s4t2ud-", "2cec4e5400f5180238245a431ce3609961b078a11ba5c357729b2830b27aef5"), concat!("s-s4t2ud-", "0000000000000000000000000000000000000000000000000000000000000000")];

    "adafruit_io_key", "Adafruit IO key", "https://io.adafruit.com/api/docs/", "", any,
    [
        ("aio_", [Run(A::ALNUM, 28, 28)]),
    ],
    hits [concat!("aio_", "oeEshw767PX2Lpxpuj4gajt4TyAS")],
    misses [concat!("aio_", "VdcMjawmFYaEKGY3n5qJy4f7ScU"), concat!("aio_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "ubidots_token", "Ubidots token", "https://docs.ubidots.com/reference/authentication", "", any,
    [
        ("BBFF-", [Run(A::ALNUM, 30, 34)]),
        ("BBUS-", [Run(A::ALNUM, 30, 34)]),
    ],
    hits [concat!("BBFF-", "kiUSzj0HA0yF06EDxQfInXI00TwbUx5h"), concat!("BBUS-", "bhDCs9p5PVku6db2nUSoi0VMyltgKleH")],
    misses [concat!("BBFF-", "4zESykr7dmG5BvD4zy0knsEEYJbDf"), concat!("BBFF-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "ttn_api_key", "The Things Stack key", "https://www.thethingsindustries.com/docs/reference/api/authentication/", "", any,
    [
        ("NNSXS.", [Run(A::UPPER, 39, 39), Lit("."), Run(A::UPPER, 52, 52)]),
    ],
    hits [concat!("NNSXS.", "2L5B5XF55J3LX8OSVJMOQG6R4V2TXIH4UZNNH4A.B7U2XS7K2D861BF8YW0MVTQ64P7F41Z54OPV94W85WA2U5JKQGK5")],
    misses [concat!("NNSXS.", "QGM3SO2C8NHP0MBIFCXT8F0ZJJ56VEOJO97VK4W.FN56VI43K5RN09XV57XM24LEN7LVGYO0O9CIEMTZ87BDSXVT3MN"), concat!("NNSXS.", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "calcom_api_key", "Cal.com key", "https://cal.com/docs/api-reference", "", any,
    [
        ("cal_live_", [Run(A::HEX, 32, 32)]),
        ("cal_", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("cal_live_", "e0fcd671858835d2297662a54b85bb7d"), concat!("cal_", "de160acc6b992ac7132e4355bac5e22a")],
    misses [concat!("cal_live_", "acb745dd2d6ee2a77e85b0cc1394436"), concat!("cal_live_", "00000000000000000000000000000000")];

    "zoho_token", "Zoho token", "https://www.zoho.com/accounts/protocol/oauth.html", "", any,
    [
        ("1000.", [Run(A::HEX, 32, 32), Lit("."), Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("1000.", "e4b0278384a3f91509d3c74f93765e54.1ab80e5de587a996ea40e3b0048106ad")],
    misses [concat!("1000.", "d18b1bc4eab84f26b9e7caac0590005f.45b335123be40f9862a0e77d89398d9"), concat!("1000.", "00000000000000000000000000000000.00000000000000000000000000000000")];

    "salesforce_access_token", "Salesforce session id", "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/", "", any,
    [
        ("00D", [Run(A::ALNUM, 12, 15), Lit("!"), Run(A::DOTTED, 80, 220)]),
    ],
    hits [concat!("00D", "tWs1VuF7Q6p4Ow!br00lPTZYrnCx7t2qy4ZDYnzF9teDQSY0aImzQDkEkdnJMmsdlijN4MzNG06gxtFBh51-0ZURIWbs-yoZH")],
    misses [concat!("00D", "bCxQPnsl0BF0Td!aW1LVSzpg9Y58Mibev9r-ErwxbpAbkTwd8x6jUrgjBOaq8G_wvg-LZRcjgNPfGvDQNrYFG_FWIA0ma0"), concat!("00D", "xxxxxxxxxxxxxx!xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxx-xxxx")];

    "ebay_oauth_token", "eBay OAuth token", "https://developer.ebay.com/api-docs/static/oauth-tokens.html", "", any,
    [
        ("v^1.1#i^1#", [Run(A::DOTTED, 1, 40)]),
    ],
    hits [concat!("v^1.1#i^1#", "avB")],
    misses [concat!("v^1.1#i^1#", "xxx")];

    "linkedin_access_token", "LinkedIn access token", "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication", "", any,
    [
        ("AQV", [Run(A::URL, 200, 500)]),
        ("AQX", [Run(A::URL, 200, 500)]),
    ],
    hits [concat!("AQV", "WpCCo9coPyEBq3Vwb8sZ057hTK7f_sZkWbPv2Ow2VfGJ_2UgK_k63z4JphnDTdMRApDC6kpJbZbkUQ59qWtKS37lMkkUvWMQh7_Gr3MVemXAHeE97pXvuYAKafkQcEzrnOZ32e5LgihfHQOGsMkruGOnwZoTGJnL4vQ3rP4mQqS_ytRoF8grqELODTh-zXrUEA6HetR8v0"), concat!("AQX", "CPtAPx3dz2ytNAtpYSgy7o3KZmunkaAIW1T2DC_iyv_Zq4JdAgGizfUZ3TF8YOqNbEzOVkQyhzxQ506MDaG7aOqxLFVHvNHfLYeNWsk-YpWeKIK6OLN1WPIBaXFZQ3cgdy_9pvBUenKhfvHhybdaurO5iQrLjFPlpuVLSYE1KwGCCnYGlcIYECIMyV03JAz2KQSGyj8qoe")],
    misses [concat!("AQV", "FSMmgKLXD9NlI7qtaggBEFaN4Jlt-nzDElKtnLReFFmweX0ACxKsH26HDJStJqrvYPp0XGtqebLXVDqxo9A5vhVwmfTXeIzCT8j2gEV65qmir76v5rtCLKBi4sV5KaSf_95Pl95W2lgMRuvlWzl3u-0fkbAKjR9xj_GUPbKTE0w6sctqX8R8-2JYG4DUggASIUbEaQr"), concat!("AQV", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxx_xxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxx-xxxxxxxxxxxxxx")];

    "asana_pat", "Asana personal access token", "https://developers.asana.com/docs/personal-access-token", "", any,
    [
        ("1/", [Run(A::DIGIT, 12, 18), Lit(":"), Run(A::HEX, 32, 32)]),
        ("2/", [Run(A::DIGIT, 12, 18), Lit("/"), Run(A::DIGIT, 12, 18), Lit(":"), Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("1/", "72845158139213:f49513010e89284404a2091d4cf643b3"), concat!("2/", "73816870946356/68007301003217:258e9df65845cea5c87399d45ab582f6")],
    misses [concat!("1/", "00000000000000:00000000000000000000000000000000")];

    "stytch_secret", "Stytch secret", "https://stytch.com/docs/api/authentication", "", any,
    [
        ("secret-live-", [Run(A::URLEQ, 30, 40)]),
        ("secret-test-", [Run(A::URLEQ, 30, 40)]),
    ],
    hits [concat!("secret-live-", "90E2OgiBrD5dD8kgbwM45Lq_3nnUE-eo"), concat!("secret-test-", "En85bloqte5lgsIUtJ1EG8vpblEGp7pN")],
    misses [concat!("secret-live-", "Nh_Bmn45GKRJvd86psCGAVVb4Fa10"), concat!("secret-live-", "xxxxxxxxxxxxxxxxxxxxxxx_xxxxx-xx")];

    "authress_access_key", "Authress access key", "https://authress.io/knowledge-base/docs/authorization/service-clients/", "", any,
    [
        ("sc_", [Run(A::LOWER, 5, 30), Lit("."), Run(A::LOWER, 4, 6), Lit(".acc_"), Run(A::URL, 10, 32), Lit("."), Run(A::ANY64, 30, 120)]),
        ("sc_", [Run(A::LOWER, 5, 30), Lit("."), Run(A::LOWER, 4, 6), Lit(".acc-"), Run(A::URL, 10, 32), Lit("."), Run(A::ANY64, 30, 120)]),
        ("ext_", [Run(A::LOWER, 5, 30), Lit("."), Run(A::LOWER, 4, 6), Lit(".acc-"), Run(A::URL, 10, 32), Lit("."), Run(A::ANY64, 30, 120)]),
        ("scauth_", [Run(A::LOWER, 5, 30), Lit("."), Run(A::LOWER, 4, 6), Lit(".acc_"), Run(A::URL, 10, 32), Lit("."), Run(A::ANY64, 30, 120)]),
        ("authress_", [Run(A::LOWER, 5, 30), Lit("."), Run(A::LOWER, 4, 6), Lit(".acc_"), Run(A::URL, 10, 32), Lit("."), Run(A::ANY64, 30, 120)]),
        ("authress_", [Run(A::LOWER, 5, 30), Lit("."), Run(A::LOWER, 4, 6), Lit(".acc-"), Run(A::URL, 10, 32), Lit("."), Run(A::ANY64, 30, 120)]),
    ],
    hits [concat!("sc_", "i3l8ift.vjn7n7.acc__tZuPH3lrRDs.hIyYvRNwhhDl5Dqii7E6UkJktWISiAgp"), concat!("sc_", "zk6tgzj.k9ze2c.acc-sEwKmMWv_5os.7cMPQys3KGx4uULHq5NF5n66mW49PtVI")],
    misses [concat!("sc_", "xxxxxxx.xxxxxx.xxx__xxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "lark_webhook_url", "Lark webhook", "https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot", "", any,
    [
        ("open.larksuite.com/open-apis/bot/v2/hook/", [Run(A::UUID, 36, 36)]),
        ("open.feishu.cn/open-apis/bot/v2/hook/", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("open.larksuite.com/open-apis/bot/v2/hook/", "4ea15681-3c8f-4861-a3bc-3182f85222c9"), concat!("open.feishu.cn/open-apis/bot/v2/hook/", "d042ea55-3303-45e4-a508-ebdba7b1728e")],
    misses [concat!("open.larksuite.com/open-apis/bot/v2/hook/", "23dfcfd4-3867-47d4-aa76-9862ffd542b"), concat!("open.larksuite.com/open-apis/bot/v2/hook/", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "dingtalk_webhook_url", "DingTalk robot webhook", "https://open.dingtalk.com/document/robots/custom-robot-access", "", any,
    [
        ("oapi.dingtalk.com/robot/send?access_token=", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("oapi.dingtalk.com/robot/send?access_token=", "d9bbf88c58c7c3851a3fb5e98fd8fd9a3731be7578c5c19b1e52ab2f9e7e997c")],
    misses [concat!("oapi.dingtalk.com/robot/send?access_token=", "7b497261591f7fefca1b1e4422e17baad38bb3359f982ad684ce8bde2c956e9"), concat!("oapi.dingtalk.com/robot/send?access_token=", "0000000000000000000000000000000000000000000000000000000000000000")];

    "ifttt_webhook_url", "IFTTT webhook", "https://ifttt.com/maker_webhooks", "", any,
    [
        ("maker.ifttt.com/use/", [Run(A::URL, 20, 45)]),
    ],
    hits [concat!("maker.ifttt.com/use/", "23N35g4L5tD3WnQeRrmJcP")],
    misses [concat!("maker.ifttt.com/use/", "e6N9fW3u173nDq21EJL"), concat!("maker.ifttt.com/use/", "xxxxxxxxxxxxxxxxxxxxxx")];

    "age_secret_key", "age secret key", "https://age-encryption.org/v1", "Bech32", any,
    [
        ("AGE-SECRET-KEY-1", [Run(A::UPPER, 58, 58)]),
    ],
    hits [concat!("AGE-SECRET-KEY-1", "U2F06GEGACAWATLSP2Y8JH6S98XGW58CAR28ACZ6P4FK5MYEGJLLMC8F20")],
    misses [concat!("AGE-SECRET-KEY-1", "6NMGM23VR5HVWWS6CT1KW630FTRAWYKRUNTJUX8YMIMF0CSPLVRYJK5TB"), concat!("AGE-SECRET-KEY-1", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "age_plugin_identity", "age plugin identity", "https://age-encryption.org/v1", "", any,
    [
        ("AGE-PLUGIN-YUBIKEY-1", [Run(A::UPPER, 20, 120)]),
    ],
    hits [concat!("AGE-PLUGIN-YUBIKEY-1", "UP2IXMI07AKDYJH8W9JWAZ")],
    misses [concat!("AGE-PLUGIN-YUBIKEY-1", "1PFTNA42T7MAPBAE18B"), concat!("AGE-PLUGIN-YUBIKEY-1", "xxxxxxxxxxxxxxxxxxxxxx")];

    "nostr_secret_key", "Nostr secret key", "https://github.com/nostr-protocol/nips/blob/master/19.md", "Bech32", nostr,
    [
        ("nsec1", [Run(A::LOWER, 58, 58)]),
    ],
    hits [concat!("nsec1", "vea43ffhvmp70juwteqr2h3zxvevdf6av9mv9ua7xum4g8yh666wtk3g90")],
    misses [concat!("nsec1", "1rlbnr8z9duz43nyqdvpg7d3n839gii1smzpyoy6623h0kb05lqln21o8"), concat!("nsec1", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "extended_private_key", "Extended private key (BIP 32)", "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki", "", any,
    [
        ("xprv", [Run(A::ALNUM, 107, 107)]),
        ("yprv", [Run(A::ALNUM, 107, 107)]),
        ("zprv", [Run(A::ALNUM, 107, 107)]),
        ("tprv", [Run(A::ALNUM, 107, 107)]),
    ],
    hits [concat!("xprv", "662Hvdk13BXn2eRcMP7NGYrkalhu71FbSip00dUu6VUsmyJSSs2dRApLFQ2JUMei5HwiBKudqct9ac94RIm6nRMBJNF5ROKtzl6GMumUk3x"), concat!("yprv", "Gq4XjSbxRe3ZY23q1Y3t4JypZ50ER1Ff49mpvQMVHFFcOXnMAxKgS8MIRcW2PQ7iJ9EefjIwq3CTdcq0OpAVIQxB3Ysh8G4raKJiLTZsmvv")],
    misses [concat!("xprv", "pKVfovVZOwoo1eAVgcyNveqGAlE73xzK2H1y3dNBiRNiU5mFE3AFWMAMd2yDMSAWQiuUhbAyAg8QzHyfnWv819xZ0sUIqgLQGRbPHrn6Pq"), concat!("xprv", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "apify_api_token", "Apify API token", "https://docs.apify.com/platform/integrations/api", "", any,
    [
        ("apify_api_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("apify_api_", "pLIix6MEOLeMa61EqJomTEI1JEzO3joOj37H")],
    misses [concat!("apify_api_", "yVaQXekW9LctXb03rEMU64yTY6BzUZKC9"), concat!("apify_api_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];
}
