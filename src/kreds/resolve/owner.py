"""Whose network it is: no file says it outright, several together do.

Order of evidence (`docs/formats.md`, part "owner"): what the person said; the address that invitations were sent from
or to; the address that writes under the name of the profile; the one that takes part in nearly all conversations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kreds.text.names import match_key

NEARLY_ALL = 0.8
"""Share of conversations the owner takes part in at least (drafts and deleted members leave some without)."""


@dataclass(frozen=True, slots=True)
class OwnerEvidence:
    """What the sources say. ``takes_part`` is profile slug to number of conversations, ``writes`` slug to names."""

    said: str
    profile_names: Sequence[str]
    invitation_slugs: Sequence[str]
    writes: Mapping[str, Sequence[str]]
    takes_part: Mapping[str, int]
    conversations: int
    listed: frozenset[str]


@dataclass(frozen=True, slots=True)
class OwnerFinding:
    """The owner's profile slug ("" when nothing says), whether that is sure, and all candidates, likeliest first."""

    slug: str
    is_sure: bool
    candidates: tuple[str, ...]


def find_owner(evidence: OwnerEvidence) -> OwnerFinding:
    """Weigh the evidence; one strong sign or two weak ones that agree make it sure."""
    if evidence.said:
        return OwnerFinding(evidence.said, True, (evidence.said,))
    votes: dict[str, float] = {}
    for slug in evidence.invitation_slugs:
        votes[slug] = votes.get(slug, 0.0) + 2.0 / len(evidence.invitation_slugs)
    called = {match_key(name) for name in evidence.profile_names if name}
    namesakes = [slug for slug, names in evidence.writes.items() if called & {match_key(name) for name in names}]
    for slug in namesakes:
        votes[slug] = votes.get(slug, 0.0) + 1.5 / len(namesakes)
    for slug, share in _omnipresent(evidence).items():
        votes[slug] = votes.get(slug, 0.0) + share
    if not votes:
        return OwnerFinding("", False, ())
    ranked = sorted(votes, key=lambda slug: (-votes[slug], slug))
    ahead = votes[ranked[0]] - (votes[ranked[1]] if len(ranked) > 1 else 0.0)
    return OwnerFinding(ranked[0], votes[ranked[0]] >= 1.5 and ahead > 0.5, tuple(ranked[:5]))


def _omnipresent(evidence: OwnerEvidence) -> dict[str, float]:
    """Those in nearly all conversations who are not in the owner's own list, with their share."""
    if evidence.conversations < 3:
        return {}
    shares = {slug: n / evidence.conversations for slug, n in evidence.takes_part.items()}
    return {slug: share for slug, share in shares.items() if share >= NEARLY_ALL and slug not in evidence.listed}
