"""A question set with each kind of answer and a condition, for the tests."""

TEXT = """
[[page]]
code = "purpose"
title = "Пред кого?"
title_en = "Whom for?"

[[page.question]]
code = "purpose"
kind = "choice"
label = "Пред кого?"
label_en = "Whom for?"
choices = [{value = "bank", label = "банка", label_en = "a bank"}, {value = "other", label = "другаде"}]

[[page.question]]
code = "purpose_words"
kind = "text"
label = "Ако е другаде: пред кого?"
most = 20
when = {question = "purpose", is = "other"}

[[page]]
code = "details"
title = "Подробности"

[[page.question]]
code = "egn"
kind = "egn"
label = "ЕГН"

[[page.question]]
code = "born_on"
kind = "date"
label = "Дата"
past = true

[[page.question]]
code = "area"
kind = "number"
label = "Площ"
most = 1000

[[page.question]]
code = "is_urgent"
kind = "yes_no"
label = "Спешно ли е?"
required = false

[[page]]
code = "elsewhere"
title = "Другаде"

[[page.question]]
code = "elsewhere"
kind = "long_text"
label = "Защо другаде?"
when = {question = "purpose", is = "other"}
"""
