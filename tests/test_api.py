"""The public Python interface: documented names, frames with the columns that are promised, nothing left behind."""

from pathlib import Path

import pytest

import kreds
from kreds import api
from kreds.model.frames import FEATURES, INTERACTIONS, JUDGEMENTS, RELATIONS
from tests.services.importing import written


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small network as LinkedIn would deliver it."""
    return written(tmp_path_factory.mktemp("archive")).paths[0]


def test_public_names_are_those_of_the_interface() -> None:
    """The package gives exactly the names of its interface and its version, and each can be had."""
    assert set(kreds.__all__) == {*api.__all__, "__version__"}
    assert all(getattr(kreds, name) is not None for name in kreds.__all__)
    assert set(dir(kreds)) == set(kreds.__all__)
    with pytest.raises(AttributeError, match="shoes"):
        kreds.shoes  # noqa: B018  # asking is what is tested


def test_public_names_say_what_they_are() -> None:
    """Everything public has a docstring of its own."""
    assert [name for name in api.__all__ if not getattr(api, name).__doc__] == []


def test_frames_have_the_promised_columns(archive: Path) -> None:
    """Frames have the names and types of the model, and judging them again gives what the list shows."""
    with kreds.read_archive(archive) as network:
        frames = network.frames()
        judged = kreds.judge(
            kreds.features(frames.interactions, frames.relations, day=frames.day, context=frames.context),
            day=frames.day,
            coverage=frames.coverage,
        )
        shown = {int(relation.id, 16): relation for relation in network.relations()}
    for frame, columns in (
        (frames.interactions, INTERACTIONS),
        (frames.relations, RELATIONS),
        (frames.features, FEATURES),
        (judged, JUDGEMENTS),
    ):
        assert {name: str(kind) for name, kind in frame.schema.items()} == dict(columns)
    for row in judged.iter_rows(named=True):
        assert row["level"] == shown[row["person"]].level.value
        assert abs(row["strength"] - shown[row["person"]].strength) < 1e-9


def test_features_made_anew_are_those_stored(archive: Path) -> None:
    """What is stored for quick judging is what the interactions give."""
    with kreds.read_archive(archive) as network:
        frames = network.frames()
        made = kreds.features(frames.interactions, frames.relations, day=frames.day, context=frames.context).sort(
            "person"
        )
    assert made.equals(frames.features)


def test_a_network_without_a_store_leaves_nothing_behind(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A network that was only looked at is gone when it is closed, also when reading it fails."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    network = kreds.read_archive(archive)
    assert network.overview().relations > 0
    assert list(tmp_path.iterdir())
    network.close()
    assert list(tmp_path.iterdir()) == []
    broken = tmp_path / "Connections.csv"
    broken.write_text('First Name,Last Name,Company,Position,Connected On\n"Anna,Holm,,,\n', encoding="utf-8")
    with pytest.raises(kreds.KredsError):
        kreds.read_archive(broken)
    assert list(tmp_path.iterdir()) == [broken]


def test_a_named_store_is_kept(archive: Path, tmp_path: Path) -> None:
    """With a store named, the network can be opened again."""
    path = tmp_path / "kept.db"
    kreds.read_archive(archive, store=path).close()
    with kreds.open_network(path) as network:
        assert network.imported is None
        assert len(network.relations("a")) > 0


def test_a_list_with_an_odd_header_is_read_by_what_is_said_of_it(archive: Path, tmp_path: Path) -> None:
    """Columns that were said are read and remembered; a meaning that is none, or too little, is refused."""
    odd = tmp_path / "odd.csv"
    odd.write_text("Hvem der;Hvor henne;X\nIda Berg;Bergtop;ida@bergtop.example\nOle Dal;Dalen;ole@dalen.example\n")
    said = {"name": "Hvem der", "company": "Hvor henne", "email": "X"}
    store = tmp_path / "kreds.db"
    with kreds.read_archive(archive, odd, store=store, columns=said) as network:
        assert network.imported is not None
        assert {one.name: one.new for one in network.imported.files}["odd.csv"] == 2
    for wrong in ({"shoes": "Hvem der"}, {"title": "X"}):
        with pytest.raises(kreds.KredsError):
            kreds.read_archive(archive, odd, columns=wrong)


def test_contact_is_noted_and_found(archive: Path) -> None:
    """A line about two moves both, is found by its words and kind, and is taken back for both."""
    with kreds.read_archive(archive) as network:
        one, other = network.relations(descending=False)[:2]
        done = network.log(one.id, "Coffee at the fair", kind=kreds.LogKind.CALL, on="yesterday", also=[other.id])
        assert all(after.strength > before.strength for before, after in done.people)
        assert [line.name for line in network.logged(one.id)] == [one.name]
        assert len(network.logged(words="fair", kind=kreds.LogKind.CALL)) == 2
        assert not network.logged(kind=kreds.LogKind.LEARNED)
        network.drop_logged(done.id)
        assert not network.logged()
        with pytest.raises(kreds.KredsError):
            network.log(one.id, on="soon")


def test_a_list_on_the_wrong_post_is_taken_back(archive: Path) -> None:
    """In Python, too: taken back, moved, counted again, and the last word undone."""
    wrong, right = (f"https://www.linkedin.com/feed/update/urn:li:activity:75{n}0000000000000000/" for n in (10, 11))
    with kreds.read_archive(archive) as network:
        network.add_reactions("like\nUkendt Person\n· 2nd\n", wrong)
        [one] = network.post_lists()
        assert network.take_list_back(one.id).is_taken_back
        assert network.posts().taken_back[0].id == one.id
        assert network.move_list(one.id, right).is_moved
        assert network.post(right).listed == 1
        assert not network.count_list_again(one.id).is_moved
        network.undo()
        assert network.post(right).lists[0].id == one.id
