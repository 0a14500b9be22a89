//! The individual sheet of one candidate, read from a session: what was retained criterion by criterion, and what the
//! members wrote to the candidate, without saying who wrote it. Unsealed words are never read.

use crate::grading::gap;
use crate::id::{CandidateId, PersonId};
use crate::minutes::compose::{Colophon, EditionChoice, certification, decision, number, proof, sitting};
use crate::minutes::compose_candidate::{candidate_line, part_headings};
use crate::minutes::{PartHeading, PartLine, Sheet, SheetLine, SheetPart};
use crate::session::Session;
use crate::session::grid::{Group, Line, Part};

/// The sheet of that candidate in that edition of the minutes; `None` when the session has no such candidate, or there
/// is no such rectificatif.
#[must_use]
pub fn compose_sheet(
    session: &Session,
    candidate: CandidateId,
    choice: EditionChoice,
    colophon: &Colophon,
) -> Option<Sheet> {
    let file = session.candidates.get(&candidate)?;
    let line = candidate_line(session, candidate, file, decision(session, candidate, choice))?;
    let members = session.members_for(candidate);
    let graders: Vec<PersonId> = members.iter().map(|(juror, _)| *juror).collect();
    let certification = certification(session);
    let reading = Reading { session, candidate, graders: &graders };
    let parts = session.parts(file).into_iter().zip(&line.parts).map(|(part, result)| reading.part(&part, result));
    Some(Sheet {
        minutes: number(session, choice)?,
        sitting: sitting(session)?,
        parts: parts.collect(),
        observations: reading.observations(),
        jurors: members.into_iter().map(|(_, member)| member.full_name()).collect(),
        proof: proof(session, colophon),
        certification,
        candidate: line,
    })
}

/// What is read for one candidate.
struct Reading<'a> {
    session: &'a Session,
    candidate: CandidateId,
    graders: &'a [PersonId],
}

impl Reading<'_> {
    fn part(&self, part: &Part<'_>, result: &PartLine) -> SheetPart {
        let heading = part_headings(&self.session.referential).into_iter().find(|heading| heading.code == part.code);
        let groups = part.evaluations.iter().filter(|_| result.prior.is_none());
        SheetPart {
            heading: heading.unwrap_or_else(|| PartHeading {
                code: part.code.to_owned(),
                short: part.short.to_owned(),
                title: part.title.to_owned(),
                option: None,
            }),
            result: result.clone(),
            lines: groups.flat_map(|group| group.criteria.iter().map(|line| self.line(part, group, line))).collect(),
        }
    }

    fn line(&self, part: &Part<'_>, group: &Group<'_>, line: &Line<'_>) -> SheetLine {
        let retained = gap::standing_among(self.session, self.graders, self.candidate, line.code).rating();
        let trials: Vec<&str> = group.trials.iter().map(|trial| trial.title.as_str()).collect();
        SheetLine {
            criterion: line.code.to_owned(),
            text: line.text.to_owned(),
            skills: line.skills.to_vec(),
            trial: if trials.is_empty() { part.short.to_owned() } else { trials.join(" · ") },
            retained,
            reached: retained.and_then(|rating| self.session.regulation.scale.reached(rating)),
            remarks: self.words(|sheet| sheet.marks.shown(line.code).map(|mark| mark.comment)),
        }
    }

    fn observations(&self) -> Vec<String> {
        self.words(|sheet| sheet.observation.shown().cloned())
    }

    /// What members wrote on sealed sheets, in the order of the words, which tells nothing of who wrote them.
    fn words(&self, read: impl Fn(&crate::session::Sheet) -> Option<String>) -> Vec<String> {
        let sheets = self.graders.iter().filter_map(|juror| self.session.sheets.get(&(*juror, self.candidate)));
        let sealed = sheets.filter(|sheet| !sheet.seal.sides().is_empty());
        let mut words: Vec<String> =
            sealed.filter_map(read).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}
