"""Following a signal by e-mail without an account: asking for it, confirming, ending it with one press."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from django_ratelimit.core import is_ratelimited

from chinar.domain.reports import access, links
from chinar.domain.reports.actions import subscribing
from chinar.domain.reports.forms.settling import FollowSignalForm
from chinar.domain.reports.views.public import report_page


@never_cache
@require_POST
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """Sends the letter to confirm; the answer is the same whether the address follows already or not."""
    found = access.get_public_report(number)
    form = FollowSignalForm(request.POST)
    if not found.case.is_open or found.is_restricted:
        raise Http404
    if not form.is_valid():
        return report_page(request, found, form)
    if is_ratelimited(request, group="reports.follow", key="ip", rate="10/h", increment=True):
        form.add_error(None, _("Many asked from here within the hour. Wait a little."))
        return report_page(request, found, form)
    address, language = form.cleaned_data["email"], get_language() or "bg"
    subscribing.ask_to_follow(found, address=address, language=language, at=timezone.now())
    messages.success(
        request, _("We have sent you a letter. Open the address in it to confirm; until then nothing else is sent.")
    )
    return redirect("reports:report", number=number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """By the link in that letter. A button, as programs that check mail open links by themselves."""
    found = access.get_subscription(pk, code, links.to_confirm)
    if request.method == "POST" and subscribing.confirm(found, at=timezone.now()):
        return redirect("reports:confirm", pk=pk, code=code)
    context = {"subscription": found, "report": found.report, "case": found.report.case}
    return render(request, "reports/follow_confirm.html", context)


@never_cache
@csrf_exempt  # mail programs send it by themselves, without our page (RFC 8058); the code is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ends it, by the link in each letter."""
    found = access.get_subscription(pk, code, links.to_leave)
    if request.method == "POST":
        subscribing.leave(found, at=timezone.now())
        found.refresh_from_db(fields=["ended_at"])
    context = {"subscription": found, "report": found.report, "case": found.report.case}
    return render(request, "reports/follow_leave.html", context)
