//! The certifier's letterhead: its colour, its logo, the mentions at the foot of each page. A logo that can't be read is left
//! out: the règlement's check names it before a session opens. Draws nothing else.

use std::io::Cursor;
use std::sync::Arc;

use base64::Engine as _;
use domain::regulation::Letterhead;

use super::page::{self, Colour};

/// How a paper looks.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    /// Colour of titles and rules.
    pub(crate) accent: Colour,
    /// Printed at the head.
    pub(crate) logo: Option<Arc<Picture>>,
    /// Printed at the foot of each page.
    pub(crate) mentions: String,
}

/// A picture: red, green, blue for each point, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Points in a row.
    pub(crate) width: usize,
    /// Rows.
    pub(crate) height: usize,
    /// The points.
    pub(crate) points: Vec<u8>,
}

/// Most points a side.
const MOST: u32 = 2048;

impl Look {
    /// The look that `letterhead` asks for.
    pub(crate) fn of(letterhead: &Letterhead) -> Self {
        let part = |value: u8| f32::from(value) / 255.0;
        Self {
            accent: letterhead.rgb().map_or(page::DEEP, |rgb| rgb.map(part)),
            logo: picture(&letterhead.logo).map(Arc::new),
            mentions: letterhead.mentions.trim().to_owned(),
        }
    }
}

/// The picture of a PNG in base64, on white; `None` when it is none, or larger than a logo is.
fn picture(text: &str) -> Option<Picture> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(text.trim()).ok().filter(|bytes| !bytes.is_empty())?;
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > MOST || height > MOST || width == 0 || height == 0 {
        return None;
    }
    let mut buffer = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut buffer).ok()?;
    let samples = buffer.get(..frame.buffer_size())?;
    let points = match frame.color_type {
        png::ColorType::Rgb => samples.to_vec(),
        png::ColorType::Rgba => samples.chunks_exact(4).flat_map(on_white).collect(),
        png::ColorType::Grayscale => samples.iter().flat_map(|grey| [*grey; 3]).collect(),
        png::ColorType::GrayscaleAlpha => samples.chunks_exact(2).flat_map(on_white).collect(),
        png::ColorType::Indexed => return None,
    };
    Some(Picture { width: usize::try_from(width).ok()?, height: usize::try_from(height).ok()?, points })
}

/// A point with its opacity last, laid on white: archival papers avoid transparency.
fn on_white(point: &[u8]) -> [u8; 3] {
    let mix = |colour: u8, opacity: u8| {
        let (colour, opacity) = (u16::from(colour), u16::from(opacity));
        u8::try_from((colour * opacity + 255 * (255 - opacity)) / 255).unwrap_or(255)
    };
    match *point {
        [red, green, blue, opacity] => [mix(red, opacity), mix(green, opacity), mix(blue, opacity)],
        [grey, opacity] => [mix(grey, opacity); 3],
        _ => [255; 3],
    }
}
