//! Copies of the store that nobody has to think of: one when a sitting begins, one before anything is imported, one every
//! half hour of work. They rotate; what fails here is told and never stands in the way of a mark.

use domain::time::Timestamp;
use store::Keep;

use crate::desk::{Desk, Open};
use crate::failure::Failure;

/// How old the last copy may be, in milliseconds: half an hour.
const OLDEST: i64 = 30 * 60_000;
const COPIED_AT: &str = "copied-at";

impl Desk {
    /// Copies the store when the last copy is older than half an hour; says when the last copy was made.
    ///
    /// # Errors
    /// When no store is open, or the copy can't be made: the older copies are then still there.
    pub fn copy_when_due(&self) -> Result<Timestamp, Failure> {
        self.with_open(|open| {
            let now = self.clock.now();
            match copied_at(open)? {
                Some(last) if now.0.saturating_sub(last.0) < OLDEST => Ok(last),
                _ => self.copy(open),
            }
        })
    }

    /// Copies the store now.
    pub(crate) fn copy(&self, open: &mut Open) -> Result<Timestamp, Failure> {
        let now = self.clock.now();
        open.book.rotate(&self.places.backups(), now, Keep::default())?;
        open.book.set_local(COPIED_AT, &now.0.to_be_bytes())?;
        Ok(now)
    }
}

/// When the last copy was made.
pub(crate) fn copied_at(open: &Open) -> Result<Option<Timestamp>, Failure> {
    let kept = open.book.local(COPIED_AT)?;
    Ok(kept.and_then(|bytes| bytes.try_into().ok()).map(|bytes| Timestamp(i64::from_be_bytes(bytes))))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Places;
    use crate::clock::SteppingClock;
    use crate::keys::slot::Cost;

    #[test]
    fn a_copy_is_made_every_half_hour_of_work_and_not_at_every_mark() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SteppingClock::new(Timestamp(1_781_244_000_000), 1));
        let desk = Desk::new(Places::in_folder(folder.path())).with_clock(clock.clone()).with_cost(Cost::FOR_TESTS);
        desk.create_store("Awa", "une phrase pour essayer").unwrap();
        let first = desk.copy_when_due().unwrap();
        assert_eq!(desk.copy_when_due().unwrap(), first);
        clock.advance_to(Timestamp(first.0 + OLDEST));
        assert!(desk.copy_when_due().unwrap() > first);
        let copies = std::fs::read_dir(desk.places().backups()).unwrap().count();
        assert_eq!(copies, 2);
    }
}
