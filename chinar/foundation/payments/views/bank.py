"""Bank statements at the desk: brought, shown with every doubt, taken in, and what a person settles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.foundation.journal.actions import record_read
from chinar.foundation.payments import access, subjects
from chinar.foundation.payments.actions import banking
from chinar.foundation.payments.bank.matching import BLOCKING, LEFT_OUT, Verdict
from chinar.foundation.payments.bank.statement import WrongStatement
from chinar.foundation.payments.forms.bank import AllotForm, AsideForm, StatementForm
from chinar.foundation.payments.models import BankLine, BankStatement, Charge
from chinar.foundation.payments.queries import Owed, owed_for, stood
from chinar.foundation.payments.reading import lines_of, plan_of
from chinar.foundation.payments.references import charge_of
from chinar.foundation.payments.wording import VERDICTS, why_unreadable
from chinar.foundation.people.access import actor_of, require

ON_A_PAGE = 100


@never_cache
@require("payments.bank")
def statements(request: HttpRequest) -> HttpResponse:
    """Brings a file of the bank; below, those that were brought before."""
    post = request.method == "POST"
    form = StatementForm(request.POST if post else None, request.FILES if post else None)
    if post and form.is_valid():
        file, account, sort = (form.cleaned_data[name] for name in ("file", "account", "form"))
        content, by, at = file.read(), actor_of(request.user), timezone.now()
        try:
            lines_of(content, sort)
        except WrongStatement as wrong:
            form.add_error("file", why_unreadable(wrong))
        else:
            held = banking.bring_statement(content, name=file.name, form=sort, account=account, by=by, at=at)
            if held.imported_at is not None:
                messages.info(request, _("This very file was taken in before. Nothing was changed."))
            return redirect("payments:statement", pk=held.pk)
    rows = BankStatement.objects.select_related("account", "brought_by")[:50]
    context = {"form": form, "rows": list(rows), "lines": access.lines_waiting(request.user).count()}
    return render(request, "payments/statements.html", context)


@never_cache
@require("payments.bank")
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line and what would become of it; then all is taken in by one press."""
    held = access.get_statement(request.user, pk)
    if held.imported_at is not None:
        return _imported(request, held)
    try:
        if request.method == "POST":
            return _import(request, held)
        plans = plan_of(held)
    except WrongStatement as wrong:
        return render(request, "payments/statement.html", {"statement": held, "unreadable": why_unreadable(wrong)})
    _tell_read(request)
    counts = {
        "pays": sum(p.verdict is Verdict.PAYS for p in plans),
        "doubtful": sum(p.is_doubtful for p in plans),
        "left_out": sum(p.verdict in LEFT_OUT for p in plans),
        "wrong": sum(p.verdict in BLOCKING for p in plans),
    }
    named = Charge.objects.in_bulk({p.charge for p in plans if p.charge is not None})
    hidden = access.hidden(request.user)
    subjects_of = {pk: charge.subject for pk, charge in named.items() if charge.subject not in hidden}
    shown = [(p, VERDICTS[p.verdict], subjects_of.get(p.charge or 0, "")) for p in plans]
    ordered = sorted(shown, key=lambda row: (not row[0].is_doubtful, row[0].verdict in LEFT_OUT, row[0].line.position))
    return render(request, "payments/statement.html", {"statement": held, "rows": ordered, "counts": counts})


def _import(request: HttpRequest, held: BankStatement) -> HttpResponse:
    try:
        plans = banking.import_statement(held, by=actor_of(request.user), at=timezone.now())
    except banking.ImportedAlready:
        messages.info(request, _("This very file was taken in before. Nothing was changed."))
        return redirect("payments:statement", pk=held.pk)
    told = {
        "paid": sum(p.verdict is Verdict.PAYS for p in plans),
        "doubtful": sum(p.is_doubtful for p in plans),
    }
    messages.success(request, _("Taken in: %(paid)d paid, %(doubtful)d wait for you.") % told)
    return redirect("payments:lines" if told["doubtful"] else "payments:statements")


