//! The papers as other programs read them: the minutes of a demonstration, given to qpdf, pdfsig and pyHanko. A
//! reader that is not installed is named, never passed over in silence; what a paper must hold is tested in
//! `documents`, which shows its papers to veraPDF as well.

use std::path::Path;

use crate::house;
use crate::report::Outcome;
use crate::shell::{self, Done};

/// A program that reads minutes, and how it is asked.
type Reader = (&'static str, fn(&str) -> Done);

/// Plays a small demonstration and shows its minutes to every reader on this machine.
pub(crate) fn papers() -> Outcome {
    let readers: [Reader; 3] = [("qpdf", qpdf), ("pdfsig", pdfsig), ("pyhanko", pyhanko)];
    let missing: Vec<&str> = readers.iter().filter(|(name, _)| !shell::has(name)).map(|(name, _)| *name).collect();
    for name in &missing {
        eprintln!("SKIPPED · {name} is not installed: the minutes are not shown to it");
    }
    if missing.len() == readers.len() {
        return Outcome::Skipped(format!("none of {} is installed", missing.join(", ")));
    }
    minutes()
        .and_then(|minutes| {
            readers.iter().filter(|(name, _)| shell::has(name)).try_for_each(|(_, read)| read(&minutes))
        })
        .into()
}

/// The signed minutes of a fresh demonstration.
fn minutes() -> Result<String, String> {
    let folder = house::target().join("papers");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("{} can't be emptied: {error}", folder.display()))?;
    }
    let out = folder.to_string_lossy();
    let demo =
        ["run", "--quiet", "--package", "cli", "--bin", "delib", "--", "demo", "--candidates", "8", "--out", &out];
    shell::run(&mut shell::command("cargo", &demo))?;
    Ok(Path::new(&folder).join("pv.pdf").to_string_lossy().into_owned())
}

fn qpdf(minutes: &str) -> Done {
    shell::run(&mut shell::command("qpdf", &["--check", minutes]))
}

/// pdfsig ends well whatever it finds: its words are read.
fn pdfsig(minutes: &str) -> Done {
    println!("\n> pdfsig {minutes}");
    let words = shell::output("pdfsig", &["-nocert", minutes]).ok_or("pdfsig finds no signature in the minutes")?;
    println!("{words}");
    // The certifier's box stays open for later: it is a field, not a signature.
    let open = words.matches("The signature form field is not signed.").count();
    let signatures = words.matches("Signature #").count().saturating_sub(open);
    let valid = words.matches("Signature Validation: Signature is Valid.").count();
    if signatures > 0 && signatures == valid {
        Ok(())
    } else {
        Err(format!("pdfsig: {valid} of {signatures} signatures are valid"))
    }
}

/// Whole and untouched in pyHanko's eyes; that the signers are nobody's certified customers is expected of a demonstration.
fn pyhanko(minutes: &str) -> Done {
    println!("\n> pyhanko sign validate {minutes}");
    let output =
        shell::command("pyhanko", &["sign", "validate", "--pretty-print", "--no-revocation-check", minutes]).output();
    let words = output.map(|out| String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned());
    let words = words.map_err(|error| format!("pyhanko could not be started: {error}"))?;
    println!("{words}");
    let sound = words.matches("The signature is cryptographically sound.").count();
    let signatures = words.lines().filter(|line| line.starts_with("Field ")).count();
    if signatures > 0 && signatures == sound {
        Ok(())
    } else {
        Err(format!("pyHanko: {sound} of {signatures} signatures are sound"))
    }
}
