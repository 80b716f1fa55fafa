"""Reads across questions, published answers and services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict, TypeVar

from django.db.models import Count
from django.utils.timezone import make_aware

from chinar.domain.cases.access import User, cases_for
from chinar.domain.catalogue.models import Service, ServiceVersion
from chinar.domain.enquiries.models import BankAnswer, Enquiry, Topic
from chinar.domain.enquiries.rules import likeness, stems
from chinar.foundation.core.content import words
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.territory.models import Department

T = TypeVar("T")
MOST_SIMILAR = 3
MOST_COMPARED = 200
MOST_OUTDATED = 20
MOST_SERVICES = 10


class Known(TypedDict):
    """What a question may be answered by already, the likest first."""

    answers: list[BankAnswer]
    versions: list[ServiceVersion]


def known(text: str) -> Known:
    """Published answers and services that share most words with a question; two queries."""
    return Known(answers=similar_answers(text), versions=similar_versions(text))


def similar_answers(text: str) -> list[BankAnswer]:
    """The published answers that share most words with a question, best first; one query at most."""
    wanted = stems(text)
    if not wanted:
        return []
    rows = BankAnswer.objects.public().holding_any(wanted).order_by("-published_at")[:MOST_COMPARED]
    return _best([(likeness(wanted, row.search_text), row) for row in rows])


def similar_versions(text: str) -> list[ServiceVersion]:
    """The services whose name or summary shares most words with a question; one query at most."""
    wanted = stems(text)
    rows = ServiceVersion.objects.published_rows().select_related("service") if wanted else []
    return _best([(likeness(wanted, f"{row.name} {row.summary}"), row) for row in rows])


def outdated_answers(user: User, *, on: date) -> list[BankAnswer]:
    """Published answers whose service is described anew, of matters that the official reads; the oldest first."""
    rows = BankAnswer.objects.public().filter(service_version__superseded_at__isnull=False)
    reached = rows.filter(answer__enquiry__case__in=cases_for(user, on=on).order_by())
    ordered = reached.select_related("answer__enquiry__case", "service_version").order_by("published_at", "id")
    return list(ordered[:MOST_OUTDATED])


def services_asked_about(monday: date) -> list[tuple[str, int]]:
    """Names of the services about which was asked in a week, and how often; most asked first. Two queries."""
    rows = _in_week(monday).exclude(service=None).values_list("service_id").annotate(n=Count("id"))
    counts = dict(rows.order_by("-n").values_list("service_id", "n")[:MOST_SERVICES])
    versions = ServiceVersion.objects.published_rows().filter(service__in=counts)
    names = {version.service_id: words(version, "name") for version in versions}
    return [(names[pk], n) for pk, n in counts.items() if pk in names]


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
    return dict(_in_week(monday).values_list("topic").annotate(n=Count("id")).values_list("topic", "n"))


def _in_week(monday: date) -> Any:
    first, after = (make_aware(datetime.combine(day, time())) for day in (monday, monday + timedelta(days=7)))
    return Enquiry.objects.filter(case__received_at__gte=first, case__received_at__lt=after)
