"""CHINAR_CLAMD as a setting: tcp://host:3310, or unix:///run/clamav/clamd.ctl."""

from urllib.parse import urlsplit

from chinar.config.env import WrongSetting

WRONG = "CHINAR_CLAMD: say tcp://host:port or unix:///path/of/the/socket"


def clamd(address: str) -> str:
    """The address as it stands, "" without one. Raises WrongSetting."""
    parts = urlsplit(address)
    try:
        is_right = bool(parts.hostname and parts.port) if parts.scheme == "tcp" else parts.path.startswith("/")
    except ValueError:
        raise WrongSetting(WRONG) from None
    if address and (parts.scheme not in ("tcp", "unix") or not is_right):
        raise WrongSetting(WRONG)
    return address
