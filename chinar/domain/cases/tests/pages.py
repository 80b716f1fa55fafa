"""What tests read off a page."""

import re
from html import unescape

HIDDEN = re.compile(r'<input type="hidden" name="(seen|draft_seen|latest|kept|last|back)" value="([^"]*)"')
CHOICE = re.compile(r'type="checkbox" name="case" value="([^"]*)"')


def hidden(page: str) -> dict[str, str]:
    """What the form keeps of the matter as it is shown."""
    return {name: unescape(value) for name, value in HIDDEN.findall(page)}


def choices(page: str) -> list[str]:
    """The matters that can be chosen, as the form sends them."""
    return [unescape(value) for value in CHOICE.findall(page)]
