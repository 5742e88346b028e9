"""Where the clean-up stands: the rhythm, what is ready, the list to work through by hand, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from kreds.cleanup.losses import Lost, lost_with
from kreds.cleanup.rhythm import next_due
from kreds.model.interaction import Channel
from kreds.model.level import Level, Seen, Sign
from kreds.model.relation import Relation
from kreds.model.review import Fate, Plan, Portion, Said
from kreds.services.judging import coverage_of
from kreds.services.network_around import around
from kreds.services.network_numbers import numbers
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.review_portion import Deck, deck_of
from kreds.services.said_reviews import Safe, last_fates, said_plan, said_portions, said_removed, said_safe
from kreds.services.standing import as_of
from kreds.sources.kinds import Kind
from kreds.store.database import Store
from kreds.store.tables import archives, features, files, relations
from kreds.ties.bridging import house_key

REINVITE_DAYS = 21
"""LinkedIn lets nobody invite the same person again for up to three weeks (field.md 5)."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The current relations as a clean-up sees them.

    ``worthless`` are judged so, ``ready`` of them to be proposed, ``open`` wait for an answer, ``average`` are for the
    person to judge, ``strong`` are kept without being asked about.
    """

    worthless: int
    ready: int
    open: int
    average: int
    strong: int


class LetGoState(StrEnum):
    """How far letting somebody go has come: by the person's tick, and by what the next archive says."""

    TO_DO = "to_do"
    TICKED = "ticked"
    STILL_THERE = "still_there"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class LetGo:
    """Somebody let go: when and why, whether it was ticked off, and whether the files say they are gone.

    ``is_still_there`` is true where a list of connections made after the tick still holds them; ``is_back`` where they
    have become a relation again since.
    """

    relation: Relation
    said: Said
    day: date
    removed_on: date | None
    gone_since: date | None
    is_still_there: bool
    is_back: bool = False

    @property
    def state(self) -> LetGoState:
        """How far it has come."""
        if self.gone_since is not None:
            return LetGoState.GONE
        if self.is_back:
            return LetGoState.BACK
        if self.removed_on is None:
            return LetGoState.TO_DO
        return LetGoState.STILL_THERE if self.is_still_there else LetGoState.TICKED


@dataclass(frozen=True, slots=True)
class Past:
    """A finished portion: how many were gone through, what was said, and the numbers of the network around it."""

    portion: Portion
    counts: Mapping[Fate, int]
    total: int


@dataclass(frozen=True, slots=True)
class CleanUp:
    """Everything the clean-up's first page shows. ``due`` is None where no rhythm is wanted.

    ``now`` are the network's numbers of today, beside those of each past portion.
    """

    plan: Plan
    is_chosen: bool
    due: date | None
    open: Deck | None
    past: tuple[Past, ...]
    ready: Ready
    to_do: int
    still_there: int
    trials_due: int
    safe: Safe
    as_of: date | None
    now: Mapping[str, float]


def clean_up(store: Store, *, today: date) -> CleanUp:
    """Where the clean-up stands."""
    with store.reading() as db:
        plan, is_chosen = said_plan(db)
        portions = said_portions(db)
        running = next((one for one in reversed(portions) if one.finished is None), None)
        past = past_portions(db, today=today)
        last = max((one.portion.finished for one in past if one.portion.finished), default=None)
        listed = _let_go(db)
        trials = and_(relations.c.trial_until != "", relations.c.trial_until <= today.isoformat())
        return CleanUp(
            plan=plan,
            is_chosen=is_chosen,
            due=next_due(last, times=plan.times, today=today),
            open=deck_of(db, running, today=today) if running else None,
            past=past,
            ready=_ready(db, plan.line, today),
            to_do=sum(1 for one in listed if one.state is LetGoState.TO_DO),
            still_there=sum(1 for one in listed if one.state is LetGoState.STILL_THERE),
            trials_due=db.scalar(select(func.count()).where(_CURRENT, trials)) or 0,
            safe=said_safe(db),
            as_of=as_of(db),
            now=numbers(db),
        )


@dataclass(frozen=True, slots=True)
class Due:
    """When the next clean-up is due (None: no rhythm is wanted), and how many an open portion has left (None: none)."""

    day: date | None
    left: int | None
    size: int


def clean_up_due(store: Store, *, today: date) -> Due:
    """The same in short, for a page that says much else."""
    with store.reading() as db:
        plan, _ = said_plan(db)
        portions = said_portions(db)
        running = next((one for one in reversed(portions) if one.finished is None), None)
        last = max((one.finished for one in portions if one.finished), default=None)
        left = len(deck_of(db, running, today=today).progress.left) if running else None
        return Due(next_due(last, times=plan.times, today=today), left, plan.size)


