//! Facts written apart about one candidate: nobody's work disappears under somebody else's.

use crate::event::{CandidateWithdrawn, Marked};
use crate::grading::Mark;
use crate::testing::people::{BRUNO, INES, ODILE};
use crate::testing::{Stage, papers};

#[test]
fn a_candidate_who_withdrew_while_somebody_marked_keeps_the_marks() {
    let mark = Mark { rating: Some(papers::A), comment: String::new() };
    let marked = Marked { candidate: INES, criterion: "P1.CP.1".into(), mark: mark.clone() };
    let withdrawn = CandidateWithdrawn { candidate: INES, ground: "Report".into() };
    for marked_first in [true, false] {
        let mut stage = Stage::pocket();
        // Bruno's laptop knows the candidate, and not that she left.
        stage.write(BRUNO, vec![]);
        if marked_first {
            stage.write_apart(BRUNO, vec![marked.clone().into()]).write_apart(ODILE, vec![withdrawn.clone().into()]);
        } else {
            stage.write_apart(ODILE, vec![withdrawn.clone().into()]).write_apart(BRUNO, vec![marked.clone().into()]);
        }
        assert!(stage.session.candidates[&INES].withdrawn.shown().is_some());
        let sheet = &stage.session.sheets[&(BRUNO, INES)];
        assert_eq!(sheet.marks.shown("P1.CP.1"), Some(mark.clone()));
        assert!(stage.session.set_aside.is_empty());
    }
}
