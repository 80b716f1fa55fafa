"""How django-allauth serves us: our words, our e-mail, and second-factor secrets encrypted at rest.

Rate limits are allauth's own (settings.ACCOUNT_RATE_LIMITS over its defaults: five wrong passwords or codes for one
account in five minutes, ten a minute from one address) and live in Django's cache, which all processes share.
"""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core import keys, scope
from chinar.foundation.core.urls import town_url
from chinar.foundation.people.access import can
from chinar.foundation.people.views.telling import tell_wrong_password
from chinar.foundation.territory.doors import inside

PRODUCT = "Chinar"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {  # noqa: RUF012
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both and try again."),
        "email_taken": _("There is an account with this e-mail address already. Sign in instead."),
        "enter_current_password": _("This is not your present password. Try again."),
        "incorrect_password": _("The password is wrong. Try again."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a minute and try again."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language()
        return super().save_user(request, user, form, commit)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not within five minutes of signing in: an official led to set up a factor has just given the password."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        tell_wrong_password(credentials.get("email", ""))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return _desk_of(request.user) or _front_page()

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return _front_page()

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return _front_page()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link of the letter, which also keeps the page for which the account was made."""
        link = super().get_email_confirmation_url(request, emailconfirmation)
        wanted = get_next_redirect_url(request)
        return f"{link}?{urlencode({'next': wanted})}" if wanted else str(link)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """`account` is whose letter it is: `user` is taken by the one who looks at the page, mostly a visitor."""
        super().send_mail(template_prefix, email, {**context, "account": context.get("user")})

    def format_email_subject(self, subject: str) -> str:
        return f"{PRODUCT}: {subject}"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {  # noqa: RUF012
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong or was used already. Wait for the next code and try again."),
    }

    def encrypt(self, text: str) -> str:
        return keys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.decrypt(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        from allauth.mfa.models import Authenticator

        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return PRODUCT


def _desk_of(user: Any) -> str | None:
    """The desk of the only municipality that gave the account a role, while that role still opens it.

    Not from one host name to another: the session would not be known there.
    """
    postings = list(user.postings.select_related("municipality")[:2]) if user.is_authenticated else []
    if len(postings) != 1:
        return None
    town = postings[0].municipality
    has_own_host = town.slug in settings.TOWN_HOSTS.values()
    if scope.current_or_none() != town.pk and (scope.current_or_none() is not None or has_own_host):
        return None
    with inside(town):
        opens = can(user, "desk.enter")
    return town_url(town.slug, settings.OFFICIAL_HOME) if opens else None


def _front_page() -> str:
    """In the language in which the reader is, not the one that the browser would like best."""
    return f"/{get_language()}/"
