"""``kreds posts``: what posts did, and a list of who reacted."""

from pathlib import Path

from tests.cli.conftest import Kreds

URL = "https://www.linkedin.com/feed/update/urn:li:activity:7500000000000000000/"
LIST = "like\nUkendt Person\n· 2nd\nKonsulent\n\nlove\nAcme\n12,345 followers\n"


def test_a_list_is_looked_at_added_and_shown(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A file of copied text says who is on it, goes in with its equation, and stands below its post."""
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    look = kreds("posts", "add", path, "--post", URL, "--look", "--json", "--store", store).json
    assert [one["name"] for one in look["others"]] == ["Ukendt Person"]
    assert "Ukendt Person" in kreds("posts", "add", path, "--post", URL, "--look", "--store", store).out
    said = kreds("posts", "add", path, "--post", URL, "--json", "--store", store).json
    assert (said["files"][0]["new"], said["files"][0]["skipped"]) == (1, {"not a person": 1})
    shown = kreds("posts", "--post", URL, "--json", "--store", store).json
    assert [one["name"] for one in shown["people"]] == ["Ukendt Person"]
    assert "Ukendt Person" in kreds("posts", "--post", URL, "--store", store).out
    assert "Ukendt" not in kreds("posts", "--post", URL, "--incognito", "--store", store).out
    listed = kreds("posts", "--json", "--store", store).json
    assert (listed["lists"], listed["lists_wanted"]) == (1, 10)
    assert shown["id"] in {one["id"] for one in listed["posts"]}


def test_it_speaks_to_people(kreds: Kreds, store: Path) -> None:
    """The list of posts is told in Danish, too, with what to do next."""
    assert "Dine opslag" in kreds("posts", "--language", "da", "--store", store).out


def test_what_is_wrong_is_said(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """No file, no post, no such word: exit code 2, and nothing changed."""
    empty = tmp_path / "list.txt"
    empty.write_text(LIST, encoding="utf-8")
    for arguments in (("add",), ("add", tmp_path / "none.txt", "--post", URL), ("add", empty), ("remove",)):
        assert kreds("posts", *arguments, "--store", store).exit_code == 2
    assert kreds("posts", "--post", "nonsense", "--store", store).exit_code == 2
