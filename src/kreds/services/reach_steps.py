"""What a person can change about their network, as the model of the tasting takes it: whom to let go, wake, invite."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import select

from kreds.errors import UsageError
from kreds.model.level import Level
from kreds.model.review import Fate
from kreds.reach.curves import Flags, Whole
from kreds.reach.network import USUAL_POST, Post
from kreds.reach.timing import PostingDay
from kreds.reach.what_if import Change, Invitation
from kreds.services.find_person import person_called
from kreds.services.gone_quiet import gone_quiet
from kreds.services.kept import Kept
from kreds.services.reach_network import Ground, importance
from kreds.services.read_cleanup import proposed
from kreds.services.said_reviews import last_fates, said_plan, said_safe
from kreds.services.standing import current_stamp
from kreds.store.database import Store
from kreds.store.tables import memberships, relations
from kreds.ties.bridging import house_key

LIST, PROPOSED, WORTHLESS = "list", "proposed", "worthless"
SETS = (LIST, PROPOSED, WORTHLESS)
"""Whom one may try to let go: the clean-up's work list, whom it proposes, or everybody who is judged worthless."""
QUIET = "quiet"
"""Whom one may try to wake: the strong who have gone quiet."""
BETTER_DAY = 0.25
"""What posting at a better time adds to the log odds of a reaction: about a quarter more of them (assumed)."""
_BETTER_DOUBT = 0.15
"""How unsure that is, as a standard deviation (assumed): so the time may as well be no better."""
ANY_DAY = -1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""How commands and programs name the days."""
MOST_INVITED = 1_000
_STRONG_SOON, _WORTHLESS_SOON = 0.05, 0.2
"""How likely somebody invited on purpose becomes strong, or turns out worthless, within some months (assumed)."""
ACCEPTED = 0.5
"""How many of those invited come (assumed)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to try, by name.

    Attributes:
        let_go: one of `SETS`, or people by any name they answer to.
        wake: `QUIET`, or people.
        invite: so many new relations of the group that the goal lacks most.
        ask_for_comments: whether the post asks for comments.
        better_day: whether it comes at a better time, whichever that is.
        weekday: on which day of the week it comes, 0 being Monday: as own posts of that day did; -1 for any.
    """

    let_go: tuple[str, ...] = ()
    wake: tuple[str, ...] = ()
    invite: int = 0
    ask_for_comments: bool = False
    better_day: bool = False
    weekday: int = ANY_DAY

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be tried."""
        network = self.let_go or self.wake or self.invite
        return not (network or self.ask_for_comments or self.better_day or self.weekday != ANY_DAY)


@dataclass(frozen=True, slots=True)
class Steps:
    """Who can be let go of or woken, by number, each set of `SETS` apart, and of which group one would invite.

    ``days`` are the days of the week that own posts tell of.
    """

    let_go: dict[str, Whole]
    quiet: Whole
    group: str
    missing: int
    days: tuple[PostingDay, ...] = ()


_kept: Kept[Steps] = Kept()
_quiet: Kept[frozenset[int]] = Kept()


def steps(store: Store, found: Ground, *, today: date) -> Steps:
    """What can be tried; ``found`` is the network it is tried on."""
    return _kept.get(store, (current_stamp(store).all, today), lambda: _made(store, found, today))


def _made(store: Store, found: Ground, today: date) -> Steps:
    # Messages are read for it, and other decisions than those that change the network leave it as it is.
    quiet = _quiet.get(store, (found.key, today), lambda: gone_quiet(store, today=today))
    there = set(found.network.id.tolist())
    with store.reading() as db:
        fates = last_fates(db)
        going = {person for person, said in fates.items() if said.fate is Fate.LET_GO} & there
        plan, _ = said_plan(db)
        safe = said_safe(db)
        columns = relations.c
        query = select(columns.person, columns.company).where(columns.no_longer_since == "", proposed(plan.line, today))
        rows = db.execute(query).all()
        groups = select(memberships.c.person).where(memberships.c.segment.in_(list(safe.groups)))
        guarded = set(db.scalars(groups)) if safe.groups else set()
        ready = [
            person
            for person, company in rows
            if person not in fates and person not in guarded and not safe.holds(person, house_key(company), ())
        ]
    return Steps(
        let_go={
            LIST: _sorted(going),
            PROPOSED: _sorted(set(ready) & there),
            WORTHLESS: found.network.id[found.levels == Level.WORTHLESS.value],
        },
        quiet=_sorted(quiet & there),
        group=found.gap.segment if found.gap else "",
        missing=round(found.gap.missing) if found.gap else 0,
        days=found.days,
    )


