from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from fontTools.ttLib import TTFont

from chinar.foundation.documents import fonts

BULGARIAN = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯЍабвгдежзийклмнопрстуфхцчшщъьюяѝ"
SIGNS = "„“”‚‘’«»–—−№§€•·×…°½¼¾%&@()[]{}<>/\\|+=*#!?;:,.'\"0123456789\u00a0\u200b□"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("fonts")
    fonts.build(settings.NODE_MODULES / fonts.PACKAGE, target)
    return target


def test_both_weights_hold_every_letter_and_sign_that_papers_need(made: Path) -> None:
    missing = set(BULGARIAN + SIGNS) - fonts.printable(made)
    assert not missing


def test_neighbours_of_the_country_can_be_written(made: Path) -> None:
    assert set("ÇĞİıÖŞÜçğöşüĂÂÎȘȚăâîșțЂЈЉЊЋЏђјљњћџЃЌѓќΑΩαωΆώ") <= fonts.printable(made)


@pytest.mark.parametrize(("style", "weight"), fonts.WEIGHTS.items())
def test_a_font_is_static_named_and_kerned(made: Path, style: str, weight: int) -> None:
    font = TTFont(made / f"SofiaSans-{style}.ttf")
    assert "fvar" not in font
    assert font["name"].getDebugName(1) == "Sofia Sans"
    assert font["name"].getDebugName(2) == style
    assert font["OS/2"].usWeightClass == weight
    assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert "SIL Open Font License" in (made / "OFL.txt").read_text()


def test_the_same_source_makes_the_fonts_that_are_in_use(made: Path) -> None:
    for style in fonts.WEIGHTS:
        name = f"SofiaSans-{style}.ttf"
        assert (fonts.FONTS / name).read_bytes() == (made / name).read_bytes()


def test_without_the_package_the_command_says_what_to_do(settings: object, tmp_path: Path) -> None:
    settings.NODE_MODULES = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="npm ci"):
        call_command("fonts", stdout=StringIO())
