"""The list to work through by hand in LinkedIn: who is to be removed, who is done, who is still there all the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kreds.cleanup.losses import Lost
from kreds.services.read_cleanup import LetGo, LetGoState, let_go, listed_on, lost_with_list
from kreds.services.said_reviews import said_plan
from kreds.services.write_tables import Sheet, Value
from kreds.store.database import Store

COLUMNS = ("name", "company", "title", "profile_url", "let_go", "removed", "state", "level")


@dataclass(frozen=True, slots=True)
class WorkList:
    """Who is let go and still connected, those let go first at the top.

    Attributes:
        to_do: those to remove.
        ticked: those the person has removed, until the next list of connections says that they are gone.
        still_there: those ticked off whom a later list of connections holds all the same.
        gone: how many have gone.
        today: how many were ticked off today.
        daily: how many a day are sensible, as the person has it.
        lost: what would be lost with all who are still connected.
        listed_on: the day of the newest list of connections.
    """

    to_do: tuple[LetGo, ...]
    ticked: tuple[LetGo, ...]
    still_there: tuple[LetGo, ...]
    gone: int
    today: int
    daily: int
    lost: Lost
    listed_on: date | None

    @property
    def listed(self) -> tuple[LetGo, ...]:
        """Everybody on the list: first who is still there all the same, then who is to do, then who is done."""
        return (*self.still_there, *self.to_do, *self.ticked)

    @property
    def is_enough(self) -> bool:
        """Whether today's are done; more may be done all the same."""
        return self.today >= self.daily


def work_list(store: Store, *, today: date) -> WorkList:
    """The list as it stands."""
    everybody = let_go(store)
    with store.reading() as db:
        plan, _ = said_plan(db)
        newest = listed_on(db)
    return WorkList(
        to_do=_of(everybody, LetGoState.TO_DO),
        ticked=_of(everybody, LetGoState.TICKED),
        still_there=_of(everybody, LetGoState.STILL_THERE),
        gone=sum(1 for one in everybody if one.state is LetGoState.GONE),
        today=sum(1 for one in everybody if one.removed_on == today),
        daily=plan.daily,
        lost=lost_with_list(store),
        listed_on=newest,
    )


def work_sheet(listed: Sequence[LetGo]) -> Sheet:
    """The list as a table to write."""
    return Sheet("Work list", COLUMNS, [_row(one) for one in listed])


def _of(everybody: Sequence[LetGo], state: LetGoState) -> tuple[LetGo, ...]:
    """Those in a state; who was let go first stands first, so that the list does not jump under one's hands."""
    return tuple(reversed([one for one in everybody if one.state is state]))


def _row(one: LetGo) -> list[Value]:
    relation = one.relation
    texts = (relation.name, relation.company, relation.title, relation.profile_url)
    return [*texts, one.day, one.removed_on, one.state.value, str(one.said.why.get("level") or "")]
