//! Tokens of source hosting and package registries. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "github_pat", "GitHub personal access token (classic)", "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github", "CRC-32 in base62", any,
    [
        ("ghp_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("ghp_", "alUmF4cshO9mokkVABAsC1yCTK3Ixv0ZvKff")],
    misses [concat!("ghp_", "HjsQ8thA3J9aZ7BGpXFYvIbtu8PczWFKAG0"), concat!("ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "github_oauth_token", "GitHub OAuth access token", "https://docs.github.com/en/apps/oauth-apps", "CRC-32 in base62", any,
    [
        ("gho_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("gho_", "HRCekazXX55ksaHStpJPGX6ZNZEquY1ukkZq")],
    misses [concat!("gho_", "4HLDh3aquWomUXhF1fkgc7wwlv7AnLVcVUN"), concat!("gho_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "github_app_token", "GitHub App user or server token", "https://docs.github.com/en/apps/creating-github-apps", "CRC-32 in base62", any,
    [
        ("ghu_", [Run(A::ALNUM, 36, 36)]),
        ("ghs_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("ghu_", "0UyA8B9epYmuBe30iVCrNjK4wJvwTB2YeiJQ"), concat!("ghs_", "uaUVllaffZzBZd824cETEw4G2qQ9VO3E8wzL")],
    misses [concat!("ghu_", "hahlHRbFQG3pVWtCMLEVyC0h8AQVoul8ea9"), concat!("ghu_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "github_refresh_token", "GitHub refresh token", "https://docs.github.com/en/apps/creating-github-apps", "CRC-32 in base62", any,
    [
        ("ghr_", [Run(A::ALNUM, 36, 36)]),
        ("ghr_", [Run(A::ALNUM, 76, 76)]),
    ],
    hits [concat!("ghr_", "MFJu9GVOAX4hTgODDSiekXRz65Ebzf0AHfoC"), concat!("ghr_", "9JrTZGpLK06gYT2C3MuwX7Rf21heFQEoGLeqYzuuLc53t5HXvYQGVKXHb9gaMVfPBfl35v0ENC4S")],
    misses [concat!("ghr_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "github_fine_grained_pat", "GitHub fine-grained personal access token", "https://docs.github.com/en/authentication", "", any,
    [
        ("github_pat_", [Run(A::WORD, 82, 82)]),
    ],
    hits [concat!("github_pat_", "G0BWjOc9_mB3ASEsoSrl8hLUGRNl9BIH0uSy7nhrJxPYu5meviWakTfAIANV6pbg7dNv4PKx0oQcabsZtI")],
    misses [concat!("github_pat_", "k1ueCUBl6qpSJgROBeuRJR4sFEvq2SExIFoWARSZFooTEllwGpyTJum2kt5G2jyAAY4XCzkvETBra66ms"), concat!("github_pat_", "xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "gitlab_pat", "GitLab personal access token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glpat-", [Run(A::URL, 20, 24)]),
        ("glpat-", [Run(A::URL, 27, 300), Lit("."), Run(A::LOWER, 9, 9)]),
        ("glpat-", [Run(A::URL, 27, 300), Lit(".01."), Run(A::LOWER, 9, 9)]),
    ],
    hits [concat!("glpat-", "jvMFCpNrJnnRYcgIMQh3y3"), concat!("glpat-", "sn3-IZIWQpQcjvcutYtcLsqGk0dCY.6uv7ig7uw")],
    misses [concat!("glpat-", "xxxxxxxxxxxxxxxxxxxxxx")];

    "gitlab_deploy_token", "GitLab deploy token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("gldt-", [Run(A::URL, 20, 20)]),
    ],
    hits [concat!("gldt-", "94JJlCSqvpgQ1YQKxX_9")],
    misses [concat!("gldt-", "vXoyopCnZXkHOOLocgP"), concat!("gldt-", "xxxxxxxxxxxxxxxxxx_x")];

    "gitlab_pipeline_trigger_token", "GitLab pipeline trigger token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glptt-", [Run(A::HEX, 40, 40)]),
        ("glptt-", [Run(A::URL, 20, 20)]),
    ],
    hits [concat!("glptt-", "2a4995330b9bd9121e0a4e2c63b469cce41c108b"), concat!("glptt-", "GuwYpj4XWA6N_WQj_Sa4")],
    misses [concat!("glptt-", "0000000000000000000000000000000000000000")];

    "gitlab_runner_registration_token", "GitLab runner registration token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("GR1348941", [Run(A::URL, 20, 20)]),
    ],
    hits [concat!("GR1348941", "W6z-IqEFs1hRTTgm5dnF")],
    misses [concat!("GR1348941", "mJlGjH8zWJ8hm3q8aZ9"), concat!("GR1348941", "xxx-xxxxxxxxxxxxxxxx")];

    "gitlab_runner_token", "GitLab runner authentication token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glrt-", [Run(A::URL, 20, 20)]),
        ("glrt-t", [Run(A::LOWER, 1, 1), Lit("_"), Run(A::URL, 20, 20)]),
        ("glrt-t", [Run(A::LOWER, 1, 1), Lit("_"), Run(A::URL, 27, 300), Lit("."), Run(A::LOWER, 9, 9)]),
        ("glrtr-", [Run(A::URL, 20, 20)]),
    ],
    hits [concat!("glrt-", "QsUfpJxcDi1muR-bxqYa"), concat!("glrt-t", "0_wwpq4eYU7S4xLj1uWaFh")],
    misses [concat!("glrt-", "xxxxxxxxxxxxxx-xxxxx")];

    "gitlab_ci_job_token", "GitLab CI/CD job token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glcbt-", [Run(A::ALNUM, 1, 5), Lit("_"), Run(A::URL, 20, 20)]),
    ],
    hits [concat!("glcbt-", "22g_h-V3v-hoSDqxB04CNctM")],
    misses [concat!("glcbt-", "LO5_Rbq9LukrMboXy9q09UQ"), concat!("glcbt-", "xxx_x-xxx-xxxxxxxxxxxxxx")];

    "gitlab_feature_flag_token", "GitLab feature flags client token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glffct-", [Run(A::URL, 20, 20)]),
    ],
    hits [concat!("glffct-", "7Yb1lKKqNnJeiWBtECFS")],
    misses [concat!("glffct-", "rUGFybQeRdGDTZqGtAX"), concat!("glffct-", "xxxxxxxxxxxxxxxxxxxx")];

    "gitlab_feed_token", "GitLab feed token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glft-", [Run(A::URL, 20, 20)]),
    ],
    hits [concat!("glft-", "uI770fzSZSx-21qBN1TN")],
    misses [concat!("glft-", "wNssz_Bac0x8JUIfP5v"), concat!("glft-", "xxxxxxxxxxx-xxxxxxxx")];

    "gitlab_incoming_mail_token", "GitLab incoming mail token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glimt-", [Run(A::URL, 25, 25)]),
    ],
    hits [concat!("glimt-", "CZm9SPckMpNzlLZpg_-gh2gRF")],
    misses [concat!("glimt-", "hxdtyNGtpRg89qsko7O_rtBh"), concat!("glimt-", "xxxxxxxxxxxxxxxxx_-xxxxxx")];

    "gitlab_agent_token", "GitLab agent for Kubernetes token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glagent-", [Run(A::URL, 50, 50)]),
    ],
    hits [concat!("glagent-", "l0i70wnh9opDsaqyP4L23r1oo0JbSaBp2hzBJOySubyjbj30ap")],
    misses [concat!("glagent-", "reZtf7Tt4Bi991PCbFk5ui9fPf2I96PfLdXmSMSJFOzxiFFAN"), concat!("glagent-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "gitlab_oauth_app_secret", "GitLab OAuth application secret", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("gloas-", [Run(A::URL, 64, 64)]),
    ],
    hits [concat!("gloas-", "U4KxfbprpxXaTr95UM_w4qPpkQDwNnHXgHtjQMNr9a_kpI8sajg3hGwEinW2fduZ")],
    misses [concat!("gloas-", "9NNxUvHMTD4XDR381iLNUAwswzti2M51kbcEi-BMrcX9kG234v7d6VkdSWcDuah"), concat!("gloas-", "xxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxx")];

    "gitlab_scim_token", "GitLab SCIM token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glsoat-", [Run(A::URL, 20, 20)]),
    ],
    hits [concat!("glsoat-", "NhnaEqoB_RR4yt5knmZe")],
    misses [concat!("glsoat-", "HI4B8nqIHkv3uypk9jR"), concat!("glsoat-", "xxxxxxxx_xxxxxxxxxxx")];

    "gitlab_workspace_token", "GitLab workspace token", "https://docs.gitlab.com/security/tokens/", "", any,
    [
        ("glwt-", [Run(A::URL, 20, 30)]),
    ],
    hits [concat!("glwt-", "BI-jXtPxMyIGBAlHymzdT5")],
    misses [concat!("glwt-", "MyGQLWtXjpDpKsQvZ1D"), concat!("glwt-", "xx-xxxxxxxxxxxxxxxxxxx")];

    "bitbucket_app_password", "Bitbucket app password", "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/", "", mixed_case,
    [
        ("ATBB", [Run(A::ALNUM, 32, 32)]),
    ],
    hits [concat!("ATBB", "NF0Y5Y23J3hGawm7iszgvIW96Jv1pG5P")],
    misses [concat!("ATBB", "JHtqeP7eguyEpmKwh6sCUON70cgsLrA"), concat!("ATBB", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "bitbucket_access_token", "Bitbucket repository access token", "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/", "", any,
    [
        ("ATCTT3", [Run(A::URLEQ, 50, 300)]),
    ],
    hits [concat!("ATCTT3", "tFkyFWgzi9fPIKqQDIUrwQXoMOeUzA40BQW_2TGBkdfShaHomv67")],
    misses [concat!("ATCTT3", "AQ2EmsY1Xbzi6u7-55ZpESjw3TQvMgPXIntFh6KkYMQCVgkMB"), concat!("ATCTT3", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxx")];

    "atlassian_api_token", "Atlassian API token", "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/", "", any,
    [
        ("ATATT3", [Run(A::URLEQ, 180, 190)]),
    ],
    hits [concat!("ATATT3", "REXAoeKp6sEd-GjBkYtnmShOM5lXXf8A7r-FjBKeRdXQfQzbs_Qnuy93p7U2fImOnKRrhjr7boYWKWWrzlYvKnnPDKoGdyaRbVmt90Loy4BMGf_iiU3NSVna5fjP25dMehJbRdxpDXD_T32zmPosH69NGWY797lXr6fcZdZnSZ6YmMU4YN-hbn")],
    misses [concat!("ATATT3", "8guxQN9UFgm1Op1ejKdvwWkjU1MyPHXyzRXbBXA9_RMQodRpB7hjODMwlBqPmhDA9Gaooo5GyuWOwKziOw2bXs-npEkowqJUUmeRsa-JIxc-enKN_vWw-gHjcQ4Xav8iRAJn5CsjxHo8F80s-7XoasmSlx0d6xSIz0p4Pn5bFX4-Pl6Bk64"), concat!("ATATT3", "xxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxx")];

    "sourcegraph_access_token", "Sourcegraph access token", "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token", "", any,
    [
        ("sgp_", [Run(A::HEXX, 40, 40)]),
        ("sgp_", [Run(A::HEXX, 16, 16), Lit("_"), Run(A::HEXX, 40, 40)]),
        ("sgp_local_", [Run(A::HEXX, 40, 40)]),
        ("slk_", [Run(A::HEX, 64, 64)]),
        ("sgd_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("sgp_", "edDa37964aBeb217a58a2b3e4F7539d11E9bFd2d"), concat!("sgp_", "92Ca62fd6630d94f_4EeBE029c0a9AeAaD96ee5cDF69DBE6387C9dAFa")],
    misses [concat!("sgp_", "0000000000000000000000000000000000000000")];

    "npm_access_token", "npm access token", "https://docs.npmjs.com/about-access-tokens", "CRC-32 in base62", any,
    [
        ("npm_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("npm_", "W1mMv3OGkNmIJjARq09D2QHVDrzmYV1WYPZF")],
    misses [concat!("npm_", "zNcoVxw2RxCx02ChEz6ZJvRyG5nK3RGP2IN"), concat!("npm_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "pypi_upload_token", "PyPI upload token", "https://pypi.org/help/#apitoken", "", any,
    [
        ("pypi-AgEIcHlwaS5vcmc", [Run(A::URL, 50, 1000)]),
        ("pypi-AgENdGVzdC5weXBpLm9yZw", [Run(A::URL, 50, 1000)]),
    ],
    hits [concat!("pypi-AgEIcHlwaS5vcmc", "2QTTApbqpVsYeRq2KdVZmkUGam1J9T7GAKtPahHyZJg5ByFBZ5yQ"), concat!("pypi-AgENdGVzdC5weXBpLm9yZw", "yQXrmUmDlJQjkM-bX4bea-b1kliymy9RSn7jPd1BTwndb-VSpL-N")],
    misses [concat!("pypi-AgEIcHlwaS5vcmc", "z0putnKJmkr1kQfGdcrGjRJrb0_AI-9ewuy5LACxKJPCqvmfW"), concat!("pypi-AgEIcHlwaS5vcmc", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "rubygems_api_key", "RubyGems API key", "https://guides.rubygems.org/api-key-scopes/", "", any,
    [
        ("rubygems_", [Run(A::HEX, 48, 48)]),
    ],
    hits [concat!("rubygems_", "651ad67f0f4b400cb1ed75986b2b681c978f23f99a7e8546")],
    misses [concat!("rubygems_", "e09deca69af6ca2ad9821a4d4b376c843a8b67252e62049"), concat!("rubygems_", "000000000000000000000000000000000000000000000000")];

    "crates_io_token", "crates.io API token", "https://doc.rust-lang.org/cargo/reference/publishing.html", "", mixed_case,
    [
        ("cio", [Run(A::ALNUM, 32, 32)]),
    ],
    hits [concat!("cio", "3SMkEcoA4ND5sGdxdytcqtSDp65eRszH")],
    misses [concat!("cio", "OvNNdwmHFXhl0MPeKrapcWFZMS2VT0Y"), concat!("cio", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "nuget_api_key", "NuGet API key", "https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package", "", any,
    [
        ("oy2", [Run(A::B32L, 43, 43)]),
    ],
    hits [concat!("oy2", "ne7uaehixcwyhsigd6bfd6s5y3ghhs5n6cdkhucmrjm")],
    misses [concat!("oy2", "dtowcdrspakhvygqnlsozuzzpxaqf5mqdmxsqpulmz"), concat!("oy2", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "clojars_deploy_token", "Clojars deploy token", "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens", "", any,
    [
        ("CLOJARS_", [Run(A::LOWER, 60, 60)]),
        ("CLOJARS_", [Run(A::UPPER, 60, 60)]),
    ],
    hits [concat!("CLOJARS_", "p89jinynj45iud5xg76feir31f877qrjt0hy812bs2kty6gz3kaaei2tpk0a"), concat!("CLOJARS_", "I8OGDAV0RSQOPWW0SM68Q9X2LIT503DFZY234TMS7JRT49E070OB8Y4J6AB9")],
    misses [concat!("CLOJARS_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "packagist_token", "Private Packagist token", "https://packagist.com/docs/api", "", any,
    [
        ("packagist_ort_", [Run(A::HEX, 68, 68)]),
        ("packagist_oat_", [Run(A::HEX, 68, 68)]),
        ("packagist_out_", [Run(A::HEX, 68, 68)]),
        ("packagist_uut_", [Run(A::HEX, 68, 68)]),
        ("packagist_uat_", [Run(A::HEX, 68, 68)]),
    ],
    hits [concat!("packagist_ort_", "d91bde302dbf93cb324bc9ef5ec732ef24cb4b13cf05e7ff17c142f40f10ff81cca9"), concat!("packagist_oat_", "79b24a3b6d4cd3ccd47c2f3f0517f12605f070cc20941bf8ab0c05bd8ba9fcaa649b")],
    misses [concat!("packagist_ort_", "5725b44c085ba051905f12914af5061c6e6fd2b7e879a8bfc229dcb5f030d1039c5"), concat!("packagist_ort_", "00000000000000000000000000000000000000000000000000000000000000000000")];

    "artifactory_api_key", "JFrog Artifactory API key", "https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key", "", any,
    [
        ("AKCp", [Run(A::ALNUM, 69, 69)]),
    ],
    hits [concat!("AKCp", "aHo6SDyyGIViu6Ld6eJrMdYEUdOlB4eLqXCDuPy6hXBB64r2vDMAaEPsmrwXbzGynUWYY")],
    misses [concat!("AKCp", "Yu5WCce3zH3hCUc5TDUKfSsghJFFe4JSpTUWL6NDXSze11MFiJaVNEvXVS1ZDPUuiF2g"), concat!("AKCp", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "artifactory_reference_token", "JFrog reference token", "https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-token", "", any,
    [
        ("cmVmd", [Run(A::ALNUM, 59, 59)]),
    ],
    hits [concat!("cmVmd", "MzNMRSTirG1QQRlzZrkucD1JNa599v0Q0085nIeRTa84fpZzimDiCY94Iq7")],
    misses [concat!("cmVmd", "olpKmp5WBAhGKLUIjCZyYEBBGHalAq7TAXTmfosrix5MwGXwLnpJ8hEOZm"), concat!("cmVmd", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "jsr_token", "JSR access token", "https://jsr.io/docs/api", "", any,
    [
        ("jsrp_", [Run(A::ALNUM, 32, 48)]),
        ("jsrd_", [Run(A::ALNUM, 32, 48)]),
    ],
    hits [concat!("jsrp_", "yY686Pg6FFaVk1Z9CHBjRwjTMZpLFkOamJ"), concat!("jsrd_", "LUq5mUsaE9q4LgyM2mntRhxD5TXYh2Xu73")],
    misses [concat!("jsrp_", "PGINabClx6j4OeiVl5h1uZYd0r8Jg7R"), concat!("jsrp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "chieftools_token", "Chief Tools token", "https://docs.chief.app/", "", any,
    [
        ("ctp_", [Run(A::ALNUM, 36, 36)]),
        ("cto_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("ctp_", "Vj5IfwoFOlAR8TNL63sJgYVYrugvli5rhlu5"), concat!("cto_", "NQCrUzHP1FrEjVNn5yaOlCofDqM79njI5X29")],
    misses [concat!("ctp_", "8CFCQTPaXO8c7NO3JDRoWOT9i2mwuCTEFb7"), concat!("ctp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "bitbucket_data_center_token", "Bitbucket Data Center HTTP access token", "https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html", "", any,
    [
        ("BBDC-", [Run(A::ANY64, 40, 50)]),
    ],
    hits [concat!("BBDC-", "o5pPTXRe9n2qp4mXqilNTR2c57qk3culBfUZfhfq16sc")],
    misses [concat!("BBDC-", "wCLURvabvvByFenPLV9FziIuh4reQB"), concat!("BBDC-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];
}
