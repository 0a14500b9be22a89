//! `cargo xtask bench`: times what people wait for, on real stores and the real disk, and writes docs/benchmarks.md. It holds
//! no limit in a test: a figure is read by somebody. Not a place for a second way of doing what `app` does.

mod chapters;
pub(crate) mod hall;
mod machine;
mod mark;
mod measure;
pub(crate) mod merge;
pub(crate) mod opening;
mod page;
mod start;
mod window;
mod work;

use std::path::Path;

use app::clock::{Clock as _, SystemClock};
use tempfile::TempDir;

use self::hall::Hall;
use self::page::Chapter;
use crate::{files, known, option};

/// How much is measured.
struct Size {
    candidates: usize,
    marks: usize,
    openings: usize,
    starts: usize,
}

const WHOLE: Size = Size { candidates: 500, marks: 500, openings: 9, starts: 20 };
const QUICK: Size = Size { candidates: 50, marks: 300, openings: 5, starts: 5 };

/// `--quick`: a small session, and the page is only printed. `--date AAAA-MM-JJ`: the date to print on it. `merge …`: see [`merge`].
pub(crate) fn bench(arguments: &[&str]) -> Result<(), String> {
    if let ["merge", rest @ ..] = arguments {
        return merge::bench(rest);
    }
    known(arguments, &["--quick"], &["--date"])?;
    let quick = arguments.contains(&"--quick");
    let size = if quick { QUICK } else { WHOLE };
    let root = files::ui().join("..");
    // The disk of the repository, not a temporary folder, which may be in memory.
    let folder = TempDir::new_in(root.join("target")).map_err(|error| format!("No folder to work in: {error}"))?;
    let machine = machine::machine(folder.path());
    let chapters = measured(folder.path(), &size).map_err(|why| format!("The measure stopped: {why}"))?;
    let command = if quick { "cargo xtask bench --quick" } else { "cargo xtask bench" };
    let page = page::page("Benchmarks", command, &date(arguments), &machine, &chapters);
    publish(&page, (!quick).then_some("benchmarks.md"))
}

/// The date to print on a page: the one that is asked for, or today's.
fn date(arguments: &[&str]) -> String {
    let today = || SystemClock.civil(SystemClock.now()).map(|at| at.date.to_string()).unwrap_or_default();
    option(arguments, "--date").map_or_else(today, str::to_owned)
}

/// Prints a page, and keeps it in docs/ under that name if it has one.
fn publish(page: &str, name: Option<&str>) -> Result<(), String> {
    println!("{page}");
    let Some(name) = name else { return Ok(()) };
    let path = files::ui().join("../docs").join(name);
    std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))
}

fn measured(folder: &Path, size: &Size) -> Result<Vec<Chapter>, String> {
    let said = |failure: app::Failure| failure.to_string();
    let (small, office) = Hall::convene(&folder.join("small"), 30).map_err(said)?;
    let president = *small.jurors.first().ok_or("nobody presides")?;
    small.grade(&office, president).map_err(said)?;
    let few = mark::marks(&office, &small, president, &small.office(), size.marks)?;
    let papers = work::papers(&office, &small)?;
    drop(office);

    let (large, office) = Hall::convene(&folder.join("large"), size.candidates).map_err(said)?;
    let exchange = work::exchange(&large, &office)?;
    drop(office);
    let opened = opening::openings(&large.office(), large.session, size.openings)?;
    let president = *large.jurors.first().ok_or("nobody presides")?;
    let home = large.laptop(president);
    let desk = crate::jury::desk(&home);
    desk.unlock(crate::jury::PASSPHRASE).map_err(said)?;
    let many = mark::marks(&desk, &large, president, &home, size.marks)?;
    Ok(vec![
        chapters::marking(&few, &many),
        chapters::opening(&large, &opened),
        chapters::work(exchange.into_iter().chain(papers).collect()),
        window::window(folder, &large.office(), size.starts),
    ])
}
