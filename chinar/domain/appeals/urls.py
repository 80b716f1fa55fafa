from django.urls import path

from chinar.domain.appeals.views import board, desk, filing, joining, outside, steps
from chinar.domain.cases import converters  # noqa: F401

app_name = "appeals"
urlpatterns = [
    path("follow/<number:number>/appeal/", filing.start, name="start"),
    path("follow/<number:number>/appeal/<uuid:key>/", filing.appeal, name="appeal"),
    path("follow/<number:number>/appealed/", filing.filed, name="filed"),
    path("follow/<number:number>/appeal-receipt/", filing.receipt, name="receipt"),
    path("follow/<number:number>/paper/<int:pk>/", filing.paper, name="paper"),
    path("appeals/", outside.which, name="which"),
    path("appeals/<uuid:key>/", outside.appeal, name="outside"),
    path("board/", board.board, name="board"),
    path("desk/cases/<number:number>/board/<slug:purpose>/", board.put_up, name="put_up"),
    path("desk/cases/<number:number>/board/<int:pk>/down/", board.take_down, name="take_down"),
    path("desk/cases/<number:number>/interested/", joining.join, name="join"),
    path("desk/appeals/", desk.appeals, name="list"),
    path("desk/cases/<number:number>/appeal/", desk.enter, name="enter"),
    path("desk/cases/<number:number>/appeal-receipt/", desk.desk_receipt, name="desk_receipt"),
    path("desk/cases/<number:number>/paper/<int:pk>/", desk.paper, name="desk_paper"),
    *(path(f"desk/cases/<number:number>/{code}/", page, name=code) for code, page in steps.PAGES.items()),
]
