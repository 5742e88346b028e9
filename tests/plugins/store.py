"""Where a test's store is: once as a SQLite file, once on PostgreSQL, so that every store test runs on both."""

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What a person would give to ``--store``: a file that is not there yet, or an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "kreds.db")
    url: str = request.getfixturevalue("postgres_url")
    return url
