"""What a decision must say, and what the law does not let it say."""

from datetime import date
from typing import Any

import pytest

from chinar.domain.information_requests.rules import (
    Facts,
    Flaw,
    Form,
    Outcome,
    Terms,
    flaws,
    is_same_asker,
    may_be_waived,
    without_idle,
)

TODAY = date(2026, 11, 16)
NOTHING = Facts(
    third_person_refused=False,
    third_person_may_answer=False,
    given_before=False,
    restricted_until=None,
    shortest_access=30,
    has_files=True,
)
GIVES: dict[str, Any] = {"given": "всичко", "form": "electronic", "access_days": 30}
REFUSES: dict[str, Any] = {"outcome": Outcome.REFUSED, "ground": "secret", "reasons": "защото"}


def made(**changes: Any) -> Terms:
    return Terms(**{"outcome": Outcome.GRANTED, "about": "нещо", "appeal": "съдът", **changes})


@pytest.mark.parametrize(
    ("said", "known", "found"),
    [
        (GIVES, {}, []),
        (GIVES | {"given": ""}, {}, [("given", Flaw.NOTHING_GIVEN)]),
        (GIVES | {"given": ""}, {"has_files": False}, [("given", Flaw.NOTHING_GIVEN)]),
        (GIVES, {"has_files": False}, [("given", Flaw.NOTHING_SENT)]),
        (GIVES | {"given": "вижте www. или http://"}, {"has_files": False}, [("given", Flaw.NOTHING_SENT)]),
        (GIVES | {"given": "На https://troyan.example/1."}, {"has_files": False}, []),
        (GIVES | {"given": "На www.troyan.example"}, {"has_files": False}, []),
        (GIVES | {"form": "view", "place": "стая 5"}, {"has_files": False}, []),
        (GIVES, {"third_person_refused": True}, [("reasons", Flaw.NO_INTEREST)]),
        (GIVES, {"third_person_may_answer": True}, [("reasons", Flaw.NO_INTEREST)]),
        (GIVES | {"reasons": "Интересът надделява."}, {"third_person_refused": True}, []),
        (GIVES | {"access_days": 29}, {}, [("access_days", Flaw.SHORT_ACCESS)]),
        (GIVES | {"cost_cents": 1}, {}, [("cost", Flaw.COSTS)]),
        (GIVES | {"form": "copy"}, {}, [("place", Flaw.NO_PLACE)]),
        (GIVES | {"form": "copy", "place": "стая 5", "cost_cents": 240}, {}, []),
        (REFUSES, {}, []),
        (REFUSES | {"ground": ""}, {}, [("ground", Flaw.NO_GROUND)]),
        (REFUSES | {"reasons": ""}, {}, [("reasons", Flaw.NO_REASONS)]),
        (REFUSES | {"ground": "third_person"}, {}, [("ground", Flaw.NOBODY_REFUSED)]),
        (REFUSES | {"ground": "third_person"}, {"third_person_refused": True}, []),
        (REFUSES | {"ground": "given_before"}, {}, [("earlier", Flaw.NOT_GIVEN_BEFORE)]),
        (REFUSES | {"ground": "given_before"}, {"given_before": True}, []),
        (REFUSES | {"ground": "preparatory"}, {}, [("document_on", Flaw.NO_DAY)]),
        (REFUSES | {"ground": "preparatory"}, {"restricted_until": TODAY}, []),
        (REFUSES | {"ground": "preparatory"}, {"restricted_until": date(2026, 11, 15)},
         [("document_on", Flaw.NOT_RESTRICTED)]),
        (GIVES | {"outcome": Outcome.PARTIAL, "ground": "secret", "reasons": "защото"}, {}, []),
        (GIVES | {"outcome": Outcome.PARTIAL}, {}, [("ground", Flaw.NO_GROUND), ("reasons", Flaw.NO_REASONS)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_field(said: Any, known: Any, found: Any) -> None:
    facts = Facts(**{name: known.get(name, getattr(NOTHING, name)) for name in Facts.__slots__})
    assert flaws(made(**said), facts, on=TODAY) == found


def test_what_belongs_to_another_outcome_is_not_kept() -> None:
    typed = made(**GIVES, ground="third_person", earlier="1", document_on=TODAY, place="стая 5", cost_cents=5)
    kept = without_idle(typed)
    assert [kept[name] for name in ("ground", "earlier", "document_on", "place", "cost_cents")] == ["", "", None, "", 0]
    refused = without_idle(made(**{**GIVES, **REFUSES}))
    assert [refused[name] for name in ("given", "form", "access_days")] == ["", "", 0]


def test_what_is_asked_for_or_given_electronically_is_never_waived() -> None:
    assert may_be_waived(Form.COPY, by_wire=False)
    assert not may_be_waived(Form.COPY, by_wire=True)
    assert not may_be_waived(Form.ELECTRONIC, by_wire=False)


def test_the_same_applicant_has_the_same_name_and_an_address_with_it() -> None:
    radost = ("Радост Милева", "radost@chinar.example", "")
    assert is_same_asker(radost, ("радост  МИЛЕВА", "Radost@chinar.example", "гр. Троян"))
    assert not is_same_asker(radost, ("Радост Милева", "", "гр. Троян"))
    assert not is_same_asker(radost, ("Радост Добрева", "radost@chinar.example", ""))
    assert not is_same_asker(("", "a@chinar.example", ""), ("", "a@chinar.example", ""))
