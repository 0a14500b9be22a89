//! From one screen to the other: frames drawn as pixels, noised and turned, read back by the camera's reader, in any order.

use crate::qr::camera::Picture;
use crate::qr::frame::{Cut, Frame, TransferId, Unread};
use crate::qr::gather::{Brought, Gathering};
use crate::qr::show::{Matrix, Showing};
use crate::qr::{BLOCK, LONGEST};
use domain::testing::draw::Draw;

/// A file of `length` bytes that nothing compresses.
fn file(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    blake3::Hasher::new().update(b"a bundle").finalize_xof().fill(&mut bytes);
    bytes
}

/// What a camera sees of a code: `scale` pixels a module, a margin, specks, turned by `degrees`.
fn filmed(code: &Matrix, scale: f64, degrees: f64, draw: &mut Draw) -> (usize, Vec<u8>) {
    let modules = code.size as f64 + 16.0;
    let side = (modules * scale * 1.3) as usize;
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let middle = side as f64 / 2.0;
    let mut grey = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            let (dx, dy) = (x as f64 + 0.5 - middle, y as f64 + 0.5 - middle);
            let (column, row) = (dx * cosine + dy * sine, dy * cosine - dx * sine);
            let at = |offset: f64| (offset / scale + code.size as f64 / 2.0).floor();
            let (column, row) = (at(column), at(row));
            let inside = |place: f64| (0.0..code.size as f64).contains(&place);
            let dark = inside(column) && inside(row) && code.dark[row as usize * code.size + column as usize];
            let shade = if dark { 50 } else { 205 };
            grey.push(shade + draw.below(40) as u8 - 20);
        }
    }
    (side, grey)
}

/// Films the frame at `place` of `showing` and hands what was read to `gathering`.
fn pass(showing: &Showing, place: u32, gathering: &mut Gathering, draw: &mut Draw) -> Option<Brought> {
    let degrees = f64::from(u32::try_from(draw.below(16)).unwrap()) - 8.0;
    let (width, grey) = filmed(&showing.code(place).unwrap(), 5.0, degrees, draw);
    let payloads = Picture::new(width, &grey).unwrap().payloads();
    payloads.first().and_then(|payload| gathering.take(payload).ok())
}

fn transferred(length: usize) {
    let (file, mut draw) = (file(length), Draw(length as u64));
    let showing = Showing::of(&file).unwrap();
    let mut gathering = Gathering::default();
    let mut place = 0;
    while gathering.file().unwrap().is_none() {
        assert!(place < showing.blocks() * 3 + 40, "missing {} of {}", gathering.missing(), gathering.blocks());
        let lost = draw.once_in(4);
        if !lost {
            pass(&showing, place, &mut gathering, &mut draw);
        }
        if draw.once_in(10) {
            assert_ne!(pass(&showing, place / 2, &mut gathering, &mut draw), Some(Brought::Foreign));
        }
        place += 1;
    }
    assert_eq!(gathering.file().unwrap().unwrap(), file);
    assert_eq!(gathering.missing(), 0);
}

#[test]
fn one_byte_goes_from_a_screen_to_a_camera() {
    transferred(1);
}

#[test]
fn two_thousand_bytes_go_with_frames_lost_and_filmed_twice() {
    transferred(2_000);
}

#[test]
fn fifty_thousand_bytes_go_with_frames_lost_and_filmed_twice() {
    transferred(50_000);
}

#[test]
fn frames_in_any_order_give_the_same_bytes() {
    let file = file(20_000);
    let showing = Showing::of(&file).unwrap();
    let mut places: Vec<u32> = (0..showing.blocks()).collect();
    let mut draw = Draw(7);
    draw.shuffle(&mut places);
    let mut gathering = Gathering::default();
    for (taken, place) in places.iter().enumerate() {
        assert_eq!(gathering.file(), Ok(None));
        assert_eq!(gathering.take(&showing.frame(*place)), Ok(Brought::New));
        assert_eq!(gathering.take(&showing.frame(*place)), Ok(Brought::Known));
        assert_eq!(gathering.missing(), showing.blocks() - u32::try_from(taken + 1).unwrap());
    }
    assert_eq!(gathering.file(), Ok(Some(file)));
}

