//! The doors through which a face reaches the desk: a name, a request, an answer. One table gives both the dispatch and the
//! TypeScript contract, so that neither can drift from the other. Doors decode and hand over; they decide nothing.

use domain::command::Command;
use domain::decide::conclusion::Conclusion;
use domain::deliberation::proposal::Proposal;
use domain::grading::wording::Doubt;
use domain::id::{CandidateId, DeviceKey, Digest, PersonId, SessionId};
use domain::papers::{Kind, Language};
use domain::person::Role;
use domain::planning::Plan;
use domain::referential::Code;
use domain::session::facts::IncidentFile;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::access::AnswerSaved;
use crate::beside::{DocumentShown, SkillLine};
use crate::deliberate::{LedgerStep, Supposed};
use crate::desk::Desk;
use crate::dress::Theme;
use crate::erase::{ErasurePreview, ErasureReport, Whom};
use crate::exchange::{
    Acknowledgement, ImportsReport, KeptImport, PackFile, PackHanded, PackReceived, RequestFile, RequestMade,
    RequestShown, ResultsFile,
};
use crate::execute::Changes;
use crate::failure::Failure;
use crate::find::PeopleFound;
use crate::light::{Filmed, Shown, ShownCode};
use crate::offers::OfferedFile;
use crate::open::{Created, StoreStatus};
use crate::papers::{Asked, Copy, PaperOffer};
use crate::personal::PersonalData;
use crate::prepare::choices::{Choice, Choices, NewSession};
use crate::prepare::roster::{CandidateKept, ChosenDocument, JurorKept, SubjectKept};
use crate::prepare::typed::{TableRead, TypedTable};
use crate::publish::PaperReport;
use crate::settle::Settled;
use crate::signing::{Ink, MinutesShown, SignatureReport, Statement};
use crate::tables::{Mode, TableReport};
use crate::verify::PaperVerified;
use crate::view::case::CaseView;
use crate::view::closing::ClosingView;
use crate::view::deliberation::DeliberationView;
use crate::view::devices::DeviceLine;
use crate::view::disagreement::Disagreement;
use crate::view::statistics::StatisticsView;
use crate::view::{
    ExchangeView, GridView, JournalView, PreparationView, SessionCard, SheetHandover, SheetView, StatusLine,
};

/// A request without content.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(type = "Record<string, never>"))]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

macro_rules! requests {
    ($($name:ident { $($field:ident: $type:ty),* })*) => {$(
        #[doc = concat!("What the door of that name is asked: ", stringify!($name), ".")]
        #[derive(Debug, Clone, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(#[doc = stringify!($field)] pub $field: $type,)* }
    )*};
}

requests! {
    CreateStore { name: String, passphrase: String }
    Unlock { passphrase: String }
    Recover { recovery_key: String, passphrase: String }
    ReceivePack { ticket: String, code: String }
    OfSession { session: SessionId }
    Join { role: Role, name: Option<String> }
    AcceptRequest { ticket: String, session: SessionId, juror: PersonId, words: String }
    RevokeDevice { session: SessionId, device: DeviceKey, ground: String }
    DelegateOffice { session: SessionId, device: DeviceKey, person: PersonId }
    Find { session: SessionId, text: String }
    OfCandidate { session: SessionId, candidate: CandidateId }
    OfJuror { session: SessionId, juror: PersonId }
    File { ticket: String }
    Files { tickets: Vec<String> }
    VerifyFile { ticket: Option<String> }
    Reverse { session: SessionId, bundle: Digest, ground: String }
    OfImport { session: SessionId, bundle: Digest }
    OfWhom { session: SessionId, whom: Whom }
    Erase { session: SessionId, whom: Whom, ground: String }
    CopyNamed { file_name: String }
    Settle { session: SessionId, name: String, side: String, because: Option<String> }
    OfCode { ticket: String, place: u32 }
    Wear { theme: Theme }
    Film { width: u32, grey: String }
    Print { session: SessionId, kind: Kind, copy: Copy, language: Language }
    OfCriterion { session: SessionId, candidate: CandidateId, criterion: Code }
    WhatIf { session: SessionId, candidate: CandidateId, ratings: Vec<Supposed> }
    Conclude { session: SessionId, candidate: CandidateId, parts_validated: Option<Vec<Code>>, mention: Option<Code> }
    SignHere { session: SessionId, juror: PersonId, passphrase: String, ink: Option<Ink>, reserve: Option<String> }
    Said { text: String }
    InLanguage { language: Language }
    KeepPhrases { phrases: Vec<String> }
    Happened { session: SessionId, file: IncidentFile }
    OfDocument { session: SessionId, digest: Digest }
    Execute { session: SessionId, command: Command }
    ExecuteAll { session: SessionId, commands: Vec<Command> }
    DrawAgain { session: SessionId, candidate: CandidateId, trial: Code }
    PlanPassages { session: SessionId, plan: Plan }
}

