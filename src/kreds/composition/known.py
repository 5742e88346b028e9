"""What is known of a person and of the owner, as far as it says which groups the person is in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kreds.model.goal import Audience


class Spell(NamedTuple):
    """A time at a house, of the owner's or of somebody else's: ``key`` is that of `kreds.text.organizations`.

    Days are ISO texts; ``since`` is "" when no source says, ``until`` "" while it lasts.
    """

    name: str
    key: str
    since: str = ""
    until: str = ""


class Known(NamedTuple):
    """A person: what the newest list says, what earlier ones said, and what sources beside LinkedIn say.

    ``house`` is the key of ``company``, ``earlier`` are the houses where older archives saw them. ``status`` is a value
    of `kreds.model.segment.AccountStatus`, said of them at ``status_at``. ``business`` is the person's own answer: 1
    yes, -1 no, 0 not answered. ``wrote_in`` and ``wrote_out`` count one-to-one messages to and from the owner.
    """

    person: int
    company: str = ""
    house: str = ""
    title: str = ""
    connected_on: str = ""
    earlier: tuple[Spell, ...] = ()
    domains: tuple[str, ...] = ()
    industry: str = ""
    place: str = ""
    status: str = ""
    status_at: str = ""
    systems: tuple[str, ...] = ()
    meetings: int = 0
    business: int = 0
    wrote_in: int = 0
    wrote_out: int = 0
    tags: frozenset[str] = frozenset()


class Account(NamedTuple):
    """What a company is to the owner, how likely so, and whether that is the person's own word."""

    name: str
    status: str
    share: float
    is_said: bool = False
    industry: str = ""


@dataclass(frozen=True)
class Own:
    """What is true of the owner. ``accounts`` are by key of the house, and by ``@`` and the domain.

    ``recruiting`` are the keys of houses that find people for jobs, by the titles of those who work there
    (`kreds.composition.recruiters`).
    ``sells`` is whether the goal that counts wants customers; ``audience`` is whom it wants to reach.
    """

    jobs: tuple[Spell, ...] = ()
    schools: tuple[Spell, ...] = ()
    functions: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    accounts: Mapping[str, Account] = field(default_factory=dict)
    recruiting: frozenset[str] = frozenset()
    sells: bool = False
    audience: Audience = field(default_factory=Audience)

    @cached_property
    def workplaces(self) -> frozenset[str]:
        """The keys of the houses where the owner works or has worked."""
        return frozenset(job.key for job in self.jobs)
