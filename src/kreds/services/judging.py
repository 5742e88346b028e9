"""By what the relations of a store are judged: the day, what the files could show, and what the person has said."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection

from kreds.model.criteria import Criterion, Emphasis
from kreds.model.decision import DecisionKind
from kreds.model.interaction import Channel
from kreds.store import decisions, imports, people, relations
from kreds.ties import Coverage, judge
from kreds.ties.alive import AliveModel, AlivePriors
from kreds.ties.features import HALF_LIFE_DAYS, HORIZON_DAYS
from kreds.ties.foretelling import default_model
from kreds.ties.learned import NOTHING, Learned, likeness
from kreds.ties.weights import Weights
from kreds.ties.words import words_of

_EPOCH = date(1970, 1, 1)
_ALIVE = "alive_model"
_CHANNEL_KINDS = {
    "messages": Channel.MESSAGE,
    "invitations": Channel.INVITATION,
    "endorsements_given": Channel.ENDORSEMENT,
    "endorsements_received": Channel.ENDORSEMENT,
    "recommendations_given": Channel.RECOMMENDATION,
    "recommendations_received": Channel.RECOMMENDATION,
    "notes": Channel.NOTE,
    "member_follows": Channel.FOLLOW,
    "calendar": Channel.MEETING,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything that `kreds.ties.judge` needs beside the features."""

    day: int
    coverage: Coverage
    half_life_days: float
    weights: Weights
    alive_model: AliveModel | None

    def judge(self, features: pl.DataFrame, texts: pl.DataFrame | None = None) -> pl.DataFrame:
        """The columns of `kreds.model.frames.JUDGEMENTS` for these features, in any order.

        ``texts`` (person, title, company) are needed only where words count: `Rule.counts_words`.
        """
        return judge(
            features,
            day=self.day,
            coverage=self.coverage,
            half_life_days=self.half_life_days,
            weights=self.weights,
            likeness=self._likeness(texts),
            alive_model=self.alive_model,
        )

    @property
    def counts_words(self) -> bool:
        """Whether what was learned says anything of titles and companies."""
        return bool(self.weights.learned.words)

    def _likeness(self, texts: pl.DataFrame | None) -> pl.DataFrame | None:
        if texts is None or not self.counts_words:
            return None
        return likeness(words_of(texts), self.weights.learned)


def judged(db: Connection, rule: Rule, features: pl.DataFrame, persons: Collection[int] | None = None) -> pl.DataFrame:
    """What the rule makes of these features of relations that the store holds."""
    return rule.judge(features, relations.read_texts(db, persons) if rule.counts_words else None)


def learned_of(db: Connection) -> Learned:
    """What the person has let Kreds learn from their levels; nothing unless they said so."""
    said = decisions.standing(db, DecisionKind.LEARNED).get("")
    told = said.value.get("learned") if said else None
    return Learned.from_json(told) if isinstance(told, str) else NOTHING


def rule_of(db: Connection) -> Rule:
    """The rule that stands now."""
    return Rule(
        day=judging_day(db),
        coverage=coverage_of(db),
        half_life_days=half_life_days(db),
        weights=weights_of(criteria_of(db), learned_of(db)),
        alive_model=_recall_alive(db),
    )


def judging_day(db: Connection) -> int:
    """The last day that the data covers, in days since 1970-01-01: silence after it means nothing."""
    days = imports.last_days(db)
    return (date.fromisoformat(max(days)) - _EPOCH).days if days else 0


def coverage_of(db: Connection) -> Coverage:
    """Which channels a source could have shown, and since when; a file without a row covers nothing (H1)."""
    kinds = imports.kinds_with_rows(db)
    channels = frozenset(channel for kind, channel in _CHANNEL_KINDS.items() if kind in kinds)
    return Coverage(channels=channels, since_day=people.messages_since(db))


def half_life_days(db: Connection) -> float:
    """After how many days a day of contact counts half: as the person has said, else the tested default."""
    said = decisions.standing(db, DecisionKind.HALF_LIFE).get("")
    days = said.value.get("days") if said else None
    return float(days) if isinstance(days, int) else HALF_LIFE_DAYS


def criteria_of(db: Connection) -> dict[Criterion, Emphasis]:
    """How much each criterion counts: as the person has said, else fully, as in the guide."""
    said = decisions.standing(db, DecisionKind.CRITERIA).get("")
    values = said.value if said else {}
    known = {emphasis.value: emphasis for emphasis in Emphasis}
    return {one: known.get(str(values.get(one.value)), Emphasis.FULL) for one in Criterion}


def weights_of(criteria: dict[Criterion, Emphasis], learned: Learned = NOTHING) -> Weights:
    """The weights that these criteria make, with what was learned."""
    factors = {one: emphasis.factor for one, emphasis in criteria.items() if emphasis is not Emphasis.FULL}
    return Weights(factors, learned)


def fit_alive(db: Connection, features: pl.DataFrame) -> None:
    """Keep what this network's own rhythm says of the chance of contact; one relation is judged by it later on too."""
    model = default_model(features, day=judging_day(db), horizon_days=HORIZON_DAYS)
    kept = {"rate": model.rate, "priors": asdict(model.priors)}
    people.remember(db, _ALIVE, json.dumps(kept, sort_keys=True))


def _recall_alive(db: Connection) -> AliveModel | None:
    kept = json.loads(people.recall(db, _ALIVE) or "null")
    return None if kept is None else AliveModel(rate=kept["rate"], priors=AlivePriors(**kept["priors"]))
