"""What one browser has chosen for itself and keeps in cookies: language, form of dates, keys, incognito.

None of it is a secret or a person's data. The cookies are read by hand, as the session's: whatever cookies other
servers on this machine have set must not hide ours.
"""

from dataclasses import dataclass
from typing import Literal, cast, get_args

from starlette.requests import Request
from starlette.responses import Response

Dates = Literal["words", "numbers", "iso"]
DATES: tuple[str, ...] = get_args(Dates)
PREFERENCES = ("language", "dates", "keys", "incognito")

_PREFIX = "kreds_"
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """``language`` is "" as long as none was chosen; ``keys`` says whether single keys do something."""

    language: str = ""
    dates: Dates = "words"
    keys: bool = True
    incognito: bool = False


def preferences_of(request: Request) -> Preferences:
    """What this browser has chosen; a value that is no choice counts as none."""
    said = {name: request.cookies.get(_PREFIX + name, "") for name in PREFERENCES}
    dates = cast("Dates", said["dates"]) if said["dates"] in DATES else "words"
    return Preferences(said["language"], dates, said["keys"] != "off", said["incognito"] == "on")


def keep(answer: Response, name: str, value: str) -> None:
    """Let the browser keep a choice for a year; incognito ends with the browser, so that nobody wonders next month."""
    age = None if name == "incognito" else _A_YEAR
    answer.set_cookie(_PREFIX + name, value, max_age=age, httponly=True, samesite="strict", path="/")
