//! The fact that comes by the hundred thousand: a level given to a criterion, without a comment. Its one canonical form
//! (docs/formats/log.md §4) is recognised byte for byte, without the general reader; whatever differs is left to that one.

use crate::event::Marked;
use crate::grading::{Mark, Rating};
use crate::id::CandidateId;

/// A level given to a criterion, without a comment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level<'a> {
    pub(crate) candidate: CandidateId,
    pub(crate) criterion: &'a str,
    pub(crate) index: u8,
}

/// The mark written in `payload`, when it is a level without a comment in canonical form.
pub(super) fn read(payload: &[u8]) -> Option<Marked> {
    let Level { candidate, criterion, index } = level(payload)?;
    let mark = Mark { rating: Some(Rating::Level { index }), comment: String::new() };
    Some(Marked { candidate, criterion: criterion.to_owned(), mark })
}

/// The same, where it lies.
pub(crate) fn level(payload: &[u8]) -> Option<Level<'_>> {
    let rest = payload.strip_prefix(b"\xa3\x69candidate\x50")?;
    let (candidate, rest) = rest.split_first_chunk::<16>()?;
    let rest = rest.strip_prefix(b"\x69criterion")?;
    let (head, rest) = rest.split_first()?;
    // A text of less than 24 bytes: its length is in its first byte.
    let length = head.checked_sub(0x60).filter(|length| *length < 24)?;
    let (criterion, rest) = rest.split_at_checked(usize::from(length))?;
    let rest = rest.strip_prefix(b"\x64mark\xa1\x66rating\xa2\x64kind\x65level\x65index")?;
    let [index @ 0..24] = rest else { return None };
    let criterion = std::str::from_utf8(criterion).ok()?;
    Some(Level { candidate: CandidateId(*candidate), criterion, index: *index })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::Event;

    fn marked() -> impl Strategy<Value = Marked> {
        let rating = prop_oneof![
            Just(None),
            (0_u8..=255).prop_map(|index| Some(Rating::Level { index })),
            any::<i32>().prop_map(|hundredths| Some(Rating::Score { hundredths })),
            Just(Some(Rating::NotObserved)),
        ];
        (any::<[u8; 16]>(), "\\PC{0,30}", rating, "|ample").prop_map(|(candidate, criterion, rating, comment)| Marked {
            candidate: CandidateId(candidate),
            criterion,
            mark: Mark { rating, comment },
        })
    }

    proptest! {
        #[test]
        fn what_is_recognised_is_what_the_general_reader_reads(fact in marked(), at in 0_usize..100, to in any::<u8>()) {
            let mut payload = Event::from(fact.clone()).encode();
            let plain = fact.mark.comment.is_empty() && fact.criterion.len() < 24;
            let level = matches!(fact.mark.rating, Some(Rating::Level { index: 0..24 }));
            prop_assert_eq!(read(&payload), (plain && level).then_some(fact));
            // One byte changed: never another fact than the general reader's.
            if let Some(byte) = payload.get_mut(at) {
                *byte = to;
            }
            if let Some(fact) = read(&payload) {
                prop_assert_eq!(cbor4ii::serde::from_slice::<Marked>(&payload).ok(), Some(fact));
            }
        }
    }
}
