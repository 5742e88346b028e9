"""Does the strength of a tie, or its chance of contact, foretell contact? Public sets of mail, texts and chats.

    make bench-ties ARGS='--data FOLDER [NAME=FILE:CUT:DAYS ...]'

Without a folder only the invented networks are measured (`bench.levels`), which come after the sets otherwise.

FOLDER holds the sets named in `SETS` (those that are missing are left out); further files, named from FOLDER, hold
sender, recipient and seconds in their first three columns. Pairs with contact before CUT (a share of the span) are
ranked; the label is any contact in the DAYS after it. Protocol and numbers to beat: science.md 4.2. The sets are no
part of Kreds. The default weights of `kreds.ties.alive` were made on these three sets: figures of further sets are the
ones to believe.
"""

import argparse
import gzip
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench import levels
from kreds.model.frames import INTERACTIONS, RELATIONS
from kreds.model.interaction import Channel, Direction
from kreds.ties import Coverage, features, judge
from kreds.ties.features import HALF_LIFE_DAYS
from kreds.ties.foretelling import AliveModel, default_model, learn_alive
from kreds.ties.ranking import quality

DAY = 86_400
PEER_HALF_LIFE_DAYS = 90.0
BINS = 10
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


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What is known at the cut-off: one relation for each pair, and whether it came to contact again."""

    interactions: pl.DataFrame
    relations: pl.DataFrame
    day: int
    horizon_days: int
    again: NDArray[np.bool_]


def main(arguments: Sequence[str]) -> int:
    """Print a line for each score: AUC and AP of each set and the mean; then how true the chances are."""
    parser = argparse.ArgumentParser(prog="make bench-ties", description="Is a tie still alive? (science.md 4.2)")
    parser.add_argument("--data", type=Path, help="the folder with the sets: " + ", ".join(one.name for one in SETS))
    parser.add_argument("further", nargs="*", type=_further, metavar="NAME=FILE:CUT:DAYS", help="further sets in it")
    given = parser.parse_args(arguments)
    if given.data is None:
        return levels.main([])
    settings = [one for one in SETS if all((given.data / name).exists() for name, _ in one.files)] + given.further
    if not settings:
        print(f"no set of {', '.join(one.name for one in SETS)} in {given.data}", file=sys.stderr)
        return 2
    _report(settings, given.data)
    print()
    return levels.main([])


def _report(settings: Sequence[Setting], folder: Path) -> None:
    pasts = [past_of(np.concatenate([read(folder / name, order) for name, order in s.files]), s) for s in settings]
    _print_head("AUC / AP", settings)
    for name, score in SCORES.items():
        _print(name, [quality(past.again, score(past)) for past in pasts])
    if all(setting.to_beat for setting in settings):
        print("to beat (science.md 4.2)")
        for place, name in enumerate(PEERS):
            _print("  " + name, [setting.to_beat[place] for setting in settings])
    _print_head("Brier score / calibration error", settings)
    for name, chance in CHANCES.items():
        _print(name, [truth(past.again, chance(past)) for past in pasts])
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
    again = np.isin(pairs, pair[after])
    return Past(pl.DataFrame(columns), relations, int(now // DAY), setting.horizon_days, again)


@cache
def _measured(past: Past, half_life_days: float = HALF_LIFE_DAYS) -> pl.DataFrame:
    made = features(
        past.interactions,
        past.relations,
        day=past.day,
        half_life_days=half_life_days,
        horizon_days=past.horizon_days,
    )
    return made.sort("person")


def _column(name: str, past: Past, model: AliveModel | None = None) -> Numbers:
    covered = Coverage.of([Channel.MESSAGE])
    frame = judge(_measured(past), day=past.day, coverage=covered, horizon_days=past.horizon_days, alive_model=model)
    return frame[name].to_numpy()


def _recency(past: Past) -> Numbers:
    return _measured(past)["last_day"].cast(pl.Float64).to_numpy()


def _count(past: Past) -> Numbers:
    return (_measured(past)["messages_in"] + _measured(past)["messages_out"]).cast(pl.Float64).to_numpy()


def _reciprocity(past: Past) -> Numbers:
    fewer = _measured(past).select(pl.min_horizontal("messages_in", "messages_out").cast(pl.Float64))
    return fewer.to_series().to_numpy()


def _active(past: Past) -> Numbers:
    return _measured(past)["active_days"].cast(pl.Float64).to_numpy()


def _decayed(past: Past) -> Numbers:
    return _measured(past, half_life_days=PEER_HALF_LIFE_DAYS)["decayed_days"].to_numpy()


def _strength(past: Past) -> Numbers:
    return _column("score", past)


def _without_model(past: Past) -> Numbers:
    return _column("alive", past)


def _default(past: Past) -> Numbers:
    model = default_model(_measured(past), day=past.day, horizon_days=past.horizon_days)
    return _column("alive", past, model)


def _learned(past: Past) -> Numbers:
    model = learn_alive(past.interactions, past.relations, day=past.day, horizon_days=past.horizon_days)
    return _column("alive", past, model)


CHANCES: dict[str, Callable[[Past], Numbers]] = {
    "alive, MBG/NBD alone": _without_model,
    "alive, default weights": _default,
    "alive, learned from own history": _learned,
}
SCORES: dict[str, Callable[[Past], Numbers]] = {
    "recency": _recency,
    "count": _count,
    "reciprocity (min of directions)": _reciprocity,
    "active days": _active,
    "decayed active days, 90 d": _decayed,
    "strength": _strength,
    **CHANCES,
}


def truth(label: NDArray[np.bool_], chance: Numbers) -> tuple[float, float]:
    """Brier score, and the mean distance of what was foretold and what came in ten bins of the same size."""
    parts = np.array_split(np.argsort(chance, kind="stable"), BINS)
    apart = sum(len(part) * abs(float(chance[part].mean() - label[part].mean())) for part in parts)
    return float(((chance - label) ** 2).mean()), apart / len(label)


def _further(argument: str) -> Setting:
    try:
        name, rest = argument.split("=", 1)
        file, cut, horizon = rest.rsplit(":", 2)
        return Setting(name, ((file, (0, 1, 2)),), float(cut), int(horizon))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{argument!r} is not NAME=FILE:CUT:DAYS") from error


def _print_head(what: str, settings: Sequence[Setting]) -> None:
    print(f"{what:34}" + "".join(f"{setting.name:>15}" for setting in settings) + f"{'mean':>17}")


def _print(name: str, figures: list[tuple[float, float]]) -> None:
    auc, ap = (float(np.mean(column)) for column in zip(*figures, strict=True))
    shown = "".join(f"    {one:.3f} /{other:.3f}" for one, other in figures)
    print(f"{name:34}{shown}    {auc:.4f} /{ap:.4f}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
