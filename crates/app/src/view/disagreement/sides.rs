//! The sides of each kind of disagreement, with what each says that another does not. One line for each kind; how a value is
//! said is beside (`values`).

use domain::register::{Register, Stamp};
use domain::session::Session;
use domain::session::dispute::{Dispute, amended};

use super::values::{self, Value};

/// One side, and what it says.
pub(super) type Said = (Stamp, Vec<Value>);

/// The sides of `dispute`, in the order of the laptops' clocks.
pub(super) fn sides(session: &Session, dispute: &Dispute) -> Vec<Said> {
    use Dispute as D;
    match dispute {
        D::Details => said(Some(&session.details), values::details),
        D::CandidateFile { candidate } => {
            said(session.candidates.get(candidate).map(|file| &file.file), values::candidate_file)
        }
        D::CivilStatus { candidate } => said(session.candidates.get(candidate).map(|file| &file.civil), values::civil),
        D::Withdrawal { candidate } => {
            said(session.candidates.get(candidate).map(|file| &file.withdrawn), |ground| values::ground(ground))
        }
        D::PriorBlock { candidate, part } => {
            said(session.candidates.get(candidate).and_then(|file| file.prior.get(part)), values::prior)
        }
        D::Accommodation { candidate } => {
            said(session.candidates.get(candidate).map(|file| &file.accommodation), values::accommodation)
        }
        D::Passage { candidate } => said(session.candidates.get(candidate).map(|file| &file.passage), values::passage),
        D::Attendance { candidate, trial } => {
            said(session.candidates.get(candidate).and_then(|file| file.attendance.get(trial)), values::attendance)
        }
        D::Subject { candidate, trial } => {
            let register = session.candidates.get(candidate).and_then(|file| file.subjects.get(trial));
            said(register, |draw| values::subject(session, draw))
        }
        D::Recusal { candidate, juror } => {
            let register = session.candidates.get(candidate).and_then(|file| file.recusals.get(juror));
            said(register, |ground| values::recusal(ground.as_deref()))
        }
        _ => of_the_panel(session, dispute),
    }
}

fn of_the_panel(session: &Session, dispute: &Dispute) -> Vec<Said> {
    use Dispute as D;
    match dispute {
        D::Retained { candidate, criterion } => {
            let register = session.candidates.get(candidate).and_then(|file| file.retained.get(criterion));
            said(register, |retained| values::retained(session, retained))
        }
        D::Decision { candidate } => {
            said(session.candidates.get(candidate).map(|file| &file.decision), values::decision)
        }
        D::Amendment { candidate } => said(Some(&amended(session, *candidate)), values::decision),
        D::Duplicate { first, second } => {
            said(session.judged.get(&(*first, *second)), |judged| values::judged(session, judged))
        }
        D::JurorFile { juror } => said(session.jurors.get(juror).map(|seat| &seat.file), values::juror_file),
        D::Unseating { juror } => {
            said(session.jurors.get(juror).map(|seat| &seat.unseated), |ground| values::ground(ground))
        }
        D::PanelDay { juror, arrived } => {
            let register = session.jurors.get(juror).and_then(|seat| seat.days.get(arrived));
            said(register, |left| vec![Value::of("left", left.map(values::time).unwrap_or_default())])
        }
        D::Mark { juror, candidate, criterion } => {
            let sheet = session.sheets.get(&(*juror, *candidate));
            said(sheet.and_then(|sheet| sheet.marks.get(criterion)).as_ref(), |mark| values::mark(session, mark))
        }
        D::Observation { juror, candidate } => {
            let sheet = session.sheets.get(&(*juror, *candidate));
            said(sheet.map(|sheet| &sheet.observation), |text| vec![Value::of("observation", text.clone())])
        }
        D::Seal { juror, candidate } => {
            said(session.sheets.get(&(*juror, *candidate)).map(|sheet| &sheet.seal), values::seal)
        }
        D::Incident { incident } => said(session.incidents.get(incident), |file| values::incident(session, file)),
        _ => said(Some(&session.closing), values::closing),
    }
}

/// What each side says, without what all of them say alike.
fn said<T: PartialEq>(register: Option<&Register<T>>, say: impl Fn(&T) -> Vec<Value>) -> Vec<Said> {
    let sides = register.map(Register::sides).unwrap_or_default();
    let mut said: Vec<Said> = sides.iter().map(|side| (side.stamp, say(&side.value))).collect();
    let Some((_, first)) = said.first().cloned() else { return said };
    let alike: Vec<Value> =
        first.into_iter().filter(|value| said.iter().all(|(_, values)| values.contains(value))).collect();
    let tells = said.iter().any(|(_, values)| values.len() > alike.len());
    for (_, values) in said.iter_mut().filter(|_| tells) {
        values.retain(|value| !alike.contains(value));
    }
    said
}
