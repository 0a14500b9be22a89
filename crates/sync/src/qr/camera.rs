//! What a camera saw, in grey, to what the codes in it say. Foreign bytes: the picture is bounded before it is looked at.

/// Most pixels of a picture: a full-HD camera, and a little more.
pub const PIXELS: usize = 2_100_000;

/// A picture in shades of grey, row after row.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    width: usize,
    grey: &'a [u8],
}

impl<'a> Picture<'a> {
    /// The picture of `grey`, one byte a pixel; `None` when it is no whole number of rows, or too large.
    #[must_use]
    pub fn new(width: usize, grey: &'a [u8]) -> Option<Self> {
        let whole = grey.len().checked_rem(width) == Some(0);
        (whole && !grey.is_empty() && grey.len() <= PIXELS).then_some(Self { width, grey })
    }

    /// What the codes in it say, those that can be read.
    #[must_use]
    pub fn payloads(self) -> Vec<Vec<u8>> {
        let height = self.grey.len().checked_div(self.width).unwrap_or_default();
        let pixel = |x: usize, y: usize| self.grey.get(y * self.width + x).copied().unwrap_or(u8::MAX);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(self.width, height, pixel);
        let mut payloads = Vec::new();
        for grid in prepared.detect_grids() {
            let mut payload = Vec::new();
            if grid.decode_to(&mut payload).is_ok() {
                payloads.push(payload);
            }
        }
        payloads
    }
}
