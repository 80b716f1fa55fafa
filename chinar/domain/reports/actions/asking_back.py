"""What officials write to the author of a signal on the way, and the answer by a link that works once.

The clock goes on meanwhile: the law lets nobody stop that of a signal.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.models import Case
from chinar.domain.cases.notices import recipients_of, tell_with
from chinar.domain.reports import links
from chinar.domain.reports.models import Remark
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.uploads import Paper

CODE = "asked_back"


class AnsweredBefore(Exception):
    """The link was used; nothing was changed."""


def tell_author(remark: Remark, case: Case, *, at: datetime) -> None:
    """In the transaction that writes the remark: the author gets the link, never the words."""
    slug = case.municipality.slug

    def answer_link() -> str:
        arguments = {"pk": remark.pk, "code": links.to_answer(remark)}
        return absolute_url(slug, "reports:answer", language=get_language() or "bg", **arguments)

    tell_with(case, CODE, {"answer_link": _Late(answer_link)}, key=remark.pk, module="reports", at=at)


def reaches_author(case: Case) -> bool:
    """Whether we know any way to write to whoever filed it."""
    return any(True for _recipient in recipients_of(case, CODE))


class _Late:
    """Written out in the language of each reader."""

    def __init__(self, make: object) -> None:
        self.make = make

    def __str__(self) -> str:
        return str(self.make())  # type: ignore[operator]


@transaction.atomic
def answer_remark(remark: Remark, *, text: str, papers: Sequence[Paper], key: UUID, by: Actor, at: datetime) -> None:
    """The answer lands in the file of the signal, in every phase. Raises AnsweredBefore, TooManyUnread."""
    case = hold(remark.report.case)
    if not Remark.objects.filter(pk=remark.pk, answered_at=None).update(answered_at=at):
        raise AnsweredBefore(remark.pk)
    add_update(case, text=text, papers=papers, key=key, by=by, at=at)
