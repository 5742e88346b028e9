"""What has changed: the strong that fell silent first, then who has become stronger and who is fading, and why."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.model.change import Change, ChangeKind, Changes, Compared
from kreds.model.level import Level
from kreds.services.changes import DOWNLOAD
from kreds.ties.silence import SILENT_ACTIVE_DAYS
from kreds.web.change_words import beside, headline, moved, titles
from kreds.web.site import is_part, reader_of, show, translator_of

_SHOWN = 12
"""So many of a kind are seen at once; the others open below."""
_GLIMPSED = 4

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One relation: from which level to which, "" where it is the same, and why."""

    change: Change
    moved: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """All that went one way; ``left_out`` says how many are not even below."""

    kind: str
    title: str
    text: str
    nobody: str
    shown: tuple[ChangeLine, ...]
    more: tuple[ChangeLine, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Period:
    """A day to compare with, as a link."""

    text: str
    href: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class LevelMove:
    """How many had a level then, and how many have it now."""

    level: Level
    word: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """What has changed, in words; ``missing`` says why nothing is compared."""

    missing: str
    headline: str
    beside: tuple[str, ...]
    periods: tuple[Period, ...]
    groups: tuple[ChangeGroup, ...]
    levels: tuple[LevelMove, ...]
    least_days: int = SILENT_ACTIVE_DAYS


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The page; the answer is None while it is still to be reckoned, ``ask`` is where from."""

    answer: ChangesAnswer | None
    ask: str


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the overview shows of it."""

    text: str
    people: tuple[ChangeLine, ...]


@router.get("/changes")
def changes_page(request: Request, since: str = "") -> Response:
    """The page, at once: what takes a second or two is asked for by the page itself when it stands.

    Raises:
        UsageError: ``since`` is not a day that can be compared with.
    """
    known = reader_of(request).known_changes(_day(since))
    answer = None if known is None else changes_answer(known, translator_of(request))
    return show(request, "changes.html", ChangesPage(answer, _asking(since)))


@router.get("/changes/result")
def result(request: Request, since: str = "") -> Response:
    """The answer, as soon as it is reckoned; as a page of its own for browsers without scripts.

    Raises:
        UsageError: ``since`` is not a day that can be compared with.
    """
    answer = changes_answer(reader_of(request).changes(_day(since)), translator_of(request))
    page = ChangesPage(answer, _asking(since))
    return show(request, "changes_answer.html" if is_part(request) else "changes.html", page)


@router.get("/changes/glimpse")
def glimpse(request: Request) -> Response:
    """What the overview says of it, below the fold and only when it is come to."""
    if not is_part(request):
        return RedirectResponse("/changes", 303)
    t, found = translator_of(request), reader_of(request).changes()
    first = (*found.silent, *found.fading, *found.stronger)[:_GLIMPSED]
    page = Glimpse(t.phrase(found.missing) if found.missing else headline(found, t), _lines(first, t))
    return show(request, "changes_glimpse.html", page)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("CHOICE", name="since", value=text, choices="2026-01-31, …") from None


def _asking(since: str) -> str:
    return "/changes/result" + (f"?{urlencode({'since': since})}" if since else "")


def changes_answer(found: Changes, t: Translator) -> ChangesAnswer:
    """Say what has changed in the translator's language."""
    groups = () if found.refusal else tuple(_group(kind, found, t) for kind in ChangeKind)
    return ChangesAnswer(
        missing=t.phrase(found.missing) if found.missing else "",
        headline=headline(found, t),
        beside=() if found.refusal else tuple(beside(found, t)),
        periods=tuple(_period(one, found, t) for one in found.offered),
        groups=groups,
        levels=tuple(LevelMove(one, t.level_of_many(one), found.before[one], found.now[one]) for one in Level),
    )


def _group(kind: ChangeKind, found: Changes, t: Translator) -> ChangeGroup:
    texts = {
        ChangeKind.SILENT: t.text(
            "It has been over eight times as long as usual between you. Who has changed most stands first."
        ),
        ChangeKind.STRONGER: t.text("Their level is better than it was then."),
        ChangeKind.FADING: t.text("Their level is lower than it was then, or they are average and have fallen silent."),
    }
    nobody = {
        ChangeKind.SILENT: t.text("No strong relation has fallen silent."),
        ChangeKind.STRONGER: t.text("Nobody has become stronger."),
        ChangeKind.FADING: t.text("Nobody is fading."),
    }
    lines = _lines(found.of(kind), t)
    rest = found.counts[kind] - len(lines)
    return ChangeGroup(
        kind=kind.value,
        title=titles(t)[kind],
        text=texts[kind],
        nobody=nobody[kind],
        shown=lines[:_SHOWN],
        more=lines[_SHOWN:],
        left_out=t.plural("and %(n)s more", "and %(n)s more", rest) if rest else "",
    )


def _lines(changes: tuple[Change, ...], t: Translator) -> tuple[ChangeLine, ...]:
    return tuple(ChangeLine(one, moved(one, t), t.phrase(one.why)) for one in changes)


def _period(one: Compared, found: Changes, t: Translator) -> Period:
    words = {
        DOWNLOAD: t.text("since the download before"),
        "90": t.text("the last quarter"),
        "182": t.text("the last half-year"),
        "365": t.text("the last year"),
    }
    since = one.since.isoformat()
    return Period(words[one.basis], f"/changes?since={since}", one.since == found.since)
