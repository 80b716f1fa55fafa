import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from chinar.config.working import Worker


class Command(BaseCommand):
    help = (
        "Does the work behind the pages (settings.TICKS and TICKS_APART) until told to stop. `chinar serve` starts it."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(settings.TICKS, settings.TICKS_APART)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
