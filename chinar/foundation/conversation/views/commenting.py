"""Somebody writes a comment: the form, how everybody will read it, sending; and the author's own page of it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited

from chinar.foundation.conversation import access, links, queries
from chinar.foundation.conversation.actions import commenting, moderating
from chinar.foundation.conversation.actions.commenting import NewComment, TooManyHeld
from chinar.foundation.conversation.forms import CommentForm
from chinar.foundation.conversation.models import Comment
from chinar.foundation.conversation.rules import waits_because
from chinar.foundation.conversation.subjects import Subject, Talked
from chinar.foundation.moderation.actions import ObjectedBefore
from chinar.foundation.moderation.forms import ObjectionForm
from chinar.foundation.moderation.models import Objection
from chinar.foundation.moderation.queries import last_of, objection_to
from chinar.foundation.moderation.rules import masked, names_hinted, personal_data_in
from chinar.foundation.moderation.wording import SPOTTED
from chinar.foundation.people.access import citizen_of
from chinar.foundation.people.models import Account

MOST_TYPED, MOST_SENT = "300/h", "20/h"
"""From one address of the network: posts at all, comments that are kept."""


@never_cache
@require_http_methods(["GET", "HEAD"])
def begin(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The empty form; the address to which it is sent holds the key that makes a second sending harmless."""
    talked, subject = access.get_subject(kind, key)
    known = {"name": request.user.name} if isinstance(request.user, Account) else {}
    form = _form(request, initial={**known, "to": request.GET.get("to", "")[:20]})
    return _form_page(request, talked, key, subject, form, uuid4())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str, key: str, form_key: UUID) -> HttpResponse:
    """First shows how everybody will read it; then, with "send", keeps it."""
    if request.method == "POST" and is_ratelimited(
        request, group="conversation.typed", key="ip", rate=MOST_TYPED, increment=True
    ):
        # Before anything is looked up: a flood costs us no more than this.
        messages.error(request, _("Very much came from here within the hour. Wait a little."))
        return render(request, "conversation/flood.html", {"text": request.POST.get("text", "")}, status=429)
    talked, subject = access.get_subject(kind, key)
    form = _form(request, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return _form_page(request, talked, key, subject, form, form_key)
    if not queries.takes_comments(subject, today=timezone.localdate()):
        return _form_page(request, talked, key, subject, form, form_key)
    if "send" not in request.POST:
        return _check_page(request, talked, key, subject, form, form_key)
    if is_ratelimited(request, group="conversation.sent", key="ip", rate=MOST_SENT, increment=True):
        form.add_error(None, _("Many comments came from here within the hour. Wait a little; nothing was lost."))
        return _form_page(request, talked, key, subject, form, form_key, status=429)
    return _send(request, talked, key, subject, form, form_key)


def _form(request: HttpRequest, data: object = None, **arguments: object) -> CommentForm:
    return CommentForm(data, has_account=isinstance(request.user, Account), **arguments)


def _send(
    request: HttpRequest, talked: Talked, key: str, subject: Subject, form: CommentForm, form_key: UUID
) -> HttpResponse:
    typed = form.cleaned_data
    new = NewComment(
        key=form_key,
        subject=key,
        text=typed["text"],
        name=typed["name"].strip(),
        shows_name=typed["shows_name"],
        account=request.user if isinstance(request.user, Account) else None,
        address=typed.get("email", ""),
        reply_to=access.find_comment_to_answer(talked, key, typed["to"]),
        language=get_language() or "bg",
    )
    try:
        made = commenting.write(talked, new, by=citizen_of(request.user), at=timezone.now())
    except TooManyHeld:
        form.add_error(None, _("Comments from this address wait for their link already. Open it first."))
        return _form_page(request, talked, key, subject, form, form_key, status=429)
    if (made.text, made.account_id, made.address) != (typed["text"], request.user.pk, typed.get("email", "").strip()):
        form.add_error(None, _("This form was sent before with other words. Send once more to keep these too."))
        return _form_page(request, talked, key, subject, form, uuid4())
    if made.confirmed_at is None:
        return render(request, "conversation/sent.html", {"subject": subject, "address": talked.address(key)})
    return redirect("conversation:own", key=made.key, code=links.to_own(made))


def _form_page(
    request: HttpRequest,
    talked: Talked,
    key: str,
    subject: Subject,
    form: CommentForm,
    form_key: UUID,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_about(talked, key, subject),
        "form": form,
        "form_key": form_key,
        "replied": access.find_comment_to_answer(talked, key, str(form["to"].value() or "")),
        "takes": queries.takes_comments(subject, today=timezone.localdate()),
        "longest": Comment.LONGEST,
    }
    return render(request, "conversation/write.html", context, status=status)


def _about(talked: Talked, key: str, subject: Subject) -> dict[str, object]:
    return {"talked": talked, "key": key, "subject": subject, "address": talked.address(key)}


def _check_page(
    request: HttpRequest, talked: Talked, key: str, subject: Subject, form: CommentForm, form_key: UUID
) -> HttpResponse:
    typed = form.cleaned_data
    text, name = typed["text"], typed["name"] if typed["shows_name"] else ""
    found = personal_data_in(f"{text}\n{name}")
    first, has_account = queries.rules_of_town().reads_first, isinstance(request.user, Account)
    context = {
        **_about(talked, key, subject),
        "form": form,
        "form_key": form_key,
        "text": masked(text),
        "name": masked(name),
        "spotted": [SPOTTED[one] for one in found],
        "names": names_hinted(text),
        "because": waits_because(first, has_account=has_account, holds_personal_data=bool(found)),
        "has_account": has_account,
    }
    return render(request, "conversation/check.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """How it stands, who saw the name, and the author's word against withholding. A comment that waits for its author
    is confirmed by a button, as programs that check mail open links by themselves."""
    comment, talked = access.get_own_comment(key, code)
    form = ObjectionForm(request.POST if "object" in request.POST else None)
    at = timezone.now()
    if request.method == "POST" and "confirm" in request.POST:
        commenting.confirm(comment, talked, at=at)
        return redirect("conversation:own", key=key, code=code)
    if form.is_bound and form.is_valid():
        by = citizen_of(request.user)
        try:
            moderating.object_to(comment, text=form.cleaned_data["text"], by=by, at=at)
        except ObjectedBefore:
            messages.info(request, _("You have objected before, or it is public again."))
        else:
            messages.success(request, _("Thank you. Another official decides, and we write to you."))
        return redirect("conversation:own", key=key, code=code)
    subject = talked.subject(comment.subject)
    withheld = last_of(moderating.WITHHELD_AS, str(comment.pk)) if comment.withholding_id else None
    objection: Objection | None = objection_to(withheld)
    context = {
        "form": form,
        "comment": comment,
        "subject": subject,
        "label": talked.label(comment.subject),
        "address": talked.address(comment.subject) if subject else "",
        "withheld": withheld,
        "objection": objection,
        "readers": queries.readers_of(comment),
    }
    return render(request, "conversation/own.html", context)
