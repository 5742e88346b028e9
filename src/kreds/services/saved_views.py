"""Views of the list that the person has given a name, to come back to."""

from dataclasses import dataclass

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.store import decisions
from kreds.store.database import Store
from kreds.text.names import sort_key

LONGEST_NAME = 60
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name, and what stands behind the question mark of the list's address."""

    name: str
    query: str


def saved_views(store: Store) -> tuple[SavedView, ...]:
    """All of them, in the order of the Danish alphabet."""
    with store.reading() as db:
        standing = decisions.standing(db, DecisionKind.VIEW)
    views = [SavedView(name, str(one.value.get("query", ""))) for name, one in standing.items() if one.value.get("on")]
    return tuple(sorted(views, key=lambda view: sort_key(view.name)))


def save_view(store: Store, name: str, query: str, *, at: int) -> Decided:
    """Keep a view under a name, in place of an older one of that name.

    Raises:
        UsageError: the name is missing, or it or the query is too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or len(query) > LONGEST_ADDRESS:
        raise UsageError("VIEW", longest=LONGEST_NAME)
    return _say(store, name, {"query": query, "on": True}, at=at)


def drop_view(store: Store, name: str, *, at: int) -> Decided:
    """Forget a view; what undo takes back."""
    return _say(store, name, {"query": "", "on": False}, at=at)


def _say(store: Store, name: str, value: dict[str, object], *, at: int) -> Decided:
    with store.writing() as db:
        return Decided(decisions.add(db, at=at, kind=DecisionKind.VIEW, subject=name, value=value), 0)
