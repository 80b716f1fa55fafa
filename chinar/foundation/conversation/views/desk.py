"""Officials read comments, let everybody read them or not, answer for the municipality, and decide of objections."""

import secrets
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chinar.foundation.conversation import access, queries
from chinar.foundation.conversation.actions import moderating
from chinar.foundation.conversation.actions.moderating import HoldsPersonalData, ReadBefore
from chinar.foundation.conversation.forms import TalkRulesForm, UnitAnswerForm
from chinar.foundation.conversation.models import Comment
from chinar.foundation.conversation.queries import DECIDE, MODERATE
from chinar.foundation.conversation.subjects import Talked, kind_named, registrar
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read
from chinar.foundation.moderation.actions import DecidedBefore, SamePerson
from chinar.foundation.moderation.forms import ObjectionAnswerForm, WithholdForm
from chinar.foundation.moderation.models import Objection
from chinar.foundation.moderation.queries import objection_to, standing_of
from chinar.foundation.moderation.rules import masked, names_hinted, personal_data_in
from chinar.foundation.moderation.wording import REASONS, SPOTTED
from chinar.foundation.people.access import actor_of, can, require

MEANWHILE = gettext_lazy("A colleague has published or withheld this comment meanwhile. Nothing was changed.")
LONGEST_SEARCH = 100


@never_cache
@require(MODERATE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits to be read, each with why; below it what everybody reads and what was withheld. Names of authors are
    not on this page."""
    today = timezone.localdate()
    about = request.GET.get("about", "")[:LONGEST_SEARCH].strip()
    rows = list(queries.to_read(request.user, on=today)[: queries.MOST])
    if rows:
        by, at = actor_of(request.user), timezone.now()
        record_read("comment.queue_read", by=by, at=at, ids=[row.pk for row in rows])
    decides = can(request.user, DECIDE, on=today)
    context = {
        "rows": [(row, _label(row), personal_data_in(row.text), names_hinted(row.text)) for row in rows],
        "spotted": SPOTTED,
        "most": queries.MOST,
        "objections": _objections(request) if decides else [],
        "published": queries.lately_published(request.user, on=today, about=about),
        "withheld": queries.lately_withheld(request.user, on=today),
        "about": about,
        "today": today,
    }
    return render(request, "conversation/queue.html", context)


def _label(comment: Comment) -> str:
    talked = kind_named(comment.subject_kind)
    return talked.label(comment.subject) if talked else ""


def _objections(request: HttpRequest) -> list[Objection]:
    return list(queries.objections_for(request.user, on=timezone.localdate())[: queries.MOST])


@never_cache
@require(MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment with its author, which the journal keeps; and the answer of the municipality."""
    found, talked = _found(request, pk)
    if request.method != "POST":
        by, at = _by(request, found, talked), timezone.now()
        record_read(queries.READ, by=by, at=at, subject=str(found.pk), subject_kind="comment")
        return _page(request, found, talked, UnitAnswerForm(initial={"key": uuid4()}))
    form = UnitAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, talked, form)
    unit = access.unit_of(request.user, on=timezone.localdate())
    text, key = form.cleaned_data["text"], form.cleaned_data["key"]
    by, at = _by(request, found, talked), timezone.now()
    try:
        moderating.answer(found, talked, key=key, text=text, unit=unit, by=by, at=at)
    except HoldsPersonalData as error:
        for kind in error.kinds:
            form.add_error("text", str(REASONS[kind]))
    except ReadBefore:
        form.add_error(None, _("Only what everybody can read is answered for everybody. Publish the comment first."))
    else:
        messages.success(request, _("Answered for everybody; the author and those who follow are told."))
        return redirect("conversation:comment", pk=pk)
    return _page(request, found, talked, form)


def _found(request: HttpRequest, pk: int, *, ability: str = MODERATE) -> tuple[Comment, Talked]:
    return access.get_comment_for(request.user, pk, ability=ability, on=timezone.localdate())


def _by(request: HttpRequest, found: Comment, talked: Talked) -> Actor:
    return talked.actor(request.user, found.subject, timezone.localdate())


