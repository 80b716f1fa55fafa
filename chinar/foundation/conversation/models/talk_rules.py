from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.conversation.rules import ReadsFirst
from chinar.foundation.core.models import TenantModel

READS_FIRST = [
    (ReadsFirst.SPOTTED.value, _("Only those that seem to hold personal data")),
    (ReadsFirst.DOUBTFUL.value, _("Those too whose author has no account")),
    (ReadsFirst.ALL.value, _("Every comment")),
]


class TalkRules(TenantModel):
    """Правила за коментарите: what an official reads first, and how long comments are taken. The town's own: no law
    that we know sets either. Without a row: what is doubtful, and no end."""

    MOST_DAYS = 3_650

    reads_first = models.CharField(max_length=10, choices=READS_FIRST, default=ReadsFirst.DOUBTFUL.value)
    closes_after = models.PositiveSmallIntegerField(null=True, blank=True)
    """Days after the end of the object; empty closes nothing."""

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality"], name="conversation_one_set_of_rules"),)

    def __str__(self) -> str:
        return f"rules of comments {self.reads_first}"
