"""From the store to the network that the model of the tasting reckons with, kept as long as it stays the same."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import polars as pl
from sqlalchemy import Connection, Select, func, select

from kreds.composition.gaps import Gap, lacking
from kreds.model.decision import DecisionKind
from kreds.model.goal import Goal
from kreds.model.interaction import Channel
from kreds.model.level import LEVELS, Level
from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.calibration import Calibration, calibrate
from kreds.reach.chance import shown_estimate
from kreds.reach.curves import Numbers
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.grouping import Grouped, grouped
from kreds.reach.network import Network, network_of
from kreds.reach.outlook import seen
from kreds.services.judging import coverage_of
from kreds.services.kept import Kept
from kreds.services.read_composition import composition
from kreds.services.read_own_posts import OwnHistory, own_history
from kreds.services.said_goals import active_goal
from kreds.services.standing import as_of, stamp
from kreds.store.bulk import read_frame
from kreds.store.database import Store
from kreds.store.tables import decisions, memberships, relations

_STILL = (
    DecisionKind.TAG, DecisionKind.NOTE, DecisionKind.VIEW, DecisionKind.KEEP_TEXTS, DecisionKind.COLUMNS,
    DecisionKind.INVITE, DecisionKind.POLICY, DecisionKind.INVITATION, DecisionKind.REVIEW_PLAN,
    DecisionKind.PORTION, DecisionKind.REVIEW, DecisionKind.SAFE, DecisionKind.REMOVED, DecisionKind.CADENCE,
    DecisionKind.AGENDA, DecisionKind.AGENDA_PLAN,
)  # fmt: skip
"""What leaves the network of the model as it is; a step in the deck must not wait for it."""
_LEAST_ACTIVE, _MORE_ACTIVE = 0.15, 0.7
"""How active somebody is towards the person whose contact has ended, and how much more with whom it goes on."""

_COLUMNS = {
    "person": "Int64", "level": "String", "overruled": "Int64", "last_contact": "String", "alive": "Float64",
    "p_strong": "Float64", "p_average": "Float64", "p_worthless": "Float64",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """What forecasts stand on.

    Attributes:
        network: one row a current relation; its ids are the numbers of people.
        group: the same with people who are alike in one row.
        levels: the level of each as it is shown, shape (n,), values of `kreds.model.level.Level`.
        goal: the goal that counts, None without one: then no view is relevant.
        gap: the group that the goal lacks most of, None where nothing is missing.
        knows_levels: whether a source covers messages; without one the levels are little more than a guess.
        history: what is known of own posts.
        calibration: what they say about the assumptions.
        as_of: the last day the files cover.
    """

    network: Network
    group: Grouped
    levels: np.ndarray[tuple[int], np.dtype[np.str_]]
    goal: Goal | None
    gap: Gap | None
    knows_levels: bool
    history: OwnHistory
    calibration: Calibration
    as_of: date | None
    key: Hashable

    @property
    def assumed(self) -> Assumptions:
        """The assumptions to begin with: the usual ones, or those that the own posts speak for."""
        return self.calibration.middle

    def __len__(self) -> int:
        return len(self.network)


_kept: Kept[Ground] = Kept()


def ground(store: Store) -> Ground:
    """The network as the model sees it; read anew after an import, and after a word that changes it."""
    with store.reading() as db:
        key = _follows_from(db)
    return _kept.get(store, key, lambda: _made(store, key))


def known_ground(store: Store) -> Ground | None:
    """The same where it need not be read first."""
    with store.reading() as db:
        key = _follows_from(db)
    return _kept.known(store, key)


def _follows_from(db: Connection) -> Hashable:
    return (stamp(db).messages, db.scalar(_newest()))


@cache
def _newest() -> Select[tuple[int]]:
    kinds = [kind.value for kind in _STILL]
    return select(func.coalesce(func.max(decisions.c.id), 0)).where(decisions.c.kind.not_in(kinds))


def _made(store: Store, key: Hashable) -> Ground:
    counted = composition(store)
    with store.reading() as db:
        query = select(*(relations.c[name] for name in _COLUMNS)).where(relations.c.no_longer_since == "")
        people = read_frame(db, query.order_by(relations.c.person), _COLUMNS)
        goal = active_goal(db)
        fit = _fit(db, goal)
        history = own_history(db)
        covered = Channel.MESSAGE in coverage_of(db).channels
        day = as_of(db)
    network = _network(people, fit)
    network = _with_history(network, history)
    return Ground(
        network=network,
        group=grouped(network),
        levels=people["level"].to_numpy().astype(np.str_),
        goal=goal,
        gap=next(iter(lacking(counted.gaps(goal))), None),
        knows_levels=covered,
        history=history,
        calibration=calibrate(network, history.figures),
        as_of=day,
        key=key,
    )


def _network(people: pl.DataFrame, fit: dict[int, float]) -> Network:
    """Levels with their doubt, where the person has spoken theirs; and who is still in touch."""
    shares = people.select("p_strong", "p_average", "p_worthless").to_numpy().astype(np.float64)
    for place, level in enumerate(LEVELS):
        said = ((people["overruled"] == 1) & (people["level"] == level.value)).to_numpy()
        shares[said] = np.eye(3)[place]
    total = shares.sum(axis=1)
    shares = np.where(total[:, None] > 0.0, shares / np.where(total > 0.0, total, 1.0)[:, None], 1.0 / 3.0)
    # No contact says nothing about how active somebody is: then it is unknown, and not low.
    met = (people["last_contact"] != "").to_numpy()
    activity = np.where(met, _LEAST_ACTIVE + _MORE_ACTIVE * people["alive"].to_numpy(), np.nan)
    ids = people["person"].to_numpy().astype(np.int64)
    fits: Numbers = np.array([fit.get(person, 0.0) for person in ids.tolist()], dtype=np.float64)
    return network_of(ids, strong=shares[:, 0], worthless=shares[:, 2], activity=activity, fit=fits)


def _fit(db: Connection, goal: Goal | None) -> dict[int, float]:
    """How well each fits the goal, in [0, 1]: how surely they are in its most important group, by its place."""
    order = {target.segment: place for place, target in enumerate(goal.targets)} if goal else {}
    query = select(memberships.c.person, memberships.c.segment, memberships.c.share).where(
        memberships.c.segment.in_(list(order)), memberships.c.share > 0
    )
    found: dict[int, float] = {}
    for person, segment, share in db.execute(query):
        found[person] = max(found.get(person, 0.0), share * importance(order[segment], len(order)))
    return found


def importance(place: int, of: int) -> float:
    """How much of a relevant view somebody of a goal's group counts for, by the group's place in the goal.

    >>> importance(0, 3), importance(2, 3)
    (1.0, 0.5)
    """
    return 1.0 - place / (of + 1)


def _with_history(network: Network, history: OwnHistory) -> Network:
    """How often each was probably shown a post, and reacted, where a source covers who did."""
    if not history.asked_of or not len(network):
        return network
    chance = seen(taste(exposure_of(network, USUAL), gate_of(USUAL)))
    reacted = np.array([history.reacted.get(person, 0) for person in network.id.tolist()], dtype=np.float64)
    return replace(network, shown=np.maximum(shown_estimate(float(history.asked_of), chance), reacted), reacted=reacted)


def level_counts(found: Ground) -> dict[Level, int]:
    """How many relations of each level there are."""
    return {level: int((found.levels == level.value).sum()) for level in Level}
