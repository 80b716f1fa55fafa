from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.questionnaires.definition import Definition
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class ServiceVersionQuerySet(TenantQuerySet["ServiceVersion"]):
    def published_rows(self) -> ServiceVersionQuerySet:
        """The version of each service that holds now."""
        return self.filter(superseded_at__isnull=True)


class ServiceVersion(TenantModel):
    """The description of a service as published (НАР чл. 25 ал. 1), frozen: a running case keeps the one it began with.

    English texts may be empty; the page then shows the Bulgarian ones and says so.
    """

    append_only = True
    fill_once = ("superseded_at",)
    published_sql = "superseded_at is null"

    class Assurance(models.TextChoices):
        """Level of electronic identification that the service asks for (ЗЕУ чл. 5 ал. 4)."""

        LOW = "low", _("low")
        SUBSTANTIAL = "substantial", _("substantial")
        HIGH = "high", _("high")

    class ELevel(models.TextChoices):
        """How much of the service is done electronically (НАР § 1): III is filing, IV also delivery and payment."""

        I = "I", _("I: information")  # noqa: E741
        II = "II", _("II: forms to download")
        III = "III", _("III: filed electronically")
        IV = "IV", _("IV: filed, paid and received electronically")

    class Event(models.TextChoices):
        """What happens to people, or to a business, when they need the service: Life Event and Business Event of
        CPSV-AP 3. One for each service, under which most will look for it."""

        CHILD = "child", _("A child is born or grows up")
        FAMILY = "family", _("Marriage and family")
        DEATH = "death", _("Somebody close has died")
        HOME = "home", _("A home and its address")
        PROPERTY = "property", _("A property: bought, sold, inherited")
        BUILDING = "building", _("Building and repairs")
        CAR = "car", _("A car and parking")
        DISABILITY = "disability", _("Life with a disability")
        NATURE = "nature", _("Trees, land and animals")
        TAXES = "taxes", _("Local taxes and fees")
        PAPERS = "papers", _("A paper from the archive is needed")
        BUSINESS = "business", _("A business begins, grows or changes")

    class Audience(models.TextChoices):
        """For whom it is (CPSV-AP 3: Audience)."""

        CITIZENS = "citizens", _("Citizens")
        BUSINESSES = "businesses", _("Businesses and organisations")
        EVERYBODY = "everybody", _("Citizens and businesses")

    class FeeDue(models.TextChoices):
        """Until when the fee is paid, as the council's ordinance on fees says (ЗМДТ чл. 9)."""

        BEFORE_FILING = "before_filing", _("with the application")
        BEFORE_RECEIVING = "before_receiving", _("before the result is received")

    service = models.ForeignKey("catalogue.Service", models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    shared_version = models.ForeignKey(
        "catalogue.SharedVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The version of the shared description from which it took its texts; what it says otherwise are its own words
    (inheriting.py). None where the municipality describes the service by itself."""

    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=300, blank=True)
    group = models.CharField(max_length=120, blank=True)
    """Subject area as the town prints it: „Гражданска регистрация“."""
    event = models.CharField(max_length=12, choices=Event.choices, blank=True)
    audience = models.CharField(max_length=12, choices=Audience.choices, blank=True)
    """Both empty while nobody has said it."""
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    who_may_apply = models.TextField(blank=True)
    who_may_apply_en = models.TextField(blank=True)
    what_you_bring = models.TextField(blank=True)
    what_you_bring_en = models.TextField(blank=True)
    result = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    legal_period = models.CharField(max_length=40, blank=True)
    """Code of the rule in cases.legal_periods; empty while nobody has said which law sets the term."""
    period = models.CharField(max_length=12, blank=True)
    """The town's own period, as `7d`; never longer than the legal one. Empty where only speeds tell a term."""
    fee_cents = models.PositiveIntegerField(null=True, blank=True)
    """0 is free of charge, None not told."""
    fee_note = models.TextField(blank=True)
    """What is said of the fees beside the sums: for whom, per what."""
    fee_ground = models.TextField(blank=True)
    """Act and article by which the fee is owed, in Bulgarian: of ЗМДТ, of the council's ordinance."""
    fee_due = models.CharField(max_length=20, choices=FeeDue.choices, blank=True)
    """Empty while nobody has said it: then nothing waits for the payment."""
    fee_unit = models.CharField(max_length=60, blank=True)
    fee_unit_en = models.CharField(max_length=60, blank=True)
    """Per what the fee is owed: „препис“. Empty: once."""
    fee_unit_answer = models.CharField(max_length=60, blank=True)
    """Code of the question whose answer says how many units are asked for."""
    fee_account = models.SlugField(max_length=40, blank=True)
    """Code of the account (payments) into which it is paid; empty: the usual one."""
    is_technical = models.BooleanField(default=False)
    """A technical service (ЗМДТ чл. 107): a late one costs less (чл. 109)."""
    validity = models.TextField(blank=True)
    e_level = models.CharField(max_length=4, choices=ELevel.choices, blank=True)
    is_online = models.BooleanField(default=False)
    """Whether one can apply on these pages: then the service's own questions are there."""
    question_version = models.ForeignKey(
        "questionnaires.QuestionSetVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    """What it asks; none where a journey in code asks, or a general request."""
    result_version = models.ForeignKey(
        "questionnaires.QuestionSetVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    """What the official fills in to issue the result; none where a page in code asks, or the general form does."""
    paper = models.CharField(max_length=40, blank=True)
    """Name of the template by which the result is printed."""
    for_organisations = models.BooleanField(default=False)
    """Whether a company or another organisation may be the applicant."""
    is_handed_over = models.BooleanField(default=False)
    """The result is a thing that is received in person, such as a card: it is not downloaded."""
    procedure = models.TextField(blank=True)
    """Order of the proceedings and what is required, as the municipality says it; in Bulgarian, as all that follows."""
    forms = models.TextField(blank=True)
    """Names of the forms, and where they are."""
    form_url = models.URLField(max_length=500, blank=True)
    """Where the service is asked for electronically, if not on these pages."""
    machine_url = models.URLField(max_length=500, blank=True)
    """Where programs ask for it."""
    parts = models.TextField(blank=True)
    """Of a complex service, the services of which it is made; empty for a primary one."""
    file_by = models.CharField(max_length=120, blank=True)
    receive_by = models.CharField(max_length=120, blank=True)
    pay_by = models.CharField(max_length=120, blank=True)
    """Codes of models.ways with spaces between them; what is to be said besides stands in the three notes below."""
    ways_to_file = models.TextField(blank=True)
    ways_to_receive = models.TextField(blank=True)
    ways_to_pay = models.TextField(blank=True)
    supervising_body = models.TextField(blank=True)
    """Who controls how the service is given."""
    suggestions = models.CharField(max_length=254, blank=True)
    """E-mail address for suggestions; that of the municipality when empty."""
    appeal = models.TextField(blank=True)
    appeal_en = models.TextField(blank=True)
    assurance = models.CharField(max_length=12, choices=Assurance.choices, blank=True)
    is_sample = models.BooleanField(default=False)
    """Facts for a demonstration, without guarantee; the page says so."""
    source = models.TextField(blank=True)
    """Where the facts were taken from."""
    printed = models.TextField(blank=True)
    """A row that was imported, as it was printed: one line `column: value` each, so that nothing of it is lost."""

    objects: ClassVar[Any] = TenantManager.from_queryset(ServiceVersionQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["service", "number"], name="catalogue_version_number_once"),
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(superseded_at__isnull=True),
                name="catalogue_one_version_holds",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def questions(self) -> Definition:
        """Its own. Raises LookupError where a journey in code asks, or a general request."""
        if self.question_version is None:
            raise LookupError(f"{self} asks by no question set.")
        return self.question_version.definition

    @property
    def is_general(self) -> bool:
        """Whether it is asked for by a general request: no question set and no journey in code asks for it."""
        return self.question_version_id is None and not self.is_online

    @property
    def is_filed_online(self) -> bool:
        """Whether one can apply on these pages: by its own questions, or by a general request where the municipality
        says that the service is filed electronically (НАР § 1)."""
        return self.is_online or (self.is_general and self.e_level in (self.ELevel.III, self.ELevel.IV))

    @property
    def takes_organisations(self) -> bool:
        """A description that says nothing of its own journey keeps nobody out."""
        return self.for_organisations or self.is_general

    def brought(self) -> list[Any]:
        """What only the applicant can bring."""
        return [row for row in self.requirements.all() if row.source == row.Source.CITIZEN]
