from django.urls import path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.information_requests.views import deciding, desk, entering, filing, following, giving, public, steps

app_name = "information_requests"
CASE = "desk/cases/<number:number>/information/"
urlpatterns = [
    path("information/", public.register, name="register"),
    path("information/<int:pk>/", public.answer, name="answer"),
    path("information/<int:pk>/files/<int:file>/", public.file, name="public_file"),
    path("information/request/", filing.start, name="start"),
    path("information/request/<uuid:key>/", filing.ask, name="ask"),
    path("follow/<number:number>/information/", filing.filed, name="filed"),
    path("follow/<number:number>/information/decision/", following.decision, name="decision"),
    path("follow/<number:number>/information/files/<int:pk>/", following.file, name="file"),
    path("desk/information/", desk.register, name="desk"),
    path("desk/information/settings/", desk.settings, name="settings"),
    path("desk/information/new/", entering.enter, name="enter"),
    path("desk/information/<number:number>/entered/", entering.entered, name="entered"),
    path("desk/mail/<int:pk>/information/", entering.from_mail, name="from_mail"),
    path(f"{CASE}protocol/", entering.protocol, name="oral_protocol"),
    path(f"{CASE}decide/", deciding.decide, name="decide"),
    path(f"{CASE}decision/", following.desk_decision, name="desk_decision"),
    path(f"{CASE}files/", giving.files, name="files"),
    path(f"{CASE}files/<int:pk>/", following.desk_file, name="desk_file"),
    path(f"{CASE}files/<int:pk>/out/", giving.take_out, name="take_out"),
    path(f"{CASE}access-protocol/", giving.protocol, name="access_protocol"),
    path(f"{CASE}publish/", desk.publish, name="publish"),
    path(f"{CASE}withdraw/", desk.withdraw, name="withdraw"),
    *(path(f"{CASE}{code}/", page, name=code.replace("-", "_")) for code, page in steps.PAGES.items()),
]
