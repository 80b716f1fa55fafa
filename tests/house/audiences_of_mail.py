"""The addresses of letters by e-mail, of the mailbox, and of links that reach people by mail."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.house.address import Address
from tests.house.audiences import ANYONE
from tests.house.reported import open_signal, signal

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)


def waiting_letter(cast: Any) -> dict[str, Any]:
    """One that has to do with no matter."""
    from chinar.foundation.notifications.models import IncomingMail

    return {"pk": IncomingMail.objects.waiting().filter(names="").earliest("pk").pk}


def letter_with_paper(cast: Any) -> dict[str, Any]:
    from email.message import EmailMessage

    from chinar.foundation.notifications.inbound.fetching import store
    from chinar.foundation.notifications.inbound.handling import handle_fetched
    from chinar.foundation.notifications.inbound.imap import Listed
    from chinar.foundation.notifications.models import MailAttachment, Mailbox

    made = EmailMessage()
    made["From"], made["Subject"] = "a@chinar.example", "План"
    made.set_content("Прилагам план.")
    made.add_attachment(b"%PDF-1.4\n%%EOF\n", maintype="application", subtype="pdf", filename="a.pdf")
    raw = made.as_bytes()
    store(Mailbox.objects.get(), 1, Listed(99, len(raw), AT), raw, whole=True, at=AT)
    handle_fetched(clock=lambda: AT)
    paper = MailAttachment.objects.filter(is_paper=True).earliest("pk")
    return {"pk": paper.mail_id, "position": paper.position}


def question_to_author(cast: Any) -> dict[str, Any]:
    from chinar.domain.reports import links
    from chinar.domain.reports.models import Remark

    by = cast.account("dimitar@chinar.example")
    facts = {"report": signal(cast, case__state="ordered"), "reader": "author", "text": "Къде точно?", "by": by}
    remark = Remark.objects.filter(text__isnull=False, reader="author").first() or Remark.objects.create(at=AT, **facts)
    return {"pk": remark.pk, "code": links.to_answer(remark)}


def subscription(link: str) -> Callable[[Any], dict[str, Any]]:
    def found(cast: Any) -> dict[str, Any]:
        from chinar.foundation.conversation import links
        from chinar.foundation.conversation.models import Subscription

        facts = {"address": "a@chinar.example", "language": "bg", "asked_at": AT}
        one = {"subject_kind": "report", "subject": open_signal(cast)["number"], "address_hash": "x"}
        row = Subscription.objects.get_or_create(**one, defaults=facts)[0]
        return {"pk": row.pk, "code": getattr(links, link)(row)}

    return found


def held_form(cast: Any) -> dict[str, Any]:
    from chinar.domain.reports import links
    from chinar.domain.reports.models import Category, HeldReport

    facts = {"category": Category.objects.get(code="lighting"), "typed": "text=x", "address": "a@chinar.example"}
    defaults = {**facts, "address_hash": "x", "language": "bg", "at": AT}
    held = HeldReport.objects.get_or_create(key=UUID(int=5), defaults=defaults)[0]
    return {"key": held.key, "code": links.to_release(held)}


MAIL: dict[str, Address] = {
    "desk:mail": Address("mail.sort"),
    "desk:mail_letter": Address("mail.sort", waiting_letter),
    "desk:mail_back": Address("mail.sort", waiting_letter, posts=True),
    "desk:mail_attachment": Address("mail.sort", letter_with_paper),
    "desk:mailbox": Address("mailbox.set"),
    "desk:test_mailbox": Address("mailbox.set", posts=True),
    "reports:from_mail": Address("mail.sort", waiting_letter),
    "enquiries:from_mail": Address("mail.sort", waiting_letter),
    "cases:from_mail": Address("mail.sort", waiting_letter),
    "reports:answer": Address(ANYONE, question_to_author),
    "reports:follow": Address(ANYONE, open_signal, posts=True),
    "reports:confirm": Address(ANYONE, subscription("to_confirm")),
    "reports:leave": Address(ANYONE, subscription("to_leave")),
    "conversation:confirm": Address(ANYONE, subscription("to_confirm")),
    "conversation:leave": Address(ANYONE, subscription("to_leave")),
    "reports:release": Address(ANYONE, held_form),
}
