"""Reading a PDF back: its words, as a reader that copies text would get them, and its fonts."""

import re
from io import BytesIO

import pikepdf


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def text_of(content: bytes) -> str:
    """The words in the order in which they are drawn; a blank between one piece and the next."""
    pieces = []
    for page in opened(content).pages:
        letters: dict[int, str] = {}
        maps = {name: _to_unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                letters = maps[str(operands[0])]
            elif str(operator) in ("Tj", "TJ"):
                pieces.append("".join(_letters(operands[0], letters)))
    return " ".join(pieces)


def _letters(shown: pikepdf.Object, letters: dict[int, str]) -> list[str]:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    raw = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
    return [letters.get(int.from_bytes(raw[at : at + 2], "big"), "?") for at in range(0, len(raw), 2)]


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode()
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, char in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(char).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, char in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = chr(int(char, 16) + step)
    return found


def fonts_of(content: bytes) -> set[str]:
    """Names of the fonts in the file, without the tag of the subset."""
    pdf, names = opened(content), set()
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in entry or "/FontFile3" in entry, "named but not embedded"
            names.add(str(entry.FontName).split("+")[-1])
    return names


def alternatives_of(content: bytes) -> list[str]:
    """What stands for pictures when the document is read aloud."""
    pdf = opened(content)
    return [str(entry.Alt) for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and "/Alt" in entry]
