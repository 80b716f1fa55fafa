"""Following a signal by e-mail without an account: asking for it. The links of the letters are of conversation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_ratelimit.core import is_ratelimited

from chinar.domain.reports import access
from chinar.domain.reports.forms.settling import FollowSignalForm
from chinar.domain.reports.talking import SIGNAL
from chinar.domain.reports.views.public import report_page
from chinar.foundation.conversation.actions.subscribing import ask_to_follow


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
    ask_to_follow(SIGNAL, number, address=address, language=language, at=timezone.now())
    messages.success(
        request, _("We have sent you a letter. Open the address in it to confirm; until then nothing else is sent.")
    )
    return redirect("reports:report", number=number)
