"""Take somebody's messages out: conversations with them alone whole, of others what they wrote and that they took part.

What others wrote where several talk stays, with those who are left as its audience.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select, update

from kreds.store.erase_ledger import Ledger, chunks
from kreds.store.tables import (
    audience_members,
    audiences,
    conversations,
    message_texts,
    messages,
    party_people,
    people,
)


@dataclass(slots=True)
class _Talk:
    """What is known of one conversation: who takes part, and how it goes on."""

    parties: set[int] = field(default_factory=set)
    audiences: set[int] = field(default_factory=set)


def erase_messages(db: Connection, gone: Collection[int], ledger: Ledger) -> None:
    """Take out all messages of and to these parties."""
    gone = set(gone)
    heard = {
        audience
        for part in chunks(gone)
        for audience in db.scalars(select(audience_members.c.audience).where(audience_members.c.party.in_(part)))
    }
    touched = _conversations(db, gone, heard)
    talks = _talks(db, touched)
    members = _members(db, {audience for talk in talks.values() for audience in talk.audiences})
    whole = _alone(db, talks, members, gone)
    for part in chunks(whole):
        ledger.take(messages, messages.c.conversation.in_(part), bucket="new")
        ledger.drop(message_texts, message_texts.c.conversation.in_(part))
        ledger.drop(conversations, conversations.c.id.in_(part))
    emptied = {audience for audience in heard if audience in members and members[audience] <= gone}
    for conversation in touched - whole:
        _erase_part(db, conversation, gone, emptied, ledger)
    before = members | _members(db, heard - members.keys())
    for audience in sorted(heard):
        used = {number for number, talk in talks.items() if audience in talk.audiences} - whole
        _leave_audience(db, audience, before[audience] - gone, used, ledger)


def _conversations(db: Connection, gone: Collection[int], heard: Collection[int]) -> set[int]:
    found: set[int] = set()
    for column, wanted in ((messages.c.sender, gone), (messages.c.audience, heard)):
        for part in chunks(wanted):
            found.update(db.scalars(select(messages.c.conversation).where(column.in_(part)).distinct()))
    return found


def _talks(db: Connection, touched: Collection[int]) -> dict[int, _Talk]:
    talks: dict[int, _Talk] = defaultdict(_Talk)
    one = messages.c
    for part in chunks(touched):
        query = select(one.conversation, one.sender, one.audience).where(one.conversation.in_(part)).distinct()
        for conversation, sender, audience in db.execute(query):
            talks[conversation].parties.add(sender)
            talks[conversation].audiences.add(audience)
    return talks


def _members(db: Connection, wanted: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {audience: set() for audience in wanted}
    for part in chunks(wanted):
        query = select(audience_members.c.audience, audience_members.c.party)
        for audience, party in db.execute(query.where(audience_members.c.audience.in_(part))):
            found[audience].add(party)
    return found


def _alone(
    db: Connection, talks: Mapping[int, _Talk], members: Mapping[int, set[int]], gone: Collection[int]
) -> set[int]:
    """The conversations in which nobody but they and the owner takes part."""
    owners = set(db.scalars(select(people.c.id).where(people.c.is_owner == 1)))
    of_party = dict(map(tuple, db.execute(select(party_people.c.party, party_people.c.person)).all())) if talks else {}
    alone: set[int] = set()
    for conversation, talk in talks.items():
        everybody = talk.parties.union(*(members[audience] for audience in talk.audiences))
        others = {of_party[party] for party in everybody - set(gone) if party in of_party}
        # Where nobody knows whose network it is, the one who is left is the owner.
        if not others - owners or (not owners and len(others) == 1):
            alone.add(conversation)
    return alone


def _erase_part(
    db: Connection, conversation: int, gone: Collection[int], emptied: Collection[int], ledger: Ledger
) -> None:
    """Of a conversation with others: what they wrote, and what was written to them alone."""
    one, text = messages.c, message_texts.c
    for part in chunks(emptied):
        where = (one.conversation == conversation) & one.audience.in_(part)
        keys = db.execute(select(one.sent_at, one.sender, one.content_crc).where(where)).all()
        for sent_at, sender, crc in keys:
            same = (text.conversation == conversation) & (text.sent_at == sent_at) & (text.sender == sender)
            ledger.drop(message_texts, same & (text.content_crc == crc))
        ledger.take(messages, where, bucket="new")
    for part in chunks(gone):
        ledger.take(messages, (one.conversation == conversation) & one.sender.in_(part), bucket="new")
        ledger.drop(message_texts, (text.conversation == conversation) & text.sender.in_(part))


def _leave_audience(
    db: Connection, audience: int, left: Collection[int], used: Collection[int], ledger: Ledger
) -> None:
    """Make the audience be of those who are left; where there is such a one already, messages go to that."""
    key = ",".join(map(str, sorted(left)))
    same = db.scalar(select(audiences.c.id).where(audiences.c.source_key == key)) if left else None
    db.execute(delete(audience_members).where(audience_members.c.audience == audience))
    if left and same is None:
        db.execute(update(audiences).where(audiences.c.id == audience).values(source_key=key))
        db.execute(insert(audience_members), [{"audience": audience, "party": party} for party in sorted(left)])
        return
    for part in chunks(used) if same is not None else ():
        mine = messages.c.conversation.in_(part)
        move = update(messages).where(mine, messages.c.audience == audience).values(audience=same)
        # Rows that have the other audience already come out of the sum and into it again: they cancel out.
        ledger.change(messages, mine & messages.c.audience.in_([audience, same]), move)
    db.execute(delete(audiences).where(audiences.c.id == audience))
