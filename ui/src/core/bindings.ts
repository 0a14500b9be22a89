// Generated from Rust by `cargo xtask bindings`; never edited by hand. The contract of the doors.

export type About = { "kind": "title" } | { "kind": "part", "code": string } | { "kind": "evaluation", "code": string } | { "kind": "criterion", "code": string };

export type AcceptRequest = { 
/**
 *ticket
 */
ticket: string, 
/**
 *session
 */
session: SessionId, 
/**
 *juror
 */
juror: PersonId, 
/**
 *words
 */
words: string, };

export type Accommodation = { 
/**
 * What changes, in words.
 */
measure: string, 
/**
 * Extra time, in percent (33 for one third).
 */
extra_time_percent: number, 
/**
 * Date of the decision.
 */
decided_on: Day | null, };

export type Acknowledgement = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * The juror it is for.
 */
juror: PersonId, 
/**
 * How many of their sealed sheets it says have arrived.
 */
sheets: number, 
/**
 * Its length.
 */
bytes: number, 
/**
 * Names its content for ever.
 */
bundle: Digest, };

export type AmendedDecision = { 
/**
 * On whom.
 */
candidate: CandidateId, 
/**
 * The outcome.
 */
outcome: Outcome, 
/**
 * Codes of the parts validated by this jury.
 */
parts_validated: Array<string>, 
/**
 * The mention's code; empty for none.
 */
mention: string, 
/**
 * Why.
 */
ground: string, };

export type AmendmentLine = { 
/**
 * Its number.
 */
number: string, 
/**
 * Why.
 */
reason: string, 
/**
 * When.
 */
at: CivilTime, 
/**
 * How many decisions it changes.
 */
decisions: number, };

export type AnswerSaved = { 
/**
 * Its name; it names nobody.
 */
file_name: string, 
/**
 * Texts about others that name them, for the office to read before it gives the file.
 */
mentions: number, };

export type Arrived = { 
/**
 * Entries that are new here.
 */
new: number, 
/**
 * Entries that were known.
 */
known: number, 
/**
 * New entries that wait for others.
 */
pending: number, 
/**
 * New entries written beyond the closing: kept, not counted.
 */
late: number, };

export type Aside = { 
/**
 * Why.
 */
reason: string, 
/**
 * How many.
 */
count: number, };

export type Attendance = { 
/**
 * What happened.
 */
status: AttendanceStatus, 
/**
 * When the candidate came (late) or left (abandoned).
 */
at: CivilTime | null, 
/**
 * Reason or circumstances.
 */
note?: string, };

export type AttendanceStatus = "present" | "late" | "absent_justified" | "absent_unjustified" | "abandoned" | "excluded";

export type Axis = { 
/**
 * The part.
 */
part: string, 
/**
 * Criteria reached, by the ratings that count.
 */
reached: number, 
/**
 * Criteria that are reached or not: the others say nothing.
 */
counted: number, 
/**
 * What was decided of it, where something was.
 */
status: PartStatus | null, };

export type Band = { 
/**
 * The level; or its lowest score, in hundredths of a point.
 */
from: number, 
/**
 * The same level; or the score below which it ends, in hundredths of a point, the highest being in the last.
 */
to: number, 
/**
 * Whether it reaches the criterion.
 */
reached: boolean, };

export type CandidateColumn = { 
/**
 * The candidate.
 */
id: CandidateId, 
/**
 * Number.
 */
number: string, 
/**
 * « Prénom NOM ».
 */
name: string, };

export type CandidateFile = { 
/**
 * Number in the session, unique, as printed on the attendance sheets.
 */
number: string, 
/**
 * Family name for people (usage name, or birth name).
 */
family_name: string, 
/**
 * First given name.
 */
given_name: string, 
/**
 * How the candidate came to the certification.
 */
route: Route, 
/**
 * Code of the chosen option; empty while none is chosen.
 */
option: string, 
/**
 * 1 for a first attempt.
 */
attempt: number, 
/**
 * The attempt before, when there was one.
 */
previous: PreviousAttempt | null, };

export type CandidateId = string;

export type CandidateKept = { 
/**
 * The session.
 */
session: SessionId, 
/**
 * Which candidate; absent for a new one.
 */
candidate: CandidateId | null, 
/**
 * The file.
 */
file: CandidateFile, 
/**
 * The civil status; absent to leave it as it is.
 */
civil: CivilStatus | null, 
/**
 * The accommodation; absent to leave it as it is.
 */
accommodation: Accommodation | null, };

export type CandidateLine = { 
/**
 * The candidate.
 */
id: CandidateId, 
/**
 * Number.
 */
number: string, 
/**
 * « Prénom NOM ».
 */
name: string, 
/**
 * Short label of the option.
 */
option_short: string, 
/**
 * Route of access.
 */
route: Route | null, 
/**
 * Attempt, from 1.
 */
attempt: number, 
/**
 * Start of the passage.
 */
starts_at: CivilTime | null, 
/**
 * Length of the passage in minutes, extra time included.
 */
minutes: number | null, 
/**
 * Extra time, in percent.
 */
extra_time_percent: number | null, 
/**
 * What was noted of their coming; absent while nothing is.
 */
attendance: AttendanceStatus | null, 
/**
 * Where one's own sheet stands.
 */
sheet: SheetState, 
/**
 * How far it has travelled; absent while nothing is on it.
 */
handover: Handover | null, 
/**
 * Criteria one has rated.
 */
done: number, 
/**
 * Criteria to rate.
 */
total: number, 
/**
 * Whether one stepped back.
 */
recused: boolean, };

export type CaseCriterion = { 
/**
 * Code.
 */
code: string, 
/**
 * Place in the section, from 1.
 */
number: number, 
/**
 * Official text.
 */
text: string, 
/**
 * The certifier's note beside it.
 */
erratum: string | null, 
/**
 * Its épreuves, where it is the first criterion of them.
 */
trials: Array<string>, 
/**
 * What each member gave, in the order of the members.
 */
given: Array<Given>, 
/**
 * Where it stands; absent while the sheets are not side by side.
 */
standing: Standing | null, 
/**
 * Set when sealed ratings lie too far apart.
 */
gap: CaseGap | null, 
/**
 * What the panel retained.
 */
retained: CaseRetained | null, };

export type CaseDecision = { 
/**
 * The decision.
 */
decision: Decision, 
/**
 * When the panel took it; absent when a rectificatif changed it.
 */
at: Timestamp | null, };

export type CaseGap = { 
/**
 * What makes it a gap.
 */
kind: GapKind, 
/**
 * Whether some ratings reach the criterion and others do not.
 */
crosses_line: boolean, 
/**
 * Whether the panel settled it.
 */
settled: boolean, };

export type CaseJuror = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * « Prénom NOM ».
 */
name: string, 
/**
 * Role.
 */
role: Role, 
/**
 * Whether they stepped back.
 */
recused: boolean, 
/**
 * Whether their sheet is sealed.
 */
sealed: boolean, };

export type CaseLine = { 
/**
 * The candidate.
 */
id: CandidateId, 
/**
 * Number.
 */
number: string, 
/**
 * « Prénom NOM ».
 */
name: string, 
/**
 * Short label of the option.
 */
option_short: string, 
/**
 * What was noted of their coming; absent while nothing is.
 */
attendance: AttendanceStatus | null, 
/**
 * Start of the passage.
 */
starts_at: CivilTime | null, 
/**
 * Sheets sealed, as known here.
 */
sealed: number, 
/**
 * Sheets to be given.
 */
expected: number, 
/**
 * Gaps that nobody settled yet; 0 before the confrontation.
 */
gaps: number, 
/**
 * Where the panel is.
 */
state: CaseState, 
/**
 * What was decided.
 */
outcome: Outcome | null, };

export type CaseObservation = { 
/**
 * Their place among the members.
 */
juror: number, 
/**
 * Their words.
 */
text: string, };

export type CaseRetained = { 
/**
 * The rating.
 */
rating: Rating, 
/**
 * Why, where it was said.
 */
ground: string, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When.
 */
at: Timestamp, };

export type CaseSection = { 
/**
 * Code.
 */
code: string, 
/**
 * Short label.
 */
short: string, 
/**
 * Official title.
 */
title: string, 
/**
 * Bloc or mémoire.
 */
kind: SectionKind, 
/**
 * Set when it was acquired before: it is not graded.
 */
prior: PriorView | null, 
/**
 * Its criteria, évaluation after évaluation.
 */
criteria: Array<CaseCriterion>, };

export type CaseState = "sealing" | "sealed" | "gaps" | "deciding" | "decided" | "stale" | "disputed";

export type CaseView = { 
/**
 * The candidate.
 */
candidate: CaseLine, 
/**
 * Members, president first; those who stepped back too.
 */
jurors: Array<CaseJuror>, 
/**
 * Whether the sheets are side by side: nothing of them is here otherwise.
 */
shown: boolean, 
/**
 * Blocs, then the mémoire.
 */
sections: Array<CaseSection>, 
/**
 * What members wrote of the whole, by juror.
 */
observations: Array<CaseObservation>, 
/**
 * What the calculation proposes.
 */
proposal: Proposal | null, 
/**
 * Votes held, oldest first.
 */
votes: Array<CaseVote>, 
/**
 * The decision in force.
 */
decision: CaseDecision | null, };

export type CaseVote = { 
/**
 * The vote.
 */
vote: Vote, 
/**
 * Whether the question was carried; absent on a tie that nobody decided.
 */
carried: boolean | null, 
/**
 * When.
 */
at: Timestamp, };

export type Cause = "retained" | "supposed" | "agreed" | "proposed" | "gap" | "unrated" | "absent" | "excluded" | "disputed" | "no_option" | "eliminatory" | "nothing_counted";

export type Changes = { 
/**
 * When the disk had confirmed it.
 */
saved_at: Timestamp, 
/**
 * What to read again.
 */
stale: Array<Stale>, };

export type Check = { 
/**
 * The code of the refusal that it could give.
 */
code: string, 
/**
 * Why it does not hold; absent when it does.
 */
fault: WhyNot | null, 
/**
 * Whom it concerns.
 */
candidates: Array<CandidateColumn>, };

export type Choice = { 
/**
 * What names it at the doors.
 */
which: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its version.
 */
version: string, 
/**
 * The file it came from; empty for what comes with the program.
 */
file_name: string, 
/**
 * Whether it is an example that no certifier adopted.
 */
example: boolean, };

export type Choices = { 
/**
 * Référentiels.
 */
referentials: Array<Choice>, 
/**
 * Règlements.
 */
regulations: Array<Choice>, 
/**
 * The person's own name, family name last as they wrote it.
 */
name: string, };

export type ChosenDocument = { 
/**
 * What names it at the doors.
 */
ticket: string, 
/**
 * The file's name.
 */
file_name: string, };

