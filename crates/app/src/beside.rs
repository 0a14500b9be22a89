//! What stands beside the grid: the words that a comment raises a question about, the juror's own phrases, the incident of the
//! moment, the documents of a subject, the competences looked at so far. Nothing here decides anything of a mark.

use std::collections::BTreeSet;

use base64::Engine as _;
use domain::command::Command;
use domain::grading::wording::{Doubt, Lexicon, doubts};
use domain::id::{CandidateId, Digest, IncidentId, SessionId};
use domain::papers::Language;
use domain::referential::Code;
use domain::session::facts::IncidentFile;
use serde::Serialize;

use crate::desk::Desk;
use crate::entropy::random;
use crate::execute::Changes;
use crate::failure::Failure;

/// The words that raise a question, in French then in English: a comment may be written in either.
const WORDS: &str = concat!(
    include_str!("../../../assets/words/sensibles-fr.txt"),
    "\n",
    include_str!("../../../assets/words/sensibles-en.txt")
);
const PHRASES_FR: &str = include_str!("../../../assets/words/phrases-fr.txt");
const PHRASES_EN: &str = include_str!("../../../assets/words/phrases-en.txt");
/// Where a person's phrases are in the store: on this laptop alone, in no log and in no file that leaves it.
const KEPT: &str = "phrases";
const MOST_PHRASES: usize = 200;
/// Longest phrase, in characters.
const LONGEST_PHRASE: usize = 300;

/// A document of a subject, to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DocumentShown {
    /// Media type.
    pub media: String,
    /// Its bytes, in base 64.
    pub bytes: String,
}

/// A competence of a candidate's grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SkillLine {
    /// Its bloc.
    pub block: Code,
    /// Its code.
    pub code: Code,
    /// Its official text.
    pub text: String,
    /// The criteria that cover it; none when nobody ever observes it.
    pub criteria: Vec<Code>,
    /// Whether one's own marks looked at it.
    pub covered: bool,
}

impl Desk {
    /// The words of `text` that raise a question before it is kept.
    #[must_use]
    pub fn doubts(&self, text: &str) -> Vec<Doubt> {
        doubts(text, &Lexicon::parse(WORDS))
    }

    /// The person's own phrases; until they keep any, those that the program brings in that language.
    ///
    /// # Errors
    /// When no store is open, or it can't be read.
    pub fn phrases(&self, language: Language) -> Result<Vec<String>, Failure> {
        let kept = self.with_open(|open| Ok(open.book.local(KEPT)?))?;
        let kept = kept.and_then(|bytes| serde_json::from_slice::<Vec<String>>(&bytes).ok());
        let brought = match language {
            Language::French => PHRASES_FR,
            Language::English => PHRASES_EN,
        };
        Ok(kept.unwrap_or_else(|| brought.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()))
    }

    /// Keeps these phrases, in their order, in the place of those kept before: without blanks around, each once.
    ///
    /// # Errors
    /// When there are more than 200 or one is too long, no store is open, or the disk refuses.
    pub fn keep_phrases(&self, phrases: &[String]) -> Result<Vec<String>, Failure> {
        let mut known = BTreeSet::new();
        let phrases: Vec<&str> = phrases
            .iter()
            .map(|phrase| phrase.trim())
            .filter(|phrase| !phrase.is_empty() && known.insert(*phrase))
            .collect();
        if phrases.len() > MOST_PHRASES || phrases.iter().any(|phrase| phrase.chars().count() > LONGEST_PHRASE) {
            return Err(Failure::BadRequest("too many phrases, or too long a one".to_owned()));
        }
        let bytes = serde_json::to_vec(&phrases).map_err(|error| Failure::BadRequest(error.to_string()))?;
        self.with_open(|open| Ok(open.book.set_local(KEPT, &bytes)?))?;
        Ok(phrases.into_iter().map(str::to_owned).collect())
    }

