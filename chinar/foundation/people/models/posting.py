from django.db import models


class Posting(models.Model):
    """That an account holds a role in a municipality, and no more: not which one, nor since when.

    It is of the installation, because two questions are asked where no municipality is in scope and none may look
    into another's roles: must this account use a second factor, and to which desks does it lead. It is kept by
    give_role and end_role alone. A role that runs out by its date leaves the posting standing until it is ended:
    the second factor then stays asked for, which is the safe side.
    """

    account = models.ForeignKey("people.Account", models.CASCADE, related_name="postings")
    municipality = models.ForeignKey("territory.Municipality", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "municipality"], name="posting_once_per_town"),)

    def __str__(self) -> str:
        return f"Account {self.account_id} in municipality {self.municipality_id}"
