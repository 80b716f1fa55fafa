from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from chinar.foundation.core.statements import Statement
from chinar.foundation.people.models.posting import Posting


def second_factors() -> models.QuerySet[Any]:
    """With which officials prove themselves; recovery codes alone are none: they stand in for one that is lost.

    TOTP sorts before webauthn: the app is asked for first, the passkey is offered beside it.
    """
    from allauth.mfa.models import Authenticator

    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(type__in=kinds).order_by("type")  # type: ignore[no-any-return]


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str | None, password: str | None = None, **extra: Any) -> "Account":
        account = self.model(email=self.normalize_email(email) or None, **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def signed_in(self, pk: int) -> "Account | None":
        """The account behind a session, with `is_official` and `second_factor` known already: every page of it asks."""
        account: Account | None = next(iter(_SIGNED_IN.ask("", pk)), None)
        if account is not None:
            vars(account).update(is_official=account.is_posted, second_factor=account.factor)  # type: ignore[attr-defined]
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """What somebody signs in with, once for the whole installation; who they are in a town is a Person there."""

    email = models.EmailField(unique=True, null=True, blank=True)
    """None while it is opened by a proven identity alone: what a provider says of an address is not proven."""
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="bg")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()
    proven_level: str = ""
    """How strongly an identity provider has proven its holder in the session of this request; no column."""

    class Meta:
        constraints = (
            # Two spellings of one address would be two accounts of one person.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="account_email_is_lower_case"),
        )

    def __str__(self) -> str:
        return self.name or self.email or ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = (self.email or "").strip().lower() or None
        super().save(*args, **kwargs)

    @cached_property
    def is_official(self) -> bool:
        """Whether any municipality of the installation has given this account a role (Posting)."""
        return self.postings.exists()

    @cached_property
    def second_factor(self) -> str | None:
        """The kind of the first of their second factors, None while they have none."""
        return second_factors().filter(user=self).values_list("type", flat=True).first()


def _signed_in(shape: str, pk: int) -> models.QuerySet[Account]:
    here = models.OuterRef("pk")
    postings, factors = Posting.objects.filter(account=here), second_factors().filter(user=here)
    known = {"is_posted": models.Exists(postings), "factor": models.Subquery(factors.values("type")[:1])}
    return Account.objects.filter(pk=pk).annotate(**known)


_SIGNED_IN = Statement(_signed_in, of_town=False)
