from django.urls import URLPattern

app_name = "time"
urlpatterns: list[URLPattern] = []
