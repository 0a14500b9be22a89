//! How a value of each kind is said: fields with their text, and which vocabulary a code belongs to. The words of a language
//! are the faces'; nothing is compared or chosen here.

use domain::deliberation::{Decision, PartStatus, Retained};
use domain::event::{DuplicateJudged, SessionClosed};
use domain::grading::{Mark, Rating};
use domain::minutes::CivilTime;
use domain::person::{Accommodation, CandidateFile, CivilStatus, JurorFile, PriorBlock};
use domain::regulation::Scale;
use domain::session::about::candidate;
use domain::session::facts::{Attendance, IncidentFile, Passage, SessionDetails};
use domain::session::{Draw, Seal, Session};
use serde::Serialize;

/// One field of what a side says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "SideValue"))]
pub struct Value {
    /// Which field; the faces have its word.
    pub field: &'static str,
    /// What it holds, or a code of `vocabulary`; empty for nothing.
    pub text: String,
    /// Set when `text` is a code: a route, an outcome, yes or no.
    pub vocabulary: Option<&'static str>,
}

impl Value {
    pub(super) fn of(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, text: text.into(), vocabulary: None }
    }

    fn coded(field: &'static str, vocabulary: &'static str, code: impl Serialize) -> Self {
        let name = serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned));
        Self { field, text: name.unwrap_or_default(), vocabulary: Some(vocabulary) }
    }

    fn yes_or_no(field: &'static str, yes: bool) -> Self {
        Self::coded(field, "answer", if yes { "yes" } else { "no" })
    }
}

/// « 2026-06-12 09:05 ».
pub(super) fn time(at: CivilTime) -> String {
    format!("{} {:02}:{:02}", at.date, at.hour, at.minute)
}

pub(super) fn details(details: &SessionDetails) -> Vec<Value> {
    vec![
        Value::of("name", details.name.as_str()),
        Value::of("centre", details.centre.as_str()),
        Value::of("place", details.place.as_str()),
        Value::of("starts_on", details.starts_on.to_string()),
        Value::of("ends_on", details.ends_on.to_string()),
    ]
}

pub(super) fn candidate_file(file: &CandidateFile) -> Vec<Value> {
    let previous = file.previous.as_ref().map(|previous| previous.minutes.clone());
    vec![
        Value::of("number", file.number.as_str()),
        Value::of("family_name", file.family_name.as_str()),
        Value::of("given_name", file.given_name.as_str()),
        Value::coded("route", "route", file.route),
        Value::of("option", file.option.as_str()),
        Value::of("attempt", file.attempt.to_string()),
        Value::of("previous", previous.unwrap_or_default()),
    ]
}

pub(super) fn civil(civil: &CivilStatus) -> Vec<Value> {
    vec![
        Value::of("birth_name", civil.birth_name.as_str()),
        Value::of("usage_name", civil.usage_name.clone().unwrap_or_default()),
        Value::of("given_names", civil.given_names.join(" ")),
        Value::coded("sex", "sex", civil.sex),
        Value::of("born_on", civil.born_on.to_string()),
        Value::of("birth_place", civil.birth_place.as_str()),
        Value::of("birth_insee", civil.birth_insee.clone().unwrap_or_default()),
        Value::of("birth_country", civil.birth_country.clone().unwrap_or_default()),
    ]
}

pub(super) fn ground(ground: &str) -> Vec<Value> {
    vec![Value::of("ground", ground)]
}

pub(super) fn prior(prior: &PriorBlock) -> Vec<Value> {
    vec![
        Value::coded("kind", "prior", prior.kind),
        Value::of("proof", prior.proof.as_str()),
        Value::of("on", prior.on.map(|on| on.to_string()).unwrap_or_default()),
    ]
}

pub(super) fn accommodation(granted: &Accommodation) -> Vec<Value> {
    vec![
        Value::of("measure", granted.measure.as_str()),
        Value::of("extra_time", format!("{} %", granted.extra_time_percent)),
        Value::of("on", granted.decided_on.map(|on| on.to_string()).unwrap_or_default()),
    ]
}

pub(super) fn passage(passage: &Passage) -> Vec<Value> {
    vec![
        Value::of("starts_at", time(passage.starts_at)),
        Value::of("minutes", passage.minutes.to_string()),
        Value::of("room", passage.room.as_str()),
    ]
}

