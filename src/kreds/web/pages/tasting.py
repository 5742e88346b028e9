"""The tasting (guide part 0): how far a post carries, what each change does to it, and what is only assumed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.goal_words import segment_in_sentence
from kreds.i18n.tasting_words import (
    FEW,
    calibration,
    honest,
    influence_words,
    moves_most,
    points,
    small,
    source,
    standing,
    standing_meaning,
    value_of,
)
from kreds.i18n.topic_words import leanings_told
from kreds.model.relation import Relation
from kreds.reach.assumptions import ASSUMPTIONS, LEFT_OUT, MODEL, Standing
from kreds.reach.plan import Effort
from kreds.services.forecast_reach import (
    BEST_POST,
    USUAL_SETTING,
    OwnPart,
    Reach,
    Setting,
    bounds,
    calibrated,
    doubt,
    influence_of,
    influences,
    most_moving,
    plan,
    reach,
    what_if,
)
from kreds.services.post_topics import LONGEST_TOPIC
from kreds.services.reach_example import example
from kreds.services.reach_learned import standing_of
from kreds.services.reach_network import ground
from kreds.services.reach_steps import ANY_DAY, LIST, PROPOSED, Wish, steps
from kreds.web.pages.relation import PersonId
from kreds.web.site import is_part, reader_of, show, site_of, translator_of
from kreds.web.stages import Stages, draw_stages
from kreds.web.tasting_figures import QUALITY, Figures, Slider, figures, is_moved, sliders
from kreds.web.what_if_table import PlanCard, plan_card, what_if_form, wish_of

TOPIC = "topic"
_NAMED = 10
_NO_BETTER = 0.001
"""A post so little better, in log odds, is a usual one."""
_BARS = 8
_EFFORTS = (0, 2, 5, 10)
_WEEKS = (4, 8, 12)

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One assumption: its value and range, on whose word it stands, and the sentence behind it."""

    name: str
    value: str
    range: str
    standing: Standing
    standing_words: str
    source: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class TastingPage:
    """The page."""

    figures: Figures
    honest: str
    topic: str
    sliders: tuple[Slider, ...]
    is_empty: bool
    has_goal: bool
    asked: str
    wish: str
    assumptions: tuple[AssumptionRow, ...]
    standings: tuple[tuple[Standing, str, str], ...]
    model: str
    left_out: str
    efforts: tuple[int, ...]
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FiguresPart:
    """What a slider swaps."""

    figures: Figures
    honest: str
    has_goal: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who carries or stops posts."""

    relation: Relation
    chance: str
    views: str
    relevant: str
    width: float


@dataclass(frozen=True, slots=True)
class PeoplePart:
    """Who carries posts most, and who stops them."""

    carry: tuple[Person, ...]
    stop: tuple[Person, ...]
    has_goal: bool
    stopping: str
    is_few: bool


@dataclass(frozen=True, slots=True)
class MovesBar:
    """One assumption in the picture of what moves the chance: from where to where, in per cent of the width."""

    name: str
    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class ModelPart:
    """Which assumptions move the chance, and what own posts have taught."""

    told: str
    middle: float
    bars: tuple[MovesBar, ...]
    calibration: str
    fitted: tuple[tuple[str, str, str], ...]
    leanings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnPartPage:
    """What one relation does, in words; "" for nobody's. ``is_line``: as a line among others, not as a card."""

    told: str
    is_line: bool = False


@router.get("/tasting")
def tasting(request: Request) -> Response:
    """The page; assumptions and what to try may stand in the address."""
    app, t = site_of(request).app, translator_of(request)
    setting = setting_of(request)
    found = reach(app.store, setting)
    usual = ground(app.store).assumed
    asked = wish_of(request.query_params)
    page = TastingPage(
        figures=_figures(request, found, setting, t),
        honest=honest(t),
        topic=found.topic,
        sliders=sliders(found, setting, usual.values(), t),
        is_empty=not found.relations,
        has_goal=bool(found.goal),
        asked=str(request.url.query),
        wish="&".join([*_wish_query(asked), *([urlencode({TOPIC: found.topic})] if found.topic else [])]),
        assumptions=_assumptions(found, t),
        standings=tuple(
            (one, standing(one, t), standing_meaning(one, t))
            for one in Standing
            if found.learned or one is not Standing.LEARNED
        ),
        model=t.phrase(MODEL),
        left_out=t.phrase(LEFT_OUT),
        efforts=_EFFORTS,
        weeks=_WEEKS,
    )
    return show(request, "tasting.html", page)


