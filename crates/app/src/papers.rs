//! The papers beside the minutes: what can be printed of a session now, and printing it, one copy or all of them, one after the
//! other. Nothing is laid out here, and nothing is decided: what is ready is the domain's to say.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use documents::paper_title;
use domain::id::{CandidateId, PersonId, SessionId};
use domain::minutes::CivilTime;
use domain::minutes::compose::EditionChoice;
use domain::papers::compose::Composer;
use domain::papers::offer::{offers, ready, ready_for};
use domain::papers::{Content, Frame, Kind, Language, Scope};
use domain::refusal::Refusal;
use domain::session::Session;
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::failure::Failure;
use crate::projection::fold_name;
use crate::publish::{self, PaperReport};

/// Copies that are read from the session at a time: others may use it in between, and no more than these are held at once.
pub(crate) const BATCH: usize = 128;

/// A paper that the session can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaperOffer {
    /// Which.
    pub kind: Kind,
    /// Its title, in French: it is the paper's own.
    pub title: String,
    /// Whom one copy is about.
    pub scope: Scope,
    /// The languages it is drawn in.
    pub languages: Vec<Language>,
    /// Why it can't be printed now.
    pub blocked: Option<WhyNot>,
}

/// Why a paper can't be printed: a code and the arguments of its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WhyNot {
    /// The code of a refusal.
    pub code: String,
    /// The arguments of its sentence.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, string>"))]
    pub args: std::collections::BTreeMap<String, String>,
}

/// Which copy of a paper is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Copy {
    /// The only one, or all of them.
    Every,
    /// That candidate's.
    Candidate(CandidateId),
    /// That juror's.
    Juror(PersonId),
    /// That of the incident, or of the rectificatif, of that rank, from 1.
    Rank(u32),
}

/// A paper asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub kind: Kind,
    /// Which copy.
    pub copy: Copy,
    /// In which language.
    pub language: Language,
}

impl Desk {
    /// What can be printed of `session` now, and why the rest can't.
    ///
    /// # Errors
    /// When no store is open.
    pub fn papers(&self, session: SessionId) -> Result<Vec<PaperOffer>, Failure> {
        self.read(session, |dossier| {
            let offer = |offer: domain::papers::offer::Offer| PaperOffer {
                kind: offer.kind,
                title: paper_title(offer.kind, Language::French).to_owned(),
                scope: offer.kind.scope(),
                languages: offer.kind.languages().to_vec(),
                blocked: offer.blocked.as_ref().map(why_not),
            };
            Ok(offers(&dossier.session).into_iter().map(offer).collect())
        })
    }

