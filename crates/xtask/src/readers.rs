//! Readers of papers that no system package brings: pyHanko, from Python's own registry, in a folder of its own under
//! `target`. A test tool, never shipped; where it can't be had, the tests that want it say so.

use std::path::PathBuf;

use crate::house;
use crate::shell;

/// Versions whose words the tests know.
const PYHANKO: [&str; 2] = ["pyhanko==0.38.0", "pyhanko-cli==0.6.0"];

/// Where the readers' programs are.
pub(crate) fn programs() -> PathBuf {
    house::target().join("readers").join("bin")
}

/// Installs pyHanko where it is missing and Python can make it a folder.
pub(crate) fn install() {
    if !cfg!(unix) || shell::has("pyhanko") || !shell::has("python3") {
        return;
    }
    println!("Installing pyHanko (a reader of signed papers, for the tests alone) into target/readers");
    let folder = house::target().join("readers").to_string_lossy().into_owned();
    let pip = format!("{folder}/bin/pip");
    let install = [["install", "--quiet", "--disable-pip-version-check"].as_slice(), PYHANKO.as_slice()].concat();
    let made = shell::run(&mut shell::command("python3", &["-m", "venv", &folder]));
    if let Err(why) = made.and_then(|()| shell::run(&mut shell::command(&pip, &install))) {
        eprintln!("SKIPPED · pyHanko can't be installed ({why}): the papers are not shown to it");
    }
}
