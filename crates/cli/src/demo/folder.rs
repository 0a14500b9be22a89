//! The folder of a demonstration. It is made anew each time; a folder that holds anything else is left as it is.

use std::fs;
use std::path::{Path, PathBuf};

use app::Failure;

use crate::trouble::Trouble;

/// Says that a folder is a demonstration's.
const MARKER: &str = ".delib-demo";
/// What a demonstration makes, and may therefore remove.
const FOLDERS: [&str; 4] = ["stores", "bundles", "sheets", "home"];
const FILES: [&str; 9] = [
    "README.txt",
    "report.json",
    "pv.pdf",
    "pv-rectificatif.pdf",
    "results.csv",
    "results.xlsx",
    "results.json",
    "candidats.csv",
    "decisions.csv",
];

/// What every store of a demonstration opens with.
pub(super) const PASSPHRASE: &str = "demonstration";

const README: &str = "Démonstration de Délibéré : des personnes inventées, aucune donnée réelle.

Phrase secrète de tous les coffres : demonstration

stores/   un coffre par poste : le secrétariat, puis chaque membre du jury
home/     le coffre d'un membre, au milieu d'une session : DELIBERE_HOME=home delibere
bundles/  les fichiers échangés
pv.pdf, pv-rectificatif.pdf, sheets/   les documents, signés
results.* les résultats ; report.json ce qui a été compté et vérifié

    delib verify pv.pdf
    delib --store stores/secretariat.db session list
";

/// The folder of a demonstration.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes the folder ready.
    ///
    /// # Errors
    /// When it holds something that is no demonstration, or the disk refuses.
    pub(super) fn prepare(path: &Path) -> Result<Self, Trouble> {
        fs::create_dir_all(path).map_err(disk)?;
        let taken = fs::read_dir(path).map_err(disk)?.next().is_some();
        if taken && !path.join(MARKER).is_file() {
            return Err(Trouble::new("demo-folder-taken", []));
        }
        for name in FOLDERS.iter().filter(|name| path.join(name).is_dir()) {
            fs::remove_dir_all(path.join(name)).map_err(disk)?;
        }
        for name in FILES.iter().filter(|name| path.join(name).is_file()) {
            fs::remove_file(path.join(name)).map_err(disk)?;
        }
        app::files::write(&path.join(MARKER), b"delib demo\n")?;
        app::files::write(&path.join("README.txt"), README.as_bytes())?;
        Ok(Self(path.to_owned()))
    }

    /// A path in it.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

fn disk(source: std::io::Error) -> Trouble {
    Failure::File { doing: "making the folder of the demonstration", source }.into()
}
