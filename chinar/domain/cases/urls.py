from django.urls import path, re_path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.cases.views import desk, figures, public, reports, retention, worklist

app_name = "cases"
urlpatterns = [
    path("follow/", public.follow, name="follow"),
    path("follow/<number:number>/", public.matter, name="matter"),
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
    path("desk/retention/", retention.retention, name="retention"),
    path("desk/retention/terms/", retention.set_term, name="set_term"),
    path("desk/retention/propose/", retention.propose, name="propose_destruction"),
    path("desk/retention/<int:pk>/<slug:verb>/", retention.answer, name="destruction"),
    path("desk/cases/", worklist.worklist, name="worklist"),
    path("desk/cases/<number:number>/", desk.case_page, name="case"),
    path("desk/cases/<number:number>/take/", desk.take, name="take"),
]
