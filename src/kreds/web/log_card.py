"""The form that a line of contact is logged with, on whatever page it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import Request

from kreds.i18n import Translator
from kreds.i18n.log_words import kind_name
from kreds.model.log import LONGEST, LogKind
from kreds.services.log_contact import LogEffect, log_and_tell, log_day, log_kind
from kreds.web.site import reader_of, site_of

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LogCard:
    """The kinds (value, words, the digit that chooses it), and the last day that can be meant."""

    kinds: tuple[tuple[str, str, str], ...]
    today: str
    longest: int = LONGEST


def log_card(t: Translator, today: date) -> LogCard:
    """The form as it is before anything is written."""
    kinds = tuple((kind.value, kind_name(kind, t), str(number)) for number, kind in enumerate(LogKind, 1))
    return LogCard(kinds, today.isoformat())


def line_number(form: Mapping[str, str]) -> int:
    """The number of the line that a form is about, 0 for none that could be."""
    text = form.get("line", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0


def read_line(request: Request, form: Mapping[str, str], person: int) -> LogEffect:
    """Log what a form says about a relation.

    Raises:
        UsageError: the kind or the day cannot be, the text is too long, or it is nobody.
    """
    app, today = site_of(request).app, site_of(request).app.today()
    kind, day = log_kind(form.get("kind", "")), log_day(form.get("day", ""), today)
    done = log_and_tell(app.store, [person], kind, form.get("text", ""), day, today=today, at=app.now())
    return reader_of(request).effect(done)
