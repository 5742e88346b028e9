"""The errors that every part of the API may answer with, for its description."""

from typing import Any

from kreds.web.api.shapes import ErrorShape

_REASONS = {
    400: "A value is not one that is known here, or cannot be kept.",
    401: "No session, or one that has ended.",
    403: "The request did not come from where it may.",
    404: "Nobody and nothing of that name.",
    405: "The method is not one that is known here.",
    409: "Another import is running.",
    413: "More than is taken at once.",
    415: "The body is of another kind.",
    500: "Kreds made a mistake; the data is as it was.",
    503: "The store cannot be used this moment.",
}
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorShape, "description": reason} for status, reason in _REASONS.items()
}
