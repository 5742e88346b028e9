"""What the API tells of trust and of changes."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kreds.web.api.shapes import Count, Counts, LevelName, RelationShape, Shape, Share


class CalledShape(Shape):
    """Of ``called`` relations that were given a level then, ``touched`` have been in touch since."""

    called: Count
    touched: Count


class CalledLevels(Shape):
    """One for each level."""

    strong: CalledShape
    average: CalledShape
    worthless: CalledShape


class RankingShape(Shape):
    """How well a number ranks those in touch again: ROC-AUC and average precision."""

    auc: Share
    ap: Share


class Rankings(Shape):
    """Kreds' two numbers beside three simple rules."""

    alive: RankingShape
    strength: RankingShape
    recency: RankingShape
    messages: RankingShape
    active_days: RankingShape


class BinShape(Shape):
    """Relations of about the same chance: what was told, what came, how many."""

    foretold: Share
    observed: Share
    relations: Count


class TrustShape(Shape):
    """The judgement of a day in the past, against what came until ``as_of``; null and empty where it is refused."""

    judged_on: date | None
    as_of: date | None
    horizon_days: Count
    refusal: Literal["", "EMPTY", "NO-MESSAGES", "SHORT", "FEW"]
    missing: str
    relations: Count
    again: Count
    levels: CalledLevels | None
    rankings: Rankings | None
    calibration: list[BinShape]
    calibration_error: Share | None


class ChangeShape(RelationShape):
    """A relation that is not what it was, with its level of then, and why; gap and silence in days."""

    before: LevelName
    text: str
    usual_gap: Annotated[float, Field(ge=0)] | None
    silent_days: Count | None


class ChangeCounts(Shape):
    """How many changes there are of each kind."""

    silent: Count
    stronger: Count
    fading: Count


class ComparedShape(Shape):
    """A day to compare with; ``basis`` is "download" or how many days back."""

    basis: str
    since: date


class ChangesShape(Shape):
    """What has changed between two days; of each kind the first 200 are listed."""

    since: date | None
    as_of: date | None
    refusal: Literal["", "EMPTY", "NO-MESSAGES", "SHORT"]
    missing: str
    silent: list[ChangeShape]
    stronger: list[ChangeShape]
    fading: list[ChangeShape]
    counts: ChangeCounts
    before: Counts
    now: Counts
    new: Count
    no_longer_connected: Count
    offered: list[ComparedShape]
