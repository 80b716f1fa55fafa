"""What the spine itself keeps waiting: matters, what came to them and was not read, opinions, ratings, what other
municipalities sent."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds
from chinar.domain.cases.access import User
from chinar.domain.cases.models import CaseUpdate, FileRequest, Opinion
from chinar.domain.cases.new_papers import waiting_cases
from chinar.domain.cases.opinions import asked_of
from chinar.domain.cases.rating.access import ANSWER, ratings_for
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.waiting import Rows, Source, register
from chinar.foundation.conversation import queries as conversation
from chinar.foundation.core.lanes import EACH
from chinar.foundation.people.access import can
from chinar.foundation.territory.doors import inbox

RUNNING = (Phase.RECEIVED, Phase.IN_PROGRESS)


def matters(user: User, on: date, mine: bool) -> Rows:
    """Those whose clock runs; the index gives each phase by due date."""
    cases = _cases(user, on, mine)
    return None if cases is None else cases.filter(phase=EACH)


def papers(user: User, on: date, mine: bool) -> Rows:
    cases = _cases(user, on, mine)
    return None if cases is None else CaseUpdate.objects.unread().filter(case__in=cases)


def opinions_given(user: User, on: date, mine: bool) -> Rows:
    cases = _cases(user, on, mine)
    return None if cases is None else Opinion.objects.unread().filter(request__case__in=cases)


def files_asked_for(user: User, on: date, mine: bool) -> Rows:
    cases = _cases(user, on, mine)
    return None if cases is None else FileRequest.objects.filter(answered_at=None, case__in=cases)


def opinions_asked(user: User, on: date, mine: bool) -> Rows:
    """Of the reader's own departments, whosever the matter is."""
    return asked_of(user, on=on) if can(user, "cases.take", on=on) else None


def ratings(user: User, on: date, mine: bool) -> Rows:
    return ratings_for(user, on=on).owed() if can(user, ANSWER, on=on) else None


def sent_here(user: User, on: date, mine: bool) -> Rows:
    """By other municipalities of the installation; it is no matter before somebody accepts it."""
    return inbox().filter(kind__in=kinds.carried()) if can(user, "cases.receive", on=on) else None


def comments(user: User, on: date, mine: bool) -> Rows:
    """They are of whoever reads them first."""
    return conversation.to_read(user, on=on) if can(user, conversation.MODERATE, on=on) else None


def objections_to_comments(user: User, on: date, mine: bool) -> Rows:
    return conversation.objections_for(user, on=on) if can(user, conversation.DECIDE, on=on) else None


def _cases(user: User, on: date, mine: bool) -> QuerySet | None:  # type: ignore[type-arg]
    if not can(user, "cases.read", on=on):
        return None
    return waiting_cases(user, on=on, all_of_them=not mine)


MATTERS = Source(
    "matters", _("Matters to be decided"), matters, "cases:case", "received_at",
    due="due_on", ref="number", case="pk", each=RUNNING,
)  # fmt: skip
register(MATTERS)
register(Source("papers", _("New papers that nobody has read"), papers, "cases:case", "at"))
register(
    Source(
        "opinions_given",
        _("Opinions that came and nobody has read"),
        opinions_given,
        "cases:case",
        "at",
        ref="request__case__number",
        case="request__case",
    )
)
register(Source("files", _("People who ask to see their file"), files_asked_for, "cases:case", "at"))
register(
    Source(
        "opinions",
        _("Opinions asked of us"),
        opinions_asked,
        "cases:opinion",
        "asked_at",
        due="due_on",
        argument="pk",
        ref="pk",
    )
)
register(
    Source(
        "ratings",
        _("Low ratings owed an answer"),
        ratings,
        "cases:rating",
        "at",
        due="due_on",
        argument="pk",
        ref="pk",
        case="",
        whose="request__department__name",
    )
)
register(
    Source(
        "sent_here",
        _("Matters sent by other municipalities"),
        sent_here,
        "cases:received_one",
        "sent_at",
        argument="pk",
        ref="pk",
        case="",
        detail="sender__name",
    )
)
register(
    Source(
        "comments",
        _("Comments to be read"),
        comments,
        "conversation:comment",
        "confirmed_at",
        argument="pk",
        ref="pk",
        case="",
    )
)
register(
    Source(
        "comment_objections",
        _("Objections to withheld comments"),
        objections_to_comments,
        "conversation:objection",
        "at",
        due="due_on",
        argument="pk",
        ref="withholding__subject",
        case="",
    )
)
