"""Open311 GeoReport v2 for the municipality of the address, in JSON and XML (wiki.open311.org)."""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django_ratelimit.core import is_ratelimited

from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.rules import Phase
from chinar.domain.reports import queries
from chinar.domain.reports.access import digest_of
from chinar.domain.reports.actions.filing import NewReport, let_photos_wait, register_report
from chinar.domain.reports.models import ApiKey, Category, CategoryQuestion, CitizenReport, Photo
from chinar.domain.reports.open311 import describing
from chinar.domain.reports.open311.asking import MOST, RequestForm, Wanted, Wrong, answers_of, wanted
from chinar.domain.reports.open311.writing import MEDIA_TYPES, Value, written
from chinar.foundation.core.actor import VISITOR
from chinar.foundation.documents.codes import draw, format_code
from chinar.foundation.territory.queries import settlements_of
from chinar.foundation.time.rules import NoCalendar

logger = logging.getLogger(__name__)
View = Callable[..., tuple[str, Value]]


class Refused(Exception):
    """An error of the standard: its HTTP status and words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def answering(view: View) -> Callable[..., HttpResponse]:
    """Writes what the view gives in the asked form; errors as the standard has them."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def answered(request: HttpRequest, form: str, **arguments: Any) -> HttpResponse:
        status = 200
        try:
            _of_here(request)
            name, value = view(request, **arguments)
        except Refused as refused:
            status, name, value = refused.status, "errors", [{"code": refused.status, "description": refused.words}]
        except Wrong as wrong:
            status, name, value = 400, "errors", [{"code": 400, "description": str(wrong)}]
        return HttpResponse(written(name, value, form), status=status, content_type=MEDIA_TYPES[form])

    return answered


def revalidated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Of what is asked again and again and seldom changes: whoever names the tag of what they have gets 304 instead of
    the same again."""

    @wraps(view)
    def answered(request: HttpRequest, form: str, **arguments: Any) -> HttpResponse:
        response = view(request, form, **arguments)
        if response.status_code != 200 or request.method != "GET":
            return response
        response["Cache-Control"] = "no-cache"
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response)  # type: ignore[return-value]

    return answered


def _of_here(request: HttpRequest) -> None:
    """`jurisdiction_id` may be left out: the address says it. Another municipality's is not found."""
    given = request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id")
    if given and given != request.municipality.slug:  # type: ignore[attr-defined]
        raise Refused(404, "jurisdiction_id was not found")


@answering
def discovery(request: HttpRequest) -> tuple[str, Value]:
    """Where this server is and what it speaks."""
    town = request.municipality  # type: ignore[attr-defined]
    base = request.build_absolute_uri(reverse("reports:list")).replace("/signals/", "/open311/v2")
    endpoint: dict[str, Value] = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": base,
        "type": "production",
        "jurisdiction_id": town.slug,
        "formats": ["application/json", "text/xml"],
    }
    key_service = _("Ask the municipality for a key.")
    return "discovery", {"contact": town.email, "key_service": key_service, "endpoints": [endpoint]}


@revalidated
@answering
def services(request: HttpRequest) -> tuple[str, Value]:
    """Categories that are registered here."""
    asked = set(CategoryQuestion.objects.filter(withdrawn_at=None).values_list("category_id", flat=True))
    ours = [one for one in Category.objects.offered() if one.is_ours]
    return "services", [describing.service(one, has_questions=one.pk in asked) for one in ours]


@revalidated
@answering
def definition(request: HttpRequest, code: str) -> tuple[str, Value]:
    category = _category(code)
    return "service_definition", describing.definition(category, category.questions.filter(withdrawn_at=None))


def _category(code: str) -> Category:
    category: Category | None = Category.objects.offered().filter(code=code).first()
    if category is None or not category.is_ours:
        raise Refused(404, "service_code was not found")
    return category


@answering
def requests(request: HttpRequest) -> tuple[str, Value]:
    """The list, or with POST a new signal."""
    if request.method == "POST":
        return "service_requests", [_filed(request)]
    return "service_requests", _described(request, _found(wanted(request.GET, now=timezone.now())))


