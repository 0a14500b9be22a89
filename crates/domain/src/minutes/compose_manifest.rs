//! The bordereau read from a session: the same session gives the same content. Nothing is judged here; what a clock says is
//! turned into the time of the place by whoever asks.

use std::collections::BTreeMap;

use crate::event::{ClosingCountersigned, DuplicateJudged};
use crate::id::{CandidateId, DeviceKey, PersonId};
use crate::minutes::CivilTime;
use crate::minutes::compose::{certification, sitting};
use crate::minutes::manifest::{
    AsideLine, CandidateSheets, ClosingLine, CountersignatureLine, DisputeLine, JurorSheets, LaptopLine, LikenessLine,
    ManifestContent, ManifestPaper, Verdict, WithdrawnLine,
};
use crate::person::JurorFile;
use crate::register::Write;
use crate::session::cut::Cut;
use crate::session::dispute::open_disputes;
use crate::session::likeness::{Likeness, likenesses};
use crate::session::{AsideReason, Candidate, Session, about, disputes, sides};
use crate::time::Timestamp;

/// What only the laptop that asks knows.
pub struct Reading<'a> {
    /// The fingerprint of the session in words to read aloud.
    pub words: Vec<String>,
    /// An instant in the time of the place.
    pub civil: &'a dyn Fn(Timestamp) -> Option<CivilTime>,
}

/// What the bordereau says of `session`.
#[must_use]
pub fn compose_manifest(session: &Session, reading: &Reading<'_>) -> ManifestContent {
    let set_aside = asides(session);
    ManifestContent {
        fingerprint: session.fingerprint(),
        fingerprint_words: reading.words.clone(),
        entries: count(session.hashes.len()),
        pending: session.pending,
        jurors: session.members().iter().map(|(id, file)| juror_sheets(session, *id, file)).collect(),
        candidates: session.roster().iter().map(|(id, _)| candidate_sheets(session, *id)).collect(),
        laptops: laptops(session, reading),
        late: set_aside.iter().filter(|line| line.reason == AsideReason::Late.name()).map(|line| line.count).sum(),
        set_aside,
        disagreements: disagreements(session),
        duplicates: duplicates(session),
        withdrawn: withdrawn(session),
        closing: closing(session, reading),
    }
}

/// The bordereau as a paper; `None` when the session's details can't be read.
#[must_use]
pub fn manifest_paper(
    session: &Session,
    reading: &Reading<'_>,
    drawn_at: CivilTime,
    drawn_by: PersonId,
    software: &str,
) -> Option<ManifestPaper> {
    Some(ManifestPaper {
        certification: certification(session),
        sitting: sitting(session)?,
        drawn_at,
        drawn_by: about::person(session, drawn_by),
        software: software.to_owned(),
        content: compose_manifest(session, reading),
    })
}

/// Whether that member still owes a sheet of that candidate: `None` when none is to come.
fn owes(session: &Session, juror: PersonId, id: CandidateId) -> Option<bool> {
    let candidate = session.candidates.get(&id)?;
    (candidate.gradable() && !candidate.recused(juror)).then(|| !session.sealed(juror, id))
}

fn juror_sheets(session: &Session, juror: PersonId, file: &JurorFile) -> JurorSheets {
    let owed: Vec<(CandidateId, bool)> =
        session.roster().iter().filter_map(|(id, _)| Some((*id, owes(session, juror, *id)?))).collect();
    let missing = owed.iter().filter(|(_, owes)| *owes).map(|(id, _)| number(session, *id));
    let missing: Vec<String> = missing.collect();
    let (expected, absent) = (count(owed.len()), count(missing.len()));
    JurorSheets { name: file.full_name(), role: file.role, expected, sealed: expected.saturating_sub(absent), missing }
}

fn candidate_sheets(session: &Session, id: CandidateId) -> CandidateSheets {
    let members = session.members();
    let owed: Vec<(&JurorFile, bool)> =
        members.iter().filter_map(|(juror, file)| Some((*file, owes(session, *juror, id)?))).collect();
    let missing: Vec<String> = owed.iter().filter(|(_, owes)| *owes).map(|(file, _)| file.full_name()).collect();
    let name = session.candidates.get(&id).map(Candidate::name).unwrap_or_default();
    let (expected, absent) = (count(owed.len()), count(missing.len()));
    let sealed = expected.saturating_sub(absent);
    CandidateSheets { candidate: id, number: number(session, id), name, expected, sealed, missing }
}

