"""What a change of the network or of a post does: before and after, with the doubt of both, figures shown apart.

Letting go of people who never react raises the chance of going on and may lower the views; so the chance, all views and
the relevant ones are compared each for itself. Before and after stand under the same assumptions in every draw of the
doubt, and whoever is in both has the same chance to react in both: what remains is the doubt about the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from kreds.reach.assumptions import ASSUMPTIONS, USUAL, Assumptions
from kreds.reach.chance import chances
from kreds.reach.curves import Numbers, Whole, normal_quantile
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, nodes_for, taste
from kreds.reach.grouping import Grouped, grouped, possible_chances
from kreds.reach.network import USUAL_POST, Network, Post, network_of
from kreds.reach.outlook import Outlook, outlook

WOKEN_ACTIVITY = 0.8
"""How active somebody is towards the person once woken."""
OLD_HISTORY = 0.25
"""What somebody did before being woken counts for so much."""
ASKED_COMMENTS = 2.0
"""A post that asks for comments has so many times as many of them among its reactions."""
_DOUBT_NODES = 21
_SURE = 1.2815515655446004
"""The normal quantile of nine in ten: from low to high are four chances of five."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """So many people of one kind are invited; ``accepted`` of them come, in [0, 1].

    Their levels, activity, fit, topic and leaning are what such a person is expected to be, as in
    `kreds.reach.network.Network`.
    """

    number: int
    strong: float = 0.0
    worthless: float = 0.2
    fit: float = 1.0
    activity: float = 0.5
    topic: float = 0.5
    leaning: float = 0.0
    accepted: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed, all at once.

    Attributes:
        let_go: ids of relations to let go of.
        wake: ids of relations to take up contact with, so that they are active again.
        invite: whom to invite.
        post: what is special about the post.
        ask_for_comments: whether it asks for them.
    """

    let_go: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    wake: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    invite: tuple[Invitation, ...] = ()
    post: Post = USUAL_POST
    ask_for_comments: bool = False

    def post_under(self, assumed: Assumptions) -> Post:
        """The post, its comments reckoned under these assumptions."""
        if not self.ask_for_comments or self.post.comment_share is not None:
            return self.post
        return replace(self.post, comment_share=min(1.0, assumed.comment_share * ASKED_COMMENTS))


def changed(network: Network, change: Change) -> Network:
    """The network after a change: the rows that stay in their order, then those who were invited.

    Who is invited has an id below 0; whoever is let go of is gone even if woken too.
    """
    woken = np.isin(network.id, change.wake)
    active = np.maximum(np.nan_to_num(network.activity, nan=0.5), WOKEN_ACTIVITY)
    after = replace(
        network,
        activity=np.where(woken, active, network.activity),
        shown=np.where(woken, OLD_HISTORY * network.shown, network.shown),
        reacted=np.where(woken, OLD_HISTORY * network.reacted, network.reacted),
    ).without(change.let_go)
    coming, first = [], -1
    for invitation in change.invite:
        number = round(invitation.number * invitation.accepted)
        ids = first - np.arange(number)
        coming.append(_invited(ids, invitation))
        first -= invitation.number
    for one in coming:
        after = after.joined(one)
    return after


