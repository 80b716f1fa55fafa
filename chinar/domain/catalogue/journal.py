"""What the journal says of the catalogue."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(Verb("service.published", sentence=_("{actor} published version {version} of service {subject}")))
register(
    Verb(
        "services.imported",
        sentence=_("{actor} imported services: {new} new, {changed} changed, {same} the same, {kept} kept"),
    )
)
register(Verb("service.town_stated", sentence=_("{actor} published what the legal pages of the municipality say")))
register(Verb("service.department_described", sentence=_("{actor} published what department {subject} says of itself")))
register(Verb("service.shared", sentence=_("{actor} published version {version} of the shared description {subject}")))
register(
    Verb(
        "service.inherited",
        sentence=_("{actor} took version {version} of the shared description {shared} over into service {subject}"),
    )
)
register(
    Verb(
        "service.untied",
        sentence=_("{actor} ended that service {subject} is described by the shared description {shared}"),
    )
)
