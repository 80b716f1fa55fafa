from django.urls import path

from chinar.foundation.documents.views import public

app_name = "documents"
urlpatterns = [
    path("check/", public.check, name="check"),
    path("check/<str:code>/", public.check, name="check_code"),
]
