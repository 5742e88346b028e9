"""The quick search: people and pages from anywhere, in the order one means them."""

import re
from pathlib import Path

from kreds.services.saved_views import save_view
from tests.web.serving import connections_zip, imported, running

PEOPLE = (
    ("Hanna", "Berg", "https://www.linkedin.com/in/hanna", "", "Nordlys", "CEO", "03 Oct 2026"),
    ("Bo", "Anker", "https://www.linkedin.com/in/bo", "", "Anna & Co", "CEO", "03 Oct 2026"),
    ("Zoë", "Anná", "https://www.linkedin.com/in/zoe", "", "", "", "03 Oct 2026"),
    ("Åse", "Lund", "https://www.linkedin.com/in/aase", "", "", "", "03 Oct 2026"),
)


def names(html: str) -> list[str]:
    """What is listed, in its order."""
    return re.findall(r"<strong>(.*?)</strong>", html)


def test_who_begins_so_comes_first(tmp_path: Path) -> None:
    """A name that begins so goes before one that holds it, that before a company; accents do not count."""
    with (
        running(imported(tmp_path, [connections_zip(tmp_path / "a.zip", PEOPLE)])) as server,
        server.client() as client,
    ):
        assert names(client.get("/find?q=ann").text) == ["Zoë Anná", "Hanna Berg", "Bo Anker"]
        assert names(client.get("/find?q=aase").text) == ["Åse Lund"]
        assert "Nobody and no page fits that." in client.get("/find?q=xyz").text


def test_pages_and_saved_views_are_found(tmp_path: Path) -> None:
    """Without a word all pages are offered; a saved view is found by its name, which stays text."""
    with (
        running(imported(tmp_path, [connections_zip(tmp_path / "a.zip", PEOPLE)])) as server,
        server.client() as client,
    ):
        save_view(server.app.store, "<i>Kunder</i> & co", 'level=strong&q="x"', at=1)
        assert {"Overview", "Relations", "Settings"} <= set(names(client.get("/find").text))
        answer = client.get("/find?q=kunder").text
        assert names(answer) == ["&lt;i&gt;Kunder&lt;/i&gt; &amp; co"]
        assert 'href="/relations?level=strong&amp;q=&#34;x&#34;"' in answer
