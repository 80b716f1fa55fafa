"""Following a matter: by number and key without an account, and "my matters" with one."""

from typing import cast
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from chinar.domain.cases import access, kinds, opinions, outcomes, queries, relations
from chinar.domain.cases.actions import ending
from chinar.domain.cases.actions.joining_in import join_in
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.actions.updating import TooManyUnread, add_update
from chinar.domain.cases.forms import FollowForm, UpdateForm, WithdrawForm
from chinar.domain.cases.handed_over import received_as, sent_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.foundation.identification.sessions import become_known
from chinar.foundation.journal.actions import record_read
from chinar.foundation.notifications.gateways import offers_sms
from chinar.foundation.people.access import citizen_of, sign_in_required
from chinar.foundation.people.models import Account

OPENED = "cases_opened_by_key"
NOT_ANY_MORE = gettext_lazy("It cannot be withdrawn any more: it is decided or closed.")
JOINED_BY_OTHERS = gettext_lazy(
    "Others have joined their matters with yours and wait for the answer, so it goes on for them. If you no longer "
    "want it, write so below the matter, under “Add to your matter”."
)


@never_cache
@ratelimit(key="ip", rate="10/m", method="POST", block=False)  # type: ignore[untyped-decorator]
def follow(request: HttpRequest) -> HttpResponse:
    """Asks for number and key. A wrong key and an absent number get the same answer."""
    form = FollowForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method != "POST" or not form.is_valid():
        return render(request, "cases/follow.html", {"form": form})
    if getattr(request, "limited", False):
        form.add_error(None, _("Too many attempts. Wait a minute, then try again. Nothing was lost."))
        return render(request, "cases/follow.html", {"form": form}, status=429)
    case = access.get_case_by_key(form.cleaned_data["number"], form.cleaned_data["key"])
    if case is None and (found := access.find_tombstone(form.cleaned_data["number"].strip())):
        return render(request, "cases/tombstone.html", {"case": found[0], "erasure": found[1]})
    if case is None:
        form.add_error(None, _("We find no matter with this number and key. Compare them with your receipt."))
        return render(request, "cases/follow.html", {"form": form})
    remember_opened(request, case)
    return redirect("cases:matter", number=case.number)


def remember_opened(request: HttpRequest, case: Case) -> None:
    """The session may see this matter from now on; a number alone opens nothing."""
    opened = request.session.get(OPENED, [])
    request.session[OPENED] = [*(pk for pk in opened if pk != case.pk), case.pk][-20:]


def matter_for(request: HttpRequest, number: str) -> Case:
    """The case for whoever follows it from this session; that they read it is journalled. Raises Http404."""
    case = access.get_case_for_follower(request.user, number, opened=request.session.get(OPENED, []))
    by, at = citizen_of(request.user), timezone.now()
    record_read("case.followed", by=by, at=at, subject=case.number, subject_kind="case")
    return case


@never_cache
@require_safe
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Where the matter stands, who is responsible, until when and why."""
    try:
        case = matter_for(request, number)
    except Http404:
        return redirect("cases:follow")
    now = relations.continued_in(case)
    if now.pk != case.pk:
        remember_opened(request, now)
        return redirect("cases:matter", number=now.number)
    return _matter_page(request, case, UpdateForm(initial={"key": uuid4()}))


def _matter_page(request: HttpRequest, own: Case, form: UpdateForm) -> HttpResponse:
    """A matter that was joined shows the clock of the leading one, and of its content only what is one's own: those
    who filed it are others, and no party to this file."""
    case = relations.leading_of(own)
    if case.pk != own.pk:
        queries.leave_out_words(case)
    today = timezone.localdate()
    explanation = queries.explain(case)
    panel = kinds.kind_of(own).citizen_panel(request, own)  # first: it reads the kind's own row, as the title does
    context = {
        "own": own,
        "form": form,
        "updates": queries.updates_of(own),
        "earlier": relations.earlier_numbers(own),
        "outcome": outcomes.outcome_of(own) if own.phase == Phase.CLOSED else None,
        "came_of": outcomes.outcome_of(case) if own.pk != case.pk and not case.is_open else None,
        "sent": sent_of(case),
        "came": received_as(own),
        "may_withdraw": _may_withdraw(request, own),
        "may_have_sms": offers_sms() and own.is_open and _is_party(request, own),
        "case": case,
        "title": kinds.title_of(own),
        "explanation": explanation,
        "milestones": queries.milestones(case, on=today),
        "appeal": queries.appeal_until(case),
        "silence": queries.silence_of(case, due_on=explanation.due_on, on=today),
        "to_mend": queries.to_mend(own),
        "overdue": case.is_open and not explanation.stands and explanation.due_on < today,
        "state": kinds.kind_of(case).state(case.state).for_citizen,
        "opinions": opinions.told_of(case, opinions.requests_of(case)),
        "panel": panel,
        "way": not kinds.kind_of(case).is_between_administrations,
    }
    return render(request, "cases/matter.html", context)


def _may_withdraw(request: HttpRequest, case: Case) -> bool:
    ends = case.is_open and kinds.kind_of(case).terminated_state
    return bool(ends and _is_party(request, case) and not relations.joined_with(case))


def _is_party(request: HttpRequest, case: Case) -> bool:
    return request.user.is_authenticated and access.is_party(request.user, case)


@never_cache
@require_POST
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Adds to one's own matter, in every phase; a second press adds nothing."""
    case = matter_for(request, number)
    form = UpdateForm(request.POST, request.FILES)
    if not form.is_valid():
        return _matter_page(request, case, form)
    by, typed = citizen_of(request.user), form.cleaned_data
    try:
        add_update(case, **typed, by=by, at=timezone.now())
    except TooManyUnread:
        form.add_error(None, _("An official has not read your last messages yet. Yours stands below; try tomorrow."))
        return _matter_page(request, case, form)
    messages.success(request, _("Added to your matter. Whoever is responsible for it will read it."))
    return redirect("cases:matter", number=number)


@never_cache
@sign_in_required
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant ends the matter at their own wish (АПК чл. 56 ал. 1); it is asked once whether they are sure."""
    case = access.get_own_case(request.user, number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    may = _may_withdraw(request, case)
    if request.method == "POST" and may and form.is_valid():
        try:
            ending.withdraw(case, by=citizen_of(request.user), at=timezone.now())
        except AlreadyDecided:
            messages.error(request, _("This matter has been decided meanwhile. Nothing was changed."))
        except ending.LeadsOthers:
            messages.error(request, str(JOINED_BY_OTHERS))
        else:
            messages.success(request, _("You have withdrawn the matter."))
        return redirect("cases:matter", number=number)
    why_not = "" if may else JOINED_BY_OTHERS if case.is_open else NOT_ANY_MORE
    context = {"case": case, "form": form, "why_not": why_not, "title": kinds.title_of(case)}
    return render(request, "cases/withdraw.html", context)


@never_cache
@sign_in_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The matters of the signed-in person in this municipality, newest first: also what they filed at a counter before
    the municipality knew that the account is theirs."""
    become_known(request, at=timezone.now())
    join_in(cast(Account, request.user), at=timezone.now())
    cases = access.own_cases(request.user, most=200)
    titles = kinds.titles(cases)
    rows = [(case, titles[case.pk], kinds.kind_of(case).state(case.state).for_citizen) for case in cases]
    return render(request, "cases/mine.html", {"rows": rows})
