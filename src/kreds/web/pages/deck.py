"""The deck: one relation at a time, one key each; a step is kept once, whatever becomes of the page or the network."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request, Response

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.deck_words import fate_name, fate_of_many
from kreds.i18n.tasting_words import influence_lost
from kreds.i18n.work_list_words import lost_lines
from kreds.model.criteria import Fact
from kreds.model.review import Fate
from kreds.services import answer_questions
from kreds.services.after_review import protect
from kreds.services.forecast_reach import get_ready, known_influence_of
from kreds.services.review_portion import Deck, deck, say_step, take_back_step
from kreds.web.deck_card import DeckCard, deck_card, time_left
from kreds.web.forms import Form
from kreds.web.site import reader_of, show, site_of, translator_of

_STEP = re.compile(r"[0-9a-z-]{8,40}")
_PERSON = re.compile(r"[0-9a-f]{13}")
_SAYS = {"yes": True, "no": False, "unsure": None}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Summary:
    """What was said in the portion, and what would go with all who are let go and still there."""

    counts: tuple[tuple[Fate, str, int], ...]
    total: int
    lost: tuple[str, ...]
    wants_job: bool
    let_go: int


@dataclass(frozen=True, slots=True)
class DeckPage:
    """The card to look at, None when all were gone through or no portion is open.

    ``undo`` is the number of the step that U takes back, 0 without one. ``told`` says what was just done, ``news``
    what the person must be told: that something was said of the last card elsewhere.
    """

    card: DeckCard | None
    place: str
    share: float
    left: str
    undo: int
    told: str = ""
    news: str = ""
    summary: Summary | None = None


@router.get("/cleanup/deck")
def deck_page(request: Request) -> Response:
    """The page; what posts would lose is reckoned here, so that no step has to wait for it."""
    get_ready(site_of(request).app.store)
    return show(request, "deck.html", _page(request))


@router.post("/cleanup/deck/say")
def say(request: Request, form: Form) -> Response:
    """Keep what becomes of a relation, and go on to the next card."""
    app, t = site_of(request).app, translator_of(request)
    fate = _fate(form)
    kept = say_step(
        app.store,
        _person(form),
        fate,
        portion=form.get("portion", ""),
        step=_step(form),
        seen=_whole(form.get("seen", "")),
        today=app.today(),
        at=app.now(),
        until=_day(form.get("until", "")) if fate is Fate.TRIAL else None,
    )
    news = _news(fate, kept.meanwhile, kept.decided.id, t) if kept.meanwhile else ""
    told = ""
    if kept.decided.id:
        name = reader_of(request).name_of(_person(form)) or t.text("No name")
        told = t.text("%(name)s: %(fate)s.", name=name, fate=fate_name(fate, t))
    return show(request, "deck_card.html", _page(request, told=told, news=news))


@router.post("/cleanup/deck/answer")
def keep_answer(request: Request, form: Form) -> Response:
    """Keep what only the person knows; the card stays, and its proposal follows."""
    app = site_of(request).app
    fact, say_ = form.get("fact", ""), form.get("say", "")
    if fact not in set(Fact):
        raise UsageError("CHOICE", name="fact", value=fact, choices=", ".join(Fact))
    if say_ not in _SAYS:
        raise UsageError("CHOICE", name="say", value=say_, choices=", ".join(_SAYS))
    unsure = {one for one in form.get("unsure", "").split(",") if one in set(Fact)} - {fact}
    standing = reader_of(request).card(form.get("person", "")).view.answers.get(Fact(fact))
    if standing is not _SAYS[say_]:
        answer_questions.answer(app.store, [_person(form)], [Fact(fact)], _SAYS[say_], at=app.now())
    if say_ == "unsure":
        unsure.add(fact)
    return show(request, "deck_card.html", _page(request, who=form.get("person", ""), unsure=sorted(unsure)))


@router.post("/cleanup/deck/protect")
def keep_safe(request: Request, form: Form) -> Response:
    """Never propose this relation, or let it be proposed again; the card stays."""
    app, t = site_of(request).app, translator_of(request)
    on = form.get("on", "yes") == "yes"
    protect(app.store, [_person(form)], on=on, at=app.now())
    told = t.text("Protected: never proposed again.") if on else t.text("No longer protected.")
    return show(request, "deck_card.html", _page(request, who=form.get("person", ""), told=told))


@router.post("/cleanup/deck/undo")
def undo(request: Request, form: Form) -> Response:
    """Take back the last step; the relation it was about is looked at again."""
    app, t = site_of(request).app, translator_of(request)
    who = take_back_step(app.store, at=app.now(), number=_whole(form.get("number", "")) or None)
    told = t.text("Taken back.") if who else t.text("There is nothing to take back.")
    return show(request, "deck_card.html", _page(request, who=who, told=told))


def _page(request: Request, *, who: str = "", unsure: Collection[str] = (), told: str = "", news: str = "") -> DeckPage:
    """The deck as it stands; ``who`` is looked at next, where they are in it."""
    app, t, reader = site_of(request).app, translator_of(request), reader_of(request)
    found = deck(app.store, today=app.today())
    if found is None:
        return DeckPage(None, "", 0.0, "", 0, told, news)
    progress, undo_ = found.progress, found.last
    done = progress.done
    share = done / progress.total if progress.total else 1.0
    left = time_left(progress, t)
    whom = who or found.next
    if not whom:
        return DeckPage(None, "", share, left, undo_, told, news, _summary(request, found))
    card = deck_card(
        reader.card(whom, ahead=progress.left),
        t,
        portion=found.portion.id,
        today=app.today(),
        unsure=unsure,
        posts=_posts(request, whom),
    )
    place = t.text("%(n)s of %(all)s", n=min(done + 1, progress.total), all=progress.total)
    return DeckPage(card, place, share, left, undo_, told, news)


def _posts(request: Request, whom: str) -> str:
    """What posts would lose with somebody, where that is known and worth a word."""
    one = known_influence_of(site_of(request).app.store, int(whom, 16))
    return influence_lost(one, translator_of(request)) if one else ""


def _summary(request: Request, found: Deck) -> Summary:
    t, counts = translator_of(request), found.progress.counts
    lost = reader_of(request).lost_with_list()
    return Summary(
        counts=tuple((fate, fate_of_many(fate, t), counts[fate]) for fate in Fate if counts.get(fate)),
        total=found.progress.total,
        lost=lost_lines(replace(lost, wants_job=False), t),
        wants_job=lost.wants_job and bool(lost.relations),
        let_go=lost.relations,
    )


def _news(fate: Fate, meanwhile: Fate, decided: int, t: Translator) -> str:
    """What a window that was behind is told."""
    before, now = fate_name(meanwhile, t), fate_name(fate, t)
    if decided:
        return t.text(
            "You had said “%(before)s” of the last one in another window; now “%(now)s” counts.", before=before, now=now
        )
    return t.text("You had said “%(before)s” of the last one in another window; that stands.", before=before)


def _fate(form: dict[str, str]) -> Fate:
    name = form.get("fate", "")
    if name not in set(Fate):
        raise UsageError("CHOICE", name="fate", value=name, choices=", ".join(Fate))
    return Fate(name)


def _person(form: dict[str, str]) -> int:
    name = form.get("person", "")
    if not _PERSON.fullmatch(name):
        raise UsageError("CHOICE", name="person", value=name, choices="id")
    return int(name, 16)


def _step(form: dict[str, str]) -> str:
    name = form.get("step", "")
    if not _STEP.fullmatch(name):
        raise UsageError("CHOICE", name="step", value=name, choices="a-z, 0-9, -")
    return name


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError("CHOICE", name="until", value=text, choices="2027-03-01, …") from None
