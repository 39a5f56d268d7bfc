//! The module under the wasmtime host: what good requests become.

use host_tests::wasm_host::{HostOptions, Outcome, Request, Response, Vm};
use host_tests::{chat, chat_answer, company_policy};

fn vm() -> Vm {
    Vm::start(company_policy().to_string().as_bytes(), HostOptions::default()).expect("the example policy loads")
}

fn answer() -> Response {
    Response::new(200, "application/json", chat_answer())
}

fn ask(body: String) -> Outcome {
    vm().exchange(&Request::post("/v1/chat/completions", body), &answer()).expect("no trap")
}

#[test]
fn harmless_text_goes_where_it_asked_to_go_untouched() {
    let body = chat("gpt-4o", "Write a slogan for our new bicycle lights.");
    let outcome = ask(body.clone());
    assert_eq!(outcome.local_reply, None);
    assert_eq!(outcome.sent_header("x-octroi-route").as_deref(), Some("us_vendor"));
    assert_eq!(outcome.sent_header(":authority").as_deref(), Some("api.us-vendor.example"));
    let (_, sent) = outcome.sent.as_ref().expect("it left");
    assert_eq!(String::from_utf8_lossy(sent), body);
    assert_eq!(outcome.client_header("x-octroi-sensitivity").as_deref(), Some("public"));
    let audit = outcome.audit();
    assert_eq!(audit["action"], "forward", "{audit:#}");
    assert_eq!(audit["outcome"], "ok", "{audit:#}");
    assert_eq!(audit["tokens"]["input"], 100);
    // 60 at 2.50 + 40 at 1.25 + 20 at 10.00 per million
    assert_eq!(audit["cost"], "0.0004", "{audit:#}");
}

#[test]
fn a_customers_mail_address_stays_in_the_eea() {
    let outcome = ask(chat("gpt-4o", "Answer anna.schmidt@kunde-beispiel.de kindly."));
    assert_eq!(outcome.sent_header("x-octroi-route").as_deref(), Some("us_eea_region"));
    let audit = outcome.audit();
    assert_eq!(audit["action"], "reroute", "{audit:#}");
    assert_eq!(audit["entities"]["email"], 1, "{audit:#}");
    assert_eq!(audit["rules"][0], "personal-data-in-the-eea");
    assert_eq!(audit["cost_if_asked"], "0.0004", "{audit:#}");
}

#[test]
fn the_models_name_is_spliced_and_every_other_byte_stays() {
    let iban = "DE02120300000000202051";
    let body = format!(
        r#"{{ "temperature":0.10,"model" : "gpt-4o","x_unknown":[1,2.0],"messages":[{{"role":"user","content":"Zahlung auf {iban}"}}] }}"#
    );
    let outcome = ask(body.clone());
    let (_, sent) = outcome.sent.as_ref().expect("it left");
    let sent = String::from_utf8_lossy(sent);
    assert_eq!(sent, body.replace("\"gpt-4o\"", "\"mistral-large-latest\""));
    assert_eq!(outcome.sent_header("content-length"), Some(sent.len().to_string()));
    assert_eq!(outcome.sent_header("x-octroi-route").as_deref(), Some("sovereign_eu"));
}