@router.get("/tasting/figures")
def moved(request: Request) -> Response:
    """What a slider changes."""
    if not is_part(request):
        return _to_page(request)
    setting, t = setting_of(request), translator_of(request)
    found = reach(site_of(request).app.store, setting)
    part = FiguresPart(_figures(request, found, setting, t), honest(t), bool(found.goal))
    return show(request, "tasting_moved.html", part)


@router.get("/tasting/glimpse")
def glimpse(request: Request) -> Response:
    """The forecast in short, for the overview."""
    if not is_part(request):
        return _to_page(request)
    found, t = reach(site_of(request).app.store), translator_of(request)
    if not found.relations:
        return Response(status_code=204)
    return show(request, "tasting_glimpse.html", figures(found, None, None, t))


@router.get("/tasting/what-if")
def tried(request: Request) -> Response:
    """The form of what to try, with its answer; without a word it tries what the clean-up would do, else nothing."""
    if not is_part(request):
        return _to_page(request)
    app, t = site_of(request).app, translator_of(request)
    found = ground(app.store)
    can = steps(app.store, found, today=app.today())
    asked = wish_of(request.query_params)
    if "let_go" not in request.query_params and asked.is_empty:
        first = next((one for one in (LIST, PROPOSED) if len(can.let_go[one])), "")
        asked = Wish(let_go=(first,)) if first else asked
    told = None if asked.is_empty else what_if(app.store, asked, setting_of(request), today=app.today())
    return show(request, "tasting_what_if.html", what_if_form(can, asked, told, t, has_goal=found.goal is not None))


@router.get("/tasting/people")
def people(request: Request) -> Response:
    """Who carries posts most, and who stops them."""
    if not is_part(request):
        return _to_page(request)
    app, t = site_of(request).app, translator_of(request)
    is_few = len(ground(app.store)) < FEW
    told = influences(app.store, most=_NAMED)
    named = reader_of(request).relations_of([one.person for one in (*told.carry, *told.stop)])
    most = max((abs(one.chance) for one in (*told.carry, *told.stop)), default=1.0)
    stopping = t.plural(
        "%(n)s of your relations lowers the chance, each by next to nothing; together they count.",
        "%(n)s of your relations lower the chance, each by next to nothing; together they count.",
        told.stopping,
    )
    part = PeoplePart(
        carry=tuple(_person(one, named, most, t) for one in told.carry if one.person in named),
        stop=tuple(_person(one, named, most, t) for one in told.stop if one.person in named),
        has_goal=ground(app.store).goal is not None,
        stopping=stopping if told.stopping else "",
        is_few=is_few,
    )
    return show(request, "tasting_people.html", part)


@router.get("/tasting/plan")
def planned(request: Request) -> Response:
    """The best steps for an effort."""
    if not is_part(request):
        return _to_page(request)
    app, t = site_of(request).app, translator_of(request)
    found = ground(app.store)
    asked = {name: _whole(request, name, usual) for name, usual in
             (("removals", 5), ("wakes", 5), ("invitations", 5), ("weeks", 4))}  # fmt: skip
    effort = Effort(**asked)
    told = plan(app.store, effort, setting_of(request), today=app.today())
    can = steps(app.store, found, today=app.today())
    group = segment_in_sentence(found.gap.segment, t) if found.gap else ""
    card: PlanCard = plan_card(told, effort, can, group, t, has_goal=found.goal is not None)
    return show(request, "tasting_plan.html", card)


@router.get("/tasting/model")
def model(request: Request) -> Response:
    """Which assumptions move the chance most, and what own posts have taught."""
    if not is_part(request):
        return _to_page(request)
    app, t = site_of(request).app, translator_of(request)
    told, own = most_moving(app.store), calibrated(app.store)
    bars = tuple(
        MovesBar(
            name=t.phrase(ASSUMPTIONS[one.name].name),
            x=round(100.0 * min(one.low, one.high), 1),
            width=round(100.0 * one.swing, 1),
            text=t.text("%(low)s to %(high)s", low=t.percent(one.low), high=t.percent(one.high)),
        )
        for one in (told.bars[:_BARS] if len(ground(app.store)) >= FEW else ())
    )
    fitted = tuple(
        (
            t.phrase(ASSUMPTIONS[name].name),
            value_of(name, value, t),
            t.text("%(low)s to %(high)s", low=value_of(name, own.ranges[name][0], t),
                   high=value_of(name, own.ranges[name][1], t)),
        )
        for name, value in own.fitted.items()
    )  # fmt: skip
    leant = tuple(leanings_told(ground(app.store).leanings, t))
    part = ModelPart(
        moves_most(told, t) if bars else "", round(100.0 * told.result, 1), bars, calibration(own, t), fitted, leant
    )
    return show(request, "tasting_model.html", part)


