"""What passed between the owner and each relation, in numbers: one row for each relation."""

import math
from collections.abc import Mapping

import narwhals as nw
from narwhals.typing import IntoFrameT

from kreds.model.frames import CONTEXT, FEATURES
from kreds.model.interaction import Channel, Direction
from kreds.ties.engine import Lazy, lazy, same_kind

HALF_LIFE_DAYS = 180.0
"""After how many days a day of contact counts half.

Over eight sets of mail, calls and texts the best values lie between 60 and 180 days, the long ones for professional
mail (science.md 1.5). LinkedIn messages are slower still: two people who write each other every quarter are in touch.
"""
BLAST_OTHERS = 5
"""From how many further people on a message is a mailing and not a conversation."""

CONTACT = (Channel.MESSAGE, Channel.INVITATION, Channel.ENDORSEMENT, Channel.RECOMMENDATION, Channel.MEETING)
"""What reaches the other person. A private note does not, and following is not being in touch."""
ANSWER_DAYS = 30
"""A question is answered when the other writes within so many days; a conversation is taken up anew after as many."""
HORIZON_DAYS = 365
"""Contact within a year is what alive means."""
_LN2 = math.log(2.0)
MEETING_OTHERS = 8
"""With more further people at a meeting, two who were there have not met for that."""
MOST_OTHERS = {Channel.MESSAGE: 0, Channel.MEETING: MEETING_OTHERS}
"""With how many further people on it a channel still is contact between two; no limit where none is named."""
_NEVER = 10**9
_DAYS = ("first_day", "last_day", "last_in_day", "last_out_day", "last_met_day")
_OWN_COLUMNS = ("person", "connected_day", "is_connected")


def is_contact() -> nw.Expr:
    """Whether an interaction is contact between two people, from the columns of `INTERACTIONS`."""
    channel = nw.col("channel")
    is_of = {kind: channel == int(kind) for kind in CONTACT}
    small = [~is_of[kind] | (nw.col("others") <= most) for kind, most in MOST_OTHERS.items()]
    return nw.all_horizontal(channel.is_in([int(kind) for kind in CONTACT]), *small, ignore_nulls=False)


def features(
    interactions: IntoFrameT,
    relations: IntoFrameT,
    *,
    day: int,
    context: IntoFrameT | None = None,
    half_life_days: float = HALF_LIFE_DAYS,
    horizon_days: float = HORIZON_DAYS,
) -> IntoFrameT:
    """The columns of `FEATURES` as they stood at the end of ``day``; what happened later is left out.

    Several messages on one day are one active day: distinct days rank relations better than counts (science.md 0).
    Messages with others on them are no one-to-one contact: those to a few are counted in ``group_messages``, those to
    many in ``blasts_in`` when they came in, and nowhere when they went out. Meetings of more than a few are left out.
    A reaction to a post is told to all its readers: it is counted, and is no contact between two.
    ``first_day`` and ``last_day`` are of all channels, ``last_in_day`` and ``last_out_day`` of messages. A relation
    without any interaction has zeros, and nulls for days.

    Args:
        interactions: columns of `INTERACTIONS`; any engine of narwhals.
        relations: columns of `RELATIONS`, each person once; the same engine.
        day: days since 1970-01-01.
        context: columns of `CONTEXT`, each person once; the same engine. None when nothing is known.
        half_life_days: see `HALF_LIFE_DAYS`.
        horizon_days: the horizon that `judge` will be asked for; ``lately``, ``habit`` and ``lasting`` fade by it.

    >>> import polars as pl
    >>> said = {"person": [7, 7], "at": [0, 60], "day": [0, 0], "channel": [1, 1], "direction": [1, -1],
    ...         "others": [0, 0], "is_question": [1, 0], "length": [9, 9], "conversation": [1, 1]}
    >>> known = {"person": [7], "connected_day": [0], "is_connected": [1]}
    >>> row = features(pl.DataFrame(said), pl.DataFrame(known), day=180).row(0, named=True)
    >>> row["messages_in"], row["messages_out"], row["active_days"], row["decayed_days"]
    (1, 1, 1, 0.5)
    """
    events = lazy(interactions).filter(nw.col("day") <= day)
    known = lazy(relations).select(*_OWN_COLUMNS)
    message = nw.col("channel") == int(Channel.MESSAGE)
    alone = nw.col("others") == 0
    # Each part is a group-by of its own: windows inside aggregates do not run on every engine (stack.md 1d).
    speeds = {
        "decayed_days": half_life_days,
        "lately": horizon_days / 4.0,
        "habit": horizon_days,
        "lasting": horizon_days * 4.0,
    }
    dialogue = _dialogue(events.filter(message, alone), day=day, half_lives=speeds)
    met = nw.col("channel") == int(Channel.MEETING)
    reacted = nw.col("channel") == int(Channel.REACTION)
    others = _other_channels(events.filter(~message, ~met, ~reacted))
    shared = _shared(events.filter(message, ~alone))
    joined = known.join(dialogue, on="person", how="left").join(others, on="person", how="left")
    joined = joined.join(shared, on="person", how="left")
    joined = joined.join(_meetings(events.filter(met)), on="person", how="left")
    joined = joined.join(_reactions(events.filter(reacted)), on="person", how="left")
    if context is None:
        joined = joined.with_columns(*(nw.lit(0).alias(name) for name in CONTEXT if name != "person"))
    else:
        joined = joined.join(lazy(context).select(*CONTEXT), on="person", how="left")
    return same_kind(_finished(joined), relations)