    /// Reports an incident that has just happened.
    ///
    /// # Errors
    /// As [`Desk::execute`].
    pub fn report_incident(&self, session: SessionId, file: &IncidentFile) -> Result<Changes, Failure> {
        let incident = IncidentId(random(&*self.entropy)?);
        self.execute(session, None, &Command::ReportIncident { incident, file: file.clone() })
    }

    /// A document of a subject of `session`.
    ///
    /// # Errors
    /// `document-missing` when no subject names it, or its bytes did not come with the session.
    pub fn document(&self, session: SessionId, digest: Digest) -> Result<DocumentShown, Failure> {
        self.with_open(|open| {
            let subjects = &open.dossier(session)?.0.session.subjects;
            let named = subjects.values().flat_map(|subject| &subject.documents).any(|named| named.digest == digest);
            let blob = if named { open.book.blob(session, digest)? } else { None };
            let blob = blob.ok_or(Failure::BadInput { code: "document-missing", args: Vec::new() })?;
            Ok(DocumentShown { media: blob.media, bytes: base64::engine::general_purpose::STANDARD.encode(blob.bytes) })
        })
    }

    /// The competences of the candidate's grid, as one's own marks cover them so far.
    ///
    /// # Errors
    /// When no store is open, or there is no such session.
    pub fn skills_seen(&self, session: SessionId, candidate: CandidateId) -> Result<Vec<SkillLine>, Failure> {
        self.read(session, |dossier| {
            let seen = dossier.session.skills_seen(dossier.me, candidate).into_iter().map(|seen| SkillLine {
                block: seen.block,
                code: seen.skill.code.clone(),
                text: seen.skill.text.clone(),
                criteria: seen.criteria,
                covered: seen.covered,
            });
            Ok(seen.collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::slot::Cost;
    use crate::places::Places;

    fn desk(folder: &std::path::Path) -> Desk {
        Desk::new(Places::in_folder(folder)).with_cost(Cost::FOR_TESTS)
    }

    #[test]
    fn phrases_are_the_person_s_own_once_kept_and_survive_the_closing_of_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let first = desk(folder.path());
        assert!(matches!(first.phrases(Language::French), Err(Failure::Locked)));
        first.create_store("Awa", "une phrase pour essayer").unwrap();
        let brought = first.phrases(Language::French).unwrap();
        assert!(brought.len() > 3 && brought != first.phrases(Language::English).unwrap());
        let kept =
            first.keep_phrases(&[" Bien cadré. ".into(), String::new(), "Bien cadré.".into(), "À revoir.".into()]);
        assert_eq!(kept.unwrap(), ["Bien cadré.", "À revoir."]);
        drop(first);
        let later = desk(folder.path());
        later.unlock("une phrase pour essayer").unwrap();
        assert_eq!(later.phrases(Language::English).unwrap(), ["Bien cadré.", "À revoir."]);
        assert_eq!(later.keep_phrases(&[]).unwrap(), Vec::<String>::new());
        assert!(later.phrases(Language::French).unwrap().is_empty(), "who wants none has none");
        assert!(later.keep_phrases(&["x".repeat(LONGEST_PHRASE + 1)]).is_err());
    }

    #[test]
    fn health_pregnancy_and_origin_raise_a_question_in_both_languages_and_a_project_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        for text in [
            "Sa grossesse explique le retard",
            "Bon oral malgré sa maladie",
            "Fort accent étranger",
            "She is pregnant",
            "his religion",
        ] {
            assert!(!desk.doubts(text).is_empty(), "{text}");
        }
        for text in [
            "Budget juste ; calendrier tenu.",
            "Contraste et clavier cités, sans exemple.",
            "Clear budget, no risk named.",
        ] {
            assert!(desk.doubts(text).is_empty(), "{text}: {:?}", desk.doubts(text));
        }
    }

    #[test]
    fn every_list_is_read_whole() {
        for list in [
            include_str!("../../../assets/words/sensibles-fr.txt"),
            include_str!("../../../assets/words/sensibles-en.txt"),
        ] {
            let lexicon = Lexicon::parse(list);
            let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '[']));
            for line in lines {
                assert_eq!(doubts(line, &lexicon).len(), 1, "{line}");
            }
        }
    }
}
