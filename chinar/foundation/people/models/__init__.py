from chinar.foundation.people.models.account import Account
from chinar.foundation.people.models.mandate import Mandate
from chinar.foundation.people.models.organisation import Organisation
from chinar.foundation.people.models.person import Person
from chinar.foundation.people.models.posting import Posting
from chinar.foundation.people.models.presence import Presence
from chinar.foundation.people.models.role import Role

__all__ = ["Account", "Mandate", "Organisation", "Person", "Posting", "Presence", "Role"]
