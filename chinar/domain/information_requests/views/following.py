"""What the applicant has of the decision: its paper, and the files that are given."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.access import actor_on, get_case_for_official
from chinar.domain.cases.views.public import matter_for
from chinar.domain.information_requests import access
from chinar.domain.information_requests.models import GivenFile, InformationRequest
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.views.download import download
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """The decision, for whoever follows the matter."""
    return download(_decision(access.request_of(matter_for(request, number))))


@never_cache
@require_safe
def file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file to which the decision gives access."""
    asked = access.request_of(matter_for(request, number))
    return download(_file(access.files_for_applicant(asked), pk))


@never_cache
@require("cases.read")
@require_safe
def desk_decision(request: HttpRequest, number: str) -> HttpResponse:
    """The same for an official who reads the matter."""
    asked = _asked_by_official(request, number)
    given = download(_decision(asked))
    _tell(request, "information.decision_read", asked)
    return given


@never_cache
@require("cases.read")
@require_safe
def desk_file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file that is given, or will be."""
    asked = _asked_by_official(request, number)
    given = download(_file(access.files_of(asked), pk))
    _tell(request, "information.file_read", asked)
    return given


def _asked_by_official(request: HttpRequest, number: str) -> InformationRequest:
    return access.request_of(get_case_for_official(request.user, number, on=timezone.localdate()))


def _decision(asked: InformationRequest) -> Document:
    made = access.decision_of(asked)
    if made is None:
        raise Http404
    return made.document  # type: ignore[no-any-return]


def _file(files: list[GivenFile], pk: int) -> Document:
    for row in files:
        if row.pk == pk:
            return row.document  # type: ignore[no-any-return]
    raise Http404


def _tell(request: HttpRequest, verb: str, asked: InformationRequest) -> None:
    by, at = actor_on(request.user, asked.case, on=timezone.localdate()), timezone.now()
    record_read(verb, by=by, at=at, subject=asked.case.number, subject_kind="case")
