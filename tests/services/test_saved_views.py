"""Saved views: kept under their name, replaced, dropped, taken back."""

from pathlib import Path

import pytest

from kreds.errors import UsageError
from kreds.services.judge_relations import undo
from kreds.services.saved_views import SavedView, drop_view, save_view, saved_views
from kreds.store.database import open_store


def test_views_are_kept_replaced_dropped_and_taken_back(store_url: str) -> None:
    """The newest under a name stands; undo brings back what was dropped."""
    with open_store(store_url) as store:
        save_view(store, " Ærlige  kunder ", "level=strong", at=1)
        save_view(store, "Alle", "connected=all", at=2)
        save_view(store, "Alle", "connected=all&sort=name", at=3)
        both = (SavedView("Alle", "connected=all&sort=name"), SavedView("Ærlige kunder", "level=strong"))
        assert saved_views(store) == both
        drop_view(store, "Alle", at=4)
        assert saved_views(store) == both[1:]
        undo(store, at=5)
        assert saved_views(store) == both


@pytest.mark.parametrize(("name", "query"), [("", "a=b"), ("x" * 61, "a=b"), ("x", "y" * 2_001)])
def test_a_view_has_a_name_and_a_bound(tmp_path: Path, name: str, query: str) -> None:
    """No name, an endless name and an endless address are refused."""
    with open_store(tmp_path / "kreds.db") as store:
        with pytest.raises(UsageError):
            save_view(store, name, query, at=1)
        assert saved_views(store) == ()
