"""Help (guide G2.2): who has asked, who has given and got nothing back, who should know each other."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from kreds.cultivation.needs import Need, need_of
from kreds.cultivation.ties import Tie
from kreds.model.agenda import Occasion, OccasionKind
from kreds.model.level import Level
from kreds.text.phrase import Fact

QUESTION_DAYS = 400
"""An older question has answered itself."""
GIFT_DAYS = 1_100
"""So long a recommendation or an endorsement can decently be returned."""
ASKED_AT_LEAST = 0.25
"""A question of somebody weaker than this, who is not of the goal either, is most likely a pitch."""
_MATCHES = 40
"""So many of each side are paired, the closest: nobody introduces hundreds."""


def help_(ties: Sequence[Tie], *, monday: date, pending: int = 0) -> Iterator[Occasion]:
    """The occasions of a week to help somebody.

    Args:
        ties: current relations.
        monday: the first day of the week.
        pending: invitations that wait for an answer.
    """
    for tie in ties:
        if tie.level is not Level.WORTHLESS:
            yield from _of_one(tie, monday)
    yield from _introductions(ties, monday)
    if pending:
        yield Occasion(OccasionKind.INVITATIONS, "", 0.4, facts={"count": pending})


def _of_one(tie: Tie, monday: date) -> Iterator[Occasion]:
    asked = tie.asked
    is_close = tie.strength >= ASKED_AT_LEAST or tie.fit > 0 or tie.both_ways
    waits = asked is not None and (tie.touched or date.min) <= asked.day
    if asked and waits and is_close and asked.day > monday - timedelta(days=QUESTION_DAYS):
        fresh = max(0.0, 1.0 - (monday - asked.day).days / QUESTION_DAYS)
        need = need_of(asked.words)
        facts: dict[str, Fact] = {
            "day": asked.day,
            "words": asked.words,
            "thread": asked.thread,
            "need": need.value if need else "",
        }
        worth = 1.0 + tie.strength + fresh + 0.7 * (need is not None)
        yield Occasion(OccasionKind.QUESTION, tie.id, worth, facts=facts)
    if tie.recommended and tie.recommended > monday - timedelta(days=GIFT_DAYS):
        yield Occasion(OccasionKind.RECOMMENDATION, tie.id, 0.8 + tie.strength, facts={"day": tie.recommended})
    elif (
        tie.endorsed and tie.level is Level.STRONG and (tie.endorsed_on or monday) > monday - timedelta(days=GIFT_DAYS)
    ):
        gift: dict[str, Fact] = {"skills": ", ".join(tie.endorsed[:3])}
        if tie.endorsed_on:
            gift["day"] = tie.endorsed_on
        yield Occasion(OccasionKind.ENDORSEMENT, tie.id, 0.3 + 0.5 * tie.strength, facts=gift)
    if tie.role == "job_seeker" and (tie.strength >= ASKED_AT_LEAST or tie.level is Level.UNKNOWN):
        yield Occasion(OccasionKind.JOB_SEEKER, tie.id, 0.7 + tie.strength, facts={"title": tie.title})


def _introductions(ties: Sequence[Tie], monday: date) -> Iterator[Occasion]:
    """Somebody in need and somebody who may meet it, each once."""
    known = sorted((tie for tie in ties if _may_introduce(tie)), key=lambda tie: (-tie.strength, tie.person))
    wanting = islice(((tie, need) for tie in known if (need := _wants(tie, monday))), _MATCHES)
    taken: set[int] = set()
    for tie, need in wanting:
        match = next(
            (other for other in known if other.person not in taken | {tie.person} and _meets(tie, need, other)), None
        )
        if match is None:
            continue
        taken |= {tie.person, match.person}
        worth = 0.6 + 0.5 * (tie.strength + match.strength)
        facts: dict[str, Fact] = {
            "need": need.value,
            **({"day": tie.asked.day, "words": tie.asked.words} if tie.asked else {}),
        }
        yield Occasion(OccasionKind.INTRODUCE, tie.id, worth, other=match.id, facts=facts)


def _may_introduce(tie: Tie) -> bool:
    return tie.level is Level.STRONG or (tie.level is Level.AVERAGE and tie.both_ways)


def _wants(tie: Tie, monday: date) -> Need | None:
    if tie.asked and tie.asked.day > monday - timedelta(days=QUESTION_DAYS):
        need = need_of(tie.asked.words)
        if need in (Need.JOB, Need.HIRE, Need.EXPERT):
            return need
    return Need.JOB if tie.role == "job_seeker" else None


def _meets(tie: Tie, need: Need, other: Tie) -> bool:
    """Whether the other may be of help: who hires in the same trade, who seeks, or who is of the trade asked for."""
    if other.company and other.company == tie.company:
        return False
    same_trade = bool(tie.function) and tie.function == other.function
    leads = other.seniority in ("owner", "executive", "director", "manager")
    if need is Need.JOB:
        return other.role == "recruiter" or (same_trade and leads)
    if need is Need.HIRE:
        return other.role in ("job_seeker", "recruiter")
    return other.role == "consultant" or (other.function == "consulting" and leads)
