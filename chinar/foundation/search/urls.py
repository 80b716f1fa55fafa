from django.urls import path

from chinar.foundation.search.views import desk, public

app_name = "search"
urlpatterns = [
    path("search/", public.results, name="results"),
    path("desk/search/", desk.synonyms, name="synonyms"),
    path("desk/search/<int:pk>/remove/", desk.remove_synonym, name="remove_synonym"),
]
