//! Proposes a référentiel from its source text: a table of four columns (activities, competences, épreuves, criteria)
//! with page cuts and leftovers of HTML, then the mémoire. It proposes and says where it is unsure; a person decides.
//! The heuristics are told in docs/formats/referential.md; no sentence of any text is known here.

use domain::referential::{BlockKind, Code, Referential};
use serde::Serialize;

use super::text::{clean, decode, one_line, shown};
use super::{MAX_COLUMNS, MAX_ROWS, Reason, TableFault};

mod blocks;
mod cells;
mod criteria;
mod parts;
mod thesis;
mod trials;

/// A proposed référentiel and what a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The proposal. It has no mapping, no erratum, no short label of its own: the certifier adds them.
    pub referential: Referential,
    /// Doubts in the order of the text.
    pub doubts: Vec<ImportDoubt>,
}

/// Something the reader did without being sure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportDoubt {
    /// Line of the text, from 1.
    pub line: usize,
    /// What was doubtful.
    pub kind: ImportDoubtKind,
    /// Code of the thing concerned; empty when there is none.
    pub item: Code,
    /// The words concerned, shortened.
    pub excerpt: String,
}

/// Kinds of doubt: a closed list, whose words live in the words files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportDoubtKind {
    /// A line was taken for a heading of the table and left out.
    HeaderIgnored,
    /// A cell was cut by a page: its two pieces were joined.
    CutCellJoined,
    /// A paragraph without code was joined to the thing before it.
    ParagraphJoined,
    /// The numbers of activities or competences jump or go back.
    CodeOutOfSequence,
    /// Criteria without bullets were told apart by the words they all begin with.
    MissingBullets,
    /// Criteria beside an empty cell of épreuves were given to the évaluation above.
    CriteriaWithoutTrial,
    /// Several épreuves stand beside one list of criteria: they share it.
    SharedCriteria,
    /// An épreuve has no criteria beside it.
    TrialWithoutCriteria,
    /// A criterion ends with a comma: its sentence goes on in the next one.
    SplitSentence,
    /// A criterion begins with a pronoun: it may continue the one before.
    ContinuedBullet,
    /// The title of an épreuve is not underlined: the first short paragraph was taken.
    TitleNotMarked,
    /// The kind of an épreuve is not in its title: cas pratique was taken.
    KindGuessed,
    /// Two épreuves of a bloc have the same kind: the code of the second was made from its title.
    CodeMade,
    /// A title in capitals was written in small letters.
    Recased,
    /// The rule of the title or the conditions of the mission were read from a sentence.
    RuleGuessed,
    /// A text that found no place: it is in the proposal nowhere.
    Dropped,
}

/// The référentiel that `bytes` seems to describe; `source` says where the text was taken from.
///
/// # Errors
/// When the bytes are no text, hold a character that deceives, or describe no bloc.
pub fn propose(bytes: &[u8], source: &str) -> Result<Proposal, TableFault> {
    let (text, _) = decode(bytes)?;
    let lines = source_lines(&text)?;
    let mut doubts = Doubts::default();
    let rows: Vec<&SourceLine> = lines.iter().filter(|line| line.cells.len() > 1).collect();
    let blocks = blocks::read(&rows, &mut doubts);
    let (Some(first), Some(last), false) = (rows.first(), rows.last(), blocks.is_empty()) else {
        return Err(TableFault::NoBlock);
    };
    let (title, preamble) = thesis::opening(&lines, first.number, &mut doubts);
    let has_options = blocks.iter().any(|block| block.kind != BlockKind::Main);
    let (thesis, title_rule) = thesis::closing(&lines, last.number, has_options, &mut doubts);
    let referential = Referential {
        code: slug(&title),
        version: "1".to_owned(),
        title,
        source: source.to_owned(),
        language: "fr".to_owned(),
        registration: None,
        preamble,
        blocks,
        thesis,
        title_rule,
    };
    doubts.0.sort_by_key(|doubt| doubt.line);
    Ok(Proposal { referential, doubts: doubts.0 })
}

/// One line of the source that is not blank, cut at its tabs; a plain paragraph has one cell.
struct SourceLine {
    number: usize,
    cells: Vec<String>,
}

impl SourceLine {
    /// The cell at that place; empty when the line is shorter.
    fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", String::as_str)
    }
}

/// Doubts as they come.
#[derive(Default)]
struct Doubts(Vec<ImportDoubt>);

impl Doubts {
    fn add(&mut self, line: usize, kind: ImportDoubtKind, item: &str, words: &str) {
        let excerpt = shown(&one_line(words));
        self.0.push(ImportDoubt { line, kind, item: item.to_owned(), excerpt });
    }
}

fn source_lines(text: &str) -> Result<Vec<SourceLine>, TableFault> {
    let mut lines = Vec::new();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = place + 1;
        if lines.len() == MAX_ROWS {
            return Err(TableFault::TooManyRows { most: MAX_ROWS });
        }
        if line.bytes().filter(|byte| *byte == b'\t').count() > MAX_COLUMNS {
            return Err(TableFault::TooManyColumns { line: number, most: MAX_COLUMNS });
        }
        let cells: Result<Vec<String>, Reason> = line.split('\t').map(clean).collect();
        let cells = cells.map_err(|reason| TableFault::BadLine { line: number, reason })?;
        lines.push(SourceLine { number, cells });
    }
    Ok(lines)
}

fn slug(title: &str) -> Code {
    super::text::fold(title).replace(' ', "-")
}
