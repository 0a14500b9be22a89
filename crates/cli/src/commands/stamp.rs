//! Asking an authority to attest an hour, and adding its answer: by files, never over a network.

use app::stamps::{Nonce, add_stamp, request_stamp};
use serde_json::json;

use crate::answer::Answer;
use crate::counter::{Counter, naming};
use crate::page::Page;
use crate::signing_asks::TimestampAsk;
use crate::trouble::Trouble;

/// Writes the request; or, with an answer, adds the stamp to the paper.
pub(super) fn run(counter: &Counter, ask: &TimestampAsk) -> Result<Answer, Trouble> {
    let mut page = Page::new();
    let (Some(answer), Some(authority)) = (&ask.answer, &ask.authority) else {
        let nonce = if ask.no_nonce { Nonce::Absent } else { Nonce::Drawn };
        request_stamp(&ask.paper, &ask.with, &ask.request, nonce).map_err(|failure| naming(&ask.paper, failure))?;
        let file = ask.request.display().to_string();
        page.line(counter.phrase("written", &[("file", file.clone())])).line(counter.word("stamp-to-send"));
        return Ok(Answer::done(json!({ "request": file }), page));
    };
    let added = add_stamp(&ask.paper, &ask.with, &ask.request, answer, authority);
    let added = added.map_err(|failure| naming(&ask.paper, failure))?;
    let args = [("file", ask.paper.display().to_string()), ("at", added.at.clone()), ("name", added.by.clone())];
    page.line(counter.phrase("stamp-added", &args));
    page.facts(&[("SHA-256".to_owned(), added.after.to_string()), (counter.word("vouched-by"), added.issuer.clone())]);
    Ok(Answer::done(added, page))
}
