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


def test_a_list_is_taken_back_moved_and_counted_again(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """Every list has an id to say it by, under the name of its file; the last word is undone like any other."""
    path = tmp_path / "kunder i juni.txt"
    path.write_text(LIST, encoding="utf-8")
    other = URL.replace("750", "740")
    kreds("posts", "add", path, "--post", URL, "--store", store)
    [one] = kreds("posts", "lists", "--json", "--store", store).json["lists"]
    assert (one["name"], one["people"], one["pasted"]) == ("kunder i juni.txt", 1, False)
    shown = kreds("posts", "--post", URL, "--store", store).out
    assert "kunder i juni.txt" in shown
    assert f"posts back {one['id']}" in shown
    assert "counts for no post" in kreds("posts", "back", one["id"], "--store", store).out
    assert kreds("posts", "--post", URL, "--store", store).exit_code == 2
    assert "trukket tilbage" in kreds("posts", "lists", "--language", "da", "--store", store).out
    kreds("judge", "--undo", "--store", store)
    assert kreds("posts", "--post", URL, "--json", "--store", store).json["known"] == 1
    moved = kreds("posts", "move", one["id"], "--post", other, "--json", "--store", store).json
    assert moved["post"] == kreds("posts", "--post", other, "--json", "--store", store).json["id"]
    again = kreds("posts", "again", one["id"], "--json", "--store", store).json
    assert (again["post"], again["read_for"]) == (one["post"], one["post"])
    assert "kunder" not in kreds("posts", "lists", "--incognito", "--store", store).out
    for arguments in (("back",), ("back", "none"), ("move", one["id"]), ("move", one["id"], "--post", "nonsense")):
        assert kreds("posts", *arguments, "--store", store).exit_code == 2


def test_without_any_list_it_says_so(kreds: Kreds, store: Path) -> None:
    """Nothing read is told in a sentence, not as an empty table."""
    assert "No list of who reacted has been read yet." in kreds("posts", "lists", "--store", store).out
