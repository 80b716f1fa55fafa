"""A matter that was taken for something else, such as a question, and is a signal."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localdate

from chinar.domain.cases.kinds import Content
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.reports.actions.filing import NewReport, register_report
from chinar.domain.reports.carrying import choices as topics
from chinar.domain.reports.models import Category
from chinar.foundation.core.actor import Actor


def choices() -> list[tuple[str, str]]:
    """What a signal can be about here."""
    return topics({})


def adopt(case: Case, content: Content, by: Actor, at: datetime) -> Case:
    """The same words of the same author under the same key; the clock runs from the receipt (АПК чл. 25)."""
    author = case.parties.select_related("person", "account").first()
    new = NewReport(
        idempotency_key=uuid5(NAMESPACE_URL, case.number),
        category=Category.objects.offered().select_related("department").get(code=content.about),
        text=content.text,
        channel=case.channel,
        key=case.key,
        hours=receiving_hours(localdate(case.received_at)),
        name=content.name,
        email=content.email,
        language=content.language,
        person=author.person if author else None,
        account=author.account if author else None,
        received_at=case.received_at,
    )
    return register_report(new, by=by, at=at).case  # type: ignore[no-any-return]
