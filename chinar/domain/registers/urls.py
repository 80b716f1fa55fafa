from django.urls import path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.registers.views import answers, connection, evidence, oversight, papers, public, state, towns

app_name = "registers"
_one = "desk/cases/<number:number>/evidence/<slug:code>/"
urlpatterns = [
    path("desk/evidence/", evidence.waiting, name="waiting"),
    path(_one, evidence.page, name="evidence"),
    *(path(f"{_one}{code}/", view, name=code) for code, view in evidence.PAGES.items()),
    path(f"{_one}ask/", evidence.ask, name="ask"),
    path(f"{_one}approve/", evidence.approve, name="approve"),
    path(f"{_one}stop/", evidence.stop, name="stop"),
    path(f"{_one}letter/<int:pk>/", answers.letter, name="letter_pdf"),
    path("desk/cases/<number:number>/answers/<int:pk>/", answers.answer, name="answer"),
    path("desk/cases/<number:number>/answers/<int:pk>/raw/", answers.raw, name="raw_answer"),
    path("desk/cases/<number:number>/evidence-request/", towns.answer, name="answer_request"),
    path("desk/cases/<number:number>/evidence-request/document/", towns.answer_document, name="answer_document"),
    path("desk/registers/queries/", oversight.queries, name="doubts"),
    path("desk/registers/papers/", papers.desk, name="desk_papers"),
    path("desk/registers/papers/<int:pk>/", papers.look, name="look"),
    path("desk/registers/state/", state.state, name="state"),
    path("desk/registers/state/test/", state.test, name="test_connection"),
    path("desk/registers/connection/", connection.connection, name="connection"),
    path("papers/", papers.public, name="papers"),
    path("papers/told/", papers.told, name="told"),
    path("follow/<number:number>/paper/", papers.tell, name="tell"),
    path("mine/registers/", public.mine, name="mine"),
]
