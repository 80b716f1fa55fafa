"""Following a matter: by number and key without an account, and "my matters" with one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from chinar.domain.cases import access, kinds, queries
from chinar.domain.cases.forms import FollowForm
from chinar.domain.cases.models import Case
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import citizen_of, sign_in_required

OPENED = "cases_opened_by_key"


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
    today = timezone.localdate()
    explanation = queries.explain(case)
    context = {
        "case": case,
        "title": kinds.titles([case])[case.pk],
        "explanation": explanation,
        "milestones": queries.milestones(case, on=today),
        "appeal": queries.appeal_until(case),
        "silence": queries.silence_of(case, due_on=explanation.due_on, on=today),
        "overdue": case.is_open and explanation.due_on < today,
        "state": kinds.kind_of(case).state(case.state).for_citizen,
        "panel": kinds.kind_of(case).citizen_panel(request, case),
    }
    return render(request, "cases/matter.html", context)


@never_cache
@sign_in_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The matters of the signed-in person in this municipality, newest first."""
    cases = list(Case.objects.of_account(request.user.pk).order_by("-id")[:200])
    titles = kinds.titles(cases)
    rows = [(case, titles[case.pk], kinds.kind_of(case).state(case.state).for_citizen) for case in cases]
    return render(request, "cases/mine.html", {"rows": rows})
