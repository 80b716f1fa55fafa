from django.urls import path

from chinar.foundation.territory.views import public

app_name = "territory"
urlpatterns = [
    path("places/", public.places, name="map"),
    path("places.geojson", public.geojson, name="geojson"),
]