@router.get("/tasting/of/{person}")
def of_relation(request: Request, person: PersonId) -> Response:
    """What one relation does to posts, for their page or (``as=line``) for the reasons of a line of the week."""
    if not is_part(request):
        return RedirectResponse(f"/relations/{person}", 303)
    app, t = site_of(request).app, translator_of(request)
    one = influence_of(app.store, int(person, 16))
    told = ""
    if one:
        named = reader_of(request).relations_of([one.person]).get(one.person)
        has_goal = ground(app.store).goal is not None
        told = influence_words(one, t, has_goal=has_goal, name=named.name if named else "")
    return show(request, "tasting_of.html", OwnPartPage(told, request.query_params.get("as") == "line"))


def setting_of(request: Request) -> Setting:
    """The assumptions that an address names; a value that cannot be is refused.

    Raises:
        UsageError: a value is no number.
    """
    asked = request.query_params
    said = {name: _number(name, asked[name]) for name in ASSUMPTIONS if asked.get(name)}
    usual = ground(site_of(request).app.store).assumed.values() if said else {}
    assume = {name: value for name, value in said.items() if is_moved(name, value, usual[name])}
    quality = _number(QUALITY, asked[QUALITY]) if asked.get(QUALITY) else 0.0
    quality = quality if abs(quality) > _NO_BETTER else 0.0
    return Setting(assume, quality, asked.get(TOPIC, "")[:LONGEST_TOPIC])


def _number(name: str, text: str) -> float:
    low, high = (-BEST_POST, BEST_POST) if name == QUALITY else bounds(name)
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise UsageError("CHOICE", name=name, value=text[:40], choices=f"{low:g}-{high:g}")
    return value


def _whole(request: Request, name: str, usual: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else usual


def _to_page(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/tasting{query}", 303)


def _wish_query(wish: Wish) -> list[str]:
    """What to try as parts of an address."""
    said = [f"let_go={wish.let_go[0]}"] if wish.let_go else []
    said += ["wake=yes"] if wish.wake else []
    said += [f"invite={wish.invite}"] if wish.invite else []
    said += ["comments=yes"] if wish.ask_for_comments else []
    said += [f"day={wish.weekday}"] if wish.weekday != ANY_DAY else []
    return [*said, "day=yes"] if wish.better_day else said


def _figures(request: Request, found: Reach, setting: Setting, t: Translator) -> Figures:
    store = site_of(request).app.store
    is_usual = setting == USUAL_SETTING or not (found.changed or found.quality or found.topic)
    told = doubt(store) if found.relations and is_usual else None
    return figures(found, told, _stages(request, found, setting), t)


def _stages(request: Request, found: Reach, setting: Setting) -> Stages | None:
    if not found.relations:
        return None
    site = site_of(request)
    network = reader_of(request).overview()
    circle = site.dots.of(network.dots, network.sectors)
    shown = example(site.app.store, [spot.id for spot in circle.spots], setting)
    return draw_stages(circle, shown, found.outlook.whole.second)


def _assumptions(found: Reach, t: Translator) -> tuple[AssumptionRow, ...]:
    values, order = found.assumed.values(), list(Standing)
    return tuple(
        AssumptionRow(
            name=t.phrase(known.name),
            value=value_of(name, values[name], t),
            range=t.text("%(low)s to %(high)s", low=value_of(name, known.low, t), high=value_of(name, known.high, t)),
            standing=(stands := standing_of(name, found.learned)),
            standing_words=standing(stands, t),
            source=source(name, found, t),
            is_changed=name in found.changed,
        )
        for name, known in sorted(ASSUMPTIONS.items(), key=lambda one: order.index(standing_of(one[0], found.learned)))
    )


def _person(one: OwnPart, named: dict[int, Relation], most: float, t: Translator) -> Person:
    return Person(
        named[one.person],
        points(one.chance, t),
        small(one.views, t),
        small(one.relevant, t),
        round(100.0 * abs(one.chance) / most, 1),
    )
