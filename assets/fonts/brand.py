"""Draws Brand.woff2: the name and the mark as glyphs, so that the first screen stands before anything else is read.

    pip install fonttools brotli && python3 assets/fonts/brand.py

The letters are Inter's own (bold, display size). The mark is the drawing of assets/icons/delibere.svg: its strokes are U+E000,
without advance, and its disc U+E001, so that one colour lies over the other. A glyph is painted from a small mask; the same
outline as an SVG path makes the first frame of the window wait. Not a place for other pictures.
"""

import math
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
NAME = "Délibéré"
# In the drawing's own units: the mark's box, half a stroke, the bar, the seats around their centre (degrees, downwards), the disc.
LEFT, TOP, WIDTH, HEIGHT = 124, 62, 284, 388
HALF = 27
BAR = (158, 118, 394)
CENTRE, REACH, SEATS = (200, 256), 164, [(-77, -41), (-18, 18), (41, 77)]
DISC = ((252, 256), 43)


def at(centre, radius, angle):
    turn = math.radians(angle)
    return centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)


def arc(centre, radius, begin, end):
    """Bézier segments of at most 45° from `begin` to `end`, as triples of points."""
    steps = max(1, math.ceil(abs(end - begin) / 45))
    angles = [begin + (end - begin) * step / steps for step in range(steps + 1)]
    for a, b in zip(angles, angles[1:]):
        hold = 4 / 3 * math.tan(math.radians(b - a) / 4) * radius
        (ax, ay), (bx, by) = at(centre, radius, a), at(centre, radius, b)
        (adx, ady), (bdx, bdy) = at((0, 0), 1, a + 90), at((0, 0), 1, b + 90)
        yield (ax + hold * adx, ay + hold * ady), (bx - hold * bdx, by - hold * bdy), (bx, by)


def seat(begin, end):
    """A stroke along an arc of the table, its ends round."""
    yield from arc(CENTRE, REACH + HALF, begin, end)
    yield from arc(at(CENTRE, REACH, end), HALF, end, end + 180)
    yield from arc(CENTRE, REACH - HALF, end, begin)
    yield from arc(at(CENTRE, REACH, begin), HALF, begin + 180, begin + 360)


def bar():
    x, top, bottom = BAR
    yield from arc((x, top), HALF, 180, 360)
    yield (x + HALF, top), (x + HALF, bottom), (x + HALF, bottom)
    yield from arc((x, bottom), HALF, 0, 180)


def glyph(font, contours):
    """The contours as one glyph, as tall as the em and centred on a line of height 1."""
    em = font["head"].unitsPerEm
    rise = (font["hhea"].ascent + font["hhea"].descent + em) / 2
    place = lambda x, y: ((x - LEFT) * em / HEIGHT, rise - (y - TOP) * em / HEIGHT)
    drawn = TTGlyphPen(None)
    pen = Cu2QuPen(drawn, max_err=1)
    for contour in map(list, contours):
        pen.moveTo(place(*contour[-1][-1]))
        for segment in contour:
            pen.curveTo(*(place(*point) for point in segment))
        pen.closePath()
    return drawn.glyph()


def letters():
    font = TTFont(HERE / "InterVariable.woff2")
    font = instancer.instantiateVariableFont(font, {"wght": 700, "opsz": 32})
    options = subset.Options(layout_features=["kern"], hinting=False, drop_tables=["STAT", "GDEF", "MVAR", "HVAR"])
    cut = subset.Subsetter(options)
    cut.populate(text=NAME)
    cut.subset(font)
    return font


def main():
    font = letters()
    drawings = {0xE000: (0, [bar(), *(seat(*span) for span in SEATS)]), 0xE001: (WIDTH, [arc(*DISC, 0, 360)])}
    for code, (width, contours) in drawings.items():
        name = f"uni{code:04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = glyph(font, contours)
        advance = round(width * font["head"].unitsPerEm / HEIGHT)
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (advance, font["glyf"][name].xMin)
        for table in font["cmap"].tables:
            table.cmap[code] = name
    font.recalcTimestamp = False
    font.flavor = "woff2"
    font.save(HERE / "Brand.woff2")


main()
