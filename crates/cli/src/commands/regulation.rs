//! Règlements from the counter: shown, checked against the référentiel they serve.

use app::referentials;
use serde_json::json;

use crate::answer::Answer;
use crate::asks::RegulationAsk;
use crate::counter::{Counter, naming};
use crate::page::Page;
use crate::trouble::Trouble;

/// Of règlements.
pub(super) fn run(counter: &Counter, ask: &RegulationAsk) -> Result<Answer, Trouble> {
    match ask {
        RegulationAsk::Show { which } => show(counter, which),
        RegulationAsk::Check { which, referential } => check(counter, which, referential),
    }
}

/// The règlement that `which` names.
pub(super) fn named(which: &str) -> Result<domain::regulation::Regulation, Trouble> {
    referentials::regulation(which).map_err(|failure| naming(std::path::Path::new(which), failure))
}

fn show(counter: &Counter, which: &str) -> Result<Answer, Trouble> {
    let regulation = named(which)?;
    let mut page = Page::new();
    page.line(format!("{} ({} {})", regulation.title, regulation.code, regulation.version)).blank();
    let facts = [
        ("example", counter.word(if regulation.example { "yes" } else { "no" })),
        ("certifier", regulation.certifier.clone()),
        ("members", regulation.panel.members.to_string()),
        ("externals", format!("{} %", regulation.panel.external_percent)),
        ("attempts", regulation.retake.attempts.to_string()),
        ("minutes-number", regulation.minutes_number.clone()),
        ("appeal", regulation.appeal.clone()),
    ];
    page.facts(&facts.map(|(key, value)| (counter.word(key), value)));
    Ok(Answer::done(json!({ "regulation": regulation }), page))
}

fn check(counter: &Counter, which: &str, referential: &str) -> Result<Answer, Trouble> {
    let (regulation, (referential, _)) = (named(which)?, super::referential::named(referential)?);
    let faults = referentials::faults(&regulation, &referential);
    let mut page = Page::new();
    page.line(counter.phrase("faults-found", &[("count", faults.len().to_string())]));
    let rows = super::tables::rows_of(&faults, "fault");
    page.blank().table(&counter.head(["fault", "item", "detail"]), &rows);
    let exit = u8::from(!faults.is_empty());
    Ok(Answer::done(json!({ "regulation": regulation.code, "faults": faults }), page).with_exit(exit))
}
