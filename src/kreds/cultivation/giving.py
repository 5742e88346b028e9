"""Giving and receiving between the owner and a relation (guide G1.7, G1.10: value for both sides)."""

from collections.abc import Collection, Mapping

import polars as pl

from kreds.model.balance import Act, Exchange, Giving

MINUTES: Mapping[Act, float] = {
    Act.BEGUN: 3.0,
    Act.ANSWERED: 5.0,
    Act.RECOMMENDED: 20.0,
    Act.ENDORSED: 0.5,
    Act.HELPED: 20.0,
}
"""About how long each takes: our own estimates, said as such. They only weigh acts against each other."""
EVEN_MINUTES = 20.0
"""So much on each side is assumed before anything is known: a single act makes nobody one-sided."""
ONE_SIDED = 0.4
"""From this lean on one of the two gives more than twice as much as the other."""

_COLUMNS: Mapping[Act, tuple[str, str]] = {
    Act.BEGUN: ("starts_out", "starts_in"),
    Act.ANSWERED: ("answers_out", "answers_in"),
    Act.RECOMMENDED: ("recommendations_out", "recommendations_in"),
    Act.ENDORSED: ("endorsements_out", "endorsements_in"),
    Act.HELPED: ("helped_out", "helped_in"),
}
"""Where each stands, given and received: columns of `kreds.model.frames.FEATURES`, and two counted from the log."""
SIDES: tuple[str, ...] = tuple(name for names in _COLUMNS.values() for name in names)


def giving(person: str, row: Mapping[str, int], *, covered: Collection[str]) -> Giving:
    """What the two give each other.

    Args:
        person: id of the relation, carried along.
        row: `SIDES`.
        covered: those of them that a file could have shown; what is counted is covered all the same.

    >>> sides = dict.fromkeys(SIDES, 0) | {"recommendations_out": 2}
    >>> found = giving("", sides, covered=SIDES)
    >>> found.minutes, found.lean
    ((40.0, 0.0), 0.5)
    """
    exchanges = []
    minutes = [0.0, 0.0]
    for act, names in _COLUMNS.items():
        given, received = (row[name] if row[name] or name in covered else None for name in names)
        exchanges.append(Exchange(act, given, received))
        if given is not None and received is not None:
            # What only one of the two sides could have shown would make it look one-sided.
            minutes[0] += given * MINUTES[act]
            minutes[1] += received * MINUTES[act]
    gave, got = minutes
    return Giving(person, tuple(exchanges), (gave, got), round(lean(gave, got), 6))


def lean(gave: float, got: float) -> float:
    """From -1 (only they give) to 1 (only the owner), drawn to the middle by `EVEN_MINUTES` on each side.

    >>> lean(0, 0), lean(180, 0) > lean(60, 0)
    (0.0, True)
    """
    return (gave - got) / (gave + got + 2 * EVEN_MINUTES)


def one_sided(sides: pl.DataFrame, *, covered: Collection[str], most: int) -> tuple[list[int], list[int]]:
    """To whom the owner gives most one-sidedly, and from whom they receive so, the furthest first.

    Args:
        sides: person, and `SIDES`.
        covered: as for `giving`.
        most: how many of each.
    """
    weighed = [
        (pl.col(out) * MINUTES[act], pl.col(into) * MINUTES[act])
        for act, (out, into) in _COLUMNS.items()
        if out in covered and into in covered
    ]
    if not weighed:
        return [], []
    gave, got = (pl.sum_horizontal(*(pair[side] for pair in weighed)) for side in (0, 1))
    leaning = sides.select("person", gave.alias("gave"), got.alias("got")).with_columns(
        ((pl.col("gave") - pl.col("got")) / (pl.col("gave") + pl.col("got") + 2 * EVEN_MINUTES)).alias("lean"),
        (pl.col("gave") - pl.col("got")).alias("gap"),
    )
    giving_more = leaning.filter(pl.col("lean") >= ONE_SIDED).sort("gap", "person", descending=[True, False])
    getting_more = leaning.filter(pl.col("lean") <= -ONE_SIDED).sort("gap", "person")
    return giving_more["person"].head(most).to_list(), getting_more["person"].head(most).to_list()
