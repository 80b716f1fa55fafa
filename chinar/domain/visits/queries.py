"""Reads of the counter: people and organisations that the municipality knows, services that can be asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from chinar.domain.applications.models import Draft
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.searching import KIND
from chinar.domain.visits.models import Visit, VisitItem
from chinar.domain.visits.rules import Asked, Sought, names_of, rank_of, spellings
from chinar.foundation.core.content import words
from chinar.foundation.core.identifiers import egn_birth_date
from chinar.foundation.people.models import Organisation, Person
from chinar.foundation.people.models.person import IdentifierKind
from chinar.foundation.search.queries import search

MOST = 12
NAMESAKES = 300
"""Of so many people of one name the birth dates are compared; the dates lie encrypted within their numbers."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, for the page; `ids` are what the journal is told."""

    people: Sequence[Person] = field(default=())
    organisations: Sequence[Organisation] = field(default=())

    @property
    def ids(self) -> list[str]:
        return [f"p{row.pk}" for row in self.people] + [f"o{row.pk}" for row in self.organisations]

    @property
    def only(self) -> Person | Organisation | None:
        """The one, when there is one."""
        found: list[Person | Organisation] = [*self.people, *self.organisations]
        return found[0] if len(found) == 1 else None


def find(asked: Asked, *, within: Collection[int] | None) -> Found:
    """By number everybody; by name only those of the settlements `within` (None: of the whole municipality)."""
    match asked.by:
        case Sought.EGN | Sought.LNCH:
            return Found(people=list(Person.objects.with_identifier(asked.by.value, asked.text)))
        case Sought.EIK:
            return Found(organisations=list(Organisation.objects.filter(eik=asked.text)))
        case Sought.NAME_AND_BIRTH:
            return Found(people=_born(asked, within))
        case Sought.NAME:
            return Found(organisations=_named(asked, within))
    return Found()


def _born(asked: Asked, within: Collection[int] | None) -> list[Person]:
    """Whoever only typed a number online is not found: nobody has seen their document."""
    alike = {f"{name}__in": spellings(word) for name, word in names_of(asked.words).items()}
    known = Q(is_identifier_proven=True) | Q(identifier_kind=IdentifierKind.NONE, account=None)
    people = Person.objects.filter(known, **alike)
    if within is not None:
        people = people.filter(settlement__in=within)
    return [one for one in people.order_by("id")[:NAMESAKES] if birth_date_of(one) == asked.born_on][:MOST]


def _named(asked: Asked, within: Collection[int] | None) -> list[Organisation]:
    alike = reduce(or_, (Q(name__icontains=spelling) for spelling in spellings(asked.text)))
    organisations = Organisation.objects.filter(alike)
    if within is not None:
        organisations = organisations.filter(settlement__in=within)
    return list(organisations.order_by("name", "id")[:MOST])


def birth_date_of(person: Person) -> date | None:
    if person.identifier_kind == IdentifierKind.EGN:
        return egn_birth_date(person.identifier.reveal())
    return person.birth_date


def services(typed: str) -> list[ServiceVersion]:
    """Services of the catalogue, best first: by a few letters, else as the search of the portal understands. Of those
    that answer equally well the ones with questions of their own come first, before what is a general request."""
    offered = ServiceVersion.objects.published_rows().select_related("service")
    read = offered.only("name", "name_en", "is_online", "service__code", "service__unified_number")
    rows = list(read.order_by("-is_online", "name", "id"))
    ranked = [
        (rank, row)
        for row in rows
        if (rank := rank_of(typed, words(row, "name"), number=row.service.unified_number)) is not None
    ]
    if ranked:
        return [row for _rank, row in sorted(ranked, key=lambda pair: pair[0])][:MOST]
    by_code = {row.service.code: row for row in rows}
    hits = search(typed, kind=KIND, limit=MOST).hits
    return [by_code[hit.key] for hit in hits if hit.key in by_code]


def drafts_in(items: Sequence[VisitItem]) -> dict[object, Draft]:
    """By key: what is still being written down in a visit."""
    keys = [item.key for item in items if item.application_id is None]
    if not keys:
        return {}
    drafts = (
        Draft.objects.with_journey()
        .select_related("account", "service_version__service__department")
        .filter(key__in=keys)
    )
    offered = drafts.prefetch_related("service_version__speeds", "service_version__requirements")
    return {draft.key: draft for draft in offered}


def open_visits(offices: Sequence[int]) -> list[Visit]:
    """Put aside or begun at these offices, the longest waiting first; not more than fit on a page."""
    visits = Visit.objects.open().filter(office__in=offices).select_related("person", "organisation", "clerk")
    return list(visits.prefetch_related("items").order_by("opened_at", "id")[:30])
