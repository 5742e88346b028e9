"""``kreds overview``, ``relations`` and ``why``: the same people for the eye and for programs."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from kreds.model.relation import RELATION_SORTS
from kreds.store.database import open_store
from tests.cli.conftest import Kreds
from tests.services.importing import network, written

RELATION_KEYS = [
    "id", "name", "profile_url", "company", "title", "connected_on", "no_longer_since", "level", "memberships",
    "strength", "alive", "coverage", "overruled", "segments", "messages_in", "messages_out", "last_contact",
    "trend", "tags", "note", "bridge", "trial_since", "trial_until", "trial_outcome", "trial_ended",
    "segment_share", "function", "seniority", "role", "industry", "place",
]  # fmt: skip


def test_relations_as_json(kreds: Kreds, store: Path) -> None:
    """All relations, each with exactly the keys that stay, memberships that sum to one, coverage by sign."""
    shape = kreds("relations", "--json", "--store", store).json
    assert set(shape) >= {"as_of", "relations"}
    assert len(shape["relations"]) == 60
    for relation in shape["relations"]:
        assert list(relation) == RELATION_KEYS
        assert set(relation["memberships"]) == {"strong", "average", "worthless"}
        assert abs(sum(relation["memberships"].values()) - 1) < 1e-6
        assert set(relation["coverage"]) == {"communicated", "met", "common_ground", "content"}
        assert set(relation["coverage"].values()) <= {"seen", "not seen", "not covered"}
        assert 0 <= relation["strength"] <= 1
        assert 0 <= relation["alive"] <= 1


def test_filters(kreds: Kreds, store: Path) -> None:
    """Level, words and connection narrow the list; a limit cuts it."""
    everybody = kreds("relations", "--json", "--store", store).json["relations"]
    some = kreds("relations", "--level", "strong", "--level", "average", "--json", "--store", store).json["relations"]
    assert {relation["level"] for relation in some} == {"strong", "average"}
    assert len(some) == sum(relation["level"] in ("strong", "average") for relation in everybody)
    name = everybody[0]["name"]
    found = kreds("relations", *name.split(), "--json", "--store", store).json["relations"]
    assert name in {relation["name"] for relation in found}
    former = kreds("relations", "--former", "--json", "--store", store).json["relations"]
    assert all(relation["no_longer_since"] for relation in former)
    assert len(kreds("relations", "--limit", "7", "--json", "--store", store).json["relations"]) == 7


@pytest.mark.parametrize("sort", RELATION_SORTS)
def test_sorts(kreds: Kreds, store: Path, sort: str) -> None:
    """Every sort turns around."""
    one = kreds("relations", "--sort", sort, "--json", "--store", store).json["relations"]
    other = kreds("relations", "--sort", sort, "--reverse", "--json", "--store", store).json["relations"]
    assert {relation["id"] for relation in one} == {relation["id"] for relation in other}
    assert one != other or len({str(relation.get(sort)) for relation in one}) == 1


@pytest.mark.parametrize(
    "options", [("--sort", "shoes"), ("--current", "--former"), ("--level", "great"), ("--limit", "0")]
)
def test_wrong_choices(kreds: Kreds, store: Path, options: tuple[str, ...]) -> None:
    """A choice that does not exist is exit code 2."""
    assert kreds("relations", *options, "--store", store).exit_code == 2


def test_the_list_for_the_eye(kreds: Kreds, store: Path) -> None:
    """25 relations, the strongest first, and how to see more."""
    answer = kreds("relations", "--store", store)
    assert "60 relations" in answer.out
    assert "--page 2" in answer.out
    assert len(answer.out.splitlines()) == 25 + 4
    assert "fits" in kreds("relations", "xyzzy", "--store", store).out


@pytest.mark.parametrize("width", [60, 80, 132])
def test_the_list_fits_the_window(kreds: Kreds, store: Path, width: int) -> None:
    """No line is wider than the terminal."""
    for command in ("relations", "overview", "doctor"):
        lines = kreds(command, KREDS_STORE=str(store), COLUMNS=str(width)).out.splitlines()
        assert max(cell_len(line) for line in lines) <= width


def test_overview_as_json(kreds: Kreds, store: Path) -> None:
    """The overview's numbers agree with the list's."""
    shape = kreds("overview", "--json", "--store", store).json
    everybody = kreds("relations", "--current", "--json", "--store", store).json["relations"]
    assert shape["relations"] == len(everybody)
    assert shape["counts"]["strong"] == sum(relation["level"] == "strong" for relation in everybody)
    assert len(shape["by_month"]) == 36


def test_overview_begins_with_one_sentence(kreds: Kreds, store: Path) -> None:
    """First what is the case, in words; last what to do."""
    lines = kreds("overview", "--store", store).out.splitlines()
    assert lines[0].startswith("You have 60 relations: ")
    assert any(line.startswith("  kreds relations") for line in lines[-4:])


def test_why_as_json(kreds: Kreds, store: Path) -> None:
    """The relation as in the list, and reasons whose contributions are in the order of their weight."""
    strongest = kreds("relations", "--limit", "1", "--json", "--store", store).json["relations"][0]
    shape = kreds("why", strongest["profile_url"], "--json", "--store", store).json
    assert {key: shape[key] for key in RELATION_KEYS} == strongest
    assert shape["reasons"]
    for reason in shape["reasons"]:
        assert set(reason) == {"sign", "text", "contribution", "evidence"}
    sizes = [abs(reason["contribution"]) for reason in shape["reasons"]]
    assert sizes == sorted(sizes, reverse=True)


def test_who_can_be_named_in_many_ways(kreds: Kreds, store: Path) -> None:
    """Address, its last part, id and unique name lead to the same person."""
    one = next(
        relation
        for relation in kreds("relations", "--json", "--store", store).json["relations"]
        if relation["name"].isalpha() or relation["name"].count(" ") == 1
    )
    slug = one["profile_url"].rpartition("/")[2]
    ids = {
        kreds("why", who, "--json", "--store", store).json["id"]
        for who in (one["id"], one["profile_url"], slug, one["name"])
    }
    assert ids == {one["id"]}


def test_why_in_words(kreds: Kreds, store: Path) -> None:
    """Name, level, reasons, what the files could show, and how to disagree."""
    one = kreds("relations", "--limit", "1", "--json", "--store", store).json["relations"][0]
    text = kreds("why", one["id"], "--store", store).out
    assert text.startswith(one["name"])
    for part in ("Level: strong", "Why", "What your files show", "not in these files", f"kreds judge {one['id']}"):
        assert part in text


def test_commands_to_copy_name_the_store(kreds: Kreds, store: Path) -> None:
    """What is proposed next is about the same store, which need not be said when it is the settled one."""
    assert f"kreds why WHO --store {store}" in kreds("overview", "--store", store).out
    assert "--store" not in kreds("overview", KREDS_STORE=str(store)).out


def test_nobody_and_several(kreds: Kreds, store: Path) -> None:
    """A stranger is exit code 2; so is a name of several, with those it could mean."""
    unknown = kreds("why", "nobody-at-all", "--json", "--store", store)
    assert (unknown.exit_code, unknown.json["error"]["code"]) == (2, "PERSON-UNKNOWN")
    names = [
        relation["name"].split()[0] for relation in kreds("relations", "--json", "--store", store).json["relations"]
    ]
    shared = next((name for name in names if names.count(name) > 1), None)
    assert shared is not None
    several = kreds("why", shared, "--json", "--store", store)
    assert (several.exit_code, several.json["error"]["code"]) == (2, "PERSON-AMBIGUOUS")
    assert len(several.json["error"]["candidates"]) > 1
    assert "https://" in kreds("why", shared, "--store", store).err


def test_an_empty_store_is_no_failure(kreds: Kreds, tmp_path: Path) -> None:
    """Before the first import the overview says what to do."""
    path = tmp_path / "empty.db"
    open_store(path).close()
    answer = kreds("overview", "--store", path)
    assert answer.exit_code == 0
    assert "nobody" in answer.out
    assert "kreds import PATH" in answer.out
    assert kreds("relations", "--json", "--store", path).json["relations"] == []


def test_two_archives_show_what_has_changed(kreds: Kreds, tmp_path: Path) -> None:
    """A later archive gives former relations their day and job changes their place in the story."""
    earlier = written(tmp_path / "earlier").paths
    later = written(tmp_path / "later", of=network(later_days=400)).paths
    store = tmp_path / "a.db"
    kreds("import", *earlier, "--store", store)
    answer = kreds("import", *later, "--store", store, "--json")
    former = kreds("relations", "--former", "--json", "--store", store).json["relations"]
    assert answer.json["no_longer_connected"] == len(former) > 0
    assert "no longer connected since" in kreds("why", former[0]["id"], "--store", store).out
    assert "no longer connected" in kreds("overview", "--store", store).out
    everybody = kreds("relations", "--json", "--store", store).json["relations"]
    views = (kreds("why", relation["id"], "--json", "--store", store).json for relation in everybody)
    moved = next(view for view in views if len(view["jobs"]) > 1)
    assert "at the latest" in kreds("why", moved["id"], "--store", store).out
