"""The checklist of a matter, ticked on its page, and the town's lines."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chinar.domain.cases import kinds
from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.checking import LineKnown, add_line, end_line, tick
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.forms_of_files import LineForm
from chinar.domain.cases.models import ChecklistLine
from chinar.domain.cases.views.acting import case_to_act_on
from chinar.foundation.people.access import actor_of, require


@require("cases.take")
@require_POST
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Keeps which lines the official ticked and took back."""
    case = case_to_act_on(request, number, "cases.take")
    shown, ticked = (_ids(request, name) for name in ("shown", "line"))
    try:
        tick(
            case,
            shown=shown,
            ticked=ticked,
            by=actor_on(request.user, case, on=timezone.localdate()),
            at=timezone.now(),
        )
        messages.success(request, _("The checklist is saved."))
    except AlreadyDecided:
        messages.error(request, _("This matter has been decided meanwhile. Nothing was changed."))
    return redirect("cases:case", number=number)


def _ids(request: HttpRequest, name: str) -> set[int]:
    return {int(pk) for pk in request.POST.getlist(name) if pk.isascii() and pk.isdecimal() and len(pk) < 19}


@never_cache
@require("checklists.set")
@require_http_methods(["GET", "HEAD", "POST"])
def checklists(request: HttpRequest) -> HttpResponse:
    """The lines that stand, and a form for one more; of the kind that has checklists."""
    kind = next(kind for kind in kinds.registered() if kind.is_checked)
    names = kind.subject_names()
    posted = request.method == "POST"
    form = LineForm(request.POST if posted else None, kind=kind, names=names)
    if posted and form.is_valid():
        try:
            add_line(kind=kind.code, **form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        except LineKnown:
            form.add_error("text", _("There is such a line already."))
        else:
            messages.success(request, _("Added. Matters that are received from now on have the line."))
            return redirect("cases:checklists")
    lines = ChecklistLine.objects.standing().filter(kind=kind.code).select_related("added_by")
    order = {"": ""} | names
    rows = sorted(lines, key=lambda line: (order.get(line.subject, line.subject), _step(line), line.pk))
    context = {"form": form, "rows": rows, "names": names, "kind": kind}
    return render(request, "cases/checklists.html", context)


def _step(line: ChecklistLine) -> int:
    return ChecklistLine.Step.values.index(line.step)


@require("checklists.set")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a line away from what is received from now on."""
    line = ChecklistLine.objects.filter(pk=pk).first()
    if line is not None and end_line(line, by=actor_of(request.user), at=timezone.now()):
        messages.success(request, _("Ended. Matters that were received before keep the line."))
    return redirect("cases:checklists")
