"""The best plan for an effort: so many removals, wake-ups and invitations a week, for so many weeks.

The gate breaks submodularity (science.md 3.3): ten steps together may do what none of them does alone, and adding up
single gains promises too much or too little. So whole sets are compared, and what single gains would have promised is
told beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.curves import Flags, Numbers, Whole
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.influence import influence
from kreds.reach.network import Network
from kreds.reach.outlook import Outlook
from kreds.reach.tornado import FIGURES, Measure
from kreds.reach.what_if import Change, Comparison, Invitation, changed, compare, look, sides

_PORTIONS = (0.0, 0.5, 1.0)
"""Of each kind of effort nothing, half and all of it is tried, in every combination."""
_TOLD, _MOST_SINGLES = 5, 6


@dataclass(frozen=True, slots=True)
class Effort:
    """What the person can do: numbers a week, and for how many weeks."""

    removals: int = 0
    wakes: int = 0
    invitations: int = 0
    weeks: int = 4


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be proposed at all: masks over the network's rows, shape (n,), and a kind of people to invite.

    Who is let go of is for the rules of the clean-up to say; nobody outside ``may_go`` is ever proposed.
    """

    may_go: Flags
    may_wake: Flags
    invite: Invitation | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One set of steps and the expected figures after it."""

    change: Change
    after: Outlook
    gain: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The best set found.

    Attributes:
        best: its steps, most effective first within each kind.
        comparison: before and after, with doubt.
        others: the next best sets, best first.
        single_gains: the sum of what each step of the best set does alone; it differs from the set's gain.
        tried: how many sets were compared.
    """

    best: Option
    comparison: Comparison
    others: tuple[Option, ...] = field(default=())
    single_gains: float = 0.0
    tried: int = 0


def best_plan(
    network: Network,
    candidates: Candidates,
    effort: Effort,
    assumed: Assumptions = USUAL,
    *,
    figure: str = "relevant",
    draws: int = 24,
    seed: int = 1,
) -> Plan:
    """Compare sets of steps within an effort, and give the one that raises a figure most.

    Removals are tried in two orders (who costs the figure most by exact leave-one-out; who reacts least for how often
    they are shown the post), wake-ups and invitations by what they add, each with nothing, half and all of the effort.
    To do nothing is among the sets, so a plan never makes the figure worse.

    Args:
        network: the relations.
        candidates: who may be let go of or woken, and whom to invite.
        effort: how much the person can do.
        assumed: the assumptions.
        figure: what to raise, one of `kreds.reach.tornado.FIGURES`.
        draws: of the doubt about the best set.
        seed: of those draws.
    """
    measure, before = FIGURES[figure], look(network, assumed)
    options = []
    for change in _sets(network, candidates, effort, assumed, figure):
        known, after = sides(network, change).under(assumed)
        options.append(Option(change, after, measure(after) - measure(known)))
    # Of sets that do the same, the one with less work is better.
    options.sort(key=lambda option: (-round(option.gain, 6), _work(option.change)))
    best = options[0]
    exact = look(changed(network, best.change), assumed)
    best = Option(best.change, exact, measure(exact) - measure(before))
    alone = _alone(network, best.change, assumed, measure)
    compared = compare(network, best.change, assumed, draws=draws, seed=seed)
    return Plan(best, compared, tuple(options[1 : 1 + _TOLD]), alone, len(options))


def _work(change: Change) -> int:
    return len(change.let_go) + len(change.wake) + sum(one.number for one in change.invite)


def _sets(
    network: Network, candidates: Candidates, effort: Effort, assumed: Assumptions, figure: str
) -> Iterator[Change]:
    going = _going(network, candidates, assumed, figure)
    waking = _waking(network, candidates, assumed)
    most = min(effort.removals * effort.weeks, int(candidates.may_go.sum()))
    wakes = min(effort.wakes * effort.weeks, int(candidates.may_wake.sum()))
    comes = effort.invitations * effort.weeks if candidates.invite is not None else 0
    for removed in _sizes(most):
        for woken in _sizes(wakes):
            for invited in _sizes(comes):
                for order in going if removed else going[:1]:
                    kind = candidates.invite
                    invite = (_of_number(kind, invited),) if kind is not None and invited else ()
                    gone = order[:removed]
                    yield Change(let_go=gone, wake=waking[~np.isin(waking, gone)][:woken], invite=invite)


def _sizes(most: int) -> list[int]:
    return sorted({round(part * most) for part in _PORTIONS})


def _of_number(kind: Invitation, number: int) -> Invitation:
    return Invitation(number, kind.strong, kind.worthless, kind.fit, kind.activity, kind.accepted)


def _going(network: Network, candidates: Candidates, assumed: Assumptions, figure: str) -> list[Whole]:
    """Ids of those who may go, in two orders."""
    tasting = taste(exposure_of(network, assumed), gate_of(assumed))
    single = influence(tasting)
    worth: dict[str, Numbers] = {"chance": single.on_chance, "views": single.on_views}
    cost = worth.get(figure, single.on_relevant)
    idle = tasting.exposure.sampled * (tasting.exposure.chance - assumed.threshold)
    rows = np.flatnonzero(candidates.may_go)
    return [network.id[rows[np.lexsort([network.id[rows], values[rows]])]] for values in (cost, idle)]


def _waking(network: Network, candidates: Candidates, assumed: Assumptions) -> Whole:
    """Ids of those who may be woken, those first who would then react oftenest more."""
    now = exposure_of(network, assumed)
    awake = exposure_of(changed(network, Change(wake=network.id)), assumed)
    gain = awake.sampled * awake.chance - now.sampled * now.chance
    rows = np.flatnonzero(candidates.may_wake)
    order: Whole = network.id[rows[np.lexsort([network.id[rows], -gain[rows]])]]
    return order


def _alone(network: Network, change: Change, assumed: Assumptions, measure: Measure) -> float:
    """The sum of what each step does by itself; of many alike an even choice stands for all."""
    kinds: list[list[Change]] = [
        [Change(let_go=np.array([one])) for one in change.let_go.tolist()],
        [Change(wake=np.array([one])) for one in change.wake.tolist()],
        [Change(invite=(_of_number(one, 1),)) for one in change.invite for _ in range(one.number)],
    ]
    total = 0.0
    for steps in kinds:
        places = np.unique(np.linspace(0, len(steps) - 1, min(len(steps), _MOST_SINGLES)).astype(np.int64))
        for place in places.tolist():
            before, after = sides(network, steps[place]).under(assumed)
            total += (measure(after) - measure(before)) * len(steps) / len(places)
    return total
