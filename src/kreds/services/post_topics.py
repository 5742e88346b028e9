"""What posts are about, and whose work that is: the topic of the tasting's model.

The usual topic comes from the owner's own posts, where their texts are kept; a topic may also be named for one post.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from kreds.composition.subjects import of_text, of_topic, touches
from kreds.model.record import ActivityKind
from kreds.reach.curves import Numbers
from kreds.store.posts import own_posts
from kreds.text.names import prose

NEWEST = 100
"""So many of the newest posts tell what the owner writes about."""
LEAST_POSTS = 5
"""So many of them must name a field of work before anything is said of the usual topic."""
LONGEST_TOPIC = 100
"""Characters of a topic that are read."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of the work of each relation, one entry each, "" where nothing is."""

    function: Sequence[str]
    industry: Sequence[str]
    text: Sequence[str]

    def __len__(self) -> int:
        return len(self.function)

    @property
    def known(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Of whom anything is known, shape (n,)."""
        each = zip(self.function, self.industry, self.text, strict=True)
        return np.array([bool(function or industry or text) for function, industry, text in each], dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class UsualTopic:
    """What the owner's posts are about: of ``posts`` that name any field of work, the share that name each."""

    posts: int = 0
    fields: Mapping[str, float] | None = None


def usual_topic(db: Connection) -> UsualTopic:
    """What the newest posts are about, the most frequent first; nothing where too few of them say."""
    read = [of_text(_words(one.kind, one.detail, one.text)) for one in own_posts(db)[:NEWEST]]
    telling = [about for about in read if about.fields]
    if len(telling) < LEAST_POSTS:
        return UsualTopic()
    counted = Counter(field.value for about in telling for field in about.fields)
    return UsualTopic(len(telling), {name: number / len(telling) for name, number in counted.most_common()})


def _words(kind: str, detail: str, text: str) -> str:
    return f"{prose(detail) if kind == ActivityKind.ARTICLE else ''} {prose(text)}"


def touched_by_usual(work: Work, usual: UsualTopic) -> Numbers:
    """How far the usual topic touches each, in [0, 1]: the share of posts about their field of work, shape (n,)."""
    shares = usual.fields or {}
    found: Numbers = np.array([shares.get(one, 0.0) if one else np.nan for one in work.function], dtype=np.float64)
    return found if shares else np.full(len(work), np.nan)


def touched_by(work: Work, topic: str) -> Numbers:
    """Whether a topic touches each: 1 or 0, not a number where nothing is known of their work, shape (n,)."""
    about = of_topic(topic[:LONGEST_TOPIC])
    known = work.known
    if not about:
        return np.full(len(work), np.nan)
    found = np.array([touches(about, *one) for one in zip(work.function, work.industry, work.text, strict=True)])
    return np.where(known, found.astype(np.float64), np.nan)
