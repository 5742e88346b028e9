"""Can the judgement be trusted? It is made for a day a year ago, and held against what has come since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from kreds.model.level import LEVELS, Level
from kreds.services.judging import criteria_of, half_life_days, weights_of
from kreds.services.kept import Kept
from kreds.services.read_frames import Frames, frames
from kreds.services.standing import as_of, stamp
from kreds.store.database import Store
from kreds.store.tables import relations
from kreds.text.phrase import Phrase
from kreds.ties.backtest import (
    LEAST_OF_A_KIND,
    LEAST_RELATIONS,
    SHORT,
    Backtest,
    Bin,
    Called,
    Ranking,
    backtest,
)
from kreds.ties.features import HORIZON_DAYS

EMPTY, NO_MESSAGES = "EMPTY", "NO-MESSAGES"
RULES = ("recency", "messages", "active_days")
"""The simple rules that the chance of contact and the strength are held against."""
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Trust:
    """What was judged at the end of ``then``, against what came until ``until``.

    Attributes:
        then: the day in the past; None when nothing dated has been imported.
        until: the last day that the data covers; None likewise.
        horizon_days: how many days lie between the two.
        refusal: why no figures are shown: `EMPTY`, `NO_MESSAGES`, "SHORT", "FEW", or nothing.
        missing: the same in words; None when there is no refusal.
        relations: how many had been in touch by then.
        again: how many of these were in touch since.
        levels: of the strong, the average and the worthless how many there were, and how many were in touch since.
        rankings: how well the chance (``alive``), the ``strength`` and each of `RULES` rank those in touch by then.
        bins: the chance that was told against what came, from the least likely on.
        calibration_error: how far the two lie apart on average.
    """

    then: date | None
    until: date | None
    horizon_days: int = HORIZON_DAYS
    refusal: str = ""
    missing: Phrase | None = None
    relations: int = 0
    again: int = 0
    levels: Mapping[Level, Called] = field(default_factory=dict)
    rankings: Mapping[str, Ranking] = field(default_factory=dict)
    bins: tuple[Bin, ...] = ()
    calibration_error: float | None = None


_kept: Kept[Trust] = Kept()


def trust(store: Store) -> Trust:
    """The answer. It is reckoned anew only after an import, or another word on what counts and how fast it fades.

    What the person has said of levels and people is left out: it is the judgement that is looked at. The chance of
    contact is the one that is shown elsewhere, with the priors that fit the network's rhythm until then.
    """
    return _kept.get(store, _follows_from(store), lambda: _made(store))


def known_trust(store: Store) -> Trust | None:
    """The answer where it has been reckoned already, for a page that must not wait."""
    return _kept.known(store, _follows_from(store))


def nothing_dated(db: Connection) -> Phrase:
    """Why there is no day to look at: there is nothing at all, or nothing with a date."""
    if db.execute(select(relations.c.person).limit(1)).first() is None:
        return Phrase("Nothing has been imported yet.")
    return Phrase("Nothing in your files has a date, so there is no earlier day to look at.")


def _follows_from(store: Store) -> tuple[object, ...]:
    with store.reading() as db:
        return stamp(db).messages, half_life_days(db), tuple(criteria_of(db).items())


def _made(store: Store) -> Trust:
    with store.reading() as db:
        half_life, criteria = half_life_days(db), criteria_of(db)
        if as_of(db) is None:
            return Trust(None, None, refusal=EMPTY, missing=nothing_dated(db))
    network = frames(store)
    made = backtest(
        network.interactions,
        network.relations,
        day=network.day,
        coverage=network.coverage,
        context=network.context,
        half_life_days=half_life,
        weights=weights_of(criteria),
        learn=False,
    )
    then, until = _date(made.day), _date(network.day)
    if made.refusal:
        refusal = made.refusal if network.coverage.has_messages else NO_MESSAGES
        missing = _missing(refusal, made, network)
        return Trust(then, until, refusal=refusal, missing=missing, relations=made.relations, again=made.again)
    return Trust(
        then,
        until,
        made.horizon_days,
        relations=made.relations,
        again=made.again,
        levels={level: (made.levels or {})[level] for level in LEVELS},
        rankings=_rankings(made),
        bins=made.bins or (),
        calibration_error=made.calibration_error,
    )


def _rankings(made: Backtest) -> dict[str, Ranking]:
    named = {"alive": made.alive, "strength": made.strength, **(made.rules or {})}
    return {name: ranking for name, ranking in named.items() if ranking is not None}


def _missing(refusal: str, made: Backtest, network: Frames) -> Phrase:
    """What would be needed, beside what there is."""
    if refusal == NO_MESSAGES:
        return Phrase("Your messages are not among the files, so nobody can see who was in touch with whom.")
    if refusal == SHORT:
        first = network.features["first_day"].min()
        if not isinstance(first, int):
            return Phrase("You have not been in touch with anybody in these files.")
        since = max(first, network.coverage.since_day or first)
        return Phrase(
            "It takes two years of contact: one to judge by, and one to see what came after. Yours goes from %(since)s "
            "to %(until)s.",
            {"since": _date(since), "until": _date(network.day)},
        )
    return Phrase(
        "It takes %(least)s relations that you had been in touch with by then, with at least %(some)s who were in "
        "touch again and %(some)s who were not. Here it is %(relations)s in all, and %(again)s in touch again.",
        {"least": LEAST_RELATIONS, "some": LEAST_OF_A_KIND, "relations": made.relations, "again": made.again},
    )


def _date(day: int) -> date:
    return date.fromordinal(_EPOCH + day)
