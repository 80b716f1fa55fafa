from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class RatingReply(TenantModel):
    """Отговор на ниска оценка: what the unit says to whoever was served badly, once, in words."""

    append_only = True
    fill_once = ("emptied_at",)
    erasable = ("text",)
    emptied_by = "emptied_at"

    rating = models.OneToOneField("cases.Rating", models.PROTECT, related_name="reply")
    text = EncryptedTextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    emptied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"reply to rating {self.rating_id}"
