"""Change parts of the plan for the agenda: each way in says what it wants to be different, the rest stays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kreds.errors import UsageError
from kreds.model.agenda import USUAL_CADENCE, AgendaPlan, OccasionKind, Part
from kreds.model.decision import Decided
from kreds.services.plan_week import plan_of, set_agenda_plan
from kreds.store.database import Store

MOST_HOLIDAYS = 40
Holiday = tuple[date, date]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What is to be different; None and nothing named leave a part as it is.

    ``days`` are weekdays (0 is Monday), ``mix`` per cent by the name of a part, ``cadence`` days by the name of a
    layer, ``off`` and ``on`` kinds of lines that are not wanted, or wanted again; ``free`` adds a holiday, ``not_free``
    takes out those that begin on these days.
    """

    days: Collection[int] | None = None
    minutes: int | None = None
    mix: Mapping[str, int] = field(default_factory=dict)
    cadence: Mapping[str, int] = field(default_factory=dict)
    off: Collection[str] = ()
    on: Collection[str] = ()
    free: Collection[Holiday] = ()
    not_free: Collection[date] = ()


def change_plan(store: Store, change: PlanChange, *, today: date, at: int) -> Decided:
    """Keep the plan with what is different; the open lines of this week follow it. One undo takes it back.

    Raises:
        UsageError: a part of it cannot be so.
    """
    now = plan_of(store, today=today)
    wanted = changed_plan(now, change)
    return set_agenda_plan(store, wanted, today=today, at=at) if wanted != now else Decided(0, 0)


def changed_plan(plan: AgendaPlan, change: PlanChange) -> AgendaPlan:
    """The plan with what is different.

    Raises:
        UsageError: there is no such part, layer, kind or weekday, or a holiday ends before it begins.
    """
    _known("mix", change.mix, list(Part))
    _known("cadence", change.cadence, list(USUAL_CADENCE))
    _known("kind", [*change.off, *change.on], list(OccasionKind))
    for day in change.days or ():
        if not 0 <= day <= 6:
            raise UsageError("CHOICE", name="days", value=str(day), choices="0-6")
    for first, last in change.free:
        if last < first:
            raise UsageError("CHOICE", name="holiday", value=f"{first}..{last}", choices=f"{last}..{first}")
    holidays = {one for one in plan.holidays if one[0] not in change.not_free} | set(change.free)
    if len(holidays) > MOST_HOLIDAYS:
        raise UsageError("CHOICE", name="holiday", value=str(len(holidays)), choices=f"0-{MOST_HOLIDAYS}")
    on = {OccasionKind(kind) for kind in change.on}
    return replace(
        plan,
        days=plan.days if change.days is None else tuple(sorted(set(change.days))),
        minutes=plan.minutes if change.minutes is None else change.minutes,
        mix={part: change.mix.get(part.value, plan.mix.get(part, 0)) for part in Part},
        cadence={name: change.cadence.get(name, days) for name, days in plan.cadence.items()},
        holidays=tuple(sorted(holidays)),
        off=(plan.off | {OccasionKind(kind) for kind in change.off}) - on,
    )


def _known(name: str, given: Collection[str], known: Collection[str]) -> None:
    for one in given:
        if one not in known:
            raise UsageError("CHOICE", name=name, value=one, choices=", ".join(known))
