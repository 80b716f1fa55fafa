"""The fonts of everything printed: Sofia Sans, whole and static, made from the slices that browsers get.

typst reads neither woff2 nor variable fonts, and would take another font in silence. So the slices of each weight are
pinned to it and merged into one TrueType file, with kerning and the Bulgarian letter forms that are Sofia Sans's own.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # heavy: taken in where it is used, not at the start of each process
    from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Sofia Sans"
PACKAGE = "@fontsource-variable/sofia-sans"
SLICES = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
WEIGHTS = {"Regular": 400, "Bold": 700}
UNPRINTABLE = "□"
"""Stands on paper for a letter that the font lacks; drawn here, as Sofia Sans has no such sign."""


class NoSource(Exception):
    """The package with the font is not there, or lacks a slice."""


def build(source: Path, target: Path) -> None:
    """Makes one TrueType file for each weight in `target`, with the licence beside them.

    `source` is the folder of the npm package. Same source, same bytes. Raises NoSource.
    """
    missing = [path for path in [*_slices(source), source / "LICENSE"] if not path.is_file()]
    if missing:
        raise NoSource(f"{missing[0]} is not there.")
    target.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        font = _merged(source, weight)
        _add_unprintable(font)
        _name(font, style, weight)
        font.save(target / f"SofiaSans-{style}.ttf")
    shutil.copyfile(source / "LICENSE", target / "OFL.txt")


@cache
def printable(folder: Path = FONTS) -> frozenset[str]:
    """Every character that both weights can print."""
    from fontTools.ttLib import TTFont

    maps = [TTFont(folder / f"SofiaSans-{style}.ttf", lazy=True).getBestCmap() for style in WEIGHTS]
    return frozenset(chr(code) for code in set.intersection(*(set(found) for found in maps)))


def _slices(source: Path) -> Iterator[Path]:
    for name in SLICES:
        yield source / "files" / f"sofia-sans-{name}-wght-normal.woff2"


def _merged(source: Path, weight: int) -> TTFont:
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    with tempfile.TemporaryDirectory() as folder:
        pinned = []
        for path in _slices(source):
            font = instancer.instantiateVariableFont(TTFont(path, recalcTimestamp=False), {"wght": weight})
            font.flavor = None
            for table in ("STAT", "prep", "gasp"):  # of the variable font, or hints for coarse screens
                if table in font:
                    del font[table]
            pinned.append(f"{folder}/{path.stem}.ttf")
            font.save(pinned[-1])
        merged = Merger().merge(pinned)
        first = TTFont(pinned[0], lazy=True)["head"]
        merged["head"].created, merged["head"].modified = first.created, first.modified
    merged.recalcTimestamp = False
    return merged


def _add_unprintable(font: TTFont) -> None:
    """An upright hollow box of the height of a capital."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for corners in (((60, 0), (60, 650), (500, 650), (500, 0)), ((110, 50), (450, 50), (450, 600), (110, 600))):
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    font.setGlyphOrder([*font.getGlyphOrder(), "unprintable"])
    font["glyf"]["unprintable"] = pen.glyph()
    font["hmtx"]["unprintable"] = (560, 60)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(UNPRINTABLE)] = "unprintable"


def _name(font: TTFont, style: str, weight: int) -> None:
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {1: FAMILY, 2: style, 3: f"Chinar: {postscript}", 4: f"{FAMILY} {style}", 6: postscript}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in {*names, 16, 17, 21, 22, 25}]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0xC0 if style == "Regular" else 0xA0  # the style, and typographic line heights
    font["head"].macStyle = 0 if style == "Regular" else 1