macro_rules! doors {
    ($($(#[$doc:meta])* $door:ident: $request:ty => $answer:ty, $body:expr;)*) => {
        /// Knocks at the door `name` with `body`.
        ///
        /// # Errors
        /// As the use case behind the door; `bad-request` when there is no such door or the body is no request of it.
        pub fn call(desk: &Desk, name: &str, body: &serde_json::Value) -> Result<serde_json::Value, Failure> {
            match name {
                $(stringify!($door) => {
                    let answer: Result<$answer, Failure> = ($body)(desk, request::<$request>(body)?);
                    serde_json::to_value(answer?).map_err(|error| Failure::BadRequest(error.to_string()))
                })*
                _ => Err(Failure::BadRequest(format!("no door {name}"))),
            }
        }

        /// The contract in TypeScript: every type that crosses a door, then the table of doors.
        #[cfg(feature = "typescript")]
        #[must_use]
        pub fn typescript() -> String {
            let mut contract = typescript::Contract::default();
            $(contract.add::<$request>(); contract.add::<$answer>();)*
            contract.add::<FailureView>();
            $(contract.door::<$request, $answer>(stringify!($door));)*
            contract.finish()
        }
    };
}

doors! {
    /// Whether there is a store, and whether it is open.
    status: Nothing => StoreStatus, |desk: &Desk, _| desk.status();
    /// Makes the store.
    create_store: CreateStore => Created, |desk: &Desk, asked: CreateStore| desk.create_store(&asked.name, &asked.passphrase);
    /// Opens the store.
    unlock: Unlock => StoreStatus, |desk: &Desk, asked: Unlock| desk.unlock(&asked.passphrase);
    /// Opens the store with the printed recovery key, and gives it a new passphrase.
    recover: Recover => StoreStatus, |desk: &Desk, asked: Recover| desk.recover(&asked.recovery_key, &asked.passphrase);
    /// Closes the store.
    lock: Nothing => StoreStatus, |desk: &Desk, _| desk.lock();
    /// Copies the store when the last copy is old; says when the last one was made.
    keep_copies: Nothing => domain::time::Timestamp, |desk: &Desk, _| desk.copy_when_due();
    /// Keeps the theme that the next window opens in.
    wear: Wear => (), |desk: &Desk, asked: Wear| desk.wear(asked.theme);
    /// Takes note of what became of the store: it is told no more.
    take_note: Nothing => StoreStatus, |desk: &Desk, _| desk.take_note();
    /// The list of sessions.
    sessions: Nothing => Vec<SessionCard>, |desk: &Desk, _| desk.sessions();
    /// People of a session, found by what is typed of a name or a number.
    find: Find => PeopleFound, |desk: &Desk, asked: Find| desk.find(asked.session, &asked.text);
    /// Where this laptop stands with a session: what is written, handed over, copied.
    status_line: OfSession => StatusLine, |desk: &Desk, asked: OfSession| desk.status_line(asked.session);
    /// What a session can be opened with.
    choices: Nothing => Choices, |desk: &Desk, _| desk.choices();
    /// Chooses a référentiel in a file.
    choose_referential: Nothing => Option<Choice>, |desk: &Desk, _| desk.choose_referential();
    /// Chooses a règlement in a file.
    choose_regulation: Nothing => Option<Choice>, |desk: &Desk, _| desk.choose_regulation();
    /// Opens a session.
    open_session: NewSession => SessionId, |desk: &Desk, asked: NewSession| desk.open_described(&asked);
    /// The preparation of a session.
    preparation: OfSession => PreparationView, |desk: &Desk, asked: OfSession| desk.preparation(asked.session);
    /// Registers a candidate, or corrects one.
    keep_candidate: CandidateKept => Changes, |desk: &Desk, asked: CandidateKept| desk.keep_candidate(&asked);
    /// Chooses a table of candidates and reads it.
    choose_table: Nothing => Option<TableRead>, |desk: &Desk, _| desk.choose_table();
    /// Which rows of a table would be refused.
    preview_table: TypedTable => TableReport, |desk: &Desk, asked: TypedTable| desk.import_typed(&asked, Mode::DryRun);
    /// Registers the candidates of a table.
    import_table: TypedTable => TableReport, |desk: &Desk, asked: TypedTable| desk.import_typed(&asked, Mode::Write);
    /// Seats a juror, or corrects one.
    keep_juror: JurorKept => Changes, |desk: &Desk, asked: JurorKept| desk.keep_juror(&asked);
    /// Chooses documents of a subject.
    choose_documents: Nothing => Vec<ChosenDocument>, |desk: &Desk, _| desk.choose_documents();
    /// Adds a subject.
    keep_subject: SubjectKept => (), |desk: &Desk, asked: SubjectKept| desk.keep_subject(&asked);
    /// Draws a subject for everybody who waits for one.
    draw_all: OfSession => Changes, |desk: &Desk, asked: OfSession| desk.draw_all(asked.session);
    /// Draws a subject for one candidate.
    draw_again: DrawAgain => Changes, |desk: &Desk, asked: DrawAgain| {
        desk.draw_again(asked.session, asked.candidate, asked.trial)
    };
    /// Plans passages one after the other.
    plan_passages: PlanPassages => Changes, |desk: &Desk, asked: PlanPassages| {
        desk.plan_passages(asked.session, &asked.plan)
    };
    /// Chooses a pack received.
    choose_pack: Nothing => Option<PackFile>, |desk: &Desk, _| desk.choose_pack();
    /// Opens the pack chosen.
    receive_pack: ReceivePack => PackReceived, |desk: &Desk, asked: ReceivePack| desk.receive_chosen(&asked.ticket, &asked.code);
    /// The grid's frame.
    grid: OfSession => GridView, |desk: &Desk, asked: OfSession| desk.grid(asked.session);
    /// One's sheet of a candidate.
    sheet: OfCandidate => SheetView, |desk: &Desk, asked: OfCandidate| desk.sheet(asked.session, asked.candidate);
    /// The words of a comment that raise a question before it is kept.
    doubts: Said => Vec<Doubt>, |desk: &Desk, asked: Said| Ok(desk.doubts(&asked.text));
    /// One's own phrases.
    phrases: InLanguage => Vec<String>, |desk: &Desk, asked: InLanguage| desk.phrases(asked.language);
    /// Keeps one's own phrases.
    keep_phrases: KeepPhrases => Vec<String>, |desk: &Desk, asked: KeepPhrases| desk.keep_phrases(&asked.phrases);
    /// Reports an incident.
    report_incident: Happened => Changes, |desk: &Desk, asked: Happened| desk.report_incident(asked.session, &asked.file);
    /// A document of a subject.
    document: OfDocument => DocumentShown, |desk: &Desk, asked: OfDocument| desk.document(asked.session, asked.digest);
    /// The competences of a candidate's grid, as one's own marks cover them so far.
    skills_seen: OfCandidate => Vec<SkillLine>, |desk: &Desk, asked: OfCandidate| {
        desk.skills_seen(asked.session, asked.candidate)
    };
    /// The one write door.
    execute: Execute => Changes, |desk: &Desk, asked: Execute| desk.execute(asked.session, None, &asked.command);
    /// The same for several commands: all of them, or none.
    execute_all: ExecuteAll => Changes, |desk: &Desk, asked: ExecuteAll| {
        desk.execute_all(asked.session, None, &asked.commands)
    };
    /// Writes this laptop's request to join, to a file chosen by the person.
    join: Join => Option<RequestMade>, |desk: &Desk, asked: Join| desk.join_chosen(asked.role, asked.name.as_deref());
    /// This laptop's request to join, as a code to film.
    show_request: Join => RequestShown, |desk: &Desk, asked: Join| desk.show_request(asked.role, asked.name.as_deref());
    /// Chooses a request received.
    choose_request: Nothing => Option<RequestFile>, |desk: &Desk, _| desk.choose_request();
    /// A request that was dropped on the window, or filmed.
    open_request: File => RequestFile, |desk: &Desk, asked: File| desk.open_request(&asked.ticket);
    /// Lets in the laptop whose request was chosen, when its words are those that were heard.
    accept_request: AcceptRequest => Changes, |desk: &Desk, asked: AcceptRequest| {
        desk.accept_chosen(&asked.ticket, asked.session, asked.juror, &asked.words)
    };
    /// The devices of a session.
    devices: OfSession => Vec<DeviceLine>, |desk: &Desk, asked: OfSession| desk.devices(asked.session);
    /// Takes its place from a device.
    revoke_device: RevokeDevice => Changes, |desk: &Desk, asked: RevokeDevice| {
        desk.revoke(asked.session, asked.device, &asked.ground)
    };
    /// Lets a device write as the office or the president.
    delegate_office: DelegateOffice => Changes, |desk: &Desk, asked: DelegateOffice| {
        desk.delegate(asked.session, asked.device, asked.person)
    };
    /// What can be printed of a session now, and why the rest can't.
    papers: OfSession => Vec<PaperOffer>, |desk: &Desk, asked: OfSession| desk.papers(asked.session);
    /// Draws one copy of a paper, into a file chosen by the person.
    print_paper: Print => Option<PaperReport>, |desk: &Desk, asked: Print| {
        desk.print_paper(asked.session, Asked { kind: asked.kind, copy: asked.copy, language: asked.language })
    };
    /// The log of a session, as far as this person may see.
    journal: OfSession => JournalView, |desk: &Desk, asked: OfSession| desk.journal_view(asked.session);
    /// The numbers of a session, once sheets are side by side.
    statistics: OfSession => StatisticsView, |desk: &Desk, asked: OfSession| desk.statistics(asked.session);
    /// How far sheets have travelled.
    handovers: OfSession => Vec<SheetHandover>, |desk: &Desk, asked: OfSession| desk.handovers(asked.session);
    /// Tells a juror what has arrived, in a file chosen by the person.
    acknowledge: OfJuror => Option<Acknowledgement>, |desk: &Desk, asked: OfJuror| {
        desk.acknowledge_chosen(asked.session, asked.juror)
    };
    /// Writes one's results to a file chosen by the person.
    export_results: OfSession => Option<ResultsFile>, |desk: &Desk, asked: OfSession| desk.export_chosen(asked.session);
    /// What is expected of the session's members and what has come.
    exchange: OfSession => ExchangeView, |desk: &Desk, asked: OfSession| desk.exchange(asked.session);
    /// Makes the pack of a juror, in a file chosen by the person.
    hand_pack: OfJuror => Option<PackHanded>, |desk: &Desk, asked: OfJuror| desk.hand_pack(asked.session, asked.juror);
    /// Chooses files received.
    choose_files: Nothing => Vec<OfferedFile>, |desk: &Desk, _| desk.choose_files();
    /// Verifies a paper offered, or one that the person chooses; none when they gave up.
    verify_file: VerifyFile => Option<PaperVerified>, |desk: &Desk, asked: VerifyFile| desk.verify_chosen(asked.ticket.as_deref());
    /// Files dropped on the window or named when it was started, each told once.
    offered: Nothing => Vec<OfferedFile>, |desk: &Desk, _| desk.offered();
    /// What comes to its term, of whom something is kept, whom was erased.
    personal_data: OfSession => PersonalData, |desk: &Desk, asked: OfSession| desk.personal_data(asked.session);
    /// Saves what is kept of a candidate, in a file chosen by the person.
    subject_access: OfCandidate => Option<AnswerSaved>, |desk: &Desk, asked: OfCandidate| {
        desk.save_subject_access(asked.session, asked.candidate)
    };
    /// What an erasure would do.
    preview_erasure: OfWhom => ErasurePreview, |desk: &Desk, asked: OfWhom| desk.would_erase(asked.session, asked.whom);
    /// Erases, for good.
    erase: Erase => ErasureReport, |desk: &Desk, asked: Erase| desk.erase(asked.session, asked.whom, &asked.ground);
    /// Destroys a copy of the store that an erasure could not go over.
    destroy_copy: CopyNamed => (), |desk: &Desk, asked: CopyNamed| desk.destroy_copy(&asked.file_name);
    /// What files would bring, before anything is written.
    preview_files: Files => ImportsReport, |desk: &Desk, asked: Files| desk.import_offered(&asked.tickets, Mode::DryRun);
    /// Takes files in.
    import_files: Files => ImportsReport, |desk: &Desk, asked: Files| desk.import_offered(&asked.tickets, Mode::Write);
    /// Files taken in so far.
    imports: OfSession => Vec<KeptImport>, |desk: &Desk, asked: OfSession| desk.imports(asked.session);
    /// Reverses a file taken in, by a fact.
    reverse_import: Reverse => Changes, |desk: &Desk, asked: Reverse| {
        desk.reverse_import(asked.session, asked.bundle, &asked.ground)
    };
    /// Lets what a reversed file had brought count again.
    lift_reversal: OfImport => Changes, |desk: &Desk, asked: OfImport| desk.lift_reversal(asked.session, asked.bundle);
    /// Where people disagree.
    disagreements: OfSession => Vec<Disagreement>, |desk: &Desk, asked: OfSession| desk.disagreements(asked.session);
    /// Takes one side of a disagreement.
    settle: Settle => Settled, |desk: &Desk, asked: Settle| {
        desk.settle(asked.session, None, &asked.name, &asked.side, asked.because.as_deref())
    };
    /// Where the panel is with each candidate.
    deliberation: OfSession => DeliberationView, |desk: &Desk, asked: OfSession| desk.deliberation(asked.session);
    /// One candidate before the panel.
    case: OfCandidate => CaseView, |desk: &Desk, asked: OfCandidate| desk.case(asked.session, asked.candidate);
    /// What was retained for a criterion, step after step.
    ledger: OfCriterion => Vec<LedgerStep>, |desk: &Desk, asked: OfCriterion| {
        desk.ledger(asked.session, asked.candidate, &asked.criterion)
    };
    /// What supposed ratings would change; nothing of it can be kept.
    what_if: WhatIf => Proposal, |desk: &Desk, asked: WhatIf| desk.what_if(asked.session, asked.candidate, asked.ratings);
    /// What a choice of parts comes to, before it is decided.
    conclude: Conclude => Conclusion, |desk: &Desk, asked: Conclude| {
        desk.conclude(asked.session, asked.candidate, asked.parts_validated.as_deref(), asked.mention.as_deref())
    };
    /// What is checked before closing, and who signed.
    closing: OfSession => ClosingView, |desk: &Desk, asked: OfSession| desk.closing(asked.session);
    /// The minutes in force, for a page to draw.
    minutes_shown: OfSession => MinutesShown, |desk: &Desk, asked: OfSession| desk.minutes_shown(asked.session);
    /// A member signs the minutes on this laptop, with their own passphrase.
    sign_here: SignHere => SignatureReport, |desk: &Desk, asked: SignHere| {
        let statement = Statement { ink: asked.ink.map(Into::into), reserve: asked.reserve };
        desk.sign_here(asked.session, asked.juror, &asked.passphrase, statement)
    };
    /// Notes that a member signed the printed minutes by hand.
    signed_by_hand: OfJuror => Changes, |desk: &Desk, asked: OfJuror| desk.signed_by_hand(asked.session, asked.juror);
    /// Writes the minutes, signatures included, to a file chosen by the person.
    save_minutes: OfSession => Option<PaperReport>, |desk: &Desk, asked: OfSession| desk.save_minutes(asked.session);
    /// Prepares one's results to be shown as codes.
    show_results: OfSession => Shown, |desk: &Desk, asked: OfSession| desk.show_results(asked.session);
    /// Makes the pack of a juror, to be shown as codes.
    show_pack: OfJuror => Shown, |desk: &Desk, asked: OfJuror| desk.show_pack(asked.session, asked.juror);
    /// One code of what is shown.
    shown_code: OfCode => ShownCode, |desk: &Desk, asked: OfCode| desk.shown_code(&asked.ticket, asked.place);
    /// Looks at a picture of a camera.
    film: Film => Filmed, |desk: &Desk, asked: Film| desk.film(asked.width, &asked.grey);
    /// Forgets what was filmed so far.
    film_again: Nothing => (), |desk: &Desk, _| { desk.film_again(); Ok(()) };
}

fn request<T: DeserializeOwned>(body: &serde_json::Value) -> Result<T, Failure> {
    T::deserialize(body).map_err(|error| Failure::BadRequest(error.to_string()))
}

/// A failure as it crosses the door (`Failure` serialises to it).
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "Failure"))]
pub struct FailureView {
    /// `refusal`: the rules or the input say no. `failure`: the machine could not.
    #[cfg_attr(feature = "typescript", ts(type = "\"refusal\" | \"failure\""))]
    pub kind: String,
    /// The code its sentence is found by.
    pub code: String,
    /// The arguments of its sentence.
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, string>"))]
    pub args: std::collections::BTreeMap<String, String>,
}

#[cfg(feature = "typescript")]
mod typescript;
