"""Which day an archive describes: LinkedIn writes it into the name; else its newest row is the last day it knows."""

import re
from collections.abc import Iterable
from datetime import date

_IN_NAME = re.compile(r"linkedindataexport_(\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)


def archive_day(name: str, last_days: Iterable[str], today: date) -> tuple[str, str]:
    """The day as ISO text ("" when nothing tells) and what it rests on: name, content or none.

    A name is believed only when it does not contradict the content or the calendar.

    >>> archive_day("Complete_LinkedInDataExport_10-03-2026.zip", ["2026-10-01"], date(2026, 11, 1))
    ('2026-10-03', 'name')
    >>> archive_day("linkedin.zip", ["2026-10-01", ""], date(2026, 11, 1))
    ('2026-10-01', 'content')
    """
    newest = max(last_days, default="")
    found = _IN_NAME.search(name)
    if found:
        month, day, year = map(int, found.groups())
        try:
            said = date(year, month, day).isoformat()
        except ValueError:
            said = ""
        if newest <= said <= today.isoformat():
            return said, "name"
    return newest, "content" if newest else "none"
