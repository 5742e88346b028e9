"""The part of a relation's page about the agenda: the next occasion, and how often to be in touch."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UnknownPersonError, UsageError
from kreds.i18n import Translator
from kreds.i18n.week_words import CADENCES, cadence_choice, cadence_words, rests_words
from kreds.services.decide import take_back
from kreds.services.plan_week import set_cadence
from kreds.services.read_week import PersonAgenda
from kreds.web.forms import Form
from kreds.web.line_card import LineCard, line_card, line_draft
from kreds.web.site import is_part, reader_of, said, show, site_of, translator_of

_SHOWN = 3
_DIGITS = 5

PersonId = Annotated[str, Path(pattern=r"^[0-9a-f]{13}$")]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class OccasionPart:
    """The part: what there is a reason for, how often (value, words, whether it is so), and when it is due next."""

    person: str
    lines: tuple[LineCard, ...]
    choices: tuple[tuple[str, str, bool], ...]
    why: str
    due: str
    rests: str
    is_away: bool


@router.get("/relations/{person}/occasion")
def occasion(request: Request, person: PersonId) -> Response:
    """The part; asked for when it comes into view."""
    if not is_part(request):
        return RedirectResponse(f"/relations/{person}", 303)
    return _shown(request, person)


@router.get("/relations/{person}/occasion/draft")
def draft(request: Request, person: PersonId, line: str = "", language: str = "") -> Response:
    """The draft of a line in another language."""
    if not is_part(request):
        return RedirectResponse(f"/relations/{person}", 303)
    found, t = _found(request, person), translator_of(request)
    chosen = next((one for one in found.lines if one.ref == line), None)
    shown = line_draft(chosen, t, owner=found.owner, ask=_ask(person), language=language) if chosen else None
    if shown is None:
        raise UsageError("NO-LINE", id=line)
    return show(request, "line_draft.html", shown)


@router.post("/relations/{person}/cadence")
def cadence(request: Request, person: PersonId, form: Form) -> Response:
    """Keep how often to be in touch: ``days`` between contacts, 0 for never, "" as usual."""
    app, t = site_of(request).app, translator_of(request)
    text = form.get("days", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        raise UsageError("CHOICE", name="days", value=text, choices="0-3650")
    days = int(text) if text else None
    _found(request, person)
    decided = set_cadence(app.store, int(person, 16), days, at=app.now())
    words = t.text("How often: %(often)s.", often=cadence_choice(days, t))
    return said(_shown(request, person), words, undo=decided.id)


@router.post("/relations/{person}/agenda")
def again(request: Request, person: PersonId) -> Response:
    """Let somebody stand in the agenda again who was not wanted there."""
    app, t = site_of(request).app, translator_of(request)
    found = _found(request, person)
    if found.away:
        take_back(app.store, at=app.now(), number=found.away, later=True)
    return said(_shown(request, person), t.text("May stand in the agenda again."))


def _found(request: Request, person: str) -> PersonAgenda:
    found = reader_of(request).agenda_of(int(person, 16))
    if found is None:
        raise UnknownPersonError(who=person)
    return found


def _shown(request: Request, person: str) -> Response:
    t, today = translator_of(request), site_of(request).app.today()
    return show(request, "relation_occasion.html", _part(_found(request, person), person, t, today=today))


def _ask(person: str) -> str:
    return f"/relations/{person}/occasion/draft"


def _part(found: PersonAgenda, person: str, t: Translator, *, today: date) -> OccasionPart:
    offered = (None, *CADENCES) if found.said in (None, *CADENCES) else (None, found.said, *CADENCES)
    return OccasionPart(
        person=person,
        lines=tuple(line_card(line, t, owner=found.owner, ask=_ask(person)) for line in found.lines[:_SHOWN]),
        choices=tuple(
            ("" if days is None else str(days), cadence_choice(days, t), days == found.said) for days in offered
        ),
        why=" ".join(cadence_words(found.tie, found.days, found.plan, t)),
        due=_due(found, t, today=today),
        rests=rests_words(found.tie, t) if found.rests else "",
        is_away=bool(found.away),
    )


def _due(found: PersonAgenda, t: Translator, *, today: date) -> str:
    if found.due is None:
        return ""
    if found.due <= today:
        return t.text("The next contact has been due since %(day)s.", day=found.due)
    return t.text("The next contact is due on %(day)s.", day=found.due)
