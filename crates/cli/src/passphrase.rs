//! Where the passphrase comes from: a file, the environment, or the terminal without echo. It is never an argument: arguments
//! are seen by everybody on the machine.

use std::path::{Path, PathBuf};

use app::Failure;

use crate::args::Lang;
use crate::trouble::Trouble;
use crate::words::word;

/// The environment's variable.
const VARIABLE: &str = "DELIBERE_PASSPHRASE";

/// Where to take it.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// A file, when one was named.
    pub(crate) file: Option<PathBuf>,
    /// In which language to ask.
    pub(crate) lang: Lang,
}

impl Source {
    /// The passphrase.
    ///
    /// # Errors
    /// When the file can't be read, or nobody gives one.
    pub(crate) fn give(&self) -> Result<String, Trouble> {
        match self.given()? {
            Some(passphrase) => Ok(passphrase),
            None => ask(word(self.lang, "ask-passphrase")),
        }
    }

    /// A new passphrase: typed twice, where it is typed.
    ///
    /// # Errors
    /// As [`Source::give`], or when the two differ.
    pub(crate) fn choose(&self) -> Result<String, Trouble> {
        if let Some(passphrase) = self.given()? {
            return Ok(passphrase);
        }
        let first = ask(word(self.lang, "ask-new-passphrase"))?;
        if ask(word(self.lang, "ask-again"))? == first {
            Ok(first)
        } else {
            Err(Trouble::new("passphrases-differ", []))
        }
    }

    fn given(&self) -> Result<Option<String>, Trouble> {
        match &self.file {
            Some(file) => first_line(file).map(Some),
            None => Ok(std::env::var(VARIABLE).ok().filter(|text| !text.is_empty())),
        }
    }
}

/// The first line of a file that holds a secret.
pub(crate) fn first_line(file: &Path) -> Result<String, Trouble> {
    let bytes = app::files::read(file)?;
    let text = String::from_utf8(bytes).map_err(|_| Trouble::new("no-passphrase", []))?;
    Ok(text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_owned())
}

fn ask(prompt: &str) -> Result<String, Trouble> {
    use std::io::IsTerminal;
    if !std::io::stdin().is_terminal() {
        return Err(Trouble::new("no-passphrase", []));
    }
    rpassword::prompt_password(format!("{prompt} "))
        .map_err(|source| Failure::File { doing: "asking for the passphrase", source }.into())
}
