//! Running `delib`, and a demonstration played once whose stores every test copies. Not a place for assertions.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const PASSPHRASE: &str = "demonstration";

/// What a run of `delib` gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The one JSON document of the standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }

    /// The code of the refusal.
    #[track_caller]
    pub(crate) fn refusal(&self) -> String {
        self.json()["error"]["code"].as_str().expect("a refusal").to_owned()
    }
}

/// Runs `delib` on a store, with that passphrase.
pub(crate) fn run_with(store: &Path, passphrase: &str, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_delib"));
    command.arg("--store").arg(store).args(["--lang", "fr"]).args(args);
    command.env("DELIBERE_PASSPHRASE", passphrase).env_remove("DELIBERE_HOME");
    // Beside the test's store rather than among what this computer knows of its own.
    command.env("DELIBERE_STATE", store.with_file_name("state"));
    ran(&command.output().expect("delib runs"))
}

/// Runs `delib` on a store of the demonstration.
pub(crate) fn run(store: &Path, args: &[&str]) -> Ran {
    run_with(store, PASSPHRASE, args)
}

/// Runs `delib --json` on a store of the demonstration, which must accept.
#[track_caller]
pub(crate) fn done(store: &Path, args: &[&str]) -> Value {
    let ran = run(store, &[&["--json"], args].concat());
    assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.out, ran.err);
    ran.json()
}

fn ran(output: &Output) -> Ran {
    Ran {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
        err: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
    }
}

/// A small demonstration, played once for all tests.
pub(crate) fn demonstration() -> &'static Path {
    static PLAYED: OnceLock<TempDir> = OnceLock::new();
    let played = PLAYED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        play(&folder.path().join("demo"));
        folder
    });
    Box::leak(played.path().join("demo").into_boxed_path())
}

/// Plays a small demonstration in `folder`.
#[track_caller]
pub(crate) fn play(folder: &Path) -> Value {
    let out = folder.to_str().expect("a path");
    done(Path::new("unused.db"), &["demo", "--out", out, "--candidates", "8", "--seed", "7"])
}

/// A folder of one test with its own copy of a store of the demonstration.
pub(crate) struct Copy {
    folder: TempDir,
    pub(crate) store: PathBuf,
}

impl Copy {
    /// A copy of `stores/NAME.db`.
    pub(crate) fn of(name: &str) -> Self {
        Self::from(&demonstration().join("stores"), name)
    }

    /// A copy of the member's home, in the middle of a session.
    pub(crate) fn of_home() -> Self {
        Self::from(&demonstration().join("home"), "delibere")
    }

    fn from(origin: &Path, name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for extension in ["db", "keys"] {
            let file = format!("{name}.{extension}");
            std::fs::copy(origin.join(&file), folder.path().join(&file)).expect("a copy");
        }
        let store = folder.path().join(format!("{name}.db"));
        Self { folder, store }
    }

    /// A file of that content in the folder.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("a file");
        path.to_str().expect("a path").to_owned()
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a path").to_owned()
    }
}
