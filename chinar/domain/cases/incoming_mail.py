"""Letters by e-mail that belong to a matter: how one is recognised, and how it gets into the file.

Who answers a letter of ours from the address to which it went, or names number and key, is as good as on the web: both
hold what only the parties know. The address alone proves nothing.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext

from chinar.domain.cases.access import erasure_of, get_case_by_key
from chinar.domain.cases.actions.updating import TooManyUnread, add_update
from chinar.domain.cases.models import Case, CaseUpdate
from chinar.domain.cases.notices import tell_to
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.documents.uploads import Paper, UnwantedFile, paper_of
from chinar.foundation.notifications.inbound.reading import Letter, contents_of
from chinar.foundation.notifications.inbound.receivers import NotTaken, Receiver, Recognised, register
from chinar.foundation.notifications.inbound.rules import numbers_in
from chinar.foundation.notifications.models import IncomingMail, Message
from chinar.foundation.notifications.recipients import Recipient

OFFICIAL = "bg"
"""The language in which files are kept, whatever that of the official who opens the letter."""
_KEY = re.compile(r"(?<!\w)(?=(\w{4}(?:[-– ]?\w{4}){3})(?!\w))")


def recognise(letter: Letter, answered: list[Message]) -> Recognised | None:
    """Of which matter a letter is: proven by number and key in its subject, or as an answer from the address to which
    we wrote; otherwise hinted at by the number that it names or the letter that it answers."""
    named = numbers_in(letter.subject)
    for number in named[:3]:
        if any(get_case_by_key(number, key) for key in _KEY.findall(letter.subject)[:5]):
            return Recognised(number, is_proven=True)
    ours = [message for message in answered if message.about_kind == "case"]
    for message in ours:
        is_citizen = message.audience == Message.Audience.CITIZEN
        if is_citizen and letter.sender and message.to.casefold() == letter.sender.casefold():
            return Recognised(message.about, is_proven=True)
    hints = [message.about for message in ours] + named
    return Recognised(hints[0], is_proven=False) if hints else None


def take(number: str, mail: IncomingMail, letter: Letter, raw: bytes, at: datetime) -> None:
    """As an update by the citizen, which waits to be read by whoever is responsible; the sender is told once a day."""
    case: Case | None = Case.objects.select_related("department").filter(number=number).first()
    if case is None or erasure_of(case):
        raise NotTaken(number)
    try:
        _update, left_out = file_letter(case, mail, raw, taken=False, by=VISITOR, at=at)
    except TooManyUnread as full:
        raise NotTaken(number) from full
    if letter.sender:
        to = Recipient(language=_language_of(case, letter.sender), address=letter.sender)
        more = {"moment": mail.received_at, "left_out": left_out}
        tell_to([to], case, "added_by_mail", more, key=localtime(at).date().isoformat(), at=at)


def file_letter(
    case: Case, mail: IncomingMail, raw: bytes, *, taken: bool, by: Actor, at: datetime
) -> tuple[CaseUpdate, int]:
    """The letter as an update of the case, and how many of its files were left out. Raises TooManyUnread."""
    papers, left_out = papers_of(mail, raw)
    text = "\n\n".join(part for part in _said(mail, left_out) if part)
    return add_update(case, text=text, papers=papers, taken=taken, key=mail.key, by=by, at=at), left_out


def _said(mail: IncomingMail, left_out: int) -> Iterable[str]:
    """How it came, what it says, and what of it is not in the file."""
    with translation.override(OFFICIAL):
        sender = mail.sender or gettext("an unknown address")
        yield gettext("Came by e-mail from %(sender)s. The address does not prove who wrote.") % {"sender": sender}
        yield from (mail.subject, mail.text)
        if left_out:
            yield gettext("Attached files that are neither PDF nor photo and were not taken: %(n)s.") % {"n": left_out}


def attached_title() -> str:
    """Of what came with a letter that became a matter."""
    with translation.override(OFFICIAL):
        return gettext("Attached to the letter")


def papers_of(mail: IncomingMail, raw: bytes) -> tuple[list[Paper], int]:
    """What came with the letter and can be filed, and how many files cannot."""
    listed = list(mail.attachments.all())
    contents = contents_of(raw, {one.position for one in listed if one.is_paper}) if listed else {}
    papers = list(_papers(contents.values()))
    return papers, len(listed) - len(papers)


def _papers(contents: Iterable[bytes]) -> Iterable[Paper]:
    for content in contents:
        try:
            yield paper_of(content)
        except UnwantedFile:
            continue


def _language_of(case: Case, address: str) -> str:
    """In which we wrote to that address before, else the official one."""
    rows = Message.objects.about("case", case.number).select_related("account").order_by("-id")[:20]
    return next((row.language for row in rows if row.to.casefold() == address.casefold()), "bg")


register(Receiver("case", recognise, take))