export type CivilStatus = { 
/**
 * Name at birth, 1 to 60 characters.
 */
birth_name: string, 
/**
 * Usage name, when it differs.
 */
usage_name: string | null, 
/**
 * Given names in the order of the civil status, 1 to 3.
 */
given_names: Array<string>, 
/**
 * Sex of the civil status.
 */
sex: Sex, 
/**
 * Date of birth.
 */
born_on: Day, 
/**
 * Commune (or town abroad) of birth.
 */
birth_place: string, 
/**
 * INSEE code of the commune, 5 characters.
 */
birth_insee: string | null, 
/**
 * Country of birth, in words; absent for France.
 */
birth_country: string | null, };

export type CivilTime = { 
/**
 * The day.
 */
date: Day, 
/**
 * Hour, 0 to 23.
 */
hour: number, 
/**
 * Minute, 0 to 59.
 */
minute: number, };

export type ClockAhead = { 
/**
 * Whose laptop.
 */
name: string, 
/**
 * By how much, in milliseconds.
 */
ahead_ms: number, };

export type ClosedAs = { 
/**
 * Number of the minutes.
 */
number: string, 
/**
 * When the deliberation opened.
 */
opened_at: CivilTime, 
/**
 * When the session was closed.
 */
closed_at: CivilTime, };

export type ClosingView = { 
/**
 * The session.
 */
session: SessionHead, 
/**
 * Who looks.
 */
me: Me, 
/**
 * Whether this person closes, and has the minutes signed here.
 */
leads: boolean, 
/**
 * What is checked before closing; each holds, or says why not.
 */
checks: Array<Check>, 
/**
 * What is said and forbids nothing.
 */
remarks: Remarks, 
/**
 * What the panel's composition is worth.
 */
composition: Composition, 
/**
 * How many candidates have each outcome.
 */
outcomes: Array<OutcomeCount>, 
/**
 * What to write when closing.
 */
proposed: ProposedClosing, 
/**
 * The closing, once there is one.
 */
closed: ClosedAs | null, 
/**
 * Members, president first, and their signature of the edition in force.
 */
signers: Array<Signer>, 
/**
 * How many signatures the règlement wants.
 */
required: number, 
/**
 * SHA-256 of the minutes in force as they are kept here, signatures included.
 */
minutes: Digest | null, 
/**
 * Rectificatifs, oldest first.
 */
amendments: Array<AmendmentLine>, };

export type Command = { "do": "correct_session", 
/**
 * The new ones.
 */
details: SessionDetails, } | { "do": "admit_candidate", 
/**
 * A new identifier.
 */
candidate: CandidateId, 
/**
 * What jurors need.
 */
file: CandidateFile, 
/**
 * Civil status, where it is known.
 */
civil: CivilStatus | null, } | { "do": "correct_candidate", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * The whole new file.
 */
file: CandidateFile, 
/**
 * The whole new civil status.
 */
civil: CivilStatus | null, } | { "do": "withdraw_candidate", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * Why.
 */
ground: string, } | { "do": "judge_duplicate", 
/**
 * The candidate that stays.
 */
first: CandidateId, 
/**
 * The other one.
 */
second: CandidateId, 
/**
 * Whether they are one person.
 */
same: boolean, 
/**
 * Why, where they are one.
 */
ground: string, } | { "do": "record_prior_block", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * The bloc and its proof.
 */
prior: PriorBlock, } | { "do": "grant_accommodation", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * The measure.
 */
accommodation: Accommodation, } | { "do": "erase_person", 
/**
 * Who: the candidate's identifier, or the juror's.
 */
person: PersonId, 
/**
 * Why; it stays, and so names nobody.
 */
ground: string, 
/**
 * The day it is done: what the règlement keeps is not erased before its term.
 */
on: Day, } | { "do": "erase_accommodations", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * Why.
 */
ground: string, } | { "do": "seat_juror", 
/**
 * A new identifier.
 */
juror: PersonId, 
/**
 * Their file.
 */
file: JurorFile, } | { "do": "correct_juror", 
/**
 * Who.
 */
juror: PersonId, 
/**
 * The whole new file.
 */
file: JurorFile, } | { "do": "unseat_juror", 
/**
 * Who.
 */
juror: PersonId, 
/**
 * Why.
 */
ground: string, } | { "do": "invite_juror", 
/**
 * Who.
 */
juror: PersonId, 
/**
 * The key their pack holds.
 */
enrolment: DeviceKey, } | { "do": "admit_device", 
/**
 * The device.
 */
device: DeviceKey, 
/**
 * The key that files for it are closed with.
 */
receiver: ReceiverKey, 
/**
 * As whom.
 */
juror: PersonId, 
/**
 * BLAKE3 of the request.
 */
request: Digest, } | { "do": "revoke_device", 
/**
 * The device.
 */
device: DeviceKey, 
/**
 * Why.
 */
ground: string, } | { "do": "delegate_office", 
/**
 * The device.
 */
device: DeviceKey, 
/**
 * As whom.
 */
juror: PersonId, } | { "do": "declare_recusal", 
/**
 * Who.
 */
juror: PersonId, 
/**
 * For whom.
 */
candidate: CandidateId, 
/**
 * Why.
 */
ground: string, } | { "do": "lift_recusal", 
/**
 * Who.
 */
juror: PersonId, 
/**
 * For whom.
 */
candidate: CandidateId, 
/**
 * Why.
 */
ground: string, } | { "do": "record_panel_attendance", 
/**
 * Who.
 */
juror: PersonId, 
/**
 * When they arrived.
 */
arrived: CivilTime, 
/**
 * When they left.
 */
left: CivilTime | null, } | { "do": "add_subject", 
/**
 * A new identifier.
 */
subject: SubjectId, 
/**
 * The subject.
 */
file: SubjectFile, } | { "do": "draw_subject", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * For which épreuve.
 */
trial: string, 
/**
 * Which subject; absent to draw it by `lot`.
 */
subject: SubjectId | null, 
/**
 * A random number, for a draw by lot.
 */
lot: bigint | null, } | { "do": "plan_passage", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * When and where.
 */
passage: Passage, } | { "do": "record_attendance", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * For which épreuve; absent for the whole session.
 */
trial: string | null, 
/**
 * What is noted.
 */
attendance: Attendance, } | { "do": "mark", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * The criterion.
 */
criterion: string, 
/**
 * The whole new mark.
 */
mark: Mark, } | { "do": "observe", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * The whole new text.
 */
text: string, } | { "do": "seal_sheet", 
/**
 * The candidate.
 */
candidate: CandidateId, } | { "do": "open_confrontation", 
/**
 * Why, where some sheets are not sealed.
 */
exception: string, } | { "do": "retain", 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * The criterion.
 */
criterion: string, 
/**
 * The rating.
 */
rating: Rating, 
/**
 * Why, where it must be said.
 */
ground: string, } | { "do": "hold_vote", 
/**
 * On whom.
 */
candidate: CandidateId, 
/**
 * The vote.
 */
vote: Vote, } | { "do": "decide", 
/**
 * On whom.
 */
candidate: CandidateId, 
/**
 * The outcome.
 */
outcome: Outcome, 
/**
 * Codes of the parts validated by this jury, where the panel leaves the proposal.
 */
parts_validated: Array<string> | null, 
/**
 * The mention's code, `""` for none; absent to follow the proposal.
 */
mention: string | null, 
/**
 * Why, where it must be said.
 */
ground: string, } | { "do": "report_incident", 
/**
 * A new identifier, or the incident to report anew.
 */
incident: IncidentId, 
/**
 * The whole report.
 */
file: IncidentFile, } | { "do": "close", 
/**
 * Number of the minutes.
 */
number: string, 
/**
 * When the deliberation opened.
 */
opened_at: CivilTime, 
/**
 * When the session is closed.
 */
closed_at: CivilTime, } | { "do": "countersign", 
/**
 * Hash of the entry that closed.
 */
closing: Digest, 
/**
 * Fingerprint of what it counts, as this laptop computed it.
 */
fingerprint: Digest, 
/**
 * SHA-256 of the minutes as they were drawn, where they were shown.
 */
minutes: Digest | null, } | { "do": "uphold_closing", 
/**
 * Hash of the entry that closed.
 */
closing: Digest, 
/**
 * Why.
 */
ground: string, } | { "do": "record_signature", 
/**
 * Who.
 */
juror: PersonId, 
/**
 * SHA-256 of the file before the signature.
 */
minutes: Digest, 
/**
 * When.
 */
at: CivilTime, } | { "do": "reverse_import", 
/**
 * Digest of the bundle.
 */
bundle: Digest, 
/**
 * What it had brought new.
 */
ranges: Array<EntryRange>, 
/**
 * Why.
 */
ground: string, } | { "do": "lift_reversal", 
/**
 * Digest of the bundle.
 */
bundle: Digest, } | { "do": "amend", 
/**
 * Number of the rectificatif.
 */
number: string, 
/**
 * SHA-256 of the signed minutes it corrects.
 */
corrects: Digest, 
/**
 * Why.
 */
reason: string, 
/**
 * When.
 */
at: CivilTime, 
/**
 * New decisions.
 */
decisions: Array<AmendedDecision>, };

export type Composition = { 
/**
 * How many members.
 */
members: number, 
/**
 * How many of them are external.
 */
external: number, 
/**
 * The rule, in the règlement's words.
 */
rule: string, 
/**
 * Whether it holds.
 */
holds: boolean, };

export type Concerned = { 
/**
 * The candidate or the juror.
 */
person: PersonId, 
/**
 * « 012 Camille Vasseur », « Bruno Roche ».
 */
name: string, };

export type Conclude = { 
/**
 *session
 */
session: SessionId, 
/**
 *candidate
 */
candidate: CandidateId, 
/**
 *parts_validated
 */
parts_validated: Array<string> | null, 
/**
 *mention
 */
mention: string | null, };

export type Conclusion = { 
/**
 * The outcome that goes with the parts.
 */
outcome: Outcome, 
/**
 * Results of the candidate's parts, in the order of the grid.
 */
parts: Array<PartResult>, 
/**
 * Code of the mention; absent when there is none.
 */
mention: string | null, 
/**
 * Whether it is what the calculation proposes.
 */
follows_proposal: boolean, 
/**
 * Whether the decision will demand a ground.
 */
needs_ground: boolean, };

export type Conflict = { 
/**
 * What they disagree on.
 */
dispute: Dispute, 
/**
 * Whom it is about: « 003 Camille Vasseur », a juror's name, or nobody.
 */
about: string, 
/**
 * Which criterion, épreuve or bloc of theirs; empty when there is one only.
 */
item: string, 
/**
 * Who wrote each side, and when by their clock.
 */
sides: Array<Side>, };

export type ConfrontationView = { 
/**
 * When; absent while they were not.
 */
opened_at: Timestamp | null, 
/**
 * Why it was opened before every sheet was sealed; none otherwise.
 */
exceptions: Array<string>, 
/**
 * Sheets sealed, as known here.
 */
sealed: number, 
/**
 * Sheets to be given.
 */
expected: number, 
/**
 * Who still owes sheets, in the panel's order.
 */
owing: Array<Owing>, };

