"""All that is held about one person, whole: so that they can be shown it (guide H5; GDPR article 15)."""

import json
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, or_, select

from kreds.model.interaction import Channel, Direction
from kreds.model.record import Answer
from kreds.model.relation import RelationView
from kreds.services.find_anybody import anybody_called
from kreds.services.held_outside import held_outside
from kreds.services.held_parts import Cell, Coded, HeldPart
from kreds.services.held_posts import held_reactions
from kreds.services.json_shapes import Json, Say
from kreds.services.relation_rows import shown_id
from kreds.services.show_relation import show_relation
from kreds.store.database import Store
from kreds.store.memberships import memberships_of
from kreds.store.tables import (
    address_book,
    archives,
    connection_people,
    connections,
    contact_people,
    contacts,
    conversation_people,
    decisions,
    features,
    files,
    interactions,
    meeting_parties,
    meetings,
    message_texts,
    messages,
    parties,
    party_people,
    people,
    person_keys,
    rejected_rows,
    relations,
    sightings,
)
from kreds.text.phrase import Phrase
from kreds.text.urls import profile_url


@dataclass(frozen=True, slots=True)
class Held:
    """Everything about one person. ``id`` is 13 hexadecimal digits."""

    id: str
    name: str
    parts: tuple[HeldPart, ...]


_NAME, _VALUE = ("name", Phrase("Name")), ("value", Phrase("Value"))
_FIRST, _LAST = ("first_name", Phrase("First name")), ("last_name", Phrase("Last name"))
_PROFILE, _EMAIL = ("profile_url", Phrase("Profile")), ("email", Phrase("E-mail"))
_COMPANY, _TITLE = ("company", Phrase("Company")), ("title", Phrase("Title"))
_AT, _TEXT, _LENGTH = ("at", Phrase("When")), ("text", Phrase("Words")), ("length", Phrase("Letters"))
_FILE, _LINE = ("file", Phrase("File")), ("line", Phrase("Line"))
_DIRECTION = ("direction", Phrase("Direction"))
_KIND = ("kind", Phrase("Kind"))

_DIRECTIONS = {
    Direction.INBOUND: Coded("in", Phrase("from them")),
    Direction.MUTUAL: Coded("mutual", Phrase("both")),
    Direction.OUTBOUND: Coded("out", Phrase("to them")),
}
_CHANNELS = {
    Channel.MESSAGE: Phrase("Message"),
    Channel.INVITATION: Phrase("Invitation"),
    Channel.ENDORSEMENT: Phrase("Endorsement"),
    Channel.RECOMMENDATION: Phrase("Recommendation"),
    Channel.NOTE: Phrase("Note with an invitation"),
    Channel.FOLLOW: Phrase("Follows"),
    Channel.MEETING: Phrase("Meeting"),
    Channel.REACTION: Phrase("Reaction"),
}
_DECIDED = {
    "level": Phrase("Level"),
    "tag": Phrase("Tag"),
    "note": Phrase("Note"),
    "trial": Phrase("Trial"),
    "log": Phrase("Contact you noted"),
    "answer": Phrase("Answer"),
    "segment": Phrase("Group"),
    "match": Phrase("Who is who"),
    "invite": Phrase("Whom to invite"),
    "invitation": Phrase("Invitation"),
    "review": Phrase("Clean-up"),
    "portion": Phrase("Portion of a clean-up"),
    "safe": Phrase("Protected"),
    "removed": Phrase("Removed on LinkedIn"),
    "cadence": Phrase("How often to be in touch, in days"),
    "agenda": Phrase("Agenda of a week"),
}
_TOLD = ("level", "tag", "text", "until", "outcome", "segment", "fate", "status", "verdict", "day", "opened")
_ANSWERED = {
    Answer.ACCEPTED: Phrase("accepted"),
    Answer.DECLINED: Phrase("declined"),
    Answer.TENTATIVE: Phrase("perhaps"),
}
_ANSWER = (Coded("no", Phrase("no")), Coded("yes", Phrase("yes")))


