from django.urls import path, re_path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.reports.views import arranging, desk, filing, following, open311, public, publishing, settling

app_name = "reports"
FORM = r"\.(?P<form>json|xml)$"
urlpatterns = [
    path("signals/", public.reports, name="list"),
    path("signals/newest.geojson", public.newest, name="newest"),
    path("signals/figures/", public.figures, name="figures"),
    path("signals/new/", filing.new, name="new"),
    path("signals/new/<slug:code>/", filing.begin, name="begin"),
    path("signals/new/<slug:code>/<uuid:key>/", filing.file, name="file"),
    path("signals/photos/<int:pk>/", public.photo, name="photo"),
    path("signals/work/<slug:key>/", following.work, name="work"),
    path("signals/<number:number>/", public.report, name="report"),
    path("signals/<number:number>/join/", public.join, name="join"),
    path("follow/<number:number>/registered/", filing.registered, name="registered"),
    path("follow/<number:number>/objection/", following.object_to, name="object"),
    path("follow/<number:number>/feedback/", following.feedback, name="feedback"),
    re_path(rf"^open311/discovery{FORM}", open311.discovery, name="open311_discovery"),
    re_path(rf"^open311/v2/services{FORM}", open311.services, name="open311_services"),
    re_path(rf"^open311/v2/services/(?P<code>[\w-]{{1,40}}){FORM}", open311.definition, name="open311_definition"),
    re_path(rf"^open311/v2/requests{FORM}", open311.requests, name="open311_requests"),
    re_path(
        rf"^open311/v2/requests/(?P<number>\d{{1,10}}-\d{{1,10}}-\d\d\.\d\d\.\d{{4}}){FORM}",
        open311.one_request,
        name="open311_request",
    ),
    re_path(rf"^open311/v2/tokens/(?P<key>[0-9a-f-]{{36}}){FORM}", open311.token, name="open311_token"),
    path("desk/signals/", desk.take_down, name="take_down"),
    path("desk/signals/posters/", arranging.posters, name="posters"),
    re_path(r"^desk/signals/posters/(?P<ekatte>[0-9]{5})\.pdf$", arranging.poster, name="poster"),
    path("desk/signals/settings/", arranging.settings, name="settings"),
    path("desk/signals/settings/categories/<int:pk>/", arranging.category, name="category"),
    path("desk/signals/settings/rules/<int:pk>/", arranging.rule, name="rule"),
    path("desk/signals/settings/rules/<int:pk>/switch/", arranging.switch, name="switch"),
    path("desk/signals/settings/templates/<int:pk>/", arranging.template, name="template"),
    path("desk/signals/settings/objections/", arranging.promise, name="objection_promise"),
    path("desk/signals/settings/keys/", arranging.give_key, name="give_key"),
    path("desk/signals/settings/keys/<int:pk>/revoke/", arranging.revoke_key, name="revoke_key"),
    path("desk/cases/<number:number>/settle/", settling.settle, name="settle"),
    path("desk/cases/<number:number>/remark/", settling.remark, name="remark"),
    path("desk/cases/<number:number>/reclassify/", settling.reclassify, name="reclassify"),
    path("desk/cases/<number:number>/accused/", settling.accused, name="accused"),
    path("desk/cases/<number:number>/reopening/", settling.reopening, name="reopening"),
    path("desk/signals/publishing/", publishing.queue, name="queue"),
    path("desk/cases/<number:number>/public-wording/", publishing.publish, name="publish"),
    path("desk/cases/<number:number>/public-wording/withhold/", publishing.withhold, name="withhold"),
    path("desk/cases/<number:number>/public-wording/objection/", publishing.objection, name="objection"),
    path("desk/cases/<number:number>/work/", desk.order, name="order"),
    path("desk/cases/<number:number>/work/<int:pk>/", desk.done, name="done"),
]
