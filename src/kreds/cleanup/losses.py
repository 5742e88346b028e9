"""What would be lost with a relation (H2), and with a whole list of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kreds.model.level import Level
from kreds.model.relation import Relation
from kreds.text.phrase import Fact, Phrase

DORMANT_DAYS = 730
"""So long without contact, and what was strong is dormant."""
ONCE_STRONG = 12
"""So many days with messages between two are a strong relation of its time."""
FEW = 3
"""A group or a place with so few people is all but lost with one of them."""


class LossKind(StrEnum):
    """What can be lost, the dearest first."""

    DORMANT = "dormant"
    GAP = "gap"
    ORGANIZATION = "organization"
    SEGMENT = "segment"
    PLACE = "place"
    WEAK_TIE = "weak_tie"


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that goes with a relation, and the help that tells more of it: a name of a part of the help page."""

    kind: LossKind
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Around:
    """The network around a relation.

    ``segments`` and ``places`` count the current relations in each group and at each place of work; ``missing`` are the
    groups that the goal wants more of, with how many, in its order; ``names`` are the words for groups. ``wants_job``:
    the goal is to be found for a job.
    """

    segments: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str | Phrase] = field(default_factory=dict)
    wants_job: bool = False


def losses(relation: Relation, *, contact_days: int, around: Around, as_of: date | None) -> tuple[Loss, ...]:
    """What would be lost with one relation, the dearest first; nothing where nothing would.

    Args:
        relation: who.
        contact_days: on how many days the two wrote to each other, ever.
        around: the network they are part of.
        as_of: the day up to which silence counts.
    """
    found = [
        *_dormant(relation, contact_days, as_of),
        *_gaps(relation, around),
        *_only(relation, around),
        *_weak_tie(relation, around),
    ]
    order = list(LossKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _dormant(relation: Relation, contact_days: int, as_of: date | None) -> Sequence[Loss]:
    last = relation.last_contact
    if contact_days < ONCE_STRONG or last is None or as_of is None or (as_of - last).days < DORMANT_DAYS:
        return ()
    facts: dict[str, Fact] = {"n": contact_days, "year": str(last.year)}
    phrase = Phrase(
        "You wrote to each other on %(n)s days until %(year)s: old ties like this one give fresh advice", facts
    )
    return (Loss(LossKind.DORMANT, phrase),)


def _gaps(relation: Relation, around: Around) -> Sequence[Loss]:
    for segment, missing in around.missing.items():
        if segment in relation.segments:
            facts = {"group": around.names.get(segment, segment), "n": missing, "more": missing + 1}
            return (Loss(LossKind.GAP, Phrase("Your goal lacks %(n)s %(group)s, and then %(more)s", facts)),)
    return ()


def _only(relation: Relation, around: Around) -> Sequence[Loss]:
    found = []
    if relation.at_same_place == 1:
        phrase = Phrase("You know nobody else at %(company)s", {"company": relation.company})
        found.append(Loss(LossKind.ORGANIZATION, phrase))
    for segment in relation.segments:
        count = around.segments.get(segment, 0)
        if 1 <= count <= FEW:
            group = {"group": around.names.get(segment, segment)}
            words = Phrase("One of only %(n)s %(group)s", {**group, "n": count})
            found.append(Loss(LossKind.SEGMENT, words if count > 1 else Phrase("Your only one among %(group)s", group)))
            break
    if relation.place and around.places.get(relation.place) == 1:
        found.append(Loss(LossKind.PLACE, Phrase("You know nobody else in %(place)s", {"place": relation.place})))
    return found


def _weak_tie(relation: Relation, around: Around) -> Sequence[Loss]:
    if not around.wants_job or relation.level is Level.STRONG or relation.last_contact is None:
        return ()
    return (Loss(LossKind.WEAK_TIE, Phrase("New jobs come most often through loose acquaintances like this one")),)


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes with a whole list: organizations and places that nobody is left at, groups that shrink.

    ``segments`` are (group, before, after), only those that change; ``missing`` (group, missing before, after) those of
    the goal that grow; ``dormant`` counts those who were strong once.
    """

    relations: int
    organizations: tuple[str, ...]
    places: tuple[str, ...]
    segments: tuple[tuple[str, int, int], ...]
    missing: tuple[tuple[str, int, int], ...]
    dormant: int
    wants_job: bool


def lost_with(
    going: Sequence[Relation],
    *,
    contact_days: Mapping[str, int],
    at_company: Mapping[str, int],
    company_of: Mapping[str, str],
    around: Around,
    as_of: date | None,
) -> Lost:
    """What would be lost with all of ``going`` together: two who are alone at a place leave nobody there.

    Args:
        going: the relations to let go.
        contact_days: by id, on how many days the two wrote.
        at_company: how many current relations each organization has, by its key.
        company_of: by id, the key of the organization; "" where none is known.
        around: the network they are part of.
        as_of: the day up to which silence counts.
    """
    leaving = Counter(company_of.get(one.id, "") for one in going)
    names = {company_of.get(one.id, ""): one.company for one in going}
    empty = sorted(names[key] for key, count in leaving.items() if key and count >= at_company.get(key, 0))
    places = Counter(one.place for one in going if one.place)
    groups = Counter(segment for one in going for segment in one.segments)
    smaller = [(key, around.segments.get(key, 0), max(0, around.segments.get(key, 0) - n)) for key, n in groups.items()]
    return Lost(
        relations=len(going),
        organizations=tuple(empty),
        places=tuple(sorted(place for place, count in places.items() if count >= around.places.get(place, 0))),
        segments=tuple(sorted(smaller, key=lambda one: (one[2] - one[1], one[0]))),
        missing=tuple((key, n, n + groups[key]) for key, n in around.missing.items() if groups[key]),
        dormant=sum(1 for one in going if _dormant(one, contact_days.get(one.id, 0), as_of)),
        wants_job=around.wants_job,
    )
