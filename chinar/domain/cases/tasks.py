"""What the worker does for cases."""

import logging
from contextlib import suppress

from django.utils import timezone

from chinar.domain.cases.actions.asking_again import tell_who_brought
from chinar.domain.cases.actions.destroying import ListPending, NothingToDestroy, propose_destruction
from chinar.domain.cases.actions.handing_over import take_back_refused
from chinar.domain.cases.actions.tallying import count_figures
from chinar.domain.cases.actions.tallying_voices import count_voices
from chinar.domain.cases.models import DestructionList
from chinar.domain.cases.numbering.sending import ask_for_numbers
from chinar.domain.cases.rating.actions import empty_old
from chinar.domain.cases.rating.asking import ask_after_results
from chinar.domain.cases.watching.round import watch
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

log = logging.getLogger(__name__)


def watch_all() -> None:
    """The watch over deadlines, town by town; a failure in one stops no other."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                watch(municipality.slug, at=now)
        except Exception:
            log.exception("the watch failed in %s; it will be tried again", municipality.slug)


def take_back_all_refused() -> None:
    """What another municipality refused is opened again where it came from."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                take_back_refused(at=now)
        except Exception:
            log.exception("refused matters of %s stay closed; it will be tried again", municipality.slug)


def tell_of_infected() -> None:
    """Whoever brought a paper in which malware was found is told to bring it again."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            tell_who_brought(at=now)


def propose_destruction_lists() -> None:
    """Once a year, from January on, each municipality gets its destruction list, if any term of keeping is over."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            if not DestructionList.objects.filter(proposed_at__year=now.year).exists():
                with suppress(NothingToDestroy, ListPending):
                    propose_destruction(by=SYSTEM, at=now)


def count_all_figures() -> None:
    """Counts the figures of each municipality anew."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            count_figures(at=now)


def count_all_voices() -> None:
    """Counts anew what came of the voices of each municipality."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            count_voices(at=now)


def ask_how_it_went() -> None:
    """Whoever received a result is asked how they were served; a failure in one town stops no other."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                ask_after_results(at=now)
        except Exception:
            log.exception("nobody is asked in %s; it will be tried again", municipality.slug)


def number_all() -> None:
    """The records system of each municipality is asked for the numbers that wait; one that fails stops no other."""
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                ask_for_numbers(now=timezone.now)
        except Exception:
            log.exception("no numbers came for %s; it will be tried again", municipality.slug)


def erase_old_ratings() -> None:
    """Words of ratings that each municipality has kept for as long as it promised."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            empty_old(at=now)
