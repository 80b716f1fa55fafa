"""Reads of the trail."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q

from chinar.foundation.search.queries import search
from chinar.foundation.trail.describing import Seen, described, kind_named
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.rules import DEPTH, Branch, Thing, grown
from chinar.foundation.trail.wording import BACKWARDS, FORWARDS, Words

READ_AT_MOST = 60
"""Links in one step; whatever has more is a crossroads, of which the newest are told."""
FOUND_AT_MOST = 10
READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One object of a chain, for a page: how and when it was reached, and what it is. `then` goes on from it."""

    bond: Words
    on: date
    note: str
    kind: Words
    seen: Seen
    address: str
    then: tuple["Step", ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What came of a public object, and where it came from."""

    effects: tuple[Step, ...] = ()
    causes: tuple[Step, ...] = ()


def story_of(kind: str, key: str) -> Story:
    """What everybody may read of it. One query where nothing is linked; else one for each step and one for each kind
    met, however much there is."""
    start = Thing(kind, key)
    links = {link.pk: link for link in _around(start)}
    if not links:
        return Story()
    seen = seen_of(thing for link in links.values() for thing in (link.cause, link.effect))
    ties = [link.tie for link in links.values()]
    effects, causes = (grown(start, ties, seen.keys(), forwards=forwards) for forwards in (True, False))
    return Story(_told(effects, links, seen, FORWARDS), _told(causes, links, seen, BACKWARDS))


def causes_of(thing: Thing) -> tuple[Branch, ...]:
    """The public objects from which it came, with it itself left out."""
    links = _around(thing)
    seen = seen_of(end for link in links for end in (link.cause, link.effect))
    return grown(thing, [link.tie for link in links], seen.keys(), forwards=False)


def _around(start: Thing) -> list[Link]:
    """The links within reach, the older ones first; one query for each step that leads on."""
    found: dict[int, Link] = {}
    causes, effects, met = {start}, {start}, {start}
    for _step in range(DEPTH):
        near = _any_of("effect", causes) | _any_of("cause", effects)
        rows = Link.objects.standing().filter(near).exclude(pk__in=list(found)).order_by("-pk")[:READ_AT_MOST]
        new = {row.pk: row for row in rows}
        found |= new
        causes = {row.cause for row in new.values() if row.effect in causes} - met
        effects = {row.effect for row in new.values() if row.cause in effects} - met
        met |= causes | effects
        if not causes and not effects:
            break
    return [found[pk] for pk in sorted(found)]


def _any_of(end: str, things: Iterable[Thing]) -> Q:
    keys: dict[str, list[str]] = {}
    for thing in things:
        keys.setdefault(thing.kind, []).append(thing.key)
    near = Q(pk__in=())
    for kind, of_kind in keys.items():
        near |= Q(**{f"{end}_kind": kind, f"{end}_key__in": of_kind})
    return near


def seen_of(things: Iterable[Thing]) -> dict[Thing, Seen]:
    """Those that anybody may read now; one query for each kind among them."""
    keys: dict[str, set[str]] = {}
    for thing in things:
        keys.setdefault(thing.kind, set()).add(thing.key)
    found: dict[Thing, Seen] = {}
    for kind, of_kind in keys.items():
        traced = kind_named(kind)
        if traced is not None:
            found |= {Thing(kind, key): seen for key, seen in traced.seen(of_kind).items()}
    return found


def _told(
    branches: Iterable[Branch], links: Mapping[int, Link], seen: Mapping[Thing, Seen], said: Mapping[str, Words]
) -> tuple[Step, ...]:
    steps = []
    for branch in branches:
        link, traced = links[branch.tie], kind_named(branch.thing.kind)
        assert traced is not None  # only what is described is seen
        steps.append(
            Step(
                bond=said[link.bond],
                on=link.on,
                note=link.note,
                kind=traced.name,
                seen=seen[branch.thing],
                address=traced.address(branch.thing.key),
                then=_told(branch.then, links, seen, said),
            )
        )
    return tuple(steps)


def find(typed: str) -> dict[Thing, Seen]:
    """Public objects by their number, or by words as search understands them; the likeliest first."""
    by_number = [Thing(traced.kind, typed) for traced in described() if traced.is_numbered]
    by_words = [Thing(hit.kind, hit.key) for hit in search(typed, limit=FOUND_AT_MOST).hits if kind_named(hit.kind)]
    things = list(dict.fromkeys([*by_number, *by_words]))
    seen = seen_of(things)
    return {thing: seen[thing] for thing in things if thing in seen}


def links_of(thing: Thing) -> list[Link]:
    """The links of an object itself as the desk lists them, the newest first."""
    near = _any_of("cause", [thing]) | _any_of("effect", [thing])
    rows = Link.objects.standing().filter(near).select_related("made_by").order_by("-pk")
    return list(rows[:READ_AT_MOST])


def led_on(kind: str) -> dict[str, date]:
    """Key of every object of a kind that led to something which everybody may read -> the first day on which it did."""
    first: dict[str, date] = {}
    rows = Link.objects.standing().filter(cause_kind=kind).only("cause_key", "effect_kind", "effect_key", "on")
    for links in _batched(rows.iterator(), READ_AT_ONCE):
        public = seen_of(link.effect for link in links)
        for link in links:
            if link.effect in public:
                first[link.cause_key] = min(link.on, first.get(link.cause_key, link.on))
    return first


def _batched(links: Iterable[Link], size: int) -> Iterator[list[Link]]:
    rows = iter(links)
    while batch := list(islice(rows, size)):
        yield batch
