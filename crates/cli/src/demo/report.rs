//! The report of a demonstration: what was counted, what every store says of itself, what was decided, what verified. The
//! same seed writes the same report, so nothing of the machine is in it.

use app::care::RecountReport;
use app::retakes::RetakePrepared;
use domain::deliberation::Decision;
use domain::id::Digest;
use serde::Serialize;
use serde_json::{Value, json};

use super::folder::{Folder, PASSPHRASE};
use super::papers::Papers;
use super::preparation::Jury;
use super::{DemoArgs, broken};
use crate::trouble::Trouble;

/// What a demonstration reports.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    seed: u64,
    passphrase: &'static str,
    session: String,
    counts: Value,
    stores: Vec<StoreLine>,
    all_equal: bool,
    decisions: Vec<DecisionLine>,
    outcomes: std::collections::BTreeMap<String, usize>,
    recount: RecountReport,
    papers: Papers,
    retake: Value,
}

/// What a store says of the session.
#[derive(Debug, Serialize)]
struct StoreLine {
    file: String,
    name: String,
    fingerprint: Digest,
    words: Vec<String>,
    entries: usize,
    sound: bool,
    recount_differing: usize,
}

/// A decision in force.
#[derive(Debug, Serialize)]
struct DecisionLine {
    number: String,
    name: String,
    option: String,
    decision: Option<Decision>,
}

impl Report {
    /// The four words of every store.
    pub(super) fn words(&self) -> String {
        self.stores.first().map(|store| store.words.join(" ")).unwrap_or_default()
    }

    /// Signatures that hold.
    pub(super) fn signatures_that_hold(&self) -> usize {
        self.papers.signed.iter().flat_map(|paper| &paper.signatures).filter(|one| one.holds).count()
    }

    /// Decisions on which the two counts differ, and nobody said why.
    pub(super) fn differing(&self) -> usize {
        self.recount.differing
    }
}

/// Makes the report and writes it.
pub(super) fn write(
    folder: &Folder,
    jury: &Jury,
    args: &DemoArgs,
    papers: Papers,
    retake: &RetakePrepared,
) -> Result<Report, Trouble> {
    let stores = stores(jury)?;
    let (decisions, counts) = decided(jury)?;
    let mut outcomes = std::collections::BTreeMap::new();
    for line in &decisions {
        let outcome = line.decision.as_ref().and_then(|decision| serde_json::to_value(decision.outcome).ok());
        let outcome = outcome.and_then(|outcome| outcome.as_str().map(str::to_owned)).unwrap_or_default();
        *outcomes.entry(outcome).or_insert(0) += 1;
    }
    let report = Report {
        seed: args.seed,
        passphrase: PASSPHRASE,
        session: jury.session.to_string(),
        counts,
        all_equal: stores.iter().all(|one| Some(one.fingerprint) == stores.first().map(|first| first.fingerprint)),
        stores,
        decisions,
        outcomes,
        recount: jury.office.desk.recount(jury.session)?,
        papers,
        retake: json!({ "session": retake.session, "candidates": retake.candidates.len(),
            "kept": retake.candidates.iter().map(|one| one.prior.len()).sum::<usize>() }),
    };
    let sound = report.all_equal && report.stores.iter().all(|one| one.sound && one.recount_differing == 0);
    let text = serde_json::to_string_pretty(&report).map_err(|error| broken(error.to_string()))?;
    app::files::write(&folder.path("report.json"), (text + "\n").as_bytes())?;
    if sound { Ok(report) } else { Err(broken("the stores disagree, see report.json")) }
}

fn stores(jury: &Jury) -> Result<Vec<StoreLine>, Trouble> {
    let mut lines = Vec::new();
    for laptop in jury.laptops() {
        let (fingerprint, entries) = laptop
            .desk
            .read(jury.session, |dossier| Ok((dossier.session.fingerprint(), dossier.session.hashes.len())))?;
        lines.push(StoreLine {
            file: format!("stores/{}.db", laptop.file),
            name: laptop.name.clone(),
            fingerprint,
            words: app::words::fingerprint(fingerprint),
            entries,
            sound: laptop.desk.check_store()?.findings.is_empty(),
            recount_differing: laptop.desk.recount(jury.session)?.differing,
        });
    }
    Ok(lines)
}

fn decided(jury: &Jury) -> Result<(Vec<DecisionLine>, Value), Trouble> {
    Ok(jury.office.desk.read(jury.session, |dossier| {
        let session = &dossier.session;
        let line = |(id, candidate): (domain::id::CandidateId, &domain::session::Candidate)| {
            let file = candidate.file.shown();
            DecisionLine {
                number: file.map(|file| file.number.clone()).unwrap_or_default(),
                name: candidate.name(),
                option: file.map(|file| file.option.clone()).unwrap_or_default(),
                decision: session.decision(id),
            }
        };
        let marks: usize = session.sheets.values().map(|sheet| sheet.marks.len()).sum();
        let retained: usize = session.candidates.values().map(|candidate| candidate.retained.len()).sum();
        let counts = json!({
            "candidates": session.candidates.len(),
            "members": session.members().len(),
            "sheets": session.sheets.len(),
            "marks": marks,
            "retained": retained,
            "votes": session.candidates.values().map(|candidate| candidate.votes.len()).sum::<usize>(),
            "incidents": session.incidents.len(),
            "subjects": session.subjects.len(),
            "amendments": session.amendments.len(),
            "signatures": session.signatures.len(),
            "entries": session.hashes.len(),
        });
        Ok((session.roster().into_iter().map(line).collect(), counts))
    })?)
}
