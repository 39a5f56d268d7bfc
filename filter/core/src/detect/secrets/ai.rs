//! Keys of AI vendors. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "openai_api_key", "OpenAI API key", "https://platform.openai.com/docs/api-reference/authentication", "", any,
    [
        ("sk-", [Run(A::ALNUM, 20, 20), Lit("T3BlbkFJ"), Run(A::ALNUM, 20, 20)]),
        ("sk-proj-", [Run(A::URL, 80, 200)]),
        ("sk-proj-", [Run(A::ALNUM, 20, 20), Lit("T3BlbkFJ"), Run(A::ALNUM, 20, 20)]),
        ("sk-svcacct-", [Run(A::URL, 80, 200)]),
        ("sk-admin-", [Run(A::URL, 80, 200)]),
        ("sk-None-", [Run(A::URL, 80, 200)]),
    ],
    hits [concat!("sk-", "PsZ39ALwDsswG10Rk5ZIT3BlbkFJ6ytop9bOtb1Wk3M4xKev"), concat!("sk-proj-", "XYKkdyyqD2bL_vtOWlwuAUGWQ__3kHqAI_T3iXWwXialmDOr9cPjUh_terNDxCpNe40mmVMvyy2ka5ZQwN")],
    misses [concat!("sk-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "openai_api_key_unmarked", "OpenAI-style API key (also DeepSeek, Moonshot and others)", "https://api-docs.deepseek.com/", "", not_openai,
    [
        ("sk-", [Run(A::HEX, 32, 32)]),
        ("sk-", [Run(A::ALNUM, 48, 48)]),
    ],
    hits [concat!("sk-", "9be04380207eddbf67482f0b413631d8"), concat!("sk-", "c3KF1bijbpaPqeG1qD0f2uxCspHnXaiiExW5cI39phjexOwB")],
    misses [concat!("sk-", "00000000000000000000000000000000")];

    "anthropic_api_key", "Anthropic API key", "https://docs.anthropic.com/en/api/overview", "", ends_aa,
    [
        ("sk-ant-api03-", [Run(A::URL, 95, 95)]),
    ],
    hits [concat!("sk-ant-api03-", "6bZbEunyD93_fnZ619JcQMFIssH3hfMsE8yJRasP3kAlSLjEQEtO6UVJRIcjRRVB3wPljQHsS5_aovT-03uz9K9zLXEDtAA")],
    misses [concat!("sk-ant-api03-", "ZrKnhFWUB5UbKBL2PE6_18CvFij-zmeyTYyceVAl4aNVbwZ8jsPzEqXmrslmsnjidlz6FlHJXaesHSvnt7SD3_PqDbPkMK"), concat!("sk-ant-api03-", "xxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxx-xxxxxxxxxxxxxxx")];

    "anthropic_admin_key", "Anthropic admin key", "https://docs.anthropic.com/en/api/administration-api", "", ends_aa,
    [
        ("sk-ant-admin01-", [Run(A::URL, 95, 95)]),
    ],
    hits [concat!("sk-ant-admin01-", "EwcmGhALcQWeLLq9uK-a0VQuVcUyIDg_J2cM-JEz92my_l3g75PIRkraPD1PdC7iLelBXZEM6Vhs5k8mGW3AkeVz7NdItAA")],
    misses [concat!("sk-ant-admin01-", "1y0cIkupc7AaZBYSxc-irUYbo9crLft29XJSWB3_GZ3NpZ_415d6mAPNAnp6Dv2mEIdGsmYhiNYRkhQFhlZafGWCEoSLz5"), concat!("sk-ant-admin01-", "xxxxxxxxxxxxxxxxxx-xxxxxxxxxxxx_xxxx-xxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "anthropic_oauth_token", "Anthropic OAuth token", "https://docs.anthropic.com/en/docs/claude-code", "", any,
    [
        ("sk-ant-oat01-", [Run(A::URL, 80, 110)]),
        ("sk-ant-ort01-", [Run(A::URL, 80, 110)]),
        ("sk-ant-sid01-", [Run(A::URL, 80, 130)]),
    ],
    hits [concat!("sk-ant-oat01-", "UqlsjIo4WqimbEuPQjzfg2PFvPUWI7d3Bq22zjliGNSK9301L_4yA2l2gyJQlWJvm3k_Z3jUpSNaN_S8MS"), concat!("sk-ant-ort01-", "23Uuf2f1v9CoIxSyRKAkJvnbIo9gLj2xJiUQ8Z2br8cw4vnbrwgMP9ykcPorb4XV3eGHriOvag-uYzcEcy")],
    misses [concat!("sk-ant-oat01-", "xPC6A_L43MIQ-jAk6Q9yjuz9TV5r7B57UNKh4c8rCycCkVuTEtN0o_p8ipwtP2I6T435uzZ8ZeL5zHi"), concat!("sk-ant-oat01-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxx_xxxxxxxxx_xxxx")];

    "groq_api_key", "Groq API key", "https://console.groq.com/docs/quickstart", "", any,
    [
        ("gsk_", [Run(A::ALNUM, 52, 52)]),
    ],
    hits [concat!("gsk_", "tQ36fKadx24Pjd2iHWJOQbHCgd1vrm2BFaLx1EQsAfLgLtX69s91")],
    misses [concat!("gsk_", "egI7objpxI21RfiYyIbXi7tzLwYfE1LGB8Js2KDjdY1G4AA095I"), concat!("gsk_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "perplexity_api_key", "Perplexity API key", "https://docs.perplexity.ai/guides/getting-started", "", any,
    [
        ("pplx-", [Run(A::ALNUM, 48, 53)]),
        ("pplx-", [Run(A::HEX, 48, 53)]),
    ],
    hits [concat!("pplx-", "KXNUqyWKRKcKyyxEm997NRy5dLwDDn2wyLrkU39cXwDbAfOH03"), concat!("pplx-", "9349109b7169b113db3259538b15c7da9bb12543a1b4e16294")],
    misses [concat!("pplx-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "huggingface_token", "Hugging Face token", "https://huggingface.co/docs/hub/security-tokens", "", any,
    [
        ("hf_", [Run(A::ALNUM, 34, 37)]),
    ],
    hits [concat!("hf_", "Ytk7zUVwdv8WgahUCFfFiSlvGwitT7uBLw9O")],
    misses [concat!("hf_", "giSqrxpBzWASaAsatE96dPTUmQKk9FPTz"), concat!("hf_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "huggingface_org_token", "Hugging Face organisation token", "https://huggingface.co/docs/hub/security-tokens", "", any,
    [
        ("api_org_", [Run(A::ALNUM, 34, 34)]),
    ],
    hits [concat!("api_org_", "0nFsc6WM00KfxSLqAl6I1GGrZ3HZavxOwV")],
    misses [concat!("api_org_", "cbnMpKfwAAYtSWs8VNTbWIbHkOliOiivo"), concat!("api_org_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "replicate_api_token", "Replicate API token", "https://replicate.com/docs/topics/security/api-tokens", "", any,
    [
        ("r8_", [Run(A::ALNUM, 37, 37)]),
        ("r8_", [Run(A::ALNUM, 40, 40)]),
    ],
    hits [concat!("r8_", "CuYmS8GzbcAEQEpCI29t0EkhnBOTg9OeqA8SL"), concat!("r8_", "hPzigtsncVrTkrEOgM1WjqGCCMgeYtsqDp69o1Bq")],
    misses [concat!("r8_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "xai_api_key", "xAI API key", "https://docs.x.ai/docs/overview", "", any,
    [
        ("xai-", [Run(A::ALNUM, 70, 90)]),
    ],
    hits [concat!("xai-", "GQJ9r2nvugwhs9SxJVvfzx7klLlqjNBvOrKJGqbNLdQPOq3u79rs8KY7CoDNVfLA5Ef1RoTm")],
    misses [concat!("xai-", "BmI3NdwuKyoxrBQL4JVWcD7IHorg0M9AGlDuauU57iikfCLWoiTVdquvWjThCDJnXi28z"), concat!("xai-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "together_api_key", "Together AI key", "https://docs.together.ai/docs/quickstart", "", any,
    [
        ("tgp_v1_", [Run(A::URL, 43, 43)]),
    ],
    hits [concat!("tgp_v1_", "LLrT6o9B6old2Pf7dZaZeHBQoXRB5xCoQdVknXap_Xr")],
    misses [concat!("tgp_v1_", "FtCX4RlsldKRdZumZUm0UcFsmFFwQauTcH1WJYpxxl"), concat!("tgp_v1_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xx")];

    "fireworks_api_key", "Fireworks AI key", "https://docs.fireworks.ai/getting-started/quickstart", "", mixed_case,
    [
        ("fw_", [Run(A::ALNUM, 22, 26)]),
    ],
    hits [concat!("fw_", "XRkbOpRW8Re542J2wynYa9xw")],
    misses [concat!("fw_", "ZpkJVxgj404AY27BcdMwK"), concat!("fw_", "xxxxxxxxxxxxxxxxxxxxxxxx")];

    "openrouter_api_key", "OpenRouter key", "https://openrouter.ai/docs/api-reference/authentication", "", any,
    [
        ("sk-or-v1-", [Run(A::HEX, 64, 64)]),
        ("sk-or-", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("sk-or-v1-", "51b687e096c398d945c7d7e4a15db8540914b7b91cc02a6d7becd79bd780362d"), concat!("sk-or-", "bc222f912d7508265b742639bdfa882e11d519a8c7b3b4fbfcfe156b40b606f7")],
    misses [concat!("sk-or-v1-", "e9fe6c3f8366956e4a8766412024c58bc1d992959cbdaa604fe4b768bb919b5"), concat!("sk-or-v1-", "0000000000000000000000000000000000000000000000000000000000000000")];

    "langsmith_api_key", "LangSmith API key", "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key", "", any,
    [
        ("lsv2_pt_", [Run(A::HEX, 32, 32), Lit("_"), Run(A::HEX, 10, 10)]),
        ("lsv2_sk_", [Run(A::HEX, 32, 32), Lit("_"), Run(A::HEX, 10, 10)]),
        ("ls__", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("lsv2_pt_", "d476a1b820cce75f6fa2fcf5e6b87294_8c44fc2453"), concat!("lsv2_sk_", "7c2c726f4d9e0a7f20a464361b55c524_dd5d65730e")],
    misses [concat!("lsv2_pt_", "00000000000000000000000000000000_0000000000")];

    "langfuse_secret_key", "Langfuse secret key", "https://langfuse.com/docs/api", "", ends_uuid,
    [
        ("sk-lf-", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("sk-lf-", "9b5fea5a-65f7-4503-a6c7-8c619614784d")],
    misses [concat!("sk-lf-", "93012758-1e96-4fa2-a40b-e96e3075c7d"), concat!("sk-lf-", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "pinecone_api_key", "Pinecone API key", "https://docs.pinecone.io/guides/projects/manage-api-keys", "", any,
    [
        ("pcsk_", [Run(A::ALNUM, 5, 7), Lit("_"), Run(A::ALNUM, 60, 68)]),
    ],
    hits [concat!("pcsk_", "8ppBC7u_ClexKZEsRXd7oAd4I762hp5VSqkoNO1Aj2hqWQmXKD4LdX2JsV0VhKKOwWAZFG")],
    misses [concat!("pcsk_", "oNTTJwR_IgGFzy6X3bAYBW1mX5GJMWc1xICBmbHPp5GCWlyhqoTHxCgBrzv0wV0AA5x"), concat!("pcsk_", "xxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "elevenlabs_api_key", "ElevenLabs API key", "https://elevenlabs.io/docs/api-reference/authentication", "", any,
    [
        ("sk_", [Run(A::HEX, 48, 48)]),
    ],
    hits [concat!("sk_", "ac3b41ce32adda9258b839d2ab45a4a119cbe94af8bee15e")],
    misses [concat!("sk_", "ee192bddded0a63dcbb1adc717043b1b8330225f3771a16"), concat!("sk_", "000000000000000000000000000000000000000000000000")];

    "nvidia_api_key", "NVIDIA API key", "https://docs.nvidia.com/nim/", "", any,
    [
        ("nvapi-", [Run(A::URL, 60, 70)]),
    ],
    hits [concat!("nvapi-", "ClKqSzWmN5PycGdkkXTQSxQD44EjTlOkst2IWX4dpfXiTGQHWT80MF3v1Btxoo")],
    misses [concat!("nvapi-", "9lP6DDnnDP1FaxM7rLmNz_qFD73Rrxrpnfhj_g9Fg5gddw0QZBi4cy_Y8vL"), concat!("nvapi-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "cerebras_api_key", "Cerebras API key", "https://inference-docs.cerebras.ai/quickstart", "", any,
    [
        ("csk-", [Run(A::LOWER, 44, 52)]),
    ],
    hits [concat!("csk-", "778azudi1a0nzoq8u7yh0hqkijcsf8vguxxjt9j8iuf5u5")],
    misses [concat!("csk-", "idshoghc6ddxtjv1s0uw7msznf49niuqq3yxo997erv"), concat!("csk-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "voyage_api_key", "Voyage AI key", "https://docs.voyageai.com/docs/api-key-and-installation", "", mixed_case,
    [
        ("pa-", [Run(A::URL, 43, 43)]),
    ],
    hits [concat!("pa-", "0RBKd9EzemelEdbpr9iyhSTZ9TeW8FrrXzdXGs2DlzB")],
    misses [concat!("pa-", "BVVoimpKcgc5dRg673_BNGM8SZcci3wcB-uxLQHaqQ"), concat!("pa-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "jina_api_key", "Jina AI key", "https://jina.ai/", "", any,
    [
        ("jina_", [Run(A::URL, 60, 64)]),
    ],
    hits [concat!("jina_", "bBR3JI-yIMC5s1D58lyc7bMN0HDL8D_XSbQV9EuNp7B8qeG0MXYgMZQkRQTuwY")],
    misses [concat!("jina_", "BRiOHYizZ2yahzuFCT-mNEgeBuYUA_zL4hOI4JIYDNoR5In0hiqmXxZtnY3"), concat!("jina_", "xxxxxx-xxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "tavily_api_key", "Tavily key", "https://docs.tavily.com/", "", any,
    [
        ("tvly-", [Run(A::ALNUM, 32, 32)]),
        ("tvly-dev-", [Run(A::URL, 32, 60)]),
        ("tvly-prod-", [Run(A::URL, 32, 60)]),
    ],
    hits [concat!("tvly-", "itKyU5zICm6rVOItZVXBY4eDNdLd0Zz6"), concat!("tvly-dev-", "AkiX271exRWHGmjrV0fWcpmFcKhYTJFsDn")],
    misses [concat!("tvly-", "INmQ7ZwOH4KHxDChUCMowGNM8csT3z0"), concat!("tvly-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "firecrawl_api_key", "Firecrawl key", "https://docs.firecrawl.dev/", "", any,
    [
        ("fc-", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("fc-", "4792449007f285d19c0c461f03b45f60")],
    misses [concat!("fc-", "b8cccf401e855721e1f501c475bc0b2"), concat!("fc-", "00000000000000000000000000000000")];

    "runpod_api_key", "RunPod key", "https://docs.runpod.io/get-started/api-keys", "", any,
    [
        ("rpa_", [Run(A::UPPER, 42, 42), Run(A::ALNUM, 0, 10)]),
        ("rpa_", [Run(A::ALNUM, 42, 54)]),
    ],
    hits [concat!("rpa_", "ROUIF62OB7P6KZSX6PUSAHVB7I3U6FBNZKPD0NIP65Xi"), concat!("rpa_", "R7KdEzAMbK31sGPU0rsJ9OPokvVlxnFJdjqud7yJnab5")],
    misses [concat!("rpa_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "modal_token", "Modal token", "https://modal.com/docs/reference/modal.config", "", mixed_case,
    [
        ("ak-", [Run(A::ALNUM, 22, 22)]),
        ("as-", [Run(A::ALNUM, 22, 22)]),
    ],
    hits [concat!("ak-", "HtEMxauoJNj2H6hMnCBj6c"), concat!("as-", "UGiJ3ky6pvdGRRQFcVcAVb")],
    misses [concat!("ak-", "sZ5BvrdWWTG5n7fjIO50r"), concat!("ak-", "xxxxxxxxxxxxxxxxxxxxxx")];

    "databricks_token", "Databricks token", "https://docs.databricks.com/dev-tools/auth/pat", "", any,
    [
        ("dapi", [Run(A::HEX, 32, 32), Lit("-"), Run(A::DIGIT, 1, 1)]),
        ("dapi", [Run(A::HEX, 32, 32)]),
        ("dose", [Run(A::HEX, 32, 32)]),
        ("dkea", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("dapi", "bc359aadf81fc2bf7ea7b364309231b1-0"), concat!("dapi", "8600dbe2de3eedf025822486f8d2a160")],
    misses [concat!("dapi", "00000000000000000000000000000000-0")];

    "anyscale_key", "Anyscale key", "https://docs.anyscale.com/", "", any,
    [
        ("esecret_", [Run(A::ALNUM, 26, 40)]),
        ("aph0_", [Run(A::ALNUM, 40, 60)]),
    ],
    hits [concat!("esecret_", "MHM8CByeklxv9swLEp1xLZiwoM8O"), concat!("aph0_", "DkfcmFFjd0zCKShdsidv6dctyutWKf7PoTqDWRyQNz")],
    misses [concat!("esecret_", "El3jHjlSp1q8OXhGYBBAjOV6a"), concat!("esecret_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "helicone_api_key", "Helicone key", "https://docs.helicone.ai/helicone-headers/helicone-auth", "", any,
    [
        ("sk-helicone-", [Run(A::LOWER, 6, 8), Lit("-"), Run(A::LOWER, 6, 8), Lit("-"), Run(A::LOWER, 6, 8), Lit("-"), Run(A::LOWER, 6, 8)]),
        ("pk-helicone-", [Run(A::LOWER, 6, 8), Lit("-"), Run(A::LOWER, 6, 8), Lit("-"), Run(A::LOWER, 6, 8), Lit("-"), Run(A::LOWER, 6, 8)]),
    ],
    hits [concat!("sk-helicone-", "p9p84gi0-4pwwtfpg-q42srivz-h848truw"), concat!("pk-helicone-", "txffvp6k-ag3q9cwy-hrhfujmc-vek00ta5")],
    misses [concat!("sk-helicone-", "u2sig3uy-9qvgru9z-9zaih9hk-frnn5"), concat!("sk-helicone-", "xxxxxxxx-xxxxxxxx-xxxxxxxx-xxxxxxxx")];

    "llamacloud_api_key", "LlamaCloud key", "https://docs.cloud.llamaindex.ai/api_key", "", any,
    [
        ("llx-", [Run(A::ALNUM, 48, 48)]),
    ],
    hits [concat!("llx-", "UtB5pxNvl4tiXbm6aI0LhLc7Ze4stK9QH7ymoNawYtYPFYpw")],
    misses [concat!("llx-", "FSermDzuETW3faeUVbHvXSsXdh6sZKPzp2WjmRSGBON8x1W"), concat!("llx-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "friendli_token", "Friendli token", "https://friendli.ai/docs/guides/personal_access_tokens", "", any,
    [
        ("flp_", [Run(A::ALNUM, 40, 60)]),
    ],
    hits [concat!("flp_", "Doli3ZcLkJhYFiCGvgo7tr6NApS3Z88ywgA8qL3Zb1")],
    misses [concat!("flp_", "WH9tL3riDOPt4TuiXeucltosdiNnxMqXgAQ1Gsu"), concat!("flp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "novita_api_key", "Novita AI key", "https://novita.ai/docs/guides/quickstart", "", mixed_case,
    [
        ("sk_", [Run(A::URL, 43, 43)]),
    ],
    hits [concat!("sk_", "RDCzd1Ek76kyTZlXdmy8ZuIHdVSuMbgbfOm4oC8fPe3")],
    misses [concat!("sk_", "DsL5gqZ1Qe9g04oeRB61nsXxEfjUXt94DWta1T1JsF"), concat!("sk_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "cursor_api_key", "Cursor API key", "https://docs.cursor.com/account/teams/admin-api", "", any,
    [
        ("key_", [Run(A::HEX, 64, 64)]),
        ("crsr_", [Run(A::HEX, 64, 64)]),
    ],
    hits [concat!("key_", "f3e7179416045acd42773e16374552e225e957a5e0e0939f4171beb39d1dc10a"), concat!("crsr_", "ed35e2bdeb3a5a8073bf239fb6683d71fa8b803772b1a45b9364f24fbabcccbf")],
    misses [concat!("key_", "18e671b555668e26640491641b197d7162bf78abb874ad51da4452b607b9eaf"), concat!("key_", "0000000000000000000000000000000000000000000000000000000000000000")];

    "wandb_api_key", "Weights & Biases key", "https://docs.wandb.ai/", "", any,
    [
        ("wandb_v1_", [Run(A::URL, 60, 90)]),
    ],
    hits [concat!("wandb_v1_", "5EuQ93Y_L7mzNI4ytv-ssHhdZHYVZL8U3Yk7mP8_lH0wT-byRVdnRG704-PDuL")],
    misses [concat!("wandb_v1_", "IeZedzzw4OauSzvueiztDn_jBrp2jT4gWHWvyb81offko-4_U8UQm2o_OVs"), concat!("wandb_v1_", "xxxxxxx_xxxxxxxxxx-xxxxxxxxxxxxxxxxxxxx_xxxxx-xxxxxxxxxxx-xxxx")];

    "google_gemini_auth_key", "Google AI Studio auth key", "https://ai.google.dev/gemini-api/docs/api-key", "", any,
    [
        ("AQ.", [Run(A::URL, 50, 60)]),
    ],
    hits [concat!("AQ.", "VL9Ry-KCCdgFR-syrrjPGC2rYeX_B8qrT4A2kN0R1Zfe_59FR8t9")],
    misses [concat!("AQ.", "Ql4FulkXWlJuHsb5NeqqWKelK0gIQrKBFU24dtuNkWFuHQ1aG"), concat!("AQ.", "xxxxx-xxxxxxx-xxxxxxxxxxxxx_xxxxxxxxxxxxxxxx_xxxxxxx")];

    "composio_api_key", "Composio key", "https://docs.composio.dev/", "", mixed_case,
    [
        ("ak_", [Run(A::URL, 20, 24)]),
    ],
    hits [concat!("ak_", "uxx6ZGJXm6WFHov58_XHvs")],
    misses [concat!("ak_", "rw4HUBRLNTIAn_9J_8f"), concat!("ak_", "xxxxxxxxxxxxxxxxx_xxxx")];

    "e2b_api_key", "E2B API key", "https://e2b.dev/docs/api-key", "", any,
    [
        ("e2b_", [Run(A::HEX, 40, 40)]),
        ("sk_e2b_", [Run(A::HEX, 40, 40)]),
    ],
    hits [concat!("e2b_", "38e3f253023251cf8ba17e08d2ea486ea09cb647"), concat!("sk_e2b_", "04d88cd1022cc492ca7af6c9906c2c2d65d475fa")],
    misses [concat!("e2b_", "23c3ccb1719e57efbda9f6d3d18c4f01c3c5184"), concat!("e2b_", "0000000000000000000000000000000000000000")];

    "browserbase_key", "Browserbase key", "https://docs.browserbase.com/", "", any,
    [
        ("bb_live_", [Run(A::URL, 27, 27)]),
        ("bb_test_", [Run(A::URL, 27, 27)]),
    ],
    hits [concat!("bb_live_", "zE27iWNhfUFvJmTBkRX1O-LPn36"), concat!("bb_test_", "Gu7G1JGYgR3EUGqjqOcEBhrmQZl")],
    misses [concat!("bb_live_", "A2fSZRTApaac7izaIIEnjYyVp4"), concat!("bb_live_", "xxxxxxxxxxxxxxxxxxxxx-xxxxx")];

    "nebius_api_key", "Nebius AI Studio key", "https://docs.nebius.com/studio/inference/api", "", any,
    [
        ("v1.CmQKHHN0", [Run(A::ANY64, 80, 500)]),
    ],
    hits [concat!("v1.CmQKHHN0", "MRDKfW9X0spYn7EqUtnkUKHKHwQKnKMUXKQ4DOmMbuvF5STwLXMWl7ptD1toIGzW61Rrbj2HHEi4ncKxaL")],
    misses [concat!("v1.CmQKHHN0", "BYsIyInP1HVtaosSSgA2VIGjEIdK0eljSGIC3fJS3ZMWWFtMuyDseHqVorBfcrb4yRcLjraji3nFYJX"), concat!("v1.CmQKHHN0", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];
}
