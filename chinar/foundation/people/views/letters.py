"""Pages around the letters of sign-in: one was sent, an address is confirmed, a new password is chosen."""

from typing import Any

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.views import (
    ConfirmEmailView,
    EmailVerificationSentView,
    PasswordResetDoneView,
    PasswordResetFromKeyView,
)
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from chinar.foundation.core.urls import root_url


def reset_letter_sent(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = PasswordResetDoneView.as_view(extra_context=_whereabouts())(request)
    return answer


def confirmation_letter_sent(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = EmailVerificationSentView.as_view(extra_context=_whereabouts())(request)
    return answer


class ConfirmAddress(ConfirmEmailView):  # type: ignore[misc]
    def get_redirect_url(self) -> str:
        """To sign-in, and from there to the page for which the account was made."""
        return str(self.passthrough_next_url(root_url("account_login")))


class ChooseNewPassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """The letter came to the address, so this confirms it. Thereby an account that somebody else created with the
    address falls to its owner: the stranger's password is gone, and there was no way in for them before."""

    def form_valid(self, form: Any) -> HttpResponse:
        sync_user_email_address(self.reset_user)
        verify_email_indirectly(self.request, self.reset_user, self.reset_user.email)
        answer: HttpResponse = super().form_valid(form)
        return answer


def _whereabouts() -> dict[str, bool]:
    """Says truly where the letter went: an installation without a mail server keeps letters as files."""
    return {"letters_are_files": settings.EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend"}
