"""Does the strength of a tie foretell contact? ROC-AUC and average precision on public sets of mail, texts and chats.

    python -m bench.tie_strength FOLDER [NAME=FILE:CUT:DAYS ...]

FOLDER holds the sets named in `SETS` (those that are missing are left out); further files hold sender, recipient and
seconds in their first three columns. Pairs with contact before CUT (a share of the span) are ranked; the label is any
contact in the DAYS after it. Protocol and numbers to beat: science.md 4.2. The sets are no part of Kreds.
"""

import gzip
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kreds.model.frames import INTERACTIONS, RELATIONS
from kreds.model.interaction import Channel, Direction
from kreds.ties import Coverage, features, judge
from kreds.ties.features import HALF_LIFE_DAYS

DAY = 86_400
PEER_HALF_LIFE_DAYS = 90.0
Numbers = NDArray[np.float64]
Events = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Setting:
    """A set of events: its files with the columns of sender, recipient and seconds, the cut-off and the horizon.

    ``to_beat`` is AUC and AP of decayed active days (90 days), of MBG/NBD fitted to the set, and of weights learned on
    seven other sets.
    """

    name: str
    files: tuple[tuple[str, tuple[int, int, int]], ...]
    cut: float
    horizon_days: int
    to_beat: tuple[tuple[float, float], ...] = ()


SETS = (
    Setting(
        "Copenhagen",
        (("copenhagen_cns/sms.csv", (1, 2, 0)), ("copenhagen_cns/calls.csv", (1, 2, 0))),
        0.5,
        14,
        ((0.786, 0.876), (0.765, 0.861), (0.748, 0.849)),
    ),
    Setting(
        "email-Eu",
        (("email_eu_core/email-Eu-core-temporal.txt.gz", (0, 1, 2)),),
        0.5,
        90,
        ((0.813, 0.768), (0.805, 0.771), (0.826, 0.780)),
    ),
    Setting(
        "CollegeMsg",
        (("college_msg/CollegeMsg.txt", (0, 1, 2)),),
        0.35,
        30,
        ((0.757, 0.100), (0.746, 0.099), (0.776, 0.128)),
    ),
)
PEERS = ("decayed active days, 90 d", "MBG/NBD fitted to the set", "weights learned on other sets")


@dataclass(frozen=True, slots=True)
class Past:
    """What is known at the cut-off: one relation for each pair, and whether it came to contact again."""

    interactions: pl.DataFrame
    relations: pl.DataFrame
    day: int
    again: NDArray[np.bool_]


def main(folder: Path, further: list[str]) -> None:
    """Print a line for each score: AUC and AP of each set and the mean."""
    settings = [one for one in SETS if all((folder / name).exists() for name, _ in one.files)]
    settings += [_further(argument) for argument in further]
    if not settings:
        raise SystemExit(f"no set of {', '.join(one.name for one in SETS)} in {folder}")
    pasts = [past_of(np.concatenate([read(folder / name, order) for name, order in s.files]), s) for s in settings]
    print(f"{'AUC / AP':34}" + "".join(f"{setting.name:>15}" for setting in settings) + f"{'mean':>17}")
    for name, score in SCORES.items():
        _print(name, [quality(p.again, score(p, s.horizon_days)) for p, s in zip(pasts, settings, strict=True)])
    if all(setting.to_beat for setting in settings):
        print("to beat (science.md 4.2)")
        for place, name in enumerate(PEERS):
            _print("  " + name, [setting.to_beat[place] for setting in settings])
    for setting, past in zip(settings, pasts, strict=True):
        print(f"{setting.name}: {len(past.again)} pairs, {past.again.mean():.1%} in touch again")


