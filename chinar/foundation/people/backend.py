"""Who is behind a session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from chinar.foundation.people.models import Account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own, that reads the account of a session in one query together with what every page asks of it."""

    def get_user(self, user_id: Any) -> Account | None:
        account = Account.objects.signed_in(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None
