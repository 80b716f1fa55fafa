from django.urls import path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.reports.views import arranging, desk, filing, following, public, settling

app_name = "reports"
urlpatterns = [
    path("signals/", public.reports, name="list"),
    path("signals/figures/", public.figures, name="figures"),
    path("signals/new/", filing.new, name="new"),
    path("signals/new/<slug:code>/", filing.begin, name="begin"),
    path("signals/new/<slug:code>/<uuid:key>/", filing.file, name="file"),
    path("signals/photos/<int:pk>/", public.photo, name="photo"),
    path("signals/work/<slug:key>/", following.work, name="work"),
    path("signals/<number:number>/", public.report, name="report"),
    path("signals/<number:number>/join/", public.join, name="join"),
    path("follow/<number:number>/registered/", filing.registered, name="registered"),
    path("follow/<number:number>/feedback/", following.feedback, name="feedback"),
    path("desk/signals/", desk.take_down, name="take_down"),
    path("desk/signals/settings/", arranging.settings, name="settings"),
    path("desk/signals/settings/categories/<int:pk>/", arranging.category, name="category"),
    path("desk/signals/settings/rules/<int:pk>/", arranging.rule, name="rule"),
    path("desk/signals/settings/rules/<int:pk>/switch/", arranging.switch, name="switch"),
    path("desk/signals/settings/templates/<int:pk>/", arranging.template, name="template"),
    path("desk/signals/settings/keys/", arranging.give_key, name="give_key"),
    path("desk/signals/settings/keys/<int:pk>/revoke/", arranging.revoke_key, name="revoke_key"),
    path("desk/cases/<number:number>/settle/", settling.settle, name="settle"),
    path("desk/cases/<number:number>/remark/", settling.remark, name="remark"),
    path("desk/cases/<number:number>/reclassify/", settling.reclassify, name="reclassify"),
    path("desk/cases/<number:number>/accused/", settling.accused, name="accused"),
    path("desk/cases/<number:number>/reopening/", settling.reopening, name="reopening"),
    path("desk/cases/<number:number>/public-wording/", desk.publish, name="publish"),
    path("desk/cases/<number:number>/public-wording/withdraw/", desk.withdraw, name="withdraw"),
    path("desk/cases/<number:number>/work/", desk.order, name="order"),
    path("desk/cases/<number:number>/work/<int:pk>/", desk.done, name="done"),
]