pub(super) fn attendance(noted: &Attendance) -> Vec<Value> {
    vec![
        Value::coded("status", "attendance", noted.status),
        Value::of("at", noted.at.map(time).unwrap_or_default()),
        Value::of("note", noted.note.as_str()),
    ]
}

pub(super) fn subject(session: &Session, draw: &Draw) -> Vec<Value> {
    let title = session.subjects.get(&draw.subject).map(|subject| subject.title.clone());
    let lot = draw.lot.map(|lot| lot.to_string());
    vec![Value::of("title", title.unwrap_or_default()), Value::of("lot", lot.unwrap_or_default())]
}

pub(super) fn recusal(ground: Option<&str>) -> Vec<Value> {
    vec![Value::yes_or_no("recused", ground.is_some()), Value::of("ground", ground.unwrap_or_default())]
}

pub(super) fn retained(session: &Session, retained: &Retained) -> Vec<Value> {
    vec![rating(session, Some(retained.rating)), Value::of("ground", retained.ground.as_str())]
}

pub(super) fn decision(decision: &Decision) -> Vec<Value> {
    let validated = decision.parts.iter().filter(|part| part.status == PartStatus::Validated);
    let validated: Vec<&str> = validated.map(|part| part.part.as_str()).collect();
    vec![
        Value::coded("outcome", "outcome", decision.outcome),
        Value::of("parts_validated", validated.join(", ")),
        Value::of("mention", decision.mention.clone().unwrap_or_default()),
        Value::of("ground", decision.ground.as_str()),
    ]
}

pub(super) fn judged(session: &Session, judged: &DuplicateJudged) -> Vec<Value> {
    let withdrawn = if judged.same { candidate(session, judged.second) } else { String::new() };
    vec![
        Value::yes_or_no("same", judged.same),
        Value::of("withdrawn", withdrawn),
        Value::of("ground", judged.ground.as_str()),
    ]
}

pub(super) fn juror_file(file: &JurorFile) -> Vec<Value> {
    vec![
        Value::of("family_name", file.family_name.as_str()),
        Value::of("given_name", file.given_name.as_str()),
        Value::coded("seat", "role", file.role),
        Value::of("function", file.function.as_str()),
        Value::of("employer", file.employer.as_str()),
        Value::yes_or_no("external", file.external),
    ]
}

pub(super) fn mark(session: &Session, mark: &Mark) -> Vec<Value> {
    vec![rating(session, mark.rating), Value::of("comment", mark.comment.as_str())]
}

pub(super) fn seal(seal: &Seal) -> Vec<Value> {
    let digest: String = seal.digest.to_string().chars().take(16).collect();
    vec![Value::of("marks", seal.marks.to_string()), Value::of("digest", digest)]
}

pub(super) fn incident(session: &Session, file: &IncidentFile) -> Vec<Value> {
    vec![
        Value::of("at", time(file.at)),
        Value::of("candidate", file.candidate.map(|id| candidate(session, id)).unwrap_or_default()),
        Value::of("facts", file.facts.as_str()),
        Value::of("statement", file.statement.as_str()),
        Value::of("measures", file.measures.as_str()),
    ]
}

pub(super) fn closing(closing: &SessionClosed) -> Vec<Value> {
    vec![
        Value::of("number", closing.number.as_str()),
        Value::of("opened_at", time(closing.opened_at)),
        Value::of("closed_at", time(closing.closed_at)),
        Value::of("fingerprint", crate::words::fingerprint(closing.fingerprint).join(" ")),
    ]
}

/// A rating as its scale says it; a code where the scale has no word of its own.
fn rating(session: &Session, rating: Option<Rating>) -> Value {
    match (rating, &session.regulation.scale) {
        (None, _) => Value::coded("rating", "rating", "none"),
        (Some(Rating::NotObserved), _) => Value::coded("rating", "rating", "not_observed"),
        (Some(Rating::NotApplicable), _) => Value::coded("rating", "rating", "not_applicable"),
        (Some(Rating::Level { index }), scale) => {
            Value::of("rating", scale.level(index).map_or_else(|| index.to_string(), |level| level.label.clone()))
        }
        (Some(Rating::Score { hundredths }), Scale::Score { max, .. }) => {
            Value::of("rating", format!("{} / {}", score(hundredths), max / 100))
        }
        (Some(Rating::Score { hundredths }), Scale::Levels { .. }) => Value::of("rating", score(hundredths)),
    }
}

fn score(hundredths: i32) -> String {
    format!("{},{:02}", hundredths / 100, (hundredths % 100).abs())
}
