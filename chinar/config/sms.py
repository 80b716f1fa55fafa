"""CHINAR_SMS as settings: https://user:password@host:13013/cgi-bin/sendsms, an address that speaks as Kannel does."""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from chinar.config.env import WrongSetting

HERE = ("localhost", "127.0.0.1", "::1")


class Sms(NamedTuple):
    """Where short messages go, and as whom. An empty address: none are offered."""

    url: str
    user: str
    password: str
    sender: str


def sms(url: str, *, sender: str) -> Sms:
    """Raises WrongSetting.

    Plain http only to this machine: the password and people's numbers would travel in the open.
    """
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise WrongSetting("CHINAR_SMS: say https://user:password@host:port/cgi-bin/sendsms")
    if url and parts.scheme == "http" and parts.hostname not in HERE:
        raise WrongSetting("CHINAR_SMS: only https leaves this machine")
    if url and not sender:
        raise WrongSetting("CHINAR_SMS_FROM is missing: the name or number that readers see as the sender")
    if not f"{unquote(url)}{sender}".isascii():
        raise WrongSetting("CHINAR_SMS, CHINAR_SMS_FROM: Latin letters only, as the gateway's protocol has no others")
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    return Sms(urlunsplit(bare), unquote(parts.username or ""), unquote(parts.password or ""), sender)
