"""One page with every component in every state, for tests and for looking at."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.timezone import localdate

from chinar.foundation.core.forms import DateField, Form

PAGE = """\
{% extends "core/layout.html" %}
{% from "core/ui/form.html" import error_summary, text_field, textarea_field, radios_field, checkbox_field,
   select_field, date_field, hidden_field, submit %}
{% from "core/ui/summary.html" import summary %}
{% from "core/ui/table.html" import table %}
{% from "core/ui/tag.html" import tag %}
{% from "core/ui/timeline.html" import timeline %}
{% block title %}Удостоверение за наследници{% endblock %}
{% block before_content %}<a class="govuk-back-link" href="#main">Назад</a>{% endblock %}
{% block content %}
{{ error_summary(form) }}
<h1 class="govuk-heading-l">Удостоверение за наследници</h1>
<p class="govuk-body">Удостоверението показва кои са наследниците на починал човек. Издава го общината, в която той
е имал постоянен адрес. Цената е 2,50 €, а срокът е три работни дни – „Бърза услуга“ няма.</p>
<p class="govuk-body">{{ tag("Прието", "received") }} {{ tag("В работа", "in_progress") }} {{ tag("Чака", "waiting") }}
{{ tag("Решено", "decided") }} {{ tag("Приключено", "closed") }} {{ tag("Просрочено", "late") }}</p>
<form method="post" novalidate>{{ csrf_input }}
{{ hidden_field(form["key"]) }}
{{ text_field(form["name"], hint="Както е в личната карта", autocomplete="name") }}
{{ text_field(form["phone"], inputmode="tel", width_class="govuk-input--width-10") }}
{{ text_field(form["password"]) }}
{{ date_field(form["died_on"]) }}
{{ radios_field(form["relation"], hints={"child": "Също осиновено"}) }}
{{ select_field(form["place"]) }}
{{ checkbox_field(form["copies"]) }}
{{ checkbox_field(form["agreed"]) }}
{{ textarea_field(form["note"], limit=200) }}
{{ submit("Продължи") }} {{ submit("Запази чернова", secondary=true) }}
</form>
<h2 class="govuk-heading-m">Път на преписката</h2>
{{ timeline([
  {"what": "Заявлението е прието", "when": "16 ноември 2026 г., 10:24", "state": "received"},
  {"what": "Възложено на длъжностно лице", "when": "16 ноември 2026 г., 11:02", "state": "in_progress",
   "note": "Отдел „Гражданска регистрация“"},
  {"what": "Срок за издаване", "when": "19 ноември 2026 г.", "state": "ahead"},
]) }}
<h2 class="govuk-heading-m">Проверете отговорите си</h2>
{{ summary([
  {"key": "Починал", "value": "Димитър Иванов Димитров", "href": "#main", "what": "името на починалия"},
  {"key": "Дата на смъртта", "value": "27 март 1931 г.", "href": "#main"},
  {"key": "Такса", "value": "2,50 €"},
]) }}
{{ table("Преписки", ["Номер", "Заявител", "Срок", {"text": "Дни", "numeric": true}], rows) }}
{% endblock %}
"""


class KitForm(Form):
    key = forms.CharField(widget=forms.HiddenInput, initial="0192")
    name = forms.CharField(label="Име, презиме и фамилия")
    phone = forms.CharField(label="Телефон", required=False)
    password = forms.CharField(label="Парола", widget=forms.PasswordInput)
    died_on = DateField(label="Кога е починал?", past=True)
    relation = forms.ChoiceField(
        label="Какъв сте на починалия?",
        choices=[("child", "Дете"), ("spouse", "Съпруг или съпруга"), ("other", "Друг наследник")],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label="Населено място", choices=[("", "Изберете"), ("73198", "гр. Троян")])
    copies = forms.MultipleChoiceField(
        label="За какво Ви е нужно?",
        choices=[("bank", "Банка"), ("notary", "Нотариус")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="Вярно е това, което написах")
    note = forms.CharField(label="Пояснение", widget=forms.Textarea, required=False)


def page(request: HttpRequest) -> HttpResponse:
    form = KitForm(request.POST or None, on=localdate())
    rows = [[f"ТРН-{n:04}", "Елена Димитрова", "19.11.2026", n] for n in range(1, 9)]
    template = PAGE.replace("core/layout.html", "core/desk.html") if "desk" in request.GET else PAGE
    context = {"form": form, "rows": rows}
    return HttpResponse(engines["jinja2"].from_string(template).render(context, request))
