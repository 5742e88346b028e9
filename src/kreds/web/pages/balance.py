"""Balance: what was done of Listen, Learn, Help and Inspire, who gives and who receives, and whether it worked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.i18n import Translator
from kreds.i18n.agenda_words import part_name
from kreds.i18n.balance_words import (
    deed_name,
    deeds_in,
    headline,
    lead,
    only_noted,
    part_meaning,
    part_missing,
    quarter_name,
    side_words,
    stretch_words,
    week_name,
)
from kreds.i18n.effect_words import method, moved_strength, moved_wrote, verdict, what_to_do
from kreds.model.agenda import Part
from kreds.model.balance import DEEDS, Balance, Covering, Effect, Leaning, Stretch
from kreds.services.did_it_work import effect, known_effect
from kreds.web.charts import Bar, Chart, Column, draw_columns
from kreds.web.site import is_part, reader_of, show, site_of, translator_of

HEIGHT = 64.0
"""Of the highest column, in pixels."""
_TOP = 18.0
_LEAST_SCALE = 5
"""A single deed is no column as high as the picture."""
_LABELS = 4

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Columns over time: ``partly`` are those that nothing shows whole, ``summary`` says them in words."""

    chart: Chart
    bars: tuple[tuple[Bar, bool], ...]
    summary: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part: its columns by quarter and by week, or why it cannot be seen (``missing``), and what is counted."""

    part: Part
    name: str
    meaning: str
    missing: str
    quarters: Drawn | None
    weeks: Drawn | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row of the table: a part (``is_part``) or one kind of thing of it; "" where nothing is known."""

    name: str
    is_part: bool
    quarters: tuple[str, ...]
    weeks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaningLine:
    """Somebody with whom giving is one-sided: what came from the owner, and what to them."""

    one: Leaning
    given: str
    received: str


@dataclass(frozen=True, slots=True)
class EffectCard:
    """Whether it worked, in words."""

    verdict: str
    numbers: tuple[str, ...]
    what_to_do: str
    method: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BalancePage:
    """The page. ``is_empty`` is true where nothing shows any part; ``effect`` is None while it is to be reckoned."""

    headline: str
    lead: str
    is_empty: bool
    rows: tuple[PartRow, ...]
    quarter_names: tuple[str, ...]
    week_names: tuple[str, ...]
    numbers: tuple[NumberRow, ...]
    giving: tuple[LeaningLine, ...]
    receiving: tuple[LeaningLine, ...]
    effect: EffectCard | None


@router.get("/balance")
def balance(request: Request) -> Response:
    """The page; what takes a second or two is asked for by the page itself when it stands."""
    t, app = translator_of(request), site_of(request).app
    return show(request, "balance.html", balance_page(reader_of(request).balance(), known_effect(app.store), t))


@router.get("/balance/effect")
def effect_part(request: Request) -> Response:
    """Whether it worked, as soon as it is reckoned."""
    if not is_part(request):
        return RedirectResponse("/balance", 303)
    return show(request, "balance_effect.html", effect_card(effect(site_of(request).app.store), translator_of(request)))


def balance_page(found: Balance, known: Effect | None, t: Translator) -> BalancePage:
    """Say and draw the balance in the translator's language."""
    is_empty = all(one is Covering.NOT_COVERED for one in found.seen.values())
    return BalancePage(
        headline=headline(found, t),
        lead=lead(found, t),
        is_empty=is_empty,
        rows=tuple(_row(part, found, t) for part in Part),
        quarter_names=tuple(quarter_name(one, t) for one in found.quarters),
        week_names=tuple(week_name(one, t) for one in found.weeks),
        numbers=tuple(row for part in Part for row in _numbers(part, found, t)),
        giving=tuple(_leaning(one, t) for one in found.giving),
        receiving=tuple(_leaning(one, t) for one in found.receiving),
        effect=None if known is None else effect_card(known, t),
    )


