"""Goals (guide G1.1): what one wants on LinkedIn, stated, tried out, compared, chosen and given up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.i18n import Translator
from kreds.i18n.goal_words import (
    dimension_value,
    goal_kind,
    goal_meaning,
    segment_in_sentence,
    segment_of_many,
)
from kreds.model.goal import Goal, GoalKind, Target
from kreds.model.segment import Segment
from kreds.model.title import Function, Seniority
from kreds.services.mask_groups import mask_audience
from kreds.services.read_composition import Composition, Dimension
from kreds.services.read_groups import companies_to_reach
from kreds.services.reader import Reader
from kreds.services.state_goal import choose_goal, find_goal, give_up_goal, state_goal
from kreds.web.composition_words import headline, talks_with
from kreds.web.forms import Form, Pairs
from kreds.web.goal_form import Draft, draft_of, read_draft
from kreds.web.group_bars import Bar, group_bars
from kreds.web.site import is_part, reader_of, said, show, site_of, translator_of

_OFFERED = 10
_WEIGHTS = (0, 1, 3)

router = APIRouter()


@dataclass(frozen=True, slots=True)
class KindCard:
    """One thing one may want, and how much of it is in the mix."""

    kind: GoalKind
    name: str
    meaning: str
    weight: float


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of the audience: how many of the network have it stands beside it."""

    value: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Chips:
    """One question about the audience; with ``can_add`` other words can be written."""

    name: str
    title: str
    chips: tuple[Chip, ...]
    can_add: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One group: what is wanted of it, in per cent, and what there is."""

    segment: str
    name: str
    share: float
    number: int | None
    rank: int
    have: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be missing, in a sentence and as bars; ``warning`` where it cannot be meant so."""

    text: str
    talks: str
    warning: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SetUpPage:
    """The set-up: ``wanted`` are the groups of the goal, ``others`` all others."""

    draft: Draft
    name: str
    kinds: tuple[KindCard, ...]
    weights: tuple[tuple[int, str], ...]
    audience: tuple[Chips, ...]
    wanted: tuple[TargetRow, ...]
    others: tuple[TargetRow, ...]
    preview: Preview
    is_first: bool
    is_changed: bool


@dataclass(frozen=True, slots=True)
class GoalCard:
    """One goal beside the others, each with its own picture of the same network."""

    id: str
    name: str
    is_active: bool
    headline: str
    mix: str
    audience: str
    talks: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A stretch in which a goal counted."""

    name: str
    since: date
    until: date | None
    wanted: str


@dataclass(frozen=True, slots=True)
class GoalsPage:
    """All goals, and which one counted when."""

    cards: tuple[GoalCard, ...]
    history: tuple[Past, ...]
    lead: str


@router.get("/goals")
def goals_page(request: Request) -> Response:
    """All goals side by side."""
    return show(request, "goals.html", _goals(request))


@router.get("/goals/new")
def new_goal(request: Request) -> Response:
    """The set-up of another goal; what was chosen stands in the address."""
    return show(request, "goal_set_up.html", _set_up(request, read_draft(request.query_params.multi_items())))


@router.get("/goals/{goal}/edit")
def edit_goal(request: Request, goal: str) -> Response:
    """The set-up of a goal that was stated."""
    asked = request.query_params.multi_items()
    draft = read_draft(asked) if asked else draft_of(find_goal(site_of(request).app.store, goal))
    return show(request, "goal_set_up.html", _set_up(request, replace(draft, id=goal)))


@router.get("/goals/draft")
def draft(request: Request) -> Response:
    """The part of the set-up that follows from what one wants."""
    if not is_part(request):
        return _whole(request)
    return show(request, "goal_draft.html", _set_up(request, read_draft(request.query_params.multi_items())))


@router.get("/goals/preview")
def preview(request: Request) -> Response:
    """What would be missing; nothing is said."""
    if not is_part(request):
        return _whole(request)
    return show(request, "goal_preview.html", _set_up(request, read_draft(request.query_params.multi_items())))


@router.post("/goals")
def state(request: Request, form: Pairs) -> Response:
    """Say the goal, and show all goals; a goal that is stated on the set-up counts from then on."""
    app, t = site_of(request).app, translator_of(request)
    goal = _kept_hidden(request, read_draft(form)).goal(_suggested_name(read_draft(form), t))
    stated, decided = state_goal(app.store, goal, at=app.now(), choose=dict(form).get("choose") != "no")
    answer = show(request, "goals_body.html", _goals(request))
    answer.headers["hx-push-url"] = "/goals"
    text = t.text("Your goal is stated: %(name)s", name=stated.name) if decided.id else t.text("Nothing was changed.")
    return said(answer, text, undo=decided.id)


@router.post("/goals/use")
def use(request: Request, form: Form) -> Response:
    """Let a goal count."""
    app, t = site_of(request).app, translator_of(request)
    goal = find_goal(app.store, form.get("goal", ""))
    decided = choose_goal(app.store, goal.id, at=app.now())
    answer = show(request, "goals_body.html", _goals(request))
    return said(answer, t.text("This goal counts now: %(name)s", name=goal.name), undo=decided.id)


@router.post("/goals/give-up")
def give_up(request: Request, form: Form) -> Response:
    """Give a goal up."""
    app, t = site_of(request).app, translator_of(request)
    goal = find_goal(app.store, form.get("goal", ""))
    decided = give_up_goal(app.store, goal.id, at=app.now())
    answer = show(request, "goals_body.html", _goals(request))
    return said(answer, t.text("You have given up the goal: %(name)s", name=goal.name), undo=decided.id)


def _whole(request: Request) -> Response:
    """A part that is opened by itself leads to the whole page, with all that was chosen."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/goals/new{query}", status_code=303)


