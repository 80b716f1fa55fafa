"""What the one screen of a visit shows: who, for whom, the basket, the sheet of one service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chinar.domain.applications.fees import fee_for
from chinar.domain.applications.forms.asked import said_before
from chinar.domain.applications.models import Draft
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.domain.catalogue.speeds import fee_of
from chinar.domain.catalogue.terms import said_of_term
from chinar.domain.visits import asking, queries
from chinar.domain.visits.asking import AtCounter, Section
from chinar.domain.visits.forms import (
    ContactForm,
    MandateForm,
    NewOrganisationForm,
    NewPersonForm,
    SeekForm,
    stated_person,
)
from chinar.domain.visits.models import Visit, VisitItem
from chinar.domain.visits.queries import Found
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import wrong_fields
from chinar.foundation.core.money import price
from chinar.foundation.people.models import Organisation, Person
from chinar.foundation.territory.models import Municipality

SALT = "visits.found"
"""Of the marks that say: this official has just found this person."""
FOUND_FOR = 15 * 60


def mark_of(request: HttpRequest, party: Person | Organisation) -> str:
    """Without it nobody is taken: it says that this official found this party here just now."""
    kind = "o" if isinstance(party, Organisation) else "p"
    return signing.dumps([kind, party.pk, party.municipality_id, request.user.pk], salt=SALT)


@dataclass
class Screen:
    """A visit with all that its page needs. Forms that were sent replace those that are made of what is kept."""

    visit: Visit
    municipality: Municipality
    today: date
    items: list[VisitItem]
    drafts: Mapping[object, Draft]
    item: VisitItem | None = None
    """Whose sheet is open."""
    typed: Mapping[str, dict[str, str]] | None = None
    """What was typed into the sheet, when it could not be kept."""
    seek: SeekForm = field(default_factory=SeekForm)
    found: Found | None = None
    new_person: NewPersonForm | None = None
    new_organisation: NewOrganisationForm | None = None
    contact: ContactForm | None = None
    mandate: MandateForm | None = None
    offered: Sequence[ServiceVersion] | None = None
    sought: str = ""
    faults: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, visit: Visit, municipality: Municipality, today: date) -> "Screen":
        items = list(visit.items.prefetch_related("papers"))
        return cls(visit, municipality, today, items, queries.drafts_in(items))

    def journey(self, item: VisitItem) -> AtCounter | None:
        """None when its draft is no more: it was sent online, or erased."""
        draft = self.drafts.get(item.key)
        if draft is None:
            return None
        return AtCounter(
            draft=draft,
            municipality=self.municipality,
            knows_applicant=True,
            today=self.today,
            applies_for=asking.applies_for(self.visit),
        )

    def open(self, pk: str) -> None:
        """Opens the sheet of one of the services; another number opens none."""
        self.item = next((item for item in self.items if str(item.pk) == pk), None)

    def sections(self) -> list[Section]:
        journey = self.journey(self.item) if self.item else None
        return asking.sections_of(journey, self.typed) if journey else []

    def basket(self) -> list[dict[str, Any]]:
        return [self._row(item) for item in self.items]

    def _row(self, item: VisitItem) -> dict[str, Any]:
        draft = self.drafts.get(item.key)
        if draft is None:
            return {"item": item, "name": _("Sent online meanwhile, or erased"), "fee": "–", "gone": True}
        cents = self._fee(draft)
        fee = "–" if cents is None else price(cents, on=self.today)
        return {"item": item, "name": words(draft.service_version, "name"), "fee": fee, "gone": False}

    def _speed(self, draft: Draft) -> Speed | None:
        """The chosen one, or the only one."""
        speeds = list(draft.service_version.speeds.all())
        chosen = draft.answers.get("speed", {}).get("speed")
        return next((one for one in speeds if one.kind == chosen), speeds[0] if len(speeds) == 1 else None)

    def _fee(self, draft: Draft) -> int | None:
        """Before reductions, which the official grants by what they see."""
        version, speed = draft.service_version, self._speed(draft)
        if speed is None and version.speeds.all():
            return None
        cents = fee_of(version, speed, for_organisation=self.visit.organisation_id is not None)
        fee = fee_for(version, cents, answers=said_before(draft.answers))
        return fee.cents if fee else None

    def _term(self, draft: Draft) -> str:
        """Of a general request: nothing else on the screen tells it."""
        try:
            return said_of_term(draft.service_version, self._speed(draft), on=self.today)
        except NoLegalPeriod:
            return ""

    def total(self) -> str:
        fees = [self._fee(draft) for draft in self.drafts.values()]
        return price(sum(fee or 0 for fee in fees), on=self.today) if fees and None not in fees else ""

    def page(self, request: HttpRequest, *, status: int = 200) -> HttpResponse:
        found = self.found or Found()
        marked = {
            "people": [(one, mark_of(request, one)) for one in found.people],
            "organisations": [(one, mark_of(request, one)) for one in found.organisations],
        }
        return render(request, "visits/visit.html", {**self._context(), **marked}, status=status)

    def _context(self) -> dict[str, Any]:
        sections = self.sections()
        contact, mandate = self.contact or self._contact(), self.mandate or self._mandate()
        self._offer_to_enter()
        forms = [self.seek, self.new_person, self.new_organisation, contact, mandate]
        faults = [fault for form in forms if form is not None and form.is_bound for fault in wrong_fields(form)]
        draft = self.drafts.get(self.item.key) if self.item else None
        return {
            "visit": self.visit,
            "screen": self,
            "basket": self.basket(),
            "total": self.total(),
            "sections": sections,
            "draft": draft,
            "term": self._term(draft) if draft is not None and draft.is_general else "",
            "requirements": list(draft.service_version.requirements.all()) if draft else [],
            "brought": {paper.requirement for paper in self.item.papers.all()} if self.item else set(),
            "contact": contact,
            "mandate": mandate,
            "faults": [*self.faults, *faults, *asking.wrong(sections)],
            "new_item": uuid4(),
        }

    def _contact(self) -> ContactForm | None:
        person = self.visit.person
        if person is None:
            return None
        return ContactForm(initial={"address": person.address, "phone": person.phone, "email": person.email})

    def _mandate(self) -> MandateForm | None:
        if not self.visit.is_for_another:
            return None
        kept = {"ground": self.visit.ground, "document": self.visit.document}
        return MandateForm(initial=kept, concerned=self.visit.concerned, on=self.today)

    def _offer_to_enter(self) -> None:
        """Whom a draft from elsewhere names and nobody here knows: written into the form, to be compared."""
        if self.new_person or self.new_organisation or self.found:
            return
        for draft in self.drafts.values():
            stated = asking.stated_in(draft)
            if self.visit.person_id is None:
                typed = stated.applicant
            elif not self.visit.is_for_another and stated.organisation:
                self.new_organisation = NewOrganisationForm(initial=dict(stated.organisation))
                return
            else:
                typed = {} if self.visit.is_for_another else stated.concerned
            if typed:
                self.new_person = self.person_form(initial=stated_person(typed))
                return

    def person_form(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> NewPersonForm:
        """A person of a village is of that village until somebody says otherwise."""
        first = {"settlement": self.visit.office.settlement_id, **(initial or {})}
        return NewPersonForm(data, municipality=self.municipality, on=self.today, initial=first)
