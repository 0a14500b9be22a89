//! One juror's marks of one candidate, by criterion. What a session holds by the million, and so laid down without waste: a level
//! without a comment is 24 bytes, and sheets of the same criteria share one list of codes. Not a place for what a mark means.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::grading::{Mark, Rating};
use crate::id::PersonId;
use crate::log::Clock;
use crate::register::{Branch, Register, Sight, Stamp};

/// Room is taken for this many criteria at a time.
const ROOM: usize = 8;

/// Lists of codes are shared up to that length, and up to that many of them: honest sheets have a few dozen codes, and nearly all
/// of them the same ones.
const SHARED: (usize, usize) = (128, 4_096);

/// Codes of criteria in their order, as a sheet has them.
type Row = Arc<Vec<Arc<str>>>;

/// What the sheets of a session share: lists of codes, and who wrote on which line.
#[derive(Clone, Default)]
pub struct Codes {
    /// The list that a list becomes with one code more. Lists stay, so that where one lies names it.
    rows: BTreeMap<(usize, Arc<str>), Row>,
    hands: BTreeMap<(Branch, PersonId), Arc<Hand>>,
    /// The last one asked for.
    hand: Option<Arc<Hand>>,
}

/// Who wrote, and on which line.
#[derive(Debug, PartialEq, Eq)]
struct Hand {
    branch: Branch,
    by: PersonId,
}

impl Codes {
    /// Puts `code` at `place` of `row`.
    fn insert(&mut self, row: &mut Row, place: usize, code: &str) {
        let (longest, most) = SHARED;
        let name = (Arc::as_ptr(row).addr() * usize::from(!row.is_empty()), Arc::from(code));
        if row.len() < longest
            && let Some(known) = self.rows.get(&name)
        {
            *row = Arc::clone(known);
            return;
        }
        let code = Arc::clone(&name.1);
        Arc::make_mut(row).insert(place, code);
        if row.len() <= longest && self.rows.len() < most {
            self.rows.insert(name, Arc::clone(row));
        }
    }

    fn hand(&mut self, stamp: &Stamp) -> Arc<Hand> {
        let (branch, by) = (stamp.branch, stamp.by);
        if let Some(hand) = self.hand.as_ref().filter(|hand| hand.branch == branch && hand.by == by) {
            return Arc::clone(hand);
        }
        let hand = self.hands.entry((branch, by)).or_insert_with(|| Arc::new(Hand { branch, by }));
        self.hand = Some(Arc::clone(hand));
        Arc::clone(hand)
    }
}

/// Nothing of it tells what a session is: the same marks may have come another way.
impl std::fmt::Debug for Codes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("what sheets share")
    }
}

/// Marks by criterion, in the order of the codes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Marks {
    codes: Row,
    given: Vec<Given>,
}

/// What was said of one criterion. What can lie in the first form does, so that the same marks are the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Given {
    /// A level without a comment, of one side.
    Level { hand: Arc<Hand>, clock: Clock, seq: u32, index: u8 },
    /// Anything else.
    Other(Box<Register<Mark>>),
}

impl Given {
    fn new(mark: Mark, stamp: Stamp, codes: &mut Codes) -> Self {
        match mark {
            Mark { rating: Some(Rating::Level { index }), comment } if comment.is_empty() => {
                Self::Level { hand: codes.hand(&stamp), clock: stamp.clock, seq: stamp.seq, index }
            }
            mark => Self::Other(Box::new(Register::of(mark, stamp))),
        }
    }

    fn write(&mut self, mark: Mark, stamp: Stamp, sight: &Sight, codes: &mut Codes) {
        let mut register = self.register();
        register.write(mark, stamp, sight);
        *self = match register.sides() {
            [only] => Self::new(only.value.clone(), only.stamp, codes),
            _ => Self::Other(Box::new(register)),
        };
    }

    fn register(&self) -> Register<Mark> {
        match self {
            Self::Level { hand, clock, seq, index } => {
                let mark = Mark { rating: Some(Rating::Level { index: *index }), comment: String::new() };
                Register::of(mark, Stamp { clock: *clock, branch: hand.branch, seq: *seq, by: hand.by })
            }
            Self::Other(register) => (**register).clone(),
        }
    }
}

impl Marks {
    /// What was said of `criterion`.
    #[must_use]
    pub fn get(&self, criterion: &str) -> Option<Register<Mark>> {
        self.place(criterion).ok().and_then(|place| self.given.get(place)).map(Given::register)
    }

