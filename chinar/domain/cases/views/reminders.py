"""When officials are reminded of what falls due and of what is late: the secretary sets it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.forms_of_reminders import PlanForm
from chinar.domain.cases.watching.actions import plan_in_force, set_plan
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("watch.set")
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """The numbers that hold now, to be changed; what was typed wrong comes back with the message beside it."""
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm.showing(plan_in_force())
    if request.method == "POST" and form.is_valid():
        set_plan(plan=form.plan(), by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Officials are reminded so from now on."))
        return redirect("cases:reminders")
    return render(request, "cases/reminders.html", {"form": form})
