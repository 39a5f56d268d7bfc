//! Tokens of build, deployment, code quality and feature flags. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "circleci_token", "CircleCI personal or project token", "https://circleci.com/docs/managing-api-tokens/", "", any,
    [
        ("CCIPAT_", [Run(A::ALNUM, 22, 22), Lit("_"), Run(A::HEX, 40, 40)]),
        ("CCIPRJ_", [Run(A::ALNUM, 22, 22), Lit("_"), Run(A::HEX, 40, 40)]),
    ],
    hits [concat!("CCIPAT_", "83nC64nsBhUPy0a3IuE6wZ_770ee768abce445f4c5e1200587148f00da70b6c"), concat!("CCIPRJ_", "JO450LJskBjwMule8zuwyK_297bcc0930638851e7ffd562d3ae736328f56ac7")],
    misses [concat!("CCIPAT_", "HgSA7EhBavl5004JOYSPXb_a85a87c3adf0c9d66462b7e5bdd1dd5d070ac83"), concat!("CCIPAT_", "0000000000000000000000_0000000000000000000000000000000000000000")];

    "buildkite_token", "Buildkite token", "https://buildkite.com/docs/apis/managing-api-tokens", "", any,
    [
        ("bkua_", [Run(A::HEX, 40, 40)]),
        ("bkaa_", [Run(A::HEX, 40, 40)]),
        ("bkct_", [Run(A::ALNUM, 40, 80)]),
        ("bkat_", [Run(A::ALNUM, 40, 80)]),
    ],
    hits [concat!("bkua_", "36e7eb6afb2cd6323710dae96617823c32cb99b8"), concat!("bkaa_", "af9e038fc718d772dfc19f5f3bb99ccc4b656140")],
    misses [concat!("bkua_", "d791fbcc74b7950cc9eff138bc44651eac7626d"), concat!("bkua_", "0000000000000000000000000000000000000000")];

    "sonarqube_token", "SonarQube token", "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/", "", any,
    [
        ("squ_", [Run(A::HEX, 40, 40)]),
        ("sqp_", [Run(A::HEX, 40, 40)]),
        ("sqa_", [Run(A::HEX, 40, 40)]),
        ("squ_", [Run(A::ALNUM, 40, 40)]),
        ("sqp_", [Run(A::ALNUM, 40, 40)]),
        ("sqa_", [Run(A::ALNUM, 40, 40)]),
    ],
    hits [concat!("squ_", "519e9eb83106c1a0a9b105adb95732ce113fc392"), concat!("sqp_", "71e9ea7763368ebfe39a93ecab09b97af892a35f")],
    misses [concat!("squ_", "0000000000000000000000000000000000000000")];

    "snyk_token", "Snyk personal access token", "https://docs.snyk.io/snyk-api/authentication-for-api", "", any,
    [
        ("snyk_uat.", [Run(A::HEX, 8, 8), Lit("."), Run(A::URL, 100, 1000), Lit("."), Run(A::URL, 30, 500)]),
        ("snyk_sat.", [Run(A::HEX, 8, 8), Lit("."), Run(A::URL, 100, 1000), Lit("."), Run(A::URL, 30, 500)]),
    ],
    hits [concat!("snyk_uat.", "9c7a90eb.Z6aVFtrdEO9C2Ss5JnonneuFu_c0qqsQhJ64fq2UD0xk4FHccDaX0nVoE_bZCRRgpZFjOd3TCQeEe8ahRIGamXfJUBwh5iLcqz5wP8.S_4zrZzqsK9TaFBrL2ff6VCLnxP9pKQs"), concat!("snyk_sat.", "bc74bb27.mPjxLUKNT0ZHuePX9xgEg6tinMHsZIuuTnz8x9XuL0fhBAXMNEyBH9gn2uAQoqo4yZguPb7hPPI4Ay-r9DMLsTeLo_FaqGqibFooU3.cAxzsQGKxer4AMK6mPX47_IiHWVITRPc")],
    misses [concat!("snyk_uat.", "c5a6bd9e.mmJ8uxok7L-q3SsTv9aq2cxYE7gYdO0ezmuI8HTvFUxL3o904yT2Fc2jRrX62psMwixVaDn4-yuekVguw-EIDPPofP_Ibw50v1e2uk.chgaz9tyml9xbXv2pOVuR7iRALxCX"), concat!("snyk_uat.", "00000000.0000000000000000000000000_0000000000000000000000000000000_00000000000000000000000000000000000000000000.0_000000000000000000000000000000")];

    "harness_token", "Harness token", "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/", "", any,
    [
        ("pat.", [Run(A::URL, 22, 22), Lit("."), Run(A::ALNUM, 24, 24), Lit("."), Run(A::ALNUM, 20, 20)]),
        ("sat.", [Run(A::URL, 22, 22), Lit("."), Run(A::ALNUM, 24, 24), Lit("."), Run(A::ALNUM, 20, 20)]),
    ],
    hits [concat!("pat.", "Z6-XekbdiStSmYfphGKm8v.fRwuEveLHcc7j9q3M4BtDm7l.y4ywWWqe7Snon021GWVN"), concat!("sat.", "UFCihmAbYCSW-iZEFzJzm7.fTln1qwFgBwjnzXPcdzkGMvY.Mt9DUsjuVAnM7PIr95U7")],
    misses [concat!("pat.", "DmY-W82Vh1v04ieObRFDKx.lYdwo2lnwe3E7fskfHA1evEr.vJlSdPpdwY2KQfrGuGx"), concat!("pat.", "xx-xxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxx")];

    "octopus_deploy_api_key", "Octopus Deploy API key", "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key", "", mixed,
    [
        ("API-", [Run(A::UPPER, 26, 32)]),
    ],
    hits [concat!("API-", "SDWY5UBCAB0XNLVQRW7QVLR2GADC")],
    misses [concat!("API-", "IKTDSE7KFVZXX78H8AVW9I2PO"), concat!("API-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "appveyor_token", "AppVeyor API token", "https://www.appveyor.com/docs/api/", "", mixed,
    [
        ("v2.", [Run(A::LOWER, 20, 20)]),
    ],
    hits [concat!("v2.", "mki45mkpfs1o85qn3dnw")],
    misses [concat!("v2.", "fb8469n5hc6xf606e5j"), concat!("v2.", "xxxxxxxxxxxxxxxxxxxx")];

    "launchdarkly_key", "LaunchDarkly SDK, mobile or API key", "https://launchdarkly.com/docs/home/account/api", "", ends_uuid,
    [
        ("sdk-", [Run(A::UUID, 36, 36)]),
        ("mob-", [Run(A::UUID, 36, 36)]),
        ("api-", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("sdk-", "1d7015d1-1aa2-4cf7-aecf-3634cf844295"), concat!("mob-", "896d0940-72c6-4e18-a77c-c815d2699c3e")],
    misses [concat!("sdk-", "88aeb115-e473-494a-aa13-2740fb13a78"), concat!("sdk-", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "statsig_secret_key", "Statsig server secret", "https://docs.statsig.com/sdk-keys/api-keys/", "", mixed_case,
    [
        ("secret-", [Run(A::ALNUM, 43, 43)]),
        ("console-", [Run(A::ALNUM, 43, 43)]),
    ],
    hits [concat!("secret-", "9uHRF6EGwq8F8OFHGVz9WaGcjFF10GbKp0FmvruAUxE"), concat!("console-", "rMsAQbbgL0VS5SNgixMYTzNyLtGbSaT8v85eElJf3We")],
    misses [concat!("secret-", "V3ibnjcGixLcHR44dr9wzL1nkMz5TX5tePtdlBpqi0"), concat!("secret-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "prefect_api_key", "Prefect API key", "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys", "", any,
    [
        ("pnu_", [Run(A::ALNUM, 36, 36)]),
        ("pnb_", [Run(A::ALNUM, 36, 36)]),
    ],
    hits [concat!("pnu_", "RB6md9iDmN5ySmhkmBqUC0gbXMvM0FBPlljt"), concat!("pnb_", "GhjraC5cx530pzS6aBBG9KCCn3NvezZoKMjH")],
    misses [concat!("pnu_", "xiDt0a72dBtn5ZAwzxb4CkluDSYlpBwgaDK"), concat!("pnu_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "dagster_token", "Dagster+ agent or user token", "https://docs.dagster.io/dagster-plus/deployment/management/tokens", "", any,
    [
        ("agent:", [Run(A::ALNUM, 4, 40), Lit(":"), Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("agent:", "RsBlxB:d24a25948644b48f0604f1ee1bd97d18")],
    misses [concat!("agent:", "yGhrJW:08eac00f9abd0c6a913889648234f5d"), concat!("agent:", "000000:00000000000000000000000000000000")];

    "socket_api_key", "Socket API key", "https://docs.socket.dev/reference/authentication", "", any,
    [
        ("sktsec_", [Run(A::URL, 40, 60)]),
    ],
    hits [concat!("sktsec_", "T7NO5uFrP-1ePkxGWgQmngIYS1NzWbdVChs_zCsBcH")],
    misses [concat!("sktsec_", "eB4ysvWguP4AHq0Rz-D0eTl5nmlOCeCKE1YxbI5"), concat!("sktsec_", "xxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxx")];

    "spectral_api_key", "Spectral (Check Point) API key", "https://guides.spectralops.io/docs/", "", any,
    [
        ("spu-", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("spu-", "c3a30f47c123c50a303f99217331a527")],
    misses [concat!("spu-", "57ec8bcbd2c7d5df4c453ffe54864a"), concat!("spu-", "00000000000000000000000000000000")];

    "dependency_track_key", "Dependency-Track API key", "https://docs.dependencytrack.org/integrations/rest-api/", "", any,
    [
        ("odt_", [Run(A::ALNUM, 32, 32)]),
    ],
    hits [concat!("odt_", "7o2SI9XsQT2AM2LLr4ntbrEZymlKxpuE")],
    misses [concat!("odt_", "X3jASESMnDL150PJbEUe28zYU49cD6"), concat!("odt_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];
}
