"""Rules to ask the person about: from their own jobs, from the lists of customers, from what they corrected one by one.

A proposal is a question and changes nothing. Whoever asks counts whom it would move; a rule that moves nobody is none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kreds.composition.evidence import OF_STATUS
from kreds.composition.houses import HouseKind, read_house
from kreds.composition.known import Known, Own, Spell
from kreds.composition.tables import fold
from kreds.model.segment import AccountStatus, Segment

CORRECTIONS = 3
"""So many people of one company, put into one group one by one, make a rule worth asking about."""
_LEAST_WORDS = 2
"""One word in common is no sign of one house: many are called Nordlys."""
_SHORTEST_LABEL = 5
_SAID_BY_LISTS = frozenset({
    AccountStatus.CURRENT, AccountStatus.FORMER, AccountStatus.PARTNER, AccountStatus.SUPPLIER,
})  # fmt: skip
"""Whom one only hopes for is asked about one by one, and not by company."""
_OF_MANY = frozenset({HouseKind.SCHOOL, HouseKind.RECRUITMENT})
"""Houses whose people are something else to one than the house itself."""
_ISO = len("2015-01-01")


class Ground(StrEnum):
    """What a proposal follows from."""

    CORRECTIONS = "corrections"
    JOB = "job"
    HOUSE_LIKE_JOB = "house_like_job"
    MAIL = "mail"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule to ask about, as in `kreds.composition.rules.GroupRule`; ``count`` are the corrections it follows from.

    ``place`` is the owner's own workplace that it follows from, "" where it follows from none.
    """

    segment: str
    where: Mapping[str, str]
    ground: Ground
    on: bool = True
    count: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Houses:
    """Who works where: the people of each house, and the name by which most know it."""

    people: Mapping[str, Sequence[Known]]
    names: Mapping[str, str]


def rule_proposals(people: Collection[Known], own: Own, said: Mapping[int, Mapping[str, bool]]) -> tuple[Proposal, ...]:
    """All rules that are worth asking about, the surest grounds first; of two for the same people, the first.

    Args:
        people: the current relations.
        own: what is known of the owner.
        said: the person's words about single people, by person and group.
    """
    houses = _houses(people)
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Proposal] = {}
    for one in (*_of_corrections(people, said, houses), *_of_jobs(own, houses), *_of_lists(own, houses)):
        found.setdefault((one.segment, tuple(sorted(one.where.items()))), one)
    return tuple(found.values())


def _houses(people: Collection[Known]) -> _Houses:
    at: dict[str, list[Known]] = defaultdict(list)
    for one in people:
        if one.house:
            at[one.house].append(one)
    names: dict[str, str] = {}
    for key, ones in at.items():
        spelled = [one.company for one in ones]
        names[key] = min(set(spelled), key=lambda name: (-spelled.count(name), name))
    return _Houses(at, names)


def _of_corrections(
    people: Collection[Known], said: Mapping[int, Mapping[str, bool]], houses: _Houses
) -> Iterator[Proposal]:
    """Companies of which several people were put into one group, or out of one, and nobody the other way."""
    counts: dict[tuple[str, str], dict[bool, int]] = defaultdict(lambda: {True: 0, False: 0})
    for one in people:
        for segment, on in said.get(one.person, {}).items():
            if one.house:
                counts[one.house, segment][on] += 1
    for (house, segment), ways in sorted(counts.items()):
        for on, count in ways.items():
            if count >= CORRECTIONS and not ways[not on]:
                where = {"company": houses.names[house]}
                yield Proposal(segment, where, Ground.CORRECTIONS, on=on, count=count)


def _of_jobs(own: Own, houses: _Houses) -> Iterator[Proposal]:
    for job in own.jobs:
        if job.key in houses.people:
            yield _colleagues(job, {"company": houses.names[job.key]}, Ground.JOB)
        for key, name in sorted(houses.names.items()):
            if _is_like(key, job.key) and key not in own.workplaces:
                yield _colleagues(job, {"company": name}, Ground.HOUSE_LIKE_JOB)
        for domain in sorted(_own_domains(job, houses)):
            segment = Segment.FORMER_COLLEAGUE if job.until else Segment.CURRENT_COLLEAGUE
            yield Proposal(segment, {"domain": domain}, Ground.MAIL, place=job.name)


def _colleagues(job: Spell, where: Mapping[str, str], ground: Ground) -> Proposal:
    """Whoever connected while the owner worked there; while it lasts, everybody there."""
    if not job.until:
        return Proposal(Segment.CURRENT_COLLEAGUE, where, ground, place=job.name)
    days = {"connected_from": job.since, "connected_to": job.until}
    told = {name: day for name, day in days.items() if len(day) == _ISO}
    return Proposal(Segment.FORMER_COLLEAGUE, {**where, **told}, ground, place=job.name)


def _is_like(one: str, other: str) -> bool:
    """Whether one name is the other and more words: a branch of the same house, or its short name.

    >>> _is_like("nordlys data norge", "nordlys data"), _is_like("nordlys bank", "nordlys data")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    return len(short.split()) >= _LEAST_WORDS and long.startswith(f"{short} ")


def _own_domains(job: Spell, houses: _Houses) -> set[str]:
    """Domains of mail that people at a workplace have and that bear its name."""
    name = job.key.replace(" ", "")
    found = {domain for one in houses.people.get(job.key, ()) for domain in one.domains}
    return {
        domain
        for domain in found
        if len(label := fold(domain.split(".", maxsplit=1)[0]).replace("-", "")) >= _SHORTEST_LABEL
        and (label in name or name in label)
    }


def _of_lists(own: Own, houses: _Houses) -> Iterator[Proposal]:
    """Companies of which a list says what they are; what the person said of one themselves needs no rule."""
    for key, account in sorted(own.accounts.items()):
        if account.status not in _SAID_BY_LISTS or account.is_said or key in own.workplaces:
            continue
        if read_house(account.name).kind in _OF_MANY or key in own.recruiting:
            continue
        segment = OF_STATUS[AccountStatus(account.status)]
        if key.startswith("@"):
            yield Proposal(segment, {"domain": key[1:]}, Ground.LIST)
        elif key in houses.people:
            yield Proposal(segment, {"company": houses.names[key]}, Ground.LIST)
