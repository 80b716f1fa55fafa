from django.urls import path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.cases.views import acting, clock, desk, law, public, worklist

app_name = "cases"
urlpatterns = [
    path("follow/", public.follow, name="follow"),
    path("follow/<number:number>/", public.matter, name="matter"),
    path("follow/<number:number>/add/", public.add, name="add"),
    path("follow/<number:number>/withdraw/", public.withdraw, name="withdraw"),
    path("follow/<number:number>/explanation/", clock.explanation, name="explanation"),
    path("law/periods/", law.periods, name="periods"),
    path("mine/", public.mine, name="mine"),
    path("desk/cases/", worklist.worklist, name="worklist"),
    path("desk/cases/<number:number>/", desk.case_page, name="case"),
    path("desk/cases/<number:number>/take/", desk.take, name="take"),
    path("desk/cases/<number:number>/read/", acting.read_updates, name="read_updates"),
    *(path(f"desk/cases/<number:number>/{code}/", page, name=code) for code, page in acting.PAGES.items()),
    path("desk/cases/<number:number>/clock/<slug:code>/", clock.step, name="clock"),
    path("desk/cases/<number:number>/explanation/", clock.desk_explanation, name="desk_explanation"),
]
