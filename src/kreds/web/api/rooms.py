"""What the API is made of: served, and described in the same order."""

from kreds.web.api import (
    balancing,
    cleaning,
    deciding,
    goals,
    grouping,
    inviting,
    logbook,
    matching,
    posting,
    reaching,
    reading,
    week,
)

ROOMS = (
    reading.router,
    deciding.router,
    grouping.router,
    goals.router,
    matching.router,
    inviting.router,
    cleaning.router,
    logbook.router,
    week.router,
    balancing.router,
    posting.router,
    reaching.router,
)
