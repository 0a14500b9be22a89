//! Which computer this is: a name that the system keeps and a number drawn here, so that a store can notice that it was copied
//! elsewhere. Neither leaves the computer, nor is written in clear into a store. Not a place for what follows from it.

use std::path::Path;

use crate::entropy::{Entropy, random};
use crate::failure::Failure;
use crate::files;

/// The file, in the state folder, of the number drawn for this installation.
const INSTALLATION: &str = "installation";
const CONTEXT: &str = "delibere 2026 machine mark v1";

/// Where the computer's name comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Machine {
    /// The system.
    #[default]
    This,
    /// Somebody who tells a story.
    Named(String),
}

impl Machine {
    /// The mark of this computer and of the installation in the folder `state`, under `key`: two stores on one computer have
    /// marks that nobody can bring together.
    ///
    /// # Errors
    /// When the folder can't be read or written.
    pub fn mark(&self, key: &[u8; 32], state: &Path, entropy: &dyn Entropy) -> Result<[u8; 32], Failure> {
        let installation = installation(state, entropy)?;
        let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
        hasher.update(key).update(&installation).update(self.name().unwrap_or_default().as_bytes());
        Ok(*hasher.finalize().as_bytes())
    }

    fn name(&self) -> Option<String> {
        match self {
            Self::This => system_name(),
            Self::Named(name) => Some(name.clone()),
        }
    }
}

/// The number drawn for the installation in `state`, once.
fn installation(state: &Path, entropy: &dyn Entropy) -> Result<Vec<u8>, Failure> {
    let path = state.join(INSTALLATION);
    if path.exists() {
        return files::read(&path);
    }
    let drawn = random::<16>(entropy)?;
    files::write(&path, &drawn)?;
    Ok(drawn.to_vec())
}

#[cfg(target_os = "macos")]
fn system_name() -> Option<String> {
    let asked = std::process::Command::new("/usr/sbin/ioreg").args(["-rd1", "-c", "IOPlatformExpertDevice"]).output();
    named(&String::from_utf8_lossy(&asked.ok()?.stdout), "IOPlatformUUID")
}

#[cfg(windows)]
fn system_name() -> Option<String> {
    use std::os::windows::process::CommandExt;
    /// Without it a black window would flash before the person.
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    let root = std::env::var_os("SystemRoot")?;
    let key = "HKLM\\SOFTWARE\\Microsoft\\Cryptography";
    let asked = std::process::Command::new(Path::new(&root).join("System32").join("reg.exe"))
        .args(["query", key, "/v", "MachineGuid", "/reg:64"])
        .creation_flags(CREATE_NO_WINDOW)
        .output();
    named(&String::from_utf8_lossy(&asked.ok()?.stdout), "MachineGuid")
}

#[cfg(not(any(target_os = "macos", windows)))]
fn system_name() -> Option<String> {
    let files = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    let read = files.into_iter().filter_map(|file| std::fs::read_to_string(file).ok());
    read.map(|text| text.trim().to_owned()).find(|name| !name.is_empty() && name != "uninitialized")
}

/// The last word of the line of `text` that speaks of `name`.
#[cfg_attr(not(any(target_os = "macos", windows)), cfg_attr(not(test), expect(dead_code, reason = "other systems")))]
fn named(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.contains(name))?;
    let word = line.split_whitespace().next_back()?.trim_matches('"');
    (!word.is_empty()).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    #[test]
    fn a_computer_keeps_its_mark_and_another_installation_another_store_another_name_have_another() {
        let (here, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let entropy = SeededEntropy::new(1);
        let mark = |machine: &Machine, key: u8, state: &Path| machine.mark(&[key; 32], state, &entropy).unwrap();
        let machine = Machine::Named("salle 12".into());
        let mine = mark(&machine, 1, here.path());
        assert_eq!(mark(&machine, 1, here.path()), mine);
        assert_ne!(mark(&machine, 2, here.path()), mine);
        assert_ne!(mark(&machine, 1, elsewhere.path()), mine);
        assert_ne!(mark(&Machine::Named("salle 13".into()), 1, here.path()), mine);
    }

    #[test]
    fn the_names_that_other_systems_print_are_read() {
        let mac = "  |   \"IOPlatformSerialNumber\" = \"X\"\n  |   \"IOPlatformUUID\" = \"0A-1B\"\n";
        assert_eq!(named(mac, "IOPlatformUUID").as_deref(), Some("0A-1B"));
        let windows = "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\r\n    MachineGuid    REG_SZ    0a-1b\r\n\r\n";
        assert_eq!(named(windows, "MachineGuid").as_deref(), Some("0a-1b"));
        assert_eq!(named("", "MachineGuid"), None);
    }
}
