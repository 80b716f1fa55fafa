from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class MailAttachment(TenantModel):
    """Прикачен файл към електронно писмо: what came with a letter, by the name that its sender gave it.

    The content stays in the letter; `position` finds it there.
    """

    mail = models.ForeignKey("notifications.IncomingMail", models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = EncryptedTextField(blank=True)
    size = models.PositiveBigIntegerField()
    is_paper = models.BooleanField()
    """Whether it is a PDF or a photo by its content: nothing else is opened or filed."""

    class Meta(TenantModel.Meta):
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["mail", "position"], name="notifications_attachment_once"),)

    def __str__(self) -> str:
        return f"attachment {self.position} of mail {self.mail_id}"
