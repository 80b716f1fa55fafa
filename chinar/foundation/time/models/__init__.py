from chinar.foundation.time.models.calendar_day import CalendarDay
from chinar.foundation.time.models.local_day import LocalDay

__all__ = ["CalendarDay", "LocalDay"]
