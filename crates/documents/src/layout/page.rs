//! The sheet: its size, its margins, the sizes of its texts and its colours. Only numbers; nothing is drawn here.
//! Lengths are points (1/72 inch), measured from the top left corner; the emitter turns them over.

/// A4, portrait.
pub(crate) const WIDTH: f32 = 595.28;
/// A4, portrait.
pub(crate) const HEIGHT: f32 = 841.89;
/// Left and right.
pub(crate) const SIDE: f32 = 56.7;
/// Where the text starts.
pub(crate) const TOP: f32 = 62.0;
/// Where the text must end; the footer is below.
pub(crate) const BOTTOM: f32 = 775.0;
/// Baseline of the footer.
pub(crate) const FOOTER: f32 = 803.0;
/// Baseline of the running header.
pub(crate) const HEADER: f32 = 40.0;
/// Width of the text.
pub(crate) const MEASURE: f32 = WIDTH - 2.0 * SIDE;

/// A colour: red, green, blue, from 0 to 1.
pub(crate) type Colour = [f32; 3];

/// Text.
pub(crate) const INK: Colour = [0.07, 0.09, 0.12];
/// Titles.
pub(crate) const DEEP: Colour = [0.09, 0.19, 0.33];
/// What goes with the text. 7:1 on white.
pub(crate) const QUIET: Colour = [0.33, 0.36, 0.40];
/// Thin rules.
pub(crate) const HAIR: Colour = [0.78, 0.80, 0.83];
/// Backgrounds of heads and notices.
pub(crate) const WASH: Colour = [0.945, 0.955, 0.97];

/// A text's size, the distance of its baselines and its colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Size, in points.
    pub(crate) size: f32,
    /// From one baseline to the next.
    pub(crate) leading: f32,
    /// Colour.
    pub(crate) colour: Colour,
}

/// The title of a paper.
pub(crate) const TITLE: Style = Style { size: 20.0, leading: 26.0, colour: DEEP };
/// What stands under the title.
pub(crate) const SUBTITLE: Style = Style { size: 12.0, leading: 16.5, colour: INK };
/// A section.
pub(crate) const HEADING: Style = Style { size: 12.0, leading: 16.0, colour: DEEP };
/// A part of a section.
pub(crate) const SUBHEADING: Style = Style { size: 9.6, leading: 13.6, colour: DEEP };
/// Running text.
pub(crate) const BODY: Style = Style { size: 9.4, leading: 13.6, colour: INK };
/// Text of tables.
pub(crate) const CELL: Style = Style { size: 8.4, leading: 11.4, colour: INK };
/// Heads of tables.
pub(crate) const COLUMN: Style = Style { size: 7.6, leading: 10.4, colour: QUIET };
/// Notes, footers.
pub(crate) const SMALL: Style = Style { size: 7.6, leading: 10.6, colour: QUIET };

/// A rectangle, from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    /// From the left edge of the page.
    pub(crate) x: f32,
    /// From the top edge of the page.
    pub(crate) y: f32,
    /// Width.
    pub(crate) width: f32,
    /// Height.
    pub(crate) height: f32,
}
