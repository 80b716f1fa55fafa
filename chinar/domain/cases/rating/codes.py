"""The code that opens one question, one time: twelve signs, 60 bits, that nobody can work out without our key.

It follows from what is rated, so that an action that serves somebody needs no chance handed in.
"""

import hmac

from chinar.foundation.core.keys import lookup_hash
from chinar.foundation.documents import codes

LENGTH = 12


def code_for(subject: str) -> str:
    """Of a contact of the municipality in scope."""
    return _signs(subject, "rating.code")


def own_key_for(subject: str) -> str:
    """What opens to whoever gave a rating their own words and the answer to them: another than the code, which others
    who were served in the same matter know too."""
    return _signs(subject, "rating.own")


def is_own_key(subject: str, typed: str) -> bool:
    return hmac.compare_digest(own_key_for(subject).encode(), typed_code(typed).encode())


def typed_code(typed: str) -> str:
    """As it is stored; "" when it cannot be one."""
    return codes.normalise(typed, LENGTH)


def _signs(subject: str, purpose: str) -> str:
    return codes.spelled(int(lookup_hash(subject, purpose=purpose), 16), LENGTH)
