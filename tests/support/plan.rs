//! What a jury is prepared with, before anybody sits. A plan is prepared once and its stores are copied: each story has
//! laptops of its own, and packs, which cost work to close and open, are made once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::jury::{Jury, Seat};

/// What a jury is prepared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan {
    pub(crate) candidates: u8,
    pub(crate) regulation: &'static str,
    pub(crate) civil: bool,
    pub(crate) recusals: Vec<(Seat, usize)>,
    pub(crate) priors: Vec<(usize, &'static str)>,
    pub(crate) absents: Vec<usize>,
}

impl Plan {
    /// A jury of three for `candidates` candidates, on three levels.
    #[must_use]
    pub fn of(candidates: u8) -> Self {
        Self {
            candidates,
            regulation: "exemple-niveaux",
            civil: false,
            recusals: Vec::new(),
            priors: Vec::new(),
            absents: Vec::new(),
        }
    }

    /// Graded on /20.
    #[must_use]
    pub fn scored_on_twenty(self) -> Self {
        Self { regulation: "exemple-notes", ..self }
    }

    /// The office knows the candidates' civil status.
    #[must_use]
    pub fn with_civil_status(self) -> Self {
        Self { civil: true, ..self }
    }

    /// That juror stepped back for the candidate of that place.
    #[must_use]
    pub fn recused(mut self, seat: Seat, candidate: usize) -> Self {
        self.recusals.push((seat, candidate));
        self
    }

    /// The candidate of that place brings that bloc.
    #[must_use]
    pub fn prior(mut self, candidate: usize, block: &'static str) -> Self {
        self.priors.push((candidate, block));
        self
    }

    /// The candidate of that place did not come.
    #[must_use]
    pub fn absent(mut self, candidate: usize) -> Self {
        self.absents.push(candidate);
        self
    }

    /// A seed of its own, the same at each run: two plans are two sessions.
    pub(crate) fn seed(&self) -> u64 {
        let text = format!("{self:?}");
        text.bytes().fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))) & 0xffff_ffff
    }

    /// The jury so prepared; each juror has opened their pack.
    #[must_use]
    pub fn seated(self) -> Jury {
        prepared(self).imaged()
    }
}

/// A jury prepared under that plan, which nobody works with: it is only copied.
fn prepared(plan: Plan) -> Arc<Jury> {
    static PREPARED: OnceLock<Mutex<BTreeMap<Plan, Arc<Jury>>>> = OnceLock::new();
    let prepared = PREPARED.get_or_init(Mutex::default);
    let mut prepared = prepared.lock().unwrap_or_else(PoisonError::into_inner);
    prepared.entry(plan).or_insert_with_key(|plan| Arc::new(Jury::prepare(plan))).clone()
}
