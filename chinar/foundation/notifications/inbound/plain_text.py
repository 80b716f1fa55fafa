"""Text that may be shown: of HTML only its words. Nothing of it is ever put on a page as markup."""

import re
import unicodedata
from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg"})
_BREAKS = frozenset(
    {"br", "p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "hr", *(f"h{n}" for n in range(1, 7))}
)
_BLANK = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n\s*\n\s*")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            # What was left open within it ends with it.
            del self.silent[self.silent.index(tag) :]
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(_BLANK.sub(" ", data.replace("\n", " ")))


def words_of(html: str) -> str:
    """What a reader would see of a page of HTML, without pictures; styles and scripts say nothing."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return tidied("".join(reader.parts))


def tidied(text: str) -> str:
    """Without signs that cannot be seen or turn the direction of what stands around them, and with line ends as one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in kept.split("\n"))).strip()


def one_line(text: str, most: int) -> str:
    return " ".join(tidied(text).split())[:most]
