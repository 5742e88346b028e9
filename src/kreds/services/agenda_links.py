"""Where to go to do what a line of the agenda says: LinkedIn's own pages, opened by the person."""

from dataclasses import dataclass
from enum import StrEnum

from kreds.model.agenda import AgendaLine, OccasionKind
from kreds.text.urls import activity_url, thread_url


class LinkKind(StrEnum):
    """What an address shows."""

    ACTIVITY = "activity"
    THREAD = "thread"
    PROFILE = "profile"
    OTHER = "other"
    """The profile of the second of two."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside Kreds."""

    kind: LinkKind
    url: str


_READ_FIRST = (
    OccasionKind.DUE, OccasionKind.CHOSEN, OccasionKind.TRIAL, OccasionKind.CAPABLE, OccasionKind.FOLLOWED,
)  # fmt: skip


def links_of(line: AgendaLine) -> tuple[Link, ...]:
    """The addresses that help with a line, the one to open first at the front."""
    relation = line.relation
    if relation is None:
        return ()
    found = [Link(LinkKind.PROFILE, relation.profile_url)]
    activity = Link(LinkKind.ACTIVITY, activity_url(relation.profile_url))
    found = [activity, *found] if line.occasion.kind in _READ_FIRST else [*found, activity]
    if line.occasion.kind is OccasionKind.QUESTION:
        found.insert(0, Link(LinkKind.THREAD, thread_url(str(line.occasion.facts.get("thread") or ""))))
    if line.other:
        found.append(Link(LinkKind.OTHER, line.other.profile_url))
    return tuple(one for one in found if one.url)
