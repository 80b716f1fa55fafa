from django.urls import path

from chinar.domain.catalogue.views import public

app_name = "catalogue"
urlpatterns = [
    path("services/", public.service_list, name="list"),
    path("services/<slug:code>/", public.service, name="service"),
    path("services/<slug:code>/paper/", public.paper, name="paper"),
]
