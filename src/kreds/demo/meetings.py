"""The owner's calendar: three years back and some weeks ahead, with whom they met and with what else fills a calendar."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from kreds.demo.companies import PLACES
from kreds.demo.known import Known
from kreds.demo.options import DemoOptions
from kreds.demo.outside_words import MEETINGS
from kreds.demo.owner import Owner
from kreds.demo.people import PeopleMaker, Relation, greeting_name
from kreds.demo.rhythms import Pattern
from kreds.demo.workplaces import mail_letters
from kreds.model.level import Level

_BACK, _AHEAD = 3 * 365, 45
_MOST_PEOPLE = 500
"""People one calendar has room for, however large the network."""
_A_YEAR = {Pattern.WEEKLY: 5.0, Pattern.MONTHLY: 3.5, Pattern.QUARTERLY: 1.8, Pattern.YEARLY: 0.7, Pattern.IN_PERSON: 4.5,
           Pattern.DORMANT: 0.8}  # fmt: skip
_MINUTES = (30, 30, 45, 60, 60, 90)
_SMALL = 12


@dataclass(frozen=True, slots=True)
class Guest:
    """A participant: ``answer`` as calendars write it, ``of`` the person's id ("" for rooms and the unknown)."""

    name: str
    email: str
    answer: str = "ACCEPTED"
    of: str = ""
    is_room: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One entry; ``at`` is the wall clock in Copenhagen.

    ``organizer`` None means the owner. ``rule`` and ``left_out`` make a series, ``moved_from`` an exception of one.
    """

    uid: str
    kind: str
    at: datetime
    minutes: int
    title: str
    guests: tuple[Guest, ...] = ()
    place: str = ""
    words: str = ""
    organizer: Guest | None = None
    owner_answer: str = "ACCEPTED"
    rule: str = ""
    left_out: tuple[datetime, ...] = ()
    moved_from: datetime | None = None
    sequence: int = 0
    is_canceled: bool = False
    is_private: bool = False
    is_all_day: bool = False

    def happened(self, day: date) -> bool:
        """Whether people met in it: past, neither called off nor declined by the owner, and not a crowd."""
        past = self.at.date() <= day
        return past and not self.is_canceled and self.owner_answer != "DECLINED" and len(self.guests) <= _SMALL


def draw_meetings(
    options: DemoOptions, owner: Owner, relations: Sequence[tuple[Known, Relation]], outsiders: Sequence[Known]
) -> tuple[Meeting, ...]:
    """All entries by the time they begin."""
    maker = _Maker(options, owner)
    made = list(maker.talks(relations, outsiders))
    made += maker.house(relations)
    made += maker.alone()
    numbered = [replace(entry, uid=entry.uid or maker.uid()) for entry in made]
    return tuple(sorted(numbered, key=lambda entry: (entry.at, entry.uid, entry.sequence)))


class _Maker:
    def __init__(self, options: DemoOptions, owner: Owner) -> None:
        self._rng = random.Random(f"{options.seed}/{options.language}/meetings")
        self._people = PeopleMaker(options, stream="all hands")
        self._options, self._owner = options, owner
        self._first = options.day - timedelta(days=_BACK)
        self._last = options.day + timedelta(days=_AHEAD)
        self._words = MEETINGS[options.language]

    def uid(self) -> str:
        return f"{self._rng.getrandbits(64):016x}@calendar.example"

    def talks(self, relations: Sequence[tuple[Known, Relation]], outsiders: Sequence[Known]) -> Iterator[Meeting]:
        """Meetings with one person, now and then with a colleague too."""
        colleagues = [known for known, _ in relations if known.kind == "current_colleague"][:5]
        wanted: list[tuple[Known, float, date, date]] = []
        for known, relation in relations:
            if known.met:
                usual = _A_YEAR.get(relation.rhythm.pattern, 0.3)
                often = usual if relation.level is Level.STRONG else min(usual, 0.9)
                since = relation.connected_on - timedelta(days=40)
                wanted.append((known, often, since, relation.rhythm.fades or self._last))
        wanted += [(known, 1.1, known.since, known.last_activity or self._last) for known in outsiders if known.met]
        if len(wanted) > _MOST_PEOPLE:
            wanted = self._rng.sample(wanted, _MOST_PEOPLE)
        for known, often, since, until in wanted:
            yield from self._with(known, often, (max(since, self._first), min(until, self._last)), colleagues)

    def _with(
        self, known: Known, often: float, window: tuple[date, date], colleagues: Sequence[Known]
    ) -> Iterator[Meeting]:
        rng, (since, until) = self._rng, window
        days = (until - since).days
        if days < 5:
            return
        expected = often * days / 365
        count = int(expected) + (rng.random() < expected % 1)
        # An outsider who counts as met was met at least once.
        for _ in range(max(count, 1 if known.relation < 0 else 0)):
            talk = self._talk(known, since + timedelta(days=rng.randrange(days)))
            if colleagues and rng.random() < 0.12:
                talk = replace(talk, guests=(*talk.guests, self._guest(rng.choice(colleagues))))
            yield talk

    def _talk(self, known: Known, day: date) -> Meeting:
        rng, words = self._rng, self._words
        titles = words.get(known.kind, words["other"])
        first = greeting_name(known.first_name)
        title = rng.choice(titles).replace("{c}", known.company or first).replace("{f}", first)
        guest = self._guest(known)
        place = rng.choice((words["room"], words["remote"], words["place"], "", ""))
        talk = Meeting(
            uid="",
            kind="talk",
            at=self._hour(day),
            minutes=rng.choice(_MINUTES),
            title=title,
            guests=(guest,),
            place=str(place).replace("{c}", known.company or first).replace("{p}", rng.choice(PLACES)),
            words=str(words["words"]).replace("{o}", self._owner.first_name) if rng.random() < 0.3 else "",
            organizer=guest if rng.random() < 0.4 else None,
            is_private=known.kind == "personal" and rng.random() < 0.3,
        )
        chance = rng.random()
        if chance < 0.05:
            return replace(talk, title=f"{words['canceled']}{title}", is_canceled=True, sequence=1)
        if chance < 0.08 and talk.organizer:
            return replace(talk, owner_answer="DECLINED")
        if chance < 0.10 and not talk.organizer:
            return replace(talk, guests=(replace(guest, answer="DECLINED"),))
        return talk

    def _guest(self, known: Known) -> Guest:
        """Name and address; some calendars know one of the two only."""
        chance = self._rng.random()
        answer = self._rng.choice(("ACCEPTED",) * 6 + ("TENTATIVE", "NEEDS-ACTION"))
        name = known.email if chance < 0.1 else known.name
        return Guest(name, known.email, answer, known.id)

    def _hour(self, day: date) -> datetime:
        """Office hours of that day, or of the Monday after it."""
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
        return datetime.combine(day, time(self._rng.randrange(8, 17), self._rng.choice((0, 0, 15, 30))))

    def house(self, relations: Sequence[tuple[Known, Relation]]) -> Iterator[Meeting]:
        """What happens in the owner's company: a weekly meeting, gatherings of all, a board, a day at a fair."""
        colleagues = [self._guest(known) for known, _ in relations if known.kind == "current_colleague"]
        yield from self._weekly(tuple(colleagues[:6]))
        domain = f"{mail_letters(self._owner.positions[0].company)}.example"
        crowd = tuple(self._employee(place, domain) for place in range(90))
        for quarter in range(12):
            day = self._first + timedelta(days=60 + 91 * quarter)
            guests = (*colleagues[:60], *crowd[: self._rng.randrange(50, 90)])
            yield Meeting("", "crowd", self._hour(day), 60, self._words["all"][0], guests, organizer=crowd[0])
        board = tuple(self._guest(known) for known, relation in relations if relation.level is Level.STRONG)[:4]
        if board:
            start = self._hour(self._first + timedelta(days=40)).replace(hour=16, minute=0)
            until = f"{self._options.day:%Y%m%d}T235959Z"
            rule = f"FREQ=MONTHLY;INTERVAL=3;UNTIL={until}"
            yield Meeting(self.uid(), "series", start, 120, self._words["board"][0], board, rule=rule)
        strangers = tuple(self._employee(place, "fair.example") for place in range(70))
        yield Meeting(
            "", "crowd", self._hour(self._first + timedelta(days=500)), 480, self._words["fair"][0], strangers
        )

    def _weekly(self, colleagues: tuple[Guest, ...]) -> Iterator[Meeting]:
        """A series without an end, with two weeks left out, one occurrence moved and one called off."""
        if not colleagues:
            return
        monday = self._first + timedelta(days=7 - self._first.weekday())
        start, uid = datetime.combine(monday, time(9)), self.uid()
        weeks = [start + timedelta(weeks=week) for week in (27, 28, 40, 61)]
        room = Guest(str(self._words["room"]), "room2@resource.example", is_room=True)
        series = Meeting(
            uid,
            "series",
            start,
            45,
            self._words["team"][0],
            (*colleagues, room),
            place=room.name,
            rule="FREQ=WEEKLY;BYDAY=MO",
            left_out=tuple(weeks[:2]),
        )
        yield series
        plain = replace(series, rule="", left_out=())
        yield replace(plain, at=weeks[2] + timedelta(hours=4), moved_from=weeks[2], sequence=1)
        yield replace(plain, at=weeks[3], moved_from=weeks[3], sequence=1, is_canceled=True)

    def _employee(self, place: int, domain: str) -> Guest:
        first, last, _ = self._people.person_name()
        return Guest(f"{first} {last}", f"m{place:03}@{domain}", "NEEDS-ACTION")

    def alone(self) -> Iterator[Meeting]:
        """What nobody else is invited to: private matters, time to work, holidays."""
        rng, words = self._rng, self._words
        span = (self._last - self._first).days
        for _ in range(60):
            at = self._hour(self._first + timedelta(days=rng.randrange(span)))
            private = rng.random() < 0.4
            title = rng.choice(words["private"] if private else words["alone"])
            yield Meeting("", "alone", at, rng.choice(_MINUTES), title, is_private=private)
        for year in range(3):
            day = self._first + timedelta(days=280 + 365 * year)
            at, minutes = datetime.combine(day, time()), 14 * 1_440
            yield Meeting("", "alone", at, minutes, words["holiday"][0], is_all_day=True)