export type Copy = "every" | { "candidate": CandidateId } | { "juror": PersonId } | { "rank": number };

export type CopyNamed = { 
/**
 *file_name
 */
file_name: string, };

export type Count = { 
/**
 * Reached.
 */
reached: number, 
/**
 * Of how much.
 */
total: number, 
/**
 * Needed.
 */
needed: number, };

export type CreateStore = { 
/**
 *name
 */
name: string, 
/**
 *passphrase
 */
passphrase: string, };

export type Created = { 
/**
 * The recovery key, to print and keep away from the laptop; it is shown once.
 */
recovery_key: string, };

export type CriterionNumbers = { 
/**
 * Code.
 */
code: string, 
/**
 * Official text.
 */
text: string, 
/**
 * Sealed ratings of all members.
 */
given: Spread, 
/**
 * Ratings that count.
 */
kept: Spread, };

export type CriterionView = { 
/**
 * Code.
 */
code: string, 
/**
 * Place in the section, from 1.
 */
number: number, 
/**
 * Official text.
 */
text: string, 
/**
 * The certifier's note beside it.
 */
erratum: string | null, 
/**
 * Competences it covers.
 */
skills: Array<string>, 
/**
 * One's own mark.
 */
mark: Mark, };

export type Cure = "candidates" | "panel" | "subjects" | "planning" | "packs" | "session";

export type DataOf = { 
/**
 * The candidate.
 */
candidate: CandidateId, 
/**
 * Their number: typed again to erase them.
 */
number: string, 
/**
 * « Prénom NOM ».
 */
name: string, 
/**
 * Whether accommodations are kept, which may be erased apart.
 */
accommodations: boolean, };

export type Day = string;

export type DayLine = { 
/**
 * When they arrived.
 */
arrived: CivilTime, 
/**
 * When they left.
 */
left: CivilTime | null, };

export type Decision = { 
/**
 * What is decided.
 */
outcome: Outcome, 
/**
 * Result of each bloc of the candidate, then of the mémoire.
 */
parts: Array<PartResult>, 
/**
 * Code of the mention; absent when there is none.
 */
mention: string | null, 
/**
 * Why, in words: demanded of an unfavourable decision and of one that leaves the proposal.
 */
ground: string, 
/**
 * Whether it is what the calculation proposed.
 */
follows_proposal: boolean, };

export type DelegateOffice = { 
/**
 *session
 */
session: SessionId, 
/**
 *device
 */
device: DeviceKey, 
/**
 *person
 */
person: PersonId, };

export type DeliberationView = { 
/**
 * The session.
 */
session: SessionHead, 
/**
 * Who looks.
 */
me: Me, 
/**
 * Whether this person leads: lays sheets side by side, retains, decides, closes.
 */
leads: boolean, 
/**
 * Whether the session is closed: nothing is decided any more.
 */
closed: boolean, 
/**
 * The scale.
 */
scale: ScaleView, 
/**
 * Sealed sheets side by side, or not yet.
 */
confrontation: ConfrontationView, 
/**
 * Whether the president's voice decides a tie.
 */
casting_vote: boolean, 
/**
 * The règlement's mentions, highest first.
 */
mentions: Array<MentionView>, 
/**
 * Candidates, in the order of their numbers.
 */
candidates: Array<CaseLine>, };

export type DeviceKey = string;

export type DeviceLine = { 
/**
 * Its key.
 */
device: DeviceKey, 
/**
 * Its words.
 */
words: Array<string>, 
/**
 * As whom it writes.
 */
writes_as: Array<PersonId>, 
/**
 * The same in words: « Prénom NOM ».
 */
people: Array<string>, 
/**
 * Whether it opened the session.
 */
founder: boolean, 
/**
 * Whether it is this one.
 */
own: boolean, 
/**
 * Whether files can be closed for it alone.
 */
receiver_known: boolean, 
/**
 * Who let it in by name; absent when it opened the session or came with a code.
 */
admitted_by: string | null, 
/**
 * Whom the office was delegated to on it.
 */
delegated_as: Array<string>, 
/**
 * That it lost its place.
 */
revoked: Revoked | null, 
/**
 * When it wrote the last entry known here, by its own clock.
 */
last_seen: Timestamp | null, 
/**
 * Its entries that are kept and not counted.
 */
set_aside: number, };

export type Digest = string;

export type Disagreement = { 
/**
 * What it is called when somebody settles it. It changes when a side arrives, so that nobody settles what they have
 * not read.
 */
name: string, 
/**
 * What people disagree on.
 */
dispute: Dispute, 
/**
 * The candidate, juror, criterion or number it is about, in words of the session.
 */
about: Array<string>, 
/**
 * Whether the session can't be closed meanwhile (or, once closed, signed).
 */
blocks: boolean, 
/**
 * Both sides, or more.
 */
sides: Array<DisagreementSide>, };

export type DisagreementSide = { 
/**
 * What it is called: `a`, `b`…
 */
letter: string, 
/**
 * What it says that another side does not; empty when it may not be seen yet.
 */
values: Array<SideValue>, 
/**
 * Set when the viewer may not see it before the confrontation.
 */
hidden: boolean, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * On which laptop: the first digits of its key.
 */
laptop: string, 
/**
 * When, by that laptop's clock, which decides nothing.
 */
at: Timestamp, 
/**
 * The same in the time of the place.
 */
civil: CivilTime | null, };

export type Dispute = { "kind": "details" } | { "kind": "candidate_file", candidate: CandidateId, } | { "kind": "civil_status", candidate: CandidateId, } | { "kind": "withdrawal", candidate: CandidateId, } | { "kind": "prior_block", candidate: CandidateId, part: string, } | { "kind": "accommodation", candidate: CandidateId, } | { "kind": "passage", candidate: CandidateId, } | { "kind": "attendance", candidate: CandidateId, trial: string, } | { "kind": "subject", candidate: CandidateId, trial: string, } | { "kind": "recusal", candidate: CandidateId, juror: PersonId, } | { "kind": "duplicate", first: CandidateId, second: CandidateId, } | { "kind": "retained", candidate: CandidateId, criterion: string, } | { "kind": "decision", candidate: CandidateId, } | { "kind": "juror_file", juror: PersonId, } | { "kind": "unseating", juror: PersonId, } | { "kind": "panel_day", juror: PersonId, arrived: CivilTime, } | { "kind": "mark", juror: PersonId, candidate: CandidateId, criterion: string, } | { "kind": "observation", juror: PersonId, candidate: CandidateId, } | { "kind": "seal", juror: PersonId, candidate: CandidateId, } | { "kind": "incident", incident: IncidentId, } | { "kind": "closing" } | { "kind": "amendment", candidate: CandidateId, };

export type DocumentFile = { 
/**
 * Name for people; never used as a path.
 */
name: string, 
/**
 * Media type.
 */
media: string, 
/**
 * Length in bytes.
 */
length: number, 
/**
 * BLAKE3 of the bytes.
 */
digest: Digest, };

export type DocumentShown = { 
/**
 * Media type.
 */
media: string, 
/**
 * Its bytes, in base 64.
 */
bytes: string, };

export type Doubt = { 
/**
 * The word, as it was written.
 */
word: string, 
/**
 * What it touches.
 */
touches: Touched, };

export type DrawAgain = { 
/**
 *session
 */
session: SessionId, 
/**
 *candidate
 */
candidate: CandidateId, 
/**
 *trial
 */
trial: string, };

export type DrawLine = { 
/**
 * The épreuve.
 */
trial: string, 
/**
 * The subject.
 */
subject: SubjectId, 
/**
 * Its title.
 */
title: string, 
/**
 * The number that drew it, as it is written in the log; absent where somebody assigned it.
 */
lot: string | null, };

export type EntryRange = { 
/**
 * The log.
 */
log: LogId, 
/**
 * Place of the first.
 */
from: number, 
/**
 * Place of the last.
 */
to: number, 
/**
 * Hash of the last, which says on which line of a forked log they are.
 */
hash: Digest, };

export type Erase = { 
/**
 *session
 */
session: SessionId, 
/**
 *whom
 */
whom: Whom, 
/**
 *ground
 */
ground: string, };

export type Erased = { 
/**
 * When, by the clock of the laptop that erased.
 */
at: Timestamp, 
/**
 * Why. It stays for ever, and names nobody.
 */
ground: string, 
/**
 * Whether accommodations alone were erased.
 */
accommodations_alone: boolean, 
/**
 * The laptops that did not say yet that they know it.
 */
unaware: Array<LaptopToTell>, };

export type ErasurePreview = { 
/**
 * « 012 Camille Vasseur ».
 */
name: string, 
/**
 * Entries whose content would be destroyed.
 */
entries: number, 
/**
 * Where the name would still stand: texts about others or about nobody, to be read and if need be said otherwise.
 */
mentions: Array<Mention>, 
/**
 * Documents of the session, whose content is not searched.
 */
documents: number, 
/**
 * Copies of this store that would be made anew.
 */
copies: number, };

export type ErasureReport = { 
/**
 * When the disk had confirmed it.
 */
saved_at: Timestamp, 
/**
 * What the preview said.
 */
preview: ErasurePreview, 
/**
 * Copies made anew without the person.
 */
remade: number, 
/**
 * Copies that can't be opened, and may still hold the person: each is a named person's to destroy.
 */
left: Array<Left>, 
/**
 * Set when the files still have to be gone over (a full disk): it is done at the next opening.
 */
unfinished: boolean, };

export type EvaluationView = { 
/**
 * Code.
 */
code: string, 
/**
 * Its épreuves; none for the mémoire.
 */
trials: Array<TrialView>, 
/**
 * Its criteria.
 */
criteria: Array<CriterionView>, };

export type ExchangeView = { 
/**
 * The session.
 */
session: SessionHead, 
/**
 * Who looks.
 */
me: Me, 
/**
 * Whether this person prepares packs.
 */
prepares: boolean, 
/**
 * Whether this person answers for the candidates' personal data.
 */
gathers: boolean, 
/**
 * Who sits, in the panel's order.
 */
jurors: Array<JurorRow>, 
/**
 * Who passes, in the order of their numbers.
 */
candidates: Array<CandidateColumn>, 
/**
 * Entries that wait for others.
 */
pending: number, 
/**
 * Entries kept and not counted, by reason.
 */
set_aside: Array<Aside>, 
/**
 * Disagreements that somebody has to settle.
 */
disputes: number, };

export type Execute = { 
/**
 *session
 */
session: SessionId, 
/**
 *command
 */
command: Command, };

export type ExecuteAll = { 
/**
 *session
 */
session: SessionId, 
/**
 *commands
 */
commands: Array<Command>, };

export type Failure = { 
/**
 * `refusal`: the rules or the input say no. `failure`: the machine could not.
 */
kind: "refusal" | "failure", 
/**
 * The code its sentence is found by.
 */
code: string, 
/**
 * The arguments of its sentence.
 */
args: Record<string, string>, };

