"""Everybody known from a CRM list, an address book or a meeting, each once: what their newest sources say together."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection

from kreds.composition.houses import free_mail
from kreds.model.interaction import Channel, Direction
from kreds.model.record import Answer
from kreds.resolve import OtherRow, People
from kreds.store.outsiders import ContactFacts, MeetingRow, company_names, contact_facts, write_acquaintances
from kreds.text.mail_houses import MailHouses
from kreds.ties.features import MEETING_OTHERS

_SAID = ("company", "domain", "title", "place", "industry", "status", "last_activity")
"""Of these the newest word counts."""


@dataclass(slots=True)
class _Known:
    said: dict[str, str] = field(default_factory=dict)
    since: str = ""
    name: str = ""
    slug: str = ""
    email: str = ""
    systems: set[str] = field(default_factory=set)
    met: dict[str, str] = field(default_factory=dict)
    """Day to the title of its last meeting."""

    def hear(self, told: ContactFacts) -> None:
        """Take in what a source says; sources speak oldest first."""
        self.said.update({name: value for name in _SAID if (value := getattr(told, name))})
        self.name, self.slug = told.name or self.name, told.slug or self.slug
        self.email = (told.emails.split() or [self.email])[0]
        self.since = min(filter(None, (self.since, told.since)), default="")
        self.systems.add(told.system)


def acquaint(
    db: Connection,
    found: People,
    meetings: Collection[MeetingRow],
    *,
    owners: frozenset[int],
) -> None:
    """Write everybody whom a source outside LinkedIn knows, connected or not; ``meetings`` are those that took place.

    They count up to the last day that the calendars know of, also where the network is judged for an earlier one: whom
    one met last week is worth an invitation. A calendar names nobody's company; the domain of their address does where
    it bears the name of a company that the person's files name.
    """
    known: dict[int, _Known] = defaultdict(_Known)
    for told in contact_facts(db):
        person = found.of_contact.get(told.key)
        if person is not None and person not in owners:
            known[person].hear(told)
    for row in sorted(meetings, key=lambda row: (row.at, row.uid, row.recurrence)):
        person = found.of_party.get(row.party)
        if person is not None and person not in owners and _counts(row):
            known[person].met[_day(row.at)] = "" if row.is_private else row.title
    houses = MailHouses(company_names(db), free=free_mail()) if known else MailHouses({})
    write_acquaintances(db, _rows(found, known, houses))


def took_place(
    meetings: Collection[MeetingRow], found: People, owners: frozenset[int], *, until: str
) -> list[MeetingRow]:
    """The meetings up to a day (ISO text; "" for none) that the owner did not decline."""
    declined = {
        (row.uid, row.recurrence)
        for row in meetings
        if row.answer == Answer.DECLINED and found.of_party.get(row.party) in owners
    }
    return [row for row in meetings if _day(row.at) <= until and (row.uid, row.recurrence) not in declined]


def meeting_exchanges(found: People, meetings: Collection[MeetingRow], owners: frozenset[int]) -> Iterator[OtherRow]:
    """Meetings as exchanges with everybody who came, or said nothing of not coming."""
    for row in meetings:
        person = found.of_party.get(row.party)
        if person is not None and person not in owners and row.answer != Answer.DECLINED:
            others = max(0, row.size - 2)
            yield OtherRow(person, row.at, int(Channel.MEETING), int(Direction.MUTUAL), row.uid, 0, others)


def _counts(row: MeetingRow) -> bool:
    return row.answer != Answer.DECLINED and row.size - 2 <= MEETING_OTHERS


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


def _rows(found: People, known: Mapping[int, _Known], houses: MailHouses) -> Iterator[tuple[object, ...]]:
    for person, one in sorted(known.items()):
        human = found.people[person]
        said = one.said.get
        days = sorted(one.met)
        email = one.email or human.email
        yield (
            person,
            human.name or one.name,
            human.slug or one.slug,
            email,
            said("company") or houses.company(email),
            said("domain", ""),
            said("title", ""),
            said("place", ""),
            said("industry", ""),
            said("status", ""),
            one.since,
            said("last_activity", ""),
            " ".join(sorted(one.systems | ({"calendar"} if days else set()))),
            len(days),
            days[0] if days else "",
            days[-1] if days else "",
            one.met[days[-1]] if days else "",
        )
