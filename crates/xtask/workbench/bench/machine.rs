//! The machine a measure was taken on, named in the page beside it. Not a place for measures.

use std::path::Path;
use std::process::Command as Process;

/// Processor, cores, memory, kernel, file system, compiler: one line each.
pub(super) fn machine(folder: &Path) -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    vec![
        ("processor", format!("{} ({cores} cores)", field("/proc/cpuinfo", "model name"))),
        ("memory", field("/proc/meminfo", "MemTotal")),
        ("kernel", said("uname", &["-sr"])),
        (
            "file system",
            said("findmnt", &["--noheadings", "--output", "FSTYPE,OPTIONS", "--target", &folder.to_string_lossy()]),
        ),
        ("compiler", said("rustc", &["--version"])),
        ("load when it began", std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned()),
    ]
}

/// The value of the first line of `file` that begins with `name`.
fn field(file: &str, name: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_once(':'))
        .map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().to_owned())
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Process::new(program).args(arguments).output();
    output.map_or_else(|_| "unknown".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
