"""The file of a matter as its parties see it (АПК чл. 34)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases import kinds, queries
from chinar.domain.cases.models import Case
from chinar.domain.cases.showing.actions import ask_for_file
from chinar.domain.cases.showing.queries import FilePaper, papers_of, request_waiting
from chinar.domain.cases.showing.rules import Manner
from chinar.domain.cases.views.public import matter_for
from chinar.foundation.documents.views.download import download
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import citizen_of


@never_cache
@require_safe
def own_file(request: HttpRequest, number: str) -> HttpResponse:
    """What happened and every paper, those that name third persons masked or not at all."""
    case = matter_for(request, number)
    papers = papers_of(case, account_id=request.user.pk)
    context = {
        "case": case,
        "title": kinds.title_of(case),
        "milestones": queries.milestones(case, on=timezone.localdate()),
        "papers": papers,
        "undecided": any(row.manner is Manner.UNDECIDED for row in papers),
        "asked": request_waiting(case),
    }
    return render(request, "cases/own_file.html", context)


@never_cache
@require_safe
def own_paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper as this party may see it. Raises Http404 also for one that they may not."""
    case = matter_for(request, number)
    document = next((row.document for row in _papers(request, case) if row.paper.pk == pk), None)
    if document is None:
        raise Http404
    given = download(document)
    by = citizen_of(request.user)
    record_read("file.followed", by=by, at=timezone.now(), subject=number, subject_kind="case")
    return given


def _papers(request: HttpRequest, case: Case) -> list[FilePaper]:
    return papers_of(case, account_id=request.user.pk)


@never_cache
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Asks that an official looks at the papers that nobody has looked at yet; asking twice is asking once."""
    case = matter_for(request, number)
    if any(row.manner is Manner.UNDECIDED for row in _papers(request, case)):
        ask_for_file(case, by=citizen_of(request.user), at=timezone.now())
        messages.success(request, _("Asked. When an official has looked at the papers, you see them here."))
    return redirect("cases:own_file", number=number)
