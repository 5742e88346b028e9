"""Clean-up: when the next one is due and why, what is ready, the portion, the line, the rhythm, the protected."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.deck_words import choice_meaning, choice_name, fate_name, mark_words
from kreds.i18n.goal_words import segment_of_many
from kreds.model.decision import Decided
from kreds.model.review import LARGEST, LINES, NAMED, SIZES, TIMES, Choice, Fate, Mark
from kreds.services.after_review import protect, protect_company, protect_group
from kreds.services.decide import take_back
from kreds.services.find_person import resolve_who
from kreds.services.protected import Protected
from kreds.services.read_cleanup import CleanUp, Due, clean_up, has_messages
from kreds.services.read_groups import group_keys
from kreds.services.review_portion import finish, open_portion, say_fate, set_plan, the_plan
from kreds.services.say_groups import known_group
from kreds.web.deck_card import time_left
from kreds.web.forms import Form
from kreds.web.list_address import whole_number
from kreds.web.pages.relation import PersonId, changed
from kreds.web.site import reader_of, said, show, site_of, translator_of

_MOST_LETTERS = 200

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what it means; where the people behind it are, "" for nowhere."""

    words: str
    why: str
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """A part of the network to take a portion from; ``needs`` is "segment", "company" or "year" where it wants one."""

    choice: Choice
    name: str
    meaning: str
    needs: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class CleanUpPage:
    """The page. ``numbers`` is empty where there is no network; ``place`` and ``left`` tell of the open portion."""

    found: CleanUp
    headline: str
    why: str
    numbers: tuple[Number, ...]
    takes: tuple[Take, ...]
    sizes: tuple[int, ...]
    times: tuple[tuple[int, str], ...]
    lines: tuple[tuple[float, str], ...]
    line: str
    groups: tuple[tuple[str, str], ...]
    protected: Protected
    safe_groups: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]
    place: str
    share: float
    left: str
    has_goal: bool
    has_messages: bool
    incognito: bool


@router.get("/cleanup")
def cleanup(request: Request) -> Response:
    """The page."""
    return show(request, "cleanup.html", _page(request))


@router.post("/cleanup/plan")
def plan(request: Request, form: Form) -> Response:
    """Keep how often to clean up (``times``), or from which confidence on to propose (``line``)."""
    app, t = site_of(request).app, translator_of(request)
    now = the_plan(app.store)
    fresh = replace(
        now, times=int(_one_of("times", form, TIMES, now.times)), line=_one_of("line", form, LINES, now.line)
    )
    decided = set_plan(app.store, fresh, at=app.now())
    text = t.text("Kept.") if decided.id else t.text("Nothing was changed.")
    return said(_body(request), text, undo=decided.id)


@router.post("/cleanup/open")
def begin(request: Request, form: Form) -> Response:
    """Take a portion, and go to its first card."""
    app = site_of(request).app
    choice = form.get("choice", "")
    if choice not in set(Choice):
        raise UsageError("CHOICE", name="choice", value=choice, choices=", ".join(Choice))
    value = form.get(choice, "").strip()[:_MOST_LETTERS] if choice in NAMED else ""
    now = the_plan(app.store)
    size = whole_number(form["size"]) if form.get("size") else now.size
    open_portion(app.store, Choice(choice), value, size, today=app.today(), at=app.now())
    if size != now.size and size in SIZES:
        set_plan(app.store, replace(now, size=size), at=app.now())
    return Response(status_code=204, headers={"hx-redirect": "/cleanup/deck"})


@router.post("/cleanup/finish")
def end(request: Request) -> Response:
    """Close the open portion, whatever is left of it; what was said in it stands."""
    app = site_of(request).app
    finish(app.store, today=app.today(), at=app.now())
    return Response(status_code=204, headers={"hx-redirect": "/cleanup"})


@router.post("/cleanup/protected")
def guard(request: Request, form: Form) -> Response:
    """Protect a person, a company or a group (``on`` = yes), or let them be proposed again."""
    t, on = translator_of(request), form.get("on", "yes") == "yes"
    decided = _guard(request, form, on=on)
    text = t.text("Protected: never proposed again.") if on else t.text("No longer protected.")
    return said(_body(request), text if decided.id else t.text("Nothing was changed."), undo=decided.id)


@router.post("/relations/{person}/fate")
def of_relation(request: Request, person: PersonId, form: Form) -> Response:
    """On a relation's page: say a ``fate``, ``protect`` (yes, no), or ``undo`` the word that stands."""
    app, t = site_of(request).app, translator_of(request)
    number = int(reader_of(request).show_relation(person).relation.id, 16)
    if form.get("undo"):
        taken = take_back(app.store, at=app.now(), number=whole_number(form["undo"]))
        return said(changed(request, person), t.text("Taken back.") if taken else t.text("Nothing was changed."))
    if on := form.get("protect", ""):
        decided = protect(app.store, [number], on=on == "yes", at=app.now())
        text = t.text("Protected: never proposed again.") if on == "yes" else t.text("No longer protected.")
    else:
        fate = form.get("fate", "")
        if fate not in set(Fate):
            raise UsageError("CHOICE", name="fate", value=fate, choices=", ".join(Fate))
        decided = say_fate(app.store, [number], Fate(fate), today=app.today(), at=app.now())
        text = t.text("%(fate)s, you say.", fate=fate_name(Fate(fate), t))
    return said(changed(request, person), text if decided.id else t.text("Nothing was changed."), undo=decided.id)


