"""The first and the last way of the desk, and its own ones between.

Modules add theirs (slot `desk.navigation`), with keys from 2 on, and below, folded, what is walked seldom (slot
`desk.seldom`) and what is set once and seldom touched (slot `desk.arrangements`).
"""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.people.ways import Way, ways

START = ways(Way("desk:home", _("Desk"), "desk.enter", key=1))
UNDELIVERED = ways(Way("desk:messages", _("Messages"), "messages.watch"))
ARRANGEMENTS = ways(
    Way("desk:mailbox", _("Mailbox"), "mailbox.set"),
    Way("desk:scans", _("Check of files"), "messages.watch"),
)
END = ways(
    Way("desk:mail", _("Letters by e-mail"), "mail.sort"),
    Way("desk:journal", _("Journal"), "journal.read", key=9),
)
