"""Two-way talk: days of contact by rhythm, and within a day questions, answers and a good-bye.

Everything is drawn in columns, so that a million messages take seconds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreds.demo.conversation import MessageTable
from kreds.demo.texts import LANGUAGES, TextPool

DAY = 86_400
_FAR = 10**11
_SILENCE = 500 * DAY
_OPENINGS = ("first", "ask", "share", "wake")
_ANSWERS = ("reply", "reply_ask", "close")
_KINDS = _OPENINGS + _ANSWERS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Speakers:
    """One row for each dialogue: its conversation, days of the window since 1970, and how it is led."""

    conversation: Ints
    since: Floats
    until: Floats
    interval: Floats
    share: Floats
    size: Floats
    language: Ints
    private: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Days:
    """One row for each day of talk: which dialogue, how many messages, when the first one is written."""

    speaker: Ints
    size: Ints
    at: Ints


def draw_dialogues(rng: np.random.Generator, speakers: Speakers, pool: TextPool, *, total: int | None) -> MessageTable:
    """Messages of all dialogues, exactly ``total`` of them unless that is None or nobody speaks."""
    days = _contact_days(rng, speakers, total)
    rows = int(days.size.sum())
    day = np.repeat(np.arange(len(days.size)), days.size)
    begins = np.cumsum(days.size) - days.size
    place = np.arange(rows) - begins[day]
    speaker = days.speaker[day]
    at = _moments(rng, days, day, place)
    sender = _senders(rng, speakers.share[days.speaker], place, begins)
    order = np.lexsort((at, speaker))
    speaker, at, sender, place = speaker[order], at[order], sender[order], place[order]
    last = place == days.size[day[order]] - 1
    at = _one_after_another(rng, speaker, at, sender)
    text = _texts(rng, pool, speakers.language[speaker], _kinds(rng, speaker, at, place, last))
    return MessageTable(
        speakers.conversation[speaker].astype(np.int32),
        at,
        sender,
        text,
        np.zeros(rows, dtype=np.bool_),
        rng.random(rows) < 0.01,
    )


def _contact_days(rng: np.random.Generator, speakers: Speakers, total: int | None) -> _Days:
    """As many days as the window holds intervals, thinned or thickened until the messages add up to ``total``."""
    expected = np.maximum(speakers.until - speakers.since, 1.0) / speakers.interval
    if total is not None:
        natural = float((expected * speakers.size).sum())
        expected = expected * (total / natural if natural else 0.0)
    count = np.floor(expected + rng.random(len(expected))).astype(np.int64)
    if total and len(count) and not count.sum():
        count[int(np.argmax(expected))] = 1
    speaker = np.repeat(np.arange(len(count)), count)
    size = 1 + rng.poisson(speakers.size[speaker] - 1.0).astype(np.int64)
    if total is not None and len(size):
        size = _fit(rng, size, total)
        speaker, size = speaker[size > 0], size[size > 0]
    return _Days(speaker, size, _first_moments(rng, speakers, speaker))


def _fit(rng: np.random.Generator, size: Ints, total: int) -> Ints:
    """Add or take single messages at random days until the sum is ``total``."""
    missing = total - int(size.sum())
    if missing > 0:
        return size + np.bincount(rng.integers(0, len(size), missing), minlength=len(size))
    while missing < 0:
        long_days = np.flatnonzero(size > 1)
        days = long_days if len(long_days) else np.flatnonzero(size > 0)
        chosen = rng.permutation(days)[:-missing]
        size[chosen] -= 1
        missing += len(chosen)
    return size


def _first_moments(rng: np.random.Generator, speakers: Speakers, speaker: Ints) -> Ints:
    """Seconds since 1970: mostly office hours, work talk rarely on a weekend."""
    since, until = speakers.since[speaker], speakers.until[speaker]
    day = np.floor(since + (until - since) * rng.random(len(speaker))).astype(np.int64)
    weekday = (day + 3) % 7  # 1970-01-01 was a Thursday
    rests = (weekday >= 5) & ~speakers.private[speaker] & (rng.random(len(day)) < 0.85)
    day = np.where(rests & (day - 2 >= since), day - 2, day)
    hour = np.where(rng.random(len(day)) < 0.8, rng.normal(10.8, 2.4, len(day)), rng.normal(20.0, 1.4, len(day)))
    return day * DAY + (np.clip(hour, 6.2, 22.8) * 3600).astype(np.int64)


def _moments(rng: np.random.Generator, days: _Days, day: Ints, place: Ints) -> Ints:
    """Answers come minutes or hours apart, and none on a later day than its window allows."""
    gap = np.where(place > 0, np.minimum(rng.lognormal(np.log(700.0), 1.3, len(day)), 4.0 * 3600), 0.0).astype(np.int64)
    run = np.cumsum(gap)
    first = np.repeat(run[np.cumsum(days.size) - days.size], days.size) if len(run) else run
    at = days.at[day] + run - first
    end = (days.at[day] // DAY + 1) * DAY - 60
    crowded: Ints = days.at[day] + 41 * place
    return np.where(at < end, at, np.minimum(crowded, end))


def _senders(rng: np.random.Generator, share: Floats, place: Ints, begins: Ints) -> NDArray[np.int8]:
    """Sides take turns, sometimes one writes twice; 0 is the owner, who begins a day with chance ``share``."""
    day = np.cumsum(place == 0) - 1
    turn = np.cumsum((place > 0) & (rng.random(len(place)) < 0.84))
    they_begin = (rng.random(len(begins)) >= share).astype(np.int64)
    side: NDArray[np.int8] = ((turn - turn[begins][day] + they_begin[day]) % 2).astype(np.int8)
    return side


def _one_after_another(rng: np.random.Generator, speaker: Ints, at: Ints, sender: NDArray[np.int8]) -> Ints:
    """No two messages of a dialogue in one second, but for a few answers that come in the very same one."""
    index = np.arange(len(at))
    key = at - index + speaker * _FAR
    at = np.maximum.accumulate(key) + index - speaker * _FAR if len(at) else at
    tied = np.zeros(len(at), dtype=np.bool_)
    tied[1:] = (speaker[1:] == speaker[:-1]) & (sender[1:] != sender[:-1]) & (at[1:] - at[:-1] < 300)
    tied &= rng.random(len(at)) < 0.004
    tied[1:] &= ~tied[:-1]
    result = at.copy()
    result[tied] = at[np.flatnonzero(tied) - 1]
    return result


def _kinds(rng: np.random.Generator, speaker: Ints, at: Ints, place: Ints, last: NDArray[np.bool_]) -> Ints:
    """Which kind of sentence stands at each place of a day: numbers in ``_KINDS``."""
    chance = rng.random(len(at))
    kind = np.where(chance < 0.6, _KINDS.index("reply"), _KINDS.index("reply_ask"))
    kind = np.where(last & (chance < 0.8), _KINDS.index("close"), kind)
    opening = place == 0
    kind = np.where(opening, np.where(chance < 0.55, _KINDS.index("ask"), _KINDS.index("share")), kind)
    fresh = np.ones(len(at), dtype=np.bool_)
    fresh[1:] = speaker[1:] != speaker[:-1]
    gap = np.zeros(len(at), dtype=np.int64)
    gap[1:] = at[1:] - at[:-1]
    kind = np.where(opening & ~fresh & (gap > _SILENCE), _KINDS.index("wake"), kind)
    return np.where(fresh, _KINDS.index("first"), kind)


def _texts(rng: np.random.Generator, pool: TextPool, language: Ints, kind: Ints) -> NDArray[np.int32]:
    start = np.array([[pool.start[lang, name] for name in _KINDS] for lang in LANGUAGES])
    size = np.array([[pool.size[lang, name] for name in _KINDS] for lang in LANGUAGES])
    offset = (rng.random(len(kind)) * size[language, kind]).astype(np.int64)
    chosen: NDArray[np.int32] = (start[language, kind] + offset).astype(np.int32)
    return chosen
