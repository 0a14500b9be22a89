//! What screens and tables read: plain values, one read per screen, the same for the window, `delib` and the tests.
//! Nothing here decides; what a viewer may not see yet is not in the value at all (sealed before seen).

pub mod case;
pub mod closing;
pub mod deliberation;
pub mod devices;
pub mod disagreement;
pub mod exchange;
pub mod grid;
pub mod handover;
pub mod journal;
pub mod manifest;
pub mod moment;
pub mod preparation;
pub mod reversal;
pub mod session;
pub mod sheet;
pub mod statistics;
pub mod status_line;

pub use exchange::{CandidateColumn, ExchangeView, JurorRow, SheetArrival};
pub use grid::{CandidateLine, GridView, LevelView, Me, ScaleView, SheetState};
pub use handover::{Handover, SheetHandover};
pub use journal::JournalView;
pub use moment::Moment;
pub use preparation::PreparationView;
pub use session::{SessionCard, SessionHead, SessionState};
pub use sheet::{CriterionView, EvaluationView, PriorView, SectionKind, SectionView, SheetView, TrialView};
pub use status_line::StatusLine;
