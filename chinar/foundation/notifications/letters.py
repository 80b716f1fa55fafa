"""A message as a letter by e-mail: plain text and HTML that say the same, from the municipality."""

from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from chinar.foundation.notifications.models import Mailbox, Message
from chinar.foundation.territory.models import Municipality


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of lines, a list of them, or a link."""

    kind: str
    lines: tuple[str, ...]


def parts(text: str) -> list[Part]:
    """What stands in the text, for its HTML."""
    return [_part(block.splitlines()) for block in text.split("\n\n") if block.strip()]


def _part(lines: list[str]) -> Part:
    if all(line.startswith("- ") for line in lines):
        return Part("list", tuple(line[2:] for line in lines))
    if len(lines) == 1 and lines[0].startswith(("https://", "http://")) and " " not in lines[0]:
        return Part("link", (lines[0],))
    return Part("text", tuple(lines))


def letter(message: Message, town: Municipality) -> EmailMultiAlternatives:
    """Ready to be sent; the same message gives the same Message-ID each time."""
    with translation.override(message.language):
        sender = gettext("Municipality of %(name)s") % {"name": _in_language(town, "name")}
        context = {
            "message": message,
            "parts": parts(message.text),
            "sender": sender,
            "address": _in_language(town, "address"),
            "phone": town.phone,
        }
        text = render_to_string("notifications/letter.txt", context)
        html = render_to_string("notifications/letter.html", context)
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        from_email=formataddr((sender, _own_address())),
        to=[message.to],
        reply_to=[answers] if (answers := _answers_go_to(town)) else None,
        headers={
            "Message-ID": f"<{message.permanent_id}@{_host()}>",
            # So that no answering machine answers it (RFC 3834).
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
            **_way_to_leave(message),
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _answers_go_to(town: Municipality) -> str:
    """The mailbox that we read, so that an answer finds its matter; without one the address of the municipality."""
    read: str | None = Mailbox.objects.switched_on().values_list("address", flat=True).first()
    return read or town.email


def _way_to_leave(message: Message) -> dict[str, str]:
    """So that the reader's mail program offers to end such letters, with one press (RFC 8058)."""
    if not message.leave:
        return {}
    return {"List-Unsubscribe": f"<{message.leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _in_language(town: Municipality, column: str) -> str:
    bulgarian = str(getattr(town, column))
    return bulgarian if translation.get_language() == "bg" else getattr(town, f"{column}_en") or bulgarian


def _own_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
