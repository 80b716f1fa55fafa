from django.urls import path

from chinar.foundation.offices.views import public

app_name = "offices"
urlpatterns = [path("offices/", public.office_list, name="list")]
