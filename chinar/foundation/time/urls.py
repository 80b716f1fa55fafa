from django.urls import path

from chinar.foundation.time.views import calculator

app_name = "time"
urlpatterns = [path("calculator/", calculator.calculator, name="calculator")]