def _dialogue(messages: Lazy, *, day: int, half_lives: Mapping[str, float]) -> Lazy:
    """One-to-one messages by person: first to days, because a day counts once."""
    by_day = _by_day(messages)
    age = (nw.col("day") - day).cast(nw.Float64)
    weighed = by_day.with_columns(
        *((age * (_LN2 / half_life)).exp().alias(name) for name, half_life in half_lives.items())
    )
    sides = {"decayed_days": "decayed", "habit": "habit"}
    sided = weighed.with_columns(
        *((nw.col(name) * nw.col("in_day")).alias(f"{side}_in") for name, side in sides.items()),
        *((nw.col(name) * nw.col("out_day")).alias(f"{side}_out") for name, side in sides.items()),
    )
    summed = (
        *half_lives, *(f"{side}_in" for side in sides.values()), *(f"{side}_out" for side in sides.values()),
        "starts_in", "starts_out", "answers_in", "answers_out",
    )  # fmt: skip
    return sided.group_by("person").agg(
        nw.col("inbound").sum().alias("messages_in"),
        nw.col("outbound").sum().alias("messages_out"),
        nw.col("asked_in").sum().alias("questions_in"),
        nw.col("asked_out").sum().alias("questions_out"),
        nw.len().alias("active_days"),
        *(nw.col(name).sum() for name in summed),
        nw.col("day").min().alias("first_day"),
        nw.col("day").max().alias("last_day"),
        nw.col("day_in").max().alias("last_in_day"),
        nw.col("day_out").max().alias("last_out_day"),
    )


def _by_day(messages: Lazy) -> Lazy:
    """One row for each person and day: how much each wrote, who took it up again, and which questions were answered."""
    inbound = (nw.col("direction") == int(Direction.INBOUND)).cast(nw.Int64)
    outbound = (nw.col("direction") == int(Direction.OUTBOUND)).cast(nw.Int64)
    marked = messages.select("person", "day", "at", "is_question", inbound.alias("inbound"), outbound.alias("outbound"))
    asked = marked.with_columns(
        (nw.col("inbound") * nw.col("is_question")).alias("asked_in"),
        (nw.col("outbound") * nw.col("is_question")).alias("asked_out"),
        # The earliest moment of the day, doubled so that the direction fits into the last bit.
        (nw.col("at") * 2 + nw.col("outbound")).alias("opening"),
    )
    counts = ("inbound", "outbound", "asked_in", "asked_out")
    by_day = asked.group_by("person", "day").agg(*(nw.col(name).sum() for name in counts), nw.col("opening").min())
    flagged = by_day.with_columns(
        (nw.col("inbound") > 0).cast(nw.Int64).alias("in_day"),
        (nw.col("outbound") > 0).cast(nw.Int64).alias("out_day"),
        nw.col("day").shift(1).over("person", order_by="day").fill_null(-_NEVER).alias("day_before"),
    ).with_columns(
        nw.when(nw.col("in_day") == 1).then(nw.col("day")).alias("day_in"),
        nw.when(nw.col("out_day") == 1).then(nw.col("day")).alias("day_out"),
    )
    later = flagged.with_columns(
        *(
            nw.col(side).fill_null(_NEVER).cum_min(reverse=True).over("person", order_by="day").alias(f"next_{side}")
            for side in ("day_in", "day_out")
        )
    )
    anew = (nw.col("day") - nw.col("day_before")) > ANSWER_DAYS
    by_owner = (nw.col("opening") % 2) == 1
    answered = {"answers_in": ("asked_out", "next_day_in"), "answers_out": ("asked_in", "next_day_out")}
    return later.with_columns(
        (anew & ~by_owner).cast(nw.Int64).alias("starts_in"),
        (anew & by_owner).cast(nw.Int64).alias("starts_out"),
        *(
            ((nw.col(question) > 0) & (nw.col(reply) - nw.col("day") <= ANSWER_DAYS)).cast(nw.Int64).alias(name)
            for name, (question, reply) in answered.items()
        ),
    )


