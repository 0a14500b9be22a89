//! One fact changes a session. Nothing fails here: a fact that can't count is set aside with the reason, and kept.

use crate::erasure;
use crate::event::{DuplicateJudged, Event, LogHead, Unreadable};
use crate::id::{CandidateId, DeviceKey, Digest, LogId, PersonId};
use crate::log::{Clock, Logged};
use crate::register::{Branch, Sight, Stamp, Write};
use crate::session::cut::Cut;
use crate::session::stretch::Told;
use crate::session::{ARRIVAL, AsideReason, Author, Candidate, Draw, Juror, Seal, Session, SetAside, authority};

impl Session {
    /// Takes the next entry of a line of descent. Causes must come before effects (`thread::in_order`).
    pub fn take(&mut self, branch: Branch, logged: &Logged) {
        if logged.entry.header.kind != ARRIVAL {
            self.hashes.insert(logged.hash);
        }
        self.hear(logged.entry.header.log, logged.entry.header.clock);
        self.advance(branch, logged.entry.header.seq, logged.hash);
        self.count(branch, &logged.into());
        if matches!(logged.entry.header.kind, 70 | 74) {
            // Every entry known so far lies before a closing that was just written; one just upheld is read anew (`fold`).
            self.cut = self.cut_of_closings();
        }
    }

    /// How far each line of descent counts: what the closing counted; while closings contradict each other, what one or the
    /// other did. None while the session is open.
    pub(super) fn cut_of_closings(&self) -> Option<Cut> {
        let heads: Vec<LogHead> = self.closing.sides().iter().flat_map(|side| side.value.cut.iter().cloned()).collect();
        (!self.closing.sides().is_empty()).then(|| self.lines.cut(&heads))
    }

    /// A log was written in at that time of its own laptop's.
    pub(super) fn hear(&mut self, log: LogId, at: Clock) {
        let last = self.heard.entry(log).or_insert(at);
        *last = at.max(*last);
    }

    /// As [`Session::take`], of an entry whose hash is in the fingerprint already, on a line whose furthest entry is known.
    pub(super) fn count(&mut self, branch: Branch, told: &Told<'_>) {
        let Told { log, seq, clock, kind, critical, subject, payload, hash } = *told;
        let author = self.authors.get(&log).copied();
        let by = author.map_or(PersonId([0; 16]), |author| author.person);
        let stamp = Stamp { clock, branch, seq, by };
        // An erased payload leaves its link in the chain and nothing else; nor does one that is still to be destroyed here.
        if subject.is_some_and(|subject| self.is_erased(subject)) {
            return;
        }
        let Some(payload) = payload else { return };
        let event = match Event::decode(kind, payload) {
            Ok(event) => event,
            Err(Unreadable::Unknown(_)) => {
                self.newer.count += 1;
                self.newer.critical |= critical;
                return;
            }
            Err(Unreadable::Malformed(_)) => {
                return self.put_aside(stamp, kind, AsideReason::Malformed);
            }
        };
        let closed = match &event {
            Event::SessionClosed(fact) => Some(fact.clone()),
            _ => None,
        };
        let taken = match author {
            None if self.admits(log, &event) => self.apply(stamp, event),
            None => Err(AsideReason::Unauthorised),
            Some(author) => match self.admissible(&stamp, author.device, kind) {
                Ok(()) if self.reversed.holds(hash) => Err(AsideReason::Reversed),
                admissible => admissible.and_then(|()| self.apply(stamp, event)),
            },
        };
        match (taken, closed) {
            (Err(reason), _) => self.put_aside(stamp, kind, reason),
            (Ok(()), Some(value)) => drop(self.closings.insert(hash, Write { value, stamp })),
            (Ok(()), None) => {}
        }
    }

    /// The furthest entry of a line of descent, which is read in order.
    pub(super) fn advance(&mut self, branch: Branch, seq: u32, hash: Digest) {
        self.heads.insert(branch, LogHead { log: branch.log, seq, hash });
    }

    fn put_aside(&mut self, stamp: Stamp, kind: u16, reason: AsideReason) {
        self.set_aside.push(SetAside { stamp, kind, reason });
    }

