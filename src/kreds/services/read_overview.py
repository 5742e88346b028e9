"""Read the network at a glance: counts, growth, messages by month, who is fading, and the dots of the circle."""

from collections.abc import Sequence
from datetime import date
from math import log
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, func, select

from kreds.model.level import Level, Seen, Trend
from kreds.model.relation import Dot, Overview, Relation
from kreds.services.relation_filters import doubtful, trending
from kreds.services.relation_rows import COLUMNS, relations_in, shown_id
from kreds.services.said_goals import active_goal
from kreds.services.standing import Stamp, as_of, stamp
from kreds.store.database import Store
from kreds.store.tables import features, files, imports, messages, party_people, people, relations

MONTHS = 36
FADING = 8
_SECONDS_A_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()

Months = tuple[tuple[date, int, int], ...]

_latest: WeakKeyDictionary[Store, tuple[Stamp, Overview]] = WeakKeyDictionary()
_lock = Lock()


def overview(store: Store) -> Overview:
    """The network at a glance. It is read anew only after an import or a decision."""
    with store.reading() as db:
        now = stamp(db)
        with _lock:
            kept = _latest.get(store)
        if kept and kept[0] == now:
            return kept[1]
        # A million messages need not be counted again because of one level.
        known = kept[1].by_month if kept and kept[0].messages == now.messages else None
        result = _read(db, by_month=known)
    with _lock:
        _latest[store] = (now, result)
    return result


def _read(db: Connection, *, by_month: Months | None) -> Overview:
    current = relations.c.no_longer_since == ""
    day = as_of(db)
    levels: dict[str, int] = dict(
        db.execute(select(relations.c.level, func.count()).where(current).group_by(relations.c.level)).all()
    )
    never = select(func.count()).where(current, relations.c.communicated == Seen.NOT_SEEN.value)
    former = select(func.count()).select_from(relations).where(relations.c.no_longer_since != "")
    covered = select(func.count()).select_from(files).where(files.c.kind == "messages", files.c.read > 0)
    owner = db.execute(select(people.c.name).where(people.c.is_owner == 1).order_by(people.c.id)).scalar()
    fading, fading_count = _heading(db, Trend.FADING)
    growing, growing_count = _heading(db, Trend.GROWING)
    return Overview(
        as_of=day,
        owner_name=owner or "",
        relations=sum(levels.values()),
        former=db.execute(former).scalar_one(),
        counts={level: levels.get(level.value, 0) for level in Level},
        never_spoken=db.execute(never).scalar_one(),
        messages_covered=db.execute(covered).scalar_one() > 0,
        by_year=_by_year(db),
        by_month=by_month if by_month is not None else _by_month(db, day) if day else (),
        fading=fading,
        dots=_dots(db),
        imports=db.execute(select(func.count()).select_from(imports)).scalar_one(),
        growing=growing,
        fading_count=fading_count,
        growing_count=growing_count,
        doubtful=db.execute(select(func.count()).select_from(relations).where(current, doubtful())).scalar_one(),
        trials=_trials(db),
        sectors=_sectors(db),
    )


def _sectors(db: Connection) -> tuple[str, ...]:
    """The goal's groups in its order, then the others, the largest first, and those in none."""
    first = relations.c.segment
    statement = select(first, func.count()).where(relations.c.no_longer_since == "").group_by(first)
    counts: dict[str, int] = dict(db.execute(statement).all())
    goal = active_goal(db)
    wanted = [target.segment for target in goal.targets] if goal else []
    place = {segment: number for number, segment in enumerate(wanted)}
    order = sorted(counts, key=lambda one: (one == "", place.get(one, len(place)), -counts[one], one))
    return tuple(order) if order != [""] else ()


def _trials(db: Connection) -> tuple[date, ...]:
    until = relations.c.trial_until
    statement = select(until).where(relations.c.no_longer_since == "", until != "").order_by(until)
    return tuple(date.fromisoformat(text) for text in db.scalars(statement))


def _by_year(db: Connection) -> tuple[tuple[int, int], ...]:
    year = func.substr(relations.c.connected_on, 1, 4)
    statement = select(year, func.count()).where(relations.c.connected_on != "").group_by(year).order_by(year)
    return tuple((int(text), count) for text, count in db.execute(statement))


def _by_month(db: Connection, until: date) -> Months:
    """Messages in and out for each of the last months, months without any included."""
    months = [_month_before(until, back) for back in range(MONTHS - 1, -1, -1)]
    places = {(month.year, month.month): place for place, month in enumerate(months)}
    since = (months[0].toordinal() - _EPOCH) * _SECONDS_A_DAY
    owners = (
        select(party_people.c.party).join(people, people.c.id == party_people.c.person).where(people.c.is_owner == 1)
    )
    mine = set(db.execute(owners).scalars())
    day = (messages.c.sent_at // _SECONDS_A_DAY).label("day")
    is_mine = messages.c.sender.in_(mine).label("is_mine")
    statement = select(day, is_mine, func.count()).where(messages.c.sent_at >= since).group_by(day, is_mine)
    counts = [[0, 0] for _ in months]
    for number, out, count in db.execute(statement):
        when = date.fromordinal(_EPOCH + int(number))
        place = places.get((when.year, when.month))
        if place is not None:
            counts[place][1 if out else 0] += count
    return tuple((month, inbound, outbound) for month, (inbound, outbound) in zip(months, counts, strict=True))


def _month_before(day: date, back: int) -> date:
    index = day.year * 12 + day.month - 1 - back
    return date(index // 12, index % 12 + 1, 1)


def _heading(db: Connection, trend: Trend) -> tuple[tuple[Relation, ...], int]:
    """The closest of those whose contact heads this way, and how many they are in all."""
    among = trending(trend)
    statement = (
        select(*COLUMNS)
        .join(features, features.c.person == relations.c.person)
        .where(*among)
        .order_by(relations.c.strength.desc(), features.c.active_days.desc(), relations.c.person)
        .limit(FADING)
    )
    count = db.execute(select(func.count()).select_from(relations).where(*among)).scalar_one()
    return relations_in(db, db.execute(statement).all()), count


def _dots(db: Connection) -> tuple[Dot, ...]:
    """A dot for each current relation, strongest first."""
    c = relations.c
    statement = (
        select(c.person, c.name, c.level, c.strength, c.segment, c.overruled, c.p_strong, c.p_average, c.p_worthless)
        .where(c.no_longer_since == "")
        .order_by(c.strength.desc(), c.person)
    )
    return tuple(
        Dot(shown_id(person), name, Level(level), strength, 0.0 if overruled else _doubt(level, shares), segment)
        for person, name, level, strength, segment, overruled, *shares in db.execute(statement)
    )


def _doubt(level: str, shares: Sequence[float]) -> float:
    """How unsure a judgement is: the entropy of the memberships, as a share of the largest there can be."""
    if level == Level.UNKNOWN.value:
        return 1.0
    return round(-sum(share * log(share) for share in shares if share > 0) / log(len(shares)), 3)
