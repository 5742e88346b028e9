"""Who is who: relations and people of other sources who may be one human, put to the person one pair at a time."""

from dataclasses import dataclass, replace
from math import ceil

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.model.match import MatchCounts, MatchState
from kreds.resolve.reactors import KEY
from kreds.services import match_people
from kreds.web.forms import Form
from kreds.web.match_words import MatchCard, match_card, match_cards, waiting
from kreds.web.pages.relation import PersonId
from kreds.web.site import is_part, reader_of, said, show, site_of, translator_of

MOST_SKIPPED = 200
LISTED = 20
"""So many of a list are shown on a page."""
_LISTS = (MatchState.OPEN, MatchState.SURE, MatchState.SAME, MatchState.NOT_SAME)
_DIGITS = 7
_FIRST = {"posts": KEY}
"""Whom an address may ask about first: those who reacted to posts."""
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
    """The pair that is asked about, None when nobody waits; ``skipped`` are ids joined by a comma.

    ``of`` says who is asked about first, "" for whoever's answer settles most.
    """

    card: MatchCard | None
    left: str
    is_empty: bool
    skipped: str
    of: str
    settled: "SettledPage | None" = None


@dataclass(frozen=True, slots=True)
class SettledPage:
    """A page of one of the lists; pages count from 1."""

    shown: MatchState
    lists: tuple[ListLink, ...]
    listed: tuple[MatchCard, ...]
    number: int
    pages: int


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
    asked, counts = request.query_params, match_people.match_counts(site_of(request).app.store)
    listed = _settled(request, counts, _state(asked.get("show", "")), asked.get("page", ""))
    return show(request, "matches.html", replace(_page(request, "", asked.get("of", "")), settled=listed))


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
    text, decided = _say(request, form, later=True)
    page = _page(request, form.get("skipped", ""), form.get("of", ""))
    return said(show(request, "matches_card.html", page), text, undo=decided)


@router.post("/matches/next")
def next_one(request: Request, form: Form) -> Response:
    """Go on to the next, and leave this one for another day."""
    skipped = [*(one for one in form.get("skipped", "").split(",") if one), form.get("match", "")]
    return show(request, "matches_card.html", _page(request, ",".join(skipped[-MOST_SKIPPED:]), form.get("of", "")))


@router.post("/matches/list")
def say_in_list(request: Request, form: Form) -> Response:
    """Keep a word on a pair of a list; the list as it stands then."""
    text, decided = _say(request, form, later=True)
    counts = match_people.match_counts(site_of(request).app.store)
    listed = _settled(request, counts, _state(form.get("show", "")), form.get("page", ""))
    return said(show(request, "matches_list.html", listed), text, undo=decided)


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


def _say(request: Request, form: dict[str, str], *, later: bool = False) -> tuple[str, int]:
    app, t = site_of(request).app, translator_of(request)
    word = form.get("same", "?")
    if word not in _SAID:
        raise UsageError("CHOICE", name="same", value=word, choices="yes, no")
    before = match_people.match_counts(app.store).waiting
    decided = match_people.say_match(app.store, form.get("match", ""), _SAID[word], at=app.now(), later=later)
    told = {
        "yes": t.text("The same, you say."),
        "no": t.text("Not the same, you say."),
        "": t.text("Kreds decides again."),
    }[word]
    more = match_people.match_counts(app.store).waiting - before
    if word and more > 0:
        # Answers move the chances of all: whoever wonders why the number went up is told.
        told += " " + t.plural(
            "Your answers make Kreds doubt others: %(n)s more pair to ask about.",
            "Your answers make Kreds doubt others: %(n)s more pairs to ask about.",
            more,
        )
    return told, decided.id


def _state(text: str) -> MatchState:
    return next((state for state in _LISTS if state.value == text), MatchState.SURE)


def _page(request: Request, skipped: str, of: str) -> MatchesPage:
    t = translator_of(request)
    of = of if of in _FIRST else ""
    asked = reader_of(request).next_match({one for one in skipped.split(",") if one}, first=_FIRST.get(of, ""))
    return MatchesPage(
        card=match_card(asked.match, t) if asked.match else None,
        left=waiting(asked.counts, t) if asked.counts.waiting else "",
        is_empty=not any(_numbers(asked.counts).values()),
        skipped=skipped,
        of=of,
    )


def _settled(request: Request, counts: MatchCounts, shown: MatchState, page: str) -> SettledPage:
    t, numbers = translator_of(request), _numbers(counts)
    pages = max(1, ceil(numbers[shown] / LISTED))
    number = min(max(1, int(page) if page.isascii() and page.isdigit() and len(page) < _DIGITS else 1), pages)
    listed = reader_of(request).matches(shown, most=LISTED, skip=(number - 1) * LISTED)
    return SettledPage(
        shown=shown,
        lists=tuple(ListLink(state, _word(state, t), numbers[state], state is shown) for state in _LISTS),
        listed=match_cards(listed, t),
        number=number,
        pages=pages,
    )


def _numbers(counts: MatchCounts) -> dict[MatchState, int]:
    return dict(zip(_LISTS, (counts.waiting, counts.sure, counts.same, counts.not_same), strict=True))


def _word(state: MatchState, t: Translator) -> str:
    return {
        MatchState.OPEN: t.text("Waiting"),
        MatchState.SURE: t.text("Kreds is sure"),
        MatchState.SAME: t.text("The same, you said"),
        MatchState.NOT_SAME: t.text("Not the same, you said"),
    }[state]
