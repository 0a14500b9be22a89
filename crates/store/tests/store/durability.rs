//! What survives a kill, a full disk and a medium that can't be written.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use store::{Batch, Book, Failure};

use crate::support::{Desk, SESSION, awa, awa_writes, fold, key, no_projection, series};

#[test]
fn an_acknowledged_entry_survives_kill_nine() {
    let desk = Desk::new();
    let mut acknowledged = 0;
    for kill in 0..20_usize {
        acknowledged = kill_after(pen(&desk.store()), 1 + kill * 5 % 23);
        let book = desk.open();
        let kept = book.entries(SESSION).unwrap().len();
        assert!(kept >= acknowledged, "kill {kill}: {acknowledged} acknowledged, {kept} kept");
        let report = book.check(fold).unwrap();
        assert!(report.is_sound(), "kill {kill}: {report:?}");
    }
    assert!(acknowledged > 20);
}

/// A program that writes to the store until it is killed (examples/pen.rs, built by `cargo test -p store`).
fn pen(store: &Path) -> Child {
    let tests = std::env::current_exe().unwrap();
    let name = format!("pen{}", std::env::consts::EXE_SUFFIX);
    let pen: PathBuf = tests.ancestors().nth(2).unwrap().join("examples").join(name);
    assert!(pen.exists(), "{} is not built: run `cargo build -p store --examples`", pen.display());
    Command::new(pen).arg(store).stdout(Stdio::piped()).spawn().unwrap()
}

/// Kills after so many acknowledgements; the last place that was acknowledged.
fn kill_after(mut pen: Child, count: usize) -> usize {
    let mut lines = BufReader::new(pen.stdout.take().unwrap()).lines();
    let last = lines.by_ref().take(count).last().unwrap().unwrap().parse().unwrap();
    pen.kill().unwrap();
    pen.wait().unwrap();
    lines.map_while(Result::ok).filter_map(|line| line.parse().ok()).last().unwrap_or(last)
}

#[test]
fn a_full_disk_loses_nothing_and_writing_resumes_when_there_is_room() {
    let Some(disk) = SmallDisk::mount("3m") else { return };
    let path = disk.0.folder.path().join("delibere.db");
    let mut book = Book::create(&path, &key(), "Awa").unwrap();
    let entries = series(&awa(), 20_000, &"long mark ".repeat(20));
    book.write(&Batch { logs: vec![awa()], ..Batch::default() }).unwrap();
    let write =
        |book: &mut Book, of: &[domain::log::Entry]| book.write(&Batch { entries: of.to_vec(), ..Batch::default() });
    let ballast = disk.0.path("ballast");
    std::fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    let full = entries.chunks(50).position(|some| matches!(write(&mut book, some), Err(Failure::DiskFull))).unwrap();
    assert_eq!(book.entries(SESSION).unwrap().len(), full * 50);
    std::fs::remove_file(ballast).unwrap();
    write(&mut book, &entries[full * 50..full * 50 + 50]).unwrap();
    drop(book);
    let book = Book::open(&path, &key(), "Awa").unwrap();
    assert_eq!(book.entries(SESSION).unwrap().len(), full * 50 + 50);
    assert!(book.check(no_projection).unwrap().is_sound());
}

#[test]
fn a_copy_on_a_full_disk_fails_and_leaves_no_trace() {
    let Some(disk) = SmallDisk::mount("1m") else { return };
    let desk = Desk::new();
    let mut book = desk.create();
    book.write(&awa_writes(1_000)).unwrap();
    book.set_local("ballast", &vec![1; 2 << 20]).unwrap();
    assert!(matches!(book.backup(&disk.0.path("copy.db")), Err(Failure::DiskFull)));
    assert_eq!(std::fs::read_dir(disk.0.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_store_on_a_medium_that_cannot_be_written_is_refused() {
    let Some(disk) = SmallDisk::mount("3m") else { return };
    drop(disk.0.create());
    assert!(mount(&["-o", "remount,ro"], disk.0.folder.path()));
    assert!(matches!(Book::open(&disk.0.store(), &key(), "Awa"), Err(Failure::ReadOnlyMedium)));
    assert!(mount(&["-o", "remount,rw"], disk.0.folder.path()));
    disk.0.open();
}

/// A small disk in memory, for those who may mount one.
struct SmallDisk(Desk);

impl SmallDisk {
    #[expect(clippy::print_stderr, reason = "a test that could not run says so")]
    fn mount(size: &str) -> Option<Self> {
        let desk = Desk::new();
        if mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"], desk.folder.path()) {
            return Some(Self(desk));
        }
        eprintln!("NOT RUN: this test needs the right to mount a small disk (Linux, root)");
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(self.0.folder.path()).status().unwrap();
    }
}

fn mount(options: &[&str], at: &Path) -> bool {
    let status = Command::new("mount").args(options).arg(at).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
