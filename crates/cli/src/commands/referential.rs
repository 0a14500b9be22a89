//! Référentiels from the counter: shown, checked, proposed from a text, compared.

use app::referentials::{self, counts};
use domain::referential::{BlockKind, Referential};
use serde_json::json;

use crate::answer::Answer;
use crate::asks::ReferentialAsk;
use crate::counter::{Counter, naming};
use crate::page::Page;
use crate::trouble::Trouble;

/// Of référentiels.
pub(super) fn run(counter: &Counter, ask: &ReferentialAsk) -> Result<Answer, Trouble> {
    match ask {
        ReferentialAsk::Show { which } => show(counter, which),
        ReferentialAsk::Check { which } => check(counter, which),
        ReferentialAsk::Import { table, output } => import(counter, table, output.as_deref()),
        ReferentialAsk::Diff { before, after } => diff(counter, before, after),
    }
}

/// The référentiel that `which` names.
pub(super) fn named(which: &str) -> Result<(Referential, String), Trouble> {
    referentials::referential(which).map_err(|failure| naming(std::path::Path::new(which), failure))
}

fn show(counter: &Counter, which: &str) -> Result<Answer, Trouble> {
    let (referential, _) = named(which)?;
    let mut page = Page::new();
    page.line(format!("{} ({} {})", referential.title, referential.code, referential.version));
    page.blank().facts(&figures(counter, &referential));
    for block in &referential.blocks {
        let option = match &block.kind {
            BlockKind::Main => String::new(),
            BlockKind::Option { label } => format!(" · {} {label}", counter.word("option")),
        };
        page.blank().line(format!("{}  {}{option}", block.code, block.title));
        for evaluation in &block.evaluations {
            for trial in &evaluation.trials {
                page.line(format!("  {}  {}", trial.code, trial.title));
            }
            for criterion in &evaluation.criteria {
                page.line(format!("    {}  {}", criterion.code, criterion.text));
            }
        }
    }
    page.blank().line(format!("{}  {}", domain::deliberation::THESIS, referential.thesis.title));
    for element in &referential.thesis.elements {
        page.line(format!("    {}  {}", element.code, element.text));
    }
    Ok(Answer::done(json!({ "counts": counts(&referential), "referential": referential }), page))
}

fn figures(counter: &Counter, referential: &Referential) -> Vec<(String, String)> {
    let counts = counts(referential);
    let figures = [
        ("blocks", counts.blocks),
        ("options", counts.options),
        ("activities", counts.activities),
        ("skills", counts.skills),
        ("trials", counts.trials),
        ("criteria", counts.criteria),
        ("elements", counts.elements),
    ];
    figures.into_iter().map(|(key, count)| (counter.word(key), count.to_string())).collect()
}

fn check(counter: &Counter, which: &str) -> Result<Answer, Trouble> {
    let (referential, _) = named(which)?;
    let doubts = referentials::doubts(&referential);
    let mut page = Page::new();
    page.line(counter.phrase("doubts-found", &[("count", doubts.len().to_string())]));
    let rows = super::tables::rows_of(&doubts, "doubt");
    page.blank().table(&counter.head(["doubt", "item", "detail"]), &rows);
    Ok(Answer::done(json!({ "referential": referential.code, "doubts": doubts }), page))
}

fn import(counter: &Counter, table: &std::path::Path, output: Option<&std::path::Path>) -> Result<Answer, Trouble> {
    let proposal = referentials::propose(table).map_err(|failure| naming(table, failure))?;
    let mut page = Page::new();
    page.line(proposal.referential.title.clone());
    page.blank().facts(&figures(counter, &proposal.referential));
    page.blank().line(counter.phrase("doubts-found", &[("count", proposal.doubts.len().to_string())]));
    let rows: Vec<Vec<String>> = proposal
        .doubts
        .iter()
        .map(|doubt| {
            let kind = serde_json::to_value(doubt.kind).ok();
            let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
            vec![doubt.line.to_string(), kind, doubt.item.clone(), doubt.excerpt.clone()]
        })
        .collect();
    page.blank().table(&counter.head(["line", "doubt", "item", "excerpt"]), &rows);
    if let Some(output) = output {
        let text = serde_json::to_string_pretty(&proposal.referential)
            .map_err(|error| Trouble::from(app::Failure::BadRequest(error.to_string())))?;
        app::files::write(output, (text + "\n").as_bytes())?;
        page.blank().line(counter.phrase("written", &[("file", output.display().to_string())]));
    }
    let counts = counts(&proposal.referential);
    let value = json!({ "counts": counts, "doubts": proposal.doubts, "referential": proposal.referential });
    Ok(Answer::done(value, page))
}

fn diff(counter: &Counter, before: &str, after: &str) -> Result<Answer, Trouble> {
    let differences = referentials::differences(&named(before)?.0, &named(after)?.0);
    let mut page = Page::new();
    page.line(counter.phrase("differences-found", &[("count", differences.len().to_string())]));
    let rows: Vec<Vec<String>> = differences
        .iter()
        .map(|difference| {
            let value = serde_json::to_value(difference).unwrap_or_default();
            let text = |value: Option<&serde_json::Value>| {
                value.and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
            };
            let change = value.get("change");
            let detail = |name: &str| text(change.and_then(|change| change.get(name)));
            let what = [detail("field"), detail("from"), detail("before")].into_iter().find(|text| !text.is_empty());
            vec![text(value.get("item")), difference.code.clone(), detail("change"), what.unwrap_or_default()]
        })
        .collect();
    page.blank().table(&counter.head(["item", "code", "change", "detail"]), &rows);
    Ok(Answer::done(json!({ "differences": differences }), page))
}
