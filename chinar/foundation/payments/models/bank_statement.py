from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class BankStatement(TenantModel):  # type: ignore[django-manager-missing]
    """Банково извлечение: a file of the bank with what came into an account. The same file is one statement, however
    often it is brought. Its content is held, encrypted, until it is taken in; what stays are the lines."""

    class Format(models.TextChoices):
        CAMT = "camt", _("camt.053 (XML)")
        TABLE = "csv", _("table (CSV)")

    account = models.ForeignKey("payments.RevenueAccount", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    format = models.CharField(max_length=10, choices=Format.choices)
    digest = models.CharField(max_length=64)
    content_base64 = EncryptedTextField(blank=True)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "account", "digest"], name="payments_statement_once"),
        )

    def __str__(self) -> str:
        return self.name


class StatementFormat(TenantModel):
    """How the bank of a municipality writes its tables: which column holds what. Columns are named as in the first
    line of the file."""

    delimiter = models.CharField(max_length=1, default=";")
    encoding = models.CharField(max_length=20, default="utf-8")
    date_column = models.CharField(max_length=60)
    date_pattern = models.CharField(max_length=20, default="%d.%m.%Y")
    """As Python's strptime reads it."""
    amount_column = models.CharField(max_length=60)
    """Money that came has no sign, money that went a minus."""
    ground_column = models.CharField(max_length=60)
    payer_column = models.CharField(max_length=60, blank=True)
    number_column = models.CharField(max_length=60, blank=True)
    """The bank's own number of the line: with it, the same transfer in two files is one."""
    currency_column = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality"], name="payments_one_statement_format"),)

    def __str__(self) -> str:
        return f"{self.date_column}, {self.amount_column}"
