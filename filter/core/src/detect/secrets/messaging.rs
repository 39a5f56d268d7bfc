//! Tokens and webhooks of chat, mail, telephony and social networks. Each row is an entity, its rules, and what must and must not be found.

use super::rules::Part::{Lit, Run};
use super::rules::*;
use super::shape::Alphabet as A;

secrets! {
    "slack_bot_token", "Slack bot token", "https://docs.slack.dev/authentication/tokens", "", any,
    [
        ("xoxb-", [Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::ALNUM, 18, 34)]),
        ("xoxb-", [Run(A::DIGIT, 8, 14), Lit("-"), Run(A::ALNUM, 18, 34)]),
    ],
    hits [concat!("xoxb-", "7748932552-4617099340-KvdCh1kPwV3zkCoDWS7I"), concat!("xoxb-", "7481198321-T33EyA8EVpIgZJhCYQcc")],
    misses [concat!("xoxb-", "xxxxxxxxxx-xxxxxxxxxx-xxxxxxxxxxxxxxxxxxxx")];

    "slack_user_token", "Slack user token", "https://docs.slack.dev/authentication/tokens", "", any,
    [
        ("xoxp-", [Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::ALNUM, 28, 34)]),
        ("xoxe-", [Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::ALNUM, 28, 34)]),
        ("xoxc-", [Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::HEX, 64, 64)]),
        ("xoxd-", [Run(A::PERCENTED, 40, 300)]),
    ],
    hits [concat!("xoxp-", "8889466200-7250881905-7658318511-lKQIQjT2LIDs1QQ8Fv3DUvMSxEK0qx"), concat!("xoxe-", "7450638091-6656438316-0263045452-7UuFu53NGlYz37TaNanNku6QYUBIq3")],
    misses [concat!("xoxp-", "xxxxxxxxxx-xxxxxxxxxx-xxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "slack_app_token", "Slack app-level token", "https://docs.slack.dev/authentication/tokens", "", any,
    [
        ("xapp-", [Run(A::DIGIT, 1, 1), Lit("-"), Run(A::UPPER, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::HEX, 60, 66)]),
        ("xapp-", [Run(A::DIGIT, 1, 1), Lit("-"), Run(A::UPPER, 5, 14), Lit("-"), Run(A::DIGIT, 5, 14), Lit("-"), Run(A::LOWER, 20, 70)]),
    ],
    hits [concat!("xapp-", "3-CDPAZRS05C-8347138001-2ce5515851ba6e69343cea663b3c47298c64c1d034b8baa4f3d86594ff161b"), concat!("xapp-", "9-KIWHT4X-4498576-ok6qeouw70pm0ds8ibr13z")],
    misses [concat!("xapp-", "0-0000000000-0000000000-00000000000000000000000000000000000000000000000000000000000000")];

    "slack_legacy_token", "Slack legacy token", "https://docs.slack.dev/authentication/tokens", "", any,
    [
        ("xoxo-", [Run(A::DIGIT, 1, 14), Lit("-"), Run(A::DIGIT, 1, 14), Lit("-"), Run(A::DIGIT, 1, 14), Lit("-"), Run(A::HEXX, 6, 40)]),
        ("xoxs-", [Run(A::DIGIT, 1, 14), Lit("-"), Run(A::DIGIT, 1, 14), Lit("-"), Run(A::DIGIT, 1, 14), Lit("-"), Run(A::HEXX, 6, 40)]),
        ("xoxs-", [Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::DIGIT, 8, 14), Lit("-"), Run(A::HEXX, 10, 64)]),
    ],
    hits [concat!("xoxo-", "713-729-550-c54BcD6d"), concat!("xoxs-", "965-133-930-228a927c")],
    misses [concat!("xoxo-", "716-932-930-22905"), concat!("xoxo-", "000-000-000-00000000")];

    "slack_workspace_token", "Slack legacy workspace token", "https://docs.slack.dev/authentication/tokens", "", mixed,
    [
        ("xoxa-", [Run(A::DIGIT, 1, 1), Lit("-"), Run(A::ALNUM, 8, 48)]),
        ("xoxr-", [Run(A::DIGIT, 1, 1), Lit("-"), Run(A::ALNUM, 8, 48)]),
        ("xoxa-", [Run(A::ALNUM, 8, 48)]),
        ("xoxr-", [Run(A::ALNUM, 8, 48)]),
    ],
    hits [concat!("xoxa-", "7-bxjnB1FhTT"), concat!("xoxr-", "9-qWymnw3KXk")],
    misses [concat!("xoxa-", "x-xxxxxxxxxx")];

    "slack_config_token", "Slack configuration token", "https://docs.slack.dev/authentication/tokens", "", any,
    [
        ("xoxe.xoxp-", [Run(A::DIGIT, 1, 1), Lit("-"), Run(A::ALNUM, 140, 170)]),
        ("xoxe.xoxb-", [Run(A::DIGIT, 1, 1), Lit("-"), Run(A::ALNUM, 140, 170)]),
        ("xoxe-", [Run(A::DIGIT, 1, 1), Lit("-"), Run(A::ALNUM, 140, 170)]),
    ],
    hits [concat!("xoxe.xoxp-", "2-eIdi3GSMIXIbdroB0XGy4O766MuF57PdWOuQt2AC2WulnnaIHK1dMzSIW7K2sMr9RbS2dp3HDXE6uTUEQpbxFX5TplJ6FptqgzoKyfk434JdVTak4cPjrr7xdDRuvZpjOlxXof9MGERHPx"), concat!("xoxe.xoxb-", "1-5BY0087v4HyWmp6e95nFbm11mcMw2ANM6HXUpZBffqOTaOjWmHxO7gDALBFWiIikLJeY1e7EvS9OtA5TB2HaLeJJhsuRTBhMyhrqMosKmAdTjffkO8AJ3Q2iDh8khSxGZJpzgMXPtOEJf6")],
    misses [concat!("xoxe.xoxp-", "7-DxmwCvqg7v4VzpoWFvq35w6d9P5bM8oXeOMYd3stKR4CY0Xu5wHXCzum3R4HzQ2kRh2QWVL7iiXrB6Jd45OJdef4Qoy5pkmiB9AxClz3djqSU2dz2hjyUt2YR4chdB5xilE6SOdeYbs"), concat!("xoxe.xoxp-", "x-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "slack_webhook_url", "Slack incoming webhook", "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks", "", any,
    [
        ("hooks.slack.com/services/", [Run(A::B64, 42, 60)]),
        ("hooks.slack.com/workflows/", [Run(A::B64, 42, 100)]),
        ("hooks.slack.com/triggers/", [Run(A::B64, 42, 100)]),
    ],
    hits [concat!("hooks.slack.com/services/", "/xNetugQsW1j9Yf7XK2TSArPe/f+rRTAntKxfPgF2d2O"), concat!("hooks.slack.com/workflows/", "4JQAqoCUN7VsvI3fQZn7Pw64gQekAE7dBHhjdbU+oDHo")],
    misses [concat!("hooks.slack.com/services/", "gGtUQjBHhu8uq5eCf3n8ycKM0U4PQwVBldnPCYWEs"), concat!("hooks.slack.com/services/", "/xxxxxxxxxxxxxxxxxxxxxxxx/x+xxxxxxxxxxxxxxxx")];

    "discord_webhook_url", "Discord webhook", "https://discord.com/developers/docs/resources/webhook", "", any,
    [
        ("discord.com/api/webhooks/", [Run(A::DIGIT, 17, 20), Lit("/"), Run(A::URL, 60, 72)]),
        ("discordapp.com/api/webhooks/", [Run(A::DIGIT, 17, 20), Lit("/"), Run(A::URL, 60, 72)]),
    ],
    hits [concat!("discord.com/api/webhooks/", "9367267565081345811/bWQ1xP_9CFCcSZFr6bDmympqRADy42WZQXUi2kfQXd4qJBkdz7BZUrV0uz4Muy"), concat!("discordapp.com/api/webhooks/", "2625491203796826263/cV_XruGl8mSJYf-6EpEMPXV3d2laOMY1dBLKYy9Bz1u1xYY53_-k58Ilf-VRAm")],
    misses [concat!("discord.com/api/webhooks/", "7579438996124339663/FFSmlu5qqCCED1mxy0xlfLyp6F3nTNWXOsmlqsIAHsXQekpn4kwYqX3lX5X"), concat!("discord.com/api/webhooks/", "xxxxxxxxxxxxxxxxxxx/xxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "teams_webhook_url", "Microsoft Teams webhook", "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook", "", any,
    [
        ("webhook.office.com/webhookb2/", [Run(A::URL, 36, 36), Lit("@"), Run(A::URL, 36, 36), Lit("/IncomingWebhook/"), Run(A::LOWER, 32, 32), Lit("/"), Run(A::URL, 36, 36)]),
        ("outlook.office.com/webhook/", [Run(A::URL, 36, 36), Lit("@"), Run(A::URL, 36, 36), Lit("/IncomingWebhook/"), Run(A::LOWER, 32, 32), Lit("/"), Run(A::URL, 36, 36)]),
    ],
    hits [concat!("webhook.office.com/webhookb2/", "e70ce15e-3a3f-4154-a61e-cb27a68a45f3@57a666cc-6602-4d90-ac51-dc6eaeb1eafb/IncomingWebhook/2dfs2091iff6q576pv923ppiob5uj56o/6b91e98a-8aea-4bd8-a569-07371fdd16cc"), concat!("outlook.office.com/webhook/", "eb978d9c-926f-4a75-a79f-db7d5330bcd1@da0d8f04-77ab-4f90-a016-dfba9aa28f07/IncomingWebhook/embo7i8obnsuovhd7tp39h6dxv3bm52q/cc6b7d3d-9f3a-4e2b-a40e-2ffaaa759fbc")],
    misses [concat!("webhook.office.com/webhookb2/", "79d2e855-004c-49d1-a555-73f5c908a2f1@14b6aa82-1335-4e43-a1be-8778faeabe9a/IncomingWebhook/vhvgab4xo4jvt2r8vad4ohmqvf8fhqz9/790986e0-bb9f-4dbb-a8c8-881f337c75a"), concat!("webhook.office.com/webhookb2/", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx@xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/xxxxxxxxxxxxxxx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "google_chat_webhook_url", "Google Chat webhook", "https://developers.google.com/workspace/chat/quickstart/webhooks", "", any,
    [
        ("chat.googleapis.com/v1/spaces/", [Run(A::URL, 8, 14), Lit("/messages?key="), Run(A::URL, 39, 39), Lit("&token="), Run(A::PERCENTED, 40, 60)]),
        ("chat.googleapis.com/v1/spaces/", [Run(A::URL, 8, 14), Lit("/messages?key="), Run(A::URL, 39, 39), Lit("&token="), Run(A::URL, 40, 60)]),
    ],
    hits [concat!("chat.googleapis.com/v1/spaces/", "NA9GiwKbWw/messages?key=NjqE0-v059zP8trHOqWeuufMf5U4PRWumRvY9mP&token=g2CsX9aekW9KBr2dYo33MJX1dvL619s2tn73bGd5hD"), concat!("chat.googleapis.com/v1/spaces/", "UF2g2QBCJN/messages?key=w8J2Ar6vfnDPx7vYDksUnBvbwvfiwpMUrioOTDj&token=TP4jXoWaOX4ZDb0vqf1O2ivntfv1m30PJHLUs0zg1Y")],
    misses [concat!("chat.googleapis.com/v1/spaces/", "xxxxxxxxxx/xxxxxxxx?xxx=xxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&xxxxx=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "zapier_webhook_url", "Zapier catch hook", "https://help.zapier.com/hc/en-us/articles/8496288690317", "", any,
    [
        ("hooks.zapier.com/hooks/catch/", [Run(A::DIGIT, 5, 10), Lit("/"), Run(A::LOWER, 6, 10)]),
    ],
    hits [concat!("hooks.zapier.com/hooks/catch/", "6730176/9n35b568")],
    misses [concat!("hooks.zapier.com/hooks/catch/", "5395927/30yon"), concat!("hooks.zapier.com/hooks/catch/", "xxxxxxx/xxxxxxxx")];

    "twilio_api_key", "Twilio API key", "https://www.twilio.com/docs/iam/api-keys", "", any,
    [
        ("SK", [Run(A::HEXX, 32, 32)]),
    ],
    hits [concat!("SK", "0bd5FE6f4FfC7DdD039Ab0FDd2d3EBFE")],
    misses [concat!("SK", "3b07F6b6515DEbe6ECaC1FEeE5ccbA5"), concat!("SK", "00000000000000000000000000000000")];

    "sendgrid_api_key", "SendGrid API key", "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys", "", any,
    [
        ("SG.", [Run(A::URL, 22, 22), Lit("."), Run(A::URL, 43, 43)]),
        ("SG.", [Run(A::DOTTED, 66, 66)]),
    ],
    hits [concat!("SG.", "DUPXxavXIf1WWvhfahzj2N.wp_bhq6aaHHGBf6kRi3vHm0vTr9d7SZt_ntl48TbeIa"), concat!("SG.", "58_hTBlTLMj5IyRS8ZaIoF3EAbYvS5A8ZPQh1MdDxqSuU0rH_wbvhI6AtaMci7kpHv")],
    misses [concat!("SG.", "xxxxxxxxxxxxxxxxxxxxxx.xx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxx")];

    "mailgun_private_key", "Mailgun private key", "https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/", "", any,
    [
        ("key-", [Run(A::HEX, 32, 32)]),
        ("pubkey-", [Run(A::HEX, 32, 32)]),
    ],
    hits [concat!("key-", "c28c54d784aac7329ef4299650b62de8"), concat!("pubkey-", "c9f45e88ed8a4eb64ffd27679ce67fca")],
    misses [concat!("key-", "d1cc391ddc443ec85d11b115dd9dbe5"), concat!("key-", "00000000000000000000000000000000")];

    "mandrill_api_key", "Mailchimp Transactional key", "https://mailchimp.com/developer/transactional/guides/quick-start/", "", mixed_case,
    [
        ("md-", [Run(A::URL, 22, 22)]),
    ],
    hits [concat!("md-", "W4f3tOzQrp_m0JrwpURXTg")],
    misses [concat!("md-", "p52ci5MDseQNSFhCa8_PZ"), concat!("md-", "xxxxxxxxxx_xxxxxxxxxxx")];

    "brevo_api_key", "Brevo (Sendinblue) API key", "https://developers.brevo.com/docs/getting-started", "", any,
    [
        ("xkeysib-", [Run(A::HEX, 64, 64), Lit("-"), Run(A::ALNUM, 16, 16)]),
    ],
    hits [concat!("xkeysib-", "d0aa982fc7e53279ef2cb7b5674a170ab818f11dab3aa36d3c423c3cb63a3b27-Q3J26Rti4bQqpLE5")],
    misses [concat!("xkeysib-", "b3eedc3ec3fd47d9b0b16e3c864d1229900fcd87f5b0291414279494a93661f2-KhhzzrEmX3YIAEc"), concat!("xkeysib-", "0000000000000000000000000000000000000000000000000000000000000000-0000000000000000")];

    "brevo_smtp_key", "Brevo SMTP key", "https://developers.brevo.com/docs/smtp-integration", "", any,
    [
        ("xsmtpsib-", [Run(A::HEX, 64, 64), Lit("-"), Run(A::ALNUM, 16, 16)]),
    ],
    hits [concat!("xsmtpsib-", "7f612a9699ed847ee06607da80d9b596b379c600d02c8a9f74c6ec0a9fd381ba-ZGVLn5VEwKp4yrzH")],
    misses [concat!("xsmtpsib-", "6e913ad4d9f86ce7314db6481eb10776d7facf43f4e3dcc461cb38ff653cddfc-Tz5UBuj3kCwPYwR"), concat!("xsmtpsib-", "0000000000000000000000000000000000000000000000000000000000000000-0000000000000000")];

    "resend_api_key", "Resend API key", "https://resend.com/docs/dashboard/api-keys/introduction", "", mixed_case,
    [
        ("re_", [Run(A::ALNUM, 8, 8), Lit("_"), Run(A::ALNUM, 24, 24)]),
        ("re_", [Run(A::ALNUM, 32, 36)]),
    ],
    hits [concat!("re_", "E5TjBC2i_m1XhnMpTGMvRIVvzYhSGYgl9"), concat!("re_", "RbNXZ3GROGynSoYthIkyttIDGRTF3NWpXF")],
    misses [concat!("re_", "xxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxx")];

    "onesignal_api_key", "OneSignal API key", "https://documentation.onesignal.com/docs/keys-and-ids", "", any,
    [
        ("os_v2_app_", [Run(A::B32L, 100, 110)]),
        ("os_v2_org_", [Run(A::B32L, 100, 110)]),
    ],
    hits [concat!("os_v2_app_", "fngsv7hj3p37wv56dtlk5jlyu2x3x63aek6nzvnlfojs7je4bgsohq6jotu6ar5pbnqhyvihemb4nl6fe7yfb5eatm62xgumpwgij5"), concat!("os_v2_org_", "2byzcgxqlttftvbsjxdfzn4l76js2of54whcbgwnjmfj2x3gevfz34g4ulxccer6x5cc4yi4gb7c5kikxmqt36q747bfciqfs2bwrq")],
    misses [concat!("os_v2_app_", "vpx6fthb77uasfujqeqawhc65zc3jky7phxtglpsqgckoexgobjslon6qgt57m4m5fskszygevotrydgd66yghxefqkhbisuivp"), concat!("os_v2_app_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "intercom_access_token", "Intercom access token", "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication", "", any,
    [
        ("dG9r", [Run(A::B64, 52, 60)]),
    ],
    hits [concat!("dG9r", "ljgItefg65WDgblLOUcE0Anam/NpZp6BayK9NDou+gxZjs//JdO/wU")],
    misses [concat!("dG9r", "3paMudg8AWs5yMAKQWP1WzSkwuYaeiyyTrQFdb8yiL9IHEC0oL+"), concat!("dG9r", "xxxxxxxxxxxxxxxxxxxxxxxxx/xxxxxxxxxxxxxx+xxxxx//xxx/xx")];

    "hubspot_private_app_token", "HubSpot private app token", "https://developers.hubspot.com/docs/guides/apps/private-apps/overview", "", ends_uuid,
    [
        ("pat-na1-", [Run(A::UUID, 36, 36)]),
        ("pat-na2-", [Run(A::UUID, 36, 36)]),
        ("pat-na3-", [Run(A::UUID, 36, 36)]),
        ("pat-eu1-", [Run(A::UUID, 36, 36)]),
        ("pat-ap1-", [Run(A::UUID, 36, 36)]),
    ],
    hits [concat!("pat-na1-", "6f4c47ea-9a99-48b0-a716-a7ef4ee85d19"), concat!("pat-na2-", "dea2ff45-591c-415b-a297-62d2201d8549")],
    misses [concat!("pat-na1-", "d9569daf-39c8-4c94-adaa-6343456a5f0"), concat!("pat-na1-", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")];

    "klaviyo_private_key", "Klaviyo private key", "https://developers.klaviyo.com/en/docs/authenticate_", "", any,
    [
        ("pk_", [Run(A::HEX, 34, 34)]),
    ],
    hits [concat!("pk_", "917ccd0fa37ed03c685646fc526f08f9e0")],
    misses [concat!("pk_", "94e7d18588c7e7aaf7905721dc7d90b50"), concat!("pk_", "0000000000000000000000000000000000")];

    "clickup_api_token", "ClickUp API token", "https://developer.clickup.com/docs/authentication", "", any,
    [
        ("pk_", [Run(A::DIGIT, 5, 10), Lit("_"), Run(A::UPPER, 32, 32)]),
    ],
    hits [concat!("pk_", "1507099_WADQB1K9RLRYVEA7HPOSL0V5LUBPI13R")],
    misses [concat!("pk_", "5160300_HOIUGAK2W53X0GDY3IE641FA44KNUBQ"), concat!("pk_", "xxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "matrix_access_token", "Matrix (Synapse) access token", "https://spec.matrix.org/latest/client-server-api/", "", any,
    [
        ("syt_", [Run(A::ALNUM, 4, 60), Lit("_"), Run(A::ALNUM, 20, 20), Lit("_"), Run(A::ALNUM, 6, 6)]),
    ],
    hits [concat!("syt_", "rbBesU_GzwNwuEMumj2nl5drFpK_PSbnfB")],
    misses [concat!("syt_", "P9877v_CZ6PsJSHHjLtUXTHdUGY_13ULI"), concat!("syt_", "xxxxxx_xxxxxxxxxxxxxxxxxxxx_xxxxxx")];

    "courier_api_key", "Courier API key", "https://www.courier.com/docs/reference/auth/intro", "", any,
    [
        ("pk_prod_", [Run(A::UPPER, 28, 28)]),
        ("pk_test_", [Run(A::UPPER, 28, 28)]),
    ],
    hits [concat!("pk_prod_", "FV8BD07SVFCUPEJ6KDON4OYRD4ER"), concat!("pk_test_", "IUFMQB4RNAYLBPAYDDSPLZE54PBC")],
    misses [concat!("pk_prod_", "58E0L4Q4XF6ELXIRCHSM2RB14BF"), concat!("pk_prod_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "typeform_api_token", "Typeform token", "https://www.typeform.com/developers/get-started/personal-access-token/", "", any,
    [
        ("tfp_", [Run(A::DOTTED, 44, 62)]),
    ],
    hits [concat!("tfp_", "JVkJt5L9tjldq83uyJvG_ASefss4b5xzCLL9hNAVCmEtyY")],
    misses [concat!("tfp_", "HvLmpdB-HFrEiwyvqT_BXXvpmr-crUlQIRmzjNJLu_v"), concat!("tfp_", "xxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxx")];

    "beamer_api_key", "Beamer API key", "https://www.getbeamer.com/api", "", mixed_case,
    [
        ("b_", [Run(A::URLEQ, 44, 44)]),
    ],
    hits [concat!("b_", "v41f-zbXgiAszTVXpUyiIJ80fIhIScUdfC00UEgRn-ag")],
    misses [concat!("b_", "K_c2RNWsaDpNrFcVnoHMnHcmZDwjEt3foOBGVIib8PZ"), concat!("b_", "xxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xx")];

    "firebase_server_key", "Firebase Cloud Messaging server key", "https://firebase.google.com/docs/cloud-messaging/auth-server", "", any,
    [
        ("AAAA", [Run(A::URL, 7, 7), Lit(":APA91b"), Run(A::URL, 120, 160)]),
        ("AAAA", [Run(A::URL, 7, 7), Lit(":"), Run(A::URL, 140, 140)]),
    ],
    hits [concat!("AAAA", "0IPexz8:APA91bvr87dBSmXragBAbCywl4tCkdLdoma7S5hM8bmh1dWqtmxPdzZNVGT5DrLsLMCgJa--4t2r04iXHE4Xw3M1GeZgxjxD5x55CSFaXHussMQkWBT0ffpucI62x0yY"), concat!("AAAA", "tpwLNG5:oM7PF9SbXtSEnpIPHrxELzQMRwITH8WVOGoI98msonqeiPTP4vutc9QThoSADOfHTP5WdpiziC70rtbRTdY43jABQbMsJ88DEyT9B6VnTuIlfAebRtt6KP2dUaFFopY_kzZWtXcMNanG")],
    misses [concat!("AAAA", "xxxxxxx:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx--xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "pushbullet_access_token", "Pushbullet access token", "https://docs.pushbullet.com/", "", mixed_case,
    [
        ("o.", [Run(A::ALNUM, 32, 32)]),
    ],
    hits [concat!("o.", "V8dXm1AWTtXwp1WJnuOH15AYBc97H0Br")],
    misses [concat!("o.", "UZqB1SgbeXehmZpml5c0VROQUqtrAyB"), concat!("o.", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "facebook_access_token", "Facebook access token", "https://developers.facebook.com/docs/facebook-login/guides/access-tokens", "", any,
    [
        ("EAAM", [Run(A::ALNUM, 100, 400)]),
        ("EAAC", [Run(A::ALNUM, 100, 400)]),
        ("EAA", [Run(A::ALNUM, 110, 400)]),
    ],
    hits [concat!("EAAM", "CprP4uWAfRz4ROTNuubyOeDJZd5un0JHxDy2HLUqcKU2gbsZbjxfgiRkbatv9byMMG939J4mIv0a7Uz4NAIWGn6qND6ZbdZQio62B7"), concat!("EAAC", "xQKzV5VqEsIdskS0iVtUh7HHxE0XRpM6YzfRQNGEe4KAmJPqicH5z7M3wFv3xflmTgc5K8kxn6SHhYA4vUbJVYYZECnSyoUD2VlgFU")],
    misses [concat!("EAAM", "K0jyGG5hhRQBUgObg6qK81lFVEA5pUOd4bwNA49ofNuBchYTxB3pXKoSu4Ye0JdxdKf68JgCx86FtH0RL8KrK97Hsubu9fNNEoD"), concat!("EAAM", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "instagram_access_token", "Instagram access token", "https://developers.facebook.com/docs/instagram-platform", "", any,
    [
        ("IGQ", [Run(A::URL, 120, 400)]),
        ("IGAA", [Run(A::ALNUM, 120, 400)]),
    ],
    hits [concat!("IGQ", "J1_3IM7hJIRccB3lZkvrMDnU3pWdfY3e1Q8NbDTIuvi4NB44_dyfBQA7iyCtOOz8NGZJ0H_RfNSNd1YBr4i_9X3LleSsCXGzzG2ztgxWrW0GNGTOC7Qp-prBLK"), concat!("IGAA", "ZZUvjR5anCtoqCnM6rw06ggJSzVqPrKiN4ma4iwXUZfCVWGBFwzevGhIZQ6vP0FP8xOnHe1XmQ5enhfovqT302VwR9a0zVJ272lwO6KnPR0qwTtFSYMuyEUwbQ")],
    misses [concat!("IGQ", "WmQ0gLdGllzbPiq7OyvgiWEPi8_cvOmvaOhg9d_jQLZzTS1GshdnqoocFDCkz8W_NXmahB0Op68P_NBd3tMApkjwKTReI8KKTClsTEmMnhZYnuJgGYkYO_v"), concat!("IGQ", "xx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxx_xxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxx")];

    "twitter_bearer_token", "X (Twitter) bearer token", "https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens", "", any,
    [
        ("AAAAAAAAAAAAAAAAAAAAA", [Run(A::PERCENTED, 60, 120)]),
    ],
    hits [concat!("AAAAAAAAAAAAAAAAAAAAA", "QOVyMttey1J9J5sUGEg9b3knaTm9U5CoWOSNVOss6LHhrA65TodbueOsuPeUpd")],
    misses [concat!("AAAAAAAAAAAAAAAAAAAAA", "LOTbcB837J0OitmdKpeRV7IwAypLxP63Yzj5R0HU1qMsDgmpUyGCNnhI9d3"), concat!("AAAAAAAAAAAAAAAAAAAAA", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];

    "vk_access_token", "VK access token", "https://dev.vk.com/en/api/access-token/getting-started", "", any,
    [
        ("vk1.a.", [Run(A::URL, 60, 250)]),
    ],
    hits [concat!("vk1.a.", "c-6wyVTvu2TFX_CLIppOQ1l2ztY_dXkcgXwSo_UQuf5m-SGTh_5il_qDVIYdrS")],
    misses [concat!("vk1.a.", "X22zc0043ySt03hc5ZXIjLlZO9VqMQhSJSfuJL9BNpxE4qXCDIWMl5raKr6"), concat!("vk1.a.", "x-xxxxxxxxxxx_xxxxxxxxxxxxx_xxxxxxxxx_xxxxxx-xxxx_xxx_xxxxxxxx")];

    "pinterest_access_token", "Pinterest access token", "https://developers.pinterest.com/docs/getting-started/authentication/", "", any,
    [
        ("pina_", [Run(A::ALNUM, 32, 120)]),
        ("pinr_", [Run(A::ALNUM, 32, 120)]),
    ],
    hits [concat!("pina_", "gYF8auOVn23vqgNHErHf5Uq1IA6zVj585s"), concat!("pinr_", "IalEDpwUiykVPHgVNjTmQxcD3ECq3dgz6D")],
    misses [concat!("pina_", "SXu80W192GOMy59RYpf2eOJbcH87oPh"), concat!("pina_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")];
}
