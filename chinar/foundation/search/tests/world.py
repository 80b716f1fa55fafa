"""A small town's services to seek in: titles are facts of the register of services as towns print it."""

from collections.abc import Iterator

from chinar.foundation.search.describing import Document, Searchable

TITLES = {
    "heirs": "Издаване на удостоверение за наследници",
    "permanent-address": "Издаване на удостоверение за постоянен адрес",
    "present-address": "Издаване на удостоверение за настоящ адрес",
    "marital": "Издаване на удостоверение за семейно положение",
    "tax-debts": "Издаване на удостоверение за липса на задължения по местни данъци и такси",
    "sketch": "Издаване на скица за недвижим имот",
    "trees": "Разрешение за отсичане на дървета",
    "parking": "Издаване на карта за паркиране на хора с трайни увреждания",
    "copy": "Заверка на документи",
    "tax-value": "Издаване на удостоверение за данъчна оценка",
    "birth": "Издаване на удостоверение за раждане - дубликат",
    "death": "Препис-извлечение от акт за смърт",
    "marriage": "Издаване на удостоверение за сключен граждански брак - дубликат",
    "dog": "Регистрация на домашно куче",
    "shop": "Категоризиране на места за настаняване и заведения за хранене",
}


def documents() -> Iterator[Document]:
    return (Document(key=key, title=title) for key, title in TITLES.items())


PLACES = Searchable(
    kind="test", name="thing", plural="things", address=lambda key: f"/things/{key}/", documents=documents
)
