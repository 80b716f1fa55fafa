"""An interested person comes to the desk, or writes: what they say to an appeal is taken down."""

from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chinar.domain.appeals import access
from chinar.domain.appeals.actions.board import join as write_down
from chinar.domain.appeals.forms.board import JoinForm
from chinar.domain.cases.access import actor_on
from chinar.domain.cases.views.acting import case_to_act_on
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require


@never_cache
@require("appeals.handle")
def join(request: HttpRequest, number: str) -> HttpResponse:
    """Name, address, how the act concerns them and what they say; of the appeal they are told by the official."""
    appeal = access.appeal_of(case_to_act_on(request, number, "appeals.handle"))
    case, is_late = appeal.case, not appeal.case.is_open
    form = JoinForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    by, at = actor_on(request.user, case, on=timezone.localdate()), timezone.now()
    if request.method != "POST":
        record_read("case.read", by=by, at=at, subject=number, subject_kind="case")
    elif form.is_valid():
        try:
            write_down(case, **form.cleaned_data, by=by, at=at)
        except IntegrityError:
            form.add_error(None, _("This form was used for another appeal. Open the page again; copy what you wrote."))
        else:
            messages.success(request, _("Written down. Print the protocol from the file, and let it be signed."))
            return redirect("cases:case", number=number)
    return render(request, "appeals/join.html", {"case": case, "form": form, "is_late": is_late})
