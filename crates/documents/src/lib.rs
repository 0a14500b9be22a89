//! PAPER: draws the papers of a session, signs them, checks them, and writes the tables of results. It is given values of
//! `domain` and bytes; it reads no clock, no file and no random, decides nothing, and knows neither store nor exchange.

mod conform;
mod emit;
mod failure;
mod layout;
#[cfg(test)]
mod letterhead_test;
mod paper;
#[cfg(test)]
mod paper_test;
mod papers;
mod press;
#[cfg(test)]
mod press_test;
mod presses;
mod results;
mod sign;
mod stamp;
mod verify;
mod words;

pub use failure::{Fate, PaperFailure, SignFailure, StampFailure, Warning};
pub use layout::shelf::{Embeds, Found, FoundFont, Shelf, embeds};
pub use paper::{
    Paper, manifest_paper, manifest_text, minutes_paper, minutes_pdf, minutes_text, sheet_paper, sheet_pdf, sheet_text,
};
pub use papers::minutes::Fields;
pub use press::{Press, paper_title};
pub use presses::Presses;
pub use results::csv::results_csv;
pub use results::json::{RESULTS_FORMAT, RESULTS_VERSION, results_json};
pub use results::xlsx::results_xlsx;
pub use sign::key::{Authority, Identity};
pub use sign::private::SignDigest;
pub use sign::{
    Applicant, InkStrokes, SignedAt, Statement, applicant, certificate_request, gather_detached, pdf_date,
    sign_detached, sign_pdf,
};
pub use stamp::{Stamped, add_stamp, stamp_request};
pub use verify::{
    Addition, DetachedReport, EmptyFields, FAULTS, Finding, LongTerm, Over, ResultsCheck, Shape, SignatureReport,
    StampReport, Verification, VerifyFailure, as_drawn, verify_detached, verify_pdf,
};
pub use words::{RESERVE, quality as role_words};