def _invited(ids: Whole, invitation: Invitation) -> Network:
    def filled(value: float) -> Numbers:
        return np.full(len(ids), value)

    return network_of(
        ids,
        strong=filled(invitation.strong),
        worthless=filled(invitation.worthless),
        activity=filled(invitation.activity),
        topic=filled(invitation.topic),
        leaning=filled(invitation.leaning),
        fit=filled(invitation.fit),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does to one figure.

    ``before`` and ``after`` are exact under the assumptions as they stand. From ``low`` to ``high`` lies the
    difference in four of five draws of the doubt, and ``better`` is the share of draws in which it is above 0.
    ``before_range`` and ``after_range`` are those of the figure itself.
    """

    before: float
    after: float
    low: float
    high: float
    better: float
    before_range: tuple[float, float]
    after_range: tuple[float, float]

    @property
    def by(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after a change, each figure apart, and the sizes of the two networks."""

    chance: Difference
    views: Difference
    relevant: Difference
    first: Difference
    second: Difference
    reactions: Difference
    before: Outlook
    after: Outlook
    relations: tuple[int, int]


def look(network: Network, assumed: Assumptions = USUAL, post: Post = USUAL_POST) -> Outlook:
    """The exact expected figures of a network."""
    return outlook(taste(exposure_of(network, assumed, post), gate_of(assumed, post)))


def compare(
    network: Network,
    change: Change,
    assumed: Assumptions = USUAL,
    *,
    doubt: Sequence[Assumptions] | None = None,
    draws: int = 24,
    seed: int = 1,
) -> Comparison:
    """Before and after a change.

    Args:
        network: the relations as they are.
        change: what is changed.
        assumed: the assumptions as they stand.
        doubt: draws of what they may be, as from `kreds.reach.calibration`; by default from the ranges in
            `kreds.reach.assumptions`.
        draws: how many, where ``doubt`` is not given.
        seed: of those draws and of the doubt about each relation.
    """
    after = changed(network, change)
    exact = look(network, assumed), look(after, assumed, change.post_under(assumed))
    doubts = possible(assumed, draws=draws, seed=seed) if doubt is None else doubt
    both = sides(network, change)
    found = [both.under(each, seed + place) for place, each in enumerate(doubts)]

    def difference(name: str) -> Difference:
        values = np.array([[getattr(one, name) for one in pair] for pair in found])
        by = values[:, 1] - values[:, 0]
        low, high = np.quantile(by, [0.1, 0.9])
        ranges = np.quantile(values, [0.1, 0.9], axis=0)
        before, behind = (float(getattr(one, name)) for one in exact)
        return Difference(
            before, behind, float(low), float(high), float((by > 0.0).mean()),
            (float(ranges[0, 0]), float(ranges[1, 0])), (float(ranges[0, 1]), float(ranges[1, 1])),
        )  # fmt: skip

    figures = {name: difference(name) for name in ("chance", "views", "relevant", "first", "second", "reactions")}
    return Comparison(**figures, before=exact[0], after=exact[1], relations=(len(network), len(after)))


@dataclass(frozen=True, slots=True)
class Sides:
    """Before and after a change with people who are alike in one row: cheap enough to ask hundreds of times.

    ``stay`` are those in both and as they were, ``gone`` and ``new`` those only before and only after.
    """

    stay: Grouped
    gone: Grouped
    new: Grouped
    change: Change

    def under(self, assumed: Assumptions, seed: int | None = None) -> tuple[Outlook, Outlook]:
        """Before and after under assumptions; with a seed under one draw of the doubt about each person, too."""
        parts = []
        for place, part in enumerate((self.stay, self.gone, self.new)):
            if seed is None:
                parts.append((part, chances(part.network, assumed).mean))
            else:
                parts.append((part, possible_chances(part, assumed, np.random.default_rng([seed, place]))))
        stay, gone, new = parts
        after = self.change.post_under(assumed)
        if seed is not None and after.timing_doubt:
            luck = float(np.random.default_rng([seed, len(parts)]).standard_normal())
            after = replace(after, timing=after.timing + after.timing_doubt * luck)
        return _outlook((stay, gone), assumed, USUAL_POST), _outlook((stay, new), assumed, after)


def sides(network: Network, change: Change) -> Sides:
    """A network before and after a change, grouped."""
    after = changed(network, change)
    stays = np.isin(network.id, after.id) & ~np.isin(network.id, change.wake)
    is_new = ~np.isin(after.id, network.id[stays])
    return Sides(grouped(network.only(stays)), grouped(network.only(~stays)), grouped(after.only(is_new)), change)


def _outlook(parts: Sequence[tuple[Grouped, Numbers]], assumed: Assumptions, post: Post) -> Outlook:
    network = parts[0][0].network.joined(parts[1][0].network)
    count, chance = (np.concatenate(both) for both in zip(*((part.count, p) for part, p in parts), strict=True))
    exposure = exposure_of(network, assumed, post, chance=chance, count=count)
    gate = gate_of(assumed, post)
    nodes = min(nodes_for(gate, exposure.expected, exposure.quality_spread), _DOUBT_NODES)
    return outlook(taste(exposure, gate, nodes=nodes))


def possible(
    assumed: Assumptions = USUAL, *, draws: int, seed: int, only: Sequence[str] | None = None
) -> list[Assumptions]:
    """Draws of what the assumptions may be: each from low to high in four of five draws, with ``assumed`` as median.

    Independent, on a logarithmic scale (shares of 0 stay); ``only`` names those that are drawn.
    """
    lots = np.random.default_rng(seed)
    names = list(ASSUMPTIONS) if only is None else list(only)
    # Strata for each: so a few dozen draws cover every range evenly.
    place = (np.argsort(lots.random((len(names), draws)), axis=1) + lots.random((len(names), draws))) / draws
    z = normal_quantile(place)
    return [
        replace(assumed, **{name: moved(name, getattr(assumed, name), float(z[row, draw])) for row, name in
                            enumerate(names)})
        for draw in range(draws)
    ]  # fmt: skip


def moved(name: str, middle: float, z: float) -> float:
    """An assumption so many standard deviations off ``middle``, kept where it has a meaning.

    >>> round(moved("threshold", 0.03, 1.2815515655446004), 3)
    0.05
    """
    known = ASSUMPTIONS[name]
    if middle <= 0.0:
        return middle
    edge = known.high if z > 0.0 else max(known.low, known.default / 20.0)
    scale = abs(np.log(edge / known.default)) / _SURE
    value = float(middle * np.exp(z * scale))
    return min(value, 0.95) if known.default < 1.0 and known.high <= 1.0 else value