def _sorted(people: Collection[int]) -> Whole:
    return np.array(sorted(people), dtype=np.int64)


def change_of(store: Store, found: Ground, wish: Wish, *, today: date) -> Change:
    """A wish as the model takes it.

    Raises:
        UsageError: so many cannot be invited, somebody named is no relation, or no posts tell of the day.
        UnknownPersonError: nobody answers to a name.
        AmbiguousPersonError: several do.
    """
    if not 0 <= wish.invite <= MOST_INVITED:
        raise UsageError("CHOICE", name="invite", value=str(wish.invite), choices=f"0-{MOST_INVITED}")
    can = steps(store, found, today=today)
    return Change(
        let_go=_people(store, found, wish.let_go, can.let_go),
        wake=_people(store, found, wish.wake, {QUIET: can.quiet}),
        invite=(invitation(found, wish.invite),) if wish.invite else (),
        post=Post(timing=BETTER_DAY, timing_doubt=_BETTER_DOUBT) if wish.better_day else _on_day(found, wish.weekday),
        ask_for_comments=wish.ask_for_comments,
    )


def weekday_called(name: str) -> int:
    """The number of a day by its name in `WEEKDAYS`, `ANY_DAY` for none.

    Raises:
        UsageError: there is no such day.
    """
    if not name:
        return ANY_DAY
    if name.lower() not in WEEKDAYS:
        raise UsageError("CHOICE", name="day", value=name, choices=", ".join(WEEKDAYS))
    return WEEKDAYS.index(name.lower())


def _on_day(found: Ground, weekday: int) -> Post:
    """A post on that day, as own posts of it did."""
    known = {one.weekday: one for one in found.days}
    if weekday == ANY_DAY:
        return USUAL_POST
    if weekday not in known:
        choices = ", ".join(WEEKDAYS[one] for one in known) or "-"
        name = WEEKDAYS[weekday] if 0 <= weekday < len(WEEKDAYS) else str(weekday)
        raise UsageError("CHOICE", name="day", value=name, choices=choices)
    return Post(timing=known[weekday].effect, timing_doubt=known[weekday].doubt)


def _people(store: Store, found: Ground, named: tuple[str, ...], sets: dict[str, Whole]) -> Whole:
    people: set[int] = set()
    there = set(found.network.id.tolist())
    for name in named:
        if name in sets:
            people.update(sets[name].tolist())
            continue
        with store.reading() as db:
            person = person_called(db, name)
        if person not in there:
            raise UsageError("REVIEW-NOBODY")
        people.add(person)
    return _sorted(people)


def invitation(found: Ground, number: int) -> Invitation:
    """So many new relations of the group that is missing most, as such people are expected to be."""
    fit, leaning = 0.0, 0.0
    if found.goal and found.gap:
        order = [target.segment for target in found.goal.targets]
        fit = importance(order.index(found.gap.segment), len(order))
        times = (one.times for one in found.leanings if one.group == found.gap.segment)
        leaning = float(np.log(next(times, 1.0)))
    return Invitation(number, _STRONG_SOON, _WORTHLESS_SOON, fit, leaning=leaning)


def may_go(found: Ground, can: Steps) -> Flags:
    """Whom a plan may propose to let go: the person's own list, and whom the rules of the clean-up propose."""
    return np.isin(found.network.id, np.concatenate([can.let_go[LIST], can.let_go[PROPOSED]]))