    /// Whether a log not known so far may begin: this device's own, just written.
    fn admits(&mut self, log: LogId, event: &Event) -> bool {
        let Event::LogOpened(fact) = event else { return false };
        let admitted = fact.session == self.id && self.trust.allows(fact);
        if admitted {
            self.authors.insert(log, Author::of(fact));
        }
        admitted
    }

    fn admissible(&self, stamp: &Stamp, device: DeviceKey, kind: u16) -> Result<(), AsideReason> {
        if !self.trust.counts(device, stamp.branch, stamp.seq) {
            return Err(AsideReason::Revoked);
        }
        if authority::says_who_writes(kind) && !self.trust.leads(device, stamp.by) {
            return Err(AsideReason::NotAllowed);
        }
        let counted = self.cut.as_ref().is_none_or(|cut| cut.holds(stamp.branch, stamp.seq));
        if !counted && !authority::outlives_closing(kind) {
            return Err(AsideReason::Late);
        }
        // The founder's first two entries give the office its seat.
        let founding = kind <= 2;
        let seat = self.role(stamp.by).or_else(|| erasure::seat_once_held(self, stamp.by));
        match seat {
            Some(role) if authority::may(role, kind) => Ok(()),
            _ if founding => Ok(()),
            _ => Err(AsideReason::NotAllowed),
        }
    }

    fn apply(&mut self, stamp: Stamp, event: Event) -> Result<(), AsideReason> {
        match event {
            Event::LogOpened(_) => Ok(()),
            Event::SessionOpened(fact) => {
                let juror = self.jurors.entry(self.office).or_default();
                juror.file.write(fact.office, stamp, &self.sight);
                self.details.write(fact.details, stamp, &self.sight);
                Ok(())
            }
            Event::SessionCorrected(fact) => {
                self.details.write(fact.details, stamp, &self.sight);
                Ok(())
            }
            Event::Imported(fact) => {
                for head in &fact.heads {
                    self.sight.learn(stamp.branch, stamp.seq, self.lines.branch(head), head.seq);
                }
                Ok(())
            }
            Event::ImportReversed(fact) => {
                self.reversals.push(Write { value: fact, stamp });
                Ok(())
            }
            Event::ReversalLifted(fact) => {
                self.lifted.push(Write { value: fact, stamp });
                Ok(())
            }
            Event::SubjectAdded(fact) => {
                self.subjects.entry(fact.subject).or_insert(fact.file);
                Ok(())
            }
            Event::PersonErased(fact) => erasure::apply(self, stamp, fact),
            Event::IncidentReported(fact) => {
                self.incidents.entry(fact.incident).or_default().write(fact.file, stamp, &self.sight);
                Ok(())
            }
            event => self.apply_to_people(stamp, event),
        }
    }

    fn apply_to_people(&mut self, stamp: Stamp, event: Event) -> Result<(), AsideReason> {
        match event {
            Event::CandidateAdmitted(fact) => {
                self.namesakes.learn_file(fact.candidate, &fact.file);
                let candidate = self.candidates.entry(fact.candidate).or_default();
                candidate.file.write(fact.file, stamp, &self.sight);
                Ok(())
            }
            Event::CandidateCorrected(fact) => {
                self.namesakes.learn_file(fact.candidate, &fact.file);
                self.candidate(fact.candidate, |c, sight| c.file.write(fact.file, stamp, sight))
            }
            Event::CivilStatusRecorded(fact) => {
                self.namesakes.learn_civil(fact.candidate, &fact.civil);
                self.candidate(fact.candidate, |c, sight| c.civil.write(fact.civil, stamp, sight))
            }
            Event::CandidateWithdrawn(fact) => {
                self.candidate(fact.candidate, |c, sight| c.withdrawn.write(fact.ground, stamp, sight))
            }
            Event::PriorBlockRecorded(fact) => self.candidate(fact.candidate, |c, sight| {
                let part = fact.prior.block.clone();
                c.prior.entry(part).or_default().write(fact.prior, stamp, sight);
            }),
            Event::AccommodationGranted(fact) => {
                self.candidate(fact.candidate, |c, sight| c.accommodation.write(fact.accommodation, stamp, sight))
            }
            Event::SubjectDrawn(fact) => self.candidate(fact.candidate, |c, sight| {
                let draw = Draw { subject: fact.subject, lot: fact.lot };
                c.subjects.entry(fact.trial).or_default().write(draw, stamp, sight);
            }),
            Event::PassagePlanned(fact) => {
                self.candidate(fact.candidate, |c, sight| c.passage.write(fact.passage, stamp, sight))
            }
            Event::AttendanceRecorded(fact) => self.candidate(fact.candidate, |c, sight| {
                let trial = fact.trial.unwrap_or_default();
                c.attendance.entry(trial).or_default().write(fact.attendance, stamp, sight);
            }),
            Event::DuplicateJudged(fact) => self.apply_to_pair(stamp, fact),
            event => self.apply_to_panel(stamp, event),
        }
    }

