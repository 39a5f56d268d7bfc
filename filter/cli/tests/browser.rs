//! The pages in a real browser: their figures and plots are there, nothing fails, nothing is asked for, and it shows.

use std::path::Path;

use assert_cmd::Command;
use xtask::browser::{self, Seen};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const POLICY: &str = "examples/policies/company.yaml";

/// A page about a made-up log, and about one that has everything that can be wrong.
fn page(command: &[&str], folder: &Path) -> String {
    let (log, page) = (folder.join("log.jsonl"), folder.join("page.html"));
    let wish = xtask::audit_log::Wish { requests: 3_000, seed: 7, days: 70 };
    xtask::audit_log::write(&wish, &mut std::fs::File::create(&log).unwrap()).unwrap();
    let (log, file) = (log.to_str().unwrap(), page.to_str().unwrap());
    let bad = "filter/cli/tests/data/audit.jsonl";
    let args = [command, &[log, bad, "--policy", POLICY, "--html", file]].concat();
    let output = Command::cargo_bin("octroi").unwrap().current_dir(ROOT).args(args).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    std::fs::read_to_string(page).unwrap()
}

fn look(html: &str, figures: &[&str], plots: usize) {
    let Seen { dom, console, asked_for } = browser::open(html).unwrap();
    assert_eq!(console, Vec::<String>::new(), "the console says nothing");
    assert_eq!(asked_for, ["/page.html"], "the page asks for nothing but itself");
    for figure in figures {
        assert!(dom.contains(figure), "{figure}");
    }
    assert_eq!(dom.matches("<svg class=\"plot\"").count(), plots);
    assert!(dom.matches("<title>").count() > 20, "plots tell their values");
    assert!(dom.contains("</footer>") && !dom.contains("parsererror"));
}

/// A picture of a page with something on it takes many times the bytes of an empty one.
fn shows(html: &str, folder: &Path) {
    let bytes = |name: &str, html: &str| {
        let file = folder.join(name);
        browser::picture(html, 1200, 1600, &file).unwrap();
        let picture = std::fs::read(file).unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
        picture.len()
    };
    let empty = bytes("empty.png", "<!doctype html><title>empty</title>");
    let full = bytes("page.png", html);
    assert!(full > 10 * empty && full > 60_000, "{full} bytes against {empty} of an empty page");
}

#[test]
fn the_report_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let html = page(&["audit", "report", "--class", "special_category", "--outside", "self_hosted"], folder.path());
    let figures = [
        "requests</span>",
        "third_country",
        "special_category",
        "Art. 30(1)(b)",
        "Art. 12(1)",
        "exceeded",
        "us_vendor",
    ];
    look(&html, &figures, 1);
    shows(&html, folder.path());
}

#[test]
fn the_advice_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let html = page(&["advise"], folder.path());
    let figures =
        ["known cost, EUR</span>", "break-even, requests a day", "of 100", "what if us_vendor ...", "electricity_kwh"];
    look(&html, &figures, 3);
    shows(&html, folder.path());
}

/// What the other tests rely on: a page that does ask, and does fail, is seen to.
#[test]
fn a_page_that_asks_is_caught() {
    let html = "<!doctype html><html><body><img src='/picture.png'><script>console.error('oh')</script></body></html>";
    let seen = browser::open(html).unwrap();
    assert!(seen.asked_for.iter().any(|path| path == "/picture.png"), "{:?}", seen.asked_for);
    assert!(seen.console.iter().any(|line| line.contains("oh")), "{:?}", seen.console);
}
