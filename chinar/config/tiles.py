"""CHINAR_MAP_TILES as a setting: https://tiles.example.org/{z}/{x}/{y}.png."""

from typing import NamedTuple
from urllib.parse import urlsplit

from chinar.config.env import WrongSetting

WRONG = "CHINAR_MAP_TILES: say https://host/…/{z}/{x}/{y}.png, and in CHINAR_MAP_TILES_NOTE whose map it is"


class Tiles(NamedTuple):
    """Pictures under the maps: their address, whom the map names for them, and the origin that pages may load from."""

    address: str
    note: str
    origin: str


def tiles(address: str, *, note: str) -> Tiles | None:
    """None without an address. Raises WrongSetting."""
    if not address:
        return None
    parts = urlsplit(address)
    places = all(place in parts.path or place in parts.query for place in ("{z}", "{x}", "{y}"))
    # The origin becomes a word of the content security policy.
    host = parts.netloc.replace(".", "").replace("-", "").replace(":", "")
    if parts.scheme != "https" or not (host.isascii() and host.isalnum()) or not places or not note.strip():
        raise WrongSetting(WRONG)
    return Tiles(address, note.strip(), f"https://{parts.netloc}")
