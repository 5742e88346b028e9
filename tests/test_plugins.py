"""The servers that tests are given are real, empty and on this machine."""

import socket

import psycopg
import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("visit", ["first", "second"])
def test_a_database_is_empty(postgres_url: str, visit: str) -> None:
    """What one test leaves in its database, the next one does not find."""
    with psycopg.connect(postgres_url) as db:
        db.execute("CREATE TABLE left_behind (visit text)")
        db.execute("INSERT INTO left_behind VALUES (%s)", [visit])
        assert db.execute("SELECT visit FROM left_behind").fetchall() == [(visit,)]


def test_the_database_holds_danish(postgres_url: str) -> None:
    """The database is UTF-8, whatever the machine's locale."""
    with psycopg.connect(postgres_url) as db:
        assert db.execute("SELECT 'Åse Ærø' || chr(128075)").fetchone() == ("Åse Ærø👋",)


def test_the_store_is_on_each_database(store_url: str) -> None:
    """A store test gets a file once and a PostgreSQL address once."""
    assert store_url.endswith("kreds.db") or store_url.startswith("postgresql://")


def test_the_browser_runs_scripts(page: Page) -> None:
    """The browser is a real one: it runs what a page brings."""
    page.set_content("<h1>-</h1><script>document.querySelector('h1').textContent = 6 * 7</script>")
    assert page.get_by_role("heading").inner_text() == "42"


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1"])
def test_other_machines_are_out_of_reach(host: str) -> None:
    """No test can reach another machine, not even to ask for its address."""
    with pytest.raises(PermissionError, match="another machine"):
        socket.create_connection((host, 80), timeout=1)
