from django.urls import path

from chinar.domain.visits.views import counter, papers, phone, rating, visit

app_name = "visits"
urlpatterns = [
    path("desk/counter/", counter.counter, name="counter"),
    path("desk/counter/rating/", rating.contact, name="rating_contact"),
    path("desk/counter/<uuid:key>/", visit.visit, name="visit"),
    path("desk/counter/<uuid:key>/done/", papers.done, name="done"),
    path("desk/counter/<uuid:key>/receipt/", papers.receipt, name="receipt"),
    path("desk/counter/<uuid:key>/protocols/", papers.protocols, name="protocols"),
    path("desk/counter/<uuid:key>/papers/<int:pk>/", papers.scan, name="scan"),
    path("desk/phone/", phone.phone, name="phone"),
    path("desk/phone/<uuid:key>/", phone.call, name="call"),
    path("desk/phone/<uuid:key>/<slug:code>/", phone.begin, name="begin_call"),
    path("desk/cases/<number:number>/scans/<int:pk>/", papers.desk_scan, name="desk_scan"),
]
