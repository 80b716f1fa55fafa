"""allauth's forms with our words: each message says what to do and stands beside the field that it is about."""

from typing import Any

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _

MISSING = {
    "login": _("Enter your e-mail address."),
    "email": _("Enter your e-mail address."),
    "name": _("Enter a name."),
    "password": _("Enter your password."),
    "oldpassword": _("Enter your present password."),
    "password1": _("Enter a new password."),
    "password2": _("Enter the new password once more."),
    "code": _("Enter the code."),
    "credential": _("The passkey gave no answer. Try again."),
}
REFUSED = _("The passkey was not accepted. Nothing has changed. Try again or choose another way.")
NOT_AN_ADDRESS = _("Enter an e-mail address in the form name@example.bg.")


class OurWords(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = MISSING.get(name, field.error_messages["required"])
            if isinstance(field, forms.EmailField):
                for validator in field.validators:
                    validator.message = NOT_AN_ADDRESS  # type: ignore[attr-defined]


class PasskeyWords(OurWords):
    """allauth says "incorrect code" of a passkey too."""

    def add_error(self, field: str | None, error: Any) -> None:
        if getattr(error, "code", None) == "incorrect_code":
            error = forms.ValidationError(REFUSED, code="refused")
        super().add_error(field, error)


class SignInForm(OurWords, account.LoginForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except forms.ValidationError as error:
            self.add_error("login", error)
            return self.cleaned_data


class SignUpForm(OurWords, account.SignupForm):  # type: ignore[misc]
    name = forms.CharField(max_length=150)
    field_order = ("name", "email", "password1", "password2")


class ChangePasswordForm(OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(OurWords, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Asks for the name too while nobody has used the account: whoever created it may have been somebody else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user and self.user.last_login is None and _is_unconfirmed(self.user):
            missing = {"required": MISSING["name"]}
            self.fields["name"] = forms.CharField(max_length=150, initial=self.user.name, error_messages=missing)
            self.order_fields(["name"])

    def save(self) -> None:
        self.user.name = self.cleaned_data.get("name", self.user.name)
        super().save()


class ReauthenticateForm(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class SecondFactorForm(OurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmForm(OurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateAppForm(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class AddPasskeyForm(PasskeyWords, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    pass


class SignInPasskeyForm(PasskeyWords, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class SecondFactorPasskeyForm(PasskeyWords, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmPasskeyForm(PasskeyWords, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class NamePasskeyForm(OurWords, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    pass


def _is_unconfirmed(account: Any) -> bool:
    return bool(EmailAddress.objects.filter(user_id=account.pk, verified=False).exists())
