"""Papers and photos that go with an application: added to a draft, read by officials."""

from base64 import b64encode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.applications.forms.attachments import AttachmentsForm
from chinar.domain.applications.journey import ATTACHMENTS, Journey
from chinar.domain.applications.models import DraftFile
from chinar.domain.applications.views.journey import about_page, go_on, of_draft
from chinar.domain.applications.views.limits import too_many_files
from chinar.domain.cases.access import actor_on, get_case_for_official
from chinar.domain.cases.models import CaseDocument
from chinar.foundation.documents.views.download import download
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@of_draft
def attach(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Adds files, takes one away again, or goes on. A file that cannot be taken spoils none of the others."""
    here = journey.page(ATTACHMENTS)
    if here is None:
        raise Http404
    if request.method == "POST" and "remove" in request.POST:
        journey.draft.files.filter(pk=_number(request.POST["remove"])).delete()
        return redirect(request.get_full_path())
    if request.method != "POST":
        form = AttachmentsForm(draft=journey.draft, on=journey.today, municipality=journey.municipality)
        return render(request, "applications/attachments.html", about_page(request, journey, here, form))
    form = AttachmentsForm(
        request.POST, request.FILES, draft=journey.draft, on=journey.today, municipality=journey.municipality
    )
    is_whole = form.is_valid()
    if form.accepted and journey.draft.account_id is None and too_many_files(request):
        form.add_error(None, _("Many files came from here within the hour. Wait a little; what you wrote is kept."))
        return render(request, "applications/attachments.html", about_page(request, journey, here, form), status=429)
    _keep(form)
    if is_whole and "add" not in request.POST:
        return go_on(request, journey, here, form)
    if is_whole:
        return redirect(request.get_full_path())
    return render(request, "applications/attachments.html", about_page(request, journey, here, form))


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0


@transaction.atomic
def _keep(form: AttachmentsForm) -> None:
    """What was judged good, also when something beside it was not."""
    for new in form.accepted:
        DraftFile.objects.create(
            draft=form.draft,
            requirement=new.requirement,
            media_type=new.media_type,
            size=len(new.content),
            content_base64=b64encode(new.content).decode("ascii"),
        )
    if form.accepted:
        form.draft.changed_at = timezone.now()
        form.draft.save(update_fields=["changed_at"])
        form.__dict__.pop("kept", None)


@never_cache
@require("cases.read")
@require_safe
def desk_attachment(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper that the applicant brought, for an official who handles the matter; the journal is told."""
    today = timezone.localdate()
    case = get_case_for_official(request.user, number, on=today)
    rows = CaseDocument.objects.select_related("document").filter(case=case, part=CaseDocument.Part.ATTACHMENT)
    part = get_object_or_404(rows, pk=pk)
    by, at = actor_on(request.user, case, on=today), timezone.now()
    given = download(part.document)
    record_read("application.attachment_read", by=by, at=at, subject=number, subject_kind="case")
    return given
