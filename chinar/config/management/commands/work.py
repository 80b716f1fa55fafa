import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from chinar.config.working import Ticker


class Command(BaseCommand):
    help = "Does the work behind the pages (settings.TICKS) until it is told to stop. `chinar serve` starts it."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        ticker = Ticker(settings.TICKS)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ticker.stop.set())
        ticker.run()
