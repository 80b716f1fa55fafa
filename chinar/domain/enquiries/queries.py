"""Reads across questions, published answers and services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Count
from django.utils.timezone import make_aware

from chinar.domain.catalogue.models import Service, ServiceVersion
from chinar.domain.enquiries.models import BankAnswer, Enquiry, Topic
from chinar.domain.enquiries.rules import likeness, stems
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.territory.models import Department

T = TypeVar("T")
MOST_SIMILAR = 3
MOST_COMPARED = 200


def similar_answers(text: str) -> list[BankAnswer]:
    """The published answers that share most words with a question, best first; two queries at most."""
    wanted = stems(text)
    if not wanted:
        return []
    rows = BankAnswer.objects.public().holding_any(wanted).order_by("-published_at")[:MOST_COMPARED]
    return _best([(likeness(wanted, row.search_text), row) for row in rows])


def similar_versions(text: str) -> list[ServiceVersion]:
    """The services whose name or summary shares most words with a question."""
    wanted = stems(text)
    rows = ServiceVersion.objects.published_rows().select_related("service") if wanted else []
    return _best([(likeness(wanted, f"{row.name} {row.summary}"), row) for row in rows])


def _best(scored: Sequence[tuple[int, T]]) -> list[T]:
    """One shared word is chance where there are more to share."""
    ranked = sorted(((score, row) for score, row in scored if score), key=lambda pair: -pair[0])
    return [row for score, row in ranked if score > 1 or score == ranked[0][0]][:MOST_SIMILAR]


class NobodyAnswers(LookupError):
    """The municipality has no department yet."""


def department_for(service: Service | None) -> Department:
    """Who answers: the department of the service asked about, else that of the one-stop desk, else the first.

    Raises NobodyAnswers.
    """
    if service is not None:
        return service.department  # type: ignore[no-any-return]
    desk = main_desk()
    found: Department | None = desk.department if desk is not None else None
    found = found or Department.objects.order_by("pk").first()
    if found is None:
        raise NobodyAnswers
    return found


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How often a topic was asked about in a week, and the week before it."""

    topic: str
    now: int
    before: int


def asked_in_week(monday: date) -> list[TopicCount]:
    """Questions received Monday to Sunday by topic, most asked first; topics that nobody asked about are left out."""
    this, last = _by_topic(monday), _by_topic(monday - timedelta(days=7))
    labels = dict(Topic.choices)
    counts = [TopicCount(str(labels[code]), this.get(code, 0), last.get(code, 0)) for code in {*this, *last}]
    return sorted(counts, key=lambda count: (-count.now, -count.before, count.topic))


def _by_topic(monday: date) -> dict[str, int]:
    first, after = (make_aware(datetime.combine(day, time())) for day in (monday, monday + timedelta(days=7)))
    rows = Enquiry.objects.filter(case__received_at__gte=first, case__received_at__lt=after)
    return dict(rows.values_list("topic").annotate(n=Count("id")).values_list("topic", "n"))