def _kept_hidden(request: Request, draft: Draft) -> Draft:
    """Incognito shows no companies and places; what was said of them before stands."""
    if not reader_of(request).incognito:
        return draft
    before = find_goal(site_of(request).app.store, draft.id).audience if draft.id else None
    companies, places = (before.companies, before.places) if before else ((), ())
    return replace(draft, audience=replace(draft.audience, companies=companies, places=places))


# ---- all goals ----


def _goals(request: Request) -> GoalsPage:
    t, reader = translator_of(request), reader_of(request)
    known, found = reader.goals(), reader.composition()
    # The audience is looked for under its real names, and shown under those of the reader.
    real = {goal.id: goal for goal in Reader(reader.store).goals().all}
    cards = tuple(
        GoalCard(
            id=goal.id,
            name=goal.name,
            is_active=goal == known.active,
            headline=headline(found, goal, t),
            mix=_mix_words(goal, t),
            audience=_audience_words(goal, t),
            talks=talks_with(reader.reached(real[goal.id].audience), found, t),
            bars=group_bars(found, goal, t, most=len(goal.targets)),
        )
        for goal in known.all
    )
    history = tuple(
        Past(one.goal.name, one.since, one.until, ", ".join(_wanted_words(one.goal, t)))
        for one in reader.goal_history()
    )
    return GoalsPage(cards, history, _lead(len(cards), t))


def _lead(goals: int, t: Translator) -> str:
    if not goals:
        return t.text(
            "The right network is the one that fits what you want. Say it, and Kreds shows whom you have and whom you "
            "lack."
        )
    if goals == 1:
        return t.text("One network, seen with one goal in mind. Add another one to compare.")
    return t.text("The same network, seen with different goals in mind. One of them counts at a time.")


def _mix_words(goal: Goal, t: Translator) -> str:
    total = sum(goal.kinds.values())
    if not total:
        return t.text("Your own")
    if len(goal.kinds) == 1:
        return goal_kind(next(iter(goal.kinds)), t)
    kinds = sorted(goal.kinds, key=lambda kind: -goal.kinds[kind])
    return ", ".join(f"{goal_kind(kind, t)} {t.percent(goal.kinds[kind] / total)}" for kind in kinds)


def _audience_words(goal: Goal, t: Translator) -> str:
    audience = goal.audience
    groups = (
        [dimension_value("function", one, t) for one in audience.functions],
        [dimension_value("seniority", one, t) for one in audience.seniorities],
        [dimension_value("industry", one, t) for one in audience.industries],
        audience.places,
        audience.companies,
    )
    return " · ".join(", ".join(words) for words in groups if words)


def _wanted_words(goal: Goal, t: Translator) -> Iterator[str]:
    for one in goal.targets:
        name = segment_in_sentence(one.segment, t)
        if one.share:
            yield f"{name} {t.percent(one.share)}"
        else:
            yield f"{t.number(one.number or 0)} {name}"


# ---- the set-up ----


