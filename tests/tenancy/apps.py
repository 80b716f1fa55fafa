from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Models that exist only in tests (CHINAR_TEST_APPS), so that refusals are tried on every kind of row."""

    name = "tests.tenancy"
    label = "tenancy"
