"""What is known of the person's own posts, for the model of the tasting: the one place where it comes in.

Three things may be known: who reacted to how many posts (by whole lists only: elsewhere silence says nothing), how
often a post was seen and reacted to (LinkedIn's own figures), and how many posts there were.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Connection, func, select

from kreds.model.post import Post
from kreds.model.record import ActivityKind
from kreds.reach.calibration import OwnPosts
from kreds.reach.curves import Whole
from kreds.services.read_posts import posts_in
from kreds.store.tables import activities

_WRITTEN = (ActivityKind.SHARE, ActivityKind.ARTICLE)


def _none() -> OwnPosts:
    return OwnPosts(np.zeros(0), np.zeros(0), np.zeros(0))


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """What is known of the person's own posts.

    Attributes:
        written: how many posts and articles the files name.
        figures: of each post with any, its impressions, reactions and comments, oldest first.
        weekdays: on which day of the week each of these was posted, 0 being Monday, -1 where that is not known.
        asked_of: on how many posts it is known who reacted; 0 where no source covers that.
        reacted: on how many of these each relation did, by person; whoever is not named did on none.
    """

    written: int = 0
    figures: OwnPosts = field(default_factory=_none)
    weekdays: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    asked_of: int = 0
    reacted: Mapping[int, int] = field(default_factory=dict)


def own_history(db: Connection) -> OwnHistory:
    """Everything that the store knows of own posts."""
    kinds = [kind.value for kind in _WRITTEN]
    own = select(activities.c.kind, activities.c.at, activities.c.detail).where(activities.c.kind.in_(kinds)).distinct()
    found = posts_in(db).posts
    whole = [one for one in found if one.is_whole]
    reacted = Counter(int(one.relation, 16) for post in whole for one in post.reactions if one.relation)
    figures, weekdays = _figures(found)
    return OwnHistory(
        written=db.scalar(select(func.count()).select_from(own.subquery())) or 0,
        figures=figures,
        weekdays=weekdays,
        asked_of=len(whole),
        reacted=reacted,
    )


def _figures(found: Sequence[Post]) -> tuple[OwnPosts, Whole]:
    """Posts that were seen and whose reactions are counted; where only all engagements are, these."""
    rows = [
        (
            float(figures.impressions),
            float(reactions),
            float(figures.comments or 0),
            one.day.weekday() if one.day else -1,
        )
        for one in reversed(found)
        for figures in [one.figures]
        if figures.impressions
        for reactions in [figures.engagements if figures.reactions is None else figures.reactions]
        if reactions is not None
    ]
    columns = np.array(rows, dtype=np.float64).reshape(-1, 4)
    return OwnPosts(columns[:, 0], columns[:, 1], columns[:, 2]), columns[:, 3].astype(np.int64)
