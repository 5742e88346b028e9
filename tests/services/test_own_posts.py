"""What own posts teach the tasting: their figures, and who reacted where whole lists tell of everybody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from kreds.errors import UsageError
from kreds.reach.chance import chances
from kreds.services.forecast_reach import what_if
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.make_demo import DemoOrder, make_whole_demo
from kreds.services.reach_network import ground
from kreds.services.reach_steps import Wish, weekday_called
from kreds.services.read_own_posts import own_history
from kreds.services.read_posts import all_posts
from kreds.store.database import Store, open_store
from kreds.store.tables import relations
from tests.web.serving import NOW, TODAY


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with an invented network, the figures of its posts, and two lists of who reacted."""
    folder: Path = tmp_path_factory.mktemp("posts")
    made = make_whole_demo(folder, DemoOrder(relations=300, messages=2_000))
    with open_store(str(folder / "kreds.db")) as opened:
        import_files(opened, made.paths, ImportOptions(today=TODAY, now=lambda: NOW))
        yield opened


def test_figures_are_those_of_the_posts(store: Store) -> None:
    """Every post with views and reactions teaches, the oldest first, and none with more comments than reactions."""
    with store.reading() as db:
        figures = own_history(db).figures
    told = [one for one in reversed(all_posts(store).posts) if one.figures.impressions and one.figures.engagements]
    assert len(figures) == len(told) > 0
    assert figures.impressions.tolist() == [one.figures.impressions for one in told]
    assert (figures.reactions >= figures.comments).all()
    assert (figures.reactions <= figures.impressions).all()


def test_who_reacted_is_likelier_to(store: Store) -> None:
    """Whoever stands on a whole list has a higher chance than without it, whoever stands on none a lower one."""
    with store.reading() as db:
        history = own_history(db)
    assert history.asked_of == sum(one.is_whole for one in all_posts(store).posts) > 0
    network = ground(store).network
    known = chances(network).mean
    nothing = np.zeros(len(network))
    blind = chances(replace(network, shown=nothing, reacted=nothing)).mean
    reacted = np.array([history.reacted.get(person, 0) > 0 for person in network.id.tolist()])
    assert reacted.any()
    assert (known[reacted] > blind[reacted]).all()
    assert (known[~reacted] <= blind[~reacted] + 1e-12).all()


def test_groups_are_told_by_what_they_did(store: Store) -> None:
    """The reactions of every group are counted, and who has not reacted leans the way the others of theirs did."""
    found = ground(store)
    assert found.leanings
    grouped = sum(one.reacted for one in found.leanings)
    assert 0.0 < grouped <= found.network.reacted.sum()
    most = max(found.leanings, key=lambda one: one.times)
    with store.reading() as db:
        inside = set(db.scalars(select(relations.c.person).where(relations.c.segment == most.group)).all())
    rows = np.isin(found.network.id, sorted(inside))
    assert most.people == rows.sum()
    assert (found.network.leaning[rows & (found.network.reacted == 0)] > 0.0).all()


def test_a_day_of_the_week_is_tried_by_own_posts(store: Store) -> None:
    """Posting on the best day raises the chance, on the worst it lowers it; a day without posts is refused."""
    days = ground(store).days
    with store.reading() as db:
        history = own_history(db)
    assert len(history.weekdays) == len(history.figures)
    best, worst = max(days, key=lambda one: one.effect), min(days, key=lambda one: one.effect)
    assert best.effect > 0.0 > worst.effect
    up, down = (what_if(store, Wish(weekday=one.weekday), today=TODAY).chance.by for one in (best, worst))
    assert up > 0.0 > down
    sure = what_if(store, Wish(weekday=best.weekday), today=TODAY).chance.better
    assert 0.5 < sure < 1.0, "a day's doubt counts"
    with pytest.raises(UsageError):
        what_if(store, Wish(weekday=9), today=TODAY)
    with pytest.raises(UsageError):
        weekday_called("someday")
    assert weekday_called("Tuesday") == 1
