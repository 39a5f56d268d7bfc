//! A running Envoy, started from `envoy/envoy.yaml` with stand-ins in place of the clusters.
//!
//! The file is parsed, its tree changed (ports, paths, addresses) and handed to Envoy as JSON, so that what is shipped
//! is also what runs.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::parts;
use crate::standin::Standin;
use crate::wire::Ask;

/// V8 compiles the module in about two seconds of CPU, several times over; other work may keep the cores busy.
const START_PATIENCE: Duration = Duration::from_secs(60);

/// How soon Envoy writes out its access log, instead of every ten seconds.
const LOG_FLUSH_MILLIS: &str = "20";

/// The upstreams of the sample, each a cluster of that name.
pub const UPSTREAMS: [&str; 4] = ["us_vendor", "us_eea_region", "sovereign_eu", "own_gpu"];

/// The stand-ins for [`UPSTREAMS`].
pub fn standins() -> Result<Vec<Standin>> {
    UPSTREAMS.iter().map(|name| Standin::start(name)).collect()
}

/// The key that the gateway injects for an upstream, in place of a real one.
pub fn injected_key(upstream: &str) -> String {
    format!("standin-key-of-{upstream}")
}

/// The key of the audit chain here, in place of a real one.
pub fn audit_key() -> String {
    format!("standin:{}", "5a".repeat(32))
}

/// A configuration of Envoy on its way to be one that runs here.
#[derive(Debug, Clone)]
pub struct Config(Value);

impl Config {
    /// `envoy/envoy.yaml` as shipped, but for the module's path.
    pub fn shipped() -> Result<Config> {
        let file = parts::root().join("envoy/envoy.yaml");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        Ok(Config(yaml(&text).with_context(|| format!("in `{}`", file.display()))?))
    }

    /// The sample with the module built here, free ports and the stand-ins' addresses.
    pub fn sample(standins: &[Standin]) -> Result<Config> {
        let ports: Vec<_> = standins.iter().map(|standin| (standin.name.clone(), standin.port)).collect();
        Config::with_upstreams(&ports)
    }

    /// The same with upstreams at these ports.
    pub fn with_upstreams(ports: &[(String, u16)]) -> Result<Config> {
        let mut config = Config::shipped()?.module(parts::module()?)?;
        *config.at("/admin/address/socket_address/port_value")? = json!(0);
        *config.listener("/address/socket_address")? = json!({"address": "127.0.0.1", "port_value": 0});
        let clusters = config.at("/static_resources/clusters")?.as_array_mut().context("no clusters")?;
        for cluster in clusters {
            let name = cluster["name"].as_str().unwrap_or_default();
            let port = ports.iter().find(|(of, _)| of == name).map(|(_, port)| *port);
            let port = port.with_context(|| format!("no upstream for cluster `{name}`"))?;
            let address = json!({"address": "127.0.0.1", "port_value": port});
            *find(cluster, "/load_assignment/endpoints/0/lb_endpoints/0/endpoint/address/socket_address")? = address;
            cluster["type"] = json!("STATIC");
            cluster.as_object_mut().context("a cluster is no object")?.remove("transport_socket");
        }
        Ok(config)
    }

    /// The policy in the filter.
    pub fn policy(&mut self) -> Result<&mut Value> {
        self.filter("/typed_config/config/configuration/value")
    }

    /// The same with this module.
    pub fn module(mut self, module: &Path) -> Result<Config> {
        *self.filter("/typed_config/config/vm_config/code/local/filename")? = json!(module);
        Ok(self)
    }

    /// The same without Octroi: what a client says in `x-octroi-route` is where it goes.
    pub fn without_filter(mut self) -> Result<Config> {
        let filters = self.manager("/http_filters")?.as_array_mut().context("no filters")?;
        filters.retain(|filter| filter["name"] != "octroi");
        Ok(self)
    }

    /// A place in Octroi's HTTP filter.
    pub fn filter(&mut self, place: &str) -> Result<&mut Value> {
        let filters = self.manager("/http_filters")?.as_array_mut().context("no filters")?;
        let filter = filters.iter_mut().find(|filter| filter["name"] == "octroi").context("no filter `octroi`")?;
        find(filter, place)
    }

    /// A place in the HTTP connection manager.
    pub fn manager(&mut self, place: &str) -> Result<&mut Value> {
        self.listener(&format!("/filter_chains/0/filters/0/typed_config{place}"))
    }

    /// A place in the listener.
    pub fn listener(&mut self, place: &str) -> Result<&mut Value> {
        self.at(&format!("/static_resources/listeners/0{place}"))
    }

    /// A place, as a JSON pointer.
    pub fn at(&mut self, place: &str) -> Result<&mut Value> {
        find(&mut self.0, place)
    }

    /// Asks Envoy whether it would start with this. Gives Envoy's words if not.
    pub fn validate(&self, name: &str) -> Result<Result<(), String>> {
        let folder = parts::scratch("gateway")?.join(name);
        let file = self.write(&folder)?;
        let output = with_keys(&mut Command::new(parts::envoy()?))
            .args(["--mode", "validate", "-l", "warning", "-c"])
            .arg(file)
            .stdin(Stdio::null())
            .output()?;
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        Ok(if output.status.success() { Ok(()) } else { Err(words) })
    }

