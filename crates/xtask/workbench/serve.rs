//! The interface and its door on this machine, for the stories in a browser and for whoever works on the interface. It
//! listens on the loopback address only, passes the door's name and body on as the shell does, and knows no rule.

use std::io::Write as _;
use std::path::PathBuf;

use app::{Desk, Places};
use serde_json::{Value, json};
use tempfile::TempDir;
use tiny_http::{Header, Method, Request, Server, StatusCode};

use crate::scripted::Scripted;
use crate::{files, known, option};

/// Requests answered at the same time: deriving a key takes a while and must not hold up the page.
const HANDS: usize = 4;
const JSON: &str = "application/json";

/// What a request is answered from.
struct Counter {
    desk: Desk,
    dialogs: Scripted,
    policy: String,
}

/// A status, a media type and a body.
type Answer = (u16, &'static str, Vec<u8>);

/// Serves until it is killed. `--port N` (any free one without it), `--home DIR` (or `DELIBERE_HOME`; a temporary one without either).
pub(crate) fn serve(arguments: &[&str]) -> Result<(), String> {
    known(arguments, &[], &["--port", "--home"])?;
    let temporary = TempDir::new().map_err(|error| format!("No temporary folder: {error}"))?;
    let named =
        option(arguments, "--home").map(PathBuf::from).or_else(|| std::env::var_os("DELIBERE_HOME").map(Into::into));
    let home = named.unwrap_or_else(|| temporary.path().to_path_buf());
    let dialogs = Scripted::default();
    let desk = Desk::new(Places::in_folder(&home)).with_dialogs(dialogs.clone());
    let counter = Counter { desk, dialogs, policy: policy()? };
    let port = option(arguments, "--port").unwrap_or("0");
    let server = Server::http(format!("127.0.0.1:{port}")).map_err(|error| format!("Port {port}: {error}"))?;
    println!("http://{}", server.server_addr());
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| server.incoming_requests().for_each(|request| counter.serve(request)));
        }
    });
    Ok(())
}

impl Counter {
    fn serve(&self, mut request: Request) {
        let (status, media, body) = self.answer(&mut request);
        // A browser that left in the meantime is no concern of ours.
        self.say(request, status, media, &body).ok();
    }

    /// One answer a connection: the server holds a thread for each that is open, and at times leaves a new one waiting for it.
    fn say(&self, request: Request, status: u16, media: &str, body: &[u8]) -> std::io::Result<()> {
        let mut out = request.into_writer();
        write!(out, "HTTP/1.1 {status} {}\r\n", StatusCode(status).default_reason_phrase())?;
        write!(out, "Content-Type: {media}\r\nContent-Security-Policy: {}\r\n", self.policy)?;
        write!(out, "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len())?;
        out.write_all(body)?;
        out.flush()
    }

    fn answer(&self, request: &mut Request) -> Answer {
        let url = request.url().to_owned();
        match (request.method().clone(), url.strip_prefix("/door/")) {
            (Method::Post, Some(door)) => match body(request) {
                Some(body) => in_json(app::doors::call(&self.desk, door, &body)),
                None => (400, JSON, b"null".to_vec()),
            },
            (Method::Post, None) if url == "/dialogs" => self.script(request),
            (Method::Post, None) if url == "/dropped" => self.drop(request),
            (Method::Get, None) => {
                files::asked(&url).map_or((404, "text/plain", Vec::new()), |(bytes, media)| (200, media, bytes))
            }
            _ => (405, "text/plain", Vec::new()),
        }
    }

    /// The paths that the next dialogs choose, in a JSON array.
    fn script(&self, request: &mut Request) -> Answer {
        paths(request).into_iter().for_each(|path| self.dialogs.answer(path));
        (200, JSON, b"null".to_vec())
    }

    /// The paths that were dropped on the window, in a JSON array: the shell would say them so, never the page.
    fn drop(&self, request: &mut Request) -> Answer {
        self.desk.offer(paths(request));
        (200, JSON, b"null".to_vec())
    }
}

/// The body of a request that says it is JSON (so that no page of another site can send one), read whole.
fn body(request: &mut Request) -> Option<Value> {
    let is_json = |header: &Header| header.field.equiv("Content-Type") && header.value.as_str().starts_with(JSON);
    if !request.headers().iter().any(is_json) {
        return None;
    }
    serde_json::from_reader(request.as_reader()).ok()
}

/// The paths in the body, a JSON array.
fn paths(request: &mut Request) -> Vec<PathBuf> {
    let paths = body(request);
    let paths = paths.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    paths.map(PathBuf::from).collect()
}

/// An answer is 200, a failure 422; both are JSON.
fn in_json(answer: Result<Value, app::Failure>) -> Answer {
    let (status, value) = match answer {
        Ok(value) => (200, value),
        Err(failure) => (422, json!(failure)),
    };
    (status, JSON, value.to_string().into_bytes())
}

/// The window's own content policy, with this server in the place of the window's channel: what it forbids fails here too.
fn policy() -> Result<String, String> {
    let path = files::ui().join("../tauri.conf.json");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let config: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let policy = config.pointer("/app/security/csp").and_then(Value::as_str).unwrap_or_default();
    Ok(policy.replace("connect-src ipc: http://ipc.localhost", "connect-src 'self'"))
}
