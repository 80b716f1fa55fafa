from chinar.foundation.time.models.calendar_day import CalendarDay
from chinar.foundation.time.models.local_day import LocalDay
from chinar.foundation.time.models.reading_choice import ReadingChoice

__all__ = ["CalendarDay", "LocalDay", "ReadingChoice"]
