from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from chinar.foundation.people.models.posting import Posting


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "Account":
        account = self.model(email=self.normalize_email(email), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def signed_in(self, pk: int) -> "Account | None":
        """The account behind a session, with `is_official` known already: every page of it asks."""
        postings = Posting.objects.filter(account=models.OuterRef("pk"))
        account = self.annotate(is_posted=models.Exists(postings)).filter(pk=pk).first()
        if account is not None:
            vars(account)["is_official"] = account.is_posted
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """What somebody signs in with, once for the whole installation; who they are in a town is a Person there."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="bg")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    class Meta:
        constraints = (
            # Two spellings of one address would be two accounts of one person.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="account_email_is_lower_case"),
        )

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @cached_property
    def is_official(self) -> bool:
        """Whether any municipality of the installation has given this account a role (Posting)."""
        return self.postings.exists()
