"""The party asks for short messages about their matter, or no longer wants them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chinar.domain.cases import access, kinds
from chinar.domain.cases.actions.texting import set_sms
from chinar.domain.cases.forms import SmsForm
from chinar.foundation.notifications.gateways import offers_sms
from chinar.foundation.people.access import citizen_of, sign_in_required


@never_cache
@sign_in_required
def sms(request: HttpRequest, number: str) -> HttpResponse:
    """The telephone number, empty for none; where the municipality sends no SMS the page says so."""
    case = access.get_own_case(request.user, number)
    known = case.parties.filter(account_id=request.user.pk or 0).first()
    form = SmsForm(request.POST or None, initial={"phone": known.sms_number if known else ""})
    if request.method == "POST" and offers_sms() and form.is_valid():
        phone = form.cleaned_data["phone"]
        set_sms(case, number=phone, by=citizen_of(request.user), at=timezone.now())
        done = _("We shall send you an SMS too.") if phone else _("We shall send you no SMS.")
        messages.success(request, done)
        return redirect("cases:matter", number=number)
    context = {"case": case, "form": form, "offered": offers_sms(), "title": kinds.title_of(case)}
    return render(request, "cases/sms.html", context)
