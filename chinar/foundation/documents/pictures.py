"""Photos of citizens: only the picture is kept. Where and with what it was taken, and whatever else hides in the file,
goes: the picture is decoded and written anew."""

from enum import StrEnum
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 10 * 1024 * 1024
"""Bytes of a photo as it comes in."""
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2000
FORMATS = ("JPEG", "PNG", "WEBP")


class Refusal(StrEnum):
    """Why a file cannot be taken for a photo."""

    TOO_LARGE = "too_large"
    NO_PICTURE = "no_picture"
    TOO_MANY_PIXELS = "too_many_pixels"


class RefusedPicture(ValueError):
    """The file is no photo that we take; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def bare(file: BinaryIO, *, size: int) -> bytes:
    """The picture as a JPEG without metadata, upright, at most LONGEST_SIDE long. Raises RefusedPicture.

    A file that is a picture and something else at once comes out as the picture alone.
    """
    if size > LARGEST:
        raise RefusedPicture(Refusal.TOO_LARGE)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise RefusedPicture(Refusal.TOO_MANY_PIXELS)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _written(upright)
    except Image.DecompressionBombError:
        raise RefusedPicture(Refusal.TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, RefusedPicture):
            raise
        raise RefusedPicture(Refusal.NO_PICTURE) from None


def _written(picture: Image.Image) -> bytes:
    """Nothing but pixels goes into the new file; what was transparent becomes white."""
    plain = Image.new("RGB", picture.size, "white")
    layered = picture.convert("RGBA") if "A" in picture.getbands() or "transparency" in picture.info else None
    plain.paste(layered or picture.convert("RGB"), mask=layered)
    out = BytesIO()
    plain.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
