"""Fits what the model assumes to the person's own posts, and says how well it then foretells posts it has not seen.

Of each post its impressions and reactions are looked at. A post is of some quality (unknown, in grades) and got to some
stage (unknown); for each of these cases the model says how many see it and how many react, so the likelihood of a post
is a sum over the cases. What is fitted has the ranges of `kreds.reach.assumptions` as its prior; the posterior is
climbed by Newton's method with the sum of outer products as curvature, and walked over from there by Metropolis. With
few posts nothing is fitted: the prior with its spread is the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.cases import Cases, PostCases, reacting_oftener
from kreds.reach.curves import Flags, Numbers, Whole, log_gamma
from kreds.reach.grouping import Grouped, grouped
from kreds.reach.network import Network
from kreds.reach.what_if import moved

ENOUGH = 10
"""With fewer posts than these, or without any relation, nothing is fitted."""
FITTED = ("sample_share", "threshold", "later_threshold", "rest_share", "second_share", "quality_spread")
"""The assumptions that are fitted one by one; how often people react is fitted for the three levels together."""
_REACTS, _REPEATS, _SCATTER = 6, 7, 8
_NUMBER = 9
_USUAL_REPEATS, _USUAL_SCATTER = 1.3, 0.25
_SURE = 1.2815515655446004
_REACTS_SD, _REPEATS_SD, _SCATTER_SD = np.log(2.0) / _SURE, np.log(1.4) / _SURE, np.log(2.0) / _SURE
_COMMENTS_KNOWN = 20.0
"""The usual share of comments is worth so many reactions."""
_STEP, _MOST_ROUNDS, _STEPPED, _LEAST = 0.05, 14, 0.02, 1e-6
_FIRST_STEP, _WARMING, _BETWEEN, _WANTED = 0.8, 150, 8, 0.25


@dataclass(frozen=True, slots=True)
class OwnPosts:
    """What is known of the person's own posts, shape (posts,), oldest first; not a number where it is not known.

    ``reactions`` are all reactions, comments and shares counted in; ``comments`` those of them that are comments.
    """

    impressions: Numbers
    reactions: Numbers
    comments: Numbers

    def __len__(self) -> int:
        return len(self.impressions)

    def only(self, rows: Whole | Flags | slice) -> "OwnPosts":
        """These posts."""
        return OwnPosts(self.impressions[rows], self.reactions[rows], self.comments[rows])


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the assumptions may be, given the posts.

    Attributes:
        enough: whether there were posts enough to fit anything; if not, ``draws`` are the usual ranges.
        posts: how many there were.
        middle: the assumptions to work with.
        draws: equally likely truths; pass them as ``doubt`` to `kreds.reach.what_if.compare`.
        repeats: how often a viewer is counted as an impression, for each draw, shape (draws,).
        scatter: how far impressions stray from the model, standard deviation of their logarithm, shape (draws,).
    """

    enough: bool
    posts: int
    middle: Assumptions
    draws: tuple[Assumptions, ...]
    repeats: Numbers
    scatter: Numbers


@dataclass(frozen=True, slots=True)
class Foretold:
    """Between what a further post lies with the share asked for, and the medians."""

    impressions: tuple[float, float, float]
    reactions: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Checked:
    """How many of the posts that were held out lay inside their interval, each of 0 to 1; not a number without any."""

    share: float
    posts: int
    impressions: float
    reactions: float


def calibrate(
    network: Network, posts: OwnPosts, assumed: Assumptions = USUAL, *, draws: int = 60, seed: int = 1
) -> Calibration:
    """Fit how many are shown a post, the threshold, how often people react and how much posts differ.

    Args:
        network: the relations as they are; their number and levels say what the posts could have reached.
        posts: the person's own posts.
        assumed: the assumptions before; what is not fitted stays.
        draws: how many equally likely truths to give.
        seed: of the draws.
    """
    lots = np.random.default_rng(seed)
    known = posts.only(~np.isnan(posts.impressions) | ~np.isnan(posts.reactions))
    assumed = replace(assumed, comment_share=_comments(posts, assumed))
    if len(known) < ENOUGH or not len(network):
        return _told(lots.standard_normal((draws, _NUMBER)), np.zeros(_NUMBER), assumed, len(known), enough=False)
    group = grouped(network, coarse=True)
    chosen = _walked(group, known, assumed, draws, lots)
    return _told(chosen, chosen.mean(axis=0), assumed, len(known), enough=True)