def read(path: Path, order: tuple[int, int, int]) -> Events:
    """Sender, recipient and seconds of every event; lines that begin with no number are a header."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    rows = [re.split(r"[,\s]+", line.strip()) for line in text.splitlines() if line[:1].isdigit()]
    return np.array([[int(float(row[column])) for column in order] for row in rows], dtype=np.int64)


def past_of(events: Events, setting: Setting) -> Past:
    """Every pair with contact before the cut-off; who of the two is "the owner" is a matter of their numbers."""
    events = events[events[:, 0] != events[:, 1]]
    low, high, at = events[:, :2].min(axis=1), events[:, :2].max(axis=1), events[:, 2]
    pair = low * (high.max() + 1) + high
    now = at.min() + setting.cut * (at.max() - at.min())
    before, after = at <= now, (at > now) & (at <= now + setting.horizon_days * DAY)
    pairs = np.unique(pair[before])
    zeros = np.zeros(before.sum(), dtype=np.int64)
    columns = dict.fromkeys(INTERACTIONS, zeros)
    columns |= {"person": pair[before], "at": at[before], "day": at[before] // DAY}
    columns["channel"] = zeros + int(Channel.MESSAGE)
    columns["direction"] = np.where(events[before, 0] == low[before], int(Direction.OUTBOUND), int(Direction.INBOUND))
    known = {"person": pairs, "connected_day": [None] * len(pairs), "is_connected": np.ones(len(pairs), dtype=np.int64)}
    schema = {name: getattr(pl, kind) for name, kind in RELATIONS.items()}
    relations = pl.DataFrame(known, schema=schema)
    return Past(pl.DataFrame(columns), relations, int(now // DAY), np.isin(pairs, pair[after]))


def _judged(past: Past, horizon_days: int, half_life_days: float) -> pl.DataFrame:
    measured = features(past.interactions, past.relations, day=past.day, half_life_days=half_life_days).sort("person")
    return judge(measured, day=past.day, coverage=Coverage.of([Channel.MESSAGE]), horizon_days=horizon_days)


def _strength(past: Past, horizon_days: int) -> Numbers:
    return _judged(past, horizon_days, HALF_LIFE_DAYS)["score"].to_numpy()


def _strength_tuned(past: Past, horizon_days: int) -> Numbers:
    return _judged(past, horizon_days, float(horizon_days))["score"].to_numpy()


def _alive(past: Past, horizon_days: int) -> Numbers:
    return _judged(past, horizon_days, HALF_LIFE_DAYS)["alive"].to_numpy()


def _both(past: Past, horizon_days: int) -> Numbers:
    judged = _judged(past, horizon_days, HALF_LIFE_DAYS)
    alive = judged["alive"].to_numpy().clip(1e-6, 1 - 1e-6)
    return np.asarray(judged["score"].to_numpy() + np.log(alive / (1 - alive)), dtype=np.float64)


def _decayed(past: Past, horizon_days: int) -> Numbers:
    del horizon_days
    measured = features(past.interactions, past.relations, day=past.day, half_life_days=PEER_HALF_LIFE_DAYS)
    return measured.sort("person")["decayed_days"].to_numpy()


SCORES: dict[str, Callable[[Past, int], Numbers]] = {
    "strength": _strength,
    "strength, half-life = horizon": _strength_tuned,
    "alive": _alive,
    "strength and alive": _both,
    "peer: decayed active days, 90 d": _decayed,
}


def quality(label: NDArray[np.bool_], score: Numbers) -> tuple[float, float]:
    """ROC-AUC and average precision; equal scores share their ranks."""
    values, place, counts = np.unique(-score, return_inverse=True, return_counts=True)
    hits = np.bincount(place, weights=label, minlength=len(values))
    found, seen = np.cumsum(hits), np.cumsum(counts)
    positives, negatives = found[-1], seen[-1] - found[-1]
    misses = counts - hits
    above = (found - hits / 2) @ misses
    return float(above / (positives * negatives)), float((hits / positives) @ (found / seen))


def _further(argument: str) -> Setting:
    name, _, rest = argument.partition("=")
    file, cut, horizon = rest.rsplit(":", 2)
    return Setting(name, ((file, (0, 1, 2)),), float(cut), int(horizon))


def _print(name: str, figures: list[tuple[float, float]]) -> None:
    auc, ap = (float(np.mean(column)) for column in zip(*figures, strict=True))
    shown = "".join(f"    {one:.3f} /{other:.3f}" for one, other in figures)
    print(f"{name:34}{shown}    {auc:.4f} /{ap:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
