"""The codes of the rules in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.information_requests.rules import Form, Ground, Outcome


class AccessForm(models.TextChoices):
    ELECTRONIC = Form.ELECTRONIC.value, _("electronically: by e-mail or as files on the page of the request")
    COPY = Form.COPY.value, _("a copy on paper")
    VIEW = Form.VIEW.value, _("to look at it in the town hall")
    ORAL = Form.ORAL.value, _("by word of mouth")


class RefusalGround(models.TextChoices):
    SECRET = Ground.SECRET.value, _("classified information, or another secret that a law protects")
    PREPARATORY = Ground.PREPARATORY.value, _("a preparatory document or a position in negotiations (art. 13, para. 2)")
    THIRD_PERSON = (
        Ground.THIRD_PERSON.value,
        _("it concerns a third person who refused, and no public interest outweighs that"),
    )
    GIVEN_BEFORE = Ground.GIVEN_BEFORE.value, _("the same was given to the applicant within the last six months")


class DecisionOutcome(models.TextChoices):
    GRANTED = Outcome.GRANTED.value, _("Access was given")
    PARTIAL = Outcome.PARTIAL.value, _("Access was given in part")
    REFUSED = Outcome.REFUSED.value, _("Access was refused")
