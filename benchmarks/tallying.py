"""Counts the figures of every municipality anew, once, as the worker does each hour: python -m benchmarks.tallying."""

import os


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    from chinar.domain.cases.tasks import count_all_figures

    count_all_figures()


if __name__ == "__main__":
    main()
