"""The wiring."""

from datetime import date
from pathlib import Path

import pytest

from kreds.bootstrap import open_app


def test_a_store_is_opened_when_it_is_needed(tmp_path: Path) -> None:
    """Asking for the application makes no file; asking for its store does, and once."""
    path = tmp_path / "a.db"
    app = open_app(str(path))
    assert not app.has_store
    assert not path.exists()
    assert app.store is app.store
    assert app.has_store
    app.close()
    app.close()


def test_the_settings_name_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an option the store is that of the settings; an option goes before it."""
    monkeypatch.setenv("KREDS_STORE", str(tmp_path / "settled.db"))
    assert open_app().target == str(tmp_path / "settled.db")
    assert open_app("~/x.db").target == str(Path.home() / "x.db")
    assert open_app("postgresql://host/db").has_store


def test_the_clock_is_handed_in(tmp_path: Path) -> None:
    """Day and time come from the application, so a test or a demo can set them."""
    app = open_app(str(tmp_path / "a.db"), today=lambda: date(2026, 10, 3), now=lambda: 7)
    assert (app.today(), app.now()) == (date(2026, 10, 3), 7)
    assert open_app(str(tmp_path / "a.db")).now() > 1_700_000_000