def _page(request: HttpRequest, found: Comment, talked: Talked, form: UnitAnswerForm) -> HttpResponse:
    subject = talked.subject(found.subject)
    answers = Comment.objects.filter(reply_to=found.reply_to_id or found.pk, unit__isnull=False)
    context = {
        "form": form,
        "comment": found,
        "label": talked.label(found.subject),
        "subject": subject,
        "address": talked.address(found.subject) if subject else "",
        "standing": moderating.standing_of(found),
        "public": found.wording or masked(found.text),
        "spotted": [SPOTTED[kind] for kind in personal_data_in(found.text)],
        "names": names_hinted(found.text),
        "answers": list(answers.select_related("unit", "account").order_by("pk")),
        "may_owe": registrar() is not None and not found.matter,
    }
    return render(request, "conversation/comment.html", context)


@never_cache
@require(MODERATE)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found, talked = _found(request, pk)
    try:
        moderating.publish(found, talked, by=_by(request, found, talked), at=timezone.now())
    except ReadBefore:
        messages.info(request, str(MEANWHILE))
        return redirect("conversation:comment", pk=pk)
    messages.success(request, _("Everybody reads it now, and its author is told."))
    return redirect("conversation:queue")


@never_cache
@require(MODERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    """The reason takes its place, and its author may object."""
    found, talked = _found(request, pk)
    form = WithholdForm(request.POST if request.method == "POST" else None)
    seen = request.POST.get("seen", "") or moderating.standing_of(found)
    if request.method == "POST" and form.is_valid():
        try:
            by, at = _by(request, found, talked), timezone.now()
            moderating.withhold(found, seen=seen, **form.cleaned_data, by=by, at=at)
        except ReadBefore:
            form.add_error(None, str(MEANWHILE))
            seen = moderating.standing_of(found)
        else:
            messages.success(request, _("The reason stands in its place now, and its author can object."))
            return redirect("conversation:queue")
    context = {"form": form, "comment": found, "label": talked.label(found.subject), "seen": seen}
    return render(request, "conversation/withhold.html", context)


@never_cache
@require(DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """What the author objects, decided by another official than the one who withheld it."""
    found, talked = _found(request, pk, ability=DECIDE)
    withheld = standing_of(moderating.WITHHELD_AS, str(found.pk))
    said = objection_to(withheld)
    if withheld is None or said is None or said.decided:
        raise Http404
    said.withholding = withheld
    form = ObjectionAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        grants, by = "grant" in request.POST, _by(request, found, talked)
        answer = form.cleaned_data["answer"]
        try:
            moderating.decide_objection(found, said, grants=grants, answer=answer, by=by, at=timezone.now())
        except SamePerson:
            form.add_error(None, _("You have withheld it yourself, so another official decides."))
        except DecidedBefore:
            messages.info(request, _("A colleague has decided on this objection meanwhile."))
            return redirect("conversation:queue")
        else:
            granted = _("Granted: everybody reads the comment, and its author is told.")
            messages.success(request, granted if grants else _("Refused; the author is told why."))
            return redirect("conversation:queue")
    context = {
        "form": form,
        "comment": found,
        "label": talked.label(found.subject),
        "withheld": withheld,
        "objection": said,
        "is_own": withheld.by_id == request.user.pk,
    }
    return render(request, "conversation/objection.html", context)


@never_cache
@require(MODERATE)
@require_POST
def owe(request: HttpRequest, pk: int) -> HttpResponse:
    """A question in a comment is registered, and owed an answer in its period."""
    found, talked = _found(request, pk)
    by, at = _by(request, found, talked), timezone.now()
    number = moderating.owe_an_answer(found, talked, chance=secrets.token_bytes, by=by, at=at)
    if number:
        messages.success(request, _("Registered as %(number)s; the author got its number.") % {"number": number})
    else:
        messages.error(request, _("It cannot be registered just now."))
    return redirect("conversation:comment", pk=pk)


@never_cache
@require("conversation.set")
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """What is read first, and how long comments are taken: the town's own."""
    held = queries.rules_of_town()
    initial = {"reads_first": held.reads_first, "closes_after": held.closes_after}
    form = TalkRulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        moderating.set_rules(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Saved. It holds for comments from now on."))
        return redirect("conversation:rules")
    return render(request, "conversation/rules.html", {"form": form})