    fn apply_to_pair(&mut self, stamp: Stamp, fact: DuplicateJudged) -> Result<(), AsideReason> {
        if ![fact.first, fact.second].iter().all(|id| self.candidates.contains_key(id)) {
            return Err(AsideReason::Unknown);
        }
        let pair = (fact.first.min(fact.second), fact.first.max(fact.second));
        self.judged.entry(pair).or_default().write(fact, stamp, &self.sight);
        Ok(())
    }

    fn apply_to_panel(&mut self, stamp: Stamp, event: Event) -> Result<(), AsideReason> {
        match event {
            Event::JurorSeated(fact) => {
                self.jurors.entry(fact.juror).or_default().file.write(fact.file, stamp, &self.sight);
                Ok(())
            }
            Event::JurorCorrected(fact) => {
                self.juror(fact.juror, |juror, sight| juror.file.write(fact.file, stamp, sight))
            }
            Event::JurorUnseated(fact) => {
                self.juror(fact.juror, |juror, sight| juror.unseated.write(fact.ground, stamp, sight))
            }
            event if authority::says_who_writes(event.kind()) => self.apply_to_devices(stamp, event),
            Event::PanelAttendanceRecorded(fact) => self.juror(fact.juror, |juror, sight| {
                juror.days.entry(fact.arrived).or_default().write(fact.left, stamp, sight);
            }),
            Event::RecusalDeclared(fact) => self.candidate(fact.candidate, |c, sight| {
                c.recusals.entry(fact.juror).or_default().write(Some(fact.ground), stamp, sight);
            }),
            Event::RecusalLifted(fact) => self.candidate(fact.candidate, |c, sight| {
                c.recusals.entry(fact.juror).or_default().write(None, stamp, sight);
            }),
            event => self.apply_grading(stamp, event),
        }
    }

    fn apply_to_devices(&mut self, stamp: Stamp, event: Event) -> Result<(), AsideReason> {
        let device = self.authors.get(&stamp.branch.log).map_or(self.founder, |author| author.device);
        if !self.trust.take(device, &event, &self.lines) {
            return Err(AsideReason::NotAllowed);
        }
        match event {
            Event::JurorInvited(fact) => {
                // What an erased juror wrote still counts, under no name: their right to write stays known.
                if self.is_erased(fact.juror.0) {
                    self.jurors.entry(fact.juror).or_default();
                }
                self.juror(fact.juror, |juror, _| {
                    juror.invitations.insert(fact.enrolment);
                })
            }
            Event::DeviceAdmitted(fact) => {
                let device = self.devices.entry(fact.device).or_default();
                device.admissions.push(Write { value: fact, stamp });
                Ok(())
            }
            Event::DeviceRevoked(fact) => {
                let device = self.devices.entry(fact.device).or_default();
                device.revocations.push(Write { value: fact, stamp });
                Ok(())
            }
            Event::OfficeDelegated(fact) => {
                let device = self.devices.entry(fact.device).or_default();
                device.delegations.push(Write { value: fact, stamp });
                Ok(())
            }
            _ => Err(AsideReason::Unknown),
        }
    }