#[test]
fn whoever_comes_late_needs_only_a_few_more_frames_than_blocks() {
    for length in [1, 481, 5_000, 50_000] {
        let file = file(length);
        let showing = Showing::of(&file).unwrap();
        let mut gathering = Gathering::default();
        let mut place = showing.blocks() * 3;
        while gathering.file().unwrap().is_none() {
            gathering.take(&showing.frame(place)).unwrap();
            place += 1;
        }
        assert_eq!(gathering.file(), Ok(Some(file)));
        assert!(place - showing.blocks() * 3 <= showing.blocks() + 12, "{length}: {place}");
    }
}

#[test]
fn a_frame_of_another_transfer_is_left_aside() {
    let (ours, theirs) = (file(3_000), file(2_999));
    let (showing, other) = (Showing::of(&ours).unwrap(), Showing::of(&theirs).unwrap());
    let mut gathering = Gathering::default();
    for place in 0..showing.blocks() {
        gathering.take(&showing.frame(place)).unwrap();
        assert_eq!(gathering.take(&other.frame(place)), Ok(Brought::Foreign));
    }
    assert_eq!(gathering.file(), Ok(Some(ours)));
}

/// A frame that declares `length` and `block` for a transfer.
fn claiming(transfer: TransferId, length: u32, block: u16, bytes: usize) -> Vec<u8> {
    Frame { cut: Cut { transfer, length, block }, place: 0, bytes: vec![0; bytes] }.write()
}

#[test]
fn a_lying_header_is_refused() {
    let showing = Showing::of(&file(3_000)).unwrap();
    let transfer = showing.transfer();
    let mut gathering = Gathering::default();
    gathering.take(&showing.frame(0)).unwrap();
    let longest = u32::try_from(LONGEST).unwrap();
    let block = u16::try_from(BLOCK).unwrap();
    for lie in [
        claiming(transfer, 2_000, block, BLOCK),
        claiming(transfer, u32::MAX, block, BLOCK),
        claiming(transfer, longest + 1, block, BLOCK),
        claiming(transfer, 0, block, BLOCK),
        claiming(transfer, 3_000, 0, 0),
        claiming(transfer, 3_000, block + 1, BLOCK + 1),
        claiming(transfer, 3_000, block, 3),
        claiming(transfer, 100, 200, 200),
    ] {
        assert_eq!(gathering.take(&lie), Err(Unread::Lying));
    }
    for place in 1..showing.blocks() {
        gathering.take(&showing.frame(place)).unwrap();
    }
    assert_eq!(gathering.file(), Ok(Some(file(3_000))));
}

#[test]
fn a_misread_frame_is_refused_whichever_bit_is_wrong() {
    let frame = Showing::of(&file(40)).unwrap().frame(0);
    for bit in 0..frame.len() * 8 {
        let mut misread = frame.clone();
        misread[bit / 8] ^= 1 << (bit % 8);
        assert!(Gathering::default().take(&misread).is_err(), "bit {bit}");
    }
    for cut in 0..frame.len() {
        assert!(Gathering::default().take(&frame[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn a_file_that_is_not_the_one_announced_is_refused_whole() {
    let transfer = Showing::of(&file(10)).unwrap().transfer();
    let mut gathering = Gathering::default();
    gathering.take(&claiming(transfer, 10, 10, 10)).unwrap();
    assert_eq!(gathering.missing(), 0);
    assert_eq!(gathering.file(), Err(Unread::Altered));
}

#[test]
fn a_file_too_long_or_empty_is_not_shown() {
    assert!(Showing::of(&[]).is_none());
    assert!(Showing::of(&vec![0; LONGEST + 1]).is_none());
    let longest = Showing::of(&file(LONGEST)).unwrap();
    assert!(longest.code(longest.blocks() + 1).is_some());
}

#[test]
fn a_picture_without_a_code_or_without_whole_rows_says_nothing() {
    assert!(Picture::new(0, &[1, 2]).is_none());
    assert!(Picture::new(3, &[1, 2]).is_none());
    assert!(Picture::new(2, &[]).is_none());
    assert!(Picture::new(100, &[200; 10_000]).unwrap().payloads().is_empty());
    let mut draw = Draw(3);
    let noise: Vec<u8> = (0..40_000).map(|_| draw.below(256) as u8).collect();
    assert!(Picture::new(200, &noise).unwrap().payloads().is_empty());
}
