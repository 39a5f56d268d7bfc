//! A Prometheus that scrapes the gateway, with the rules of `envoy/prometheus/`, and answers queries.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::wire::{Ask, loopback};
use crate::{gateway, parts};

/// How often the gateway is asked in tests: Prometheus takes whole milliseconds, and `rate` wants two samples in its range.
pub const SCRAPE_SECONDS: u64 = 1;

/// A first start makes its files; other work may keep the cores busy.
const START_PATIENCE: Duration = Duration::from_secs(60);

/// The rules as they are shipped.
pub fn rules_file() -> PathBuf {
    parts::root().join("envoy/prometheus/rules.yaml")
}

/// A running Prometheus. Ends when dropped, or with this process.
pub struct Prometheus {
    shell: Child,
    lifeline: Option<ChildStdin>,
    /// Its HTTP API.
    pub port: u16,
}

impl Prometheus {
    /// Starts one that scrapes this administration port of an Envoy, and has seen it once. `name` is that of its folder
    /// under `target/prometheus`.
    ///
    /// # Errors
    /// Prometheus cannot be had, or does not start; its last words are told.
    pub fn start(name: &str, admin_port: u16) -> Result<Prometheus> {
        let folder = parts::scratch("prometheus")?.join(name);
        let _ = fs::remove_dir_all(&folder); // the data of a former run
        fs::create_dir_all(&folder)?;
        let port = free_port()?;
        let file = write_configuration(&folder, admin_port)?;
        let log = folder.join("prometheus.log");
        // Whatever ends this process, Prometheus ends with it: the shell waits for our end of the pipe to close.
        let script = r#"exec 3<&0; log=$1; shift; "$@" 3<&- >>"$log" 2>&1 & server=$!; echo $server
            (read -r _ <&3; kill $server 2>/dev/null) >/dev/null 2>&1 & exec 3<&- >&-; wait $server"#;
        let mut shell = Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(&log)
            .arg(parts::prometheus()?)
            .arg(format!("--config.file={}", file.display()))
            .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
            .arg(format!("--web.listen-address=127.0.0.1:{port}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("`sh` does not run; it keeps Prometheus from outliving this process")?;
        let lifeline = shell.stdin.take();
        BufReader::new(shell.stdout.take().context("no pipe")?).read_line(&mut String::new())?;
        let mut prometheus = Prometheus { shell, lifeline, port };
        let started = Instant::now();
        while !prometheus.query("up == 1").is_ok_and(|found| !found.is_empty()) {
            let words = || fs::read_to_string(&log).unwrap_or_default();
            ensure!(prometheus.shell.try_wait()?.is_none(), "Prometheus ended; its words:\n{}", words());
            ensure!(started.elapsed() < START_PATIENCE, "Prometheus has not scraped the gateway:\n{}", words());
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(prometheus)
    }

    /// The result of an instant query: for a vector, one entry a series.
    ///
    /// # Errors
    /// Prometheus's own message.
    pub fn query(&self, expression: &str) -> Result<Vec<Value>> {
        let answer = self.get(&format!("/api/v1/query?query={}", percent_encoded(expression)))?;
        match answer["resultType"].as_str() {
            Some("vector" | "matrix") => Ok(answer["result"].as_array().cloned().unwrap_or_default()),
            Some("scalar" | "string") => Ok(vec![json!({"metric": {}, "value": answer["result"]})]),
            _ => bail!("no result for `{expression}`: {answer}"),
        }
    }

    /// The alerts that are pending or firing, by name.
    ///
    /// # Errors
    /// Prometheus's own message.
    pub fn alerts(&self) -> Result<Vec<(String, String)>> {
        let answer = self.get("/api/v1/alerts")?;
        let alerts = answer["alerts"].as_array().into_iter().flatten();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(alerts.map(|alert| (text(&alert["labels"]["alertname"]), text(&alert["state"]))).collect())
    }

    fn get(&self, path: &str) -> Result<Value> {
        let mut answer = Ask::get(path).send(self.port)?.json();
        ensure!(answer["status"] == "success", "Prometheus says: {}", answer["error"]);
        Ok(answer["data"].take())
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        self.lifeline = None; // the shell ends Prometheus, then itself
        let _ = self.shell.wait();
    }
}

/// Writes the shipped configuration, made for the Envoy with this administration port, into a folder. Gives the file.
///
/// # Errors
/// The shipped one is not as expected.
pub fn write_configuration(folder: &Path, admin_port: u16) -> Result<PathBuf> {
    let file = folder.join("prometheus.json"); // JSON is YAML
    fs::write(&file, serde_json::to_vec_pretty(&configuration(admin_port)?)?)?;
    Ok(file)
}

/// The shipped configuration, with this Envoy, in quick succession.
fn configuration(admin_port: u16) -> Result<Value> {
    let file = parts::root().join("envoy/prometheus/prometheus.yaml");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let mut configuration = gateway::yaml(&text)?;
    let seconds = json!(format!("{SCRAPE_SECONDS}s"));
    configuration["global"] = json!({"scrape_interval": seconds, "evaluation_interval": seconds});
    configuration["rule_files"] = json!([rules_file()]);
    let targets = configuration.pointer_mut("/scrape_configs/0/static_configs/0/targets").context("no targets")?;
    *targets = json!([format!("127.0.0.1:{admin_port}")]);
    Ok(configuration)
}

/// A port that is free now. Prometheus cannot be asked which it took.
fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(loopback(0))?.local_addr()?.port())
}

fn percent_encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
