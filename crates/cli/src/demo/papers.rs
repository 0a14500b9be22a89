//! The papers: minutes signed by each member on their own laptop, sheets, the rectificatif signed too, the tables; each
//! verified as a stranger would.

use std::path::Path;

use app::publish::{PaperReport, sha256};
use app::verify::{PaperVerified, verify_paper};
use domain::command::{AmendedDecision, Command};
use domain::deliberation::{Outcome, PartStatus};
use domain::minutes::compose::EditionChoice;
use domain::time::Timestamp;
use serde::Serialize;

use super::broken;
use super::calendar::{civil, instant};
use super::cast::Part;
use super::folder::Folder;
use super::preparation::{Jury, playing};
use crate::trouble::Trouble;

/// Every paper and table, with what vouches for it.
#[derive(Debug, Serialize)]
pub(crate) struct Papers {
    /// As drawn, before anybody signed.
    pub(super) drawn: Vec<PaperReport>,
    /// Sheets.
    pub(super) sheets: Vec<PaperReport>,
    /// Tables.
    pub(super) tables: Vec<PaperReport>,
    /// Minutes and rectificatif, once signed.
    pub(super) signed: Vec<PaperVerified>,
}

/// Publishes everything.
pub(super) fn publish(folder: &Folder, jury: &Jury) -> Result<Papers, Trouble> {
    let (president, session) = (jury.president()?, jury.session);
    let minutes = folder.path("pv.pdf");
    let mut drawn = vec![president.desk.write_minutes(session, EditionChoice::Original, &minutes)?];
    share(folder, jury, "3-cloture")?;
    let mut signed = vec![sign(jury, &minutes, instant(jury.last_day(), 19, 55))?];
    gather(folder, jury, "4-signatures")?;
    amend(jury, &minutes)?;
    let amendment = folder.path("pv-rectificatif.pdf");
    drawn.push(president.desk.write_minutes(session, EditionChoice::Amendment(0), &amendment)?);
    share(folder, jury, "5-rectificatif")?;
    signed.push(sign(jury, &amendment, instant(jury.last_day() + 7, 11, 0))?);
    let sheets =
        president.desk.write_sheets(session, EditionChoice::Amendment(0), &folder.path("sheets"), |_, _| {})?;
    let mut tables = Vec::new();
    for extension in ["csv", "xlsx", "json"] {
        let to = folder.path(&format!("results.{extension}"));
        tables.push(president.desk.write_results(session, EditionChoice::Amendment(0), &to)?);
    }
    Ok(Papers { drawn, sheets, tables, signed })
}

/// The president hands what she knows to every other laptop.
fn share(folder: &Folder, jury: &Jury, name: &str) -> Result<(), Trouble> {
    let president = jury.president()?;
    let file = folder.path(&format!("bundles/{name}.delib"));
    president.hands_over(jury.session, &file)?;
    for laptop in jury.laptops().filter(|laptop| laptop.file != president.file) {
        laptop.takes_in(&file)?;
    }
    Ok(())
}

/// The others hand theirs to the president.
fn gather(folder: &Folder, jury: &Jury, name: &str) -> Result<(), Trouble> {
    let president = jury.president()?;
    for laptop in jury.members.iter().skip(1) {
        let file = folder.path(&format!("bundles/{name}-{}.delib", laptop.file));
        laptop.hands_over(jury.session, &file)?;
        president.takes_in(&file)?;
    }
    Ok(())
}

/// Each member signs in turn, each on their own laptop; then the paper is verified.
fn sign(jury: &Jury, paper: &Path, at: Timestamp) -> Result<PaperVerified, Trouble> {
    for laptop in &jury.members {
        laptop.wait_until(at);
        laptop.desk.sign_minutes(jury.session, laptop.person, paper, None)?;
    }
    let verified = verify_paper(paper)?;
    if verified.intact && verified.signatures.len() == jury.members.len() {
        Ok(verified)
    } else {
        Err(broken(format!("{} does not hold: {:?}", verified.file_name, verified.findings)))
    }
}

/// A rectificatif: one candidate's bloc had been counted on another's sheet.
fn amend(jury: &Jury, minutes: &Path) -> Result<(), Trouble> {
    let (president, session) = (jury.president()?, jury.session);
    let at = instant(jury.last_day() + 7, 10, 0);
    president.wait_until(at);
    let candidate = playing(&jury.candidates, Part::Partial)?;
    let parts_validated = president.desk.read(session, |dossier| {
        let decision = dossier.session.decision(candidate);
        let parts = decision.map(|decision| decision.parts).unwrap_or_default();
        let graded = parts.into_iter().filter(|part| part.status != PartStatus::Prior);
        Ok(graded.map(|part| part.part).collect())
    })?;
    let decision = AmendedDecision {
        candidate,
        outcome: Outcome::Awarded,
        parts_validated,
        mention: String::new(),
        ground: "Le bloc A2 est validé : la fiche de l’épreuve avait été attribuée à une autre personne.".to_owned(),
    };
    let amend = Command::Amend {
        number: "PV-2026-0042-R1".to_owned(),
        corrects: sha256(&app::files::read(minutes)?),
        reason: "Erreur matérielle : une fiche d’épreuve a été attribuée à une autre personne.".to_owned(),
        at: civil(at)?,
        decisions: vec![decision],
    };
    president.does(session, &[amend])
}
