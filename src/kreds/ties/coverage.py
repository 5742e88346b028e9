"""Which signs of a relation the sources could have shown at all: silence counts only where it could be broken (H1)."""

from collections.abc import Iterable
from dataclasses import dataclass

import narwhals as nw

from kreds.model.interaction import Channel
from kreds.model.level import Seen, Sign


@dataclass(frozen=True, slots=True)
class Coverage:
    """The channels that at least one imported file covers, and since when its messages do.

    ``since_day`` is a day number (days since 1970-01-01), or None when messages are covered as far back as LinkedIn
    keeps them.
    """

    channels: frozenset[Channel] = frozenset()
    since_day: int | None = None

    @classmethod
    def of(cls, channels: Iterable[Channel], *, since_day: int | None = None) -> "Coverage":
        """The coverage of some channels.

        >>> Coverage.of([Channel.MESSAGE]).has_messages
        True
        """
        return cls(frozenset(channels), since_day)

    @property
    def has_messages(self) -> bool:
        """Whether having never written with somebody means anything."""
        return Channel.MESSAGE in self.channels


def sign_columns(coverage: Coverage) -> list[nw.Expr]:
    """One column for each `Sign`, named after it, with a `Seen` each, from the columns of `FEATURES`.

    A download of one's own says nothing of meetings in real life, nor of who reacts to one's posts
    (linkedin_formats.md 3.5). Common ground can be shown by a recommendation or an endorsement, but their absence
    does not show that there is none.
    """
    wrote = nw.col("messages_in") + nw.col("messages_out") > 0
    vouched = nw.sum_horizontal("recommendations_in", "recommendations_out", "endorsements_in", "endorsements_out") > 0
    silent = Seen.NOT_SEEN if coverage.has_messages else Seen.NOT_COVERED
    return [
        _seen_or(wrote, silent).alias(Sign.COMMUNICATED),
        nw.lit(Seen.NOT_COVERED.value).alias(Sign.MET),
        _seen_or(vouched, Seen.NOT_COVERED).alias(Sign.COMMON_GROUND),
        nw.lit(Seen.NOT_COVERED.value).alias(Sign.CONTENT),
    ]


def _seen_or(seen: nw.Expr, otherwise: Seen) -> nw.Expr:
    return nw.when(seen).then(nw.lit(Seen.SEEN.value)).otherwise(nw.lit(otherwise.value))
