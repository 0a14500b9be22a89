//! One function for each thing `delib` may be asked: it reads the arguments, calls the desk, and makes an answer. Rules are
//! the domain's; use cases are the desk's.

mod access;
mod care;
mod deliberation;
mod description;
mod devices;
mod disagreement;
mod erase;
mod exchange;
mod execute;
mod grading;
mod import;
mod journal;
mod manifest;
mod papers;
mod printing;
mod referential;
mod regulation;
mod retention;
mod session;
mod shell;
mod signing;
mod stamp;
mod store;
mod tables;
mod verify;

use crate::answer::Answer;
use crate::args::Ask;
use crate::counter::Counter;
use crate::trouble::Trouble;

/// Does what was asked.
///
/// # Errors
/// When it was refused, or could not be done: nothing is then half done.
pub(crate) fn run(counter: &Counter, ask: Ask) -> Result<Answer, Trouble> {
    match ask {
        Ask::Store(ask) => store::run(counter, &ask),
        Ask::Referential(ask) => referential::run(counter, &ask),
        Ask::Regulation(ask) => regulation::run(counter, &ask),
        Ask::Session(ask) => session::run(counter, &ask),
        Ask::Candidates(ask) => tables::candidates(counter, &ask),
        Ask::Join(ask) => devices::join(counter, &ask),
        Ask::Accept(ask) => devices::accept(counter, &ask),
        Ask::Revoke(ask) => devices::revoke(counter, &ask),
        Ask::Delegate(ask) => devices::delegate(counter, &ask),
        Ask::Devices(ask) => devices::list(counter, &ask),
        Ask::Pack(ask) => exchange::pack(counter, &ask),
        Ask::Receive(ask) => exchange::receive(counter, &ask),
        Ask::Mark(ask) => tables::marks(counter, &ask),
        Ask::Seal(ask) => grading::seal(counter, &ask),
        Ask::Export(ask) => exchange::export(counter, &ask),
        Ask::Ack(ask) => exchange::acknowledge(counter, &ask),
        Ask::Import(ask) => import::import(counter, &ask),
        Ask::Imports(ask) => import::list(counter, &ask),
        Ask::Reverse(ask) => import::reverse(counter, &ask),
        Ask::Confront(ask) => deliberation::confront(counter, &ask),
        Ask::Retain(ask) => tables::retained(counter, &ask),
        Ask::Deliberate(ask) => tables::decisions(counter, &ask),
        Ask::Disputes(ask) => disagreement::list(counter, &ask),
        Ask::Settle(ask) => disagreement::settle(counter, &ask),
        Ask::Duplicate(ask) => disagreement::duplicate(counter, &ask),
        Ask::Execute(ask) => execute::run(counter, &ask),
        Ask::Close(ask) => deliberation::close(counter, &ask),
        Ask::Status(ask) => manifest::status(counter, &ask),
        Ask::Manifest(ask) => manifest::paper(counter, &ask),
        Ask::Countersign(ask) => manifest::countersign(counter, &ask),
        Ask::Minutes(ask) => papers::minutes(counter, &ask),
        Ask::Papers(ask) => printing::list(counter, &ask),
        Ask::Paper(ask) => printing::print(counter, &ask),
        Ask::Sign(ask) => signing::sign(counter, &ask),
        Ask::Collect(ask) => signing::collect(counter, &ask),
        Ask::Timestamp(ask) => stamp::run(counter, &ask),
        Ask::Ca(ask) => signing::certificates(counter, &ask),
        Ask::Verify(ask) => verify::run(counter, &ask),
        Ask::Recount(ask) => care::recount(counter, &ask),
        Ask::Backup(ask) => care::backup(counter, &ask),
        Ask::Restore(ask) => care::restore(counter, &ask),
        Ask::Erase(ask) => erase::run(counter, &ask),
        Ask::SubjectAccess(ask) => access::run(counter, &ask),
        Ask::Retention(ask) => retention::run(counter, &ask),
        Ask::Check => care::check(counter),
        Ask::Results(ask) => papers::results(counter, &ask),
        Ask::Journal(ask) => journal::run(counter, &ask),
        Ask::Demo(ask) => crate::demo::run(counter, &ask),
        Ask::Completions { shell } => shell::completions(shell),
        Ask::Man => shell::man(),
    }
}
