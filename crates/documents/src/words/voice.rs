//! The words of the papers that exist in two languages. French is `words`'; English is here. It decides nothing.

use domain::deliberation::{Outcome, PartStatus};
use domain::grading::Rating;
use domain::minutes::{CandidateLine, Certification, CivilTime, PartLine, Sitting};
use domain::papers::Language;
use domain::person::{PriorKind, Role, Route};
use domain::regulation::Scale;
use domain::time::Date;

use crate::words;

/// Speaks a paper's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Voice(pub(crate) Language);

impl Voice {
    /// French.
    pub(crate) const FRENCH: Self = Self(Language::French);

    /// One of two words.
    pub(crate) fn pick<'w>(self, french: &'w str, english: &'w str) -> &'w str {
        match self.0 {
            Language::French => french,
            Language::English => english,
        }
    }

    /// A decision.
    pub(crate) fn outcome(self, outcome: Outcome) -> &'static str {
        let english = match outcome {
            Outcome::Awarded => "Title awarded",
            Outcome::Partial => "Partially validated",
            Outcome::Adjourned => "Not validated",
            Outcome::Absent => "Absent",
            Outcome::Excluded => "Excluded",
        };
        self.pick(words::outcome(outcome), english)
    }

    /// The status of a part.
    pub(crate) fn status(self, status: PartStatus) -> &'static str {
        let english = match status {
            PartStatus::Validated => "validated",
            PartStatus::Failed => "not validated",
            PartStatus::Prior => "acquired earlier",
            PartStatus::NotAssessed => "not assessed",
        };
        self.pick(words::status(status), english)
    }

    /// A route of access.
    pub(crate) fn route(self, route: Route) -> &'static str {
        let english = match route {
            Route::Student => "Initial training (student)",
            Route::Apprenticeship => "Apprenticeship",
            Route::ContinuingEducation => "Continuing education",
            Route::Professionalisation => "Professional training contract",
            Route::Individual => "Individual application",
            Route::Experience => "Validation of acquired experience (VAE)",
        };
        self.pick(words::route(route), english)
    }

    /// The quality of somebody who sits.
    pub(crate) fn quality(self, role: Role) -> &'static str {
        let english = match role {
            Role::Office => "Secretariat of the jury",
            Role::President => "President of the jury",
            Role::Member => "Member of the jury",
            Role::Representative => "Representative of the certifying body",
        };
        self.pick(words::quality(role), english)
    }

    /// A rating; a level has the name that the règlement gives it.
    pub(crate) fn rating(self, rating: Rating, scale: &Scale) -> String {
        match (self.0, rating) {
            (Language::English, Rating::NotObserved) => "Not observed".to_owned(),
            (Language::English, Rating::NotApplicable) => "Not applicable".to_owned(),
            (Language::English, Rating::Score { .. }) => words::rating(rating, scale).replace(',', "."),
            _ => words::rating(rating, scale),
        }
    }

    /// « 3 juillet 2026 », “3 July 2026”.
    pub(crate) fn date(self, date: Date) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = MONTHS.get(usize::from(date.month()).saturating_sub(1)).copied().unwrap_or_default();
        match self.0 {
            Language::French => words::date(date),
            Language::English => format!("{}\u{A0}{month}\u{A0}{}", date.day(), date.year()),
        }
    }

    /// The days that a session lasts.
    pub(crate) fn days(self, sitting: &Sitting) -> String {
        if sitting.starts_on == sitting.ends_on {
            return self.date(sitting.starts_on);
        }
        let (from, to) = (self.date(sitting.starts_on), self.date(sitting.ends_on));
        format!("{} {from} {} {to}", self.pick("du", "from"), self.pick("au", "to"))
    }

    /// « le 3 juillet 2026 à 9 h 05 », “on 3 July 2026 at 9:05”.
    pub(crate) fn moment(self, time: CivilTime) -> String {
        match self.0 {
            Language::French => words::moment(time),
            Language::English => format!("on {} at {}:{:02}", self.date(time.date), time.hour, time.minute),
        }
    }

    /// The number of the minutes.
    pub(crate) fn number(self, number: &str) -> String {
        match self.0 {
            Language::French => words::number(number),
            Language::English if number.trim().is_empty() => "no number (draft)".to_owned(),
            Language::English => format!("no.\u{A0}{number}"),
        }
    }

    /// A part as people call it.
    pub(crate) fn part_name(self, code: &str) -> String {
        match self.0 {
            Language::English if code == domain::deliberation::THESIS => "Thesis".to_owned(),
            _ => words::part_name(code),
        }
    }

    /// What proves a part acquired before.
    pub(crate) fn proof(self, part: &PartLine) -> Option<String> {
        if self.0 == Language::French {
            return words::proof(part);
        }
        let prior = part.prior.as_ref()?;
        let kind = match prior.kind {
            PriorKind::Acquired => "acquired earlier",
            PriorKind::Exempted => "exempted",
        };
        let proof = if prior.proof.is_empty() { "evidence not specified" } else { prior.proof.as_str() };
        let on = prior.on.map(|on| format!(", {}", self.date(on))).unwrap_or_default();
        Some(format!("{}: {kind}, {proof}{on}", self.part_name(&part.part)))
    }

    /// The mention, or a dash.
    pub(crate) fn mention<'m>(self, line: &'m CandidateLine, certification: &'m Certification) -> &'m str {
        words::mention(line, certification)
    }

    /// Which presentation it is.
    pub(crate) fn attempt(self, attempt: u8) -> String {
        match (self.0, attempt) {
            (Language::French, _) => words::attempt(attempt),
            (Language::English, 0 | 1) => "first attempt".to_owned(),
            (Language::English, _) => format!("attempt no. {attempt} (resit)"),
        }
    }

    /// Whether it is a further attempt, and what remains.
    pub(crate) fn retake(self, line: &CandidateLine) -> String {
        if self.0 == Language::French {
            return words::retake(line);
        }
        let remaining = line.parts.iter().filter(|part| !part.status.counts());
        let remaining: Vec<String> = remaining.map(|part| self.part_name(&part.part)).collect();
        let resit = if line.attempt > 1 { "Yes" } else { "No" };
        let remaining = if remaining.is_empty() {
            "nothing to be taken again".to_owned()
        } else {
            format!("to be taken again: {}", remaining.join(", "))
        };
        format!("{resit}, {}; {remaining}.", self.attempt(line.attempt))
    }

    /// « page 1 sur 3 », “page 1 of 3”.
    pub(crate) fn count_of_pages(self) -> fn(usize, usize) -> String {
        match self.0 {
            Language::French => |page, total| format!("page {page} sur {total}"),
            Language::English => |page, total| format!("page {page} of {total}"),
        }
    }

    /// The language of what people wrote, where it is not the paper's.
    pub(crate) fn source(self) -> Option<&'static str> {
        (self.0 != Language::French).then_some("fr-FR")
    }

    /// The language, as a PDF says it (BCP 47).
    pub(crate) fn tag(self) -> &'static str {
        self.pick("fr-FR", "en-GB")
    }
}