def has_messages(store: Store) -> bool:
    """Whether a file of messages has been read: without one nobody can be proposed unasked (H1)."""
    with store.reading() as db:
        return Channel.MESSAGE in coverage_of(db).channels


def let_go(store: Store) -> tuple[LetGo, ...]:
    """Everybody let go whom the person has not taken back, the newest first: to do, done, and gone."""
    with store.reading() as db:
        return _let_go(db)


def lost_with_list(store: Store) -> Lost:
    """What would be lost with all who are let go and still connected."""
    near = around(store)
    with store.reading() as db:
        going = [one.relation for one in _let_go(db) if one.state not in (LetGoState.GONE, LetGoState.BACK)]
        people = [int(one.id, 16) for one in going]
        query = select(features.c.person, features.c.active_days).where(features.c.person.in_(people))
        days = {f"{person:013x}": count or 0 for person, count in db.execute(query)}
        houses = {one.id: house_key(one.company) for one in going}
        return lost_with(
            going,
            contact_days=days,
            at_company={houses[one.id]: one.at_same_place for one in going},
            company_of=houses,
            around=near,
            as_of=as_of(db),
        )


_CURRENT = relations.c.no_longer_since == ""


def past_portions(db: Connection, *, today: date) -> tuple[Past, ...]:
    """Every finished portion with its counts, newest first."""
    return tuple(_past(db, one, today) for one in reversed(said_portions(db)) if one.finished)


def _past(db: Connection, portion: Portion, today: date) -> Past:
    found = deck_of(db, portion, today=today)
    return Past(portion, found.progress.counts, found.progress.total)


def listed_on(db: Connection) -> date | None:
    """The day of the newest list of connections, None without one: only such a list says who is gone."""
    query = (
        select(func.max(archives.c.as_of))
        .join(files, files.c.archive_id == archives.c.id)
        .where(files.c.kind == Kind.CONNECTIONS)
    )
    day = db.scalar(query)
    return date.fromisoformat(day) if day else None


def proposed(line: float, today: date) -> ColumnElement[bool]:
    """Whom `kreds.cleanup.rules.propose` would propose to let go, save for whom the person protects."""
    columns = relations.c
    all_hold = and_(*(not_seen for _, not_seen in _marks()))
    sure = or_(columns.overruled == 1, and_(all_hold, columns.p_worthless >= line))
    return and_(columns.level == Level.WORTHLESS.value, sure, ~_rests(today))


def _marks() -> list[tuple[ColumnElement[bool], ColumnElement[bool]]]:
    """Of each sign whether it is seen, and whether a source that covers it does not show it."""
    columns = relations.c
    return [(columns[sign.value] == Seen.SEEN.value, columns[sign.value] == Seen.NOT_SEEN.value) for sign in Sign]


def _rests(today: date) -> ColumnElement[bool]:
    until = relations.c.trial_until
    return and_(until != "", until > today.isoformat())


def _ready(db: Connection, line: float, today: date) -> Ready:
    """The rules of `kreds.cleanup.rules.propose`, counted by the database; whom the person protects is not left out."""
    columns = relations.c
    marks = _marks()
    all_hold = and_(*(not_seen for _, not_seen in marks))
    none_seen = and_(*(~seen for seen, _ in marks))
    rests = _rests(today)
    worthless = columns.level == Level.WORTHLESS.value
    is_open = and_(columns.level.in_([Level.WORTHLESS.value, Level.UNKNOWN.value]), none_seen, ~all_hold)

    def of(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count().filter(condition)

    query = select(
        of(worthless),
        of(proposed(line, today)),
        of(and_(is_open, columns.overruled == 0, ~rests)),
        of(columns.level == Level.AVERAGE.value),
        of(columns.level == Level.STRONG.value),
    ).where(_CURRENT)
    return Ready(*db.execute(query).one())


def _let_go(db: Connection) -> tuple[LetGo, ...]:
    going = {person: said for person, said in last_fates(db).items() if said.fate is Fate.LET_GO}
    ticked, until = said_removed(db), listed_on(db)
    found = []
    people = list(going)
    for start in range(0, len(people), 500):
        query = select(*COLUMNS).where(relations.c.person.in_(people[start : start + 500]))
        for one in relations_in(db, db.execute(query).all()):
            person = int(one.id, 16)
            removed = ticked.get(person)
            day = datetime.fromtimestamp(going[person].at, UTC).date()
            found.append(
                LetGo(
                    relation=one,
                    said=going[person],
                    day=day,
                    removed_on=removed,
                    gone_since=one.no_longer_since,
                    is_still_there=bool(removed and until and until > removed and one.no_longer_since is None),
                    is_back=one.no_longer_since is None and (one.connected_on or date.min) > day,
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.said.at, one.relation.name)))