def _guard(request: Request, form: dict[str, str], *, on: bool) -> Decided:
    app = site_of(request).app
    if company := form.get("company", "").strip():
        # A form names a company under its pseudonym only where the key of the real one stands beside it.
        name = form.get("key", "").strip() or company
        return protect_company(app.store, name[:_MOST_LETTERS], on=on, at=app.now())
    if group := form.get("group", ""):
        return protect_group(app.store, known_group(group), on=on, at=app.now())
    return protect(app.store, [resolve_who(app.store, form.get("who", "")[:_MOST_LETTERS])], on=on, at=app.now())


def _body(request: Request) -> Response:
    return show(request, "cleanup_body.html", _page(request))


def _page(request: Request) -> CleanUpPage:
    app, t, reader = site_of(request).app, translator_of(request), reader_of(request)
    found = clean_up(app.store, today=app.today())
    due = Due(found.due, None, found.plan.size)
    safe = reader.protected()
    groups = tuple((key, segment_of_many(key, t)) for key in group_keys(app.store))
    progress = found.open.progress if found.open else None
    return CleanUpPage(
        found=found,
        headline=headline(due, t, today_is=app.today() >= found.due if found.due else False),
        why=_why(found, t),
        numbers=_numbers(found, t),
        takes=_takes(t),
        sizes=tuple(sorted({*SIZES, min(found.plan.size, LARGEST)})),
        times=tuple((times, _times(times, t)) for times in reversed(TIMES)),
        lines=tuple((line, t.percent(line)) for line in LINES),
        line=t.percent(found.plan.line),
        groups=groups,
        protected=safe,
        safe_groups=tuple((key, segment_of_many(key, t)) for key in safe.groups),
        signs=tuple(mark_words(mark, t) for mark in Mark),
        place=t.text("%(n)s of %(all)s", n=progress.done, all=progress.total) if progress else "",
        share=progress.done / progress.total if progress and progress.total else 0.0,
        left=time_left(progress, t) if progress else "",
        has_goal=reader.goals().active is not None,
        has_messages=has_messages(app.store),
        incognito=reader.incognito,
    )


def headline(due: Due, t: Translator, *, today_is: bool) -> str:
    """When the next clean-up is due, in a sentence."""
    if due.day is None:
        return t.text("You clean up when you feel like it.")
    if today_is:
        return t.text("It is time for a clean-up.")
    return t.text("The next clean-up is due on %(day)s.", day=due.day)


def _why(found: CleanUp, t: Translator) -> str:
    rhythm = _times(found.plan.times, t)
    last = max((one.portion.finished for one in found.past if one.portion.finished), default=None)
    if not found.plan.times:
        return t.text("No rhythm is wanted.")
    if last is None:
        return t.text("You have not finished one yet. Rhythm: %(rhythm)s.", rhythm=rhythm)
    return t.text("The last one was on %(day)s. Rhythm: %(rhythm)s.", day=last, rhythm=rhythm)


def _times(times: int, t: Translator) -> str:
    words = {
        0: t.text("no rhythm"),
        1: t.text("once a year"),
        2: t.text("twice a year"),
        4: t.text("every quarter"),
    }
    return words[times] if times in words else t.plural("%(n)s time a year", "%(n)s times a year", times)


def _numbers(found: CleanUp, t: Translator) -> tuple[Number, ...]:
    ready, line = found.ready, t.percent(found.plan.line)
    if not any((ready.worthless, ready.average, ready.strong, ready.open)):
        return ()
    return (
        Number(
            t.text("Ready to propose"),
            t.text("Judged worthless, at least %(line)s sure, and all three signs hold.", line=line),
            ready.ready,
        ),
        Number(
            t.text("Waiting for an answer of yours"),
            t.text("No file can show one of the signs. No data is not the same as no relation, so you are asked."),
            ready.open,
        ),
        Number(
            t.text("Average: you judge"),
            t.text("They come into the deck, but are never proposed."),
            ready.average,
            "/relations?level=average",
        ),
        Number(
            t.text("Strong: kept"),
            t.text("Kept without being asked about, also when they are passive."),
            ready.strong,
            "/relations?level=strong",
        ),
    )


def _takes(t: Translator) -> tuple[Take, ...]:
    return tuple(
        Take(one, choice_name(one, t), choice_meaning(one, t), one.value if one in NAMED else "", one is Choice.LIKELY)
        for one in Choice
    )


def _one_of(name: str, form: dict[str, str], choices: tuple[float, ...], usual: float) -> float:
    text = form.get(name, "")
    if not text:
        return usual
    found = next((one for one in choices if str(one) == text), None)
    if found is None:
        raise UsageError("CHOICE", name=name, value=text, choices=", ".join(map(str, choices)))
    return found
