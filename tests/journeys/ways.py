"""The ways in which each story must be possible."""

from dataclasses import dataclass

from playwright.sync_api import ViewportSize

from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.hands import Hands, Keyboard


@dataclass(frozen=True)
class Way:
    name: str
    hands: type[Hands]
    window: ViewportSize
    script: bool = True


PHONE_WAY = Way("on a phone", Hands, PHONE)
DESKTOP_WAY = Way("on a desktop", Hands, DESKTOP)
WAYS = (PHONE_WAY, Way("by keyboard alone", Keyboard, DESKTOP), Way("without script", Hands, PHONE, script=False))
