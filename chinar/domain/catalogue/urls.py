from django.urls import path

from chinar.domain.catalogue.views import (
    adopting,
    descriptions,
    desk,
    fees,
    inherited,
    legal,
    public,
    shared,
    sharing,
    town_hall,
)

app_name = "catalogue"
urlpatterns = [
    path("desk/services/", desk.question_sets, name="question_sets"),
    path("desk/services/<slug:code>/questions/", desk.questions, name="questions"),
    path("desk/services/descriptions/", descriptions.description_list, name="description_list"),
    path("desk/services/<slug:code>/description/", descriptions.describe, name="describe"),
    path("desk/services/<slug:code>/versions/", descriptions.versions, name="versions"),
    path("desk/services/fees/", fees.fee_list, name="fee_list"),
    path("desk/services/<slug:code>/fees/", fees.fees, name="fees"),
    path("desk/services/<slug:code>/inherited/", inherited.inherited, name="inherited"),
    path("desk/shared/", shared.shared_list, name="shared_list"),
    path("desk/shared-new/", sharing.new, name="share"),
    path("desk/shared/<slug:code>/", shared.shared_one, name="shared_one"),
    path("desk/shared/<slug:code>/edit/", sharing.edit, name="shared_edit"),
    path("desk/shared/<slug:code>/adopt/", adopting.adopt, name="adopt"),
    path("desk/shared/<slug:code>/adopt/<slug:service>/", adopting.tie_to, name="tie"),
    path("desk/statements/", legal.statements, name="statements"),
    path("desk/departments/", town_hall.texts, name="department_texts"),
    path("desk/departments/<int:pk>/", town_hall.text, name="department_text"),
    path("town-hall/", town_hall.shown, name="town_hall"),
    path("services/<slug:code>/privacy/", legal.privacy, name="privacy"),
    path("services/", public.service_list, name="list"),
    path("services/<slug:code>/", public.service, name="service"),
    path("services/<slug:code>/paper/", public.paper, name="paper"),
]
