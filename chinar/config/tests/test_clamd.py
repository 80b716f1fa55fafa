import pytest

from chinar.config.clamd import clamd
from chinar.config.env import WrongSetting


@pytest.mark.parametrize("address", ["clamd:3310", "tcp://host", "tcp://host:port", "unix://", "http://host:3310"])
def test_a_wrong_address_stops_the_start(address: str) -> None:
    with pytest.raises(WrongSetting, match="CHINAR_CLAMD"):
        clamd(address)


def test_an_address_stands_as_it_was_given() -> None:
    for address in ("", "tcp://127.0.0.1:3310", "unix:///run/clamav/clamd.ctl"):
        assert clamd(address) == address