export type Family = "session" | "exchange" | "candidates" | "panel" | "passages" | "sheets" | "deliberation" | "closing";

export type File = { 
/**
 *ticket
 */
ticket: string, };

export type FileRefused = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * Why, as a code.
 */
code: string, 
/**
 * The arguments of its sentence.
 */
args: Record<string, string>, };

export type Files = { 
/**
 *tickets
 */
tickets: Array<string>, };

export type Film = { 
/**
 *width
 */
width: number, 
/**
 *grey
 */
grey: string, };

export type Filmed = { 
/**
 * What the last picture brought.
 */
seen: Seen, 
/**
 * How many codes are needed; 0 before the first.
 */
frames: number, 
/**
 * How many are missing.
 */
missing: number, 
/**
 * The file, once nothing is missing.
 */
file: OfferedFile | null, };

export type Find = { 
/**
 *session
 */
session: SessionId, 
/**
 *text
 */
text: string, };

export type FindingLine = { 
/**
 * Its code.
 */
code: string, 
/**
 * Where, for whoever looks into the file.
 */
detail: string, };

export type Found = { "is": "candidate", 
/**
 * Who.
 */
id: CandidateId, 
/**
 * The number in the session.
 */
number: string, 
/**
 * Given and family name.
 */
name: string, } | { "is": "juror", 
/**
 * Who.
 */
id: PersonId, 
/**
 * Given and family name.
 */
name: string, 
/**
 * From which seat.
 */
role: Role, };

export type GapKind = "disputed" | "observation" | "line" | "distance";

export type Given = { 
/**
 * Their rating; two where their two laptops differ, none where they gave none.
 */
ratings: Array<Rating>, 
/**
 * Their words.
 */
comment: string, };

export type GridView = { 
/**
 * The session.
 */
session: SessionHead, 
/**
 * Who grades.
 */
me: Me, 
/**
 * The scale.
 */
scale: ScaleView, 
/**
 * Candidates in the order of their passage, then of their numbers.
 */
candidates: Array<CandidateLine>, };

export type Handover = "local" | "handed_over" | "acknowledged";

export type Happened = { 
/**
 *session
 */
session: SessionId, 
/**
 *file
 */
file: IncidentFile, };

export type ImportReport = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * Names its content for ever.
 */
bundle: Digest, 
/**
 * The session.
 */
session: SessionId, 
/**
 * What the file is for: `results`, `archive`, `pack`.
 */
kind: string, 
/**
 * Name of who made and signed it.
 */
from: string, 
/**
 * The device that signed it.
 */
device: DeviceKey, 
/**
 * When, by their laptop's clock.
 */
made_at: Timestamp, 
/**
 * Entries that are new here.
 */
new: number, 
/**
 * Entries that were known.
 */
known: number, 
/**
 * New entries that wait for others.
 */
pending: number, 
/**
 * New entries written beyond the closing: kept, not counted.
 */
late: number, 
/**
 * Places where a log has several entries: a cloned or restored laptop.
 */
forks: number, 
/**
 * Sheets that the file says have arrived where they are collected, and of which nothing here said so.
 */
acknowledged: number, 
/**
 * New entries that this very laptop wrote, in a life that its store did not keep, or its copy did.
 */
recovered: number, 
/**
 * New entries that the session keeps and does not count, by reason.
 */
set_aside: Array<Aside>, 
/**
 * Disagreements that the file opens.
 */
conflicts: Array<Conflict>, 
/**
 * Persons known here whose data it erases, for good: the office said so, and gave a ground.
 */
erases: Array<string>, 
/**
 * New entries of kinds that only a later program knows.
 */
newer: NewerEntries, 
/**
 * Reversals that it brings: what no longer counts, by whom and why.
 */
reversals: Array<ReversalLine>, 
/**
 * How far ahead of this laptop's clock the file's clocks are, in milliseconds. It decides nothing.
 */
clock_ahead_ms: number, 
/**
 * Whose laptop runs ahead of this one by a minute or more, and by how much. It decides nothing.
 */
clocks: Array<ClockAhead>, 
/**
 * By log.
 */
logs: Array<LogArrival>, 
/**
 * When the same file was imported before; absent the first time.
 */
imported_before: Timestamp | null, 
/**
 * Set when nothing was written, as was asked.
 */
dry_run: boolean, };

export type ImportsReport = { 
/**
 * Files that were believed, in the order in which they were asked for.
 */
imports: Array<ImportReport>, 
/**
 * Files that were not: nothing of them is kept, and the others are not concerned.
 */
refused: Array<FileRefused>, 
/**
 * All of them together.
 */
total: Arrived, 
/**
 * Set when nothing was written, as was asked.
 */
dry_run: boolean, };

export type InLanguage = { 
/**
 *language
 */
language: Language, };

export type IncidentFile = { 
/**
 * When.
 */
at: CivilTime, 
/**
 * The candidate concerned.
 */
candidate: CandidateId | null, 
/**
 * Facts.
 */
facts: string, 
/**
 * What the candidate stated.
 */
statement?: string, 
/**
 * What was done.
 */
measures?: string, };

export type IncidentId = string;

export type Ink = { 
/**
 * Width of the surface.
 */
width: number, 
/**
 * Its height.
 */
height: number, 
/**
 * Strokes: points from the top left corner, in the units of the surface.
 */
strokes: Array<Array<[number, number]>>, };

export type Join = { 
/**
 *role
 */
role: Role, 
/**
 *name
 */
name: string | null, };

export type JournalLaptop = { 
/**
 * The words it is told by.
 */
words: Array<string>, 
/**
 * Whether it is this one.
 */
own: boolean, };

export type JournalPerson = { 
/**
 * « Prénom NOM », after the number for a candidate; empty once erased, or when nobody of that identifier sat.
 */
name: string, 
/**
 * Whether it is a candidate.
 */
candidate: boolean, };

export type JournalRow = { 
/**
 * When, by the writer's clock.
 */
at: Timestamp, 
/**
 * Place of its day.
 */
day: number, 
/**
 * Minute of that day, in the time of this place.
 */
minute: number, 
/**
 * Place of who wrote it.
 */
author: number | null, 
/**
 * Place of the laptop that wrote it.
 */
laptop: number | null, 
/**
 * What it belongs to.
 */
family: Family, 
/**
 * What it is, as a code of the words files.
 */
code: string, 
/**
 * Place of whom it is about.
 */
about: number | null, 
/**
 * What else its sentence names.
 */
item: string | null, 
/**
 * The rating that it gives or retains.
 */
rating: Rating | null, 
/**
 * Why it is kept and not counted; absent when it counts.
 */
aside: string | null, };

export type JournalView = { 
/**
 * The session.
 */
session: SessionHead, 
/**
 * The scale that ratings are told in.
 */
scale: ScaleView, 
/**
 * Who wrote, and whom entries are about: jurors first, then candidates.
 */
people: Array<JournalPerson>, 
/**
 * The laptops that wrote.
 */
laptops: Array<JournalLaptop>, 
/**
 * The days of the entries, oldest first, by the writers' clocks in the time of this place.
 */
days: Array<string>, 
/**
 * Entries, oldest first.
 */
rows: Array<JournalRow>, 
/**
 * Entries that wait for others: they are among the rows and count for nothing yet.
 */
pending: number, };

export type JurorFile = { 
/**
 * Family name.
 */
family_name: string, 
/**
 * Given name.
 */
given_name: string, 
/**
 * What they are in the session.
 */
role: Role, 
/**
 * Their trade or function.
 */
function: string, 
/**
 * Their employer.
 */
employer: string, 
/**
 * Whether they are external to the certifier and to the centre that trained the candidates.
 */
external: boolean, };

export type JurorKept = { 
/**
 * The session.
 */
session: SessionId, 
/**
 * Who; absent for somebody new.
 */
juror: PersonId | null, 
/**
 * The file.
 */
file: JurorFile, };

export type JurorRow = { 
/**
 * The person.
 */
id: PersonId, 
/**
 * « Prénom NOM ».
 */
name: string, 
/**
 * Role.
 */
role: Role, 
/**
 * Whether a pack was made for them.
 */
invited: boolean, 
/**
 * Sheets to give.
 */
expected: number, 
/**
 * Sheets sealed, as known here.
 */
sealed: number, 
/**
 * One for each candidate, in their order.
 */
sheets: Array<SheetArrival>, };

export type KeepPhrases = { 
/**
 *phrases
 */
phrases: Array<string>, };

export type Kept = "accommodations" | "sheets" | "minutes";

export type KeptAside = { 
/**
 * Why.
 */
reason: string, 
/**
 * How many.
 */
count: number, };

export type KeptImport = { 
/**
 * Names the file's content for ever.
 */
bundle: Digest, 
/**
 * Name of the file.
 */
file_name: string, 
/**
 * What it was for: `results`, `archive`, `pack`.
 */
kind: string, 
/**
 * Name of who made and signed it.
 */
from: string, 
/**
 * The device that signed it.
 */
device: DeviceKey | null, 
/**
 * When it was made, by that device's clock.
 */
made_at: Timestamp | null, 
/**
 * When it was imported, by this laptop's.
 */
imported_at: Timestamp, 
/**
 * Entries that were new.
 */
new: number, 
/**
 * Entries that were known.
 */
known: number, 
/**
 * New entries that waited for others.
 */
pending: number, 
/**
 * New entries written beyond the closing.
 */
late: number, 
/**
 * New entries that did not count, by reason.
 */
set_aside: Array<KeptAside>, 
/**
 * Disagreements that it opened.
 */
conflicts: number, 
/**
 * New entries of kinds that only a later program knows.
 */
newer: NewerEntries, 
/**
 * What it brought of each log.
 */
logs: Array<LogArrival>, 
/**
 * Who reversed it, and why; absent while what it brought counts.
 */
reversed: ReversalLine | null, 
/**
 * Whether this person may reverse it now.
 */
can_reverse: boolean, 
/**
 * Whether this person may lift its reversal now.
 */
can_lift: boolean, };

export type Kind = "candidate-summons" | "juror-summons" | "declaration" | "candidate-attendance" | "panel-attendance" | "blank-grid" | "incident-report" | "manifest" | "evaluation-minutes" | "minutes" | "amendment" | "proclamation" | "sheet" | "results" | "block-certificate" | "verification";

export type Language = "french" | "english";

export type LaptopToTell = { 
/**
 * Whose: « Prénom NOM », as many as write on it.
 */
people: Array<string>, 
/**
 * Its words; none while it was not heard of.
 */
words: Array<string>, 
/**
 * Whether it lost its place: no file is closed for it any more.
 */
revoked: boolean, };

export type LedgerLine = { 
/**
 * The juror.
 */
juror: PersonId, 
/**
 * Their rating.
 */
rating: Rating, };

