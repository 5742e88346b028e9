"""What a query for relations asks for, as conditions for the database."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from kreds.composition.segments import BELONGS
from kreds.model.level import Level, Trend
from kreds.model.relation import CONTACTS, NO_GROUP, SURE, RelationQuery
from kreds.store.tables import conversation_people, memberships, messages, person_tags, relations
from kreds.text.names import search_key

Condition = ColumnElement[bool]

_SECONDS_A_DAY = 86_400
_EPOCH = date(1970, 1, 1)


def conditions(query: RelationQuery, *, as_of: date | None) -> list[Condition]:
    """All filters but that of the levels. ``as_of`` is the day from which silence is counted back."""
    return [*_words(query), *_kept(query), *_contact(query, as_of), *_said(query), *_trial(query, as_of)]


def trending(trend: Trend) -> list[Condition]:
    """Current relations whose contact heads this way. Who is worthless cannot fade any further."""
    among = [relations.c.no_longer_since == "", relations.c.trend == trend.value]
    return [*among, relations.c.level != Level.WORTHLESS.value] if trend is Trend.FADING else among


def doubtful() -> Condition:
    """Where the judgement is not sure: see `kreds.model.relation.Relation.is_sure`."""
    share = case(
        {
            Level.STRONG.value: relations.c.p_strong,
            Level.AVERAGE.value: relations.c.p_average,
            Level.WORTHLESS.value: relations.c.p_worthless,
        },
        value=relations.c.level,
        else_=0.0,
    )
    return and_(relations.c.overruled == 0, share < SURE)


def _words(query: RelationQuery) -> Iterator[Condition]:
    for column, text in (
        (relations.c.search, query.text),
        (relations.c.search_company, query.company),
        (relations.c.search_title, query.title),
    ):
        yield from (column.contains(word, autoescape=True) for word in search_key(text).split())
    if query.place:
        yield relations.c.place.icontains(query.place, autoescape=True)


def _kept(query: RelationQuery) -> Iterator[Condition]:
    if query.people is not None:
        yield relations.c.person.in_(sorted(query.people))
    if query.connected == "current":
        yield relations.c.no_longer_since == ""
    elif query.connected == "former":
        yield relations.c.no_longer_since != ""
    if query.year:
        # Not "between": PostgreSQL cannot parse it with a collation on either side.
        yield relations.c.connected_on >= f"{query.year:04}-01-01"
        yield relations.c.connected_on <= f"{query.year:04}-12-31"
    if query.doubt:
        yield doubtful() if query.doubt == "doubtful" else ~doubtful()
    if query.only_one:
        yield relations.c.bridge == 1.0
    for sign, seen in query.coverage:
        yield relations.c[sign.value] == seen.value
    for name in ("function", "seniority", "role", "industry"):
        if wanted := getattr(query, name):
            yield relations.c[name] == wanted
    if query.segment:
        belongs = select(memberships.c.person).where(memberships.c.share >= BELONGS)
        if query.segment == NO_GROUP:
            yield relations.c.person.not_in(belongs)
        else:
            yield relations.c.person.in_(belongs.where(memberships.c.segment == query.segment))


def _contact(query: RelationQuery, as_of: date | None) -> Iterator[Condition]:
    if query.trend:
        yield from trending(query.trend)
    incoming, outgoing = relations.c.messages_in, relations.c.messages_out
    if query.direction:
        yield {
            "both": and_(incoming > 0, outgoing > 0),
            "you": and_(incoming == 0, outgoing > 0),
            "they": and_(incoming > 0, outgoing == 0),
            "nobody": and_(incoming == 0, outgoing == 0),
        }[query.direction]
    if query.contact == "never":
        yield relations.c.last_contact == ""
    elif query.contact and as_of:
        first, last = CONTACTS[query.contact]
        yield relations.c.last_contact != ""
        if last is not None:
            yield relations.c.last_contact >= (as_of - timedelta(days=last)).isoformat()
        if first is not None:
            yield relations.c.last_contact <= (as_of - timedelta(days=first)).isoformat()
    if query.month:
        yield relations.c.person.in_(_wrote_in(query.month))


def _wrote_in(month: date) -> Select[tuple[int]]:
    """Those who take part in a one-to-one conversation with a message in that month."""
    start = (date(month.year, month.month, 1) - _EPOCH).days * _SECONDS_A_DAY
    end = (date(month.year + month.month // 12, month.month % 12 + 1, 1) - _EPOCH).days * _SECONDS_A_DAY
    spoken = select(messages.c.conversation).where(messages.c.sent_at >= start, messages.c.sent_at < end).distinct()
    return (
        select(func.max(conversation_people.c.person))
        .where(conversation_people.c.conversation.in_(spoken))
        .group_by(conversation_people.c.conversation)
        .having(func.count() == 1)
    )


def _said(query: RelationQuery) -> Iterator[Condition]:
    for tag in query.tags:
        yield relations.c.person.in_(select(person_tags.c.person).where(person_tags.c.tag == tag))
    if query.has_note:
        yield relations.c.note != ""
    if query.overruled:
        yield relations.c.overruled == 1


def _trial(query: RelationQuery, as_of: date | None) -> Iterator[Condition]:
    """``as_of`` stands in where nobody has said what day it is."""
    if query.trial in ("on", "due"):
        yield relations.c.trial_until != ""
        today = query.today or as_of
        if query.trial == "due" and today:
            yield relations.c.trial_until <= today.isoformat()
    elif query.trial:
        yield relations.c.trial_outcome == query.trial
