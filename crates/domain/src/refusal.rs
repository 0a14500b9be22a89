//! Why the rules say no: a closed list, each with a code that crosses the door and arguments for its sentence. The
//! sentences live in the words files of the window and of `delib`. A failure of the machine is never a refusal.

use serde::Serialize;

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $code:literal $({ $($arg:ident),* })?;)*) => {
        /// Why the rules say no.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($code)] $name $({ $(#[doc = stringify!($arg)] $arg: String),* })?,)*
        }

        impl Refusal {
            /// The code that crosses the door and that `delib` prints.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name $({ $($arg: _),* })? => $code,)* }
            }

            /// The arguments of its sentence.
            #[must_use]
            pub fn args(&self) -> Vec<(&'static str, &str)> {
                match self { $(Self::$name $({ $($arg),* })? => vec![$($((stringify!($arg), $arg.as_str())),*)?],)* }
            }

            /// Every code, for the words files' tests.
            pub const CODES: &'static [&'static str] = &[$($code),*];
        }
    };
}

refusals! {
    /// The person has no seat that allows it.
    NotAllowed "not-allowed" { role };
    /// Nobody of that identifier sits in the session.
    UnknownPerson "unknown-person";
    /// The session has no such candidate.
    UnknownCandidate "unknown-candidate";
    /// The candidate withdrew.
    CandidateIsWithdrawn "candidate-withdrawn" { name };
    /// Another candidate has that number.
    NumberTaken "number-taken" { number };
    /// The same person seems registered already (same names and date of birth).
    CandidateExists "candidate-exists" { name };
    /// A text that must be written is empty.
    Missing "missing" { field };
    /// A text is longer than it may be.
    TooLong "too-long" { field, limit };
    /// A text holds characters that hide or reorder others.
    HiddenCharacters "hidden-characters" { field };
    /// The option is none of the référentiel's.
    UnknownOption "unknown-option" { option };
    /// The bloc is not one of the candidate's.
    UnknownPart "unknown-part" { part };
    /// The attempt is beyond what the règlement allows.
    TooManyAttempts "too-many-attempts" { limit };
    /// The hour or the minute is none of a day's.
    ImpossibleTime "impossible-time" { time };
    /// An INSEE code of a commune has five characters.
    BadInsee "bad-insee" { code };
    /// Dates are in the wrong order.
    DatesReversed "dates-reversed";
    /// There is a president already.
    PresidentSeated "president-seated" { name };
    /// The person sits already, or sat under that identifier.
    AlreadySeated "already-seated" { name };
    /// Only members and representatives take a seat.
    NoSuchSeat "no-such-seat";
    /// The juror has marked already: a new juror is seated instead.
    JurorHasMarked "juror-has-marked" { name };
    /// The person does not grade.
    NotAMember "not-a-member" { name };
    /// The device opened the session: it is neither admitted nor taken its place from.
    DeviceIsFounder "device-is-founder";
    /// The device lost its place already, for good.
    DeviceIsRevoked "device-revoked";
    /// No device of that key writes in the session.
    NoSuchDevice "no-such-device";
    /// This device does not say which devices write.
    DeviceMayNotDecide "device-may-not-decide";
    /// Only the office and the president are delegated.
    NotDelegable "not-delegable" { name };
    /// The juror stepped back for that candidate.
    Recused "recused" { name };
    /// The juror is already recused for that candidate.
    AlreadyRecused "already-recused" { name };
    /// The juror is not recused for that candidate.
    NotRecused "not-recused" { name };
    /// The référentiel has no such épreuve.
    UnknownTrial "unknown-trial" { trial };
    /// The session has no such subject.
    UnknownSubject "unknown-subject";
    /// A subject has that identifier already.
    SubjectExists "subject-exists" { title };
    /// No subject of that épreuve is left to draw.
    NoSubject "no-subject" { trial };
    /// The candidate has no such criterion.
    UnknownCriterion "unknown-criterion" { criterion };
    /// The rating is not of the règlement's scale.
    NotOnScale "not-on-scale";
    /// The bloc was acquired before: it is not graded.
    PartIsPrior "part-is-prior" { part };
    /// The sheet is sealed: nothing in it changes any more.
    SheetSealed "sheet-sealed" { name };
    /// Criteria have no rating yet.
    SheetIncomplete "sheet-incomplete" { count, criteria };
    /// The candidate is absent or excluded: there is nothing to grade.
    NothingToGrade "nothing-to-grade" { name };
    /// Sheets are not sealed: nobody may see marks yet.
    NotAllSealed "not-all-sealed" { count };
    /// The confrontation is open: nothing is marked any more.
    ConfrontationOpen "confrontation-open";
    /// The confrontation is not open yet.
    ConfrontationNotOpen "confrontation-not-open";
    /// Nobody rated that criterion, and no reason was given.
    GroundForUnrated "ground-for-unrated" { criterion };
    /// Retaining it crosses the validated line of a single member: a reason is demanded.
    GroundForBoundary "ground-for-boundary" { criterion };
    /// It lies outside what the members gave: a reason is demanded.
    GroundForOutlier "ground-for-outlier" { criterion };
    /// Gaps are not settled.
    GapsUnsettled "gaps-unsettled" { count };
    /// A recused juror can't be counted among the voices.
    TooManyVoices "too-many-voices" { limit };
    /// The règlement gives the president no casting vote, or there is no tie.
    NoCastingVote "no-casting-vote";
    /// An unfavourable decision carries a ground.
    GroundForUnfavourable "ground-for-unfavourable" { name };
    /// A decision that leaves the proposal carries a ground.
    GroundForOverride "ground-for-override" { name };
    /// The outcome and the results of the parts contradict each other.
    OutcomeContradicts "outcome-contradicts" { name };
    /// What the decision rests on has changed since: it must be taken again.
    DecisionStale "decision-stale" { name };
    /// The mention is none of the règlement's, or goes with the title only.
    UnknownMention "unknown-mention" { mention };
    /// Too few members may decide on that candidate.
    PanelTooSmall "panel-too-small" { name, limit };
    /// The panel has too few members.
    TooFewMembers "too-few-members" { limit };
    /// The panel has too few external members.
    TooFewExternals "too-few-externals" { percent };
    /// The panel has no president.
    NoPresident "no-president";
    /// The session has no candidate.
    NoCandidate "no-candidate";
    /// Candidates are not decided.
    Undecided "undecided" { count, names };
    /// People disagree on something that must be settled first.
    Disagreement "disagreement" { count };
    /// Two closings had not seen each other: the office says which one stands.
    TwoClosings "two-closings" { numbers };
    /// The session has no such closing, or another one stands.
    UnknownClosing "unknown-closing";
    /// No closing contradicts another.
    NoOtherClosing "no-other-closing";
    /// What this laptop holds is not what the closing counts.
    FingerprintDiffers "fingerprint-differs" { number };
    /// The juror countersigned that closing already.
    AlreadyCountersigned "already-countersigned" { name };
    /// A candidate can't be the duplicate of itself.
    SameCandidate "same-candidate";
    /// The minutes' number is used already, or has no digits.
    BadMinutesNumber "bad-minutes-number" { number };
    /// The session is closed: only a rectificatif changes it.
    SessionClosed "session-closed";
    /// The session is not closed.
    SessionNotClosed "session-not-closed";
    /// The member signed already.
    AlreadySigned "already-signed" { name };
    /// The rectificatif changes nothing.
    NothingAmended "nothing-amended";
    /// The rectificatif does not cite minutes of this session.
    UnknownMinutes "unknown-minutes";
    /// What that import brought does not count already.
    AlreadyReversed "already-reversed";
    /// That import brought nothing that could stop counting.
    NothingToReverse "nothing-to-reverse";
    /// That import was not reversed, or its reversal was lifted.
    NotReversed "not-reversed";
    /// What is kept of the person may not be erased before its term.
    KeptUntil "kept-until" { name, date };
    /// The person still sits: the seat is taken back first.
    StillSeated "still-seated" { name };
    /// Nothing of the kind is kept.
    NothingToErase "nothing-to-erase";
    /// The session has nothing that such a paper could say.
    NothingToPrint "nothing-to-print";
    /// The session holds facts of a later version: update before writing.
    NewerFacts "newer-facts";
}

impl Serialize for Refusal {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let args: std::collections::BTreeMap<_, _> = self.args().into_iter().collect();
        let mut map = out.serialize_map(Some(2))?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("args", &args)?;
        map.end()
    }
}
