"""The registry by which a module says what of it can be found. Registered in AppConfig.ready."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Document:
    """A public object as search sees it. `key` is its permanent identifier within its kind.

    Only what anybody may read stands here: a found title or excerpt is shown to everybody.
    """

    key: str
    title: str
    title_en: str = ""
    text: str = ""
    text_en: str = ""
    synonyms: str = ""
    """Everyday words for it, as its editor typed them."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A kind of objects. `address` turns a key into the address of the page; `documents` reads all of the
    municipality in scope, for making the index anew. `public` says which of the keys anybody may read now, for things
    that can cease to be public without a word to search: what was found is asked before it is shown.
    """

    kind: str
    name: str | Promise
    plural: str | Promise
    address: Callable[[str], str]
    documents: Callable[[], Iterable[Document]]
    public: Callable[[Collection[str]], Collection[str]] = lambda keys: keys


_kinds: dict[str, Searchable] = {}


def describe(kind: Searchable) -> None:
    _kinds[kind.kind] = kind


def described() -> tuple[Searchable, ...]:
    return tuple(_kinds.values())


def kind_named(kind: str) -> Searchable | None:
    return _kinds.get(kind)
