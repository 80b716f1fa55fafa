"""Answers already given in a case, so that opening a page twice asks a register once.

Only inside one case and one ground: the ground of a question is that of its case. Failures are never kept.
"""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from lxml import etree

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.envelope import Question

SECONDS, MOST = 3600.0, 500


@dataclass
class CaseCache:
    """In memory only. `now` is the client's clock, in seconds."""

    seconds: float = SECONDS
    most: int = MOST
    _kept: "OrderedDict[str, tuple[float, Answer]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, question: Question, now: float) -> Answer | None:
        with self._lock:
            at, answer = self._kept.get(key(question), (None, None))
            return answer if at is not None and now - at < self.seconds else None

    def put(self, question: Question, answer: Answer, now: float) -> None:
        with self._lock:
            self._kept[key(question)] = (now, answer)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)


def key(question: Question) -> str:
    context = question.context
    said = (
        question.administration_oid,
        context.service_uri,
        context.law_reason,
        question.operation,
        etree.tostring(question.argument, method="c14n").decode(),
    )
    return hashlib.sha256("\0".join(said).encode()).hexdigest()