export type LedgerStep = { 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When, by the writer's laptop. It orders the steps and decides nothing.
 */
at: Timestamp, 
/**
 * What the step before had retained; absent for the first.
 */
before: Rating | null, 
/**
 * What it retained.
 */
after: Rating, 
/**
 * Why, where it was said.
 */
ground: string, 
/**
 * The sealed ratings it was drawn from.
 */
sealed: Array<LedgerLine>, 
/**
 * Set when it is kept and not counted.
 */
set_aside: boolean, };

export type Left = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * Why, as a code.
 */
code: string, };

export type LevelView = { 
/**
 * Code.
 */
code: string, 
/**
 * Word for people.
 */
label: string, 
/**
 * Whether a criterion at this level is reached.
 */
reached: boolean, };

export type LogArrival = { 
/**
 * Name of its author.
 */
author: string, 
/**
 * The log.
 */
log: LogId, 
/**
 * Entries that are new here.
 */
new: number, 
/**
 * Entries that were known.
 */
known: number, 
/**
 * Which entries were new: the ranges that a reversal names.
 */
ranges: Array<Range>, };

export type LogCheck = { 
/**
 * Name of the session.
 */
session: string, 
/**
 * Whether its log gives the very content of the paper.
 */
same_content: boolean, 
/**
 * Number of the edition in force, when it is a later one.
 */
superseded_by: string | null, 
/**
 * Members whose signature the log does not know.
 */
missing: Array<string>, 
/**
 * How many members must sign, by the règlement.
 */
required: number, };

export type LogId = string;

export type LongTermLine = { 
/**
 * Certificates.
 */
certificates: number, 
/**
 * Lists of revoked certificates.
 */
lists: number, 
/**
 * Answers about one certificate.
 */
answers: number, };

export type Mark = { 
/**
 * The rating, once given.
 */
rating: Rating | null, 
/**
 * Words that the candidate may ask to read.
 */
comment?: string, };

export type Matter = "candidates" | "likenesses" | "civil_status" | "president" | "panel" | "panel_for_candidates" | "passages" | "overlaps" | "days" | "draws" | "packs" | "regulation";

export type Me = { 
/**
 * The person.
 */
id: PersonId, 
/**
 * Name.
 */
name: string, 
/**
 * Role.
 */
role: Role, };

export type Mention = { 
/**
 * When it was written, by the writer's laptop.
 */
at: Timestamp, 
/**
 * The same in the time of this place.
 */
civil: CivilTime | null, 
/**
 * Who wrote it; empty where that may not be said.
 */
author: string, 
/**
 * What it is, as a code of the journal.
 */
code: string, 
/**
 * The text, where it may be shown: what members write of a candidate may not.
 */
text: string | null, };

export type MentionView = { 
/**
 * Code.
 */
code: string, 
/**
 * Word for people.
 */
label: string, };

export type MinutesShown = { 
/**
 * A name for the file.
 */
file_name: string, 
/**
 * The PDF, in base64.
 */
pdf: string, 
/**
 * SHA-256 of the PDF.
 */
sha256: Digest, 
/**
 * Whether the session is not closed yet: nobody signs a draft.
 */
draft: boolean, };

export type Moment = "preparation" | "passage" | "deliberation" | "closing" | "exchange" | "statistics" | "journal";

export type Named = { 
/**
 * The code.
 */
code: string, 
/**
 * Words for people.
 */
label: string, };

export type NewSession = { 
/**
 * Name, place, dates.
 */
details: SessionDetails, 
/**
 * Which référentiel.
 */
referential: string, 
/**
 * Which règlement.
 */
regulation: string, 
/**
 * Family name of whoever prepares it.
 */
family_name: string, 
/**
 * Given name.
 */
given_name: string, 
/**
 * What they are.
 */
function: string, };

export type NewerEntries = { 
/**
 * How many.
 */
count: number, 
/**
 * Whether one of them makes the session read-only until the program is updated.
 */
critical: boolean, };

export type Nothing = Record<string, never>;

export type Notice = { 
/**
 * What happened, as a code of the words files.
 */
code: string, 
/**
 * When it was noticed.
 */
at: Timestamp, 
/**
 * How many entries of this store are still known to be missing: any recent file of a colleague may bring them back.
 */
missing: number, };

export type OfCandidate = { 
/**
 *session
 */
session: SessionId, 
/**
 *candidate
 */
candidate: CandidateId, };

export type OfCode = { 
/**
 *ticket
 */
ticket: string, 
/**
 *place
 */
place: number, };

export type OfCriterion = { 
/**
 *session
 */
session: SessionId, 
/**
 *candidate
 */
candidate: CandidateId, 
/**
 *criterion
 */
criterion: string, };

export type OfDocument = { 
/**
 *session
 */
session: SessionId, 
/**
 *digest
 */
digest: Digest, };

export type OfImport = { 
/**
 *session
 */
session: SessionId, 
/**
 *bundle
 */
bundle: Digest, };

export type OfJuror = { 
/**
 *session
 */
session: SessionId, 
/**
 *juror
 */
juror: PersonId, };

export type OfSession = { 
/**
 *session
 */
session: SessionId, };

export type OfWhom = { 
/**
 *session
 */
session: SessionId, 
/**
 *whom
 */
whom: Whom, };

export type OfferedFile = { 
/**
 * What names it at the doors.
 */
ticket: string, 
/**
 * Its name, for people.
 */
file_name: string, 
/**
 * Whether a code opens it: it is a pack, to be opened from the list of sessions.
 */
needs_code: boolean, 
/**
 * Whether it is a laptop's request to join: somebody lets it in, nothing of it is taken in.
 */
asks_to_join: boolean, 
/**
 * Whether it is a paper: it is verified, nothing of it is taken in.
 */
is_paper: boolean, };

export type Outcome = "awarded" | "partial" | "adjourned" | "absent" | "excluded";

export type OutcomeCount = { 
/**
 * The outcome.
 */
outcome: Outcome, 
/**
 * How many.
 */
count: number, };

export type Owing = { 
/**
 * Name.
 */
name: string, 
/**
 * How many.
 */
count: number, };

export type PackFile = { 
/**
 * What names it at the door: its path is never given.
 */
ticket: string, 
/**
 * Its name, for people.
 */
file_name: string, 
/**
 * Whether a code opens it.
 */
needs_code: boolean, };

export type PackHanded = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * The code that opens it, to be given apart from the file; absent where the juror's own device does.
 */
code: string | null, 
/**
 * Its length.
 */
bytes: number, };

export type PackReceived = { 
/**
 * The session.
 */
session: SessionId, 
/**
 * Its name.
 */
name: string, 
/**
 * How many candidates it has.
 */
candidates: number, 
/**
 * Entries that were new.
 */
new_entries: number, 
/**
 * Entries that were there already.
 */
known_entries: number, };

export type PairNumbers = { 
/**
 * One, « Prénom NOM ».
 */
first: string, 
/**
 * The other.
 */
second: string, 
/**
 * Ratings in common.
 */
count: number, 
/**
 * Of these, how many are the same.
 */
same: number, 
/**
 * Mean of the first's less the second's, in hundredths of a level or of a point; absent when there are too few.
 */
mean: number | null, };

export type PaperOffer = { 
/**
 * Which.
 */
kind: Kind, 
/**
 * Its title, in French: it is the paper's own.
 */
title: string, 
/**
 * Whom one copy is about.
 */
scope: Scope, 
/**
 * The languages it is drawn in.
 */
languages: Array<Language>, 
/**
 * Why it can't be printed now.
 */
blocked: WhyNot | null, };

export type PaperReport = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * SHA-256 of its bytes.
 */
sha256: Digest, 
/**
 * Its length.
 */
bytes: bigint, 
/**
 * What could not be printed as it was written.
 */
warnings: Array<PaperWarning>, };

export type PaperVerdict = "intact" | "unsigned" | "altered";

export type PaperVerified = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * SHA-256 of the whole file.
 */
sha256: Digest, 
/**
 * Number of the minutes, as the paper's own data say it; empty when it has none.
 */
number: string, 
/**
 * The paper that it corrects, by the SHA-256 of its file.
 */
corrects: Digest | null, 
/**
 * What can be said in one word.
 */
verdict: PaperVerdict, 
/**
 * Whether every signature holds and no byte changed since the last.
 */
intact: boolean, 
/**
 * Signatures inside, in the order in which they were made.
 */
signatures: Array<SignatureLine>, 
/**
 * Hours that authorities attest.
 */
stamps: Array<StampLine>, 
/**
 * What it holds to check its signatures long after.
 */
long_term: LongTermLine, 
/**
 * Signatures beside it, in the files verified with it.
 */
beside: Array<SignatureLine>, 
/**
 * Boxes of members that nobody signed.
 */
empty_boxes: Array<string>, 
/**
 * The box kept for the certifier, while nobody signed it: that is normal.
 */
certifier_box: string | null, 
/**
 * What is wrong with the file as a whole.
 */
findings: Array<FindingLine>, 
/**
 * The results inside, against what is printed.
 */
results: Results, 
/**
 * The number of the rectificatif that corrects it, among the files verified with it.
 */
amended_by: string | null, 
/**
 * What the open store says of it.
 */
log: LogCheck | null, };

export type PaperWarning = { 
/**
 * `not-drawn`: no font has it, its code point stands in its place. `not-embedded`: the same, as the fonts of this machine that
 * have it can't stand in a paper. `left-out`: it would hide or turn others.
 */
fate: "not-drawn" | "not-embedded" | "left-out", 
/**
 * Its code point: `U+738B`.
 */
character: string, 
/**
 * The text that holds it, such as a name; cut after forty characters.
 */
text: string, 
/**
 * A free font to install, or to put in the folder of fonts, that has it; empty when none would change anything.
 */
font: string, };

export type PartNumbers = { 
/**
 * Code.
 */
code: string, 
/**
 * Short label.
 */
short: string, 
/**
 * Official title.
 */
title: string, 
/**
 * Candidates for whom this jury validated it.
 */
validated: number, 
/**
 * Candidates for whom it did not.
 */
failed: number, 
/**
 * Candidates who bring it.
 */
prior: number, 
/**
 * Candidates who were not assessed.
 */
not_assessed: number, 
/**
 * Candidates of whom nothing is decided.
 */
undecided: number, 
/**
 * Its criteria.
 */
criteria: Array<CriterionNumbers>, };

export type PartResult = { 
/**
 * Code of the bloc, or [`THESIS`].
 */
part: string, 
/**
 * What became of it.
 */
status: PartStatus, };

export type PartStatus = "validated" | "failed" | "prior" | "not_assessed";

export type Passage = { 
/**
 * Start.
 */
starts_at: CivilTime, 
/**
 * Length in minutes, extra time included.
 */
minutes: number, 
/**
 * Room.
 */
room: string, };

export type PeopleFound = { 
/**
 * The first of them: candidates by number, then the panel by name.
 */
people: Array<Found>, 
/**
 * Whether there are more.
 */
more: boolean, };

export type PersonId = string;

