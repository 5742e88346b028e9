"""The JSON API: all that the pages show and can decide, for programs of the same person, described by OpenAPI."""

from kreds.web.api.description import router as description
from kreds.web.api.rooms import ROOMS

ROUTERS = (*ROOMS, description)
"""In the order in which the description lists them."""
