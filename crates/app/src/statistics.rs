//! Reading the numbers of a session. What they are is `domain::statistics`; when they may be read is refused there too.

use domain::id::SessionId;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::view::statistics::{StatisticsView, statistics_view};

impl Desk {
    /// The numbers of `session`.
    ///
    /// # Errors
    /// When no store is open, it holds no such session, or sheets are not side by side yet.
    pub fn statistics(&self, session: SessionId) -> Result<StatisticsView, Failure> {
        self.read(session, |dossier| Ok(statistics_view(&dossier.session)?))
    }
}
