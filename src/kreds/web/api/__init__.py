"""The JSON API: all that the pages show and can decide, for programs of the same person, described by OpenAPI."""

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
from kreds.web.api.description import router as description

ROUTERS = (
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
    description,
)
"""In the order in which the description lists them."""
