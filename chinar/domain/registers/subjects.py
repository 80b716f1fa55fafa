"""By which hash a person or a company finds what registers were asked about them.

A query knows a number only; its form shows what sort it is of, and numbers of different sorts never share a hash.
"""

from chinar.foundation.core.fields import lookup_hash
from chinar.foundation.core.identifiers import clean, is_cnp, is_eik
from chinar.foundation.people.models.person import PURPOSE, IdentifierKind

PERSON = f"{PURPOSE}.{IdentifierKind.EGN}"
"""Of an EGN this is Person.identifier_hash. Foreigners' numbers have ten digits as well, and are hashed alike."""
ORGANISATION = "organisation.eik"
THING = "register.thing"
"""A vehicle, a property: nobody's number."""
PERSONAL_DIGITS = 10


def subject_hash(number: str) -> str:
    """What a query keeps of the number that it asks about."""
    number = clean(number)
    return lookup_hash(number, purpose=_purpose(number)) if number else ""


def person_hash(number: str) -> str:
    """Of a number that is known to be a person's."""
    return lookup_hash(clean(number), purpose=PERSON)


def _purpose(number: str) -> str:
    is_personal = len(number) == PERSONAL_DIGITS and number.isascii() and number.isdecimal()
    if is_personal or is_cnp(number):
        return PERSON
    return ORGANISATION if is_eik(number) else THING