export type PersonalData = { 
/**
 * What comes to its term, and when.
 */
retention: Retention, 
/**
 * Whether this laptop erases: it opened the session, and its person is the office.
 */
may_erase: boolean, 
/**
 * Candidates of whom something is kept, in the order of their numbers.
 */
candidates: Array<DataOf>, 
/**
 * The laptops that will learn an erasure by file, this one left out: those that are known, and those that received a pack
 * and were not heard of yet.
 */
laptops: Array<LaptopToTell>, 
/**
 * What was erased, latest first.
 */
erased: Array<Erased>, };

export type Plan = { 
/**
 * The first passage; each further day begins at the same hour.
 */
starts_at: CivilTime, 
/**
 * Minutes of a passage, without extra time.
 */
minutes: number, 
/**
 * Minutes between two passages.
 */
pause: number, 
/**
 * Minutes after midnight by which a day's last passage ends.
 */
ends_by: number, 
/**
 * Minutes after midnight between which nobody passes; equal when there is no such time.
 */
lunch: [number, number], 
/**
 * The room.
 */
room: string, 
/**
 * Whether passages that are planned already are left as they are.
 */
only_missing: boolean, };

export type PlanPassages = { 
/**
 *session
 */
session: SessionId, 
/**
 *plan
 */
plan: Plan, };

export type Point = { 
/**
 * What is looked at.
 */
matter: Matter, 
/**
 * What was found.
 */
verdict: Readiness, 
/**
 * How many people, épreuves or passages it is about; what there is, when it is good.
 */
count: number, 
/**
 * Whom it is about, by name; the first ones.
 */
about: Array<string>, 
/**
 * Where it is cured.
 */
cure: Cure, };

export type PreparationView = { 
/**
 * The session.
 */
session: SessionHead, 
/**
 * Who looks.
 */
me: Me, 
/**
 * Whether this person may still change it.
 */
prepares: boolean, 
/**
 * Whether this person makes packs.
 */
packs: boolean, 
/**
 * Name, place, dates.
 */
details: SessionDetails, 
/**
 * The règlement.
 */
regulation: RegulationLine, 
/**
 * Options to take.
 */
options: Array<Named>, 
/**
 * Épreuves that may have subjects.
 */
trials: Array<Named>, 
/**
 * The panel as a whole, against the règlement.
 */
composition: Composition, 
/**
 * Candidates, in the order of their numbers.
 */
candidates: Array<PreparedCandidate>, 
/**
 * Who sits: members first, president at their head, then the others.
 */
jurors: Array<PreparedJuror>, 
/**
 * Subjects, by épreuve.
 */
subjects: Array<PreparedSubject>, 
/**
 * What is still missing.
 */
points: Array<Point>, };

export type PreparedCandidate = { 
/**
 * The candidate.
 */
id: CandidateId, 
/**
 * The file.
 */
file: CandidateFile, 
/**
 * Civil status, for whoever prepares.
 */
civil: CivilStatus | null, 
/**
 * Accommodation.
 */
accommodation: Accommodation | null, 
/**
 * Blocs brought.
 */
prior: Array<PriorBlock>, 
/**
 * Passage.
 */
passage: Passage | null, 
/**
 * What was noted of their coming.
 */
attendance: Attendance | null, 
/**
 * Members who stepped back, with the reason.
 */
recusals: Array<RecusalLine>, 
/**
 * The panel for this candidate, against the règlement.
 */
composition: Composition, 
/**
 * Subjects received.
 */
draws: Array<DrawLine>, 
/**
 * Épreuves for which a subject is still to be drawn.
 */
draws_owed: Array<string>, };

export type PreparedJuror = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * The file.
 */
file: JurorFile, 
/**
 * Whether a pack was made for them.
 */
invited: boolean, 
/**
 * For how many candidates they stepped back.
 */
recusals: number, 
/**
 * When they came and left.
 */
days: Array<DayLine>, };

export type PreparedSubject = { 
/**
 * The subject.
 */
id: SubjectId, 
/**
 * For which épreuve.
 */
trial: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its text.
 */
text: string, 
/**
 * Names of its documents.
 */
documents: Array<string>, 
/**
 * How many candidates received it.
 */
given: number, };

export type PreviousAttempt = { 
/**
 * Its session.
 */
session: SessionId, 
/**
 * The candidate in that session.
 */
candidate: CandidateId, 
/**
 * Number of its minutes.
 */
minutes: string, };

export type Print = { 
/**
 *session
 */
session: SessionId, 
/**
 *kind
 */
kind: Kind, 
/**
 *copy
 */
copy: Copy, 
/**
 *language
 */
language: Language, };

export type PriorBlock = { 
/**
 * The bloc, or the mémoire under [`crate::deliberation::THESIS`].
 */
block: string, 
/**
 * Acquired before a jury, or exempted by a document.
 */
kind: PriorKind, 
/**
 * What proves it: « PV 2025-014 », an attestation, an equivalence.
 */
proof: string, 
/**
 * When it was acquired.
 */
on: Day | null, };

export type PriorKind = "acquired" | "exempted";

export type PriorView = { 
/**
 * Acquired, or exempted.
 */
kind: PriorKind, 
/**
 * What proves it.
 */
proof: string, 
/**
 * When.
 */
on: Day | null, };

export type ProfileView = { 
/**
 * The candidate.
 */
id: CandidateId, 
/**
 * Number.
 */
number: string, 
/**
 * « Prénom NOM ».
 */
name: string, 
/**
 * What was decided.
 */
outcome: Outcome | null, 
/**
 * One axis for each part.
 */
axes: Array<Axis>, };

export type Proposal = { 
/**
 * The outcome; absent while something is undecided.
 */
outcome: Outcome | null, 
/**
 * Results of the candidate's parts, in the order of the grid; undecided parts are not in it.
 */
parts: Array<PartResult>, 
/**
 * Code of the mention, with the title only.
 */
mention: string | null, 
/**
 * Weighted mean of every criterion that counts, in hundredths of a point, rounded down. A criterion weighs its own
 * weight times its évaluation's times its bloc's.
 */
mean: number | null, 
/**
 * Why.
 */
why: Reason, };

export type ProposedClosing = { 
/**
 * Number of the minutes, after the règlement.
 */
number: string, 
/**
 * Number of the rectificatif that comes next; absent while no closing stands.
 */
amendment: string | null, 
/**
 * When the deliberation opened.
 */
opened_at: CivilTime | null, 
/**
 * Now.
 */
closed_at: CivilTime | null, };

export type Range = { 
/**
 * Place of the first.
 */
from: number, 
/**
 * Place of the last.
 */
to: number, 
/**
 * Hash of the last.
 */
hash: Digest, };

export type Rating = { "kind": "level", 
/**
 * Place in the scale, from 0.
 */
index: number, } | { "kind": "score", 
/**
 * Hundredths of a point.
 */
hundredths: number, } | { "kind": "not_observed" } | { "kind": "not_applicable" };

export type Readiness = "good" | "doubt" | "stop";

export type Reason = { 
/**
 * Of what it speaks.
 */
about: About, 
/**
 * What is said of it.
 */
verdict: Verdict, 
/**
 * Why, where the numbers alone do not say it; of a criterion, where its rating comes from.
 */
cause: Cause | null, 
/**
 * The rule that was applied.
 */
rule: Rule | null, 
/**
 * The rule's numbers.
 */
count: Count | null, 
/**
 * The rating of a criterion.
 */
rating: Rating | null, 
/**
 * What it rests on.
 */
children: Array<Reason>, };

export type ReceivePack = { 
/**
 *ticket
 */
ticket: string, 
/**
 *code
 */
code: string, };

export type ReceiverKey = string;

export type Recover = { 
/**
 *recovery_key
 */
recovery_key: string, 
/**
 *passphrase
 */
passphrase: string, };

export type RecusalLine = { 
/**
 * Who.
 */
juror: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * Why.
 */
ground: string, };

export type RefusedLine = { 
/**
 * Line of the file, from 1.
 */
line: number, 
/**
 * Header of the column; absent when the whole row is at fault.
 */
column: string | null, 
/**
 * The code of the reason.
 */
code: string, 
/**
 * The value at fault, or the arguments of the refusal's sentence.
 */
value: string, 
/**
 * Arguments of the reason's sentence.
 */
args: { [key in string]: string }, };

export type RegulationLine = { 
/**
 * Its title.
 */
title: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Whether it is an example that no certifier adopted.
 */
example: boolean, 
/**
 * Most attempts.
 */
attempts: number, };

export type Remarks = { 
/**
 * Candidates who look like one person and whom nobody judged.
 */
duplicates: number, 
/**
 * Entries that wait for others.
 */
pending: number, 
/**
 * Incidents that the minutes report.
 */
incidents: number, 
/**
 * Why the confrontation was opened early.
 */
exceptions: Array<string>, };

export type RequestFile = { 
/**
 * What names it at the door: its path is never given.
 */
ticket: string, 
/**
 * Its name, for people.
 */
file_name: string, 
/**
 * What it says.
 */
request: RequestRead, };

export type RequestMade = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * This laptop's words, to read aloud to whoever accepts.
 */
words: Array<string>, };

export type RequestRead = { 
/**
 * The laptop that asks.
 */
device: DeviceKey, 
/**
 * Its words, to compare with those that are read aloud.
 */
words: Array<string>, 
/**
 * The name its person gives.
 */
name: string, 
/**
 * The seat its person expects.
 */
role: Role, };

export type RequestShown = { 
/**
 * What it says.
 */
request: RequestRead, 
/**
 * The code to film.
 */
code: ShownCode, };

export type Results = "absent" | "match" | "differ";

export type ResultsFile = { 
/**
 * Its name.
 */
file_name: string, 
/**
 * One's sealed sheets in it.
 */
sheets: number, 
/**
 * Entries in it.
 */
entries: number, 
/**
 * Its length.
 */
bytes: number, 
/**
 * Names its content for ever.
 */
bundle: Digest, 
/**
 * Set once the file was read back from where it was written and believed.
 */
verified: boolean, 
/**
 * People who can't open it: a device lost its place since, and none of theirs has a key that is known here. A request of
 * theirs, or a file from them, mends it.
 */
unreachable: Array<string>, };

export type Retention = { 
/**
 * Whether the session is closed: terms run from the closing.
 */
closed: boolean, 
/**
 * Set when the terms are those of an example, which no certifier has adopted.
 */
example: boolean, 
/**
 * One line for each thing that is kept, the shortest term first.
 */
terms: Array<RetentionLine>, };

export type RetentionLine = { 
/**
 * Whether the term has come.
 */
due: boolean, 
/**
 * What.
 */
kept: Kept, 
/**
 * The day of the term; absent while the session is not closed: nothing has to be kept yet.
 */
date: Day | null, 
/**
 * Whether it may be erased before that day.
 */
earlier: boolean, 
/**
 * Who is concerned and not erased yet, by the identifier to erase and by name.
 */
persons: Array<Concerned>, };