    /// Starts Envoy. `name` is that of its folder under `target/gateway`; two at once must differ in it.
    pub fn start(mut self, name: &str, options: &Options) -> Result<Gateway> {
        let folder = parts::scratch("gateway")?.join(name);
        let _ = fs::remove_dir_all(&folder); // the logs of a former run
        fs::create_dir_all(&folder)?;
        let access_log = folder.join("access.jsonl");
        *self.manager("/access_log/0/typed_config/path")? = json!(access_log);
        let file = self.write(&folder)?;
        let admin_address = folder.join("admin-address");
        let log = folder.join("envoy.log");

        // Whatever ends this process, Envoy ends with it: the shell waits for our end of the pipe to close.
        let script = r#"exec 3<&0; log=$1; shift; "$@" 3<&- >>"$log" 2>&1 & envoy=$!; echo $envoy
            (read -r _ <&3; kill $envoy 2>/dev/null) >/dev/null 2>&1 & exec 3<&- >&-; wait $envoy"#;
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]).arg(&log).arg(parts::envoy()?);
        command.arg("-c").arg(file).arg("--admin-address-path").arg(&admin_address);
        command.args(["--disable-hot-restart", "--file-flush-interval-msec", LOG_FLUSH_MILLIS]);
        command.args(["--concurrency", &options.workers.to_string(), "-l", "warning"]);
        // Anchors of the audit log are written at `info`.
        let levels = options.component_log_levels.as_deref().unwrap_or("wasm:info");
        command.args(["--component-log-level", levels]);
        let mut shell = with_keys(&mut command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("`sh` does not run; it keeps Envoy from outliving this process")?;
        let lifeline = shell.stdin.take();
        let mut line = String::new();
        BufReader::new(shell.stdout.take().context("no pipe")?).read_line(&mut line)?;
        let pid = line.trim().parse().context("`sh` told no process id")?;
        let mut gateway = Gateway { shell, lifeline, pid, port: 0, admin_port: 0, folder, access_log, log };
        gateway.wait_until_ready(&admin_address)?;
        Ok(gateway)
    }

    fn write(&self, folder: &Path) -> Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let file = folder.join("envoy.json");
        fs::write(&file, serde_json::to_vec_pretty(&self.0)?)?;
        Ok(file)
    }
}

/// How Envoy is run.
pub struct Options {
    /// Worker threads.
    pub workers: u32,
    /// As in `--component-log-level`: `wasm:trace`.
    pub component_log_levels: Option<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options { workers: 1, component_log_levels: None }
    }
}

/// A running Envoy. Ends when dropped, or with this process.
pub struct Gateway {
    shell: Child,
    lifeline: Option<ChildStdin>,
    /// Envoy's process.
    pub pid: u32,
    /// Where requests go.
    pub port: u16,
    /// Envoy's administration: metrics at `/stats/prometheus`.
    pub admin_port: u16,
    /// Configuration and logs.
    pub folder: PathBuf,
    /// Access log: one JSON object a line.
    pub access_log: PathBuf,
    /// What Envoy says.
    pub log: PathBuf,
}

