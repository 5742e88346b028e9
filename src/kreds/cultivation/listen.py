"""Listen (guide G2.2): who is going quiet, whose turn it is, who has news."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from kreds.cultivation.cadence import cadence_of, due_on, rests
from kreds.cultivation.ties import Tie
from kreds.model.agenda import Occasion, OccasionKind
from kreds.model.level import Level
from kreds.text.phrase import Fact

YEARS = (1, 5, 10, 15, 20)
"""Years as a relation that are worth a word."""
NEWS_DAYS = 180
"""A new job that was first seen longer ago is no news."""
CHOSEN_DAYS = 180
"""So long "cultivate" of a clean-up holds, or until there has been contact."""
TOLD_TIMES = 1.5
"""Before so many usual gaps nobody is told that it has gone quiet, whatever else fades."""
CLOSE = 0.5
"""Somebody who never wrote back is due for contact only from this strength on."""
SOON = 14
"""Days before a trial ends in which it is time to find out."""


def listen(ties: Iterable[Tie], usual: Mapping[str, int], *, monday: date) -> Iterator[Occasion]:
    """The occasions of a week to look at what somebody is doing, and to show it.

    Args:
        ties: current relations.
        usual: days between contacts by layer (`kreds.model.agenda.USUAL_CADENCE`).
        monday: the first day of the week.
    """
    for tie in ties:
        if tie.level is Level.WORTHLESS and tie.chosen is None:
            continue
        yield from _news(tie, monday)
        if not rests(tie, monday):
            yield from _contact(tie, usual, monday)


def _contact(tie: Tie, usual: Mapping[str, int], monday: date) -> Iterator[Occasion]:
    """One reason to be in touch again, the strongest."""
    if tie.chosen and tie.chosen > monday - timedelta(days=CHOSEN_DAYS) and (tie.touched or date.min) <= tie.chosen:
        yield Occasion(OccasionKind.CHOSEN, tie.id, 2.0 + tie.strength, facts={"day": tie.chosen})
        return
    if tie.trial_until and tie.trial_since and monday <= tie.trial_until:
        if (tie.last or date.min) <= tie.trial_since:
            left = (tie.trial_until - monday).days
            worth = 1.5 if left <= SOON else 0.5
            yield Occasion(
                OccasionKind.TRIAL, tie.id, worth, facts={"since": tie.trial_since, "until": tie.trial_until}
            )
        return
    due = due_on(tie, usual)
    if due is None or due > monday + timedelta(days=6) or tie.touched is None:
        return
    over = (monday - tie.touched).days / cadence_of(tie, usual)
    is_strong = tie.level is Level.STRONG
    worth = _closeness(tie) * (1.0 + min(over, 4.0) / 4.0) * (0.5 + 0.5 * tie.alive)
    facts: dict[str, Fact] = {"day": tie.touched, "last": tie.last or tie.touched, "cadence": cadence_of(tie, usual)}
    is_broken = tie.is_silent or tie.is_fading
    must = is_broken and is_strong and tie.both_ways
    since = tie.touched if must else date.min
    if is_broken and tie.usual_gap and tie.both_ways and tie.touched == tie.last:
        gap = max(1, round(tie.usual_gap))
        if (monday - tie.touched).days >= gap * TOLD_TIMES:
            facts["gap"] = gap
            yield Occasion(OccasionKind.QUIET, tie.id, worth + 0.5 * is_strong, facts=facts, must=must, since=since)
            return
    if tie.both_ways or tie.strength >= CLOSE:
        yield Occasion(OccasionKind.DUE, tie.id, worth, facts=facts, must=must, since=since)


def _news(tie: Tie, monday: date) -> Iterator[Occasion]:
    job = tie.new_job
    if job and job.since > monday - timedelta(days=NEWS_DAYS) and (tie.touched or date.min) < job.since:
        facts: dict[str, Fact] = {
            "company": job.company,
            "title": job.title,
            "old_company": job.old_company,
            "old_title": job.old_title,
            "day": job.since,
        }
        yield Occasion(OccasionKind.NEW_JOB, tie.id, 1.0 + _closeness(tie), facts=facts)
    near = (monday.month, (monday + timedelta(days=6)).month)
    if tie.connected_on and tie.connected_on.month in near and tie.level in (Level.STRONG, Level.AVERAGE):
        for years in YEARS:
            day = _anniversary(tie.connected_on, years)
            if monday <= day < monday + timedelta(days=7):
                yield Occasion(OccasionKind.YEARS, tie.id, _closeness(tie), facts={"years": years, "day": day})


def _anniversary(day: date, years: int) -> date:
    """The same day so many years on; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _closeness(tie: Tie) -> float:
    return tie.strength + 0.3 * tie.fit + 0.3 * (tie.level is Level.STRONG)