export type ReversalLine = { 
/**
 * The bundle whose facts no longer count.
 */
bundle: Digest, 
/**
 * Name of who reversed it.
 */
by: string, 
/**
 * When, by their laptop's clock.
 */
at: Timestamp, 
/**
 * Why.
 */
ground: string, 
/**
 * Whose facts no longer count, and how many of each, most first.
 */
authors: Array<ReversedAuthor>, };

export type Reverse = { 
/**
 *session
 */
session: SessionId, 
/**
 *bundle
 */
bundle: Digest, 
/**
 *ground
 */
ground: string, };

export type ReversedAuthor = { 
/**
 * The person.
 */
person: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * How many of their facts.
 */
entries: number, };

export type RevokeDevice = { 
/**
 *session
 */
session: SessionId, 
/**
 *device
 */
device: DeviceKey, 
/**
 *ground
 */
ground: string, };

export type Revoked = { 
/**
 * Who said so.
 */
by: string, 
/**
 * When, by their clock.
 */
at: Timestamp, 
/**
 * Why.
 */
ground: string, };

export type Role = "office" | "president" | "member" | "representative";

export type Route = "student" | "apprenticeship" | "continuing_education" | "professionalisation" | "individual" | "experience";

export type Rule = { "kind": "all" } | { "kind": "all_but", 
/**
 * How many may fail.
 */
count: number, } | { "kind": "share", 
/**
 * Percent, 0 to 100.
 */
percent: number, } | { "kind": "mean", 
/**
 * Hundredths of a point.
 */
points: number, };

export type Said = { 
/**
 *text
 */
text: string, };

export type ScaleView = { "kind": "levels", 
/**
 * The levels, lowest first.
 */
levels: Array<LevelView>, } | { "kind": "score", 
/**
 * Highest, in hundredths of a point.
 */
max: number, 
/**
 * Smallest step, in hundredths of a point.
 */
step: number, 
/**
 * From which score a criterion is reached, in hundredths of a point.
 */
pass: number, };

export type Scope = "session" | "candidate" | "juror" | "incident" | "amendment";

export type SectionKind = "block" | "thesis";

export type SectionView = { 
/**
 * Code.
 */
code: string, 
/**
 * Short label.
 */
short: string, 
/**
 * Official title.
 */
title: string, 
/**
 * Bloc or mémoire.
 */
kind: SectionKind, 
/**
 * The official paragraph on the mission and the mémoire; empty for a bloc, whose épreuves have their own.
 */
text: string, 
/**
 * Set when it was acquired before: it is not graded.
 */
prior: PriorView | null, 
/**
 * Évaluations.
 */
evaluations: Array<EvaluationView>, 
/**
 * Criteria one has rated.
 */
done: number, 
/**
 * Criteria to rate.
 */
total: number, };

export type Seen = "nothing" | "stranger" | "foreign" | "known" | "new";

export type SessionCard = { 
/**
 * The session.
 */
id: SessionId, 
/**
 * Its name.
 */
name: string, 
/**
 * The certification.
 */
certification: string, 
/**
 * The place.
 */
place: string, 
/**
 * First day.
 */
starts_on: Day, 
/**
 * Last day.
 */
ends_on: Day, 
/**
 * Where it stands.
 */
state: SessionState, 
/**
 * What this laptop's person is in it.
 */
role: Role, 
/**
 * How many candidates.
 */
candidates: number, 
/**
 * How many of one's own sheets are sealed.
 */
sheets_done: number, 
/**
 * How many sheets one has to give.
 */
sheets_total: number, 
/**
 * How many of one's sealed sheets this laptop handed over.
 */
sheets_handed_over: number, 
/**
 * How many of them are known to have arrived.
 */
sheets_acknowledged: number, 
/**
 * The moments of the day that concern this person, in order.
 */
moments: Array<Moment>, 
/**
 * Where the session opens for this person.
 */
opens_at: Moment | null, 
/**
 * The fingerprint, in words to read aloud.
 */
fingerprint_words: Array<string>, };

export type SessionDetails = { 
/**
 * « Session de juin 2026 · Jury 2 ».
 */
name: string, 
/**
 * The habilitated centre; empty when it is the certifier.
 */
centre: string, 
/**
 * Full address.
 */
place: string, 
/**
 * First day.
 */
starts_on: Day, 
/**
 * Last day.
 */
ends_on: Day, };

export type SessionHead = { 
/**
 * The session.
 */
id: SessionId, 
/**
 * Its name.
 */
name: string, 
/**
 * The certification.
 */
certification: string, 
/**
 * The place.
 */
place: string, 
/**
 * Language of the official text (BCP 47).
 */
language: string, 
/**
 * Where it stands.
 */
state: SessionState, 
/**
 * The fingerprint, in words to read aloud.
 */
fingerprint_words: Array<string>, };

export type SessionId = string;

export type SessionState = "prepared" | "distributed" | "grading" | "sealed" | "confronted" | "deliberated" | "closed" | "signed" | "amended";

export type Settle = { 
/**
 *session
 */
session: SessionId, 
/**
 *name
 */
name: string, 
/**
 *side
 */
side: string, 
/**
 *because
 */
because: string | null, };

export type Settled = { 
/**
 * As it stood before: the side that was not taken stays in the log.
 */
disagreement: Disagreement, 
/**
 * The side taken.
 */
taken: string, 
/**
 * What the write changed.
 */
changes: Changes, };

export type Sex = "F" | "M";

export type SheetArrival = "here" | "missing" | "recused" | "nothing";

export type SheetHandover = { 
/**
 * Who wrote it.
 */
juror: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * Whom it is about.
 */
candidate: CandidateId, 
/**
 * Their number.
 */
number: string, 
/**
 * Whether it is sealed.
 */
sealed: boolean, 
/**
 * How far it has travelled.
 */
handover: Handover, };

export type SheetState = "untouched" | "started" | "finished" | "sealed";

export type SheetView = { 
/**
 * The candidate.
 */
candidate: CandidateLine, 
/**
 * Blocs, then the mémoire.
 */
sections: Array<SectionView>, 
/**
 * One's general observation.
 */
observation: string, 
/**
 * The subjects that the candidate drew.
 */
subjects: Array<SubjectFile>, 
/**
 * When one sealed it.
 */
sealed_at: Timestamp | null, };

export type Shown = { 
/**
 * What names it at the doors.
 */
ticket: string, 
/**
 * Its length, in bytes.
 */
bytes: number, 
/**
 * How many codes are enough when none is missed.
 */
frames: number, 
/**
 * The code that opens it, when it is a pack: to be given apart.
 */
code: string | null, };

export type ShownCode = { 
/**
 * Modules in a row.
 */
size: number, 
/**
 * A row each, `1` where it is dark.
 */
rows: Array<string>, };

export type Side = { 
/**
 * Name of who wrote it.
 */
author: string, 
/**
 * When, by their laptop's clock.
 */
at: Timestamp, };

export type SideValue = { 
/**
 * Which field; the faces have its word.
 */
field: string, 
/**
 * What it holds, or a code of `vocabulary`; empty for nothing.
 */
text: string, 
/**
 * Set when `text` is a code: a route, an outcome, yes or no.
 */
vocabulary: string | null, };

export type SignHere = { 
/**
 *session
 */
session: SessionId, 
/**
 *juror
 */
juror: PersonId, 
/**
 *passphrase
 */
passphrase: string, 
/**
 *ink
 */
ink: Ink | null, 
/**
 *reserve
 */
reserve: string | null, };

export type SignatureLine = { 
/**
 * Its box; empty when it stands beside the paper.
 */
field: string, 
/**
 * Who signed, by the certificate.
 */
subject: string, 
/**
 * Who vouches for it, by the certificate.
 */
issuer: string, 
/**
 * SHA-256 of the certificate.
 */
certificate: Digest | null, 
/**
 * SHA-256 of the authority's certificate: compare it with the one the office published.
 */
authority: Digest | null, 
/**
 * The hour the signer's device gave; nothing proves it.
 */
claimed_time: string, 
/**
 * Why, as the signature says it: the quality, a reserve.
 */
reason: string, 
/**
 * Whether it also certifies the paper: nothing but signatures may follow.
 */
certifies: boolean, 
/**
 * Whether it holds.
 */
holds: boolean, 
/**
 * Why not, by code.
 */
faults: Array<string>, 
/**
 * Whether something else than another signature was added later.
 */
changed_later: boolean, };

export type SignatureReport = { 
/**
 * Who signed.
 */
name: string, 
/**
 * Who vouches for the key, by its certificate.
 */
issuer: string, 
/**
 * In which box.
 */
field: string, 
/**
 * SHA-256 of the file before this signature.
 */
before: Digest, 
/**
 * SHA-256 of the file after it, or of the signature beside it.
 */
after: Digest, };

export type Signer = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * « Prénom NOM ».
 */
name: string, 
/**
 * Role.
 */
role: Role, 
/**
 * When they signed the edition in force.
 */
signed_at: CivilTime | null, 
/**
 * Whether that signature is in the file kept here; otherwise it is on paper, or in the file of another laptop.
 */
in_file: boolean, 
/**
 * Whether this laptop is theirs: their passphrase is the store's.
 */
owner: boolean, 
/**
 * Whether they chose a passphrase to sign with here.
 */
known: boolean, };

export type SkillLine = { 
/**
 * Its bloc.
 */
block: string, 
/**
 * Its code.
 */
code: string, 
/**
 * Its official text.
 */
text: string, 
/**
 * The criteria that cover it; none when nobody ever observes it.
 */
criteria: Array<string>, 
/**
 * Whether one's own marks looked at it.
 */
covered: boolean, };

export type SkillNumbers = { 
/**
 * Its bloc.
 */
block: string, 
/**
 * Code.
 */
code: string, 
/**
 * Official text.
 */
text: string, 
/**
 * How many criteria name it.
 */
criteria: number, 
/**
 * Ratings that reach their criterion.
 */
reached: number, 
/**
 * Ratings that do not.
 */
missed: number, 
/**
 * « Non observé » and « sans objet ».
 */
unobserved: number, };

export type Spread = { 
/**
 * In each band, lowest first.
 */
bands: Array<number>, 
/**
 * « Non observé ».
 */
not_observed: number, 
/**
 * « Sans objet ».
 */
not_applicable: number, };

export type Stale = "sessions" | "grid" | "sheet" | "deliberation";

export type StampLine = { 
/**
 * Which authority, by its certificate.
 */
subject: string, 
/**
 * Who vouches for that authority.
 */
issuer: string, 
/**
 * SHA-256 of the certificate that vouches for all the others: compare it with the one that is published.
 */
authority: Digest | null, 
/**
 * The hour, in universal time.
 */
at: string, 
/**
 * How many signatures it dates: those before it.
 */
dates: number, 
/**
 * Whether it holds.
 */
holds: boolean, 
/**
 * Why not, by code.
 */
faults: Array<string>, 
/**
 * Whether something else than a signature or another stamp was added later.
 */
changed_later: boolean, };

