"""The fixed rate of the euro. Pure."""

from decimal import ROUND_HALF_UP, Decimal

LEVA_FOR_A_EURO = Decimal("1.95583")


def in_leva(cents: int) -> Decimal:
    """Cents of euro in leva, to the nearest stotinka."""
    return (Decimal(cents) / 100 * LEVA_FOR_A_EURO).quantize(Decimal("0.01"), ROUND_HALF_UP)
