"""Who opens a page: a visitor, a citizen with a matter of their own, an expert with the second factor."""

import re

from chinar.demo import cast
from tests.kill.applicant import NUMBER, TOWN
from tests.kill.client import Client


def visitor(base: str) -> Client:
    return Client(base)


def citizen(base: str) -> Client:
    client = Client(base)
    client.sign_in(cast.ELENA.email, cast.PASSWORD)
    return client


def expert(base: str) -> Client:
    return official(base, cast.GEORGI)


def official(base: str, member: cast.Member) -> Client:
    """Signs in with the code that the demo shows on the page."""
    client = Client(base)
    page = client.sign_in(member.email, cast.PASSWORD)
    code = re.search(r"\b(\d{6})\b", page.text.partition('name="code"')[2])
    assert code, page.text
    answer = client.submit(page, {"code": code[1]}, holding="code")
    assert "second-factor" not in answer.url, answer.text
    return client


VISITORS = {"visitor": visitor, "citizen": citizen, "expert": expert}


def placeholders(clients: dict[str, Client]) -> dict[str, str]:
    """What stands in pages.csv in the place of what differs from day to day."""
    mine, worklist = clients["citizen"].get(f"{TOWN}/mine/"), clients["expert"].get(f"{TOWN}/desk/cases/")
    own, desk = NUMBER.search(mine.text), NUMBER.search(worklist.text)
    assert own, "the citizen has no matter"
    assert desk, "the worklist is empty"
    return {"own": own[0], "desk": desk[0]}
