"""Note contact that no file shows (guide G2.1): it counts at once, for the relation and for the balance."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.log import LONGEST, LoggedLine, LogKind, LogLine
from kreds.model.relation import Relation
from kreds.services.decide import say_of_all, take_back
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.said_log import said_log
from kreds.store.database import Store
from kreds.store.tables import people as people_
from kreds.store.tables import relations
from kreds.text.day_words import day_said
from kreds.text.names import search_key

FIRST_YEAR = 1950
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LogEffect:
    """What a line has changed: each relation before it and after it, in the order they were named."""

    id: int
    kind: LogKind
    day: date
    text: str
    people: tuple[tuple[Relation, Relation], ...]


def log_day(words: str, today: date) -> date:
    """The day that is meant by words such as "yesterday" or "i går"; today where nothing is said.

    Raises:
        UsageError: the words name no day.
    """
    day = day_said(words, today) if words.strip() else today
    if day is None:
        raise UsageError("LOG-DAY", day=words.strip())
    return day


def log_kind(name: str) -> LogKind:
    """The kind of that name; having met where nothing is said.

    Raises:
        UsageError: there is none of that name.
    """
    known = [kind.value for kind in LogKind]
    if name and name not in known:
        raise UsageError("CHOICE", name="kind", value=name, choices=", ".join(known))
    return LogKind(name) if name else LogKind.MET


def log_contact(
    store: Store, people: Collection[int], kind: LogKind, text: str, day: date, *, today: date, at: int
) -> Decided:
    """Log one line about relations: a coffee with three is one line for each, taken back as one.

    Raises:
        UsageError: the day is yet to come or cannot be, the text is too long, or nobody is meant.
    """
    value = log_value(kind, text, day, today=today)
    with store.writing() as db:
        decided = say_of_all(db, people, kind=DecisionKind.LOG, value=value, at=at)
    if not decided.relations:
        raise UsageError("LOG-NOBODY")
    return decided


def log_value(kind: LogKind, text: str, day: date, *, today: date) -> dict[str, str]:
    """A line as a decision keeps it.

    Raises:
        UsageError: the day is yet to come or cannot be, or the text is too long.
    """
    if not day.year >= FIRST_YEAR or day > today:
        raise UsageError("LOG-DAY", day=day.isoformat())
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise UsageError("NOTE", longest=LONGEST)
    return {"kind": kind.value, "day": day.isoformat(), "text": words}


def log_and_tell(
    store: Store, people: Sequence[int], kind: LogKind, text: str, day: date, *, today: date, at: int
) -> LogEffect:
    """The same, and how each relation was judged before it and is judged now.

    Raises:
        UsageError: see `log_contact`.
    """
    before = _relations(store, people)
    decided = log_contact(store, people, kind, text, day, today=today, at=at)
    after = _relations(store, people)
    both = tuple((before[one], after[one]) for one in dict.fromkeys(people) if one in before and one in after)
    return LogEffect(decided.id, kind, day, " ".join(text.split()), both)


def _relations(store: Store, people: Collection[int]) -> dict[int, Relation]:
    wanted = list(dict.fromkeys(people))
    found: list[Relation] = []
    with store.reading() as db:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            found += relations_in(db, db.execute(select(*COLUMNS).where(relations.c.person.in_(some))).all())
    return {int(one.id, 16): one for one in found}


def log_lines(store: Store, people: Collection[int] | None = None) -> tuple[LogLine, ...]:
    """What has been logged, the newest first; of some people only, where any are named."""
    with store.reading() as db:
        return tuple(reversed(said_log(db, people)))


def logged(
    store: Store, people: Collection[int] | None = None, *, words: str = "", kind: LogKind | None = None
) -> tuple[LoggedLine, ...]:
    """What has been logged with the names, the newest first: of these people, of this kind, with all of these words.

    Words are looked for in the line and in the name, whatever their accents and case.
    """
    with store.reading() as db:
        lines = [line for line in reversed(said_log(db, people)) if kind in (None, line.kind)]
        about = sorted({int(line.person, 16) for line in lines})
        names: dict[int, str] = {}
        for start in range(0, len(about), _AT_ONCE):
            some = about[start : start + _AT_ONCE]
            query = select(people_.c.id, people_.c.name).where(people_.c.id.in_(some))
            names.update((person, name) for person, name in db.execute(query))
    named = (LoggedLine(line, names.get(int(line.person, 16), "")) for line in lines)
    return tuple(one for one in named if fits(one, words))


def fits(one: LoggedLine, words: str) -> bool:
    """Whether every word is in the line or in the name."""
    text = search_key(f"{one.name} {one.line.text}")
    return all(word in text for word in search_key(words).split())


def drop_line(store: Store, number: int, *, at: int) -> Decided:
    """Take back a line, with those that were logged together with it.

    Raises:
        UsageError: no line that stands has that number.
    """
    with store.reading() as db:
        stands = any(line.decision == number for line in said_log(db))
    if not stands or take_back(store, at=at, number=number) is None:
        raise UsageError("LOG-NONE", number=number)
    return Decided(number, 1)
