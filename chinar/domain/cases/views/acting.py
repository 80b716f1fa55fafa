"""The pages on which an official does something with a matter: one view made for each act."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chinar.domain.cases import access, kinds
from chinar.domain.cases.actions.assigning import CannotHandle, WrongInnerTerm
from chinar.domain.cases.actions.ending import LeadsOthers, NotOfThisKind
from chinar.domain.cases.actions.holding import Change, ChangedSince, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.actions.relating import CannotRelate, Misfit
from chinar.domain.cases.actions.updating import mark_read
from chinar.domain.cases.acts import ACTS, GROUPS, LEADS_OTHERS, OF_THE_KIND, Act
from chinar.domain.cases.forms_of_acts import ActForm, SeenForm
from chinar.domain.cases.models import Case
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import require

CHANGES: dict[Change, str | Promise] = {
    Change.STATE: gettext_lazy("the state of the matter"),
    Change.HANDLER: gettext_lazy("who is responsible"),
    Change.DEPARTMENT: gettext_lazy("the department"),
    Change.CLOCK: gettext_lazy("the clock"),
    Change.LAW: gettext_lazy("what it is in law"),
    Change.SUBJECT: gettext_lazy("what it is about"),
    Change.RESOLUTION: gettext_lazy("the resolution"),
    Change.RECUSAL: gettext_lazy("who is kept away from it"),
}
MISFITS: dict[Misfit, str | Promise] = {
    Misfit.ITSELF: gettext_lazy("This is the same matter, or one that leads to it."),
    Misfit.OTHER_KIND: gettext_lazy("Only matters of the same kind are joined. You can relate them instead."),
    Misfit.DECIDED: gettext_lazy("One of the two is decided or closed. You can relate them instead."),
    Misfit.ALREADY: gettext_lazy("These two are related already."),
}


def acts_for(request: HttpRequest, case: Case) -> list[tuple[str | Promise, list[tuple[Act, str]]]]:
    """What the official may do with the matter now and where, in groups; empty groups do not stand there."""
    able = access.abilities_on(request.user, case, {act.ability for act in ACTS}, on=timezone.localdate())
    possible = [act for act in ACTS if act.ability in able and not act.why_not(case)]
    ways = [(act, reverse(f"cases:{act.code}", kwargs={"number": case.number})) for act in possible]
    groups = [(name, [way for way in ways if way[0].group == code]) for code, name in GROUPS.items()]
    return [(name, acts) for name, acts in groups if acts]


def page_of(act: Act) -> Callable[..., HttpResponseBase]:
    """The page of one act; a higher module makes those of its own kind with it."""

    def page(request: HttpRequest, number: str) -> HttpResponse:
        case = case_to_act_on(request, number, act.ability)
        form = act.form(request.POST if request.method == "POST" else None, initial={"seen": seen_of(case)})
        form.for_case(case, user=request.user, today=timezone.localdate())
        why_not = act.why_not(case)
        if request.method == "POST" and form.is_valid() and not why_not:
            done = _do(request, act, case, form)
            if done is not None:
                return done
        if request.method != "POST":
            record_read("case.read", by=_actor(request, case), at=timezone.now(), subject=number, subject_kind="case")
        title = kinds.title_of(case)
        context = {"act": act, "case": case, "form": form, "why_not": why_not, "title": title}
        return render(request, "cases/act.html", context)

    page.__name__ = act.code
    page.__doc__ = str(act.code)
    return never_cache(require(act.ability)(page))


def case_to_act_on(request: HttpRequest, number: str, ability: str) -> Case:
    """Raises Http404 also for a party to the matter, whatever their office."""
    today = timezone.localdate()
    case = access.get_case_for_official(request.user, number, on=today, ability=ability)
    if not access.may_handle(request.user, case, ability, on=today):
        raise Http404
    return case


def _actor(request: HttpRequest, case: Case) -> Actor:
    return access.actor_on(request.user, case, on=timezone.localdate())


def _do(request: HttpRequest, act: Act, case: Case, form: ActForm) -> HttpResponse | None:
    """The answer when it is done; None when it is not, and the form says why with everything typed still in it."""
    try:
        made = act.do(case, form.cleaned_data, by=_actor(request, case), at=timezone.now())
    except ChangedSince as changed:
        tell_change(form, case, changed)
    except AlreadyDecided:
        form.add_error(None, _("This matter has been decided meanwhile. Nothing was changed."))
    except CannotRelate as wrong:
        form.add_error("other", str(MISFITS[wrong.misfit]))
    except CannotHandle:
        form.add_error("to", _("This official may not handle this matter."))
    except WrongInnerTerm:
        form.add_error("inner_due_on", _("The inner term must end before the day that the law gives."))
    except LeadsOthers:
        form.add_error(None, str(LEADS_OTHERS))
    except NotOfThisKind:
        form.add_error(None, str(OF_THE_KIND))
    except tuple(refusal for refusal, _words in act.refusals) as refused:
        words = next(words for refusal, words in act.refusals if isinstance(refused, refusal))
        form.add_error(None, str(words(refused)))
    else:
        messages.success(request, _done(act, case, made))
        return _after(request, case, made)
    return None


def _done(act: Act, case: Case, made: object) -> str:
    """What was made is named: the official may not be one of those who read it."""
    if act.done_of is not None:
        return str(act.done_of(Case.objects.get(pk=case.pk)))
    return str(act.done) % {"number": made.number} if isinstance(made, Case) else str(act.done)


def tell_change(form: SeenForm, case: Case, changed: ChangedSince) -> None:
    """Says what a colleague changed; the form keeps what was typed and is about the matter as it is now."""
    form.add_error(None, change_told(changed))
    form.show_anew(Case.objects.get(pk=case.pk))


def change_told(changed: ChangedSince) -> str:
    text = _(
        "A colleague has changed something meanwhile: %(what)s. Nothing of yours was saved; what you typed stands "
        "below. Look at the matter, then send it again if it still holds."
    )
    return text % {"what": what_changed(changed)}


def what_changed(changed: ChangedSince) -> str:
    return ", ".join(str(CHANGES[change]) for change in changed.changes)


def _after(request: HttpRequest, case: Case, made: object) -> HttpResponse:
    """On the page of the matter, or where the official can still read."""
    now = made if isinstance(made, Case) else Case.objects.select_related("department").get(pk=case.pk)
    readable = access.cases_for(request.user, on=timezone.localdate()).filter(pk=now.pk).exists()
    return redirect("cases:case", number=now.number) if readable else redirect("cases:worklist")


PAGES = {act.code: page_of(act) for act in ACTS}


@require("cases.take")
@require_POST
def read_updates(request: HttpRequest, number: str) -> HttpResponse:
    """The official has read what the citizen added, up to the last that the page showed."""
    case = case_to_act_on(request, number, "cases.take")
    last, last_opinion = (_id(request.POST.get(name, "")) for name in ("last", "last_opinion"))
    if last or last_opinion:
        by, at = _actor(request, case), timezone.now()
        count = mark_read(case, last=last, last_opinion=last_opinion, by=by, at=at)
        text = ngettext("%(num)s message marked as read.", "%(num)s messages marked as read.", count)
        messages.success(request, text % {"num": count})
    return redirect("cases:case", number=number)


def _id(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
