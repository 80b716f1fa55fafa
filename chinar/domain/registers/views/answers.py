"""The answer of a register, and letters about evidence."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.access import actor_on
from chinar.domain.registers import access, words
from chinar.domain.registers.actions.viewing import view_answer
from chinar.domain.registers.connecting import trusted_signers
from chinar.domain.registers.regix.errors import RegixError
from chinar.domain.registers.results import Line, lines_of, read_again
from chinar.foundation.documents.models import Document
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require("evidence.ask")
@require_safe
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What the register said, in words, with what proves it; the viewing is told to the journal and the person."""
    today = timezone.localdate()
    query = access.get_query_for(request.user, number, pk, on=today)
    view_answer(query, by=actor_on(request.user, query.case, on=today), at=timezone.now())
    lines: list[Line] = []
    is_whole = True
    try:
        kept = read_again(query.operation, query.answer.raw, trusted=trusted_signers(), at=query.result.at)
        lines = lines_of(kept, "en" if get_language() == "en" else "bg")
    except RegixError:
        is_whole = False
    context = {
        "query": query,
        "case": query.case,
        "lines": lines,
        "is_whole": is_whole,
        "verdict": words.verdict_words(query.result.verdict),
        "views": list(query.views.select_related("by").order_by("-id")[:20]),
    }
    return render(request, "registers/answer.html", context)


@never_cache
@require("evidence.ask")
@require_safe
def raw(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The answer byte for byte, as a file: a browser does not run what is in it."""
    today = timezone.localdate()
    query = access.get_query_for(request.user, number, pk, on=today)
    view_answer(query, is_raw=True, by=actor_on(request.user, query.case, on=today), at=timezone.now())
    response = HttpResponse(query.answer.raw.encode(), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="answer-{query.pk}.xml"'
    return response


@never_cache
@require("evidence.record")
@require_safe
def letter(request: HttpRequest, number: str, code: str, pk: int) -> HttpResponse:
    """A letter about the evidence, as it was filed; the reading is journalled."""
    today = timezone.localdate()
    evidence = access.get_evidence_for(request.user, number, code, on=today, ability="evidence.record")
    document: Document | None = next((row.document for row in evidence.records.all() if row.document_id == pk), None)
    if document is None or document.is_erased:
        raise Http404
    by = actor_on(request.user, evidence.case, on=today)
    record_read("case.read", by=by, at=timezone.now(), subject=number, subject_kind="case")
    response = HttpResponse(document.open().read(), content_type=document.media_type)
    response["Content-Disposition"] = f'inline; filename="letter-{document.pk}.pdf"'
    return response
