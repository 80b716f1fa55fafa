"""Links that open one thing to whoever got them by mail; nobody can work them out without our key."""

from chinar.domain.reports.models import HeldReport, Remark
from chinar.foundation.core.keys import lookup_hash

LENGTH = 32


def to_answer(remark: Remark) -> str:
    return _code(str(remark.pk), "reports.answer")


def to_release(held: HeldReport) -> str:
    return _code(str(held.key), "reports.release")


def _code(subject: str, purpose: str) -> str:
    return lookup_hash(subject, purpose=purpose)[:LENGTH]
