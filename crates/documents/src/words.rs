//! The French words of the papers: names of outcomes, statuses, roles, dates. The only place of this room with French
//! beside `papers/`; it decides nothing. Spaces before `; : ! ? %` are plain here: the typesetter makes them narrow.

pub(crate) mod voice;

use domain::deliberation::{Outcome, PartStatus};
use domain::grading::Rating;
use domain::minutes::{CandidateLine, Certification, CivilTime, PartLine};
use domain::person::{PriorKind, Role, Route};
use domain::regulation::Scale;
use domain::session::dispute::Dispute;
use domain::session::likeness::Sign;
use domain::time::Date;

/// What stands above the name of whoever signed.
pub(crate) const SIGNED_BY: &str = "Signé électroniquement par";

/// What the attached results are.
pub(crate) const RESULTS_ATTACHED: &str = "Contenu du procès-verbal sous forme de données";

/// The name of the authority that a member's own device makes.
pub(crate) fn own_authority(name: &str) -> String {
    format!("Délibéré, clé de {name}")
}

/// A decision, as the minutes say it.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Awarded => "Admis",
        Outcome::Partial => "Validation partielle",
        Outcome::Adjourned => "Ajourné",
        Outcome::Absent => "Absent",
        Outcome::Excluded => "Exclu",
    }
}

/// The status of a part, whole.
pub(crate) fn status(status: PartStatus) -> &'static str {
    match status {
        PartStatus::Validated => "validé",
        PartStatus::Failed => "non validé",
        PartStatus::Prior => "acquis antérieurement",
        PartStatus::NotAssessed => "non évalué",
    }
}

/// The status of a part, for a narrow column; the legend is [`STATUS_LEGEND`].
pub(crate) fn status_mark(status: PartStatus) -> &'static str {
    match status {
        PartStatus::Validated => "V",
        PartStatus::Failed => "NV",
        PartStatus::Prior => "AA",
        PartStatus::NotAssessed => "NE",
    }
}

/// What the marks of [`status_mark`] mean.
pub(crate) const STATUS_LEGEND: &str =
    "V : validé par ce jury. NV : non validé. AA : acquis antérieurement ou dispensé. NE : non évalué. – : sans objet.";

/// The role of a person of the jury, for a column. The civil gender of a juror is not known: the words name the seat, not
/// the person.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Office => "Secrétariat",
        Role::President => "Présidence",
        Role::Member => "Membre",
        Role::Representative => "Représentation du certificateur",
    }
}

/// The quality in which somebody signs, as a box and a certificate say it.
pub fn quality(role: Role) -> &'static str {
    match role {
        Role::Office => "Secrétariat du jury",
        Role::President => "Présidence du jury",
        Role::Member => "Membre du jury",
        Role::Representative => "Représentation du certificateur",
    }
}

/// A route of access.
pub(crate) fn route(route: Route) -> &'static str {
    match route {
        Route::Student => "Formation initiale",
        Route::Apprenticeship => "Apprentissage",
        Route::ContinuingEducation => "Formation continue",
        Route::Professionalisation => "Contrat de professionnalisation",
        Route::Individual => "Candidature individuelle",
        Route::Experience => "VAE",
    }
}

/// A rating, as its scale says it.
pub(crate) fn rating(rating: Rating, scale: &Scale) -> String {
    match (rating, scale) {
        (Rating::NotObserved, _) => "Non observé".to_owned(),
        (Rating::NotApplicable, _) => "Sans objet".to_owned(),
        (Rating::Level { index }, _) => {
            scale.level(index).map_or_else(|| format!("Niveau {index}"), |level| level.label.clone())
        }
        (Rating::Score { hundredths }, Scale::Score { max, .. }) => {
            format!("{} / {}", decimal(hundredths), decimal(*max))
        }
        (Rating::Score { hundredths }, Scale::Levels { .. }) => decimal(hundredths),
    }
}

/// Hundredths as a number with a decimal comma: `14,5`, `20`.
pub(crate) fn decimal(hundredths: i32) -> String {
    let (sign, value) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    match (value / 100, value % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) if part % 10 == 0 => format!("{sign}{whole},{}", part / 10),
        (whole, part) => format!("{sign}{whole},{part:02}"),
    }
}

/// « 3 juillet 2026 ».
pub(crate) fn date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let month = MONTHS.get(usize::from(date.month()).saturating_sub(1)).copied().unwrap_or_default();
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day}\u{A0}{month}\u{A0}{}", date.year())
}

/// « 03/07/2026 », for tables.
pub(crate) fn short_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// « 9 h 05 ».
pub(crate) fn hour(time: CivilTime) -> String {
    format!("{}\u{202F}h\u{202F}{:02}", time.hour, time.minute)
}

/// « le 3 juillet 2026 à 9 h 05 ».
pub(crate) fn moment(time: CivilTime) -> String {
    format!("le {} à {}", date(time.date), hour(time))
}

/// « 1 candidat », « 3 candidats », « aucun candidat ».
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("aucun {one}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// « oui » or « non ».
pub(crate) fn yes(value: bool) -> &'static str {
    if value { "Oui" } else { "Non" }
}

/// The mention as the règlement names it, or a dash.
pub(crate) fn mention<'m>(line: &'m CandidateLine, certification: &'m Certification) -> &'m str {
    let Some(code) = line.decision.as_ref().and_then(|decision| decision.mention.as_deref()) else { return "–" };
    certification.mentions.iter().find(|rule| rule.code == code).map_or(code, |rule| rule.label.as_str())
}

/// « n° PV-2026-0001 »; a draft has none yet.
pub(crate) fn number(number: &str) -> String {
    if number.trim().is_empty() { "sans numéro (projet)".to_owned() } else { format!("n°\u{A0}{number}") }
}

