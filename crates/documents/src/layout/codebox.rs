//! The box that stands for a character that no bundled font draws: its code point in two rows of tiny digits, as last-resort
//! fonts show it. Only geometry, in parts of the text's size; nothing is drawn here.

/// Size of the digits.
pub(crate) const DIGIT: f32 = 0.34;
/// Thickness of the frame.
pub(crate) const STROKE: f32 = 0.045;

const CELL_WIDTH: f32 = 0.25;
const PAD: f32 = 0.07;
const SIDE: f32 = 0.05;
const FOOT: f32 = -0.12;
const ROW: f32 = 0.33;

/// The digits of the code point: four or six, so that both rows are as long.
pub(crate) fn digits(character: char) -> String {
    let code = u32::from(character);
    if code > 0xFFFF { format!("{code:06X}") } else { format!("{code:04X}") }
}

/// One box of a run: where it starts, and which digits of the run are its own.
pub(crate) struct Place {
    /// To the right of the run's start.
    pub(crate) x: f32,
    /// How many digits come before.
    pub(crate) skip: usize,
    /// How many are its own.
    pub(crate) count: usize,
}

/// The boxes of a run, by how many digits each has.
pub(crate) fn places(counts: &[usize]) -> Vec<Place> {
    let (mut x, mut skip) = (0.0, 0);
    let mut places = Vec::new();
    for count in counts.iter().copied() {
        places.push(Place { x, skip, count });
        x += width(count);
        skip += count;
    }
    places
}

/// How far the pen goes for a box of `count` digits.
pub(crate) fn width(count: usize) -> f32 {
    inner(count) + 2.0 * SIDE
}

/// The frame of a box of `count` digits: left, right, bottom and top, upwards from the baseline.
pub(crate) fn frame(count: usize) -> [f32; 4] {
    [SIDE, SIDE + inner(count), FOOT, FOOT + 2.0 * ROW + PAD]
}

/// Where the digit of that place, `wide` broad, starts: to the right and upwards.
pub(crate) fn digit(index: usize, count: usize, wide: f32) -> (f32, f32) {
    let columns = count.div_ceil(2).max(1);
    let column = small(index % columns);
    let row = if index < columns { 1.0 } else { 0.0 };
    (SIDE + PAD + column * CELL_WIDTH + (CELL_WIDTH - wide) / 2.0, FOOT + PAD + row * ROW)
}

fn inner(count: usize) -> f32 {
    small(count.div_ceil(2)) * CELL_WIDTH + 2.0 * PAD
}

fn small(count: usize) -> f32 {
    f32::from(u8::try_from(count).unwrap_or(u8::MAX))
}