def _other_channels(events: Lazy) -> Lazy:
    """Everything but messages and meetings, by person."""
    inbound, outbound = nw.col("direction") == int(Direction.INBOUND), nw.col("direction") == int(Direction.OUTBOUND)
    channel = {kind: nw.col("channel") == int(kind) for kind in Channel}
    flags = {
        "invitations_in": channel[Channel.INVITATION] & inbound,
        "invitations_out": channel[Channel.INVITATION] & outbound,
        "invitation_notes": channel[Channel.INVITATION] & (nw.col("length") > 0),
        "endorsements_in": channel[Channel.ENDORSEMENT] & inbound,
        "endorsements_out": channel[Channel.ENDORSEMENT] & outbound,
        "recommendations_in": channel[Channel.RECOMMENDATION] & inbound,
        "recommendations_out": channel[Channel.RECOMMENDATION] & outbound,
        "notes": channel[Channel.NOTE],
        "follows": channel[Channel.FOLLOW],
    }
    contact = nw.col("channel").is_in([int(kind) for kind in CONTACT])
    marked = events.select(
        "person",
        *(flag.cast(nw.Int64).alias(name) for name, flag in flags.items()),
        nw.when(contact).then(nw.col("day")).alias("contact_day"),
    )
    return marked.group_by("person").agg(
        *(nw.col(name).sum() for name in flags),
        nw.col("contact_day").min().alias("first_other_day"),
        nw.col("contact_day").max().alias("last_other_day"),
    )


def _shared(messages: Lazy) -> Lazy:
    """Messages with others on them, by person."""
    many = nw.col("others") >= BLAST_OTHERS
    blast_in = many & (nw.col("direction") == int(Direction.INBOUND))
    marked = messages.select(
        "person", (~many).cast(nw.Int64).alias("group_messages"), blast_in.cast(nw.Int64).alias("blasts_in")
    )
    return marked.group_by("person").agg(nw.col("group_messages").sum(), nw.col("blasts_in").sum())


def _meetings(events: Lazy) -> Lazy:
    """Meetings of few, by person; two on one day are one."""
    days = events.filter(nw.col("others") <= MEETING_OTHERS).select("person", "day").unique()
    return days.group_by("person").agg(
        nw.len().alias("meetings"),
        nw.col("day").min().alias("first_met_day"),
        nw.col("day").max().alias("last_met_day"),
    )


def _reactions(events: Lazy) -> Lazy:
    """What they did with the owner's posts, by person: one row for each post, with a length where it took words."""
    marked = events.select("person", (nw.col("length") > 0).cast(nw.Int64).alias("comments"))
    return marked.group_by("person").agg(nw.len().alias("reactions"), nw.col("comments").sum())


def _finished(joined: Lazy) -> Lazy:
    """Zeros for what never happened, the days of all channels together, and the columns in their order."""
    kinds = {name: getattr(nw, kind) for name, kind in FEATURES.items()}
    made = {*_OWN_COLUMNS, *_DAYS, "channels"}
    zeros = [nw.col(name).fill_null(0).cast(kind).alias(name) for name, kind in kinds.items() if name not in made]
    # Sums of floats differ in their last bits with the order of rows and the engine.
    decayed = [nw.col(name).round(9) for name, kind in kinds.items() if kind == nw.Float64]
    first = nw.min_horizontal("first_day", "first_other_day", "first_met_day").alias("first_day")
    last = nw.max_horizontal("last_day", "last_other_day", "last_met_day").alias("last_day")
    filled = joined.with_columns(*zeros, first, last).with_columns(*decayed)
    used = (
        nw.col("active_days") > 0,
        nw.col("invitations_in") + nw.col("invitations_out") > 0,
        nw.col("endorsements_in") + nw.col("endorsements_out") > 0,
        nw.col("recommendations_in") + nw.col("recommendations_out") > 0,
        nw.col("meetings") > 0,
    )
    channels = nw.sum_horizontal(*(flag.cast(nw.Int64) for flag in used)).alias("channels")
    return filled.with_columns(channels).select(*(nw.col(name).cast(kind) for name, kind in kinds.items()))
