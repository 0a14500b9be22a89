//! A card, played by SoftHSM: it signs minutes by itself. Without SoftHSM on this machine, the test says loudly that it checked
//! nothing.

#![expect(clippy::print_stderr, reason = "a test that says what it could not do")]

use std::path::{Path, PathBuf};
use std::process::Command;

use super::token::identity;
use super::{KeyOnToken, sign_failure};

const MODULES: [&str; 3] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
/// Set in the process that has its own SoftHSM: the module reads its settings from the environment as it is loaded.
const WITHIN: &str = "DELIBERE_TOKEN_TEST";

fn run(program: &str, arguments: &[&str], folder: &Path) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("SOFTHSM2_CONF", folder.join("softhsm2.conf"));
    command.output().is_ok_and(|output| output.status.success())
}

/// A token « Awa » with a key that openssl makes by those words, its certificate, the PIN 1234.
fn token(module: &str, folder: &Path, kind: [&str; 4]) -> bool {
    let tokens = folder.join("tokens");
    std::fs::create_dir(&tokens).unwrap();
    std::fs::write(folder.join("softhsm2.conf"), format!("directories.tokendir = {}\n", tokens.display())).unwrap();
    let key = [&["genpkey"][..], &kind, &["-out", "key.pem"]].concat();
    let certificate = ["req", "-new", "-x509", "-key", "key.pem", "-subj", "/CN=Awa DIALLO", "-outform", "DER"];
    let init = ["--init-token", "--free", "--label", "Awa", "--pin", "1234", "--so-pin", "12345678"];
    let import = ["--import", "key.pem", "--token", "Awa", "--label", "signature", "--id", "a1", "--pin", "1234"];
    let write = ["--module", module, "--token-label", "Awa", "--login", "--pin", "1234", "--write-object", "awa.der"];
    run("openssl", &key, folder)
        && run("openssl", &[&certificate[..], &["-out", "awa.der"]].concat(), folder)
        && run("softhsm2-util", &init, folder)
        && run("softhsm2-util", &import, folder)
        && run("pkcs11-tool", &[&write[..], &["--type", "cert", "--id", "a1"]].concat(), folder)
}

#[test]
fn a_card_signs_by_itself_and_a_wrong_code_signs_nothing() {
    let name = "signing::token_test::a_card_signs_by_itself_and_a_wrong_code_signs_nothing";
    played(name, ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]);
}

#[test]
fn a_card_that_holds_an_rsa_key_signs_by_itself_too() {
    let name = "signing::token_test::a_card_that_holds_an_rsa_key_signs_by_itself_too";
    played(name, ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"]);
}

/// Plays the test `name` again in a process of its own, with a card whose key is of that kind.
fn played(name: &str, kind: [&str; 4]) {
    let Some(module) = MODULES.into_iter().find(|path| Path::new(path).is_file()) else {
        return eprintln!("\n*** NOT CHECKED: SoftHSM is not on this machine ***\n");
    };
    if std::env::var_os(WITHIN).is_some() {
        return within(module);
    }
    let folder = tempfile::tempdir().unwrap();
    if !token(module, folder.path(), kind) {
        return eprintln!("\n*** NOT CHECKED: openssl, softhsm2-util or pkcs11-tool does not make a card here ***\n");
    }
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", name, "--nocapture"]);
    again.env("SOFTHSM2_CONF", folder.path().join("softhsm2.conf")).env(WITHIN, "1");
    let output = again.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

fn within(module: &str) {
    let card = |label: Option<&str>, pin: &str| KeyOnToken {
        module: PathBuf::from(module),
        label: label.map(str::to_owned),
        pin: pin.to_owned(),
    };
    let refused = |key: &KeyOnToken| identity(key, "membre").err().map(|error| sign_failure(error).code());
    assert_eq!(refused(&card(Some("Awa"), "0000")), Some("signing-key-unusable"));
    assert_eq!(refused(&card(Some("Bruno"), "1234")), Some("signing-key-unusable"));
    let awa = identity(&card(None, "1234"), "membre").unwrap();
    assert_eq!(awa.name(), "Awa DIALLO");
    let now = domain::time::Timestamp(i64::try_from(now()).unwrap());
    let civil =
        domain::minutes::CivilTime { date: domain::time::Date::parse("2026-07-03").unwrap(), hour: 17, minute: 0 };
    let paper = b"%PDF-1.7 drawn %%EOF";
    let signed = documents::sign_detached(paper, &awa, documents::SignedAt { civil, instant: now }).unwrap();
    let found = documents::verify_detached(&signed, paper).unwrap();
    assert!(found.iter().all(documents::DetachedReport::holds), "{found:#?}");
}

/// Milliseconds: openssl dated the certificate of today.
fn now() -> u128 {
    std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis()
}
