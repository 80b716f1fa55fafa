"""Notices on paper: what waits for the post, who may send it, what came of it. The verbs take messages whose channel is
a letter; posting lists are those of the results (delivering.py)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from chinar.domain.applications.delivery_access import ABILITY
from chinar.domain.applications.models import PostedLetter, PostingList
from chinar.domain.cases.access import User, cases_for
from chinar.domain.cases.kinds import titles
from chinar.domain.cases.models import Case
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import came_back, posted
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.access import departments_of

MOST_LISTED = 200
ABOUT = "case"


class WrongDay(ValueError):
    """Before it was sent, or in the future."""


def letters_waiting(user: User, *, on: date) -> list[tuple[Message, str]]:
    """Notices that wait for the post with what the matter is, oldest first, as far as the official reaches the matters
    and is no party to them. A fixed number of queries."""
    waiting = list(Message.objects.to_post().filter(about_kind=ABOUT).order_by("pk")[:MOST_LISTED])
    reached = {case.number: case for case in _reached(user, [one.about for one in waiting], on=on)} if waiting else {}
    named = titles(reached.values())
    return [(one, named[reached[one.about].pk]) for one in waiting if one.about in reached]


def letters_on(user: User, made: PostingList, *, on: date) -> list[PostedLetter]:
    """Those of a posting list whose matters the official reaches."""
    letters = list(made.letters.select_related("message"))
    reached = {case.number for case in _reached(user, [one.message.about for one in letters], on=on)} if letters else ()
    return [one for one in letters if one.message.about in reached]


def _reached(user: User, numbers: Sequence[str], *, on: date) -> list[Case]:
    cases = cases_for(user, on=on).filter(number__in=numbers).exclude(parties__account_id=user.pk or 0)
    departments = departments_of(user, ABILITY, on=on)
    if departments is not None:
        cases = cases.filter(department__in=departments)
    return list(cases)


def lock_waiting(messages: Sequence[Message]) -> list[Message]:
    """Those of them that still wait, held until the transaction ends."""
    rows = Message.objects.to_post().filter(pk__in=[one.pk for one in messages])
    return list(rows.select_for_update().order_by("pk")) if messages else []


def put_on_list(made: PostingList, messages: Sequence[Message], *, by: Actor, at: datetime) -> None:
    """Locked messages go with a posting list, in its transaction."""
    PostedLetter.objects.bulk_create([PostedLetter(posting=made, message=one) for one in messages])
    posted(messages, at=at)
    for one in messages:
        record("letter.posted", by=by, at=at, subject=one.about, subject_kind=ABOUT)


@transaction.atomic
def note_letter_tracking(letter: PostedLetter, *, tracking: str, by: Actor, at: datetime) -> bool:
    """The number by which the post follows it; entered once. False when one stands already."""
    noted = PostedLetter.objects.filter(pk=letter.pk, tracking="").update(tracking=tracking)
    if noted:
        record("letter.tracking_noted", by=by, at=at, subject=letter.message.about, subject_kind=ABOUT)
    return bool(noted)


@transaction.atomic
def note_letter_end(letter: PostedLetter, *, outcome: str, on: date, proof: str, by: Actor, at: datetime) -> bool:
    """What came of it, once. What came back stands among the messages that do not arrive. False when it was entered
    before. Raises WrongDay."""
    if not localdate(letter.posting.at) <= on <= localdate(at):
        raise WrongDay
    open_ones = PostedLetter.objects.filter(pk=letter.pk, outcome="")
    noted = open_ones.update(outcome=outcome, ended_on=on, proof=proof, noted_by_id=by.account_id)
    if not noted:
        return False
    if outcome == PostedLetter.Outcome.RETURNED:
        came_back(letter.message)
    record(f"letter.{outcome}", by=by, at=at, subject=letter.message.about, subject_kind=ABOUT)
    return True
