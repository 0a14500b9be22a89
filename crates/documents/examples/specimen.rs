//! Draws a specimen of each paper into a folder, to be looked at: `cargo run -p documents --example specimen -- FOLDER`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::error::Error;
use std::path::Path;

use documents::{Fields, minutes_paper, sheet_paper};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let minutes = support::minutes(30, 3);
    let paper = minutes_paper(&minutes, &Fields::of(&minutes))?;
    std::fs::write(folder.join("pv.pdf"), &paper.bytes)?;
    let warnings: Vec<String> = paper.warnings.iter().map(|warning| format!("{warning:?}")).collect();
    std::fs::write(folder.join("warnings.txt"), warnings.join("\n"))?;
    std::fs::write(folder.join("sheet.pdf"), sheet_paper(&support::sheet(4))?.bytes)?;
    std::fs::write(folder.join("results.csv"), documents::results_csv(&minutes)?)?;
    std::fs::write(folder.join("results.xlsx"), documents::results_xlsx(&minutes)?)?;
    std::fs::write(folder.join("results.json"), documents::results_json(&minutes)?)?;
    Ok(())
}
