from django.urls import path

from chinar.sites.desk.views import journal
from chinar.sites.desk.views.home import home

app_name = "desk"
urlpatterns = [path("", home, name="home"), path("journal/", journal.entries, name="journal")]
