//! An HTTP/1.1 client for tests and demo: proper requests through hyper, and raw bytes for what no client would send.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::HeaderMap;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::runtime::Runtime;

/// Longer than anything here takes, even a first request on a machine that is busy compiling.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The runtime of everything asynchronous in this process: stand-ins, clients, load.
pub fn runtime() -> &'static Runtime {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads can start")
    });
    &RUNTIME
}

/// A port of this machine's loopback.
pub fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

/// A request with a body of known length.
#[derive(Debug, Clone)]
pub struct Ask {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Bytes,
}

impl Ask {
    /// A POST of JSON.
    pub fn json(path: &str, body: &Value) -> Ask {
        Ask::post(path, body.to_string())
    }

    /// A POST of bytes said to be JSON.
    pub fn post(path: &str, body: impl Into<Bytes>) -> Ask {
        Ask { method: Method::POST, path: path.to_owned(), headers: Vec::new(), body: body.into() }
            .header("content-type", "application/json")
    }

    pub fn get(path: &str) -> Ask {
        Ask { method: Method::GET, path: path.to_owned(), headers: Vec::new(), body: Bytes::new() }
    }

    /// Adds a header; the same name twice is sent twice.
    pub fn header(mut self, name: &str, value: &str) -> Ask {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends it on a connection of its own and reads the whole answer.
    pub fn send(&self, port: u16) -> Result<Answer> {
        runtime().block_on(async { tokio::time::timeout(TIMEOUT, self.send_async(port)).await })?
    }

    async fn send_async(&self, port: u16) -> Result<Answer> {
        let started = Instant::now();
        let stream = tokio::net::TcpStream::connect(loopback(port)).await?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        let connection = tokio::spawn(connection);
        let response = sender.send_request(self.request(port)?).await?;
        let (head, mut body) = response.into_parts();
        let (mut bytes, mut first_byte, mut complete) = (Vec::new(), None, true);
        while let Some(frame) = body.frame().await {
            match frame {
                Ok(frame) => {
                    first_byte.get_or_insert_with(|| started.elapsed());
                    bytes.extend_from_slice(frame.data_ref().map_or(&[][..], |data| data));
                }
                Err(_) => {
                    complete = false; // the upstream's stream was cut; what arrived is what the caller wants to see
                    break;
                }
            }
        }
        connection.abort();
        Ok(Answer { status: head.status, headers: head.headers, body: bytes, complete, took: started.elapsed() })
    }

    /// The same as a hyper request.
    pub fn request(&self, port: u16) -> Result<Request<Full<Bytes>>> {
        let mut builder = Request::builder().method(self.method.clone()).uri(&self.path);
        if !self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            builder = builder.header("host", format!("127.0.0.1:{port}"));
        }
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        builder.body(Full::new(self.body.clone())).context("not a request")
    }
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// False when the connection broke before the body's end.
    pub complete: bool,
    pub took: Duration,
}

impl Answer {
    /// A header's first value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, `Null` when it is not.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

/// Sends bytes as they are and reads until the other side closes, or for `patience` without a byte.
pub fn raw(port: u16, parts: &[&[u8]], patience: Duration) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(loopback(port))?;
    stream.set_read_timeout(Some(patience))?;
    stream.set_nodelay(true)?;
    for part in parts {
        if stream.write_all(part).is_err() {
            break; // the server closed early; what it said until then is the answer
        }
        std::thread::sleep(Duration::from_millis(20)); // so that each part is a read of its own
    }
    let mut answer = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(answer),
            Ok(count) => answer.extend_from_slice(buffer.get(..count).unwrap_or_default()),
            Err(error) if answer.is_empty() => bail!("no answer: {error}"),
            Err(_) => return Ok(answer),
        }
    }
}

/// The status of a raw answer, `HTTP/1.1 403 Forbidden` -> 403.
pub fn raw_status(answer: &[u8]) -> Option<u16> {
    std::str::from_utf8(answer.get(9..12)?).ok()?.parse().ok()
}
