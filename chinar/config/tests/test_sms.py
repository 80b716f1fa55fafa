import pytest

from chinar.config.env import WrongSetting
from chinar.config.sms import sms


def test_an_address_falls_into_its_parts_and_none_offers_no_sms() -> None:
    assert sms("https://troyan:p%40ss@sms.example:13013/cgi-bin/sendsms", sender="Troyan") == (
        "https://sms.example:13013/cgi-bin/sendsms",
        "troyan",
        "p@ss",
        "Troyan",
    )
    assert sms("", sender="") == ("", "", "", "")


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("ftp://sms.example/", "Troyan"),
        ("sms.example", "Troyan"),
        ("https:///sendsms", "Troyan"),
        ("http://sms.example/sendsms", "Troyan"),
        ("https://sms.example/sendsms", ""),
        ("https://sms.example/sendsms", "Троян"),
        ("https://u:%D0%BF@sms.example/sendsms", "Troyan"),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_says_why(url: str, sender: str) -> None:
    with pytest.raises(WrongSetting, match="CHINAR_SMS"):
        sms(url, sender=sender)
