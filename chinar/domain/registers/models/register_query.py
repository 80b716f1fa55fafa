from django.db import models
from django.db.models import Q

from chinar.foundation.core.models import TenantModel


class RegisterQuery(TenantModel):
    """One question to a state register: for which matter and service, on what ground, by whom, about whom.

    Written before it is sent, so that none goes out untold (НОИИСРЕАУ чл. 12). What came back is its RegisterResult;
    a query without one was interrupted, and whether the register acted on it is not known.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("subject_hash",)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="register_queries")
    evidence = models.ForeignKey("registers.Evidence", models.PROTECT, related_name="queries")
    service = models.CharField(max_length=60)
    operation = models.CharField(max_length=200)
    ground = models.TextField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """None: the worker, for which the head named in the connection answers."""
    position = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    is_present = models.BooleanField(default=False)
    oid = models.CharField(max_length=80)
    subject_hash = models.CharField(max_length=64, blank=True)
    """Of the number asked about (subjects.py), so that the person concerned finds what was asked about them."""
    at = models.DateTimeField()
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("by")), name="registers_four_eyes"
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "at"], name="registers_queries_by_time"),
            models.Index(fields=["municipality", "subject_hash"], name="registers_queries_about"),
        )

    def __str__(self) -> str:
        return f"query {self.pk}"

    @property
    def report(self) -> str:
        """The short name of the operation, as people who deal with RegiX know it."""
        return self.operation.rpartition(".")[2]
