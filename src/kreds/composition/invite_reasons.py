"""Why somebody is worth inviting, in words: every part of their points with its numbers and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kreds.composition.gaps import Gap
from kreds.composition.group_names import group_name
from kreds.composition.invite import Part
from kreds.model.outsider import Outsider
from kreds.model.segment import AccountStatus
from kreds.text.phrase import Fact, Phrase

_LIKELY = 0.5
"""From this share on, somebody is spoken of as in a group; below, as perhaps in it."""


@dataclass(frozen=True, slots=True)
class InviteReason:
    """One part of the points; the points of all reasons sum to the score."""

    part: Part
    phrase: Phrase
    points: float


def invite_reasons(one: Outsider, row: Mapping[str, Any], gap: Gap | None) -> tuple[InviteReason, ...]:
    """The reasons, the weightiest first.

    Args:
        one: who.
        row: their row of `kreds.composition.invite.worth`.
        gap: that of the group they fill best, None when no goal is stated.
    """
    found = []
    for part in Part:
        worth = float(row[part.value])
        if worth > 0:
            likely = row["share"] >= _LIKELY
            phrase = _gap_phrase(row["segment"], gap, likely=likely) if part is Part.GAP else _phrase(part, one)
            found.append(InviteReason(part, phrase, worth))
    return tuple(sorted(found, key=lambda reason: -reason.points))


def _gap_phrase(segment: str, gap: Gap | None, *, likely: bool) -> Phrase:
    name = group_name(segment)
    if gap is None:
        if likely:
            return Phrase("They are among your %(group)s; without a goal customers count most", {"group": name})
        return Phrase("They may be among your %(group)s; without a goal customers count most", {"group": name})
    facts: dict[str, Fact] = {"group": name, "n": max(1, round(gap.missing))}
    if likely:
        return Phrase("You lack %(group)s: your goal wants %(n)s more", facts)
    return Phrase("They may be of a group you lack, %(group)s: your goal wants %(n)s more", facts)


def met_phrase(one: Outsider) -> Phrase:
    """How often the two met, and when last."""
    last = one.last_met or one.first_met
    facts: dict[str, Fact] = {"n": one.meetings}
    if last is None:
        return Phrase("You have met once", facts, plural="You have met on %(n)s days", n=one.meetings)
    facts["day"] = last
    return Phrase("You met on %(day)s", facts, plural="You have met on %(n)s days, last on %(day)s", n=one.meetings)


def wrote_phrase(one: Outsider) -> Phrase:
    """Who wrote how much to whom."""
    count = one.messages_in + one.messages_out
    if one.messages_in and one.messages_out:
        return Phrase("You have written to each other: %(n)s messages", {"n": count})
    if one.messages_in:
        return Phrase(
            "They wrote to you: %(n)s message", {"n": count}, plural="They wrote to you: %(n)s messages", n=count
        )
    return Phrase("You wrote to them: %(n)s message", {"n": count}, plural="You wrote to them: %(n)s messages", n=count)


def shared_phrase(one: Outsider) -> Phrase:
    """Where both are or were; what a file does not say is left out."""
    facts = {"place": one.shared}
    if one.studied:
        return Phrase("They are at %(place)s, where you studied", facts)
    if one.shared_until:
        return Phrase(
            "They are at %(place)s, where you worked until %(year)s", {**facts, "year": str(one.shared_until.year)}
        )
    return Phrase("They are at %(place)s, where you have worked", facts)


def status_phrase(status: AccountStatus) -> Phrase:
    """What a source's own word on somebody means."""
    return {
        AccountStatus.CURRENT: Phrase("Your own list has them as a customer"),
        AccountStatus.FORMER: Phrase("Your own list has them as a former customer"),
        AccountStatus.POTENTIAL: Phrase("Your own list has them as a possible customer"),
        AccountStatus.PARTNER: Phrase("Your own list has them as a partner"),
        AccountStatus.SUPPLIER: Phrase("Your own list has them as a supplier"),
        AccountStatus.NONE: Phrase("They stand in a list of yours"),
    }[status]


def _phrase(part: Part, one: Outsider) -> Phrase:
    told = {
        Part.MET_LATELY: Phrase("You met within the last year"),
        Part.BOTH_WROTE: Phrase("Both of you wrote"),
        Part.ADDRESS_BOOK: Phrase("They stand in your address book"),
        Part.ACCOUNT: Phrase("%(company)s is one of the companies you name in your goal", {"company": one.company}),
        Part.FUNCTION: Phrase("They work in a field you want to talk with"),
        Part.SENIORITY: Phrase("They are at a level you want to talk with"),
        Part.INDUSTRY: Phrase("Their trade is one you want to talk with: %(industry)s", {"industry": one.industry}),
        Part.PLACE: Phrase("They are where you want to be known: %(place)s", {"place": one.place}),
    }
    if part in told:
        return told[part]
    if part is Part.MET:
        return met_phrase(one)
    if part is Part.WROTE:
        return wrote_phrase(one)
    if part is Part.SHARED:
        return shared_phrase(one)
    if part is Part.STATUS:
        return status_phrase(one.status)
    if part is Part.SINCE and one.since:
        return Phrase("Known to your lists since %(year)s", {"year": str(one.since.year)})
    if part is Part.ACTIVE and one.last_activity:
        return Phrase("Your lists saw something happen on %(day)s", {"day": one.last_activity})
    return Phrase("They stand in a list of yours")
