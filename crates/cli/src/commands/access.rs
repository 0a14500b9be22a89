//! Everything that is kept of a candidate, from the counter: for programs in JSON, for the person in a text they can read.

use std::path::{Path, PathBuf};

use app::access::{Judged, SubjectAccess};
use domain::grading::Rating;
use domain::regulation::Scale;
use serde_json::json;

use crate::answer::Answer;
use crate::counter::Counter;
use crate::page::{Page, moment};
use crate::person_asks::SubjectAccessAsk;
use crate::trouble::Trouble;

/// Writes everything that is kept of a candidate.
pub(super) fn run(counter: &Counter, ask: &SubjectAccessAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let candidate = counter.candidate(session, &ask.candidate)?;
    let access = desk.subject_access(session, candidate)?;
    let scale = desk.read(session, |dossier| Ok(dossier.session.regulation.scale.clone()))?;
    let text = text(counter, &access, &scale);
    let value = json!(access);
    let json = format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default());
    let mut written: Vec<PathBuf> = Vec::new();
    for (path, bytes) in files(&ask.output, json, text) {
        app::files::write(&path, bytes.as_bytes())?;
        written.push(path);
    }
    let mut page = Page::new();
    for path in &written {
        page.line(counter.phrase("written", &[("file", path.display().to_string())]));
    }
    page.line(counter.word("access-give"));
    let names: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
    Ok(Answer::done(json!({ "files": names, "access": value }), page))
}

/// One JSON file, or both in a folder; their names name nobody.
fn files(output: &Path, json: String, text: String) -> Vec<(PathBuf, String)> {
    if output.extension().is_some_and(|extension| extension == "json") {
        return vec![(output.to_owned(), json)];
    }
    vec![(output.join("acces.json"), json), (output.join("acces.txt"), text)]
}

fn text(counter: &Counter, access: &SubjectAccess, scale: &Scale) -> String {
    let mut page = Page::new();
    page.line(counter.word("access-title"));
    if let Some(sitting) = &access.sitting {
        page.line(format!("{}, {}, {} – {}", sitting.name, sitting.place, sitting.starts_on, sitting.ends_on));
    }
    page.line(format!("{} · {}", access.certification, access.certifier)).blank();
    identity(counter, access, &mut page);
    preparation(counter, access, &mut page);
    match &access.judged {
        Some(judged) => said(counter, judged, scale, &mut page),
        None => drop(page.blank().line(counter.word("access-not-yet")).blank()),
    }
    page.blank().line(counter.word("access-entries"));
    for entry in &access.entries {
        let args: Vec<_> = entry.args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let what = counter.sentence(entry.code, &args);
        let author = if entry.author.is_empty() { counter.word("access-member") } else { entry.author.clone() };
        page.line(format!("  {}  {author} {}", moment(entry.civil), what.trim_end()));
    }
    page.blank().line(counter.phrase("access-mentions", &[("count", access.mentions.len().to_string())]));
    page.line(counter.phrase("access-papers", &[("papers", access.papers.join(", "))]));
    page.line(counter.phrase("access-readers", &[("names", access.readers.join(", "))]));
    for (kept, date) in &access.kept_until {
        page.line(format!("{}\u{202f}: {date}", counter.named("kept", kept)));
    }
    page.text().to_owned()
}

fn identity(counter: &Counter, access: &SubjectAccess, page: &mut Page) {
    let mut facts = Vec::new();
    for file in &access.file {
        facts.push((counter.word("number"), file.number.clone()));
        facts.push((counter.word("name"), file.full_name()));
        facts.push((counter.word("route"), counter.named("route", file.route)));
        facts.push((counter.word("option"), file.option.clone()));
        facts.push((counter.word("attempt"), file.attempt.to_string()));
    }
    for civil in &access.civil {
        facts.push((counter.word("access-birth-name"), civil.birth_name.clone()));
        facts.push((counter.word("access-given-names"), civil.given_names.join(", ")));
        facts.push((counter.word("access-born"), format!("{}, {}", civil.born_on, civil.birth_place)));
        facts.extend(civil.usage_name.clone().map(|name| (counter.word("access-usage-name"), name)));
    }
    page.facts(&facts);
}

fn preparation(counter: &Counter, access: &SubjectAccess, page: &mut Page) {
    let mut facts = Vec::new();
    for measure in &access.accommodations {
        let extra = format!("{} (+{} %)", measure.measure, measure.extra_time_percent);
        facts.push((counter.word("kept.accommodations"), extra));
    }
    facts.extend(access.prior.iter().map(|prior| (counter.word("kept"), format!("{} ({})", prior.block, prior.proof))));
    for passage in &access.passages {
        let when = format!("{}, {} min, {}", moment(Some(passage.starts_at)), passage.minutes, passage.room);
        facts.push((counter.word("access-passage"), when));
    }
    for (trial, noted) in &access.attendance {
        for attendance in noted {
            let status = counter.named("attendance", attendance.status);
            facts.push((counter.word("attendance"), format!("{trial} {status} {}", attendance.note).trim().to_owned()));
        }
    }
    for (trial, titles) in &access.subjects {
        facts.push((counter.word("access-subject"), format!("{trial}\u{202f}: {}", titles.join(", "))));
    }
    facts.extend(access.withdrawn.iter().map(|ground| (counter.word("access-withdrawn"), ground.clone())));
    let stepped_back = access.recusals.iter().map(|recusal| format!("{}\u{202f}: {}", recusal.juror, recusal.ground));
    facts.extend(stepped_back.map(|recusal| (counter.word("access-recusal"), recusal)));
    for incident in &access.incidents {
        let told =
            format!("{} {} {} {}", moment(Some(incident.at)), incident.facts, incident.statement, incident.measures);
        facts.push((counter.word("access-incident"), told));
    }
    page.facts(&facts);
}

/// What the panel said.
fn said(counter: &Counter, judged: &Judged, scale: &Scale, page: &mut Page) {
    page.blank();
    if let Some(decision) = &judged.decision {
        page.line(format!("{}\u{202f}: {}", counter.word("decided"), counter.named("outcome", decision.outcome)));
        page.line(&decision.ground);
    }
    for vote in &judged.votes {
        let voices = format!("{} / {} / {}", vote.votes_for, vote.votes_against, vote.abstentions);
        page.line(format!("{}\u{202f}: {voices}", vote.question));
    }
    page.blank().line(counter.word("access-retained"));
    for retained in &judged.retained {
        let rating = rated(counter, scale, retained.rating);
        page.line(format!("  {}  {rating}  {}", retained.criterion, retained.ground));
    }
    for sheet in &judged.sheets {
        page.blank().line(counter.phrase("access-sheet", &[("member", sheet.member.to_string())]));
        for mark in &sheet.marks {
            let rating = mark.rating.map(|rating| rated(counter, scale, rating)).unwrap_or_default();
            page.line(format!("  {}  {rating}  {}", mark.criterion, mark.comment));
        }
        page.line(format!("  {}", sheet.observation));
    }
}

fn rated(counter: &Counter, scale: &Scale, rating: Rating) -> String {
    match rating {
        Rating::Level { index } => scale.level(index).map_or_else(|| index.to_string(), |level| level.label.clone()),
        Rating::Score { hundredths } => format!("{},{:02}", hundredths / 100, hundredths.rem_euclid(100)),
        Rating::NotObserved => counter.word("rating.not_observed"),
        Rating::NotApplicable => counter.word("rating.not_applicable"),
    }
}
