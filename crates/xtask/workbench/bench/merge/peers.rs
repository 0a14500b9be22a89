//! The other engines: a package of its own in peers/merge, built here and nowhere else. Not a place for engines.

use std::path::PathBuf;
use std::process::Command as Process;

use serde_json::Value;

use super::hands::Hands;
use crate::files;

/// What they are called.
pub(super) const NAMES: [&str; 3] = ["sqlite", "loro", "automerge"];

/// The others, their files made from the same cells.
pub(super) struct Peers {
    program: PathBuf,
    folder: PathBuf,
}

impl Peers {
    /// Builds them, and their files where they are not there yet.
    pub(super) fn ready(hands: &Hands) -> Result<Self, String> {
        let peers = Self { program: build()?, folder: hands.folder.clone() };
        let made = NAMES.iter().all(|name| peers.folder.join(format!("{name}-3")).exists());
        if !made {
            peers.run(&["make"])?;
        }
        Ok(peers)
    }

    /// One merge, in a process of its own.
    pub(super) fn merge(&self, name: &str) -> Result<Value, String> {
        serde_json::from_slice(&self.run(&["merge", name])?).map_err(|error| format!("{name}: {error}"))
    }

    fn run(&self, words: &[&str]) -> Result<Vec<u8>, String> {
        let output = Process::new(&self.program).args(words).arg(&self.folder).output();
        let output = output.map_err(|error| format!("{}: {error}", self.program.display()))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(format!("{}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr)))
        }
    }
}

fn build() -> Result<PathBuf, String> {
    let root = files::ui().join("..");
    let (package, target) = (root.join("peers/merge/Cargo.toml"), root.join("target/peers"));
    let mut cargo = Process::new("cargo");
    cargo.args(["build", "--release", "--locked", "--quiet", "--manifest-path"]).arg(&package);
    let status = cargo.arg("--target-dir").arg(&target).status();
    match status {
        Ok(status) if status.success() => Ok(target.join("release/peers-merge")),
        Ok(status) => Err(format!("The other engines could not be built: {status}")),
        Err(error) => Err(format!("cargo: {error}")),
    }
}
