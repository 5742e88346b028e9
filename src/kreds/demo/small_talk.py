"""Messages that are no dialogue: pitches, thanks, group chats, blasts, recruiters, spam, advertisements, drafts."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kreds.demo.companies import RECRUITERS
from kreds.demo.conversation import Conversation, Kind, Line, Party, new_id
from kreds.demo.options import DemoOptions
from kreds.demo.people import PeopleMaker, Relation, greeting_name
from kreds.demo.rhythms import Pattern
from kreds.demo.texts import TextPool
from kreds.model.level import Level

Talk = tuple[Conversation, list[Line]]

ADVERTISERS = ("LinkedIn Talent Solutions", "Sponsored Conversation", "LinkedIn Premium", "LinkedIn for Marketing")
SUBJECTS = (
    "Spændende mulighed",
    "New opportunity",
    "Sales Director, Copenhagen",
    "Fortrolig forespørgsel",
    "Quick question",
)


@dataclass(frozen=True, slots=True)
class Window:
    """The days small talk may fall on, and how full they are compared with a whole ten years."""

    since: date
    until: date
    fullness: float


class SmallTalk:
    """Draws conversations of every kind that is no dialogue with a relation."""

    def __init__(self, options: DemoOptions, relations: Sequence[Relation], *, pool: TextPool, window: Window) -> None:
        """Prepare the stream of chance for the window."""
        self._rng = random.Random(f"{options.seed}/small talk/{window.until}")
        self._maker = PeopleMaker(options, stream=f"strangers {window.until}")
        self._relations = relations
        self._pool = pool
        self._window = window
        self._language = options.language

    def talks(self) -> Iterator[Talk]:
        """Rare kinds first, so that a small network shows each of them, then one for each relation that has one."""
        kinds = (
            (self._group, 0.006), (self._spam, 0.03), (self._advertisement, 0.05), (self._deleted, 0.02),
            (self._recruiter, 0.07), (self._blast, 0.012), (self._draft, 0.006), (self._stranger, 0.03),
        )  # fmt: skip
        for make, _ in kinds:
            yield make()
        for make, share in kinds:
            for _ in range(round(share * len(self._relations) * self._window.fullness)):
                yield make()
        for index, relation in enumerate(self._relations):
            if self._window.since <= relation.rhythm.starts <= self._window.until:
                talk = self._monologue(index, relation)
                if talk is not None:
                    yield talk

    def _monologue(self, index: int, relation: Relation) -> Talk | None:
        pattern = relation.rhythm.pattern
        if pattern is Pattern.PITCH:
            return self._pitch(index, relation)
        return self._thanks(index, relation) if pattern is Pattern.THANKS else None

    def _moment(self, day: date) -> int:
        """A second of the day, in office hours."""
        midnight = (day - date(1970, 1, 1)).days * 86_400
        return midnight + int(min(max(self._rng.gauss(39_000, 9_000), 22_000), 80_000))

    def _some_day(self) -> date:
        span = (self._window.until - self._window.since).days
        return self._window.since + timedelta(days=self._rng.randrange(span + 1))

    def _lines(self, start: date, steps: Sequence[tuple[int, int, str]], language: str) -> list[Line]:
        """Lines at (days after start, sender, kind), never after the window and each later than the one before."""
        lines: list[Line] = []
        for after, sender, kind in steps:
            day = min(start + timedelta(days=after), self._window.until)
            at = self._moment(day)
            if lines and at <= lines[-1].at:
                at = lines[-1].at + 97
            lines.append(Line(at, sender, self._pool.draw(self._rng, language, kind)))
        return lines

    def _party(self) -> Party:
        first, last, _ = self._maker.person_name()
        slug = self._maker.slug(first, last)
        return Party(f"{first} {last}".strip(), f"https://www.linkedin.com/in/{slug}", greeting_name(first))

    def _conversation(self, kind: Kind, parties: tuple[Party, ...], **more: str) -> Conversation:
        return Conversation(
            new_id(self._rng),
            kind,
            parties,
            language=more.get("language", self._language),
            title=more.get("title", ""),
            subject=more.get("subject", ""),
            folder=more.get("folder", "INBOX"),
        )

    def _pitch(self, index: int, relation: Relation) -> Talk:
        """A seller writes up to five times; now and then the owner declines."""
        steps = [(0, 1, "pitch")] + [(4 + 9 * k, 1, "chase") for k in range(self._rng.choice((0, 0, 1, 1, 2, 3, 4)))]
        if self._rng.random() < 0.2:
            steps.append((steps[-1][0] + 1, 0, "decline"))
        return direct_conversation(index, relation, self._rng), self._lines(
            relation.rhythm.starts, steps, relation.language
        )

    def _thanks(self, index: int, relation: Relation) -> Talk:
        first = int(self._rng.random() < 0.6)
        steps = [(0, first, "thanks")]
        if self._rng.random() < (0.5 if relation.level is Level.AVERAGE else 0.3):
            steps.append((1, 1 - first, "thanks"))
        return direct_conversation(index, relation, self._rng), self._lines(
            relation.rhythm.starts, steps, relation.language
        )

    def _group(self) -> Talk:
        """A chat of four to ten people, some of them relations, over a few months."""
        members = [_party(relation) for relation in self._sample(self._rng.randrange(2, 8))]
        members += [self._party() for _ in range(self._rng.randrange(1, 3))]
        start = self._some_day()
        steps = [(k * 3, self._rng.randrange(len(members) + 1), "group") for k in range(self._rng.randrange(8, 60))]
        title = self._rng.choice(
            ("", "Bestyrelsen", "Messen i Havnstrup", "Gamle kolleger", "Lunch club", "Erfa-gruppe 4")
        )
        return self._conversation(Kind.GROUP, tuple(members), title=title), self._lines(start, steps, self._language)

    def _blast(self) -> Talk:
        """One relation writes to many at once; nobody answers."""
        members = tuple(_party(relation) for relation in self._sample(self._rng.randrange(9, 26)))
        members = members or (self._party(), self._party())
        return (
            self._conversation(Kind.BLAST, members),
            self._lines(self._some_day(), [(0, 1, "blast")], self._language),
        )

    def _sample(self, size: int) -> list[Relation]:
        known = [relation for relation in self._relations if relation.connected_on <= self._window.since]
        pool = known if len(known) > size else list(self._relations)
        return self._rng.sample(pool, min(size, len(pool)))

    def _recruiter(self) -> Talk:
        steps = [(0, 1, "recruit")]
        if self._rng.random() < 0.3:
            steps.append((6, 1, "chase"))
        if self._rng.random() < 0.35:
            steps.append((steps[-1][0] + 1, 0, "decline"))
        subject = f"{self._rng.choice(SUBJECTS)} - {self._rng.choice(RECRUITERS)}"
        talk = self._conversation(Kind.RECRUITER, (self._party(),), subject=subject, folder=self._folder())
        return talk, self._lines(self._some_day(), steps, self._language)

    def _folder(self) -> str:
        return self._rng.choice(("INBOX", "INBOX", "INBOX", "ARCHIVE", ""))

    def _spam(self) -> Talk:
        talk = self._conversation(Kind.SPAM, (self._party(),), folder="SPAM")
        return talk, self._lines(self._some_day(), [(0, 1, "spam")], self._language)

    def _advertisement(self) -> Talk:
        party = Party(self._rng.choice(ADVERTISERS), "", "")
        talk = self._conversation(Kind.SPONSORED, (party,), subject=self._rng.choice(SUBJECTS))
        return talk, self._lines(self._some_day(), [(0, 1, "pitch")], "en")

    def _deleted(self) -> Talk:
        """A talk with somebody whose account is gone: no name, no address, and in some rows not even the phrase."""
        party = Party(self._rng.choice(("LinkedIn Member", "LinkedIn Member", "")), "", "")
        steps = [
            (k * 5, self._rng.randrange(2), self._rng.choice(("group", "blast")))
            for k in range(self._rng.randrange(2, 9))
        ]
        return self._conversation(Kind.DELETED, (party,)), self._lines(self._some_day(), steps, self._language)

    def _stranger(self) -> Talk:
        """Ordinary talk with somebody the owner is not connected to, or no more."""
        kinds = ("ask", "reply", "reply_ask", "close")
        steps = [(k, k % 2, kinds[min(k, 3)]) for k in range(self._rng.randrange(2, 7))]
        return self._conversation(Kind.STRANGER, (self._party(),)), self._lines(self._some_day(), steps, self._language)

    def _draft(self) -> Talk:
        """A message the owner never sent."""
        known = self._sample(1)
        party = _party(known[0]) if known else self._party()
        line = Line(self._moment(self._some_day()), 0, self._pool.draw(self._rng, self._language, "ask"), draft=True)
        return self._conversation(Kind.STRANGER, (party,)), [line]


def _party(relation: Relation) -> Party:
    return Party(relation.name, relation.plain_url, greeting_name(relation.first_name))


def direct_conversation(index: int, relation: Relation, rng: random.Random) -> Conversation:
    """The thread between the owner and one relation."""
    folder = "ARCHIVE" if rng.random() < 0.05 else "INBOX"
    parties = (_party(relation),)
    return Conversation(new_id(rng), Kind.DIRECT, parties, relation.language, relation=index, folder=folder)
