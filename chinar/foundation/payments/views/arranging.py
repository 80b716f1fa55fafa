"""What the municipality arranges about money."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.foundation.payments.actions import arranging
from chinar.foundation.payments.connecting import is_simulated
from chinar.foundation.payments.forms.arranging import AccountForm, PortalForm, TableForm
from chinar.foundation.payments.models import PortalConnection, RevenueAccount, StatementFormat
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("payments.set")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Accounts, the bank's tables, the portal: what is arranged and what is not yet."""
    context = {
        "accounts": list(RevenueAccount.objects.all()),
        "table": StatementFormat.objects.first(),
        "portal": PortalConnection.objects.first(),
        "is_simulated": is_simulated(),
    }
    return render(request, "payments/settings.html", context)


@never_cache
@require("payments.set")
def account(request: HttpRequest) -> HttpResponse:
    """A new account, or the one named by `?code=`."""
    held = RevenueAccount.objects.filter(code=request.GET.get("code", "")).first()
    initial = {name: getattr(held, name) for name in AccountForm.base_fields} if held else None
    form = AccountForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        arranging.set_account(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The account is kept."))
        return redirect("payments:settings")
    return render(request, "payments/account.html", {"form": form, "title": _("Account for payments")})


@never_cache
@require("payments.set")
def table(request: HttpRequest) -> HttpResponse:
    """Which column of the bank's tables holds what."""
    held = StatementFormat.objects.first()
    initial = {name: getattr(held, name) for name in TableForm.base_fields} if held else None
    form = TableForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        arranging.set_statement_format(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The columns are kept."))
        return redirect("payments:settings")
    return render(request, "payments/account.html", {"form": form, "title": _("How the bank writes its tables")})


@never_cache
@require("payments.set")
def portal(request: HttpRequest) -> HttpResponse:
    """The connection to the state payment portal."""
    held = PortalConnection.objects.first()
    names = [name for name in PortalForm.base_fields if name != "secret"]
    initial = {name: getattr(held, name) for name in names} if held else None
    form = PortalForm(
        request.POST if request.method == "POST" else None, initial=initial, holds_secret=held is not None
    )
    if request.method == "POST" and form.is_valid():
        arranging.set_portal(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The connection is kept."))
        return redirect("payments:settings")
    return render(request, "payments/account.html", {"form": form, "title": _("Connection to the payment portal")})
