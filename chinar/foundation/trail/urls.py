from django.urls import path

from chinar.foundation.trail.views import desk

app_name = "trail"
urlpatterns = [
    path("desk/trail/<slug:kind>/<str:key>/", desk.links, name="links"),
    path("desk/trail/<slug:kind>/<str:key>/<int:pk>/remove/", desk.remove, name="remove"),
]
