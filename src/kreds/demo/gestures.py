"""What people do to each other besides writing: invitations, endorsements, recommendations, notes, follows."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kreds.demo.companies import SKILLS
from kreds.demo.options import DemoOptions
from kreds.demo.owner import Owner
from kreds.demo.pending import draw_kind, draw_words
from kreds.demo.people import PeopleMaker, Relation, greeting_name
from kreds.demo.rhythms import Pattern
from kreds.demo.texts import sentence
from kreds.model.level import Level


class Direction(StrEnum):
    """Who acted: somebody towards the owner, or the owner."""

    INCOMING = "INCOMING"
    OUTGOING = "OUTGOING"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody outside the owner as the gesture files name them; ``relation`` is an index or -1."""

    first_name: str
    last_name: str
    slug: str
    company: str
    title: str
    email: str
    relation: int

    @property
    def name(self) -> str:
        """First and last name in one."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Gesture:
    """One dated act between the owner and a counterpart, with its text or skill and its state."""

    at: datetime
    direction: Direction
    who: Counterpart
    text: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Gestures:
    """All acts of one network by the file they end in, each newest first."""

    invitations: tuple[Gesture, ...]
    endorsements: tuple[Gesture, ...]
    recommendations: tuple[Gesture, ...]
    notes: tuple[Gesture, ...]
    follows: tuple[Gesture, ...]
    contacts: tuple[Gesture, ...]


def draw_gestures(
    options: DemoOptions, owner: Owner, relations: Sequence[Relation], *, chosen: range | None = None
) -> Gestures:
    """Gestures of all or the chosen relations, in proportion to how well people know each other."""
    indexes = range(len(relations)) if chosen is None else chosen
    return _Maker(options, owner).gestures(
        [(counterpart(index, relations[index]), relations[index]) for index in indexes]
    )


def added(gestures: Gestures, more: Gestures) -> Gestures:
    """Both, each file newest first."""
    return Gestures(*(_newest_first([*getattr(gestures, f.name), *getattr(more, f.name)]) for f in fields(Gestures)))


def counterpart(index: int, relation: Relation) -> Counterpart:
    """A relation as the other side of a gesture."""
    return Counterpart(
        relation.first_name,
        relation.last_name,
        relation.slug,
        relation.company,
        relation.title,
        relation.email,
        index,
    )


class _Maker:
    def __init__(self, options: DemoOptions, owner: Owner) -> None:
        self._rng = random.Random(f"{options.seed}/gestures/{options.later_days}")
        self._people = PeopleMaker(options, stream=f"gesture strangers {options.later_days}")
        # A stream of its own: open invitations found their people after everything else had been drawn.
        self._pending = random.Random(f"{options.seed}/pending/{options.later_days}")
        self._day = options.day
        self._language = options.language
        self._owner = owner

    def gestures(self, known: list[tuple[Counterpart, Relation]]) -> Gestures:
        return Gestures(
            _newest_first(self._invitations(known)),
            _newest_first(self._endorsements(known)),
            _newest_first(self._recommendations(known)),
            _newest_first(self._notes(known)),
            _newest_first(self._follows(known)),
            _newest_first(self._contacts(known)),
        )

    def _at(self, day: date) -> datetime:
        seconds = int(min(max(self._rng.gauss(43_000, 13_000), 60), 86_300))
        return datetime.combine(min(day, self._day), time()) + timedelta(seconds=seconds)

    def _after(self, since: date) -> datetime:
        """A moment between a day and the current day."""
        return self._at(since + timedelta(days=self._rng.randrange((self._day - since).days + 1)))

    def _stranger(self) -> Counterpart:
        first, last, origin = self._people.person_name()
        company, title = self._people.work("", "da" if origin == "da" else "en", self._day)
        slug = self._people.slug(first, last)
        return Counterpart(first, last, slug, company, title, f"{slug[-8:]}@example.com", -1)

    def _invitations(self, known: list[tuple[Counterpart, Relation]]) -> list[Gesture]:
        """Recent accepted ones, and pending ones on both sides that never became a connection."""
        rng, made = self._rng, []
        for who, relation in known:
            recent = (self._day - relation.connected_on).days < 900
            if rng.random() >= (0.7 if recent else 0.06):
                continue
            outgoing = rng.random() < (0.25 if relation.level is Level.WORTHLESS else 0.5)
            sent = max(relation.connected_on - timedelta(days=int(rng.expovariate(1 / 4))), self._owner.joined_on)
            made.append(self._invitation(who, sent, outgoing=outgoing))
        for _ in range(round(0.05 * len(known))):
            sent = self._day - timedelta(days=int(rng.expovariate(1 / 120)))
            made.append(self._open(self._invitation(self._stranger(), sent, outgoing=rng.random() < 0.35)))
        return made

    def _open(self, invitation: Gesture) -> Gesture:
        """An invitation that waits: who is behind it stands in its status, and what came in says so in its words."""
        outgoing = invitation.direction is Direction.OUTGOING
        kind = draw_kind(self._pending, outgoing=outgoing)
        words = draw_words(self._pending, kind, self._language, self._owner.first_name)
        return replace(invitation, text=invitation.text if outgoing else words, status=kind)

    def _invitation(self, who: Counterpart, sent: date, *, outgoing: bool) -> Gesture:
        reader = greeting_name(who.first_name) if outgoing else self._owner.first_name
        text = sentence(self._rng, self._language, "INVITES", name=reader) if self._rng.random() < 0.35 else ""
        direction = Direction.OUTGOING if outgoing else Direction.INCOMING
        return Gesture(self._at(sent), direction, who, text)

    def _endorsements(self, known: list[tuple[Counterpart, Relation]]) -> list[Gesture]:
        rng, made = self._rng, []
        for who, relation in known:
            for direction in Direction:
                chance = {Level.STRONG: 0.42, Level.AVERAGE: 0.11}.get(relation.level, 0.006)
                if rng.random() >= chance:
                    continue
                at = self._after(relation.connected_on)
                skills = rng.sample(SKILLS, rng.choice((1, 1, 2, 3, 4)))
                for step, skill in enumerate(skills):
                    status = rng.choice(("ACCEPTED",) * 8 + ("PENDING", "HIDDEN"))
                    made.append(Gesture(at + timedelta(seconds=2 * step), direction, who, skill, status))
        return made

    def _recommendations(self, known: list[tuple[Counterpart, Relation]]) -> list[Gesture]:
        rng, made = self._rng, []
        worked = {"current_customer", "former_customer", "former_colleague", "current_colleague", "partner"}
        for who, relation in known:
            for direction in Direction:
                fits = relation.level is Level.STRONG and worked & set(relation.segments)
                if not fits or rng.random() >= 0.09:
                    continue
                name = self._owner.first_name if direction is Direction.INCOMING else greeting_name(relation.first_name)
                text = sentence(rng, self._language, "RECOMMENDATIONS", name=name)
                status = rng.choice(("VISIBLE", "VISIBLE", "VISIBLE", "PENDING", "HIDDEN"))
                made.append(Gesture(self._after(relation.connected_on), direction, who, text, status))
        return made

    def _notes(self, known: list[tuple[Counterpart, Relation]]) -> list[Gesture]:
        """Private notes, most of them on people who are met rather than written to."""
        rng, made = self._rng, []
        for who, relation in known:
            in_person = relation.rhythm.pattern is Pattern.IN_PERSON
            chance = 0.5 if in_person else {Level.STRONG: 0.08, Level.AVERAGE: 0.02}.get(relation.level, 0.0)
            if rng.random() < chance:
                text = sentence(rng, self._language, "NOTES", name=relation.first_name)
                made.append(Gesture(self._after(relation.connected_on), Direction.OUTGOING, who, text))
        return made

    def _follows(self, known: list[tuple[Counterpart, Relation]]) -> list[Gesture]:
        """People the owner follows: some relations, some well-known strangers, and some no more."""
        rng, made = self._rng, []
        for who, relation in known:
            if rng.random() < (0.1 if relation.level is Level.STRONG else 0.02):
                made.append(Gesture(self._after(relation.connected_on), Direction.OUTGOING, who, status="Active"))
        for _ in range(round(0.02 * len(known)) + 2):
            status = rng.choice(("Active", "Active", "Unfollow"))
            made.append(
                Gesture(self._after(self._owner.joined_on), Direction.OUTGOING, self._stranger(), status=status)
            )
        return made

    def _contacts(self, known: list[tuple[Counterpart, Relation]]) -> list[Gesture]:
        """The address book once uploaded: relations that have a mail address, and people never connected to."""
        rng = self._rng
        day = self._owner.joined_on + timedelta(days=30)
        people = [who for who, relation in known if who.email and rng.random() < 0.7]
        people += [self._stranger() for _ in range(round(0.04 * len(known)) + 3)]
        return [Gesture(self._at(day), Direction.OUTGOING, who) for who in people]


def _newest_first(gestures: list[Gesture]) -> tuple[Gesture, ...]:
    return tuple(sorted(gestures, key=lambda gesture: gesture.at, reverse=True))