    /// What is to be shown of `criterion`.
    #[must_use]
    pub fn shown(&self, criterion: &str) -> Option<Mark> {
        self.get(criterion)?.shown().cloned()
    }

    /// Every criterion and what was said of it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Register<Mark>)> {
        self.codes.iter().zip(&self.given).map(|(criterion, given)| (&**criterion, given.register()))
    }

    /// What was said, in the order of the codes.
    pub fn values(&self) -> impl Iterator<Item = Register<Mark>> {
        self.given.iter().map(Given::register)
    }

    /// Criteria on which sides disagree.
    pub fn disputed(&self) -> impl Iterator<Item = &str> {
        let disputed = |given: &Given| matches!(given, Given::Other(register) if register.is_disputed());
        let given = self.codes.iter().zip(&self.given);
        given.filter(move |(_, given)| disputed(given)).map(|(criterion, _)| &**criterion)
    }

    /// How many criteria something was said of.
    #[must_use]
    pub fn len(&self) -> usize {
        self.given.len()
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// Says `mark` of `criterion`, which replaces what its author had seen.
    pub(super) fn give(&mut self, criterion: &str, mark: Mark, stamp: Stamp, sight: &Sight, codes: &mut Codes) {
        match self.place(criterion) {
            Ok(place) => {
                if let Some(given) = self.given.get_mut(place) {
                    given.write(mark, stamp, sight, codes);
                }
            }
            Err(place) => {
                if self.given.len() == self.given.capacity() {
                    self.given.reserve_exact(ROOM);
                }
                self.given.insert(place, Given::new(mark, stamp, codes));
                codes.insert(&mut self.codes, place, criterion);
            }
        }
    }

    fn place(&self, criterion: &str) -> Result<usize, usize> {
        let codes = &self.codes;
        // Sheets are marked from top to bottom.
        if codes.last().is_none_or(|last| **last < *criterion) {
            return Err(codes.len());
        }
        codes.binary_search_by(|known| (**known).cmp(criterion))
    }
}

impl std::fmt::Debug for Marks {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LogId;

    fn give(marks: &mut Marks, codes: &mut Codes, criterion: &str, (log, seq): (u8, u32), comment: &str) {
        let branch = Branch { log: LogId([log; 32]), number: 0 };
        let stamp = Stamp { clock: Clock(u64::from(seq)), branch, seq, by: PersonId([log; 16]) };
        let mark = Mark { rating: Some(Rating::Level { index: 2 }), comment: comment.to_owned() };
        marks.give(criterion, mark, stamp, &Sight::default(), codes);
    }

    #[test]
    fn criteria_come_in_the_order_of_their_codes_whatever_the_order_they_were_marked_in() {
        let (mut marks, mut codes) = (Marks::default(), Codes::default());
        for (criterion, seq) in ["A2-C1", "A1-C2", "A1-C10", "A1-C2"].into_iter().zip(1..) {
            give(&mut marks, &mut codes, criterion, (1, seq), "");
        }
        assert_eq!(marks.iter().map(|(criterion, _)| criterion).collect::<Vec<_>>(), ["A1-C10", "A1-C2", "A2-C1"]);
        assert_eq!(marks.get("A1-C2").unwrap().last().unwrap().stamp.seq, 4);
        assert!(marks.get("A1-C3").is_none());
    }

    #[test]
    fn sheets_of_the_same_criteria_share_their_codes() {
        let (mut one, mut other, mut codes) = (Marks::default(), Marks::default(), Codes::default());
        for marks in [&mut one, &mut other] {
            give(marks, &mut codes, "A1-C1", (1, 1), "");
            give(marks, &mut codes, "A1-C2", (1, 2), "");
        }
        assert!(Arc::ptr_eq(&one.codes, &other.codes));
    }

    #[test]
    fn a_level_weighs_twenty_four_bytes_and_the_same_marks_lie_alike() {
        assert_eq!(size_of::<Given>(), 24);
        let (mut plain, mut changed, mut codes) = (Marks::default(), Marks::default(), Codes::default());
        give(&mut plain, &mut codes, "A1-C1", (1, 2), "");
        give(&mut changed, &mut codes, "A1-C1", (1, 1), "vu à l'oral");
        give(&mut changed, &mut codes, "A1-C1", (1, 2), "");
        assert_eq!(plain, changed);
        give(&mut changed, &mut codes, "A1-C1", (2, 1), "dit autrement");
        assert_eq!(changed.disputed().collect::<Vec<_>>(), ["A1-C1"]);
        assert_eq!(changed.values().next().unwrap().sides().len(), 2);
    }
}
