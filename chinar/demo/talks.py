"""What people of the demo town write about a signal and an answer: read by everybody, answered, waiting, withheld."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from chinar.domain.enquiries.models import BankAnswer
from chinar.domain.enquiries.talking import ANSWER
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.talking import SIGNAL
from chinar.foundation.conversation.actions import moderating
from chinar.foundation.conversation.actions.commenting import NewComment, confirm, write
from chinar.foundation.conversation.models import Comment
from chinar.foundation.conversation.subjects import Talked
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department


@dataclass(frozen=True, slots=True)
class _Comment:
    """`withheld` is the reason for which it was taken down; `waits` leaves it to be read."""

    text: str
    name: str = ""
    shows_name: bool = False
    has_account: bool = False
    answer: str = ""
    withheld: tuple[str, str] = ("", "")
    waits: bool = False


ON_SIGNAL = (
    _Comment(
        "И пред номер 14 има хлътнала решетка. Добре е да се види заедно.",
        "Елена Димитрова",
        shows_name=True,
        has_account=True,
        answer="Благодарим. Бригадата ще види и нея при същото излизане.",
    ),
    _Comment("Вчера видях хората с багера, дано свършат преди празника."),
    _Comment(
        "Който отговаря за това, си прибира парите и не прави нищо.",
        withheld=("accusation", "Всеки може да подаде сигнал срещу служител; той се проверява от друг."),
    ),
    _Comment("Може ли да ми се обадите на 0888 123 456, ще покажа мястото?", "Стоян Гешев", waits=True),
    _Comment("Има ли график и за другите улици?", waits=True),
)
ON_ANSWER = (_Comment("Помогна ми, намерих всичко на страницата на услугата."),)


def tell_talks(accounts: dict[str, Account], *, at: datetime) -> None:
    """The waiting ones stand in the queue of whoever answers signals."""
    signal = CitizenReport.objects.filter(case__state="ordered").select_related("case").earliest("pk")
    bank = BankAnswer.objects.public().earliest("pk")
    for talked, key, comments in ((SIGNAL, signal.case.number, ON_SIGNAL), (ANSWER, str(bank.pk), ON_ANSWER)):
        for number, story in enumerate(comments):
            _tell(talked, key, number, story, accounts, at=at - timedelta(hours=20 - number))


def _tell(
    talked: Talked, key: str, number: int, story: _Comment, accounts: dict[str, Account], *, at: datetime
) -> None:
    new = NewComment(
        key=_key(f"{talked.kind}-{number}"),
        subject=key,
        text=story.text,
        name=story.name,
        shows_name=story.shows_name,
        account=accounts["elena"] if story.has_account else None,
        address="" if story.has_account else f"neighbour{number}@chinar.example",
    )
    by = Actor(accounts["elena"].pk, "citizen") if story.has_account else VISITOR
    comment = write(talked, new, by=by, at=at)
    if not story.has_account:
        confirm(comment, talked, at=at)
    official = Actor(accounts["dimitar"].pk, "official")
    comment = Comment.objects.get(pk=comment.pk)
    if not story.waits and not comment.published_at:
        moderating.publish(comment, talked, by=official, at=at)
    if story.answer:
        unit, answered = Department.objects.get(code="infrastructure"), _key(f"{talked.kind}-{number}-answer")
        moderating.answer(comment, talked, key=answered, text=story.answer, unit=unit, by=official, at=at)
    reason, explanation = story.withheld
    if reason:
        moderating.withhold(comment, seen="public", reason=reason, explanation=explanation, by=official, at=at)


def _key(name: str) -> uuid.UUID:
    return uuid.UUID(bytes=hashlib.sha256(f"talk {name}".encode()).digest()[:16])
