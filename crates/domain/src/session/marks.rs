//! One juror's marks of one candidate, by criterion. What a session holds by the hundred thousand, and so laid down without
//! waste: a list in the order of the codes, whose codes are shared. Not a place for what a mark means.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::grading::Mark;
use crate::register::Register;

/// Room is taken for this many criteria at a time.
const ROOM: usize = 8;

/// Codes of criteria, each kept once for every sheet of the session.
#[derive(Debug, Clone, Default)]
pub struct Codes(BTreeSet<Arc<str>>);

impl Codes {
    /// The one copy of `code`.
    fn shared(&mut self, code: &str) -> Arc<str> {
        if let Some(known) = self.0.get(code) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(code);
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// Marks by criterion, in the order of the codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(Vec<(Arc<str>, Register<Mark>)>);

impl Marks {
    /// What was said of `criterion`.
    #[must_use]
    pub fn get(&self, criterion: &str) -> Option<&Register<Mark>> {
        self.place(criterion).ok().and_then(|place| self.0.get(place)).map(|(_, mark)| mark)
    }

    /// Every criterion and what was said of it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Register<Mark>)> {
        self.0.iter().map(|(criterion, mark)| (&**criterion, mark))
    }

    /// What was said, in the order of the codes.
    pub fn values(&self) -> impl Iterator<Item = &Register<Mark>> {
        self.0.iter().map(|(_, mark)| mark)
    }

    /// How many criteria something was said of.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is to be said of `criterion`.
    pub(super) fn of(&mut self, criterion: &str, codes: &mut Codes) -> Option<&mut Register<Mark>> {
        let place = match self.place(criterion) {
            Ok(place) => place,
            Err(place) => {
                if self.0.len() == self.0.capacity() {
                    self.0.reserve_exact(ROOM);
                }
                self.0.insert(place, (codes.shared(criterion), Register::default()));
                place
            }
        };
        self.0.get_mut(place).map(|(_, mark)| mark)
    }

    fn place(&self, criterion: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(criterion))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_come_in_the_order_of_their_codes_whatever_the_order_they_were_marked_in() {
        let (mut marks, mut codes) = (Marks::default(), Codes::default());
        for criterion in ["A2-C1", "A1-C2", "A1-C10", "A1-C2"] {
            assert!(marks.of(criterion, &mut codes).is_some());
        }
        assert_eq!(marks.iter().map(|(criterion, _)| criterion).collect::<Vec<_>>(), ["A1-C10", "A1-C2", "A2-C1"]);
        assert!(marks.get("A1-C2").is_some() && marks.get("A1-C3").is_none());
    }

    #[test]
    fn a_code_is_kept_once_for_all_sheets() {
        let (mut one, mut other, mut codes) = (Marks::default(), Marks::default(), Codes::default());
        one.of("A1-C1", &mut codes);
        other.of("A1-C1", &mut codes);
        assert!(Arc::ptr_eq(&one.0[0].0, &other.0[0].0));
    }
}