impl Gateway {
    /// Octroi's record of the decision with this id. Waits for Envoy to write it.
    pub fn record(&self, decision: &str) -> Result<Value> {
        let waiting = Instant::now();
        loop {
            let found = self.access_lines()?.into_iter().find(|line| line["audit"][0]["id"] == decision);
            if let Some(mut line) = found {
                return Ok(line["audit"][0].take());
            }
            ensure!(
                waiting.elapsed() < Duration::from_secs(10),
                "no record of decision `{decision}` in the access log"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until `wanted` is among the lines of the access log, and gives the first such.
    pub fn access_line(&self, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        let waiting = Instant::now();
        loop {
            if let Some(line) = self.access_lines()?.into_iter().find(&wanted) {
                return Ok(line);
            }
            ensure!(waiting.elapsed() < Duration::from_secs(20), "the line did not come in the access log");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The complete lines of the access log so far.
    pub fn access_lines(&self) -> Result<Vec<Value>> {
        let text = fs::read_to_string(&self.access_log).unwrap_or_default();
        let complete = text.rsplit_once('\n').map_or("", |(complete, _)| complete);
        complete
            .lines()
            .map(|line| serde_json::from_str(line).with_context(|| format!("not JSON in the access log: {line}")))
            .collect()
    }

    /// An answer of Envoy's administration.
    pub fn admin(&self, path: &str) -> Result<String> {
        Ok(Ask::get(path).send(self.admin_port)?.text())
    }

    /// Ends Envoy and gives what `octroi audit verify` says of its log, a line each, and whether it is good news.
    pub fn verify(self) -> Result<(Vec<String>, bool)> {
        let (folder, access_log, log) = (self.folder.clone(), self.access_log.clone(), self.log.clone());
        drop(self); // what Envoy has not written yet is written when it ends
        let output = Command::new(parts::octroi()?)
            .current_dir(&folder)
            .env("OCTROI_AUDIT_KEY", audit_key())
            .args(["audit", "verify", "--anchors"])
            .args([&log, &access_log])
            .stdin(Stdio::null())
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        Ok((text.lines().map(str::to_owned).collect(), output.status.success()))
    }

    /// The value of a metric as Prometheus sees it, summed over all label values that fit. `octroi_requests` and
    /// `action="deny"`, for example.
    pub fn metric(&self, name: &str, label: &str) -> Result<f64> {
        let text = self.admin("/stats/prometheus")?;
        let fits = |line: &&str| line.split(['{', ' ']).next() == Some(name) && line.contains(label);
        Ok(text.lines().filter(fits).filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok()).sum())
    }

    /// CPU time that Envoy has used, all threads together, in nanoseconds: finer than the ticks of `/proc/PID/stat`.
    pub fn cpu_nanos(&self) -> Result<u64> {
        let mut nanos = 0;
        for task in fs::read_dir(format!("/proc/{}/task", self.pid))? {
            let text = fs::read_to_string(task?.path().join("schedstat"))?;
            nanos += text.split(' ').next().context("empty schedstat")?.parse::<u64>()?;
        }
        Ok(nanos)
    }

    /// Resident memory in bytes.
    pub fn resident_bytes(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
        let kib: u64 = line.split_whitespace().nth(1).context("no VmRSS")?.parse()?;
        Ok(kib * 1024)
    }

    fn wait_until_ready(&mut self, admin_address: &Path) -> Result<()> {
        let started = Instant::now();
        loop {
            if let Some(status) = self.shell.try_wait()? {
                bail!("Envoy ended with {status}; its last words:\n{}", self.last_words());
            }
            if self.read_ports(admin_address).is_ok() {
                return Ok(());
            }
            ensure!(
                started.elapsed() < START_PATIENCE,
                "Envoy was not ready within {} s; its last words:\n{}",
                START_PATIENCE.as_secs(),
                self.last_words()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn read_ports(&mut self, admin_address: &Path) -> Result<()> {
        let address = fs::read_to_string(admin_address)?;
        self.admin_port = address.trim().rsplit(':').next().context("no port")?.parse()?;
        ensure!(self.admin("/ready")?.trim() == "LIVE", "not ready");
        let listeners: Value = serde_json::from_str(&self.admin("/listeners?format=json")?)?;
        let port = listeners
            .pointer("/listener_statuses/0/local_address/socket_address/port_value")
            .and_then(Value::as_u64)
            .context("no listener")?;
        self.port = u16::try_from(port)?;
        ensure!(self.port != 0, "the listener is not open");
        Ok(())
    }

    fn last_words(&self) -> String {
        let mut text = String::new();
        let _ = File::open(&self.log).and_then(|mut file| file.read_to_string(&mut text));
        let lines: Vec<&str> = text.lines().collect();
        lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n")
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.lifeline = None; // the shell ends Envoy, then itself
        let _ = self.shell.wait();
    }
}

/// YAML as the JSON value that it stands for.
pub fn yaml(text: &str) -> Result<Value> {
    let tree: yaml_serde::Value = yaml_serde::from_str(text)?;
    Ok(serde_json::to_value(tree)?)
}

fn with_keys(command: &mut Command) -> &mut Command {
    for upstream in UPSTREAMS {
        command.env(format!("{}_KEY", upstream.to_uppercase()), injected_key(upstream));
    }
    command.env("OCTROI_AUDIT_KEY", audit_key())
}

fn find<'a>(value: &'a mut Value, place: &str) -> Result<&'a mut Value> {
    value.pointer_mut(place).with_context(|| format!("envoy/envoy.yaml has nothing at `{place}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_requests_to_the_cluster_that_the_header_names_and_nowhere_without_it() {
        let standins = standins().unwrap();
        let config = Config::sample(&standins).unwrap().without_filter().unwrap();
        let gateway = config.start("pass-through", &Options::default()).unwrap();
        let ask = Ask::json("/v1/chat/completions", &json!({"model": "m"})).header("authorization", "Bearer mine");
        let answer = ask.clone().header("x-octroi-route", "sovereign_eu").send(gateway.port).unwrap();
        assert_eq!(answer.status, 200);
        let received = standins[2].take().remove(0);
        assert_eq!(received.header("authorization"), Some("Bearer standin-key-of-sovereign_eu"));
        assert_eq!(received.header("x-octroi-route"), None);
        assert_eq!(ask.clone().send(gateway.port).unwrap().status, 503);
        assert_eq!(ask.header("x-octroi-route", "elsewhere").send(gateway.port).unwrap().status, 503);
        assert_eq!(gateway.access_line(|line| line["status"] == 503).unwrap()["audit"], json!([]));
        assert!(gateway.cpu_nanos().unwrap() > 0);
        assert!(gateway.resident_bytes().unwrap() > 1 << 20);
    }
}
