//! The table, row by row: which bloc a row belongs to, and which évaluation its criteria belong to.

use domain::referential::{Activity, Block, BlockKind, Evaluation, Skill};

use super::cells::{Paragraph, paragraphs};
use super::parts::{Part, append, is_block_code};
use super::{Doubts, ImportDoubtKind, SourceLine, criteria, trials};

const ACTIVITIES: usize = 0;
const SKILLS: usize = 1;
const TRIALS: usize = 2;
const CRITERIA: usize = 3;

/// The blocs of the table's rows. A row that opens with the code of a bloc begins it; the rows after it continue it.
pub(super) fn read(rows: &[&SourceLine], doubts: &mut Doubts) -> Vec<Block> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut headers: Vec<&SourceLine> = Vec::new();
    for row in rows.iter().filter(|row| !is_rule(row)) {
        let repeated = headers.iter().any(|header| header.cells == row.cells);
        if !repeated && let Some(code) = opens(row) {
            drafts.push(Draft::new(code));
        }
        match drafts.last_mut() {
            Some(draft) if !repeated => draft.row(row, doubts),
            _ => {
                doubts.add(row.number, ImportDoubtKind::HeaderIgnored, "", &row.cells.join(" "));
                headers.push(row);
            }
        }
    }
    drafts.into_iter().map(|draft| draft.finish(doubts)).collect()
}

/// A line of dashes, which tables in plain text put under their headings.
fn is_rule(row: &SourceLine) -> bool {
    row.cells.iter().all(|cell| cell.chars().all(|c| c == '-' || c == ':' || c == ' '))
}

fn opens(row: &SourceLine) -> Option<String> {
    let first = paragraphs(row.cell(ACTIVITIES)).into_iter().next()?;
    let (code, title) = first.text.split_once(' ')?;
    (is_block_code(code) && !title.is_empty()).then(|| code.to_owned())
}

/// A bloc being read.
struct Draft {
    code: String,
    title: String,
    label: Option<String>,
    activities: Vec<Part>,
    skills: Vec<Part>,
    evaluations: Vec<Evaluation>,
    /// Line where each évaluation begins.
    lines: Vec<usize>,
}

impl Draft {
    fn new(code: String) -> Self {
        let (activities, skills, evaluations, lines) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { code, title: String::new(), label: None, activities, skills, evaluations, lines }
    }

    fn row(&mut self, row: &SourceLine, doubts: &mut Doubts) {
        let cell = paragraphs(row.cell(ACTIVITIES));
        let stems = [self.code.clone()];
        let before = append(&mut self.activities, &cell, &stems, row.number, doubts);
        if self.title.is_empty() {
            let title = before.strip_prefix(self.code.as_str()).unwrap_or(&before);
            self.title = title.trim_start_matches([' ', '-', '–', '—', ':']).to_owned();
        } else if !before.is_empty() {
            doubts.add(row.number, ImportDoubtKind::CutCellJoined, &self.code, &before);
            self.title = format!("{} {before}", self.title);
        }
        let (cell, stems) = (paragraphs(row.cell(SKILLS)), self.skill_stems());
        let before = append(&mut self.skills, &cell, &stems, row.number, doubts);
        if !before.is_empty() {
            doubts.add(row.number, ImportDoubtKind::Dropped, &self.code, &before);
        }
        self.trials(row, doubts);
        self.criteria(row, doubts);
    }

    /// Competences of `A1` are `CA1.…` or `C1.…`.
    fn skill_stems(&self) -> [String; 2] {
        let digits = self.code.trim_start_matches(|c: char| c.is_ascii_uppercase());
        [format!("C{}", self.code), format!("C{digits}")]
    }

    fn trials(&mut self, row: &SourceLine, doubts: &mut Doubts) {
        let mut cell = paragraphs(row.cell(TRIALS));
        self.take_label(&mut cell, row.number, doubts);
        let before = self.evaluations.last_mut().and_then(|evaluation| evaluation.trials.last_mut());
        let mut trials = trials::read(&cell, before, row.number, doubts);
        trials::name(&mut trials, &self.code, &self.evaluations, row.number, doubts);
        let Some(first) = trials.first() else { return };
        let code = first.code.clone();
        if trials.len() > 1 {
            let titles: Vec<&str> = trials.iter().map(|trial| trial.title.as_str()).collect();
            doubts.add(row.number, ImportDoubtKind::SharedCriteria, &code, &titles.join(" + "));
        }
        self.lines.push(row.number);
        self.evaluations.push(Evaluation { code, trials, criteria: Vec::new() });
    }

    fn take_label(&mut self, cell: &mut Vec<Paragraph>, line: usize, doubts: &mut Doubts) {
        if let Some(label) = cell.first().and_then(trials::option_label) {
            doubts.add(line, ImportDoubtKind::Recased, &self.code, &label);
            self.label = Some(label);
            cell.remove(0);
        }
    }

    fn criteria(&mut self, row: &SourceLine, doubts: &mut Doubts) {
        let cell = paragraphs(row.cell(CRITERIA));
        if cell.is_empty() {
            return;
        }
        let Some(evaluation) = self.evaluations.last_mut() else {
            doubts.add(row.number, ImportDoubtKind::Dropped, &self.code, row.cell(CRITERIA));
            return;
        };
        if paragraphs(row.cell(TRIALS)).is_empty() {
            let words = cell.first().map_or("", |paragraph| paragraph.text.as_str());
            doubts.add(row.number, ImportDoubtKind::CriteriaWithoutTrial, &evaluation.code, words);
        }
        criteria::append(evaluation, &cell, row.number, doubts);
    }

    fn finish(self, doubts: &mut Doubts) -> Block {
        for (evaluation, line) in self.evaluations.iter().zip(&self.lines) {
            criteria::look_at_commas(evaluation, *line, doubts);
            if evaluation.criteria.is_empty() {
                doubts.add(*line, ImportDoubtKind::TrialWithoutCriteria, &evaluation.code, "");
            }
        }
        let short = self.label.clone().unwrap_or_else(|| self.code.clone());
        Block {
            short,
            title: self.title,
            kind: self.label.map_or(BlockKind::Main, |label| BlockKind::Option { label }),
            activities: self.activities.into_iter().map(activity).collect(),
            skills: self.skills.into_iter().map(skill).collect(),
            evaluations: self.evaluations,
            code: self.code,
        }
    }
}

fn activity(part: Part) -> Activity {
    Activity { code: part.code, text: part.text, erratum: None }
}

fn skill(part: Part) -> Skill {
    Skill { code: part.code, text: part.text, erratum: None }
}
