//! Where somebody is named outside what is kept about them: an incident's facts, a comment on another candidate, the ground of a
//! rectificatif. Nothing is changed here: people read those texts and judge.

use domain::access::is_of_a_sheet;
use domain::erasure::taken_with;
use domain::event::Event;
use domain::id::{CandidateId, PersonId};
use domain::log::Logged;
use domain::minutes::CivilTime;
use domain::session::{Session, about};
use domain::time::Timestamp;
use serde::Serialize;

use crate::clock::Clock;
use crate::dossier::Dossier;
use crate::journal;
use crate::projection::fold_name;

/// Kinds that no person writes words into: openings and arrivals. The documents a session opens with name nobody of it.
const WORDLESS: [u16; 3] = [1, 2, 4];

/// A text in which somebody is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Mention {
    /// When it was written, by the writer's laptop.
    pub at: Timestamp,
    /// The same in the time of this place.
    pub civil: Option<CivilTime>,
    /// Who wrote it; empty where that may not be said.
    pub author: String,
    /// What it is, as a code of the journal.
    pub code: &'static str,
    /// The text, where it may be shown: what members write of a candidate may not.
    pub text: Option<String>,
}

/// Where `person` is named in `entries`, outside what is kept about them, oldest first.
pub(crate) fn of(clock: &dyn Clock, dossier: &Dossier, entries: &[Logged], person: PersonId) -> Vec<Mention> {
    let names = names(&dossier.session, person);
    let about = taken_with(person).map(|person| person.0);
    let others = entries.iter().filter(|logged| {
        let header = &logged.entry.header;
        !WORDLESS.contains(&header.kind) && header.subject.is_none_or(|subject| !about.contains(&subject))
    });
    let mut found: Vec<_> = others.filter_map(|logged| mention(clock, &dossier.session, logged, &names)).collect();
    found.sort_by(|one, other| (one.at, one.code, &one.text).cmp(&(other.at, other.code, &other.text)));
    found
}

/// The names somebody is known by here, folded: family, birth and given names.
fn names(session: &Session, person: PersonId) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if let Some(candidate) = session.candidates.get(&CandidateId(person.0)) {
        for write in candidate.file.sides() {
            names.extend([write.value.family_name.clone(), write.value.given_name.clone()]);
        }
        for write in candidate.civil.sides() {
            names.push(write.value.birth_name.clone());
            names.extend(write.value.usage_name.clone());
        }
    }
    let seats = session.jurors.get(&person).into_iter().flat_map(|juror| juror.file.sides());
    names.extend(seats.flat_map(|write| [write.value.family_name.clone(), write.value.given_name.clone()]));
    let mut names: Vec<String> =
        names.iter().map(|name| fold_name(name.trim())).filter(|name| name.len() > 1).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn mention(clock: &dyn Clock, session: &Session, logged: &Logged, names: &[String]) -> Option<Mention> {
    let payload = logged.entry.payload.as_deref()?;
    // Texts are written as they are in a payload: what is not a text of it can't hold a name.
    if !holds(&String::from_utf8_lossy(payload), names) {
        return None;
    }
    let header = &logged.entry.header;
    let event = Event::decode(header.kind, payload).ok()?;
    let author = session.authors.get(&header.log).map(|author| about::person(session, author.person));
    let of_sheet = is_of_a_sheet(header.kind);
    let at = header.clock.at();
    Some(Mention {
        at,
        civil: clock.civil(at),
        author: author.filter(|_| !of_sheet).unwrap_or_default(),
        code: journal::code(&event),
        text: texts(&event).into_iter().find(|text| holds(text, names)),
    })
}

/// The texts of a fact that whoever prepares or presides may read.
fn texts(event: &Event) -> Vec<String> {
    match event {
        Event::IncidentReported(fact) => {
            [&fact.file.facts, &fact.file.statement, &fact.file.measures].map(String::clone).to_vec()
        }
        Event::MinutesAmended(fact) => {
            let grounds = fact.decisions.iter().map(|line| line.decision.ground.clone());
            std::iter::once(fact.reason.clone()).chain(grounds).collect()
        }
        Event::ConfrontationOpened(fact) => vec![fact.exception.clone()],
        Event::RecusalDeclared(fact) => vec![fact.ground.clone()],
        Event::RecusalLifted(fact) => vec![fact.ground.clone()],
        Event::CandidateWithdrawn(fact) => vec![fact.ground.clone()],
        Event::JurorUnseated(fact) => vec![fact.ground.clone()],
        Event::PersonErased(fact) => vec![fact.ground.clone()],
        Event::SubjectAdded(fact) => vec![fact.file.title.clone(), fact.file.text.clone()],
        _ => Vec::new(),
    }
}

/// Whether `text` holds one of `names` as a word.
fn holds(text: &str, names: &[String]) -> bool {
    let folded = fold_name(text);
    names.iter().any(|name| {
        folded.match_indices(name.as_str()).any(|(place, _)| {
            let before = folded.get(..place).and_then(|text| text.chars().next_back());
            let after = folded.get(place + name.len()..).and_then(|text| text.chars().next());
            let letter = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
            !letter(before) && !letter(after)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_word_whatever_its_accents() {
        let names = ["lea".to_owned(), "le goeuf".to_owned()];
        assert!(holds("Le téléphone de Léa a sonné", &names));
        assert!(holds("M. LE GŒUF", &names));
        assert!(!holds("Leader de l'équipe", &names));
    }
}
