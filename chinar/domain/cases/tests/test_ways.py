"""The path of a file is told from the states of its kind."""

from typing import Any

from django.test import Client

from chinar.domain.cases import kinds
from chinar.domain.cases.views.ways import followed

PAGE = "/troyan/bg/path/"


def test_each_kind_that_citizens_have_tells_its_path(town: Any) -> None:
    codes = {kind.code for kind in followed()}
    assert {"application", "enquiry", "report", "appeal"} <= codes
    assert "evidence_request" not in codes
    for kind in followed():
        page = Client().get(f"{PAGE}{kind.code}/")
        assert page.status_code == 200
        voided = kind.voided_state and str(kind.state(kind.voided_state).for_citizen)
        for state in kind.states:
            assert (str(state.for_citizen) in page.text) == (str(state.for_citizen) != voided), state
        assert "/follow/" in page.text
        assert all(f"/path/{other}/" in page.text for other in codes - {kind.code})


def test_what_no_citizen_has_has_no_path(town: Any) -> None:
    for kind in ("evidence_request", "nothing", "x" * 300):
        assert Client().get(f"{PAGE}{kind}/").status_code == 404
    assert kinds.by_code("evidence_request").is_between_administrations
