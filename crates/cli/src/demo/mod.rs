//! The demonstration: the whole main job played through the real use cases, with made-up people and a store for each. The
//! same seed gives the same papers, tables and fingerprints. No shortcut into the rooms below is taken here.

mod calendar;
mod cast;
mod dice;
mod ending;
mod folder;
mod grading;
mod home;
mod laptop;
mod panel;
mod papers;
mod preparation;
mod report;

use std::path::PathBuf;

use crate::answer::Answer;
use crate::counter::Counter;
use crate::page::Page;
use crate::progress::Progress;
use crate::trouble::Trouble;

/// What the demonstration takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct DemoArgs {
    /// Où tout écrire : un dossier vide, ou celui d'une démonstration précédente
    #[arg(long, value_name = "DOSSIER")]
    pub(crate) out: PathBuf,
    /// Candidats
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(8..=500), value_name = "NOMBRE")]
    pub(crate) candidates: u16,
    /// Membres du jury
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(3..=9), value_name = "NOMBRE")]
    pub(crate) jurors: u16,
    /// Graine : la même graine donne les mêmes documents
    #[arg(long, default_value_t = 1, value_name = "NOMBRE")]
    pub(crate) seed: u64,
}

/// Plays the demonstration.
pub(crate) fn run(counter: &Counter, args: &DemoArgs) -> Result<Answer, Trouble> {
    let folder = folder::Folder::prepare(&args.out)?;
    let progress = Progress::new(&counter.word("progress-demo"));
    let tell = |done| progress.tell(done, 8);
    let jury = preparation::prepare(&folder, args)?;
    tell(1);
    grading::grade(&jury)?;
    tell(2);
    panel::collect(&folder, &jury)?;
    tell(3);
    panel::deliberate(&folder, &jury)?;
    tell(4);
    let papers = papers::publish(&folder, &jury)?;
    tell(5);
    ending::come_together(&folder, &jury)?;
    tell(6);
    let retake = ending::retake(&jury)?;
    home::furnish(&folder, &jury, args)?;
    tell(7);
    let report = report::write(&folder, &jury, args, papers, &retake)?;
    drop(progress);
    Ok(Answer::done(&report, page(counter, args, &report)))
}

fn page(counter: &Counter, args: &DemoArgs, report: &report::Report) -> Page {
    let mut page = Page::new();
    let done = [
        ("candidates", args.candidates.to_string()),
        ("jurors", args.jurors.to_string()),
        ("folder", args.out.display().to_string()),
    ];
    page.line(counter.phrase("demo-done", &done))
        .line(counter.phrase("demo-agree", &[("words", report.words())]))
        .line(counter.phrase("demo-signed", &[("count", report.signatures_that_hold().to_string())]))
        .line(counter.phrase("demo-recount", &[("count", report.differing().to_string())]));
    page
}

/// What must be true and was not: a fault of the product, which the demonstration is there to find.
fn broken(detail: impl Into<String>) -> Trouble {
    Trouble::new("demo-broken", [("detail", detail.into())])
}