    /// Draws a paper: one copy into the file at `to`, or all of them into the folder `to`. `progress` is told how many are done
    /// of how many.
    ///
    /// # Errors
    /// When the rules refuse, the paper is not drawn in that language, or a file can't be written; those before are there.
    pub fn write_papers(
        &self,
        session: SessionId,
        asked: Asked,
        to: &Path,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Vec<PaperReport>, Failure> {
        let Asked { kind, copy, language } = asked;
        if !kind.languages().contains(&language) {
            return Err(Failure::BadInput { code: "paper-language", args: Vec::new() });
        }
        self.read(session, |dossier| Ok(ready(&dossier.session, kind)?))?;
        match kind {
            Kind::Minutes => return Ok(vec![self.write_minutes(session, EditionChoice::Original, to)?]),
            Kind::Manifest => return Ok(vec![self.write_manifest(session, to)?]),
            Kind::Amendment => return Ok(vec![self.write_minutes(session, self.amendment(session, copy)?, to)?]),
            _ => {}
        }
        let drawn_at =
            self.clock.civil(self.clock.now()).ok_or(Failure::BadRequest("the clock shows no date".into()))?;
        let whom = self.read(session, |dossier| whom(&dossier.session, kind, copy))?;
        let mut names = FileNames { kind, used: BTreeSet::new() };
        let is_one = copy != Copy::Every || kind.scope() == Scope::Session;
        let mut presses = self.presses(whom.len())?;
        let mut reports = Vec::with_capacity(whom.len());
        for batch in whom.chunks(BATCH) {
            progress(reports.len(), whom.len());
            let read = |dossier: &crate::dossier::Dossier| compose(&dossier.session, batch, drawn_at, language);
            let (frame, contents) = self.read(session, read)?;
            let mut file = |name: &str| if is_one { to.to_owned() } else { names.file(to, name) };
            let copies = contents.into_iter().map(|(name, content)| (file(&name), content));
            let copies: Vec<(PathBuf, Content)> = copies.collect();
            reports.extend(presses.each(&copies, |press, (file, content)| {
                let paper = press.paper(kind, &frame, content).map_err(publish::paper_failure)?;
                publish::write(file, &paper.bytes, &paper.warnings)
            })?);
        }
        progress(reports.len(), whom.len());
        Ok(reports)
    }

    /// Draws one copy of a paper into a file chosen by the person; `None` when they gave up.
    ///
    /// # Errors
    /// As [`Desk::write_papers`]; `bad-request` when the paper has several copies and none is named.
    pub fn print_paper(&self, session: SessionId, asked: Asked) -> Result<Option<PaperReport>, Failure> {
        if asked.copy == Copy::Every && asked.kind.scope() != Scope::Session {
            return Err(Failure::BadRequest("which copy?".to_owned()));
        }
        self.read(session, |dossier| {
            whom(&dossier.session, asked.kind, asked.copy)?;
            Ok(ready(&dossier.session, asked.kind)?)
        })?;
        let suggested = format!("{}.pdf", slug(paper_title(asked.kind, asked.language)));
        let Some(path) = self.dialogs.save_file(Purpose::Paper, &suggested) else { return Ok(None) };
        Ok(self.write_papers(session, asked, &path, |_, _| {})?.into_iter().next())
    }

    /// The rectificatif of that rank; the last one where none is named.
    fn amendment(&self, session: SessionId, copy: Copy) -> Result<EditionChoice, Failure> {
        let count = self.read(session, |dossier| Ok(dossier.session.amendments.len()))?;
        let rank = match copy {
            Copy::Rank(rank) => usize::try_from(rank).unwrap_or(usize::MAX),
            _ => count,
        };
        let place = rank.checked_sub(1).filter(|place| *place < count).ok_or(Refusal::UnknownMinutes)?;
        Ok(EditionChoice::Amendment(place))
    }
}

/// Whom one copy is about.
#[derive(Debug, Clone, Copy)]
enum Whom {
    Session,
    Candidate(CandidateId),
    Juror(PersonId),
    Incident(usize),
}

/// Whom the copies asked for are about, in the order of the minutes.
fn whom(session: &Session, kind: Kind, copy: Copy) -> Result<Vec<Whom>, Failure> {
    Ok(match (kind.scope(), copy) {
        (Scope::Session | Scope::Amendment, _) => vec![Whom::Session],
        (Scope::Candidate, Copy::Candidate(id)) => {
            ready_for(session, kind, id)?;
            vec![Whom::Candidate(id)]
        }
        (Scope::Candidate, Copy::Every) => {
            let roster = session.roster().into_iter().map(|(id, _)| id);
            roster.filter(|id| ready_for(session, kind, *id).is_ok()).map(Whom::Candidate).collect()
        }
        (Scope::Juror, Copy::Juror(id)) => vec![Whom::Juror(id)],
        (Scope::Juror, Copy::Every) => domain::papers::compose::seats(session).into_iter().map(Whom::Juror).collect(),
        (Scope::Incident, Copy::Rank(rank)) => {
            let place = usize::try_from(rank).unwrap_or(usize::MAX).checked_sub(1);
            vec![Whom::Incident(place.ok_or(Refusal::NothingToPrint)?)]
        }
        (Scope::Incident, Copy::Every) => (0..session.incidents.len()).map(Whom::Incident).collect(),
        _ => return Err(Failure::BadRequest(format!("no such copy of {}", kind.code()))),
    })
}

/// What the copies are drawn from, each with the name of its file.
fn compose(
    session: &Session,
    whom: &[Whom],
    drawn_at: CivilTime,
    language: Language,
) -> Result<(Frame, Vec<(String, Content)>), Failure> {
    let composer = Composer::new(session, publish::colophon(session), drawn_at, language);
    let composer = composer.ok_or(Failure::UnknownSession)?;
    let mut contents = Vec::with_capacity(whom.len());
    for one in whom {
        contents.push(content(&composer, *one)?);
    }
    Ok((composer.frame().clone(), contents))
}

fn content(composer: &Composer<'_>, whom: Whom) -> Result<(String, Content), Failure> {
    Ok(match whom {
        Whom::Session => {
            let content = composer.session().ok_or(Failure::UnknownSession)?;
            (String::new(), Content::Session(Box::new(content)))
        }
        Whom::Candidate(id) => {
            let content = composer.candidate(id).ok_or(Refusal::UnknownCandidate)?;
            (content.sheet.candidate.number.clone(), Content::Candidate(Box::new(content)))
        }
        Whom::Juror(id) => {
            let content = composer.juror(id).ok_or(Refusal::UnknownPerson)?;
            (content.line.name.clone(), Content::Juror(Box::new(content)))
        }
        Whom::Incident(place) => {
            let incident = composer.incidents().get(place).copied().ok_or(Refusal::NothingToPrint)?;
            let content = composer.incident(incident).ok_or(Refusal::NothingToPrint)?;
            (content.place.to_string(), Content::Incident(Box::new(content)))
        }
    })
}

/// The names of the files of one paper's copies.
struct FileNames {
    kind: Kind,
    /// Given already.
    used: BTreeSet<String>,
}

impl FileNames {
    /// A file of `folder` that no other copy has: names that differ by a sign alone would else be one file.
    fn file(&mut self, folder: &Path, name: &str) -> PathBuf {
        let base = format!("{}-{}", slug(paper_title(self.kind, Language::French)), slug(name));
        let mut name = base.clone();
        let mut number = 2;
        while !self.used.insert(name.clone()) {
            name = format!("{base}-{number}");
            number += 1;
        }
        folder.join(format!("{name}.pdf"))
    }
}

/// `text` as a part of a file's name: letters without accents, digits and hyphens.
fn slug(text: &str) -> String {
    let folded = fold_name(text);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    if slug.is_empty() { "x".to_owned() } else { slug }
}

pub(crate) fn why_not(refusal: &Refusal) -> WhyNot {
    let args = refusal.args().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    WhyNot { code: refusal.code().to_owned(), args: args.collect() }
}