def foretell(
    network: Network, calibration: Calibration, *, share: float = 0.8, each: int = 50, seed: int = 1
) -> Foretold:
    """Between what the next post's impressions and reactions lie, all doubt counted in."""
    impressions, reactions = _possible_posts(grouped(network, coarse=True), calibration, each, seed)
    edge = (1.0 - share) / 2.0
    low, middle, high = np.quantile(impressions, [edge, 0.5, 1.0 - edge])
    few, some, many = np.quantile(reactions, [edge, 0.5, 1.0 - edge])
    return Foretold((float(low), float(middle), float(high)), (float(few), float(some), float(many)))


def checked(
    network: Network, posts: OwnPosts, assumed: Assumptions = USUAL, *, share: float = 0.8, seed: int = 1
) -> Checked:
    """Fit the first two thirds of the posts and see how many of the last third lie inside their interval."""
    cut = len(posts) - len(posts) // 3
    told = foretell(network, calibrate(network, posts.only(slice(cut)), assumed, seed=seed), share=share, seed=seed)
    rest = posts.only(slice(cut, None))

    def inside(values: Numbers, interval: tuple[float, float, float]) -> float:
        there = values[~np.isnan(values)]
        return float(((there >= interval[0]) & (there <= interval[2])).mean()) if len(there) else float("nan")

    return Checked(share, len(rest), inside(rest.impressions, told.impressions), inside(rest.reactions, told.reactions))


def _comments(posts: OwnPosts, assumed: Assumptions) -> float:
    both = ~np.isnan(posts.comments) & ~np.isnan(posts.reactions)
    comments, reactions = float(posts.comments[both].sum()), float(posts.reactions[both].sum())
    return (comments + assumed.comment_share * _COMMENTS_KNOWN) / (max(reactions, comments) + _COMMENTS_KNOWN)


def _under(z: Numbers, assumed: Assumptions) -> tuple[Assumptions, float, float]:
    """The assumptions, repeats and scatter at a place in the prior's standard deviations, shape (9,)."""
    values = {name: moved(name, getattr(assumed, name), float(z[row])) for row, name in enumerate(FITTED)}
    assumed = reacting_oftener(assumed, float(z[_REACTS]) * _REACTS_SD)
    repeats = 1.0 + (_USUAL_REPEATS - 1.0) * float(np.exp(z[_REPEATS] * 2.0 * _REPEATS_SD))
    return replace(assumed, **values), repeats, _USUAL_SCATTER * float(np.exp(z[_SCATTER] * _SCATTER_SD))


def _told(places: Numbers, middle: Numbers, assumed: Assumptions, posts: int, *, enough: bool) -> Calibration:
    drawn = [_under(z, assumed) for z in places]
    return Calibration(
        enough, posts, _under(middle, assumed)[0], tuple(one for one, _, _ in drawn),
        np.array([repeats for _, repeats, _ in drawn]), np.array([scatter for _, _, scatter in drawn]),
    )  # fmt: skip


def _walked(group: Grouped, posts: OwnPosts, assumed: Assumptions, draws: int, lots: np.random.Generator) -> Numbers:
    """Places of a Metropolis walk over the posterior, shape (draws, 9), from its summit and as wide as it is there.

    The summit alone will not do: with few posts the posterior is bent, and a Gaussian at its summit too narrow.
    """
    likely = _Posterior(group, posts, assumed)
    z, spread = _fitted(likely)
    value = likely(z).sum() - 0.5 * z @ z
    size, kept = _FIRST_STEP, []
    for step in range(_WARMING + draws * _BETWEEN):
        trial = z + size * spread @ lots.standard_normal(_NUMBER)
        tried = likely(trial).sum() - 0.5 * trial @ trial
        is_taken = np.log(lots.random()) < tried - value
        if is_taken:
            z, value = trial, tried
        if step < _WARMING:
            size *= np.exp((float(is_taken) - _WANTED) / np.sqrt(step + 1.0))
        elif (step - _WARMING) % _BETWEEN == _BETWEEN - 1:
            kept.append(z)
    return np.array(kept)


