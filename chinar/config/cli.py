"""The console command `chinar`: every management command of the modules, without naming a settings file."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["chinar", *sys.argv[1:]])


if __name__ == "__main__":
    main()