export type Standing = { "kind": "retained", "rating": Rating } | { "kind": "agreed", "rating": Rating } | { "kind": "proposed", "rating": Rating } | { "kind": "gap" } | { "kind": "unrated" };

export type StatisticsView = { 
/**
 * The session.
 */
session: SessionHead, 
/**
 * The scale that bands are of.
 */
scale: ScaleView, 
/**
 * What ratings are counted in, lowest first.
 */
bands: Array<Band>, 
/**
 * How many candidates were rated.
 */
candidates: number, 
/**
 * Below how many candidates shares say little.
 */
fewest_candidates: number, 
/**
 * Below how many ratings in common no mean is told.
 */
fewest_ratings: number, 
/**
 * Blocs, then the mémoire: what became of each, and its criteria.
 */
parts: Array<PartNumbers>, 
/**
 * Competences, in the order of the référentiel.
 */
skills: Array<SkillNumbers>, 
/**
 * Members two by two.
 */
pairs: Array<PairNumbers>, 
/**
 * Candidates, in the order of their numbers.
 */
profiles: Array<ProfileView>, };

export type StatusLine = { 
/**
 * When this laptop last wrote in the session's log; none while it wrote nothing there.
 */
saved_at: Timestamp | null, 
/**
 * How many of one's own sheets are sealed.
 */
sealed: number, 
/**
 * How many of these were handed over in a file, whether or not they are known to have arrived.
 */
handed_over: number, 
/**
 * How many of these are known to have arrived.
 */
acknowledged: number, 
/**
 * When the store was last copied; none where it never was.
 */
copied_at: Timestamp | null, 
/**
 * What this computer's clock says.
 */
now: Timestamp, };

export type StoreState = "absent" | "locked" | "open";

export type StoreStatus = { 
/**
 * Absent, locked or open.
 */
store: StoreState, 
/**
 * The person's name, once it is open.
 */
name: string | null, 
/**
 * When the store was last copied, once it is open; absent while it never was.
 */
copied_at: Timestamp | null, 
/**
 * What became of the store without its person, once it is open; absent when nothing did, or when they took note of it.
 */
notice: Notice | null, 
/**
 * How long the next try at the passphrase waits, in milliseconds.
 */
retry_after_ms: number, };

export type SubjectFile = { 
/**
 * The épreuve it is for.
 */
trial: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The scenario.
 */
text: string, 
/**
 * The documents that go with it.
 */
documents: Array<DocumentFile>, };

export type SubjectId = string;

export type SubjectKept = { 
/**
 * The session.
 */
session: SessionId, 
/**
 * For which épreuve.
 */
trial: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its text.
 */
text: string, 
/**
 * Tickets of its documents.
 */
documents: Array<string>, };

export type Supposed = { 
/**
 * The criterion.
 */
criterion: string, 
/**
 * The rating.
 */
rating: Rating, };

export type TableField = { 
/**
 * Its key (docs/formats/tables.md).
 */
key: string, 
/**
 * Whether a table is refused without it.
 */
required: boolean, };

export type TableRead = { 
/**
 * The file's name.
 */
file_name: string, 
/**
 * Its headers, as it prints them.
 */
headers: Array<string>, 
/**
 * What each column seems to hold; absent where nothing is recognised.
 */
columns: Array<string | null>, 
/**
 * What a column may hold, and whether the table needs it.
 */
fields: Array<TableField>, 
/**
 * Its rows.
 */
rows: Array<TypedRow>, };

export type TableReport = { 
/**
 * Rows written.
 */
accepted: number, 
/**
 * Rows refused, in the order of the file.
 */
refused: Array<RefusedLine>, 
/**
 * How the bytes were read.
 */
encoding: string, 
/**
 * Set when nothing was written, as was asked.
 */
dry_run: boolean, };

export type Theme = "auto" | "light" | "dark" | "bright";

export type Timestamp = number;

export type Touched = "health" | "disability" | "pregnancy" | "family" | "origin" | "religion" | "opinion" | "identity" | "age" | "appearance" | "means";

export type TrialKind = "case_study" | "simulation" | "desk_study" | "combined";

export type TrialView = { 
/**
 * Code.
 */
code: string, 
/**
 * Kind.
 */
kind: TrialKind, 
/**
 * Name.
 */
title: string, 
/**
 * Consigne.
 */
instruction: string, };

export type TypedRow = { 
/**
 * Line of the file, from 1.
 */
line: number, 
/**
 * Its cells.
 */
cells: Array<string>, };

export type TypedTable = { 
/**
 * The session.
 */
session: SessionId, 
/**
 * What each column holds; absent for one that is left out.
 */
columns: Array<string | null>, 
/**
 * The rows.
 */
rows: Array<TypedRow>, };

export type Unlock = { 
/**
 *passphrase
 */
passphrase: string, };

export type Verdict = "holds" | "fails" | "undecided" | "prior" | "left_out";

export type VerifyFile = { 
/**
 *ticket
 */
ticket: string | null, };

export type Vote = { 
/**
 * What was put to the vote.
 */
question: string, 
/**
 * Voices for.
 */
votes_for: number, 
/**
 * Voices against.
 */
votes_against: number, 
/**
 * Abstentions.
 */
abstentions: number, 
/**
 * The president's voice, where it decided a tie.
 */
casting_for: boolean | null, };

export type Wear = { 
/**
 *theme
 */
theme: Theme, };

export type WhatIf = { 
/**
 *session
 */
session: SessionId, 
/**
 *candidate
 */
candidate: CandidateId, 
/**
 *ratings
 */
ratings: Array<Supposed>, };

export type Whom = { "person": PersonId } | { "accommodations": CandidateId };

export type WhyNot = { 
/**
 * The code of a refusal.
 */
code: string, 
/**
 * The arguments of its sentence.
 */
args: Record<string, string>, };

export type Doors = {
  status: { request: Nothing; answer: StoreStatus };
  create_store: { request: CreateStore; answer: Created };
  unlock: { request: Unlock; answer: StoreStatus };
  recover: { request: Recover; answer: StoreStatus };
  lock: { request: Nothing; answer: StoreStatus };
  keep_copies: { request: Nothing; answer: Timestamp };
  wear: { request: Wear; answer: null };
  take_note: { request: Nothing; answer: StoreStatus };
  sessions: { request: Nothing; answer: Array<SessionCard> };
  find: { request: Find; answer: PeopleFound };
  status_line: { request: OfSession; answer: StatusLine };
  choices: { request: Nothing; answer: Choices };
  choose_referential: { request: Nothing; answer: Choice | null };
  choose_regulation: { request: Nothing; answer: Choice | null };
  open_session: { request: NewSession; answer: SessionId };
  preparation: { request: OfSession; answer: PreparationView };
  keep_candidate: { request: CandidateKept; answer: Changes };
  choose_table: { request: Nothing; answer: TableRead | null };
  preview_table: { request: TypedTable; answer: TableReport };
  import_table: { request: TypedTable; answer: TableReport };
  keep_juror: { request: JurorKept; answer: Changes };
  choose_documents: { request: Nothing; answer: Array<ChosenDocument> };
  keep_subject: { request: SubjectKept; answer: null };
  draw_all: { request: OfSession; answer: Changes };
  draw_again: { request: DrawAgain; answer: Changes };
  plan_passages: { request: PlanPassages; answer: Changes };
  choose_pack: { request: Nothing; answer: PackFile | null };
  receive_pack: { request: ReceivePack; answer: PackReceived };
  grid: { request: OfSession; answer: GridView };
  sheet: { request: OfCandidate; answer: SheetView };
  doubts: { request: Said; answer: Array<Doubt> };
  phrases: { request: InLanguage; answer: Array<string> };
  keep_phrases: { request: KeepPhrases; answer: Array<string> };
  report_incident: { request: Happened; answer: Changes };
  document: { request: OfDocument; answer: DocumentShown };
  skills_seen: { request: OfCandidate; answer: Array<SkillLine> };
  execute: { request: Execute; answer: Changes };
  execute_all: { request: ExecuteAll; answer: Changes };
  join: { request: Join; answer: RequestMade | null };
  show_request: { request: Join; answer: RequestShown };
  choose_request: { request: Nothing; answer: RequestFile | null };
  open_request: { request: File; answer: RequestFile };
  accept_request: { request: AcceptRequest; answer: Changes };
  devices: { request: OfSession; answer: Array<DeviceLine> };
  revoke_device: { request: RevokeDevice; answer: Changes };
  delegate_office: { request: DelegateOffice; answer: Changes };
  papers: { request: OfSession; answer: Array<PaperOffer> };
  print_paper: { request: Print; answer: PaperReport | null };
  journal: { request: OfSession; answer: JournalView };
  statistics: { request: OfSession; answer: StatisticsView };
  handovers: { request: OfSession; answer: Array<SheetHandover> };
  acknowledge: { request: OfJuror; answer: Acknowledgement | null };
  export_results: { request: OfSession; answer: ResultsFile | null };
  exchange: { request: OfSession; answer: ExchangeView };
  hand_pack: { request: OfJuror; answer: PackHanded | null };
  choose_files: { request: Nothing; answer: Array<OfferedFile> };
  verify_file: { request: VerifyFile; answer: PaperVerified | null };
  offered: { request: Nothing; answer: Array<OfferedFile> };
  personal_data: { request: OfSession; answer: PersonalData };
  subject_access: { request: OfCandidate; answer: AnswerSaved | null };
  preview_erasure: { request: OfWhom; answer: ErasurePreview };
  erase: { request: Erase; answer: ErasureReport };
  destroy_copy: { request: CopyNamed; answer: null };
  preview_files: { request: Files; answer: ImportsReport };
  import_files: { request: Files; answer: ImportsReport };
  imports: { request: OfSession; answer: Array<KeptImport> };
  reverse_import: { request: Reverse; answer: Changes };
  lift_reversal: { request: OfImport; answer: Changes };
  disagreements: { request: OfSession; answer: Array<Disagreement> };
  settle: { request: Settle; answer: Settled };
  deliberation: { request: OfSession; answer: DeliberationView };
  case: { request: OfCandidate; answer: CaseView };
  ledger: { request: OfCriterion; answer: Array<LedgerStep> };
  what_if: { request: WhatIf; answer: Proposal };
  conclude: { request: Conclude; answer: Conclusion };
  closing: { request: OfSession; answer: ClosingView };
  minutes_shown: { request: OfSession; answer: MinutesShown };
  sign_here: { request: SignHere; answer: SignatureReport };
  signed_by_hand: { request: OfJuror; answer: Changes };
  save_minutes: { request: OfSession; answer: PaperReport | null };
  show_results: { request: OfSession; answer: Shown };
  show_pack: { request: OfJuror; answer: Shown };
  shown_code: { request: OfCode; answer: ShownCode };
  film: { request: Film; answer: Filmed };
  film_again: { request: Nothing; answer: null };
};