def effect_card(found: Effect, t: Translator) -> EffectCard:
    """Say whether it worked, with its doubt."""
    numbers = []
    if found.enough and found.strength and found.wrote:
        numbers = [moved_strength(found.strength, found, t), moved_wrote(found.wrote, t)]
    return EffectCard(
        verdict=verdict(found, t),
        numbers=tuple(numbers),
        what_to_do=what_to_do(found, t),
        method=method(found, t) if found.refusal is None else (),
    )


def _row(part: Part, found: Balance, t: Translator) -> PartRow:
    seen = found.seen[part]
    if seen is Covering.NOT_COVERED:
        return PartRow(part, part_name(part, t), part_meaning(part, t), part_missing(part, t), None, None, ())
    return PartRow(
        part=part,
        name=part_name(part, t),
        meaning=part_meaning(part, t),
        missing="",
        quarters=_drawn(part, found.quarters, quarter_name, t),
        weeks=_drawn(part, found.weeks, week_name, t),
        why=tuple(_why(part, found, t)),
    )


def _why(part: Part, found: Balance, t: Translator) -> Sequence[str]:
    """What the columns count, and which files say so."""
    whole = {deed: sum(one.deeds.get(deed, 0) for one in found.quarters) for deed in DEEDS[part]}
    counted = deeds_in(part, whole, t) or t.text("nothing", context="given")
    said = [t.text("In all these quarters: %(deeds)s.", deeds=counted)]
    last = found.quarters[-1]
    if of_last := deeds_in(part, last.deeds, t):
        said.append(t.text("In %(quarter)s: %(deeds)s.", quarter=quarter_name(last, t), deeds=of_last))
    if found.seen[part] is Covering.NOTED:
        said.append(only_noted(t))
    else:
        said.append(t.text("Seen in: %(files)s.", files=", ".join(t.kind(kind) for kind in found.sources[part])))
    return said


def _drawn(
    part: Part, stretches: Sequence[Stretch], name: Callable[[Stretch, Translator], str], t: Translator
) -> Drawn:
    columns = [Column(label=name(one, t), text=_told(part, one, t), up=one.counts.get(part, 0)) for one in stretches]
    height = HEIGHT * min(1.0, max(1, *(column.up for column in columns)) / _LEAST_SCALE)
    chart = draw_columns(columns, height=height, labels=_LABELS, top=_TOP + HEIGHT - height)
    bars = tuple((bar, part not in one.whole) for bar, one in zip(chart.bars, stretches, strict=True))
    summary = "; ".join(f"{name(one, t)}: {t.number(one.counts.get(part, 0))}" for one in stretches)
    return Drawn(chart, bars, summary)


def _told(part: Part, stretch: Stretch, t: Translator) -> str:
    deeds = deeds_in(part, stretch.deeds, t)
    words = f"{stretch_words(stretch, t)}: {t.number(stretch.counts.get(part, 0))}"
    so_far = "" if part in stretch.whole else f" {t.text('No file covers all of it.')}"
    return f"{words} ({deeds}).{so_far}" if deeds else f"{words}.{so_far}"


def _numbers(part: Part, found: Balance, t: Translator) -> Sequence[NumberRow]:
    """The part, and below it every kind of thing that was done at all."""
    if found.seen[part] is Covering.NOT_COVERED:
        return (NumberRow(part_name(part, t), True, ("",) * len(found.quarters), ("",) * len(found.weeks)),)

    def of_part(stretches: Sequence[Stretch]) -> tuple[str, ...]:
        return tuple(t.number(one.counts.get(part, 0)) for one in stretches)

    rows = [NumberRow(part_name(part, t), True, of_part(found.quarters), of_part(found.weeks))]
    for deed in DEEDS[part]:
        if any(one.deeds.get(deed) for one in (*found.quarters, *found.weeks)):
            quarters, weeks = (
                tuple(t.number(one.deeds.get(deed, 0)) for one in those) for those in (found.quarters, found.weeks)
            )
            rows.append(NumberRow(deed_name(deed, t), False, quarters, weeks))
    return rows


def _leaning(one: Leaning, t: Translator) -> LeaningLine:
    return LeaningLine(
        one,
        given=side_words(one.giving.exchanges, t, given=True),
        received=side_words(one.giving.exchanges, t, given=False),
    )