/// What proves a part acquired before: « acquis antérieurement : PV 2025-014 du 4 mars 2025 ».
pub(crate) fn proof(part: &PartLine) -> Option<String> {
    let prior = part.prior.as_ref()?;
    let kind = match prior.kind {
        PriorKind::Acquired => "acquis antérieurement",
        PriorKind::Exempted => "dispense",
    };
    let proof = if prior.proof.is_empty() { "justificatif non précisé" } else { prior.proof.as_str() };
    let on = prior.on.map(|on| format!(" du {}", short_date(on))).unwrap_or_default();
    Some(format!("{} : {kind}, {proof}{on}", part_name(&part.part)))
}

/// A part as people call it: its code, or « Mémoire ».
pub(crate) fn part_name(code: &str) -> String {
    if code == domain::deliberation::THESIS { "Mémoire".to_owned() } else { code.to_owned() }
}

/// « A1, A3, Mémoire »: the parts of `line` that have that status.
pub(crate) fn parts_with(line: &CandidateLine, status: PartStatus) -> String {
    let names: Vec<String> =
        line.parts.iter().filter(|part| part.status == status).map(|part| part_name(&part.part)).collect();
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// Whether the sheet is that of a further attempt, and what remains to be validated.
pub(crate) fn retake(line: &CandidateLine) -> String {
    let remaining: Vec<String> =
        line.parts.iter().filter(|part| !part.status.counts()).map(|part| part_name(&part.part)).collect();
    let attempt = if line.attempt > 1 { "Oui" } else { "Non" };
    let remaining = if remaining.is_empty() {
        "rien à représenter".to_owned()
    } else {
        format!("à représenter : {}", remaining.join(", "))
    };
    format!("{attempt}, {} ; {remaining}.", attempt_number(line.attempt))
}

fn attempt_number(attempt: u8) -> String {
    if attempt > 1 { format!("{attempt}e présentation") } else { "1re présentation".to_owned() }
}

/// Which presentation it is: « 1re présentation », « 2e présentation (rattrapage) ».
pub(crate) fn attempt(attempt: u8) -> String {
    let rattrapage = if attempt > 1 { " (rattrapage)" } else { "" };
    format!("{}{rattrapage}", attempt_number(attempt))
}

/// Why entries are kept and not counted.
pub(crate) fn aside(reason: &str) -> &str {
    match reason {
        "unauthorised" => "personne n’a autorisé ce journal",
        "not-allowed" => "leur auteur n’en a pas le droit",
        "late" => "arrivées après la clôture",
        "revoked" => "écrites sur un poste retiré",
        "reversed" => "leur reprise a été annulée",
        "sealed" => "la fiche était déjà scellée",
        "unknown" => "elles parlent de quelqu’un que la session ne connaît pas",
        "malformed" => "illisibles",
        other => other,
    }
}

/// What people disagree on.
pub(crate) fn dispute(dispute: &Dispute) -> &'static str {
    match dispute {
        Dispute::Details => "Nom, lieu ou dates",
        Dispute::CandidateFile { .. } => "Fiche d’un candidat",
        Dispute::CivilStatus { .. } => "État civil",
        Dispute::Withdrawal { .. } => "Retrait",
        Dispute::PriorBlock { .. } => "Bloc déjà acquis",
        Dispute::Accommodation { .. } => "Aménagement",
        Dispute::Passage { .. } => "Passage",
        Dispute::Attendance { .. } => "Présence d’un candidat",
        Dispute::Subject { .. } => "Sujet reçu",
        Dispute::Recusal { .. } => "Déport",
        Dispute::Duplicate { .. } => "Doublon ou non",
        Dispute::Retained { .. } => "Niveau retenu",
        Dispute::Decision { .. } => "Décision",
        Dispute::JurorFile { .. } => "Fiche d’un membre",
        Dispute::Unseating { .. } => "Départ d’un membre",
        Dispute::PanelDay { .. } => "Journée d’un membre",
        Dispute::Mark { .. } => "Note, sur deux postes",
        Dispute::Observation { .. } => "Observation, sur deux postes",
        Dispute::Seal { .. } => "Scellé, sur deux postes",
        Dispute::Incident { .. } => "Aléa",
        Dispute::Closing => "Clôture",
        Dispute::Amendment { .. } => "Décision, dans deux rectificatifs",
    }
}

/// What makes two candidates look alike.
pub(crate) fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Names => "mêmes nom et prénom",
        Sign::Birth => "dates de naissance proches",
        Sign::SameNumber => "même numéro",
        Sign::NearNumber => "numéros proches",
    }
}

/// Why somebody signs, as the signature says it.
pub(crate) fn reason(role: &str, reserve: Option<&str>) -> String {
    let role = if role.is_empty() { String::new() } else { format!(", {role}") };
    let reserve = reserve.map(|reserve| format!(". {}", with_reserve(reserve))).unwrap_or_default();
    format!("Signature du document{role}{reserve}")
}

/// How a reserve begins, in a box and in a reason (docs/formats/signatures.md).
pub const RESERVE: &str = "Avec réserve";

/// A reserve that a signer states, as its box and its reason say it.
pub(crate) fn with_reserve(reserve: &str) -> String {
    format!("{RESERVE} : {reserve}")
}

#[cfg(test)]
mod tests {
    use domain::session::AsideReason as Why;

    #[test]
    fn every_reason_not_to_count_has_its_words() {
        let reasons = [
            Why::Unauthorised,
            Why::NotAllowed,
            Why::Late,
            Why::Revoked,
            Why::Reversed,
            Why::Sealed,
            Why::Unknown,
            Why::Malformed,
        ];
        for reason in reasons {
            assert_ne!(super::aside(reason.name()), reason.name());
        }
    }
}
