"""The first and the last way of the desk.

Modules add theirs between (slot `desk.navigation`), with keys from 2 on, and below, folded, what is walked seldom (slot
`desk.seldom`) and what is set once and seldom touched (slot `desk.arrangements`).
"""

from django.http import HttpRequest

from chinar.foundation.core.slots import rendered
from chinar.foundation.people.access import can


def start(request: HttpRequest, subject: object) -> str:
    return rendered("desk/start.html", request)


def journal(request: HttpRequest, subject: object) -> str:
    return rendered("desk/journal_link.html", request) if can(request.user, "journal.read") else ""


def undelivered(request: HttpRequest, subject: object) -> str:
    """The way to messages that do not arrive."""
    return rendered("desk/messages_link.html", request) if can(request.user, "messages.watch") else ""


def mail(request: HttpRequest, subject: object) -> str:
    """The way to letters that came by e-mail."""
    return rendered("desk/mail_link.html", request) if can(request.user, "mail.sort") else ""


def mailbox(request: HttpRequest, subject: object) -> str:
    return rendered("desk/mailbox_link.html", request) if can(request.user, "mailbox.set") else ""


def scans(request: HttpRequest, subject: object) -> str:
    return rendered("desk/scans_link.html", request) if can(request.user, "messages.watch") else ""