def _found(asked: Wanted) -> list[CitizenReport]:
    rows = queries.shown_to_all().select_related("case__department")
    if asked.numbers:
        return list(rows.filter(case__number__in=asked.numbers))
    rows = rows.filter(case__received_at__gte=asked.since, case__received_at__lte=asked.until)
    if asked.codes:
        rows = rows.filter(category__code__in=asked.codes)
    if asked.status:
        closed = {"case__phase__in": [Phase.DECIDED, Phase.CLOSED]}
        rows = rows.filter(**closed) if asked.status == "closed" else rows.exclude(**closed)
    return list(rows.order_by("-case__received_at", "-id")[:MOST])


def _described(request: HttpRequest, reports: list[CitizenReport]) -> list[Value]:
    """One query for the photos of all."""
    shown = [one.pk for one in reports if queries.public_wording_of(one)]
    photos = dict(Photo.objects.public().filter(report__in=shown).order_by("-id").values_list("report_id", "pk"))
    return [describing.request(one, photo=_photo(request, photos.get(one.pk))) for one in reports]


def _photo(request: HttpRequest, pk: int | None) -> str | None:
    return request.build_absolute_uri(reverse("reports:photo", kwargs={"pk": pk})) if pk else None


@answering
def one_request(request: HttpRequest, number: str) -> tuple[str, Value]:
    rows = queries.shown_to_all().select_related("case__department").filter(case__number=number)
    found = _described(request, list(rows))
    if not found:
        raise Refused(404, "service_request_id was not found")
    return "service_requests", found


@answering
def token(request: HttpRequest, key: str) -> tuple[str, Value]:
    """Which number a sent signal got."""
    try:
        report = CitizenReport.objects.select_related("case").filter(idempotency_key=UUID(key)).first()
    except ValueError:
        report = None
    if report is None:
        raise Refused(404, "token was not found")
    return "service_requests", [{"service_request_id": report.case.number, "token": str(key)}]


def _filed(request: HttpRequest) -> Value:
    key = ApiKey.objects.valid().filter(digest=digest_of(request.POST.get("api_key", ""))).first()
    if key is None:
        raise Refused(403, "api_key was missing or is not valid")
    if is_ratelimited(request, group="reports.open311", key=lambda *_a: str(key.pk), rate="300/h", increment=True):
        raise Refused(429, "too many requests with this api_key within the hour")
    form = RequestForm(request.POST, request.FILES)
    if not form.is_valid():
        wrong = {name: str(errors[0]) for name, errors in form.errors.items()}
        raise Refused(400, "; ".join(f"{name}: {words}" for name, words in wrong.items()))
    category = _category(form.cleaned_data["service_code"])
    try:
        report = _register(request, form, category)
    except (NoCalendar, NoLegalPeriod):
        logger.exception("a signal cannot be registered")
        raise Refused(503, "signals cannot be registered just now; nothing was kept") from None
    notice = _("Follow it with the number and the key %(key)s.") % {"key": format_code(report.case.key)}
    return {
        "service_request_id": report.case.number,
        "token": str(report.idempotency_key),
        "service_notice": notice,
        "account_id": None,
    }


def _register(request: HttpRequest, form: RequestForm, category: Category) -> CitizenReport:
    at, data, key = timezone.now(), form.cleaned_data, uuid4()
    town = request.municipality  # type: ignore[attr-defined]
    answers = answers_of(category, request.POST)
    let_photos_wait(key, data["media_file"], at=at)
    new = NewReport(
        idempotency_key=key,
        category=category,
        text=data["description"],
        channel=Case.Channel.ONLINE,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(timezone.localdate(at)),
        settlement=form.settlement(settlements_of(town)),
        place=data["address_string"],
        point=form.point(),
        name=form.name(),
        email=data["email"],
        phone=data["phone"],
        answers=answers,
    )
    return register_report(new, by=VISITOR, at=at)
