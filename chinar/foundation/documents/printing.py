"""Paper from data: a typst template and a mapping become a tagged PDF that anyone can read, for decades.

The PDF follows PDF/UA-1 (readable by screen readers) and PDF/A-2a (readable in an archive). Values reach the template
as JSON, so markup in a citizen's words stays words. Same template, data, language and moment give the same bytes.
"""

import json
import re
import textwrap
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import segno
import typst

import chinar
from chinar.foundation.documents import fonts

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"

ROOT = Path(chinar.__file__).parent
"""The root of absolute imports in templates: `#import "/foundation/documents/typst/letter.typ": letter`."""
LONGEST = 20
"""A word longer than this, hyphens apart, may be broken after every few letters: else it would run off the paper."""
_endless = re.compile(rf"[^\s-]{{{LONGEST + 1},}}")
_address = re.compile(r"https?://\S{1,90}|[^\s@]{1,40}@[^\s@]{1,40}")

_one_at_a_time = threading.Lock()
_odd_spaces = str.maketrans({"\t": " ", "\r": "", "\u2009": "\u00a0", "\u202f": "\u00a0", "\u2011": "-"})


class PrintingFailed(Exception):
    """The template is wrong, or asks for what the data lack; typst's own words follow."""


def render(template: Path, data: Mapping[str, Value], *, language: str, at: datetime) -> bytes:
    """A PDF made of the template, a `.typ` file anywhere below the chinar package, in `language` ("bg", "en").

    `at` is the moment written into the file as its creation. A template finds its data in `data()` of letter.typ;
    keys that end in `_svg` hold pictures. Letters that the font lacks are printed as □. Raises PrintingFailed.
    """
    inputs = {"data": json.dumps(_printable({**data, "language": language}), ensure_ascii=False)}
    with _one_at_a_time:
        try:
            content, warnings = _compiler().compile_with_warnings(
                input=str(template),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["a-2a", "ua-1"],
                timestamp=int(at.timestamp()),
            )
        except typst.TypstError as error:
            raise PrintingFailed(f"{template.name}: {error.diagnostic}") from error
    if warnings or not isinstance(content, bytes):
        raise PrintingFailed(f"{template.name}: {'; '.join(warning.message for warning in warnings)}")
    return content


def qr_code(text: str) -> str:
    """A QR code as an SVG picture for the data of a template. It bears some dirt (level M) and stays small."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, scale=4, xmldecl=False)
    return out.getvalue().decode()


def printable(text: str) -> str:
    """The text as paper can bear it: composed letters, plain spaces, □ for what the font lacks, no endless word."""
    known = fonts.printable()
    plain = unicodedata.normalize("NFC", text).translate(_odd_spaces)
    kept = (char for char in plain if unicodedata.category(char) not in ("Cf", "Mn"))
    shown = "".join(char if char in known or char == "\n" else fonts.UNPRINTABLE for char in kept)
    return re.sub(r"\S+", _breakable, shown)


def _breakable(word: re.Match[str]) -> str:
    """The word with places to break it that do not show; addresses are spared, so that they can be copied."""
    if _address.fullmatch(word[0]):
        return word[0]
    return _endless.sub(lambda endless: "\u200b".join(textwrap.wrap(endless[0], 8)), word[0])


def _printable(value: Value, key: str = "") -> Value:
    if isinstance(value, str):
        return value if key.endswith("_svg") else printable(value)
    if isinstance(value, Mapping):
        return {name: _printable(inner, name) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return [_printable(inner) for inner in value]
    return value


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps fonts and parsed templates. No font but ours, so none can slip in."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.FONTS])
    if {font.weight for font in found.fonts()} != set(fonts.WEIGHTS.values()):
        raise PrintingFailed("The fonts are not there: run `chinar fonts`, or `make setup`.")
    return typst.Compiler(root=ROOT, font_paths=found)
