"""Invents the people of the network: names, work, level, groups, needs and the day they connected."""

import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Generic, TypeVar
from urllib.parse import quote

from kreds.demo import companies, names
from kreds.demo.options import DemoOptions
from kreds.demo.owner import Owner, Position, build_owner
from kreds.demo.rhythms import Rhythm, draw_rhythm
from kreds.demo.workplaces import CUSTOMERS, Workplaces
from kreds.model.level import Level

T = TypeVar("T")

SEGMENTS = (
    "current_customer", "former_customer", "potential_customer", "current_colleague", "former_colleague", "partner",
    "supplier", "network", "headhunter", "personal", "student", "press", "investor",
)  # fmt: skip
"""The groups of guide G1.2 and G1.3, and the ones a real network holds besides."""

NEEDS = ("expert", "venue", "sparring", "hire", "job", "introduction")
"""What a relation may need help with (guide G2.2, help)."""


class Odds(Generic[T]):
    """A weighted choice whose cumulative weights are summed once."""

    __slots__ = ("_sums", "_values")

    def __init__(self, weights: dict[T, int]) -> None:
        """Keep the values with the running sums of their weights."""
        self._values = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, rng: random.Random) -> T:
        """One value, as often as its weight says."""
        return self._values[bisect(self._sums, rng.random() * self._sums[-1])]


_LEVELS = Odds({Level.STRONG: 10, Level.AVERAGE: 36, Level.WORTHLESS: 54})
_SEGMENTS_BY_LEVEL = {
    Level.STRONG: Odds({
        "current_customer": 14, "former_customer": 9, "current_colleague": 11, "former_colleague": 28, "partner": 12,
        "personal": 14, "network": 8, "supplier": 2, "press": 1, "investor": 1,
    }),
    Level.AVERAGE: Odds({
        "current_customer": 3, "former_customer": 7, "potential_customer": 22, "current_colleague": 5,
        "former_colleague": 26, "partner": 8, "network": 16, "supplier": 4, "personal": 5, "headhunter": 2, "press": 1,
        "investor": 1,
    }),
    Level.WORTHLESS: Odds({"": 54, "supplier": 17, "headhunter": 11, "student": 13, "network": 2, "investor": 3}),
}  # fmt: skip
_KIND = {
    "current_customer": "buyer", "former_customer": "buyer", "potential_customer": "buyer", "current_colleague": "peer",
    "former_colleague": "peer", "partner": "partner", "supplier": "seller", "network": "partner",
    "headhunter": "headhunter", "personal": "private", "student": "student", "press": "press", "investor": "investor",
    "": "stranger",
}  # fmt: skip
_SECOND = {
    "former_colleague": ("personal", "potential_customer", "former_customer", "partner"),
    "current_customer": ("network", "personal"),
    "partner": ("network", "former_colleague"),
    "network": ("potential_customer", "partner"),
}
_TITLES = {"da": companies.TITLES_DA, "en": companies.TITLES_EN}
_INITIALS = "ABCDEFGHIJKLMNOPRSTUVW"
_MIDDLE_NAMES_FROM = 12
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "é": "e", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class JobChange:
    """A day on which somebody's company or title became another."""

    day: date
    old_company: str
    old_title: str
    company: str
    title: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One first-degree relation with what is true of it."""

    slug: str
    first_name: str
    last_name: str
    origin: str
    language: str
    company: str
    title: str
    email: str
    connected_on: date
    level: Level
    segments: tuple[str, ...]
    needs: tuple[str, ...]
    met: bool
    rhythm: Rhythm
    job_changes: tuple[JobChange, ...] = ()
    vanished_on: date | None = None

    @property
    def name(self) -> str:
        """First and last name as other files write them."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def url(self) -> str:
        """The profile address, percent-encoded as Connections.csv has it."""
        return f"https://www.linkedin.com/in/{quote(self.slug)}"

    @property
    def plain_url(self) -> str:
        """The same address as messages and endorsements write it: not encoded."""
        return f"https://www.linkedin.com/in/{self.slug}"


