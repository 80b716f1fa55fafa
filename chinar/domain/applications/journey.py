"""The journey as data: which pages, in which order, and what a finished one says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any, Protocol

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chinar.domain.applications.forms import filing
from chinar.domain.applications.forms import journey as questions
from chinar.domain.applications.forms.asked import AskedForm, address_of, said_before
from chinar.domain.applications.forms.attachments import AttachmentsForm
from chinar.domain.applications.models import Draft
from chinar.domain.questionnaires.definition import Definition, QuestionPage
from chinar.domain.questionnaires.rules import is_page_asked
from chinar.foundation.territory.models import Municipality


class PageForm(Protocol):
    """What the journey asks of the form of a page."""

    cleaned_data: dict[str, Any]
    fields: dict[str, forms.Field]

    def is_valid(self) -> bool: ...
    def summary(self) -> questions.Summary: ...
    def typed(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One question: its place in the address, its heading, a word of help, its form."""

    code: str
    title: Promise | str
    help: Promise | str
    form: Callable[..., PageForm]


APPLICANT = Page("applicant", _("Who are you?"), _("We ask this once."), questions.ApplicantForm)
CONTACT = Page("contact", _("How can we reach you?"), "", questions.ContactForm)
DELIVERY = Page("delivery", _("How do you want to receive the certificate?"), "", questions.DeliveryForm)
HEIRS: tuple[Page, ...] = (
    APPLICANT,
    CONTACT,
    Page("deceased", _("Who has died?"), "", questions.DeceasedForm),
    Page(
        "death",
        _("When, and where was the last permanent address?"),
        _("The certificate is issued by the municipality of the last permanent address. We look up the death act."),
        questions.DeathForm,
    ),
    Page("relation", _("What are you to the deceased?"), "", questions.RelationForm),
    Page("purpose", _("Whom is the certificate for?"), "", questions.PurposeForm),
    DELIVERY,
)
FILER = Page("filer", _("For whom do you apply?"), "", filing.FilerForm)
CONCERNED = Page("concerned", _("For which person do you apply?"), "", filing.ConcernedForm)
ORGANISATION = Page("organisation", _("For which organisation do you apply?"), "", filing.OrganisationForm)
SPEED = Page("speed", _("How fast do you need it?"), "", filing.SpeedForm)
REDUCTION = Page(
    "reduction",
    _("Do you pay less?"),
    _("The municipality may ask for proof of what you state."),
    filing.ReductionForm,
)
ATTACHMENTS = "attachments"
"""Its address has a view of its own, for files arrive there."""
RECEIVE = Page("delivery", _("How do you want to receive the document?"), "", questions.ReceiveForm)


def _own(page: QuestionPage) -> Page:
    """A page of the service's question set, in the reader's language."""
    language = get_language() or "bg"
    title, help_text = page.title.said(language), page.help.said(language)
    return Page(address_of(page), title, help_text, partial(AskedForm, page=page))


@dataclass(frozen=True)
class Journey:
    """A draft with the pages that its writer must answer: nobody is asked who they are twice."""

    draft: Draft
    municipality: Municipality
    knows_applicant: bool
    today: date

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        questions = self.draft.asked_by
        asked = HEIRS if questions is None else tuple(self._of_question_set(questions.definition))
        return tuple(page for page in asked if page is not APPLICANT or not self.knows_applicant)

    def _of_question_set(self, questions: Definition) -> Iterator[Page]:
        version, answers = self.draft.service_version, self.draft.answers
        yield from (FILER, APPLICANT)
        match answers.get("filer", {}).get("applies_for"):
            case filing.For.PERSON:
                yield CONCERNED
            case filing.For.ORGANISATION if version.takes_organisations:
                yield ORGANISATION
        yield CONTACT
        for page in questions.pages:
            if is_page_asked(page, said_before(answers, but=page)):
                yield _own(page)
        if self.draft.is_to_bring:
            yield Page(ATTACHMENTS, _("What only you can bring"), "", partial(AttachmentsForm, draft=self.draft))
        if self.draft.speed_count > 1:
            yield SPEED
        if self.draft.has_reductions:
            yield REDUCTION
        if not version.is_handed_over:
            yield RECEIVE

    @property
    def told(self) -> Mapping[str, Any]:
        """What other pages were told, page by page: forms may hang on it."""
        return self.draft.answers

    def page(self, code: str) -> Page | None:
        return next((page for page in self.pages if page.code == code), None)

    def form(self, page: Page, typed: Any = None, **more: Any) -> PageForm:
        """The page's form with what was typed now, else with what was answered before, else empty."""
        data = typed if typed is not None else self.draft.answers.get(page.code)
        return page.form(
            data,
            on=self.today,
            municipality=self.municipality,
            version=self.draft.service_version,
            others=self.told,
            **more,
        )

    def before(self, page: Page) -> Page | None:
        at = self.pages.index(page)
        return self.pages[at - 1] if at else None

    def answered(self, page: Page, typed: dict[str, Any], *, at: Any) -> Page | None:
        """Keeps the page's answers; which page follows, for an answer may open or close others."""
        self.draft.answer(page.code, typed, at=at)
        self.__dict__.pop("pages", None)
        codes = [other.code for other in self.pages]
        following = codes.index(page.code) + 1
        return self.pages[following] if following < len(codes) else None

    def first_open(self) -> Page | None:
        """The first page without a valid answer; None when all is answered."""
        answers = self.draft.answers
        for page in self.pages:
            if page.code not in answers or not self.form(page).is_valid():
                return page
        return None

    def finished(self) -> Iterator[tuple[Page, PageForm]]:
        """Each page with its valid form."""
        for page in self.pages:
            form = self.form(page)
            form.is_valid()
            yield page, form
