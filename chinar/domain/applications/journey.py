"""The journey as data: which pages, in which order, and what a finished one says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.forms import journey as questions
from chinar.domain.applications.models import Draft
from chinar.foundation.territory.models import Municipality


@dataclass(frozen=True, slots=True)
class Page:
    """One question: its place in the address, its heading, a word of help, its form."""

    code: str
    title: Promise
    help: Promise | str
    form: type[questions.Question]


APPLICANT = Page("applicant", _("Who are you?"), _("We ask this once."), questions.ApplicantForm)
HEIRS: tuple[Page, ...] = (
    APPLICANT,
    Page("contact", _("How can we reach you?"), "", questions.ContactForm),
    Page("deceased", _("Who has died?"), "", questions.DeceasedForm),
    Page(
        "death",
        _("When, and where was the last permanent address?"),
        _("The certificate is issued by the municipality of the last permanent address. We look up the death act."),
        questions.DeathForm,
    ),
    Page("relation", _("What are you to the deceased?"), "", questions.RelationForm),
    Page("purpose", _("Whom is the certificate for?"), "", questions.PurposeForm),
    Page("delivery", _("How do you want to receive the certificate?"), "", questions.DeliveryForm),
)


@dataclass(frozen=True, slots=True)
class Journey:
    """A draft with the pages that its writer must answer: nobody is asked who they are twice."""

    draft: Draft
    municipality: Municipality
    knows_applicant: bool
    today: date

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for page in HEIRS if page is not APPLICANT or not self.knows_applicant)

    def page(self, code: str) -> Page | None:
        return next((page for page in self.pages if page.code == code), None)

    def form(self, page: Page, typed: Any = None) -> questions.Question:
        """The page's form with what was typed now, else with what was answered before, else empty."""
        data = typed if typed is not None else self.draft.answers.get(page.code)
        return page.form(data, on=self.today, municipality=self.municipality, others=self.draft.answers)

    def before(self, page: Page) -> Page | None:
        at = self.pages.index(page)
        return self.pages[at - 1] if at else None

    def after(self, page: Page) -> Page | None:
        at = self.pages.index(page)
        return self.pages[at + 1] if at + 1 < len(self.pages) else None

    def first_open(self) -> Page | None:
        """The first page without a valid answer; None when all is answered."""
        answers = self.draft.answers
        for page in self.pages:
            if page.code not in answers or not self.form(page).is_valid():
                return page
        return None

    def finished(self) -> Iterator[tuple[Page, questions.Question]]:
        """Each page with its valid form."""
        for page in self.pages:
            form = self.form(page)
            form.is_valid()
            yield page, form
