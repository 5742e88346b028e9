"""Who is who: relations and people of other sources who may be one human, put to the person one pair at a time."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.model.match import MatchState
from kreds.services import match_people
from kreds.web.forms import Form
from kreds.web.match_words import MatchCard, match_card, match_cards, waiting
from kreds.web.pages.relation import PersonId
from kreds.web.site import is_part, reader_of, said, show, site_of, translator_of

MOST_SKIPPED = 200
LISTED = 20
"""So many of a list are shown at first."""
_LISTS = (MatchState.OPEN, MatchState.SURE, MatchState.SAME, MatchState.NOT_SAME)
_SAID = {"yes": True, "no": False, "": None}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ListLink:
    """One of the lists, and how many stand in it."""

    state: MatchState
    word: str
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class MatchesPage:
    """The pair that is asked about, None when nobody waits; the lists; ``skipped`` are ids joined by a comma."""

    card: MatchCard | None
    left: str
    is_empty: bool
    skipped: str
    shown: MatchState
    lists: tuple[ListLink, ...]
    listed: tuple[MatchCard, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RelationMatches:
    """Whom a relation is one with."""

    also: tuple[MatchCard, ...]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """How many wait, "" for nobody."""

    left: str


@router.get("/matches")
def matches(request: Request) -> Response:
    """The page."""
    asked = request.query_params
    page = _page(request, "", _state(asked.get("show", "")), everything=bool(asked.get("all")))
    return show(request, "matches.html", page)


@router.get("/matches/glimpse")
def glimpse(request: Request) -> Response:
    """That somebody waits, for the page of an import; nothing where nobody does."""
    if not is_part(request):
        return RedirectResponse("/matches", 303)
    counts = match_people.match_counts(site_of(request).app.store)
    left = waiting(counts, translator_of(request)) if counts.waiting else ""
    return show(request, "matches_glimpse.html", Glimpse(left))


@router.post("/matches/say")
def say(request: Request, form: Form) -> Response:
    """Keep the answer to the pair that was asked about, and go on to the next."""
    text, decided = _say(request, form)
    return said(show(request, "matches_card.html", _page(request, form.get("skipped", ""))), text, undo=decided)


@router.post("/matches/next")
def next_one(request: Request, form: Form) -> Response:
    """Go on to the next, and leave this one for another day."""
    skipped = [*(one for one in form.get("skipped", "").split(",") if one), form.get("match", "")]
    return show(request, "matches_card.html", _page(request, ",".join(skipped[-MOST_SKIPPED:])))


@router.post("/matches/list")
def say_in_list(request: Request, form: Form) -> Response:
    """Keep a word on a pair of a list; the list as it stands then."""
    text, decided = _say(request, form)
    return said(
        show(request, "matches_list.html", _page(request, "", _state(form.get("show", "")))), text, undo=decided
    )


@router.post("/relations/{person}/matches")
def say_of_relation(request: Request, person: PersonId, form: Form) -> Response:
    """Keep a word on whom a relation is one with; the page's changed part."""
    text, decided = _say(request, form)
    return said(show(request, "relation_matches.html", _of_relation(request, person)), text, undo=decided)


@router.get("/relations/{person}/matches")
def of_relation(request: Request, person: PersonId) -> Response:
    """Whom a relation is one with."""
    if not is_part(request):
        return RedirectResponse(f"/relations/{person}", 303)
    return show(request, "relation_matches.html", _of_relation(request, person))


def _of_relation(request: Request, person: str) -> RelationMatches:
    return RelationMatches(match_cards(reader_of(request).matches_of(person), translator_of(request)))


def _say(request: Request, form: dict[str, str]) -> tuple[str, int]:
    app, t = site_of(request).app, translator_of(request)
    word = form.get("same", "?")
    if word not in _SAID:
        raise UsageError("CHOICE", name="same", value=word, choices="yes, no")
    decided = match_people.say_match(app.store, form.get("match", ""), _SAID[word], at=app.now())
    told = {
        "yes": t.text("The same, you say."),
        "no": t.text("Not the same, you say."),
        "": t.text("Kreds decides again."),
    }
    return told[word], decided.id


def _state(text: str) -> MatchState:
    return next((state for state in _LISTS if state.value == text), MatchState.SURE)


def _page(
    request: Request, skipped: str, shown: MatchState = MatchState.SURE, *, everything: bool = False
) -> MatchesPage:
    t, reader = translator_of(request), reader_of(request)
    asked = reader.next_match({one for one in skipped.split(",") if one})
    counts = asked.counts
    numbers = dict(zip(_LISTS, (counts.waiting, counts.sure, counts.same, counts.not_same), strict=True))
    listed = reader.matches(shown)[: None if everything else LISTED]
    return MatchesPage(
        card=match_card(asked.match, t) if asked.match else None,
        left=waiting(counts, t) if counts.waiting else "",
        is_empty=not any(numbers.values()),
        skipped=skipped,
        shown=shown,
        lists=tuple(ListLink(state, _word(state, t), numbers[state], state is shown) for state in _LISTS),
        listed=match_cards(listed, t),
        more=numbers[shown] - len(listed),
    )


def _word(state: MatchState, t: Translator) -> str:
    return {
        MatchState.OPEN: t.text("Waiting"),
        MatchState.SURE: t.text("Kreds is sure"),
        MatchState.SAME: t.text("The same, you said"),
        MatchState.NOT_SAME: t.text("Not the same, you said"),
    }[state]
