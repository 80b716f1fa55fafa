"""Two hundred citizens press "send" at once and everything is killed in the middle: what was acknowledged is there,
once, and nothing stands half way."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.kill.applicant import Applicant
from tests.kill.client import Client
from tests.kill.hammer import submit_in_parallel
from tests.kill.installation import ROOT, Installation, wait_until

CITIZENS, TOGETHER = 8, 200

Waiting = tuple[Applicant, str]
"""A draft that only has to be sent: who wrote it, and its key."""


def test_kill_9_in_the_middle_of_200_submissions_loses_and_doubles_nothing(installation: Installation) -> None:
    """First the whole group is killed, then the supervisor alone, each in the middle of 200 submissions."""
    installation.prepare(seed=True)
    installation.start()
    told = audit(installation)  # by the demo, among it what somebody has not sent yet
    applicants = [Applicant(installation.url, number) for number in range(CITIZENS)]
    in_parallel(applicants, Applicant.sign_up)
    acknowledged: dict[str, str] = {}
    waiting: list[Waiting] = []
    for kill in (installation.kill_group, installation.kill_parent):
        waiting += answered_drafts(installation, applicants, TOGETHER - len(waiting))
        acknowledged |= hammer(installation, waiting, kill)
        before = len(installation.output())
        installation.start()
        came_back_clean(installation, before)
        waiting = not_sent(installation, waiting, acknowledged)
    with ThreadPoolExecutor(CITIZENS) as pool:
        list(pool.map(lambda one: one[0].send_draft(one[1]), waiting))
    found = audit(installation)
    assert (found["wrong"], found["drafts"]) == ([], told["drafts"])
    assert acknowledged.items() <= found["registered"].items()
    can_all_be_printed(
        applicants, [number for key, number in found["registered"].items() if key not in told["registered"]]
    )
    assert installation.stop() == 0


def answered_drafts(installation: Installation, applicants: list[Applicant], count: int) -> list[Waiting]:
    """At least so many drafts that only have to be sent, of each applicant in turn: one answered page by page, and
    copies of it."""
    each = -(-count // CITIZENS)
    typed = in_parallel(applicants, Applicant.answered_draft)
    wanted = [word for key in typed for word in (key, str(each - 1))]
    copied = told_by(installation, "tests.kill.drafting", *wanted).splitlines()
    rows = zip(*([key, *line.split()] for key, line in zip(typed, copied, strict=True)), strict=True)
    return [waiting for row in rows for waiting in zip(applicants, row, strict=True)]


def hammer(installation: Installation, waiting: list[Waiting], kill: Callable[[], None]) -> dict[str, str]:
    """What citizens read on their confirmation pages: number by key of the draft."""

    def submit(_: Client, position: int) -> str:
        applicant, key = waiting[position]
        return f"{key} {applicant.send_draft(key)}"

    third = len(waiting) // 3
    answers = submit_in_parallel(
        installation, submit, total=len(waiting), citizens=CITIZENS, kill_after=third, kill=kill
    )
    assert third <= len(answers) < len(waiting), "the kill came too late to prove anything"
    return dict(answer.split(" ") for answer in answers)


def came_back_clean(installation: Installation, before: int) -> None:
    said = installation.output()[before:]
    assert "ended without tidying up" in said
    assert "Traceback" not in said
    checked = installation.chinar("check", "--deploy", "--database", "default", "--tag", "chinar")
    assert checked.returncode == 0, checked.stderr
    wait_until("the sealer has caught up", lambda: is_sealed(installation), 30)


def is_sealed(installation: Installation) -> bool:
    verified = installation.chinar("journal", "verify")
    assert verified.returncode == 0, f"{verified.stdout}{verified.stderr}"
    return True


def not_sent(installation: Installation, waiting: list[Waiting], acknowledged: dict[str, str]) -> list[Waiting]:
    """What still has to be sent: each acknowledged one is there once, each other one is whole or still a draft."""
    found = audit(installation)
    assert found["wrong"] == []
    assert acknowledged.items() <= found["registered"].items()
    assert {key for _, key in waiting} <= found["registered"].keys() | set(found["drafts"])
    return [(applicant, key) for applicant, key in waiting if key in found["drafts"]]


def can_all_be_printed(applicants: list[Applicant], numbers: Iterable[str]) -> None:
    """Every applicant finds their own matters and prints the receipt of each."""

    def print_all(applicant: Applicant) -> list[str]:
        applicant.client.close()
        page = applicant.client.get("/troyan/bg/mine/").text
        own = [number for number in numbers if f"/{number}/" in page]
        for number in own:
            pdf = applicant.receipt(number)
            assert pdf.startswith(b"%PDF-"), number
            assert b"%%EOF" in pdf[-16:], number
        return own

    assert sorted(number for own in in_parallel(applicants, print_all) for number in own) == sorted(numbers)


def in_parallel(applicants: list[Applicant], do: Callable[[Applicant], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(applicants)) as pool:
        return list(pool.map(do, applicants))


def audit(installation: Installation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told_by(installation, "tests.kill.audit"))
    return found


def told_by(installation: Installation, module: str, *arguments: str) -> str:
    """What a module of this folder prints that looks into the installation's database."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=installation.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