def held_about(store: Store, who: str) -> Held:
    """Everything the store holds about the one person known as ``who``, a relation or not.

    Of conversations it holds what they wrote and what you wrote there; the words of others are about others.

    Raises:
        UnknownPersonError: nobody is.
        AmbiguousPersonError: several are; the error names them.
    """
    with store.reading() as db:
        person = anybody_called(db, who)
        row = db.execute(select(people).where(people.c.id == person)).mappings().one()
        parts = [
            _identity(db, row),
            _connections(db, person),
            _address_book(db, row),
            *held_outside(db, person),
            _messages(db, person),
            _interactions(db, person),
            _meetings(db, person),
            _contacts(db, person),
            held_reactions(db, person),
            _said(db, person),
            _set_aside(db, row),
            _measured(db, person),
        ]
        is_relation = db.scalar(select(func.count()).where(relations.c.person == person))
    if is_relation:
        parts.append(_judgement(show_relation(store, shown_id(person))))
    return Held(shown_id(person), row["name"], tuple(parts))


def held_json(held: Held, say: Say) -> bytes:
    """The same as a JSON file."""
    return json.dumps(held_shape(held, say), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def held_shape(held: Held, say: Say) -> Json:
    """The same as JSON: of each part a list of objects. Days and times are ISO texts, times in UTC."""

    def plain(cell: Cell) -> object:
        if isinstance(cell, Coded):
            return cell.code
        if isinstance(cell, Phrase):
            return say(cell)
        return cell.isoformat() if isinstance(cell, date) else cell

    def objects(part: HeldPart) -> list[Json]:
        names = [name for name, _ in part.columns]
        return [dict(zip(names, map(plain, row), strict=True)) for row in part.rows]

    return {"id": held.id, "name": held.name, **{part.key: objects(part) for part in held.parts}}


def _identity(db: Connection, row: Mapping[Any, Any]) -> HeldPart:
    """Every name and address that a file wrote for the person; the first is what Kreds shows."""
    known = (
        select(parties.c.name, parties.c.slug, parties.c.email)
        .join(party_people, party_people.c.party == parties.c.id)
        .where(party_people.c.person == row["id"])
        .order_by(parties.c.id)
    )
    written = dict.fromkeys([(row["name"], row["slug"], row["email"]), *map(tuple, db.execute(known))])
    rows = tuple((name, profile_url(slug) if slug else "", email) for name, slug, email in written)
    return HeldPart("identity", Phrase("Names and addresses"), (_NAME, _PROFILE, _EMAIL), rows)


def _connections(db: Connection, person: int) -> HeldPart:
    columns = ("first_name", "last_name", "slug", "email", "company", "title", "connected_on")
    statement = (
        select(*(connections.c[name] for name in columns), archives.c.name, archives.c.as_of, sightings.c.line)
        .join(connection_people, connection_people.c.connection_id == connections.c.id)
        .join(sightings, sightings.c.connection_id == connections.c.id)
        .join(archives, archives.c.id == sightings.c.archive_id)
        .where(connection_people.c.person == person)
        .order_by(archives.c.as_of, archives.c.id)
    )
    rows = tuple(
        (first, last, profile_url(slug) if slug else "", *texts, _day(connected_on), archive, _day(as_of), line)
        for first, last, slug, *texts, connected_on, archive, as_of, line in db.execute(statement)
    )
    names = (
        _FIRST, _LAST, _PROFILE, _EMAIL, _COMPANY, _TITLE, ("connected_on", Phrase("Connected on")),
        ("archive", Phrase("Archive")), ("as_of", Phrase("As of")), _LINE,
    )  # fmt: skip
    return HeldPart("connections", Phrase("In the owner’s list of relations"), names, rows)


def _address_book(db: Connection, row: Mapping[Any, Any]) -> HeldPart:
    """Entries with one of their addresses, or their whole name if nobody else has it."""
    name = func.trim(address_book.c.first_name + " " + address_book.c.last_name)
    theirs = [name == row["name"]] if _has_name_alone(db, row) else []
    theirs += [(" " + func.lower(address_book.c.emails) + " ").contains(f" {mail} ") for mail in _mails(db, row["id"])]
    columns = ("first_name", "last_name", "emails", "company", "title", "created_at")
    statement = _placed(select(*(address_book.c[one] for one in columns)), address_book).where(or_(False, *theirs))
    rows = tuple((*texts, _moment(at), file, line) for *texts, at, file, line in db.execute(statement))
    names = (
        _FIRST,
        _LAST,
        ("emails", Phrase("E-mail")),
        _COMPANY,
        _TITLE,
        ("created_at", Phrase("When")),
        _FILE,
        _LINE,
    )
    return HeldPart("address_book", Phrase("In the owner’s address book"), names, rows)


def _has_name_alone(db: Connection, row: Mapping[Any, Any]) -> bool:
    """Whether a name says who: what is about a namesake must never be handed over."""
    return bool(row["name"]) and db.scalar(select(func.count()).where(people.c.name == row["name"])) == 1


def _mails(db: Connection, person: int) -> list[str]:
    keys = db.scalars(select(person_keys.c.key).where(person_keys.c.person == person))
    mail = db.scalar(select(people.c.email).where(people.c.id == person)) or ""
    found = [mail.lower(), *(key.removeprefix("mail:") for key in keys if key.startswith("mail:"))]
    return list(dict.fromkeys(one for one in found if one))


def _messages(db: Connection, person: int) -> HeldPart:
    theirs = select(party_people.c.party).where(party_people.c.person == person)
    owners = (
        select(party_people.c.party).join(people, people.c.id == party_people.c.person).where(people.c.is_owner == 1)
    )
    mine = select(conversation_people.c.conversation).where(conversation_people.c.person == person)
    one = ("conversation", "sent_at", "sender", "content_crc")
    same = and_(*(messages.c[name] == message_texts.c[name] for name in one))
    statement = (
        _placed(
            select(
                messages.c.sent_at,
                messages.c.sender.in_(theirs),
                messages.c.is_question,
                messages.c.length,
                func.coalesce(message_texts.c.subject, ""),
                func.coalesce(message_texts.c.text, ""),
            ),
            messages,
        )
        .outerjoin(message_texts, same)
        .where(
            or_(messages.c.sender.in_(theirs), and_(messages.c.conversation.in_(mine), messages.c.sender.in_(owners)))
        )
        .order_by(messages.c.sent_at)
    )
    rows = tuple(
        (_moment(at), _DIRECTIONS[Direction.INBOUND if inbound else Direction.OUTBOUND], _ANSWER[question], *rest)
        for at, inbound, question, *rest in db.execute(statement)
    )
    asks, subject = ("is_question", Phrase("Question")), ("subject", Phrase("Subject"))
    names = (_AT, _DIRECTION, asks, _LENGTH, subject, _TEXT, _FILE, _LINE)
    return HeldPart("messages", Phrase("Messages"), names, rows)


def _interactions(db: Connection, person: int) -> HeldPart:
    columns = ("at", "channel", "direction", "detail", "text", "length")
    statement = (
        _placed(select(*(interactions.c[name] for name in columns)), interactions)
        .join(party_people, party_people.c.party == interactions.c.party)
        .where(party_people.c.person == person)
        .order_by(interactions.c.at, interactions.c.key)
    )
    rows = tuple(
        (
            _moment(at),
            Coded(Channel(channel).name.lower(), _CHANNELS[Channel(channel)]),
            _DIRECTIONS[Direction(way)],
            *rest,
        )
        for at, channel, way, *rest in db.execute(statement)
    )
    detail = ("detail", Phrase("About"))
    names = (_AT, _KIND, _DIRECTION, detail, _TEXT, _LENGTH, _FILE, _LINE)
    return HeldPart("interactions", Phrase("Other contact"), names, rows)


def _meetings(db: Connection, person: int) -> HeldPart:
    """Every meeting they were asked to, also planned and called off; who else was there is about others."""
    names = ("at", "title", "place", "minutes", "size", "is_canceled")
    statement = (
        _placed(select(meetings.c.at, meeting_parties.c.answer, *(meetings.c[name] for name in names[1:])), meetings)
        .join(meeting_parties, meeting_parties.c.meeting == meetings.c.key)
        .join(party_people, party_people.c.party == meeting_parties.c.party)
        .where(party_people.c.person == person)
        .order_by(meetings.c.at, meetings.c.key)
    )
    rows = tuple(
        (_moment(at), Coded(answer, _ANSWERED.get(answer, Phrase(""))), *texts, _ANSWER[called_off], file, line)
        for at, answer, *texts, called_off, file, line in db.execute(statement)
    )
    columns = (
        _AT, ("answer", Phrase("Their answer")), ("title", Phrase("About")), ("place", Phrase("Place")),
        ("minutes", Phrase("Minutes")), ("size", Phrase("Participants")), ("canceled", Phrase("Called off")), _FILE,
        _LINE,
    )  # fmt: skip
    return HeldPart("meetings", Phrase("Meetings"), columns, rows)


def _contacts(db: Connection, person: int) -> HeldPart:
    """What customer systems, address books and lists say of them."""
    names = (
        "system", "external_id", "first_name", "last_name", "name", "emails", "slug", "company", "domain", "title",
        "place", "industry", "status", "since", "last_activity",
    )  # fmt: skip
    statement = (
        _placed(select(*(contacts.c[name] for name in names)), contacts)
        .join(contact_people, contact_people.c.contact == contacts.c.key)
        .where(contact_people.c.person == person)
        .order_by(contacts.c.file, contacts.c.line)
    )
    rows = tuple(
        (*texts[:6], profile_url(slug) if slug else "", *texts[6:], _day(since), _day(last), file, line)
        for *told, since, last, file, line in db.execute(statement)
        for slug, texts in [(told[6], [*told[:6], *told[7:]])]
    )
    columns = (
        ("system", Phrase("System")), ("external_id", Phrase("Number")), _FIRST, _LAST, _NAME,
        ("emails", Phrase("E-mail")), _PROFILE, _COMPANY, ("domain", Phrase("Domain")), _TITLE,
        ("place", Phrase("Place")), ("industry", Phrase("Industry")), ("status", Phrase("Status")),
        ("since", Phrase("Since")), ("last_activity", Phrase("Last activity")), _FILE, _LINE,
    )  # fmt: skip
    return HeldPart("contacts", Phrase("In customer lists and address books"), columns, rows)


def _said(db: Connection, person: int) -> HeldPart:
    """Everything you have said of them, also what was taken back: only forgetting them cuts the record."""
    undone = set(db.scalars(select(decisions.c.undoes).where(decisions.c.undoes.is_not(None))))
    keys = set(db.scalars(select(person_keys.c.key).where(person_keys.c.person == person)))
    # Who is who is said of two, and a portion holds many: there they are named in the value.
    named = or_(
        False, *(decisions.c.value.contains(json.dumps(key, ensure_ascii=False), autoescape=True) for key in keys)
    )
    statement = select(decisions).where(or_(decisions.c.subject.in_(keys), named), decisions.c.undoes.is_(None))
    rows = tuple(
        (
            _moment(row["at"]),
            Coded(row["kind"], _DECIDED.get(row["kind"], Phrase(row["kind"]))),
            _told(json.loads(row["value"]), keys),
            _ANSWER[row["id"] in undone],
        )
        for row in db.execute(statement.order_by(decisions.c.id)).mappings()
    )
    names = (_AT, _KIND, _VALUE, ("taken_back", Phrase("Taken back")))
    return HeldPart("decisions", Phrase("What the owner has said of them"), names, rows)


def _told(value: Mapping[str, object], keys: AbstractSet[str]) -> str:
    """A decision in short: its one text, with a minus in front of what was taken off or stopped.

    Of who is who it is the address of the other one, as long as that is not theirs.
    """
    if "same" in value:
        other = str(value.get("other") or "")
        said = "yes" if value["same"] else "no" if value["same"] is False else "−"
        return said if other in keys else f"{other}: {said}"
    facts = value.get("facts")
    if isinstance(facts, list):
        yes = value.get("yes")
        said = "−" if yes is None else "yes" if yes else "no"
        return f"{', '.join(facts)}: {said}"
    if "days" in value:
        return "usual" if value["days"] is None else str(value["days"])
    if "week" in value:
        return f"{value['kind']}, {value['week']}: {value['said']}"
    rows = value.get("lines")
    if isinstance(rows, list):
        # The lines of a week are about many: of each only that it was one of theirs.
        return ", ".join(str(row[0]) for row in rows if isinstance(row, list) and not keys.isdisjoint(row[1:]))
    if "kind" in value and "day" in value:
        return ": ".join(filter(None, (f"{value['kind']}, {value['day']}", str(value.get("text") or ""))))
    text = str(next((value[key] for key in _TOLD if value.get(key)), ""))
    day = value.get("day") if text and "status" in value else None
    if day:
        return f"{text}, {day}"
    return f"−{text}" if value.get("on", True) in (False, None) or value.get("until", "") is None else text


def _set_aside(db: Connection, row: Mapping[Any, Any]) -> HeldPart:
    """Rows that could not be read and in which their profile, e-mail or whole name stands."""
    needles = [
        row["slug"],
        *_mails(db, row["id"]),
        row["name"] if " " in row["name"] and _has_name_alone(db, row) else "",
    ]
    said = [re.compile(rf"(?<![\w-]){re.escape(one)}(?![\w-])", re.IGNORECASE) for one in needles if one]
    statement = select(rejected_rows.c.raw, files.c.name, rejected_rows.c.line).join(
        files, files.c.id == rejected_rows.c.file
    )
    near = or_(False, *(rejected_rows.c.raw.icontains(one, autoescape=True) for one in needles if one))
    rows = tuple(
        tuple(found) for found in db.execute(statement.where(near)) if any(one.search(found[0]) for one in said)
    )
    return HeldPart("set_aside", Phrase("Rows set aside that name them"), (_TEXT, _FILE, _LINE), rows)


def _measured(db: Connection, person: int) -> HeldPart:
    """Every number reckoned from the above, under the name that the store has for it."""
    rows: list[tuple[Cell, ...]] = []
    for table in (relations, features):
        row: Mapping[Any, Any] = db.execute(select(table).where(table.c.person == person)).mappings().first() or {}
        rows += [(str(name), value) for name, value in row.items() if value not in (None, "") and str(name) != "person"]
    groups = memberships_of(db, [person]).get(person, ())
    rows += [(f"segment {group.segment}", group.share) for group in groups]
    return HeldPart("measured", Phrase("What Kreds has reckoned"), (_NAME, _VALUE), tuple(rows))


def _judgement(view: RelationView) -> HeldPart:
    rows = tuple((reason.phrase, round(reason.contribution, 3)) for reason in view.reasons)
    names = (("reason", Phrase("Reason")), ("contribution", Phrase("Counts")))
    return HeldPart("reasons", Phrase("Why they have their level"), names, rows)


def _placed(statement: Select[Any], table: Table) -> Select[Any]:
    """With the file and line where each row was read."""
    return statement.add_columns(files.c.name, table.c.line).outerjoin(files, files.c.id == table.c.file)


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
