"""Whom to invite in the invented network, against what is true of its people."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kreds.composition.goals import STARTING_POINTS
from kreds.model.goal import Goal, GoalKind
from kreds.model.invitation import InviteState, Limits
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.invite import ACCEPTED_FOR, InviteQuery, invite
from kreds.services.make_demo import DemoOrder, demo_store, make_whole_demo
from kreds.services.state_goal import state_goal
from kreds.store.database import Store, open_store

NOW = int(datetime(2026, 10, 3, 12, tzinfo=UTC).timestamp())
TODAY = datetime.fromtimestamp(NOW, UTC).date()
CUSTOMERS = {"current_customer", "former_customer", "potential_customer"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, str]]]:
    """The demo imported with all that lies beside it, and the true group of everybody outside of it, by name."""
    folder = tmp_path_factory.mktemp("demo")
    folder.chmod(0o700)
    made = make_whole_demo(folder, DemoOrder(relations=500, messages=4_000))
    truth = json.loads((folder / "truth.json").read_text())
    groups = {one["name"]: one["segments"][0] for one in truth["outsiders"] if one["segments"] and one["is_person"]}
    with open_store(demo_store(folder)) as store:
        import_files(store, made.paths, ImportOptions(today=TODAY, now=lambda: NOW, origin="test"))
        yield store, groups


def first_ten(store: Store, kind: GoalKind) -> list[str]:
    """The names of the ten most worth inviting for a goal of a kind."""
    start = STARTING_POINTS[kind]
    state_goal(store, Goal("", kind.value, start.targets, {kind: 1.0}, start.audience), at=NOW, choose=True)
    found = invite(store, InviteQuery(per_page=10), today=TODAY, settled=Limits())
    return [one.outsider.name for one in found.candidates]


def test_each_goal_asks_for_its_own_people(demo: tuple[Store, dict[str, str]]) -> None:
    """Who looks for a job is led to headhunters, networks and old colleagues, and who sells to customers."""
    store, groups = demo
    seller, seeker = first_ten(store, GoalKind.SELL), first_ten(store, GoalKind.JOB)
    of_seller = [groups.get(name, "") for name in seller]
    of_seeker = [groups.get(name, "") for name in seeker]
    assert sum(one in CUSTOMERS for one in of_seller) >= 7, of_seller
    assert sum(one in CUSTOMERS for one in of_seeker) <= 1, of_seeker
    assert sum(one in {"headhunter", "network", "former_colleague"} for one in of_seeker) >= 4, of_seeker
    assert len(set(seller) & set(seeker)) <= 1


def test_only_the_last_year_counts_as_accepted(demo: tuple[Store, dict[str, str]]) -> None:
    """Whom the person invited years ago is a relation, and no news of an invitation."""
    store, _ = demo
    query = InviteQuery(show=InviteState.ACCEPTED, per_page=None)
    found = invite(store, query, today=TODAY, settled=Limits())
    days = [one.invited.day for one in found.candidates]
    assert days
    assert all(day is not None and TODAY - ACCEPTED_FOR < day <= TODAY for day in days)
