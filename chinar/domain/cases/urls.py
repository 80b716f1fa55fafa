from django.urls import path, re_path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.cases.views import (
    absences,
    acting,
    clock,
    desk,
    figures,
    law,
    public,
    reminders,
    reports,
    resolutions,
    retention,
    texting,
    worklist,
)

app_name = "cases"
urlpatterns = [
    path("follow/", public.follow, name="follow"),
    path("follow/<number:number>/", public.matter, name="matter"),
    path("follow/<number:number>/add/", public.add, name="add"),
    path("follow/<number:number>/withdraw/", public.withdraw, name="withdraw"),
    path("follow/<number:number>/sms/", texting.sms, name="sms"),
    path("follow/<number:number>/explanation/", clock.explanation, name="explanation"),
    path("law/periods/", law.periods, name="periods"),
    path("mine/", public.mine, name="mine"),
    path("figures/", figures.public_figures, name="public_figures"),
    path("figures/figures.csv", figures.public_csv, name="public_figures_csv"),
    path("figures/figures.csv-metadata.json", figures.csv_metadata, name="figures_metadata"),
    path("desk/figures/", figures.desk_figures, name="desk_figures"),
    path("desk/figures/figures.csv", figures.desk_csv, name="desk_figures_csv"),
    path("desk/figures/minimum/", figures.minimum, name="public_minimum"),
    path("desk/reports/", reports.reports, name="reports"),
    re_path(
        r"^desk/reports/(?P<code>[a-z_]{1,40})-(?P<year>[0-9]{4})\.(?P<form>pdf|csv)$", reports.report, name="report"
    ),
    path("desk/reminders/", reminders.reminders, name="reminders"),
    path("desk/retention/", retention.retention, name="retention"),
    path("desk/retention/terms/", retention.set_term, name="set_term"),
    path("desk/retention/propose/", retention.propose, name="propose_destruction"),
    path("desk/retention/<int:pk>/<slug:verb>/", retention.answer, name="destruction"),
    path("desk/absences/", absences.absences, name="absences"),
    path("desk/absences/<int:pk>/end/", absences.end, name="end_absence"),
    path("desk/resolutions/", resolutions.resolutions, name="resolutions"),
    path("desk/cases/", worklist.worklist, name="worklist"),
    path("desk/cases/<number:number>/", desk.case_page, name="case"),
    path("desk/cases/<number:number>/take/", desk.take, name="take"),
    path("desk/cases/<number:number>/read/", acting.read_updates, name="read_updates"),
    *(path(f"desk/cases/<number:number>/{code}/", page, name=code) for code, page in acting.PAGES.items()),
    path("desk/cases/<number:number>/clock/<slug:code>/", clock.step, name="clock"),
    path("desk/cases/<number:number>/explanation/", clock.desk_explanation, name="desk_explanation"),
]
