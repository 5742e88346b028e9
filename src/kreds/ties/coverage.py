"""Which signs of a relation the sources could have shown at all: silence counts only where it could be broken (H1)."""

from collections.abc import Iterable
from dataclasses import dataclass

import narwhals as nw

from kreds.model.interaction import Channel
from kreds.model.level import Seen, Sign

LEAST_LISTS = 10
"""Of so many own posts the whole list of reactions must be known before not being on any of them says something.

Whoever reacts to one post in four stands on none of ten lists once in eighteen times (0.75 ** 10 = 0.056): so
"not seen" means, as surely as science usually asks, that somebody does not react to as much as every fourth post.
"""


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
    """One column for each `Sign`, from the columns of `FEATURES`: a `Seen` each.

    A download of one's own says nothing of meetings in real life, nor of who reacts to one's posts
    (linkedin_formats.md 3.5). Lists that the person has copied do, of posts since the two are connected. A calendar
    shows meetings, and never that there was none: not everything stands in it.
    The person's own answer stands above it. Common ground can be shown by a recommendation,
    an endorsement, a shared workplace or an answer, but only a no of the person shows that there is none.
    """
    wrote = nw.col("messages_in") + nw.col("messages_out") > 0
    praise = ("recommendations_in", "recommendations_out", "endorsements_in", "endorsements_out")
    vouched = nw.sum_horizontal(*praise, "colleague") > 0
    shared = vouched | (nw.max_horizontal("business", "knows", "related") > 0)
    strangers = (nw.col("related") < 0) | (nw.max_horizontal("met", "business", "knows") < 0)
    silent = Seen.NOT_SEEN if coverage.has_messages else Seen.NOT_COVERED
    return [
        _seen_or(wrote, silent).alias(Sign.COMMUNICATED),
        _answered((nw.col("met") > 0) | ((nw.col("met") == 0) & (nw.col("meetings") > 0)), nw.col("met") < 0).alias(
            Sign.MET
        ),
        _answered(shared, strangers).alias(Sign.COMMON_GROUND),
        _answered(
            (nw.col("reacts") > 0) | ((nw.col("reacts") == 0) & (nw.col("reactions") > 0)),
            (nw.col("reacts") < 0) | ((nw.col("reacts") == 0) & (nw.col("lists") >= LEAST_LISTS)),
        ).alias(Sign.CONTENT),
    ]


def _seen_or(seen: nw.Expr, otherwise: Seen) -> nw.Expr:
    return nw.when(seen).then(nw.lit(Seen.SEEN.value)).otherwise(nw.lit(otherwise.value))


def _answered(yes: nw.Expr, no: nw.Expr) -> nw.Expr:
    unsaid = nw.when(no).then(nw.lit(Seen.NOT_SEEN.value)).otherwise(nw.lit(Seen.NOT_COVERED.value))
    return nw.when(yes).then(nw.lit(Seen.SEEN.value)).otherwise(unsaid)
