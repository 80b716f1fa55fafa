"""A photo of a paper without what the telephone wrote into the file: place, time, device, author, a small copy of it,
and whatever hides behind its end. Its pixels stay as they came, byte by byte, for it is evidence. Pure.
"""

import re
import struct
from collections.abc import Iterator

_START, _END, _SCAN, _EXIF, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE1, 0xFE
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_APPLICATION = range(0xE0, 0xF0)
_KEPT = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
"""Segments without which colours or proportions would change."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"})


class NoPicture(ValueError):
    """The file begins as a picture and is none."""


def stripped(media_type: str, content: bytes) -> bytes:
    """Of a JPEG or PNG only the picture, still upright; anything else as it is. Raises NoPicture."""
    try:
        if media_type == "image/jpeg":
            return b"".join(_jpeg(content))
        if media_type == "image/png":
            return b"".join(_png(content))
    except (struct.error, IndexError) as error:
        raise NoPicture(media_type) from error
    return content


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield bytes([0xFF, _START])
    place, seen = 2, False
    while True:
        if content[place] != 0xFF:
            raise NoPicture("no segment")
        while content[place + 1] == 0xFF:
            place += 1
        marker = content[place + 1]
        if marker == _END:
            break
        if marker in _WITHOUT_LENGTH:
            yield content[place : place + 2]
            place += 2
            continue
        size = struct.unpack_from(">H", content, place + 2)[0]
        segment = content[place : place + 2 + size]
        if len(segment) != 2 + size or size < 2:
            raise NoPicture("a segment is cut off")
        yield from _segment(marker, segment)
        place += len(segment)
        if marker == _SCAN:
            seen, found = True, _AFTER_SCAN.search(content, place)
            ends = found.start() if found else len(content)
            yield content[place:ends]
            place = ends
            if not found:
                break
    if not seen:
        raise NoPicture("no picture in it")
    yield bytes([0xFF, _END])


def _segment(marker: int, segment: bytes) -> Iterator[bytes]:
    body = segment[4:]
    if marker == _EXIF and body.startswith(b"Exif\0\0"):
        turn = _turned(body[6:])
        if turn not in (0, 1):
            yield _upright(turn)
    elif marker == _COMMENT or marker in _APPLICATION:
        if any(marker == kept and body.startswith(name) for kept, name in _KEPT):
            yield segment
    else:
        yield segment


def _turned(tiff: bytes) -> int:
    """How the telephone was held, as Exif has it (1 to 8); 0 where it does not say or cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(entries, 200)):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _upright(turn: int) -> bytes:
    """A segment that says how to turn the picture, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
    body = b"Exif\0\0" + tiff
    return bytes([0xFF, _EXIF]) + struct.pack(">H", len(body) + 2) + body


def _png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    place, seen = len(_PNG), False
    while True:
        (size,) = struct.unpack_from(">I", content, place)
        name = content[place + 4 : place + 8]
        chunk = content[place : place + 12 + size]
        if len(chunk) != 12 + size:
            raise NoPicture("a chunk is cut off")
        seen = seen or name == b"IDAT"
        if name == b"IEND":
            break
        if name in _CHUNKS:
            yield chunk
        place += len(chunk)
    if not seen:
        raise NoPicture("no picture in it")
    yield b"\0\0\0\0IEND\xaeB`\x82"
