//! A page in a real browser, without a window: what becomes of it, what it asks the network for, and a picture of it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::parts;

/// A browser that has not answered by then will not.
const PATIENCE: Duration = Duration::from_secs(90);

/// What the browser made of a page.
#[derive(Debug)]
pub struct Seen {
    /// The document after everything was loaded.
    pub dom: String,
    /// What the page's console says: errors, and what its content security policy stopped.
    pub console: Vec<String>,
    /// Every path that was asked for, the page's own among them.
    pub asked_for: Vec<String>,
}

/// Opens a page from a server on loopback that counts what is asked for. No other host can be reached.
///
/// # Errors
/// A browser that cannot be had, or does not answer.
pub fn open(page: &str) -> Result<Seen> {
    let server = Server::start(page)?;
    let output = run(&server, &["--dump-dom", "--enable-logging=stderr", "--v=0"])?;
    let log = String::from_utf8_lossy(&output.stderr);
    let console = log.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect();
    let dom = String::from_utf8(output.stdout).context("the document is not UTF-8")?;
    ensure!(dom.contains("<html"), "the browser gave no document: {log}");
    let asked_for = server.asked_for.lock().map_err(|_| anyhow::anyhow!("the server failed"))?.clone();
    Ok(Seen { dom, console, asked_for })
}

/// Writes a picture of a page's first part into a PNG file.
///
/// # Errors
/// As [`open`], and a file that was not written.
pub fn picture(page: &str, width: u32, height: u32, file: &Path) -> Result<()> {
    let server = Server::start(page)?;
    let _ = fs::remove_file(file);
    let (size, target) = (format!("--window-size={width},{height}"), format!("--screenshot={}", file.display()));
    run(&server, &["--hide-scrollbars", &size, &target])?;
    ensure!(file.is_file(), "the browser made no picture at `{}`", file.display());
    Ok(())
}

fn run(server: &Server, options: &[&str]) -> Result<std::process::Output> {
    let profile = Profile::new()?;
    let browser = parts::chromium()?;
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
        ])
        .args(["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server"])
        .arg(format!("--user-data-dir={}", profile.0.display()))
        .args(options)
        .arg(format!("http://127.0.0.1:{}/page.html", server.port))
        .stdin(Stdio::null())
        .stdout(Stdio::from(fs::File::create(profile.0.join("stdout"))?))
        .stderr(Stdio::from(fs::File::create(profile.0.join("stderr"))?))
        .spawn()
        .with_context(|| format!("`{}` does not run", browser.display()))?;
    let started = Instant::now();
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => {
                child.kill()?;
                child.wait()?;
                bail!("the browser did not answer within {} seconds", PATIENCE.as_secs());
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    let read = |name: &str| fs::read(profile.0.join(name));
    let output = std::process::Output { status, stdout: read("stdout")?, stderr: read("stderr")? };
    ensure!(status.success(), "the browser failed ({status}): {}", String::from_utf8_lossy(&output.stderr));
    Ok(output)
}

/// A profile of its own, which goes when the browser went.
struct Profile(PathBuf);

impl Profile {
    fn new() -> Result<Profile> {
        static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = parts::scratch("browser")?.join(format!("{}-{number}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Profile(folder))
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Serves one page, and 404 for everything else.
struct Server {
    port: u16,
    asked_for: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(page: &str) -> Result<Server> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let server = Server { port: listener.local_addr()?.port(), asked_for: Arc::default() };
        let (page, asked_for) = (page.to_owned(), Arc::clone(&server.asked_for));
        // Ends with the process: a page is a few connections.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(&stream, &page, &asked_for);
                let _ = stream.shutdown(Shutdown::Both);
            }
        });
        Ok(server)
    }
}

fn answer(mut stream: &TcpStream, page: &str, asked_for: &Mutex<Vec<String>>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut lines = BufReader::new(stream).lines();
    let Some(Ok(first)) = lines.next() else { return Ok(()) }; // a connection that was opened ahead of need
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let (status, body) = if path == "/page.html" { ("200 OK", page) } else { ("404 Not Found", "") };
    if let Ok(mut asked_for) = asked_for.lock() {
        asked_for.push(path);
    }
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}