def _imported(request: HttpRequest, held: BankStatement) -> HttpResponse:
    """What was taken in of it."""
    _tell_read(request)
    hidden = access.hidden(request.user)
    lines = [
        line for line in held.lines.select_related("charge") if not line.charge or line.charge.subject not in hidden
    ]
    return render(request, "payments/statement.html", {"statement": held, "lines": lines})


@never_cache
@require("payments.bank")
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forgets a file that was brought by mistake."""
    held = access.get_statement(request.user, pk)
    try:
        banking.drop_statement(held, by=actor_of(request.user), at=timezone.now())
    except banking.ImportedAlready:
        messages.info(request, _("This very file was taken in before. Nothing was changed."))
    return redirect("payments:statements")


@never_cache
@require("payments.bank")
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """Transfers that wait for a person, oldest first."""
    rows = access.lines_waiting(request.user).select_related("charge", "statement__account")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    _tell_read(request)
    shown = [(line, VERDICTS[Verdict(line.doubt)]) for line in page]
    return render(request, "payments/lines.html", {"rows": shown, "page": page})


def _tell_read(request: HttpRequest) -> None:
    record_read("payments.line_read", by=actor_of(request.user), at=timezone.now(), subject="bank", subject_kind="bank")


@never_cache
@require("payments.bank")
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer: what it could be for, and two ways to settle it."""
    row = access.get_line(request.user, pk)
    post = request.method == "POST"
    allot_form = AllotForm(request.POST if post and "allot" in request.POST else None, initial=_proposed(row))
    aside_form = AsideForm(request.POST if post and "aside" in request.POST else None)
    if row.settled_at is None and post:
        settled = _allot(request, row, allot_form) if allot_form.is_bound else _set_aside(request, row, aside_form)
        if settled:
            return redirect("payments:lines")
    _tell_read(request)
    candidates = stood(Charge.objects.filter(pk=row.charge_id).with_sums()) if row.charge_id else []
    context = {
        "line": row,
        "doubt": VERDICTS[Verdict(row.doubt)] if row.doubt else "",
        "candidates": candidates,
        "allot_form": allot_form,
        "aside_form": aside_form,
        "today": timezone.localdate(),
    }
    return render(request, "payments/line.html", context)


def _proposed(row: BankLine) -> dict[str, str]:
    return {"reference": row.charge.reference} if row.charge is not None else {}


def _allot(request: HttpRequest, row: BankLine, form: AllotForm) -> bool:
    if not form.is_valid():
        return False
    owed = _named(request, form.cleaned_data["reference"].strip())
    if owed is None:
        form.add_error("reference", _("We find no single charge by it. Type the reference that stands on its page."))
        return False
    try:
        banking.allot(row, owed.charge, by=actor_of(request.user), at=timezone.now())
    except banking.SettledMeanwhile:
        form.add_error(None, _("A colleague has settled it meanwhile. Nothing of yours was changed."))
        return False
    messages.success(request, _("Allotted to matter %(number)s.") % {"number": owed.charge.subject})
    return True


def _named(request: HttpRequest, typed: str) -> Owed | None:
    """The one charge of a reference, or the only open one of a matter."""
    today = timezone.localdate()
    charge = access.find_charge_to_pay(request.user, charge_of(typed), on=today)
    if charge is not None:
        return stood([charge])[0]
    number = subjects.registered().meant(typed)
    rows = owed_for(number) if access.may(request.user, number, "payments.bank", on=today) else []
    still_open = [row for row in rows if row.balance.open] or rows
    return still_open[0] if len(still_open) == 1 else None


def _set_aside(request: HttpRequest, row: BankLine, form: AsideForm) -> bool:
    if not form.is_valid():
        return False
    try:
        banking.set_line_aside(row, reason=form.cleaned_data["reason"], by=actor_of(request.user), at=timezone.now())
    except banking.SettledMeanwhile:
        form.add_error(None, _("A colleague has settled it meanwhile. Nothing of yours was changed."))
        return False
    messages.success(request, _("Set aside."))
    return True