class _Posterior:
    """The likelihood of posts; what is the same for all assumptions is worked out once."""

    def __init__(self, group: Grouped, posts: OwnPosts, assumed: Assumptions) -> None:
        self._cases, self._assumed, self._posts = PostCases(group, assumed), assumed, len(posts)
        self._seen, self._told = ~np.isnan(posts.impressions), ~np.isnan(posts.reactions)
        self._impressions = np.log(np.maximum(posts.impressions[self._seen], 1.0))[:, None]
        self._reactions = posts.reactions[self._told][:, None]
        self._orders = log_gamma(self._reactions + 1.0)

    def __call__(self, z: Numbers) -> Numbers:
        """The log likelihood of each post at a place in the prior's standard deviations, shape (posts,)."""
        under, repeats, scatter = _under(z, self._assumed)
        cases = self._cases.of(under, oftener=float(z[_REACTS]) * _REACTS_SD)
        log = np.repeat(cases.log_weight[None, :], self._posts, axis=0)
        width = scatter**2 + cases.views_variance / cases.views**2
        apart = self._impressions - np.log(repeats * cases.views)
        log[self._seen] -= apart**2 * (0.5 / width) + 0.5 * np.log(width)
        log[self._told] += self._counted(cases)
        highest = log.max(axis=1)
        found: Numbers = highest + np.log(np.exp(log - highest[:, None]).sum(axis=1))
        return found

    def _counted(self, cases: Cases) -> Numbers:
        """The log chance of the reactions in each case: negative binomial where they vary more than Poisson."""
        k, mean = self._reactions, np.maximum(cases.reactions, _LEAST)
        excess = np.maximum(cases.reactions_variance - mean, 1e-3 * mean)
        size = mean**2 / excess
        always = size * np.log(size / (size + mean)) - log_gamma(size)
        return log_gamma(k + size) + always - self._orders + k * np.log(mean / (size + mean))


def _fitted(likely: _Posterior) -> tuple[Numbers, Numbers]:
    """The summit of the posterior and a square root of its inverse curvature, shapes (9,) and (9, 9)."""
    z = np.zeros(_NUMBER)
    each = likely(z)
    value = each.sum() - 0.5 * z @ z
    for _ in range(_MOST_ROUNDS):
        slopes = _slopes(likely, z, each)
        curvature = slopes.T @ slopes + np.eye(_NUMBER)
        move = np.linalg.solve(curvature, slopes.sum(axis=0) - z)
        size, gained = 1.0, 0.0
        while size > _STEPPED:
            trial = np.clip(z + size * move, -4.0, 4.0)
            tried = likely(trial)
            gained = float(tried.sum() - 0.5 * trial @ trial - value)
            if gained > 0.0:
                z, each, value = trial, tried, value + gained
                break
            size *= 0.4
        if gained < _STEPPED:
            break
    slopes = _slopes(likely, z, each)
    curvature = slopes.T @ slopes + np.eye(_NUMBER)
    return z, np.linalg.cholesky(np.linalg.inv(curvature))


def _slopes(likely: _Posterior, z: Numbers, each: Numbers) -> Numbers:
    """How the log likelihood of each post changes with each parameter, shape (posts, 9)."""
    moves = np.eye(_NUMBER) * _STEP
    return np.stack([(likely(z + move) - each) / _STEP for move in moves], axis=1)


def _possible_posts(group: Grouped, calibration: Calibration, each: int, seed: int) -> tuple[Numbers, Numbers]:
    """Impressions and reactions of further posts, ``each`` for each draw."""
    lots = np.random.default_rng(seed)
    impressions, reactions = [], []
    likely = PostCases(group, calibration.middle)
    for assumed, repeats, scatter in _draws(calibration):
        cases = likely.of(assumed)
        chance = np.exp(cases.log_weight)
        case = lots.choice(len(chance), size=each, p=chance / chance.sum())
        width = np.sqrt(scatter**2 + cases.views_variance / cases.views**2)[case]
        impressions.append(repeats * cases.views[case] * np.exp(width * lots.standard_normal(each)))
        mean = np.maximum(cases.reactions[case], _LEAST)
        excess = np.maximum(cases.reactions_variance[case] - mean, 1e-3 * mean)
        reactions.append(lots.poisson(lots.gamma(mean**2 / excess, excess / mean)).astype(np.float64))
    return np.concatenate(impressions), np.concatenate(reactions)


def _draws(calibration: Calibration) -> Sequence[tuple[Assumptions, float, float]]:
    return list(zip(calibration.draws, calibration.repeats.tolist(), calibration.scatter.tolist(), strict=True))
