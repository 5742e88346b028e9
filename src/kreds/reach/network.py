"""The network as the model sees it: one row a relation, and what a single post is like."""

from dataclasses import dataclass, fields

import numpy as np

from kreds.reach.curves import Flags, Numbers, Whole


@dataclass(frozen=True, slots=True)
class Network:
    """Arrays of shape (n,), one row a relation.

    Attributes:
        id: whole numbers, all different; the same person keeps theirs over imports (lots belong to them).
        strong, average, worthless: how likely each is at that level; the three sum to 1.
        activity: how active on LinkedIn, in [0, 1], 0.5 being usual; not a number where nothing is known.
        topic: how close what the post is about is to their work, in [0, 1], 0.5 being neutral; or not a number.
        leaning: how much oftener their group reacts than levels and activity say, in log odds; 0 where nothing tells
            (see `kreds.reach.leaning`).
        fit: how well they fit the goal, in [0, 1]: a view of theirs counts for so much of a relevant view.
        shown: of how many own posts they were probably shown (see `kreds.reach.chance.shown_estimate`).
        reacted: to how many of these they reacted.
        audience: how many relations they have; not a number where that is not known.
    """

    id: Whole
    strong: Numbers
    average: Numbers
    worthless: Numbers
    activity: Numbers
    topic: Numbers
    leaning: Numbers
    fit: Numbers
    shown: Numbers
    reacted: Numbers
    audience: Numbers

    def __len__(self) -> int:
        return len(self.id)

    def only(self, rows: Whole | Flags) -> "Network":
        """The network of these rows, in their order."""
        return Network(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def without(self, ids: Whole) -> "Network":
        """The network without these relations; an id that is not there is passed over."""
        return self.only(~np.isin(self.id, ids))

    def joined(self, other: "Network") -> "Network":
        """Both, this one's rows first."""
        names = [each.name for each in fields(self)]
        return Network(**{name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in names})


def network_of(
    ids: Whole,
    *,
    strong: Numbers,
    worthless: Numbers,
    activity: Numbers | None = None,
    topic: Numbers | None = None,
    leaning: Numbers | None = None,
    fit: Numbers | None = None,
    shown: Numbers | None = None,
    reacted: Numbers | None = None,
    audience: Numbers | None = None,
) -> Network:
    """A network from what is known; what is left out is unknown (no history, no fit, usual activity).

    Args:
        ids: as `Network.id`.
        strong: and ``worthless``: two of the three chances of level; average is what they leave.
        worthless: see above.
        activity: and the others as in `Network`; not given: not known of anybody.
        topic: see above.
        leaning: see above.
        fit: see above; not known counts as none.
        shown: see above.
        reacted: see above.
        audience: see above.

    Raises:
        ValueError: two rows have one id, lengths differ, or chances do not sum to 1 at most.
    """
    n = len(ids)
    unknown, none = np.full(n, np.nan), np.zeros(n)
    average = 1.0 - strong - worthless
    network = Network(
        id=np.asarray(ids, dtype=np.int64),
        strong=strong,
        average=np.clip(average, 0.0, 1.0),
        worthless=worthless,
        activity=unknown if activity is None else activity,
        topic=unknown if topic is None else topic,
        leaning=none if leaning is None else leaning,
        fit=none if fit is None else np.nan_to_num(fit),
        shown=none if shown is None else shown,
        reacted=none if reacted is None else reacted,
        audience=unknown if audience is None else audience,
    )
    if any(len(getattr(network, each.name)) != n for each in fields(network)):
        raise ValueError("every array of a network has one row a relation")
    if len(np.unique(network.id)) != n:
        raise ValueError("two relations have the same id")
    if n and (average.min() < -1e-6 or min(strong.min(), worthless.min()) < 0.0):
        raise ValueError("the chances of the three levels sum to 1")
    return network


@dataclass(frozen=True, slots=True)
class Post:
    """What is special about one post; by default it is a usual one.

    ``quality`` and ``timing`` are added to the log odds that somebody who sees it reacts (0.4 is about half as many
    reactions again); ``timing_doubt`` is how unsure the latter is, as a standard deviation. ``comment_share`` stands in
    place of the assumption, where the post asks for comments.
    """

    quality: float = 0.0
    timing: float = 0.0
    timing_doubt: float = 0.0
    comment_share: float | None = None


USUAL_POST = Post()
