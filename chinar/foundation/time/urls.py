from django.urls import path

from chinar.foundation.time.views import calculator, days, desk

app_name = "time"
urlpatterns = [
    path("calculator/", calculator.calculator, name="calculator"),
    path("calendar/", days.days, name="days"),
    path("desk/calendar/", desk.days, name="desk_days"),
    path("desk/calendar/declare/", desk.declare, name="declare"),
    path("desk/calendar/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("desk/calendar/readings/", desk.readings, name="readings"),
    path("desk/calendar/readings/<slug:convention>/", desk.read_otherwise, name="read_otherwise"),
]
