//! RSA keys, as a certifier's office holds them in PKCS#12 files: they sign, and the same arguments give the same bytes. The keys
//! are made by openssl; without it, the tests say loudly that they checked nothing.

#![expect(clippy::print_stderr, reason = "tests that say what they could not do")]

use std::path::Path;
use std::process::Command;

use domain::minutes::CivilTime;
use domain::time::{Date, Timestamp};

use super::key::Identity;
use super::{SignedAt, sign_detached};
use crate::verify::verify_detached;

const PAPER: &[u8] = b"%PDF-1.7 drawn %%EOF";

fn openssl(folder: &Path, arguments: &[&str]) -> bool {
    let done = Command::new("openssl").args(arguments).current_dir(folder).output();
    done.is_ok_and(|output| output.status.success())
}

/// A PKCS#12 file of an RSA key, its certificate made as `more` says.
fn p12(bits: &str, more: &[&str]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let key = format!("rsa:{bits}");
    let request = ["req", "-new", "-x509", "-newkey", &key, "-noenc", "-days", "3000", "-subj", "/CN=Awa DIALLO"];
    let files = ["-keyout", "key.pem", "-out", "awa.pem"];
    let export = ["pkcs12", "-export", "-inkey", "key.pem", "-in", "awa.pem", "-passout", "pass:secret", "-out", "a"];
    let made = openssl(folder.path(), &[&request[..], &files, more].concat()) && openssl(folder.path(), &export);
    if !made {
        eprintln!("\n*** NOT CHECKED: openssl makes no PKCS#12 file here ***\n");
        return None;
    }
    Some(std::fs::read(folder.path().join("a")).unwrap())
}

fn now() -> SignedAt {
    let elapsed = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_millis();
    let civil = CivilTime { date: Date::parse("2026-07-03").unwrap(), hour: 17, minute: 0 };
    SignedAt { civil, instant: Timestamp(i64::try_from(elapsed).unwrap()) }
}

#[test]
fn rsa_keys_sign_verify_and_give_the_same_bytes_twice() {
    let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest", "-sha384"];
    for (bits, more) in [("2048", &[][..]), ("3072", &["-sha512"][..]), ("4096", &pss[..])] {
        let Some(file) = p12(bits, more) else { return };
        let awa = Identity::from_p12(&file, "secret", "membre").unwrap();
        let at = now();
        let signed = sign_detached(PAPER, &awa, at).unwrap();
        assert_eq!(sign_detached(PAPER, &awa, at).unwrap(), signed);
        let found = verify_detached(&signed, PAPER).unwrap();
        assert!(found[0].holds(), "{bits} {:?}", found[0].faults);
        assert_eq!(found[0].subject, "Awa DIALLO");
        for place in (0..signed.len()).step_by(if bits == "2048" { 13 } else { 131 }) {
            let mut changed = signed.clone();
            changed[place] ^= 1 << (place % 8);
            let seen = verify_detached(&changed, PAPER).is_none_or(|all| all.iter().any(|one| !one.holds()));
            assert!(seen || verify_detached(&changed, PAPER).unwrap().is_empty(), "byte {place} with {bits}");
        }
    }
}

#[test]
fn a_short_rsa_key_signs_nothing() {
    let Some(file) = p12("1024", &[]) else { return };
    let awa = Identity::from_p12(&file, "secret", "membre").unwrap();
    assert!(sign_detached(PAPER, &awa, now()).is_err());
}

#[test]
fn a_signature_with_a_salt_that_another_program_made_holds() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("paper"), PAPER).unwrap();
    let request = ["req", "-new", "-x509", "-newkey", "rsa:2048", "-noenc", "-subj", "/CN=Awa DIALLO"];
    let sign = ["cms", "-sign", "-binary", "-cades", "-in", "paper", "-signer", "awa.pem", "-inkey", "key.pem"];
    let form = ["-outform", "DER", "-out", "answer", "-nosmimecap", "-keyopt", "rsa_padding_mode:pss"];
    let salt = ["-keyopt", "rsa_pss_saltlen:digest", "-md", "sha256"];
    let made = openssl(folder.path(), &[&request[..], &["-keyout", "key.pem", "-out", "awa.pem"]].concat())
        && openssl(folder.path(), &[&sign[..], &form, &salt].concat());
    if !made {
        return eprintln!("\n*** NOT CHECKED: openssl signs no CMS here ***\n");
    }
    let found = verify_detached(&std::fs::read(folder.path().join("answer")).unwrap(), PAPER).unwrap();
    assert!(found[0].holds(), "{:?}", found[0].faults);
}