    fn apply_grading(&mut self, stamp: Stamp, event: Event) -> Result<(), AsideReason> {
        match event {
            Event::Marked(fact) => {
                let sheet = self.open_sheet(&stamp, fact.candidate)?;
                let marks = &mut self.sheets.entry(sheet).or_default().marks;
                marks.give(&fact.criterion, fact.mark, stamp, &self.sight, &mut self.codes);
                Ok(())
            }
            Event::Observed(fact) => {
                let sheet = self.open_sheet(&stamp, fact.candidate)?;
                self.sheets.entry(sheet).or_default().observation.write(fact.text, stamp, &self.sight);
                Ok(())
            }
            Event::SheetSealed(fact) => {
                let sheet = self.open_sheet(&stamp, fact.candidate)?;
                let seal = Seal { digest: fact.digest, marks: fact.marks };
                self.sheets.entry(sheet).or_default().seal.write(seal, stamp, &self.sight);
                Ok(())
            }
            event => self.apply_deliberation(stamp, event),
        }
    }

    fn apply_deliberation(&mut self, stamp: Stamp, event: Event) -> Result<(), AsideReason> {
        match event {
            Event::ConfrontationOpened(fact) => {
                self.confrontation.push(Write { value: fact.exception, stamp });
                Ok(())
            }
            Event::RatingRetained(fact) => self.candidate(fact.candidate, |c, sight| {
                c.retained.entry(fact.criterion).or_default().write(fact.retained, stamp, sight);
            }),
            Event::VoteHeld(fact) => {
                self.candidate(fact.candidate, |c, _| c.votes.push(Write { value: fact.vote, stamp }))
            }
            Event::CandidateDecided(fact) => {
                self.candidate(fact.candidate, |c, sight| c.decision.write(fact.decision, stamp, sight))
            }
            Event::SessionClosed(fact) => {
                self.closing.write(fact, stamp, &self.sight);
                Ok(())
            }
            event => self.apply_afterwards(stamp, event),
        }
    }

    fn apply_afterwards(&mut self, stamp: Stamp, event: Event) -> Result<(), AsideReason> {
        match event {
            Event::ClosingUpheld(fact) => {
                let upheld = self.closings.get(&fact.closing).ok_or(AsideReason::Unknown)?;
                self.closing.write(upheld.value.clone(), stamp, &self.sight);
                Ok(())
            }
            Event::ClosingCountersigned(fact) => {
                self.countersignatures.push(Write { value: fact, stamp });
                Ok(())
            }
            Event::MinutesSigned(fact) => {
                self.signatures.push(Write { value: fact, stamp });
                Ok(())
            }
            Event::MinutesAmended(mut fact) => {
                fact.decisions.retain(|line| !self.is_erased(line.candidate.0));
                self.amendments.push(Write { value: fact, stamp });
                Ok(())
            }
            _ => Err(AsideReason::Unknown),
        }
    }

    /// The author's own sheet of that candidate, unless the author had sealed it.
    fn open_sheet(&self, stamp: &Stamp, candidate: CandidateId) -> Result<(PersonId, CandidateId), AsideReason> {
        if !self.candidates.contains_key(&candidate) {
            return Err(AsideReason::Unknown);
        }
        let key = (stamp.by, candidate);
        let seals = self.sheets.get(&key).map(|sheet| sheet.seal.sides()).unwrap_or_default();
        let sealed = seals.iter().any(|seal| self.sight.had_seen(stamp, &seal.stamp));
        if sealed { Err(AsideReason::Sealed) } else { Ok(key) }
    }

    fn candidate(&mut self, id: CandidateId, change: impl FnOnce(&mut Candidate, &Sight)) -> Result<(), AsideReason> {
        let candidate = self.candidates.get_mut(&id).ok_or(AsideReason::Unknown)?;
        change(candidate, &self.sight);
        Ok(())
    }

    fn juror(&mut self, id: PersonId, change: impl FnOnce(&mut Juror, &Sight)) -> Result<(), AsideReason> {
        let juror = self.jurors.get_mut(&id).ok_or(AsideReason::Unknown)?;
        change(juror, &self.sight);
        Ok(())
    }
}
