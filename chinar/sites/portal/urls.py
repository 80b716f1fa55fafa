from django.urls import path

from chinar.sites.portal.views import legal, public

app_name = "portal"
urlpatterns = [
    path("", public.home, name="home"),
    path("accessibility/", legal.accessibility, name="accessibility"),
    path("charter/", legal.charter, name="charter"),
]
