//! The real application under a driver: a screen nobody sees, a home of its own, an end that leaves no process behind. It
//! knows how to look and to press; what a screen means belongs to the stories.

use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// How long a busy machine may take to open a window. A driver whose application died would never answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a driver is asked, once a pause, whether it listens.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// A data directory that outlives a window, so that a story can kill one and open another.
pub(crate) struct Home {
    /// Where it is, and what takes it away in the end when it is of its own making.
    path: PathBuf,
    _folder: Option<TempDir>,
    /// Files that the dialogs will answer, in order.
    answers: Vec<PathBuf>,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        Self { path: folder.path().to_path_buf(), _folder: Some(folder), answers: Vec::new() }
    }

    /// A home that is there already, and stays.
    pub(crate) fn at(path: &Path) -> Self {
        Self { path: path.to_path_buf(), _folder: None, answers: Vec::new() }
    }

    /// The pack of a made-up juror, left in this home, and the code that opens it.
    pub(crate) fn pack(&self) -> (PathBuf, String) {
        let workbench = built("DELIBERE_WORKBENCH", "workbench");
        let left = Command::new(workbench).args(["jury", "--out"]).arg(self.path().join("office")).output();
        let left = left.expect("a workbench that starts").stdout;
        let left: Value = serde_json::from_slice(&left).expect("a pack that is left");
        (left["pack"].as_str().unwrap_or_default().into(), left["code"].as_str().unwrap_or_default().to_owned())
    }

    /// The next dialog of a window opened from here on chooses `path`.
    pub(crate) fn answering(mut self, path: &Path) -> Self {
        self.answers.push(path.to_path_buf());
        self
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Three laptops on the morning of a session, left in `folder`: the session, its candidates, their homes.
pub(crate) fn laptops(folder: &Path) -> (String, Vec<String>, Vec<PathBuf>) {
    let left = Command::new(built("DELIBERE_WORKBENCH", "workbench")).args(["laptops", "--out"]).arg(folder).output();
    let left: Value = serde_json::from_slice(&left.expect("a workbench that starts").stdout).expect("laptops");
    let texts = |name: &str| left[name].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    (
        left["session"].as_str().unwrap_or_default().to_owned(),
        texts("candidates").collect(),
        texts("homes").map(PathBuf::from).collect(),
    )
}

/// Plays a story to its end.
pub(crate) fn story(told: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(told);
}

/// An open window.
pub(crate) struct Window {
    pub(crate) client: Client,
    _screen: Group,
    _driver: Group,
}

impl Window {
    /// Opens the application on `home`.
    pub(crate) async fn open(home: &Home) -> Self {
        let (screen, display) = screen();
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
        let driver = driver(home, &display, port);
        wait_for(port).await;
        let wanted = json!({ "webkitgtk:browserOptions": { "binary": application(), "args": [] } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.as_object().cloned().unwrap_or_else(Map::new));
        let url = format!("http://127.0.0.1:{port}");
        let client =
            tokio::time::timeout(PATIENCE, builder.connect(&url)).await.expect("the application opens in time");
        Self { client: client.expect("a session with the window"), _screen: screen, _driver: driver }
    }

    /// The text of the first element of that selector, once there is one.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await;
        element.expect(selector).text().await.expect(selector)
    }

    /// Types into the field of that place on the page, from 0.
    pub(crate) async fn fill(&self, place: usize, words: &str) {
        self.text("input").await;
        let fields = self.client.find_all(Locator::Css("input")).await.expect("fields");
        fields[place].send_keys(words).await.expect("a field that takes keys");
    }

    /// Presses keys where the page listens.
    pub(crate) async fn press(&self, keys: &str) {
        let awake = self.client.active_element().await.expect("somewhere to type");
        awake.send_keys(keys).await.expect(keys);
    }

    /// Pushes the button that says `words`, once it is there.
    pub(crate) async fn push(&self, words: &str) {
        let xpath = format!("//button[contains(normalize-space(.), \"{words}\")]");
        let button = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&xpath)).await;
        button.expect(words).click().await.expect(words);
    }

    /// Knocks at a door as the page does.
    pub(crate) async fn knock(&self, door: &str, body: &Value) -> Value {
        self.evaluate(&format!("__TAURI_INTERNALS__.invoke('door', {{ name: '{door}', body: {body} }})")).await
    }

    /// Waits until the page says `words`.
    pub(crate) async fn says(&self, words: &str) {
        let xpath = format!("//body[contains(., \"{words}\")]");
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&xpath)).await;
        assert!(found.is_ok(), "the page says « {words} »; it says:\n{}", self.text("body").await);
    }

    /// What a piece of the page's own language gives back; a promise is waited for, its refusal is `{ refused }`.
    pub(crate) async fn evaluate(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             Promise.resolve().then(() => {expression}).then(done, (error) => done({{ refused: error?.message ?? error }}));"
        );
        self.client.execute_async(&script, Vec::new()).await.expect(expression)
    }

    /// Writes what the window shows to `target/window/NAME.png`, for eyes.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = application().with_file_name("../window");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        self.evaluate(
            "new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted(true))))",
        )
        .await;
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("a picture on the disk");
    }

    /// Ends it as a flat battery would: nothing is told to it.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// Closes it as somebody would.
    pub(crate) async fn close(self) {
        self.client.clone().close().await.expect("the window closes");
    }
}

/// A process with everything it started. Killing the driver alone would leave the application behind.
struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        Command::new("kill").args(["-KILL", "--", &group]).status().ok();
        self.0.wait().ok();
    }
}

/// A program built before: where `variable` says, or where cargo puts it.
fn built(variable: &str, program: &str) -> PathBuf {
    let beside = || Some(std::env::current_exe().ok()?.parent()?.parent()?.join(program));
    let path = std::env::var_os(variable).map(PathBuf::from).or_else(beside).expect("a place to look for it");
    assert!(path.is_file(), "{} is not built: `cargo xtask test` builds it first", path.display());
    path
}

fn application() -> PathBuf {
    built("DELIBERE_WINDOW", "delibere")
}

/// A screen that nobody sees, and its name.
fn screen() -> (Group, String) {
    let mut xvfb = Command::new("Xvfb");
    xvfb.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
    let mut child = xvfb.process_group(0).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("Xvfb");
    let mut number = String::new();
    BufReader::new(child.stdout.take().expect("its words")).read_line(&mut number).expect("its number");
    (Group(child), format!(":{}", number.trim()))
}

/// A driver that will start the application in `home`, away from this person's own files and buses.
fn driver(home: &Home, display: &str, port: u16) -> Group {
    let mut driver = Command::new("WebKitWebDriver");
    driver.args([format!("--port={port}"), "--host=127.0.0.1".to_owned()]).process_group(0);
    driver.env("DISPLAY", display).env("TAURI_WEBVIEW_AUTOMATION", "true").env("DELIBERE_HOME", home.path());
    driver.env("NO_AT_BRIDGE", "1").env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
    for folder in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        driver.env(folder, home.path().join(folder));
    }
    if !home.answers.is_empty() {
        driver.env("DELIBERE_SCRIPTED_DIALOGS", std::env::join_paths(&home.answers).expect("paths without a colon"));
    }
    let words = std::fs::File::create(home.path().join("window.log")).expect("a place for its words");
    Group(driver.stdin(Stdio::null()).stdout(Stdio::null()).stderr(words).spawn().expect("WebKitWebDriver"))
}

async fn wait_for(port: u16) {
    for _ in 0..TRIES {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("the driver does not listen");
}
