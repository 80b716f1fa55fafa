"""The file of a matter for officials: every paper, how the parties see it, and what came on paper."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases import access, kinds
from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.forms_of_files import WORDS_OF_MANNERS, PaperTakenForm, ShowForm
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.showing.actions import DecidedMeanwhile, decide_showing
from chinar.domain.cases.showing.queries import FilePaper, papers_of, request_waiting
from chinar.domain.cases.views.acting import case_to_act_on
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.views.download import download
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require("cases.read")
@require_safe
def desk_file(request: HttpRequest, number: str) -> HttpResponse:
    """Every paper of the file with how the parties see it."""
    today = timezone.localdate()
    case = access.get_case_for_official(request.user, number, on=today)
    _tell(request, "case.read", case)
    context = {
        "case": case,
        "title": kinds.title_of(case),
        "papers": papers_of(case),
        "manners": WORDS_OF_MANNERS,
        "may_decide": access.may_handle(request.user, case, "cases.take", on=today),
        "may_take_paper": _may_take_paper(request, case),
        "asked": request_waiting(case),
    }
    return render(request, "cases/file.html", context)


@never_cache
@require("cases.take")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Decides how the parties see one paper."""
    case = case_to_act_on(request, number, "cases.take")
    row = _row(case, pk)
    if row.paper.part == CaseDocument.Part.RESULT:
        raise Http404
    last = row.decision.pk if row.decision else 0
    posted = request.method == "POST"
    form = ShowForm(request.POST if posted else None, request.FILES if posted else None, initial={"seen": last})
    if posted and form.is_valid():
        try:
            decide_showing(row.paper, **form.decided(), by=_actor(request, case), at=timezone.now())
        except DecidedMeanwhile:
            form.add_error(None, _("A colleague has decided about this paper meanwhile. Look again below, then save."))
            form.data = {**request.POST.dict(), "seen": str(last)}
        else:
            messages.success(request, _("Saved. The parties see the paper so from now on."))
            return redirect("cases:file", number=number)
    if not posted:
        _tell(request, "case.read", case)
    context = {"case": case, "row": row, "form": form, "manners": WORDS_OF_MANNERS, "title": kinds.title_of(case)}
    return render(request, "cases/show_paper.html", context)


@never_cache
@require("cases.read")
@require_safe
def desk_paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper of the file, or with `copy` its masked copy. The result has its own page and ability."""
    case = access.get_case_for_official(request.user, number, on=timezone.localdate())
    row = _row(case, pk)
    if row.paper.part == CaseDocument.Part.RESULT:
        raise Http404
    copy = row.decision.copy if row.decision else None
    if "copy" in request.GET and copy is None:
        raise Http404
    given = download(copy if "copy" in request.GET and copy else row.paper.document)
    _tell(request, "case.paper_read", case)
    return given


@never_cache
@require("cases.read")
@require_http_methods(["GET", "HEAD", "POST"])
def take_paper(request: HttpRequest, number: str) -> HttpResponse:
    """Files what was brought to a desk or came by post; whoever works on the matter finds it among the new papers."""
    case = access.get_case_for_official(request.user, number, on=timezone.localdate())
    if not _may_take_paper(request, case):
        raise Http404
    posted = request.method == "POST"
    known = {"key": uuid4()}
    form = PaperTakenForm(request.POST if posted else None, request.FILES if posted else None, initial=known)
    if posted and form.is_valid():
        given, by = form.cleaned_data, _actor(request, case)
        papers = [given["paper"]]
        add_update(case, papers=papers, title=given["title"], taken=True, key=given["key"], by=by, at=timezone.now())
        messages.success(request, _("The paper is in the file. Whoever works on the matter is told on their desk."))
        return redirect("cases:file", number=number)
    if not posted:
        _tell(request, "case.read", case)
    return render(request, "cases/take_paper.html", {"case": case, "form": form, "title": kinds.title_of(case)})


def _may_take_paper(request: HttpRequest, case: Case) -> bool:
    """Whoever receives people or works on matters of its department; one that is asked for an opinion does not."""
    today = timezone.localdate()
    by_office = access.reaches_by_office(request.user, case, "cases.read", on=today)
    return by_office and not access.is_party(request.user, case)


def _row(case: Case, pk: int) -> FilePaper:
    for row in papers_of(case):
        if row.paper.pk == pk:
            return row
    raise Http404


def _actor(request: HttpRequest, case: Case) -> Actor:
    return access.actor_on(request.user, case, on=timezone.localdate())


def _tell(request: HttpRequest, verb: str, case: Case) -> None:
    record_read(verb, by=_actor(request, case), at=timezone.now(), subject=case.number, subject_kind="case")