def _set_up(request: Request, draft: Draft) -> SetUpPage:
    t, reader = translator_of(request), reader_of(request)
    found = reader.composition()
    rows = tuple(_row(target, place, found, t) for place, target in enumerate(draft.targets, 1))
    named = {one.segment for one in rows}
    own = [one.segment for one in found.groups if one.segment not in {segment.value for segment in Segment}]
    others = [Target(one, 0.0) for one in (*(segment.value for segment in Segment), *own) if one not in named]
    words = {0: t.text("no"), 1: t.text("some"), 3: t.text("a lot", context="goal")}
    return SetUpPage(
        draft=draft,
        name=draft.name or _suggested_name(draft, t),
        kinds=tuple(
            KindCard(one, goal_kind(one, t), goal_meaning(one, t), draft.kinds.get(one, 0)) for one in GoalKind
        ),
        weights=tuple((weight, words[weight]) for weight in _WEIGHTS),
        audience=tuple(_audience(draft, found, t, reader)),
        wanted=rows,
        others=tuple(_row(target, len(rows) + place, found, t) for place, target in enumerate(others, 1)),
        preview=_preview(draft, reader, found, t),
        is_first=not reader.goals().all,
        is_changed=bool(draft.kinds) and not draft.targets,
    )


def _suggested_name(draft: Draft, t: Translator) -> str:
    return ", ".join(goal_kind(kind, t) for kind in draft.kinds)[:60].strip(" ,")


def _row(target: Target, rank: int, found: Composition, t: Translator) -> TargetRow:
    count = next(iter(found.group(target.segment).counts.values()))
    have = t.text("now %(share)s, %(n)s", share=t.percent(count.share), n=round(count.expected)) if count.most else ""
    name = segment_of_many(target.segment, t)
    return TargetRow(target.segment, name, round(target.share * 100, 2), target.number, rank, have)


def _preview(draft: Draft, reader: Reader, found: Composition, t: Translator) -> Preview:
    if not draft.targets:
        return Preview(t.text("Choose what you want, and see here what is missing before you keep it."), "", "", ())
    goal = draft.goal("…")
    total = sum(one.share for one in draft.targets)
    warning = ""
    if total > 1.005:
        warning = t.text(
            "Together the shares are %(share)s. Somebody may be in two groups, but hardly everybody.",
            share=t.percent(total),
        )
    talks = talks_with(Reader(reader.store).reached(goal.audience), found, t)
    return Preview(headline(found, goal, t), talks, warning, group_bars(found, goal, t, most=len(goal.targets)))


def _audience(draft: Draft, found: Composition, t: Translator, reader: Reader) -> Iterator[Chips]:
    incognito = reader.incognito
    counted = {one: {part.value: part.weights.people for part in found.parts[one]} for one in Dimension}
    if not incognito:
        counted[Dimension.COMPANY] = companies_to_reach(reader.store, counted[Dimension.COMPANY])
    chosen = mask_audience(draft.audience) if incognito else draft.audience
    functions = _first((*chosen.functions, *counted[Dimension.FUNCTION]), (one.value for one in Function))
    for name, title, values, on, dimension in (
        ("seniority", t.text("How far up?"), [one.value for one in Seniority], chosen.seniorities, Dimension.SENIORITY),
        ("function", t.text("What do they work with?"), functions, chosen.functions, Dimension.FUNCTION),
        ("industry", t.text("In which industries?"), None, chosen.industries, Dimension.INDUSTRY),
        ("place", t.text("Where?"), None, chosen.places, Dimension.PLACE),
        ("company", t.text("At which companies?"), None, chosen.companies, Dimension.COMPANY),
    ):
        if incognito and name in ("place", "company"):
            continue
        counts = counted[dimension]
        offered = values or list(dict.fromkeys([*on, *(one for one in counts if one)]))[: _OFFERED + len(on)]
        chips = tuple(
            Chip(one, _counted_text(dimension_value(name, one, t), counts.get(one, 0), t), one in on)
            for one in offered
            if one
        )
        yield Chips(name, title, chips, can_add=values is None)


def _first(values: Iterable[str], known: Iterable[str]) -> list[str]:
    """What there is first, then all others."""
    return list(dict.fromkeys([*(one for one in values if one), *known]))


def _counted_text(text: str, count: int, t: Translator) -> str:
    return f"{text} ({t.number(count)})" if count else text
