//! Signing from the counter: inside the paper, beside it; taking in what comes back; certificates.

use std::path::Path;

use app::signing::{Hand, KeyFromFile, KeyOnToken, KeySource, RequestForCertificate};
use serde_json::json;

use crate::answer::Answer;
use crate::counter::{Counter, naming};
use crate::page::Page;
use crate::signing_asks::{CaAsk, CollectAsk, SignAsk};
use crate::trouble::Trouble;

/// Signs the minutes in somebody's box, or beside them.
pub(super) fn sign(counter: &Counter, ask: &SignAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let person = counter.writer(session, ask.juror.as_deref())?;
    let key = key(ask);
    let signed = match &ask.beside {
        Some(to) => desk.sign_beside(session, person, &ask.paper, to, &key),
        None => desk.sign_minutes(session, person, &ask.paper, Some(&Hand { key, reserve: ask.reserve.clone() })),
    };
    let signed = signed.map_err(|failure| naming(&ask.paper, failure))?;
    let mut page = Page::new();
    let file = ask.beside.as_ref().unwrap_or(&ask.paper);
    page.line(counter.phrase("signed", &[("name", signed.name.clone()), ("file", file.display().to_string())]));
    page.facts(&[
        ("SHA-256".to_owned(), signed.after.to_string()),
        (counter.word("vouched-by"), signed.issuer.clone()),
    ]);
    page.line(counter.word("signature-level"));
    Ok(Answer::done(signed, page))
}

fn key(ask: &SignAsk) -> KeySource {
    let secret = |name: &str| std::env::var(name).unwrap_or_default();
    match (&ask.p12, &ask.pkcs11) {
        (Some(path), _) => {
            KeySource::File(KeyFromFile { path: path.clone(), password: secret("DELIBERE_P12_PASSWORD") })
        }
        (None, Some(module)) => KeySource::Token(KeyOnToken {
            module: module.clone(),
            label: ask.token.clone(),
            pin: secret("DELIBERE_PIN"),
        }),
        (None, None) => KeySource::Kept,
    }
}

/// Takes in signatures that were made elsewhere.
pub(super) fn collect(counter: &Counter, ask: &CollectAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let session = counter.session(&ask.session)?;
    let found = desk
        .collect(session, &ask.paper, &ask.answers, ask.output.as_deref())
        .map_err(|failure| naming(&ask.paper, failure))?;
    let mut page = Page::new();
    page.facts(&[
        (counter.word("signatures-noted"), found.noted.join(", ")),
        (counter.word("signatures-known"), found.known.join(", ")),
        (counter.word("signatures-of-others"), found.others.join(", ")),
        (counter.word("signatures-missing"), found.missing.join(", ")),
        (counter.word("signatures-required"), found.required.to_string()),
    ]);
    if let Some(to) = &ask.output {
        page.line(counter.phrase("written", &[("file", to.display().to_string())]));
    }
    Ok(Answer::done(found, page))
}

/// The authority and the certificates.
pub(super) fn certificates(counter: &Counter, ask: &CaAsk) -> Result<Answer, Trouble> {
    let desk = counter.open()?;
    let mut page = Page::new();
    let written = |to: &Path| counter.phrase("written", &[("file", to.display().to_string())]);
    match ask {
        CaAsk::Create { name, output } => {
            let digest = desk.authority(name.as_deref(), output)?;
            page.line(written(output)).facts(&[(counter.word("authority-digest"), digest.to_string())]);
            page.line(counter.word("authority-to-publish"));
            Ok(Answer::done(json!({ "authority": digest }), page))
        }
        CaAsk::Request { name, output } => {
            let made = desk.request_certificate(name.as_deref(), output)?;
            page.line(written(output));
            tell(counter, &made, &mut page);
            Ok(Answer::done(made, page))
        }
        CaAsk::Issue { request, output } => {
            let asked = desk.issue_certificate(request, output).map_err(|failure| naming(request, failure))?;
            page.line(written(output));
            tell(counter, &asked, &mut page);
            Ok(Answer::done(asked, page))
        }
        CaAsk::Import { certificate } => {
            let kept = desk.keep_certificate(certificate).map_err(|failure| naming(certificate, failure))?;
            let args = [("name", kept.name.clone()), ("issuer", kept.issuer.clone())];
            page.line(counter.phrase("certificate-kept", &args));
            Ok(Answer::done(kept, page))
        }
    }
}

fn tell(counter: &Counter, request: &RequestForCertificate, page: &mut Page) {
    page.facts(&[
        (counter.word("name"), request.name.clone()),
        (counter.word("words-of-the-request"), request.words.join(" ")),
    ]);
}
