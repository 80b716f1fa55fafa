from chinar.foundation.people.actions.mandates import grant_mandate, revoke_mandate
from chinar.foundation.people.actions.officials import UnknownRole, end_role, give_role, open_account
from chinar.foundation.people.actions.organisations import remember_organisation
from chinar.foundation.people.actions.persons import (
    AlreadyLinked,
    NotProven,
    change_account,
    change_contact,
    link_account,
    remember_person,
    unmask_identifier,
)
from chinar.foundation.people.actions.trust import WrongIdentifier

__all__ = [
    "AlreadyLinked",
    "NotProven",
    "UnknownRole",
    "WrongIdentifier",
    "change_account",
    "change_contact",
    "end_role",
    "give_role",
    "grant_mandate",
    "link_account",
    "open_account",
    "remember_organisation",
    "remember_person",
    "revoke_mandate",
    "unmask_identifier",
]
