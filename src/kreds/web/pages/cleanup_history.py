"""What became of the clean-ups: everybody let go with why and the way back, and the network before, after and now."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.i18n.deck_words import choice_name, fate_name, mark_state, mark_words
from kreds.i18n.group_words import group_name
from kreds.i18n.relation_words import trial_state
from kreds.i18n.work_list_words import (
    counts_words,
    no_causes,
    number_name,
    state_words,
    way_back,
    way_back_rule,
    why_words,
)
from kreds.model.goal import Goal
from kreds.model.level import Level
from kreds.model.review import Choice
from kreds.services.after_review import reconsider
from kreds.services.cleanup_history import Changed, History, Tried, Why, why_of
from kreds.services.network_numbers import GROUP, LEVEL, RELATIONS
from kreds.services.read_cleanup import LetGo, LetGoState, Past
from kreds.web.forms import Form
from kreds.web.pages.cleanup_list import person_in
from kreds.web.site import address, reader_of, said, show, site_of, translator_of

PER_PAGE = 50
_DIGITS = 7

router = APIRouter()


@dataclass(frozen=True, slots=True)
class GoneLine:
    """Somebody let go: why, with the signs of that day, how it stands, and the way back."""

    one: LetGo
    why: str
    marks: tuple[tuple[str, str], ...]
    state: str
    back: str
    can_keep: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """Somebody who was let go and is not any more; ``invite`` leads to a draft where they are gone."""

    changed: Changed
    fate: str
    invite: str


@dataclass(frozen=True, slots=True)
class TriedLine:
    """Somebody put on trial in a clean-up, and how it stands."""

    tried: Tried
    state: str


@dataclass(frozen=True, slots=True)
class PastCard:
    """A finished portion: what it held, what was said, and the numbers (name, before, after, now)."""

    past: Past
    choice: str
    counts: str
    numbers: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The page."""

    found: History
    lead: str
    lines: tuple[GoneLine, ...]
    changed: tuple[ChangedLine, ...]
    tried: tuple[TriedLine, ...]
    past: tuple[PastCard, ...]
    rule: str
    no_causes: str
    page: int
    before: str
    after: str


@router.get("/cleanup/history")
def cleanup_history(request: Request) -> Response:
    """The page."""
    return show(request, "cleanup_history.html", _page(request, request.query_params.get("page", "")))


@router.post("/cleanup/history/keep")
def keep(request: Request, form: Form) -> Response:
    """Change one's mind about somebody, connected or gone."""
    app, t = site_of(request).app, translator_of(request)
    decided = reconsider(app.store, [person_in(form)], at=app.now())
    words = t.text("You have changed your mind.") if decided.id else t.text("Nothing was changed.")
    answer = show(request, "cleanup_history_body.html", _page(request, form.get("page", "")))
    return said(answer, words, undo=decided.id)


def _page(request: Request, number: str) -> HistoryPage:
    t, reader = translator_of(request), reader_of(request)
    found = reader.cleanup_history()
    goal = reader.goals().active
    pages = max(1, -(-len(found.let_go) // PER_PAGE))
    page = min(max(1, int(number)), pages) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 1
    return HistoryPage(
        found=found,
        lead=_lead(found, t),
        lines=tuple(_line(request, one) for one in found.let_go[(page - 1) * PER_PAGE : page * PER_PAGE]),
        changed=tuple(_changed(one, t) for one in found.changed),
        tried=tuple(TriedLine(one, _trial(one, t, request)) for one in found.trials),
        past=tuple(_past(one, found, goal, t) for one in found.past),
        rule=way_back_rule(t),
        no_causes=no_causes(t),
        page=page,
        before=address("/cleanup/history", [("page", str(page - 1))]) if page > 1 else "",
        after=address("/cleanup/history", [("page", str(page + 1))]) if page < pages else "",
    )


def _lead(found: History, t: Translator) -> str:
    if not (found.let_go or found.past or found.changed or found.trials):
        return t.text("No clean-up has been finished yet, and nobody was let go.")
    gone = sum(1 for one in found.let_go if one.state is LetGoState.GONE)
    words = t.plural("You have let %(n)s relation go;", "You have let %(n)s relations go;", len(found.let_go))
    return words + " " + t.plural("%(n)s has left your network.", "%(n)s have left your network.", gone)


def _line(request: Request, one: LetGo) -> GoneLine:
    t = translator_of(request)
    why = why_of(one.said)
    return GoneLine(
        one=one,
        why=why_words(why, t),
        marks=_marks(why, t),
        state=state_words(one, t),
        back=way_back(one, t, today=site_of(request).app.today()),
        can_keep=one.state is not LetGoState.BACK,
        is_gone=one.state is LetGoState.GONE,
    )


def _marks(why: Why, t: Translator) -> tuple[tuple[str, str], ...]:
    return tuple((mark_words(mark, t), mark_state(seen, t)) for mark, seen in why.marks.items())


def _changed(one: Changed, t: Translator) -> ChangedLine:
    is_gone = one.relation.no_longer_since is not None
    invite = address("/invite", [("show", "former"), ("who", one.relation.id)]) if is_gone else ""
    return ChangedLine(one, fate_name(one.after.said.fate, t), invite)


def _trial(one: Tried, t: Translator, request: Request) -> str:
    state = trial_state(one.relation.trial, t, today=site_of(request).app.today())
    return state or t.text("The trial was stopped.")


def _past(past: Past, found: History, goal: Goal | None, t: Translator) -> PastCard:
    keys = [RELATIONS, *(f"{LEVEL}{level.value}" for level in Level)]
    keys += [f"{GROUP}{target.segment}" for target in goal.targets] if goal else []
    name, value = choice_name(past.portion.choice, t), past.portion.value
    if past.portion.choice is Choice.SEGMENT:
        value = group_name(value, t)
    return PastCard(
        past=past,
        choice=f"{name}: {value}" if value else name,
        counts=counts_words(past, t),
        numbers=tuple(_numbers(key, past, found, t) for key in _told(keys, past, found)),
    )


def _told(keys: Sequence[str], past: Past, found: History) -> list[str]:
    """The numbers that are not nothing before, after and now alike."""
    after = past.portion.after or {}
    return [key for key in keys if past.portion.before.get(key) or after.get(key) or found.now.get(key)]


def _numbers(key: str, past: Past, found: History, t: Translator) -> tuple[str, str, str, str]:
    after = past.portion.after or {}
    name = number_name(key, t)
    before, then, now = (t.number(one.get(key, 0)) for one in (past.portion.before, after, found.now))
    return name[:1].upper() + name[1:], before, then, now
