import pytest

from chinar.config.env import WrongSetting
from chinar.config.tiles import tiles

ADDRESS = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("address", "note"),
    [
        (ADDRESS, ""),
        (ADDRESS.replace("https", "http"), "© Somebody"),
        ("https://tiles.example.org/{z}/{x}.png", "© Somebody"),
        ("https://tiles.example.org; script-src */{z}/{x}/{y}", "© Somebody"),
        ("https://{z}{x}{y}/", "© Somebody"),
    ],
)
def test_a_wrong_address_stops_the_start(address: str, note: str) -> None:
    with pytest.raises(WrongSetting, match="CHINAR_MAP_TILES"):
        tiles(address, note=note)


def test_the_origin_is_what_pages_may_load_pictures_from() -> None:
    assert tiles("", note="") is None
    known = tiles(ADDRESS.replace(".org", ".org:8443"), note=" © Somebody ")
    assert known is not None
    assert (known.origin, known.note) == ("https://tiles.example.org:8443", "© Somebody")
