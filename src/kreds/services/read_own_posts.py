"""What is known of the person's own posts, for the model of the tasting: the one place where it comes in.

Three things may be known: who reacted to how many posts, how often a post was seen and reacted to (LinkedIn's own
figures), and how many posts there were. Whoever brings more of it into the store lets it be read here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Connection, func, select

from kreds.model.record import ActivityKind
from kreds.reach.calibration import OwnPosts
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
        asked_of: on how many posts it is known who reacted; 0 where no source covers that.
        reacted: on how many of these each relation did, by person; whoever is not named did on none.
    """

    written: int = 0
    figures: OwnPosts = field(default_factory=_none)
    asked_of: int = 0
    reacted: Mapping[int, int] = field(default_factory=dict)


def own_history(db: Connection) -> OwnHistory:
    """Everything that the store knows of own posts."""
    kinds = [kind.value for kind in _WRITTEN]
    own = select(activities.c.kind, activities.c.at, activities.c.detail).where(activities.c.kind.in_(kinds)).distinct()
    return OwnHistory(written=db.scalar(select(func.count()).select_from(own.subquery())) or 0)
