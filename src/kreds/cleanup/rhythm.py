"""When the next clean-up is due (guide G3.1)."""

from datetime import date

from kreds.text.dates import months_from

_MONTHS = 12


def next_due(last: date | None, *, times: int, today: date) -> date | None:
    """The day the next clean-up is due: so many times a year, counted from the last one finished.

    Without one it is due today; None where the person wants none.

    >>> next_due(date(2026, 8, 31), times=2, today=date(2026, 11, 29))
    datetime.date(2027, 2, 28)
    """
    if not times:
        return None
    return today if last is None else months_from(last, _MONTHS // times)
