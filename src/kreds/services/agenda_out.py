"""The week that leaves Kreds as a file, in a feed or over Python: as it is, or under invented names."""

from datetime import date

from kreds.model.agenda import Week
from kreds.services.mask_week import mask_lines
from kreds.services.plan_week import week
from kreds.store.database import Store


def week_to_take(store: Store, *, today: date, at: int, incognito: bool = False) -> Week:
    """The agenda of the week that ``today`` lies in; taking it along fixes nothing.

    Args:
        store: the store.
        today: any day of the week.
        at: now, in seconds since 1970-01-01 UTC.
        incognito: write invented names for all that names anybody.
    """
    found = week(store, today=today, at=at, fixes=False)
    return mask_lines(found) if incognito else found
