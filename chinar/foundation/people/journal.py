"""What the journal tells about people. Rows are named by their number in the table: never a name, never an ЕГН."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register
from chinar.foundation.people.abilities import ROLE_NAMES

register(Verb("account.opened", sentence=_("{actor} opened account {subject}")))
register(Verb("account.signed_up", sentence=_("{actor} created account {subject}")))
register(Verb("account.confirmed", sentence=_("{actor} confirmed the e-mail address of account {subject}")))
register(Verb("account.signed_in", sentence=_("{actor} signed in")))
register(Verb("account.wrong_password", sentence=_("{actor} gave a wrong password for account {subject}")))
register(Verb("account.wrong_code", sentence=_("{actor} gave a wrong code for account {subject}")))
register(
    Verb("account.wrong_at_terminal", sentence=_("{actor} gave a wrong password or code at a terminal, {subject}"))
)
register(Verb("account.password_changed", sentence=_("{actor} changed the password of account {subject}")))
register(Verb("account.password_set", sentence=_("{actor} gave account {subject} its first password")))
register(Verb("account.password_reset", sentence=_("{actor} chose a new password for account {subject} by letter")))
register(Verb("account.app_added", sentence=_("{actor} set up an authenticator app for account {subject}")))
register(Verb("account.app_removed", sentence=_("{actor} removed the authenticator app of account {subject}")))
register(Verb("account.passkey_added", sentence=_("{actor} added a passkey to account {subject}")))
register(Verb("account.passkey_removed", sentence=_("{actor} removed a passkey of account {subject}")))
register(Verb("account.codes_made", sentence=_("{actor} received new recovery codes for account {subject}")))
register(Verb("account.codes_removed", sentence=_("{actor} gave up the recovery codes of account {subject}")))
register(Verb("person.remembered", sentence=_("{actor} entered person {subject}")))
register(Verb("person.updated", sentence=_("{actor} changed what is known about person {subject}")))
register(Verb("person.linked", sentence=_("{actor} linked person {subject} to account {account}")))
register(Verb("person.unmasked", sentence=_("{actor} saw the number of person {subject}; purpose: {purpose}")))
register(Verb("organisation.remembered", sentence=_("{actor} entered organisation {subject}")))
register(Verb("organisation.updated", sentence=_("{actor} changed what is known about organisation {subject}")))
register(Verb("mandate.granted", sentence=_("{actor} entered mandate {subject}")))
register(Verb("mandate.revoked", sentence=_("{actor} revoked mandate {subject}")))
ROLES = {"role": ROLE_NAMES}
register(Verb("role.given", sentence=_("{actor} gave account {subject} the role {role}"), words=ROLES))
register(Verb("role.ended", sentence=_("{actor} ended the role {role} of account {subject}"), words=ROLES))
register(Verb("keys.rotated", sentence=_("{actor} put {values} values under the key {key}")))
