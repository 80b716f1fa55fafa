from collections.abc import Iterable

from django.db import models


class Presence(models.Model):
    """That an account is party to some matter in a municipality, or known as a person there, and no more.

    It is of the installation, because "my matters" of one account lie in several municipalities and none may look into
    another: without it every one of them would have to be asked (docs/decisions/0015).
    """

    account = models.ForeignKey("people.Account", models.CASCADE, related_name="presences")
    municipality = models.ForeignKey("territory.Municipality", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "municipality"], name="presence_once_per_town"),)

    def __str__(self) -> str:
        return f"Account {self.account_id} in municipality {self.municipality_id}"


def be_present(accounts: Iterable[int], municipality_id: int) -> None:
    """Keeps that these accounts have something there; one query, none without accounts."""
    rows = [Presence(account_id=pk, municipality_id=municipality_id) for pk in sorted(set(accounts))]
    if rows:
        Presence.objects.bulk_create(rows, ignore_conflicts=True)
