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
from kreds.reach.curves import Numbers, Whole
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.grouping import Grouped, grouped
from kreds.reach.leaning import Leaning, leaning_of, leanings
from kreds.reach.network import Network, network_of
from kreds.reach.outlook import seen
from kreds.reach.timing import PostingDay, posting_days
from kreds.reach.topic import closeness
from kreds.services.judging import coverage_of
from kreds.services.kept import Kept
from kreds.services.post_topics import LONGEST_TOPIC, UsualTopic, Work, touched_by, touched_by_usual, usual_topic
from kreds.services.read_composition import composition
from kreds.services.read_own_posts import OwnHistory, own_history
from kreds.services.said_goals import active_goal
from kreds.services.standing import as_of, stamp
from kreds.store.bulk import read_frame
from kreds.store.database import Store
from kreds.store.tables import decisions, memberships, relations

_STILL = (
    DecisionKind.TAG, DecisionKind.NOTE, DecisionKind.VIEW, DecisionKind.COLUMNS,
    DecisionKind.INVITE, DecisionKind.POLICY, DecisionKind.INVITATION, DecisionKind.REVIEW_PLAN,
    DecisionKind.PORTION, DecisionKind.REVIEW, DecisionKind.SAFE, DecisionKind.REMOVED, DecisionKind.CADENCE,
    DecisionKind.AGENDA, DecisionKind.AGENDA_PLAN,
)  # fmt: skip
"""What leaves the network of the model as it is; a step in the deck must not wait for it."""
_LEAST_ACTIVE, _MORE_ACTIVE = 0.15, 0.7
"""How active somebody is towards the person whose contact has ended, and how much more with whom it goes on."""

_COLUMNS = {
    "person": "Int64", "level": "String", "overruled": "Int64", "last_contact": "String", "alive": "Float64",
    "p_strong": "Float64", "p_average": "Float64", "p_worthless": "Float64", "segment": "String",
    "function": "String", "industry": "String", "title": "String", "company": "String",
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
        work: what each does, for the topic of a post.
        usual: what the own posts are about; ``topic`` is what this post is said to be about, "" for the usual.
        touched: whom a topic touches that was named, and of how many it is known; 0 without one.
        leanings: which groups react more or less than others like them.
        days: on which days of the week own posts did better, where there are enough of them.
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
    work: Work
    usual: UsualTopic
    leanings: tuple[Leaning, ...]
    days: tuple[PostingDay, ...]
    key: Hashable
    topic: str = ""
    touched: tuple[int, int] = (0, 0)

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


_about: Kept[Ground] = Kept(most=4)


def ground_about(store: Store, topic: str) -> Ground:
    """The network as it takes a post about this; "" for what the owner usually writes about."""
    found, topic = ground(store), " ".join(topic[:LONGEST_TOPIC].split())
    return _about.get(store, (found.key, topic), lambda: _turned(found, topic)) if topic else found


def _turned(found: Ground, topic: str) -> Ground:
    touched = touched_by(found.work, topic)
    known = ~np.isnan(touched)
    network = replace(found.network, topic=closeness(touched))
    return replace(
        found,
        network=network,
        group=grouped(network),
        topic=topic,
        touched=(int(touched[known].sum()), int(known.sum())),
    )


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
        usual = usual_topic(db)
        covered = Channel.MESSAGE in coverage_of(db).channels
        day = as_of(db)
    work = _work(people)
    network = replace(_network(people, fit), topic=closeness(touched_by_usual(work, usual)))
    network = _with_history(network, history)
    names, group = _groups(people)
    leant = leanings(network, names, group)
    network = replace(network, leaning=leaning_of(network, group))
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
        work=work,
        usual=usual,
        leanings=leant,
        days=posting_days(history.figures, history.weekdays),
        key=key,
    )


def _work(people: pl.DataFrame) -> Work:
    text = people.select(pl.concat_str("title", "company", separator=" ").str.strip_chars()).to_series()
    return Work(people["function"].to_list(), people["industry"].to_list(), text.to_list())


def _groups(people: pl.DataFrame) -> tuple[list[str], Whole]:
    """The first group of each, as places in the list of their names; -1 for none."""
    names = people["segment"].unique().sort()
    told = [name for name in names.to_list() if name]
    place = {name: at for at, name in enumerate(told)}
    return told, np.array([place.get(one, -1) for one in people["segment"].to_list()], dtype=np.int64)


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
