//! Name, place and dates of a session.

use super::text::{self, Limit};
use super::{Answer, guard};
use crate::event::SessionCorrected;
use crate::refusal::Refusal;
use crate::session::Session;
use crate::session::facts::SessionDetails;

pub(super) fn correct(session: &Session, details: &SessionDetails) -> Answer {
    check(details)?;
    if guard::says(Some(&session.details), details) {
        return Ok(vec![]);
    }
    Ok(vec![SessionCorrected { details: details.clone() }.into()])
}

pub(super) fn check(details: &SessionDetails) -> Result<(), Refusal> {
    text::demand("name", &details.name, Limit::Name)?;
    text::allow("centre", &details.centre, Limit::Name)?;
    text::demand("place", &details.place, Limit::Line)?;
    if details.ends_on < details.starts_on {
        return Err(Refusal::DatesReversed);
    }
    Ok(())
}