/// Laptops by person, then by key: a person may have several logs on one.
fn laptops(session: &Session, reading: &Reading<'_>) -> Vec<LaptopLine> {
    let mut heard: BTreeMap<(String, DeviceKey), (Timestamp, u32)> = BTreeMap::new();
    for (log, author) in &session.authors {
        let last = session.heard.get(log).map_or(Timestamp(0), |clock| clock.at());
        let lengths = session.heads.values().filter(|head| head.log == *log).map(|head| head.seq);
        let line = heard.entry((about::person(session, author.person), author.device)).or_insert((last, 0));
        line.0 = line.0.max(last);
        line.1 = line.1.saturating_add(lengths.max().unwrap_or(0));
    }
    let line = |((name, device), (heard_at, entries))| {
        let heard = (reading.civil)(heard_at);
        LaptopLine { name, device, heard_at, heard, entries }
    };
    heard.into_iter().map(line).collect()
}

fn asides(session: &Session) -> Vec<AsideLine> {
    let mut counts: BTreeMap<(AsideReason, String), u32> = BTreeMap::new();
    for aside in &session.set_aside {
        *counts.entry((aside.reason, about::person(session, aside.stamp.by))).or_insert(0) += 1;
    }
    counts.into_iter().map(|((reason, author), count)| AsideLine { reason: reason.name(), author, count }).collect()
}

fn disagreements(session: &Session) -> Vec<DisputeLine> {
    let blocking = open_disputes(session);
    let line = |dispute| DisputeLine {
        about: about::about(session, &dispute),
        authors: sides::sides(session, &dispute).iter().map(|side| about::person(session, side.by)).collect(),
        blocks: blocking.contains(&dispute),
        dispute,
    };
    let mut lines: Vec<DisputeLine> = disputes(session).into_iter().map(line).collect();
    lines.sort_by_key(|line| !line.blocks);
    lines
}

fn duplicates(session: &Session) -> Vec<LikenessLine> {
    let line = |pair: Likeness| LikenessLine {
        first: number(session, pair.first),
        second: number(session, pair.second),
        names: [pair.first, pair.second].map(|id| about::candidate(session, id)),
        signs: pair.signs,
    };
    likenesses(session).into_iter().map(line).collect()
}

fn withdrawn(session: &Session) -> Vec<WithdrawnLine> {
    let judged = session.judged.values().filter_map(|judged| judged.last()).filter(|judged| judged.value.same);
    let line = |judged: &Write<DuplicateJudged>| {
        let of_second = session.sheets.iter().filter(|((_, id), _)| *id == judged.value.second);
        let marks: Vec<usize> = of_second.map(|(_, sheet)| sheet.marks.len()).filter(|marks| *marks > 0).collect();
        WithdrawnLine {
            kept: about::candidate(session, judged.value.first),
            withdrawn: about::candidate(session, judged.value.second),
            by: about::person(session, judged.stamp.by),
            ground: judged.value.ground.clone(),
            sheets: count(marks.len()),
            marks: count(marks.iter().sum()),
        }
    };
    judged.map(line).collect()
}

fn closing(session: &Session, reading: &Reading<'_>) -> Option<ClosingLine> {
    let (hash, closed) = session.standing_closing()?;
    let members = session.members();
    let found = |(id, file): &(PersonId, &JurorFile)| {
        let own = session.countersignatures.iter().filter(|one| one.stamp.by == *id);
        // The best that a member's laptops found, the last said of it.
        let found = own.map(|one| (verdict(session, &one.value), one));
        let best =
            found.min_by_key(|(verdict, one)| (*verdict, one.value.minutes.is_none(), std::cmp::Reverse(one.stamp)));
        let at = best.map(|(_, one)| one.stamp.clock.at());
        CountersignatureLine {
            name: file.full_name(),
            role: file.role,
            verdict: best.map_or(Verdict::Awaited, |(verdict, _)| verdict),
            at,
            civil: at.and_then(reading.civil),
            minutes: best.and_then(|(_, one)| one.value.minutes),
        }
    };
    Some(ClosingLine {
        number: closed.value.number.clone(),
        closed_at: closed.value.closed_at,
        by: about::person(session, closed.stamp.by),
        closing: hash,
        fingerprint: closed.value.fingerprint,
        entries: session.cut.as_ref().map_or(0, Cut::entries),
        countersignatures: members.iter().map(found).collect(),
    })
}

fn verdict(session: &Session, found: &ClosingCountersigned) -> Verdict {
    let named = session.closings.get(&found.closing).map(|closing| &closing.value);
    match named {
        Some(closing) if session.closing.settled() == Some(closing) => {
            if closing.fingerprint == found.fingerprint {
                Verdict::Holds
            } else {
                Verdict::Differs
            }
        }
        _ => Verdict::OtherClosing,
    }
}

fn number(session: &Session, id: CandidateId) -> String {
    session.candidates.get(&id).map(Candidate::number).unwrap_or_default()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
