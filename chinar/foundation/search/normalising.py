"""From words as people write them to the stems by which they are found. Pure; the same for both databases.

A Bulgarian word is reduced to its lemma, then to its stem, then letters are folded that Latin typing cannot tell apart.
No Bulgarian stemmer is kept anywhere; the Russian one, after the lemma, was measured to be as good as a dictionary.
"""

import re
from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("та", "то", "те", "ът", "ят")
_ADJECTIVE = re.compile("[бвгджзклмнпрстфхцчшщ]н$")
_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")

# The official transliteration (Закон за транслитерацията, чл. 3) read backwards, then what people type on a phone.
# Longer groups come first. "ъ" is written "a" by the law, so both fold into one letter.
_LATIN = (
    ("sht", "щ"), ("ch", "ч"), ("sh", "ш"), ("zh", "ж"), ("ts", "ц"), ("yu", "ю"), ("ya", "я"), ("iu", "ю"),
    ("ia", "ия"), ("yo", "йо"), ("a", "а"), ("b", "б"), ("v", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"),
    ("i", "и"), ("y", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("h", "х"), ("c", "ц"), ("w", "в"), ("q", "я"), ("j", "ж"),
    ("x", "х"), ("4", "ч"), ("6", "ш"),
)  # fmt: skip
_TO_CYRILLIC = dict(_LATIN)
_GROUPS = re.compile("|".join(latin for latin, _ in _LATIN))
_FOLDED = str.maketrans({"ъ": "а", "й": "и", "ь": None, "ѝ": "и", "ё": "е"})

# So common that they tell nothing apart. Anything else may be what somebody seeks.
STOP_WORDS = frozenset(
    """
    а и в във на за от по с със до при към или да се ли че как какво къде кой коя кое кои ми аз искам трябва
    the a an of for to in on and or how what where i my
    """.split()  # noqa: SIM905
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in their order; at most LONGEST_WORD letters of each."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(text.casefold())]


def stems(text: str) -> list[str]:
    """The stems of a text, as they stand in the index. Latin words stand there as they are written."""
    return [stem for word in words_of(text) if word not in STOP_WORDS and (stem := stem_of(word))]


def alternatives(word: str) -> tuple[str, ...]:
    """The stems by which a sought word may stand in the index: one, or two when it is typed in Latin letters."""
    if not re.search("[a-z]", word):
        return (stem_of(word),)
    return tuple(dict.fromkeys((stem_of(word), stem_of(to_cyrillic(word)))))


def to_cyrillic(word: str) -> str:
    """`udostoverenie` as удостоверение; letters that are no Latin ones stay."""
    return _GROUPS.sub(lambda found: _TO_CYRILLIC[found[0]], word)


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The folded stem of one word in lower case."""
    if not re.search("[а-яѝ]", word):
        return str(_ENGLISH.stemWord(word))
    stem = str(_RUSSIAN.stemWord(_lemma(word))).translate(_FOLDED)
    if stem.endswith("ниц"):  # наследник, наследници
        return stem[:-1] + "к"
    if len(stem) > 5 and _ADJECTIVE.search(stem):  # жилищни, which the dictionary does not know, and жилищна
        return stem[:-1]
    return stem.removesuffix("ен") if len(stem) > 7 else stem  # удостоверение, удостоверения


def _lemma(word: str) -> str:
    """The word of the dictionary; where it is not known with its article, without it."""
    import simplemma  # heavy: not at the start of each process

    lemma = str(simplemma.lemmatize(word, lang="bg")).casefold()
    if lemma == word and len(word) > 6 and word.endswith(_ARTICLES):
        return str(simplemma.lemmatize(word[:-2], lang="bg")).casefold()
    return lemma
