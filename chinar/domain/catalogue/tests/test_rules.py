import pytest

from chinar.domain.catalogue.rules import is_longer
from chinar.foundation.time.rules import Period


@pytest.mark.parametrize(
    ("own", "legal", "longer"),
    [
        ("7d", "7d", False),
        ("3d", "7d", False),
        ("8d", "7d", True),
        ("1w", "7d", False),
        ("2w", "7d", True),
        ("1m", "30d", True),  # a month can have 31 days
        ("14d", "1m", False),
        ("5wd", "7d", True),  # holidays can stretch five working days beyond a week
        ("3wd", "1m", False),
    ],
)
def test_a_town_is_never_slower_than_the_law(own: str, legal: str, longer: bool) -> None:
    assert is_longer(Period.parse(own), Period.parse(legal)) is longer
