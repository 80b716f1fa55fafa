from django.db import models

from chinar.domain.information_requests.models.choices import AccessForm
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class InformationRequest(TenantModel):
    """Искане за достъп до обществена информация (ЗДОИ чл. 24-26).

    Name, description and address are what the law asks for, and all that is asked: no personal number, no signature.
    """

    NEEDED = ("asker_name", "description")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="information_request")
    idempotency_key = models.UUIDField()
    description = EncryptedTextField(blank=True)
    asker_name = EncryptedTextField(blank=True)
    """Of a person, or of an organisation that asks."""
    seat = EncryptedTextField(blank=True)
    """Of an organisation; empty for a person."""
    address = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    form = models.CharField(max_length=12, choices=AccessForm.choices, default=AccessForm.ELECTRONIC.value)
    """How they would like to have it; the decision says how they get it."""
    is_oral = models.BooleanField(default=False)
    """Asked by word of mouth and written down by an official (ЗДОИ чл. 24)."""
    publication_refused = models.BooleanField(default=False)
    """They do not want request and answer to be published (ЗДОИ чл. 15в, 25)."""
    language = models.CharField(max_length=5, default="bg")
    """In which they asked, and are written to."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="information_registered_once"),
        )

    def __str__(self) -> str:
        return f"information request {self.case_id}"

    @property
    def is_complete(self) -> bool:
        """Whether it holds what the law asks for; without that it is left unexamined (ЗДОИ чл. 25)."""
        return all(getattr(self, name) for name in self.NEEDED) and bool(self.address or self.email)
