"""What a telephone writes into a photo goes; the picture stays as it came."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from chinar.foundation.documents.stripping import NoPicture, stripped
from chinar.foundation.documents.uploads import Unwanted, UnwantedFile, paper_of

SECRET = b"N42.53 E24.42"
MODEL, ORIENTATION, COMMENT = 0x0110, 0x0112, 0x9286


def jpeg(*, turn: int = 6, progressive: bool = False) -> bytes:
    exif = Image.Exif()
    exif[MODEL], exif[ORIENTATION], exif[COMMENT] = "Telephone", turn, SECRET.decode()
    out = BytesIO()
    picture = Image.radial_gradient("L").convert("RGB").resize((64, 32))
    picture.save(out, "JPEG", exif=exif, comment=SECRET, progressive=progressive, dpi=(300, 300))
    return out.getvalue()


def png() -> bytes:
    told, out = PngInfo(), BytesIO()
    told.add_text("Comment", SECRET.decode())
    Image.radial_gradient("L").resize((64, 32)).save(out, "PNG", pnginfo=told, dpi=(300, 300))
    return out.getvalue()


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("turn", [1, 6])
def test_a_photo_keeps_its_pixels_and_how_it_is_turned(turn: int, progressive: bool) -> None:
    came = jpeg(turn=turn, progressive=progressive)
    assert SECRET in came
    bare = stripped("image/jpeg", came + b"<script>" + SECRET)
    assert SECRET not in bare
    assert b"Telephone" not in bare
    assert b"<script>" not in bare
    before, after = Image.open(BytesIO(came)), Image.open(BytesIO(bare))
    assert after.tobytes() == before.tobytes()
    assert after.getexif().get(ORIENTATION, 1) == turn
    assert set(after.getexif()) <= {ORIENTATION}
    assert stripped("image/jpeg", bare) == bare


def test_a_picture_of_a_screen_keeps_its_pixels() -> None:
    came = png()
    bare = stripped("image/png", came + SECRET)
    assert SECRET in came
    assert SECRET not in bare
    before, after = Image.open(BytesIO(came)), Image.open(BytesIO(bare))
    assert after.tobytes() == before.tobytes()
    assert stripped("image/png", bare) == bare


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"\xff\xd8\xff\xd9", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_only_begins_as_a_picture_is_none(content: bytes) -> None:
    with pytest.raises(UnwantedFile) as unwanted:
        paper_of(content)
    assert unwanted.value.why is Unwanted.KIND
    assert paper_of(b"%PDF-1.7").content == b"%PDF-1.7"


@given(data=st.data())
def test_nothing_sent_breaks_it(data: st.DataObject) -> None:
    media_type, good = data.draw(st.sampled_from([("image/jpeg", jpeg()), ("image/png", png())]))
    place = data.draw(st.integers(2, len(good)))
    content = good[:place] + data.draw(st.binary(max_size=40)) + good[place + data.draw(st.integers(0, 40)) :]
    try:
        bare = stripped(media_type, content)
    except NoPicture:
        return
    assert len(bare) <= len(content) + 40
