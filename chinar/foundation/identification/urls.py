"""Signing in from outside: of the installation. `registered` has no language, for providers know it."""

from django.urls import URLPattern, path

from chinar.foundation.identification.views import addressing, arriving, going, registering

app_name = "identification"
urlpatterns = [
    path("", going.prove, name="prove"),
    path("address/", addressing.address, name="address"),
    path("address/<str:token>/", addressing.confirm_address, name="confirm_address"),
    path("to/<slug:code>/", going.go, name="go"),
    path("finish/<str:state>/", arriving.finish, name="finish"),
    path("choose/<str:state>/", arriving.choose, name="choose"),
]
registered: list[URLPattern] = [
    path("<slug:code>/answer/", arriving.arrive, name="identity_answer"),
    path("<slug:code>/metadata/", registering.metadata, name="identity_metadata"),
]
