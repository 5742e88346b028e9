"""Show one relation: the judgement with its reasons, the work they had, and the contact day by day."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, case, func, or_, select

from kreds.model.decision import DecisionKind
from kreds.model.interaction import Channel, Direction
from kreds.model.level import Level
from kreds.model.log import LogKind
from kreds.model.record import Answer
from kreds.model.relation import COMMENTED, JobSpell, Reason, Relation, RelationView, TimelineEntry
from kreds.services.find_person import person_called
from kreds.services.judging import Rule, judging_day, rule_of
from kreds.services.react import reaction_exchanges
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.said import answers_of
from kreds.services.said_log import said_log
from kreds.store import decisions
from kreds.store.database import Store
from kreds.store.imports import calendar_days
from kreds.store.memberships import memberships_of
from kreds.store.outsiders import meeting_rows, meetings_of
from kreds.store.tables import (
    archives,
    connection_people,
    connections,
    conversation_people,
    features,
    interactions,
    messages,
    party_people,
    people,
    person_keys,
    relations,
    sightings,
)
from kreds.ties.explanation import explain
from kreds.ties.words import spoken

Columns = Mapping[str, Any]
Worths = Callable[[int, Rule], Mapping[str, float] | None]
"""What `kreds.ties.explanation.contributions` gives for a person by a rule; None where it is not at hand."""

_SECONDS_A_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()


def show_relation(store: Store, who: str) -> RelationView:
    """Everything there is to show of the relation known as ``who``.

    Raises:
        UnknownPersonError: nobody is.
        AmbiguousPersonError: several are; the error names them.
    """
    with store.reading() as db:
        return view_of(db, person_called(db, who))


def view_of(
    db: Connection, person: int, *, at_a_glance: bool = False, worths: Worths = lambda _person, _rule: None
) -> RelationView:
    """The same of a person's number on a connection that is open already.

    Args:
        db: the connection.
        person: the number.
        at_a_glance: leave out jobs and groups, and the contact day by day unless a trial has to be judged by it: what
            takes longest to look up, and what a card has no room for.
        worths: what the reasons weigh, where somebody has reckoned it already.
    """
    row = _columns(db, relations, person)
    measured = _columns(db, features, person)
    rule = rule_of(db)
    is_short = at_a_glance and not row["trial_since"]
    return RelationView(
        relation=relation_of(db, person),
        judged_level=Level(row["judged_level"]),
        reasons=_reasons(row, measured, rule, worths(person, rule)),
        jobs=() if at_a_glance else _jobs(db, person),
        timeline=() if is_short else _timeline(db, person),
        shared_group_messages=measured["group_messages"] or 0,
        overruled_at=_overruled_at(db, person) if row["overruled"] else None,
        as_of=_day(rule.day),
        answers=answers_of(db, person),
        groups=() if at_a_glance else memberships_of(db, [person]).get(person, ()),
    )


def relation_of(db: Connection, person: int) -> Relation:
    """The relation with this number, as the list shows it."""
    return relations_in(db, db.execute(select(*COLUMNS).where(relations.c.person == person)).all())[0]


def _columns(db: Connection, table: Table, person: int) -> Columns:
    row = db.execute(select(table).where(table.c.person == person)).mappings().one()
    return {str(name): value for name, value in row.items()}


def _reasons(row: Columns, measured: Columns, rule: Rule, worth: Mapping[str, float] | None) -> tuple[Reason, ...]:
    judged: Columns = {**row, "level": row["judged_level"]}
    return explain(
        measured,
        judged,
        day=rule.day,
        coverage=rule.coverage,
        weights=rule.weights,
        words=spoken(row["title"], row["company"]),
        worth=worth,
    )


def _jobs(db: Connection, person: int) -> tuple[JobSpell, ...]:
    """Each job with the day of the first archive that showed it, oldest first; going back to an old job counts anew."""
    statement = (
        select(connections.c.company, connections.c.title, archives.c.as_of, archives.c.written_at)
        .join(sightings, sightings.c.connection_id == connections.c.id)
        .join(archives, archives.c.id == sightings.c.archive_id)
        .join(connection_people, connection_people.c.connection_id == connections.c.id)
        .where(connection_people.c.person == person)
        .order_by(archives.c.as_of, archives.c.written_at, archives.c.id)
    )
    spells: list[JobSpell] = []
    for company, title, as_of, written_at in db.execute(statement):
        if not (company or title) or (spells and (spells[-1].company, spells[-1].title) == (company, title)):
            continue
        since = date.fromisoformat(as_of) if as_of else _day(written_at // _SECONDS_A_DAY)
        spells.append(JobSpell(company=company, title=title, since=since))
    return tuple(spells)


def _day(number: int) -> date:
    return date.fromordinal(_EPOCH + int(number))


def _timeline(db: Connection, person: int) -> tuple[TimelineEntry, ...]:
    """One-to-one messages and other contact, by day and channel, the latest first."""
    entries = [*_messages(db, person), *_others(db, person), *_meetings(db, person), *_logged(db, person)]
    entries += _reactions(db, person)
    return tuple(sorted(entries, key=lambda entry: (-entry.day.toordinal(), entry.channel, entry.detail)))


def _messages(db: Connection, person: int) -> Iterable[TimelineEntry]:
    """A conversation is one-to-one when nobody but this person takes part in it beside the owner."""
    mine = select(conversation_people.c.conversation).where(conversation_people.c.person == person)
    alone = (
        select(conversation_people.c.conversation)
        .where(conversation_people.c.conversation.in_(mine))
        .group_by(conversation_people.c.conversation)
        .having(func.count() == 1)
    )
    theirs = select(party_people.c.party).where(party_people.c.person == person)
    owners = _owner_parties()
    day = (messages.c.sent_at // _SECONDS_A_DAY).label("day")
    inbound = func.sum(case((messages.c.sender.in_(theirs), 1), else_=0))
    outbound = func.sum(case((messages.c.sender.in_(owners), 1), else_=0))
    statement = (
        select(day, inbound, outbound)
        .where(
            messages.c.conversation.in_(alone),
            or_(messages.c.sender.in_(theirs), messages.c.sender.in_(owners)),
        )
        .group_by(day)
    )
    channel = Channel.MESSAGE.name.lower()
    return [TimelineEntry(_day(day), channel, int(into), int(out)) for day, into, out in db.execute(statement)]


def _others(db: Connection, person: int) -> Iterable[TimelineEntry]:
    """Invitations, endorsements and the rest, as far as they are dated; told by two archives, shown once."""
    statement = (
        select(interactions.c.channel, interactions.c.direction, interactions.c.at, interactions.c.detail)
        .join(party_people, party_people.c.party == interactions.c.party)
        .where(party_people.c.person == person, interactions.c.at.is_not(None))
        .distinct()
    )
    days: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for channel, direction, at, detail in db.execute(statement):
        days.setdefault((at // _SECONDS_A_DAY, channel), []).append((direction, detail))
    return [
        TimelineEntry(
            day=_day(day),
            channel=Channel(channel).name.lower(),
            inbound=sum(direction == Direction.INBOUND for direction, _ in told),
            outbound=sum(direction != Direction.INBOUND for direction, _ in told),
            detail=", ".join(sorted({detail for _, detail in told if detail})),
        )
        for (day, channel), told in days.items()
    ]


def _meetings(db: Connection, person: int) -> Iterable[TimelineEntry]:
    """Meetings that took place and that neither declined, by day, with their titles; a private one has none."""
    until = max(calendar_days(db), default="")
    theirs = select(party_people.c.party).where(party_people.c.person == person)
    rows = meeting_rows(db, among=meetings_of([person]))
    parties, owners = set(db.scalars(theirs)), set(db.scalars(_owner_parties()))
    away = {
        (row.uid, row.recurrence) for row in rows if row.answer == Answer.DECLINED and row.party in owners | parties
    }
    days: dict[date, set[str]] = {}
    for row in rows:
        day = _day(row.at // _SECONDS_A_DAY)
        if row.party in parties and (row.uid, row.recurrence) not in away and day.isoformat() <= until:
            days.setdefault(day, set()).add("" if row.is_private else row.title)
    channel = Channel.MEETING.name.lower()
    return [TimelineEntry(day, channel, 0, 0, ", ".join(sorted(filter(None, titles)))) for day, titles in days.items()]


def _reactions(db: Connection, person: int) -> Iterable[TimelineEntry]:
    """What they did with the owner's posts, by the day of the post: clicks apart from words."""
    days: Counter[tuple[int, str]] = Counter()
    for row in reaction_exchanges(db, until=judging_day(db), persons=[person]):
        if row.at is not None:
            days[row.at // _SECONDS_A_DAY, COMMENTED if row.length else Channel.REACTION.name.lower()] += 1
    return [TimelineEntry(_day(day), channel, count, 0) for (day, channel), count in days.items()]


def _logged(db: Connection, person: int) -> Iterable[TimelineEntry]:
    """What the person has noted themselves, each line for itself."""
    return [
        TimelineEntry(
            day=line.day,
            channel=f"log_{line.kind.value}",
            inbound=int(line.kind is LogKind.ANSWERED),
            outbound=int(line.kind is LogKind.WROTE),
            detail=line.text,
            decision=line.decision,
        )
        for line in said_log(db, [person])
    ]


def _owner_parties() -> Select[tuple[int]]:
    """The parties that are the owner."""
    return select(party_people.c.party).join(people, people.c.id == party_people.c.person).where(people.c.is_owner == 1)


def _overruled_at(db: Connection, person: int) -> int | None:
    keys = set(db.execute(select(person_keys.c.key).where(person_keys.c.person == person)).scalars())
    standing = decisions.standing(db, DecisionKind.LEVEL)
    return max((decision.at for subject, decision in standing.items() if subject in keys), default=None)
