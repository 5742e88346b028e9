"""Inspire (guide G2.2): the own rhythm of posts, the kinds of content, and what the network asks about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from kreds.cultivation.common_words import COMMON
from kreds.cultivation.ties import Tie
from kreds.model.agenda import Occasion, OccasionKind
from kreds.text.phrase import Fact

RHYTHM_OF = 20
"""So many of the latest posts tell the rhythm."""
LEAST_GAP, LONGEST_GAP = 3, 30
"""Days between posts: nobody is asked for one oftener, and a month without is worth a word to whoever posts."""
UNUSED_DAYS = 120
"""From so long on a kind of content is one to try again."""
TOPIC_PEOPLE = 3
"""So many have to ask about the same thing before it is a topic."""
TOPIC_DAYS = 365
_ABOUT = re.compile(
    r"\b(?:about|on|within|with|in|for|om|med|til|i|inden for|indenfor)\s+"
    r"(?:(?:the|a|an|en|et|den|det|de|my|min|mit)\s+)?"
    r"([^\W\d_][\w-]{2,}(?: [^\W\d_][\w-]{3,}(?=[ .?!,]|$))?)"
)
"""What follows a word like "about": one word or two, which may be a topic."""
_NAME = re.compile(r"[A-ZÆØÅÄÖ][^\W\d_]*[^\W\d_A-ZÆØÅÄÖ]")
_LEAST_LETTERS = 5
"""Shorter words say nothing of a topic, unless they are abbreviations."""


class Content(StrEnum):
    """The kinds of content of guide G2.2."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    PODCAST = "podcast"
    LINK = "link"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Posted:
    """A post of the owner's: when, and of what kind."""

    day: date
    content: Content


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often the owner posts: days from one to the next (None before there are three), and the last one."""

    gap: int | None
    last: date | None


def rhythm_of(posted: Iterable[Posted]) -> Rhythm:
    """The usual number of days between posts, by the latest of them.

    >>> rhythm_of(Posted(date(2026, 1, day), Content.TEXT) for day in (1, 8, 15, 22))
    Rhythm(gap=7, last=datetime.date(2026, 1, 22))
    """
    days = sorted({one.day for one in posted})[-RHYTHM_OF:]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    gap = max(LEAST_GAP, min(round(median(gaps)), LONGEST_GAP)) if len(gaps) > 1 else None
    return Rhythm(gap, days[-1] if days else None)


def topics_of(ties: Iterable[Tie], *, monday: date) -> list[tuple[str, int]]:
    """What several have asked about within a year, and how many; the most asked first.

    Args:
        ties: current relations, their questions with words.
        monday: the first day of the week.
    """
    people: Counter[str] = Counter()
    for tie in ties:
        if tie.asked and tie.asked.words and tie.asked.day > monday - timedelta(days=TOPIC_DAYS):
            people.update(_told_of(tie.asked.words))
    found = [(word, count) for word, count in people.items() if count >= TOPIC_PEOPLE]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _told_of(words: str) -> set[str]:
    """The topics of a question: what it is about, without names and without words that say nothing."""
    found = set()
    for phrase in _ABOUT.findall(words):
        telling: list[str] = []
        for word in phrase.split():
            is_short = not telling and len(word) < _LEAST_LETTERS and not (word.isupper() and len(word) > 1)
            if is_short or word.lower() in COMMON or _NAME.fullmatch(word):
                break
            telling.append(word)
        if telling:
            found.add(" ".join(telling))
    return found


def inspire(
    posted: Sequence[Posted], topics: Sequence[tuple[str, int]], *, monday: date, covered: bool
) -> Iterator[Occasion]:
    """The occasions of a week to share something.

    Args:
        posted: everything the owner has posted.
        topics: see `topics_of`.
        monday: the first day of the week.
        covered: whether a source shows what the owner posts; without one nothing is said of the rhythm.
    """
    rhythm = rhythm_of(posted)
    if covered:
        gap = rhythm.gap or LONGEST_GAP
        if rhythm.last is None:
            yield Occasion(OccasionKind.POST, "", 1.0)
        elif (monday - rhythm.last).days + 6 >= gap:
            facts: dict[str, Fact] = {"day": rhythm.last, "gap": gap, "days": max(0, (monday - rhythm.last).days)}
            yield Occasion(OccasionKind.POST, "", 1.2, facts=facts)
        if rhythm.last is not None:
            yield from _unused(posted, monday)
    for word, count in topics[:3]:
        worth = 1.1 + min(count, 10) / 20
        yield Occasion(OccasionKind.TOPIC, "", worth, other=word, facts={"topic": word, "people": count})


def _unused(posted: Sequence[Posted], monday: date) -> Iterator[Occasion]:
    """Kinds that the owner has used before, but not for long."""
    last: dict[Content, date] = {}
    for one in posted:
        last[one.content] = max(one.day, last.get(one.content, one.day))
    for content, day in sorted(last.items(), key=lambda one: one[1]):
        if (monday - day).days >= UNUSED_DAYS:
            worth = 0.9 + min((monday - day).days, 730) / 7_300
            facts: dict[str, Fact] = {"content": content.value, "day": day}
            yield Occasion(OccasionKind.CONTENT, "", worth, other=content.value, facts=facts)


@dataclass(frozen=True, slots=True)
class Planned:
    """A week of the content calendar: what kind of content, and a topic that the network asks about, "" for none."""

    monday: date
    content: Content
    topic: str


def content_calendar(
    posted: Sequence[Posted], topics: Sequence[tuple[str, int]], *, monday: date, weeks: int = 6
) -> tuple[Planned, ...]:
    """A post for each of the coming weeks: the kinds take turns, the longest unused first, and so do the topics.

    Pictures, videos and podcasts stand in it only for who has used them: text, link and article anybody can write.
    """
    last = dict.fromkeys((Content.TEXT, Content.LINK, Content.ARTICLE), date.min)
    for one in posted:
        last[one.content] = max(one.day, last.get(one.content, date.min))
    turn = sorted(last, key=lambda content: (last[content], content.value))
    words = [word for word, _ in topics]
    return tuple(
        Planned(
            monday + timedelta(weeks=number),
            turn[number % len(turn)],
            words[number % len(words)] if words else "",
        )
        for number in range(weeks)
    )
