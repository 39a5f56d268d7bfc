use std::time::Instant;
fn main() {
    let dirty = std::env::args().nth(1).is_some();
    let t = if dirty {
        "Ticket 4711: anna.schmidt@kunde-beispiel.de, IBAN DE02120300000000202051, born 03.07.1971, 10.0.0.7; "
    } else {
        "We would like to describe how the new lights keep a bicycle visible on wet roads in winter. "
    };
    let text: String = t.chars().cycle().take(64 * 1024).collect();
    let body = serde_json::json!({"model":"gpt-4o","messages":[{"role":"user","content":text}]}).to_string();
    let call = octroi_core::schema::route("POST", "/v1/chat/completions").unwrap();
    let scanner = octroi_core::detect::Scanner::default();
    for _ in 0..2 {
        let r = octroi_core::schema::read(&call, body.as_bytes()).unwrap();
        let t = Instant::now();
        let s = scanner.scan(&r.segments);
        println!("{} bytes: scan {:?} findings {}", body.len(), t.elapsed(), s.findings.len());
    }
}