@lru_cache(maxsize=4)
def workplaces_of(options: DemoOptions, owner: Owner) -> Workplaces:
    """The companies of the network, none of which the owner works or worked at."""
    return Workplaces(options, frozenset(job.company for job in owner.positions))


def greeting_name(first_name: str) -> str:
    """The name people say: no title, initial or second name.

    >>> greeting_name("Dr. Asger E."), greeting_name("Jens"), greeting_name("N.")
    ('Asger', 'Jens', 'N.')
    """
    return next((word for word in first_name.split() if not word.endswith(".")), first_name)


class PeopleMaker:
    """Draws people one after another from one stream of chance; slugs never repeat."""

    def __init__(self, options: DemoOptions, *, stream: str) -> None:
        """Start the stream; equal options and stream give the same people."""
        self._rng = random.Random(f"{options.seed}/{options.language}/{stream}")
        self._options = options
        self._owner = build_owner(options)
        danish = 150 if options.language == "da" else 22
        tables = {names.DANISH: danish, **{table: table.weight for table in names.INTERNATIONAL}}
        self._tables = Odds(tables)
        # A stream of its own: who works for a customer was settled after everything else had been drawn.
        self._doubt = random.Random(f"{options.seed}/{options.language}/{stream}/workplaces")
        self._workplaces = workplaces_of(options, self._owner)

    def person_name(self) -> tuple[str, str, str]:
        """First name, last name and the table they come from."""
        rng = self._rng
        table = self._tables.draw(rng)
        first, last = rng.choice(table.first), rng.choice(table.last)
        if len(table.first) >= _MIDDLE_NAMES_FROM:
            first, last = self._with_middle(table, first, last)
        chance = rng.random()
        if chance > 0.985:
            last += rng.choice(names.SUFFIXES)
        elif chance > 0.98:
            first = rng.choice(names.PREFIXES) + first
        return first, last, table.origin

    def _with_middle(self, table: names.NameTable, first: str, last: str) -> tuple[str, str]:
        """More than half have a middle name, an initial or a double name: namesakes are common, but not that common."""
        rng, chance = self._rng, self._rng.random()
        if chance < (0.5 if table.origin == "da" else 0.3):
            return first, f"{rng.choice(table.last)} {last}"
        if chance < 0.62:
            return f"{first} {rng.choice(_INITIALS)}.", last
        return (f"{first}-{rng.choice(table.first)}", last) if chance < 0.7 else (first, last)

    def slug(self, first: str, last: str) -> str:
        """An address tail such as LinkedIn gives: the name's letters and eight random hexadecimal digits."""
        stem = "-".join("".join(c for c in word if c.isalnum()) for word in f"{first} {last}".lower().split())
        return f"{stem.strip('-') or 'medlem'}-{self._rng.getrandbits(32):08x}"

    def relation(self, connected: tuple[date, date]) -> Relation:
        """A relation that connected within the given days unless their group says better."""
        rng = self._rng
        first, last, origin = self.person_name()
        level = _LEVELS.draw(rng)
        segment = _SEGMENTS_BY_LEVEL[level].draw(rng)
        connected_on = self._connected_on(segment, connected)
        language = "da" if origin == "da" and rng.random() < 0.94 else "en"
        segments: tuple[str, ...] = (segment,) if segment else ()
        if segment in _SECOND and rng.random() < 0.18:
            segments += (rng.choice(_SECOND[segment]),)
        company, title, changes = self._career(segment, language, connected_on)
        met = rng.random() < {Level.STRONG: 0.93, Level.AVERAGE: 0.35}.get(level, 0.01)
        return Relation(
            slug=self.slug(first, last),
            first_name=first,
            last_name=last,
            origin=origin,
            language=language,
            company=company,
            title=title,
            email=self._email(first, last, chance=0.16 if level is Level.STRONG else 0.05),
            connected_on=connected_on,
            level=level,
            segments=segments,
            needs=self._needs(level),
            met=met,
            rhythm=draw_rhythm(rng, level, connected_on, day=self._options.day),
            job_changes=changes,
        )

    def _connected_on(self, segment: str, window: tuple[date, date]) -> date:
        """A colleague connects in or just after the job they shared with the owner."""
        rng = self._rng
        since, until = window
        jobs: Sequence[Position] = ()
        if segment == "current_colleague":
            jobs = self._owner.positions[:1]
        elif segment == "former_colleague":
            jobs = self._owner.positions[1:]
        fitting = [job for job in jobs if job.last_day(self._options.day) > since and job.since < until]
        if fitting:
            job = rng.choice(fitting)
            since = max(since, job.since)
            until = max(since, min(until, job.last_day(self._options.day) + timedelta(days=120)))
        return since + timedelta(days=int(rng.random() * ((until - since).days + 1)))

    def _career(self, segment: str, language: str, connected_on: date) -> tuple[str, str, tuple[JobChange, ...]]:
        """Where they work now, as what, and how they came there since they connected."""
        rng, day = self._rng, self._options.day
        company, title = self.work(segment, language, connected_on)
        changes: list[JobChange] = []
        at = connected_on
        if segment == "current_colleague":
            return company, title, ()
        while True:
            at += timedelta(days=int(rng.expovariate(1 / 1900)) + 90)
            if at > day:
                break
            new_title = self._title(segment, language)
            new_company = company if rng.random() < 0.25 else self.company(segment)
            if (new_company, new_title) != (company, title):
                changes.append(JobChange(at, company, title, new_company, new_title))
                company, title = new_company, new_title
        return company, title, tuple(changes)

    def work(self, segment: str, language: str, connected_on: date) -> tuple[str, str]:
        """The company and title of somebody of a group at the time they connected."""
        if segment == "current_colleague":
            return self._owner.positions[0].company, self._title(segment, language)
        if segment == "former_colleague":
            return self._job_on(connected_on).company, self._title(segment, language)
        if segment == "" and self._rng.random() < 0.12:
            return "", ""
        return self.company(segment), self._title(segment, language)

    def _job_on(self, day: date) -> Position:
        past = self._owner.positions[1:]
        return next((job for job in past if job.since <= day), past[-1])

    def company(self, segment: str) -> str:
        """A company where somebody of the group may work."""
        rng = self._rng
        fixed = {
            "headhunter": companies.RECRUITERS, "student": companies.SCHOOLS, "press": companies.NEWSROOMS,
            "investor": companies.FUNDS,
        }.get(segment)  # fmt: skip
        if fixed:
            return rng.choice(fixed)
        places = self._workplaces.customers
        if segment not in CUSTOMERS:
            if rng.random() < 0.12:
                return rng.choice(companies.PUBLIC)
            places = range(len(self._workplaces.pool))
        return self._workplaces.settled(rng.choice(places), segment, self._doubt.random())

    def _title(self, segment: str, language: str) -> str:
        return self._rng.choice(_TITLES[language][_KIND[segment]])

    def _email(self, first: str, last: str, *, chance: float) -> str:
        if self._rng.random() >= chance:
            return ""
        plain = (part.lower().translate(_ASCII) for part in (first, last))
        local = ".".join("".join(c for c in part if c.isascii() and c.isalnum()) for part in plain)
        domain = self._rng.choice(("example.org", "example.com", "post.example", "firma.example"))
        return f"{local.strip('.') or 'post'}{self._rng.randrange(1000)}@{domain}"

    def _needs(self, level: Level) -> tuple[str, ...]:
        chance = {Level.STRONG: 0.34, Level.AVERAGE: 0.12}.get(level, 0.02)
        return (self._rng.choice(NEEDS),) if self._rng.random() < chance else ()
